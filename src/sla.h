/*
 * sla.h
 *		Clocks that run towards a target, and what they come to.
 */
#ifndef SLA_H
#define SLA_H

#include "postgres.h"

#include "fmgr.h"

#include "calendar.h"
#include "clock.h"

typedef struct SlaClock
{
	const Calendar *calendar;	/* in whose open hours it runs; NULL: in all */
	Clock		clock;			/* of the times */
	int64		target;
	int64		start;
	int64		end;			/* when it stopped, else the as-of time */
	bool		stopped;
	bool		runs;			/* at the end, as far as states tell */

	/* So far; times as the calendar counts them */
	int64		elapsed;
	bool		has_due;
	int64		due_at;
	bool		has_breach;
	int64		breached_at;
} SlaClock;

/* Begins what has all that is above "so far" */
extern void sla_clock_begin(SlaClock *clock);

/* Takes the next time in which it runs, which may reach over both ends */
extern void sla_clock_run(SlaClock *clock, int64 from, int64 to);

/* The record (elapsed, remaining, due_at, breached_at, state) */
extern Datum sla_clock_record(FunctionCallInfo fcinfo, SlaClock *clock);

#endif
