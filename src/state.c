/*
 * state.c
 *		state_summary: the state of an agent, a ticket or a line over time.
 *
 * A row of the log records when a state began.  The state at a time is that of
 * the last row at or before it; before the first row it is unknown.  Over a
 * period [start, end):
 *
 *		time in a state		time within the period in which the state was in force,
 *							also if it began before the period or ended after it
 *		visits				times that it was in the state, in part or in whole
 *		changes				times at which one state followed another
 *
 * A state that repeats while it lasts changes nothing.  States are any words;
 * the log holds each word once.  At equal times rows are in the order of their
 * sequence, and rows of the same sequence are in the order of the bytes of
 * their words.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "argument.h"
#include "calendar.h"
#include "clock.h"
#include "multiset.h"
#include "record.h"
#include "server.h"
#include "sort.h"
#include "state.h"

/* A row as an item: its time in microseconds, then a bit for the clock; its state is its name */
#define ITEM_BITS	1

static inline int64
row_item(int64 at, Clock clock)
{
	return at * (1 << ITEM_BITS) + (int) clock;
}

static inline int64
row_time(int64 item)
{
	return item >> ITEM_BITS;
}

static inline Clock
row_clock(int64 item)
{
	return item & 1;
}

/*
 * Text form: TIME of the first row, +SECONDS since the previous one for each
 * that follows; then the sequence and the state
 */

static ListedTime
time_of_row(int64 item)
{
	ListedTime	time = {row_time(item), row_clock(item)};

	return time;
}

static void
row_print(StringInfo out, int64 item, const int64 *before)
{
	listed_time_print(out, "", time_of_row, item, before);
}

static void
row_write(Json *json, int64 item)
{
	json_time(json, "at", row_time(item), row_clock(item));
}

static const char *
row_parse(char *string, const int64 *before, int64 *item)
{
	ListedTime	time;

	if (!listed_time_parse(string, timestamp_parse, time_of_row, before, &time))
		return no_listed_timestamp(string, before);
	*item = row_item(time.at, time.clock);
	return NULL;
}

static bool
row_valid(int64 item)
{
	return is_common_time(row_time(item));
}

MULTISET_FAMILY(state_summary,
				.name = "rows",
				.list = "states",
				.print = row_print,
				.write = row_write,
				.parse = row_parse,
				.valid = row_valid,
				.label = 1,
				.label_means = "all timestamps with time zone or all without",
				.sequenced = true,
				.names = "states",
				.name_field = "state",
				.always_named = true);

/* Rows: (at, state [, sequence]) */

/* Inlined, so that the type and the presence of a sequence are constants */
static pg_attribute_always_inline void *
state_take(void *state, FunctionCallInfo fcinfo, TimeType type, bool sequenced, int64 step)
{
	int64		at = argument_common_time(fcinfo, 1, type, "time of a state");
	ItemName	name = item_name_of(PG_GETARG_TEXT_PP(2), "state");
	int64		sequence = sequenced ? PG_GETARG_INT64(3) : 0;

	return multiset_take_with(&state_summary_family, state, row_item(at, clock_of(type)),
							  sequenced ? &sequence : NULL, &name, step);
}

