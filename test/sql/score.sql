-- Answers on a scale
CREATE TABLE answers AS
SELECT CASE WHEN n <= 162 THEN 9 + n % 2 WHEN n <= 270 THEN 7 + n % 2 ELSE n % 7 END AS score, n
  FROM generate_series(1, 324) AS n;

-- 162 promoters, 108 passives, 54 detractors
SELECT round(nps(score)::numeric, 4) AS nps,
       nps(score) = 100.0::float8 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / count(score) AS as_plain_sql,
       round(standard_error(score_agg(score))::numeric, 4) AS standard_error,
       round(ci_lower(score_agg(score), adjusted => false)::numeric, 2) AS lower, round(ci_upper(score_agg(score), adjusted => false)::numeric, 2) AS upper,
       abs(ci_lower(score_agg(score)) - (100 * 108 / 327.0 - 1.959963984540054 * 100 * sqrt((217.5 / 327 - (108 / 327.0) ^ 2) / 327))) < 1e-12 AS adjusted
  FROM answers;
SELECT s, promoters(s), passives(s), round(detractors(s)::numeric, 4) AS detractors, n_counted(s)
  FROM (SELECT score_agg(score) AS s FROM answers) AS scores;

-- ten promoters of ten: no plain error; adjusted, 76.9 +- 29.4, clipped at 100
SELECT nps(s), standard_error(s), ci_lower(s, adjusted => false) AS plain_lower, ci_upper(s, adjusted => false) AS plain_upper,
       round((1.96 * standard_error(s, true))::numeric, 1) AS adjusted_reach,
       round(ci_lower(s, adjusted => true)::numeric, 1) AS lower, ci_upper(s, adjusted => true) AS upper, ci_lower(s) = ci_lower(s, adjusted => true) AS by_default
  FROM (SELECT score_agg(10) AS s FROM generate_series(1, 10)) AS unanimous;

-- an interval is clipped at both ends
SELECT ci_lower(s, adjusted => false), round(ci_upper(s, adjusted => false)::numeric, 1) AS upper, round(ci_upper(score_agg(10))::numeric, 1) AS of_one, ci_upper(s, 0.999999) AS very_sure FROM (SELECT score_agg(score) AS s FROM unnest(ARRAY[0, 0, 0, 10]) AS score) AS detracted GROUP BY s;

-- every type of whole numbers
SELECT nps(score::smallint) = nps AS int2, nps(score::bigint) = nps AS int8, nps(score::numeric) = nps AS "numeric",
       nps(score::real) = nps AS real, nps(score::float8) = nps AS float8
  FROM answers, (SELECT nps(score) FROM answers) AS reference GROUP BY nps;
SELECT score_agg(score, 5) = score_agg(score::smallint, 5) AS int2, score_agg(score, 5) = score_agg(score::bigint, 5) AS int8,
       score_agg(score, 5) = score_agg(score::numeric, 5) AS "numeric", score_agg(score, 5) = score_agg(score::float8, 5) AS float8
  FROM (SELECT 1 + n % 5 AS score FROM generate_series(1, 20) AS n) AS stars;
SELECT score_agg(stars, 5) FROM (VALUES (5), (4), (NULL), (1), (5)) AS v(stars);

-- no answer has no score
SELECT nps(NULL::int), score_agg(NULL::int), score_agg(NULL::int, 5), score_agg(NULL::int, NULL);
SELECT nps('empty'::score_summary), ci_lower('empty'::score_summary), standard_error('empty'::score_summary), promoters('empty'::score_summary);
SELECT nps_difference(a, b), nps_difference(a, 'empty')
  FROM (SELECT score_agg(score) FILTER (WHERE n % 2 = 0) AS a, score_agg(score) FILTER (WHERE n <= 200) AS b FROM answers) AS halves;
SELECT nps_difference('(n=2 scale_min=0 scale_max=10 10=1 8=1)', '(n=4 scale_min=0 scale_max=10 10=1 0=2 7=1)');

