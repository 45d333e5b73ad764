/*
 * reference.sql
 *		What the dashboard of the demo should show: a view PAGE_QUERY for each query of
 *		a page, over the tables of the demo and never over kpi_views.
 *
 * Counts, shares, means, ages and business hours are plain SQL.  The functions of
 * kpi give the intervals, the tests, the damped means, the limits of charts, the
 * projection and the agents required, which other tests compare with their sources.
 */
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS reference CASCADE;
CREATE SCHEMA reference;
SET search_path = reference, demo, public;

-- Times are local, and the last of them is midnight after 15 February

CREATE TABLE the_calls AS
SELECT queue, agent, started, started::date AS day, date '2026-02-16' - started::date AS age,
	date_trunc('hour', started) + CASE WHEN extract(minute FROM started) < 30 THEN interval '0' ELSE '30 min' END AS at,
	wait, answered, answered AND wait <= target AS in_target,
	CASE WHEN answered THEN extract(epoch FROM talk + hold + wrap_up)::float8 END AS handle, talk, hold, wrap_up,
	reason, transferred
FROM call_details JOIN queues USING (queue);

-- Of one queue, or of all
CREATE TABLE of_queue AS
SELECT queue AS label, queue FROM queues UNION ALL SELECT NULL, queue FROM queues;

-- Seconds of Monday to Saturday, 8 to 20 o'clock
CREATE FUNCTION business_seconds(a timestamp, b timestamp) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(sum(greatest(0, extract(epoch FROM least(b, day + interval '20 h') - greatest(a, day + interval '8 h')))), 0)::float8
	FROM generate_series(a::date::timestamp, b, '1 day') AS day
	WHERE extract(isodow FROM day) < 7
$$;

-- When tickets were open
CREATE TABLE spells AS
SELECT 'T' || ticket AS ticket, opened, resolved FROM openings
UNION ALL
SELECT 'R' || request, created, solved
FROM requests LEFT JOIN (SELECT request, min(at) AS solved FROM request_log WHERE event = 'solved' GROUP BY request) AS ends USING (request);

-- When the clocks of resolutions ran: a request pauses while the customer has to answer
CREATE TABLE work AS
SELECT ticket, opened AS starts, coalesce(resolved, '2026-02-16') AS ends, NULL AS status FROM spells WHERE ticket LIKE 'T%'
UNION ALL
SELECT 'R' || request, at, lead(at, 1, '2026-02-16') OVER (PARTITION BY request ORDER BY at, step), event
FROM request_log, LATERAL (SELECT array_position('{created,open,pending,solved,closed}', event) AS step) AS steps
WHERE step IS NOT NULL;

CREATE TABLE the_tickets AS
SELECT tickets.*, opened::date AS day, date '2026-02-16' - opened::date AS age, is_open, seconds,
	CASE WHEN seconds > 72000 THEN false WHEN NOT is_open THEN true END AS resolution_in_target,
	CASE WHEN reply_seconds > 14400 THEN false WHEN replied IS NOT NULL THEN true END AS reply_in_target
FROM (SELECT 'T' || ticket AS ticket, queue AS team, agent, opened, NULL::timestamp AS replied, NULL::float8 AS reply_seconds,
			 resolved IS NOT NULL OR reopens > 0 AS was_resolved, reopens,
			 CASE WHEN resolved IS NOT NULL THEN contacts = 1 AND NOT escalated WHEN reopens > 0 THEN false END AS first_contact
	  FROM demo.tickets
	  UNION ALL
	  SELECT 'R' || request, team, NULL, created, replied, business_seconds(created, coalesce(replied, '2026-02-16')),
			 solved, 0, CASE WHEN solved THEN contacts < 2 END
	  FROM requests JOIN (SELECT request, min(at) FILTER (WHERE event = 'replied') AS replied, bool_or(event = 'solved') AS solved,
								 count(*) FILTER (WHERE event = 'contacted') AS contacts
						  FROM request_log GROUP BY request) AS logs USING (request)) AS tickets
