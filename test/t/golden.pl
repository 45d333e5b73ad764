# The text and the binary form of every type, unchanged since its release: the
# forms are written once and never again, because a summary that somebody stored
# must mean the same in every later release.  A new type or label adds lines.  A
# line that no longer holds is a change of format, which needs a new version byte
# and a reader of the old format.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(query command with_database write_binary_copy);
use Summaries qw(summary_aggregates);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my %forms;    # by type: [ text, hexadecimal digits of the binary form ]

open my $file, '<', 'test/golden/forms.tsv' or die "test/golden/forms.tsv: $!";
while (<$file>)
{
	chomp;
	my ($type, @form) = split /\t/;
	push @{ $forms{$type} }, \@form;
}
close $file;

with_database(sub {
	query('CREATE EXTENSION kpi');
	my @types = split /\n/, query(<<'SQL');
SELECT t.oid::regtype FROM pg_type AS t JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi' WHERE typtype = 'b' AND typelem = 0
SQL
	is(join(' ', sort grep { @{ $forms{$_} // [] } < 3 } @types), '', 'test/golden/forms.tsv has three forms of every type, or more')
	  or diag("COPY (SELECT 'TYPE', s, encode(TYPE_send(s), 'hex') FROM ...) TO STDOUT writes them");
	is(join(' ', grep { my $type = $_; !grep { $_ eq $type } @types } sort keys %forms), '', 'and no forms of other types');
	my %call_of = summary_aggregates();
	for my $type (sort keys %call_of)
	{
		my $texts = join ' ', map { $_->[0] } @{ $forms{$type} };
		my @names = split /\n/, query(<<"SQL");
SELECT DISTINCT (regexp_matches(s::text, '([a-z_]+)[=+]', 'g'))[1]
  FROM (SELECT $call_of{$type} AS s FROM generate_series(1::bigint, 2000) AS n GROUP BY n % 17) AS summaries
SQL
		is(join(' ', sort grep { $texts !~ /\b$_(?:=|\+)/ } @names), '', "$type: test/golden/forms.tsv has a form with every name");
	}
	for my $type (sort keys %forms)
	{
		my @forms = @{ $forms{$type} };
		my @texts = map { $_->[0] } @forms;

		write_binary_copy("$directory/$type", map { pack 'H*', $_->[1] } @forms);
		query("CREATE TABLE of_$type (s $type)");
		command(qq{psql -X -q -v ON_ERROR_STOP=1 -c "\\copy of_$type FROM '$directory/$type' (FORMAT binary)"});
		is(query("SELECT s FROM of_$type"), join("\n", @texts), "$type: binary form as it was read");
		is(query(join ' UNION ALL ', map { "SELECT encode(${type}_send('$_'), 'hex')" } @texts),
			join("\n", map { $_->[1] } @forms), "$type: text form as it was read, binary as it was written");
		is(query(join ' UNION ALL ', map { "SELECT '$_'::${type}::text" } @texts), join("\n", @texts), "$type: text form as it was written");
	}
});

done_testing;
