# The dashboard over the demo in headless Chromium: every chart is drawn from the rows that
# test/hard/dashboard/reference.sql finds in the tables, every figure is shown, light and
# dark, narrow and wide, and nothing is loaded from elsewhere.  Then the dashboard over a
# system that has only tickets, and over databases without views.
#
# NODE_PATH has the packages of dashboard/ and of test/hard/dashboard/.  KPI_PICTURES is the
# directory for pictures of the pages.
use strict;
use warnings;

use Encode qw(decode);
use File::Temp qw(tempdir);
use IO::Socket::INET;
use JSON::PP;
use Kpi qw(command query with_database);
use Test::More;

my @pages = qw(overview calls agents tickets reasons staffing);
binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
my $json = JSON::PP->new->canonical->allow_nonref;
my $pictures = $ENV{KPI_PICTURES} // tempdir(CLEANUP => 1);
my ($chromium) = grep { -x } '/usr/bin/chromium', '/usr/bin/chromium-browser';

# Serves the dashboard while code runs with its address
sub with_dashboard
{
	my ($code) = @_;
	my $socket = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1');
	my $port = $socket->sockport;
	close $socket;
	my $node = fork // die "fork: $!";
	if ($node == 0)
	{
		open STDOUT, '>', '/dev/null';
		exec 'node', 'dashboard/dashboard.js', 'serve', $port or die "node: $!";
	}
	for (1 .. 200)
	{
		last if IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port");
		select undef, undef, undef, 0.1;
	}
	eval { $code->("http://localhost:$port"); 1 } or fail("dashboard: $@");
	kill TERM => $node;
	waitpid $node, 0;
	return;
}

# Status and content of a request
sub request
{
	my ($address, @lines) = @_;
	my ($port, $path) = $address =~ m{localhost:(\d+)(/.*)};
	my $socket = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port") or die "$address: $!";
	my $method = 'GET';
	my $host = "localhost:$port";
	for (@lines) { ($method, $host) = (/^method (.*)/ ? $1 : $method, /^host (.*)/ ? $1 : $host) }
	print $socket "$method $path HTTP/1.1\r\nHost: $host\r\nConnection: close\r\n\r\n";
	local $/;
	my $answer = decode('UTF-8', <$socket>);
	my ($status) = $answer =~ m{^HTTP/1\.1 (\d+)};
	return ($status, $answer);
}

sub browse
{
	my ($address, @of) = @_;
	return map { $json->decode($_) } split /\n/, command("node test/hard/dashboard/browse.js $address $pictures $chromium @of");
}

# What a page contains for the browser
sub content
{
	my ($html) = @_;
	my ($content) = $html =~ m{<script type="application/json" id="page">(.*?)</script>}s or die "the page has no data\n";
	return $json->decode($content);
}

sub is_number
{
	my ($value) = @_;
	return defined $value && !ref $value && $value =~ /^-?[\d.]+(?:e[-+]?\d+)?$/i;
}

# Intervals are rounded to microseconds, and sums of fractions differ in the last digits
sub is_same
{
	my ($a, $b) = @_;
	return @$a == @$b && !grep { !is_same($a->[$_], $b->[$_]) } 0 .. $#$a if ref $a eq 'ARRAY' && ref $b eq 'ARRAY';
	return abs($a - $b) <= 1e-6 * abs($b) + 1e-9 if is_number($a) && is_number($b);
	return (defined $a ? "$a" : 'null') eq (defined $b ? "$b" : 'null');
}