-- the largest possible number of answers, and one more or less
SELECT nps(s), detractors(s) * 9223372036854775807 AS detractors
  FROM (VALUES ('(n=9223372036854775807 scale_min=0 scale_max=10 9=1 10=9223372036854775806)'::score_summary), ('(n=9223372036854775807 scale_min=0 scale_max=10 0=511 10=9223372036854775296)')) AS v(s);

-- out of range, fractions, other scales
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
SELECT score_agg(3, 1002);
SELECT score_agg(3, NULL);
SELECT score_agg(3, scale) FROM (VALUES (5), (7)) AS v(scale);
SELECT nps(score_agg(3, 5));
SELECT score_agg(3, 5) + score_agg(3, 7);
SELECT standard_error('(n=1 scale_min=0 scale_max=10 10=1)', NULL);
SELECT ci_lower('(n=1 scale_min=0 scale_max=10 10=1)'::score_summary, 0.9, NULL);
-- the plain interval of one answer is unknown; the adjusted one is wide
SELECT ci_lower(s, adjusted => false) AS plain, round(ci_lower(s)::numeric, 1) AS lower, ci_upper(s) AS upper, ci_lower(s, adjusted => NULL) = ci_lower(s) AS by_default, (kpi_compare(s, s, adjusted => false)).* FROM (VALUES ('(n=1 scale_min=0 scale_max=10 10=1)'::score_summary)) AS v(s);

-- satisfaction by each formula: 7 good, 1 neutral, 2 bad; 16, 3 and 1
CREATE TABLE ratings AS SELECT 'seven' AS survey, stars FROM unnest(ARRAY[5, 4, 5, 4, 5, 4, 5, 3, 2, 1]) AS stars
 UNION ALL SELECT 'sixteen', CASE WHEN n <= 16 THEN 5 - n % 2 WHEN n <= 19 THEN 3 ELSE 1 END FROM generate_series(1, 20) AS n;
SELECT survey, csat(stars, 5), csat(score_agg(stars, 5)) = csat(stars, 5) AS two_steps, csat(stars >= 4) AS thumbs,
       round(csat(score_agg(stars, 5), 'good_over_rated')::numeric, 4) AS good_over_rated, csat(score_agg(stars, 5), 'net') AS net,
       csat(score_agg(stars, 5), 'mean') = avg(stars) AS mean, abs(csat(score_agg(stars, 5), 'normalized') - (avg(stars) - 1) / 4) < 1e-15 AS normalized
  FROM ratings GROUP BY survey ORDER BY survey;
-- the top box of each scale, and the scores at the bottom
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
-- every type
SELECT csat(stars::smallint, 5) = csat AND esat(stars::smallint, 5) = csat AND ces(stars::smallint) = mean AS int2,
       csat(stars::bigint, 5) = csat AND esat(stars::bigint, 5) = csat AND ces(stars::bigint) = mean AS int8,
       csat(stars::numeric, 5) = csat AND esat(stars::numeric, 5) = csat AND ces(stars::numeric) = mean AS "numeric",
       csat(stars::float8, 5) = csat AND esat(stars::real, 5) = csat AND ces(stars::float8) = mean AS float8
  FROM ratings, (SELECT csat(stars, 5), avg(stars)::float8 AS mean FROM ratings) AS reference GROUP BY csat, mean;

