-- Outliers, and measures of spread that resist outliers
SET extra_float_digits = 0;

-- published: modified z 25.86 and 26.31 for the last two
SELECT x, round((modified_z(x) OVER ())::numeric, 2) AS modified_z, tukey_outlier(x, 1.5) OVER () AS outlier, modified_z(x * interval '1 s') OVER () = modified_z(x) OVER () AS of_intervals
  FROM unnest(ARRAY[2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3]) AS x;
-- published: NIST/SEMATECH e-Handbook 7.1.6: Q1 429.75, Q3 742.25, so the inner fences are -39 and 1211 (with k = 1.5), the outer ones -507.75 and 1679.75 (k = 3);
-- of these values only 1441 is outside the inner fences.  Its quartiles are those of n + 1, ours of n - 1; both find the same outliers here
SELECT x, tukey_outlier(x, 1.5) OVER () AS inner_fences, tukey_outlier(x, 3) OVER () AS outer_fences
  FROM unnest(ARRAY[30, 171, 184, 201, 212, 250, 265, 270, 272, 289, 305, 306, 322, 322, 336, 346, 351, 370, 390, 404, 409, 411, 436, 437, 439, 441, 444, 448, 451, 453, 470, 480, 482, 487, 494, 495, 499, 503, 514, 521,
                    522, 527, 548, 550, 559, 560, 570, 572, 574, 578, 585, 592, 592, 607, 616, 618, 621, 629, 637, 638, 640, 656, 668, 707, 709, 719, 737, 739, 752, 758, 766, 792, 792, 794, 802, 818, 830, 832, 843, 858,
                    860, 869, 918, 925, 953, 991, 1000, 1005, 1068, 1441]) AS x ORDER BY x DESC LIMIT 2;
-- 1 1 2 2 4 6 9: median 2, deviations 1 1 0 0 2 4 7, whose median is 1
SELECT mad(x), mad(x::bigint), mad(x::numeric), mad(x * interval '1 s'), median(s), median_interval(s), mad(s) AS of_summary, mad_interval(s), n_counted(s), s
  FROM unnest(ARRAY[1, 1, 2, 2, 4, 6, 9]) AS x, (SELECT spread_agg(x) AS s FROM unnest(ARRAY[1, 1, 2, 2, 4, 6, 9]) AS x) AS summary GROUP BY s;

-- compared with percentile_cont: 300 groups of up to 60 values, with ties, on both sides of 0
CREATE TABLE readings AS
SELECT g, n, CASE WHEN n % 9 <> 4 THEN (random % (g + 3) - g / 3) / 8.0::float8 + CASE WHEN random % 17 = 0 THEN 30 ELSE 0 END END AS x
  FROM generate_series(1, 300) AS g, generate_series(1, 1 + g % 60) AS n, LATERAL (SELECT (n * 7919 + g * 104729) % 99991 * 31 % 65537 AS random) AS r;
CREATE TABLE medians AS SELECT g, percentile_cont(0.5) WITHIN GROUP (ORDER BY x) AS median, percentile_cont(0.25) WITHIN GROUP (ORDER BY x) AS q1, percentile_cont(0.75) WITHIN GROUP (ORDER BY x) AS q3 FROM readings GROUP BY g;
CREATE TABLE spreads AS SELECT g, median, q1, q3, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(x - median)) AS mad FROM readings JOIN medians USING (g) GROUP BY g, median, q1, q3;
SELECT count(*) AS groups, count(*) FILTER (WHERE ours.mad = 0) AS without_spread, count(*) FILTER (WHERE ours.mad IS DISTINCT FROM s.mad OR median(summary) IS DISTINCT FROM s.median OR mad(summary) IS DISTINCT FROM s.mad) AS differing
  FROM (SELECT g, mad(x), spread_agg(x) AS summary FROM readings GROUP BY g) AS ours JOIN spreads AS s USING (g);
SELECT count(*) AS rows, count(*) FILTER (WHERE z IS NULL) AS without_z, count(*) FILTER (WHERE z IS DISTINCT FROM .6745 * (x - median) / nullif(mad, 0)) AS differing_z,
       count(*) FILTER (WHERE outlier), count(*) FILTER (WHERE outlier IS NULL) AS without, count(*) FILTER (WHERE outlier IS DISTINCT FROM CASE WHEN q1 < q3 THEN x NOT BETWEEN q1 - 1.5 * (q3 - q1) AND q3 + 1.5 * (q3 - q1) END) AS differing,
       count(*) FILTER (WHERE default_k IS DISTINCT FROM outlier) AS differing_default, count(*) FILTER (WHERE at_quartiles IS DISTINCT FROM CASE WHEN q1 < q3 THEN x NOT BETWEEN q1 AND q3 END) AS differing_at_0
  FROM (SELECT g, x, modified_z(x) OVER w AS z, tukey_outlier(x, 1.5) OVER w AS outlier, tukey_outlier(x) OVER w AS default_k, tukey_outlier(x, 0) OVER w AS at_quartiles
          FROM readings WINDOW w AS (PARTITION BY g ORDER BY n ROWS 2 PRECEDING)) AS ours JOIN spreads USING (g);
