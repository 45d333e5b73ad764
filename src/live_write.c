/*
 * live_write.c
 *		The triggers that keep live roll-ups: what a statement added to a table
 *		and took from it goes into the parts of its groups.
 *
 * A statement's rows are added up once, by the definition's own expressions.
 * What they give of a group is merged into a part that no other transaction
 * holds, or becomes a part where all are held: so writers wait for nobody, and
 * a group has no more parts than it had writers at once.  A transaction that
 * sees one snapshot throughout cannot change what others changed since, and
 * adds parts only.  What was taken away is kept as such, for it may come from
 * rows that are in another's part; readers subtract it.
 *
 * Plans are kept in the session, each for a trigger, until what they depend on
 * changes: the table, the definition, the parts, or a function.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/tuplestore.h"

#include "live.h"
#include "server.h"

/* Groups of a statement that are in memory at a time */
#define BATCH	1000

/* What merges into parts whose keys are NULL where those of a group are */
typedef struct LiveMerge
{
	Bitmapset  *nulls;
	SPIPlanPtr	plan;
} LiveMerge;

typedef struct LivePlans
{
	MemoryContext context;
	LiveDefinition *definition;
	SPIPlanPtr	rows[2];		/* of what was added, and of what was taken */
	SPIPlanPtr	insert;
	List	   *merges;
	Oid		   *types;			/* of parameters: taken, then the columns of the parts */
	int			ntypes;
	int			nusers;			/* in this session's nested triggers */
} LivePlans;

typedef struct LiveEntry
{
	Oid			trigger;
	LivePlans  *plans;
} LiveEntry;

static HTAB *live_entries = NULL;

/* Plans */

static SPIPlanPtr
keep_plan(LivePlans *plans, const char *statement, int ntypes)
{
	SPIPlanPtr	plan = SPI_prepare_cursor(statement, ntypes, plans->types, CURSOR_OPT_GENERIC_PLAN);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	if (SPI_keepplan(plan) != 0)
		elog(ERROR, "SPI_keepplan failed");
	return plan;
}

static void
drop_plan(SPIPlanPtr plan)
{
	if (plan != NULL)
		SPI_freeplan(plan);
}

static void
drop_plans(LivePlans *plans)
{
	ListCell   *cell;

	drop_plan(plans->rows[false]);
	drop_plan(plans->rows[true]);
	drop_plan(plans->insert);
	foreach(cell, plans->merges)
		drop_plan(((LiveMerge *) lfirst(cell))->plan);
	MemoryContextDelete(plans->context);
}

static bool
is_valid(SPIPlanPtr plan)
{
	return plan == NULL || SPI_plan_is_valid(plan);
}

static bool
are_valid(const LivePlans *plans)
{
	ListCell   *cell;

	foreach(cell, plans->merges)
		if (!is_valid(((LiveMerge *) lfirst(cell))->plan))
			return false;
	return is_valid(plans->rows[false]) && is_valid(plans->rows[true]) && is_valid(plans->insert);
}

/* An index serves the lookup of a part whatever statistics say of a table that is new */
static void
plan_by_index(void)
{
	live_set("enable_seqscan", "off");
	live_set("enable_bitmapscan", "off");
}

/* The parameters of a part: $1 is whether it was taken, $2 the first column */
static char *
parameters(int nparameters)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 1; i <= nparameters; i++)
		appendStringInfo(&list, "%s$%d", i > 1 ? ", " : "", i);
	return list.data;
}

static char *
insert_statement(const LivePlans *plans)
{
	return psprintf("INSERT INTO %s (taken, %s) VALUES (%s)", live_name(plans->definition->parts),
					live_names(plans->definition), parameters(plans->ntypes));
}

/*
 * The part is found and locked first: the update, which follows it to its
 * latest version, does not wait then.
 */
static char *
merge_statement(const LivePlans *plans, const Bitmapset *nulls)
{
	const LiveDefinition *definition = plans->definition;
	const char *parts = live_name(definition->parts);
	StringInfoData set;
	StringInfoData where;
	int			parameter = 1;
	ListCell   *cell;

	initStringInfo(&set);
	initStringInfo(&where);
	foreach(cell, definition->columns)
	{
		LiveColumn *column = lfirst(cell);

		parameter++;
		if (column->kind != LIVE_KEY)
			appendStringInfo(&set, "%s%s = p.%s %s $%d", set.len > 0 ? ", " : "", column->name,
							 column->name, live_operator(column, "+"), parameter);
		else if (bms_is_member(parameter, nulls))
			appendStringInfo(&where, " AND q.%s IS NULL", column->name);
		else
			appendStringInfo(&where, " AND q.%s %s $%d", column->name, column->equal, parameter);
	}
	return psprintf("UPDATE %s AS p SET %s WHERE p.part = (SELECT q.part FROM %s AS q WHERE q.taken = $1%s"
					" LIMIT 1 FOR UPDATE SKIP LOCKED)", parts, set.data, parts, where.data);
}

