# Calls of every aggregate over the table "rows", in one database, and with the rows
# spread over shards; finds figures that differ byte for byte if computed in another way.
package Calls;

use strict;
use warnings;

use Exporter 'import';
use Kpi qw(content query in_database with_database);

our @EXPORT_OK = qw(fill with_shards on_shards columns_of make_views differences listed_in_page);

my @shards;    # databases

sub fill
{
	query(<<'SQL');
SET client_min_messages = warning;
CREATE EXTENSION kpi;
\i test/calls.sql
SQL
	return;
}

# Runs code in a database with all rows, while two others have one shard of them each; the code gets their names
sub with_shards
{
	my ($code) = @_;
	with_database(sub {
		my $coordinator = $ENV{PGDATABASE};
		fill();
		with_database(sub {
			push @shards, $ENV{PGDATABASE};
			with_database(sub {
				push @shards, $ENV{PGDATABASE};
				on_shards('DELETE FROM rows WHERE shard <> :shard');
				in_database($coordinator, sub { $code->(@shards) });
			}, 'shard_2', $coordinator);
		}, 'shard_1', $coordinator);
	});
	@shards = ();
	return;
}

sub on_shards
{
	my ($sql) = @_;
	for my $n (1 .. @shards)
	{
		in_database($shards[$n - 1], sub { query($sql =~ s/:shard/$n/gr) });
	}
	return;
}

# Names and types of the columns of a shard's table or view
sub columns_of
{
	my ($relation) = @_;
	return in_database($shards[0], sub { query("SELECT string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '$relation'::regclass AND attnum > 0") });
}

# A view on each shard, of all summaries by group
sub make_views
{
	on_shards(q{SELECT format('CREATE VIEW summaries AS SELECT shard, g, %s FROM rows GROUP BY shard, g', string_agg(format('%s AS %s', call, id), ', ')) FROM calls WHERE builds \gexec});
	return;
}

# Returns the aggregates whose results over a relation differ from those over all rows, or over some
sub differences
{
	my ($relation, $expressions, %option) = @_;
	my $by = $option{by} // 'GROUPING SETS ((g), ())';
	my $rows = $option{rows} // 'rows';
	return query(($option{settings} // '') . <<"SQL");
WITH got AS (SELECT * FROM results_of('$relation', \$e\$$expressions\$e\$, '$by')),
     expected AS (SELECT * FROM results_of('$rows', 'SELECT id, call FROM calls', '$by') WHERE id IN (SELECT id FROM got))
SELECT string_agg(DISTINCT aggregate, '; ')
  FROM ((TABLE got EXCEPT TABLE expected) UNION (TABLE expected EXCEPT TABLE got)) AS d JOIN calls USING (id)
SQL
}

# Returns what doc/shards.md prints of the catalogs under a heading
sub listed_in_page
{
	my ($heading) = @_;
	my ($list) = content('doc/shards.md') =~ /^ +$heading\n-+\n(.*?)^\(\d+ rows\)/ms;
	return join "\n", map { s/^\s+|\s+$//gr } split /\n/, $list // '';
}

1;
