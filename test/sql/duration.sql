-- Durations, including unfinished ones

-- Freireich et al. 1963: weeks of remission under 6-MP, as seconds; + means not finished
CREATE TABLE remissions AS
SELECT trim(trailing '+' FROM weeks)::float8 AS elapsed, weeks NOT LIKE '%+' AS finished
  FROM unnest(string_to_array('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+', ' ')) AS weeks;
-- published survival; the interval at 10 is from R's summary(survfit(..., conf.type = "log-log"))
SELECT at, round(survival_at(s, make_interval(secs => at))::numeric, 4) AS survival, round(survival_at(s, make_interval(secs => at))::numeric, 4) = published AS as_published,
       round(survival_lower(s, make_interval(secs => at))::numeric, 4) AS lower, round(survival_upper(s, make_interval(secs => at))::numeric, 4) AS upper
  FROM (SELECT duration_agg(elapsed, finished) AS s FROM remissions) AS r,
       (VALUES (5.99, 1), (6, .8571), (7, .8067), (10, .7529), (13, .6902), (16, .6275), (22, .5378), (23, .4482), (34.9, .4482)) AS v(at, published);
-- published median 23; the mean of only the finished, 12.11, is wrong; R's restricted mean to 35: 23.287, standard error 2.827, which is multiplied by sqrt(9 / 8) and t with 8 degrees of freedom, 2.306004
SELECT survival_quantile(s, 0.5), seconds(survival_quantile(s, 0.5)), mean(s), round(seconds(mean(s))::numeric, 2) AS seconds, n_counted(s), n_pending(s), n_excluded(s),
       round(seconds(restricted_mean(s, make_interval(secs => 35)))::numeric, 3) AS restricted_mean, round((seconds(restricted_mean_upper(s, make_interval(secs => 35))) - seconds(restricted_mean_lower(s, make_interval(secs => 35))))::numeric / 2 / sqrt(9 / 8.0) / 2.306004, 3) AS standard_error,
       restricted_mean(s, '35 s')
  FROM (SELECT duration_agg(elapsed, finished) AS s FROM remissions) AS r;
SELECT duration_agg(elapsed, finished), duration_agg(elapsed * interval '1 s', finished) = duration_agg(elapsed, finished) AS intervals,
       duration_agg(elapsed) FILTER (WHERE finished) + duration_agg(elapsed, false) FILTER (WHERE NOT finished) = duration_agg(elapsed, finished) AS in_parts FROM remissions;

-- exponential survival: 9 relapses in 359 weeks at risk, an average hazard of .025 a week (Kleinbaum and Klein 2012, chapter 1)
SELECT exponential_mean(s), round(seconds(exponential_mean(s))::numeric, 6) AS seconds, round((1 / seconds(exponential_mean(s)))::numeric, 3) AS hazard FROM (SELECT duration_agg(elapsed, finished) AS s FROM remissions) AS r;
-- if all are finished, it is the mean; if none is, it is unknown; durations of 0 count, whether finished or not
SELECT exponential_mean(duration_agg(x)) = mean(duration_agg(x)) AS all_finished, exponential_mean(duration_agg(x, false)), seconds(exponential_mean(duration_agg(x, false))), exponential_mean('empty'),
       exponential_mean(duration_agg(x, x = 0)) AS one_at_once, seconds(exponential_mean(duration_agg(x * interval '1 us', x = 20))) AS microseconds FROM unnest(ARRAY[0, 10, 20]) AS x;
SELECT exponential_mean(duration_agg(x, n = 1)) FROM (VALUES (1, 9e12), (2, 9e12)) AS v(n, x);

-- survival beyond the longest duration is unknown unless all have finished; the ends of the curve have no interval
SELECT survival_at(s, '36 s'), restricted_mean(s, '36 s'), restricted_mean_lower(s, '36 s'), survival_quantile(s, 0.6), survival_lower(s, '5 s'), survival_at(s, '0')
  FROM (SELECT duration_agg(elapsed, finished) AS s FROM remissions) AS r;
SELECT survival_at(s, '36 s'), restricted_mean(s, '36 s'), restricted_mean_lower(s, '1 s'), restricted_mean_upper(s, '1 s'), survival_quantile(s, 0.99), survival_upper(s, '36 s'), survival_at(s, '10 s')
  FROM (SELECT duration_agg(x) AS s FROM unnest(ARRAY[10, 20, 30]) AS x) AS all_finished;
