# Load: eight clients query every figure of the extension at once, in every kind of
# plan, while views are refreshed and rows are inserted and deleted.  Each answer is
# the same as before, byte for byte, and no backend grows.
#
# It runs for KPI_LOAD_SECONDS (default 60), or until each client has asked everything three times.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use Kpi qw(query with_database);
use List::Util qw(max sum0);
use POSIX qw(ceil WNOHANG);
use Summaries qw(summary_aggregates fill);
use Test::More;

my $seconds = $ENV{KPI_LOAD_SECONDS} // 60;
my $clients = 8;
my $trial = 10;    # seconds
my $everything = 1500;    # a client has asked everything after so many transactions
my $directory = tempdir(CLEANUP => 1);
my $server_log = dirname(query('SHOW data_directory')) . '/server.log';

# A call of every aggregate and window function of the catalogs, with arguments from test/rows.sql
my $calls = <<'SQL';
SET client_min_messages = warning;
CREATE TABLE rows AS SELECT n FROM generate_series(1::bigint, 500) AS n;
\i test/rows.sql
SELECT format('CREATE TABLE %I AS SELECT p AS n, %s AS s FROM generate_series(1::bigint, 20) AS p, generate_series(1::bigint, 100) AS n WHERE n %% 20 = p %% 20 OR n %% p = 0 GROUP BY p',
              'pool_of_' || type, call_of(name, argnames, argtypes, 'n'))
  FROM summary_types JOIN builders ON result = type \gexec

CREATE TABLE calls AS
SELECT p.oid::regprocedure AS function, prokind, aggcombinefn IS DISTINCT FROM 0 AS merges,
       left(call_of(proname, proargnames, proargtypes::oid[]::regtype[], 'n'), -1) AS call,    -- without its last parenthesis
       coalesce((SELECT min(value_of(name, type::regtype, i::int, 'n')) FROM unnest(proargnames, proargtypes::oid[]) WITH ORDINALITY AS arguments(name, type, i) WHERE name = 'at'), 'n') AS in_order
  FROM pg_proc AS p LEFT JOIN pg_aggregate AS a ON a.aggfnoid = p.oid JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid
 WHERE prokind IN ('a', 'w') AND proname NOT IN ('rollup', 'sum');
ANALYZE;
SQL

# Questions of each kind, and their answers when no other client is active
my $questions = <<'SQL';
CREATE TABLE questions (kind text, i int, question text, answer text);
INSERT INTO questions (kind, question)
SELECT 'aggregate', format('SELECT md5((%s%s)::text) FROM rows', call, CASE WHEN merges THEN ')' ELSE ' ORDER BY n)' END) FROM calls WHERE prokind = 'a'
UNION ALL
SELECT 'aggregate', format('SELECT md5(string_agg(g::text, $$;$$ ORDER BY k)) FROM (SELECT n %% 7 AS k, %s%s FROM rows GROUP BY 1) AS g', call, CASE WHEN merges THEN ')' ELSE ' ORDER BY n)' END) FROM calls WHERE prokind = 'a'
UNION ALL
SELECT 'parallel', format('SELECT md5((%s))::text) FROM rows', call) FROM calls WHERE prokind = 'a' AND merges
UNION ALL
SELECT 'window', format('SELECT md5(string_agg(w::text, $$;$$)) FROM (SELECT %s) OVER (ORDER BY n ROWS 5 PRECEDING) FROM rows WHERE n <= 300) AS w', call) FROM calls WHERE prokind = 'a'
UNION ALL
SELECT 'window', format('SELECT md5(string_agg(w::text, $$;$$)) FROM (SELECT %s) OVER (PARTITION BY n %% 4 ORDER BY %s, n) FROM rows) AS w', call, in_order) FROM calls WHERE prokind = 'w';

