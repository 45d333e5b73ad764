-- The cost of the KPIs, as ratios to the SQL that an analyst would write today.
--
-- A round runs our query and theirs once.  A ratio is the median over the rounds of
-- ours / theirs in the same round, so that a machine whose speed drifts, or that is
-- shared with others, does not favour either.
\set QUIET on
\pset pager off
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET work_mem = '256MB';
CREATE EXTENSION IF NOT EXISTS kpi;
DROP SCHEMA IF EXISTS kpi_bench CASCADE;
CREATE SCHEMA kpi_bench;
SET search_path = kpi_bench, public;

\echo filling :rows calls
CREATE TABLE calls AS
SELECT i AS id,
       i % 40 AS queue,
       (i * 7919 % 100000) / 1000.0 * interval '1 s' AS wait,
       (i * 7919 % 100000) / 1000.0::float8 AS wait_seconds,
       i * 104729 % 17 <> 0 AS answered,
       (i * 15485863 % 11)::smallint AS score,
       timestamp '2026-03-02' + (i * 7919 % 604800) * interval '1 s' AS offered_at,
       (ARRAY['accepted', 'accepted', 'accepted', 'rejected', 'expired', 'customer_left'])[1 + i * 31 % 6] AS outcome
  FROM generate_series(1, :rows::bigint) AS i;

-- A hundred thousand summaries of each type, as a nightly job would store them
CREATE TABLE days AS
SELECT day, day * 31::bigint AS number, calls.*
  FROM generate_series(1, 100000) AS day,
       (SELECT rate_agg(answered) AS rates, score_agg(score) AS scores,
               queue_agg(wait, answered, '20 s') AS queues, mean_agg(wait_seconds) AS means,
               ratio_agg(wait_seconds, 100) AS ratios, quality_agg(score = 0, score = 1) AS qualities, offer_agg(outcome) AS offers
          FROM (SELECT * FROM calls LIMIT 1000) AS thousand) AS calls;
CREATE TABLE hundred_thousand AS SELECT * FROM calls WHERE id <= 100000;

-- A million messages, in chats of about twenty
CREATE TABLE messages AS
SELECT i / 20 AS chat, timestamp '2026-03-02' + i * interval '7 s' AS at, i * 7919 % 5 < 2 AS is_agent FROM generate_series(1, 1000000::bigint) AS i;
-- A million tickets over a thousand days
CREATE TABLE tickets AS
SELECT created, CASE WHEN i % 9 <> 0 THEN created + i * 31 % 900000 * interval '1 s' END AS resolved
  FROM generate_series(1, 1000000::bigint) AS i, LATERAL (SELECT timestamp '2023-01-01' + i * 7919 % 86400000 * interval '1 s' AS created) AS c;
-- Two million events of a quarter of a million tickets
CREATE TABLE events AS
SELECT i / 8 AS ticket, timestamp '2026-01-01' + i / 8 * interval '1 min' + i * 7919 % 1009 * interval '3 min' AS at,
       (ARRAY['created', 'open', 'replied', 'pending', 'open', 'solved', 'open', 'solved'])[1 + i % 8] AS event FROM generate_series(0::bigint, 1999999) AS i;
-- A hundred thousand of their stored summaries
CREATE TABLE lives AS SELECT ticket, ticket_agg(at, event) AS life FROM events WHERE ticket < 100000 GROUP BY ticket;
-- A million conversations of up to ten minutes, in order of their start and shuffled
CREATE TABLE talks AS
SELECT began, began + (i * 7919 % 100003 % 600) * interval '1 s' AS ended FROM generate_series(1, 1000000::bigint) AS i, LATERAL (SELECT timestamp '2026-01-01' + i * interval '3 s' AS began) AS b;
CREATE TABLE shuffled_talks AS SELECT * FROM talks ORDER BY md5(began::text);
-- A million calls of a year, with 20 and with 1,000 types
CREATE TABLE types AS
SELECT i AS id, (i * 7919 % 365)::int AS day, 'type of call ' || i * 7919 % 1000003 % 20 AS label, 'reason of a call ' || i * 7919 % 1000003 % 1000 AS reason FROM generate_series(1, 1000000::bigint) AS i;
-- A million states of a thousand agents, in order of time, as one log and as ten
CREATE TABLE states AS
SELECT i % 1000 AS agent, timestamp '2026-01-01' + i * interval '2 s' AS at, (ARRAY['idle', 'talk', 'wrap', 'talk', 'break'])[1 + (i + i / 1000) % 5] AS state FROM generate_series(1, 1000000::bigint) AS i;
CREATE TABLE one_log AS SELECT state_agg(at, state) AS log FROM states;
CREATE TABLE ten_logs AS SELECT state_agg(at, state) AS log FROM (SELECT *, ntile(10) OVER (ORDER BY at) AS tenth FROM states) AS s GROUP BY tenth;
CREATE TABLE calendars AS
SELECT format('Europe/Madrid; Mon-Fri 09:00-18:00; Sat 10:00-14:00%s', string_agg(format('; %s closed', date '2023-01-06' + 50 * n), ''))::business_calendar AS calendar FROM generate_series(1, 20) AS n;
VACUUM ANALYZE calls, days, hundred_thousand, messages, tickets, events, lives, talks, shuffled_talks, types, states, one_log, ten_logs;