-- the log scale: the same figures from logarithms, in any unit
SELECT count(*) AS rows, count(*) FILTER (WHERE abs(z - z_of_log) > 1e-12 OR (z IS NULL) <> (z_of_log IS NULL) OR outlier IS DISTINCT FROM outlier_of_log) AS differing,
       count(*) FILTER (WHERE abs(z - z_of_interval) > 1e-6 OR (z IS NULL) <> (z_of_interval IS NULL)) AS differing_interval, count(*) FILTER (WHERE outlier <> linear) > 0 AS not_linear
  FROM (SELECT modified_z(x, 'log') OVER w AS z, modified_z(ln(x)) OVER w AS z_of_log, tukey_outlier(x, 1.5, 'log') OVER w AS outlier, tukey_outlier(ln(x)) OVER w AS outlier_of_log,
               modified_z(x * interval '1 min', 'log') OVER w AS z_of_interval, tukey_outlier(x, 1.5, scale => 'linear') OVER w AS linear
          FROM (SELECT g, exp(x / 5)::numeric(20, 6)::float8 AS x FROM readings) AS r WINDOW w AS (PARTITION BY g)) AS ours;

-- sliding and merging
SELECT n, x, mad(x) OVER w, spread_agg(x) OVER w FROM (VALUES (1, 5), (2, -3), (3, NULL), (4, 8), (5, 8)) AS v(n, x) WINDOW w AS (ORDER BY n ROWS 2 PRECEDING);
SELECT mad(rollup(s)), rollup(s) = (SELECT spread_agg(x) FROM readings) AS same FROM (SELECT spread_agg(x) AS s FROM readings GROUP BY g) AS parts;
-- if the spread is 0 or there are no values, the result is NULL
SELECT x, modified_z(x) OVER () AS z, tukey_outlier(x) OVER () AS outlier FROM (VALUES (5), (5), (5), (5), (5), (9), (NULL)) AS v(x);
SELECT modified_z(x) OVER () AS z, tukey_outlier(x) OVER () AS outlier, mad(x) OVER (), modified_z(x * interval '1 s', 'log') OVER () AS log FROM (VALUES (NULL::float8), (NULL)) AS v(x);
SELECT mad(x), mad(x * interval '1 s'), spread_agg(x), mad('empty'::spread_summary), median('empty'::spread_summary), mad_interval('empty'), median_interval('empty'), n_counted('empty'::spread_summary) FROM (VALUES (NULL::float8)) AS v(x);
SELECT mad(5), median('(n=1 -7)'), mad(x), spread_agg(x) FROM (VALUES (-4611686018427387904::float8), (4611686018427387904)) AS v(x);
SELECT mad(x), spread_agg(x) FROM (VALUES (interval '-1 day'), ('1 day'), ('36 hours 0.000001 s')) AS v(x);
SELECT '(n=5 2 -1 1e-300 0 -0.5)'::spread_summary, '(n=1 -0)'::spread_summary, '(n=1 -2)'::spread_summary < '(n=1 -1)', '(n=1 -1)'::spread_summary < '(n=1 0)';

SELECT modified_z(0, 'log') OVER ();
SELECT tukey_outlier(interval '-1 s', 1.5, 'log') OVER ();
SELECT modified_z(1, 'logarithmic') OVER ();
SELECT modified_z(1, NULL) OVER ();
SELECT modified_z(x, scale) OVER (ORDER BY x) FROM (VALUES (1, 'log'), (2, 'linear')) AS v(x, scale);
SELECT tukey_outlier(1, -1) OVER ();
SELECT tukey_outlier(1, NULL) OVER ();
SELECT tukey_outlier(1, 'infinity') OVER ();
SELECT modified_z('NaN'::float8) OVER ();
SELECT tukey_outlier(1e19) OVER ();
SELECT modified_z(x) OVER () FROM (VALUES (0), (1e-320), (2e-320), (1e18)) AS v(x);
SELECT modified_z(interval '1 mon') OVER ();
SELECT mad('NaN'::float8);
SELECT mad(-1e19);
SELECT mad(interval '1 year');
SELECT mad_interval(mad_summary) FROM (VALUES ('(n=3 0 1e18 2e18)'::spread_summary)) AS v(mad_summary);
SELECT '(n=2 1 x)'::spread_summary;
SELECT '(n=1 1e19)'::spread_summary;
SELECT '(n=1 NaN)'::spread_summary;
SELECT '(n=2 1 2)'::spread_summary - '(n=2 1 1)';
DROP TABLE readings, medians, spreads;
