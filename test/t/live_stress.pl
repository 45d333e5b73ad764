# Live roll-ups under load: clients insert, update and delete at the three
# isolation levels, over a plain and a partitioned table, and some of them are
# rolled back or killed.  Meanwhile others fold, repair, TRUNCATE, attach and detach
# partitions, and readers compare the views with their definitions in one snapshot
# all the time.
#
# KPI_LIVE_CLIENTS (default 8) write, twice for KPI_LIVE_SECONDS (default 3).
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query with_database);
use POSIX ();
use Test::More;

my $seconds = $ENV{KPI_LIVE_SECONDS} // 3;
my $clients = $ENV{KPI_LIVE_CLIENTS} // 8;
my $directory = tempdir(CLEANUP => 1);
my $queues = 3;
my $days = 4;
my @rollups = qw(plain_by_queue plain_in_all parted_by_day parted_in_all);

# Each client has its own rows, so that none waits for another's or fails because of them
my $set_up = <<'SQL';
CREATE EXTENSION kpi;
CREATE SEQUENCE ids;
CREATE TABLE plain (id bigint DEFAULT nextval('ids') PRIMARY KEY, client int, queue text, day int, wait int);
CREATE INDEX ON plain (client);
CREATE TABLE parted (id bigint DEFAULT nextval('ids'), client int, queue text, day int, wait int) PARTITION BY LIST (day);
CREATE INDEX ON parted (client);
CREATE TABLE day_0 PARTITION OF parted FOR VALUES IN (0) PARTITION BY LIST (queue);
CREATE TABLE day_0_first PARTITION OF day_0 FOR VALUES IN ('queue 0');
CREATE TABLE day_0_others PARTITION OF day_0 DEFAULT;
CREATE TABLE day_1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE day_2 PARTITION OF parted FOR VALUES IN (2);
CREATE TABLE later PARTITION OF parted DEFAULT;
CREATE TABLE day_4 PARTITION OF parted FOR VALUES IN (4);
INSERT INTO plain (client, queue, day, wait) SELECT n % 8, 'queue ' || n % 3, n % 4, n FROM generate_series(1, 200) AS n;
INSERT INTO parted (client, queue, day, wait) SELECT client, queue, day, wait FROM plain;
SELECT live_rollup('plain_by_queue', 'SELECT queue, day, count(*) AS n, sum(wait) AS wait, mean_agg(wait) AS mean FROM plain GROUP BY queue, day');
SELECT live_rollup('plain_in_all', 'SELECT count(*) FILTER (WHERE wait > 50) AS n, sum(id) AS ids, spread_agg(wait) AS spread FROM plain');
SELECT live_rollup('parted_by_day', 'SELECT day, nullif(queue, ''queue 1'') AS queue, count(*) AS n, duration_agg(wait) AS wait FROM parted GROUP BY 1, 2');
SELECT live_rollup('parted_in_all', 'SELECT count(*) AS n, sum(wait) AS wait FROM parted WHERE day < 3');
SQL

# Rows that only a view or only its definition has
sub differences
{
	return join ' UNION ALL ', map { <<"SQL" } @rollups;
(SELECT '$_', a::text FROM ((SELECT * FROM $_ EXCEPT ALL SELECT * FROM $_\_definition) UNION ALL (SELECT * FROM $_\_definition EXCEPT ALL SELECT * FROM $_)) AS a)
SQL
}

sub pick { return $_[rand @_] }
sub queue { return q{'queue } . int(rand $queues) . q{'} }
sub day { return int rand $days }
sub wait_of { return int rand 100 }
sub table { return pick(qw(plain plain parted parted parted day_1 later day_4)) }

