/*
 * zendesk.sql
 *		Tables of Zendesk Support as Fivetran writes them, with the columns that the views
 *		read and some that they do not, and invented rows.
 */
\ir stories.sql

CREATE SCHEMA zendesk;
SET search_path = zendesk, public;

CREATE TABLE "group" (id bigint PRIMARY KEY, name text, url text, created_at timestamptz, updated_at timestamptz, _fivetran_deleted boolean, _fivetran_synced timestamptz);
CREATE TABLE "user" (id bigint PRIMARY KEY, name text, email text, role text, active boolean, suspended boolean, time_zone text, created_at timestamptz, updated_at timestamptz, _fivetran_synced timestamptz);
CREATE TABLE ticket
(
	id bigint PRIMARY KEY, subject text, description text, type text, priority text, status text,
	requester_id bigint, submitter_id bigint, assignee_id bigint, group_id bigint, brand_id bigint, organization_id bigint,
	via_channel text, is_public boolean, merged_ticket_ids text, custom_contact_reason text,
	created_at timestamptz, updated_at timestamptz, _fivetran_synced timestamptz
);
CREATE TABLE ticket_field_history (ticket_id bigint, field_name text, updated timestamptz, value text, user_id bigint, _fivetran_synced timestamptz, PRIMARY KEY (ticket_id, field_name, updated));
CREATE TABLE ticket_comment (id bigint PRIMARY KEY, ticket_id bigint, user_id bigint, body text, public boolean, voice_comment boolean, created timestamptz, _fivetran_synced timestamptz);
CREATE TABLE ticket_tag (ticket_id bigint, tag text, _fivetran_synced timestamptz, PRIMARY KEY (ticket_id, tag));
CREATE TABLE satisfaction_rating
(
	id bigint PRIMARY KEY, ticket_id bigint, assignee_id bigint, group_id bigint, requester_id bigint, score text, comment text, reason text,
	url text, created_at timestamptz, updated_at timestamptz, _fivetran_synced timestamptz
);

INSERT INTO "group" (id, name) VALUES (360001, 'billing'), (360002, 'technical');
INSERT INTO "user" (id, name, role, active) SELECT 4000 + person, name, CASE role WHEN 'customer' THEN 'end-user' WHEN 'robot' THEN 'admin' ELSE 'agent' END, true FROM stories.people;

INSERT INTO ticket (id, type, priority, status, requester_id, submitter_id, assignee_id, group_id, via_channel, is_public, merged_ticket_ids, custom_contact_reason, created_at, updated_at)
SELECT ticket, 'question', priority, status, 4000 + requester, 4000 + requester, 4000 + assignee, CASE team WHEN 'billing' THEN 360001 ELSE 360002 END, channel, true, '[]', reason, created, updated
  FROM stories.ends;
INSERT INTO ticket_field_history (ticket_id, field_name, updated, value, user_id)
SELECT ticket, CASE kind WHEN 'status' THEN 'status' ELSE 'assignee_id' END, at, CASE kind WHEN 'status' THEN detail ELSE (4000 + person)::text END, CASE WHEN detail = 'closed' THEN -1 ELSE 4000 + person END
  FROM stories.events WHERE kind IN ('status', 'assign');
INSERT INTO ticket_comment (id, ticket_id, user_id, public, voice_comment, created)
SELECT 70000 + sequence, ticket, 4000 + person, kind <> 'note', false, at FROM stories.events WHERE kind IN ('message', 'reply', 'note');
-- Each survey is offered; the answer replaces the offer
INSERT INTO satisfaction_rating (id, ticket_id, assignee_id, group_id, requester_id, score, created_at, updated_at)
SELECT 90000 + ticket, ticket, 4000 + assignee, CASE team WHEN 'billing' THEN 360001 ELSE 360002 END, 4000 + requester,
       CASE WHEN score >= 4 THEN 'good' WHEN score <= 3 THEN 'bad' ELSE 'offered' END, solved + interval '1 day', solved + interval '26 h'
  FROM stories.ends WHERE solved < '2026-03-30 09:00Z';

