-- Targets: what limits and signals mean for them

-- catalogue: limits (1, 3), (5, 7), (1, 5) with target 4; and mirrored
SELECT lower, upper, assurance(4, lower, upper, 'higher') AS higher, assurance(4, lower, upper, 'lower') AS lower_is_better,
       assurance(interval '4 s', lower * interval '1 s', upper * interval '1 s', 'higher') AS of_intervals
  FROM (VALUES (1, 3), (5, 7), (1, 5), (4, 9), (1, 4), (4, 4)) AS v(lower, upper);
-- the rule by counting: whether a figure anywhere between the limits always, never or sometimes meets the target
SELECT count(*) AS limits, count(DISTINCT verdict) AS verdicts, count(*) FILTER (WHERE verdict IS DISTINCT FROM
           CASE met WHEN 0 THEN 'fail' WHEN figures THEN 'pass' ELSE 'hit_or_miss' END) AS wrong
  FROM (SELECT assurance(5, lower, upper, better) AS verdict, count(*) AS figures,
               count(*) FILTER (WHERE CASE better WHEN 'higher' THEN figure > 5 ELSE figure < 5 END) AS met
          FROM generate_series(0, 9) AS lower, generate_series(0, 9) AS upper, unnest('{higher,lower}'::text[]) AS better, generate_series(lower, upper, 0.5) AS figure
         WHERE lower <= upper AND lower <> 5 AND upper <> 5 GROUP BY lower, upper, better) AS judged;

SELECT value, better, variation('beyond_3_sigma', value, 5, better) AS signal, variation(NULL, value, 5, better) AS none,
       variation('late', value * interval '1 s', interval '5 s', better) AS of_intervals
  FROM (VALUES (7), (3)) AS v(value), unnest('{higher,lower}'::text[]) AS better;
-- on a chart: by the side of the center
SELECT count(*) AS points, count((c).signal) AS signals, count(*) FILTER (WHERE variation((c).signal, (c).rate, (c).center, 'lower') IS DISTINCT FROM
           CASE WHEN (c).signal IS NULL THEN 'common_cause' WHEN (c).rate < (c).center THEN 'improvement' ELSE 'concern' END) AS wrong
  FROM (SELECT p_chart(format('(hits=%s trials=100)', 20 + n * 37 % 23 + CASE WHEN n % 30 > 20 THEN 9 ELSE 0 END)::rate_summary, n <= 20) OVER (ORDER BY n) AS c FROM generate_series(1, 100) AS n) AS chart;

-- unknown values
SELECT assurance(NULL, 1, 2, 'higher') AS no_target, assurance(1, NULL, 2, NULL) AS no_limit, variation('x', NULL, 1, 'lower') AS no_value, variation(NULL, 1, NULL, NULL) AS no_center;
-- errors
SELECT assurance(1, 3, 2, 'higher');
SELECT assurance(interval '1 s', '3 s', '2 s', 'higher');
SELECT assurance(1, 1, 2, 'more');
SELECT assurance(1, 1, 2, NULL);
SELECT assurance('NaN', 1, 2, 'higher');
SELECT assurance(interval '1 month', '1 s', '2 s', 'higher');
SELECT variation('x', 5, 5, 'higher');
SELECT variation('x', 5, 4, 'best');
SELECT variation(NULL, 5, 4, NULL);
SELECT variation('x', 'infinity', 4, 'lower');
