# A materialized view of summaries of every type, for each key and in total, is
# refreshed concurrently while clients insert rows and others read it.  In every
# snapshot the roll-up of the keys is the total.  A refresh changes only what the
# new rows change, because equal summaries have equal bytes.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(query command with_database);
use Summaries qw(summary_aggregates);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my %scripts = (
	# what was seen; an error if keys and total differ in one snapshot
	reader => 'INSERT INTO seen SELECT n_counted(rate_summary) FROM figures WHERE key = -1; SELECT report(type) FROM differences;',
	writer => "INSERT INTO rows SELECT nextval('row') FROM generate_series(1, 20);",
	refresher => 'REFRESH MATERIALIZED VIEW CONCURRENTLY figures;',
);

# Rows of the view that differ, byte for byte, from the summaries of the rows
my $stale = 'SELECT count(*) FROM figures AS f FULL JOIN current_figures AS c USING (key) WHERE (f *= c) IS NOT TRUE';

# The place of each row of the view: another place is another version of it
my $places = "SELECT json_object_agg(key, ctid::text || ' ' || xmin ORDER BY key) FROM figures";

with_database(sub {
	query('CREATE EXTENSION kpi');
	my %call_of = summary_aggregates();
	my @types = sort keys %call_of;
	my $aggregates = join ', ', map { "$call_of{$_} AS $_" } @types;
	my $differences = join ' UNION ALL ', map { "SELECT '$_' AS type FROM figures HAVING rollup($_) FILTER (WHERE key = -1) IS DISTINCT FROM rollup($_) FILTER (WHERE key <> -1)" } @types;

	query(<<"SQL");
CREATE SEQUENCE row;
CREATE TABLE rows (n bigint);
CREATE TABLE seen (n bigint);
INSERT INTO rows SELECT nextval('row') FROM generate_series(1, 200);
CREATE VIEW current_figures AS
SELECT CASE WHEN grouping(key) = 1 THEN -1 ELSE key END AS key, $aggregates
  FROM (SELECT n, n % 7 AS key FROM rows) AS keyed GROUP BY GROUPING SETS ((key), ());
CREATE MATERIALIZED VIEW figures AS TABLE current_figures;
CREATE UNIQUE INDEX ON figures (key);
CREATE VIEW differences AS $differences;
CREATE FUNCTION report(type text) RETURNS void LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION \$\$% of the keys is not the total\$\$, type; END';
SQL

	for my $name (keys %scripts)
	{
		open my $file, '>', "$directory/$name" or die "$directory/$name: $!";
		print $file $scripts{$name};
		close $file;
	}
	my $output = eval { command("PGOPTIONS='-c statement_timeout=60s' pgbench -n -c 4 -j 2 -t 150 -f $directory/reader\@6 -f $directory/writer\@3 -f $directory/refresher\@2") };
	is($@, '', 'clients read, write and refresh at the same time');
	cmp_ok(query('SELECT count(DISTINCT n) FROM seen'), '>', 20, 'readers saw many states');

	query('INSERT INTO rows VALUES (1)');
	isnt(query($stale), 0, 'rows that the view does not have yet');
	query('REFRESH MATERIALIZED VIEW CONCURRENTLY figures');
	is(query($stale), 0, 'the view equals the summaries of the rows');
	is(query('SELECT count(*) FROM differences'), 0, 'the keys add up to the total');

	my $before = query($places);
	query('UPDATE rows SET n = n; REFRESH MATERIALIZED VIEW CONCURRENTLY figures');
	is(query($places), $before, 'the same rows in other places change nothing');
	query('INSERT INTO rows VALUES (3); REFRESH MATERIALIZED VIEW CONCURRENTLY figures');
	is(query("SELECT string_agg(a.key, ' ' ORDER BY a.key) FROM json_each_text('$before') AS b JOIN json_each_text(($places)) AS a ON a.key = b.key AND a.value <> b.value"), '-1 3', 'new rows change their key and the total');
});

done_testing;
