/*
 * live.c
 *		Live roll-ups: making them, and keeping them in order.
 *
 * A roll-up is a table of parts, a view of its definition, a view of its groups
 * and triggers on the table that it follows; all are the user's own objects.
 * A part is (keys, taken, n_rows, what is added up); the figure of a group is
 * the sum of what its parts added less what they took away.
 *
 * That sum is all that has to be right.  So what is wrong is mended by adding
 * the difference, which holds up nobody: writers add theirs meanwhile.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "commands/defrem.h"
#include "parser/parse_func.h"
#include "parser/parser.h"
#include "tcop/tcopprot.h"
#include "parser/parsetree.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/varlena.h"

#include "live.h"
#include "record.h"
#include "server.h"

#define DEFINITION_SUFFIX	"_definition"
#define PARTS_SUFFIX		"_parts"

/* Whose rights, and what settings */

void
live_set(const char *setting, const char *value)
{
	(void) set_config_option(setting, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

/* The rights of another, in whose name nothing can be left behind */
LiveScope
live_enter_as(Oid owner)
{
	LiveScope	scope;

	GetUserIdAndSecContext(&scope.user, &scope.security);
	SetUserIdAndSecContext(owner, scope.security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	scope.settings = 0;
	return scope;
}

/*
 * As the server's own referential triggers and REFRESH do: expressions of the
 * definition run as its owner, and find no names but the server's
 */
LiveScope
live_enter(Oid owner)
{
	LiveScope	scope = live_enter_as(owner);

	scope.settings = NewGUCNestLevel();
	live_set("search_path", "pg_catalog, pg_temp");
	return scope;
}

void
live_leave(LiveScope scope)
{
	if (scope.settings > 0)
		AtEOXact_GUC(false, scope.settings);
	SetUserIdAndSecContext(scope.user, scope.security);
}

/* Statements */

static uint64
run(const char *statement, Snapshot snapshot)
{
	SPIPlanPtr	plan;
	uint64		nrows;

	SPI_connect();
	plan = SPI_prepare(statement, 0, NULL);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	if (SPI_execute_snapshot(plan, NULL, NULL, snapshot, InvalidSnapshot, false, true, 0) < 0)
		elog(ERROR, "SPI_execute_snapshot failed");
	nrows = SPI_processed;
	SPI_finish();
	return nrows;
}

uint64
live_run(const char *statement)
{
	return run(statement, InvalidSnapshot);
}

/*
 * What is true now, whatever the transaction's snapshot: rows that a TRUNCATE or
 * a new partition brings in or takes out are so for everybody
 */
uint64
live_run_latest(const char *statement)
{
	uint64		nrows;

	PushActiveSnapshot(GetLatestSnapshot());
	nrows = run(statement, GetActiveSnapshot());
	PopActiveSnapshot();
	return nrows;
}

/* What else of the table would be seen than what counts is an error */
static void
see_all_rows(void)
{
	live_set("row_security", "off");
}

/* Triggers */

/* Of a function of ours, the one that triggers call */
Oid
live_trigger_function(Oid function)
{
	char	   *schema = get_namespace_name(get_func_namespace(function));

	return LookupFuncName(list_make2(makeString(schema), makeString("live_write")), 0, NULL, false);
}

/* The definition that a trigger keeps, to which its condition ties it */
Oid
live_definition_of(const Trigger *trigger)
{
	Oid			view = trigger->tgqual == NULL ? InvalidOid : live_tie(stringToNode(trigger->tgqual));

	if (!OidIsValid(view) || !OidIsValid(live_parts(view)))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("trigger \"%s\" has no definition of a live roll-up in its condition", trigger->tgname),
				 errhint("live_rollup() creates the triggers that it needs.")));
	return view;
}

static const struct
{
	const char *event;
	const char *timing;
	const char *rows;
}			events[] =

{
	{"insert", "AFTER INSERT", "REFERENCING NEW TABLE AS added"},
	{"update", "AFTER UPDATE", "REFERENCING OLD TABLE AS taken NEW TABLE AS added"},
	{"delete", "AFTER DELETE", "REFERENCING OLD TABLE AS taken"},
	{"truncate", "BEFORE TRUNCATE", ""},
};

/* Creates the triggers of a roll-up on one of the tables that it reads */
void
live_follow(const LiveDefinition *definition, Oid table, Oid function)
{
	const char *called = quote_qualified_identifier(get_namespace_name(get_func_namespace(function)),
													get_func_name(function));
	char	   *view = get_rel_name(definition->view);

	if (get_rel_relkind(table) == RELKIND_FOREIGN_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the foreign table %s must not be part of %s, which the live roll-up %s follows",
						live_name(table), live_name(definition->source), live_name(definition->view)),
				 errhint("A foreign table tells nobody of changes.")));
	for (int i = 0; i < (int) lengthof(events); i++)
		live_run(psprintf("CREATE TRIGGER %s %s ON %s %s FOR EACH STATEMENT WHEN (%s) EXECUTE FUNCTION %s()",
						  quote_identifier(makeObjectName(view, NULL, events[i].event)),
						  events[i].timing, live_name(table), events[i].rows,
						  live_tie_to(definition->view), called));
}

