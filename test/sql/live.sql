-- Live roll-ups equal their definitions byte for byte, whatever happens to their tables
SET client_min_messages = warning;
DROP ROLE IF EXISTS regress_kpi_owner, regress_kpi_writer, regress_kpi_other;
CREATE ROLE regress_kpi_owner;
CREATE ROLE regress_kpi_writer;
CREATE ROLE regress_kpi_other;
CREATE SCHEMA live AUTHORIZATION regress_kpi_owner;
CREATE SCHEMA "Live ""2""" AUTHORIZATION regress_kpi_owner;
CREATE SCHEMA live_3 AUTHORIZATION regress_kpi_owner;
CREATE SCHEMA live_other AUTHORIZATION regress_kpi_other;
GRANT USAGE ON SCHEMA live TO PUBLIC;
SET search_path = live, public;
SET timezone = 'UTC';
SET ROLE regress_kpi_owner;

-- The roll-ups that are compared; they include renamed views
CREATE TABLE rollups (groups regclass, definition regclass);
CREATE FUNCTION follow(name text, query text, filled boolean DEFAULT true) RETURNS regclass LANGUAGE plpgsql AS $$
DECLARE
	r rollups;
BEGIN
	r.groups := live_rollup(name, query, filled);
	SELECT format('%s.%I', relnamespace::regnamespace, relname || '_definition') INTO r.definition FROM pg_class WHERE oid = r.groups;
	INSERT INTO rollups VALUES (r.*);
	RETURN r.groups;
END $$;
-- Groups that only a roll-up or only its definition has, as texts
CREATE FUNCTION differences() RETURNS TABLE (rollup regclass, only_in text, group_of text) LANGUAGE plpgsql AS $$
DECLARE
	r rollups;
BEGIN
	FOR r IN SELECT rollups.* FROM rollups JOIN pg_class AS g ON g.oid = groups JOIN pg_class AS d ON d.oid = definition ORDER BY g.oid LOOP
		RETURN QUERY EXECUTE format('SELECT %1$L::regclass, * FROM (
			(SELECT ''roll-up'', "whole row"::text FROM %1$s AS "whole row" EXCEPT ALL SELECT ''roll-up'', "whole row"::text FROM %2$s AS "whole row") UNION ALL
			(SELECT ''definition'', "whole row"::text FROM %2$s AS "whole row" EXCEPT ALL SELECT ''definition'', "whole row"::text FROM %1$s AS "whole row")) AS d', r.groups, r.definition);
	END LOOP;
END $$;
-- Prints nothing if there are no differences
CREATE PROCEDURE same() LANGUAGE plpgsql AS $$
DECLARE
	d record;
BEGIN
	FOR d IN SELECT * FROM differences() ORDER BY rollup, only_in, group_of LOOP
		RAISE EXCEPTION '% differs: % is only in the %', d.rollup, d.group_of, d.only_in;
	END LOOP;
END $$;

-- From 0 to below n, always the same for the same seed
CREATE FUNCTION draw(seed text, n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
	SELECT (('x' || left(md5(seed), 8))::bit(32)::bigint % n)::int
$$;
CREATE TABLE calls (id int PRIMARY KEY, queue text, started timestamptz, wait interval, answered boolean, agents int, spare text, big bigint, price numeric(8,2), test boolean NOT NULL);
CREATE FUNCTION drawn(ids int[]) RETURNS SETOF calls LANGUAGE sql AS $$
	SELECT id, (ARRAY['sales', 'help', '', 'Sales', NULL])[1 + draw('queue' || id, 5)], '2026-03-29 00:00+00'::timestamptz + draw('started' || id, 10000) * interval '1 s',
	       draw('wait' || id, 90) * interval '1 s', draw('answered' || id, 4) > 0, nullif(draw('agents' || id, 5), 0), 'spare', nullif(draw('big' || id, 4), 0) * 4611686018427387904::numeric % 9223372036854775807,
	       CASE draw('price' || id, 9) WHEN 0 THEN NULL WHEN 1 THEN 'NaN' ELSE draw('cents' || id, 1000) / 100.0 - 3 END, draw('test' || id, 7) = 0
	  FROM unnest(ids) AS id
$$;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(1, 40)));

-- created objects
SELECT follow('by_hour', $$
	SELECT queue, date_trunc('hour', started AT TIME ZONE 'Europe/Madrid') AS hour, count(*) AS n, queue_agg(wait, answered, '20 s') AS calls,
	       duration_agg(wait, answered) FILTER (WHERE wait > '3 s') AS waits, sum(agents) AS agents, sum(price) AS price, sum(big) FILTER (WHERE answered) AS big
	  FROM calls WHERE NOT test GROUP BY queue, hour $$);
SELECT relname, relkind, relpersistence, reloptions, relowner::regrole, obj_description(oid, 'pg_class') FROM pg_class WHERE relname LIKE 'by\_hour%' ORDER BY relname COLLATE "C";
SELECT attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attstorage FROM pg_attribute WHERE attrelid = 'by_hour_parts'::regclass AND attnum > 0 ORDER BY attnum;
SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'by_hour_parts'::regclass ORDER BY indexrelid;
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'calls'::regclass ORDER BY tgname COLLATE "C";
SELECT attname, format_type(atttypid, atttypmod), format_type(atttypid, atttypmod) = (SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'by_hour'::regclass AND attnum = d.attnum) AS same_type
  FROM pg_attribute AS d WHERE attrelid = 'by_hour_definition'::regclass ORDER BY attnum;
CALL same();
SELECT queue, hour, n, service_level(calls), agents, price FROM by_hour WHERE queue = 'sales' ORDER BY hour;

-- no keys; an aggregate before its key; keys of several types, with SQL keywords as names; no aggregate
SELECT follow('of_all', 'SELECT count(*) AS n, sum(agents) AS agents, sum(price) AS price, rate_agg(answered) AS answered FROM calls');
SELECT follow('aggregate_first', 'SELECT count(wait) AS n, queue, mean_agg(wait), sum(id::smallint) FROM calls GROUP BY queue');
SELECT follow('keys_of_types', $$
	SELECT answered AS "select", agents AS "A", count(*) AS "all", started AS "at ""once""", (started AT TIME ZONE 'UTC')::date AS day, started AT TIME ZONE 'UTC' AS time,
	       md5(queue)::uuid, ascii(queue)::bigint AS ascii, queue::char(3), queue::varchar(4) COLLATE "C" AS "Queue", wait > '40 s' AS "group", queue::bytea AS bytes
	  FROM calls AS "from" GROUP BY 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12 $$);
SELECT follow('only_keys', 'SELECT queue, agents % 2 AS parity FROM calls AS c GROUP BY queue, c.agents % 2');
CALL same();

