-- Whether the figures of two groups differ

-- shares: Newcombe 1998 II, table II, method 10
SELECT a, b, round(difference::numeric, 4) AS difference, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper,
       (round(lower::numeric, 4), round(upper::numeric, 4)) = (published_lower, published_upper) AS as_published
  FROM (VALUES ('(hits=56 trials=70)'::rate_summary, '(hits=48 trials=80)'::rate_summary, .0524, .3339), ('(hits=9 trials=10)', '(hits=3 trials=10)', .1705, .8090),
               ('(hits=6 trials=7)', '(hits=2 trials=7)', .0582, .8062), ('(hits=5 trials=56)', '(trials=29)', -.0381, .1926),
               ('(trials=10)', '(trials=20)', -.1611, .2775), ('(trials=10)', '(trials=10)', -.2775, .2775),
               ('(hits=10 trials=10)', '(trials=20)', .6791, 1), ('(hits=10 trials=10)', '(trials=10)', .6075, 1)) AS v(a, b, published_lower, published_upper),
       LATERAL kpi_compare(a, b);
-- the z test is the chi-squared test of the table: 7.02341 with one degree of freedom, p .0080451; .7 and .3 of 10: 3.2, p .0736383
SELECT round(p_value::numeric, 7) AS p_value, p_value = (kpi_compare(b, a)).p_value AS either_way, (kpi_compare(b, a)).upper = -lower AS mirrored
  FROM (VALUES ('(hits=56 trials=70)'::rate_summary, '(hits=48 trials=80)'::rate_summary), ('(hits=7 trials=10)', '(hits=3 trials=10)'), ('(hits=2 trials=4)', '(hits=3 trials=6)'),
               ('(trials=5)', '(trials=9)'), ('(hits=5 trials=5)', '(trials=9)')) AS v(a, b), LATERAL kpi_compare(a, b);
SELECT (kpi_compare(a, b, 0.5)).lower > (kpi_compare(a, b, 0.99)).lower AS narrower FROM (VALUES ('(hits=56 trials=70)'::rate_summary, '(hits=48 trials=80)'::rate_summary)) AS v(a, b);
SELECT kpi_compare('(hits=1 trials=2)'::rate_summary, 'empty'), kpi_compare('(pending=3)'::rate_summary, '(hits=1 trials=2)'), kpi_compare(NULL, '(hits=1 trials=2)'::rate_summary), kpi_compare(NULL::rate_summary, NULL);
SELECT kpi_compare('(hits=1 trials=2)'::rate_summary, '(trials=2)', 1);
SELECT kpi_compare('(hits=1 trials=2)'::rate_summary, '(trials=2)', NULL);

