/*
 * live_keep.c
 *		Maintenance of live roll-ups: folding their parts, checking them, and
 *		repairing what is wrong.
 *
 * Only the sum of a group's parts has to be right.  So a wrong group is
 * repaired by adding the difference, which holds up nobody: writers add their
 * rows meanwhile.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_rewrite.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "parser/parsetree.h"
#include "storage/lmgr.h"
#include "utils/array.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#include "live_follow.h"
#include "live_scope.h"
#include "live_statement.h"
#include "record.h"
#include "server.h"

/* Finding a roll-up by any of its relations */

static Oid
view_of_rule(Oid rule)
{
	Relation	rules = table_open(RewriteRelationId, AccessShareLock);
	HeapTuple	tuple = get_catalog_object_by_oid(rules, Anum_pg_rewrite_oid, rule);

	table_close(rules, AccessShareLock);
	return tuple == NULL ? InvalidOid : ((Form_pg_rewrite) GETSTRUCT(tuple))->ev_class;
}

/* Returns the view of a dependency, if that view defines the parts for their owner */
static Oid
definition_in(Form_pg_depend depend, Oid parts)
{
	Oid			view;

	if (depend->classid != RewriteRelationId)
		return InvalidOid;
	view = view_of_rule(depend->objid);
	if (!OidIsValid(view) || live_parts(view) != parts || live_owner(view) != live_owner(parts))
		return InvalidOid;
	return view;
}

/* Of the views that read a table of parts, returns the one that defines them */
static Oid
definition_of_parts(Oid parts)
{
	Relation	depends = table_open(DependRelationId, AccessShareLock);
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			found = InvalidOid;

	ScanKeyInit(&keys[0], Anum_pg_depend_refclassid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_refobjid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(parts));
	scan = systable_beginscan(depends, DependReferenceIndexId, true, NULL, 2, keys);
	while (!OidIsValid(found) && HeapTupleIsValid(tuple = systable_getnext(scan)))
		found = definition_in((Form_pg_depend) GETSTRUCT(tuple), parts);
	systable_endscan(scan);
	table_close(depends, AccessShareLock);
	return found;
}

/* Returns the first relation that a query reads; NULL if that is nothing, or a join */
static RangeTblEntry *
first_source(const Query *query)
{
	const List *from = query->jointree->fromlist;

	if (query->setOperations != NULL)
		return linitial(query->rtable);
	if (list_length(from) != 1 || !IsA(linitial(from), RangeTblRef))
		return NULL;
	return rt_fetch(linitial_node(RangeTblRef, from)->rtindex, query->rtable);
}

/* Returns the parts that a view reads, if it is a view of groups */
static Oid
parts_of_groups(Oid view)
{
	const Query *query = live_query(view);
	const RangeTblEntry *source = NULL;

	while (query != NULL)
	{
		source = first_source(query);
		query = source == NULL ? NULL : source->subquery;
	}
	return source == NULL ? InvalidOid : source->relid;
}

/* Returns the definition of a roll-up, or none if the relation does not belong to one */
static Oid
definition_of(Oid relation)
{
	if (OidIsValid(live_parts(relation)))
		return relation;
	if (get_rel_relkind(relation) == RELKIND_VIEW)
		return definition_of_parts(parts_of_groups(relation));
	return definition_of_parts(relation);
}

/* From here on the owner of the roll-up acts; only roles with the owner's rights may call this */
static LiveDefinition *
find_rollup(Oid relation, LiveScope *scope)
{
	Oid			view = definition_of(relation);

	if (!OidIsValid(view))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("%s is not a live roll-up", live_name(relation)),
				 errhint("live_rollup() makes them; one whose table was dropped is no longer "
						 "maintained.")));
	if (!owns_relation(view, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_VIEW, get_rel_name(view));
	*scope = live_enter(live_owner(view));
	live_see_all_rows();
	return live_definition(view);
}

