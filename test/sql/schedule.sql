-- Multiranges of time, from PostgreSQL 14 on
SET timezone = 'UTC';

-- 9:00 to 10:00 scheduled, 9:15 to 10:15 worked
SELECT adherence(scheduled, actual), conformance(scheduled, actual), occupancy(actual * scheduled, scheduled)
  FROM (VALUES ('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{[2026-03-02 09:15, 2026-03-02 10:15)}'::tstzmultirange)) AS v(scheduled, actual);
SELECT conformance('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tsmultirange, '{[2026-03-02 09:00, 2026-03-02 12:00)}') AS more_than_planned;

-- overlapping chats count once
CREATE TABLE chats AS SELECT agent, tstzrange(start::timestamptz, stop::timestamptz) AS chat
  FROM (VALUES ('ana', '2026-03-02 09:00', '2026-03-02 09:20'), ('ana', '2026-03-02 09:10', '2026-03-02 09:30'), ('ana', '2026-03-02 09:15', '2026-03-02 09:16'),
               ('ana', '2026-03-02 10:00', '2026-03-02 10:15'), ('bo', '2026-03-02 09:00', '2026-03-02 09:15')) AS v(agent, start, stop);
SELECT agent, occupancy(range_agg(chat), '{[2026-03-02 09:00, 2026-03-02 10:30)}'), total_duration(range_agg(chat)), sum(upper(chat) - lower(chat)) AS counted_twice
  FROM chats GROUP BY agent ORDER BY agent;
-- pooled over agents: a ratio of durations
SELECT ratio(total_duration(busy), total_duration('{[2026-03-02 09:00, 2026-03-02 10:30)}'::tstzmultirange)) FROM (SELECT range_agg(chat) AS busy FROM chats GROUP BY agent) AS agents;

-- compared with plain SQL, many ranges
CREATE TABLE plans AS
SELECT range_agg(tsrange(t + n * interval '17 min', t + n * interval '17 min' + (1 + n * 7 % 16) * interval '1 min')) AS scheduled,
       range_agg(tsrange(t + n * interval '13 min', t + n * interval '13 min' + (1 + n * 5 % 12) * interval '1 min')) AS actual
  FROM generate_series(1, 500) AS n, (VALUES (timestamp '2026-03-02')) AS v(t);
SELECT adherence(scheduled, actual) = overlap / planned AS adherence, conformance(scheduled, actual) = worked / planned AS conformance,
       occupancy(scheduled * actual, scheduled) = overlap / planned AS occupancy, extract(epoch FROM total_duration(scheduled)) = planned AS total_duration
  FROM plans,
       LATERAL (SELECT extract(epoch FROM sum(upper(r) - lower(r)))::float8 AS planned FROM unnest(scheduled) AS r) AS p,
       LATERAL (SELECT extract(epoch FROM sum(upper(r) - lower(r)))::float8 AS worked FROM unnest(actual) AS r) AS w,
       LATERAL (SELECT extract(epoch FROM sum(least(upper(a), upper(b)) - greatest(lower(a), lower(b))))::float8 AS overlap
                  FROM unnest(scheduled) AS a, unnest(actual) AS b WHERE a && b) AS o;

-- nothing scheduled returns NULL; nothing worked returns 0 of the schedule
SELECT adherence('{}'::tstzmultirange, '{[2026-03-02 09:15, 2026-03-02 10:15)}'), conformance('{}'::tstzmultirange, '{}'), occupancy('{}'::tstzmultirange, '{}'), adherence(NULL::tstzmultirange, '{}');
SELECT adherence('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{}'), occupancy('{}', '{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange), total_duration('{}'::tsmultirange);
-- inclusive and exclusive bounds have the same length
SELECT occupancy('{[2026-03-02 09:00, 2026-03-02 09:30]}', '{(2026-03-02 08:59, 2026-03-02 10:00]}'::tsmultirange) = 30 / 61.0::float8 AS closed;

SELECT occupancy('{[2026-03-02 09:00, 2026-03-02 10:15)}', '{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange);
SELECT occupancy('{[2026-03-02 09:00, 2026-03-02 09:15)}', '{}'::tstzmultirange);
SELECT adherence('{[2026-03-02 09:00,)}'::tstzmultirange, '{}');
SELECT adherence('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{(,2026-03-02 10:00)}') AS cut_by_the_schedule;
SELECT conformance('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{(,2026-03-02 10:00)}');
SELECT conformance('{}'::tstzmultirange, '{(,)}');
SELECT total_duration('{[2026-03-02 09:00, infinity)}'::tsmultirange);
SELECT total_duration('{[4713-01-01 BC, 294276-12-31)}'::tsmultirange);
-- open periods of a business_calendar are as long as its business time
SELECT open_periods('Europe/Madrid; Mon-Sun 22:00-06:00; 2026-03-28 22:00-24:00', '2026-03-28 21:30 UTC', '2026-03-30 12:00 UTC');
-- in local time, a skipped hour splits a night, and a repeated hour counts once
SELECT open_periods('Europe/Madrid; Mon-Sun 22:00-06:00', timestamp '2026-03-28 12:00', '2026-03-29 12:00') AS spring, open_periods('Europe/Madrid; Mon-Sun 22:00-06:00', timestamp '2026-10-24 12:00', '2026-10-25 12:00') AS autumn;
SELECT count(*) AS calendars, count(*) FILTER (WHERE total_duration(open_periods(calendar, start_at, end_at)) <> business_time(calendar, start_at, end_at)) AS differ
  FROM generate_series(0, 99) AS n,
       LATERAL (SELECT format('%s; Mon-Thu %s-%s,12:00-13:30; Sat,Sun 22:15-02:30; 2026-%s closed', (ARRAY['UTC', 'Europe/Madrid', 'America/St_Johns', 'Australia/Lord_Howe'])[n % 4 + 1],
                              to_char(n * 37 % 1440 * interval '1 min', 'HH24:MI'), to_char((n * 101 + 1) % 1440 * interval '1 min', 'HH24:MI'), to_char(date '2026-03-20' + n % 20, 'MM-DD'))::business_calendar AS calendar,
                       timestamptz '2026-03-20' + n * interval '3 hours 7 min' AS start_at, timestamptz '2026-04-10' + n * interval '71 hours' AS end_at) AS c;
SELECT open_periods('UTC', timestamptz '2026-01-01', '2026-02-01') AS never, open_periods('UTC; Mon-Sun 00:00-24:00', timestamptz '2026-01-02', '2026-01-01') AS back,
       open_periods('UTC; Mon-Sun 00:00-24:00', timestamptz '2026-01-01', '2026-02-01') AS always, open_periods(NULL, timestamptz '2026-01-01', '2026-01-02');
SELECT open_periods('UTC; Mon-Sun 08:00-09:00', timestamptz '2026-01-01', 'infinity');
SELECT open_periods('UTC; Mon-Sun 08:00-09:00', timestamptz '4713-01-01 BC', '294276-01-01');

RESET timezone;
-- the periods in states of a log: the catalogue's day, and its adherence figures
CREATE TABLE day AS SELECT state_agg(at, state) AS s
  FROM (VALUES (timestamp '2026-03-02 09:00', 'idle'), ('2026-03-02 09:10', 'talk'), ('2026-03-02 09:14', 'wrap'), ('2026-03-02 09:16', 'idle'),
               ('2026-03-02 09:30', 'break'), ('2026-03-02 09:45', 'idle'), ('2026-03-02 10:00', 'talk')) AS v(at, state);
SELECT state_periods(s, '{talk,wrap}', timestamp '2026-03-02 09:12', '2026-03-02 10:05') AS busy, state_periods(s, '{lunch}', timestamp '2026-03-02 09:00', '2026-03-02 10:00') AS never,
       state_periods(s, '{idle}', date '2026-03-01', date '2026-03-02') AS unknown, state_periods(s, '{idle}', date '2026-03-01', date '2026-03-03') AS partly, state_periods(s, NULL, NULL, date '2026-03-03') AS no_start
  FROM day;
SELECT round(occupancy(busy, busy + idle)::numeric, 4) AS occupancy, adherence('{[2026-03-02 09:30, 2026-03-02 10:00)}', busy + idle) AS adherence, round(conformance('{[2026-03-02 09:30, 2026-03-02 10:00)}', busy + idle)::numeric, 4) AS conformance
  FROM day, LATERAL (SELECT state_periods(s, '{talk,wrap}', timestamp '2026-03-02 09:05', '2026-03-02 10:05') AS busy, state_periods(s, '{idle}', timestamp '2026-03-02 09:05', '2026-03-02 10:05') AS idle) AS p;
-- random logs: as long as time_in_state, and equal to range_agg of the history cut to the period
SELECT count(*) AS logs, bool_and(total_duration(p) = time_in_state(s, states, from_at, to_at)) AS as_long,
       bool_and(p = (SELECT coalesce(range_agg(tstzrange(started, ended)), '{}') * tstzmultirange(tstzrange(from_at, to_at)) FROM state_history(s) WHERE state = ANY (states))) AS same
  FROM (SELECT g, state_agg(timestamptz '2026-03-02 00:00Z' + ('x' || substr(md5(g || ' at ' || i), 1, 4))::bit(16)::int * interval '3 s', 'state ' || ('x' || substr(md5(g || ' state ' || i), 1, 4))::bit(16)::int % 4, i) AS s
          FROM generate_series(1, 40) AS g, generate_series(1, 50) AS i GROUP BY g) AS logs,
       LATERAL (SELECT timestamptz '2026-03-02 06:00Z' + g * interval '20 min' AS from_at, timestamptz '2026-03-02 20:00Z' + g * interval '50 min' AS to_at, ARRAY['state 1', 'state ' || g % 5] AS states) AS q,
       LATERAL (SELECT state_periods(s, states, from_at, to_at) AS p) AS p;
SELECT state_periods(s, '{idle}', timestamptz '2026-03-02 09:00', '2026-03-02 10:00') FROM day;

DROP TABLE chats, plans, day;
