-- Ratios of sums

CREATE TABLE shifts AS
SELECT n AS agent, (200 + n * n % 97) * interval '1.5 s' AS busy, (60 + n * 7919 % 83) * interval '1 s' AS idle, n * 31 % 40 AS handled
  FROM generate_series(1, 200) AS n;

-- 7 minutes busy, 3 idle; pooled, not an average of ratios
SELECT occupancy(interval '7 min', interval '3 min');
SELECT occupancy(busy, idle), avg(busy / (busy + idle)) AS average_of_ratios FROM (VALUES (1.0, 0.0), (1, 9)) AS v(busy, idle);
SELECT occupancy(busy, idle) = extract(epoch FROM sum(busy))::float8 / extract(epoch FROM sum(busy + idle))::float8 AS occupancy,
       occupancy(extract(epoch FROM busy)::float8, extract(epoch FROM idle)::float8) = occupancy(busy, idle) AS seconds,
       utilization(busy, busy + idle) = occupancy(busy, idle) AS utilization, ratio(busy, busy + idle) = occupancy(busy, idle) AS ratio,
       utilization(extract(epoch FROM busy)::float8, extract(epoch FROM busy + idle)::float8) = occupancy(busy, idle) AS utilization_of_seconds,
       agent_productivity(handled, busy + idle) = sum(handled) * 3600 / extract(epoch FROM sum(busy + idle))::float8 AS productivity,
       agent_productivity(handled, extract(epoch FROM busy + idle)::float8) = agent_productivity(handled, busy + idle) AS productivity_of_seconds,
       occupancy_agg(busy, idle) = ratio_agg(busy, busy + idle) AS same_summary, ratio(agent_productivity_agg(handled, busy + idle)) = agent_productivity(handled, busy + idle) AS two_steps
  FROM shifts;
SELECT agent_productivity(handled, logged_in) FROM (VALUES (12, interval '2 h'), (30, '4 h')) AS v(handled, logged_in);

-- the delta method, compared with its formula in numeric, with Student's t for the number of values
SELECT abs(ci_lower(s)::numeric - (r - t * se)) < 1e-13 AS lower, abs(ci_upper(s)::numeric - (r + t * se)) < 1e-13 AS upper,
       round(r, 6) AS ratio, round(se, 9) AS standard_error
  FROM (SELECT ratio_agg(handled, seconds) AS s, sum(handled)::numeric / sum(seconds) AS r, count(*) AS n, avg(seconds) AS mean
          FROM (SELECT handled, extract(epoch FROM busy + idle)::numeric AS seconds FROM shifts) AS a) AS pooled,
       LATERAL (SELECT sqrt(sum((handled - r * extract(epoch FROM busy + idle)::numeric) ^ 2) / (n * (n - 1) * mean ^ 2)) AS se FROM shifts) AS delta,
       LATERAL (SELECT ((ci_upper(m) - mean(m)) / standard_error)::numeric AS t FROM (SELECT mean_agg(handled) AS m, stddev_samp(handled) / sqrt(count(*)) AS standard_error FROM shifts) AS x) AS student;
-- exactly proportional parts have a certain ratio, however large; the interval of few pairs is unknown
SELECT ratio(s), ci_lower(s), ci_upper(s) FROM (SELECT ratio_agg(n * 1e15, n * 3e15) AS s FROM generate_series(1, 1000) AS n) AS proportional;
SELECT ratio(s), ci_lower(s), ci_upper(s) FROM (VALUES ('empty'::ratio_summary), (NULL)) AS v(s);
SELECT ratio(s), ci_lower(s), ci_upper(s), n_counted(s) FROM (SELECT ratio_agg(1, 2) AS s) AS one;
SELECT ratio(s), ci_lower(s), round(ci_upper(s)::numeric, 4) AS upper FROM (SELECT ratio_agg(part, 10) AS s FROM (VALUES (0), (1), (9)) AS v(part)) AS clipped;
SELECT ci_lower('empty'::ratio_summary, 1.5);
-- counts of events: Garwood's interval, as in R's poisson.test; complaints per 1,000 contacts
SELECT events, round(ci_lower(s, method => 'poisson')::numeric, 6) AS lower, round(ci_upper(s, method => 'poisson')::numeric, 6) AS upper, round(ci_upper(s, 0.5, 'poisson')::numeric, 6) AS quartile
  FROM (SELECT events, ratio_agg(events, 1) AS s FROM unnest(ARRAY[0, 1, 2, 15, 100, 999, 9999, 20000, 1000000, 1000000000]) AS events GROUP BY events) AS counts ORDER BY events;
