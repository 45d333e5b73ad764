-- Parts for tools that compute outside the server: each figure computed from the summed parts of groups equals the figure of all rows
CREATE FUNCTION same(a float8, b float8) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT a IS NOT DISTINCT FROM b OR abs(a - b) <= 1e-12 * greatest(abs(a), abs(b))
$$;

CREATE TABLE rows AS
SELECT n, n % 13 AS g, n * 7919 % 1009 AS r, n * 104729 % 997 AS q FROM generate_series(1, 2000) AS n;

-- queues: every method
CREATE TABLE queues AS
SELECT g, queue_agg(CASE WHEN r % 11 > 0 OR outcome <> 'abandoned' THEN r * interval '73 ms' END, outcome, '20 s', '5 s') AS s
  FROM rows, LATERAL (SELECT (ARRAY['answered', 'answered', 'answered', 'abandoned', 'flowed_out', 'callback', NULL])[1 + q % 7] AS outcome) AS o GROUP BY g;
CREATE TABLE parts AS
SELECT sum(offered(s))::float8 AS offered, sum(answered(s))::float8 AS answered, sum(answered_in_target(s))::float8 AS answered_in_target, sum(abandoned(s))::float8 AS abandoned, sum(abandoned_in_target(s))::float8 AS abandoned_in_target,
       sum(abandoned_short(s))::float8 AS abandoned_short, sum(flowed_out(s))::float8 AS flowed_out, sum(callbacks(s))::float8 AS callbacks, sum(callbacks_in_target(s))::float8 AS callbacks_in_target,
       sum(seconds(answered_wait(s))) AS answered_wait, sum(seconds(abandoned_wait(s))) AS abandoned_wait, sum(answered_delayed(s) + abandoned_delayed(s))::float8 AS delayed, sum(abandoned_without_wait(s))::float8 AS without_wait
  FROM queues;
SELECT method, same(figure, service_level(s, method)) AS service_level
  FROM parts, (SELECT rollup(s) AS s FROM queues) AS r,
       LATERAL (VALUES ('offered', answered_in_target / offered), ('answered_only', answered_in_target / answered), ('credit_abandons_in_target', (answered_in_target + abandoned_in_target) / offered),
                       ('exclude_abandons_in_target', answered_in_target / (offered - abandoned_in_target)), ('credit_short_abandons', (answered_in_target + abandoned_short) / offered),
                       ('exclude_short_abandons', answered_in_target / (offered - abandoned_short)), ('include_flow_outs', answered_in_target / (offered + flowed_out)),
                       ('amazon_connect', (answered_in_target + abandoned_in_target + callbacks_in_target) / (offered + flowed_out + callbacks))) AS f(method, figure);
SELECT method, same(figure, abandon_rate(s, method)) AS abandon_rate
  FROM parts, (SELECT rollup(s) AS s FROM queues) AS r,
       LATERAL (VALUES ('offered', abandoned / (answered + abandoned)), ('exclude_short', (abandoned - abandoned_short) / (answered + abandoned - abandoned_short)),
                       ('include_flow_outs', abandoned / (answered + abandoned + flowed_out))) AS f(method, figure);
SELECT abs(answered_wait / answered - seconds(asa(s))) < 1e-6 AS asa, abs((answered_wait + abandoned_wait) / (answered + abandoned - without_wait) - seconds(average_wait(s))) < 1e-6 AS average_wait,
       abs((answered_wait + abandoned_wait) / delayed - seconds(delay_of_delayed(s))) < 1e-6 AS delay_of_delayed, without_wait > 0 AS some_without_wait, abandoned_short > 0 AS some_short
  FROM parts, (SELECT rollup(s) AS s FROM queues) AS r;
-- the hits and trials of as_rate are the parts of every share
SELECT bool_and(same(sum / n, service_level(s, method))) AS as_rate
  FROM (SELECT method, sum(n_hits(as_rate(s, method)))::float8 AS sum, sum(n_counted(as_rate(s, method))) AS n, rollup(s) AS s
          FROM queues, unnest('{offered,answered_only,credit_short_abandons,exclude_short_abandons,include_flow_outs,amazon_connect}'::text[]) AS method GROUP BY method) AS m;
DROP TABLE parts, queues;
SELECT answered_wait(s), abandoned_wait(s), abandoned_short(s), abandoned_without_wait(s), answered_delayed(s), abandoned_delayed(s), callbacks_in_target(s)
  FROM (VALUES ('empty'::queue_summary), ('(contacts=2 abandoned=2 abandoned_without_wait=2 abandoned_judged=2)'), ('(contacts=1 answered=1 answered_in_target=1)')) AS v(s);
