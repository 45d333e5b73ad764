#!/usr/bin/perl
# Writes the lists of functions and of types in the pages of doc/, from the
# install script: what SQL says of an object, its page says in the same words.
#
#	perl sql/document.pl doc/PAGE.md ... <sql/kpi--VERSION.sql
#
# A page has a list between "<!-- functions of ROOM ... -->", where a name of
# functions may stand for a room, or "<!-- types -->" and "<!-- end -->".  Every
# room must have its page.
use strict;
use warnings;

use List::Util qw(first uniq);
use Text::Wrap qw(wrap);

$Text::Wrap::columns = 139;
$Text::Wrap::huge = 'overflow';
$Text::Wrap::unexpand = 0;

my %spelled_out = (float8 => 'double precision', float4 => 'real', int => 'integer', bool => 'boolean');
my (@functions, %function_of, @types, %result_of);

sub spell_out { return $_[0] =~ s/\b(\w+)\b/$spelled_out{$1} \/\/ $1/ger }

sub unquote { return $_[0] =~ s/''/'/gr }

# [ direction or '', name or '', type, default or '' ] of each argument
sub arguments
{
	my ($list) = @_;
	return map {
		my ($declared, $default) = split / DEFAULT /;
		my @words = split ' ', $declared;
		my $direction = $words[0] =~ /^(OUT|VARIADIC)$/ ? shift @words : '';
		my $name = @words > 1 && $declared !~ /^(double precision)$/ ? shift @words : '';
		[ $direction, $name, spell_out("@words"), defined $default ? " DEFAULT $default" : '' ];
	} split /, (?![^(]*\))/, $list;
}

# The install script

sub add_function
{
	my ($room, $name, $arguments, $result) = @_;
	my $function = { room => $room, name => $name, arguments => [ arguments($arguments) ], result => spell_out($result) };
	push @functions, $function;
	$function_of{ key($name, $arguments) } = $function;
	return;
}

# A function is known by the types of its arguments
sub key
{
	my ($name, $arguments) = @_;
	return join ' ', $name, map { $_->[2] } arguments($arguments);
}

sub read_script
{
	my ($script) = @_;
	my $room;
	for (split /^(?=-- room |CREATE |COMMENT )/m, $script)
	{
		if (/^-- room (\w+)/) { $room = $1 }
		elsif (/^CREATE FUNCTION (\w+)\((.*)\) RETURNS (.+)\n/)
		{
			$result_of{$1} //= $3;
			add_function($room, $1, $2, $3);
		}
		elsif (/^CREATE AGGREGATE (\w+)\(([^)]*)\) \(/)
		{
			my ($name, $arguments) = ($1, $2);
			my ($final) = /FINALFUNC = (\w+)/;
			my ($state) = /STYPE = ([\w\[\]]+)/;
			add_function($room, $name, $arguments, $final ? $result_of{$final} : $state);
		}
		elsif (/^CREATE TYPE (\w+_summary) \(.*INTERNALLENGTH = (\w+)/s) { push @types, { room => $room, name => $1, bytes => $2 } }
		elsif (/^COMMENT ON TYPE \w+_summary IS '(.*)';$/m) { $types[-1]{comment} = unquote($1) }
		elsif (/^COMMENT ON (?:FUNCTION|AGGREGATE) (\w+)\((.*)\) IS '(.*)';$/m) { $function_of{ key($1, $2) }{comment} = unquote($3) }
	}
	# what makes a type is told once for all, in doc/summary.md
	@functions = grep { $_->{name} !~ /_summary_|^business_calendar_|^rollup$/ } @functions;
	return;
}

# Lists

sub list_item
{
	my ($head, $text) = @_;
	return wrap('- ', '  ', $head) . "\n" . wrap('  ', '  ', $text) . "\n";
}

# Overloads that differ in nothing but types, such as those of both clocks, as one
sub functions_of
{
	my %wanted = map { $_ => 1 } @_;
	my (@order, %overloads);
	for my $function (grep { $wanted{ $_->{room} } || $wanted{ $_->{name} } } @functions)
	{
		my $key = join '|', $function->{name}, $function->{comment}, map { "@$_[0, 1]" } @{ $function->{arguments} };
		push @order, $key unless $overloads{$key};
		push @{ $overloads{$key} }, $function;
	}
	return join '', map {
		my @group = @{ $overloads{$_} };
		my $either = sub { return join ' or ', uniq @_ };
		my (@in, @out);
		for my $n (0 .. $#{ $group[0]{arguments} })
		{
			my ($direction, $name, undef, $default) = @{ $group[0]{arguments}[$n] };
			my $type = $either->(map { $_->{arguments}[$n][2] } @group);
			my $argument = join(' ', grep { length } $name, $type) . $default;
			push @{ $direction eq 'OUT' ? \@out : \@in }, $direction eq 'VARIADIC' ? "VARIADIC $argument" : $argument;
		}
		my $result = $either->(map { $_->{result} } @group);
		$result =~ s/record/'(' . join(', ', @out) . ')'/e if @out;
		list_item(sprintf('`%s(%s)` → %s:', $group[0]{name}, join(', ', @in), $result), $group[0]{comment});
	} @order;
}

sub types
{
	my (%page_of) = @_;
	return join '', map {
		my $type = $_->{name};
		my $names = sub { return join(', ', map { "`$_`" } uniq map { $_->{name} } @_) || 'nothing else' };
		my $takes = sub { my ($function) = @_; return first { $_->[2] eq $type } @{ $function->{arguments} } };
		my $built = $names->(grep { $_->{result} eq $type && !$takes->($_) } @functions);
		my $read = $names->(grep { $takes->($_) && $_->{name} !~ /^(n_|ci_)/ } @functions);
		my $bytes = $_->{bytes} =~ /^\d+$/ ? "$_->{bytes} bytes" : 'of variable length';
		list_item("[`$type`]($page_of{$_->{room}}.md),", "$bytes: $_->{comment}. Built by $built; read by $read.");
	} sort { $a->{name} cmp $b->{name} } @types;
}

# Pages

sub slurp
{
	my ($path) = @_;
	open my $file, '<', $path or die "$path: $!\n";
	local $/;
	return <$file>;
}

read_script(do { local $/; <STDIN> });

my (%text_of, %page_of);
for my $path (@ARGV)
{
	$text_of{$path} = slurp($path);
	while ($text_of{$path} =~ /^<!-- functions of (.*) -->$/mg) { $page_of{$_} = $path =~ s{.*/|\.md$}{}gr for split ' ', $1 }
}
for my $function (@functions)
{
	die "no page of doc/ has \"<!-- functions of $function->{room} -->\"\n" unless $page_of{ $function->{room} };
}
for my $path (@ARGV)
{
	my $text = $text_of{$path} =~ s{^(<!-- functions of (.*) -->\n).*?^(?=<!-- end -->$)}{$1 . functions_of(split ' ', $2)}smger
	  =~ s{^(<!-- types -->\n).*?^(?=<!-- end -->$)}{$1 . types(%page_of)}smger;
	next if $text eq $text_of{$path};
	open my $file, '>', $path or die "$path: $!\n";
	print $file $text;
	close $file or die "$path: $!\n";
}
