-- Replies to the requester of a ticket, turn by turn, and the gaps between them
SET TimeZone = 'America/Bogota';
SET intervalstyle = postgres;

CREATE FUNCTION life(VARIADIC log text[]) RETURNS ticket_summary LANGUAGE sql AS $$
	SELECT ticket_agg(timestamp '2026-03-02' + split_part(line, ' ', 1)::interval, split_part(line, ' ', 2)) FROM unnest(log) AS line
$$;
CREATE FUNCTION turns(s ticket_summary, as_of timestamp DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', to_char(asked_at, 'HH24:MI'), coalesce(to_char(replied_at, 'HH24:MI'), 'none'), reply_time), ', ' ORDER BY n) FROM reply_times(s, as_of, calendar) WITH ORDINALITY AS r(asked_at, replied_at, reply_time, n)
$$;

-- an hour; none; waiting since noon
SELECT r.*, waiting_since(s, as_of), waiting_since_local(s) FROM (VALUES (life('09:00 contacted', '09:30 contacted', '10:00 replied', '10:05 replied', '11:00 contacted', '11:30 solved', '12:00 contacted'), timestamp '2026-03-02 12:20')) AS v(s, as_of), reply_times(s, as_of) AS r;
-- the same without an as-of time, with instants, as of the next day, and as of eleven
SELECT r.* FROM reply_times_local(life('09:00 contacted', '10:00 replied', '12:00 contacted')) AS r;
SELECT r.*, waiting_since(s), waiting_since(s, as_of) FROM (VALUES ('(n=3 created=2026-03-02T09:00:00Z replied=2026-03-02T10:00:00Z contacted=2026-03-02T11:30:00Z)'::ticket_summary)) AS v(s), (VALUES (timestamptz '2026-03-02 11:00Z')) AS w(as_of), reply_times(s) AS r;
SELECT r.* FROM reply_times(life('09:00 contacted', '10:00 replied', '12:00 contacted'), date '2026-03-03') AS r;
SELECT r.* FROM reply_times(life('09:00 contacted', '10:00 replied', '12:00 contacted'), timestamp '2026-03-02 11:00') AS r;
-- the creation is a message, as the event created or new; closing ends a turn, even after solved; nobody waits after a withdrawal that is not undone
SELECT n, turns(s, timestamp '2026-03-02 14:00'), waiting_since(s, timestamp '2026-03-02 14:00')
  FROM (VALUES (1, life('09:00 created', '10:00 replied')), (2, life('09:00 new', '10:00 replied', '11:00 new')), (3, life('09:00 open', '10:00 replied')), (4, life('09:00 created', '09:00 contacted', '09:30 created', '10:00 replied')),
               (5, life('09:00 created', '10:00 solved', '11:00 contacted', '12:00 closed')), (6, life('09:00 created', '10:00 closed', '11:00 contacted')), (7, life('09:00 created', '10:00 withdrawn')), (8, life('09:00 created', '10:00 withdrawn', '11:00 open')),
               (9, life('09:00 created', '10:00 withdrawn', '11:00 replied')), (10, life('08:00 replied', '09:00 created')), (11, life('09:00 created', '15:00 replied')), (12, life('15:00 created')), (13, 'empty'), (14, NULL),
               -- at one time: first the question, then the reply, and the resolution last
               (15, life('09:00 created', '09:00 replied', '09:00 solved', '10:00 contacted', '10:00 replied', '10:00 closed')), (16, life('09:00 created', '10:00 solved', '10:00 contacted'))) AS v(n, s) ORDER BY n;
-- a sequence decides the order
SELECT turns('(n=3 created=2026-03-02T09:00:00#1 solved=2026-03-02T09:00:00#2 contacted=2026-03-02T09:00:00#3)', timestamp '2026-03-02 10:00'), turns('(n=3 created=2026-03-02T09:00:00#1 contacted=2026-03-02T09:00:00#2 solved=2026-03-02T09:00:00#3)', timestamp '2026-03-02 10:00'),
       turns('(n=3 created=2026-03-02T09:00:00#1 contacted=2026-03-02T10:00:00#3 replied=2026-03-02T10:00:00#2)', timestamp '2026-03-02 11:00');
-- in business hours, with a calendar that is stored compressed
CREATE TABLE calendars AS SELECT format('Europe/Madrid; Mon-Fri 09:00-18:00%s', string_agg(to_char(date '2026-03-06' + 50 * n, '"; "YYYY-MM-DD" closed"'), ''))::business_calendar AS calendar FROM generate_series(1, 300) AS n;
SELECT n, r.* FROM calendars, (VALUES (1, life('17:00 contacted', '34:00 replied', '105:30 contacted')), (2, life('17:30 contacted', '33:30 replied'))) AS v(n, s), reply_times(s, timestamp '2026-03-09 10:00', calendar) AS r ORDER BY n, asked_at;
SELECT n, r.* FROM calendars, (VALUES (1, life('17:00 replied', '34:00 replied', '105:30 replied')), (2, life('08:00 created', '17:30 replied', '33:30 replied'))) AS v(n, s), update_times(s, timestamp '2026-03-09 10:00', calendar => calendar) AS r ORDER BY n, replied_at;
SELECT r.* FROM calendars, reply_times_local(life('17:00 contacted', '34:00 replied', '105:30 contacted'), calendar) AS r;
SELECT r.* FROM calendars, update_times_local(life('08:00 created', '17:30 replied', '33:30 replied'), calendar => calendar) AS r;
DROP TABLE calendars;

-- updates: the gaps between replies, in which the ticket does not wait for the requester
SELECT n, u.*
  FROM (VALUES (1, life('08:00 created', '09:00 replied', '09:00 pending', '10:00 open', '12:00 replied', '13:00 replied')), (2, life('08:00 created', '09:00 replied', '10:00 solved')), (3, life('08:00 created', '09:00 replied', '10:00 solved', '12:00 open', '13:00 replied')),
               (4, life('08:00 created', '09:00 replied', '10:00 withdrawn')), (5, life('09:00 replied', '10:00 replied')), (6, life('08:00 created')), (7, 'empty'), (8, NULL), (9, life('08:00 created', '15:00 replied')),
               (10, life('07:00 replied', '08:00 created', '09:00 replied', '09:00 replied'))) AS v(n, s), update_times(s, timestamp '2026-03-02 14:00') AS u ORDER BY n, replied_at, next_reply_at;
SELECT u.* FROM (VALUES (life('08:00 created', '09:00 replied', '09:00 pending', '10:00 open', '12:00 replied', '13:00 replied'))) AS v(s), update_times_local(s, runs_in => '{new,open,pending,hold}') AS u;
SELECT u.* FROM update_times('(n=2 created=2026-03-02T09:00:00Z replied=2026-03-02T10:00:00Z)', timestamptz '2026-03-02 11:30Z', '{}') AS u;
SELECT u.* FROM update_times('(n=2 created=2026-03-02T09:00:00Z replied=2026-03-02T10:00:00Z)') AS u;
SELECT u.* FROM update_times(life('08:00 created', '09:00 replied'), date '2026-03-03') AS u;
DROP FUNCTION turns;

-- thousands of tickets compared with window functions
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;
CREATE TABLE random_log AS
SELECT ticket, timestamptz '2026-03-26 07:00Z' + floor(uniform(1, i) * 500) * interval '17 min' AS at,
       (ARRAY['new', 'open', 'open', 'pending', 'hold', 'solved', 'closed', 'replied', 'replied', 'replied', 'contacted', 'contacted', 'contacted', 'touched'])[1 + floor(uniform(2, i) * 14)::int] AS event
  FROM generate_series(1, 2000) AS ticket, generate_series(1, 9) AS n, LATERAL (SELECT ticket * 10 + n AS i) AS e
 UNION ALL SELECT ticket, '2026-03-26 07:00Z', 'created' FROM generate_series(1, 2000) AS ticket WHERE ticket % 3 > 0;
CREATE INDEX ON random_log (ticket);
ANALYZE random_log;
CREATE TABLE lives AS
SELECT ticket, as_of, (ARRAY[NULL, 'Europe/Madrid; Mon-Fri 09:00-18:00', 'Europe/Madrid; Mon-Sun 21:00-05:00'])[1 + ticket % 3]::business_calendar AS calendar, ticket_agg(at, event) AS s, ticket_agg(at, event) FILTER (WHERE at <= as_of) AS known
  FROM random_log, LATERAL (SELECT timestamptz '2026-03-26 07:00Z' + floor(uniform(3, ticket) * 500) * interval '17 min' AS as_of) AS r GROUP BY ticket, as_of;
CREATE FUNCTION elapsed(calendar business_calendar, started timestamptz, ended timestamptz) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN calendar IS NULL THEN make_interval(secs => extract(epoch FROM ended - started)) ELSE business_time(calendar, started, ended) END
$$;
-- a question begins a turn unless the previous message was a question as well; the next event that is not a question ends it
CREATE TABLE plain_turns AS
SELECT ticket, asked_at, CASE WHEN ended_by = 1 THEN ended_at END AS replied_at, elapsed(calendar, asked_at, CASE ended_by WHEN 1 THEN ended_at WHEN 2 THEN NULL ELSE as_of END) AS reply_time
  FROM (SELECT ticket, at AS asked_at, kind, lag(kind) OVER life AS before, min(at) FILTER (WHERE kind > 0) OVER after AS ended_at,
               (min(ARRAY[extract(epoch FROM at)::bigint, kind]) FILTER (WHERE kind > 0) OVER after)[2] AS ended_by
          FROM (SELECT ticket, at, (event = 'replied')::int AS kind FROM random_log WHERE event IN ('contacted', 'replied')
                UNION ALL SELECT ticket, created_at(known), 0 FROM lives WHERE created_at(known) IS NOT NULL
                UNION ALL SELECT ticket, started, 2 FROM lives, status_history(known) WHERE status IN ('solved', 'closed')) AS m JOIN lives USING (ticket)
         WHERE at <= as_of
        WINDOW life AS (PARTITION BY ticket ORDER BY at, kind), after AS (PARTITION BY ticket ORDER BY at, kind ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)) AS m JOIN lives USING (ticket)
 WHERE kind = 0 AND before IS DISTINCT FROM 0;
CREATE TABLE our_turns AS SELECT ticket, r.* FROM lives, reply_times(s, as_of, calendar) AS r;
SELECT count(*), count(*) FILTER (WHERE replied_at IS NULL AND reply_time IS NULL) AS unanswered, count(*) FILTER (WHERE replied_at IS NULL AND reply_time IS NOT NULL) AS waiting FROM our_turns;
SELECT 'ours' AS only_in, count(*) FROM (SELECT * FROM our_turns EXCEPT ALL SELECT * FROM plain_turns) AS d UNION ALL SELECT 'plain', count(*) FROM (SELECT * FROM plain_turns EXCEPT ALL SELECT * FROM our_turns) AS d;
SELECT count(*), count(*) FILTER (WHERE waiting_since(s, as_of) IS DISTINCT FROM (SELECT asked_at FROM plain_turns AS t WHERE t.ticket = lives.ticket AND replied_at IS NULL AND reply_time IS NOT NULL)) AS other,
       count(*) FILTER (WHERE waiting_since(s, as_of) IS DISTINCT FROM waiting_since(known)) AS other_known FROM lives;
-- the time in some statuses between a reply and the next
CREATE TABLE plain_updates AS
SELECT ticket, at AS replied_at, next_at, CASE WHEN next_at IS NOT NULL OR NOT coalesce(is_resolved(known), false) THEN (SELECT CASE WHEN count(*) > 0 THEN coalesce(sum(elapsed(calendar, greatest(started, at), least(coalesce(ended, as_of), next_at, as_of))) FILTER (WHERE status IN ('new', 'open', 'hold') AND greatest(started, at) < least(coalesce(ended, as_of), next_at, as_of)), '0') END
          FROM status_history(known)) END AS update_time
  FROM (SELECT ticket, at, as_of, calendar, known, lead(at) OVER (PARTITION BY ticket ORDER BY at) AS next_at FROM random_log JOIN lives USING (ticket) WHERE event = 'replied' AND at <= as_of) AS r;
CREATE TABLE our_updates AS SELECT ticket, u.* FROM lives, update_times(s, as_of, calendar => calendar) AS u;
SELECT count(*), count(next_reply_at) AS followed, count(update_time) AS timed FROM our_updates;
SELECT 'ours' AS only_in, count(*) FROM (SELECT * FROM our_updates EXCEPT ALL SELECT * FROM plain_updates) AS d UNION ALL SELECT 'plain', count(*) FROM (SELECT * FROM plain_updates EXCEPT ALL SELECT * FROM our_updates) AS d;
-- the chat of the same messages answers as many turns in as much time
SELECT count(*) FILTER (WHERE array_agg IS DISTINCT FROM response_times(chat)) AS other
  FROM (SELECT ticket, array_agg(reply_time ORDER BY asked_at) FILTER (WHERE replied_at IS NOT NULL) FROM (SELECT ticket, r.* FROM lives, reply_times(s) AS r WHERE ticket % 3 > 0) AS r GROUP BY ticket) AS r
  JOIN (SELECT ticket, conversation_agg(at, kind) AS chat
          FROM (SELECT ticket, at, CASE event WHEN 'replied' THEN 'agent' ELSE 'customer' END AS kind FROM random_log WHERE event IN ('created', 'contacted', 'replied')
                UNION ALL SELECT ticket, started, 'resolved' FROM lives, status_history(s) WHERE status IN ('solved', 'closed')) AS m GROUP BY ticket) AS c USING (ticket);
DROP TABLE random_log, lives, plain_turns, our_turns, plain_updates, our_updates;
DROP FUNCTION uniform, elapsed;

-- errors
SELECT reply_times(life('09:00 contacted'));
SELECT reply_times_local(ticket_agg(timestamptz '2026-03-02', 'contacted'));
SELECT reply_times(ticket_agg(timestamptz '2026-03-02', 'contacted'), NULL::date);
SELECT reply_times(life('09:00 contacted'), timestamptz '2026-03-02');
SELECT waiting_since(life('09:00 contacted'));
SELECT waiting_since_local(ticket_agg(timestamptz '2026-03-02', 'contacted'));
SELECT waiting_since(life('09:00 contacted'), timestamp 'infinity');
SELECT update_times(life('09:00 contacted'));
SELECT update_times(life('09:00 contacted'), date '2026-03-03', NULL);
DROP FUNCTION life;