-- short abandons are unknown if some were never compared with a threshold
SELECT abandoned_short(a), abandoned_short(b), abandoned_short(a + b), abandoned_short(a + 'empty')
  FROM (SELECT queue_agg(interval '3 s', false, '20 s', '5 s') AS a, queue_agg(interval '3 s', false, '20 s') AS b) AS s;
SELECT answered_wait(s + s) FROM (SELECT queue_agg(interval '106751991 days', true, '20 s') AS s) AS s;

-- rates
SELECT same(sum(n_hits(s))::float8 / sum(n_counted(s)), rate(rollup(s))) AS rate FROM (SELECT rate_agg(q % 3 = 0) AS s FROM rows GROUP BY g) AS p;
-- ratios, per 1 and per hour
SELECT same(sum(numerator(s)) / sum(denominator(s)), ratio(rollup(s))) AS ratio, same(sum(numerator(o)) / sum(denominator(o)), occupancy(rollup(o))) AS occupancy,
       same(sum(numerator(p)) / sum(denominator(p)), agent_productivity(rollup(p))) AS productivity, same(sum(denominator(p)), sum(hours)) AS hours, same(sum(numerator(b)) / sum(denominator(b)), balanced_score(rollup(b))) AS balanced_score
  FROM (SELECT ratio_agg(q / 7.0, r) AS s, occupancy_agg(q * interval '1 s', r * interval '1 s') AS o, agent_productivity_agg(q, r * interval '7 min') AS p, sum(r * 7 / 60.0) AS hours, balanced_score_agg(q::float8, 0, 900, r) AS b FROM rows GROUP BY g) AS p;
SELECT numerator('empty'), denominator('empty'), numerator(agent_productivity_agg(12, interval '90 min')), denominator(agent_productivity_agg(12, interval '90 min'));
SELECT numerator('(per=1 excluded=1)'), denominator('(per=1 excluded=1)');
-- means
SELECT same(sum(total(s)) / sum(n_counted(s)), mean(rollup(s))) AS mean,
       abs(sqrt((sum(sum_of_squares(s)) - sum(total(s)) ^ 2 / sum(n_counted(s))) / (sum(n_counted(s)) - 1)) / stddev(rollup(s)) - 1) < 1e-9 AS stddev, same(sum(total(s)), sum(plain)) AS total, same(sum(sum_of_squares(s)), sum(squares)) AS squares
  FROM (SELECT mean_agg(r / 7.0) AS s, sum(r / 7.0) AS plain, sum((r / 7.0) ^ 2) AS squares FROM rows GROUP BY g) AS p;
SELECT total('empty'::mean_summary), sum_of_squares('empty'::mean_summary), total(mean_agg(d)), sum_of_squares(mean_agg(d)) FROM unnest('{1 min,-1 s,90 s}'::interval[]) AS d;
-- damped means: the prior is the same in all
SELECT same((sum(total(s)) + min(prior_weight(s)) * min(prior_mean(s))) / (sum(n_counted(s)) + min(prior_weight(s))), damped_mean(rollup(s))) AS damped_mean, min(prior_mean(s)) = max(prior_mean(s)) AS one_prior, same(sum(sum_of_squares(s)), sum(squares)) AS squares
  FROM (SELECT damped_agg(r / 7.0, 3.5, 12) AS s, sum((r / 7.0) ^ 2) AS squares FROM rows GROUP BY g) AS p;
SELECT total(s), sum_of_squares(s), prior_mean(s), prior_weight(s) FROM (VALUES ('empty'::damped_summary), ('(prior_mean=0.5 prior_weight=10 rows=2 n=1 sum=1 squares=1)')) AS v(s);
-- scores
SELECT same(100 * (sum(score_count(s, 9, 10)) - sum(score_count(s, 0, 6)))::float8 / sum(n_counted(s)), nps(rollup(s))) AS nps, same(sum(score_count(s, 9, 10))::float8 / sum(n_counted(s)), promoters(rollup(s))) AS promoters,
       same(sum(total(stars)) / sum(n_counted(stars)), csat(rollup(stars), 'mean')) AS mean, same(sum(score_count(stars, 4.5, 5))::float8 / sum(n_counted(stars)), csat(rollup(stars), boxes => 2)) AS top_box,
       same(sum(n_hits(as_rate(stars, boxes => 2)))::float8 / sum(n_counted(as_rate(stars, boxes => 2))), csat(rollup(stars), boxes => 2)) AS as_rate, same(sum(sum_of_squares(stars)), sum(squares)) AS squares
  FROM (SELECT score_agg(r % 11) AS s, score_agg(q % 9 / 2.0 + 1, 1, 5, 0.5) AS stars, sum((q % 9 / 2.0 + 1) ^ 2) AS squares FROM rows GROUP BY g) AS p;
