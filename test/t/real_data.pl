# The KPIs on data that no one on this project made, against published figures
# and against plain SQL.
#
# Needs the folder KPI_DATA and a running server, which test/with-server gives:
#
#	sh test/with-server perl test/t/real_data.pl
#
# The extension lives in the schema kpi.  Queries of ours see it; queries of
# the plain side do not have that schema in their search path, so no reference
# value can come from the extension by accident.

use strict;
use warnings;

use Test::More;

plan skip_all => 'no third-party data: KPI_DATA is not set' unless $ENV{KPI_DATA};

my $database = 'kpi_real_data';
my $z = 1.959963984540054;    # leaves 2.5 % above it: intervals of 95 %

# --- The server ---

sub psql
{
	my ($sql) = @_;
	return (qw(psql -X -A -t -q -v ON_ERROR_STOP=1 -d), $database, '-c', $sql);
}

# Rows of a query, each a list of its columns as text; NULL is ''
sub rows
{
	my ($search_path, $sql) = @_;

	local $ENV{PGOPTIONS} = "-c search_path=$search_path $ENV{PGOPTIONS}";
	open my $result, '-|', psql($sql) or die "cannot run psql: $!\n";
	chomp(my @lines = <$result>);
	close $result or die "query failed: $sql\n";
	return [ map { [ split /\|/, $_, -1 ] } @lines ];
}

sub ours { return rows('public,kpi', shift); }
sub plain { return rows('public', shift); }
sub plain_value { return plain(shift)->[0][0]; }
sub execute { plain(shift); return; }

