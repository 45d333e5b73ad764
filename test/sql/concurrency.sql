-- How many at once: levels of intervals [start, end)
SET timezone = 'UTC';
CREATE FUNCTION uniform(stream int, i bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;

-- four intervals, checked by hand
CREATE TABLE drawn AS SELECT * FROM (VALUES (1, 3), (1, 6), (2, 5), (3, 7)) AS v(a, b);
CREATE TABLE clocks AS
SELECT concurrency_agg(a, b) AS seconds, concurrency_agg(date '2026-03-01' + a, date '2026-03-01' + b) AS dates,
       concurrency_agg(timestamp '2026-03-01' + a * interval '1 day', timestamp '2026-03-01' + b * interval '1 day') AS local,
       concurrency_agg(timestamptz '2026-03-01' + a * interval '1 day', timestamptz '2026-03-01' + b * interval '1 day') AS instants FROM drawn;
SELECT seconds, peak_concurrency_seconds(seconds), mean_concurrency_seconds(seconds, 1, 7) = 14 / 6.0::float8 AS mean, concurrency_at_seconds(seconds, 3) AS at_3,
       n_counted(seconds), n_pending(seconds), n_excluded(seconds) FROM clocks;
SELECT level, time FROM clocks, time_at_concurrency_seconds(seconds, 1, 7);
SELECT at, level FROM clocks, concurrency_series_seconds(seconds);
SELECT at, level FROM clocks, concurrency_series_seconds(seconds, 2.5, 5);
SELECT peak_concurrency_seconds(seconds, 3.5, 6), peak_concurrency_seconds(seconds, 0, 1), mean_concurrency_seconds(seconds, 6, 10), concurrency_at_seconds(seconds, 0.999999) FROM clocks;
-- with every type of time
SELECT instants, local, local = dates AS same FROM clocks;
SELECT peak_concurrency(instants) AS of_instants, peak_concurrency_local(local) AS of_local, peak_concurrency_local(dates) AS of_dates FROM clocks;
SELECT peak_concurrency(instants, '2026-03-05', '2026-03-07') AS of_instants, peak_concurrency(local, timestamp '2026-03-05', '2026-03-07') AS of_local, peak_concurrency(dates, date '2026-03-05', '2026-03-07') AS of_dates FROM clocks;
SELECT mean_concurrency(instants, '2026-03-02', '2026-03-08') = 14 / 6.0::float8 AS of_instants, mean_concurrency(local, timestamp '2026-03-02', '2026-03-08') = 14 / 6.0::float8 AS of_local,
       mean_concurrency(local, date '2026-03-02', '2026-03-08') = 14 / 6.0::float8 AS of_dates FROM clocks;
SELECT concurrency_at(instants, '2026-03-04') AS of_instants, concurrency_at(local, timestamp '2026-03-04') AS of_local, concurrency_at(local, date '2026-03-04') AS of_dates FROM clocks;
SELECT level, i.time AS of_instants, l.time AS of_local, d.time AS of_dates
  FROM clocks, time_at_concurrency(instants, '2026-03-01', '2026-03-08') AS i, time_at_concurrency(local, timestamp '2026-03-01', '2026-03-08') AS l(l_level, time), time_at_concurrency(local, date '2026-03-01', '2026-03-08') AS d(d_level, time)
 WHERE level = l_level AND level = d_level;
SELECT i.at AS of_instants, i.level, l.at AS of_local FROM clocks, concurrency_series(instants) AS i, concurrency_series_local(local) AS l WHERE i.at::timestamp = l.at AND i.level = l.level;
SELECT 'instants' AS by, at::text, level FROM clocks, concurrency_series(instants, '2026-03-04', '2026-03-06')
 UNION ALL SELECT 'local', at::text, level FROM clocks, concurrency_series(local, timestamp '2026-03-04', '2026-03-06')
 UNION ALL SELECT 'dates', at::text, level FROM clocks, concurrency_series(local, date '2026-03-04', '2026-03-06');
SELECT peak_concurrency(a, b) AS of_seconds, peak_concurrency(date '2026-03-01' + a, date '2026-03-01' + b) AS of_dates,
       peak_concurrency(timestamp '2026-03-01' + a * interval '1 h', timestamp '2026-03-01' + b * interval '1 h') AS of_local,
       peak_concurrency(timestamptz '2026-03-01' + a * interval '1 h', timestamptz '2026-03-01' + b * interval '1 h') AS of_instants FROM drawn;

-- intervals that touch do not overlap, an empty interval is at no level, one without an end goes on, one that ends before it starts is excluded
SELECT note, concurrency_agg(a, b) AS s, peak_concurrency(a, b), peak_concurrency_seconds(concurrency_agg(a, b)), n_counted(concurrency_agg(a, b)) AS counted, n_pending(concurrency_agg(a, b)) AS pending,
       n_excluded(concurrency_agg(a, b)) AS excluded, mean_concurrency_seconds(concurrency_agg(a, b), 0, 10) AS mean, peak_concurrency_seconds(concurrency_agg(a, b), 20, 30) AS later
  FROM (VALUES ('touching', 1::float8, 2::float8), ('touching', 2, 3), ('empty', 5, 5), ('empty in another', 1, 6), ('empty in another', 3, 3), ('going on', 4, NULL), ('going on', 8, 9),
               ('before its start', 4, 3), ('before its start', 6, 8), ('only before its start', 4, 3), ('no start', NULL, 4), ('neither', NULL, NULL)) AS v(note, a, b) GROUP BY note ORDER BY note;
SELECT * FROM time_at_concurrency_seconds('empty', 0, 1);
SELECT * FROM concurrency_series_seconds('(n=1 excluded=4)');
SELECT peak_concurrency('empty'), peak_concurrency('empty', '2026-03-01', '2026-03-02'), mean_concurrency('empty', '2026-03-01', '2026-03-02'), concurrency_at('empty', '2026-03-01'), n_counted('empty'::concurrency_summary), n_pending('empty'::concurrency_summary), n_excluded('empty'::concurrency_summary);
SELECT peak_concurrency_seconds(seconds, 1, NULL), mean_concurrency_seconds(seconds, NULL, 2), concurrency_at_seconds(seconds, NULL), (SELECT count(*) FROM time_at_concurrency_seconds(seconds, NULL, 1)) FROM clocks;
SELECT peak_concurrency(NULL::float8, NULL), peak_concurrency(now(), NULL) FROM generate_series(1, 3);
-- a moving frame
SELECT a, b, peak_concurrency(a, b) OVER two AS peak, concurrency_agg(a, b) OVER two AS s
  FROM (VALUES (1, 1, 5), (2, 2, 2), (3, 3, NULL), (4, 9, 8), (5, NULL, 4), (6, 4, 6)) AS v(n, a, b) WINDOW two AS (ORDER BY n ROWS 1 PRECEDING) ORDER BY n;

-- random intervals that often touch, some empty, without an end, with an end before their start, or without a start, compared with plain SQL
CREATE TABLE intervals AS
SELECT i, i % 12 AS g, CASE WHEN uniform(1, i) > 0.03 THEN floor(60 * uniform(2, i)) END AS a, CASE WHEN uniform(3, i) > 0.1 THEN floor(60 * uniform(2, i)) + floor(22 * uniform(4, i)) - 2 END AS b FROM generate_series(1, 480) AS i;
CREATE VIEW usable AS SELECT * FROM intervals WHERE a IS NOT NULL AND (b >= a) IS NOT FALSE;
CREATE TABLE periods AS
SELECT n, lo, lo + CASE n % 3 WHEN 0 THEN 0.25 WHEN 1 THEN 7.5 ELSE 40 END AS hi FROM generate_series(1, 15) AS n, LATERAL (SELECT floor(360 * uniform(5, n)) / 4 - 10 AS lo) AS l;
-- the times in a period at which the level may change, including its start, with the level
CREATE VIEW swept AS
SELECT g, n, lo, hi, at, (SELECT count(*) FROM usable AS u WHERE u.g = p.g AND a <= at AND (b > at) IS NOT FALSE) AS level, lead(at, 1, hi) OVER (PARTITION BY g, n ORDER BY at) AS until
  FROM (SELECT g, n, lo, hi, lo AS at FROM (SELECT DISTINCT g FROM usable) AS groups, periods
        UNION SELECT g, n, lo, hi, a FROM usable, periods WHERE a > lo AND a < hi UNION SELECT g, n, lo, hi, b FROM usable, periods WHERE b > lo AND b < hi) AS p;
CREATE TABLE summaries AS SELECT g, concurrency_agg(a, b) AS s FROM intervals GROUP BY g;
SELECT count(*), count(DISTINCT r.peak) > 6 AS many_peaks, bool_and(p.peak = r.peak AND p.at = r.at) AS peak, bool_and(abs(mean_concurrency_seconds(s, lo, hi) - mean) < 1e-12) AS mean, bool_and(t.levels = r.levels) AS times,
       bool_and(c.series = r.series) AS series, bool_and(concurrency_at_seconds(s, lo) = level_at_start) AS at_start
  FROM (SELECT g, n, lo, hi, max(level) AS peak, (array_agg(at ORDER BY level DESC, at))[1] AS at, (SELECT sum(least(coalesce(b, hi), hi) - greatest(a, lo)) FROM usable AS u WHERE u.g = s.g AND a < hi AND (b > lo) IS NOT FALSE) / (hi - lo) AS mean,
               (SELECT jsonb_object_agg(level, time) FROM (SELECT level, sum(until - at) AS time FROM swept AS t WHERE t.g = s.g AND t.n = s.n GROUP BY level) AS l) AS levels,
               string_agg(at || ' ' || level, ', ' ORDER BY at) FILTER (WHERE level IS DISTINCT FROM before) AS series, (array_agg(level ORDER BY at))[1] AS level_at_start
          FROM (SELECT *, lag(level) OVER (PARTITION BY g, n ORDER BY at) AS before FROM swept) AS s GROUP BY g, n, lo, hi) AS r JOIN summaries USING (g),
       LATERAL peak_concurrency_seconds(s, lo, hi) AS p(peak, at), LATERAL (SELECT jsonb_object_agg(level, seconds(time)) AS levels FROM time_at_concurrency_seconds(s, lo, hi)) AS t,
       LATERAL (SELECT string_agg(at || ' ' || level, ', ' ORDER BY at) AS series FROM concurrency_series_seconds(s, lo, hi)) AS c;
-- over all time, as a running sum
SELECT count(*), bool_and(ours.peak = r.peak AND ours.at = r.at) AS peak, bool_and(one_call = r.peak) AS one_call, bool_and(series = changes) AS series, bool_and(n_counted(s) = starts AND n_pending(s) = pending AND n_excluded(s) = excluded) AS counts
  FROM (SELECT g, max(level) AS peak, (array_agg(at ORDER BY level DESC, at))[1] AS at, string_agg(at || ' ' || level, ', ' ORDER BY at) FILTER (WHERE level IS DISTINCT FROM before) AS changes
          FROM (SELECT *, lag(level) OVER (PARTITION BY g ORDER BY at) AS before
                  FROM (SELECT g, at, sum(sum(step)) OVER (PARTITION BY g ORDER BY at) AS level FROM (SELECT g, a AS at, 1 AS step FROM usable UNION ALL SELECT g, b, -1 FROM usable WHERE b IS NOT NULL) AS c GROUP BY g, at) AS l) AS s GROUP BY g) AS r
  JOIN (SELECT g, peak_concurrency(a, b) AS one_call, count(a) FILTER (WHERE (b >= a) IS NOT FALSE) AS starts, count(*) FILTER (WHERE a IS NOT NULL AND b IS NULL) AS pending, count(*) FILTER (WHERE b < a) AS excluded FROM intervals GROUP BY g) AS i USING (g)
  JOIN summaries USING (g), LATERAL peak_concurrency_seconds(s) AS ours, LATERAL (SELECT string_agg(at || ' ' || level, ', ' ORDER BY at) AS series FROM concurrency_series_seconds(s)) AS c;
-- instants and local times return the same figures
SELECT bool_and(p.peak = i.peak AND i.at = epoch + p.at * interval '1 s' AND p.peak = l.peak AND l.at = i.at::timestamp) AS peak, bool_and(mean_concurrency_seconds(s, lo, hi) = mean_concurrency(instants, epoch + lo * interval '1 s', epoch + hi * interval '1 s')) AS mean
  FROM (SELECT g, concurrency_agg(epoch + a * interval '1 s', epoch + b * interval '1 s') AS instants, concurrency_agg(epoch::timestamp + a * interval '1 s', epoch::timestamp + b * interval '1 s') AS local, min(epoch) AS epoch
          FROM intervals, (VALUES (timestamptz '2026-03-29')) AS e(epoch) GROUP BY g) AS c JOIN summaries USING (g), periods, LATERAL peak_concurrency_seconds(s, lo, hi) AS p,
       LATERAL peak_concurrency(instants, epoch + lo * interval '1 s', epoch + hi * interval '1 s') AS i, LATERAL peak_concurrency(local, epoch::timestamp + lo * interval '1 s', epoch::timestamp + hi * interval '1 s') AS l;

-- merge and un-merge: it does not matter which end belongs to which start, but nothing can end that has not started
SELECT s + '(n=2 start=4 end=4)' - '(n=2 start=1 end=7)' AS s FROM (SELECT seconds AS s FROM clocks) AS c;
SELECT '(n=4 start=1 end=2 start=3 end=4)'::concurrency_summary - '(n=2 start=1 end=4)';
SELECT concurrency_summary_uncount_float8('(n=2 start=1 end=2)', 1, 3);
SELECT concurrency_summary_uncount_float8('(n=4 start=1 end=2 start=3 end=4)', 1, 4);
SELECT concurrency_summary_uncount_float8('(n=3 start=1 end=2 excluded=3)', 3, 1), concurrency_summary_uncount_float8('(n=3 start=1 end=2 start=3)', 3, NULL), concurrency_summary_count_float8('empty', 3, 3);
SELECT seconds + instants FROM clocks;
-- a third-party aggregate that subtracts what was never counted; the error comes when it is read
CREATE AGGREGATE upside_down(concurrency_summary) (SFUNC = concurrency_summary_subtract, STYPE = concurrency_summary, FINALFUNC = concurrency_summary_peak, INITCOND = '(n=4 start=1 end=2 start=3 end=4)',
	MSFUNC = concurrency_summary_subtract, MINVFUNC = concurrency_summary_add, MSTYPE = concurrency_summary, MFINALFUNC = concurrency_summary_peak, MINITCOND = '(n=4 start=1 end=2 start=3 end=4)');
SELECT upside_down(s) OVER (ROWS 1 PRECEDING) FROM (VALUES ('(n=2 start=1 end=4)'::concurrency_summary)) AS v(s);

-- text
SELECT '(n=4 end=2 start=1 excluded=0.5 start=2026)'::concurrency_summary, '(n=2 end=0.25 start=0.25)'::concurrency_summary, '(n=1 excluded=-5)'::concurrency_summary;
SELECT '(n=1 end=1)'::concurrency_summary;
SELECT '(n=3 start=1 end=2 end=3)'::concurrency_summary;
SELECT '(n=2 start=2 end=1)'::concurrency_summary;
SELECT '(n=1 excluded=1 end=2)'::concurrency_summary;
SELECT '(n=1 begin=1)'::concurrency_summary;
SELECT '(n=1 start)'::concurrency_summary;
SELECT '(n=2 start=1 end=2026-03-01T00:00:00Z)'::concurrency_summary;
SELECT '(n=1 start=2026-02-30T00:00:00Z)'::concurrency_summary;
SELECT '(n=1 start=1e3)'::concurrency_summary;
SELECT '(n=0)'::concurrency_summary;

-- errors
SELECT peak_concurrency(instants, '2026-03-05', '2026-03-05') FROM clocks;
SELECT mean_concurrency(local, timestamp '2026-03-05 12:30', '2026-03-04 08:00:00.5') FROM clocks;
SELECT mean_concurrency_seconds(seconds, 2, -1.5) FROM clocks;
SELECT time_at_concurrency_seconds('empty', 1, 1);
SELECT concurrency_agg(timestamptz '2026-03-05', 'infinity');
SELECT concurrency_agg(timestamp '-infinity', NULL);
SELECT concurrency_agg(1::float8, 'NaN');
SELECT concurrency_agg(date '10000-01-01', NULL);
SELECT peak_concurrency(instants, '-infinity', '2026-03-05') FROM clocks;
SELECT concurrency_at_seconds(seconds, 1e18) FROM clocks;
SELECT peak_concurrency(local) FROM clocks;
SELECT peak_concurrency_local(seconds) FROM clocks;
SELECT peak_concurrency_seconds(instants) FROM clocks;
SELECT concurrency_series_seconds(local) FROM clocks;
SELECT peak_concurrency(local, '2026-03-05', '2026-03-06') FROM clocks;
SELECT time_at_concurrency(seconds, '2026-03-05', '2026-03-06') FROM clocks;
SELECT concurrency_at(instants, timestamp '2026-03-05') FROM clocks;
SELECT concurrency_at_seconds(instants, 5) FROM clocks;
SELECT peak_concurrency(instants, timestamptz '2026-03-05', date '2026-03-06') FROM clocks;
SELECT mean_concurrency(instants, timestamp '2026-03-05', timestamptz '2026-03-06') FROM clocks;
SELECT concurrency_agg(timestamptz '2026-03-05', date '2026-03-06');
SELECT peak_concurrency(timestamp '2026-03-05', timestamptz '2026-03-06') OVER ();

DROP VIEW swept, usable;
DROP TABLE drawn, clocks, intervals, periods, summaries;
DROP AGGREGATE upside_down(concurrency_summary);
-- so many that they are sorted by their bytes, and in blocks if they are nearly in order
SELECT bool_and(s = by_start) AS same, max(n_counted(s)) AS n, bool_and(series) AS ordered
  FROM (SELECT concurrency_agg(a, b ORDER BY a) AS by_start, ARRAY[concurrency_agg(a, b ORDER BY i), concurrency_agg(a, b ORDER BY a + i % 97), concurrency_agg(a, b ORDER BY b), concurrency_agg(a, b ORDER BY a DESC), concurrency_agg(a, b ORDER BY i % 3, a)] AS others
          FROM (SELECT i, ('x' || substr(md5('a' || i), 1, 8))::bit(32)::int / 1000.0::float8 AS a FROM generate_series(1, 40000) AS i) AS starts, LATERAL (SELECT a + ('x' || substr(md5('b' || i), 1, 4))::bit(16)::int AS b) AS ends) AS sums,
       unnest(others) AS s, LATERAL (SELECT bool_and(at > before IS NOT FALSE) AS series FROM (SELECT at, lag(at) OVER () AS before FROM concurrency_series_seconds(s)) AS q) AS q;
DROP FUNCTION uniform;
