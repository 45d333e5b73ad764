/*
 * live_definition.c
 *		The definition of a live roll-up, read from the view that stores it,
 *		and the queries that are allowed.
 *
 * A roll-up adds up: it adds the values of new rows to those stored for their
 * group, and subtracts the values of rows that go.  So a definition counts,
 * sums, and builds summaries of the rows of one table, by expressions that
 * always return the same for a row.  All other queries are rejected here.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/nbtree.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "commands/extension.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteHandler.h"
#include "rewrite/rewriteManip.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"
#include "utils/syscache.h"

#include "live_definition.h"
#include "live_statement.h"
#include "server.h"

/* State while a definition is read */
typedef struct LiveReader
{
	LiveDefinition *definition;
	Query	   *query;
	List	   *names;			/* of a row's columns, for printing */
	TupleDesc	parts;			/* NULL before they are created */
} LiveReader;

/* A clause that a definition must not have, and what to do instead */
typedef struct Refusal
{
	bool		applies;
	const char *what;
	const char *instead;
} Refusal;

/* The first part of an expression whose value can change */
typedef struct Unlasting
{
	Oid			source;
	Oid			function;
	bool		takes_instant;
	const char *what;
} Unlasting;

static void
refuse(const char *what, const char *instead)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("the query of a live roll-up must not have %s", what),
			 errhint("%s", instead)));
}

const char *
live_name(Oid relation)
{
	char	   *name = get_rel_name(relation);

	if (name == NULL)
		elog(ERROR, "cache lookup failed for relation %u", relation);
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relation)), name);
}

const char *
live_function_name(Oid function)
{
	return quote_qualified_identifier(get_namespace_name(get_func_namespace(function)),
									  get_func_name(function));
}

/* The form of the query */

static void
check_form(const Query *query)
{
	Refusal		refusals[] = {
		{query->cteList != NIL, "WITH", "Name the table in FROM."},
		{query->setOperations != NULL, "UNION, INTERSECT or EXCEPT",
		"Make a roll-up for each query, and join them when you read them."},
		{query->distinctClause != NIL, "DISTINCT", "GROUP BY gives one row for each group."},
		{query->groupingSets != NIL, "GROUPING SETS, ROLLUP or CUBE",
		"Group by the finest keys, and compute totals with rollup() when you read the roll-up."},
		{query->hasWindowFuncs, "window functions",
		"Call them over the roll-up when you read it."},
		{query->havingQual != NULL, "HAVING", "Filter groups when you read the roll-up."},
		{query->sortClause != NIL, "ORDER BY", "Sort when you read the roll-up."},
		{query->limitCount != NULL || query->limitOffset != NULL, "LIMIT or OFFSET",
		"Limit when you read the roll-up."},
		{query->rowMarks != NIL, "FOR UPDATE or FOR SHARE",
		"Leave it out: the roll-up locks what it needs."},
		{query->hasTargetSRFs, "functions that return sets",
		"Call them over the roll-up when you read it."},
		{query->targetList == NIL, "an empty SELECT list", "Select keys and aggregates."},
		{query->hasSubLinks, "subqueries", "Join other tables when you read the roll-up."},
	};

	for (int i = 0; i < (int) lengthof(refusals); i++)
		if (refusals[i].applies)
			refuse(refusals[i].what, refusals[i].instead);
}

/* Returns the number of the one table among those that the query names */
static int
only_table(const Query *query)
{
	List	   *from = query->jointree->fromlist;

	if (list_length(from) != 1 || !IsA(linitial(from), RangeTblRef))
		refuse(from == NIL ? "an empty FROM" : "several tables",
			   "Name one table in FROM; join tables of names when you read the roll-up.");
	return linitial_node(RangeTblRef, from)->rtindex;
}

