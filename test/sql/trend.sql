-- Trends: the Theil-Sen line and the Mann-Kendall test
SET extra_float_digits = 0;

-- published: Gilbert (1987), 16.4.1: of 10, 15, 14, 20 five pairs rise and one falls
SELECT (mann_kendall('{10,15,14,20}'::float8[])).s;
-- R 4.2.2 with its data set Nile: cor.test(1:100, Nile, method = "kendall", continuity = TRUE) prints z = -4.12806652284, p-value = 3.65826292e-05, tau = -0.280741334725;
-- of its 4950 slopes the median is -2.6, those of rank 2145 and 2806 are -3.62857142857 and -1.42424242424; the median of the residual flow is 1028.3
CREATE TABLE nile AS SELECT 1870 + year AS year, flow FROM unnest(ARRAY[1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]) WITH ORDINALITY AS v(flow, year);
SELECT s, round(variance::numeric, 6) AS variance, round(z::numeric, 9) AS z, round(p_value::numeric, 12) AS p_value, round(tau::numeric, 9) AS tau FROM (SELECT (mann_kendall(flow ORDER BY year)).* FROM nile) AS test;
SELECT round(slope::numeric, 9) AS slope, round(intercept::numeric, 9) AS intercept, round(lower::numeric, 9) AS lower, round(upper::numeric, 9) AS upper FROM (SELECT (theil_sen(flow ORDER BY year)).* FROM nile) AS line;
SELECT theil_sen(array_agg(flow ORDER BY year)) = theil_sen(flow ORDER BY year) AS of_array, theil_sen(array_agg(flow ORDER BY year), NULL) = theil_sen(flow ORDER BY year) AS without_x,
       theil_sen(array_agg(flow), array_agg(year - 1870)) = theil_sen(flow ORDER BY year) AS at_x, mann_kendall(array_agg(flow ORDER BY year)) = mann_kendall(flow ORDER BY year) AS test_of_array FROM nile;

-- compared with all pairs in plain SQL: values with many ties and few, unordered x that repeat, more points than the limit for listing all slopes
CREATE TABLE points AS
SELECT size, kind, n, CASE kind WHEN 'distinct' THEN sin(n * 7.7) * 100 + n * 0.03 WHEN 'tied' THEN (n * 7919 % 13) + n / 50 WHEN 'repeated x' THEN (n * 104729 % 997) / 8.0 - n * n % 7 WHEN 'line' THEN n / 3.0 WHEN 'steps' THEN n / 100 ELSE 1e6 * ((n * 31 % 101) = 5)::int + n END::float8 AS y,
       (CASE kind WHEN 'repeated x' THEN n * 31 % 19 ELSE n END)::float8 AS x
  FROM unnest(ARRAY[2, 3, 4, 7, 30, 111, 700]) AS size, unnest(ARRAY['distinct', 'tied', 'repeated x', 'line', 'steps', 'outliers']) AS kind, LATERAL generate_series(1, size) AS n;
CREATE TABLE pairs AS
SELECT a.size, a.kind, (b.y - a.y) / (b.x - a.x) AS slope, row_number() OVER (PARTITION BY a.size, a.kind ORDER BY (b.y - a.y) / (b.x - a.x)) AS rank FROM points AS a JOIN points AS b ON a.size = b.size AND a.kind = b.kind AND a.x < b.x;
ANALYZE pairs;
CREATE TABLE plain AS
SELECT size, kind, npairs, median, (npairs - 1.959963984540054 * sqrt((n * (n - 1) * (2 * n + 5) - tx - ty) / 18.0 + CASE WHEN n > 1 THEN px * py / (2.0 * n * (n - 1)) ELSE 0 END + CASE WHEN n > 2 THEN qx * qy / (9.0 * n * (n - 1) * (n - 2)) ELSE 0 END)) / 2 AS rank
  FROM (SELECT size, kind, count(*) AS n FROM points GROUP BY size, kind) AS sizes
  JOIN (SELECT size, kind, count(*) AS npairs, percentile_cont(0.5) WITHIN GROUP (ORDER BY slope) AS median FROM pairs GROUP BY size, kind) AS medians USING (size, kind)
  JOIN (SELECT size, kind, sum(t * (t - 1) * (2 * t + 5)) AS tx, sum(t * (t - 1)) AS px, sum(t * (t - 1) * (t - 2)) AS qx FROM (SELECT size, kind, count(*)::numeric AS t FROM points GROUP BY size, kind, x) AS ties GROUP BY size, kind) AS of_x USING (size, kind)
  JOIN (SELECT size, kind, sum(t * (t - 1) * (2 * t + 5)) AS ty, sum(t * (t - 1)) AS py, sum(t * (t - 1) * (t - 2)) AS qy FROM (SELECT size, kind, count(*)::numeric AS t FROM points GROUP BY size, kind, y) AS ties GROUP BY size, kind) AS of_y USING (size, kind);
