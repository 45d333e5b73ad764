/*
 * report.sql
 *		The KPI report of the simulated call centre, for psql at 100 columns.
 *
 * psql prints every query before its answer, so the report shows what to type.
 * show, percent, meter and whisker only round and draw.
 */
SET client_min_messages = warning;
SET datestyle = 'ISO';
SET search_path = demo, public;

\pset pager off
\pset border 2
\pset linestyle unicode
\pset numericlocale off
\pset footer off
\pset null '–'

CREATE FUNCTION rounded(x float8, digits integer DEFAULT 1) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT round(x::numeric, digits)
$$;

CREATE FUNCTION percent(x float8) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT rounded(100 * x)
$$;

-- A rate as ten cells and in per cent
CREATE FUNCTION meter(x float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT rpad(repeat('█', rounded(10 * x, 0)::integer), 10, '░') || to_char(percent(x), '990.0')
$$;

-- Where a figure stands on a ruler of 21 cells, 0 to 20
CREATE FUNCTION cell_of(x float8, ruler numrange) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
	SELECT round(20 * (x::numeric - lower(ruler)) / (upper(ruler) - lower(ruler)))::integer
$$;

-- A figure within its interval, drawn on a ruler
CREATE FUNCTION whisker(low float8, x float8, high float8, ruler numrange) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT string_agg(CASE
			WHEN cell = cell_of(x, ruler) THEN '●'
			WHEN cell = cell_of(low, ruler) THEN '├'
			WHEN cell = cell_of(high, ruler) THEN '┤'
			WHEN cell BETWEEN cell_of(low, ruler) AND cell_of(high, ruler) THEN '─'
			ELSE '·'
		END, '' ORDER BY cell)
	FROM generate_series(0, 20) AS cell
$$;

CREATE FUNCTION half_hour(at timestamp) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT to_char(at, 'HH24:') || CASE WHEN extract(minute FROM at) < 30 THEN '00' ELSE '30' END
$$;

CREATE FUNCTION week(at timestamp) RETURNS date LANGUAGE sql IMMUTABLE AS $$
	SELECT date_trunc('week', at)::date
$$;

\set ECHO queries

\echo
\echo 'A simulated call centre, 5 January to 14 February 2026.  Above every answer stands what was asked.'
\echo
\echo '━━━ 1  The queues'
\echo 'Six weeks of calls become one stored summary per queue; every queue KPI is read from it.'
\echo

CREATE TABLE stored AS
SELECT queue, queue_agg(wait, answered, target, '5 s') AS calls
FROM calls JOIN queues USING (queue)
GROUP BY queue;
\echo
SELECT queue, target, offered(calls), percent(service_level(calls)) AS "service level %",
       percent(abandon_rate(calls)) AS "abandoned %", rounded(asa_seconds(calls)) AS "ASA s",
       rounded(average_wait_seconds(calls)) AS "average wait s"
FROM stored JOIN queues USING (queue)
ORDER BY queue;

\echo '━━━ 2  Service level by queue and half-hour'
\echo 'Mornings are short of agents in Billing, Premium and Support, evenings in Sales.'
\echo

SELECT half_hour(started), queue, meter(service_level(wait, answered, target))
FROM calls JOIN queues USING (queue)
GROUP BY half_hour, queue
ORDER BY half_hour, queue
\crosstabview

\echo 'One Saturday of Premium by the hour: a handful of calls tells little, and the 95 % interval says so.'
\echo

SELECT hour, offered(calls), percent(service_level(calls)) AS "service level %",
       percent(ci_lower(calls)) AS low, percent(ci_upper(calls)) AS high,
       whisker(ci_lower(calls), service_level(calls), ci_upper(calls), '[0, 1]')
           AS "0 %             100 %"
FROM (SELECT to_char(started, 'HH24:00') AS hour, queue_agg(wait, answered, target) AS calls
      FROM calls JOIN queues USING (queue)
      WHERE queue = 'Premium' AND started::date = '2026-02-07' GROUP BY hour) AS by_hour
ORDER BY hour;

\echo '━━━ 3  Whose service level?'
\echo 'The six formulas in use differ by up to eight points; the one stored summary answers them all.'
\echo

SELECT method, queue, percent(service_level(calls, method))
FROM stored, unnest(ARRAY['offered', 'answered_only',
                          'credit_abandons_in_target', 'exclude_abandons_in_target',
                          'credit_short_abandons', 'exclude_short_abandons'])
             WITH ORDINALITY AS methods (method, position)
ORDER BY position, queue
\crosstabview

\echo '━━━ 4  Net Promoter Score with its interval'
\echo 'One customer in seven answers: where whiskers overlap, the queues may be equally good.'
\echo

SELECT coalesce(queue, 'all') AS queue, percent(response) AS "reply %",
       n_counted(answers) AS answers, rounded(nps(answers)) AS nps,
       rounded(ci_lower(answers)) AS low, rounded(ci_upper(answers)) AS high,
       rounded(ci_lower(answers, adjusted => true)) AS "adj. low",
       rounded(ci_upper(answers, adjusted => true)) AS "adj. high",
       whisker(ci_lower(answers), nps(answers), ci_upper(answers), '[0, 60]')
           AS "0                  60"
FROM (SELECT queue, rate(score IS NOT NULL) AS response, score_agg(score) AS answers
      FROM surveys GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'Three of three promote Zeno: the plain interval is certain of it, the adjusted one is not.'
\echo

SELECT agent, n_counted(answers) AS answers, rounded(nps(answers)) AS nps,
       rounded(ci_lower(answers)) AS low, rounded(ci_upper(answers)) AS high,
       rounded(ci_lower(answers, adjusted => true)) AS "adj. low",
       rounded(ci_upper(answers, adjusted => true)) AS "adj. high"
FROM (SELECT agent, score_agg(score) AS answers FROM surveys GROUP BY agent) AS by_agent
WHERE n_counted(answers) < 25
ORDER BY n_counted(answers);

\echo '━━━ 5  First contact resolution, sliding over 7 days'
\echo 'Days jump about in a small queue; the week shows the botched release of 28 January come and go.'
\echo 'Tickets of the last week are left out, for they may still come back.'
\echo

SELECT DISTINCT opened::date AS day,
       meter(fcr_rate(resolved IS NOT NULL, contacts, reopens > 0, escalated) OVER day) AS alone,
       meter(fcr_rate(resolved IS NOT NULL, contacts, reopens > 0, escalated) OVER week) AS sliding
FROM tickets
WHERE queue = 'Premium' AND opened < '2026-02-09'
WINDOW day AS (PARTITION BY opened::date),
       week AS (ORDER BY opened::date RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW)
ORDER BY day OFFSET 6;

\echo '━━━ 6  Agents ranked by their stars of February'
\echo 'Zeno tops Support by the mean of three surveys.  The damped mean pulls towards the mean of the queue'
\echo 'whoever has few; the prior weight, learnt from the agents, says how many surveys are few.  The last'
\echo 'column is what only the simulation knows.'
\echo

WITH stars AS
(
    SELECT queue, agent, skill, count(stars) AS surveys, mean(stars),
           damped_mean(mean_agg(stars)) OVER (PARTITION BY queue) AS damped,
           damping_weight(mean_agg(stars)) OVER (PARTITION BY queue) AS weight
    FROM surveys JOIN agents USING (queue, agent)
    WHERE sent >= '2026-02-01'
    GROUP BY queue, agent, skill
)
SELECT queue, agent, surveys, rounded(mean, 2) AS mean, rounded(damped, 2) AS damped,
       rounded(weight) AS "prior weight",
       rank() OVER (PARTITION BY queue ORDER BY mean DESC) AS "by mean",
       rank() OVER (PARTITION BY queue ORDER BY damped DESC) AS "by damped",
       rank() OVER (PARTITION BY queue ORDER BY skill DESC) AS "by skill"
FROM stars
ORDER BY queue, damped DESC;

\echo '━━━ 7  Days stored, weeks rolled up'
\echo 'A materialized view keeps one row of summaries per queue and day, and weeks are rolled up from it.'
\echo 'Tickets of the last week are pending: nobody knows yet whether they were resolved at first contact.'
\echo

CREATE MATERIALIZED VIEW daily AS
SELECT queue, day, calls, fcr, answers
FROM (SELECT queue, started::date AS day, queue_agg(wait, answered, target, '5 s') AS calls
      FROM calls JOIN queues USING (queue) GROUP BY queue, day) AS calls
FULL JOIN
     (SELECT queue, opened::date AS day,
             rate_agg(contacts = 1 AND resolved IS NOT NULL AND NOT escalated,
                      opened >= '2026-02-09') AS fcr
      FROM tickets GROUP BY queue, day) AS tickets USING (queue, day)
FULL JOIN
     (SELECT queue, sent::date AS day, score_agg(score) AS answers
      FROM surveys GROUP BY queue, day) AS surveys USING (queue, day);

CREATE UNIQUE INDEX ON daily (queue, day);

CREATE VIEW weekly AS
SELECT week(day), rollup(calls) AS calls, rollup(fcr) AS fcr, rollup(answers) AS answers
FROM daily
GROUP BY week;
\echo
SELECT week, offered(calls), percent(service_level(calls)) AS "service level %",
       percent(abandon_rate(calls)) AS "abandoned %", percent(rate(fcr)) AS "FCR %",
       n_pending(fcr) AS pending, rounded(nps(answers)) AS nps
FROM weekly
ORDER BY week;

\echo 'Weeks from days equal weeks from rows, to the byte.  The mean of the daily figures strays.'
\echo

CREATE VIEW weekly_from_rows AS
SELECT week(started), queue_agg(wait, answered, target, '5 s') AS calls_from_rows
FROM calls JOIN queues USING (queue)
GROUP BY week;

CREATE VIEW weekly_averaged AS
SELECT week(day), avg(service_level(calls)) AS mean_of_days
FROM daily
GROUP BY week;
\echo
SELECT week, percent(service_level(calls)) AS "from days %",
       percent(service_level(calls_from_rows)) AS "from rows %",
       calls = calls_from_rows AS "same summary", percent(mean_of_days) AS "mean of days %"
FROM weekly JOIN weekly_from_rows USING (week) JOIN weekly_averaged USING (week)
ORDER BY week;

\echo 'Now the calls that Support took on Monday 9 February come in late.  The refresh locks no reader'
\echo 'out, and the last week is right again.'
\echo

INSERT INTO calls SELECT * FROM late_calls;

REFRESH MATERIALIZED VIEW CONCURRENTLY daily;
\echo
SELECT week, offered(calls), percent(service_level(calls)) AS "from days %",
       percent(service_level(calls_from_rows)) AS "from rows %",
       calls = calls_from_rows AS "same summary"
FROM weekly JOIN weekly_from_rows USING (week)
WHERE week = '2026-02-09';
