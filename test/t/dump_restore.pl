# Summaries of every type survive pg_dump and pg_restore, as text and in the
# custom format, byte for byte; so do views and indexes that use them.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query with_database);
use Test::More;

my $directory = tempdir(CLEANUP => 1);

# Summaries of data, an empty one and a NULL, in a table for each type
my %filled_by = (
	rate_summary => 'rate_agg(n % 3 = 0)',
	score_summary => 'score_agg(n % 11)',
	queue_summary => "queue_agg(n % 40 * interval '1.5 s', n % 5 <> 0, '20 s', '5 s')",
	mean_summary => 'mean_agg(n / 7.0)',
	damped_summary => 'damped_agg(n / 7.0, 3.1, 2.7)',
	ratio_summary => "ratio_agg(n % 13 * interval '0.7 s', n % 17 * interval '1.1 s')",
	quality_summary => 'quality_agg(n % 5 = 0, nullif(n % 3, 2) = 0)',
	offer_summary => "offer_agg((ARRAY['accepted', 'expired', NULL])[1 + n % 3])",
	conversation_summary => 'conversation_agg(n * 7919 % 1009 / 7.0, n % 3 = 0)',
	duration_summary => 'duration_agg(n * 7919 % 1009 / 7.0 - 1, n % 5 <> 0)',
	backlog_summary => "backlog_agg(timestamp '2026-01-01' + n * interval '7 min', timestamp '2026-01-01' + n * interval '9 min', '2026-01-02', '2026-01-05', '3 hours')",
	ticket_summary => "ticket_agg(timestamptz '2026-01-01' + n * 7919 % 1009 * interval '7 min', (ARRAY['open', 'replied', 'solved'])[1 + n % 3])",
	demand_summary => "demand_agg(timestamptz '2026-01-01' + n * 7919 % 1009 * interval '7 min', 'Europe/Madrid')",
	mix_summary => 'mix_agg(n % 7, n / 7.0, n % 11, -n / 9.0)',
	balance_summary => 'balance_agg(n * 7919 % 101 / 97.0)',
	spread_summary => 'spread_agg(n * 7919 % 101 / 97.0 - 0.5)',
);

sub fill
{
	my ($type) = @_;
	query(<<"SQL");
CREATE TABLE of_$type (n int, s $type);
INSERT INTO of_$type SELECT n % 7, $filled_by{$type} FROM generate_series(1, 1000) AS n GROUP BY 1;
INSERT INTO of_$type VALUES (7, 'empty'), (8, NULL);
CREATE INDEX ON of_$type (s);
CREATE MATERIALIZED VIEW halves_of_$type AS SELECT n % 2 AS half, rollup(s) AS s FROM of_$type GROUP BY 1;
SQL
}

sub fingerprint
{
	return join "\n", query('SELECT * FROM calendars ORDER BY calendar'), map { query(<<"SQL") } sort @_;
SELECT string_agg(t::text, '; ' ORDER BY n), string_agg(encode(${_}_send(s), 'hex'), ' ' ORDER BY n),
	(SELECT string_agg(h::text, '; ' ORDER BY half) FROM halves_of_$_ AS h)
  FROM of_$_ AS t
SQL
}

with_database(sub {
	query('CREATE EXTENSION kpi');
	my @types = split /\n/, query(<<'SQL');
SELECT t.oid::regtype FROM pg_type AS t JOIN pg_depend AS d ON d.objid = t.oid AND d.classid = 'pg_type'::regclass AND d.deptype = 'e'
  JOIN pg_extension AS e ON e.oid = d.refobjid AND extname = 'kpi' WHERE typname LIKE '%\_summary' AND typelem = 0
SQL
	is_deeply([ sort @types ], [ sort keys %filled_by ], 'every summary type is dumped');
	fill($_) for @types;
	query("CREATE TABLE calendars (calendar business_calendar PRIMARY KEY)");
	query("INSERT INTO calendars VALUES ('UTC'), ('Europe/Madrid; Mon-Fri 09:00-17:30; 2026-12-24..2026-12-26 closed')");
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
