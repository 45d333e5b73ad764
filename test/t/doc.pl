# doc/ says of every function and type what its comment says: where make doc
# writes something else into a page than what is there, it has not been run.
use strict;
use warnings;

use File::Compare qw(compare);
use File::Copy qw(copy);
use File::Temp qw(tempdir);
use Kpi qw(command);
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my @pages = glob 'doc/*.md';

mkdir "$directory/doc";
copy($_, "$directory/$_") or die "$_: $!" for @pages;
command("make -s doc PAGES='" . join(' ', map { "$directory/$_" } @pages) . "'");
for (@pages)
{
	is(compare($_, "$directory/$_"), 0, "$_ is what make doc writes") or diag('call make doc');
}

done_testing;
