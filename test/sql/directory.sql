-- The calls of a subject, for everybody
SELECT name, kind, arguments, result FROM kpi_functions WHERE name IN ('seconds', 'is_repeat_contact', 'rate') AND arguments !~ '_summary$' ORDER BY name, arguments;
SELECT description FROM kpi_functions WHERE name = 'seconds';
SELECT kind, count(DISTINCT name) > 10 AS many, bool_and(description <> '') AS described FROM kpi_functions GROUP BY kind ORDER BY kind;
SELECT has_table_privilege('pg_monitor', 'kpi_functions', 'SELECT') AS anybody;
-- and none that only the server calls
SELECT name FROM kpi_functions WHERE name IN ('queue_summary_in', 'queue_summary_count_interval', 'business_calendar_out', 'duration_summary_final', 'holt_winters_accum', 'live_write', 'live_tree');
SELECT count(*) FROM kpi_functions WHERE result IN ('trigger', 'event_trigger', 'internal', 'cstring', 'bytea');
