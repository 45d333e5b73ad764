/*
 * damped.c
 *		damped_summary: moments together with the prior that damps them.
 *
 * damped mean = (sum of x + k mu) / (n + k): mu is the prior mean, and k the
 * prior weight, the number of values that the prior stands for.  The prior
 * must be the same in every row of a group.  A row without x only counts in
 * rows.  It still carries the prior, so a group without any x has the prior
 * mean.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "comparison.h"
#include "confidence.h"
#include "moments.h"
#include "sample.h"
#include "summary.h"

typedef struct DampedSummary
{
	double		prior_mean;
	double		prior_weight;
	int64		rows;
	Moments		moments;
	int64		excluded;		/* negative durations */
} DampedSummary;

static const SummaryField damped_fields[] = {
	LABEL_REAL("prior_mean"),
	LABEL_REAL("prior_weight"),
	COUNTER("rows"),
	MOMENTS_FIELDS,
	COUNTER("excluded")
};

static const char *
damped_invalid(const void *summary)
{
	const DampedSummary *damped = summary;

	if (fabs(damped->prior_mean) > PRIOR_MEAN_LARGEST)
		return "its prior mean is not between -2^62 and 2^62";
	if (damped->prior_weight < 0.0 || damped->prior_weight > PRIOR_WEIGHT_LARGEST)
		return "its prior weight is not between 0 and 2^63";
	if ((int128) damped->moments.n + damped->excluded > damped->rows)
		return "its n and excluded are more than its rows";
	return moments_invalid(&damped->moments);
}

SUMMARY_FAMILY(damped_summary, DampedSummary, damped_fields, damped_invalid);

/* Rows: (x, prior_mean, prior_weight) */

static void
prior_changed(const char *option, double before, double after)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s changes within a group: %s, then %s", option, number_text(before),
					number_text(after)),
			 errhint("Group by what the prior depends on.")));
}

/* Counts the row; returns whether it has an x */
static inline bool
damped_take_prior(DampedSummary *damped, FunctionCallInfo fcinfo, double prior_mean, int64 step)
{
	double		prior_weight = argument_prior_weight(fcinfo, 3);

	if (damped->rows == 0)
	{
		damped->prior_mean = prior_mean;
		damped->prior_weight = prior_weight;
	}
	else if (damped->prior_mean != prior_mean)
		prior_changed("prior mean", damped->prior_mean, prior_mean);
	else if (damped->prior_weight != prior_weight)
		prior_changed("prior weight", damped->prior_weight, prior_weight);

	summary_count(&damped->rows, step);
	return !PG_ARGISNULL(1);
}

static inline bool
all_null(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) && PG_ARGISNULL(2) && PG_ARGISNULL(3);
}

static inline void
damped_take(DampedSummary *damped, FunctionCallInfo fcinfo, int64 step,
			int128 (*exact) (FunctionCallInfo fcinfo, int n))
{
	if (!all_null(fcinfo) &&
		damped_take_prior(damped, fcinfo, argument_prior_mean(fcinfo, 2), step))
		moments_count(&damped->moments, exact(fcinfo, 1), step);
}

static inline void
damped_take_float8(DampedSummary *damped, FunctionCallInfo fcinfo, int64 step)
{
	damped_take(damped, fcinfo, step, exact_float8);
}

static inline void
damped_take_int8(DampedSummary *damped, FunctionCallInfo fcinfo, int64 step)
{
	damped_take(damped, fcinfo, step, exact_int8);
}

static inline void
damped_take_bool(DampedSummary *damped, FunctionCallInfo fcinfo, int64 step)
{
	damped_take(damped, fcinfo, step, exact_bool);
}

/* Durations: the prior mean is an interval too, and a negative x is excluded */
static inline void
damped_take_interval(DampedSummary *damped, FunctionCallInfo fcinfo, int64 step)
{
	int64		microseconds;

	if (all_null(fcinfo) ||
		!damped_take_prior(damped, fcinfo,
						   seconds_from_microseconds(threshold_interval(fcinfo, 2, "prior mean")),
						   step))
		return;
	microseconds = microseconds_from_interval(PG_GETARG_INTERVAL_P(1));
	if (microseconds < 0)
		damped->excluded += step;
	else
		moments_count(&damped->moments, exact_from_microseconds(microseconds), step);
}

