-- Answers on a scale of whole numbers
CREATE TABLE answers AS
SELECT CASE WHEN n <= 162 THEN 9 + n % 2 WHEN n <= 270 THEN 7 + n % 2 ELSE n % 7 END AS score, n
  FROM generate_series(1, 324) AS n;

-- 162 promoters, 108 passives, 54 detractors
SELECT round(nps(score)::numeric, 4) AS nps,
       nps(score) = 100.0::float8 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / count(score) AS as_plain_sql,
       round(standard_error(score_agg(score))::numeric, 4) AS standard_error,
       round(ci_lower(score_agg(score))::numeric, 2) AS lower, round(ci_upper(score_agg(score))::numeric, 2) AS upper
  FROM answers;
SELECT s, promoters(s), passives(s), round(detractors(s)::numeric, 4) AS detractors, n_counted(s)
  FROM (SELECT score_agg(score) AS s FROM answers) AS scores;

-- ten promoters of ten: no plain error, 76.9 +- 29.4 adjusted, clipped at 100
SELECT nps(s), standard_error(s), ci_lower(s), ci_upper(s),
       round((1.96 * standard_error(s, true))::numeric, 1) AS adjusted_reach,
       round(ci_lower(s, adjusted => true)::numeric, 1) AS lower, ci_upper(s, adjusted => true) AS upper
  FROM (SELECT score_agg(10) AS s FROM generate_series(1, 10)) AS unanimous;

-- an interval is clipped at both ends
SELECT ci_lower(s), round(ci_upper(s)::numeric, 1) AS upper FROM (SELECT score_agg(score) AS s FROM unnest(ARRAY[0, 0, 0, 10]) AS score) AS detracted;

-- every type that holds whole numbers
SELECT nps(score::smallint) = nps AS int2, nps(score::bigint) = nps AS int8, nps(score::numeric) = nps AS "numeric",
       nps(score::real) = nps AS real, nps(score::float8) = nps AS float8
  FROM answers, (SELECT nps(score) FROM answers) AS reference GROUP BY nps;
SELECT score_agg(score, 5) = score_agg(score::smallint, 5) AS int2, score_agg(score, 5) = score_agg(score::bigint, 5) AS int8,
       score_agg(score, 5) = score_agg(score::numeric, 5) AS "numeric", score_agg(score, 5) = score_agg(score::float8, 5) AS float8
  FROM (SELECT 1 + n % 5 AS score FROM generate_series(1, 20) AS n) AS stars;
SELECT score_agg(stars, 5) FROM (VALUES (5), (4), (NULL), (1), (5)) AS v(stars);

-- no answer is no score
SELECT nps(NULL::int), score_agg(NULL::int), score_agg(NULL::int, 5), score_agg(NULL::int, NULL);
SELECT nps('empty'::score_summary), ci_lower('empty'::score_summary), standard_error('empty'::score_summary), promoters('empty'::score_summary);
SELECT nps_difference(a, b), nps_difference(a, 'empty')
  FROM (SELECT score_agg(score) FILTER (WHERE n % 2 = 0) AS a, score_agg(score) FILTER (WHERE n <= 200) AS b FROM answers) AS halves;
SELECT nps_difference('scale_max=10 n=2 score_10=1 score_8=1', 'scale_max=10 n=4 score_10=1 score_0=2 score_7=1');

-- as many answers as can be counted, and one more or less
SELECT nps(s), detractors(s) * 9223372036854775807 AS detractors
  FROM (VALUES ('scale_max=10 n=9223372036854775807 score_9=1 score_10=9223372036854775806'::score_summary), ('scale_max=10 n=9223372036854775807 score_0=511 score_10=9223372036854775296')) AS v(s);

-- off the scale, fractions, other scales
SELECT nps(11);
SELECT nps(-1::smallint);
SELECT nps(9223372036854775807);
SELECT nps(7.5);
SELECT nps(-0.4);
SELECT nps(10.4);
SELECT nps(10.0000001::float8);
SELECT nps(-0.0000001::float8);
SELECT nps(-1e30);
SELECT nps(9.00000000000000000000000001);
SELECT nps(7.5::float8);
SELECT nps('NaN'::float8);
SELECT nps('NaN'::numeric);
SELECT nps(1e30);
SELECT nps('infinity'::float8);
SELECT score_agg(0, 5);
SELECT score_agg(6, 5);
SELECT score_agg(3, 1);
SELECT score_agg(3, 11);
SELECT score_agg(3, NULL);
SELECT score_agg(3, scale) FROM (VALUES (5), (7)) AS v(scale);
SELECT nps(score_agg(3, 5));
SELECT score_agg(3, 5) + score_agg(3, 7);
SELECT standard_error('scale_max=10 n=1 score_10=1', NULL);
SELECT ci_lower('scale_max=10 n=1 score_10=1'::score_summary, 0.9, NULL);

-- an empty summary has no scale, so it merges with any and is what is left of any
SELECT score_agg(3, 5) + 'empty' = score_agg(3, 5) AS with_any, score_agg(3, 5) - score_agg(3, 5) AS left_over;
SELECT n, nps(score) OVER (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING),
       score_agg(score) OVER (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING)
  FROM (VALUES (1, 10), (2, 0), (3, NULL), (4, NULL), (5, NULL), (6, 7)) AS v(n, score) ORDER BY n;
DROP TABLE answers;
