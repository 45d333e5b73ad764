-- Shares of true among true and false
CREATE TABLE contacts (id int, resolved boolean, contacts int, reopened boolean, escalated boolean, reopens int);
INSERT INTO contacts VALUES
	(1, true, 1, false, false, 0),
	(2, true, 2, false, false, 0),
	(3, true, 1, true, false, 1),
	(4, true, 1, false, true, 0),
	(5, false, 1, false, false, 0),
	(6, false, 3, true, false, 2),
	(7, NULL, 1, false, false, 0),
	(8, true, NULL, false, false, NULL),
	(9, true, 1, false, false, 0),
	(10, true, 0, false, false, 0);

-- one step compared with plain SQL
SELECT rate(resolved),
       rate(resolved) = avg(resolved::int) AS as_plain_sql,
       rate_agg(resolved), rate(rate_agg(resolved)) = rate(resolved) AS two_steps
  FROM contacts;
-- NULL if nothing counts, never 0 or 1
SELECT rate(resolved), rate_agg(resolved) FROM contacts WHERE id = 7;
SELECT rate(resolved), rate_agg(resolved) FROM contacts WHERE false;

-- first contact resolution: resolved, one contact, not reopened, not escalated
SELECT fcr_rate(resolved, contacts, reopened, escalated),
       fcr_rate(resolved, contacts, reopened, escalated) =
       avg((resolved AND contacts = 1 AND NOT reopened AND NOT escalated)::int) FILTER (WHERE id NOT IN (7, 8)) AS as_plain_sql
  FROM contacts;
SELECT fcr_rate(resolved) = rate(resolved) AS same FROM contacts;

-- reopen rate: 25 of 360; a ticket that is open again counts as resolved once
SELECT reopen_rate(n <= 25) = 25 / 360::float8 AS published FROM generate_series(1, 360) AS n;
SELECT reopen_rate(resolved, reopens) AS reopen_rate, 2 / 7::float8 AS by_hand FROM contacts;
-- both as summaries, with counts from count(*)
SELECT fcr_agg(resolved, contacts, reopened, escalated), reopen_agg(resolved, reopens),
       reopen_rate(resolved, reopens::bigint) = rate(reopen_agg(resolved, reopens)) AS bigint
  FROM contacts;

-- pending rows are in neither part
SELECT s, rate(s), n_hits(s), n_counted(s), n_pending(s)
  FROM (SELECT rate_agg(hit, pending) AS s
          FROM (VALUES (true, false), (false, false), (true, NULL), (true, true), (NULL, true), (NULL, false), (NULL, NULL)) AS v(hit, pending)) AS rates;

-- Wilson's interval: Newcombe 1998 and two more examples
SELECT hits, trials, round(ci_lower(s)::numeric, 4) AS lower, round(ci_upper(s)::numeric, 4) AS upper,
       (round(ci_lower(s)::numeric, 4), round(ci_upper(s)::numeric, 4)) = (published_lower, published_upper) AS as_published
  FROM (VALUES (81, 263, .2553, .3662), (15, 148, .0624, .1605), (0, 20, 0, .1611), (1, 29, .0061, .1718),
               (9, 10, .5958, .9821), (90, 100, .8256, .9448)) AS v(hits, trials, published_lower, published_upper),
       LATERAL (SELECT rate_agg(n <= hits) AS s FROM generate_series(1, trials) AS n) AS rates;
SELECT round(ci_lower(s)::numeric, 4) AS lower, ci_upper(s) AS upper FROM (VALUES ('(hits=20 trials=20)'::rate_summary), ('empty'), (NULL)) AS v(s);
SELECT ci_lower(s, 0.5) > ci_lower(s, 0.99) AS narrower FROM (VALUES ('(hits=9 trials=10)'::rate_summary)) AS v(s);
-- the bounds stay in order at any confidence
SELECT bool_and(ci_lower(s, c) BETWEEN 0 AND rate(s) AND ci_upper(s, c) BETWEEN rate(s) AND 1) AS bounds
  FROM (VALUES ('(hits=1 trials=2)'::rate_summary), ('(hits=130405857816491496 trials=130405857816492007)'), ('(trials=4)'), ('(hits=9223372036854775806 trials=9223372036854775807)')) AS v(s),
       unnest(ARRAY[1e-300, 1e-9, 0.5, 0.999999, 0.9999999999999999]) AS c;
