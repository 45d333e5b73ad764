-- The life of a ticket, from its log
SET TimeZone = 'America/Bogota';
SET intervalstyle = postgres;

CREATE TABLE log (ticket int, at timestamptz, event text);
INSERT INTO log VALUES
	-- touched by a note, replied to, waited for the requester, solved, reopened, solved, closed
	(1, '2026-03-02 09:00Z', 'created'), (1, '2026-03-02 09:00Z', 'contacted'), (1, '2026-03-02 09:10Z', 'assigned'), (1, '2026-03-02 09:20Z', 'touched'),
	(1, '2026-03-02 09:30Z', 'open'), (1, '2026-03-02 10:00Z', 'replied'), (1, '2026-03-02 10:00Z', 'pending'), (1, '2026-03-02 12:00Z', 'contacted'),
	(1, '2026-03-02 12:00Z', 'open'), (1, '2026-03-02 12:15Z', 'assigned'), (1, '2026-03-02 12:30Z', 'hold'), (1, '2026-03-02 13:00Z', 'replied'),
	(1, '2026-03-02 13:00Z', 'solved'), (1, '2026-03-03 09:00Z', 'open'), (1, '2026-03-03 11:00Z', 'solved'), (1, '2026-03-06 11:00Z', 'closed'),
	-- still open, not replied to
	(2, '2026-03-02 09:00Z', 'created'), (2, '2026-03-02 10:30Z', 'open'),
	-- closed twice, and never solved in between
	(3, '2026-03-02 09:00Z', 'new'), (3, '2026-03-02 11:00Z', 'closed'), (3, '2026-03-09 11:00Z', 'closed'),
	-- the log begins in the middle
	(4, '2026-03-02 09:00Z', 'open'), (4, '2026-03-02 09:30Z', 'replied'), (4, '2026-03-02 10:00Z', 'solved'),
	-- all at one time
	(5, '2026-03-02 09:00Z', 'closed'), (5, '2026-03-02 09:00Z', 'solved'), (5, '2026-03-02 09:00Z', 'created'), (5, '2026-03-02 09:00Z', 'replied'),
	-- replied to before it was created, by the clock of another machine
	(6, '2026-03-02 09:00Z', 'created'), (6, '2026-03-02 08:50Z', 'replied'), (6, '2026-03-02 08:55Z', 'open'), (6, '2026-03-02 10:00Z', 'solved'),
	-- only created; only a message
	(7, '2026-03-02 09:00Z', 'created'), (8, '2026-03-02 09:00Z', 'contacted'),
	-- NULLs
	(9, NULL, 'created'), (9, '2026-03-02 09:00Z', NULL);
CREATE TABLE tickets AS SELECT ticket, ticket_agg(at, event) AS s FROM log GROUP BY ticket;

SELECT ticket, s FROM tickets ORDER BY ticket;
SELECT ticket, created_at(s), first_reply_time(s), first_touch_time(s), first_resolution_time(s), full_resolution_time(s), cycle_time(s), resolution_gap(s) FROM tickets ORDER BY ticket;
SELECT ticket, ticket_status(s), is_replied(s), is_touched(s), was_resolved(s), is_resolved(s), is_closed(s), reopens(s), resolutions(s), handoffs(s),
       event_count(s, 'replied') AS replies, event_count(s, 'contacted') AS contacts, n_counted(s)
  FROM tickets ORDER BY ticket;
SELECT ticket, requester_wait_time(s), agent_wait_time(s), on_hold_time(s), time_in_status(s, '{new}') AS new, time_in_status(s, ARRAY['open', 'hold']) AS worked,
       time_in_status(s, '{solved}') AS solved, time_in_status(s, '{closed}') AS closed, time_in_status(s, '{}') AS none
  FROM tickets ORDER BY ticket;
SELECT ticket, h.* FROM tickets, status_history(s) AS h ORDER BY ticket, started, ended;
SELECT ticket, o.* FROM tickets, open_spells(s) AS o ORDER BY ticket, opened;

