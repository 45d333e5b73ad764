# The binary form of summaries, as COPY reads it: what the server wrote is read
# back, and anything else is an error or a summary of possible rows, never a
# crash.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(query script with_database write_binary_copy);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my %figures;    # by type: everything that can be read from a summary alone, except times, which not every clock has

sub figures
{
	my ($type) = @_;
	return $figures{$type} //= query(<<"SQL");
SELECT string_agg(format('%s(s)::text', proname), ', ')
  FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi'
 WHERE prokind = 'f' AND NOT proretset AND prorettype NOT IN ('timestamp'::regtype, 'timestamptz'::regtype)
   AND NOT coalesce(proallargtypes::regtype[] && '{timestamp,timestamptz}', false) AND proname !~ '_seconds\$'
   AND pronargs - pronargdefaults = 1 AND proargtypes[0] = '$type'::regtype AND proname !~ '_summary_'
SQL
}

# Returns what COPY makes of one value of a type: its text form or the error
sub receive
{
	my ($type, $bytes) = @_;
	my $possible = $type eq 'business_calendar' ? "business_time(s, timestamp '2026-01-01', '2026-01-08') = '1 hour'"
	  : "concat_ws(' ', @{[ figures($type) ]}) !~ 'NaN' AND n_counted(s) >= 0";
	write_binary_copy("$directory/copy", $bytes);
	return script(<<"SQL");
\\set VERBOSITY sqlstate
CREATE TEMP TABLE received (s $type);
\\copy received FROM '$directory/copy' (FORMAT binary)
\\pset tuples_only on
\\pset format unaligned
SELECT s FROM received WHERE s::text::$type = s AND $possible;
SQL
}

sub words { return pack('C', 1) . join '', map { pack('q>', $_) } @_ }

