-- Every summary and calendar as jsonb: the shape of each type, and the values that come back from it

-- the summary of no rows has every field, and null for what only rows give
SELECT 'empty'::accuracy_summary::jsonb;
SELECT 'empty'::backlog_summary::jsonb;
SELECT 'empty'::balance_summary::jsonb, 'empty'::spread_summary::jsonb, 'empty'::category_summary::jsonb;
SELECT 'empty'::concurrency_summary::jsonb, 'empty'::conversation_summary::jsonb, 'empty'::state_summary::jsonb, 'empty'::ticket_summary::jsonb;
SELECT 'empty'::damped_summary::jsonb;
SELECT 'empty'::demand_summary::jsonb;
SELECT 'empty'::duration_summary::jsonb;
SELECT 'empty'::mean_summary::jsonb, 'empty'::rate_summary::jsonb;
SELECT 'empty'::mix_summary::jsonb;
SELECT 'empty'::offer_summary::jsonb;
SELECT 'empty'::pair_summary::jsonb;
SELECT 'empty'::quality_summary::jsonb;
SELECT 'empty'::queue_summary::jsonb;
SELECT 'empty'::ratio_summary::jsonb;
SELECT 'empty'::score_summary::jsonb;
SELECT to_jsonb(NULL::rate_summary) IS NULL AS of_null, 'UTC'::business_calendar::jsonb;

-- summaries of rows
SELECT jsonb_pretty(queue_agg(wait * interval '1 s', answered, '20 s', '5 s')::jsonb) FROM (VALUES (3, true), (0, true), (25.5, true), (4, false), (30, false), (NULL, false), (21, NULL)) AS calls(wait, answered);
SELECT duration_agg(elapsed * interval '1 s', finished)::jsonb FROM (VALUES (20, true), (19.95, true), (19.95, false), (600, false), (-1, true)) AS v(elapsed, finished);
SELECT damped_agg(x * interval '1 s', '20 s', 2.5)::jsonb FROM unnest('{12,-1,0.5}'::float8[]) AS x;
SELECT agent_productivity_agg(12, interval '8.5 h')::jsonb;
SELECT score_agg(score, 3)::jsonb, score_agg(score, 0, 3, 1.5) FILTER (WHERE score IN (0, 3))::jsonb FROM unnest('{1,3,3}'::int[]) AS score;
SELECT category_agg(label)::jsonb FROM unnest('{billing,"tech (2)",billing,"",ñ,"\"%"}'::text[]) AS label;
SELECT spread_agg(x)::jsonb, balance_agg(abs(x))::jsonb FROM unnest('{0.1,-2.5,1e-20,1e18,-0}'::float8[]) AS x;
SELECT demand_agg(at, 'Europe/Madrid', '15 min')::jsonb FROM unnest('{2026-03-29 00:59:59+00,2026-03-29 01:00+00,2026-03-29 01:10+00}'::timestamptz[]) AS at;
SELECT backlog_agg(created, resolved, '2026-03-02', '2026-03-04', '1 day')::jsonb
  FROM (VALUES (timestamp '2026-03-01 12:00', timestamp '2026-03-02 12:00'), ('2026-03-03', NULL), ('2026-03-05', NULL), ('2026-03-02', '2026-03-01')) AS tickets(created, resolved);
SELECT concurrency_agg(started, ended)::jsonb FROM (VALUES (1.5, 3), (2, NULL), (5, 4)) AS v(started, ended);
SELECT conversation_agg(at, is_agent)::jsonb FROM (VALUES (date '2026-03-02', false), ('2026-03-03', true)) AS v(at, is_agent);
SELECT jsonb_pretty(ticket_agg(at, event, '{"Done": "solved"}', sequence)::jsonb) FROM (VALUES (timestamptz '2026-03-02 09:00+00', 'created', 1), ('2026-03-02 10:00:00.5+00', 'Done', 2)) AS v(at, event, sequence);
SELECT ticket_agg(at, event)::jsonb FROM (VALUES (timestamp '2026-03-02 09:00', 'new')) AS v(at, event);
SELECT state_agg(at, state)::jsonb FROM (VALUES (timestamptz '2026-03-02 09:00+00', 'idle'), ('2026-03-02 09:10+00', 'wrap up')) AS v(at, state);
SELECT jsonb_pretty('Europe/Madrid; Mon-Thu 22:00-06:00; Fri 09:00-13:00,14:00-24:00 from 2026-01-01; 12-25..12-26 closed until 2030-12-31; 2026-07-01..2026-08-31 Mon,Wed 08:00-15:00'::business_calendar::jsonb);