static void
set_types(LivePlans *plans)
{
	ListCell   *cell;

	plans->types = palloc((1 + list_length(plans->definition->columns)) * sizeof(Oid));
	plans->types[plans->ntypes++] = BOOLOID;
	foreach(cell, plans->definition->columns)
		plans->types[plans->ntypes++] = ((LiveColumn *) lfirst(cell))->type;
}

static LivePlans *
make_plans(Oid view, const Trigger *trigger)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "live roll-up", ALLOCSET_SMALL_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	LivePlans  *plans = palloc0(sizeof(LivePlans));

	plans->context = context;
	plans->definition = live_definition(view);
	set_types(plans);
	plan_by_index();
	if (trigger->tgnewtable != NULL)
		plans->rows[false] = keep_plan(plans, live_rows(plans->definition, quote_identifier(trigger->tgnewtable)), 0);
	if (trigger->tgoldtable != NULL)
		plans->rows[true] = keep_plan(plans, live_rows(plans->definition, quote_identifier(trigger->tgoldtable)), 0);
	plans->insert = keep_plan(plans, insert_statement(plans), plans->ntypes);
	MemoryContextSwitchTo(old_context);
	MemoryContextSetParent(context, CacheMemoryContext);
	return plans;
}

static LiveEntry *
entry_of(const Trigger *trigger)
{
	LiveEntry  *entry;
	bool		found;

	if (live_entries == NULL)
	{
		HASHCTL		control = {0};

		control.keysize = sizeof(Oid);
		control.entrysize = sizeof(LiveEntry);
		live_entries = hash_create("live roll-ups", 32, &control, HASH_ELEM | HASH_BLOBS);
	}
	entry = hash_search(live_entries, &trigger->tgoid, HASH_ENTER, &found);
	if (!found)
		entry->plans = NULL;
	return entry;
}

/* The plans of a trigger, unless something changed since they were made; a trigger below may still use old ones */
static LivePlans *
kept_plans(LiveEntry *entry)
{
	LivePlans  *plans = entry->plans;

	if (plans == NULL || are_valid(plans))
		return plans;
	entry->plans = NULL;
	if (plans->nusers == 0)
		drop_plans(plans);
	return NULL;
}

static SPIPlanPtr
merge_plan(LivePlans *plans, Bitmapset *nulls)
{
	MemoryContext old_context;
	LiveMerge  *merge;
	ListCell   *cell;

	foreach(cell, plans->merges)
		if (bms_equal(((LiveMerge *) lfirst(cell))->nulls, nulls))
			return ((LiveMerge *) lfirst(cell))->plan;
	plan_by_index();
	old_context = MemoryContextSwitchTo(plans->context);
	merge = palloc(sizeof(LiveMerge));
	merge->nulls = bms_copy(nulls);
	merge->plan = keep_plan(plans, merge_statement(plans, nulls), plans->ntypes);
	plans->merges = lappend(plans->merges, merge);
	MemoryContextSwitchTo(old_context);
	return merge->plan;
}

/* Rows into parts */

static uint64
execute(SPIPlanPtr plan, Datum *values, const char *nulls)
{
	int			result = SPI_execute_plan(plan, values, nulls, false, 0);

	if (result < 0)
		elog(ERROR, "SPI_execute_plan failed: %s", SPI_result_code_string(result));
	return SPI_processed;
}

/* Parameters, of which the first is whether the group's rows were taken; the numbers of keys that are NULL */
static Bitmapset *
read_group(const LivePlans *plans, HeapTuple group, TupleDesc descriptor, Datum *values, char *nulls)
{
	Bitmapset  *null_keys = NULL;

	for (int i = 1; i < plans->ntypes; i++)
	{
		bool		is_null;

		values[i] = SPI_getbinval(group, descriptor, i, &is_null);
		nulls[i] = is_null ? 'n' : ' ';
		if (is_null)
			null_keys = bms_add_member(null_keys, i + 1);
	}
	return null_keys;
}

static void
keep_group(LivePlans *plans, HeapTuple group, TupleDesc descriptor, bool taken)
{
	Datum	   *values = palloc(plans->ntypes * sizeof(Datum));
	char	   *nulls = palloc(plans->ntypes);
	Bitmapset  *null_keys = read_group(plans, group, descriptor, values, nulls);

	values[0] = BoolGetDatum(taken);
	nulls[0] = ' ';
	if (IsolationUsesXactSnapshot() || execute(merge_plan(plans, null_keys), values, nulls) == 0)
		execute(plans->insert, values, nulls);
	bms_free(null_keys);
	pfree(values);
	pfree(nulls);
}