-- the first reply in each time open: over a weekend, at once, never, and not yet
SELECT first_reply_times(s), first_reply_times(s, as_of) AS so_far, first_reply_times(s, as_of, c) AS business, first_reply_times(s, calendar => c) AS known, first_reply_times(s, '2026-03-11 12:10Z', c) AS before, first_reply_time(s, as_of, c)
  FROM (SELECT ticket_agg(at, event) AS s
          FROM (VALUES (timestamptz '2026-03-06 17:30Z', 'created'), ('2026-03-09 09:15Z', 'replied'), ('2026-03-09 10:00Z', 'solved'), ('2026-03-10 09:00Z', 'replied'), ('2026-03-11 12:00Z', 'open'), ('2026-03-11 12:40Z', 'replied'), ('2026-03-11 12:50Z', 'replied'),
                       ('2026-03-11 13:00Z', 'solved'), ('2026-03-12 09:00Z', 'open'), ('2026-03-12 09:30Z', 'closed'), ('2026-03-13 17:00Z', 'open')) AS v(at, event)) AS t,
       (VALUES (timestamptz '2026-03-16 10:00Z', business_calendar 'UTC; Mon-Fri 09:00-18:00')) AS v(as_of, c);
SELECT ticket, first_reply_time(s), first_reply_times(s), first_reply_times(s, '2026-03-04 00:00Z') AS so_far FROM tickets ORDER BY ticket;

-- as it was known at a time: later events have not happened
SELECT as_of, ticket_status(s, as_of), first_reply_time(s, as_of), is_replied(s, as_of), first_touch_time(s, as_of), is_touched(s, as_of), first_resolution_time(s, as_of), was_resolved(s, as_of),
       full_resolution_time(s, as_of), is_resolved(s, as_of), cycle_time(s, as_of), is_closed(s, as_of), resolution_gap(s, as_of), reopens(s, as_of), resolutions(s, as_of), event_count(s, 'replied', as_of)
  FROM tickets, (VALUES (timestamptz '2026-03-02 08:59Z'), ('2026-03-02 09:00Z'), ('2026-03-02 09:25Z'), ('2026-03-02 10:00Z'), ('2026-03-02 13:00Z'), ('2026-03-03 10:00Z'), ('2026-03-03 12:00Z'), ('2026-03-10 00:00Z')) AS m(as_of)
 WHERE ticket = 1 ORDER BY as_of;
SELECT ticket, requester_wait_time(s, '2026-03-04 00:00Z'), agent_wait_time(s, '2026-03-04 00:00Z'), on_hold_time(s, '2026-03-02 12:40Z'), time_in_status(s, '{solved}', '2026-03-04 00:00Z') AS solved
  FROM tickets ORDER BY ticket;
-- an unfinished time is known only with an as-of time
SELECT ticket, first_reply_time(s), first_reply_time(s, '2026-03-02 11:00Z') AS so_far, is_replied(s, '2026-03-02 11:00Z'), cycle_time(s, '2026-03-02 11:00Z') FROM tickets WHERE ticket IN (2, 4, 7, 8) ORDER BY ticket;

-- into the aggregates for many tickets: unreplied tickets are pending, and negative times are counted as excluded
SELECT n_counted(d), n_pending(d), n_excluded(d), quantile(d, 0.5)
  FROM (SELECT duration_agg(first_reply_time(s, '2026-03-02 11:00Z'), is_replied(s, '2026-03-02 11:00Z')) AS d FROM tickets) AS q;
SELECT reopen_rate(was_resolved(s), reopens(s)), reopens_per_resolution(resolutions(s), reopens(s)) FROM tickets;

-- by a calendar: Monday 2 March, 8:00 to 18:00 in Bogota is 13:00 to 23:00 UTC
SELECT ticket, first_resolution_time(s, NULL, c), full_resolution_time(s, calendar => c), cycle_time(s, '2026-03-03 15:00Z', c), time_in_status(s, '{solved}', '2026-03-03 15:00Z', c) AS solved
  FROM tickets, (VALUES (business_calendar 'America/Bogota; Mon-Fri 08:00-18:00')) AS v(c) WHERE ticket < 4 ORDER BY ticket;
-- 29 March 2026 has no hour from 2 to 3 in Madrid
CREATE TABLE night AS SELECT ticket_agg(at, event) AS s FROM (VALUES (timestamptz '2026-03-28 12:00+01', 'new'), ('2026-03-29 12:00+02', 'solved')) AS v(at, event);
SELECT first_resolution_time(s), first_resolution_time(s, calendar => 'Europe/Madrid; Mon-Sun 00:00-24:00') AS always, first_resolution_time(s, calendar => 'Europe/Madrid; Sat 22:00-06:00') AS shift FROM night;
-- the same in local times: 24 hours on the clock, 23 by a calendar
CREATE TABLE local_night AS SELECT ticket_agg(at, event) AS s FROM (VALUES (timestamp '2026-03-28 12:00', 'new'), ('2026-03-29 12:00', 'solved')) AS v(at, event);
SELECT s, first_resolution_time(s), first_resolution_time(s, calendar => 'Europe/Madrid; Mon-Sun 00:00-24:00') AS always, full_resolution_time(s, timestamp '2026-03-29 10:00'), created_at_local(s), ticket_status(s, timestamp '2026-03-29 10:00') FROM local_night;
SELECT h.* FROM local_night, status_history_local(s) AS h;
SELECT o.* FROM local_night, open_spells_local(s) AS o;