-- intervals by method: Wilson's for shares, normal for net scores, Student's t for means
SELECT ci_lower(s) = ci_lower(r) AND ci_upper(s) = ci_upper(r) AND ci_lower(s, 0.9, 'top_box') = ci_lower(r, 0.9) AS top_box,
       ci_upper(s, 0.95, 'good_over_rated') = ci_upper('(hits=23 trials=26)'::rate_summary) AS good_over_rated,
       ci_lower(s, 0.99, 'mean') = ci_lower(m, 0.99) AND ci_upper(s, 0.99, 'mean') = ci_upper(m, 0.99) AS mean,
       abs(ci_upper(s, 0.95, 'normalized') - (ci_upper(m) - 1) / 4) < 1e-15 AS normalized, abs(ci_lower(s, 0.95, 'mean_of_scale') - ci_lower(m) / 5) < 1e-15 AS mean_of_scale,
       abs(ci_upper(s, 0.95, 'net') - 100 * (20 / 33.0 + 1.959963984540054 * sqrt((27.5 / 33 - (20 / 33.0) ^ 2) / 33))) < 1e-12 AS adjusted_net,
       abs(ci_lower(s, 0.95, 'net', false) - 100 * ((23 - 3) / 30.0 - 1.959963984540054 * sqrt((26 / 30.0 - (20 / 30.0) ^ 2) / 30))) < 1e-12 AS net
  FROM (SELECT score_agg(stars, 5) AS s, rate_agg(stars >= 4) AS r, mean_agg(stars) AS m FROM ratings) AS all_ratings;
SELECT ci_lower(s, method => 'nps') = ci_lower(s) AS nps, ci_lower(s, 0.95, 'nps', true) = ci_lower(s, adjusted => true) AS adjusted FROM (SELECT score_agg(score) AS s FROM unnest(ARRAY[10, 9, 3]) AS score) AS three;
SELECT ci_lower(score_agg(10), 0.95, 'top_box');
SELECT ci_upper(s, 0.95, 'share_easy') = ci_upper('(hits=1 trials=2)'::rate_summary) AS share_easy, ci_upper(s, 0.95, 'net_easy', false) AS clipped, round(ci_upper(s, 0.95, 'net_easy')::numeric, 1) AS adjusted, ci_lower(s, 0.95, 'mean') IS NOT NULL AS of_two
  FROM (SELECT score_agg(ease, 7) AS s FROM unnest(ARRAY[7, 1]) AS ease) AS two;
SELECT ci_lower(s, 0.95, 'mean') AS mean, ci_upper(s, 0.95, 'mean_of_scale') AS mean_of_scale, ci_lower(s, 0.95, 'normalized') AS normalized FROM (SELECT score_agg(stars, 5) AS s FROM unnest(ARRAY[1, 5]) AS stars) AS clipped;
SELECT ci_lower(score_agg(3, 5), 0.95, 'mean') AS of_one, ci_lower('empty'::score_summary, 0.95, 'mean') AS of_none;
SELECT ci_lower(score_agg(3, 5), method => 'adjusted');
SELECT ci_lower(score_agg(3, 5), adjusted => true);
SELECT ci_lower(score_agg(3), method => 'mean', adjusted => true);
SELECT standard_error(score_agg(3, 5));
DROP TABLE ratings;

-- an empty summary has no scale, so it merges with any, and is the difference of equal ones
SELECT score_agg(3, 5) + 'empty' = score_agg(3, 5) AS with_any, score_agg(3, 5) - score_agg(3, 5) AS left_over;
SELECT n, nps(score) OVER (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING),
       score_agg(score) OVER (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING)
  FROM (VALUES (1, 10), (2, 0), (3, NULL), (4, NULL), (5, NULL), (6, 7)) AS v(n, score) ORDER BY n;
DROP TABLE answers;

-- other scales: 0 to 5, 1 to 6, 0 to 100, half stars, below 0
CREATE TABLE reviews AS
SELECT n, n % 3 AS shop, nullif(n * 7919 % 7, 6) AS five, 1 + n * 104729 % 6 AS six, n * 31 % 101 AS percent, (1 + n * 7919 % 9) / 2.0 AS stars, n * 7 % 5 - 2 AS feeling
  FROM generate_series(1, 500) AS n;