-- each way to write; queues disappear, become empty and return
INSERT INTO calls VALUES (41, 'sales', '2026-03-29 00:30+00', '12 s', true, 2, '', 5, 1.10, false);
CALL same();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(42, 90)));
CALL same();
INSERT INTO calls SELECT * FROM drawn('{}');
UPDATE calls SET queue = CASE queue WHEN 'sales' THEN 'help' WHEN 'help' THEN NULL ELSE 'sales' END WHERE id % 3 = 0;
CALL same();
UPDATE calls SET wait = wait + '1 s', price = NULL WHERE id % 5 = 0;
UPDATE calls SET spare = 'other';
UPDATE calls SET test = NOT test WHERE id % 4 = 0;
UPDATE calls SET id = id WHERE false;
CALL same();
BEGIN;
UPDATE calls SET agents = 7 WHERE id = 5;
UPDATE calls SET agents = NULL, queue = 'new' WHERE id = 5;
UPDATE calls SET queue = '' WHERE id = 5;
DELETE FROM calls WHERE id = 5;
CALL same();
COMMIT;
DELETE FROM calls WHERE queue = 'sales' OR agents = 2;
CALL same();
COPY calls FROM STDIN;
201	copied	2026-03-29 00:30+00	00:00:12	t	2	\N	5	1.10	f
202	\N	\N	\N	\N	\N	\N	\N	\N	f
203	copied	infinity	00:00:12	t	2	\N	5	NaN	f
\.
CALL same();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(80, 99))) ON CONFLICT (id) DO NOTHING;
CALL same();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(1, 110))) ON CONFLICT (id) DO UPDATE SET queue = EXCLUDED.queue, wait = interval '7 s' WHERE calls.id % 7 > 0;
CALL same();
WITH gone AS (DELETE FROM calls WHERE id % 6 = 1 RETURNING *),
     moved AS (UPDATE calls SET queue = 'moved' WHERE id % 6 = 2 RETURNING *),
     added AS (INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(301, 305))) RETURNING *)
INSERT INTO calls SELECT id + 1000, queue, started, wait, answered, agents, spare, big, price, test FROM gone;
CALL same();
DO $$
BEGIN
	IF current_setting('server_version_num')::int >= 150000 THEN
		EXECUTE 'MERGE INTO calls USING drawn(ARRAY(SELECT generate_series(90, 130))) AS d ON calls.id = d.id
			WHEN MATCHED AND d.id % 3 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET queue = ''merged'', price = d.price WHEN NOT MATCHED THEN
			INSERT VALUES (d.id, d.queue, d.started, d.wait, d.answered, d.agents, d.spare, d.big, d.price, d.test)';
	END IF;
END $$;
CALL same();
-- loops of single rows, some of which fail
DO $$
BEGIN
	FOR i IN 400 .. 430 LOOP
		INSERT INTO calls SELECT * FROM drawn(ARRAY[i]);
		BEGIN
			UPDATE calls SET queue = 'gone' WHERE id = i - i % 3;
			INSERT INTO calls SELECT * FROM drawn(ARRAY[i - i % 2]);
		EXCEPTION WHEN unique_violation THEN
			DELETE FROM calls WHERE id = i - 9;
		END;
	END LOOP;
END $$;
CALL same();

-- transactions: savepoints that are rolled back, snapshots that remain
BEGIN;
SAVEPOINT a;
DELETE FROM calls WHERE id % 2 = 0;
CALL same();
SAVEPOINT b;
UPDATE calls SET queue = 'b';
ROLLBACK TO b;
CALL same();
ROLLBACK TO a;
CALL same();
UPDATE calls SET queue = 'a' WHERE id % 9 = 0;
RELEASE a;
CALL same();
COMMIT;
CALL same();
BEGIN;
DELETE FROM calls;
TRUNCATE calls;
ROLLBACK;
CALL same();
BEGIN ISOLATION LEVEL REPEATABLE READ;
CALL same();
UPDATE calls SET queue = 'repeatable' WHERE id % 10 = 0;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(500, 510)));
DELETE FROM calls WHERE id % 10 = 5;
CALL same();
COMMIT;
BEGIN ISOLATION LEVEL SERIALIZABLE;
UPDATE calls SET queue = 'serializable' WHERE id % 10 = 1;
CALL same();
COMMIT;
CALL same();
-- a row that is inserted and deleted within a statement's triggers
CREATE FUNCTION more_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() < 4 THEN
		INSERT INTO calls SELECT id + 10000, 'more', started, wait, answered, agents, spare, big, price, test FROM added;
		DELETE FROM calls WHERE id % 7 = 0 AND id > 10000;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER a_more_calls AFTER INSERT ON calls REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION more_calls();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(601, 610)));
CALL same();
DROP TRIGGER a_more_calls ON calls;
CREATE TRIGGER z_more_calls AFTER INSERT ON calls REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION more_calls();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(701, 710)));
CALL same();
DROP TRIGGER z_more_calls ON calls;

-- folding leaves one part for each group, and no subtracted parts
SELECT live_fold('by_hour') > 0 AS by_hour, live_fold('of_all_parts') > 0 AS by_parts, live_fold('only_keys_definition') > 0 AS by_definition;
SELECT count(*) = (SELECT count(*) FROM by_hour) AS a_part_each, bool_or(taken) AS taken FROM by_hour_parts;
SELECT settled, queue IS NULL AS of_no_queue, count(*) > 0 AS parts FROM by_hour_parts GROUP BY settled, queue IS NULL ORDER BY settled;
SELECT live_fold('by_hour');
CALL same();
SELECT count(*) FROM live_check('by_hour');

-- settled parts do not change until the next fold, which settles nothing in a transaction with one snapshot
CREATE TABLE settled_parts AS SELECT part FROM by_hour_parts WHERE settled;
UPDATE calls SET queue = CASE queue WHEN 'sales' THEN 'late' WHEN 'help' THEN 'sales' ELSE queue END, answered = NOT answered WHERE id % 2 = 0;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(400, 420)));
DELETE FROM calls WHERE queue = 'Sales' AND id % 5 < 3;
SELECT count(*) FILTER (WHERE settled) = (SELECT count(*) FROM settled_parts) AS settled_as_before, count(*) FILTER (WHERE NOT settled) > 20 AS others FROM by_hour_parts;
CALL same();
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT live_fold('by_hour') > 0 AS folded;
SELECT part FROM by_hour_parts WHERE settled EXCEPT SELECT part FROM settled_parts;
CALL same();
ROLLBACK;
SELECT live_fold('by_hour') > 0 AS folded;
SELECT settled, queue IS NULL AS of_no_queue, count(*) > 0 AS parts FROM by_hour_parts GROUP BY settled, queue IS NULL ORDER BY settled;
CALL same();

-- all rows deleted
DELETE FROM calls;
CALL same();
SELECT * FROM of_all;
SELECT count(*) FROM by_hour;
SELECT live_fold('by_hour') > 0 AS folded, live_fold('of_all') > 0 AS folded;
SELECT (SELECT count(*) FROM by_hour_parts) AS parts, (SELECT count(*) FROM of_all_parts) AS parts_of_all;
CALL same();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(1, 60)));
CALL same();
TRUNCATE calls;
CALL same();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(1, 60)));
CALL same();
BEGIN;
TRUNCATE calls;
COPY calls FROM STDIN WITH (FREEZE);
201	copied	2026-03-29 00:30+00	00:00:12	t	2	\N	5	1.10	f
202	\N	\N	\N	\N	\N	\N	\N	\N	f
\.
CALL same();
COMMIT;
CALL same();
SELECT * FROM of_all;

-- numeric sums keep the scale of the column, and forget a NaN that is deleted
CREATE TABLE sums (k int, n numeric(10,4), big bigint, small smallint);
SELECT follow('sums_of', 'SELECT k, sum(n) AS n, sum(big) AS big, sum(small) AS small, sum(n::numeric(6,1)) FILTER (WHERE k > 1) AS rounded, sum(numeric(5,2) ''0.10'') AS ten FROM sums GROUP BY k');
INSERT INTO sums VALUES (1, 1.5, 9223372036854775807, 1), (1, 'NaN', 9223372036854775807, NULL), (2, NULL, NULL, NULL), (3, 0, 0, 0);
SELECT * FROM sums_of ORDER BY k;
DELETE FROM sums WHERE n = 'NaN';
INSERT INTO sums VALUES (2, -2.25, -1, -1), (2, 2.25, 1, 1);
SELECT * FROM sums_of ORDER BY k;
CALL same();
DELETE FROM sums WHERE n IS NOT NULL;
SELECT * FROM sums_of ORDER BY k;
CALL same();
DROP TABLE sums_of_parts, sums CASCADE;