SELECT survival_at(s, '20 s'), survival_quantile(s, 0.5), mean(s), quantile(s, 0.5), share_within(s, '20 s'), share_within(s, '5 s'), restricted_mean(s, '20 s'), n_pending(s), ci_lower(s)
  FROM (SELECT duration_agg(x, false) AS s FROM unnest(ARRAY[10, 20, 30]) AS x) AS none_finished;
SELECT mean(s), quantile(s, 0.5), share_within(s, '1 s'), survival_at(s, '1 s'), survival_quantile(s, 0.5), restricted_mean(s, '1 s'), ci_upper(s), n_counted(s) FROM (VALUES ('empty'::duration_summary), (NULL)) AS v(s);

-- Kaplan-Meier compared with plain SQL, many durations of whole seconds
CREATE TABLE waits AS SELECT n, (n * 7919 % 997)::float8 AS elapsed, n * 31 % 7 < 5 AS finished FROM generate_series(1, 5000) AS n;
CREATE TABLE steps AS
SELECT elapsed, d, n, exp(sum(ln(1 - d / n)) OVER (ORDER BY elapsed)) AS survival, sum(d / (n * (n - d))) OVER (ORDER BY elapsed) AS greenwood
  FROM (SELECT elapsed, count(*) FILTER (WHERE finished)::float8 AS d, sum(count(*)) OVER (ORDER BY elapsed DESC)::float8 AS n FROM waits GROUP BY elapsed) AS times
 WHERE d > 0 AND d < n;
SELECT count(*) AS times, bool_and(abs(survival_at(s, make_interval(secs => elapsed)) - survival) < 1e-9) AS survival,
       bool_and(abs(survival_lower(s, make_interval(secs => elapsed)) - survival ^ exp(1.959963984540054 * sqrt(greenwood) / -ln(survival))) < 1e-9) AS lower,
       bool_and(abs(survival_upper(s, make_interval(secs => elapsed), 0.9) - survival ^ exp(-1.6448536269514722 * sqrt(greenwood) / -ln(survival))) < 1e-9) AS upper
  FROM steps, (SELECT duration_agg(elapsed, finished) AS s FROM waits) AS w WHERE survival > 0.02;
SELECT abs(seconds(restricted_mean(s, make_interval(secs => 500))) - area) < 1e-6 AS restricted_mean,
       abs(seconds(restricted_mean_upper(s, make_interval(secs => 500))) - (area + t * sqrt(variance * m / (m - 1)))) < 1e-6 AS upper
  FROM (SELECT duration_agg(elapsed, finished) AS s FROM waits) AS w,
       LATERAL (SELECT 1.0 * min(elapsed) + sum(survival * (until - elapsed)) AS area FROM (SELECT *, least(lead(elapsed, 1, 500::float8) OVER (ORDER BY elapsed), 500) AS until FROM steps WHERE elapsed < 500) AS a) AS a,
       LATERAL (SELECT sum(d / (n * (n - d)) * behind ^ 2) AS variance
                  FROM (SELECT *, sum(survival * (until - elapsed)) OVER (ORDER BY elapsed DESC) AS behind FROM (SELECT *, least(lead(elapsed, 1, 500::float8) OVER (ORDER BY elapsed), 500) AS until FROM steps WHERE elapsed < 500) AS b) AS c) AS v,
       -- Student's t with as many values as have finished by then
       LATERAL (SELECT m, (ci_upper(s) - mean(s)) / (stddev(s) / sqrt(m)) AS t FROM (SELECT count(*)::float8 AS m, mean_agg(elapsed) AS s FROM waits WHERE finished AND elapsed <= 500) AS f) AS student;

-- every target of three digits is exact, also from a roll-up; other targets use the next shorter one
CREATE TABLE calls AS SELECT n, (n * 7919 % 100003) * (n * 31 % 101) / 7e3 AS wait, n % 5 <> 0 AS answered FROM generate_series(1, 20000) AS n;
SELECT count(*) AS targets, bool_and(share_within(s, make_interval(secs => target)) = plain) AS exact
  FROM (SELECT rollup(s) AS s FROM (SELECT duration_agg(wait, answered) AS s FROM calls GROUP BY n % 17) AS days) AS w,
       (VALUES (0.0001), (0.05), (1), (1.01), (9.99), (10), (19.9), (20), (20.1), (90), (99.9), (100), (101), (240), (999), (1000), (1010), (1440), (14400)) AS targets(target),
       LATERAL (SELECT count(*) FILTER (WHERE answered AND wait <= target)::float8 / count(*) FILTER (WHERE answered OR wait > target) AS plain FROM calls) AS p;
