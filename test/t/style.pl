# Lines that fit: of C below 100 columns, of prose below 140.  src/typedefs.list has
# what make indent needs.  Rooms stand where src/README.md puts them.
use strict;
use warnings;

use Test::More;
use Text::Tabs qw(expand);

sub lines
{
	my ($path) = @_;
	open my $file, '<:encoding(UTF-8)', $path or die "$path: $!";
	my @lines = <$file>;
	chomp @lines;
	return @lines;
}

# Returns the lines of a page that are prose, by their numbers: neither code between fences nor the head of a declaration
sub prose
{
	my ($path) = @_;
	my @lines = lines($path);
	my $is_code = 0;
	return map {
		$is_code = !$is_code if $lines[$_] =~ /^\s*```/;
		$is_code || ($path =~ /\.in$/ && $lines[$_] !~ /^\t/) ? () : ($_ + 1 => $lines[$_]);
	} 0 .. $#lines;
}

sub too_long
{
	my ($path, $columns, %lines) = @_;
	return map { "$path:$_" } grep { length expand($lines{$_}) >= $columns } sort { $a <=> $b } keys %lines;
}

$Text::Tabs::tabstop = 4;
my @code = (glob('src/*.[ch]'), glob('test/*/*.c'));
my @pages = (glob('*.md'), glob('*/*.md'), glob('doc/*/*.md'), glob('.github/*.md .github/*/*.md'), glob('sql/*.sql.in'));
cmp_ok(scalar @code, '>', 50, 'code');
cmp_ok(scalar @pages, '>', 50, 'prose');
is(join("\n", map { my ($path, @lines) = ($_, lines($_)); too_long($path, 100, map { $_ + 1 => $lines[$_] } 0 .. $#lines) } @code), '', 'lines of C have fewer than 100 columns');
is(join("\n", map { too_long($_, 140, prose($_)) } @pages), '', 'lines of prose have fewer than 140 columns');
is(join("\n", map { my ($path, @lines) = ($_, lines($_)); map { "$path:" . ($_ + 1) } grep { $lines[$_] =~ /[ \t]$|^(?:<{7}|>{7}) / } 0 .. $#lines } @code, @pages), '', 'no line ends with a space, or is the mark of a merge');

my @broken;
for my $path (@code)
{
	my $text = join "\n", lines($path), '';
	push @broken, map { "$path: $_" } grep { !/^ \*/ } map { my ($first, @others) = split /\n/; @others } $text =~ m{^/\*.*?\*/}msg;
}
is(join("\n", @broken), '', 'comments at the margin have an asterisk in every line');

my %is_listed = map { $_ => 1 } lines('src/typedefs.list');
my %typedefs;
for my $path (@code)
{
	my $text = join "\n", lines($path);
	$typedefs{$_} = 1 for $text =~ /^typedef (?:struct|enum|union) \w+\n\{.*?^\} (\w+);/msg, $text =~ /^typedef (?:struct |enum )?\w+ \**(\w+);/mg, $text =~ /^typedef [^;{]*?\(\*(\w+)\) \(/mg;
}
cmp_ok(scalar keys %typedefs, '>', 80, 'types of our own');
is(join(' ', sort grep { !$is_listed{$_} } keys %typedefs), '', 'src/typedefs.list has every type');

# The floor of each room, from 1 up, by the first mention of the room on a floor
my ($floor, %floor_of) = 0;
for (lines('src/README.md'))
{
	$floor = $1 if /^\*\*(\d)\./;
	last if /^What SQL sees/;
	$floor_of{$_} //= $floor for $floor ? /`(\w+)`/g : ();
}
my %is_room = map { s{^src/|\.[ch]$}{}gr => 1 } glob 'src/*.[ch]';
is(join(' ', sort grep { !$floor_of{$_} } keys %is_room), '', 'src/README.md has every room');
is(join(' ', sort grep { !$is_room{$_} } keys %floor_of), '', 'and no other');
my @upwards;
for my $path (glob 'src/*.[ch]')
{
	my $room = $path =~ s{^src/|\.[ch]$}{}gr;
	for my $other (grep { $is_room{$_} } map { /^#include "(\w+)\.h"/ } lines($path))
	{
		push @upwards, "$path includes $other.h" if $floor_of{$room} && ($floor_of{$other} // 0) > $floor_of{$room};
	}
}
is(join("\n", @upwards), '', 'no room includes a header from a floor above');

# The files that belong to a room of SQL
my @rooms = grep { !/^(?:type|summary)$/ } map { s{^sql/|\.sql\.in$}{}gr } glob 'sql/*.sql.in';
is(join(' ', grep { !-f "test/sql/$_.sql" } @rooms), '', 'every room of sql/ has a file in test/sql');

done_testing;