SELECT n_counted(s5) = count(five) AS n, csat(s5, 'mean') = avg(five)::float8 AS mean_5, csat(s6, 'mean') = avg(six)::float8 AS mean_6,
       csat(s100, 'mean') = avg(percent)::float8 AS mean_100, csat(s, 'mean') = avg(stars)::float8 AS mean_stars, csat(f, 'mean') = avg(feeling)::float8 AS mean_feeling,
       csat(s5, boxes => 2) = avg((five >= 4)::int)::float8 AS box_5, csat(s6, 'top_box', 2) = avg((six >= 5)::int)::float8 AS box_6,
       csat(s100, boxes => 21) = avg((percent >= 80)::int)::float8 AS box_100, esat(s, boxes => 3) = avg((stars >= 4)::int)::float8 AS box_stars
  FROM reviews, (SELECT score_agg(five, 0, 5) AS s5, score_agg(six, 1, 6) AS s6, score_agg(percent, 0, 100) AS s100, score_agg(stars, 0.5, 5, 0.5) AS s, score_agg(feeling, -2, 2) AS f FROM reviews) AS summaries
 GROUP BY s5, s6, s100, s, f;
-- the same scale in different forms returns the same bytes
SELECT score_agg(percent % 11, 0, 10) = score_agg(percent % 11) AS from_0_to_10, score_agg(six, 1, 6) = score_agg(six, 6) AS from_1_to_6, score_agg(1 + percent, 1, 101, 1) = score_agg(1 + percent, 101) AS from_1_to_101,
       score_agg(six, 1, 6)::text = score_agg(six, 6)::text AS text, score_summary_send(score_agg(six, 1, 6)) = score_summary_send(score_agg(six, 6)) AS bytes,
       score_agg(five, 0, 5) = score_agg(five, 0, 5, 0.5) AS by_halves
  FROM reviews;
-- every type of score, with the scale in every type of number
SELECT score_agg(five, 0, 5) = all_of AND score_agg(five::smallint, 0, 5) = all_of AND score_agg(five::bigint, 0, 5) = all_of AND score_agg(five::numeric, 0, 5) = all_of AND score_agg(five::real, 0, 5) = all_of AND score_agg(five::float8, 0, 5) = all_of AS whole
  FROM reviews, (SELECT score_agg(five, 0, 5) AS all_of FROM reviews) AS reference GROUP BY all_of;
SELECT score_agg(five, 0, 5, 0.5) = all_of AND score_agg(five::smallint, 0, 5, 0.5) = all_of AND score_agg(five::bigint, 0, 5, 0.5) = all_of AND score_agg(five::numeric, 0, 5, 0.5) = all_of AND score_agg(five::real, 0, 5, 0.5) = all_of AS halves,
       score_agg(stars, 0, 5, 0.5) = score_agg(stars::float8, 0, 5, 0.5) AND score_agg(stars, 0, 5, 0.5) = score_agg(stars::real, 0, 5, 0.5) AND score_agg(stars, 0, 5, 0.5) = score_agg(stars::numeric(30, 20), 0, 5, 0.5) AS half_stars
  FROM reviews, (SELECT score_agg(five, 0, 5, 0.5) AS all_of FROM reviews) AS reference GROUP BY all_of;
SELECT score_agg(five, low, high) = score_agg(five, 0, 5) AS bigint, score_agg(five, low::numeric, high::smallint) = score_agg(five, 0, 5) AS mixed, score_agg(stars, low, high, half) = score_agg(stars, 0, 5, 0.5) AS numeric, score_agg(stars, low::real, high::real, half::real) = score_agg(stars, 0, 5, 0.5) AS real
  FROM reviews, (VALUES (0::bigint, 5::bigint, 0.5)) AS v(low, high, half);
-- decimals are exact: tenths, thousandths, 4.50
SELECT score_agg(tenths, 0, 1, 0.1) = score_agg(tenths::float8, 0, 1, 0.1) AS same, csat(score_agg(tenths, 0, 1, 0.1), 'mean') AS mean, n_counted(score_agg(tenths, 0, 1, 0.1)) AS n
  FROM generate_series(0, 1, 0.1) AS tenths;
