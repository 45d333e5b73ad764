/*
 * tickets.sql
 *		KPIs of tickets over the normalized views of any system: tickets, ticket_events
 *		and surveys.
 *
 * The script of each system includes this file.  doc/systems.md describes the views.
 */

-- Targets and business hours of each ticket.  Replace this view to give each priority or team its own; the scripts
-- keep a view that exists.
SELECT to_regclass('kpi_views.ticket_targets') IS NULL AS has_no_targets \gset
\if :has_no_targets
CREATE VIEW kpi_views.ticket_targets AS
SELECT t.ticket, s.first_reply_target, s.resolution_target, s.hours
  FROM kpi_views.tickets AS t, kpi_views.settings AS s;
COMMENT ON VIEW kpi_views.ticket_targets IS 'Targets of the first reply and of the resolution, and business hours, of each ticket';
\endif

-- One summary of each ticket.  All other views read it, so this is the view to store: doc/systems.md shows how.
CREATE OR REPLACE VIEW kpi_views.ticket_summaries AS
-- Events of one sequence are in the usual order of a ticket's life, as are those without one
SELECT ticket, ticket_agg(at, event, coalesce(sequence, 0)) AS life
  FROM kpi_views.ticket_events
 GROUP BY ticket;
COMMENT ON VIEW kpi_views.ticket_summaries IS 'Summary of the life of each ticket, from its events';

-- The life of each ticket, in the business hours of the ticket if it has any.  A duration is NULL until its end has occurred.
CREATE OR REPLACE VIEW kpi_views.ticket_lives AS
SELECT t.ticket, t.created_at, t.team, t.agent, t.channel, t.reason, t.priority,
       CASE WHEN l.is_withdrawn THEN 'withdrawn' ELSE ticket_status(l.life, s.as_of) END AS status,
       NOT l.is_resolved AND NOT l.is_withdrawn AS is_open,
       l.is_resolved, l.was_resolved, l.is_withdrawn,
       coalesce(is_replied(l.life, s.as_of), false) AS is_replied,
       CASE WHEN is_replied(l.life, s.as_of) THEN seconds(first_reply_time(l.life, s.as_of, l.hours)) END AS first_reply_seconds,
       CASE WHEN l.was_resolved THEN seconds(first_resolution_time(l.life, s.as_of, l.hours)) END AS first_resolution_seconds,
       CASE WHEN l.is_resolved THEN seconds(full_resolution_time(l.life, s.as_of, l.hours)) END AS full_resolution_seconds,
       CASE WHEN NOT l.is_withdrawn THEN seconds(full_resolution_time(l.life, s.as_of, l.hours)) END AS elapsed_seconds,
       CASE WHEN NOT l.is_withdrawn THEN seconds(requester_wait_time(l.life, s.as_of, l.hours)) END AS requester_wait_seconds,
       CASE WHEN NOT l.is_withdrawn THEN seconds(agent_wait_time(l.life, s.as_of, l.hours)) END AS agent_wait_seconds,
       CASE WHEN NOT l.is_withdrawn THEN seconds(on_hold_time(l.life, s.as_of, l.hours)) END AS on_hold_seconds,
       -- Tickets age at night, too
       CASE WHEN NOT l.is_resolved AND NOT l.is_withdrawn THEN seconds(s.as_of - t.created_at) END AS age_seconds,
       CASE WHEN l.is_resolved THEN t.created_at + full_resolution_time(l.life, s.as_of) END AS resolved_at,
       l.reopens,
       event_count(l.life, 'replied', s.as_of) AS replies,
       handoffs(l.life, s.as_of) AS handoffs,
       CASE WHEN l.was_resolved
            THEN coalesce(t.is_first_contact,
                          l.is_resolved AND l.reopens = 0 AND event_count(l.life, 'contacted', s.as_of) <= 1
                          AND event_count(l.life, 'escalated', s.as_of) = 0)
       END AS is_first_contact,
       CASE r.state WHEN 'met' THEN true WHEN 'breached' THEN false END AS first_reply_in_target,
       CASE f.state WHEN 'met' THEN true WHEN 'breached' THEN false END AS resolution_in_target
  FROM kpi_views.settings AS s
 CROSS JOIN kpi_views.tickets AS t
  LEFT JOIN kpi_views.ticket_targets AS g ON g.ticket = t.ticket
  LEFT JOIN kpi_views.ticket_summaries AS m ON m.ticket = t.ticket
 -- OFFSET keeps the planner from computing a column of this query once for each mention
 CROSS JOIN LATERAL (SELECT m.life, g.hours,
                            coalesce(is_withdrawn(m.life, s.as_of), false) AS is_withdrawn,
                            coalesce(is_resolved(m.life, s.as_of), t.is_resolved AND is_withdrawn(m.life, s.as_of) IS NOT TRUE, false) AS is_resolved,
                            coalesce(was_resolved(m.life, s.as_of), t.is_resolved AND is_withdrawn(m.life, s.as_of) IS NOT TRUE, false) AS was_resolved,
                            coalesce(t.reopens, reopens(m.life, s.as_of)) AS reopens
                     OFFSET 0) AS l
  LEFT JOIN LATERAL sla_clock(m.life, coalesce(g.first_reply_target, '0'), s.as_of, 'first_reply', '{new,open,pending,hold}', g.hours) AS r ON g.first_reply_target IS NOT NULL
  LEFT JOIN LATERAL sla_clock(m.life, coalesce(g.resolution_target, '0'), s.as_of, 'full_resolution', '{new,open}', g.hours) AS f ON g.resolution_target IS NOT NULL
 WHERE t.created_at <= s.as_of;
