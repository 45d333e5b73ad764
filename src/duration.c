/*
 * duration.c
 *		duration_summary: how long things took, including unfinished ones.
 *
 * A histogram in buckets of three significant decimal digits of microseconds,
 * half-open steps (lo, hi]: ..., (19.9 s, 20.0 s], (20.0 s, 20.1 s], ...  Every
 * target of three digits is an edge, so the share within it is exact; other
 * figures are within half a per cent, and durations that are all in whole
 * seconds, minutes, hours or days come back whole if the steps allow it.
 * Finished and unfinished durations are counted apart, and their sums are kept
 * exactly.
 *
 * survival.c reads when the unfinished will end, and age.c how old they are.
 *
 * If durations are exponentially distributed, the maximum likelihood estimate
 * of their mean is the total time of all, including the unfinished, / number
 * finished.
 *
 * A counter is a 64-bit word: its bucket, whether unfinished, how many.  A
 * summary stores the counters in order.  The state of an aggregate is a hash
 * table of them.  The state of a window, which is read for every row, keeps
 * them in order, with a cursor that moves to the requested quantile.
 *
 * duration_quantile() returns a quantile and no summary.  It keeps the
 * requested quantile in the summary that is its state, because its final
 * function gets no other argument.
 *
 * Text form: the quantile if there is one, excluded, the two sums, then
 * END=FINISHED+UNFINISHED for each bucket, its end in seconds.  Binary form:
 * number of counters, label of the quantile, excluded, the sums from the most
 * significant word on, the counters.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "libpq/pqformat.h"
#include "chart.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "argument.h"
#include "confidence.h"
#include "duration.h"
#include "exact.h"
#include "funnel.h"
#include "moments.h"
#include "rate.h"
#include "server.h"
#include "share.h"
#include "summary.h"
#include "varlena.h"

/* Buckets */

#define DECADES			17
#define STEPS			900		/* in a decade: 100 to 999 */

static const int64 power_of_ten[DECADES + 2] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
	INT64CONST(10000000000), INT64CONST(100000000000), INT64CONST(1000000000000),
	INT64CONST(10000000000000), INT64CONST(100000000000000), INT64CONST(1000000000000000),
	INT64CONST(10000000000000000), INT64CONST(100000000000000000), INT64CONST(1000000000000000000)
};

/*
 * The bucket that ends at m 10^k has number 900 k + m: the numbers of
 * neighbouring buckets are consecutive
 */
static inline int
bucket_of(int64 microseconds)
{
	int			k;

	if (microseconds < 1000)
		return (int) microseconds;

	/*
	 * log10(2) is 1233 / 4096; the guess is the right number of digits or one
	 * fewer
	 */
	k = ((pg_leftmost_one_pos64(microseconds) + 1) * 1233) >> 12;
	k += microseconds >= power_of_ten[k];
	k -= 3;
	return STEPS * k + (int) ((microseconds - 1) / power_of_ten[k]) + 1;
}

/* Returns the decade of a bucket; that power of ten is its width */
static inline int
bucket_decade(int bucket)
{
	return bucket < 1000 ? 0 : (bucket - 100) / STEPS;
}

/* Returns the largest duration in a bucket, in microseconds; beyond int64 for the last bucket */
static uint64
bucket_end(int bucket)
{
	int			k = bucket_decade(bucket);

	return (uint64) (bucket - STEPS * k) * (uint64) power_of_ten[k];
}

/* Returns the smallest duration in a bucket */
static uint64
bucket_begin(int bucket)
{
	return bucket == 0 ? 0 : bucket_end(bucket - 1) + 1;
}

/* Returns the largest duration in a bucket that an int64 can hold */
static double
bucket_longest(int bucket)
{
	return (double) Min(bucket_end(bucket), (uint64) PG_INT64_MAX);
}

/* The first buckets hold one microsecond each */
static double
bucket_middle(int bucket)
{
	return bucket < 1000 ? bucket :
		((double) bucket_end(bucket - 1) + bucket_longest(bucket)) / 2.0;
}

/* Returns the last bucket that lies wholly within a time; -1 before all */
static int
last_bucket_within(int64 microseconds)
{
	int			bucket = bucket_of(microseconds);

	return bucket_end(bucket) <= (uint64) microseconds ? bucket : bucket - 1;
}

/* Counters: the key is 2 bucket + unfinished + 1, so that no counter is 0 */

#define COUNT_BITS		49
#define MOST_COUNTED	((UINT64CONST(1) << COUNT_BITS) - 1)
#define MOST_DIGITS		15
#define LARGEST_KEY		(2 * (STEPS * 16 + 923) + 2)	/* the key of 2^63 - 1
														 * microseconds */

static inline int
bucket_key(int bucket, bool unfinished)
{
	return 2 * bucket + unfinished + 1;
}

static inline int
counter_key(uint64 counter)
{
	return (int) (counter >> COUNT_BITS);
}

static inline int
counter_bucket(uint64 counter)
{
	return (counter_key(counter) - 1) / 2;
}

static inline bool
counter_unfinished(uint64 counter)
{
	return (counter_key(counter) - 1) % 2;
}

static inline int64
counter_count(uint64 counter)
{
	return (int64) (counter & MOST_COUNTED);
}

/* The summary */

#define FORM_ORDERED	1		/* counters in order, with room behind them,
								 * and then a cursor */
#define FORM_HASHED		2		/* counters by hash of their key; 0 if a place
								 * is free */

struct Durations
{
	int32		vl_len_;
	int32		form;
	uint64		quantile;		/* quantile that the rows request: 1 + the
								 * bits of the double; 0 if none */
	int64		excluded;		/* negative durations */
	uint64		finished_sum[SUM_WORDS];	/* microseconds */
	uint64		unfinished_sum[SUM_WORDS];
	int64		used;			/* counters */
	uint64		counters[FLEXIBLE_ARRAY_MEMBER];
};

#define FIRST_ROOM	8

/*
 * Units in which systems record durations, each a multiple of those after it.
 * If all durations are multiples of one unit, so is their sum, and each lies
 * in a bucket that contains a multiple.  A bucket with only one multiple then
 * determines the duration itself.
 */
