# The quality of forecasts: the default compared with the seasonal naive forecast and R's
# ets(), on simulated days of contacts and on series of R; the days within the
# prediction interval; and the fit compared with R's and with random parameters.
# doc/forecast.md has the figures of 20 runs.
#
# KPI_FORECAST_RUNS (default 8) is the number of series of each simulated kind.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query with_database);
use Test::More;

my $runs = $ENV{KPI_FORECAST_RUNS} // 8;
my $directory = tempdir(CLEANUP => 1);

sub rows
{
	my ($sql) = @_;
	return map { [ split /\|/ ] } split /\n/, query($sql);
}

# MASE: errors relative to the mean error of the naive forecast within the history
my $prepare = <<'SQL';
CREATE EXTENSION kpi;
SET client_min_messages = warning;
CREATE TABLE series (set text, kind text, n int, season int, y float8[], came float8[], ets float8[], ets_lower float8[], ets_upper float8[], sums float8[], id int GENERATED ALWAYS AS IDENTITY);
\copy series (set, kind, n, season, y, came, ets, ets_lower, ets_upper, sums) FROM 'FILE'
CREATE TABLE forecasts AS
SELECT id, set, kind, avg(abs(came[step] - forecast)) / scale AS ours, avg(abs(came[step] - y[n - season + 1 + (step - 1) % season])) / scale AS naive, avg(abs(came[step] - ets[step])) / scale AS ets,
       avg((came[step] BETWEEN lower AND upper)::int) AS covered, avg((came[step] BETWEEN ets_lower[step] AND ets_upper[step])::int) AS ets_covered
  FROM series, LATERAL holt_winters(y, season, cardinality(came)), LATERAL (SELECT avg(abs(y[t] - y[t - season])) AS scale FROM generate_series(season + 1, n) AS t) AS s GROUP BY id, set, kind, scale;
CREATE FUNCTION random_part(i bigint, stream int) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT ((hashint8extended(i, stream) & 9007199254740991)::float8 + 0.5) / 9007199254740992';

-- a model that loses its level has no sum of squares
CREATE FUNCTION sum_of(y float8[], season int, alpha float8, beta float8, gamma float8, seasonal text, trend text, phi float8, start text) RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
	RETURN (holt_winters_fit(y, season, alpha, beta, gamma, seasonal, trend, phi, start => start)).sse;
EXCEPTION WHEN numeric_value_out_of_range THEN
	RETURN NULL;
END $$;
SQL

with_database(sub {
	command("Rscript test/hard/forecast.R $runs >$directory/series");
	query($prepare =~ s/FILE/$directory\/series/r);

	note("set, ours, naive, ets, covered, covered by ets");
	for (rows('SELECT set, avg(ours), avg(naive), avg(ets), avg(covered), avg(ets_covered) FROM forecasts GROUP BY set ORDER BY set'))
	{
		my ($set, $ours, $naive, $ets, $covered, $ets_covered) = @$_;
		note(sprintf '%s %.3f %.3f %.3f %.3f %.3f', @$_);
		cmp_ok($ours, '<', $naive, "$set: nearer than the seasonal naive forecast");
		cmp_ok($ours, '<=', 1.05 * $ets, "$set: as near as ets()");
		cmp_ok($covered, '>=', $set eq 'R' ? 0.89 : 0.92, "$set: values within the interval");
	}

	note(sprintf 'two weeks, ours, naive: %.3f %.3f', @{ (rows(q{SELECT avg(abs(came[step] - forecast) / scale), avg(abs(came[step] - y[15 + (step - 1) % 7]) / scale)
		FROM series, LATERAL holt_winters(y[8:21], 7, 14), LATERAL (SELECT avg(abs(y[t] - y[t - 7])) AS scale FROM generate_series(15, 21) AS t) AS s WHERE set = '21 days'}))[0] });

	# doc/forecast.md says where it loses; with so few runs, a step of few contacts may be lost as well
	my %loses = map { $_ => 1 } 'step 15', 'step 150', 'USAccDeaths';
	for (rows('SELECT kind, avg(ours), avg(naive), avg(ets) FROM forecasts GROUP BY kind ORDER BY kind'))
	{
		my ($kind, $ours, $naive) = @$_;
		note(sprintf '%s %.3f %.3f %.3f', @$_);
		cmp_ok($ours, '<', $naive, "$kind: nearer than the seasonal naive forecast") unless $loses{$kind};
	}

	my ($compared, $worse) = @{ (rows(q{SELECT count(*), count(*) FILTER (WHERE NOT sum_of(y, season, NULL, NULL, NULL, (ARRAY['none', 'additive', 'multiplicative'])[kind_of_season], 'linear', NULL, 'decompose') <= sums[kind_of_season] * 1.001)
		FROM series, generate_series(1, 3) AS kind_of_season WHERE sums[kind_of_season] IS NOT NULL}))[0] };
	cmp_ok($compared, '>', 300, "fits to compare with R's");
	is($worse, 0, "none of them is more than 0.1 % above R's sum of squares");

	# six models of 148 series
	my ($fits, $above) = @{ (rows(q{SELECT count(*), count(*) FILTER (WHERE least < fitted / 1.001) FROM (
		SELECT sum_of(y, season, NULL, NULL, NULL, seasonal, trend, NULL, 'backcast') AS fitted,
		       (SELECT min(sum_of(y, season, random_part(i, 1) ^ 2, CASE WHEN trend <> 'none' THEN random_part(i, 2) ^ 2 END, CASE WHEN seasonal <> 'none' THEN random_part(i, 3) END, seasonal, trend,
		                          CASE WHEN trend = 'damped' THEN .8 + .18 * random_part(i, 4) END, 'backcast')) FROM generate_series(1, 200) AS i) AS least
		  FROM (SELECT * FROM series WHERE 0 < ALL (y) ORDER BY set = 'R' DESC, id LIMIT 148) AS s, (VALUES ('none', 'linear'), ('additive', 'none'), ('additive', 'linear'), ('additive', 'damped'), ('multiplicative', 'linear'), ('multiplicative', 'damped')) AS m(seasonal, trend)) AS fits}))[0] };
	is($fits, 888, 'fits to compare with random parameters');
	is($above, 0, 'none of them is more than 0.1 % above theirs');
});

done_testing();
