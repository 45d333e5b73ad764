/*
 * calls.sql
 *		KPIs of calls, the same for every system: half-hours, days, agents,
 *		control charts, reasons, first contact resolution and staffing.
 *
 * A script of views/ includes this file after it has created kpi_views.settings and
 * kpi_views.calls, and kpi_views.agent_states if the system knows when agents were at
 * work.  All columns are plain, except those of call_summaries, from which the others
 * are read.
 */

-- The states of agents: present (ready for calls or on one), paused, absent
SELECT to_regclass('kpi_views.agent_states') IS NULL AS has_no_states \gset
\if :has_no_states
CREATE VIEW kpi_views.agent_states AS
SELECT NULL::text AS agent, NULL::timestamptz AS at, NULL::text AS state WHERE false;
COMMENT ON VIEW kpi_views.agent_states IS 'When agents are present, paused and absent';
\endif

-- Targets of single queues, one row for each, which you add with CREATE OR REPLACE VIEW.
-- The other queues have those of the settings.
SELECT to_regclass('kpi_views.call_targets') IS NULL AS has_no_targets \gset
\if :has_no_targets
CREATE VIEW kpi_views.call_targets AS
SELECT NULL::text AS queue, NULL::interval AS call_target, NULL::float8 AS call_goal WHERE false;
COMMENT ON VIEW kpi_views.call_targets IS 'Targets of single queues, one row each; the others have those of the settings';
\endif

-- Every figure of waits and handle times is read from these.  Half-hours are those of
-- the clock in the zone of the settings, so that a day has whole ones.
CREATE OR REPLACE VIEW kpi_views.call_summaries AS
SELECT half_hour AS at, (half_hour AT TIME ZONE zone)::date AS day, queue,
	queue_agg(wait, outcome, coalesce(targets.call_target, settings.call_target), call_short) AS waits,
	aht_agg(talk, hold, wrap) AS handle_times
FROM kpi_views.settings CROSS JOIN kpi_views.calls LEFT JOIN kpi_views.call_targets AS targets USING (queue),
	LATERAL (SELECT at AT TIME ZONE zone AS local) AS l,
	LATERAL (SELECT at - (local - date_trunc('hour', local)
		- floor(extract(minute FROM local) / 30) * interval '30 min') AS half_hour) AS h
GROUP BY half_hour, zone, queue;
COMMENT ON VIEW kpi_views.call_summaries IS 'Summaries of waits and handle times by half-hour and queue, from which the other views are read';

-- The columns of the four views of periods
SELECT $$
	offered(waits) AS offered,
	answered(waits) AS answered,
	answered_in_target(waits) AS answered_in_target,
	abandoned(waits) AS abandoned,
	abandoned_short(waits) AS abandoned_short,
	service_level(waits) AS service_level,
	ci_lower(waits) AS service_level_lower,
	ci_upper(waits) AS service_level_upper,
	abandon_rate(waits) AS abandon_rate,
	seconds(asa(waits)) AS asa_seconds,
	seconds(aht(handle_times)) AS aht_seconds,
	flowed_out(waits) AS flowed_out,
	callbacks(waits) AS callbacks,
	n_pending(waits) AS pending,
	n_excluded(waits) AS excluded
$$ AS figures, $$
	rollup(waits) AS waits, rollup(handle_times) AS handle_times
	FROM kpi_views.call_summaries
$$ AS rolled_up \gset

CREATE OR REPLACE VIEW kpi_views.call_half_hours AS
SELECT at, queue, :figures FROM kpi_views.call_summaries;
COMMENT ON VIEW kpi_views.call_half_hours IS 'Calls by half-hour and queue, by the time of their entry';

CREATE OR REPLACE VIEW kpi_views.call_days AS
SELECT day, queue, :figures FROM (SELECT day, queue, :rolled_up GROUP BY day, queue) AS s;
COMMENT ON VIEW kpi_views.call_days IS 'Calls by day and queue';

CREATE OR REPLACE VIEW kpi_views.call_half_hours_total AS
SELECT at, :figures FROM (SELECT at, :rolled_up GROUP BY at) AS s;
COMMENT ON VIEW kpi_views.call_half_hours_total IS 'Calls by half-hour, of all queues';

CREATE OR REPLACE VIEW kpi_views.call_days_total AS
SELECT day, :figures FROM (SELECT day, :rolled_up GROUP BY day) AS s;
COMMENT ON VIEW kpi_views.call_days_total IS 'Calls by day, of all queues';

CREATE OR REPLACE VIEW kpi_views.call_queues AS
SELECT queue, seconds(coalesce(targets.call_target, settings.call_target)) AS call_target_seconds,
	coalesce(targets.call_goal, settings.call_goal) AS call_goal
