-- Time in states, from logs in any words
SET TimeZone = 'America/Bogota';
SET intervalstyle = postgres;

-- the catalogue's day of an agent; occupancy on every version
CREATE TABLE day AS SELECT state_agg(at, state) AS s
  FROM (VALUES (timestamp '2026-03-02 09:00', 'idle'), ('2026-03-02 09:10', 'talk'), ('2026-03-02 09:14', 'wrap'), ('2026-03-02 09:16', 'idle'),
               ('2026-03-02 09:30', 'break'), ('2026-03-02 09:45', 'idle'), ('2026-03-02 10:00', 'talk')) AS v(at, state);
SELECT s, n_counted(s), n_ambiguous(s) FROM day;
SELECT t.* FROM day, time_by_state(s, timestamp '2026-03-02 09:05', timestamp '2026-03-02 10:05') AS t;
SELECT busy, idle, round(occupancy(busy, idle)::numeric, 4) AS occupancy
  FROM day, LATERAL (SELECT time_in_state(s, '{talk,wrap}', timestamp '2026-03-02 09:05', timestamp '2026-03-02 10:05') AS busy,
                            time_in_state(s, '{idle}', timestamp '2026-03-02 09:05', timestamp '2026-03-02 10:05') AS idle) AS t GROUP BY busy, idle;
-- a period without rows
SELECT t.* FROM day, time_by_state(s, timestamp '2026-03-02 09:17', timestamp '2026-03-02 09:20') AS t;
SELECT h.* FROM day, state_history_local(s) AS h;
SELECT c.* FROM day, state_changes(s) AS c;
SELECT c.* FROM day, state_changes(s, timestamp '2026-03-02 09:14', timestamp '2026-03-02 09:45') AS c;
SELECT at, state_at(s, at) FROM day, (VALUES (timestamp '2026-03-02 08:59:59.999999'), ('2026-03-02 09:00'), ('2026-03-02 09:14'), ('2026-03-03 00:00')) AS v(at);
SELECT state_at(s, date '2026-03-02') AS before, state_at(s, date '2026-03-03') AS after, time_in_state(s, '{talk}', date '2026-03-02', date '2026-03-03') AS day FROM day;

-- 0 if none of the states occurs; the known part of the period counts; NULL if nothing is known
SELECT time_in_state(s, '{lunch}', timestamp '2026-03-02 09:00', '2026-03-02 10:00') AS never, time_in_state(s, '{}', timestamp '2026-03-02 09:00', '2026-03-02 10:00') AS none,
       time_in_state(s, '{idle,idle}', timestamp '2026-03-02 08:00', '2026-03-02 09:05') AS partly, time_in_state(s, '{idle}', timestamp '2026-03-02 08:00', '2026-03-02 09:00') AS unknown,
       time_in_state(s, '{idle}', NULL, timestamp '2026-03-02 09:00') AS no_start, time_in_state('empty', '{idle}', timestamp '2026-03-02 08:00', '2026-03-02 09:00') AS empty,
       time_in_state(NULL::state_summary, '{idle}', timestamp '2026-03-02 08:00', '2026-03-02 09:00') AS no_log
  FROM day;
SELECT count(*) FROM day, time_by_state(s, timestamp '2026-03-02 08:00', '2026-03-02 09:00');
SELECT state_agg(at, state), state_at(state_agg(at, state), timestamp '2026-03-02'), n_counted(state_agg(at, state))
  FROM (VALUES (NULL::timestamp, 'idle'), ('2026-03-02', NULL)) AS v(at, state);
SELECT count(*) AS changes FROM state_changes('empty');
SELECT count(*) AS spells FROM state_history('empty');

-- a repeated state changes nothing; any words, in any order
SELECT state_agg(at, state) AS s, n_counted(state_agg(at, state)) FROM (VALUES (timestamptz '2026-03-02 12:00Z', 'In Progress'), ('2026-03-02 09:00Z', '100 % (new)/#1'), ('2026-03-02 10:00Z', ''), ('2026-03-02 11:00Z', 'Waiting'), ('2026-03-02 11:30Z', 'Waiting')) AS v(at, state) \gset
SELECT :'s' AS s, n_counted, s = :'s' AS same, state_at(s, timestamptz '2026-03-02 09:59Z') AS first, state_at(s, timestamptz '2026-03-02 10:00Z') AS blank
  FROM (SELECT :'s'::state_summary AS s, :n_counted AS n_counted) AS v;
