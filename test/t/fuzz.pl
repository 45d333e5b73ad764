# Random arguments for every function, aggregate and window function of the
# extension, found in the catalogs: each call returns a result or a clean error.
# There is no crash, endless call, internal error, NaN or infinity, no summary
# that its own text form does not reproduce, and no memory that the session does
# not release.  A query whose arguments change does not keep what it computed from
# each of them.
#
# KPI_FUZZ_ROUNDS is the number of calls of each, KPI_FUZZ_SEED (0 to 1) the seed.
use strict;
use warnings;

use Kpi qw(command fuzz_texts query script with_database);
use List::Util qw(min);
use Test::More;

my $rounds = $ENV{KPI_FUZZ_ROUNDS} // 10;
my $seed = $ENV{KPI_FUZZ_SEED} // 0.25;

# Repetitions of two calls of each with the same arguments.  With a leak, every repetition
# would need more kB, of the process and of the server's contexts in it.  The server's
# caches grow and shrink, so they do not need more each time.
my $repetitions = 6;
my %growth = (RssAnon => 16, Used => 1);

# Run after values.sql
my $functions = <<'SQL';
SET search_path = fuzz, public;

CREATE FUNCTION arguments_of(f members) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(some_value(type::regtype), ', ' ORDER BY n) FROM unnest(f.proargtypes::oid[]) WITH ORDINALITY AS a(type, n)
$$;

-- A call as a query of one column of text
CREATE FUNCTION call_of(f members) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	columns text := (SELECT string_agg('c' || n, ', ' ORDER BY n) FROM generate_series(1, f.pronargs) AS n);
	rows text := (SELECT string_agg(format('(%s, %s)', i, arguments_of(f)), ', ') FROM generate_series(1, 1 + floor(random() * 9)::int) AS i);
BEGIN
	IF f.prokind = 'f' AND f.proretset THEN
		RETURN format('SELECT string_agg(r::text, '', '') FROM (SELECT * FROM %s(%s) LIMIT 50) AS r', f.proname, arguments_of(f));
	ELSIF f.prokind = 'f' THEN
		RETURN format('SELECT %s(%s)::text', f.proname, arguments_of(f));
	ELSIF f.prokind = 'a' AND random() < 0.5 THEN
		RETURN format('SELECT %s(%s ORDER BY i)::text FROM (VALUES %s) AS v(i, %2$s)', f.proname, columns, rows);
	END IF;
	RETURN format('SELECT string_agg(w::text, '', '') FROM (SELECT %s(%s) OVER (ORDER BY i%s) AS w FROM (VALUES %s) AS v(i, %2$s)) AS q', f.proname, columns,
		CASE WHEN f.prokind = 'a' THEN one_of(' ROWS 2 PRECEDING', ' ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING', '', ' ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING') ELSE '' END, rows);
END $$;

CREATE TABLE outcomes (function regprocedure, sqlstate text, failed boolean, call text, message text);
CREATE FUNCTION try(f members) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	call text := call_of(f);
	result text;
	again text;
	reading boolean := false;
BEGIN
	EXECUTE call INTO result;
	again := result;
	reading := true;
	IF result IS NOT NULL AND f.prokind = 'f' AND EXISTS (SELECT FROM texts WHERE type = f.prorettype::regtype) THEN
		EXECUTE format('SELECT %L::%s::text', result, f.prorettype::regtype) INTO again;
	END IF;
	-- the prior of groups that do not differ has an infinite weight, as its page says
	INSERT INTO outcomes VALUES (f.oid, '00000', again <> result OR result ~ '\m(NaN|Infinity)\M' AND f.proname <> 'damping_weight', call, result);
EXCEPTION WHEN OTHERS THEN
	INSERT INTO outcomes VALUES (f.oid, SQLSTATE, reading OR SQLSTATE !~ '^(22|54|0A)' OR SQLSTATE = '22P01', call, SQLERRM);
END $$;
SQL

# More summaries of each type, from the aggregates that build it
my $fill = <<'SQL';
SET search_path = fuzz, public;
DO $$
DECLARE
	f members;
	t text;
BEGIN
	FOR f IN SELECT m.* FROM members AS m, generate_series(1, 40) WHERE prokind = 'a' AND prorettype::regtype IN (SELECT type FROM texts) AND proname NOT IN ('rollup', 'sum') LOOP
		BEGIN
			EXECUTE call_of(f) INTO t;
			INSERT INTO texts SELECT f.prorettype, t WHERE t NOT LIKE '%, %' AND length(t) < 2000;
		EXCEPTION WHEN OTHERS THEN
			NULL;
		END;
	END LOOP;
