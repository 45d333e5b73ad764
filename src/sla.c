/*
 * sla.c
 *		Clocks that run towards a target, and their results.
 *
 * A clock starts with the creation of a ticket, or with a log of states, and
 * stops with the promised event.  In between it runs in some states, in the
 * open hours of a calendar:
 *
 *		elapsed		the time that it ran until it stopped, or until the as-of time
 *		remaining	target - elapsed, negative once the target is missed
 *		breached	elapsed > target
 *		met			stopped, and not breached
 *		paused		neither, and in a state in which it does not run
 *		running		none of these, whether the calendar is open or closed
 *
 * It is due when elapsed first equals the target, if the state stays as it
 * is.  It is breached when elapsed equalled the target for the last time: a
 * target that is reached as the day ends, or at a pause, is only missed when
 * the clock runs again.  Breach is a microsecond before the time at which
 * elapsed is a microsecond more.
 */
#include "postgres.h"

#include "common/int.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "argument.h"
#include "record.h"
#include "server.h"
#include "sla.h"
#include "state.h"
#include "ticket.h"
#include "zone.h"

/* Local times are counted as instants if there is a calendar, which has a zone */

static inline bool
is_converted(const SlaClock *clock)
{
	return clock->calendar != NULL && clock->clock == CLOCK_TIMESTAMP;
}

static int64
counted_time(const SlaClock *clock, int64 at)
{
	return is_converted(clock) ? calendar_instant(clock->calendar, at) : at;
}

static Datum
time_datum(const SlaClock *clock, int64 counted)
{
	return TimestampGetDatum(require_valid_timestamp(is_converted(clock) ?
													 calendar_local(clock->calendar, counted) :
													 counted));
}

static int64
time_between(const SlaClock *clock, int64 from, int64 to)
{
	return clock->calendar == NULL ? to - from :
		calendar_business_time(clock->calendar, from, to);
}

/* Finds the first time by which the clock has run that long, if it runs; false if there is none */
static bool
time_after(const SlaClock *clock, int64 from, int64 duration, int64 *at)
{
	if (clock->calendar != NULL)
		return calendar_deadline(clock->calendar, from, duration, at);
	/* nor is a time beyond all times that the server has */
	return !pg_add_s64_overflow(from, duration, at) && IS_VALID_TIMESTAMP(*at);
}

void
sla_clock_begin(SlaClock *clock)
{
	clock->elapsed = 0;
	clock->has_due = clock->target == 0;
	clock->due_at = counted_time(clock, clock->start);
	clock->has_breach = false;
	/* the times may come from clocks of different machines */
	if (clock->end < clock->start)
		clock->elapsed = time_between(clock, clock->due_at, counted_time(clock, clock->end));
}

void
sla_clock_run(SlaClock *clock, int64 from, int64 to)
{
	int64		left = clock->target - clock->elapsed;
	int64		time;

	from = Max(from, clock->start);
	to = Min(to, clock->end);
	if (from >= to)
		return;
	from = counted_time(clock, from);
	time = time_between(clock, from, counted_time(clock, to));
	if (!clock->has_due && time >= left)
		clock->has_due = time_after(clock, from, left, &clock->due_at);
	if (!clock->has_breach && time > left)
	{
		clock->has_breach = time_after(clock, from, left + 1, &clock->breached_at);
		clock->breached_at--;
	}
	clock->elapsed += time;
}

/* Continues the clock in its last state, if it is not due before */
static void
run_on(SlaClock *clock)
{
	if (!clock->has_due)
		clock->has_due = time_after(clock, counted_time(clock, clock->end),
									clock->target - clock->elapsed, &clock->due_at);
}

static Datum
remaining_datum(const SlaClock *clock)
{
	int64		remaining;

	if (pg_sub_s64_overflow(clock->target, clock->elapsed, &remaining))
		duration_out_of_range(((double) clock->target - (double) clock->elapsed) / MICROSECONDS);
	return IntervalPGetDatum(interval_from_microseconds(remaining));
}

Datum
sla_clock_record(FunctionCallInfo fcinfo, SlaClock *clock)
{
	bool		is_breached = clock->elapsed > clock->target;
	bool		is_running = !is_breached && !clock->stopped && clock->runs;
	Datum		values[5];
	bool		nulls[5] = {false};

	if (is_running)
		run_on(clock);
	values[0] = IntervalPGetDatum(interval_from_microseconds(clock->elapsed));
	values[1] = remaining_datum(clock);
	nulls[2] = !(is_running || is_breached) || !clock->has_due;
	if (!nulls[2])
		values[2] = time_datum(clock, clock->due_at);
	nulls[3] = !is_breached || !clock->has_breach;
	if (!nulls[3])
		values[3] = time_datum(clock, clock->breached_at);
	values[4] = CStringGetTextDatum(is_breached ? "breached" : clock->stopped ? "met" :
									is_running ? "running" : "paused");
	return return_record(fcinfo, values, nulls);
}