SELECT state, started AT TIME ZONE 'UTC' AS started, ended AT TIME ZONE 'UTC' AS ended FROM state_history(:'s');

-- at one time the sequence decides, otherwise the bytes of the words, which is counted as ambiguous
SELECT i, s, n_ambiguous(s), state_at(s, timestamp '2026-03-02 09:00')
  FROM (VALUES (1, state_summary '(n=2 2026-03-02T09:00:00#1/talk 2026-03-02T09:00:00#2/idle)'), (2, '(n=2 2026-03-02T09:00:00#7/talk 2026-03-02T09:00:00#7/idle)'),
               (3, '(n=4 2026-03-02T09:00:00/talk 2026-03-02T09:00:00/idle 2026-03-02T09:00:00/wrap 2026-03-02T09:30:00/wrap)'), (4, '(n=2 2026-03-02T09:00:00/talk 2026-03-02T09:00:00/talk)')) AS v(i, s) ORDER BY i;
SELECT state_agg(at, state, n) FROM (VALUES (timestamp '2026-03-02 09:00', 'wrap', -9223372036854775808), ('2026-03-02 09:00', 'talk', 9223372036854775807), ('2026-03-02 09:00', 'idle', 0)) AS v(at, state, n);

-- merging and un-merging
SELECT a + b = whole AND whole - a = b AND whole - b = a AS same, whole - whole AS nothing, a + 'empty' = a AS neutral
  FROM (SELECT state_agg(at, state) FILTER (WHERE i % 2 = 0) AS a, state_agg(at, state) FILTER (WHERE i % 2 = 1) AS b, state_agg(at, state) AS whole
          FROM (SELECT i, timestamp '2026-03-02' + i % 50 * interval '1 min' AS at, 'state ' || 97 - i % 31 AS state FROM generate_series(1, 500) AS i) AS rows) AS sums;
-- names that no row of a frame has any more are forgotten: a summary has at most 1,000 different names
SELECT count(DISTINCT s) AS frames, bool_and(s = state_agg) AS same
  FROM (SELECT i, state_agg(at, state) OVER (ORDER BY i ROWS 1 PRECEDING) AS s, at, state, lag(at) OVER w AS before, lag(state) OVER w AS state_before
          FROM (SELECT i, timestamp '2026-03-02' + i * interval '1 min' AS at, 'state ' || i AS state FROM generate_series(1, 3000) AS i) AS rows WINDOW w AS (ORDER BY i)) AS frames,
       LATERAL (SELECT state_agg(v.at, v.state) FROM (VALUES (frames.at, frames.state), (before, state_before)) AS v(at, state)) AS afresh;
SELECT n_counted(state_agg(timestamp '2026-03-02', 'state ' || i % 1000)) FROM generate_series(1, 2000) AS i;
\set VERBOSITY terse
SELECT state_agg(timestamp '2026-03-02', 'state ' || i) FROM generate_series(1, 1001) AS i;
SELECT rollup(s) FROM (SELECT state_agg(timestamp '2026-03-02', 'state ' || i) AS s FROM generate_series(1, 1001) AS i GROUP BY i % 2) AS parts;
SELECT state_agg(timestamp '2026-03-02', repeat('ñ', 128));

-- 600 random rows, with repeated states and many at one time, in 80 periods, compared with plain SQL
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT ('x' || substr(md5(stream || ' ' || i), 1, 12))::bit(48)::bigint / 281474976710656.0::float8$$;
CREATE TABLE log AS SELECT i, timestamptz '2026-03-02 00:00Z' + floor(uniform(1, i) * 1000) * interval '7 min' AS at, (ARRAY['idle', 'talk', 'Wrap up', 'pausa', 'éxito'])[1 + floor(uniform(2, i) * 5)::int] AS state FROM generate_series(1, 600) AS i;
CREATE TABLE stored AS SELECT state_agg(at, state, i) AS s, state_agg(at AT TIME ZONE 'UTC', state, i) AS local FROM log;
CREATE TABLE moved AS SELECT state_agg(at + interval '24 days', state, i) AS s FROM log;
CREATE TABLE periods AS SELECT i, start_at, start_at + (1 + floor(uniform(4, i) ^ 3 * 3000)) * interval '3 min' AS end_at
  FROM (SELECT i, timestamptz '2026-03-01 22:00Z' + floor(uniform(3, i) * 1000) * interval '7 min' AS start_at FROM generate_series(1, 80) AS i) AS starts;
