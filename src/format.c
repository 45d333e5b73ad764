/*
 * format.c
 *		Figures as people read them: percentages, minutes and hours with a few
 *		decimals, and durations as h:mm:ss.
 *
 * Decimals are rounded as PostgreSQL rounds a numeric, half away from 0, from
 * the 15 digits of a double that are certain.  So a share of 0.285 is 28.5 %,
 * although 100 times its double is a little less.
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "argument.h"
#include "server.h"

static Datum
round_to_digits(double number, int32 digits)
{
	if (!isfinite(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a figure to be rounded must be finite, not %s", number_text(number))));
	return DirectFunctionCall2(numeric_round,
							   DirectFunctionCall1(float8_numeric, Float8GetDatum(number)),
							   Int32GetDatum(digits));
}

PG_FUNCTION_INFO_V1(format_rounded);
Datum
format_rounded(PG_FUNCTION_ARGS)
{
	return round_to_digits(PG_GETARG_FLOAT8(0), PG_GETARG_INT32(1));
}

PG_FUNCTION_INFO_V1(format_percent);
Datum
format_percent(PG_FUNCTION_ARGS)
{
	return round_to_digits(100.0 * PG_GETARG_FLOAT8(0), PG_GETARG_INT32(1));
}

static Datum
duration_in(FunctionCallInfo fcinfo, int unit)
{
	double		seconds = seconds_from_microseconds(duration_interval(fcinfo, 0));

	return round_to_digits(seconds / unit, PG_GETARG_INT32(1));
}

PG_FUNCTION_INFO_V1(format_minutes);
Datum
format_minutes(PG_FUNCTION_ARGS)
{
	return duration_in(fcinfo, SECS_PER_MINUTE);
}

PG_FUNCTION_INFO_V1(format_hours);
Datum
format_hours(PG_FUNCTION_ARGS)
{
	return duration_in(fcinfo, SECS_PER_HOUR);
}

/* Rounded to whole seconds, half away from 0 */
static text *
hours_minutes_seconds(int64 microseconds)
{
	const char *sign = microseconds <= -USECS_PER_SEC / 2 ? "-" : "";
	uint64		magnitude = microseconds < 0 ? -(uint64) microseconds : (uint64) microseconds;
	uint64		seconds = (magnitude + USECS_PER_SEC / 2) / USECS_PER_SEC;

	return cstring_to_text(psprintf("%s" UINT64_FORMAT ":%02d:%02d", sign,
									seconds / SECS_PER_HOUR,
									(int) (seconds / SECS_PER_MINUTE % MINS_PER_HOUR),
									(int) (seconds % SECS_PER_MINUTE)));
}

PG_FUNCTION_INFO_V1(format_hms_interval);
Datum
format_hms_interval(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(hours_minutes_seconds(duration_interval(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(format_hms_float8);
Datum
format_hms_float8(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(hours_minutes_seconds(duration_float8(fcinfo, 0)));
}
