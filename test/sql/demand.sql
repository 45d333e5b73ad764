-- How many contacts came, and when
SET TimeZone = 'America/Bogota';
SET datestyle = 'ISO';
SET extra_float_digits = 0;

-- Monday 2 March: 3 contacts from 9 to 10, none from 10 to 11, 1 from 11 to 12; Wednesday 4 March: 2 from 9 to 10
CREATE TABLE contacts (at timestamp);
INSERT INTO contacts VALUES ('2026-03-02 09:00'), ('2026-03-02 09:14:59.999999'), ('2026-03-02 09:59'), ('2026-03-02 11:00'), ('2026-03-04 09:15'), ('2026-03-04 09:30'), (NULL);

SELECT demand_agg(at) FROM contacts;
-- the first of 3 days had 4 of 6 contacts; the first of 49 hours had 3
SELECT peak_demand(at, '1 day'), peak_demand(at, '1 hour') FROM contacts;
SELECT 4 / (6 / 3.0) AS day, 3 / (6 / 49.0) AS hour;
SELECT (peak_demand(demand_agg(at), '7 days')).*, busy_hour(at), busy_hour(demand_agg(at)), n_counted(demand_agg(at)) FROM contacts;
-- 5 contacts at 9 in 3 such hours, 1 at 11 in 2
SELECT i AS hour, (seasonal_index(at, 'hour'))[i] AS index, CASE i WHEN 9 THEN 5 / 3.0 WHEN 11 THEN 1 / 2.0 ELSE 0 END / (6 / 49.0) AS expected
  FROM contacts, generate_series(0, 23) AS i GROUP BY i ORDER BY i;
SELECT seasonal_index(at, 'dow') AS dow, seasonal_index(at, 'month') AS month FROM contacts;
SELECT * FROM seasonal_profile((SELECT demand_agg(at) FROM contacts), 'dow');
SELECT * FROM demand_series((SELECT demand_agg(at) FROM contacts), '1 day');
SELECT count(*), sum(contacts), min(at), max(at) FROM demand_series((SELECT demand_agg(at) FROM contacts), '30 min');
-- weeks begin on Monday
SELECT * FROM demand_series((SELECT demand_agg(at) FROM (SELECT at FROM contacts UNION ALL VALUES (timestamp '2026-03-01 23:59:59'), ('1999-12-31')) AS c), '7 days') WHERE contacts > 0;
SELECT * FROM seasonal_profile((SELECT demand_agg(date '2024-02-28' + n * interval '1 day') FROM generate_series(0, 400) AS n), 'month');
-- if several are equal, the first is returned
SELECT peak_demand(at, '1 hour'), busy_hour(at) FROM (VALUES (timestamp '2026-03-02 12:00'), ('2026-03-02 09:00')) AS c(at);

-- nights on which clocks change, in local time: a night without an hour, one with an hour twice
SELECT * FROM demand_series((SELECT demand_agg(at, 'Europe/Madrid') FROM generate_series(timestamptz '2026-03-29 00:00+01', '2026-03-29 03:59+02', '10 min') AS at), '1 hour');
SELECT * FROM demand_series((SELECT demand_agg(at, 'Europe/Madrid') FROM generate_series(timestamptz '2026-10-25 00:00+02', '2026-10-25 03:59+01', '10 min') AS at), '1 hour');
SELECT * FROM demand_series((SELECT demand_agg(at, 'Europe/Madrid') FROM generate_series(timestamptz '2026-10-25 00:00+02', '2026-10-25 05:59+01', '10 min') AS at), '2 hours');
-- clocks change by half an hour there
SELECT * FROM demand_series((SELECT demand_agg(at, 'Australia/Lord_Howe') FROM generate_series(timestamptz '2026-04-05 00:00+11', '2026-04-05 02:59+1030', '10 min') AS at), '1 hour');
SELECT * FROM demand_series((SELECT demand_agg(at, 'Australia/Lord_Howe') FROM generate_series(timestamptz '2026-04-05 01:00+11', '2026-04-05 02:29+1030', '10 min') AS at), '30 min');
-- at midnight, back to the day before
SELECT * FROM demand_series((SELECT demand_agg(at, 'America/Sao_Paulo') FROM generate_series(timestamptz '2019-02-16 00:00-02', '2019-02-17 23:59-03', '10 min') AS at), '1 day');
SELECT seasonal_index(at, 'dow', 'Europe/Madrid') FROM generate_series(timestamptz '2026-03-23 00:00+01', '2026-04-05 23:59+02', '1 hour') AS at;