static void
keep_rows(LivePlans *plans, bool taken, const Tuplestorestate *rows)
{
	Portal		portal;
	uint64		ngroups;

	if (rows == NULL || tuplestore_tuple_count((Tuplestorestate *) rows) == 0)
		return;
	portal = SPI_cursor_open(NULL, plans->rows[taken], NULL, NULL, false);
	do
	{
		SPITupleTable *groups;

		SPI_cursor_fetch(portal, true, BATCH);
		ngroups = SPI_processed;
		groups = SPI_tuptable;
		for (uint64 i = 0; i < ngroups; i++)
			keep_group(plans, groups->vals[i], groups->tupdesc, taken);
		SPI_freetuptable(groups);
	} while (ngroups == BATCH);
	SPI_cursor_close(portal);
}

/* Triggers */

/* Does another trigger of the table tell the same, and does it come first? */
static bool
comes_first(const Trigger *other, const Trigger *trigger, Oid view)
{
	return other->tgoid < trigger->tgoid && other->tgtype == trigger->tgtype &&
		other->tgfoid == trigger->tgfoid && other->tgenabled == trigger->tgenabled &&
		(other->tgnewtable != NULL) == (trigger->tgnewtable != NULL) &&
		(other->tgoldtable != NULL) == (trigger->tgoldtable != NULL) &&
		live_definition_of(other) == view;
}

/*
 * Whoever may create triggers on a table can tie one more to a roll-up, even
 * another's: it counts where the definition reads the table, and once
 */
static bool
is_counted(Relation table, const Trigger *trigger, Oid view)
{
	const TriggerDesc *triggers = table->trigdesc;

	for (int i = 0; i < triggers->numtriggers; i++)
		if (comes_first(&triggers->triggers[i], trigger, view))
			return false;
	return live_is_below(RelationGetRelid(table), live_source(view));
}

static void
require_event(const TriggerData *event)
{
	bool		is_truncate = TRIGGER_FIRED_BY_TRUNCATE(event->tg_event);

	if (!TRIGGER_FIRED_FOR_STATEMENT(event->tg_event) ||
		(is_truncate ? !TRIGGER_FIRED_BEFORE(event->tg_event) : !TRIGGER_FIRED_AFTER(event->tg_event)))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("trigger \"%s\" must be AFTER and FOR EACH STATEMENT, or BEFORE TRUNCATE", event->tg_trigger->tgname),
				 errhint("live_rollup() creates the triggers that it needs.")));
}

static void
write_rows(TriggerData *event)
{
	LiveEntry  *entry = entry_of(event->tg_trigger);
	LivePlans  *plans = kept_plans(entry);
	Oid			view = plans != NULL ? plans->definition->view : live_definition_of(event->tg_trigger);
	LiveScope	scope;

	if (plans == NULL && !is_counted(event->tg_relation, event->tg_trigger, view))
		return;
	scope = live_enter(plans != NULL ? plans->definition->owner : live_owner(view));
	if (SPI_connect() != SPI_OK_CONNECT || SPI_register_trigger_data(event) < 0)
		elog(ERROR, "SPI_connect failed");
	if (plans == NULL)
		plans = entry->plans = make_plans(view, event->tg_trigger);
	plans->nusers++;
	keep_rows(plans, true, event->tg_oldtable);
	keep_rows(plans, false, event->tg_newtable);
	plans->nusers--;
	SPI_finish();
	live_leave(scope);
}

/* What goes of a plain table is known without reading it */
static void
truncate_table(const TriggerData *event)
{
	Oid			table = RelationGetRelid(event->tg_relation);
	Oid			view = live_definition_of(event->tg_trigger);
	LiveScope	scope;
	LiveDefinition *definition;

	if (!is_counted(event->tg_relation, event->tg_trigger, view))
		return;
	scope = live_enter(live_owner(view));
	definition = live_definition(view);
	if (table != definition->source || has_subclass(table))
		live_count_table(definition, table, true);
	else
		live_run_latest(live_insert(definition, true,
									live_groups(definition, live_name(definition->parts))));
	live_leave(scope);
}

/*
 * What the triggers of a live roll-up call.  Writers need no right on the
 * roll-up: it is kept with the rights of its owner.
 */
PG_FUNCTION_INFO_V1(live_write);
Datum
live_write(PG_FUNCTION_ARGS)
{
	TriggerData *event = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("live_write() must be called as a trigger")));
	require_event(event);
	if (TRIGGER_FIRED_BY_TRUNCATE(event->tg_event))
		truncate_table(event);
	else
		write_rows(event);
	return PointerGetDatum(NULL);
}
