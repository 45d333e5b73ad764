# The jobs of the pages, run by pg_cron: a refresh of a materialized view of summaries,
# and live_fold.  The shortest period of pg_cron 1.4 is a minute, so each page takes
# one or two.
use strict;
use warnings;

use Kpi qw(content query script wait_for);
use Test::More;

# The SQL of a page up to its last block for pg_cron
sub sql_of
{
	my ($path) = @_;
	my @blocks = map { { code => $_->[1], is_job => $_->[0] } } pairs(content($path) =~ /^```sql( pg_cron)?\n(.*?)^```$/msg);
	pop @blocks while @blocks && !$blocks[-1]{is_job};
	return join '', map { $_->{code} } @blocks;
}

sub pairs
{
	my @values = @_;
	return map { [ @values[ 2 * $_, 2 * $_ + 1 ] ] } 0 .. $#values / 2;
}

# Runs a page in a schema of the database, and stops its job
sub schedule
{
	my ($path) = @_;
	my $schema = $path =~ s/\W/_/gr;
	query('SELECT cron.unschedule(jobid) FROM cron.job');
	query("CREATE SCHEMA $schema; ALTER DATABASE $ENV{PGDATABASE} SET search_path = $schema, public");
	script(sql_of($path));
	is(query('SELECT count(*) FROM cron.job'), 1, "$path schedules a job");
	query('SELECT cron.alter_job(jobid, active => false) FROM cron.job');
	return;
}

# Lets the job run every minute, and waits until it has run
sub run_job
{
	my $since = query('SELECT clock_timestamp()');
	query(q{SELECT cron.alter_job(jobid, '* * * * *', active => true) FROM cron.job});
	my $runs = "FROM cron.job_run_details JOIN cron.job USING (jobid) WHERE start_time > '$since' AND end_time IS NOT NULL";
	wait_for("SELECT count(*) > 0 $runs", 10);
	is(query("SELECT DISTINCT status || coalesce(': ' || nullif(return_message, ''), '') $runs AND status <> 'succeeded'"), '', 'the job succeeds');
	return;
}

my $stale = <<'SQL';
SELECT count(*) FROM daily FULL JOIN (SELECT day, team, rate_agg(resolved) AS resolution FROM tickets GROUP BY day, team) AS rows USING (day, team)
 WHERE daily.resolution IS DISTINCT FROM rows.resolution
SQL

query('CREATE EXTENSION kpi; CREATE EXTENSION pg_cron');

schedule('doc/summary.md');
is(query($stale), 0, 'the view has the summaries of all rows');
query(q{INSERT INTO tickets VALUES ('2026-01-06', 0, false), ('2026-01-19', 2, true), ('2026-01-20', 1, NULL)});
is(query($stale), 3, 'which rows make stale');
run_job();
is(query($stale), 0, 'until it is refreshed');
is(query('SELECT rollup(resolution) FROM daily'), query('SELECT rate_agg(resolved) FROM tickets'), 'and adds up to all rows');

schedule('doc/live.md');
query(qq{INSERT INTO calls SELECT 'sales', timestamptz '2026-11-03 10:00+01', interval '$_ s', true, NULL}) for 1 .. 5;
my $extra = 'SELECT count(*) - count(DISTINCT (queue, hour)) FROM calls_by_hour_parts';
cmp_ok(query($extra), '>', 0, 'writers add parts');
run_job();
is(query($extra), 0, 'the job folds each group into one part');
is(query(q{SELECT count(*) FROM live_check('calls_by_hour')}), 0, 'and the roll-up is right');
is(query('SELECT rollup(calls) FROM calls_by_hour'), query(q{SELECT queue_agg(wait, answered, '20 s') FROM calls}), 'and adds up to all rows');

done_testing;