-- foreign keys with actions that write to the table, and TRUNCATE of the referenced table
CREATE TABLE agents (id int PRIMARY KEY);
INSERT INTO agents SELECT generate_series(1, 9);
CREATE TABLE shifts (agent int REFERENCES agents ON DELETE CASCADE ON UPDATE CASCADE, backup int REFERENCES agents ON DELETE SET NULL ON UPDATE SET NULL, hours int);
INSERT INTO shifts SELECT 1 + n % 9, 1 + n % 4, n % 7 FROM generate_series(1, 40) AS n;
SELECT follow('hours_of', 'SELECT agent, backup, sum(hours) AS hours FROM shifts GROUP BY agent, backup');
DELETE FROM agents WHERE id IN (2, 9);
CALL same();
UPDATE agents SET id = id + 100 WHERE id IN (1, 8);
CALL same();
SELECT count(*) FILTER (WHERE agent = 101) AS moved, count(*) FILTER (WHERE backup IS NULL) AS nulls, count(*) FILTER (WHERE agent = 2) AS gone FROM hours_of;
TRUNCATE agents CASCADE;
CALL same();
SELECT count(*) FROM hours_of;

-- a table is no longer followed after its roll-up is dropped; dropping the table drops everything
SELECT live_rollup('dropped', 'SELECT count(*) FROM shifts');
DROP VIEW dropped;
DROP TABLE dropped_parts;
DROP TABLE dropped_parts CASCADE;
SELECT tgname FROM pg_trigger WHERE tgrelid = 'shifts'::regclass AND NOT tgisinternal ORDER BY tgname COLLATE "C";
DROP TABLE shifts;
DROP TABLE shifts CASCADE;
SELECT relname FROM pg_class WHERE relname LIKE 'hours%' OR relname LIKE 'dropped%' ORDER BY relname COLLATE "C";
DROP TABLE hours_of_parts CASCADE;

-- names that must be quoted, and new names for everything
CREATE TABLE "Live ""2"""."Calls of day" ("order" int, "The Wait" interval, "select" text, unused int);
SELECT follow('"Live ""2"""."Report 1"', 'SELECT "select", count("order") AS "from", duration_agg("The Wait") AS "Wait''s % ""a""", sum("order") AS "Sum" FROM "Live ""2"""."Calls of day" AS "user" WHERE "user"."order" > 0 GROUP BY "select"');
INSERT INTO "Live ""2"""."Calls of day" VALUES (1, '3 s', 'a'), (2, '4 s', NULL), (0, '5 s', 'a');
ALTER TABLE "Live ""2"""."Calls of day" RENAME COLUMN "select" TO queue;
INSERT INTO "Live ""2"""."Calls of day" VALUES (3, '3 s', 'a');
CALL same();
ALTER TABLE "Live ""2"""."Calls of day" RENAME TO today;
RESET ROLE;
ALTER SCHEMA "Live ""2""" RENAME TO live_2;
SET ROLE regress_kpi_owner;
UPDATE live_2.today SET "order" = 5 - "order";
CALL same();
ALTER TABLE live_2."Report 1_parts" RENAME TO parts;
ALTER TABLE live_2.parts RENAME COLUMN "Sum" TO total;
ALTER TABLE live_2.parts RENAME COLUMN "select" TO "Key";
ALTER VIEW live_2."Report 1_definition" RENAME TO definition;
ALTER VIEW live_2."Report 1" RENAME TO report;
DELETE FROM live_2.today WHERE "order" = 4;
CALL same();
ALTER TABLE live_2.parts SET SCHEMA live_3;
ALTER TABLE live_2.today SET SCHEMA live_3;
INSERT INTO live_3.today VALUES (4, '3 s', 'b'), (5, '7 s', NULL);
TRUNCATE live_3.today;
INSERT INTO live_3.today VALUES (4, '3 s', 'b'), (5, '7 s', NULL);
CALL same();
SELECT live_fold('live_2.report'), (SELECT count(*) FROM live_check('live_3.parts')), live_rebuild('live_2.definition'), live_rebuild('live_2.report', true);
CALL same();
SELECT * FROM live_2.report ORDER BY "select";

-- columns that are counted cannot be dropped or changed, others can
ALTER TABLE live_3.today ADD COLUMN added int DEFAULT 4, DROP COLUMN unused;
INSERT INTO live_3.today VALUES (7, '3 s', 'b', 3);
ALTER TABLE live_3.today ALTER COLUMN added TYPE text;
\set VERBOSITY terse
ALTER TABLE live_3.today DROP COLUMN "The Wait";
ALTER TABLE live_3.today ALTER COLUMN "order" TYPE bigint;
ALTER TABLE live_3.parts DROP COLUMN total;
\set VERBOSITY default
CALL same();
SET client_min_messages = error;
DROP SCHEMA live_3 CASCADE;
SET client_min_messages = warning;