-- compared with plain SQL: real hours by their local hour, days and months of the local calendar, over clock changes
CREATE TABLE random_contacts AS
SELECT zone, timestamptz '2025-10-01 00:00Z' + (n * 7919::bigint * (n % 97 + 3) % 31000001) * interval '1 s' AS at
  FROM generate_series(1, 4000) AS n, unnest(ARRAY['Europe/Madrid', 'America/Bogota', 'Asia/Kathmandu', 'America/Havana', 'America/New_York']) AS zone;
CREATE FUNCTION differing(unit text, place text) RETURNS TABLE (zone text, rows bigint, differing bigint) LANGUAGE plpgsql AS $$
DECLARE
	whole text := CASE unit WHEN 'dow' THEN 'day' ELSE unit END;
BEGIN
	RETURN QUERY EXECUTE format('
		WITH spans AS (SELECT zone, date_trunc(%4$L, min(at AT TIME ZONE zone)) AS first, date_trunc(%4$L, max(at AT TIME ZONE zone)) AS last, min(at) AS first_at, max(at) AS last_at, count(*) AS contacts FROM random_contacts GROUP BY zone),
		buckets AS (SELECT zone, %2$s AS season, count(*) AS occurrences FROM spans, %3$s GROUP BY 1, 2),
		counted AS (SELECT zone, extract(%1$s FROM at AT TIME ZONE zone)::int AS season, count(*) AS contacts FROM random_contacts GROUP BY 1, 2),
		expected AS (SELECT zone, season, coalesce(c.contacts, 0) AS contacts, occurrences, (coalesce(c.contacts, 0)::float8 / occurrences) / (s.contacts / sum(occurrences) OVER (PARTITION BY zone)) AS index
			FROM buckets LEFT JOIN counted AS c USING (zone, season) JOIN spans AS s USING (zone)),
		ours AS (SELECT zone, p.* FROM (SELECT zone, demand_agg(at, zone) AS d FROM random_contacts GROUP BY zone) AS q, seasonal_profile(d, %1$L) AS p)
		SELECT zone, count(e.season), count(*) FILTER (WHERE o.contacts IS DISTINCT FROM coalesce(e.contacts, 0) OR o.occurrences IS DISTINCT FROM coalesce(e.occurrences, 0) OR abs(o.index - e.index) > 1e-12 OR (o.index IS NULL) <> (e.index IS NULL))
		  FROM ours AS o LEFT JOIN expected AS e USING (zone, season) GROUP BY zone ORDER BY zone', unit, place,
		CASE unit WHEN 'hour' THEN 'generate_series(date_trunc(''hour'', first_at AT TIME ZONE zone) AT TIME ZONE zone, last_at, ''1 hour'') AS t'
			ELSE format('generate_series(first, last, %L::interval) AS t', '1 ' || whole) END, whole);
END $$;
SELECT * FROM differing('hour', 'extract(hour FROM t AT TIME ZONE zone)::int');
SELECT * FROM differing('dow', 'extract(dow FROM t)::int');
SELECT * FROM differing('month', 'extract(month FROM t)::int');
-- the one-step forms return the same
SELECT zone, seasonal_index(at, 'hour', zone) = seasonal_index(demand_agg(at, zone), 'hour') AS hour, seasonal_index(at, 'dow', zone) = seasonal_index(demand_agg(at, zone), 'dow') AS dow,
       seasonal_index(at, 'month', zone) = seasonal_index(demand_agg(at, zone), 'month') AS month, peak_demand(at, '1 day', zone) = peak_demand(demand_agg(at, zone), '1 day') AS peak,
       (seasonal_index(at, 'hour', zone))[busy_hour(at, zone)] = (SELECT max(i) FROM unnest(seasonal_index(demand_agg(at, zone), 'hour')) AS i) AS busy
  FROM random_contacts GROUP BY zone ORDER BY zone;
