/*
 * report.sql
 *		The KPI report of the simulated call centre, for psql at 100 columns.
 *
 * psql prints every query before its answer, so the report shows what to type.
 * The variable "all" says whether it goes on after its beginning.
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

CREATE FUNCTION rounded(x float8, digits integer DEFAULT 1) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT round(x::numeric, digits)
$$;

CREATE FUNCTION percent(x float8) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT rounded(100 * x)
$$;

CREATE FUNCTION in_seconds(x interval) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT rounded(extract(epoch FROM x)::float8)
$$;

CREATE FUNCTION minutes(x interval) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT rounded(extract(epoch FROM x)::float8 / 60)
$$;

CREATE FUNCTION hours(x interval) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT rounded(extract(epoch FROM x)::float8 / 3600)
$$;

CREATE FUNCTION p_value(p float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN p < 0.001 THEN '<0.001' ELSE to_char(p, '0.000') END
$$;

-- A rate as ten cells and in per cent
CREATE FUNCTION meter(x float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT rpad(repeat('█', rounded(10 * x, 0)::integer), 10, '░') || to_char(percent(x), '990.0')
$$;

-- A figure as a bar without end
CREATE FUNCTION bar(x float8, cell float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT repeat('█', rounded(x / cell, 0)::integer)
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

SELECT current_setting('server_version_num')::integer >= 140000 AS multiranges \gset

\set ECHO queries

\echo
\echo 'A simulated call centre, 5 January to 14 February 2026.  Above every answer stands what was asked.'
\echo
\echo '━━━ 1  The queues'
\echo 'Six weeks of calls become one stored summary per queue; every queue KPI is read from it.  Callers'
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
       in_seconds(asa(calls)) AS "ASA s", in_seconds(average_wait(calls)) AS "wait s"
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

\echo 'The two busiest half-hours of each queue on 28 January: a scorecard read from one aggregate.  The'
\echo 'last column alone has its own: how long those queued who found no agent free, before it rang.'
\echo

SELECT queue, half_hour AS "from", offered(calls), percent(service_level(calls)) AS "level %",
       percent(ci_lower(calls)) AS low, percent(ci_upper(calls)) AS high,
       percent(abandon_rate(calls)) AS "lost %",
       percent(abandon_rate(calls, 'exclude_short')) AS "late %",
       in_seconds(asa(calls)) AS "ASA s", in_seconds(average_wait(calls)) AS "wait s",
       in_seconds(delayed) AS "delayed s"
FROM (SELECT queue, half_hour(started), queue_agg(wait, answered, target, '5 s') AS calls,
             delay_of_delayed(queued, answered) AS delayed,
             row_number() OVER (PARTITION BY queue
                                ORDER BY count(*) DESC, half_hour(started)) AS place
      FROM calls JOIN queues USING (queue)
      WHERE started::date = '2026-01-28'
      GROUP BY queue, half_hour) AS scorecard
WHERE place <= 2
ORDER BY queue, half_hour;

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

\if :all
\else
  \q
\endif

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
FROM (SELECT queue, response_rate(score IS NOT NULL) AS response, score_agg(score) AS answers
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

\echo '━━━ 5  Satisfaction and effort'
\echo 'The same surveys ask for one to five stars.  Five figures go by the name of CSAT, and one summary'
\echo 'answers them all.'
\echo

SELECT coalesce(queue, 'all') AS queue, percent(csat) AS "top box %",
       percent(ci_lower(answers)) AS low, percent(ci_upper(answers)) AS high,
       percent(csat(answers, 'good_over_rated')) AS "good over rated %",
       rounded(csat(answers, 'net')) AS net, rounded(csat(answers, 'mean'), 2) AS mean,
       percent(csat(answers, 'normalized')) AS "normalized %"
FROM (SELECT queue, csat(stars, 5), score_agg(stars, 5) AS answers
      FROM surveys GROUP BY ROLLUP (queue)) AS by_queue
ORDER BY by_queue.queue;

\echo 'Whose matter is resolved is asked how easy it was, from 1 to 7: the more contacts, the harder.'
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

\echo 'What became of the tickets, which we promise to resolve in three days.'
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

\echo 'The week of the release left tickets behind; the next one resolved more than came in.  The promise'
\echo 'looks best kept in the last week, but only because its slow tickets are pending.'
\echo

SELECT week, percent(cleared) AS "cleared %", percent(rate(promise)) AS "in three days %",
       n_pending(promise) AS pending
FROM (SELECT week, clearance_rate(week(resolved) = week, week(opened) = week) AS cleared,
             sla_attainment_agg(age, '3 days', resolved IS NOT NULL)
                 FILTER (WHERE week(opened) = week) AS promise
      FROM promises CROSS JOIN (SELECT DISTINCT week(day) FROM days) AS weeks
      GROUP BY week) AS by_week
ORDER BY week;

\echo '━━━ 7  Agents ranked by their stars of February'
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

\echo '━━━ 8  Agents at work'
\echo 'Support in the first week of February.  Handle time is talk, hold and wrap-up; occupancy is the busy'
\echo 'share of the time logged in, utilization that of the time paid.'
\echo

SELECT agent, handled, in_seconds(aht) AS "AHT s", percent(transferred) AS "transferred %",
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

\echo 'How evenly is work spread over the agents of a queue?  0 where all carry the same load.'
\echo

SELECT queue, agents, rounded((balance).coefficient_of_variation, 3) AS "coefficient of variation",
       rounded((balance).gini, 3) AS gini
FROM (SELECT queue, count(*) AS agents, utilization_balance(utilization) AS balance
      FROM (SELECT queue, agent, utilization(busy, paid)
            FROM agent_days GROUP BY queue, agent) AS by_agent
      GROUP BY queue) AS by_queue
ORDER BY queue;

\if :multiranges
\echo 'Did agents work when planned (adherence), and as long as planned (conformance)?  Since PostgreSQL 14'
\echo 'their shifts, presence and calls can be multiranges.'
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
\echo 'The switch also logs when an agent came to which state.  From that log: time in state in the shifts,'
\echo 'their occupancy and adherence, on every version of PostgreSQL.  Occupancy is that of shifts alone:'
\echo 'after them agents are mostly idle.  At one second the step tells that an agent was idle before the'
\echo 'next call, or before leaving.'
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

\echo 'How often they came to each state in that week, for how long on average and at most.'
\echo

SELECT state, sum(visits) AS visits, in_seconds(sum(total) / sum(visits)) AS "mean s",
       minutes(max(longest)) AS "longest min"
FROM agent_logs, time_by_state(log, timestamp '2026-02-02', '2026-02-09')
WHERE queue = 'Support' AND state <> 'out'
GROUP BY state
ORDER BY state;

\echo '━━━ 9  Chats'
\echo 'Since 2 February customers may chat, and chats are offered to one agent after another.  "stayed %"'
\echo 'leaves out offers that ended because the customer left, "own choice %" also those a colleague took.'
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

\echo 'The answer to a turn of the customer may be timed from its first message or from its last.'
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

\echo 'All answers, and the thumbs of the customers: who answers faster is liked better, as a rule.'
\echo

SELECT agent, chats, answers, in_seconds(from_first) AS "from first s",
       in_seconds(from_last) AS "from last s", percent(given) AS "thumbs given %",
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
\echo 'An agent holds up to three chats at a time.  Occupancy takes their union, not their sum.'
\echo

SELECT agent, chatting AS "sum of chats", total_duration(busy) AS "their union",
       total_duration(present) AS present, percent(occupancy(busy, present)) AS "occupancy %"
FROM (SELECT agent, sum(ended - accepted) AS chatting, range_agg(tsrange(accepted, ended)) AS busy
      FROM chats GROUP BY agent) AS chats
JOIN (SELECT agent, range_agg(tsrange(starts, ends)) AS present
      FROM presence GROUP BY agent) AS presence USING (agent)
ORDER BY agent;

\endif
\echo 'Who has how many chats at once: an agent takes the next while others are open.'
\echo

SELECT agent, peak_concurrency(accepted, ended) AS "at once", count(*) AS chats
FROM chats
WHERE agent IS NOT NULL
GROUP BY agent
ORDER BY agent;

\echo '━━━ 10  Quality, and the staff'
\echo 'Every fiftieth call is monitored: the share without an error that matters to the customer, without'
\echo 'one that matters to the business, and without either.'
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

\echo 'The staff are asked as well.  Two of the three who answered in Premium are detractors; but three'
\echo 'are few, and the interval reaches far above 0.'
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

\echo 'Each week against the one before: in FCR and NPS, beyond chance, only the release came and went.'
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

\echo 'The service level moves more.  Its p is too small, for it takes every call for itself, but calls in'
\echo 'one queue wait together; and the last week looks better than it was, for calls are missing still.'
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

\echo 'Against the week before it is no longer better beyond chance.'
\echo

SELECT week, percent(level) AS "service level %", percent(difference) AS "+/-",
       percent(lower) AS low, percent(upper) AS high, p_value(p_value) AS p
FROM weekly_levels
WHERE week = '2026-02-09';

\echo '━━━ 12  How long tickets are open'
\echo 'Many slow tickets of the last week are still open.  Median, 90th percentile and mean of the resolved'
\echo 'leave them out and are too low, and the share resolved in three days is too high.  Kaplan and Meier'
\echo '(KM) take them into account, as does the mean in which no ticket counts for more than five days.'
\echo 'A ticket that is reopened counts once more.'
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

\echo 'The share still open after a time.  What the call does not settle takes days, and of the tickets of'
\echo 'the release two to three times as many are open as of the others.'
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

\echo 'The same in business hours: the centre is open from 8 to 20, but neither at night nor on Sundays.  One'
\echo 'working day, of twelve hours, is as good a promise as a day of the clock on the wall, and half as long.'
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
\echo 'The log of calls tells which customers call a queue again within three days; "ticket %" of the calls'
\echo 'are about the same ticket.  Calls of the last three days are pending: of some it is known already'
\echo 'that they were repeated, but of none that they were not.  The log takes a new matter for a repeat,'
\echo 'and for resolved who calls back later or is helped by the second line, so its FCR is not the one'
\echo 'ticked in the tickets.'
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

\echo 'How often did a resolution not hold?  What was resolved in the last three days, and is not reopened,'
\echo 'is pending.'
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
\echo 'Tickets opened and closed in a day, and open at the end of it.  The release more than doubled the'
\echo 'backlog in three days.  Besides, it grows from week to week, for some customers give up and their'
\echo 'tickets stay open.'
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

\echo 'The backlog at its height and at the end, and how many days the latter would last if nothing came in'
\echo 'and as much was closed a day as in these six weeks: less than half a day.'
\echo

SELECT coalesce(queue, 'all') AS queue, peak AS "30 January", backlog(tickets) AS "15 February",
       rounded(backlog_days(tickets), 2) AS days
FROM (SELECT queue, rollup(tickets) AS tickets FROM backlogs GROUP BY ROLLUP (queue)) AS backlogs
JOIN (SELECT coalesce(queue, 'all') AS of_queue, backlog_at(opened, resolved, '2026-01-31') AS peak
      FROM openings GROUP BY ROLLUP (queue)) AS peaks ON of_queue = coalesce(queue, 'all')
ORDER BY backlogs.queue;

\echo 'How old the open tickets are at the end, of each queue: more than one, three and seven days, the'
\echo 'oldest, and the median.  Among the oldest are those whose customers have given up.'
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
\echo 'From the log of each ticket: when it was created and opened again, when its customer called, when it'
\echo 'was resolved.  Nine in ten were resolved for the first time within the hours of the first column, and'
\echo 'for good within those of the second, or the open hours of the third; what is still open is taken into'
\echo 'account.  The gap is between the first and the last resolution of the reopened ones, on average.'
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

\echo 'The same logs tell how things stood on any day: of the tickets created up to then, how many were'
\echo 'open, how many of them had been resolved before, and how long the open ones had waited.'
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

\echo 'Every ticket shall be solved within 20 open hours.  Which promises will be broken in the next hour'
\echo 'of a Wednesday morning, and how many were broken up to then?'
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
\echo 'The busiest hour, how many times the mean hour that is, nights and Sundays included, and the hour of'
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

\echo 'Calls per hour of the day and per day of the week, the mean as 1.'
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

\echo 'How many callers waited at once, to the second: the most of them and when, how many on average from'
\echo '8 to 20 o''clock of the last Monday, and how much of that time there was nobody.'
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

\echo '━━━ 17  What is out of the ordinary'
\echo 'The days as lines of blocks: the release sticks out in first contact resolution, Saturdays in volume.'
\echo

SELECT queue, sparkline(offered(calls) ORDER BY day) AS calls,
       sparkline(rate(fcr) ORDER BY day) AS "first contact resolution"
FROM daily
GROUP BY queue
ORDER BY queue;

\echo 'Which days are beyond chance?  Limits for each day from its own number of tickets and from the days'
\echo 'before the release: its three days are.  The rule of eight on one side still sees them on Monday.'
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

\echo 'The same as a picture, in SVG for a browser: svg_chart makes a document of so many bytes.'
\echo

SELECT length(svg_chart(array_agg(rate ORDER BY day), array_agg(center ORDER BY day),
                        array_agg(lower ORDER BY day), array_agg(upper ORDER BY day),
                        array_agg(signal ORDER BY day), array_agg(day::text ORDER BY day),
                        'First contact resolution')) AS bytes
FROM fcr_chart;

\echo 'Agents whose handle time is furthest from that of their colleagues, by the modified z-score, with the'
\echo 'median and the median deviation of the queue.  Beyond 3.5 would be an outlier: there is none.'
\echo

SELECT queue, agent, in_seconds(aht) AS "AHT s", rounded(z) AS "modified z"
FROM (SELECT queue, agent, aht, modified_z(aht) OVER (PARTITION BY queue) AS z
      FROM (SELECT queue, agent, aht(talk, hold, wrap_up)
            FROM calls WHERE answered GROUP BY queue, agent) AS agents) AS agents
ORDER BY abs(z) DESC LIMIT 4;

\echo '━━━ 18  Against the target, and side by side'
\echo 'Is a service level of 80 % met for sure, or by luck?  The limits of the stored days, widened for large'
\echo 'numbers of calls, say what to expect of the last day and of the next ones.'
\echo

SELECT DISTINCT ON (queue) queue, percent((chart).rate) AS "last day %", percent((chart).lower) AS low,
       percent((chart).upper) AS high, assurance(0.8, (chart).lower, (chart).upper, 'higher'),
       variation((chart).signal, (chart).rate, (chart).center, 'higher')
FROM (SELECT queue, day, p_prime_chart(calls) OVER (PARTITION BY queue ORDER BY day) AS chart
      FROM daily) AS days
ORDER BY queue, day DESC;

\echo 'Whose first contact resolution differs from that of the queue?  The funnel has limits for the number'
\echo 'of tickets of each agent: only who is beyond them is better or worse than the others.'
\echo

SELECT queue, agent, n_counted(fcr) AS tickets, percent(rate(fcr)) AS "FCR %", percent((f).lower_95) AS low,
       percent((f).upper_95) AS high, rounded((f).z, 2) AS z, (f).flag
FROM (SELECT queue, agent, fcr, funnel(fcr) OVER (PARTITION BY queue) AS f
      FROM (SELECT queue, agent, rate_agg(contacts = 1 AND reopens = 0 AND NOT escalated) AS fcr
            FROM tickets WHERE resolved IS NOT NULL GROUP BY queue, agent) AS agents) AS agents
ORDER BY queue, (f).z DESC;

\echo 'Does waiting cost satisfaction?  On days with a longer wait, by so many stars for each minute of it.'
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
\echo 'How long callers would wait, estimated from those who were answered and those who gave up, and how'
\echo 'long they would by the simulation, which knows.'
\echo

CREATE VIEW patience AS
SELECT queue, aht(talk, hold, wrap_up), exponential_mean(duration_agg(wait, NOT answered)) AS patience,
       duration_agg(wait, NOT answered) AS waits
FROM calls
GROUP BY queue;
\echo
SELECT queue, n_counted(waits) AS "gave up", n_pending(waits) AS answered,
       in_seconds(patience) AS "patience s", mean_patience AS "in truth"
FROM patience JOIN queues USING (queue)
ORDER BY queue;

\echo 'Support on Mondays: agents for the mean calls of each half-hour, so that four in five are answered'
\echo 'within the target and agents are busy at most 85 % of their time; by Erlang A, by Erlang C, in which'
\echo 'nobody gives up, and with three of ten paid hours off the phone.  Beside it who was at work.'
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
\echo 'Calls of the coming week from those of six weeks: their level, without a trend, and the week by Holt'
\echo 'and Winters, fitted to them.  Nobody calls on Sundays; the last one is added, as calls end on Saturday.'
\echo

SELECT to_char(date '2026-02-15' + step, 'Dy DD Mon') AS day, rounded(greatest(forecast, 0), 0) AS calls,
       rounded(greatest(lower, 0), 0) AS low, rounded(greatest(upper, 0), 0) AS high,
       bar(greatest(forecast, 0), 40) AS "a cell for 40 calls"
FROM holt_winters((SELECT array_agg(contacts ORDER BY at) || ARRAY[0::bigint]
                   FROM demand_series((SELECT rollup(demand) FROM demands), '1 day')),
                  season => 7, horizon => 7, trend => 'none');

\echo 'The backlog, if tickets come in and are closed as in these six weeks, by the day of the week.'
\echo

SELECT to_char(at - interval '1 day', 'Dy DD Mon') AS day, rounded(backlog, 0) AS backlog,
       rounded(lower, 0) AS low, rounded(upper, 0) AS high, bar(backlog, 20) AS "a cell for 20 tickets"
FROM projected_backlog_local((SELECT rollup(tickets) FROM backlogs), horizon => 7, season => 7);

\echo 'First contact resolution in the week of the release against the week before: what did the mix of the'
\echo 'queues to it, and what their rates?  Almost all of it is the rates, Support most of all.'
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
\echo 'A live roll-up follows its table.  Every call written, changed or deleted is in it at once, and the'
\echo 'calls are not read again: the last Friday comes from the summaries of its hours.'
\echo

SELECT live_rollup('calls_by_hour', $$
       SELECT queue, date_trunc('hour', started) AS hour,
              queue_agg(wait, answered, '20 s', '5 s') AS calls, duration_agg(talk) AS talk
       FROM calls GROUP BY queue, hour $$);

CREATE VIEW friday AS
SELECT queue, offered(rollup(calls)), percent(service_level(rollup(calls))) AS "in 20 s %",
       percent(abandon_rate(rollup(calls))) AS "abandoned %",
       in_seconds(asa(rollup(calls))) AS "ASA s", minutes(quantile(rollup(talk), 0.9)) AS "talk p90 min"
FROM calls_by_hour
WHERE hour >= '2026-02-13' AND hour < '2026-02-14'
GROUP BY queue;
\echo
SELECT * FROM friday ORDER BY queue;

\echo 'A call of five minutes comes in, after a wait of one, and those of one Billing agent turn out to be'
\echo 'tests.'
\echo

INSERT INTO calls (queue, ticket, customer, started, queued, wait, answered, talk)
VALUES ('Premium', 0, 0, '2026-02-13 16:45', '1 min', '1 min', true, '5 min');

DELETE FROM calls
WHERE agent = (SELECT min(agent) FROM agents WHERE queue = 'Billing') AND started >= '2026-02-13';
\echo
SELECT * FROM friday ORDER BY queue;

\echo 'It equals the query over all calls, to the byte.  Folding merges what writers left in parts.'
\echo

SELECT (SELECT count(*) FROM calls_by_hour) AS groups,
       (SELECT count(*) FROM calls_by_hour_parts) AS parts,
       (SELECT count(*) FROM calls_by_hour NATURAL JOIN calls_by_hour_definition) AS equal,
       (SELECT count(*) FROM live_check('calls_by_hour')) AS differ;

SELECT live_fold('calls_by_hour') AS "parts fewer";