static Oid
source_of(const RangeTblEntry *entry)
{
	char		kind = entry->rtekind == RTE_RELATION ? entry->relkind : '\0';

	if (kind != RELKIND_RELATION && kind != RELKIND_PARTITIONED_TABLE)
		refuse("anything but a table in FROM",
			   "Name a table, plain or partitioned; "
			   "views and foreign tables do not report changes.");
	if (entry->tablesample != NULL)
		refuse("TABLESAMPLE", "Sample when you read the roll-up.");
	if (!entry->inh)
		refuse("ONLY", "Name the table without ONLY: "
			   "the roll-up includes the rows of the tables below it.");
	if (get_rel_persistence(entry->relid) == RELPERSISTENCE_TEMP)
		refuse("a temporary table", "Other sessions do not see it; query it directly.");
	return entry->relid;
}

/* Expressions whose values do not change */

static bool
is_unlasting(Oid function, void *context)
{
	Unlasting  *found = context;

	if (func_volatile(function) == PROVOLATILE_IMMUTABLE)
		return false;
	found->function = function;
	return true;
}

/* Describes the function that was found, by name, and whether it takes an instant */
static void
describe_function(Unlasting *found)
{
	Oid		   *types;
	int			ntypes;

	get_func_signature(found->function, &types, &ntypes);
	for (int i = 0; i < ntypes; i++)
		found->takes_instant |= types[i] == TIMESTAMPTZOID;
	found->what = format_procedure(found->function);
}

/* Requires a column that a row has when a statement hands it over */
static void
require_kept_column(Oid source, AttrNumber column)
{
	if (column <= 0)
		refuse("system columns or whole rows", "Name the columns that count.");
	/* 'v' is a generated column of PostgreSQL 18 that no row stores */
	if (get_attgenerated(source, column) == 'v')
		refuse("virtual generated columns", "Write their expression, or make them STORED.");
}

static bool
find_unlasting(Node *node, Unlasting *found)
{
	if (node == NULL)
		return false;
	if (IsA(node, Var))
		require_kept_column(found->source, ((Var *) node)->varattno);
	if (check_functions_in_node(node, is_unlasting, found))
		describe_function(found);
	else if (IsA(node, NextValueExpr))
		found->what = "nextval";
	else if (IsA(node, SQLValueFunction))
		found->what = "the current time or user";
	else
		return expression_tree_walker(node, WALKER(find_unlasting), found);
	return true;
}

/*
 * Requires a lasting expression, because otherwise a row could be subtracted
 * from another group than it was added to
 */
static void
require_lasting(Node *expression, Oid source)
{
	Unlasting	found = {source, InvalidOid, false, NULL};

	if (!find_unlasting(expression, &found))
	{
		if (!contain_mutable_functions(expression))
			return;
		found.what = "an expression";
	}
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("the query of a live roll-up must not depend on when and where it runs, "
					"as %s does", found.what),
			 found.takes_instant ?
			 errhint("Days and hours depend on a time zone: name it, as in started AT TIME ZONE "
					 "'Europe/Madrid'.") :
			 errhint("Every expression must be IMMUTABLE. "
					 "Filter by the current day when you read the roll-up.")));
}

/*
 * Returns whether equal values of a type look the same.  An index deduplicates
 * only such types, so the server has an answer.  Its versions say all or none
 * for padded characters; those of one length do look the same.
 */
static bool
has_one_look(Oid type, int32 modifier, Oid collation)
{
	Oid			class = GetDefaultOpClass(type, BTREE_AM_OID);
	Oid			input;
	Oid			proof;

	if (type == BPCHAROID)
		return modifier >= 0 && get_collation_isdeterministic(collation);
	if (!OidIsValid(class))
		return false;
	input = get_opclass_input_type(class);
	proof = get_opfamily_proc(get_opclass_family(class), input, input, BTEQUALIMAGE_PROC);
	return OidIsValid(proof) &&
		DatumGetBool(OidFunctionCall1Coll(proof, collation, ObjectIdGetDatum(input)));
}

/*
 * Requires that equal keys look the same, because otherwise a group could show
 * the form of a row that is gone
 */
static void
require_one_look(Node *key, const char *name)
{
	Oid			type = getBaseType(exprType(key));

	if (!has_one_look(type, exprTypmod(key), exprCollation(key)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the query of a live roll-up must not group by \"%s\" of type %s", name,
						format_type_be(type)),
				 errdetail("Values of this type can be equal and look different, "
						   "like the numerics 1.0 and 1.00."),
				 errhint("Cast the key: to text, a whole number to bigint, "
						 "an interval to extract(epoch FROM ...)::bigint.")));
}

