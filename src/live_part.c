/*
 * live_part.c
 *		Writing the parts of a live roll-up.
 *
 * The equivalent of
 *
 *		UPDATE parts SET n_rows = n_rows + $n, ... WHERE part =
 *			(SELECT part FROM parts WHERE NOT settled AND keys = $k AND taken = $t
 *			 LIMIT 1 FOR UPDATE SKIP LOCKED)
 *
 * or else of INSERT.  It works as logical replication applies a change,
 * because everybody's writes pay for it with each row: starting the executor
 * costs more than all the rest.
 *
 * Writing a large summary as a whole for each row costs much too.  So rows are
 * merged into small parts, and a part that is no longer small is merged into a
 * large one: a group has at most one of each for every writer.
 */
#include "postgres.h"

#include "access/detoast.h"
#include "access/genam.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_am.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "nodes/bitmapset.h"
#include "nodes/nodeFuncs.h"
#include "rewrite/rewriteHandler.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"

#include "live_part.h"
#include "live_statement.h"

/* The arguments of the server's functions differ between its versions */
#if PG_VERSION_NUM >= 190000
#define begin_index_scan(table, index, snapshot, nkeys) \
	index_beginscan(table, index, snapshot, NULL, nkeys, 0, 0)
#elif PG_VERSION_NUM >= 180000
#define begin_index_scan(table, index, snapshot, nkeys) \
	index_beginscan(table, index, snapshot, NULL, nkeys, 0)
#else
#define begin_index_scan(table, index, snapshot, nkeys) \
	index_beginscan(table, index, snapshot, nkeys, 0)
#endif

#if PG_VERSION_NUM >= 140000
#define insert_row(target, estate, row)	ExecSimpleRelationInsert(target, estate, row)
#define update_row(target, estate, epq, old, new) \
	ExecSimpleRelationUpdate(target, estate, epq, old, new)
#define delete_row(target, estate, epq, row)	ExecSimpleRelationDelete(target, estate, epq, row)
#define close_trigger_targets(estate)	ExecCloseResultRelations(estate)
#else
#define insert_row(target, estate, row) \
	((estate)->es_result_relation_info = (target), ExecSimpleRelationInsert(estate, row))
#define update_row(target, estate, epq, old, new) \
	((estate)->es_result_relation_info = (target), ExecSimpleRelationUpdate(estate, epq, old, new))
#define delete_row(target, estate, epq, row)	ExecSimpleRelationDelete(estate, epq, row)
#define close_trigger_targets(estate)	ExecCleanUpTriggerState(estate)
#endif

/* Bytes of summaries in a small part: one row of them fits into a quarter of a page */
#define SMALL_PART	1000

struct LiveMerger
{
	Oid			parts;
	Oid			index;			/* index of parts that are not settled, by
								 * keys and taken; none if it was dropped */
	int			nkeys;			/* number of keys of the index */
	ScanKeyData *keys;
	int		   *key_columns;	/* the column of the definition that each key
								 * is compared with; -1 is taken */
	bool		runs_more;		/* the owner has put triggers, constraints or
								 * indexes with functions on the table of
								 * parts */
	int			ncolumns;
	FmgrInfo   *add;			/* by column; none for keys */
	bool	   *grows;			/* is a summary of variable length */
	Expr	   *next_part;		/* returns the number of a new part */
};

struct LiveWriter
{
	LiveMerger *merger;
	Relation	parts;
	Relation	index;			/* NULL if nothing is merged */
	EState	   *estate;
	ResultRelInfo *target;		/* with constraints, indexes and triggers of
								 * the parts */
	ExprState  *next_part;		/* NULL before it is needed */
	TupleTableSlot *small;		/* parts that are held */
	TupleTableSlot *large;
	TupleTableSlot *small_sum;	/* their new versions */
	TupleTableSlot *large_sum;
};

/* Making a merger */

/* Returns the function of the operator + for a column */
static Oid
adder(const LiveColumn *column)
{
	List	   *name = list_make2(makeString(pstrdup(live_schema(column))), makeString("+"));

	return get_opcode(OpernameGetOprid(name, column->type, column->type));
}

/* Returns the key that a column of the table of parts is, by its place in the definition */
static int
key_column(AttrNumber column)
{
	return column == LIVE_TAKEN ? -1 : column - LIVE_OWN_COLUMNS - 1;
}

/* Returns whether the node is the column settled, which no function computes */
static bool
is_settled(Node *node)
{
	return IsA(node, Var) && ((Var *) node)->varattno == LIVE_SETTLED;
}

static bool
is_not_settled(Node *node)
{
	return is_notclause(node) && is_settled((Node *) get_notclausearg((Expr *) node));
}

