-- Every aggregate of the extension, found in the catalogs, called over one table:
-- "rows" has a column for each value that test/rows.sql has for an argument, a
-- group g and a shard; "calls" has the calls over these columns, with options as
-- constants (call) and as columns (call_of_columns).
--
-- Read it with \i into a database of the test's own.

\i test/rows.sql
SELECT format('CREATE TABLE %I AS SELECT p AS n, %s AS s FROM generate_series(1::bigint, 20) AS p, generate_series(1::bigint, 60) AS i WHERE i %% 20 = p %% 20 OR i %% p = 0 GROUP BY p',
              'pool_of_' || type, call_of(name, argnames, argtypes, 'i'))
  FROM summary_types JOIN builders ON result = type \gexec

CREATE TABLE arguments AS
SELECT *, format('(%s)::%s', expression, argtype) AS value, argname <> 'segment' AND expression = value_of(argname, argtype, n, 'j') AS is_option
  FROM (SELECT DISTINCT coalesce(argnames[n], '') AS argname, argtype, n::int FROM aggregates, unnest(argtypes) WITH ORDINALITY AS u(argtype, n)) AS a, value_of(argname, argtype, n) AS expression;
CREATE TABLE names AS SELECT value, argtype, 'c' || row_number() OVER (ORDER BY value) AS name FROM (SELECT DISTINCT value, argtype FROM arguments) AS a;
CREATE TABLE calls AS
SELECT 'a' || row_number() OVER (ORDER BY aggregate::text) AS id, a.oid, aggregate::text, a.name, builds, ordered, result::text,
       format('%s(%s%s)', a.name, arguments, in_order) AS call, format('%s(%s%s)', a.name, columns, in_order) AS call_of_columns
  FROM aggregates AS a, LATERAL (SELECT CASE WHEN ordered THEN ' ORDER BY i' END) AS o(in_order),
       LATERAL (SELECT string_agg(CASE WHEN is_option THEN value ELSE names.name END, ', ' ORDER BY n) AS arguments, string_agg(names.name, ', ' ORDER BY n) AS columns
                  FROM unnest(argtypes) WITH ORDINALITY AS u(argtype, n) JOIN arguments AS v USING (argtype, n) JOIN names USING (value, argtype) WHERE argname = coalesce(argnames[n], '')) AS s;
SELECT format('CREATE TABLE rows AS SELECT i %% 2 + 1 AS shard, i, i * 31 %% 5 AS g, %s FROM generate_series(1::bigint, 240) AS i',
              string_agg(format('%s AS %s', value, name), ', ')) FROM names \gexec

-- Emulates an engine that ships states: what a shard does, and what the coordinator does with the result
SELECT format('CREATE AGGREGATE partial_%s(%s) (SFUNC = %s, STYPE = %s%s)', id, pg_get_function_identity_arguments(oid), aggtransfn, aggtranstype::regtype, ', INITCOND = ' || quote_literal(agginitval)),
       format('CREATE AGGREGATE combined_%s(%s) (SFUNC = %s, STYPE = %2$s%4$s)', id, aggtranstype::regtype, aggcombinefn, ', FINALFUNC = ' || CASE WHEN aggfinalfn <> 0 THEN aggfinalfn END)
  FROM calls JOIN pg_aggregate ON aggfnoid = oid WHERE NOT ordered \gexec

-- Expressions by id over a relation, by group
CREATE FUNCTION statement_of(relation text, expressions text, by text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	ids text;
	columns text;
BEGIN
	EXECUTE format('SELECT string_agg(quote_literal(id), '', ''), string_agg(format(''md5(record_send(ROW(%%s)))'', expression), '', '') FROM (%s) AS e(id, expression)', expressions)
	   INTO ids, columns;
	-- Citus refuses unnest together with aggregates
	RETURN format('SELECT u.id, g, u.bytes FROM (SELECT g, ARRAY[%s] AS bytes FROM %s GROUP BY %s) AS s, unnest(ARRAY[%s], s.bytes) AS u(id, bytes)', columns, relation, by, ids);
END $$;
CREATE FUNCTION results_of(relation text, expressions text, by text) RETURNS TABLE (id text, g bigint, bytes text) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE statement_of(relation, expressions, by);
END $$;
