/*
 * zendesk.sql
 *		KPIs of Zendesk Support, over its tables as Fivetran writes them:
 *
 *	psql -c 'SET search_path = zendesk, public' -f views/zendesk.sql mydb
 *
 * -v reason=t.custom_NAME takes the reason of a ticket from a custom field; t is its row.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/zendesk.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?reason}
\else
\set reason t.type
\endif
BEGIN;
\ir common/settings.sql

-- Who answers customers: NULL for robots, whose comments count neither as replies nor as messages.  The script keeps a
-- view that exists.
SELECT to_regclass('kpi_views.people') IS NULL AS has_no_people \gset
\if :has_no_people
CREATE VIEW kpi_views.people AS
SELECT id AS person, name, role IN ('agent', 'admin') AS is_agent FROM "user";
COMMENT ON VIEW kpi_views.people IS 'Names, and whether somebody is an agent, a customer (false), or neither (NULL)';
\endif

CREATE OR REPLACE VIEW kpi_views.ticket_events AS
-- A merged ticket is closed and tagged
WITH merged AS (SELECT ticket_id FROM ticket_tag WHERE tag = 'closed_by_merge'),
-- The first comment is the description, even if an agent wrote it for the customer
described AS (SELECT ticket_id, min(created) AS at FROM ticket_comment GROUP BY ticket_id)
SELECT id::text AS ticket, created_at AS at, 'created'::text AS event, NULL::bigint AS sequence FROM ticket
UNION ALL
SELECT h.ticket_id::text, h.updated,
       CASE WHEN h.value = 'deleted' OR h.value = 'closed' AND m.ticket_id IS NOT NULL THEN 'withdrawn' WHEN h.value = 'on-hold' THEN 'hold' ELSE h.value END, NULL
  FROM ticket_field_history AS h LEFT JOIN merged AS m ON m.ticket_id = h.ticket_id
 WHERE h.field_name = 'status'
UNION ALL
SELECT id::text, updated_at, 'withdrawn', NULL FROM ticket WHERE status = 'deleted'
UNION ALL
SELECT ticket_id::text, updated, 'assigned', NULL FROM ticket_field_history WHERE field_name = 'assignee_id' AND value <> ''
UNION ALL
SELECT c.ticket_id::text, c.created,
       CASE WHEN c.created = d.at OR c.user_id = t.requester_id OR NOT p.is_agent THEN 'contacted' WHEN p.is_agent AND c.public THEN 'replied' WHEN p.is_agent THEN 'touched' END, NULL
  FROM ticket_comment AS c
  JOIN ticket AS t ON t.id = c.ticket_id
  JOIN described AS d ON d.ticket_id = c.ticket_id
  LEFT JOIN kpi_views.people AS p ON p.person = c.user_id;
COMMENT ON VIEW kpi_views.ticket_events IS 'Events of tickets, in the words of ticket_agg';

CREATE OR REPLACE VIEW kpi_views.tickets AS
SELECT t.id::text AS ticket, t.created_at, g.name AS team, p.name AS agent, t.via_channel AS channel, (:reason)::text AS reason, t.priority,
       NULL::boolean AS is_resolved, NULL::boolean AS is_first_contact, NULL::bigint AS reopens
  FROM ticket AS t
  LEFT JOIN "group" AS g ON g.id = t.group_id
  LEFT JOIN kpi_views.people AS p ON p.person = t.assignee_id;
COMMENT ON VIEW kpi_views.tickets IS 'Tickets, one row each';

-- The last rating of each ticket: good is 1, bad is 0
CREATE OR REPLACE VIEW kpi_views.surveys AS
SELECT DISTINCT ON (r.ticket_id) r.updated_at AS at, r.ticket_id::text AS ticket, p.name AS agent, g.name AS team,
       CASE WHEN r.score LIKE 'good%' THEN 1.0 ELSE 0.0 END::double precision AS score, 0 AS scale_min, 1 AS scale_max
  FROM satisfaction_rating AS r
  LEFT JOIN "group" AS g ON g.id = r.group_id
  LEFT JOIN kpi_views.people AS p ON p.person = r.assignee_id
 WHERE r.score LIKE 'good%' OR r.score LIKE 'bad%'
 ORDER BY r.ticket_id, r.updated_at DESC;
COMMENT ON VIEW kpi_views.surveys IS 'Answers of customers, one row each';

\ir common/tickets.sql
COMMIT;