/* Returns whether an index has the parts for which one condition holds, and no others */
static bool
is_of(Relation index, bool (*condition) (Node *))
{
	List	   *predicate = RelationGetIndexPredicate(index);

	return list_length(predicate) == 1 && condition(linitial(predicate));
}

/* Returns whether an index may run functions other than those of the types of its columns */
static bool
runs_functions(Relation index)
{
	return RelationGetIndexExpressions(index) != NIL ||
		(RelationGetIndexPredicate(index) != NIL && !is_of(index, is_settled) &&
		 !is_of(index, is_not_settled));
}

/* Returns whether the place of an index is a column of the definition's keys */
static bool
is_key_at(Relation index, int place, const LiveDefinition *definition)
{
	AttrNumber	number = index->rd_index->indkey.values[place];
	int			column = key_column(number);
	const LiveColumn *key = NULL;
	Oid			type = BOOLOID;

	if (number != LIVE_TAKEN)
	{
		if (column < 0 || column >= definition->nkeys)
			return false;
		key = list_nth(definition->columns, column);
		type = getBaseType(key->type);
	}
	return index->rd_opfamily[place] ==
		get_opclass_family(GetDefaultOpClass(type, BTREE_AM_OID)) &&
		(key == NULL || index->rd_indcollation[place] == key->collation);
}

/* Returns whether an index finds parts to merge into, by the keys and by taken */
static bool
is_by_keys(Relation index, const LiveDefinition *definition)
{
	const Form_pg_index form = index->rd_index;
	Bitmapset  *columns = NULL;

	if (index->rd_rel->relam != BTREE_AM_OID || !form->indisvalid ||
		form->indnkeyatts != definition->nkeys + 1 || RelationGetIndexExpressions(index) != NIL ||
		!is_of(index, is_not_settled))
		return false;
	for (int i = 0; i < form->indnkeyatts; i++)
	{
		if (!is_key_at(index, i, definition))
			return false;
		columns = bms_add_member(columns, form->indkey.values[i]);
	}
	/* an index may have a column twice, and then another is missing */
	return bms_num_members(columns) == form->indnkeyatts;
}

static void
set_keys(LiveMerger *merger, Relation index, const LiveDefinition *definition)
{
	merger->index = RelationGetRelid(index);
	merger->nkeys = index->rd_index->indnkeyatts;
	merger->keys = palloc(merger->nkeys * sizeof(ScanKeyData));
	merger->key_columns = palloc(merger->nkeys * sizeof(int));
	for (int i = 0; i < merger->nkeys; i++)
	{
		Oid			type = index->rd_opcintype[i];
		Oid			equal = get_opfamily_member(index->rd_opfamily[i], type, type,
												BTEqualStrategyNumber);

		ScanKeyEntryInitialize(&merger->keys[i], 0, i + 1, BTEqualStrategyNumber, InvalidOid,
							   index->rd_indcollation[i], get_opcode(equal), (Datum) 0);
		merger->key_columns[i] = key_column(index->rd_index->indkey.values[i]);
	}
}

static void
look_at_parts(LiveMerger *merger, const LiveDefinition *definition)
{
	Relation	parts = table_open(definition->parts, AccessShareLock);
	TupleConstr *constraints = RelationGetDescr(parts)->constr;
	ListCell   *cell;

	merger->runs_more = parts->trigdesc != NULL ||
		(constraints != NULL && constraints->num_check > 0);
	foreach(cell, RelationGetIndexList(parts))
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);

		if (!OidIsValid(merger->index) && is_by_keys(index, definition))
			set_keys(merger, index, definition);
		merger->runs_more |= runs_functions(index);
		index_close(index, AccessShareLock);
	}
	merger->next_part = (Expr *) build_column_default(parts, LIVE_PART);
	table_close(parts, AccessShareLock);
	if (merger->next_part == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("column %d of %s must be an identity column", LIVE_PART,
						live_name(definition->parts)),
				 errhint("ALTER TABLE ... ALTER COLUMN ... ADD GENERATED ALWAYS AS IDENTITY "
						 "makes it one.")));
}

LiveMerger *
live_merger(const LiveDefinition *definition)
{
	LiveMerger *merger = palloc0(sizeof(LiveMerger));

	merger->parts = definition->parts;
	merger->ncolumns = list_length(definition->columns);
	merger->add = palloc0(merger->ncolumns * sizeof(FmgrInfo));
	merger->grows = palloc0(merger->ncolumns * sizeof(bool));
	for (int i = definition->nkeys; i < merger->ncolumns; i++)
	{
		const LiveColumn *column = list_nth(definition->columns, i);

		fmgr_info(adder(column), &merger->add[i]);
		merger->grows[i] = live_grows(column);
	}
	look_at_parts(merger, definition);
	return merger;
}

/*
 * Returns whether merging may run procedures, through triggers, constraints or
 * indexes of the parts
 */