SELECT ratio(s), round(ci_lower(s, 0.9, 'poisson')::numeric, 6) AS lower, round(ci_upper(s, 0.9, 'poisson')::numeric, 6) AS upper FROM (SELECT ratio_agg(complaints, contacts / 1000.0) AS s FROM (VALUES (3, 500), (8, 1500), (4, 1000)) AS v(complaints, contacts)) AS per_1000;
SELECT ci_lower(ratio_agg(1.5, 2), method => 'poisson');
SELECT ci_lower(ratio_agg(1, 2), method => 'normal');
SELECT ci_lower(ratio_agg(1, 0), method => 'poisson') AS no_exposure, ci_lower('empty'::ratio_summary, method => 'poisson') AS empty, ci_lower(NULL::ratio_summary, method => 'poisson') AS nothing;
SELECT ci_lower(ratio_agg(1, 2), method => NULL);

-- without a divisor there is no ratio; a negative part or whole is excluded and counted; a row with a NULL is ignored
SELECT ratio(5, 0), occupancy(0, 0), utilization(interval '1 h', '0'), agent_productivity(5, interval '0'), clearance_rate(3, 0);
SELECT utilization(handling, paid), ratio_agg(handling, paid), n_counted(ratio_agg(handling, paid)), n_excluded(ratio_agg(handling, paid))
  FROM (VALUES (interval '3 h', interval '8 h'), ('3 h', '-8 h'), ('-3 h', '8 h'), (NULL, '8 h'), ('3 h', NULL)) AS v(handling, paid);
SELECT ratio_agg(interval '-0.5 s', '1 s'), occupancy_agg(0.5, -0.5);
SELECT clearance_rate(resolved, created), agent_productivity(resolved, interval '1 h') FROM (SELECT sum(n) AS resolved, count(*) AS created FROM generate_series(1::bigint, 3) AS n) AS sums;
SELECT occupancy_agg(busy, idle), agent_productivity_agg(busy, idle) FROM (VALUES (3, 1), (-1, 1), (1, -1), (NULL, 1)) AS v(busy, idle);
SELECT n, ratio_agg(part, whole) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, 1, 2), (2, -1, 2), (3, 0.5, 0.25), (4, NULL, 3)) AS v(n, part, whole);

-- tickets resolved and created: a missing count counts as 0
SELECT day, clearance_rate(resolved, created), clearance_agg(resolved, created)
  FROM (VALUES (1, 10, 8), (2, NULL, 4), (3, 5, NULL), (4, NULL, NULL), (5, -1, 4)) AS v(day, resolved, created) GROUP BY ROLLUP (day) ORDER BY day;
SELECT clearance_rate(resolved, created), clearance_agg(resolved, created)
  FROM (VALUES (true, true), (true, false), (NULL, true), (true, NULL), (NULL, NULL)) AS v(resolved, created);

-- beyond the exact sums
SELECT ratio(1e19, 1);
SELECT ratio('NaN', 1);
SELECT utilization(1, 'infinity');
SELECT agent_productivity(9223372036854775807, interval '1 h');
SELECT agent_productivity('NaN', interval '1 h');
SELECT occupancy(1e19, 1);
SELECT occupancy(interval '1 month', '1 h');

-- summaries that no rows produce
SELECT '(per=1 n=1 part=1 whole=2 part_squares=1 whole_squares=4 products=2)'::ratio_summary;
SELECT '(per=1 n=1 part=1 whole=2 part_squares=1 whole_squares=4 products=3)'::ratio_summary;
SELECT '(per=1 n=2 part=1 whole=2 part_squares=1 whole_squares=4 products=2.5)'::ratio_summary;
SELECT '(per=1 n=1 part=1 whole=2 part_squares=2 whole_squares=4 products=2)'::ratio_summary;
SELECT '(per=1 n=1 part=-1 whole=2 part_squares=1 whole_squares=4 products=2)'::ratio_summary;
SELECT '(per=1 n=1 part=1 whole=2 part_squares=1 whole_squares=4 products=-2)'::ratio_summary;
SELECT '(per=1 products=5 excluded=1)'::ratio_summary;
-- times reopened to times resolved
SELECT reopens_per_resolution(resolutions, reopens), reopens_per_resolution_agg(resolutions, reopens) FROM (VALUES (1, 0), (3, 2), (1, 1), (0, 0), (NULL, 1), (-1, -1)) AS v(resolutions, reopens);
SELECT reopens_per_resolution(0, 0), reopens_per_resolution(NULL, 1);
SELECT reopens_per_resolution(1, 2);
DROP TABLE shifts;

