/*
 * multiset.c
 *		Summaries that hold every value they were given: sorted multisets of
 *		64-bit items.
 *
 * Text form: the items in order, separated by spaces, or "empty".  Binary
 * form: a version byte, the number of items, the items.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "multiset.h"
#include "server.h"

/* 128 megabytes; the state of one group that needs more is a mistake in the grouping */
#define MOST_ITEMS		INT64CONST(16777216)

#define FIRST_CAPACITY	16

/* What is stored; the words after the header keep the items aligned and are 0 */
typedef struct FlatMultiset
{
	int32		vl_len_;
	int32		reserved;
	int64		items[FLEXIBLE_ARRAY_MEMBER];
} FlatMultiset;

static inline int64
flat_n(const FlatMultiset *flat)
{
	return (VARSIZE(flat) - offsetof(FlatMultiset, items)) / sizeof(int64);
}

static inline size_t
flat_size(int64 n)
{
	return offsetof(FlatMultiset, items) + n * sizeof(int64);
}

/* Order */

static int
compare_items(const void *a, const void *b)
{
	int64		left = *(const int64 *) a;
	int64		right = *(const int64 *) b;

	return (left > right) - (left < right);
}

/*
 * Merges the items after the first ones, both in order, from the end backwards.
 * The scratch is the object's own: a sort flattens it in memory from which
 * nothing can be freed.
 */
static void
merge_items(MemoryContext scratch, int64 *items, int64 nfirst, int64 n)
{
	int64		nlast = n - nfirst;
	int64	   *last = MemoryContextAllocHuge(scratch, nlast * sizeof(int64));

	memcpy(last, items + nfirst, nlast * sizeof(int64));
	while (nlast > 0)
	{
		if (nfirst > 0 && items[nfirst - 1] > last[nlast - 1])
			items[--n] = items[--nfirst];
		else
			items[--n] = last[--nlast];
	}
	pfree(last);
}

static void
forget_reading(Multiset *multiset)
{
	multiset->read = 0;
	if (multiset->family->reading_size > 0)
		memset(multiset->reading, 0, multiset->family->reading_size);
}

/* Also where others may look at the object: its value does not change */
static void
put_in_order(Multiset *multiset)
{
	int64		sorted = multiset->sorted;

	if (sorted == multiset->n)
		return;
	qsort(multiset->items + sorted, multiset->n - sorted, sizeof(int64), compare_items);
	if (sorted > 0)
		merge_items(multiset->header.eoh_context, multiset->items, sorted, multiset->n);
	multiset->sorted = multiset->n;
	forget_reading(multiset);
}

/* Expanded objects */

static Size
multiset_flat_size(ExpandedObjectHeader *header)
{
	return flat_size(((Multiset *) header)->n);
}

static void
multiset_flatten(ExpandedObjectHeader *header, void *result, Size allocated_size)
{
	Multiset   *multiset = (Multiset *) header;
	FlatMultiset *flat = result;

	Assert(allocated_size == flat_size(multiset->n));
	put_in_order(multiset);
	SET_VARSIZE(flat, allocated_size);
	flat->reserved = 0;
	memcpy(flat->items, multiset->items, multiset->n * sizeof(int64));
}

static const ExpandedObjectMethods multiset_methods = {multiset_flat_size, multiset_flatten};

/* An object of its own memory, without items, with room for so many */
static Multiset *
make_multiset(const MultisetFamily *family, MemoryContext parent, int64 capacity)
{
	MemoryContext context = AllocSetContextCreate(parent, "kpi multiset", ALLOCSET_START_SMALL_SIZES);
	Multiset   *multiset = MemoryContextAllocZero(context, sizeof(Multiset));

	EOH_init_header(&multiset->header, &multiset_methods, context);
	multiset->family = family;
	multiset->capacity = Max(capacity, FIRST_CAPACITY);
	multiset->room = MemoryContextAllocHuge(context, multiset->capacity * sizeof(int64));
	multiset->items = multiset->room;
	if (family->reading_size > 0)
		multiset->reading = MemoryContextAllocZero(context, family->reading_size);
	return multiset;
}

static void
too_many(const MultisetFamily *family)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a %s holds at most " INT64_FORMAT " %s", family->type_name, MOST_ITEMS, family->items_name)));
}

/* Room for more items after those there are */
static void
make_room(Multiset *multiset, int64 more)
{
	int64		let_go = multiset->items - multiset->room;

	if (multiset->n + more > MOST_ITEMS)
		too_many(multiset->family);
	if (let_go + multiset->n + more <= multiset->capacity)
		return;

	/* where at least half of the room was let go, moving costs no more than was gained */
	if (let_go < multiset->n + more)
	{
		multiset->capacity = Max(2 * multiset->capacity, multiset->n + more);
		multiset->room = repalloc_huge(multiset->room, multiset->capacity * sizeof(int64));
	}
	multiset->items = memmove(multiset->room, multiset->room + let_go, multiset->n * sizeof(int64));
}