bool
live_merger_runs_more(const LiveMerger *merger)
{
	return merger->runs_more;
}

/* Opening and closing */

/* Returns the number of the table among those of a query; older servers need it for its columns */
static Index
init_range_table(EState *estate, Relation table)
{
#if PG_VERSION_NUM < 160000
	RangeTblEntry *entry = makeNode(RangeTblEntry);

	entry->rtekind = RTE_RELATION;
	entry->relid = RelationGetRelid(table);
	entry->relkind = table->rd_rel->relkind;
	entry->rellockmode = RowExclusiveLock;
	ExecInitRangeTable(estate, list_make1(entry));
	return 1;
#else
	return 0;
#endif
}

static void
open_target(LiveWriter *writer)
{
	writer->estate = CreateExecutorState();
	writer->target = makeNode(ResultRelInfo);
	InitResultRelInfo(writer->target, writer->parts,
					  init_range_table(writer->estate, writer->parts), NULL, 0);
	ExecOpenIndices(writer->target, false);

	/*
	 * triggers of the parts fire here, with the rights of their owner, and
	 * not after the writer's statement
	 */
	AfterTriggerBeginQuery();
}

LiveWriter *
live_open(LiveMerger *merger)
{
	LiveWriter *writer = palloc0(sizeof(LiveWriter));

	writer->merger = merger;
	writer->parts = table_open(merger->parts, RowExclusiveLock);
	if (OidIsValid(merger->index) && !IsolationUsesXactSnapshot())
		writer->index = index_open(merger->index, RowExclusiveLock);
	writer->small = table_slot_create(writer->parts, NULL);
	writer->large = table_slot_create(writer->parts, NULL);
	writer->small_sum = MakeSingleTupleTableSlot(RelationGetDescr(writer->parts), &TTSOpsVirtual);
	writer->large_sum = MakeSingleTupleTableSlot(RelationGetDescr(writer->parts), &TTSOpsVirtual);
	open_target(writer);
	return writer;
}

void
live_close(LiveWriter *writer)
{
	AfterTriggerEndQuery(writer->estate);
	close_trigger_targets(writer->estate);
	ExecCloseIndices(writer->target);
	ExecResetTupleTable(writer->estate->es_tupleTable, false);
	FreeExecutorState(writer->estate);
	ExecDropSingleTupleTableSlot(writer->large_sum);
	ExecDropSingleTupleTableSlot(writer->small_sum);
	ExecDropSingleTupleTableSlot(writer->large);
	ExecDropSingleTupleTableSlot(writer->small);
	if (writer->index != NULL)
		index_close(writer->index, NoLock);
	table_close(writer->parts, NoLock);
	pfree(writer);
}

/* Merging */

/* Returns whether columns of the definition are too large to be written for each row */
static bool
is_large(const LiveMerger *merger, const Datum *columns, const bool *nulls)
{
	Size		size = 0;

	for (int i = 0; i < merger->ncolumns; i++)
		if (merger->grows[i] && !nulls[i])
			size += toast_raw_datum_size(columns[i]);
	return size > SMALL_PART;
}

static bool
is_large_part(const LiveMerger *merger, const TupleTableSlot *part)
{
	return is_large(merger, part->tts_values + LIVE_OWN_COLUMNS,
					part->tts_isnull + LIVE_OWN_COLUMNS);
}

static IndexScanDesc
find_parts(const LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls)
{
	const LiveMerger *merger = writer->merger;
	ScanKeyData *keys = palloc(merger->nkeys * sizeof(ScanKeyData));
	IndexScanDesc scan = begin_index_scan(writer->parts, writer->index, GetActiveSnapshot(),
										  merger->nkeys);

	for (int i = 0; i < merger->nkeys; i++)
	{
		int			column = merger->key_columns[i];

		keys[i] = merger->keys[i];
		keys[i].sk_argument = column < 0 ? BoolGetDatum(taken) : columns[column];
		if (column >= 0 && nulls[column])
			keys[i].sk_flags |= SK_ISNULL | SK_SEARCHNULL;
	}
	index_rescan(scan, keys, merger->nkeys, NULL, 0);
	return scan;
}

static bool
lock_row(Relation table, TupleTableSlot *row)
{
	TM_FailureData failure;

	return table_tuple_lock(table, &row->tts_tid, GetActiveSnapshot(), row,
							GetCurrentCommandId(true), LockTupleNoKeyExclusive, LockWaitSkip,
							TUPLE_LOCK_FLAG_FIND_LAST_VERSION, &failure) == TM_Ok;
}

