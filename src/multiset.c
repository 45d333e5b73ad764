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
 * Where equal items have an order of their own, a sequence is the second word of
 * each.  A summary of such begins with a word that is no item.
 *
 * Text form: the items in order, ITEM or ITEM#SEQUENCE.  Binary form: their
 * number, then the words that are stored.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "argument.h"
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
	int16		reading_words;
	int16		width;			/* words of an item */
	int32		read;			/* so many items from the first on are in the
								 * reading */
	int64		words[FLEXIBLE_ARRAY_MEMBER];
} Multiset;

static inline const MultisetItems *
items_of(const VarlenaFamily *family)
{
	return &((const MultisetFamily *) family)->items;
}

/* What a summary of items with a sequence begins with */
#define SEQUENCED		PG_INT64_MIN

static inline int64
stored_words(const VarlenaSummary *stored)
{
	return (VARSIZE(stored) - offsetof(VarlenaSummary, words)) / sizeof(int64);
}

/* Words of an item */
static inline int
stored_width(const VarlenaSummary *stored)
{
	return stored_words(stored) > 0 && stored->words[0] == SEQUENCED ? 2 : 1;
}

static inline const int64 *
stored_items(const VarlenaSummary *stored)
{
	return stored->words + stored_width(stored) - 1;
}

static inline int64
stored_n(const VarlenaSummary *stored)
{
	int			width = stored_width(stored);

	return (stored_words(stored) - (width - 1)) / width;
}

static inline size_t
state_size(int reading_words, int64 item_words)
{
	return offsetof(Multiset, words) + (reading_words + item_words) * sizeof(int64);
}

static inline size_t
item_size(const Multiset *multiset)
{
	return multiset->width * sizeof(int64);
}

static inline int64
state_room(const Multiset *multiset)
{
	return (VARSIZE(multiset) - state_size(multiset->reading_words, 0)) / item_size(multiset);
}

static inline int64 *
state_items(Multiset *multiset)
{
	return multiset->words + multiset->reading_words + multiset->first * multiset->width;
}

/* Order */

static int
item_cmp(const void *a, const void *b)
{
	int64		left = *(const int64 *) a;
	int64		right = *(const int64 *) b;

	return (left > right) - (left < right);
}

static int
sequenced_item_cmp(const void *a, const void *b)
{
	int			order = item_cmp(a, b);

	return order != 0 ? order : item_cmp((const int64 *) a + 1, (const int64 *) b + 1);
}

void
items_sort(int64 *items, int64 n)
{
	sort_in_order(items, n, sizeof(int64), item_cmp);
}

/* The first so many of which are in order already */
static void
items_sort_rest(int64 *items, int width, int64 sorted, int64 n)
{
	int			(*cmp) (const void *, const void *) = width == 1 ? item_cmp : sequenced_item_cmp;

	sort_in_order(items + sorted * width, n - sorted, width * sizeof(int64), cmp);
	if (sorted > 0)
		merge_in_order((char *) items, sorted, n, width * sizeof(int64), cmp);
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
	items_sort_rest(state_items(multiset), multiset->width, multiset->sorted, multiset->n);
	multiset->sorted = multiset->n;
	forget_reading(multiset);
}

/* States */

static Multiset *
make_state(int reading_words, int width, int64 room)
{
	Multiset   *multiset =
		varlena_make(state_size(reading_words, Max(room * width, FIRST_ROOM)), FORM_STATE);

	multiset->reading_words = reading_words;
	multiset->width = width;
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
		memmove(state_items(multiset), items, multiset->n * item_size(multiset));
		return multiset;
	}

	larger = make_state(multiset->reading_words, multiset->width,
						Max(2 * state_room(multiset), multiset->n + more));
	larger->n = multiset->n;
	larger->sorted = multiset->sorted;
	larger->read = multiset->read;
	memcpy(larger->words, multiset->words, multiset->reading_words * sizeof(int64));
	memcpy(state_items(larger), state_items(multiset), multiset->n * item_size(multiset));
	return larger;
}

/* What keeps an item from going with those there are, to end "... must be"; or NULL */
static inline const char *
differing_label(const VarlenaFamily *family, Multiset *multiset, const int64 *item, int width)
{
	if (multiset->n == 0)
		return NULL;
	if (unlikely(multiset->width != width))
		return "all with a sequence or all without";
	return unlikely(((*state_items(multiset) ^ *item) & items_of(family)->label) != 0) ?
		items_of(family)->label_means : NULL;
}

static void
labels_differ(const VarlenaFamily *family, const char *label_means)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s of a %s must be %s", items_of(family)->name, family->type_name,
					label_means)));
}

