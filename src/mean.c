/*
 * mean.c
 *		mean_summary: exact moments of a column of numbers.
 *
 * The summary holds n, the sum of x and the sum of x^2 as integers (exact.h),
 * so a mean is the double nearest to the true mean and a variance has no
 * cancellation.  An interval is a duration: it counts as its seconds, and a
 * negative one is excluded and counted.  Confidence interval: Student's t.
 * Two means are compared by Welch's t, which does not assume a common
 * variance.
 *
 * Average handle time is such a mean: (talk + hold + wrap-up) / handled.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "comparison.h"
#include "confidence.h"
#include "moments.h"
#include "sample.h"
#include "summary.h"

typedef struct MeanSummary
{
	Moments		moments;
	int64		excluded;		/* negative durations */
} MeanSummary;

static const SummaryField mean_fields[] = {
	MOMENTS_FIELDS,
	COUNTER("excluded")
};

static const char *
mean_invalid(const void *summary)
{
	return moments_invalid(&((const MeanSummary *) summary)->moments);
}

SUMMARY_FAMILY(mean_summary, MeanSummary, mean_fields, mean_invalid);

/* Rows */

static inline void
mean_take_float8(MeanSummary *mean, FunctionCallInfo fcinfo, int64 step)
{
	moments_count(&mean->moments, exact_float8(fcinfo, 1), step);
}

static inline void
mean_take_int8(MeanSummary *mean, FunctionCallInfo fcinfo, int64 step)
{
	moments_count(&mean->moments, exact_int8(fcinfo, 1), step);
}

static inline void
mean_count_duration(MeanSummary *mean, int64 microseconds, int64 step)
{
	if (microseconds < 0)
		summary_count(&mean->excluded, step);
	else
		moments_count(&mean->moments, exact_from_microseconds(microseconds), step);
}

static inline void
mean_take_interval(MeanSummary *mean, FunctionCallInfo fcinfo, int64 step)
{
	mean_count_duration(mean, duration_interval(fcinfo, 1), step);
}

/* (talk, hold, wrap): a missing part took no time; a negative part excludes the contact */
static inline void
mean_take_handle(MeanSummary *mean, FunctionCallInfo fcinfo, int64 step, DurationReader part)
{
	int128		handled = 0;
	bool		negative = false;

	if (PG_ARGISNULL(1) && PG_ARGISNULL(2) && PG_ARGISNULL(3))
		return;
	for (int n = 1; n <= 3; n++)
	{
		int64		microseconds = PG_ARGISNULL(n) ? 0 : part(fcinfo, n);

		negative = negative || microseconds < 0;
		handled += microseconds;
	}
	if (!negative && handled > PG_INT64_MAX)
		duration_out_of_range((double) handled / MICROSECONDS);
	mean_count_duration(mean, negative ? -1 : (int64) handled, step);
}

static inline void
mean_take_handle_interval(MeanSummary *mean, FunctionCallInfo fcinfo, int64 step)
{
	mean_take_handle(mean, fcinfo, step, duration_interval);
}

static inline void
mean_take_handle_float8(MeanSummary *mean, FunctionCallInfo fcinfo, int64 step)
{
	mean_take_handle(mean, fcinfo, step, duration_float8);
}

SUMMARY_TRANSITION(mean_summary_count_float8, mean_summary_uncount_float8,
				   mean_summary_family, mean_take_float8);
SUMMARY_TRANSITION(mean_summary_count_int8, mean_summary_uncount_int8,
				   mean_summary_family, mean_take_int8);
SUMMARY_TRANSITION(mean_summary_count_interval, mean_summary_uncount_interval,
				   mean_summary_family, mean_take_interval);
SUMMARY_TRANSITION(mean_summary_count_handle_interval, mean_summary_uncount_handle_interval,
				   mean_summary_family, mean_take_handle_interval);
SUMMARY_TRANSITION(mean_summary_count_handle_float8, mean_summary_uncount_handle_float8,
				   mean_summary_family, mean_take_handle_float8);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(mean_summary_n_counted, MeanSummary, moments.n);
SUMMARY_COUNTER_ACCESSOR(mean_summary_n_excluded, MeanSummary, excluded);
SUM_ACCESSOR(mean_summary_total, MeanSummary, moments.sum);
SQUARES_ACCESSOR(mean_summary_sum_of_squares, MeanSummary, moments.squares);

PG_FUNCTION_INFO_V1(mean_summary_mean);
Datum
mean_summary_mean(PG_FUNCTION_ARGS)
{
	RETURN_MEAN(&((const MeanSummary *) PG_GETARG_POINTER(0))->moments);
}

PG_FUNCTION_INFO_V1(mean_summary_mean_interval);
Datum
mean_summary_mean_interval(PG_FUNCTION_ARGS)
{
	RETURN_MEAN_INTERVAL(&((const MeanSummary *) PG_GETARG_POINTER(0))->moments);
}

/* Standard deviation of the sample: the divisor is n - 1 */
PG_FUNCTION_INFO_V1(mean_summary_stddev);
Datum
mean_summary_stddev(PG_FUNCTION_ARGS)
{
	const Moments *mean = &((const MeanSummary *) PG_GETARG_POINTER(0))->moments;

	if (mean->n < 2)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sqrt(moments_squared_deviations(mean) / (mean->n - 1)));
}

static Sample
mean_sample(const void *summary)
{
	return moments_sample(&((const MeanSummary *) summary)->moments);
}

static bool
mean_sample_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence,
				   Bounds *bounds)
{
	Sample		sample = mean_sample(summary);

	return mean_bounds(&sample, confidence, bounds);
}

SUMMARY_CONFIDENCE(mean_summary_ci_lower, mean_summary_ci_upper, mean_sample_bounds);

static bool
mean_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
			 double confidence, Comparison *comparison)
{
	Sample		a = mean_sample(summary_a);
	Sample		b = mean_sample(summary_b);

	return compare_means(&a, &b, confidence, comparison);
}

KPI_COMPARE(mean_summary_kpi_compare, mean_compare);

static Sample
mean_group(FunctionCallInfo fcinfo, int n, void *memory)
{
	return mean_sample(PG_GETARG_POINTER(0));
}

SAMPLE_FUNCTION(mean_summary_damped_mean, sample_damped_mean, mean_group);
SAMPLE_FUNCTION(mean_summary_damped_mean_over, sample_damped_mean_over, mean_group);
SAMPLE_FUNCTION(mean_summary_damped_lower_over, sample_damped_lower_over, mean_group);
SAMPLE_FUNCTION(mean_summary_damped_upper_over, sample_damped_upper_over, mean_group);
SAMPLE_FUNCTION(mean_summary_damping_weight_over, sample_damping_weight_over, mean_group);
