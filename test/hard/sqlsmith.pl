# SQLsmith generates statements from the catalogs, in which calls of the extension stand
# at every place that SQL allows, with arguments of every kind.  No statement may crash
# the server, end with an internal error (SQLSTATE XX000 and its like) or take
# memory without limit.
#
# It runs for KPI_SQLSMITH_SECONDS (default 90), with a new seed every ten minutes.
# KPI_SQLSMITH_SEED names the first seed.
use strict;
use warnings;

use File::Basename qw(dirname);
use Kpi qw(command query with_database);
use List::Util qw(max min sum0);
use Test::More;
use Time::HiRes qw(sleep time);

my $seconds = $ENV{KPI_SQLSMITH_SECONDS} // 90;
my $slice = 600;
my $seed = $ENV{KPI_SQLSMITH_SEED} // time % 1_000_000;
my $longest_log = 200_000_000;
my $data_directory = query('SHOW data_directory');
my $server_log = dirname($data_directory) . '/server.log';

my (%statements, %calls_of, %calls_that_returned, @findings);
my ($with_calls, $returned_with_calls, $largest) = (0, 0, 0);

# Returns the contents of a file, or nothing if it is gone
sub content
{
	my ($path) = @_;
	open my $file, '<', $path or return '';
	local $/;
	return <$file> // '';
}

sub calls
{
	my ($statement) = @_;
	my %names = map { $_ => 1 } $statement =~ /\bkpi\.(\w+)\s*\(/g;
	return keys %names;
}

# Counts a statement that ended with an SQLSTATE
sub count
{
	my ($state, $message, $statement) = @_;
	return if $statement =~ /^\s*(?:BEGIN|ROLLBACK|set |select version)/i;
	my @calls = calls($statement);
	$statements{$state}++;
	$with_calls++ if @calls;
	$calls_of{$_}++ for @calls;
	if ($state eq '00000')
	{
		$returned_with_calls++ if @calls;
		$calls_that_returned{$_}++ for @calls;
	}
	push @findings, "$state $message\n$statement" if $state =~ /^(?:XX|53)/ || $message =~ /internal error|unrecognized|cache lookup/;
	return;
}

# Reads what the server has logged since the last call.  An entry is a line with SQLSTATE, user and level, and
# the indented lines that follow; the statement of an error is an entry that follows
my ($log, $entry, $error);

sub entry
{
	my ($text) = @_;
	push @findings, $text if $text =~ /terminated by signal|PANIC:|TRAP:|AddressSanitizer|runtime error:/;
	my ($state, $level, $rest) = $text =~ /^(\w{5}) smith (\w+):  (.*)/s or return;
	if ($level eq 'LOG' && $rest =~ /^duration: \S+ ms  statement: (.*)/s) { count('00000', '', $1) }
	elsif ($level =~ /^(?:ERROR|FATAL)$/) { $error = [ $state, $rest ] }
	elsif ($level eq 'STATEMENT' && $error) { count(@$error, $rest); $error = undef }
	return;
}

sub read_log
{
	my ($is_end) = @_;
	seek $log, 0, 1;
	while (my $line = <$log>)
	{
		if ($line =~ /^\t/ && defined $entry) { $entry .= $line; next }
		entry($entry) if defined $entry;
		$entry = $line;
	}
	if (tell $log > $longest_log)
	{
		truncate $server_log, 0 or die "$server_log: $!";
		seek $log, 0, 0;
	}
	if ($is_end && defined $entry) { entry($entry); $entry = undef }
	return;
}

# Bytes of memory of the largest backend that are its own
sub memory
{
	my ($postmaster) = split /\n/, content("$data_directory/postmaster.pid");
	return max 0, map { content($_) =~ /^RssAnon:\s+(\d+)/m ? 1024 * $1 : 0 } grep { content($_) =~ /^PPid:\s+$postmaster$/m } glob '/proc/[0-9]*/status';
}

# Runs SQLsmith until a time
sub smith
{
	my ($number, $end) = @_;
	my $pid = fork // die "fork: $!";
	if (!$pid)
	{
		open STDOUT, '>', '/dev/null';
		open STDERR, '>', '/dev/null';
		exec 'sqlsmith', '--exclude-catalog', "--seed=$number", "--target=host=$ENV{PGHOST} port=$ENV{PGPORT} user=smith dbname=$ENV{PGDATABASE}";
		die "sqlsmith: $!";
	}
	my $is_running = 1;
	while ($is_running && time < $end)
	{
		sleep 0.2;
		read_log();
		$largest = max $largest, memory();
		$is_running = waitpid($pid, 1) == 0;
	}
	if ($is_running) { kill 'TERM', $pid; waitpid $pid, 0 }
	return $is_running;
}

with_database(sub {
	command('psql -X -q -v ON_ERROR_STOP=1 -f test/hard/sqlsmith.sql');
	query(q{ALTER SYSTEM SET log_line_prefix = '%e %u '; SELECT pg_reload_conf()});
	open $log, '<', $server_log or die "$server_log: $!";
	seek $log, 0, 2;

	my $end = time + $seconds;
	my $is_whole = 1;
	for (my $number = $seed; time < $end && $is_whole; $number++)
	{
		$is_whole = smith($number, min($end, time + $slice));
		note("seed $number");
	}
	# backends that are still busy end by their statement_timeout
	sleep 2;
	read_log(1);
	query('ALTER SYSTEM RESET log_line_prefix; SELECT pg_reload_conf()');

	my %users = map { $_ => 1 } split /\n/, query('SELECT DISTINCT name FROM kpi.kpi_functions');
	my @never = sort grep { !$calls_of{$_} } keys %users;
	my $all = sum0 values %statements;
	note('by SQLSTATE: ' . join ', ', map { "$_ $statements{$_}" } sort { $statements{$b} <=> $statements{$a} } keys %statements);
	note("never called: @never");
	note('called, but never in a statement without error: ' . join ' ', sort grep { $calls_of{$_} && !$calls_that_returned{$_} } keys %users);
	ok($is_whole, 'SQLsmith ran to the end');
	cmp_ok($all, '>', 10 * $seconds, "$all statements");
	cmp_ok($with_calls, '>', 0.3 * $all, "$with_calls of them call the extension, $returned_with_calls of these without error");
	cmp_ok(scalar @never, '<', 0.2 * keys %users, sprintf '%d of %d functions that users call are called', keys(%users) - @never, scalar keys %users);
	cmp_ok($largest, '<', 1e9, sprintf 'the largest backend takes %d MB', $largest / 1e6);
	is(join("\n\n", @findings), '', 'no crash and no internal error');
});
query('DROP ROLE smith');

done_testing;
my @results = Test::More->builder->summary;
printf "%d passed, %d failed\n", scalar(grep { $_ } @results), scalar grep { !$_ } @results;
