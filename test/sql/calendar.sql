-- Business hours
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';

-- the text form: equal calendars have the same text
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

-- nights on which clocks change: a day has 23 or 25 hours, a shift 7 or 9
SELECT team, business_time(calendar, '2026-03-28 12:00 Europe/Madrid', '2026-03-29 12:00 Europe/Madrid') AS spring,
       business_time(calendar, '2026-10-24 12:00 Europe/Madrid', '2026-10-25 12:00 Europe/Madrid') AS autumn,
       business_time(calendar, timestamp '2026-10-24 12:00', '2026-10-25 12:00') AS local
  FROM teams WHERE team IN ('always', 'nights') ORDER BY team;

-- a ticket over a weekend and a holiday, one from closed hours to closed hours, one within an hour, one that ends before it starts
SELECT business_time(calendar, '2026-12-18 17:00 America/Bogota', '2026-12-28 09:00 America/Bogota') AS "1 + 4 + 30 + 4 + 4 + 1 hours",
       business_time(calendar, '2026-12-25 00:00 America/Bogota', '2026-12-26 08:00 America/Bogota') AS closed,
       business_time(calendar, '2026-12-21 08:10:00.000001 America/Bogota', '2026-12-21 08:59 America/Bogota') AS within,
       business_time(calendar, '2026-12-21 12:00 America/Bogota', '2026-12-20 12:00 America/Bogota') AS back,
       business_time(calendar, '2026-12-21 12:00 America/Bogota', '2026-12-21 12:00 America/Bogota') AS no_time
  FROM teams WHERE team = 'bogota';
-- a shift belongs to the day on which it begins
SELECT business_time('UTC; Mon-Sun 22:00-06:00; 2026-12-25 closed', '2026-12-25', '2026-12-26') AS of_the_24th, business_time('UTC; Mon-Sun 22:00-06:00; 2026-12-24 closed', '2026-12-25', '2026-12-26') AS of_the_25th;
-- three decades, and the whole range of timestamps
SELECT business_time(calendar, '1996-01-01 UTC', '2026-01-01 UTC') = interval '8 hours' * (SELECT count(*) FROM generate_series(timestamp '1996-01-01', '2025-12-31', '1 day') AS d WHERE extract(isodow FROM d) < 6) AS decades
  FROM (VALUES ('UTC; Mon-Fri 09:00-17:00'::business_calendar)) AS v(calendar);
SELECT business_time('UTC; Mon-Sun 00:00-24:00', '2000-01-01 UTC', '294276-12-31 23:59:59.999999 UTC') = timestamp '294276-12-31 23:59:59.999999' - timestamp '2000-01-01' AS after_2000,
       business_time('UTC; Mon-Sun 00:00-24:00', '4713-01-01 BC UTC', '2000-01-01 UTC') = timestamp '2000-01-01' - timestamp '4713-01-01 BC' AS before_it,
       business_deadline('UTC; Mon-Sun 00:00-24:00', '4713-01-01 BC UTC', timestamp '2000-01-01' - timestamp '4713-01-01 BC');
SELECT business_time('UTC; Mon-Sun 00:00-24:00', '4713-01-01 BC UTC', '294276-12-31 UTC');

SELECT team, business_deadline(calendar, '2026-02-27 17:00', '0') AS at_once, business_deadline(calendar, '2026-02-27 17:00', '2 hours') AS "2 hours",
       business_deadline(calendar, '2026-02-27 17:00', '100 hours') AS "100 hours", business_deadline(calendar, timestamp '2026-02-27 17:00', '2 hours') AS local
  FROM teams ORDER BY team;
-- 24:00 is the end of a day, not the beginning of the next
SELECT business_deadline('UTC; Mon-Fri 08:00-18:00', '2026-03-06 17:00', '1 hour') AS closing, business_deadline('UTC; Mon-Fri 08:00-18:00', '2026-03-06 17:00', '1 hour 1 us') AS after_it;
SELECT business_deadline('UTC; Mon 08:00-18:00', '294276-12-31', '1000 hours') AS after_all_time;

SELECT is_open(calendar, '2026-12-24 16:59 UTC') AS before_noon, is_open(calendar, '2026-12-24 17:00 UTC') AS noon, is_open(calendar, timestamp '2026-12-24 11:59') AS local,
       is_open(calendar, '2026-12-25 15:00 UTC') AS holiday
  FROM teams WHERE team = 'bogota';
