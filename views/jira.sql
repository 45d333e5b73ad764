/*
 * jira.sql
 *		KPIs of Jira Service Management, over the tables of Jira as Fivetran writes them:
 *
 *	psql -c 'SET search_path = jira, public' -f views/jira.sql mydb
 *
 * -v reason_field='Request Type' takes the reason of a request from the field with that name instead of its issue type.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/jira.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?reason_field}
\else
\set reason_field ''
\endif
BEGIN;
\ir common/settings.sql

-- Projects that serve customers: all.  Replace this view if Jira has others, too.  The script keeps a view that exists.
SELECT to_regclass('kpi_views.service_projects') IS NULL AS has_no_projects \gset
\if :has_no_projects
CREATE VIEW kpi_views.service_projects AS SELECT id AS project, key, name FROM project;
COMMENT ON VIEW kpi_views.service_projects IS 'Projects whose issues are tickets';
\endif

-- Who answers customers: whoever was assigned an issue.  Others are customers if they reported one, or else neither, such as
-- automations.  The script keeps a view that exists.
SELECT to_regclass('kpi_views.people') IS NULL AS has_no_people \gset
\if :has_no_people
CREATE VIEW kpi_views.people AS
SELECT u.id AS person, u.name,
       CASE WHEN EXISTS (SELECT FROM issue_field_history AS h WHERE h.field_id = 'assignee' AND h.value = u.id) THEN true
            WHEN EXISTS (SELECT FROM issue AS i WHERE i.reporter = u.id) THEN false END AS is_agent
  FROM "user" AS u;
COMMENT ON VIEW kpi_views.people IS 'Names, and whether somebody is an agent, a customer (false), or neither (NULL)';
\endif

-- What each status means: by its name if that is one of the templates of Jira Service Management, or by its category.
-- The script keeps a view that exists.
SELECT to_regclass('kpi_views.status_words') IS NULL AS has_no_words \gset
\if :has_no_words
CREATE VIEW kpi_views.status_words AS
SELECT s.id AS status, s.name,
       CASE WHEN lower(s.name) IN ('waiting for customer', 'awaiting customer') THEN 'pending'
            WHEN lower(s.name) IN ('pending', 'on hold', 'waiting for approval', 'waiting for vendor', 'awaiting implementation') THEN 'hold'
            WHEN lower(s.name) IN ('canceled', 'cancelled', 'declined') THEN 'withdrawn'
            WHEN lower(s.name) IN ('waiting for support', 'escalated') THEN 'open'
            WHEN lower(s.name) = 'closed' THEN 'closed'
            WHEN c.name = 'Done' THEN 'solved' WHEN c.name = 'In Progress' THEN 'open' ELSE 'new' END AS event
  FROM status AS s LEFT JOIN status_category AS c ON c.id = s.status_category_id;
COMMENT ON VIEW kpi_views.status_words IS 'Event of ticket_agg that each status stands for';
\endif

CREATE OR REPLACE VIEW kpi_views.ticket_events AS
WITH issues AS (
	SELECT i.id, i.key, i.created, i.reporter, r.name = 'Duplicate' AS is_duplicate
	  FROM issue AS i
	  JOIN kpi_views.service_projects AS p ON p.project = i.project
	  LEFT JOIN resolution AS r ON r.id = i.resolution
	 WHERE i._fivetran_deleted IS NOT TRUE),
changes AS (
	SELECT i.key, i.is_duplicate, h."time" AS at, h.field_id, h.value
	  FROM issues AS i JOIN issue_field_history AS h ON h.issue_id = i.id
	 WHERE h.field_id IN ('status', 'assignee') AND h.value <> '')
SELECT key AS ticket, created AS at, 'created'::text AS event, NULL::bigint AS sequence FROM issues
UNION ALL
-- The description is the first message
SELECT key, created, 'contacted', NULL FROM issues
UNION ALL
-- A status without a word is an error that names it
SELECT c.key, c.at, CASE WHEN w.status IS NULL THEN 'status ' || c.value WHEN c.is_duplicate AND w.event IN ('solved', 'closed') THEN 'withdrawn' ELSE w.event END, NULL
  FROM changes AS c LEFT JOIN kpi_views.status_words AS w ON w.status::text = c.value
 WHERE c.field_id = 'status'
UNION ALL
SELECT c.key, c.at, 'escalated', NULL
  FROM changes AS c JOIN kpi_views.status_words AS w ON w.status::text = c.value
 WHERE c.field_id = 'status' AND lower(w.name) = 'escalated'
UNION ALL
SELECT key, at, 'assigned', NULL FROM changes WHERE field_id = 'assignee'
UNION ALL
SELECT i.key, c.created,
       CASE WHEN c.author_id = i.reporter OR NOT p.is_agent THEN 'contacted' WHEN p.is_agent AND c.is_public THEN 'replied' WHEN p.is_agent THEN 'touched' END, NULL
  FROM comment AS c
  JOIN issues AS i ON i.id = c.issue_id
  LEFT JOIN kpi_views.people AS p ON p.person = c.author_id
 WHERE c._fivetran_deleted IS NOT TRUE;
COMMENT ON VIEW kpi_views.ticket_events IS 'Events of requests, in the words of ticket_agg';

CREATE OR REPLACE VIEW kpi_views.tickets AS
WITH reasons AS (
	SELECT DISTINCT ON (h.issue_id) h.issue_id, h.value
	  FROM issue_field_history AS h JOIN field AS f ON f.id = h.field_id
	 WHERE f.name = :'reason_field'
	 ORDER BY h.issue_id, h."time" DESC)
SELECT i.key AS ticket, i.created AS created_at, p.name AS team, a.name AS agent, NULL::text AS channel,
       CASE WHEN :'reason_field' = '' THEN y.name ELSE e.value END AS reason,
       r.name AS priority, NULL::boolean AS is_resolved, NULL::boolean AS is_first_contact, NULL::bigint AS reopens
  FROM issue AS i
  JOIN kpi_views.service_projects AS p ON p.project = i.project
  LEFT JOIN issue_type AS y ON y.id = i.issue_type
  LEFT JOIN reasons AS e ON e.issue_id = i.id
  LEFT JOIN priority AS r ON r.id = i.priority
  LEFT JOIN kpi_views.people AS a ON a.person = i.assignee
 WHERE i._fivetran_deleted IS NOT TRUE;
COMMENT ON VIEW kpi_views.tickets IS 'Requests, one row each';

-- The last rating of each request, from 1 to 5
CREATE OR REPLACE VIEW kpi_views.surveys AS
SELECT DISTINCT ON (i.id) h."time" AS at, i.key AS ticket, a.name AS agent, p.name AS team, substring(h.value FROM '[1-5]')::double precision AS score, 1 AS scale_min, 5 AS scale_max
  FROM issue_field_history AS h
  JOIN field AS f ON f.id = h.field_id AND f.name = 'Satisfaction'
  JOIN issue AS i ON i.id = h.issue_id
  JOIN kpi_views.service_projects AS p ON p.project = i.project
  LEFT JOIN kpi_views.people AS a ON a.person = i.assignee
 WHERE h.value ~ '[1-5]' AND i._fivetran_deleted IS NOT TRUE
 ORDER BY i.id, h."time" DESC;
COMMENT ON VIEW kpi_views.surveys IS 'Answers of customers, one row each';

\ir common/tickets.sql
COMMIT;
