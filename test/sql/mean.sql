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
-- a negative duration is excluded and counted; a negative number is a valid number
SELECT mean(x), mean_agg(x), n_counted(mean_agg(x)), n_excluded(mean_agg(x)), mean(extract(epoch FROM x)) AS of_seconds FROM (VALUES (interval '1 day'), ('-12:00')) AS v(x);
SELECT mean(x), mean_agg(x) FROM (VALUES (interval '-1 s'), (NULL)) AS v(x);
SELECT n, mean_agg(x) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, interval '-1 s'), (2, '-2 s'), (3, '3 s'), (4, '4 s')) AS v(n, x);

-- average handle time: published 224.0 s of 668205 + 99153 + 198306 over 4311
SELECT round(aht(talk, hold, wrap)::numeric, 1) AS aht
  FROM (SELECT 668205 AS talk, 99153 AS hold, 198306 AS wrap UNION ALL SELECT 0, 0, 0 FROM generate_series(2, 4311)) AS contacts;
SELECT aht(talk, hold, wrap), aht_agg(talk, hold, wrap), mean(extract(epoch FROM coalesce(talk, '0') + coalesce(hold, '0') + coalesce(wrap, '0'))) FILTER (WHERE n < 4) AS as_plain_sql,
       aht_agg(talk, hold, wrap) = aht_agg(extract(epoch FROM talk), extract(epoch FROM hold), extract(epoch FROM wrap)) AS seconds
  FROM (VALUES (1, interval '3 min', interval '30 s', interval '1 min'), (2, '2 min', NULL, NULL), (3, NULL, NULL, '10 s'), (4, NULL, NULL, NULL),
               (5, '5 min', '-1 s', '1 min'), (6, '-5 min', '10 min', NULL)) AS v(n, talk, hold, wrap);
SELECT n_counted(s), n_excluded(s), mean_interval(s) FROM (SELECT aht_agg(1.5, x, NULL) AS s FROM (VALUES (NULL), (0.5), (-1)) AS v(x)) AS h;
SELECT aht(x, NULL, NULL) AS half_up, mean(x) AS mean FROM (VALUES (interval '5 us'), ('6 us')) AS v(x);
SELECT aht_agg(-1, 9e12, 9e12);
SELECT aht(9e12, 2e11, 1e11);
SELECT aht(interval '1 month', NULL, NULL);

-- days and time may cancel out
SELECT service_level(interval '106751992 days -20:00', true, '20 s');
-- to the microsecond, whatever the size, and half up
SELECT mean(interval '80000000 days 0.000001 s');
SELECT mean(x) FROM (VALUES (interval '0.000001 s'), ('0.000002 s')) AS v(x);
SELECT mean_interval(mean_agg(x)) FROM (VALUES (-0.000001), (-0.000002)) AS v(x);
SELECT mean_interval(mean_agg(7000000000000.75));
SELECT mean_interval(mean_agg(9223372036855));

-- Student's t: t(0.975, 4) = 2.7764451051978, t(0.995, 999) = 2.5807596372676
SELECT abs((ci_upper(s) - mean(s)) / (stddev(s) / sqrt(5)) - 2.7764451051978) < 1e-9 AS five,
       round(ci_lower(s)::numeric, 6) AS lower, round(ci_upper(s)::numeric, 6) AS upper
  FROM (SELECT mean_agg(x) AS s FROM unnest(ARRAY[30, 15, 45, 60, 10]) AS x) AS waits;
SELECT abs((mean(s) - ci_lower(s, 0.99)) / (stddev(s) / sqrt(1000)) - 2.5807596372676) < 1e-9 AS thousand
  FROM (SELECT mean_agg(x) AS s FROM durations) AS means;
-- one degree of freedom is the Cauchy distribution: t = tan(pi (p - 1/2))
SELECT max(abs((ci_upper(s, c) - mean(s)) / tan(pi() * c / 2) - 1)) < 1e-9 AS cauchy
  FROM (SELECT mean_agg(x) AS s FROM (VALUES (-1), (1)) AS v(x)) AS two, unnest(ARRAY[0.1, 0.5, 0.9, 0.99, 0.9999]) AS c;
-- two degrees: t = a sqrt(2 / (1 - a^2)) with a = 2p - 1
SELECT max(abs((ci_upper(s, c) - mean(s)) * sqrt(3) / stddev(s) / (c * sqrt(2 / (1 - c * c))) - 1)) < 1e-9 AS three
  FROM (SELECT mean_agg(x) AS s FROM (VALUES (-1), (0), (2)) AS v(x)) AS three, unnest(ARRAY[0.1, 0.5, 0.9, 0.99, 0.9999]) AS c;
-- published quantiles, from few degrees of freedom to many: NIST/SEMATECH e-Handbook 1.3.6.7.2, and R's qt for more digits
SELECT degrees, confidence, abs(ci_upper(s, confidence) / sqrt((degrees + 2.0) / degrees / (degrees + 1)) / t - 1) < 1e-9 AS as_tabled
  FROM (VALUES (3, 0.95, 3.182446305283710), (4, 0.99, 4.604094871349993), (5, 0.95, 2.570581835636315), (9, 0.9, 1.833112932653634),
               (29, 0.99, 2.756385903670335), (99, 0.95, 1.984216951508685), (1000, 0.999, 3.300282648423906)) AS v(degrees, confidence, t),
       LATERAL (SELECT format('(n=%s squares=%s)', degrees + 1, degrees + 2)::mean_summary AS s) AS spread;
-- extreme quantiles: one degree of freedom at 1 - 1e-9 has t = tan(pi (p - 1/2)) = 1 / tan(pi (1 - p))
SELECT abs(ci_upper('(n=2 squares=2)'::mean_summary, c) * tan(pi() * (1 - c) / 2) - 1) < 1e-9 AS cauchy FROM (VALUES (1 - 1e-9::float8)) AS v(c);
-- very many degrees of freedom: the normal distribution's 1.959963984540054
SELECT abs(ci_upper(s) / (stddev(s) / sqrt(n_counted(s)::float8)) - 1.959963984540054) < 1e-9 AS normal
  FROM (VALUES ('(n=1000000000000 sum=0 squares=1000000000000)'::mean_summary)) AS v(s);

-- too few values
SELECT mean(s), mean_interval(s), stddev(s), ci_lower(s), ci_upper(s), n_counted(s) FROM (VALUES ('empty'::mean_summary), ('(n=1 sum=3 squares=9)')) AS v(s);
SELECT mean(x), mean_agg(x) FROM durations WHERE x IS NULL;

-- sliding: exact sums can subtract, avg(float8) cannot
SELECT n, mean(x) OVER w AS mean, mean_agg(x) OVER w AS summary
  FROM (VALUES (1, 1e18), (2, 0.125), (3, 0.25), (4, NULL), (5, 0.5)) AS v(n, x) WINDOW w AS (ORDER BY n ROWS 1 PRECEDING) ORDER BY n;

-- bad input
SELECT mean('NaN'::float8);
SELECT mean('infinity'::float8);
SELECT mean(1e19);
SELECT mean(9223372036854775807);
SELECT mean(interval '1 mon');
SELECT ci_lower('(n=2 squares=2)'::mean_summary, 1.5);
DROP TABLE durations;
