/*
 * concurrency.c
 *		concurrency_summary: how many calls, chats or agents are active at
 *		once.
 *
 * For intervals [start, end), the level at t is the number of intervals with
 * start <= t < end.  An interval without an end still continues.  So intervals
 * that touch do not overlap, and an interval that ends when it starts counts
 * at no level.  Over a period [from, to):
 *
 *		peak = the highest level, and the first time of it
 *		mean = sum over levels of level x time at it / (to - from)
 *
 * Nothing is sampled on a grid: the level changes when an interval starts or
 * ends, and stays the same until the next change.  The level in force when the
 * period begins counts from there.
 *
 * The summary holds every start and every end, but not which of them belong
 * together: the levels do not depend on that.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "argument.h"
#include "clock.h"
#include "multiset.h"
#include "record.h"
#include "sort.h"
#include "timed.h"

/*
 * Kinds in their order at one time: an empty interval ends after its start.
 * An interval that ends before its start is excluded, but kept at its start,
 * so that it can be subtracted again.
 */
typedef enum BoundaryKind
{
	STARTED,
	ENDED,
	EXCLUDED
} BoundaryKind;

static const MethodName boundary_kinds[] = {
	{"start", STARTED},
	{"end", ENDED},
	{"excluded", EXCLUDED}
};

/* Returns how much the item changes the level */
static inline int
boundary_step(int64 item)
{
	int			kind = timed_kind(item);

	return (kind == STARTED) - (kind == ENDED);
}

static void
boundary_print(StringInfo out, int64 item, const int64 *before)
{
	timed_print(out, item, before, boundary_kinds);
}

static void
boundary_write(Json *json, int64 item)
{
	timed_write(json, item, boundary_kinds);
}

static const char *
boundary_parse(char *string, const int64 *before, int64 *item)
{
	return timed_parse(string, before, item, boundary_kinds, lengthof(boundary_kinds));
}

static bool
boundary_valid(int64 item)
{
	return timed_valid(item, lengthof(boundary_kinds));
}

/* No rows can end more intervals than they start */
static const char *
concurrency_invalid(const void *stored)
{
	const int64 *items = ((const VarlenaSummary *) stored)->words;
	int64		n = multiset_count_entries(stored);
	int64		level = 0;

	for (int64 i = 0; i < n && level >= 0; i++)
	{
		check_now_and_then(i);
		level += boundary_step(items[i]);
	}
	return level < 0 ? "at some time more intervals have ended than started" : NULL;
}

CHECKED_MULTISET_FAMILY(concurrency_summary, concurrency_invalid,
						.name = "starts and ends",
						.list = "changes",
						.print = boundary_print,
						.write = boundary_write,
						.parse = boundary_parse,
						.valid = boundary_valid,
						.label = TIMED_LABEL,
						.label_means = TIMED_LABEL_MEANS);

/* Rows: (started_at, ended_at); an end of NULL means unknown or still active */

/* Inlined, so that type is a constant */
static pg_attribute_always_inline void *
concurrency_take(void *state, FunctionCallInfo fcinfo, TimeType type, int64 step)
{
	Clock		clock = clock_of(type);
	int64		started;
	int64		ended;
	int64		pair[2];

	if (type == TIME_TIMESTAMPTZ)
		rows_by_one_clock(fcinfo);
	if (PG_ARGISNULL(1))
		return state;
	started = argument_common_time(fcinfo, 1, type, "start of an interval");
	pair[0] = timed_item(started, clock, STARTED);
	if (PG_ARGISNULL(2))
		return multiset_take(&concurrency_summary_family, state, pair[0], step);
	ended = argument_common_time(fcinfo, 2, type, "end of an interval");
	if (ended < started)
		return multiset_take(&concurrency_summary_family, state,
							 timed_item(started, clock, EXCLUDED), step);
	pair[1] = timed_item(ended, clock, ENDED);
	return multiset_take_several(&concurrency_summary_family, state, pair, 2, step);
}