-- custom words: an unmapped word is an event by its name
SELECT ticket_agg(at, event, '{"Nuovo": "new", "Risolto": "solved", "commento": null}')
  FROM (VALUES (timestamp '2026-03-02 09:00', 'Nuovo'), ('2026-03-02 09:05', 'open'), ('2026-03-02 09:10', 'commento'), ('2026-03-02 09:20', 'Risolto')) AS v(at, event);
SELECT team, ticket_agg(at, event, states)
  FROM (VALUES (1, timestamptz '2026-03-02 09:00Z', 'Waiting', '{"Waiting": "pending"}'::jsonb), (2, '2026-03-02 09:00Z', 'Waiting', '{"Waiting": "hold"}')) AS v(team, at, event, states) GROUP BY team ORDER BY team;
-- the status of a ticket in custom words: two words for one status are two spells, but still one status
CREATE TABLE worded AS SELECT ticket_agg(at, event, '{"Triage": "new", "In Progress": "open", "In Review": "open", "Waiting": "pending", "Done": "solved", "Archived": "closed", "comment": "replied"}') AS s
  FROM (VALUES (timestamptz '2026-03-02 09:00Z', 'created'), ('2026-03-02 09:10Z', 'Triage'), ('2026-03-02 09:30Z', 'In Progress'), ('2026-03-02 10:00Z', 'comment'), ('2026-03-02 11:00Z', 'In Review'), ('2026-03-02 12:00Z', 'Waiting'),
               ('2026-03-02 14:00Z', 'hold'), ('2026-03-02 15:00Z', 'In Progress'), ('2026-03-02 16:00Z', 'Done'), ('2026-03-04 16:00Z', 'Archived')) AS v(at, event);
SELECT s, n_ambiguous(s), ticket_status(s), ticket_status(s, '2026-03-02 09:05Z') AS new, ticket_status(s, '2026-03-02 11:30Z') AS open, ticket_status(s, '2026-03-02 14:30Z') AS unmapped FROM worded;
SELECT status, started AT TIME ZONE 'UTC' AS started, ended AT TIME ZONE 'UTC' AS ended FROM worded, status_history(s);
SELECT time_in_status(s, '{In Progress}') AS progress, time_in_status(s, '{In Review,In Progress}') AS review, time_in_status(s, '{open}') AS open, time_in_status(s, '{open,In Review}') AS both, time_in_status(s, '{hold,Waiting}') AS waiting,
       time_in_status(s, '{Archived}', '2026-03-05 16:00Z') AS archived, time_in_status(s, '{never}') AS never, time_in_status(s, '{Archived}') AS not_yet, first_touch_time(s), cycle_time(s), requester_wait_time(s) FROM worded;
SELECT c.* FROM worded, sla_clock(s, '3 h', '2026-03-02 15:30Z', runs_in => '{In Progress,In Review}') AS c;
SELECT a + b = s AND s - a = b AND s::text::ticket_summary = s AS same, a - a AS nothing, s - b AS a
  FROM worded, (VALUES (ticket_summary '(n=2 created=2026-03-02T09:00:00Z open=2026-03-02T09:30:00Z/In%20Progress)')) AS v(a), LATERAL (SELECT s - a AS b) AS rest;
SELECT n_ambiguous(s), ticket_status(s), s FROM (SELECT ticket_agg(timestamp '2026-03-02', w, '{"B": "open", "A": "open"}') AS s FROM unnest('{B,A,B}'::text[]) AS w) AS t;
-- words that no event of a frame has any more are forgotten; a summary has at most 1,000 different words
CREATE TABLE many_words AS SELECT i, timestamp '2026-03-02' + i * interval '1 min' AS at, CASE WHEN i % 1002 IN (0, 1001) THEN 'hold' ELSE 'word ' || i END AS word, jsonb_build_object('word ' || i, 'open') AS states FROM generate_series(1, 2502) AS i;
CREATE INDEX ON many_words (i);
SELECT count(*) AS frames, bool_and(s = (SELECT ticket_agg(at, word, states) FROM many_words AS m WHERE m.i BETWEEN frames.i - 2 AND frames.i)) AS same
  FROM (SELECT i, ticket_agg(at, word, states) OVER (ORDER BY i ROWS 2 PRECEDING) AS s FROM many_words) AS frames;