/* Drops those of a roll-up from a table that it does not read any more */
void
live_unfollow(Oid view, Oid table, Oid function)
{
	Relation	relation = table_open(table, AccessShareLock);
	List	   *names = NIL;
	ListCell   *cell;

	for (int i = 0; relation->trigdesc != NULL && i < relation->trigdesc->numtriggers; i++)
	{
		Trigger    *trigger = &relation->trigdesc->triggers[i];

		if (trigger->tgfoid == function && live_definition_of(trigger) == view)
			names = lappend(names, pstrdup(trigger->tgname));
	}
	table_close(relation, AccessShareLock);
	foreach(cell, names)
		live_run(psprintf("DROP TRIGGER %s ON %s", quote_identifier(lfirst(cell)), live_name(table)));
}

/* Trees of tables */

/* Those that a table is a partition of, or inherits from */
List *
live_parents(Oid table)
{
	Relation	inherits = table_open(InheritsRelationId, AccessShareLock);
	List	   *parents = NIL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_inherits_inhrelid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(table));
	scan = systable_beginscan(inherits, InheritsRelidSeqnoIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		parents = lappend_oid(parents, ((Form_pg_inherits) GETSTRUCT(tuple))->inhparent);
	systable_endscan(scan);
	table_close(inherits, AccessShareLock);
	return parents;
}

/* A table and all that are below it, in the order in which everybody locks them */
List *
live_lock_tree(Oid table, LOCKMODE lock)
{
	LockRelationOid(table, lock);
	return find_all_inheritors(table, lock, NULL);
}

/* Is a table the one that a definition names, or below it at any depth? */
bool
live_is_below(Oid table, Oid source)
{
	ListCell   *cell;

	if (table == source)
		return true;
	foreach(cell, live_parents(table))
		if (live_is_below(lfirst_oid(cell), source))
		return true;
	return false;
}

static bool
is_empty(Oid table)
{
	Relation	relation = table_open(table, AccessShareLock);
	bool		empty = !RELKIND_HAS_STORAGE(relation->rd_rel->relkind) || RelationGetNumberOfBlocks(relation) == 0;

	table_close(relation, AccessShareLock);
	return empty;
}

/* Adds or takes away all rows that one table has */
void
live_count_table(const LiveDefinition *definition, Oid table, bool taken)
{
	if (is_empty(table))
		return;
	see_all_rows();
	live_run_latest(live_insert(definition, taken,
								live_rows(definition, psprintf("ONLY %s", live_name(table)))));
}

/* Making a roll-up */

/* The names of its relations differ in how they end */
static const char *
name_in(Oid schema, const char *name, const char *suffix)
{
	return quote_qualified_identifier(get_namespace_name(schema), psprintf("%s%s", name, suffix));
}

static void
require_lasting_schema(Oid schema)
{
	if (isAnyTempNamespace(schema))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
				 errmsg("a live roll-up must not be temporary, as writers of other sessions keep it"),
				 errhint("Name another schema.")));
}

static void
require_one_select(const char *query)
{
	List	   *statements = pg_parse_query(query);

	if (list_length(statements) != 1 || !IsA(linitial_node(RawStmt, statements)->stmt, SelectStmt))
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("the query of a live roll-up must be one SELECT")));
}

static void
require_room_for_suffix(const char *name)
{
	if (strlen(name) + strlen(DEFINITION_SUFFIX) >= NAMEDATALEN)
		ereport(ERROR,
				(errcode(ERRCODE_NAME_TOO_LONG),
				 errmsg("name \"%s\" of a live roll-up must not have more than %d bytes", name,
						NAMEDATALEN - 1 - (int) strlen(DEFINITION_SUFFIX))));
}

