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

/* Of the n-th argument, to look at */
extern const Calendar *argument_calendar(FunctionCallInfo fcinfo, int n);

/*
 * The same, kept for the next row where it had to be taken out of storage; one
 * argument of a function
 */
extern const Calendar *repeated_calendar(FunctionCallInfo fcinfo, int n);

/* The same of an argument that may be missing or NULL; then NULL */
static inline const Calendar *
optional_calendar(FunctionCallInfo fcinfo, int n)
{
	return PG_NARGS() <= n || PG_ARGISNULL(n) ? NULL : repeated_calendar(fcinfo, n);
}

/* Instants are microseconds as timestamptz has them; from may be after to */
extern int64 calendar_business_time(const Calendar *calendar, int64 from, int64 to);

/* The first instant by which so much business time has passed; false if there is none */
extern bool calendar_deadline(const Calendar *calendar, int64 from, int64 duration,
							  int64 *deadline);

/*
 * Takes the open periods between two instants, in order, and how far local
 * time is ahead; those that touch may come apart
 */
typedef void (*PeriodTaker) (void *state, int64 from, int64 to, int64 offset);
extern void calendar_open_periods(const Calendar *calendar, int64 from, int64 to, PeriodTaker take,
								  void *state);

/* The instant of a local time of the calendar, and the local time of an instant */
extern int64 calendar_instant(const Calendar *calendar, int64 local);
extern int64 calendar_local(const Calendar *calendar, int64 at);

/* Between two times by a clock, in the open hours of a calendar if there is one */
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

/* That the n-th argument gives; what is local is so in the calendar's zone */
extern int64 argument_instant(FunctionCallInfo fcinfo, int n, TimeType type,
							  const Calendar *calendar, const char *what);

#endif
