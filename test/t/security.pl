# The install script and the scripts of updates give no power to others: nobody who was
# in the database before chooses what they do, nobody's rights change, and no built-in
# behaviour changes.  test/t/Spot.pm reads the scripts, and the catalogs show what they
# made.  To test this test, scripts are made up that do each of the things.
#
# The extension is installed and updated under another name, in a schema full of objects
# that were made to be taken for the server's or its own.
use strict;
use warnings;

use Kpi qw(content query script with_database);
use Spot qw(spot);
use Test::More;

my ($version, $directory) = split /\|/, query("SELECT default_version, setting || '/extension' FROM pg_available_extensions, pg_config WHERE pg_available_extensions.name = 'kpi' AND pg_config.name = 'SHAREDIR'");
my @written;
END { unlink @written }

# Makes an extension of scripts, by version
sub make_extension
{
	my ($name, %scripts) = @_;
	$scripts{''} = content('kpi.control');
	for (sort keys %scripts)
	{
		my $path = "$directory/$name" . ($_ eq '' ? '.control' : "--$_.sql");
		push @written, $path;
		open my $file, '>:encoding(UTF-8)', $path or die "$path: $!";
		print $file $scripts{$_};
		close $file;
	}
	return;
}

# What the catalogs show of an extension that should not be there
sub findings
{
	my ($extension) = @_;
	return query(<<"SQL");
SET search_path = pg_catalog, pg_temp;
CREATE TEMP TABLE members AS
SELECT d.classid, d.objid, i.type, i.identity FROM pg_depend AS d, pg_identify_object(d.classid, d.objid, 0) AS i
 WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = '$extension');
CREATE TEMP TABLE own_types AS
SELECT t.oid FROM pg_type AS t WHERE EXISTS (SELECT FROM members WHERE classid = 'pg_type'::regclass AND objid IN (t.oid, t.typelem));
CREATE TEMP TABLE functions AS
SELECT p.*, identity FROM pg_proc AS p JOIN members ON classid = 'pg_proc'::regclass AND objid = p.oid;
-- the types of values that an argument takes
CREATE TEMP TABLE fits AS
SELECT castsource AS type, casttarget AS argument FROM pg_cast WHERE castcontext = 'i'
UNION SELECT t.oid, a.oid FROM pg_type AS t, pg_type AS a WHERE t.oid = a.oid OR a.typname ~ '^any' AND a.typtype = 'p' AND t.oid NOT IN (SELECT oid FROM own_types);
ANALYZE members, own_types, functions, fits;

SELECT 'kind: ' || identity FROM members WHERE type NOT IN ('aggregate', 'cast', 'event trigger', 'function', 'operator', 'operator class', 'operator family', 'type', 'view')
UNION ALL
SELECT 'security definer: ' || identity FROM functions WHERE prosecdef
UNION ALL
SELECT 'library: ' || identity FROM functions JOIN pg_language AS l ON l.oid = prolang WHERE lanname = 'c' AND probin NOT IN ('\$libdir/kpi', '\$libdir/$extension')
UNION ALL
-- a call of the server's function whose arguments also fit ours
SELECT 'call of the server: ' || identity FROM functions AS f WHERE EXISTS (
	SELECT FROM pg_proc AS p WHERE p.proname = f.proname AND pronamespace = 'pg_catalog'::regnamespace AND p.pronargs BETWEEN f.pronargs - f.pronargdefaults AND f.pronargs
	   AND NOT EXISTS (SELECT FROM generate_series(0, p.pronargs - 1) AS n
	                    WHERE NOT EXISTS (SELECT FROM fits AS a, fits AS b WHERE a.type = b.type AND a.argument = f.proargtypes[n] AND b.argument = p.proargtypes[n])))
UNION ALL
SELECT 'operator of the server''s types: ' || identity FROM pg_operator AS o JOIN members ON classid = 'pg_operator'::regclass AND objid = o.oid
 WHERE NOT ARRAY[oprleft, oprright] && ARRAY(SELECT oid FROM own_types)
