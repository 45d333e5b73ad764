/*
 * servicenow.sql
 *		Tables of ServiceNow as Fivetran writes them, with the columns that the views read and
 *		some that they do not, and invented rows.  What an incident has as a task is in task.
 */
\ir stories.sql

CREATE SCHEMA servicenow;
SET search_path = servicenow, public;

CREATE TABLE sys_user (sys_id text PRIMARY KEY, user_name text, name text, email text, active boolean, internal_integration_user boolean, sys_created_on timestamptz, _fivetran_deleted boolean);
CREATE TABLE sys_user_group (sys_id text PRIMARY KEY, name text, active boolean, _fivetran_deleted boolean);
CREATE TABLE sys_user_grmember (sys_id text PRIMARY KEY, user_value text, user_link text, group_value text, group_link text, _fivetran_deleted boolean);
CREATE TABLE task
(
	sys_id text PRIMARY KEY, number text, sys_class_name text, state int, opened_at timestamptz, closed_at timestamptz, sys_created_on timestamptz, sys_updated_on timestamptz, assigned_to_value text, assigned_to_link text,
	assignment_group_value text, assignment_group_link text, opened_by_value text, contact_type text, priority int, escalation int, reassignment_count int, made_sla boolean, active boolean, _fivetran_deleted boolean
);
CREATE TABLE incident
(
	sys_id text PRIMARY KEY, caller_id_value text, caller_id_link text, category text, subcategory text, close_code text, hold_reason int, incident_state int, reopen_count int, resolved_at timestamptz,
	parent_incident_value text, sys_created_on timestamptz, sys_updated_on timestamptz, _fivetran_deleted boolean
);
CREATE TABLE sys_audit
(
	sys_id text PRIMARY KEY, tablename text, fieldname text, documentkey text, oldvalue text, newvalue text, "user" text, reason text, record_checkpoint int, internal_checkpoint text,
	sys_created_on timestamptz, sys_created_by text, _fivetran_deleted boolean
);
CREATE TABLE sys_journal_field (sys_id text PRIMARY KEY, name text, element text, element_id text, value text, sys_created_on timestamptz, sys_created_by text, _fivetran_deleted boolean);
CREATE TABLE contract_sla (sys_id text PRIMARY KEY, name text, target text);
CREATE TABLE task_sla
(
	sys_id text PRIMARY KEY, task_value text, task_link text, sla_value text, sla_link text, stage text, active boolean, has_breached boolean, start_time timestamptz, end_time timestamptz, planned_end_time timestamptz,
	business_percentage double precision, percentage double precision, _fivetran_deleted boolean
);
CREATE TABLE asmt_assessment_instance (sys_id text PRIMARY KEY, number text, metric_type_value text, task_id_value text, trigger_id text, user_value text, state text, taken_on timestamptz, _fivetran_deleted boolean);
CREATE TABLE asmt_metric (sys_id text PRIMARY KEY, name text, datatype text, min int, max int, _fivetran_deleted boolean);
CREATE TABLE asmt_metric_result (sys_id text PRIMARY KEY, instance_value text, metric_value text, actual_value double precision, string_value text, sys_created_on timestamptz, _fivetran_deleted boolean);

INSERT INTO sys_user (sys_id, user_name, name, active, internal_integration_user) SELECT md5('u' || person), lower(replace(name, ' ', '.')), name, true, role = 'robot' FROM stories.people;
INSERT INTO sys_user_group (sys_id, name) VALUES (md5('g1'), 'billing'), (md5('g2'), 'technical');
INSERT INTO sys_user_grmember (sys_id, user_value, group_value) SELECT md5('m' || person), md5('u' || person), md5('g1') FROM stories.people WHERE role <> 'customer';

-- What the stories close, ServiceNow closes; waiting for the customer and for suppliers are reasons to be on hold
CREATE TEMP TABLE states AS
SELECT * FROM (VALUES ('new', 1, NULL), ('open', 2, NULL), ('pending', 3, 1), ('hold', 3, 4), ('solved', 6, NULL), ('closed', 7, NULL)) AS v(status, state, hold_reason);

