/*
 * live_tree.c
 *		Live roll-ups of trees of tables, when partitions are added or removed.
 *
 * Statement triggers are not inherited: each partition has its triggers, for
 * writers who name the partition.  An event trigger notices commands that
 * change trees.  A new table is followed and its rows are added; a table that
 * leaves is no longer followed and its rows are subtracted.  All this happens
 * in the same transaction, so no reader sees a tree that the roll-up does not
 * know.
 *
 * The rows of a table to be dropped have to be read before the command.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_inherits.h"
#include "commands/event_trigger.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"

#include "live_follow.h"
#include "live_scope.h"
#include "server.h"

#if PG_VERSION_NUM >= 140000
#define partition_parent(table)	get_partition_parent(table, false)
#else
#define partition_parent(table)	get_partition_parent(table)
#endif

/* The definitions that the triggers of a table serve */

static List *
definitions_on(Oid table, Oid function)
{
	List	   *definitions = NIL;
	ListCell   *cell;

	foreach(cell, live_triggers(table, function))
	{
		definitions = list_append_unique_oid(definitions, live_definition_of(lfirst(cell)));
	}
	return definitions;
}

/* The definitions that read a table, and the tables below it through that table */
static List *
definitions_through(Oid table, Oid function)
{
	List	   *definitions = NIL;
	ListCell   *cell;

	foreach(cell, definitions_on(table, function))
	{
		if (live_is_below(table, live_source(lfirst_oid(cell))))
			definitions = lappend_oid(definitions, lfirst_oid(cell));
	}
	return definitions;
}

/* The definitions of all tables above one */
static List *
definitions_above(Oid table, Oid function)
{
	List	   *definitions = NIL;
	ListCell   *cell;

	foreach(cell, live_parents(table))
	{
		definitions = list_concat_unique_oid(definitions,
											 definitions_through(lfirst_oid(cell), function));
		definitions = list_concat_unique_oid(definitions,
											 definitions_above(lfirst_oid(cell), function));
	}
	return definitions;
}

/* Counts the rows of one table, with the rights of the roll-up's owner */
static void
count_table(Oid view, Oid table, bool taken)
{
	LiveScope	scope = live_enter(live_owner(view));

	live_count_table(live_definition(view), table, taken);
	live_leave(scope);
}

/* Triggers belong to the table: the user who changes the table creates and drops them */
static void
follow(Oid view, Oid table, Oid function)
{
	LiveScope	scope = live_enter(GetUserId());

	live_follow(live_definition(view), table, function);
	live_leave(scope);
	count_table(view, table, false);
}

static void
unfollow(Oid view, Oid table, Oid function)
{
	LiveScope	scope = live_enter(GetUserId());

	live_unfollow(view, table, function);
	live_leave(scope);
	count_table(view, table, true);
}

/* After a command, makes each table followed by the roll-ups that read it, and by no others */

static void
follow_new(Oid table, Oid function)
{
	List	   *wanted = definitions_above(table, function);
	ListCell   *cell;

	foreach(cell, list_difference_oid(wanted, definitions_on(table, function)))
	{
		follow(lfirst_oid(cell), table, function);
	}
	foreach(cell, definitions_on(table, function))
	{
		if (live_source(lfirst_oid(cell)) == table)
			live_require_top(table);
	}
}

/* Stops the roll-ups that read a table through its former parent */
static void
unfollow_gone(Oid table, Oid parent, Oid function)
{
	ListCell   *cell;

	foreach(cell, definitions_on(table, function))
	{
		Oid			source = live_source(lfirst_oid(cell));

		if (live_is_below(parent, source) && !live_is_below(table, source))
			unfollow(lfirst_oid(cell), table, function);
	}
}

/* Returns the relation if it exists; the command that names it has locked it, or will */
static Oid
relation_named(const RangeVar *name)
{
	return RangeVarGetRelid(name, NoLock, true);
}

