/*
 * live_definition.h
 *		The definition of a live roll-up, for the modules that maintain it.
 */
#ifndef LIVE_DEFINITION_H
#define LIVE_DEFINITION_H

#include "postgres.h"

#include "nodes/parsenodes.h"

/* How a column of the parts is added up */
typedef enum LiveKind
{
	LIVE_KEY,					/* not added up: the parts of one group share
								 * it */
	LIVE_NUMBER,				/* a bigint or numeric */
	LIVE_SUMMARY				/* a summary of this extension */
} LiveKind;

/* The first columns of the table of parts, before those of the definition */
#define LIVE_PART		1
#define LIVE_TAKEN		2
#define LIVE_SETTLED	3
#define LIVE_OWN_COLUMNS	3

/* A column of the table of parts that the definition determines, in its order */
typedef struct LiveColumn
{
	LiveKind	kind;
	const char *name;			/* quoted if necessary */
	Oid			type;
	Oid			collation;		/* collation of a key */
	const char *declaration;	/* type, modifier and collation */
	const char *expression;		/* its expression, over rows of the source */
	const char *row;			/* its expression, over one row */
} LiveColumn;

/* A column of the roll-up, in its order */
typedef struct LiveOutput
{
	const char *name;
	bool		is_key;
	const char *expression;		/* as defined, over rows of the source */
	const char *total;			/* its expression over the totals of a group */
} LiveOutput;

typedef struct LiveDefinition
{
	Oid			view;			/* the view that holds the definition */
	Oid			owner;			/* owner of the roll-up, with whose rights it
								 * is maintained */
	Oid			source;
	Oid			parts;			/* none before they are created */
	const char *alias;			/* alias of a row of the source */
	const char *condition;		/* NULL if all rows count */
	List	   *columns;		/* keys, the count of rows, then the summed
								 * columns */
	List	   *outputs;
	int			nkeys;
} LiveDefinition;

extern LiveDefinition *live_definition(Oid view);
extern Oid	live_parts(Oid view);
extern Oid	live_source(Oid view);
extern Oid	live_owner(Oid view);
extern Query *live_query(Oid view);
extern Oid	live_tie(Node *condition);
extern const char *live_tie_to(Oid relation);

/* Names for SQL, complete in any place */
extern const char *live_name(Oid relation);
extern const char *live_function_name(Oid function);

#endif
