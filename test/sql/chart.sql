-- Control charts
SET extra_float_digits = 0;

-- published: NIST/SEMATECH e-Handbook 6.3.2.2, flow of a batch: center 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041
CREATE TABLE flow AS SELECT batch, x FROM unnest(ARRAY[49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]) WITH ORDINALITY AS f(x, batch);
SELECT batch, x, round(center::numeric, 4) AS center, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper, round(moving_range::numeric, 4) AS moving_range,
       round(range_center::numeric, 4) AS range_center, round(range_upper::numeric, 4) AS range_upper, signal
  FROM (SELECT batch, x, (xmr(x) OVER (ORDER BY batch)).* FROM flow) AS chart ORDER BY batch;
-- integers, numeric and intervals, with any frame, in descending order
SELECT batch, (xmr(x * interval '1 s') OVER w).*, xmr(batch) OVER w AS of_bigint FROM flow WINDOW w AS (ORDER BY batch DESC ROWS 1 PRECEDING) ORDER BY batch;

-- published: NIST/SEMATECH e-Handbook 6.3.2.4: EWMA_0 = 50, s = 2.0539, lambda = .3; steady limits 47.4115 and 52.5884 (with the root rounded to .4201)
SELECT n, x, round(ewma::numeric, 2) AS ewma, center, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper, signal
  FROM (SELECT n, x, (ewma(x, 0.3, 50, 2.0539) OVER (ORDER BY n)).*
          FROM unnest(ARRAY[52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]) WITH ORDINALITY AS f(x, n)) AS chart ORDER BY n;
-- published: Montgomery, example of the EWMA: mean 10, sigma 1, lambda .1, width 2.7: 9.945, 9.7495; limits 9.73 and 10.27, 9.64 and 10.36, finally 9.38 and 10.62
SELECT n, x, round(ewma::numeric, 4) AS ewma, round(lower::numeric, 2) AS lower, round(upper::numeric, 2) AS upper, signal
  FROM (SELECT n, x, (ewma(x, 0.1, 10, 1, 2.7) OVER (ORDER BY n)).*
          FROM unnest(ARRAY[9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84,
                            10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52]) WITH ORDINALITY AS f(x, n)) AS chart WHERE n <= 3 OR n >= 26 ORDER BY n;

-- published: Montgomery, purchase orders with errors: 234 of 2450; Maple's PControlLimits prints .0073347 and .1836857 for 100 of them,
-- 0 and .1940934 for 80
SELECT DISTINCT n, round(center::numeric, 6) AS center, round(lower::numeric, 7) AS lower, round(upper::numeric, 7) AS upper
  FROM (SELECT n, (p_chart(format('(hits=%s trials=%s)', hits, n)::rate_summary) OVER (ORDER BY day)).*
          FROM unnest(ARRAY[12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9],
                      ARRAY[100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90]) WITH ORDINALITY AS f(hits, n, day)) AS chart
 ORDER BY n;
-- published: Montgomery, dyed cloth: 153 defects of 107.5 units, u 1.42; limits .29 and 2.55 for 10 units, .16 and 2.68 for 8, .43 and 2.41 for 13, .26 and 2.58 for 9.5, .39 and 2.45 for 12
-- (from u rounded to 1.42, so the upper limits are up to .01 lower)
SELECT roll, units, round(rate::numeric, 2) AS rate, round(center::numeric, 2) AS center, round(lower::numeric, 2) AS lower, round(upper::numeric, 2) AS upper, signal
  FROM (SELECT roll, units, (u_chart(defects, units) OVER (ORDER BY roll)).*
          FROM unnest(ARRAY[14, 12, 20, 11, 7, 10, 21, 16, 19, 23], ARRAY[10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]) WITH ORDINALITY AS f(defects, units, roll)) AS chart ORDER BY roll;