/* Half of a page is left for new versions of parts, which then need no entries in the index */
static void
create_parts(const LiveDefinition *definition, const char *parts)
{
	bool		is_unlogged = get_rel_persistence(definition->source) == RELPERSISTENCE_UNLOGGED;
	StringInfoData columns;
	const char *keys = live_by_keys(definition, "");
	ListCell   *cell;

	initStringInfo(&columns);
	foreach(cell, definition->columns)
	{
		LiveColumn *column = lfirst(cell);

		appendStringInfo(&columns, ", %s %s%s", column->name, column->declaration,
						 column->kind == LIVE_KEY ? "" : " NOT NULL");
	}
	live_run(psprintf("CREATE %sTABLE %s (part bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, taken boolean NOT NULL%s)"
					  " WITH (fillfactor = 50)", is_unlogged ? "UNLOGGED " : "", parts, columns.data));
	live_run(psprintf("CREATE INDEX ON %s (%s%staken)", parts, keys, definition->nkeys > 0 ? ", " : ""));
}

/* The definition as it stands, now tied to the parts */
static void
tie_definition(const LiveDefinition *definition)
{
	StringInfoData columns;
	StringInfoData keys;
	ListCell   *cell;
	int			number = 0;

	initStringInfo(&columns);
	initStringInfo(&keys);
	foreach(cell, definition->outputs)
	{
		LiveOutput *output = lfirst(cell);

		number++;
		appendStringInfo(&columns, "%s%s AS %s", number > 1 ? ", " : "", output->expression, output->name);
		if (output->is_key)
			appendStringInfo(&keys, "%s%d", keys.len > 0 ? ", " : " GROUP BY ", number);
	}
	live_run(psprintf("CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s AS %s WHERE %s%s%s%s%s",
					  live_name(definition->view), columns.data, live_name(definition->source),
					  quote_identifier(definition->alias),
					  definition->condition != NULL ? "(" : "",
					  definition->condition != NULL ? definition->condition : "",
					  definition->condition != NULL ? ") AND " : "",
					  live_tie_to(definition->parts), keys.data));
}

static void
create_groups(const LiveDefinition *definition, const char *groups)
{
	StringInfoData columns;
	ListCell   *cell;

	initStringInfo(&columns);
	foreach(cell, definition->outputs)
	{
		LiveOutput *output = lfirst(cell);

		appendStringInfo(&columns, "%s%s AS %s", columns.len > 0 ? ", " : "", output->total, output->name);
	}
	live_run(psprintf("CREATE VIEW %s AS SELECT %s FROM %s%s%s", groups, columns.data,
					  live_name(definition->parts), live_by_keys(definition, " GROUP BY"),
					  definition->nkeys == 0 ? "" :
					  psprintf(" HAVING %s <> 0", live_total(list_nth(definition->columns, definition->nkeys)))));
}

static void
comment_on(const char *kind, const char *relation, const char *comment)
{
	live_run(psprintf("COMMENT ON %s %s IS %s", kind, relation, quote_literal_cstr(comment)));
}

static void
require_all_rows_seen(Oid source)
{
	if (check_enable_rls(source, InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("row-level security of %s hides rows from \"%s\", which would have to count them",
						live_name(source), GetUserNameFromId(GetUserId(), false)),
				 errhint("Let the owner of the table make the roll-up, or a role with BYPASSRLS.")));
}

/* Statements that name a table above another are told to the triggers of that table alone */
void
live_require_top(Oid source)
{
	List	   *parents = live_parents(source);

	if (parents != NIL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a live roll-up must not follow %s alone, which is below %s", live_name(source),
						live_name(linitial_oid(parents))),
				 errhint("Make a roll-up of the table above, with what tells the partition in WHERE.")));
}

/* Triggers first, which hold up writers until what is there is counted */
static void
follow_tree(const LiveDefinition *definition, Oid function, bool filled)
{
	ListCell   *cell;

	foreach(cell, live_lock_tree(definition->source, ShareRowExclusiveLock))
		live_follow(definition, lfirst_oid(cell), function);
	if (filled)
		live_run_latest(live_insert(definition, false,
									live_rows(definition, live_name(definition->source))));
}

