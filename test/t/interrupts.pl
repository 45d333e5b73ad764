# A call can be cancelled inside every loop whose length depends on data.
#
# The first row that a cursor fetches makes the value, and the second row calls the
# function.  Only the second fetch has a timeout, so that nothing but the call runs
# for long.  The call first runs to its end, then for a part of that time.  A
# sequence after the call shows whether it ended before it was cancelled: if so,
# its loop did not check for interrupts.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(query script with_database write_binary_copy);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
chmod 0755, $directory;

# Returns the outcome of a statement with a timeout, given the SQL before and after it, and the milliseconds that it took
sub outcome
{
	my ($before, $statement, $after, $timeout) = @_;
	my $answer = script(<<"SQL");
\\set VERBOSITY sqlstate
SET max_parallel_workers_per_gather = 0;
SELECT setval('ended', 1, false) \\g /dev/null
$before
SET statement_timeout = $timeout;
\\timing on
$statement
\\timing off
$after
SET statement_timeout = 0;
SELECT 'ended ' || is_called FROM ended;
SQL
	my ($duration) = $answer =~ /^Time: ([\d.]+) ms/m;
	return ($answer) if $answer =~ s/ERROR:  57014//r =~ /ERROR:  (?!25P02)/;
	# a timeout that nothing checked for may hit what follows the call
	return ($answer =~ /ended false/ ? 'cancelled' : 'cancelled after its end', $duration) if $answer =~ /57014/;
	return ('ended', $duration);
}

