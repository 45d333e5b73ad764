# Summaries of every type through logical replication, as text and, if the server
# can, in binary: the first copy, then INSERT, UPDATE and DELETE.  The subscriber
# finds rows by the whole row, by a primary key that contains a summary, and with
# an old row that is stored out of line.
#
# Publisher and subscriber are two databases of one server, so the slot is created by hand.
use strict;
use warnings;

use Kpi qw(query command with_database in_database wait_for);
use Summaries qw(summary_aggregates fill fingerprint);
use Test::More;

my (%call_of, @types);

# What both sides must contain, byte for byte
sub contents
{
	query(join '', map { "REFRESH MATERIALIZED VIEW halves_of_$_;" } @types);
	return fingerprint(@types) . query('SELECT n, calendar, business_calendar_send(calendar) FROM teams ORDER BY n;' . join '', map { <<"SQL" } @types);
SELECT string_agg(concat_ws(' ', n, x, encode(${_}_send(s), 'hex')), '; ' ORDER BY n) FROM keyed_by_$_;
SELECT string_agg(concat_ws(' ', n, md5(${_}_send(s))), '; ' ORDER BY n) FROM long_$_;
SQL
}

# Every kind of change; each round has its own rows
sub change
{
	my ($round) = @_;
	query(join '', map { <<"SQL" } @types);
BEGIN;
INSERT INTO of_$_ SELECT 100 * $round + n % 5, $call_of{$_} FROM generate_series(1::bigint, 500) AS n GROUP BY 1;
INSERT INTO of_$_ SELECT * FROM of_$_ WHERE n = 3;
UPDATE of_$_ SET s = s + s WHERE n IN ($round, 7);
UPDATE of_$_ SET n = 70 + $round WHERE s IS NULL;
UPDATE of_$_ SET s = NULL WHERE n = 2 + 3 * $round;
DELETE FROM of_$_ WHERE s IN (SELECT s FROM of_$_ WHERE n = 3 * $round);
UPDATE keyed_by_$_ SET s = s + s WHERE n IN ($round, 7);
UPDATE keyed_by_$_ SET x = x + 1 WHERE n = 3;
DELETE FROM keyed_by_$_ WHERE s IN (SELECT s FROM keyed_by_$_ WHERE n = 3 + $round);
INSERT INTO keyed_by_$_ SELECT 10 * $round, s + s, 0 FROM keyed_by_$_ WHERE n = 3;
UPDATE long_$_ SET n = n + 10 WHERE n IN (0, 6, 10, 16);
UPDATE long_$_ SET s = s + s WHERE n = $round;
DELETE FROM long_$_ WHERE n = 3 + $round;
COMMIT;
SQL
	query(<<"SQL");
UPDATE calendars SET calendar = 'UTC; Mon 09:00-1$round:00' WHERE calendar < 'Europe/Madrid; Mon-Fri 09:00-17:30';
INSERT INTO teams VALUES (10 * $round, 'America/New_York; Mon-Sat 08:00-20:00');
UPDATE teams SET calendar = 'UTC; Mon 09:00-1$round:00' WHERE n = $round;
DELETE FROM teams WHERE n = 2 + $round;
SQL
	return;
}

# The publisher's tables in a subscriber's database, compared after each change
sub subscribe
{
	my ($round, $name, $options) = @_;
	my $publisher = $ENV{PGDATABASE};
	my $slot = "kpi_$$\_$round";

	with_database(sub {
		my $same = sub {
			my ($what) = @_;
			is(contents(), in_database($publisher, \&contents), "$name: $what");
		};
		my $ask_publisher = sub {
			my ($sql) = @_;
			return in_database($publisher, sub { query($sql) });
		};

		command("pg_dump -s --no-publications -d $publisher | psql -X -q -v ON_ERROR_STOP=1");
		$ask_publisher->("SELECT pg_create_logical_replication_slot('$slot', 'pgoutput')");
		query("CREATE SUBSCRIPTION $slot CONNECTION 'host=$ENV{PGHOST} port=$ENV{PGPORT} user=$ENV{PGUSER} dbname=$publisher' PUBLICATION everything WITH (create_slot = false, slot_name = '$slot'$options)");
		eval {
			wait_for("SELECT bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel");
			$same->('first copy');
			in_database($publisher, sub {
				change($round);
				my $end = query('SELECT pg_current_wal_lsn()');
				wait_for("SELECT confirmed_flush_lsn >= '$end' FROM pg_replication_slots WHERE slot_name = '$slot'");
			});
			$same->('changes');
			1;
		} or fail("$name: $@");
		query("DROP SUBSCRIPTION $slot");
		is($ask_publisher->("SELECT count(*) FROM pg_replication_slots WHERE slot_name = '$slot'"), '0', "$name: dropped with its slot");
	}, "subscriber_$round");
	return;
}

with_database(sub {
	query('CREATE EXTENSION kpi');
	%call_of = summary_aggregates();
	@types = sort keys %call_of;
	fill(%call_of);
	query(join '', map { <<"SQL" } @types);
ALTER TABLE of_$_ REPLICA IDENTITY FULL;
CREATE TABLE keyed_by_$_ (n int, s $_, x int, PRIMARY KEY (s, n));
INSERT INTO keyed_by_$_ SELECT n, s, 0 FROM of_$_ WHERE s IS NOT NULL;
CREATE TABLE long_$_ (n int, s $_);
ALTER TABLE long_$_ REPLICA IDENTITY FULL;
DO \$\$ BEGIN ALTER TABLE long_$_ ALTER s SET STORAGE EXTERNAL; EXCEPTION WHEN feature_not_supported THEN NULL; END \$\$;
INSERT INTO long_$_ SELECT n % 7, $call_of{$_} FROM generate_series(1::bigint, 20000) AS n GROUP BY 1;
SQL
	query(<<'SQL');
CREATE TABLE teams (n int, calendar business_calendar);
ALTER TABLE teams REPLICA IDENTITY FULL;
INSERT INTO teams SELECT n, 'Europe/Madrid; Mon-Fri 09:00-17:30; 2026-12-24..2026-12-26 closed' FROM generate_series(1, 6) AS n;
INSERT INTO teams VALUES (7, NULL);
CREATE PUBLICATION everything FOR ALL TABLES;
SQL

	subscribe(1, 'as text', '');
	SKIP: {
		skip 'binary replication came with PostgreSQL 14', 1 if query('SHOW server_version_num') < 140000;
		subscribe(2, 'in binary', ', binary = true');
	}
});

done_testing;