DROP TABLE many_words;
-- random logs, many events at one time: words do not change any figure, and they are those of the log
CREATE TABLE words AS SELECT ticket, n, timestamp '2026-03-02' + ('x' || substr(md5(ticket || ' at ' || n), 1, 4))::bit(16)::int % 40 * interval '1 h' AS at,
       (ARRAY['created', 'Nuevo', 'new', 'Abierto', 'En curso', 'open', 'Espera', 'hold', 'Resuelto', 'solved', 'Cerrado', 'replied', 'Anulado'])[1 + ('x' || substr(md5(ticket || ' word ' || n), 1, 4))::bit(16)::int % 13] AS word
  FROM generate_series(1, 500) AS ticket, generate_series(1, 2 + ticket % 11) AS n;
CREATE TABLE both_ways AS
SELECT ticket, ticket_agg(at, word, states) AS s, ticket_agg(at, coalesce(states ->> word, word)) AS plain, ticket_agg(at, word, states, n) AS sequenced, ticket_agg(at, coalesce(states ->> word, word), n) AS plain_sequenced
  FROM words, (VALUES ('{"Nuevo": "new", "Abierto": "open", "En curso": "open", "Espera": "pending", "Resuelto": "solved", "Cerrado": "closed", "Anulado": "withdrawn"}'::jsonb)) AS m(states) GROUP BY ticket;
CREATE FUNCTION figures(s ticket_summary, as_of timestamp) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws('|', first_reply_time(s, as_of), first_reply_times(s, as_of), first_touch_time(s, as_of), first_resolution_time(s, as_of), full_resolution_time(s, as_of), cycle_time(s, as_of), resolution_gap(s, as_of), requester_wait_time(s, as_of),
		agent_wait_time(s, as_of), time_in_status(s, '{open}', as_of), time_in_status(s, '{new,solved}', as_of), is_touched(s, as_of), was_resolved(s, as_of), is_resolved(s, as_of), is_closed(s, as_of), is_withdrawn(s, as_of), reopens(s, as_of), resolutions(s, as_of),
		handoffs(s, as_of), created_at_local(s), (SELECT string_agg(o::text, ',') FROM open_spells_local(s) AS o), sla_clock(s, '9 h', as_of), sla_clock(s, '9 h', as_of, 'first_resolution', '{new,open,hold}'), (SELECT string_agg(r::text, ',') FROM reply_times(s, as_of) AS r))
$$;
SELECT count(*) AS tickets, count(*) FILTER (WHERE figures(s, as_of) IS DISTINCT FROM figures(plain, as_of)) AS differ, count(*) FILTER (WHERE figures(sequenced, as_of) IS DISTINCT FROM figures(plain_sequenced, as_of)) AS differ_by_sequence
  FROM both_ways, (VALUES (timestamp '2026-03-02 20:00'), ('2026-03-05 00:00')) AS v(as_of);
SELECT count(*) AS tickets, count(*) FILTER (WHERE ticket_status(sequenced, as_of) IS DISTINCT FROM status) AS differ
  FROM both_ways, (VALUES (timestamp '2026-03-02 20:00'), ('2026-03-05 00:00')) AS v(as_of),
       LATERAL (SELECT coalesce((SELECT word FROM words WHERE words.ticket = both_ways.ticket AND at <= as_of AND word NOT IN ('created', 'replied') ORDER BY at DESC, n DESC LIMIT 1),
                                (SELECT 'new' FROM words WHERE words.ticket = both_ways.ticket AND at <= as_of AND word = 'created' LIMIT 1)) AS status) AS p;
DROP FUNCTION figures;
DROP TABLE worded, words, both_ways;
-- a mapping may use one of our names for another event
SELECT ticket_agg(at, event, '{"closed": "solved"}') FROM log WHERE ticket = 3;

-- parts of a log merge in any order
SELECT rollup(s) = (SELECT s FROM tickets WHERE ticket = 1) AS merged, max(s::text) <> min(s::text) AS of_different
  FROM (SELECT ticket_agg(at, event) AS s FROM log WHERE ticket = 1 GROUP BY extract(minute FROM at)) AS parts;
SELECT full_resolution_time(a.s + b.s), (a.s + b.s) - a.s = b.s AS back FROM tickets AS a, tickets AS b WHERE a.ticket = 2 AND b.ticket = 4;

