# Tables of summaries of every type, for tests of what becomes of them: filled
# with data, and a fingerprint of their contents byte for byte.
package Summaries;

use strict;
use warnings;

use Exporter 'import';
use Kpi qw(query);
use Test::More;

our @EXPORT_OK = qw(%summary_of summary_types fill fingerprint);

# An aggregate over rows n for each type
our %summary_of = (
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

# The summary types of the extension, each of which must have data here
sub summary_types
{
	my @types = split /\n/, query(<<'SQL');
SELECT typname FROM pg_type AS t JOIN pg_depend AS d ON d.objid = t.oid AND d.classid = 'pg_type'::regclass AND d.deptype = 'e'
  JOIN pg_extension AS e ON e.oid = d.refobjid AND extname = 'kpi' WHERE typname LIKE '%\_summary' AND typelem = 0 ORDER BY typname COLLATE "C"
SQL
	is_deeply(\@types, [ sort keys %summary_of ], 'every summary type has data');
	return @types;
}

# For each type a table with an index and a materialized view: summaries of data,
# an empty one and a NULL; and a table of calendars
sub fill
{
	query(join '', map { <<"SQL" } @_);
CREATE TABLE of_$_ (n int, s $_);
INSERT INTO of_$_ SELECT n % 7, $summary_of{$_} FROM generate_series(1, 1000) AS n GROUP BY 1;
INSERT INTO of_$_ VALUES (7, 'empty'), (8, NULL);
CREATE INDEX ON of_$_ (s);
CREATE MATERIALIZED VIEW halves_of_$_ AS SELECT n % 2 AS half, rollup(s) AS s FROM of_$_ GROUP BY 1;
SQL
	query(<<'SQL');
CREATE TABLE calendars (calendar business_calendar PRIMARY KEY);
INSERT INTO calendars VALUES ('UTC'), ('Europe/Madrid; Mon-Fri 09:00-17:30; 2026-12-24..2026-12-26 closed');
SQL
	return;
}

sub fingerprint
{
	return query(join '', 'SELECT * FROM calendars ORDER BY calendar;', map { <<"SQL" } sort @_);
SELECT string_agg(t::text, '; ' ORDER BY n, s), string_agg(encode(${_}_send(s), 'hex'), ' ' ORDER BY n, s),
	(SELECT string_agg(h::text, '; ' ORDER BY half) FROM halves_of_$_ AS h)
  FROM of_$_ AS t;
SQL
}

1;