/* The view holds the query as its user wrote it, until it is tied to the parts */
static void
make_rollup(Oid schema, const char *name, bool filled, Oid function)
{
	const char *view = name_in(schema, name, DEFINITION_SUFFIX);
	const char *parts = name_in(schema, name, PARTS_SUFFIX);
	Oid			definition_view = get_relname_relid(psprintf("%s" DEFINITION_SUFFIX, name), schema);
	LiveDefinition *definition = live_definition(definition_view);

	live_require_top(definition->source);
	require_all_rows_seen(definition->source);
	create_parts(definition, parts);
	definition->parts = get_relname_relid(psprintf("%s" PARTS_SUFFIX, name), schema);
	tie_definition(definition);
	create_groups(definition, name_in(schema, name, ""));
	follow_tree(definition, function, filled);
	comment_on("TABLE", parts, psprintf("Parts of the live roll-up %s: read that view, or take both away with DROP TABLE ... CASCADE.", name));
	comment_on("VIEW", view, psprintf("Definition of the live roll-up %s, which equals what this view computes anew.", name));
}

PG_FUNCTION_INFO_V1(live_rollup);
Datum
live_rollup(PG_FUNCTION_ARGS)
{
	RangeVar   *name = makeRangeVarFromNameList(textToQualifiedNameList(PG_GETARG_TEXT_PP(0)));
	char	   *query = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Oid			schema = RangeVarGetCreationNamespace(name);
	int			settings;

	require_lasting_schema(schema);
	require_one_select(query);
	require_room_for_suffix(name->relname);
	live_run(psprintf("CREATE VIEW %s AS %s", name_in(schema, name->relname, DEFINITION_SUFFIX), query));
	settings = NewGUCNestLevel();
	live_set("search_path", "pg_catalog, pg_temp");
	make_rollup(schema, name->relname, PG_GETARG_BOOL(2), live_trigger_function(fcinfo->flinfo->fn_oid));
	AtEOXact_GUC(false, settings);
	PG_RETURN_OID(get_relname_relid(name->relname, schema));
}

/* Finding a roll-up by any of its relations */