/* Updates the tables of a tree after one was added below a table, or removed from below it */
static void
settle(const RangeVar *name, const RangeVar *gone_from, Oid function)
{
	Oid			root = relation_named(name);
	Oid			parent = gone_from == NULL ? InvalidOid : relation_named(gone_from);
	ListCell   *cell;

	if (!OidIsValid(root))
		return;
	foreach(cell, find_all_inheritors(root, NoLock, NULL))
	{
		if (gone_from == NULL)
			follow_new(lfirst_oid(cell), function);
		else if (OidIsValid(parent))
			unfollow_gone(lfirst_oid(cell), parent, function);
	}
}

/* Updates the tables that an ALTER TABLE added below a table, or removed from below it */
static void
settle_altered(const AlterTableStmt *statement, Oid function)
{
	ListCell   *cell;

	foreach(cell, statement->cmds)
	{
		AlterTableCmd *command = lfirst_node(AlterTableCmd, cell);

		if (command->subtype == AT_AttachPartition)
			settle(((PartitionCmd *) command->def)->name, NULL, function);
		else if (command->subtype == AT_DetachPartition)
			settle(((PartitionCmd *) command->def)->name, statement->relation, function);
		else if (command->subtype == AT_AddInherit)
			settle(statement->relation, NULL, function);
		else if (command->subtype == AT_DropInherit)
			settle(statement->relation, (RangeVar *) command->def, function);
	}
}

static void
after_command(Node *statement, Oid function)
{
	ListCell   *cell;

	if (IsA(statement, AlterTableStmt))
		settle_altered((AlterTableStmt *) statement, function);
	else if (IsA(statement, CreateStmt) || IsA(statement, CreateForeignTableStmt))
	{
		if (((CreateStmt *) statement)->inhRelations != NIL)
			settle(((CreateStmt *) statement)->relation, NULL, function);
	}
	else if (IsA(statement, CreateSchemaStmt))
	{
		foreach(cell, ((CreateSchemaStmt *) statement)->schemaElts)
			after_command(lfirst(cell), function);
	}
}

/* Before a command, rows that it drops are read while that is possible */

/* Returns whether the user may drop a table; otherwise the command itself raises the error */
static bool
may_drop(Oid table)
{
	return owns_relation(table, GetUserId()) || owns_schema(get_rel_namespace(table), GetUserId());
}

/* Returns the tables of the trees to be dropped */
static List *
tables_below(List *roots, bool lock)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, roots)
	{
		Oid			root = lfirst_oid(cell);

		tables = list_concat_unique_oid(tables,
										lock ? live_lock_tree(root, AccessExclusiveLock) :
										find_all_inheritors(root, NoLock, NULL));
	}
	return tables;
}

/* Locks as DROP does, the parent first, so that sessions cannot deadlock */
static void
lock_parents(List *roots)
{
	ListCell   *cell;

	foreach(cell, roots)
	{
		if (get_rel_relispartition(lfirst_oid(cell)))
			LockRelationOid(partition_parent(lfirst_oid(cell)), AccessExclusiveLock);
	}
}

/* Returns the roll-ups that follow one of the tables, and of which no relation is among them */
static List *
definitions_beyond(Oid table, List *tables, Oid function)
{
	List	   *definitions = NIL;
	ListCell   *cell;

	foreach(cell, definitions_through(table, function))
	{
		Oid			view = lfirst_oid(cell);

		if (!list_member_oid(tables, live_source(view)) &&
			!list_member_oid(tables, live_parts(view)))
			definitions = lappend_oid(definitions, view);
	}
	return definitions;
}

static bool
is_any_followed(List *tables, Oid function)
{
	ListCell   *cell;

	foreach(cell, tables)
	{
		if (definitions_beyond(lfirst_oid(cell), tables, function) != NIL)
			return true;
	}
	return false;
}

/*
 * Subtracts their rows; locks only if a roll-up follows them, so other
 * commands do not wait here
 */
static void
take_away(List *roots, Oid function)
{
	List	   *tables = tables_below(roots, false);
	ListCell   *cell;
	ListCell   *view;

	if (!is_any_followed(tables, function))
		return;
	lock_parents(roots);
	tables = tables_below(roots, true);
	foreach(cell, tables)
	{
		foreach(view, definitions_beyond(lfirst_oid(cell), tables, function))
			count_table(lfirst_oid(view), lfirst_oid(cell), true);
	}
}