-- days compared with plain SQL
SELECT zone, count(*) AS days, count(*) FILTER (WHERE s.contacts <> coalesce(c.contacts, 0)) AS differing
  FROM (SELECT zone, s.* FROM (SELECT zone, demand_agg(at, zone) AS d FROM random_contacts GROUP BY zone) AS q, demand_series(d, '1 day') AS s) AS s
  FULL JOIN (SELECT zone, date_trunc('day', at AT TIME ZONE zone) AS at, count(*) AS contacts FROM random_contacts GROUP BY 1, 2) AS c USING (zone, at) GROUP BY zone ORDER BY zone;

-- buckets shorter than 15 minutes, with steps that fit them
SELECT peak_demand(at, '5 min'), peak_demand(at, '7 min'), peak_demand(at, '0.25 s'), peak_demand(at, '10 days') FROM contacts WHERE at < '2026-03-02 10:00';
SELECT peak_demand(demand_agg(at, interval '1 min'), '1 min'), peak_demand(demand_agg(at AT TIME ZONE 'UTC', 'UTC', '5 min'), '10 min') FROM contacts;

-- windows, merging
SELECT at, busy_hour(at) OVER w, (peak_demand(at, '1 hour') OVER w).contacts, demand_agg(at) OVER w FROM contacts WINDOW w AS (ORDER BY at ROWS 1 PRECEDING);
SELECT rollup(d) = (SELECT demand_agg(at, 'Europe/Madrid') FROM random_contacts) AS merged FROM (SELECT demand_agg(at, 'Europe/Madrid') AS d FROM random_contacts GROUP BY zone, extract(day FROM at)) AS parts;
SELECT demand_agg(at, 'EUROPE/madrid') = demand_agg(at, 'Europe/Madrid') AS zone_by_its_name FROM random_contacts;
SELECT a + b, (a + b) - a = b AS back, (a + b) - b = a AS forth, (a + b) - b - a AS nothing
  FROM (VALUES ('(n=1 clock=local step=60 2026-03-02T09:00:00=3)'::demand_summary, '(n=2 clock=local step=60 2026-03-01T00:00:00=1 2026-03-02T09:00:00=2)'::demand_summary)) AS v(a, b);
-- in the past a zone was at no multiple of a quarter of an hour: local mean time
SELECT peak_demand(at, '1 s', 'Europe/Madrid') FROM (VALUES (timestamptz '1890-06-01 12:00:00Z')) AS c(at);

-- clocks that changed at a minute past midnight: the step belongs to the time before
SELECT busy_hour(timestamptz '2005-01-10 12:00Z', 'America/St_Johns') AS in_winter, (peak_demand(timestamptz '2005-07-10 12:00Z', '1 hour', 'America/St_Johns')).at AS in_summer;
SELECT * FROM demand_series((SELECT demand_agg(at, 'America/St_Johns') FROM generate_series(timestamptz '2005-04-03 02:30Z', '2005-04-03 04:59Z', '5 min') AS at), '30 min');

-- no contacts
SELECT peak_demand('empty'::demand_summary, '1 hour'), seasonal_index('empty'::demand_summary, 'hour'), busy_hour('empty'::demand_summary), n_counted('empty'::demand_summary);
SELECT * FROM demand_series('empty', '1 hour');
SELECT * FROM seasonal_profile('empty', 'dow');