SELECT plain.kind, count(*) AS groups, max(npairs) AS most_pairs, max(abs((ours).slope - median)) < 1e-10 AS slopes, count((ours).lower) AS intervals,
       bool_and((ours).lower IS NOT DISTINCT FROM l.slope OR abs((ours).lower - l.slope) < 1e-10) AS lower, bool_and((ours).upper IS NOT DISTINCT FROM u.slope OR abs((ours).upper - u.slope) < 1e-10) AS upper,
       max(abs((ours).intercept - (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY y - (ours).slope * x) FROM points AS p WHERE (p.size, p.kind) = (plain.size, plain.kind)))) < 1e-9 AS intercepts
  FROM plain JOIN (SELECT size, kind, theil_sen(array_agg(y ORDER BY n % 5, n), array_agg(x ORDER BY n % 5, n)) AS ours FROM points GROUP BY size, kind) AS lines USING (size, kind)
  LEFT JOIN pairs AS l ON (l.size, l.kind, l.rank) = (plain.size, plain.kind, floor(plain.rank)) LEFT JOIN pairs AS u ON (u.size, u.kind, u.rank) = (plain.size, plain.kind, npairs + 1 - floor(plain.rank)) AND plain.rank >= 1
 GROUP BY plain.kind ORDER BY plain.kind;
SELECT count(*) AS groups, bool_and((ours).s = plain.s) AS s, max(abs((ours).variance / variance - 1)) < 1e-14 AS variance, max(abs((ours).tau - plain.tau)) < 1e-14 AS tau, max(abs((ours).z - (plain.s - sign(plain.s)) / sqrt(variance))) < 1e-12 AS z
  FROM (SELECT size, kind, mann_kendall(y ORDER BY n) AS ours FROM points GROUP BY size, kind) AS tests
  JOIN (SELECT a.size, a.kind, sum(sign(b.y - a.y)) AS s, sum(sign(b.y - a.y)) / sqrt(count(*)) / sqrt(nullif(sum(abs(sign(b.y - a.y))), 0)) AS tau FROM points AS a JOIN points AS b ON a.size = b.size AND a.kind = b.kind AND a.n < b.n GROUP BY a.size, a.kind) AS plain USING (size, kind)
  JOIN (SELECT size, kind, nullif((size * (size - 1) * (2 * size + 5) - sum(t * (t - 1) * (2 * t + 5))) / 18.0, 0)::float8 AS variance FROM (SELECT size, kind, count(*) AS t FROM points GROUP BY size, kind, y) AS ties GROUP BY size, kind) AS variances USING (size, kind);

-- the line is found even if a third of the values are arbitrary; scaling and shifting x and y carry over
SELECT theil_sen((CASE WHEN n % 3 = 0 THEN 1e9 * sin(n) ELSE 5 + n * 2 END)::float8 ORDER BY n) FROM generate_series(1, 5000) AS n;
SELECT round(((scaled).slope / (plain).slope * 40)::numeric, 9) AS slope, round(((moved).slope / (plain).slope)::numeric, 9) AS moved, round(((falling).slope / (plain).slope)::numeric, 9) AS falling
  FROM (SELECT theil_sen(array_agg(y), array_agg(x)) AS plain, theil_sen(array_agg(y * 100), array_agg(x * 4000)) AS scaled, theil_sen(array_agg(y + 1e6), array_agg(x + 1.7e9)) AS moved, theil_sen(array_agg(-y), array_agg(x)) AS falling
          FROM (SELECT n::float8 AS x, sin(n * 7.7) * 10 + n * 0.25 AS y FROM generate_series(1, 1500) AS n) AS v) AS lines;
