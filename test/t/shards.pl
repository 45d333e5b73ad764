# Every aggregate of the extension over more than one database: a coordinator
# and two shards of one server, by postgres_fdw.  Whatever way the figures take,
# their bytes are those of all rows on one machine.
use strict;
use warnings;

use Calls qw(with_shards on_shards columns_of make_views differences listed_in_page);
use File::Path qw(make_path);
use Kpi qw(query script);
use Test::More;

my $settings_of_shards = q{SET TimeZone = 'Asia/Kathmandu'; SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'sql_standard'; SET extra_float_digits = -15;};
my $settings_here = q{SET TimeZone = 'America/St_Johns'; SET DateStyle = 'German'; SET IntervalStyle = 'iso_8601'; SET extra_float_digits = -10;};

sub connect_shards
{
	my @shards = @_;
	query('CREATE EXTENSION postgres_fdw;' . join '', map { <<"SQL" } 1 .. @shards);
CREATE SERVER shard_$_ FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$ENV{PGHOST}', port '$ENV{PGPORT}', dbname '$shards[$_ - 1]', extensions 'kpi');
CREATE USER MAPPING FOR CURRENT_USER SERVER shard_$_;
SQL
	return;
}

# Creates the coordinator's table far_NAME, with a partition for each shard that reads the shard's table or view NAME
sub make_foreign
{
	my ($name) = @_;
	query("CREATE TABLE far_$name (" . columns_of($name) . ') PARTITION BY LIST (shard);' . join '', map {
		"CREATE FOREIGN TABLE far_${name}_$_ PARTITION OF far_$name FOR VALUES IN ($_) SERVER shard_$_ OPTIONS (table_name '$name');"
	} 1, 2);
	return;
}

# Views of summaries on the shards, rolled up on the coordinator
sub check_views
{
	cmp_ok(query('SELECT count(*) FROM calls WHERE builds'), '>', 100, 'aggregates that build summaries');
	make_views();
	make_foreign('summaries');
	is(differences('far_summaries', q{SELECT id, format('rollup(%s)', id) FROM calls WHERE builds}), '', 'summaries from views on the shards');
	return;
}

# Emulates an engine that ships states as text between servers with different settings
sub check_states
{
	on_shards($settings_of_shards . q{SELECT format('CREATE TABLE states AS SELECT shard, g, %s FROM rows GROUP BY shard, g', string_agg(format('(partial_%s%s)::text AS %1$s', id, substr(call, length(name) + 1)), ', ')) FROM calls WHERE NOT ordered \gexec});
	make_foreign('states');
	is(differences('far_states', q{SELECT c.id, format('combined_%s(%1$s::%s)', c.id, aggtranstype::regtype) FROM calls AS c JOIN pg_aggregate ON aggfnoid = c.oid WHERE NOT ordered}, settings => $settings_here),
		'', 'states as text, combined under other settings');
	return;
}

# Remote rows: which parts of an aggregate over one foreign table are computed remotely, by EXPLAIN
sub check_shipping
{
	my $stays = sub {
		my ($call) = @_;
		return query(qq{SELECT aggregate FROM calls WHERE plan_of(format('SELECT g, %s FROM far_rows_1 GROUP BY g', $call)) !~ ('Remote SQL:[^\\n]*\\.' || name || '\\(') ORDER BY 1});
	};
	my $all = 'SELECT id, call_of_columns FROM calls';
	make_foreign('rows');
	query('ANALYZE far_rows_1');
	is($stays->('call_of_columns'), '', 'every aggregate ships, with options in columns');
	is($stays->('call'), listed_in_page('stays'), 'also with constants, except those that the page lists');
	like(query("SELECT plan_of(statement_of('far_rows_1', '$all', 'g'))"), qr/Remote SQL: .*GROUP BY/, 'all in one query');
	is(differences('far_rows_1', $all, by => 'g', rows => 'rows WHERE shard = 1'), '', 'figures that were computed remotely');
	is(differences('far_rows', 'SELECT id, call FROM calls'), '', 'figures of rows that were fetched');
	return;
}

