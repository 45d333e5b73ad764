# The views of ticket systems over third-party data: the audit log of incidents of an IT
# company (UCI, Amaral et al. 2018) in the tables of ServiceNow, and seeds of a public
# package in those of Zendesk.  Compared with plain SQL.
#
# Needs the folder KPI_DATA and a running server, for example from test/with-server:
#
#	sh test/with-server perl test/t/real_data_systems.pl
use strict;
use warnings;

use lib 'test/t';
use Kpi qw(command);
use RealData;
use Systems qw(create_views set_settings);
use Test::More;

create_database();
local $ENV{PGTZ} = 'UTC';

# Creates the tables of a system without rows
sub empty_tables
{
	my ($system) = @_;
	execute("DROP SCHEMA IF EXISTS stories CASCADE");
	command("psql -X -q -v ON_ERROR_STOP=1 -f test/systems/$system.sql");
	execute(join '', map { "TRUNCATE $_->[0] CASCADE;" } @{ plain("SELECT oid::regclass FROM pg_class WHERE relnamespace = '$system'::regnamespace AND relkind = 'r'") });
	return;
}

# Creates the views, as of the end of the data
sub views_as_of
{
	my ($system, $as_of) = @_;
	execute('DROP SCHEMA IF EXISTS kpi_views CASCADE');
	create_views($system, $system, '');
	set_settings(as_of => $as_of, resolution_target => '5 days');
	return;
}

sub same
{
	my ($name, $ours, $plain) = @_;
	local $ENV{PGOPTIONS} = '-c jit=off';
	return is_deeply(ours($ours), plain($plain), $name);
}

# Updates of incidents become changes in the audit: ServiceNow has one state for all kinds of waiting, with a reason
empty_tables('servicenow');
load('uci', 'tickets/uci_incident_event_log.csv.gz', null => '?');
execute(q{
	CREATE TABLE update AS
	SELECT number, sys_mod_count::int AS nth, to_timestamp(sys_updated_at, 'DD/MM/YYYY HH24:MI')::timestamp AT TIME ZONE 'UTC' AS at, to_timestamp(opened_at, 'DD/MM/YYYY HH24:MI')::timestamp AT TIME ZONE 'UTC' AS opened_at,
	       CASE incident_state WHEN 'New' THEN 1 WHEN 'Active' THEN 2 WHEN 'Resolved' THEN 6 WHEN 'Closed' THEN 7 ELSE 3 END AS state,
	       CASE incident_state WHEN 'Awaiting User Info' THEN '1' WHEN 'Awaiting Evidence' THEN '2' WHEN 'Awaiting Problem' THEN '3' WHEN 'Awaiting Vendor' THEN '4' ELSE '' END AS reason,
	       assignment_group, priority, category, contact_type,
	       -- One update came earlier than those that it is counted after
	       row_number() OVER (PARTITION BY number ORDER BY to_timestamp(sys_updated_at, 'DD/MM/YYYY HH24:MI'), sys_mod_count::int) AS rank
	  FROM uci WHERE incident_state <> '-100';
	INSERT INTO servicenow.task (sys_id, number, opened_at, state, assignment_group_value, contact_type, priority)
	SELECT DISTINCT ON (number) number, number, opened_at, state, assignment_group, contact_type, left(priority, 1)::int FROM update ORDER BY number, rank DESC;
	INSERT INTO servicenow.incident (sys_id, category, hold_reason)
	SELECT DISTINCT ON (number) number, category, nullif(reason, '')::int FROM update ORDER BY number, rank DESC;
	INSERT INTO servicenow.sys_user_group (sys_id, name) SELECT DISTINCT assignment_group, assignment_group FROM update WHERE assignment_group IS NOT NULL;
	INSERT INTO servicenow.sys_audit (sys_id, tablename, fieldname, documentkey, oldvalue, newvalue, record_checkpoint, sys_created_on)
	SELECT number || ' ' || rank || field, 'incident', field, number, old, new, nth, at
	  FROM (SELECT *, lag(state) OVER w AS old_state, lag(reason) OVER w AS old_reason FROM update WINDOW w AS (PARTITION BY number ORDER BY rank)) AS updates,
	       LATERAL (VALUES ('state', old_state::text, state::text), ('hold_reason', old_reason, reason)) AS v(field, old, new)
	 WHERE old <> new;
	ANALYZE});
views_as_of('servicenow', '2017-02-19Z');

