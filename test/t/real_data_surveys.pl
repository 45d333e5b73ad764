# Scores of surveys in third-party data, compared with a published figure and
# with plain SQL.
#
# Needs the folder KPI_DATA and a running server, for example from test/with-server:
#
#	sh test/with-server perl test/t/real_data_surveys.pl

use strict;
use warnings;

use lib 'test/t';
use RealData;
use Test::More;

my @nps = ('score >= 9', 'score <= 6', 'true');
my @adjusted = (0.75, 0.75, 3);

create_database();

# 39 answers with a published result
subtest 'published net promoter score of a conference' => sub {
	load('conference', 'surveys/nps_conference.csv');
	my ($row) = @{ ours("SELECT n_counted(s), round(n_counted(s) * promoters(s)), round(n_counted(s) * detractors(s)),
			round(nps(s)::numeric, 1), round((SELECT nps(score::int) FROM conference)::numeric, 1)
		FROM (SELECT score_agg(score::int) AS s FROM conference) AS c") };
	is_deeply($row, [ 39, 8, 22, '-35.9', '-35.9' ],
		'answers, promoters, detractors and score, in two steps and in one');

	my ($p, $d, $n) = (8 / 39, 22 / 39, 39);
	my $error = 100 * sqrt(($p + $d - ($p - $d)**2) / $n);
	my ($got) = @{ ours("SELECT standard_error(s), ci_lower(s, adjusted => false), ci_upper(s, adjusted => false)
		FROM (SELECT score_agg(score::int) AS s FROM conference) AS c") };
	ok(close_to($got->[0], $error), 'standard error');
	ok(close_to($got->[1], 100 * ($p - $d) - $z * $error), 'lower end of its interval');
	ok(close_to($got->[2], 100 * ($p - $d) + $z * $error), 'upper end of its interval');
};

# 0 to 10 by market and month; without its zeros, satisfaction on the scale 1 to 10
load('nps_bank', 'surveys/nps_bank.csv');
execute("CREATE TABLE answer AS
	SELECT market, month::int, quarter::int, nps::int AS score, nullif(nps::int, 0) AS satisfaction FROM nps_bank");
is(plain_value('SELECT count(*) FROM answer'), 5_000, 'surveys of a bank: answers');

compare('surveys of a bank, per market and month, and in all',
	from => 'answer',
	keys => 'market, month', group_by => 'CUBE (market, month)',
	kpis => [
		map({ [ $_, net(\@nps) ] } 'nps(score)', 'nps(score_agg(score))', 'nps(score::smallint)', 'nps(score::bigint)',
			'nps(score::numeric)', 'nps(score::float8)', 'enps(score)', 'enps(score_agg(score))'),
		[ 'promoters(score_agg(score))', share('score >= 9') ],
		[ 'passives(score_agg(score))', share('score IN (7, 8)') ],
		[ 'detractors(score_agg(score))', share('score <= 6') ],
		[ 'n_counted(score_agg(score))', 'count(*)' ],
		[ 'standard_error(score_agg(score))', net_error(\@nps), 'close' ],
		[ 'ci_lower(score_agg(score), adjusted => false)', net_bound('-', \@nps), 'close' ],
		[ 'ci_upper(score_agg(score), adjusted => false)', net_bound('+', \@nps), 'close' ],
		[ "ci_lower(score_agg(score), 0.95, 'nps')", net_bound('-', \@nps, @adjusted), 'close' ],
		[ 'ci_lower(score_agg(score))', net_bound('-', \@nps, @adjusted), 'close' ],
		[ 'ci_upper(score_agg(score))', net_bound('+', \@nps, @adjusted), 'close' ],
	]);
compare('surveys of a bank: satisfaction per market and in all',
	from => 'answer',
	keys => 'market', group_by => 'GROUPING SETS ((market), ())',
	kpis => csat_kpis('satisfaction', 10, 8, 3));

compare_rollup("surveys of a bank: months rolled up into $_",
	type => 'score_summary', summary => 'score_agg(score)',
	from => 'answer', fine => 'month', coarse => $_)
  for qw(quarter market);

agree('surveys of a bank: change from quarter to quarter',
	[qw(market quarter change)],
	ours("SELECT market, quarter, nps_difference(s, lag(s) OVER (PARTITION BY market ORDER BY quarter))
		FROM (SELECT market, quarter, score_agg(score) AS s FROM answer GROUP BY 1, 2) AS q ORDER BY 1, 2"),
	plain("SELECT market, quarter, nps - lag(nps) OVER (PARTITION BY market ORDER BY quarter)
		FROM (SELECT market, quarter, " . net(\@nps) . " AS nps FROM answer GROUP BY 1, 2) AS q ORDER BY 1, 2"));

my %quarters = (from => 'answer', key => "market || ' ' || quarter");
my %markets = (from => 'answer', key => 'market', summary => 'score_agg(satisfaction, 10)');

compare_pairs('surveys of a bank: net promoter scores of each two quarters of markets',
	%quarters, summary => 'score_agg(score)', options => 'adjusted => false', nets_apart(\@nps));
compare_pairs('surveys of a bank: adjusted net promoter scores of each two quarters of markets',
	%quarters, summary => 'score_agg(score)', nets_apart(\@nps, @adjusted));
compare_pairs('surveys of a bank: satisfaction of each two quarters of markets',
	%quarters, summary => 'score_agg(satisfaction, 10)', shares_apart('satisfaction >= 8', 'satisfaction IS NOT NULL'));
compare_pairs('surveys of a bank: net satisfaction of each two markets',
	%markets, options => "0.95, 'net'",
	nets_apart([ 'satisfaction >= 8', 'satisfaction <= 3', 'satisfaction IS NOT NULL' ], @adjusted));
compare_pairs('surveys of a bank: mean satisfaction of each two markets',
	%markets, options => "0.95, 'mean'", means_apart('satisfaction::float8'));

done_testing();
