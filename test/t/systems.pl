# The scripts of views/ over the tables of test/systems: they run twice, keep settings,
# create the views that doc/systems.md describes, and give the figures that plain SQL
# gives over the tables of the system.
#
# The extension is in the schema kpi, which the plain side does not see.
use strict;
use warnings;

use Kpi qw(content command query script with_database);
use Systems qw(create_views set_settings of_views);
use Test::More;

# The columns of the views, by the file of views/common that creates them
my %columns = (
	settings => {
		settings => 'as_of timestamptz, zone text, call_target interval, call_short interval, first_reply_target interval, resolution_target interval, hours business_calendar, since timestamptz, call_goal float8, repeat_gap interval',
	},
	tickets => {
		ticket_events => 'ticket text, at timestamptz, event text, sequence int8',
		tickets => 'ticket text, created_at timestamptz, team text, agent text, channel text, reason text, priority text, is_resolved bool, is_first_contact bool, reopens int8',
		surveys => 'at timestamptz, ticket text, agent text, team text, score float8, scale_min int4, scale_max int4',
		ticket_lives => 'ticket text, created_at timestamptz, team text, agent text, channel text, reason text, priority text, status text, is_open bool, is_resolved bool, was_resolved bool, is_withdrawn bool, is_replied bool, first_reply_seconds float8, first_resolution_seconds float8, full_resolution_seconds float8, elapsed_seconds float8, requester_wait_seconds float8, agent_wait_seconds float8, on_hold_seconds float8, age_seconds float8, resolved_at timestamptz, reopens int8, replies int8, handoffs int8, is_first_contact bool, first_reply_in_target bool, resolution_in_target bool',
		ticket_spells => 'ticket text, team text, agent text, opened_at timestamptz, resolved_at timestamptz',
		ticket_days => 'day date, team text, created int8, resolved int8, withdrawn int8, backlog int8, backlog_age_seconds float8, first_reply_median_seconds float8, first_reply_in_target float8, first_reply_in_target_lower float8, first_reply_in_target_upper float8, full_resolution_median_seconds float8, resolution_in_target float8, resolution_in_target_lower float8, resolution_in_target_upper float8, fcr_rate float8, fcr_rate_lower float8, fcr_rate_upper float8, reopen_rate float8, reopen_rate_lower float8, reopen_rate_upper float8',
		ticket_agents => 'agent text, team text, resolved int8, first_reply_median_seconds float8, fcr_rate float8, damped_fcr float8, damped_fcr_lower float8, reopen_rate float8, surveys int8, score float8, damped_score float8, damped_score_lower float8, damped_score_upper float8, csat float8, csat_lower float8, csat_upper float8, rank int8',
		ticket_backlog => 'day date, backlog float8, opened int8, closed int8, mean_age_seconds float8, is_forecast bool, backlog_lower float8, backlog_upper float8',
		ticket_aging => 'class text, ordinal int8, n int8',
		ticket_reasons => 'reason text, n int8, share float8, cumulative float8',
		ticket_chart => 'day date, value float8, center float8, lower float8, upper float8, signal text',
		ticket_sla => 'ticket text, team text, agent text, priority text, target_name text, state text, due_at timestamptz, remaining_seconds float8, is_breached bool',
		survey_days => 'day date, team text, n int8, score float8, csat float8, csat_lower float8, csat_upper float8, nps float8, nps_lower float8, nps_upper float8, csat_n int8, nps_n int8',
	},
	calls => {
		calls => 'call text, at timestamptz, queue text, agent text, wait interval, outcome text, talk interval, hold interval, wrap interval, reason text, transferred bool, caller text',
		agent_states => 'agent text, at timestamptz, state text',
		call_targets => 'queue text, call_target interval, call_goal float8',
		call_summaries => 'at timestamptz, day date, queue text, waits queue_summary, handle_times mean_summary',
		call_queues => 'queue text, call_target_seconds float8, call_goal float8',
		call_half_hours => 'at timestamptz, queue text, offered int8, answered int8, answered_in_target int8, abandoned int8, abandoned_short int8, service_level float8, service_level_lower float8, service_level_upper float8, abandon_rate float8, asa_seconds float8, aht_seconds float8, flowed_out int8, callbacks int8, pending int8, excluded int8',
		call_days => 'day date, queue text, offered int8, answered int8, answered_in_target int8, abandoned int8, abandoned_short int8, service_level float8, service_level_lower float8, service_level_upper float8, abandon_rate float8, asa_seconds float8, aht_seconds float8, flowed_out int8, callbacks int8, pending int8, excluded int8',
		call_agents => 'queue text, agent text, answered int8, aht_seconds float8, aht_lower_seconds float8, aht_upper_seconds float8, damped_aht_seconds float8, transfer_rate float8, occupancy float8, damped_aht_lower_seconds float8, damped_aht_upper_seconds float8',
		call_day_chart => 'day date, queue text, service_level float8, center float8, lower float8, upper float8, signal text, sigma_z float8',
		call_abandon_chart => 'day date, queue text, abandon_rate float8, center float8, lower float8, upper float8, signal text, sigma_z float8',
		call_reasons => 'reason text, n int8, share float8, cumulative float8',
		call_fcr_days => 'day date, queue text, contacts int8, fcr_rate float8, fcr_rate_lower float8, fcr_rate_upper float8, repeat_rate float8, pending int8',
		call_staffing => 'at timestamptz, queue text, calls int8, aht_seconds float8, service_level float8, agents_required int8, agents_present float8, agents_answering int8',
	});
