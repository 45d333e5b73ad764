-- The cost of summaries that travel between machines: bytes, and times to write and read
-- them, compared with the time to add two.  Types are found in the catalogs; a type without a value is reported.
--
-- A round processes a value some thousand times, in each way once.  A figure is the median over the
-- rounds.  Times exclude those of a query that only counts.  Ratios are ratios of medians, because some
-- times to add are hardly longer than those of counting.
\set QUIET on
\pset pager off
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
SET work_mem = '256MB';
CREATE EXTENSION IF NOT EXISTS kpi;
DROP SCHEMA IF EXISTS kpi_bench CASCADE;
CREATE SCHEMA kpi_bench;
SET search_path = kpi_bench, public;

-- Rows as systems log them: 100,000 calls of 58 days in whole seconds; a value is made of 1,000 to 10,000 of them
CREATE TABLE calls AS
SELECT i, timestamptz '2026-01-05 08:00+01' + i * interval '50 s' AS at, (h & 7) AS queue, (h >> 8 & 255) * (h >> 16 & 255) / 540 AS wait,
       (30 * exp(3 * (h >> 24 & 65535) / 65536.0))::int AS talk, h >> 40 & 1023 AS draw
  FROM generate_series(1, 100000) AS i, hashint8extended(i, 1) AS h;
CREATE TABLE thousand AS SELECT * FROM calls WHERE i <= 1000;
-- Ten thousand events of one ticket, an hour apart on average
CREATE TABLE events AS
SELECT i, at + draw * interval '7 s' AS at, (ARRAY['created', 'open', 'replied', 'pending', 'open', 'solved', 'open', 'closed'])[1 + i % 8] AS event
  FROM calls WHERE i <= 10000;

