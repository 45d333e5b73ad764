/*
 * category.c
 *		category_summary: how many rows have each label; a label is any text.
 *
 *		share = rows of a label / rows of all
 *		cumulative share = rows of a label and of all more frequent ones / rows of all
 *
 * Two summaries are a table of two rows, with a column for each label of
 * either.  With O rows of a label, and E rows expected if both have the same
 * shares (the label's share in both together, times the rows of the one):
 *
 *		chi-squared = sum of (O - E)^2 / E (Pearson 1900), labels - 1 degrees of freedom
 *		Cramer's V = sqrt(chi-squared / rows of both)
 *		adjusted residual = (O - E) / sqrt(E (1 - share of the label) (1 - share of the
 *			summary)), about a normal deviate (Haberman 1973)
 *
 * In the two rows O - E has the same size and opposite signs.  The sums are
 * computed from it, an integer divided by the rows of both.
 *
 * Labels are compared as bytes, in the order of the collation "C".  A summary
 * stores the labels in that order: a million rows of twenty kinds are twenty
 * labels.  The state of an aggregate is a hash table of them, which grows by
 * doubling.  A label that no row has any more stays in the table until it
 * grows.
 *
 * Text form: LABEL=ROWS for each label, with blanks, parentheses and percent
 * signs written as %20 and so on.  Binary form: number of labels, then for
 * each its length, its bytes and its rows.
 */
#include "postgres.h"

#include <math.h>

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"

#include "argument.h"
#include "chart.h"
#include "comparison.h"
#include "confidence.h"
#include "funnel.h"
#include "rate.h"
#include "record.h"
#include "share.h"
#include "sort.h"
#include "varlena.h"
#include "vocabulary.h"

/*
 * This many labels of that length are 250 megabytes, and 750 as text: a state
 * that doubles, and either form, stay below the gigabyte that a value can have
 */
#define MOST_LABELS		250000
#define LONGEST_LABEL	1000

/* Chosen so that a state of few labels takes 300 bytes */
#define FIRST_PLACES	8
#define FIRST_WORDS		16

#define FORM_STATE		1

typedef struct Category
{
	int64		count;
	int32		name;			/* NO_NAME if the place is free */
	uint32		hash;			/* 0 in a stored summary */
} Category;

/*
 * A stored summary has its labels in order and no place without rows; the
 * number of places of a state is a power of two
 */
typedef struct Categories
{
	int32		vl_len_;
	int32		form;
	int64		n;				/* rows: no smaller than any count */
	int32		places;
	int32		labels;			/* labels that have rows */
	int32		taken;			/* places of labels, with rows or without */
	int32		names_used;		/* in words */
	Category	category[FLEXIBLE_ARRAY_MEMBER];	/* the names follow */
} Categories;

#define EMPTY_SIZE	offsetof(Categories, category)

static inline size_t
categories_size(int64 places, int64 name_words)
{
	return EMPTY_SIZE + places * sizeof(Category) + name_words * sizeof(int64);
}

static Categories *
make_categories(int32 form, int64 places, int64 name_words)
{
	Categories *categories = varlena_make(categories_size(places, name_words), form);

	categories->places = (int32) places;
	return categories;
}

static inline Vocabulary
names_of(const Categories *categories)
{
	Vocabulary	names = {
		(int64 *) (categories->category + categories->places), categories->names_used
	};

	return names;
}

static inline int64
names_room(const Categories *categories)
{
	return (VARSIZE(categories) - categories_size(categories->places, 0)) / sizeof(int64);
}

static inline ItemName
label_of(const Categories *categories, const Category *category)
{
	Vocabulary	names = names_of(categories);

	return vocabulary_name(&names, category->name);
}

/* States */

static inline uint32
label_hash(ItemName label)
{
	return hash_bytes((const unsigned char *) label.bytes, label.length);
}

/* Finds the place of a label in a state, or the free place where it would be */
static inline Category *
find_place(Categories *state, ItemName label, uint32 hash)
{
	uint32		mask = state->places - 1;
	uint32		place = hash & mask;
	Category   *category = &state->category[place];

	while (category->name != NO_NAME &&
		   (category->hash != hash || !is_same_name(label_of(state, category), label)))
	{
		place = (place + 1) & mask;
		category = &state->category[place];
	}
	return category;
}