$columns{tickets}{"${_}_total"} = $columns{tickets}{$_} =~ s/team text, //r for qw(ticket_days survey_days);
$columns{calls}{"${_}_total"} = $columns{calls}{$_} =~ s/queue text, //r for qw(call_half_hours call_days call_day_chart call_abandon_chart);

# Views that others are made of, and that may have columns of any type
my %is_source = map { $_ => 1 } qw(settings ticket_events ticket_targets ticket_summaries ticket_day_summaries survey_summaries calls call_targets call_summaries);
my %is_plain = map { $_ => 1 } qw(text bool int4 int8 float8 timestamptz date time);

# What each system writes differently than others, as plain SQL over its tables: the statuses of tickets in the words
# new, open, pending, hold, solved, closed and gone, the replies of agents, and the answers of customers as good or not
my %plain = (
	zendesk => {
		options => '-v reason=t.custom_contact_reason',
		robots => q{CREATE OR REPLACE VIEW people AS SELECT id AS person, name, CASE WHEN id <> 4009 THEN role IN ('agent', 'admin') END AS is_agent FROM zendesk."user"},
		tickets => q{SELECT id::text AS ticket, created_at AS created, CASE group_id WHEN 360001 THEN 'billing' WHEN 360002 THEN 'technical' END AS team FROM ticket},
		statuses => q{SELECT ticket_id::text AS ticket, updated AS at, 0 AS n, CASE WHEN ticket_id IN (101, 102) AND value IN ('closed', 'deleted') THEN 'gone' ELSE value END AS status
			FROM ticket_field_history WHERE field_name = 'status'},
		replies => q{SELECT ticket_id::text AS ticket, created AS at FROM ticket_comment JOIN "user" AS u ON u.id = user_id
			WHERE u.role = 'agent' AND public AND ticket_comment.id <> 80003},
		contacts => q{SELECT ticket_id::text AS ticket FROM ticket_comment AS c JOIN "user" AS u ON u.id = user_id WHERE u.role = 'end-user' OR c.id = 80003},
		answers => q{SELECT ticket_id::text AS ticket, score = 'good' AS is_good FROM satisfaction_rating WHERE score <> 'offered'},
	},
	zammad => {
		options => '-v reason=t.contact_reason',
		robots => q{CREATE OR REPLACE VIEW people AS SELECT u.id AS person, u.firstname || ' ' || u.lastname AS name, CASE WHEN id <> 19 THEN id < 100 END AS is_agent FROM zammad.users AS u},
		tickets => q{SELECT number::text AS ticket, created_at AT TIME ZONE 'UTC' AS created, CASE group_id WHEN 1 THEN 'billing' ELSE 'technical' END AS team FROM tickets},
		statuses => q{SELECT number::text AS ticket, s.at AT TIME ZONE 'UTC' AS at, s.n, CASE s.state WHEN 1 THEN 'new' WHEN 2 THEN 'open' WHEN 4 THEN 'closed' WHEN 5 THEN 'gone' ELSE 'pending' END AS status
			FROM tickets AS t, LATERAL (
				SELECT created_at AS at, id AS n, id_to AS state FROM histories WHERE o_id = t.id AND history_attribute_id = 1
				UNION ALL SELECT t.created_at, 0, CASE t.id WHEN 103 THEN 2 WHEN 105 THEN 4 ELSE 1 END) AS s},
		replies => q{SELECT number::text AS ticket, a.created_at AT TIME ZONE 'UTC' AS at FROM ticket_articles AS a JOIN tickets AS t ON t.id = ticket_id
			WHERE sender_id = 1 AND NOT internal AND type_id <> 10 AND a.id NOT IN (9002, 9006, 9010)},
		contacts => q{SELECT number::text AS ticket FROM ticket_articles AS a JOIN tickets AS t ON t.id = ticket_id WHERE sender_id = 2 OR a.id IN (9002, 9010)},
		answers => q{SELECT NULL AS ticket, true AS is_good WHERE false},
	},
	chatwoot => {
		tickets => q{SELECT id::text AS ticket, created_at AT TIME ZONE 'UTC' AS created, CASE team_id WHEN 1 THEN 'billing' WHEN 2 THEN 'technical' END AS team FROM conversations},
		statuses => q{SELECT id::text AS ticket, created_at AT TIME ZONE 'UTC' AS at, 0 AS n, CASE WHEN id IN (101, 102, 104) THEN 'pending' ELSE 'open' END AS status FROM conversations
			UNION ALL SELECT conversation_id::text, event_end_time AT TIME ZONE 'UTC', 1, 'solved' FROM reporting_events WHERE name = 'conversation_resolved'
			UNION ALL SELECT '102', '2026-03-30 10:05Z', 1, 'open'
			UNION ALL SELECT conversation_id::text, created_at AT TIME ZONE 'UTC', 1, 'open' FROM messages AS m WHERE message_type = 0
				AND EXISTS (SELECT FROM reporting_events AS e WHERE e.conversation_id = m.conversation_id AND name = 'conversation_resolved' AND e.event_end_time < m.created_at)},
		replies => q{SELECT conversation_id::text AS ticket, created_at AT TIME ZONE 'UTC' AS at FROM messages WHERE message_type = 1 AND sender_type = 'User' AND NOT private AND id NOT IN (30006, 30007)},
		# Messages of one contact count as one
		contacts => q{SELECT id::text AS ticket FROM conversations UNION ALL SELECT conversation_id::text FROM messages AS m WHERE message_type = 0
				AND EXISTS (SELECT FROM reporting_events AS e WHERE e.conversation_id = m.conversation_id AND name = 'conversation_resolved' AND e.event_end_time < m.created_at)},
		answers => q{SELECT conversation_id::text AS ticket, rating > 3 AS is_good FROM csat_survey_responses},
	},
	servicenow => {
		tickets => q{SELECT number AS ticket, opened_at AS created, CASE assignment_group_value WHEN md5('g1') THEN 'billing' ELSE 'technical' END AS team FROM task WHERE number LIKE 'INC%' AND number <> 'INC0000105'},
		statuses => q{SELECT number AS ticket, opened_at AS at, 0 AS n, CASE number WHEN 'INC0000103' THEN 'open' ELSE 'new' END AS status FROM task WHERE number LIKE 'INC%' AND number <> 'INC0000105'
			UNION ALL SELECT number, a.sys_created_on, 1, CASE newvalue WHEN '2' THEN 'open' WHEN '6' THEN 'solved' WHEN '7' THEN 'closed' WHEN '8' THEN 'gone' END
			  FROM sys_audit AS a JOIN task ON task.sys_id = documentkey WHERE tablename = 'incident' AND fieldname = 'state' AND newvalue <> '3'
			UNION ALL SELECT number, a.sys_created_on, 1, CASE newvalue WHEN '1' THEN 'pending' ELSE 'hold' END
			  FROM sys_audit AS a JOIN task ON task.sys_id = documentkey WHERE tablename = 'incident' AND fieldname = 'hold_reason' AND newvalue <> ''},
		replies => q{SELECT number AS ticket, j.sys_created_on AS at FROM sys_journal_field AS j JOIN task ON task.sys_id = element_id
			WHERE name = 'incident' AND element = 'comments' AND j.sys_created_by !~ '^(customer|robot)'},
		contacts => q{SELECT number AS ticket FROM task UNION ALL SELECT number FROM sys_journal_field AS j JOIN task ON task.sys_id = element_id WHERE element = 'comments' AND j.sys_created_by ~ '^customer'},
		escalations => q{SELECT 'INC0000002' AS ticket},
		answers => q{SELECT task_id_value AS ticket, actual_value > 3 AS is_good FROM asmt_metric_result AS r JOIN asmt_assessment_instance AS i ON i.sys_id = instance_value WHERE actual_value IS NOT NULL},
	},
	jira => {
		options => q{-v reason_field='Request Type'},
		robots => q{CREATE OR REPLACE VIEW service_projects AS SELECT id AS project, key, name FROM jira.project WHERE key <> 'DEV'},
		tickets => q{SELECT key AS ticket, created, CASE project WHEN 1 THEN 'billing' ELSE 'technical' END AS team FROM issue WHERE id NOT IN (10103, 10105)},
		statuses => q{SELECT key AS ticket, "time" AS at, 0 AS n,
				CASE WHEN value = '7' OR value = '5' AND i.id = 10102 THEN 'gone' ELSE (ARRAY['new', 'open', 'pending', 'hold', 'solved', 'closed', 'gone', 'open', 'open'])[value::int] END AS status
			  FROM issue_field_history JOIN issue AS i ON i.id = issue_id WHERE field_id = 'status' AND issue_id NOT IN (10103, 10105)},
		replies => q{SELECT key AS ticket, c.created AS at FROM comment AS c JOIN issue AS i ON i.id = issue_id WHERE is_public AND author_id ~ '^account-[1-5]$'},
		contacts => q{SELECT key AS ticket FROM issue UNION ALL SELECT key FROM comment AS c JOIN issue AS i ON i.id = issue_id WHERE author_id ~ '^account-1..$'},
		answers => q{SELECT issue_id::text AS ticket, value::int > 3 AS is_good FROM issue_field_history WHERE field_id = 'customfield_10025'},
	},
);