SELECT share_within(s, make_interval(secs => 20.0499)) = share_within(s, make_interval(secs => 20)) AS of_the_shorter, share_within(s, make_interval(secs => 0)) AS zero_waits FROM (SELECT duration_agg(wait) AS s FROM calls) AS w;
-- a caller who waited longer than the target is late; one who is still waiting may not be
SELECT share_within(s, '20 s'), share_within(s, '60 s') FROM (SELECT duration_agg(wait, answered) AS s FROM (VALUES (10, true), (20, true), (30, true), (15, false), (40, false)) AS v(wait, answered)) AS w;

-- quantiles within 0.5 %, the exact mean, an interval close to Student's
SELECT bool_and(abs(seconds(quantile(s, p)) / plain - 1) <= 0.005) AS within_half_a_per_cent, bool_and(quantile(s, p) = seconds(quantile(s, p)) * interval '1 s') AS intervals
  FROM (SELECT duration_agg(wait) AS s FROM calls WHERE wait > 0) AS w, unnest(ARRAY[0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1]) AS p,
       LATERAL (SELECT percentile_disc(p) WITHIN GROUP (ORDER BY wait) AS plain FROM calls WHERE wait > 0) AS q;
SELECT seconds(mean(s)) = round(avg(round(wait::numeric, 6)), 6)::float8 AS mean, abs(ci_lower(s) / ci_lower(mean_agg(wait)) - 1) < 1e-4 AS lower, abs(ci_upper(s, 0.9) / ci_upper(mean_agg(wait), 0.9) - 1) < 1e-4 AS upper
  FROM calls, (SELECT duration_agg(wait) AS s FROM calls) AS w GROUP BY s;

-- the buckets: both neighbours of each edge, from a microsecond to the longest duration
SELECT string_agg(duration_agg::text, E'\n' ORDER BY us) FROM (SELECT us, duration_agg(us / 1e6) FROM unnest(ARRAY[0, 1, 999, 1000, 1001, 1010, 1011, 9990, 9991, 10000, 10001, 999000000, 999000001, 1000000000, 9223372036854000000]) AS us GROUP BY us) AS one;
SELECT bool_and(share_within(s, make_interval(secs => target)) = (value <= target * 1000000)::int) AS edges
  FROM (SELECT value, duration_agg(value / 1e6) AS s FROM generate_series(0, 9) AS k, unnest(ARRAY[1, 100, 101, 110, 999]) AS m, LATERAL (VALUES (m * (10 ^ k)::bigint - 1), (m * (10 ^ k)::bigint), (m * (10 ^ k)::bigint + 1)) AS v(value) GROUP BY value) AS values,
       (SELECT m * 10 ^ k / 1e6 AS target FROM generate_series(0, 9) AS k, unnest(ARRAY[100, 101, 110, 999]) AS m) AS targets;

-- excluded and skipped rows
SELECT duration_agg(elapsed, finished), n_excluded(duration_agg(elapsed, finished)) FROM (VALUES (1, true), (-1, true), (-2, false), (NULL, true), (3, NULL), (2, false)) AS v(elapsed, finished);
SELECT n, duration_agg(x) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, -1), (2, 5), (3, 7), (4, NULL), (5, -3)) AS v(n, x);
-- sliding frames equal a new computation
SELECT count(*) AS frames, count(*) FILTER (WHERE moving <> anew) AS differing
  FROM (SELECT n, duration_agg(wait, answered) OVER (ORDER BY n ROWS BETWEEN 20 PRECEDING AND 3 FOLLOWING) AS moving FROM calls WHERE n <= 400) AS m,
       LATERAL (SELECT duration_agg(wait, answered) AS anew FROM calls WHERE calls.n BETWEEN m.n - 20 AND m.n + 3 AND calls.n <= 400) AS a;
-- stored values are unchanged, even compressed and large; a bucket takes at most 16 bytes
CREATE TABLE stored AS SELECT n % 3 AS g, duration_agg(wait, answered) AS s FROM calls GROUP BY 1;
SELECT bool_and(stored.s = fresh.s AND stored.s::text = fresh.s::text) AS same, bool_and(octet_length(duration_summary_send(stored.s)) <= 64 + 16 * buckets) AS small
  FROM stored JOIN (SELECT n % 3 AS g, duration_agg(wait, answered) AS s FROM calls GROUP BY 1) AS fresh USING (g), LATERAL (SELECT count(*) AS buckets FROM regexp_matches(stored.s::text, ' \d', 'g')) AS b;
DROP TABLE remissions, waits, steps, calls, stored;