/* Columns */

static char *
print_expression(const LiveReader *reader, Node *expression)
{
	return deparse_expression(expression, reader->names, true, false);
}

/*
 * Returns the name of a column of the parts, which must have the type, because
 * values are stored there unconverted
 */
static const char *
require_part_column(const LiveReader *reader, int number, Oid type)
{
	Form_pg_attribute column = number > reader->parts->natts ? NULL :
		TupleDescAttr(reader->parts, number - 1);

	if (column == NULL || column->attisdropped || column->atttypid != type)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("column %d of %s must be of type %s, as in the definition of the live "
						"roll-up",
						number, live_name(reader->definition->parts), format_type_be(type)),
				 errhint("Drop the table with CASCADE, and make the roll-up again.")));
	return pstrdup(NameStr(column->attname));
}

static bool
is_selected(const LiveReader *reader, const char *name)
{
	ListCell   *cell;

	foreach(cell, reader->query->targetList)
	{
		TargetEntry *target = lfirst_node(TargetEntry, cell);

		if (!target->resjunk && strcmp(target->resname, name) == 0)
			return true;
	}
	return false;
}

/* Returns whether the parts have a column of that name anyway */
static bool
is_own(const char *name)
{
	return strcmp(name, "part") == 0 || strcmp(name, "taken") == 0 || strcmp(name, "settled") == 0;
}

static bool
is_used(const LiveReader *reader, const char *name)
{
	ListCell   *cell;

	foreach(cell, reader->definition->columns)
	{
		if (strcmp(((LiveColumn *) lfirst(cell))->name, quote_identifier(name)) == 0)
			return true;
	}
	return is_selected(reader, name) || is_own(name);
}

/* Returns a name for an additional column that differs from those of the query */
static const char *
name_beside(const LiveReader *reader, const char *name, const char *what)
{
	char	   *free_name = makeObjectName(name, NULL, what);

	for (int i = 1; is_used(reader, free_name); i++)
		free_name = makeObjectName(name, NULL, psprintf("%s%d", what, i));
	return free_name;
}

/* Returns the name of the next column of the table of parts, existing or new */
static const char *
part_column_name(const LiveReader *reader, const char *name, Oid type)
{
	int			number = list_length(reader->definition->columns) + LIVE_OWN_COLUMNS + 1;

	if (reader->parts != NULL)
		name = require_part_column(reader, number, type);
	return quote_identifier(name);
}

static LiveColumn *
add_column(LiveReader *reader, LiveKind kind, const char *name, Oid type, const char *declaration,
		   const char *expression, const char *row)
{
	LiveColumn *column = palloc0(sizeof(LiveColumn));

	column->kind = kind;
	column->name = part_column_name(reader, name, type);
	column->type = type;
	column->declaration = declaration;
	column->expression = expression;
	column->row = row;
	reader->definition->columns = lappend(reader->definition->columns, column);
	return column;
}

static LiveColumn *
add_number(LiveReader *reader, const char *name, Oid type, const char *expression, const char *row)
{
	return add_column(reader, LIVE_NUMBER, name, type, format_type_be(type), expression, row);
}

static void
add_output(LiveReader *reader, const char *name, bool is_key, const char *expression,
		   const char *total)
{
	LiveOutput *output = palloc(sizeof(LiveOutput));

	output->name = quote_identifier(name);
	output->is_key = is_key;
	output->expression = expression;
	output->total = total;
	reader->definition->outputs = lappend(reader->definition->outputs, output);
}

static const char *
print_declaration(Node *expression)
{
	Oid			type = exprType(expression);
	Oid			collation = exprCollation(expression);
	char	   *declaration = format_type_with_typemod(type, exprTypmod(expression));

	if (!OidIsValid(collation) || collation == get_typcollation(type))
		return declaration;
	return psprintf("%s COLLATE %s", declaration, generate_collation_name(collation));
}