/* Clocks of tickets: (summary, target, as_of, until, runs_in, calendar) */

static const MethodName until_names[] = {
	{"first_reply", 0},
	{"first_resolution", 1},
	{"full_resolution", 2}
};

static const Moment until_moments[] = {
	life_first_reply,
	life_first_resolution,
	life_full_resolution
};

/*
 * Reads the life, and when its clock stopped, or else the as-of time; false if
 * there is no such clock
 */
static bool
read_ticket_clock(FunctionCallInfo fcinfo, TimeType type, Moment until, Life *life,
				  SlaClock *clock)
{
	if (!read_life_by(fcinfo, 2, type, NULL, life) ||
		!life->has_created)
		return false;
	clock->clock = life->clock;
	clock->start = life->created;
	clock->stopped = until(life, &clock->end);
	if (clock->stopped)
		return true;
	/* nobody waits for a withdrawn ticket */
	if (!life->has_as_of || is_withdrawn(life))
		return false;
	clock->end = life->as_of;
	return true;
}

static Datum
ticket_sla_clock(FunctionCallInfo fcinfo, TimeType type)
{
	SlaClock	clock = {.target = threshold_interval(fcinfo, 1, "target")};
	int			until = argument_method(fcinfo, 3, "until", until_names, lengthof(until_names));
	Statuses	runs_in;
	Life		life;

	argument_not_null(fcinfo, 4, "runs_in");
	if (!read_ticket_clock(fcinfo, type, until_moments[until], &life, &clock))
		PG_RETURN_NULL();
	clock.calendar = optional_calendar(fcinfo, 5);
	runs_in = argument_statuses(fcinfo, 4, "runs_in", &life);
	clock.runs = life.nspells > 0 && spell_is_in(&life.spells[life.nspells - 1], &runs_in);
	sla_clock_begin(&clock);
	for (int64 i = 0; i < life.nspells; i++)
	{
		const Spell *spell = &life.spells[i];

		CHECK_FOR_INTERRUPTS();
		if (spell_is_in(spell, &runs_in))
			sla_clock_run(&clock, spell->from, spell->ended ? spell->to : clock.end);
	}
	return sla_clock_record(fcinfo, &clock);
}

TIME_FUNCTIONS(ticket_summary_sla_clock_timestamptz,
			   ticket_summary_sla_clock_timestamp,
			   ticket_summary_sla_clock_date,
			   ticket_sla_clock(fcinfo, type));

/* Clocks of logs of states: (summary, target, as_of, until, runs_in, calendar) */

/* Finds the first time at which the log came to one of some states, and the last spell read */
static bool
comes_to(StateLog *log, const bool *states, StateSpell *spell)
{
	while (next_state_spell(log, spell))
		if (states != NULL && states[spell->name])
			return true;
	return false;
}

/*
 * Finds when the clock starts and stops, and the spell at its end; false if
 * there is no row up to then, or no as-of time
 */
static bool
read_state_clock(FunctionCallInfo fcinfo, TimeType type, StateLog *log, SlaClock *clock,
				 StateSpell *last)
{
	int64		as_of;
	bool		has_as_of;

	if (!read_state_log(fcinfo, log))
		return false;
	require_reader_clock("state_summary", log->clock, type, NULL);
	has_as_of = argument_as_of(fcinfo, 2, type, "state_summary", log->clock, &as_of);
	log->end = has_as_of ? as_of + 1 : log->end;
	if (!next_state_spell(log, last))
		return false;
	clock->clock = log->clock;
	clock->start = last->from;
	log->next = 0;
	clock->stopped = comes_to(log, PG_ARGISNULL(3) ? NULL :
							  argument_states(fcinfo, 3, "until", log), last);
	clock->end = clock->stopped ? last->from : as_of;
	return clock->stopped || has_as_of;
}

static Datum
state_sla_clock(FunctionCallInfo fcinfo, TimeType type)
{
	SlaClock	clock = {.target = threshold_interval(fcinfo, 1, "target")};
	StateLog	log;
	StateSpell	spell;
	const bool *runs_in;

	argument_not_null(fcinfo, 4, "runs_in");
	if (!read_state_clock(fcinfo, type, &log, &clock, &spell))
		PG_RETURN_NULL();
	clock.calendar = optional_calendar(fcinfo, 5);
	runs_in = argument_states(fcinfo, 4, "runs_in", &log);
	clock.runs = runs_in[spell.name];
	sla_clock_begin(&clock);
	log.next = 0;
	while (next_state_spell(&log, &spell))
		if (runs_in[spell.name])
			sla_clock_run(&clock, spell.from, spell.to);
	return sla_clock_record(fcinfo, &clock);
}

TIME_FUNCTIONS(state_summary_sla_clock_timestamptz,
			   state_summary_sla_clock_timestamp,
			   state_summary_sla_clock_date,
			   state_sla_clock(fcinfo, type));