SELECT score_agg(score, 0, 0.004, 0.001), score_agg(score::float8, 0, 0.004, 0.001) FROM (VALUES (0.001), (0.0030), (0.004)) AS v(score);
SELECT score_agg(4.500000000000000000000000000000, 0, 5, 0.5), score_agg(-1.5, -2, 2, 0.25), score_agg(-1000000000, -1000000000, 1000000000, 1000000000);
SELECT n_counted(score_agg(n, 0, 1000)), csat(score_agg(n, 0, 1000), 'mean'), csat(score_agg(n, 0, 1000), 'top_box', 1000) * 1001, csat(score_agg(n, 1001), boxes => 1) * 1001 AS of_1001 FROM generate_series(1, 1000) AS n;
-- NULLs, and untyped literals
SELECT score_agg(NULL::int, 0, 5), score_agg(NULL::numeric, NULL, NULL, NULL), score_agg(NULL, 0, 5), score_agg(NULL, 0, 5, 0.5), score_agg('4.5', 0, 5, 0.5), score_agg('4', '0', '5');
SELECT csat('empty'::score_summary, boxes => 2), esat('empty'::score_summary, 'top_box', 99), ci_lower('empty'::score_summary, boxes => 2), csat(NULL::score_summary, boxes => 2), csat(score_agg(3, 5), 'top_box', NULL);

-- invalid scales and scores
SELECT score_agg(3, 5, 0);
SELECT score_agg(3, 5, 5);
SELECT score_agg(3, 0, 5, 0);
SELECT score_agg(3, 0, 5, -0.5);
SELECT score_agg(3, 0, 5, 0.3);
SELECT score_agg(3, 0, 5, 6);
SELECT score_agg(3, 0, 1001);
SELECT score_agg(3, 0, 1.001, 0.001);
SELECT score_agg(3, 0, 5, 0.0005);
SELECT score_agg(3, 1::float8 / 3, 5);
SELECT score_agg(3, 0, 'NaN');
SELECT score_agg(3, '-infinity', 5);
SELECT score_agg(3, 0, 1000000001);
SELECT score_agg(3, NULL, 5);
SELECT score_agg(3, 0, NULL);
SELECT score_agg(3, 0, 5, NULL);
SELECT score_agg(6, 0, 5);
SELECT score_agg(-1, 0, 5);
SELECT score_agg(5.5, 0, 5, 0.5);
SELECT score_agg(-0.5::float8, 0, 5, 0.5);
SELECT score_agg(4.3, 0, 5, 0.5);
SELECT score_agg(4.3::float8, 0, 5, 0.5);
SELECT score_agg(4.3::real, 0, 5, 0.1);
SELECT score_agg(4.5, 0, 5);
SELECT score_agg(4, 0.5, 5.5);
SELECT score_agg(4, 0, 6, 3);
SELECT score_agg(4.50000000000000000000000000000000000001, 0, 5, 0.5);
SELECT score_agg(9223372036854775807, 0, 5, 0.5);
SELECT score_agg('NaN'::float8, 0, 5), score_agg(3, 0, 5);
SELECT score_agg('NaN'::numeric, 0, 5, 0.5);
SELECT score_agg('infinity'::float8, 0, 5, 0.5);
SELECT score_agg(1e30::numeric, 0, 5, 0.5);
SELECT score_agg(1e300::float8, 0, 5, 0.5);
SELECT score_agg(3, low, 5) FROM (VALUES (0), (1)) AS v(low);
SELECT score_agg(3, 0, 5, step) FROM (VALUES (1), (0.5)) AS v(step);
SELECT score_agg(3, 0, 5) + score_agg(3, 0, 5, 0.5);
SELECT rollup(s) FROM (SELECT score_agg(3, 5) UNION ALL SELECT score_agg(3, 0, 5)) AS v(s);
SELECT nps(score_agg(3, 0, 10, 0.5));
SELECT ces(score_agg(3, 0, 7));
SELECT kpi_compare(score_agg(3, 0, 5), score_agg(3, 5), boxes => 2);

