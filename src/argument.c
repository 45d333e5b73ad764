/*
 * argument.c
 *		Reading what analysts pass: durations, options, names of methods.
 *
 * A duration is a whole number of microseconds.  A day of an interval is 24
 * hours; a month has no fixed length and is an error.
 */
#include "postgres.h"

#include <math.h>

#include "common/int.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "argument.h"

#define MICROSECONDS	1000000.0

static void
duration_out_of_range(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("duration out of range"),
			 errdetail("A duration is at most " INT64_FORMAT " microseconds.", PG_INT64_MAX)));
}

static void
require_fixed_length(const Interval *interval)
{
#ifdef INTERVAL_NOT_FINITE
	if (INTERVAL_NOT_FINITE(interval))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a duration must be finite")));
#endif
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("interval of %d months has no fixed length", interval->month),
			 errhint("Subtract the timestamps instead of using age().")));
}

int64
microseconds_from_interval(const Interval *interval)
{
	int64		microseconds;

	/* infinite intervals have months, too */
	if (unlikely(interval->month != 0))
		require_fixed_length(interval);
	if (likely(interval->day == 0))
		return interval->time;
	if (pg_mul_s64_overflow(interval->day, USECS_PER_DAY, &microseconds) ||
		pg_add_s64_overflow(microseconds, interval->time, &microseconds))
		duration_out_of_range();
	return microseconds;
}

int64
microseconds_from_seconds(double seconds)
{
	double		microseconds = rint(seconds * MICROSECONDS);

	if (unlikely(isnan(seconds) || isinf(seconds)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a duration must be finite: %g seconds", seconds)));
	if (unlikely(microseconds < -9.2e18 || microseconds > 9.2e18))
		duration_out_of_range();
	return (int64) microseconds;
}

Interval *
interval_from_microseconds(int64 microseconds)
{
	Interval   *interval = palloc0(sizeof(Interval));

	interval->time = microseconds;
	return interval;
}

Interval *
interval_from_seconds(double seconds)
{
	return interval_from_microseconds(microseconds_from_seconds(seconds));
}

double
seconds_from_microseconds(int64 microseconds)
{
	return microseconds / MICROSECONDS;
}

void
argument_must_not_be_null(const char *option)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s must not be null", option)));
}

/* A finite number, with one zero: no -0 */
double
require_finite(double number, const char *option)
{
	if (unlikely(isnan(number) || isinf(number)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be finite: %g", option, number)));
	return number + 0.0;
}

double
require_confidence(double confidence)
{
	/* written so that NaN is refused */
	if (!(confidence > 0.0 && confidence < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence must be between 0 and 1, both excluded: %g", confidence)));
	return confidence;
}

/* A threshold in microseconds */
int64
require_not_negative(int64 microseconds, const char *option)
{
	if (unlikely(microseconds < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative: %g seconds", option, microseconds / MICROSECONDS)));
	return microseconds;
}

double
argument_number(FunctionCallInfo fcinfo, int n, const char *option)
{
	if (unlikely(PG_ARGISNULL(n)))
		argument_must_not_be_null(option);
	return require_finite(PG_GETARG_FLOAT8(n), option);
}

double
argument_confidence(FunctionCallInfo fcinfo, int n)
{
	if (PG_ARGISNULL(n))
		argument_must_not_be_null("confidence");
	return require_confidence(PG_GETARG_FLOAT8(n));
}

/* A threshold that is an interval, in microseconds */
int64
argument_interval(FunctionCallInfo fcinfo, int n, const char *option)
{
	if (unlikely(PG_ARGISNULL(n)))
		argument_must_not_be_null(option);
	return require_not_negative(microseconds_from_interval(PG_GETARG_INTERVAL_P(n)), option);
}

/* A threshold that is a number of seconds, in microseconds */
int64
argument_seconds(FunctionCallInfo fcinfo, int n, const char *option)
{
	if (unlikely(PG_ARGISNULL(n)))
		argument_must_not_be_null(option);
	return require_not_negative(microseconds_from_seconds(PG_GETARG_FLOAT8(n)), option);
}

static char *
list_names(const MethodName *names, int nnames)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < nnames; i++)
		appendStringInfo(&list, "%s%s", i == 0 ? "" : ", ", names[i].name);
	return list.data;
}

/* The method that a text argument names; the error lists all names */
int
argument_method(FunctionCallInfo fcinfo, int n, const char *option, const MethodName *names, int nnames)
{
	char	   *name;

	if (PG_ARGISNULL(n))
		argument_must_not_be_null(option);
	name = text_to_cstring(PG_GETARG_TEXT_PP(n));

	for (int i = 0; i < nnames; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].method;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown %s \"%s\"", option, name),
			 errhint("Known are: %s.", list_names(names, nnames))));
	return 0;					/* not reached */
}
