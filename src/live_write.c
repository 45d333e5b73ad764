/*
 * live_write.c
 *		The triggers that maintain live roll-ups: they put the values that a
 *		statement added to a table, and removed from it, into the parts of its
 *		groups.
 *
 * A statement's rows are added up once, by the definition's own expressions.
 * The sum for a group is merged into a part that no other transaction holds,
 * or becomes a new part if all are held.  So writers wait for nobody, and a
 * group has about as many parts as it had writers at once.  A transaction with
 * one snapshot for all its statements cannot change rows that others have
 * changed since, and only adds parts.  Values that were taken away are kept in
 * separate parts, because they may come from rows that are in another writer's
 * part; readers subtract them.
 *
 * Plans are kept in the session, one set for each trigger, until something
 * that they depend on changes: the table, the definition, the parts, or a
 * function.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

#include "live_follow.h"
#include "live_part.h"
#include "live_scope.h"
#include "live_statement.h"
#include "server.h"

/* Number of a statement's groups that are in memory at a time */
#define BATCH	1000

/* Up to this many rows, each row is merged alone: starting the executor would cost more */
#define FEW_ROWS	3

/* The expressions that compute the columns of the parts from each row, ready to run */
typedef struct LiveProgram
{
	SPIPlanPtr	source;			/* the plan that it is made from, to know when
								 * it is out of date */
	EState	   *estate;
	TupleDesc	row;
	ExprState  *condition;
	ExprState **values;
	bool		finds_no_names; /* no names in the search_path, in contrast to
								 * functions of procedural languages */
} LiveProgram;

typedef struct LivePlans
{
	MemoryContext context;
	LiveDefinition *definition;
	LiveProgram program;
	SPIPlanPtr	groups[2];		/* of added rows, and of removed rows */
	LiveMerger *merger;
	int			nusers;			/* nested triggers of this session that use it */
	bool		failed;			/* an error left it half-way, and it is not
								 * used again */
} LivePlans;

typedef struct LiveEntry
{
	Oid			trigger;
	LivePlans  *plans;
} LiveEntry;

static HTAB *live_entries = NULL;

/* Plans */

static SPIPlanPtr
keep_plan(const char *statement)
{
	MemoryContext context = CurrentMemoryContext;
	SPIPlanPtr	plan = SPI_prepare_cursor(statement, 0, NULL, CURSOR_OPT_GENERIC_PLAN);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	if (SPI_keepplan(plan) != 0)
		elog(ERROR, "SPI_keepplan failed");
	/* SPI leaves its memory context behind */
	MemoryContextSwitchTo(context);
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
	drop_plan(plans->program.source);
	drop_plan(plans->groups[false]);
	drop_plan(plans->groups[true]);
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
	return !plans->failed && is_valid(plans->program.source) && is_valid(plans->groups[false]) &&
		is_valid(plans->groups[true]);
}

static bool
may_find_names(Oid function, void *context)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	Oid			language = ((Form_pg_proc) GETSTRUCT(tuple))->prolang;

	ReleaseSysCache(tuple);
	return language != INTERNALlanguageId && language != ClanguageId;
}

/* Returns whether a node calls procedures, or has domains, whose constraints may call some */
static bool
has_procedures(Node *node, void *context)
{
	return node != NULL && (IsA(node, CoerceToDomain) ||
							check_functions_in_node(node, may_find_names, context) ||
							expression_tree_walker(node, WALKER(has_procedures), context));
}

static void
prepare_values(LiveProgram *program, List *targets)
{
	int			number = 0;
	ListCell   *cell;

	program->values = palloc(list_length(targets) * sizeof(ExprState *));
	foreach(cell, targets)
	{
		Expr	   *expression = lfirst_node(TargetEntry, cell)->expr;

		program->values[number++] = ExecPrepareExpr(expression, program->estate);
	}
}

/* Makes the expressions of a query over one row, which is only parsed */
static void
make_program(LivePlans *plans, Relation table, const char *rows)
{
	LiveProgram *program = &plans->program;
	CachedPlanSource *source;
	Query	   *query;
	List	   *conditions;

	program->source = keep_plan(live_row(plans->definition, rows));
	source = linitial(SPI_plan_get_plan_sources(program->source));
	query = copyObject(linitial_node(Query, source->query_list));
	program->finds_no_names = !has_procedures((Node *) query->targetList, NULL) &&
		!has_procedures(query->jointree->quals, NULL);
	program->row = CreateTupleDescCopy(RelationGetDescr(table));
	program->estate = CreateExecutorState();
	conditions = make_ands_implicit((Expr *) query->jointree->quals);
	program->condition = ExecPrepareQual(conditions, program->estate);
	prepare_values(program, query->targetList);
}

/* Parts are written without the executor, which would have checked this */
static void
require_own_parts(const LiveDefinition *definition)
{
	if (!owns_relation(definition->parts, definition->owner) ||
		get_rel_relkind(definition->parts) != RELKIND_RELATION)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("%s must be a table of \"%s\", which owns the definition %s of the live "
						"roll-up",
						live_name(definition->parts),
						GetUserNameFromId(definition->owner, false),
						live_name(definition->view)),
				 errhint("ALTER TABLE ... OWNER TO changes the owner.")));
}