-- errors
SELECT demand_agg(at, 'Mars') FROM random_contacts;
SELECT demand_agg(at, NULL) FROM random_contacts;
SELECT demand_agg(at, '') FROM random_contacts;
SELECT demand_agg(at, '+02:00') FROM random_contacts;
SELECT busy_hour(at, 'UTC+2') FROM random_contacts;
SELECT demand_agg(at, '<a b>3EDT') FROM random_contacts;
SELECT demand_agg(at, zone) FROM random_contacts;
SELECT demand_agg('infinity'::timestamptz, 'UTC');
SELECT demand_agg(timestamp '10000-01-01');
SELECT demand_agg(at, interval '20 min') FROM contacts;
SELECT demand_agg(at, interval '0') FROM contacts;
SELECT demand_agg(at, interval '1 mon') FROM contacts;
SELECT demand_agg(at, interval '1 s') FROM (VALUES (timestamp '2026-03-02'), ('2026-03-14')) AS c(at);
SELECT demand_agg(at) FROM (VALUES (timestamp '1970-01-01'), ('2026-03-14')) AS c(at);
-- in any order, whatever room the state has left
SELECT demand_agg(at) FROM (VALUES (timestamp '2024-10-25'), ('2052-10-25'), ('2066-10-25')) AS c(at);
SELECT demand_agg(at) FROM (VALUES (timestamp '2066-10-25'), ('2052-10-25'), ('2024-10-25')) AS c(at);
SELECT length(demand_summary_send('(n=3 clock=local step=900 2024-10-25T00:00:00=1 2052-10-25T00:00:00=1 2066-10-25T00:00:00=1)')) AS bytes;
SELECT peak_demand(at, '0') FROM contacts;
SELECT peak_demand(at, '-1 hour') FROM contacts;
SELECT peak_demand(at, '1 mon') FROM contacts;
SELECT peak_demand(at, NULL) FROM contacts;
SELECT peak_demand(at, '20000 years') FROM contacts;
SELECT peak_demand(at, '200000000 days') FROM contacts;
SELECT peak_demand(at, '1 hour', NULL) FROM random_contacts;
SELECT peak_demand(demand_agg(at), '20 min') FROM contacts;
SELECT seasonal_index(at, 'week') FROM contacts;
SELECT seasonal_index(at, NULL) FROM contacts;
SELECT seasonal_profile(demand_agg(at), 'week') FROM contacts;
SELECT peak_demand(at, '1 hour', 'Europe/Madrid') FROM (VALUES (timestamptz '1890-06-01 12:00:00Z')) AS c(at);
SELECT demand_agg(at) + demand_agg(at, interval '5 min') FROM contacts;
SELECT demand_agg(at) - demand_agg(at + interval '1 hour') FROM contacts;
-- text
SELECT '(n=2 clock=local step=60 2026-03-02T09:00:00=3 2026-03-01T09:00:00=1)'::demand_summary, '(n=1 zone=UTC step=900 bucket=3600 unit=dow 2026-03-02T09:00:00Z=3)'::demand_summary;
-- runs of steps: nine empty steps stay in one run, ten split it; a step may be written apart from its neighbours
SELECT '(n=3 clock=local step=60 2026-03-02T09:00:00=3,0,0,0,0,0,0,0,0,0,1 2026-03-02T09:21:00=2)'::demand_summary AS runs,
       '(n=3 clock=local step=60 2026-03-02T09:02:00=5 2026-03-02T09:00:00=3 2026-03-02T09:01:00=4)'::demand_summary AS apart,
       '(n=2 clock=local step=60 2026-03-02T09:00:00=3,0,0,0,0,0,0,0,0,0,0,1)'::demand_summary AS parted,
       '(n=3 clock=local step=60 2026-03-02T09:00:00=1,0,1 2026-03-02T09:01:00=2)'::demand_summary AS filled;
