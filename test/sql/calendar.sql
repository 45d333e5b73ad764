-- Business hours
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';

-- the text form: one for calendars that are the same
CREATE TABLE teams (team text PRIMARY KEY, calendar business_calendar);
INSERT INTO teams VALUES
    ('bogota', 'America/Bogota; Mon-Fri 08:00-18:00; Sat 09:00-13:00; 2026-12-25 closed; 2026-12-24 08:00-12:00'),
    ('spoken', ' america/bogota ;monday-FRI 08:00 - 12:00 , 12:00-18:00; sat 09:00-12:00,11:30-13:00 ; 2026-12-24 08:00-12:00; 2026-12-25 closed ;'),
    ('nights', 'Europe/Madrid; Mon-Sun 22:00-06:00'),
    ('always', 'Europe/Madrid; Mon-Sun 00:00-24:00'),
    ('breaks', 'UTC; Fri-Tue 09:00-13:00,15:00-19:30:15; Wed,Thu closed; 2026-08-01..2026-08-15 closed; 2026-08-16 closed'),
    ('never', 'UTC'),
    ('once', 'UTC; 2026-03-01 10:00-12:00');
SELECT team, calendar FROM teams ORDER BY team;
SELECT calendar, count(*) FROM teams GROUP BY calendar HAVING count(*) > 1;
SELECT count(*) AS all_read_back FROM teams WHERE calendar::text::business_calendar = calendar;

-- nights on which clocks change: 23 and 25 hours of a day, 7 and 9 of a shift
SELECT team, business_time(calendar, '2026-03-28 12:00 Europe/Madrid', '2026-03-29 12:00 Europe/Madrid') AS spring,
       business_time(calendar, '2026-10-24 12:00 Europe/Madrid', '2026-10-25 12:00 Europe/Madrid') AS autumn,
       business_time(calendar, timestamp '2026-10-24 12:00', '2026-10-25 12:00') AS local
  FROM teams WHERE team IN ('always', 'nights') ORDER BY team;

-- a ticket over a weekend and a holiday, one from closed to closed, one within an hour, one the wrong way round
SELECT business_time(calendar, '2026-12-18 17:00 America/Bogota', '2026-12-28 09:00 America/Bogota') AS "1 + 4 + 30 + 4 + 4 + 1 hours",
       business_time(calendar, '2026-12-25 00:00 America/Bogota', '2026-12-26 08:00 America/Bogota') AS closed,
       business_time(calendar, '2026-12-21 08:10:00.000001 America/Bogota', '2026-12-21 08:59 America/Bogota') AS within,
       business_time(calendar, '2026-12-21 12:00 America/Bogota', '2026-12-20 12:00 America/Bogota') AS back,
       business_time(calendar, '2026-12-21 12:00 America/Bogota', '2026-12-21 12:00 America/Bogota') AS no_time
  FROM teams WHERE team = 'bogota';
-- a shift belongs to the day on which it begins
SELECT business_time('UTC; Mon-Sun 22:00-06:00; 2026-12-25 closed', '2026-12-25', '2026-12-26') AS of_the_24th, business_time('UTC; Mon-Sun 22:00-06:00; 2026-12-24 closed', '2026-12-25', '2026-12-26') AS of_the_25th;
-- three decades, and all time there is
SELECT business_time(calendar, '1996-01-01 UTC', '2026-01-01 UTC') = interval '8 hours' * (SELECT count(*) FROM generate_series(timestamp '1996-01-01', '2025-12-31', '1 day') AS d WHERE extract(isodow FROM d) < 6) AS decades
  FROM (VALUES ('UTC; Mon-Fri 09:00-17:00'::business_calendar)) AS v(calendar);
