# The views of Asterisk over three months of real calls of a bank, written down as
# queue_log writes them, give the figures that plain SQL gives over the bank's own table.
use strict;
use warnings;

use RealData;
use Systems qw(create_views set_settings);
use Test::More;

create_database();
load_bank();

# The queue of a call is its type, and its agent the server; times are those of a clock in Jerusalem
execute(q{CREATE TABLE queue_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "time" timestamp, callid text, queuename text, agent text, event text,
	data1 text, data2 text, data3 text, data4 text, data5 text)});
execute(q{INSERT INTO queue_log ("time", callid, queuename, agent, event, data1, data2, data3)
	SELECT entered + after * interval '1 s', nth, type, coalesce(member, 'NONE'), event, data1, data2, data3
	  FROM contact, LATERAL (SELECT day + vru_exit AS entered) AS e, LATERAL (VALUES
		(0, 0, NULL, 'ENTERQUEUE', '', customer_id, '1', true),
		(1, seconds, server, 'CONNECT', seconds::text, NULL, '0', answered),
		(2, seconds + talk_seconds, server, 'COMPLETECALLER', seconds::text, talk_seconds::text, '1', answered AND talk_seconds >= 0),
		(3, seconds, NULL, 'ABANDON', '1', '1', seconds::text, NOT answered)) AS v(n, after, member, event, data1, data2, data3, happens)
	 WHERE happens ORDER BY nth, n});
create_views('asterisk', 'public', '');
set_settings(as_of => '1999-04-01 12:00+03', zone => 'Asia/Jerusalem', since => '1999-01-01Z');

my $hit = 'answered AND seconds <= 20';
agree(
	'days and queues',
	[ qw(day queue offered answered in_target abandoned short service_level lower upper abandon_rate asa) ],
	ours('SELECT day, queue, offered, answered, answered_in_target, abandoned, abandoned_short, service_level, service_level_lower, service_level_upper, abandon_rate, asa_seconds FROM kpi_views.call_days ORDER BY 1, 2'),
	plain("SELECT day, type, count(*), count(*) FILTER (WHERE answered), count(*) FILTER (WHERE $hit), count(*) FILTER (WHERE NOT answered),
			count(*) FILTER (WHERE NOT answered AND seconds <= 5), " . share($hit) . ', ' . wilson($hit, 'true', '-') . ', ' . wilson($hit, 'true', '+') . ', ' . share('NOT answered') . ",
			avg(seconds) FILTER (WHERE answered)
		FROM contact GROUP BY 1, 2 ORDER BY 1, 2"),
	service_level => 'close', lower => 'close', upper => 'close', abandon_rate => 'close', asa => 'microsecond');

agree(
	'half-hours of all queues',
	[ qw(at offered answered in_target) ],
	ours('SELECT at, offered, answered, answered_in_target FROM kpi_views.call_half_hours_total ORDER BY 1'),
	plain("SELECT (date_trunc('hour', day + vru_exit) + extract(minute FROM vru_exit)::int / 30 * interval '30 min') AT TIME ZONE 'Asia/Jerusalem' AS at, count(*), count(*) FILTER (WHERE answered), count(*) FILTER (WHERE $hit)
		FROM contact GROUP BY 1 ORDER BY 1"));

agree(
	'agents',
	[ qw(queue agent answered aht) ],
	ours('SELECT queue, agent, answered, aht_seconds FROM kpi_views.call_agents ORDER BY queue, agent'),
	plain('SELECT type, server, count(*), avg(talk_seconds) FILTER (WHERE talk_seconds >= 0) FROM contact WHERE answered GROUP BY 1, 2 ORDER BY 1, 2'),
	aht => 'microsecond');

done_testing;
