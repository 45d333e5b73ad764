/*
 * multiset.c
 *		Summaries that hold every value they were given: sorted multisets of
 *		64-bit items.
 *
 * A summary stores the items in order.  The state of an aggregate is a varlena
 * too, but with room to grow, and with items in the order in which they came
 * until somebody reads them.  (An expanded object would need a memory context
 * for each group, and a hash aggregation looks at all of them for every group
 * it adds.) A final function sorts the items in place: their order is no part
 * of the value.
 *
 * If equal items have an order, a sequence is the second word of each item.
 * If items have names, the last word is the number of a name.  A summary with
 * either begins with a word that is not an item, followed by its names.  In a
 * state, names are in the order in which they came, and some may belong to
 * items that have left.
 *
 * Text form: the items in order, ITEM, ITEM#SEQUENCE, ITEM/NAME or
 * ITEM#SEQUENCE/NAME.  Binary form: the number of items, the word that says
 * which parts they have, the names, the words of the items.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "argument.h"
#include "multiset.h"
#include "radix.h"
#include "sort.h"

/* 128 megabytes; a state that needs more for one group is a mistake in the grouping */
#define MOST_ITEMS		INT64CONST(16777216)

/* Chosen so that a state of few items takes 128 bytes */
#define FIRST_ROOM		10

#define FORM_STATE		1

/* The parts of an item in addition to itself */
#define SEQUENCED		1
#define NAMED			2

/* The first word of a summary whose items have such parts; it is not an item */
#define LAST_MARK		(PG_INT64_MIN + (SEQUENCED | NAMED) - 1)

static inline int64
mark_of(int parts)
{
	return PG_INT64_MIN + parts - 1;
}

static inline int
parts_of(int64 mark)
{
	return mark > LAST_MARK ? 0 : (int) (mark - PG_INT64_MIN) + 1;
}

static inline int
width_of(int parts)
{
	return 1 + ((parts & SEQUENCED) != 0) + ((parts & NAMED) != 0);
}

/*
 * The reading follows, which has no words outside windows, and then room for
 * names and for items
 */
typedef struct Multiset
{
	int32		vl_len_;
	int32		form;
	int64		n;
	int64		first;			/* items before this one have been let go */
	int64		sorted;			/* this many items from the first on are in
								 * order */
	int16		reading_words;
	int8		parts;
	int8		width;			/* words of an item */
	int32		read;			/* this many items from the first on are in
								 * the reading */
	int32		names_room;		/* in words */
	int32		names_used;
	int64		words[FLEXIBLE_ARRAY_MEMBER];
} Multiset;

static inline const MultisetItems *
items_of(const VarlenaFamily *family)
{
	return &((const MultisetFamily *) family)->items;
}

static inline int
parts_with(bool sequenced, bool named)
{
	return (sequenced ? SEQUENCED : 0) | (named ? NAMED : 0);
}

static inline ItemList
make_list(const int64 *words, int64 nwords, int parts, Vocabulary vocabulary)
{
	int			width = width_of(parts);
	ItemList	list = {
		words, nwords / width, width, (parts & SEQUENCED) != 0, (parts & NAMED) != 0, vocabulary
	};

	return list;
}

static ItemList
stored_list(const VarlenaSummary *stored)
{
	const int64 *words = stored->words;
	const int64 *end = (const int64 *) ((const char *) stored + VARSIZE(stored));
	int			parts = words == end ? 0 : parts_of(*words);
	Vocabulary	vocabulary = {0};

	if (parts != 0)
		words++;
	if (parts & NAMED)
	{
		vocabulary.used = *words++;
		vocabulary.words = (int64 *) words;
		words += vocabulary.used;
	}
	return make_list(words, end - words, parts, vocabulary);
}

static inline size_t
state_size(int reading_words, int64 names_room, int64 item_words)
{
	return offsetof(Multiset, words) + (reading_words + names_room + item_words) * sizeof(int64);
}

static inline size_t
item_size(const Multiset *multiset)
{
	return multiset->width * sizeof(int64);
}