-- fractions, and the first and the last possible time
SELECT ticket_agg(at, 'open') FROM (VALUES (timestamp '0001-01-01'), ('9999-12-31 23:59:59.999999'), ('2026-03-02 09:00:00.5'), ('1969-12-31 23:59:59.000001')) AS v(at);

-- no events
SELECT first_reply_time('empty'), first_reply_time('empty', timestamptz '2026-03-02'), ticket_status('empty'), is_closed('empty'), reopens('empty'), created_at('empty'), n_counted('empty'::ticket_summary), time_in_status('empty', '{new}');
SELECT * FROM status_history('empty');
SELECT * FROM open_spells(NULL);

-- several statuses at one time: the order in which none repeats the one before or after is used, if it is unique
CREATE FUNCTION life(VARIADIC log text[]) RETURNS ticket_summary LANGUAGE sql AS $$
	SELECT ticket_agg(timestamp '2026-03-02' + split_part(line, ' ', 1)::interval, split_part(line, ' ', 2)) FROM unnest(log) AS line
$$;
CREATE FUNCTION history(life ticket_summary) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(status || to_char(started, ' HH24:MI'), ', ') FROM status_history_local(life)
$$;
SELECT history(s), reopens(s), full_resolution_time(s), n_ambiguous(s)
  FROM (VALUES
	(life('07:00 created', '08:00 open', '09:00 solved', '09:00 open', '12:00 solved')),
	(life('07:00 created', '08:00 open', '09:00 solved', '09:00 open')),
	(life('07:00 created', '08:00 pending', '09:00 open', '09:00 solved', '12:00 solved')),
	-- neither order repeats a status: the usual order of a ticket's life applies
	(life('07:00 created', '08:00 pending', '09:00 open', '09:00 solved')),
	-- a time after an unresolved tie is unresolved as well
	(life('08:00 pending', '09:00 solved', '09:00 open', '10:00 open', '10:00 solved', '11:00 solved')),
	(life('08:00 pending', '09:00 solved', '09:00 open', '10:00 open', '10:00 solved', '11:00 open')),
	(life('08:00 open', '09:00 solved', '09:00 open', '09:00 solved')),
	-- new comes first, closed after solved
	(life('07:00 created', '08:00 new', '08:00 open', '09:00 solved')),
	(life('08:00 open', '09:00 open', '09:00 solved', '10:00 closed')),
	-- a log of updates repeats statuses, so a repetition is possible here, too
	(life('07:00 new', '07:30 new', '08:00 open', '08:00 new', '09:00 solved')),
	(life('07:00 new', '08:00 pending', '08:30 pending', '09:00 open', '09:00 pending', '10:00 solved'))) AS v(s);
-- compared with all orders of two or three statuses between any two others
CREATE TABLE ties AS
SELECT before, tie, after, ticket_agg(at, event) AS s
  FROM (SELECT before, tie, after FROM unnest('{open,pending,solved,NULL}'::text[]) AS before,
		unnest('{open,pending,solved,NULL}'::text[]) AS after, (SELECT ARRAY[a, b] FROM unnest('{open,pending,solved}'::text[]) AS a, unnest('{open,pending,solved}'::text[]) AS b WHERE a <> b
			UNION ALL SELECT ARRAY[a, b, c] FROM unnest('{open,pending,solved}'::text[]) AS a, unnest('{open,pending,solved}'::text[]) AS b, unnest('{open,pending,solved}'::text[]) AS c
				WHERE (a, b) <> (b, c)) AS t(tie)) AS r
	CROSS JOIN LATERAL (SELECT timestamp '2026-03-02 08:00', before UNION ALL SELECT timestamp '2026-03-02 09:00', unnest(tie) UNION ALL SELECT timestamp '2026-03-02 10:00', after) AS log(at, event)
 GROUP BY before, tie, after;
CREATE FUNCTION repeats_none(statuses text[]) RETURNS boolean LANGUAGE sql AS $$
	SELECT bool_and(a <> b) IS NOT FALSE FROM unnest(statuses, statuses[2:]) AS pairs(a, b)
$$;
WITH orders AS (
	SELECT *, array_remove(before || place || after, NULL) AS statuses, ARRAY(SELECT unnest(place) ORDER BY 1) = place AS of_life
	  FROM (SELECT DISTINCT before, after, ARRAY(SELECT unnest(tie) ORDER BY 1) AS tie, tie AS place FROM ties) AS t),