-- partitions: existing ones, new ones with rows and with columns in another order, and removed ones
CREATE TABLE tickets (id int, day date, team text, hours numeric(6,2)) PARTITION BY RANGE (day);
CREATE TABLE tickets_1 PARTITION OF tickets FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE tickets_2 PARTITION OF tickets FOR VALUES FROM ('2026-02-01') TO ('2026-03-01') PARTITION BY LIST (team);
CREATE TABLE tickets_2_a PARTITION OF tickets_2 FOR VALUES IN ('a');
INSERT INTO tickets SELECT n, '2026-01-01'::date + n % 31, chr(97 + n % 3), n / 8.0 FROM generate_series(1, 60) AS n;
INSERT INTO tickets SELECT n, '2026-02-03', 'a', n FROM generate_series(1, 5) AS n;
SELECT follow('by_team', 'SELECT team, count(*) AS n, sum(hours) AS hours, category_agg(team) FROM tickets GROUP BY team');
SELECT follow('by_day', 'SELECT day, count(*) AS n FROM tickets WHERE team <> ''c'' GROUP BY day');
SELECT tgrelid::regclass, count(*) FROM pg_trigger WHERE tgfoid = 'live_write'::regproc AND tgrelid::regclass::text LIKE 'tickets%' GROUP BY tgrelid ORDER BY 1;
CALL same();
CREATE TABLE tickets_2_b PARTITION OF tickets_2 FOR VALUES IN ('b');
CREATE TABLE tickets_2_c (team text, hours numeric(6,2), more int, day date, id int);
ALTER TABLE tickets_2_c DROP COLUMN more;
INSERT INTO tickets_2_c SELECT 'c', n, '2026-02-09', n FROM generate_series(1, 7) AS n;
ALTER TABLE tickets_2 ATTACH PARTITION tickets_2_c FOR VALUES IN ('c');
CALL same();
INSERT INTO tickets SELECT n, '2026-01-01'::date + n, chr(97 + n % 3), n / 8.0 FROM generate_series(1, 50) AS n;
INSERT INTO tickets_2 VALUES (100, '2026-02-20', 'b', 1), (101, '2026-02-20', 'c', 1);
INSERT INTO tickets_2_c VALUES ('c', 2.5, '2026-02-20', 102);
CALL same();
UPDATE tickets SET team = 'b', day = day + 20 WHERE day < '2026-01-20' AND id % 4 = 1;
UPDATE tickets_2 SET team = CASE team WHEN 'a' THEN 'c' ELSE 'a' END WHERE id % 3 = 0;
UPDATE tickets_2_b SET hours = hours + 1;
DELETE FROM tickets WHERE id % 7 = 0;
DELETE FROM tickets_2_a WHERE id % 5 = 0;
CALL same();
COPY tickets FROM STDIN WITH (DELIMITER ' ');
200 2026-01-05 a 1.5
201 2026-02-05 b 2.5
\.
CALL same();
-- a partition tree that is attached, and one that is detached together with its rows
CREATE TABLE tickets_3 (LIKE tickets) PARTITION BY LIST (team);
CREATE TABLE tickets_3_a PARTITION OF tickets_3 FOR VALUES IN ('a');
CREATE TABLE tickets_3_other PARTITION OF tickets_3 DEFAULT;
INSERT INTO tickets_3 SELECT n, '2026-03-01', chr(97 + n % 3), 1 FROM generate_series(1, 9) AS n;
ALTER TABLE tickets ATTACH PARTITION tickets_3 FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
CALL same();
INSERT INTO tickets_3_a VALUES (300, '2026-03-02', 'a', 1);
TRUNCATE tickets_3_other;
CALL same();
TRUNCATE tickets_2;
CALL same();
INSERT INTO tickets SELECT n, '2026-02-01', chr(97 + n % 3), 1 FROM generate_series(1, 9) AS n;
ALTER TABLE tickets DETACH PARTITION tickets_2;
CALL same();
INSERT INTO tickets_2 VALUES (100, '2026-02-20', 'b', 1);
CALL same();
SELECT tgrelid::regclass, count(*) FROM pg_trigger WHERE tgfoid = 'live_write'::regproc AND tgrelid::regclass::text LIKE 'tickets%' GROUP BY tgrelid ORDER BY 1;
DROP TABLE tickets_3_a;
CALL same();
BEGIN;
ALTER TABLE tickets DETACH PARTITION tickets_1;
CALL same();
ALTER TABLE tickets ATTACH PARTITION tickets_1 DEFAULT;
CALL same();
DROP TABLE tickets_1;
CALL same();
ROLLBACK;
CALL same();
ALTER TABLE tickets_3 SET SCHEMA live_2;
ALTER TABLE tickets_3_other SET SCHEMA live_2;
INSERT INTO tickets VALUES (400, '2026-03-05', 'x', 1);
CALL same();
SET client_min_messages = error;
DROP SCHEMA live_2 CASCADE;
SET client_min_messages = warning;
CALL same();
TRUNCATE tickets;
CALL same();
SELECT * FROM by_team;
INSERT INTO tickets VALUES (500, '2026-01-05', 'x', 1);
DROP TABLE tickets CASCADE;
DROP TABLE by_team_parts, by_day_parts CASCADE;

-- inheritance
CREATE TABLE contacts (channel text, n int);
CREATE TABLE chats (room int) INHERITS (contacts);
INSERT INTO contacts VALUES ('phone', 1);
INSERT INTO chats VALUES ('chat', 2, 7);
SELECT follow('by_channel', 'SELECT channel, sum(n) AS n FROM contacts GROUP BY channel');
CREATE TABLE mails (n int, subject text, channel text);
INSERT INTO mails VALUES (3, 's', 'mail'), (4, 't', 'mail');
ALTER TABLE mails INHERIT contacts;
CALL same();
INSERT INTO mails VALUES (5, 'u', 'mail');
INSERT INTO chats VALUES ('chat', 2, 8);
UPDATE contacts SET n = n + 1;
DELETE FROM ONLY contacts;
CALL same();
SELECT * FROM by_channel ORDER BY channel;
INSERT INTO contacts VALUES ('phone', 1);
CREATE TABLE late_chats (CHECK (room > 10)) INHERITS (chats);
INSERT INTO late_chats VALUES ('late', 1, 11);
CALL same();
TRUNCATE ONLY contacts;
CALL same();
ALTER TABLE mails NO INHERIT contacts;
CALL same();
DROP TABLE chats CASCADE;
CALL same();
SELECT * FROM by_channel;
TRUNCATE contacts;
DROP TABLE by_channel_parts CASCADE;

-- the parts are unlogged if the table is
CREATE UNLOGGED TABLE passing (k int);
SELECT follow('of_passing', 'SELECT k, count(*) FROM passing GROUP BY k');
SELECT relname, relpersistence FROM pg_class WHERE relname IN ('of_passing_parts', 'of_passing_parts_pkey') ORDER BY relname;
INSERT INTO passing VALUES (1);
CALL same();
DROP TABLE passing CASCADE;
DROP TABLE of_passing_parts CASCADE;

-- changes that triggers cannot see are found and repaired: a replica's apply fires no triggers
CREATE TABLE chats (room text, n int, price numeric(6,2));
INSERT INTO chats VALUES ('a', 1, 1), ('a', 2, NULL), ('b', 3, 3);
SELECT follow('by_room', 'SELECT room, sum(n) AS n, sum(price) AS price, mean_agg(n) AS mean FROM chats GROUP BY room');
RESET ROLE;
SET session_replication_role = replica;
INSERT INTO live.chats VALUES ('a', 5, 'NaN'), (NULL, 1, 1);
DELETE FROM live.chats WHERE room = 'b';
RESET session_replication_role;
SET ROLE regress_kpi_owner;
CALL same();
SELECT * FROM live_check('by_room') ORDER BY group_key::text;
SELECT live_rebuild('by_room');
CALL same();
SELECT * FROM live_check('by_room') ORDER BY group_key::text;
SELECT live_rebuild('by_room');
SELECT * FROM by_room ORDER BY room;
UPDATE chats SET price = 2 WHERE price = 'NaN';
CALL same();
SELECT live_fold('by_room') > 0 AS folded;
CALL same();
-- parts that somebody changed
DELETE FROM by_room_parts WHERE room = 'a';
INSERT INTO by_room_parts (taken, settled, room, n_rows, n, n_counted, price, price_counted, price_nan, mean) SELECT true, false, 'z', 1, 1, 1, 1, 1, 0, mean_agg(1);
SELECT * FROM live_check('by_room_parts') ORDER BY group_key::text;
SELECT live_rebuild('by_room_parts');
CALL same();
-- a total without keys
SELECT follow('of_chats', 'SELECT count(*) FROM chats');
DELETE FROM of_chats_parts;
SELECT * FROM live_check('of_chats');
SELECT live_rebuild('of_chats');
CALL same();
DROP TABLE of_chats_parts CASCADE;

-- columns of any name
CREATE TABLE names (side text, a3 int, d int);
SELECT follow('of_names', 'SELECT side, a3, sum(d) AS t3, count(*) AS d, count(d) AS q FROM names GROUP BY side, a3');
INSERT INTO names VALUES ('a', 1, 1), ('b', 2, NULL);
DELETE FROM of_names_parts WHERE side = 'a';
SELECT * FROM live_check('of_names');
SELECT live_rebuild('of_names');
SELECT live_fold('of_names') > 0 AS folded, live_rebuild('of_names', true);
CALL same();
DROP TABLE of_names_parts CASCADE;

-- created empty, while sessions write, and filled later
SELECT follow('later', 'SELECT room, count(n) FROM chats GROUP BY room', filled => false);
SELECT count(*) FROM later;
INSERT INTO chats VALUES ('late', 1, 1), ('a', 7, 7);
DELETE FROM chats WHERE n = 2;
SELECT live_rebuild('later');
CALL same();
SELECT * FROM later ORDER BY room;

