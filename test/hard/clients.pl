# Runs the examples of doc/clients.md in other languages than SQL, each through its
# client, and compares what they print with the block that follows them.
#
#	clients.pl				runs them on the server that the environment names
#	clients.pl packages		prints the packages of Debian that they need
#
# The page has comments that are not shown:
#
#	<!-- client NAME PACKAGE … -->	All blocks up to the next such comment or the next
#		heading are one program, and the blocks after them are its output.  The packages
#		are Debian's.  Those of Node are in npm/package.json.
#	<!-- file PATH -->	The next block is such a file in the directory of the program.
#
# The database of a program is what the blocks of SQL before it make.  The server listens
# on 127.0.0.1, because some clients know no other sockets, and the environment of a
# program has the variables of libpq, DATABASE_URL and JDBC_URL.
#
# It restarts the server that it is given.  KPI_CLIENT is the name of the only client to run.
use strict;
use warnings;

use Cwd qw(getcwd);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use IO::Socket::INET;
use Kpi qw(content command query script with_database);
use Test::More;

my $java = sub {
	my ($code) = @_;
	my $imports = join '', $code =~ /^import .*;\n/mg;
	return "$imports\nclass Client {\n\tpublic static void main(String[] arguments) throws Exception {\n" . ($code =~ s/^import .*;\n//mgr) . "\t}\n}\n";
};

my $npm = getcwd() . '/test/hard/npm';
my $node = 'node_modules/.bin/node';
my $strict = '--strict --module nodenext --target esnext --skipLibCheck --types node';

# By the word after the fence: Debian's packages, the file, the command that runs it, and how a program is made of blocks
my %languages = (
	go => { packages => 'golang-go', file => 'client.go', run => 'GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=$PWD/cache go run client.go' },
	java => { packages => 'default-jdk-headless', file => 'Client.java', run => 'java -cp /usr/share/java/postgresql.jar Client.java', wrap => $java },
	js => { file => 'client.mjs', run => "$node client.mjs" },
	json => { file => 'query.json', run => "cp $npm/cube.mjs . && $node cube.mjs" },
	perl => { packages => 'perl', file => 'client.pl', run => 'perl client.pl' },
	php => { packages => 'php-cli', file => 'client.php', run => 'php client.php', wrap => sub { "<?php\n$_[0]" } },
	python => { packages => 'python3', file => 'client.py', run => '/usr/bin/python3 client.py' },
	r => { packages => 'r-base-core', file => 'client.R', run => 'Rscript client.R' },
	ruby => { packages => 'ruby', file => 'client.rb', run => 'ruby client.rb' },
	sh => { packages => 'dash', file => 'client.sh', run => 'sh -eu client.sh' },
	ts => { file => 'client.mts', run => "$node node_modules/.bin/tsc $strict client.mts && $node client.mjs" },
);

sub write_file
{
	my ($path, $text) = @_;
	make_path(dirname($path));
	open my $file, '>:encoding(UTF-8)', $path or die "$path: $!";
	print $file $text;
	close $file or die "$path: $!";
	return;
}

# The clients of a page in its order: name, packages, SQL before them, files, language, code, output, line
sub clients
{
	my ($page) = @_;
	my ($sql, $client, $file, @clients) = ('');
	while ($page =~ /^(?:(##+ [^\n]*)|<!-- client (\S+)([^\n]*) -->|<!-- file (\S+) -->|```(\w+)(?: (\w+))?\n(.*?)^```\n(?:\n*^```(?:text)?\n(.*?)^```\n)?)/msg)
	{
		my ($heading, $name, $packages, $path, $language, $word, $code, $output) = ($1, $2, $3, $4, $5, $6, $7, $8);
		if (defined $heading) { $client = undef }
		elsif (defined $name)
		{
			$client = { name => $name, packages => [ split ' ', $packages ], sql => $sql, line => 1 + (substr($page, 0, $-[0]) =~ tr/\n//), code => '', output => '', files => {} };
			push @clients, $client;
		}
		elsif (defined $path) { $file = $path }
		elsif (defined $file)
		{
			$client->{files}{$file} = $code;
			$file = undef;
		}
		elsif ($language eq 'sql') { $sql .= $code unless $word }
		else
		{
			die "a block of $language belongs to no client\n" unless $client;
			die "$client->{name}: $language is not in the table of languages\n" unless $languages{$language};
			die "$client->{name} has blocks of two languages\n" if ($client->{language} //= $language) ne $language;
			$client->{code} .= "$code\n";
			$client->{output} .= $output // '';
		}
	}
	return @clients;
}

sub tidy
{
	my ($text) = @_;
	return $text =~ s/[ \t]+$//mgr =~ s/^\n+//mgr;
}

# Lets the server listen on a free port of this machine
sub listen_on_loopback
{
	my $port = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1')->sockport;
	my $data = query('SHOW data_directory');
	query("ALTER SYSTEM SET $_") for "listen_addresses = '127.0.0.1'", "port = $port";
	command("pg_ctl -D $data -l " . dirname($data) . '/server.log -w -s restart');
	@ENV{qw(PGHOST PGPORT)} = ('127.0.0.1', $port);
	return;
}

# Runs a command in a directory, at most ten minutes, and ends all processes that it leaves behind; returns its status
sub run
{
	my ($directory, $command) = @_;
	my $pid = fork // die "fork: $!";
	if ($pid == 0)
	{
		setpgrp;
		chdir $directory or die "$directory: $!";
		exec 'timeout', '--foreground', '600', 'sh', '-c', "{ $command; } >output 2>errors" or die "timeout: $!";
	}
	waitpid $pid, 0;
	my $status = $? >> 8;
	kill 'KILL', -$pid;
	return $status;
}

# Runs a program in a directory and returns what it prints, and why it failed
sub output_of
{
	my ($client, $directory) = @_;
	my $language = $languages{ $client->{language} };
	my $wrap = $language->{wrap} // sub { $_[0] };
	write_file("$directory/$language->{file}", $wrap->($client->{code}));
	write_file("$directory/$_", $client->{files}{$_}) for sort keys %{ $client->{files} };
	symlink $ENV{NODE_PATH}, "$directory/node_modules" if $ENV{NODE_PATH};
	local $ENV{DATABASE_URL} = "postgresql://$ENV{PGUSER}\@$ENV{PGHOST}:$ENV{PGPORT}/$ENV{PGDATABASE}";
	local $ENV{JDBC_URL} = "jdbc:postgresql://$ENV{PGHOST}:$ENV{PGPORT}/$ENV{PGDATABASE}?user=$ENV{PGUSER}";
	my $status = run($directory, $language->{run});
	diag(content("$directory/errors")) if $status;
	return content("$directory/output") . ($status ? "ended with status $status\n" : '');
}

my @clients = clients(content('doc/clients.md')) or die "doc/clients.md has no clients\n";

if (@ARGV)
{
	my %needed = map { $_ => 1 } map { ($languages{ $_->{language} }{packages} // (), @{ $_->{packages} }) } @clients;
	print "$_\n" for sort keys %needed;
	exit;
}

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output);
# Times are in UTC
local $ENV{PGTZ} = 'UTC';
local @ENV{qw(PGHOST PGPORT)} = @ENV{qw(PGHOST PGPORT)};
listen_on_loopback();

for my $client (grep { !$ENV{KPI_CLIENT} || $_->{name} eq $ENV{KPI_CLIENT} } @clients)
{
	with_database(sub {
		query('CREATE EXTENSION kpi');
		script($client->{sql});
		is(tidy(output_of($client, tempdir(CLEANUP => 1))), tidy($client->{output}), "$client->{name}, doc/clients.md:$client->{line}");
	});
}

done_testing;
