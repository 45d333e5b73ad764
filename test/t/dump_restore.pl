# Summaries of every type survive pg_dump and pg_restore, in plain text and in the
# custom format, byte for byte, and so do views and indexes that use them.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query with_database);
use Summaries qw(summary_aggregates fill fingerprint);
use Test::More;

my $directory = tempdir(CLEANUP => 1);

with_database(sub {
	query('CREATE EXTENSION kpi');
	my %call_of = summary_aggregates();
	my @types = sort keys %call_of;
	fill(%call_of);
	my $before = fingerprint(@types);
	command("pg_dump -f $directory/plain.sql && pg_dump -Fc -f $directory/custom.dump");

	with_database(sub {
		command("psql -X -q -v ON_ERROR_STOP=1 -f $directory/plain.sql");
		is(fingerprint(@types), $before, 'plain dump');
	}, 'plain');
	with_database(sub {
		command("pg_restore -d \$PGDATABASE $directory/custom.dump");
		is(fingerprint(@types), $before, 'custom dump');
	}, 'custom');
});

done_testing;