-- a definition that is replaced, and rebuilt from nothing
BEGIN;
CREATE OR REPLACE VIEW later_definition AS SELECT room, count(n) FROM chats WHERE n > 1 AND 'later_parts'::regclass IS NOT NULL GROUP BY room;
SELECT live_rebuild('later', from_nothing => true);
COMMIT;
INSERT INTO chats VALUES ('late', 1, 1), ('late', 4, 7);
CALL same();
SELECT * FROM later ORDER BY room;
DROP TABLE later_parts CASCADE;

-- growing summaries: rows go into a small part, which is merged into a large one when it has grown
CREATE TABLE talks (queue text, talk interval);
SELECT follow('of_talks', 'SELECT queue, duration_agg(talk) AS talk, spread_agg(extract(epoch FROM talk)::float8) AS spread FROM talks GROUP BY queue');
DO $$ BEGIN
	FOR i IN 1 .. 300 LOOP
		INSERT INTO talks VALUES (CASE i % 3 WHEN 0 THEN NULL ELSE 'sales' END, i * interval '1 s');
	END LOOP;
END $$;
CALL same();
SELECT queue, count(*) AS parts, sum(n_rows) AS n_rows, max(n_rows) > 100 AS has_large, min(n_rows) < 50 AS has_small FROM of_talks_parts GROUP BY queue ORDER BY queue;
INSERT INTO talks SELECT 'sales', i * interval '1.5 s' FROM generate_series(1, 300) AS i;
INSERT INTO talks SELECT 'help', i * interval '1.5 s' FROM generate_series(1, 300) AS i;
INSERT INTO talks SELECT 'help', i * interval '1.5 s' FROM generate_series(1, 300) AS i;
DO $$ BEGIN
	FOR i IN 1 .. 100 LOOP
		DELETE FROM talks WHERE talk = i * interval '3 s';
	END LOOP;
END $$;
CALL same();
SELECT queue, taken, count(*) AS parts, sum(n_rows) AS n_rows FROM of_talks_parts GROUP BY queue, taken ORDER BY queue, taken;
SELECT live_fold('of_talks');
CALL same();

-- every aggregate that builds a summary, with rows from test/rows.sql; a roll-up has some dozens of them, because the size of a row is limited
\set ECHO none
\i test/rows.sql
\set ECHO all
CREATE TABLE building AS
SELECT row_number() OVER (ORDER BY array_position(argtypes, result), aggregate::text COLLATE "C") - 1 AS n, a.* FROM aggregates AS a WHERE aggtranstype = result AND aggminvtransfn <> 0 AND result IN (SELECT type FROM summary_types);
CREATE FUNCTION fill_pools() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	b builders;
BEGIN
	FOR b IN SELECT * FROM builders LOOP
		EXECUTE format('CREATE TABLE %I AS SELECT 1 + i %% 20 AS n, %s AS s FROM generate_series(1::bigint, 60) AS i GROUP BY 1', 'pool_of_' || b.result, call_of(b.name, b.argnames, b.argtypes, 'i'));
	END LOOP;
END $$;
-- Rows for the aggregates numbered from first to below last
CREATE FUNCTION write_rows(first int, last int, ids text) RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT i, i %% 7 AS k, %s FROM %s AS i', string_agg(format('(%s)::%s AS "%s_%s"', value_of(argnames[n.n], argtypes[n.n - 1], n.n), argtypes[n.n - 1], b.n, n.n), ', ' ORDER BY b.n, n.n), ids)
	  FROM building AS b, generate_series(1, cardinality(argtypes)) AS n WHERE b.n >= first AND b.n < last