/* Fills a free place; there must be room for the name */
static void
take_place(Categories *state, Category *category, ItemName label, uint32 hash)
{
	Vocabulary	names = names_of(state);

	category->name = (int32) vocabulary_append(&names, label);
	category->hash = hash;
	state->names_used = (int32) names.used;
	state->taken++;
}

/* A quarter of the places stays free, so that a label is found soon */
static inline bool
has_room(const Categories *state, ItemName label)
{
	return state->taken < state->places / 4 * 3 &&
		state->names_used + name_words(label.length) <= names_room(state);
}

/* Makes room for as many labels again, and drops those without rows */
static Categories *
make_larger(const Categories *state, ItemName label)
{
	int64		nwords = name_words(label.length);
	int64		places = FIRST_PLACES;
	Categories *larger;

	for (int64 i = 0; i < state->places; i++)
		if (state->category[i].count > 0)
			nwords += name_words(label_of(state, &state->category[i]).length);
	while (places < 2 * (state->labels + 1))
		places *= 2;
	larger = make_categories(FORM_STATE, places, Max(2 * nwords, FIRST_WORDS));
	larger->n = state->n;
	larger->labels = state->labels;
	for (int64 i = 0; i < state->places; i++)
	{
		const Category *category = &state->category[i];
		Category   *place;

		check_now_and_then(i);
		if (category->count == 0)
			continue;
		place = find_place(larger, label_of(state, category), category->hash);
		take_place(larger, place, label_of(state, category), category->hash);
		place->count = category->count;
	}
	return larger;
}

static void
too_many_labels(ItemName label)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a category_summary holds at most %d different labels", MOST_LABELS),
			 errdetail("The label \"%s\" would be one more.",
					   pnstrdup(label.bytes, pg_mbcliplen(label.bytes, label.length, 40))),
			 errhint("Use a column with fewer different values.")));
}

/*
 * Counts rows of a label; returns the state, or a larger one.  Inlined,
 * because usually it is one row
 */
static pg_attribute_always_inline Categories *
count_label(Categories *state, ItemName label, int64 count)
{
	uint32		hash = label_hash(label);
	Category   *category = find_place(state, label, hash);

	if (unlikely(category->name == NO_NAME))
	{
		require_name_length(label, "label", LONGEST_LABEL);
		if (!has_room(state, label))
		{
			state = make_larger(state, label);
			category = find_place(state, label, hash);
		}
		take_place(state, category, label, hash);
	}
	if (unlikely(category->count == 0))
	{
		if (state->labels == MOST_LABELS)
			too_many_labels(label);
		state->labels++;
	}
	summary_count(&state->n, count);
	category->count += count;
	return state;
}

/* Subtracts rows of a label; returns NULL if there are fewer */
static Categories *
uncount_label(Categories *state, ItemName label, int64 count)
{
	Category   *category = find_place(state, label, label_hash(label));

	if (category->count < count)
		return NULL;
	category->count -= count;
	state->n -= count;
	if (category->count == 0)
		state->labels--;
	return state;
}

/* Lists of label counts */

typedef struct LabelCount
{
	ItemName	label;
	int64		count;
} LabelCount;

/* Orders labels by their bytes */
static int
label_cmp(const void *a, const void *b)
{
	return item_name_cmp(&((const LabelCount *) a)->label, &((const LabelCount *) b)->label);
}

/* Orders the most frequent label first */
static int
frequency_cmp(const void *a, const void *b)
{
	int64		left = ((const LabelCount *) a)->count;
	int64		right = ((const LabelCount *) b)->count;

	return left != right ? (left > right ? -1 : 1) : label_cmp(a, b);
}

static LabelCount *
list_labels(const Categories *categories, ElementOrder order)
{
	LabelCount *list = palloc(categories->labels * sizeof(LabelCount));
	int64		n = 0;

	for (int64 i = 0; i < categories->places; i++)
	{
		const Category *category = &categories->category[i];

		if (category->count == 0)
			continue;
		list[n].label = label_of(categories, category);
		list[n++].count = category->count;
	}
	sort_in_order(list, n, sizeof(LabelCount), order);
	return list;
}

static void *
categories_make_stored(const VarlenaFamily *family, void *state, bool is_ours)
{
	const Categories *categories = state;
	LabelCount *list = list_labels(categories, label_cmp);
	int64		nwords = 0;
	Categories *stored;
	Vocabulary	names;

	for (int64 i = 0; i < categories->labels; i++)
		nwords += name_words(list[i].label.length);
	stored = make_categories(FORM_STORED, categories->labels, nwords);
	names = names_of(stored);
	for (int64 i = 0; i < categories->labels; i++)
	{
		stored->category[i].count = list[i].count;
		stored->category[i].name = (int32) vocabulary_append(&names, list[i].label);
	}
	stored->n = categories->n;
	stored->labels = categories->labels;
	stored->taken = categories->labels;
	stored->names_used = (int32) nwords;
	pfree(list);
	return stored;
}

