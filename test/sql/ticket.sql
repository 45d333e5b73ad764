-- The life of a ticket, from its log
SET TimeZone = 'America/Bogota';
SET intervalstyle = postgres;

CREATE TABLE log (ticket int, at timestamptz, event text);
INSERT INTO log VALUES
	-- touched by a note, replied, waited for the requester, solved, reopened, solved, closed
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

-- as it was known at a time: what came later had not happened
SELECT as_of, ticket_status(s, as_of), first_reply_time(s, as_of), is_replied(s, as_of), first_touch_time(s, as_of), is_touched(s, as_of), first_resolution_time(s, as_of), was_resolved(s, as_of),
       full_resolution_time(s, as_of), is_resolved(s, as_of), cycle_time(s, as_of), is_closed(s, as_of), resolution_gap(s, as_of), reopens(s, as_of), resolutions(s, as_of), event_count(s, 'replied', as_of)
  FROM tickets, (VALUES (timestamptz '2026-03-02 08:59Z'), ('2026-03-02 09:00Z'), ('2026-03-02 09:25Z'), ('2026-03-02 10:00Z'), ('2026-03-02 13:00Z'), ('2026-03-03 10:00Z'), ('2026-03-03 12:00Z'), ('2026-03-10 00:00Z')) AS m(as_of)
 WHERE ticket = 1 ORDER BY as_of;
SELECT ticket, requester_wait_time(s, '2026-03-04 00:00Z'), agent_wait_time(s, '2026-03-04 00:00Z'), on_hold_time(s, '2026-03-02 12:40Z'), time_in_status(s, '{solved}', '2026-03-04 00:00Z') AS solved
  FROM tickets ORDER BY ticket;
-- what goes on has a time only as of some time
SELECT ticket, first_reply_time(s), first_reply_time(s, '2026-03-02 11:00Z') AS so_far, is_replied(s, '2026-03-02 11:00Z'), cycle_time(s, '2026-03-02 11:00Z') FROM tickets WHERE ticket IN (2, 4, 7, 8) ORDER BY ticket;

-- into the aggregates for many tickets: the unreplied are not lost, and what is negative is counted
SELECT n_counted(d), n_pending(d), n_excluded(d), quantile(d, 0.5)
  FROM (SELECT duration_agg(first_reply_time(s, '2026-03-02 11:00Z'), is_replied(s, '2026-03-02 11:00Z')) AS d FROM tickets) AS q;
SELECT reopen_rate(was_resolved(s), reopens(s)), reopens_per_resolution(resolutions(s), reopens(s)) FROM tickets;

-- by a calendar: Monday 2 March, 8:00 to 18:00 in Bogota is 13:00 to 23:00 UTC
SELECT ticket, first_resolution_time(s, NULL, c), full_resolution_time(s, calendar => c), cycle_time(s, '2026-03-03 15:00Z', c), time_in_status(s, '{solved}', '2026-03-03 15:00Z', c) AS solved
  FROM tickets, (VALUES (business_calendar 'America/Bogota; Mon-Fri 08:00-18:00')) AS v(c) WHERE ticket < 4 ORDER BY ticket;
-- 29 March 2026 has no hour from 2 to 3 in Madrid
CREATE TABLE night AS SELECT ticket_agg(at, event) AS s FROM (VALUES (timestamptz '2026-03-28 12:00+01', 'new'), ('2026-03-29 12:00+02', 'solved')) AS v(at, event);
SELECT first_resolution_time(s), first_resolution_time(s, calendar => 'Europe/Madrid; Mon-Sun 00:00-24:00') AS always, first_resolution_time(s, calendar => 'Europe/Madrid; Sat 22:00-06:00') AS shift FROM night;
-- the same of local times: by the wall 24 hours, by a calendar 23
CREATE TABLE local_night AS SELECT ticket_agg(at, event) AS s FROM (VALUES (timestamp '2026-03-28 12:00', 'new'), ('2026-03-29 12:00', 'solved')) AS v(at, event);
SELECT s, first_resolution_time(s), first_resolution_time(s, calendar => 'Europe/Madrid; Mon-Sun 00:00-24:00') AS always, full_resolution_time(s, timestamp '2026-03-29 10:00'), created_at_local(s), ticket_status(s, timestamp '2026-03-29 10:00') FROM local_night;
SELECT h.* FROM local_night, status_history_local(s) AS h;
SELECT o.* FROM local_night, open_spells_local(s) AS o;

-- words of one's own: what is not mapped is an event by its name
SELECT ticket_agg(at, event, '{"Nuovo": "new", "Risolto": "solved", "commento": null}')
  FROM (VALUES (timestamp '2026-03-02 09:00', 'Nuovo'), ('2026-03-02 09:05', 'open'), ('2026-03-02 09:10', 'commento'), ('2026-03-02 09:20', 'Risolto')) AS v(at, event);
SELECT team, ticket_agg(at, event, states)
  FROM (VALUES (1, timestamptz '2026-03-02 09:00Z', 'Waiting', '{"Waiting": "pending"}'::jsonb), (2, '2026-03-02 09:00Z', 'Waiting', '{"Waiting": "hold"}')) AS v(team, at, event, states) GROUP BY team ORDER BY team;
-- an event may be called as one of ours that means something else
SELECT ticket_agg(at, event, '{"closed": "solved"}') FROM log WHERE ticket = 3;

-- parts of a log merge in any order
SELECT rollup(s) = (SELECT s FROM tickets WHERE ticket = 1) AS merged, max(s::text) <> min(s::text) AS of_different
  FROM (SELECT ticket_agg(at, event) AS s FROM log WHERE ticket = 1 GROUP BY extract(minute FROM at)) AS parts;
SELECT full_resolution_time(a.s + b.s), (a.s + b.s) - a.s = b.s AS back FROM tickets AS a, tickets AS b WHERE a.ticket = 2 AND b.ticket = 4;

-- fractions, and the first and the last time that there may be
SELECT ticket_agg(at, 'open') FROM (VALUES (timestamp '0001-01-01'), ('9999-12-31 23:59:59.999999'), ('2026-03-02 09:00:00.5'), ('1969-12-31 23:59:59.000001')) AS v(at);

-- no events
SELECT first_reply_time('empty'), first_reply_time('empty', timestamptz '2026-03-02'), ticket_status('empty'), is_closed('empty'), reopens('empty'), created_at('empty'), n_counted('empty'::ticket_summary), time_in_status('empty', '{new}');
SELECT * FROM status_history('empty');
SELECT * FROM open_spells(NULL);

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
DROP TABLE log, tickets, night, local_night;
