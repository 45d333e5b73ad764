/*
 * asterisk.sql
 *		KPIs of the queues of Asterisk, over its table queue_log:
 *
 *	psql -f views/asterisk.sql mydb
 *
 * -v log_zone=Europe/Madrid is the time zone of the clock in the column "time", if that
 * is not the zone of the settings; UTC if logger.conf has queue_log_realtime_use_gmt.
 * -v on_timeout=abandoned counts a caller whom the queue gives up (EXITWITHTIMEOUT,
 * EXITEMPTY, WITHDRAW) as Asterisk does; without it, the call has flowed out.
 * -v on_key=callback says what a key press (EXITWITHKEY) means in your dialplan.
 *
 * The script creates views in the schema kpi_views and changes nothing else.
 * doc/systems/asterisk.md explains them.
 */
\set ON_ERROR_STOP on
\if :{?on_timeout}
\else
\set on_timeout flowed_out
\endif
\if :{?on_key}
\else
\set on_key flowed_out
\endif
BEGIN;
\ir common/settings.sql

-- Realtime writes a timestamp of the server's own clock; lines of the file begin with
-- the seconds since 1970, which may be a number or text
\if :{?log_zone}
SELECT quote_literal(:'log_zone') AS clock_zone \gset
\else
\set clock_zone zone
\endif
SELECT CASE
		WHEN atttypid = 'timestamptz'::regtype THEN '"time"'
		WHEN atttypid = 'timestamp'::regtype THEN '"time" AT TIME ZONE ' || :'clock_zone'
		WHEN atttypid IN ('int4'::regtype, 'int8'::regtype, 'float8'::regtype, 'numeric'::regtype) THEN 'to_timestamp("time")'
		ELSE 'CASE WHEN "time" ~ ''^[0-9.]+$'' THEN to_timestamp("time"::float8) ELSE "time"::timestamp AT TIME ZONE ' || :'clock_zone' || ' END'
	END AS at
FROM pg_attribute WHERE attrelid = 'queue_log'::regclass AND attname = 'time' \gset

/*
 * One row for each entry of a caller into a queue.  A call that flows from queue to queue
 * keeps its callid, and may enter the same queue twice: the entry to which an event
 * belongs is the last one before it.  Entries before the beginning of the log are unknown.
 *
 * Asterisk counts waits in whole seconds, and compares these with its servicelevel.
 * A caller without an end waits; but if Asterisk started anew, or four hours passed, the
 * end was lost, and the call was abandoned after a time that nobody knows.
 */
