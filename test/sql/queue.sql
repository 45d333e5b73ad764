-- Contacts offered to a queue

-- ICMI's example: 1000 answered, 860 in target; 60 abandoned, 20 in target, 10 short
CREATE TABLE calls AS
SELECT CASE WHEN n <= 860 THEN interval '20 s' WHEN n <= 1000 THEN interval '20.000001 s'
            WHEN n <= 1010 THEN interval '5 s' WHEN n <= 1020 THEN interval '5.000001 s' ELSE interval '1 min' END AS wait,
       n <= 1000 AS answered, n
  FROM generate_series(1, 1060) AS n;
SELECT method, round(service_level(s, method)::numeric, 6) AS service_level,
       round(service_level(s, method)::numeric, 6) = published AS as_published
  FROM (SELECT queue_agg(wait, answered, '20 s', '5 s') AS s FROM calls) AS queues,
       (VALUES ('offered', .811321), ('answered_only', .860000), ('credit_abandons_in_target', .830189),
               ('exclude_abandons_in_target', .826923), ('credit_short_abandons', .820755), ('exclude_short_abandons', .819048),
               ('icmi_1', .830189), ('icmi_2', .860000), ('icmi_3', .811321), ('icmi_4', .826923), ('icmi_5', .820755),
               ('cisco_negative', .811321), ('cisco_positive', .830189), ('cisco_ignore', .826923),
               ('genesys', .811321), ('genesys_exclude_short', .819048), ('ringcentral', .819048), ('bright_pattern', .826923),
               ('asterisk_perf', .860000), ('asterisk_perf2', .830189)) AS methods(method, published);
SELECT round(abandon_rate(s)::numeric, 6) AS abandon_rate, round(abandon_rate(s, 'exclude_short')::numeric, 6) AS exclude_short,
       offered(s), answered(s), abandoned(s), n_counted(s), n_pending(s), n_excluded(s)
  FROM (SELECT queue_agg(wait, answered, '20 s', '5 s') AS s FROM calls) AS queues;

-- one step compared with plain SQL, with intervals and with seconds
SELECT service_level(wait, answered, '20 s') = service_level AS interval,
       service_level(extract(epoch FROM wait)::float8, answered, 20) = service_level AS seconds,
       service_level(queue_agg(wait, answered, '20 s')) = service_level AS two_steps,
       queue_agg(wait, answered, '20 s', '5 s') = queue_agg(extract(epoch FROM wait)::float8, answered, 20, 5) AS same_summary
  FROM calls, (SELECT count(*) FILTER (WHERE answered AND wait <= '20 s')::float8 / count(*) AS service_level FROM calls) AS reference
 GROUP BY service_level;

-- waits: 32 s for {30, 15, 45, 60, 10}, including waits of 0
SELECT asa(s), seconds(asa(s)), average_wait(s), seconds(average_wait(s))
  FROM (SELECT queue_agg(wait * interval '1 s', true, '20 s') AS s FROM unnest(ARRAY[30, 15, 45, 60, 10]) AS wait) AS queues;
SELECT asa(s), seconds(asa(s)), average_wait(s), seconds(average_wait(s))
  FROM (SELECT queue_agg(wait, answered, 20) AS s
          FROM (VALUES (0, true), (10, true), (20, false), (NULL, false), (-5, true), (7, NULL)) AS v(wait, answered)) AS queues;
-- long waits are intervals of hours, rounded to the microsecond
SELECT asa(queue_agg(wait, true, '20 s')) FROM (VALUES (interval '2 days'), ('1 day 01:00:00')) AS v(wait);
SELECT asa(s), seconds(asa(s)) FROM (VALUES ('(contacts=3 answered=3 answered_in_target=3 answered_delayed=2 answered_wait_us=2 answered_wait_us_squares=2)'::queue_summary)) AS v(s);

-- callers who waited at all: the mean without waits of 0, whether answered or not
SELECT delay_of_delayed(s), seconds(delay_of_delayed(s)), average_wait(s), delay_of_delayed('empty')
  FROM (SELECT queue_agg(wait, answered, 20) AS s
          FROM (VALUES (0, true), (10, true), (20, false), (NULL, false), (0, false), (-5, true), (7, NULL)) AS v(wait, answered)) AS queues;
SELECT delay_of_delayed(0, true);

