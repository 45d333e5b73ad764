-- Exact sums at their limits: the text form of a mean_summary shows all their bits, with fractions of 20 and 39 decimals

-- the largest value, 2^62, and the smallest step, 2^-64
SELECT mean_agg(x) FROM (VALUES (4611686018427387904::float8), (-4611686018427387904), (2 ^ -64)) AS v(x);
SELECT mean_agg(4611686018427387904), mean_agg(-4611686018427387904), mean(4611686018427387904);
SELECT mean_agg(4611686018427387905);
SELECT mean_agg(-4611686018427387905);
SELECT mean_agg(4611686018427389000::float8);
-- half a step rounds to even, anything smaller is 0, including subnormal numbers
SELECT mean_agg(2 ^ -65), mean_agg(1.5 * 2 ^ -64), mean_agg(5e-324::float8), mean_agg(-0.0::float8);

-- n, sum and squares equal numeric's exactly, for integers of 62 bits and for fractions of 53 bits in steps of 2^-32
SELECT mean_agg(x)::text = format('(n=%s sum=%s squares=%s)', count(x), sum(x::numeric), sum(x::numeric * x)) AS integers
  FROM (SELECT (n * 6364136223846793005 % 9223372036854775807 - 4611686018427387903)::bigint AS x FROM generate_series(1::numeric, 1000) AS n) AS v;
SELECT mean_agg(k * 2 ^ -32)::text = format('(n=%s sum=%s squares=%s)', count(k), trim_scale(round(sum(k::numeric) * step, 20)), trim_scale(round(sum(k::numeric * k) * step * step, 39))) AS fractions
  FROM (SELECT (n * 6364136223846793005 % 18014398509481984 - 9007199254740992)::bigint AS k FROM generate_series(1::numeric, 1000) AS n) AS v,
       (VALUES (0.00000000023283064365386962890625)) AS exactly(step)
 GROUP BY step;
-- every multiple of 2^-64 is read back, and every multiple of 2^-128 as squares: those nearest to 0 and to 1, and others
SELECT bool_and(mean_agg::text::mean_summary = mean_agg) AS same, count(DISTINCT mean_agg::text) = count(DISTINCT mean_agg) AS told_apart
  FROM (SELECT mean_agg(x) FROM (SELECT k * 2 ^ -64 AS x FROM generate_series(0::bigint, 500) AS k
                                 UNION ALL SELECT 1 - k * 2 ^ -53 FROM generate_series(0::bigint, 500) AS k
                                 UNION ALL SELECT ('x' || left(md5(k::text), 14))::bit(56)::bigint::float8 * 2 ^ -(k % 64) FROM generate_series(1, 2000) AS k) AS v GROUP BY x) AS s;
-- decimals are read as the nearest multiple
SELECT '(n=3 sum=0.1 squares=1)'::mean_summary, '(n=3 sum=-0.99999999999999999999 squares=1)'::mean_summary, '(n=3 sum=0.50000000000000000000 squares=1)'::mean_summary;
SELECT '(n=3 sum=0.000000000000000000001 squares=1)'::mean_summary;
SELECT '(n=3 squares=0.0000000000000000000000000000000000000001)'::mean_summary;

-- the sums of 2^32 rows, from merging a summary with itself, with the largest squares; then all but one are subtracted
CREATE TABLE doubled AS
WITH RECURSIVE doubled(step, s) AS (
	SELECT 0, mean_agg(x) FROM (VALUES (4611686018427387904::bigint), (-4611686018427387903)) AS v(x)
	UNION ALL SELECT step + 1, s + s FROM doubled WHERE step < 61)
SELECT * FROM doubled;
SELECT s, mean(s), stddev(s) FROM doubled WHERE step = 32;
SELECT s::text = format('(n=%s sum=%s squares=%s)', 8589934592, 4294967296,
                        4294967296 * (4611686018427387904::numeric * 4611686018427387904 + 4611686018427387903::numeric * 4611686018427387903)) AS as_numeric
  FROM doubled WHERE step = 32;
SELECT s, mean(s) FROM doubled WHERE step = 61;
SELECT s + s FROM doubled WHERE step = 61;
SELECT a.s + a.s - a.s = a.s AS taken_back FROM doubled AS a WHERE step = 60;
SELECT (SELECT rollup(s ORDER BY step) FROM doubled WHERE step BETWEEN 1 AND 40)
       - (SELECT rollup(s ORDER BY step DESC) FROM doubled WHERE step BETWEEN 2 AND 40) = s AS taken_back FROM doubled WHERE step = 1;
DROP TABLE doubled;

-- subtraction borrows from the top word
SELECT n, mean_agg(x) OVER (ORDER BY n ROWS 15 PRECEDING)
  FROM (SELECT n, CASE WHEN n < 20 THEN 4611686018427387904 ELSE n END AS x FROM generate_series(1, 40) AS n) AS v OFFSET 30 LIMIT 8;
-- a mean one step from the middle between two doubles is rounded to its side, and the middle itself to even
SELECT mean('(n=2 sum=18014398509481986 squares=1000000000000000000000000000000000)'::mean_summary) = 9007199254740992::float8 AS even,
       mean('(n=2 sum=18014398509481986.00000000000000000005 squares=1000000000000000000000000000000000)'::mean_summary) = 9007199254740994::float8 AS up;
-- a fraction of a second is rounded from the integer
SELECT mean_agg(interval '0.000001 s')::text = mean_agg(0.000001::numeric(7, 6)::float8)::text AS as_double, mean_agg(interval '1.5 s'), mean_agg(interval '0.1 s');

-- cancellation: small differences of large numbers, and a sum that returns to 0
SELECT mean(x), stddev(mean_agg(x)) FROM (VALUES (1e15 + 1), (1e15 + 2), (1e15 + 3)) AS v(x);
SELECT mean(x) FROM (VALUES (4e18::float8), (1), (-4e18)) AS v(x);
SELECT mean(x) = 0.1::float8 AS nearest, stddev(mean_agg(x)) AS no_spread FROM (SELECT 0.1::float8 AS x FROM generate_series(1, 1000)) AS v;
-- a mean is the nearest double: compared with numeric over thirds and sevenths
SELECT bool_and(mean(('(n=' || n || ' sum=' || sum || ' squares=' || 10 * sum * sum || ')')::mean_summary) = (sum::numeric(80, 40) / n)::float8) AS nearest
  FROM generate_series(2, 60) AS n, (VALUES (1::numeric), (-7), (4503599627370497), (9007199254740993), (-27670116110564327423)) AS v(sum)
 WHERE 10 * sum * sum <= n * 21267647932558653966460912964485513216.0;