$$;
CREATE FUNCTION follow_building(first int, last int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	columns text := (SELECT string_agg(format('"%s_%s"', b.n, n.n), ', ' ORDER BY b.n, n.n) FROM building AS b, generate_series(1, cardinality(argtypes)) AS n WHERE b.n >= first AND b.n < last);
BEGIN
	EXECUTE 'CREATE TABLE building_rows AS ' || write_rows(first, last, 'generate_series(1::bigint, 30)');
	PERFORM follow('of_building', (SELECT format('SELECT k, %s FROM building_rows WHERE i %% 10 > 0 GROUP BY k',
		string_agg(format('%s(%s) AS "%s"', name, (SELECT string_agg(format('"%s_%s"', b.n, m), ', ' ORDER BY m) FROM generate_series(1, cardinality(argtypes)) AS m), b.n), ', ' ORDER BY b.n)) FROM building AS b WHERE b.n >= first AND b.n < last));
	EXECUTE 'INSERT INTO building_rows ' || write_rows(first, last, 'generate_series(31::bigint, 60)');
	DELETE FROM building_rows WHERE draw('first' || i, 3) = 0;
	CALL same();
	EXECUTE format('UPDATE building_rows AS b SET (k, %1$s) = (SELECT k, %1$s FROM (%2$s) AS q) WHERE draw(''second'' || b.i, 3) = 0', columns, write_rows(first, last, '(SELECT b.i + 60 AS i)'));
	EXECUTE 'INSERT INTO building_rows ' || write_rows(first, last, 'generate_series(100::bigint, 120)');
	CALL same();
	PERFORM live_fold('of_building');
	DELETE FROM building_rows WHERE draw('third' || i, 2) = 0;
	CALL same();
END $$;
SELECT fill_pools();
SELECT count(*) > 140 AS many, count(DISTINCT result) = (SELECT count(*) FROM summary_types) AS of_all_types, count(*) FILTER (WHERE NOT builds) AS no_summaries FROM building;
DO $$
BEGIN
	FOR start IN 0 .. (SELECT max(n) FROM building) BY 25 LOOP
		PERFORM follow_building(start::int, start::int + 25);
		IF (SELECT count(*) FROM of_building) <> 7 OR EXISTS (SELECT FROM live_check('of_building')) THEN
			RAISE 'aggregates from % on are not followed', start;
		END IF;
		DROP TABLE building_rows, of_building_parts CASCADE;
	END LOOP;
END $$;

-- unsupported parts of a query, and what the hint says to write instead
CREATE TABLE offers (queue text, wait interval, at timestamptz, local timestamp, price numeric, cost float8, weight numeric(6,2), words text COLLATE "C", n int, json jsonb, padded bpchar);
CREATE TABLE offers_of (n int) PARTITION BY LIST (n);
CREATE TABLE offers_1 PARTITION OF offers_of FOR VALUES IN (1);
CREATE VIEW offers_view AS SELECT * FROM offers;
CREATE TEMP TABLE passing_offers (n int);
CREATE FUNCTION stable(int) RETURNS int LANGUAGE sql STABLE AS 'SELECT $1';
CREATE FUNCTION refusal(query text, name text DEFAULT 'refused', OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM live_rollup(name, query);
	RAISE 'made';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
	message := regexp_replace(message, '^the query of a live roll-up must not ', '... ');
END $$;
SELECT query, r.* FROM unnest(ARRAY[
	'WITH o AS (SELECT * FROM offers) SELECT count(*) FROM o',
	'SELECT count(*) FROM offers UNION ALL SELECT count(*) FROM offers',
	'SELECT DISTINCT queue FROM offers',
	'SELECT queue, count(*) FROM offers GROUP BY ROLLUP (queue)',
	'SELECT queue, count(*), rank() OVER (ORDER BY queue) FROM offers GROUP BY queue',
	'SELECT queue, count(*) FROM offers GROUP BY queue HAVING count(*) > 1',
	'SELECT queue, count(*) FROM offers GROUP BY queue ORDER BY queue',
	'SELECT queue, count(*) FROM offers GROUP BY queue LIMIT 1',
	'SELECT queue FROM offers FOR UPDATE',
	'SELECT queue, generate_series(1, n), count(*) FROM offers GROUP BY 1, 2',
	'SELECT count(*) FROM offers WHERE n IN (SELECT 1)',
	'SELECT count(*)',
	'SELECT count(*) FROM offers AS a, offers AS b',
	'SELECT count(*) FROM offers AS a JOIN offers AS b USING (queue)',
	'SELECT count(*) FROM (SELECT * FROM offers) AS o',
	'SELECT count(*) FROM generate_series(1, 3)',
	'SELECT count(*) FROM offers_view',
	'SELECT count(*) FROM offers TABLESAMPLE SYSTEM (50)',
	'SELECT count(*) FROM ONLY offers',
	'SELECT count(*) FROM passing_offers',
	'SELECT count(*) FROM pg_class',
	'SELECT tableoid, count(*) FROM offers GROUP BY tableoid',
	'SELECT offers, count(*) FROM offers GROUP BY 1',
	'SELECT at::date AS day, count(*) FROM offers GROUP BY day',
	'SELECT date_trunc(''hour'', at) AS hour, count(*) FROM offers GROUP BY hour',
	'SELECT count(*) FROM offers WHERE at > now()',
	'SELECT count(*) FROM offers WHERE at > current_timestamp',
	'SELECT count(*) FROM offers WHERE queue = current_user',
	'SELECT count(*) FROM offers WHERE random() < n',
	'SELECT stable(n), count(*) FROM offers GROUP BY 1',
	'SELECT sum(stable(n)) FROM offers',
	'SELECT count(*) FILTER (WHERE stable(n) = 1) FROM offers',
	'SELECT at::text, count(*) FROM offers GROUP BY 1',
	'SELECT price, count(*) FROM offers GROUP BY price',
	'SELECT cost, count(*) FROM offers GROUP BY cost',
	'SELECT wait, count(*) FROM offers GROUP BY wait',
	'SELECT json, count(*) FROM offers GROUP BY json',
	'SELECT ARRAY[n] AS numbers, count(*) FROM offers GROUP BY 1',
	'SELECT padded, count(*) FROM offers GROUP BY padded',
	'SELECT queue AS part, count(*) FROM offers GROUP BY queue',
	'SELECT count(*) AS taken FROM offers',
	'SELECT count(*) AS settled FROM offers',
	'SELECT queue, count(*) AS n_rows FROM offers GROUP BY queue',
	'SELECT sum(n) AS n, count(n) AS n_counted FROM offers',
	'SELECT FROM offers',
	'SELECT count(*) FROM offers_1',
	'SELECT count(*) FROM offers GROUP BY queue',
	'SELECT queue, n + 1 AS next FROM offers GROUP BY queue, n',
	'SELECT count(*) + 1 AS more FROM offers',
	'SELECT 1 AS one, count(*) FROM offers',
	'SELECT n FROM offers',
	'SELECT count(DISTINCT queue) FROM offers',
	'SELECT rate_agg(n > 1 ORDER BY n) FROM offers',
	'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY n) FROM offers',
	'SELECT sum(price) FROM offers',
	'SELECT sum(weight + 1) FROM offers',
	'SELECT sum(cost) FROM offers',
	'SELECT sum(wait) FROM offers',
	'SELECT avg(n) FROM offers',
	'SELECT min(n) FROM offers',
	'SELECT rate(n > 1) FROM offers',
	'SELECT mann_kendall(cost) FROM offers',
	'INSERT INTO offers DEFAULT VALUES RETURNING n',
	'SELECT count(*) FROM offers; SELECT 1',
	'']) WITH ORDINALITY AS q(query, i), refusal(query) AS r ORDER BY i;
SELECT relname FROM pg_class WHERE relname LIKE 'refused%';
DROP TABLE passing_offers;
-- a table that is followed may not get a parent, and a roll-up may not be temporary
-- PostgreSQL 13 refuses to make a table with such triggers a child of another
CREATE PROCEDURE expect_refusal(commands text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE commands;
	RAISE EXCEPTION 'not refused: %', commands;
EXCEPTION WHEN feature_not_supported OR object_not_in_prerequisite_state THEN NULL;
END $$;
CREATE TABLE offers_2 (n int);
SELECT live_rollup('of_offers_2', 'SELECT count(*) FROM offers_2');
CALL expect_refusal('ALTER TABLE offers_of ATTACH PARTITION offers_2 FOR VALUES IN (2)');
ALTER TABLE offers_2 INHERIT offers_of;
CREATE TABLE above (n int);
CALL expect_refusal('ALTER TABLE offers_2 INHERIT above');
DROP TABLE of_offers_2_parts, offers_2 CASCADE;
SELECT * FROM refusal('SELECT count(*) FROM offers', 'pg_temp.refused');

-- names, and relations that are not live roll-ups
SELECT name, r.* FROM unnest(ARRAY[repeat('n', 53), repeat('ñ', 27), 'offers', 'by_hour', 'no.such', '']) WITH ORDINALITY AS n(name, i), refusal('SELECT count(*) FROM offers', name) AS r ORDER BY i;
SELECT length(follow(repeat('n', 52), 'SELECT count(*) FROM offers')::text);
INSERT INTO offers (n) VALUES (1);
CALL same();
DROP TABLE offers CASCADE;
SELECT live_rollup(NULL, 'SELECT 1'), live_rollup('none', NULL), live_fold(NULL), live_rebuild(NULL);
SELECT * FROM live_check(NULL);
SELECT live_fold('calls');
SELECT * FROM live_check('pg_class');
-- triggers that live_rollup() did not create
SELECT live_write();
CREATE TRIGGER each_row AFTER INSERT ON calls FOR EACH ROW WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
INSERT INTO calls (id, test) VALUES (9000, false);
DROP TRIGGER each_row ON calls;
CREATE TRIGGER before BEFORE INSERT ON calls FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
INSERT INTO calls (id, test) VALUES (9000, false);
DROP TRIGGER before ON calls;
CREATE TRIGGER after_all AFTER TRUNCATE ON calls FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
TRUNCATE calls;
DROP TRIGGER after_all ON calls;
CREATE TRIGGER of_nothing AFTER INSERT ON calls REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_write();
INSERT INTO calls (id, test) VALUES (9000, false);
DROP TRIGGER of_nothing ON calls;
CREATE TRIGGER of_another AFTER INSERT ON calls REFERENCING NEW TABLE AS added FOR EACH STATEMENT WHEN ('calls'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
INSERT INTO calls (id, test) VALUES (9000, false);
DROP TRIGGER of_another ON calls;
SELECT live_tree();
-- a trigger without transition tables counts nothing
CREATE TRIGGER deaf AFTER INSERT ON calls FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
INSERT INTO calls (id, test) VALUES (9000, false);
DROP TRIGGER deaf ON calls;
CALL same();
-- a row that no summary can hold is refused, as by a constraint, and so is a key that is too long for an index
\set VERBOSITY sqlstate
INSERT INTO calls (id, queue, wait, answered, test) VALUES (9001, 'q', '1 mon', true, false);
INSERT INTO calls (id, queue, wait, answered, test) VALUES (9001, (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 400) AS n), '1 s', true, false);
\set VERBOSITY default
CALL same();

-- a writer needs no privilege on the roll-up
TRUNCATE calls;
GRANT INSERT, SELECT, UPDATE, DELETE, TRUNCATE ON calls TO regress_kpi_writer;
SET ROLE regress_kpi_writer;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(1, 20)));
UPDATE calls SET queue = 'sales' WHERE id % 4 = 0;
DELETE FROM calls WHERE id % 5 = 0;
SELECT count(*) FROM by_hour;
SELECT count(*) FROM by_hour_parts;
SELECT live_fold('by_hour');
SELECT * FROM live_check('by_hour');
SELECT live_rebuild('by_hour', true);
\set VERBOSITY terse
SELECT live_rollup('live.of_writer', 'SELECT count(*) FROM calls');
\set VERBOSITY default
SET ROLE regress_kpi_owner;
CALL same();
SET ROLE regress_kpi_writer;
TRUNCATE calls;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(1, 20)));
SET ROLE regress_kpi_owner;
CALL same();
GRANT SELECT ON by_hour TO regress_kpi_writer;
SET ROLE regress_kpi_writer;
SELECT count(*) > 0 AS readable FROM by_hour;

