# Reads SQL scripts and finds in them what pgspot finds: statements that let somebody
# who was in the database before the extension choose what they do.
package Spot;

use strict;
use warnings;

use Exporter 'import';

our @EXPORT_OK = qw(spot);

# Words that a parenthesis, a string or a relation may follow and that are no names; types that the grammar
# itself takes from pg_catalog; and words of expressions that are operators, which cannot be qualified
my %is_keyword = map { $_ => 1 } qw(all and any array as asc between both by case cast check coalesce collate cross desc distinct else end escape
	except exists extract filter for from full greatest group having ilike in inner intersect into is isnull join lateral leading least left like
	limit materialized not notnull nulls offset on only operator or order outer over overlaps overlay partition position range recursive right row rows select
	similar some substring symmetric then trailing trim union using values variadic when where window with within);
my %is_standard_type = map { $_ => 1 } qw(bigint bit bool boolean char character dec decimal double float int integer interval nchar numeric real smallint time timestamp varchar);
my %is_operator = map { $_ => 1 } qw(ilike isnull like nullif overlaps similar between);
my %ends_from = map { $_ => 1 } qw(where group having order limit offset union intersect except window for set returning on using);

# Returns the statements of a script, each as a list of [kind, text]
sub statements
{
	my ($script) = @_;
	my (@statements, @tokens);
	pos($script) = 0;
	while (pos $script < length $script)
	{
		if ($script =~ /\G(?:\s+|--[^\n]*|\/\*.*?\*\/|\\[^\n]*)/gcs) { next }
		elsif ($script =~ /\G(\$(\w*)\$.*?\$\2\$)/gcs) { push @tokens, [ string => $1 ] }
		elsif ($script =~ /\G([eE]'(?:[^'\\]|\\.|'')*')/gcs) { push @tokens, [ string => $1 ] }
		elsif ($script =~ /\G('(?:[^']|'')*')/gcs) { push @tokens, [ string => $1 ] }
		elsif ($script =~ /\G"((?:[^"]|"")*)"/gcs) { push @tokens, [ name => $1 ] }
		elsif ($script =~ /\G(\d[\w.]*)/gc) { push @tokens, [ number => $1 ] }
		elsif ($script =~ /\G([A-Za-z_][\w\$]*)/gc) { push @tokens, [ word => lc $1 ] }
		elsif ($script =~ /\G(::|:=|=>)/gc) { push @tokens, [ mark => $1 ] }
		elsif ($script =~ /\G([-+*\/<>=~!@#%^&|`?]+)/gc) { push @tokens, [ operator => $1 ] }
		elsif ($script =~ /\G;/gc) { push @statements, [@tokens] if @tokens; @tokens = () }
		elsif ($script =~ /\G(.)/gcs) { push @tokens, [ mark => $1 ] }
	}
	push @statements, [@tokens] if @tokens;
	return @statements;
}

sub is_name { my ($token) = @_; return $token->[0] eq 'name' || $token->[0] eq 'word' && !$is_keyword{ $token->[1] } }
sub text { return join ' ', map { $_->[1] } grep { defined } @_ }

# Finds the names and operators of a query that the search_path decides about
sub unqualified
{
	my (@tokens) = @_;
	my $nothing = [ mark => '' ];
	my %is_cte;
	for my $i (grep { is_name($tokens[$_]) && text(@tokens[ $_ + 1 .. $#tokens ]) =~ /^(?:\( [\w ,]* \) )?as (?:(?:not )?materialized )?\(/ } 0 .. $#tokens) { $is_cte{ $tokens[$i][1] } = 1 }
	# what opened each parenthesis, and whether a list of FROM is open in it
	my @open = ({ by => '' });
	my $closed = '';
	my @found;
	for my $i (0 .. $#tokens)
	{
		my ($before, $token, $next) = map { $_ < 0 ? $nothing : $tokens[$_] // $nothing } $i - 1 .. $i + 1;
		my ($kind, $text) = @$token;
		if ($text eq '(' && $kind eq 'mark') { push @open, { by => $before->[1] }; next }
		if ($text eq ')' && $kind eq 'mark') { $closed = @open > 1 ? (pop @open)->{by} : ''; next }
		my $place = $open[-1];
		if ($kind eq 'operator')
		{
			my $is_star = $text eq '*' && ($before->[0] eq 'mark' || $is_keyword{ $before->[1] });
			my $is_sign = $text eq '-' && $next->[0] eq 'number' && ($before->[1] =~ /^[(,]$/ || $before->[1] eq ')' && $closed eq 'operator' || $is_keyword{ $before->[1] });
			push @found, [ PS001 => "operator $text" ] unless $place->{by} eq 'operator' && $before->[1] eq '.' || $is_star || $is_sign;
		}
		elsif ($kind eq 'word' && $before->[1] ne '.')
		{
			push @found, [ PS001 => "operator $text" ] if $is_operator{$text} || $text eq 'in' && $next->[1] eq '(' || $text eq 'distinct' && $before->[1] =~ /^(?:is|not)$/;
			push @found, [ PS009 => 'CASE ' . $next->[1] ] if $text eq 'case' && $next->[1] ne 'when';
			$place->{from} = 0 if $ends_from{$text};
		}
		my $is_type = $before->[1] eq '::' || $before->[1] eq 'as' && $place->{by} eq 'cast';
		push @found, [ PS017 => "type $text" ] if $is_type && $next->[1] ne '.' && !$is_standard_type{$text};
		if (is_name($token) && $before->[1] ne '.' && $before->[1] ne 'as' && !$is_type)
		{
			push @found, [ PS016 => "function $text" ] if $next->[1] eq '(' && !$is_operator{$text} && !$is_standard_type{$text} && !$is_cte{$text};
			push @found, [ PS017 => "type $text" ] if $next->[0] eq 'string' && !$is_standard_type{$text};
		}
		my $is_from = $kind eq 'word' && $text =~ /^(?:from|join)$/ && $place->{by} !~ /^(?:extract|substring|trim|overlay|position)$/ && $before->[1] ne 'distinct';
		$place->{from} = 1 if $is_from;
		if ($is_from || $text eq ',' && $place->{from})
		{
			my $at = $i + 1;
			$at++ while $at < $#tokens && $tokens[$at][1] =~ /^(?:only|lateral)$/;
			my ($relation, $follows) = map { $tokens[$_] // $nothing } $at, $at + 1;
			push @found, [ PS017 => "relation $relation->[1]" ] if is_name($relation) && $follows->[1] !~ /^[.(]$/ && !$is_cte{ $relation->[1] };
		}
	}
	return @found;
}

# Finds the same in the body of a function in SQL; other bodies cannot be read here
sub of_function
{
	my ($name, @tokens) = @_;
	my $all = text(@tokens);
	my ($path) = $all =~ /\bset search_path (?:=|to) (.*?)(?: as | language |$)/;
	my $is_safe = defined $path && $path =~ /^'?pg_catalog'? , '?pg_temp'?$/;
	my @found;
	push @found, [ PS003 => "$name is SECURITY DEFINER" ] if $all =~ /\bsecurity definer\b/;
	push @found, [ PS004 => "$name has search_path $path" ] if defined $path && !$is_safe;
	my ($language) = $all =~ /\blanguage '?(\w+)/i;
	return @found if $is_safe || ($language // '') =~ /^(?:c|internal)$/i;
	my ($body) = map { $_->[1] =~ s/^(?:'|\$\w*\$)|(?:'|\$\w*\$)$//gr } grep { $_->[0] eq 'string' } @tokens;
	push @found, ($language // '') =~ /^sql$/i && defined $body ? map { [ $_->[0], "$name: $_->[1]" ] } map { unqualified(@$_) } statements($body) : [ PS005 => "$name has no search_path" ];
	return @found;
}

# Returns "code what" for each finding of a script: the codes of pgspot, and KPI for statements that have no place in an extension
# of functions and types.  A script that updates an extension may also alter and drop
sub spot
{
	my ($script, $updates) = @_;
	my $verbs = $updates ? qr/comment|alter|drop/ : qr/comment/;
	my @found;
	push @found, [ KPI => 'psql does not refuse the script' ] if $script !~ /\A\\echo Use "[^"\n]*" to load this file\. \\quit\n/;
	for my $tokens (statements($script))
	{
		my $all = text(@$tokens);
		my ($name) = $all =~ /^create (?:or replace )?(?:event )?\w+ (?:if not exists )?(\w+)/;
		push @found, [ PS002 => $name ] if $all =~ /^create or replace (?:function|procedure)\b/;
		push @found, [ PS007 => $name ] if $all =~ /^create or replace (?!function|procedure|view|transform)/;
		push @found, [ PS015 => $name ] if $all =~ /^create or replace view\b/;
		push @found, [ { schema => 'PS010', sequence => 'PS011', table => 'PS012', server => 'PS013', index => 'PS014' }->{$1} // 'PS007', $name ] if $all =~ /^create (\w+).*? if not exists/;
		if ($all =~ /^(?:create (?:or replace )?)view\b/) { push @found, map { [ $_->[0], "$name: $_->[1]" ] } unqualified(@$tokens[ 3 .. $#$tokens ]) }
		elsif ($all =~ /^create (?:or replace )?function\b/) { push @found, of_function($name, @$tokens) }
		elsif ($all !~ /^create (?:or replace )?(?:aggregate|cast|event trigger|operator|type)\b|^grant select on \w+ to public$|^alter function .* rows \d+$|^(?:$verbs) (?!default privileges)/)
		{
			push @found, [ KPI => $all ] unless grep { $all =~ /^create $_ if not exists/ } qw(schema sequence table);
		}
	}
	return map { "$_->[0] $_->[1]" } @found;
}

1;
