-- The calls of a subject, for everybody
SELECT name, kind, arguments, result FROM kpi_functions WHERE name IN ('seconds', 'is_repeat_contact', 'rate') AND arguments !~ '_summary$' ORDER BY name, arguments;
SELECT description FROM kpi_functions WHERE name = 'seconds';
SELECT kind, count(DISTINCT name) > 10 AS many, bool_and(description <> '') AS described FROM kpi_functions GROUP BY kind ORDER BY kind;
SELECT has_table_privilege('pg_monitor', 'kpi_functions', 'SELECT') AS anybody;
-- and none that only the server calls
SELECT name FROM kpi_functions WHERE name IN ('queue_summary_in', 'queue_summary_count_interval', 'business_calendar_out', 'duration_summary_final', 'holt_winters_accum', 'live_write', 'live_tree');
SELECT count(*) FROM kpi_functions WHERE result IN ('trigger', 'event_trigger', 'internal', 'cstring', 'bytea');
-- second names, for clients that rewrite the first: the same C function, or the same parts of an aggregate
SELECT second.oid::regprocedure AS second_name, coalesce(second.prosrc = first.prosrc AND second.provolatile = first.provolatile AND second.proisstrict = first.proisstrict
           AND (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggmtransfn, a.aggminvtransfn) IS NOT DISTINCT FROM (b.aggtransfn, b.aggfinalfn, b.aggcombinefn, b.aggmtransfn, b.aggminvtransfn), false) AS is_the_same
  FROM pg_proc AS second LEFT JOIN pg_proc AS first ON 'kpi_' || first.proname = second.proname AND first.proargtypes = second.proargtypes AND first.pronamespace = second.pronamespace
       LEFT JOIN pg_aggregate AS a ON a.aggfnoid = second.oid LEFT JOIN pg_aggregate AS b ON b.aggfnoid = first.oid
 WHERE second.proname IN (SELECT name FROM kpi_functions WHERE name LIKE 'kpi\_%' AND name <> 'kpi_compare') ORDER BY second.oid::regprocedure::text COLLATE "C";
