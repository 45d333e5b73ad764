# Tables of summaries of every type, for tests that dump, copy or move them: filled
# with data, and a fingerprint of their contents byte for byte.
package Summaries;

use strict;
use warnings;

use Exporter 'import';
use Kpi qw(query);
use Test::More;

our @EXPORT_OK = qw(summary_aggregates fill fingerprint);

# For each type of the extension, a call of the aggregate that builds it over rows n of bigint, from test/rows.sql
sub summary_aggregates
{
	my %call_of = map { split /\t/, $_, 2 } split /\n/, query(<<'SQL');
SET client_min_messages = warning;
BEGIN;
CREATE SCHEMA kpi_rows;
SELECT format('SET LOCAL search_path = kpi_rows, %s', current_setting('search_path')) \gexec
\i test/rows.sql
SELECT format(E'%s\t%s', type, call_of(name, argnames, argtypes, 'n')) FROM summary_types LEFT JOIN builders ON result = type;
ROLLBACK;
SQL
	is(join(' ', grep { !$call_of{$_} } sort keys %call_of), '', 'test/rows.sql has data for every summary type');
	return %call_of;
}

# For each type, a table with an index and a materialized view: summaries of data,
# an empty one and a NULL; and a table of calendars
sub fill
{
	my %call_of = @_;
	query(join '', map { <<"SQL" } sort keys %call_of);
CREATE TABLE of_$_ (n int, s $_);
INSERT INTO of_$_ SELECT n % 7, $call_of{$_} FROM generate_series(1::bigint, 1000) AS n GROUP BY 1;
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
