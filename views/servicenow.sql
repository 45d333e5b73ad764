/*
 * servicenow.sql
 *		KPIs of incidents of ServiceNow, over its tables as Fivetran writes them:
 *
 *	psql -c 'SET search_path = servicenow, public' -f views/servicenow.sql mydb
 *
 * -v reason=i.u_reason takes the reason of an incident from another column; i is its row in incident, and t that in task.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/servicenow.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?reason}
\else
\set reason i.category
\endif
BEGIN;
\ir common/settings.sql

-- Who answers callers: the members of groups, except robots.  The script keeps a view that exists.
SELECT to_regclass('kpi_views.people') IS NULL AS has_no_people \gset
\if :has_no_people
CREATE VIEW kpi_views.people AS
SELECT u.sys_id AS person, u.user_name AS login, u.name,
       CASE WHEN u.internal_integration_user IS NOT TRUE THEN EXISTS (SELECT FROM sys_user_grmember AS m WHERE m.user_value = u.sys_id AND m._fivetran_deleted IS NOT TRUE) END AS is_agent
  FROM sys_user AS u;
COMMENT ON VIEW kpi_views.people IS 'Names, and whether somebody is an agent, a customer (false), or neither (NULL)';
\endif

-- What each state means, and on hold each reason.  The script keeps a view that exists.
SELECT to_regclass('kpi_views.status_words') IS NULL AS has_no_words \gset
\if :has_no_words
CREATE VIEW kpi_views.status_words AS
SELECT * FROM (VALUES
	('1', 'new'), ('2', 'open'), ('3', 'hold'), ('6', 'solved'), ('7', 'closed'), ('8', 'withdrawn'),
	('hold 1', 'pending'),	-- awaiting caller
	('hold 2', 'hold'), ('hold 3', 'hold'), ('hold 4', 'hold'), ('hold 5', 'hold')
       ) AS v(status, event);
COMMENT ON VIEW kpi_views.status_words IS 'Event of ticket_agg that each state and each reason to be on hold stands for';
\endif

CREATE OR REPLACE VIEW kpi_views.ticket_events AS
WITH incidents AS (
	SELECT t.sys_id, t.number, t.opened_at, t.state::text AS state, i.hold_reason::text AS hold_reason, t.assigned_to_value, i.caller_id_value
	  FROM incident AS i JOIN task AS t ON t.sys_id = i.sys_id
	 WHERE i._fivetran_deleted IS NOT TRUE),
changes AS (
	SELECT n.sys_id, n.number, a.sys_created_on AS at, a.fieldname, a.oldvalue, a.newvalue, a.record_checkpoint
	  FROM incidents AS n JOIN sys_audit AS a ON a.documentkey = n.sys_id
	 WHERE a.tablename = 'incident' AND a.fieldname IN ('state', 'hold_reason', 'assigned_to', 'assignment_group')),
firsts AS (SELECT DISTINCT ON (sys_id, fieldname) sys_id, fieldname, oldvalue FROM changes ORDER BY sys_id, fieldname, at, record_checkpoint),
-- The audit does not have what an incident had at its creation: it is what the first change left, or what the incident has
beginnings AS (
	SELECT n.number, n.opened_at AS at, coalesce(s.oldvalue, n.state) AS state, coalesce(a.oldvalue, n.assigned_to_value, '') AS assigned_to
	  FROM incidents AS n
	  LEFT JOIN firsts AS s ON s.sys_id = n.sys_id AND s.fieldname = 'state'
	  LEFT JOIN firsts AS a ON a.sys_id = n.sys_id AND a.fieldname = 'assigned_to'),
reasons AS (SELECT DISTINCT sys_id, at FROM changes WHERE fieldname = 'hold_reason' AND newvalue <> ''),
statuses AS (
	SELECT number, at, state AS status, 0::bigint AS sequence FROM beginnings
	UNION ALL
	-- The reason tells more than the state on hold
	SELECT c.number, c.at, c.newvalue, c.record_checkpoint
	  FROM changes AS c LEFT JOIN reasons AS r ON r.sys_id = c.sys_id AND r.at = c.at
	 WHERE c.fieldname = 'state' AND NOT (c.newvalue = '3' AND r.sys_id IS NOT NULL)
	UNION ALL
	SELECT number, at, 'hold ' || newvalue, record_checkpoint FROM changes WHERE fieldname = 'hold_reason' AND newvalue <> '')
SELECT number AS ticket, opened_at AS at, 'created'::text AS event, 0::bigint AS sequence FROM incidents
UNION ALL
-- The description is the first message
SELECT number, opened_at, 'contacted', 0 FROM incidents
UNION ALL
-- A state without a word is an error that names it
SELECT s.number, s.at, CASE WHEN w.status IS NULL THEN s.status ELSE w.event END, s.sequence
  FROM statuses AS s LEFT JOIN kpi_views.status_words AS w ON w.status = s.status
UNION ALL
SELECT number, at, 'assigned', 0 FROM beginnings WHERE assigned_to <> ''
UNION ALL
SELECT number, at, 'assigned', record_checkpoint FROM changes WHERE fieldname = 'assigned_to' AND newvalue <> ''
UNION ALL
-- It left a group for another
SELECT number, at, 'escalated', record_checkpoint FROM changes WHERE fieldname = 'assignment_group' AND oldvalue <> '' AND newvalue <> ''
UNION ALL
SELECT n.number, j.sys_created_on,
       CASE WHEN p.person = n.caller_id_value OR NOT p.is_agent THEN CASE j.element WHEN 'comments' THEN 'contacted' END
            WHEN p.is_agent THEN CASE j.element WHEN 'comments' THEN 'replied' ELSE 'touched' END END, 0
  FROM sys_journal_field AS j
  JOIN incidents AS n ON n.sys_id = j.element_id
  LEFT JOIN kpi_views.people AS p ON p.login = j.sys_created_by
 WHERE j.name IN ('incident', 'task') AND j.element IN ('comments', 'work_notes');
COMMENT ON VIEW kpi_views.ticket_events IS 'Events of incidents, in the words of ticket_agg';

CREATE OR REPLACE VIEW kpi_views.tickets AS
SELECT t.number AS ticket, t.opened_at AS created_at, g.name AS team, p.name AS agent, t.contact_type AS channel, (:reason)::text AS reason, t.priority::text AS priority,
       NULL::boolean AS is_resolved, NULL::boolean AS is_first_contact, NULL::bigint AS reopens
  FROM incident AS i
  JOIN task AS t ON t.sys_id = i.sys_id
  LEFT JOIN sys_user_group AS g ON g.sys_id = t.assignment_group_value
  LEFT JOIN kpi_views.people AS p ON p.person = t.assigned_to_value
 WHERE i._fivetran_deleted IS NOT TRUE;
COMMENT ON VIEW kpi_views.tickets IS 'Incidents, one row each';

-- Questions with a scale
CREATE OR REPLACE VIEW kpi_views.surveys AS
SELECT s.taken_on AS at, t.number AS ticket, p.name AS agent, g.name AS team, r.actual_value::double precision AS score, m.min::integer AS scale_min, m.max::integer AS scale_max
  FROM asmt_metric_result AS r
  JOIN asmt_metric AS m ON m.sys_id = r.metric_value AND m.min < m.max AND r.actual_value BETWEEN m.min AND m.max
  JOIN asmt_assessment_instance AS s ON s.sys_id = r.instance_value
  JOIN task AS t ON t.sys_id = s.task_id_value
  JOIN incident AS i ON i.sys_id = t.sys_id
  LEFT JOIN sys_user_group AS g ON g.sys_id = t.assignment_group_value
  LEFT JOIN kpi_views.people AS p ON p.person = t.assigned_to_value
 WHERE s.taken_on IS NOT NULL AND i._fivetran_deleted IS NOT TRUE;
COMMENT ON VIEW kpi_views.surveys IS 'Answers of callers, one row each';

\ir common/tickets.sql
COMMIT;