static void
read_key(LiveReader *reader, TargetEntry *target)
{
	Node	   *expression = (Node *) target->expr;
	const char *text = print_expression(reader, expression);
	LiveColumn *column;

	require_one_look(expression, target->resname);
	column = add_column(reader, LIVE_KEY, target->resname, exprType(expression),
						print_declaration(expression), text, text);
	column->collation = exprCollation(expression);
}

/* Returns the first argument of an aggregate */
static Node *
argument_of(const Aggref *aggregate)
{
	return (Node *) linitial_node(TargetEntry, aggregate->args)->expr;
}

/*
 * Prints which rows an aggregate takes: those of its FILTER, and of another
 * condition; NULL for all
 */
static const char *
condition_of(const LiveReader *reader, const Aggref *aggregate, const char *other)
{
	const char *own;

	if (aggregate->aggfilter == NULL)
		return other;
	own = psprintf("(%s)", print_expression(reader, (Node *) aggregate->aggfilter));
	return other == NULL ? own : psprintf("%s AND %s", own, other);
}

static const char *
filter(const char *condition)
{
	return condition == NULL ? "" : psprintf(" FILTER (WHERE %s)", condition);
}

static LiveColumn *
add_count(LiveReader *reader, const char *name, const char *condition)
{
	const char *row = condition == NULL ? "1::bigint" :
		psprintf("CASE WHEN %s THEN 1 ELSE 0 END::bigint", condition);

	return add_number(reader, name, INT8OID, psprintf("count(*)%s", filter(condition)), row);
}

static const char *
add_own_count(LiveReader *reader, const TargetEntry *target, const Aggref *aggregate)
{
	const char *is_there = aggregate->aggstar ? NULL :
		psprintf("(%s) IS DISTINCT FROM NULL", print_expression(reader, argument_of(aggregate)));
	const char *condition = condition_of(reader, aggregate, is_there);

	return add_count(reader, target->resname, condition)->name;
}

/*
 * Adds a count next to a sum, of the rows whose number meets a condition;
 * returns its total, if there are any
 */
static const char *
add_count_beside(LiveReader *reader, const TargetEntry *target, const Aggref *aggregate,
				 const char *what, const char *is_such)
{
	const char *name = name_beside(reader, target->resname, what);
	LiveColumn *count = add_count(reader, name, condition_of(reader, aggregate, is_such));

	return psprintf("CASE WHEN %s > 0 THEN", count->name);
}

static const char *
add_sum_of(LiveReader *reader, const TargetEntry *target, const Aggref *aggregate,
		   const char *number, const char *condition)
{
	const char *sum = psprintf("COALESCE(sum(%s)%s, 0)", number, filter(condition));
	const char *row = psprintf("COALESCE(CASE WHEN %s THEN %s END, 0)::%s",
							   condition != NULL ? condition : "true", number,
							   format_type_be(aggregate->aggtype));

	return add_number(reader, target->resname, aggregate->aggtype, sum, row)->name;
}

/*
 * A sum of no numbers is NULL, and a sum with a NaN is NaN: both must still be
 * known when these numbers are gone
 */
static const char *
add_sum(LiveReader *reader, const TargetEntry *target, const Aggref *aggregate)
{
	Node	   *argument = argument_of(aggregate);
	const char *number = psprintf("(%s)", print_expression(reader, argument));
	bool		has_nan = exprType(argument) == NUMERICOID;
	const char *is_finite = has_nan ? psprintf("%s <> 'NaN'::numeric", number) : NULL;
	const char *total;

	if (has_nan && exprTypmod(argument) < 0)
		refuse("a sum of numerics of any scale",
			   "A sum would keep the trailing zeros of numbers that are gone: "
			   "name the scale, as in sum(price::numeric(12,2)).");
	total = add_sum_of(reader, target, aggregate, number,
					   condition_of(reader, aggregate, is_finite));
	total = psprintf("%s %s END",
					 add_count_beside(reader, target, aggregate, "counted",
									  psprintf("%s IS NOT NULL", number)), total);
	if (has_nan)
		total = psprintf("%s 'NaN'::numeric ELSE %s END",
						 add_count_beside(reader, target, aggregate, "nan",
										  psprintf("%s = 'NaN'::numeric", number)), total);
	return total;
}

