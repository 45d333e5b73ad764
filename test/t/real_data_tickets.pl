# Tickets on data that no one on this project made, against plain SQL.
#
# Needs the folder KPI_DATA and a running server, which test/with-server gives:
#
#	sh test/with-server perl test/t/real_data_tickets.pl

use strict;
use warnings;

use lib 'test/t';
use RealData;
use Test::More;

create_database();

# Audit log of an IT company's incidents, one row per update (UCI, Amaral et
# al. 2018), read per incident as it stood at three moments, the last of them
# when the log had ended:
#
#	resolved		the log has shown it Resolved or Closed
#	stamped			it has a resolved_at, if only later; many resolved incidents have none
#	reopens			its reopen_count so far
#	reassignments	its reassignment_count so far
#	contacts		1, and 1 more for each update that waits for the user's answer
#	escalated		it left the group that it was first assigned to: reassignments > 0
#	elapsed			from opened_at to resolved_at, or until now if that is not yet: finished
my $log_end = "timestamp '2017-02-19'";

subtest 'incident log: rows' => sub {
	load('uci', 'tickets/uci_incident_event_log.csv.gz', null => '?');
	my $time = sub { return "to_timestamp($_[0], 'DD/MM/YYYY HH24:MI')::timestamp AS $_[1]" };
	execute("CREATE TABLE event AS
		SELECT number, priority, incident_state, reopen_count::int, reassignment_count::int, made_sla::boolean, "
		  . join(', ', $time->('sys_updated_at', 'at'), map { $time->($_, $_) } qw(opened_at resolved_at)) . ' FROM uci');
	execute("CREATE TABLE incident AS
		SELECT as_of, number, max(priority) AS priority,
			bool_or(incident_state IN ('Resolved', 'Closed')) AS resolved, bool_or(resolved_at IS NOT NULL) AS stamped,
			max(reopen_count) AS reopens, max(reassignment_count) AS reassignments,
			1 + count(*) FILTER (WHERE incident_state = 'Awaiting User Info')::int AS contacts,
			max(reassignment_count) > 0 AS escalated, bool_and(made_sla) AS made_sla,
			date_trunc('month', max(opened_at))::date AS opened, date_trunc('month', max(resolved_at))::date AS cleared,
			least(max(resolved_at), as_of) - max(opened_at) AS elapsed,
			coalesce(max(resolved_at) <= as_of, false) AS finished
		FROM event, (VALUES (timestamp '2016-04-01'), ('2016-05-01'), ($log_end)) AS moment (as_of)
		WHERE at < as_of
		GROUP BY as_of, number");
	execute("CREATE VIEW final AS SELECT * FROM incident WHERE as_of = $log_end");

	my ($row) = @{ plain("SELECT (SELECT count(*) FROM event), count(*), count(*) FILTER (WHERE resolved),
			count(*) FILTER (WHERE reopens > 0), count(*) FILTER (WHERE reopens > 0 AND NOT stamped)
		FROM final") };
	is_deeply([ @$row[ 0 .. 3 ] ], [ 141_712, 24_918, 24_918, 275 ], 'events, incidents, resolved, reopened');
	cmp_ok($row->[4], '>', 0, 'reopened incidents without a time of resolution');
	cmp_ok(plain_value('SELECT count(*) FROM incident WHERE NOT resolved'), '>', 0, 'incidents not yet resolved');
	cmp_ok(plain_value("SELECT count(*) FROM final WHERE finished AND elapsed = '1 hour'"),
		'>', 0, 'incidents resolved in an hour sharp');
};

my $ever = '(stamped OR reopens > 0)';
my $first = 'resolved AND contacts = 1 AND NOT reopens > 0 AND NOT escalated';
my $moments = 'GROUPING SETS ((as_of, priority), (as_of))';

compare('incident log, as it stood at three moments, per priority and in all',
	from => 'incident',
	keys => 'as_of, priority', group_by => $moments,
	kpis => [
		[ 'reopen_rate(resolved, reopens)', share('reopens > 0', 'resolved OR reopens > 0') ],
		[ 'reopen_rate(stamped, reopens)', share('reopens > 0', $ever) ],
		[ "reopen_rate(reopens > 0) FILTER (WHERE $ever)", share('reopens > 0', $ever) ],
		[ 'fcr_rate(resolved, contacts, reopens > 0, escalated)', share($first) ],
		[ "fcr_rate($first)", share($first) ],
		[ 'escalation_rate(escalated)', share('reassignments > 0') ],
		[ 'transfer_rate(reassignments > 0)', share('reassignments > 0') ],
		[ 'resolution_rate(resolved)', share('resolved') ],
		[ 'rate(reassignments > 0)', share('reassignments > 0') ],
		[ 'n_hits(rate_agg(reassignments > 0))', 'count(*) FILTER (WHERE reassignments > 0)' ],
		[ 'ci_lower(rate_agg(reassignments > 0))', wilson('reassignments > 0', 'true', '-'), 'close' ],
		[ 'ci_upper(rate_agg(reassignments > 0))', wilson('reassignments > 0', 'true', '+'), 'close' ],
		[ 'n_pending(rate_agg(made_sla, NOT resolved))', 'count(*) FILTER (WHERE NOT resolved)' ],
		[ 'rate(rate_agg(made_sla, NOT resolved))', share('made_sla AND resolved', 'resolved') ],
		[ 'mean(reassignments)', 'avg(reassignments::float8)' ],
		[ 'n_counted(mean_agg(reassignments))', 'count(reassignments)' ],
		[ 'stddev(mean_agg(reassignments))', 'stddev_samp(reassignments)::float8', 'close' ],
		[ 'damped_mean(reassignments, 1, 10)', '(sum(reassignments) + 10) / (count(*) + 10)::float8', 'close' ],
	]);

# What is not finished within the target has not failed yet
for my $target ('1 hour', '3 days')
{
	my $attained = "finished AND elapsed <= '$target'";
	my $decided = "finished OR elapsed > '$target'";
	my $summary = "sla_agg(elapsed, '$target', finished)";

	compare("incident log: resolved in $target",
		from => 'incident',
		keys => 'as_of, priority', group_by => $moments,
		kpis => [
			[ "sla_attainment(elapsed, '$target', finished)", share($attained, $decided) ],
			[ "sla_attainment(extract(epoch FROM elapsed)::float8, extract(epoch FROM interval '$target')::float8, finished)",
				share($attained, $decided) ],
			[ "n_counted($summary)", count_of($decided) ],
			[ "n_pending($summary)", count_of("NOT finished AND elapsed <= '$target'") ],
			[ "ci_lower($summary)", wilson($attained, $decided, '-'), 'close' ],
			[ "ci_upper($summary)", wilson($attained, $decided, '+'), 'close' ],
		]);
}

for my $summary (
	[ 'rate_summary', 'rate_agg(made_sla, NOT resolved)' ],
	[ 'rate_summary', "sla_agg(elapsed, '3 days', finished)" ],
	[ 'mean_summary', 'mean_agg(reassignments)' ])
{
	compare_rollup("incident log: $summary->[1] per priority rolled up",
		type => $summary->[0], summary => $summary->[1],
		from => 'incident', fine => 'priority', coarse => 'as_of');
}

# Both ways to give the flow of a month: an incident in each, counts of all that have something to count
execute("CREATE TABLE incident_month AS
	SELECT month, number, opened = month AS opened, cleared = month AS cleared
	FROM final, (SELECT DISTINCT opened FROM final) AS m (month)");
execute("CREATE TABLE flow AS
	SELECT month, priority, opened, cleared
	FROM (SELECT opened, priority, count(*) FROM final GROUP BY 1, 2) AS o (month, priority, opened)
		FULL JOIN (SELECT cleared, priority, count(*) FROM final WHERE cleared IS NOT NULL GROUP BY 1, 2)
			AS c (month, priority, cleared) USING (month, priority)");
is_deeply(plain('SELECT bool_or(opened IS NULL), bool_or(cleared IS NULL) FROM flow'), [ [qw(t t)] ],
	'incident log: months with nothing opened or nothing resolved at some priority');

compare('incident log: clearance rate of incidents per month and in all',
	from => 'incident_month',
	keys => 'month', group_by => 'GROUPING SETS ((month), ())',
	kpis => [ [ 'clearance_rate(cleared, opened)', share('cleared', 'opened') ] ]);
compare('incident log: clearance rate of counts per month, per priority and in all',
	from => 'flow',
	keys => 'month, priority', group_by => 'CUBE (month, priority)',
	kpis => [
		[ 'clearance_rate(cleared, opened)', 'coalesce(sum(cleared), 0)::float8 / sum(opened)::float8' ],
		[ 'n_counted(clearance_agg(cleared, opened))', 'count(*)' ]
	]);

my %months = (from => 'final', key => 'opened');

compare_pairs('incident log: escalation rates of each two months',
	%months, summary => 'rate_agg(escalated)', shares_apart('escalated'));
compare_pairs('incident log: reopen rates of each two months',
	%months, summary => 'reopen_agg(stamped, reopens)', shares_apart('reopens > 0', $ever));
compare_pairs('incident log: resolved in 3 days, at each two moments',
	from => 'incident', key => 'as_of', summary => "sla_agg(elapsed, '3 days', finished)",
	shares_apart("finished AND elapsed <= '3 days'", "finished OR elapsed > '3 days'"));
compare_pairs('incident log: mean reassignments of each two months of many incidents',
	from => "(SELECT * FROM final WHERE opened BETWEEN '2016-03-01' AND '2016-05-01') AS busy", key => 'opened',
	summary => 'mean_agg(reassignments)', means_apart('reassignments::float8'));

done_testing();
