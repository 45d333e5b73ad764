-- SLA clocks: running, paused, met, breached
SET TimeZone = 'America/Bogota';
SET intervalstyle = postgres;

CREATE FUNCTION life(VARIADIC log text[]) RETURNS ticket_summary LANGUAGE sql AS $$
	SELECT ticket_agg(timestamp '2026-03-02' + split_part(line, ' ', 1)::interval, split_part(line, ' ', 2)) FROM unnest(log) AS line
$$;

-- two of three hours in new and open; due if the status does not change
SELECT c.* FROM (VALUES (1, life('10:00 created', '10:00 open', '11:00 hold', '12:00 open', '13:00 closed'), interval '3 h', '14:00'::interval),
                        (2, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open'), '3 h', '15:00'),
                        (3, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open'), '3 h', '13:00'),
                        (4, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open'), '3 h', '16:00'),
                        (5, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open'), '3 h', '16:00:00.000001'),
                        (6, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open', '17:00 pending'), '3 h', '18:00'),
                        (7, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open', '16:00 solved'), '3 h', '18:00'),
                        (8, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open', '16:01 solved', '19:00 open', '20:00 solved'), '3 h', '18:00'),
                        (9, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open', '16:01 solved', '19:00 open', '20:00 solved'), '3 h', NULL),
                        (10, life('09:00 created', '09:00 open', '10:00 pending', '14:00 open'), '3 h', NULL)) AS v(n, s, target, as_of),
       LATERAL sla_clock(s, target, timestamp '2026-03-02' + as_of) AS c ORDER BY n;
-- until the first reply, the first resolution, the last resolution; in other statuses; a withdrawn ticket, and a log that starts in the middle
SELECT until, runs_in, c.*
  FROM (VALUES (1, life('09:00 created', '09:30 pending', '10:00 replied', '11:00 open', '12:00 solved', '13:00 open', '14:00 solved'))) AS v(n, s),
       (VALUES ('first_reply'), ('first_resolution'), ('full_resolution')) AS u(until), (VALUES ('{new,open}'::text[]), ('{new,open,hold,pending}'), ('{pending}'), ('{}')) AS r(runs_in),
       LATERAL sla_clock(s, '100 min', date '2026-03-03', until, runs_in) AS c ORDER BY until, runs_in;
SELECT n, until, c.* FROM (VALUES (1, life('09:00 created', '10:00 replied', '11:00 withdrawn')), (2, life('09:00 open', '10:00 replied', '11:00 solved')), (3, life('09:00 contacted')), (4, 'empty'), (5, NULL), (6, life('73:00 created')),
                                  -- replied to before it was created
                                  (7, life('09:00 created', '08:50 replied', '08:00 open', '10:00 solved'))) AS v(n, s),
       (VALUES ('first_reply'), ('full_resolution')) AS u(until), LATERAL sla_clock(s, '30 min', date '2026-03-03', until) AS c ORDER BY n, until;
-- a target of 0: due at once
SELECT c.* FROM (VALUES (1, '09:00'::interval), (2, '09:00:01'), (3, '10:30')) AS v(n, as_of), LATERAL sla_clock(life('09:00 created', '10:00 pending'), '0', timestamp '2026-03-02' + as_of) AS c ORDER BY n;

-- with a calendar: nothing elapses at night and at the weekend, and a target reached at the end of a day is missed on the next
SELECT to_char(as_of, 'Dy HH24:MI'), c.elapsed, c.remaining, to_char(c.due_at, 'Dy HH24:MI:SS.US') AS due, to_char(c.breached_at, 'Dy HH24:MI:SS.US') AS breached, c.state
  FROM generate_series(timestamp '2026-03-06 15:00', '2026-03-09 12:00', '23 h') AS as_of, LATERAL sla_clock(life('104:00 created'), '10 h', as_of, calendar => 'Europe/Madrid; Mon-Fri 09:00-18:00') AS c;
SELECT to_char(as_of, 'Dy HH24:MI'), c.elapsed, c.remaining, to_char(c.due_at, 'Dy HH24:MI') AS due, to_char(c.breached_at, 'Dy HH24:MI') AS breached, c.state
  FROM generate_series(timestamp '2026-03-06 15:00', '2026-03-09 12:00', '23 h') AS as_of, LATERAL sla_clock(life('104:00 created'), '9 h', as_of, calendar => 'Europe/Madrid; Mon-Fri 09:00-18:00') AS c;
-- local times are those of the calendar's zone, instants are displayed in the session's
SELECT sla_clock(ticket_agg(at, event), '9 h', timestamptz '2026-03-28 12:00Z', calendar => c) AS instants, sla_clock(ticket_agg(at AT TIME ZONE 'Europe/Madrid', event), '9 h', timestamp '2026-03-28 13:00', calendar => c) AS local
  FROM (VALUES (timestamptz '2026-03-27 16:30Z', 'created'), ('2026-03-27 16:45Z', 'open')) AS v(at, event), (VALUES (business_calendar 'Europe/Madrid; Mon-Sun 09:00-18:00')) AS m(c) GROUP BY c;
-- a calendar that never opens again
SELECT c.* FROM sla_clock(life('09:00 created'), '9 h', date '2026-03-03', calendar => 'UTC; 2026-03-02 09:00-10:00') AS c;
-- the hour that a clock skips: due before it, breached after it
SELECT as_of, c.* FROM (VALUES (timestamp '2026-03-29 03:00'), ('2026-03-29 03:00:00.000001')) AS v(as_of),
       LATERAL sla_clock(ticket_summary '(n=1 created=2026-03-29T01:00:00)', '1 h', as_of, calendar => 'Europe/Madrid; Mon-Sun 00:00-24:00') AS c;
SELECT c.* FROM sla_clock(ticket_summary '(n=1 created=2026-03-29T01:00:00)', '59 min 59.999999 s', timestamp '2026-03-29 03:00', calendar => 'Europe/Madrid; Mon-Sun 00:00-24:00') AS c;
SELECT c.* FROM sla_clock(ticket_summary '(n=1 created=2026-03-29T01:00:00)', '59 min 59.999999 s', timestamp '2026-03-29 03:30', calendar => 'Europe/Madrid; Mon-Sun 00:00-24:00') AS c;
-- thousands of tickets compared with their statuses in plain SQL
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;
CREATE TABLE random_log AS
SELECT ticket, timestamptz '2026-03-26 07:00Z' + floor(uniform(1, i) * 2500) * interval '3 min' AS at,
       (ARRAY['new', 'open', 'open', 'pending', 'hold', 'solved', 'closed', 'replied', 'replied', 'contacted'])[1 + floor(uniform(2, i) * 10)::int] AS event
  FROM generate_series(1, 1000) AS ticket, generate_series(1, 7) AS n, LATERAL (SELECT ticket * 10 + n AS i) AS e
 UNION ALL SELECT ticket, '2026-03-26 07:00Z', 'created' FROM generate_series(1, 1000) AS ticket;
CREATE INDEX ON random_log (ticket);
ANALYZE random_log;
CREATE TABLE asked AS
SELECT ticket, s, '2026-03-26 07:00Z'::timestamptz AS created, as_of, target, until, runs_in, (ARRAY['UTC; Mon-Sun 00:00-24:00', 'Europe/Madrid; Mon-Fri 09:00-18:00', 'Europe/Madrid; Mon-Sat 21:00-05:00; 2026-03-31 closed'])[1 + floor(uniform(7, ticket * 4 + n) * 3)::int]::business_calendar AS calendar
  FROM generate_series(1, 1000) AS q(ticket), generate_series(0, 3) AS n,
       LATERAL (SELECT timestamptz '2026-03-26 07:00Z' + floor(uniform(3, ticket * 4 + n) * 2600) * interval '3 min' AS as_of, floor(uniform(4, ticket * 4 + n) ^ 2 * 800) * interval '3 min' AS target,
                       (ARRAY['first_reply', 'first_resolution', 'full_resolution'])[1 + floor(uniform(5, ticket * 4 + n) * 3)::int] AS until,
                       (ARRAY['{new,open}', '{new,open,hold}', '{open,pending}', '{new,open,pending,hold}'])[1 + floor(uniform(6, ticket * 4 + n) * 4)::int]::text[] AS runs_in) AS r,
       -- as it was known then
       LATERAL (SELECT ticket_agg(at, event) AS s FROM random_log AS l WHERE l.ticket = q.ticket AND at <= as_of) AS l;
-- the clock of each, and the same in plain SQL: the statuses in which it runs, cut at both ends
CREATE TABLE clocks AS
SELECT a.*, c.*, stop, stop IS NOT NULL AS stopped,
       (SELECT coalesce(sum(business_time(calendar, greatest(started, created), least(coalesce(ended, as_of), stop, as_of))) FILTER (WHERE greatest(started, created) < least(coalesce(ended, as_of), stop, as_of)), '0')
          FROM status_history(s) WHERE status = ANY (runs_in)) AS plain
  FROM asked AS a CROSS JOIN LATERAL sla_clock(s, target, as_of, until, runs_in, calendar) AS c,
       LATERAL (SELECT CASE until WHEN 'first_reply' THEN (SELECT min(at) FROM random_log AS l WHERE l.ticket = a.ticket AND event = 'replied' AND at <= as_of)
                                  WHEN 'first_resolution' THEN (SELECT min(started) FROM status_history(s) WHERE status IN ('solved', 'closed'))
                                  ELSE (SELECT max(started) FROM (SELECT *, lag(status) OVER (ORDER BY started) AS before FROM status_history(s)) AS h
                                         WHERE status IN ('solved', 'closed') AND before NOT IN ('solved', 'closed') AND is_resolved(s)) END AS stop) AS e;
SELECT count(*), count(*) FILTER (WHERE elapsed <> plain) AS other, count(*) FILTER (WHERE remaining <> target - elapsed) AS other_remaining,
       count(*) FILTER (WHERE state <> CASE WHEN plain > target THEN 'breached' WHEN stopped THEN 'met' WHEN ticket_status(s) = ANY (runs_in) THEN 'running' ELSE 'paused' END) AS other_state
  FROM clocks;
SELECT until, state, count(*) > 20 AS many, count(due_at) = count(*) AS has_due, count(breached_at) = count(*) AS has_breach, count(due_at) = 0 AS no_due, count(breached_at) = 0 AS no_breach
  FROM clocks GROUP BY until, state ORDER BY until, state;
-- breached in the past exactly if the target is missed
SELECT count(*) FILTER (WHERE (breached_at < as_of) IS DISTINCT FROM CASE WHEN elapsed > target THEN true END) AS other, count(*) FILTER (WHERE due_at > breached_at) AS due_later, count(*) FILTER (WHERE due_at < breached_at) > 20 AS reached_before FROM clocks;
-- if nothing changes, elapsed equals the target at due_at and at breached_at, and neither a microsecond before the first nor after the second
SELECT c.state, count(*) > 20 AS many, count(*) FILTER (WHERE at_due.elapsed <> target) AS other, count(*) FILTER (WHERE before.elapsed >= target) AS early,
       count(*) FILTER (WHERE at_breach.elapsed <> target) AS other_breach, count(*) FILTER (WHERE after.elapsed <= target) AS late, count(*) FILTER (WHERE at_breach.state = 'breached') AS breached_before, count(*) FILTER (WHERE after.state <> 'breached') AS not_after
  FROM clocks AS c, LATERAL sla_clock(s, target, c.due_at, until, runs_in, calendar) AS at_due, LATERAL sla_clock(s, target, c.due_at - interval '1 us', until, runs_in, calendar) AS before,
       LATERAL sla_clock(s, target, c.breached_at, until, runs_in, calendar) AS at_breach, LATERAL sla_clock(s, target, c.breached_at + interval '1 us', until, runs_in, calendar) AS after
 WHERE c.due_at > created AND (stop IS NULL OR c.due_at < stop) GROUP BY c.state ORDER BY c.state;
-- the remaining time of a running clock
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE due_at <> business_deadline(calendar, as_of, remaining)) AS other FROM clocks WHERE state = 'running' AND remaining > '0';
-- without a calendar, and with local times
SELECT count(*), count(*) FILTER (WHERE c.* IS DISTINCT FROM d.*) AS other, count(*) FILTER (WHERE e.elapsed IS DISTINCT FROM first_reply_time(s, as_of)) AS other_reply
  FROM asked, LATERAL sla_clock(s, target, as_of, until, runs_in) AS c, LATERAL sla_clock(s, target, as_of, until, runs_in, 'UTC; Mon-Sun 00:00-24:00') AS d,
       LATERAL sla_clock(s, target, as_of, 'first_reply', '{new,open,pending,hold,solved,closed}') AS e;
SELECT count(*), count(*) FILTER (WHERE (l.elapsed, l.remaining, l.due_at, l.breached_at, l.state) IS DISTINCT FROM (c.elapsed, c.remaining, c.due_at AT TIME ZONE 'Europe/Madrid', c.breached_at AT TIME ZONE 'Europe/Madrid', c.state)) AS other
  FROM clocks AS c, LATERAL (SELECT ticket_agg(at AT TIME ZONE 'Europe/Madrid', event) AS local FROM random_log AS r WHERE r.ticket = c.ticket AND at <= as_of) AS t,
       LATERAL sla_clock(local, target, as_of AT TIME ZONE 'Europe/Madrid', until, runs_in, calendar) AS l WHERE calendar = 'Europe/Madrid; Mon-Fri 09:00-18:00';
-- attainment: a met clock is a hit, a breached one a miss, stopped or not, and others are pending
SELECT n_hits(r) = met AS met, n_counted(r) - n_hits(r) = breached AS breached, n_pending(r) = pending AS pending, n_excluded(r) = 0 AS none_excluded, share = met::float8 / (met + breached) AS same_share
  FROM (SELECT sla_attainment_agg(elapsed, target, state = 'met') AS r, count(*) FILTER (WHERE state = 'met') AS met, count(*) FILTER (WHERE state = 'breached') AS breached, count(*) FILTER (WHERE state IN ('running', 'paused')) AS pending,
               sla_attainment(elapsed, target, state = 'met') AS share FROM clocks) AS k;
-- from the log of its states a ticket has the same clock, until the first state that ends it
CREATE TABLE states AS SELECT ticket, as_of, target, calendar, runs_in, s, (SELECT state_agg(started, status, n) FROM status_history(s) WITH ORDINALITY AS h(status, started, ended, n)) AS log FROM asked;
SELECT count(*) AS clocks, count(DISTINCT l.state) AS states, count(*) FILTER (WHERE t::text IS DISTINCT FROM l::text) AS other, count(*) FILTER (WHERE always.elapsed IS DISTINCT FROM as_of - t0) AS other_if_it_never_stops
  FROM states, LATERAL sla_clock(s, target, as_of, 'first_resolution', runs_in, calendar) AS t, LATERAL sla_clock(log, target, as_of, '{solved,closed}', runs_in, calendar) AS l,
       LATERAL (SELECT min(started) AS t0 FROM state_history(log)) AS first, LATERAL sla_clock(log, target, greatest(as_of, t0), NULL, '{new,open,pending,hold,solved,closed}') AS always WHERE t0 <= as_of;
SELECT as_of, c.* FROM (VALUES (timestamp '2026-03-02 08:59'), ('2026-03-02 09:00'), ('2026-03-02 11:30'), ('2026-03-02 12:30'), ('2026-03-02 15:00'), ('2026-03-02 20:00'), (NULL)) AS v(as_of),
       LATERAL sla_clock(state_summary '(n=5 2026-03-02T09:00:00/To%20Do 2026-03-02T11:00:00/Blocked 2026-03-02T12:00:00/In%20Progress 2026-03-02T16:00:00/Done 2026-03-02T18:00:00/In%20Progress)', '4 h', as_of, '{Done,Dropped}', '{To Do,In Progress}') AS c;
DROP TABLE states;
DROP TABLE random_log, asked, clocks;
DROP FUNCTION uniform;

-- errors
SELECT sla_clock(life('09:00 created'), '-1 s', date '2026-03-03');
SELECT sla_clock(life('09:00 created'), NULL, date '2026-03-03');
SELECT sla_clock(life('09:00 created'), '1 month', date '2026-03-03');
SELECT sla_clock(life('09:00 created'), '1 h', date '2026-03-03', 'resolved');
SELECT sla_clock(life('09:00 created'), '1 h', date '2026-03-03', NULL);
SELECT sla_clock(life('09:00 created'), '1 h', date '2026-03-03', runs_in => '{new,NULL}');
SELECT sla_clock(life('09:00 created'), '1 h', date '2026-03-03', runs_in => NULL);
SELECT sla_clock(life('09:00 created'), '1 h', timestamp 'infinity');
SELECT sla_clock(life('09:00 created'), '1 h', timestamptz '2026-03-03');
SELECT sla_clock(life('09:00 created'), '1 h', NULL);
SELECT sla_clock(ticket_agg(timestamptz '2026-03-02 09:00Z', 'created'), '1 h', date '2026-03-03');
SELECT sla_clock(ticket_agg(timestamptz '2026-03-02 09:00Z', 'created'), '1 h', NULL::date);
SELECT sla_clock(state_summary '(n=1 2026-03-02T09:00:00/To%20Do)', '1 h', timestamptz '2026-03-03', NULL, '{To Do}');
SELECT sla_clock(state_summary '(n=1 2026-03-02T09:00:00/To%20Do)', '1 h', date '2026-03-03', NULL, NULL);
SELECT sla_clock(state_summary '(n=1 2026-03-02T09:00:00/To%20Do)', '1 h', date '2026-03-03', '{NULL}', '{To Do}');
-- due beyond the range of timestamps
SELECT c.state, c.due_at FROM sla_clock(ticket_summary '(n=1 created=9999-01-01T00:00:00)', interval '2000000000 h' + interval '560000000 h', date '9999-01-02') AS c;
SELECT c.state, c.due_at FROM sla_clock(ticket_summary '(n=1 created=9999-01-01T00:00:00)', interval '2000000000 h' + interval '562047788 h', date '9999-01-02', calendar => 'UTC; Mon-Sun 00:00-24:00') AS c;
DROP FUNCTION life;
