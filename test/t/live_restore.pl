# Live roll-ups survive pg_dump and pg_restore, plain, in parallel and with data
# only, over plain and partitioned tables, and follow their tables afterwards.
# there on.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query script with_database);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my @rollups = qw(by_queue by_day);

my $set_up = <<'SQL';
CREATE EXTENSION kpi;
CREATE SCHEMA "Other one";
CREATE TABLE calls (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, queue text, wait float8, gone int, price numeric(10, 2));
ALTER TABLE calls DROP COLUMN gone;
CREATE TABLE days (id bigint, queue text, day date, wait float8, UNIQUE (day, id, queue)) PARTITION BY RANGE (day);
CREATE TABLE first PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE second PARTITION OF days FOR VALUES FROM ('2026-02-01') TO ('2026-03-01') PARTITION BY LIST (queue);
CREATE TABLE "Second b" PARTITION OF second DEFAULT;
CREATE TABLE late (wait float8, day date NOT NULL, id bigint NOT NULL, queue text);
ALTER TABLE days ATTACH PARTITION late FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
SELECT live_rollup('by_queue', 'SELECT queue AS "Queue", count(*) AS n, sum(price) AS cost, mean_agg(wait) AS wait, duration_agg(wait) AS talk FROM calls WHERE wait < 90 GROUP BY queue');
SELECT live_rollup('"Other one".by_day', 'SELECT day, queue, count(*) AS n, spread_agg(wait) AS wait FROM days GROUP BY day, queue');
CREATE VIEW by_day AS SELECT * FROM "Other one".by_day;
CREATE VIEW by_day_definition AS SELECT * FROM "Other one".by_day_definition;
SQL

# Inserts, updates and deletes rows
my $change = <<'SQL';
INSERT INTO calls (queue, wait, price) SELECT nullif('q' || n % 3, 'q0'), n % 100, n / 7.0 FROM generate_series(1, 300) AS n;
UPDATE calls SET wait = wait + 1 WHERE id % 3 = 0;
DELETE FROM calls WHERE id % 5 = 0;
INSERT INTO days SELECT coalesce(max(id), 0) + n, 'q' || n % 3, date '2026-01-01' + n % 80, n FROM days, generate_series(1, 300) AS n GROUP BY n;
UPDATE days SET day = day + 1 WHERE id % 7 = 0;
DELETE FROM late WHERE id % 2 = 0;
INSERT INTO "Second b" SELECT max(id) + 1, 'b', '2026-02-03', 4 FROM days;
SQL

sub contents
{
	return query(join '', map { "SELECT $_\::text FROM $_ ORDER BY 1;" } @rollups);
}

# Sums of everything, and the differences from the definitions
sub is_right
{
	my ($name) = @_;
	is(query(join ' UNION ALL ', map { "(SELECT a::text FROM ((SELECT * FROM $_ EXCEPT ALL SELECT * FROM $_\_definition) UNION ALL (SELECT * FROM $_\_definition EXCEPT ALL SELECT * FROM $_)) AS a)" } @rollups),
		'', "$name: views equal their definitions");
	is(query(q{SELECT * FROM live_check('by_queue'); SELECT * FROM live_check('"Other one".by_day')}), '', "$name: nothing to repair");
	return;
}

# Contents are as before, and the roll-ups are alive
sub check_restored
{
	my ($name, $before) = @_;
	is(contents(), $before, "$name: as before");
	is_right($name);
	query($change);
	isnt(contents(), $before, "$name: it follows its tables");
	is_right("$name, afterwards");
	query(q{SELECT live_fold('by_queue'); CREATE TABLE april PARTITION OF days FOR VALUES FROM ('2026-04-01') TO ('2026-05-01'); INSERT INTO april VALUES (1, 'a', '2026-04-01', 1); ALTER TABLE days DETACH PARTITION first});
	is_right("$name, with other partitions");
	query('DROP TABLE by_queue_parts CASCADE');
	is(query(q{SELECT count(*) FROM pg_trigger WHERE tgrelid = 'calls'::regclass AND NOT tgisinternal}), 0, "$name: goes with its parts");
	return;
}

with_database(sub {
	query("$set_up$change$change");
	is_right('before');
	my $before = contents();
	command("pg_dump -f $directory/plain.sql && pg_dump -Fc -f $directory/custom.dump && pg_dump -s -f $directory/schema.sql && pg_dump -a -f $directory/data.sql");
	command("pg_dump -a --disable-triggers -f $directory/silent.sql && pg_dump -a -T '*.*_parts' -f $directory/sources.sql");

	with_database(sub {
		command("psql -X -q -v ON_ERROR_STOP=1 -f $directory/plain.sql");
		check_restored('plain dump', $before);
	}, 'plain');
	with_database(sub {
		command("pg_restore -j 2 -d \$PGDATABASE $directory/custom.dump");
		check_restored('custom dump, two at once', $before);
	}, 'custom');

	my %data = (silent => 'data alone, triggers disabled', sources => 'data of the tables alone');
	for my $file (sort keys %data)
	{
		with_database(sub {
			command("psql -X -q -v ON_ERROR_STOP=1 -f $directory/schema.sql");
			command("psql -X -q -v ON_ERROR_STOP=1 -f $directory/$file.sql");
			check_restored($data{$file}, $before);
		}, $file);
	}
	# Both the rows and the parts that count them are restored: each row counts twice, or parts with the same number collide
	with_database(sub {
		command("psql -X -q -v ON_ERROR_STOP=1 -f $directory/schema.sql");
		script("\\i $directory/data.sql");
		diag(query(q{SELECT count(*) FROM live_check('by_queue')}), ' groups to repair if both triggers and data of parts are restored');
		query(q{SELECT live_rebuild('by_queue', true), live_rebuild('"Other one".by_day', true)});
		check_restored('data alone, mended', $before);
	}, 'data');
});

done_testing;
