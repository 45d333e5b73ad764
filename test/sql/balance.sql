-- How evenly work is distributed

-- published figures: coefficient of variation .1491, Gini .0833
SELECT round((b).coefficient_of_variation::numeric, 4) AS coefficient_of_variation, round((b).gini::numeric, 4) AS gini, s, utilization_balance(s) = b AS two_steps, n_counted(s)
  FROM (SELECT utilization_balance(x) AS b, balance_agg(x) AS s FROM unnest(ARRAY[.9, .8, .7, .6]) AS x) AS team;
-- compared with plain SQL over all pairs
CREATE TABLE team AS SELECT n, n * n % 89 / 97.0::float8 AS x FROM generate_series(1, 300) AS n;
SELECT abs((b).coefficient_of_variation - cv) < 1e-14 AS coefficient_of_variation, abs((b).gini - g) < 1e-14 AS gini
  FROM (SELECT utilization_balance(x) AS b, stddev_pop(x) / avg(x) AS cv FROM team) AS ours,
       (SELECT sum(abs(a.x - b.x)) / (2 * sum(a.x)) AS g FROM (SELECT x::numeric FROM team) AS a, (SELECT x::numeric FROM team) AS b) AS plain;
-- equal loads have no spread, to the last digit; if one of n agents has all the work, the figures are sqrt(n - 1) and 1 - 1/n
SELECT utilization_balance(0.7), utilization_balance(0.1) FROM generate_series(1, 11);
SELECT utilization_balance(x) FROM unnest(ARRAY[0, 0, 0, 0.8]) AS x;
SELECT utilization_balance(x * scale) FROM unnest(ARRAY[0, 1]) AS x, unnest(ARRAY[1e-300, 2.8e-20, 4e18]) AS scale GROUP BY scale;
SELECT utilization_balance(x), balance_agg(x) FROM unnest(ARRAY[0, 0]) AS x;
SELECT utilization_balance(NULL::float8), utilization_balance('empty'::balance_summary), utilization_balance('(n=1 0.3)'::balance_summary), n_counted('empty'::balance_summary);
SELECT n, utilization_balance(x) OVER (ORDER BY n ROWS 1 PRECEDING), balance_agg(x) OVER (ORDER BY n ROWS 1 PRECEDING)
  FROM (VALUES (1, 0.5), (2, 1.5), (3, 0.5), (4, NULL), (5, 0.25)) AS v(n, x);
-- a state that is hashed, sorted and read as a whole row
SELECT md5(string_agg(teams::text, ' ' ORDER BY g)) = (SELECT md5(string_agg(format('(%s,"(n=%s %s)")', g, number, list), ' ' ORDER BY g)) FROM (SELECT n % 3 AS g, count(*) AS number, string_agg(x::text, ' ' ORDER BY x) AS list FROM team GROUP BY 1) AS l) AS same
  FROM (SELECT n % 3 AS g, balance_agg(x) FROM team GROUP BY 1 ORDER BY 1) AS teams;

SELECT utilization_balance(-0.1);
SELECT utilization_balance('NaN'::float8);
SELECT utilization_balance('infinity'::float8);
SELECT utilization_balance(1e19);
SELECT balance_agg(-0.0::float8);
SELECT '(n=2 0.9 0.1)'::balance_summary, '(n=2 1e-300 4611686018427387904)'::balance_summary;
SELECT '(n=1 -0.1)'::balance_summary;
SELECT '(n=1 -0)'::balance_summary;
SELECT '(n=2 0.1 NaN)'::balance_summary;
SELECT '(n=1 0x10)'::balance_summary;
SELECT '(n=1 1e19)'::balance_summary;
SELECT ''::balance_summary;
-- truncated text, a wrong count, and the text form from before it had a count
SELECT '(n=2 0.25 0.5'::balance_summary;
SELECT '(n=2 0.25)'::balance_summary;
SELECT '(n=1 0.25 0.5)'::balance_summary;
SELECT '(n=0)'::balance_summary;
SELECT '(n=)'::balance_summary;
SELECT '(n=-1)'::balance_summary;
SELECT '(0.25 0.5)'::balance_summary;
SELECT '0.25 0.5'::balance_summary;
SELECT 'empty (n=1 0.1)'::balance_summary;
SELECT '(n=2 0.1 0.2)'::balance_summary - '(n=2 0.1 0.1)';
SELECT '(n=1 1)'::balance_summary < '(n=1 2)', '(n=1 1)'::balance_summary < '(n=2 1 2)', '(n=1 2)'::balance_summary > '(n=2 1 2)';
-- the largest possible number of values, and one more
DO $$
DECLARE
	s balance_summary := '(n=1 0.5)';
BEGIN
	FOR i IN 1..24 LOOP
		s := s + s;
	END LOOP;
	RAISE NOTICE '% %', n_counted(s), utilization_balance(s);
	s := s + '(n=1 0.5)';
END $$;
DROP TABLE team;
