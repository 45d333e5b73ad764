/*
 * mean.c
 *		mean_summary: exact moments of a column of numbers.
 *
 * Holds n, the sum of x and the sum of x^2 as integers (exact.h), so a mean is
 * the double nearest to the true mean and a variance knows no cancellation.
 * An interval enters as its seconds.  Interval of confidence: Student's t.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "confidence.h"
#include "sample.h"
#include "moments.h"
#include "summary.h"

static const SummaryField mean_fields[] = {
	MOMENTS_FIELDS
};

static const char *
mean_invalid(const void *summary)
{
	return moments_invalid(summary);
}

SUMMARY_FAMILY(mean_summary, Moments, mean_fields, mean_invalid);

/* Rows */

static inline void
mean_take_float8(Moments *mean, FunctionCallInfo fcinfo, int64 step)
{
	moments_count(mean, exact_float8(fcinfo, 1), step);
}

static inline void
mean_take_int8(Moments *mean, FunctionCallInfo fcinfo, int64 step)
{
	moments_count(mean, exact_int8(fcinfo, 1), step);
}

static inline void
mean_take_interval(Moments *mean, FunctionCallInfo fcinfo, int64 step)
{
	moments_count(mean, exact_interval(fcinfo, 1), step);
}

SUMMARY_TRANSITION(mean_summary, _float8, mean_take_float8);
SUMMARY_TRANSITION(mean_summary, _int8, mean_take_int8);
SUMMARY_TRANSITION(mean_summary, _interval, mean_take_interval);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(mean_summary_n_counted, Moments, n);

PG_FUNCTION_INFO_V1(mean_summary_mean);
Datum
mean_summary_mean(PG_FUNCTION_ARGS)
{
	const Moments *mean = (const Moments *) PG_GETARG_POINTER(0);

	if (mean->n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(moments_mean(mean));
}

PG_FUNCTION_INFO_V1(mean_summary_mean_interval);
Datum
mean_summary_mean_interval(PG_FUNCTION_ARGS)
{
	const Moments *mean = (const Moments *) PG_GETARG_POINTER(0);
	int64		microseconds;

	if (mean->n == 0)
		PG_RETURN_NULL();
	if (!moments_mean_microseconds(mean, &microseconds))
		seconds_out_of_range(moments_mean(mean));
	PG_RETURN_INTERVAL_P(interval_from_microseconds(microseconds));
}

/* Of the sample: the divisor is n - 1 */
PG_FUNCTION_INFO_V1(mean_summary_stddev);
Datum
mean_summary_stddev(PG_FUNCTION_ARGS)
{
	const Moments *mean = (const Moments *) PG_GETARG_POINTER(0);

	if (mean->n < 2)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sqrt(moments_squared_deviations(mean) / (mean->n - 1)));
}

static bool
mean_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	const Moments *mean = summary;

	if (mean->n < 2)
		return false;
	*bounds = student_t_bounds(moments_mean(mean),
							   sqrt(moments_squared_deviations(mean) / (mean->n - 1) / mean->n),
							   mean->n - 1, confidence);
	return true;
}

SUMMARY_CONFIDENCE(mean_summary, mean_bounds);

/* Damping */

static Sample
mean_sample(const void *summary)
{
	return moments_sample(summary);
}

SAMPLE_DAMPING(mean_summary, mean_sample);
