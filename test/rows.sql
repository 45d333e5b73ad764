-- Rows for every aggregate and window function of the extension, which are found
-- in the catalogs.  The values for a new kind of argument are defined here, in
-- value_of, and nowhere else: by its name for an option, by its type for data.
--
-- Read it with \i into a schema of the test's own, with the name of another
-- extension in :extension.

\if :{?extension}
\else
	\set extension kpi
\endif

CREATE VIEW members AS
SELECT classid, objid FROM pg_depend
 WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
   AND refobjid = (SELECT oid FROM pg_extension WHERE extname = :'extension');
CREATE VIEW summary_types AS
SELECT t.oid::regtype AS type FROM pg_type AS t JOIN members ON classid = 'pg_type'::regclass AND objid = t.oid
 WHERE typname LIKE '%\_summary' AND typelem = 0;
CREATE VIEW aggregates AS
SELECT p.oid::regprocedure AS aggregate, p.oid, proname::text AS name, prorettype::regtype AS result, proargnames AS argnames,
       proargtypes::oid[]::regtype[] AS argtypes, prorettype::regtype IN (SELECT type FROM summary_types) AS builds,
       aggtranstype NOT IN (SELECT type FROM summary_types) AS ordered, a.*
  FROM pg_aggregate AS a JOIN pg_proc AS p ON p.oid = aggfnoid JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid
 WHERE proname <> 'live_sum'; -- not a KPI: the views of live roll-ups count with it

-- The plan of a query, from EXPLAIN
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || query LOOP
		lines := lines || line || E'\n';
	END LOOP;
	RETURN lines;
END $$;

