/*
 * live.c
 *		Creating live roll-ups.
 *
 * A roll-up is a table of parts, a view of its definition, a view of its
 * groups, and triggers on the table that it follows.  All of these are
 * ordinary objects of the user.  A part is (keys, taken, n_rows, summed
 * columns).  The figure of a group is what its parts added minus what they
 * took away.  Most groups have been quiet for long and have one part, which is
 * settled: readers use it as it is.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"
#include "utils/varlena.h"

#include "live_follow.h"
#include "live_scope.h"
#include "live_statement.h"
#include "server.h"

#define DEFINITION_SUFFIX	"_definition"
#define PARTS_SUFFIX		"_parts"

/* The relations of a roll-up have names with different endings */
static const char *
name_in(Oid schema, const char *name, const char *suffix)
{
	return quote_qualified_identifier(get_namespace_name(schema), psprintf("%s%s", name, suffix));
}

static Oid
relation_in(Oid schema, const char *name, const char *suffix)
{
	return get_relname_relid(psprintf("%s%s", name, suffix), schema);
}

/* Checks on what the caller may request */

static void
require_lasting_schema(Oid schema)
{
	if (isAnyTempNamespace(schema))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
				 errmsg("a live roll-up must not be temporary, because writers of other "
						"sessions maintain it"),
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

/* The table of parts */

static const char *
print_declaration(const void *element, int number, const char *text)
{
	const LiveColumn *column = element;

	return psprintf("%s %s%s", column->name, column->declaration,
					column->kind == LIVE_KEY ? "" : " NOT NULL");
}

/* Columns that grow are stored uncompressed, because their bytes repeat little */
static const char *
print_storage(const void *element, int number, const char *text)
{
	const LiveColumn *column = element;

	if (!live_grows(column))
		return NULL;
	return psprintf("ALTER COLUMN %s SET STORAGE EXTERNAL", column->name);
}

/*
 * A quarter of each page stays free for new versions of parts, which then need
 * no new index entries.  Summaries of large parts are stored out of line, for
 * readers of the other columns.
 */
static void
create_parts(const LiveDefinition *definition, const char *parts)
{
	bool		is_unlogged = get_rel_persistence(definition->source) == RELPERSISTENCE_UNLOGGED;
	const char *storage = live_list(definition->columns, ", ", print_storage, NULL);

	live_run(psprintf("CREATE %sTABLE %s (part bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
					  " taken boolean NOT NULL, settled boolean NOT NULL, %s)"
					  " WITH (fillfactor = 75, toast_tuple_target = 500)",
					  is_unlogged ? "UNLOGGED " : "", parts,
					  live_list(definition->columns, ", ", print_declaration, NULL)));
	if (*storage != '\0')
		live_run(psprintf("ALTER TABLE %s %s", parts, storage));
	live_run(psprintf("CREATE INDEX ON %s (%s%staken) WHERE NOT settled", parts,
					  live_keys(definition), definition->nkeys > 0 ? ", " : ""));
	if (definition->nkeys > 0)
		live_run(psprintf("CREATE UNIQUE INDEX ON %s (%s) WHERE settled", parts,
						  live_keys(definition)));
}

/* The views of the definition and of the groups */

static const char *
print_output(const void *element, int number, const char *text)
{
	const LiveOutput *output = element;

	return psprintf("%s AS %s", output->expression, output->name);
}

static const char *
print_total(const void *element, int number, const char *text)
{
	const LiveOutput *output = element;

	return psprintf("%s AS %s", output->total, output->name);
}

static const char *
print_key_number(const void *element, int number, const char *text)
{
	return ((const LiveOutput *) element)->is_key ? psprintf("%d", number) : NULL;
}

/* Makes the definition as it stands depend on the parts */
static void
tie_definition(const LiveDefinition *definition)
{
	const char *condition = live_tie_to(definition->parts);
	const char *keys = live_list(definition->outputs, ", ", print_key_number, NULL);

	if (definition->condition != NULL)
		condition = psprintf("(%s) AND %s", definition->condition, condition);
	live_run(psprintf("CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s AS %s WHERE %s%s",
					  live_name(definition->view),
					  live_list(definition->outputs, ", ", print_output, NULL),
					  live_name(definition->source), quote_identifier(definition->alias),
					  condition, live_clause(" GROUP BY", keys)));
}

static void
create_groups(const LiveDefinition *definition, const char *groups)
{
	live_run(psprintf("CREATE VIEW %s AS SELECT %s FROM (%s) AS groups", groups,
					  live_list(definition->outputs, ", ", print_total, NULL),
					  live_totals(definition)));
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
				 errmsg("row-level security of %s hides rows from \"%s\", which must count them",
						live_name(source), GetUserNameFromId(GetUserId(), false)),
				 errhint("Let the owner of the table make the roll-up, "
						 "or a role with BYPASSRLS.")));
}

/* Creates triggers first: they hold up writers until the existing rows are counted */
static void
follow_tree(const LiveDefinition *definition, Oid function, bool filled)
{
	ListCell   *cell;

	foreach(cell, live_lock_tree(definition->source, ShareRowExclusiveLock))
	{
		live_follow(definition, lfirst_oid(cell), function);
	}
	if (filled)
		live_count_all(definition);
}

/* Describes the relations that a reader meets, and what to do with them */
static void
comment_on_relations(Oid schema, const char *name)
{
	comment_on("TABLE", name_in(schema, name, PARTS_SUFFIX),
			   psprintf("Parts of the live roll-up %s: read that view, "
						"or drop both with DROP TABLE ... CASCADE.", name));
	comment_on("VIEW", name_in(schema, name, DEFINITION_SUFFIX),
			   psprintf("Definition of the live roll-up %s, which always equals what this view "
						"computes.", name));
}

/* Until it is tied to the parts, the view holds the query as its user wrote it */
static void
make_rollup(Oid schema, const char *name, bool filled, Oid function)
{
	LiveDefinition *definition = live_definition(relation_in(schema, name, DEFINITION_SUFFIX));

	live_require_top(definition->source);
	require_all_rows_seen(definition->source);
	create_parts(definition, name_in(schema, name, PARTS_SUFFIX));
	definition->parts = relation_in(schema, name, PARTS_SUFFIX);
	tie_definition(definition);
	create_groups(definition, name_in(schema, name, ""));
	follow_tree(definition, function, filled);
	comment_on_relations(schema, name);
}

PG_FUNCTION_INFO_V1(live_rollup);
Datum
live_rollup(PG_FUNCTION_ARGS)
{
	RangeVar   *name = makeRangeVarFromNameList(textToQualifiedNameList(PG_GETARG_TEXT_PP(0)));
	char	   *query = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Oid			schema = RangeVarGetCreationNamespace(name);
	const char *view = name_in(schema, name->relname, DEFINITION_SUFFIX);
	int			settings;

	require_lasting_schema(schema);
	require_one_select(query);
	require_room_for_suffix(name->relname);
	live_run(psprintf("CREATE VIEW %s AS %s", view, query));
	settings = live_set_search_path();
	make_rollup(schema, name->relname, PG_GETARG_BOOL(2),
				live_trigger_function(fcinfo->flinfo->fn_oid));
	AtEOXact_GUC(false, settings);
	PG_RETURN_OID(relation_in(schema, name->relname, ""));
}
