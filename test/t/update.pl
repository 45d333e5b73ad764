# ALTER EXTENSION kpi UPDATE from every version to the present one, along every
# path, has the same result as CREATE EXTENSION.  pg_dump, called like pg_upgrade does,
# prints every member of the extension with all its attributes, comments and privileges.
#
# A release leaves its install script kpi--VERSION.sql in test/released, made on a
# server that has all rooms; its successor adds sql/kpi--VERSION--SUCCESSOR.sql.
# Symbols of released functions must stay in the library.  To test this test, some
# versions and paths are made up, with and without faults.
use strict;
use warnings;

use Kpi qw(content query command with_database);
use Test::More;

my ($version, $directory) = split /\|/, query("SELECT default_version, setting || '/extension' FROM pg_available_extensions, pg_config WHERE pg_available_extensions.name = 'kpi' AND pg_config.name = 'SHAREDIR'");
my @written;
END { unlink @written }

sub write_script
{
	my ($name, $sql) = @_;
	my $path = "$directory/kpi--$name.sql";
	open my $file, '>:encoding(UTF-8)', $path or die "$path: $!";
	push @written, $path;
	print $file $sql;
	close $file;
	return;
}

# Returns the part of a script that belongs to a room
sub room
{
	my ($script, $room) = @_;
	return $script =~ /^(-- room $room\n.*?)(?=^-- room |\z)/ms ? $1 : '';
}

# Returns the parts of a script in one order: rooms come in another if one of them is absent
sub sorted
{
	my ($script) = @_;
	return join '', sort split /^(?=-- room )/m, $script;
}

sub without
{
	my ($script, @parts) = @_;
	for my $part (grep { length } @parts)
	{
		my $at = index $script, $part;
		die "not in the script: $part\n" if $at < 0;
		substr $script, $at, length $part, '';
	}
	return $script;
}

# Returns what pg_dump prints of each member after these commands, without what differs from database to database
sub members
{
	my (@commands) = @_;
	my %definitions;
	with_database(sub {
		query(join ';', @commands);
		my $dump = command('pg_dump --schema-only --binary-upgrade');
		$dump =~ s/^.*binary_upgrade_set_next_.*\n//mg;
		$dump =~ s/^\\(?:un)?restrict .*\n//mg;
		for my $entry (split /^--\n(?=-- Name: )/m, $dump)
		{
			my ($name, $definition) = $entry =~ /^-- Name: (.*?); Schema: .*?\n(.*)/s or next;
			push @{ $definitions{$name} }, $definition;
		}
	});
	# operators of several types share a name
	return { map { $_ => join '', sort @{ $definitions{$_} } } keys %definitions };
}

sub difference
{
	my ($got, $expected) = @_;
	my %names = (%$got, %$expected);
	return join ', ', grep { ($got->{$_} // '') ne ($expected->{$_} // '') } sort keys %names;
}

# Released versions, as far as this server supports them
my %released = map { m{kpi--(.*)\.sql$} => $_ } glob 'test/released/kpi--*.sql';
my @absent = split ' ', command(q{make -s --eval='absent: ; @echo $(ABSENT)' absent PG_CONFIG="$PG_CONFIG"});
my $script = content("$directory/kpi--$version.sql");
for my $name (sort keys %released)
{
	my $released = content($released{$name});
	$released = without($released, map { room($released, $_) } @absent);
	$name eq $version ? ok(sorted($released) eq sorted($script), "$name is unchanged since its release") : write_script($name, $released);
}
my @versions = content('CHANGELOG.md') =~ /^## (\S+)(?: \(\d{4}-\d\d-\d\d\))?$/mg;
is(join(' ', grep { !$released{$_} } @versions), '', 'the script of every version that the changelog calls released is kept');

# Versions without a room, named after what their update forgets, and the expected differences
my ($trend, $balance) = (room($script, 'trend'), room($script, 'balance'));
my ($comment) = $trend =~ /^(COMMENT ON FUNCTION theil_sen\(.*?;)\n/ms;
my ($object) = $trend =~ /^(CREATE AGGREGATE mann_kendall.*)\z/ms;
my %faults = (
	nothing => [ '', '' ],
	comment => [ $comment, 'FUNCTION theil_sen(series double precision[]); Type: COMMENT' ],
	property => [ ' PARALLEL SAFE', 'theil_sen(double precision[]); Type: FUNCTION' ],
	object => [ $object, 'AGGREGATE mann_kendall(y double precision); Type: COMMENT, mann_kendall(double precision); Type: AGGREGATE' ],
);
my %expected = map { $_ => '' } 'older', grep { $_ ne $version } keys %released;
for my $name (keys %faults)
{
	(my $forgotten, $expected{$name}) = @{ $faults{$name} };
	write_script($name, without($script, $trend));
	write_script("$name--$version", without($trend, $forgotten));
}
write_script('older', without($script, $trend, $balance));
write_script('older--nothing', $balance);

my $fresh = members('CREATE EXTENSION kpi');
cmp_ok(scalar(keys %$fresh), '>', 1000, 'pg_dump prints every member');
is(difference(members('CREATE EXTENSION kpi'), $fresh), '', 'the same in every database');
my @sources = grep { -e "$directory/kpi--$_.sql" } split /\n/, query("SELECT source FROM pg_extension_update_paths('kpi') WHERE target = '$version' AND path IS NOT NULL ORDER BY source");
is("@sources", join(' ', sort keys %expected), 'a path from every version');
for my $source (@sources)
{
	is(difference(members("CREATE EXTENSION kpi VERSION '$source'", 'ALTER EXTENSION kpi UPDATE'), $fresh), $expected{$source}, "from $source");
}

done_testing;
