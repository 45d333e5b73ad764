-- Backtests: forecasts of the past from what was known then
SET extra_float_digits = 0;
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;
CREATE FUNCTION normal(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT sqrt(-2 * ln(uniform(stream, 2 * i))) * cos(2 * pi() * uniform(stream, 2 * i + 1))';
CREATE TABLE series AS SELECT array_agg(50 + t * .3 + (ARRAY[20, 15, 12, 8, 5, -25, -35])[1 + t % 7] + 4 * normal(1, t) ORDER BY t) AS y FROM generate_series(1, 61) AS t;

-- every fold is holt_winters of the series before it; actual is the value that followed, and naive the value one season before
CREATE FUNCTION same_as_prefix(y float8[], season int, horizon int, folds int, stride int, seasonal text, trend text, gaps text, seasons int[], OUT rows bigint, OUT origins int[], OUT forecasts boolean, OUT actuals boolean, OUT naives boolean) LANGUAGE sql AS $$
SELECT count(*), (array_agg(DISTINCT origin ORDER BY origin))[1:4], bool_and(b.forecast = h.forecast), bool_and(b.actual IS NOT DISTINCT FROM y[origin + b.step]), bool_and(b.naive = y[origin - m + 1 + (b.step - 1) % m] OR gaps <> 'error')
  FROM backtest(y, season, horizon, folds, seasonal => seasonal, trend => trend, gaps => gaps, seasons => seasons, stride => stride) AS b CROSS JOIN LATERAL (SELECT cardinality(y) - horizon - (folds - b.fold) * coalesce(stride, horizon) AS origin, coalesce(season, (SELECT max(s) FROM unnest(seasons) AS s), 1) AS m) AS o
  LEFT JOIN LATERAL holt_winters(y[1:origin], season, horizon, seasonal => seasonal, trend => trend, gaps => gaps, seasons => seasons) AS h ON h.step = b.step $$;
SELECT i, s.* FROM series, (VALUES (1, 7, 7, 4, NULL::int, 'auto', 'auto', NULL::int[]), (2, 7, 10, 3, 2, 'additive', 'linear', NULL), (3, NULL, 3, 5, 1, 'auto', 'damped', NULL), (4, NULL, 6, 2, 9, 'proportional', 'none', '{2,14}'), (5, NULL, 1, 59, 1, 'auto', 'linear', NULL), (6, 7, 4, 2, 3, 'none', 'none', NULL)) AS v(i, season, horizon, folds, stride, seasonal, trend, seasons),
       LATERAL same_as_prefix((SELECT array_agg(greatest(x, 0) ORDER BY t) FROM unnest(y) WITH ORDINALITY AS u(x, t)), season, horizon, folds, stride, seasonal, trend, 'error', seasons) AS s ORDER BY i;
-- the options are those of holt_winters
SELECT bool_and(b.forecast = h.forecast) AS same FROM series, LATERAL backtest(y, 7, 7, 1, .2, .1, .3, 'additive', 'damped', .9, start => 'decompose') AS b JOIN LATERAL holt_winters(y[1:54], 7, 7, .2, .1, .3, 'additive', 'damped', .9, start => 'decompose') AS h USING (step);
SELECT bool_and(b.forecast = h.forecast) AS same FROM series, LATERAL backtest(y, NULL, 5, 1, .2, NULL, .3, 'additive', 'none', seasons => '{2,14}', omega => .1, rho => .4, kappa => .2) AS b JOIN LATERAL holt_winters(y[1:56], NULL, 5, .2, NULL, .3, 'additive', 'none', seasons => '{2,14}', omega => .1, rho => .4, kappa => .2) AS h USING (step);
-- gaps are filled before an origin, and stay gaps after it
CREATE TABLE gaps AS SELECT array_agg(CASE WHEN t IN (3, 20, 50, 58) THEN NULL ELSE greatest(x, 0) END ORDER BY t) AS y FROM series, unnest(y) WITH ORDINALITY AS u(x, t);
SELECT fill, s.*, (SELECT count(*) FROM backtest(y, 7, 7, 4, gaps => fill) WHERE actual IS NULL) AS gaps FROM gaps, unnest(ARRAY['zero', 'carry']) AS fill, LATERAL same_as_prefix(y, 7, 7, 4, NULL, 'auto', 'auto', fill, NULL) AS s ORDER BY fill;
SELECT fill, step, naive = CASE fill WHEN 'zero' THEN 0 ELSE y[49] END AS filled FROM gaps, unnest(ARRAY['zero', 'carry']) AS fill, LATERAL backtest(y, 7, 7, 1, gaps => fill, seasonal => 'none') WHERE y[47 + step] IS NULL ORDER BY fill;
SELECT fold, array_agg(actual ORDER BY step) FROM backtest('{1,2,1,2,1,2,NULL}', 2, 1, 1) GROUP BY fold;
-- if there are no values before an origin, there is no forecast
SELECT * FROM backtest('{NULL,NULL,3,4}', NULL, 1, 3, gaps => 'zero');
SELECT count(*) FROM backtest('{NULL,NULL}', NULL, 1, 1) UNION ALL SELECT count(*) FROM backtest(NULL, NULL, 1, 1) UNION ALL SELECT count(*) FROM backtest('{}', 7, 1, 1);

-- cases in which Holt-Winters wins and loses: mean errors relative to those of the seasonal naive forecast, 12 series of each kind, 3 folds of a week after at least 5 weeks, and one kind in which the values just before matter
CREATE TABLE known AS
SELECT kind, run, array_agg(CASE kind
	WHEN '1 week that stays' THEN 100 + season + 8 * noise
	WHEN '2 week and line' THEN 100 + season + t + 8 * noise
	WHEN '3 walk with week' THEN 300 + season + walk
	WHEN '4 step 9 days before' THEN 100 + season + 8 * noise + CASE WHEN t > 26 THEN 60 ELSE 0 END
	WHEN '5 each weekday walks' THEN 300 + season + weekday_walk
	WHEN '6 intermittent' THEN CASE WHEN uniform(3, place) < .1 THEN 1 + floor(4 * uniform(4, place)) ELSE 0 END
	WHEN '7 two weeks known' THEN 100 + season + 8 * noise END ORDER BY t) AS y
  FROM (SELECT kind, run, t, place, noise, (ARRAY[20, 15, 12, 8, 5, -25, -35])[1 + t % 7] AS season, sum(6 * noise) OVER (PARTITION BY kind, run ORDER BY t) AS walk, sum(12 * noise) OVER (PARTITION BY kind, run, t % 7 ORDER BY t) AS weekday_walk
          FROM unnest(ARRAY['1 week that stays', '2 week and line', '3 walk with week', '4 step 9 days before', '5 each weekday walks', '6 intermittent', '7 two weeks known']) WITH ORDINALITY AS k(kind, number), generate_series(1, 12) AS run, generate_series(1, 56) AS t, LATERAL (SELECT (number * 100 + run) * 100 + t AS place) AS p, LATERAL (SELECT normal(2, place) AS noise) AS n) AS drawn
 GROUP BY kind, run;
SELECT kind, round(mase(forecast, actual, naive)::numeric, 2) AS absolute, round((sqrt(avg((forecast - actual) ^ 2)) / sqrt(avg((naive - actual) ^ 2)))::numeric, 2) AS squared
  FROM known, LATERAL (SELECT left(kind, 1) AS number) AS n, LATERAL backtest(CASE number WHEN '4' THEN y[1:42] WHEN '7' THEN y[1:21] ELSE y END, 7, 7, CASE WHEN number IN ('4', '7') THEN 1 ELSE 3 END) GROUP BY kind ORDER BY kind;
-- for intermittent counts, whose median is 0, a forecast of 0 has the smallest mean absolute error
SELECT round((avg(abs(actual)) / avg(abs(naive - actual)))::numeric, 2) AS nothing FROM known, LATERAL backtest(y, 7, 7, 3) WHERE kind LIKE '6%';

SELECT count(*) FROM backtest('{1,2,3,4,5,6}', 2, 1, 3);
SELECT backtest('{1,2,3,4,5,6}', 2, 1, 2);
SELECT backtest('{1,2,3,4,5,6}', 2, 2, 2);
SELECT backtest('{1,2,3,4,5,6}', 2, 3, 1);
SELECT backtest('{1,2,3,4,5,6}', NULL, 2, 4, stride => 1);
SELECT backtest('{1,2,3}', NULL, 1, 3, trend => 'linear');
SELECT backtest('{1,2,3,4,5,6,7,8}', horizon => 1, folds => 2, seasons => '{2,4}');
SELECT backtest('{1,2,3}', 1500000000, 1, 1);
SELECT backtest('{1,2,3}', NULL, 2147483647, 1);
SELECT backtest('{1,2,3}', NULL, 1, 2147483647, stride => 2147483647);
SELECT backtest('{1,2,3}', NULL, 1);
SELECT backtest('{1,2,3}', NULL, folds => 1);
SELECT backtest('{1,2,3}', NULL, 1, 0);
SELECT backtest('{1,2,3}', NULL, 1, 1, stride => 0);
SELECT backtest('{1,2,3,4,5}', 2, 1, 1, seasons => '{2}');
SELECT backtest('{1,NULL,3,4,5}', 2, 1, 1);
SELECT backtest('{NULL,2,3,4,5}', 2, 1, 1, gaps => 'carry');
SELECT backtest('{1,-2,3,4,5}', 2, 1, 1, gaps => 'zero');
SELECT backtest('{1,2,3,0,5}', 2, 1, 1, seasonal => 'multiplicative');
SELECT backtest('{{1,2,3,4,5}}', 2, 1, 1);
DROP TABLE series, gaps, known;
DROP FUNCTION uniform, normal, same_as_prefix;
RESET extra_float_digits;
