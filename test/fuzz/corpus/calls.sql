-- Calls that once failed, one statement a line: each returns rows or a clean error.

-- zones of a summary whose text form could not be read
SELECT demand_agg(timestamptz '2026-03-02', '')
SELECT demand_agg(timestamptz '2026-03-02', '<a b>3')
-- a clock that changed at a minute past midnight
SELECT busy_hour(timestamptz '2005-01-10 12:00Z', 'America/St_Johns')
SELECT demand_series((SELECT demand_agg(at, 'America/St_Johns') FROM generate_series(timestamptz '2005-04-03 02:30Z', '2005-04-03 04:59Z', '5 min') AS at), '30 min')
-- sizes that exact sums round to 0
SELECT mix_agg(1e-20, NULL, 5, 0.5)
SELECT mix_agg(1e-20, 1, 0, NULL)
SELECT mix_shift(n, 1, 0, 1) OVER (ORDER BY i ROWS 1 PRECEDING) FROM (VALUES (1, 1e-30::float8), (2, 5), (3, 1e-30), (4, 1e-30)) AS v(i, n)
-- an axis of almost no length; a NaN in the picture becomes a NaN result here
SELECT CASE WHEN svg_chart('{0,5e-324}') ~ 'NaN|inf' THEN 'NaN'::float8 END
-- states that no rows produce
SELECT holt_winters_final('{2.7,0.5,0.5,0.5,3,1,2,3,4,5,6}')
SELECT holt_winters_final('{2,0.5,0.5,0.5,1e300,1,2,3,4,5,6}')
-- an as-of time beyond the range of years that all types have
SELECT cycle_time(ticket_agg(timestamptz '2026-03-02', 'created'), timestamptz '294276-12-31')
-- points of a backlog beyond the last timestamp
SELECT backlog_series('(n=1 start=9999-12-31T23:59:58 step=1 points=3 0=1-0:0)'::backlog_summary)
-- numbers close to 0
SELECT utilization_balance(x * scale) FROM unnest(ARRAY[0, 1]) AS x, unnest(ARRAY[1e-300, 2.8e-20, 4e18]) AS scale GROUP BY scale
-- extreme counts, confidences and priors
SELECT ci_lower(s, c), ci_upper(s, c) FROM (VALUES ('(hits=1 trials=2)'::rate_summary), ('(hits=130405857816491496 trials=130405857816492007)'), ('(trials=4)'), ('(hits=9223372036854775806 trials=9223372036854775807)')) AS v(s), unnest(ARRAY[1e-300, 1e-9, 0.5, 0.999999, 0.9999999999999999]) AS c
SELECT ci_lower('(n=2 squares=2)'::mean_summary, 1 - 1e-9::float8), ci_upper('(n=2 squares=2)'::mean_summary, 1e-300)
SELECT nps('(n=9223372036854775807 scale_min=0 scale_max=10 0=511 10=9223372036854775296)'::score_summary)
SELECT damping_weight(s) OVER () FROM (VALUES ('(n=4503599627370496 sum=0 squares=4503599627370495)'::mean_summary), ('(n=2 sum=8 squares=34)'), ('(n=2 sum=-8 squares=34)')) AS v(s)
SELECT damped_agg(5, 3.5, 1e19)
SELECT damped_agg(5, -1e19, 1)
SELECT mean_interval(mean_agg(9223372036855))
SELECT mean_interval(mean_agg(-9223372036855))
SELECT mean_agg(interval '80000000 days 0.000001 s')
SELECT service_level(9223372036854.777, true, 20)
SELECT nps(10.0000001::float8)
SELECT aht_agg(-1, 9e12, 9e12)
SELECT mean_agg(x) OVER (ORDER BY n ROWS 15 PRECEDING) FROM (SELECT n, CASE WHEN n < 20 THEN 4611686018427387904 ELSE n END AS x FROM generate_series(1, 40) AS n) AS v