COMMENT ON VIEW kpi_views.ticket_lives IS 'Life of each ticket: times in seconds, NULL until their end has occurred, counts, and whether it met its targets';

-- Open clocks.  That of the first reply never pauses; that of the resolution pauses while the ticket is pending or on hold.
CREATE OR REPLACE VIEW kpi_views.ticket_sla AS
SELECT t.ticket, t.team, t.agent, t.priority, c.target_name, c.state, c.due_at, seconds(c.remaining) AS remaining_seconds, c.state = 'breached' AS is_breached
  FROM kpi_views.settings AS s
 CROSS JOIN kpi_views.tickets AS t
  JOIN kpi_views.ticket_targets AS g ON g.ticket = t.ticket
  JOIN kpi_views.ticket_summaries AS m ON m.ticket = t.ticket
 CROSS JOIN LATERAL (SELECT 'first reply'::text AS target_name, r.*
                       FROM sla_clock(m.life, coalesce(g.first_reply_target, '0'), s.as_of, 'first_reply', '{new,open,pending,hold}', g.hours) AS r
                      WHERE g.first_reply_target IS NOT NULL AND NOT is_replied(m.life, s.as_of)
                     UNION ALL
                     SELECT 'resolution', f.*
                       FROM sla_clock(m.life, coalesce(g.resolution_target, '0'), s.as_of, 'full_resolution', '{new,open}', g.hours) AS f
                      WHERE g.resolution_target IS NOT NULL) AS c
 WHERE t.created_at <= s.as_of AND is_resolved(m.life, s.as_of) IS NOT TRUE AND is_withdrawn(m.life, s.as_of) IS NOT TRUE
   AND c.state <> 'met'
 ORDER BY c.due_at, c.remaining;
COMMENT ON VIEW kpi_views.ticket_sla IS 'SLA clocks of open tickets, the next to breach first';

-- Each period in which a ticket was open
CREATE OR REPLACE VIEW kpi_views.ticket_spells AS
SELECT t.ticket, t.team, t.agent, coalesce(o.opened, t.created_at) AS opened_at,
       CASE WHEN o.resolved <= s.as_of THEN o.resolved END AS resolved_at
  FROM kpi_views.settings AS s
 CROSS JOIN kpi_views.tickets AS t
  LEFT JOIN kpi_views.ticket_summaries AS m ON m.ticket = t.ticket
  LEFT JOIN LATERAL open_spells(m.life) AS o ON true
 WHERE coalesce(o.opened, t.created_at) <= s.as_of AND NOT (o.opened IS NULL AND t.is_resolved IS TRUE);
COMMENT ON VIEW kpi_views.ticket_spells IS 'Each period in which a ticket was open, from its creation or reopening until it was resolved or withdrawn, NULL if it is open';

