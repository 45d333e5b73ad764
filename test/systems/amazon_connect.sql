/*
 * amazon_connect.sql
 *		Contact records of Amazon Connect as it streams them, and invented rows.
 */
\ir call_stories.sql

CREATE SCHEMA amazon_connect;
SET search_path = amazon_connect, public;

CREATE TABLE contact_records (record jsonb NOT NULL);

CREATE FUNCTION pg_temp.stamp(at timestamptz) RETURNS text LANGUAGE sql AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;
CREATE FUNCTION pg_temp.id(call int, leg int) RETURNS text LANGUAGE sql AS $$ SELECT '0c0ffee0-0000-4000-8000-' || lpad(call::text, 8, '0') || lpad(leg::text, 4, '0') $$;

-- A contact, with NULL where the service writes null
CREATE FUNCTION pg_temp.contact(id text, method text, previous text, next text, caller text, queue text, entered timestamptz, wait int,
	agent text, talk int, hold int, wrap int, ends text, reason text) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_object(
	'AWSAccountId', '123456789012', 'AWSContactTraceRecordFormatVersion', '2017-03-10', 'Channel', 'VOICE',
	'ContactId', id, 'InitialContactId', previous, 'PreviousContactId', previous, 'NextContactId', next,
	'InitiationMethod', method, 'InitiationTimestamp', pg_temp.stamp(entered - interval '20 s'), 'ConnectedToSystemTimestamp', pg_temp.stamp(entered - interval '20 s'),
	'DisconnectTimestamp', pg_temp.stamp(entered + (wait + coalesce(talk + hold, 0)) * interval '1 s'), 'DisconnectReason', ends,
	'LastUpdateTimestamp', pg_temp.stamp(entered + (wait + coalesce(talk + hold + wrap, 0) + 60) * interval '1 s'),
	'CustomerEndpoint', CASE WHEN caller IS NOT NULL THEN jsonb_build_object('Type', 'TELEPHONE_NUMBER', 'Address', caller) END,
	'SystemEndpoint', jsonb_build_object('Type', 'TELEPHONE_NUMBER', 'Address', '+34910999999'),
	'TransferredToEndpoint', NULL, 'TransferCompletedTimestamp', NULL,
	'Attributes', CASE WHEN reason IS NOT NULL THEN jsonb_build_object('reason', reason) ELSE '{}' END,
	'AgentConnectionAttempts', CASE WHEN agent IS NOT NULL THEN 1 ELSE 0 END,
	'Queue', jsonb_build_object('ARN', 'arn:aws:connect:eu-central-1:123456789012:instance/i/queue/' || queue, 'Name', queue,
		'EnqueueTimestamp', pg_temp.stamp(entered), 'DequeueTimestamp', pg_temp.stamp(entered + wait * interval '1 s'), 'Duration', wait),
	'Agent', CASE WHEN agent IS NOT NULL THEN jsonb_build_object('ARN', 'arn:aws:connect:eu-central-1:123456789012:instance/i/agent/' || agent, 'Username', agent,
		'ConnectedToAgentTimestamp', pg_temp.stamp(entered + wait * interval '1 s'), 'AgentInteractionDuration', talk, 'CustomerHoldDuration', hold,
		'NumberOfHolds', sign(hold), 'LongestHoldDuration', hold,
		'AfterContactWorkStartTimestamp', pg_temp.stamp(entered + (wait + talk + hold) * interval '1 s'),
		'AfterContactWorkEndTimestamp', pg_temp.stamp(entered + (wait + talk + hold + wrap) * interval '1 s'), 'AfterContactWorkDuration', wrap,
		'HierarchyGroups', NULL, 'RoutingProfile', jsonb_build_object('Name', 'phones')) END)
$$;

INSERT INTO contact_records
SELECT pg_temp.contact(pg_temp.id(l.call, l.leg), CASE WHEN l.leg = 1 THEN 'INBOUND' WHEN first.transferred THEN 'TRANSFER' ELSE 'QUEUE_TRANSFER' END,
		CASE WHEN l.leg = 2 THEN pg_temp.id(l.call, 1) END, CASE WHEN l.leg = 1 AND (l.transferred OR l.outcome IN ('timeout', 'callback')) THEN pg_temp.id(l.call, 2) END,
		l.caller, l.queue, l.entered, l.wait, l.agent, l.talk, l.hold, l.wrap,
		CASE WHEN l.outcome IN ('timeout', 'callback') THEN 'CONTACT_FLOW_DISCONNECT' WHEN l.agent IS NOT NULL AND l.call % 3 = 0 THEN 'AGENT_DISCONNECT' ELSE 'CUSTOMER_DISCONNECT' END, l.reason)
  FROM stories.legs AS l JOIN stories.legs AS first ON first.call = l.call AND first.leg = 1;

