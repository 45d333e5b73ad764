-- Critical errors in monitored contacts

-- 200 monitored, 6 with a customer error, 10 with a business error, 2 with both
CREATE TABLE monitored AS SELECT n, n <= 6 AS customer_error, n BETWEEN 5 AND 14 AS business_error FROM generate_series(1, 200) AS n;
SELECT (quality_index(customer_error, business_error)).customer_accuracy, (quality_index(customer_error, business_error)).business_accuracy,
       (quality_index(customer_error, business_error)).overall, quality_agg(customer_error, business_error)
  FROM monitored;
SELECT (customer_lower, customer_upper) = (ci_lower(c), ci_upper(c)) AS customer, (business_lower, business_upper) = (ci_lower(b), ci_upper(b)) AS business,
       (overall_lower, overall_upper) = (ci_lower(o), ci_upper(o)) AS overall,
       (ci_lower(s, 0.95, 'customer'), ci_upper(s, 0.95, 'business'), ci_lower(s)) = (customer_lower, business_upper, overall_lower) AS by_part
  FROM (SELECT quality_agg(customer_error, business_error) AS s, rate_agg(NOT customer_error) AS c,
               rate_agg(NOT business_error) AS b, rate_agg(NOT (customer_error OR business_error)) AS o FROM monitored) AS rates, LATERAL quality_index(s);
SELECT quality_index(quality_agg(customer_error, business_error)) = quality_index(customer_error, business_error) AS two_steps FROM monitored;

-- weighted: the mean of the two accuracies; with the weight of one class 0, the accuracy of the other
SELECT weights, round(q.overall::numeric, 6) AS overall, round(q.overall_lower::numeric, 6) AS lower, round(q.overall_upper::numeric, 6) AS upper
  FROM (SELECT quality_agg(customer_error, business_error) AS s FROM monitored) AS indexes,
       (VALUES ('2 : 1', 2, 1), ('4 : 2', 4, 2), ('1 : 0', 1, 0), ('0 : 1', 0, 1), ('huge', 1e308, 5e307)) AS v(weights, customer, business),
       LATERAL quality_index(s, customer, business) AS q;
-- errors that coincide widen the interval, as if one sample counted twice; errors that exclude each other narrow it; without correlation the errors add in quadrature
SELECT name, round((q.overall - q.overall_lower)::numeric, 6) AS below, round((q.overall - q.customer_lower)::numeric, 6) AS below_one_class,
       round(((q.overall - q.customer_lower) / sqrt(2))::numeric, 6) AS in_quadrature
  FROM (VALUES ('together', '(right_right=80 wrong_wrong=20)'::quality_summary), ('apart', '(right_right=60 right_wrong=20 wrong_right=20)'),
               ('independent', '(right_right=64 right_wrong=16 wrong_right=16 wrong_wrong=4)'), ('never both scored', '(right_unscored=80 wrong_unscored=20 unscored_right=80 unscored_wrong=20)'),
               ('together, half of them both scored', '(right_right=40 wrong_wrong=10 right_unscored=40 wrong_unscored=10 unscored_right=40 unscored_wrong=10)')) AS v(name, s),
       LATERAL quality_index(s, 1, 1) AS q;
-- with any weights, two perfect classes are perfect; a class without weight need not be scored
SELECT count(*) FILTER (WHERE (q).overall <> 1 OR (q).overall_upper > 1) AS imperfect FROM (SELECT quality_index('(right_right=10)', a / 100.0, b / 10.0) AS q FROM generate_series(1, 100) AS a, generate_series(1, 100) AS b) AS pairs;
SELECT (q).overall, (q).overall_lower = (q).customer_lower AS of_customers FROM (SELECT quality_index('(right_unscored=5 wrong_unscored=5)', 1, 0) AS q) AS one;
SELECT (quality_index(s, 1, 1, 0.5)).overall_lower > (quality_index(s, 1, 1, 0.99)).overall_lower AS narrower FROM (VALUES ('(right_right=9 wrong_right=1)'::quality_summary)) AS v(s);

-- a contact that is not scored for a class counts for the accuracy of the other class, but not for the overall accuracy
SELECT customer_error, business_error, quality_agg(customer_error, business_error)
  FROM (VALUES (true, true), (true, false), (true, NULL), (false, true), (false, false), (false, NULL), (NULL, true), (NULL, false), (NULL, NULL)) AS v(customer_error, business_error)
 GROUP BY customer_error, business_error ORDER BY customer_error, business_error;
SELECT (quality_index(s)).*, n_counted(s) FROM (VALUES ('(right_right=7 right_wrong=1 wrong_unscored=2 unscored_right=2)'::quality_summary), ('(right_unscored=3)'), ('(unscored_wrong=3)'), ('empty')) AS v(s);
SELECT quality_index('(right_unscored=3)', 1, 2);
SELECT quality_index(NULL::boolean, NULL), quality_index(NULL::quality_summary), quality_index('empty', 1, 1), ci_lower('empty'::quality_summary), ci_lower('(right_unscored=3)'::quality_summary, 0.95, 'business');
SELECT n, (quality_index(customer_error, business_error) OVER (ORDER BY n ROWS 1 PRECEDING)).overall FROM monitored WHERE n BETWEEN 4 AND 8;

SELECT quality_index('(right_right=1)', -1, 2);
SELECT quality_index('(right_right=1)', 0, 0);
SELECT quality_index('(right_right=1)', 'infinity', 1);
SELECT quality_index('(right_right=1)', NULL, 1);
SELECT quality_index('(right_right=1)', 1, 1, 1);
SELECT ci_lower('(right_right=1)'::quality_summary, 0.95, 'agent');
-- each counter may be at its maximum; their sum is more than can be counted
SELECT quality_index('(right_right=9223372036854775807 wrong_wrong=9223372036854775807)', 1, 1);
SELECT (quality_index('(right_right=9007199254740992 right_wrong=1 right_unscored=1)')).customer_accuracy;
SELECT n_counted('(right_right=9223372036854775807 wrong_wrong=9223372036854775807)'::quality_summary);
DROP TABLE monitored;