#define STATE_TRANSITION(count, uncount, type, sequenced) \
static void * \
count##_take(void *state, FunctionCallInfo fcinfo, int64 step) \
{ \
	return state_take(state, fcinfo, type, sequenced, step); \
} \
MULTISET_TRANSITION(count, uncount, state_summary_family, count##_take)

STATE_TRANSITION(state_summary_count_timestamptz, state_summary_uncount_timestamptz,
				 TIME_TIMESTAMPTZ, false);
STATE_TRANSITION(state_summary_count_timestamp, state_summary_uncount_timestamp,
				 TIME_TIMESTAMP, false);
STATE_TRANSITION(state_summary_count_date, state_summary_uncount_date, TIME_DATE, false);
STATE_TRANSITION(state_summary_count_sequence_timestamptz,
				 state_summary_uncount_sequence_timestamptz, TIME_TIMESTAMPTZ, true);
STATE_TRANSITION(state_summary_count_sequence_timestamp,
				 state_summary_uncount_sequence_timestamp, TIME_TIMESTAMP, true);
STATE_TRANSITION(state_summary_count_sequence_date, state_summary_uncount_sequence_date,
				 TIME_DATE, true);

/* The log, spell by spell */

static inline int64
log_time(const StateLog *log, int64 row)
{
	return row_time(list_item(&log->list, row));
}

bool
read_state_log(FunctionCallInfo fcinfo, StateLog *log)
{
	memset(log, 0, sizeof(StateLog));
	if (PG_ARGISNULL(0))
		return false;
	log->list = multiset_list(&state_summary_family, fcinfo, 0);
	log->end = PG_INT64_MAX;
	if (log->list.n == 0)
		return false;
	log->clock = row_clock(list_item(&log->list, 0));
	return true;
}

bool
next_state_spell(StateLog *log, StateSpell *spell)
{
	if (log->next == log->list.n || log_time(log, log->next) >= log->end)
		return false;
	spell->name = list_name(&log->list, log->next);
	spell->from = log_time(log, log->next);
	do
	{
		check_now_and_then(log->next);
		log->next++;
	} while (log->next < log->list.n && list_name(&log->list, log->next) == spell->name);
	spell->ended = log->next < log->list.n;
	spell->to = spell->ended ? log_time(log, log->next) : PG_INT64_MAX;
	return true;
}

/* Counts the rows up to a time */
static int64
rows_up_to(const StateLog *log, int64 at)
{
	return list_up_to(&log->list, row_item(at, CLOCK_TIMESTAMP));
}

static void
require_clock_of_times(const StateLog *log, TimeType type)
{
	require_given_clock("state_summary", log->clock, type, "given time", NULL);
}

/* A period of a log, beginning with the state in force at its start */

typedef struct StatePeriod
{
	StateLog	log;
	int64		start;
	const Calendar *calendar;
} StatePeriod;

/*
 * Reads the log in the first argument over the period in the n-th and the
 * next, by the calendar that may follow; false if one of them is NULL or
 * nothing is known about the period
 */
static bool
read_period(FunctionCallInfo fcinfo, int n, TimeType type, StatePeriod *period)
{
	StateLog   *log = &period->log;
	int64		end;

	if (!read_state_log(fcinfo, log) || PG_ARGISNULL(n) || PG_ARGISNULL(n + 1))
		return false;
	argument_period(fcinfo, n, type, &period->start, &end);
	require_clock_of_times(log, type);
	period->calendar = optional_calendar(fcinfo, n + 2);
	log->end = end;
	log->next = Max(rows_up_to(log, period->start - 1) - 1, 0);
	return log_time(log, 0) < end;
}

/*
 * Returns the next spell that is partly in the period, cut to the period;
 * false if there is none
 */
static bool
next_in_period(StatePeriod *period, StateSpell *spell)
{
	while (next_state_spell(&period->log, spell))
	{
		/* a state that was in force before may end as the period begins */
		if (spell->from < period->start && spell->to <= period->start)
			continue;
		spell->from = Max(spell->from, period->start);
		spell->to = Min(spell->to, period->log.end);
		return true;
	}
	return false;
}

static int64
time_of_spell(const StatePeriod *period, const StateSpell *spell)
{
	return calendar_elapsed(period->calendar, period->log.clock, spell->from, spell->to);
}

/* The states that an argument lists */

bool *
argument_states(FunctionCallInfo fcinfo, int n, const char *option, const StateLog *log)
{
	int			nstates;
	ItemName   *states = argument_names(fcinfo, n, option, &nstates);

	return vocabulary_has(&log->list.vocabulary, states, nstates);
}

/* Readings */

static Datum
time_in_state(FunctionCallInfo fcinfo, TimeType type)
{
	StatePeriod period;
	StateSpell	spell;
	bool	   *wanted;
	int64		total = 0;

	if (!read_period(fcinfo, 2, type, &period))
		PG_RETURN_NULL();
	wanted = argument_states(fcinfo, 1, "states", &period.log);
	while (next_in_period(&period, &spell))
		if (wanted[spell.name])
			total += time_of_spell(&period, &spell);
	PG_RETURN_INTERVAL_P(interval_from_microseconds(total));
}

TIME_FUNCTIONS(state_summary_time_in_state_timestamptz,
			   state_summary_time_in_state_timestamp,
			   state_summary_time_in_state_date,
			   time_in_state(fcinfo, type));

static Datum
state_at(FunctionCallInfo fcinfo, TimeType type)
{
	StateLog	log;
	int64		at;
	int64		rows;

	if (!read_state_log(fcinfo, &log))
		PG_RETURN_NULL();
	at = argument_common_time(fcinfo, 1, type, "time");
	require_clock_of_times(&log, type);
	rows = rows_up_to(&log, at);
	if (rows == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(vocabulary_text(&log.list.vocabulary, list_name(&log.list, rows - 1)));
}

TIME_FUNCTIONS(state_summary_state_at_timestamptz,
			   state_summary_state_at_timestamp,
			   state_summary_state_at_date,
			   state_at(fcinfo, type));

bool
state_periods(FunctionCallInfo fcinfo, TimeType type, PeriodTaker take, void *state)
{
	StatePeriod period;
	StateSpell	spell;
	bool	   *wanted;

	if (!read_period(fcinfo, 2, type, &period))
		return false;
	wanted = argument_states(fcinfo, 1, "states", &period.log);
	while (next_in_period(&period, &spell))
		if (wanted[spell.name] && spell.from < spell.to)
			take(state, spell.from, spell.to, 0);
	return true;
}

PG_FUNCTION_INFO_V1(state_summary_n_counted);
Datum
state_summary_n_counted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(multiset_list(&state_summary_family, fcinfo, 0).n);
}

/* Returns whether the order of a row and the one before is unknown, and matters */
static bool
is_ambiguous(const ItemList *list, int64 row)
{
	return row_time(list_item(list, row)) == row_time(list_item(list, row - 1)) &&
		list_sequence(list, row) == list_sequence(list, row - 1) &&
		list_name(list, row) != list_name(list, row - 1);
}

/* Counts times, and not rows: for three rows at once, two follow another */
PG_FUNCTION_INFO_V1(state_summary_n_ambiguous);
Datum
state_summary_n_ambiguous(PG_FUNCTION_ARGS)
{
	ItemList	list = multiset_list(&state_summary_family, fcinfo, 0);
	int64		counted = -1;	/* the last row at such a time */
	int64		n = 0;

	for (int64 row = 1; row < list.n; row++)
	{
		check_now_and_then(row);
		if (!is_ambiguous(&list, row))
			continue;
		n += counted < 0 || list_item(&list, counted) != list_item(&list, row);
		counted = row;
	}
	PG_RETURN_INT64(n);
}

/* Rows (state, total, visits, longest), in order of the states */

typedef struct StateTotal
{
	int64		name;
	int64		total;
	int64		visits;
	int64		longest;
} StateTotal;

typedef struct StateTotals
{
	Vocabulary	vocabulary;
	StateTotal *totals;
} StateTotals;

static void
count_spell(StateTotal *total, const StateSpell *spell, int64 time)
{
	total->name = spell->name;
	total->total += time;
	total->visits++;
	total->longest = Max(total->longest, time);
}

static void *
begin_totals(FunctionCallInfo fcinfo, int type, const char *unused, int64 *nrows)
{
	StateTotals *totals = palloc0(sizeof(StateTotals));
	StatePeriod period;
	StateSpell	spell;

	*nrows = 0;
	if (!read_period(fcinfo, 1, type, &period))
		return totals;
	totals->vocabulary = period.log.list.vocabulary;
	totals->totals = palloc0((totals->vocabulary.used + 1) * sizeof(StateTotal));
	while (next_in_period(&period, &spell))
		count_spell(&totals->totals[spell.name], &spell, time_of_spell(&period, &spell));

	/* returns those that occur, one after the other */
	for (int64 name = 1; name <= totals->vocabulary.used; name++)
		if (totals->totals[name].visits > 0)
			totals->totals[(*nrows)++] = totals->totals[name];
	return totals;
}

static void
total_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const StateTotals *totals = state;
	const StateTotal *total = &totals->totals[n];

	values[0] = PointerGetDatum(vocabulary_text(&totals->vocabulary, total->name));
	values[1] = IntervalPGetDatum(interval_from_microseconds(total->total));
	values[2] = Int64GetDatum(total->visits);
	values[3] = IntervalPGetDatum(interval_from_microseconds(total->longest));
}

