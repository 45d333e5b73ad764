-- Times: a date is its local midnight, local times and instants are never mixed, and no call reads the time zone of the session.
-- The law "zone" in test/laws.sql checks this for all calls; the figures here can be checked by hand with a calendar.
SET timezone = 'America/Bogota';
-- from Saturday to Sunday, then from Friday to Monday
SELECT business_time(calendar, date '2016-06-18', date '2016-06-19'), business_time(calendar, date '2016-06-17', '2016-06-20'),
       business_deadline(calendar, date '2016-06-18', '1 h'), is_open(calendar, date '2016-06-17'), is_open('UTC; Mon-Sun 00:00-01:00', date '2016-06-17')
  FROM (VALUES ('America/New_York; Mon-Fri 08:00-22:00'::business_calendar)) AS c(calendar);
SELECT at FROM demand_series((SELECT demand_agg(date '2026-03-02')), '1 day');
SELECT busy_hour(date '2026-03-02'), busy_hour(timestamp '2026-03-02 10:00'), busy_hour(timestamptz '2026-03-02 10:00+01', 'Europe/Madrid');
SET timezone = 'Europe/Madrid';
-- 168 hours apart in local time, although clocks changed in between
SELECT is_repeat_contact(at, '7 days') OVER (ORDER BY at), is_first_contact_resolution(at, '7 days', '2026-04-30') OVER (ORDER BY at) FROM (VALUES (date '2026-03-23'), ('2026-03-30')) AS v(at);
SELECT reopen_rate_within(a, b, '7 days', '2026-04-30'), n_pending(reopen_within_agg(a, b, '9 days', '2026-03-31')) FROM (VALUES (date '2026-03-23', date '2026-03-30')) AS v(a, b);
-- a day is also one day if clocks change in its night
SELECT * FROM backlog_series_local((SELECT backlog_agg(a, b, '2026-03-28', '2026-03-31', '1 day') FROM (VALUES (date '2026-03-28', date '2026-03-30'), ('2026-03-29', NULL)) AS v(a, b)));
SELECT backlog_at(a, b, '2026-03-29'), backlog_at(a, b, date '2026-03-30') FROM (VALUES (date '2026-03-28', date '2026-03-30'), ('2026-03-29', NULL)) AS v(a, b);
SELECT full_resolution_time(t), first_reply_time(t, date '2026-03-30'), created_at_local(t)
  FROM (SELECT ticket_agg(at, event) AS t FROM (VALUES (date '2026-03-28', 'created'), ('2026-03-30', 'solved')) AS v(at, event)) AS tickets;
SELECT response_time(at, is_agent) OVER (ORDER BY at), average_response_time(at, is_agent) OVER (), conversation_agg(at, is_agent) OVER () = conversation_agg(at::timestamp, is_agent) OVER () AS same
  FROM (VALUES (date '2026-03-28', false), ('2026-03-30', true)) AS v(at, is_agent);
-- dates and timestamps are both local times
SELECT business_time('UTC; Mon-Sun 08:00-22:00', date '2026-03-28', timestamp '2026-03-28 09:00'), backlog_at(timestamp '2026-03-28 10:00', NULL, date '2026-03-29');
-- a domain behaves as its base type
CREATE DOMAIN day AS date;
SELECT is_open('UTC; Mon-Sun 00:00-01:00', '2026-03-28'::day), backlog_at('2026-03-28'::day, NULL, '2026-03-29'::day);
DROP DOMAIN day;

-- local times and instants in one call
SELECT business_time('America/New_York; Mon-Fri 09:00-18:00', timestamp '2016-06-17 12:00', timestamptz '2016-06-17 17:00-04');
SELECT business_time('America/New_York; Mon-Fri 09:00-18:00', timestamptz '2016-06-17 12:00-04', date '2016-06-18');
SELECT reopen_rate_within(a, b, '7 days', now()) FROM (VALUES (date '2026-03-23', date '2026-03-30')) AS v(a, b);
SELECT reopen_rate_within(a, b, '7 days', now()) OVER () FROM (VALUES (date '2026-03-23', date '2026-03-30')) AS v(a, b);
SELECT reopen_within_agg(a, b, '7 days', now() ORDER BY a::timestamptz) FROM (VALUES (date '2026-03-23', date '2026-03-30')) AS v(a, b);
SELECT is_first_contact_resolution(at, '7 days', now()) OVER (ORDER BY at) FROM (VALUES (date '2026-03-23')) AS v(at);
SELECT backlog_at(timestamptz '2026-03-28 10:00+01', NULL, date '2026-03-29');
SELECT backlog_agg(timestamptz '2026-03-28 10:00+01', NULL, date '2026-03-28', date '2026-03-29', '1 day');
SELECT rate_summary_count_open_at_timestamptz('empty', timestamptz '2026-03-28 10:00+01', NULL, date '2026-03-29');
SELECT first_reply_time(ticket_agg(at, 'created'), date '2026-03-30') FROM (VALUES (timestamptz '2026-03-28 10:00+01')) AS v(at);
-- the casts that the hints show, for literals, parameters and the present
CREATE TABLE local_ticket AS SELECT ticket_agg(at, event) AS s FROM (VALUES (timestamp '2026-03-28 10:00', 'created'), ('2026-03-28 11:30', 'replied')) AS v(at, event);
SELECT first_reply_time(s, '2026-03-30') FROM local_ticket;
PREPARE untyped AS SELECT first_reply_time(s, $1) FROM local_ticket;
EXECUTE untyped('2026-03-30');
PREPARE typed AS SELECT first_reply_time(s, $1::timestamp) FROM local_ticket;
EXECUTE typed('2026-03-30');
SELECT first_reply_time(s, timestamp '2026-03-28 11:00') AS literal, first_reply_time(s, now() AT TIME ZONE 'Europe/Madrid') AS present, first_reply_time(s, current_date) AS today FROM local_ticket;
SELECT first_reply_time(ticket_agg(at, 'created'), current_date::timestamp AT TIME ZONE 'Europe/Madrid') > '1 h' AS is_waiting FROM (VALUES (timestamptz '2026-03-28 10:00+01')) AS v(at);
DEALLOCATE ALL;
DROP TABLE local_ticket;
-- an explicit cast is accepted
SELECT backlog_at(timestamptz '2026-03-28 10:00+01', NULL, date '2026-03-29'::timestamptz);
-- local times together with a time zone
SELECT demand_agg(date '2026-03-02', 'America/Bogota');
SELECT demand_agg(at, zone) OVER () FROM (VALUES (timestamp '2026-03-02 10:00', 'Europe/Madrid')) AS v(at, zone);
SELECT busy_hour(timestamp '2026-03-02 10:00', 'Europe/Madrid');
SELECT peak_demand(timestamp '2026-03-02 10:00', '1 h', 'Europe/Madrid');
SELECT seasonal_index(date '2026-03-02', 'dow', 'Europe/Madrid');
SELECT backlog_at('infinity'::date, NULL, '2026-03-29');
SELECT backlog_at(date '-infinity', NULL, '2026-03-29');
SELECT is_open('UTC; Mon-Sun 00:00-01:00', date '5874897-12-31');
