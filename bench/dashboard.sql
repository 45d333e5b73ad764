-- Eight KPIs by queue and day, from live roll-ups and from the rows.
--
-- The same queries for DuckDB are also here; duckdb.js runs them.

-- The questions, over summaries and in plain SQL
CREATE TABLE kpis (kpis text, of_summaries text, of_rows text, approximately text);
INSERT INTO kpis VALUES
('of waits',
 'offered(c) AS offered, service_level(c) AS service_level, service_level(c, ''answered_only'') AS in_time_of_answered, abandon_rate(c) AS abandon_rate,
  seconds(asa(c)) AS asa, seconds(average_wait(c)) AS average_wait, seconds(delay_of_delayed(c)) AS delay_of_delayed, answered(c) AS answered',
 'count(*) AS offered, count(*) FILTER (answered AND wait <= 20) / count(*) AS service_level,
  count(*) FILTER (answered AND wait <= 20) / count(*) FILTER (answered) AS in_time_of_answered, count(*) FILTER (NOT answered) / count(*) AS abandon_rate,
  avg(wait) FILTER (answered) AS asa, avg(wait) AS average_wait, avg(wait) FILTER (wait > 0) AS delay_of_delayed, count(*) FILTER (answered) AS answered',
 NULL),
('of waits and talk',
 'offered(c) AS offered, service_level(c) AS service_level, abandon_rate(c) AS abandon_rate, seconds(asa(c)) AS asa, seconds(average_wait(c)) AS average_wait,
  seconds(mean(t)) AS mean_talk, seconds(quantile(t, 0.9)) AS quantile_talk, share_within(t, ''5 min'') AS short_talk',
 'count(*) AS offered, count(*) FILTER (answered AND wait <= 20) / count(*) AS service_level, count(*) FILTER (NOT answered) / count(*) AS abandon_rate,
  avg(wait) FILTER (answered) AS asa, avg(wait) AS average_wait,
  avg(talk) AS mean_talk, quantile_disc(talk, 0.9) AS quantile_talk, count(*) FILTER (talk <= 300) / count(talk) AS short_talk',
 'approx_quantile(talk, 0.9)');

CREATE TABLE spans (number int, span text, from_day date, to_day date, by_day boolean);
INSERT INTO spans VALUES
(1, '30 days by queue and day', '2025-11-01', '2025-12-01', true),
(2, 'a year by queue and day', '2025-01-01', '2026-01-01', true),
(3, 'a year by queue', '2025-01-01', '2026-01-01', false);

