/*
 * multiset.c
 *		Summaries that hold every value they were given: sorted multisets of
 *		64-bit items.
 *
 * What is stored is the items in order.  The state of an aggregate is a
 * varlena, too, but with room to grow, and items in whatever order they came
 * until somebody looks.  (An expanded object would need a memory context for
 * each group, and a hash aggregation looks at all of them for every group it
 * adds.)  A final function puts the items in order where they are: their order
 * is no part of the value.
 *
 * Text form: the items in order.  Binary form: their number, the items.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "multiset.h"
#include "sort.h"

/* 128 megabytes; the state of one group that needs more is a mistake in the grouping */
#define MOST_ITEMS		INT64CONST(16777216)

/* So that a state of few items takes 128 bytes */
#define FIRST_ROOM		10

#define FORM_STATE		1

/* The reading, which has no words outside windows, and the room for items */
typedef struct Multiset
{
	int32		vl_len_;
	int32		form;
	int64		n;
	int64		first;			/* items before this one were let go */
	int64		sorted;			/* so many items from the first on are in
								 * order */
	int32		reading_words;
	int32		read;			/* so many items from the first on are in the
								 * reading */
	int64		words[FLEXIBLE_ARRAY_MEMBER];
} Multiset;

static inline const MultisetItems *
items_of(const VarlenaFamily *family)
{
	return &((const MultisetFamily *) family)->items;
}

static inline int64
stored_n(const VarlenaSummary *stored)
{
	return (VARSIZE(stored) - offsetof(VarlenaSummary, words)) / sizeof(int64);
}

static inline size_t
state_size(int reading_words, int64 room)
{
	return offsetof(Multiset, words) + (reading_words + room) * sizeof(int64);
}

static inline int64
state_room(const Multiset *multiset)
{
	return (VARSIZE(multiset) - state_size(multiset->reading_words, 0)) / sizeof(int64);
}

static inline int64 *
state_items(Multiset *multiset)
{
	return multiset->words + multiset->reading_words + multiset->first;
}

/* Order */

static int
item_cmp(const void *a, const void *b)
{
	int64		left = *(const int64 *) a;
	int64		right = *(const int64 *) b;

	return (left > right) - (left < right);
}

void
items_sort(int64 *items, int64 n)
{
	sort_in_order(items, n, sizeof(int64), item_cmp);
}

/* The first so many of which are in order already */
static void
items_sort_rest(int64 *items, int64 sorted, int64 n)
{
	items_sort(items + sorted, n - sorted);
	if (sorted > 0)
		merge_in_order((char *) items, sorted, n, sizeof(int64), item_cmp);
}

static void
forget_reading(Multiset *multiset)
{
	multiset->read = 0;
	memset(multiset->words, 0, multiset->reading_words * sizeof(int64));
}

static void
put_in_order(Multiset *multiset)
{
	if (multiset->sorted == multiset->n)
		return;
	items_sort_rest(state_items(multiset), multiset->sorted, multiset->n);
	multiset->sorted = multiset->n;
	forget_reading(multiset);
}

/* States */

static Multiset *
make_state(int reading_words, int64 room)
{
	Multiset   *multiset =
		varlena_make(state_size(reading_words, Max(room, FIRST_ROOM)), FORM_STATE);

	multiset->reading_words = reading_words;
	return multiset;
}

/* Room for more items behind those there are: in the same state, or in a larger one */
static Multiset *
make_room(const VarlenaFamily *family, Multiset *multiset, int64 more)
{
	Multiset   *larger;

	if (multiset->n + more > MOST_ITEMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a %s holds at most " INT64_FORMAT " %s",
						family->type_name, MOST_ITEMS, items_of(family)->name)));
	if (multiset->first + multiset->n + more <= state_room(multiset))
		return multiset;

	/*
	 * where at least half of the room was let go, moving costs no more than
	 * was gained
	 */
	if (multiset->first >= multiset->n + more)
	{
		int64	   *items = state_items(multiset);

		multiset->first = 0;
		memmove(state_items(multiset), items, multiset->n * sizeof(int64));
		return multiset;
	}

	larger = make_state(multiset->reading_words,
						Max(2 * state_room(multiset), multiset->n + more));
	larger->n = multiset->n;
	larger->sorted = multiset->sorted;
	larger->read = multiset->read;
	memcpy(larger->words, multiset->words, multiset->reading_words * sizeof(int64));
	memcpy(state_items(larger), state_items(multiset), multiset->n * sizeof(int64));
	return larger;
}

