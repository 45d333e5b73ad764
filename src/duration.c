/*
 * duration.c
 *		duration_summary: how long things took, the unfinished ones included.
 *
 * A histogram in buckets of three significant decimal digits of microseconds,
 * half-open steps (lo, hi]: ..., (19.9 s, 20.0 s], (20.0 s, 20.1 s], ...  Every
 * target of three digits is an edge, so the share within it is exact; other
 * figures are within half a per cent, and durations that are all in whole
 * seconds, minutes, hours or days come back whole where the steps allow it.
 * Finished and unfinished durations are counted apart, and their sums are kept
 * exactly.
 *
 * What becomes of the unfinished is read in survival.c.
 *
 * Durations that are exponentially distributed have by maximum likelihood the
 * mean: total time of all, the unfinished included / number finished.
 *
 * A counter is a 64-bit word: its bucket, whether unfinished, how many.  What
 * is stored is the counters in order.  The state of an aggregate is a hash
 * table of them; that of a window, which is looked at for every row, keeps them
 * in order.
 *
 * Text form: excluded, the two sums, then END=FINISHED+UNFINISHED for each bucket,
 * its end in seconds.  Binary form: number of counters, excluded, the sums from
 * the most significant word on, the counters.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "argument.h"
#include "confidence.h"
#include "duration.h"
#include "exact.h"
#include "server.h"
#include "summary.h"
#include "varlena.h"

/* Buckets */

#define DECADES			17
#define STEPS			900		/* of a decade: 100 to 999 */

static const int64 power_of_ten[DECADES + 2] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
	INT64CONST(10000000000), INT64CONST(100000000000), INT64CONST(1000000000000),
	INT64CONST(10000000000000), INT64CONST(100000000000000), INT64CONST(1000000000000000),
	INT64CONST(10000000000000000), INT64CONST(100000000000000000), INT64CONST(1000000000000000000)
};

/*
 * The bucket that ends at m 10^k has number 900 k + m: the numbers of
 * neighbours follow each other
 */
static inline int
bucket_of(int64 microseconds)
{
	int			k;

	if (microseconds < 1000)
		return (int) microseconds;

	/*
	 * log10(2) is 1233 / 4096; the guess is the right number of digits or one
	 * less
	 */
	k = ((pg_leftmost_one_pos64(microseconds) + 1) * 1233) >> 12;
	k += microseconds >= power_of_ten[k];
	k -= 3;
	return STEPS * k + (int) ((microseconds - 1) / power_of_ten[k]) + 1;
}

/* The decade of a bucket, whose power of ten is how wide it is */
static inline int
bucket_decade(int bucket)
{
	return bucket < 1000 ? 0 : (bucket - 100) / STEPS;
}

/* The largest duration in a bucket, in microseconds; that of the last one is beyond int64 */
static uint64
bucket_end(int bucket)
{
	int			k = bucket_decade(bucket);

	return (uint64) (bucket - STEPS * k) * (uint64) power_of_ten[k];
}

/* The smallest */
static uint64
bucket_begin(int bucket)
{
	return bucket == 0 ? 0 : bucket_end(bucket - 1) + 1;
}

/* The largest duration in a bucket that there is */
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

/* The last bucket that lies wholly up to a time; -1 before all */
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
#define LARGEST_KEY		(2 * (STEPS * 16 + 923) + 2)	/* of 2^63 - 1
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

#define FORM_ORDERED	1		/* counters in order, with room behind them */
#define FORM_HASHED		2		/* counters by hash of their key; 0 where
								 * there is none */

#define SUM_WORDS	2

struct Durations
{
	int32		vl_len_;
	int32		form;
	int64		excluded;		/* negative durations */
	uint64		finished_sum[SUM_WORDS];	/* microseconds */
	uint64		unfinished_sum[SUM_WORDS];
	int64		used;			/* counters */
	uint64		counters[FLEXIBLE_ARRAY_MEMBER];
};

#define FIRST_ROOM	8

static inline int64
room(const Durations *durations)
{
	return (VARSIZE(durations) - offsetof(Durations, counters)) / sizeof(uint64);
}

static Durations *
make_durations(int32 form, int64 counters)
{
	return varlena_make(offsetof(Durations, counters) + counters * sizeof(uint64), form);
}

static void
copy_sums(Durations *to, const Durations *from)
{
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
	SET_VARSIZE(stored, offsetof(Durations, counters) + stored->used * sizeof(uint64));
	return stored;
}

/* Counting */

/* Where a key is or would be: a factor that spreads neighbours, as times cluster */
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

	/* below one eighth of free places, searches become long */
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

