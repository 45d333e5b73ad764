# Runs libFuzzer on every target, next to a private server: see test/hard/fuzz.
#
# Each target has its own backend, which libFuzzer ends.  If an input crashes one,
# the server restarts and ends the other one, which is then started again.
use strict;
use warnings;

use Cwd qw(getcwd);
use File::Path qw(make_path);
use Kpi qw(build_fuzz command fuzz_schema query script with_database);
use Test::More;

my $seconds = $ENV{KPI_FUZZ_SECONDS} // 3;
my $pattern = $ENV{KPI_FUZZ_TARGETS} // '.';
my $found = $ENV{KPI_FUZZ_FOUND};
my $corpus = getcwd() . '/test/fuzz/corpus';
my $at_once = 2;

# The extension reports to libFuzzer which code it reaches, and stops at undefined
# behaviour of C; its libraries are loaded when a backend starts
sub build
{
	my $make = "make -s with_llvm=no CC=clang PG_CONFIG=$ENV{PG_CONFIG}";
	my $flags = q(COPT='-w -fsanitize=fuzzer-no-link,undefined -fsanitize-trap=undefined');
	my $library = build_fuzz('CC=clang LIBFUZZER=1 COPT=-w');

	command("$make clean && $make -j2 $flags all && $make $flags install");
	return $library;
}

sub write_file
{
	my ($path, $bytes) = @_;
	open my $file, '>:raw', $path or die "$path: $!";
	print $file $bytes;
	close $file;
	return;
}

sub read_file
{
	my ($path) = @_;
	local $/;
	open my $file, '<:raw', $path or return '';
	return scalar <$file>;
}

# Words of the text forms and of options
sub write_dictionary
{
	my ($path) = @_;
	my %words = map { $_ => 1 } read_file('test/golden/forms.tsv') =~ /(?<![0-9a-f])[A-Za-z_]{2,}=?/g, read_file('test/fuzz/values.sql') =~ /'([a-z_0-9]{3,})'/g;
	write_file($path, join '', map { qq("$_"\n) } sort keys %words);
	return;
}

sub write_seeds
{
	my ($target) = @_;
	my $n = 0;

	make_path("$found/corpus/$target");
	write_file(sprintf("$found/corpus/$target/seed-%d", ++$n), pack 'H*', $_)
	  for split /\n/, query("SELECT setseed(0.25); SELECT encode(input, 'hex') FROM targets AS t, some_inputs(t, 16) AS input WHERE target = '$target'") =~ s/\A\n//r;
	return;
}

sub wait_for_server
{
	command('for i in $(seq 60); do pg_isready -q && exit; sleep 1; done; exit 1');
	return;
}

# Runs it in a separate process
sub fuzz
{
	my ($target) = @_;
	my @corpora = ("$found/corpus/$target", grep { -d } "$corpus/$target");
	my $arguments = join ',', map { qq("$_") } 'libFuzzer', "-max_total_time=$seconds", '-timeout=60', '-report_slow_units=1000', '-rss_limit_mb=1024',
	  "-dict=$found/words", "-artifact_prefix=$found/$target-", @corpora;

	wait_for_server();
	unlink "$found/$target.log";
	write_seeds($target);
	script(<<"SQL");
SELECT fuzz_for_long(queries, types, rows, '$found/$target.log', '$found/$target-', '{$arguments}') FROM targets WHERE target = '$target';
SQL
	return;
}

# Whether a target came to its end; undefined where its backend was ended
sub judge
{
	my ($target) = @_;
	my $log = read_file("$found/$target.log");
	my ($runs) = $log =~ /^Done (\d+) runs/m;
	my ($coverage) = $log =~ /^#\d+\s+DONE\s+cov: (\d+)/m;
	my @failures = $log =~ /^(FAILED .*|.*ERROR: .*|.*cannot write .*)$/mg;
	my @inputs = $log =~ /(?:^FAILED |Test unit written to )([^\s:]+)/mg;

	return unless defined $runs || @failures;
	if (ok(!@failures && defined $runs, "$target: " . ($runs // 'not all') . " inputs" . (defined $coverage ? ", $coverage places" : '')))
	{
		unlink "$found/$target.log";
		return 1;
	}
	diag("$target: $_") for @failures;
	diag("$_: " . unpack 'H*', substr read_file($_), 0, 1000) for @inputs;
	diag("see $found/$target.log; an input that is mended goes to test/fuzz/corpus/$target/ under a name that tells what it is");
	return 0;
}

sub fuzz_all
{
	my @waiting = @_;
	my %running;
	my %begun;

	while (@waiting || %running)
	{
		while (@waiting && keys %running < $at_once)
		{
			my $target = shift @waiting;
			my $pid = fork // die "fork: $!";
			if ($pid == 0)
			{
				eval { fuzz($target); 1 } or warn $@;
				require POSIX;
				POSIX::_exit(0);
			}
			$running{$pid} = $target;
		}
		my $target = delete $running{ wait() } // next;
		next if defined judge($target);
		++$begun{$target} < 5 ? push @waiting, $target : fail("$target did not run");
	}
	return;
}

my $library = build();
$ENV{PGOPTIONS} = "-c session_preload_libraries=$library,kpi -c plan_cache_mode=force_generic_plan -c jit=off -c client_min_messages=error";
with_database(sub {
	query('CREATE EXTENSION kpi');
	fuzz_schema($library);
	query("CREATE FUNCTION fuzz_for_long(text[], regtype[], int, text, text, text[]) RETURNS void LANGUAGE c AS '$library'");
	write_dictionary("$found/words");
	fuzz_all(grep { /$pattern/ } split /\n/, query('SELECT target FROM targets ORDER BY target'));
	wait_for_server();
});

done_testing;