-- each rule alone, on a chart whose baseline (0, 1, 0, 1, ... with d2 = 1.128) has center .5 and sigma 1 / 1.128
CREATE FUNCTION signals(x float8[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(coalesce((chart).signal, '-'), ' | ' ORDER BY n) FILTER (WHERE n > 4)
	  FROM (SELECT n, xmr(v, n <= 4) OVER (ORDER BY n) AS chart FROM unnest(ARRAY[0, 1, 0, 1]::float8[] || x) WITH ORDINALITY AS t(v, n)) AS charts
$$;
SELECT signals(ARRAY[-2, 3]::float8[]) AS within, signals(ARRAY[3.2, -2.2]::float8[]) AS beyond;
SELECT signals('{0.5, 2.4, 0.5, 2.4, 0.5, 0.5, 2.4, 0.5}') AS two_of_three, signals('{0.5, 2.4, -1.4, 0.5, 0.5, -1.4, -1.4}') AS on_the_same_side;
SELECT signals('{1.5, 1.5, 0.5, 1.5, 1.5, 0.5}') AS four_of_five, signals('{-0.5, -0.5, -0.5, -0.5, -0.5, 0.5}') AS below, signals('{1.5, 1.5, 0.5, 0.5, 1.5, 1.5}') AS three_of_five;
SELECT signals('{0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6}') AS eight, signals('{0.4, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.5, 0.6}') AS eight_and_nine;
SELECT signals('{0.4, 2.4, 2.4, NULL, 2.4, 2.4, 2.4, 2.4, 2.4, 4}') AS several;
-- a point on a limit is not beyond it: mR is 1.128, so sigma is 1, center .564, limits -2.436 and 3.564
SELECT n, x, (chart).signal FROM (SELECT n, x, xmr(x, n <= 2) OVER (ORDER BY n) AS chart FROM unnest(ARRAY[0, 1.128, 3.564, 3.5640001, 2.564, 0, 2.564, 2.5640001, -2.436, -2.4360001]) WITH ORDINALITY AS t(x, n)) AS charts ORDER BY n;

-- compared with plain SQL in numeric: 40 charts, every column and every rule; some rows have no point, some are in no baseline
CREATE TABLE points AS
SELECT g, n, random % 11 <> 0 AS has_point, n <= 3 * g % 50 AND random % 13 <> 0 AS in_baseline,
       (random % 100 + random % 37 + n * (g % 5) - n / 30 * 15)::numeric / 7 AS x,
       (100 + random % 300) * 3 / 10 + random % 43 - 21 + 8 * (n / 20 % 2) AS hits, 100 + random % 300 AS trials, 35 + random % 29 + n % 17 / 13 * 15 AS count, (40 + random % 23) / 4.0 AS exposure
  FROM generate_series(1, 40) AS g, generate_series(1, 80) AS n, LATERAL (SELECT (n * 7919 + g * 104729) % 99991 * 31 % 65537 AS random) AS r;
UPDATE points SET in_baseline = NULL WHERE NOT in_baseline AND n % 2 = 0;

-- what a chart must return for points (value v, size s)
CREATE FUNCTION rules(value text, sigma text, relation text) RETURNS TABLE (g int, n int, signal text) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
	WITH zones AS (SELECT g, n, (%1$s) AS v, center, (%2$s) AS sigma FROM %3$s),
	beyond AS (SELECT z.g, z.n, side, (side * (v - center) > 3 * sigma)::int AS three, (side * (v - center) > 2 * sigma)::int AS two, (side * (v - center) > sigma)::int AS one, (side * (v - center) > 0)::int AS none
	             FROM zones AS z, (VALUES (1), (-1)) AS s(side) WHERE sigma IS NOT NULL),
	counts AS (SELECT *, sum(two) OVER (w ROWS 2 PRECEDING) AS twos, sum(one) OVER (w ROWS 4 PRECEDING) AS ones, sum(none) OVER (w ROWS 7 PRECEDING) AS nones
	             FROM beyond WINDOW w AS (PARTITION BY g, side ORDER BY n))
	SELECT g, n, nullif(concat_ws(', ', max('beyond_3_sigma') FILTER (WHERE three = 1), max('2_of_3_beyond_2_sigma') FILTER (WHERE two = 1 AND twos >= 2),
		max('4_of_5_beyond_1_sigma') FILTER (WHERE one = 1 AND ones >= 4), max('8_on_one_side') FILTER (WHERE nones = 8)), '')
	  FROM counts GROUP BY g, n$q$, value, sigma, relation);
END $$;

CREATE FUNCTION differ(a float8, b numeric) RETURNS boolean LANGUAGE sql AS 'SELECT (a IS NULL) <> (b IS NULL) OR coalesce(abs(a - b) > 1e-9, false)';

CREATE VIEW plain_xmr AS
SELECT g, n, x, x - lag(x) OVER w AS change, bool_and(in_baseline IS TRUE) OVER (w ROWS 1 PRECEDING) AS range_in_baseline, in_baseline FROM points WHERE has_point WINDOW w AS (PARTITION BY g ORDER BY n);
CREATE TABLE plain_limits AS
SELECT g, avg(x) AS center, avg(abs(change)) AS mean_range, avg(x) FILTER (WHERE in_baseline) AS baseline_center, avg(abs(change)) FILTER (WHERE range_in_baseline) AS baseline_range FROM plain_xmr GROUP BY g;
CREATE TABLE plain AS SELECT g, n, x, abs(change) AS moving_range, center, mean_range, baseline_center, baseline_range FROM plain_xmr JOIN plain_limits USING (g);
CREATE VIEW plain_baseline AS SELECT g, n, x, moving_range, baseline_center AS center, baseline_range AS mean_range FROM plain;

CREATE TABLE ours AS
SELECT g, n, xmr(CASE WHEN has_point THEN x END) OVER w AS chart, xmr(CASE WHEN has_point THEN x END, in_baseline) OVER w AS baseline_chart,
       xmr(CASE WHEN has_point THEN x END * interval '1 s', in_baseline) OVER w AS interval_chart
  FROM points WINDOW w AS (PARTITION BY g ORDER BY n);
CREATE FUNCTION compare_xmr(chart text, relation text) RETURNS TABLE (points bigint, without_limits bigint, differing bigint, other_signals bigint, signals bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$SELECT count(*), count(*) FILTER (WHERE (%1$s).lower IS NULL), count(*) FILTER (WHERE differ((%1$s).center, p.center) OR differ((%1$s).lower, p.center - 3 * mean_range / 1.128) OR differ((%1$s).upper, p.center + 3 * mean_range / 1.128)
		OR differ((%1$s).moving_range, p.moving_range) OR differ((%1$s).range_center, mean_range) OR differ((%1$s).range_upper, 3.267 * mean_range)),
		count(*) FILTER (WHERE (%1$s).signal IS DISTINCT FROM r.signal), count(r.signal)
	  FROM ours JOIN %2$s AS p USING (g, n) LEFT JOIN rules('x', 'mean_range / 1.128', %2$L) AS r USING (g, n)$q$, chart, relation);
END $$;
SELECT * FROM compare_xmr('chart', 'plain');
SELECT * FROM compare_xmr('baseline_chart', 'plain_baseline');
-- a row without a point has limits, but neither a range nor a signal
SELECT count(*) AS rows, bool_and((o.chart).center = (p.chart).center AND (o.chart).upper = (p.chart).upper AND (o.chart).moving_range IS NULL AND (o.chart).signal IS NULL) AS limits_only
  FROM ours AS o JOIN points USING (g, n) JOIN (SELECT DISTINCT ON (g) * FROM ours ORDER BY g, n DESC) AS p USING (g) WHERE NOT has_point;
-- intervals, whose microseconds are rounded before and after
SELECT count(*) AS differing FROM ours
 WHERE EXISTS (SELECT FROM (VALUES ((baseline_chart).center, (interval_chart).center), ((baseline_chart).lower, (interval_chart).lower), ((baseline_chart).upper, (interval_chart).upper),
		((baseline_chart).moving_range, (interval_chart).moving_range), ((baseline_chart).range_center, (interval_chart).range_center), ((baseline_chart).range_upper, (interval_chart).range_upper)) AS v(number, duration)
	WHERE (number IS NULL) <> (duration IS NULL) OR abs(number - extract(epoch FROM duration)) > 4.5e-6);

-- EWMA compared with its recursion in plain SQL
CREATE FUNCTION plain_ewma(lambda numeric, width numeric, given_start numeric, given_sigma numeric) RETURNS TABLE (g int, n int, ewma numeric, center numeric, distance numeric) LANGUAGE sql AS $$
	WITH RECURSIVE numbered AS (SELECT g, n, x, coalesce(given_start, baseline_center) AS center, coalesce(given_sigma, baseline_range / 1.128) AS sigma, row_number() OVER (PARTITION BY g ORDER BY n) AS i FROM plain),
	averages AS (SELECT g, n, i, center, sigma, lambda * x + (1 - lambda) * center AS ewma FROM numbered WHERE i = 1
		UNION ALL SELECT p.g, p.n, p.i, p.center, p.sigma, round(lambda * p.x + (1 - lambda) * a.ewma, 20) FROM averages AS a JOIN numbered AS p ON p.g = a.g AND p.i = a.i + 1)
	SELECT g, n, ewma, center, width * sigma * sqrt(lambda / (2 - lambda) * (1 - (1 - lambda) ^ (2 * i))) FROM averages
$$;
CREATE TABLE ours_ewma AS
SELECT g, n, ewma(v, 0.2, in_baseline) OVER w AS baseline, ewma(v, 0.05, 8, 3.5, 2.5) OVER w AS given, ewma(v, 0.4, 8) OVER w AS started, ewma(v, 0.4, true) OVER w AS all_in_baseline, ewma(v, 0.4) OVER w AS plain,
       ewma(v, 1, in_baseline) OVER w AS last, ewma(v * interval '1 s', 0.05, interval '8 s', interval '3.5 s', 2.5) OVER w AS duration
  FROM (SELECT *, CASE WHEN has_point THEN x END AS v FROM points) AS p WINDOW w AS (PARTITION BY g ORDER BY n);
CREATE FUNCTION compare_ewma(chart text, call text) RETURNS TABLE (points bigint, without_limits bigint, differing bigint, signals bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$SELECT count(*), count(*) FILTER (WHERE (%1$s).lower IS NULL), count(*) FILTER (WHERE differ((%1$s).ewma, p.ewma) OR differ((%1$s).center, p.center) OR differ((%1$s).lower, p.center - distance)
		OR differ((%1$s).upper, p.center + distance) OR (%1$s).signal IS DISTINCT FROM CASE WHEN abs(p.ewma - p.center) > distance THEN 'beyond_limits' END), count((%1$s).signal)
	  FROM ours_ewma JOIN plain_ewma(%2$s) AS p USING (g, n)$q$, chart, call);
END $$;
SELECT * FROM compare_ewma('baseline', '0.2, 3, NULL, NULL');
SELECT * FROM compare_ewma('given', '0.05, 2.5, 8, 3.5');
SELECT bool_and(all_in_baseline = plain) AS all_in_baseline,
       bool_and((started).upper - (started).center - ((plain).upper - (plain).center) < 1e-12 AND (started).center IS NOT DISTINCT FROM 8) AS started,
       bool_and(abs((given).ewma - extract(epoch FROM (duration).ewma)) < 1e-6 AND abs((given).upper - extract(epoch FROM (duration).upper)) < 1e-6 AND (given).signal IS NOT DISTINCT FROM (duration).signal) AS duration FROM ours_ewma WHERE plain IS NOT NULL AND (given).ewma IS NOT NULL;
-- with lambda 1, it is the chart of the values themselves
SELECT count(*) AS points, count(*) FILTER (WHERE (last).ewma <> x OR (last).center <> (baseline_chart).center OR abs((last).upper - (baseline_chart).upper) > 1e-12) AS differing, count(*) FILTER (WHERE ((last).signal IS NULL) = ((baseline_chart).signal LIKE 'beyond%')) AS other_signals
  FROM ours_ewma JOIN ours USING (g, n) JOIN plain USING (g, n);
-- a row without a point has only the center
SELECT DISTINCT (given).ewma, (given).center, (given).lower, (given).upper, (given).signal FROM ours_ewma JOIN points USING (g, n) WHERE NOT has_point;

-- p, p', u and u' compared with plain SQL
CREATE VIEW plain_rates AS
SELECT g, n, kind, total, size, total / size AS v, sum(total) OVER b / sum(size) OVER b AS center
  FROM (SELECT g, n, kind, in_baseline, total, size FROM points, LATERAL (VALUES ('p', hits::numeric, trials::numeric), ('u', count, exposure)) AS s(kind, total, size) WHERE has_point) AS p
WINDOW b AS (PARTITION BY g, kind);
CREATE VIEW plain_baseline_rates AS
SELECT g, n, kind, in_baseline, total, size, total / size AS v, sum(total) FILTER (WHERE in_baseline) OVER b / sum(size) FILTER (WHERE in_baseline) OVER b AS center
  FROM (SELECT g, n, kind, in_baseline, total, size FROM points, LATERAL (VALUES ('p', hits::numeric, trials::numeric), ('u', count, exposure)) AS s(kind, total, size) WHERE has_point) AS p
WINDOW b AS (PARTITION BY g, kind);
CREATE TABLE plain_z AS
SELECT *, (v - center) / nullif(sigma, 0) AS z FROM (SELECT *, sqrt(CASE kind WHEN 'p' THEN center * (1 - center) ELSE center END / size) AS sigma FROM plain_baseline_rates) AS s;
CREATE TABLE plain_charts AS
SELECT z.*, sigma_z FROM plain_z AS z JOIN
	(SELECT g, kind, avg(range) FILTER (WHERE both_in_baseline) / 1.128 AS sigma_z
	   FROM (SELECT g, kind, abs(z - lag(z) OVER w) AS range, in_baseline AND lag(in_baseline) OVER w AS both_in_baseline FROM plain_z WINDOW w AS (PARTITION BY g, kind ORDER BY n)) AS r GROUP BY g, kind) AS s USING (g, kind);
CREATE VIEW plain_p AS SELECT * FROM plain_charts WHERE kind = 'p';
CREATE VIEW plain_u AS SELECT * FROM plain_charts WHERE kind = 'u';

CREATE TABLE ours_rates AS
SELECT g, n, p_chart(s, in_baseline) OVER w AS p, p_prime_chart(s, in_baseline) OVER w AS p_prime, u_chart(c, exposure, in_baseline) OVER w AS u, u_prime_chart(c, exposure, in_baseline) OVER w AS u_prime,
       p_chart(s) OVER w AS p_whole, p_chart(s, true) OVER w AS p_all, p_prime_chart(s) OVER w AS p_prime_whole, p_prime_chart(s, true) OVER w AS p_prime_all,
       u_chart(c, exposure) OVER w AS u_whole, u_chart(c, exposure, true) OVER w AS u_all, u_prime_chart(c, exposure) OVER w AS u_prime_whole, u_prime_chart(c, exposure, true) OVER w AS u_prime_all
  FROM (SELECT *, CASE WHEN has_point THEN format('(hits=%s trials=%s pending=7 excluded=3)', hits, trials)::rate_summary WHEN n % 2 = 0 THEN '(pending=5)' END AS s, CASE WHEN has_point THEN count END AS c FROM points) AS p WINDOW w AS (PARTITION BY g ORDER BY n);
CREATE FUNCTION compare_rates(chart text, relation text, factor text, largest text) RETURNS TABLE (points bigint, without_limits bigint, at_a_bound bigint, differing bigint, other_signals bigint, signals bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$SELECT count(*), count(*) FILTER (WHERE (%1$s).lower IS NULL), count(*) FILTER (WHERE (%1$s).lower = 0 OR (%1$s).upper = 1), count(*) FILTER (WHERE differ((%1$s).rate, v) OR differ((%1$s).center, p.center)
		OR differ((%1$s).lower, CASE WHEN sigma * %3$s IS NOT NULL THEN greatest(p.center - 3 * sigma * %3$s, 0) END) OR differ((%1$s).upper, CASE WHEN sigma * %3$s IS NOT NULL THEN least(p.center + 3 * sigma * %3$s, %4$s) END) OR differ((%1$s).sigma_z, p.sigma_z)),
		count(*) FILTER (WHERE (%1$s).signal IS DISTINCT FROM r.signal), count(r.signal)
	  FROM ours_rates JOIN %2$s AS p USING (g, n) LEFT JOIN rules('v', 'sigma * ' || %3$L, %2$L) AS r USING (g, n)$q$, chart, relation, factor, largest);
END $$;
SELECT * FROM compare_rates('p', 'plain_p', '1', '1');
SELECT * FROM compare_rates('p_prime', 'plain_p', 'sigma_z', '1');
SELECT * FROM compare_rates('u', 'plain_u', '1', 'NULL');
SELECT * FROM compare_rates('u_prime', 'plain_u', 'sigma_z', 'NULL');
-- every rule occurs, alone and together with others
SELECT rule, count(*) FILTER (WHERE signal = rule) > 5 AS alone, count(*) FILTER (WHERE signal <> rule) > 5 AS with_others
  FROM (SELECT signal FROM rules('v', 'sigma', 'plain_p') UNION ALL SELECT signal FROM rules('v', 'sigma', 'plain_u')) AS r, unnest(ARRAY['beyond_3_sigma', '2_of_3_beyond_2_sigma', '4_of_5_beyond_1_sigma', '8_on_one_side']) AS rule
 WHERE rule = ANY (string_to_array(signal, ', ')) GROUP BY rule ORDER BY rule;
-- without a baseline, all rows are in it
SELECT bool_and(p_whole = p_all) AS p, bool_and(p_prime_whole = p_prime_all) AS p_prime, bool_and(u_whole = u_all) AS u, bool_and(u_prime_whole = u_prime_all) AS u_prime, bool_or(p_whole <> p_prime_whole) AS prime FROM ours_rates;
SELECT count(*) AS rows, bool_and((p).center IS NOT DISTINCT FROM (o.p).center AND (p).rate IS NULL AND (p).lower IS NULL AND (p).upper IS NULL AND (p).signal IS NULL) AS center_only FROM ours_rates AS o JOIN points USING (g, n) WHERE NOT has_point;

-- equal points are exactly on the center, whatever their value
SELECT count(*) AS charts, count(*) FILTER (WHERE signals OR NOT same) AS differing
  FROM (SELECT c, bool_or((chart).signal IS NOT NULL) AS signals, bool_and((chart).center = c AND (chart).lower = c AND (chart).upper = c AND (chart).range_upper = 0) AS same
          FROM (SELECT c, xmr(c) OVER (PARTITION BY c) AS chart FROM (SELECT (k * 0.1)::float8 AS c FROM generate_series(-50, 50) AS k UNION SELECT k / 1e6::float8 FROM generate_series(1, 50) AS k UNION VALUES (1e-300::float8), (4e18)) AS constants, generate_series(1, 13)) AS charts GROUP BY c) AS constant_charts;
SELECT count(*) AS charts, count(*) FILTER (WHERE signals) AS with_signals
  FROM (SELECT h, k, bool_or((p).signal IS NOT NULL OR (u).signal IS NOT NULL OR (e).signal IS NOT NULL) AS signals
          FROM (SELECT h, k, p_chart(format('(hits=%s trials=%s)', h * f, k * f)::rate_summary) OVER w AS p, u_chart(h * f, k * f / 10.0) OVER w AS u, ewma(h / 10.0, 0.1 + k / 70.0) OVER w AS e
                  FROM generate_series(0, 60) AS k, generate_series(0, k) AS h, generate_series(1, 9) AS f WHERE k > 0 WINDOW w AS (PARTITION BY h, k ORDER BY f)) AS charts GROUP BY h, k) AS constant_charts;
-- if nothing varies, every other point is beyond the limits
SELECT n, x, (xmr(x, n <= 3) OVER (ORDER BY n)).* FROM (VALUES (1, 5), (2, 5), (3, 5), (4, 5), (5, 6), (6, 5)) AS v(n, x);
SELECT n, s, (p_chart(s, n <= 2) OVER w).*, (p_prime_chart(s, n <= 2) OVER w).signal FROM (VALUES (1, '(trials=9)'::rate_summary), (2, '(trials=4)'), (3, '(trials=5)'), (4, '(hits=1 trials=5)'), (5, 'empty'), (6, NULL)) AS v(n, s) WINDOW w AS (ORDER BY n);
SELECT n, (p_prime_chart(s) OVER (ORDER BY n)).* FROM (VALUES (1, '(hits=9 trials=9)'::rate_summary), (2, '(hits=4 trials=4)')) AS v(n, s);
-- rows that are too few, empty or NULL
SELECT n, xmr(x) OVER w, ewma(x, 0.5) OVER w, ewma(x, 0.5, 2) OVER w FROM (VALUES (1, NULL::float8), (2, 5), (3, NULL)) AS v(n, x) WINDOW w AS (ORDER BY n);
SELECT xmr(x) OVER w, ewma(x, 0.5) OVER w, xmr(x, false) OVER w, xmr(x * interval '1 s') OVER w FROM (VALUES (NULL::float8)) AS v(x) WINDOW w AS (ORDER BY x);
SELECT n, p_chart(s) OVER w, p_prime_chart(s) OVER w, p_chart(s, false) OVER w FROM (VALUES (1, '(hits=2 trials=4 pending=3)'::rate_summary), (2, '(pending=3)'), (3, NULL)) AS v(n, s) WINDOW w AS (ORDER BY n);
SELECT n, u_chart(c, e) OVER w, u_prime_chart(c, e) OVER w FROM (VALUES (1, 3, 2.5), (2, 0, 0), (3, NULL, 1), (4, 1, NULL)) AS v(n, c, e) WINDOW w AS (ORDER BY n);
SELECT n, xmr(x, n IN (1, 3)) OVER (ORDER BY n) AS no_neighbours FROM (VALUES (1, 5), (2, 7), (3, 6)) AS v(n, x);
-- each partition has its own chart, and frames have no effect
SELECT g, n, x, (xmr(x) OVER (PARTITION BY g ORDER BY n ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING)).* FROM (VALUES ('a', 1, 5), ('a', 2, 7), ('b', 1, 20), ('b', 2, 23), ('b', 3, NULL)) AS v(g, n, x);
-- over aggregates, by day
SELECT day, (p_chart(rate_agg(hit)) OVER (ORDER BY day)).* FROM (SELECT n % 4 AS day, n % 7 < 3 AS hit FROM generate_series(1, 200) AS n) AS contacts GROUP BY day;
-- the largest values
SELECT xmr(x) OVER (ORDER BY x) FROM (VALUES (-4611686018427387904::float8), (4611686018427387904)) AS v(x);
SELECT u_chart(c, e) OVER (ORDER BY c) FROM (VALUES (0, 5e-324), (4611686018427387904::float8, 1)) AS v(c, e);

SELECT ewma(1, 0) OVER ();
SELECT ewma(1, 1.5) OVER ();
SELECT ewma(1, 'NaN'::float8) OVER ();
SELECT ewma(1, NULL::float8) OVER ();
SELECT ewma(1, 0.2, NULL::float8) OVER ();
SELECT ewma(1, 0.2, 1, 0) OVER ();
SELECT ewma(1, 0.2, 1, 'infinity') OVER ();
SELECT ewma(1, 0.2, 1, 1, -3) OVER ();
SELECT ewma(interval '1 s', 0.2, interval '1 s', interval '-1 s') OVER ();
SELECT ewma(x, x) OVER (ORDER BY x) FROM (VALUES (0.2), (0.3)) AS v(x);
SELECT ewma(1, 0.2, x) OVER (ORDER BY x) FROM (VALUES (0.2), (0.3)) AS v(x);
SELECT xmr('NaN'::float8) OVER ();
SELECT xmr('infinity'::float8, false) OVER ();
SELECT xmr(-1e19) OVER ();
SELECT xmr(interval '1 mon') OVER ();
SELECT (xmr(x) OVER (ORDER BY x)).upper FROM (VALUES (interval '-100000000 days'), (interval '100000000 days')) AS v(x);
SELECT u_chart(-1, 5) OVER ();
SELECT u_chart(1.5, 5) OVER ();
SELECT u_chart(1, -5) OVER ();
SELECT u_chart(1, 0) OVER ();
SELECT u_chart('NaN', 1) OVER ();
SELECT u_chart(1, 'infinity') OVER ();
SELECT u_chart(1, 1e-300) OVER ();
-- bounds that no value can exceed cut the limits, but signals stay unchanged
SELECT n, round((plain).lower::numeric, 3) AS lower, (cut).lower AS cut_lower, round((plain).upper::numeric, 3) AS upper, (cut).upper AS cut_upper, (half).upper = (plain).upper AS one_bound, (cut).signal IS NOT DISTINCT FROM (plain).signal AND (cut).center = (plain).center AS same, (intervals).lower, (intervals).upper
  FROM (SELECT n, xmr(x) OVER w AS plain, xmr(x, lowest => 0, highest => 1) OVER w AS cut, xmr(x, true, 0) OVER w AS half, xmr(x * interval '1 s', highest => '1 s', lowest => '0') OVER w AS intervals FROM (VALUES (1, 0.9), (2, 0.5), (3, 0.95)) AS v(n, x) WINDOW w AS (ORDER BY n)) AS charts;
SELECT xmr(1.5, lowest => 0, highest => 1) OVER ();
SELECT xmr(interval '-1 s', lowest => '0') OVER ();
DROP TABLE flow, points, plain, plain_limits, plain_z, plain_charts, ours, ours_ewma, ours_rates CASCADE;
DROP FUNCTION signals, rules, differ, compare_xmr, compare_ewma, compare_rates, plain_ewma;

-- stored summaries: every share of a summary, in charts and in funnels, equals the rate of its hits and trials, which plain SQL counts
CREATE TABLE charted_contacts AS
SELECT n % 25 AS day, x % 60 AS wait, CASE x % 10 WHEN 0 THEN NULL WHEN 1 THEN 'abandoned' WHEN 2 THEN 'abandoned' WHEN 3 THEN 'flowed_out' ELSE 'answered' END AS outcome,
       (ARRAY['accepted', 'accepted', 'rejected', 'expired', 'customer_left', NULL])[1 + x / 7 % 6] AS offered, x % 9 = 0 AS customer_error, nullif(x % 5, 0) = 1 AS business_error,
       x / 11 % 11 AS score, x / 13 % 7 + 1 AS ease, x % 100 < 85 AS finished
  FROM generate_series(1, 3000) AS n, LATERAL (SELECT ('x' || substr(md5(n::text), 1, 7))::bit(28)::int AS x) AS r;
CREATE TABLE charted_summaries AS
SELECT day, queue_agg(wait, outcome, 20, 5) AS queue, offer_agg(offered) AS offer, quality_agg(customer_error, business_error) AS quality, score_agg(score) AS score, score_agg(ease, 7) AS ease, category_agg(offered) AS category, duration_agg(wait, finished) AS duration, reopens_per_resolution_agg(score, score % 3) AS ratio FROM charted_contacts GROUP BY day;
CREATE TABLE charted_shares (n serial, share text, hit text, trial text);
INSERT INTO charted_shares (share, hit, trial) VALUES
	($$queue, 'offered'$$, $$outcome = 'answered' AND wait <= 20$$, $$outcome IN ('answered', 'abandoned') OR outcome IS NULL AND wait > 20$$),
	($$queue, 'icmi_2'$$, $$outcome = 'answered' AND wait <= 20$$, $$outcome = 'answered'$$),
	($$queue, 'exclude_short_abandons'$$, $$outcome = 'answered' AND wait <= 20$$, $$outcome = 'answered' OR outcome = 'abandoned' AND wait > 5 OR outcome IS NULL AND wait > 20$$),
	($$queue, 'include_flow_outs'$$, $$outcome = 'answered' AND wait <= 20$$, $$outcome IS NOT NULL OR wait > 20$$),
	($$queue, 'abandon_rate'$$, $$outcome = 'abandoned'$$, $$outcome IN ('answered', 'abandoned')$$),
	($$queue, 'abandon_rate_exclude_short'$$, $$outcome = 'abandoned'$$, $$outcome = 'answered' OR outcome = 'abandoned' AND wait > 5$$),
	($$queue, 'abandon_rate_include_flow_outs'$$, $$outcome = 'abandoned'$$, $$outcome IS NOT NULL$$),
	($$offer, 'offers'$$, $$offered = 'accepted'$$, $$offered IS NOT NULL$$),
	($$offer, 'exclude_customer_left'$$, $$offered = 'accepted'$$, $$offered <> 'customer_left'$$),
	($$quality, 'overall'$$, $$NOT customer_error AND NOT business_error$$, $$customer_error IS NOT NULL AND business_error IS NOT NULL$$),
	($$quality, 'business'$$, $$NOT business_error$$, $$business_error IS NOT NULL$$),
	($$score, 'promoters'$$, $$score >= 9$$, 'true'), ($$score, 'passives'$$, $$score IN (7, 8)$$, 'true'), ($$score, 'detractors'$$, $$score <= 6$$, 'true'),
	($$score, 'top_box', 3$$, $$score >= 8$$, 'true'), ($$score, 'good_over_rated', 2$$, $$score >= 9$$, $$score >= 9 OR score <= 1$$),
	($$ease, 'share_easy'$$, $$ease >= 5$$, 'true'), ($$ease, 'top_box'$$, $$ease >= 6$$, 'true'),
	($$duration, interval '30 s'$$, $$finished AND wait <= 30$$, $$finished OR wait > 30$$), ($$category, 'expired'$$, $$offered = 'expired'$$, 'offered IS NOT NULL');
CREATE FUNCTION charted(share text, hit text, trial text, OUT days bigint, OUT rates boolean, OUT p_charts boolean, OUT p_prime_charts boolean, OUT funnels boolean) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT count(*), bool_and(n_hits(as_rate) = n_hits(rate) AND n_counted(as_rate) = n_counted(rate)), bool_and(p_chart IS NOT DISTINCT FROM p_of_rate), bool_and(p_prime_chart IS NOT DISTINCT FROM p_prime_of_rate), bool_and(funnel IS NOT DISTINCT FROM funnel_of_rate)
		FROM (SELECT as_rate(%1$s), rate, p_chart(%1$s, in_baseline => day < 20) OVER w, p_chart(rate, day < 20) OVER w AS p_of_rate, p_prime_chart(%1$s, in_baseline => day < 20) OVER w, p_prime_chart(rate, day < 20) OVER w AS p_prime_of_rate, funnel(%1$s, target => 0.5) OVER (), funnel(rate, 0.5) OVER () AS funnel_of_rate
		        FROM charted_summaries JOIN (SELECT day, rate_agg(%2$s) FILTER (WHERE %3$s) AS rate FROM charted_contacts GROUP BY day) AS plain USING (day) WINDOW w AS (ORDER BY day)) AS charts',
		share, hit, trial) INTO days, rates, p_charts, p_prime_charts, funnels;