static inline int64
state_room(const Multiset *multiset)
{
	return (VARSIZE(multiset) - state_size(multiset->reading_words, multiset->names_room, 0)) /
		item_size(multiset);
}

static inline int64 *
state_items(Multiset *multiset)
{
	return multiset->words + multiset->reading_words + multiset->names_room +
		multiset->first * multiset->width;
}

static inline Vocabulary
state_names(Multiset *multiset)
{
	Vocabulary	vocabulary = {multiset->words + multiset->reading_words, multiset->names_used};

	return vocabulary;
}

static inline ItemList
state_list(Multiset *multiset)
{
	return make_list(state_items(multiset), multiset->n * multiset->width, multiset->parts,
					 state_names(multiset));
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
pair_cmp(const void *a, const void *b)
{
	int			order = item_cmp(a, b);

	return order != 0 ? order : item_cmp((const int64 *) a + 1, (const int64 *) b + 1);
}

static int
triple_cmp(const void *a, const void *b)
{
	int			order = pair_cmp(a, b);

	return order != 0 ? order : item_cmp((const int64 *) a + 2, (const int64 *) b + 2);
}

static inline int
items_cmp(const int64 *a, const int64 *b, int width)
{
	return width == 1 ? item_cmp(a, b) : width == 2 ? pair_cmp(a, b) : triple_cmp(a, b);
}

void
items_sort(int64 *items, int64 n)
{
	radix_sort(items, n);
}

static pg_attribute_always_inline void
sort_wide(int64 *items, int width, int64 n, ElementOrder cmp)
{
	sort_in_order(items, n, width * sizeof(int64), cmp);
}

/* Sorts items of which the first ones are in order already */
static void
items_sort_rest(int64 *items, int width, int64 sorted, int64 n)
{
	ElementOrder cmp = width == 1 ? item_cmp : width == 2 ? pair_cmp : triple_cmp;
	int64	   *rest = items + sorted * width;

	if (width == 1)
		radix_sort(rest, n - sorted);
	else if (width == 2)
		sort_wide(rest, 2, n - sorted, pair_cmp);
	else
		sort_wide(rest, 3, n - sorted, triple_cmp);
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
make_state(int reading_words, int64 names_room, int parts, int64 room)
{
	int64		item_words = Max(room * width_of(parts), FIRST_ROOM);
	Multiset   *multiset =
		varlena_make(state_size(reading_words, names_room, item_words), FORM_STATE);

	multiset->reading_words = reading_words;
	multiset->names_room = (int32) names_room;
	multiset->parts = parts;
	multiset->width = width_of(parts);
	return multiset;
}

/* Makes a larger state */
static Multiset *
make_larger(Multiset *multiset, int64 names_room, int64 room)
{
	Multiset   *larger = make_state(multiset->reading_words, names_room, multiset->parts, room);

	larger->n = multiset->n;
	larger->sorted = multiset->sorted;
	larger->read = multiset->read;
	larger->names_used = multiset->names_used;
	memcpy(larger->words, multiset->words,
		   (multiset->reading_words + multiset->names_used) * sizeof(int64));
	memcpy(state_items(larger), state_items(multiset), multiset->n * item_size(multiset));
	return larger;
}

/* Makes room for more items after the existing ones: in the same state, or in a larger one */
static Multiset *
make_room(const VarlenaFamily *family, Multiset *multiset, int64 more)
{
	if (multiset->n + more > MOST_ITEMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a %s holds at most " INT64_FORMAT " %s",
						family->type_name, MOST_ITEMS, items_of(family)->name)));
	if (multiset->first + multiset->n + more <= state_room(multiset))
		return multiset;

	/*
	 * if at least half of the room was let go, moving the items costs less
	 * than it gains
	 */
	if (multiset->first >= multiset->n + more)
	{
		int64	   *items = state_items(multiset);

		multiset->first = 0;
		memmove(state_items(multiset), items, multiset->n * item_size(multiset));
		return multiset;
	}
	return make_larger(multiset, multiset->names_room,
					   Max(2 * state_room(multiset), multiset->n + more));
}

