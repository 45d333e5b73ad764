/*
 * chatwoot.sql
 *		KPIs of Chatwoot, over its own PostgreSQL database or a replica of its tables:
 *
 *	psql -f views/chatwoot.sql chatwoot
 *
 * -v reason=EXPRESSION takes the reason of a conversation from elsewhere than its first label, such as
 * "t.custom_attributes->>'reason'"; t is its row.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/chatwoot.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?reason}
\else
\set reason 'nullif(trim(split_part(t.cached_label_list, \',\', 1)), \'\')'
\endif
BEGIN;
\ir common/settings.sql

-- Who answers customers: NULL for users that are robots.  The script keeps a view that exists.
SELECT to_regclass('kpi_views.people') IS NULL AS has_no_people \gset
\if :has_no_people
CREATE VIEW kpi_views.people AS
SELECT id AS person, name::text AS name, true AS is_agent FROM users;
COMMENT ON VIEW kpi_views.people IS 'Names, and whether somebody is an agent, a customer (false), or neither (NULL)';
\endif

CREATE OR REPLACE VIEW kpi_views.ticket_events AS
-- A robot has a conversation until it hands over; a conversation that it never hands over is pending
WITH resolved AS (SELECT conversation_id, min(event_end_time) AS at FROM reporting_events WHERE name = 'conversation_resolved' GROUP BY conversation_id),
robots AS (SELECT DISTINCT conversation_id FROM reporting_events WHERE name IN ('conversation_bot_handoff', 'conversation_bot_resolved')),
beginnings AS (
	SELECT t.id, t.created_at, CASE WHEN t.status = 2 OR b.conversation_id IS NOT NULL THEN 'pending' ELSE 'open' END AS event
	  FROM conversations AS t LEFT JOIN robots AS b ON b.conversation_id = t.id)
SELECT id::text AS ticket, created_at AT TIME ZONE 'UTC' AS at, 'created'::text AS event, 0::bigint AS sequence FROM beginnings
UNION ALL
SELECT id::text, created_at AT TIME ZONE 'UTC', event, 0 FROM beginnings
UNION ALL
SELECT e.conversation_id::text, e.event_end_time AT TIME ZONE 'UTC', CASE e.name WHEN 'conversation_resolved' THEN 'solved' ELSE 'open' END, e.id
  FROM reporting_events AS e
  JOIN conversations AS t ON t.id = e.conversation_id
  LEFT JOIN resolved AS r ON r.conversation_id = e.conversation_id
 -- The first opening is the creation
 WHERE e.name IN ('conversation_resolved', 'conversation_bot_handoff') OR e.name = 'conversation_opened' AND r.at < e.event_end_time
UNION ALL
-- A message reopens a resolved conversation; older versions do not log it.  If the conversation is open, this changes nothing
SELECT m.conversation_id::text, m.created_at AT TIME ZONE 'UTC', 'open', 0
  FROM messages AS m JOIN resolved AS r ON r.conversation_id = m.conversation_id
 WHERE m.message_type = 0 AND m.created_at > r.at
UNION ALL
SELECT m.conversation_id::text, m.created_at AT TIME ZONE 'UTC',
       CASE WHEN m.message_type = 0 THEN 'contacted' WHEN m.private THEN 'touched' ELSE 'replied' END, 0
  FROM messages AS m
  LEFT JOIN kpi_views.people AS p ON p.person = m.sender_id
 -- Neither robots nor rules nor campaigns are agents
 WHERE m.message_type = 0
    OR m.message_type = 1 AND m.sender_type = 'User' AND p.is_agent AND m.content_attributes->>'automation_rule_id' IS NULL AND m.additional_attributes->>'campaign_id' IS NULL;
COMMENT ON VIEW kpi_views.ticket_events IS 'Events of conversations, in the words of ticket_agg';

CREATE OR REPLACE VIEW kpi_views.tickets AS
WITH resolved AS (SELECT conversation_id, min(event_end_time) AS at FROM reporting_events WHERE name = 'conversation_resolved' GROUP BY conversation_id),
written AS (SELECT conversation_id, max(created_at) AS at FROM messages WHERE message_type = 0 GROUP BY conversation_id)
SELECT t.id::text AS ticket, t.created_at AT TIME ZONE 'UTC' AS created_at, g.name::text AS team, p.name AS agent, replace(i.channel_type, 'Channel::', '')::text AS channel, (:reason)::text AS reason,
       (ARRAY['low', 'medium', 'high', 'urgent'])[t.priority + 1] AS priority,
       NULL::boolean AS is_resolved,
       -- Customers write many messages in one contact: it is settled if they need not come back
       coalesce(w.at <= s.at, true) AS is_first_contact,
       NULL::bigint AS reopens
  FROM conversations AS t
  LEFT JOIN teams AS g ON g.id = t.team_id
  LEFT JOIN inboxes AS i ON i.id = t.inbox_id
  LEFT JOIN resolved AS s ON s.conversation_id = t.id
  LEFT JOIN written AS w ON w.conversation_id = t.id
  LEFT JOIN kpi_views.people AS p ON p.person = t.assignee_id;
COMMENT ON VIEW kpi_views.tickets IS 'Conversations, one row each';

CREATE OR REPLACE VIEW kpi_views.surveys AS
SELECT r.created_at AT TIME ZONE 'UTC' AS at, r.conversation_id::text AS ticket, p.name AS agent, g.name::text AS team, r.rating::double precision AS score, 1 AS scale_min, 5 AS scale_max
  FROM csat_survey_responses AS r
  JOIN conversations AS t ON t.id = r.conversation_id
  LEFT JOIN teams AS g ON g.id = t.team_id
  LEFT JOIN kpi_views.people AS p ON p.person = r.assigned_agent_id;
COMMENT ON VIEW kpi_views.surveys IS 'Answers of customers, one row each';

\ir common/tickets.sql
COMMIT;