END $$;
SELECT share, (charted(share, hit, trial)).* FROM charted_shares ORDER BY n;
-- ratios of counts return the same as the counts in columns or as a rate
SELECT bool_and(u_chart IS NOT DISTINCT FROM u_plain) AS u_charts, bool_and(u_prime_chart IS NOT DISTINCT FROM u_prime_plain) AS u_prime_charts, bool_and(p_chart IS NOT DISTINCT FROM p_plain) AS p_charts, bool_and(p_prime_chart IS NOT DISTINCT FROM p_prime_plain) AS p_prime_charts,
       bool_and(funnel IS NOT DISTINCT FROM funnel_plain) AS funnels, bool_and(as_rate(ratio) = rate) AS rates, count((u_chart).upper) AS days
  FROM (SELECT ratio, rate, u_chart(ratio, day < 20) OVER w, u_chart(reopens, resolutions, day < 20) OVER w AS u_plain, u_prime_chart(ratio) OVER w, u_prime_chart(reopens, resolutions) OVER w AS u_prime_plain,
               p_chart(ratio, day < 20) OVER w, p_chart(rate, day < 20) OVER w AS p_plain, p_prime_chart(ratio) OVER w, p_prime_chart(rate) OVER w AS p_prime_plain, funnel(ratio) OVER (), funnel(rate) OVER () AS funnel_plain
          FROM charted_summaries JOIN (SELECT day, sum(score) AS resolutions, sum(score % 3) AS reopens, format('(hits=%s trials=%s)', sum(score % 3), sum(score))::rate_summary AS rate FROM charted_contacts GROUP BY day) AS plain USING (day) WINDOW w AS (ORDER BY day)) AS charts;
