/*
 * calendar.h
 *		business_calendar: when a team is open.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "postgres.h"

#include "fmgr.h"

#include "clock.h"

typedef struct Calendar Calendar;

/* Reads the calendar in the n-th argument, only to be read */
extern const Calendar *argument_calendar(FunctionCallInfo fcinfo, int n);

/* Does the same and keeps a detoasted calendar for the next row; for one argument of a function */
extern const Calendar *repeated_calendar(FunctionCallInfo fcinfo, int n);

/* Does the same for an argument that may be missing or NULL; returns NULL then */
static inline const Calendar *
optional_calendar(FunctionCallInfo fcinfo, int n)
{
	return PG_NARGS() <= n || PG_ARGISNULL(n) ? NULL : repeated_calendar(fcinfo, n);
}

/* Instants are microseconds, as in timestamptz; from may be after to */
extern int64 calendar_business_time(const Calendar *calendar, int64 from, int64 to);

/* Finds the first instant by which that much business time has passed; false if there is none */
extern bool calendar_deadline(const Calendar *calendar, int64 from, int64 duration,
							  int64 *deadline);

/*
 * Takes the open periods between two instants, in order, and how far local
 * time is ahead; adjacent periods may come separately
 */
typedef void (*PeriodTaker) (void *state, int64 from, int64 to, int64 offset);
extern void calendar_open_periods(const Calendar *calendar, int64 from, int64 to, PeriodTaker take,
								  void *state);

/* The instant of a local time of the calendar, and the local time of an instant */
extern int64 calendar_instant(const Calendar *calendar, int64 local);
extern int64 calendar_local(const Calendar *calendar, int64 at);

/*
 * Returns the time between two times by a clock, in the open hours of a
 * calendar if there is one
 */
static inline int64
calendar_elapsed(const Calendar *calendar, Clock clock, int64 from, int64 to)
{
	if (calendar == NULL)
		return to - from;
	if (clock == CLOCK_TIMESTAMP)
		return calendar_business_time(calendar, calendar_instant(calendar, from),
									  calendar_instant(calendar, to));
	return calendar_business_time(calendar, from, to);
}

/* Reads the instant in the n-th argument; a local time is in the calendar's zone */
extern int64 argument_instant(FunctionCallInfo fcinfo, int n, TimeType type,
							  const Calendar *calendar, const char *what);

#endif