CREATE TABLE spell AS
SELECT min(at) AS started, lead(min(at)) OVER (ORDER BY spell) AS ended, min(state) AS state, spell
  FROM (SELECT *, count(*) FILTER (WHERE changed) OVER (ORDER BY at, i) AS spell FROM (SELECT *, state IS DISTINCT FROM lag(state) OVER (ORDER BY at, i) AS changed FROM log) AS rows) AS rows GROUP BY spell;
CREATE TABLE reference AS
SELECT i, state, sum(upto - since) AS total, count(*) AS visits, max(upto - since) AS longest
  FROM (SELECT i, state, greatest(started, start_at) AS since, least(coalesce(ended, end_at), end_at) AS upto
          FROM periods JOIN spell ON started < end_at AND (ended IS NULL OR ended > start_at OR (started = ended AND started >= start_at))) AS clipped GROUP BY i, state;
SELECT count(*) AS states, count(DISTINCT i) AS periods, count(*) FILTER (WHERE (r.total, r.visits, r.longest) IS DISTINCT FROM (t.total, t.visits, t.longest)) AS differ,
       count(*) FILTER (WHERE (r.total, r.visits, r.longest) IS DISTINCT FROM (l.total, l.visits, l.longest)) AS differ_locally
  FROM reference AS r
  FULL JOIN (SELECT i, t.* FROM stored, periods, time_by_state(s, start_at, end_at) AS t) AS t USING (i, state)
  FULL JOIN (SELECT i, l.* FROM stored, periods, time_by_state(local, start_at AT TIME ZONE 'UTC', end_at AT TIME ZONE 'UTC') AS l) AS l USING (i, state);
SELECT count(*) AS periods, count(got) AS known, count(*) FILTER (WHERE got IS DISTINCT FROM CASE WHEN end_at > first THEN coalesce(total, '0') END) AS differ
  FROM stored, (SELECT min(at) AS first FROM log) AS first, periods LEFT JOIN (SELECT i, sum(total) AS total FROM reference WHERE state IN ('talk', 'éxito', 'pausa') GROUP BY i) AS totals USING (i),
       LATERAL (SELECT time_in_state(s, '{pausa,talk,éxito,nada}', start_at, end_at) AS got) AS g;
SELECT count(*) AS spells, count(*) FILTER (WHERE h IS DISTINCT FROM ROW(state, started, ended)::text) AS differ
  FROM (SELECT spell.*, row_number() OVER (ORDER BY spell) AS n FROM spell) AS r FULL JOIN (SELECT h::text, ordinality AS n FROM stored, state_history(s) WITH ORDINALITY AS h(state, started, ended, ordinality), LATERAL (SELECT ROW(h.state, h.started, h.ended)::text AS h) AS x(h)) AS h USING (n);
SELECT count(*) AS pairs, sum(n) AS changes, count(*) FILTER (WHERE n IS DISTINCT FROM plain) AS differ
  FROM stored CROSS JOIN state_changes(s) FULL JOIN (SELECT lag AS from_state, state AS to_state, count(*) AS plain FROM (SELECT state, lag(state) OVER (ORDER BY spell) FROM spell) AS pairs WHERE lag IS NOT NULL GROUP BY 1, 2) AS p USING (from_state, to_state);
SELECT count(*) AS pairs, count(*) FILTER (WHERE n IS DISTINCT FROM plain) AS differ
  FROM (SELECT i, c.* FROM stored, periods, state_changes(s, start_at, end_at) AS c) AS c
  FULL JOIN (SELECT i, lag AS from_state, state AS to_state, count(*) AS plain FROM periods JOIN (SELECT state, started, lag(state) OVER (ORDER BY spell) FROM spell) AS pairs ON started >= start_at AND started < end_at
              WHERE lag IS NOT NULL GROUP BY 1, 2, 3) AS p USING (i, from_state, to_state);