END $$;
SQL

with_database(sub {
	query('CREATE EXTENSION kpi');
	command('psql -X -q -v ON_ERROR_STOP=1 -f test/fuzz/values.sql');
	fuzz_texts();
	query($functions);
	my $answer = script("SET statement_timeout = '300 s';\nSELECT setseed($seed);\n$fill");
	unlike($answer, qr/ERROR|FATAL|server closed/, 'initial summaries');

	my $again = <<"SQL";
SELECT setseed($seed);
SELECT count(try(m)) FROM members AS m, generate_series(1, 2);
\\! grep RssAnon /proc/\$BACKEND/status
\\if :contexts
SELECT 'Used: ' || round(sum(used_bytes) / 1024) || ' kB' FROM pg_backend_memory_contexts;
\\endif
SQL
	$answer = script(<<"SQL" . $again x $repetitions);
SET statement_timeout = '300 s';
SET search_path = fuzz, public;
SELECT pg_backend_pid() AS pid, to_regclass('pg_backend_memory_contexts') IS NOT NULL AS contexts \\gset
\\setenv BACKEND :pid
\\pset tuples_only on
SELECT setseed($seed);
SELECT count(try(m)) FROM members AS m, generate_series(1, $rounds);
SQL
	unlike($answer, qr/ERROR|FATAL|server closed/, "$rounds calls of each function from seed $seed");
	for my $kind ('RssAnon', $answer =~ /^ Used/m ? 'Used' : ())
	{
		my @kilobytes = $answer =~ /^ ?$kind:\s*(\d+) kB/mg;
		my $least = min(map { $kilobytes[$_] - $kilobytes[ $_ - 1 ] } 1 .. $#kilobytes);
		ok(@kilobytes == $repetitions && $least <= $growth{$kind}, "the same calls again need no more memory: $kind") or diag("@kilobytes");
	}
	is(query('SELECT count(DISTINCT function) = (SELECT count(*) FROM fuzz.members) FROM fuzz.outcomes'), 't', 'every function was called');
	is(query(q{SELECT string_agg(format('%s %s -- %s', sqlstate, left(call, 600), left(message, 200)), chr(10)) FROM fuzz.outcomes WHERE failed}), '', 'a result or a clean error');
	cmp_ok(query(q{SELECT count(*) FROM fuzz.outcomes WHERE sqlstate = '00000' AND message <> 'empty'}), '>', query('SELECT count(*) FROM fuzz.outcomes') / 5, 'many results');

	for my $changing (
		[ 'states', q{SELECT ticket_agg(timestamp '2026-01-01', 'o', (ARRAY['{"o": "open"}', '{"o": "pending"}'])[1 + n % 2]) FROM generate_series(1, 100000) AS n} ],
		[ 'calendars', q{SELECT count(*) FROM generate_series(1, 50000) AS n JOIN calendars ON id = n % 2 WHERE is_open(calendar, timestamp '2026-01-01')} ],
		[ 'calendars in a window', q{SELECT count(r) FROM (SELECT response_time(timestamp '2026-01-01' + n * interval '1 h', n % 2 = 0, calendar => calendar) OVER () AS r FROM generate_series(1, 50000) AS n JOIN calendars ON id = n / 2 % 2) AS q} ])
	{
		my ($name, $query) = @$changing;
		my $peak = "\\! grep VmHWM /proc/\$BACKEND/status\n";
		my @kilobytes = script(<<"SQL") =~ /^VmHWM:\s*(\d+) kB/mg;
SELECT pg_backend_pid() AS pid \\gset
\\setenv BACKEND :pid
CREATE TEMP TABLE calendars AS SELECT id, ('UTC; Mon-Fri 09:00-18:00; ' || string_agg(date '2020-01-01' + id + d || ' closed', '; '))::business_calendar AS calendar
  FROM generate_series(0, 1) AS id, generate_series(1, 500, 2) AS d GROUP BY id;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET jit = off;
$peak$query \\g /dev/null
$peak
SQL
		ok(@kilobytes == 2 && $kilobytes[1] - $kilobytes[0] < 65536, "$name that change in every row need no more memory") or diag("@kilobytes");
	}
	diag(query('SELECT string_agg(sqlstate || $$ $$ || n, $$, $$ ORDER BY n DESC) FROM (SELECT sqlstate, count(*) AS n FROM fuzz.outcomes GROUP BY 1) AS tally'));
});

done_testing;
