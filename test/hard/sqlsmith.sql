-- What SQLsmith may use: tables of the demo with few rows, a table with a column for
-- each type that a function of the extension takes, and functions without arguments
-- that return one of its values.  A call of theirs is an argument of every kind,
-- where SQLsmith itself knows only NULL and small integers.
--
-- The view information_schema.pg_proc is what SQLsmith reads instead of the server's
-- pg_proc, so it calls no function but those.  It lets aggregates call window
-- functions with OVER, and set-returning functions stand in a list of columns.
-- SQLsmith asks pg_operator by its full name.  There the operators go that it cannot use:
-- it takes anyrange and anyenum for types that values can have.
CREATE ROLE smith LOGIN;
CREATE SCHEMA kpi;
CREATE EXTENSION kpi SCHEMA kpi;
SELECT format('ALTER DATABASE %I SET search_path = kpi, public', current_database()) \gexec
SET search_path = kpi, public;
SET client_min_messages = warning;
\i demo/simulate.sql

CREATE SCHEMA centre AUTHORIZATION smith;
SELECT format('CREATE TABLE centre.%I AS SELECT * FROM demo.%1$I ORDER BY random() LIMIT 100', relname)
  FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND relkind IN ('r', 'p', 'v') ORDER BY 1 \gexec
DROP SCHEMA demo CASCADE;

\ir ../fuzz/values.sql
CREATE TEMP TABLE forms (type regtype, t text, form text);
SET search_path = kpi;
\copy forms FROM test/golden/forms.tsv
SET search_path = fuzz, kpi, public;
INSERT INTO texts SELECT type, t FROM forms;

-- A value as an expression; NULL where the type does not accept the text
CREATE FUNCTION valid_value(type regtype) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	expression text := some_value(type);
BEGIN
	EXECUTE 'SELECT ' || expression;
	RETURN expression;
EXCEPTION WHEN OTHERS THEN
	RETURN 'NULL';
END $$;

CREATE VIEW argument_types AS
SELECT format('c%s', row_number() OVER (ORDER BY type::text COLLATE "C")) AS name, type
  FROM (SELECT DISTINCT type::regtype FROM members, unnest(proargtypes::oid[]) AS type WHERE type::regtype::text !~ '^any') AS t;
SELECT format('CREATE TABLE centre.samples (%s)', string_agg(format('%I %s', name, type), ', ')) FROM argument_types \gexec
SELECT format('INSERT INTO centre.samples VALUES (%s)', string_agg(valid_value(type), ', ' ORDER BY type::text COLLATE "C"))
  FROM argument_types, generate_series(1, 60) AS n GROUP BY n \gexec
SELECT format('CREATE FUNCTION centre.some_%s() RETURNS %s LANGUAGE sql AS $f$ SELECT %1$I FROM centre.samples ORDER BY %1$I IS NULL, random() LIMIT 1 $f$', name, type)
  FROM argument_types \gexec

SET search_path = kpi, public;
SELECT format('ALTER TABLE %s OWNER TO smith', oid::regclass) FROM pg_class WHERE relnamespace = 'centre'::regnamespace AND relkind = 'r' \gexec
GRANT USAGE ON SCHEMA kpi TO smith;
SET ROLE smith;
SELECT kpi.live_rollup('centre.calls_live', 'SELECT queue, count(*) AS n, queue_agg(wait, answered, ''20 s'') AS s FROM centre.calls GROUP BY queue');
RESET ROLE;

CREATE VIEW information_schema.pg_proc AS
SELECT p.oid, proname, pronamespace, prorettype, proargtypes, false AS proretset, CASE prokind WHEN 'w' THEN 'a' ELSE prokind END AS prokind
  FROM pg_catalog.pg_proc AS p
 WHERE pronamespace IN ('kpi'::regnamespace, 'centre'::regnamespace) AND NOT proargtypes::oid[] @> ARRAY['internal'::regtype]::oid[] AND prokind <> 'p';
GRANT SELECT ON information_schema.pg_proc TO smith;
ALTER ROLE smith SET search_path = information_schema, pg_catalog, kpi;
ALTER ROLE smith SET log_min_duration_statement = 0;

SET allow_system_table_mods = on;
DELETE FROM pg_catalog.pg_operator USING pg_catalog.pg_type AS t
 WHERE t.oid IN (oprleft, oprright)
   AND (typname = 'anyenum' OR typname IN ('anyrange', 'anymultirange') AND oprname NOT IN ('=', '<>', '<', '<=', '>', '>='));
