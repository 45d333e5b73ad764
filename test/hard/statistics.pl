# Intervals and tests of durations and ratios compared with R: restricted means, the
# log-rank test, ratios of sums and rates of events, of random groups.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query with_database);
use Test::More;

my $directory = tempdir(CLEANUP => 1);

# Durations and ratios: the figures from R, in order, and the expressions for them from the groups a and b
my %figures = (
	durations => [
		[ 'difference of restricted means', '(means).difference' ],
		[ 'its lower end', '(means).lower' ],
		[ 'its upper end', '(means).upper' ],
		[ 'its p-value', '(means).p_value' ],
		[ 'lower end of a restricted mean, unless it is cut', q{CASE WHEN r[6] > 0 THEN seconds(restricted_mean_lower(a, make_interval(secs => r[1]))) ELSE r[6] END} ],
		[ 'logarithm of the hazard ratio', '(ranks).difference' ],
		[ 'upper end of that', '(ranks).upper' ],
		[ 'p-value of the log-rank test', '(ranks).p_value' ]
	],
	ratios => [
		[ 'difference of ratios', '(means).difference' ],
		[ 'its lower end', '(means).lower' ],
		[ 'its upper end', '(means).upper' ],
		[ 'its p-value', '(means).p_value' ],
		[ 'upper end of a ratio', 'ci_upper(a)' ],
		[ q{lower end of a rate of events}, q{ci_lower(a, method => 'poisson')} ],
		[ q{upper end of a rate of events}, q{ci_upper(a, method => 'poisson')} ],
		[ 'p-value of two rates of events', '(events).p_value' ]
	]);

with_database(sub {
	command("Rscript test/hard/statistics.R 400 | sed 's/\\t\$//' >$directory/groups");
	query(<<"SQL");
CREATE EXTENSION kpi;
SET client_min_messages = warning;
CREATE TABLE groups (kind text, a1 float8[], a2 float8[], b1 float8[], b2 float8[], r float8[]);
\\copy groups FROM '$directory/groups'
CREATE TABLE durations AS
SELECT r, a, b, kpi_compare(a, b, up_to => make_interval(secs => r[1])) AS means, kpi_compare(a, b, method => 'log_rank') AS ranks
  FROM groups, LATERAL (SELECT duration_agg(d, f = 1) AS a FROM unnest(a1, a2) AS u(d, f)) AS x, LATERAL (SELECT duration_agg(d, f = 1) AS b FROM unnest(b1, b2) AS u(d, f)) AS y WHERE kind = 'durations';
CREATE TABLE ratios AS
SELECT 0 || r AS r, a, b, kpi_compare(a, b) AS means, kpi_compare(a, b, method => 'poisson') AS events
  FROM groups, LATERAL (SELECT ratio_agg(p, w) AS a FROM unnest(a1, a2) AS u(p, w)) AS x, LATERAL (SELECT ratio_agg(p, w) AS b FROM unnest(b1, b2) AS u(p, w)) AS y WHERE kind = 'ratios';
SQL
	for my $kind (sort keys %figures)
	{
		cmp_ok(query("SELECT count(*) FROM $kind"), '>', 300, "$kind to compare");
		for my $n (0 .. $#{ $figures{$kind} })
		{
			my ($name, $ours) = @{ $figures{$kind}[$n] };
			my $rounding = $ours =~ /seconds\(/ ? 0.5e-6 : 0;
			my $theirs = 'r[' . ($n + 2) . ']';
			my $differ = "$theirs IS NULL OR ours IS NULL OR abs(ours - $theirs) > 1e-9 * greatest(abs($theirs), 1) + $rounding";
			is(query("SELECT string_agg(format('%s, not %s', ours, $theirs), '; ') FROM (SELECT r, $ours AS ours FROM $kind) AS f WHERE $differ"), '', "$kind: $name");
		}
	}
});

done_testing();
