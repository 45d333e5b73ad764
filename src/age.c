/*
 * age.c
 *		The ages of open items: what a duration_summary shows about unfinished
 *		durations.
 *
 * An unfinished duration is the age of an open item, as of the time at which
 * the rows were made:
 *
 *		mean age = sum of ages / number open
 *		share of a class = number of it / number open
 *
 * A class of aging() is an age above one bound and up to the next, so "older
 * than 3 days" means above 3 days.  A bound of three significant digits is the
 * end of a bucket.  If all ages are multiples of a unit, any multiple of it
 * that a bucket separates from others is just as exact a bound.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "argument.h"
#include "duration.h"
#include "record.h"
#include "series.h"
#include "summary.h"

static double
read_age_quantile(const Durations *durations, FunctionCallInfo fcinfo)
{
	return duration_quantile(durations, true, argument_quantile(fcinfo, 1, true));
}

DURATION_ACCESSOR(duration_summary_age_quantile, read_age_quantile);

PG_FUNCTION_INFO_V1(duration_summary_mean_age);
Datum
duration_summary_mean_age(PG_FUNCTION_ARGS)
{
	int64		microseconds;

	if (!duration_mean(argument_durations(fcinfo, 0), true, &microseconds))
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(interval_from_microseconds(microseconds));
}

/* Reads the highest quantile: with one age, the sum is that age */
PG_FUNCTION_INFO_V1(duration_summary_oldest);
Datum
duration_summary_oldest(PG_FUNCTION_ARGS)
{
	const Durations *durations = argument_durations(fcinfo, 0);
	int64		open = duration_count(durations, true);

	if (open == 0)
		PG_RETURN_NULL();
	if (open == 1)
		return duration_summary_mean_age(fcinfo);
	PG_RETURN_INTERVAL_P(interval_from_reading(duration_quantile(durations, true, 1.0)));
}

/* Rows (older_than, up_to, n, share): a class for each bound and one above the last */

typedef struct Aging
{
	int			nbounds;
	Interval   *bounds;			/* as the caller gave them */
	double	   *ages;			/* the same, in microseconds */
	int64	   *counts;			/* one more than bounds */
	int64		open;
} Aging;

static void
require_above(const Aging *aging, int n)
{
	if (n > 0 && aging->ages[n] <= aging->ages[n - 1])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bounds must ascend: %s seconds, then %s seconds",
						number_text(aging->ages[n - 1] / MICROSECONDS),
						number_text(aging->ages[n] / MICROSECONDS))));
}

static void
take_bound(Aging *aging, int n, Datum bound, bool is_null)
{
	if (is_null)
		argument_must_not_be_null(psprintf("bound %d", n + 1));
	aging->bounds[n] = *DatumGetIntervalP(bound);
	aging->ages[n] =
		(double) require_not_negative(microseconds_from_option(&aging->bounds[n], "bound"),
									  "bound");
	require_above(aging, n);
}

static Aging *
argument_bounds(FunctionCallInfo fcinfo, int n)
{
	Aging	   *aging = palloc0(sizeof(Aging));
	Datum	   *bounds;
	bool	   *nulls;

	argument_not_null(fcinfo, n, "bounds");
	deconstruct_array(argument_vector(fcinfo, n, "bounds"), INTERVALOID, sizeof(Interval), false,
					  'd', &bounds, &nulls, &aging->nbounds);
	if (aging->nbounds == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bounds must not be an empty array: {}"),
				 errhint("Give the upper bounds of the age classes, such as {1 day, 3 days, "
						 "7 days}.")));
	aging->bounds = palloc(aging->nbounds * sizeof(Interval));
	aging->ages = palloc(aging->nbounds * sizeof(double));
	aging->counts = palloc0((aging->nbounds + 1) * sizeof(int64));
	for (int i = 0; i < aging->nbounds; i++)
	{
		CHECK_FOR_INTERRUPTS();
		take_bound(aging, i, bounds[i], nulls[i]);
	}
	return aging;
}

/* Counts the ages by class; ages come in order, so classes do too */
static void
count_ages(Aging *aging, const Durations *durations)
{
	int64		unit = duration_unit(durations, true);
	int			class = 0;

	for (int64 i = 0; i < duration_ncounters(durations); i++)
	{
		DurationCounter counter = duration_counter(durations, i);
		double		age = duration_whole(counter.longest, unit);

		if (!counter.unfinished)
			continue;
		for (; class < aging->nbounds && aging->ages[class] < age; class++)
			CHECK_FOR_INTERRUPTS();
		aging->counts[class] += counter.count;
		summary_count(&aging->open, counter.count);
	}
}

static void *
begin_aging(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	Aging	   *aging;

	*nrows = 0;
	if (PG_ARGISNULL(0))
		return NULL;
	aging = argument_bounds(fcinfo, 1);
	count_ages(aging, argument_durations(fcinfo, 0));
	*nrows = (int64) aging->nbounds + 1;
	return aging;
}

static void
read_class(void *state, int64 n, Datum *values, bool *nulls)
{
	const Aging *aging = state;

	nulls[0] = n == 0;
	if (n > 0)
		values[0] = IntervalPGetDatum(&aging->bounds[n - 1]);
	nulls[1] = n == aging->nbounds;
	if (n < aging->nbounds)
		values[1] = IntervalPGetDatum(&aging->bounds[n]);
	values[2] = Int64GetDatum(aging->counts[n]);
	nulls[3] = aging->open == 0;
	if (aging->open > 0)
		values[3] = Float8GetDatum((double) aging->counts[n] / (double) aging->open);
}

PG_FUNCTION_INFO_V1(duration_summary_aging);
Datum
duration_summary_aging(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_aging, 0, NULL, read_class);
}