/* Whether an item goes with those there are */
static bool
same_label(const VarlenaFamily *family, Multiset *multiset, int64 item)
{
	return multiset->n == 0 || ((*state_items(multiset) ^ item) & items_of(family)->label) == 0;
}

static Multiset *
append_items(const VarlenaFamily *family, Multiset *multiset, const int64 *items, int64 n)
{
	int64	   *end;

	if (n == 0)
		return multiset;
	if (unlikely(!same_label(family, multiset, *items)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of a %s must be %s", items_of(family)->name, family->type_name,
						items_of(family)->label_means)));
	multiset = make_room(family, multiset, n);
	end = state_items(multiset) + multiset->n;
	memcpy(end, items, n * sizeof(int64));

	/* in order, as in a window or where partial results follow each other */
	if (multiset->sorted == multiset->n && (multiset->n == 0 || end[-1] <= items[0]))
		multiset->sorted += n;
	multiset->n += n;
	return multiset;
}

void *
multiset_make_state(const VarlenaFamily *family, const void *stored, bool in_window)
{
	const VarlenaSummary *summary = stored;
	int64		n = stored_n(summary);
	Multiset   *multiset = make_state(in_window ? items_of(family)->reading_words : 0, n);

	multiset = append_items(family, multiset, summary->words, n);
	multiset->sorted = n;
	return multiset;
}

void *
multiset_make_stored(const VarlenaFamily *family, void *state, bool is_ours)
{
	Multiset   *multiset = state;
	VarlenaSummary *stored;

	if (is_ours)
		put_in_order(multiset);
	stored = varlena_make(sizeof(VarlenaSummary) + multiset->n * sizeof(int64), FORM_STORED);
	memcpy(stored->words, state_items(multiset), multiset->n * sizeof(int64));
	items_sort_rest(stored->words, multiset->sorted, multiset->n);
	return stored;
}

/* Readings */

/* The executor's own state in the n-th argument, which may be put in order; or NULL */
static Multiset *
state_or_null(const MultisetFamily *family, FunctionCallInfo fcinfo, int n)
{
	if (n > 0 || !varlena_is_state(&family->varlena, fcinfo, PG_GETARG_POINTER(n)))
		return NULL;
	return (Multiset *) PG_GETARG_POINTER(n);
}

/* The items of the summary in the n-th argument, in order */
const int64 *
multiset_items(const MultisetFamily *family, FunctionCallInfo fcinfo, int n, int64 *nitems)
{
	Multiset   *multiset = state_or_null(family, fcinfo, n);
	const VarlenaSummary *stored;

	if (multiset != NULL)
	{
		put_in_order(multiset);
		*nitems = multiset->n;
		return state_items(multiset);
	}
	stored = varlena_stored(&family->varlena, fcinfo, n);
	*nitems = stored_n(stored);
	return stored->words;
}

/* What the family reads from all items; kept in the state of a window */
const void *
multiset_reading(const MultisetFamily *family, FunctionCallInfo fcinfo, int n)
{
	Multiset   *multiset = state_or_null(family, fcinfo, n);
	bool		kept = multiset != NULL && multiset->reading_words > 0;
	int64		nitems;
	const int64 *items = multiset_items(family, fcinfo, n, &nitems);
	void	   *reading = kept ? multiset->words :
		palloc0(family->items.reading_words * sizeof(int64));

	for (int64 i = kept ? multiset->read : 0; i < nitems; i++)
	{
		CHECK_FOR_INTERRUPTS();
		family->items.take(reading, items[i]);
		if (kept)
			multiset->read++;
	}
	return reading;
}

/* Rows */

