# The extension works in schemas of all kinds: other than public, moved, outside
# the search_path, and among objects of the same names that an attacker created.
# It can be installed and dropped by users who may, and by no others.
use strict;
use warnings;

use Kpi qw(query script with_database);
use Summaries qw(summary_aggregates fill fingerprint);
use Test::More;

my $members = <<'SQL';
CREATE SCHEMA calls;
CREATE VIEW calls.members AS
SELECT d.classid, d.objid, i.* FROM pg_depend AS d JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND extname = 'kpi',
       pg_identify_object(d.classid, d.objid, 0) AS i WHERE d.deptype = 'e';
SQL

# Creates a view for each function that SQL can call and that writes nothing, with
# the result of a call.  It finds values for the arguments by trying.
my $calls = <<'SQL';
CREATE FUNCTION calls.argument(argtype regtype, argname text, n int, kind int, words text) RETURNS text LANGUAGE sql AS $$
	SELECT format('(%s)::%s', CASE
		WHEN argname IN ('scale_min', 'score_step') OR argname = 'scale_max' AND argtype = 'double precision'::regtype THEN CASE argname WHEN 'scale_min' THEN '0' WHEN 'scale_max' THEN '10' ELSE '0.5' END
		WHEN argtype IN ('double precision'::regtype, 'numeric'::regtype, 'real'::regtype) THEN (ARRAY['0.5', '5 + i % 3', '1 + i % 3', n::text, '1', (ARRAY['1', '1', '0', '2', '0.5'])[n]])[kind]
		WHEN argtype IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype) THEN (ARRAY['10', '2', '1 + i % 3', n::text, '5', '1'])[kind]
		WHEN argtype = 'boolean'::regtype THEN 'i % 3 = 0'
		WHEN argname = 'state' AND argtype = 'double precision[]'::regtype THEN 'NULL'
		WHEN argname = 'better' THEN quote_literal('lower')
		WHEN argtype IN ('json'::regtype, 'jsonb'::regtype) OR argname = 'states' AND argtype = 'text'::regtype OR argtype = 'text'::regtype AND n = 4 AND kind = 5 THEN quote_literal('{"hold": "open"}')
		WHEN argname = 'zone' OR argtype = 'text'::regtype AND n = 4 THEN quote_literal('Europe/Madrid')
		WHEN argtype = 'text'::regtype THEN quote_literal(words)
		WHEN argtype = 'text[]'::regtype THEN quote_literal('{open,solved}')
		WHEN argtype = 'interval[]'::regtype THEN quote_literal('{1 s,1 min}')
		WHEN argname IN ('observed', 'counts') AND argtype = 'double precision[]'::regtype THEN quote_literal('{2,3,2,2,3,2,2,3,2,2,3}')
		WHEN argtype = 'double precision[]'::regtype THEN quote_literal('{2,3,2.5,2,3,2.25,2,3,2,2.5,3}')
		WHEN argtype IN ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype) THEN format('timestamp ''2026-0%s-05 12:00'' + %s * interval ''7 min''', CASE WHEN argname IN ('as_of', 'end_at') OR argname = 'at' AND n = 2 THEN 5 ELSE 1 END, CASE WHEN kind < 4 THEN 'i' ELSE n::text END)
		WHEN argtype = 'interval'::regtype THEN CASE WHEN kind < 4 THEN '(19 + i) * interval ''1 s''' ELSE quote_literal(CASE kind WHEN 4 THEN n ELSE 1 END || ' min') END
		WHEN argtype::text LIKE '%multirange' THEN quote_literal('{[2026-01-05 09:00,2026-01-05 17:00)}')
		WHEN argtype::text LIKE '%business_calendar' THEN quote_literal('UTC; Mon-Fri 09:00-17:00')
		WHEN argtype = 'boolean[]'::regtype THEN 'NULL'
		WHEN argtype::text LIKE '%\_summary[]' AND kind > 1 THEN quote_literal('{empty,NULL}')
		WHEN argtype::text LIKE '%\_summary[]' THEN (SELECT format('(SELECT array_agg(s) FROM %s)', c.oid::regclass) FROM pg_class AS c JOIN pg_type AS t ON relname = 'of_' || typname WHERE t.typarray = argtype)
		WHEN kind = 1 THEN (SELECT format('(SELECT s FROM %s WHERE n = 3 + i %% 2)', c.oid::regclass) FROM pg_class AS c JOIN pg_type AS t ON relname = 'of_' || typname WHERE t.oid = argtype)
		ELSE quote_literal('empty')
	END, argtype)