-- each mean and rate in one step, with and without the arguments of the service level
SELECT asa(wait, answered), average_wait(wait, answered), delay_of_delayed(wait, answered), abandon_rate(wait, answered),
       abandon_rate(wait, answered, '20 s', '5 s') AS exclude_short
  FROM (VALUES (interval '0', true), ('10 s', true), ('20 s', false), ('5 s', false), (NULL, false), ('-5 s', true), ('7 s', NULL)) AS v(wait, answered);
SELECT make_interval(secs => asa(wait, answered)) = asa(s) AS asa, make_interval(secs => average_wait(wait, answered)) = average_wait(s) AS average_wait,
       make_interval(secs => delay_of_delayed(wait, answered)) = delay_of_delayed(s) AS delay_of_delayed, abandon_rate(wait, answered) = abandon_rate(s) AS abandon_rate,
       abandon_rate(wait, answered, 20, 5) = abandon_rate(s, 'exclude_short') AS exclude_short,
       (asa(wait, answered, 20), average_wait(wait, answered, 20), delay_of_delayed(wait, answered, 20), abandon_rate(wait, answered, 20)) =
       (asa(wait, answered), average_wait(wait, answered), delay_of_delayed(wait, answered), abandon_rate(wait, answered)) AS with_target,
       (asa(span, answered, '20 s'), average_wait(span, answered, '20 s'), delay_of_delayed(span, answered, '20 s'), abandon_rate(span, answered, '20 s')) =
       (asa(s), average_wait(s), delay_of_delayed(s), abandon_rate(s)) AS intervals_with_target
  FROM (SELECT extract(epoch FROM wait)::float8 AS wait, wait AS span, answered FROM calls) AS c,
       (SELECT queue_agg(wait, answered, '20 s', '5 s') AS s FROM calls) AS q GROUP BY s;
-- published: 60 of 1060; 50 of 1050 without the short ones
SELECT round(abandon_rate(wait, answered)::numeric, 6) AS abandon_rate, round(abandon_rate(wait, answered, '20 s', '5 s')::numeric, 6) AS exclude_short,
       round(abandon_rate(answered)::numeric, 6) AS of_flag FROM calls;
SELECT asa(wait, answered) FROM (VALUES (30), (15), (45), (60), (10)) AS v(wait), (VALUES (true)) AS a(answered);
SELECT n, asa(wait, answered) OVER two, average_wait(wait, answered) OVER two, delay_of_delayed(wait, answered) OVER two, abandon_rate(wait, answered) OVER two
  FROM (VALUES (1, 10, true), (2, 0, true), (3, 30, false), (4, 50, NULL), (5, 70, NULL)) AS v(n, wait, answered) WINDOW two AS (ORDER BY n ROWS 1 PRECEDING);

-- the counter of each row: wait, answered -> counter
SELECT wait, answered, queue_agg(wait, answered, '20 s', '5 s')
  FROM (VALUES (interval '20 s', true), ('20.1 s', true), ('0 s', true), (NULL, true), ('-1 s', true),
               ('20 s', false), ('20.1 s', false), ('5 s', false), ('0 s', false), (NULL, false), ('-1 s', false),
               ('20 s', NULL), ('20.1 s', NULL), (NULL, NULL), ('-1 s', NULL)) AS v(wait, answered)
 GROUP BY wait, answered ORDER BY answered DESC NULLS LAST, wait NULLS LAST;

-- a contact still waiting past the target is a miss, before the target it is pending
SELECT service_level(s), offered(s), n_pending(s), service_level(s, 'answered_only') AS answered_only, abandon_rate(s)
  FROM (SELECT queue_agg(wait, answered, '20 s') AS s
          FROM (VALUES (interval '10 s', true), ('30 s', NULL), ('20 s', NULL)) AS v(wait, answered)) AS queues;

-- by every method a contact still waiting past the target is a miss, but it does not affect the figures of answered or abandoned contacts
SELECT method, service_level(s, method)
  FROM (SELECT queue_agg(wait, answered, '20 s', '5 s') AS s
          FROM (VALUES (interval '10 s', true), ('30 s', NULL), ('4 s', false), ('20 s', NULL)) AS v(wait, answered)) AS queues,
       unnest(ARRAY['offered', 'answered_only', 'credit_abandons_in_target', 'exclude_abandons_in_target', 'credit_short_abandons', 'exclude_short_abandons']) AS method;