SELECT count(*) AS times, count(*) FILTER (WHERE state_at(s, start_at) IS DISTINCT FROM (SELECT state FROM log WHERE at <= start_at ORDER BY at DESC, i DESC LIMIT 1)) AS differ FROM stored, periods;

-- in the open hours of a calendar, over a clock change: compared with business_time of each spell
SELECT count(*) AS states, count(*) FILTER (WHERE total IS DISTINCT FROM plain) AS differ
  FROM (SELECT i, t.* FROM moved, periods, time_by_state(s, start_at + interval '24 days', end_at + interval '24 days', 'Europe/Madrid; Mon-Fri 09:00-18:00; Sat 22:00-06:00') AS t) AS t
  FULL JOIN (SELECT i, state, sum(business_time('Europe/Madrid; Mon-Fri 09:00-18:00; Sat 22:00-06:00', greatest(started, start_at) + interval '24 days', least(coalesce(ended, end_at), end_at) + interval '24 days')) AS plain
               FROM periods JOIN spell ON started < end_at AND (ended IS NULL OR ended > start_at OR (started = ended AND started >= start_at)) GROUP BY i, state) AS p USING (i, state);

-- an assignment log: time by team, with a time before any team took it
SELECT state AS team, sum(total) AS total, sum(visits) AS times
  FROM (SELECT ticket, state_agg(at, coalesce(team, 'nobody')) AS s
          FROM (VALUES (1, timestamp '2026-03-02 09:00', NULL), (1, '2026-03-02 09:20', 'billing'), (1, '2026-03-02 11:00', 'network'), (1, '2026-03-02 12:00', 'billing'),
                       (2, '2026-03-02 10:00', 'network'), (2, '2026-03-02 10:45', 'billing')) AS v(ticket, at, team) GROUP BY ticket) AS tickets,
       time_by_state(s, '2026-03-02', timestamp '2026-03-02 13:00') GROUP BY state ORDER BY state;

-- errors
SELECT time_in_state(s, '{idle}', timestamp '2026-03-02 10:00', '2026-03-02 10:00') FROM day;
SELECT time_in_state(s, '{idle}', timestamptz '2026-03-02 10:00', '2026-03-02 11:00') FROM day;
SELECT time_in_state(s, '{idle}', date '2026-03-02', timestamptz '2026-03-03') FROM stored;
SELECT time_in_state(s, NULL, timestamp '2026-03-02', '2026-03-03') FROM day;
SELECT time_in_state(s, '{NULL}', timestamp '2026-03-02', '2026-03-03') FROM day;
SELECT time_in_state(s, '{idle}', timestamp '2026-03-02', 'infinity') FROM day;
SELECT state_at(s, timestamptz '2026-03-02') FROM day;
SELECT count(*) FROM day, state_history(s);
SELECT state_agg(timestamp 'infinity', 'idle');
SELECT s + (SELECT s FROM stored) FROM day;
SELECT s + local FROM stored;
SELECT s - '(n=1 2026-03-02T09:00:00/talk)' FROM day;
SELECT s - '(n=1 2026-03-02T09:00:00/lunch)' FROM day;
SELECT state_summary '(n=1 2026-03-02T09:00:00)';
SELECT state_summary '(n=1 2026-02-30T09:00:00/idle)';
SELECT state_summary '(n=1 2026-03-02T09:00:00/a%2)';
SELECT state_summary '(n=1 2026-03-02T09:00:00/a%00)';
SELECT state_summary '(n=1 2026-03-02T09:00:00/%FF)';
SELECT state_summary '(n=2 2026-03-02T09:00:00/idle 2026-03-02T09:00:00#1/idle)';
SELECT state_summary '(n=1 2026-03-02T09:00:00#1x/idle)';
SELECT ('(n=1 2026-03-02T09:00:00/' || repeat('x', 256) || ')')::state_summary;

DROP TABLE day, log, stored, moved, periods, spell, reference;
DROP FUNCTION uniform;
RESET TimeZone;
RESET intervalstyle;
