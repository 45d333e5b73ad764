/*
 * jira.sql
 *		Tables of Jira, with Jira Service Management, as Fivetran writes them, with the columns
 *		that the views read and some that they do not, and invented rows.
 */
\ir stories.sql

CREATE SCHEMA jira;
SET search_path = jira, public;

CREATE TABLE "user" (id text PRIMARY KEY, name text, email text, username text, locale text, time_zone text, _fivetran_deleted boolean);
CREATE TABLE project (id bigint PRIMARY KEY, key text, name text, _fivetran_deleted boolean);
CREATE TABLE status_category (id bigint PRIMARY KEY, name text);
CREATE TABLE status (id bigint PRIMARY KEY, name text, description text, status_category_id bigint, _fivetran_deleted boolean);
CREATE TABLE resolution (id bigint PRIMARY KEY, name text);
CREATE TABLE priority (id bigint PRIMARY KEY, name text);
CREATE TABLE issue_type (id bigint PRIMARY KEY, name text);
CREATE TABLE field (id text PRIMARY KEY, name text, is_custom boolean, is_array boolean);
CREATE TABLE issue
(
	id bigint PRIMARY KEY, key text, project bigint, issue_type bigint, status bigint, priority bigint, resolution bigint, summary text, assignee text, reporter text, creator text,
	created timestamptz, updated timestamptz, resolved timestamptz, due_date date, _fivetran_deleted boolean
);
CREATE TABLE issue_field_history (field_id text, issue_id bigint, "time" timestamptz, value text, author_id text, is_active boolean, _fivetran_deleted boolean, PRIMARY KEY (field_id, issue_id, "time"));
CREATE TABLE comment (id bigint PRIMARY KEY, issue_id bigint, author_id text, update_author_id text, body text, is_public boolean, created timestamptz, updated timestamptz, _fivetran_deleted boolean);

INSERT INTO "user" (id, name) SELECT 'account-' || person, name FROM stories.people;
INSERT INTO project (id, key, name) VALUES (1, 'BIL', 'billing'), (2, 'TEC', 'technical'), (3, 'DEV', 'development');
INSERT INTO status_category VALUES (2, 'To Do'), (4, 'In Progress'), (3, 'Done');
INSERT INTO status (id, name, status_category_id) VALUES
(1, 'Open', 2), (2, 'Waiting for support', 4), (3, 'Waiting for customer', 4), (4, 'Pending', 4), (5, 'Resolved', 3), (6, 'Closed', 3), (7, 'Canceled', 3), (8, 'Escalated', 4), (9, 'Under review', 4);
INSERT INTO resolution VALUES (1, 'Done'), (2, 'Duplicate');
INSERT INTO priority VALUES (2, 'High'), (3, 'Medium'), (4, 'Low');
INSERT INTO issue_type VALUES (1, '[System] Service request'), (2, '[System] Incident'), (3, 'Story');
INSERT INTO field VALUES ('status', 'Status', false, false), ('assignee', 'Assignee', false, false), ('customfield_10010', 'Request Type', true, false), ('customfield_10025', 'Satisfaction', true, false);

CREATE TEMP TABLE states AS
SELECT * FROM (VALUES ('new', 1), ('open', 2), ('pending', 3), ('hold', 4), ('solved', 5), ('closed', 6)) AS v(status, id);

INSERT INTO issue (id, key, project, issue_type, status, priority, resolution, assignee, reporter, creator, created, updated, resolved)
SELECT 10000 + ticket, CASE team WHEN 'billing' THEN 'BIL-' ELSE 'TEC-' END || ticket, CASE team WHEN 'billing' THEN 1 ELSE 2 END, 1, states.id, CASE priority WHEN 'high' THEN 2 WHEN 'normal' THEN 3 ELSE 4 END,
       CASE WHEN status IN ('solved', 'closed') THEN 1 END, 'account-' || assignee, 'account-' || requester, 'account-' || requester, created, updated, CASE WHEN status IN ('solved', 'closed') THEN solved END
  FROM stories.ends JOIN states USING (status);