static const int64 whole_units[] = {
	USECS_PER_DAY, USECS_PER_HOUR, USECS_PER_MINUTE, USECS_PER_SEC, 100000, 10000, 1000, 1
};

/*
 * The place of a window's last quantile.  It moves little from row to row, so
 * finding the next one does not need to count all.
 */
typedef struct Cursor
{
	bool		is_used;		/* if false, the cursor is not kept up to date */
	int64		place;			/* a counter, or the end */
	int64		below;			/* finished durations in the counters before
								 * it */
	int64		finished;		/* finished durations in all counters */
	int64		counters_of_unit[lengthof(whole_units)];	/* finished ones, by the
															 * longest unit of which
															 * their bucket has a
															 * multiple */
} Cursor;

static inline int64
room(const Durations *durations)
{
	return (VARSIZE(durations) - offsetof(Durations, counters)) / sizeof(uint64);
}

static inline int64
ordered_room(const Durations *durations)
{
	return room(durations) - (int64) (sizeof(Cursor) / sizeof(uint64));
}

static inline Cursor *
cursor_of(Durations *durations)
{
	return (Cursor *) (durations->counters + ordered_room(durations));
}

static Durations *
make_durations(int32 form, int64 counters)
{
	return varlena_make(offsetof(Durations, counters) + counters * sizeof(uint64) +
						(form == FORM_ORDERED ? sizeof(Cursor) : 0), form);
}

static inline bool
has_rows(const Durations *durations)
{
	return durations->used > 0 || durations->excluded > 0;
}

static void
copy_sums(Durations *to, const Durations *from)
{
	to->quantile = from->quantile;
	to->excluded = from->excluded;
	memcpy(to->finished_sum, from->finished_sum, sizeof(to->finished_sum));
	memcpy(to->unfinished_sum, from->unfinished_sum, sizeof(to->unfinished_sum));
}

static int
counter_cmp(const void *a, const void *b)
{
	uint64		left = *(const uint64 *) a;
	uint64		right = *(const uint64 *) b;

	return (left > right) - (left < right);
}

static void *
durations_make_stored(const VarlenaFamily *family, void *state, bool is_ours)
{
	const Durations *durations = state;
	bool		hashed = durations->form == FORM_HASHED;
	int64		places = hashed ? room(durations) : durations->used;
	Durations  *stored = make_durations(FORM_STORED, durations->used);

	copy_sums(stored, durations);
	for (int64 i = 0; i < places; i++)
		if (counter_count(durations->counters[i]) > 0)
			stored->counters[stored->used++] = durations->counters[i];
	if (hashed)
		qsort(stored->counters, stored->used, sizeof(uint64), counter_cmp);
	/* a summary of no rows is all zero */
	if (!has_rows(stored))
		stored->quantile = 0;
	SET_VARSIZE(stored, offsetof(Durations, counters) + stored->used * sizeof(uint64));
	return stored;
}

/* Counting */

/* Returns the place of a key: a factor spreads neighbouring keys, because times cluster */
static inline int64
hashed_place(const Durations *durations, int key)
{
	uint64		mask = room(durations) - 1;
	uint64		place = ((uint64) key * UINT64CONST(0x9E3779B97F4A7C15) >> 40) & mask;

	while (durations->counters[place] != 0 && counter_key(durations->counters[place]) != key)
		place = (place + 1) & mask;
	return place;
}

static int64
ordered_place(const Durations *durations, int key)
{
	uint64		least = (uint64) key << COUNT_BITS;
	int64		low = 0;
	int64		high = durations->used;

	/* counters that come in order go to the end */
	if (high > 0 && durations->counters[high - 1] < least)
		return high;
	while (low < high)
	{
		int64		middle = low + (high - low) / 2;

		if (durations->counters[middle] < least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static inline void
increase(uint64 *counter, int key, int64 count)
{
	uint64		total = (*counter & MOST_COUNTED) + count;

	if (unlikely(total > MOST_COUNTED))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a duration_summary counts at most " UINT64_FORMAT
						" durations in a bucket", MOST_COUNTED)));
	*counter = (uint64) key << COUNT_BITS | total;
}

static Durations *
hashed_put(Durations *durations, int key, int64 count)
{
	uint64	   *counter = &durations->counters[hashed_place(durations, key)];

	if (likely(*counter != 0))
	{
		increase(counter, key, count);
		return durations;
	}

	/* with less than one eighth of the places free, searches become long */
	if (durations->used >= room(durations) / 8 * 7)
	{
		Durations  *larger = make_durations(FORM_HASHED, 2 * room(durations));

		copy_sums(larger, durations);
		larger->used = durations->used;
		for (int64 i = 0; i < room(durations); i++)
		{
			uint64		old = durations->counters[i];

			if (old != 0)
				larger->counters[hashed_place(larger, counter_key(old))] = old;
		}
		durations = larger;
		counter = &durations->counters[hashed_place(durations, key)];
	}
	increase(counter, key, count);
	durations->used++;
	return durations;
}

/* Returns whether a bucket has a multiple of a unit */
static inline bool
has_multiple(int bucket, int64 unit)
{
	int64		width = power_of_ten[bucket_decade(bucket)];

	return width >= unit || bucket_end(bucket) % (uint64) unit < (uint64) width;
}

/* Returns the longest unit of which a bucket has a multiple; it has one of every later unit too */
static int
longest_unit(int bucket)
{
	int			unit = lengthof(whole_units) - 1;

	while (unit > 0 && has_multiple(bucket, whole_units[unit - 1]))
		unit--;
	return unit;
}

/* Updates the cursor for a counter that was added or will be removed */
static void
move_cursor(Durations *durations, int64 place, int step)
{
	Cursor	   *cursor = cursor_of(durations);
	uint64		counter = durations->counters[place];

	if (!cursor->is_used)
		return;
	if (place < cursor->place)
		cursor->place += step;
	if (!counter_unfinished(counter))
		cursor->counters_of_unit[longest_unit(counter_bucket(counter))] += step;
}

/* Updates the cursor for a change of the durations in a counter */
static inline void
count_at_cursor(Durations *durations, int64 place, int64 count)
{
	Cursor	   *cursor = cursor_of(durations);

	if (!cursor->is_used || counter_unfinished(durations->counters[place]))
		return;
	cursor->finished += count;
	if (place < cursor->place)
		cursor->below += count;
}

