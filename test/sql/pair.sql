-- Pairs: correlation and the least-squares line

CREATE TABLE anscombe AS
SELECT set, x, y FROM (VALUES
	(ARRAY[10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], ARRAY[8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68], 1),
	(ARRAY[10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], ARRAY[9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74], 2),
	(ARRAY[10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], ARRAY[7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73], 3),
	(ARRAY[8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8], ARRAY[6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89], 4)) AS v(xs, ys, set), unnest(xs, ys) AS p(x, y);
-- from 1974 Motor Trend, R's mtcars: weight in 1,000 pounds, miles per gallon, and whether the transmission is manual
CREATE TABLE cars AS
SELECT manual, x, y FROM (VALUES
	(false, ARRAY[3.215, 3.440, 3.460, 3.570, 3.190, 3.150, 3.440, 3.440, 4.070, 3.730, 3.780, 5.250, 5.424, 5.345, 2.465, 3.520, 3.435, 3.840, 3.845],
	        ARRAY[21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 21.5, 15.5, 15.2, 13.3, 19.2]),
	(true, ARRAY[2.620, 2.875, 2.320, 2.200, 1.615, 1.835, 1.935, 2.140, 1.513, 3.170, 2.770, 3.570, 2.780],
	       ARRAY[21.0, 21.0, 22.8, 32.4, 30.4, 33.9, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4])) AS v(manual, xs, ys), unnest(xs, ys) AS p(x, y);
-- uses md5, because the server's hash of a number is not random enough
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;
CREATE TABLE draws AS SELECT i, i % 7 AS g, 100 * uniform(1, i) - 50 AS x, 30 * uniform(2, i) - 20 * uniform(1, i) AS y FROM generate_series(1, 1000) AS i;

-- Anscombe's quartet (1973): four different sets with the same figures, the first with r .816421, slope .500091, intercept 3.000091; the rest from R's lm and cor.test
SELECT set, round(corr(s)::numeric, 7) AS r, round(slope(s)::numeric, 7) AS slope, round(intercept(s)::numeric, 6) AS intercept, round(r_squared(s)::numeric, 7) AS r_squared,
       round(p_value(s)::numeric, 9) AS p_value, mean_x(s), round(mean_y(s)::numeric, 6) AS mean_y, round(predicted(s, 20)::numeric, 5) AS at_20, n_counted(s) AS n
  FROM (SELECT set, pair_agg(x, y) AS s FROM anscombe GROUP BY set) AS sets ORDER BY set;
SELECT set, method, round(ci_lower(s, 0.95, method)::numeric, 6) AS lower, round(ci_upper(s, 0.95, method)::numeric, 6) AS upper,
       round(ci_lower(s, 0.9, method)::numeric, 6) AS lower_90, round(ci_upper(s, 0.9, method)::numeric, 6) AS upper_90
  FROM (SELECT set, pair_agg(x, y) AS s FROM anscombe GROUP BY set) AS sets, unnest(ARRAY['corr', 'slope', 'intercept']) WITH ORDINALITY AS m(method, n) ORDER BY set, n;
SELECT ci_lower(s) = ci_lower(s, 0.95, 'corr') AS default_method FROM (SELECT pair_agg(x, y) AS s FROM anscombe) AS a;

-- NIST's Norris data (StRD): certified slope 1.00211681802045, error 0.000429796848199937; intercept -0.262323073774029, error 0.232818234301152; R-squared 0.999993745883712
CREATE TABLE norris AS
SELECT x::float8, y::float8 FROM unnest(
	ARRAY[0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6,
	      556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5],
	ARRAY[0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8,
	      557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2]) AS p(x, y);
SELECT n_counted(s), abs(slope(s) / 1.00211681802045 - 1) < 1e-14 AS slope, abs(intercept(s) / -0.262323073774029 - 1) < 1e-14 AS intercept, abs(r_squared(s) - 0.999993745883712) < 2e-15 AS r_squared,
       abs((ci_upper(s, method => 'slope') - slope(s)) / t / 0.000429796848199937 - 1) < 1e-8 AS slope_error, abs((ci_upper(s, method => 'intercept') - intercept(s)) / t / 0.232818234301152 - 1) < 1e-8 AS intercept_error
  FROM (SELECT pair_agg(x, y) AS s FROM norris) AS n, (VALUES (2.0322445093)) AS quantile_of_34_degrees(t);
-- moved by 1e9, where a double keeps seven digits after the decimal point: only x and y lose digits
SELECT abs(slope(s) - 1.00211681802045) < 1e-9 AS slope, abs(r_squared(s) - 0.999993745883712) < 1e-9 AS r_squared, abs(predicted(s, 1e9 + 500) - (1e9 - 0.262323073774029 + 500 * 1.00211681802045)) < 1e-6 AS predicted
  FROM (SELECT pair_agg(x + 1e9, y + 1e9) AS s FROM norris) AS n;
