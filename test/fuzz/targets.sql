-- The targets of the fuzzer, found in the catalogs, run after values.sql: queries over
-- the same parameters are one target, which keeps its name when functions are added.
-- The module of fuzz.c is :library.
SET search_path = fuzz, public;

CREATE FUNCTION fuzz_once(queries text[], types regtype[], rows int, input bytea) RETURNS text[] LANGUAGE c AS :'library';

CREATE VIEW types AS
SELECT t.oid::regtype AS type, typname FROM pg_type AS t JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi'
 WHERE typtype = 'b' AND typelem = 0;

CREATE FUNCTION names_of(types regtype[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(typname, '.' ORDER BY n) FROM unnest(types) WITH ORDINALITY AS a(type, n) JOIN pg_type ON oid = type
$$;

CREATE FUNCTION types_of(arguments oidvector, n int) RETURNS regtype[] LANGUAGE sql AS $$
	SELECT array_agg(CASE type WHEN 'anyarray'::regtype THEN 'text[]' ELSE type::regtype END ORDER BY i) FROM unnest(arguments::oid[]) WITH ORDINALITY AS a(type, i) WHERE i <= n
$$;

-- The prior of groups that do not differ has an infinite weight, as its page says.
-- An aggregate reads rows all at once and in a moving frame.
CREATE FUNCTION query_of(f members, over text) RETURNS text LANGUAGE sql AS $$
	SELECT format(CASE f.proname WHEN 'damping_weight' THEN 'SELECT nullif(%I(%s)%s, ''Infinity'')' ELSE 'SELECT %I(%s)%s' END || ' FROM (VALUES %s) AS v(%2$s)', f.proname, string_agg('c' || n, ', ' ORDER BY n), over,
		(SELECT string_agg(format('(%s)', parameters), ', ' ORDER BY row)
		   FROM (SELECT row, string_agg('$' || (row * f.pronargs + n), ', ' ORDER BY n) AS parameters
		           FROM generate_series(0, 2) AS row, generate_series(1, f.pronargs) AS n GROUP BY row) AS rows))
	  FROM generate_series(1, f.pronargs) AS n
$$;

-- A function is called with all its arguments and with only the required ones
CREATE VIEW queries AS
SELECT 'text.' || typname AS target, 1 AS rows, ARRAY['text'::regtype] AS types, format('SELECT $1::%s', type) AS query FROM types
UNION ALL
SELECT 'call.' || names_of(types), 1, types, format('SELECT %I(%s)', proname, (SELECT string_agg('$' || i, ', ' ORDER BY i) FROM generate_series(1, n) AS i))
  FROM members, unnest(ARRAY[pronargs, pronargs - pronargdefaults]) AS n, types_of(proargtypes, n) AS types WHERE prokind = 'f'
UNION ALL
SELECT 'rows.' || names_of(types), 3, types, query_of(m, over)
  FROM members AS m, types_of(proargtypes, pronargs) AS types,
       unnest(CASE prokind WHEN 'a' THEN ARRAY['', ' OVER (ROWS 1 PRECEDING)'] WHEN 'w' THEN ARRAY[' OVER ()'] END) AS over;

CREATE VIEW targets AS
SELECT target, rows, types, array_agg(DISTINCT query) AS queries FROM queries GROUP BY target, rows, types;

-- An input of random values, in the format that fuzz.c reads
CREATE FUNCTION form_of(value text, type regtype) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	form bytea;
BEGIN
	EXECUTE (SELECT format(CASE WHEN typlen < 0 AND oid < 16384 THEN 'SELECT convert_to(%s::text, ''UTF8'')' ELSE 'SELECT %2$s(%1$s)' END, value, typsend) FROM pg_type WHERE oid = type) INTO form;
	RETURN coalesce(form, '');
EXCEPTION WHEN OTHERS THEN
	RETURN '';
END $$;

CREATE FUNCTION some_input(t targets) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	width int := cardinality(t.types);
	n int := t.rows * width;
	nulls float8 := CASE WHEN n > 1 THEN random() ^ 4 ELSE 0 END;
	flags bytea := '';
	flag int;
	forms bytea := '';
	form bytea;
BEGIN
	FOR i IN 1..n LOOP
		flag := CASE WHEN i > width AND random() < 0.5 THEN 2 WHEN random() < nulls THEN 1 ELSE 0 END;
		flags := flags || set_byte('\x00', 0, flag);
		IF flag = 0 THEN
			form := form_of(some_value(t.types[1 + (i - 1) % width]), t.types[1 + (i - 1) % width]);
			forms := forms || CASE WHEN i < n AND (SELECT typlen < 0 OR oid >= 16384 FROM pg_type WHERE oid = t.types[1 + (i - 1) % width]) THEN substr(int4send(length(form)), 3) ELSE '' END || form;
		END IF;
	END LOOP;
	RETURN flags || forms;
END $$;

-- Of the random inputs, those for which many queries return a result; all texts of a type
CREATE FUNCTION some_inputs(t targets, n int) RETURNS SETOF bytea LANGUAGE sql AS $$
	SELECT '\x00'::bytea || convert_to(texts.t, 'UTF8') FROM texts JOIN types USING (type) WHERE t.target = 'text.' || typname
	UNION
	(SELECT input FROM (SELECT some_input(t) AS input FROM generate_series(1, 4 * n)) AS random
	  ORDER BY (SELECT count(*) FROM unnest(fuzz_once(t.queries, t.types, t.rows, input)) AS said WHERE said = '00000') DESC LIMIT n)
$$;