static void
append_items(Multiset *multiset, const int64 *items, int64 n)
{
	if (n == 0)
		return;
	make_room(multiset, n);
	memcpy(multiset->items + multiset->n, items, n * sizeof(int64));

	/* in order, as in a window or where partial results follow each other */
	if (multiset->sorted == multiset->n && (multiset->n == 0 || multiset->items[multiset->n - 1] <= items[0]))
		multiset->sorted += n;
	multiset->n += n;
}

/* The items of a summary, in order, to look at */
typedef struct View
{
	const int64 *items;
	int64		n;
	void	   *copy;			/* to be freed, or NULL */
} View;

static View
view(Datum summary)
{
	View		view = {NULL, 0, NULL};

	if (VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(summary)))
	{
		Multiset   *multiset = (Multiset *) DatumGetEOHP(summary);

		put_in_order(multiset);
		view.items = multiset->items;
		view.n = multiset->n;
	}
	else
	{
		FlatMultiset *flat = (FlatMultiset *) PG_DETOAST_DATUM(summary);

		view.items = flat->items;
		view.n = flat_n(flat);
		view.copy = (Pointer) flat == DatumGetPointer(summary) ? NULL : flat;
	}
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
multiset_items(Datum summary, int64 *n)
{
	View		items = view(summary);

	*n = items.n;
	return items.items;
}

static Datum
flatten_and_free(Multiset *multiset)
{
	Size		size = EOH_get_flat_size(&multiset->header);
	void	   *flat = palloc(size);

	EOH_flatten_into(&multiset->header, flat, size);
	DeleteExpandedObject(EOHPGetRWDatum(&multiset->header));
	return PointerGetDatum(flat);
}

/* The summary in the first argument, ours to change: itself where it may be written, else a copy */
Multiset *
multiset_state(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	MemoryContext parent;
	Multiset   *multiset;
	Datum		value;
	View		items;

	if (PG_ARGISNULL(0))
		summary_no_state();
	value = PG_GETARG_DATUM(0);
	if (VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(value)))
		return (Multiset *) DatumGetEOHP(value);
	if (!AggCheckCallContext(fcinfo, &parent))
		parent = CurrentMemoryContext;

	items = view(value);
	multiset = make_multiset(family, parent, items.n);
	append_items(multiset, items.items, items.n);
	view_end(&items);
	return multiset;
}

void
multiset_put(Multiset *multiset, int64 item)
{
	append_items(multiset, &item, 1);
}

static void
not_contained(const MultisetFamily *family)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("cannot take away from a %s what is not contained in it", family->type_name)));
}

/* Index of the first item that is not less */
static int64
find_item(const Multiset *multiset, int64 item)
{
	int64		low = 0;
	int64		high = multiset->n;

	while (low < high)
	{
		int64		middle = low + (high - low) / 2;

		if (multiset->items[middle] < item)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
take_out_first(Multiset *multiset)
{
	const MultisetFamily *family = multiset->family;

	if (multiset->read > 0)
	{
		if (family->let_go != NULL)
		{
			family->let_go(multiset->reading, multiset->items, multiset->read);
			multiset->read--;
		}
		else
			forget_reading(multiset);
	}
	multiset->items++;
}

void
multiset_take_out(Multiset *multiset, int64 item)
{
	int64		at;

	put_in_order(multiset);
	at = find_item(multiset, item);
	if (at == multiset->n || multiset->items[at] != item)
		not_contained(multiset->family);
	if (at == 0)
		take_out_first(multiset);
	else
	{
		memmove(multiset->items + at, multiset->items + at + 1, (multiset->n - at - 1) * sizeof(int64));
		forget_reading(multiset);
	}
	multiset->n--;
	multiset->sorted--;
}

/* What the family reads from all items; kept where the summary is the state of an aggregate */
const void *
multiset_reading(const MultisetFamily *family, Datum summary)
{
	View		items = view(summary);
	Multiset   *multiset = VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(summary)) ?
		(Multiset *) DatumGetEOHP(summary) : NULL;
	void	   *reading = multiset != NULL ? multiset->reading : palloc0(family->reading_size);

	for (int64 i = multiset != NULL ? multiset->read : 0; i < items.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		family->take(reading, items.items[i]);
		if (multiset != NULL)
			multiset->read++;
	}
	return reading;
}

/* Text form */

Datum
multiset_out(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		items = view(PG_GETARG_DATUM(0));
	StringInfoData out;

	if (items.n == 0)
		PG_RETURN_CSTRING(pstrdup("empty"));
	initStringInfo(&out);
	for (int64 i = 0; i < items.n; i++)
	{
		if (i > 0)
			appendStringInfoChar(&out, ' ');
		family->print(&out, items.items[i]);
	}
	PG_RETURN_CSTRING(out.data);
}

static const char *
parse_items(Multiset *multiset, const char *text)
{
	char	   *position = NULL;
	char	   *token = strtok_r(pstrdup(text), " ", &position);

	if (token == NULL)
		return "A summary of no rows is written as \"empty\".";
	if (strcmp(token, "empty") == 0)
		return strtok_r(NULL, " ", &position) == NULL ? NULL : "Nothing may follow \"empty\".";

	for (; token != NULL; token = strtok_r(NULL, " ", &position))
	{
		int64		item;
		const char *wrong = multiset->family->parse(token, &item);

		if (wrong != NULL)
			return wrong;
		multiset_put(multiset, item);
	}
	return NULL;
}

Datum
multiset_in(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	const char *text = PG_GETARG_CSTRING(0);
	Multiset   *multiset = make_multiset(family, CurrentMemoryContext, 0);
	const char *wrong = parse_items(multiset, text);

	if (wrong != NULL)
		input_error(fcinfo,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", family->type_name, text),
					 errdetail("%s", wrong)));
	return flatten_and_free(multiset);
}