SELECT abandon_rate(s), abandon_rate(s, 'exclude_short') AS exclude_short, n_pending(s), n_excluded(s)
  FROM (SELECT queue_agg(wait, answered, '20 s', '5 s') AS s
          FROM (VALUES (interval '10 s', true), ('30 s', NULL), ('4 s', false), ('6 s', false), ('20 s', NULL), ('-1 s', true)) AS v(wait, answered)) AS queues;

-- the target may differ by row
SELECT service_level(wait, true, target) FROM (VALUES (interval '30 s', interval '1 min'), ('30 s', '20 s')) AS v(wait, target);

-- pooled, not averaged: 1000 at 60 % and 200 at 96 % are 66 %
SELECT service_level(rollup(s)), avg(service_level(s)) AS average_of_averages
  FROM (SELECT day, queue_agg(CASE WHEN n <= hits THEN interval '1 s' ELSE '1 h' END, true, '20 s') AS s
          FROM (VALUES (1, 1000, 600), (2, 200, 192)) AS days(day, calls, hits), generate_series(1, calls) AS n GROUP BY day) AS daily;

-- without data the result is NULL
SELECT service_level(wait, answered, '20 s'), queue_agg(wait, answered, '20 s') FROM calls WHERE false;
SELECT service_level(s), abandon_rate(s), asa(s), seconds(asa(s)), average_wait(s), ci_lower(s), offered(s), n_excluded(s)
  FROM (VALUES ('empty'::queue_summary)) AS v(s);
SELECT service_level(NULL::queue_summary, 'offered'), service_level(NULL::queue_summary, NULL), ci_upper(NULL::queue_summary, 2);

-- Wilson's interval of the service level, by method
SELECT round(ci_lower(s)::numeric, 4) AS lower, round(ci_upper(s)::numeric, 4) AS upper,
       ci_lower(s) = ci_lower('(hits=860 trials=1060)'::rate_summary) AS as_rate,
       ci_upper(s, 0.9, 'icmi_2') = ci_upper('(hits=860 trials=1000)'::rate_summary, 0.9) AS by_method
  FROM (SELECT queue_agg(wait, answered, '20 s', '5 s') AS s FROM calls) AS queues;

-- sliding
SELECT n, wait, answered, service_level(wait, answered, '20 s') OVER w, queue_agg(wait, answered, '20 s') OVER w
  FROM calls WHERE n BETWEEN 998 AND 1003 WINDOW w AS (ORDER BY n ROWS 1 PRECEDING) ORDER BY n;

-- other outcomes: flow-outs to another queue or voicemail, and callbacks
CREATE TABLE ends AS
SELECT wait, outcome FROM (VALUES (6.0::float8, 'answered', 6), (25, 'answered', 2), (30, 'abandoned', 1), (8, 'flowed_out', 1), (60, 'flowed_out', 1)) AS v(wait, outcome, n), generate_series(1, n);
SELECT method, round(service_level(queue_agg(wait, outcome, 20), method)::numeric, 4) AS service_level FROM ends, unnest('{offered,include_flow_outs,answered_only,amazon_connect}'::text[]) AS method GROUP BY method ORDER BY method COLLATE "C";
SELECT method, round(abandon_rate(queue_agg(wait, outcome, 20), method)::numeric, 4) AS abandon_rate FROM ends, unnest('{offered,include_flow_outs}'::text[]) AS method GROUP BY method ORDER BY method COLLATE "C";
-- callbacks, and rows without a wait; waits that are excluded or still go on
INSERT INTO ends VALUES (20, 'callback'), (21, 'callback'), (NULL, 'callback'), (NULL, 'flowed_out'), (-1, 'flowed_out'), (-1, 'callback'), (NULL, 'answered'), (NULL, 'abandoned'), (19, NULL), (21, NULL), (NULL, NULL);
SELECT queue_agg(wait, outcome, 20) AS s, offered(queue_agg(wait, outcome, 20)), answered(queue_agg(wait, outcome, 20)), abandoned(queue_agg(wait, outcome, 20)), flowed_out(queue_agg(wait, outcome, 20)), callbacks(queue_agg(wait, outcome, 20)),
       n_pending(queue_agg(wait, outcome, 20)), n_excluded(queue_agg(wait, outcome, 20)) FROM ends;
