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
SELECT nps_difference('(scale_max=10 n=2 score_10=1 score_8=1)', '(scale_max=10 n=4 score_10=1 score_0=2 score_7=1)');

-- as many answers as can be counted, and one more or less
SELECT nps(s), detractors(s) * 9223372036854775807 AS detractors
  FROM (VALUES ('(scale_max=10 n=9223372036854775807 score_9=1 score_10=9223372036854775806)'::score_summary), ('(scale_max=10 n=9223372036854775807 score_0=511 score_10=9223372036854775296)')) AS v(s);

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
SELECT standard_error('(scale_max=10 n=1 score_10=1)', NULL);
SELECT ci_lower('(scale_max=10 n=1 score_10=1)'::score_summary, 0.9, NULL);
SELECT ci_lower('(scale_max=10 n=1 score_10=1)'::score_summary, adjusted => NULL);

-- satisfaction by its formulas: 7 good, 1 neutral, 2 bad; 16, 3 and 1
CREATE TABLE ratings AS SELECT 'seven' AS survey, stars FROM unnest(ARRAY[5, 4, 5, 4, 5, 4, 5, 3, 2, 1]) AS stars
 UNION ALL SELECT 'sixteen', CASE WHEN n <= 16 THEN 5 - n % 2 WHEN n <= 19 THEN 3 ELSE 1 END FROM generate_series(1, 20) AS n;
SELECT survey, csat(stars, 5), csat(score_agg(stars, 5)) = csat(stars, 5) AS two_steps, csat(stars >= 4) AS thumbs,
       round(csat(score_agg(stars, 5), 'good_over_rated')::numeric, 4) AS good_over_rated, csat(score_agg(stars, 5), 'net') AS net,
       csat(score_agg(stars, 5), 'mean') = avg(stars) AS mean, abs(csat(score_agg(stars, 5), 'normalized') - (avg(stars) - 1) / 4) < 1e-15 AS normalized
  FROM ratings GROUP BY survey ORDER BY survey;
-- the top box of each scale, and the scores at the other end
SELECT max, string_agg(CASE WHEN csat(s) = 1 THEN score END::text, ' ' ORDER BY score) AS good,
       string_agg(CASE WHEN csat(s, 'net') = -100 THEN score END::text, ' ' ORDER BY score) AS bad,
       string_agg(CASE WHEN csat(s, 'good_over_rated') IS NULL THEN score END::text, ' ' ORDER BY score) AS neutral,
       string_agg(csat(s, 'normalized')::text, ' ' ORDER BY score) FILTER (WHERE score IN (1, max)) AS normalized,
       string_agg(esat(s, 'mean_of_scale')::text, ' ' ORDER BY score) FILTER (WHERE score = max) AS mean_of_scale
  FROM (SELECT max, score, score_agg(score, max) AS s FROM unnest(ARRAY[3, 4, 5, 7, 10]) AS max, generate_series(1, max) AS score GROUP BY max, score) AS one_answer
 GROUP BY max ORDER BY max;
SELECT csat(2, 2);
SELECT csat(score_agg(9));
SELECT csat(score_agg(3, 6), 'net');
SELECT csat(3, 5::bigint) = csat(3, 5) AS bigint, csat(score_agg(3, 6), 'mean_of_scale') AS of_the_highest, csat(score_agg(3, 6), 'mean') AS of_any_scale, csat(score_agg(9), 'normalized') AS from_0;
SELECT csat(score_agg(3, 5), 'average');
SELECT csat(score_agg(3, 5), NULL);
SELECT csat(NULL::int, 5), csat('empty'::score_summary), csat('empty'::score_summary, 'mean'), csat(NULL::score_summary, 'mean'), ces('empty'::score_summary, 'net'), esat('empty'::score_summary);
-- effort: published mean 4.08, 46 % easy, net -13
SELECT ces(ease), ces(s, 'share_easy') AS share_easy, ces(s, 'net') AS net, ces(s) = ces(ease) AS two_steps
  FROM (SELECT ease FROM (VALUES (1, 80), (2, 210), (3, 140), (4, 110), (5, 160), (6, 180), (7, 120)) AS v(ease, answers), generate_series(1, answers)) AS a,
       (SELECT score_agg(ease, 7) AS s FROM (VALUES (1, 80), (2, 210), (3, 140), (4, 110), (5, 160), (6, 180), (7, 120)) AS v(ease, answers), generate_series(1, answers)) AS b
 GROUP BY s;
