-- How often intervals contain the true value, and how often tests find differences that do not exist, in small samples: simulations with random numbers from a hash, so that they are the same everywhere.
-- The bounds leave some room around the measured values, which are in doc/confidence.md.
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;
CREATE FUNCTION normal(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT sqrt(-2 * ln(uniform(stream, 2 * i))) * cos(2 * pi() * uniform(stream, 2 * i + 1))';

-- durations, exponential, all finished, with the same mean: share of differences found at 5 %
CREATE TABLE durations AS
SELECT n, run, duration_agg(d) FILTER (WHERE i % 2 = 0) AS a, duration_agg(d) FILTER (WHERE i % 2 = 1) AS b
  FROM unnest(ARRAY[2, 3, 5, 10, 20]) AS n, generate_series(1, 1000) AS run, generate_series(0, 2 * n - 1) AS i, LATERAL (SELECT -600 * ln(uniform(1, (n * 10000 + run) * 100 + i)) AS d) AS x GROUP BY n, run;
SELECT n, avg(((kpi_compare(a, b)).p_value < 0.05)::int) <= 0.06 AS restricted_mean, avg(((kpi_compare(a, b, method => 'log_rank')).p_value < 0.05)::int) <= 0.1 AS log_rank FROM durations GROUP BY n ORDER BY n;
-- a third of them is cut off; some samples have fewer than two finished durations, and no p-value
SELECT n, avg(((kpi_compare(a, b)).p_value < 0.05)::int) <= 0.06 AS restricted_mean, avg(((kpi_compare(a, b, method => 'log_rank')).p_value < 0.05)::int) <= 0.09 AS log_rank
  FROM (SELECT n, run, duration_agg(least(d, c), d <= c) FILTER (WHERE i % 2 = 0) AS a, duration_agg(least(d, c), d <= c) FILTER (WHERE i % 2 = 1) AS b
          FROM unnest(ARRAY[5, 10, 20]) AS n, generate_series(1, 1000) AS run, generate_series(0, 2 * n - 1) AS i,
               LATERAL (SELECT -600 * ln(uniform(1, (n * 10000 + run) * 100 + i)) AS d, -1200 * ln(uniform(2, (n * 10000 + run) * 100 + i)) AS c) AS x GROUP BY n, run) AS cut
 GROUP BY n ORDER BY n;

-- ratios of sums whose parts vary around the whole: the true ratio is 1
SELECT n, avg((1 BETWEEN ci_lower(s) AND ci_upper(s))::int) >= 0.91 AS covered
  FROM (SELECT n, run, ratio_agg(part, whole) AS s
          FROM unnest(ARRAY[2, 3, 5, 10, 30]) AS n, generate_series(1, 1000) AS run, generate_series(1, n) AS i,
               LATERAL (SELECT 0.5 + uniform(4, (n * 10000 + run) * 100 + i) AS whole) AS w, LATERAL (SELECT greatest(whole * (1 + 0.3 * normal(3, (n * 10000 + run) * 100 + i)), 0) AS part) AS p GROUP BY n, run) AS samples
 GROUP BY n ORDER BY n;

-- net promoter scores from the same distribution, 50 % promoters and 20 % detractors: share of differences found at 5 %, and the interval of one score
SELECT n, avg((coalesce((kpi_compare(a, b)).p_value < 0.05, false))::int) <= 0.06 AS adjusted, avg((30 BETWEEN ci_lower(a) AND ci_upper(a))::int) >= 0.93 AS covered
  FROM (SELECT n, run, score_agg(score) FILTER (WHERE i % 2 = 0) AS a, score_agg(score) FILTER (WHERE i % 2 = 1) AS b
          FROM unnest(ARRAY[2, 3, 5, 10, 30]) AS n, generate_series(1, 1000) AS run, generate_series(0, 2 * n - 1) AS i,
               LATERAL (SELECT uniform(7, (n * 10000 + run) * 100 + i) AS u) AS x, LATERAL (SELECT CASE WHEN u < 0.5 THEN 10 WHEN u < 0.7 THEN 2 ELSE 8 END AS score) AS s GROUP BY n, run) AS samples
 GROUP BY n ORDER BY n;

-- rates of 80 %, and means of exponential values, which are skewed
SELECT n, avg((0.8 BETWEEN ci_lower(r) AND ci_upper(r))::int) >= 0.92 AS rate, avg((1 BETWEEN ci_lower(m) AND ci_upper(m))::int) >= 0.86 AS mean
  FROM (SELECT n, run, rate_agg(u < 0.8) AS r, mean_agg(-ln(u)) AS m
          FROM unnest(ARRAY[5, 10, 30]) AS n, generate_series(1, 1000) AS run, generate_series(1, n) AS i, LATERAL (SELECT uniform(8, (n * 10000 + run) * 100 + i) AS u) AS x GROUP BY n, run) AS samples
 GROUP BY n ORDER BY n;

-- counts: the interval of a Poisson mean is exact, so it covers too often rather than too seldom
SELECT mean, avg((mean BETWEEN ci_lower(s, method => 'poisson') AND ci_upper(s, method => 'poisson'))::int) BETWEEN 0.94 AND 0.995 AS covered
  FROM (SELECT mean, run, ratio_agg(events, 1) AS s
          FROM unnest(ARRAY[0.5, 2, 7]) AS mean, generate_series(1, 1000) AS run,
               -- arrivals in a time of 1
               LATERAL (SELECT count(*) FILTER (WHERE at < 1) AS events FROM (SELECT sum(-ln(uniform(5, (run * 10 + mean::int) * 100 + i)) / mean) OVER (ORDER BY i) AS at FROM generate_series(1, 30) AS i) AS arrivals) AS e GROUP BY mean, run) AS samples
 GROUP BY mean ORDER BY mean;

-- agents whose means differ by half the spread of their values: the lower end of the learnt damped mean, beyond which 2.5 % lie
SELECT groups, values, avg((theta >= lower)::int) >= 0.89 AS covered, avg((theta <= upper)::int) >= 0.89 AS from_above
  FROM (SELECT groups, values, theta, damped_lower(s) OVER w AS lower, damped_upper(s) OVER w AS upper
          FROM (SELECT groups, values, run, i, theta, mean_agg(theta + normal(6, ((groups * 10000 + run) * 100 + i) * 100 + j)) AS s
                  FROM unnest(ARRAY[3, 5, 10]) AS groups, unnest(ARRAY[5, 10]) AS values, generate_series(1, 300) AS run, generate_series(1, groups) AS i, generate_series(1, values) AS j,
                       LATERAL (SELECT 0.5 * normal(5, (groups * 10000 + run) * 100 + i) AS theta) AS t GROUP BY groups, values, run, i, theta) AS agents
        WINDOW w AS (PARTITION BY groups, values, run)) AS damped
 GROUP BY groups, values ORDER BY groups, values;

-- pairs with a true correlation of 0.5 and a true slope of 1
SELECT n, avg((0.5 BETWEEN ci_lower(s) AND ci_upper(s))::int) >= 0.93 AS corr, avg((1 BETWEEN ci_lower(s, method => 'slope') AND ci_upper(s, method => 'slope'))::int) >= 0.93 AS slope,
       avg((0 BETWEEN ci_lower(s, method => 'intercept') AND ci_upper(s, method => 'intercept'))::int) >= 0.93 AS intercept
  FROM (SELECT n, run, pair_agg(x, x + sqrt(3) * normal(12, (n * 10000 + run) * 100 + i)) AS s
          FROM unnest(ARRAY[5, 10]) AS n, generate_series(1, 1000) AS run, generate_series(1, n) AS i, LATERAL (SELECT normal(11, (n * 10000 + run) * 100 + i) AS x) AS x GROUP BY n, run) AS samples
 GROUP BY n ORDER BY n;

DROP TABLE durations;
DROP FUNCTION uniform, normal;