# Loads a file, gzipped or not, into a table of its columns as text
sub load
{
	my ($table, $file, %option) = @_;
	my $delimiter = $file =~ /\.tsv/ ? "\t" : ',';
	my $null = $option{null} // '';

	open my $source, '-|', qw(gzip -dcf), "$ENV{KPI_DATA}/$file" or die "cannot run gzip: $!\n";
	my $header = <$source> // die "cannot read $file\n";
	$header =~ s/\R//;
	my @columns = map { s/\W+/_/gr =~ s/_$//r } split /$delimiter/, lc $header;
	execute("CREATE TABLE IF NOT EXISTS $table (" . join(', ', map { qq("$_" text) } @columns) . ')');

	open my $copy, '|-', psql("COPY $table FROM STDIN (FORMAT csv, DELIMITER '$delimiter', NULL '$null')")
	  or die "cannot run psql: $!\n";
	local $/ = \65536;
	while (my $block = <$source>) { print $copy $block; }
	close $copy or die "cannot copy $file\n";
	close $source or die "cannot read $file\n";
	return;
}

# --- Comparison ---

# Whether two values agree to twelve digits, or decimals if below 1
sub close_to
{
	my ($got, $expected) = @_;
	my $magnitude = abs($expected || 0);
	return $got ne '' && $expected ne '' && abs($got - $expected) <= 1e-12 * ($magnitude > 1 ? $magnitude : 1);
}

# One test per column: every row the same text, or nearly for a column named in close
sub agree
{
	my ($name, $labels, $got, $expected, %close) = @_;

	subtest $name => sub {
		cmp_ok(scalar @$expected, '>', 0, 'there is something to compare');
		is(scalar @$got, scalar @$expected, 'number of rows');
		for my $column (0 .. $#$labels)
		{
			my $label = $labels->[$column];
			my @wrong = grep {
				my ($g, $e) = ($got->[$_][$column] // 'none', $expected->[$_][$column]);
				!($g eq $e || ($close{$label} && close_to($g, $e)));
			} 0 .. $#$expected;

			ok(!@wrong, $label);
			diag("row @{$expected->[$_]}[0 .. 1]: got $got->[$_][$column], expected $expected->[$_][$column]")
			  for @wrong[ 0 .. ($#wrong < 4 ? $#wrong : 4) ];
		}
	};
	return;
}

# Compares aggregates group by group.  kpis lists [ our expression, the plain
# one, optionally 'close' ]; from is what both read, unless plain_from says
# where the reference finds the rows that count.
sub compare
{
	my ($name, %the) = @_;
	my @keys = split /, /, $the{keys};
	my $query = sub {
		my ($side, $from) = @_;
		return join ' ', 'SELECT', join(', ', @keys, map { $_->[$side] } @{ $the{kpis} }),
		  "FROM $from GROUP BY", $the{group_by} // $the{keys}, 'ORDER BY', $the{keys};
	};

	agree(
		$name,
		[ @keys, map { $_->[0] } @{ $the{kpis} } ],
		ours($query->(0, $the{from})),
		plain($query->(1, $the{plain_from} // $the{from})),
		map { $_->[0] => 1 } grep { $_->[2] } @{ $the{kpis} });
	return;
}

# Stores a summary per fine group and merges the stored ones into coarse
# groups: the same bytes as from the rows
sub compare_rollup
{
	my ($name, %the) = @_;
	my $bytes = sub { return "encode($the{type}_send($_[0]), 'hex')" };

	execute('DROP TABLE IF EXISTS stored');
	ours("CREATE TABLE stored AS SELECT $the{fine}, $the{coarse}, $the{summary} AS summary
		  FROM $the{from} GROUP BY $the{fine}, $the{coarse}");
	agree(
		$name,
		[ $the{coarse}, 'bytes' ],
		ours("SELECT $the{coarse}, " . $bytes->('rollup(summary)') . " FROM stored GROUP BY 1 ORDER BY 1"),
		ours("SELECT $the{coarse}, " . $bytes->($the{summary}) . " FROM $the{from} GROUP BY 1 ORDER BY 1"));
	return;
}

# --- Formulas of the plain side ---

sub count_of { my ($condition) = @_; return "(count(*) FILTER (WHERE $condition))::float8"; }

sub share
{
	my ($part, $whole) = @_;
	return count_of($part) . ' / nullif(' . count_of($whole // 'true') . ', 0)';
}

# End of Wilson's score interval; side is + or -
sub wilson
{
	my ($part, $whole, $side) = @_;
	my ($hits, $n) = (count_of($part), count_of($whole // 'true'));
	return "($hits + $z ^ 2 / 2 $side $z * sqrt($hits * ($n - $hits) / $n + $z ^ 2 / 4)) / ($n + $z ^ 2)";
}

sub plain_nps
{
	return '100 * (' . count_of('score >= 9') . ' - ' . count_of('score <= 6') . ') / count(*)';
}

# End of the normal interval of an NPS with a promoters, b passives and c detractors pretended
sub plain_nps_bound
{
	my ($side, $a, $b, $c) = @_;
	my $n = "(count(*) + $a + $b + $c)";
	my $p = '(' . count_of('score >= 9') . " + $a) / $n";
	my $d = '(' . count_of('score <= 6') . " + $c) / $n";
	return "100 * ($p - $d $side $z * sqrt(($p + $d - ($p - $d) ^ 2) / $n))";
}

# Rows of a queue are (wait, seconds, answered, short), each with three targets
my $targets = '(VALUES (20.0::float8), (60.0), (120.0)) AS t (target)';
my $seconds_queue = 'queue_agg(seconds, answered, target, short)';
my $interval_queue = "queue_agg(wait, answered, target * interval '1 s', short * interval '1 s')";
my $usable = 'coalesce(seconds >= 0, NOT answered)';    # the rest is n_excluded

# What a queue_summary tells beside how plain SQL tells it, of usable rows
sub queue_kpis
{
	my ($queue) = @_;
	my $in = 'seconds <= target';
	my $not_in = "($in) IS NOT TRUE";
	my $not_short = '(seconds <= short) IS NOT TRUE';

	return [
		[ "offered($queue)", 'count(*)' ],
		[ "answered($queue)", 'count(*) FILTER (WHERE answered)' ],
		[ "abandoned($queue)", 'count(*) FILTER (WHERE NOT answered)' ],
		[ "service_level($queue)", share("answered AND $in") ],
		[ "service_level($queue, 'answered_only')", share("answered AND $in", 'answered') ],
		[ "service_level($queue, 'credit_abandons_in_target')", share($in) ],
		[ "service_level($queue, 'exclude_abandons_in_target')",
			share("answered AND $in", "answered OR $not_in") ],
		[ "service_level($queue, 'credit_short_abandons')",
			share("answered AND $in OR NOT answered AND seconds <= short") ],
		[ "service_level($queue, 'exclude_short_abandons')", share("answered AND $in", "answered OR $not_short") ],
		[ "abandon_rate($queue)", share('NOT answered') ],
		[ "abandon_rate($queue, 'exclude_short')", share("NOT answered AND $not_short", "answered OR $not_short") ],
		[ "asa_seconds($queue)", 'avg(seconds) FILTER (WHERE answered)' ],
		[ "asa($queue)", 'avg(wait) FILTER (WHERE answered)' ],
		[ "average_wait_seconds($queue)", 'avg(seconds)' ],
		[ "average_wait($queue)", 'avg(wait)' ],
		[ "ci_lower($queue)", wilson("answered AND $in", 'true', '-'), 'close' ],
		[ "ci_upper($queue)", wilson("answered AND $in", 'true', '+'), 'close' ],
	];
}

# --- The tests ---

$ENV{PGOPTIONS} = '-c client_min_messages=warning';

sub drop_database { system('dropdb', '--if-exists', $database); return; }

drop_database();
system('createdb', $database) == 0 or die "cannot create $database\n";
END { local $?; drop_database() if $ENV{KPI_DATA}; }

execute('CREATE SCHEMA kpi');
execute('CREATE EXTENSION kpi SCHEMA kpi');
is(plain_value("SELECT count(*) FROM pg_proc WHERE proname IN ('nps', 'rate') AND pg_function_is_visible(oid)"),
	0, 'the plain side does not see the extension');

# Call-centre teaching set: 5,000 calls.  Unanswered calls have no speed of
# answer, no talk and no rating: they are abandoned with no wait recorded.
subtest 'published figures of a call centre' => sub {
	load('pwc', 'calls/pwc_call_center.csv');
	load('pwc_published', 'calls/pwc_published_values.csv');
	execute("CREATE TABLE call AS
		SELECT agent, answered_y_n = 'Y' AS answered, resolved = 'Y' AS resolved,
			speed_of_answer_in_seconds::float8 AS seconds, speed_of_answer_in_seconds::int * interval '1 s' AS wait,
			20.0::float8 AS short,
			avgtalkduration::interval AS talk, extract(epoch FROM avgtalkduration::interval)::float8 AS talk_seconds,
			satisfaction_rating::int AS satisfaction
		FROM pwc");

	my $queue = 'queue_agg(seconds, answered, 20.0)';
	my $queue_interval = "queue_agg(wait, answered, '20 s')";
	my @talk = ('mean(talk_seconds)', 'mean(mean_agg(talk))', 'extract(epoch FROM mean(talk))');
	my %covered = (
		calls => [ "offered($queue)", 'n_counted(rate_agg(answered))' ],
		answered => [ "answered($queue)", 'n_hits(rate_agg(answered))', 'n_counted(mean_agg(satisfaction))' ],
		unanswered => [ "abandoned($queue)", 'n_hits(rate_agg(NOT answered))' ],
		answered_rate => [ 'rate(answered)', 'rate(rate_agg(answered))' ],
		unanswered_rate => [ "abandon_rate($queue)", 'rate(NOT answered)' ],
		resolved => ['n_hits(rate_agg(resolved))'],
		resolution_rate_over_all_calls => [ 'rate(resolved)', 'mean(resolved::int)' ],
		avg_satisfaction => [ 'mean(satisfaction)', 'mean(mean_agg(satisfaction))' ],
		asa_seconds => [
			"asa_seconds($queue)", "asa_seconds($queue_interval)", "extract(epoch FROM asa($queue_interval))",
			"average_wait_seconds($queue)"    # no abandoned call has a wait
		],
		talk_seconds_mean => \@talk,
		aht_seconds_talk_only => \@talk);
	my %not_covered = (
		agents => 'a count of distinct names is no KPI',
		max_talk_seconds => 'summaries keep no extremes, which could not slide',
		min_talk_seconds => 'likewise',
		max_speed_of_answer => 'likewise',
		min_speed_of_answer => 'likewise');

	my @expressions = map { @$_ } values %covered;
	my $got = ours("SELECT coalesce('agent=' || agent, 'ALL'), " . join(', ', @expressions)
		  . ' FROM call GROUP BY GROUPING SETS ((), (agent))');
	my %ours;
	@{ $ours{ $_->[0] } }{@expressions} = @$_[ 1 .. $#$_ ] for @$got;

	# As far as it is printed: counts exactly, few digits to half of the last
	# one, full precision to 12 digits; an interval ends at the microsecond
	my $tolerance = sub {
		my ($published, $expression) = @_;
		my ($decimals) = $published =~ /\.(\d+)$/ or return 0;
		my $printed = length $decimals < 11 ? 0.5 * 10**-length $decimals : 1e-12 * $published;
		return $printed + ($expression =~ /^extract/ ? 0.5e-6 : 0);
	};

	my $rows = plain('SELECT metric, "group", value FROM pwc_published');
	my %listed = map { $_->[0] => 1 } @$rows;
	is_deeply([ sort keys %listed ], [ sort keys %covered, keys %not_covered ],
		'every published metric is compared or known not to be covered, and none is listed in vain');
	is(scalar(grep { $not_covered{ $_->[0] } } @$rows), 5, 'five published rows are not covered');

	for my $row (@$rows)
	{
		my ($metric, $group, $published) = @$row;

		note("$metric is not covered: $not_covered{$metric}") if $not_covered{$metric};
		for my $expression (@{ $covered{$metric} // [] })
		{
			my $value = $ours{$group}{$expression};
			ok(defined $value && abs($value - $published) <= $tolerance->($published, $expression),
				"$metric of $group: $expression is $published")
			  or diag('got ' . ($value // 'no such group'));
		}
	}
};

compare("queue figures of the call centre from $_, per agent and in all",
	from => "call, $targets",
	keys => 'target, agent', group_by => 'GROUPING SETS ((target, agent), (target))',
	kpis => queue_kpis($_))
  for $seconds_queue, $interval_queue;

# Dashboards publish these, each with a denominator of its own making
subtest 'figures that are published and wrong' => sub {
	my $zero_filled = 'queue_agg(coalesce(seconds, 0), answered, 20.0)';
	my ($row) = @{ ours("SELECT asa(queue_agg(wait, answered, '20 s')),
			round(asa_seconds($zero_filled)::numeric, 5), round(average_wait_seconds($zero_filled)::numeric, 4),
			round(mean(satisfaction)::numeric, 5), round(mean(coalesce(satisfaction, 3))::numeric, 2),
			damped_mean(satisfaction, 3, 946) = mean(coalesce(satisfaction, 3)),
			rate(resolved), round(rate(resolved) FILTER (WHERE answered)::numeric, 4)
		FROM call") };

	is($row->[0], '00:01:07.52072', 'speed of answer: unanswered calls are not part of it');
	is($row->[1], '67.52072', 'speed of answer: nor when they are recorded with a wait of zero');
	is($row->[2], '54.7458', 'the published 54.7458 s counts a wait of zero for unanswered calls');
	is($row->[3], '3.40355', 'satisfaction: unrated calls are not part of it');
	is($row->[4], '3.33', 'the published 3.33 comes from filling in the rounded mean for them');
	is($row->[5], 't', 'which is to damp the mean with 946 invented ratings');
	is($row->[6], '0.7292', 'resolution rate of the calls offered');
	is($row->[7], '0.8994', 'resolution rate of the calls answered');
};

# Call centre of a bank, January to March 1999 (Technion, Guedj and Mandelbaum).
#
# A contact of the queue is a call that an agent served (AGENT), also one
# served at once (q_time = 0, q_start 0:00:00), or that hung up in the queue
# (HANG with a q_start).  Not contacts: PHANTOM calls, which the documentation
# says to ignore, and HANG calls that left in the voice unit, never queued.  A
# queue joined at midnight sharp also has a q_start of 0:00:00, but a q_exit.
#
# contact has the wait that the bank recorded, q_time: never negative, also
# over midnight.  clock_contact has the wait as one would compute it from the
# times of day: until service from leaving the voice unit, whose clock is
# another, so that most waits of calls served at once are -1 s; a wait over
# midnight is -24 h; and a service that began at 0:00:00 was not recorded.
subtest 'calls of a bank: rows' => sub {
	load('bank', "calls/bank_1999_0$_.tsv.gz") for 1 .. 3;
	execute("CREATE TABLE bank_call AS
		SELECT ('19' || date)::date AS day, date_trunc('month', ('19' || date)::date)::date AS month,
			outcome, outcome = 'AGENT' AS answered, q_time::float8 AS seconds, q_time::int * interval '1 s' AS wait,
			q_start::time AS q_start, q_exit::time AS q_exit,
			q_start <> '0:00:00' OR q_exit <> '0:00:00' AS queued,
			vru_exit::time AS vru_exit, nullif(ser_start, '0:00:00')::time AS ser_start,
			vru_line, call_id
		FROM bank");
	execute("CREATE TABLE contact AS
		SELECT row_number() OVER (ORDER BY day, vru_exit, vru_line, call_id) AS nth, *, 5.0::float8 AS short
		FROM bank_call WHERE outcome = 'AGENT' OR outcome = 'HANG' AND queued");
	execute("CREATE TABLE clock_contact AS
		SELECT day, month, answered, clock AS wait, extract(epoch FROM clock)::float8 AS seconds, short
		FROM contact,
			LATERAL (SELECT CASE WHEN answered THEN ser_start - vru_exit ELSE q_exit - q_start END AS clock) AS c");
	execute('CREATE UNIQUE INDEX ON contact (nth)');
	execute('CREATE INDEX ON contact (day)');
	execute('ANALYZE');

	my ($row) = @{ plain("SELECT count(*), count(*) FILTER (WHERE outcome = 'PHANTOM'),
			count(*) FILTER (WHERE outcome = 'HANG' AND NOT queued), (SELECT count(*) FROM contact),
			count(*) FILTER (WHERE seconds < 0)
		FROM bank_call") };
	is_deeply($row, [ 103_744, 925, 5_082, 97_737, 0 ],
		'calls, phantoms, left in the voice unit, contacts, negative q_time');
	($row) = @{ plain('SELECT count(*) FILTER (WHERE seconds < 0), count(*) FILTER (WHERE seconds IS NULL)
		FROM clock_contact') };
	is_deeply($row, [ 26_688, 145 ], 'negative waits of clocks that slip, services whose start was not recorded');
};

for my $queue ($seconds_queue, $interval_queue)
{
	for my $from (qw(contact clock_contact))
	{
		my $what = "calls of a bank, $from, " . ($queue eq $seconds_queue ? 'seconds' : 'intervals');

		compare("$what: per month and in the quarter",
			from => "$from, $targets", plain_from => "$from, $targets WHERE $usable",
			keys => 'target, month', group_by => 'GROUPING SETS ((target, month), (target))',
			kpis => queue_kpis($queue));
		compare("$what: waits that cannot be",
			from => "$from, $targets",
			keys => 'target, month',
			kpis => [
				[ "n_excluded($queue)",
					'count(*) FILTER (WHERE seconds < 0) + count(*) FILTER (WHERE seconds IS NULL AND answered)' ],
				[ "n_counted($queue) + n_excluded($queue) + n_pending($queue)", 'count(*)' ]
			]);
	}
}

compare('calls of a bank: service level in one step',
	from => "contact, $targets",
	keys => 'target, month',
	kpis => [
		[ 'service_level(seconds, answered, target)', share('answered AND seconds <= target') ],
		[ "service_level(wait, answered, target * interval '1 s')", share('answered AND seconds <= target') ],
		[ 'rate(answered)', share('answered') ],
		[ 'mean(seconds)', 'avg(seconds)' ],
		[ 'mean(wait)', 'avg(wait)' ]
	]);

is_deeply(
	ours("SELECT $interval_queue FROM contact, $targets WHERE target = 20"),
	ours("SELECT $seconds_queue FROM contact, $targets WHERE target = 20"),
	'calls of a bank: intervals and seconds make one summary');

for my $fine (qw(month day answered))
{
	for my $from (qw(contact clock_contact))
	{
		compare_rollup("calls of a bank: a summary per $fine of $from rolled up into the quarter",
			type => 'queue_summary', summary => $seconds_queue,
			from => "$from, $targets", fine => $fine, coarse => 'target');
	}
}
compare_rollup('calls of a bank: daily summaries rolled up into months',
	type => 'queue_summary', summary => 'queue_agg(wait, answered, interval \'20 s\')',
	from => 'clock_contact', fine => 'day', coarse => 'month');

subtest 'calls of a bank: sliding windows' => sub {
	my @labels = qw(day answered service_level average_wait abandon_rate n_excluded);
	my $week = "(ORDER BY day RANGE BETWEEN interval '6 days' PRECEDING AND CURRENT ROW)";
	my $queue = 'queue_agg(seconds, answered, 20.0, short)';
	my $read = 'service_level(q), average_wait_seconds(q), abandon_rate(q), n_excluded(q)';
	my $expected = plain("SELECT day, week.*
		FROM (SELECT DISTINCT day FROM clock_contact) AS day,
			LATERAL (SELECT " . join(', ', share('answered'), share("$usable AND answered AND seconds <= 20", $usable),
				"avg(seconds) FILTER (WHERE $usable)", share("$usable AND NOT answered", $usable),
				"count(*) FILTER (WHERE NOT $usable)") . "
				FROM clock_contact c WHERE c.day BETWEEN day.day - 6 AND day.day) AS week
		ORDER BY day");

	agree('7 days of contacts, from the rows',
		\@labels,
		ours("SELECT DISTINCT day, answered, $read
			FROM (SELECT day, rate(answered) OVER week AS answered, $queue OVER week AS q
				FROM clock_contact WINDOW week AS $week) AS s
			ORDER BY day"),
		$expected);
	agree('7 days of contacts, from daily summaries',
		\@labels,
		ours("SELECT day, rate(answered), $read
			FROM (SELECT day, rollup(rate_agg(answered)) OVER week AS answered, rollup($queue) OVER week AS q
				FROM clock_contact GROUP BY day WINDOW week AS $week) AS s
			ORDER BY day"),
		$expected);
	agree('the last 1,000 contacts, at every 500th',
		[qw(nth mean stddev service_level)],
		ours("SELECT * FROM (
				SELECT nth, mean(seconds) OVER last, stddev(mean_agg(seconds) OVER last),
					service_level(seconds, answered, 20.0) OVER last
				FROM contact WINDOW last AS (ORDER BY nth ROWS 999 PRECEDING)) AS s
			WHERE nth % 500 = 1 ORDER BY nth"),
		plain("SELECT nth, last.*
			FROM (SELECT nth FROM contact WHERE nth % 500 = 1) AS n,
				LATERAL (SELECT avg(seconds), stddev_samp(seconds), " . share('answered AND seconds <= 20') . "
					FROM contact c WHERE c.nth BETWEEN n.nth - 999 AND n.nth) AS last
			ORDER BY nth"),
		stddev => 1);
};

# Audit log of an IT company's incidents, one row per update (UCI, Amaral et
# al. 2018), read per incident as it stood at three moments:
#
#	resolved		the log has shown it Resolved or Closed
#	stamped			it has a resolved_at; many resolved incidents have none
#	reopens			its reopen_count so far
#	reassignments	its reassignment_count so far
#	contacts		1, and 1 more for each update that waits for the user's answer
#	escalated		it left the group that it was first assigned to: reassignments > 0
subtest 'incident log: rows' => sub {
	load('uci', 'tickets/uci_incident_event_log.csv.gz', null => '?');
	execute("CREATE TABLE event AS
		SELECT number, priority, incident_state, reopen_count::int, reassignment_count::int, made_sla::boolean,
			to_timestamp(sys_updated_at, 'DD/MM/YYYY HH24:MI')::timestamp AS at, resolved_at IS NOT NULL AS stamped
		FROM uci");
	execute("CREATE TABLE incident AS
		SELECT as_of, number, max(priority) AS priority,
			bool_or(incident_state IN ('Resolved', 'Closed')) AS resolved, bool_or(stamped) AS stamped,
			max(reopen_count) AS reopens, max(reassignment_count) AS reassignments,
			1 + count(*) FILTER (WHERE incident_state = 'Awaiting User Info')::int AS contacts,
			max(reassignment_count) > 0 AS escalated, bool_and(made_sla) AS made_sla
		FROM event, (VALUES (timestamp '2016-04-01'), ('2016-05-01'), ('infinity')) AS moment (as_of)
		WHERE at < as_of
		GROUP BY as_of, number");

	my ($row) = @{ plain("SELECT (SELECT count(*) FROM event), count(*), count(*) FILTER (WHERE resolved),
			count(*) FILTER (WHERE reopens > 0), count(*) FILTER (WHERE reopens > 0 AND NOT stamped)
		FROM incident WHERE as_of = 'infinity'") };
	is_deeply([ @$row[ 0 .. 3 ] ], [ 141_712, 24_918, 24_918, 275 ], 'events, incidents, resolved, reopened');
	cmp_ok($row->[4], '>', 0, 'reopened incidents without a time of resolution');
	cmp_ok(plain_value("SELECT count(*) FROM incident WHERE NOT resolved"), '>', 0, 'incidents not yet resolved');
};

my $ever = '(stamped OR reopens > 0)';
my $first = 'resolved AND contacts = 1 AND NOT reopens > 0 AND NOT escalated';

compare('incident log, as it stood at three moments, per priority and in all',
	from => 'incident',
	keys => 'as_of, priority', group_by => 'GROUPING SETS ((as_of, priority), (as_of))',
	kpis => [
		[ 'reopen_rate(resolved, reopens)', share('reopens > 0', 'resolved OR reopens > 0') ],
		[ 'reopen_rate(stamped, reopens)', share('reopens > 0', $ever) ],
		[ "reopen_rate(reopens > 0) FILTER (WHERE $ever)", share('reopens > 0', $ever) ],
		[ 'fcr_rate(resolved, contacts, reopens > 0, escalated)', share($first) ],
		[ "fcr_rate($first)", share($first) ],
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

for my $summary ([ 'rate_summary', 'rate_agg(made_sla, NOT resolved)' ], [ 'mean_summary', 'mean_agg(reassignments)' ])
{
	compare_rollup("incident log: $summary->[1] per priority rolled up",
		type => $summary->[0], summary => $summary->[1],
		from => 'incident', fine => 'priority', coarse => 'as_of');
}

# 39 answers with a published result
subtest 'published net promoter score of a conference' => sub {
	load('conference', 'surveys/nps_conference.csv');
	my ($row) = @{ ours("SELECT n_counted(s), round(n_counted(s) * promoters(s)), round(n_counted(s) * detractors(s)),
			round(nps(s)::numeric, 1), round((SELECT nps(score::int) FROM conference)::numeric, 1)
		FROM (SELECT score_agg(score::int) AS s FROM conference) AS c") };
	is_deeply($row, [ 39, 8, 22, '-35.9', '-35.9' ],
		'answers, promoters, detractors and score, in two steps and in one');

	my ($p, $d, $n) = (8 / 39, 22 / 39, 39);
	my $error = 100 * sqrt(($p + $d - ($p - $d)**2) / $n);
	my ($got) = @{ ours("SELECT standard_error(s), ci_lower(s), ci_upper(s)
		FROM (SELECT score_agg(score::int) AS s FROM conference) AS c") };
	ok(close_to($got->[0], $error), 'standard error');
	ok(close_to($got->[1], 100 * ($p - $d) - $z * $error), 'lower end of its interval');
	ok(close_to($got->[2], 100 * ($p - $d) + $z * $error), 'upper end of its interval');
};

load('nps_bank', 'surveys/nps_bank.csv');
execute('CREATE TABLE answer AS SELECT market, month::int, quarter::int, nps::int AS score FROM nps_bank');
is(plain_value('SELECT count(*) FROM answer'), 5_000, 'surveys of a bank: answers');

compare('surveys of a bank, per market and month, and in all',
	from => 'answer',
	keys => 'market, month', group_by => 'CUBE (market, month)',
	kpis => [
		[ 'nps(score)', plain_nps() ],
		[ 'nps(score_agg(score))', plain_nps() ],
		[ 'nps(score::smallint)', plain_nps() ],
		[ 'nps(score::numeric)', plain_nps() ],
		[ 'promoters(score_agg(score))', share('score >= 9') ],
		[ 'passives(score_agg(score))', share('score IN (7, 8)') ],
		[ 'detractors(score_agg(score))', share('score <= 6') ],
		[ 'n_counted(score_agg(score))', 'count(*)' ],
		[ 'ci_lower(score_agg(score))', plain_nps_bound('-', 0, 0, 0), 'close' ],
		[ 'ci_upper(score_agg(score))', plain_nps_bound('+', 0, 0, 0), 'close' ],
		[ 'ci_lower(score_agg(score), 0.95, true)', plain_nps_bound('-', 0.75, 1.5, 0.75), 'close' ],
		[ 'ci_upper(score_agg(score), 0.95, true)', plain_nps_bound('+', 0.75, 1.5, 0.75), 'close' ],
	]);
compare_rollup("surveys of a bank: months rolled up into $_",
	type => 'score_summary', summary => 'score_agg(score)',
	from => 'answer', fine => 'month', coarse => $_)
  for qw(quarter market);

agree('surveys of a bank: change from quarter to quarter',
	[qw(market quarter change)],
	ours("SELECT market, quarter, nps_difference(s, lag(s) OVER (PARTITION BY market ORDER BY quarter))
		FROM (SELECT market, quarter, score_agg(score) AS s FROM answer GROUP BY 1, 2) AS q ORDER BY 1, 2"),
	plain("SELECT market, quarter, nps - lag(nps) OVER (PARTITION BY market ORDER BY quarter)
		FROM (SELECT market, quarter, " . plain_nps() . " AS nps FROM answer GROUP BY 1, 2) AS q ORDER BY 1, 2"));

done_testing();
