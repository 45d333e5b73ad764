/*
 * genesys.sql
 *		Conversation details of Genesys Cloud as its analytics API returns them, and invented
 *		rows.
 */
\ir call_stories.sql

CREATE SCHEMA genesys;
SET search_path = genesys, public;

CREATE TABLE conversations (details jsonb NOT NULL);

CREATE FUNCTION pg_temp.stamp(at timestamptz) RETURNS text LANGUAGE sql AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
CREATE FUNCTION pg_temp.id(kind text, n int) RETURNS text LANGUAGE sql AS $$ SELECT md5(kind || n)::uuid::text $$;
CREATE FUNCTION pg_temp.queue(name text) RETURNS text LANGUAGE sql AS $$ SELECT md5(name)::uuid::text $$;

CREATE FUNCTION pg_temp.metric(name text, value int, at timestamptz) RETURNS jsonb LANGUAGE sql AS $$
SELECT CASE WHEN value IS NOT NULL THEN jsonb_build_array(jsonb_build_object('emitDate', pg_temp.stamp(at), 'name', name, 'value', value)) ELSE '[]' END
$$;
CREATE FUNCTION pg_temp.segment(type text, queue text, starts timestamptz, ends timestamptz, disconnect text DEFAULT NULL, code text DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('segmentType', type, 'queueId', pg_temp.queue(queue), 'segmentStart', pg_temp.stamp(starts), 'segmentEnd', pg_temp.stamp(ends),
	'disconnectType', disconnect, 'wrapUpCode', code, 'conference', false)))
$$;
CREATE FUNCTION pg_temp.participant(purpose text, name text, agent text, session text, media text, caller text, metrics jsonb, segments jsonb) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('participantId', md5(session)::uuid, 'participantName', name, 'purpose', purpose, 'userId', CASE WHEN agent IS NOT NULL THEN pg_temp.queue(agent) END,
	'sessions', jsonb_build_array(jsonb_build_object('sessionId', session, 'mediaType', media, 'direction', 'inbound', 'ani', 'tel:' || coalesce(caller, ''), 'dnis', 'tel:+34910999999',
		'metrics', metrics, 'segments', segments)))))
$$;
-- The participants of a stay in a queue: the queue, and the agent who answers
CREATE FUNCTION pg_temp.leg(l stories.legs) RETURNS jsonb LANGUAGE sql AS $$
SELECT pg_temp.participant('acd', initcap(l.queue), NULL, pg_temp.id('acd' || l.leg, l.call), 'voice', l.caller,
		pg_temp.metric('nOffered', 1, l.entered) || pg_temp.metric('tAcd', 1000 * l.wait, waited)
			|| pg_temp.metric('tAbandon', CASE l.outcome WHEN 'abandoned' THEN 1000 * l.wait END, waited)
			|| pg_temp.metric('tShortAbandon', CASE WHEN l.outcome = 'abandoned' AND l.wait <= 5 THEN 1000 * l.wait END, waited)
			|| pg_temp.metric('tFlowOut', CASE WHEN l.outcome IN ('timeout', 'callback') THEN 1000 * l.wait END, waited),
		pg_temp.segment('delay', l.queue, l.entered, l.entered) || pg_temp.segment('interact', l.queue, l.entered, waited, CASE l.outcome WHEN 'abandoned' THEN 'peer' ELSE 'transfer' END))
	-- Another agent's phone rings first
	|| CASE WHEN l.agent IS NOT NULL AND l.call % 9 = 1 AND l.wait > 5 THEN
		pg_temp.participant('agent', NULL, 'dani', pg_temp.id('missed' || l.leg, l.call), 'voice', l.caller,
			pg_temp.metric('tAlert', 3000, l.entered + interval '3 s') || pg_temp.metric('tNotResponding', 3000, l.entered + interval '3 s'),
			pg_temp.segment('alert', l.queue, l.entered, l.entered + interval '3 s', 'system'))
		ELSE '[]' END
	|| CASE WHEN l.agent IS NOT NULL THEN
		pg_temp.participant('agent', initcap(l.agent), l.agent, pg_temp.id('agent' || l.leg, l.call), 'voice', l.caller,
			pg_temp.metric('tAlert', 2000, waited) || pg_temp.metric('tAnswered', 1000 * l.wait, waited)
				|| pg_temp.metric('nOverSla', CASE WHEN l.wait > 20 THEN 1 END, waited)
				|| pg_temp.metric('tTalk', 1000 * (l.talk - l.talk / 3), talked) || pg_temp.metric('tTalk', 1000 * (l.talk / 3), talked) || pg_temp.metric('tTalkComplete', 1000 * l.talk, talked)
				|| pg_temp.metric('tHeld', 1000 * nullif(l.hold, 0), talked) || pg_temp.metric('tHeldComplete', 1000 * nullif(l.hold, 0), talked)
				|| pg_temp.metric('nTransferred', CASE WHEN l.transferred THEN 1 END, talked) || pg_temp.metric('nBlindTransferred', CASE WHEN l.transferred THEN 1 END, talked)
				|| pg_temp.metric('tAcw', 1000 * l.wrap, wrapped) || pg_temp.metric('tHandle', 1000 * (l.talk + l.hold + l.wrap), wrapped),
			pg_temp.segment('alert', l.queue, waited - interval '2 s', waited) || pg_temp.segment('interact', l.queue, waited, talked, CASE WHEN l.transferred THEN 'transfer' ELSE 'peer' END)
				|| pg_temp.segment('wrapup', l.queue, talked, wrapped, 'peer', l.reason))
		ELSE '[]' END
  FROM (SELECT l.entered + l.wait * interval '1 s' AS waited, l.entered + (l.wait + l.talk + l.hold) * interval '1 s' AS talked, l.entered + (l.wait + l.talk + l.hold + l.wrap) * interval '1 s' AS wrapped) AS ends