/* Returns what the item differs in from the others, to end "... must be"; or NULL */
static inline const char *
differing_label(const VarlenaFamily *family, Multiset *multiset, int64 item, bool sequenced)
{
	if (multiset->n == 0)
		return NULL;
	if (unlikely(((multiset->parts & SEQUENCED) != 0) != sequenced))
		return "all with a sequence or all without";
	return unlikely(((*state_items(multiset) ^ item) & items_of(family)->label) != 0) ?
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

/* Appends items that have the words and names of the state; in order if there are several */
static inline Multiset *
append_items(const VarlenaFamily *family, Multiset *multiset, const int64 *items, int parts,
			 int64 n)
{
	const char *label_means;
	int64	   *end;
	int			width = width_of(parts);

	if (n == 0)
		return multiset;
	label_means = differing_label(family, multiset, *items, (parts & SEQUENCED) != 0);
	if (unlikely(label_means != NULL))
		labels_differ(family, label_means);
	if (unlikely(multiset->parts != parts))
	{
		/* a state without items has no other parts */
		multiset->parts = parts;
		multiset->width = width;
		multiset->first = 0;
	}
	multiset = make_room(family, multiset, n);
	end = state_items(multiset) + multiset->n * width;
	memcpy(end, items, n * item_size(multiset));

	/*
	 * already in order, as in a window or when partial results follow each
	 * other
	 */
	if (multiset->sorted == multiset->n &&
		(multiset->n == 0 || items_cmp(end - width, items, width) <= 0))
		multiset->sorted += n;
	multiset->n += n;
	return multiset;
}

/* Names: all items of a state have a word for a name as soon as one of them has a name */

/* Copies items to other parts, with other numbers of their names; NULL: none has one */
static void
copy_items(const ItemList *list, int64 *to, int parts, const int64 *numbers)
{
	int			width = width_of(parts);

	if (numbers == NULL && width == list->width)
	{
		memcpy(to, list->words, list->n * width * sizeof(int64));
		return;
	}
	for (int64 i = 0; i < list->n; i++, to += width)
	{
		check_now_and_then(i);
		to[0] = list_item(list, i);
		if (parts & SEQUENCED)
			to[1] = list_sequence(list, i);
		if (parts & NAMED)
			to[width - 1] = numbers == NULL ? NO_NAME : numbers[list_name(list, i)];
	}
}

/* Makes a state whose items have a word for a name */
static inline Multiset *
make_named(Multiset *multiset)
{
	ItemList	list;
	Multiset   *named;

	if (likely(multiset->parts & NAMED))
		return multiset;
	list = state_list(multiset);
	named = make_state(multiset->reading_words, 0, multiset->parts | NAMED, state_room(multiset));
	copy_items(&list, state_items(named), named->parts, NULL);
	named->n = multiset->n;
	named->sorted = multiset->sorted;
	return named;
}

static void
too_many_names(const VarlenaFamily *family)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a %s holds at most %d different %s", family->type_name, MOST_NAMES,
					items_of(family)->names)));
}

/* Counts the names of another vocabulary that a state lacks, and the words they take */
static int
missing_names(const Vocabulary *names, const Vocabulary *others, int64 *nwords)
{
	int			n = 0;

	*nwords = 0;
	for (int64 number = vocabulary_first(others); number != NO_NAME;
		 number = vocabulary_next(others, number))
		if (vocabulary_find(names, vocabulary_name(others, number)) == NO_NAME)
		{
			n++;
			*nwords += name_words(vocabulary_name(others, number).length);
		}
	return n;
}

static bool
has_place_for(Multiset *multiset, const Vocabulary *others, int64 *nwords)
{
	Vocabulary	names = state_names(multiset);
	int			missing = missing_names(&names, others, nwords);

	return missing == 0 || vocabulary_count(&names) + missing <= MOST_NAMES;
}