SUMMARY_TRANSITION(damped_summary_count_float8, damped_summary_uncount_float8,
				   damped_summary_family, damped_take_float8);
SUMMARY_TRANSITION(damped_summary_count_int8, damped_summary_uncount_int8,
				   damped_summary_family, damped_take_int8);
SUMMARY_TRANSITION(damped_summary_count_bool, damped_summary_uncount_bool,
				   damped_summary_family, damped_take_bool);
SUMMARY_TRANSITION(damped_summary_count_interval, damped_summary_uncount_interval,
				   damped_summary_family, damped_take_interval);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(damped_summary_n_counted, DampedSummary, moments.n);
SUMMARY_COUNTER_ACCESSOR(damped_summary_n_excluded, DampedSummary, excluded);
SUM_ACCESSOR(damped_summary_total, DampedSummary, moments.sum);
SQUARES_ACCESSOR(damped_summary_sum_of_squares, DampedSummary, moments.squares);

/* A summary of no rows has no prior */

#define PRIOR_ACCESSOR(function, label) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	const DampedSummary *damped = (const DampedSummary *) PG_GETARG_POINTER(0); \
\
	if (damped->rows == 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(damped->label); \
} \
extern int	no_such_variable

PRIOR_ACCESSOR(damped_summary_prior_mean, prior_mean);
PRIOR_ACCESSOR(damped_summary_prior_weight, prior_weight);

/* Returns whether there is anything to read: a value, or a prior with weight */
static inline bool
damped_known(const DampedSummary *damped)
{
	return damped->moments.n > 0 || damped->prior_weight > 0.0;
}

static double
damped_value(const DampedSummary *damped)
{
	Sample		sample = moments_sample(&damped->moments);

	return damping_mean(&sample, damped->prior_mean, damped->prior_weight);
}

PG_FUNCTION_INFO_V1(damped_summary_damped_mean);
Datum
damped_summary_damped_mean(PG_FUNCTION_ARGS)
{
	const DampedSummary *damped = (const DampedSummary *) PG_GETARG_POINTER(0);

	if (!damped_known(damped))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(damped_value(damped));
}

PG_FUNCTION_INFO_V1(damped_summary_damped_mean_interval);
Datum
damped_summary_damped_mean_interval(PG_FUNCTION_ARGS)
{
	const DampedSummary *damped = (const DampedSummary *) PG_GETARG_POINTER(0);
	int64		microseconds;

	if (!damped_known(damped))
		PG_RETURN_NULL();

	/* without damping, this is the mean itself, which is exact */
	if (damped->prior_weight == 0.0 && moments_mean_microseconds(&damped->moments, &microseconds))
		PG_RETURN_INTERVAL_P(interval_from_microseconds(microseconds));
	PG_RETURN_INTERVAL_P(interval_from_seconds(damped_value(damped)));
}

/*
 * The standard error is sqrt(s^2 / (n + k)), with the group's own s^2 of n - 1
 * degrees of freedom
 */
static Estimate
damped_estimate(const DampedSummary *damped)
{
	Sample		sample = moments_sample(&damped->moments);
	double		degrees = sample.n - 1.0;
	Estimate	estimate = {
		damped_value(damped),
		damping_error(&sample, sample.squared_deviations / degrees, damped->prior_weight),
		degrees
	};

	return estimate;
}

static bool
damped_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	Estimate	estimate = damped_estimate(summary);

	return estimate_bounds(&estimate, confidence, bounds);
}

SUMMARY_CONFIDENCE(damped_summary_ci_lower, damped_summary_ci_upper, damped_bounds);

static bool
damped_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
			   double confidence, Comparison *comparison)
{
	Estimate	a;
	Estimate	b;

	if (!damped_known(summary_a) || !damped_known(summary_b))
		return false;
	a = damped_estimate(summary_a);
	b = damped_estimate(summary_b);
	*comparison = compare_estimates(&a, &b, confidence);
	return true;
}

KPI_COMPARE(damped_summary_kpi_compare, damped_compare);