/* Plans the query over the rows to which a trigger gives a name; none if there are no such rows */
static SPIPlanPtr
plan_groups(const LivePlans *plans, const char *rows)
{
	if (rows == NULL)
		return NULL;
	return keep_plan(live_rows(plans->definition, quote_identifier(rows)));
}

static void
fill_plans(LivePlans *plans, Oid view, Relation table, const Trigger *trigger)
{
	const char *rows = trigger->tgnewtable != NULL ? trigger->tgnewtable : trigger->tgoldtable;

	plans->definition = live_definition(view);
	require_own_parts(plans->definition);
	make_program(plans, table, quote_identifier(rows));
	plans->groups[false] = plan_groups(plans, trigger->tgnewtable);
	plans->groups[true] = plan_groups(plans, trigger->tgoldtable);
	plans->merger = live_merger(plans->definition);
	if (live_merger_runs_more(plans->merger))
		plans->program.finds_no_names = false;
}

/* Makes plans in memory that becomes permanent only when all of them are there */
static LivePlans *
make_plans(Oid view, Relation table, const Trigger *trigger)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "live roll-up",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	LivePlans  *plans = palloc0(sizeof(LivePlans));

	plans->context = context;
	fill_plans(plans, view, table, trigger);
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

/*
 * Returns the plans of a trigger, unless something changed since they were
 * made; an outer trigger may still use old ones
 */
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

/* Rows into parts */

/* Computes the columns of a row, if the row counts */
static bool
compute_row(const LiveProgram *program, TupleTableSlot *row, int nvalues, Datum *values,
			bool *nulls)
{
	ExprContext *context = GetPerTupleExprContext(program->estate);

	ResetExprContext(context);
	context->ecxt_scantuple = row;
	if (!ExecQual(program->condition, context))
		return false;
	for (int i = 0; i < nvalues; i++)
		values[i] = ExecEvalExprSwitchContext(program->values[i], context, &nulls[i]);
	return true;
}

static void
keep_each_row(const LivePlans *plans, LiveWriter *writer, bool taken, Tuplestorestate *rows)
{
	TupleTableSlot *row = MakeSingleTupleTableSlot(plans->program.row, &TTSOpsMinimalTuple);
	int			ncolumns = list_length(plans->definition->columns);
	Datum	   *columns = palloc(ncolumns * sizeof(Datum));
	bool	   *nulls = palloc(ncolumns * sizeof(bool));

	/* other triggers have read pointers too */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	while (tuplestore_gettupleslot(rows, true, false, row))
		if (compute_row(&plans->program, row, ncolumns, columns, nulls))
			live_put(writer, taken, columns, nulls);
	ExecDropSingleTupleTableSlot(row);
}

static void
keep_batch(const LivePlans *plans, LiveWriter *writer, bool taken, const SPITupleTable *groups,
		   uint64 ngroups)
{
	int			ncolumns = list_length(plans->definition->columns);
	Datum	   *columns = palloc(ncolumns * sizeof(Datum));
	bool	   *nulls = palloc(ncolumns * sizeof(bool));

	for (uint64 i = 0; i < ngroups; i++)
	{
		heap_deform_tuple(groups->vals[i], groups->tupdesc, columns, nulls);
		live_put(writer, taken, columns, nulls);
	}
}

static void
keep_groups(const LivePlans *plans, LiveWriter *writer, bool taken)
{
	Portal		portal = SPI_cursor_open(NULL, plans->groups[taken], NULL, NULL, false);
	uint64		ngroups;

	do
	{
		SPITupleTable *groups;

		SPI_cursor_fetch(portal, true, BATCH);
		ngroups = SPI_processed;
		groups = SPI_tuptable;
		keep_batch(plans, writer, taken, groups, ngroups);
		SPI_freetuptable(groups);
	} while (ngroups == BATCH);
	SPI_cursor_close(portal);
}

static int64
count_rows(Tuplestorestate *rows)
{
	return rows == NULL ? 0 : tuplestore_tuple_count(rows);
}

static void
keep_rows(const LivePlans *plans, LiveWriter *writer, bool taken, Tuplestorestate *rows, bool few)
{
	if (count_rows(rows) == 0)
		return;
	if (few)
		keep_each_row(plans, writer, taken, rows);
	else
		keep_groups(plans, writer, taken);
}

static void
keep_event(LivePlans *plans, const TriggerData *event, bool few)
{
	plans->nusers++;
	PG_TRY();
	{
		LiveWriter *writer = live_open(plans->merger);

		keep_rows(plans, writer, true, event->tg_oldtable, few);
		keep_rows(plans, writer, false, event->tg_newtable, few);
		live_close(writer);
	}
	PG_CATCH();
	{
		plans->nusers--;
		plans->failed = true;
		PG_RE_THROW();
	}
	PG_END_TRY();
	plans->nusers--;
}

/* Triggers */

