/*
 * clock.h
 *		Times that analysts pass: instants, or local times of some zone, never
 *		both in one call, and none that depends on the session's zone.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/timestamp.h"

#include "argument.h"

/*
 * The kinds of times: instants, or local times of some zone; some modules also
 * have numbers of seconds from an origin that the user knows
 */
typedef enum Clock
{
	CLOCK_TIMESTAMPTZ,
	CLOCK_TIMESTAMP,
	CLOCK_SECONDS
} Clock;

/* The type of given times; a date is its local midnight */
typedef enum TimeType
{
	TIME_TIMESTAMPTZ,
	TIME_TIMESTAMP,
	TIME_DATE,
	TIME_SECONDS
} TimeType;

/* A time of a list, and how to separate it from an item there */
typedef struct ListedTime
{
	int64		at;
	Clock		clock;
} ListedTime;

typedef ListedTime (*TimeOfItem) (int64 item);
typedef bool (*TimeParser) (const char *string, int64 *at, Clock *clock);

/* The years 1 to 9999, in microseconds from 2000 */
#define COMMON_TIME_BEGIN	(INT64CONST(-730119) * USECS_PER_DAY)
#define COMMON_TIME_END		(INT64CONST(2921940) * USECS_PER_DAY)

static inline bool
is_common_time(int64 at)
{
	return at >= COMMON_TIME_BEGIN && at < COMMON_TIME_END;
}

/* Numbers of seconds lie within this many microseconds of their origin, about 18,000 years */
#define COMMON_SECONDS_END	(INT64CONST(1) << 59)

static inline bool
is_common_time_of(Clock clock, int64 at)
{
	return clock == CLOCK_SECONDS ? at > -COMMON_SECONDS_END && at < COMMON_SECONDS_END :
		is_common_time(at);
}

static inline Clock
clock_of(TimeType type)
{
	return type == TIME_TIMESTAMPTZ ? CLOCK_TIMESTAMPTZ :
		type == TIME_SECONDS ? CLOCK_SECONDS : CLOCK_TIMESTAMP;
}

extern Timestamp midnight_of(Datum date);
extern int64 require_finite_timestamp(Timestamp timestamp, const char *what);
extern void refuse_uncommon_time(int64 at, const char *what) __attribute__((noreturn));
extern int64 require_common_seconds(double seconds, const char *what);
extern void time_print(StringInfo out, int64 at, Clock clock);
extern void timestamp_print(StringInfo out, int64 at, Clock clock);
extern bool timestamp_parse(const char *string, int64 *at, Clock *clock);
extern void listed_time_print(StringInfo out, const char *mark, TimeOfItem time_of, int64 item,
							  const int64 *before);
extern bool listed_time_parse(const char *string, TimeParser parse, TimeOfItem time_of,
							  const int64 *before, ListedTime *time);
extern char *no_listed_timestamp(const char *string, const int64 *before);
extern void clocks_differ(const char *type_name, Clock clock, const char *what,
						  const char *hint) __attribute__((noreturn));
extern void require_given_clock(const char *type_name, Clock clock, TimeType type,
								const char *what, const char *hint_of_numbers);
extern char *hint_of_reader(const char *name, Clock clock);
extern void require_reader_clock(const char *type_name, Clock clock, TimeType type,
								 const char *name);
extern char *no_timestamp(const char *string);
extern void require_one_clock(FunctionCallInfo fcinfo);

/* For a transition function of several timestamptz, which checks once and not in every row */
static inline void
rows_by_one_clock(FunctionCallInfo fcinfo)
{
	if (likely(fcinfo->flinfo->fn_extra != NULL))
		return;
	require_one_clock(fcinfo);
	fcinfo->flinfo->fn_extra = fcinfo->flinfo;
}

static inline int64
argument_timestamp(FunctionCallInfo fcinfo, int n, const char *what)
{
	argument_not_null(fcinfo, n, what);
	return require_finite_timestamp(PG_GETARG_TIMESTAMP(n), what);
}

static inline int64
argument_date(FunctionCallInfo fcinfo, int n, const char *what)
{
	argument_not_null(fcinfo, n, what);
	return require_finite_timestamp(midnight_of(PG_GETARG_DATUM(n)), what);
}

static inline int64
argument_time(FunctionCallInfo fcinfo, int n, TimeType type, const char *what)
{
	return type == TIME_DATE ? argument_date(fcinfo, n, what) :
		argument_timestamp(fcinfo, n, what);
}

/* Infinite times are not common times */
static inline int64
require_common_time(int64 at, const char *what)
{
	if (unlikely(!is_common_time(at)))
		refuse_uncommon_time(at, what);
	return at;
}

/* Reads a common time, or a number of seconds in microseconds */
static inline int64
argument_common_time(FunctionCallInfo fcinfo, int n, TimeType type, const char *what)
{
	argument_not_null(fcinfo, n, what);
	if (type == TIME_SECONDS)
		return require_common_seconds(PG_GETARG_FLOAT8(n), what);
	return require_common_time(type == TIME_DATE ? midnight_of(PG_GETARG_DATUM(n)) :
							   PG_GETARG_TIMESTAMP(n), what);
}

extern void argument_period(FunctionCallInfo fcinfo, int n, TimeType type, int64 *start,
							int64 *end);
extern bool argument_as_of(FunctionCallInfo fcinfo, int n, TimeType type, const char *type_name,
						   Clock clock, int64 *as_of);

/*
 * Defines the SQL functions for times of each type, which only differ in that
 * type: result is an expression of fcinfo and type
 */
#define TIME_FUNCTION(function, time_type, result) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	const TimeType type = time_type; \
\
	return result; \
} \
extern int	no_such_variable

#define TIME_FUNCTIONS(of_timestamptz, of_timestamp, of_date, result) \
TIME_FUNCTION(of_timestamptz, TIME_TIMESTAMPTZ, result); \
TIME_FUNCTION(of_timestamp, TIME_TIMESTAMP, result); \
TIME_FUNCTION(of_date, TIME_DATE, result)

#endif