-- sums are exact, and no number is a float: double precision would round these
SELECT (mean_agg(x)::jsonb)->'sum' AS sum, sum(x) FROM unnest('{4e18,1e-9,-4e18}'::float8[]) AS x;
SELECT pair_agg(4e18::float8, 3e18::float8)::jsonb->'products' AS products, (queue_agg(interval '106751991 days', true, '1 s') + queue_agg(interval '1 us', true, '1 s'))::jsonb->'answered_wait_us_squares' AS squares;
SELECT '(n=9223372036854775807 scale_min=-1 scale_max=0.25 score_step=0.625 0.25=9223372036854775807)'::score_summary::jsonb;
SELECT '(n=2 unfinished_us=9223371936000000001 0.000001=0+1 9230000000000=0+1)'::duration_summary::jsonb;
-- more finished and unfinished durations than 64 bits can count together
SELECT s->'n' AS n, s->'finished' AS finished FROM to_jsonb((SELECT ('(n=15323 finished_us=' || finished || ' unfinished_us=' || finished || ' ' || buckets || ')')::duration_summary
  FROM (SELECT string_agg(format('%s=562949953421311+562949953421311', trim_scale(upper / 1e6)), ' ' ORDER BY upper) AS buckets, sum(562949953421311 * upper) AS finished
          FROM (SELECT CASE WHEN n < 1000 THEN n ELSE (n - 900 * ((n - 100) / 900)) * 10::numeric ^ ((n - 100) / 900) END::numeric(30) AS upper FROM generate_series(0::bigint, 15322) AS n) AS b) AS q)) AS s;

-- in the JSON of a row a summary is a string, from which the row can be read
CREATE TABLE days AS SELECT n AS day, rate_agg(n > 1) AS resolution, 'UTC; Mon 09:00-10:00'::business_calendar AS calendar FROM generate_series(1, 2) AS n GROUP BY n;
SELECT to_jsonb(d), row_to_json(d), json_agg(resolution) OVER () FROM days AS d;
SELECT jsonb_build_object('text', resolution, 'fields', resolution::jsonb), jsonb_agg(resolution::jsonb) OVER () FROM days;
SELECT (jsonb_populate_record(NULL::days, to_jsonb(d))).* FROM days AS d;
SELECT count(*) FROM days AS d WHERE jsonb_populate_record(NULL::days, to_jsonb(d)) *= d AND (json_populate_record(NULL::days, row_to_json(d))).resolution = resolution;
DROP TABLE days;
-- the cast is explicit, and other values have the server's own to_jsonb
CREATE TABLE documents (d jsonb);
INSERT INTO documents SELECT rate_agg(true);
INSERT INTO documents SELECT rate_agg(true)::jsonb;
SELECT d->>'hits' AS hits, to_jsonb(1.5) AS number, to_jsonb(now() - now()) AS duration, to_jsonb(ARRAY['(trials=2)'::rate_summary]) AS summaries FROM documents;
DROP TABLE documents;
CREATE DOMAIN resolution AS rate_summary;
SELECT to_jsonb('(trials=2)'::resolution);
DROP DOMAIN resolution;
\set VERBOSITY terse
SELECT to_jsonb('x');
\set VERBOSITY default

