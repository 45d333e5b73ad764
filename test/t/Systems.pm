# The views of views/ in tests: the extension is in the schema kpi, which plain SQL over
# the tables of a system does not see.
package Systems;

use strict;
use warnings;

use Exporter 'import';
use Kpi qw(command query);

our @EXPORT_OK = qw(create_views set_settings of_views);

# Queries that are long and take little time
my $no_jit = '-c jit=off';

# Runs the script of a system over its tables in a schema; returns what it prints
sub create_views
{
	my ($system, $schema, $options) = @_;
	local $ENV{PGOPTIONS} = "-c search_path=$schema,kpi $no_jit";
	return command("psql -X -q $options -f views/$system.sql");
}

my @settings = (
	[ as_of => 'timestamptz' ], [ zone => 'text' ], [ call_target => 'interval' ], [ call_short => 'interval' ], [ first_reply_target => 'interval' ],
	[ resolution_target => 'interval' ], [ hours => 'kpi.business_calendar' ], [ since => 'timestamptz' ], [ call_goal => 'float8' ], [ repeat_gap => 'interval' ],
);
my %usual = (
	zone => 'UTC', call_target => '20 s', call_short => '5 s', first_reply_target => '4 h', resolution_target => '24 h', call_goal => '0.8', repeat_gap => '7 days',
);

# Sets the settings; those that are not given are the usual ones, or NULL
sub set_settings
{
	my %value_of = (%usual, @_);
	query('CREATE OR REPLACE VIEW kpi_views.settings AS SELECT ' . join ', ', map {
		my ($name, $type) = @$_;
		(defined $value_of{$name} ? "'$value_of{$name}'" : 'NULL') . "::$type AS $name";
	} @settings);
	return;
}

# Returns the result of a query over the views
sub of_views
{
	my ($sql) = @_;
	local $ENV{PGOPTIONS} = "-c search_path=kpi_views,kpi $no_jit";
	return query($sql);
}

1;