FROM kpi_views.settings CROSS JOIN (SELECT DISTINCT queue FROM kpi_views.call_summaries) AS queues
	LEFT JOIN kpi_views.call_targets AS targets USING (queue);
COMMENT ON VIEW kpi_views.call_queues IS 'Queues with their targets';

-- Agents by queue, in the period of the settings.  The damped mean of an agent with few
-- calls is near that of the queue.  Occupancy is of all queues: handle time of the calls /
-- time present, from the first state that is known of the agent.
CREATE OR REPLACE VIEW kpi_views.call_agents AS
WITH handled AS MATERIALIZED (
	SELECT queue, agent, at + coalesce(wait, '0') AS answered_at, talk, hold, wrap, transferred, coalesce(talk, '0') + coalesce(hold, '0') + coalesce(wrap, '0') AS time
	FROM kpi_views.settings, kpi_views.calls WHERE at >= coalesce(since, '-infinity') AND agent IS NOT NULL),
present AS (
	SELECT agent, start_at, time_in_state(states, '{present}', start_at, as_of) AS present
	FROM kpi_views.settings, (
		SELECT agent, min(at) AS first_at, state_agg(at, state) AS states
		FROM kpi_views.agent_states GROUP BY agent) AS a, greatest(first_at, since) AS start_at
	WHERE start_at < as_of),
busy AS (
	SELECT agent, present, sum(time) AS busy
	FROM present JOIN handled USING (agent) WHERE answered_at >= start_at GROUP BY agent, present),
occupied AS (
	SELECT agent, occupancy(busy, present - busy) AS occupancy FROM busy GROUP BY agent),
answered AS (
	SELECT queue, agent, count(*) AS answered, aht_agg(talk, hold, wrap) AS handle_times, transfer_rate(transferred) AS transfer_rate
	FROM handled GROUP BY queue, agent)
SELECT queue, agent, answered,
	seconds(aht(handle_times)) AS aht_seconds,
	ci_lower(handle_times) AS aht_lower_seconds,
	ci_upper(handle_times) AS aht_upper_seconds,
	damped_mean(handle_times) OVER of_queue AS damped_aht_seconds,
	transfer_rate,
	occupancy,
	damped_lower(handle_times) OVER of_queue AS damped_aht_lower_seconds,
	damped_upper(handle_times) OVER of_queue AS damped_aht_upper_seconds
FROM answered LEFT JOIN occupied USING (agent)
WINDOW of_queue AS (PARTITION BY queue);
COMMENT ON VIEW kpi_views.call_agents IS 'Agents by queue: calls, handle time with its interval and damped, transfers, occupancy';

-- Control charts of the days of each queue.  sigma_z far above 1 says that days differ
-- by more than chance.
CREATE OR REPLACE VIEW kpi_views.call_day_chart AS
SELECT day, queue, (c).rate AS service_level, (c).center, (c).lower, (c).upper, (c).signal, (c).sigma_z
FROM (SELECT day, queue, p_chart(rollup(waits)) OVER (PARTITION BY queue ORDER BY day) AS c
	FROM kpi_views.call_summaries GROUP BY day, queue) AS chart;
COMMENT ON VIEW kpi_views.call_day_chart IS 'Control chart of the service level of the days of each queue';

CREATE OR REPLACE VIEW kpi_views.call_abandon_chart AS
SELECT day, queue, (c).rate AS abandon_rate, (c).center, (c).lower, (c).upper, (c).signal, (c).sigma_z
FROM (SELECT day, queue, p_chart(rollup(waits), 'abandon_rate') OVER (PARTITION BY queue ORDER BY day) AS c
	FROM kpi_views.call_summaries GROUP BY day, queue) AS chart;
COMMENT ON VIEW kpi_views.call_abandon_chart IS 'Control chart of the abandon rate of the days of each queue';

CREATE OR REPLACE VIEW kpi_views.call_day_chart_total AS
SELECT day, (c).rate AS service_level, (c).center, (c).lower, (c).upper, (c).signal, (c).sigma_z
FROM (SELECT day, p_chart(rollup(waits)) OVER (ORDER BY day) AS c
	FROM kpi_views.call_summaries GROUP BY day) AS chart;
COMMENT ON VIEW kpi_views.call_day_chart_total IS 'Control chart of the service level of the days, of all queues';

CREATE OR REPLACE VIEW kpi_views.call_abandon_chart_total AS
SELECT day, (c).rate AS abandon_rate, (c).center, (c).lower, (c).upper, (c).signal, (c).sigma_z
FROM (SELECT day, p_chart(rollup(waits), 'abandon_rate') OVER (ORDER BY day) AS c
	FROM kpi_views.call_summaries GROUP BY day) AS chart;