-- scorecards: (82, 70, 90, 2), (6, 10, 3, 1) make (2 * .6 + .571429) / 3
SELECT round(balanced_score(actual, worst, best, weight)::numeric, 6) AS score, round(balanced_score(balanced_score_agg(actual * 10, worst * 10, best * 10, weight))::numeric, 6) AS in_other_units
  FROM (VALUES (82, 70, 90, 2), (6, 10, 3, 1)) AS v(actual, worst, best, weight);
SELECT actual, worst, best, balanced_score(actual, worst, best, 1) AS score, balanced_score(actual * interval '1 s', worst * interval '1 s', best * interval '1 s', 1) AS of_intervals
  FROM (VALUES (5, 0, 10), (-5, 0, 10), (15, 0, 10), (5, 10, 0), (15, 10, 0), (-5, 10, 0)) AS v(actual, worst, best) GROUP BY actual, worst, best ORDER BY worst, actual;
SELECT abs(balanced_score(actual, worst, best, weight) - sum(weight * least(greatest((actual - worst) / (best - worst), 0), 1)) / sum(weight)) < 1e-12 AS plain, count(*)
  FROM (SELECT n % 37 - 9.5 AS actual, n % 5 - 2.25 AS worst, 7.5 + n % 3 * 9 AS best, n % 4 AS weight FROM generate_series(1, 500) AS n) AS figures;
SELECT balanced_score(1, 0, 2, 0) AS no_weight, balanced_score(NULL, 0, 2, 1) AS no_actual, balanced_score(x, 0, 2, 1) AS one_missing FROM (VALUES (1), (NULL)) AS v(x);
SELECT balanced_score(1, 2, 2, 1);
SELECT balanced_score(1, 2, 3, -1);
SELECT balanced_score('infinity', 2, 3, 1);
SELECT balanced_score(1, -1e308, 1e308, 1);
SELECT balanced_score(interval '1 s', '2 s', '2 s', 1);

-- contacts per hour are counts: their exact interval, their comparison and their chart use the hours
CREATE VIEW hourly AS
SELECT agent_productivity_agg(handled, logged_in) AS s, ratio_agg(handled, extract(epoch FROM logged_in)::float8 / 3600) FILTER (WHERE logged_in > '0') AS hours
  FROM (VALUES (4, interval '3 h 30 min'), (8, '5 h'), (3, '-1 h')) AS v(handled, logged_in);
SELECT s, ratio(s) = ratio(hours) AS ratios, ci_lower(s, method => 'poisson') = ci_lower(hours, method => 'poisson') AND ci_upper(s, method => 'poisson') = ci_upper(hours, method => 'poisson') AS exact,
       abs(ci_lower(s) - ci_lower(hours)) < 1e-12 AND abs(ci_upper(s) - ci_upper(hours)) < 1e-12 AS by_delta, u_chart(s) OVER () = u_chart(hours) OVER () AS charts,
       kpi_compare(s, s + s, method => 'poisson') = kpi_compare(hours, hours + hours, method => 'poisson') AS compared FROM hourly;
SELECT s + ratio_agg(1, 2) FROM hourly GROUP BY s;
SELECT kpi_compare(s, ratio_agg(1, 2)) FROM hourly GROUP BY s;
SELECT ratio_summary_count_float8(s, 1, 2) FROM hourly;
SELECT '(per=60 n=1 part=1 whole=2 part_squares=1 whole_squares=4 products=2)'::ratio_summary;
SELECT '(n=1 part=1 whole=2 part_squares=1 whole_squares=4 products=2)'::ratio_summary;