TIME_FUNCTIONS(state_summary_time_by_state_timestamptz,
			   state_summary_time_by_state_timestamp,
			   state_summary_time_by_state_date,
			   return_rows(fcinfo, begin_totals, type, NULL, total_row));

/* Rows (state, started, ended); the last one has not ended */

typedef struct StateHistory
{
	Vocabulary	vocabulary;
	StateSpell *spells;
} StateHistory;

static void *
begin_history(FunctionCallInfo fcinfo, int type, const char *name, int64 *nrows)
{
	StateHistory *history = palloc0(sizeof(StateHistory));
	StateLog	log;

	*nrows = 0;
	if (!read_state_log(fcinfo, &log))
		return history;
	require_reader_clock("state_summary", log.clock, type, name);
	history->vocabulary = log.list.vocabulary;
	history->spells = MemoryContextAllocHuge(CurrentMemoryContext,
											 log.list.n * sizeof(StateSpell));
	while (next_state_spell(&log, &history->spells[*nrows]))
		(*nrows)++;
	return history;
}

static void
spell_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const StateHistory *history = state;
	const StateSpell *spell = &history->spells[n];

	values[0] = PointerGetDatum(vocabulary_text(&history->vocabulary, spell->name));
	values[1] = TimestampGetDatum(spell->from);
	values[2] = TimestampGetDatum(spell->to);
	nulls[2] = !spell->ended;
}