static Oid
view_of_rule(Oid rule)
{
	Relation	rules = table_open(RewriteRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			view;

	ScanKeyInit(&key, Anum_pg_rewrite_oid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(rule));
	scan = systable_beginscan(rules, RewriteOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	view = HeapTupleIsValid(tuple) ? ((Form_pg_rewrite) GETSTRUCT(tuple))->ev_class : InvalidOid;
	systable_endscan(scan);
	table_close(rules, AccessShareLock);
	return view;
}

/* Of the views that read a table of parts, the one that defines them */
static Oid
definition_of_parts(Oid parts)
{
	Relation	depends = table_open(DependRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			found = InvalidOid;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(parts));
	scan = systable_beginscan(depends, DependReferenceIndexId, true, NULL, 2, keys);
	while (!OidIsValid(found) && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend depend = (Form_pg_depend) GETSTRUCT(tuple);
		Oid			view = depend->classid == RewriteRelationId ? view_of_rule(depend->objid) : InvalidOid;

		if (OidIsValid(view) && live_parts(view) == parts && live_owner(view) == live_owner(parts))
			found = view;
	}
	systable_endscan(scan);
	table_close(depends, AccessShareLock);
	return found;
}

/* The parts that a view of groups reads, where it is one */
static Oid
parts_of_groups(Oid view)
{
	Query	   *query = live_query(view);
	RangeTblRef *from = query == NULL || list_length(query->jointree->fromlist) != 1 ? NULL :
		linitial(query->jointree->fromlist);

	return from == NULL || !IsA(from, RangeTblRef) ? InvalidOid :
		rt_fetch(from->rtindex, query->rtable)->relid;
}

static LiveDefinition *
find_rollup(Oid relation, LiveScope *scope)
{
	Oid			view = relation;

	if (!OidIsValid(live_parts(relation)))
		view = definition_of_parts(get_rel_relkind(relation) == RELKIND_VIEW ? parts_of_groups(relation) : relation);
	if (!OidIsValid(view))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is not a live roll-up", live_name(relation)),
				 errhint("live_rollup() makes them; one whose table was dropped is not kept any more.")));
	if (!owns_relation(view, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_VIEW, get_rel_name(view));
	*scope = live_enter(live_owner(view));
	see_all_rows();
	return live_definition(view);
}

/* Folding */

/*
 * Parts of groups that have several, or something taken away, as far as nobody
 * else holds them.  What others hold stays as it is.
 */
static ArrayType *
hold_parts(const LiveDefinition *definition)
{
	const char *parts = live_name(definition->parts);
	const char *by = live_by_keys(definition, "PARTITION BY");
	ArrayBuildState *held = initArrayResult(INT8OID, CurrentMemoryContext, false);
	const char *statement;

	statement = psprintf("SELECT p.part FROM %s AS p WHERE p.part IN (SELECT part FROM (SELECT part,"
						 " count(*) OVER (%s) > 1 OR bool_or(taken) OVER (%s) AS folds FROM %s) AS q WHERE folds)"
						 " FOR UPDATE OF p SKIP LOCKED", parts, by, by, parts);
	if (SPI_execute(statement, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute failed");
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		bool		is_null;

		accumArrayResult(held, SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &is_null),
						 false, INT8OID, CurrentMemoryContext);
	}
	return DatumGetArrayTypeP(makeArrayResult(held, CurrentMemoryContext));
}

/*
 * Only where all parts of a group that there are now are held: the sum of some
 * of them may take away what others add
 */
static int64
fold_parts(const LiveDefinition *definition, ArrayType *held)
{
	const char *parts = live_name(definition->parts);
	Oid			type = INT8ARRAYOID;
	Datum		value = PointerGetDatum(held);
	bool		is_null;
	const char *statement;

	statement = psprintf("WITH whole AS MATERIALIZED (SELECT unnest(array_agg(p.part)) AS part FROM %s AS p"
						 " LEFT JOIN unnest($1) AS h(part) USING (part)%s HAVING bool_and(h.part IS NOT NULL)),"
						 " gone AS (DELETE FROM %s AS p USING whole WHERE p.part = whole.part RETURNING p.*),"
						 " folded AS (%s RETURNING 1)"
						 " SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM folded)",
						 parts, live_by_keys(definition, " GROUP BY"), parts,
						 live_insert(definition, false, live_groups(definition, "gone")));
	if (SPI_execute_with_args(statement, 1, &type, &value, NULL, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	return DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null));
}

PG_FUNCTION_INFO_V1(live_fold);
Datum
live_fold(PG_FUNCTION_ARGS)
{
	LiveScope	scope;
	LiveDefinition *definition = find_rollup(PG_GETARG_OID(0), &scope);
	int64		nfolded;

	SPI_connect();
	nfolded = fold_parts(definition, hold_parts(definition));
	SPI_finish();
	live_leave(scope);
	PG_RETURN_INT64(nfolded);
}

/* Checking and mending */

/*
 * Groups in which what was added is other than what was taken and what the
 * definition gives now; columns by their numbers, which no user's name meets:
 * c of keys, a, t and d of what was added and taken and is defined
 */
static char *
differences(const LiveDefinition *definition)
{
	StringInfoData names;
	StringInfoData sums;
	StringInfoData differ;
	StringInfoData keys;
	int			number = 0;
	ListCell   *cell;

	initStringInfo(&names);
	initStringInfo(&sums);
	initStringInfo(&differ);
	initStringInfo(&keys);
	foreach(cell, definition->columns)
	{
		LiveColumn *column = lfirst(cell);
		char	   *name = psprintf("c%d", ++number);

		appendStringInfo(&names, ", %s", name);
		appendStringInfoString(&sums, number > 1 ? ", " : "");
		if (column->kind == LIVE_KEY)
		{
			appendStringInfoString(&sums, name);
			appendStringInfo(&keys, "%s%s", keys.len > 0 ? ", " : " GROUP BY ", name);
			continue;
		}
		appendStringInfo(&sums, "%s AS a%d, %s AS t%d, %s AS d%d",
						 live_sum(column, name, "side = 'a'"), number, live_sum(column, name, "side = 't'"), number,
						 live_sum(column, name, "side = 'd'"), number);
		appendStringInfo(&differ, "%sa%d %s (t%d %s d%d)", differ.len > 0 ? " OR " : "", number,
						 live_operator(column, "<>"), number, live_operator(column, "+"), number);
	}
	return psprintf("SELECT * FROM (SELECT %s FROM (SELECT CASE WHEN taken THEN 't' ELSE 'a' END, %s FROM %s"
					" UNION ALL SELECT 'd', q.* FROM (%s) AS q) AS p(side%s)%s) AS d WHERE %s",
					sums.data, live_names(definition), live_name(definition->parts),
					live_rows(definition, live_name(definition->source)), names.data, keys.data, differ.data);
}

/* A JSON object of the columns of one kind, of keys or of one side of what is added up */
static char *
object_of(const LiveDefinition *definition, const char *side)
{
	StringInfoData columns;
	int			number = 0;
	ListCell   *cell;

	initStringInfo(&columns);
	foreach(cell, definition->columns)
	{
		LiveColumn *column = lfirst(cell);

		number++;
		if ((column->kind == LIVE_KEY) != (side == NULL))
			continue;
		appendStringInfo(&columns, "%sd.%s%d AS %s", columns.len > 0 ? ", " : "", side != NULL ? side : "c",
						 number, column->name);
	}
	return columns.len == 0 ? "'{}'::jsonb" : psprintf("(SELECT to_jsonb(q) FROM (SELECT %s) AS q)", columns.data);
}

typedef struct LiveRows
{
	TupleDesc	descriptor;
	HeapTuple  *rows;
} LiveRows;

static void *
begin_check(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	LiveRows   *result = palloc(sizeof(LiveRows));
	LiveScope	scope;
	LiveDefinition *definition = find_rollup(PG_GETARG_OID(0), &scope);
	MemoryContext context = CurrentMemoryContext;

	SPI_connect();
	if (SPI_execute(psprintf("SELECT %s, %s, %s, %s FROM (%s) AS d ORDER BY 1", object_of(definition, NULL), object_of(definition, "a"),
							 object_of(definition, "t"), object_of(definition, "d"), differences(definition)), true, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute failed");
	*nrows = SPI_processed;
	result->rows = MemoryContextAlloc(context, (SPI_processed + 1) * sizeof(HeapTuple));
	for (uint64 i = 0; i < SPI_processed; i++)
		result->rows[i] = SPI_copytuple(SPI_tuptable->vals[i]);
	MemoryContextSwitchTo(context);
	result->descriptor = CreateTupleDescCopy(SPI_tuptable->tupdesc);
	SPI_finish();
	live_leave(scope);
	return result;
}

static void
read_difference(void *state, int64 n, Datum *values, bool *nulls)
{
	LiveRows   *result = state;

	heap_deform_tuple(result->rows[n], result->descriptor, values, nulls);
}

PG_FUNCTION_INFO_V1(live_check);
Datum
live_check(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_check, 0, NULL, read_difference);
}

/* Adds what is missing and takes away what is too much, in two parts of each group */
static char *
mend_statement(const LiveDefinition *definition)
{
	StringInfoData columns;
	int			number = 0;
	ListCell   *cell;

	initStringInfo(&columns);
	foreach(cell, definition->columns)
	{
		LiveColumn *column = lfirst(cell);

		number++;
		if (column->kind == LIVE_KEY)
			appendStringInfo(&columns, ", d.c%d", number);
		else
			appendStringInfo(&columns, ", CASE WHEN s.taken THEN d.a%d ELSE d.t%d %s d.d%d END", number, number,
							 live_operator(column, "+"), number);
	}
	return psprintf("INSERT INTO %s (taken, %s) SELECT s.taken%s FROM (%s) AS d CROSS JOIN (VALUES (true), (false)) AS s(taken)",
					live_name(definition->parts), live_names(definition), columns.data, differences(definition));
}

/*
 * What is compared must be one state, and nobody else may mend the same: this
 * keeps out TRUNCATE, changes of the tree and others who mend, not writers
 */
static uint64
mend(const LiveDefinition *definition)
{
	(void) live_lock_tree(definition->source, ShareUpdateExclusiveLock);
	return live_run_latest(mend_statement(definition)) / 2;
}

/* From nothing: nobody may write meanwhile */
static uint64
fill_again(const LiveDefinition *definition)
{
	(void) live_lock_tree(definition->source, ShareRowExclusiveLock);
	LockRelationOid(definition->parts, ExclusiveLock);
	live_run_latest(psprintf("DELETE FROM %s", live_name(definition->parts)));
	return live_run_latest(live_insert(definition, false,
									   live_rows(definition, live_name(definition->source))));
}

PG_FUNCTION_INFO_V1(live_rebuild);
Datum
live_rebuild(PG_FUNCTION_ARGS)
{
	LiveScope	scope;
	LiveDefinition *definition = find_rollup(PG_GETARG_OID(0), &scope);
	uint64		ngroups = PG_GETARG_BOOL(1) ? fill_again(definition) : mend(definition);

	live_leave(scope);
	PG_RETURN_INT64(ngroups);
}
