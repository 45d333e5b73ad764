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
 * Stored, a summary is a varlena: a word of header and the items in order.
 * As the state of an aggregate it is an expanded object with room to grow,
 * whose items are put in order when somebody looks.
 *
 * A reading is what a family learns from the items, taken one by one in order.
 * It is kept beside the items of a state, so that a window that slides over
 * rows in order takes in the item that comes and lets go the one that leaves,
 * and does not start anew for every row.
 */
#ifndef MULTISET_H
#define MULTISET_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/expandeddatum.h"

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

	/* Takes the next item into a reading, zeroed at first */
	size_t		reading_size;
	void		(*take) (void *reading, int64 item);

	/* Lets go the first of the n items that a reading has taken; NULL: it cannot */
	void		(*let_go) (void *reading, const int64 *items, int64 n);
} MultisetFamily;

typedef struct Multiset
{
	ExpandedObjectHeader header;
	const MultisetFamily *family;
	int64	   *room;
	int64		capacity;
	int64	   *items;			/* in the room, after those let go */
	int64		n;
	int64		sorted;			/* so many items from the first on are in order */
	void	   *reading;
	int64		read;			/* so many items are in the reading */
} Multiset;

extern Datum multiset_in(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_out(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_recv(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_send(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_add(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_subtract(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern int	multiset_compare(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_hash(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern Datum multiset_hash_extended(const MultisetFamily *family, FunctionCallInfo fcinfo);

extern Multiset *multiset_state(const MultisetFamily *family, FunctionCallInfo fcinfo);
extern void multiset_put(Multiset *multiset, int64 item);
extern void multiset_take_out(Multiset *multiset, int64 item);
extern const void *multiset_reading(const MultisetFamily *family, Datum summary);
extern const int64 *multiset_items(Datum summary, int64 *n);

static inline void
multiset_count(Multiset *multiset, int64 item, int64 step)
{
	if (step > 0)
		multiset_put(multiset, item);
	else
		multiset_take_out(multiset, item);
}

/* As SUMMARY_TRANSITION; take counts items with multiset_count */
#define MULTISET_TRANSITION(type, shape, take) \
PG_FUNCTION_INFO_V1(type##_count##shape); \
Datum \
type##_count##shape(PG_FUNCTION_ARGS) \
{ \
	Multiset   *multiset = multiset_state(&type##_family, fcinfo); \
\
	take(multiset, fcinfo, 1); \
	return EOHPGetRWDatum(&multiset->header); \
} \
PG_FUNCTION_INFO_V1(type##_uncount##shape); \
Datum \
type##_uncount##shape(PG_FUNCTION_ARGS) \
{ \
	Multiset   *multiset = multiset_state(&type##_family, fcinfo); \
\
	take(multiset, fcinfo, -1); \
	return EOHPGetRWDatum(&multiset->header); \
} \
extern int	no_such_variable

#endif