static Durations *
ordered_put(Durations *durations, int key, int64 count)
{
	int64		place = ordered_place(durations, key);

	if (place < durations->used && counter_key(durations->counters[place]) == key)
	{
		increase(&durations->counters[place], key, count);
		return durations;
	}
	if (durations->used == room(durations))
	{
		Durations  *larger = make_durations(FORM_ORDERED, 2 * room(durations));

		copy_sums(larger, durations);
		larger->used = durations->used;
		memcpy(larger->counters, durations->counters, durations->used * sizeof(uint64));
		durations = larger;
	}
	memmove(durations->counters + place + 1, durations->counters + place,
			(durations->used - place) * sizeof(uint64));
	durations->counters[place] = 0;
	durations->used++;
	increase(&durations->counters[place], key, count);
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
	Durations  *state = make_durations(in_window ? FORM_ORDERED : FORM_HASHED, FIRST_ROOM);

	copy_sums(state, durations);
	for (int64 i = 0; i < durations->used; i++)
		state = put(state, counter_key(durations->counters[i]),
					counter_count(durations->counters[i]));
	return state;
}

/* The counter of a key; NULL where there is none */
static uint64 *
find_counter(Durations *durations, int key)
{
	bool		hashed = durations->form == FORM_HASHED;
	int64		place = hashed ? hashed_place(durations, key) : ordered_place(durations, key);

	if ((!hashed && place == durations->used) || counter_key(durations->counters[place]) != key)
		return NULL;
	return &durations->counters[place];
}

/*
 * False where there are not so many.  A hashed counter stays in its place when
 * it comes to 0, so that searches still pass it.
 */
static bool
take_out(Durations *durations, int key, int64 count)
{
	uint64	   *counter = find_counter(durations, key);

	if (counter == NULL || counter_count(*counter) < count)
		return false;
	*counter -= count;
	if (durations->form == FORM_ORDERED && counter_count(*counter) == 0)
	{
		durations->used--;
		memmove(counter, counter + 1,
				(durations->counters + durations->used - counter) * sizeof(uint64));
	}
	return true;
}

static inline void
add_to_sum(uint64 *sum, int128 microseconds)
{
	uint128		total = ((uint128) sum[1] << 64 | sum[0]) + (uint128) microseconds;

	sum[0] = (uint64) total;
	sum[1] = (uint64) (total >> 64);
}

static inline int128
sum_total(const uint64 *sum)
{
	return (int128) ((uint128) sum[1] << 64 | sum[0]);
}

/* What no rows could have produced, as "its ... is ...", or NULL */
static const char *
durations_invalid(const void *stored)
{
	const Durations *durations = stored;
	int128		least[2] = {0, 0};
	int128		most[2] = {0, 0};

	if (durations->excluded < 0)
		return psprintf("its counter excluded is " INT64_FORMAT, durations->excluded);
	for (int64 i = 0; i < durations->used; i++)
	{
		int			bucket = counter_bucket(durations->counters[i]);
		int			unfinished = counter_unfinished(durations->counters[i]);
		int64		count = counter_count(durations->counters[i]);
		uint64		end = Min(bucket_end(bucket), (uint64) PG_INT64_MAX);

		least[unfinished] += (int128) count * bucket_begin(bucket);
		most[unfinished] += (int128) count * end;
	}
	if (sum_total(durations->finished_sum) < least[0] ||
		sum_total(durations->finished_sum) > most[0] ||
		sum_total(durations->unfinished_sum) < least[1] ||
		sum_total(durations->unfinished_sum) > most[1])
		return "its sums do not fit its buckets";
	return NULL;
}

/* Text form */

/* Buckets in use: finished and unfinished durations of a bucket are one entry */
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
	if (sum_total(sum) == 0)
		return;
	appendStringInfo(out, " %s=", name);
	wide_print(out, sum, SUM_WORDS, 0);
}

static void
durations_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	const Durations *durations = stored;
	int			bucket = -1;

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
		appendStringInfo(out, "%s" INT64_FORMAT, counter_unfinished(counter) ? "+" : "",
						 counter_count(counter));
	}
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

/* The label of a name; NULL where it is none */
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
label_parse(const char *name, const char *value, uint64 *words, int nwords)
{
	const char *wrong;

	if (words[0] != 0 || words[nwords - 1] != 0)
		return psprintf("%s is given twice.", name);
	wrong = wide_parse(value, words, nwords, 0);
	return wrong == NULL ? NULL : psprintf("The value \"%s\" of %s %s.", value, name, wrong);
}

