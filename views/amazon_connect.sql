/*
 * amazon_connect.sql
 *		KPIs of Amazon Connect, over its contact records as JSON, in the column record of a
 *		table contact_records:
 *
 *	psql -f views/amazon_connect.sql mydb
 *
 * -v channel=CHAT reads chats instead of calls.  -v reason=topic takes the reason of a
 * call from the contact attribute topic.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/amazon_connect.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?channel}
\else
\set channel VOICE
\endif
\if :{?reason}
\else
\set reason reason
\endif
BEGIN;
\ir common/settings.sql

/*
 * One row for each contact that was in a queue.  A transfer makes a new contact, so a
 * call can have several rows.
 *
 * The queue of a single agent has no name, only an ARN.
 *
 * A queued callback is the work that a caller asked for: its handle time counts, but its
 * wait does not, because the caller did not hold the line.  It is a row without a wait
 * and without an outcome if an agent took it, and otherwise none.
 */
CREATE OR REPLACE VIEW kpi_views.calls AS
-- The same record may be delivered several times
WITH contact AS (
	SELECT DISTINCT ON (record->>'ContactId') record->>'ContactId' AS id, record,
		record->>'InitiationMethod' AS initiation_method,
		(record->>'DisconnectTimestamp')::timestamptz AS disconnected_at,
		record->'Queue' AS queue, record->'Agent' AS agent,
		(record#>>'{Queue,EnqueueTimestamp}')::timestamptz AS at,
		(record#>>'{Agent,ConnectedToAgentTimestamp}')::timestamptz AS connected_at
	FROM contact_records
	WHERE record->>'Channel' = :'channel'
	ORDER BY record->>'ContactId', (record->>'LastUpdateTimestamp')::timestamptz DESC NULLS LAST),
queued AS (
	SELECT contact.*, coalesce((queue->>'Duration')::float8 * interval '1 s', coalesce(connected_at, (queue->>'DequeueTimestamp')::timestamptz) - at) AS waited,
		CASE
			WHEN contact.initiation_method = 'CALLBACK' THEN NULL
			WHEN connected_at IS NOT NULL THEN 'answered'
			-- The contact that follows has no record before it ends; a callback may be due tomorrow
			WHEN record->>'NextContactId' IS NOT NULL THEN
				CASE WHEN coalesce(next.initiation_method, 'CALLBACK') = 'CALLBACK' THEN 'callback' ELSE 'flowed_out' END
			WHEN record->>'DisconnectReason' = 'CONTACT_FLOW_DISCONNECT' THEN 'flowed_out'
			WHEN record#>>'{TransferredToEndpoint,Address}' IS NOT NULL THEN 'flowed_out'
			ELSE 'abandoned'
		END AS outcome,
		-- A consultation ends before the agent has done with the customer
		CASE WHEN connected_at IS NOT NULL THEN
			record#>>'{TransferredToEndpoint,Address}' IS NOT NULL
			OR record->>'NextContactId' IS NOT NULL
				AND coalesce(next.disconnected_at > (agent->>'AfterContactWorkStartTimestamp')::timestamptz, true)
		END AS transferred
	FROM kpi_views.settings CROSS JOIN contact LEFT JOIN (
		SELECT id, initiation_method, disconnected_at FROM contact) AS next ON next.id = record->>'NextContactId'
	WHERE at <= as_of AND contact.initiation_method IN ('INBOUND', 'TRANSFER', 'QUEUE_TRANSFER', 'CALLBACK', 'API', 'WEBRTC_API')
		AND (contact.initiation_method <> 'CALLBACK' OR connected_at IS NOT NULL))
SELECT id AS call, at, coalesce(queue->>'Name', queue->>'ARN') AS queue,
	CASE WHEN connected_at IS NOT NULL THEN agent->>'Username' END AS agent,
	CASE WHEN outcome IS NOT NULL THEN waited END AS wait, outcome,
	(agent->>'AgentInteractionDuration')::float8 * interval '1 s' AS talk,
	(agent->>'CustomerHoldDuration')::float8 * interval '1 s' AS hold,
	(agent->>'AfterContactWorkDuration')::float8 * interval '1 s' AS wrap,
	record->'Attributes'->>:'reason' AS reason, transferred,
	record#>>'{CustomerEndpoint,Address}' AS caller
FROM queued;
COMMENT ON VIEW kpi_views.calls IS 'Contacts in queues, one row each';

\ir common/calls.sql
COMMIT;