-- a summary can be built again from its JSON: nothing is lost
CREATE TABLE built AS
SELECT g, spread_agg(x) AS spread, balance_agg(abs(x)) AS balance, category_agg(word) AS category, score_agg(n % 11) AS score, score_agg(n % 9 / 2.0, -1, 4, 0.5) AS stars,
       ticket_agg(at, event, '{"Fertig": "solved", "hold": null}', n) AS ticket, ticket_agg(at, event, '{"Fertig": "solved"}') AS ticket_without, state_agg(at, word) AS state, state_agg(at, word, n) AS state_in_order,
       conversation_agg(at, n % 3 = 0) AS conversation, conversation_agg(x, n % 3 = 0) AS conversation_of_numbers, concurrency_agg(at, ended) AS concurrency,
       demand_agg(at, 'Europe/Madrid', '5 min') AS demand, demand_agg(at AT TIME ZONE 'UTC', '1 min') AS demand_local
  FROM (SELECT n, n % 4 AS g, (n * 7919 % 1009 - 300) / 7.0 AS x, (ARRAY['idle', 'wrap up', '50 %', 'ñ'])[1 + n % 4 * n % 4] AS word, (ARRAY['created', 'Fertig', 'hold', 'open', 'replied'])[1 + n % 5] AS event,
               timestamptz '2026-03-29 00:00+00' + n * 7919 % 1009 * interval '37.5 s' AS at, timestamptz '2026-03-29 00:00+00' + (n * 7919 % 1009 + n % 8 - 1) * interval '37.5 s' AS ended
          FROM generate_series(1, 400) AS n) AS rows GROUP BY g;
SELECT spread = (SELECT spread_agg(x::float8) FROM jsonb_array_elements(spread::jsonb->'values') AS x) AS spread,
       balance = (SELECT balance_agg(x::float8) FROM jsonb_array_elements(balance::jsonb->'values') AS x) AS balance,
       category = (SELECT category_agg(label, n) FROM jsonb_to_recordset(category::jsonb->'labels') AS l(label text, n bigint)) AS category,
       score = (SELECT score_agg(score) FROM jsonb_to_recordset(score::jsonb->'scores') AS s(score int, n bigint), generate_series(1, n)) AS score,
       stars = (SELECT score_agg(score, (stars::jsonb->'scale_min')::float8, (stars::jsonb->'scale_max')::float8, (stars::jsonb->'score_step')::float8) FROM jsonb_to_recordset(stars::jsonb->'scores') AS s(score float8, n bigint), generate_series(1, n)) AS stars
  FROM built ORDER BY g;
SELECT ticket = (SELECT ticket_agg(at, coalesce(name, event), '{"Fertig": "solved"}', sequence) FROM jsonb_to_recordset(ticket::jsonb->'events') AS e(at timestamptz, event text, sequence bigint, name text)) AS ticket,
       ticket_without = (SELECT ticket_agg(at, coalesce(name, event), '{"Fertig": "solved"}') FROM jsonb_to_recordset(ticket_without::jsonb->'events') AS e(at timestamptz, event text, sequence bigint, name text)) AS without_sequence,
       state = (SELECT state_agg(at, s.state) FROM jsonb_to_recordset(state::jsonb->'states') AS s(at timestamptz, state text)) AS state,
       state_in_order = (SELECT state_agg(at, s.state, sequence) FROM jsonb_to_recordset(state_in_order::jsonb->'states') AS s(at timestamptz, state text, sequence bigint)) AS state_in_order,
       conversation = (SELECT conversation_agg(at, event) FROM jsonb_to_recordset(conversation::jsonb->'messages') AS m(at timestamptz, event text)) AS conversation,
       conversation_of_numbers = (SELECT conversation_agg(at, event) FROM jsonb_to_recordset(conversation_of_numbers::jsonb->'messages') AS m(at float8, event text)) AS of_numbers
  FROM built ORDER BY g;
