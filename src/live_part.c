/*
 * live_part.c
 *		Merging into the parts of a live roll-up.
 *
 * The equivalent of
 *
 *		UPDATE parts SET n_rows = n_rows + $n, ... WHERE part =
 *			(SELECT part FROM parts WHERE keys = $k AND taken = $t
 *			 LIMIT 1 FOR UPDATE SKIP LOCKED)
 *
 * as logical replication applies a change, since every row that anybody writes
 * pays for it: starting the executor costs more than the rest.
 *
 * So does writing a summary that has grown, whole, for each row.  Rows are
 * merged into small parts therefore, and a part that is not small any more into
 * one that is large: a group has one of each for every writer at most.
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
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"

#include "live_part.h"
#include "live_statement.h"

/* What the server's functions take differs between its versions */
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
#define update_row(target, estate, epq, old, new) \
	ExecSimpleRelationUpdate(target, estate, epq, old, new)
#define delete_row(target, estate, epq, row)	ExecSimpleRelationDelete(target, estate, epq, row)
#define close_trigger_targets(estate)	ExecCloseResultRelations(estate)
#else
#define update_row(target, estate, epq, old, new) \
	((estate)->es_result_relation_info = (target), ExecSimpleRelationUpdate(estate, epq, old, new))
#define delete_row(target, estate, epq, row)	ExecSimpleRelationDelete(estate, epq, row)
#define close_trigger_targets(estate)	ExecCleanUpTriggerState(estate)
#endif

/* The columns of the parts that are not of the definition: part and taken */
#define OWN_COLUMNS		2
#define TAKEN_COLUMN	2

/* Bytes of summaries in a small part: a row of them stays within a page's quarter */
#define SMALL_PART	1000

struct LiveMerger
{
	Oid			parts;
	Oid			index;			/* of keys and taken; none where it was
								 * dropped */
	int			nkeys;			/* of the index */
	ScanKeyData *keys;
	int		   *key_values;		/* which of the values each is compared with */
	bool		runs_more;		/* what the owner has put on the table of
								 * parts */
	int			ncolumns;
	FmgrInfo   *add;			/* by column; of keys, none */
	bool	   *grows;			/* is a summary of variable length */
};

/* Making one */

/* The operator + of what a column holds, as a function */
static Oid
adder(const LiveColumn *column)
{
	List	   *name = list_make2(makeString(pstrdup(live_schema(column))), makeString("+"));

	return get_opcode(OpernameGetOprid(name, column->type, column->type));
}

/* Which of the values a column of the table holds; -1 where it is no key */
static int
key_value(const LiveDefinition *definition, AttrNumber column)
{
	int			number = column - OWN_COLUMNS;

	if (column == TAKEN_COLUMN)
		return 0;
	return number >= 1 && number <= definition->nkeys ? number : -1;
}

static bool
has_computed(Relation index)
{
	return RelationGetIndexExpressions(index) != NIL || RelationGetIndexPredicate(index) != NIL;
}

/* Has an index, at a place, what a column is grouped by? */
static bool
is_key_at(Relation index, int place, const LiveDefinition *definition)
{
	int			value = key_value(definition, index->rd_index->indkey.values[place]);
	const LiveColumn *key = value <= 0 ? NULL : list_nth(definition->columns, value - 1);
	Oid			type = key == NULL ? BOOLOID : getBaseType(key->type);
	Oid			class = GetDefaultOpClass(type, BTREE_AM_OID);

	return value >= 0 && index->rd_opfamily[place] == get_opclass_family(class) &&
		(key == NULL || index->rd_indcollation[place] == key->collation);
}