/* Binary form */

Datum
multiset_send(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		items = view(PG_GETARG_DATUM(0));
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	pq_sendint64(&out, items.n);
	for (int64 i = 0; i < items.n; i++)
		pq_sendint64(&out, items.items[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

Datum
multiset_recv(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	Multiset   *multiset = make_multiset(family, CurrentMemoryContext, 0);
	int64		n;

	summary_binary_version(family->type_name, pq_getmsgbyte(message));
	n = pq_getmsgint64(message);
	if (n < 0)
		summary_binary_invalid(family->type_name, psprintf("its number of %s is " INT64_FORMAT, family->items_name, n));
	for (int64 i = 0; i < n; i++)
	{
		int64		item = pq_getmsgint64(message);

		if (!family->valid(item))
			summary_binary_invalid(family->type_name, psprintf("one of its %s is out of range", family->items_name));
		multiset_put(multiset, item);
	}
	return flatten_and_free(multiset);
}

/* Merge and un-merge */

Datum
multiset_add(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	Multiset   *multiset = multiset_state(family, fcinfo);
	View		other = view(PG_GETARG_DATUM(1));

	/* a variable may be merged with itself, and its items move as they grow */
	if (other.items == multiset->items)
		other.items = other.copy = memcpy(palloc(other.n * sizeof(int64)), other.items, other.n * sizeof(int64));
	append_items(multiset, other.items, other.n);
	view_end(&other);
	return EOHPGetRWDatum(&multiset->header);
}

Datum
multiset_subtract(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	Multiset   *multiset = multiset_state(family, fcinfo);
	View		other = view(PG_GETARG_DATUM(1));
	int64		taken = 0;
	int64		kept = 0;

	put_in_order(multiset);
	for (int64 i = 0; i < multiset->n; i++)
	{
		if (taken < other.n && multiset->items[i] == other.items[taken])
			taken++;
		else
			multiset->items[kept++] = multiset->items[i];
	}
	if (taken < other.n)
		not_contained(family);
	view_end(&other);
	multiset->n = kept;
	multiset->sorted = kept;
	forget_reading(multiset);
	return EOHPGetRWDatum(&multiset->header);
}

/* Comparison: item by item, then by their number */

int
multiset_compare(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		a = view(PG_GETARG_DATUM(0));
	View		b = view(PG_GETARG_DATUM(1));
	int			order = (a.n > b.n) - (a.n < b.n);

	for (int64 i = 0; i < a.n && i < b.n; i++)
		if (a.items[i] != b.items[i])
		{
			order = a.items[i] < b.items[i] ? -1 : 1;
			break;
		}
	view_end(&a);
	view_end(&b);
	return order;
}

Datum
multiset_hash(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		items = view(PG_GETARG_DATUM(0));
	Datum		hash = hash_any((const unsigned char *) items.items, items.n * sizeof(int64));

	view_end(&items);
	return hash;
}

Datum
multiset_hash_extended(const MultisetFamily *family, FunctionCallInfo fcinfo)
{
	View		items = view(PG_GETARG_DATUM(0));
	Datum		hash = hash_any_extended((const unsigned char *) items.items, items.n * sizeof(int64), PG_GETARG_INT64(1));

	view_end(&items);
	return hash;
}