SELECT business_time('UTC; Mon-Sun 00:00-24:00', '2000-01-01 UTC', '294276-12-31 23:59:59.999999 UTC') = timestamp '294276-12-31 23:59:59.999999' - timestamp '2000-01-01' AS after_2000,
       business_time('UTC; Mon-Sun 00:00-24:00', '4713-01-01 BC UTC', '2000-01-01 UTC') = timestamp '2000-01-01' - timestamp '4713-01-01 BC' AS before_it,
       business_deadline('UTC; Mon-Sun 00:00-24:00', '4713-01-01 BC UTC', timestamp '2000-01-01' - timestamp '4713-01-01 BC');
SELECT business_time('UTC; Mon-Sun 00:00-24:00', '4713-01-01 BC UTC', '294276-12-31 UTC');

SELECT team, business_deadline(calendar, '2026-02-27 17:00', '0') AS at_once, business_deadline(calendar, '2026-02-27 17:00', '2 hours') AS "2 hours",
       business_deadline(calendar, '2026-02-27 17:00', '100 hours') AS "100 hours", business_deadline(calendar, timestamp '2026-02-27 17:00', '2 hours') AS local
  FROM teams ORDER BY team;
-- the end of a day, not the beginning of the next
SELECT business_deadline('UTC; Mon-Fri 08:00-18:00', '2026-03-06 17:00', '1 hour') AS closing, business_deadline('UTC; Mon-Fri 08:00-18:00', '2026-03-06 17:00', '1 hour 1 us') AS after_it;
SELECT business_deadline('UTC; Mon 08:00-18:00', '294276-12-31', '1000 hours') AS after_all_time;

SELECT is_open(calendar, '2026-12-24 16:59 UTC') AS before_noon, is_open(calendar, '2026-12-24 17:00 UTC') AS noon, is_open(calendar, timestamp '2026-12-24 11:59') AS local,
       is_open(calendar, '2026-12-25 15:00 UTC') AS holiday
  FROM teams WHERE team = 'bogota';
SELECT business_time(NULL, timestamptz '2026-01-01', '2026-01-02'), is_open('UTC', NULL::timestamptz), business_deadline('UTC; Mon 08:00-09:00', '2026-01-01', NULL);

