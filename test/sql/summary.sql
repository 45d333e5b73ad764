-- Common properties of all summaries: text and binary form, merge, un-merge, comparison

-- text form
SELECT 'empty'::rate_summary, ' empty '::rate_summary, '(hits=0 trials=0)'::rate_summary, '(trials=3)'::rate_summary, '( pending=1   trials=3 hits=2 )'::rate_summary;
SELECT '(n=0 scale_min=0 scale_max=10)'::score_summary;
SELECT ''::rate_summary;
SELECT ' '::rate_summary;
SELECT '(hits)'::rate_summary;
SELECT '(hits=)'::rate_summary;
-- truncated text, and the text form from before it had parentheses
SELECT '(hits=1 trials=2'::rate_summary;
SELECT 'hits=1 trials=2'::rate_summary;
SELECT '()'::rate_summary;
SELECT '(hits=1.0 trials=2)'::rate_summary;
SELECT '(hits=+1 trials=2)'::rate_summary;
SELECT '(hits=0x1 trials=2)'::rate_summary;
SELECT '(hits=-1 trials=2)'::rate_summary;
SELECT '(hits=1 trials=2 hits=1)'::rate_summary;
SELECT '(hits=1 trials=2 misses=1)'::rate_summary;
SELECT '(hits=1 trials=9223372036854775808)'::rate_summary;
SELECT '(hits=1 trials=9223372036854775807)'::rate_summary;
SELECT '(hits=3 trials=2)'::rate_summary;
SELECT 'empty (hits=3)'::rate_summary;
SELECT '(n=1 scale_max=5)'::score_summary;
SELECT '(n=1 scale_min=5 scale_max=5 5=1)'::score_summary;
SELECT '(n=1 scale_min=1 scale_max=5 7=1)'::score_summary;
SELECT '(n=2 scale_min=1 scale_max=5 3=1)'::score_summary;
SELECT '(n=1 scale_min=1 scale_max=5 3=9223372036854775807 4=9223372036854775807 5=3)'::score_summary;
SELECT '(n=2 sum=3)'::mean_summary;
SELECT '(n=1 sum=3 squares=9 )'::mean_summary;
SELECT '(sum=3)'::mean_summary;
SELECT '(n=1 sum=0.1 squares=0.01)'::mean_summary;
SELECT '(n=1 sum=2 squares=5)'::mean_summary;
SELECT '(n=1 squares=-1)'::mean_summary;
SELECT '(n=1 squares=21267647932558653966460912964485513217)'::mean_summary;
SELECT '(n=1 squares=99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999)'::mean_summary;
SELECT '(n=1 sum=-.5 squares=1)'::mean_summary;
SELECT '(n=1 sum=-0.5 squares=0.25)'::mean_summary;
SELECT '(prior_mean=NaN prior_weight=1 rows=1)'::damped_summary;
SELECT '(prior_mean=0x10 prior_weight=1 rows=1)'::damped_summary;
SELECT E'(prior_mean=\t1 prior_weight=1 rows=1)'::damped_summary;
SELECT damped_agg(1, -0.0::float8, 1) = damped_agg(1, 0.0::float8, 1) AS one_zero;
SELECT '(prior_mean=1 prior_weight=-1 rows=1)'::damped_summary;
SELECT '(prior_mean=1e308 prior_weight=1 rows=1)'::damped_summary;
SELECT '(prior_mean=1 prior_weight=1 n=1 sum=1 squares=1)'::damped_summary;
SELECT '(prior_mean=-0.0 prior_weight=0.1 rows=1)'::damped_summary;
SELECT '(contacts=1 answered=2)'::queue_summary;
SELECT s, n_excluded(s) FROM (VALUES ('(contacts=2 answered=1 answered_in_target=1)'::queue_summary)) AS v(s);
SELECT '(contacts=1 answered=1 answered_in_target=2)'::queue_summary;
SELECT '(contacts=1 abandoned=1 abandoned_without_wait=1 abandoned_short=1 abandoned_judged=1)'::queue_summary;
SELECT '(contacts=1 abandoned=1 abandoned_short=1)'::queue_summary;
SELECT '(contacts=1 answered=1 answered_in_target=1 answered_wait_us=5 answered_wait_us_squares=25)'::queue_summary;
SELECT '(contacts=9223372036854775807 abandoned=9223372036854775807 abandoned_delayed=9223372036854775807 abandoned_judged=9223372036854775807 abandoned_short=9223372036854775807 abandoned_wait_us=9223372036854775807)'::queue_summary;
SELECT '(contacts=1 answered=1)'::queue_summary;
SELECT '(contacts=1 abandoned=1)'::queue_summary;
SELECT '(contacts=1 abandoned=1 abandoned_in_target=1 abandoned_judged=1)'::queue_summary;
SELECT '(contacts=1 answered=1 answered_delayed=2)'::queue_summary;
SELECT '(contacts=1 abandoned=1 abandoned_in_target=2)'::queue_summary;
SELECT '(contacts=1 abandoned=1 abandoned_delayed=2)'::queue_summary;
SELECT '(contacts=1 abandoned=1 abandoned_judged=2)'::queue_summary;
SELECT '(contacts=1 abandoned=1 abandoned_without_wait=2)'::queue_summary;
SELECT '(contacts=1 answered=1 answered_delayed=1 answered_wait_us=-5)'::queue_summary;
SELECT '(contacts=1 answered=1 answered_delayed=1 answered_wait_us=170141183460469231731687303715884105728)'::queue_summary;
SELECT '(contacts=9223372036854775807 answered=9223372036854775807 abandoned=1)'::queue_summary;

-- the text form of a later release, with something new in it, begins with its version
CREATE FUNCTION wrong_with(form text, type regtype) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong text;
BEGIN
	EXECUTE format('SELECT %L::%s', form, type);
	RETURN NULL;
