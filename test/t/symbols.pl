# The library exports exactly what SQL calls, and each of these functions can be
# found in src/ by its name: written there, or made by the rule of summary.h.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query with_database);
use Test::More;

my %is_called;
my $library;

with_database(sub {
	query('CREATE EXTENSION kpi');
	%is_called = map { $_ => 1 } split /\n/, query(<<'SQL');
SELECT DISTINCT prosrc FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi'
  JOIN pg_language AS l ON l.oid = prolang WHERE lanname = 'c'
SQL
	$library = query(q{SELECT setting || '/kpi.so' FROM pg_config WHERE name = 'PKGLIBDIR'});
});
cmp_ok(scalar keys %is_called, '>', 500, 'functions that SQL calls');

# the linker's own symbols begin with an underscore
my @exported = grep { !/^_/ } map { (split ' ')[-1] } split /\n/, command("nm -D --defined-only $library");
my %expected = ((map { $_ => 1, "pg_finfo_$_" => 1 } keys %is_called), Pg_magic_func => 1);
is(join(' ', sort grep { !$expected{$_} } @exported), '', 'the library exports nothing that SQL does not call');

my %is_tagged = map { (split /\t/)[0] => 1 } split /\n/, command('perl src/tags src/*.h src/*.c');
my %is_defined = map { $_ => 1 } split /\n/, command("sed -n 's/^\\([a-z_0-9]*\\)(PG_FUNCTION_ARGS)\$/\\1/p' src/*.c");
is(join(' ', sort grep { !$is_tagged{$_} && !$is_defined{$_} } keys %is_called), '', 'every function that SQL calls is written in src/, or has a name by the rule of summary.h');

SKIP: {
	skip 'ctags is missing', 1 if system('command -v ctags >/dev/null');
	my $directory = tempdir(CLEANUP => 1);
	command("make -s tags TAGS=$directory/tags");
	open my $file, '<', "$directory/tags" or die "$directory/tags: $!";
	my %has_tag = map { (split /\t/)[0] => 1 } <$file>;
	is(join(' ', sort grep { !$has_tag{$_} } keys %is_called), '', 'make tags has a tag for every function that SQL calls');
}

# What a machine or JIT computes in one step has another rounding
my @compiled = grep { /\.c$/ } split /\n/, command("make -n -B with_llvm=yes PG_CONFIG=$ENV{PG_CONFIG}");
cmp_ok(scalar(grep { /emit-llvm/ } @compiled), '>', 50, 'bitcode for JIT is compiled');
is(join("\n", grep { !/-ffp-contract=off/ } @compiled), '', 'everything is compiled without fused multiplication and addition');

done_testing;
