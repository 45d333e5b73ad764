# What sql/assemble.awk writes for a room, and that it reports each mistake with
# file and line, instead of writing an incomplete script.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Test::More;

my $directory = tempdir(CLEANUP => 1);

# Returns the script of rooms, given as names and texts in which ~ stands for @, and the errors
sub assemble
{
	my (%rooms) = @_;
	my @paths;
	for my $room (sort keys %rooms)
	{
		push @paths, "$directory/$room.sql.in";
		open my $file, '>', $paths[-1] or die "$paths[-1]: $!";
		print $file $rooms{$room} =~ tr/~/@/r;
		close $file;
	}
	my $script = `awk -v directory=sql -f sql/assemble.awk @paths 2>$directory/errors`;
	my $failed = $? != 0;
	my $errors = `cat $directory/errors` =~ s/\Q$directory\E\///gr;
	return ($script, $failed == ($errors ne '') ? $errors : "failed: $failed\n$errors");
}

sub fails
{
	my ($name, $message, @rooms) = @_;
	my (undef, $errors) = assemble(@rooms % 2 ? (room => @rooms) : @rooms);
	is($errors, ($message =~ tr/~/@/r) . "\n", $name);
	return;
}

my $family = "~family odd_summary 16\n";
my $function = "~function f(int) -> int = f_symbol\n\tTells something.\n";

my ($script, $errors) = assemble(
	a => "-- after b\n~needs b\n~volatile h(name regclass) -> int = h_symbol\n\tWrites.\n$function",
	b => "$family~transition nullable _row(int)\n\t(n).\n~aggregate odd(n int) -> n = _row\n~aggregate odd(n bigint) = _row\n\tOdd\n\tones.\n",
	c => "~each TIME date time\n~nullable g(at ~TIME~~first  DEFAULT NULL~, word text DEFAULT 'a,(b)') -> int = g_~TIME~\n\tTells its time.\n~end\n");
is($errors, '', 'rooms without a mistake');
like($script, qr/^-- room b\n.*^-- room a\n.*^-- room c\n/ms, 'each room after those that it needs');
like($script, qr/^CREATE FUNCTION f\(int\) RETURNS int\n\tAS 'MODULE_PATHNAME', 'f_symbol' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;\nCOMMENT ON FUNCTION f\(int\) IS 'Tells something\.';$/m, '@function');
like($script, qr/^CREATE FUNCTION h\(name regclass\) RETURNS int\n\tAS 'MODULE_PATHNAME', 'h_symbol' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;$/m, '@volatile');
for my $way (qw(count uncount))
{
	like($script, qr/^CREATE FUNCTION odd_summary_${way}_row\(odd_summary, int\) RETURNS odd_summary\n\tAS 'MODULE_PATHNAME', 'odd_summary_${way}_row' LANGUAGE C IMMUTABLE PARALLEL SAFE;$/m,
		"\@transition: $way");
}
like($script, qr/^CREATE AGGREGATE odd\(n int\) \(\n\tSFUNC = odd_summary_count_row,.*\n\tFINALFUNC = n,/m, '@aggregate of a reading');
is(scalar(() = $script =~ /^COMMENT ON AGGREGATE odd\(n (?:int|bigint)\) IS 'Odd ones\.';$/mg), 2, 'overloads share a comment');
like($script, qr/^CREATE FUNCTION g\(at date DEFAULT NULL, .*^CREATE FUNCTION g\(at time, /ms, '@first');
like($script, qr/^COMMENT ON FUNCTION g\(at date, word text\) /m, 'a comment is on a function without its defaults');

fails('an @each that does not end', 'room.sql.in:2: ~each has no ~end', "-- a room\n~each X a b\n$function");
fails('an @end of nothing', 'room.sql.in:3: ~end without ~each', "$function~end\n");
fails('an @each in an @each', 'room.sql.in:2: ~each inside ~each', "~each X a\n~each Y b\n~end\n~end\n");
fails('an @each over nothing', 'room.sql.in:1: ~each wants a name and values', "~each X\n~end\n");
fails('a name that has no value', 'room.sql.in:1: nothing gives ~X~ a value', "~function f(~X~) -> int = f\n\tTells.\n");
fails('a mistake in an @each', 'room.sql.in:2: nothing gives ~Y~ a value', "~each X a b\n~function f(~Y~) -> int = f\n\tTells.\n~end\n");
fails('an @first that is not in an @each', 'room.sql.in:1: ~first outside ~each, or without its end', "~function f(int~first  DEFAULT 1~) -> int = f\n\tTells.\n");
fails('a function without a symbol', 'room.sql.in:1: ~function lacks "= SYMBOL": f(int)', "~function f(int) -> int\n\tTells.\n");
fails('a function with an empty symbol', 'room.sql.in:1: ~function lacks "= SYMBOL": f(int)', "~function f(int) -> int =\n\tTells.\n");
fails('a function without a result', 'room.sql.in:1: ~nullable lacks "-> TYPE": f(int)', "~nullable f(int) = f_symbol\n\tTells.\n");
fails('a function that writes, without a result', 'room.sql.in:1: ~volatile lacks "-> TYPE": h(regclass)', "~volatile h(regclass) = h_symbol\n\tWrites.\n");
fails('a function without arguments', 'room.sql.in:1: ~window wants a name and arguments in parentheses: f', "~window f -> int = f_symbol\n\tTells.\n");
fails('a function without a comment', 'room.sql.in:2: no comment for f(int)', "$family~function f(int) -> int = f_symbol\n\nSELECT 1;\n");
fails('a function without a comment before another', 'room.sql.in:1: no comment for g(int)', "~function g(int) -> int = g\n$function");
fails('a function without a comment at the end', 'room.sql.in:1: no comment for g(int)', "~function g(int) -> int = g\n");
fails('an aggregate without a shape', 'room.sql.in:2: ~aggregate lacks "= SHAPE": odd(int)', "$family~aggregate odd(int)\n\tOdd.\n");
fails('an aggregate of no family', 'room.sql.in:1: ~aggregate stands outside a ~family', "~aggregate odd(int) =\n\tOdd.\n");
fails('a transition of no family', 'room.sql.in:1: ~transition stands outside a ~family', "~transition (int)\n\t(n).\n");
fails('a family of unknown length', 'room.sql.in:1: ~family wants a name and its bytes, or "variable"', "~family odd_summary long\n");
fails('a type without its length', 'room.sql.in:1: ~type wants a name and its bytes', "~type odd\n");
fails('a name that the server cuts', 'room.sql.in:2: name of more than 63 bytes: odd_summary_count_' . 'f' x 46, "$family~transition _@{[ 'f' x 46 ]}(int)\n\t(n).\n");
fails('an unknown directive', 'room.sql.in:1: there is no ~aggregates', "~aggregates odd(int) =\n\tOdd.\n");
fails('a type of another room', 'a.sql.in:1: uses odd_summary: add "~needs b"', a => "~function f(odd_summary) -> int = f_symbol\n\tTells.\n", b => $family);
fails('a room that needs no room, on its line', 'room.sql.in:2: needs nothing, which is no room', "-- a room\n~needs nothing\n$function");
fails('a room that needs no room', 'room.sql.in:1: needs nothing, which is no room', "~needs nothing\n$function");
fails('rooms that need each other', 'a.sql.in:1: needs itself, by way of others', a => "~needs b\n", b => "~needs a\n");

done_testing;