JOIN (SELECT ticket, bool_or(resolved IS NULL) AS is_open FROM spells GROUP BY ticket) AS states USING (ticket)
JOIN (SELECT ticket, coalesce(sum(business_seconds(starts, ends)) FILTER (WHERE status IS NULL OR status IN ('created', 'open')), 0) AS seconds
	  FROM work GROUP BY ticket) AS clocks USING (ticket);

CREATE TABLE stars AS
SELECT queue AS team, agent, sent::date AS day, date '2026-02-16' - sent::date AS age, scale, answer,
	CASE scale WHEN 10 THEN answer / 10.0 ELSE (answer - 1) / 4.0 END::float8 AS fraction
FROM surveys, LATERAL (VALUES (10, score), (5, stars)) AS answers (scale, answer)
WHERE answer IS NOT NULL;

-- Overview

CREATE VIEW overview_calls AS
WITH calls AS (
	SELECT *, CASE WHEN age <= 7 THEN 'this' ELSE 'last' END AS week FROM the_calls WHERE age BETWEEN 1 AND 14),
weeks AS (
	SELECT week, avg(in_target::integer)::float8 AS level, avg((NOT answered)::integer)::float8 AS abandoned,
		avg(extract(epoch FROM wait)) FILTER (WHERE answered)::float8 AS asa, avg(handle) AS aht, count(*)::float8 AS offered,
		rate_agg(in_target) AS levels, mean_agg(handle) AS handles
	FROM calls GROUP BY week),
days AS (
	SELECT day, avg(in_target::integer)::float8 AS level, avg((NOT answered)::integer)::float8 AS abandoned,
		avg(extract(epoch FROM wait)) FILTER (WHERE answered)::float8 AS asa, avg(handle) AS aht, count(*) AS offered
	FROM the_calls WHERE age BETWEEN 1 AND 28 GROUP BY day)
SELECT label, unit, value, previous, lower, upper, target, better, p_value, trend
FROM weeks AS t, weeks AS l,
	 LATERAL (SELECT json_agg(level ORDER BY day) AS level, json_agg(abandoned ORDER BY day) AS abandoned, json_agg(asa ORDER BY day) AS asa,
				json_agg(aht ORDER BY day) AS aht, json_agg(offered ORDER BY day) AS offered FROM days) AS d,
	 LATERAL (VALUES
		('Service level', 'percent', t.level, l.level, ci_lower(t.levels), ci_upper(t.levels), 0.8, 'up', (kpi_compare(t.levels, l.levels)).p_value, d.level),
		('Abandon rate', 'percent', t.abandoned, l.abandoned, NULL, NULL, NULL, 'down', NULL, d.abandoned),
		('Average speed of answer', 'seconds', t.asa, l.asa, NULL, NULL, NULL, 'down', NULL, d.asa),
		('Average handle time', 'seconds', t.aht, l.aht, NULL, NULL, NULL, NULL, (kpi_compare(t.handles, l.handles)).p_value, d.aht),
		('Calls offered', 'count', t.offered, l.offered, NULL, NULL, NULL, NULL, NULL, d.offered))
		AS figures (label, unit, value, previous, lower, upper, target, better, p_value, trend)
WHERE t.week = 'this' AND l.week = 'last';

CREATE VIEW overview_call_weeks AS
SELECT queue, day, avg(in_target::integer)::float8 AS service_level, 0.8 AS goal
FROM the_calls WHERE age BETWEEN 1 AND 28 GROUP BY queue, day;

CREATE VIEW overview_tickets AS
WITH weeks AS (
	SELECT age <= 7 AS is_this, avg(reply_in_target::integer)::float8 AS replied, avg(resolution_in_target::integer)::float8 AS resolved,
		avg(first_contact::integer)::float8 AS fcr, count(*)::float8 AS created,
		rate_agg(reply_in_target) AS replies, rate_agg(resolution_in_target) AS resolutions, rate_agg(first_contact) AS contacts
	FROM the_tickets WHERE age BETWEEN 1 AND 14 GROUP BY is_this),