-- boxes: a given number, at the top and at the bottom
SELECT boxes, csat(s, 'top_box', boxes) = avg((five > 5 - boxes)::int)::float8 AS top_box,
       csat(s, 'good_over_rated', boxes) = count(*) FILTER (WHERE five > 5 - boxes)::float8 / count(*) FILTER (WHERE five > 5 - boxes OR five < boxes) AS good_over_rated,
       csat(s, 'net', boxes) = 100.0::float8 * (count(*) FILTER (WHERE five > 5 - boxes) - count(*) FILTER (WHERE five < boxes)) / count(five) AS net,
       ci_lower(s, 0.9, boxes => boxes) = ci_lower(rate_agg(five > 5 - boxes), 0.9) AS interval, ci_upper(s, method => 'net', boxes => boxes) > csat(s, 'net', boxes) AS of_net,
       kpi_compare(s, s, 0.9, 'top_box', boxes => boxes) = kpi_compare(rate_agg(five > 5 - boxes), rate_agg(five > 5 - boxes), 0.9) AS compared
  FROM reviews, (SELECT score_agg(five, 0, 5) AS s FROM reviews) AS summary, generate_series(1::bigint, 3) AS boxes GROUP BY s, boxes ORDER BY boxes;
SELECT csat(s, boxes => 2) = csat(s) AS usual, csat(s, 'net', 2) = csat(s, 'net') AS net, csat(s, boxes => 1) AS of_one, csat(s, boxes => 4) AS of_four, ci_lower(s, boxes => 2) = ci_lower(s) AS lower
  FROM (SELECT score_agg(1 + n % 5, 5) AS s FROM generate_series(1, 20) AS n) AS stars;
-- on the scale 0 to 10 boxes select the top box, and without boxes the result is a net promoter score
SELECT csat(s, boxes => 2) = promoters(s) AS top_box, ci_lower(s, boxes => 2) = ci_lower(s, method => 'top_box', boxes => 2) AS lower, ci_lower(s) = ci_lower(s, method => 'nps') AS nps FROM (SELECT score_agg(percent % 11) AS s FROM reviews) AS v;
SELECT csat(score_agg(3, 0, 5));
SELECT csat(score_agg(3, 0, 5, 0.5), 'net');
SELECT ci_lower(score_agg(3, 0, 5));
SELECT csat(score_agg(3, 0, 5), boxes => 6);
SELECT csat(score_agg(3, 0, 5), 'good_over_rated', 4);
SELECT csat(score_agg(3, 5), 'net', 3);
SELECT csat(score_agg(3, 5), boxes => 0);
SELECT csat('empty'::score_summary, boxes => -1);
SELECT csat(score_agg(3, 5), 'mean', 2);
SELECT esat(score_agg(3, 5), 'mean_of_scale', 2);
SELECT ci_lower(score_agg(3), method => 'nps', boxes => 2);
SELECT round(ci_lower(score_agg(3), method => 'net', adjusted => true, boxes => 2)::numeric, 4) AS net_of_boxes;
-- shares of scales that begin at 0 or below
SELECT csat(s, 'normalized') = (avg(feeling) + 2)::float8 / 4 AS normalized, csat(s, 'mean_of_scale') = avg(feeling)::float8 / 2 AS mean_of_scale, abs(ci_upper(s, method => 'mean_of_scale') - ci_upper(mean_agg(feeling)) / 2) < 1e-15 AS upper
  FROM reviews, (SELECT score_agg(feeling, -2, 2) AS s FROM reviews) AS summary GROUP BY s;
SELECT csat(score_agg(-1, -3, 0), 'normalized'), csat(score_agg(-1, -3, 0), 'mean');
SELECT csat(score_agg(-1, -3, 0), 'mean_of_scale');
SELECT csat('(n=9223372036854775807 scale_min=0 scale_max=5 score_step=0.1 4.9=9223372036854775807)'::score_summary, 'mean') AS mean, csat('(n=9223372036854775807 scale_min=0 scale_max=0.3 score_step=0.1 0.3=9223372036854775807)'::score_summary, 'mean') AS highest;