-- One or more values of each type; each with the aggregate of the same rows of another shard, to add to it
CREATE TABLE specimens (type text, what text, call text, source text);
INSERT INTO specimens VALUES
('accuracy', 'half-hours of 3 weeks', 'accuracy_agg(wait + 40 + draw % 9, wait + 40)', 'thousand'),
('backlog', '90 days', $$backlog_agg(at, CASE WHEN draw % 9 > 0 THEN at + talk * interval '9 min' END, timestamptz '2026-01-05 08:00+01', '2026-04-05 08:00+02', '1 day')$$, 'calls'),
('balance', '40 agents', 'balance_agg(draw / 1024.0::float8)', 'calls WHERE i <= 40'),
('balance', '40 agents, quotients', 'balance_agg(wait / (wait + talk)::float8)', 'calls WHERE i <= 40'),
('category', '20 labels', $$category_agg('type of call ' || draw % 20)$$, 'calls'),
('category', '1,000 labels', $$category_agg('reason of a call ' || draw)$$, 'calls'),
('concurrency', '1,000 calls', $$concurrency_agg(at, at + talk * interval '1 s')$$, 'thousand'),
('concurrency', '1,000 calls, µs', $$concurrency_agg(at + draw * interval '977 us', at + talk * interval '1000.017 ms')$$, 'thousand'),
('conversation', '20 messages', $$conversation_agg(at + draw * interval '1 s', draw % 5 < 2)$$, 'calls WHERE i <= 20'),
('damped', 'ratings', 'damped_agg(draw % 5 + 1, 3.1, 10)', 'thousand'),
('demand', '58 days of 15 minutes', $$demand_agg(at, 'Europe/Madrid')$$, 'calls'),
('demand', '200 contacts of 58 days', $$demand_agg(at, 'Europe/Madrid')$$, 'calls WHERE draw < 2'),
('duration', '100,000 talks', $$duration_agg(talk * interval '1 s', draw > 9)$$, 'calls'),
('duration', '100,000 talks, ms', $$duration_agg((talk + draw / 1000.0) * interval '1 s', draw > 9)$$, 'calls'),
('duration', '100 talks', $$duration_agg(talk * interval '1 s')$$, 'calls WHERE i <= 100'),
('mean', 'ratings', 'mean_agg(draw % 5 + 1)', 'thousand'),
('mean', 'hours', 'mean_agg(talk / 3600.0::float8)', 'thousand'),
('mix', '8 segments', 'mix_agg(n0, r0, n1, r1)', '(SELECT queue, count(*) FILTER (WHERE i % 2 = 0) AS n0, avg((draw > 99)::int) FILTER (WHERE i % 2 = 0) AS r0, count(*) FILTER (WHERE i % 2 = 1) AS n1, avg((draw > 199)::int) FILTER (WHERE i % 2 = 1) AS r1 FROM thousand GROUP BY 1) AS q'),
('offer', 'offers', $$offer_agg((ARRAY['accepted', 'accepted', 'rejected', 'expired', 'customer_left'])[1 + draw % 5])$$, 'thousand'),
('pair', 'waits and ratings', 'pair_agg(wait, draw % 5 + 1)', 'thousand'),
('pair', 'hours and rates', 'pair_agg(talk / 3600.0::float8, draw / 1000.0::float8)', 'thousand'),
('quality', 'contacts', 'quality_agg(draw % 9 = 0, draw % 7 = 0)', 'thousand'),
('queue', '1,000 calls', $$queue_agg(wait * interval '1 s', wait < 90, '20 s')$$, 'thousand'),
('queue', '1,000 calls, ms', $$queue_agg((wait + draw / 1000.0) * interval '1 s', wait < 90, '20 s', '5 s')$$, 'thousand'),
('rate', 'answers', 'rate_agg(draw % 9 > 0)', 'thousand'),
('ratio', 'seconds', 'ratio_agg(wait, talk)', 'thousand'),
('ratio', 'hours', 'ratio_agg(wait / 3600.0::float8, talk / 3600.0::float8)', 'thousand'),
('score', '0 to 10', 'score_agg((draw % 11)::int)', 'thousand'),
('score', '0 to 100', 'score_agg((draw % 101)::int, 0, 100)', 'thousand'),
('spread', '1,000 waits', $$spread_agg((wait + draw / 1000.0) * interval '1 s')$$, 'thousand'),
('state', 'a day of an agent', $$state_agg(at, (ARRAY['idle', 'talk', 'wrap', 'talk', 'break'])[1 + draw % 5])$$, 'calls WHERE i <= 150'),
('ticket', '8 events', 'ticket_agg(at, event)', 'events WHERE i <= 8'),
('ticket', '10,000 events', 'ticket_agg(at, event)', 'events'),
('ticket', '10,000 events, words', $$ticket_agg(at, initcap(event), '{"Created": "created", "Open": "open", "Replied": "replied", "Pending": "pending", "Solved": "solved", "Closed": "closed"}')$$, 'events');

SELECT 'No value of ' || string_agg(typname, ', ') AS missing FROM pg_type AS t JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi'
 WHERE typname LIKE '%\_summary' AND typelem = 0 AND typname NOT IN (SELECT type || '_summary' FROM specimens)
\gset
\if :{?missing}
	\echo :missing
\endif

-- As they are shipped
ALTER TABLE specimens ADD s_text text, ADD flat int, ADD bytes int, ADD times bigint;
SELECT format('UPDATE specimens SET (s_text, flat, bytes) = (SELECT s::text, pg_column_size(s), length(%s_summary_send(s)) FROM (SELECT %s AS s FROM %s) AS q) WHERE (type, what) = (%L, %L)',
              type, call, source, type, what) FROM specimens WHERE type ~ :'only' \gexec
DELETE FROM specimens WHERE s_text IS NULL;
-- Repeated until each way takes some milliseconds
UPDATE specimens SET times = least(50000, greatest(50, 8000000 / flat));