$$;

-- A call of a function; what it takes back must have been counted
CREATE FUNCTION calls.attempt(f pg_proc, nargs int, kind int, words text) RETURNS text LANGUAGE sql AS $$
	SELECT format(CASE
		WHEN f.prokind = 'w' THEN 'SELECT string_agg(w::text, '' '' ORDER BY i) AS result FROM (SELECT i, %1$s(%2$s) OVER (ORDER BY i) AS w FROM generate_series(1, 30) AS i) AS q'
		WHEN f.prokind = 'a' THEN 'SELECT %1$s(%2$s ORDER BY i)::text AS result FROM generate_series(1, 30) AS i'
		WHEN f.proretset THEN 'SELECT string_agg(r::text, '' '') AS result FROM (VALUES (1)) AS v(i), LATERAL %1$s(%2$s) AS r'
		WHEN f.proname ~ '_uncount' THEN 'SELECT %1$s(%3$s(%2$s), %4$s)::text AS result FROM (VALUES (1)) AS v(i)'
		ELSE 'SELECT %1$s(%2$s)::text AS result FROM (VALUES (1)) AS v(i)'
	END, f.oid::regproc, string_agg(argument, ', ' ORDER BY n), replace(f.oid::regproc::text, '_uncount', '_count'), string_agg(argument, ', ' ORDER BY n) FILTER (WHERE n > 1))
	  FROM unnest(f.proargtypes::oid[]) WITH ORDINALITY AS a(type, n),
	   -- labels are as many as the values that they name
	   LATERAL (SELECT CASE type WHEN 'anyarray'::regtype THEN 1 ELSE n END) AS same(as_argument),
	   calls.argument(f.proargtypes[as_argument - 1]::regtype, f.proargnames[as_argument], n::int, kind, words) AS argument WHERE n <= nargs
$$;

CREATE FUNCTION calls.work(f pg_proc) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	words text[] := ARRAY['offered', 'offers', 'mean', 'top_box', 'first_message', 'hour', 'accepted', 'answered', 'open', 'agent', 'UTC', 'linear'];
	arguments record;
	call text;
	result text;
	at_best text;
BEGIN
	FOR arguments IN
		SELECT nargs, kind, word
		  FROM unnest(CASE WHEN f.proargtypes::oid[] @> ARRAY['text'::regtype::oid] THEN words ELSE words[1:1] END) WITH ORDINALITY AS w(word, nth),
		       generate_series(1, 6) AS kind, generate_series(f.pronargs::int - f.pronargdefaults, f.pronargs) AS nargs
		 ORDER BY nth, kind, nargs
	LOOP
		call := calls.attempt(f, arguments.nargs, arguments.kind, arguments.word);
		BEGIN
			EXECUTE call INTO result;
			IF result IS NOT NULL THEN
				RETURN call;
			END IF;
			at_best := coalesce(at_best, call);
		EXCEPTION WHEN OTHERS THEN
			NULL;
		END;
	END LOOP;
	RETURN at_best;
END $$;

CREATE TABLE calls.works AS
SELECT row_number() OVER (ORDER BY identity COLLATE "C") AS n, identity, calls.work(p) AS call FROM pg_proc AS p JOIN calls.members ON classid = 'pg_proc'::regclass AND objid = oid
 WHERE provolatile = 'i' AND NOT proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[] AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype);
DO $$
DECLARE
	w calls.works;
BEGIN
	FOR w IN SELECT * FROM calls.works WHERE call IS NOT NULL LOOP
		EXECUTE format('CREATE VIEW calls.of_%s AS %s', w.n, w.call);
	END LOOP;
END $$;
SQL

# Returns the results of the calls in a session with these settings
sub results
{
	my ($settings, @calls) = @_;
	return script("\\pset tuples_only on\n\\pset format unaligned\n$settings\n" . join '', map { "$_;\n" } @calls);
}

sub difference
{
	my ($got, $expected) = @_;
	my @got = split /\n/, $got;
	for my $line (split /\n/, $expected)
	{
		my $other = shift @got // 'nothing';
		return substr("$other instead of $line", 0, 1000) if $other ne $line;
	}
	return join "\n", @got;
}

