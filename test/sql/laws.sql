-- The laws of test/laws.sql hold for all objects of the extension, and they find violations
SET client_min_messages = warning;
CREATE SCHEMA laws;
SET search_path = laws, public;
\set ECHO none
\i test/laws.sql
\set ECHO all

-- the laws hold
CALL check_all();
SELECT * FROM violations ORDER BY law, object, detail;
SELECT law, count(DISTINCT object) >= 5 AS of_many FROM checked GROUP BY law ORDER BY law;
SELECT bool_and(aggregate::text IN (SELECT object FROM checked WHERE law = 'inverse')) AS every_aggregate FROM aggregates;
SELECT bool_and(oid::regprocedure::text IN (SELECT object FROM checked WHERE law = 'order')) AS every_window FROM functions WHERE prokind = 'w';
SELECT count(*) > 30 AS accessors FROM checked WHERE law = 'empty' AND object = ANY (ARRAY(SELECT oid::regprocedure::text FROM functions WHERE prokind = 'f'));

-- the laws find violations: an aggregate that forgets the rows before a miss
CREATE FUNCTION forget(rate_summary, boolean) RETURNS rate_summary LANGUAGE sql AS $$
	SELECT CASE WHEN $2 THEN rate_summary_count($1, true) ELSE '(trials=1)' END
$$;
CREATE FUNCTION keep(rate_summary, boolean) RETURNS rate_summary LANGUAGE sql AS 'SELECT $1';
CREATE AGGREGATE forgetful_rate(hit boolean) (SFUNC = forget, STYPE = rate_summary, INITCOND = 'empty', FINALFUNC = rate, COMBINEFUNC = rate_summary_add,
	MSFUNC = forget, MINVFUNC = keep, MSTYPE = rate_summary, MINITCOND = 'empty', MFINALFUNC = rate, PARALLEL = SAFE);
ALTER EXTENSION kpi ADD AGGREGATE forgetful_rate(boolean);
CALL check_all('forgetful');
SELECT DISTINCT law, object FROM violations ORDER BY law, object;
ALTER EXTENSION kpi DROP AGGREGATE forgetful_rate(boolean);
-- an aggregate that depends on the order of its rows and does not say so
CREATE AGGREGATE unordered_test(y float8) (SFUNC = array_append, STYPE = float8[], FINALFUNC = mann_kendall, PARALLEL = SAFE);
COMMENT ON AGGREGATE unordered_test(float8) IS 'a test for a trend';
ALTER EXTENSION kpi ADD AGGREGATE unordered_test(float8);
CALL check_all('unordered');
SELECT DISTINCT law, object FROM violations ORDER BY law, object;
ALTER EXTENSION kpi DROP AGGREGATE unordered_test(float8);
-- an aggregate to which the server casts times by the zone of the session
CREATE FUNCTION by_night(at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT extract(hour FROM at AT TIME ZONE 'UTC') < 6
$$;
COMMENT ON FUNCTION by_night(timestamptz) IS 'whether it is before six in UTC';
ALTER EXTENSION kpi ADD FUNCTION by_night(timestamptz);
CALL check_all('by_night');
SELECT DISTINCT law, object FROM violations ORDER BY law, object;
ALTER EXTENSION kpi DROP FUNCTION by_night(timestamptz);

-- a cast to json, which the server uses for the columns of rows
CREATE FUNCTION as_json(rate_summary) RETURNS json LANGUAGE sql IMMUTABLE AS $$SELECT to_jsonb($1)::json$$;
CREATE CAST (rate_summary AS json) WITH FUNCTION as_json(rate_summary);
TRUNCATE violations, checked;
SELECT check_catalogue(), check_json('rate_summary');
SELECT law, object, left(detail, 40) AS detail FROM violations ORDER BY law, object, detail;
DROP CAST (rate_summary AS json);
DROP FUNCTION as_json(rate_summary);

-- functions that write to relations and are declared as if they did not, and the reverse
CREATE FUNCTION empties(name regclass) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT true';
COMMENT ON FUNCTION empties(regclass) IS 'whether it is emptied';
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql VOLATILE PARALLEL UNSAFE AS 'SELECT 2 * n';
COMMENT ON FUNCTION twice(int) IS 'two times that';
ALTER EXTENSION kpi ADD FUNCTION empties(regclass);
ALTER EXTENSION kpi ADD FUNCTION twice(int);
TRUNCATE violations, checked;
SELECT check_catalogue();
SELECT law, object, detail FROM violations ORDER BY law, object, detail;
ALTER EXTENSION kpi DROP FUNCTION empties(regclass);
ALTER EXTENSION kpi DROP FUNCTION twice(int);

-- a window function of records whose rows come only from a window, and one whose sibling has fewer columns
CREATE FUNCTION lonely(x float8, in_baseline boolean, lowest float8, highest float8) RETURNS xmr_reading AS '$libdir/kpi', 'chart_xmr_float8' LANGUAGE c IMMUTABLE WINDOW PARALLEL SAFE;
CREATE FUNCTION lonely_series(series float8[], in_baseline boolean[], lowest float8, highest float8, OUT label bigint, OUT signal text) RETURNS SETOF record AS '$libdir/kpi', 'chart_xmr_float8' LANGUAGE c IMMUTABLE PARALLEL SAFE;
ALTER EXTENSION kpi ADD FUNCTION lonely(float8, boolean, float8, float8);
ALTER EXTENSION kpi ADD FUNCTION lonely_series(float8[], boolean[], float8, float8);
TRUNCATE violations, checked;
SELECT check_series_catalogue();
SELECT law, object, detail FROM violations ORDER BY law, object, detail;
ALTER EXTENSION kpi DROP FUNCTION lonely(float8, boolean, float8, float8);
ALTER EXTENSION kpi DROP FUNCTION lonely_series(float8[], boolean[], float8, float8);

-- binary form: all pools travel through COPY
CREATE FUNCTION all_pools() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	columns text := (SELECT string_agg(format('%1$I %1$s', type), ', ' ORDER BY type::text) FROM summary_types);
	t regtype;
BEGIN
	EXECUTE format('CREATE TABLE sent (n int, %s)', columns);
	EXECUTE 'CREATE TABLE received (LIKE sent)';
	INSERT INTO sent SELECT n FROM generate_series(1, 20) AS n;
	FOR t IN SELECT type FROM summary_types LOOP
		EXECUTE format('UPDATE sent SET %I = (SELECT s FROM %I AS pool WHERE pool.n = sent.n)', t, 'pool_of_' || t);
	END LOOP;
END $$;
SELECT all_pools();
\copy sent TO 'results/laws.binary' (FORMAT binary)
\copy received FROM 'results/laws.binary' (FORMAT binary)
SELECT count(*) AS rows, bool_and(sent = received) AS same, bool_and(sent::text = received::text) AS same_text FROM sent JOIN received USING (n);
DROP SCHEMA laws CASCADE;
