/*
 * zammad.sql
 *		Tables of the PostgreSQL database of Zammad 6, with the columns that the views read and
 *		some that they do not, and invented rows.  Times are in UTC, without time zone.
 */
\ir stories.sql

CREATE SCHEMA zammad;
SET search_path = zammad, public;

CREATE TABLE users (id int PRIMARY KEY, login varchar(255), firstname varchar(100), lastname varchar(100), email varchar(255), active boolean DEFAULT true, created_at timestamp(3), updated_at timestamp(3));
CREATE TABLE roles (id int PRIMARY KEY, name varchar(100) NOT NULL);
CREATE TABLE roles_users (user_id int, role_id int);
CREATE TABLE groups (id int PRIMARY KEY, name varchar(160) NOT NULL, active boolean DEFAULT true);
CREATE TABLE ticket_state_types (id int PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE ticket_states (id int PRIMARY KEY, state_type_id bigint NOT NULL, name varchar(250) NOT NULL, ignore_escalation boolean DEFAULT false, active boolean DEFAULT true);
CREATE TABLE ticket_priorities (id int PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE ticket_article_types (id int PRIMARY KEY, name varchar(250) NOT NULL, communication boolean NOT NULL);
CREATE TABLE ticket_article_senders (id int PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE tickets
(
	id int PRIMARY KEY, group_id bigint NOT NULL, priority_id bigint NOT NULL, state_id bigint NOT NULL, organization_id bigint, number varchar(60) NOT NULL UNIQUE,
	title varchar(250) NOT NULL, owner_id int NOT NULL, customer_id int NOT NULL, first_response_at timestamp(3), first_response_escalation_at timestamp(3),
	first_response_in_min int, first_response_diff_in_min int, close_at timestamp(3), close_escalation_at timestamp(3), close_in_min int, close_diff_in_min int,
	last_close_at timestamp(3), create_article_type_id int, create_article_sender_id int, article_count int, escalation_at timestamp(3), pending_time timestamp(3),
	contact_reason varchar(120), created_by_id int, updated_by_id int, created_at timestamp(3) NOT NULL, updated_at timestamp(3) NOT NULL
);
CREATE TABLE ticket_articles
(
	id int PRIMARY KEY, ticket_id bigint NOT NULL, type_id bigint NOT NULL, sender_id bigint NOT NULL, subject varchar(3000), body text, internal boolean NOT NULL DEFAULT false,
	origin_by_id int, created_by_id int NOT NULL, updated_by_id int, created_at timestamp(3) NOT NULL, updated_at timestamp(3)
);
CREATE TABLE history_types (id int PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE history_objects (id int PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE history_attributes (id int PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE histories
(
	id int PRIMARY KEY, history_type_id bigint NOT NULL, history_object_id bigint NOT NULL, history_attribute_id bigint, o_id int NOT NULL, related_o_id int,
	related_history_object_id int, id_to int, id_from int, value_from varchar(500), value_to varchar(500), created_by_id int NOT NULL, created_at timestamp(3) NOT NULL, updated_at timestamp(3)
);
CREATE TABLE tag_objects (id int PRIMARY KEY, name varchar(250));
CREATE TABLE tag_items (id int PRIMARY KEY, name varchar(250));
CREATE TABLE tags (id int PRIMARY KEY, tag_item_id bigint, tag_object_id bigint, o_id int);

INSERT INTO users (id, login, firstname, lastname) VALUES (1, '-', '-', '');
INSERT INTO users (id, login, firstname, lastname) SELECT 10 + person, 'user' || person, split_part(name, ' ', 1), split_part(name, ' ', 2) FROM stories.people;
INSERT INTO roles VALUES (1, 'Admin'), (2, 'Agent'), (3, 'Customer');
INSERT INTO roles_users SELECT 10 + person, CASE role WHEN 'customer' THEN 3 ELSE 2 END FROM stories.people;
INSERT INTO groups VALUES (1, 'billing'), (2, 'technical');
INSERT INTO ticket_state_types VALUES (1, 'new'), (2, 'open'), (3, 'pending reminder'), (4, 'pending action'), (5, 'closed'), (6, 'merged'), (7, 'removed');
-- Somebody added a state for suppliers
INSERT INTO ticket_states (id, state_type_id, name) VALUES (1, 1, 'new'), (2, 2, 'open'), (3, 3, 'pending reminder'), (4, 5, 'closed'), (5, 6, 'merged'), (6, 7, 'removed'), (7, 4, 'pending close'), (8, 3, 'waiting for supplier');
INSERT INTO ticket_priorities VALUES (1, '1 low'), (2, '2 normal'), (3, '3 high');
INSERT INTO ticket_article_types VALUES (1, 'email', true), (3, 'chat', true), (5, 'phone', true), (10, 'note', false), (11, 'web', true);
INSERT INTO ticket_article_senders VALUES (1, 'Agent'), (2, 'Customer'), (3, 'System');
INSERT INTO history_types VALUES (1, 'created'), (2, 'updated'), (3, 'merged_into'), (4, 'received_merge');
INSERT INTO history_objects VALUES (1, 'Ticket'), (2, 'Ticket::Article');
INSERT INTO history_attributes VALUES (1, 'state'), (2, 'owner'), (3, 'title');
INSERT INTO tag_objects VALUES (1, 'Ticket');
INSERT INTO tag_items VALUES (1, 'vip');
INSERT INTO tags VALUES (1, 1, 1, 3), (2, 1, 1, 9);

-- Zammad has no status between closed and gone for ever, so what the stories solve is closed
CREATE TEMP TABLE states AS
SELECT * FROM (VALUES ('new', 1), ('open', 2), ('pending', 3), ('solved', 4), ('closed', 4), ('hold', 8)) AS v(status, id);

INSERT INTO tickets (id, group_id, priority_id, state_id, number, title, owner_id, customer_id, create_article_type_id, create_article_sender_id, contact_reason, created_at, updated_at)
SELECT ticket, CASE team WHEN 'billing' THEN 1 ELSE 2 END, CASE priority WHEN 'low' THEN 1 WHEN 'high' THEN 3 ELSE 2 END, states.id, 20000 + ticket, 'A title', 10 + assignee, 10 + requester,
       CASE channel WHEN 'email' THEN 1 WHEN 'chat' THEN 3 ELSE 11 END, 2, reason, created AT TIME ZONE 'UTC', updated AT TIME ZONE 'UTC'
  FROM stories.ends JOIN states USING (status);
INSERT INTO histories (id, history_type_id, history_object_id, o_id, created_by_id, created_at)
SELECT 1000 + ticket, 1, 1, ticket, 10 + requester, created AT TIME ZONE 'UTC' FROM stories.tickets;
INSERT INTO histories (id, history_type_id, history_object_id, history_attribute_id, o_id, id_from, id_to, value_from, value_to, created_by_id, created_at)
SELECT 2000 + sequence, 2, 1, 1, ticket, before, states.id, 'a state', 'another state', 10 + person, at AT TIME ZONE 'UTC'
  FROM (SELECT e.*, lag(states.id) OVER (PARTITION BY e.ticket ORDER BY e.sequence) AS before FROM stories.events AS e JOIN states ON states.status = e.detail WHERE e.kind = 'status') AS changes
  JOIN states ON states.status = detail
 WHERE before <> states.id
UNION ALL
SELECT 2000 + sequence, 2, 1, 2, ticket, coalesce(lag(10 + person) OVER (PARTITION BY ticket ORDER BY sequence), 1), 10 + person, '-', 'a name', 10 + person, at AT TIME ZONE 'UTC'
  FROM stories.events WHERE kind = 'assign';
INSERT INTO ticket_articles (id, ticket_id, type_id, sender_id, internal, created_by_id, created_at)
SELECT sequence, ticket, CASE WHEN kind = 'note' THEN 10 WHEN channel = 'email' THEN 1 WHEN channel = 'chat' THEN 3 ELSE 11 END, CASE kind WHEN 'message' THEN 2 ELSE 1 END, kind = 'note',
       10 + person, at AT TIME ZONE 'UTC'
  FROM stories.events JOIN stories.tickets USING (ticket) WHERE kind IN ('message', 'reply', 'note');

-- Rows that mislead: 101 was merged into 1, 103 is a telephone call that an agent wrote down, 104 has an automatic
-- answer, an answer of a robot with the role of an agent, a public note, and a note by mistake of type email but
-- internal, and 105 was created closed
INSERT INTO tickets (id, group_id, priority_id, state_id, number, title, owner_id, customer_id, create_article_type_id, create_article_sender_id, contact_reason, created_at, updated_at) VALUES
(101, 1, 2, 5, 20101, 'Merged', 1, 111, 1, 2, 'invoice', '2026-03-10 09:00', '2026-03-10 09:30'),
(103, 2, 3, 2, 20103, 'By telephone', 12, 113, 5, 1, 'login', '2026-03-30 10:00', '2026-03-30 12:00'),
(104, 1, 2, 7, 20104, 'With a robot', 13, 114, 11, 2, 'refund', '2026-03-31 08:00', '2026-03-31 10:00'),
(105, 1, 1, 4, 20105, 'Solved at once', 11, 115, 5, 1, 'delivery', '2026-03-20 08:00', '2026-03-20 08:00');
INSERT INTO histories (id, history_type_id, history_object_id, history_attribute_id, o_id, id_from, id_to, value_from, value_to, created_by_id, created_at) VALUES
(9001, 1, 1, NULL, 101, NULL, NULL, NULL, NULL, 111, '2026-03-10 09:00'), (9002, 3, 1, NULL, 101, 101, 1, NULL, NULL, 11, '2026-03-10 09:30'),
(9003, 2, 1, 1, 101, 1, 5, 'new', 'merged', 11, '2026-03-10 09:30'), (9004, 4, 1, NULL, 1, 101, 1, NULL, NULL, 11, '2026-03-10 09:30'),
(9005, 1, 1, NULL, 103, NULL, NULL, NULL, NULL, 12, '2026-03-30 10:00'),
(9006, 1, 1, NULL, 104, NULL, NULL, NULL, NULL, 114, '2026-03-31 08:00'), (9007, 2, 1, 2, 104, 1, 13, '-', 'Carla Rossi', 13, '2026-03-31 08:30'),
(9008, 2, 1, 1, 104, 1, 2, 'new', 'open', 13, '2026-03-31 08:30'), (9009, 2, 1, 3, 104, NULL, NULL, 'Title', 'With a robot', 13, '2026-03-31 08:30'),
(9010, 2, 1, 1, 104, 2, 7, 'open', 'pending close', 13, '2026-03-31 10:00'),
(9011, 1, 1, NULL, 105, NULL, NULL, NULL, NULL, 11, '2026-03-20 08:00');
INSERT INTO ticket_articles (id, ticket_id, type_id, sender_id, internal, created_by_id, created_at) VALUES
(9001, 101, 1, 2, false, 111, '2026-03-10 09:00'), (9002, 103, 5, 1, false, 12, '2026-03-30 10:00'), (9003, 103, 1, 1, false, 12, '2026-03-30 12:00'),
(9004, 104, 11, 2, false, 114, '2026-03-31 08:00'), (9005, 104, 1, 3, false, 1, '2026-03-31 08:00:01'), (9006, 104, 1, 1, false, 19, '2026-03-31 08:05'),
(9007, 104, 10, 1, false, 13, '2026-03-31 09:00'), (9008, 104, 1, 1, true, 13, '2026-03-31 09:10'), (9009, 104, 1, 1, false, 13, '2026-03-31 10:00'),
(9010, 105, 5, 1, false, 11, '2026-03-20 08:00');
UPDATE tickets AS t SET first_response_at = (SELECT min(a.created_at) FROM ticket_articles AS a WHERE a.ticket_id = t.id AND a.sender_id = 1 AND NOT a.internal AND a.type_id <> 10);