SELECT as_rate('empty'::ratio_summary), as_rate(ratio_agg(0, 0)) AS no_trials;
SELECT as_rate(ratio_agg(1, 0));
SELECT u_chart(ratio_agg(1, 0)) OVER ();
SELECT as_rate(ratio_agg(1, 2.5));
SELECT as_rate(ratio_agg(0.5, 2));
SELECT u_chart(ratio_agg(0.5, 2)) OVER ();
-- pending rows
SELECT n_pending(as_rate(queue)) = n_pending(queue) AS waiting, n_pending(as_rate(offer)) = n_pending(offer) AS ringing, n_pending(as_rate(duration, '30 s')) AS unfinished_in_time, (SELECT count(*) FROM charted_contacts WHERE NOT finished AND wait <= 30) AS counted
  FROM (SELECT rollup(queue) AS queue, rollup(offer) AS offer, rollup(duration) AS duration FROM charted_summaries) AS whole;
SELECT as_rate('empty'::queue_summary), as_rate(NULL::queue_summary, NULL), as_rate('empty'::score_summary), as_rate('empty'::duration_summary, '1 s'), as_rate('empty'::quality_summary), as_rate('empty'::offer_summary);
SELECT p_chart(queue, NULL) OVER () FROM charted_summaries;
SELECT p_chart(queue, 'asa') OVER () FROM charted_summaries;
SELECT p_chart(score, 'mean') OVER () FROM charted_summaries;
SELECT p_chart(score) OVER () FROM charted_summaries;
SELECT as_rate(queue, 'asa') FROM charted_summaries;
SELECT as_rate(duration, NULL) FROM charted_summaries;
SELECT as_rate('(contacts=9223372036854775807 answered=9223372036854775807 answered_in_target=9223372036854775807)'::queue_summary);

