/*
 * live_statement.c
 *		The SQL that follows from the definition of a live roll-up.
 *
 * The SQL only needs pg_catalog as its search_path: names of the user's
 * objects have their schemas, and so have the operators and aggregates of this
 * extension.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "live_statement.h"

/* Lists */

const char *
live_list(const List *elements, const char *separator, LivePrinter print, const char *text)
{
	StringInfoData list;
	int			number = 0;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, elements)
	{
		const char *item = print(lfirst(cell), ++number, text);

		if (item != NULL)
			appendStringInfo(&list, "%s%s", list.len > 0 ? separator : "", item);
	}
	return list.data;
}

/* Prints a clause such as GROUP BY before its list; nothing if the list is empty */
const char *
live_clause(const char *clause, const char *rest)
{
	return rest == NULL || *rest == '\0' ? "" : psprintf("%s %s", clause, rest);
}

/* Contents of columns */

static Oid
our_schema(void)
{
	Oid			extension = get_extension_oid("kpi", false);
	Relation	extensions = table_open(ExtensionRelationId, AccessShareLock);
	HeapTuple	tuple = get_catalog_object_by_oid(extensions, Anum_pg_extension_oid, extension);

	table_close(extensions, AccessShareLock);
	return ((Form_pg_extension) GETSTRUCT(tuple))->extnamespace;
}

static Oid
type_schema(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	Oid			schema = ((Form_pg_type) GETSTRUCT(tuple))->typnamespace;

	ReleaseSysCache(tuple);
	return schema;
}

/* Returns the schema of a column's operators, unquoted */
const char *
live_schema(const LiveColumn *column)
{
	if (column->kind != LIVE_SUMMARY)
		return "pg_catalog";
	return get_namespace_name(type_schema(column->type));
}

const char *
live_operator(const LiveColumn *column, const char *operator)
{
	return psprintf("OPERATOR(%s.%s)", quote_identifier(live_schema(column)), operator);
}

/* Returns whether it is a summary that grows with its number of rows */
bool
live_grows(const LiveColumn *column)
{
	return column->kind == LIVE_SUMMARY && get_typlen(column->type) < 0;
}

/* Prints the sum of a column over the parts of a group for which a condition holds */
const char *
live_sum(const LiveColumn *column, const char *name, const char *condition)
{
	if (column->kind == LIVE_SUMMARY)
		return psprintf("%s.rollup(%s) FILTER (WHERE %s)", quote_identifier(live_schema(column)),
						name, condition);
	return psprintf("COALESCE(sum(%s) FILTER (WHERE %s), 0)::%s", name, condition,
					column->declaration);
}

/* Prints what was added minus what was taken away */
static const char *
total(const LiveColumn *column)
{
	const char *signed_number;

	if (column->kind == LIVE_SUMMARY)
		return psprintf("%s %s %s", live_sum(column, column->name, "NOT taken"),
						live_operator(column, "-"), live_sum(column, column->name, "taken"));
	signed_number = psprintf("CASE WHEN taken THEN - %s ELSE %s END", column->name, column->name);
	if (column->type == INT8OID)
		return psprintf("%s.live_sum(%s)", quote_identifier(get_namespace_name(our_schema())),
						signed_number);
	return psprintf("COALESCE(sum(%s), 0)", signed_number);
}

/* Lists of the columns of the parts */

static const char *
print_name(const void *column, int number, const char *text)
{
	return ((const LiveColumn *) column)->name;
}

static const char *
print_row(const void *column, int number, const char *text)
{
	return ((const LiveColumn *) column)->row;
}

static const char *
print_expression(const void *column, int number, const char *text)
{
	return ((const LiveColumn *) column)->expression;
}

static const char *
print_total(const void *element, int number, const char *text)
{
	const LiveColumn *column = element;

	if (column->kind == LIVE_KEY)
		return column->name;
	return psprintf("%s AS %s", total(column), column->name);
}

/* Prints that two rows of parts, s and u, have one key, by the operator that groups by it */
static const char *
print_same(const void *element, int number, const char *text)
{
	const LiveColumn *key = element;
	Oid			equal = lookup_type_cache(key->type, TYPECACHE_EQ_OPR)->eq_opr;
	StringInfoData same;

	if (key->kind != LIVE_KEY)
		return NULL;
	initStringInfo(&same);
	generate_operator_clause(&same, psprintf("s.%s", key->name), key->type, equal,
							 psprintf("u.%s", key->name), key->type);
	return same.data;
}

/* Prints the number of a key, with a text before it */
static const char *
print_key_number(const void *column, int number, const char *text)
{
	return ((const LiveColumn *) column)->kind == LIVE_KEY ? psprintf("%s%d", text, number) : NULL;
}

const char *
live_names(const LiveDefinition *definition)
{
	return live_list(definition->columns, ", ", print_name, NULL);
}