expected AS (
	SELECT before, after, tie, count(*) FILTER (WHERE repeats_none(statuses)) <> 1 AS ambiguous,
		   CASE count(*) FILTER (WHERE repeats_none(statuses)) WHEN 1 THEN min(statuses) FILTER (WHERE repeats_none(statuses)) ELSE min(statuses) FILTER (WHERE of_life) END AS statuses
	  FROM orders GROUP BY before, after, tie)
SELECT count(*) AS logs, count(*) FILTER (WHERE ambiguous) AS ambiguous, bool_and(n_ambiguous(s) = ambiguous::int) AS same_count,
	   bool_and(ARRAY(SELECT status FROM status_history_local(s)) =
		ARRAY(SELECT status FROM (SELECT status, n, lag(status) OVER (ORDER BY n) AS last FROM unnest(statuses) WITH ORDINALITY AS u(status, n)) AS u WHERE status IS DISTINCT FROM last ORDER BY n)) AS same_order
  FROM ties JOIN expected ON ARRAY(SELECT unnest(ties.tie) ORDER BY 1) = expected.tie AND (ties.before, ties.after) IS NOT DISTINCT FROM (expected.before, expected.after);
-- a sequence decides what came first
SELECT s, history(s), n_ambiguous(s)
  FROM (SELECT ticket_agg(timestamp '2026-03-02' + h * interval '1 h', event, n) AS s FROM (VALUES (8, 'open', 2), (9, 'solved', 3), (9, 'open', 4), (9, 'solved', 5), (9, 'open', 7), (9, 'closed', 7)) AS v(h, event, n)) AS t;
SELECT history(ticket_agg(timestamp '2026-03-02' + h * interval '1 h', event, states, n)), history(ticket_agg(timestamp '2026-03-02' + h * interval '1 h', event, states::jsonb, n)),
       history(ticket_agg(timestamp '2026-03-02' + h * interval '1 h', event, states::json, n)), ticket_agg(timestamp '2026-03-02' + h * interval '1 h', event, states::json) = ticket_agg(timestamp '2026-03-02' + h * interval '1 h', event, states) AS same
  FROM (VALUES (8, 'o', 2), (9, 's', 3), (9, 'o', 4), (9, 's', 5), (9, 'o', -7)) AS v(h, event, n), (VALUES ('{"o": "open", "s": "solved"}')) AS w(states);
SELECT '(n=2 open=2026-03-02T08:00:00#-9223372036854775808 open=2026-03-02T08:00:00#9223372036854775807)'::ticket_summary - '(n=1 open=2026-03-02T08:00:00#9223372036854775807)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T08:00:00#5)'::ticket_summary + '(n=1 open=2026-03-02T08:00:00)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T08:00:00#5)'::ticket_summary - '(n=1 open=2026-03-02T08:00:00)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T08:00:00#5)'::ticket_summary = '(n=1 open=2026-03-02T08:00:00)'::ticket_summary, '(n=1 open=2026-03-02T08:00:00#5)'::ticket_summary < '(n=1 open=2026-03-02T08:00:00#6)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T08:00:00#-9223372036854775809)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T08:00:00#)'::ticket_summary;
SELECT '(n=2 open=2026-03-02T08:00:00#1 open=2026-03-02T08:00:00)'::ticket_summary;
SELECT ticket_agg(timestamp '2026-03-02', 'open', NULL::bigint);
SELECT ticket_agg(timestamp '2026-03-02', 'open', '{"o": "open"');

-- withdrawn: no longer open, and never resolved
SELECT history(s), ticket_status(s), is_withdrawn(s), is_resolved(s), was_resolved(s), is_closed(s), reopens(s), first_reply_time(s, timestamp '2026-03-03') AS first_reply, full_resolution_time(s, timestamp '2026-03-03') AS resolution,
       first_resolution_time(s, timestamp '2026-03-03') AS first, time_in_status(s, '{open}') AS open, requester_wait_time(s) AS waited
  FROM (VALUES (life('07:00 created', '08:00 open', '09:00 withdrawn')), (life('07:00 created', '08:00 open', '09:00 solved', '10:00 withdrawn')),
	-- undone
	(life('07:00 created', '08:00 open', '09:00 solved', '10:00 withdrawn', '11:00 open', '12:00 solved')), (life('07:00 created', '08:00 open', '09:00 solved', '10:00 withdrawn', '11:00 closed')),
	(life('07:00 created', '07:00 withdrawn', '08:00 replied'))) AS v(s);
SELECT s.*, is_withdrawn(t, timestamp '2026-03-02 09:30'), is_withdrawn(t, timestamp '2026-03-02 11:30')
  FROM (VALUES (life('07:00 created', '08:00 open', '09:00 withdrawn', '11:00 open', '12:00 solved'))) AS v(t), open_spells_local(t) AS s;