/* Merge and un-merge */

static void *
categories_add(const VarlenaFamily *family, void *state, const void *stored)
{
	Categories *categories = state;
	const Categories *other = stored;

	for (int64 i = 0; i < other->labels; i++)
	{
		check_now_and_then(i);
		categories = count_label(categories, label_of(other, &other->category[i]),
								 other->category[i].count);
	}
	return categories;
}

static void *
categories_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Categories *categories = state;
	const Categories *other = stored;

	for (int64 i = 0; categories != NULL && i < other->labels; i++)
	{
		check_now_and_then(i);
		categories = uncount_label(categories, label_of(other, &other->category[i]),
								   other->category[i].count);
	}
	return categories;
}

static void *
categories_make_state(const VarlenaFamily *family, const void *stored, bool in_window)
{
	const Categories *categories = stored;
	int64		places = FIRST_PLACES;
	Categories *state;

	while (places < 2 * categories->labels)
		places *= 2;
	state = make_categories(FORM_STATE, places, Max(2 * categories->names_used, FIRST_WORDS));
	return categories_add(family, state, stored);
}

/* Text form */

static int64
categories_count_entries(const void *stored)
{
	return ((const Categories *) stored)->labels;
}

static void
categories_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	const Categories *categories = stored;

	for (int64 i = 0; i < categories->labels; i++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoChar(out, ' ');
		item_name_print(out, label_of(categories, &categories->category[i]));
		appendStringInfoChar(out, '=');
		counter_print(out, categories->category[i].count);
	}
}

static void
categories_write(const VarlenaFamily *family, Json *json, const void *stored)
{
	const Categories *categories = stored;

	json_count(json, "n", categories->n);
	json_list_begin(json, "labels");
	for (int64 i = 0; i < categories->labels; i++)
	{
		const Category *category = &categories->category[i];
		ItemName	label = label_of(categories, category);

		CHECK_FOR_INTERRUPTS();
		json_object_begin(json, NULL);
		json_string(json, "label", label.bytes, label.length);
		json_count(json, "n", category->count);
		json_object_end(json);
	}
	json_list_end(json);
}

/* Adds a label that was read; returns the reason if that fails, without a final period */
static const char *
take_in(Categories **state, ItemName label, int64 count)
{
	Category   *category = find_place(*state, label, label_hash(label));

	if (count <= 0)
		return psprintf("the number of rows of a label is " INT64_FORMAT, count);
	if (category->count > 0)
		return "it has the same label twice";
	if ((*state)->labels == MOST_LABELS)
		return psprintf("it has more than %d different labels", MOST_LABELS);
	if ((*state)->n > PG_INT64_MAX - count)
		return psprintf("its rows are more than " INT64_FORMAT, PG_INT64_MAX);
	*state = count_label(*state, label, count);
	return NULL;
}

/* LABEL=ROWS; the label may contain an equals sign too */
static const char *
categories_parse(const VarlenaFamily *family, void **state, char *token)
{
	char	   *mark = strrchr(token, '=');
	const char *digits;
	ItemName	label;
	int64		count;
	const char *wrong;

	if (mark == NULL)
		return psprintf("\"%s\" is not of the form label=rows.", token);
	digits = mark + 1;
	if (!counter_parse(&digits, INT64_DIGITS, &count) || *digits != '\0')
		return psprintf("\"%s\" does not end with a number of rows.", token);
	*mark = '\0';
	wrong = item_name_parse(token, LONGEST_LABEL, &label);
	return wrong != NULL ? wrong :
		summary_impossible(take_in((Categories **) state, label, count));
}

/* Binary form */

static void
categories_send(StringInfo out, const void *stored)
{
	const Categories *categories = stored;

	pq_sendint64(out, categories->labels);
	for (int64 i = 0; i < categories->labels; i++)
	{
		CHECK_FOR_INTERRUPTS();
		item_name_send(out, label_of(categories, &categories->category[i]));
		pq_sendint64(out, categories->category[i].count);
	}
}

