-- Backlog at the points of a series
SET timezone = 'Europe/Madrid';
SET datestyle = 'ISO';

-- published example: 120 open, 340 come in and 25 come back, 360 are resolved and 20 closed otherwise: 105
CREATE TABLE flows AS
SELECT timestamp '2026-03-01' AS created, NULL::timestamp AS resolved, n FROM generate_series(1, 120) AS n
 UNION ALL SELECT timestamp '2026-03-01 12:00', NULL, n FROM generate_series(121, 485) AS n;
UPDATE flows SET resolved = '2026-03-01 18:00' WHERE n <= 360 + 20;
SELECT * FROM backlog_series_local((SELECT backlog_agg(created, resolved, '2026-03-01', '2026-03-02', '1 day') FROM flows));
SELECT backlog_at(created, resolved, '2026-03-01') AS before, backlog_at(created, resolved, '2026-03-02') AS after, backlog(backlog_agg(created, resolved, '2026-03-01', '2026-03-02', '1 day')),
       backlog_days(backlog_agg(created, resolved, '2026-03-01', '2026-03-02', '1 day')) = 105 / 380.0::float8 AS days FROM flows;

-- at the point itself, a ticket created then is open, and a ticket resolved then is not
SELECT created, resolved, backlog_at(created, resolved, timestamp '2026-03-02'), backlog_agg(created, resolved, timestamp '2026-03-01', '2026-03-03', '1 day')
  FROM (VALUES (timestamp '2026-03-02', NULL::timestamp), ('2026-03-02 00:00:00.000001', NULL), ('2026-03-01', '2026-03-02'), ('2026-03-01', '2026-03-02 00:00:00.000001'), ('2026-03-02', '2026-03-02'),
               ('2026-02-01', '2026-02-02'), ('2026-02-01', '2026-04-01'), ('2026-03-03 00:00:01', NULL), ('2026-03-02', '2026-03-01'), (NULL, '2026-03-02'), (NULL, NULL)) AS v(created, resolved)
 GROUP BY created, resolved ORDER BY created, resolved;

-- compared with the join with generate_series and with backlog_at, in UTC over a change of clocks
CREATE TABLE tickets AS
SELECT n, timestamptz '2026-03-20' + (n * 7919 % 1000003) * interval '1 s' AS created,
       CASE WHEN n % 7 <> 0 THEN timestamptz '2026-03-20' + (n * 7919 % 1000003 + n * 31 % 300007) * interval '1 s' END AS resolved FROM generate_series(1, 3000) AS n;
CREATE TABLE series AS SELECT s.* FROM (SELECT backlog_agg(created, resolved, '2026-03-22', '2026-04-03', '6 hours') AS b FROM tickets) AS t, LATERAL backlog_series(b) AS s;
SELECT count(*) AS points, count(*) FILTER (WHERE backlog <> plain.open) AS differing, count(*) FILTER (WHERE s.opened <> plain.opened OR s.closed <> plain.closed) AS differing_flows, count(*) FILTER (WHERE s.opened IS NULL AND s.closed IS NULL) AS first
  FROM series AS s, LATERAL (SELECT count(*) FILTER (WHERE created <= s.at AND (resolved IS NULL OR resolved > s.at)) AS open,
                                    count(*) FILTER (WHERE created > s.at - interval '6 hours' AND created <= s.at) AS opened, count(*) FILTER (WHERE resolved > s.at - interval '6 hours' AND resolved <= s.at) AS closed FROM tickets) AS plain;