UNION ALL
SELECT 'cast: ' || identity FROM pg_cast AS c JOIN members ON classid = 'pg_cast'::regclass AND objid = c.oid
 WHERE castcontext = 'i' OR NOT ARRAY[castsource, casttarget] && ARRAY(SELECT oid FROM own_types)
UNION ALL
SELECT 'operator class of the server''s type: ' || identity FROM pg_opclass AS o JOIN members ON classid = 'pg_opclass'::regclass AND objid = o.oid
 WHERE NOT opcintype IN (SELECT oid FROM own_types)
UNION ALL
SELECT 'category or preference: ' || identity FROM pg_type AS t JOIN members ON classid = 'pg_type'::regclass AND objid = t.oid WHERE typcategory NOT IN ('U', 'C', 'A') OR typispreferred
UNION ALL
-- a view may be read by everybody; all else keeps the privileges that the server gives
SELECT 'privileges: ' || identity FROM members JOIN (
	SELECT 'pg_class'::regclass AS classid, oid AS objid, relacl AS acl, relowner AS owner FROM pg_class UNION ALL
	SELECT 'pg_proc'::regclass, oid, proacl, proowner FROM pg_proc UNION ALL SELECT 'pg_type'::regclass, oid, typacl, typowner FROM pg_type) AS a USING (classid, objid)
 WHERE acl IS NOT NULL AND (classid <> 'pg_class'::regclass OR EXISTS (SELECT FROM aclexplode(acl) AS g WHERE g.grantee <> owner AND (g.grantee, privilege_type, is_grantable) <> (0, 'SELECT', false)))
UNION ALL
SELECT 'default privileges: ' || pg_describe_object('pg_default_acl'::regclass, oid, 0) FROM pg_default_acl
UNION ALL
SELECT 'owner: ' || identity FROM members JOIN (
	SELECT 'pg_class'::regclass AS classid, oid AS objid, relowner AS owner FROM pg_class UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc UNION ALL
	SELECT 'pg_type'::regclass, oid, typowner FROM pg_type UNION ALL SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_operator UNION ALL
	SELECT 'pg_event_trigger'::regclass, oid, evtowner FROM pg_event_trigger) AS o USING (classid, objid) WHERE owner <> 10
UNION ALL
-- each part of a member, such as the query of a view, depends only on members and their parts, and on what the server had from the start
SELECT DISTINCT 'foreign object: ' || pg_describe_object(d.refclassid, d.refobjid, 0) FROM (
		SELECT classid, objid FROM members UNION
		SELECT part.classid, part.objid FROM pg_depend AS part JOIN members AS whole ON whole.classid = part.refclassid AND whole.objid = part.refobjid AND part.deptype IN ('i', 'a')
	) AS m JOIN pg_depend AS d USING (classid, objid)
 WHERE d.deptype = 'n' AND d.refobjid >= 16384 AND d.refclassid NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass)
   AND NOT EXISTS (SELECT FROM members AS other WHERE other.classid = d.refclassid AND other.objid = d.refobjid)
   AND NOT EXISTS (SELECT FROM pg_depend AS part JOIN members AS whole ON whole.classid = part.refclassid AND whole.objid = part.refobjid
                    WHERE part.classid = d.refclassid AND part.objid = d.refobjid AND part.deptype = 'i')
 ORDER BY 1;
SQL
}

my $guard = qq(\\echo Use "CREATE EXTENSION" to load this file. \\quit\n);

# The scripts

my $script = content("$directory/kpi--$version.sql");
is(join("\n", spot($script)), '', "kpi--$version.sql");
is(join("\n", spot(content($_), 1)), '', $_) for glob 'sql/kpi--*--*.sql';