static bool
is_ours(Oid class, Oid object)
{
	Oid			extension = get_extension_oid("kpi", true);

	return OidIsValid(extension) && getExtensionOfObject(class, object) == extension;
}

/* Prints a call of the transition function with a state and the aggregate's arguments */
static const char *
call_transition(const LiveReader *reader, const Aggref *aggregate, Oid function, const char *state)
{
	StringInfoData call;
	ListCell   *cell;

	initStringInfo(&call);
	appendStringInfo(&call, "%s(%s", live_function_name(function), state);
	foreach(cell, aggregate->args)
	{
		Node	   *argument = (Node *) lfirst_node(TargetEntry, cell)->expr;

		appendStringInfo(&call, ", %s", print_expression(reader, argument));
	}
	appendStringInfoChar(&call, ')');
	return call.data;
}

/* Prints the state of an aggregate that has seen no row */
static const char *
print_initial(HeapTuple tuple)
{
	Form_pg_aggregate form = (Form_pg_aggregate) GETSTRUCT(tuple);
	bool		is_null;
	Datum		value = SysCacheGetAttr(AGGFNOID, tuple, Anum_pg_aggregate_agginitval, &is_null);

	if (is_null)
		return "NULL";
	return psprintf("%s::%s", quote_literal_cstr(TextDatumGetCString(value)),
					format_type_be_qualified(form->aggtranstype));
}

/*
 * Prints the summary of one row, by the functions of the aggregate; like the
 * aggregate, a strict one skips a NULL
 */
static const char *
row_summary(const LiveReader *reader, const Aggref *aggregate, HeapTuple tuple)
{
	Form_pg_aggregate form = (Form_pg_aggregate) GETSTRUCT(tuple);
	const char *condition = condition_of(reader, aggregate, NULL);
	const char *state = print_initial(tuple);
	const char *called = call_transition(reader, aggregate, form->aggtransfn, state);
	const char *row = psprintf("COALESCE(%s, %s)", called, state);

	if (condition != NULL)
		row = psprintf("CASE WHEN %s THEN %s ELSE %s END", condition, row, state);
	if (OidIsValid(form->aggfinalfn))
		row = psprintf("%s(%s)", live_function_name(form->aggfinalfn), row);
	return row;
}

/*
 * Adds an aggregate of this extension that returns a summary, which can be
 * merged and subtracted
 */
static const char *
add_summary(LiveReader *reader, const TargetEntry *target, const Aggref *aggregate,
			const char *text)
{
	HeapTuple	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(aggregate->aggfnoid));
	Form_pg_aggregate form = (Form_pg_aggregate) GETSTRUCT(tuple);
	LiveColumn *column;

	if (!OidIsValid(form->aggminvtransfn) || form->aggtranstype != aggregate->aggtype ||
		!is_ours(TypeRelationId, aggregate->aggtype))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the query of a live roll-up must not have the figure %s",
						format_procedure(aggregate->aggfnoid)),
				 errhint("Figures cannot be added, but summaries can: store the summary of its "
						 "building aggregate, whose name ends in _agg, and read the figure from "
						 "that.")));
	column = add_column(reader, LIVE_SUMMARY, target->resname, aggregate->aggtype,
						format_type_be_qualified(aggregate->aggtype), text,
						row_summary(reader, aggregate, tuple));
	ReleaseSysCache(tuple);
	return column->name;
}

/* Returns whether it is an aggregate of the server itself */
static bool
is_servers(const Aggref *aggregate, const char *name)
{
	return get_func_namespace(aggregate->aggfnoid) == PG_CATALOG_NAMESPACE &&
		strcmp(get_func_name(aggregate->aggfnoid), name) == 0;
}

static const char *
add_aggregate(LiveReader *reader, const TargetEntry *target, const Aggref *aggregate,
			  const char *text)
{
	if (is_ours(ProcedureRelationId, aggregate->aggfnoid))
		return add_summary(reader, target, aggregate, text);
	if (is_servers(aggregate, "count"))
		return add_own_count(reader, target, aggregate);
	if (is_servers(aggregate, "sum") &&
		(aggregate->aggtype == INT8OID || aggregate->aggtype == NUMERICOID))
		return add_sum(reader, target, aggregate);
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("the query of a live roll-up must not have the aggregate %s",
					format_procedure(aggregate->aggfnoid)),
			 errhint("Allowed are count, sum of integers and numerics, "
					 "and the building aggregates of this extension, such as mean_agg for an "
					 "average and duration_agg for a median.")));
}