-- means: Welch's test of R's data set sleep, t = -1.8608, df = 17.776, p = 0.07939, interval -3.3654832 to 0.2054832
CREATE TABLE sleep AS SELECT 1 AS drug, extra FROM unnest(ARRAY[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]) AS extra
 UNION ALL SELECT 2, unnest(ARRAY[1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
SELECT round(difference::numeric, 4) AS difference, round(lower::numeric, 7) AS lower, round(upper::numeric, 7) AS upper, round(p_value::numeric, 5) AS p_value
  FROM (SELECT mean_agg(extra) FILTER (WHERE drug = 1) AS a, mean_agg(extra) FILTER (WHERE drug = 2) AS b FROM sleep) AS drugs, LATERAL kpi_compare(a, b);
-- a spread needs two values; without spread the difference is certain
SELECT kpi_compare(mean_agg(x), mean_agg(y)) FROM (VALUES (1, 5)) AS v(x, y);
SELECT kpi_compare(mean_agg(x), mean_agg(y)) FROM (VALUES (1, 5), (1, 5)) AS v(x, y);
SELECT kpi_compare(mean_agg(x), mean_agg(y)) FROM (VALUES (1, 1), (1, 1)) AS v(x, y);
SELECT kpi_compare(mean_agg(x), mean_agg(y)) FROM (VALUES (1, 5), (1, 7)) AS v(x, y);
SELECT kpi_compare(mean_agg(1), 'empty');
-- two degrees of freedom, for which the p-value is 1 - 1 / sqrt(2); and values just below and above the switch to the expansion for many degrees
SELECT abs((kpi_compare(mean_agg(x), mean_agg(y))).p_value - (1 - 1 / sqrt(2))) < 1e-14 AS two_degrees FROM (VALUES (1, 2), (2, 3)) AS v(x, y);
SELECT n, round((kpi_compare(a, b)).p_value::numeric, 10) AS p_value
  FROM (SELECT n, mean_agg(i % 2) AS a, mean_agg(i % 2 + 0.02) AS b FROM unnest(ARRAY[5000, 5002]) AS n, generate_series(1, n) AS i GROUP BY n) AS halves;
-- with many values, Student's t is normal; z = -0.005 / sqrt(2 / 12 / 100000) = -3.873 between two uniform distributions from 0 to 1, p 1.0751e-4
SELECT round((difference / ((upper - lower) / 2) * 1.959963984540054)::numeric, 3) AS z, round(p_value::numeric, 8) AS p_value
  FROM (SELECT mean_agg(n / 100000.0) AS a, mean_agg(n / 100000.0 + 0.005) AS b FROM generate_series(1, 100000) AS n) AS spreads, LATERAL kpi_compare(a, b);

-- net promoter scores: their variances add up
CREATE TABLE answers AS SELECT CASE WHEN n <= 162 THEN 9 WHEN n <= 270 THEN 7 ELSE 3 END AS score, n % 3 AS market, n FROM generate_series(1, 324) AS n;
SELECT difference = nps_difference(a, b) AS difference, abs(lower - (difference - 1.959963984540054 * error)) < 1e-10 AS lower,
       abs(upper - (difference + 1.959963984540054 * error)) < 1e-10 AS upper, p_value = (kpi_compare(b, a, adjusted => false)).p_value AS either_way, round((p_value * 1e13)::numeric, 6) AS p_value_e13
  FROM (SELECT score_agg(score) FILTER (WHERE n % 2 = 0) AS a, score_agg(score) FILTER (WHERE n <= 200) AS b FROM answers) AS halves,
       LATERAL (SELECT sqrt(standard_error(a) ^ 2 + standard_error(b) ^ 2) AS error) AS e, LATERAL kpi_compare(a, b, adjusted => false);
-- ten promoters against ten detractors, plain and adjusted
SELECT adjusted, difference, round(lower::numeric, 2) AS lower, upper, p_value < 1e-4 AS certain
  FROM (SELECT score_agg(10) AS a, score_agg(0) AS b FROM generate_series(1, 10)) AS markets, unnest(ARRAY[false, true]) AS adjusted, LATERAL kpi_compare(a, b, adjusted => adjusted);
SELECT kpi_compare(score_agg(10), score_agg(0), adjusted => true) = kpi_compare(score_agg(10), score_agg(0)) AS by_default, kpi_compare(score_agg(10), score_agg(0)) FROM generate_series(1, 3);
-- one against one: the difference may be due to chance
SELECT (kpi_compare(score_agg(10), score_agg(0))).*, (kpi_compare(score_agg(10), score_agg(0), adjusted => false)).p_value AS plain;
-- by method, scores are compared as shares and means; on other scales by the top box
SELECT kpi_compare(a, b) = kpi_compare(ra, rb) AS top_box, kpi_compare(a, b, 0.9, 'top_box') = kpi_compare(ra, rb, 0.9) AS named,
       abs((kpi_compare(a, b, 0.95, 'mean')).p_value - (kpi_compare(ma, mb)).p_value) < 1e-14 AS mean,
       abs((kpi_compare(a, b, 0.95, 'normalized')).upper - (kpi_compare(ma, mb)).upper / 4) < 1e-14 AS normalized
  FROM (SELECT score_agg(1 + n % 5, 5) FILTER (WHERE n < 90) AS a, score_agg(1 + n * n % 5, 5) FILTER (WHERE n >= 80) AS b,
               rate_agg(n % 5 >= 3) FILTER (WHERE n < 90) AS ra, rate_agg(n * n % 5 >= 3) FILTER (WHERE n >= 80) AS rb,
               mean_agg(1 + n % 5) FILTER (WHERE n < 90) AS ma, mean_agg(1 + n * n % 5) FILTER (WHERE n >= 80) AS mb FROM answers) AS summaries;
SELECT kpi_compare(score_agg(5, 5), score_agg(5));
SELECT kpi_compare(score_agg(5, 5), score_agg(5), 0.95, 'mean');
SELECT kpi_compare(score_agg(5, 5), score_agg(5, 5), 0.95, 'average');
SELECT kpi_compare(score_agg(5), 'empty'), kpi_compare('empty', score_agg(5, 5), 0.95, 'top_box');
-- other families are compared as shares, ratios and means
SELECT kpi_compare(a, b) = kpi_compare(ra, rb) AS service_level, kpi_compare(a, b, 0.9, 'icmi_2') = kpi_compare('(hits=2 trials=3)'::rate_summary, '(hits=1 trials=2)', 0.9) AS by_method, kpi_compare(a, 'empty') AS nothing
  FROM (SELECT queue_agg(wait, answered, 20) FILTER (WHERE day = 1) AS a, queue_agg(wait, answered, 20) FILTER (WHERE day = 2) AS b,
               rate_agg(answered AND wait <= 20) FILTER (WHERE day = 1) AS ra, rate_agg(answered AND wait <= 20) FILTER (WHERE day = 2) AS rb
          FROM (VALUES (1, 10::float8, true), (1, 20, true), (1, 30, true), (1, 5, false), (2, 10, true), (2, 40, true)) AS v(day, wait, answered)) AS days;
SELECT kpi_compare('(accepted=3 expired=1 customer_left=1)'::offer_summary, '(accepted=2 expired=2 customer_left=4)') = kpi_compare('(hits=3 trials=5)'::rate_summary, '(hits=2 trials=8)') AS offers,
       kpi_compare('(accepted=3 expired=1 customer_left=1)'::offer_summary, '(accepted=2 expired=2 customer_left=4)', 0.9, 'exclude_both') = kpi_compare('(hits=3 trials=4)'::rate_summary, '(hits=2 trials=4)', 0.9) AS by_method,
       kpi_compare('(accepted=3)'::offer_summary, '(ringing=2)') AS nothing;
SELECT kpi_compare(a, b) = kpi_compare('(hits=7 trials=10)'::rate_summary, '(hits=2 trials=4)') AS overall, kpi_compare(a, b, 0.9, 'customer') = kpi_compare('(hits=8 trials=10)'::rate_summary, '(hits=4 trials=5)', 0.9) AS customer,
       kpi_compare(a, b, 0.95, 'business') = kpi_compare('(hits=9 trials=10)'::rate_summary, '(hits=2 trials=4)') AS business, kpi_compare(a, '(right_unscored=1)') AS nothing
  FROM (VALUES ('(right_right=7 right_wrong=1 wrong_right=2)'::quality_summary, '(right_right=2 right_wrong=1 wrong_wrong=1 right_unscored=1)'::quality_summary)) AS v(a, b);
-- ratios: the figures of their delta method and of Welch's test in R
SELECT difference = ratio(a) - ratio(b) AS difference, round(lower::numeric, 9) AS lower, round(upper::numeric, 9) AS upper,
       round(p_value::numeric, 9) AS p_value, kpi_compare(a, 'empty') AS nothing, kpi_compare(a, c) AS of_one_pair
  FROM (SELECT ratio_agg(20 + n % 7, 40 + n % 3) FILTER (WHERE n <= 60) AS a, ratio_agg(22 + n % 5, 40 + n % 4) FILTER (WHERE n > 60) AS b, ratio_agg(20, 40) FILTER (WHERE n = 1) AS c FROM generate_series(1, 130) AS n) AS halves,
       LATERAL kpi_compare(a, b);
SELECT kpi_compare(a, b) = kpi_compare(ma, mb) AS conversations, kpi_compare(a, b, 0.9, 'last_message') = kpi_compare(la, lb, 0.9) AS from_last, kpi_compare(a, '(n=1 customer=1)') AS nothing
  FROM (VALUES ('(n=5 customer=0 customer=4 agent=10 customer=20 agent=25)'::conversation_summary, '(n=7 customer=0 agent=40 customer=50 customer=60 agent=70 customer=80 agent=99)'::conversation_summary)) AS v(a, b),
       LATERAL (SELECT mean_agg(r) AS ma FROM unnest(response_times(a)) AS r) AS m1, LATERAL (SELECT mean_agg(r) AS mb FROM unnest(response_times(b)) AS r) AS m2,
       LATERAL (SELECT mean_agg(r) AS la FROM unnest(response_times(a, 'last_message')) AS r) AS l1, LATERAL (SELECT mean_agg(r) AS lb FROM unnest(response_times(b, 'last_message')) AS r) AS l2;
-- damped means: without prior weight they are means; with the same prior they differ less, in proportion to the weight of the values in each
SELECT kpi_compare(a, b) = kpi_compare(ma, mb) AS undamped, kpi_compare(a, 'empty') AS nothing, kpi_compare(a, c) AS of_one_value
  FROM (SELECT damped_agg(extra, 1, 0) FILTER (WHERE drug = 1) AS a, damped_agg(extra, 1, 0) FILTER (WHERE drug = 2) AS b, damped_agg(extra, 1, 0) FILTER (WHERE extra = 5.5) AS c,
               mean_agg(extra) FILTER (WHERE drug = 1) AS ma, mean_agg(extra) FILTER (WHERE drug = 2) AS mb FROM sleep) AS drugs;
SELECT abs(difference - (damped_mean(a) - damped_mean(b))) < 1e-12 AS difference, abs(difference - 10 / 12.0 * -1.58) < 1e-12 AS less,
       -- the standard error is that of s^2 / (n + k), with s in R 1.789010 and 2.002249; t with Welch's 17.776 degrees is 2.1028
       round(((upper - lower) / 2 / sqrt((1.789010 ^ 2 + 2.002249 ^ 2) / 12))::numeric, 4) AS t, round(p_value::numeric, 4) AS p_value
  FROM (SELECT damped_agg(extra, 1, 2) FILTER (WHERE drug = 1) AS a, damped_agg(extra, 1, 2) FILTER (WHERE drug = 2) AS b FROM sleep) AS drugs, LATERAL kpi_compare(a, b);

-- durations, including unfinished ones: Freireich's remissions, with weeks as seconds; their restricted means over 35 weeks are areas
CREATE TABLE remission AS
SELECT 'placebo' AS drug, unnest('{1,1,2,2,3,4,4,5,5,8,8,8,8,11,11,12,12,15,17,22,23}'::float8[]) AS weeks, true AS finished
 UNION ALL SELECT '6-MP', unnest('{6,6,6,7,10,13,16,22,23}'::float8[]), true UNION ALL SELECT '6-MP', unnest('{6,9,10,11,17,19,20,25,32,32,34,35}'::float8[]), false;
CREATE TABLE remissions AS SELECT duration_agg(weeks, finished) FILTER (WHERE drug = '6-MP') AS a, duration_agg(weeks, finished) FILTER (WHERE drug = 'placebo') AS b FROM remission;
-- the default is up to the last of 6-MP, 35 weeks; the placebo's mean is then the plain mean, 182 / 21; the variances are the squares of the intervals
SELECT up_to, abs(difference - (seconds(restricted_mean(a, make_interval(secs => up_to))) - seconds(restricted_mean(b, make_interval(secs => up_to))))) < 1e-6 AS difference, round(difference::numeric, 6) AS weeks, round(seconds(restricted_mean(b, make_interval(secs => up_to)))::numeric, 4) AS placebo,
       round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper, round(p_value::numeric, 9) AS p_value, kpi_compare(a, b) = c AS by_default
  FROM remissions, unnest('{35,20}'::float8[]) AS up_to, LATERAL kpi_compare(a, b, up_to => up_to * interval '1 s') AS c ORDER BY up_to;
-- log-rank test: chi-squared 16.79 (Freireich et al. 1963), as in R's survdiff; the logarithm of the hazard ratio is (9 - 19.25) / 6.257
SELECT round(difference::numeric, 6) AS log_hazard_ratio, round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper, p_value, round((difference / ((upper - lower) / 2 / 1.959963984540054))::numeric ^ 2, 4) AS chi_square, abs((kpi_compare(b, a, method => 'log_rank')).p_value / p_value - 1) < 1e-12 AS either_way
  FROM remissions, LATERAL kpi_compare(a, b, method => 'log_rank') AS c;
-- compared with the sums in plain SQL, with ties, and up to a time
CREATE TABLE two AS SELECT n % 2 AS side, (n * 7919 % 97 + n % 2 * (n % 13))::float8 AS elapsed, n * 31 % 7 < 5 AS finished FROM generate_series(1, 400) AS n;
SELECT up_to, abs(difference - excess / variance) < 1e-12 AS difference, abs(upper - difference - 1.959963984540054 / sqrt(variance)) < 1e-12 AS upper
  FROM (VALUES (30), (NULL)) AS v(up_to), LATERAL (SELECT kpi_compare(duration_agg(elapsed, finished) FILTER (WHERE side = 0), duration_agg(elapsed, finished) FILTER (WHERE side = 1), up_to => make_interval(secs => up_to), method => 'log_rank') AS c FROM two) AS ours,
       LATERAL (SELECT (c).*) AS record,
       LATERAL (SELECT sum(d0 - d * n0 / n) AS excess, sum(d * (n0 / n) * (1 - n0 / n) * (n - d) / (n - 1)) AS variance
                  FROM (SELECT t, count(*) FILTER (WHERE elapsed >= t)::float8 AS n, count(*) FILTER (WHERE elapsed >= t AND side = 0)::float8 AS n0, count(*) FILTER (WHERE elapsed = t AND finished)::float8 AS d, count(*) FILTER (WHERE elapsed = t AND finished AND side = 0)::float8 AS d0
                          FROM two, (SELECT DISTINCT elapsed AS t FROM two WHERE finished) AS times WHERE up_to IS NULL OR t <= up_to GROUP BY t) AS at WHERE n0 > 0 AND n0 < n) AS plain;
DROP TABLE two;
-- one duration on each side has no known spread; two have
SELECT kpi_compare(duration_agg(10::float8), duration_agg(40::float8)) AS of_one, restricted_mean_lower(duration_agg(10::float8), '10 s') AS lower, kpi_compare(duration_agg(10::float8), duration_agg(40::float8), method => 'log_rank') AS log_rank, kpi_compare(duration_agg(10::float8), duration_agg(10::float8), method => 'log_rank') AS no_variance, kpi_compare('empty', duration_agg(10::float8), method => 'log_rank') AS nothing;
SELECT abs(difference - d) < 1e-12 AS difference, abs(lower - l) < 1e-9 AS lower, abs(p_value - p) < 1e-12 AS p_value
  FROM (SELECT kpi_compare(duration_agg(x), duration_agg(y)) AS ours, kpi_compare(mean_agg(x), mean_agg(y)) AS means FROM (VALUES (10::float8, 41::float8), (20, 48), (34, 62)) AS v(x, y)) AS all_finished, LATERAL (SELECT (ours).*) AS o, LATERAL (SELECT (means).difference AS d, (means).lower AS l, (means).p_value AS p) AS m;
SELECT kpi_compare(duration_agg(x), duration_agg(x), method => 'wilcoxon') FROM (VALUES (1), (2)) AS v(x);
CREATE FUNCTION ratio_agg_of(part float8, whole float8) RETURNS ratio_summary LANGUAGE sql AS 'SELECT ratio_agg(part, whole)';
-- rates of events: the exact conditional binomial test, twice the smaller tail, from R's pbinom
SELECT round(difference::numeric, 9) AS difference, round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper, round(p_value::numeric, 6) AS p_value, abs((kpi_compare(b, a, method => 'poisson')).p_value / p_value - 1) < 1e-8 AS either_way
  FROM (VALUES (ratio_agg_of(11, 800), ratio_agg_of(23, 3000)), (ratio_agg_of(110000, 800000), ratio_agg_of(411000, 3000000)), (ratio_agg_of(0, 5), ratio_agg_of(0, 7)), (ratio_agg_of(0, 5), ratio_agg_of(9, 7)), (ratio_agg_of(3, 5), ratio_agg_of(3, 5))) AS v(a, b), LATERAL kpi_compare(a, b, method => 'poisson') AS c;
SELECT kpi_compare(ratio_agg(1, 0), ratio_agg(1, 1), method => 'poisson') AS no_exposure;
SELECT kpi_compare(ratio_agg(1.5, 2), ratio_agg(1, 2), method => 'poisson');
SELECT kpi_compare(a, b, up_to => '36 s') AS beyond_what_is_known, kpi_compare(a, 'empty') AS nothing, round(((kpi_compare(b, b)).upper)::numeric, 9) AS the_same, (kpi_compare(a, b, 0.5, '20 s')).lower > (kpi_compare(a, b, up_to => '20 s')).lower AS narrower FROM remissions;
-- if all are finished, the default compares the means, to the precision of a bucket
SELECT difference, abs(difference - (seconds(mean(a)) - seconds(mean(b)))) < 1e-6 AS of_means FROM (SELECT duration_agg(n) AS a, duration_agg(n % 50) AS b FROM generate_series(1, 99) AS n) AS d, LATERAL kpi_compare(a, b);
SELECT kpi_compare(a, b, up_to => '-1 s') FROM remissions;
SELECT kpi_compare(a, b, up_to => '1 mon') FROM remissions;
SELECT kpi_compare(a, b, 1) FROM remissions;
DROP TABLE sleep, answers, remission, remissions;
DROP FUNCTION ratio_agg_of;