static const char *
categories_receive(const VarlenaFamily *family, StringInfo message, void **state)
{
	int64		nlabels = pq_getmsgint64(message);
	const char *wrong = NULL;

	if (nlabels < 0)
		return psprintf("its number of labels is " INT64_FORMAT, nlabels);
	for (int64 i = 0; wrong == NULL && i < nlabels; i++)
	{
		ItemName	label;

		CHECK_FOR_INTERRUPTS();
		if (!item_name_receive(message, LONGEST_LABEL, &label))
			return "one of its labels is too long or is not valid text";
		wrong = take_in((Categories **) state, label, pq_getmsgint64(message));
	}
	return wrong;
}

static const VarlenaFamily category_summary_family = {
	.type_name = "category_summary",
	.empty_size = EMPTY_SIZE,
	.make_state = categories_make_state,
	.make_stored = categories_make_stored,
	.count_entries = categories_count_entries,
	.print = categories_print,
	.write = categories_write,
	.parse = categories_parse,
	.send = categories_send,
	.receive = categories_receive,
	.add = categories_add,
	.subtract = categories_subtract
};

VARLENA_FAMILY(category_summary);

/* Rows */

static inline void *
category_take(void *state, FunctionCallInfo fcinfo, int64 step)
{
	ItemName	label = item_name(PG_GETARG_TEXT_PP(1));

	return step > 0 ? count_label(state, label, 1) : uncount_label(state, label, 1);
}

/* (label, n): adds n rows of a label that were counted already */
static inline void *
category_take_counted(void *state, FunctionCallInfo fcinfo, int64 step)
{
	ItemName	label = item_name(PG_GETARG_TEXT_PP(1));
	int64		n = PG_GETARG_INT64(2);

	if (unlikely(n < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of rows of a label must not be negative: " INT64_FORMAT, n)));
	if (n == 0)
		return state;
	return step > 0 ? count_label(state, label, n) : uncount_label(state, label, n);
}

VARLENA_TRANSITION(category_summary_count, category_summary_uncount,
				   &category_summary_family, category_take);
VARLENA_TRANSITION(category_summary_count_counted, category_summary_uncount_counted,
				   &category_summary_family, category_take_counted);

/* Readings */

static const Categories *
argument_categories(FunctionCallInfo fcinfo, int n)
{
	return varlena_stored(&category_summary_family, fcinfo, n);
}

/* Returns the rows of a label in a stored summary */
static int64
count_of(const Categories *categories, ItemName label)
{
	int64		low = 0;
	int64		high = categories->labels;

	while (low < high)
	{
		int64		middle = low + (high - low) / 2;
		ItemName	at_middle = label_of(categories, &categories->category[middle]);
		int			order = item_name_cmp(&at_middle, &label);

		if (order == 0)
			return categories->category[middle].count;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

PG_FUNCTION_INFO_V1(category_summary_n_counted);
Datum
category_summary_n_counted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(argument_categories(fcinfo, 0)->n);
}

PG_FUNCTION_INFO_V1(category_summary_n_labels);
Datum
category_summary_n_labels(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(argument_categories(fcinfo, 0)->labels);
}

PG_FUNCTION_INFO_V1(category_summary_label_count);
Datum
category_summary_label_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(count_of(argument_categories(fcinfo, 0), item_name(PG_GETARG_TEXT_PP(1))));
}

PG_FUNCTION_INFO_V1(category_summary_share);
Datum
category_summary_share(PG_FUNCTION_ARGS)
{
	const Categories *categories = argument_categories(fcinfo, 0);

	RETURN_RATIO(count_of(categories, item_name(PG_GETARG_TEXT_PP(1))), categories->n);
}

/* Returns the share of the label in the n-th argument, or no share if that is NULL */
static Share
label_share(const void *summary, FunctionCallInfo fcinfo, int n)
{
	const Categories *categories = argument_categories(fcinfo, 0);
	Share		share = {0, 0};

	if (PG_ARGISNULL(n))
		return share;
	share.part = count_of(categories, item_name(PG_GETARG_TEXT_PP(n)));
	share.whole = categories->n;
	return share;
}

SHARE_CONFIDENCE(category_summary_ci_lower, category_summary_ci_upper, label_share);
SUMMARY_CHARTS(category_summary_p_chart, category_summary_p_prime_chart, label_share, SHARES);
SHARE_FUNNEL(category_summary_funnel, share_funnel, label_share);

SHARE_AS_RATE(category_summary_as_rate, Categories, label_share, 0, 0);

/* Rows (label, n, share, cumulative) */

typedef struct Top
{
	const LabelCount *list;
	int64		shown;
	int64		n;				/* rows of all labels */
	int64		passed;			/* of the labels read so far */
} Top;

/* Reads how many labels the n-th argument requests; NULL means all */
static int64
argument_most(FunctionCallInfo fcinfo, int n, int64 nlabels)
{
	if (PG_ARGISNULL(n))
		return nlabels;
	if (PG_GETARG_INT32(n) < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of labels must be at least 1: %d", PG_GETARG_INT32(n)),
				 errhint("NULL means all labels.")));
	return Min(PG_GETARG_INT32(n), nlabels);
}

static void *
begin_top(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	const Categories *categories;
	Top		   *top;

	*nrows = 0;
	if (PG_ARGISNULL(0))
		return NULL;
	categories = argument_categories(fcinfo, 0);
	argument_not_null(fcinfo, 2, "others");
	top = palloc0(sizeof(Top));
	top->n = categories->n;
	top->shown = argument_most(fcinfo, 1, categories->labels);
	top->list = list_labels(categories, frequency_cmp);
	*nrows = top->shown + (PG_GETARG_BOOL(2) && top->shown < categories->labels);
	return top;
}

/* The row after the last label holds the remaining rows */
static void
read_top(void *state, int64 row, Datum *values, bool *nulls)
{
	Top		   *top = state;
	int64		count = row < top->shown ? top->list[row].count : top->n - top->passed;

	top->passed += count;
	nulls[0] = row == top->shown;
	if (row < top->shown)
		values[0] = PointerGetDatum(item_name_text(top->list[row].label));
	values[1] = Int64GetDatum(count);
	values[2] = Float8GetDatum((double) count / (double) top->n);
	values[3] = Float8GetDatum((double) top->passed / (double) top->n);
}

PG_FUNCTION_INFO_V1(category_summary_top);
Datum
category_summary_top(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_top, 0, NULL, read_top);
}

