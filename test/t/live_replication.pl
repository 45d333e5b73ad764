# Live roll-ups through logical replication, which fires no triggers on the
# subscriber: if the parts are replicated with their tables, its views are
# right; if not, live_check shows the differences and live_rebuild repairs them.
#
# Publisher and subscriber are two databases of one server, so the slot is created by hand.
use strict;
use warnings;

use Kpi qw(query command with_database in_database wait_for);
use Test::More;

my $set_up = <<'SQL';
CREATE EXTENSION kpi;
CREATE TABLE calls (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, queue text, wait float8);
CREATE TABLE days (id bigint, day int, wait float8, PRIMARY KEY (id, day)) PARTITION BY LIST (day);
CREATE TABLE first PARTITION OF days FOR VALUES IN (1);
CREATE TABLE second PARTITION OF days FOR VALUES IN (2);
SELECT live_rollup('by_queue', 'SELECT queue, count(*) AS n, duration_agg(wait) AS wait FROM calls GROUP BY queue');
SELECT live_rollup('by_day', 'SELECT day, count(*) AS n, mean_agg(wait) AS wait FROM days GROUP BY day');
SQL

my $change = <<'SQL';
INSERT INTO calls (queue, wait) SELECT nullif('q' || n % 3, 'q0'), n FROM generate_series(1, 200) AS n;
UPDATE calls SET queue = 'q4' WHERE id % 7 = 0;
DELETE FROM calls WHERE id % 5 = 0;
INSERT INTO days SELECT coalesce(max(id), 0) + n, 1 + n % 2, n FROM days, generate_series(1, 100) AS n GROUP BY n;
UPDATE days SET day = 3 - day WHERE id % 3 = 0;
DELETE FROM first WHERE id % 4 = 0;
SQL

sub differences
{
	return query(q{SELECT to_jsonb(c) FROM live_check('by_queue') AS c; SELECT to_jsonb(c) FROM live_check('by_day') AS c});
}

sub views { return query('SELECT * FROM by_queue ORDER BY queue; SELECT * FROM by_day ORDER BY day') }

# Creates a subscriber to a publication, and runs code with a function that waits until all changes have arrived
sub subscribe
{
	my ($publication, $code) = @_;
	my $publisher = $ENV{PGDATABASE};
	my $slot = "kpi_live_$$\_$publication";

	with_database(sub {
		command("pg_dump -s --no-publications -d $publisher | psql -X -q -v ON_ERROR_STOP=1");
		in_database($publisher, sub { query("SELECT pg_create_logical_replication_slot('$slot', 'pgoutput')") });
		query("CREATE SUBSCRIPTION $slot CONNECTION 'host=$ENV{PGHOST} port=$ENV{PGPORT} user=$ENV{PGUSER} dbname=$publisher' PUBLICATION $publication WITH (create_slot = false, slot_name = '$slot')");
		eval {
			wait_for("SELECT bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel");
			$code->($publisher, sub {
				my ($sql) = @_;
				in_database($publisher, sub {
					query($sql);
					my $end = query('SELECT pg_current_wal_lsn()');
					wait_for("SELECT confirmed_flush_lsn >= '$end' FROM pg_replication_slots WHERE slot_name = '$slot'");
				});
			});
			1;
		} or fail("$publication: $@");
		query("DROP SUBSCRIPTION $slot");
	}, $publication);
	return;
}

with_database(sub {
	query("$set_up$change");
	query('CREATE PUBLICATION all_tables FOR ALL TABLES; CREATE PUBLICATION sources FOR TABLE calls, days');

	subscribe('all_tables', sub {
		my ($publisher, $replicate) = @_;
		my $same = sub {
			my ($what) = @_;
			is(views(), in_database($publisher, \&views), "all tables: $what");
			is(differences(), '', "all tables: $what, nothing to repair");
		};
		$same->('first copy');
		$replicate->($change);
		$same->('changes');
		$replicate->(q{BEGIN ISOLATION LEVEL REPEATABLE READ; INSERT INTO calls (queue) VALUES ('q1'); COMMIT; SELECT live_fold('by_queue'), live_fold('by_day')});
		$same->('folds');
		$replicate->('TRUNCATE first, calls');
		$same->('TRUNCATE');
		$replicate->($change);
		$same->('changes after it');
	});

	subscribe('sources', sub {
		my ($publisher, $replicate) = @_;
		isnt(differences(), '', 'sources: live_check finds that the first copy was not counted');
		query(q{SELECT live_rebuild('by_queue'), live_rebuild('by_day')});
		is(differences(), '', 'sources: live_rebuild counts it');
		is(views(), in_database($publisher, \&views), 'sources: as on the publisher');
		$replicate->("$change; TRUNCATE second");
		isnt(differences(), '', 'sources: live_check finds changes');
		query(q{SELECT live_rebuild('by_queue'), live_rebuild('by_day')});
		is(differences(), '', 'sources: live_rebuild repairs them');
		is(views(), in_database($publisher, \&views), 'sources: as on the publisher afterwards');
		query(q{INSERT INTO calls (id, queue) OVERRIDING SYSTEM VALUE VALUES (-1, 'of the subscriber')});
		is(differences(), '', 'sources: what the subscriber writes itself counts');
	});
});

done_testing;
