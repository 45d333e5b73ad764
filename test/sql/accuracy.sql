-- Accuracy of forecasts

-- the catalogue's example: 100 four times against 90, 105, 100, 110: wape .061728, mape .062410, bias -.012346, mae 6.25, rmse 7.5
SELECT round(wape(s)::numeric, 6) AS wape, round(mape(s)::numeric, 6) AS mape, round(bias(s)::numeric, 6) AS bias, mae(s), rmse(s), mase(s), n_counted(s)
  FROM (SELECT accuracy_agg(100, actual) AS s FROM unnest(ARRAY[90, 105, 100, 110]) AS actual) AS a;
SELECT accuracy_agg(forecast, actual, naive) FROM (VALUES (100, 90, 96), (100, 105, 97), (100, 100, NULL), (100, 110, 111.5)) AS v(forecast, actual, naive);

-- air passengers in thousands, 1958 to 1960 (Box and Jenkins); the seasonal naive method and the mean of the two years before forecast the last year
CREATE TABLE passengers AS
SELECT row_number() OVER () AS month, y FROM unnest(ARRAY[340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
	417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432]) AS y;
CREATE TABLE forecasts AS
SELECT a.month, a.y AS actual, b.y AS naive, m.mean FROM passengers AS a JOIN passengers AS b ON b.month = a.month - 12, (SELECT avg(y) FROM passengers WHERE month <= 24) AS m(mean) WHERE a.month > 24;
-- R's forecast::accuracy of snaive and meanf returns: RMSE 50.708316, MAE 47.833333, MAPE 9.987533 %; 103.207181, 76.222222, 14.294479 %
SELECT round(rmse(naive, actual)::numeric, 6) AS rmse, round(mae(naive, actual)::numeric, 6) AS mae, round(100 * mape(naive, actual)::numeric, 6) AS mape, mase(naive, actual, naive) FROM forecasts;
SELECT round(rmse(mean, actual)::numeric, 6) AS rmse, round(mae(mean, actual)::numeric, 6) AS mae, round(100 * mape(mean, actual)::numeric, 6) AS mape, round(mase(mean, actual, naive)::numeric, 6) AS mase FROM forecasts;
-- its MASE, scaled by the errors of the naive forecast within the history: 1.010563, 1.610329
SELECT round((mae(naive, actual) / in_history)::numeric, 6) AS snaive, round((mae(mean, actual) / in_history)::numeric, 6) AS mean
  FROM forecasts, (SELECT mae(naive, y) FROM (SELECT y, lag(y, 12) OVER (ORDER BY month) AS naive FROM passengers WHERE month <= 24) AS history) AS h(in_history) GROUP BY in_history;

-- a thousand rows against the formulas, in one step and in two, in any order
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;
CREATE TABLE draws AS
SELECT i, 40 * uniform(1, i) AS f, CASE WHEN i % 9 <> 0 THEN 50 * uniform(2, i) - 5 ELSE 0 END AS a, CASE WHEN i % 5 <> 0 THEN 40 * uniform(3, i) END AS naive FROM generate_series(1, 1000) AS i;
SELECT abs(wape(s) - sum(abs(f - a)) / sum(abs(a))) < 1e-12 AS wape, abs(mape(s) / avg(abs(f - a) / nullif(abs(a), 0)) - 1) < 1e-12 AS mape, abs(bias(s) - sum(f - a) / sum(a)) < 1e-12 AS bias,
       abs(mae(s) - avg(abs(f - a))) < 1e-12 AS mae, abs(rmse(s) - sqrt(avg((f - a) ^ 2))) < 1e-12 AS rmse, abs(mase(s) - sum(abs(f - a)) FILTER (WHERE naive IS NOT NULL) / sum(abs(naive - a))) < 1e-12 AS mase,
       n_counted(s) = count(*) AS n, n_zero_actual(s) = count(*) FILTER (WHERE a = 0) AS zeros, n_naive(s) = count(naive) AS naive
  FROM draws, (SELECT accuracy_agg(f, a, naive) AS s FROM draws) AS x GROUP BY s;
SELECT wape(f, a) = wape(s) AS wape, mape(f, a) = mape(s) AS mape, bias(f, a) = bias(s) AS bias, mae(f, a) = mae(s) AS mae, rmse(f, a) = rmse(s) AS rmse, mase(f, a, naive) = mase(s) AS mase,
       accuracy_agg(f, a, naive ORDER BY md5(i::text)) = s AS any_order, accuracy_agg(f, a) = accuracy_agg(f, a, NULL) AS without_naive
  FROM draws, (SELECT accuracy_agg(f, a, naive) AS s FROM draws) AS x GROUP BY s;
