-- Repeat contacts

-- published: gap of 7 days, contacts on days 0, 6 and 20, as of day 24: no, yes, not known yet, so half
CREATE TABLE contacts AS SELECT 'ana' AS customer, day, timestamp '2026-03-01 09:00' + day * interval '1 day' AS at FROM unnest(ARRAY[0, 6, 20]) AS day;
SELECT day, is_first_contact_resolution(at, '7 days', timestamp '2026-03-01 09:00' + interval '24 days') OVER w AS resolved, is_repeat_contact(at, '7 days') OVER w AS repeated,
       is_first_contact_resolution(day * 86400.0::float8, 7 * 86400, 24 * 86400) OVER w AS seconds,
       is_first_contact_resolution(at AT TIME ZONE 'UTC', '7 days', timestamptz '2026-03-25 09:00+00') OVER w AS timestamptz
  FROM contacts WINDOW w AS (PARTITION BY customer ORDER BY at);
SELECT fcr_rate(resolved), rate_agg(resolved, resolved IS NULL)
  FROM (SELECT is_first_contact_resolution(at, '7 days', timestamp '2026-03-25 09:00') OVER (PARTITION BY customer ORDER BY at) AS resolved FROM contacts) AS judged;

-- a gap is strict: a contact exactly at its end is no repeat, and the window is over exactly then
SELECT at, is_repeat_contact(at, 10) OVER w AS repeated, is_first_contact_resolution(at, 10, 30) OVER w AS resolved, is_first_contact_resolution(at, 10, 31) OVER w AS a_second_later
  FROM unnest(ARRAY[0, 10, 19.999999, 21, 21, 40]) AS at WINDOW w AS (ORDER BY at) ORDER BY at;
-- later contacts are not known as of a time
SELECT at, is_first_contact_resolution(at, 10, 4) OVER w AS as_of_4, is_first_contact_resolution(at, 10, 5) OVER w AS as_of_5, is_first_contact_resolution(at, 0, 5) OVER w AS without_gap
  FROM unnest(ARRAY[0, 5, 8]) AS at WINDOW w AS (ORDER BY at) ORDER BY at;
-- each customer separately; a contact without a time has no result and is nobody's neighbour
SELECT customer, at, is_repeat_contact(at, 10) OVER w AS repeated, is_first_contact_resolution(at, 10, 100) OVER w AS resolved
  FROM (VALUES ('ana', 0), ('ana', 5), ('ana', NULL), ('bo', 6), ('bo', NULL), ('bo', NULL)) AS v(customer, at) WINDOW w AS (PARTITION BY customer ORDER BY at) ORDER BY customer, at;
-- compared with plain SQL, many contacts
SELECT count(*) AS contacts, count(*) FILTER (WHERE repeated IS DISTINCT FROM (coalesce(at - before < gap, false)) OR resolved IS DISTINCT FROM CASE WHEN after - at < gap AND after <= 9000 THEN false WHEN at + gap <= 9000 THEN true END) AS differing
  FROM (SELECT at, gap, is_repeat_contact(at, gap) OVER w AS repeated, is_first_contact_resolution(at, gap, 9000) OVER w AS resolved, lag(at) OVER w AS before, lead(at) OVER w AS after
          FROM (SELECT n % 97 AS customer, (n * 7919 % 10007)::float8 AS at, (100 + n % 400)::float8 AS gap FROM generate_series(1, 5000) AS n) AS log WINDOW w AS (PARTITION BY customer ORDER BY at)) AS judged;

-- reopened within a gap: at once, in time, at the gap, later, not, not yet, reopened after the as-of time, before it was resolved
SELECT n, reopen_rate_within(resolved_at, reopened_at, 10, 100) AS rate, reopen_within_agg(resolved_at, reopened_at, 10, 100),
       reopen_within_agg(timestamp 'epoch' + resolved_at * interval '1 s', timestamp 'epoch' + reopened_at * interval '1 s', '10 s', timestamp 'epoch' + interval '100 s') = reopen_within_agg(resolved_at, reopened_at, 10, 100) AS timestamps,
       reopen_within_agg(timestamptz 'epoch' + resolved_at * interval '1 s', timestamptz 'epoch' + reopened_at * interval '1 s', '10 s', timestamptz 'epoch' + interval '100 s') = reopen_within_agg(resolved_at, reopened_at, 10, 100) AS timestamptz
  FROM (VALUES (1, 0, 0), (2, 0, 9), (3, 0, 10), (4, 0, 50), (5, 90, NULL), (6, 91, NULL), (7, 95, 101), (8, 20, 19), (9, NULL, 5), (10, 120, 125)) AS v(n, resolved_at, reopened_at) GROUP BY n ORDER BY n;
SELECT reopen_rate_within(resolved_at, reopened_at, 10, 100), n_counted(s), n_pending(s), n_excluded(s)
  FROM (SELECT reopen_within_agg(resolved_at, reopened_at, 10, 100) AS s FROM (VALUES (0, 9), (0, 50), (50, NULL), (91, NULL), (20, 19)) AS v(resolved_at, reopened_at)) AS one, (VALUES (0, 9), (0, 50), (50, NULL), (91, NULL), (20, 19)) AS v(resolved_at, reopened_at) GROUP BY s;

SELECT is_repeat_contact(at, 10) OVER (ORDER BY at DESC) FROM (VALUES (1), (5)) AS v(at);
SELECT is_first_contact_resolution(at, 10, 100) OVER (ORDER BY at DESC) FROM (VALUES (1), (5)) AS v(at);
SELECT is_repeat_contact(1, -1) OVER ();
SELECT is_repeat_contact(timestamp '2026-03-01', '1 mon') OVER ();
SELECT is_repeat_contact(1, NULL) OVER ();
SELECT is_first_contact_resolution(1, 1, NULL) OVER ();
SELECT is_repeat_contact(timestamp 'infinity', '1 day') OVER ();
SELECT is_first_contact_resolution(timestamp '2026-03-01', '1 day', 'infinity') OVER ();
SELECT is_repeat_contact('NaN'::float8, 1) OVER ();
SELECT reopen_rate_within(1, 2, NULL, 3);
SELECT reopen_rate_within(1, 2, -1, 3);
SELECT reopen_rate_within(1, 2, 3, NULL);
SELECT reopen_rate_within(timestamp '2026-03-01', 'infinity', '1 day', '2026-03-09');
DROP TABLE contacts;
