# Faults: processes that are killed or cancelled, a server that stops immediately,
# and memory that runs out.  Afterwards every figure is the same as before, and each
# error is the one that the fault explains.
#
# It stops and starts the server that it is given.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Temp;
use Kpi qw(command query script with_database);
use Summaries qw(summary_aggregates);
use Test::More;
use Time::HiRes qw(sleep time);

my $rows = 1_200_000;
my $data_directory = query('SHOW data_directory');

# Waits until code returns something true, at most a minute
sub wait_for
{
	my ($what, $code) = @_;
	for (1 .. 1200)
	{
		my $result = $code->();
		return $result if $result;
		sleep 0.05;
	}
	die "waited too long for $what\n";
}

sub answers
{
	return `psql -X -q -A -t -c 'SELECT 1' 2>/dev/null` =~ /^1$/m;
}

# Waits for the server after a crash, or starts it if it was stopped
sub server_is_back
{
	command("pg_ctl -D $data_directory -l " . dirname($data_directory) . '/server.log -w -s start') unless -e "$data_directory/postmaster.pid";
	return wait_for('the server', \&answers);
}

# Starts a session that runs SQL; reading it to its end returns what it printed
sub in_background
{
	my ($sql) = @_;
	my $file = File::Temp->new(SUFFIX => '.sql');
	print $file $sql;
	close $file;
	open my $session, '-|', "exec psql -X -q -A -t -v VERBOSITY=sqlstate -f $file 2>&1" or die "psql: $!";
	wait_for('psql to read', sub { query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'victim'") });
	return { session => $session, file => $file };
}

sub end_of
{
	my ($background) = @_;
	my $session = $background->{session};
	local $/;
	my $output = <$session>;
	close $session;
	return $output;
}

# Waits for a process until it has used so much processor time that it is in the middle of its rows
sub busy_process
{
	my ($condition) = @_;
	my $pid = wait_for('a process to kill', sub {
		query("SELECT min(pid) FROM pg_stat_activity WHERE application_name = 'victim' AND query LIKE 'SELECT md5%' AND state = 'active' AND $condition");
	});
	return wait_for('it to count rows', sub {
		open my $stat, '<', "/proc/$pid/stat" or die "process $pid ended before it was killed\n";
		my ($utime) = (split ' ', (<$stat> =~ s/.*\) //r))[11];
		return $utime >= 20 ? $pid : 0;
	});
}

# All summaries of the rows, in a parallel plan
my $parallel = <<'SQL';
SET application_name = 'victim';
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SQL
my (%call_of, $figures);

sub check_kill
{
	my ($signal, $victim, $condition, $figures_before) = @_;
	my $background = in_background("$parallel$figures;\n");
	my $pid = busy_process($condition);
	kill $signal, $pid or die "process $pid: $!";
	my $output = end_of($background);
	unlike($output, qr/^[0-9a-f]{32}$/m, "SIG$signal of the $victim in the middle of an aggregation returns no figures");
	server_is_back();
	is(query($parallel . $figures), $figures_before, 'the same figures afterwards');
	return;
}

# A call that takes seconds, cancelled by another session
sub check_cancel
{
	my ($call) = @_;
	my $background = in_background("SET application_name = 'victim';\nSELECT md5(($call)::text) FROM (SELECT array_agg(n * 7919::bigint % 1000003)::float8[] AS x FROM generate_series(1, 500000) AS n) AS series;\nSELECT 'still there';\n");
	my $pid = busy_process("backend_type = 'client backend'");
	query("SELECT pg_cancel_backend($pid)");
	return like(end_of($background), qr/ERROR:  57014\nstill there$/, "$call is cancelled and its session goes on");
}

# Views that are refreshed while the server stops
sub check_stop_in_refresh
{
	my ($concurrently) = @_;
	my $view = 'SELECT md5(string_agg(d::text, $$;$$ ORDER BY day)) FROM days AS d';
	my $before = query($view);
	my $after;
	query('INSERT INTO more SELECT n FROM generate_series(1, 1000) AS n');
	$after = query('SELECT md5(string_agg(d::text, $$;$$ ORDER BY day)) FROM fresh_days AS d');
	isnt($after, $before, 'the refresh will change the view');

	# at several moments of the refresh, from its beginning to its end
	my $begun = time;
	query("BEGIN; REFRESH MATERIALIZED VIEW $concurrently days; ROLLBACK");
	my $duration = time - $begun;
	my $undone = 0;
	for my $share (0.1, 0.4, 0.7, 0.9, 1)
	{
		my $background = in_background("SET application_name = 'victim';\nREFRESH MATERIALIZED VIEW $concurrently days;\n");
		wait_for('the refresh', sub { query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'victim' AND query LIKE 'REFRESH%'") });
		sleep $share * $duration;
		command("pg_ctl -D $data_directory -m immediate -w -s stop");
		end_of($background);
		server_is_back();
		my $now = query($view);
		$undone += $now eq $before;
		ok($now eq $before || $now eq $after, "after $share of REFRESH $concurrently, the view has the old or the new contents");
	}
	cmp_ok($undone, '>', 0, 'some were undone');
	query("REFRESH MATERIALIZED VIEW $concurrently days");
	is(query($view), $after, 'a refresh of the recovered view');
	is(query('SELECT count(*) FROM pg_class WHERE relname LIKE $$pg_temp_%$$'), 0, 'no table is left behind');
	return;
}

# Groups that do not fit into memory

sub figure_of_groups
{
	my ($aggregate) = @_;
	return "SELECT count(*) || ' ' || sum(hashtextextended(g || ' ' || s::text, 0)) FROM (SELECT n % 1000000 AS g, $aggregate AS s FROM events GROUP BY 1) AS groups";
}

sub check_spill
{
	my ($type) = @_;
	my $query = figure_of_groups($call_of{$type});
	my $plain = 'SET max_parallel_workers_per_gather = 0; SET hash_mem_multiplier = 1; SET log_temp_files = 0; SET client_min_messages = log;';
	my $expected = query("SET work_mem = '4GB'; $query");
	like($expected, qr/^1000000 /, "a million groups of $type");
	for (['hash aggregation', 'sort'], ['sort and group', 'hashagg'])
	{
		my ($way, $other) = @$_;
		my $answer = script("$plain SET work_mem = '64kB'; SET enable_$other = off;\n\\pset tuples_only on\n\\pset format unaligned\n$query;\n");
		like($answer, qr/temporary file: .*\n\Q$expected\E\n$/s, "the same figures by $way that spills to disk");
	}
	return;
}

# The functions that keep values, over rows of 1200000 n, and over rows x in double precision
my $over_all = 'OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)';
sub keeping
{
	return (
		(map { ("$_ of all" => "SELECT $call_of{$_} FROM events") } qw(conversation_summary ticket_summary balance_summary spread_summary)),
		duration_summary => "SELECT sum(hashtextextended(s::text, 0)) FROM (SELECT $call_of{duration_summary} AS s FROM events GROUP BY n % 200000) AS groups",
		backlog_summary => q{SELECT backlog_agg(timestamp '2026-01-01' + n * interval '1 s', NULL, '2026-01-01', timestamp '2026-01-01' + interval '999999 s', '1 s') FROM events},
		demand_summary => q{SELECT demand_agg(timestamp '2026-01-01' + n * interval '1 s', '1 s') FROM events WHERE n < 1000000},
		category_summary => q{SELECT category_agg('a label of some length ' || n % 200000) FROM events},
		rollup => "SELECT rollup(s) FROM (SELECT $call_of{spread_summary} AS s FROM events GROUP BY n % 10) AS parts",
		'moving window' => "SELECT n_counted(rollup(s) $over_all) FROM (SELECT n % 10 AS n, $call_of{spread_summary} AS s FROM events GROUP BY 1) AS parts LIMIT 1",
		'theil_sen' => 'SELECT theil_sen(x ORDER BY n) FROM rows WHERE n <= 1000000',
		'mann_kendall' => 'SELECT mann_kendall(x ORDER BY n) FROM rows',
		'sparkline' => 'SELECT sparkline(x ORDER BY n) FROM rows',
		'holt_winters' => 'SELECT holt_winters(x, NULL, 0.1, 0.1, NULL, 3 ORDER BY n) FROM rows',
		'svg_chart' => 'SELECT svg_chart(array_agg(x ORDER BY n)) FROM rows WHERE n <= 100000',
		map { ($_->[0] => "SELECT $_->[0]($_->[1]) OVER (ORDER BY n) FROM rows LIMIT 1") } (
			['xmr', 'x'], ['ewma', 'x, 0.2'], ['u_chart', 'n, n'], ['u_prime_chart', 'n, n'], ['p_chart', 's'], ['p_prime_chart', 's'], ['funnel', 's'],
			['modified_z', 'x'], ['tukey_outlier', 'x'], ['damped_mean', 'm'], ['damped_lower', 'm'], ['damped_upper', 'm'], ['damping_weight', 'm']),
	);
}

# The functions that keep nothing, or the same amount for any number of rows
my @keeping_nothing = qw(is_first_contact_resolution is_repeat_contact mix_effect response_time);

# A session whose memory is limited to what it has plus a little, and then unlimited
sub check_memory_limit
{
	my ($name, $query) = @_;
	my $figure = $query =~ s/^SELECT (.*?) FROM/SELECT md5(($1)::text) FROM/r;
	my $answer = script(<<"SQL");
\\set VERBOSITY sqlstate
\\pset tuples_only on
\\pset format unaligned
SET max_parallel_workers_per_gather = 0;
SET work_mem = '1GB';
SET jit = off;
SELECT pg_backend_pid() AS pid \\gset
\\setenv PID :pid
SELECT 1 FROM rows LIMIT 1;
\\! prlimit --pid \$PID --as=\$((\$(sed -n 's/^VmSize:[^0-9]*\\([0-9]*\\) kB/\\1/p' /proc/\$PID/status) * 1024 + 6000000)):
$figure;
\\! prlimit --pid \$PID --as=unlimited:
$figure;
SQL
	return like($answer, qr/^1\nERROR:  53200\n@{[query("SET work_mem = '1GB'; $figure")]}\n$/, "$name in limited memory and then in more");
}

# Values above the size limit, and too many of anything: how the call ends
my %too_large = (
	'SVG' => [q{svg_chart('{1,2}', title => repeat('<', 300000000))}, '54000'],
	'points' => ['theil_sen(array_fill(1.0::float8, ARRAY[70000000]))', '54000'],
	'values' => ['(SELECT spread_agg(n) FROM generate_series(1, 16777217) AS n)', '54000'],
	'text of a calendar' => [q{('UTC; ' || repeat('x', 550000000))::business_calendar}, '54000'],
	'text of a summary' => [q{repeat('x', 550000000)::rate_summary}, '54000|22P02'],
);

sub check_size
{
	my ($name) = @_;
	my ($call, $sqlstate) = @{$too_large{$name}};
	my $answer = script("DO \$\$ BEGIN PERFORM $call; RAISE NOTICE 'no error'; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'sqlstate %', SQLSTATE; END \$\$;");
	return like($answer, qr/NOTICE:  sqlstate ($sqlstate)$/m, "$name too large");
}

with_database(sub {
	query('CREATE EXTENSION kpi');
	%call_of = summary_aggregates();
	my @types = sort keys %call_of;
	$figures = 'SELECT md5(concat_ws($$ $$, ' . join(', ', @call_of{@types}) . ')) FROM events';
	query("CREATE TABLE events AS SELECT n::bigint FROM generate_series(1, $rows) AS n");
	query('ANALYZE events');
	query('CREATE TABLE more (n bigint)');
	my $columns = join ', ', map { "$call_of{$_} AS $_" } @types;
	query("CREATE VIEW fresh_days AS SELECT n % 50 AS day, $columns FROM (SELECT n FROM events WHERE n <= 300000 UNION ALL SELECT n FROM more) AS r GROUP BY 1");
	query('CREATE MATERIALIZED VIEW days AS SELECT * FROM fresh_days');
	query('CREATE UNIQUE INDEX ON days (day)');

	like(query("${parallel}EXPLAIN $figures"), qr/Partial Aggregate.*Parallel Seq Scan/s, 'a parallel plan');
	my $before = query("$parallel$figures");
	is(query("SET max_parallel_workers_per_gather = 0; $figures"), $before, 'returns the same as a plain one');
	for my $signal (qw(TERM KILL))
	{
		check_kill($signal, 'worker', "backend_type = 'parallel worker'", $before);
		check_kill($signal, 'leader', "backend_type = 'client backend'", $before);
	}
	check_cancel($_) for 'holt_winters_fit(x, NULL)', 'theil_sen(x)';
	check_stop_in_refresh($_) for '', 'CONCURRENTLY';

	check_spill($_) for @types;

	query('CREATE TABLE rows AS SELECT n, (n * 7919 % 1000003)::float8 AS x, mean_agg(n) + mean_agg(n * 7919 % 1000) AS m, rate_agg(n % 3 = 0) AS s FROM events GROUP BY n');
	my %keeping = keeping();
	is_deeply([ split /\n/, query(<<'SQL') ], [ sort @keeping_nothing, grep { /^(xmr|ewma|u_|p_|modified_z|tukey|damp|funnel)/ } keys %keeping ], 'every window function is known');
SELECT DISTINCT proname COLLATE "C" FROM pg_proc AS p JOIN pg_depend AS d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
  JOIN pg_extension AS e ON e.oid = d.refobjid AND extname = 'kpi' WHERE prokind = 'w' ORDER BY 1
SQL
	check_memory_limit($_, $keeping{$_}) for sort keys %keeping;
	check_size($_) for sort keys %too_large;
	is(query('SELECT count(*) FROM pg_ls_tmpdir()'), 0, 'no temporary file is left behind');
});

done_testing;
