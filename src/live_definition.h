/*
 * live_definition.h
 *		What a live roll-up is: its definition as the rooms that keep it read it.
 */
#ifndef LIVE_DEFINITION_H
#define LIVE_DEFINITION_H

#include "postgres.h"

#include "nodes/parsenodes.h"

/* How what a column of the parts holds is added up */
typedef enum LiveKind
{
	LIVE_KEY,					/* not at all: parts of one group have it in
								 * common */
	LIVE_NUMBER,				/* a bigint or numeric */
	LIVE_SUMMARY				/* a summary of this extension */
} LiveKind;

/* The table of parts has columns of its own, before those of the definition */
#define LIVE_PART		1
#define LIVE_TAKEN		2
#define LIVE_SETTLED	3
#define LIVE_OWN_COLUMNS	3

/* A column of the table of parts that the definition gives, in its order */
typedef struct LiveColumn
{
	LiveKind	kind;
	const char *name;			/* quoted where it must be */
	Oid			type;
	Oid			collation;		/* of a key */
	const char *declaration;	/* type, modifier and collation */
	const char *expression;		/* what gives it, over rows of the source */
	const char *row;			/* the same of one row */
} LiveColumn;

/* A column of the roll-up, in its order */
typedef struct LiveOutput
{
	const char *name;
	bool		is_key;
	const char *expression;		/* as defined, over rows of the source */
	const char *total;			/* the same from the totals of a group */
} LiveOutput;

typedef struct LiveDefinition
{
	Oid			view;			/* the view that holds the definition */
	Oid			owner;			/* whose it is, and with whose rights it is
								 * kept */
	Oid			source;
	Oid			parts;			/* none before they are made */
	const char *alias;			/* of a row of the source */
	const char *condition;		/* NULL where all rows count */
	List	   *columns;		/* keys, the count of rows, then what is added
								 * up */
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

/* For SQL, complete wherever they stand */
extern const char *live_name(Oid relation);
extern const char *live_function_name(Oid function);

#endif
