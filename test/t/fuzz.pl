# Random arguments for every function, aggregate and window function of the
# extension, found in the catalogs: each call gives a result or a clean error.
# No crash, no call that does not end, no internal error, no NaN or infinity, no
# summary that its own text form does not give back.
#
# KPI_FUZZ_ROUNDS calls of each, from the seed KPI_FUZZ_SEED (0 to 1).
use strict;
use warnings;

use Kpi qw(query script with_database);
use Test::More;

my $rounds = $ENV{KPI_FUZZ_ROUNDS} // 20;
my $seed = $ENV{KPI_FUZZ_SEED} // 0.25;

my $functions = <<'SQL';
CREATE SCHEMA fuzz;
SET search_path = fuzz, public;

CREATE FUNCTION one_of(VARIADIC choices text[]) RETURNS text LANGUAGE sql AS $$
	SELECT choices[1 + floor(random() * cardinality(choices))::int]
$$;

-- Numbers of all sizes, whole ones often, and what is none
CREATE FUNCTION some_number() RETURNS text LANGUAGE sql AS $$
	SELECT CASE floor(random() * 8)::int
		WHEN 0 THEN one_of('NaN', 'Infinity', '-Infinity', '0', '-0', '1', '-1', '1e308', '-1e308', '5e-324', '4611686018427387904', '9223372036854775807', '1e18', '0.5', '2e9')
		WHEN 1 THEN (random() * 2 - 1)::text
		WHEN 2 THEN ((random() * 2 - 1) * 10.0 ^ floor(random() * 40 - 20))::float8::text
		WHEN 3 THEN random()::text
		ELSE floor(random() * 12 - 1)::text
	END
$$;

CREATE FUNCTION some_time() RETURNS text LANGUAGE sql AS $$
	SELECT CASE floor(random() * 10)::int
		WHEN 0 THEN one_of('infinity', '-infinity', '4713-01-01 BC', '294276-12-31', '0001-01-01', '9999-12-31 23:59:59.999999', '10000-01-01', '1970-01-01', '2000-01-01')
		WHEN 1 THEN (timestamp '1890-01-01' + random() * interval '54000 days')::text
		ELSE (timestamp '2026-03-28' + floor(random() * 300) * interval '13 min')::text
	END
$$;

CREATE FUNCTION some_interval() RETURNS text LANGUAGE sql AS $$
	SELECT CASE floor(random() * 8)::int
		WHEN 0 THEN one_of('0', '1 mon', '-1 s', '106751991 days', '-106751991 days', '178000000 years', '1 us', '100 years', '24 hours', '0.25 s')
		WHEN 1 THEN ((random() * 2 - 0.2) * 10.0 ^ floor(random() * 12 - 5))::numeric(30, 6)::text || ' s'
		ELSE one_of('20 s', '30 min', '1 hour', '1 day', '7 days', '90 s', '15 min', '5 min')
	END
$$;