/* Two summaries, read label by label in order */

typedef struct TwoCategories
{
	const Categories *before;
	const Categories *after;
	int64		next_before;
	int64		next_after;
} TwoCategories;

typedef struct LabelPair
{
	ItemName	label;
	int64		before;
	int64		after;
} LabelPair;

static TwoCategories
argument_two_categories(FunctionCallInfo fcinfo)
{
	TwoCategories two = {argument_categories(fcinfo, 0), argument_categories(fcinfo, 1), 0, 0};

	return two;
}

/* Moves to the next label of either summary; false at the end */
static bool
next_pair(TwoCategories *two, LabelPair *pair)
{
	const Category *before = &two->before->category[two->next_before];
	const Category *after = &two->after->category[two->next_after];
	bool		in_before = two->next_before < two->before->labels;
	bool		in_after = two->next_after < two->after->labels;

	if (!in_before && !in_after)
		return false;
	check_now_and_then(two->next_before + two->next_after);
	if (in_before && in_after)
	{
		ItemName	label_before = label_of(two->before, before);
		ItemName	label_after = label_of(two->after, after);
		int			order = item_name_cmp(&label_before, &label_after);

		in_before = order <= 0;
		in_after = order >= 0;
	}
	pair->label = in_before ? label_of(two->before, before) : label_of(two->after, after);
	pair->before = in_before ? before->count : 0;
	pair->after = in_after ? after->count : 0;
	two->next_before += in_before;
	two->next_after += in_after;
	return true;
}

static inline double
rows_of_both(const TwoCategories *two)
{
	return (double) ((uint64) two->before->n + (uint64) two->after->n);
}

static inline double
rows_of_pair(const LabelPair *pair)
{
	return (double) ((uint64) pair->before + (uint64) pair->after);
}

/* Returns O - E of the second summary, times the rows of both */
static double
excess(const TwoCategories *two, const LabelPair *pair)
{
	return (double) ((int128) pair->after * two->before->n -
					 (int128) pair->before * two->after->n);
}

/* Returns NaN if nothing varies: there is one label, or either summary has no rows */
static double
adjusted_residual(const TwoCategories *two, const LabelPair *pair)
{
	uint64		together = (uint64) pair->before + (uint64) pair->after;
	uint64		others = (uint64) two->before->n + (uint64) two->after->n - together;
	double		spread = (double) together * (double) others / rows_of_both(two) *
		(double) two->before->n * (double) two->after->n;

	return spread == 0.0 ? NAN : excess(two, pair) / sqrt(spread);
}