#define CONCURRENCY_TRANSITION(count, uncount, type) \
static void * \
count##_take(void *state, FunctionCallInfo fcinfo, int64 step) \
{ \
	return concurrency_take(state, fcinfo, type, step); \
} \
MULTISET_TRANSITION(count, uncount, concurrency_summary_family, count##_take)

CONCURRENCY_TRANSITION(concurrency_summary_count_timestamptz,
					   concurrency_summary_uncount_timestamptz, TIME_TIMESTAMPTZ);
CONCURRENCY_TRANSITION(concurrency_summary_count_timestamp,
					   concurrency_summary_uncount_timestamp, TIME_TIMESTAMP);
CONCURRENCY_TRANSITION(concurrency_summary_count_date,
					   concurrency_summary_uncount_date, TIME_DATE);
CONCURRENCY_TRANSITION(concurrency_summary_count_float8,
					   concurrency_summary_uncount_float8, TIME_SECONDS);

/* The level over a period, stretch by stretch */

typedef struct Sweep
{
	const int64 *items;
	int64		n;
	int64		next;			/* the item to look at next */
	int64		end;			/* end of the period */
	int64		from;			/* start of the stretch */
	int64		until;
	int64		level;			/* level in the stretch */
} Sweep;

#define END_OF_TIME	PG_INT64_MAX

/* Moves on to the next stretch, in which nothing starts or ends; false at the end */
static inline bool
next_stretch(Sweep *sweep)
{
	if (sweep->until == sweep->end)
		return false;
	sweep->from = sweep->until;
	while (sweep->next < sweep->n && timed_at(sweep->items[sweep->next]) <= sweep->from)
	{
		check_now_and_then(sweep->next);
		sweep->level += boundary_step(sweep->items[sweep->next++]);
	}

	/*
	 * an aggregate of another extension may have subtracted an interval that
	 * it never counted
	 */
	if (unlikely(sweep->level < 0))
		summary_not_contained("concurrency_summary");
	sweep->until = sweep->next == sweep->n ? sweep->end :
		Min(timed_at(sweep->items[sweep->next]), sweep->end);
	return true;
}

/* Sweeps from the first start on; false if no interval has started */
static bool
sweep_all(FunctionCallInfo fcinfo, Sweep *sweep)
{
	memset(sweep, 0, sizeof(Sweep));
	sweep->items = multiset_items(&concurrency_summary_family, fcinfo, 0, &sweep->n);
	while (sweep->next < sweep->n && timed_kind(sweep->items[sweep->next]) == EXCLUDED)
	{
		check_now_and_then(sweep->next);
		sweep->next++;
	}
	if (sweep->next == sweep->n)
		return false;
	sweep->until = timed_at(sweep->items[sweep->next]);
	sweep->end = END_OF_TIME;
	return true;
}

/* Requires the clock of the function; its name has no ending if it takes no times */
static void
require_clock(const Sweep *sweep, TimeType type, const char *name)
{
	Clock		clock;

	if (sweep->n == 0)
		return;
	clock = timed_clock(sweep->items[0]);
	if (name != NULL && clock != clock_of(type))
		clocks_differ("concurrency_summary", clock, "this function returns another kind",
					  hint_of_reader(name, clock));
	require_given_clock("concurrency_summary", clock, type, "given time",
						"Use the functions whose names end with _seconds for numbers, "
						"and the others for timestamps.");
}

/*
 * Sweeps the period in the second and third argument, or all time if there are
 * none, for a function with that name
 */
static bool
sweep_period(FunctionCallInfo fcinfo, TimeType type, const char *name, Sweep *sweep)
{
	bool		any = sweep_all(fcinfo, sweep);

	if (PG_NARGS() == 1)
	{
		require_clock(sweep, type, name);
		return any;
	}
	argument_period(fcinfo, 1, type, &sweep->until, &sweep->end);
	require_clock(sweep, type, NULL);
	return any;
}

/* Returns a time as the functions for times of the type return it */
static Datum
time_datum(int64 at, TimeType type)
{
	return type == TIME_SECONDS ? Float8GetDatum(seconds_from_microseconds(at)) :
		TimestampGetDatum(at);
}

/* Readings */

/* Finds the highest level and the first time of it */
static int64
find_peak(Sweep *sweep, int64 *at)
{
	int64		peak = -1;

	*at = sweep->until;
	while (next_stretch(sweep))
		if (sweep->level > peak)
		{
			peak = sweep->level;
			*at = sweep->from;
		}
	return peak;
}

static Datum
peak_concurrency(FunctionCallInfo fcinfo, TimeType type)
{
	Sweep		sweep;
	Datum		values[2];
	bool		nulls[2] = {false, false};
	int64		at;

	if (!sweep_period(fcinfo, type, "peak_concurrency", &sweep))
		PG_RETURN_NULL();
	values[0] = Int64GetDatum(find_peak(&sweep, &at));
	values[1] = time_datum(at, type);
	return return_record(fcinfo, values, nulls);
}

/* Results of the aggregate, for times of any clock */
PG_FUNCTION_INFO_V1(concurrency_summary_peak);
Datum
concurrency_summary_peak(PG_FUNCTION_ARGS)
{
	Sweep		sweep;
	int64		at;

	if (!sweep_all(fcinfo, &sweep))
		PG_RETURN_NULL();
	PG_RETURN_INT64(find_peak(&sweep, &at));
}

static Datum
mean_concurrency(FunctionCallInfo fcinfo, TimeType type)
{
	Sweep		sweep;
	int128		sum = 0;
	int64		start;

	if (!sweep_period(fcinfo, type, NULL, &sweep))
		PG_RETURN_NULL();
	start = sweep.until;
	while (next_stretch(&sweep))
		sum += (int128) sweep.level * (sweep.until - sweep.from);
	PG_RETURN_FLOAT8((double) sum / (double) (sweep.end - start));
}

static Datum
concurrency_at(FunctionCallInfo fcinfo, TimeType type)
{
	Sweep		sweep;
	bool		any = sweep_all(fcinfo, &sweep);
	int64		at = argument_common_time(fcinfo, 1, type, "time");

	require_clock(&sweep, type, NULL);
	if (!any)
		PG_RETURN_NULL();
	sweep.until = at;
	(void) next_stretch(&sweep);
	PG_RETURN_INT64(sweep.level);
}

/* Counts */

static int64
count_boundaries(FunctionCallInfo fcinfo, BoundaryKind kind)
{
	int64		n;
	const int64 *items = multiset_items(&concurrency_summary_family, fcinfo, 0, &n);
	int64		count = 0;

	for (int64 i = 0; i < n; i++)
	{
		check_now_and_then(i);
		count += timed_kind(items[i]) == (int) kind;
	}
	return count;
}

PG_FUNCTION_INFO_V1(concurrency_summary_n_counted);
Datum
concurrency_summary_n_counted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(count_boundaries(fcinfo, STARTED));
}