-- What the days and the teams are made of: summaries, which merge
CREATE OR REPLACE VIEW kpi_views.ticket_day_summaries AS
SELECT (l.created_at AT TIME ZONE s.zone)::date AS day, l.team,
       count(*) AS created, count(*) FILTER (WHERE l.is_withdrawn) AS withdrawn,
       duration_agg(coalesce(l.first_reply_seconds, l.elapsed_seconds), l.is_replied) AS first_replies,
       rate_agg(l.first_reply_in_target) AS first_reply_targets,
       duration_agg(l.elapsed_seconds, l.is_resolved) AS resolutions,
       rate_agg(l.resolution_in_target) AS resolution_targets,
       rate_agg(l.is_first_contact) AS first_contacts,
       reopen_agg(l.was_resolved, l.reopens) AS reopenings
  FROM kpi_views.ticket_lives AS l, kpi_views.settings AS s
 GROUP BY 1, 2;
COMMENT ON VIEW kpi_views.ticket_day_summaries IS 'Summaries of the tickets created on each day, by team';

CREATE OR REPLACE VIEW kpi_views.ticket_day_backlogs AS
WITH spells AS (
	SELECT p.team, p.opened_at AT TIME ZONE s.zone AS opened, p.resolved_at AT TIME ZONE s.zone AS resolved, s.as_of AT TIME ZONE s.zone AS as_of
	  FROM kpi_views.ticket_spells AS p, kpi_views.settings AS s),
teams AS (
	SELECT team, as_of,
	       -- A local time can be earlier than one before it, when clocks go back
	       backlog_agg(opened, CASE WHEN resolved < opened THEN opened ELSE resolved END, b.start, date_trunc('day', as_of) + interval '1 day', '1 day') AS b
	  FROM spells, (SELECT date_trunc('day', min(opened)) AS start FROM spells) AS b
	 GROUP BY team, as_of)
SELECT v.at::date - 1 AS day, g.team, g.is_total, v.opened, v.closed, v.backlog,
       -- The last day ends at the as-of time
       seconds(v.mean_age) - seconds(greatest(v.at - g.as_of, interval '0')) AS backlog_age_seconds
  FROM (SELECT team, false AS is_total, as_of, b FROM teams
        UNION ALL
        SELECT NULL, true, as_of, rollup(b) FROM teams GROUP BY as_of) AS g,
       LATERAL backlog_series_local(g.b) AS v
 WHERE v.opened IS NOT NULL;
COMMENT ON VIEW kpi_views.ticket_day_backlogs IS 'Open tickets at the end of each day, by team and of all teams (is_total)';

-- Rows of the same day and team are brought together by grouping, because the planner has no idea how many rows a join would have
CREATE OR REPLACE VIEW kpi_views.ticket_day_figures AS
SELECT day, team, is_total, coalesce(created, 0) AS created, coalesce(resolved, 0) AS resolved, coalesce(withdrawn, 0) AS withdrawn,
       backlog, backlog_age_seconds,
       seconds(survival_quantile(first_replies, 0.5)) AS first_reply_median_seconds,
       rate(first_reply_targets) AS first_reply_in_target, ci_lower(first_reply_targets) AS first_reply_in_target_lower, ci_upper(first_reply_targets) AS first_reply_in_target_upper,
       seconds(survival_quantile(resolutions, 0.5)) AS full_resolution_median_seconds,
       rate(resolution_targets) AS resolution_in_target, ci_lower(resolution_targets) AS resolution_in_target_lower, ci_upper(resolution_targets) AS resolution_in_target_upper,
       fcr_rate(first_contacts) AS fcr_rate, ci_lower(first_contacts) AS fcr_rate_lower, ci_upper(first_contacts) AS fcr_rate_upper,
       reopen_rate(reopenings) AS reopen_rate, ci_lower(reopenings) AS reopen_rate_lower, ci_upper(reopenings) AS reopen_rate_upper
  FROM (SELECT day, team, is_total, sum(created)::bigint AS created, sum(resolved)::bigint AS resolved, sum(withdrawn)::bigint AS withdrawn,
               max(backlog) AS backlog, max(backlog_age_seconds) AS backlog_age_seconds,
               rollup(first_replies) AS first_replies, rollup(first_reply_targets) AS first_reply_targets, rollup(resolutions) AS resolutions,
               rollup(resolution_targets) AS resolution_targets, rollup(first_contacts) AS first_contacts, rollup(reopenings) AS reopenings
          FROM (SELECT day, team, false AS is_total, created, NULL::bigint AS resolved, withdrawn, NULL::bigint AS backlog, NULL::double precision AS backlog_age_seconds,
                       first_replies, first_reply_targets, resolutions, resolution_targets, first_contacts, reopenings
                  FROM kpi_views.ticket_day_summaries
                UNION ALL
                SELECT day, NULL, true, created, NULL, withdrawn, NULL, NULL, first_replies, first_reply_targets, resolutions, resolution_targets, first_contacts, reopenings
                  FROM kpi_views.ticket_day_summaries
                UNION ALL
                SELECT (l.resolved_at AT TIME ZONE s.zone)::date, l.team, false, NULL, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                  FROM kpi_views.ticket_lives AS l, kpi_views.settings AS s WHERE l.resolved_at IS NOT NULL GROUP BY 1, 2
                UNION ALL
                SELECT (l.resolved_at AT TIME ZONE s.zone)::date, NULL, true, NULL, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                  FROM kpi_views.ticket_lives AS l, kpi_views.settings AS s WHERE l.resolved_at IS NOT NULL GROUP BY 1
                UNION ALL
                SELECT day, team, is_total, NULL, NULL, NULL, backlog, backlog_age_seconds, NULL, NULL, NULL, NULL, NULL, NULL
                  FROM kpi_views.ticket_day_backlogs) AS parts
         GROUP BY day, team, is_total) AS days;