/* Returns (O - E)^2 / E, summed over both */
static double
chi_squared_part(const TwoCategories *two, const LabelPair *pair)
{
	double		over = excess(two, pair);

	return over * over / (rows_of_pair(pair) * (double) two->before->n * (double) two->after->n);
}

/* (chi_squared, degrees, p_value, cramers_v, smallest_expected) */
PG_FUNCTION_INFO_V1(category_summary_kpi_compare);
Datum
category_summary_kpi_compare(PG_FUNCTION_ARGS)
{
	TwoCategories two = argument_two_categories(fcinfo);
	LabelPair	pair;
	double		chi_squared = 0.0;
	double		rarest = HUGE_VAL;
	int64		degrees = -1;
	Datum		values[5];
	bool		nulls[5] = {false};

	if (two.before->n == 0 || two.after->n == 0)
		PG_RETURN_NULL();
	for (; next_pair(&two, &pair); degrees++)
	{
		chi_squared += chi_squared_part(&two, &pair);
		rarest = Min(rarest, rows_of_pair(&pair));
	}
	nulls[2] = nulls[3] = degrees == 0;
	values[0] = Float8GetDatum(chi_squared);
	values[1] = Int64GetDatum(degrees);
	values[2] = Float8GetDatum(degrees == 0 ? NAN :
							   chi_squared_p_value(chi_squared, (double) degrees));
	values[3] = Float8GetDatum(Min(sqrt(chi_squared / rows_of_both(&two)), 1.0));
	values[4] = Float8GetDatum(rarest / rows_of_both(&two) *
							   (double) Min(two.before->n, two.after->n));
	return return_record(fcinfo, values, nulls);
}

/* Rows (label, before, after, difference, lower, upper, residual) */

typedef struct LabelShift
{
	LabelPair	pair;
	double		residual;
} LabelShift;

typedef struct Shifts
{
	LabelShift *list;
	double		before;			/* rows */
	double		after;
	double		confidence;
} Shifts;

/* Orders the largest difference first, whatever its sign, and unknown ones last */
static int
shift_cmp(const void *a, const void *b)
{
	const LabelShift *left = a;
	const LabelShift *right = b;
	double		left_size = isnan(left->residual) ? -1.0 : fabs(left->residual);
	double		right_size = isnan(right->residual) ? -1.0 : fabs(right->residual);

	return left_size != right_size ? (left_size > right_size ? -1 : 1) :
		item_name_cmp(&left->pair.label, &right->pair.label);
}

static void *
begin_shifts(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	TwoCategories two;
	Shifts	   *shifts = palloc(sizeof(Shifts));
	LabelPair	pair;

	*nrows = 0;
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return NULL;
	two = argument_two_categories(fcinfo);
	shifts->before = (double) two.before->n;
	shifts->after = (double) two.after->n;
	shifts->confidence = argument_confidence(fcinfo, 2);
	shifts->list = palloc((two.before->labels + two.after->labels) * sizeof(LabelShift));
	while (next_pair(&two, &pair))
	{
		shifts->list[*nrows].pair = pair;
		shifts->list[(*nrows)++].residual = adjusted_residual(&two, &pair);
	}
	sort_in_order(shifts->list, *nrows, sizeof(LabelShift), shift_cmp);
	return shifts;
}

static void
read_shift(void *state, int64 row, Datum *values, bool *nulls)
{
	const Shifts *shifts = state;
	const LabelShift *shift = &shifts->list[row];
	Share		before = {(double) shift->pair.before, shifts->before};
	Share		after = {(double) shift->pair.after, shifts->after};
	Comparison	comparison = difference_only(NAN);

	(void) compare_shares(after, before, shifts->confidence, &comparison);
	values[0] = PointerGetDatum(item_name_text(shift->pair.label));
	set_number(values, nulls, 1, before.part / before.whole);
	set_number(values, nulls, 2, after.part / after.whole);
	set_number(values, nulls, 3, comparison.difference);
	set_number(values, nulls, 4, comparison.bounds.lower);
	set_number(values, nulls, 5, comparison.bounds.upper);
	set_number(values, nulls, 6, shift->residual);
}

PG_FUNCTION_INFO_V1(category_summary_category_shift);
Datum
category_summary_category_shift(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_shifts, 0, NULL, read_shift);
}
