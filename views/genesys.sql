/*
 * genesys.sql
 *		KPIs of Genesys Cloud, over its conversation details as JSON, in the column details of
 *		a table conversations:
 *
 *	psql -f views/genesys.sql mydb
 *
 * -v media=message reads messages instead of calls.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/genesys.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?media}
\else
\set media voice
\endif
BEGIN;
\ir common/settings.sql

-- Names of queues and users, whose ids the details have.  Fill it from the APIs
-- /api/v2/routing/queues and /api/v2/users; the script keeps a view that exists.
SELECT to_regclass('kpi_views.names') IS NULL AS has_no_names \gset
\if :has_no_names
CREATE VIEW kpi_views.names AS
SELECT NULL::text AS id, NULL::text AS name WHERE false;
COMMENT ON VIEW kpi_views.names IS 'Names of queues and users by their ids, one row each';
\endif

/*
 * One row for each stay in a queue: a session of a participant with the purpose acd.  A
 * conversation has one for each queue through which it went, and those of callbacks,
 * which are not calls that wait.
 *
 * The metrics of the session say how it ended, except an answer: the metric tAnswered is
 * in the session of the agent.  An answer belongs to the last stay in its queue that
 * began before it.  All metrics are milliseconds.
 */
CREATE OR REPLACE VIEW kpi_views.calls AS
-- A conversation that was exported while it went on comes again
WITH conversation AS (
	SELECT DISTINCT ON (details->>'conversationId') details->>'conversationId' AS id, details->'participants' AS participants
	FROM conversations ORDER BY details->>'conversationId', (details->>'conversationEnd')::timestamptz DESC NULLS LAST)
SELECT concat_ws('/', conversation.id, session) AS call, at,
	coalesce(queue_name.name, c.queue_name, queue) AS queue, coalesce(agent_name.name, c.agent_name, agent) AS agent,
	CASE WHEN is_ended THEN wait ELSE as_of - at END AS wait, outcome, talk, hold, wrap, reason, transferred,
	nullif(regexp_replace(ani, '^(tel|sip):', ''), '') AS caller
FROM kpi_views.settings CROSS JOIN conversation CROSS JOIN LATERAL (
	WITH session AS MATERIALIZED (
		SELECT s.value->>'sessionId' AS session, p.value->>'purpose' AS purpose, p.value->>'participantName' AS participant, p.value->>'userId' AS agent,
			s.value->>'mediaType' AS media, s.value->>'ani' AS ani, m.*, g.*
		FROM jsonb_array_elements(participants) AS p, jsonb_array_elements(p.value->'sessions') AS s,
			LATERAL (
				SELECT min(duration) FILTER (WHERE name = 'tAcd') AS t_acd,
					max(duration) FILTER (WHERE name IN ('tAbandon', 'tShortAbandon')) AS t_abandon,
					min(duration) FILTER (WHERE name = 'tFlowOut') AS t_flow_out,
					min(duration) FILTER (WHERE name = 'tAnswered') AS t_answered,
					coalesce(sum(duration) FILTER (WHERE name = 'tTalkComplete'), sum(duration) FILTER (WHERE name = 'tTalk')) AS t_talk,
					coalesce(sum(duration) FILTER (WHERE name = 'tHeldComplete'), sum(duration) FILTER (WHERE name = 'tHeld')) AS t_held,
					sum(duration) FILTER (WHERE name = 'tAcw') AS t_acw,
					bool_or(name IN ('nTransferred', 'nBlindTransferred', 'nConsultTransferred')) AS is_transferred,
					min(emitted_at) FILTER (WHERE name = 'nOffered') AS offered_at,
					min(emitted_at) FILTER (WHERE name = 'tAnswered') AS answered_at
				FROM jsonb_array_elements(s.value->'metrics') AS metric,
					LATERAL (SELECT metric.value->>'name' AS name, (metric.value->>'value')::float8 * interval '1 ms' AS duration,
						(metric.value->>'emitDate')::timestamptz AS emitted_at) AS v) AS m,
			LATERAL (
				SELECT min(value->>'queueId') AS queue, min((value->>'segmentStart')::timestamptz) AS started_at,
					max((value->>'segmentEnd')::timestamptz) AS ended_at, bool_and(value ? 'segmentEnd') AS is_ended,
					max(value->>'wrapUpCode') AS wrap_up_code
				FROM jsonb_array_elements(s.value->'segments')) AS g),
	stay AS (
		SELECT *, coalesce(offered_at, started_at) AS at FROM session
		WHERE purpose = 'acd' AND media = :'media'),
	answer AS (
		SELECT DISTINCT ON (last.session) a.*, last.session AS of_stay
		FROM session AS a, LATERAL (
			SELECT stay.session FROM stay WHERE stay.queue = a.queue AND stay.at <= a.answered_at
			ORDER BY stay.at DESC LIMIT 1) AS last
		WHERE a.purpose = 'agent' AND a.answered_at IS NOT NULL
		ORDER BY last.session, a.answered_at)
	SELECT stay.session, stay.at, stay.queue, stay.participant AS queue_name, answer.agent, answer.participant AS agent_name, stay.ani,
		outcome, outcome IS NOT NULL AS is_ended,
		CASE outcome
			WHEN 'answered' THEN answer.t_answered
			WHEN 'abandoned' THEN stay.t_abandon
			ELSE coalesce(stay.t_flow_out, stay.t_acd, stay.ended_at - stay.at)
		END AS wait,
		answer.t_talk AS talk, answer.t_held AS hold, answer.t_acw AS wrap, answer.wrap_up_code AS reason,
		CASE WHEN outcome = 'answered' AND answer.is_ended THEN coalesce(answer.is_transferred, false) END AS transferred
	FROM stay LEFT JOIN answer ON answer.of_stay = stay.session,
		LATERAL (SELECT CASE
			WHEN answer.session IS NOT NULL THEN 'answered'
			WHEN stay.t_abandon IS NOT NULL THEN 'abandoned'
			-- The callback begins to wait after this stay and before the next
			WHEN stay.is_ended THEN
				CASE WHEN EXISTS (
					SELECT FROM session AS callback
					WHERE callback.purpose = 'acd' AND callback.media = 'callback' AND callback.started_at >= stay.at
						AND NOT EXISTS (
							SELECT FROM stay AS later WHERE later.at > stay.at AND later.at <= callback.started_at))
				THEN 'callback' ELSE 'flowed_out' END
		END AS outcome) AS o) AS c
	LEFT JOIN kpi_views.names AS queue_name ON queue_name.id = c.queue
	LEFT JOIN kpi_views.names AS agent_name ON agent_name.id = c.agent
WHERE at <= as_of;
COMMENT ON VIEW kpi_views.calls IS 'Stays of conversations in queues, one row each';

\ir common/calls.sql
COMMIT;