static inline Multiset *
append_items(const VarlenaFamily *family, Multiset *multiset, const int64 *items, int width,
			 int64 n)
{
	const char *label_means;
	int64	   *end;

	if (n == 0)
		return multiset;
	label_means = differing_label(family, multiset, items, width);
	if (unlikely(label_means != NULL))
		labels_differ(family, label_means);
	if (unlikely(multiset->width != width))
	{
		/* where there are none, none are of the other width */
		multiset->width = width;
		multiset->first = 0;
	}
	multiset = make_room(family, multiset, n);
	end = state_items(multiset) + multiset->n * width;
	memcpy(end, items, n * item_size(multiset));

	/* in order, as in a window or where partial results follow each other */
	if (multiset->sorted == multiset->n &&
		(multiset->n == 0 ||
		 (width == 1 ? end[-1] <= items[0] : sequenced_item_cmp(end - width, items) <= 0)))
		multiset->sorted += n;
	multiset->n += n;
	return multiset;
}

void *
multiset_make_state(const VarlenaFamily *family, const void *stored, bool in_window)
{
	const VarlenaSummary *summary = stored;
	int64		n = stored_n(summary);
	int			width = stored_width(summary);
	Multiset   *multiset = make_state(in_window ? items_of(family)->reading_words : 0, width, n);

	multiset = append_items(family, multiset, stored_items(summary), width, n);
	multiset->sorted = n;
	return multiset;
}