CREATE FUNCTION ask(question text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE question INTO answer;
	RETURN answer;
END $$;

-- Each session asks one after the other, so that it soon has what it keeps of all; each begins somewhere else
CREATE FUNCTION check_next(of_kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	n int := (SELECT count(*) FROM questions WHERE kind = of_kind);
	last int := coalesce(current_setting('load.' || of_kind, true)::int, floor(random() * n)::int);
	q questions := (SELECT questions FROM questions WHERE kind = of_kind AND i = (last + 1) % n);
	answer text := ask(q.question);
BEGIN
	IF answer IS DISTINCT FROM q.answer THEN
		RAISE EXCEPTION 'drift: % gives % and gave %', q.question, answer, q.answer;
	END IF;
	PERFORM set_config('load.' || of_kind, ((last + 1) % n)::text, false);
END $$;

CREATE FUNCTION check_same(same boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF same IS NOT TRUE THEN
		RAISE EXCEPTION 'drift: figures of all rows are not those of their parts';
	END IF;
END $$;

CREATE TABLE growing (client int, n bigint);
SQL

my $parallel = <<'SQL';
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SQL

# Rows of each client are replaced; in one snapshot, the figures of all rows are those of its parts
my %scripts = (
	aggregate => "SELECT check_next('aggregate');\n",
	parallel => "BEGIN;\n${parallel}SELECT check_next('parallel');\nCOMMIT;\n",
	window => "SELECT check_next('window');\n",
	rollup => "SELECT check_next('rollup');\n",
	refresh => "REFRESH MATERIALIZED VIEW CONCURRENTLY days;\nSELECT check_next('view');\n",
	insert => <<'SQL',
\set first random(1, 100000)
BEGIN ISOLATION LEVEL REPEATABLE READ;
DELETE FROM growing WHERE client = :client_id;
INSERT INTO growing SELECT :client_id, n FROM generate_series(:first, :first + 200) AS n;
SELECT check_same(a = b) FROM all_growing AS a, rolled_up AS b;
COMMIT;
SQL
);
my %weight = (aggregate => 8, parallel => 4, window => 6, rollup => 3, refresh => 1, insert => 2);

sub set_up
{
	query('CREATE EXTENSION kpi');
	my %call_of = summary_aggregates();
	my @types = sort keys %call_of;
	fill(%call_of);
	query($calls);
	query($questions);
	for (@types)
	{
		query(<<"SQL");
INSERT INTO questions (kind, question) VALUES
	('rollup', 'SELECT md5(rollup(s)::text) FROM of_$_'),
	('rollup', 'SELECT md5(string_agg(w::text, '';'')) FROM (SELECT rollup(s) OVER (ORDER BY n ROWS 2 PRECEDING) FROM of_$_) AS w'),
	('rollup', 'SELECT md5(string_agg(s::text, '';'' ORDER BY s)) FROM (SELECT DISTINCT s FROM of_$_) AS d'),
	('view', 'SELECT md5(string_agg(h::text, '';'' ORDER BY half)) FROM halves_of_$_ AS h');
SQL
	}
	my $all = join ', ', map { "$call_of{$_} AS $_" } @types;
	my $rolled_up = join ', ', map { "rollup($_) AS $_" } @types;
	query("CREATE VIEW all_growing AS SELECT $all FROM growing");
	query("CREATE VIEW rolled_up AS SELECT $rolled_up FROM (SELECT $all FROM growing GROUP BY n % 9) AS parts");
	query("CREATE MATERIALIZED VIEW days AS SELECT n % 5 AS day, $all FROM rows GROUP BY 1");
	query('CREATE UNIQUE INDEX ON days (day)');
	query(q{INSERT INTO questions (kind, question) VALUES ('view', 'SELECT md5(string_agg(d::text, '';'' ORDER BY day)) FROM days AS d')});
	query('UPDATE questions AS q SET i = o.i, answer = ask(question) FROM (SELECT ctid, row_number() OVER (PARTITION BY kind) - 1 AS i FROM questions) AS o WHERE o.ctid = q.ctid');
	# with the final number of rows, so that plans stay the same
	query("INSERT INTO growing SELECT client, n FROM generate_series(0, $clients - 1) AS client, generate_series(0, 200) AS n");
	query('ANALYZE');
	return;
}

# The memory that each client's backend has allocated, in kB; the resident part also depends on the size of pages
sub memory
{
	my @memory;
	for my $pid (split /\n/, query(q{SELECT pid FROM pg_stat_activity WHERE application_name = 'pgbench' AND backend_type = 'client backend' ORDER BY pid}))
	{
		open my $status, '<', "/proc/$pid/status" or next;
		push @memory, map { /^VmData:\s+(\d+) kB/ ? $1 : () } <$status>;
	}
	return @memory;
}

sub median
{
	my @sorted = sort { $a <=> $b } @_;
	return $sorted[$#sorted / 2];
}

# Returns what pgbench prints, its status, and samples of the memory of all backends together
sub run_load
{
	my ($length) = @_;
	my @files;
	for (sort keys %scripts)
	{
		open my $script, '>', "$directory/$_" or die "$_: $!";
		print $script $scripts{$_};
		close $script;
		push @files, "-f $directory/$_\@$weight{$_}";
	}
	my @samples;
	my $pid = open my $pgbench, '-|', "exec pgbench -n -c $clients -j 2 $length @files 2>&1" or die "pgbench: $!";
	until (waitpid $pid, WNOHANG)
	{
		sleep 1;
		my @memory = memory();
		push @samples, sum0(@memory) if @memory == $clients;
	}
	my $status = $?;
	return (do { local $/; <$pgbench> }, $status, @samples);
}

sub check_load
{
	my $logged_before = -s $server_log;
	my ($done) = (run_load("-T $trial"))[0] =~ /actually processed: (\d+)/;
	my $transactions = max(3 * $everything, ceil(($done // 0) / $clients * $seconds / $trial));
	my ($output, $status, @samples) = run_load("-t $transactions");
	my $before = median(@samples[@samples / 2 .. @samples * 3 / 4]);
	my $after = median(@samples[@samples * 3 / 4 .. $#samples]);

	is($status, 0, 'no client failed') or diag($output);
	unlike($output, qr/drift|ERROR|aborted/, 'no answer differs from before');
	cmp_ok(scalar @samples, '>', $seconds / 4, 'memory was sampled');
	# except two megabytes each, because caches of the catalogs take long to fill
	cmp_ok($after, '<', $before + 2048 * $clients, 'no backend grows') or diag("kB: @samples");
	diag("memory of $clients backends: $before kB, then $after kB");
	diag("$1: $2 transactions") while $output =~ m{SQL script \d+: \Q$directory\E/(\w+).*?- (\d+) transactions}gs;

	open my $log, '<', $server_log or die "$server_log: $!";
	seek $log, $logged_before, 0;
	is(join('', grep { /\b(WARNING|ERROR|FATAL|PANIC):/ } <$log>), '', 'no warnings or errors in the server log');
	is(query('SELECT count(*) FROM pg_ls_tmpdir()'), 0, 'no temporary file is left');
	is(query(q{SELECT count(*) FROM pg_locks WHERE pid <> pg_backend_pid() AND locktype = 'relation'}), 0, 'and no lock');
	return;
}

with_database(sub {
	set_up();
	is(query(q{SELECT string_agg(function::text, ', ') FROM calls WHERE NOT EXISTS (SELECT FROM questions WHERE position(call IN question) > 0 AND answer IS NOT NULL)}),
		'', 'every aggregate and window function has an answer');
	like(query("BEGIN;\n${parallel}EXPLAIN " . query(q{SELECT question FROM questions WHERE kind = 'parallel' LIMIT 1})), qr/Partial Aggregate/, 'parallel plans');
	check_load();
	is(query('SELECT count(*) FROM questions WHERE ask(question) IS DISTINCT FROM answer'), 0, 'all answers are the same afterwards');
});

done_testing;