TIME_FUNCTION(state_summary_state_history, TIME_TIMESTAMPTZ,
			  return_rows(fcinfo, begin_history, type, "state_history", spell_row));
TIME_FUNCTION(state_summary_state_history_local, TIME_TIMESTAMP,
			  return_rows(fcinfo, begin_history, type, "state_history", spell_row));

/* Rows (from_state, to_state, n), in order of the states */

typedef struct StateChange
{
	int64		from;
	int64		to;
	int64		n;
} StateChange;

typedef struct StateChanges
{
	Vocabulary	vocabulary;
	StateChange *changes;
} StateChanges;

static int
change_cmp(const void *a, const void *b)
{
	const StateChange *left = a;
	const StateChange *right = b;

	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return (left->to > right->to) - (left->to < right->to);
}

/* Unites equal changes; returns how many are left */
static int64
unite_changes(StateChange *changes, int64 n)
{
	int64		kept = 0;

	sort_in_order(changes, n, sizeof(StateChange), change_cmp);
	for (int64 i = 0; i < n; i++)
	{
		check_now_and_then(i);
		if (kept > 0 && change_cmp(&changes[kept - 1], &changes[i]) == 0)
			changes[kept - 1].n++;
		else
			changes[kept++] = changes[i];
	}
	return kept;
}

/* Reads changes at times before the end of the log, and not before a start */
static StateChanges *
read_changes(StateLog *log, int64 start, int64 *nrows)
{
	StateChanges *changes = palloc0(sizeof(StateChanges));
	StateSpell	before;
	StateSpell	spell;

	*nrows = 0;
	if (log->list.n == 0 || !next_state_spell(log, &before))
		return changes;
	changes->vocabulary = log->list.vocabulary;
	changes->changes = MemoryContextAllocHuge(CurrentMemoryContext,
											  log->list.n * sizeof(StateChange));
	for (; next_state_spell(log, &spell); before = spell)
	{
		StateChange change = {before.name, spell.name, 1};

		if (spell.from >= start)
			changes->changes[(*nrows)++] = change;
	}
	*nrows = unite_changes(changes->changes, *nrows);
	return changes;
}

static void *
begin_changes(FunctionCallInfo fcinfo, int type, const char *unused, int64 *nrows)
{
	StateLog	log;

	(void) read_state_log(fcinfo, &log);
	return read_changes(&log, PG_INT64_MIN, nrows);
}

static void *
begin_changes_in_period(FunctionCallInfo fcinfo, int type, const char *unused, int64 *nrows)
{
	StatePeriod period;

	if (!read_period(fcinfo, 1, type, &period))
		period.log.list.n = 0;
	return read_changes(&period.log, period.start, nrows);
}

static void
change_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const StateChanges *changes = state;

	values[0] = PointerGetDatum(vocabulary_text(&changes->vocabulary, changes->changes[n].from));
	values[1] = PointerGetDatum(vocabulary_text(&changes->vocabulary, changes->changes[n].to));
	values[2] = Int64GetDatum(changes->changes[n].n);
}

PG_FUNCTION_INFO_V1(state_summary_state_changes);
Datum
state_summary_state_changes(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_changes, 0, NULL, change_row);
}

TIME_FUNCTIONS(state_summary_state_changes_timestamptz,
			   state_summary_state_changes_timestamp,
			   state_summary_state_changes_date,
			   return_rows(fcinfo, begin_changes_in_period, type, NULL, change_row));
