# The laws also hold for families that were not known when the interfaces of
# summary.h and varlena.h were designed, and these are as short as CONTRIBUTING.md says.
use strict;
use warnings;

use Kpi qw(command query with_database);
use Test::More;

command("make -s -C test/specimen with_llvm=no PG_CONFIG=$ENV{PG_CONFIG} install");

with_database(sub {
	query('CREATE EXTENSION kpi_specimen');
	my $checked = query(<<'SQL');
SET client_min_messages = warning;
CREATE SCHEMA laws;
SET search_path = laws, public;
\set extension kpi_specimen
\i test/laws.sql
\o /dev/null
CALL check_all();
\o
SELECT string_agg(concat_ws(' ', law, object, detail), E'\n') FROM violations;
SELECT string_agg(DISTINCT law, ', ' ORDER BY law) FROM checked;
SELECT count(*) FROM summary_types;
SQL
	is($checked, "\ncatalogue, comparison, empty, inverse, json, largest, merge, order, prefix, round trip\n2", 'every law is tried on both families and none is broken');
	is(query("SELECT caller_agg(n), callers(n) FROM unnest('{7, 3, NULL, 7}'::bigint[]) AS n"), '(n=3 3 7 7)|2', 'a list');
	is(query("SELECT topic_agg(o), order_share(topic_agg(o)) FROM unnest('{t, f, NULL, f}'::boolean[]) AS o"), '(order=1 other=2)|0.3333333333333333', 'two counters');
	is(query("SELECT caller_agg(n)::jsonb, topic_agg(n > 3)::jsonb FROM unnest('{7, 3}'::bigint[]) AS n"), '{"n": 2, "callers": [{"caller": 3}, {"caller": 7}]}|{"order": 1, "other": 1}', 'both as jsonb');
});

my ($family, %lines);
for my $path (qw(test/specimen/specimen.c test/specimen/specimen.sql.in))
{
	open my $file, '<', $path or die "$path: $!";
	$family = 'topic';
	while (<$file>)
	{
		$family = 'caller' if /list of 64-bit values/;
		$lines{$family}++;
	}
}
note("two counters: $lines{topic} lines; a list of 64-bit values: $lines{caller} lines");
cmp_ok($lines{caller}, '<', 150, 'lines of a list of 64-bit values');

done_testing;