CREATE TABLE queries (name text PRIMARY KEY, query text);
INSERT INTO queries VALUES
('count(*)', 'SELECT count(*) FROM calls'),
('count(answered)', 'SELECT count(answered) FROM calls'),
('count(wait)', 'SELECT count(wait) FROM calls'),
('count(score)', 'SELECT count(score) FROM calls'),
('avg(wait_seconds)', 'SELECT avg(wait_seconds) FROM calls'),
('rate', 'SELECT rate(answered) FROM calls'),
('rate by FILTER', 'SELECT count(*) FILTER (WHERE answered)::float8 / nullif(count(answered), 0) FROM calls'),
('service_level', $$SELECT service_level(wait, answered, '20 s') FROM calls$$),
('service_level of seconds', $$SELECT service_level(wait_seconds, answered, 20) FROM calls$$),
('service_level by FILTER', $$SELECT count(*) FILTER (WHERE answered AND wait <= '20 s')::float8 / nullif(count(answered), 0) FROM calls$$),
('nps', 'SELECT nps(score) FROM calls'),
('nps by FILTER', 'SELECT 100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / nullif(count(score), 0) FROM calls'),
('mean', 'SELECT mean(wait_seconds) FROM calls'),
('eight queue KPIs', $$SELECT queue, offered(s), answered(s), abandoned(s), service_level(s), service_level(s, 'icmi_1'),
	abandon_rate(s), asa(s), average_wait(s)
	FROM (SELECT queue, queue_agg(wait, answered, '20 s') AS s FROM calls GROUP BY queue) AS queues$$),
('eight queue KPIs by FILTER and avg', $$SELECT queue, count(*), count(*) FILTER (WHERE answered), count(*) FILTER (WHERE NOT answered),
	count(*) FILTER (WHERE answered AND wait <= '20 s')::float8 / nullif(count(*), 0),
	count(*) FILTER (WHERE wait <= '20 s')::float8 / nullif(count(*), 0),
	count(*) FILTER (WHERE NOT answered)::float8 / nullif(count(*), 0),
	avg(wait) FILTER (WHERE answered), avg(wait)
	FROM calls GROUP BY queue$$),
('scorecard', $$SELECT queue, half_hour, offered(s), answered(s), abandoned(s), service_level(s), service_level(s, 'icmi_1'), service_level(s, 'icmi_2'),
	service_level(s, 'icmi_4'), service_level(s, 'icmi_5'), service_level(s, 'exclude_short_abandons'), abandon_rate(s), abandon_rate(s, 'exclude_short'),
	asa(s), average_wait(s), delay_of_delayed(s)
	FROM (SELECT queue, date_trunc('hour', offered_at) + floor(date_part('minute', offered_at) / 30) * interval '30 min' AS half_hour,
	             queue_agg(wait, answered, '20 s', '5 s') AS s FROM calls GROUP BY 1, 2) AS half_hours$$),