COMMENT ON VIEW kpi_views.ticket_day_figures IS 'Tickets of each day, by team and of all teams (is_total)';

CREATE OR REPLACE VIEW kpi_views.ticket_days AS
SELECT day, team, created, resolved, withdrawn, backlog, backlog_age_seconds, first_reply_median_seconds,
       first_reply_in_target, first_reply_in_target_lower, first_reply_in_target_upper, full_resolution_median_seconds,
       resolution_in_target, resolution_in_target_lower, resolution_in_target_upper,
       fcr_rate, fcr_rate_lower, fcr_rate_upper, reopen_rate, reopen_rate_lower, reopen_rate_upper
  FROM kpi_views.ticket_day_figures WHERE NOT is_total;
COMMENT ON VIEW kpi_views.ticket_days IS 'Tickets of each day and team: those created on that day, how many were resolved on it, and how many were open at its end';

CREATE OR REPLACE VIEW kpi_views.ticket_days_total AS
SELECT day, created, resolved, withdrawn, backlog, backlog_age_seconds, first_reply_median_seconds,
       first_reply_in_target, first_reply_in_target_lower, first_reply_in_target_upper, full_resolution_median_seconds,
       resolution_in_target, resolution_in_target_lower, resolution_in_target_upper,
       fcr_rate, fcr_rate_lower, fcr_rate_upper, reopen_rate, reopen_rate_lower, reopen_rate_upper
  FROM kpi_views.ticket_day_figures WHERE is_total;
COMMENT ON VIEW kpi_views.ticket_days_total IS 'Tickets of each day, of all teams';

-- Whole days since the start of the period, and four weeks ahead
CREATE OR REPLACE VIEW kpi_views.ticket_backlog AS
WITH spells AS (
	SELECT p.opened_at AT TIME ZONE s.zone AS opened, p.resolved_at AT TIME ZONE s.zone AS resolved,
	       date_trunc('day', s.as_of AT TIME ZONE s.zone) AS today, date_trunc('day', s.since AT TIME ZONE s.zone) AS since
	  FROM kpi_views.ticket_spells AS p, kpi_views.settings AS s),
bounds AS (
	SELECT greatest(date_trunc('day', min(opened)), min(since)) AS start, min(today) AS stop FROM spells),
period AS (
	SELECT backlog_agg(opened, CASE WHEN resolved < opened THEN opened ELSE resolved END, b.start, b.stop, '1 day') AS b, date_part('day', min(b.stop) - min(b.start)) AS days
	  FROM spells, bounds AS b WHERE b.start < b.stop)
SELECT at::date - 1 AS day, backlog::double precision, opened, closed, seconds(mean_age) AS mean_age_seconds,
       false AS is_forecast, NULL::double precision AS backlog_lower, NULL::double precision AS backlog_upper
  FROM period, backlog_series_local(b) WHERE opened IS NOT NULL