/* Index of the first item that is not less */
static int64
find_item(const int64 *items, int64 n, int64 item)
{
	int64		low = 0;
	int64		high = n;

	while (low < high)
	{
		int64		middle = low + (high - low) / 2;

		if (items[middle] < item)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
take_out_first(const VarlenaFamily *family, Multiset *multiset)
{
	if (multiset->read > 0)
	{
		items_of(family)->let_go(multiset->words, state_items(multiset), multiset->read);
		multiset->read--;
	}
	multiset->first++;
	multiset->n--;
	multiset->sorted--;
}

/* NULL where there is no such item */
static Multiset *
take_out(const VarlenaFamily *family, Multiset *multiset, int64 item)
{
	int64	   *items = state_items(multiset);
	int64		at;

	put_in_order(multiset);
	at = find_item(items, multiset->n, item);
	if (at == multiset->n || items[at] != item)
		return NULL;
	if (at == 0)
	{
		take_out_first(family, multiset);
		return multiset;
	}
	memmove(items + at, items + at + 1, (multiset->n - at - 1) * sizeof(int64));
	multiset->n--;
	multiset->sorted--;
	forget_reading(multiset);
	return multiset;
}

void *
multiset_take(const MultisetFamily *family, void *state, int64 item, int64 step)
{
	return step > 0 ? append_items(&family->varlena, state, &item, 1) :
		take_out(&family->varlena, state, item);
}

/* Text form */

int64
multiset_count_entries(const void *stored)
{
	return stored_n(stored);
}

void
multiset_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	const VarlenaSummary *summary = stored;

	for (int64 i = 0; i < stored_n(summary); i++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoChar(out, ' ');
		items_of(family)->print(out, summary->words[i]);
	}
}

const char *
multiset_parse(const VarlenaFamily *family, void **state, char *token)
{
	const MultisetItems *items = items_of(family);
	int64		item;
	const char *wrong = items->parse(token, &item);

	if (wrong == NULL && !same_label(family, *state, item))
		wrong = psprintf("Its %s are not %s.", items->name, items->label_means);
	if (wrong == NULL && ((const Multiset *) *state)->n == MOST_ITEMS)
		wrong = psprintf("It has more than " INT64_FORMAT " %s.", MOST_ITEMS, items->name);
	if (wrong == NULL)
		*state = append_items(family, *state, &item, 1);
	return wrong;
}

/* Binary form */

void
multiset_send(StringInfo out, const void *stored)
{
	const VarlenaSummary *summary = stored;

	pq_sendint64(out, stored_n(summary));
	for (int64 i = 0; i < stored_n(summary); i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(out, summary->words[i]);
	}
}

const char *
multiset_receive(const VarlenaFamily *family, StringInfo message, void **state)
{
	const MultisetItems *items = items_of(family);
	int64		n = pq_getmsgint64(message);

	if (n < 0)
		return psprintf("its number of %s is " INT64_FORMAT, items->name, n);
	for (int64 i = 0; i < n; i++)
	{
		int64		item = pq_getmsgint64(message);

		CHECK_FOR_INTERRUPTS();
		if (!items->valid(item))
			return psprintf("one of its %s is out of range", items->name);
		if (!same_label(family, *state, item))
			return psprintf("its %s are not %s", items->name, items->label_means);
		*state = append_items(family, *state, &item, 1);
	}
	return NULL;
}

/* Merge and un-merge */

void *
multiset_add(const VarlenaFamily *family, void *state, const void *stored)
{
	const VarlenaSummary *other = stored;

	return append_items(family, state, other->words, stored_n(other));
}

void *
multiset_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Multiset   *multiset = state;
	const int64 *others = ((const VarlenaSummary *) stored)->words;
	int64		nothers = stored_n(stored);
	int64		taken = 0;
	int64		kept = 0;
	int64	   *items;

	put_in_order(multiset);

	/* what leaves a window over rows in order */
	while (taken < nothers && multiset->n > 0 && *state_items(multiset) == others[taken])
	{
		CHECK_FOR_INTERRUPTS();
		take_out_first(family, multiset);
		taken++;
	}
	if (taken == nothers)
		return multiset;

	items = state_items(multiset);
	for (int64 i = 0; i < multiset->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (taken < nothers && items[i] == others[taken])
			taken++;
		else
			items[kept++] = items[i];
	}
	if (taken < nothers)
		return NULL;
	multiset->n = kept;
	multiset->sorted = kept;
	forget_reading(multiset);
	return multiset;
}