-- figures of integers do not depend on the origin at all, while sums of doubles lose precision
SELECT slope(near) = slope(far) AS slope, corr(near) = corr(far) AS corr, ci_lower(near) = ci_lower(far) AS lower, ci_lower(near, method => 'slope') = ci_lower(far, method => 'slope') AS lower_slope,
       predicted(near, 4) = predicted(far_x, 1e15 + 4) AS predicted, p_value(near) = p_value(far) AS p_value, round(slope(far)::numeric, 6) AS figure
  FROM (SELECT pair_agg(x, y) AS near, pair_agg(x + 1e15, y + 1e15) AS far, pair_agg(x + 1e15, y) AS far_x FROM (VALUES (1, 5), (2, 3), (3, 8), (4, 4), (7, 9)) AS v(x, y)) AS both_places;

-- a thousand random rows, compared with the server's functions of (y, x), and in any order
SELECT abs(corr(s) - corr(y, x)) < 1e-12 AS corr, abs(slope(s) - regr_slope(y, x)) < 1e-12 AS slope, abs(intercept(s) - regr_intercept(y, x)) < 1e-12 AS intercept, abs(r_squared(s) - regr_r2(y, x)) < 1e-12 AS r_squared,
       abs(mean_x(s) - regr_avgx(y, x)) < 1e-12 AS mean_x, abs(mean_y(s) - regr_avgy(y, x)) < 1e-12 AS mean_y, n_counted(s) = regr_count(y, x) AS n, round(corr(s)::numeric, 3) AS figure
  FROM draws, (SELECT pair_agg(x, y) AS s FROM draws) AS of_all GROUP BY s;
SELECT slope(x, y) = slope(pair_agg(x, y)) AS slope, intercept(x, y) = intercept(pair_agg(x, y)) AS intercept, pair_agg(x, y) = pair_agg(x, y ORDER BY md5(i::text)) AS any_order,
       abs(slope(y, x) * slope(x, y) - r_squared(pair_agg(x, y))) < 1e-15 AS both_ways FROM draws;
SELECT bool_and(abs(slope - regr_slope) < 1e-9) AS sliding
  FROM (SELECT slope(x, y) OVER w, regr_slope(y, x) OVER w FROM draws WINDOW w AS (ORDER BY i ROWS 20 PRECEDING) OFFSET 3) AS frames;
-- two groups: slopes and errors are from R's lm, the rest from Welch and Satterthwaite; correlations by Fisher's z = 1.256853 and Zou's interval from R's cor.test
SELECT method, round((c).difference::numeric, 6) AS difference, round((c).lower::numeric, 6) AS lower, round((c).upper::numeric, 6) AS upper, round((c).p_value::numeric, 6) AS p_value
  FROM (SELECT method, kpi_compare(pair_agg(x, y) FILTER (WHERE NOT manual), pair_agg(x, y) FILTER (WHERE manual), method => method) AS c FROM cars, unnest(ARRAY['corr', 'slope', 'intercept']) AS method GROUP BY method) AS groups ORDER BY method;

-- pairs on a line: 1 to the last digit, and the interval is a point
SELECT corr(s), r_squared(s), slope(s), intercept(s), ci_lower(s), ci_upper(s), ci_lower(s, method => 'slope') AS lower_slope, ci_upper(s, method => 'slope') AS upper_slope, p_value(s)
  FROM (SELECT pair_agg(x, sign * 3 * x) AS s FROM unnest(ARRAY[0.125, 0.5, 7, 1e10]::float8[]) AS x, (VALUES (1), (-1)) AS v(sign) GROUP BY sign ORDER BY sign) AS lines;
SELECT corr(s), slope(s), ci_lower(s), ci_upper(s), p_value(s), kpi_compare(s, s), kpi_compare(s, pair_agg(x, -x)) FROM (SELECT pair_agg(x, 2 * x) AS s FROM generate_series(1, 5) AS x) AS a, generate_series(1, 5) AS x GROUP BY s;
-- few pairs leave most figures unknown, and so does a number that does not vary
SELECT n, round(corr(s)::numeric, 4) AS corr, slope(s), intercept(s), round(p_value(s)::numeric, 4) AS p_value, round(ci_lower(s)::numeric, 4) AS lower, round(ci_upper(s)::numeric, 4) AS upper, round(ci_lower(s, method => 'slope')::numeric, 4) AS lower_slope,
       (corr).difference, round((corr).upper::numeric, 4) AS upper, (corr).p_value, (slope).difference, round((slope).upper::numeric, 4) AS upper_slope, (slope).p_value
  FROM generate_series(0, 4) AS n, LATERAL (SELECT pair_agg(x, y) AS s FROM (VALUES (1, 1), (2, 3), (3, 2), (4, 2)) AS v(x, y) WHERE x <= n) AS few,
       LATERAL (SELECT kpi_compare(s, s) AS corr, kpi_compare(s, s, method => 'slope') AS slope) AS c ORDER BY n;