INSERT INTO issue_field_history (field_id, issue_id, "time", value, author_id)
SELECT CASE kind WHEN 'status' THEN 'status' ELSE 'assignee' END, 10000 + ticket, at, CASE kind WHEN 'status' THEN states.id::text ELSE 'account-' || person END, 'account-' || person
  FROM stories.events LEFT JOIN states ON states.status = detail WHERE kind IN ('status', 'assign')
UNION ALL
SELECT 'customfield_10010', 10000 + ticket, created, reason, 'account-' || requester FROM stories.tickets
UNION ALL
SELECT 'customfield_10025', 10000 + ticket, solved + interval '3 h', score::text, 'account-' || requester FROM stories.ends WHERE solved < '2026-03-30 08:00Z' AND score IS NOT NULL;
INSERT INTO comment (id, issue_id, author_id, is_public, created)
SELECT 50000 + sequence, 10000 + ticket, 'account-' || person, kind <> 'note', at
  FROM stories.events JOIN stories.tickets USING (ticket) WHERE kind IN ('message', 'reply', 'note') AND NOT (kind = 'message' AND at = created);

-- Rows that mislead: BIL-101 was cancelled, TEC-102 is a duplicate, DEV-103 is a story of developers, TEC-104 has comments of an automation and of
-- a colleague in copy, an internal comment, and a status that somebody added, and BIL-105 was deleted
INSERT INTO issue (id, key, project, issue_type, status, priority, resolution, assignee, reporter, creator, created, updated, resolved, _fivetran_deleted) VALUES
(10101, 'BIL-101', 1, 1, 7, 3, NULL, NULL, 'account-101', 'account-101', '2026-03-10 09:00Z', '2026-03-10 09:30Z', NULL, NULL),
(10102, 'TEC-102', 2, 2, 5, 3, 2, 'account-4', 'account-102', 'account-102', '2026-03-11 09:00Z', '2026-03-11 10:00Z', '2026-03-11 10:00Z', NULL),
(10103, 'DEV-103', 3, 3, 5, 3, 1, 'account-1', 'account-1', 'account-1', '2026-03-12 09:00Z', '2026-03-12 10:00Z', '2026-03-12 10:00Z', NULL),
(10104, 'TEC-104', 2, 2, 9, 2, NULL, 'account-3', 'account-104', 'account-2', '2026-03-31 08:00Z', '2026-03-31 10:00Z', NULL, NULL),
(10105, 'BIL-105', 1, 1, 1, 3, NULL, NULL, 'account-105', 'account-105', '2026-03-20 08:00Z', '2026-03-20 08:00Z', NULL, true);
INSERT INTO issue_field_history (field_id, issue_id, "time", value) VALUES
('status', 10101, '2026-03-10 09:00Z', '1'), ('status', 10101, '2026-03-10 09:30Z', '7'), ('status', 10102, '2026-03-11 09:00Z', '1'), ('status', 10102, '2026-03-11 10:00Z', '5'),
('assignee', 10102, '2026-03-11 09:30Z', 'account-4'), ('status', 10103, '2026-03-12 09:00Z', '1'), ('status', 10103, '2026-03-12 10:00Z', '5'),
('status', 10104, '2026-03-31 08:00Z', '1'), ('assignee', 10104, '2026-03-31 08:00Z', NULL), ('assignee', 10104, '2026-03-31 08:30Z', 'account-3'), ('status', 10104, '2026-03-31 08:30Z', '8'), ('status', 10104, '2026-03-31 09:30Z', '9'),
('customfield_10010', 10104, '2026-03-31 08:00Z', 'login'), ('customfield_10010', 10104, '2026-03-31 08:20Z', 'refund'), ('status', 10105, '2026-03-20 08:00Z', '1');
INSERT INTO comment (id, issue_id, author_id, is_public, created) VALUES
(60001, 10104, 'account-9', true, '2026-03-31 08:01Z'), (60002, 10104, 'account-107', true, '2026-03-31 08:40Z'), (60003, 10104, 'account-3', false, '2026-03-31 08:50Z'), (60004, 10104, 'account-3', true, '2026-03-31 09:20Z'),
(60005, 10102, 'account-4', true, '2026-03-11 09:50Z');