-- not in rates or durations; closed in a backlog
SELECT reopen_rate(was_resolved(s), reopens(s)), n_counted(duration_agg(full_resolution_time(s, as_of), is_resolved(s, as_of))) AS durations, sla_attainment(full_resolution_time(s, as_of), '1 h', is_resolved(s, as_of)),
       n_counted(duration_agg(first_reply_time(s, as_of), is_replied(s, as_of))) + n_pending(duration_agg(first_reply_time(s, as_of), is_replied(s, as_of))) AS replies
  FROM (VALUES (life('07:00 created', '08:00 solved')), (life('07:00 created', '09:00 withdrawn')), (life('07:00 created', '10:00 open'))) AS v(s), (VALUES (timestamp '2026-03-02 12:00')) AS m(as_of);
SELECT at, backlog FROM backlog_series_local((SELECT backlog_agg(opened, resolved, '2026-03-02 06:00', '2026-03-02 12:00', '2 h')
	FROM (VALUES (life('07:00 created', '09:00 withdrawn')), (life('07:00 created', '10:00 open'))) AS v(s), open_spells_local(s)));
-- the first reply in each time open: with the resolution, after it, with the reopening, once; before the log; withdrawn
SELECT first_reply_times(s), (SELECT array_agg(to_char(opened, 'HH24:MI') || to_char(resolved, '-HH24:MI') ORDER BY opened) FROM open_spells_local(s)) AS open_spells
  FROM (VALUES (1, life('07:00 created', '08:00 replied', '08:00 solved', '09:00 open', '10:00 replied', '10:00 solved')), (2, life('07:00 created', '08:00 solved', '08:10 replied', '09:00 open', '10:00 solved')),
               (3, life('07:00 created', '07:30 replied', '08:00 solved', '09:00 open', '09:00 replied', '10:00 solved')), (4, life('07:00 created', '08:00 solved', '08:00 replied', '09:00 open', '10:00 solved')),
               (5, life('07:00 open', '08:00 replied', '09:00 solved', '10:00 open', '11:00 replied')), (6, life('07:00 solved', '10:00 open', '11:00 replied')), (7, life('07:00 created', '08:00 withdrawn', '09:00 replied')),
               (8, life('07:00 created', '08:00 withdrawn', '09:00 open', '09:30 replied')), (9, life('07:00 created', '07:00 solved', '07:00 replied')), (10, life('07:00 replied')), (11, life('07:00 replied', '08:00 created')), (12, 'empty')) AS v(n, s) ORDER BY n;
SELECT first_reply_times(NULL::ticket_summary), first_reply_times('empty'::ticket_summary, now()), first_reply_times('empty'::ticket_summary, calendar => 'UTC; Mon 09:00-10:00');
-- compared with open_spells in plain SQL, and with the chat of the same events
CREATE TABLE many AS SELECT n % 15 AS ticket, timestamp '2026-03-20' + n * 7919 % 1499 * interval '17 min' AS at, (ARRAY['open', 'replied', 'solved', 'replied', 'open'])[1 + n * n % 997 % 5] AS event FROM generate_series(1, 600) AS n
UNION ALL SELECT ticket, timestamp '2026-03-19 23:00', 'created' FROM generate_series(0, 14) AS ticket;
SELECT count(*), sum(cardinality(times)) AS times_open, bool_and(times IS NOT DISTINCT FROM plain) AS plain, bool_and(times IS NOT DISTINCT FROM chat) AS chat, count(*) FILTER (WHERE array_position(times, NULL) > 0) AS with_none
  FROM (SELECT ticket, first_reply_times(s, as_of, c) AS times, first_reply_times(talk, as_of, c) AS chat,
               (SELECT array_agg(business_time(c, opened, coalesce(replied, CASE WHEN resolved IS NULL THEN as_of END)) ORDER BY opened)
                  FROM open_spells_local((SELECT ticket_agg(at, event) FROM many AS m WHERE m.ticket = t.ticket AND at <= as_of)),
                       LATERAL (SELECT min(at) AS replied FROM many AS m WHERE m.ticket = t.ticket AND event = 'replied' AND at BETWEEN opened AND coalesce(resolved, as_of)) AS r) AS plain
          FROM (SELECT ticket, ticket_agg(at, event) AS s, conversation_agg(at, CASE event WHEN 'replied' THEN 'agent' WHEN 'solved' THEN 'resolved' ELSE 'customer' END) AS talk FROM many GROUP BY ticket) AS t,
               (VALUES (timestamp '2026-03-29 12:00'), ('2026-04-05 01:00')) AS m(as_of), (VALUES (business_calendar 'Europe/Madrid; Mon-Fri 09:00-18:00; Sun 00:00-24:00')) AS v(c)) AS f;