/* Does an index find parts by what groups them, and by how the groups were made? */
static bool
is_by_keys(Relation index, const LiveDefinition *definition)
{
	const Form_pg_index form = index->rd_index;
	Bitmapset  *columns = NULL;

	if (index->rd_rel->relam != BTREE_AM_OID || !form->indisvalid ||
		form->indnkeyatts != definition->nkeys + 1 || has_computed(index))
		return false;
	for (int i = 0; i < form->indnkeyatts; i++)
	{
		if (!is_key_at(index, i, definition))
			return false;
		columns = bms_add_member(columns, form->indkey.values[i]);
	}
	/* an index may have a column twice, and then lacks another */
	return bms_num_members(columns) == form->indnkeyatts;
}

static void
set_keys(LiveMerger *merger, Relation index, const LiveDefinition *definition)
{
	merger->index = RelationGetRelid(index);
	merger->nkeys = index->rd_index->indnkeyatts;
	merger->keys = palloc(merger->nkeys * sizeof(ScanKeyData));
	merger->key_values = palloc(merger->nkeys * sizeof(int));
	for (int i = 0; i < merger->nkeys; i++)
	{
		Oid			type = index->rd_opcintype[i];
		Oid			equal = get_opfamily_member(index->rd_opfamily[i], type, type,
												BTEqualStrategyNumber);

		ScanKeyEntryInitialize(&merger->keys[i], 0, i + 1, BTEqualStrategyNumber, InvalidOid,
							   index->rd_indcollation[i], get_opcode(equal), (Datum) 0);
		merger->key_values[i] = key_value(definition, index->rd_index->indkey.values[i]);
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
		merger->runs_more |= has_computed(index);
		index_close(index, AccessShareLock);
	}
	table_close(parts, AccessShareLock);
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
		merger->grows[i] = column->kind == LIVE_SUMMARY && get_typlen(column->type) < 0;
	}
	look_at_parts(merger, definition);
	return merger;
}

/* May merging run procedures, by triggers, constraints or indexes of the table of parts? */
bool
live_merger_runs_more(const LiveMerger *merger)
{
	return merger->runs_more;
}

/* Merging */

/* Are columns of the definition more to write than a row should pay for? */
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
	return is_large(merger, part->tts_values + OWN_COLUMNS, part->tts_isnull + OWN_COLUMNS);
}

static IndexScanDesc
find_parts(const LiveMerger *merger, Relation parts, Relation index, const Datum *values,
		   const bool *nulls)
{
	ScanKeyData *keys = palloc(merger->nkeys * sizeof(ScanKeyData));
	IndexScanDesc scan = begin_index_scan(parts, index, GetActiveSnapshot(), merger->nkeys);

	for (int i = 0; i < merger->nkeys; i++)
	{
		keys[i] = merger->keys[i];
		keys[i].sk_argument = values[merger->key_values[i]];
		if (nulls[merger->key_values[i]])
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

/* The first part of a group, large or small, that no other transaction holds; then it is ours */
static bool
lock_part(const LiveMerger *merger, Relation parts, const Datum *values, const bool *nulls,
		  bool large, TupleTableSlot *part)
{
	Relation	index = index_open(merger->index, RowExclusiveLock);
	IndexScanDesc scan = find_parts(merger, parts, index, values, nulls);
	bool		locked = false;

	while (!locked && index_getnext_slot(scan, ForwardScanDirection, part))
	{
		slot_getallattrs(part);
		locked = is_large_part(merger, part) == large && lock_row(parts, part);
	}
	index_endscan(scan);
	index_close(index, NoLock);
	return locked;
}

/* The part with columns of the definition added */
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
		Datum	   *value = &sum->tts_values[OWN_COLUMNS + i];

		if (!OidIsValid(merger->add[i].fn_oid))
			continue;
		if (sum->tts_isnull[OWN_COLUMNS + i] || nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("column %d of a part of a live roll-up must not be NULL",
							OWN_COLUMNS + i + 1)));
		*value = FunctionCall2(&merger->add[i], *value, columns[i]);
	}
	ExecStoreVirtualTuple(sum);
}

/* The number of the table among those of a query, which older servers ask for its columns */
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