# Returns where the figures of rows differ; the texts of a row identify it
sub differences
{
	my ($actual, $expected) = @_;
	return scalar(@$actual) . ' rows instead of ' . @$expected if @$actual != @$expected;
	my $key = sub { my ($row) = @_; join ' ', map { defined $row->{$_} && !ref $row->{$_} && !is_number($row->{$_}) ? $row->{$_} : () } sort keys %{ $expected->[0] } };
	my @actual = sort { $key->($a) cmp $key->($b) } @$actual;
	my @expected = sort { $key->($a) cmp $key->($b) } @$expected;
	return map {
		my ($row, $other) = ($actual[$_], $expected[$_]);
		my %columns = (%$row, %$other);
		map { is_same($row->{$_}, $other->{$_}) ? () : $key->($other) . ": $_ is " . $json->encode($row->{$_}) . ' instead of ' . $json->encode($other->{$_}) } sort keys %columns;
	} 0 .. $#expected;
}

# The rows that a block shows after a choice
sub chosen
{
	my ($query, $choices) = @_;
	my @rows = @{ $query->{rows} };
	for my $by (split /,/, $query->{by} // '')
	{
		my %seen;
		my @values = grep { !$seen{ $_ // '' }++ } map { $_->{$by} } @{ $query->{rows} };
		my $choice = exists $choices->{$by} ? $choices->{$by} : (grep { !defined } @values) ? '' : $values[0];
		@rows = grep { ($_->{$by} // '') eq $choice } @rows;
	}
	return \@rows;
}

# How figures look

sub decimals
{
	my ($x, $digits) = @_;
	# Halves are rounded away from zero, as browsers do
	my $text = sprintf "%.${digits}f", $x * (1 + 1e-12);
	1 while $text =~ s/^(-?\d+)(\d{3})/$1,$2/;
	return $text =~ s/-/\x{2212}/r;
}
sub in_time
{
	my ($x) = @_;
	my $size = abs $x;
	return $size < 90 ? decimals($x, 0) . ' s' : $size < 5400 ? decimals($x / 60, 1) . ' min' : $size < 172800 ? decimals($x / 3600, 1) . ' h' : decimals($x / 86400, 1) . ' d';
}
sub shown
{
	my ($x, $unit, $digits) = @_;
	$unit //= '';
	return "\x{2013}" if !defined $x;
	return $unit eq 'percent' ? decimals(100 * $x, 1) . ' %' : $unit eq 'seconds' ? in_time($x) : $unit =~ /^(?:count|score)$/ ? decimals($x, 0)
		: $unit eq 'number' ? decimals($x, $digits // 2) : $unit eq 'clock' ? substr($x, 11, 5) : $x;
}
sub tile
{
	my ($row) = @_;
	my $change = defined $row->{value} && defined $row->{previous} ? $row->{value} - $row->{previous} : undef;
	my $unit = $row->{unit};
	my %tile = (label => $row->{label}, value => shown($row->{value}, $unit));
	$tile{interval} = '95 % interval ' . shown($row->{lower}, $unit) . ' to ' . shown($row->{upper}, $unit) if defined $row->{lower};
	$tile{change} = ($change > 0 ? "\x{25b2}" : $change < 0 ? "\x{25bc}" : '=') . ' '
		. ($unit eq 'percent' ? decimals(100 * abs $change, 1) . ' points' : $unit eq 'score' ? decimals(abs $change, 1) : shown(abs $change, $unit))
		. (($row->{p_value} // 0) > 0.05 ? ', within chance' : ' on the week before') if defined $change;
	$tile{spark} = grep { defined } @{ $row->{trend} } if $row->{trend};
	return \%tile;
}

# One view of a page: light or dark, narrow or wide, after a choice
sub check_blocks
{
	my ($name, $seen, $content) = @_;
	my @wrong;
	for my $shown (@{ $seen->{blocks} })
	{
		my $block = $content->{blocks}[ $shown->{block} ];
		my $query = $content->{data}{ $block->{data} };
		my $rows = chosen($query, $seen->{choices});
		my $what = $block->{title} // $block->{data};
		push @wrong, "$what says " . ($shown->{note} // 'nothing') if ($shown->{note} // '') ne (@$rows ? '' : 'No data');
		next if !@$rows;
		push @wrong, "$what is $shown->{width} wide and $shown->{height} high" if $shown->{width} < 200 || $shown->{height} < 60;
		if ($block->{kind} eq 'figures')
		{
			my $expected = $json->encode([ map { tile($_) } @$rows ]);
			my $actual = $json->encode([ map { my $tile = $_; +{ map { $_ => $tile->{$_} } grep { defined $tile->{$_} } keys %$tile } } @{ $shown->{tiles} } ]);
			push @wrong, "$what shows $actual instead of $expected" if $actual ne $expected;
		}
		elsif ($block->{kind} eq 'table')
		{
			my $expected = $json->encode([ map { my $row = $_; [ map { shown($row->{ $_->{field} }, $_->{unit}, $_->{digits}) } @{ $block->{spec}{columns} } ] } @$rows ]);
			my $actual = $json->encode($shown->{table});
			push @wrong, "$what shows $actual instead of $expected" if $actual ne $expected;
		}
		else
		{
			# Days got a time, so that they are days everywhere
			my @drawn = map { my $row = $_; +{ map { $_ => defined $row->{$_} && $row->{$_} =~ /^(\d{4}-\d\d-\d\d)T00:00:00$/ ? $1 : $row->{$_} } keys %$row } } @{ $shown->{rows} };
			my @times = grep { ($rows->[0]{$_} // '') =~ /^\d{4}-\d\d-\d\d(?:T|$)/ } keys %{ $rows->[0] // {} };
			# Vega turns times into numbers of milliseconds
			for my $row (@drawn, @$rows = map { +{%$_} } @$rows) { delete @$row{@times} }
			push @wrong, map { "$what is drawn from other rows: $_" } differences(\@drawn, $rows);
			push @wrong, "$what has no marks" if !@{ $shown->{marks} };
			push @wrong, map { "$what: $_->{drawn} of $_->{items} marks $_->{type} are drawn" } grep { !$_->{items} || $_->{drawn} < $_->{items} } @{ $shown->{marks} };
			push @wrong, "$what: $shown->{misplaced} points are not where their figure is" if $shown->{misplaced};
		}
	}
	push @wrong, "the page is $seen->{overflow} pixels too wide" if $seen->{overflow} > 0;
	push @wrong, @{ $seen->{messages} };
	is(join("\n", @wrong), '', $name);
	return;
}

sub check_page
{
	my ($page, $content, @seen) = @_;
	for my $name (sort keys %{ $content->{data} })
	{
		my $query = $content->{data}{$name};
		is($query->{missing} // $query->{error} // '', '', "$page: the query $name runs");
		my $reference = $json->decode(query("SELECT coalesce(json_agg(r), '[]') FROM reference.${page}_$name AS r"));
		cmp_ok(scalar @$reference, '>', 0, "$page: the tables have rows for $name");
		is(join("\n", differences($query->{rows}, $reference)), '', "$page: the figures of $name are those of the tables");
	}
	my %colours;
	for my $seen (grep { $_->{blocks} } @seen)
	{
		my $choices = join ', ', map { "$_ $seen->{choices}{$_}" } sort keys %{ $seen->{choices} };
		check_blocks("$page is drawn $seen->{scheme} and $seen->{width}" . ($choices ? ", $choices" : ''), $seen, $content);
		$colours{ $seen->{scheme} } = $seen->{colour};
	}
	isnt($colours{light}, $colours{dark}, "$page has other colours in the dark");
	my ($details) = grep { exists $_->{details} } @seen;
	cmp_ok($details->{details}, '>', 0, "$page: rows behind a chart");
	like($details->{sql}, qr/^(?:SELECT|WITH) .* kpi_views\./s, "$page: query behind a chart");
	return;
}

sub check_demo
{
	my ($address) = @_;
	my %content = map { my ($status, $html) = request("$address/$_.html"); is($status, 200, "$_ is served"); ($_ => content($html)) } @pages;
	my @seen = browse($address, @pages);
	my ($hosts) = grep { $_->{hosts} } @seen;
	is("@{ $hosts->{hosts} }", $address =~ s{^http://}{}r, 'no request to another host');
	note("Chromium $hosts->{version}");
	check_page($_, $content{$_}, do { my $page = $_; grep { ($_->{page} // '') eq $page } @seen }) for @pages;

	is((request("$address/"))[0], 200, 'the first page is that of the server');
	is((request("$address/nothing.html"))[0], 404, 'no such page');
	is((request("$address/../package.json"))[0], 404, 'no other file');
	is((request("$address/", 'method POST'))[0], 405, 'only readers');
	is((request("$address/", 'host other.example'))[0], 403, 'no other name of this machine');
	like((request("$address/"))[1], qr/^Content-Security-Policy: default-src 'none'; script-src 'self';/m, 'no script from elsewhere');

	my $directory = tempdir(CLEANUP => 1);
	command("node dashboard/dashboard.js write $directory");
	for my $page (@pages)
	{
		open my $file, '<:encoding(UTF-8)', "$directory/$page.html" or die "$page: $!";
		my $html = do { local $/; <$file> };
		is($json->encode(content($html)), $json->encode($content{$page}), "$page is the same as a file");
		is(join(' ', $html =~ /(?:src|href)="([^"]*:[^"]*)"/g), '', "$page names no other site");
	}
	return;
}

# A name in the tables cannot end the script that contains it
my $hostile = '</script><script>document.title="hostile"</script>';

sub check_tickets_only
{
	my ($address) = @_;
	my @seen = browse($address, @pages);
	my %notes = map { my $seen = $_; ($seen->{page} => join ' ', map { $_->{note} // () } @{ $seen->{blocks} }) } grep { $_->{blocks} } @seen;
	for my $page (@pages)
	{
		my ($status, $html) = request("$address/$page.html");
		my $content = content($html);
		my ($seen) = grep { ($_->{page} // '') eq $page && $_->{blocks} } @seen;
		is($status, 200, "only tickets: $page is served");
		is(join("\n", map { @{ $_->{messages} // [] } } grep { ($_->{page} // '') eq $page } @seen), '', "only tickets: $page has no error");
		is(join(' ', map { $_->{error} // () } values %{ $content->{data} }), '', "only tickets: no query of $page fails");
		my @missing = grep { $_->{missing} } values %{ $content->{data} };
		my %expected = (calls => 'all', staffing => 'all', tickets => 'none');
		is(@missing == 0 ? 'none' : @missing == keys %{ $content->{data} } ? 'all' : 'some', $expected{$page} // 'some', "only tickets: what $page lacks");
		unlike($html, qr/\Q$hostile/, "only tickets: $page has names as texts");
	}
	return;
}

with_database(sub {
	command('psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION kpi" -f demo/simulate.sql -f views/demo.sql -f test/hard/dashboard/reference.sql');
	with_dashboard(\&check_demo);
});

with_database(sub {
	command('psql -X -q -v ON_ERROR_STOP=1 -c "CREATE SCHEMA kpi" -c "CREATE EXTENSION kpi SCHEMA kpi" -f test/systems/zendesk.sql');
	query("SET search_path = zendesk; UPDATE \"group\" SET name = '$hostile'");
	command('psql -X -q -v ON_ERROR_STOP=1 -c "SET search_path = zendesk, kpi" -f views/zendesk.sql');
	with_dashboard(\&check_tickets_only);
});

with_database(sub {
	with_dashboard(sub {
		my ($address) = @_;
		is((request("$address/$_.html"))[0], 200, "no views: $_ is served") for @pages;
		is(join(' ', map { @{ $_->{messages} // [] } } browse($address, 'overview')), '', 'no views: no error');
	});
	local $ENV{PGDATABASE} = 'kpi_no_such_database';
	with_dashboard(sub {
		my ($status, $html) = request("$_[0]/");
		is($status, 503, 'no database');
		like($html, qr/kpi_no_such_database/, 'the page says which');
	});
});

done_testing;