INSERT INTO task (sys_id, number, sys_class_name, state, opened_at, closed_at, sys_created_on, sys_updated_on, assigned_to_value, assignment_group_value, contact_type, priority, escalation)
SELECT md5('t' || ticket), 'INC' || lpad(ticket::text, 7, '0'), 'incident', state, created, CASE WHEN status = 'closed' THEN updated END, created, updated, md5('u' || assignee), md5(CASE team WHEN 'billing' THEN 'g1' ELSE 'g2' END),
       channel, CASE priority WHEN 'high' THEN 2 WHEN 'normal' THEN 3 ELSE 4 END, 0
  FROM stories.ends JOIN states USING (status);
INSERT INTO incident (sys_id, caller_id_value, category, incident_state, hold_reason, reopen_count, resolved_at, sys_created_on, sys_updated_on)
SELECT md5('t' || ticket), md5('u' || requester), reason, state, hold_reason, (SELECT count(*) - 1 FROM stories.events AS e WHERE e.ticket = n.ticket AND e.detail = 'solved'), solved, created, updated
  FROM stories.ends AS n JOIN states USING (status);
UPDATE incident SET reopen_count = 0 WHERE reopen_count < 0;
-- The audit begins with the first update, and logs the state twice, in state and in incident_state
INSERT INTO sys_audit (sys_id, tablename, fieldname, documentkey, oldvalue, newvalue, "user", record_checkpoint, sys_created_on, sys_created_by)
SELECT md5(field || e.sequence), 'incident', field, md5('t' || e.ticket), old, new, lower(replace(p.name, ' ', '.')), e.nth, e.at, lower(replace(p.name, ' ', '.'))
  FROM (SELECT s.*, row_number() OVER (PARTITION BY s.ticket ORDER BY s.sequence) AS nth, states.state, states.hold_reason, lag(states.state) OVER w AS old_state, lag(states.hold_reason) OVER w AS old_reason
          FROM stories.events AS s JOIN states ON states.status = s.detail WHERE s.kind = 'status' WINDOW w AS (PARTITION BY s.ticket ORDER BY s.sequence)) AS e
  JOIN stories.people AS p USING (person),
       LATERAL (VALUES ('state', e.old_state::text, e.state::text), ('incident_state', e.old_state::text, e.state::text), ('hold_reason', coalesce(e.old_reason::text, ''), coalesce(e.hold_reason::text, ''))) AS v(field, old, new)
 WHERE e.old_state IS NOT NULL AND old <> new
UNION ALL
SELECT md5('assigned' || e.sequence), 'incident', 'assigned_to', md5('t' || e.ticket), coalesce(md5('u' || lag(person) OVER (PARTITION BY ticket ORDER BY e.sequence)), ''), md5('u' || person), 'system', 0, e.at, 'system'
  FROM stories.events AS e WHERE e.kind = 'assign';
INSERT INTO sys_journal_field (sys_id, name, element, element_id, sys_created_on, sys_created_by)
SELECT md5('j' || sequence), 'incident', CASE kind WHEN 'note' THEN 'work_notes' ELSE 'comments' END, md5('t' || ticket), at, lower(replace(name, ' ', '.'))
  FROM stories.events JOIN stories.people USING (person) JOIN stories.tickets USING (ticket) WHERE kind IN ('message', 'reply', 'note') AND NOT (kind = 'message' AND at = created);
INSERT INTO contract_sla VALUES (md5('s1'), 'Priority 3 resolution (1 day)', 'resolution');
INSERT INTO task_sla (sys_id, task_value, sla_value, stage, active, has_breached, start_time, end_time)
SELECT md5('k' || ticket), md5('t' || ticket), md5('s1'), CASE WHEN solved IS NULL THEN 'in_progress' ELSE 'completed' END, solved IS NULL, coalesce(solved, '2026-03-31 12:00Z') - created > '24 h', created, solved FROM stories.ends WHERE ticket % 3 <> 0 AND ticket % 5 <> 0;
INSERT INTO asmt_metric VALUES (md5('c1'), 'How satisfied are you?', 'scale', 1, 5), (md5('c2'), 'Anything else?', 'string', NULL, NULL);
INSERT INTO asmt_assessment_instance (sys_id, task_id_value, trigger_id, user_value, state, taken_on)
SELECT md5('a' || ticket), md5('t' || ticket), md5('t' || ticket), md5('u' || requester), CASE WHEN score IS NULL THEN 'ready' ELSE 'complete' END, CASE WHEN score IS NOT NULL THEN solved + interval '1 h' END FROM stories.ends WHERE solved < '2026-03-30 09:00Z';
INSERT INTO asmt_metric_result (sys_id, instance_value, metric_value, actual_value, string_value)
SELECT md5('r' || ticket || metric), md5('a' || ticket), md5(metric), CASE metric WHEN 'c1' THEN score END, CASE metric WHEN 'c2' THEN 'Thank you' END
  FROM stories.ends, (VALUES ('c1'), ('c2')) AS v(metric) WHERE solved < '2026-03-30 09:00Z' AND score IS NOT NULL;

