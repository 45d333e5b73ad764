# Every aggregate over a distributed table of Citus, with 32 shards on two workers: the
# bytes are those of all rows in one table, wherever shards move.
use strict;
use warnings;

use Calls qw(fill differences listed_in_page);
use Kpi qw(query script command);
use Test::More;

my @workers = map { $ENV{PGPORT} + $_ } 1, 2;
my $coordinator = $ENV{PGPORT};

my $summaries = 'SELECT i AS k, g, duration_agg(i % 7 * interval $$1 s$$) AS w FROM rows GROUP BY i, g';

sub on
{
	my ($port, $code) = @_;
	local $ENV{PGPORT} = $port;
	return $code->();
}

# All servers listen in the directory of one socket, on consecutive ports
sub start_workers
{
	on($_, sub { command('sh test/cluster') }) for @workers;
	return;
}

# Runs code in the databases that the servers have from the start, which are removed with them
sub make_tables
{
	on($_, sub { query('CREATE EXTENSION citus') }) for $coordinator, @workers;
	query(join ';', "SELECT citus_set_coordinator_host('$ENV{PGHOST}', $coordinator)", map { "SELECT citus_add_node('$ENV{PGHOST}', $_)" } @workers);
	diag(query('SELECT citus_version()') =~ s/ on .*//r);
	fill();
	query(<<'SQL');
CREATE TABLE spread (LIKE rows);
SELECT create_distributed_table('spread', 'i', shard_count => 32);
INSERT INTO spread SELECT * FROM rows;
SQL
	return;
}

# Returns the plan of a statement over the distributed table
sub plan_of_query
{
	my ($statement) = @_;
	return query("SELECT plan_of(\$statement\$$statement\$statement\$)");
}

my $partial = qr/Query: .*worker_(?:binary_)?partial_agg\(/;

# Which aggregates the workers begin, by EXPLAIN and by the catalogs
sub check_pushing
{
	is(query(q{SELECT count(*), count(DISTINCT nodeport) FROM citus_shards WHERE table_name = 'spread'::regclass}), '32|2', 'shards on two workers');
	my $pulled = query(q{SELECT aggregate FROM calls WHERE plan_of(format('SELECT g, %s FROM spread GROUP BY g', call)) !~ 'worker_(binary_)?partial_agg\(' ORDER BY 1});
	is($pulled, listed_in_page('pulled'), 'all are pushed except those that the page lists');
	is($pulled, query('SELECT aggregate FROM calls WHERE ordered ORDER BY 1'), 'which are those that depend on order');
	like(plan_of_query('SELECT i, duration_agg(g * interval $$1 s$$), theil_sen(g::float8 ORDER BY i) FROM spread GROUP BY i'), qr/Query: .*duration_agg.*theil_sen/, 'groups by the key of the shards are pushed whole');
	unlike(plan_of_query('SELECT g, duration_agg(g * interval $$1 s$$), theil_sen(g::float8 ORDER BY i) FROM spread GROUP BY g'), $partial, 'none is pushed if one pulls rows');
	return;
}

sub check_bytes
{
	my $partials = 'SELECT id, call FROM calls WHERE NOT ordered';
	like(query("SELECT plan_of(statement_of('spread', '$partials', 'g'))"), $partial, 'states from the workers');
	is(differences('spread', $partials, by => 'g'), '', 'bytes of the pushed aggregates');
	is(differences('spread', 'SELECT id, call FROM calls', by => 'g'), '', 'and of aggregates over pulled rows');
	return;
}

# Summaries of summaries, and tables of them
sub check_rollups
{
	my $expected = query("SELECT rollup(w) FROM ($summaries) AS s");
	my $far = $summaries =~ s/rows/spread/r;
	my $nested = "SELECT rollup(w) FROM ($far) AS s";
	like(plan_of_query($nested), qr/Query: .*partial_agg\(.*rollup.*duration_agg/, 'a roll-up of summaries by the key is pushed');
	is(query($nested), $expected, 'and is right');
	query(q{CREATE TABLE kept (k bigint, g bigint, w duration_summary); SELECT create_distributed_table('kept', 'w')});
	like(plan_of_query("INSERT INTO kept $far"), qr/method: repartition/, 'INSERT ... SELECT goes from worker to worker');
	query("INSERT INTO kept $far");
	is(query('SELECT rollup(w) FROM kept'), $expected, 'into a table by the hash of summaries');
	is(query("SELECT count(*) FROM kept JOIN ($far) AS s USING (w, k)"), 240, 'and a join by summaries');
	return;
}

# The page's alternatives to statements that Citus refuses
sub check_limits
{
	my $grouped = 'SELECT g, rollup(w) FROM s GROUP BY ROLLUP (g) ORDER BY g';
	my $far = 'SELECT g, duration_agg(i * interval $$1 s$$) AS w FROM spread GROUP BY g';
	like(script('SELECT g, count(*) FROM spread GROUP BY ROLLUP (g)'), qr/ERROR: .*GROUPING SETS/, 'no grouping sets over rows');
	is(query("WITH s AS MATERIALIZED ($far) $grouped"), query('WITH s AS (' . $far =~ s/spread/rows/r . ") $grouped"), 'but over summaries they work');
	like(script('SELECT aging(duration_agg(i * interval $$1 s$$), $${1 min}$$) FROM spread'), qr/ERROR: .*set-valued/, 'no sets together with aggregates');
	my $lateral = 'SELECT g, a.* FROM (%s) AS s, LATERAL aging(w, $${1 min}$$) AS a ORDER BY 1, 2 NULLS FIRST';
	is(query(sprintf $lateral, $far), query(sprintf $lateral, $far =~ s/spread/rows/r), 'but together with subqueries they work');
	like(script("EXPLAIN (ANALYZE, COSTS OFF) $far"), qr/Citus Adaptive.*actual/, 'EXPLAIN ANALYZE runs');
	return;
}

# Returns the worker that has a shard, and the other one
sub places
{
	my ($shard) = @_;
	my $from = query("SELECT nodeport FROM citus_shards WHERE shardid = $shard");
	return $from, grep { $_ != $from } @workers;
}

sub move
{
	my ($shard) = @_;
	my ($from, $to) = places($shard);
	query("SELECT citus_move_shard_placement($shard, '$ENV{PGHOST}', $from, '$ENV{PGHOST}', $to); CALL citus_cleanup_orphaned_resources()");
	return;
}

# Shards move to the other worker and back while rows are written, here and to a local table
sub check_moves
{
	my $write = sub {
		my ($table) = @_;
		return join '', map { "INSERT INTO $table SELECT k, k * 1000 + $_, duration_agg(k * interval '1 s') FROM generate_series(1, 9) AS k GROUP BY k; UPDATE $table SET w = w + w WHERE g = $_; DELETE FROM $table WHERE g = 3000 + $_ - 30;" } 1 .. 60;
	};
	query(<<"SQL");
CREATE TABLE moved (k bigint, g bigint, w duration_summary);
SELECT create_distributed_table('moved', 'k', shard_count => 2, colocate_with => 'none');
ALTER TABLE moved REPLICA IDENTITY FULL;
INSERT INTO moved $summaries;
CREATE TABLE stayed AS $summaries;
SQL
	my $shard = query(q{SELECT min(shardid) FROM citus_shards WHERE table_name = 'moved'::regclass});
	my $writer = fork // die $!;
	if (!$writer) { eval { query($write->('moved')) }; print STDERR $@; require POSIX; POSIX::_exit($@ ? 1 : 0) }
	my ($before) = places($shard);
	move($shard) for 1 .. 3;
	waitpid $writer, 0;
	is($?, 0, 'rows are written while a shard moves');
	isnt((places($shard))[0], $before, 'which it does');
	query($write->('stayed'));
	is(query('SELECT count(*), rollup(w) FROM moved'), query('SELECT count(*), rollup(w) FROM stayed'), 'no row is lost or duplicated');
	return;
}

# Citus does not let a live roll-up follow a distributed table; a shard has one as long as it does not move
sub check_live
{
	query(q{CREATE TABLE followed (k bigint, g bigint); SELECT create_distributed_table('followed', 'k', shard_count => 2, colocate_with => 'none'); ALTER TABLE followed REPLICA IDENTITY FULL});
	like(script(q{SELECT live_rollup('live', 'SELECT g, count(*) AS n FROM followed GROUP BY g')}), qr/ERROR: .*not in Citus' metadata/, 'no live roll-up of a distributed table');
	my ($shard, $name) = split /\|/, query(q{SELECT shardid, shard_name(table_name, shardid) FROM citus_shards WHERE table_name = 'followed'::regclass ORDER BY shardid LIMIT 1});
	my ($worker, $other) = places($shard);
	my $read = sub { my ($sql) = @_; return on($worker, sub { query($sql) }) };
	$read->("SET client_min_messages = error; SELECT live_rollup('live', 'SELECT g, count(*) AS n FROM $name GROUP BY g')");
	query('INSERT INTO followed SELECT i, g FROM rows; UPDATE followed SET g = g + 1 WHERE k % 3 = 0; DELETE FROM followed WHERE k % 5 = 0');
	cmp_ok($read->('SELECT sum(n) FROM live'), '>', 0, 'a live roll-up of a shard, on its worker');
	is($read->(q{SELECT count(*) FROM live_check('live')}), 0, 'is right');
	move($shard);
	my $kept = $read->('SELECT sum(n) FROM live');
	query('INSERT INTO followed SELECT i, g FROM rows');
	is($read->('SELECT sum(n) FROM live'), $kept, 'and stays behind when the shard moves');
	is(on($other, sub { query("SELECT count(*) FROM pg_trigger WHERE tgrelid = '$name'::regclass") }), 0, 'which no roll-up follows any more');
	return;
}

start_workers();
make_tables();
check_pushing();
check_bytes();
check_rollups();
check_limits();
check_moves();
check_live();

done_testing;
