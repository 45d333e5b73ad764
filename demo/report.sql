/*
 * report.sql
 *		The KPI report of the simulated call centre, for psql at 100 columns.
 *
 * psql prints every query before its result, so the report shows what to type.
 * The variable "all" says whether the report continues after its beginning.
 * The functions below only round and draw.
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

CREATE FUNCTION p_value(p float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN p < 0.001 THEN '<0.001' ELSE to_char(p, '0.000') END
$$;

-- A rate as ten cells and as a percentage
CREATE FUNCTION meter(x float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT rpad(repeat('█', rounded(10 * x, 0)::integer), 10, '░') || to_char(percent(x), '990.0')
$$;

-- A figure as a bar of any length
CREATE FUNCTION bar(x float8, cell float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT repeat('█', rounded(x / cell, 0)::integer)
$$;

-- The place of a figure on a ruler of 21 cells, 0 to 20
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

SELECT current_setting('server_version_num')::integer >= 140000 AS multiranges \gset

\set ECHO queries

\echo
\echo 'A simulated call centre, 5 January to 14 February 2026.  Each query is printed above its result.'
\echo
\echo '━━━ 1  The queues'
\echo 'Six weeks of calls become one stored summary per queue, from which every queue KPI is read.  Callers'
\echo 'who hang up within five seconds are short abandons, which "late %" leaves out.'
\echo

CREATE TABLE stored AS
SELECT queue, queue_agg(wait, answered, target, '5 s') AS calls
FROM calls JOIN queues USING (queue)
GROUP BY queue;
\echo
SELECT queue, target, offered(calls), percent(service_level(calls)) AS "service level %",
       percent(abandon_rate(calls)) AS "abandoned %",
       percent(abandon_rate(calls, 'exclude_short')) AS "late %",
       rounded(seconds(asa(calls))) AS "ASA s", rounded(seconds(average_wait(calls))) AS "wait s"
FROM stored JOIN queues USING (queue)
ORDER BY queue;

\echo '━━━ 2  Service level by queue and half-hour'
\echo 'Billing, Premium and Support have too few agents in the morning, Sales in the evening.'
\echo

SELECT half_hour(started), queue, meter(service_level(wait, answered, target))
FROM calls JOIN queues USING (queue)
GROUP BY half_hour, queue
ORDER BY half_hour, queue
\crosstabview

\echo 'These are the two busiest half-hours of each queue on 28 January.  One aggregate returns the whole'
\echo 'scorecard, except the last column: the time in queue of callers who found no agent free.'
\echo

SELECT queue, half_hour AS "from", offered(calls), percent(service_level(calls)) AS "level %",
       percent(ci_lower(calls)) AS low, percent(ci_upper(calls)) AS high,
       percent(abandon_rate(calls)) AS "lost %",
       percent(abandon_rate(calls, 'exclude_short')) AS "late %",
       rounded(seconds(asa(calls))) AS "ASA s", rounded(seconds(average_wait(calls))) AS "wait s",
       rounded(seconds(delayed)) AS "delayed s"
FROM (SELECT queue, half_hour(started), queue_agg(wait, answered, target, '5 s') AS calls,
             delay_of_delayed(queued, answered) AS delayed,
             row_number() OVER (PARTITION BY queue
                                ORDER BY count(*) DESC, half_hour(started)) AS place
      FROM calls JOIN queues USING (queue)
      WHERE started::date = '2026-01-28'
      GROUP BY queue, half_hour) AS scorecard
WHERE place <= 2
ORDER BY queue, half_hour;

\echo 'This is one Saturday of Premium by the hour.  Calls are few, so the 95 % interval is wide.'
\echo

SELECT hour, offered(calls), percent(service_level(calls)) AS "service level %",
       percent(ci_lower(calls)) AS low, percent(ci_upper(calls)) AS high,
       whisker(ci_lower(calls), service_level(calls), ci_upper(calls), '[0, 1]')
           AS "0 %             100 %"
FROM (SELECT to_char(started, 'HH24:00') AS hour, queue_agg(wait, answered, target) AS calls
      FROM calls JOIN queues USING (queue)
      WHERE queue = 'Premium' AND started::date = '2026-02-07' GROUP BY hour) AS by_hour
ORDER BY hour;

\if :all
\else
  \q
\endif

\echo '━━━ 3  Service level by formula'
\echo 'The six formulas in use differ by up to eight points.  One stored summary answers them all.'
\echo

SELECT method, queue, percent(service_level(calls, method))
FROM stored, unnest(ARRAY['offered', 'answered_only',
                          'credit_abandons_in_target', 'exclude_abandons_in_target',
                          'credit_short_abandons', 'exclude_short_abandons'])
             WITH ORDINALITY AS methods (method, position)
ORDER BY position, queue
\crosstabview

\echo '━━━ 4  Net Promoter Score with its interval'
\echo 'One customer in seven answers.  If the intervals of two queues overlap, they may be equally good.'
\echo

SELECT coalesce(queue, 'all') AS queue, percent(response) AS "reply %",
       n_counted(answers) AS answers, rounded(nps(answers)) AS nps,
       rounded(ci_lower(answers)) AS low, rounded(ci_upper(answers)) AS high,
       rounded(ci_lower(answers, adjusted => true)) AS "adj. low",
       rounded(ci_upper(answers, adjusted => true)) AS "adj. high",
       whisker(ci_lower(answers), nps(answers), ci_upper(answers), '[0, 60]')
           AS "0                  60"
FROM (SELECT queue, response_rate(score IS NOT NULL) AS response, score_agg(score) AS answers
      FROM surveys GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'Zeno has three promoters of three answers.  The plain interval is certain, the adjusted one is not.'
\echo

SELECT agent, n_counted(answers) AS answers, rounded(nps(answers)) AS nps,
       rounded(ci_lower(answers)) AS low, rounded(ci_upper(answers)) AS high,
       rounded(ci_lower(answers, adjusted => true)) AS "adj. low",
       rounded(ci_upper(answers, adjusted => true)) AS "adj. high"
FROM (SELECT agent, score_agg(score) AS answers FROM surveys GROUP BY agent) AS by_agent
WHERE n_counted(answers) < 25
ORDER BY n_counted(answers);

\echo '━━━ 5  Satisfaction and effort'
\echo 'The same surveys ask for one to five stars.  Five figures are called CSAT, and one summary answers'
\echo 'them all.'
\echo

SELECT coalesce(queue, 'all') AS queue, percent(csat) AS "top box %",
       percent(ci_lower(answers)) AS low, percent(ci_upper(answers)) AS high,
       percent(csat(answers, 'good_over_rated')) AS "good over rated %",
       rounded(csat(answers, 'net')) AS net, rounded(csat(answers, 'mean'), 2) AS mean,
       percent(csat(answers, 'normalized')) AS "normalized %"
FROM (SELECT queue, csat(stars, 5), score_agg(stars, 5) AS answers
      FROM surveys GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'Customers whose matter is resolved say how easy it was, from 1 to 7.  More contacts make it harder.'
\echo

SELECT contacts, percent(response) AS "reply %", n_counted(answers) AS answers,
       rounded(ces, 2) AS ces, rounded(ci_lower(answers, 0.95, 'mean'), 2) AS low,
       rounded(ci_upper(answers, 0.95, 'mean'), 2) AS high,
       percent(ces(answers, 'share_easy')) AS "easy %", rounded(ces(answers, 'net')) AS "net easy"
FROM (SELECT CASE WHEN contacts < 4 THEN contacts::text ELSE '4 or more' END AS contacts,
             response_rate(ease IS NOT NULL) AS response, ces(ease), score_agg(ease, 7) AS answers
      FROM effort_surveys JOIN tickets USING (ticket)
      GROUP BY 1) AS by_contacts
ORDER BY contacts;

\echo '━━━ 6  First contact resolution, sliding over 7 days'
\echo 'Single days of a small queue vary a lot.  A week shows the drop after the faulty release of 28'
\echo 'January.  Tickets of the last week are left out, because they may still be reopened.'
\echo

SELECT DISTINCT opened::date AS day,
       meter(fcr_rate(resolved IS NOT NULL, contacts, reopens > 0, escalated) OVER day) AS alone,
       meter(fcr_rate(resolved IS NOT NULL, contacts, reopens > 0, escalated) OVER week) AS sliding
FROM tickets
WHERE queue = 'Premium' AND opened < '2026-02-09'
WINDOW day AS (PARTITION BY opened::date),
       week AS (ORDER BY opened::date RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW)
ORDER BY day OFFSET 6;

\echo 'These are the outcomes of the tickets.  The target is a resolution within three days.'
\echo

CREATE VIEW promises AS
SELECT queue, opened, resolved, escalated, reopens, coalesce(resolved, '2026-02-16') - opened AS age
FROM tickets;
\echo
SELECT queue, count(*) AS tickets, percent(resolution_rate(resolved IS NOT NULL)) AS "resolved %",
       percent(escalation_rate(escalated)) AS "escalated %",
       percent(reopen_rate(resolved IS NOT NULL OR reopens > 0, reopens)) AS "reopened %",
       percent(sla_attainment(age, '3 days', resolved IS NOT NULL)) AS "in three days %"
FROM promises
GROUP BY queue
ORDER BY queue;

\echo 'The week of the release left tickets open, and the next week resolved more than came in.  The target'
\echo 'seems to be met best in the last week, but only because its slow tickets are pending.'
\echo

SELECT week, percent(cleared) AS "cleared %", percent(rate(promise)) AS "in three days %",
       n_pending(promise) AS pending
FROM (SELECT week, clearance_rate(week(resolved) = week, week(opened) = week) AS cleared,
             sla_attainment_agg(age, '3 days', resolved IS NOT NULL)
                 FILTER (WHERE week(opened) = week) AS promise
      FROM promises CROSS JOIN (SELECT DISTINCT week(day) FROM days) AS weeks
      GROUP BY week) AS by_week
ORDER BY week;

\echo '━━━ 7  Agents ranked by their stars in February'
\echo 'Zeno leads Support by the mean of three surveys.  The damped mean pulls agents with few surveys'
\echo 'towards the mean of the queue.  The prior weight, learnt from the agents, says how many surveys are'
\echo 'few.  The last column is the true value, which only the simulation knows.'
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

\echo '━━━ 8  Agents at work'
\echo 'This is Support in the first week of February.  Handle time is talk, hold and wrap-up.  Occupancy is'
\echo 'the busy share of the time logged in, utilization that of the paid time.'
\echo

SELECT agent, handled, rounded(seconds(aht)) AS "AHT s", percent(transferred) AS "transferred %",
       percent(occupancy) AS "occupancy %", percent(utilization) AS "utilization %",
       rounded(per_hour) AS "calls an hour"
FROM (SELECT agent, count(*) AS handled, aht(talk, hold, wrap_up),
             transfer_rate(transferred) AS transferred
      FROM calls
      WHERE queue = 'Support' AND answered AND week(started) = '2026-02-02'
      GROUP BY agent) AS calls
JOIN (SELECT agent, occupancy(busy, idle), utilization(busy, paid),
             agent_productivity(handled, logged_in) AS per_hour
      FROM agent_days
      WHERE queue = 'Support' AND week(day) = '2026-02-02'
      GROUP BY agent) AS agent_days USING (agent)
ORDER BY aht;

\echo 'How evenly is work distributed among the agents of a queue?  0 means that all have the same load.'
\echo

SELECT queue, agents, rounded((balance).coefficient_of_variation, 3) AS "coefficient of variation",
       rounded((balance).gini, 3) AS gini
FROM (SELECT queue, count(*) AS agents, utilization_balance(utilization) AS balance
      FROM (SELECT queue, agent, utilization(busy, paid)
            FROM agent_days GROUP BY queue, agent) AS by_agent
      GROUP BY queue) AS by_queue
ORDER BY queue;

\if :multiranges
\echo 'Adherence is the share of the plan in which agents worked, and conformance compares how long they'
\echo 'worked with how long they should.  From PostgreSQL 14 on, shifts, presence and calls can be'
\echo 'multiranges.'
\echo

SELECT agent, percent(adherence(planned, present)) AS "adherence %",
       percent(conformance(planned, present)) AS "conformance %",
       percent(occupancy(busy, present)) AS "occupancy %"
FROM (SELECT agent, range_agg(tsrange(starts, ends)) AS planned FROM shifts
      WHERE week(starts) = '2026-02-02' GROUP BY agent) AS shifts
JOIN (SELECT agent, range_agg(tsrange(starts, ends)) AS present FROM presence
      WHERE week(starts) = '2026-02-02' GROUP BY agent) AS presence USING (agent)
JOIN (SELECT agent, range_agg(tsrange(began, ended)) AS busy FROM handled
      WHERE week(began) = '2026-02-02' AND queue = 'Support' GROUP BY agent) AS work USING (agent)
ORDER BY agent;

\endif
\echo 'The switch also logs when an agent entered each state.  The log returns time in state, occupancy and'
\echo 'adherence during the shifts, on every version of PostgreSQL.  Occupancy covers only the shifts,'
\echo 'because agents are mostly idle after them.  The step orders states in the same second: an agent was'
\echo 'idle before the next call, or before leaving.'
\echo

CREATE VIEW agent_log AS
SELECT agent, at, step, state
FROM calls, LATERAL (VALUES (started + wait, 2, 'talk'), (started + wait + talk + hold, 3, 'wrap'),
                            (started + wait + talk + hold + wrap_up, 1, 'idle'))
            AS changes (at, step, state)
WHERE answered
UNION ALL
SELECT agent, at, step, state
FROM presence, LATERAL (VALUES (starts, 1, 'idle'), (ends, 4, 'out')) AS changes (at, step, state);

CREATE TABLE agent_logs AS
SELECT queue, agent, state_agg(at, state, step) AS log
FROM agent_log JOIN agents USING (agent)
GROUP BY queue, agent;
\echo
SELECT agent, hours(sum(talk)) AS "talk h", hours(sum(wrap)) AS "wrap h",
       hours(sum(idle)) AS "idle h", minutes(sum(out)) AS "out min",
       percent(occupancy(talk + wrap, idle)) AS "occupancy %",
       percent(ratio(talk + wrap + idle, ends - starts)) AS "adherence %"
FROM shifts JOIN agent_logs USING (agent),
     LATERAL (SELECT time_in_state(log, '{talk}', starts, ends) AS talk,
                     time_in_state(log, '{wrap}', starts, ends) AS wrap,
                     time_in_state(log, '{idle}', starts, ends) AS idle,
                     time_in_state(log, '{out}', starts, ends) AS out) AS times
WHERE queue = 'Support' AND week(starts) = '2026-02-02'
GROUP BY agent
ORDER BY agent;

\echo 'How often did agents enter each state in that week, and how long did they stay, on average and at'
\echo 'most?'
\echo

SELECT state, sum(visits) AS visits, rounded(seconds(sum(total) / sum(visits))) AS "mean s",
       minutes(max(longest)) AS "longest min"
FROM agent_logs, time_by_state(log, timestamp '2026-02-02', '2026-02-09')
WHERE queue = 'Support' AND state <> 'out'
GROUP BY state
ORDER BY state;

\echo '━━━ 9  Chats'
\echo 'Since 2 February customers can chat, and chats are offered to one agent after another.  "stayed %"'
\echo 'leaves out offers that ended because the customer left; "own choice %" also leaves out those that a'
\echo 'colleague took.'
\echo

SELECT coalesce(department, 'all') AS department, coalesce(agent, 'all') AS agent,
       n_counted(offers) AS offers, meter(accepted) AS "accepted %",
       percent(ci_lower(offers)) AS low, percent(ci_upper(offers)) AS high,
       percent(chat_acceptance_rate(offers, 'exclude_customer_left')) AS "stayed %",
       percent(chat_acceptance_rate(offers, 'exclude_both')) AS "own choice %"
FROM (SELECT department, agent, chat_acceptance_rate(outcome) AS accepted,
             offer_agg(outcome) AS offers
      FROM offers
      GROUP BY GROUPING SETS ((department, agent), (department), ())) AS offers
ORDER BY offers.department, offers.agent;

\echo 'The response to a customer''s turn can be timed from its first message or from its last one.'
\echo

SELECT at::time, CASE WHEN is_agent THEN agent ELSE 'customer' END AS writes,
       response_time(at, is_agent) OVER chat AS "from first",
       response_time(at, is_agent, 'last_message') OVER chat AS "from last"
FROM messages JOIN chats USING (chat)
WHERE chat = 171
WINDOW chat AS (PARTITION BY chat ORDER BY at, is_agent)
ORDER BY at, is_agent;

SELECT average_response_time(at, is_agent) AS "from first",
       average_response_time(conversation_agg(at, is_agent), 'last_message') AS "from last",
       n_pending(conversation_agg(at, is_agent)) AS pending
FROM messages
WHERE chat = 171;

\echo 'These are all responses, with the thumbs of the customers: usually faster agents are rated better.'
\echo

SELECT agent, chats, answers, rounded(seconds(from_first)) AS "from first s",
       rounded(seconds(from_last)) AS "from last s", percent(given) AS "thumbs given %",
       percent(up) AS "thumbs up %"
FROM (SELECT agent, count(response) AS answers, mean(response) AS from_first,
             mean(last_response) AS from_last
      FROM (SELECT agent, response_time(at, is_agent) OVER chat AS response,
                   response_time(at, is_agent, 'last_message') OVER chat AS last_response
            FROM messages JOIN chats USING (chat)
            WINDOW chat AS (PARTITION BY chat ORDER BY at, is_agent)) AS messages
      GROUP BY agent) AS responses
JOIN (SELECT agent, count(*) AS chats, response_rate(thumb IS NOT NULL) AS given, csat(thumb) AS up
      FROM chats GROUP BY agent) AS thumbs USING (agent)
ORDER BY from_first;

\if :multiranges
\echo 'An agent handles up to three chats at a time.  Occupancy uses their union, not their sum.'
\echo

SELECT agent, chatting AS "sum of chats", total_duration(busy) AS "their union",
       total_duration(present) AS present, percent(occupancy(busy, present)) AS "occupancy %"
FROM (SELECT agent, sum(ended - accepted) AS chatting, range_agg(tsrange(accepted, ended)) AS busy
      FROM chats GROUP BY agent) AS chats
JOIN (SELECT agent, range_agg(tsrange(starts, ends)) AS present
      FROM presence GROUP BY agent) AS presence USING (agent)
ORDER BY agent;

\endif
\echo 'How many chats does each agent have at once?  An agent takes the next one while others are open.'
\echo

SELECT agent, peak_concurrency(accepted, ended) AS "at once", count(*) AS chats
FROM chats
WHERE agent IS NOT NULL
GROUP BY agent
ORDER BY agent;

\echo '━━━ 10  Quality, and the staff'
\echo 'Every fiftieth call is monitored.  The columns are the shares without an error that matters to the'
\echo 'customer, without one that matters to the business, and without either.'
\echo

SELECT coalesce(queue, 'all') AS queue, calls,
       percent((quality).customer_accuracy) AS "customer %",
       percent((quality).business_accuracy) AS "business %",
       percent((quality).overall) AS "overall %",
       percent((quality).overall_lower) AS low, percent((quality).overall_upper) AS high,
       whisker((quality).overall_lower, (quality).overall, (quality).overall_upper, '[0.6, 1]')
           AS "60 %            100 %"
FROM (SELECT queue, count(*) AS calls, quality_index(customer_error, business_error) AS quality
      FROM monitored GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'The staff are surveyed as well.  Two of the three who answered in Premium are detractors.  But three'
\echo 'answers are few, so the interval reaches far above 0.'
\echo

SELECT coalesce(team, 'all') AS team, staff, percent(response) AS "reply %",
       n_counted(recommends) AS answers, percent(esat) AS "ESAT %",
       percent(esat(satisfied, 'mean_of_scale')) AS "of scale %", rounded(enps) AS enps,
       rounded(ci_lower(recommends, adjusted => true)) AS "adj. low",
       rounded(ci_upper(recommends, adjusted => true)) AS "adj. high"
FROM (SELECT team, count(*) AS staff, response_rate(satisfied IS NOT NULL) AS response,
             esat(satisfied, 5), score_agg(satisfied, 5) AS satisfied,
             enps(recommends), score_agg(recommends) AS recommends
      FROM staff_survey GROUP BY ROLLUP (team)) AS by_team
ORDER BY by_team.team;

\echo '━━━ 11  Days stored, weeks rolled up'
\echo 'A materialized view keeps one row of summaries per queue and day, and weeks are rolled up from it.'
\echo 'Tickets of the last week are pending, because nobody knows yet whether one contact resolved them.'
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

\echo 'Each week against the one before: in FCR and NPS, only the changes by the release are beyond chance.'
\echo

SELECT week, percent((fcr).difference) AS "FCR +/-", percent((fcr).lower) AS low,
       percent((fcr).upper) AS high, p_value((fcr).p_value) AS p,
       rounded((nps).difference) AS "NPS +/-", rounded((nps).lower) AS low,
       rounded((nps).upper) AS high, p_value((nps).p_value) AS p
FROM (SELECT week, kpi_compare(fcr, lag(fcr) OVER weeks) AS fcr,
             kpi_compare(answers, lag(answers) OVER weeks) AS nps
      FROM weekly WINDOW weeks AS (ORDER BY week)) AS compared
WHERE week > '2026-01-05'
ORDER BY week;

\echo 'The service level varies more.  Its p is too small: it treats calls as independent, but calls in one'
\echo 'queue wait together.  The last week looks too good, because some of its calls are still missing.'
\echo

CREATE VIEW weekly_levels AS
SELECT week, level, (compared).*
FROM (SELECT week, service_level(calls) AS level,
             kpi_compare(calls, lag(calls) OVER (ORDER BY week)) AS compared
      FROM weekly) AS weeks;
\echo
SELECT week, percent(level) AS "service level %", percent(difference) AS "+/-",
       percent(lower) AS low, percent(upper) AS high, p_value(p_value) AS p
FROM weekly_levels
ORDER BY week;

\echo 'Weeks from days equal weeks from rows, to the byte.  The mean of the daily figures differs.'
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

\echo 'Now the calls that Support took on Monday 9 February arrive late.  The refresh does not lock out'
\echo 'readers, and the last week is right again.'
\echo

INSERT INTO calls SELECT * FROM late_calls;

REFRESH MATERIALIZED VIEW CONCURRENTLY daily;
\echo
SELECT week, offered(calls), percent(service_level(calls)) AS "from days %",
       percent(service_level(calls_from_rows)) AS "from rows %",
       calls = calls_from_rows AS "same summary"
FROM weekly JOIN weekly_from_rows USING (week)
WHERE week = '2026-02-09';

\echo 'Compared with the week before, it is no longer better beyond chance.'
\echo

SELECT week, percent(level) AS "service level %", percent(difference) AS "+/-",
       percent(lower) AS low, percent(upper) AS high, p_value(p_value) AS p
FROM weekly_levels
WHERE week = '2026-02-09';

\echo '━━━ 12  How long tickets are open'
\echo 'Many slow tickets of the last week are still open.  Median, 90th percentile and mean of the resolved'
\echo 'tickets leave them out and are too low, and the share resolved in three days is too high.'
\echo 'Kaplan-Meier (KM) takes them into account, and so does the mean in which each ticket counts for at'
\echo 'most five days.  A ticket that is reopened counts again.'
\echo

CREATE VIEW durations AS
SELECT queue, opened, coalesce(resolved, '2026-02-16') - opened AS elapsed,
       resolved IS NOT NULL AS finished
FROM openings;
\echo
SELECT coalesce(queue, 'all') AS queue, n_counted(s) AS resolved, n_pending(s) AS open,
       minutes(quantile(s, 0.5)) AS "median min", minutes(survival_quantile(s, 0.5)) AS "KM",
       hours(quantile(s, 0.9)) AS "p90 h", hours(survival_quantile(s, 0.9)) AS "KM",
       percent(share_within(s, '3 days')) AS "3 days %",
       percent(1 - survival_at(s, '3 days')) AS "KM",
       hours(mean(s)) AS "mean h", hours(restricted_mean(s, '5 days')) AS "5-day h"
FROM (SELECT queue, duration_agg(elapsed, finished) AS s
      FROM durations
      WHERE week(opened) = '2026-02-09'
      GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'This is the share of tickets still open after a time.  Tickets that the call does not settle take'
\echo 'days.  Two to three times as many tickets of the release are open as of other days.'
\echo

SELECT after, percent(survival_at(other, after::interval)) AS "%",
       bar(survival_at(other, after::interval), 0.01) AS "other days",
       percent(survival_at(release, after::interval)) AS "%",
       bar(survival_at(release, after::interval), 0.01) AS "28 to 30 January"
FROM (SELECT duration_agg(elapsed, finished)
                 FILTER (WHERE opened::date BETWEEN '2026-01-28' AND '2026-01-30') AS release,
             duration_agg(elapsed, finished)
                 FILTER (WHERE opened::date NOT BETWEEN '2026-01-28' AND '2026-01-30') AS other
      FROM durations) AS summaries,
     unnest(ARRAY['1 hour', '4 hours', '12 hours', '1 day', '2 days', '3 days', '4 days', '5 days',
                  '7 days']) WITH ORDINALITY AS times (after, position)
ORDER BY position;

\echo 'The same in business hours: the centre is open from 8 to 20 h, except on Sundays.  One working day'
\echo 'of twelve hours is about as good a target as 24 hours of clock time, and half as long.'
\echo

SELECT coalesce(queue, 'all') AS queue, n_counted(business) AS resolved,
       hours(quantile(elapsed, 0.9)) AS "p90 h", hours(quantile(business, 0.9)) AS "open h",
       hours(mean(elapsed)) AS "mean h", hours(mean(business)) AS "open h",
       percent(share_within(elapsed, '24 hours')) AS "24 h %",
       percent(share_within(business, '12 hours')) AS "12 open h %"
FROM (SELECT queue, duration_agg(elapsed) AS elapsed,
             duration_agg(business_time('Europe/Madrid; Mon-Sat 08:00-20:00',
                                        opened, opened + elapsed)) AS business
      FROM durations
      WHERE finished
      GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo '━━━ 13  Who calls again'
\echo 'The log of calls shows which customers call a queue again within three days; "ticket %" of the calls'
\echo 'are about the same ticket.  Calls of the last three days are pending: some are already known to be'
\echo 'repeated, but none is known not to be.  The log counts a new matter as a repeat, and it counts a'
\echo 'matter as resolved if the customer calls back later or the second line helps.  So its FCR differs'
\echo 'from the one ticked in the tickets.'
\echo

CREATE VIEW contacts AS
SELECT queue, started,
       is_repeat_contact(started, '3 days') OVER by_ticket AS same_ticket,
       is_repeat_contact(started, '3 days') OVER by_customer AS repeated,
       is_first_contact_resolution(started, '3 days', '2026-02-16') OVER by_customer AS resolved
FROM calls
WHERE answered
WINDOW by_ticket AS (PARTITION BY ticket ORDER BY started),
       by_customer AS (PARTITION BY queue, customer ORDER BY started);
\echo
SELECT coalesce(queue, 'all') AS queue, contacts, percent(repeated) AS "repeats %",
       percent(same_ticket) AS "ticket %", percent(rate(fcr)) AS "FCR %",
       percent(ci_lower(fcr)) AS low, percent(ci_upper(fcr)) AS high, n_pending(fcr) AS pending,
       percent(rate(ticked)) AS "ticked %", n_pending(ticked) AS pending
FROM (SELECT queue, count(*) AS contacts, rate(repeated) AS repeated,
             rate(same_ticket) AS same_ticket,
             rate_agg(resolved, started > '2026-02-13') AS fcr
      FROM contacts GROUP BY ROLLUP (queue)) AS contacts
JOIN (SELECT coalesce(queue, 'all') AS of_queue, rollup(fcr) AS ticked
      FROM daily GROUP BY ROLLUP (queue)) AS tickets ON of_queue = coalesce(queue, 'all')
ORDER BY contacts.queue;

\echo 'How often did a resolution not last?  Tickets that were resolved in the last three days and are not'
\echo 'reopened are pending.'
\echo

SELECT coalesce(queue, 'all') AS queue, percent(per_resolution) AS "reopened %",
       percent(rate(reopened)) AS "within 3 days %", n_pending(reopened) AS pending
FROM (SELECT queue, reopen_within_agg(resolved, reopened, '3 days', '2026-02-16') AS reopened,
             reopens_per_resolution((resolved IS NOT NULL)::integer,
                                    (reopened IS NOT NULL)::integer) AS per_resolution
      FROM (SELECT *, lead(opened) OVER (PARTITION BY ticket ORDER BY opened) AS reopened
            FROM openings) AS openings
      GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo '━━━ 14  The backlog'
\echo 'These are the tickets opened and closed in a day, and those open at its end.  The release more than'
\echo 'doubled the backlog in three days.  The backlog also grows from week to week, because some customers'
\echo 'give up and their tickets stay open.'
\echo

CREATE TABLE backlogs AS
SELECT queue, backlog_agg(opened, resolved, '2026-01-05', '2026-02-16', '1 day') AS tickets
FROM openings
GROUP BY queue;
\echo
SELECT to_char(at - interval '1 day', 'Dy DD Mon') AS day, opened, closed, backlog,
       hours(mean_age) AS "mean age h", bar(backlog, 20) AS "a cell for 20 tickets"
FROM backlog_series_local((SELECT rollup(tickets) FROM backlogs))
ORDER BY at OFFSET 1;

\echo 'This is the backlog at its peak and at the end.  At the closing rate of these six weeks, and without'
\echo 'new tickets, the final backlog would last less than half a day.'
\echo

SELECT coalesce(queue, 'all') AS queue, peak AS "30 January", backlog(tickets) AS "15 February",
       rounded(backlog_days(tickets), 2) AS days
FROM (SELECT queue, rollup(tickets) AS tickets FROM backlogs GROUP BY ROLLUP (queue)) AS backlogs
JOIN (SELECT coalesce(queue, 'all') AS of_queue, backlog_at(opened, resolved, '2026-01-31') AS peak
      FROM openings GROUP BY ROLLUP (queue)) AS peaks ON of_queue = coalesce(queue, 'all')
ORDER BY backlogs.queue;

\echo 'How old are the open tickets of each queue at the end?  The columns count those older than one,'
\echo 'three and seven days, and show the oldest and the median.  Some of the oldest belong to customers'
\echo 'who gave up.'
\echo

SELECT coalesce(queue, 'all') AS queue, n_pending(s) AS open, older.*,
       justify_hours(date_trunc('hour', oldest(s))) AS oldest,
       hours(age_quantile(s, 0.5)) AS "median h"
FROM (SELECT queue, duration_agg(elapsed, finished) AS s
      FROM durations GROUP BY ROLLUP (queue)) AS queues,
     LATERAL (SELECT sum(n) FILTER (WHERE older_than >= '1 day') AS "> 1 day",
                     sum(n) FILTER (WHERE older_than >= '3 days') AS "> 3 days",
                     sum(n) FILTER (WHERE older_than >= '7 days') AS "> 7 days"
              FROM aging(s, '{1 day, 3 days, 7 days}')) AS older
ORDER BY queues.queue;

\echo '━━━ 15  The life of a ticket'
\echo 'The log of each ticket has its creation, its reopenings, the calls of its customer, and its'
\echo 'resolution.  Nine in ten tickets were resolved for the first time within the hours of the first'
\echo 'column, and finally within those of the second, or the open hours of the third.  Open tickets are'
\echo 'taken into account.  The gap is the mean time between the first and the last resolution of reopened'
\echo 'tickets.'
\echo

CREATE VIEW ticket_log AS
SELECT queue, ticket, opened AS at, 'created' AS event FROM tickets
UNION ALL SELECT queue, ticket, opened, 'open' FROM openings
UNION ALL SELECT queue, ticket, resolved, 'solved' FROM openings
UNION ALL SELECT queue, ticket, started, 'contacted' FROM calls WHERE answered;

CREATE TABLE lives AS
SELECT queue, ticket, ticket_agg(at, event) AS life
FROM ticket_log
GROUP BY queue, ticket;
\echo
SELECT coalesce(queue, 'all') AS queue, tickets, hours(survival_quantile(first, 0.9)) AS "first h",
       hours(survival_quantile(entire, 0.9)) AS "full h",
       hours(survival_quantile(business, 0.9)) AS "open h", percent(reopened) AS "reopened %",
       hours(gap) AS "gap h", rounded(contacts, 2) AS contacts
FROM (SELECT queue, count(*) AS tickets,
             duration_agg(first_resolution_time(life, as_of), was_resolved(life, as_of)) AS first,
             duration_agg(full_resolution_time(life, as_of), is_resolved(life, as_of)) AS entire,
             duration_agg(full_resolution_time(life, as_of, calendar),
                          is_resolved(life, as_of)) AS business,
             reopen_rate(was_resolved(life), reopens(life)) AS reopened,
             mean(resolution_gap(life)) FILTER (WHERE reopens(life) > 0) AS gap,
             mean(event_count(life, 'contacted')) AS contacts
      FROM lives, (VALUES (timestamp '2026-02-16',
                           business_calendar 'Europe/Madrid; Mon-Sat 08:00-20:00'))
                  AS options (as_of, calendar)
      GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'The same logs show the state on any day: of the tickets created by then, how many were open, how'
\echo 'many of these had been resolved before, and how long the open ones had waited.'
\echo

SELECT to_char(as_of, 'Dy DD Mon') AS "at the beginning of", count(*) AS created,
       count(*) FILTER (WHERE NOT is_resolved(life, as_of)) AS open,
       count(*) FILTER (WHERE NOT is_resolved(life, as_of) AND reopens(life, as_of) > 0) AS reopened,
       hours(mean(full_resolution_time(life, as_of))
             FILTER (WHERE NOT is_resolved(life, as_of))) AS "waited h"
FROM lives, generate_series(timestamp '2026-01-12', '2026-02-16', '7 days') AS as_of
WHERE created_at_local(life) <= as_of
GROUP BY as_of
ORDER BY as_of;

\echo 'Every ticket should be solved within 20 open hours.  Which targets will be missed in the next hour'
\echo 'of a Wednesday morning, and how many had been missed by then?'
\echo

CREATE VIEW clocks AS
SELECT queue, ticket, as_of, clock.*
FROM lives, (VALUES (timestamp '2026-02-04 10:00',
                     business_calendar 'Europe/Madrid; Mon-Sat 08:00-20:00'))
            AS options (as_of, calendar),
     LATERAL sla_clock(life, '20 hours', as_of, calendar => calendar) AS clock;
\echo
SELECT queue, ticket, elapsed, remaining, to_char(due_at, 'Dy HH24:MI') AS due
FROM clocks
WHERE state = 'running' AND due_at <= as_of + interval '1 hour'
ORDER BY due_at;

SELECT queue, count(*) FILTER (WHERE state = 'running') AS running,
       count(*) FILTER (WHERE state = 'breached') AS broken,
       percent(sla_attainment(elapsed, '20 hours', state = 'met')) AS "kept %"
FROM clocks
GROUP BY queue
ORDER BY queue;

\echo '━━━ 16  When they call'
\echo 'This is the busiest hour, its ratio to the mean hour, including nights and Sundays, and the hour of'
\echo 'the day with the most calls.'
\echo

CREATE TABLE demands AS
SELECT queue, demand_agg(started) AS demand
FROM calls
GROUP BY queue;
\echo
SELECT coalesce(queue, 'all') AS queue, to_char((peak).at, 'Dy DD Mon HH24:MI') AS "busiest hour",
       (peak).contacts AS calls, rounded((peak).peak_to_mean) AS "of mean", busy_hour AS "busy hour"
FROM (SELECT queue, peak_demand(rollup(demand), '1 hour') AS peak, busy_hour(rollup(demand))
      FROM demands
      GROUP BY ROLLUP (queue)) AS peaks
ORDER BY peaks.queue;

\echo 'Calls per hour of the day and per day of the week, relative to a mean of 1.'
\echo

SELECT season AS hour, rounded(index, 2) AS index, bar(index, 0.1) AS "a cell for 0.1"
FROM seasonal_profile((SELECT rollup(demand) FROM demands), 'hour')
WHERE contacts > 0
ORDER BY season;
\echo
SELECT to_char(date '2026-02-15' + season, 'Day') AS day, rounded(index, 2) AS index,
       bar(index, 0.05) AS "a cell for 0.05"
FROM seasonal_profile((SELECT rollup(demand) FROM demands), 'dow')
WHERE occurrences > 0
ORDER BY (season + 6) % 7;

\echo 'How many callers waited at once, to the second?  The columns are the peak and its time, the mean'
\echo 'from 8 to 20 h of the last Monday, and the share of that time in which nobody waited.'
\echo

SELECT queue, (peak).peak, (peak).at AS "first at",
       rounded(mean_concurrency(waiting, since, until), 2) AS mean,
       percent(seconds(time) / seconds(until - since)) AS "nobody %"
FROM (SELECT queue, waiting, peak_concurrency_local(waiting) AS peak,
             timestamp '2026-02-09 08:00' AS since, timestamp '2026-02-09 20:00' AS until
      FROM (SELECT queue, concurrency_agg(started, started + wait) AS waiting FROM calls
            GROUP BY queue) AS by_queue) AS queues
LEFT JOIN LATERAL time_at_concurrency(waiting, since, until) ON level = 0
ORDER BY queue;

\echo '━━━ 17  What is unusual'
\echo 'Each block is a day.  The release stands out in first contact resolution, Saturdays in volume.'
\echo

SELECT queue, sparkline(offered(calls) ORDER BY day) AS calls,
       sparkline(rate(fcr) ORDER BY day) AS "first contact resolution"
FROM daily
GROUP BY queue
ORDER BY queue;

\echo 'Which days are beyond chance?  Each day has limits for its own number of tickets, learnt from the'
\echo 'days before the release.  The release''s three days are beyond them, and the rule of eight points on'
\echo 'one side still signals on Monday.'
\echo

CREATE VIEW fcr_chart AS
SELECT day, (chart).*
FROM (SELECT day, p_prime_chart(rollup(fcr), day < '2026-01-28') OVER (ORDER BY day) AS chart
      FROM daily
      WHERE day < '2026-02-09'
      GROUP BY day) AS days;
\echo
SELECT to_char(day, 'Dy DD Mon') AS day, percent(rate) AS "FCR %", percent(lower) AS low,
       percent(upper) AS high, whisker(lower, rate, upper, '[0.5,0.9]') AS "50 % to 90 %",
       replace(signal, ', ', E'\n') AS signal
FROM fcr_chart
WHERE day >= '2026-01-19'
ORDER BY fcr_chart.day;

\echo 'For a browser, svg_chart returns the same chart as an SVG document.  This is its size in bytes.'
\echo

SELECT length(svg_chart(array_agg(rate ORDER BY day), array_agg(center ORDER BY day),
                        array_agg(lower ORDER BY day), array_agg(upper ORDER BY day),
                        array_agg(signal ORDER BY day), array_agg(day::text ORDER BY day),
                        'First contact resolution')) AS bytes
FROM fcr_chart;

\echo 'These agents have the handle times furthest from their colleagues'', by the modified z-score, which'
\echo 'uses the median and the median deviation of the queue.  None exceeds 3.5, so none is an outlier.'
\echo

SELECT queue, agent, rounded(seconds(aht)) AS "AHT s", rounded(z) AS "modified z"
FROM (SELECT queue, agent, aht, modified_z(aht) OVER (PARTITION BY queue) AS z
      FROM (SELECT queue, agent, aht(talk, hold, wrap_up)
            FROM calls WHERE answered GROUP BY queue, agent) AS agents) AS agents
ORDER BY abs(z) DESC LIMIT 4;

\echo '━━━ 18  Targets, and comparisons side by side'
\echo 'Is a service level of 80 % met reliably or by chance?  The limits of the stored days, widened for'
\echo 'large numbers of calls, show what to expect of the last day and of the next ones.'
\echo

SELECT DISTINCT ON (queue) queue, percent((chart).rate) AS "last day %", percent((chart).lower) AS low,
       percent((chart).upper) AS high, assurance(0.8, (chart).lower, (chart).upper, 'higher'),
       variation((chart).signal, (chart).rate, (chart).center, 'higher')
FROM (SELECT queue, day, p_prime_chart(calls) OVER (PARTITION BY queue ORDER BY day) AS chart
      FROM daily) AS days
ORDER BY queue, day DESC;

\echo 'Whose first contact resolution differs from that of the queue?  The funnel has limits for the number'
\echo 'of tickets of each agent.  Only agents beyond them are better or worse than the others.'
\echo

SELECT queue, agent, n_counted(fcr) AS tickets, percent(rate(fcr)) AS "FCR %", percent((f).lower_95) AS low,
       percent((f).upper_95) AS high, rounded((f).z, 2) AS z, (f).flag
FROM (SELECT queue, agent, fcr, funnel(fcr) OVER (PARTITION BY queue) AS f
      FROM (SELECT queue, agent, rate_agg(contacts = 1 AND reopens = 0 AND NOT escalated) AS fcr
            FROM tickets WHERE resolved IS NOT NULL GROUP BY queue, agent) AS agents) AS agents
ORDER BY queue, (f).z DESC;

\echo 'Does waiting reduce satisfaction?  On days with a longer wait, by so many stars for each minute.'
\echo

SELECT queue, n_counted(pairs) AS days, rounded(corr(pairs), 2) AS correlation,
       rounded(60 * slope(pairs), 2) AS "stars a minute",
       rounded(60 * ci_lower(pairs, method => 'slope'), 2) AS low,
       rounded(60 * ci_upper(pairs, method => 'slope'), 2) AS high, p_value(p_value(pairs)) AS p
FROM (SELECT queue, pair_agg(asa(calls), stars) AS pairs
      FROM daily JOIN (SELECT queue, sent::date AS day, mean(stars) AS stars
                       FROM surveys GROUP BY queue, day) AS asked USING (queue, day)
      GROUP BY queue) AS queues
ORDER BY queue;

\echo '━━━ 19  How many agents'
\echo 'How long are callers willing to wait?  The estimate uses callers who were answered and callers who'
\echo 'gave up.  The last column is the true value of the simulation.'
\echo

CREATE VIEW patience AS
SELECT queue, aht(talk, hold, wrap_up), exponential_mean(duration_agg(wait, NOT answered)) AS patience,
       duration_agg(wait, NOT answered) AS waits
FROM calls
GROUP BY queue;
\echo
SELECT queue, n_counted(waits) AS "gave up", n_pending(waits) AS answered,
       rounded(seconds(patience)) AS "patience s", mean_patience AS "in truth"
FROM patience JOIN queues USING (queue)
ORDER BY queue;

\echo 'Support on Mondays: the agents required for the mean calls of each half-hour, so that four in five'
\echo 'are answered within the target and agents are busy for at most 85 % of their time.  Erlang A'
\echo 'includes abandoning, Erlang C does not, and "scheduled" adds three of ten paid hours off the phone.'
\echo 'The last column shows who was at work.'
\echo

CREATE VIEW mondays AS
SELECT at::time AS half_hour, sum(contacts) / 6 AS calls
FROM demand_series((SELECT demand FROM demands WHERE queue = 'Support'), '30 minutes')
WHERE extract(isodow FROM at) = 1
GROUP BY half_hour;

CREATE VIEW at_work AS
SELECT half_hour, count(*) / 6.0 AS agents
FROM generate_series(timestamp '2026-01-05', '2026-02-15', '7 days') AS monday,
     (SELECT half_hour FROM mondays) AS half_hours,
     presence JOIN agents USING (agent)
WHERE queue = 'Support' AND tsrange(presence.starts, ends) @> monday + half_hour
GROUP BY half_hour;
\echo
SELECT to_char(half_hour, 'HH24:MI') AS "from", rounded(calls) AS calls,
       agents_required(calls, '30 min', aht, 0.8, target, occupancy => 0.85, patience => patience) AS "Erlang A",
       agents_required(calls, '30 min', aht, 0.8, target, occupancy => 0.85) AS "Erlang C",
       agents_required(calls, '30 min', aht, 0.8, target, occupancy => 0.85, patience => patience,
                       shrinkage => 0.3) AS scheduled,
       rounded(agents) AS "at work"
FROM mondays JOIN at_work USING (half_hour), patience JOIN queues USING (queue)
WHERE queue = 'Support' AND calls > 0
ORDER BY half_hour;

\echo '━━━ 20  What comes next'
\echo 'Holt-Winters forecasts the calls of the next week from six weeks, with a level, no trend and a weekly'
\echo 'season.  Nobody calls on Sundays; the last Sunday is added, because the calls end on Saturday.'
\echo

SELECT to_char(date '2026-02-15' + step, 'Dy DD Mon') AS day, rounded(greatest(forecast, 0), 0) AS calls,
       rounded(greatest(lower, 0), 0) AS low, rounded(greatest(upper, 0), 0) AS high,
       bar(greatest(forecast, 0), 40) AS "a cell for 40 calls"
FROM holt_winters((SELECT array_agg(contacts ORDER BY at) || ARRAY[0::bigint]
                   FROM demand_series((SELECT rollup(demand) FROM demands), '1 day')),
                  season => 7, horizon => 7, trend => 'none');

\echo 'The projected backlog, if tickets come in and are closed by weekday as in these six weeks.'
\echo

SELECT to_char(at - interval '1 day', 'Dy DD Mon') AS day, rounded(backlog, 0) AS backlog,
       rounded(lower, 0) AS low, rounded(upper, 0) AS high, bar(backlog, 20) AS "a cell for 20 tickets"
FROM projected_backlog_local((SELECT rollup(tickets) FROM backlogs), horizon => 7, season => 7);

\echo 'First contact resolution fell in the week of the release.  How much of the change comes from the mix'
\echo 'of the queues, and how much from their rates?  Almost all comes from the rates, most of it from'
\echo 'Support.'
\echo

CREATE VIEW release_week AS
SELECT queue, n_counted(before) AS n0, rate(before) AS r0, n_counted(after) AS n1, rate(after) AS r1
FROM (SELECT queue, rollup(fcr) FILTER (WHERE week(day) = '2026-01-19') AS before,
             rollup(fcr) FILTER (WHERE week(day) = '2026-01-26') AS after
      FROM daily GROUP BY queue) AS weeks;
\echo
SELECT queue, percent(r0) AS "before %", percent(r1) AS "release %", percent((effect).mix_effect) AS mix,
       percent((effect).rate_effect) AS rates
FROM (SELECT *, mix_effect(n0, r0, n1, r1) OVER () AS effect FROM release_week) AS effects
ORDER BY queue;
\echo
SELECT percent(before) AS "before %", percent(after) AS "release %", percent(change) AS change,
       percent(mix_effect) AS mix, percent(rate_effect) AS rates
FROM (SELECT (mix_shift(queue, n0, r0, n1, r1)).* FROM release_week) AS shift;

\echo '━━━ 21  A dashboard that is always right'
\echo 'A live roll-up follows its table.  It includes every inserted, changed or deleted call at once, and'
\echo 'does not read the calls again: the last Friday comes from the summaries of its hours.'
\echo

SELECT live_rollup('calls_by_hour', $$
       SELECT queue, date_trunc('hour', started) AS hour,
              queue_agg(wait, answered, '20 s', '5 s') AS calls, duration_agg(talk) AS talk
       FROM calls GROUP BY queue, hour $$);

CREATE VIEW friday AS
SELECT queue, offered(rollup(calls)), percent(service_level(rollup(calls))) AS "in 20 s %",
       percent(abandon_rate(rollup(calls))) AS "abandoned %",
       rounded(seconds(asa(rollup(calls)))) AS "ASA s", minutes(quantile(rollup(talk), 0.9)) AS "talk p90 min"
FROM calls_by_hour
WHERE hour >= '2026-02-13' AND hour < '2026-02-14'
GROUP BY queue;
\echo
SELECT * FROM friday ORDER BY queue;

\echo 'A call of five minutes arrives, after a wait of one minute, and the calls of one Billing agent turn'
\echo 'out to be tests.'
\echo

INSERT INTO calls (queue, ticket, customer, started, queued, wait, answered, talk)
VALUES ('Premium', 0, 0, '2026-02-13 16:45', '1 min', '1 min', true, '5 min');

DELETE FROM calls
WHERE agent = (SELECT min(agent) FROM agents WHERE queue = 'Billing') AND started >= '2026-02-13';
\echo
SELECT * FROM friday ORDER BY queue;

\echo 'The view equals the query over all calls, to the byte.  Folding merges the parts that writers left.'
\echo

SELECT (SELECT count(*) FROM calls_by_hour) AS groups,
       (SELECT count(*) FROM calls_by_hour_parts) AS parts,
       (SELECT count(*) FROM calls_by_hour NATURAL JOIN calls_by_hour_definition) AS equal,
       (SELECT count(*) FROM live_check('calls_by_hour')) AS differ;

SELECT live_fold('calls_by_hour') AS "parts fewer";