PG_FUNCTION_INFO_V1(concurrency_summary_n_pending);
Datum
concurrency_summary_n_pending(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(count_boundaries(fcinfo, STARTED) - count_boundaries(fcinfo, ENDED));
}

PG_FUNCTION_INFO_V1(concurrency_summary_n_excluded);
Datum
concurrency_summary_n_excluded(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(count_boundaries(fcinfo, EXCLUDED));
}

/* Rows (level, time) or (at, level) */

typedef struct LevelRow
{
	int64		level;
	int64		time;			/* time at which the level begins, or its
								 * duration */
} LevelRow;

typedef struct LevelRows
{
	TimeType	type;
	LevelRow   *rows;
} LevelRows;

static LevelRows *
make_rows(TimeType type, int64 room)
{
	LevelRows  *levels = palloc(sizeof(LevelRows));

	levels->type = type;
	levels->rows = MemoryContextAllocExtended(CurrentMemoryContext, room * sizeof(LevelRow),
											  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	return levels;
}

/* Returns the levels that occur in the period, with the time at each */
static void *
begin_times(FunctionCallInfo fcinfo, int type, const char *name, int64 *nrows)
{
	Sweep		sweep;
	Sweep		ahead;
	LevelRows  *levels;
	int64		peak;
	int64		at;

	*nrows = 0;
	if (!sweep_period(fcinfo, type, name, &sweep))
		return NULL;
	ahead = sweep;
	peak = find_peak(&ahead, &at);
	levels = make_rows(type, peak + 1);
	while (next_stretch(&sweep))
		levels->rows[sweep.level].time += sweep.until - sweep.from;
	for (int64 level = 0; level <= peak; level++)
	{
		check_now_and_then(level);
		if (levels->rows[level].time == 0)
			continue;
		levels->rows[*nrows].level = level;
		levels->rows[(*nrows)++].time = levels->rows[level].time;
	}
	return levels;
}

static void
time_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const LevelRow *row = &((const LevelRows *) state)->rows[n];

	values[0] = Int64GetDatum(row->level);
	values[1] = IntervalPGetDatum(interval_from_microseconds(row->time));
}