-- a trigger that another user ties to the roll-up counts nothing on their table, and nothing twice on the roll-up's own table
SET ROLE regress_kpi_owner;
GRANT SELECT, TRIGGER ON calls TO regress_kpi_other;
SET ROLE regress_kpi_other;
CREATE TABLE live_other.bait AS SELECT * FROM calls;
CREATE TRIGGER bait_insert AFTER INSERT ON live_other.bait REFERENCING NEW TABLE AS added FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
CREATE TRIGGER bait_delete AFTER DELETE ON live_other.bait REFERENCING OLD TABLE AS taken FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
CREATE TRIGGER bait_truncate BEFORE TRUNCATE ON live_other.bait FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
INSERT INTO live_other.bait SELECT * FROM calls;
DELETE FROM live_other.bait WHERE id < 9;
TRUNCATE live_other.bait;
CREATE TRIGGER second_insert AFTER INSERT ON calls REFERENCING NEW TABLE AS rows FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
CREATE TRIGGER second_update AFTER UPDATE ON calls REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
CREATE TRIGGER second_truncate BEFORE TRUNCATE ON calls FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
SET ROLE regress_kpi_owner;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(21, 40)));
UPDATE calls SET queue = 'twice' WHERE id % 4 = 0;
DELETE FROM calls WHERE id % 6 = 0;
CALL same();
TRUNCATE calls;
CALL same();
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(1, 40)));
CALL same();
DROP TRIGGER second_insert ON calls;
DROP TRIGGER second_update ON calls;
DROP TRIGGER second_truncate ON calls;
-- neither does a view of theirs that claims the parts of another's roll-up
SET ROLE regress_kpi_other;
CREATE VIEW live_other.false_definition AS SELECT queue AS room, sum(agents) AS n, sum(price) AS price, mean_agg(agents) AS mean FROM live_other.bait WHERE 'by_room_parts'::regclass IS NOT NULL GROUP BY queue;
CREATE TRIGGER false_insert AFTER INSERT ON live_other.bait REFERENCING NEW TABLE AS added FOR EACH STATEMENT WHEN ('live_other.false_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
\set VERBOSITY terse
INSERT INTO live_other.bait (queue, agents, price) VALUES ('a', 3, 5);
SELECT live_rebuild('live_other.false_definition');
\set VERBOSITY default
-- neither do tables that are dropped, or that get a parent
GRANT USAGE ON SCHEMA live_other TO PUBLIC;
GRANT SELECT ON live_other.bait TO PUBLIC;
CREATE TABLE live_other.parent (id int);
DROP TRIGGER false_insert ON live_other.bait;
INSERT INTO live_other.bait SELECT * FROM calls;
DO $$
BEGIN
	ALTER TABLE live_other.bait INHERIT live_other.parent;
	ALTER TABLE live_other.bait NO INHERIT live_other.parent;
EXCEPTION WHEN wrong_object_type OR object_not_in_prerequisite_state OR feature_not_supported THEN NULL; -- as above
END $$;
SET ROLE regress_kpi_owner;
CALL same();
SET ROLE regress_kpi_other;
DROP TABLE live_other.bait CASCADE;
-- neither does a trigger that has half of an update, or that fires next to one that always fires
CREATE TRIGGER half AFTER UPDATE ON calls REFERENCING OLD TABLE AS o FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
CREATE TRIGGER beside AFTER INSERT ON calls REFERENCING NEW TABLE AS n FOR EACH STATEMENT WHEN ('by_hour_definition'::regclass IS NOT NULL) EXECUTE FUNCTION live_write();
SET ROLE regress_kpi_owner;
ALTER TABLE calls ENABLE ALWAYS TRIGGER by_hour_definition_insert;
UPDATE calls SET queue = 'half' WHERE id % 5 = 0;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(41, 50)));
CALL same();
DROP TRIGGER half ON calls;
DROP TRIGGER beside ON calls;
SET ROLE regress_kpi_other;

-- the roll-up of a user with SELECT and TRIGGER on another's table
SELECT live_rollup('live_other.of_another', 'SELECT queue, count(*) AS n FROM calls GROUP BY queue');
SET ROLE regress_kpi_writer;
DELETE FROM calls WHERE id % 3 = 0;
SET ROLE regress_kpi_other;
SELECT sum(n) AS counted, (SELECT count(*) FROM calls) AS calls FROM live_other.of_another;

-- expressions of a definition run with its owner's rights and settings, restricted, whoever writes or calls
CREATE TABLE live_other.log (who name, path text, escape text);
CREATE FUNCTION live_other.note() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	way text;
BEGIN
	FOREACH way IN ARRAY ARRAY['RESET ROLE', 'SET SESSION AUTHORIZATION DEFAULT', 'SET ROLE NONE', 'CREATE TEMP TABLE left_behind ()', 'SET search_path = live_other'] LOOP
		BEGIN
			EXECUTE way;
			INSERT INTO live_other.log VALUES (current_user, current_setting('search_path'), way || ': done');
		EXCEPTION WHEN OTHERS THEN
			INSERT INTO live_other.log VALUES (current_user, current_setting('search_path'), way || ': ' || SQLSTATE);
		END;
	END LOOP;