-- Rows that mislead: 101 was cancelled, 102 is a change and no incident, 103 is on hold, first for the caller and then for a
-- supplier, 104 has a comment of an integration and one of a colleague of the caller, 105 was deleted
INSERT INTO task (sys_id, number, sys_class_name, state, opened_at, sys_created_on, assigned_to_value, assignment_group_value, contact_type, priority, _fivetran_deleted) VALUES
(md5('t101'), 'INC0000101', 'incident', 8, '2026-03-10 09:00Z', '2026-03-10 09:05Z', NULL, md5('g1'), 'phone', 3, NULL), (md5('t102'), 'CHG0000102', 'change_request', 1, '2026-03-10 09:00Z', '2026-03-10 09:00Z', NULL, md5('g2'), NULL, 3, NULL),
(md5('t103'), 'INC0000103', 'incident', 3, '2026-03-30 10:00Z', '2026-03-30 10:00Z', md5('u2'), md5('g2'), 'phone', 1, NULL), (md5('t104'), 'INC0000104', 'incident', 2, '2026-03-31 08:00Z', '2026-03-31 08:00Z', md5('u3'), md5('g1'), 'web', 3, NULL),
(md5('t105'), 'INC0000105', 'incident', 1, '2026-03-20 08:00Z', '2026-03-20 08:00Z', NULL, NULL, 'web', 3, true);
INSERT INTO incident (sys_id, caller_id_value, category, incident_state, hold_reason, reopen_count, _fivetran_deleted) VALUES
(md5('t101'), md5('u101'), 'invoice', 8, NULL, 0, NULL), (md5('t103'), md5('u103'), 'login', 3, 4, 0, NULL), (md5('t104'), md5('u104'), 'refund', 2, NULL, 0, NULL), (md5('t105'), md5('u105'), NULL, 1, NULL, 0, true);
INSERT INTO sys_audit (sys_id, tablename, fieldname, documentkey, oldvalue, newvalue, record_checkpoint, sys_created_on) VALUES
('x1', 'incident', 'state', md5('t101'), '1', '8', 1, '2026-03-10 09:30Z'), ('x2', 'change_request', 'state', md5('t102'), '-5', '1', 1, '2026-03-10 09:30Z'),
('x3', 'incident', 'state', md5('t103'), '2', '3', 1, '2026-03-30 11:00Z'), ('x4', 'incident', 'hold_reason', md5('t103'), '', '1', 1, '2026-03-30 11:00Z'), ('x5', 'incident', 'hold_reason', md5('t103'), '1', '4', 2, '2026-03-30 15:00Z'),
('x6', 'incident', 'state', md5('t104'), '1', '2', 1, '2026-03-31 08:30Z'), ('x7', 'incident', 'assigned_to', md5('t104'), '', md5('u3'), 1, '2026-03-31 08:30Z'), ('x8', 'incident', 'priority', md5('t104'), '4', '3', 1, '2026-03-31 08:30Z'),
-- 2 went from one group to another, and 4 came to its first
('x9', 'incident', 'assignment_group', md5('t2'), md5('g1'), md5('g2'), 9, '2026-03-03 10:00Z'), ('x10', 'incident', 'assignment_group', md5('t4'), '', md5('g2'), 9, '2026-03-04 06:00Z');
INSERT INTO sys_journal_field (sys_id, name, element, element_id, sys_created_on, sys_created_by) VALUES
('j1', 'incident', 'comments', md5('t104'), '2026-03-31 08:01Z', 'robot'), ('j2', 'incident', 'comments', md5('t104'), '2026-03-31 08:40Z', 'customer.6'), ('j3', 'incident', 'work_notes', md5('t104'), '2026-03-31 08:50Z', 'carla.rossi'),
('j4', 'incident', 'comments', md5('t104'), '2026-03-31 09:00Z', 'carla.rossi'), ('j5', 'change_request', 'comments', md5('t102'), '2026-03-31 09:00Z', 'carla.rossi'), ('j6', 'incident', 'comments', md5('t103'), '2026-03-30 10:30Z', 'bruno.costa');