static Durations *
make_ordered_room(Durations *durations)
{
	Durations  *larger;

	if (durations->used < ordered_room(durations))
		return durations;
	larger = make_durations(FORM_ORDERED, 2 * ordered_room(durations));
	copy_sums(larger, durations);
	larger->used = durations->used;
	memcpy(larger->counters, durations->counters, durations->used * sizeof(uint64));
	*cursor_of(larger) = *cursor_of(durations);
	return larger;
}

static Durations *
ordered_put(Durations *durations, int key, int64 count)
{
	int64		place = ordered_place(durations, key);

	if (place == durations->used || counter_key(durations->counters[place]) != key)
	{
		durations = make_ordered_room(durations);
		memmove(durations->counters + place + 1, durations->counters + place,
				(durations->used - place) * sizeof(uint64));
		durations->counters[place] = (uint64) key << COUNT_BITS;
		durations->used++;
		move_cursor(durations, place, 1);
	}
	increase(&durations->counters[place], key, count);
	count_at_cursor(durations, place, count);
	return durations;
}

static inline Durations *
put(Durations *durations, int key, int64 count)
{
	return likely(durations->form == FORM_HASHED) ?
		hashed_put(durations, key, count) : ordered_put(durations, key, count);
}

static void *
durations_make_state(const VarlenaFamily *family, const void *stored, bool in_window)
{
	const Durations *durations = stored;
	int64		places = FIRST_ROOM;
	Durations  *state;

	while (places / 8 * 7 < durations->used)
		places *= 2;
	state = make_durations(in_window ? FORM_ORDERED : FORM_HASHED, places);
	copy_sums(state, durations);
	for (int64 i = 0; i < durations->used; i++)
		state = put(state, counter_key(durations->counters[i]),
					counter_count(durations->counters[i]));
	return state;
}

/* Returns the counter of a key; NULL if there is none */
static uint64 *
find_counter(Durations *durations, int key)
{
	bool		hashed = durations->form == FORM_HASHED;
	int64		place = hashed ? hashed_place(durations, key) : ordered_place(durations, key);

	if ((!hashed && place == durations->used) || counter_key(durations->counters[place]) != key)
		return NULL;
	return &durations->counters[place];
}

/* Removes durations from a counter, maybe all of them */
static void
ordered_taken_out(Durations *durations, int64 place, int64 count)
{
	uint64	   *counter = &durations->counters[place];

	count_at_cursor(durations, place, -count);
	if (counter_count(*counter) > 0)
		return;
	move_cursor(durations, place, -1);
	durations->used--;
	memmove(counter, counter + 1, (durations->used - place) * sizeof(uint64));
}

/*
 * Subtracts durations; false if there are fewer.  A hashed counter stays in
 * its place when it comes to 0, so that searches still pass over it.
 */
static bool
take_out(Durations *durations, int key, int64 count)
{
	uint64	   *counter = find_counter(durations, key);

	if (counter == NULL || counter_count(*counter) < count)
		return false;
	*counter -= count;
	if (durations->form == FORM_ORDERED)
		ordered_taken_out(durations, counter - durations->counters, count);
	return true;
}

/* Returns the label of the quantile that rows request */

static uint64
quantile_label(double quantile)
{
	uint64		bits;

	memcpy(&bits, &quantile, sizeof(bits));
	return bits + 1;
}

/* Returns the quantile of a label that is not 0 */
static double
labelled_quantile(uint64 label)
{
	uint64		bits = label - 1;
	double		quantile;

	memcpy(&quantile, &bits, sizeof(quantile));
	return quantile;
}

static const char *
label_text(uint64 label)
{
	return label == 0 ? "none" : number_text(labelled_quantile(label));
}

/*
 * Checks that a label is between 0 and 1, with one zero: the bits of -0 are
 * those of a larger number
 */
static bool
label_possible(uint64 label)
{
	return label <= quantile_label(1.0);
}

/* Says what no rows could have produced, as "its ... is ...", or NULL */
static const char *
durations_invalid(const void *stored)
{
	const Durations *durations = stored;
	int128		least[2] = {0, 0};
	int128		most[2] = {0, 0};

	if (durations->excluded < 0)
		return psprintf("its counter excluded is " INT64_FORMAT, durations->excluded);
	if (!label_possible(durations->quantile))
		return "its quantile is not between 0 and 1";
	for (int64 i = 0; i < durations->used; i++)
	{
		int			bucket = counter_bucket(durations->counters[i]);
		int			unfinished = counter_unfinished(durations->counters[i]);
		int64		count = counter_count(durations->counters[i]);
		uint64		end = Min(bucket_end(bucket), (uint64) PG_INT64_MAX);

		least[unfinished] += (int128) count * bucket_begin(bucket);
		most[unfinished] += (int128) count * end;
	}
	if (words_total(durations->finished_sum) < least[0] ||
		words_total(durations->finished_sum) > most[0] ||
		words_total(durations->unfinished_sum) < least[1] ||
		words_total(durations->unfinished_sum) > most[1])
		return "its sums do not fit its buckets";
	return NULL;
}

/*
 * Makes a state without counters to read some that were written in order: each
 * goes to the end, and none is hashed
 */
static Durations *
to_be_read(Durations *durations)
{
	Durations  *ordered;

	if (durations->form == FORM_ORDERED || durations->used > 0)
		return durations;
	ordered = make_durations(FORM_ORDERED, FIRST_ROOM);
	copy_sums(ordered, durations);
	pfree(durations);
	return ordered;
}

/* Text form */

/* Counts buckets in use: finished and unfinished durations of a bucket are one entry */
static int64
durations_count_entries(const void *stored)
{
	const Durations *durations = stored;
	int64		entries = 0;

	for (int64 i = 0; i < durations->used; i++)
		if (i == 0 ||
			counter_bucket(durations->counters[i]) != counter_bucket(durations->counters[i - 1]))
			entries++;
	return entries;
}

static void
sum_print(StringInfo out, const char *name, const uint64 *sum)
{
	if (words_total(sum) == 0)
		return;
	appendStringInfo(out, " %s=", name);
	wide_print(out, sum, SUM_WORDS, 0);
}