# Returns the views and their results, with every name qualified unless it is the server's own
sub views { return map { "SELECT * FROM calls.of_$_" } split /\n/, query('SELECT n FROM calls.works ORDER BY n') }
sub texts { return split /;\n?/, query("SET search_path = ''; SELECT pg_get_viewdef(format('calls.of_%s', n)::regclass) FROM calls.works ORDER BY n") }

# Makes a live roll-up of public.calls, and writes to all roll-ups, in a session with these settings; returns their errors
sub follow
{
	my ($settings, $schema, $name) = @_;
	return results($settings,
		"SELECT FROM $schema.live_rollup('public.$name', 'SELECT queue, pg_catalog.count(*) AS n, pg_catalog.sum(n) AS total, $schema.duration_agg(wait) FILTER (WHERE answered) AS waits FROM public.calls WHERE answered IS NOT NULL GROUP BY queue')",
		"INSERT INTO public.calls VALUES ('a', 1, '3 s', true), ('b', 2, '4 s', true), (NULL, 3, '5 s', false), ('a', 4, '6 s', NULL)",
		'UPDATE public.calls SET n = 5, answered = true WHERE answered IS NULL', 'DELETE FROM public.calls WHERE queue IS NULL', 'TRUNCATE public.calls_1',
		"INSERT INTO public.calls VALUES ('a', 1, '3 s', true), ('b', 2, '4 s', true)",
		"CREATE TABLE public.calls_2 PARTITION OF public.calls FOR VALUES IN ('c')", "INSERT INTO public.calls VALUES ('c', 9, '1 s', true)", 'ALTER TABLE public.calls DETACH PARTITION public.calls_2', 'DROP TABLE public.calls_2',
		"SELECT FROM $schema.live_fold('public.$name')", "SELECT FROM $schema.live_rebuild('public.$name')", "SELECT FROM $schema.live_rebuild('public.$name', true)", "SELECT 'wrong' FROM $schema.live_check('public.$name')",
	) . query(join ';', map { "(SELECT r::text FROM public.$_ AS r EXCEPT ALL SELECT d::text FROM public.$_\_definition AS d) UNION ALL (SELECT d::text FROM public.$_\_definition AS d EXCEPT ALL SELECT r::text FROM public.$_ AS r)" }
		split /\n/, query(q{SELECT left(relname, -11) FROM pg_class WHERE relkind = 'v' AND relname LIKE 'live\_%\_definition'}));
}

my $nowhere = "SET search_path = '';";
my $role = "kpi_test_$$";