-- The SQL of each source: its expression for the day, and its query; %L are the ends of the span
CREATE TABLE sources (number int, source text, workers int, day text, query text);
INSERT INTO sources
SELECT number, source || suffix, workers, day, query
  FROM (VALUES
	(1, 'roll-up by half-hour', 'half_hour::date', 'SELECT queue, %s AS day, rollup(calls) AS c, rollup(talk) AS t
	   FROM calls_by_half_hour WHERE half_hour >= %L AND half_hour < %L GROUP BY 1, 2'),
	(2, 'roll-up by day', 'day', 'SELECT queue, %s AS day, rollup(calls) AS c, rollup(talk) AS t
	   FROM calls_by_day WHERE day >= %L AND day < %L GROUP BY 1, 2'),
	(3, 'rows', '(started AT TIME ZONE ''Europe/Madrid'')::date', 'SELECT queue, %s AS day, queue_agg(wait, answered, ''20 s'') AS c, duration_agg(talk) AS t
	   FROM calls WHERE started >= %L::timestamp AT TIME ZONE ''Europe/Madrid'' AND started < %L::timestamp AT TIME ZONE ''Europe/Madrid'' GROUP BY 1, 2')
       ) AS tables(number, source, day, query),
       (VALUES ('', 0), (', parallel', 2)) AS parallels(suffix, workers);

CREATE TABLE dashboards (what text, source text, workers int, query text);
INSERT INTO dashboards
SELECT format('Eight KPIs %s, %s', kpis, span), source, workers,
       format('SELECT queue, day, %s FROM (%s) AS summaries', of_summaries,
              format(query, CASE WHEN by_day THEN day ELSE 'NULL::date' END, from_day, to_day))
  FROM spans, kpis, sources WHERE source !~ 'rows' OR kpis ~ 'talk'
 ORDER BY spans.number, kpis, sources.number, workers;
INSERT INTO dashboards
SELECT format('Eight KPIs %s, %s', kpis, span), source, NULL,
       format('SELECT queue, %s AS day, %s FROM calls WHERE started >= %L AND started < %L GROUP BY 1, 2',
              CASE WHEN by_day THEN 'started::DATE' ELSE 'NULL::DATE' END,
              CASE source WHEN 'DuckDB' THEN of_rows ELSE replace(of_rows, 'quantile_disc(talk, 0.9)', approximately) END,
              from_day, to_day)
  FROM spans, kpis, (VALUES ('DuckDB'), ('DuckDB, approximate')) AS duckdb(source) WHERE source = 'DuckDB' OR approximately IS NOT NULL;

-- The answers of all sources, which must be the same
CREATE TABLE results (what text, source text, answer jsonb);
CREATE FUNCTION measure(dashboard dashboards, rounds int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	ms float8;
BEGIN
	PERFORM set_config('max_parallel_workers_per_gather', dashboard.workers::text, true);
	ms := 1000 * seconds_of('CREATE TEMP TABLE answers ON COMMIT DROP AS ' || dashboard.query);
	INSERT INTO results SELECT dashboard.what, dashboard.source, to_jsonb(a) FROM answers AS a;
	DROP TABLE answers;
	FOR round IN 1..rounds LOOP
		-- Slow queries are not repeated
		ms := CASE WHEN ms > 10000 THEN ms ELSE 1000 * seconds_of(dashboard.query) END;
		INSERT INTO runs VALUES (dashboard.what, dashboard.source, round, ms);
	END LOOP;
END $$;

-- Counts and shares of counts agree to the last digit; means from summaries are rounded to the microsecond
CREATE FUNCTION differ(kpi text, a jsonb, b jsonb) RETURNS boolean LANGUAGE sql AS $$
	SELECT (abs(a::float8 - b::float8) <= CASE WHEN kpi ~ '^(asa|average_wait|delay|mean)' THEN 1e-6 ELSE 0 END) IS NOT TRUE
$$;
CREATE FUNCTION require_equal() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	different text;
BEGIN
	SELECT format('%s: %s of %s gives %s, the roll-up by half-hour %s', r.what, kpi, r.source, r.answer, l.answer) INTO different
	  FROM results AS r
	  LEFT JOIN results AS l ON l.source = 'roll-up by half-hour' AND l.what = r.what AND l.answer ->> 'queue' = r.answer ->> 'queue' AND
	                            l.answer ->> 'day' IS NOT DISTINCT FROM r.answer ->> 'day',
	       jsonb_object_keys(r.answer - '{queue,day}'::text[]) AS kpi
	 WHERE r.source !~ 'approximate' AND differ(kpi, r.answer -> kpi, l.answer -> kpi) LIMIT 1;
	IF different IS NOT NULL OR
	   EXISTS (SELECT FROM (SELECT what, source, count(*) AS n FROM results GROUP BY what, source) AS q GROUP BY what HAVING min(n) < max(n)) THEN
		RAISE EXCEPTION 'answers differ: %', coalesce(different, 'one has fewer groups');
	END IF;
	RETURN (SELECT format('%s answers of %s sources are equal', count(*), count(DISTINCT source)) FROM results WHERE source !~ 'approximate');
END $$;
SELECT format('SELECT measure(d, %s) FROM dashboards AS d WHERE what = %L AND source = %L', :'rounds', what, source)
  FROM dashboards WHERE workers IS NOT NULL
\o /dev/null
\gexec
\o
SELECT format('%s calls of %s; roll-up by half-hour: %s parts of %s; by day: %s parts of %s', :calls, pg_size_pretty(pg_total_relation_size('calls')),
              (SELECT count(*) FROM calls_by_half_hour_parts), pg_size_pretty(pg_total_relation_size('calls_by_half_hour_parts')),
              (SELECT count(*) FROM calls_by_day_parts), pg_size_pretty(pg_total_relation_size('calls_by_day_parts')));