static void
durations_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	const Durations *durations = stored;
	int			bucket = -1;

	if (durations->quantile != 0)
		appendStringInfo(out, " quantile=%s", label_text(durations->quantile));
	if (durations->excluded > 0)
		appendStringInfo(out, " excluded=" INT64_FORMAT, durations->excluded);
	sum_print(out, "finished_us", durations->finished_sum);
	sum_print(out, "unfinished_us", durations->unfinished_sum);
	for (int64 i = 0; i < durations->used; i++)
	{
		uint64		counter = durations->counters[i];
		bool		another = counter_bucket(counter) != bucket;

		CHECK_FOR_INTERRUPTS();
		bucket = counter_bucket(counter);
		if (another)
		{
			appendStringInfoChar(out, ' ');
			seconds_print(out, bucket_end(bucket));
			appendStringInfoString(out, counter_unfinished(counter) ? "=0" : "=");
		}
		if (counter_unfinished(counter))
			appendStringInfoChar(out, '+');
		counter_print(out, counter_count(counter));
	}
}

/* As jsonb */

/* Writes the bucket of the n-th counter; returns the number of the counter after it */
static int64
bucket_to_json(Json *json, const Durations *durations, int64 n)
{
	int			bucket = counter_bucket(durations->counters[n]);
	uint64		end[] = {bucket_end(bucket), 0};
	int64		count[] = {0, 0};

	for (; n < durations->used && counter_bucket(durations->counters[n]) == bucket; n++)
		count[counter_unfinished(durations->counters[n])] = counter_count(durations->counters[n]);
	json_object_begin(json, NULL);
	/* beyond int64 for the last bucket */
	json_wide(json, "upper_us", end, lengthof(end), 0);
	json_count(json, "finished", count[false]);
	json_count(json, "unfinished", count[true]);
	json_object_end(json);
	return n;
}

static void
durations_write(const VarlenaFamily *family, Json *json, const void *stored)
{
	const Durations *durations = stored;
	int64		finished = duration_count(durations, false);
	int64		unfinished = duration_count(durations, true);
	uint64		n[SUM_WORDS] = {0};

	words_add(n, (int128) finished + unfinished);
	json_wide(json, "n", n, SUM_WORDS, 0);
	if (durations->quantile != 0)
		json_number(json, "quantile", labelled_quantile(durations->quantile));
	else
		json_null(json, "quantile");
	json_count(json, "excluded", durations->excluded);
	json_count(json, "finished", finished);
	json_count(json, "unfinished", unfinished);
	json_wide(json, "finished_us", durations->finished_sum, SUM_WORDS, 0);
	json_wide(json, "unfinished_us", durations->unfinished_sum, SUM_WORDS, 0);
	json_list_begin(json, "buckets");
	for (int64 i = 0; i < durations->used;)
	{
		CHECK_FOR_INTERRUPTS();
		i = bucket_to_json(json, durations, i);
	}
	json_list_end(json);
}

/* Reads FINISHED or FINISHED+UNFINISHED into a bucket */
static bool
bucket_parse(Durations **durations, int bucket, const char *string)
{
	int64		count[2] = {0, 0};

	if (!counter_parse(&string, MOST_DIGITS, &count[0]))
		return false;
	if (*string == '+')
	{
		string++;
		if (!counter_parse(&string, MOST_DIGITS, &count[1]))
			return false;
	}
	if (*string != '\0' || Max(count[0], count[1]) > (int64) MOST_COUNTED)
		return false;
	for (int unfinished = 0; unfinished <= 1; unfinished++)
		if (count[unfinished] > 0)
			*durations = put(*durations, bucket_key(bucket, unfinished), count[unfinished]);
	return true;
}

/* Returns the label with a name; NULL if the name is not of a label */
static uint64 *
named_words(Durations *durations, const char *name, int *nwords)
{
	*nwords = SUM_WORDS;
	if (strcmp(name, "finished_us") == 0)
		return durations->finished_sum;
	if (strcmp(name, "unfinished_us") == 0)
		return durations->unfinished_sum;
	*nwords = 1;
	return strcmp(name, "excluded") == 0 ? (uint64 *) &durations->excluded : NULL;
}

static const char *
quantile_parse(Durations *durations, const char *value)
{
	double		quantile;

	if (durations->quantile != 0)
		return "quantile is given twice.";
	if (!number_parse(value, &quantile) || !label_possible(quantile_label(quantile)))
		return psprintf("The value \"%s\" of quantile is not between 0 and 1.", value);
	durations->quantile = quantile_label(quantile);
	return NULL;
}

static const char *
label_parse(const char *name, const char *value, uint64 *words, int nwords)
{
	const char *wrong;

	if (words[0] != 0 || words[nwords - 1] != 0)
		return psprintf("%s is given twice.", name);
	wrong = wide_parse(value, words, nwords, 0);
	return wrong == NULL ? NULL : psprintf("The value \"%s\" of %s %s.", value, name, wrong);
}

/* Returns the bucket of an entry that begins with its end; -1 if there is no such bucket */
static int
bucket_end_parse(const char *string)
{
	const int	last = (LARGEST_KEY - 1) / 2;
	uint64		end;
	int			bucket;

	if (!seconds_parse(string, &end) || end > bucket_end(last))
		return -1;
	bucket = end > (uint64) PG_INT64_MAX ? last : bucket_of((int64) end);
	return bucket_end(bucket) == end ? bucket : -1;
}

static const char *
durations_parse(const VarlenaFamily *family, void **state, char *token)
{
	Durations **durations = (Durations **) state;
	char	   *value = strchr(token, '=');
	uint64	   *words;
	int			nwords;
	int			bucket;

	if (value == NULL)
		return psprintf("\"%s\" is not of the form name=value.", token);
	*value++ = '\0';

	if (strcmp(token, "quantile") == 0)
		return quantile_parse(*durations, value);
	words = named_words(*durations, token, &nwords);
	if (words != NULL)
		return label_parse(token, value, words, nwords);

	bucket = bucket_end_parse(token);
	if (bucket < 0)
		return psprintf("No bucket of three significant digits ends at \"%s\" seconds.", token);
	*durations = to_be_read(*durations);
	if (find_counter(*durations, bucket_key(bucket, false)) != NULL ||
		find_counter(*durations, bucket_key(bucket, true)) != NULL)
		return psprintf("%s is given twice.", token);
	if (!bucket_parse(durations, bucket, value))
		return psprintf("The value \"%s\" of %s is not of the form count or count+count.",
						value, token);
	return NULL;
}