days AS (
	SELECT day, avg(reply_in_target::integer)::float8 AS replied, avg(resolution_in_target::integer)::float8 AS resolved,
		avg(first_contact::integer)::float8 AS fcr, count(*) AS created,
		(SELECT count(*) FROM spells WHERE opened < t.day + 1 AND (resolved IS NULL OR resolved >= t.day + 1)) AS backlog
	FROM the_tickets AS t WHERE age BETWEEN 1 AND 28 GROUP BY day)
SELECT label, unit, value, previous, lower, upper, better, p_value, trend
FROM weeks AS t, weeks AS l,
	 LATERAL (SELECT json_agg(replied ORDER BY day) AS replied, json_agg(resolved ORDER BY day) AS resolved, json_agg(fcr ORDER BY day) AS fcr,
				json_agg(created ORDER BY day) AS created, json_agg(backlog ORDER BY day) AS backlog,
				max(backlog) FILTER (WHERE day = '2026-02-15') AS now, max(backlog) FILTER (WHERE day = '2026-02-08') AS before FROM days) AS d,
	 LATERAL (VALUES
		('First reply in target', 'percent', t.replied, l.replied, ci_lower(t.replies), ci_upper(t.replies), 'up', (kpi_compare(t.replies, l.replies)).p_value, d.replied),
		('Resolution in target', 'percent', t.resolved, l.resolved, ci_lower(t.resolutions), ci_upper(t.resolutions), 'up', (kpi_compare(t.resolutions, l.resolutions)).p_value, d.resolved),
		('First contact resolution', 'percent', t.fcr, l.fcr, ci_lower(t.contacts), ci_upper(t.contacts), 'up', (kpi_compare(t.contacts, l.contacts)).p_value, d.fcr),
		('Open tickets', 'count', d.now, d.before, NULL, NULL, 'down', NULL, d.backlog),
		('Tickets created', 'count', t.created, l.created, NULL, NULL, NULL, NULL, d.created))
		AS figures (label, unit, value, previous, lower, upper, better, p_value, trend)
WHERE t.is_this AND NOT l.is_this;

CREATE VIEW overview_customers AS
WITH weeks AS (
	SELECT age <= 7 AS is_this, avg((answer >= 4)::integer) FILTER (WHERE scale = 5)::float8 AS csat,
		avg(CASE WHEN answer >= 9 THEN 100 WHEN answer <= 6 THEN -100 ELSE 0 END) FILTER (WHERE scale = 10)::float8 AS nps,
		rate_agg(answer >= 4) FILTER (WHERE scale = 5) AS satisfied, score_agg(answer) FILTER (WHERE scale = 10) AS recommended
	FROM stars WHERE age BETWEEN 1 AND 14 GROUP BY is_this),
days AS (
	SELECT day, avg((answer >= 4)::integer) FILTER (WHERE scale = 5)::float8 AS csat,
		avg(CASE WHEN answer >= 9 THEN 100 WHEN answer <= 6 THEN -100 ELSE 0 END) FILTER (WHERE scale = 10)::float8 AS nps
	FROM stars WHERE age BETWEEN 1 AND 28 GROUP BY day)
SELECT label, unit, value, previous, lower, upper, better, p_value, trend
FROM weeks AS t, weeks AS l, LATERAL (SELECT json_agg(csat ORDER BY day) AS csat, json_agg(nps ORDER BY day) AS nps FROM days) AS d,
	 LATERAL (VALUES
		('Satisfaction (CSAT)', 'percent', t.csat, l.csat, ci_lower(t.satisfied), ci_upper(t.satisfied), 'up', (kpi_compare(t.satisfied, l.satisfied)).p_value, d.csat),
		('Net Promoter Score', 'score', t.nps, l.nps, ci_lower(t.recommended), ci_upper(t.recommended), 'up', (kpi_compare(t.recommended, l.recommended)).p_value, d.nps))
		AS figures (label, unit, value, previous, lower, upper, better, p_value, trend)
