/*
 * live_follow.c
 *		The tables that a live roll-up follows, its triggers on them, and the
 *		values of their rows.
 *
 * A definition names one table, which may have others below it: partitions, or
 * tables that inherit from it.  Statement triggers only fire for the table
 * that the statement names, so every table has the same triggers.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "commands/defrem.h"
#include "commands/trigger.h"
#include "parser/parse_func.h"
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "live_follow.h"
#include "live_scope.h"
#include "live_statement.h"

/* Trees of tables */

/* Returns the tables that a table is a partition of, or inherits from */
List *
live_parents(Oid table)
{
	Relation	inherits = table_open(InheritsRelationId, AccessShareLock);
	List	   *parents = NIL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_inherits_inhrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(table));
	scan = systable_beginscan(inherits, InheritsRelidSeqnoIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		parents = lappend_oid(parents, ((Form_pg_inherits) GETSTRUCT(tuple))->inhparent);
	systable_endscan(scan);
	table_close(inherits, AccessShareLock);
	return parents;
}

/* Returns a table and all below it, in the order in which everybody locks them */
List *
live_lock_tree(Oid table, LOCKMODE lock)
{
	LockRelationOid(table, lock);
	return find_all_inheritors(table, lock, NULL);
}

/* Returns whether a table is the one that a definition names, or below it at any depth */
bool
live_is_below(Oid table, Oid source)
{
	ListCell   *cell;

	if (table == source)
		return true;
	foreach(cell, live_parents(table))
	{
		if (live_is_below(lfirst_oid(cell), source))
			return true;
	}
	return false;
}

/* A statement that names a table above another only fires the triggers of that table */
void
live_require_top(Oid source)
{
	List	   *parents = live_parents(source);

	if (parents != NIL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a live roll-up must not follow %s alone, which is below %s",
						live_name(source), live_name(linitial_oid(parents))),
				 errhint("Make a roll-up of the table above, and select the partition in "
						 "WHERE.")));
}

/* Triggers */

/* Returns the function that triggers call, from another function of this extension */
Oid
live_trigger_function(Oid function)
{
	char	   *schema = get_namespace_name(get_func_namespace(function));

	return LookupFuncName(list_make2(makeString(schema), makeString("live_write")), 0, NULL,
						  false);
}

/*
 * Copies the triggers of a table that call a function: the server frees its
 * list when it learns of a change, which may happen whenever a table is opened
 */
List *
live_triggers(Oid table, Oid function)
{
	Relation	relation = try_relation_open(table, AccessShareLock);
	List	   *found = NIL;
	TriggerDesc *triggers;

	if (relation == NULL)
		return NIL;
	triggers = CopyTriggerDesc(relation->trigdesc);
	relation_close(relation, AccessShareLock);
	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
		if (triggers->triggers[i].tgfoid == function)
			found = lappend(found, &triggers->triggers[i]);
	return found;
}

/* Returns the definition of a trigger, to which its condition ties it */
Oid
live_definition_of(const Trigger *trigger)
{
	Oid			view = InvalidOid;

	if (trigger->tgqual != NULL)
		view = live_tie(stringToNode(trigger->tgqual));
	if (!OidIsValid(view) || !OidIsValid(live_parts(view)))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("trigger \"%s\" has no definition of a live roll-up in its condition",
						trigger->tgname),
				 errhint("live_rollup() creates the triggers that it needs.")));
	return view;
}

static void
require_local(const LiveDefinition *definition, Oid table)
{
	if (get_rel_relkind(table) == RELKIND_FOREIGN_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the foreign table %s must not be part of %s, "
						"which the live roll-up %s follows",
						live_name(table), live_name(definition->source),
						live_name(definition->view)),
				 errhint("A foreign table does not report changes.")));
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
	char	   *view = get_rel_name(definition->view);

	require_local(definition, table);
	for (int i = 0; i < (int) lengthof(events); i++)
		live_run(psprintf("CREATE TRIGGER %s %s ON %s %s FOR EACH STATEMENT"
						  " WHEN (%s) EXECUTE FUNCTION %s()",
						  quote_identifier(makeObjectName(view, NULL, events[i].event)),
						  events[i].timing, live_name(table), events[i].rows,
						  live_tie_to(definition->view), live_function_name(function)));
}

/* Drops the triggers of a roll-up from a table that it does not read any more */
void
live_unfollow(Oid view, Oid table, Oid function)
{
	ListCell   *cell;

	foreach(cell, live_triggers(table, function))
	{
		Trigger    *trigger = lfirst(cell);

		if (live_definition_of(trigger) == view)
			live_run(psprintf("DROP TRIGGER %s ON %s", quote_identifier(trigger->tgname),
							  live_name(table)));
	}
}

/* Rows of the tables */

/* Adds or subtracts the rows of a source; returns the number of groups */
static uint64
count(const LiveDefinition *definition, const char *source, bool taken, const char *settled)
{
	return live_run_latest(live_insert(definition, taken, settled, live_rows(definition, source)));
}

/* Counts all rows, when there are no parts and nobody writes */
uint64
live_count_all(const LiveDefinition *definition)
{
	return count(definition, live_name(definition->source), false, live_may_settle(definition));
}

static bool
is_empty(Oid table)
{
	Relation	relation = table_open(table, AccessShareLock);
	bool		empty = !RELKIND_HAS_STORAGE(relation->rd_rel->relkind) ||
		RelationGetNumberOfBlocks(relation) == 0;

	table_close(relation, AccessShareLock);
	return empty;
}

/* Adds or subtracts all rows of one table */
void
live_count_table(const LiveDefinition *definition, Oid table, bool taken)
{
	if (is_empty(table))
		return;
	live_see_all_rows();
	count(definition, psprintf("ONLY %s", live_name(table)), taken, "false");
}
