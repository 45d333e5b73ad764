-- The roll-ups of bench/live's dashboard, created after the table is filled.
SET maintenance_work_mem = '1GB';
CREATE INDEX ON calls (started);
\o /dev/null
SELECT follow('calls', 'calls_by_half_hour', 'half-hour', $$queue_agg(wait, answered, '20 s') AS calls, duration_agg(talk) AS talk$$);
SELECT follow('calls', 'calls_by_day', 'day', $$queue_agg(wait, answered, '20 s') AS calls, duration_agg(talk) AS talk$$);
VACUUM ANALYZE calls, calls_by_half_hour_parts, calls_by_day_parts;