-- amazon_connect: answered, abandoned or called back within the target / all that entered the queue, except those still waiting within it
SELECT service_level(queue_agg(wait, outcome, 20), 'amazon_connect') = (count(*) FILTER (WHERE wait <= 20 AND outcome IN ('answered', 'abandoned', 'callback')))::float8 / count(*) AS as_amazon_connect, count(*) AS queued
  FROM ends WHERE CASE WHEN wait IS NULL THEN outcome <> 'answered' ELSE wait >= 0 AND (outcome IS NOT NULL OR wait > 20) END;
-- outcome and answered return the same if there are no other outcomes
SELECT count(*) AS of, bool_and(by_answered = by_outcome AND short = short_by_outcome AND of_intervals = by_outcome) AS same
  FROM (SELECT queue_agg(wait, answered, 20) AS by_answered, queue_agg(wait, word, 20) AS by_outcome, queue_agg(wait, answered, 20, 5) AS short, queue_agg(wait, word, 20, 5) AS short_by_outcome, queue_agg(wait * interval '1 s', word, '20 s') AS of_intervals
          FROM (SELECT (n * 7919 % 61 - 1)::float8 AS wait, n * 31 % 13 <> 0 AS answered, CASE WHEN n * 31 % 13 <> 0 THEN 'answered' ELSE 'abandoned' END AS word, n % 4 AS g FROM generate_series(1, 500) AS n) AS calls GROUP BY g) AS s;
SELECT service_level(wait, outcome, 20) = service_level(s) AND service_level(wait * interval '1 s', outcome, '20 s') = service_level(s) AS service_level, abandon_rate(wait, outcome, 20) = abandon_rate(s) AND abandon_rate(wait * interval '1 s', outcome, '20 s') = abandon_rate(s) AS abandon_rate,
       abandon_rate(wait, outcome, 20, 40) = abandon_rate(queue_agg(wait, outcome, 20, 40), 'exclude_short') AND abandon_rate(wait * interval '1 s', outcome, '20 s', '40 s') = abandon_rate(wait, outcome, 20, 40) AS without_short,
       abs(asa(wait, outcome, 20) - seconds(asa(s))) < 1e-6 AND asa(wait * interval '1 s', outcome, '20 s') = asa(s) AS asa, abs(average_wait(wait, outcome, 20) - seconds(average_wait(s))) < 1e-6 AND average_wait(wait * interval '1 s', outcome, '20 s') = average_wait(s) AS average_wait,
       abs(delay_of_delayed(wait, outcome, 20) - seconds(delay_of_delayed(s))) < 1e-6 AND delay_of_delayed(wait * interval '1 s', outcome, '20 s') = delay_of_delayed(s) AS delay_of_delayed
  FROM ends, (SELECT queue_agg(wait, outcome, 20) AS s FROM ends) AS all_of_them GROUP BY s;
SELECT queue_agg(wait, 'Answered', 20) FROM ends;
SELECT '(contacts=3 flowed_out=2 callbacks=2)'::queue_summary;
SELECT '(contacts=3 callbacks=2 callbacks_in_target=3)'::queue_summary;
DROP TABLE ends;

-- bad input
SELECT service_level(interval '1 mon', true, '20 s');
SELECT service_level(interval '1 s', true, '1 mon');
SELECT service_level(interval '1 s', true, '-20 s');
SELECT service_level(1::float8, true, -20);
SELECT service_level(1::float8, true, 'NaN');
SELECT service_level('NaN'::float8, true, 20);
SELECT service_level('infinity'::float8, true, 20);
SELECT service_level(1e13, true, 20);
SELECT service_level(interval '2147483647 days', true, '20 s');
SELECT service_level(interval '106751991 days 04:00:54.775808', true, '20 s');
SELECT service_level(9223372036854.77, true, 20);
SELECT service_level(9223372036854.777, true, 20);
SELECT service_level(interval '1 s', true, NULL);
SELECT queue_agg(interval '1 s', true, '20 s', NULL);
SELECT queue_agg(interval '1 s', true, '20 s', '-1 s');
SELECT service_level('empty'::queue_summary, 'unheard of');
SELECT service_level('empty'::queue_summary, NULL);
SELECT abandon_rate('empty'::queue_summary, 'unheard of');
SELECT service_level(queue_agg(wait, answered, '20 s'), 'icmi_5') FROM calls;
SELECT abandon_rate(queue_agg(wait, answered, '20 s'), 'exclude_short') FROM calls;
DROP TABLE calls;