with_database(sub {
	local $ENV{PGOPTIONS} = '-c search_path=public,home';
	query('CREATE SCHEMA home; CREATE SCHEMA moved; CREATE EXTENSION kpi SCHEMA home');
	my %call_of = summary_aggregates();
	my @types = sort keys %call_of;
	fill(%call_of);
	query(join '', map { <<"SQL" } @types);
CREATE TABLE uses_$_ (n int PRIMARY KEY, s $_ NOT NULL DEFAULT 'empty' CHECK (s >= 'empty' OR s < 'empty'), twice $_ GENERATED ALWAYS AS (s + s) STORED, UNIQUE (s, n));
INSERT INTO uses_$_ SELECT n, s FROM of_$_ WHERE n < 3;
CREATE VIEW readings_of_$_ AS SELECT n, s + s = twice AND twice - s = s AS kept, rollup(s) OVER (ORDER BY n) AS so_far, rank() OVER (ORDER BY s) FROM uses_$_;
CREATE INDEX ON uses_$_ USING hash ((s + twice));
SQL
	query($members . $calls);
	is(query('SELECT identity FROM calls.works WHERE call IS NULL'), '', 'a call of every function');
	my $expected = results($nowhere, views());
	unlike($expected, qr/ERROR/, 'every call gives a result');
	cmp_ok(scalar(grep { /./ } split /\n/, $expected), '>', 0.85 * query('SELECT count(*) FROM calls.works'), 'most are not NULL');
	is(difference(results($nowhere, texts()), $expected), '', 'qualified calls without search_path');
	query("CREATE TABLE calls (queue text, n int, wait interval, answered boolean) PARTITION BY LIST (queue); CREATE TABLE calls_1 PARTITION OF calls FOR VALUES IN ('a', 'b'); CREATE TABLE calls_other PARTITION OF calls DEFAULT");
	is(follow($nowhere, 'home', 'live_nowhere'), '', 'live roll-ups without search_path');

	# names that the server could confuse with others
	query('\i test/traps.sql');
	query('CREATE SCHEMA evil');
	my ($functions, $operators, $types, $tables) = split /\|/, query("SELECT * FROM traps.shadow('evil')");
	ok($functions > 3000 && $operators > 600 && $types > 60 && $tables > 100, "traps: $functions functions, $operators operators, $types types, $tables tables");
	my $trapped = "SET client_min_messages = warning;\nDO 'BEGIN PERFORM traps.shadow(''pg_temp''); END';\nSET search_path = evil, pg_catalog, home, public;";
	like(script("$trapped\nSELECT 1 + 1, now(), 'x'::text, * FROM pg_class"), qr/ERROR/, 'traps catch');
	is(difference(results($trapped, views()), $expected), '', 'the same results among traps');
	is(follow($trapped, 'home', 'live_trapped'), '', 'live roll-ups among traps');

	# everybody may call
	query("CREATE ROLE $role; GRANT USAGE ON SCHEMA home, calls, public TO $role; GRANT SELECT ON ALL TABLES IN SCHEMA calls, public TO $role");
	is(difference(results("SET ROLE $role; $nowhere", texts()), $expected), '', 'the same results for any user');

	# after a move
	my $before = fingerprint(@types);
	my $readings = join ' ', map { "SELECT * FROM public.readings_of_$_ ORDER BY n;" } @types;
	my $readings_before = results('SET search_path = home;', $readings);
	unlike($readings_before, qr/ERROR|\|f\|/, 'readings');
	query('ALTER EXTENSION kpi SET SCHEMA moved');
	is(query("SELECT string_agg(DISTINCT schema, ' ') FROM calls.members"), 'moved', 'every member moves');
	$ENV{PGOPTIONS} = '-c search_path=public';
	is(difference(results($nowhere, views()), $expected), '', 'views after a move');
	is(difference(results($nowhere, texts()), $expected), '', 'qualified calls after a move');
	is(follow($nowhere, 'moved', 'live_moved'), '', 'live roll-ups after a move');
	query(join '', map { <<"SQL" } @types);
SET search_path = '';
REFRESH MATERIALIZED VIEW public.halves_of_$_;
INSERT INTO public.uses_$_ (n) VALUES (20);
DELETE FROM public.uses_$_ WHERE n = 20 AND s::text = 'empty' AND twice::text = 'empty';
UPDATE public.uses_$_ SET s = 'empty';
UPDATE public.uses_$_ SET s = of.s FROM public.of_$_ AS of WHERE of.n = uses_$_.n;
SQL
	is(difference(results($nowhere, $readings), $readings_before), '', 'tables with defaults, checks, generated columns and indexes after a move');
	$ENV{PGOPTIONS} = '-c search_path=public,moved';
	is(fingerprint(@types), $before, 'summaries and materialized views after a move');

	# after DROP EXTENSION
	query('SET client_min_messages = warning; DROP TABLE calls, live_nowhere_parts, live_trapped_parts, live_moved_parts CASCADE');
	query('DROP SCHEMA calls, evil, traps CASCADE');
	my $refused = script('DROP EXTENSION kpi');
	like($refused, qr/ERROR:  cannot drop extension kpi because other objects depend on it/, 'not dropped while something depends on it');
	# the server lists at most a hundred objects, so a few types are dropped at a time
	my @left = @types;
	while (my %asked = map { $_ => 1 } splice @left, 0, 10)
	{
		my $others = join '', map { "DROP MATERIALIZED VIEW halves_of_$_; DROP VIEW readings_of_$_; DROP TABLE uses_$_, of_$_;\n" } grep { !$asked{$_} } @types;
		$refused .= script("BEGIN;\n${others}DROP EXTENSION kpi;\nROLLBACK");
	}
	my @dependents = map { ("column s of table of_$_ depends on type $_", "view readings_of_$_ depends on function rollup($_)", "materialized view halves_of_$_ depends on function rollup($_)") } @types;
	is(join("\n", grep { $refused !~ /\b\Q$_\E$/m } @dependents), '', 'and the message lists the objects');
	query('SET client_min_messages = warning; DROP EXTENSION kpi CASCADE');
	is(query("SELECT string_agg(DISTINCT attname, ' ') FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped"), 'n', 'CASCADE drops columns, not tables');
	is(query("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'r' AND relname NOT LIKE '%\\_pkey'"), 0, 'so are the views and indexes');
	is(query("SELECT count(*) FROM pg_proc WHERE probin LIKE '%kpi%'") . query("SELECT count(*) FROM pg_type WHERE typnamespace <> 'pg_catalog'::regnamespace AND typname LIKE '%\\_summary' AND typtype = 'b' AND typelem = 0"), '00', 'nothing of the extension is left');
	query("DROP OWNED BY $role");
});