END $$;
CREATE FUNCTION live_other.spy(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	PERFORM live_other.note();
	RETURN n;
END $$;
CREATE TABLE live_other.watched (k int, n int) PARTITION BY LIST (k);
CREATE TABLE live_other.watched_1 PARTITION OF live_other.watched FOR VALUES IN (1);
INSERT INTO live_other.watched VALUES (1, 1);
SELECT live_rollup('live_other.spied', 'SELECT live_other.spy(k) AS k, sum(live_other.spy(n)) AS n FROM live_other.watched WHERE live_other.spy(n) > 0 GROUP BY 1');
GRANT INSERT ON live_other.watched TO regress_kpi_writer;
GRANT USAGE ON SCHEMA live_other TO regress_kpi_writer;
TRUNCATE live_other.log;
RESET ROLE;
INSERT INTO live_other.watched VALUES (1, 2);
SET ROLE regress_kpi_writer;
INSERT INTO live_other.watched VALUES (1, 3);
RESET ROLE;
SHOW search_path;
CREATE FUNCTION spied(OUT who name[], OUT ways text) LANGUAGE sql AS $$
	WITH gone AS (DELETE FROM live_other.log RETURNING *) SELECT array_agg(DISTINCT who), string_agg(DISTINCT escape, '; ' ORDER BY escape) FROM gone
$$;
SELECT * FROM spied();
SELECT count(*) FROM live_check('live_other.spied');
SELECT * FROM spied();
SELECT live_rebuild('live_other.spied');
SELECT * FROM spied();
SELECT live_rebuild('live_other.spied', true);
SELECT * FROM spied();
CREATE TABLE live_other.watched_2 (k int, n int);
INSERT INTO live_other.watched_2 VALUES (2, 2);
SELECT live_fold('live_other.spied') >= 0 AS folded;
SELECT * FROM spied();
GRANT SELECT ON live_other.watched_2 TO regress_kpi_other;
ALTER TABLE live_other.watched ATTACH PARTITION live_other.watched_2 FOR VALUES IN (2);
SELECT * FROM spied();
TRUNCATE live_other.watched_1;
SELECT * FROM spied();
DROP TABLE live_other.watched_2;
SELECT * FROM spied();
SELECT * FROM live_other.spied;
SELECT count(*) FROM live_check('live_other.spied');

-- triggers on the parts do the same; none is deferred until the restrictions are gone
SET ROLE regress_kpi_other;
CREATE FUNCTION live_other.note_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM live_other.note();
	RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION live_other.spy(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TRIGGER at_once AFTER INSERT OR UPDATE ON live_other.spied_parts FOR EACH ROW EXECUTE FUNCTION live_other.note_row();
RESET ROLE;
INSERT INTO live_other.watched VALUES (1, 4);
SELECT * FROM spied();
SET ROLE regress_kpi_other;
DROP TRIGGER at_once ON live_other.spied_parts;
CREATE CONSTRAINT TRIGGER later AFTER INSERT OR UPDATE ON live_other.spied_parts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION live_other.note_row();
RESET ROLE;
\set VERBOSITY terse
INSERT INTO live_other.watched VALUES (1, 4);
\set VERBOSITY default
SELECT * FROM spied();
DROP TRIGGER later ON live_other.spied_parts;

-- the definition calls no procedure, but its parts or a domain do: names are not resolved in the writer's search_path
SET ROLE regress_kpi_other;
CREATE FUNCTION live_other.is_safe(anyelement) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN current_setting('search_path') = 'pg_catalog, pg_temp';
END $$;
CREATE FUNCTION live_other.require_safe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	ASSERT live_other.is_safe(1);
	RETURN NEW;
END $$;
CREATE DOMAIN live_other.safe_key AS text CHECK (live_other.is_safe(VALUE));
CREATE TABLE live_other.plain (k text);
SELECT live_rollup('live_other.by_k', 'SELECT k, count(*) AS n FROM live_other.plain GROUP BY k');
INSERT INTO live_other.plain VALUES ('a');
CREATE TRIGGER safe BEFORE UPDATE ON live_other.by_k_parts FOR EACH ROW EXECUTE FUNCTION live_other.require_safe();
INSERT INTO live_other.plain VALUES ('a');
DROP TRIGGER safe ON live_other.by_k_parts;
ALTER TABLE live_other.by_k_parts ADD CONSTRAINT safe CHECK (live_other.is_safe(n)) NOT VALID;
INSERT INTO live_other.plain VALUES ('a');
ALTER TABLE live_other.by_k_parts DROP CONSTRAINT safe;
SET search_path = pg_catalog, pg_temp;
CREATE INDEX safe ON live_other.by_k_parts ((1 / live_other.is_safe(n)::int));
SET search_path = live, public;
INSERT INTO live_other.plain VALUES ('a');
DROP INDEX live_other.safe;
SET search_path = pg_catalog, pg_temp;
CREATE INDEX safe ON live_other.by_k_parts (k) WHERE NOT settled AND 1 / live_other.is_safe(n)::int = 1;
SET search_path = live, public;
INSERT INTO live_other.plain VALUES ('a');
DROP INDEX live_other.safe;
SELECT live_rollup('live_other.by_safe_key', 'SELECT k::live_other.safe_key AS k, count(*) AS n FROM live_other.plain GROUP BY 1');
INSERT INTO live_other.plain VALUES ('a');
SELECT k, n, (SELECT n FROM live_other.by_k) AS plain FROM live_other.by_safe_key;

-- if the index of the parts names one key twice, groups that share it are found
CREATE TABLE live_other.pairs (a int, b int);
SELECT live_rollup('live_other.by_pair', 'SELECT a, b, count(*) AS n FROM live_other.pairs GROUP BY a, b');
DROP INDEX live_other.by_pair_parts_a_b_taken_idx;
CREATE INDEX ON live_other.by_pair_parts (a, a, taken) WHERE NOT settled;
INSERT INTO live_other.pairs VALUES (1, 1);
INSERT INTO live_other.pairs VALUES (1, 2);
SELECT * FROM live_other.by_pair ORDER BY a, b;

-- a part that its owner has corrupted
CREATE TABLE live_other.waits (k text, wait interval);
SELECT live_rollup('live_other.by_wait', 'SELECT k, duration_agg(wait) AS wait FROM live_other.waits GROUP BY k');
INSERT INTO live_other.waits VALUES ('a', '1 s');
ALTER TABLE live_other.by_wait_parts ALTER wait DROP NOT NULL;
UPDATE live_other.by_wait_parts SET wait = NULL;
INSERT INTO live_other.waits VALUES ('a', '2 s');
RESET ROLE;

-- row-level security, forced on the parts, and on the table
SET ROLE regress_kpi_owner;
ALTER TABLE by_room_parts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
INSERT INTO chats VALUES ('forced', 1, 1), ('a', 3, 3);
DELETE FROM chats WHERE n = 7;
SELECT count(*) FROM by_room;
SELECT live_fold('by_room') > 0 AS folded;
SELECT count(*) FROM live_check('by_room');
ALTER TABLE by_room_parts DISABLE ROW LEVEL SECURITY;
CALL same();
ALTER TABLE calls ENABLE ROW LEVEL SECURITY;
CREATE POLICY even ON calls TO regress_kpi_other, regress_kpi_writer USING (id % 2 = 0);
SET ROLE regress_kpi_writer;
INSERT INTO calls SELECT * FROM drawn('{9002}');
DELETE FROM calls;
SET ROLE regress_kpi_owner;
CALL same();
SET ROLE regress_kpi_other;
SELECT * FROM refusal('SELECT count(*) FROM calls', 'live_other.refused');
SELECT sum(n) AS counted FROM live_other.of_another;
\set VERBOSITY terse
SELECT * FROM live_check('live_other.of_another');
SELECT live_rebuild('live_other.of_another');
\set VERBOSITY default
SET ROLE regress_kpi_owner;
SELECT count(*) AS calls FROM calls;
ALTER TABLE calls FORCE ROW LEVEL SECURITY;
SELECT * FROM refusal('SELECT count(*) FROM calls');
ALTER TABLE calls NO FORCE ROW LEVEL SECURITY;
CALL same();

-- DROP OWNED removes partitions from another's roll-up, and the objects owned
CREATE TABLE shared (k int) PARTITION BY LIST (k);
SELECT follow('of_shared', 'SELECT k, count(*) FROM shared GROUP BY k');
CREATE TABLE shared_1 PARTITION OF shared FOR VALUES IN (1);
CREATE TABLE shared_2 PARTITION OF shared FOR VALUES IN (2);
INSERT INTO shared VALUES (1), (2), (2);
RESET ROLE;
ALTER TABLE shared_2 OWNER TO regress_kpi_writer;
GRANT SELECT ON shared_2 TO regress_kpi_owner;
CALL same();
DROP OWNED BY regress_kpi_writer;
SELECT * FROM of_shared;
CALL same();
SET client_min_messages = error;
DROP OWNED BY regress_kpi_other CASCADE;
SET ROLE regress_kpi_owner;
INSERT INTO calls SELECT * FROM drawn(ARRAY(SELECT generate_series(9003, 9020)));
CALL same();

-- everything is dropped
RESET ROLE;
DROP OWNED BY regress_kpi_owner CASCADE;
SELECT count(*) FROM pg_trigger WHERE tgfoid = 'live_write'::regproc;
DROP ROLE regress_kpi_owner, regress_kpi_writer, regress_kpi_other;