-- Callers who asked for it are called back after two hours; that of the last of them is still due
INSERT INTO contact_records
SELECT pg_temp.contact(pg_temp.id(call, 2), 'CALLBACK', pg_temp.id(call, 1), NULL, caller, queue, entered + interval '30 s', 7200, 'beto', 120, 0, 30, 'CUSTOMER_DISCONNECT', 'order')
  FROM stories.legs WHERE outcome = 'callback' AND call < (SELECT max(call) FROM stories.legs WHERE outcome = 'callback');

-- Awkward records
INSERT INTO contact_records VALUES
-- A record that is delivered again after its attributes were changed: the first has an older LastUpdateTimestamp
((SELECT record || '{"Attributes": {"reason": "unknown"}, "LastUpdateTimestamp": "2026-03-02T08:15:00Z"}' FROM contact_records WHERE record->>'ContactId' = pg_temp.id(1, 1))),
-- The caller hangs up before any queue
(pg_temp.contact(pg_temp.id(9001, 1), 'INBOUND', NULL, NULL, '+34600000001', 'none', '2026-03-04 12:00Z', 0, NULL, NULL, NULL, NULL, 'CUSTOMER_DISCONNECT', NULL) || '{"Queue": null}'),
-- An agent calls a customer, without a queue
(pg_temp.contact(pg_temp.id(9002, 1), 'OUTBOUND', NULL, NULL, '+34600000002', 'sales', '2026-03-04 12:10Z', 5, 'ana', 100, 0, 10, 'AGENT_DISCONNECT', NULL)),
-- A chat
(pg_temp.contact(pg_temp.id(9003, 1), 'API', NULL, NULL, NULL, 'sales', '2026-03-04 12:20Z', 300, 'ana', 600, 0, 10, 'CUSTOMER_DISCONNECT', NULL) || '{"Channel": "CHAT"}'),
-- The flow ends a call after closing time, while it is in the queue
(pg_temp.contact(pg_temp.id(9004, 1), 'INBOUND', NULL, NULL, '+34600000004', 'support', '2026-03-06 16:00Z', 40, NULL, NULL, NULL, NULL, 'CONTACT_FLOW_DISCONNECT', NULL)),
-- The flow transfers a call from the queue to a phone outside
(pg_temp.contact(pg_temp.id(9005, 1), 'INBOUND', NULL, NULL, '+34600000005', 'support', '2026-03-06 16:10Z', 35, NULL, NULL, NULL, NULL, 'THIRD_PARTY_DISCONNECT', NULL)
	|| '{"TransferredToEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+34912000000"}}'),
-- The agent transfers a call to a phone outside
(pg_temp.contact(pg_temp.id(9006, 1), 'INBOUND', NULL, NULL, '+34600000006', 'support', '2026-03-06 16:20Z', 12, 'carla', 80, 20, 15, 'THIRD_PARTY_DISCONNECT', 'order')
	|| '{"TransferredToEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+34912000000"}, "TransferCompletedTimestamp": "2026-03-06T16:21:40Z"}'),
-- The agent consults another, who hangs up before the agent and the customer do: no transfer
(pg_temp.contact(pg_temp.id(9007, 1), 'INBOUND', NULL, pg_temp.id(9007, 2), '+34600000007', 'support', '2026-03-09 12:00Z', 8, 'beto', 240, 60, 15, 'CUSTOMER_DISCONNECT', 'order')),
(pg_temp.contact(pg_temp.id(9007, 2), 'TRANSFER', pg_temp.id(9007, 1), NULL, '+34600000007', 'sales', '2026-03-09 12:01Z', 5, 'ana', 50, 0, 5, 'AGENT_DISCONNECT', 'order')),
-- Without a duration
(pg_temp.contact(pg_temp.id(9008, 1), 'INBOUND', NULL, NULL, '+34600000008', 'sales', '2026-03-10 12:00Z', 17, 'ana', 60, 0, 5, 'CUSTOMER_DISCONNECT', 'order') #- '{Queue,Duration}');