UNION ALL
SELECT at::date - 1, backlog, NULL, NULL, NULL, true, lower, upper
  -- A season of weekdays takes four weeks to learn
  FROM period, projected_backlog_local(b, 28, CASE WHEN days >= 28 THEN 7 END);
COMMENT ON VIEW kpi_views.ticket_backlog IS 'Open tickets at the end of each whole day of the period, and their projection for four weeks, with its interval';

CREATE OR REPLACE VIEW kpi_views.ticket_aging AS
SELECT ('{up to 1 day,1 to 3 days,3 to 7 days,7 to 30 days,over 30 days}'::text[])[ordinality] AS class, ordinality AS ordinal, n
  FROM (SELECT duration_agg(age_seconds, false) AS d FROM kpi_views.ticket_lives WHERE is_open) AS open_tickets,
       aging(d, '{1 day,3 days,7 days,30 days}') WITH ORDINALITY;
COMMENT ON VIEW kpi_views.ticket_aging IS 'Open tickets by the time since they were created';

CREATE OR REPLACE VIEW kpi_views.ticket_reasons AS
SELECT t.label AS reason, t.n, t.share, t.cumulative
  FROM (SELECT category_agg(l.reason) AS c FROM kpi_views.ticket_lives AS l, kpi_views.settings AS s
         WHERE NOT l.is_withdrawn AND (s.since IS NULL OR l.created_at >= s.since)) AS reasons, top(c) AS t;
COMMENT ON VIEW kpi_views.ticket_reasons IS 'Reasons of the tickets of the period, the most frequent first, with their shares';

CREATE OR REPLACE VIEW kpi_views.ticket_chart AS
SELECT day, (c).rate AS value, (c).center, (c).lower, (c).upper, (c).signal
  FROM (SELECT day, p_chart(rollup(first_reply_targets)) OVER (ORDER BY day) AS c
          FROM kpi_views.ticket_day_summaries GROUP BY day) AS days;
COMMENT ON VIEW kpi_views.ticket_chart IS 'Control chart of the share of first replies in the target, by day of creation';

-- Surveys.  On the scale 0 to 10 the figure is the Net Promoter Score, on any other the share of good answers.
CREATE OR REPLACE VIEW kpi_views.survey_summaries AS
SELECT day, team, agent,
       rollup(as_rate(scores, 'top_box',
                      CASE WHEN scale_min = 1 AND scale_max IN (3, 4, 5, 7, 10) THEN NULL
                           -- Two fifths of the scores, as on the scale 1 to 5
                           ELSE greatest(1, (scale_max - scale_min + 1) * 2 / 5) END)) FILTER (WHERE (scale_min, scale_max) <> (0, 10)) AS satisfied,
       rollup(scores) FILTER (WHERE (scale_min, scale_max) = (0, 10)) AS recommended,
       rollup(normalized) AS normalized
  FROM (SELECT (v.at AT TIME ZONE s.zone)::date AS day, v.team, v.agent, v.scale_min, v.scale_max,
               score_agg(v.score, v.scale_min::double precision, v.scale_max::double precision) AS scores,
               mean_agg((v.score - v.scale_min) / (v.scale_max - v.scale_min)) AS normalized
          FROM kpi_views.surveys AS v, kpi_views.settings AS s
         WHERE v.at <= s.as_of AND v.score IS NOT NULL
         GROUP BY 1, 2, 3, 4, 5) AS scales
 GROUP BY day, team, agent;
COMMENT ON VIEW kpi_views.survey_summaries IS 'Summaries of the answers of each day, team and agent';

CREATE OR REPLACE VIEW kpi_views.survey_day_figures AS
SELECT day, team, is_total, n_counted(normalized) AS n, mean(normalized) AS score,
       csat(satisfied) AS csat, ci_lower(satisfied) AS csat_lower, ci_upper(satisfied) AS csat_upper,
       nps(recommended) AS nps, ci_lower(recommended) AS nps_lower, ci_upper(recommended) AS nps_upper,
       coalesce(n_counted(satisfied), 0) AS csat_n, coalesce(n_counted(recommended), 0) AS nps_n
  FROM (SELECT day, team, false AS is_total, rollup(satisfied) AS satisfied, rollup(recommended) AS recommended, rollup(normalized) AS normalized
          FROM kpi_views.survey_summaries GROUP BY day, team
        UNION ALL
        SELECT day, NULL, true, rollup(satisfied), rollup(recommended), rollup(normalized)
          FROM kpi_views.survey_summaries GROUP BY day) AS days;