static List *
named_tables(const DropStmt *statement)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, statement->objects)
	{
		Oid			table = relation_named(makeRangeVarFromNameList(lfirst(cell)));

		if (OidIsValid(table) && may_drop(table))
			tables = list_append_unique_oid(tables, table);
	}
	return tables;
}

/* Returns the tables for which a column of the catalog has a value */
static List *
tables_with(const char *column, Oid value)
{
	MemoryContext context = CurrentMemoryContext;
	MemoryContext query_context;
	List	   *tables = NIL;
	uint64		ntables;

	SPI_connect();
	ntables = live_select(psprintf("SELECT c.oid FROM pg_catalog.pg_class AS c"
								   " WHERE c.%s OPERATOR(pg_catalog.=) %u"
								   " AND c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p}')",
								   column, value), true);
	query_context = MemoryContextSwitchTo(context);
	for (uint64 i = 0; i < ntables; i++)
		if (may_drop(DatumGetObjectId(live_value(i))))
			tables = lappend_oid(tables, DatumGetObjectId(live_value(i)));
	MemoryContextSwitchTo(query_context);
	SPI_finish();
	return tables;
}

static List *
tables_in_schemas(const DropStmt *statement)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, statement->objects)
	{
		Oid			schema = get_namespace_oid(strVal(lfirst(cell)), true);

		if (OidIsValid(schema))
			tables = list_concat(tables, tables_with("relnamespace", schema));
	}
	return tables;
}

static List *
tables_of_roles(const DropOwnedStmt *statement)
{
	List	   *tables = NIL;
	ListCell   *cell;

	foreach(cell, statement->roles)
	{
		Oid			role = get_rolespec_oid(lfirst(cell), false);

		tables = list_concat(tables, tables_with("relowner", role));
	}
	return tables;
}

#if PG_VERSION_NUM >= 140000
#define is_concurrent(detach)	((detach)->concurrent)
#else
#define is_concurrent(detach)	false
#endif

/* Detaching concurrently uses two transactions, but a partition's rows must go in one */
static void
refuse_concurrent_detach(Oid partition, Oid function)
{
	if (OidIsValid(partition) &&
		is_any_followed(tables_below(list_make1_oid(partition), false), function))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("partition %s must not be detached concurrently, "
						"because a live roll-up counts it", live_name(partition)),
				 errhint("Detach it without CONCURRENTLY.")));
}

static void
before_altering(const AlterTableStmt *statement, Oid function)
{
	ListCell   *cell;

	foreach(cell, statement->cmds)
	{
		AlterTableCmd *command = lfirst_node(AlterTableCmd, cell);
		PartitionCmd *detach = (PartitionCmd *) command->def;

		if (command->subtype == AT_DetachPartition && is_concurrent(detach))
			refuse_concurrent_detach(relation_named(detach->name), function);
	}
}

static void
before_dropping(const DropStmt *statement, Oid function)
{
	if (statement->removeType == OBJECT_TABLE)
		take_away(named_tables(statement), function);
	else if (statement->removeType == OBJECT_SCHEMA)
		take_away(tables_in_schemas(statement), function);
}

static void
before_command(Node *statement, Oid function)
{
	if (IsA(statement, DropStmt))
		before_dropping((DropStmt *) statement, function);
	else if (IsA(statement, DropOwnedStmt))
		take_away(tables_of_roles((DropOwnedStmt *) statement), function);
	else if (IsA(statement, AlterTableStmt))
		before_altering((AlterTableStmt *) statement, function);
}

PG_FUNCTION_INFO_V1(live_tree);
Datum
live_tree(PG_FUNCTION_ARGS)
{
	EventTriggerData *event = (EventTriggerData *) fcinfo->context;
	Oid			function;

	if (!CALLED_AS_EVENT_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("live_tree() must be called as an event trigger")));
	function = live_trigger_function(fcinfo->flinfo->fn_oid);
	if (strcmp(event->event, "ddl_command_start") == 0)
		before_command(event->parsetree, function);
	else
		after_command(event->parsetree, function);
	PG_RETURN_NULL();
}
