/*
 * multiset.h
 *		Summaries that hold every value they were given: sorted multisets of
 *		64-bit items.
 *
 * For figures that no fixed number of counters can hold: the turns of a chat
 * whose messages come in any order, or the spread of a team.  Only the family
 * knows the meaning of an item.  Merging, un-merging, comparing and storing
 * items only need that they sort as 64-bit integers.
 *
 * A reading is what a family learns from the items, taken one by one in
 * order.  A window keeps it together with the items.  So when the window
 * slides over rows in order, the reading takes the item that comes and lets
 * the one that leaves go, and does not start anew for every row.
 */
#ifndef MULTISET_H
#define MULTISET_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "varlena.h"
#include "vocabulary.h"

typedef struct MultisetItems
{
	const char *name;			/* name of the items in messages */

	/*
	 * Prints the text of an item, without blanks, which may depend on the
	 * item before it, or NULL; parse says in a sentence what is wrong with a
	 * text, or returns NULL
	 */
	void		(*print) (StringInfo out, int64 item, const int64 *before);
	const char *(*parse) (char *string, const int64 *before, int64 *item);

	/*
	 * In jsonb: the name of the list of items, and the number that an item
	 * is, or how to write the fields of the object that it becomes
	 */
	const char *list;
	double		(*number) (int64 item);
	void		(*write) (Json *json, int64 item);

	/* Returns whether rows can have produced the item */
	bool		(*valid) (int64 item);

	/*
	 * Bits that must be the same in all items of a summary; label_means says
	 * what they are, to end "... must be"
	 */
	int64		label;
	const char *label_means;

	/*
	 * Whether an item may come with a sequence, which orders equal items and
	 * follows "#" in the text; all items of a summary have one, or none
	 */
	bool		sequenced;

	/*
	 * What to call the names that items may have, each stored once, which
	 * follow "/" in the text; NULL if there are none.  A name is also a field
	 * in jsonb.  always_named says whether all items must have one.
	 */
	const char *names;
	const char *name_field;
	bool		always_named;

	/*
	 * Takes the next item into a reading with that many words, which are zero
	 * at first; 0 if there is no reading
	 */
	int			reading_words;
	void		(*take) (void *reading, int64 item);

	/* Lets the first of the n items of a reading go */
	void		(*let_go) (void *reading, const int64 *items, int64 n);
} MultisetItems;

typedef struct MultisetFamily
{
	VarlenaFamily varlena;
	MultisetItems items;
} MultisetFamily;

extern void *multiset_make_state(const VarlenaFamily *family, const void *stored, bool in_window);
extern void *multiset_make_stored(const VarlenaFamily *family, void *state, bool is_ours);
extern int64 multiset_count_entries(const void *stored);
extern void multiset_print(const VarlenaFamily *family, StringInfo out, const void *stored);
extern const char *multiset_parse(const VarlenaFamily *family, void **state, char *token);
extern void multiset_send(StringInfo out, const void *stored);
extern void multiset_write(const VarlenaFamily *family, Json *json, const void *stored);
extern const char *multiset_receive(const VarlenaFamily *family, StringInfo message, void **state);
extern void *multiset_add(const VarlenaFamily *family, void *state, const void *stored);
extern void *multiset_subtract(const VarlenaFamily *family, void *state, const void *stored);

/* Called by a family's take to return the state with the item of its row */
extern void *multiset_take(const MultisetFamily *family, void *state, int64 item, int64 step);

/* Does the same for several items, which are in order */
extern void *multiset_take_several(const MultisetFamily *family, void *state, const int64 *items,
								   int64 n, int64 step);

/* Does the same for an item with a sequence or a name; NULL if it has none */
extern void *multiset_take_with(const MultisetFamily *family, void *state, int64 item,
								const int64 *sequence, const ItemName *name, int64 step);

/* Items in order: the item itself, its sequence and the number of its name, if they have such */
typedef struct ItemList
{
	const int64 *words;
	int64		n;
	int			width;			/* words of an item */
	bool		sequenced;
	bool		named;
	Vocabulary	vocabulary;
} ItemList;

static inline int64
list_item(const ItemList *list, int64 n)
{
	return list->words[n * list->width];
}

/* Returns the sequence of an item; it is the same for all items without one */
static inline int64
list_sequence(const ItemList *list, int64 n)
{
	return list->sequenced ? list->words[n * list->width + 1] : 0;
}

static inline int64
list_name(const ItemList *list, int64 n)
{
	return list->named ? list->words[(n + 1) * list->width - 1] : NO_NAME;
}

extern int64 list_up_to(const ItemList *list, int64 item);

/* Readings */
extern const int64 *multiset_items(const MultisetFamily *family, FunctionCallInfo fcinfo, int n,
								   int64 *nitems);
extern ItemList multiset_list(const MultisetFamily *family, FunctionCallInfo fcinfo, int n);
extern const void *multiset_reading(const MultisetFamily *family, FunctionCallInfo fcinfo, int n);

extern void items_sort(int64 *items, int64 n);

#define MULTISET_EMPTY_SIZE	sizeof(VarlenaSummary)

/*
 * Defines the family TYPE_family; after the type come the fields of its
 * MultisetItems.  A checked family also has a VarlenaFamily's invalid, for
 * valid items that may not go together.
 */
#define MULTISET_FAMILY(type, ...) \
CHECKED_MULTISET_FAMILY(type, NULL, __VA_ARGS__)

#define CHECKED_MULTISET_FAMILY(type, invalid_, ...) \
static const MultisetFamily type##_family = { \
	.varlena = { \
		.type_name = #type, \
		.empty_size = MULTISET_EMPTY_SIZE, \
		.make_state = multiset_make_state, \
		.make_stored = multiset_make_stored, \
		.invalid = invalid_, \
		.count_entries = multiset_count_entries, \
		.print = multiset_print, \
		.parse = multiset_parse, \
		.send = multiset_send, \
		.receive = multiset_receive, \
		.write = multiset_write, \
		.add = multiset_add, \
		.subtract = multiset_subtract \
	}, \
	.items = {__VA_ARGS__} \
}; \
VARLENA_METHODS(type, &type##_family.varlena)

#define MULTISET_TRANSITION(count, uncount, family, take) \
VARLENA_TRANSITION(count, uncount, &(family).varlena, take)

#endif