/* Returns the level at the start, then every change of it */
static void *
begin_series(FunctionCallInfo fcinfo, int type, const char *name, int64 *nrows)
{
	Sweep		sweep;
	LevelRows  *levels;
	int64		level = -1;

	*nrows = 0;
	if (!sweep_period(fcinfo, type, name, &sweep))
		return NULL;
	levels = make_rows(type, sweep.n + 1);
	while (next_stretch(&sweep))
	{
		if (sweep.level == level)
			continue;
		level = sweep.level;
		levels->rows[*nrows].level = level;
		levels->rows[(*nrows)++].time = sweep.from;
	}
	return levels;
}

static void
series_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const LevelRows *levels = state;

	values[0] = time_datum(levels->rows[n].time, levels->type);
	values[1] = Int64GetDatum(levels->rows[n].level);
}

/* Each reading over all time, for each clock and for times of every type */

TIME_FUNCTION(concurrency_summary_peak_concurrency, TIME_TIMESTAMPTZ,
			  peak_concurrency(fcinfo, type));
TIME_FUNCTION(concurrency_summary_peak_concurrency_local, TIME_TIMESTAMP,
			  peak_concurrency(fcinfo, type));
TIME_FUNCTION(concurrency_summary_peak_concurrency_seconds, TIME_SECONDS,
			  peak_concurrency(fcinfo, type));
TIME_FUNCTIONS(concurrency_summary_peak_concurrency_timestamptz,
			   concurrency_summary_peak_concurrency_timestamp,
			   concurrency_summary_peak_concurrency_date,
			   peak_concurrency(fcinfo, type));
TIME_FUNCTIONS(concurrency_summary_mean_concurrency_timestamptz,
			   concurrency_summary_mean_concurrency_timestamp,
			   concurrency_summary_mean_concurrency_date,
			   mean_concurrency(fcinfo, type));
TIME_FUNCTION(concurrency_summary_mean_concurrency_seconds, TIME_SECONDS,
			  mean_concurrency(fcinfo, type));
TIME_FUNCTIONS(concurrency_summary_concurrency_at_timestamptz,
			   concurrency_summary_concurrency_at_timestamp,
			   concurrency_summary_concurrency_at_date,
			   concurrency_at(fcinfo, type));
TIME_FUNCTION(concurrency_summary_concurrency_at_seconds, TIME_SECONDS,
			  concurrency_at(fcinfo, type));
TIME_FUNCTIONS(concurrency_summary_time_at_concurrency_timestamptz,
			   concurrency_summary_time_at_concurrency_timestamp,
			   concurrency_summary_time_at_concurrency_date,
			   return_rows(fcinfo, begin_times, type, NULL, time_row));
TIME_FUNCTION(concurrency_summary_time_at_concurrency_seconds, TIME_SECONDS,
			  return_rows(fcinfo, begin_times, type, NULL, time_row));
TIME_FUNCTION(concurrency_summary_concurrency_series, TIME_TIMESTAMPTZ,
			  return_rows(fcinfo, begin_series, type, "concurrency_series", series_row));
TIME_FUNCTION(concurrency_summary_concurrency_series_local, TIME_TIMESTAMP,
			  return_rows(fcinfo, begin_series, type, "concurrency_series", series_row));
TIME_FUNCTION(concurrency_summary_concurrency_series_seconds, TIME_SECONDS,
			  return_rows(fcinfo, begin_series, type, "concurrency_series", series_row));
TIME_FUNCTIONS(concurrency_summary_concurrency_series_timestamptz,
			   concurrency_summary_concurrency_series_timestamp,
			   concurrency_summary_concurrency_series_date,
			   return_rows(fcinfo, begin_series, type, "concurrency_series", series_row));