SELECT business_time(NULL, timestamptz '2026-01-01', '2026-01-02'), is_open('UTC', NULL::timestamptz), business_deadline('UTC; Mon 08:00-09:00', '2026-01-01', NULL);

-- random calendars, times and nights on which clocks change, compared with a walk through the minutes
CREATE FUNCTION r(seed integer, use integer, n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT (hashint8(seed * 1000 + use)::bigint + 2147483648) % n';
CREATE TABLE spans AS
SELECT i, zone, at + r(i, 1, 6000) * interval '1 min' AS start_at, at + (r(i, 1, 6000) + r(i, 2, 9000)) * interval '1 min' AS end_at
  FROM generate_series(1, 60) AS i,
       LATERAL (SELECT * FROM (VALUES (0, 'Europe/Madrid', timestamptz '2026-03-26'), (1, 'Europe/Madrid', '2026-10-22'), (2, 'America/New_York', '2026-03-05'), (3, 'Australia/Lord_Howe', '2026-04-02'),
                                      (4, 'America/Bogota', '2026-12-22'), (5, 'Asia/Kathmandu', '1985-12-29'), (6, 'Pacific/Apia', '2011-12-28'), (7, 'America/Caracas', '2016-04-28'),
                                      (8, 'America/St_Johns', '2006-10-26'), (9, 'UTC', '1999-12-30')) AS z(n, zone, at) WHERE n = i % 10) AS z;
-- hours of weekdays and of dates: up to three periods that may touch, overlap and extend past midnight
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
-- the minutes for which the hours of their day or of the day before contain their local time
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
-- a deadline is the first time by which the business time has passed
CREATE TABLE deadlines AS
SELECT i, calendar, start_at, duration, business_deadline(calendar, start_at, duration) AS deadline
  FROM calendars, LATERAL (SELECT (1 + r(i, 90 + n, 100000)) * interval '1 s' AS duration FROM generate_series(1, 10) AS n) AS d WHERE calendar::text LIKE '%:%';
SELECT count(deadline) > 500 AS enough, count(*) FILTER (WHERE business_time(calendar, start_at, deadline) <> duration) AS wrong,
       count(*) FILTER (WHERE business_time(calendar, start_at, deadline - interval '1 us') <> duration - interval '1 us') AS not_the_first
  FROM deadlines;

-- rules of weekdays with first and last dates, of ranges, and of yearly dates, compared with the rule that plain SQL finds
CREATE FUNCTION calendar_or_null(text) RETURNS business_calendar LANGUAGE plpgsql AS $$
BEGIN
	RETURN $1::business_calendar;
EXCEPTION WHEN invalid_text_representation THEN
	RETURN NULL;
END $$;
CREATE TABLE rules AS
SELECT i, n, kind, first, first + days - 1 AS last, days, CASE WHEN n = 3 THEN (SELECT array_agg(w) FROM generate_series(1, 7) AS w WHERE w <> ALL (weekdays)) ELSE weekdays END AS weekdays, holds_from, holds_until,
       CASE r(i, n * 20 + 13, 4) WHEN 0 THEN '{}'::int[] WHEN 1 THEN ARRAY[r(i, n * 20 + 14, 20), 20 + r(i, n * 20 + 15, 5)] WHEN 2 THEN ARRAY[12 + r(i, n * 20 + 14, 12), r(i, n * 20 + 15, 10)]
            ELSE ARRAY[r(i, n * 20 + 14, 8), 9 + r(i, n * 20 + 15, 4), 14 + r(i, n * 20 + 16, 10), 0 + r(i, n * 20 + 17, 13)] END AS hours
  FROM generate_series(1, 100) AS i, generate_series(1, 9) AS n,
       -- two rules of the same weekdays, one before a date and one after it, and one of other weekdays; three yearly rules; three rules of dates
       LATERAL (SELECT CASE WHEN n <= 3 THEN 0 WHEN n <= 6 THEN 1 ELSE 2 END AS kind, date '2024-02-25' + r(i, 7, 500) AS change) AS k,
       LATERAL (SELECT CASE WHEN n = 2 THEN change + r(i, 8, 30) WHEN kind < 2 AND n <> 1 AND r(i, n * 20 + 9, 3) = 0 THEN date '2024-02-25' + r(i, n * 20 + 10, 200) END AS holds_from,
                       CASE WHEN n = 1 THEN change - 1 WHEN kind < 2 AND r(i, n * 20 + 11, 3) = 0 THEN date '2025-08-15' + r(i, n * 20 + 12, 100) END AS holds_until,
                       (ARRAY[1, 3, 12, 2 + r(i, n * 20 + 1, 60)])[1 + r(i, n * 20, 4)] AS days,
                       -- around the leap day and the end of the year
                       CASE r(i, n * 20 + 2, 3) WHEN 0 THEN date '2024-02-20' + r(i, n * 20 + 3, 12) WHEN 1 THEN date '2024-12-20' + r(i, n * 20 + 3, 12) ELSE date '2024-03-01' + r(i, n * 20 + 3, 300) END AS first,
                       CASE WHEN kind = 0 OR r(i, n * 20 + 4, 2) = 0 THEN (SELECT array_agg(DISTINCT 1 + r(i, CASE kind WHEN 0 THEN 10 ELSE n * 20 + 4 END + d, 7)) FROM generate_series(1, 4) AS d) END AS weekdays) AS s;
CREATE TABLE ruled AS
SELECT i, calendar_or_null('UTC' || string_agg('; ' || dates || concat_ws(' ', NULL, weekdays) || ' ' || hours || coalesce(' from ' || holds_from, '') || coalesce(' until ' || holds_until, ''), '' ORDER BY n)) AS calendar
  FROM (SELECT i, n, holds_from, holds_until,
               CASE kind WHEN 0 THEN '' WHEN 1 THEN to_char(first, 'MM-DD') || CASE WHEN days > 1 THEN '..' || to_char(last, 'MM-DD') ELSE '' END ELSE first || CASE WHEN days > 1 THEN '..' || last ELSE '' END END
                   || CASE WHEN kind > 0 AND weekdays IS NOT NULL THEN ' ' ELSE '' END AS dates,
               (SELECT string_agg(to_char(date '2025-12-28' + w, 'Dy'), ',' ORDER BY w) FROM unnest(weekdays) AS w) AS weekdays,
               CASE WHEN hours = '{}' THEN 'closed' ELSE (SELECT string_agg(hours[h] || ':00-' || hours[h + 1] || ':00', ',') FROM generate_series(1, cardinality(hours), 2) AS h) END AS hours
          FROM rules) AS texts
 GROUP BY i;
SELECT count(*) AS calendars, count(calendar) > 25 AS that_do_not_clash, bool_and(calendar::text::business_calendar = calendar AND calendar::text::business_calendar::text = calendar::text) FILTER (WHERE calendar IS NOT NULL) AS one_text FROM ruled;
-- a calendar is refused exactly if two of its rules have the same kind and length and apply to the same day
SELECT count(*) FILTER (WHERE calendar IS NULL) > 5 AS refused, count(*) FILTER (WHERE (calendar IS NULL) <> EXISTS (
        SELECT FROM rules AS a JOIN rules AS b USING (i, kind, days)
         WHERE a.i = ruled.i AND a.n < b.n AND kind > 0 AND coalesce(a.weekdays && b.weekdays, true) AND daterange(a.holds_from, a.holds_until, '[]') && daterange(b.holds_from, b.holds_until, '[]')
           AND CASE kind WHEN 1 THEN (b.first - a.first + 732) % 366 < days OR (a.first - b.first + 732) % 366 < days
                    ELSE EXISTS (SELECT FROM generate_series(greatest(a.first, b.first), least(a.last, b.last), '1 day') AS day WHERE coalesce(extract(isodow FROM day) = ANY (a.weekdays), true) AND coalesce(extract(isodow FROM day) = ANY (b.weekdays), true)) END)) AS wrongly
  FROM ruled;
-- the narrowest rule of each day
CREATE TABLE days AS
SELECT i, day, (SELECT hours FROM rules, LATERAL (SELECT make_date(2024, extract(month FROM day)::int, extract(day FROM day)::int) AS in_2024) AS y
                 WHERE rules.i = ruled.i AND coalesce(extract(isodow FROM day) = ANY (weekdays), true) AND day >= coalesce(holds_from, day) AND day <= coalesce(holds_until, day)
                   AND CASE kind WHEN 0 THEN true WHEN 1 THEN in_2024 BETWEEN first AND last OR in_2024 + 366 BETWEEN first AND last ELSE day BETWEEN first AND last END
                 ORDER BY kind DESC, days LIMIT 1) AS hours
  FROM (SELECT * FROM ruled WHERE calendar IS NOT NULL ORDER BY i LIMIT 25) AS ruled, generate_series(0, 800) AS d, LATERAL (SELECT date '2023-11-30' + d AS day) AS x;
CREATE INDEX ON days (i, day);
ANALYZE days;
CREATE TABLE slots AS
SELECT own.i, own.day, hour, EXISTS (SELECT FROM generate_series(1, cardinality(own.hours), 2) AS h WHERE hour >= own.hours[h] AND hour < own.hours[h + 1] + CASE WHEN own.hours[h + 1] < own.hours[h] THEN 24 ELSE 0 END)
                       OR EXISTS (SELECT FROM generate_series(1, cardinality(before.hours), 2) AS h WHERE before.hours[h + 1] < before.hours[h] AND hour < before.hours[h + 1]) AS open
  FROM days AS own JOIN days AS before ON before.i = own.i AND before.day = own.day - 1, generate_series(0, 23) AS hour;
SELECT count(*) > 300000 AS hours, avg(open::int) BETWEEN 0.2 AND 0.8 AS open, count(*) FILTER (WHERE is_open(calendar, day + make_interval(hours => hour)) <> open) AS differ FROM slots JOIN ruled USING (i);
SELECT count(*) FILTER (WHERE business_time(calendar, timestamp '2023-12-01', day + make_interval(hours => hour + 1)) <> make_interval(hours => hours)) AS differ
  FROM (SELECT *, (count(*) FILTER (WHERE open) OVER (PARTITION BY i ORDER BY day, hour))::int AS hours FROM slots) AS so_far JOIN ruled USING (i);
SELECT count(deadline) > 300 AS enough, count(*) FILTER (WHERE business_time(calendar, start_at, deadline) <> duration OR business_time(calendar, start_at, deadline - interval '1 us') <> duration - interval '1 us') AS wrong
  FROM (SELECT *, business_deadline(calendar, start_at, duration) AS deadline
          FROM ruled, generate_series(1, 20) AS n, LATERAL (SELECT timestamp '2023-12-01' + r(i, n, 9000) * interval '1 hour' AS start_at, (1 + r(i, n + 50, 30000000)) * interval '1 s' AS duration) AS s) AS d;

-- eight centuries of yearly dates, day by day
CREATE TABLE centuries AS
SELECT day, sum(CASE WHEN md = '12-25' OR md BETWEEN '12-30' AND '12-31' OR md = '01-01' OR (md = '02-28' AND isodow = 5) THEN 0 WHEN md = '02-29' THEN 2 WHEN isodow > 5 THEN 0 WHEN md = '03-01' THEN 10 ELSE 8 END + CASE WHEN before = '02-29' THEN 1 ELSE 0 END)
               OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS hours
  FROM (SELECT day::date, to_char(day, 'MM-DD') AS md, to_char(day - interval '1 day', 'MM-DD') AS before, extract(isodow FROM day) AS isodow FROM generate_series(timestamp '1590-01-01', '2410-01-01', '1 day') AS day) AS d;
SELECT count(*) > 290000 AS days, count(*) FILTER (WHERE business_time(calendar, '1590-01-01', day) <> make_interval(hours => hours::int)) AS differ
  FROM centuries, (VALUES ('UTC; Mon-Fri 9:00-17:00; 12-25 closed; 12-30..01-01 closed; 02-28 Fri closed; 02-29 22:00-01:00; 03-01 Mon-Fri 9:00-19:00'::business_calendar)) AS v(calendar) WHERE hours IS NOT NULL;
SELECT business_time('UTC; 02-29 10:00-12:00', timestamp '2001-01-01', '2401-01-01') AS "97 leap days", business_deadline('UTC; 02-29 10:00-12:00', timestamp '1897-01-01', '1 hour') AS eighth_year,
       business_deadline('UTC; 02-29 Sat 10:00-12:00', timestamp '2020-03-01', '1 hour') AS a_saturday, business_deadline('UTC; Mon-Fri 9:00-17:00; 01-01..12-31 closed', timestamp '2020-03-01', '1 hour') AS never,
       business_deadline('UTC; Mon-Fri 9:00-17:00; 01-01..12-31 closed until 2029-12-31', timestamp '2020-03-01', '1 hour') AS in_2030;
-- published example of a change of hours: 6 h of the old hours and 2 h of the new ones
SELECT business_time('UTC; Mon-Fri 09:00-18:00 until 2021-12-31; Mon-Fri 10:00-18:00 from 2022-01-01', timestamp '2021-12-31 12:00', '2022-01-03 12:00');
-- Friday 24, Monday 27 to Friday 31, three hours each; then a day of eight hours
SELECT business_time('UTC; Mon-Fri 10:00-18:00; 2021-12-24..2021-12-31 Mon-Fri 10:00-13:00', date '2021-12-24', '2022-01-04');
-- precedence: date, range, yearly date, weekdays
SELECT business_time(calendar, day, day + 1) FROM (VALUES ('UTC; Mon-Sun 0:00-1:00; 12-25 0:00-2:00; 2026-12-20..2026-12-31 Mon-Fri 0:00-3:00; 2026-12-24..2026-12-26 0:00-4:00; 2026-12-25 0:00-5:00'::business_calendar)) AS v(calendar),
       unnest(ARRAY[date '2025-12-24', '2025-12-25', '2026-12-19', '2026-12-20', '2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28', '2027-12-25']) AS day;
-- the shift of the last day with the old hours ends under the new hours
SELECT business_time('UTC; Mon-Sun 22:00-06:00 until 2026-01-31; Mon-Sun 08:00-16:00 from 2026-02-01', date '2026-01-31', '2026-02-02') AS "2 h of the last night, 6 h of it, 8 h", business_time('UTC; Mon-Sun 22:00-06:00; 02-28 closed', date '2028-02-28', '2028-03-02') AS leap, business_time('UTC; Mon-Sun 22:00-06:00; 02-28 closed', date '2027-02-28', '2027-03-02') AS common;

-- equivalent texts become one text
SELECT text::business_calendar FROM (VALUES
	('UTC; Mon-Fri 9:00-18:00 from 2022-01-01; Mon-Fri 09:00-18:00 until 2021-12-31'), ('UTC; mon-fri 9:00-18:00 UNTIL 2022-12-31 From 2022-01-01; Sat 9:00-12:00'), ('UTC; Mon,Tue,Wed 9:00-18:00; Thu 9:00-18:00; Fri 9:00-12:00'),
	('UTC; 12-26 closed; 12-25 closed; 12-24 Mon-Fri 9:00-12:00; 01-01 closed'), ('UTC; 12-31..01-06 closed; 01-07 closed'), ('UTC; 02-28 closed; 03-01 closed; 02-29 closed until 2030-12-31'), ('UTC; 02-28..02-29 closed; 03-01 closed'),
	('UTC; 12-24..12-26 closed; 12-25 closed; 12-27 closed'), ('UTC; 2026-12-24..2026-12-26 Thu-Sat closed; 2026-12-27 closed; 2026-12-28 Tue closed'),
	('UTC; 2026-07-01..2026-08-31 Fri 9:00-15:00; 2026-07-01..2026-08-31 Thu,Mon-Wed 9:00-15:00; 2026-08-15 closed; 2026-08-16 closed'), ('UTC; Sun closed; Mon closed from 2026-01-01; 2026-01-01 closed'),
	('UTC; Sat-Mon 9:00-12:00; 12-24 Sat-Mon,Wed closed')) AS v(text);
SELECT calendar, count(*) FROM (VALUES ('UTC; 2026-12-24 closed; 2026-12-25 closed'::business_calendar), ('UTC; 2026-12-24..2026-12-25 closed'), ('UTC; 2026-12-25 closed; 2026-12-24..2026-12-24 closed')) AS v(calendar) GROUP BY calendar;

-- calendars so long that they are stored compressed or out of line; rows with the same calendar and with different ones
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

-- errors, with their place in the text
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
	('UTC; 0000-01-01 closed'), ('UTC; 12-25'), ('UTC; 12-32 closed'), ('UTC; 02-30 closed'), ('UTC; 13-01 closed'), ('UTC; 1-6 closed'), ('UTC; 12-25..2026-12-26 closed'), ('UTC; 2026-12-25..12-26 closed'),
	('UTC; 12-25 closed; 12-25 Fri 08:00-09:00'), ('UTC; 12-31..01-02 closed; 01-01..01-03 closed'), ('UTC; 12-25 closed from 2026-01-01; 12-25 8:00-9:00 until 2025-12-31'), ('UTC; 12-25 closed from 2026-01-01; 12-25 8:00-9:00 until 2026-12-31'),
	('UTC; 2026-12-21..2026-12-24 Mon-Wed 8:00-9:00; 2026-12-22..2026-12-25 Wed closed'), ('UTC; 2026-12-21..2026-12-24 Mon-Wed 8:00-9:00; 2026-12-22..2026-12-25 Mon,Thu closed'), ('UTC; 2026-12-25 closed until 2026-12-31'), ('UTC; 2026-12-25 Fri'), ('UTC; 2026-12-25 Fri,Fri closed'),
	('UTC; Mon 8:00-9:00 until 2021-12-31; Mon 10:00-11:00 from 2021-12-31'), ('UTC; Fri 8:00-9:00 until 2021-12-31; Fri 10:00-11:00 from 2021-12-31'), ('UTC; Mon 8:00-9:00; Mon 9:00-10:00 from 2026-01-01'), ('UTC; Mon 8:00-9:00 from'), ('UTC; Mon 8:00-9:00 from 2026'), ('UTC; Mon 8:00-9:00 from 2026-01-01 from 2026-01-02'),
	('UTC; Mon 8:00-9:00 from 2026-01-02 until 2026-01-01'), ('UTC; Mon 8:00-9:00 since 2026-01-01'), ('UTC; Mon 108:00-9:00'), ('UTC; Mon 8:0-9:00'), ('UTC; Mon closedfrom 2026-01-01'),
	('+02:00; Mon 08:00-09:00'), ('-5; Mon 08:00-09:00'), ('UTC+2; Mon 08:00-09:00'), ('<+02>-02; Mon 08:00-09:00'), ('05:30; Mon 08:00-09:00'), ('GMT+0'), ('EST5EDT'), ('Etc/GMT-2'), ('UTC; Mon 08:00-09:00,'), ('UTC; Mon 08:00-09:00,' || repeat('10:00-11:00,', 48) || '12:00-13:00'),
	(repeat('x', 300)), ('../etc/passwd; Mon 08:00-09:00')) AS v(text);
