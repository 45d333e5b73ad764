/*
 * live_statement.h
 *		The SQL that follows from the definition of a live roll-up.
 */
#ifndef LIVE_STATEMENT_H
#define LIVE_STATEMENT_H

#include "postgres.h"

#include "live_definition.h"

/*
 * Prints the entry of a list for one of its elements, a LiveColumn or a
 * LiveOutput, by its number from 1 up; NULL if the element has no entry.  The
 * text distinguishes lists that share the function.
 */
typedef const char *(*LivePrinter) (const void *element, int number, const char *text);

extern const char *live_list(const List *elements, const char *separator, LivePrinter print,
							 const char *text);
extern const char *live_clause(const char *clause, const char *rest);

extern const char *live_names(const LiveDefinition *definition);
extern const char *live_keys(const LiveDefinition *definition);
extern const char *live_by_keys(const LiveDefinition *definition, const char *clause);
extern const char *live_by_numbers(const LiveDefinition *definition, const char *before);
extern const char *live_row(const LiveDefinition *definition, const char *source);
extern const char *live_rows(const LiveDefinition *definition, const char *source);
extern const char *live_groups(const LiveDefinition *definition, const char *parts);
extern const char *live_may_settle(const LiveDefinition *definition);
extern const char *live_unsettled(const LiveDefinition *definition);
extern const char *live_totals(const LiveDefinition *definition);
extern const char *live_into(const LiveDefinition *definition);
extern const char *live_insert(const LiveDefinition *definition, bool taken, const char *settled,
							   const char *query);

extern const char *live_schema(const LiveColumn *column);
extern bool live_grows(const LiveColumn *column);
extern const char *live_operator(const LiveColumn *column, const char *operator);
extern const char *live_sum(const LiveColumn *column, const char *name, const char *condition);

#endif