-- random calendars, times and nights on which clocks change, against a walk through the minutes
CREATE FUNCTION r(seed integer, use integer, n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT (hashint8(seed * 1000 + use)::bigint + 2147483648) % n';
CREATE TABLE spans AS
SELECT i, zone, at + r(i, 1, 6000) * interval '1 min' AS start_at, at + (r(i, 1, 6000) + r(i, 2, 9000)) * interval '1 min' AS end_at
  FROM generate_series(1, 60) AS i,
       LATERAL (SELECT * FROM (VALUES (0, 'Europe/Madrid', timestamptz '2026-03-26'), (1, 'Europe/Madrid', '2026-10-22'), (2, 'America/New_York', '2026-03-05'), (3, 'Australia/Lord_Howe', '2026-04-02'),
                                      (4, 'America/Bogota', '2026-12-22'), (5, 'Asia/Kathmandu', '1985-12-29'), (6, 'Pacific/Apia', '2011-12-28'), (7, 'America/Caracas', '2016-04-28'),
                                      (8, 'America/St_Johns', '2006-10-26'), (9, 'UTC', '1999-12-30')) AS z(n, zone, at) WHERE n = i % 10) AS z;
-- hours of weekdays and of dates: up to three periods that may touch, overlap, and go past midnight
CREATE TABLE hours AS
SELECT i, weekday, date, from_minute, to_minute, period
  FROM spans,
       LATERAL (SELECT weekday, NULL::date AS date FROM generate_series(1, 7) AS weekday
                UNION ALL SELECT NULL, (start_at AT TIME ZONE zone)::date - 1 + d FROM generate_series(0, 9) AS d WHERE r(i, 100 + d, 3) = 0) AS days,
       generate_series(1, 3) AS period,
       LATERAL (SELECT coalesce(weekday, date - date '1980-01-01') * 10 + period AS use) AS u,
       LATERAL (SELECT r(i, use + 1, 1440) AS from_minute, r(i, use + 2, 1441) AS to_minute) AS m
 WHERE r(i, use + 3, 2) = 0 AND from_minute <> to_minute;
CREATE INDEX ON hours (i);
ANALYZE hours;
CREATE TABLE calendars AS
SELECT i, zone, start_at, end_at, (zone || coalesce(string_agg('; ' || day || ' ' || periods, ''), ''))::business_calendar AS calendar
  FROM spans LEFT JOIN (
        SELECT i, coalesce(date::text, to_char(date '2025-12-28' + weekday, 'Dy')) AS day,
               string_agg(to_char(from_minute * interval '1 min', 'HH24:MI') || '-' || CASE to_minute WHEN 1440 THEN '24:00' ELSE to_char(to_minute * interval '1 min', 'HH24:MI') END, ',') AS periods
          FROM hours GROUP BY i, weekday, date) AS rules USING (i)
 GROUP BY i, zone, start_at, end_at;
-- the minutes, the hours of whose day or of the day before hold their local time
CREATE TABLE minutes AS
SELECT i, at, EXISTS (
        SELECT FROM (VALUES (local::date, 0), (local::date - 1, 1440)) AS d(day, more), hours AS h
         WHERE h.i = s.i
           AND CASE WHEN EXISTS (SELECT FROM hours AS e WHERE e.i = s.i AND e.date = d.day) THEN h.date = d.day ELSE h.weekday = extract(isodow FROM d.day) END
           AND minute + more >= from_minute AND minute + more < to_minute + CASE WHEN to_minute < from_minute THEN 1440 ELSE 0 END) AS open
  FROM spans AS s, generate_series(start_at, end_at - interval '1 min', '1 min') AS at,
       LATERAL (SELECT at AT TIME ZONE zone AS local) AS l,
       LATERAL (SELECT extract(epoch FROM local::time)::integer / 60 AS minute) AS m;
SELECT count(DISTINCT i) AS calendars, count(*) > 100000 AS minutes, avg(open::int) BETWEEN 0.2 AND 0.8 AS open FROM minutes;
SELECT c.i, calendar, start_at, end_at, business_time(calendar, start_at, end_at), minutes
  FROM calendars AS c LEFT JOIN (SELECT i, count(*) FILTER (WHERE open) * interval '1 min' AS minutes FROM minutes GROUP BY i) AS walked USING (i)
 WHERE business_time(calendar, start_at, end_at) IS DISTINCT FROM coalesce(minutes, '0') OR business_time(calendar, end_at, start_at) IS DISTINCT FROM -coalesce(minutes, '0');
SELECT i, at, open FROM minutes JOIN calendars USING (i) WHERE is_open(calendar, at + interval '59 s') IS DISTINCT FROM open ORDER BY i, at LIMIT 5;
-- a deadline is the first time by which so much has passed
CREATE TABLE deadlines AS
SELECT i, calendar, start_at, duration, business_deadline(calendar, start_at, duration) AS deadline
  FROM calendars, LATERAL (SELECT (1 + r(i, 90 + n, 100000)) * interval '1 s' AS duration FROM generate_series(1, 10) AS n) AS d WHERE calendar::text LIKE '%:%';
SELECT count(deadline) > 500 AS enough, count(*) FILTER (WHERE business_time(calendar, start_at, deadline) <> duration) AS wrong,
       count(*) FILTER (WHERE business_time(calendar, start_at, deadline - interval '1 us') <> duration - interval '1 us') AS not_the_first
  FROM deadlines;

-- calendars too long to be stored as they are, from row to row the same and another
CREATE TABLE long AS
SELECT team, string_agg(format('2026-%s %s:%s-20:00', to_char(date '2026-01-01' + n, 'MM-DD'), 10 + n * team % 7, 10 + n * 7919 % 50), ';' ORDER BY n) AS dates
  FROM generate_series(1, 3) AS team, generate_series(0, 199) AS n GROUP BY team;
CREATE TABLE long_calendars AS SELECT team, ('UTC;' || dates)::business_calendar AS calendar FROM long;
CREATE TABLE tickets AS SELECT n, n / 5 % 3 + 1 AS team, timestamptz '2026-01-01' + n * interval '5 hours 3 min' AS opened FROM generate_series(1, 300) AS n;
SELECT pg_relation_size(reltoastrelid) > 0 AS moved_aside FROM pg_class WHERE oid = 'long_calendars'::regclass;
SELECT count(*) AS tickets, count(DISTINCT stored) > 50 AS of_many, count(*) FILTER (WHERE stored IS DISTINCT FROM made OR opens IS DISTINCT FROM is_open(('UTC;' || dates)::business_calendar, opened)) AS differ
  FROM (SELECT team, opened, business_time(calendar, opened, opened + interval '20 days') AS stored, is_open(calendar, opened) AS opens FROM tickets JOIN long_calendars USING (team) ORDER BY n) AS t
  JOIN long USING (team), LATERAL (SELECT business_time(('UTC;' || dates)::business_calendar, opened, opened + interval '20 days') AS made) AS m;
DROP TABLE long, long_calendars, tickets;

-- what is wrong, and where
CREATE FUNCTION complaint(calendar text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	RETURN calendar::business_calendar;
EXCEPTION WHEN invalid_text_representation THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN detail;
END $$;
SELECT complaint(text) FROM (VALUES
	(''), (';'), ('Mon-Fri 08:00-18:00'), ('Europe/Nowhere; Mon 08:00-18:00'), ('UTC;; Mon 08:00-09:00'), ('UTC; Mon'), ('UTC; Mo 08:00-09:00'), ('UTC; Mon-Fry 08:00-09:00'),
	('UTC; Mondays 08:00-09:00'), ('UTC; Mon 8:00-9:00'), ('UTC; Mon 08:00'), ('UTC; Mon 08:00-24:01'), ('UTC; Mon 24:00-06:00'), ('UTC; Mon 08:60-09:00'), ('UTC; Mon 08:00-08:00'),
	('UTC; Mon 08:00-09:00 12:00-13:00'), ('UTC; Mon closed, 08:00-09:00'), ('UTC; Mon-Fri 08:00-09:00; Fri 08:00-09:00'), ('UTC; Mon,Mon 08:00-09:00'),
	('UTC; 2026-02-29 closed'), ('UTC; 2026-2-28 closed'), ('UTC; 2026-02-28'), ('UTC; 2026-02-28 close'), ('UTC; 2026-02-28..2026-02-27 closed'), ('UTC; 2026-02-01..2026-02-10 closed; 2026-02-10 08:00-09:00'),
	('UTC; 0000-01-01 closed'), ('UTC; 1900-01-01..2026-01-01 closed'), ('UTC; Mon 08:00-09:00,'), ('UTC; Mon 08:00-09:00,' || repeat('10:00-11:00,', 48) || '12:00-13:00'),
	(repeat('x', 300)), ('../etc/passwd; Mon 08:00-09:00')) AS v(text);
SELECT 'UTC; Fri 25:00-26:00'::business_calendar;
SELECT business_time('UTC', '-infinity', timestamptz '2026-01-01');
SELECT business_deadline('UTC; Mon 08:00-09:00', timestamptz 'infinity', '1 hour');
SELECT business_deadline('UTC; Mon 08:00-09:00', timestamptz '2026-01-01', '-1 hour');
SELECT is_open('UTC', timestamp 'infinity');
SELECT length('UTC; 1999-01-01..2026-05-18 closed'::business_calendar::text) AS ten_thousand_dates;

DROP TABLE teams, spans, hours, calendars, minutes, deadlines;
DROP FUNCTION r, complaint;
RESET ALL;
