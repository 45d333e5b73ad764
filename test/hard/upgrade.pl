# pg_upgrade from PostgreSQL OLD to NEW (environment OLD_BINDIR, NEW_BINDIR) of a
# database with summaries of every type: tables, indexes and materialized views
# are unchanged, byte for byte, and work afterwards.  So do live roll-ups of a
# plain table and of a partitioned one.
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
	# Checksums, which PostgreSQL 18 and later enable by default, must be the same in both clusters
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

# Members of the extension by name, without the types of arrays and of views, which not every server lists
sub members
{
	return split /\n/, query(<<'SQL');
SELECT member
  FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid, pg_describe_object(classid, objid, objsubid) AS member
 WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND extname = 'kpi' AND member NOT LIKE '%[]'
   AND NOT (classid = 'pg_type'::regclass AND objid IN (SELECT reltype FROM pg_class WHERE relkind = 'v'))
 ORDER BY member COLLATE "C"
SQL
}

my @rollups = qw(live_plain live_parted);

# Tables and live roll-ups of them
my $live = <<'SQL';
CREATE TABLE plain (id int PRIMARY KEY, queue text, gone int, wait float8, price numeric(10, 2));
ALTER TABLE plain DROP COLUMN gone;
CREATE TABLE parted (day date, id int, wait interval) PARTITION BY RANGE (day);
CREATE TABLE january PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') PARTITION BY LIST (id);
CREATE TABLE january_all PARTITION OF january DEFAULT;
CREATE TABLE february (id int, wait interval, day date);
ALTER TABLE parted ATTACH PARTITION february FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
SELECT live_rollup('live_plain', 'SELECT queue, count(*) AS n, sum(price) AS cost, mean_agg(wait) AS mean, duration_agg(wait) AS wait FROM plain GROUP BY queue');
SELECT live_rollup('live_parted', 'SELECT day, count(*) AS n, spread_agg(wait) AS wait FROM parted WHERE id > 3 GROUP BY day');
SQL

sub write_rows
{
	my ($first) = @_;
	query(<<"SQL");
INSERT INTO plain SELECT $first + n, nullif('q' || n % 3, 'q0'), n, n / 7.0 FROM generate_series(1, 100) AS n;
UPDATE plain SET wait = wait + 1, queue = 'q4' WHERE id % 5 = 0;
DELETE FROM plain WHERE id % 7 = 0;
INSERT INTO parted SELECT date '2026-01-01' + n % 50, n, n * interval '1 s' FROM generate_series(1, 100) AS n;
INSERT INTO february VALUES ($first, '1 min', '2026-02-03');
UPDATE parted SET day = day + 1 WHERE id % 5 = 0;
DELETE FROM january_all WHERE id % 7 = 0;
SQL
	return;
}

# Contents of the roll-ups, and their differences from the definitions
sub live_contents { return query(join '', map { "SELECT l::text FROM $_ AS l ORDER BY 1;" } @rollups) }
sub live_differences
{
	return query(join '', map { "(SELECT * FROM $_ EXCEPT ALL SELECT * FROM $_\_definition) UNION ALL (SELECT * FROM $_\_definition EXCEPT ALL SELECT * FROM $_); SELECT to_jsonb(c) FROM live_check('$_') AS c;" } @rollups);
}

make_cluster($old, 'old');
make_cluster($new, 'new');
my ($before, $members, $call_of, $live_before, $version) = with_cluster($old, 'old', sub {
	query('CREATE EXTENSION kpi');
	my %call_of = summary_aggregates();
	fill(%call_of);
	query($live);
	write_rows(0);
	return (fingerprint(keys %call_of), [ members() ], \%call_of, live_contents(), query('SHOW server_version'));
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
	is(live_contents(), $live_before, 'live roll-ups are the same');
	is(live_differences(), '', 'and right');
	write_rows(1000);
	query(q{CREATE TABLE march PARTITION OF parted FOR VALUES FROM ('2026-03-01') TO ('2026-04-01'); INSERT INTO march VALUES ('2026-03-03', 5, '1 s')});
	isnt(live_contents(), $live_before, 'they follow their tables');
	is(live_differences(), '', 'and are right');
	query(q{DROP TABLE february; TRUNCATE plain; SELECT live_fold('live_parted')});
	is(live_differences(), '', 'without a partition, and without rows');
	query('CREATE DATABASE fresh');
	local $ENV{PGDATABASE} = 'fresh';
	query('CREATE EXTENSION kpi');
	fill(%$call_of);
	is(fingerprint(keys %$call_of), $before, 'a fresh database computes the same');
	is_deeply([ grep { !/multirange|open_periods|state_periods/ } members() ], $members, 'a fresh database has multiranges as well');
});

done_testing;
