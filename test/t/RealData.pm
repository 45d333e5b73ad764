# Common functions of the tests on third-party data: a database for the files of
# KPI_DATA, the comparison of the KPIs with plain SQL, and the formulas of that
# plain side.
#
# The extension is in the schema kpi.  Queries of ours see it; queries of the plain
# side do not have that schema in their search path, so no reference value can come
# from the extension by accident.
package RealData;

use strict;
use warnings;

use Exporter 'import';
use Kpi qw(command query);
use POSIX qw(erfc);
use Test::More;

our @EXPORT = qw(
  create_database load load_bank ours plain plain_value execute
  close_to agree compare compare_rollup compare_pairs compare_survival
  $z count_of share wilson net net_error net_bound mean_bound mean_interval whole_student_t
  csat_kpis duration_kpis shares_apart nets_apart means_apart);

our $z = 1.959963984540054;    # leaves 2.5 % above it: intervals of 95 %

# --- The database ---

my $database;
END { local $?; command("dropdb $database") if $database; }

# Creates the database, or skips the test if there are no data
sub create_database
{
	plan skip_all => 'no third-party data: KPI_DATA is not set' unless $ENV{KPI_DATA};

	command("createdb kpi_real_data_$$");
	$ENV{PGDATABASE} = $database = "kpi_real_data_$$";
	execute('CREATE SCHEMA kpi');
	execute('CREATE EXTENSION kpi SCHEMA kpi');
	is(plain_value("SELECT count(*) FROM pg_proc WHERE proname IN ('nps', 'rate') AND pg_function_is_visible(oid)"),
		0, 'the plain side does not see the extension');

	# Whole seconds rounded up to three significant digits: the end of the bucket
	# in which a duration_summary counts them
	execute("CREATE FUNCTION three_digits(seconds float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS
		\$\$ SELECT ceil(seconds / 10 ^ greatest(length(ceil(seconds)::text) - 3, 0))
			* 10 ^ greatest(length(ceil(seconds)::text) - 3, 0) \$\$");
	execute('CREATE AGGREGATE product(float8) (SFUNC = float8mul, STYPE = float8, INITCOND = 1)');
	return;
}

# Returns the rows of a query, each as a list of its columns as text; NULL is ''
sub rows
{
	my ($search_path, $sql) = @_;

	local $ENV{PGOPTIONS} = "-c client_min_messages=warning -c work_mem=128MB -c jit=off -c search_path=$search_path";
	return [ map { [ split /\|/, $_, -1 ] } split /\n/, query($sql), -1 ];
}

sub ours { return rows('public,kpi', shift); }
sub plain { return rows('public', shift); }
sub plain_value { return plain(shift)->[0][0]; }
sub execute { plain(shift); return; }

# Loads a file, gzipped or not, into a table with its columns as text
sub load
{
	my ($table, $file, %option) = @_;
	my $delimiter = $file =~ /\.tsv/ ? "\t" : ',';
	my $null = $option{null} // '';
	my $text = qq(gzip -dcf "\$KPI_DATA/$file");
	my $header = command("$text | head -n 1") =~ s/\R//r;
	my @columns = map { s/\W+/_/gr =~ s/_$//r } split /$delimiter/, lc $header;

	execute("CREATE TABLE IF NOT EXISTS $table (" . join(', ', map { qq("$_" text) } @columns) . ')');
	execute("\\copy $table FROM PROGRAM '$text' (FORMAT csv, HEADER, DELIMITER '$delimiter', NULL '$null')");
	return;
}

# Call centre of a bank, January to March 1999 (Technion, Guedj and Mandelbaum):
# bank_call has all its calls, and contact the contacts of the queue.
#
# A contact of the queue is a call that an agent served (AGENT), even if served
# at once (q_time = 0, q_start 0:00:00), or that hung up in the queue
# (HANG with a q_start).  Not contacts are PHANTOM calls, which the documentation
# says to ignore, and HANG calls that left in the voice unit and never queued.  A
# call that joined the queue at exactly midnight also has a q_start of 0:00:00, but a q_exit.
#
# The wait is the one that the bank recorded, q_time, which is never negative, even
# over midnight.
sub load_bank
{
	load('bank', "calls/bank_1999_0$_.tsv.gz") for 1 .. 3;
	execute("CREATE TABLE bank_call AS
		SELECT ('19' || date)::date AS day, date_trunc('month', ('19' || date)::date)::date AS month, type,
			outcome, outcome = 'AGENT' AS answered, q_time::float8 AS seconds, q_time::int * interval '1 s' AS wait,
			q_start::time AS q_start, q_exit::time AS q_exit,
			q_start <> '0:00:00' OR q_exit <> '0:00:00' AS queued,
			vru_time::int * interval '1 s' AS in_voice_unit, vru_exit::time AS vru_exit,
			nullif(ser_start, '0:00:00')::time AS ser_start, ser_exit::time AS ser_exit,
			ser_time::int * interval '1 s' AS talk, ser_time::float8 AS talk_seconds,
			server, vru_line, call_id, customer_id, ('19' || date)::date + vru_entry::time AS began
		FROM bank");
	execute("CREATE TABLE contact AS
		SELECT row_number() OVER (ORDER BY day, vru_exit, vru_line, call_id) AS nth, *, 5.0::float8 AS short
		FROM bank_call WHERE outcome = 'AGENT' OR outcome = 'HANG' AND queued");
	return;
}

# --- Comparison ---

# How much a value may differ, relative to it, or absolute if it is below 1
my %tolerance = (
	close => 1e-12,
	erlang_a => 1e-11,    # the eleven digits that doc/staffing.md promises
	bucket => 0.005,    # half of a bucket of three digits, which holds the value in its middle
	step => 0.01,       # a whole bucket
	student => 1e-9);    # the precision with which the extension finds the quantile of Student's t

sub close_to
{
	my ($got, $expected, $how) = @_;
	my $magnitude = abs($expected || 0);
	my $rounding = 0;

	# an interval is rounded to whole microseconds
	($how, $rounding) = ($1 || 'close', 0.5e-6) if $how && $how =~ /^(student)? ?microsecond$/;
	return $got ne '' && $expected ne ''
	  && abs($got - $expected) <= $rounding + $tolerance{ $how // 'close' } * ($magnitude > 1 ? $magnitude : 1);
}

# One test per column: every row has the same text, or is as near as how says for the column
sub agree
{
	my ($name, $labels, $got, $expected, %how) = @_;

	subtest $name => sub {
		cmp_ok(scalar @$expected, '>', 0, 'there is something to compare');
		is(scalar @$got, scalar @$expected, 'number of rows');
		for my $column (0 .. $#$labels)
		{
			my $label = $labels->[$column];
			my @wrong = grep {
				my ($g, $e) = ($got->[$_][$column] // 'none', $expected->[$_][$column]);
				!($g eq $e || ($how{$label} && close_to($g, $e, $how{$label})));
			} 0 .. $#$expected;

			ok(!@wrong, $label);
			diag("row @{$expected->[$_]}[0 .. 1]: got $got->[$_][$column], expected $expected->[$_][$column]")
			  for @wrong[ 0 .. ($#wrong < 4 ? $#wrong : 4) ];
		}
	};
	return;
}

# Compares aggregates group by group.  kpis lists [ our expression, the plain
# one, how near if not the same ].  Both read from, unless plain_from says where
# the reference finds the rows that count.
sub compare
{
	my ($name, %the) = @_;
	my @keys = split /, /, $the{keys};
	my $query = sub {
		my ($side, $from) = @_;
		return join ' ', 'SELECT', join(', ', @keys, map { $_->[$side] } @{ $the{kpis} }),
		  "FROM $from GROUP BY", $the{group_by} // $the{keys}, 'ORDER BY', $the{keys};
	};

	agree(
		$name,
		[ @keys, map { $_->[0] } @{ $the{kpis} } ],
		ours($query->(0, $the{from})),
		plain($query->(1, $the{plain_from} // $the{from})),
		map { $_->[0] => $_->[2] } @{ $the{kpis} });
	return;
}

# Stores a summary per fine group and merges the stored ones into coarse
# groups, with the same bytes as from the rows
sub compare_rollup
{
	my ($name, %the) = @_;
	my $bytes = sub { return "encode($the{type}_send($_[0]), 'hex')" };

	execute('DROP TABLE IF EXISTS stored');
	ours("CREATE TABLE stored AS SELECT $the{fine}, $the{coarse}, $the{summary} AS summary
		  FROM $the{from} GROUP BY $the{fine}, $the{coarse}");
	agree(
		$name,
		[ $the{coarse}, 'bytes' ],
		ours("SELECT $the{coarse}, " . $bytes->('rollup(summary)') . " FROM stored GROUP BY 1 ORDER BY 1"),
		ours("SELECT $the{coarse}, " . $bytes->($the{summary}) . " FROM $the{from} GROUP BY 1 ORDER BY 1"));
	return;
}

# Compares each group with every other by kpi_compare.  The plain side makes
# columns of each group and, for two groups a and b, the difference, the ends of
# its interval and, if possible, the normal deviate of the p-value.
sub compare_pairs
{
	my ($name, %the) = @_;
	my $query = sub {
		my ($columns, $reading) = @_;
		return "WITH part AS MATERIALIZED (SELECT $the{key} AS key, $columns FROM $the{from} GROUP BY 1)
			SELECT a.key, b.key, $reading FROM part AS a JOIN part AS b ON a.key < b.key ORDER BY 1, 2";
	};
	my @known = qw(difference lower upper p_value);
	$#known = $#{ $the{reading} };

	my $expected = plain($query->($the{columns}, join ', ', @{ $the{reading} }));
	$_->[5] = erfc(abs($_->[5]) / sqrt 2) for grep { @$_ > 5 } @$expected;
	agree(
		$name,
		[ 'a', 'b', @known ],
		ours($query->("$the{summary} AS s", '(kpi_compare(' . join(', ', 'a.s', 'b.s', $the{options} // ()) . ')).*')),
		$expected,
		map { $_ => $the{how} } @known);
	return;
}

# Survival of the durations that from lists as seconds and whether finished, group
# by group: the product-limit estimate with its figures at the times of at, and the
# times by which the shares of p have finished.  Plain SQL reads plain_from, with times
# rounded up to three digits, because the curves of a duration_summary step there.
sub compare_survival
{
	my ($name, %the) = @_;
	my $at = "unnest(ARRAY[$the{at}]::float8[]) AS t";
	my $p = "unnest(ARRAY[$the{p}]::float8[]) AS p";
	my $ours = sub {
		my ($figures, $points) = @_;
		return "SELECT key, $figures
			FROM (SELECT $the{key} AS key, $the{summary} AS s FROM $the{from} GROUP BY 1) AS g, $points ORDER BY 1, 2";
	};

	# Rows of plain are (key, at, s, hazard, next, d): S holds from at until the next time
	my $plain = sub {
		my ($time, $figures) = @_;
		return "WITH time AS (
				SELECT key, at, sum(finished) AS d, sum(sum(n)) OVER (PARTITION BY key ORDER BY at DESC) AS n
				FROM (SELECT $the{key} AS key, $time AS at, ($the{finished})::int::float8 AS finished, 1::float8 AS n
						FROM $the{plain_from}
					UNION ALL SELECT DISTINCT $the{key}, 0::float8, 0::float8, 0::float8 FROM $the{plain_from}) AS t
				GROUP BY key, at),
			curve AS (
				SELECT key, at, product((n - d) / n) OVER w AS s, d / n / nullif(n - d, 0) AS hazard,
					lead(at, 1, 'Infinity'::float8) OVER w AS next, d
				FROM time WINDOW w AS (PARTITION BY key ORDER BY at)),
			$figures ORDER BY 1, 2";
	};
	my $margin = "$z * sqrt(greenwood) / -ln(nullif(nullif(s, 0), 1))";
	my $student_t = whole_student_t('nullif(greatest(sum(d) - 1, 0), 0)');
	my @figures = qw(survival_at survival_lower survival_upper restricted_mean restricted_mean_lower restricted_mean_upper);

	agree(
		"$name: at times",
		[ qw(key t), @figures ],
		ours($ours->(join(', ', 't', (map { /mean/ ? "seconds($_(s, make_interval(secs => t)))" : "$_(s, make_interval(secs => t))" } @figures)), $at)),
		plain($plain->('three_digits(seconds)',
			"piece AS (
				SELECT *, sum(s * (least(next, t) - at)) OVER (PARTITION BY key, t ORDER BY at DESC) AS behind
				FROM curve, $at WHERE at <= t),
			known AS (
				SELECT key, t, min(s) AS s, sum(hazard) AS greenwood, max(behind) AS mean,
					sqrt(sum(hazard * behind ^ 2) * sum(d) / nullif(sum(d) - 1, 0)) * $student_t AS margin
				FROM piece JOIN (SELECT key, max(at) AS last, min(s) AS rest FROM curve GROUP BY 1) AS e USING (key)
				WHERE t <= last OR rest = 0 GROUP BY 1, 2)
			SELECT key, t, s, s ^ exp($margin), s ^ exp(-$margin), mean,
				greatest(mean - margin, 0 * margin), least(mean + margin, t + 0 * margin)
			FROM (SELECT DISTINCT key FROM curve) AS k CROSS JOIN $at LEFT JOIN known USING (key, t)")),
		map { $_ => /mean_/ ? 'student microsecond' : /mean/ ? 'microsecond' : 'close' } @figures);

	my $quantile = sub {
		my ($time) = @_;
		return plain($plain->($time,
			"known AS (SELECT key, p, min(at) AS at FROM curve, $p WHERE s <= 1 - p + 1e-12 GROUP BY 1, 2)
			SELECT key, p, at FROM (SELECT DISTINCT key FROM curve) AS k CROSS JOIN $p LEFT JOIN known USING (key, p)"));
	};
	my @got = ([ qw(key p quantile) ], ours($ours->('p, seconds(survival_quantile(s, p))', $p)));

	agree("$name: quantiles", @got, $quantile->('three_digits(seconds)'));
	agree("$name: quantiles, of times not rounded", @got, $quantile->('seconds'), quantile => 'step');
	return;
}

# --- Formulas of the plain side ---

sub count_of { my ($condition) = @_; return "(count(*) FILTER (WHERE $condition))::float8"; }

sub share
{
	my ($part, $whole) = @_;
	return count_of($part) . ' / nullif(' . count_of($whole // 'true') . ', 0)';
}

# End of Wilson's score interval; side is + or -
sub wilson
{
	my ($part, $whole, $side) = @_;
	my ($hits, $n) = (count_of($part), count_of($whole // 'true'));
	return "($hits + $z ^ 2 / 2 $side $z * sqrt($hits * ($n - $hits) / $n + $z ^ 2 / 4)) / ($n + $z ^ 2)";
}

# Net score in points from [ good, bad, all who answered ], its standard error and
# the end of its normal interval; pretended answers may be added to each
sub net
{
	my ($good, $bad, $all) = net_counts(@_);
	return "100 * ($good - $bad) / $all";
}

sub net_error
{
	my ($good, $bad, $all) = net_counts(@_);
	return "100 * sqrt((($good + $bad) / $all - (($good - $bad) / $all) ^ 2) / $all)";
}

sub net_bound
{
	my ($side, @answers) = @_;
	return net(@answers) . " $side $z * " . net_error(@answers);
}

sub net_counts
{
	my ($conditions, @pretended) = @_;
	return map { '(' . count_of($conditions->[$_]) . ' + ' . ($pretended[$_] // 0) . ')' } 0 .. 2;
}

# 97.5 % quantile of Student's t by its expansion for many degrees of freedom
# (Abramowitz and Stegun 26.7.5), accurate to ten digits from 100 on
sub student_t
{
	my ($degrees) = @_;
	my @term = (
		$z,
		($z**3 + $z) / 4,
		(5 * $z**5 + 16 * $z**3 + 3 * $z) / 96,
		(3 * $z**7 + 19 * $z**5 + 17 * $z**3 - 15 * $z) / 384,
		(79 * $z**9 + 776 * $z**7 + 1482 * $z**5 - 1920 * $z**3 - 945 * $z) / 92160);
	return '(' . join(' + ', map { "$term[$_] / ($degrees) ^ $_" } 0 .. $#term) . ')';
}

# The same for whole degrees of freedom, down to 1: below 100 by the finite sums for
# P(|T| < t) (Abramowitz and Stegun 26.7.3 and 26.7.4), solved for .95
sub whole_student_t
{
	my ($degrees) = @_;
	my @few = map { within_95($_) } 1 .. 100;
	local $" = ', ';
	return "CASE WHEN $degrees <= 100 THEN (ARRAY[@few]::float8[])[($degrees)::int] ELSE " . student_t($degrees) . ' END';
}

sub within_95
{
	my ($degrees) = @_;
	my ($low, $high) = (0, 100);

	for (1 .. 100)
	{
		my $t = ($low + $high) / 2;
		my $angle = atan2($t, sqrt($degrees));
		my ($odd, $cosine) = ($degrees % 2, cos $angle);
		my ($term, $sum) = ($odd ? $cosine : 1, $degrees > 1 ? ($odd ? $cosine : 1) : 0);

		for (my $k = $odd ? 3 : 2; $k <= $degrees - 2; $k += 2)
		{
			$term *= ($k - 1) / $k * $cosine**2;
			$sum += $term;
		}
		my $within = $odd ? ($angle + sin($angle) * $sum) / atan2(1, 0) : sin($angle) * $sum;
		($within < 0.95 ? $low : $high) = $t;
	}
	return $low;
}

# End of Student's interval for the mean of many numbers
sub mean_bound
{
	my ($side, $x) = @_;
	return "avg($x) $side " . student_t("count($x) - 1") . " * stddev_samp($x) / sqrt(count($x))";
}

# Mean to the microsecond, with a half rounded up, whereas avg rounds it to even
sub mean_interval
{
	my ($x, $condition) = @_;
	return "make_interval(secs => round((avg(extract(epoch FROM $x)::numeric) FILTER (WHERE $condition)), 6)::float8)";
}

# The figures of a duration_summary of rows with elapsed and seconds, not negative.
# The share within a target is exact, except that a target of more than three
# digits (3 days are 259,200 s) is replaced by the next shorter one: durations
# that are within it when rounded up count.
sub duration_kpis
{
	my ($summary, $finished, @targets) = @_;
	my $of_finished = "FILTER (WHERE $finished)";

	return [
		[ "n_counted($summary)", "count(*) $of_finished" ],
		[ "n_pending($summary)", "count(*) FILTER (WHERE NOT ($finished))" ],
		[ "seconds(mean($summary))", "avg(seconds) $of_finished", 'microsecond' ],
		[ "mean($summary)", mean_interval('elapsed', $finished) ],
		(
			map {
				my $disc = "percentile_disc($_) WITHIN GROUP (ORDER BY seconds) $of_finished";
				[ "seconds(quantile($summary, $_))", $disc, 'bucket' ],
				[ "three_digits(seconds(quantile($summary, $_)))", "three_digits($disc)" ],
			} qw(0 0.01 0.05 0.25 0.5 0.75 0.9 0.95 0.99 0.999 1)
		),
		map {
			my $late = (/^\d{1,3}0*$/ ? 'seconds' : 'three_digits(seconds)') . " > $_";
			[ "share_within($summary, '$_ s')", share("$finished AND NOT $late", "$finished OR $late") ],
		} @targets
	];
}

# The figures of csat and esat for answers on the scale 1 to max, with plain SQL
sub csat_kpis
{
	my ($score, $max, $lowest_good, $highest_bad) = @_;
	my $s = "score_agg($score, $max)";
	my ($good, $bad, $rated) = ("$score >= $lowest_good", "$score <= $highest_bad", "$score IS NOT NULL");
	my $mean = "avg($score\::float8)";

	return [
		[ "n_counted($s)", "count($score)" ],
		[ "csat($score, $max)", share($good, $rated) ],
		[ "csat($s)", share($good, $rated) ],
		[ "csat($s, 'top_box')", share($good, $rated) ],
		[ "csat($s, 'good_over_rated')", share($good, "$good OR $bad") ],
		[ "csat($s, 'net')", net([ $good, $bad, $rated ]) ],
		[ "csat($s, 'mean')", $mean ],
		[ "csat($s, 'normalized')", "($mean - 1) / ($max - 1)", 'close' ],
		[ "esat($score, $max)", share($good, $rated) ],
		[ "esat($s, 'mean_of_scale')", "$mean / $max", 'close' ],
		map {
			my ($bound, $side) = @$_;
			[ "$bound($s)", wilson($good, $rated, $side), 'close' ],
			[ "$bound($s, 0.95, 'good_over_rated')", wilson($good, "$good OR $bad", $side), 'close' ],
			[ "$bound($s, 0.95, 'net')", net_bound($side, [ $good, $bad, $rated ], 0.75, 0.75, 3), 'close' ],
			[ "$bound($s, 0.95, 'mean')", mean_bound($side, "$score\::float8"), 'student' ],
		} [ ci_lower => '-' ], [ ci_upper => '+' ]
	];
}

# Differences of two groups a and b, for compare_pairs

# Shares: Newcombe's hybrid of Wilson's intervals, and the pooled z test
sub shares_apart
{
	my ($part, $whole) = @_;
	my $pooled = '((a.hits + b.hits) / (a.n + b.n))';

	return (
		how => 'close',
		columns => join(', ',
			count_of($part) . ' AS hits', count_of($whole // 'true') . ' AS n', share($part, $whole) . ' AS p',
			wilson($part, $whole, '-') . ' AS l', wilson($part, $whole, '+') . ' AS u'),
		reading => [
			'a.p - b.p',
			'a.p - b.p - sqrt((a.p - a.l) ^ 2 + (b.u - b.p) ^ 2)',
			'a.p - b.p + sqrt((a.u - a.p) ^ 2 + (b.p - b.l) ^ 2)',
			"coalesce((a.p - b.p) / nullif(sqrt($pooled * (1 - $pooled) * (1 / a.n + 1 / b.n)), 0), 0)"
		]);
}

# Net scores: normal
sub nets_apart
{
	my @answers = @_;
	my $error = 'sqrt(a.error ^ 2 + b.error ^ 2)';

	return (
		how => 'close',
		columns => net($answers[0]) . ' AS plain, ' . net(@answers) . ' AS net, ' . net_error(@answers) . ' AS error',
		reading => [
			'a.plain - b.plain', "a.net - b.net - $z * $error", "a.net - b.net + $z * $error", "(a.net - b.net) / $error"
		]);
}

# Means: Welch's t, but not its p-value
sub means_apart
{
	my ($x) = @_;
	my $margin = student_t('(a.v + b.v) ^ 2 / (a.v ^ 2 / (a.n - 1) + b.v ^ 2 / (b.n - 1))') . ' * sqrt(a.v + b.v)';

	return (
		how => 'student',
		columns => "count($x) AS n, avg($x) AS mean, var_samp($x) / count($x) AS v",
		reading => [ 'a.mean - b.mean', "a.mean - b.mean - $margin", "a.mean - b.mean + $margin" ]);
}

1;
