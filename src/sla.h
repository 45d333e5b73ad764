/*
 * sla.h
 *		Clocks that run towards a target, and their results.
 */
#ifndef SLA_H
#define SLA_H

#include "postgres.h"

#include "fmgr.h"

#include "calendar.h"
#include "clock.h"

typedef struct SlaClock
{
	const Calendar *calendar;	/* the clock runs in its open hours; NULL:
								 * always */
	Clock		clock;			/* clock of the times */
	int64		target;
	int64		start;
	int64		end;			/* when it stopped, or else the as-of time */
	bool		stopped;
	bool		runs;			/* at the end, according to the states */

	/* Results so far; times as the calendar counts them */
	int64		elapsed;
	bool		has_due;
	int64		due_at;
	bool		has_breach;
	int64		breached_at;
} SlaClock;

/* Sets what is above "so far" before the clock runs */
extern void sla_clock_begin(SlaClock *clock);

/* Takes the next time in which it runs, which may extend beyond both ends */
extern void sla_clock_run(SlaClock *clock, int64 from, int64 to);

/* Returns the record (elapsed, remaining, due_at, breached_at, state) */
extern Datum sla_clock_record(FunctionCallInfo fcinfo, SlaClock *clock);

#endif