('scorecard by FILTER and avg', $$SELECT queue, date_trunc('hour', offered_at) + floor(date_part('minute', offered_at) / 30) * interval '30 min' AS half_hour,
	count(answered), count(*) FILTER (WHERE answered), count(*) FILTER (WHERE NOT answered),
	count(*) FILTER (WHERE answered AND wait <= '20 s')::float8 / nullif(count(answered), 0),
	count(*) FILTER (WHERE wait <= '20 s')::float8 / nullif(count(answered), 0),
	count(*) FILTER (WHERE answered AND wait <= '20 s')::float8 / nullif(count(*) FILTER (WHERE answered), 0),
	count(*) FILTER (WHERE answered AND wait <= '20 s')::float8 / nullif(count(*) FILTER (WHERE answered OR wait > '20 s'), 0),
	count(*) FILTER (WHERE answered AND wait <= '20 s' OR NOT answered AND wait <= '5 s')::float8 / nullif(count(answered), 0),
	count(*) FILTER (WHERE answered AND wait <= '20 s')::float8 / nullif(count(*) FILTER (WHERE answered OR wait > '5 s'), 0),
	count(*) FILTER (WHERE NOT answered)::float8 / nullif(count(answered), 0),
	count(*) FILTER (WHERE NOT answered AND wait > '5 s')::float8 / nullif(count(*) FILTER (WHERE answered OR wait > '5 s'), 0),
	avg(wait) FILTER (WHERE answered), avg(wait), avg(wait) FILTER (WHERE wait > '0')
	FROM calls GROUP BY 1, 2$$),
('csat', 'SELECT csat(score, 10) FROM calls WHERE score > 0'),
('csat by FILTER', 'SELECT count(*) FILTER (WHERE score >= 8)::float8 / nullif(count(score), 0) FROM calls WHERE score > 0'),
('chat_acceptance_rate', 'SELECT chat_acceptance_rate(outcome) FROM calls'),
('chat_acceptance_rate by FILTER', $$SELECT count(*) FILTER (WHERE outcome = 'accepted')::float8 / nullif(count(outcome), 0) FROM calls$$),
('aht', 'SELECT aht(wait, wait, wait) FROM calls'),
('aht by avg', $$SELECT avg(coalesce(wait, '0') + coalesce(wait, '0') + coalesce(wait, '0')) FROM calls$$),
('occupancy', 'SELECT occupancy(wait, wait) FROM calls'),
('occupancy by sum', 'SELECT extract(epoch FROM sum(wait)) / extract(epoch FROM sum(wait + wait)) FROM calls'),
('quality_index', 'SELECT quality_index(answered, score = 3) FROM calls'),
('quality_index by FILTER', $$SELECT count(*) FILTER (WHERE NOT answered)::float8 / count(answered), count(*) FILTER (WHERE score <> 3)::float8 / count(score),
	count(*) FILTER (WHERE NOT (answered OR score = 3))::float8 / count(answered OR score = 3) FROM calls$$),
('response_time', 'SELECT count(response) FROM (SELECT response_time(at, is_agent) OVER (PARTITION BY chat ORDER BY at) AS response FROM messages OFFSET 0) AS responses'),
('response_time by lag and max', $$SELECT count(response) FROM (SELECT CASE WHEN is_agent AND NOT before THEN at - max(CASE WHEN NOT is_agent AND before IS DISTINCT FROM false THEN at END) OVER chats END AS response
	FROM (SELECT *, lag(is_agent) OVER (PARTITION BY chat ORDER BY at) AS before FROM messages) AS m WINDOW chats AS (PARTITION BY chat ORDER BY at) OFFSET 0) AS responses$$),