SELECT score_count('empty', 9, 10), total('empty'::score_summary), sum_of_squares('empty'::score_summary), score_count(s, 0, 10), score_count(s, 7, 7), score_count(s, NULL, 10), total(s), sum_of_squares(s) FROM (SELECT score_agg(n) AS s FROM generate_series(6, 9) AS n) AS s;
SELECT score_count(score_agg(4, 5), 9, 10);
SELECT score_count(score_agg(4, 5), 4.5, 5);
SELECT score_count(score_agg(4, 5), 5, 4);
SELECT score_count(score_agg(4, 5), 'NaN', 5);
SELECT score_count(score_agg(4, 5), 1, 'Infinity');
SELECT total('(n=9223372036854775807 scale_min=-1000000000 scale_max=1000000000 score_step=1000000000 1000000000=9223372036854775807)'::score_summary);
SELECT sum_of_squares('(n=9223372036854775807 scale_min=-1000000000 scale_max=1000000000 score_step=1000000000 -1000000000=9223372036854775807)'::score_summary);
-- durations
SELECT abs(sum(seconds(total(s))) / sum(n_counted(s)) - seconds(mean(rollup(s)))) < 1e-6 AS mean, abs(sum(seconds(total_age(s))) / sum(n_pending(s)) - seconds(mean_age(rollup(s)))) < 1e-6 AS mean_age,
       abs((sum(seconds(total(s))) + sum(seconds(total_age(s)))) / sum(n_counted(s)) - seconds(exponential_mean(rollup(s)))) < 1e-6 AS exponential_mean, same(sum(n_hits(as_rate(s, '40 s')))::float8 / sum(n_counted(as_rate(s, '40 s'))), share_within(rollup(s), '40 s')) AS share_within
  FROM (SELECT duration_agg(r * interval '91 ms', q % 4 > 0) AS s FROM rows GROUP BY g) AS p;
SELECT total('empty'::duration_summary), total_age('empty'), total(s), total_age(s), total(s - s) FROM (SELECT duration_agg(d, d > '2 s') AS s FROM unnest('{1 s,2.5 s,3 s,-5 s}'::interval[]) AS d) AS s;
SELECT total(s + s) FROM (SELECT duration_agg(interval '106751991 days') AS s) AS s;
-- offers, quality, categories: hits and trials
SELECT bool_and(same(hits::float8 / trials, chat_acceptance_rate(s, method))) AS acceptance
  FROM (SELECT method, sum(n_hits(as_rate(s, method))) AS hits, sum(n_counted(as_rate(s, method))) AS trials, rollup(s) AS s
          FROM (SELECT offer_agg((ARRAY['accepted', 'rejected', 'expired', 'customer_left', 'taken_by_other', NULL])[1 + q % 6]) AS s FROM rows GROUP BY g) AS p, unnest('{offers,exclude_customer_left,exclude_taken_by_other,exclude_both}'::text[]) AS method GROUP BY method) AS m;
SELECT same(sum(n_hits(as_rate(s, 'customer')))::float8 / sum(n_counted(as_rate(s, 'customer'))), (quality_index(rollup(s))).customer_accuracy) AS customer, same(sum(n_hits(as_rate(s, 'business')))::float8 / sum(n_counted(as_rate(s, 'business'))), (quality_index(rollup(s))).business_accuracy) AS business,
       same(sum(n_hits(as_rate(s)))::float8 / sum(n_counted(as_rate(s))), (quality_index(rollup(s))).overall) AS overall
  FROM (SELECT quality_agg(CASE WHEN r % 5 > 0 THEN r % 4 = 0 END, CASE WHEN q % 7 > 0 THEN q % 3 = 0 END) AS s FROM rows GROUP BY g) AS p;
SELECT same(sum(label_count(s, 'b'))::float8 / sum(n_counted(s)), share(rollup(s), 'b')) AS share FROM (SELECT category_agg((ARRAY['a', 'b', 'c'])[1 + q % 3]) AS s FROM rows GROUP BY g) AS p;
-- forecasts
SELECT same(sum(sum_of_absolute_errors(s)) / sum(sum_of_absolute_actuals(s)), wape(rollup(s))) AS wape, same(sum(sum_of_errors(s)) / sum(sum_of_actuals(s)), bias(rollup(s))) AS bias,
       same(sum(sum_of_relative_errors(s)) / sum(n_counted(s) - n_zero_actual(s)), mape(rollup(s))) AS mape, same(sum(sum_of_absolute_errors(s)) / sum(n_counted(s)), mae(rollup(s))) AS mae,
       same(sqrt(sum(sum_of_squared_errors(s)) / sum(n_counted(s))), rmse(rollup(s))) AS rmse, same(sum(sum_of_compared_errors(s)) / sum(sum_of_naive_errors(s)), mase(rollup(s))) AS mase, sum(n_zero_actual(s)) > 0 AS zeros, sum(n_naive(s)) < sum(n_counted(s)) AS not_all_naive
  FROM (SELECT accuracy_agg(r / 7.0, q % 40 - 3, CASE WHEN n % 5 > 0 THEN r % 50 END) AS s FROM rows GROUP BY g) AS p;