-- Rows that mislead: 101 was merged into 1, 102 was deleted, 103 was written by an agent for the customer, 104 has an answer of a
-- robot before that of an agent, a note, and an answer by somebody in copy, and 105 was solved without an answer and lost its agent
INSERT INTO ticket (id, type, priority, status, requester_id, submitter_id, assignee_id, group_id, via_channel, is_public, merged_ticket_ids, custom_contact_reason, created_at, updated_at) VALUES
(101, 'question', NULL, 'closed', 4101, 4101, 4001, 360001, 'email', true, '[]', 'invoice', '2026-03-10 09:00Z', '2026-03-10 09:30Z'),
(102, NULL, NULL, 'deleted', 4102, 4102, NULL, NULL, 'email', true, '[]', NULL, '2026-03-11 09:00Z', '2026-03-11 09:10Z'),
(103, 'incident', 'urgent', 'open', 4103, 4002, 4002, 360002, 'voice', true, '[]', 'login', '2026-03-30 10:00Z', '2026-03-30 12:00Z'),
(104, 'question', 'normal', 'pending', 4104, 4104, 4003, 360001, 'web', true, '[]', 'refund', '2026-03-31 08:00Z', '2026-03-31 10:00Z'),
(105, 'question', 'low', 'solved', 4105, 4105, NULL, 360001, 'web', true, '[]', 'delivery', '2026-03-20 08:00Z', '2026-03-20 09:00Z');
UPDATE ticket SET merged_ticket_ids = '[101]' WHERE id = 1;
INSERT INTO ticket_tag (ticket_id, tag) VALUES (101, 'closed_by_merge'), (103, 'vip');
INSERT INTO ticket_field_history (ticket_id, field_name, updated, value, user_id) VALUES
(101, 'status', '2026-03-10 09:00Z', 'new', 4101), (101, 'status', '2026-03-10 09:30Z', 'closed', 4001), (101, 'assignee_id', '2026-03-10 09:30Z', '4001', 4001),
(102, 'status', '2026-03-11 09:00Z', 'new', 4102), (102, 'status', '2026-03-11 09:10Z', 'deleted', 4001),
(103, 'status', '2026-03-30 10:00Z', 'open', 4002), (103, 'assignee_id', '2026-03-30 10:00Z', '4002', 4002), (103, 'group_id', '2026-03-30 10:00Z', '360002', 4002),
(104, 'status', '2026-03-31 08:00Z', 'new', 4104), (104, 'status', '2026-03-31 09:00Z', 'pending', 4009), (104, 'priority', '2026-03-31 08:00Z', 'normal', 4104),
(104, 'assignee_id', '2026-03-31 08:30Z', '4003', -1), (104, 'status', '2026-03-31 09:40Z', 'open', 4105), (104, 'status', '2026-03-31 10:00Z', 'pending', 4003),
(105, 'status', '2026-03-20 08:00Z', 'new', 4105), (105, 'assignee_id', '2026-03-20 08:10Z', '4001', 4001), (105, 'assignee_id', '2026-03-20 08:20Z', NULL, 4001),
(105, 'status', '2026-03-20 09:00Z', 'solved', 4001);
INSERT INTO ticket_comment (id, ticket_id, user_id, public, voice_comment, created) VALUES
(80001, 101, 4101, true, false, '2026-03-10 09:00Z'), (80002, 102, 4102, true, false, '2026-03-11 09:00Z'), (80003, 103, 4002, true, true, '2026-03-30 10:00Z'),
(80004, 103, 4002, true, false, '2026-03-30 12:00Z'), (80005, 104, 4104, true, false, '2026-03-31 08:00Z'), (80006, 104, 4009, true, false, '2026-03-31 09:00Z'),
(80007, 104, 4003, false, false, '2026-03-31 09:20Z'), (80008, 104, 4106, true, false, '2026-03-31 09:40Z'), (80009, 104, 4003, true, false, '2026-03-31 10:00Z'),
(80010, 105, 4105, true, false, '2026-03-20 08:00Z');