/* The bucket of an entry that begins with its end; -1 where there is no such bucket */
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

	words = named_words(*durations, token, &nwords);
	if (words != NULL)
		return label_parse(token, value, words, nwords);

	bucket = bucket_end_parse(token);
	if (bucket < 0)
		return psprintf("No bucket of three significant digits ends at \"%s\" seconds.", token);
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
	Durations  *durations = *state;
	int64		n = pq_getmsgint64(message);

	if (n < 0)
		return psprintf("its number of counters is " INT64_FORMAT, n);
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
			return "one of its counters is of no bucket or 0";
		durations = put(durations, counter_key(counter), counter_count(counter));
	}
	*state = durations;
	return NULL;
}

/* Merge and un-merge */

static void *
durations_add(const VarlenaFamily *family, void *state, const void *stored)
{
	Durations  *durations = state;
	const Durations *other = stored;

	summary_count(&durations->excluded, other->excluded);
	for (int64 i = 0; i < other->used; i++)
		durations =
			put(durations, counter_key(other->counters[i]), counter_count(other->counters[i]));
	add_to_sum(durations->finished_sum, sum_total(other->finished_sum));
	add_to_sum(durations->unfinished_sum, sum_total(other->unfinished_sum));
	return durations;
}

static void *
durations_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Durations  *durations = state;
	const Durations *other = stored;

	if (other->excluded > durations->excluded)
		return NULL;
	durations->excluded -= other->excluded;
	for (int64 i = 0; i < other->used; i++)
		if (!take_out(durations, counter_key(other->counters[i]),
					  counter_count(other->counters[i])))
			return NULL;
	add_to_sum(durations->finished_sum, -sum_total(other->finished_sum));
	add_to_sum(durations->unfinished_sum, -sum_total(other->unfinished_sum));
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
	.parse = durations_parse,
	.send = durations_send,
	.receive = durations_receive,
	.add = durations_add,
	.subtract = durations_subtract
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
	add_to_sum(unfinished ? durations->unfinished_sum : durations->finished_sum,
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

/* The summary of the n-th argument */
const Durations *
argument_durations(FunctionCallInfo fcinfo, int n)
{
	return varlena_stored(&duration_summary_family, fcinfo, n);
}

/* Readings of the finished */

static int64
count_of(const Durations *durations, bool unfinished)
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
	PG_RETURN_INT64(count_of(argument_durations(fcinfo, 0), false));
}

PG_FUNCTION_INFO_V1(duration_summary_n_pending);
Datum
duration_summary_n_pending(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(count_of(argument_durations(fcinfo, 0), true));
}

PG_FUNCTION_INFO_V1(duration_summary_n_excluded);
Datum
duration_summary_n_excluded(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(argument_durations(fcinfo, 0)->excluded);
}

/*
 * A reading of microseconds, which as doubles may have been rounded up beyond
 * the longest interval
 */
Interval *
interval_from_reading(double microseconds)
{
	return interval_from_microseconds(microseconds < (double) PG_INT64_MAX ?
									  (int64) rint(microseconds) : PG_INT64_MAX);
}

/* Rounded half up to a whole microsecond */
PG_FUNCTION_INFO_V1(duration_summary_mean);
Datum
duration_summary_mean(PG_FUNCTION_ARGS)
{
	const Durations *durations = argument_durations(fcinfo, 0);
	int64		n = count_of(durations, false);
	int128		total = sum_total(durations->finished_sum);

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(interval_from_microseconds((int64) ((total + n / 2) / n)));
}

/*
 * The double nearest to the true mean, unless there are so many that a million
 * times their number is no integer
 */
static double
mean_seconds(const Durations *durations)
{
	int64		n = count_of(durations, false);
	int64		divisor;

	if (pg_mul_s64_overflow(n, USECS_PER_SEC, &divisor))
		return wide_quotient(durations->finished_sum, SUM_WORDS, n, 0) / MICROSECONDS;
	return wide_quotient(durations->finished_sum, SUM_WORDS, divisor, 0);
}

/* Total time of all / number finished: the unfinished tell how long nothing happened */
static double
read_exponential_mean(const Durations *durations, FunctionCallInfo fcinfo)
{
	int64		n = count_of(durations, false);
	double		mean;

	if (n == 0)
		return NAN;
	mean = (double) (sum_total(durations->finished_sum) +
					 sum_total(durations->unfinished_sum)) / (double) n;
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
				 errmsg("quantile must lie between 0 and 1, both %s: %s",
						ends ? "included" : "excluded", number_text(share)),
				 hint_of_percent(share)));
	return share;
}

/*
 * Units in which systems tell durations, each a multiple of those after it.  If
 * all are multiples of one, so is their sum, and each lies in a bucket that has
 * a multiple; a bucket that has one only then tells the duration itself.
 */