SELECT '(n=2 finished_us=2500000 1=1 1.5=1)'::duration_summary, '(n=1 unfinished_us=1500000 1.5=0+1 excluded=2)'::duration_summary, '(n=1 9230000000000=0+1 unfinished_us=9223372036854775807)'::duration_summary;
SELECT '(n=1 finished_us=3 0.000003=1)'::duration_summary + '(n=1 finished_us=3 0.000003=1)', '(n=1 finished_us=6 0.000003=2)'::duration_summary - '(n=1 finished_us=3 0.000003=1)', '(n=1 finished_us=3 0.000003=1)'::duration_summary - '(n=1 finished_us=3 0.000003=1)';
SELECT '(n=1 finished_us=3 0.000003=1)'::duration_summary - '(n=1 finished_us=4 0.000004=1)';
SELECT '(n=1 finished_us=20000000 20=1)'::duration_summary - '(n=1 unfinished_us=20000000 20=0+1)';
SELECT '(n=0 excluded=1)'::duration_summary - '(n=0 excluded=2)';
SELECT '(n=1 finished_us=39950000 20=2)'::duration_summary - '(n=1 finished_us=19910000 20=1)';
SELECT duration_summary_uncount_float8('(n=1 finished_us=3 0.000003=1)', 5);
SELECT duration_summary_uncount_float8('(n=1 finished_us=20000000 20=1)', 19.95);
-- the largest possible counts: sums of counts are exact although a double would round them
SELECT survival_at(s, make_interval(secs => 18)), seconds(quantile(s, 1)), share_within(s, make_interval(secs => 18)), seconds(survival_quantile(s, 0.99)), n_counted(s)
  FROM (SELECT ('(n=18 ' || string_agg(i || '=562949953421311', ' ') || ' 17=16 18=1 finished_us=' || (136::numeric * 562949953421311 + 17 * 16 + 18) * 1000000 || ')')::duration_summary AS s FROM generate_series(1, 16) AS i) AS full_buckets;
SELECT survival_at(s, make_interval(secs => 18)) FROM (SELECT ('(n=18 ' || string_agg(i || '=0+562949953421311', ' ') || ' 17=0+16 18=1 finished_us=18000000 unfinished_us=' || (136::numeric * 562949953421311 + 17 * 16) * 1000000 || ')')::duration_summary AS s FROM generate_series(1, 16) AS i) AS running;
-- a mean is rounded to the microsecond, half up; the longest duration; no spread
SELECT mean(duration_agg(x)), mean_interval(mean_agg(x)) FROM unnest(ARRAY[interval '2 us', '3 us']) AS x;
SELECT mean(duration_agg(x)) FROM (VALUES (interval '500000000:00:00.000001')) AS v(x);
SELECT seconds(quantile(s, 0.5)) BETWEEN 9.22e12 AND 9.2233720368548e12 AS quantile, seconds(survival_quantile(s, 0.5)) AS survival_quantile, seconds(mean(s)) FROM (SELECT duration_agg(9.2232e12) AS s) AS longest;
SELECT ci_lower(s), ci_upper(s) FROM (VALUES ('(n=1 finished_us=40000000 20=2)'::duration_summary)) AS v(s);
SELECT '(n=2 20=1 20=1 finished_us=40000000)'::duration_summary;
SELECT '(n=1 finished_us=7 finished_us=20000000 20=1)'::duration_summary;
SELECT '(n=0 excluded=1 excluded=2)'::duration_summary;
SELECT ''::duration_summary;
SELECT 'empty 20=1'::duration_summary;
SELECT '(n=1 20)'::duration_summary;
SELECT '(n=1 20.05=1 finished_us=20050000)'::duration_summary;
SELECT '(n=1 20=1 finished_us=20000001)'::duration_summary;
SELECT '(n=1 20=1 finished_us=19900000)'::duration_summary;
SELECT '(n=1 20=1)'::duration_summary;
SELECT '(n=1 20=-1 finished_us=20000000)'::duration_summary;
SELECT '(n=1 20=1+ finished_us=20000000)'::duration_summary;
SELECT '(n=1 20=+1 finished_us=20000000)'::duration_summary;
SELECT '(n=1 20=1x finished_us=20000000)'::duration_summary;
SELECT '(n=1 9240000000000=1)'::duration_summary;
SELECT '(n=1 0=562949953421312)'::duration_summary;
SELECT '(n=1 0=562949953421311)'::duration_summary + '(n=1 0=1)';
SELECT '(n=0 excluded=-1)'::duration_summary;
SELECT '(n=0 excluded=1.5)'::duration_summary;
SELECT '(n=0 finished=1)'::duration_summary;
-- durations in whole units return whole, if a bucket contains only one: the value at the nearest rank
SELECT unit, count(*) AS quantiles, count(*) FILTER (WHERE quantile(s, p) = plain) AS whole, count(*) FILTER (WHERE survival_quantile(s, p) = plain) AS survival
  FROM (VALUES (interval '1 ms', 970), ('10 ms', 990), ('0.1 s', 1000), ('1 s', 997), ('1 min', 160), ('1 h', 270), ('1 day', 110)) AS u(unit, most), unnest(ARRAY[0.01, 0.25, 0.5, 0.55, 0.9, 0.99]) AS p,
       LATERAL (SELECT duration_agg((1 + n * 7919 % most) * unit) AS s, percentile_disc(p) WITHIN GROUP (ORDER BY (1 + n * 7919 % most) * unit) AS plain FROM generate_series(1, 500) AS n) AS x(s, plain)
 GROUP BY unit ORDER BY unit;
