# pg_upgrade from PostgreSQL OLD to NEW (environment OLD_BINDIR, NEW_BINDIR) of a
# database with summaries of every type: tables, indexes and materialized views
# are what they were, byte for byte, and go on from there.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(query command);
use Summaries qw(summary_aggregates fill fingerprint);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my ($old, $new) = @ENV{qw(OLD_BINDIR NEW_BINDIR)};
my $path = $ENV{PATH};
@ENV{qw(PGHOST PGPORT PGUSER PGDATABASE)} = ($directory, 5432, 'postgres', 'postgres');

sub make_cluster
{
	my ($bindir, $name) = @_;
	# Checksums, which a cluster has of itself from PostgreSQL 18 on, must be the same in both
	my $checksums = `$bindir/initdb --help` =~ /--no-data-checksums/ ? '--no-data-checksums' : '';
	command("$bindir/initdb -D $directory/$name -U postgres -A trust -E UTF8 --locale=C --no-sync $checksums");
	open my $file, '>>', "$directory/$name/postgresql.conf" or die $!;
	print $file "listen_addresses = ''\nunix_socket_directories = '$directory'\nfsync = off\n";
	close $file;
	return;
}

sub with_cluster
{
	my ($bindir, $name, $code) = @_;
	local $ENV{PATH} = "$bindir:$path";
	command("pg_ctl -D $directory/$name -l $directory/$name.log -w -s start");
	my @results = eval { $code->() };
	my $error = $@;
	command("pg_ctl -D $directory/$name -m fast -w -s stop");
	die $error if $error;
	return @results;
}

# Members of the extension by name; array types are members in newer servers only
sub members
{
	return split /\n/, query(<<'SQL');
SELECT member
  FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid, pg_describe_object(classid, objid, objsubid) AS member
 WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND extname = 'kpi' AND member NOT LIKE '%[]'
 ORDER BY member COLLATE "C"
SQL
}

make_cluster($old, 'old');
make_cluster($new, 'new');
my ($before, $members, $call_of, $version) = with_cluster($old, 'old', sub {
	query('CREATE EXTENSION kpi');
	my %call_of = summary_aggregates();
	fill(%call_of);
	return (fingerprint(keys %call_of), [ members() ], \%call_of, query('SHOW server_version'));
});

my $output = eval {
	command("cd $directory && $new/pg_upgrade -b $old -B $new -d $directory/old -D $directory/new -U postgres -s $directory");
};
ok(defined $output, "pg_upgrade from $version") or diag($@, map { `tail -n 50 $_` } glob("$directory/new/pg_upgrade_output.d/*/log/*.log"));

with_cluster($new, 'new', sub {
	diag('to ' . query('SHOW server_version'));
	is(fingerprint(keys %$call_of), $before, 'summaries are the same, byte for byte');
	is_deeply([ members() ], $members, 'the extension has the same members');
	for my $type (sort keys %$call_of)
	{
		query("REFRESH MATERIALIZED VIEW halves_of_$type");
		is(query("SET enable_seqscan = off; SELECT count(*) FROM of_$type AS a JOIN of_$type AS b ON a.s = b.s WHERE a.s <= b.s"),
			query("SET enable_indexscan = off; SET enable_bitmapscan = off; SELECT count(*) FROM of_$type AS a JOIN of_$type AS b ON a.s = b.s"), "$type: its index works");
	}
	is(fingerprint(keys %$call_of), $before, 'refreshed views are the same');
	query('CREATE DATABASE fresh');
	local $ENV{PGDATABASE} = 'fresh';
	query('CREATE EXTENSION kpi');
	fill(%$call_of);
	is(fingerprint(keys %$call_of), $before, 'a fresh database computes the same');
	is_deeply([ grep { !/multirange|open_periods/ } members() ], $members, 'a fresh database has multiranges besides');
});

done_testing;