# A change to a state of the same kind is none, and the first state counts from the creation
execute(q{
	CREATE TABLE kind AS
	SELECT number, CASE WHEN rank = 1 THEN opened_at ELSE at END AS at, rank, kind, lag(kind) OVER w AS before
	  FROM (SELECT *, CASE WHEN state IN (6, 7) THEN 'resolved' ELSE 'open' END AS kind FROM update) AS kinds WINDOW w AS (PARTITION BY number ORDER BY rank);
	CREATE TABLE life AS
	SELECT number, max(u.opened_at) AS opened_at, (array_agg(k.kind ORDER BY k.rank DESC))[1] AS now,
	       count(*) FILTER (WHERE k.kind = 'open' AND k.before = 'resolved') AS reopens,
	       (array_agg(k.at ORDER BY k.rank DESC) FILTER (WHERE k.kind = 'resolved' AND k.before IS DISTINCT FROM 'resolved'))[1] AS resolved_at,
	       (array_agg(k.at ORDER BY k.rank) FILTER (WHERE k.kind = 'resolved'))[1] AS first_resolved_at
	  FROM kind AS k JOIN update AS u USING (number, rank) GROUP BY number});
cmp_ok(plain_value('SELECT count(*) FROM life WHERE reopens > 0'), '>', 100, 'ServiceNow: some incidents were reopened');
same('ServiceNow: incidents, whether they are resolved, and how often they were reopened', 'SELECT count(*), count(*) FILTER (WHERE is_resolved), sum(reopens) FROM kpi_views.ticket_lives',
	q{SELECT count(*), count(*) FILTER (WHERE now = 'resolved'), sum(reopens) FROM life});
same('ServiceNow: resolution times of all incidents', 'SELECT ticket, first_resolution_seconds, full_resolution_seconds FROM kpi_views.ticket_lives WHERE is_resolved ORDER BY ticket',
	q{SELECT number, extract(epoch FROM first_resolved_at - opened_at)::float8, extract(epoch FROM resolved_at - opened_at)::float8 FROM life WHERE now = 'resolved' ORDER BY number});
same('ServiceNow: created and resolved by day', 'SELECT day, created, resolved FROM kpi_views.ticket_days_total WHERE created > 0 OR resolved > 0 ORDER BY day',
	q{SELECT day, sum(created), sum(resolved) FROM (SELECT (opened_at AT TIME ZONE 'UTC')::date AS day, 1 AS created, 0 AS resolved FROM life
	    UNION ALL SELECT (resolved_at AT TIME ZONE 'UTC')::date, 0, 1 FROM life WHERE now = 'resolved') AS days GROUP BY day ORDER BY day});

empty_tables('zendesk');
load("seed_$_", "tickets/zendesk_seeds/${_}_data.csv") for qw(ticket ticket_field_history ticket_comment user);
execute(q{
	INSERT INTO zendesk."user" (id, name, role) SELECT id::bigint, name, role FROM seed_user;
	INSERT INTO zendesk.ticket (id, status, type, priority, requester_id, assignee_id, group_id, via_channel, created_at, updated_at)
	SELECT id::bigint, status, type, priority, requester_id::bigint, assignee_id::bigint, group_id::bigint, via_channel, created_at::timestamptz, updated_at::timestamptz FROM seed_ticket;
	INSERT INTO zendesk.ticket_field_history (ticket_id, field_name, updated, value)
	SELECT DISTINCT ON (ticket_id, field_name, updated) ticket_id::bigint, field_name, updated::timestamptz, value FROM seed_ticket_field_history;
	INSERT INTO zendesk.ticket_comment (id, ticket_id, user_id, public, created) SELECT id::bigint, ticket_id::bigint, user_id::bigint, public::boolean, created::timestamptz FROM seed_ticket_comment;
	ANALYZE});
views_as_of('zendesk', '2021-02-01Z');
same('Zendesk: tickets and deleted ones', 'SELECT count(*), count(*) FILTER (WHERE is_withdrawn) FROM kpi_views.ticket_lives', q{SELECT count(*), count(*) FILTER (WHERE status = 'deleted') FROM seed_ticket});
same('Zendesk: requester wait of the ticket with a history', q{SELECT requester_wait_seconds, agent_wait_seconds FROM kpi_views.ticket_lives WHERE ticket = '11071'},
	q{SELECT extract(epoch FROM sum(until - at) FILTER (WHERE value IN ('open', 'on-hold')))::float8, extract(epoch FROM sum(until - at) FILTER (WHERE value = 'pending'))::float8
	    FROM (SELECT value, updated::timestamptz AS at, lead(updated::timestamptz) OVER (ORDER BY updated::timestamptz) AS until FROM seed_ticket_field_history WHERE ticket_id = '11071' AND field_name = 'status') AS statuses});

done_testing;
