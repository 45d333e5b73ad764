/*
 * zone.h
 *		Time zones: the stretches of time in which the offset does not change.
 */
#ifndef ZONE_H
#define ZONE_H

#include "postgres.h"

#include "pgtime.h"

/* Rounds down, before the origin too */
static inline int64
floor_divide(int64 time, int64 unit)
{
	return time / unit - (time % unit < 0);
}

/*
 * Returns whether a zone is a bare offset such as +02:00 or UTC+2.  POSIX
 * reads such a zone as two hours behind UTC, although everybody means ahead;
 * so they are rejected
 */
extern bool zone_is_offset(const char *name);

/* Finds the server's zone by name; NULL if there is none in which timestamps can be */
extern pg_tz *zone_find(const char *name);
extern pg_tz *zone_named(const char *name);

/* Returns the timestamp, or raises an error if it is beyond the server's range */
extern int64 require_valid_timestamp(int64 at);

/*
 * Returns the end of the stretch of constant offset that contains an instant,
 * and the offset, in microseconds
 */
extern int64 zone_stretch_end(pg_tz *zone, int64 at, int64 *offset);

/* Returns the instant of a local time */
extern int64 zone_instant(pg_tz *zone, int64 local);

#endif