EXCEPTION WHEN invalid_text_representation THEN
	GET STACKED DIAGNOSTICS wrong = PG_EXCEPTION_DETAIL;
	RETURN replace(wrong, (SELECT 'kpi ' || extversion FROM pg_extension WHERE extname = 'kpi'), 'this one');
END $$;
SELECT type, wrong_with(form, type::regtype)
  FROM (VALUES ('rate_summary', '(kpi=2.1.0 hits=1 trials=2 maybe=1)'), ('demand_summary', '(kpi=2.1.0 n=1 zone=UTC grid=5)'), ('category_summary', '( kpi=2.1.0 n=1 kpi=1)'),
               ('category_summary', '(n=1 kpi=1)'), ('rate_summary', '(hits=1 kpi=2.1.0)')) AS v(type, form);
DROP FUNCTION wrong_with;

-- binary form: a version byte, then words
SELECT rate_summary_send('(hits=1 trials=2 pending=3)'), length(mean_summary_send('empty')), length(queue_summary_send('empty'));

-- merge and un-merge
SELECT '(hits=1 trials=2)'::rate_summary + '(trials=5 pending=1)', '(hits=1 trials=7 pending=1)'::rate_summary - '(trials=5 pending=1)';
SELECT '(hits=1 trials=2)'::rate_summary - '(hits=2 trials=2)';
SELECT '(hits=1 trials=2)'::rate_summary - '(trials=2)';
SELECT 'empty'::rate_summary - '(trials=2)';
SELECT '(n=3 sum=3 squares=3)'::mean_summary - '(n=1 sum=2 squares=4)';
SELECT score_agg(3, 5) - score_agg(3, 7);
SELECT 'empty'::score_summary - score_agg(3, 7);
SELECT '(n=1 sum=3 squares=9 excluded=2)'::mean_summary - '(excluded=3)';
SELECT '(trials=9223372036854775807)'::rate_summary + '(trials=1)';
SELECT '(n=9223372036854775807)'::mean_summary + '(n=1)';
SELECT '(contacts=9223372036854775807 answered=9223372036854775807 answered_in_target=9223372036854775807)'::queue_summary + '(contacts=1)';
SELECT rate_summary_count('(trials=9223372036854775807)', true);
SELECT rate_summary_uncount('(hits=1 trials=1)', false);
SELECT rate_summary_uncount('empty', false);
SELECT queue_summary_count_interval(NULL, interval '1 s', true, interval '20 s');
-- called from SQL, the functions do not change their arguments, which are rows of others
CREATE TABLE rows AS SELECT rate_agg(n = 1) AS s, damped_agg(n, 3, 2) AS d FROM generate_series(1, 2) AS n;
SELECT rate_summary_count(s, true), rate_summary_uncount(s, true), s + '(trials=5)' AS more, s - '(trials=1)' AS less, damped_summary_count_float8(d, 9, 3, 2), d - d AS none FROM rows;
SELECT s, d FROM rows;
-- an aggregate does not change what it merges either
SELECT rollup(s) OVER (), rollup(s + s) OVER () FROM rows;
SELECT s, d FROM rows;
DROP TABLE rows;

-- comparison: any order, but only one order
SELECT a.s, b.s, a.s < b.s AS lt, a.s <= b.s AS le, a.s = b.s AS eq, a.s <> b.s AS ne, a.s >= b.s AS ge, a.s > b.s AS gt
  FROM (VALUES ('(hits=1 trials=2)'::rate_summary), ('(hits=1 trials=3)')) AS a(s), (VALUES ('(hits=1 trials=2)'::rate_summary), ('(hits=1 trials=3)')) AS b(s)
 ORDER BY a.s, b.s;
CREATE TABLE summaries (s rate_summary UNIQUE);
INSERT INTO summaries SELECT rate_agg(n <= 3) FROM generate_series(1, 10) AS n;
INSERT INTO summaries VALUES ('(hits=3 trials=10)') ON CONFLICT DO NOTHING;
INSERT INTO summaries VALUES ('empty'), ('(trials=4)') ON CONFLICT DO NOTHING;
SELECT s FROM summaries ORDER BY s;
SELECT DISTINCT s FROM (TABLE summaries UNION ALL TABLE summaries) AS twice ORDER BY s;
SELECT s FROM summaries UNION SELECT s FROM summaries ORDER BY s;
SELECT count(*) FROM summaries AS a JOIN summaries AS b USING (s);
SELECT count(DISTINCT rate_summary_hash_extended(s, seed)) FROM summaries, generate_series(1, 3) AS seed;
DROP TABLE summaries;

-- stored and rolled up: a weekly figure from daily summaries, refreshed while others read
CREATE TABLE tickets AS SELECT date '2026-01-05' + n % 21 AS day, n % 7 <> 0 AS resolved FROM generate_series(1, 500) AS n;
CREATE MATERIALIZED VIEW daily AS SELECT day, rate_agg(resolved) AS resolution FROM tickets GROUP BY day;
CREATE UNIQUE INDEX ON daily (day);
INSERT INTO tickets VALUES ('2026-01-05', false);
REFRESH MATERIALIZED VIEW CONCURRENTLY daily;
SELECT week, daily.s, rate(daily.s) AS rate, daily.s = tickets.s AS as_from_rows
  FROM (SELECT date_trunc('week', day)::date AS week, rollup(resolution) AS s FROM daily GROUP BY week) AS daily
  JOIN (SELECT date_trunc('week', day)::date AS week, rate_agg(resolved) AS s FROM tickets GROUP BY week) AS tickets USING (week)
 ORDER BY week;
DROP TABLE tickets CASCADE;