('average_response_time', 'SELECT count(a) FROM (SELECT average_response_time(at, is_agent) AS a FROM messages GROUP BY chat OFFSET 0) AS chats'),
('conversation over 1,000 rows', 'SELECT average_response_time(at, is_agent) OVER (ORDER BY at ROWS 999 PRECEDING) AS kpi FROM messages WHERE chat < 5000'),
('conversation over one row', 'SELECT average_response_time(at, is_agent) OVER (ORDER BY at ROWS 0 PRECEDING) AS kpi FROM messages WHERE chat < 5000'),
('duration_agg', 'SELECT count(d) FROM (SELECT queue, duration_agg(wait_seconds) AS d FROM calls GROUP BY queue OFFSET 0) AS queues'),
('duration_agg of intervals', 'SELECT count(d) FROM (SELECT queue, duration_agg(wait, answered) AS d FROM calls GROUP BY queue OFFSET 0) AS queues'),
('avg by queue', 'SELECT count(d) FROM (SELECT queue, avg(wait_seconds) AS d FROM calls GROUP BY queue OFFSET 0) AS queues'),
('percentile_cont by queue', 'SELECT count(d) FROM (SELECT queue, percentile_cont(0.5) WITHIN GROUP (ORDER BY wait_seconds) AS d FROM calls GROUP BY queue OFFSET 0) AS queues'),
('quantile over 1,000 rows', 'SELECT seconds(quantile(duration_agg(wait_seconds) OVER (ORDER BY id ROWS 999 PRECEDING), 0.9)) AS kpi FROM hundred_thousand'),
('quantile over one row', 'SELECT seconds(quantile(duration_agg(wait_seconds) OVER (ORDER BY id ROWS 0 PRECEDING), 0.9)) AS kpi FROM hundred_thousand'),
('duration_quantile over 1,000 rows', 'SELECT duration_quantile(wait_seconds, 0.9) OVER (ORDER BY id ROWS 999 PRECEDING) AS kpi FROM hundred_thousand'),
('duration_quantile over one row', 'SELECT duration_quantile(wait_seconds, 0.9) OVER (ORDER BY id ROWS 0 PRECEDING) AS kpi FROM hundred_thousand'),
('duration_median over 1,000 rows', 'SELECT duration_median(wait, answered) OVER (ORDER BY id ROWS 999 PRECEDING) AS kpi FROM hundred_thousand'),
('duration_median over one row', 'SELECT duration_median(wait, answered) OVER (ORDER BY id ROWS 0 PRECEDING) AS kpi FROM hundred_thousand'),
('duration_median', 'SELECT count(d) FROM (SELECT queue, duration_median(wait_seconds) AS d FROM calls GROUP BY queue OFFSET 0) AS queues'),
('backlog of 1,000 days', $$SELECT sum(backlog) FROM backlog_series_local((SELECT backlog_agg(created, resolved, '2023-01-01', '2025-09-27', '1 day') FROM tickets))$$),
('backlog by +1 and -1', $$SELECT sum(backlog) FROM (SELECT day, sum(sum(change)) OVER (ORDER BY day) AS backlog FROM (SELECT created::date AS day, 1 AS change FROM tickets UNION ALL SELECT resolved::date, -1 FROM tickets WHERE resolved IS NOT NULL) AS changes GROUP BY day) AS days$$),
('business_time of a month', $$SELECT count(business_time(calendar, created, created + interval '31 days')) FROM tickets, calendars$$),
('elapsed time of a month', $$SELECT count((created + interval '31 days') - created) FROM tickets, calendars$$),
('ticket_agg and three times', $$SELECT count(first_reply_time(life)), count(first_resolution_time(life)), count(full_resolution_time(life)) FROM (SELECT ticket_agg(at, event) AS life FROM events GROUP BY ticket OFFSET 0) AS tickets$$),
('three times by min and FILTER', $$SELECT count(reply), count(first), count(last) FROM (SELECT min(at) FILTER (WHERE event = 'replied') - min(at) FILTER (WHERE event = 'created') AS reply,
	min(at) FILTER (WHERE event = 'solved') - min(at) FILTER (WHERE event = 'created') AS first, max(at) FILTER (WHERE event = 'solved') - min(at) FILTER (WHERE event = 'created') AS last FROM events GROUP BY ticket OFFSET 0) AS tickets$$),
('escalation list of 100,000 tickets', $$SELECT ticket, c.due_at FROM lives, LATERAL sla_clock(life, '40 h', timestamp '2026-02-15', calendar => 'Europe/Madrid; Mon-Fri 09:00-18:00') AS c
	WHERE c.state = 'running' AND c.due_at <= timestamp '2026-02-16 12:00' ORDER BY c.due_at$$),
