/*
 * zammad.sql
 *		KPIs of Zammad, over its own PostgreSQL database or a replica of its tables:
 *
 *	psql -f views/zammad.sql zammad
 *
 * -v reason=t.NAME takes the reason of a ticket from an attribute that you added; t is its row.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/zammad.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?reason}
\else
\set reason '(SELECT min(i.name) FROM tags AS g JOIN tag_items AS i ON i.id = g.tag_item_id JOIN tag_objects AS o ON o.id = g.tag_object_id WHERE o.name = \'Ticket\' AND g.o_id = t.id)'
\endif
BEGIN;
\ir common/settings.sql

-- Who answers customers: NULL for robots.  The script keeps a view that exists.
SELECT to_regclass('kpi_views.people') IS NULL AS has_no_people \gset
\if :has_no_people
CREATE VIEW kpi_views.people AS
SELECT u.id AS person, concat_ws(' ', nullif(u.firstname, ''), nullif(u.lastname, '')) AS name,
       EXISTS (SELECT FROM roles_users AS m JOIN roles AS r ON r.id = m.role_id WHERE m.user_id = u.id AND r.name <> 'Customer') AS is_agent
  FROM users AS u
 WHERE u.id <> 1;	-- nobody
COMMENT ON VIEW kpi_views.people IS 'Names, and whether somebody is an agent, a customer (false), or neither (NULL)';
\endif

-- What each state means.  The script keeps a view that exists.
SELECT to_regclass('kpi_views.status_words') IS NULL AS has_no_words \gset
\if :has_no_words
CREATE VIEW kpi_views.status_words AS
SELECT s.id AS status, s.name::text AS name,
       CASE WHEN y.name LIKE 'pending%' THEN 'pending' WHEN y.name IN ('merged', 'removed') THEN 'withdrawn' ELSE y.name END::text AS event
  FROM ticket_states AS s JOIN ticket_state_types AS y ON y.id = s.state_type_id;
COMMENT ON VIEW kpi_views.status_words IS 'Event of ticket_agg that each state stands for';
\endif

CREATE OR REPLACE VIEW kpi_views.ticket_events AS
WITH changes AS (
	SELECT h.o_id AS ticket_id, h.created_at, h.id, a.name AS attribute, h.id_from, h.id_to
	  FROM histories AS h
	  JOIN history_types AS y ON y.id = h.history_type_id AND y.name = 'updated'
	  JOIN history_objects AS o ON o.id = h.history_object_id AND o.name = 'Ticket'
	  JOIN history_attributes AS a ON a.id = h.history_attribute_id AND a.name IN ('state', 'owner')),
firsts AS (SELECT DISTINCT ON (ticket_id, attribute) ticket_id, attribute, id_from FROM changes ORDER BY ticket_id, attribute, id),
-- The history does not have what a ticket had at its creation: it is what the first change left, or what the ticket has
beginnings AS (
	SELECT t.id, t.number, t.created_at, coalesce(s.id_from, t.state_id) AS state_id, coalesce(o.id_from, t.owner_id) AS owner_id
	  FROM tickets AS t
	  LEFT JOIN firsts AS s ON s.ticket_id = t.id AND s.attribute = 'state'
	  LEFT JOIN firsts AS o ON o.ticket_id = t.id AND o.attribute = 'owner'),
-- The first article is the description, even if an agent wrote it down
articles AS (
	SELECT a.*, a.id = min(a.id) OVER (PARTITION BY a.ticket_id) AS is_first FROM ticket_articles AS a)
SELECT number::text AS ticket, created_at AT TIME ZONE 'UTC' AS at, 'created'::text AS event, 0::bigint AS sequence FROM beginnings
UNION ALL
SELECT b.number, b.created_at AT TIME ZONE 'UTC', w.event, 0 FROM beginnings AS b JOIN kpi_views.status_words AS w ON w.status = b.state_id
UNION ALL
SELECT number, created_at AT TIME ZONE 'UTC', 'assigned', 0 FROM beginnings WHERE owner_id <> 1
UNION ALL
SELECT t.number, c.created_at AT TIME ZONE 'UTC', w.event, c.id
  FROM changes AS c JOIN tickets AS t ON t.id = c.ticket_id JOIN kpi_views.status_words AS w ON w.status = c.id_to
 WHERE c.attribute = 'state'
UNION ALL
SELECT t.number, c.created_at AT TIME ZONE 'UTC', 'assigned', c.id
  FROM changes AS c JOIN tickets AS t ON t.id = c.ticket_id
 WHERE c.attribute = 'owner' AND c.id_to <> 1
UNION ALL
SELECT t.number, a.created_at AT TIME ZONE 'UTC',
       CASE WHEN s.name = 'System' THEN NULL WHEN a.is_first OR s.name = 'Customer' THEN 'contacted' WHEN NOT coalesce(p.is_agent, false) THEN NULL
            WHEN a.internal OR NOT y.communication THEN 'touched' ELSE 'replied' END, 0
  FROM articles AS a
  JOIN tickets AS t ON t.id = a.ticket_id
  JOIN ticket_article_senders AS s ON s.id = a.sender_id
  JOIN ticket_article_types AS y ON y.id = a.type_id
  LEFT JOIN kpi_views.people AS p ON p.person = a.created_by_id;
COMMENT ON VIEW kpi_views.ticket_events IS 'Events of tickets, in the words of ticket_agg';

CREATE OR REPLACE VIEW kpi_views.tickets AS
SELECT t.number::text AS ticket, t.created_at AT TIME ZONE 'UTC' AS created_at, g.name::text AS team, p.name AS agent, y.name::text AS channel, (:reason)::text AS reason, r.name::text AS priority,
       NULL::boolean AS is_resolved, NULL::boolean AS is_first_contact, NULL::bigint AS reopens
  FROM tickets AS t
  LEFT JOIN groups AS g ON g.id = t.group_id
  LEFT JOIN ticket_priorities AS r ON r.id = t.priority_id
  LEFT JOIN ticket_article_types AS y ON y.id = t.create_article_type_id
  LEFT JOIN kpi_views.people AS p ON p.person = t.owner_id;
COMMENT ON VIEW kpi_views.tickets IS 'Tickets, one row each';

-- Zammad asks for no ratings
CREATE OR REPLACE VIEW kpi_views.surveys AS
SELECT NULL::timestamptz AS at, NULL::text AS ticket, NULL::text AS agent, NULL::text AS team, NULL::double precision AS score, NULL::integer AS scale_min, NULL::integer AS scale_max
 WHERE false;
COMMENT ON VIEW kpi_views.surveys IS 'Answers of customers, one row each: none, unless you replace this view';

\ir common/tickets.sql
COMMIT;
