/*
 * multiset.c
 *		Summaries that hold every value they were given: sorted multisets of
 *		64-bit items.
 *
 * What is stored is the items in order.  The state of an aggregate is a
 * varlena, too, but with room to grow, and items in whatever order they came
 * until somebody looks; what the aggregate gives is stored form again.  (An
 * expanded object would need a memory context for each group, and a hash
 * aggregation looks at all of them for every group it adds.)  A final function
 * puts the items in order where they are: their order is no part of the value.
 * An aggregate of somebody else over these functions that lacks the final
 * function TYPE_stored lets a state out.  It is read like any summary, but its
 * bytes are not those of another with the same items.
 *
 * Text form: the items in order, separated by spaces, or "empty".  Binary
 * form: a version byte, the number of items, the items.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "multiset.h"
#include "server.h"
#include "sort.h"
#include "varlena.h"

/* 128 megabytes; the state of one group that needs more is a mistake in the grouping */
#define MOST_ITEMS		INT64CONST(16777216)

/* So that a state of few items takes 128 bytes */
#define FIRST_ROOM		10

typedef enum MultisetForm
{
	FORM_STORED,
	FORM_STATE
} MultisetForm;

typedef struct StoredMultiset
{
	int32		vl_len_;
	int32		form;
	int64		items[FLEXIBLE_ARRAY_MEMBER];
} StoredMultiset;

/* State: the reading, which has no words outside windows, and the room for items */
struct Multiset
{
	int32		vl_len_;
	int32		form;
	int64		n;
	int64		first;			/* items before this one were let go */
	int64		sorted;			/* so many items from the first on are in order */
	int32		reading_words;
	int32		read;			/* so many items from the first on are in the reading */
	int64		words[FLEXIBLE_ARRAY_MEMBER];
};