('requester_wait_time of the same', $$SELECT count(requester_wait_time(life, timestamp '2026-02-15', 'Europe/Madrid; Mon-Fri 09:00-18:00')) FROM lives$$),
('concurrency_agg', 'SELECT count(s) FROM (SELECT concurrency_agg(began, ended) AS s FROM talks OFFSET 0) AS summaries'),
('array_agg of starts and of ends', 'SELECT count(s), count(e) FROM (SELECT array_agg(began ORDER BY began) AS s, array_agg(ended ORDER BY ended) AS e FROM talks OFFSET 0) AS arrays'),
('concurrency_agg of shuffled rows', 'SELECT count(s) FROM (SELECT concurrency_agg(began, ended) AS s FROM shuffled_talks OFFSET 0) AS summaries'),
('array_agg of shuffled ones', 'SELECT count(s), count(e) FROM (SELECT array_agg(began ORDER BY began) AS s, array_agg(ended ORDER BY ended) AS e FROM shuffled_talks OFFSET 0) AS arrays'),
('peak_concurrency', 'SELECT peak_concurrency(began, ended) FROM talks'),
('peak by sum of +1 and -1', 'SELECT max(level) FROM (SELECT sum(step) OVER (ORDER BY at, step) AS level FROM (SELECT began AS at, 1 AS step FROM talks UNION ALL SELECT ended, -1 FROM talks) AS changes) AS levels'),
('category_agg of 20 labels', 'SELECT category_agg(label) FROM types'),
('count(*) by 20 labels', 'SELECT label, count(*) FROM types GROUP BY label'),
('category_agg of 1,000 labels', 'SELECT category_agg(reason) FROM types'),
('count(*) by 1,000 labels', 'SELECT reason, count(*) FROM types GROUP BY reason'),
('category_agg by day', 'SELECT count(s) FROM (SELECT day, category_agg(label) AS s FROM types GROUP BY day OFFSET 0) AS days'),
('count(*) by day and label', 'SELECT count(s) FROM (SELECT day, label, count(*) AS s FROM types GROUP BY day, label OFFSET 0) AS days'),
('category_agg of reasons by day', 'SELECT count(s) FROM (SELECT day, category_agg(reason) AS s FROM types GROUP BY day OFFSET 0) AS days'),
('count(*) by day and reason', 'SELECT count(s) FROM (SELECT day, reason, count(*) AS s FROM types GROUP BY day, reason OFFSET 0) AS days'),
('category_agg over 1,000 rows', $$SELECT share(category_agg(label) OVER (ORDER BY id ROWS 999 PRECEDING), 'type of call 7') AS kpi FROM types WHERE id <= 100000$$),
('category_agg over 20 rows', $$SELECT share(category_agg(label) OVER (ORDER BY id ROWS 19 PRECEDING), 'type of call 7') AS kpi FROM types WHERE id <= 100000$$),
('state_agg by agent', 'SELECT count(s) FROM (SELECT agent, state_agg(at, state) AS s FROM states GROUP BY agent OFFSET 0) AS logs'),
('array_agg of states in order', 'SELECT count(s) FROM (SELECT agent, array_agg(state ORDER BY at) AS s FROM states GROUP BY agent OFFSET 0) AS arrays'),
('time_in_state of a million rows', $$SELECT sum(time_in_state(log, '{talk,wrap}', timestamp '2026-01-01', '2026-02-01')) FROM one_log$$),
('time_in_state of its tenths', $$SELECT sum(time_in_state(log, '{talk,wrap}', timestamp '2026-01-01', '2026-02-01')) FROM ten_logs$$),
('busy_hour', $$SELECT busy_hour(offered_at AT TIME ZONE 'UTC', 'Europe/Madrid') FROM calls$$),
('busy hour by extract', $$SELECT extract(hour FROM (offered_at AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/Madrid') AS hour FROM calls GROUP BY hour ORDER BY count(*) DESC LIMIT 1$$),
('xmr of 100,000 days', 'SELECT count(c) FROM (SELECT xmr(wait_seconds) OVER (ORDER BY id) AS c FROM hundred_thousand OFFSET 0) AS charts'),
('lag of 100,000 days', 'SELECT count(c) FROM (SELECT lag(wait_seconds) OVER (ORDER BY id) AS c FROM hundred_thousand OFFSET 0) AS lags'),
('agents_required 100,000 times', $$SELECT sum(agents_required(430 + id % 7, '30 min', '3 min', 0.8, '20 s')) FROM hundred_thousand$$),
('rate over 1,000 rows', 'SELECT rate(answered) OVER (ORDER BY id ROWS 999 PRECEDING) AS kpi FROM hundred_thousand'),
('rate over one row', 'SELECT rate(answered) OVER (ORDER BY id ROWS 0 PRECEDING) AS kpi FROM hundred_thousand'),
('service_level over 1,000 rows', $$SELECT service_level(wait, answered, '20 s') OVER (ORDER BY id ROWS 999 PRECEDING) AS kpi FROM hundred_thousand$$),
('service_level over one row', $$SELECT service_level(wait, answered, '20 s') OVER (ORDER BY id ROWS 0 PRECEDING) AS kpi FROM hundred_thousand$$),
('nps over 1,000 rows', 'SELECT nps(score) OVER (ORDER BY id ROWS 999 PRECEDING) AS kpi FROM hundred_thousand'),
('nps over one row', 'SELECT nps(score) OVER (ORDER BY id ROWS 0 PRECEDING) AS kpi FROM hundred_thousand'),
('mean over 1,000 rows', 'SELECT mean(wait_seconds) OVER (ORDER BY id ROWS 999 PRECEDING) AS kpi FROM hundred_thousand'),
('mean over one row', 'SELECT mean(wait_seconds) OVER (ORDER BY id ROWS 0 PRECEDING) AS kpi FROM hundred_thousand'),
('avg over 1,000 rows', 'SELECT avg(wait_seconds) OVER (ORDER BY id ROWS 999 PRECEDING) AS kpi FROM hundred_thousand'),
('sum(bigint) of 100,000', 'SELECT sum(number) FROM days'),
('rollup of 100,000 rate_summary', 'SELECT rollup(rates) FROM days'),
('rollup of 100,000 score_summary', 'SELECT rollup(scores) FROM days'),
('rollup of 100,000 queue_summary', 'SELECT rollup(queues) FROM days'),
('rollup of 100,000 mean_summary', 'SELECT rollup(means) FROM days'),
('rollup of 100,000 ratio_summary', 'SELECT rollup(ratios) FROM days'),
('rollup of 100,000 quality_summary', 'SELECT rollup(qualities) FROM days'),
('rollup of 100,000 offer_summary', 'SELECT rollup(offers) FROM days');

-- The figure of a comparison as a line of text
CREATE FUNCTION seconds_of(query_name text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	before timestamptz := clock_timestamp();
BEGIN
	EXECUTE (SELECT query FROM queries WHERE name = query_name);
	RETURN extract(epoch FROM clock_timestamp() - before);
END $$;
CREATE FUNCTION figure(ours text, theirs text, most float8, rounds int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	our_seconds float8[] := '{}';
	their_seconds float8[] := '{}';
	ratio numeric;
BEGIN
	PERFORM seconds_of(ours), seconds_of(theirs);	-- warm-up
	FOR round IN 1..rounds LOOP
		our_seconds := our_seconds || seconds_of(ours);
		their_seconds := their_seconds || seconds_of(theirs);
	END LOOP;
	ratio := (SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY a / b)::numeric, 3) FROM unnest(our_seconds, their_seconds) AS s(a, b));
	RETURN format('%s  %s  %s %s %s  %s', rpad(ours, 34), rpad(theirs, 34), to_char(ratio, '990.000'), coalesce(to_char(most, '90.00'), '     -'),
		(SELECT to_char(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY a), '9999990.0') || to_char(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY b), '9999990.0')
		   FROM unnest(our_seconds, their_seconds) AS s(a, b)), CASE WHEN ratio > most THEN 'over' ELSE '' END);
END $$;
-- Counting the results of a window avoids storing them; OFFSET keeps the planner from removing the window
UPDATE queries SET query = 'SELECT count(kpi) FROM (' || query || ' OFFSET 0) AS windowed' WHERE name ~ ' over ';
CREATE TABLE comparisons (ours text, theirs text, most float8);
INSERT INTO comparisons VALUES
('rate', 'count(*)', NULL),
('rate', 'count(answered)', 1.15),
('rate', 'rate by FILTER', 1),
('service_level', 'count(*)', NULL),
('service_level', 'count(answered)', 1.15),
('service_level', 'service_level by FILTER', 1),
('service_level of seconds', 'count(answered)', 1.15),
('nps', 'count(*)', NULL),
('nps', 'count(score)', 1.15),
('nps', 'nps by FILTER', 1),
('mean', 'avg(wait_seconds)', NULL),
('eight queue KPIs', 'eight queue KPIs by FILTER and avg', 0.5),
('scorecard', 'scorecard by FILTER and avg', 0.5),
('csat', 'csat by FILTER', NULL),
('chat_acceptance_rate', 'chat_acceptance_rate by FILTER', NULL),
('aht', 'aht by avg', NULL),
('occupancy', 'occupancy by sum', NULL),
('quality_index', 'quality_index by FILTER', NULL),
('response_time', 'response_time by lag and max', NULL),
('average_response_time', 'response_time by lag and max', NULL),
('conversation over 1,000 rows', 'conversation over one row', 1.5),
('duration_agg', 'avg by queue', 1.3),
('duration_agg of intervals', 'avg by queue', NULL),
('duration_agg', 'percentile_cont by queue', NULL),
('quantile over 1,000 rows', 'quantile over one row', NULL),
('duration_quantile over 1,000 rows', 'duration_quantile over one row', 1.5),
('duration_quantile over 1,000 rows', 'quantile over 1,000 rows', NULL),
('duration_median over 1,000 rows', 'duration_median over one row', 1.5),
('duration_median', 'percentile_cont by queue', NULL),
('backlog of 1,000 days', 'backlog by +1 and -1', 0.333),
('business_time of a month', 'elapsed time of a month', NULL),
('ticket_agg and three times', 'three times by min and FILTER', NULL),
('escalation list of 100,000 tickets', 'requester_wait_time of the same', NULL),
('concurrency_agg', 'array_agg of starts and of ends', 1.5),
('concurrency_agg of shuffled rows', 'array_agg of shuffled ones', 1.5),
('peak_concurrency', 'peak by sum of +1 and -1', 1),
('category_agg of 20 labels', 'count(*) by 20 labels', 1.5),
('category_agg of 1,000 labels', 'count(*) by 1,000 labels', 1.5),
('category_agg by day', 'count(*) by day and label', 1.5),
('category_agg of reasons by day', 'count(*) by day and reason', 1.5),
('category_agg over 1,000 rows', 'category_agg over 20 rows', 1.5),
('state_agg by agent', 'array_agg of states in order', 1.5),
('time_in_state of a million rows', 'time_in_state of its tenths', 1.5),
('busy_hour', 'busy hour by extract', NULL),
('xmr of 100,000 days', 'lag of 100,000 days', NULL),
('agents_required 100,000 times', 'sum(bigint) of 100,000', NULL),
('rate over 1,000 rows', 'rate over one row', 1.5),
('service_level over 1,000 rows', 'service_level over one row', 1.5),
('nps over 1,000 rows', 'nps over one row', 1.5),
('mean over 1,000 rows', 'mean over one row', 1.5),
('mean over 1,000 rows', 'avg over 1,000 rows', NULL),
('rollup of 100,000 rate_summary', 'sum(bigint) of 100,000', 2),
('rollup of 100,000 score_summary', 'sum(bigint) of 100,000', 2),
('rollup of 100,000 queue_summary', 'sum(bigint) of 100,000', 2),
('rollup of 100,000 mean_summary', 'sum(bigint) of 100,000', 2),
('rollup of 100,000 ratio_summary', 'sum(bigint) of 100,000', 2),
('rollup of 100,000 quality_summary', 'sum(bigint) of 100,000', 2),
('rollup of 100,000 offer_summary', 'sum(bigint) of 100,000', 2);

\pset tuples_only on
\pset format unaligned
\echo
\echo 'Ratios of time, ours / theirs: medians of' :rounds 'rounds, the maximum allowed ratio, and milliseconds of both'
SELECT format('SELECT figure(%L, %L, %L, %s)', ours, theirs, most, :rounds) FROM comparisons
 WHERE ours ~ :'only' OR theirs ~ :'only' ORDER BY ctid \gexec
\pset tuples_only off
\pset format aligned
\pset null ''
\pset footer off

-- The memory of a group: a hash aggregation of a million groups, compared with one that only counts
CREATE FUNCTION bytes_per_group(call text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE format('EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) SELECT id %% 1000000, %s FROM calls GROUP BY 1', call) INTO plan;
	RETURN (plan #>> '{0,Plan,Peak Memory Usage}')::float8 * 1024 / (plan #>> '{0,Plan,Actual Rows}')::float8;
END $$;
SET enable_sort = off;
SET work_mem = '2GB';
\pset title 'Memory of a million groups'
SELECT call, type, nullif(typlen, -1) AS "bytes of the state", round(bytes_per_group(call)::numeric) AS "bytes per group",
       round((bytes_per_group(call) - bytes_per_group('count(*)'))::numeric) AS "more than count(*)"
  FROM (VALUES ('rate_agg(answered)', 'rate_summary'), ('score_agg(score)', 'score_summary'),
               ($$queue_agg(wait, answered, '20 s')$$, 'queue_summary'), ('mean_agg(wait_seconds)', 'mean_summary'),
               ('damped_agg(wait_seconds, 30, 5)', 'damped_summary'), ('ratio_agg(wait_seconds, 100)', 'ratio_summary'),
               ('quality_agg(answered, score = 3)', 'quality_summary'), ('offer_agg(outcome)', 'offer_summary')) AS calls(call, type)
  JOIN pg_type ON typname = type;
DROP SCHEMA kpi_bench CASCADE;
