-- Random values of every type that a function of the extension takes, as
-- expressions, and the functions themselves, in a separate schema.
CREATE SCHEMA fuzz;
SET search_path = fuzz, public;

CREATE FUNCTION one_of(VARIADIC choices text[]) RETURNS text LANGUAGE sql AS $$
	SELECT choices[1 + floor(random() * cardinality(choices))::int]
$$;

-- Numbers of all sizes, often whole ones, and values that are not numbers
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

-- Names that options know, words that they do not know, and harmful bytes
CREATE FUNCTION some_text() RETURNS text LANGUAGE sql AS $$
	SELECT CASE floor(random() * 4)::int
		WHEN 0 THEN one_of('', ' ', 'x', 'Ünïcödé', repeat('long', 500), '%s%n', E'\x01\x7f', '''', '"', '\', 'NULL')
		ELSE one_of('offered', 'icmi_1', 'cisco_positive', 'offers', 'exclude_both', 'nps', 'top_box', 'mean', 'customer', 'overall', 'first_message', 'last_message', 'hour', 'dow', 'month', 'additive',
			'multiplicative', 'linear', 'damped', 'none', 'error', 'zero', 'carry', 'unbiased', 'decompose', 'log', 'Europe/Madrid', 'UTC', 'Australia/Lord_Howe', 'America/Sao_Paulo',
			'created', 'open', 'pending', 'solved', 'closed', 'replied', 'assigned', 'accepted', 'expired', 'rejected', 'agent', 'resolved')
	END
$$;

CREATE FUNCTION some_array(of_numbers boolean) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN random() < 0.03 THEN one_of('{{1,2},{3,4}}', '{}', '{NULL}', '[-3:-1]={1,2,3}')
		ELSE (SELECT '{' || coalesce(string_agg(CASE WHEN random() < 0.1 THEN 'NULL' WHEN of_numbers THEN some_number() ELSE one_of('new', 'open', 'hold', 'solved', 'x') END, ','), '') || '}'
		        FROM generate_series(1, (floor(random() * 20))::int))
	END
$$;

-- The text of an existing summary, sometimes with an edit
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
CREATE INDEX ON texts (type);
CREATE FUNCTION some_value(type regtype) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	value text;
BEGIN
	-- labels of rows may have any type
	IF type = 'anyarray'::regtype THEN
		type := one_of('text[]', 'double precision[]')::regtype;
	END IF;
	IF random() < 0.04 THEN
		RETURN format('NULL::%s', type);
	END IF;
	IF type::text LIKE '%\_summary[]' THEN
		value := (SELECT array_agg(t)::text FROM (SELECT t FROM texts JOIN pg_type ON texts.type = typelem WHERE pg_type.oid = some_value.type ORDER BY random() LIMIT floor(random() * 9)) AS picked);
	ELSIF type::text LIKE '%\_summary' THEN
		value := edited((SELECT t FROM texts WHERE texts.type = some_value.type ORDER BY random() LIMIT 1));
	ELSE
		value := CASE
			WHEN type IN ('double precision'::regtype, 'numeric'::regtype, 'real'::regtype) THEN some_number()
			WHEN type IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) THEN one_of('0', '1', '-1', '2', '7', '10', '100', '32767', floor(random() * 20)::text)
			WHEN type = 'boolean'::regtype THEN one_of('t', 'f')
			WHEN type IN ('timestamptz'::regtype, 'timestamp'::regtype) THEN some_time()
			WHEN type = 'date'::regtype THEN '2026-03-29'
			WHEN type = 'interval'::regtype THEN some_interval()
			WHEN type = 'text'::regtype THEN some_text()
			WHEN type = 'jsonb'::regtype THEN one_of('{}', '[]', '1', '{"x": "open", "closed": null}', '{"open": "Ofen"}', '{"open": {"a": 1}}')
			WHEN type = 'interval[]'::regtype AND random() < 0.8 THEN one_of('{1 s,1 min,1 h}', '{0,1 day,3 days,7 days}', '{1 us,178000 years}', '{1 h,1 s}', '{-1 s,1 s}', '{1 day,1 mon}', '{1 day,NULL}')
			WHEN type IN ('double precision[]'::regtype, 'interval[]'::regtype) THEN some_array(type = 'double precision[]'::regtype)
			WHEN type = 'text[]'::regtype THEN some_array(false)
			WHEN type = 'boolean[]'::regtype THEN one_of('{t}', '{t,f}', '{f,t,t}', '{t,t,NULL,t}', '{}', '{f}')
			WHEN type = 'integer[]'::regtype THEN one_of('{2}', '{2,4}', '{4,2}', '{3,3}', '{2,5}', '{0,2}', '{}', '{2,NULL}', '{1,2,4}', '{2,2147483646}')
			WHEN type::text IN ('tstzmultirange', 'tsmultirange') THEN one_of('{}', '{(,)}', '{[2026-03-28,2026-03-29)}', '{[2026-03-28 08:00,2026-03-28 16:00),[2026-03-29 08:00,)}', '{[2026-03-28 09:00,2026-03-28 09:30)}')
			WHEN type::text = 'business_calendar' THEN edited(one_of('Europe/Madrid; Mon-Fri 08:00-18:00', 'America/Bogota; Mon-Sat 22:00-06:00; 2026-03-28..2026-04-02 closed', 'UTC', 'Australia/Lord_Howe; Mon-Sun 00:00-24:00; 2026-04-05 01:00-03:00',
				'UTC; Mon-Fri 9:00-18:00 until 2026-03-28; Mon-Sun 20:00-04:00 from 2026-03-29; 02-29 closed; 03-20..04-10 Mon,Sat 10:00-11:00; 12-31..01-02 closed from 2020-01-01; 2026-03-01..2026-04-30 Tue-Thu 1:00-2:00'))
		END;
	END IF;
	RETURN format('%L::%s', value, type);
END $$;

-- All functions except those that write, which take names of relations and whole queries
CREATE VIEW members AS
SELECT p.* FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi'
 WHERE NOT proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[] AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype)
   AND provolatile = 'i';

