/*
 * argument.h
 *		Reading the arguments of analysts: durations, options, names of
 *		methods.
 */
#ifndef ARGUMENT_H
#define ARGUMENT_H

#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/timestamp.h"

#define MICROSECONDS	1000000.0

/*
 * Used if the caller cannot choose a confidence; the DEFAULT of functions that
 * let the caller choose
 */
#define DEFAULT_CONFIDENCE	0.95

/* A name that an option accepts, and its value */
typedef struct MethodName
{
	const char *name;
	int			method;
} MethodName;

/* Decimal digits of the largest int64 */
#define INT64_DIGITS	19

/* Decimals of a second in microseconds */
#define SECOND_DECIMALS	6

extern int64 microseconds_from_long_interval(const Interval *interval, const char *option);
extern const char *number_text(double number);
extern bool number_parse(const char *string, double *number);
extern void counter_print(StringInfo out, int64 number);
extern bool counter_parse(const char **string, int most_digits, int64 *value);
extern void decimals_print(StringInfo out, int microseconds);
extern bool decimals_parse(const char **string, int *microseconds);
extern void seconds_print(StringInfo out, uint64 microseconds);
extern bool seconds_parse(const char *string, uint64 *microseconds);
extern void signed_seconds_print(StringInfo out, int64 microseconds);
extern bool signed_seconds_parse(const char *string, int64 *microseconds);
extern void duration_out_of_range(double seconds) __attribute__((noreturn));
extern Interval *interval_from_microseconds(int64 microseconds);
extern Interval *interval_from_seconds(double seconds);
extern double seconds_from_microseconds(int64 microseconds);

extern int64 require_longer_than_0(int64 microseconds, const char *what);
extern int	hint_of_percent(double share);
extern double require_not_below_0(double number, const char *what);
extern double require_confidence(double confidence);
extern double argument_number(FunctionCallInfo fcinfo, int n, const char *option);
extern double argument_not_below_0(FunctionCallInfo fcinfo, int n, const char *option);
extern double argument_confidence(FunctionCallInfo fcinfo, int n);
extern int	find_method(const char *name, size_t length, const MethodName *names, int nnames);
extern char *list_methods(const MethodName *names, int nnames);
extern int	require_method(text *name, const char *option, const MethodName *names, int nnames);
extern int	argument_method(FunctionCallInfo fcinfo, int n, const char *option,
							const MethodName *names, int nnames);
extern const void *repeated_argument(FunctionCallInfo fcinfo, int n, const void *key, size_t size,
									 const void *(*make) (FunctionCallInfo fcinfo, int n));
extern void argument_must_not_be_null(const char *option) __attribute__((noreturn));
extern void argument_must_not_be_negative(const char *option,
										  int64 microseconds) __attribute__((noreturn));

/* The intervals of most rows have neither days nor months */
static inline int64
microseconds_from_option(const Interval *interval, const char *option)
{
	if (likely((interval->day | interval->month) == 0))
		return interval->time;
	return microseconds_from_long_interval(interval, option);
}

static inline int64
microseconds_from_interval(const Interval *interval)
{
	return microseconds_from_option(interval, NULL);
}

static inline int64
microseconds_from_seconds(double seconds)
{
	double		microseconds = rint(seconds * MICROSECONDS);

	/*
	 * written so that NaN is out of range; 2^63 is the first number that does
	 * not fit
	 */
	if (unlikely(!(fabs(microseconds) < 9223372036854775808.0)))
		duration_out_of_range(seconds);
	return (int64) microseconds;
}

/* Reads a duration argument in microseconds */
static inline int64
duration_interval(FunctionCallInfo fcinfo, int n)
{
	return microseconds_from_interval(PG_GETARG_INTERVAL_P(n));
}

/* Does the same for an option */
static inline int64
duration_option(FunctionCallInfo fcinfo, int n, const char *option)
{
	return microseconds_from_option(PG_GETARG_INTERVAL_P(n), option);
}

static inline int64
duration_float8(FunctionCallInfo fcinfo, int n)
{
	return microseconds_from_seconds(PG_GETARG_FLOAT8(n));
}

static inline void
argument_not_null(FunctionCallInfo fcinfo, int n, const char *option)
{
	if (unlikely(PG_ARGISNULL(n)))
		argument_must_not_be_null(option);
}

static inline int64
require_not_negative(int64 microseconds, const char *option)
{
	if (unlikely(microseconds < 0))
		argument_must_not_be_negative(option, microseconds);
	return microseconds;
}

/* Reads a threshold that is a number of seconds, in microseconds */
static inline int64
threshold_float8(FunctionCallInfo fcinfo, int n, const char *option)
{
	argument_not_null(fcinfo, n, option);
	return require_not_negative(duration_float8(fcinfo, n), option);
}

/* Reads a threshold that is an interval, in microseconds */
static inline int64
threshold_interval(FunctionCallInfo fcinfo, int n, const char *option)
{
	argument_not_null(fcinfo, n, option);
	return require_not_negative(duration_option(fcinfo, n, option), option);
}

/*
 * Readers for rows of one shape and of different types: a duration; a
 * threshold or a time, which errors call by its name
 */
typedef int64 (*DurationReader) (FunctionCallInfo fcinfo, int n);
typedef int64 (*NamedReader) (FunctionCallInfo fcinfo, int n, const char *name);

#endif
