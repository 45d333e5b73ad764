#!/usr/bin/perl
# Copies the code blocks of English pages into their translations, so that queries
# and figures have one source:
#
#	perl doc/translations.pl doc/LANGUAGE/PAGE.md ...
#
# doc/LANGUAGE/PAGE.md translates doc/PAGE.md, and doc/LANGUAGE/README.md the README.md
# of the project.
use strict;
use warnings;

my $block = qr/^```.*?^```$/ms;

sub slurp
{
	my ($path) = @_;
	open my $file, '<', $path or die "$path: $!\n";
	local $/;
	return <$file>;
}

for my $path (@ARGV)
{
	my ($doc, $page) = $path =~ m{^(.*)/[^/]+/([^/]+)$} or die "$path is no page of a language\n";
	my $source = $page eq 'README.md' ? "$doc/../README.md" : "$doc/$page";
	my @blocks = slurp($source) =~ /$block/g;
	my $old = slurp($path);
	my $n = () = $old =~ /$block/g;
	die "$path has $n code blocks, and $source has " . @blocks . "\n" unless $n == @blocks;
	my $new = $old =~ s/$block/shift @blocks/ger;
	next if $new eq $old;
	open my $file, '>', $path or die "$path: $!\n";
	print $file $new;
	close $file or die "$path: $!\n";
}
