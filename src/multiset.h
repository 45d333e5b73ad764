/*
 * multiset.h
 *		Summaries that hold every value they were given: sorted multisets of
 *		64-bit items.
 *
 * For figures that no fixed number of counters gives: the turns of a chat
 * whose messages come in any order, the spread of a team.  What an item means
 * the family knows; that items sort as 64-bit integers is all that is needed
 * here to merge, un-merge, compare and store them.
 *
 * A reading is what a family learns from the items, taken one by one in order.
 * A window keeps it beside the items, so that sliding over rows in order takes
 * in the item that comes and lets go the one that leaves, and does not start
 * anew for every row.
 */
#ifndef MULTISET_H
#define MULTISET_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "summary.h"

typedef struct MultisetFamily
{
	const char *type_name;
	const char *items_name;		/* what the items are called in messages */

	/* Text of an item, without spaces; what is wrong with a text as a sentence, or NULL */
	void		(*print) (StringInfo out, int64 item);
	const char *(*parse) (char *text, int64 *item);

	/* Whether rows can have given the item */
	bool		(*valid) (int64 item);

	/* Bits that must be the same in all items of a summary, and what that means, as "... must be ..." */
	int64		label;
	const char *label_means;

	/* Takes the next item into a reading of so many words, zeroed at first; 0: the family reads items only */
	int			reading_words;
	void		(*take) (void *reading, int64 item);

	/* Lets go the first of the n items that a reading has taken */
	void		(*let_go) (void *reading, const int64 *items, int64 n);
} MultisetFamily;

typedef struct Multiset Multiset;

extern Datum multiset_in(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_out(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_recv(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_send(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_add(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_subtract(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern int	multiset_compare(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_hash(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_hash_extended(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_stored(const MultisetFamily *family, FunctionCallInfo fcinfo);

extern Multiset *multiset_state(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Multiset *multiset_put(const MultisetFamily *family, Multiset *multiset, int64 item);
extern Multiset *multiset_take_out(const MultisetFamily *family, Multiset *multiset, int64 item);
extern Datum multiset_result(FunctionCallInfo fcinfo, Multiset *multiset);

extern void items_sort(int64 *items, int64 n);
extern const int64 *multiset_items(FunctionCallInfo fcinfo, int n, int64 *nitems);
extern const void *multiset_reading(const MultisetFamily *family, FunctionCallInfo fcinfo, int n);

#define MULTISET_FAMILY_METHODS(type) \
SUMMARY_METHODS(type, multiset); \
SUMMARY_METHOD(type, multiset, stored)

/* As SUMMARY_TRANSITION; item(fcinfo) is the item that a row gives */
#define MULTISET_TRANSITION_STEP(type, name, item, step) \
PG_FUNCTION_INFO_V1(type##_##name); \
Datum \
type##_##name(PG_FUNCTION_ARGS) \
{ \
	Multiset   *multiset = multiset_state(&type##_family, fcinfo); \
\
	return multiset_result(fcinfo, step(&type##_family, multiset, item(fcinfo))); \
} \
extern int	no_such_variable

#define MULTISET_TRANSITION(type, shape, item) \
MULTISET_TRANSITION_STEP(type, count##shape, item, multiset_put); \
MULTISET_TRANSITION_STEP(type, uncount##shape, item, multiset_take_out)

#endif