/* Locks the first part of a group, large or small, that no other transaction holds */
static bool
lock_part(const LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls,
		  bool large)
{
	TupleTableSlot *part = large ? writer->large : writer->small;
	IndexScanDesc scan = find_parts(writer, taken, columns, nulls);
	bool		locked = false;

	while (!locked && index_getnext_slot(scan, ForwardScanDirection, part))
	{
		slot_getallattrs(part);
		locked = is_large_part(writer->merger, part) == large && lock_row(writer->parts, part);
	}
	index_endscan(scan);
	return locked;
}

/* Adds columns of the definition to the part */
static void
add_to_part(LiveMerger *merger, TupleTableSlot *part, const Datum *columns, const bool *nulls,
			TupleTableSlot *sum)
{
	slot_getallattrs(part);
	ExecClearTuple(sum);
	memcpy(sum->tts_values, part->tts_values, part->tts_nvalid * sizeof(Datum));
	memcpy(sum->tts_isnull, part->tts_isnull, part->tts_nvalid * sizeof(bool));
	for (int i = 0; i < merger->ncolumns; i++)
	{
		Datum	   *value = &sum->tts_values[LIVE_OWN_COLUMNS + i];

		if (!OidIsValid(merger->add[i].fn_oid))
			continue;
		if (sum->tts_isnull[LIVE_OWN_COLUMNS + i] || nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("column %d of a part of a live roll-up must not be NULL",
							LIVE_OWN_COLUMNS + i + 1)));
		*value = FunctionCall2(&merger->add[i], *value, columns[i]);
	}
	ExecStoreVirtualTuple(sum);
}

/* Merges into a large part; false if none is free */
static bool
merge_into_large(LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls)
{
	EPQState	unused = {0};

	if (!lock_part(writer, taken, columns, nulls, true))
		return false;
	add_to_part(writer->merger, writer->large, columns, nulls, writer->large_sum);
	update_row(writer->target, writer->estate, &unused, writer->large, writer->large_sum);
	return true;
}

/* Merges into a small part; a part that is no longer small goes into a large one */
static bool
merge_into_small(LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls)
{
	TupleTableSlot *sum = writer->small_sum;
	EPQState	unused = {0};

	if (!lock_part(writer, taken, columns, nulls, false))
		return false;
	add_to_part(writer->merger, writer->small, columns, nulls, sum);
	if (is_large_part(writer->merger, sum) &&
		merge_into_large(writer, taken, sum->tts_values + LIVE_OWN_COLUMNS,
						 sum->tts_isnull + LIVE_OWN_COLUMNS))
		delete_row(writer->target, writer->estate, &unused, writer->small);
	else
		update_row(writer->target, writer->estate, &unused, writer->small, sum);
	return true;
}

/* Merges into a part; false if none is free */
static bool
merge(LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls)
{
	return writer->index != NULL &&
		(merge_into_small(writer, taken, columns, nulls) ||
		 (is_large(writer->merger, columns, nulls) &&
		  merge_into_large(writer, taken, columns, nulls)));
}

static Datum
next_part(LiveWriter *writer)
{
	bool		is_null;

	if (writer->next_part == NULL)
		writer->next_part = ExecPrepareExpr(writer->merger->next_part, writer->estate);
	return ExecEvalExpr(writer->next_part, GetPerTupleExprContext(writer->estate), &is_null);
}

static void
insert(LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls)
{
	TupleTableSlot *part = ExecClearTuple(writer->small_sum);
	int			ncolumns = writer->merger->ncolumns;

	memset(part->tts_isnull, false, LIVE_OWN_COLUMNS * sizeof(bool));
	part->tts_values[LIVE_PART - 1] = next_part(writer);
	part->tts_values[LIVE_TAKEN - 1] = BoolGetDatum(taken);
	part->tts_values[LIVE_SETTLED - 1] = BoolGetDatum(false);
	memcpy(part->tts_values + LIVE_OWN_COLUMNS, columns, ncolumns * sizeof(Datum));
	memcpy(part->tts_isnull + LIVE_OWN_COLUMNS, nulls, ncolumns * sizeof(bool));
	ExecStoreVirtualTuple(part);
	insert_row(writer->target, writer->estate, part);
}

/* Puts the values added to a group, or taken from it, into its parts */
void
live_put(LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls)
{
	MemoryContext context = MemoryContextSwitchTo(GetPerTupleMemoryContext(writer->estate));

	PushActiveSnapshot(GetTransactionSnapshot());
	writer->estate->es_snapshot = GetActiveSnapshot();
	if (!merge(writer, taken, columns, nulls))
		insert(writer, taken, columns, nulls);
	PopActiveSnapshot();
	CommandCounterIncrement();
	ExecClearTuple(writer->small_sum);
	ExecClearTuple(writer->large_sum);
	ExecClearTuple(writer->small);
	ExecClearTuple(writer->large);
	MemoryContextSwitchTo(context);
	ResetPerTupleExprContext(writer->estate);
}
