-- Setup for bench/live: tables of calls, their live roll-ups, and a table for figures.
CREATE EXTENSION IF NOT EXISTS kpi;
DROP SCHEMA IF EXISTS kpi_bench CASCADE;
CREATE SCHEMA kpi_bench;

-- The time or result of one run of a variant; the runs of a round followed one another
CREATE TABLE runs (what text, variant text, round int, figure float8);

-- As in bench.sql, ratios are within a round, so that a machine whose speed drifts favours none
CREATE FUNCTION report(what_now text, than text) RETURNS TABLE (variant text, median numeric, ratio numeric) LANGUAGE sql AS $$
	SELECT r.variant, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY r.figure)::numeric, 2),
	       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY r.figure / b.figure)::numeric, 3)
	  FROM runs AS r LEFT JOIN runs AS b ON b.what = r.what AND b.round = r.round AND b.variant = than
	 WHERE r.what = what_now GROUP BY r.variant ORDER BY r.variant <> than, min(r.ctid)
$$;

CREATE FUNCTION seconds_of(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	before timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	RETURN extract(epoch FROM clock_timestamp() - before);
END $$;

-- Calls, spread evenly from the beginning of 2025 on, in order of time.  They wait for up to two minutes
-- and talk for thirty seconds to ten minutes, in whole seconds, as telephone systems record them.
CREATE FUNCTION drawn(n bigint, days int)
	RETURNS TABLE (id bigint, queue text, started timestamptz, wait interval, answered boolean, talk interval) LANGUAGE sql STABLE AS $$
	SELECT i, 'queue ' || 1 + (h & 7), timestamptz '2025-01-01 00:00 Europe/Madrid' + make_interval(secs => i * (days * 86400.0::float8 / n)),
	       make_interval(secs => waited), waited < 90, CASE WHEN waited < 90 THEN make_interval(secs => 30 + (h >> 40 & 65535) % 571) END
	  FROM generate_series(0, n - 1) AS i, hashint8extended(i, 1) AS h, LATERAL (SELECT (h >> 8 & 255) * (h >> 16 & 255) / 540 AS waited) AS w
$$;

-- A roll-up of a table by queue and half-hour, or by queue and day
CREATE FUNCTION follow(calls regclass, name text, grain text, summaries text) RETURNS regclass LANGUAGE sql AS $$
	SELECT live_rollup(name, format('SELECT queue, %s, %s FROM %s GROUP BY 1, 2',
		CASE grain
			WHEN 'day' THEN $q$(started AT TIME ZONE 'Europe/Madrid')::date AS day$q$
			ELSE $q$date_bin('30 min', started AT TIME ZONE 'Europe/Madrid', '2000-01-01') AS half_hour$q$
		END, summaries, calls))
$$;
