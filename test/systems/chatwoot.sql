/*
 * chatwoot.sql
 *		Tables of the PostgreSQL database of Chatwoot 4, with the columns that the views read
 *		and some that they do not, and invented rows.  Times are in UTC, without time zone.
 */
\ir stories.sql

CREATE SCHEMA chatwoot;
SET search_path = chatwoot, public;

CREATE TABLE users (id bigint PRIMARY KEY, name varchar NOT NULL, email varchar, created_at timestamp);
CREATE TABLE contacts (id int PRIMARY KEY, name varchar, account_id int NOT NULL);
CREATE TABLE teams (id bigint PRIMARY KEY, name varchar NOT NULL, account_id bigint NOT NULL);
CREATE TABLE inboxes (id int PRIMARY KEY, channel_id int NOT NULL, account_id int NOT NULL, name varchar NOT NULL, channel_type varchar, working_hours_enabled boolean DEFAULT false, timezone varchar DEFAULT 'UTC');
CREATE TABLE conversations
(
	id int PRIMARY KEY, account_id int NOT NULL, inbox_id int NOT NULL, status int NOT NULL DEFAULT 0, assignee_id int, contact_id bigint, display_id int NOT NULL, team_id bigint, priority int,
	snoozed_until timestamp, first_reply_created_at timestamp, waiting_since timestamp, cached_label_list text, custom_attributes jsonb DEFAULT '{}', additional_attributes jsonb DEFAULT '{}',
	created_at timestamp NOT NULL, updated_at timestamp NOT NULL, last_activity_at timestamp
);
CREATE TABLE messages
(
	id int PRIMARY KEY, content text, account_id int NOT NULL, inbox_id int NOT NULL, conversation_id int NOT NULL, message_type int NOT NULL, private boolean NOT NULL DEFAULT false, content_type int NOT NULL DEFAULT 0,
	content_attributes json DEFAULT '{}', additional_attributes jsonb DEFAULT '{}', sender_type varchar, sender_id bigint, created_at timestamp NOT NULL, updated_at timestamp
);
CREATE TABLE reporting_events
(
	id bigint PRIMARY KEY, name varchar, value double precision, value_in_business_hours double precision, account_id int, inbox_id int, user_id int, conversation_id int,
	event_start_time timestamp, event_end_time timestamp, created_at timestamp NOT NULL, updated_at timestamp NOT NULL
);
CREATE TABLE csat_survey_responses
(
	id bigint PRIMARY KEY, account_id bigint NOT NULL, conversation_id bigint NOT NULL, message_id bigint NOT NULL, rating int NOT NULL, feedback_message text, contact_id bigint NOT NULL, assigned_agent_id bigint,
	created_at timestamp NOT NULL, updated_at timestamp NOT NULL
);

INSERT INTO users (id, name) SELECT person, name FROM stories.people WHERE role = 'agent';
INSERT INTO contacts SELECT person, name, 1 FROM stories.people WHERE role = 'customer';
INSERT INTO teams VALUES (1, 'billing', 1), (2, 'technical', 1);
INSERT INTO inboxes (id, channel_id, account_id, name, channel_type) VALUES (1, 1, 1, 'Mail', 'Channel::Email'), (2, 1, 1, 'Website', 'Channel::WebWidget');

INSERT INTO conversations (id, account_id, inbox_id, status, assignee_id, contact_id, display_id, team_id, priority, cached_label_list, created_at, updated_at)
SELECT ticket, 1, CASE channel WHEN 'email' THEN 1 ELSE 2 END, CASE WHEN status IN ('solved', 'closed') THEN 1 ELSE 0 END, assignee, requester, ticket, CASE team WHEN 'billing' THEN 1 ELSE 2 END,
       CASE priority WHEN 'low' THEN 0 WHEN 'normal' THEN 1 WHEN 'high' THEN 2 END, reason || ', from-story', created AT TIME ZONE 'UTC', updated AT TIME ZONE 'UTC'
  FROM stories.ends;
INSERT INTO messages (id, account_id, inbox_id, conversation_id, message_type, private, sender_type, sender_id, created_at)
SELECT sequence, 1, CASE channel WHEN 'email' THEN 1 ELSE 2 END, ticket, CASE kind WHEN 'message' THEN 0 ELSE 1 END, kind = 'note', CASE kind WHEN 'message' THEN 'Contact' ELSE 'User' END, person, at AT TIME ZONE 'UTC'
  FROM stories.events JOIN stories.tickets USING (ticket) WHERE kind IN ('message', 'reply', 'note');