SELECT ci_lower('(hits=9 trials=10)'::rate_summary, 1);
SELECT ci_lower('(hits=9 trials=10)'::rate_summary, 0);
SELECT ci_lower('(hits=9 trials=10)'::rate_summary, 'NaN');
SELECT ci_upper('(hits=9 trials=10)'::rate_summary, NULL);

-- impossible counts
SELECT fcr_rate(true, -1, false, false);
SELECT reopen_rate(true, -1);

-- rates of a flag are named after their KPIs
SELECT response_rate(flag) = rate(flag) AS response, csat(flag) = rate(flag) AS thumbs, escalation_rate(flag) = rate(flag) AS escalation,
       transfer_rate(flag) = rate(flag) AS transfer, resolution_rate(flag) = rate(flag) AS resolution, abandon_rate(NOT flag) = rate(flag) AS abandon, rate(flag)
  FROM (VALUES (true), (false), (NULL), (true), (false), (true)) AS v(flag);
SELECT abandon_rate(answered) FROM (VALUES (true), (false), (NULL)) AS v(answered) GROUP BY answered ORDER BY answered;

-- attainment: in time, at the target, late; open before, at and after the target; a clock that was set back; unknown
SELECT n, sla_attainment(elapsed, '4 h', finished), sla_attainment_agg(elapsed, '4 h', finished),
       sla_attainment_agg(extract(epoch FROM elapsed)::float8, 14400, finished) = sla_attainment_agg(elapsed, '4 h', finished) AS seconds
  FROM (VALUES (1, interval '1 h', true), (2, '4 h', true), (3, '04:00:00.000001', true), (4, '1 h', false), (5, '4 h', false), (6, '5 h', false),
               (7, '-1 s', true), (8, '-1 s', false), (9, NULL, true), (10, '1 h', NULL)) AS v(n, elapsed, finished)
 GROUP BY n ORDER BY n;
SELECT sla_attainment(elapsed, target, finished), n_counted(s), n_pending(s), n_excluded(s), s
  FROM (SELECT sla_attainment_agg(elapsed, target, finished) AS s, array_agg(elapsed) FROM (VALUES
         (10::float8, 20::float8, true), (30, 20, true), (30, 40, true), (30, 20, false), (10, 20, false), (-1, 20, true)) AS v(elapsed, target, finished)) AS one,
       (VALUES (10::float8, 20::float8, true), (30, 20, true), (30, 40, true), (30, 20, false), (10, 20, false), (-1, 20, true)) AS v(elapsed, target, finished)
 GROUP BY s;
SELECT n, sla_attainment_agg(elapsed, 20, true) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, -1), (2, 10), (3, 30)) AS v(n, elapsed);
SELECT sla_attainment(interval '1 h', NULL, true);
SELECT sla_attainment(interval '1 h', '-1 h', true);
SELECT sla_attainment(interval '1 month', '1 h', true);

-- grouped, sliding and rolled up
SELECT id % 2 AS odd, rate(reopened), rate_agg(reopened) FROM contacts GROUP BY ROLLUP (id % 2) ORDER BY odd;
SELECT id, resolved, rate(resolved) OVER last_three, rate_agg(resolved) OVER last_three
  FROM contacts WINDOW last_three AS (ORDER BY id ROWS 2 PRECEDING) ORDER BY id;
SELECT rollup(s) = (SELECT rate_agg(resolved) FROM contacts) AS same
  FROM (SELECT rate_agg(resolved) AS s FROM contacts GROUP BY id % 3) AS parts;
DROP TABLE contacts;