$$;
CREATE FUNCTION pg_temp.conversation(call int, starts timestamptz, ends timestamptz, participants jsonb) RETURNS jsonb LANGUAGE sql AS $$
SELECT jsonb_strip_nulls(jsonb_build_object('conversationId', pg_temp.id('conversation', call), 'conversationStart', pg_temp.stamp(starts), 'conversationEnd', pg_temp.stamp(ends), 'originatingDirection', 'inbound',
	'mediaStatsMinConversationMos', 4.88, 'participants', participants))
$$;

INSERT INTO conversations
SELECT pg_temp.conversation(call, min(entered) - interval '20 s', max(entered + (wait + coalesce(talk + hold + wrap, 0)) * interval '1 s'),
		pg_temp.participant('customer', NULL, NULL, pg_temp.id('customer', call), 'voice', min(caller), '[]',
			jsonb_build_array(jsonb_build_object('segmentType', 'interact', 'segmentStart', pg_temp.stamp(min(entered) - interval '20 s'))))
		|| (SELECT jsonb_agg(participant ORDER BY l.leg, nth) FROM stories.legs AS l, jsonb_array_elements(pg_temp.leg(l)) WITH ORDINALITY AS p(participant, nth) WHERE l.call = legs.call)
		-- The callback waits in the same queue, in the same conversation
		|| CASE WHEN bool_or(outcome = 'callback') THEN
			pg_temp.participant('acd', initcap(min(queue)), NULL, pg_temp.id('callback', call), 'callback', min(caller),
				pg_temp.metric('nOffered', 1, max(entered) + interval '1 min') || pg_temp.metric('tAcd', 7200000, max(entered) + interval '2 h'),
				pg_temp.segment('interact', min(queue), max(entered) + interval '1 min', max(entered) + interval '2 h', 'transfer'))
			ELSE '[]' END)
  FROM stories.legs GROUP BY call;