-- arrays: the same figures as plain columns, in the order of the arrays, with every option
CREATE TABLE charted_values AS
SELECT g, n, CASE WHEN x % 11 <> 0 THEN (x % 1000 + n * (g % 3)) / 7.0 END AS x, nullif(x % 5, 0) < 4 AS in_baseline, x / 7 % 9 AS count, (x % 40 + 1) / 4.0 AS exposure
  FROM generate_series(1, 12) AS g, generate_series(1, 40) AS n, LATERAL (SELECT ('x' || substr(md5(g || '/' || n), 1, 7))::bit(28)::int AS x) AS r;
CREATE VIEW charted_arrays AS
SELECT g, array_agg(n ORDER BY n) AS labels, array_agg(x::float8 ORDER BY n) AS x, array_agg(x * interval '1 s' ORDER BY n) AS durations, array_agg(in_baseline ORDER BY n) AS in_baseline,
       array_agg(count::float8 ORDER BY n) AS counts, array_agg(exposure::float8 ORDER BY n) AS exposures FROM charted_values GROUP BY g;
-- the columns after the label and, of values, after the value are those of the record
CREATE FUNCTION as_series(window_call text, series_call text, OUT rows bigint, OUT other_in_window bigint, OUT other_in_arrays bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('WITH windows AS (SELECT g, n, x, (w).* FROM (SELECT g, n, x, %1$s OVER (PARTITION BY g ORDER BY n) AS w FROM (SELECT g, n, %3$s AS x, in_baseline, count, exposure FROM charted_values) AS v) AS q),
		arrays AS (SELECT g, s.* FROM (SELECT g, labels, %4$s AS x, in_baseline, counts, exposures FROM charted_arrays) AS a, %2$s AS s)
		SELECT (SELECT count(*) FROM arrays), (SELECT count(*) FROM (TABLE windows EXCEPT ALL TABLE arrays) AS e), (SELECT count(*) FROM (TABLE arrays EXCEPT ALL TABLE windows) AS e)',
		window_call, series_call, CASE WHEN window_call ~ 'interval' THEN 'x * interval ''1 s''' ELSE 'x::float8' END, CASE WHEN series_call ~ 'interval' THEN 'durations' ELSE 'x' END)
	   INTO rows, other_in_window, other_in_arrays;
END $$;
SELECT series_call, (as_series(window_call, series_call)).*
  FROM (VALUES (1, 'xmr(x)', 'xmr_series(x, labels)'), (2, 'xmr(x, in_baseline)', 'xmr_series(x, labels, in_baseline)'),
	(3, 'xmr(x, in_baseline, -5, 250)', 'xmr_series(x, labels, in_baseline, -5, 250)'), (4, 'xmr(x, highest => 250)', 'xmr_series(x, labels, highest => 250)'),
	(5, 'xmr(x, lowest => interval ''0'')', 'xmr_series(x, labels, lowest => interval ''0'')'), (6, 'xmr(x, in_baseline, NULL::interval)', 'xmr_series(x, labels, in_baseline, NULL::interval)'),
	(7, 'ewma(x, 0.2)', 'ewma_series(x, labels, 0.2)'), (8, 'ewma(x, 0.2, in_baseline)', 'ewma_series(x, labels, 0.2, in_baseline)'), (9, 'ewma(x, 1, 70)', 'ewma_series(x, labels, 1, 70)'),
	(10, 'ewma(x, 0.2, 70, 30)', 'ewma_series(x, labels, 0.2, 70, 30)'), (11, 'ewma(x, 0.2, 70, 30, 2.5)', 'ewma_series(x, labels, 0.2, 70, 30, 2.5)'),
	(12, 'ewma(x, 0.2, interval ''70 s'', interval ''30 s'', 2.5)', 'ewma_series(x, labels, 0.2, interval ''70 s'', interval ''30 s'', 2.5)')) AS calls(nth, window_call, series_call) ORDER BY nth;
SELECT count(*) AS rows, count(*) FILTER (WHERE (rate, center, lower, upper, sigma_z, signal)::rate_chart_reading IS DISTINCT FROM w.u) AS differing, count(signal) > 0 AS signals
  FROM charted_arrays AS a, LATERAL u_prime_chart_series(counts, exposures, labels, in_baseline) AS s,
       (SELECT g, n, u_prime_chart(count, exposure, in_baseline) OVER (PARTITION BY g ORDER BY n) AS u FROM charted_values) AS w WHERE a.g = w.g AND label = n;
-- shares of summaries by every method; score_summary has a method and boxes, duration_summary a time, category_summary a label
CREATE FUNCTION charted_as_series(share text, OUT days bigint, OUT p_charts boolean, OUT p_prime_charts boolean, OUT funnels boolean, OUT points boolean) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE (SELECT format('SELECT count(*), bool_and((p.rate, p.center, p.lower, p.upper, p.sigma_z, p.signal)::rate_chart_reading IS NOT DISTINCT FROM p_chart), bool_and((q.rate, q.center, q.lower, q.upper, q.sigma_z, q.signal)::rate_chart_reading IS NOT DISTINCT FROM p_prime_chart),
			bool_and((f.center, f.lower_95, f.upper_95, f.lower_998, f.upper_998, f.z, f.dispersion, f.flag)::funnel_reading IS NOT DISTINCT FROM funnel), bool_and(f.trials = n_counted(w.s) AND f.rate IS NOT DISTINCT FROM n_hits(w.s) / nullif(n_counted(w.s), 0)::float8)
		  FROM (SELECT array_agg(%1$s ORDER BY day) AS s, array_agg(day ORDER BY day) AS d, array_agg(day < 20 ORDER BY day) AS b FROM charted_summaries) AS a,
		       LATERAL p_chart_series(s, d%2$s, in_baseline => b) AS p, LATERAL p_prime_chart_series(s, d%2$s, in_baseline => b) AS q, LATERAL funnel_series(s, d%2$s, target => 0.5, overdispersion => ''additive'') AS f,
		       (SELECT day, as_rate(%1$s%2$s) AS s, p_chart(%1$s%2$s, in_baseline => day < 20) OVER w, p_prime_chart(%1$s%2$s, in_baseline => day < 20) OVER w, funnel(%1$s%2$s, target => 0.5, overdispersion => ''additive'') OVER () FROM charted_summaries WINDOW w AS (ORDER BY day)) AS w
		 WHERE p.label = day AND q.label = day AND f.label = day', split_part(share, ',', 1), substr(share, strpos(share || ',', ','))))
	   INTO days, p_charts, p_prime_charts, funnels, points;
END $$;
SELECT share, (charted_as_series(share)).* FROM charted_shares ORDER BY n;

-- labels of every type, as people write them; without labels, numbers; an array of booleans without a name is the baseline
SELECT label, pg_typeof(label) AS type, center FROM xmr_series(ARRAY[1, 2, 3], ARRAY['a', 'b', NULL]);
SELECT label, pg_typeof(label) AS type, value FROM xmr_series(ARRAY[1.5, NULL, 3], ARRAY['2026-03-01', NULL, '2026-03-03']::date[]);
SELECT label, pg_typeof(label) AS type, value FROM xmr_series('[-1:1]={1,2,4}'::float8[], ARRAY[timestamp '2026-03-01', '2026-03-02', '2026-03-03']);
SELECT label, pg_typeof(label) AS type, pg_typeof(value) AS of_value, value, upper FROM xmr_series(ARRAY[interval '1 s', '3 s', '2 s'], ARRAY[true, false, true]);
SELECT label, pg_typeof(label) AS type, value, signal FROM xmr_series(ARRAY[1, 2, 9], in_baseline => ARRAY[true, true, NULL]);
SELECT label, ewma FROM ewma_series(ARRAY[1, 2, 9], 0.5, ARRAY[true, true, false]);
SELECT label, rate FROM p_chart_series(ARRAY['(hits=1 trials=2)', NULL, '(trials=3)']::rate_summary[]);
SELECT label, rate FROM u_chart_series(ARRAY[1, 0, 2], ARRAY[2, 0, NULL]);
SELECT label, expected, ratio, flag FROM funnel_series(ARRAY[9, 0, 1], ARRAY[2, 0, 1.5]);
SELECT label, trials, rate FROM funnel_series(ARRAY['(hits=1 trials=2)', NULL, '(trials=3)']::rate_summary[]);
-- from subqueries, from groups, and in the select list
SELECT label, center FROM xmr_series((SELECT array_agg(x ORDER BY n) FROM charted_values WHERE g = 1 AND n <= 2), (SELECT array_agg(n ORDER BY n) FROM charted_values WHERE g = 1 AND n <= 2));
SELECT (xmr_series(ARRAY[1, 2])).center, xmr_series(ARRAY[5, 7], ARRAY['a', 'b']) FROM (VALUES (1)) AS v;
-- no arrays and empty arrays
SELECT count(*) FROM xmr_series(NULL::float8[]);
SELECT count(*) FROM xmr_series(NULL::interval[], NULL::date[]);
SELECT count(*) FROM ewma_series('{}'::float8[], '{}'::text[], NULL);
SELECT count(*) FROM u_chart_series(NULL, '{}'::float8[]);
SELECT * FROM xmr_series(ARRAY[NULL, NULL]::float8[], ARRAY['a', 'b']);

SELECT xmr_series(ARRAY[1, 2, 3], ARRAY['a', 'b']);
SELECT xmr_series(ARRAY[1, 2, 3], NULL::text[]);
SELECT xmr_series(NULL::float8[], ARRAY['a']);
SELECT xmr_series(ARRAY[1, 2, 3], in_baseline => '{}');
SELECT xmr_series(ARRAY[[1, 2], [3, 4]]);
SELECT xmr_series(ARRAY[1, 2], ARRAY[['a'], ['b']]);
SELECT u_chart_series(ARRAY[1, 2], ARRAY[1, 2, 3], ARRAY['a', 'b']);
SELECT u_chart_series(NULL, ARRAY[1, 2, 3]::float8[]);
SELECT mix_effect_series('{1,2}', '{1,2}', '{1,2}', '{1}');
SELECT xmr_series(ARRAY[1, 'NaN']::float8[]);
SELECT xmr_series(ARRAY[1, 2], highest => 1.5);
SELECT ewma_series(ARRAY[1, 2], 2);
SELECT ewma_series(ARRAY[1, 2], NULL::float8);
SELECT p_chart_series(ARRAY['empty']::queue_summary[], 'asa');
SELECT funnel_series(ARRAY['empty']::rate_summary[], 80);
SELECT u_chart_series(ARRAY[1.5], ARRAY[1]);
DROP TABLE charted_values CASCADE;
DROP FUNCTION as_series, charted_as_series;
