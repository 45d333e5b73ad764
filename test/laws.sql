-- The laws that every aggregate and every summary type obeys.  They find both in
-- the catalogs, so that a new one is checked without being listed here.  Only a
-- new kind of argument needs values, in test/rows.sql.  An aggregate whose state
-- is not a summary depends on the order of its rows: it must say so, and must
-- not merge.
--
-- Read it with \i into a schema of the test's own.  It reads test/rows.sql.

\i test/rows.sql

CREATE VIEW functions AS
SELECT p.*, type FROM pg_proc AS p JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid JOIN summary_types ON type = proargtypes[0];

CREATE TABLE violations (law text, object text, detail text);
CREATE TABLE checked (law text, object text);
CREATE FUNCTION verdict(law text, object text, kept boolean, detail text DEFAULT '') RETURNS void LANGUAGE sql AS $$
	INSERT INTO checked VALUES (law, object);
	INSERT INTO violations SELECT law, object, detail WHERE kept IS NOT TRUE;
$$;

-- The table "rows" (i, k with peers, groups g and h, and the arguments a1, a2, ... of the aggregate) and the call
-- over its columns; NULL if there are no values
CREATE FUNCTION call_over_rows(agg aggregates, nrows int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	columns text;
BEGIN
	SELECT string_agg(format('(%s)::%s AS a%s', value_of(agg.argnames[n], argtype, n::int), argtype, n), ', ' ORDER BY n)
	  INTO columns FROM unnest(agg.argtypes) WITH ORDINALITY AS a(argtype, n)
	HAVING bool_and(value_of(agg.argnames[n], argtype, n::int) IS NOT NULL);
	IF columns IS NULL THEN
		RETURN NULL;
	END IF;
	DROP TABLE IF EXISTS rows;
	EXECUTE format('CREATE TABLE rows AS SELECT i, i / 3 AS k, i * 31 %% 5 AS g, i %% 4 AS h, %s FROM generate_series(1::bigint, %s) AS i', columns, nrows);
	ANALYZE rows;
	RETURN (SELECT format('%s(%s)', agg.name, string_agg('a' || n, ', ' ORDER BY n)) FROM generate_series(1, cardinality(agg.argtypes)) AS n);
END $$;

CREATE FUNCTION result_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SELECT string_agg(coalesce(q::text, ''NULL''), ''; '') FROM (%s) AS q', query) INTO result;
	RETURN result;
END $$;

CREATE FUNCTION check_order(agg aggregates, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	shape text := 'SELECT g, %s FROM (SELECT * FROM rows ORDER BY %s OFFSET 0) AS r GROUP BY g ORDER BY g';
	by_i text := result_of(format(shape, call, 'i'));
	ordering text;
BEGIN
	FOREACH ordering IN ARRAY ARRAY['i DESC', 'i * 7919 % 1009', 'a1, i', 'g DESC, k DESC, i'] LOOP
		PERFORM verdict('order', agg.aggregate::text, result_of(format(shape, call, ordering)) = by_i, ordering);
	END LOOP;
END $$;

-- The table "rows" in three partitions
CREATE FUNCTION part_rows() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DROP TABLE IF EXISTS parts;
	CREATE TABLE parts (LIKE rows) PARTITION BY LIST (g);
	CREATE TABLE part_0 PARTITION OF parts FOR VALUES IN (0, 3);
	CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1);
	CREATE TABLE part_2 PARTITION OF parts DEFAULT;
	INSERT INTO parts SELECT * FROM rows;
	ANALYZE parts;
END $$;

CREATE FUNCTION check_merge(agg aggregates, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	serial text := result_of(format('SELECT %s FROM rows', call));
	grouped text := result_of(format('SELECT h, %s FROM rows GROUP BY h ORDER BY h', call));
	parallel text := format('SELECT %s FROM rows', call);
	parallel_grouped text := format('SELECT h, %s FROM rows GROUP BY h ORDER BY h', call);
	partial text := format('SELECT h, %s FROM parts GROUP BY h ORDER BY h', call);
BEGIN
	PERFORM set_config(name, value, true) FROM (VALUES ('parallel_setup_cost', '0'), ('parallel_tuple_cost', '0'),
		('min_parallel_table_scan_size', '0'), ('max_parallel_workers_per_gather', '3')) AS settings(name, value);
	PERFORM verdict('merge', agg.aggregate::text, plan_of(parallel) ~ 'Partial Aggregate', 'no parallel plan');
	PERFORM verdict('merge', agg.aggregate::text, result_of(parallel) = serial, 'parallel plan');
	PERFORM verdict('merge', agg.aggregate::text,
		result_of(parallel_grouped) = grouped, 'parallel plan, grouped');

	PERFORM part_rows(), set_config('max_parallel_workers_per_gather', '0', true), set_config('enable_partitionwise_aggregate', 'on', true),
		set_config('cpu_tuple_cost', '10', true);
	PERFORM verdict('merge', agg.aggregate::text, plan_of(partial) ~ 'Partial (Hash|Group|Mixed)?Aggregate', 'no partition-wise plan');
	PERFORM verdict('merge', agg.aggregate::text, result_of(partial) = grouped, 'partition-wise plan');
	PERFORM set_config('enable_partitionwise_aggregate', 'off', true), set_config('cpu_tuple_cost', '0.01', true);

	IF agg.builds THEN
		PERFORM verdict('merge', agg.aggregate::text,
			result_of(format('SELECT rollup(s) FROM (SELECT %s AS s FROM rows GROUP BY i %% 17 ORDER BY %s) AS p', call, ordering)) = serial, 'rollup')
		   FROM unnest(ARRAY['max(i)', 'max(i) DESC', 'max(i) % 7']) AS orderings(ordering);
		PERFORM verdict('merge', agg.aggregate::text, result_of(format('SELECT merged *= whole AND rolled *= whole
			FROM (SELECT (SELECT %1$s FROM rows WHERE i %% 2 = 1) + (SELECT %1$s FROM rows WHERE i %% 2 = 0) AS s) AS merged,
			(SELECT rollup(s) AS s FROM (SELECT %1$s AS s FROM rows GROUP BY i %% 7) AS p) AS rolled, (SELECT %1$s AS s FROM rows) AS whole', call)) = '(t)', 'byte by byte');
		PERFORM verdict('merge', agg.aggregate::text,
			result_of(format('SELECT (SELECT %1$s FROM rows WHERE i %% 3 = 1) + (SELECT %1$s FROM rows WHERE i %% 3 = 0) + (SELECT %1$s FROM rows WHERE i %% 3 = 2)', call)) = serial, '+');
	END IF;
END $$;

CREATE FUNCTION check_inverse(agg aggregates, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	frame record;
	differing bigint;
BEGIN
	FOR frame IN SELECT * FROM (VALUES
		('ORDER BY i ROWS 6 PRECEDING', 'b.i BETWEEN a.i - 6 AND a.i'),
		('ORDER BY i ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING', 'b.i BETWEEN a.i - 3 AND a.i + 2'),
		('ORDER BY i ROWS BETWEEN 5 PRECEDING AND 3 PRECEDING', 'b.i BETWEEN a.i - 5 AND a.i - 3'),
		('ORDER BY i ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING', 'b.i >= a.i'),
		('ORDER BY i ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW', 'b.i BETWEEN a.i - 2 AND a.i + 2 AND b.i <> a.i'),
		('PARTITION BY g ORDER BY i ROWS 2 PRECEDING', 'b.g = a.g AND b.i BETWEEN a.i - 10 AND a.i'),
		('ORDER BY k RANGE BETWEEN 2 PRECEDING AND 1 FOLLOWING', 'b.k BETWEEN a.k - 2 AND a.k + 1'),
		('ORDER BY k GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW', 'b.k BETWEEN a.k - 1 AND a.k'),
		('ORDER BY k', 'b.k <= a.k')) AS frames(clause, same_rows)
	LOOP
		EXECUTE format('SELECT count(*) FROM (SELECT i, k, g, (%1$s OVER (%2$s))::text AS moving FROM rows) AS a
			WHERE moving IS DISTINCT FROM (SELECT %1$s::text FROM rows AS b WHERE %3$s)', call, frame.clause, frame.same_rows) INTO differing;
		PERFORM verdict('inverse', agg.aggregate::text, differing = 0, frame.clause);
	END LOOP;
END $$;

CREATE FUNCTION check_empty(agg aggregates, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	nothing text := CASE WHEN agg.builds THEN 'empty' END;
	over_none text;
	over_nulls text;
BEGIN
	EXECUTE format('SELECT (%s)::text FROM rows WHERE false', call) INTO over_none;
	EXECUTE format('SELECT (%s(%s))::text FROM rows', agg.name,
		(SELECT string_agg(format('NULL::%s', argtype), ', ') FROM unnest(agg.argtypes) AS argtype)) INTO over_nulls;
	PERFORM verdict('empty', agg.aggregate::text, over_none IS NOT DISTINCT FROM nothing, 'no rows: ' || over_none);
	-- if a NULL means that nothing is known yet, a summary may show how many NULLs there are, but counts none
	IF agg.builds THEN
		EXECUTE format('SELECT CASE WHEN n_counted(%1$L::%2$s) = 0 THEN ''empty'' ELSE %1$L END', over_nulls, agg.result) INTO over_nulls;
	END IF;
	PERFORM verdict('empty', agg.aggregate::text, over_nulls IS NOT DISTINCT FROM nothing, 'all NULL: ' || over_nulls);
END $$;

CREATE FUNCTION check_round_trip(agg aggregates, call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	kept boolean;
BEGIN
	EXECUTE format('SELECT bool_and(s::text::%1$s = s AND s::text::%1$s::text = s::text) FROM (SELECT %2$s AS s FROM rows GROUP BY i %% 17) AS p', agg.result, call) INTO kept;
	PERFORM verdict('round trip', agg.aggregate::text, kept, 'text');
	EXECUTE format('CREATE TEMP TABLE stored AS SELECT i %% 17 AS n, %s AS s FROM rows GROUP BY n', call);
	EXECUTE format('SELECT bool_and(stored.s = p.s AND stored.s::text = p.s::text) FROM stored JOIN (SELECT i %% 17 AS n, %s AS s FROM rows GROUP BY n) AS p USING (n)', call) INTO kept;
	PERFORM verdict('round trip', agg.aggregate::text, kept, 'table');
	EXECUTE format('SELECT bool_and(stored *= ROW(p.*)) FROM stored JOIN (SELECT i %% 17 AS n, %s AS s FROM rows GROUP BY n) AS p USING (n)', call) INTO kept;
	PERFORM verdict('round trip', agg.aggregate::text, kept, 'table, byte by byte');
	DROP TABLE stored;
END $$;

CREATE FUNCTION fill_pool(pool text, agg aggregates) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('DROP TABLE IF EXISTS %I', pool);
	EXECUTE format('CREATE TABLE %I AS SELECT n, %s FILTER (WHERE n > 1) AS s FROM rows, generate_series(1, 20) AS n WHERE i %% 19 < n AND i %% n < 3 GROUP BY n', pool, call_over_rows(agg, 400));
END $$;

-- Twenty summaries of each type; the first is empty
CREATE FUNCTION fill_pools() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	t regtype;
	agg aggregates;
BEGIN
	FOR t IN SELECT type FROM summary_types LOOP
		SELECT a.* INTO agg FROM builders AS b JOIN aggregates AS a USING (oid) WHERE b.result = t;
		PERFORM verdict('catalogue', t::text, agg.oid IS NOT NULL, 'no aggregate builds it');
		CONTINUE WHEN agg.oid IS NULL;
		PERFORM fill_pool('pool_of_' || t, agg);
	END LOOP;
END $$;

CREATE FUNCTION check_aggregate(agg aggregates) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	call text := call_over_rows(agg, 1000);
BEGIN
	PERFORM verdict('catalogue', agg.aggregate::text, call IS NOT NULL, 'no values for an argument in value_of of test/rows.sql');
	IF call IS NULL THEN
		RETURN;
	END IF;
	IF agg.ordered THEN
		PERFORM check_order(agg, regexp_replace(call, '\)$', ' ORDER BY i)'));
	ELSE
		PERFORM check_order(agg, call), check_merge(agg, call);
	END IF;
	PERFORM check_empty(agg, call);
	IF agg.builds THEN
		PERFORM check_round_trip(agg, call);
	END IF;
	PERFORM check_inverse(agg, call_over_rows(agg, 120));
EXCEPTION WHEN OTHERS THEN
	PERFORM verdict('no error', agg.aggregate::text, false, SQLERRM);
END $$;

-- A function of one summary, with default options, returns NULL for NULL, and treats no rows as no data
CREATE FUNCTION check_accessor(accessor regprocedure, name text, t regtype) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	of_null text;
	of_empty text;
BEGIN
	EXECUTE format('SELECT %s(NULL::%s)::text', name, t) INTO of_null;
	EXECUTE format('SELECT %s(''empty''::%s)::text', name, t) INTO of_empty;
	PERFORM verdict('empty', accessor::text, of_null IS NULL, 'NULL: ' || of_null);
	PERFORM verdict('empty', accessor::text, coalesce(of_empty, '0') IN ('0', 'empty', '@ 0', '00:00:00'), 'no rows: ' || of_empty);
EXCEPTION WHEN OTHERS THEN
	PERFORM verdict('no error', accessor::text, false, SQLERRM);
END $$;

-- A window function f that returns a record has siblings f_series, with labels and without, of the same C function.
-- They take data and in_baseline as arrays, and options as they are
CREATE VIEW record_windows AS
SELECT p.*, typrelid FROM pg_proc AS p JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid JOIN pg_type AS t ON t.oid = prorettype
 WHERE prokind = 'w' AND typtype = 'c';
CREATE VIEW series_forms AS
SELECT w.oid::regprocedure AS called, ndata, has_labels, s.oid::regprocedure AS series, s.proname::text AS name
  FROM record_windows AS w CROSS JOIN generate_series(1, pronargs) AS ndata CROSS JOIN (VALUES (true), (false)) AS l(has_labels) CROSS JOIN
       LATERAL (SELECT string_agg(argtype::text, ' ' ORDER BY place)
                  FROM (SELECT n AS place, CASE WHEN n <= ndata THEN typarray WHEN w.proargnames[n] = 'in_baseline' THEN 'boolean[]'::regtype::oid ELSE argtype END AS argtype
                          FROM unnest(w.proargtypes::oid[]) WITH ORDINALITY AS a(argtype, n) JOIN pg_type AS t ON t.oid = argtype
                        UNION ALL SELECT ndata + 0.5, 'anyarray'::regtype::oid WHERE has_labels) AS a) AS x(argtypes)
       JOIN pg_proc AS s ON s.proname = w.proname || '_series' AND s.prosrc = w.prosrc AND s.proretset AND s.proargtypes::text = argtypes
 WHERE w.proargnames[ndata] <> 'in_baseline';
CREATE FUNCTION check_series_catalogue() RETURNS void LANGUAGE sql AS $$
	SELECT verdict('series', oid::regprocedure::text, (SELECT count(*) FILTER (WHERE has_labels) = 1 AND count(*) FILTER (WHERE NOT has_labels) = 1 FROM series_forms WHERE called = w.oid),
		proname || '_series with and without labels is missing, or another C function') FROM record_windows AS w;
	SELECT verdict('series', series::text, fields LIKE CASE WHEN has_labels THEN 'label anyelement, %' ELSE 'label bigint, %' END
		AND fields LIKE '%, ' || (SELECT string_agg(format('%s %s', attname, atttypid::regtype), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = typrelid AND attnum > 0), 'other columns: ' || fields)
	  FROM series_forms JOIN record_windows AS w ON w.oid = called JOIN pg_proc AS s ON s.oid = series,
	       LATERAL (SELECT string_agg(format('%s %s', s.proargnames[n], s.proallargtypes[n]::regtype), ', ' ORDER BY n) AS fields FROM generate_series(s.pronargs + 1, cardinality(s.proallargtypes)) AS n) AS f;
	SELECT verdict('series', series::text, pg_get_function_arg_default(series, n + has_labels::int) IS NOT DISTINCT FROM CASE WHEN proargnames[n] = 'in_baseline' AND proname <> 'ewma' THEN 'NULL::boolean[]' ELSE pg_get_function_arg_default(called, n) END,
		'another default of ' || proargnames[n])
	  FROM series_forms JOIN record_windows AS w ON w.oid = called, generate_series(ndata + 1, pronargs) AS n;
$$;

-- Arrays give the same figures as the same rows in a window, in the order of the arrays
CREATE FUNCTION check_series(form series_forms, rows text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	w record_windows;
	options text;
	fields text;
	by_window text;
	by_series text;
BEGIN
	SELECT * INTO w FROM record_windows WHERE oid = form.called;
	DROP TABLE IF EXISTS series_rows;
	EXECUTE (SELECT format('CREATE TABLE series_rows AS SELECT n, (%s)::boolean AS in_baseline, %s FROM %s', value_of('in_baseline', 'boolean', 3, 'n::bigint'),
		string_agg(format('%s AS a%s', CASE WHEN argtype IN (SELECT type FROM summary_types) THEN 's' ELSE format('(%s)::%s', value_of(w.proargnames[n], argtype, n::int, 'n::bigint'), argtype) END, n), ', '), rows)
		FROM unnest(w.proargtypes::oid[]::regtype[]) WITH ORDINALITY AS a(argtype, n) WHERE n <= form.ndata);
	-- options without a default, and boxes, because not every scale has a default top box
	SELECT coalesce(string_agg(format(', %I => (%s)::%s', w.proargnames[n], CASE w.proargnames[n] WHEN 'boxes' THEN '2' WHEN 'label' THEN '''billing''' ELSE value_of(w.proargnames[n], argtype, n::int, '1') END, argtype), ''), '')
	  INTO options FROM unnest(w.proargtypes::oid[]::regtype[]) WITH ORDINALITY AS a(argtype, n)
	 WHERE n > form.ndata AND w.proargnames[n] <> 'in_baseline' AND (n <= w.pronargs - w.pronargdefaults OR w.proargnames[n] = 'boxes');
	SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO fields FROM pg_attribute WHERE attrelid = w.typrelid AND attnum > 0;

	EXECUTE format('SELECT string_agg(q::text, ''; '') FROM (SELECT n, %1$s FROM (SELECT n, (%2$s(%3$s%4$s) OVER (ORDER BY n)).* FROM series_rows) AS w ORDER BY n) AS q',
		fields, w.proname, (SELECT string_agg('a' || n, ', ') FROM generate_series(1, form.ndata) AS n), options || CASE WHEN 'in_baseline' = ANY (w.proargnames) THEN ', in_baseline => in_baseline' ELSE '' END)
	   INTO by_window;
	EXECUTE format('SELECT string_agg(q::text, ''; '') FROM (SELECT label, %1$s FROM %2$s(%3$s%4$s) WITH ORDINALITY AS s ORDER BY ordinality) AS q',
		fields, form.name, (SELECT string_agg(array_of, ', ') FROM (SELECT format('(SELECT array_agg(a%s ORDER BY n) FROM series_rows)', n) AS array_of FROM generate_series(1, form.ndata) AS n
			UNION ALL SELECT '(SELECT array_agg(n ORDER BY n) FROM series_rows)' WHERE form.has_labels) AS arrays),
		options || CASE WHEN 'in_baseline' = ANY (w.proargnames) THEN ', in_baseline => (SELECT array_agg(in_baseline ORDER BY n) FROM series_rows)' ELSE '' END)
	   INTO by_series;
	PERFORM verdict('series', form.series::text, by_series = by_window AND by_series ~ ',[^,]*[0-9]', by_series);
END $$;

-- A window function of a summary does not depend on the order in which rows come, or on the frame.  It does not
-- depend on the order of the window either, unless its comment contains "in the order of the window"
CREATE FUNCTION check_window_over(pool text, called regprocedure, name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	shape text := 'SELECT string_agg(w::text, '', '' ORDER BY n) FROM (SELECT n, %I(s%s) OVER (%s) AS w FROM (SELECT * FROM %I ORDER BY %s OFFSET 0) AS p) AS q';
	-- arguments without a default, and boxes, because not every scale has a default top box
	others text := (SELECT coalesce(string_agg(format(', %I => %s', proargnames[n], CASE proargnames[n] WHEN 'boxes' THEN '2' ELSE value_of(proargnames[n], proargtypes[n - 1], n, 'n::bigint') END), '' ORDER BY n), '')
	                  FROM pg_proc, generate_series(2, pronargs) AS n WHERE oid = called AND (n <= pronargs - pronargdefaults OR proargnames[n] = 'boxes'));
	of_order boolean := obj_description(called, 'pg_proc') ~ 'in the order of the window';
	by_n text;
	shuffled text;
	ordering text;
BEGIN
	EXECUTE format(shape, name, others, 'ORDER BY n', pool, 'n') INTO by_n;
	PERFORM verdict('order', called::text, by_n <> '', 'nothing learnt');
	FOREACH ordering IN ARRAY ARRAY['n DESC', 'n * 7 % 19', 'n * 11 % 17', 'n * 3 % 13 DESC', 'n % 2, n'] LOOP
		EXECUTE format(shape, name, others, 'ORDER BY ' || CASE WHEN of_order THEN 'n' ELSE ordering END || ' ROWS 1 PRECEDING', pool, ordering) INTO shuffled;
		PERFORM verdict('order', called::text, shuffled = by_n, ordering);
	END LOOP;
	PERFORM check_series(form, format('(SELECT n, s FROM %I) AS p', pool)) FROM series_forms AS form WHERE form.called = check_window_over.called;
END $$;

-- A function that not every summary of the type supports, such as a chart of counts, is tried on summaries of some aggregate
CREATE FUNCTION check_window(called regprocedure, name text, t regtype) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	agg aggregates;
	error text;
BEGIN
	FOR agg IN SELECT a.* FROM aggregates AS a WHERE result = t AND NOT argtypes @> ARRAY[t] ORDER BY oid NOT IN (SELECT b.oid FROM builders AS b), oid LOOP
		BEGIN
			IF error IS NOT NULL THEN
				PERFORM fill_pool('pool_of_others', agg);
			END IF;
			PERFORM check_window_over(CASE WHEN error IS NULL THEN 'pool_of_' || t ELSE 'pool_of_others' END, called, name);
			RETURN;
		EXCEPTION WHEN OTHERS THEN
			error := coalesce(error, SQLERRM);
		END;
	END LOOP;
	PERFORM verdict('no error', called::text, false, error);
END $$;

-- The laws of merging and un-merging, over all pairs and triples of a pool
CREATE FUNCTION check_type(t regtype) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	law record;
	kept boolean;
BEGIN
	FOR law IN SELECT * FROM (VALUES
		('inverse', '(a.s + b.s) - b.s = a.s'), ('inverse', 'a.s - a.s = ''empty'''), ('inverse', 'a.s - ''empty'' = a.s'),
		('merge', 'a.s + b.s = b.s + a.s'), ('merge', '(a.s + b.s) + c.s = a.s + (b.s + c.s)'), ('merge', 'a.s + ''empty'' = a.s'),
		('comparison', '(a.s = b.s) = (a.s::text = b.s::text)'), ('comparison', '(a.s <> b.s) = (a.s::text <> b.s::text)'),
		('comparison', '(a.s < b.s)::int + (a.s = b.s)::int + (a.s > b.s)::int = 1'),
		('comparison', '(a.s <= b.s) = NOT (a.s > b.s) AND (a.s >= b.s) = NOT (a.s < b.s)'),
		('comparison', 'NOT (a.s < b.s AND b.s < c.s) OR a.s < c.s'),
		('comparison', format('%1$s_cmp(a.s, b.s) = (a.s > b.s)::int - (a.s < b.s)::int', t)),
		('comparison', format('%1$s_hash(a.s) = %1$s_hash(a.s::text::%1$s) AND %1$s_hash_extended(a.s, 5) = %1$s_hash_extended(a.s::text::%1$s, 5)', t)),
		('comparison', format('(%1$s_hash_extended(a.s, 0) & 4294967295)::bit(32)::int = %1$s_hash(a.s)', t))) AS laws(law, holds)
	LOOP
		EXECUTE format('SELECT bool_and(%1$s) FROM %2$I AS a, %2$I AS b, (SELECT * FROM %2$I WHERE n %% 5 = 0 LIMIT %3$L) AS c',
			law.holds, 'pool_of_' || t, CASE WHEN law.holds !~ '\mc\.' THEN 1 END) INTO kept;
		PERFORM verdict(law.law, t::text, kept, law.holds);
	END LOOP;
	EXECUTE format('SELECT count(DISTINCT s) = count(DISTINCT s::text) AND (SELECT count(*) FROM (SELECT s FROM %1$I UNION SELECT s FROM %1$I) AS u) = count(DISTINCT s) FROM %1$I', 'pool_of_' || t) INTO kept;
	PERFORM verdict('comparison', t::text, kept, 'DISTINCT and UNION');
EXCEPTION WHEN OTHERS THEN
	PERFORM verdict('no error', t::text, false, SQLERRM);
END $$;

CREATE FUNCTION is_read(form text, t regtype) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT %L::%s', form, t);
	RETURN true;
EXCEPTION WHEN invalid_text_representation THEN
	RETURN false;
END $$;

-- Typing in the largest counters results in an error or in possible figures
CREATE FUNCTION check_largest(t regtype) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	form text;
	n bigint;
BEGIN
	FOR form IN EXECUTE format('SELECT DISTINCT regexp_replace(s::text, ''=[0-9]+'', ''=9223372036854775807'', ''g'') FROM %I', 'pool_of_' || t) LOOP
		BEGIN
			EXECUTE format('SELECT n_counted(%L::%s)', form, t) INTO n;
			PERFORM verdict('largest', t::text, n >= 0, form || ': ' || n);
		EXCEPTION WHEN numeric_value_out_of_range OR invalid_text_representation OR datetime_field_overflow THEN
			PERFORM verdict('largest', t::text, true);
		END;
	END LOOP;
END $$;

-- A truncated text form is an error; of long ones, a part of the positions and all of the last hundred are tried
CREATE FUNCTION check_prefix(t regtype) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	wrong text;
BEGIN
	EXECUTE format('SELECT min(left(form, n)) FROM (SELECT s::text AS form, length(s::text) FROM %I OFFSET 0) AS p, generate_series(0, length) AS n
		WHERE (n < 300 OR n %% 37 = 0 OR n > length - 100) AND is_read(left(form, n), %L) <> (n = length)', 'pool_of_' || t, t) INTO wrong;
	PERFORM verdict('prefix', t::text, wrong IS NULL, wrong);
END $$;

-- The fields of the JSON of a fixed-length type are those of its text, and what the text leaves out is 0, or unknown if
-- there are no rows
CREATE FUNCTION differs_from_text(form text, document jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s is %s, not %s', coalesce(j.key, t.key), j.value, t.value), ', ')
	  FROM jsonb_each_text(document) AS j FULL JOIN (SELECT pair[1] AS key, pair[2] AS value FROM regexp_matches(form, '([a-z0-9_]+)=([^ )]+)', 'g') AS m(pair)) AS t USING (key)
	 WHERE j.key IS NULL OR CASE WHEN form = 'empty' THEN coalesce(j.value, '0') <> '0' ELSE j.value::numeric IS DISTINCT FROM coalesce(t.value, '0')::numeric END
$$;

-- All values of a type have the same fields, and JSON keeps every difference.  In the JSON of a row a value is still a
-- string, from which the row can be read.
CREATE FUNCTION check_json(t regtype) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	law record;
	kept boolean;
BEGIN
	FOR law IN SELECT * FROM (VALUES
		('(a.s = b.s) = (to_jsonb(a.s) = to_jsonb(b.s))'), ('to_jsonb(a.s) = a.s::jsonb'), (format('to_jsonb(NULL::%s) IS NULL', t)),
		('(SELECT array_agg(key ORDER BY key) FROM jsonb_object_keys(a.s::jsonb) AS key) = (SELECT array_agg(key ORDER BY key) FROM jsonb_object_keys(''empty''::' || t || '::jsonb) AS key)'),
		('to_jsonb(a)->>''s'' = a.s::text AND row_to_json(a)->>''s'' = a.s::text'),
		(format('(jsonb_populate_record(NULL::%I, to_jsonb(a))).s = a.s', 'pool_of_' || t))) AS laws(holds)
	LOOP
		EXECUTE format('SELECT bool_and(%1$s) FROM %2$I AS a, %2$I AS b', law.holds, 'pool_of_' || t) INTO kept;
		PERFORM verdict('json', t::text, kept, law.holds);
	END LOOP;
	IF (SELECT typlen > 0 FROM pg_type WHERE oid = t) THEN
		EXECUTE format('SELECT bool_and(verdict(''json'', %L, wrong IS NULL, wrong) IS NOT NULL) FROM (SELECT differs_from_text(s::text, s::jsonb) AS wrong FROM %I) AS p', t, 'pool_of_' || t) INTO kept;
	END IF;
EXCEPTION WHEN OTHERS THEN
	PERFORM verdict('no error', t::text, false, SQLERRM);
END $$;

-- The functions that take times, once for all the types of their overloads
CREATE VIEW timed AS
SELECT DISTINCT ON (proname, shape) proname::text AS name, prokind AS kind, proargnames AS argnames, shape
  FROM pg_proc AS p JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid,
       LATERAL (SELECT array_agg(CASE WHEN argtype IN ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype) THEN NULL ELSE argtype END ORDER BY n) AS shape
                  FROM unnest(proargtypes::oid[]::regtype[]) WITH ORDINALITY AS a(argtype, n)) AS s
 WHERE array_position(shape, NULL) > 0 AND proname !~ '_summary_(un)?count_'
 ORDER BY proname, shape;

-- The result or error of a call is the same in every session, whatever its time zone, for each mixture of types that a
-- column of times may have
CREATE FUNCTION check_zone(called timed) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	ntimes int := (SELECT count(*) FROM unnest(called.shape) AS argtype WHERE argtype IS NULL);
	mixture int;
	argtypes regtype[];
	columns text;
	call text := format('%s(%s)%s', called.name, (SELECT string_agg('a' || n, ', ' ORDER BY n) FROM generate_series(1, cardinality(called.shape)) AS n),
		CASE called.kind WHEN 'w' THEN ' OVER (ORDER BY a1, i)' ELSE '' END);
	zone text;
	answer record;
	result text;
	in_utc text;
	gave_figures boolean := false;
BEGIN
	FOR mixture IN 0 .. 3 ^ ntimes - 1 LOOP
		SELECT array_agg(coalesce(argtype, ('{timestamptz,timestamp,date}'::regtype[])[1 + mixture / (3 ^ nth)::int % 3]) ORDER BY n) INTO argtypes
		  FROM (SELECT argtype, n, count(*) FILTER (WHERE argtype IS NULL) OVER (ORDER BY n) - 1 AS nth FROM unnest(called.shape) WITH ORDINALITY AS a(argtype, n)) AS a;
		SELECT string_agg(format('%s AS a%s', CASE WHEN called.kind = 'f' AND argtype = 'text'::regtype THEN format('coalesce(%s, ''open'')', value) ELSE format('(%s)::%s', value, argtype) END, n), ', ' ORDER BY n)
		  INTO columns FROM unnest(argtypes) WITH ORDINALITY AS a(argtype, n), LATERAL (SELECT value_of(called.argnames[n], argtype, n::int)) AS v(value)
		HAVING bool_and(value IS NOT NULL);
		PERFORM verdict('zone', called.name, columns IS NOT NULL, 'no values for an argument in value_of of test/rows.sql');
		EXIT WHEN columns IS NULL;
		DROP TABLE IF EXISTS timed_rows;
		EXECUTE format('CREATE TABLE timed_rows AS SELECT i, %s FROM generate_series(1::bigint, 60) AS i', columns);
		FOREACH zone IN ARRAY '{UTC,America/Bogota,Europe/Madrid,Australia/Lord_Howe}'::text[] LOOP
			BEGIN
				PERFORM set_config('timezone', zone, true);
				EXECUTE format('SELECT array_agg(ROW(result)) AS results FROM (SELECT %s AS result FROM timed_rows) AS q', call) INTO answer;
				-- times of the result are displayed only afterwards
				PERFORM set_config('timezone', 'UTC', true);
				result := coalesce(answer.results::text, '');
				gave_figures := gave_figures OR result ~ '\([^)]';
			EXCEPTION WHEN OTHERS THEN
				result := SQLSTATE || ' ' || SQLERRM;
				PERFORM set_config('timezone', 'UTC', true);
			END;
			IF zone = 'UTC' THEN
				in_utc := result;
			END IF;
			PERFORM verdict('zone', called.name, result = in_utc, format('%s %s: %s', argtypes, zone, result));
		END LOOP;
	END LOOP;
	PERFORM verdict('zone', called.name, gave_figures, 'no mixture gives a figure: ' || result);
END $$;

CREATE FUNCTION check_catalogue() RETURNS void LANGUAGE sql AS $$
	-- functions that triggers call or that name a relation write to relations; all others read only their arguments
	SELECT verdict('catalogue', p.oid::regprocedure::text, proparallel = CASE WHEN writes THEN 'u' ELSE 's' END, CASE WHEN writes THEN 'not PARALLEL UNSAFE' ELSE 'not PARALLEL SAFE' END),
	       verdict('catalogue', p.oid::regprocedure::text, provolatile = CASE WHEN writes THEN 'v' ELSE 'i' END, CASE WHEN writes THEN 'not VOLATILE' ELSE 'not IMMUTABLE' END)
	  FROM pg_proc AS p JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid,
	       LATERAL (SELECT proargtypes::oid[] || prorettype && ARRAY['regclass', 'trigger', 'event_trigger']::regtype[]::oid[]) AS w(writes);
	SELECT verdict('catalogue', pg_describe_object(classid, objid, 0), EXISTS
		(SELECT FROM pg_description AS d WHERE (d.classoid, d.objoid, d.objsubid) = (m.classid, m.objid, 0) AND length(description) > 10), 'its comment is missing, or has no more than 10 characters')
	  FROM members AS m
	 WHERE classid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_opfamily'::regclass)
	    OR classid = 'pg_class'::regclass AND objid IN (SELECT oid FROM pg_class WHERE relkind <> 'c')
	    OR classid = 'pg_type'::regclass AND objid IN (SELECT oid FROM pg_type WHERE typelem = 0 EXCEPT SELECT reltype FROM pg_class WHERE relkind <> 'c');
	SELECT verdict('catalogue', aggregate::text, aggcombinefn <> 0, 'no COMBINEFUNC'),
	       verdict('catalogue', aggregate::text, aggmtransfn <> 0 AND aggminvtransfn <> 0, 'no MSFUNC and MINVFUNC'),
	       verdict('catalogue', aggregate::text, aggmtranstype = aggtranstype, 'MSTYPE is not STYPE')
	  FROM aggregates WHERE NOT ordered;
	SELECT verdict('catalogue', aggregate::text, EXISTS (SELECT FROM pg_proc WHERE proname = name AND prokind = 'f' AND proargtypes[0] = aggtranstype), 'no accessor of its name reads a summary')
	  FROM aggregates WHERE NOT ordered AND NOT builds;
	SELECT verdict('catalogue', aggregate::text, aggtranstype <> 'internal'::regtype, 'state is internal'),
	       verdict('catalogue', aggregate::text, obj_description(oid, 'pg_proc') LIKE '%in the order of its rows; not mergeable%', 'state is no summary of this extension, and the comment does not say why'),
	       verdict('catalogue', aggregate::text, aggcombinefn = 0 AND aggmtransfn = 0, 'merges or slides what depends on the order'),
	       verdict('empty', aggregate::text, result_of(format('SELECT %s(%s) IS NULL WHERE false', name, (SELECT string_agg(format('NULL::%s', argtype), ', ') FROM unnest(argtypes) AS argtype))) = '(t)', 'no rows')
	  FROM aggregates WHERE ordered;
	SELECT verdict('catalogue', type::text, EXISTS (SELECT FROM aggregates WHERE name = 'rollup' AND argtypes @> ARRAY[type] AND result = type), 'no rollup'),
	       verdict('catalogue', type::text, EXISTS (SELECT FROM aggregates WHERE name = 'sum' AND argtypes @> ARRAY[type] AND result = type), 'no sum'),
	       verdict('catalogue', type::text, EXISTS (SELECT FROM pg_proc WHERE proname = 'n_counted' AND proargtypes[0] = type), 'no n_counted'),
	       -- a type that is not a sample says so in its comment
	       verdict('catalogue', type::text, (SELECT count(DISTINCT proname) = 2 FROM pg_proc WHERE proname IN ('ci_lower', 'ci_upper') AND proargtypes[0] = type)
	           <> (obj_description(type, 'pg_type') ~ '; no sample'), 'either ci_lower and ci_upper, or a comment that says "; no sample"'),
	       verdict('catalogue', type::text, EXISTS (SELECT FROM pg_proc WHERE proname = 'kpi_compare' AND proargtypes[0] = type) OR obj_description(type, 'pg_type') ~ '; no sample', 'no kpi_compare'),
	       verdict('catalogue', type::text, (SELECT count(*) = 2 FROM pg_opclass JOIN pg_am AS am ON am.oid = opcmethod WHERE opcintype = type AND opcdefault AND amname IN ('btree', 'hash')), 'no btree and hash class'),
	       verdict('catalogue', type::text, (SELECT array_agg(oprname ORDER BY oprname) @> '{+,-,=,<>}' FROM pg_operator WHERE oprleft = type AND oprright = type), 'an operator is missing'),
	       verdict('catalogue', type::text, (SELECT oprcanhash AND oprcanmerge FROM pg_operator WHERE oprname = '=' AND oprleft = type AND oprright = type), '= cannot hash or merge'),
	       verdict('catalogue', type::text, (SELECT count(*) = 1 AND bool_and(casttarget = 'jsonb'::regtype AND castcontext = 'e') FROM pg_cast WHERE castsource = type AND casttarget IN ('json'::regtype, 'jsonb'::regtype)), 'no explicit cast to jsonb, or one to json, which would change the JSON of rows'),
	       verdict('catalogue', type::text, result_of(format('SELECT typlen IN (-1, length(%1$s_send(''empty'')) - 1) FROM pg_type WHERE oid = ''%1$s''::regtype', type)) = '(t)', 'its length is not that of its words'),
	       verdict('catalogue', type::text, (SELECT typsend <> 0 AND typreceive <> 0 FROM pg_type WHERE oid = type), 'no binary form')
	  FROM summary_types;
$$;

-- Checks all objects, or only the aggregates and functions of times whose names match the pattern.
-- Objects that a transaction creates are locked until its end, and a server has a limited number of locks; dropped
-- objects make catalogs slow until then.
CREATE PROCEDURE check_all(pattern text DEFAULT '') LANGUAGE plpgsql AS $$
DECLARE
	agg aggregates;
BEGIN
	TRUNCATE violations, checked;
	PERFORM fill_pools();
	FOR agg IN SELECT * FROM aggregates AS a WHERE a.aggregate::text ~ pattern LOOP
		PERFORM check_aggregate(agg);
		COMMIT;
	END LOOP;
	IF pattern = '' THEN
		PERFORM check_type(type), check_prefix(type), check_largest(type), check_json(type) FROM summary_types;
		PERFORM check_accessor(f.oid::regprocedure, proname, type) FROM functions AS f WHERE prokind = 'f' AND pronargs - pronargdefaults = 1 AND proname !~ '_summary_' AND proname <> 'to_jsonb';
		PERFORM check_window(f.oid::regprocedure, proname, type) FROM functions AS f WHERE prokind = 'w';
		PERFORM check_series(form, 'generate_series(1, 60) AS n') FROM series_forms AS form WHERE form.called NOT IN (SELECT oid FROM functions);
		COMMIT;
	END IF;
	PERFORM check_zone(t) FROM timed AS t WHERE t.name ~ pattern;
	PERFORM check_catalogue(), check_series_catalogue();
END $$;