CREATE OR REPLACE VIEW kpi_views.calls AS
WITH event AS (
	SELECT id, :at AS at, callid, queuename, agent, event, data1, data2, data3, data4, data5
	FROM queue_log, kpi_views.settings
	WHERE event IN ('ENTERQUEUE', 'CONNECT', 'COMPLETEAGENT', 'COMPLETECALLER', 'TRANSFER', 'BLINDTRANSFER',
		'ATTENDEDTRANSFER', 'ABANDON', 'SYSCOMPAT', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY', 'WITHDRAW')
		AND :at <= as_of),
numbered AS (
	SELECT *, count(*) FILTER (WHERE event = 'ENTERQUEUE') OVER (PARTITION BY callid, queuename ORDER BY at, id) AS entry,
		CASE event
			WHEN 'ENTERQUEUE' THEN 'entered'
			WHEN 'ABANDON' THEN 'abandoned'
			WHEN 'SYSCOMPAT' THEN 'abandoned'
			WHEN 'EXITWITHTIMEOUT' THEN :'on_timeout'
			WHEN 'EXITEMPTY' THEN :'on_timeout'
			WHEN 'WITHDRAW' THEN :'on_timeout'
			WHEN 'EXITWITHKEY' THEN :'on_key'
			ELSE 'answered'
		END AS outcome,
		CASE event
			WHEN 'CONNECT' THEN data1
			WHEN 'COMPLETEAGENT' THEN data1
			WHEN 'COMPLETECALLER' THEN data1
			WHEN 'TRANSFER' THEN data3
			WHEN 'BLINDTRANSFER' THEN data3
			-- LINK names two channels, so all that follows is one column later
			WHEN 'ATTENDEDTRANSFER' THEN CASE data1 WHEN 'LINK' THEN data4 ELSE data3 END
			WHEN 'EXITWITHKEY' THEN data4
			WHEN 'SYSCOMPAT' THEN NULL
			ELSE CASE WHEN event <> 'ENTERQUEUE' THEN data3 END
		END AS waited,
		CASE event
			WHEN 'COMPLETEAGENT' THEN data2
			WHEN 'COMPLETECALLER' THEN data2
			WHEN 'TRANSFER' THEN data4
			WHEN 'BLINDTRANSFER' THEN data4
			WHEN 'ATTENDEDTRANSFER' THEN CASE data1 WHEN 'LINK' THEN split_part(data5, '|', 1) ELSE data4 END
		END AS talked
	FROM event),
entry AS (
	SELECT callid, queuename, entry, min(at) AS at, min(at) FILTER (WHERE outcome <> 'entered') AS left_at,
		min(agent) FILTER (WHERE outcome = 'answered') AS agent,
		min(data2) FILTER (WHERE event = 'ENTERQUEUE') AS caller,
		coalesce(min(outcome) FILTER (WHERE outcome = 'answered'), min(outcome) FILTER (WHERE outcome <> 'entered')) AS outcome,
		min(waited::bigint) FILTER (WHERE waited ~ '^-?\d+$') * interval '1 s' AS waited,
		max(talked::bigint) FILTER (WHERE talked ~ '^-?\d+$') * interval '1 s' AS talked,
		bool_or(event LIKE '%TRANSFER') AS is_transferred,
		bool_or(event LIKE '%TRANSFER' OR event LIKE 'COMPLETE%') AS is_complete
	FROM numbered WHERE entry > 0 GROUP BY callid, queuename, entry)
SELECT concat_ws('/', callid, queuename, entry) AS call, at, queuename::text AS queue, agent::text AS agent,
	CASE WHEN outcome IS NOT NULL THEN coalesce(waited, left_at - at) WHEN NOT is_lost THEN as_of - at END AS wait,
	CASE WHEN is_lost THEN 'abandoned' ELSE outcome END AS outcome,
	talked AS talk, NULL::interval AS hold, NULL::interval AS wrap, NULL::text AS reason,
	CASE WHEN outcome = 'answered' AND is_complete THEN is_transferred END AS transferred,
	nullif(caller, '')::text AS caller
FROM kpi_views.settings CROSS JOIN entry,
	LATERAL (SELECT outcome IS NULL AND (at < as_of - interval '4 hours' OR EXISTS (
		SELECT FROM queue_log WHERE event = 'QUEUESTART' AND :at > entry.at AND :at <= as_of)) AS is_lost) AS l;
COMMENT ON VIEW kpi_views.calls IS 'Entries of callers into queues, one row each';

/*
 * States of dynamic members, over all queues: present in any, else paused in any, else
 * absent.  The log has no events of members that queues.conf names.
 */
CREATE OR REPLACE VIEW kpi_views.agent_states AS
WITH event AS (
	SELECT :at AS at, id, agent, queuename, event IN ('ADDMEMBER', 'AGENTLOGIN') AS joins,
		event IN ('REMOVEMEMBER', 'AGENTLOGOFF') AS leaves, event = 'PAUSE' OR event = 'ADDMEMBER' AND coalesce(data1, '') = 'PAUSED' AS pauses
	FROM queue_log, kpi_views.settings
	WHERE event IN ('ADDMEMBER', 'REMOVEMEMBER', 'AGENTLOGIN', 'AGENTLOGOFF', 'PAUSE', 'UNPAUSE') AND :at <= as_of),
-- The last of the events that join or leave decides on membership, and the last of all on pause
of_queue AS (
	SELECT at, id, agent, queuename, pauses,
		(max(ARRAY[extract(epoch FROM at)::numeric, id, joins::int]) FILTER (WHERE joins OR leaves) OVER w)[3] = 1 AS is_member
	FROM event WINDOW w AS (PARTITION BY agent, queuename ORDER BY at, id)),
change AS (
	SELECT at, id, agent,
		(is_member AND NOT pauses)::int - coalesce(lag((is_member AND NOT pauses)::int) OVER w, 0) AS present,
		(is_member AND pauses)::int - coalesce(lag((is_member AND pauses)::int) OVER w, 0) AS paused
	FROM of_queue WHERE is_member IS NOT NULL WINDOW w AS (PARTITION BY agent, queuename ORDER BY at, id)),
counted AS (
	SELECT DISTINCT ON (agent, at) agent, at, sum(present) OVER w AS present, sum(paused) OVER w AS paused
	FROM change WINDOW w AS (PARTITION BY agent ORDER BY at, id) ORDER BY agent, at, id DESC)
SELECT agent::text AS agent, at, CASE WHEN present > 0 THEN 'present' WHEN paused > 0 THEN 'paused' ELSE 'absent' END AS state
FROM counted;
COMMENT ON VIEW kpi_views.agent_states IS 'When dynamic members of queues are present, paused and absent';

\ir common/calls.sql
COMMIT;