COMMENT ON VIEW kpi_views.survey_day_figures IS 'Satisfaction by day, by team and of all teams (is_total)';

CREATE OR REPLACE VIEW kpi_views.survey_days AS
SELECT day, team, n, score, csat, csat_lower, csat_upper, nps, nps_lower, nps_upper, csat_n, nps_n FROM kpi_views.survey_day_figures WHERE NOT is_total;
COMMENT ON VIEW kpi_views.survey_days IS 'Satisfaction by day and team: answers, their mean as a fraction of the scale, share of good answers, Net Promoter Score';

CREATE OR REPLACE VIEW kpi_views.survey_days_total AS
SELECT day, n, score, csat, csat_lower, csat_upper, nps, nps_lower, nps_upper, csat_n, nps_n FROM kpi_views.survey_day_figures WHERE is_total;
COMMENT ON VIEW kpi_views.survey_days_total IS 'Satisfaction by day, of all teams';

-- Agents, over the tickets and the answers of the period
CREATE OR REPLACE VIEW kpi_views.ticket_agents AS
SELECT agent, team, resolved, first_reply_median_seconds, fcr_rate, damped_fcr, damped_fcr_lower, reopen_rate,
       surveys, score, damped_score, damped_score_lower, damped_score_upper, csat, csat_lower, csat_upper,
       rank() OVER (ORDER BY damped_score_lower DESC NULLS LAST, damped_fcr_lower DESC NULLS LAST) AS rank
  FROM (SELECT agent, team, coalesce(resolved, 0) AS resolved, seconds(survival_quantile(first_replies, 0.5)) AS first_reply_median_seconds,
               fcr_rate(first_contacts) AS fcr_rate, damped_mean(first_contacts) OVER () AS damped_fcr, damped_lower(first_contacts) OVER () AS damped_fcr_lower,
               reopen_rate(reopenings) AS reopen_rate,
               coalesce(n_counted(normalized), 0) AS surveys, mean(normalized) AS score,
               damped_mean(normalized) OVER () AS damped_score, damped_lower(normalized) OVER () AS damped_score_lower, damped_upper(normalized) OVER () AS damped_score_upper,
               csat(satisfied) AS csat, ci_lower(satisfied) AS csat_lower, ci_upper(satisfied) AS csat_upper
          FROM (
                -- An agent without answers has no place in the ranking
                SELECT agent, team, sum(resolved)::bigint AS resolved, rollup(first_replies) AS first_replies, nullif(rollup(first_contacts), 'empty') AS first_contacts,
                       rollup(reopenings) AS reopenings, nullif(rollup(normalized), 'empty') AS normalized, rollup(satisfied) AS satisfied
                  FROM (SELECT l.agent, l.team, count(*) FILTER (WHERE l.is_resolved) AS resolved,
                               duration_agg(coalesce(l.first_reply_seconds, l.elapsed_seconds), l.is_replied) AS first_replies,
                               rate_agg(l.is_first_contact) AS first_contacts, reopen_agg(l.was_resolved, l.reopens) AS reopenings,
                               NULL::mean_summary AS normalized, NULL::rate_summary AS satisfied
                          FROM kpi_views.ticket_lives AS l, kpi_views.settings AS s
                         WHERE s.since IS NULL OR l.created_at >= s.since
                         GROUP BY 1, 2
                        UNION ALL
                        SELECT v.agent, v.team, 0, NULL, NULL, NULL, v.normalized, v.satisfied
                          FROM kpi_views.survey_summaries AS v, kpi_views.settings AS s
                         WHERE s.since IS NULL OR v.day >= (s.since AT TIME ZONE s.zone)::date) AS parts
                 WHERE agent IS NOT NULL
                 GROUP BY agent, team) AS agents) AS figures;
COMMENT ON VIEW kpi_views.ticket_agents IS 'Agents over the period: tickets resolved, first reply, first contact resolution, reopens and satisfaction, ranked by the lower end of the damped mean score';
