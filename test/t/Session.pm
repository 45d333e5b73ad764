# A session of psql that stays open, so that a test can alternate between the
# statements of several sessions.
#
#	my $writer = Session->new;
#	$writer->run($sql);       what psql prints of it, errors too
#	$writer->start($sql);     does not wait for its end
#	$writer->waits;           is it held up by a lock?
#	$writer->finish;          what psql printed of what was started
package Session;

use strict;
use warnings;

use Encode qw(decode encode);
use IO::Select;
use IPC::Open2 qw(open2);
use Kpi qw(query);

my $hang = 30;    # seconds

# A statement that must not wait for others fails if it waits for a lock longer than any test allows
my $settings = "\\set VERBOSITY terse\nSET lock_timeout = '20 s';";

sub new
{
	my ($class) = @_;
	my $self = bless { number => 0, output => '' }, $class;
	$self->{pid} = open2($self->{out}, $self->{in}, 'exec psql -X -q -A -t 2>&1');
	$self->run($settings);
	$self->{backend} = $self->run('SELECT pg_backend_pid();');
	return $self;
}

sub start
{
	my ($self, $sql) = @_;
	my $mark = 'end of statements ' . ++$self->{number};
	print { $self->{in} } encode('UTF-8', "$sql\n\\echo $mark\n");
	$self->{in}->flush;
	return;
}

sub finish
{
	my ($self) = @_;
	my $mark = "end of statements $self->{number}\n";
	my $select = IO::Select->new($self->{out});
	while (index($self->{output}, $mark) < 0)
	{
		die "psql hangs: $self->{output}" unless $select->can_read($hang);
		sysread $self->{out}, $self->{output}, 65536, length $self->{output} or die "psql ended: $self->{output}";
	}
	my $printed = decode('UTF-8', $self->{output} =~ s/\Q$mark\E\z//r);
	$self->{output} = '';
	chomp $printed;
	return $printed;
}

sub run
{
	my ($self, $sql) = @_;
	$self->start($sql);
	return $self->finish;
}

# It may take a moment until the session waits
sub waits
{
	my ($self) = @_;
	for (1 .. 50)
	{
		return 1 if query("SELECT count(*) FROM pg_locks WHERE pid = $self->{backend} AND NOT granted") > 0;
		select undef, undef, undef, 0.1;
	}
	return 0;
}

sub DESTROY
{
	my ($self) = @_;
	local $?;
	close $self->{in};
	waitpid $self->{pid}, 0;
	return;
}

1;