SELECT bool_and(backlog = (SELECT backlog_at(created, resolved, s.at) FROM tickets)) AS as_backlog_at FROM (SELECT * FROM series ORDER BY at LIMIT 20) AS s;
SELECT min(at), max(at) FROM series;
-- days of local time, without a time zone
SELECT at, opened, closed, backlog FROM backlog_series_local((SELECT backlog_agg(created AT TIME ZONE 'Europe/Madrid', resolved AT TIME ZONE 'Europe/Madrid', '2026-03-28', '2026-03-31 12:00', '1 day') FROM tickets));
-- the mean age of open tickets, compared with plain SQL on random tickets, some created before the first point or after the last, never resolved, or resolved before they were created
CREATE FUNCTION draw(stream text, n bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT ('x' || substr(md5(stream || n), 1, 13))::bit(52)::bigint::float8 / 4503599627370496$$;
CREATE TABLE random_tickets AS
SELECT n, created, CASE WHEN draw('open', n) < 0.8 THEN created + floor((draw('life', n) ^ 4 - 0.001) * 60 * 86400) * interval '1 s' END AS resolved
  FROM generate_series(1, 1000) AS n, LATERAL (SELECT timestamptz '2026-02-20 00:00+00' + floor(draw('created', n) ^ 2 * 50 * 86400) * interval '1 s' AS created) AS c;
CREATE TABLE aged AS
SELECT 'instants' AS clock, s.* FROM (SELECT backlog_agg(created, resolved, '2026-03-05 00:00+00', '2026-04-05 00:00+00', '7 hours') AS b FROM random_tickets) AS t, LATERAL backlog_series(b) AS s;
SELECT count(*) AS points, min(backlog), max(backlog), count(*) FILTER (WHERE backlog <> plain.n) AS differing_backlog, count(*) FILTER (WHERE mean_age IS DISTINCT FROM plain.mean) AS differing_age, min(mean_age) > '0' AS old, max(mean_age) < '45 days' AS not_too_old
  FROM aged AS a, LATERAL (SELECT count(*) AS n, round(avg(extract(epoch FROM a.at - created)::numeric) * 1000000)::bigint * interval '1 us' AS mean FROM random_tickets WHERE created <= a.at AND (resolved IS NULL OR resolved > a.at AND resolved >= created)) AS plain;
-- the mean age equals that of a duration_summary made at the time, also in local times of a zone without clock changes and in merged parts
SELECT bool_and(mean_age = (SELECT mean_age(duration_agg(a.at - created, false)) FROM random_tickets WHERE created <= a.at AND (resolved IS NULL OR resolved > a.at))) AS as_durations FROM aged AS a;
SELECT count(*) AS points, bool_and(l.backlog = a.backlog AND l.mean_age = a.mean_age) AS alike
  FROM backlog_series_local((SELECT rollup(b) FROM (SELECT backlog_agg(created AT TIME ZONE 'UTC', resolved AT TIME ZONE 'UTC', '2026-03-05', '2026-04-05', '7 hours') AS b FROM random_tickets GROUP BY n % 7) AS parts)) AS l JOIN aged AS a ON a.at = l.at AT TIME ZONE 'UTC';
SELECT count(*) AS points, count(*) FILTER (WHERE mean_age IS DISTINCT FROM plain.mean) AS differing
  FROM backlog_series_local((SELECT backlog_agg(created::date, resolved::date, date '2026-03-05', '2026-04-05', '1 day') FROM random_tickets)) AS s,
       LATERAL (SELECT round(86400 * avg(s.at::date - created::date) * 1000000)::bigint * interval '1 us' AS mean FROM random_tickets WHERE created::date <= s.at AND (resolved IS NULL OR resolved::date > s.at AND resolved::date >= created::date)) AS plain;
-- the shorter the step, the closer backlog times step is to the time that tickets were open between the points
SELECT step, abs(sum(backlog) FILTER (WHERE at < '2026-03-25') * seconds(step) / total - 1) < seconds(step) / 86400 * 0.01 AS near, abs(sum(backlog) FILTER (WHERE at < '2026-03-25') * seconds(step) - total) <= n * seconds(step) AS within_bound
  FROM unnest(ARRAY[interval '1 day', '1 hour', '5 min']) AS step, LATERAL backlog_series((SELECT backlog_agg(created, resolved, '2026-03-05', '2026-03-25', step) FROM random_tickets)),
       (SELECT count(*) AS n, sum(seconds(least(coalesce(resolved, 'infinity'), timestamptz '2026-03-25') - greatest(created, timestamptz '2026-03-05'))) AS total
          FROM random_tickets WHERE created < '2026-03-25' AND coalesce(resolved, 'infinity') > greatest(created, timestamptz '2026-03-05')) AS plain
 GROUP BY step, total, n ORDER BY step DESC;
-- merging, rolling up, sliding, storing
SELECT rollup(b) = whole AS rolled, rollup(b) - (SELECT backlog_agg(created, resolved, '2026-03-22', '2026-04-03', '6 hours') FROM tickets WHERE n % 5 = 2) = (SELECT backlog_agg(created, resolved, '2026-03-22', '2026-04-03', '6 hours') FROM tickets WHERE n % 5 <> 2) AS un_merged, n_counted(whole)
  FROM (SELECT backlog_agg(created, resolved, '2026-03-22', '2026-04-03', '6 hours') AS b FROM tickets GROUP BY n % 5) AS parts, (SELECT backlog_agg(created, resolved, '2026-03-22', '2026-04-03', '6 hours') AS whole FROM tickets) AS w GROUP BY whole;
SELECT n, backlog(backlog_agg(created, resolved, '2026-03-22', '2026-04-03', '6 hours') OVER (ORDER BY n ROWS 2 PRECEDING)), backlog_at(created, resolved, '2026-03-30') OVER (ORDER BY n ROWS 2 PRECEDING) FROM tickets WHERE n < 8;

SELECT backlog('empty'), backlog_days('empty'), n_counted('empty'::backlog_summary), backlog_agg(NULL::timestamp, NULL, NULL, NULL, NULL), backlog_at(NULL::timestamp, NULL, NULL);
SELECT * FROM backlog_series('empty');
SELECT backlog_days(backlog_agg(created, NULL, '2026-03-22', '2026-03-23', '1 day')) AS none_closed, backlog_days(backlog_agg(created, resolved, '2026-04-03', '2026-04-03', '1 day')) AS no_time FROM tickets;
SELECT backlog_agg(timestamp '2026-01-01', NULL, '2026-03-01', '2026-03-01', '1 day') AS one_point, backlog_agg(timestamp '2026-01-01', NULL, '1970-01-01', '1970-01-01 00:00:01', '1 s') AS before_2000;
SELECT count(*), max(backlog) FROM backlog_series_local((SELECT backlog_agg(timestamp '2000-01-01', '2000-01-07', '2000-01-01', '2000-01-12 13:46:40', '1 s')));

SELECT backlog_agg(timestamp '2000-01-01', NULL, '2000-01-01', '2000-01-12 13:46:41', '1 s');
SELECT backlog_agg(timestamp '2000-01-01', NULL, '2000-01-02', '2000-01-01', '1 s');
SELECT backlog_agg(timestamp '2000-01-01', NULL, '2000-01-01', '2000-01-02', '0');
SELECT backlog_agg(timestamp '2000-01-01', NULL, '2000-01-01', '2000-03-01', '1 mon');
SELECT backlog_agg(timestamp '2000-01-01', NULL, NULL, '2000-03-01', '1 day');
SELECT backlog_agg(timestamp '2000-01-01', NULL, '2000-01-01', '2000-03-01', NULL);
SELECT backlog_agg(timestamp 'infinity', NULL, '2000-01-01', '2000-03-01', '1 day');
SELECT backlog_agg(timestamp '2000-01-01', 'infinity', '2000-01-01', '2000-03-01', '1 day');
SELECT backlog_agg(timestamp '2000-01-01', NULL, '9999-12-01', '10000-01-01', '1 day');
SELECT backlog_agg(date '2000-01-01', NULL, '0001-12-31 BC', '2000-01-01', '1 day');
-- tickets may be created before and after the range of points
SELECT backlog_agg(created, NULL, timestamp '2000-01-01', '2000-01-02', '1 day') FROM (VALUES (timestamp '4000-01-01 BC'), ('200000-01-01')) AS t(created);
SELECT backlog_at(timestamp '2000-01-01', NULL, NULL);
SELECT backlog_agg(created, NULL, '2000-01-01', stop, '1 day') FROM (VALUES (timestamp '2000-01-01', timestamp '2000-01-05'), ('2000-01-01', '2000-01-06')) AS v(created, stop);
SELECT backlog_agg(timestamp '2000-01-01', NULL, '2000-01-01', '2000-01-02', '1 day') + backlog_agg(timestamptz '2000-01-01', NULL, '2000-01-01', '2000-01-02', '1 day');
SELECT backlog_series(backlog_agg(timestamp '2000-01-01', NULL, '2000-01-01', '2000-01-02', '1 day'));
SELECT backlog_series_local(backlog_agg(timestamptz '2000-01-01', NULL, '2000-01-01', '2000-01-02', '1 day'));
-- half a microsecond is rounded up; an empty backlog has no age; the oldest possible ticket; an age beyond the range of interval
SELECT mean_age FROM backlog_series_local((SELECT backlog_agg(at, NULL, '2026-03-01', '2026-03-01', '1 day') FROM (VALUES (timestamp '2026-03-01'), (timestamp '2026-03-01' - interval '5 us')) AS v(at)));
SELECT backlog, mean_age FROM backlog_series_local((SELECT backlog_agg(timestamp '2026-03-01 12:00', '2026-03-03', '2026-03-01', '2026-03-03', '1 day')));
SELECT mean_age = timestamptz '9999-12-31 23:00Z' - timestamptz '4714-11-24 00:00+00 BC' AS oldest
  FROM backlog_series((SELECT backlog_agg(timestamptz '4714-11-24 00:00+00 BC', NULL, '9999-12-31 23:00Z', '9999-12-31 23:00Z', '1 day')));
-- impossible ages: of tickets opened since the previous point, of closed tickets, of no tickets, of open tickets
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=2 1=1-0:999999)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=2 1=1-0:1000000)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=2 1=1-0:-1)'::backlog_summary;
SELECT '(n=2 start=2000-01-01T00:00:00Z step=1 points=2 0=2-0:5 1=0-1:-1000006)'::backlog_summary;
SELECT '(n=2 start=2000-01-01T00:00:00Z step=1 points=2 0=2-0:5 1=0-1:-2000006)'::backlog_summary;
SELECT '(n=2 start=2000-01-01T00:00:00Z step=1 points=2 0=1-0:0 1=0-1:-999999)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=1 0=1-0:9000000000000000000)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=1 0=1-0:170141183460469231731687303715884105728)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=1 0=1-0)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00 step=1 points=1 0=2-0:5)'::backlog_summary - '(n=1 start=2000-01-01T00:00:00 step=1 points=1 0=1-0:6)';
SELECT '(n=1 start=2000-01-01T00:00:00 step=1 points=1 0=1-0:5)'::backlog_summary - '(n=1 start=2000-01-01T00:00:00 step=1 points=1 0=1-0:4)';
-- the largest possible number of tickets
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=1 0=9223372036854775806-0:0)'::backlog_summary + '(n=1 start=2000-01-01T00:00:00Z step=1 points=1 0=1-0:0)' = '(n=1 start=2000-01-01T00:00:00Z step=1 points=1 0=9223372036854775807-0:0)' AS read;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=1 0=9223372036854775808-0:0)'::backlog_summary;
SELECT '(n=2 start=2000-01-01T00:00:00Z step=1 points=2 1=1-0:0 1=2-0:0)'::backlog_summary;
SELECT '(n=2 start=2000-01-01T00:00:00 step=86400 points=3 later=1 0=2-1:0 2=0-1:-172800000000)'::backlog_summary, '(n=0 start=1999-12-31T23:59:59.5Z step=1 points=1 excluded=1 0=0-0:0)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=2-1:0)'::backlog_summary - '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=2-1:0)', '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=2-1:0)'::backlog_summary - '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=1-1:0)';
SELECT '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=2-1:0)'::backlog_summary - '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=2-0:0)';
SELECT '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=2-1:0)'::backlog_summary - '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 1=1-0:0)';
SELECT '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=2-1:0)'::backlog_summary - '(n=1 start=2000-01-01T00:00:00 step=86400 points=2 0=2-1:0)';
SELECT '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 0=1-2:0)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00 step=86400 points=3 3=1-0:0)'::backlog_summary;
SELECT '(n=0 start=2000-01-01T00:00:00 step=86400 points=3)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00 step=0 points=3 0=1-0:0)'::backlog_summary;
SELECT '(n=1 start=9999-12-31T23:59:60 step=1 points=1 0=1-0:0)'::backlog_summary;
SELECT '(n=1 start=9999-12-31T23:59:58 step=1 points=3 0=1-0:0)'::backlog_summary;
SELECT '(n=1 start=9999-12-31T23:59:58 step=1 points=2 0=1-0:0)'::backlog_summary;
SELECT '(n=1 clock=moon start=0 step=1 points=3 0=1-0:0)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=1000002 0=1-0:0)'::backlog_summary;
SELECT '(n=1 0=1-0:0 start=0 step=1 points=2)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=2 0=1)'::backlog_summary;
SELECT '(n=1 start=2000-01-01T00:00:00Z step=1 points=3 start=2000-01-01T00:00:00Z 0=1-0:0)'::backlog_summary;
SELECT '(n=1 start=0 step=1 points=2 0=1-0:0)'::backlog_summary;
SELECT '(n=0 start=2000-01-01T00:00:00Z)'::backlog_summary;
-- a third-party aggregate that subtracts rows it never counted
CREATE AGGREGATE taken_back(timestamptz, timestamptz, timestamptz, timestamptz, interval)
	(SFUNC = backlog_summary_uncount_timestamptz, STYPE = backlog_summary, INITCOND = 'empty', FINALFUNC = backlog_summary_final);
SELECT taken_back('2026-01-02', NULL, '2026-01-01', '2026-01-03', '1 day');
DROP AGGREGATE taken_back(timestamptz, timestamptz, timestamptz, timestamptz, interval);
SELECT ''::backlog_summary;
RESET timezone;
RESET datestyle;
DROP TABLE flows, tickets, series, random_tickets, aged;
DROP FUNCTION draw(text, bigint);