my %wrong_script = (
	"CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE internal AS 'x';" => 'PS002 f',
	"CREATE FUNCTION f() RETURNS int LANGUAGE c SECURITY DEFINER AS 'x';" => 'PS003 f is SECURITY DEFINER',
	"CREATE FUNCTION f() RETURNS int LANGUAGE c SECURITY DEFINER SET search_path = public, pg_catalog AS 'x';" => 'PS003 f is SECURITY DEFINER, PS004 f has search_path public , pg_catalog',
	'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;' => 'PS005 f has no search_path',
	'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT a(1) + pg_catalog.b(2) FROM c $$;' => 'PS016 f: function a, PS001 f: operator +, PS017 f: relation c',
	q{CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x::bigint OPERATOR(pg_catalog.*) -1 IN (1, 2)';} => 'PS001 f: operator in',
	"CREATE OR REPLACE AGGREGATE a(int) (SFUNC = int4pl, STYPE = int);" => 'PS007 a',
	'CREATE VIEW v AS SELECT CASE x WHEN 1 THEN 2 END, x IS DISTINCT FROM 1 FROM pg_catalog.t;' => 'PS009 v: CASE x, PS001 v: operator distinct',
	"CREATE VIEW v AS SELECT count(*), CAST(x AS citext), y::citext, citext 'z' FROM pg_catalog.a AS a, b JOIN LATERAL c ON true;" =>
		'PS016 v: function count, PS017 v: type citext, PS017 v: type citext, PS017 v: type citext, PS017 v: relation b, PS017 v: relation c',
	'CREATE SCHEMA IF NOT EXISTS s;' => 'PS010 s',
	'CREATE SEQUENCE IF NOT EXISTS s;' => 'PS011 s',
	'CREATE TABLE IF NOT EXISTS t (x int);' => 'PS012 t',
	'CREATE OR REPLACE VIEW v AS SELECT 1;' => 'PS015 v',
	'CREATE TABLE t (x int);' => 'KPI create table t ( x int )',
	'SET search_path = public;' => 'KPI set search_path = public',
	'DO $$ BEGIN END $$;' => 'KPI do $$ BEGIN END $$',
	'SELECT 1;' => 'KPI select 1',
	'GRANT SELECT ON v TO PUBLIC;' => '',
	'GRANT INSERT ON v TO PUBLIC;' => 'KPI grant insert on v to public',
	'GRANT SELECT ON v TO PUBLIC WITH GRANT OPTION;' => 'KPI grant select on v to public with grant option',
	'ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;' => 'KPI alter default privileges grant execute on functions to public',
	'ALTER FUNCTION f() STRICT;' => 'KPI alter function f ( ) strict',
	q{CREATE VIEW v AS WITH w (a) AS (SELECT x::pg_catalog.text, -1, E'\';', count.y FROM pg_catalog.t AS t (x, y), pg_catalog.unnest('{1}'::int[]) AS n /* + */ WHERE EXISTS (SELECT 1)) SELECT * FROM w; -- a + b} => '',
	'CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$ SELECT a(1) + 2 $$;' => '',
);
is(join(', ', spot("$guard$_")), $wrong_script{$_}, $_) for sort keys %wrong_script;
is(join(', ', spot('COMMENT ON TYPE t IS NULL;')), 'KPI psql does not refuse the script', 'a script that psql would run');
is(join(', ', spot("${guard}ALTER FUNCTION f() STRICT; ALTER DEFAULT PRIVILEGES GRANT ALL ON TYPES TO PUBLIC;", 1)), 'KPI alter default privileges grant all on types to public', 'a script of an update');

# The catalogs

my $internal = 'LANGUAGE internal IMMUTABLE AS';
my %wrong_members = (
	'kind: evil.t' => 'CREATE TABLE t (x int);',
	'security definer: evil.f()' => "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
	'library: evil.f()' => "CREATE FUNCTION f() RETURNS trigger LANGUAGE c AS '\$libdir/plpgsql', 'plpgsql_call_handler';",
	'call of the server: evil.round(double precision,integer)' => "CREATE FUNCTION round(float8, int) RETURNS float8 $internal 'dround';",
	"operator of the server's types: evil.+(pg_catalog.text,pg_catalog.text)" => "CREATE FUNCTION f(text, text) RETURNS text $internal 'textcat'; CREATE OPERATOR + (FUNCTION = f, LEFTARG = text, RIGHTARG = text);",
	'cast: (integer AS evil.t)' => "CREATE TYPE t AS (x int); CREATE FUNCTION f(int) RETURNS t $internal 'int4abs'; CREATE CAST (int AS t) WITH FUNCTION f(int) AS IMPLICIT;",
	'cast: (pg_catalog.point AS pg_catalog.text)' => "CREATE FUNCTION f(point) RETURNS text $internal 'point_out'; CREATE CAST (point AS text) WITH FUNCTION f(point);",
	"operator class of the server's type: evil.o USING hash" => 'CREATE OPERATOR CLASS o FOR TYPE int USING hash AS OPERATOR 1 =;',
	'privileges: evil.f()' => "CREATE FUNCTION f() RETURNS int $internal 'now'; GRANT EXECUTE ON FUNCTION f() TO pg_monitor;",
	'privileges: evil.v' => 'CREATE VIEW v AS SELECT 1 AS x; GRANT SELECT, INSERT ON v TO PUBLIC;',
	'default privileges: default privileges on new functions belonging to role postgres' => 'ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO pg_monitor;',
	'owner: evil.f()' => "CREATE FUNCTION f() RETURNS int $internal 'now'; ALTER FUNCTION f() OWNER TO pg_monitor;",
	'foreign object: function evil.victim(integer)' => 'CREATE VIEW v AS SELECT victim(1) AS x;',
	'foreign object: type evil.victim' => 'CREATE TYPE t AS (x victim);',
);
with_database(sub {
	query("CREATE SCHEMA evil; CREATE TYPE evil.victim AS (x int); CREATE FUNCTION evil.victim(int) RETURNS int $internal 'int4abs'");
	for my $finding (sort keys %wrong_members)
	{
		make_extension('kpi_wrong', $version => "$guard$wrong_members{$finding}");
		query('SET client_min_messages = warning; CREATE EXTENSION kpi_wrong SCHEMA evil');
		like(findings('kpi_wrong'), qr/^\Q$finding\E$/m, "seen: $finding");
		query('DROP EXTENSION kpi_wrong; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM pg_monitor');
	}
});

# The extension among traps, installed by somebody who is no superuser
my $role = "kpi_test_$$";
make_extension('kpi_spot', $version => $script, first => $guard, "first--$version" => $script);
query("CREATE ROLE $role LOGIN");
my $as = sub { local $ENV{PGUSER} = $role; return script(@_) };
for my $way ([ "CREATE EXTENSION kpi_spot SCHEMA evil" ], [ "CREATE EXTENSION kpi_spot SCHEMA evil VERSION 'first'", 'ALTER EXTENSION kpi_spot UPDATE' ])
{
	my $what = @$way == 1 ? 'installed' : 'updated';
	with_database(sub {
		query("CREATE SCHEMA evil; GRANT ALL ON SCHEMA evil TO $role; GRANT CREATE ON DATABASE $ENV{PGDATABASE} TO $role;\n\\i test/traps.sql\nSELECT FROM traps.shadow('evil')");
		my $trapped = "SET search_path = evil, pg_catalog;\n";
		like(script("${trapped}SELECT 1 + 1"), qr/ERROR:  trapped/, "$what: traps catch");
		is($as->(join '', $trapped, map { "$_;\n" } @$way), '', "$what: among traps");
		is(findings('kpi_spot'), '', "$what: the catalogs");
	});
}
with_database(sub {
	query("GRANT CREATE ON DATABASE $ENV{PGDATABASE} TO $role; CREATE SCHEMA kpi AUTHORIZATION $role; CREATE SCHEMA evil AUTHORIZATION $role");
	is($as->('CREATE EXTENSION kpi SCHEMA kpi'), '', 'its owner');
	# the view of all functions among traps
	my $listed = q{SELECT count(*), md5(string_agg(f::text, ';' ORDER BY f::text COLLATE "C")) FROM (SELECT name, kind, description FROM listed) AS f};
	my $all = query("CREATE TABLE public.listed AS SELECT * FROM kpi.kpi_functions; $listed");
	query("\\i test/traps.sql\nSELECT FROM traps.shadow('evil')");
	is(query("TRUNCATE listed; SET search_path = evil, pg_catalog; INSERT INTO public.listed SELECT * FROM kpi.kpi_functions; RESET search_path; $listed"), $all, 'kpi_functions lists the same among traps');
	# the owner of the extension cannot make it do something else
	my %attempts = (
		"CREATE OR REPLACE FUNCTION kpi.seconds(duration interval) RETURNS float8 LANGUAGE sql AS 'SELECT 1.0::float8'" => 'must be owner of function seconds',
		'ALTER FUNCTION kpi.live_tree() SECURITY DEFINER' => 'must be owner of function kpi.live_tree',
		'ALTER FUNCTION kpi.seconds(interval) RENAME TO x' => 'must be owner of function seconds',
		'ALTER EVENT TRIGGER kpi_live_before OWNER TO ' . $role => 'must be owner of event trigger kpi_live_before',
		'ALTER EVENT TRIGGER kpi_live_before DISABLE' => 'must be owner of event trigger kpi_live_before',
		'DROP EVENT TRIGGER kpi_live_before' => 'must be owner of event trigger kpi_live_before',
		'ALTER TYPE kpi.rate_summary OWNER TO ' . $role => 'must be owner of type kpi.rate_summary',
		'ALTER EXTENSION kpi SET SCHEMA evil' => 'must be owner of type kpi.accuracy_summary',
		'CREATE OR REPLACE VIEW kpi.kpi_functions AS SELECT 1' => 'must be owner of view kpi_functions',
		"CREATE FUNCTION kpi.stolen() RETURNS int LANGUAGE c AS '\$libdir/kpi', 'live_tree'" => 'permission denied for language c',
	);
	is($as->($_) =~ s/^.*?ERROR: +//r, "$attempts{$_}\n", $_) for sort keys %attempts;
});

# What a roll-up of somebody who is no superuser calls runs with that user's rights, whoever changes its tables
with_database(sub {
	query("GRANT CREATE ON DATABASE $ENV{PGDATABASE} TO $role; CREATE SCHEMA own AUTHORIZATION $role; CREATE EXTENSION kpi");
	is($as->(<<"SQL"), '', 'a roll-up of code that notices who calls it');
SET client_min_messages = warning; SET search_path = own, public; \\o /dev/null
CREATE FUNCTION noticed(n int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN IF current_user <> ''$role'' THEN RAISE EXCEPTION ''noticed %'', current_user; END IF; RETURN true; END';
CREATE FUNCTION noticed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM own.noticed(1); RETURN NEW; END';
CREATE TABLE log (k text, n int) PARTITION BY LIST (k);
CREATE TABLE log_a PARTITION OF log FOR VALUES IN ('a');
SELECT live_rollup('own.live', 'SELECT k, count(*) AS n FROM own.log WHERE own.noticed(n) GROUP BY k');
CREATE TRIGGER notices BEFORE INSERT ON live_parts FOR EACH ROW EXECUTE FUNCTION noticed();
SQL
	like(script('SELECT own.noticed(1)'), qr/noticed postgres/, 'it would notice a superuser');
	is(script(<<'SQL'), "b,1\n", 'it never does');
SET search_path = own, public;
\pset tuples_only on
\pset format csv
INSERT INTO log VALUES ('a', 1), ('a', 2);
UPDATE log SET n = 3 WHERE n = 1;
DELETE FROM log_a WHERE n = 2;
CREATE TABLE log_b PARTITION OF log FOR VALUES IN ('b');
INSERT INTO log VALUES ('b', 1), ('b', 2);
CREATE TABLE log_c (k text, n int);
INSERT INTO log_c VALUES ('c', 1);
GRANT SELECT ON log_c TO PUBLIC;
ALTER TABLE log ATTACH PARTITION log_c FOR VALUES IN ('c');
ALTER TABLE log DETACH PARTITION log_c;
DROP TABLE log_a;
SELECT FROM live_fold('live');
SELECT FROM live_rebuild('live');
SELECT FROM live_rebuild('live', true);
DELETE FROM log WHERE n = 1;
SELECT * FROM live_check('live');
SELECT * FROM live_parts WHERE false;
SELECT k, count(*) FROM log GROUP BY k;
SQL
	query("DROP OWNED BY $role CASCADE");
});
query("DROP ROLE $role");

done_testing;