INSERT INTO messages (id, content, account_id, inbox_id, conversation_id, message_type, created_at)
SELECT 10000 + sequence, 'Conversation was marked resolved by somebody', 1, 1, ticket, 2, at AT TIME ZONE 'UTC' FROM stories.events WHERE detail = 'solved';
-- Conversations before 20 were logged by a version that did not log reopenings
INSERT INTO reporting_events (id, name, value, account_id, user_id, conversation_id, event_start_time, event_end_time, created_at, updated_at)
SELECT sequence, 'conversation_resolved', extract(epoch FROM at - created), 1, person, ticket, created AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC' + interval '1 s', at AT TIME ZONE 'UTC'
  FROM stories.events JOIN stories.tickets USING (ticket) WHERE detail = 'solved'
UNION ALL
SELECT sequence, 'conversation_opened', 0, 1, person, ticket, at AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC' + interval '1 s', at AT TIME ZONE 'UTC'
  FROM stories.events AS e WHERE detail = 'open' AND ticket >= 20 AND EXISTS (SELECT FROM stories.events AS s WHERE s.ticket = e.ticket AND s.detail = 'solved' AND s.sequence < e.sequence)
UNION ALL
SELECT sequence, 'first_response', extract(epoch FROM at - created), 1, person, ticket, created AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC'
  FROM (SELECT DISTINCT ON (ticket) * FROM stories.events WHERE kind = 'reply' ORDER BY ticket, sequence) AS replies JOIN stories.tickets USING (ticket);
INSERT INTO csat_survey_responses (id, account_id, conversation_id, message_id, rating, contact_id, assigned_agent_id, created_at, updated_at)
SELECT ticket, 1, ticket, 20000 + ticket, score, requester, assignee, (solved + interval '2 h') AT TIME ZONE 'UTC', (solved + interval '2 h') AT TIME ZONE 'UTC'
  FROM stories.ends WHERE score IS NOT NULL AND solved < '2026-03-30 09:00Z';

-- Rows that mislead: 101 a robot resolved, 102 the robot answered and handed over, with answers of an automation rule and a
-- campaign before that of an agent, 103 is snoozed, and 104 waits for the robot
INSERT INTO conversations (id, account_id, inbox_id, status, assignee_id, contact_id, display_id, team_id, priority, cached_label_list, created_at, updated_at) VALUES
(101, 1, 2, 1, NULL, 101, 101, NULL, NULL, NULL, '2026-03-10 09:00', '2026-03-10 09:02'), (102, 1, 2, 0, 2, 102, 102, 2, 3, 'login', '2026-03-30 10:00', '2026-03-30 10:40'),
(103, 1, 1, 3, 3, 103, 103, 1, NULL, '', '2026-03-29 09:00', '2026-03-29 10:00'), (104, 1, 2, 2, NULL, 104, 104, NULL, NULL, NULL, '2026-03-31 11:55', '2026-03-31 11:56');
INSERT INTO messages (id, account_id, inbox_id, conversation_id, message_type, sender_type, sender_id, content_attributes, additional_attributes, created_at) VALUES
(30001, 1, 2, 101, 0, 'Contact', 101, '{}', '{}', '2026-03-10 09:00'), (30002, 1, 2, 101, 1, 'AgentBot', 1, '{}', '{}', '2026-03-10 09:00:02'),
(30003, 1, 2, 102, 0, 'Contact', 102, '{}', '{}', '2026-03-30 10:00'), (30004, 1, 2, 102, 3, NULL, NULL, '{}', '{}', '2026-03-30 10:00:01'), (30005, 1, 2, 102, 1, 'AgentBot', 1, '{}', '{}', '2026-03-30 10:00:02'),
(30006, 1, 2, 102, 1, 'User', 2, '{"automation_rule_id": 7}', '{}', '2026-03-30 10:10'), (30007, 1, 2, 102, 1, 'User', 2, '{}', '{"campaign_id": 3}', '2026-03-30 10:20'),
(30008, 1, 2, 102, 1, 'User', 2, '{}', '{}', '2026-03-30 10:40'), (30009, 1, 1, 103, 0, 'Contact', 103, '{}', '{}', '2026-03-29 09:00'), (30010, 1, 1, 103, 1, 'User', 3, '{}', '{}', '2026-03-29 10:00'),
(30011, 1, 2, 104, 0, 'Contact', 104, '{}', '{}', '2026-03-31 11:55'), (30012, 1, 2, 104, 1, 'Captain::Assistant', 1, '{}', '{}', '2026-03-31 11:56');
INSERT INTO reporting_events (id, name, value, account_id, conversation_id, event_start_time, event_end_time, created_at, updated_at) VALUES
(30001, 'conversation_resolved', 120, 1, 101, '2026-03-10 09:00', '2026-03-10 09:02', '2026-03-10 09:02', '2026-03-10 09:02'),
(30002, 'conversation_bot_resolved', 120, 1, 101, '2026-03-10 09:00', '2026-03-10 09:02', '2026-03-10 09:02', '2026-03-10 09:02'),
(30003, 'conversation_bot_handoff', 300, 1, 102, '2026-03-30 10:00', '2026-03-30 10:05', '2026-03-30 10:05', '2026-03-30 10:05');