-- An expression of row i (or another name), for an argument; NULL if this file defines none.
-- Data contain NULLs and repetitions; durations are sometimes negative.
CREATE FUNCTION value_of(argname text, argtype regtype, salt int, i text DEFAULT 'i') RETURNS text LANGUAGE sql AS $$
	SELECT replace(replace(replace(expression, '@null', format('CASE WHEN %s %% %s <> %s THEN', i, modulus, salt % modulus)),
	                       '@random', format('(%1$s * %2$s %% 99991 * %3$s %% 65537)', i, 7919 + 2 * salt, 104729 + salt)), '@type', argtype::text)
	  FROM (SELECT CASE argtype::text WHEN 'boolean' THEN 11 WHEN 'interval' THEN 7 WHEN 'double precision' THEN 7 WHEN 'numeric' THEN 7
	                                  WHEN 'timestamp with time zone' THEN 17 WHEN 'timestamp without time zone' THEN 17 WHEN 'date' THEN 17 ELSE 13 END) AS m(modulus), LATERAL (SELECT CASE
		-- options, which are the same in every row
		WHEN argname = 'scale_min' THEN '-1'
		WHEN argname = 'scale_max' THEN '10'
		WHEN argname = 'score_step' THEN '0.5'
		WHEN argname = 'prior_weight' THEN '2.5'
		WHEN argname = 'weight' THEN '(@random % 4)::@type'
		WHEN argname IN ('worst', 'best') AND argtype = 'interval'::regtype THEN CASE argname WHEN 'worst' THEN 'interval ''40 s''' ELSE 'interval ''5 s''' END
		WHEN argname IN ('worst', 'best') THEN CASE argname WHEN 'worst' THEN '-20.5' ELSE '30' END
		WHEN argname = 'within' THEN 'interval ''40 s'''
		WHEN argname = 'better' THEN '''lower'''
		WHEN argname = 'prior_mean' AND argtype = 'interval'::regtype THEN 'interval ''20 s'''
		WHEN argname = 'prior_mean' THEN '3.25'
		WHEN argname = 'gap' AND argtype = 'interval'::regtype THEN 'interval ''150 s'''
		WHEN argname = 'gap' THEN '150'
		WHEN argname = 'as_of_seconds' THEN '300'
		WHEN argname = 'as_of' AND argtype = 'double precision'::regtype THEN '300'
		WHEN argname = 'as_of' THEN '''2026-03-29 01:25+00''::@type'
		WHEN argname = 'start' AND argtype = 'interval'::regtype THEN 'interval ''15 s'''
		WHEN argname = 'start' AND argtype = 'double precision'::regtype THEN '15'
		WHEN argname = 'start' THEN '''2026-03-29 01:05+00''::@type'
		WHEN argname = 'stop' THEN '''2026-03-29 01:30+00''::@type'
		WHEN argname = 'sequence' THEN '@random % 5'
		WHEN argname = 'states' AND argtype = 'text[]'::regtype THEN '''{idle, wrap up}'''
		WHEN argname = 'states' THEN '''{"hold": "assigned", "closed": null}'''
		-- the second is always after the first
		WHEN argname = 'start_at' AND argtype IN ('timestamptz'::regtype, 'timestamp'::regtype) THEN '@null ''2026-03-29 01:00+00''::@type + @random % 1500 * interval ''0.7 s'' END'
		WHEN argname = 'end_at' AND argtype IN ('timestamptz'::regtype, 'timestamp'::regtype) THEN '@null ''2026-03-29 01:20+00''::@type + @random % 1500 * interval ''0.7 s'' END'
		WHEN argname = 'end_at' AND argtype = 'date'::regtype THEN '@null ''2026-04-20''::@type + (@random % 3000 / 100)::int END'
		WHEN argname = 'zone' THEN '''Europe/Madrid'''
		WHEN argname = 'bucket' THEN 'interval ''10 min'''
		WHEN argname = 'step' THEN 'interval ''1 min'''
		WHEN argname = 'unit' THEN '''hour'''
		WHEN argname = 'segment' THEN '''north'''
		WHEN argname IN ('season', 'seasons', 'gamma') THEN 'NULL'
		WHEN argname IN ('alpha', 'beta', 'lambda') THEN '0.3'
		WHEN argname = 'horizon' THEN '3'
		WHEN argname = 'sigma' AND argtype = 'interval'::regtype THEN 'interval ''9 s'''
		WHEN argname = 'sigma' THEN '9'
		WHEN argname = 'width' THEN '2.5'
		WHEN argname = 'k' THEN '1.5'
		WHEN argname = 'p' THEN '0.9'
		WHEN argname = 'confidence' THEN '0.9'
		WHEN argname = 'scale' THEN '''linear'''
		WHEN argname = 'starting_point' THEN '''last_message'''
		WHEN argname = 'status' THEN '''{open, pending}'''
		WHEN argname = 'until' AND argtype = 'text[]'::regtype THEN '''{talk}'''
		WHEN argname = 'until' THEN '''first_resolution'''
		WHEN argname = 'runs_in' THEN '''{new, open, hold, idle}'''
		WHEN argname = 'duration' THEN 'interval ''30 h'''
		-- data with their own range
		WHEN argname IN ('target', 'short') AND argtype = 'interval'::regtype THEN '(10 + @random % 20) * interval ''1 s'''
		WHEN argname IN ('target', 'short') THEN '10 + @random % 20'
		WHEN argname = 'outcome' THEN '(ARRAY[''accepted'', ''rejected'', ''expired'', ''customer_left'', ''taken_by_other'', NULL])[1 + @random % 6]'
		WHEN argname = 'queue_outcome' THEN '(ARRAY[''answered'', ''answered'', ''abandoned'', ''flowed_out'', ''callback'', NULL])[1 + @random % 6]'
		WHEN argname = 'conversation_event' THEN '(ARRAY[''customer'', ''customer'', ''agent'', ''agent'', ''resolved'', NULL])[1 + @random % 6]'
		WHEN argname = 'label' THEN '(ARRAY[''billing'', ''tech support 2'', ''50 % (off)'', '''', ''a=b'', chr(241), NULL])[1 + @random % 7]'
		WHEN argname = 'state' THEN '(ARRAY[''idle'', ''talk'', ''wrap up'', ''50 % (off)'', '''', NULL])[1 + @random % 6]'
		WHEN argname = 'event' THEN '(ARRAY[''new'', ''open'', ''contacted'', ''hold'', ''solved'', ''closed'', ''withdrawn'', ''replied'', ''created'', NULL])[1 + @random % 10]'
		WHEN argname = 'utilization' THEN '@null @random % 100 / 100.0 END'
		WHEN argname = 'ease' THEN '@null 1 + @random % 7 END'
		WHEN argname = 'resolutions' THEN '@null 10 + @random % 10 END'
		WHEN argname IN ('n0', 'n1') THEN '@null @random % 90 / 8.0 END'
		WHEN argname IN ('r0', 'r1') THEN '@random % 200 / 100.0 - 0.3'
		WHEN argname = 'value' THEN '@random % 1000 / 7.0'
		WHEN argname IN ('count', 'observed') THEN '@null @random % 9 END'
		-- some of them are 0
		WHEN argname = 'actual' AND argtype = 'double precision'::regtype THEN '@null @random % 9 - 1 END'
		WHEN argname IN ('exposure', 'expected') THEN '1 + @random % 5'
		WHEN argname IN ('at', 'resolved_at', 'reopened_at') AND argtype = 'double precision'::regtype THEN '@null @random % 3000 / 8.0 END'
		-- data by type
		WHEN argtype IN ('timestamptz'::regtype, 'timestamp'::regtype) THEN '@null ''2026-03-29 01:00+00''::@type + @random % 3000 * interval ''0.7 s'' END'
		WHEN argtype = 'date'::regtype THEN '@null ''2026-03-20''::@type + (@random % 3000 / 100)::int END'
		WHEN argtype::text = 'business_calendar' THEN '''Europe/Madrid; Mon-Sun 06:00-20:00'''
		WHEN argtype IN (SELECT type FROM summary_types) THEN '(SELECT s FROM "pool_of_@type" WHERE n = 1 + @random % 20)'
		WHEN argtype = 'boolean'::regtype THEN '@null @random % 3 <> 0 END'
		WHEN argname = 'score' OR argtype IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) THEN '@null 1 + @random % 10 END'
		WHEN argtype = 'interval'::regtype THEN '@null (@random % 40000 - 1000) * interval ''1 ms'' END'
		WHEN argtype IN ('double precision'::regtype, 'numeric'::regtype) THEN '@null (@random % 40000 - 1000) / 7.0 END'
	END) AS e(expression)
$$;

-- The aggregate that builds a summary of each type from data, with the most arguments
CREATE VIEW builders AS
SELECT DISTINCT ON (result::text COLLATE "C") *
  FROM aggregates WHERE builds AND NOT argtypes && (SELECT array_agg(type) FROM summary_types)
 ORDER BY result::text COLLATE "C", cardinality(argtypes) DESC, oid;

-- A call over rows i; NULL if an argument has no values
CREATE FUNCTION call_of(name text, argnames text[], argtypes regtype[], i text) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s(%s)', name, string_agg(format('(%s)::%s', value_of(argnames[n], argtype, n::int, i), argtype), ', ' ORDER BY n))
	  FROM unnest(argtypes) WITH ORDINALITY AS a(argtype, n)
	HAVING bool_and(value_of(argnames[n], argtype, n::int, i) IS NOT NULL)
$$;
