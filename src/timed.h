/*
 * timed.h
 *		Items of a multiset that record when something happened, by which
 *		clock, and what it was.
 *
 * An item is a time in microseconds, then two bits for the clock and two for
 * the kind, so that items sort by time, and at one time by kind.
 */
#ifndef TIMED_H
#define TIMED_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "argument.h"
#include "clock.h"
#include "json.h"

#define TIMED_BITS			4
#define TIMED_CLOCK_BITS	2
#define TIMED_TWO_BITS		3

/* The bits that must be the same in all items of a summary */
#define TIMED_LABEL			(TIMED_TWO_BITS << TIMED_CLOCK_BITS)
#define TIMED_LABEL_MEANS	"all numbers, all timestamps with time zone or all without"

static inline int64
timed_item(int64 at, Clock clock, int kind)
{
	return at * (1 << TIMED_BITS) + ((int) clock << TIMED_CLOCK_BITS) + kind;
}

static inline int64
timed_at(int64 item)
{
	return item >> TIMED_BITS;
}

static inline int
timed_clock(int64 item)
{
	return (item >> TIMED_CLOCK_BITS) & TIMED_TWO_BITS;
}

static inline int
timed_kind(int64 item)
{
	return item & TIMED_TWO_BITS;
}

/* Returns the last possible item of a time */
static inline int64
timed_last(int64 at)
{
	return timed_item(at, TIMED_TWO_BITS, TIMED_TWO_BITS);
}

extern void timed_print(StringInfo out, int64 item, const int64 *before, const MethodName *kinds);
extern void timed_write(Json *json, int64 item, const MethodName *kinds);
extern const char *timed_parse(char *string, const int64 *before, int64 *item,
							   const MethodName *kinds, int nkinds);
extern bool timed_valid(int64 item, int nkinds);

#endif