/* Binary form */

static void
durations_send(StringInfo out, const void *stored)
{
	const Durations *durations = stored;

	pq_sendint64(out, durations->used);
	pq_sendint64(out, durations->quantile);
	pq_sendint64(out, durations->excluded);
	pq_sendint64(out, durations->finished_sum[1]);
	pq_sendint64(out, durations->finished_sum[0]);
	pq_sendint64(out, durations->unfinished_sum[1]);
	pq_sendint64(out, durations->unfinished_sum[0]);
	for (int64 i = 0; i < durations->used; i++)
		pq_sendint64(out, durations->counters[i]);
}

static const char *
durations_receive(const VarlenaFamily *family, StringInfo message, void **state)
{
	Durations  *durations = to_be_read(*state);
	int64		n = pq_getmsgint64(message);

	if (n < 0)
		return psprintf("its number of counters is " INT64_FORMAT, n);
	durations->quantile = pq_getmsgint64(message);
	durations->excluded = pq_getmsgint64(message);
	durations->finished_sum[1] = pq_getmsgint64(message);
	durations->finished_sum[0] = pq_getmsgint64(message);
	durations->unfinished_sum[1] = pq_getmsgint64(message);
	durations->unfinished_sum[0] = pq_getmsgint64(message);
	for (int64 i = 0; i < n; i++)
	{
		uint64		counter = pq_getmsgint64(message);

		CHECK_FOR_INTERRUPTS();
		if (counter_key(counter) == 0 || counter_key(counter) > LARGEST_KEY ||
			counter_count(counter) == 0)
			return "one of its counters is 0 or belongs to no bucket";
		durations = put(durations, counter_key(counter), counter_count(counter));
	}
	*state = durations;
	return durations->quantile == 0 || has_rows(durations) ? NULL :
		"it has a quantile but no rows";
}

/* Merge and un-merge */

/* Takes the quantile of another summary; a summary of no rows requests none */
static void
take_quantile_of(Durations *durations, const Durations *other)
{
	if (!has_rows(durations))
		durations->quantile = other->quantile;
	else if (has_rows(other) && durations->quantile != other->quantile)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot combine a duration_summary of quantile %s with one of quantile %s",
						label_text(durations->quantile), label_text(other->quantile))));
}

/* Adds all but the counters */
static void
add_sums(Durations *durations, const Durations *other)
{
	take_quantile_of(durations, other);
	summary_count(&durations->excluded, other->excluded);
	words_add(durations->finished_sum, words_total(other->finished_sum));
	words_add(durations->unfinished_sum, words_total(other->unfinished_sum));
}

static void *
durations_add(const VarlenaFamily *family, void *state, const void *stored)
{
	Durations  *durations = state;
	const Durations *other = stored;

	add_sums(durations, other);
	for (int64 i = 0; i < other->used; i++)
		durations =
			put(durations, counter_key(other->counters[i]), counter_count(other->counters[i]));
	return durations;
}

static void
append_counters(Durations *durations, const uint64 *counters, int64 n)
{
	memcpy(durations->counters + durations->used, counters, n * sizeof(uint64));
	durations->used += n;
}

/* Merges the counters of both, in order */
static void
merge_counters(Durations *merged, const Durations *one, const Durations *other)
{
	int64		i = 0;
	int64		j = 0;

	while (i < one->used && j < other->used)
	{
		uint64	   *counter = &merged->counters[merged->used++];
		int			key = counter_key(one->counters[i]);
		int			other_key = counter_key(other->counters[j]);

		*counter = key <= other_key ? one->counters[i++] : other->counters[j];
		if (key == other_key)
			increase(counter, key, counter_count(other->counters[j]));
		if (key >= other_key)
			j++;
	}
	append_counters(merged, one->counters + i, one->used - i);
	append_counters(merged, other->counters + j, other->used - j);
}

static void *
durations_merge(const void *stored, const void *other)
{
	const Durations *one = stored;
	const Durations *two = other;
	Durations  *merged = make_durations(FORM_STORED, one->used + two->used);

	copy_sums(merged, one);
	merge_counters(merged, one, two);
	if (has_rows(one))
		add_sums(merged, two);
	else
		copy_sums(merged, two);
	SET_VARSIZE(merged, offsetof(Durations, counters) + merged->used * sizeof(uint64));
	return merged;
}

static void *
durations_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Durations  *durations = state;
	const Durations *other = stored;

	take_quantile_of(durations, other);
	if (other->excluded > durations->excluded)
		return NULL;
	durations->excluded -= other->excluded;
	for (int64 i = 0; i < other->used; i++)
		if (!take_out(durations, counter_key(other->counters[i]),
					  counter_count(other->counters[i])))
			return NULL;
	words_add(durations->finished_sum, -words_total(other->finished_sum));
	words_add(durations->unfinished_sum, -words_total(other->unfinished_sum));
	return durations;
}

static const VarlenaFamily duration_summary_family = {
	.type_name = "duration_summary",
	.empty_size = offsetof(Durations, counters),
	.make_state = durations_make_state,
	.make_stored = durations_make_stored,
	.invalid = durations_invalid,
	.count_entries = durations_count_entries,
	.print = durations_print,
	.write = durations_write,
	.parse = durations_parse,
	.send = durations_send,
	.receive = durations_receive,
	.add = durations_add,
	.subtract = durations_subtract,
	.merge = durations_merge
};

VARLENA_FAMILY(duration_summary);

/* Rows: (elapsed [, finished]) */

static inline void *
count_duration(Durations *durations, int64 microseconds, bool unfinished, int64 step)
{
	int			key;

	if (unlikely(microseconds < 0))
	{
		summary_count(&durations->excluded, step);
		return durations->excluded < 0 ? NULL : durations;
	}
	key = bucket_key(bucket_of(microseconds), unfinished);
	if (step > 0)
		durations = put(durations, key, 1);
	else if (!take_out(durations, key, 1))
		return NULL;
	words_add(unfinished ? durations->unfinished_sum : durations->finished_sum,
			  (int128) microseconds * step);
	return durations;
}