/* The table as a target, with what it has of constraints, indexes and triggers */
static ResultRelInfo *
open_target(EState *estate, Relation parts)
{
	ResultRelInfo *target = makeNode(ResultRelInfo);

	estate->es_snapshot = GetActiveSnapshot();
	InitResultRelInfo(target, parts, init_range_table(estate, parts), NULL, 0);
	ExecOpenIndices(target, false);

	/*
	 * triggers of the parts fire here, with the rights of their owner, not
	 * after the writer's statement
	 */
	AfterTriggerBeginQuery();
	return target;
}

static void
close_target(EState *estate, ResultRelInfo *target)
{
	AfterTriggerEndQuery(estate);
	close_trigger_targets(estate);
	ExecCloseIndices(target);
	ExecResetTupleTable(estate->es_tupleTable, false);
	FreeExecutorState(estate);
}

/* A part becomes the sum, and another, which is in the sum, goes */
static void
write_sum(Relation parts, TupleTableSlot *part, TupleTableSlot *sum, TupleTableSlot *gone)
{
	EState	   *estate = CreateExecutorState();
	ResultRelInfo *target = open_target(estate, parts);
	EPQState	unused = {0};

	update_row(target, estate, &unused, part, sum);
	if (gone != NULL)
		delete_row(target, estate, &unused, gone);
	close_target(estate, target);
	CommandCounterIncrement();
}

/* What a small part has become goes into a large one; false where none can be had */
static bool
merge_into_large(LiveMerger *merger, Relation parts, TupleTableSlot *part, TupleTableSlot *sum)
{
	TupleTableSlot *large = table_slot_create(parts, NULL);
	TupleTableSlot *all = MakeSingleTupleTableSlot(RelationGetDescr(parts), &TTSOpsVirtual);
	Datum	   *columns = sum->tts_values + OWN_COLUMNS;
	bool	   *nulls = sum->tts_isnull + OWN_COLUMNS;
	bool		locked = lock_part(merger, parts, sum->tts_values + TAKEN_COLUMN - 1,
								   sum->tts_isnull + TAKEN_COLUMN - 1, true, large);

	if (locked)
	{
		add_to_part(merger, large, columns, nulls, all);
		write_sum(parts, large, all, part);
	}
	ExecDropSingleTupleTableSlot(all);
	ExecDropSingleTupleTableSlot(large);
	return locked;
}

/* What a part and the values are together becomes the part, or part of a large one */
static void
merge_into(LiveMerger *merger, Relation parts, TupleTableSlot *part, const Datum *values,
		   const bool *nulls)
{
	TupleTableSlot *sum = MakeSingleTupleTableSlot(RelationGetDescr(parts), &TTSOpsVirtual);
	bool		grew;

	add_to_part(merger, part, values + 1, nulls + 1, sum);
	grew = !is_large_part(merger, part) && is_large_part(merger, sum);
	if (!grew || !merge_into_large(merger, parts, part, sum))
		write_sum(parts, part, sum, NULL);
	ExecDropSingleTupleTableSlot(sum);
}

/* Merges into a part; false where there is none that can be had */
bool
live_merge(LiveMerger *merger, const Datum *values, const bool *nulls)
{
	Relation	parts;
	TupleTableSlot *part;
	bool		locked;

	if (!OidIsValid(merger->index))
		return false;
	parts = table_open(merger->parts, RowExclusiveLock);
	part = table_slot_create(parts, NULL);
	PushActiveSnapshot(GetTransactionSnapshot());
	locked = lock_part(merger, parts, values, nulls, false, part) ||
		(is_large(merger, values + 1, nulls + 1) &&
		 lock_part(merger, parts, values, nulls, true, part));
	if (locked)
		merge_into(merger, parts, part, values, nulls);
	PopActiveSnapshot();
	ExecDropSingleTupleTableSlot(part);
	table_close(parts, NoLock);
	return locked;
}