WHERE t.is_this AND NOT l.is_this;

-- Calls

CREATE TABLE half_hours AS
SELECT label AS queue, day, age, at, count(*) AS offered, avg(in_target::integer)::float8 AS service_level,
	ci_lower(rate_agg(in_target)) AS lower, ci_upper(rate_agg(in_target)) AS upper
FROM the_calls JOIN of_queue USING (queue) GROUP BY label, day, age, at;

CREATE VIEW calls_half_hours AS
SELECT queue, to_char(at, 'YYYY-MM-DD Dy') AS day, at, at + interval '30 min' AS until, offered, service_level, lower, upper, 0.8 AS goal
FROM half_hours WHERE age BETWEEN 1 AND 14;

CREATE VIEW calls_pattern AS
SELECT queue, to_char(at, 'YYYY-MM-DD') AS day, to_char(at, 'HH24:MI') AS "from", offered, service_level, service_level - 0.8::float8 AS above_goal
FROM half_hours WHERE age BETWEEN 1 AND 28;

CREATE VIEW calls_level_chart AS
SELECT queue, day, avg AS value, (c).center, (c).lower, (c).upper, (c).signal
FROM (SELECT label AS queue, day, avg(in_target::integer)::float8, p_chart(rate_agg(in_target)) OVER (PARTITION BY label ORDER BY day) AS c
	  FROM the_calls JOIN of_queue USING (queue) GROUP BY label, day) AS charts;

CREATE VIEW calls_abandon_chart AS
SELECT queue, day, avg AS value, (c).center, (c).lower, (c).upper, (c).signal
FROM (SELECT label AS queue, day, avg((NOT answered)::integer)::float8, p_chart(rate_agg(NOT answered)) OVER (PARTITION BY label ORDER BY day) AS c
	  FROM the_calls JOIN of_queue USING (queue) GROUP BY label, day) AS charts;

CREATE VIEW calls_days AS
SELECT label AS queue, day, count(*) AS offered, count(*) FILTER (WHERE answered) AS answered, count(*) FILTER (WHERE NOT answered) AS abandoned,
	avg(extract(epoch FROM wait)) FILTER (WHERE answered)::float8 AS asa_seconds, avg(handle) AS aht_seconds
FROM the_calls JOIN of_queue USING (queue) GROUP BY label, day;

-- Agents

CREATE VIEW agents_satisfaction AS
SELECT team, agent, surveys, score, damped_score, lower, upper, csat,
	(SELECT count(*) FROM the_tickets AS t WHERE NOT is_open AND t.agent = agents.agent AND t.team = agents.team) AS resolved
FROM (SELECT team, agent, count(*) AS surveys, avg(fraction) AS score, avg((answer >= 4)::integer) FILTER (WHERE scale = 5)::float8 AS csat,
		damped_mean(mean_agg(fraction)) OVER () AS damped_score, damped_lower(mean_agg(fraction)) OVER () AS lower,
		damped_upper(mean_agg(fraction)) OVER () AS upper
	  FROM stars GROUP BY team, agent) AS agents;

CREATE VIEW agents_handle_times AS
SELECT team, agent, answered, mean, damped, lower, upper, transfer_rate, busy / (SELECT sum(extract(epoch FROM ends - starts))::float8 FROM presence
																			   WHERE presence.agent = agents.agent) AS occupancy