SELECT sum_of_errors(s), sum_of_absolute_errors(s), sum_of_squared_errors(s), sum_of_relative_errors(s), sum_of_actuals(s), sum_of_absolute_actuals(s), sum_of_compared_errors(s), sum_of_naive_errors(s)
  FROM (VALUES ('empty'::accuracy_summary), ((SELECT accuracy_agg(f, a) FROM (VALUES (1.5, -2), (3, 4), (5, 0)) AS v(f, a)))) AS v(s);
-- pairs
SELECT abs((n * xy - x * y) / (sqrt(n * xx - x ^ 2) * sqrt(n * yy - y ^ 2)) - corr(s)) < 1e-9 AS corr, abs((n * xy - x * y) / (n * xx - x ^ 2) / slope(s) - 1) < 1e-9 AS slope, abs((y - (n * xy - x * y) / (n * xx - x ^ 2) * x) / n / intercept(s) - 1) < 1e-9 AS intercept,
       same(x / n, mean_x(s)) AS mean_x, same(y / n, mean_y(s)) AS mean_y
  FROM (SELECT sum(n_counted(s))::float8 AS n, sum(sum_of_x(s)) AS x, sum(sum_of_y(s)) AS y, sum(sum_of_x_squares(s)) AS xx, sum(sum_of_y_squares(s)) AS yy, sum(sum_of_products(s)) AS xy, rollup(s) AS s
          FROM (SELECT pair_agg(r / 7.0, r + q / 2.0) AS s FROM rows GROUP BY g) AS p) AS t;
SELECT sum_of_x(s), sum_of_y(s), sum_of_x_squares(s), sum_of_y_squares(s), sum_of_products(s) FROM (VALUES ('empty'::pair_summary), ('(n=3 x=7 y=8.75 x_squares=21 y_squares=37.3125 products=13)')) AS v(s);
-- mixes: the fields of the JSON
SELECT same(n0_r0 / n0, before) AS before, same(n1_r1 / n1, after) AS after, abs((n1_r0 / n1 - n0_r0 / n0 + n1_r1 / n1 - n0_r1 / n0) / 2 - mix_effect) < 1e-12 AS mix_effect, abs((n0_r1 / n0 - n0_r0 / n0 + n1_r1 / n1 - n1_r0 / n1) / 2 - rate_effect) < 1e-12 AS rate_effect
  FROM (SELECT sum(n0) AS n0, sum(n1) AS n1, sum(n0_r0) AS n0_r0, sum(n0_r1) AS n0_r1, sum(n1_r0) AS n1_r0, sum(n1_r1) AS n1_r1, (mix_shift(rollup(s))).*
          FROM (SELECT mix_agg(q, r / 1009.0, r, q / 997.0) AS s FROM rows GROUP BY g) AS p, jsonb_to_record(s::jsonb) AS j(n0 float8, n1 float8, n0_r0 float8, n0_r1 float8, n1_r0 float8, n1_r1 float8)) AS t;
-- backlog and demand: their rows by time add up
CREATE TABLE tickets AS
SELECT g, backlog_agg(t, t + q * interval '17 min', '2026-03-02', '2026-03-20', '1 day') AS b, demand_agg(t) AS d FROM rows, LATERAL (SELECT timestamp '2026-03-01' + r * interval '26 min' AS t) AS c GROUP BY g;
SELECT bool_and(ROW(p.opened, p.closed, p.backlog) = ROW(w.opened, w.closed, w.backlog)) AS backlog, count(*)
  FROM (SELECT at, sum(opened) AS opened, sum(closed) AS closed, sum(backlog) AS backlog FROM tickets, backlog_series_local(b) GROUP BY at) AS p JOIN (SELECT s.* FROM (SELECT rollup(b) AS b FROM tickets) AS t, backlog_series_local(b) AS s) AS w USING (at);
SELECT bool_and(p.contacts = w.contacts) AS demand, count(*) = count(w.at) AS all_hours
  FROM (SELECT at, sum(contacts) AS contacts FROM tickets, demand_series(d, '1 h') GROUP BY at) AS p FULL JOIN (SELECT s.* FROM (SELECT rollup(d) AS d FROM tickets) AS t, demand_series(d, '1 h') AS s) AS w USING (at);
DROP TABLE tickets;
DROP TABLE rows;
DROP FUNCTION same;