/* Adds names to the state, or to a larger one; returns NULL if those are too many */
static Multiset *
learn_names(const VarlenaFamily *family, Multiset *multiset, const Vocabulary *others)
{
	int64		more;
	Vocabulary	names;

	if (!has_place_for(multiset, others, &more))
	{
		/*
		 * forgets the names of items that have left a window, maybe all names
		 */
		multiset = multiset_make_state(family, multiset_make_stored(family, multiset, true),
									   multiset->reading_words > 0);
		multiset = make_named(multiset);
		if (!has_place_for(multiset, others, &more))
			return NULL;
	}
	more += multiset->names_used;
	if (more > multiset->names_room)
		multiset = make_larger(multiset, Max(2 * multiset->names_room, more),
							   state_room(multiset));
	names = state_names(multiset);
	for (int64 number = vocabulary_first(others); number != NO_NAME;
		 number = vocabulary_next(others, number))
		if (vocabulary_find(&names, vocabulary_name(others, number)) == NO_NAME)
			(void) vocabulary_append(&names, vocabulary_name(others, number));
	multiset->names_used = (int32) names.used;
	return multiset;
}

/*
 * Returns the number of a name in a state, and adds it if it is new; NO_NAME
 * if that is one too many
 */
static int64
learn_name(const VarlenaFamily *family, Multiset **multiset, ItemName name)
{
	Vocabulary	names = state_names(*multiset);
	int64		number = vocabulary_find(&names, name);
	int64		words[1 + (LONGEST_NAME + sizeof(int64) - 1) / sizeof(int64)];
	Vocabulary	alone = {words, 0};
	Multiset   *learned;

	if (likely(number != NO_NAME))
		return number;
	(void) vocabulary_append(&alone, name);
	learned = learn_names(family, *multiset, &alone);
	if (learned == NULL)
		return NO_NAME;
	*multiset = learned;
	names = state_names(learned);
	return vocabulary_find(&names, name);
}

/*
 * Returns the items of a summary with the words and names of a state, and in
 * its order; NULL if the state lacks a name
 */
static const int64 *
items_for_state(Multiset *multiset, const ItemList *list)
{
	Vocabulary	names = state_names(multiset);
	int			parts = parts_with(list->sequenced, true);
	int64	   *numbers;
	int64	   *items;

	if (!(multiset->parts & NAMED))
		return list->named ? NULL : list->words;
	numbers = palloc0((list->vocabulary.used + 1) * sizeof(int64));
	for (int64 number = vocabulary_first(&list->vocabulary); number != NO_NAME;
		 number = vocabulary_next(&list->vocabulary, number))
	{
		numbers[number] = vocabulary_find(&names, vocabulary_name(&list->vocabulary, number));
		if (numbers[number] == NO_NAME)
			return NULL;
	}
	items = MemoryContextAllocHuge(CurrentMemoryContext,
								   list->n * width_of(parts) * sizeof(int64));
	copy_items(list, items, parts, numbers);
	pfree(numbers);
	items_sort_rest(items, width_of(parts), 0, list->n);
	return items;
}

static void *
append_list(const VarlenaFamily *family, Multiset *multiset, const ItemList *list)
{
	const int64 *items;

	if (list->named)
	{
		multiset = learn_names(family, make_named(multiset), &list->vocabulary);
		if (multiset == NULL)
			too_many_names(family);
	}
	items = items_for_state(multiset, list);
	multiset = append_items(family, multiset, items,
							parts_with(list->sequenced, multiset->parts & NAMED), list->n);
	if (items != list->words)
		pfree((void *) items);
	return multiset;
}

void *
multiset_make_state(const VarlenaFamily *family, const void *stored, bool in_window)
{
	ItemList	list = stored_list(stored);
	Multiset   *multiset = make_state(in_window ? items_of(family)->reading_words : 0,
									  list.vocabulary.used,
									  parts_with(list.sequenced, list.named), list.n);

	return append_list(family, multiset, &list);
}