SELECT seconds(quantile(duration_agg(x), 0.5)) AS quantile, what
  FROM (VALUES (1, 'twenty seconds', 20.0), (2, 'days', 3 * 86400), (3, 'above 1000 s in steps of 10 s', 1234), (4, 'no whole number of a millisecond', 20.0001)) AS v(n, what, x) GROUP BY n, what ORDER BY n;
SELECT seconds(quantile(s, 0.5)) AS among_others, seconds(quantile(s - '(n=1 finished_us=20000100 20.1=1)', 0.5)) AS taken_away FROM (SELECT duration_agg(x) AS s FROM unnest(ARRAY[20.0, 20.0001, 30]) AS x) AS fractions;
SELECT seconds(quantile(duration_agg(n), 0.55)) AS quantile, seconds(survival_quantile(duration_agg(n), 0.55)) AS survival_quantile, percentile_disc(0.55) WITHIN GROUP (ORDER BY n) AS plain FROM generate_series(1, 100) AS n;
SELECT quantile('empty'::duration_summary, 90);
SELECT quantile('empty'::duration_summary, 1.01);
SELECT quantile('empty'::duration_summary, 'NaN');
SELECT quantile('empty'::duration_summary, NULL);
SELECT survival_quantile('(n=1 finished_us=3 0.000003=1)'::duration_summary, 1);
SELECT share_within('(n=1 finished_us=3 0.000003=1)', '-1 s');
SELECT share_within('(n=1 finished_us=3 0.000003=1)', '1 mon');
SELECT share_within('(n=1 finished_us=3 0.000003=1)', NULL);
SELECT survival_lower('(n=1 finished_us=3 0.000003=1)', '1 s', 1);
SELECT duration_agg(interval '1 mon');
SELECT duration_agg('NaN'::float8);
SELECT duration_agg(1e13);
-- a third-party aggregate that subtracts other durations than were counted
CREATE AGGREGATE taken_back(interval)
	(SFUNC = duration_summary_uncount_interval, STYPE = duration_summary, INITCOND = '(n=1 finished_us=3003000 1.01=3+0)', FINALFUNC = duration_summary_final);
SELECT taken_back(x) FROM unnest(ARRAY[interval '1.01 s', '1.01 s', '1.01 s']) AS x;
DROP AGGREGATE taken_back(interval);

-- ages of open tickets, compared with plain SQL, at random: the last five days, a month, a year
CREATE FUNCTION draw(stream text, n bigint) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT ('x' || substr(md5(stream || n), 1, 13))::bit(52)::bigint::float8 / 4503599627370496$$;
CREATE TABLE open_tickets AS
SELECT n, days, draw('finished', n) < 0.4 AS finished, round(draw('age', n) ^ 2 * days * 86400e6)::bigint * interval '1 us' AS age FROM unnest(ARRAY[5, 30, 365]) AS days, generate_series(1, 2000) AS n;
SELECT days, n_pending(s) = count(*) AS n, mean_age(s) = round(avg(us))::bigint * interval '1 us' AS mean, abs(seconds(oldest(s)) / seconds(max(age)) - 1) <= 0.005 AS oldest, oldest(s) = age_quantile(s, 1) AS as_quantile
  FROM open_tickets JOIN (SELECT days, duration_agg(age, finished) AS s FROM open_tickets GROUP BY days) AS o USING (days), LATERAL (SELECT round((1e6 * extract(epoch FROM age))::numeric) AS us) AS u WHERE NOT finished GROUP BY days, s ORDER BY days;