COMMENT ON VIEW kpi_views.call_abandon_chart_total IS 'Control chart of the abandon rate of the days, of all queues';

CREATE OR REPLACE VIEW kpi_views.call_reasons AS
SELECT t.label AS reason, t.n, t.share, t.cumulative
FROM (SELECT category_agg(reason) AS reasons
	FROM kpi_views.settings, kpi_views.calls WHERE at >= coalesce(since, '-infinity')) AS c, top(reasons) AS t;
COMMENT ON VIEW kpi_views.call_reasons IS 'Reasons of calls, the most frequent first';

-- First contact resolution of the callers whose number is known, by the day of the
-- contact: no answered call of the same caller to the same queue within the gap.  The rate
-- of a day is not known before the gap has passed for all of its calls, because the
-- misses come first.
CREATE OR REPLACE VIEW kpi_views.call_fcr_days AS
SELECT day, queue, count(*) AS contacts,
	CASE WHEN bool_and(is_over) THEN fcr_rate(is_resolved) END AS fcr_rate,
	CASE WHEN bool_and(is_over) THEN ci_lower(rate_agg(is_resolved)) END AS fcr_rate_lower,
	CASE WHEN bool_and(is_over) THEN ci_upper(rate_agg(is_resolved)) END AS fcr_rate_upper,
	rate(is_repeat) AS repeat_rate,
	count(*) FILTER (WHERE is_resolved IS NULL) AS pending
FROM (SELECT (at AT TIME ZONE zone)::date AS day, queue, at + repeat_gap <= as_of AS is_over,
		is_first_contact_resolution(at, repeat_gap, as_of) OVER of_caller AS is_resolved,
		is_repeat_contact(at, repeat_gap) OVER of_caller AS is_repeat
	FROM kpi_views.settings, kpi_views.calls
	WHERE agent IS NOT NULL AND caller IS NOT NULL
	WINDOW of_caller AS (PARTITION BY caller, queue ORDER BY at)) AS contacts
GROUP BY day, queue;
COMMENT ON VIEW kpi_views.call_fcr_days IS 'First contact resolution and repeat contacts by day and queue, of callers whose number is known';

-- Agents that the last complete day with calls needed, by Erlang C, beside those who
-- were there.  A half-hour with fewer than 50 handled calls takes the handle time of
-- all calls of its queue.  agents_present is the mean number of the agents who took calls
-- of the queue on that day and were present; agents_answering took calls of the half-hour.
CREATE OR REPLACE VIEW kpi_views.call_staffing AS
WITH summaries AS MATERIALIZED (
	SELECT *, rollup(handle_times) OVER (PARTITION BY queue) AS handle_times_of_queue FROM kpi_views.call_summaries),
last_day AS (
	SELECT max(day) AS day FROM summaries, kpi_views.settings WHERE day < (as_of AT TIME ZONE zone)::date),
half_hours AS (
	SELECT at, queue, offered(waits) + flowed_out(waits) AS calls, service_level(waits) AS service_level,
		CASE WHEN n_counted(handle_times) < 50 THEN aht(handle_times_of_queue) ELSE aht(handle_times) END AS aht
	FROM summaries JOIN last_day USING (day)),
handled AS MATERIALIZED (
	SELECT queue, agent, at FROM kpi_views.calls, kpi_views.settings, last_day
	WHERE agent IS NOT NULL AND (at AT TIME ZONE zone)::date = day),
agents AS (
	SELECT DISTINCT queue, agent FROM handled),
states AS MATERIALIZED (
	SELECT agent, state_agg(at, state) AS states FROM kpi_views.agent_states GROUP BY agent)
SELECT at, queue, calls, seconds(aht) AS aht_seconds, service_level,
	agents_required(calls, '30 min', nullif(aht, '0'), coalesce(targets.call_goal, settings.call_goal),
		coalesce(targets.call_target, settings.call_target))::bigint AS agents_required,
	(SELECT sum(seconds(time_in_state(states, '{present}', at, at + interval '30 min'))) / 1800
		FROM agents JOIN states USING (agent) WHERE agents.queue IS NOT DISTINCT FROM half_hours.queue) AS agents_present,
	(SELECT count(DISTINCT agent) FROM handled
		WHERE handled.queue IS NOT DISTINCT FROM half_hours.queue
			AND handled.at >= half_hours.at AND handled.at < half_hours.at + interval '30 min') AS agents_answering
FROM kpi_views.settings CROSS JOIN half_hours LEFT JOIN kpi_views.call_targets AS targets USING (queue);
COMMENT ON VIEW kpi_views.call_staffing IS 'Agents needed, present and answering by half-hour and queue of the last complete day';