-- Names that options know, words that they do not, and bytes that hurt
CREATE FUNCTION some_text() RETURNS text LANGUAGE sql AS $$
	SELECT CASE floor(random() * 4)::int
		WHEN 0 THEN one_of('', ' ', 'x', 'Ünïcödé', repeat('long', 500), '%s%n', E'\x01\x7f', '''', '"', '\', 'NULL')
		ELSE one_of('offered', 'icmi_1', 'cisco_positive', 'offers', 'exclude_both', 'nps', 'top_box', 'mean', 'customer', 'overall', 'first_message', 'last_message', 'hour', 'dow', 'month', 'additive',
			'multiplicative', 'linear', 'damped', 'none', 'error', 'zero', 'carry', 'unbiased', 'decompose', 'log', 'Europe/Madrid', 'UTC', 'Australia/Lord_Howe', 'America/Sao_Paulo',
			'created', 'open', 'pending', 'solved', 'closed', 'replied', 'assigned', 'accepted', 'expired', 'rejected')
	END
$$;

CREATE FUNCTION some_array(of_numbers boolean) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN random() < 0.03 THEN one_of('{{1,2},{3,4}}', '{}', '{NULL}', '[-3:-1]={1,2,3}')
		ELSE (SELECT '{' || coalesce(string_agg(CASE WHEN random() < 0.1 THEN 'NULL' WHEN of_numbers THEN some_number() ELSE one_of('new', 'open', 'hold', 'solved', 'x') END, ','), '') || '}'
		        FROM generate_series(1, (floor(random() * 20))::int))
	END
$$;

-- The text of a summary that is, with an edit now and then
CREATE FUNCTION edited(t text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	i int := 1 + floor(random() * length(t));
BEGIN
	RETURN CASE floor(random() * 8)::int
		WHEN 0 THEN overlay(t PLACING floor(random() * 10)::text FROM i FOR 1)
		WHEN 1 THEN overlay(t PLACING one_of('-', '=', ' ', '9', '.', 'e', 'Z', ':', '+', ';') FROM i FOR floor(random() * 3)::int)
		WHEN 2 THEN left(t, i) || ' ' || substr(t, 1 + floor(random() * length(t))::int)
		ELSE t
	END;
END $$;

CREATE TABLE texts (type regtype, t text);
CREATE FUNCTION some_value(type regtype) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	IF random() < 0.04 THEN
		RETURN format('NULL::%s', type);
	END IF;
	RETURN format('%L::%s', CASE
		WHEN type IN ('double precision'::regtype, 'numeric'::regtype, 'real'::regtype) THEN some_number()
		WHEN type IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) THEN one_of('0', '1', '-1', '2', '7', '10', '100', '32767', floor(random() * 20)::text)
		WHEN type = 'boolean'::regtype THEN one_of('t', 'f')
		WHEN type IN ('timestamptz'::regtype, 'timestamp'::regtype) THEN some_time()
		WHEN type = 'date'::regtype THEN '2026-03-29'
		WHEN type = 'interval'::regtype THEN some_interval()
		WHEN type = 'text'::regtype THEN some_text()
		WHEN type = 'jsonb'::regtype THEN one_of('{}', '[]', '1', '{"x": "open", "closed": null}', '{"open": "Ofen"}', '{"open": {"a": 1}}')
		WHEN type IN ('double precision[]'::regtype, 'interval[]'::regtype) THEN some_array(type = 'double precision[]'::regtype)
		WHEN type = 'text[]'::regtype THEN some_array(false)
		WHEN type::text IN ('tstzmultirange', 'tsmultirange') THEN one_of('{}', '{(,)}', '{[2026-03-28,2026-03-29)}', '{[2026-03-28 08:00,2026-03-28 16:00),[2026-03-29 08:00,)}', '{[2026-03-28 09:00,2026-03-28 09:30)}')
		WHEN type::text = 'business_calendar' THEN edited(one_of('Europe/Madrid; Mon-Fri 08:00-18:00', 'America/Bogota; Mon-Sat 22:00-06:00; 2026-03-28..2026-04-02 closed', 'UTC', 'Australia/Lord_Howe; Mon-Sun 00:00-24:00; 2026-04-05 01:00-03:00'))
		WHEN EXISTS (SELECT FROM texts WHERE texts.type = some_value.type) THEN edited((SELECT t FROM texts WHERE texts.type = some_value.type ORDER BY random() LIMIT 1))
	END, type);
END $$;

CREATE VIEW members AS
SELECT p.* FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi'
 WHERE NOT proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[] AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype);

CREATE FUNCTION arguments_of(f members) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(some_value(type::regtype), ', ' ORDER BY n) FROM unnest(f.proargtypes::oid[]) WITH ORDINALITY AS a(type, n)
$$;

-- A call as a query of one column of text
CREATE FUNCTION call_of(f members) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	columns text := (SELECT string_agg('c' || n, ', ' ORDER BY n) FROM generate_series(1, f.pronargs) AS n);
	rows text := (SELECT string_agg(format('(%s, %s)', i, arguments_of(f)), ', ') FROM generate_series(1, 1 + floor(random() * 9)::int) AS i);
BEGIN
	IF f.prokind = 'f' AND f.proretset THEN
		RETURN format('SELECT string_agg(r::text, '', '') FROM (SELECT * FROM %s(%s) LIMIT 50) AS r', f.proname, arguments_of(f));
	ELSIF f.prokind = 'f' THEN
		RETURN format('SELECT %s(%s)::text', f.proname, arguments_of(f));
	ELSIF f.prokind = 'a' AND random() < 0.5 THEN
		RETURN format('SELECT %s(%s ORDER BY i)::text FROM (VALUES %s) AS v(i, %2$s)', f.proname, columns, rows);
	END IF;
	RETURN format('SELECT string_agg(w::text, '', '') FROM (SELECT %s(%s) OVER (ORDER BY i%s) AS w FROM (VALUES %s) AS v(i, %2$s)) AS q', f.proname, columns,
		CASE WHEN f.prokind = 'a' THEN one_of(' ROWS 2 PRECEDING', ' ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING', '', ' ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING') ELSE '' END, rows);
END $$;

CREATE TABLE outcomes (function regprocedure, sqlstate text, failed boolean, call text, message text);
CREATE FUNCTION try(f members) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	call text := call_of(f);
	result text;
	again text;
BEGIN
	EXECUTE call INTO result;
	again := result;
	IF result IS NOT NULL AND f.prokind = 'f' AND EXISTS (SELECT FROM texts WHERE type = f.prorettype::regtype) THEN
		EXECUTE format('SELECT %L::%s::text', result, f.prorettype::regtype) INTO again;
	END IF;
	-- the prior of groups that do not differ has an infinite weight, as its page says
	INSERT INTO outcomes VALUES (f.oid, '00000', again <> result OR result ~ '\m(NaN|Infinity)\M' AND f.proname <> 'damping_weight', call, result);
EXCEPTION WHEN OTHERS THEN
	INSERT INTO outcomes VALUES (f.oid, SQLSTATE, SQLSTATE !~ '^(22|54|0A)', call, SQLERRM);
END $$;
SQL

# Summaries of each type by the first aggregates that build it
my $fill = <<'SQL';
SET search_path = fuzz, public;
DO $$
DECLARE
	f members;
	t text;
BEGIN
	INSERT INTO texts SELECT DISTINCT prorettype::regtype, 'empty' FROM members WHERE proname = 'rollup';
	FOR f IN SELECT m.* FROM members AS m, generate_series(1, 40) WHERE prokind = 'a' AND prorettype::regtype IN (SELECT type FROM texts) AND proname <> 'rollup' LOOP
		BEGIN
			EXECUTE call_of(f) INTO t;
			INSERT INTO texts SELECT f.prorettype, t WHERE t NOT LIKE '%, %' AND length(t) < 2000;
		EXCEPTION WHEN OTHERS THEN
			NULL;
		END;
	END LOOP;
END $$;
SQL

with_database(sub {
	query('CREATE EXTENSION kpi');
	query($functions);
	my $answer = script("SET statement_timeout = '20 s';\nSELECT setseed($seed);\n$fill");
	unlike($answer, qr/ERROR|FATAL|server closed/, 'summaries to begin with');
	cmp_ok(query('SELECT count(DISTINCT type) FROM fuzz.texts WHERE t <> $$empty$$'), '>=', 15, 'of most types');

	$answer = script(<<"SQL");
SET statement_timeout = '300 s';
SET search_path = fuzz, public;
SELECT setseed($seed);
SELECT count(try(m)) FROM members AS m, generate_series(1, $rounds);
SQL
	unlike($answer, qr/ERROR|FATAL|server closed/, "$rounds calls of each function from seed $seed");
	is(query('SELECT count(DISTINCT function) = (SELECT count(*) FROM fuzz.members) FROM fuzz.outcomes'), 't', 'every function was called');
	is(query(q{SELECT string_agg(format('%s %s -- %s', sqlstate, left(call, 600), left(message, 200)), chr(10)) FROM fuzz.outcomes WHERE failed}), '', 'a result or a clean error');
	cmp_ok(query(q{SELECT count(*) FROM fuzz.outcomes WHERE sqlstate = '00000' AND message <> 'empty'}), '>', query('SELECT count(*) FROM fuzz.outcomes') / 5, 'many results');
	diag(query('SELECT string_agg(sqlstate || $$ $$ || n, $$, $$ ORDER BY n DESC) FROM (SELECT sqlstate, count(*) AS n FROM fuzz.outcomes GROUP BY 1) AS tally'));
});

done_testing;