FROM (SELECT queue AS team, agent, count(*) AS answered, avg(handle) AS mean, avg(transferred::integer)::float8 AS transfer_rate, sum(handle) AS busy,
		damped_mean(mean_agg(handle)) OVER of_queue AS damped, damped_lower(mean_agg(handle)) OVER of_queue AS lower,
		damped_upper(mean_agg(handle)) OVER of_queue AS upper
	  FROM the_calls WHERE answered GROUP BY queue, agent WINDOW of_queue AS (PARTITION BY queue)) AS agents;

-- Tickets

CREATE TABLE backlogs AS
SELECT day::date AS day, backlog, opened, closed, age / 86400 AS mean_age_days
FROM generate_series(timestamp '2026-01-05', '2026-02-15', '1 day') AS day,
	 LATERAL (SELECT count(*) FILTER (WHERE resolved IS NULL OR resolved >= day + interval '1 day') AS backlog,
				count(*) FILTER (WHERE opened >= day) AS opened, count(*) FILTER (WHERE resolved >= day AND resolved < day + interval '1 day') AS closed,
				avg(extract(epoch FROM day + interval '1 day' - opened)) FILTER (WHERE resolved IS NULL OR resolved >= day + interval '1 day')::float8 AS age
			  FROM spells WHERE opened < day + interval '1 day') AS figures;

CREATE VIEW tickets_backlog AS
SELECT day, backlog::float8, opened, closed, mean_age_days, false AS is_forecast, NULL::float8 AS lower, NULL::float8 AS upper FROM backlogs
UNION ALL
SELECT at::date - 1, backlog, NULL, NULL, NULL, true, lower, upper
FROM projected_backlog_local((SELECT backlog_agg(opened, resolved, '2026-01-05', '2026-02-16', '1 day') FROM spells), 28, 7);

CREATE VIEW tickets_aging AS
SELECT class, ordinal, (SELECT count(*) FROM the_tickets WHERE is_open AND timestamp '2026-02-16' - opened > above
						AND timestamp '2026-02-16' - opened <= upto) AS n
FROM (VALUES ('up to 1 day', 1, interval '-1 s', interval '1 day'), ('1 to 3 days', 2, '1 day', '3 days'), ('3 to 7 days', 3, '3 days', '7 days'),
			 ('7 to 30 days', 4, '7 days', '30 days'), ('over 30 days', 5, '30 days', '9999 days')) AS classes (class, ordinal, above, upto);

CREATE VIEW tickets_past AS
SELECT day, opened, closed, mean_age_days FROM backlogs;

CREATE TABLE clocks AS
SELECT ticket, team, 'first reply' AS target_name, reply_seconds AS seconds, 14400 AS target, false AS is_paused
FROM the_tickets WHERE ticket LIKE 'R%' AND replied IS NULL
UNION ALL
SELECT ticket, team, 'resolution', seconds, 72000,
	ticket IN (SELECT ticket FROM work WHERE status = 'pending' AND ends = '2026-02-16')
FROM the_tickets WHERE is_open;

CREATE VIEW tickets_clocks AS
SELECT label, 'count' AS unit, n AS value
FROM (SELECT count(*) FILTER (WHERE seconds > target) AS breached,
		count(*) FILTER (WHERE NOT is_paused AND target - seconds BETWEEN 0 AND 3600) AS hour,
		count(*) FILTER (WHERE NOT is_paused AND target - seconds BETWEEN 0 AND 14400) AS four_hours,
		count(*) FILTER (WHERE NOT is_paused AND seconds <= target) AS running,
		count(*) FILTER (WHERE is_paused AND seconds <= target) AS paused
	  FROM clocks) AS counts,
	 LATERAL (VALUES ('Breached, still open', breached), ('Due within one hour', hour), ('Due within four hours', four_hours),
					 ('Running', running), ('Paused', paused)) AS figures (label, n);

CREATE VIEW tickets_next_to_breach AS
SELECT ticket, team, CASE team WHEN 'Premium' THEN 'high' ELSE 'normal' END AS priority, target_name,
	to_char(after_work('2026-02-16', (target - seconds)::integer), 'Dy DD Mon HH24:MI') AS due, target - seconds AS remaining_seconds