static inline void *
duration_take_interval(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return count_duration(state, duration_interval(fcinfo, 1), false, step);
}

static inline void *
duration_take_float8(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return count_duration(state, duration_float8(fcinfo, 1), false, step);
}

static inline void *
duration_take_finished_interval(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return count_duration(state, duration_interval(fcinfo, 1), !PG_GETARG_BOOL(2), step);
}

static inline void *
duration_take_finished_float8(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return count_duration(state, duration_float8(fcinfo, 1), !PG_GETARG_BOOL(2), step);
}

VARLENA_TRANSITION(duration_summary_count_interval, duration_summary_uncount_interval,
				   &duration_summary_family, duration_take_interval);
VARLENA_TRANSITION(duration_summary_count_float8, duration_summary_uncount_float8,
				   &duration_summary_family, duration_take_float8);
VARLENA_TRANSITION(duration_summary_count_finished_interval,
				   duration_summary_uncount_finished_interval,
				   &duration_summary_family, duration_take_finished_interval);
VARLENA_TRANSITION(duration_summary_count_finished_float8,
				   duration_summary_uncount_finished_float8,
				   &duration_summary_family, duration_take_finished_float8);

/* Rows: (elapsed [, finished], quantile) */

static void
take_quantile(Durations *durations, double quantile)
{
	uint64		label = quantile_label(quantile);

	if (!has_rows(durations))
		durations->quantile = label;
	else if (unlikely(durations->quantile != label))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("quantile changes within a group: %s, then %s",
						label_text(durations->quantile), number_text(quantile)),
				 errhint("Group by what the quantile depends on.")));
}

static inline void *
duration_take_quantile(void *state, FunctionCallInfo fcinfo, int64 step, DurationReader duration)
{
	if (PG_ARGISNULL(1))
		return state;
	take_quantile(state, argument_quantile(fcinfo, 2, true));
	return count_duration(state, duration(fcinfo, 1), false, step);
}

static inline void *
duration_take_finished_quantile(void *state, FunctionCallInfo fcinfo, int64 step,
								DurationReader duration)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state;
	take_quantile(state, argument_quantile(fcinfo, 3, true));
	return count_duration(state, duration(fcinfo, 1), !PG_GETARG_BOOL(2), step);
}

#define QUANTILE_TRANSITION(count, uncount, take, duration) \
static inline void * \
count##_take(void *state, FunctionCallInfo fcinfo, int64 step) \
{ \
	return take(state, fcinfo, step, duration); \
} \
VARLENA_TRANSITION(count, uncount, &duration_summary_family, count##_take)

QUANTILE_TRANSITION(duration_summary_count_quantile_interval,
					duration_summary_uncount_quantile_interval,
					duration_take_quantile, duration_interval);
QUANTILE_TRANSITION(duration_summary_count_quantile_float8,
					duration_summary_uncount_quantile_float8,
					duration_take_quantile, duration_float8);
QUANTILE_TRANSITION(duration_summary_count_finished_quantile_interval,
					duration_summary_uncount_finished_quantile_interval,
					duration_take_finished_quantile, duration_interval);
QUANTILE_TRANSITION(duration_summary_count_finished_quantile_float8,
					duration_summary_uncount_finished_quantile_float8,
					duration_take_finished_quantile, duration_float8);

/* Reads the summary in the n-th argument */
const Durations *
argument_durations(FunctionCallInfo fcinfo, int n)
{
	return varlena_stored(&duration_summary_family, fcinfo, n);
}

/* Readings of the finished */

int64
duration_count(const Durations *durations, bool unfinished)
{
	int64		n = 0;

	for (int64 i = 0; i < durations->used; i++)
		if (counter_unfinished(durations->counters[i]) == unfinished)
			summary_count(&n, counter_count(durations->counters[i]));
	return n;
}

int64
duration_ncounters(const Durations *durations)
{
	return durations->used;
}

DurationCounter
duration_counter(const Durations *durations, int64 i)
{
	uint64		word = durations->counters[i];
	DurationCounter counter = {
		bucket_longest(counter_bucket(word)), counter_unfinished(word), counter_count(word)
	};

	return counter;
}

PG_FUNCTION_INFO_V1(duration_summary_n_counted);
Datum
duration_summary_n_counted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(duration_count(argument_durations(fcinfo, 0), false));
}

PG_FUNCTION_INFO_V1(duration_summary_n_pending);
Datum
duration_summary_n_pending(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(duration_count(argument_durations(fcinfo, 0), true));
}

PG_FUNCTION_INFO_V1(duration_summary_n_excluded);
Datum
duration_summary_n_excluded(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(argument_durations(fcinfo, 0)->excluded);
}

/*
 * Converts a reading of microseconds, which as a double may have been rounded
 * up beyond the longest interval
 */
static int64
microseconds_of_reading(double microseconds)
{
	return microseconds < (double) PG_INT64_MAX ? (int64) rint(microseconds) : PG_INT64_MAX;
}

Interval *
interval_from_reading(double microseconds)
{
	return interval_from_microseconds(microseconds_of_reading(microseconds));
}

/* Rounds half up to a whole microsecond; false if there are no durations */
bool
duration_mean(const Durations *durations, bool unfinished, int64 *microseconds)
{
	int64		n = duration_count(durations, unfinished);
	int128		total = words_total(unfinished ? durations->unfinished_sum :
									durations->finished_sum);

	if (n > 0)
		*microseconds = (int64) ((total + n / 2) / n);
	return n > 0;
}

PG_FUNCTION_INFO_V1(duration_summary_mean);
Datum
duration_summary_mean(PG_FUNCTION_ARGS)
{
	int64		microseconds;

	if (!duration_mean(argument_durations(fcinfo, 0), false, &microseconds))
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(interval_from_microseconds(microseconds));
}

PG_FUNCTION_INFO_V1(duration_summary_total);
Datum
duration_summary_total(PG_FUNCTION_ARGS)
{
	const Durations *durations = argument_durations(fcinfo, 0);

	PG_RETURN_INTERVAL_P(total_interval(durations->finished_sum));
}