static void
read_aggregate(LiveReader *reader, const TargetEntry *target, const Aggref *aggregate)
{
	const char *text = print_expression(reader, (Node *) aggregate);

	if (aggregate->aggdistinct != NIL || aggregate->aggorder != NIL ||
		AGGKIND_IS_ORDERED_SET(aggregate->aggkind))
		refuse("DISTINCT or ORDER BY in an aggregate",
			   "Such results cannot be added up; an approximate result, "
			   "or a result by a finer key, can.");
	add_output(reader, target->resname, false, text,
			   add_aggregate(reader, target, aggregate, text));
}

/* The query as a whole */

/*
 * Returns the relation that a condition ties its owner to, if the condition is
 * 'name'::regclass IS NOT NULL.  The server then knows that the owner depends
 * on the relation, drops and renames them accordingly, and dumps them in the
 * right order.
 */
Oid
live_tie(Node *condition)
{
	NullTest   *test = (NullTest *) condition;

	if (!IsA(condition, NullTest) || test->nulltesttype != IS_NOT_NULL || !IsA(test->arg, Const) ||
		((Const *) test->arg)->consttype != REGCLASSOID || ((Const *) test->arg)->constisnull)
		return InvalidOid;
	return DatumGetObjectId(((Const *) test->arg)->constvalue);
}

/* Prints a condition that live_tie recognizes */
const char *
live_tie_to(Oid relation)
{
	return psprintf("%s::regclass IS NOT NULL", quote_literal_cstr(live_name(relation)));
}

/* Returns the conditions of a query, and the table of parts that one of them ties it to */
static List *
conditions_of(const Query *query, Oid *parts)
{
	List	   *conditions = NIL;
	ListCell   *cell;

	*parts = InvalidOid;
	foreach(cell, make_ands_implicit((Expr *) query->jointree->quals))
	{
		Oid			tied = live_tie(lfirst(cell));

		if (OidIsValid(tied))
			*parts = tied;
		else
			conditions = lappend(conditions, lfirst(cell));
	}
	return conditions;
}

/* Returns the query of a view; NULL for any other relation */
Query *
live_query(Oid view)
{
	Relation	relation;
	Query	   *query;

	if (get_rel_relkind(view) != RELKIND_VIEW)
		return NULL;
	relation = table_open(view, AccessShareLock);
	query = copyObject(get_view_query(relation));
	table_close(relation, AccessShareLock);
	return query;
}

/* Returns the table of parts of a view that defines a live roll-up; none for any other relation */
Oid
live_parts(Oid view)
{
	Query	   *query = live_query(view);
	Oid			parts = InvalidOid;

	if (query != NULL)
		conditions_of(query, &parts);
	return parts;
}

/* Returns the clause that groups by a column of the query; NULL if the column is not a key */
static const SortGroupClause *
group_of(const LiveReader *reader, const TargetEntry *target)
{
	ListCell   *cell;

	foreach(cell, reader->query->groupClause)
	{
		if (lfirst_node(SortGroupClause, cell)->tleSortGroupRef == target->ressortgroupref)
			return lfirst_node(SortGroupClause, cell);
	}
	return NULL;
}

/* Returns the table that a definition reads */
Oid
live_source(Oid view)
{
	Query	   *query = live_query(view);

	return rt_fetch(only_table(query), query->rtable)->relid;
}

static void
read_keys(LiveReader *reader)
{
	ListCell   *cell;

	foreach(cell, reader->query->targetList)
	{
		TargetEntry *target = lfirst_node(TargetEntry, cell);

		if (group_of(reader, target) == NULL)
			continue;
		if (target->resjunk)
			refuse("a key in GROUP BY that it does not select", "Select every key.");
		read_key(reader, target);
	}
	reader->definition->nkeys = list_length(reader->definition->columns);
}

