-- traps.shadow creates objects in a schema by every name that the catalogs and the
-- extension have for functions, operators, types and tables, including better matches than
-- polymorphic functions and operators.  All are traps: a call of one is an error.
CREATE SCHEMA traps;
CREATE FUNCTION traps.fitting(arguments text, type text) RETURNS text LANGUAGE sql AS $$
	SELECT regexp_replace(regexp_replace(arguments, '\m(anyarray|anycompatiblearray)\M', type || '[]', 'g'), '\m(anyelement|anynonarray|anycompatible|anycompatiblenonarray)\M|"any"', type, 'g')
$$;
CREATE FUNCTION traps.try(command text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE command;
	RETURN true;
EXCEPTION WHEN OTHERS THEN
	RETURN false;
END $$;
CREATE FUNCTION traps.shadow(target text, OUT functions bigint, OUT operators bigint, OUT types bigint, OUT tables bigint) LANGUAGE plpgsql SET search_path = pg_catalog, traps, public, pg_temp AS $$
BEGIN
	CREATE TEMP TABLE names ON COMMIT DROP AS
	SELECT classid, objid FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'kpi')
	UNION SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
	UNION SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace
	UNION SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace
	UNION SELECT 'pg_class'::regclass, oid FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace;

	SELECT count(*) FILTER (WHERE try(format('CREATE TABLE %s.%I (trap int)', target, relname)))
	  INTO tables FROM pg_class JOIN names ON classid = 'pg_class'::regclass AND objid = oid WHERE relkind IN ('r', 'v');
	SELECT count(*) FILTER (WHERE try(format('CREATE DOMAIN %s.%I AS int CHECK (VALUE IS NULL)', target, typname)))
	  INTO types FROM pg_type JOIN names ON classid = 'pg_type'::regclass AND objid = oid WHERE typtype IN ('b', 'c', 'r', 'm') AND typname NOT LIKE '\_%' AND typname NOT LIKE 'pg\_%';
	IF target = 'pg_temp' THEN
		RETURN;	-- where the server looks for no functions or operators
	END IF;
	SELECT count(*) FILTER (WHERE try(format('CREATE FUNCTION %s.%I(%s) RETURNS %s LANGUAGE plpgsql AS ''BEGIN RAISE EXCEPTION $trap$trapped by %2$s$trap$; END''', target, proname, fitting(arguments, type), fitting(result, type))))
	  INTO functions FROM pg_proc JOIN names ON classid = 'pg_proc'::regclass AND objid = oid, unnest(ARRAY['float8', 'text', 'bigint']) AS type,
	       LATERAL (SELECT coalesce(string_agg(format_type(a, NULL), ', ' ORDER BY n), '') AS arguments, CASE WHEN proretset THEN 'SETOF ' ELSE '' END || format_type(prorettype, NULL) AS result FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS u(a, n)) AS f;
	SELECT count(*) FILTER (WHERE try(format('CREATE FUNCTION %1$s.trap(%3$s) RETURNS %4$s LANGUAGE plpgsql AS ''BEGIN RAISE EXCEPTION $trap$trapped by %2$s$trap$; END''', target, oprname, fitting(operands, type), fitting(result, type)))
		IS NOT NULL AND try(format('CREATE OPERATOR %1$s.%2$s (FUNCTION = %1$s.trap, %3$s)', target, oprname, fitting(clauses, type))))
	  INTO operators FROM pg_operator JOIN names ON classid = 'pg_operator'::regclass AND objid = oid, unnest(ARRAY['float8', 'text', 'bigint']) AS type,
	       LATERAL (SELECT concat_ws(', ', CASE WHEN oprleft <> 0 THEN format_type(oprleft, NULL) END, format_type(oprright, NULL)) AS operands, format_type(oprresult, NULL) AS result,
	                       concat_ws(', ', CASE WHEN oprleft <> 0 THEN 'LEFTARG = ' || format_type(oprleft, NULL) END, 'RIGHTARG = ' || format_type(oprright, NULL)) AS clauses) AS o;
END $$;