SELECT days, bool_and(abs(seconds(age_quantile(s, p)) / seconds(plain) - 1) <= 0.005) AS within_half_a_per_cent
  FROM (SELECT days, duration_agg(age, finished) AS s FROM open_tickets GROUP BY days) AS o, unnest(ARRAY[0.01, 0.1, 0.5, 0.9, 0.99]) AS p,
       LATERAL (SELECT percentile_disc(p) WITHIN GROUP (ORDER BY age) AS plain FROM open_tickets AS t WHERE t.days = o.days AND NOT finished) AS q GROUP BY days ORDER BY days;
-- bounds of three significant digits are exact, and the counts add up, also from a roll-up
SELECT days, count(*) AS classes, bool_and(n = plain) AS n, bool_and(share = plain / total::float8) AS share, sum(n) = max(total) AS in_all
  FROM (SELECT days, rollup(s) AS s FROM (SELECT days, duration_agg(age, finished) AS s FROM open_tickets GROUP BY days, n % 7) AS parts GROUP BY days) AS o, aging(s, '{0, 1 us, 90 s, 15 min, 1 h, 4 h, 8 h, 24 h, 5 days, 10 days, 50 days, 100 days}'),
       LATERAL (SELECT count(*) FILTER (WHERE coalesce(age > older_than, true) AND coalesce(age <= up_to, true)) AS plain, count(*) AS total FROM open_tickets AS t WHERE t.days = o.days AND NOT finished) AS p GROUP BY days ORDER BY days;
-- bounds of 3 and 7 days are not exact, unless all open tickets are known to have whole hours or days; otherwise only the bucket that contains the bound is uncertain
SELECT sum(n) FILTER (WHERE up_to <= '7 days') >= count AS shorter, sum(n) FILTER (WHERE up_to <= '7 days') <= at_most AS not_much
  FROM (SELECT count(*) FILTER (WHERE age <= '604000 s') AS count, count(*) FILTER (WHERE age <= '7 days') AS at_most, duration_agg(age, finished) AS s FROM open_tickets WHERE days = 30 AND NOT finished) AS o, aging(s, '{1 day, 3 days, 7 days}') GROUP BY count, at_most;
SELECT unit, sum(n) AS open, bool_and(a.n = plain) AS exact
  FROM (VALUES (interval '1 h'), ('1 day')) AS u(unit), LATERAL (SELECT duration_agg(i % 15 * unit, false) + duration_agg(7 * interval '1 s') AS s FROM generate_series(1, 100) AS i) AS o, aging(s, ARRAY[0 * unit, unit, 2 * unit, 3 * unit, 7 * unit, 14 * unit]) AS a,
       LATERAL (SELECT count(*) AS plain FROM generate_series(1, 100) AS i WHERE coalesce(i % 15 * unit > older_than, true) AND coalesce(i % 15 * unit <= up_to, true)) AS p GROUP BY unit ORDER BY unit;
-- finished durations do not matter, not even for the unit; a single age is exact, and whole hours return whole
SELECT age_quantile(s, 0.5), mean_age(s), oldest(s) FROM (SELECT duration_agg(x, finished) AS s FROM (VALUES (interval '5 h', false), ('70 h', false), ('7 h', false), ('0.123456 s', true)) AS v(x, finished)) AS hours;
SELECT age_quantile(s, 0.5), mean_age(s), oldest(s) FROM (SELECT duration_agg(interval '123456.789 s', false) + duration_agg(interval '9 h') AS s) AS one;
SELECT age_quantile(s, 0.5), mean_age(s), oldest(s), (SELECT array_agg(a) FROM aging(s, '{1 day}') AS a) AS aging FROM (VALUES ('empty'::duration_summary), ('(n=1 finished_us=3 0.000003=1)'), (NULL)) AS v(s);
SELECT * FROM aging((SELECT duration_agg(x, false) FROM unnest(ARRAY[0, 60, 61, 3600]) AS x), '{1 min, 1 h}');
SELECT round(extract(epoch FROM mean_age(s))::numeric) AS mean, round(extract(epoch FROM oldest(s))::numeric) AS oldest FROM (SELECT duration_agg(interval '2000000000 h' + interval '562047788 h' + interval '54.775807 s', false) AS s) AS longest;
SELECT * FROM aging('empty', NULL);
SELECT * FROM aging('empty', '{}');
SELECT * FROM aging('empty', '{1 day, NULL}');
SELECT * FROM aging('empty', '{1 day, 24:00:00}');
SELECT * FROM aging('empty', '{1 day, 1 h}');
SELECT * FROM aging('empty', '{-1 h}');
SELECT * FROM aging('empty', '{1 mon}');
SELECT * FROM aging('empty', '{{1 h, 2 h}, {3 h, 4 h}}');
SELECT age_quantile('empty', 1.5);
SELECT age_quantile('empty', NULL);