void *
multiset_make_stored(const VarlenaFamily *family, void *state, bool is_ours)
{
	Multiset   *multiset = state;
	int			width = multiset->n > 0 ? multiset->width : 1;
	size_t		size = multiset->n * item_size(multiset);
	VarlenaSummary *stored;
	int64	   *items;

	if (is_ours)
		put_in_order(multiset);
	stored = varlena_make(sizeof(VarlenaSummary) + (width - 1) * sizeof(int64) + size,
						  FORM_STORED);
	if (width > 1)
		stored->words[0] = SEQUENCED;
	items = stored->words + width - 1;
	memcpy(items, state_items(multiset), size);
	items_sort_rest(items, width, multiset->sorted, multiset->n);
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

/* The items of the summary in the n-th argument, in order, and the words of each */
const int64 *
multiset_sequenced_items(const MultisetFamily *family, FunctionCallInfo fcinfo, int n,
						 int64 *nitems, int *width)
{
	Multiset   *multiset = state_or_null(family, fcinfo, n);
	const VarlenaSummary *stored;

	if (multiset != NULL)
	{
		put_in_order(multiset);
		*nitems = multiset->n;
		*width = multiset->width;
		return state_items(multiset);
	}
	stored = varlena_stored(&family->varlena, fcinfo, n);
	*nitems = stored_n(stored);
	*width = stored_width(stored);
	return stored_items(stored);
}

/* The same of a family whose items have no sequence */
const int64 *
multiset_items(const MultisetFamily *family, FunctionCallInfo fcinfo, int n, int64 *nitems)
{
	int			width;

	return multiset_sequenced_items(family, fcinfo, n, nitems, &width);
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

static bool
same_item(const int64 *a, const int64 *b, int width)
{
	return a[0] == b[0] && (width == 1 || a[1] == b[1]);
}

/* Index of the first item that is not less */
static int64
find_item(const int64 *items, int width, int64 n, const int64 *item)
{
	int64		low = 0;
	int64		high = n;

	while (low < high)
	{
		int64		middle = low + (high - low) / 2;

		if (width == 1 ? items[middle] < *item :
			sequenced_item_cmp(items + middle * width, item) < 0)
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
take_out(const VarlenaFamily *family, Multiset *multiset, const int64 *item, int width)
{
	int64	   *items = state_items(multiset);
	int64		at;

	if (multiset->width != width)
		return NULL;
	put_in_order(multiset);
	at = find_item(items, width, multiset->n, item);
	if (at == multiset->n || !same_item(items + at * width, item, width))
		return NULL;
	if (at == 0)
	{
		take_out_first(family, multiset);
		return multiset;
	}
	memmove(items + at * width, items + (at + 1) * width,
			(multiset->n - at - 1) * item_size(multiset));
	multiset->n--;
	multiset->sorted--;
	forget_reading(multiset);
	return multiset;
}

static void *
take_item(const VarlenaFamily *family, void *state, const int64 *item, int width, int64 step)
{
	return step > 0 ? append_items(family, state, item, width, 1) :
		take_out(family, state, item, width);
}

void *
multiset_take(const MultisetFamily *family, void *state, int64 item, int64 step)
{
	return take_item(&family->varlena, state, &item, 1, step);
}

void *
multiset_take_sequenced(const MultisetFamily *family, void *state, int64 item, int64 sequence,
						int64 step)
{
	int64		words[] = {item, sequence};

	return take_item(&family->varlena, state, words, lengthof(words), step);
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
	const int64 *items = stored_items(summary);
	int			width = stored_width(summary);

	for (int64 i = 0; i < stored_n(summary); i++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoChar(out, ' ');
		items_of(family)->print(out, items[i * width]);
		if (width > 1)
			appendStringInfo(out, "#" INT64_FORMAT, items[i * width + 1]);
	}
}

/* Reads what follows the item, if anything does, and cuts it off */
static const char *
sequence_parse(char *token, int64 *sequence, int *width)
{
	char	   *mark = strchr(token, '#');
	const char *digits;
	bool		negative;

	*width = 1;
	if (mark == NULL)
		return NULL;
	*width = 2;
	negative = mark[1] == '-';
	digits = mark + 1 + negative;
	/* the least has no counterpart above 0 */
	if (negative && strcmp(digits, "9223372036854775808") == 0)
		*sequence = PG_INT64_MIN;
	else if (!counter_parse(&digits, INT64_DIGITS, sequence) || *digits != '\0')
		return psprintf("\"%s\" is no sequence, which is a number of 64 bits.", mark + 1);
	else if (negative)
		*sequence = -*sequence;
	*mark = '\0';
	return NULL;
}

const char *
multiset_parse(const VarlenaFamily *family, void **state, char *token)
{
	const MultisetItems *items = items_of(family);
	int64		words[2];
	int			width = 1;
	const char *wrong = items->sequenced ? sequence_parse(token, &words[1], &width) : NULL;

	if (wrong == NULL)
		wrong = items->parse(token, &words[0]);
	if (wrong == NULL)
	{
		const char *label_means = differing_label(family, *state, words, width);

		if (label_means != NULL)
			wrong = psprintf("Its %s are not %s.", items->name, label_means);
	}
	if (wrong == NULL && ((const Multiset *) *state)->n == MOST_ITEMS)
		wrong = psprintf("It has more than " INT64_FORMAT " %s.", MOST_ITEMS, items->name);
	if (wrong == NULL)
		*state = append_items(family, *state, words, width, 1);
	return wrong;
}

/* Binary form */

void
multiset_send(StringInfo out, const void *stored)
{
	const VarlenaSummary *summary = stored;

	pq_sendint64(out, stored_n(summary));
	for (int64 i = 0; i < stored_words(summary); i++)
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
	int			width = 1;

	if (n < 0)
		return psprintf("its number of %s is " INT64_FORMAT, items->name, n);
	for (int64 i = 0; i < n; i++)
	{
		int64		words[2] = {pq_getmsgint64(message), 0};
		const char *label_means;

		CHECK_FOR_INTERRUPTS();
		if (i == 0 && items->sequenced && words[0] == SEQUENCED)
		{
			width = 2;
			words[0] = pq_getmsgint64(message);
		}
		if (width > 1)
			words[1] = pq_getmsgint64(message);
		if (!items->valid(words[0]))
			return psprintf("one of its %s is out of range", items->name);
		label_means = differing_label(family, *state, words, width);
		if (label_means != NULL)
			return psprintf("its %s are not %s", items->name, label_means);
		*state = append_items(family, *state, words, width, 1);
	}
	return NULL;
}

/* Merge and un-merge */

void *
multiset_add(const VarlenaFamily *family, void *state, const void *stored)
{
	const VarlenaSummary *other = stored;

	return append_items(family, state, stored_items(other), stored_width(other), stored_n(other));
}

void *
multiset_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Multiset   *multiset = state;
	const int64 *others = stored_items(stored);
	int64		nothers = stored_n(stored);
	int			width = stored_width(stored);
	int64		taken = 0;
	int64		kept = 0;
	int64	   *items;

	if (nothers == 0)
		return multiset;
	if (multiset->width != width)
		return NULL;
	put_in_order(multiset);

	/* what leaves a window over rows in order */
	while (taken < nothers && multiset->n > 0 &&
		   same_item(state_items(multiset), others + taken * width, width))
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
		if (taken < nothers && same_item(items + i * width, others + taken * width, width))
			taken++;
		else
		{
			for (int word = 0; word < width; word++)
				items[kept * width + word] = items[i * width + word];
			kept++;
		}
	}
	if (taken < nothers)
		return NULL;
	multiset->n = kept;
	multiset->sorted = kept;
	forget_reading(multiset);
	return multiset;
}
