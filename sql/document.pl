#!/usr/bin/perl
# Writes the lists of functions and of types in the pages of doc/, from the
# install script: the page of an object has the words of its COMMENT.
#
#	perl sql/document.pl VERSION doc/PAGE.md ... <sql/kpi--VERSION.sql
#
# A page has a list between "<!-- functions of ROOM ... -->", where a name of
# functions may stand for a room, or "<!-- types -->" or "<!-- index -->", and
# "<!-- end -->".  Every room must have its page.  The index has every function
# in alphabetical order, with a link to its entry and to the first example of it.
use strict;
use warnings;

use List::Util qw(first uniq);
use Text::Wrap qw(wrap);

$Text::Wrap::columns = 139;
$Text::Wrap::huge = 'overflow';
$Text::Wrap::unexpand = 0;

my %spelled_out = (float8 => 'double precision', float4 => 'real', int => 'integer', bool => 'boolean');
my (@functions, %function_of, @types, $next_release);

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
	my ($room, $name, $arguments, $result, $is_aggregate) = @_;
	my $function = { room => $room, is_aggregate => $is_aggregate, name => $name, arguments => [ arguments($arguments) ], result => spell_out($result) };
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
		elsif (/^CREATE FUNCTION (\w+)\((.*)\) RETURNS (.+)\n/) { add_function($room, $1, $2, $3) }
		elsif (/^CREATE AGGREGATE (\w+)\(([^)]*)\) \(/)
		{
			my ($name, $arguments) = ($1, $2);
			my ($final) = /FINALFUNC = (\w+)/;
			my ($state) = /STYPE = ([\w\[\]]+)/;
			add_function($room, $name, $arguments, $final ? $function_of{ key($final, $state) }{result} : $state, 1);
		}
		elsif (/^CREATE TYPE (\w+_summary) \(.*INTERNALLENGTH = (\w+)/s) { push @types, { room => $room, name => $1, bytes => $2 } }
		elsif (/^COMMENT ON TYPE \w+_summary IS '(.*)';$/m) { $types[-1]{comment} = unquote($1) }
		elsif (/^COMMENT ON (?:FUNCTION|AGGREGATE) (\w+)\((.*)\) IS '(.*)';$/m) { $function_of{ key($1, $2) }{comment} = unquote($3) }
	}
	# doc/summary.md describes what every type has; what only the server calls is described nowhere
	@functions = grep { $_->{name} !~ /_summary_|^business_calendar_|^(?:rollup|sum|to_jsonb)$|_(?:accum|final)$/ && $_->{result} !~ /trigger$/ } @functions;
	return;
}

# Lists

sub list_item
{
	my ($head, $text) = @_;
	return wrap('- ', '  ', $head) . "\n" . wrap('  ', '  ', $text) . "\n";
}

# Many clients show an interval as text, and charts plot numbers
my $about_intervals = "[`seconds`](seconds.md) converts an interval to a number, for charts and for clients that have no intervals.\n\n";

sub returns_interval
{
	my ($function) = @_;
	return scalar grep { /interval/ } $function->{result}, map { $_->[2] } grep { $_->[0] eq 'OUT' } @{ $function->{arguments} };
}

# Returns whether it is the second name of a function, for clients that rewrite calls of the first
sub is_alias
{
	my ($name, %is_name) = @_;
	return $name =~ /^kpi_(\w+)$/ && $is_name{$1};
}

# Overloads that differ only in types, such as those for both kinds of timestamp, or in
# labels of any type have one signature, and signatures that share a comment are one entry.
# The first entry of a name is where links to it lead.
sub functions_of
{
	my %wanted = map { $_ => 1 } @_;
	my (@order, %signatures_of, %overloads, %has_anchor);
	my @listed = grep { $wanted{ $_->{room} } || $wanted{ $_->{name} } } @functions;
	my %is_name = map { $_->{name} => 1 } @listed;
	for my $function (grep { !is_alias($_->{name}, %is_name) } @listed)
	{
		my $entry = join '|', $function->{name}, $function->{comment};
		my $signature = join '|', $entry, map { "@$_[0, 1]" } grep { !is_labels($_) } @{ $function->{arguments} };
		push @order, $entry unless $signatures_of{$entry};
		push @{ $signatures_of{$entry} }, $signature unless $overloads{$signature};
		push @{ $overloads{$signature} }, $function;
	}
	return join '', (first { returns_interval($_) } @listed) ? $about_intervals : (), map {
		my @signatures = map { signature_of(@{ $overloads{$_} }) } @{ $signatures_of{$_} };
		my $first = $overloads{ $signatures_of{$_}[0] }[0];
		my @anchors = $has_anchor{ $first->{name} }++ ? () : grep { $is_name{$_} } $first->{name}, "kpi_$first->{name}";
		my $anchors = join '', map { qq(<a id="$_"></a>) } @anchors;
		my $also = @anchors > 1 ? " The same as `$anchors[1]`." : '';
		# a result that several signatures have stands after the last of them
		my $heads = join ', ', map {
			my ($call, $result) = @{ $signatures[$_] };
			$_ < $#signatures && $signatures[ $_ + 1 ][1] eq $result ? "`$call`" : "`$call` → $result";
		} 0 .. $#signatures;
		list_item("$anchors$heads:", $first->{comment} . $also);
	} @order;
}

sub is_labels { return $_[0][2] eq 'anyarray' }

