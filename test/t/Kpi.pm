# Common functions of the TAP tests: psql on the server that the PG* environment names,
# with a separate database for each test.
package Kpi;

use strict;
use warnings;

use Cwd qw(getcwd);
use Encode qw(decode encode);
use Exporter 'import';
use File::Temp;

our @EXPORT_OK = qw(content query script command with_database in_database wait_for write_binary_copy build_fuzz fuzz_schema fuzz_texts);

# Returns the text of a file
sub content
{
	my ($path) = @_;
	open my $file, '<:encoding(UTF-8)', $path or die "$path: $!";
	local $/;
	return <$file>;
}

# Returns the output of a command; dies if it fails
sub command
{
	my ($command) = @_;
	my $output = decode('UTF-8', scalar `$command 2>&1`);
	die "$command\n$output" if $?;
	return $output;
}

sub in_file
{
	my ($sql) = @_;
	my $file = File::Temp->new(SUFFIX => '.sql');
	print $file encode('UTF-8', $sql);
	close $file;
	return $file;
}

# Returns the bare result of SQL that must succeed
sub query
{
	my ($sql) = @_;
	my $file = in_file($sql);
	my $output = command("psql -X -q -A -t -v ON_ERROR_STOP=1 -f $file");
	chomp $output;
	return $output;
}

# Returns all that psql prints of a script, including errors
sub script
{
	my ($sql) = @_;
	my $file = in_file($sql);
	return decode('UTF-8', scalar `psql -X -q < $file 2>&1`);
}

# Writes a file for COPY in binary format, with rows of one value each
sub write_binary_copy
{
	my ($path, @values) = @_;
	open my $file, '>:raw', $path or die "$path: $!";
	print $file "PGCOPY\n\xff\r\n\0", pack('NN', 0, 0), (map { pack('nN', 1, length $_), $_ } @values), pack('n', 0xffff);
	close $file;
	return;
}

# Builds the module of test/fuzz and returns its path
sub build_fuzz
{
	my ($settings) = @_;
	command("make -s -C test/fuzz with_llvm=no PG_CONFIG=$ENV{PG_CONFIG} $settings");
	return getcwd() . '/test/fuzz/kpi_fuzz';
}

# Creates the schema fuzz: random values, targets and inputs; summaries of every type as texts
sub fuzz_schema
{
	my ($library) = @_;
	command("psql -X -q -v ON_ERROR_STOP=1 -v library=$library -f test/fuzz/values.sql -f test/fuzz/targets.sql");
	query("ALTER DATABASE $ENV{PGDATABASE} SET search_path = fuzz, public");
	fuzz_texts();
	return;
}

# Adds the golden forms of all types as texts to fuzz with
sub fuzz_texts
{
	command(q{psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE TEMP TABLE forms (type regtype, t text, form text)' -c '\\copy forms FROM test/golden/forms.tsv' -c 'INSERT INTO fuzz.texts SELECT type, t FROM forms'});
	return;
}

# Runs code with another database
sub in_database
{
	my ($database, $code) = @_;
	local $ENV{PGDATABASE} = $database;
	return $code->();
}

# Waits until a query returns the expected value, at most two minutes or as many as are given
sub wait_for
{
	my ($sql, $minutes) = @_;
	for (1 .. 600 * ($minutes // 2))
	{
		return 1 if query($sql) eq 't';
		select undef, undef, undef, 0.1;
	}
	die "no longer waiting for: $sql\n";
}

# Runs code with PGDATABASE set to a database that is dropped afterwards.  A suffix
# distinguishes databases that exist at the same time, and one may be a copy of another
sub with_database
{
	my ($code, $suffix, $template) = @_;
	my $name = join '_', 'kpi_test', $$, $suffix // ();
	command("createdb $name" . ($template ? " --template=$template" : ''));
	{
		local $ENV{PGDATABASE} = $name;
		eval { $code->(); 1 } or warn($@), Test::More::fail("test in database $name");
	}
	command("dropdb $name");
}

1;