with_database(sub {
	query('CREATE EXTENSION kpi');
	my $good = words(1, 2, 3, 4);

	is(receive('rate_summary', $good), "(hits=1 trials=2 pending=3 excluded=4)\n", 'what rate_summary_send writes');
	is(receive('rate_summary', words(0, 0, 0, 0)), "empty\n", 'no rows');
	for my $bad (
		[ 'truncated', substr($good, 0, 20), '08P01' ],
		[ 'only a version', "\1", '08P01' ],
		[ 'nothing', '', '08P01' ],
		[ 'too long', $good . "\0", '22P03' ],
		[ 'of another version', "\2" . substr($good, 1), '22P03' ],
		[ 'a negative counter', words(1, 2, -3, 0), '22P03' ],
		[ 'more hits than trials', words(3, 2, 0, 0), '22P03' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('rate_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, $name);
	}
	for my $label (9218868437227405312, 9221120237041090560, -9223372036854775808)
	{
		like(receive('damped_summary', words($label, 0, 1, (0) x 10)), qr/ERROR:  22P03/, "a prior of bits $label");
	}

	is(receive('pair_summary', words((0) x 17, 0, 0, 0, 0, 5, 0)) =~ /ERROR:  (\w+)/ ? $1 : '', '22P03', 'pair_summary: products of no rows');
	is(receive('pair_summary', words(2, (0) x 16, 2**62, (0) x 4, 0)) =~ /ERROR:  (\w+)/ ? $1 : '', '22P03', 'pair_summary: products that do not fit');
	is(receive('accuracy_summary', words(1, (0) x 18, -1, (0) x 10)) =~ /ERROR:  (\w+)/ ? $1 : '', '22P03', 'accuracy_summary: a negative sum');

	# lists of items: their number, then the items in any order
	is(receive('conversation_summary', words(3, 328, 9, -24)), "(n=3 customer=-0.000002 agent+0.000002 customer+0.00002)\n", 'messages are put in order');
	is(receive('balance_summary', words(0)), "empty\n", 'no values');
	for my $bad (
		[ 'fewer items than announced', words(3, 1, 2), '08P01' ],
		[ 'more items than announced', words(1, 1, 2), '22P03' ],
		[ 'a negative number of items', words(-1), '22P03' ],
		[ 'more items than a message can have', words(9223372036854775807, 1), '08P01' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('conversation_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, $name);
	}
	# starts and ends by their time, clock and kind: nothing can end that has not started
	is(receive('concurrency_summary', words(3, 25, 24, 10)), "(n=3 excluded=0 start+0.000001 end+0)\n", 'starts and ends are put in order');
	for my $bad (
		[ 'an end without a start', words(1, 25), '22P03' ],
		[ 'an end before the start', words(2, 25, 40), '22P03' ],
		[ 'an unknown kind', words(1, 27), '22P03' ],
		[ 'an unknown clock', words(1, 28), '22P03' ],
		[ 'two clocks', words(2, 16, 20), '22P03' ],
		[ 'a time before the first', words(1, -9223372036854775800), '22P03' ],
		[ 'what begins a list with a sequence', words(1, -9223372036854775808), '22P03' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('concurrency_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, "concurrency_summary: $name");
	}
	# the number of counters, label of the quantile (1 + its bits), excluded, two sums of two words each, then the counters: 15 bits of key, 49 of count
	my $counter = sub { my ($key, $count) = @_; return $key >= 16384 ? ($key - 32768) * 2**49 + $count : $key * 2**49 + $count };
	is(receive('duration_summary', words(2, 0, 1, 0, 5, 0, 9, $counter->(20, 1), $counter->(11, 1))), "(n=2 excluded=1 finished_us=5 unfinished_us=9 0.000005=1 0.000009=0+1)\n", 'counters are put in order');
	is(receive('duration_summary', words((0) x 7)), "empty\n", 'no durations');
	is(receive('duration_summary', words(0, 4602678819172646913, 1, (0) x 4)), "(n=0 quantile=0.5 excluded=1)\n", 'a quantile');
	for my $bad (
		[ 'a counter of no bucket', words(1, 0, 0, 0, 0, 0, 0, 5), '22P03' ],
		[ 'a counter beyond the last bucket', words(1, 0, 0, 0, 0, 0, 0, $counter->(30649, 1)), '22P03' ],
		[ 'a counter of 0', words(1, 0, 0, 0, 0, 0, 0, $counter->(11, 0)), '22P03' ],
		[ 'sums that do not fit', words(1, 0, 0, 0, 6, 0, 0, $counter->(11, 1)), '22P03' ],
		[ 'a negative sum', words(1, 0, 0, -1, 5, 0, 0, $counter->(11, 1)), '22P03' ],
		[ 'a quantile above 1', words(0, 4607182418800017410, 1, (0) x 4), '22P03' ],
		[ 'a quantile below 0', words(0, -4620693217682128895, 1, (0) x 4), '22P03' ],
		[ 'a zero with a sign for a quantile', words(0, -9223372036854775807, 1, (0) x 4), '22P03' ],
		[ 'a quantile of no rows', words(0, 1, (0) x 5), '22P03' ],
		[ 'fewer counters than announced', words(2, 0, 0, 0, 5, 0, 0, $counter->(11, 1)), '08P01' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('duration_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, "duration_summary: $name");
	}
	# points, clock, start, step, tickets, excluded, later; then opened, closed and age of each point, the age in two words
	is(receive('backlog_summary', words(2, 1, -500000, 1000000, 4, 1, 1, 2, 1, 0, 7, 0, 1, -1, -1000007)), "(n=2 start=1999-12-31T23:59:59.5 step=1 points=2 excluded=1 later=1 0=2-1:7 1=0-1:-1000007)\n", 'a backlog');
	is(receive('backlog_summary', words((0) x 7)), "empty\n", 'no tickets');
	for my $bad (
		[ 'an unknown clock', words(1, 2, 0, 1, 1, 0, 0, 1, 0, 0, 0), '22P03' ],
		[ 'no step', words(1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0), '22P03' ],
		[ 'points without tickets', words(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0), '22P03' ],
		[ 'more closed than opened', words(1, 0, 0, 1, 1, 0, 0, 1, 2, 0, 0), '22P03' ],
		[ 'tickets that are nowhere', words(1, 0, 0, 1, 2, 0, 0, 1, 0, 0, 0), '22P03' ],
		[ 'a negative counter', words(2, 0, 0, 1, 1, 0, 0, 2, 0, 0, 0, -1, 0, 0, 0), '22P03' ],
		[ 'too many points', words(1000002, 0, 0, 1, 1, 0, 0), '22P03' ],
		[ 'fewer points than announced', words(2, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0), '08P01' ],
		[ 'a start that is no time', words(1, 0, 9223372036854775807, 1, 1, 0, 0, 1, 0, 0, 0), '22P03' ],
		[ 'an age of no tickets', words(1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1), '22P03' ],
		[ 'an age beyond all time', words(1, 0, 0, 1, 1, 0, 0, 1, 0, 9223372036854775807, 0), '22P03' ],
		[ 'an age before all time', words(1, 0, 0, 1, 1, 0, 0, 1, 1, -9223372036854775808, 0), '22P03' ],
		[ 'ages of more tickets than there are', words(2, 0, 0, 1, 1, 0, 0, 9223372036854775807, 0, 9223372036854775807, -1, 9223372036854775807, 0, 9223372036854775807, -1), '22P03' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('backlog_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, "backlog_summary: $name");
	}
	is(receive('score_summary', words((0) x 4)), "empty\n", 'no answers');
	# answers, scale in thousandths, step, counters from the lowest score on
	for my $bad (
		[ 'a scale without answers', words(0, 0, 5000, 1000), '22P03' ],
		[ 'a scale upside down', words(1, 5000, 0, 1000, 1, (0) x 5), '22P03' ],
		[ 'a scale of one score', words(1, 5000, 5000, 1000, 1), '22P03' ],
		[ 'a scale that does not end with a step', words(1, 0, 5000, 3000, 1, 0), '22P03' ],
		[ 'no step', words(1, 0, 5000, 0, 1), '22P03' ],
		[ 'a step downwards', words(1, 0, 5000, -1000, 1, (0) x 5), '22P03' ],
		[ 'too many scores', words(1, 0, 1001000, 1000, 1, (0) x 1001), '22P03' ],
		[ 'a scale that reaches too far', words(1, 0, 9223372036854775807, 9223372036854775807, 1, 0), '22P03' ],
		[ 'a scale that begins too far', words(1, -9223372036854775808, 9223372036854775807, 1, 1, 0), '22P03' ],
		[ 'a negative number of answers', words(-1, 0, 1000, 1000, -1, 0), '22P03' ],
		[ 'a negative counter', words(1, 0, 1000, 1000, 2, -1), '22P03' ],
		[ 'answers that are nowhere', words(2, 0, 1000, 1000, 1, 0), '22P03' ],
		[ 'answers beyond all counting', words(1, 0, 2000, 1000, 9223372036854775807, 9223372036854775807, 3), '22P03' ],
		[ 'fewer counters than scores', words(1, 0, 5000, 1000, 1, (0) x 4), '08P01' ],
		[ 'more counters than scores', words(1, 0, 1000, 1000, 1, 0, 0), '22P03' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('score_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, "score_summary: $name");
	}
	# an event: its time in microseconds, then a bit for the clock and four for the event
	is(receive('ticket_summary', words(2, 32 * 1_000_000 + 11, 7)), "(n=2 open=2000-01-01T00:00:00Z closed+1)\n", 'events of a ticket');
	# after a marker word, each event has a sequence as well
	my $sequenced = -9223372036854775808;
	is(receive('ticket_summary', words(2, $sequenced, 7, 5, 7, -3)), "(n=2 open=2000-01-01T00:00:00Z#-3 open+0#5)\n", 'events with a sequence');
	for my $bad (
		[ 'an unknown event', words(1, 13) ],
		[ 'some events with a sequence', words(2, 7, $sequenced, 7, 5) ],
		[ 'no events with a sequence', words(0, $sequenced) ],
		[ 'more than a sequence', words(1, $sequenced, 7, 5, 5) ],
		[ 'a time before the year 1', words(1, -2018633011200000032) ],
		[ 'a time after the year 9999', words(1, 32 * 252455616000000000) ],
		[ 'events by two clocks', words(2, 7, 23) ])
	{
		like(receive('ticket_summary', $bad->[1]), qr/^(?:psql:.*)?ERROR:  22P03$/m, "ticket_summary: $bad->[0]");
	}
	# a row: its time in microseconds, then a bit for the clock; before them a marker word and the states, whose number each row has
	my $named = $sequenced + 1;
	my $state = sub { my ($word) = @_; return pack('N', length $word) . $word };
	my $log = sub { my ($mark, $n, $states, @rows) = @_; return words($n, $mark, scalar @$states) . join('', map { $state->($_) } @$states) . substr(words(@rows), 1) };
	is(receive('state_summary', $log->($named, 2, [ 'talk', 'In Progress' ], 2_000_000, 1, 0, 2)), "(n=2 2000-01-01T00:00:00Z/In%20Progress +1/talk)\n", 'states');
	is(receive('state_summary', $log->($named, 2, [ 'talk', 'talk', 'no row has it' ], 2, 1, 0, 2)), "(n=2 2000-01-01T00:00:00Z/talk +0.000001/talk)\n", 'a state twice, and one without rows');
	is(receive('state_summary', $log->($named + 1, 2, ['talk'], 0, 7, 1, 0, -7, 1)), "(n=2 2000-01-01T00:00:00Z#-7/talk +0#7/talk)\n", 'states with a sequence');
	for my $bad (
		[ 'rows without states', words(1, 0), '22P03' ],
		[ 'a sequence without states', words(1, $sequenced, 0, 1), '22P03' ],
		[ 'a place before the first', $log->($named, 1, ['talk'], 0, 0), '22P03' ],
		[ 'a place after the last', $log->($named, 1, ['talk'], 0, 2), '22P03' ],
		[ 'fewer than no states', words(1, $named, -1, 0, 1), '22P03' ],
		[ 'too many states', words(1, $named, 1001, 0, 1), '22P03' ],
		[ 'a state that is too long', $log->($named, 1, [ 'x' x 256 ], 0, 1), '22P03' ],
		[ 'a state of fewer bytes than it says', words(1, $named, 1) . pack('N', 100) . 'talk', '08P01' ],
		[ 'a state of negative length', words(1, $named, 1) . pack('N', 2**32 - 1), '08P01' ],
		[ 'a state that is no text', $log->($named, 1, ["\xFF"], 0, 1), '22021' ],
		[ 'a state with a zero', $log->($named, 1, ["a\0b"], 0, 1), '22021' ],
		[ 'a time after the year 9999', $log->($named, 1, ['talk'], 2 * 252455616000000000, 1), '22P03' ],
		[ 'rows by two clocks', $log->($named, 2, ['talk'], 0, 1, 1, 1), '22P03' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('state_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, "state_summary: $name");
	}
	# the number of labels, then each with its rows
	my $labels = sub { my ($n, @rows) = @_; return words($n) . join('', map { $state->($_->[0]) . substr(words($_->[1]), 1) } @rows) };
	is(receive('category_summary', $labels->(3, [ 'tech support', 2 ], [ '', 9223372036854775804 ], [ 'billing', 1 ])), "(n=3 =9223372036854775804 billing=1 tech%20support=2)\n", 'labels are put in order');
	is(receive('category_summary', words(0)), "empty\n", 'no labels');
	for my $bad (
		[ 'fewer than no labels', words(-1), '22P03' ],
		[ 'fewer labels than announced', $labels->(2, [ 'a', 1 ]), '08P01' ],
		[ 'more labels than announced', $labels->(1, [ 'a', 1 ], [ 'b', 1 ]), '22P03' ],
		[ 'more labels than a message can have', $labels->(9223372036854775807, [ 'a', 1 ]), '08P01' ],
		[ 'a label twice', $labels->(2, [ 'a', 1 ], [ 'a', 1 ]), '22P03' ],
		[ 'a label without rows', $labels->(1, [ 'a', 0 ]), '22P03' ],
		[ 'a negative number of rows', $labels->(1, [ 'a', -1 ]), '22P03' ],
		[ 'rows beyond all counting', $labels->(2, [ 'a', 9223372036854775807 ], [ 'b', 1 ]), '22P03' ],
		[ 'a label that is too long', $labels->(1, [ 'x' x 1001, 1 ]), '22P03' ],
		[ 'a label of fewer bytes than it says', words(1) . pack('N', 100) . 'a', '08P01' ],
		[ 'a label of negative length', words(1) . pack('N', 2**32 - 1), '08P01' ],
		[ 'a label that is no text', $labels->(1, [ "\xFF", 1 ]), '22021' ],
		[ 'a label with a zero', $labels->(1, [ "a\0b", 1 ]), '22021' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('category_summary', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, "category_summary: $name");
	}
	# a zone, clock, step, bucket, unit, first step, the number of steps, their counters; the number comes first, the zone takes 64 bytes
	my $demand = sub {
		my ($zone, $clock, $step, $bucket, $unit, $first, $number, @counters) = @_;
		return words($number, $clock, $step, $bucket, $unit) . pack('a64', $zone) . substr(words($first, @counters), 1);
	};
	my $minute = 60_000_000;
	is(receive('demand_summary', $demand->('UTC', 0, $minute, 0, 0, -1, 3, 2, 0, 1)), "(n=2 zone=UTC step=60 1999-12-31T23:59:00Z=2,0,1)\n", 'contacts');
	is(receive('demand_summary', $demand->('', (0) x 6)), "empty\n", 'no contacts');
	for my $bad (
		[ 'a step that does not divide 15 minutes', $demand->('UTC', 0, 7 * $minute, 0, 0, 0, 1, 1) ],
		[ 'a negative step', $demand->('UTC', 0, -$minute, 0, 0, 0, 1, 1) ],
		[ 'a bucket of half a step', $demand->('UTC', 0, $minute, $minute / 2, 0, 0, 1, 1) ],
		[ 'an unknown unit', $demand->('UTC', 0, $minute, 0, 4, 0, 1, 1) ],
		[ 'an unknown clock', $demand->('UTC', 2, $minute, 0, 0, 0, 1, 1) ],
		[ 'an unknown zone', $demand->('Mars', 0, $minute, 0, 0, 0, 1, 1) ],
		[ 'a zone by another name', $demand->('utc', 0, $minute, 0, 0, 0, 1, 1) ],
		[ 'bytes behind the zone', $demand->("UTC\0x", 0, $minute, 0, 0, 0, 1, 1) ],
		[ 'a zone without end', $demand->('U' x 64, 0, $minute, 0, 0, 0, 1, 1) ],
		[ 'local times in a zone', $demand->('UTC', 1, $minute, 0, 0, 0, 1, 1) ],
		[ 'no contact in the first step', $demand->('UTC', 0, $minute, 0, 0, 0, 2, 0, 1) ],
		[ 'no contact in the last step', $demand->('UTC', 0, $minute, 0, 0, 0, 2, 1, 0) ],
		[ 'a negative counter', $demand->('UTC', 0, $minute, 0, 0, 0, 3, 1, -1, 1) ],
		[ 'too many contacts', $demand->('UTC', 0, $minute, 0, 0, 0, 2, 9223372036854775807, 1) ],
		[ 'too many steps', $demand->('UTC', 0, $minute, 0, 0, 0, 1000001) ],
		[ 'a time beyond all years', $demand->('UTC', 0, $minute, 0, 0, 9223372036854775807, 1, 1) ],
		[ 'a time before all years', $demand->('UTC', 0, $minute, 0, 0, -9223372036854775808, 1, 1) ])
	{
		like(receive('demand_summary', $bad->[1]), qr/^(?:psql:.*)?ERROR:  22P03$/m, "demand_summary: $bad->[0]");
	}
	like(receive('balance_summary', words(1, $_)), qr/ERROR:  22P03/, "a value of bits $_")
	  for (9218868437227405312, 9221120237041090560, -1, -9223372036854775808);
	# numbers below 0: all bits except the sign are inverted
	is(receive('spread_summary', words(2, 4607182418800017408, -4607182418800017409)), "(n=2 -1 1)\n", 'numbers on both sides of 0');
	like(receive('spread_summary', words(1, $_)), qr/ERROR:  22P03/, "a number of bits $_")
	  for (9218868437227405312, 9221120237041090560, -1, -9218868437227405313, -9223372036854775808);
	# messages: the time, two bits for the clock, two for the kind
	for my $bad (
		[ 'a number out of range', words(1, -9223372036854775808 + 8) ],
		[ 'a time before the year 1', words(1, -9223372036854775808) ],
		[ 'a time after the year 9999', words(1, 4039289856000000000) ],
		[ 'no kind of message', words(1, 3) ],
		[ 'no clock', words(1, 12) ],
		[ 'two clocks', words(2, 0, 4) ])
	{
		like(receive('conversation_summary', $bad->[1]), qr/^(?:psql:.*)?ERROR:  22P03$/m, "conversation_summary: $bad->[0]");
	}

	# random bytes, from a fixed seed, are refused, or are a possible summary, or have more rows than can be counted, or a share that cannot be read
	my $seed = 1;
	my $random = sub { $seed = $seed * 48271 % 2147483647; return $seed };
	my %words = split /[|\n]/, query(<<'SQL');
SELECT typname, typlen / 8 FROM pg_type AS t JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi' WHERE typname LIKE '%\_summary' AND typlen > 0
SQL
	cmp_ok(scalar keys %words, '>', 5, 'types of fixed length');
	for my $type (sort keys %words)
	{
		my @answers = map {
			receive($type, words(map { $random->() % 3 ? $random->() % 4 : $random->() * $random->() } 1 .. $words{$type}))
		} 1 .. 20;
		is(scalar(grep { !/ERROR:  22(?:P03|003|023)|=/ } @answers), 0, "random $type");
	}

	# no truncated form is read
	query('CREATE TABLE forms (type text, form text, bytes text)');
	script('\copy forms FROM test/golden/forms.tsv');
	for my $type (split /\n/, query('SELECT DISTINCT type FROM forms ORDER BY type'))
	{
		my %cut;
		for my $form (map { pack 'H*', $_ } split /\n/, query("SELECT bytes FROM forms WHERE type = '$type'"))
		{
			$cut{substr $form, 0, $_} = 1 for 0 .. length($form) - 1;
		}
		my $n = 0;
		my $attempts = join '', map {
			write_binary_copy(my $path = "$directory/cut_" . $n++, $_);
			"\\copy received FROM '$path' (FORMAT binary)\n";
		} sort keys %cut;
		my $errors = () = script("\\set VERBOSITY sqlstate\nCREATE TEMP TABLE received (s $type);\n$attempts") =~ /ERROR:  (08P01|22P03)$/mg;
		is($errors, scalar keys %cut, "$type: of $errors truncated forms none is read");
	}

	# calendars: a version, the number of bytes of the text, the text
	my $calendar = sub { my ($text, $length) = @_; return words($length // length $text) . $text };
	is(receive('business_calendar', $calendar->('utc; mon 08:00-09:00;')), "UTC; Mon 08:00-09:00\n", 'a calendar');
	for my $bad (
		[ 'without text', $calendar->(''), '22P03' ],
		[ 'of no bytes', '', '08P01' ],
		[ 'without the number of bytes', "\1UTC", '08P01' ],
		[ 'of another version', "\2" . substr($calendar->('UTC'), 1), '22P03' ],
		[ 'of fewer bytes than announced', $calendar->('UTC', 4), '22P03' ],
		[ 'of more bytes than announced', $calendar->('UTC', 2), '22P03' ],
		[ 'of a negative number of bytes', $calendar->('UTC', -1), '22P03' ],
		[ 'of more bytes than a message has', $calendar->('UTC', 2**32 + 3), '22P03' ],
		[ 'with a zero byte', $calendar->("UTC\0; Mon 08:00-09:00"), '22021' ],
		[ 'with bytes that are no text', $calendar->("UTC; \xff\xfe"), '22021' ],
		[ 'with no such zone', $calendar->('Mars; Mon 08:00-09:00'), '22P03' ],
		[ 'with half a rule', $calendar->('UTC; Mon 08:00-'), '22P03' ])
	{
		my ($name, $bytes, $sqlstate) = @$bad;
		like(receive('business_calendar', $bytes), qr/^(?:psql:.*)?ERROR:  $sqlstate$/m, "a calendar $name");
	}
});

done_testing;