-- merged, un-merged, sliding, and read back from text and binary form
SELECT rollup(s) = whole AS rollup, rollup(s) - (array_agg(s ORDER BY shop))[1] = (array_agg(s ORDER BY shop))[2] + (array_agg(s ORDER BY shop))[3] AS un_merged,
       whole - rollup(s) AS nothing, bool_and(s::text::score_summary = s) AS text
  FROM (SELECT shop, score_agg(stars, 0, 5, 0.5) AS s FROM reviews GROUP BY shop) AS shops, (SELECT score_agg(stars, 0, 5, 0.5) AS whole FROM reviews) AS all_reviews GROUP BY whole;
SELECT count(*) AS frames, bool_and(moving = plain) AS mean, count(*) FILTER (WHERE plain IS NULL) AS without_answers, bool_and((moving IS NULL) = (plain IS NULL)) AS as_empty
  FROM (SELECT csat(score_agg(percent, 0, 100) FILTER (WHERE n % 4 < 2) OVER frame, 'mean') AS moving, (avg(percent) FILTER (WHERE n % 4 < 2) OVER frame)::float8 AS plain
          FROM reviews WINDOW frame AS (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)) AS windowed;
SELECT n, score_agg(stars, 0, 5, 0.5) OVER frame, score_agg(stars * 2, 0, 100) OVER frame, rollup(s) OVER frame
  FROM (SELECT n, stars, score_agg(stars * 10, 0, 100) AS s FROM (VALUES (1, 4.5), (2, 0.5), (3, NULL), (4, NULL), (5, NULL), (6, 3)) AS v(n, stars) GROUP BY n, stars) AS reviews
WINDOW frame AS (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING) ORDER BY n;
SELECT score_agg(3, 0, 5) - score_agg(4, 0, 5);
SELECT score_summary_uncount_stepped_int4(score_agg(3, 0, 5), 3, 0, 5), score_summary_count_stepped_int4('empty', 3, 0, 5, 0.5), score_summary_count_stepped_int4('empty', NULL, 0, 5);
SELECT score_summary_uncount_stepped_int4(score_agg(3, 0, 5), 4, 0, 5);
SELECT score_summary_uncount_stepped_int4('empty', 4, 0, 5);
SELECT score_summary_uncount_stepped_int4(score_agg(3, 0, 5), 3, 1, 5);
DROP TABLE reviews;

-- invalid texts
SELECT '(n=1 scale_min=0 scale_max=5 6=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 score_step=0.5 4.3=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 4.50=1)'::score_summary;
SELECT '(n=1 scale_max=5 scale_min=0 4=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 scale_max=6 4=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 4=1 score_step=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 score_step=0 4=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 score_step=0.3 0=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 score_step=0.0005 0=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=1001 0=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=1000000001 score_step=1000000001 0=1)'::score_summary;
SELECT '(n=1 scale_min=5 scale_max=0 4=1)'::score_summary;
SELECT '(n=1 4=1)'::score_summary;
SELECT '(n=2 scale_min=0 scale_max=5 4=1 4=1)'::score_summary;
SELECT '(n=3 scale_min=0 scale_max=5 3=1,1 4=1)'::score_summary;
SELECT '(n=3 scale_min=0 scale_max=5 4=1,1,1)'::score_summary;
SELECT '(n=2 scale_min=0 scale_max=5 3=1,1,)'::score_summary;
SELECT '(n=2 scale_min=0 scale_max=5 3=1,0,1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 4=0)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 4=-1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 score_four=1)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 score_4)'::score_summary;
SELECT '(n=1 scale_min=0 scale_max=5 boxes=2 4=1)'::score_summary;
SELECT '(n=4 scale_min=0 scale_max=5 5=1 0=2 1=1)'::score_summary AS in_any_order, '(n=1 scale_min=-0 scale_max=5.00 score_step=1.0 2.000=1)'::score_summary AS with_zeros;
