/*
 * settings.sql
 *		The schema kpi_views and its settings: one row, which you edit with
 *		CREATE OR REPLACE VIEW.  Every script of views/ includes this file.
 *
 * A view that exists keeps what you chose.
 */
SELECT to_regclass('kpi_views.settings') IS NULL AS is_new \gset
\if :is_new
CREATE SCHEMA IF NOT EXISTS kpi_views;

CREATE VIEW kpi_views.settings AS
SELECT now() AS as_of,			-- later rows do not count; waiting calls and open tickets wait until then
	text 'UTC' AS zone,			-- of days and half-hours
	interval '20 s' AS call_target, -- a call answered after at most this wait is in the service level
	interval '5 s' AS call_short, -- a call abandoned after at most this wait is a short abandon
	interval '4 h' AS first_reply_target,
	interval '24 h' AS resolution_target,
	NULL::business_calendar AS hours, -- business hours of tickets; NULL is around the clock
	float8 '0.8' AS call_goal,	-- service level that call_staffing plans for
	interval '7 days' AS repeat_gap; -- a caller who calls again within it was not helped at the first contact
\endif