my $as_of_text = '2026-03-31 12:00Z';
my $as_of = "timestamptz '$as_of_text'";

sub run_script
{
	my ($system) = @_;
	is(create_views($system, $system, $plain{$system}{options} // ''), '', "views/$system.sql runs silently");
	return;
}

# With business hours of tickets, or without
sub set_hours
{
	my ($hours) = @_;
	set_settings(as_of => $as_of_text, since => '2026-03-01Z', hours => $hours);
	return;
}

# The columns that the page lists, with the short names of types
sub columns_of_page
{
	my %short = ('bigint' => 'int8', 'integer' => 'int4', 'boolean' => 'bool', 'double precision' => 'float8');
	my $page = join '', content('doc/systems.md') =~ /^```text\n(.*?)^```$/msg;
	return { map { s/(bigint|integer|boolean|double precision)/$short{$1}/gr } map { s/\s+/ /gr } $page =~ /^(\w+)\((.*?)\)$/msg };
}

# The views that a script creates, as the list of %columns
sub check_columns
{
	my ($system, @parts) = @_;
	my %actual = map { split /: /, $_, 2 } split /\n/, query(q{SELECT table_name || ': ' || string_agg(column_name || ' ' || udt_name, ', ' ORDER BY ordinal_position)
		FROM information_schema.columns WHERE table_schema = 'kpi_views' GROUP BY table_name});
	for my $part (@parts)
	{
		is($actual{$_}, $columns{$part}{$_}, "$system: columns of $_") for sort keys %{ $columns{$part} };
	}
	for my $view (sort grep { !$is_source{$_} } keys %actual)
	{
		is(join(' ', grep { my ($type) = / (\w+)$/; !$is_plain{$type} } split /, /, $actual{$view}), '', "$system: $view has plain columns only");
	}
	is(query(q{SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'kpi_views'::regnamespace AND obj_description(oid) IS NULL}), '', "$system: every view has a comment");
	return;
}

# Computes all columns of all rows
sub check_reads
{
	my ($what) = @_;
	my @views = split /\n/, query(q{SELECT relname FROM pg_class WHERE relnamespace = 'kpi_views'::regnamespace ORDER BY 1});
	my $answer = script(join '', map { "\\echo $_\nSELECT count(v::text) FROM kpi_views.$_ AS v;\n" } @views);
	is(join("\n", $answer =~ /^.*(?:ERROR|DETAIL).*$/mg), '', "$what: all views can be read");
	return;
}

sub same { my ($system, $name, $ours, $plain) = @_; return is(of_views($ours), query($plain), "$system: $name") }

# Writes the plain side down: the statuses in order, and what follows from them for each ticket
sub plain_tables
{
	my ($system) = @_;
	my $p = $plain{$system};
	local $ENV{PGOPTIONS} = "-c search_path=$system -c jit=off";
	query(qq{CREATE SCHEMA plain;
		CREATE TABLE plain.tickets AS $p->{tickets};
		CREATE TABLE plain.replies AS $p->{replies};
		CREATE TABLE plain.answers AS $p->{answers};
		CREATE TABLE plain.contacts AS $p->{contacts};
		CREATE TABLE plain.escalations AS } . ($p->{escalations} // 'SELECT NULL AS ticket WHERE false') . qq{;
		CREATE TABLE plain.statuses AS
		SELECT ticket, at, status, lead(at) OVER w AS until, lag(status) OVER w AS before, row_number() OVER w AS nth
		  FROM ($p->{statuses}) AS statuses WINDOW w AS (PARTITION BY ticket ORDER BY at, n);
		CREATE TABLE plain.lives AS
		SELECT t.*, s.*, r.replied
		  FROM plain.tickets AS t
		  LEFT JOIN LATERAL (SELECT min(at) AS replied FROM plain.replies AS r WHERE r.ticket = t.ticket) AS r ON true
		  LEFT JOIN LATERAL (SELECT min(at) FILTER (WHERE status IN ('solved', 'closed')) AS first_solved,
		                            max(at) FILTER (WHERE status IN ('solved', 'closed') AND coalesce(before, '') NOT IN ('solved', 'closed')) AS last_solved,
		                            count(*) FILTER (WHERE status NOT IN ('solved', 'closed', 'gone') AND before IN ('solved', 'closed')) AS reopens,
		                            (array_agg(status ORDER BY nth DESC))[1] AS status,
		                            extract(epoch FROM sum(coalesce(until, $as_of) - at) FILTER (WHERE status IN ('new', 'open', 'hold'))) AS waited
		                       FROM plain.statuses AS s WHERE s.ticket = t.ticket) AS s ON true});
	return;
}

sub check_tickets
{
	my ($system) = @_;
	plain_tables($system);
	my $gone = "(status = 'gone')";
	my $solved = "(status IN ('solved', 'closed'))";

	same($system, 'tickets and their states', q{SELECT ticket, created_at, team, is_open, is_resolved, is_withdrawn, reopens FROM ticket_lives ORDER BY ticket},
		qq{SELECT ticket, created, team, NOT $solved AND NOT $gone, $solved, $gone, reopens FROM plain.lives ORDER BY ticket});
	cmp_ok(of_views('SELECT count(*) FROM ticket_lives WHERE reopens > 0 OR is_withdrawn OR is_open'), '>', 10, "$system: some of them reopened, withdrawn or open");
	same($system, 'times', q{SELECT ticket, first_reply_seconds, first_resolution_seconds, full_resolution_seconds FROM ticket_lives ORDER BY ticket},
		qq{SELECT ticket, extract(epoch FROM replied - created)::float8, CASE WHEN NOT $gone THEN extract(epoch FROM first_solved - created)::float8 END,
			CASE WHEN $solved THEN extract(epoch FROM last_solved - created)::float8 END FROM plain.lives ORDER BY ticket});
	same($system, 'first contact resolution', q{SELECT ticket, is_first_contact FROM ticket_lives ORDER BY ticket},
		qq{SELECT ticket, CASE WHEN first_solved IS NOT NULL AND NOT $gone THEN $solved AND reopens = 0 AND (SELECT count(*) FROM plain.contacts AS c WHERE c.ticket = l.ticket) <= 1
				AND ticket NOT IN (SELECT ticket FROM plain.escalations) END FROM plain.lives AS l ORDER BY ticket});
	same($system, 'requester wait', q{SELECT ticket, requester_wait_seconds FROM ticket_lives WHERE NOT is_withdrawn ORDER BY ticket},
		qq{SELECT ticket, coalesce(waited, 0)::float8 FROM plain.lives WHERE NOT $gone ORDER BY ticket});
	same($system, 'created, resolved and open by day and team', q{SELECT day, team, created, resolved, backlog FROM ticket_days ORDER BY 1, 2},
		qq{SELECT day::date, team, count(*) FILTER (WHERE created::date = day::date), count(*) FILTER (WHERE $solved AND last_solved::date = day::date),
				count(*) FILTER (WHERE created < day + interval '1 day' AND at_night NOT IN ('solved', 'closed', 'gone'))
			  FROM generate_series((SELECT min(created)::date FROM plain.lives)::timestamp, '2026-03-31', '1 day') AS day, plain.lives AS t,
			       LATERAL (SELECT coalesce((SELECT s.status FROM plain.statuses AS s WHERE s.ticket = t.ticket AND s.at <= day + interval '1 day' ORDER BY nth DESC LIMIT 1), 'new') AS at_night) AS n
			 GROUP BY day, team ORDER BY 1, 2});
	same($system, 'first replies in the target', q{SELECT day, round(first_reply_in_target::numeric, 9) FROM ticket_days_total ORDER BY day},
		qq{SELECT day::date, round(avg(CASE WHEN replied - created <= '4 h' THEN 1 WHEN coalesce(replied, CASE WHEN $solved THEN last_solved ELSE $as_of END) - created > '4 h' THEN 0 END)
				FILTER (WHERE replied IS NOT NULL OR NOT $gone), 9)
			  FROM generate_series((SELECT min(created)::date FROM plain.lives)::timestamp, '2026-03-31', '1 day') AS day LEFT JOIN plain.lives ON created::date = day::date
			 GROUP BY day ORDER BY day});
	same($system, 'clocks', q{SELECT ticket, remaining_seconds FROM ticket_sla WHERE target_name = 'resolution' ORDER BY ticket},
		qq{SELECT ticket, 86400 - coalesce((SELECT extract(epoch FROM sum(coalesce(until, $as_of) - at)) FROM plain.statuses AS s WHERE s.ticket = t.ticket AND s.status IN ('new', 'open')), 0)::float8
			 FROM plain.lives AS t WHERE NOT $solved AND NOT $gone ORDER BY ticket});
	same($system, 'open tickets by age', q{SELECT sum(n) FILTER (WHERE ordinal = 1), sum(n) FILTER (WHERE ordinal = 2), sum(n) FILTER (WHERE ordinal > 2) FROM ticket_aging},
		qq{SELECT count(*) FILTER (WHERE age <= '1 day'), count(*) FILTER (WHERE age > '1 day' AND age <= '3 days'), count(*) FILTER (WHERE age > '3 days')
			 FROM (SELECT $as_of - created AS age FROM plain.lives WHERE NOT $solved AND NOT $gone) AS ages});
	same($system, 'satisfaction', q{SELECT coalesce(sum(n), 0), coalesce(round(sum(csat * n)), 0) FROM survey_days_total}, q{SELECT count(*), count(*) FILTER (WHERE is_good) FROM plain.answers});
	same($system, 'reasons add up', q{SELECT sum(n), round(sum(share)::numeric, 9), max(cumulative) FROM ticket_reasons},
		q{SELECT count(reason), round(1, 9), 1 FROM kpi_views.ticket_lives WHERE NOT is_withdrawn});
	same($system, 'agents', q{SELECT agent, team, resolved FROM ticket_agents WHERE resolved > 0 ORDER BY 1, 2},
		q{SELECT agent, team, count(*) FROM kpi_views.ticket_lives WHERE is_resolved AND agent IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2});
	is(of_views(q{SELECT count(*) > 3 AND bool_and(n = nth) FROM (SELECT rank AS n, rank() OVER (ORDER BY damped_score_lower DESC NULLS LAST, damped_fcr_lower DESC NULLS LAST) AS nth FROM ticket_agents) AS ranks}),
		't', "$system: agents have ranks");
	is(of_views('SELECT count(*) FROM ticket_agents WHERE (surveys = 0) <> (damped_score IS NULL AND damped_score_lower IS NULL)'), 0, "$system: agents without answers have no damped score");
	is(of_views(q{SELECT count(*) FILTER (WHERE is_forecast), bool_and(NOT is_forecast OR backlog BETWEEN backlog_lower AND backlog_upper) FROM ticket_backlog}), '28|t', "$system: a projection of four weeks");
	same($system, 'the backlog of whole days', q{SELECT day, backlog FROM ticket_backlog WHERE NOT is_forecast ORDER BY day},
		q{SELECT day, backlog FROM kpi_views.ticket_days_total WHERE day < '2026-03-31' ORDER BY day});
	return;
}

# Business hours of one team, and targets of one priority
sub check_targets
{
	my ($system) = @_;
	set_hours('UTC; Mon-Fri 09:00-17:00');
	same($system, 'business hours', q{SELECT ticket, first_reply_seconds FROM ticket_lives WHERE is_replied ORDER BY ticket},
		q{SELECT ticket, coalesce(extract(epoch FROM sum(greatest(least(replied, day + interval '17 h') - greatest(created, day + interval '9 h'), '0')) FILTER (WHERE extract(isodow FROM day) < 6)), 0)::float8
			FROM plain.lives, LATERAL generate_series(date_trunc('day', created), replied, '1 day') AS day
		   WHERE replied IS NOT NULL GROUP BY ticket ORDER BY ticket});
	set_hours(undef);
	of_views(q{CREATE OR REPLACE VIEW ticket_targets AS SELECT ticket, CASE team WHEN 'billing' THEN interval '1 h' END AS first_reply_target, interval '30 h' AS resolution_target, NULL::business_calendar AS hours FROM tickets});
	run_script($system);
	same($system, 'targets of a team, which the script keeps', q{SELECT ticket, first_reply_in_target FROM ticket_lives WHERE is_replied ORDER BY ticket},
		q{SELECT ticket, CASE team WHEN 'billing' THEN replied - created <= '1 h' END FROM plain.lives WHERE replied IS NOT NULL ORDER BY ticket});
	return;
}

local $ENV{PGTZ} = 'UTC';
# Queries that are long and take little time
local $ENV{PGOPTIONS} = '-c jit=off';

my $on_page = columns_of_page();
for my $part (sort keys %columns)
{
	is($on_page->{$_}, $columns{$part}{$_}, "doc/systems.md lists the columns of $_") for grep { !/_total$/ } sort keys %{ $columns{$part} };
}

# Names of systems on the command line choose them
my @systems = @ARGV ? @ARGV : grep { -e "views/$_.sql" } map { m{/(\w+)\.sql$} } grep { !/stories/ } glob 'test/systems/*.sql';
cmp_ok(scalar @systems, '>', 0, 'systems');
for my $system (@systems)
{
	my @parts = content("views/$system.sql") =~ m{^\\ir common/(\w+)\.sql}mg;
	with_database(sub {
		query('CREATE SCHEMA kpi; CREATE EXTENSION kpi SCHEMA kpi');
		is(command("psql -X -q -v ON_ERROR_STOP=1 -f test/systems/$system.sql"), '', "$system: rows");
		run_script($system) for 1 .. 2;
		check_columns($system, @parts);
		check_reads("$system, now");
		set_hours(undef);
		run_script($system);
		like(query("SELECT as_of = $as_of FROM kpi_views.settings"), qr/^t$/, "$system: settings are kept");
		check_reads($system);
		if ($plain{$system}{tickets})
		{
			of_views($plain{$system}{robots}) if $plain{$system}{robots};
			check_tickets($system);
			check_targets($system);
		}
		query(join '', map { "TRUNCATE $_ CASCADE;" } split /\n/, query("SELECT oid::regclass FROM pg_class WHERE relnamespace = '$system'::regnamespace AND relkind = 'r'"));
		check_reads("$system, empty");
	}, $system);
}

done_testing;