/*
 * Marks the number of each name that an item has with something other than
 * NO_NAME; NULL if no item has a name
 */
static int64 *
names_in_use(const ItemList *list)
{
	int64	   *numbers;
	bool		any = false;

	if (!list->named)
		return NULL;
	numbers = palloc0((list->vocabulary.used + 1) * sizeof(int64));
	for (int64 i = 0; i < list->n; i++)
	{
		int64		number = list_name(list, i);

		check_now_and_then(i);
		numbers[number] = number;
		any |= number != NO_NAME;
	}
	if (any)
		return numbers;
	pfree(numbers);
	return NULL;
}

/* Stores the names in use; returns the place after them */
static int64 *
store_names(const ItemList *list, int64 *numbers, int64 *words)
{
	Vocabulary	names = {words + 1, 0};

	words[0] = vocabulary_in_order(&list->vocabulary, numbers, &names);
	return words + 1 + words[0];
}

/* Stores a list of which the first items are in order */
static VarlenaSummary *
store_list(const ItemList *list, int64 sorted)
{
	int64	   *numbers = names_in_use(list);
	int			parts = list->n == 0 ? 0 : parts_with(list->sequenced, numbers != NULL);
	int64		header = (parts != 0) + (numbers != NULL ? 1 + list->vocabulary.used : 0);
	int64		nwords = list->n * width_of(parts);
	VarlenaSummary *stored =
		varlena_make(sizeof(VarlenaSummary) + (header + nwords) * sizeof(int64), FORM_STORED);
	int64	   *words = stored->words;

	if (parts != 0)
		*words++ = mark_of(parts);
	if (numbers != NULL)
		words = store_names(list, numbers, words);
	copy_items(list, words, parts, numbers);
	items_sort_rest(words, width_of(parts), sorted, list->n);
	SET_VARSIZE(stored, (char *) (words + nwords) - (char *) stored);
	return stored;
}

void *
multiset_make_stored(const VarlenaFamily *family, void *state, bool is_ours)
{
	Multiset   *multiset = state;
	ItemList	list;

	if (is_ours)
		put_in_order(multiset);
	list = state_list(multiset);
	/* names are in another order than in the state */
	return store_list(&list, list.named ? 0 : multiset->sorted);
}

/* Readings */

/* Returns the executor's own state in the n-th argument, which may be sorted; or NULL */
static Multiset *
state_or_null(const MultisetFamily *family, FunctionCallInfo fcinfo, int n)
{
	if (n > 0 || !varlena_is_state(&family->varlena, fcinfo, PG_GETARG_POINTER(n)))
		return NULL;
	return (Multiset *) PG_GETARG_POINTER(n);
}

/*
 * Returns the items of the summary in the n-th argument, in order; the numbers
 * of names are in order too
 */
ItemList
multiset_list(const MultisetFamily *family, FunctionCallInfo fcinfo, int n)
{
	Multiset   *multiset = state_or_null(family, fcinfo, n);

	if (multiset == NULL || (multiset->parts & NAMED))
		return stored_list(varlena_stored(&family->varlena, fcinfo, n));
	put_in_order(multiset);
	return state_list(multiset);
}

/* Counts the items of a list that are not above an item, which the list may have or not */
int64
list_up_to(const ItemList *list, int64 item)
{
	return count_before((const char *) list->words, list->n, list->width * sizeof(int64),
						item_cmp, (const char *) &item, true);
}

/* Does the same for a family whose items have no other parts */
const int64 *
multiset_items(const MultisetFamily *family, FunctionCallInfo fcinfo, int n, int64 *nitems)
{
	ItemList	list = multiset_list(family, fcinfo, n);

	*nitems = list.n;
	return list.words;
}

/* Returns the reading of all items; a window keeps it in its state */
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
	return items_cmp(a, b, width) == 0;
}