sub insert
{
	my ($client) = @_;
	my $table = table();
	my $day = { day_1 => 1, later => 3, day_4 => 4 }->{$table};
	my @rows = map { join ', ', $client, queue(), $day // day(), wait_of() } 1 .. 1 + rand 4;
	return "INSERT INTO $table (client, queue, day, wait) VALUES (" . join('), (', @rows) . ')';
}

# A client's own rows, about half of them or all
sub mine
{
	my ($client) = @_;
	return "WHERE client = $client" . pick('', ' AND wait % 2 = ' . int(rand 2), ' AND queue = ' . queue());
}

sub change
{
	my ($client) = @_;
	my $statement = pick(
		insert($client), insert($client), insert($client),
		'UPDATE ' . table() . ' SET wait = ' . wait_of() . ' ' . mine($client),
		'UPDATE ' . pick(qw(plain parted)) . ' SET queue = ' . queue() . ', day = ' . day() . ', wait = wait + 1 ' . mine($client),
		'DELETE FROM ' . table() . ' ' . mine($client));
	return "$statement;\n" if rand() < 0.7;
	return "SAVEPOINT s;\n$statement;\n" . pick('RELEASE s', 'ROLLBACK TO s') . ";\n";
}

# Several changes at one isolation level, which is printed before them
sub transaction
{
	my ($client) = @_;
	my $level = pick('READ COMMITTED', 'READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE');
	return join '', "\\echo $level\nBEGIN ISOLATION LEVEL $level;\n", (map { change($client) } 1 .. 1 + rand 4), pick('COMMIT', 'COMMIT', 'COMMIT', 'ROLLBACK'), ";\n";
}

# Compares views with definitions, twice, under a lock that is taken before the snapshot: an older snapshot may
# miss what TRUNCATE removes at once, or which partitions exist
sub compare
{
	my ($lock, $level) = @_;
	return "\\echo reader\nBEGIN ISOLATION LEVEL $level;\nLOCK TABLE plain, parted IN $lock MODE;\n" . differences() . ";\nSELECT pg_sleep(0.02);\n" . differences() . ";\nCOMMIT;\n";
}

# Repeats the statements of the clients that do not write
my %others = (
	reader => sub { return compare('ACCESS SHARE', 'READ COMMITTED') },
	snapshot_reader => sub { return compare('ACCESS SHARE', 'REPEATABLE READ') },
	tree_reader => sub { return compare('SHARE UPDATE EXCLUSIVE', pick('READ COMMITTED', 'REPEATABLE READ')) },
	fold => sub { return join '', "\\echo fold\n", map { "SELECT FROM live_fold('$_');\n" } @rollups },
	mend => sub { return join '', "\\echo mend\n", (map { "SELECT 'mended $_', n FROM live_rebuild('$_') AS n WHERE n > 0;\n" } @rollups), "SELECT pg_sleep(0.1);\n" },
	truncate => sub { return "\\echo truncate\nTRUNCATE " . pick(qw(day_0 day_1 day_2 later)) . ";\n" . pick('', '', '', "TRUNCATE plain;\n") . "SELECT pg_sleep(0.3);\n" },
	tree => sub { return <<'SQL' },
\echo tree
ALTER TABLE parted DETACH PARTITION day_4;
SELECT pg_sleep(0.1);
ALTER TABLE parted ATTACH PARTITION day_4 FOR VALUES IN (4);
SELECT pg_sleep(0.1);
SQL
	kill => sub { return <<'SQL' },
\echo kill
SELECT FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'writer' ORDER BY random() LIMIT 1) AS w, pg_terminate_backend(pid);
SELECT pg_sleep(0.4);
SQL
);

# Prints the output of scripts from one session after another, until the time is over
sub run_sessions
{
	my ($name, $number, $make, $end) = @_;
	my $application = $name eq 'writer' ? 'writer' : 'other';
	srand 1000 + $number;
	while (time < $end)
	{
		open my $psql, '|-', "PGAPPNAME=$application psql -X -q -A -t >>$directory/$name.$number 2>&1" or die "psql: $!";
		local $SIG{PIPE} = 'IGNORE';
		print $psql "\\set VERBOSITY sqlstate\n";
		for (1 .. 20)
		{
			print $psql $make->() or last;
			$psql->flush;
			last if time >= $end;
		}
		close $psql;
	}
	return;
}

