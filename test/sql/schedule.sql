-- Multiranges of time, from PostgreSQL 14 on
SET timezone = 'UTC';

-- 9:00 to 10:00 scheduled, 9:15 to 10:15 worked
SELECT adherence(scheduled, actual), conformance(scheduled, actual), occupancy(actual * scheduled, scheduled)
  FROM (VALUES ('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{[2026-03-02 09:15, 2026-03-02 10:15)}'::tstzmultirange)) AS v(scheduled, actual);
SELECT conformance('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tsmultirange, '{[2026-03-02 09:00, 2026-03-02 12:00)}') AS more_than_planned;

-- chats that overlap count once
CREATE TABLE chats AS SELECT agent, tstzrange(start::timestamptz, stop::timestamptz) AS chat
  FROM (VALUES ('ana', '2026-03-02 09:00', '2026-03-02 09:20'), ('ana', '2026-03-02 09:10', '2026-03-02 09:30'), ('ana', '2026-03-02 09:15', '2026-03-02 09:16'),
               ('ana', '2026-03-02 10:00', '2026-03-02 10:15'), ('bo', '2026-03-02 09:00', '2026-03-02 09:15')) AS v(agent, start, stop);
SELECT agent, occupancy(range_agg(chat), '{[2026-03-02 09:00, 2026-03-02 10:30)}'), total_duration(range_agg(chat)), sum(upper(chat) - lower(chat)) AS counted_twice
  FROM chats GROUP BY agent ORDER BY agent;
-- pooled over agents: a ratio of durations
SELECT ratio(total_duration(busy), total_duration('{[2026-03-02 09:00, 2026-03-02 10:30)}'::tstzmultirange)) FROM (SELECT range_agg(chat) AS busy FROM chats GROUP BY agent) AS agents;

-- against plain SQL, many ranges
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

-- nothing scheduled is no figure; nothing worked is none of what was scheduled
SELECT adherence('{}'::tstzmultirange, '{[2026-03-02 09:15, 2026-03-02 10:15)}'), conformance('{}'::tstzmultirange, '{}'), occupancy('{}'::tstzmultirange, '{}'), adherence(NULL::tstzmultirange, '{}');
SELECT adherence('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{}'), occupancy('{}', '{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange), total_duration('{}'::tsmultirange);
-- whether an end belongs to the range is of no length
SELECT occupancy('{[2026-03-02 09:00, 2026-03-02 09:30]}', '{(2026-03-02 08:59, 2026-03-02 10:00]}'::tsmultirange) = 30 / 61.0::float8 AS closed;

SELECT occupancy('{[2026-03-02 09:00, 2026-03-02 10:15)}', '{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange);
SELECT occupancy('{[2026-03-02 09:00, 2026-03-02 09:15)}', '{}'::tstzmultirange);
SELECT adherence('{[2026-03-02 09:00,)}'::tstzmultirange, '{}');
SELECT adherence('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{(,2026-03-02 10:00)}') AS cut_by_the_schedule;
SELECT conformance('{[2026-03-02 09:00, 2026-03-02 10:00)}'::tstzmultirange, '{(,2026-03-02 10:00)}');
SELECT conformance('{}'::tstzmultirange, '{(,)}');
SELECT total_duration('{[2026-03-02 09:00, infinity)}'::tsmultirange);
SELECT total_duration('{[4713-01-01 BC, 294276-12-31)}'::tsmultirange);
RESET timezone;
DROP TABLE chats, plans;
