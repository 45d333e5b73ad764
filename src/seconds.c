/*
 * seconds.c
 *		An interval as a number of seconds, for charts and other tools.
 *
 * seconds = microseconds / 1,000,000: a day is 24 hours, and a month has no
 * fixed length.
 */
#include "postgres.h"

#include "argument.h"
#include "server.h"

PG_FUNCTION_INFO_V1(seconds_of_interval);
Datum
seconds_of_interval(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(seconds_from_microseconds(duration_interval(fcinfo, 0)));
}
