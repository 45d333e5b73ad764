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
#	elapsed			from opened_at to resolved_at, or until now if that is not yet: finished;
#					seconds are the same
my $log_end = "timestamp '2017-02-19'";

subtest 'incident log: rows' => sub {
	load('uci', 'tickets/uci_incident_event_log.csv.gz', null => '?');
	my $time = sub { return "to_timestamp($_[0], 'DD/MM/YYYY HH24:MI')::timestamp AS $_[1]" };
	execute("CREATE TABLE event AS
		SELECT number, priority, incident_state, reopen_count::int, reassignment_count::int, made_sla::boolean,
			sys_mod_count::int AS nth, "
		  . join(', ', $time->('sys_updated_at', 'at'), map { $time->($_, $_) } qw(opened_at resolved_at)) . ' FROM uci');
	execute("CREATE TABLE incident AS
		SELECT as_of, number, max(priority) AS priority,
			bool_or(incident_state IN ('Resolved', 'Closed')) AS resolved, bool_or(resolved_at IS NOT NULL) AS stamped,
			max(reopen_count) AS reopens, max(reassignment_count) AS reassignments,
			1 + count(*) FILTER (WHERE incident_state = 'Awaiting User Info')::int AS contacts,
			max(reassignment_count) > 0 AS escalated, bool_and(made_sla) AS made_sla,
			date_trunc('month', max(opened_at))::date AS opened, date_trunc('month', max(resolved_at))::date AS cleared,
			max(opened_at) AS opened_at, max(resolved_at) AS resolved_at,
			least(max(resolved_at), as_of) - max(opened_at) AS elapsed,
			extract(epoch FROM least(max(resolved_at), as_of) - max(opened_at))::float8 AS seconds,
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

# --- Durations ---

my @targets = map { $_ * 3600 } 1, 4, 8, map { 24 * $_ } 1, 3, 5, 7, 10;
my $days = join ', ', map { $_ * 86_400 } 0, 1 / 24, 1, 3, 7, 10, 20, 30, 50, 90, 150, 300, 350, 400;
my $shares = '0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99';

for my $elapsed (qw(elapsed seconds))
{
	compare("incident log: $elapsed until resolved, as it stood at three moments",
		from => 'incident',
		keys => 'as_of, priority', group_by => $moments,
		kpis => duration_kpis("duration_agg($elapsed, finished)", 'finished', @targets));
}
compare('incident log: intervals of the mean time until resolved, its spread from the middles of buckets',
	from => 'incident', plain_from => 'incident WHERE finished',
	keys => 'as_of',
	kpis => [
		[ 'ci_lower(duration_agg(elapsed, finished))', mean_bound('-', 'seconds'), 'bucket' ],
		[ 'ci_upper(duration_agg(elapsed, finished))', mean_bound('+', 'seconds'), 'bucket' ],
	]);

ours('CREATE TABLE monthly AS
	SELECT opened, priority, duration_agg(elapsed, finished) AS s FROM final GROUP BY opened, priority');
compare('incident log: time until resolved per priority, rolled up from months',
	from => 'monthly', plain_from => 'final',
	keys => 'priority', group_by => 'GROUPING SETS ((priority), ())',
	kpis => duration_kpis('rollup(s)', 'finished', @targets));
compare_rollup("incident log: time until resolved, per $_ rolled up",
	type => 'duration_summary', summary => 'duration_agg(elapsed, finished)',
	from => 'incident', fine => $_, coarse => 'as_of')
  for qw(opened priority);

compare_survival("incident log: time until resolved, per $_->[1]",
	from => $_->[0], plain_from => $_->[0], key => $_->[1],
	summary => "duration_agg($_->[2], finished)", finished => 'finished', at => $days, p => $shares)
  for [ 'incident', 'as_of', 'elapsed' ], [ 'final', 'priority', 'seconds' ], [ 'final', 'opened', 'elapsed' ];

# --- Backlog ---

# Each day against the join of every ticket with every day; whole and part are
# columns, the parts to merge
sub compare_backlog
{
	my ($name, %the) = @_;
	my ($created, $resolved, $start, $stop) = @the{qw(created resolved start stop)};
	my $series = $the{series} // 'backlog_series_local';
	my $summary = "backlog_agg($created, $resolved, $start, $stop, '1 day')";
	my $possible = "(SELECT * FROM $the{from} WHERE ($resolved < $created) IS NOT TRUE) AS possible";
	my $since = "> at - interval '24 hours'";
	my $expected = plain("SELECT at,
			CASE WHEN at > $start THEN count(*) FILTER (WHERE $created $since) END,
			CASE WHEN at > $start THEN count(*) FILTER (WHERE $resolved $since AND $resolved <= at) END,
			count($created) FILTER (WHERE ($resolved <= at) IS NOT TRUE)
		FROM generate_series($start, $stop, interval '24 hours') AS at LEFT JOIN $possible ON $created <= at
		GROUP BY at ORDER BY at");
	my $open = "$created <= $stop AND ($resolved <= $stop) IS NOT TRUE";
	my $closed = "$created <= $stop AND $resolved > $start AND $resolved <= $stop";

	for ([ 'every day', "SELECT $summary FROM $the{from}" ],
		[ 'every day, merged from parts',
			"SELECT rollup(b) FROM (SELECT $summary AS b FROM $the{from} GROUP BY $the{part}) AS parts" ])
	{
		agree("$name, $_->[0]", [qw(at opened closed backlog)], ours("SELECT * FROM $series(($_->[1]))"), $expected);
	}
	compare("$name, at the end",
		from => $the{from}, plain_from => $possible,
		keys => $the{part}, group_by => "ROLLUP ($the{part})",
		kpis => [
			[ "backlog($summary)", "count(*) FILTER (WHERE $open)" ],
			[ "n_counted($summary)", "count(*) FILTER (WHERE $created <= $stop)" ],
			[ "backlog_days($summary)",
				count_of($open) . " * extract(epoch FROM $stop - $start)::float8 / 86400 / nullif(" . count_of($closed) . ', 0)',
				'close' ],
		]);
	compare("$name, resolved before created",
		from => $the{from}, keys => $the{part},
		kpis => [ [ "n_excluded($summary)", "count(*) FILTER (WHERE $resolved < $created)" ] ]);
	compare_rollup("$name, parts rolled up",
		type => 'backlog_summary', summary => $summary,
		from => $the{from}, fine => $the{part}, coarse => $the{whole});
	return;
}

my %log = (created => 'opened_at', resolved => 'resolved_at', from => 'final', whole => 'as_of');

compare_backlog('incident log: backlog, of months',
	%log, start => "timestamp '2016-02-29'", stop => $log_end, part => 'opened');
compare_backlog('incident log: backlog of a busy month, of priorities',
	%log, start => "timestamp '2016-04-01'", stop => "timestamp '2016-05-01'", part => 'priority', whole => 'opened');

# Five of them when most was opened, five when most was resolved: boundaries
my $ten = "(SELECT * FROM (SELECT opened_at FROM final GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5) AS o
	UNION SELECT * FROM (SELECT resolved_at FROM final WHERE resolved_at IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5) AS r)
	AS m (at)";
is(plain_value("SELECT count(*) FROM $ten"), 10, 'incident log: ten moments');
compare('incident log: backlog at ten moments, per priority and in all',
	from => "final, $ten",
	keys => 'at, priority', group_by => 'GROUPING SETS ((at, priority), (at))',
	kpis => [
		[ 'backlog_at(opened_at, resolved_at, at)',
			'count(*) FILTER (WHERE opened_at <= at AND (resolved_at IS NULL OR resolved_at > at))' ]
	]);

# --- Reopening ---

# An incident is reopened when it is in another state after Resolved or Closed.
# An incident resolved again has only its last resolved_at, so its first
# resolution is taken from the log too.
subtest 'incident log: reopenings' => sub {
	execute("CREATE TABLE reopening AS
		SELECT number, max(priority) AS priority, date_trunc('month', min(opened_at))::date AS opened,
			min(at) FILTER (WHERE done) AS first_resolved,
			min(at) FILTER (WHERE NOT done AND was_done) AS reopened, max(resolved_at) AS last_resolved, $log_end AS as_of
		FROM (SELECT *, lag(done) OVER (PARTITION BY number ORDER BY nth, at) AS was_done
			FROM (SELECT *, incident_state IN ('Resolved', 'Closed') AS done FROM event) AS e) AS e
		GROUP BY number");
	is_deeply(
		plain('SELECT count(first_resolved), count(reopened), count(*) FILTER (WHERE reopened < first_resolved),
				count(*) FILTER (WHERE reopened < last_resolved) FROM reopening'),
		[ [ 24_918, 276, 1, 274 ] ],
		'resolved, reopened, before the first resolution as the log has it, before the last');
};

my $three = "(VALUES (timestamp '2016-04-01'), ('2016-05-01'), ($log_end)) AS m (moment)";

for my $resolution (qw(first_resolved last_resolved))
{
	for my $gap ('12 hours', '7 days', '30 days')
	{
		my @times = ($resolution, 'reopened', "interval '$gap'", 'moment');
		my @seconds = map { "extract(epoch FROM $_)::float8" } @times;
		my $summary = 'reopen_within_agg(' . join(', ', @times) . ')';
		my $hit = "(reopened <= moment AND reopened - $resolution < '$gap') IS TRUE";
		my $over = "$resolution + interval '$gap' <= moment";

		compare("incident log: reopened within $gap of $resolution",
			from => "reopening, $three",
			plain_from => "(SELECT *, (reopened < $resolution) IS TRUE AS wrong, $hit AS hit, $over AS over
				FROM reopening, $three WHERE $resolution IS NOT NULL) AS r",
			keys => 'moment, priority', group_by => 'GROUPING SETS ((moment, priority), (moment))',
			kpis => [
				map({ [ $_, share('NOT wrong AND hit', 'NOT wrong AND (hit OR over)') ] }
					'reopen_rate_within(' . join(', ', @times) . ')', 'reopen_rate_within(' . join(', ', @seconds) . ')',
					"rate($summary)"),
				[ "n_hits($summary)", count_of('NOT wrong AND hit') ],
				[ "n_pending($summary)", count_of('NOT wrong AND NOT hit AND NOT over') ],
				[ "n_excluded($summary)", count_of('wrong') ],
			]);
	}
}
compare_backlog('incident log: incidents resolved and not reopened yet, of months',
	created => 'first_resolved', resolved => 'reopened', from => 'reopening', whole => 'as_of',
	start => "timestamp '2016-02-29'", stop => "timestamp '2016-06-01'", part => 'opened');

# --- Help desk of an Italian software company: a case from its first to its last activity ---
#
# Nearly all cases end with the activity Closed; at the log's end the others are
# not finished.
my @case_targets = map { 86_400 * $_ } 1 / 24, 1, 5, 10, 30, 40, 50;

subtest 'help desk: rows' => sub {
	load('helpdesk', 'tickets/helpdesk_italian.csv.gz');
	execute("CREATE TABLE ticket AS
		SELECT *, coalesce(closed_at, log_end) - first AS elapsed,
			extract(epoch FROM coalesce(closed_at, log_end) - first)::float8 AS seconds, closed_at IS NOT NULL AS closed,
			last - first AS handled, extract(epoch FROM last - first)::float8 AS handled_seconds,
			date_trunc('year', first AT TIME ZONE 'Europe/Rome')::date AS year,
			first AT TIME ZONE 'Europe/Rome' AS first_local, closed_at AT TIME ZONE 'Europe/Rome' AS closed_local
		FROM (SELECT case_concept_name AS id, min(at) AS first, max(at) AS last,
				CASE WHEN bool_or(activity = 'Closed') THEN max(at) END AS closed_at, max(max(at)) OVER () AS log_end
			FROM (SELECT *, time_timestamp::timestamptz AS at FROM helpdesk) AS h
			GROUP BY 1) AS c");

	is_deeply(plain('SELECT (SELECT count(*) FROM helpdesk), count(*), count(*) FILTER (WHERE closed) FROM ticket'),
		[ [ 21_348, 4_580, 4_559 ] ], 'events, cases, closed');
};

for my $form ([ 'elapsed', 'handled' ], [ 'seconds', 'handled_seconds' ])
{
	my %years = (keys => 'year', group_by => 'GROUPING SETS ((year), ())');

	compare("help desk: $form->[1] from the first to the last activity",
		%years, from => 'ticket',
		plain_from => '(SELECT year, handled AS elapsed, handled_seconds AS seconds FROM ticket) AS t',
		kpis => duration_kpis("duration_agg($form->[1])", 'true', @case_targets));
	compare("help desk: $form->[0] until closed",
		%years, from => 'ticket',
		kpis => duration_kpis("duration_agg($form->[0], closed)", 'closed', @case_targets));
}
compare_rollup('help desk: time until closed, per year rolled up',
	type => 'duration_summary', summary => 'duration_agg(elapsed, closed)',
	from => 'ticket', fine => 'year', coarse => 'log_end');
compare_survival('help desk: time until closed, per year',
	from => 'ticket', plain_from => 'ticket', key => 'year',
	summary => 'duration_agg(elapsed, closed)', finished => 'closed', at => $days, p => $shares);

# Rome changes its clocks twice a year: days of 24 hours, and days on the wall
{
	local $ENV{PGTZ} = 'Europe/Rome';
	my %cases = (from => 'ticket', part => 'year', whole => 'log_end');

	compare_backlog('help desk: backlog every 24 hours',
		%cases, created => 'first', resolved => 'closed_at', series => 'backlog_series',
		start => "timestamptz '2010-01-13'", stop => "timestamptz '2014-01-04'");
	compare_backlog('help desk: backlog every day on the wall',
		%cases, created => 'first_local', resolved => 'closed_local',
		start => "timestamp '2010-01-13'", stop => "timestamp '2014-01-04'");
	is(plain_value("SELECT (timestamptz '2010-01-13' + 90 * interval '24 hours')::time"), '01:00:00',
		'help desk: 90 times 24 hours later midnight has passed');
}

done_testing();