PG_FUNCTION_INFO_V1(duration_summary_total_age);
Datum
duration_summary_total_age(PG_FUNCTION_ARGS)
{
	const Durations *durations = argument_durations(fcinfo, 0);

	PG_RETURN_INTERVAL_P(total_interval(durations->unfinished_sum));
}

/*
 * Returns the double nearest to the true mean, unless a million times the
 * number of durations overflows an integer
 */
static double
mean_seconds(const Durations *durations)
{
	int64		n = duration_count(durations, false);
	int64		divisor;

	if (pg_mul_s64_overflow(n, USECS_PER_SEC, &divisor))
		return wide_quotient(durations->finished_sum, SUM_WORDS, n, 0) / MICROSECONDS;
	return wide_quotient(durations->finished_sum, SUM_WORDS, divisor, 0);
}

/* Total time of all / number finished: the unfinished add the time in which nothing happened */
static double
read_exponential_mean(const Durations *durations, FunctionCallInfo fcinfo)
{
	int64		n = duration_count(durations, false);
	double		mean;

	if (n == 0)
		return NAN;
	mean = (double) (words_total(durations->finished_sum) +
					 words_total(durations->unfinished_sum)) / (double) n;
	if (mean >= (double) PG_INT64_MAX)
		duration_out_of_range(mean / MICROSECONDS);
	return mean;
}

DURATION_ACCESSOR(duration_summary_exponential_mean, read_exponential_mean);

double
argument_quantile(FunctionCallInfo fcinfo, int n, bool ends)
{
	double		share = argument_number(fcinfo, n, "quantile");

	if (ends ? share < 0.0 || share > 1.0 : share <= 0.0 || share >= 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("quantile must be %s: %s",
						ends ? "between 0 and 1" : "greater than 0 and less than 1",
						number_text(share)),
				 hint_of_percent(share)));
	return share;
}

/* Returns the index of the longest unit of which a sum is a multiple */
static int
unit_of_sum(const uint64 *sum)
{
	int64		rest = (int64) (words_total(sum) % USECS_PER_DAY);
	int			unit = 0;

	while (rest % whole_units[unit] != 0)
		unit++;
	return unit;
}

/* Returns the longest unit of which all finished, or all unfinished, durations are multiples */
int64
duration_unit(const Durations *durations, bool unfinished)
{
	int			unit = unit_of_sum(unfinished ? durations->unfinished_sum :
								   durations->finished_sum);

	for (int64 i = 0; i < durations->used; i++)
	{
		int			bucket = counter_bucket(durations->counters[i]);

		if (counter_unfinished(durations->counters[i]) != unfinished)
			continue;
		/* the units that follow are so too */
		if (power_of_ten[bucket_decade(bucket)] >= whole_units[unit])
			break;
		while (!has_multiple(bucket, whole_units[unit]))
			unit++;
	}
	return whole_units[unit];
}

/*
 * Returns a duration of a bucket: the only one that the common unit allows, or
 * else the given reading
 */
static double
bucket_duration(int bucket, int64 unit, double otherwise)
{
	return power_of_ten[bucket_decade(bucket)] <= unit ?
		(double) (bucket_end(bucket) - bucket_end(bucket) % unit) : otherwise;
}

/* Does the same for the bucket that a duration is in */
double
duration_whole(double microseconds, int64 unit)
{
	/* the longest is not a whole number of microseconds */
	return microseconds >= (double) PG_INT64_MAX ? microseconds :
		bucket_duration(bucket_of((int64) microseconds), unit, microseconds);
}

/*
 * Returns the nearest rank among n; .55 of 100 is rank 55, although .55 is a
 * little more as a double
 */
static int64
nearest_rank(double quantile, int64 n)
{
	double		position = quantile * (double) n;
	double		nearest = ceil(position - Min(position * 4.0 * DBL_EPSILON, 1e-3));

	return nearest < (double) n ? Max((int64) nearest, 1) : n;
}

/*
 * Returns a duration of the nearest rank, of the finished or the unfinished;
 * NaN if there are none
 */
double
duration_quantile(const Durations *durations, bool unfinished, double quantile)
{
	int64		rank = nearest_rank(quantile, duration_count(durations, unfinished));
	int64		below = 0;

	for (int64 i = 0; i < durations->used; i++)
	{
		int			bucket = counter_bucket(durations->counters[i]);

		if (counter_unfinished(durations->counters[i]) != unfinished)
			continue;
		below += counter_count(durations->counters[i]);
		if (below >= rank)
			return bucket_duration(bucket, duration_unit(durations, unfinished),
								   bucket_middle(bucket));
	}
	return NAN;
}

static double
read_quantile(const Durations *durations, FunctionCallInfo fcinfo)
{
	return duration_quantile(durations, false, argument_quantile(fcinfo, 1, true));
}

DURATION_ACCESSOR(duration_summary_quantile, read_quantile);

/* Quantiles of the rows of an aggregate; in a window they are read from the state itself */

static inline int64
finished_count(uint64 counter)
{
	return counter_unfinished(counter) ? 0 : counter_count(counter);
}

/* Sets the cursor up; from here on it is kept up to date */
static void
begin_cursor(Durations *state, Cursor *cursor)
{
	cursor->is_used = true;
	for (int64 i = 0; i < state->used; i++)
	{
		uint64		counter = state->counters[i];

		cursor->finished += finished_count(counter);
		if (!counter_unfinished(counter))
			cursor->counters_of_unit[longest_unit(counter_bucket(counter))]++;
	}
}

/* Returns the same unit as duration_unit(), from the cursor */
static int64
cursor_unit(const Durations *state, const Cursor *cursor)
{
	int			unit = lengthof(whole_units) - 1;
	int			least = unit_of_sum(state->finished_sum);

	while (unit > least && cursor->counters_of_unit[unit] == 0)
		unit--;
	return whole_units[unit];
}

/*
 * Returns the same quantile of the finished as duration_quantile().  The
 * cursor moves in the executor's own state, whose meaning does not depend on
 * where it stands.
 */