-- all slopes equal, or all but a few; only two different x
SELECT theil_sen(1.5 ORDER BY n) AS level, theil_sen(n * 0.25 ORDER BY n) AS rising, theil_sen((n = 7)::int ORDER BY n) AS one_peak, mann_kendall(1.5 ORDER BY n) AS nothing_rises, mann_kendall(n ORDER BY n DESC) AS all_fall FROM generate_series(1, 1000) AS n;
SELECT theil_sen(array_agg(n % 2 * 10 + n % 3), array_agg(n % 2)) AS two_x, theil_sen(array_agg(n % 2 * 10 + n), array_agg(CASE WHEN n > 1198 THEN n END)) AS last_two, theil_sen(array_agg(n % 3), array_agg((n = 5)::int)) AS one_apart FROM generate_series(1, 1200) AS n;
SELECT round(((theil_sen(array_agg(n::float8), array_agg(1 + n * 1e-15))).slope / 1e15)::numeric, 3) AS steep, (theil_sen(array_agg(n * 1e-300), array_agg(n * 1e300))).slope AS flat FROM generate_series(1, 500) AS n;

-- few values, gaps, no values
SELECT theil_sen('{5}'::float8[]), theil_sen('{5,7}'::float8[]), theil_sen('{5,NULL,8}'::float8[]), theil_sen('{NULL}'::float8[]), theil_sen('{}'::float8[]), theil_sen(NULL::float8[]), theil_sen('{1,2,NULL,9}'::float8[], '{4,NULL,5,6}'), theil_sen('{1,2}'::float8[], '{4,4}'), theil_sen(NULL, '{1}'), theil_sen('{}'::float8[], '{}');
-- a gap at the end, where the array has no room for it
SELECT theil_sen('{5,7,NULL}'::float8[]), theil_sen('{5,7,NULL,NULL}'::float8[], '{1,2,3,4}') = theil_sen('{5,7}'::float8[]) AS of_two;
SELECT mann_kendall('{5}'::float8[]), mann_kendall('{5,7}'::float8[]), mann_kendall('{5,NULL,8,6}'::float8[]) = mann_kendall('{5,8,6}'::float8[]) AS gap, mann_kendall('{NULL}'::float8[]), mann_kendall('{}'::float8[]), mann_kendall(NULL::float8[]);
SELECT theil_sen(y ORDER BY n), mann_kendall(y ORDER BY n) FROM (VALUES (1, 5.0), (2, NULL), (3, 8), (4, 8)) AS v(n, y);
SELECT theil_sen(y ORDER BY n), mann_kendall(y ORDER BY n) FROM (VALUES (1, 5.0)) AS v(n, y) WHERE false;
SELECT n, (theil_sen(y) OVER (ORDER BY n ROWS 2 PRECEDING)).slope FROM (VALUES (1, 5.0), (2, 6), (3, 8), (4, 8)) AS v(n, y);
-- a higher confidence makes the interval wider
SELECT confidence, (theil_sen(array_agg(y ORDER BY n), NULL, confidence)).* FROM (SELECT n, n * 31 % 17 + n AS y FROM generate_series(1, 30) AS n) AS v, unnest(ARRAY[.5, .9, .99]) AS confidence GROUP BY confidence ORDER BY confidence;

SELECT theil_sen('{1,NaN}'::float8[]);
SELECT mann_kendall('{1,2,-Infinity}'::float8[]);
SELECT theil_sen('{1,2}'::float8[], '{1,Infinity}');
SELECT theil_sen('{1,2}'::float8[], '{1,2,3}');
SELECT theil_sen('{{1,2},{3,4}}'::float8[]);
SELECT theil_sen('{1,2}'::float8[], '{1,2}', 1);
SELECT theil_sen('{1,2}'::float8[], '{1,2}', NULL);
SELECT theil_sen('{1e308,-1e308,5}'::float8[]);
SELECT theil_sen('{1,2}'::float8[], '{0,1e-310}');
SELECT theil_sen('{1e300,-1e300,5}'::float8[], '{1e300,1e301,9e300}');
SELECT theil_sen('{0,3e153}'::float8[], '{1e155,1.0000001e155}') IS NOT NULL;
SELECT theil_sen(array_agg(n::float8)) FROM generate_series(1, 1000001) AS n;
RESET extra_float_digits;
DROP TABLE nile, points, pairs, plain;
-- all values equal, so that the variance rounds below 0
SELECT theil_sen(array[3,3,3,3,3], array[2,1,1,1,2], 0.9) AS flat, mann_kendall(array[3,3,3,3,3]) AS no_test;
