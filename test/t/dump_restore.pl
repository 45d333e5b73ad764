# Summaries survive pg_dump and pg_restore, as text and in the custom format,
# byte for byte; so do views and indexes that use them.
use strict;
use warnings;

use File::Temp qw(tempdir);
use Kpi qw(command query with_database);
use Test::More;

my $directory = tempdir(CLEANUP => 1);

my $fingerprint = <<'SQL';
SELECT string_agg(summaries::text, E'\n' ORDER BY n), md5(string_agg(
	rate_summary_send(rates) || score_summary_send(scores) || queue_summary_send(queues) || mean_summary_send(means) || damped_summary_send(damped), '' ORDER BY n)),
	(SELECT string_agg(days::text, E'\n' ORDER BY odd) FROM days)
  FROM summaries
SQL

with_database(sub {
	query(<<'SQL');
CREATE EXTENSION kpi;
CREATE TABLE summaries AS
SELECT n % 7 AS n, rate_agg(n % 3 = 0) AS rates, score_agg(n % 11) AS scores,
       queue_agg(n % 40 * interval '1.5 s', n % 5 <> 0, '20 s', '5 s') AS queues,
       mean_agg(n / 7.0) AS means, damped_agg(n / 7.0, 3.1, 2.7) AS damped
  FROM generate_series(1, 1000) AS n GROUP BY 1;
INSERT INTO summaries VALUES (7, 'empty', 'empty', 'empty', 'empty', 'empty'), (8, NULL, NULL, NULL, NULL, NULL);
CREATE UNIQUE INDEX ON summaries (means, rates);
CREATE MATERIALIZED VIEW days AS SELECT n % 2 AS odd, rollup(queues) AS queues FROM summaries GROUP BY 1;
SQL
	my $before = query($fingerprint);
	command("pg_dump -f $directory/plain.sql && pg_dump -Fc -f $directory/custom.dump");
	like($before, qr/contacts=\d+ answered=/, 'there is something to dump');

	with_database(sub {
		command("psql -X -q -v ON_ERROR_STOP=1 -f $directory/plain.sql");
		is(query($fingerprint), $before, 'plain dump');
	}, 'plain');
	with_database(sub {
		command("pg_restore -d \$PGDATABASE $directory/custom.dump");
		is(query($fingerprint), $before, 'custom dump');
	}, 'custom');
});

done_testing;