static double
quantile_in_place(Durations *state, double quantile)
{
	Cursor	   *cursor = cursor_of(state);
	int64		rank;
	int			bucket;

	if (!cursor->is_used)
		begin_cursor(state, cursor);
	if (cursor->finished == 0)
		return NAN;
	rank = nearest_rank(quantile, cursor->finished);
	while (cursor->below >= rank)
		cursor->below -= finished_count(state->counters[--cursor->place]);
	while (cursor->below + finished_count(state->counters[cursor->place]) < rank)
		cursor->below += finished_count(state->counters[cursor->place++]);
	bucket = counter_bucket(state->counters[cursor->place]);
	return bucket_duration(bucket, cursor_unit(state, cursor), bucket_middle(bucket));
}

/* Returns the quantile that the rows requested */
static double
quantile_asked(const Durations *durations)
{
	if (durations->quantile == 0 && has_rows(durations))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this duration_summary does not name a quantile"),
				 errhint("Read it with quantile(summary, p).")));
	return durations->quantile == 0 ? 0.0 : labelled_quantile(durations->quantile);
}

static double
quantile_of_rows(FunctionCallInfo fcinfo, bool is_median)
{
	Durations  *state = (Durations *) PG_GETARG_POINTER(0);
	const Durations *stored;

	if (varlena_is_state(&duration_summary_family, fcinfo, state) && state->form == FORM_ORDERED)
		return quantile_in_place(state, is_median ? 0.5 : quantile_asked(state));
	stored = argument_durations(fcinfo, 0);
	return duration_quantile(stored, false, is_median ? 0.5 : quantile_asked(stored));
}

#define QUANTILE_OF_ROWS(function, is_median, RETURN) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	double		microseconds = quantile_of_rows(fcinfo, is_median); \
\
	if (isnan(microseconds)) \
		PG_RETURN_NULL(); \
	RETURN; \
} \
extern int	no_such_variable

#define RETURN_INTERVAL	PG_RETURN_INTERVAL_P(interval_from_reading(microseconds))
#define RETURN_SECONDS \
	PG_RETURN_FLOAT8(seconds_from_microseconds(microseconds_of_reading(microseconds)))

QUANTILE_OF_ROWS(duration_summary_duration_quantile, false, RETURN_INTERVAL);
QUANTILE_OF_ROWS(duration_summary_duration_quantile_float8, false, RETURN_SECONDS);
QUANTILE_OF_ROWS(duration_summary_duration_median, true, RETURN_INTERVAL);
QUANTILE_OF_ROWS(duration_summary_duration_median_float8, true, RETURN_SECONDS);

/* Returns seconds, as if all durations were in the middle of the bucket */
static double
counter_middle(uint64 counter)
{
	return bucket_middle(counter_bucket(counter)) / MICROSECONDS;
}

/* Returns the sample, as if all durations were in the middles of their buckets */
static Sample
middles_sample(const Durations *durations)
{
	Sample		sample = {duration_count(durations, false), 0.0, 0.0};

	for (int64 i = 0; i < durations->used; i++)
	{
		uint64		counter = durations->counters[i];

		if (!counter_unfinished(counter))
			sample.mean += counter_count(counter) / sample.n * counter_middle(counter);
	}
	for (int64 i = 0; i < durations->used; i++)
	{
		uint64		counter = durations->counters[i];
		double		deviation = counter_middle(counter) - sample.mean;

		if (!counter_unfinished(counter))
			sample.squared_deviations += counter_count(counter) * deviation * deviation;
	}
	return sample;
}

/* Student's t of the mean; the spread is that of the middles of buckets */
static bool
duration_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence,
				Bounds *bounds)
{
	const Durations *durations = argument_durations(fcinfo, 0);
	Sample		sample = middles_sample(durations);

	if (sample.n < 2.0)
		return false;
	sample.mean = mean_seconds(durations);
	(void) mean_bounds(&sample, confidence, bounds);
	bounds->lower = Max(bounds->lower, 0.0);
	return true;
}

SUMMARY_CONFIDENCE(duration_summary_ci_lower, duration_summary_ci_upper, duration_bounds);

/*
 * The share finished within the target, of the durations for which that is
 * known: an unfinished one that is not late yet is pending
 */
/* Counts against a target, which decides nothing yet about an unfinished duration below it */
typedef struct Judged
{
	uint64		within;			/* all possible counters add up to less than
								 * 2^64 */
	uint64		past;
	uint64		pending;
} Judged;

static Judged
judge(const Durations *durations, int64 target)
{
	int			last = last_bucket_within(target);
	Judged		judged = {0, 0, 0};

	for (int64 i = 0; i < durations->used; i++)
	{
		uint64		counter = durations->counters[i];

		if (counter_bucket(counter) > last)
			judged.past += counter_count(counter);
		else if (counter_unfinished(counter))
			judged.pending += counter_count(counter);
		else
			judged.within += counter_count(counter);
	}
	return judged;
}

static Share
judged_share(const Judged *judged)
{
	Share		share = {judged->within, judged->within + judged->past};

	return share;
}

/* Judges by the target in the n-th argument */
static Share
argument_share_within(const void *summary, FunctionCallInfo fcinfo, int n)
{
	Judged		judged = judge(argument_durations(fcinfo, 0),
							   threshold_interval(fcinfo, n, "target"));

	return judged_share(&judged);
}

PG_FUNCTION_INFO_V1(duration_summary_share_within);
Datum
duration_summary_share_within(PG_FUNCTION_ARGS)
{
	Share		share;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	share = argument_share_within(NULL, fcinfo, 1);
	RETURN_RATIO(share.part, share.whole);
}

SUMMARY_CHARTS(duration_summary_p_chart, duration_summary_p_prime_chart, argument_share_within,
			   SHARES);
SHARE_FUNNEL(duration_summary_funnel, share_funnel, argument_share_within);

PG_FUNCTION_INFO_V1(duration_summary_as_rate);
Datum
duration_summary_as_rate(PG_FUNCTION_ARGS)
{
	const Durations *durations;
	Judged		judged;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	durations = argument_durations(fcinfo, 0);
	judged = judge(durations, threshold_interval(fcinfo, 1, "target"));
	if (judged.pending > PG_INT64_MAX)
		summary_full();
	return rate_of_share(judged_share(&judged), (int64) judged.pending, durations->excluded);
}