/* Returns whether a trigger fires in this session */
static bool
fires(const Trigger *trigger)
{
	char		not_here = SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA ?
		TRIGGER_FIRES_ON_ORIGIN : TRIGGER_FIRES_ON_REPLICA;

	return trigger->tgenabled != TRIGGER_DISABLED && trigger->tgenabled != not_here;
}

/* Returns whether a trigger hands over all rows that its event changes */
static bool
is_complete(const Trigger *trigger)
{
	int16		type = trigger->tgtype;

	return TRIGGER_FOR_TRUNCATE(type) ||
		((trigger->tgnewtable != NULL || TRIGGER_FOR_DELETE(type)) &&
		 (trigger->tgoldtable != NULL || TRIGGER_FOR_INSERT(type)));
}

/* Returns whether another trigger of the table does the same, and comes first */
static bool
comes_first(const Trigger *other, const Trigger *trigger, Oid view)
{
	return other->tgoid < trigger->tgoid && other->tgtype == trigger->tgtype &&
		fires(other) && is_complete(other) && live_definition_of(other) == view;
}

/*
 * Whoever may create triggers on a table can tie one more to a roll-up, even
 * to another user's: it counts only if the definition reads the table, and
 * only once
 */
static bool
is_counted(Oid table, const Trigger *trigger, Oid view)
{
	ListCell   *cell;

	if (!is_complete(trigger))
		return false;
	foreach(cell, live_triggers(table, trigger->tgfoid))
	{
		if (comes_first(lfirst(cell), trigger, view))
			return false;
	}
	return live_is_below(table, live_source(view));
}

static void
require_event(const TriggerData *event)
{
	bool		is_in_time = TRIGGER_FIRED_BY_TRUNCATE(event->tg_event) ?
		TRIGGER_FIRED_BEFORE(event->tg_event) : TRIGGER_FIRED_AFTER(event->tg_event);

	if (!TRIGGER_FIRED_FOR_STATEMENT(event->tg_event) || !is_in_time)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("trigger \"%s\" must be AFTER and FOR EACH STATEMENT, or BEFORE TRUNCATE",
						event->tg_trigger->tgname),
				 errhint("live_rollup() creates the triggers that it needs.")));
}

/* Returns whether there are few rows, and no outer trigger uses the same program */
static bool
are_few(const LivePlans *plans, const TriggerData *event)
{
	return plans->nusers == 0 && count_rows(event->tg_oldtable) <= FEW_ROWS &&
		count_rows(event->tg_newtable) <= FEW_ROWS;
}

/* Lets statements see the rows of the event */
static void
connect_event(TriggerData *event)
{
	if (SPI_connect() != SPI_OK_CONNECT || SPI_register_trigger_data(event) < 0)
		elog(ERROR, "SPI_connect failed");
}

static LivePlans *
new_plans(TriggerData *event, Oid view)
{
	LiveScope	scope = live_enter(live_owner(view));
	LivePlans  *plans;

	connect_event(event);
	plans = make_plans(view, event->tg_relation, event->tg_trigger);
	SPI_finish();
	live_leave(scope);
	return plans;
}

/* Returns the plans for an event; NULL if it does not count */
static LivePlans *
plans_of(TriggerData *event)
{
	LiveEntry  *entry = entry_of(event->tg_trigger);
	LivePlans  *plans = kept_plans(entry);
	Oid			view;

	if (plans != NULL)
		return plans;
	view = live_definition_of(event->tg_trigger);
	if (!is_counted(RelationGetRelid(event->tg_relation), event->tg_trigger, view))
		return NULL;
	return entry->plans = new_plans(event, view);
}

static void
write_rows(TriggerData *event)
{
	LivePlans  *plans;
	LiveScope	scope;
	bool		few;

	if (count_rows(event->tg_oldtable) + count_rows(event->tg_newtable) == 0)
		return;
	plans = plans_of(event);
	if (plans == NULL)
		return;
	few = are_few(plans, event);
	if (few && plans->program.finds_no_names)
		scope = live_enter_as(plans->definition->owner);
	else
		scope = live_enter(plans->definition->owner);
	if (!few)
	{
		live_avoid_sorts();
		connect_event(event);
	}
	keep_event(plans, event, few);
	if (!few)
		SPI_finish();
	live_leave(scope);
}

/* The rows that a TRUNCATE removes from a plain table are known without reading it */
static void
truncate_table(const TriggerData *event)
{
	Oid			table = RelationGetRelid(event->tg_relation);
	Oid			view = live_definition_of(event->tg_trigger);
	LiveScope	scope;
	LiveDefinition *definition;

	if (!is_counted(table, event->tg_trigger, view))
		return;
	scope = live_enter(live_owner(view));
	definition = live_definition(view);
	if (table != definition->source || has_subclass(table))
		live_count_table(definition, table, true);
	else
		live_run_latest(live_insert(definition, true, "false",
									live_groups(definition, live_name(definition->parts))));
	live_leave(scope);
}

/*
 * The function of the triggers of a live roll-up.  Writers need no rights on
 * the roll-up: it is maintained with the rights of its owner.
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