/* Reads outputs, in the order of the query, and the columns to add up */
static void
read_outputs(LiveReader *reader)
{
	int			nkeys = 0;
	ListCell   *cell;

	foreach(cell, reader->query->targetList)
	{
		TargetEntry *target = lfirst_node(TargetEntry, cell);

		if (group_of(reader, target) != NULL)
		{
			LiveColumn *key = list_nth(reader->definition->columns, nkeys++);

			add_output(reader, target->resname, true, key->expression, key->name);
		}
		else if (IsA(target->expr, Aggref))
			read_aggregate(reader, target, (Aggref *) target->expr);
		else
			refuse(psprintf("\"%s\", which is neither a key nor an aggregate", target->resname),
				   "Select each aggregate alone, as a separate column, "
				   "and compute with them when you read the roll-up.");
	}
}

/* Lets expressions refer to the one table as the first, and removes the list of groups */
static void
settle_expressions(LiveReader *reader, int table)
{
	Query	   *query = reader->query;

#if PG_VERSION_NUM >= 180000
	query->targetList = (List *) flatten_group_exprs(NULL, query, (Node *) query->targetList);
#endif
	ChangeVarNodes((Node *) query->targetList, table, 1, 0);
	ChangeVarNodes(query->jointree->quals, table, 1, 0);
	require_lasting((Node *) query->targetList, reader->definition->source);
	require_lasting(query->jointree->quals, reader->definition->source);
}

static void
require_other_names(const LiveReader *reader)
{
	ListCell   *cell;

	foreach(cell, reader->query->targetList)
	{
		TargetEntry *target = lfirst_node(TargetEntry, cell);

		if (!target->resjunk && is_own(target->resname))
			refuse(psprintf("a column called %s", target->resname),
				   "The table of parts has a column of this name: choose another with AS.");
	}
}

/*
 * Requires as many columns as in the definition, because otherwise the parts
 * belong to another one
 */
static void
require_same_columns(const LiveReader *reader)
{
	int			ncolumns = list_length(reader->definition->columns) + LIVE_OWN_COLUMNS;

	if (reader->parts != NULL && reader->parts->natts != ncolumns)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("%s has %d columns, but the definition of the live roll-up requires %d",
						live_name(reader->definition->parts), reader->parts->natts, ncolumns),
				 errhint("Drop the table with CASCADE, and make the roll-up again.")));
}

static void
read_parts(LiveReader *reader)
{
	Relation	parts = table_open(reader->definition->parts, AccessShareLock);

	reader->parts = CreateTupleDescCopy(RelationGetDescr(parts));
	table_close(parts, AccessShareLock);
	require_part_column(reader, LIVE_PART, INT8OID);
	require_part_column(reader, LIVE_TAKEN, BOOLOID);
	require_part_column(reader, LIVE_SETTLED, BOOLOID);
}

static void
read_query(LiveReader *reader)
{
	LiveDefinition *definition = reader->definition;
	int			table = only_table(reader->query);
	RangeTblEntry *entry = rt_fetch(table, reader->query->rtable);
	List	   *conditions;

	definition->source = source_of(entry);
	definition->alias = entry->eref->aliasname;
	reader->names = deparse_context_for(definition->alias, definition->source);
	settle_expressions(reader, table);
	conditions = conditions_of(reader->query, &definition->parts);
	if (conditions != NIL)
		definition->condition = print_expression(reader, (Node *) make_ands_explicit(conditions));
	if (OidIsValid(definition->parts))
		read_parts(reader);
	require_other_names(reader);
	read_keys(reader);
	add_count(reader, name_beside(reader, "n", "rows"), NULL);
	read_outputs(reader);
	require_same_columns(reader);
}

Oid
live_owner(Oid view)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(view));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", view);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

/* Reads the definition of a view; rejects one that a roll-up cannot follow */
LiveDefinition *
live_definition(Oid view)
{
	LiveDefinition *definition = palloc0(sizeof(LiveDefinition));
	LiveReader	reader = {definition, live_query(view), NIL, NULL};

	definition->view = view;
	definition->owner = live_owner(view);
	check_form(reader.query);
	read_query(&reader);
	return definition;
}
