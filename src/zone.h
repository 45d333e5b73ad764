/*
 * zone.h
 *		Time zones: the stretches of time in which the offset does not change.
 */
#ifndef ZONE_H
#define ZONE_H

#include "postgres.h"

#include "pgtime.h"

/* Rounded down, before the origin too */
static inline int64
floor_divide(int64 time, int64 unit)
{
	return time / unit - (time % unit < 0);
}

/*
 * Whether a zone would be a bare offset such as +02:00 or UTC+2, which POSIX
 * reads as two hours behind UTC where everybody means ahead; such are refused
 */
extern bool zone_is_offset(const char *name);

/* Of the server's name for a zone; NULL where there is none that timestamps can be of */
extern pg_tz *zone_find(const char *name);
extern pg_tz *zone_named(const char *name);

/* As it is, or an error that it is beyond what the server knows */
extern int64 require_valid_timestamp(int64 at);

/*
 * The end of the stretch of constant offset that an instant is in, and the
 * offset, in microseconds
 */
extern int64 zone_stretch_end(pg_tz *zone, int64 at, int64 *offset);

/* The instant of a local time */
extern int64 zone_instant(pg_tz *zone, int64 local);

#endif