SELECT bool_and(abs(wape - reference) < 1e-12) AS sliding
  FROM (SELECT wape(f, a) OVER w, sum(abs(f - a)) OVER w / sum(abs(a)) OVER w AS reference FROM draws WINDOW w AS (ORDER BY i ROWS 9 PRECEDING)) AS frames;
-- sums of errors far from 0 are exact
SELECT mae(1e15 + 0.25, 1e15), rmse(f, a), bias(f, a) FROM (VALUES (1e15 + 1, 1e15), (1e15 - 1, 1e15)) AS v(f, a);

-- a quotient by 0 is NULL; an actual value of 0 has no relative error, and a number smaller than 2^-65 counts as 0
SELECT actuals, wape(s), mape(s), bias(s), mae(s), rmse(s), mase(s), n_counted(s) AS n, n_zero_actual(s) AS zeros
  FROM (SELECT actuals, accuracy_agg(5, a) AS s FROM (VALUES ('{0, 0}'), ('{4, -4}'), ('{0, 4}'), ('{1e-30}'), ('{NULL}'::float8[])) AS v(actuals), unnest(actuals) AS a GROUP BY actuals) AS x ORDER BY actuals;
SELECT wape(s), mape(s), bias(s), mae(s), rmse(s), mase(s), n_counted(s), n_zero_actual(s), n_naive(s) FROM (VALUES ('empty'::accuracy_summary), (NULL)) AS v(s);
SELECT wape(f, a), mase(f, a, 5), accuracy_agg(f, a) FROM (VALUES (NULL, 5), (5, NULL)) AS v(f, a);
SELECT mase(4, 5, 5) AS naive_is_right, mase(4, 5, NULL) AS no_naive, mase(4, 5, 4) AS the_same, mase(5, 5, 4) AS right_is_0;
SELECT n, accuracy_agg(f, a, naive) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, 5, 4, 3), (2, 3, 4, NULL), (3, 5, 0, 5), (4, NULL, 3, 3), (5, 2, -2, -3)) AS v(n, f, a, naive);
-- the largest errors and quotients
SELECT mae(s), rmse(s), mape(s) = 2 ^ 62 / a AS mape, s + s - s = s AS taken_back FROM (SELECT a, accuracy_agg(2 ^ 62, a) AS s FROM (VALUES (2 ^ -64), (1)) AS v(a) GROUP BY a) AS x ORDER BY a;

-- invalid values
SELECT wape(1e19, 1);
SELECT mape(1, 'NaN');
SELECT mase(1, 2, 'infinity');
SELECT rmse(4e18, -4e18);
SELECT mase(1, -4e18, 4e18);
SELECT bias(4611686018427387904, -4611686018427387904);
-- summaries that no rows produce
SELECT '(n=1 errors=2 absolute_errors=1 squared_errors=1 actuals=1 absolute_actuals=1 relative_errors=1)'::accuracy_summary;
SELECT '(n=1 errors=1 absolute_errors=-1 squared_errors=1 actuals=1 absolute_actuals=1 relative_errors=1)'::accuracy_summary;
SELECT '(n=1 errors=1 absolute_errors=1 squared_errors=2 actuals=1 absolute_actuals=1 relative_errors=1)'::accuracy_summary;
SELECT '(n=2 errors=2 absolute_errors=2 squared_errors=1 actuals=1 absolute_actuals=1 relative_errors=1)'::accuracy_summary;
SELECT '(n=1 actuals=-2 absolute_actuals=1)'::accuracy_summary;
SELECT '(n=1 zero_actuals=1 absolute_actuals=1)'::accuracy_summary;
SELECT '(n=1 zero_actuals=2)'::accuracy_summary;
SELECT '(n=1 zero_actuals=1 relative_errors=1)'::accuracy_summary;
SELECT '(n=1 relative_errors=-1)'::accuracy_summary;
SELECT '(n=1 n_naive=2)'::accuracy_summary;
SELECT '(n=1 naive_errors=1)'::accuracy_summary;
SELECT '(n=1 n_naive=1 naive_errors=-1)'::accuracy_summary;
SELECT '(n=1 n_naive=1 compared_errors=1)'::accuracy_summary;

DROP TABLE passengers, forecasts, draws;
DROP FUNCTION uniform;
