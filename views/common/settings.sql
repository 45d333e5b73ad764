/*
 * settings.sql
 *		The settings of the views: one row, which you change with CREATE OR REPLACE VIEW.
 *
 * The scripts keep settings that exist.  doc/systems.md explains each column.
 */
SET LOCAL client_min_messages = warning;
CREATE SCHEMA IF NOT EXISTS kpi_views;

SELECT to_regclass('kpi_views.settings') IS NULL AS has_no_settings \gset
\if :has_no_settings
CREATE VIEW kpi_views.settings AS
SELECT now() AS as_of,
	'UTC'::text AS zone,
	interval '20 s' AS call_target,
	interval '5 s' AS call_short,
	interval '4 h' AS first_reply_target,
	interval '24 h' AS resolution_target,
	NULL::business_calendar AS hours,
	now() - interval '90 days' AS since,
	'0.8'::float8 AS call_goal,
	interval '7 days' AS repeat_gap;
COMMENT ON VIEW kpi_views.settings IS 'Settings of the views in this schema, one row: as-of time, time zone of days, targets, business hours, the start of the period that totals cover, the service level to plan for, and the time within which a caller who calls again was not helped';
\endif