/* Folding */

/* Returns parts of groups with several of them, unless others hold them, and holds them */
static Datum
hold_parts(const LiveDefinition *definition)
{
	ArrayBuildState *held = initArrayResult(INT8OID, CurrentMemoryContext, false);
	uint64		nparts;

	nparts = live_select(psprintf("SELECT h.part FROM %s AS h WHERE h.part IN"
								  " (SELECT p.part FROM %s) FOR UPDATE OF h SKIP LOCKED",
								  live_name(definition->parts), live_unsettled(definition)),
						 false);
	for (uint64 i = 0; i < nparts; i++)
		accumArrayResult(held, live_value(i), false, INT8OID, CurrentMemoryContext);
	return makeArrayResult(held, CurrentMemoryContext);
}

/*
 * Folds only groups whose existing parts are all held, because the sum of some
 * may subtract what others add; and no group that would stay as it is
 */
static const char *
fold_statement(const LiveDefinition *definition, const char *settled)
{
	const char *insert = live_insert(definition, false, settled, live_groups(definition, "gone"));

	return psprintf("WITH whole AS MATERIALIZED (SELECT unnest(array_agg(p.part)) AS part"
					" FROM %s LEFT JOIN unnest($1) AS h(part) USING (part)%s"
					" HAVING bool_and(h.part IS NOT NULL)"
					" AND (count(*) > 1 OR bool_or(p.taken) OR %s)),"
					" gone AS (DELETE FROM %s AS p USING whole WHERE p.part = whole.part"
					" RETURNING p.*),"
					" folded AS (%s RETURNING 1)"
					" SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM folded)",
					live_unsettled(definition), live_by_keys(definition, " GROUP BY"), settled,
					live_name(definition->parts), insert);
}

/*
 * With one snapshot for the whole transaction, nothing is settled: since it
 * was taken, others may have settled a part of the same group
 */