/* Readers mostly ask for a span of time: so times come first in the index */
static List *
keys_of_index(const LiveDefinition *definition)
{
	List	   *times = NIL;
	List	   *others = NIL;

	for (int i = 0; i < definition->nkeys; i++)
	{
		LiveColumn *key = list_nth(definition->columns, i);

		if (key->type == TIMESTAMPOID || key->type == TIMESTAMPTZOID || key->type == DATEOID)
			times = lappend(times, key);
		else
			others = lappend(others, key);
	}
	return list_concat(times, others);
}

const char *
live_keys(const LiveDefinition *definition)
{
	return live_list(keys_of_index(definition), ", ", print_name, NULL);
}

/* Prints a clause that lists the keys, such as GROUP BY; nothing if there are none */
const char *
live_by_keys(const LiveDefinition *definition, const char *clause)
{
	return live_clause(clause, live_keys(definition));
}

/* Does the same with the numbers of the keys, each with a text before it */
const char *
live_by_numbers(const LiveDefinition *definition, const char *before)
{
	const char *numbers = live_list(definition->columns, ", ", print_key_number, before);

	return live_clause(" GROUP BY", numbers);
}

/* Queries and statements */

/* Ties the query to the source, so that its plan is valid as long as that does not change */
static const char *
select_from(const LiveDefinition *definition, LivePrinter print, const char *source)
{
	return psprintf("SELECT %s FROM %s AS %s WHERE %s AND %s%s",
					live_list(definition->columns, ", ", print, NULL), source,
					quote_identifier(definition->alias), live_tie_to(definition->view),
					live_tie_to(definition->parts),
					definition->condition == NULL ? "" :
					psprintf(" AND (%s)", definition->condition));
}

/* The query that computes the columns of the parts from each row of a source */
const char *
live_row(const LiveDefinition *definition, const char *source)
{
	return select_from(definition, print_row, source);
}

/* The query that computes the columns of the parts from all rows of a source */
const char *
live_rows(const LiveDefinition *definition, const char *source)
{
	return psprintf("%s%s HAVING count(*) > 0",
					select_from(definition, print_expression, source),
					live_by_numbers(definition, ""));
}

static const char *
totals(const LiveDefinition *definition, const char *parts)
{
	return psprintf("SELECT %s FROM %s%s",
					live_list(definition->columns, ", ", print_total, NULL), parts,
					live_by_keys(definition, " GROUP BY"));
}

/* The query that sums parts, for each group that still has rows */
const char *
live_groups(const LiveDefinition *definition, const char *parts)
{
	const LiveColumn *rows = list_nth(definition->columns, definition->nkeys);

	return psprintf("%s HAVING %s <> 0", totals(definition, parts), total(rows));
}

/*
 * A settled part is all of its group, unless the group has others that are not
 * settled.  Readers compare keys to find these, so no key is NULL.
 */
const char *
live_may_settle(const LiveDefinition *definition)
{
	return definition->nkeys == 0 ? "false" :
		psprintf("ROW(%s) IS NOT NULL", live_keys(definition));
}

static const char *
settled_parts(const LiveDefinition *definition, const char *columns, const char *condition)
{
	const char *parts = live_name(definition->parts);

	return psprintf("SELECT %s FROM %s AS s WHERE s.settled AND %s"
					" (SELECT FROM %s AS u WHERE NOT u.settled AND %s)",
					columns, parts, condition, parts,
					live_list(definition->columns, " AND ", print_same, NULL));
}

/* All parts of groups that have more than a settled part */
const char *
live_unsettled(const LiveDefinition *definition)
{
	const char *unsettled = psprintf("SELECT * FROM %s WHERE NOT settled",
									 live_name(definition->parts));

	if (definition->nkeys == 0)
		return psprintf("(%s) AS p", unsettled);
	return psprintf("(%s UNION ALL %s) AS p", unsettled, settled_parts(definition, "*", "EXISTS"));
}

/*
 * What a reader sees: settled parts as they are, and the sums of the other
 * groups.  Without keys there is one row, even if no rows are counted.
 */
const char *
live_totals(const LiveDefinition *definition)
{
	if (definition->nkeys == 0)
		return totals(definition, live_name(definition->parts));
	return psprintf("%s UNION ALL %s",
					settled_parts(definition, live_names(definition), "NOT EXISTS"),
					live_groups(definition, live_unsettled(definition)));
}

/* The beginning of a statement that inserts parts: the flags of a part come first */
const char *
live_into(const LiveDefinition *definition)
{
	return psprintf("INSERT INTO %s (taken, settled, %s)", live_name(definition->parts),
					live_names(definition));
}

/*
 * The statement that inserts parts from the rows of such a query, settled if a
 * condition holds, in an order in which readers find spans together
 */
const char *
live_insert(const LiveDefinition *definition, bool taken, const char *settled, const char *query)
{
	return psprintf("%s SELECT %s, %s, q.* FROM (%s) AS q(%s)%s", live_into(definition),
					taken ? "true" : "false", settled, query, live_names(definition),
					live_by_keys(definition, " ORDER BY"));
}