# Cancels it after a share of its time.  It may be faster the next time, or end just before the timeout.
sub cancelled
{
	my ($name, $share, @sql) = @_;
	my ($outcome, $duration) = outcome(@sql, 0);
	my $timeout = $share * ($duration // 0);
	my $late = 0;
	while ($outcome =~ /end(ed)?$/ && $late < 4 && $timeout > 0.5)
	{
		($outcome) = outcome(@sql, int($timeout) || 1);
		$late = $outcome eq 'cancelled after its end' ? $late + 1 : 0;
		$timeout *= $outcome eq 'ended' ? 0.7 : 0.85;
	}
	return is($outcome, 'cancelled', $name);
}

sub cancelled_call
{
	my ($name, $value, $call, $share) = @_;
	return cancelled($name, $share // 0.6, <<"SQL", 'FETCH c \g /dev/null', 'ROLLBACK;');
BEGIN;
DECLARE c CURSOR FOR
SELECT CASE WHEN n = 2 THEN ($call) IS NULL END, CASE WHEN n = 2 THEN nextval('ended') END
  FROM (SELECT $value OFFSET 0) AS v, LATERAL generate_series(1, 2 + (x IS NULL)::int) AS n;
FETCH c \\g /dev/null
SQL
}

# The n-th of a sequence of unordered numbers
my $number = 'n * 7919::bigint % 1000003 / 1000003.0::float8';
sub rows { return "FROM generate_series(1, $_[0]) AS n" }
sub series { return "(SELECT array_agg($number) " . rows(shift) . ') AS x' }

my @loops = (
	# text forms, in and out
	['text of values', "'(n=1000000' || repeat(' 1', 1000000) || ')' AS x", 'x::spread_summary'],
	['text of events', "'(n=200000' || repeat(' open=2026-03-01T09:00:00Z', 200000) || ')' AS x", 'x::ticket_summary'],
	['text of points', "(SELECT '(n=500000 start=2000-01-01T00:00:00Z step=1 points=500001 ' || string_agg(n || '=1-1:0', ' ') || ')' " . rows(500000) . ') AS x', 'x::backlog_summary'],
	['text of contacts', q{(SELECT '(n=100000 zone=UTC step=900 ' || string_agg(to_char(timestamp '2026-01-01' + n * interval '15 min', 'YYYY-MM-DD"T"HH24:MI:SS"Z=1"'), ' ') || ')' } . rows(100000) . ') AS x', 'x::demand_summary'],
	['text of a run of contacts', "'(n=1000000 zone=UTC step=900 2000-01-01T00:00:00Z=' || repeat('1,', 999999) || '1)' AS x", 'x::demand_summary'],
	['zeros before a counter', "'(trials=1 hits=' || repeat('0', 20000000) || ')' AS x", 'x::rate_summary'],
	['blanks behind a calendar', "'UTC' || repeat(' ', 20000000) AS x", 'x::business_calendar'],
	['values as text', '(SELECT spread_agg(n) ' . rows(500000) . ') AS x', 'x::text'],
	['points as text', "(SELECT backlog_agg(timestamp '2026-01-01' + n * interval '1 s', NULL, '2026-01-01', timestamp '2026-01-01' + interval '400000 s', '1 s') " . rows(400000) . ') AS x', 'x::text'],
	['contacts as text', "(SELECT demand_agg(timestamp '2026-01-01' + n * interval '15 min') " . rows(300000) . ') AS x', 'x::text'],

	# as jsonb
	['values as jsonb', '(SELECT spread_agg(n) ' . rows(1000000) . ') AS x', 'x::jsonb', 0.4],
	['events as jsonb', "(SELECT ticket_agg(timestamp '2026-01-01' + n * interval '1 s', 'open') " . rows(300000) . ') AS x', 'x::jsonb', 0.4],
	['labels as jsonb', "(SELECT category_agg('label ' || n) " . rows(250000) . ') AS x', 'x::jsonb', 0.4],
	['points as jsonb', "(SELECT backlog_agg(timestamp '2026-01-01' + n * interval '1 s', NULL, '2026-01-01', timestamp '2026-01-01' + interval '300000 s', '1 s') " . rows(300000) . ') AS x', 'x::jsonb', 0.4],
	['contacts as jsonb', "(SELECT demand_agg(timestamp '2026-01-01' + n * interval '15 min') " . rows(300000) . ') AS x', 'x::jsonb', 0.4],

	# multisets
	['sort of values', "(SELECT spread_state($number) " . rows(1000000) . ') AS x', 'n_counted(x)'],
	['response times', '(SELECT conversation_agg(n::float8, n % 2 = 0) ' . rows(1000000) . ') AS x', 'response_times(x)', 0.5],
	['mean response time', '(SELECT conversation_agg(n::float8, n % 2 = 0) ' . rows(1000000) . ') AS x', 'average_response_time(x)'],
	['messages up to a time', '(SELECT conversation_agg(n::float8, n % 2 = 0) ' . rows(1000000) . ') AS x', 'pending_time(x, 1000000)'],
	['business response times', "(SELECT conversation_agg(timestamp '2026-01-01' + n * interval '1 min', n % 2 = 0) " . rows(300000) . ') AS x', "average_response_time(x, calendar => 'Europe/Madrid; Mon-Fri 08:00-18:00')"],
	['first replies', "(SELECT conversation_agg(n::float8, (ARRAY['customer', 'agent', 'resolved'])[1 + n % 3]) " . rows(1000000) . ') AS x', 'first_reply_times(x)', 0.5],
	['first replies to a ticket', "(SELECT ticket_agg(timestamp '2026-01-01' + n * interval '1 s', CASE n % 2 WHEN 0 THEN 'replied' ELSE 'touched' END) " . rows(1000000) . ') AS x', 'first_reply_times(x)'],
	['life of a ticket', "(SELECT ticket_agg(timestamp '2026-01-01' + n * interval '1 s', CASE n % 2 WHEN 0 THEN 'open' ELSE 'solved' END) " . rows(1000000) . ') AS x', 'reopens(x)'],
	['merge of states', "(SELECT state_agg(timestamp '2026-01-01' + n % 99991 * interval '1 s', 'state ' || n % 7) " . rows(1000000) . ') AS x', "x + '(n=1 2026-01-01T00:00:00/idle)' = 'empty'"],
	['text of states', "'(n=200000' || repeat(' 2026-03-01T09:00:00Z/idle', 200000) || ')' AS x", 'x::state_summary'],
	['time in state', "(SELECT state_agg(timestamp '2026-01-01' + n * interval '1 s', 'state ' || n % 7) " . rows(1000000) . ') AS x', "time_in_state(x, '{state 1}', timestamp '2026-01-01', '2027-01-01')"],
	['history of states', "(SELECT state_agg(timestamp '2026-01-01' + n * interval '1 s', 'state ' || n % 7) " . rows(1000000) . ') AS x', '(SELECT count(*) FROM state_history_local(x))'],
	['one state', "(SELECT state_agg(timestamp '2026-01-01' + n * interval '1 s', 'idle') " . rows(3000000) . ') AS x', '(SELECT count(*) FROM state_changes(x))'],
	['text of labels', "(SELECT '(n=250000 ' || string_agg('label%20' || n || '=1', ' ') || ')' " . rows(250000) . ') AS x', 'x::category_summary'],
	['labels as text', "(SELECT category_agg('label ' || n) " . rows(250000) . ') AS x', 'x::text'],
	['merge of labels', "(SELECT category_agg('label ' || n) " . rows(250000) . ') AS x', "x + x = 'empty'"],
	['labels in order of their rows', "(SELECT category_agg('label ' || n, n * 7919::bigint % 1000003) " . rows(250000) . ') AS x', '(SELECT label FROM top(x) LIMIT 1)'],
	['labels of two summaries', "(SELECT category_agg('label ' || n, n) " . rows(250000) . ') AS x', "(SELECT label FROM category_shift(x, x) LIMIT 1)"],
	['spread', "(SELECT spread_agg(n) " . rows(2000000) . ') AS x', 'mad(x)'],
	['balance', '(SELECT balance_agg(n) ' . rows(1000000) . ') AS x', 'utilization_balance(x)'],
	['levels', "(SELECT concurrency_agg(n, n + 1) " . rows(1000000) . ') AS x', 'peak_concurrency_seconds(x)'],
	['times at levels', "(SELECT concurrency_agg(n, n + 1) " . rows(1000000) . ') AS x', '(SELECT count(*) FROM time_at_concurrency_seconds(x, 0, 1e7))'],
	['changes of levels', "(SELECT concurrency_agg(n, n + 2) " . rows(1000000) . ') AS x', '(SELECT count(*) FROM concurrency_series_seconds(x))'],
	['level after excluded intervals', "(SELECT concurrency_agg(n, n - 1) " . rows(5000000) . ') AS x', 'concurrency_at_seconds(x, 0)'],
	['counts of intervals', "(SELECT concurrency_agg(n, n + 1) " . rows(1000000) . ') AS x', 'n_pending(x)'],
	['bounds of ages', "(SELECT array_agg(n * interval '1 s') " . rows(2000000) . ') AS x', "(SELECT count(*) FROM aging('empty', x))"],
	['statuses', "array_fill('open'::text, ARRAY[1000000]) AS x", "time_in_status('(n=1 open=2026-01-01T00:00:00)', x)"],
	['business time of statuses', "(SELECT ticket_agg(timestamp '2026-01-01' + n * interval '1 s', CASE n % 2 WHEN 0 THEN 'open' ELSE 'solved' END) " . rows(200000) . ') AS x',
		"time_in_status(x, '{open}', timestamp '2030-01-01', 'Europe/Madrid; Mon-Fri 08:00-18:00')"],
	['turns of a ticket', "(SELECT ticket_agg(timestamp '2026-01-01' + n * interval '1 s', (ARRAY['contacted', 'replied'])[1 + n % 2]) " . rows(1000000) . ') AS x', 'waiting_since_local(x)'],
	['updates of a ticket', "(SELECT ticket_agg(timestamp '2026-01-01' + n * interval '1 s', (ARRAY['open', 'replied', 'pending', 'replied'])[1 + n % 4]) " . rows(300000) . ') AS x',
		"(SELECT replied_at FROM update_times(x, timestamp '2030-01-01', calendar => 'Europe/Madrid; Mon-Fri 08:00-18:00') LIMIT 1)", 0.4],
	['clock of a ticket', "(SELECT ticket_agg(timestamp '2026-01-01' + n * interval '1 s', (ARRAY['new', 'pending'])[1 + n % 2]) " . rows(200000) . ') AS x',
		"sla_clock(x, '1000 h', timestamp '2030-01-01', calendar => 'Europe/Madrid; Mon-Fri 08:00-18:00')"],

	# series
	['Mann-Kendall test', series(300000), 'mann_kendall(x)'],
	['Theil-Sen line', series(50000), 'theil_sen(x)'],
	['sparkline', series(1000000), 'sparkline(x)'],
	['line of a chart', series(100000), 'svg_chart(x)'],
	['title of a chart', "repeat('<', 3000000) AS x", "svg_chart('{1,2}', title => x)"],
	['control chart', series(1000000), '(SELECT center FROM xmr_series(x) LIMIT 1)'],
	['funnel', "(SELECT array_agg(n % 90 + 1.0::float8) " . rows(300000) . ') AS x', '(SELECT center FROM funnel_series(x, x) LIMIT 1)'],
	['smoothing', series(1000000), 'holt_winters_fit(x, NULL, 0.1, 0.1)'],
	['fit', series(20000), 'holt_winters_fit(x, NULL)'],
	['level of multiplicative seasons', '(SELECT array_agg(1 + n % 7) ' . rows(300000) . ')::float8[] AS x', "holt_winters_fit(x, 150000, 0.1, 0.1, 0.1, seasonal => 'multiplicative')"],
	['decomposition', series(300000), "holt_winters_fit(x, 150000, 0.1, 0.1, 0.1, start => 'decompose')"],
	['errors of forecasts', series(20000), '(SELECT count(*) FROM holt_winters(x, 10000, 10000, 0.1, 0.1, 0.1))'],
	['fit of two seasons', series(3000), "holt_winters_fit(x, seasons => '{5,10}', seasonal => 'additive', trend => 'none')"],
	['start of two seasons', series(600000), "holt_winters_fit(x, NULL, 0.1, NULL, 0.1, 'proportional', 'none', seasons => '{150000,300000}', omega => 0.1, rho => 0, kappa => 0)"],
	['backtest', series(3000), '(SELECT count(*) FROM backtest(x, NULL, 1, 2000, 0.1, 0.1))'],
	['projected backlog', "(SELECT backlog_agg(timestamp '2026-01-01' + n * n % 100000 * interval '1 s', NULL, '2026-01-01', '2026-01-02', '1 s') " . rows(10000) . ') AS x',
		"(SELECT count(*) FROM projected_backlog_local(x, 10, 7))"],
	['seasons', "(SELECT demand_agg(timestamp '2026-01-01' + n * interval '1 s', '1 s') " . rows(500000) . ') AS x', "peak_demand(x, '1 s')"],

	# partitions
	['damping of groups', 'NULL::int AS x', '(SELECT damped_mean(s) OVER () FROM means LIMIT 1)'],
	['outliers', 'NULL::int AS x', "(SELECT modified_z(n) OVER () FROM numbers LIMIT 1)"],
	['control chart', 'NULL::int AS x', '(SELECT xmr(n) OVER () FROM numbers LIMIT 1)'],
	['funnel', 'NULL::int AS x', '(SELECT funnel(n, n) OVER () FROM numbers LIMIT 1)'],
	['picture of a funnel', '(SELECT array_agg(n::float8) ' . rows(300000) . ') AS x', 'svg_funnel(x, x)'],
	['picture of a funnel of summaries', "array_fill('(hits=1 trials=2)'::rate_summary, ARRAY[300000]) AS x", 'svg_funnel(x)'],
	['segments', 'NULL::int AS x', '(SELECT mix_effect(n, 0.5, n, 0.5) OVER () FROM numbers LIMIT 1)'],
);
my @loops_of_ranges = (
	# the server needs time to build a multirange of them
	['periods in states', "(SELECT state_agg(timestamp '2026-01-01' + n * interval '1 s', 'state ' || n % 2) " . rows(500000) . ') AS x', "state_periods(x, '{state 1}', timestamp '2026-01-01', '2027-01-01')", 0.3],
	['open periods', "timestamptz '0001-01-01' AS x", "open_periods('Europe/Madrid; Mon-Sun 08:00-18:00', x, '2500-01-01')", 0.3],
	['length of ranges', "open_periods('Europe/Madrid; Mon-Sun 08:00-12:00,13:00-18:00', '0001-01-01'::timestamptz, '1100-01-01') AS x", 'total_duration(x)'],
);

# Values as COPY reads them; the defaults of columns are computed after them
sub cancelled_copy
{
	my ($type, $value) = @_;
	my $file = "$directory/$type";
	write_binary_copy($file, $value);
	return cancelled("binary form of $type", 0.6, "CREATE TEMPORARY TABLE copied (x $type, ended bigint DEFAULT nextval('ended'));",
		"\\copy copied (x) FROM '$file' WITH (FORMAT binary) WHERE false", '');
}

with_database(sub {
	query(<<'SQL');
CREATE EXTENSION kpi;
CREATE SEQUENCE ended;
CREATE AGGREGATE spread_state(float8) (SFUNC = spread_summary_count_float8, STYPE = spread_summary, INITCOND = 'empty');
CREATE TABLE numbers AS SELECT n::float8 FROM generate_series(1, 50000) AS n;
CREATE TABLE means AS SELECT mean_agg(n) AS s FROM numbers GROUP BY n;
SQL
	cancelled_call(@$_) for @loops, query('SHOW server_version_num') >= 140000 ? @loops_of_ranges : ();

	cancelled_copy('spread_summary', pack('CQ>', 1, 2000000) . pack('Q>', 0) x 2000000);
	# counters of the bucket of 1 microsecond, and their sums
	cancelled_copy('duration_summary', pack('CQ>7', 1, 1000000, 0, 0, 0, 1000000, 0, 0) . pack('Q>', (3 << 49) + 1) x 1000000);
});

done_testing;