# An attacker was there before: all parts of the extension must be its own or the server's
with_database(sub {
	query("CREATE SCHEMA evil;\n\\i test/traps.sql");
	query("SELECT * FROM traps.shadow('evil')");
	query('CREATE EXTENSION kpi SCHEMA evil');
	query($members);
	is(query(<<'SQL'), '', 'no member depends on what was in its schema before');
SELECT m.identity, d.refclassid::regclass, i.identity FROM calls.members AS m JOIN pg_depend AS d USING (classid, objid), pg_identify_object(d.refclassid, d.refobjid, 0) AS i
 WHERE i.schema = 'evil' AND NOT EXISTS (SELECT FROM calls.members AS other WHERE other.classid = d.refclassid AND other.objid = d.refobjid)
   AND NOT EXISTS (SELECT FROM pg_depend AS part JOIN calls.members AS whole ON whole.classid = part.refclassid AND whole.objid = part.refobjid
                    WHERE part.classid = d.refclassid AND part.objid = d.refobjid AND part.deptype = 'i')
SQL
	is(query(<<'SQL'), '', 'no function is hidden by one of the server');
SELECT m.identity FROM calls.members AS m JOIN pg_proc AS p ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
  JOIN pg_proc AS hides USING (proname, proargtypes) WHERE hides.pronamespace = 'pg_catalog'::regnamespace
SQL
	query('DROP EXTENSION kpi CASCADE; DROP SCHEMA calls CASCADE');
	query("CREATE FUNCTION evil.sparkline(float8[]) RETURNS text LANGUAGE sql AS 'SELECT NULL::text'");
	like(script('CREATE EXTENSION kpi SCHEMA evil'), qr/ERROR:  function "sparkline" already exists with same argument types/, 'an existing function is not replaced');
});

# Users who are not superusers
with_database(sub {
	query("ALTER ROLE $role LOGIN; CREATE ROLE $role\_guest LOGIN; GRANT CREATE ON DATABASE $ENV{PGDATABASE} TO $role");
	my $guest = sub { local $ENV{PGUSER} = "$role\_guest"; return script(@_) };
	my $owner = sub { local $ENV{PGUSER} = $role; return query(@_) };

	like($guest->('CREATE EXTENSION kpi'), qr/ERROR:  permission denied to create extension/, 'a user without CREATE on the database cannot install it');
	$owner->('CREATE SCHEMA own; CREATE EXTENSION kpi SCHEMA own; GRANT USAGE ON SCHEMA own TO PUBLIC');
	is($owner->("SET search_path = own; CREATE TABLE own.days AS SELECT rate_agg(n % 3 = 0) AS r FROM generate_series(1, 9) AS n; SELECT rate(rollup(r)) = 1.0 / 3 FROM days"), 't', 'a user with CREATE installs and uses it');
	is($guest->("SET search_path = own; SELECT rate('(hits=1 trials=2)'::rate_summary + 'empty')"), " rate \n------\n  0.5\n(1 row)\n\n", 'other users use it');
	query($members);
	is(query(<<"SQL"), '', 'all of it');
SELECT identity FROM calls.members WHERE classid = 'pg_proc'::regclass AND NOT has_function_privilege('$role\_guest', objid, 'EXECUTE') OR classid = 'pg_type'::regclass AND NOT has_type_privilege('$role\_guest', objid, 'USAGE')
SQL
	like($guest->('DROP EXTENSION kpi'), qr/ERROR:  must be owner of extension kpi/, 'but cannot drop it');
	query('DROP SCHEMA calls CASCADE');
	$owner->('DROP TABLE own.days; DROP EXTENSION kpi');
	is(query("SELECT count(*) FROM pg_proc WHERE probin LIKE '%kpi%'"), 0, 'its owner can');
	query("DROP OWNED BY $role CASCADE");
});
query("DROP ROLE IF EXISTS $role, $role\_guest");

done_testing;