FROM clocks WHERE NOT is_paused AND seconds <= target ORDER BY target - seconds, ticket, target_name LIMIT 12;

CREATE VIEW tickets_by_team AS
SELECT team, count(*) AS open, avg(extract(epoch FROM timestamp '2026-02-16' - opened))::float8 AS mean_age_seconds,
	count(*) FILTER (WHERE ticket IN (SELECT ticket FROM clocks WHERE seconds > target)) AS breached
FROM the_tickets WHERE is_open GROUP BY team;

CREATE VIEW tickets_reply_chart AS
SELECT day, avg AS value, (c).center, (c).lower, (c).upper, (c).signal
FROM (SELECT day, avg(reply_in_target::integer)::float8, p_chart(rate_agg(reply_in_target)) OVER (ORDER BY day) AS c
	  FROM the_tickets GROUP BY day) AS charts;

CREATE VIEW tickets_weeks AS
SELECT week::date, figure, value, ci_lower(s) AS lower, ci_upper(s) AS upper
FROM (SELECT date_trunc('week', opened) AS week, 'first contact resolution' AS figure, avg(first_contact::integer)::float8 AS value, rate_agg(first_contact) AS s
	  FROM the_tickets GROUP BY week
	  UNION ALL
	  SELECT date_trunc('week', opened), 'reopened', avg((reopens > 0)::integer) FILTER (WHERE was_resolved)::float8, rate_agg(reopens > 0) FILTER (WHERE was_resolved)
	  FROM the_tickets GROUP BY 1) AS weeks;

-- Reasons

CREATE VIEW reasons_calls AS
SELECT reason, n, n / sum(n) OVER () AS share, sum(n) OVER (ORDER BY n DESC, reason) / sum(n) OVER () AS cumulative
FROM (SELECT reason, count(*) AS n FROM the_calls WHERE reason IS NOT NULL GROUP BY reason) AS reasons;

CREATE VIEW reasons_tickets AS
SELECT reason, n, n / sum(n) OVER () AS share, sum(n) OVER (ORDER BY n DESC, reason) / sum(n) OVER () AS cumulative
FROM (SELECT reason, count(*) AS n FROM (SELECT DISTINCT ON (ticket) reason FROM call_details WHERE answered ORDER BY ticket, started) AS firsts GROUP BY reason) AS reasons;

-- Staffing

CREATE TABLE staffing AS
SELECT queue, h.at, calls, level, aht, agents_required(calls, '30 min', aht * interval '1 s', 0.8, target) AS required,
	(SELECT sum(greatest(0, extract(epoch FROM least(ends, h.at + interval '30 min') - greatest(starts, h.at)))) / 1800
	 FROM presence WHERE agent IN (SELECT agent FROM the_calls AS c WHERE c.queue = h.queue AND day = '2026-02-14' AND answered))::float8 AS present
FROM (SELECT queue, at, count(*) AS calls, avg(in_target::integer)::float8 AS level,
		CASE WHEN count(handle) >= 50 THEN avg(handle) ELSE (SELECT avg(handle) FROM the_calls AS c WHERE c.queue = the_calls.queue) END AS aht
	  FROM the_calls WHERE day = '2026-02-14' GROUP BY queue, at) AS h JOIN queues USING (queue);

CREATE VIEW staffing_half_hours AS
SELECT queue, '2026-02-14 Sat' AS day, at, at + interval '30 min' AS until, calls, level AS service_level, aht AS aht_seconds, required, present,
	present - required AS spare, 0.8 AS goal
FROM staffing;

CREATE VIEW overview_staffing_gaps AS
SELECT queue, count(*) FILTER (WHERE present < required) AS short, count(*) AS half_hours, sum(required) / 2.0 AS hours_required, sum(present) / 2.0 AS hours_present
FROM staffing GROUP BY queue;