SELECT demand = (SELECT demand_agg(at, demand::jsonb->>'zone', (demand::jsonb->'step_us')::bigint * interval '1 us') FROM jsonb_to_recordset(demand::jsonb->'steps') AS s(at timestamptz, contacts bigint), generate_series(1, contacts)) AS demand,
       demand_local = (SELECT demand_agg(at, (demand_local::jsonb->'step_us')::bigint * interval '1 us') FROM jsonb_to_recordset(demand_local::jsonb->'steps') AS s(at timestamp, contacts bigint), generate_series(1, contacts)) AS demand_local,
       (SELECT ROW(count(*) FILTER (WHERE event = 'start'), count(*) FILTER (WHERE event = 'start') - count(*) FILTER (WHERE event = 'end'), count(*) FILTER (WHERE event = 'excluded'), count(*))
          FROM jsonb_to_recordset(concurrency::jsonb->'changes') AS c(at timestamptz, event text))
         = ROW(n_counted(concurrency), n_pending(concurrency), n_excluded(concurrency), (concurrency::jsonb->'n')::bigint) AS intervals,
       (SELECT max(level) FROM (SELECT sum(CASE event WHEN 'start' THEN 1 WHEN 'end' THEN -1 ELSE 0 END) OVER (ORDER BY at) AS level FROM jsonb_to_recordset(concurrency::jsonb->'changes') AS c(at timestamptz, event text)) AS levels)
         = (peak_concurrency(concurrency)).peak AS peak
  FROM built ORDER BY g;
DROP TABLE built;

-- what tools compute from the lists equals the readings
CREATE TABLE durations AS SELECT duration_agg(n * n % 7919 * interval '0.31 s', n % 5 <> 0) AS d FROM generate_series(1, 1000) AS n;
SELECT (j->'finished')::bigint = n_counted(d) AND (j->'unfinished')::bigint = n_pending(d) AND (j->'n')::bigint = 1000 AS counts, within = share_within(d, target) AS share_within
  FROM durations, to_jsonb(d) AS j, unnest('{0,10 s,5 min,30 min,40 min}'::interval[]) AS target,
       LATERAL (SELECT coalesce(sum(finished) FILTER (WHERE upper_us <= seconds(target) * 1e6), 0)::float8 / nullif(sum(finished) + sum(unfinished) FILTER (WHERE upper_us > seconds(target) * 1e6), 0) AS within FROM jsonb_to_recordset(j->'buckets') AS b(upper_us bigint, finished bigint, unfinished bigint)) AS r;
DROP TABLE durations;
CREATE TABLE backlogs AS SELECT backlog_agg(timestamp '2026-03-01' + n * interval '37 min', CASE WHEN n % 7 > 0 THEN timestamp '2026-03-01' + (n + n % 31) * interval '41 min' END, '2026-03-02', '2026-03-12', '1 day') AS b FROM generate_series(1, 500) AS n;
SELECT count(*) AS points, bool_and(ROW(j.at, j.opened, j.closed) = ROW(s.at, s.opened, s.closed)) AS flows, bool_and(j.backlog = s.backlog) AS backlog, bool_and(abs(j.age_us / j.backlog - seconds(mean_age)::numeric * 1e6) < 1) AS mean_age
  FROM backlogs, LATERAL backlog_series_local(b) AS s
       JOIN LATERAL (SELECT at, opened, closed, backlog, sum(change) OVER points + coalesce(sum(backlog * 86400000000) OVER (points ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS age_us
                       FROM (SELECT at, opened, closed, age_us AS change, sum(opened - closed) OVER (ORDER BY at) AS backlog FROM jsonb_to_recordset(b::jsonb->'points') AS p(at timestamp, opened bigint, closed bigint, age_us numeric)) AS p
                     WINDOW points AS (ORDER BY at)) AS j USING (at);
DROP TABLE backlogs;

-- a document that the server cannot hold is its error, before all of it is built
CREATE FUNCTION fails_with(call text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE call;
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT fails_with($$SELECT to_jsonb(state_agg(timestamp '2026-01-01' + n * interval '1 s', repeat('x', 255))) FROM generate_series(1, 900000) AS n$$);
DROP FUNCTION fails_with;