static int64
fold_parts(const LiveDefinition *definition, Datum held)
{
	const char *settled = IsolationUsesXactSnapshot() ? "false" : live_may_settle(definition);
	Oid			type = INT8ARRAYOID;

	if (SPI_execute_with_args(fold_statement(definition, settled), 1, &type, &held, NULL, false,
							  0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_with_args failed");
	return DatumGetInt64(live_value(0));
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

/* Checking and repairing */

/*
 * Columns by number, which cannot clash with a user's name: c for keys and
 * summed columns; for the latter also a, t and d for what was added, what was
 * taken away and what the definition returns
 */
static const char *
print_number(const void *element, int number, const char *text)
{
	return psprintf("c%d", number);
}

static const char *
print_side(const LiveColumn *column, int number, char side)
{
	return psprintf("%s AS %c%d",
					live_sum(column, psprintf("c%d", number), psprintf("side = '%c'", side)),
					side, number);
}

static const char *
print_sides(const void *element, int number, const char *text)
{
	const LiveColumn *column = element;

	if (column->kind == LIVE_KEY)
		return psprintf("c%d", number);
	return psprintf("%s, %s, %s", print_side(column, number, 'a'),
					print_side(column, number, 't'), print_side(column, number, 'd'));
}

/* What should have been added, from what was taken away and what the definition returns */
static const char *
due(const LiveColumn *column, int number)
{
	return psprintf("t%d %s d%d", number, live_operator(column, "+"), number);
}

static const char *
print_difference(const void *element, int number, const char *text)
{
	const LiveColumn *column = element;

	if (column->kind == LIVE_KEY)
		return NULL;
	return psprintf("a%d %s (%s)", number, live_operator(column, "<>"), due(column, number));
}

/* What the parts hold, by whether they were taken, and what the definition returns now */
static const char *
all_sides(const LiveDefinition *definition)
{
	return psprintf("SELECT CASE WHEN taken THEN 't' ELSE 'a' END, %s FROM %s"
					" UNION ALL SELECT 'd', q.* FROM (%s) AS q",
					live_names(definition), live_name(definition->parts),
					live_rows(definition, live_name(definition->source)));
}

/* The groups in which what was added differs from what should have been */
static const char *
differences(const LiveDefinition *definition)
{
	const List *columns = definition->columns;

	return psprintf("SELECT * FROM (SELECT %s FROM (%s) AS p(side, %s)%s) AS d WHERE %s",
					live_list(columns, ", ", print_sides, NULL), all_sides(definition),
					live_list(columns, ", ", print_number, NULL),
					live_by_numbers(definition, "c"),
					live_list(columns, " OR ", print_difference, NULL));
}

/* A column of the differences by its name, of the keys or of one side */
static const char *
print_named(const void *element, int number, const char *side)
{
	const LiveColumn *column = element;

	if ((column->kind == LIVE_KEY) != (*side == 'c'))
		return NULL;
	return psprintf("d.%s%d AS %s", side, number, column->name);
}

static const char *
object_of(const LiveDefinition *definition, const char *side)
{
	const char *columns = live_list(definition->columns, ", ", print_named, side);

	if (*columns == '\0')
		return "'{}'::jsonb";
	return psprintf("(SELECT to_jsonb(q) FROM (SELECT %s) AS q)", columns);
}

static const char *
check_statement(const LiveDefinition *definition)
{
	return psprintf("SELECT %s, %s, %s, %s FROM (%s) AS d ORDER BY 1",
					object_of(definition, "c"), object_of(definition, "a"),
					object_of(definition, "t"), object_of(definition, "d"),
					differences(definition));
}

typedef struct LiveRows
{
	TupleDesc	descriptor;
	HeapTuple  *rows;
} LiveRows;

/* Rows that outlive the query that returned them */
static void *
begin_check(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	LiveRows   *result = palloc(sizeof(LiveRows));
	LiveScope	scope;
	LiveDefinition *definition = find_rollup(PG_GETARG_OID(0), &scope);
	MemoryContext context = CurrentMemoryContext;

	SPI_connect();
	*nrows = live_select(check_statement(definition), true);
	MemoryContextSwitchTo(context);
	result->rows = palloc((*nrows + 1) * sizeof(HeapTuple));
	for (int64 i = 0; i < *nrows; i++)
		result->rows[i] = heap_copytuple(SPI_tuptable->vals[i]);
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

/* The value of a column in the two parts that repair a group */
static const char *
print_mended(const void *element, int number, const char *text)
{
	const LiveColumn *column = element;

	if (column->kind == LIVE_KEY)
		return psprintf("c%d", number);
	return psprintf("CASE WHEN s.taken THEN a%d ELSE %s END", number, due(column, number));
}

/* Adds all that is due and takes away all that was added, in two parts for each group */
static const char *
mend_statement(const LiveDefinition *definition)
{
	return psprintf("%s SELECT s.taken, false, %s FROM (%s) AS d"
					" CROSS JOIN (VALUES (true), (false)) AS s(taken)",
					live_into(definition),
					live_list(definition->columns, ", ", print_mended, NULL),
					differences(definition));
}

/*
 * The comparison needs one state, and nobody else may repair the same roll-up:
 * this lock keeps out TRUNCATE, changes of the tree and others who repair, but
 * not writers
 */
static uint64
mend(const LiveDefinition *definition)
{
	(void) live_lock_tree(definition->source, ShareUpdateExclusiveLock);
	return live_run_latest(mend_statement(definition)) / 2;
}

/* Builds the parts from nothing: nobody may write meanwhile */
static uint64
fill_again(const LiveDefinition *definition)
{
	(void) live_lock_tree(definition->source, ShareRowExclusiveLock);
	LockRelationOid(definition->parts, ExclusiveLock);
	live_run_latest(psprintf("DELETE FROM %s", live_name(definition->parts)));
	return live_count_all(definition);
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
