# The lists in doc/ are what make doc writes, its index leads to every page, and no
# link leads nowhere.
use strict;
use warnings;

use File::Basename qw(basename dirname);
use File::Compare qw(compare);
use File::Temp qw(tempdir);
use Kpi qw(content command query with_database);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my @pages = ('README.md', glob 'doc/*.md doc/*/*.md');

command("tar -cf - README.md doc | tar -xf - -C $directory");
command("make -s doc DOC=$directory/doc");
for (@pages)
{
	is(compare($_, "$directory/$_"), 0, "$_ is what make doc writes") or diag('call make doc');
}

# The index has what kpi_functions lists
my @indexed = do { open my $file, '<', 'doc/functions.md' or die "doc/functions.md: $!"; map { /^- `(\w+)`:/ } <$file> };
with_database(sub {
	my @listed = split /\n/, query(q{CREATE EXTENSION kpi; SELECT name FROM kpi_functions WHERE name NOT IN ('rollup', 'sum', 'to_jsonb') GROUP BY name ORDER BY name COLLATE "C"});
	my %is_listed = map { $_ => 1 } @listed;
	# PostgreSQL 13 has no multiranges
	my @here = query('SELECT current_setting($$server_version_num$$)::int >= 140000') eq 't' ? @indexed : grep { $is_listed{$_} } @indexed;
	is(join(' ', @here), join(' ', @listed), 'doc/functions.md has every function that users call');
});

# Links

sub prose
{
	my ($path) = @_;
	return content($path) =~ s/^```.*?^```$//msgr;
}

# As GitHub makes them of headings, and those that make doc writes
sub anchors
{
	my ($text) = @_;
	my %is_taken;
	my @of_headings = map {
		my $anchor = lc(s/`|\[(.*?)\]\(.*?\)/$1 \/\/ ''/ger) =~ s/[^\w\- ]//gr =~ tr/ /-/r;
		my $n = $is_taken{$anchor}++;
		$n ? "$anchor-$n" : $anchor;
	} $text =~ /^#+ (.*)$/mg;
	return (@of_headings, $text =~ /<a id="(\w+)">/g);
}

my %is_anchor;
sub leads_somewhere
{
	my ($from, $link) = @_;
	my ($path, $anchor) = split /#/, $link;
	my $target = $path eq '' ? $from : dirname($from) . "/$path";
	return 0 unless -e $target;
	return 1 unless defined $anchor;
	$is_anchor{$target} //= { map { $_ => 1 } anchors(prose($target)) };
	return $is_anchor{$target}{$anchor};
}

my @prose = map { glob } '*.md', '{doc,sql,src}/*.md', 'doc/*/*.md', '.github/*.md', '.github/*/*.md';
my (@links, @broken);
for my $from (@prose)
{
	for my $link (prose($from) =~ /\]\(([^)\s]+)\)/g)
	{
		next if $link =~ /^\w+:/;
		push @links, $link;
		push @broken, "$from: $link" unless leads_somewhere($from, $link);
	}
}
cmp_ok(scalar @links, '>', 500, 'links');
is(join("\n", @broken), '', 'and none leads nowhere');

for my $index (grep { -e } map { "$_/README.md" } 'doc', glob 'doc/??')
{
	my $text = prose($index);
	is(join(' ', grep { index($text, "($_") < 0 } map { basename($_) } grep { $_ ne $index } glob(dirname($index) . '/*.md')), '', "$index has a link to every page beside it");
}

my $systems = prose('doc/systems.md');
is(join(' ', grep { index($systems, "($_") < 0 } map { s{^doc/}{}r } glob 'doc/systems/*.md'), '', 'doc/systems.md has a link to every page of a system');
is(join(' ', grep { -e "test/systems/$_.sql" && !-e "doc/systems/$_.md" } map { m{/(\w+)\.sql$} } glob 'views/*.sql'), '', 'and every system has a page');

done_testing;
