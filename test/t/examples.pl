# Runs every example of README.md and doc/: a block of SQL must print what the
# block after it shows, if there is one, and must not fail unless it shows so.
# Examples that begin with the name of another extension, as "```sql plproxy", are
# run where that can be created.  A page that begins with the comment "on the tables
# of the demo" is run on a copy of these, and one that begins with "on the views of
# SYSTEM" on what views/SYSTEM.sql makes of test/systems/SYSTEM.sql.
use strict;
use warnings;

use Kpi qw(content command query script with_database);
use Test::More;

sub can_create
{
	my ($extension) = @_;
	return script("BEGIN; CREATE EXTENSION $extension; ROLLBACK") !~ /ERROR|FATAL/;
}

# [SQL, expected output or undef, line] of each example in a page
sub examples
{
	my ($page) = @_;
	my @examples;
	while ($page =~ /^```sql(?: (\w+))?\n(.*?)^```\n(?:\n*^```(?:text)?\n(.*?)^```\n)?/msg)
	{
		my ($extension, $sql, $expected) = ($1, $2, $3);
		next if $extension && !can_create($extension);
		push @examples, [ $sql, $expected, 1 + (substr($page, 0, $-[0]) =~ tr/\n//) ];
	}
	return @examples;
}

sub tidy
{
	my ($text) = @_;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\A\n+|\n+\z//g;
	return $text;
}

sub is_on_demo
{
	my ($path) = @_;
	return content($path) =~ /\A#[^\n]*\n+<!-- on the tables of the demo -->\n/;
}

sub system_of
{
	my ($path) = @_;
	return content($path) =~ /\A#[^\n]*\n+<!-- on the views of (\w+) -->\n/ && $1;
}

# Runs the examples of a page in the database that the environment names
sub check_examples
{
	my ($path, @examples) = @_;
	my @answers = split /^\@\@\@\n/m, script(join '', map { "\\echo \@\@\@\n$_->[0]\n" } @examples);
	shift @answers;
	for my $n (0 .. $#examples)
	{
		my ($sql, $expected, $line) = @{ $examples[$n] };
		my $answer = tidy($answers[$n] // 'no answer');
		my $name = "$path:$line";
		if (defined $expected) { is($answer, tidy($expected), $name) }
		else { unlike($answer, qr/^(?:psql:.*)?ERROR/m, $name) }
	}
	return;
}

sub check_page
{
	my ($path) = @_;
	my @examples = examples(content($path));
	return unless @examples;
	with_database(sub {
		# README shows how to create the extension, in every language; the pages take it for granted
		query('CREATE EXTENSION kpi') unless $path =~ m{(?:^|doc/../)README\.md$};
		check_examples($path, @examples);
	});
	return;
}

# Loads the demo once, for all pages that are on its tables
sub check_pages_on_demo
{
	my @pages = @_;
	with_database(sub {
		my $demo = $ENV{PGDATABASE};
		command('psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION kpi" -f demo/simulate.sql');
		local $ENV{PGOPTIONS} = '-c search_path=demo,public';
		for my $path (@pages)
		{
			with_database(sub { check_examples($path, examples(content($path))) }, undef, $demo);
		}
	}, 'demo');
	return;
}

sub check_page_on_views
{
	my ($path, $system) = @_;
	with_database(sub {
		command("psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION kpi' -f test/systems/$system.sql");
		local $ENV{PGOPTIONS} = "-c search_path=$system,public";
		command("psql -X -q -f views/$system.sql");
		local $ENV{PGOPTIONS} = "-c search_path=kpi_views,$system,public";
		check_examples($path, examples(content($path)));
	}, $system);
	return;
}

# Times in the examples are in UTC
local $ENV{PGTZ} = 'UTC';

my @pages = ('README.md', sort glob 'doc/*.md doc/*/*.md');
# Multiranges, and shards that compute at the same time
my $is_14 = query('SELECT current_setting($$server_version_num$$)::int >= 140000') eq 't';
check_page($_) for grep { !is_on_demo($_) && !system_of($_) && ($is_14 || !m{^doc/(?:schedule|shards)\.md$}) } @pages;

my @on_demo = grep { is_on_demo($_) } @pages;
check_pages_on_demo(@on_demo) if @on_demo;

check_page_on_views($_, system_of($_)) for grep { system_of($_) } @pages;

done_testing;