# [ call, result ] of overloads that differ only in types, and in labels that only the first has
sub signature_of
{
	my ($first, @others) = @_;
	my $either = sub { return join ' or ', uniq @_ };
	my ($labels) = grep { is_labels($first->{arguments}[$_]) } 0 .. $#{ $first->{arguments} };
	my $is_optional;
	my @lists = map {
		my @arguments = @{ $_->{arguments} };
		my $lacks_labels = defined $labels && !grep { is_labels($_) } @arguments;
		splice @arguments, $labels, 0, undef if $lacks_labels;
		$is_optional ||= $lacks_labels;
		\@arguments;
	} $first, @others;
	my (@in, @out);
	for my $n (0 .. $#{ $first->{arguments} })
	{
		my ($direction, $argument_name, undef, $default) = @{ $first->{arguments}[$n] };
		my $type = $either->(map { defined $_->[$n] ? $_->[$n][2] : () } @lists);
		my $argument = join(' ', grep { length } $argument_name, $type) . $default;
		$argument = "[$argument]" if $is_optional && $n == $labels;
		push @{ $direction eq 'OUT' ? \@out : \@in }, $direction eq 'VARIADIC' ? "VARIADIC $argument" : $argument;
	}
	my $result = $either->(map { $_->{result} } $first, @others);
	$result =~ s/record/'(' . join(', ', @out) . ')'/e if @out;
	return [ "$first->{name}(" . join(', ', @in) . ')', $result ];
}

# What the same name means in many families
my %gist_of = (
	as_rate => 'The figure of a summary as a rate_summary, for functions that read rates',
	ci_lower => 'Lower end of the confidence interval of the figure that the summary is about',
	ci_upper => 'Upper end of the confidence interval of the figure that the summary is about',
	kpi_compare => 'Difference of two summaries\' figures, with its confidence interval and p-value',
	n_counted => 'Number of rows that the figure counts',
	n_excluded => 'Number of rows left out because they cannot be counted, such as a negative wait',
	n_pending => 'Number of rows whose outcome is not known yet',
);

# What a comment says first
sub gist
{
	my ($comment) = @_;
	return $comment =~ s/; .*|\. [A-Z].*|\.$//r;
}

# The anchor that GitHub gives to a heading
sub anchor
{
	my ($heading) = @_;
	return lc($heading) =~ s/[^\w\- ]//gr =~ tr/ /-/r;
}

# [ section, SQL ] of each example in a page
sub examples_of
{
	my ($page, $text) = @_;
	my ($heading, @examples);
	while ($text =~ /^(?:#+ ([^\n]*)|```sql[^\n]*\n(.*?)^```)$/msg)
	{
		my ($new_heading, $sql) = ($1, $2);
		if (defined $sql) { push @examples, [ "$page.md#" . anchor($heading), $sql ] }
		else { $heading = $new_heading }
	}
	return @examples;
}

# The first one that calls a function
sub example_of
{
	my ($name, @examples) = @_;
	my $example = first { $_->[1] =~ /\b$name\s*\(/ } @examples;
	return $example ? $example->[0] : die "no page of doc/ has an example of $name\n";
}

# The release that brought each function, by its name: the first of those in
# test/released that has it, or the one to come
sub read_releases
{
	my %since;
	my $number = sub { return join '', map { sprintf '%05d', $_ } $_[0] =~ /(\d+)/g };
	for my $path (sort { $number->($a) cmp $number->($b) } glob 'test/released/kpi--*.sql')
	{
		my ($version) = $path =~ /--(.*)\.sql$/;
		$since{$_} //= $version for slurp($path) =~ /^CREATE (?:FUNCTION|AGGREGATE) (\w+)\(/mg;
	}
	return %since;
}

sub index_of
{
	my ($page_of, %examples_of) = @_;
	my %since = read_releases();
	my %of_name;
	push @{ $of_name{ $_->{name} } }, $_ for @functions;
	return join '', map {
		my ($name, @same) = ($_, @{ $of_name{$_} });
		my @pages = sort(uniq(map { $page_of->{ $_->{room} } // $page_of->{$name} } @same));
		my $first = (first { $_->{is_aggregate} } @same) // $same[0];
		my $text = $gist_of{$name} // gist($first->{comment});
		my %is_own = map { $_ => 1 } @pages;
		my @examples = map { @{ $examples_of{$_} } } @pages, sort grep { !$is_own{$_} } keys %examples_of;
		my $links = join ', ', (map { "[$_]($_.md#$name)" } @pages), '[example](' . example_of($name, @examples) . ')';
		wrap('- ', '  ', "`$name`: $text. See $links. Since " . ($since{$name} // $next_release) . '.') . "\n";
	} sort keys %of_name;
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
		my $bytes = $_->{bytes} =~ /^\d+$/ ? "$_->{bytes} bytes" : 'variable length';
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

$next_release = shift @ARGV;
read_script(do { local $/; <STDIN> });

my (%text_of, %page_of, %examples_of);
for my $path (@ARGV)
{
	$text_of{$path} = slurp($path);
	my $page = $path =~ s{.*/|\.md$}{}gr;
	$examples_of{$page} = [ examples_of($page, $text_of{$path}) ];
	while ($text_of{$path} =~ /^<!-- functions of (.*) -->$/mg) { $page_of{$_} = $page for split ' ', $1 }
}
for my $function (@functions)
{
	die "no page of doc/ has \"<!-- functions of $function->{room} -->\"\n" unless $page_of{ $function->{room} };
}
for my $path (@ARGV)
{
	my $text = $text_of{$path} =~ s{^(<!-- functions of (.*) -->\n).*?^(?=<!-- end -->$)}{$1 . functions_of(split ' ', $2)}smger
	  =~ s{^(<!-- types -->\n).*?^(?=<!-- end -->$)}{$1 . types(%page_of)}smger
	  =~ s{^(<!-- index -->\n).*?^(?=<!-- end -->$)}{$1 . index_of(\%page_of, %examples_of)}smger;
	next if $text eq $text_of{$path};
	open my $file, '>', $path or die "$path: $!\n";
	print $file $text;
	close $file or die "$path: $!\n";
}