-- quantiles in one step equal those of summaries in every frame, with any unit, also if one value comes and goes and makes the unit finer
CREATE TABLE durations AS
SELECT unit, n, draw('finished', n) < 0.7 AS finished, n / 4 AS k,
       CASE WHEN draw('null', n) < 0.05 THEN NULL WHEN draw('stray', n) < 0.02 THEN interval '12.345678 s' ELSE floor((draw('x' || most, n) ^ 3 - 0.01) * most) * unit END AS x
  FROM (VALUES (interval '1 us', 100000000), ('1 ms', 5000), ('10 ms', 20000), ('1 s', 3000), ('1 min', 900), ('1 h', 1000), ('1 day', 300)) AS u(unit, most), generate_series(1, 400) AS n;
CREATE FUNCTION frames(frame text, p float8, OUT frames bigint, OUT quantiles bigint, OUT differing bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format($query$SELECT count(*), count(a), count(*) FILTER (WHERE a IS DISTINCT FROM quantile(all_of_them, %2$L) OR a_seconds IS DISTINCT FROM seconds(a) OR b IS DISTINCT FROM quantile(of_them, %2$L) OR b_seconds IS DISTINCT FROM seconds(b)
			OR c IS DISTINCT FROM quantile(all_of_them, 0.5) OR c_seconds IS DISTINCT FROM seconds(c) OR d IS DISTINCT FROM quantile(of_them, 0.5) OR d_seconds IS DISTINCT FROM seconds(d))
		FROM (SELECT duration_agg(x) OVER w AS all_of_them, duration_agg(x, finished) OVER w AS of_them, duration_quantile(x, %2$L) OVER w AS a, duration_quantile(seconds(x), %2$L) OVER w AS a_seconds,
				duration_quantile(x, finished, %2$L) OVER w AS b, duration_quantile(seconds(x), finished, %2$L) OVER w AS b_seconds, duration_median(x) OVER w AS c, duration_median(seconds(x)) OVER w AS c_seconds,
				duration_median(x, finished) OVER w AS d, duration_median(seconds(x), finished) OVER w AS d_seconds FROM durations WINDOW w AS (PARTITION BY unit ORDER BY %1$s)) AS moving$query$, frame, p) INTO frames, quantiles, differing;
END $$;
SELECT frame, p, f.* FROM (VALUES ('n ROWS 0 PRECEDING', 0.5), ('n ROWS 1 PRECEDING', 0.1), ('n ROWS 30 PRECEDING', 0.9), ('n ROWS 30 PRECEDING', 0), ('n ROWS 200 PRECEDING', 1), ('n ROWS BETWEEN 40 PRECEDING AND 7 FOLLOWING', 0.25), ('n ROWS BETWEEN 20 PRECEDING AND 12 PRECEDING', 0.75),
	('n', 0.95), ('n ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING', 0.05), ('k RANGE BETWEEN 2 PRECEDING AND 1 FOLLOWING', 0.6), ('k GROUPS BETWEEN 3 PRECEDING AND CURRENT ROW EXCLUDE TIES', 0.4), ('x, n ROWS 50 PRECEDING', 0.99)) AS frames(frame, p), LATERAL frames(frame, p) AS f;
-- grouped, with many quantiles at once; within 0.5 % of percentile_disc
SELECT unit, duration_quantile(x, 0.9) = quantile(duration_agg(x), 0.9) AS all_of_them, duration_quantile(seconds(x), finished, 0.1) = seconds(quantile(duration_agg(x, finished), 0.1)) AS finished, duration_median(x) = quantile(duration_agg(x), 0.5) AS median,
       abs(seconds(duration_quantile(x, 0.9)) / seconds(percentile_disc(0.9) WITHIN GROUP (ORDER BY x) FILTER (WHERE x >= '0')) - 1) <= 0.005 AS plain, duration_quantile(x, 0.25) <= duration_median(x) AND duration_median(x) <= duration_quantile(x, 0.75) AS in_order
  FROM durations GROUP BY unit ORDER BY unit;
SELECT duration_quantile(x, false, 0.5) AS none_finished, duration_quantile(-x, 0.5) AS all_excluded, duration_median(NULL::interval), duration_quantile(NULL::float8, NULL), duration_quantile(x, NULL, NULL) FROM unnest(ARRAY[interval '1 s', '2 s']) AS x;
SELECT seconds(duration_quantile(9.2232e12, 0.5) * interval '1 s') BETWEEN 9.22e12 AND 9.2233720368548e12 AS longest;
-- partial states that pass through text, as between servers, and their contents
CREATE AGGREGATE part_of(float8, float8) (SFUNC = duration_summary_count_quantile_float8, STYPE = duration_summary, INITCOND = 'empty', FINALFUNC = duration_summary_final);
CREATE TABLE parts AS SELECT n % 6 AS part, part_of(seconds(x), 0.9)::text AS state FROM durations WHERE unit = '1 s' AND n < 20 GROUP BY part;
SELECT state FROM parts WHERE part = 1;
SELECT duration_summary_duration_quantile(rollup(state::duration_summary)) = (SELECT duration_quantile(x, 0.9) FROM durations WHERE unit = '1 s' AND n < 20) AS merged, rollup(state::duration_summary) - (SELECT state::duration_summary FROM parts WHERE part = 0) = (SELECT rollup(state::duration_summary) FROM parts WHERE part > 0) AS un_merged FROM parts;
SELECT part_of(NULL, 2), part_of(-1, 0), part_of(0, 1), part_of(1, 0.1::float8) FILTER (WHERE false) FROM generate_series(1, 2);
SELECT part_of(x, 0.1) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, 1), (2, NULL), (3, NULL), (4, -1), (5, NULL), (6, 2)) AS v(n, x);
DROP AGGREGATE part_of(float8, float8);
-- a state that is returned without a final function, and one without a quantile
CREATE AGGREGATE let_out(float8, float8) (SFUNC = duration_summary_count_quantile_float8, STYPE = duration_summary, INITCOND = 'empty');
SELECT duration_summary_duration_quantile(let_out(n, 0.5)), quantile(let_out(n, 0.5), 0.9), duration_summary_duration_quantile_float8(let_out(n, 0.5)) FROM generate_series(1, 9) AS n;
SELECT duration_summary_duration_quantile(s) FROM (SELECT let_out(n, 0.5) OVER (ORDER BY n ROWS 3 PRECEDING) AS s FROM generate_series(1, 5) AS n) AS states;
DROP AGGREGATE let_out(float8, float8);
SELECT duration_summary_duration_quantile(duration_agg(1));
-- p must be the same in a group
SELECT duration_quantile(x, x / 10.0) FROM generate_series(1, 2) AS x;
SELECT g, duration_quantile(x, g / 10.0) FROM generate_series(1, 100) AS x, LATERAL (SELECT 1 + x % 9 AS g) AS g GROUP BY g HAVING g IN (1, 9) ORDER BY g;
SELECT duration_quantile(x, NULL) FROM generate_series(1, 2) AS x;
SELECT duration_quantile(x, 90) FROM generate_series(1, 2) AS x;
SELECT duration_quantile(x, x < 1, -0.1) FROM generate_series(1, 2) AS x;
SELECT duration_quantile(x, 'NaN') FROM generate_series(1, 2) AS x;
SELECT '(n=1 quantile=0.25 finished_us=3 0.000003=1)'::duration_summary + '(n=1 quantile=0.5 finished_us=3 0.000003=1)';
SELECT '(n=1 quantile=0.25 finished_us=3 0.000003=1)'::duration_summary + '(n=1 finished_us=3 0.000003=1)';
SELECT '(n=1 quantile=0.25 finished_us=3 0.000003=1)'::duration_summary - '(n=1 finished_us=3 0.000003=1)';
SELECT '(n=1 quantile=0.25 finished_us=3 0.000003=1)'::duration_summary + 'empty', 'empty'::duration_summary + '(n=0 quantile=0 excluded=1)', '(n=0 quantile=1 excluded=1)'::duration_summary - '(n=0 quantile=1 excluded=1)';
SELECT duration_summary_count_float8('(n=1 quantile=0.25 finished_us=3 0.000003=1)', 0.000003), duration_summary_count_quantile_float8('(n=0 quantile=0.25 excluded=1)', 1, 0.25);
SELECT duration_summary_uncount_quantile_float8('(n=1 quantile=0.25 finished_us=3 0.000003=1)', 0.000003, 0.5);
SELECT duration_summary_count_quantile_float8('(n=1 finished_us=3 0.000003=1)', 0.000003, 0.5);
SELECT '(n=0 quantile=0.5)'::duration_summary;
SELECT '(n=0 quantile=-0.5 excluded=1)'::duration_summary;
SELECT '(n=0 quantile=1.5 excluded=1)'::duration_summary;
SELECT '(n=0 quantile=0.5 quantile=0.5 excluded=1)'::duration_summary;
DROP FUNCTION frames(text, float8);
DROP FUNCTION draw(text, bigint);
DROP TABLE open_tickets, durations, parts;
