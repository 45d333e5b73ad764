-- Means by exact sums
CREATE TABLE durations AS SELECT n, n * n % 97 / 8.0::float8 AS x FROM generate_series(1, 1000) AS n;

SELECT mean(x) = avg(x::numeric)::float8 AS mean, mean(mean_agg(x)) = mean(x) AS two_steps, n_counted(mean_agg(x)) = count(x) AS n,
       abs(stddev(mean_agg(x)) / stddev_samp(x::numeric)::float8 - 1) < 1e-15 AS stddev
  FROM durations;
SELECT mean(n) = avg(n)::float8 AS integers, mean(n::smallint) = avg(n)::float8 AS smallints, mean(n::bigint) = avg(n)::float8 AS bigints,
       mean(n::numeric) = avg(n)::float8 AS numerics, mean(n::real) = avg(n)::float8 AS reals
  FROM durations;
SELECT mean_agg(x) FROM (VALUES (0.5), (-2.25), (NULL), (3)) AS v(x);

-- durations are intervals, and seconds in the summary
SELECT mean(x * interval '1 s'), mean(mean_agg(x * interval '1 s')) AS seconds, mean_interval(mean_agg(x)), stddev(mean_agg(x * interval '1 s'))
  FROM unnest(ARRAY[30, 15, 45, 60, 10]) AS x;
SELECT mean(x) FROM (VALUES (interval '0.1 s'), ('0.1 s'), ('0.1 s')) AS v(x);
SELECT mean(x), mean_agg(x) FROM (VALUES (interval '-1 day'), ('-12:00')) AS v(x);

-- to the microsecond, whatever the size, and half away from zero
SELECT mean(interval '80000000 days 0.000001 s'), mean(interval '-80000000 days -0.000001 s');
SELECT mean(x * sign), mean(x) FROM (VALUES (interval '0.000001 s', -1), ('0.000002 s', -1)) AS v(x, sign) GROUP BY sign;
SELECT mean_interval(mean_agg(7000000000000.75));
SELECT mean_interval(mean_agg(9223372036855));

-- Student's t: t(0.975, 4) = 2.7764451051978, t(0.995, 999) = 2.5807596372676
SELECT abs((ci_upper(s) - mean(s)) / (stddev(s) / sqrt(5)) - 2.7764451051978) < 1e-9 AS five,
       round(ci_lower(s)::numeric, 6) AS lower, round(ci_upper(s)::numeric, 6) AS upper
  FROM (SELECT mean_agg(x) AS s FROM unnest(ARRAY[30, 15, 45, 60, 10]) AS x) AS waits;
SELECT abs((mean(s) - ci_lower(s, 0.99)) / (stddev(s) / sqrt(1000)) - 2.5807596372676) < 1e-9 AS thousand
  FROM (SELECT mean_agg(x) AS s FROM durations) AS means;
-- one degree of freedom is Cauchy's: t = tan(pi (p - 1/2))
SELECT max(abs((ci_upper(s, c) - mean(s)) / tan(pi() * c / 2) - 1)) < 1e-9 AS cauchy
  FROM (SELECT mean_agg(x) AS s FROM (VALUES (-1), (1)) AS v(x)) AS two, unnest(ARRAY[0.1, 0.5, 0.9, 0.99, 0.9999]) AS c;
-- two degrees: t = a sqrt(2 / (1 - a^2)) with a = 2p - 1
SELECT max(abs((ci_upper(s, c) - mean(s)) * sqrt(3) / stddev(s) / (c * sqrt(2 / (1 - c * c))) - 1)) < 1e-9 AS three
  FROM (SELECT mean_agg(x) AS s FROM (VALUES (-1), (0), (2)) AS v(x)) AS three, unnest(ARRAY[0.1, 0.5, 0.9, 0.99, 0.9999]) AS c;
-- very many: the normal distribution's 1.959963984540054
SELECT abs(ci_upper(s) / (stddev(s) / sqrt(n_counted(s)::float8)) - 1.959963984540054) < 1e-9 AS normal
  FROM (VALUES ('n=1000000000000 sum=0 squares=1000000000000'::mean_summary)) AS v(s);

-- too few values
SELECT mean(s), mean_interval(s), stddev(s), ci_lower(s), ci_upper(s), n_counted(s) FROM (VALUES ('empty'::mean_summary), ('n=1 sum=3 squares=9')) AS v(s);
SELECT mean(x), mean_agg(x) FROM durations WHERE x IS NULL;

-- sliding: what avg(float8) cannot take back, exact sums can
SELECT n, mean(x) OVER w AS mean, mean_agg(x) OVER w AS summary
  FROM (VALUES (1, 1e18), (2, 0.125), (3, 0.25), (4, NULL), (5, 0.5)) AS v(n, x) WINDOW w AS (ORDER BY n ROWS 1 PRECEDING) ORDER BY n;

-- bad input
SELECT mean('NaN'::float8);
SELECT mean('infinity'::float8);
SELECT mean(1e19);
SELECT mean(9223372036854775807);
SELECT mean(interval '1 mon');
SELECT ci_lower('n=2 squares=2'::mean_summary, 1.5);
DROP TABLE durations;