-- A query that processes the value s a number of times; it does not read it from a table each time, where it would be compressed
CREATE FUNCTION repeated(s specimens, expression text) RETURNS text LANGUAGE sql AS $$
	SELECT format('WITH t AS MATERIALIZED (SELECT s_text || '''' AS s_text FROM kpi_bench.specimens WHERE (type, what) = (%2$L, %3$L)),
		v AS MATERIALIZED (SELECT s_text, s_text::%1$s_summary AS s FROM t)
		SELECT %4$s AS s FROM v, generate_series(1, %5$s) AS n', s.type, s.type, s.what, expression, s.times)
$$;
CREATE FUNCTION microseconds_of(s specimens, query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	before timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	RETURN extract(epoch FROM clock_timestamp() - before) * 1e6 / s.times;
END $$;
CREATE FUNCTION counted(s specimens, expression text) RETURNS float8 LANGUAGE sql AS $$
	SELECT microseconds_of(s, repeated(s, format('count(%s)', expression)))
$$;

-- COPY calls the binary input; it reads the same value as bytea for comparison
CREATE TABLE received (s bytea);
CREATE FUNCTION file() RETURNS text LANGUAGE sql AS $$ SELECT current_setting('data_directory') || '/kpi_bench' $$;
CREATE FUNCTION copied(s specimens, type text) RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('ALTER TABLE kpi_bench.received ALTER s TYPE %s USING NULL', type);
	RETURN microseconds_of(s, format('COPY kpi_bench.received FROM %L (FORMAT binary) WHERE false', file()));
END $$;

-- The time of a round for each way, in microseconds
CREATE TABLE figures (type text, what text, round int, add_time float8, text_out float8, text_in float8, binary_out float8, binary_in float8);
CREATE FUNCTION measure(s specimens, rounds int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	counting float8;
BEGIN
	EXECUTE format('COPY (%s) TO %L (FORMAT binary)', repeated(s, 's'), file());
	FOR round IN 0..rounds LOOP
		counting := counted(s, 's');
		INSERT INTO figures VALUES (s.type, s.what, round, counted(s, 's + s') - counting, counted(s, s.type || '_summary_out(s)') - counting,
			counted(s, format('s_text::%s_summary', s.type)) - counting, counted(s, s.type || '_summary_send(s)') - counting,
			copied(s, s.type || '_summary') - copied(s, 'bytea'));
	END LOOP;
END $$;
\o /dev/null
SELECT format('SELECT measure(s, %s) FROM specimens AS s WHERE (type, what) = (%L, %L)', :rounds, type, what) FROM specimens ORDER BY ctid \gexec
SELECT format('COPY (SELECT) TO %L', file()) \gexec
\o

-- The first round is a warm-up
CREATE VIEW medians AS
SELECT type, what, percentile_cont(0.5) WITHIN GROUP (ORDER BY add_time)::numeric AS add_time,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY text_out)::numeric AS text_out, percentile_cont(0.5) WITHIN GROUP (ORDER BY text_in)::numeric AS text_in,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY binary_out)::numeric AS binary_out, percentile_cont(0.5) WITHIN GROUP (ORDER BY binary_in)::numeric AS binary_in
  FROM figures WHERE round > 0 GROUP BY type, what;
\pset footer off
\pset title 'Bytes, each by those of the value as it is stored; microseconds to add two, and what takes how many times as long'
SELECT type, what, flat AS stored, round(length(s_text) / flat::numeric, 2) AS text, round(bytes / flat::numeric, 2) AS binary,
       round(add_time, 2) AS "add µs", round(text_out / add_time, 1) AS "text out", round(text_in / add_time, 1) AS "text in",
       round(binary_out / add_time, 1) AS "binary out", round(binary_in / add_time, 1) AS "binary in",
       round(text_out, 2) AS "text out µs", round(text_in, 2) AS "text in µs"
  FROM specimens JOIN medians USING (type, what) ORDER BY type COLLATE "C", flat, what;
DROP SCHEMA kpi_bench CASCADE;