-- Awkward conversations
INSERT INTO conversations
SELECT pg_temp.conversation(call, at, ends, participants)
  FROM (VALUES
	-- The caller hangs up in the menu, before any queue
	(9001, timestamptz '2026-03-04 12:00Z', timestamptz '2026-03-04 12:00:30Z',
		pg_temp.participant('ivr', 'Main menu', NULL, 'ivr1', 'voice', '+34600000001', pg_temp.metric('nFlow', 1, '2026-03-04 12:00Z'), '[]')),
	-- A chat
	(9002, '2026-03-04 12:10Z', '2026-03-04 12:30Z',
		pg_temp.participant('acd', 'Sales', NULL, 'acd2', 'message', NULL, pg_temp.metric('nOffered', 1, '2026-03-04 12:10Z'), pg_temp.segment('interact', 'sales', '2026-03-04 12:10Z', '2026-03-04 12:10:30Z'))),
	-- Now: one talks to an agent, one waits longer than the target, one waits since ten seconds
	(9003, '2026-03-13 10:50Z', NULL,
		pg_temp.participant('acd', 'Sales', NULL, 'acd3', 'voice', '+34600000003', pg_temp.metric('nOffered', 1, '2026-03-13 10:50Z') || pg_temp.metric('tAcd', 9250, '2026-03-13 10:50:09.250Z'),
			pg_temp.segment('interact', 'sales', '2026-03-13 10:50Z', '2026-03-13 10:50:09.250Z', 'transfer'))
		|| pg_temp.participant('agent', 'Carla', 'carla', 'agent3', 'voice', '+34600000003', pg_temp.metric('tAnswered', 9250, '2026-03-13 10:50:09.266Z'), pg_temp.segment('interact', 'sales', '2026-03-13 10:50:09.266Z', NULL))),
	(9004, '2026-03-13 10:59Z', NULL,
		pg_temp.participant('acd', 'Support', NULL, 'acd4', 'voice', '+34600000004', pg_temp.metric('nOffered', 1, '2026-03-13 10:59Z'), pg_temp.segment('interact', 'support', '2026-03-13 10:59Z', NULL))),
	(9005, '2026-03-13 10:59:50Z', NULL,
		pg_temp.participant('acd', 'Support', NULL, 'acd5', 'voice', '+34600000005', pg_temp.metric('nOffered', 1, '2026-03-13 10:59:50Z'), pg_temp.segment('interact', 'support', '2026-03-13 10:59:50Z', NULL))),
	-- The same conversation twice: first exported while the caller waited
	(9006, '2026-03-10 12:00Z', NULL,
		pg_temp.participant('acd', 'Sales', NULL, 'acd6', 'voice', '+34600000006', pg_temp.metric('nOffered', 1, '2026-03-10 12:00Z'), pg_temp.segment('interact', 'sales', '2026-03-10 12:00Z', NULL))),
	(9006, '2026-03-10 12:00Z', '2026-03-10 12:00:50Z',
		pg_temp.participant('acd', 'Sales', NULL, 'acd6', 'voice', '+34600000006', pg_temp.metric('nOffered', 1, '2026-03-10 12:00Z') || pg_temp.metric('tAcd', 50000, '2026-03-10 12:00:50Z') || pg_temp.metric('tAbandon', 50000, '2026-03-10 12:00:50Z'),
			pg_temp.segment('interact', 'sales', '2026-03-10 12:00Z', '2026-03-10 12:00:50Z', 'peer'))),
	-- The agent returns the caller to the same queue, where another answers
	(9007, '2026-03-09 12:00Z', '2026-03-09 12:10Z',
		pg_temp.participant('acd', 'Support', NULL, 'acd7', 'voice', '+34600000007', pg_temp.metric('nOffered', 1, '2026-03-09 12:00Z') || pg_temp.metric('tAcd', 10000, '2026-03-09 12:00:10Z'),
			pg_temp.segment('interact', 'support', '2026-03-09 12:00Z', '2026-03-09 12:00:10Z', 'transfer'))
		|| pg_temp.participant('agent', 'Ana', 'ana', 'agent7', 'voice', '+34600000007',
			pg_temp.metric('tAnswered', 10000, '2026-03-09 12:00:10.020Z') || pg_temp.metric('tTalk', 60000, '2026-03-09 12:01:10Z') || pg_temp.metric('nConsultTransferred', 1, '2026-03-09 12:01:10Z') || pg_temp.metric('tAcw', 5000, '2026-03-09 12:01:15Z'),
			pg_temp.segment('interact', 'support', '2026-03-09 12:00:10.020Z', '2026-03-09 12:01:10Z', 'transfer'))
		|| pg_temp.participant('acd', 'Support', NULL, 'acd8', 'voice', '+34600000007', pg_temp.metric('nOffered', 1, '2026-03-09 12:01:10Z') || pg_temp.metric('tAcd', 30000, '2026-03-09 12:01:40Z'),
			pg_temp.segment('interact', 'support', '2026-03-09 12:01:10Z', '2026-03-09 12:01:40Z', 'transfer'))
		|| pg_temp.participant('agent', 'Beto', 'beto', 'agent8', 'voice', '+34600000007', pg_temp.metric('tAnswered', 30000, '2026-03-09 12:01:40.020Z') || pg_temp.metric('tTalk', 100000, '2026-03-09 12:03:20Z'),
			pg_temp.segment('interact', 'support', '2026-03-09 12:01:40.020Z', '2026-03-09 12:03:20Z', 'peer')))
  ) AS v(call, at, ends, participants);
