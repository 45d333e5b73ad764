# Calls in third-party data, compared with published figures and with plain SQL.
#
# Needs the folder KPI_DATA and a running server, for example from test/with-server:
#
#	sh test/with-server perl test/t/real_data_calls.pl

use strict;
use warnings;

use lib 'test/t';
use RealData;
use Test::More;

# Rows of a queue are (wait, seconds, answered, short), each with three targets
my $targets = '(VALUES (20.0::float8), (60.0), (120.0)) AS t (target)';
my $usable = 'coalesce(seconds >= 0, NOT answered)';    # the rest is n_excluded
my @seconds = qw(seconds target short);
my @intervals = ('wait', "target * interval '1 s'", "short * interval '1 s'");

sub queue
{
	my ($wait, $target, $short) = @_;
	return "queue_agg($wait, answered, $target, $short)";
}

# The figures of the rows, in two steps and in one, with the plain SQL over usable rows
sub queue_kpis
{
	my ($wait, $target, $short) = @_;
	my $queue = queue(@_);
	my $in = 'seconds <= target';
	my $not_in = "($in) IS NOT TRUE";
	my $not_short = '(seconds <= short) IS NOT TRUE';
	my $long_abandons = share("NOT answered AND $not_short", "answered OR $not_short");

	return [
		[ "offered($queue)", 'count(*)' ],
		[ "answered($queue)", 'count(*) FILTER (WHERE answered)' ],
		[ "abandoned($queue)", 'count(*) FILTER (WHERE NOT answered)' ],
		[ "service_level($queue)", share("answered AND $in") ],
		[ "service_level($queue, 'answered_only')", share("answered AND $in", 'answered') ],
		[ "service_level($queue, 'credit_abandons_in_target')", share($in) ],
		[ "service_level($queue, 'exclude_abandons_in_target')",
			share("answered AND $in", "answered OR $not_in") ],
		[ "service_level($queue, 'credit_short_abandons')",
			share("answered AND $in OR NOT answered AND seconds <= short") ],
		[ "service_level($queue, 'exclude_short_abandons')", share("answered AND $in", "answered OR $not_short") ],
		[ "abandon_rate($queue)", share('NOT answered') ],
		[ "abandon_rate($queue, 'exclude_short')", $long_abandons ],
		[ "asa($queue)", 'avg(wait) FILTER (WHERE answered)' ],
		[ "average_wait($queue)", 'avg(wait)' ],
		[ "delay_of_delayed($queue)", 'avg(wait) FILTER (WHERE seconds > 0)' ],
		[ "ci_lower($queue)", wilson("answered AND $in", 'true', '-'), 'close' ],
		[ "ci_upper($queue)", wilson("answered AND $in", 'true', '+'), 'close' ],
		[ "service_level($wait, answered, $target)", share("answered AND $in") ],
		[ "abandon_rate($wait, answered, $target, $short)", $long_abandons ],
		map {
			[ "abandon_rate($_)", share('NOT answered') ],
			[ "asa($_)", "avg($wait) FILTER (WHERE answered)" ],
			[ "average_wait($_)", "avg($wait)" ],
			[ "delay_of_delayed($_)", "avg($wait) FILTER (WHERE seconds > 0)" ],
		} "$wait, answered", "$wait, answered, $target"
	];
}

create_database();

