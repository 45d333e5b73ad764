/*
 * demo.sql
 *		KPIs of the demo, over the tables that demo/simulate.sql makes: calls, the tickets
 *		that calls leave, written requests, and surveys.
 *
 *	psql -f views/demo.sql
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 */
\set ON_ERROR_STOP on
BEGIN;
\ir common/settings.sql

-- The demo ends at midnight after Sunday 15 February.  Its times are those of Madrid.
CREATE OR REPLACE VIEW kpi_views.settings AS
SELECT timestamptz '2026-02-16 00:00 Europe/Madrid' AS as_of,
	text 'Europe/Madrid' AS zone,
	interval '20 s' AS call_target,
	interval '5 s' AS call_short,
	interval '4 h' AS first_reply_target,
	interval '20 h' AS resolution_target,
	business_calendar 'Europe/Madrid; Mon-Sat 08:00-20:00' AS hours,
	timestamptz '2026-01-05 00:00 Europe/Madrid' AS since,
	float8 '0.8' AS call_goal,
	interval '3 days' AS repeat_gap;

-- Each queue has a target of its own
CREATE OR REPLACE VIEW kpi_views.call_targets AS
SELECT queue, target AS call_target, call_goal FROM demo.queues, kpi_views.settings;
COMMENT ON VIEW kpi_views.call_targets IS 'Targets of each queue';

CREATE OR REPLACE VIEW kpi_views.calls AS
SELECT queue || ' ' || ticket || ' ' || to_char(started, 'YYYY-MM-DD HH24:MI:SS') AS call,
	started AT TIME ZONE 'Europe/Madrid' AS at,
	queue,
	agent,
	wait,
	CASE WHEN answered THEN 'answered' ELSE 'abandoned' END AS outcome,
	talk,
	hold,
	wrap_up AS wrap,
	reason,
	transferred,
	customer::text AS caller
FROM demo.call_details;
COMMENT ON VIEW kpi_views.calls IS 'Calls, with their waits, outcomes and handle times';

CREATE OR REPLACE VIEW kpi_views.agent_states AS
SELECT agent, moment AT TIME ZONE 'Europe/Madrid' AS at, state
FROM demo.presence, LATERAL (VALUES (starts, 'present'), (ends, 'absent')) AS changes (moment, state);
COMMENT ON VIEW kpi_views.agent_states IS 'When agents came and left';

-- A call opens a ticket by telephone.  A written request is another ticket.
CREATE OR REPLACE VIEW kpi_views.tickets AS
SELECT 'T' || ticket AS ticket,
	opened AT TIME ZONE 'Europe/Madrid' AS created_at,
	queue AS team,
	agent,
	'phone'::text AS channel,
	reason,
	CASE queue WHEN 'Premium' THEN 'high' ELSE 'normal' END AS priority,
	NULL::boolean AS is_resolved,		-- with the next two: as the events say
	CASE WHEN resolved IS NOT NULL THEN contacts = 1 AND NOT escalated END AS is_first_contact,
	reopens::bigint
FROM demo.tickets LEFT JOIN (SELECT DISTINCT ON (ticket) ticket, reason FROM demo.call_details
							 WHERE answered ORDER BY ticket, started) AS first_calls USING (ticket)
UNION ALL
SELECT 'R' || request,
	created AT TIME ZONE 'Europe/Madrid',
	team,
	NULL,
	channel,
	NULL,
	CASE team WHEN 'Premium' THEN 'high' ELSE 'normal' END,
	NULL,
	NULL,
	NULL
FROM demo.requests;
COMMENT ON VIEW kpi_views.tickets IS 'Tickets by telephone (T) and written requests (R)';

-- Events of a second are in the order in which they were logged
CREATE OR REPLACE VIEW kpi_views.ticket_events AS
SELECT 'T' || ticket AS ticket, moment AT TIME ZONE 'Europe/Madrid' AS at, event, step::bigint AS sequence
FROM (SELECT ticket, opened AS moment, 'created' AS event, 1 AS step FROM demo.tickets
	  UNION ALL
	  SELECT ticket, opened, 'open', 2 FROM demo.openings
	  UNION ALL
	  SELECT ticket, started, 'contacted', 3 FROM demo.calls WHERE answered
	  UNION ALL
	  SELECT ticket, resolved, 'solved', 4 FROM demo.openings WHERE resolved IS NOT NULL) AS phone
UNION ALL
SELECT 'R' || request, at AT TIME ZONE 'Europe/Madrid', event,
	array_position('{created,contacted,replied,open,pending,solved,closed}', event)::bigint
FROM demo.request_log;
COMMENT ON VIEW kpi_views.ticket_events IS 'Events of the tickets';

-- Who telephones is answered at once, so only written requests have a target for the first reply
CREATE OR REPLACE VIEW kpi_views.ticket_targets AS
SELECT ticket,
	CASE WHEN channel <> 'phone' THEN first_reply_target END AS first_reply_target,
	resolution_target,
	hours
FROM kpi_views.tickets, kpi_views.settings;
COMMENT ON VIEW kpi_views.ticket_targets IS 'Targets of the first reply and of the resolution, and business hours, of each ticket';

-- Two questions after each answered call
CREATE OR REPLACE VIEW kpi_views.surveys AS
SELECT sent AT TIME ZONE 'Europe/Madrid' AS at, NULL::text AS ticket, agent, queue AS team,
	answer::double precision AS score, scale_min, scale_max
FROM demo.surveys, LATERAL (VALUES (score, 0, 10), (stars, 1, 5)) AS answers (answer, scale_min, scale_max);
COMMENT ON VIEW kpi_views.surveys IS 'Answers after calls: would you recommend us (0 to 10), and how did you like the call (1 to 5)';

\ir common/calls.sql
\ir common/tickets.sql
COMMIT;