# Live roll-ups on the shards are read like views, before and after rows change there
sub check_live
{
	my $builders = 'SELECT oid FROM builders WHERE NOT ordered';
	my $changes = 'INSERT INTO rows SELECT * FROM rows WHERE i % 4 = 1; UPDATE rows SET g = g + 1 WHERE i % 5 = 0; DELETE FROM rows WHERE i % 3 = 0;';
	my $same = sub {
		my ($name) = @_;
		is(differences('far_live', "SELECT id, format('rollup(%s)', id) FROM calls WHERE oid IN ($builders)"), '', $name);
	};
	on_shards(qq{SELECT live_rollup('live', format('SELECT shard, g, %s FROM rows GROUP BY shard, g', string_agg(format('%s AS %s', call, id), ', '))) FROM calls WHERE oid IN ($builders)});
	make_foreign('live');
	$same->('live roll-ups on the shards');
	on_shards($changes);
	query($changes);
	$same->('and when their rows have changed');
	return;
}

# Shards with different meanings
sub check_labels
{
	on_shards('CREATE VIEW scales AS SELECT :shard::bigint AS shard, score_agg(3, 4 + :shard) AS scores');
	make_foreign('scales');
	like(script('SELECT rollup(scores) FROM far_scales'), qr/ERROR: .*scale 1 to [56] with one of 1 to [56]$/m, 'different scales are an error that names both');
	return;
}

# Rows go to shards and partitions by the hash of their key, which must be the same in every release
sub check_hashes
{
	my $path = 'test/golden/hashes.tsv';
	my $kept = script(<<"SQL");
\\pset format unaligned
\\pset tuples_only
CREATE TABLE golden (type regtype, form text, hash int, extended bigint);
\\copy golden FROM '$path'
SELECT format('SELECT * FROM golden WHERE type = %L::regtype AND (%1\$s_hash(form::%1\$s), %1\$s_hash_extended(form::%1\$s, 42)) IS DISTINCT FROM (hash, extended)', type)
  FROM (SELECT DISTINCT type FROM golden) AS t \\gexec
SELECT type, 'is not in $path' FROM summary_types WHERE type NOT IN (SELECT type FROM golden);
SQL
	# the server's function hashes bytes in memory, whose order differs on a big-endian machine, as for keys of its own types
	return pass("hashes of a big-endian machine are different, and are not in $path") if pack('S', 1) eq pack('n', 1) && $kept ne '' && $kept !~ /ERROR|is not in/;
	return if is($kept, '', "hashes are those of $path");
	write_hashes();
	diag("new ones are in results/hashes.tsv: add lines to $path, but never change those of a released type");
	return;
}

# The hashes of summaries that aggregates make
sub write_hashes
{
	make_path('results');
	open my $file, '>:encoding(UTF-8)', 'results/hashes.tsv' or die "results/hashes.tsv: $!";
	print $file query(<<'SQL'), "\n";
SELECT format('SELECT concat_ws(E''\t'', %L, s, %1$s_hash(s), %1$s_hash_extended(s, 42)) FROM (%s) AS summaries(s)', type, summaries)
  FROM (SELECT type::text, format('SELECT rollup(s) FROM %I WHERE n > 18 UNION ALL VALUES (''empty''::%s)', 'pool_of_' || type, type) FROM summary_types
        UNION ALL VALUES ('business_calendar', $$VALUES ('UTC'::business_calendar), ('Europe/Madrid; Mon-Fri 09:00-17:30')$$)) AS t(type, summaries)
 ORDER BY type COLLATE "C" \gexec
SQL
	close $file;
	return;
}

with_shards(sub {
	connect_shards(@_);
	check_views();
	check_states();
	check_shipping();
	check_live();
	check_labels();
	check_hashes();
});

done_testing;