SELECT demand_agg::text = expected AS as_in_sql, length(expected) FROM (SELECT demand_agg(at, 'UTC') FROM random_contacts WHERE zone = 'Europe/Madrid') AS d,
       (WITH counted AS (SELECT floor(extract(epoch FROM at) / 900)::bigint AS step, count(*) AS contacts FROM random_contacts WHERE zone = 'Europe/Madrid' GROUP BY 1),
             apart AS (SELECT *, (step - lag(step) OVER (ORDER BY step) > 10)::int AS begins FROM counted),
             runs AS (SELECT *, coalesce(sum(begins) OVER (ORDER BY step), 0) AS run FROM apart),
             texts AS (SELECT run, to_char(to_timestamp(min(step) * 900) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z="') ||
                       (SELECT string_agg(coalesce(contacts, 0)::text, ',' ORDER BY s) FROM generate_series(min(step), max(step)) AS s LEFT JOIN counted ON step = s) AS run_text FROM runs GROUP BY run)
        SELECT format('(n=%s zone=UTC step=900 %s)', (SELECT count(*) FROM counted), string_agg(run_text, ' ' ORDER BY run)) AS expected FROM texts) AS e;
SELECT '(n=1 clock=local step=60 2026-03-02T09:00:00=1,0)'::demand_summary;
SELECT '(n=1 clock=local step=60 2026-03-02T09:00:00=0,1)'::demand_summary;
SELECT '(n=2 clock=local step=60 2026-03-02T09:00:00=1,,1)'::demand_summary;
SELECT '(n=2 clock=local step=60 2026-03-02T09:00:00=1,1,)'::demand_summary;
SELECT '(n=2 clock=local step=60 2026-03-02T09:00:00=1,01)'::demand_summary;
SELECT '(n=2 clock=local step=60 2026-03-02T09:00:00=1;1)'::demand_summary;
SELECT '(n=3 clock=local step=60 2026-03-02T09:00:00=1,1 2026-03-02T09:01:00=1)'::demand_summary;
SELECT '(n=2 clock=local step=60 2026-03-02T09:00:00=9223372036854775807,1)'::demand_summary;
SELECT '(n=2 clock=local step=60 9999-12-31T23:59:00=1,1)'::demand_summary;
DO $$
DECLARE
	wrong text;
BEGIN
	PERFORM ('(n=2 clock=local step=60 2026-03-02T09:00:00=1' || repeat(',0', 999999) || ',1)')::demand_summary;
EXCEPTION WHEN invalid_text_representation THEN
	GET STACKED DIAGNOSTICS wrong = PG_EXCEPTION_DETAIL;
	RAISE NOTICE '%', wrong;
END $$;
SELECT '(n=1 2026-03-02T09:00:00=3)'::demand_summary;
SELECT '(n=0 clock=local step=60)'::demand_summary;
SELECT '(n=1 clock=local step=70 2026-03-02T09:00:00=3)'::demand_summary;
SELECT '(n=1 clock=local step=900 2026-03-02T09:01:00=3)'::demand_summary;
SELECT '(n=1 clock=local step=900 2026-03-02T09:00:00Z=3)'::demand_summary;
SELECT '(n=1 clock=local step=900 2026-03-02T09:00:00=0)'::demand_summary;
SELECT '(n=1 clock=local step=900 2026-03-02T09:00:00=-1)'::demand_summary;
SELECT '(n=1 clock=local step=900 2026-03-02T09:00:00=9999999999999999999)'::demand_summary;
SELECT '(n=1 clock=local zone=UTC step=900 2026-03-02T09:00:00=1)'::demand_summary;
SELECT '(n=1 zone=America/Sao_Paulo zone=UTC step=900 2026-03-02T09:00:00Z=1)'::demand_summary;
SELECT '(n=1 zone=<a	b>3 step=900 2026-03-02T09:00:00Z=1)'::demand_summary;
SELECT '(n=1 clock=local step=900 step=60 2026-03-02T09:00:00=1)'::demand_summary;
SELECT '(n=1 zone=utc step=900 2026-03-02T09:00:00Z=1)'::demand_summary;
SELECT '(n=1 zone=Mars step=900 2026-03-02T09:00:00Z=1)'::demand_summary;
SELECT '(n=1 clock=local step=900 bucket=1000 2026-03-02T09:00:00=1)'::demand_summary;
SELECT '(n=1 clock=local step=900 unit=year 2026-03-02T09:00:00=1)'::demand_summary;
SELECT '(n=1 clock=local step=900 2026-03-02T09:00:00=1 bucket=3600)'::demand_summary;
SELECT '(n=2 clock=local step=1 2026-03-02T09:00:00=1 2026-03-22T09:00:00=1)'::demand_summary;
SELECT '(n=0 clock=local step)'::demand_summary;
SELECT ('(n=1 clock=local step=900 2026-03-02T09:00:00=' || repeat('9', 18) || ')')::demand_summary + ('(n=1 clock=local step=900 2026-03-02T09:00:00=' || repeat('9', 18) || ')')::demand_summary;
-- steps that come at both ends in turn
SELECT demand_agg(at, '1 s' ORDER BY i) = demand_agg(at, '1 s' ORDER BY at) AS same, n_counted(demand_agg(at, '1 s' ORDER BY i))
  FROM (SELECT i, timestamp '2026-03-01' + CASE WHEN i % 2 = 0 THEN -i ELSE 400000 + i END * interval '1 s' AS at FROM generate_series(1, 500) AS i) AS contacts;
RESET TimeZone;
RESET datestyle;
RESET extra_float_digits;
DROP FUNCTION differing;
DROP TABLE contacts, random_contacts;