SELECT ces(8);
SELECT ces(0);
SELECT ces(score_agg(3, 5));
SELECT ces(score_agg(3, 5), 'share_easy');
SELECT ces(score_agg(3, 5), 'net');
SELECT ces(score_agg(3, 5), 'top_box');
-- staff: top box, mean of the questions / scale, net promoter score
SELECT esat(answer, 5), round(esat(score_agg(answer, 5), 'mean_of_scale')::numeric, 4) AS mean_of_scale, enps(answer * 2), enps(score_agg(answer * 2)) = nps(answer * 2) AS two_steps
  FROM unnest(ARRAY[5, 4, 4, 3, 2, 5]) AS answer;
SELECT esat(score_agg(3, 5), 'normalized');
-- of every type
SELECT csat(stars::smallint, 5) = csat AND esat(stars::smallint, 5) = csat AND ces(stars::smallint) = mean AS int2,
       csat(stars::bigint, 5) = csat AND esat(stars::bigint, 5) = csat AND ces(stars::bigint) = mean AS int8,
       csat(stars::numeric, 5) = csat AND esat(stars::numeric, 5) = csat AND ces(stars::numeric) = mean AS "numeric",
       csat(stars::float8, 5) = csat AND esat(stars::real, 5) = csat AND ces(stars::float8) = mean AS float8
  FROM ratings, (SELECT csat(stars, 5), avg(stars)::float8 AS mean FROM ratings) AS reference GROUP BY csat, mean;

-- intervals by method: of shares Wilson's, of net scores normal, of means Student's t
SELECT ci_lower(s) = ci_lower(r) AND ci_upper(s) = ci_upper(r) AND ci_lower(s, 0.9, 'top_box') = ci_lower(r, 0.9) AS top_box,
       ci_upper(s, 0.95, 'good_over_rated') = ci_upper('(hits=23 trials=26)'::rate_summary) AS good_over_rated,
       ci_lower(s, 0.99, 'mean') = ci_lower(m, 0.99) AND ci_upper(s, 0.99, 'mean') = ci_upper(m, 0.99) AS mean,
       abs(ci_upper(s, 0.95, 'normalized') - (ci_upper(m) - 1) / 4) < 1e-15 AS normalized, abs(ci_lower(s, 0.95, 'mean_of_scale') - ci_lower(m) / 5) < 1e-15 AS mean_of_scale,
       abs(ci_lower(s, 0.95, 'net') - 100 * ((23 - 3) / 30.0 - 1.959963984540054 * sqrt((26 / 30.0 - (20 / 30.0) ^ 2) / 30))) < 1e-12 AS net
  FROM (SELECT score_agg(stars, 5) AS s, rate_agg(stars >= 4) AS r, mean_agg(stars) AS m FROM ratings) AS all_ratings;
SELECT ci_lower(s, method => 'nps') = ci_lower(s) AS nps, ci_lower(s, 0.95, 'nps', true) = ci_lower(s, adjusted => true) AS adjusted FROM (SELECT score_agg(score) AS s FROM unnest(ARRAY[10, 9, 3]) AS score) AS three;
SELECT ci_lower(score_agg(10), 0.95, 'top_box');
SELECT ci_upper(s, 0.95, 'share_easy') = ci_upper('(hits=1 trials=2)'::rate_summary) AS share_easy, ci_upper(s, 0.95, 'net_easy') AS clipped, ci_lower(s, 0.95, 'mean') IS NOT NULL AS of_two
  FROM (SELECT score_agg(ease, 7) AS s FROM unnest(ARRAY[7, 1]) AS ease) AS two;
SELECT ci_lower(s, 0.95, 'mean') AS mean, ci_upper(s, 0.95, 'mean_of_scale') AS mean_of_scale, ci_lower(s, 0.95, 'normalized') AS normalized FROM (SELECT score_agg(stars, 5) AS s FROM unnest(ARRAY[1, 5]) AS stars) AS clipped;
SELECT ci_lower(score_agg(3, 5), 0.95, 'mean') AS of_one, ci_lower('empty'::score_summary, 0.95, 'mean') AS of_none;
SELECT ci_lower(score_agg(3, 5), method => 'adjusted');
SELECT ci_lower(score_agg(3, 5), adjusted => true);
SELECT ci_lower(score_agg(3), method => 'mean', adjusted => true);
SELECT standard_error(score_agg(3, 5));
DROP TABLE ratings;

-- an empty summary has no scale, so it merges with any and is what is left of any
SELECT score_agg(3, 5) + 'empty' = score_agg(3, 5) AS with_any, score_agg(3, 5) - score_agg(3, 5) AS left_over;
SELECT n, nps(score) OVER (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING),
       score_agg(score) OVER (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING)
  FROM (VALUES (1, 10), (2, 0), (3, NULL), (4, NULL), (5, NULL), (6, 7)) AS v(n, score) ORDER BY n;
DROP TABLE answers;
