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

CREATE FUNCTION show(x float8, digits integer DEFAULT 1) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT round(x::numeric, digits)
$$;

CREATE FUNCTION percent(x float8) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT demo.show(100 * x)
$$;

-- A rate as ten cells and in per cent
CREATE FUNCTION meter(x float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT rpad(repeat('█', demo.show(10 * x, 0)::integer), 10, '░') || to_char(demo.percent(x), '990.0')
$$;

CREATE FUNCTION position_on(x float8, ruler numrange, cells integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
	SELECT round((cells - 1) * (x::numeric - lower(ruler)) / (upper(ruler) - lower(ruler)))::integer
$$;

-- A figure within its interval, drawn on a ruler
CREATE FUNCTION whisker(low float8, x float8, high float8, ruler numrange) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT string_agg(CASE
			WHEN cell = demo.position_on(x, ruler, 25) THEN '●'
			WHEN cell = demo.position_on(low, ruler, 25) THEN '├'
			WHEN cell = demo.position_on(high, ruler, 25) THEN '┤'
			WHEN cell BETWEEN demo.position_on(low, ruler, 25) AND demo.position_on(high, ruler, 25) THEN '─'
			ELSE '·'
		END, '' ORDER BY cell)
	FROM generate_series(0, 24) AS cell
$$;

CREATE FUNCTION half_hour(at timestamp) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT to_char(at, 'HH24:') || CASE WHEN extract(minute FROM at) < 30 THEN '00' ELSE '30' END
$$;

CREATE FUNCTION week(at timestamp) RETURNS date LANGUAGE sql IMMUTABLE AS $$
	SELECT date_trunc('week', at)::date
$$;

\set ECHO queries

\echo '━━━ 1  The queues ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━'
\echo 'Six weeks of calls become one stored summary per queue; every queue KPI is read from it.'
\echo

CREATE TABLE stored AS
SELECT queue, queue_agg(wait, answered, target, '5 s') AS calls
FROM calls JOIN queues USING (queue)
GROUP BY queue;

SELECT queue, target, offered(calls), percent(service_level(calls)) AS "service level %",
       percent(abandon_rate(calls)) AS "abandoned %", show(asa_seconds(calls)) AS "ASA s",
       show(average_wait_seconds(calls)) AS "average wait s"
FROM stored JOIN queues USING (queue)
ORDER BY queue;

\echo '━━━ 2  Service level by queue and half-hour ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━'
\echo 'Look for the morning peak, which only Sales is spared, and for the evening rush in Sales.'
\echo

SELECT half_hour(started), queue, meter(service_level(wait, answered, target))
FROM calls JOIN queues USING (queue)
GROUP BY half_hour, queue
ORDER BY half_hour, queue
\crosstabview

\echo '━━━ 3  Whose service level? ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━'
\echo 'Six formulas are in use and differ by several points; the one stored summary answers all of them.'
\echo

SELECT method, queue, percent(service_level(calls, method))
FROM stored, unnest(ARRAY['offered', 'answered_only',
                          'credit_abandons_in_target', 'exclude_abandons_in_target',
                          'credit_short_abandons', 'exclude_short_abandons'])
             WITH ORDINALITY AS methods (method, position)
ORDER BY position, queue
\crosstabview

\echo '━━━ 4  Net Promoter Score with its interval ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━'
\echo 'One customer in seven answers: where the whiskers overlap, the queues may be equally good.'
\echo

SELECT coalesce(queue, 'all') AS queue, percent(response) AS "response %", n_counted(answers) AS answers,
       show(nps(answers)) AS nps, show(ci_lower(answers)) AS lower, show(ci_upper(answers)) AS upper,
       whisker(ci_lower(answers), nps(answers), ci_upper(answers), '[0, 60]') AS "0                     60"
FROM (SELECT queue, rate(score IS NOT NULL) AS response, score_agg(score) AS answers
      FROM surveys GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'A handful of answers tells little.  The plain interval does not know it where all agree; the'
\echo 'adjusted one does.'
\echo

SELECT agent, n_counted(answers) AS answers, show(nps(answers)) AS nps,
       show(ci_lower(answers)) AS "plain lower", show(ci_upper(answers)) AS "upper",
       show(ci_lower(answers, adjusted => true)) AS "adjusted lower",
       show(ci_upper(answers, adjusted => true)) AS "upper"
FROM (SELECT agent, score_agg(score) AS answers FROM surveys GROUP BY agent) AS by_agent
WHERE n_counted(answers) <= 25
ORDER BY n_counted(answers);

\echo '━━━ 5  First contact resolution, sliding over 7 days ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━'
\echo 'The single day jumps about; the week shows the botched release of 28 to 30 January sink in and go.'
\echo 'Tickets of the last week are left out: they may still come back.'
\echo

SELECT DISTINCT opened::date AS day,
       percent(fcr_rate(resolved IS NOT NULL, contacts, reopens > 0, escalated) OVER day) AS "day %",
       meter(fcr_rate(resolved IS NOT NULL, contacts, reopens > 0, escalated) OVER week) AS "last 7 days %"
FROM tickets
WHERE opened < '2026-02-09'
WINDOW day AS (PARTITION BY opened::date),
       week AS (ORDER BY opened::date RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW)
ORDER BY day OFFSET 12;

\echo 'By agent, with the 95 % interval: who has taken few tickets may be anywhere.'
\echo

SELECT agent, n_counted(fcr) AS tickets, percent(rate(fcr)) AS "FCR %",
       percent(ci_lower(fcr)) AS lower, percent(ci_upper(fcr)) AS upper,
       whisker(ci_lower(fcr), rate(fcr), ci_upper(fcr), '[0.5, 1]') AS "50                    100"
FROM (SELECT agent, rate_agg(contacts = 1 AND resolved IS NOT NULL AND NOT escalated) AS fcr
      FROM tickets WHERE queue = 'Support' GROUP BY agent) AS by_agent
ORDER BY rate(fcr) DESC;

\echo '━━━ 6  Agents ranked by their stars of the last week ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━'
\echo 'Zeno, new on Saturday, tops the mean of Support with few surveys.  The damped mean pulls everyone'
\echo 'towards the queue''s mean, those with few surveys most; the skill that the simulation gave them'
\echo 'says which ranking is right.'
\echo

WITH stars AS
(
    SELECT queue, agent, skill, count(stars) AS surveys, mean(stars),
           damped_mean(mean_agg(stars)) OVER (PARTITION BY queue) AS damped
    FROM surveys JOIN agents USING (queue, agent)
    WHERE sent >= '2026-02-09'
    GROUP BY queue, agent, skill
)
SELECT queue, agent, surveys, show(mean, 2) AS mean, show(damped, 2) AS damped,
       rank() OVER (PARTITION BY queue ORDER BY mean DESC NULLS LAST) AS "by mean",
       rank() OVER (PARTITION BY queue ORDER BY damped DESC) AS "by damped",
       rank() OVER (PARTITION BY queue ORDER BY skill DESC) AS "by skill"
FROM stars
ORDER BY queue, damped DESC;

\echo '━━━ 7  Days stored, weeks rolled up ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━'
\echo 'A materialized view keeps one row of summaries per queue and day.  Tickets younger than a week are'
\echo 'pending: neither resolved at first contact nor not.'
\echo

CREATE MATERIALIZED VIEW daily AS
SELECT queue, day, calls, fcr, answers
FROM (SELECT queue, started::date AS day, queue_agg(wait, answered, target, '5 s') AS calls
      FROM calls JOIN queues USING (queue) GROUP BY queue, day) AS calls
FULL JOIN
     (SELECT queue, opened::date AS day,
             rate_agg(contacts = 1 AND resolved IS NOT NULL AND NOT escalated, opened >= '2026-02-09') AS fcr
      FROM tickets GROUP BY queue, day) AS tickets USING (queue, day)
FULL JOIN
     (SELECT queue, sent::date AS day, score_agg(score) AS answers
      FROM surveys GROUP BY queue, day) AS surveys USING (queue, day);

CREATE UNIQUE INDEX ON daily (queue, day);

CREATE VIEW weekly AS
SELECT week(day), rollup(calls) AS calls, rollup(fcr) AS fcr, rollup(answers) AS answers
FROM daily GROUP BY week;

SELECT week, offered(calls), percent(service_level(calls)) AS "service level %",
       percent(abandon_rate(calls)) AS "abandoned %", percent(rate(fcr)) AS "FCR %",
       n_pending(fcr) AS "pending", show(nps(answers)) AS nps
FROM weekly ORDER BY week;

\echo 'Weeks from days are the same, to the byte, as weeks from rows.  A mean of daily figures is not.'
\echo

SELECT week, percent(from_rows) AS "from rows %", percent(service_level(weekly.calls)) AS "from days %",
       weekly.calls = by_week.calls AS "same summary", percent(averaged) AS "mean of days %"
FROM weekly
JOIN (SELECT week(started), queue_agg(wait, answered, target, '5 s') AS calls,
             service_level(wait, answered, target) AS from_rows
      FROM calls JOIN queues USING (queue) GROUP BY week) AS by_week USING (week)
JOIN (SELECT week(day), avg(service_level(calls)) AS averaged FROM daily GROUP BY week) AS by_day USING (week)
ORDER BY week;