# Call-centre teaching set: 5,000 calls.  Unanswered calls have no speed of
# answer, no talk time and no rating: they are abandoned with no recorded wait.
subtest 'published figures of a call centre' => sub {
	load('pwc', 'calls/pwc_call_center.csv');
	load('pwc_published', 'calls/pwc_published_values.csv');
	execute("CREATE TABLE call AS
		SELECT agent, answered_y_n = 'Y' AS answered, resolved = 'Y' AS resolved,
			speed_of_answer_in_seconds::float8 AS seconds, speed_of_answer_in_seconds::int * interval '1 s' AS wait,
			20.0::float8 AS short,
			avgtalkduration::interval AS talk, extract(epoch FROM avgtalkduration::interval)::float8 AS talk_seconds,
			satisfaction_rating::int AS satisfaction
		FROM pwc");

	my $queue = 'queue_agg(seconds, answered, 20.0)';
	my $queue_interval = "queue_agg(wait, answered, '20 s')";
	my $survey = 'score_agg(satisfaction, 5)';
	my @talk = (
		'mean(talk_seconds)', 'mean(mean_agg(talk))', 'seconds(mean(talk))',
		'aht(talk_seconds, NULL, NULL)', 'mean(aht_agg(talk, NULL, NULL))', 'seconds(aht(talk, NULL, NULL))');
	my %covered = (
		calls => [ "offered($queue)", 'n_counted(rate_agg(answered))' ],
		answered => [
			"answered($queue)", 'n_hits(rate_agg(answered))', 'n_counted(aht_agg(talk, NULL, NULL))',
			'n_counted(mean_agg(satisfaction))', "n_counted($survey)"    # all callers who were answered rated the call
		],
		unanswered => [ "abandoned($queue)", 'n_hits(rate_agg(NOT answered))' ],
		answered_rate => [ 'rate(answered)', 'rate(rate_agg(answered))', 'response_rate(satisfaction IS NOT NULL)' ],
		unanswered_rate => [
			"abandon_rate($queue)", 'abandon_rate(wait, answered)', 'abandon_rate(answered)', 'rate(NOT answered)'
		],
		resolved => ['n_hits(rate_agg(resolved))'],
		resolution_rate_over_all_calls => [ 'resolution_rate(resolved)', 'rate(resolved)', 'mean(resolved::int)' ],
		avg_satisfaction => [ "csat($survey, 'mean')", 'mean(satisfaction)', 'mean(mean_agg(satisfaction))' ],
		asa_seconds => [
			"seconds(asa($queue))", "seconds(asa($queue_interval))", 'asa(seconds, answered)', 'seconds(asa(wait, answered))',
			"seconds(average_wait($queue))", 'average_wait(seconds, answered)',    # no abandoned call has a wait
			"seconds(delay_of_delayed($queue))"    # and every answered call has one
		],
		talk_seconds_mean => \@talk,
		aht_seconds_talk_only => \@talk);
	my %not_covered = (
		agents => 'a count of distinct names is no KPI',
		max_talk_seconds => 'summaries keep no extremes, which could not slide',
		min_talk_seconds => 'likewise',
		max_speed_of_answer => 'likewise',
		min_speed_of_answer => 'likewise');

	my @expressions = map { @$_ } values %covered;
	my $got = ours("SELECT coalesce('agent=' || agent, 'ALL'), " . join(', ', @expressions)
		  . ' FROM call GROUP BY GROUPING SETS ((), (agent))');
	my %ours;
	@{ $ours{ $_->[0] } }{@expressions} = @$_[ 1 .. $#$_ ] for @$got;

	# To the printed precision: counts exactly, few digits to half of the last
	# one, full precision to 12 digits; an interval to the microsecond
	my $tolerance = sub {
		my ($published, $expression) = @_;
		my ($decimals) = $published =~ /\.(\d+)$/ or return 0;
		my $printed = length $decimals < 11 ? 0.5 * 10**-length $decimals : 1e-12 * $published;
		return $printed + ($expression =~ /^seconds/ ? 0.5e-6 : 0);
	};

	my $rows = plain('SELECT metric, "group", value FROM pwc_published');
	my %listed = map { $_->[0] => 1 } @$rows;
	is_deeply([ sort keys %listed ], [ sort keys %covered, keys %not_covered ],
		'every published metric is compared or listed as not covered, and no other is listed');
	is(scalar(grep { $not_covered{ $_->[0] } } @$rows), 5, 'five published rows are not covered');

	for my $row (@$rows)
	{
		my ($metric, $group, $published) = @$row;

		note("$metric is not covered: $not_covered{$metric}") if $not_covered{$metric};
		for my $expression (@{ $covered{$metric} // [] })
		{
			my $value = $ours{$group}{$expression};
			ok(defined $value && abs($value - $published) <= $tolerance->($published, $expression),
				"$metric of $group: $expression is $published")
			  or diag('got ' . ($value // 'no such group'));
		}
	}
};

compare("queue figures of the call centre from $_->[0], per agent and in all",
	from => "call, $targets",
	keys => 'target, agent', group_by => 'GROUPING SETS ((target, agent), (target))',
	kpis => queue_kpis(@$_))
  for \@seconds, \@intervals;

compare('calls of the call centre: satisfaction and talk, per agent and in all',
	from => 'call',
	keys => 'agent', group_by => 'GROUPING SETS ((agent), ())',
	kpis => [
		@{ csat_kpis('satisfaction', 5, 4, 2) },
		[ 'csat(satisfaction >= 4)', share('satisfaction >= 4', 'satisfaction IS NOT NULL') ],
		[ 'ci_lower(aht_agg(talk, NULL, NULL))', mean_bound('-', 'talk_seconds'), 'student' ],
		[ 'ci_upper(mean_agg(talk_seconds))', mean_bound('+', 'talk_seconds'), 'student' ],
	]);

# Does waiting cost satisfaction?
compare('calls of the call centre: speed of answer and satisfaction, per agent and in all',
	from => 'call',
	keys => 'agent', group_by => 'GROUPING SETS ((agent), ())',
	kpis => [
		[ 'corr(pair_agg(seconds, satisfaction))', 'corr(satisfaction, seconds)', 'close' ],
		[ 'corr(wait, satisfaction)', 'corr(satisfaction, seconds)', 'close' ],
		[ 'slope(seconds, satisfaction)', 'regr_slope(satisfaction, seconds)', 'close' ],
		[ 'intercept(wait, satisfaction)', 'regr_intercept(satisfaction, seconds)', 'close' ],
		[ 'r_squared(pair_agg(wait, satisfaction))', 'regr_r2(satisfaction, seconds)', 'close' ],
		[ 'n_counted(pair_agg(wait, satisfaction))', 'regr_count(satisfaction, seconds)' ],
	]);
subtest "speed of answer and satisfaction, as in R's cor.test and lm" => sub {
	my ($row) = @{ ours("SELECT n_counted(s), round(corr(s)::numeric, 10), round(ci_lower(s)::numeric, 7), round(ci_upper(s)::numeric, 7), round(p_value(s)::numeric, 7),
			round(slope(s)::numeric, 11), round(ci_lower(s, method => 'slope')::numeric, 9), round(ci_upper(s, method => 'slope')::numeric, 9),
			round(intercept(s)::numeric, 6), round(ci_lower(s, method => 'intercept')::numeric, 6)
		FROM (SELECT pair_agg(seconds, satisfaction) AS s FROM call) AS pairs") };
	is_deeply($row, [ '4054', '0.0009518655', '-0.0298333', '0.0317353', '0.9516877', '0.00003434866', '-0.001077069', '0.001145766', '3.401233', '3.317417' ], 'no relation');
};

my %agents = (from => 'call', key => 'agent');

compare_pairs('calls of the call centre: resolution of the calls answered, of each two agents',
	%agents, summary => 'rate_agg(resolved) FILTER (WHERE answered)', shares_apart('resolved AND answered', 'answered'));
compare_pairs('calls of the call centre: talk of each two agents',
	%agents, summary => 'aht_agg(talk, NULL, NULL)', means_apart('talk_seconds'));

# Dashboards publish these, each with its own denominator
subtest 'published figures that are wrong' => sub {
	my $zero_filled = 'queue_agg(coalesce(seconds, 0), answered, 20.0)';
	my ($row) = @{ ours("SELECT asa(queue_agg(wait, answered, '20 s')),
			round(seconds(asa($zero_filled))::numeric, 5), round(seconds(average_wait($zero_filled))::numeric, 4),
			round(mean(satisfaction)::numeric, 5), round(mean(coalesce(satisfaction, 3))::numeric, 2),
			damped_mean(satisfaction, 3, 946) = mean(coalesce(satisfaction, 3)),
			resolution_rate(resolved), round(resolution_rate(resolved) FILTER (WHERE answered)::numeric, 4)
		FROM call") };

	is($row->[0], '00:01:07.52072', 'speed of answer: unanswered calls are not part of it');
	is($row->[1], '67.52072', 'speed of answer: also not if they are recorded with a wait of zero');
	is($row->[2], '54.7458', 'the published 54.7458 s counts a wait of zero for unanswered calls');
	is($row->[3], '3.40355', 'satisfaction: unrated calls are not part of it');
	is($row->[4], '3.33', 'the published 3.33 comes from filling in the rounded mean for them');
	is($row->[5], 't', 'which damps the mean with 946 invented ratings');
	is($row->[6], '0.7292', 'resolution rate of the calls offered');
	is($row->[7], '0.8994', 'resolution rate of the calls answered');
};

# Call centre of a bank.  contact has the wait that the bank recorded.
# clock_contact has the wait computed from the times of day, from leaving the
# voice unit to service.  The clocks of the two differ, so most calls that were
# served at once have a wait of -1 s.  A wait over midnight has -24 h, and a
# service that began at 0:00:00 was not recorded.
subtest 'calls of a bank: rows' => sub {
	load_bank();
	execute("CREATE TABLE clock_contact AS
		SELECT day, month, answered, clock AS wait, extract(epoch FROM clock)::float8 AS seconds, short
		FROM contact,
			LATERAL (SELECT CASE WHEN answered THEN ser_start - vru_exit ELSE q_exit - q_start END AS clock) AS c");
	execute('CREATE UNIQUE INDEX ON contact (nth)');
	execute('CREATE INDEX ON contact (day)');
	execute('ANALYZE');

	my ($row) = @{ plain("SELECT count(*), count(*) FILTER (WHERE outcome = 'PHANTOM'),
			count(*) FILTER (WHERE outcome = 'HANG' AND NOT queued), (SELECT count(*) FROM contact),
			count(*) FILTER (WHERE seconds < 0)
		FROM bank_call") };
	is_deeply($row, [ 103_744, 925, 5_082, 97_737, 0 ],
		'calls, phantoms, left in the voice unit, contacts, negative q_time');
	($row) = @{ plain('SELECT count(*) FILTER (WHERE seconds < 0), count(*) FILTER (WHERE seconds IS NULL)
		FROM clock_contact') };
	is_deeply($row, [ 26_688, 145 ], 'negative waits from clock errors, services whose start was not recorded');
};

for my $form (\@seconds, \@intervals)
{
	for my $from (qw(contact clock_contact))
	{
		my $what = "calls of a bank, $from, $form->[0]";
		my $queue = queue(@$form);

		compare("$what: per month and in the quarter",
			from => "$from, $targets", plain_from => "$from, $targets WHERE $usable",
			keys => 'target, month', group_by => 'GROUPING SETS ((target, month), (target))',
			kpis => queue_kpis(@$form));
		compare("$what: impossible waits",
			from => "$from, $targets",
			keys => 'target, month',
			kpis => [
				[ "n_excluded($queue)",
					'count(*) FILTER (WHERE seconds < 0) + count(*) FILTER (WHERE seconds IS NULL AND answered)' ],
				[ "n_counted($queue) + n_excluded($queue) + n_pending($queue)", 'count(*)' ]
			]);
	}
}

compare('calls of a bank: rates and means',
	from => 'contact',
	keys => 'month',
	kpis => [
		[ 'rate(answered)', share('answered') ],
		[ 'abandon_rate(answered)', share('NOT answered') ],
		[ 'mean(seconds)', 'avg(seconds)' ],
		[ 'mean(wait)', 'avg(wait)' ]
	]);

is_deeply(
	ours('SELECT ' . queue(@intervals) . " FROM contact, $targets WHERE target = 20"),
	ours('SELECT ' . queue(@seconds) . " FROM contact, $targets WHERE target = 20"),
	'calls of a bank: intervals and seconds make one summary');

for my $fine (qw(month day answered))
{
	for my $from (qw(contact clock_contact))
	{
		compare_rollup("calls of a bank: a summary per $fine of $from rolled up into the quarter",
			type => 'queue_summary', summary => queue(@seconds),
			from => "$from, $targets", fine => $fine, coarse => 'target');
	}
}
compare_rollup('calls of a bank: daily summaries rolled up into months',
	type => 'queue_summary', summary => "queue_agg(wait, answered, interval '20 s')",
	from => 'clock_contact', fine => 'day', coarse => 'month');

# Waits as durations.  With only the answered calls, the share within the target
# is the service level answered_only.  With calls that hung up as unfinished, it
# is exclude_abandons_in_target.  In reverse, losing patience ends a wait, and an
# answer leaves it unfinished.
my @waits = (20, 60, 120, 300, 600);

for my $from (qw(contact clock_contact))
{
	my %months = (
		from => "(SELECT *, wait AS elapsed FROM $from) AS w",
		plain_from => "(SELECT *, wait AS elapsed FROM $from WHERE seconds >= 0) AS w",
		keys => 'month', group_by => 'GROUPING SETS ((month), ())');

	for my $wait (qw(elapsed seconds))
	{
		my $answered = "duration_agg($wait) FILTER (WHERE answered)";

		compare("calls of a bank, $from: $wait as durations, unfinished if the call was not answered",
			%months, kpis => duration_kpis("duration_agg($wait, answered)", 'answered', @waits));
		compare("calls of a bank, $from: $wait as durations, of answered calls only",
			%months,
			kpis => [
				map({ [ "share_within($answered, '$_ s')", share("answered AND seconds <= $_", 'answered') ] } @waits),
				[ "n_pending($answered)", '0' ],
				[ "seconds(mean($answered))", 'avg(seconds) FILTER (WHERE answered)', 'microsecond' ],
			]);
	}
	compare("calls of a bank, $from: impossible durations",
		from => $from, keys => 'month',
		kpis => [
			[ 'n_excluded(duration_agg(wait, answered))', count_of('seconds < 0') ],
			[ 'n_excluded(duration_agg(seconds))', count_of('seconds < 0') ],
		]);
	compare_rollup("calls of a bank, $from: durations per day rolled up",
		type => 'duration_summary', summary => 'duration_agg(wait, answered)',
		from => $from, fine => 'day', coarse => 'month');
	compare_survival("calls of a bank, $from: patience",
		from => $from, plain_from => "$from WHERE seconds >= 0", key => 'month',
		summary => 'duration_agg(wait, NOT answered)', finished => 'NOT answered',
		at => '0, 1, 10, 20, 60, 137, 300, 600, 999, 1500, 20000, 90000', p => '0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9');
}

is_deeply(
	ours("SELECT share_within(duration_agg(wait, answered), '20 s'), share_within(duration_agg(wait) FILTER (WHERE answered), '20 s')
		FROM contact"),
	ours("SELECT service_level(q, 'exclude_abandons_in_target'), service_level(q, 'answered_only')
		FROM (SELECT queue_agg(wait, answered, '20 s') AS q FROM contact) AS s"),
	'calls of a bank: service levels of a queue and shares of durations are the same');

# How many wait, and how many servers are busy, at once, to the second.  The plain
# side sums steps of +1 and -1.  Periods are hours, and in most of them some calls
# are under way at the start.  A time of day before the start is on the next day.
subtest 'calls of a bank: how many at once' => sub {
	execute("CREATE TABLE span AS
		SELECT kind, day, type AS part, a, CASE WHEN b < a THEN b + interval '1 day' ELSE b END AS b
		FROM (SELECT 'queue' AS kind, day, type, day + q_start AS a, day + q_exit AS b FROM contact WHERE queued
			UNION ALL
			SELECT 'service', day, type, day + ser_start, day + ser_exit FROM contact WHERE ser_start IS NOT NULL) AS s");
	is_deeply(
		plain('SELECT kind, count(*), count(*) FILTER (WHERE a = b), count(*) FILTER (WHERE b >= day + 1) FROM span GROUP BY 1 ORDER BY 1'),
		[ [ 'queue', 62_527, 75, 5 ], [ 'service', 82_208, 297, 61 ] ],
		'stays in the queue and services, those of no time, those over midnight');
	execute("CREATE VIEW swept AS
		SELECT kind, key, at, level, lead(at) OVER (PARTITION BY kind, key ORDER BY at) AS until
		FROM (SELECT kind, key, at, sum(sum(step)) OVER (PARTITION BY kind, key ORDER BY at) AS level
			FROM (SELECT kind, day || part AS key, a AS at, 1 AS step FROM span
				UNION ALL SELECT kind, day || part, b, -1 FROM span
				UNION ALL SELECT kind, 'all', a, 1 FROM span
				UNION ALL SELECT kind, 'all', b, -1 FROM span) AS c GROUP BY 1, 2, 3) AS l");
	ours("CREATE TABLE at_once AS
		SELECT kind, coalesce(day || part, 'all') AS key, concurrency_agg(a, b) AS s, peak_concurrency(a, b) AS one_call
		FROM span GROUP BY GROUPING SETS ((kind, day, part), (kind))");
	execute("CREATE TABLE hour AS SELECT DISTINCT at, at + interval '1 hour' AS until
		FROM (SELECT date_trunc('hour', a) + interval '7 min' AS at FROM span) AS h");

	agree('peaks per day and type, and in the quarter',
		[ qw(kind key peak at one_call) ],
		ours('SELECT kind, key, (p).peak, (p).at, one_call
			FROM (SELECT *, peak_concurrency_local(s) AS p FROM at_once) AS s ORDER BY 1, 2'),
		plain('SELECT DISTINCT ON (kind, key) kind, key, level, at, level FROM swept ORDER BY 1, 2, level DESC, at'));
	agree('time at each level in the quarter',
		[ qw(kind level seconds) ],
		ours("SELECT kind, level, seconds(time) FROM at_once, time_at_concurrency(s, timestamp '1999-01-01', '1999-04-02')
			WHERE key = 'all' AND level > 0 ORDER BY 1, 2"),
		plain("SELECT kind, level, extract(epoch FROM sum(until - at))::float8 FROM swept
			WHERE key = 'all' AND level > 0 GROUP BY 1, 2 ORDER BY 1, 2"));
	agree('peak and mean of each hour',
		[ qw(kind at peak mean) ],
		ours("SELECT kind, h.at, (peak_concurrency(s, h.at, until)).peak, mean_concurrency(s, h.at, until)
			FROM (SELECT kind, a::date AS day, concurrency_agg(a, b) AS s FROM span GROUP BY 1, 2) AS days
				JOIN hour AS h ON h.at::date = day AND until::date = day ORDER BY 1, 2"),
		plain("SELECT kind, h.at, max(level), sum(level * extract(epoch FROM least(s.until, h.until) - greatest(s.at, h.at)))::float8 / 3600
			FROM hour AS h JOIN (SELECT kind, a::date AS day, at, sum(sum(step)) OVER days AS level, lead(at, 1, 'infinity') OVER days AS until
				FROM (SELECT kind, a, a AS at, 1 AS step FROM span UNION ALL SELECT kind, a, b, -1 FROM span
					UNION ALL SELECT DISTINCT kind, a::date::timestamp, a::date, 0 FROM span) AS c
				GROUP BY 1, 2, 3 WINDOW days AS (PARTITION BY kind, a::date ORDER BY at)) AS s
			ON day = h.at::date AND day = h.until::date AND s.at < h.until AND s.until > h.at GROUP BY 1, 2 ORDER BY 1, 2"),
		mean => 'close');
	compare_rollup('days rolled up',
		type => 'concurrency_summary', summary => 'concurrency_agg(a, b)', from => 'span', fine => 'day', coarse => 'kind');
};

# Types of calls: PS regular, PE stocks, IN internet, NE, NW prospective, TT asked to be called back
subtest 'calls of a bank: types of calls' => sub {
	my $counts = '(SELECT month, type, count(*)::float8 AS n, (sum(count(*)) OVER (PARTITION BY month))::float8 AS total FROM contact GROUP BY 1, 2) AS c';
	my $two = "(SELECT type, a.n AS x, b.n AS y, a.total AS nx, b.total AS ny, a.total / (a.total + b.total) * (a.n + b.n) AS ex, b.total / (a.total + b.total) * (a.n + b.n) AS ey
		FROM (SELECT * FROM $counts WHERE month = '1999-01-01') AS a JOIN (SELECT * FROM $counts WHERE month = '1999-03-01') AS b USING (type)) AS t";

	ours('CREATE TABLE types AS SELECT month, category_agg(type) AS s FROM contact GROUP BY month');
	agree('by month', [ qw(month type n share cumulative) ],
		ours('SELECT month, t.* FROM types, top(s) AS t ORDER BY month, t.n DESC, t.label'),
		plain("SELECT month, type, n, n / total, sum(n) OVER (PARTITION BY month ORDER BY n DESC, type) / total FROM $counts ORDER BY month, n DESC, type"),
		share => 'close', cumulative => 'close');
	my $months = "(SELECT s FROM types WHERE month = '1999-01-01') AS a, (SELECT s FROM types WHERE month = '1999-03-01') AS b";
	agree('January and March', [ qw(type before after difference residual) ],
		ours("SELECT label, before, after, difference, residual FROM $months, category_shift(a.s, b.s)"),
		plain("SELECT type, x / nx, y / ny, y / ny - x / nx, residual
			FROM $two, LATERAL (SELECT (y - ey) / sqrt(ey * (1 - ny / (nx + ny)) * (1 - (x + y) / (nx + ny))) AS residual) AS r ORDER BY abs(residual) DESC"),
		map { $_ => 'close' } qw(before after difference residual));
	agree('their test', [ qw(chi_squared degrees cramers_v smallest_expected) ],
		ours("SELECT k.chi_squared, k.degrees, k.cramers_v, k.smallest_expected FROM $months, kpi_compare(a.s, b.s) AS k"),
		plain("SELECT chi_squared, degrees, sqrt(chi_squared / n), smallest
			FROM (SELECT sum((x - ex) ^ 2 / ex + (y - ey) ^ 2 / ey) AS chi_squared, count(*) - 1 AS degrees, max(nx + ny) AS n, min(least(ex, ey)) AS smallest FROM $two) AS s"),
		map { $_ => 'close' } qw(chi_squared cramers_v smallest_expected));
};
compare_rollup('calls of a bank: types per day rolled up',
	type => 'category_summary', summary => 'category_agg(type)', from => 'contact', fine => 'day', coarse => 'month');

# Customers who call again.  Contacts are calls to the voice unit of customers whom
# the bank knows (an id above 0).  Software has cut some ids to 6.02E+11, which
# makes one customer of several.
subtest 'calls of a bank: customers who call again' => sub {
	my $calls = "(SELECT *, extract(epoch FROM began)::float8 AS began_s FROM bank_call
		WHERE outcome <> 'PHANTOM' AND customer_id::numeric > 0) AS c";
	my $window = 'WINDOW w AS (PARTITION BY customer_id ORDER BY began, call_id)';
	my (@labels, @ours, @plain);

	is_deeply(plain("SELECT count(*), count(DISTINCT customer_id), count(*) FILTER (WHERE customer_id LIKE '%E+%'),
			count(*) - count(DISTINCT (customer_id, began)) FROM $calls"),
		[ [ 49_805, 7_424, 75, 1 ] ], 'calls, customers, calls with an id cut short, in the second of the one before');

	# The window of one call is over exactly then, and some customers call again exactly after 5 minutes
	my $middle = plain_value("SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY began) + interval '1 day' FROM $calls");

	for my $seconds (86_400, 3 * 86_400, 300)
	{
		my $gap = "interval '$seconds s'";

		push @labels, "repeat within $seconds s", 'of seconds';
		push @ours, "is_repeat_contact(began, $gap) OVER w", "is_repeat_contact(began_s, $seconds) OVER w";
		push @plain, ("coalesce(began - lag(began) OVER w < $gap, false)") x 2;
		for my $as_of ('1999-03-31', $middle)
		{
			my $moment = "timestamp '$as_of'";

			push @labels, "resolved, none within $seconds s, as of $as_of", 'of seconds';
			push @ours, "is_first_contact_resolution(began, $gap, $moment) OVER w",
				"is_first_contact_resolution(began_s, $seconds, extract(epoch FROM $moment)::float8) OVER w";
			push @plain, ("CASE
				WHEN lead(began) OVER w <= $moment AND lead(began) OVER w - began < $gap THEN false
				WHEN began + $gap <= $moment THEN true END") x 2;
		}
	}

	my $query = sub {
		return 'SELECT ' . join(', ', 'customer_id', 'call_id', @_) . "
			FROM $calls $window ORDER BY customer_id, began, call_id";
	};

	agree('each call', [ 'customer', 'call', @labels ], ours($query->(@ours)), plain($query->(@plain)));
};

subtest 'calls of a bank: sliding windows' => sub {
	my @labels = qw(day answered service_level average_wait abandon_rate n_excluded);
	my $week = "(ORDER BY day RANGE BETWEEN interval '6 days' PRECEDING AND CURRENT ROW)";
	my $queue = 'queue_agg(seconds, answered, 20.0, short)';
	my $read = 'service_level(q), seconds(average_wait(q)), abandon_rate(q), n_excluded(q)';
	my $expected = plain("SELECT day, week.*
		FROM (SELECT DISTINCT day FROM clock_contact) AS day,
			LATERAL (SELECT " . join(', ', share('answered'), share("$usable AND answered AND seconds <= 20", $usable),
				"avg(seconds) FILTER (WHERE $usable)", share("$usable AND NOT answered", $usable),
				"count(*) FILTER (WHERE NOT $usable)") . "
				FROM clock_contact c WHERE c.day BETWEEN day.day - 6 AND day.day) AS week
		ORDER BY day");

	agree('7 days of contacts, from the rows',
		\@labels,
		ours("SELECT DISTINCT day, answered, $read
			FROM (SELECT day, rate(answered) OVER week AS answered, $queue OVER week AS q
				FROM clock_contact WINDOW week AS $week) AS s
			ORDER BY day"),
		$expected, average_wait => 'microsecond');
	agree('7 days of contacts, from daily summaries',
		\@labels,
		ours("SELECT day, rate(answered), $read
			FROM (SELECT day, rollup(rate_agg(answered)) OVER week AS answered, rollup($queue) OVER week AS q
				FROM clock_contact GROUP BY day WINDOW week AS $week) AS s
			ORDER BY day"),
		$expected, average_wait => 'microsecond');
	agree('the last 1,000 contacts, at every 500th',
		[qw(nth mean stddev service_level)],
		ours("SELECT * FROM (
				SELECT nth, mean(seconds) OVER last, stddev(mean_agg(seconds) OVER last),
					service_level(seconds, answered, 20.0) OVER last
				FROM contact WINDOW last AS (ORDER BY nth ROWS 999 PRECEDING)) AS s
			WHERE nth % 500 = 1 ORDER BY nth"),
		plain("SELECT nth, last.*
			FROM (SELECT nth FROM contact WHERE nth % 500 = 1) AS n,
				LATERAL (SELECT avg(seconds), stddev_samp(seconds), " . share('answered AND seconds <= 20') . "
					FROM contact c WHERE c.nth BETWEEN n.nth - 999 AND n.nth) AS last
			ORDER BY nth"),
		stddev => 'close');
};

# Services with the name of the server.  Two more columns have clock errors:
# in_voice_unit, which the bank recorded and which is sometimes below 0, and
# clock, the time of service by the times of day, which has -24 h over midnight.
#
# shift is the work of one server on one day.  It lasts from the start of the first
# service to the end of the last.  Services overlap, so one shift is busier than it is long.
subtest 'services of a bank: rows' => sub {
	execute("CREATE TABLE service AS
		SELECT server, day, month, in_voice_unit, nullif(wait, '0') AS wait, talk, talk_seconds, ser_exit - ser_start AS clock,
			start, start + talk AS stop
		FROM contact,
			LATERAL (SELECT CASE WHEN ser_start - vru_exit < '-12 h' THEN day + 1 ELSE day END + ser_start) AS s (start)
		WHERE answered AND server <> 'NO_SERVER' AND ser_start IS NOT NULL");
	execute("CREATE TABLE shift AS
		SELECT *, length - busy AS idle, extract(epoch FROM busy)::float8 AS busy_seconds,
			extract(epoch FROM length - busy)::float8 AS idle_seconds, extract(epoch FROM length)::float8 AS seconds
		FROM (SELECT server, day, month, count(*) AS handled, sum(talk) AS busy, max(stop) - min(start) AS length
			FROM service GROUP BY 1, 2, 3) AS s");

	my ($row) = @{ plain("SELECT count(*), count(*) FILTER (WHERE clock < '0'), count(*) FILTER (WHERE in_voice_unit < '0')
		FROM service") };
	is_deeply($row, [ 80_436, 61, 61 ], 'services, over midnight, with a negative time in the voice unit');
	($row) = @{ plain("SELECT count(*), count(*) FILTER (WHERE idle < '0'), count(*) FILTER (WHERE handled = 1)
		FROM shift") };
	is_deeply($row, [ 1_164, 1, 10 ], 'shifts, busier than they are long, of one service');
};

compare('services of a bank: handle times per server and day',
	from => 'service',
	keys => 'server, day', group_by => 'CUBE (server, day)',
	kpis => [
		[ 'aht(talk, NULL, NULL)', mean_interval('talk', 'true') ],
		[ 'aht(talk_seconds, NULL, NULL)', 'avg(talk_seconds)' ],
		[ 'aht(in_voice_unit, wait, talk)',
			mean_interval("in_voice_unit + coalesce(wait, '0') + talk", "in_voice_unit >= '0'") ],
		[ 'n_excluded(aht_agg(in_voice_unit, wait, talk))', count_of("in_voice_unit < '0'") ],
		[ 'aht(clock, wait, NULL)', mean_interval("clock + coalesce(wait, '0')", "clock >= '0'") ],
		[ 'n_excluded(aht_agg(clock, wait, NULL))', count_of("clock < '0'") ],
		[ 'aht(NULL, wait, NULL)', mean_interval('wait', 'true') ],
		[ 'n_counted(aht_agg(NULL, wait, NULL))', 'count(wait)' ],
	]);
compare('services of a bank: intervals of the handle time per month and in the quarter',
	from => 'service',
	keys => 'month', group_by => 'ROLLUP (month)',
	kpis => [
		[ 'ci_lower(aht_agg(talk, NULL, NULL))', mean_bound('-', 'talk_seconds'), 'student' ],
		[ 'ci_upper(aht_agg(talk_seconds, NULL, NULL))', mean_bound('+', 'talk_seconds'), 'student' ],
	]);
compare_pairs('services of a bank: handle times of each two months',
	from => 'service', key => 'month',
	summary => 'aht_agg(talk, NULL, NULL)', means_apart('talk_seconds'));
compare_rollup('services of a bank: handle times per day rolled up',
	type => 'mean_summary', summary => 'aht_agg(in_voice_unit, wait, clock)',
	from => 'service', fine => 'day', coarse => 'server');

# From the calls of a Monday to the agents of its half-hours, as doc/staffing.md
# plans a day.  Plain SQL computes Erlang C from the weights a^k / k! of its states.
my $half_hour = "date_trunc('hour', began) + floor(extract(minute FROM began) / 30) * interval '30 min'";
my $monday = "date '1999-02-01'";

execute("CREATE TABLE half_hour AS
	SELECT at, coalesce(calls, 0) AS calls, CASE WHEN talk_seconds > 0 THEN talk_seconds ELSE talk_of_day END AS aht
	FROM (SELECT generate_series(min($half_hour), max($half_hour), '30 min') AS at FROM contact WHERE day = $monday) AS s
		LEFT JOIN (SELECT $half_hour AS at, count(*)::float8 AS calls, round(avg(talk_seconds) FILTER (WHERE answered)::numeric, 6)::float8 AS talk_seconds
			FROM contact WHERE day = $monday GROUP BY 1) AS c USING (at),
		(SELECT round((avg(talk_seconds) FILTER (WHERE answered))::numeric, 6)::float8 AS talk_of_day FROM contact WHERE day = $monday) AS d");
ours("CREATE TABLE plan AS
	SELECT at, contacts AS calls, aht, agents, agents_required(contacts, '30 min', aht, 0.8, '20 s', shrinkage => 0.3) AS scheduled,
		erlang_c_service_level(contacts, '30 min', aht, agents, '20 s') AS level
	FROM demand_series((SELECT demand_agg(began) FROM contact WHERE day = $monday), '30 min')
		LEFT JOIN (SELECT $half_hour AS at, aht_agg(talk, NULL, NULL) FILTER (WHERE answered) AS handled
			FROM contact WHERE day = $monday GROUP BY 1) AS h USING (at),
		(SELECT aht(talk, NULL, NULL) FILTER (WHERE answered) AS of_day FROM contact WHERE day = $monday) AS d,
		LATERAL (SELECT CASE WHEN mean(handled) > 0 THEN make_interval(secs => mean(handled)) ELSE of_day END AS aht) AS t,
		agents_required(contacts, '30 min', aht, 0.8, '20 s') AS agents");
execute("CREATE TABLE plain_plan AS
	WITH state AS (
		SELECT at, calls, aht, k AS n, calls * aht / 1800 AS a, product(CASE k WHEN 0 THEN 1 ELSE calls * aht / 1800 / k END) OVER w AS weight
		FROM half_hour, generate_series(0, 60) AS k WINDOW w AS (PARTITION BY at ORDER BY k)),
	level AS (
		SELECT *, weight * n / (n - a) AS waiting, sum(weight) OVER (PARTITION BY at ORDER BY n) - weight AS served FROM state)
	SELECT DISTINCT ON (at) at, calls, aht, CASE WHEN calls > 0 THEN n ELSE 0 END AS agents,
		CASE WHEN calls > 0 THEN 1 - waiting / (waiting + served) * exp(-(n - a) * 20 / aht) END AS level
	FROM level WHERE n > a AND (calls = 0 OR 1 - waiting / (waiting + served) * exp(-(n - a) * 20 / aht) >= 0.8) ORDER BY at, n");
agree('calls of a bank: the plan of a day',
	[qw(at calls aht agents scheduled level)],
	ours('SELECT at, calls, seconds(aht), agents, scheduled, level FROM plan ORDER BY 1'),
	plain('SELECT at, calls, aht, agents, ceil(agents / 0.7), level FROM plain_plan ORDER BY 1'),
	level => 'close');
agree('calls of a bank: the day planned as a whole',
	[qw(calls level agent_hours)],
	ours('SELECT sum(calls), sum(calls * level) / sum(calls), sum(agents) / 2 FROM plan'),
	plain('SELECT sum(calls), sum(calls * level) / sum(calls), sum(agents)::float8 / 2 FROM plain_plan'),
	level => 'close');

# The number of agents is unknown, so an agent counts as present between two
# services that are at most five minutes apart.  Other limits result in more or
# fewer agents: with 3 minutes .37 of the calls are predicted in the target, with
# 5 minutes .42, with 10 .51, with 15 .56; the actual share was .43.  With any limit,
# good days are distinguished from bad ones: the correlation is at least .94.
subtest 'calls of a bank: service level of days, observed and predicted' => sub {
	my $agents = "SELECT day, concurrency_agg(start, stop) AS s
		FROM (SELECT day, server, min(start) AS start, max(stop) AS stop
			FROM (SELECT *, count(*) FILTER (WHERE start - before > '5 min') OVER (PARTITION BY day, server ORDER BY start) AS stay
				FROM (SELECT *, max(stop) OVER (PARTITION BY day, server ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
					FROM service) AS s) AS s
			GROUP BY day, server, stay) AS stays GROUP BY day";
	my $half_hours = "SELECT day, $half_hour AS at, count(*)::float8 AS calls, count(*) FILTER (WHERE answered AND seconds <= 20) AS in_target
		FROM contact GROUP BY 1, 2";
	my $days = "SELECT day, exponential_mean(duration_agg(wait, NOT answered)) AS patience, aht(talk, NULL, NULL) FILTER (WHERE answered) AS aht
		FROM contact WHERE extract(dow FROM day) < 5 GROUP BY 1";
	my ($row) = @{ ours("SELECT count(*), corr(observed, predicted), sum(observed * calls) / sum(calls), sum(predicted * calls) / sum(calls), avg(abs(observed - predicted))
		FROM (SELECT day, sum(calls) AS calls, sum(in_target) / sum(calls) AS observed,
				sum(calls * erlang_a_service_level(calls, '30 min', aht, patience, mean_concurrency(s, at, at + interval '30 min'), '20 s')) / sum(calls) AS predicted
			FROM ($half_hours) AS h JOIN ($days) AS d USING (day) JOIN ($agents) AS a USING (day) GROUP BY day) AS days") };
	my ($days_counted, $correlation, $observed, $predicted, $error) = @$row;

	note("correlation $correlation, observed $observed, predicted $predicted, mean absolute error of a day $error");
	is($days_counted, 62, 'days from Sunday to Thursday');
	cmp_ok($correlation, '>', 0.9, 'good days are predicted as good');
	cmp_ok(abs($observed - $predicted), '<', 0.05, 'the level of all days is near');
	cmp_ok($error, '<', 0.06, 'and so is the level of each day');
};

# A ratio of sums with the ends of its normal interval, by the delta method
sub ratio_kpis
{
	my ($summary, $part, $whole) = @_;
	my $ratio = "(sum($part) / nullif(sum($whole), 0))";
	my $squares = "greatest(sum(($part) ^ 2) - 2 * $ratio * sum($part * $whole) + $ratio ^ 2 * sum($whole ^ 2), 0)";
	my $margin = whole_student_t('count(*) - 1') . " * sqrt($squares / (count(*) * (count(*) - 1))) / avg($whole)";
	my $known = "CASE WHEN count(*) > 1 AND sum($whole) > 0 THEN";

	return (
		[ "ratio($summary)", $ratio ],
		[ "n_counted($summary)", 'count(*)' ],
		[ "ci_lower($summary)", "$known greatest($ratio - $margin, 0) END", 'student' ],
		[ "ci_upper($summary)", "$known $ratio + $margin END", 'student' ]);
}

my %shifts = (from => 'shift', keys => 'server, day', group_by => 'GROUPING SETS ((server), (day), ())');

compare('shifts of a bank: occupancy, of shifts no busier than they are long',
	%shifts, plain_from => "shift WHERE idle >= '0'",
	kpis => [
		ratio_kpis('occupancy_agg(busy, idle)', 'busy_seconds', 'seconds'),
		map { [ $_, 'sum(busy_seconds) / nullif(sum(seconds), 0)' ] }
			'occupancy(busy, idle)', 'occupancy(busy_seconds, idle_seconds)'
	]);
compare('shifts of a bank: utilization and productivity',
	%shifts,
	kpis => [
		[ 'n_excluded(occupancy_agg(busy, idle))', count_of("idle < '0'") ],
		ratio_kpis('ratio_agg(busy, length)', 'busy_seconds', 'seconds'),
		ratio_kpis('agent_productivity_agg(handled, length)', '3600 * handled', 'seconds'),
		map({ [ $_, 'sum(busy_seconds) / nullif(sum(seconds), 0)' ] }
			'ratio(busy, length)', 'ratio(busy_seconds, seconds)',
			'utilization(busy, length)', 'utilization(busy_seconds, seconds)'),
		map { [ $_, '3600 * sum(handled) / nullif(sum(seconds), 0)' ] }
			'agent_productivity(handled, length)', 'agent_productivity(handled, seconds)'
	]);
compare_rollup('shifts of a bank: ratios per day rolled up',
	type => 'ratio_summary', summary => 'occupancy_agg(busy, idle)', from => 'shift', fine => 'day', coarse => 'server');

# Every pair of servers, including each with itself: the reference sums over all pairs
for my $team (qw(day month))
{
	compare("shifts of a bank: balance of busy hours in a $team",
		from => 'shift',
		plain_from => "(SELECT $team, a.busy_seconds, b.busy_seconds AS other
			FROM shift AS a JOIN shift AS b USING ($team)) AS pair",
		keys => $team,
		kpis => [
			[ 'n_counted(balance_agg(busy_seconds / 3600))', 'sqrt(count(*))' ],
			[ '(utilization_balance(busy_seconds / 3600)).coefficient_of_variation',
				'stddev_pop(busy_seconds) / nullif(avg(busy_seconds), 0)', 'close' ],
			[ '(utilization_balance(busy_seconds / 3600)).gini',
				'sum(abs(busy_seconds - other)) / 2 / count(*) / nullif(avg(busy_seconds), 0)', 'close' ]
		]);
}
compare_rollup('shifts of a bank: balances per day rolled up',
	type => 'balance_summary', summary => 'balance_agg(busy_seconds / nullif(seconds, 0))',
	from => 'shift', fine => 'day', coarse => 'month');

# Overlapping services count once; the reference counts each from the end of all earlier ones
SKIP: {
	skip 'no multiranges before PostgreSQL 14', 1 if plain_value('SHOW server_version_num') < 140_000;
	compare('shifts of a bank: occupancy by the union of services',
		from => 'service',
		plain_from => "(SELECT *, greatest(stop - greatest(start, max(stop) OVER earlier), '0') AS added
			FROM service WINDOW earlier AS (PARTITION BY server, day ORDER BY start, stop
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS s",
		keys => 'server, day',
		kpis => [
			[ 'total_duration(range_agg(tsrange(start, stop)))', 'sum(added)' ],
			[ 'occupancy(range_agg(tsrange(start, stop)), tsmultirange(tsrange(min(start), max(stop))))',
				'extract(epoch FROM sum(added))::float8 / nullif(extract(epoch FROM max(stop) - min(start)), 0)::float8' ]
		]);
}

done_testing();