SELECT 'UTC; Fri 25:00-26:00'::business_calendar;
SELECT business_time('UTC', '-infinity', timestamptz '2026-01-01');
SELECT business_deadline('UTC; Mon 08:00-09:00', timestamptz 'infinity', '1 hour');
SELECT business_deadline('UTC; Mon 08:00-09:00', timestamptz '2026-01-01', '-1 hour');
SELECT is_open('UTC', timestamp 'infinity');
SELECT length(('UTC' || string_agg('; ' || date '1999-01-01' + n || ' 9:00-' || 10 + n % 2 || ':00', ''))::business_calendar::text) AS ten_thousand_rules FROM generate_series(1, 10000) AS n;
SELECT complaint('UTC' || string_agg('; ' || date '1999-01-01' + n || ' closed', '')) AS one_too_many FROM generate_series(1, 10001) AS n;
SELECT ('UTC' || string_agg(to_char(date '2024-01-01' + n, '; MM-DD 9:00-10:00'), '') || string_agg(to_char(date '2024-01-01' + 2 * n, '; YYYY-MM-DD') || '..' || date '2024-01-02' + 2 * n || ' Mon 9:00-' || 10 + n % 14 || ':' || 10 + n / 14, ''))::business_calendar IS NULL AS too_many_days FROM generate_series(0, 365) AS n;

DROP TABLE teams, spans, hours, calendars, minutes, deadlines, rules, ruled, days, slots, centuries;
DROP FUNCTION r, complaint, calendar_or_null;
RESET ALL;