-- intervals of speed of answer and abandon rate: equal to those of the mean and the rate of the same rows
CREATE TABLE two_weeks AS
SELECT n % 2 AS week, x % 97 * 1.5 AS wait, x % 7 > n % 2 AS answered FROM generate_series(1, 400) AS n, LATERAL (SELECT ('x' || substr(md5(n::text), 1, 7))::bit(28)::int AS x) AS r;
CREATE VIEW by_week AS
SELECT week, queue_agg(wait, answered, 20) AS calls, mean_agg(wait) FILTER (WHERE answered) AS waits, rate_agg(NOT answered) AS abandons FROM two_weeks GROUP BY week;
SELECT round(seconds(asa(calls))::numeric, 3) AS asa, round(ci_lower(calls, method => 'asa')::numeric, 3) AS lower, round(ci_upper(calls, method => 'asa')::numeric, 3) AS upper,
       abs(ci_lower(calls, 0.9, 'asa') - ci_lower(waits, 0.9)) < 1e-9 AND abs(ci_upper(calls, 0.9, 'asa') - ci_upper(waits, 0.9)) < 1e-9 AS as_mean,
       ci_lower(calls, 0.9, 'abandon_rate') = ci_lower(abandons, 0.9) AND ci_upper(calls, 0.9, 'abandon_rate') = ci_upper(abandons, 0.9) AS as_rate
  FROM by_week ORDER BY week;
SELECT method, round((ours).difference::numeric, 4) AS difference, round((ours).lower::numeric, 4) AS lower, round((ours).upper::numeric, 4) AS upper, round((ours).p_value::numeric, 6) AS p_value,
       abs((ours).difference - (theirs).difference) + abs((ours).lower - (theirs).lower) + abs((ours).upper - (theirs).upper) + abs((ours).p_value - (theirs).p_value) < 1e-9 AS same
  FROM by_week AS a JOIN by_week AS b ON a.week = 0 AND b.week = 1,
       LATERAL (VALUES ('asa', kpi_compare(a.calls, b.calls, method => 'asa'), kpi_compare(a.waits, b.waits)), ('abandon_rate', kpi_compare(a.calls, b.calls, 0.8, 'abandon_rate'), kpi_compare(a.abandons, b.abandons, 0.8)),
                ('offered', kpi_compare(a.calls, b.calls), kpi_compare(as_rate(a.calls), as_rate(b.calls)))) AS c(method, ours, theirs);
-- a wait whose square takes 126 bits, added and subtracted
SELECT calls + longest AS with_longest, (calls + longest) - longest = calls AS taken_back
  FROM (SELECT queue_agg(wait, true, 0) AS calls FROM unnest('{1e9,3}'::float8[]) AS wait) AS q,
       (SELECT '(contacts=1 answered=1 answered_delayed=1 answered_wait_us=9223372036854775807 answered_wait_us_squares=85070591730234615847396907784232501249)'::queue_summary AS longest) AS l;
SELECT ci_lower('empty'::queue_summary, method => 'asa'), ci_lower('(contacts=1 answered=1 answered_in_target=1)'::queue_summary, method => 'asa') AS of_one, kpi_compare('empty'::queue_summary, 'empty', method => 'asa'),
       ci_lower(s, method => 'asa') AS no_spread, ci_upper(s, method => 'asa') FROM (SELECT queue_agg(4, true, 20) AS s FROM generate_series(1, 3)) AS same;
SELECT ci_lower(queue_agg(wait, true, 20), method => 'asa') AS not_below_0 FROM unnest('{0,0,0,9}'::float8[]) AS wait;
SELECT answered_in_target(s), abandoned_in_target(s), (SELECT count(*) FROM two_weeks WHERE answered AND wait <= 20) AS answered, (SELECT count(*) FROM two_weeks WHERE NOT answered AND wait <= 20) AS abandoned FROM (SELECT queue_agg(wait, answered, 20) AS s FROM two_weeks) AS whole;
SELECT ci_lower('empty'::queue_summary, method => 'wait');
SELECT '(contacts=2 answered=2 answered_delayed=2 answered_wait_us=10 answered_wait_us_squares=49)'::queue_summary;
SELECT '(contacts=1 answered=1 answered_delayed=1 answered_wait_us=10 answered_wait_us_squares=101)'::queue_summary;
SELECT '(contacts=1 answered=1 answered_in_target=1 answered_wait_us_squares=1)'::queue_summary;
SELECT '(contacts=1 answered=1 answered_in_target=1 answered_delayed=1 answered_wait_us=1 answered_wait_us_squares=-1)'::queue_summary;