SELECT corr(s), r_squared(s), slope(s), intercept(s), predicted(s, 5), p_value(s), ci_lower(s), ci_lower(s, method => 'slope') AS lower_slope, kpi_compare(s, s) AS compared, kpi_compare(s, s, method => 'slope') AS compared_slope
  FROM (SELECT pair_agg(x, y) AS s FROM (VALUES ('x', 2, 1), ('x', 2, 3), ('x', 2, 5), ('x', 2, 6), ('y', 1, 4), ('y', 2, 4), ('y', 3, 4), ('y', 4, 4), ('both', 1, 1), ('both', 1, 1), ('both', 1, 1), ('both', 1, 1)) AS v(constant, x, y) GROUP BY constant ORDER BY constant) AS constants;
SELECT corr(s), slope(s), mean_x(s), p_value(s), ci_lower(s), predicted(s, 1), n_counted(s) FROM (VALUES ('empty'::pair_summary), (NULL)) AS v(s);

-- durations count as seconds; a pair with a negative duration is excluded; a pair with a NULL is ignored
CREATE TABLE answers AS SELECT wait * interval '1 s' AS wait, wait::float8 AS seconds, stars::float8 FROM (VALUES (10, 5), (25, 4), (30, 5), (90, 2), (-5, 4), (NULL, 3), (60, NULL)) AS v(wait, stars);
SELECT pair_agg(wait, stars), n_excluded(pair_agg(wait, stars)), pair_agg(wait, stars) = pair_agg(seconds, stars) FILTER (WHERE wait >= '0') + '(excluded=1)' AS as_seconds FROM answers;
SELECT pair_agg(stars, wait), pair_agg(wait, wait) FROM answers;
SELECT corr(wait, stars) = corr(stars, wait) AS either_way, abs(corr(wait, stars) - corr(seconds, stars)) < 1e-15 AS as_the_server, corr(wait, wait), slope(wait, stars) = slope(seconds, stars) AS slope,
       intercept(wait, stars) = intercept(seconds, stars) AS intercept, slope(wait, 2 * wait), slope(stars, wait) = slope(stars, seconds) AS seconds_per_star, intercept(stars, wait) = intercept(stars, seconds) AS at_no_stars, intercept(wait, 2 * wait),
       predicted(pair_agg(wait, stars), interval '1 min') = predicted(pair_agg(seconds, stars), 60) AS predicted
  FROM answers WHERE wait >= '0';
-- negative numbers are valid
SELECT n, pair_agg(x, y) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, 1, -2), (2, -1, 2.5), (3, -0.5, -0.25), (4, NULL, 3), (5, 0, -4)) AS v(n, x, y);
SELECT pair_agg(x, y) - pair_agg(x, y) FILTER (WHERE x < 0) = pair_agg(x, y) FILTER (WHERE x >= 0) AS taken_back FROM draws;
-- the limits of the sums
SELECT pair_agg(x, y), corr(pair_agg(x, y)), slope(pair_agg(x, y)), intercept(pair_agg(x, y)), predicted(pair_agg(x, y), -4611686018427387904)
  FROM (VALUES (4611686018427387904::float8, -4611686018427387904::float8), (-4611686018427387904, 4611686018427387904)) AS v(x, y);

-- invalid values
SELECT slope(1e19, 1);
SELECT slope(1, 'NaN');
SELECT corr(interval '1 month', 1);
SELECT predicted(pair_summary 'empty', 'infinity'::float8);
SELECT predicted(pair_summary 'empty', interval '-1 s');
SELECT ci_lower(pair_summary 'empty', 95);
SELECT ci_lower(pair_summary 'empty', NULL);
SELECT ci_lower(pair_summary 'empty', method => 'mean');
SELECT kpi_compare(pair_summary 'empty', 'empty', method => NULL);
-- summaries that no rows produce
SELECT '(n=1 x=1 y=-2 x_squares=1 y_squares=4 products=-2)'::pair_summary;
SELECT '(n=1 x=1 y=-2 x_squares=1 y_squares=4 products=2)'::pair_summary;
SELECT '(n=2 x=1 y=2 x_squares=1 y_squares=4 products=2.5)'::pair_summary;
SELECT '(n=2 x=1 y=2 x_squares=1 y_squares=4 products=-0.5)'::pair_summary;
SELECT '(n=1 x=1 y=2 x_squares=2 y_squares=4 products=2)'::pair_summary;
SELECT '(n=2 products=1569275433846670190958947355801916604025588861116008628224)'::pair_summary;
SELECT '(products=5 excluded=1)'::pair_summary;
SELECT '(n=3 x=3 y=3 x_squares=5 y_squares=3 products=3)'::pair_summary - '(n=1 x=3 y=1 x_squares=9 y_squares=1 products=3)';

DROP TABLE anscombe, cars, draws, norris, answers;
DROP FUNCTION uniform;
