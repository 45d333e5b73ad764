# Inputs that once caused trouble return a result or a clean error, by the rule of
# test/fuzz/fuzz.c: inputs of targets, in folders named after them, and calls.
use strict;
use warnings;

use File::Basename qw(basename);
use Kpi qw(build_fuzz fuzz_schema query script with_database);
use Test::More;

my $corpus = 'test/fuzz/corpus';

sub slurp
{
	my ($path) = @_;
	local $/;
	open my $file, '<:raw', $path or die "$path: $!";
	return scalar <$file>;
}

# Returns the outcomes of all queries of a target for its inputs, each after the input's name
sub replay
{
	my ($target, @paths) = @_;
	return script("SET statement_timeout = '60 s';\n\\pset tuples_only on\n\\pset format unaligned\n"
		. join '', map { sprintf "SELECT '%s: ' || said FROM targets, unnest(fuzz_once(queries, types, rows, '\\x%s')) AS said WHERE target = '%s';\n", basename($_), unpack('H*', slurp($_)), $target } @paths);
}

sub judge
{
	my ($answer, $n, $what) = @_;
	my @wrong = grep { /FAILED|^(?:ERROR|FATAL|PANIC|server closed)/ } split /\n/, $answer;

	ok(!@wrong && (() = $answer =~ /: (?:00000|22|54|0A|08P01)/g) >= $n, $what) or diag($answer);
	return;
}

with_database(sub {
	query('CREATE EXTENSION kpi');
	fuzz_schema(build_fuzz(''));

	# the rule itself
	my %said = (
		"SELECT 1" => qr/^00000$/,
		"SELECT 'x'::rate_summary" => qr/^22P02 /,
		"SELECT 1 FROM unheard_of" => qr/^FAILED .* 42P01 /,
		"SELECT float8 'NaN'" => qr/^FAILED .* no number/,
		"SELECT ARRAY[1, float8 'Infinity']" => qr/^FAILED .* no number/);
	like(query("SELECT unnest(fuzz_once(ARRAY[\$\$$_\$\$], '{}', 1, ''))"), $said{$_}, "the rule: $_") for sort keys %said;

	for my $folder (glob "$corpus/*/")
	{
		my $target = basename($folder);
		my @inputs = glob "$folder*";
		judge(replay($target, @inputs), scalar @inputs, "$target: " . @inputs . ' inputs');
	}

	my @calls = grep { /^[^-]/ } split /\n/, slurp("$corpus/calls.sql");
	my $answer = script(join '', "SET statement_timeout = '60 s';\n\\pset tuples_only on\n", map { "SELECT 'call: ' || unnest(fuzz_once(ARRAY[\$call\$$_\$call\$], '{}', 1, ''));\n" } @calls);
	judge($answer, scalar @calls, @calls . ' calls');
});

done_testing;