# Runs all of them at once; each prints into its own file
sub run_together
{
	my (@jobs) = @_;
	my $end = time + $seconds;
	my @children;
	for my $number (0 .. $#jobs)
	{
		my $pid = fork // die "fork: $!";
		if (!$pid)
		{
			eval { run_sessions($jobs[$number][0], $number, $jobs[$number][1], $end); 1 } or warn $@;
			POSIX::_exit(0);
		}
		push @children, $pid;
	}
	waitpid $_, 0 for @children;
	return;
}

# Counts each line that was printed, after the last line that says who printed it
sub printed
{
	my %count;
	for my $path (glob "$directory/*")
	{
		my $who = '';
		open my $file, '<', $path or die "$path: $!";
		while (<$file>)
		{
			chomp;
			if (/^(READ COMMITTED|REPEATABLE READ|SERIALIZABLE|reader|fold|mend|truncate|tree|kill)$/) { $who = $1; $count{runs}{$who}++ }
			# in words, before psql has read how to report it
			elsif (/57P01|terminating connection|^(server closed|\s|connection to server was lost|The connection to the server was lost|no connection to the server)/) { $count{killed}++ }
			elsif (/25P02|25P01|3B001|00000|^$/) { }    # follows an error in a transaction
			else { $count{others}{"$who: $_"}++ }
		}
	}
	unlink glob "$directory/*";
	return %count;
}

# Each transaction of one statement holds one part of a group, so there are as many parts as clients.  A transaction
# that did not yet see the part another added may add one more.
sub check_parts
{
	open my $file, '>', "$directory/insert" or die $!;
	print $file "\\set queue random(0, 1)\nINSERT INTO plain (client, queue, day, wait) VALUES (:client_id, 'queue ' || :queue, 0, 7);\n";
	close $file;
	open $file, '>', "$directory/delete" or die $!;
	print $file "DELETE FROM plain WHERE client = :client_id;\n";
	close $file;
	my $printed = command("pgbench -n -c $clients -j 2 -t 150 -f $directory/insert\@9 -f $directory/delete\@1");
	unlike($printed, qr/ERROR|FATAL|aborted/, 'no client of pgbench fails');
	my $most = query('SELECT max(n) FROM (SELECT count(*) AS n FROM plain_by_queue_parts GROUP BY queue, day, taken) AS q');
	diag("$most parts of a group");
	cmp_ok($most, '<=', 2 * $clients, 'a group has no more parts than it had writers');
	unlink "$directory/insert", "$directory/delete";
	check_end('one statement each');
	return;
}

sub check_end
{
	my ($name) = @_;
	is(query(differences()), '', "$name: views equal their definitions");
	is(query("SELECT * FROM live_check('$_')"), '', "$name: nothing to repair in $_") for @rollups;
	query(join '', map { "SELECT live_fold('$_');" } @rollups);
	is(query("SELECT count(*) FROM $_\_parts"), query("SELECT count(*) FROM $_"), "$name: one part for each group of $_") for @rollups[0, 2];
	cmp_ok(query("SELECT count(*) FROM $_\_parts"), '<=', 1, "$name: one part of $_, or none without rows") for @rollups[1, 3];
	is(query(differences()), '', "$name: as before");
	return;
}

with_database(sub {
	query($set_up);
	check_parts();
	my @writers = map { my $client = $_; ['writer', sub { transaction($client) }] } 0 .. $clients - 1;
	my $run = sub {
		my ($name, $harmless, @others) = @_;
		run_together(@writers, map { [$_, $others{$_}] } @others);
		my %count = printed();
		diag(join ', ', map { "$_: $count{runs}{$_}" } sort keys %{ $count{runs} });
		diag('ended by force: ', $count{killed} // 0);
		for (sort grep { /$harmless/ } keys %{ $count{others} // {} })
		{
			diag("$_, $count{others}{$_} times");
			delete $count{others}{$_};
		}
		is(join("\n", map { "$count{others}{$_} times $_" } sort keys %{ $count{others} // {} }), '', "$name: nothing differs, and nothing fails because of the roll-ups");
		check_end($name);
	};
	$run->('tables', qr/^SERIALIZABLE: ERROR:  40001/, qw(reader snapshot_reader fold fold mend truncate kill));
	# Whoever detaches a partition locks its parent first; whoever writes to it by its name may lock the parent last
	$run->('partitions', qr/^SERIALIZABLE: ERROR:  40001|ERROR:  40P01|^tree: ERROR:  (42809|42P01)/, qw(tree_reader fold mend truncate kill tree));
});

done_testing;