DROP TABLE many;
DROP TABLE ties;
DROP FUNCTION life, history, repeats_none;

-- errors
SELECT ticket_agg(at, 'Active') FROM log;
SELECT ticket_agg(at, event, '{"Active": "open"}') FROM (VALUES (timestamptz '2026-03-02', 'Resolved')) AS v(at, event);
SELECT ticket_agg(at, event, '{"created": "Nuovo"}') FROM log;
SELECT ticket_agg(at, event, '{"created": 1}') FROM log;
SELECT ticket_agg(at, event, '["created"]') FROM log;
SELECT ticket_agg(at, event, NULL) FROM log;
SELECT ticket_agg('infinity'::timestamptz, 'open');
SELECT ticket_agg('-infinity'::timestamp, 'open');
SELECT ticket_agg(timestamptz '10000-01-01 00:00Z', 'open');
SELECT ticket_agg(timestamp '0001-12-31 BC', 'open');
SELECT first_reply_time(s, 'infinity') FROM tickets;
SELECT cycle_time(s, '10000-01-01 00:00Z') FROM tickets;
SELECT first_reply_time(s, timestamp '2026-03-02') FROM tickets;
SELECT first_reply_time(s, timestamptz '2026-03-02') FROM local_night;
SELECT first_reply_times(s, timestamp '2026-03-02') FROM tickets;
SELECT created_at_local(s) FROM tickets;
SELECT created_at(s) FROM local_night;
SELECT status_history_local(s) FROM tickets;
SELECT open_spells(s) FROM local_night;
SELECT time_in_status(s, '{pending,waiting}') FROM tickets;
SELECT time_in_status(s, '{replied}') FROM tickets;
SELECT time_in_status(s, '{pending,NULL}') FROM tickets;
SELECT time_in_status(s, NULL) FROM tickets;
SELECT event_count(s, 'seen') FROM tickets;
SELECT event_count(s, NULL) FROM tickets;
SELECT first_reply_time(s, calendar => 'Mars; Mon 09:00-10:00') FROM tickets;
SELECT a.s + b.s FROM tickets AS a, local_night AS b;
SELECT a.s - b.s FROM tickets AS a, tickets AS b WHERE a.ticket = 1 AND b.ticket = 2;
-- text
SELECT '(n=1 open)'::ticket_summary;
SELECT '(n=1 opened=2026-03-02T09:00:00Z)'::ticket_summary;
SELECT '(n=1 open=2026-02-29T09:00:00Z)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T24:00:00Z)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T09:00:60Z)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T09:00:00.50Z)'::ticket_summary;
SELECT '(n=1 open=2026-03-02T09:00:00ZZ)'::ticket_summary;
SELECT '(n=1 open=2026-03-02 09:00:00)'::ticket_summary;
SELECT '(n=1 open=now)'::ticket_summary;
SELECT '(n=1 open=0000-12-31T00:00:00)'::ticket_summary;
SELECT '(n=1 open=2026-3-002T09:00:00Z)'::ticket_summary;
SELECT '(n=2 open=2026-03-02T09:00:00Z open=2026-03-02T09:00:00)'::ticket_summary;
-- in any order
SELECT '(n=2 solved=2026-03-02T10:00:00Z open=2026-03-02T09:00:00.25Z)'::ticket_summary;
-- the text form has the seconds since the previous event
SELECT '(n=3 solved=2026-03-02T10:00:00Z open=2026-03-02T09:00:00Z closed+60.000001)'::ticket_summary, '(n=2 open=2026-03-02T09:00:00 solved+31536000.0)'::ticket_summary;
SELECT '(n=1 open+60)'::ticket_summary;
SELECT '(n=2 open=2026-03-02T09:00:00Z solved+)'::ticket_summary;
SELECT '(n=2 open=2026-03-02T09:00:00Z solved+-1)'::ticket_summary;
SELECT '(n=2 open=2026-03-02T09:00:00Z solved+0.0000001)'::ticket_summary;
SELECT '(n=2 open=9999-12-31T09:00:00Z solved+86400)'::ticket_summary;
SELECT '(n=2 open=2026-03-02T09:00:00Z solved+9999999999999.999999)'::ticket_summary;
DROP TABLE log, tickets, night, local_night;
