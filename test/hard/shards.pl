# Every aggregate over a hypertable of TimescaleDB, and summaries of every kind
# through PL/Proxy: the bytes are those of all rows in one table.
use strict;
use warnings;

use Calls qw(fill with_shards columns_of make_views differences);
use Kpi qw(query script with_database);
use Test::More;

my $parallel = 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;';

# A live roll-up over a hypertable, which must not have chunks yet
sub check_live
{
	my $wrong = sub {
		my ($sql) = @_;
		query($sql);
		return query(q{SELECT count(*) FROM live_check('live')});
	};
	my $changes = <<'SQL';
INSERT INTO followed SELECT i, g FROM rows;
UPDATE followed SET g = g + 1 WHERE i % 3 = 0;
DELETE FROM followed WHERE i % 5 = 0;
SQL
	like(script(q{SELECT live_rollup('late', 'SELECT g, count(*) AS n FROM hyper GROUP BY g')}), qr/ERROR: .*hypertable chunks/, 'no live roll-up if there are chunks');
	query(<<'SQL');
CREATE TABLE followed (i bigint, g bigint);
SELECT create_hypertable('followed', 'i', chunk_time_interval => 50);
SELECT live_rollup('live', 'SELECT g, count(*) AS n FROM followed GROUP BY g');
SQL
	is($wrong->($changes), 0, 'a live roll-up follows a hypertable');
	for my $unseen ('SELECT drop_chunks($$followed$$, 100)', 'TRUNCATE followed')
	{
		cmp_ok($wrong->($unseen), '>', 0, "it does not see $unseen");
		is($wrong->(q{SELECT live_rebuild('live')}), 0, 'which live_rebuild repairs');
		is($wrong->($changes), 0, 'and it goes on');
	}
	return;
}

with_database(sub {
	fill();
	query(<<'SQL');
CREATE EXTENSION timescaledb;
CREATE TABLE hyper (LIKE rows);
SELECT create_hypertable('hyper', 'i', chunk_time_interval => 50);
INSERT INTO hyper SELECT * FROM rows;
ANALYZE hyper;
SQL
	is(query(q{SELECT count(*) FROM show_chunks('hyper')}), 5, 'chunks');
	my $all = 'SELECT id, call FROM calls';
	is(differences('hyper', $all), '', 'all aggregates over a hypertable');
	is(differences('hyper', $all, by => 'g', settings => "$parallel SET enable_partitionwise_aggregate = on;"), '', 'and chunk by chunk, in parallel');
	check_live();
});

with_shards(sub {
	my $n = 0;
	my $shards = join ', ', map { sprintf "p%d 'dbname=%s host=%s port=%s'", $n++, $_, @ENV{qw(PGHOST PGPORT)} } @_;
	make_views();
	my $columns = columns_of('summaries');
	query(<<"SQL");
CREATE EXTENSION plproxy;
CREATE SERVER proxied FOREIGN DATA WRAPPER plproxy OPTIONS ($shards);
CREATE USER MAPPING FOR CURRENT_USER SERVER proxied;
CREATE FUNCTION summaries() RETURNS TABLE ($columns) LANGUAGE plproxy AS \$\$
	CLUSTER 'proxied';
	RUN ON ALL;
	SELECT * FROM summaries;
\$\$;
SQL
	is(differences('summaries()', q{SELECT id, format('rollup(%s)', id) FROM calls WHERE builds}), '', 'summaries of all kinds through PL/Proxy');
});

done_testing;