/* Returns the index of the first item that is not less */
static int64
find_item(const int64 *items, int width, int64 n, const int64 *item)
{
	ElementOrder cmp = width == 1 ? item_cmp : width == 2 ? pair_cmp : triple_cmp;

	return count_before((const char *) items, n, width * sizeof(int64), cmp, (const char *) item,
						false);
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

/* Returns NULL if there is no such item */
static Multiset *
take_out(const VarlenaFamily *family, Multiset *multiset, const int64 *item, int parts)
{
	int64	   *items = state_items(multiset);
	int			width = multiset->width;
	int64		at;

	if (multiset->parts != parts)
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

static inline void *
take_item(const VarlenaFamily *family, void *state, const int64 *item, int parts, int64 step)
{
	return step > 0 ? append_items(family, state, item, parts, 1) :
		take_out(family, state, item, parts);
}

void *
multiset_take(const MultisetFamily *family, void *state, int64 item, int64 step)
{
	return take_item(&family->varlena, state, &item, 0, step);
}

void *
multiset_take_several(const MultisetFamily *family, void *state, const int64 *items, int64 n,
					  int64 step)
{
	if (step > 0)
		return append_items(&family->varlena, state, items, 0, n);
	for (int64 i = 0; state != NULL && i < n; i++)
		state = take_out(&family->varlena, state, &items[i], 0);
	return state;
}

void *
multiset_take_with(const MultisetFamily *family, void *state, int64 item, const int64 *sequence,
				   const ItemName *name, int64 step)
{
	Multiset   *multiset = name != NULL ? make_named(state) : state;
	int			parts = parts_with(sequence != NULL, multiset->parts & NAMED);
	int64		words[] = {item, sequence != NULL ? *sequence : NO_NAME, NO_NAME};

	if (name != NULL)
	{
		int64		number = learn_name(&family->varlena, &multiset, *name);

		if (unlikely(number == NO_NAME))
			too_many_names(&family->varlena);
		words[width_of(parts) - 1] = number;
	}
	return take_item(&family->varlena, multiset, words, parts, step);
}

/* Text form */

int64
multiset_count_entries(const void *stored)
{
	return stored_list(stored).n;
}

void
multiset_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	ItemList	list = stored_list(stored);

	for (int64 i = 0; i < list.n; i++)
	{
		const int64 *item = list.words + i * list.width;
		int64		number = list_name(&list, i);

		CHECK_FOR_INTERRUPTS();
		appendStringInfoChar(out, ' ');
		items_of(family)->print(out, *item, i == 0 ? NULL : item - list.width);
		if (list.sequenced)
		{
			appendStringInfoChar(out, '#');
			counter_print(out, list_sequence(&list, i));
		}
		if (number != NO_NAME)
		{
			appendStringInfoChar(out, '/');
			item_name_print(out, vocabulary_name(&list.vocabulary, number));
		}
	}
}

/* Reads the name at the end of a token, if there is one, and cuts it off */
static const char *
token_name_parse(const MultisetItems *items, char *token, ItemName *name, bool *named)
{
	char	   *mark = items->names == NULL ? NULL : strchr(token, '/');

	*named = mark != NULL;
	if (mark == NULL)
		return items->always_named ?
			psprintf("\"%s\" has no name; a name follows a slash.", token) : NULL;
	*mark = '\0';
	return item_name_parse(mark + 1, LONGEST_NAME, name);
}

/* Does the same for the sequence */
static const char *
sequence_parse(const MultisetItems *items, char *token, int64 *sequence, bool *sequenced)
{
	char	   *mark = items->sequenced ? strchr(token, '#') : NULL;
	const char *digits;
	bool		negative;

	*sequenced = mark != NULL;
	if (mark == NULL)
		return NULL;
	negative = mark[1] == '-';
	digits = mark + 1 + negative;
	/* the least sequence has no positive counterpart */
	if (negative && strcmp(digits, "9223372036854775808") == 0)
		*sequence = PG_INT64_MIN;
	else if (!counter_parse(&digits, INT64_DIGITS, sequence) || *digits != '\0')
		return psprintf("\"%s\" is not a sequence, which is a 64-bit integer.", mark + 1);
	else if (negative)
		*sequence = -*sequence;
	*mark = '\0';
	return NULL;
}

/* Adds an item that was read; returns the reason if that fails, without a final period */
static const char *
take_in(const VarlenaFamily *family, void **state, int64 item, const int64 *sequence,
		const ItemName *name)
{
	const MultisetItems *items = items_of(family);
	Multiset   *multiset = *state;
	const char *label_means = differing_label(family, multiset, item, sequence != NULL);

	if (label_means != NULL)
		return psprintf("its %s are not %s", items->name, label_means);
	if (multiset->n == MOST_ITEMS)
		return psprintf("it has more than " INT64_FORMAT " %s", MOST_ITEMS, items->name);
	if (name != NULL)
		multiset = make_named(multiset);
	if (name != NULL && learn_name(family, &multiset, *name) == NO_NAME)
		return psprintf("it has more than %d different %s", MOST_NAMES, items->names);
	*state = multiset_take_with((const MultisetFamily *) family, multiset, item, sequence, name,
								1);
	return NULL;
}

/* Makes a sentence of that reason */
static const char *
sentence(const char *wrong)
{
	return wrong == NULL ? NULL : psprintf("%c%s.", pg_toupper(wrong[0]), wrong + 1);
}

/* Returns the last item that was added; NULL if there is none */
static const int64 *
last_item(Multiset *multiset)
{
	return multiset->n == 0 ? NULL : state_items(multiset) + (multiset->n - 1) * multiset->width;
}

const char *
multiset_parse(const VarlenaFamily *family, void **state, char *token)
{
	const MultisetItems *items = items_of(family);
	int64		item;
	int64		sequence;
	bool		sequenced;
	ItemName	name;
	bool		named;
	const char *wrong = token_name_parse(items, token, &name, &named);

	if (wrong == NULL)
		wrong = sequence_parse(items, token, &sequence, &sequenced);
	if (wrong == NULL)
		wrong = items->parse(token, last_item(*state), &item);
	if (wrong == NULL)
		wrong = sentence(take_in(family, state, item, sequenced ? &sequence : NULL,
								 named ? &name : NULL));
	return wrong;
}

/* Binary form */

/* Sends the names in order; returns the place of each number among them, counted from 1 */
static int64 *
names_send(StringInfo out, const Vocabulary *names)
{
	int64	   *places = palloc0((names->used + 1) * sizeof(int64));
	int64		n = 0;

	pq_sendint64(out, vocabulary_count(names));
	for (int64 number = vocabulary_first(names); number != NO_NAME;
		 number = vocabulary_next(names, number))
	{
		ItemName	name = vocabulary_name(names, number);

		item_name_send(out, name);
		places[number] = ++n;
	}
	return places;
}

void
multiset_send(StringInfo out, const void *stored)
{
	ItemList	list = stored_list(stored);
	int			parts = parts_with(list.sequenced, list.named);
	int64	   *places = NULL;

	pq_sendint64(out, list.n);
	if (parts != 0)
		pq_sendint64(out, mark_of(parts));
	if (list.named)
		places = names_send(out, &list.vocabulary);
	for (int64 i = 0; i < list.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(out, list_item(&list, i));
		if (list.sequenced)
			pq_sendint64(out, list_sequence(&list, i));
		if (list.named)
			pq_sendint64(out, places[list_name(&list, i)]);
	}
}

/* Receives the names that follow, and their number */
static const char *
names_receive(const MultisetItems *items, StringInfo message, ItemName **names, int64 *nnames)
{
	*nnames = pq_getmsgint64(message);
	if (*nnames < 0 || *nnames > MOST_NAMES)
		return psprintf("its number of different %s is " INT64_FORMAT, items->names, *nnames);
	*names = palloc(*nnames * sizeof(ItemName));
	for (int64 i = 0; i < *nnames; i++)
		if (!item_name_receive(message, LONGEST_NAME, &(*names)[i]))
			return psprintf("one of its %s is too long or is not valid text", items->names);
	return NULL;
}

/*
 * Receives which parts the items that follow have; without any parts it is the
 * first word of the first item
 */
static const char *
parts_receive(const MultisetItems *items, StringInfo message, int *parts, int64 *first)
{
	*first = pq_getmsgint64(message);
	*parts = parts_of(*first);
	if (((*parts & SEQUENCED) != 0 && !items->sequenced) ||
		((*parts & NAMED) != 0 && items->names == NULL))
		*parts = 0;
	return items->always_named && (*parts & NAMED) == 0 ?
		psprintf("its %s have no names", items->name) : NULL;
}

const char *
multiset_receive(const VarlenaFamily *family, StringInfo message, void **state)
{
	const MultisetItems *items = items_of(family);
	int64		n = pq_getmsgint64(message);
	int			parts;
	int64		first;
	ItemName   *names = NULL;
	int64		nnames = 0;
	const char *wrong;

	if (n < 0)
		return psprintf("its number of %s is " INT64_FORMAT, items->name, n);
	if (n == 0)
		return NULL;
	wrong = parts_receive(items, message, &parts, &first);
	if (wrong == NULL && (parts & NAMED))
		wrong = names_receive(items, message, &names, &nnames);
	for (int64 i = 0; wrong == NULL && i < n; i++)
	{
		int64		item = i == 0 && parts == 0 ? first : pq_getmsgint64(message);
		int64		sequence = parts & SEQUENCED ? pq_getmsgint64(message) : 0;
		int64		place = parts & NAMED ? pq_getmsgint64(message) : 0;

		CHECK_FOR_INTERRUPTS();
		if (!items->valid(item) || place < items->always_named || place > nnames)
			return psprintf("one of its %s is out of range", items->name);
		wrong = take_in(family, state, item, parts & SEQUENCED ? &sequence : NULL,
						place > 0 ? &names[place - 1] : NULL);
	}
	return wrong;
}

/* As jsonb */

static void
item_to_json(const MultisetItems *items, Json *json, const ItemList *list, int64 n)
{
	int64		number = list_name(list, n);

	json_object_begin(json, NULL);
	items->write(json, list_item(list, n));
	if (list->sequenced)
		json_count(json, "sequence", list_sequence(list, n));
	else if (items->sequenced)
		json_null(json, "sequence");
	if (number != NO_NAME)
	{
		ItemName	name = vocabulary_name(&list->vocabulary, number);

		json_string(json, items->name_field, name.bytes, name.length);
	}
	else if (items->names != NULL)
		json_null(json, items->name_field);
	json_object_end(json);
}

void
multiset_write(const VarlenaFamily *family, Json *json, const void *stored)
{
	const MultisetItems *items = items_of(family);
	ItemList	list = stored_list(stored);

	json_count(json, "n", list.n);
	json_list_begin(json, items->list);
	for (int64 i = 0; i < list.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (items->number != NULL)
			json_number(json, NULL, items->number(list_item(&list, i)));
		else
			item_to_json(items, json, &list, i);
	}
	json_list_end(json);
}

/* Merge and un-merge */

void *
multiset_add(const VarlenaFamily *family, void *state, const void *stored)
{
	ItemList	list = stored_list(stored);

	return append_list(family, state, &list);
}

/* Removes others, which are in order */
static Multiset *
take_out_all(const VarlenaFamily *family, Multiset *multiset, const int64 *others, int64 nothers)
{
	int			width = multiset->width;
	int64		taken = 0;
	int64		kept = 0;
	int64	   *items;

	put_in_order(multiset);

	/* the items that leave a window over rows in order */
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

void *
multiset_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Multiset   *multiset = state;
	ItemList	list = stored_list(stored);
	const int64 *others;

	if (list.n == 0)
		return multiset;
	if (multiset->parts != parts_with(list.sequenced, multiset->parts & NAMED))
		return NULL;
	others = items_for_state(multiset, &list);
	return others == NULL ? NULL : take_out_all(family, multiset, others, list.n);
}