static inline int64
stored_n(const StoredMultiset *stored)
{
	return (VARSIZE(stored) - offsetof(StoredMultiset, items)) / sizeof(int64);
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
compare_items(const void *a, const void *b)
{
	int64		left = *(const int64 *) a;
	int64		right = *(const int64 *) b;

	return (left > right) - (left < right);
}

void
items_sort(int64 *items, int64 n)
{
	sort_in_order(items, n, sizeof(int64), compare_items);
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
	int64	   *items = state_items(multiset);
	int64		sorted = multiset->sorted;

	if (sorted == multiset->n)
		return;
	items_sort(items + sorted, multiset->n - sorted);
	if (sorted > 0)
		merge_in_order((char *) items, sorted, multiset->n, sizeof(int64), compare_items);
	multiset->sorted = multiset->n;
	forget_reading(multiset);
}

/* States */

static Multiset *
make_state(int reading_words, int64 room)
{
	size_t		size = state_size(reading_words, Max(room, FIRST_ROOM));
	Multiset   *multiset = palloc0(size);

	SET_VARSIZE(multiset, size);
	multiset->form = FORM_STATE;
	multiset->reading_words = reading_words;
	return multiset;
}

/* Room for more items behind those there are: in the same state, or in a larger one that the executor takes over */
static Multiset *
make_room(const MultisetFamily *family, Multiset *multiset, int64 more)
{
	Multiset   *larger;

	if (multiset->n + more > MOST_ITEMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a %s holds at most " INT64_FORMAT " %s", family->type_name, MOST_ITEMS, family->items_name)));
	if (multiset->first + multiset->n + more <= state_room(multiset))
		return multiset;

	/* where at least half of the room was let go, moving costs no more than was gained */
	if (multiset->first >= multiset->n + more)
	{
		int64	   *items = state_items(multiset);

		multiset->first = 0;
		memmove(state_items(multiset), items, multiset->n * sizeof(int64));
		return multiset;
	}

	larger = make_state(multiset->reading_words, Max(2 * state_room(multiset), multiset->n + more));
	larger->n = multiset->n;
	larger->sorted = multiset->sorted;
	larger->read = multiset->read;
	memcpy(larger->words, multiset->words, multiset->reading_words * sizeof(int64));
	memcpy(state_items(larger), state_items(multiset), multiset->n * sizeof(int64));
	return larger;
}

/* Whether an item goes with those there are */
static bool
same_label(const MultisetFamily *family, Multiset *multiset, int64 item)
{
	return multiset->n == 0 || ((*state_items(multiset) ^ item) & family->label) == 0;
}

static Multiset *
append_items(const MultisetFamily *family, Multiset *multiset, const int64 *items, int64 n)
{
	int64	   *end;

	if (n == 0)
		return multiset;
	if (unlikely(!same_label(family, multiset, *items)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of a %s must be %s", family->items_name, family->type_name, family->label_means)));
	multiset = make_room(family, multiset, n);
	end = state_items(multiset) + multiset->n;
	memcpy(end, items, n * sizeof(int64));

	/* in order, as in a window or where partial results follow each other */
	if (multiset->sorted == multiset->n && (multiset->n == 0 || end[-1] <= items[0]))
		multiset->sorted += n;
	multiset->n += n;
	return multiset;
}

static StoredMultiset *
stored_from_items(const int64 *items, int64 n)
{
	size_t		size = offsetof(StoredMultiset, items) + n * sizeof(int64);
	StoredMultiset *stored = palloc(size);

	SET_VARSIZE(stored, size);
	stored->form = FORM_STORED;
	memcpy(stored->items, items, n * sizeof(int64));
	return stored;
}

static Datum
stored_from_state(Multiset *multiset)
{
	put_in_order(multiset);
	return PointerGetDatum(stored_from_items(state_items(multiset), multiset->n));
}

/* Arguments */

/* The state that is in the n-th argument and ours to change, as the executor has it; or NULL */
static inline Multiset *
argument_state(FunctionCallInfo fcinfo, int n)
{
	Multiset   *multiset = (Multiset *) PG_GETARG_POINTER(n);

	if (n > 0 || !varlena_is_state(fcinfo, multiset) || multiset->form != FORM_STATE)
		return NULL;
	return multiset;
}

/* The items of a summary, in order, to look at */
typedef struct View
{
	const int64 *items;
	int64		n;
	void	   *copy;			/* to be freed, or NULL */
} View;

static View
argument_view(FunctionCallInfo fcinfo, int n)
{
	Multiset   *multiset = argument_state(fcinfo, n);
	StoredMultiset *stored;
	View		view = {NULL, 0, NULL};

	if (multiset == NULL)
	{
		stored = (StoredMultiset *) PG_GETARG_VARLENA_P(n);
		if ((Pointer) stored != PG_GETARG_POINTER(n))
			view.copy = stored;
		if (stored->form == FORM_STORED)
		{
			view.items = stored->items;
			view.n = stored_n(stored);
			return view;
		}

		/* a state that is not ours, such as a partial result */
		multiset = (Multiset *) stored;
		if (view.copy == NULL)
			multiset = view.copy = memcpy(palloc(VARSIZE(stored)), stored, VARSIZE(stored));
	}
	put_in_order(multiset);
	view.items = state_items(multiset);
	view.n = multiset->n;
	return view;
}

/* A comparison may be one of millions in the same memory */
static void
view_end(View *view)
{
	if (view->copy != NULL)
		pfree(view->copy);
}

const int64 *
multiset_items(FunctionCallInfo fcinfo, int n, int64 *nitems)
{
	View		view = argument_view(fcinfo, n);

	*nitems = view.n;
	return view.items;
}

/* The summary in the first argument, ours to change: the executor's own, or a copy */
Multiset *
multiset_state(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	Multiset   *multiset;
	View		view;

	if (PG_ARGISNULL(0))
		summary_no_state();
	multiset = argument_state(fcinfo, 0);
	if (multiset != NULL)
		return multiset;

	view = argument_view(fcinfo, 0);
	multiset = make_state(summary_in_window(fcinfo) ? family->reading_words : 0, view.n);
	multiset = append_items(family, multiset, view.items, view.n);
	view_end(&view);
	return multiset;
}

/* A state goes back to the executor, a summary to SQL */
Datum
multiset_result(FunctionCallInfo fcinfo, Multiset *multiset)
{
	return summary_in_aggregate(fcinfo) ? PointerGetDatum(multiset) : stored_from_state(multiset);
}

/* The final function of an aggregate that gives a summary */
Datum
multiset_stored(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		view = argument_view(fcinfo, 0);

	return PointerGetDatum(stored_from_items(view.items, view.n));
}

/* What the family reads from all items; kept in the state of a window */
const void *
multiset_reading(const MultisetFamily *family, FunctionCallInfo fcinfo, int n)
{
	View		view = argument_view(fcinfo, n);
	Multiset   *multiset = argument_state(fcinfo, n);
	bool		kept = multiset != NULL && multiset->reading_words > 0;
	void	   *reading = kept ? multiset->words : palloc0(family->reading_words * sizeof(int64));

	for (int64 i = kept ? multiset->read : 0; i < view.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		family->take(reading, view.items[i]);
		if (kept)
			multiset->read++;
	}
	return reading;
}

/* Rows */

Multiset *
multiset_put(const MultisetFamily *family, Multiset *multiset, int64 item)
{
	return append_items(family, multiset, &item, 1);
}

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
take_out_first(const MultisetFamily *family, Multiset *multiset)
{
	if (multiset->read > 0)
	{
		family->let_go(multiset->words, state_items(multiset), multiset->read);
		multiset->read--;
	}
	multiset->first++;
	multiset->n--;
	multiset->sorted--;
}

Multiset *
multiset_take_out(const MultisetFamily *family, Multiset *multiset, int64 item)
{
	int64	   *items = state_items(multiset);
	int64		at;

	put_in_order(multiset);
	at = find_item(items, multiset->n, item);
	if (at == multiset->n || items[at] != item)
		summary_not_contained(family->type_name);
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

/* Text form */

Datum
multiset_out(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		view = argument_view(fcinfo, 0);
	StringInfoData out;

	if (view.n == 0)
		PG_RETURN_CSTRING(pstrdup("empty"));
	initStringInfo(&out);
	for (int64 i = 0; i < view.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoChar(&out, ' ');
		family->print(&out, view.items[i]);
	}
	PG_RETURN_CSTRING(out.data);
}

typedef struct ItemsState
{
	const MultisetFamily *family;
	Multiset   *multiset;
} ItemsState;

static const char *
parse_item(void *state, char *token)
{
	ItemsState *items = state;
	int64		item;
	const char *wrong = items->family->parse(token, &item);

	if (wrong == NULL && !same_label(items->family, items->multiset, item))
		wrong = psprintf("Its %s are not %s.", items->family->items_name, items->family->label_means);
	if (wrong == NULL)
		items->multiset = multiset_put(items->family, items->multiset, item);
	return wrong;
}

Datum
multiset_in(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	const char *text = PG_GETARG_CSTRING(0);
	ItemsState	items = {family, make_state(0, 0)};
	const char *wrong = summary_parse_tokens(text, parse_item, &items);

	if (wrong != NULL)
		RETURN_INPUT_ERROR(fcinfo, family->type_name, text, wrong);
	return stored_from_state(items.multiset);
}

/* Binary form */

Datum
multiset_send(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		view = argument_view(fcinfo, 0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	pq_sendint64(&out, view.n);
	for (int64 i = 0; i < view.n; i++)
		pq_sendint64(&out, view.items[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

Datum
multiset_recv(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	Multiset   *multiset = make_state(0, 0);
	int64		n;

	summary_binary_version(family->type_name, pq_getmsgbyte(message));
	n = pq_getmsgint64(message);
	if (n < 0)
		summary_binary_invalid(family->type_name, psprintf("its number of %s is " INT64_FORMAT, family->items_name, n));
	for (int64 i = 0; i < n; i++)
	{
		int64		item = pq_getmsgint64(message);

		CHECK_FOR_INTERRUPTS();
		if (!family->valid(item))
			summary_binary_invalid(family->type_name, psprintf("one of its %s is out of range", family->items_name));
		if (!same_label(family, multiset, item))
			summary_binary_invalid(family->type_name, psprintf("its %s are not %s", family->items_name, family->label_means));
		multiset = multiset_put(family, multiset, item);
	}
	return stored_from_state(multiset);
}

/* Merge and un-merge */

Datum
multiset_add(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	Multiset   *multiset = multiset_state(family, fcinfo);
	View		other = argument_view(fcinfo, 1);

	multiset = append_items(family, multiset, other.items, other.n);
	view_end(&other);
	return multiset_result(fcinfo, multiset);
}

Datum
multiset_subtract(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	Multiset   *multiset = multiset_state(family, fcinfo);
	View		other = argument_view(fcinfo, 1);
	int64		taken = 0;
	int64		kept = 0;
	int64	   *items;

	put_in_order(multiset);

	/* what leaves a window over rows in order */
	while (taken < other.n && multiset->n > 0 && *state_items(multiset) == other.items[taken])
	{
		CHECK_FOR_INTERRUPTS();
		take_out_first(family, multiset);
		taken++;
	}
	if (taken == other.n)
	{
		view_end(&other);
		return multiset_result(fcinfo, multiset);
	}

	items = state_items(multiset);
	for (int64 i = 0; i < multiset->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (taken < other.n && items[i] == other.items[taken])
			taken++;
		else
			items[kept++] = items[i];
	}
	if (taken < other.n)
		summary_not_contained(family->type_name);
	view_end(&other);
	multiset->n = kept;
	multiset->sorted = kept;
	forget_reading(multiset);
	return multiset_result(fcinfo, multiset);
}

/* Comparison: item by item, then by their number */

int
multiset_compare(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		a = argument_view(fcinfo, 0);
	View		b = argument_view(fcinfo, 1);
	int			order = compare_words(a.items, a.n, b.items, b.n);

	view_end(&a);
	view_end(&b);
	return order;
}

Datum
multiset_hash(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		view = argument_view(fcinfo, 0);
	Datum		hash = hash_any((const unsigned char *) view.items, view.n * sizeof(int64));

	view_end(&view);
	return hash;
}

Datum
multiset_hash_extended(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		view = argument_view(fcinfo, 0);
	Datum		hash = hash_any_extended((const unsigned char *) view.items, view.n * sizeof(int64), PG_GETARG_INT64(1));

	view_end(&view);
	return hash;
}