static const int64 whole_units[] = {
	USECS_PER_DAY, USECS_PER_HOUR, USECS_PER_MINUTE, USECS_PER_SEC, 100000, 10000, 1000
};

/* Whether all buckets that are narrower than a unit have a multiple of it */
static bool
buckets_have_multiples(const Durations *durations, int64 unit)
{
	int			decade = -1;
	int64		width = 0;
	int			steps = 0;		/* of the decade, from one multiple to the
								 * next; 0 where these are no steps */

	for (int64 i = 0; i < durations->used; i++)
	{
		int			bucket = counter_bucket(durations->counters[i]);

		if (counter_unfinished(durations->counters[i]))
			continue;
		if (bucket_decade(bucket) != decade)
		{
			decade = bucket_decade(bucket);
			width = power_of_ten[decade];
			steps = unit % width == 0 && unit / width < PG_INT32_MAX ? (int) (unit / width) : 0;
		}
		/* so are those that follow */
		if (width >= unit)
			break;
		if (steps > 0 ? (bucket - STEPS * decade) % steps != 0 :
			bucket_end(bucket) % unit >= (uint64) width)
			return false;
	}
	return true;
}

/* The longest unit of which all that have finished are multiples; 1 microsecond if none is */
static int64
unit_of(const Durations *durations)
{
	uint128		sum = (uint128) durations->finished_sum[1] << 64 | durations->finished_sum[0];
	int64		rest = (int64) (sum % USECS_PER_DAY);

	for (int i = 0; i < (int) lengthof(whole_units); i++)
		if (rest % whole_units[i] == 0 && buckets_have_multiples(durations, whole_units[i]))
			return whole_units[i];
	return 1;
}

/* A duration of a bucket: the only one that the unit of all allows, or another reading of it */
static double
bucket_duration(const Durations *durations, int bucket, double otherwise)
{
	int64		unit = unit_of(durations);

	return power_of_ten[bucket_decade(bucket)] <= unit ?
		(double) (bucket_end(bucket) - bucket_end(bucket) % unit) : otherwise;
}

/* The same of the bucket that a duration is in */
double
duration_whole(const Durations *durations, double microseconds)
{
	/* the longest is not a number of microseconds */
	return microseconds >= (double) PG_INT64_MAX ? microseconds :
		bucket_duration(durations, bucket_of((int64) microseconds), microseconds);
}

/* A duration of the nearest rank; that of 100 values by .55 is 55, though .55 is a little more */
static double
read_quantile(const Durations *durations, FunctionCallInfo fcinfo)
{
	int64		n = count_of(durations, false);
	double		position = argument_quantile(fcinfo, 1, true) * (double) n;
	double		nearest = ceil(position - Min(position * 4.0 * DBL_EPSILON, 1e-3));
	int64		rank = nearest < (double) n ? Max((int64) nearest, 1) : n;
	int64		below = 0;

	for (int64 i = 0; i < durations->used; i++)
	{
		int			bucket = counter_bucket(durations->counters[i]);

		if (counter_unfinished(durations->counters[i]))
			continue;
		below += counter_count(durations->counters[i]);
		if (below >= rank)
			return bucket_duration(durations, bucket, bucket_middle(bucket));
	}
	return NAN;
}

DURATION_ACCESSOR(duration_summary_quantile, read_quantile);

/* In seconds, as if all were in the middle of the bucket */
static double
counter_middle(uint64 counter)
{
	return bucket_middle(counter_bucket(counter)) / MICROSECONDS;
}

/* As if all were in the middles of their buckets */
static Sample
middles_sample(const Durations *durations)
{
	Sample		sample = {count_of(durations, false), 0.0, 0.0};

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
 * Finished within the target, of those of which that is known: who has not
 * finished and is not late yet is pending
 */
PG_FUNCTION_INFO_V1(duration_summary_share_within);
Datum
duration_summary_share_within(PG_FUNCTION_ARGS)
{
	const Durations *durations;
	int			last;
	uint64		within = 0;		/* all counters there can be add up to less
								 * than 2^64 */
	uint64		known = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	durations = argument_durations(fcinfo, 0);
	last = last_bucket_within(threshold_interval(fcinfo, 1, "target"));
	for (int64 i = 0; i < durations->used; i++)
	{
		uint64		counter = durations->counters[i];
		bool		in_time = counter_bucket(counter) <= last;

		if (!counter_unfinished(counter) || !in_time)
			known += counter_count(counter);
		if (!counter_unfinished(counter) && in_time)
			within += counter_count(counter);
	}
	RETURN_RATIO(within, known);
}
