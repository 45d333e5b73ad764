/*
 * ratio.c
 *		ratio_summary: exact moments of pairs whose sums are divided.
 *
 * ratio = sum of parts / sum of wholes: pooled over the rows, not an average
 * of ratios.
 *
 *		occupancy			busy / (busy + idle)
 *		utilization			handling / paid time
 *		agent productivity	contacts handled / hours logged in
 *		clearance rate		resolved / created, which may exceed 1
 *		reopens per resolution		times reopened / times resolved
 *		balanced score		weight * part of the way from worst to best / weight
 *
 * A row with a negative part or whole is excluded and counted.  Confidence
 * interval: Student's t of n - 1 degrees of freedom, with the variance of a
 * ratio by the delta method.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "chart.h"
#include "comparison.h"
#include "confidence.h"
#include "funnel.h"
#include "moments.h"
#include "number.h"
#include "rate.h"
#include "share.h"
#include "summary.h"

typedef struct RatioSummary
{
	int64		per;			/* unit of the ratio: 1, or an hour, if the
								 * wholes are seconds */
	PairMoments moments;		/* x is the part, y the whole */
	int64		excluded;		/* a negative part or whole */
} RatioSummary;

static const SummaryField ratio_fields[] = {
	LABEL_INTEGER("per"),
	PAIR_MOMENTS_FIELDS("part", "whole"),
	COUNTER("excluded")
};

static const char *
ratio_invalid(const void *summary)
{
	const RatioSummary *ratio = summary;
	const PairMoments *moments = &ratio->moments;

	if (ratio->per != 1 && ratio->per != SECS_PER_HOUR)
		return "its per is neither 1 nor 3600";
	if (wide_is_negative(moments->x, MOMENTS_SUM_WORDS) ||
		wide_is_negative(moments->y, MOMENTS_SUM_WORDS) ||
		wide_is_negative(moments->products, MOMENTS_SQUARES_WORDS))
		return "it has a negative sum";
	return pair_moments_invalid(moments);
}

SUMMARY_FAMILY(ratio_summary, RatioSummary, ratio_fields, ratio_invalid);

/* Rows */

static void
require_same_per(int64 a, int64 b)
{
	if (unlikely(a != b))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot combine ratios per " INT64_FORMAT
						" with ratios per " INT64_FORMAT, a, b)));
}

static void
ratio_count_per(RatioSummary *ratio, int128 part, int128 whole, int64 per, int64 step)
{
	if (ratio->moments.n == 0 && ratio->excluded == 0)
		ratio->per = per;
	require_same_per(ratio->per, per);
	if (part < 0 || whole < 0)
		summary_count(&ratio->excluded, step);
	else
		pair_moments_count(&ratio->moments, part, whole, step);
}

static void
ratio_count(RatioSummary *ratio, int128 part, int128 whole, int64 step)
{
	ratio_count_per(ratio, part, whole, 1, step);
}

/*
 * Reads the n-th argument as fixed-point number; a duration as its seconds,
 * below 0 if it is negative
 */
static int128
exact_duration_interval(FunctionCallInfo fcinfo, int n)
{
	int64		microseconds = duration_interval(fcinfo, n);

	return microseconds < 0 ? -1 : exact_from_microseconds(microseconds);
}

static int128
exact_duration_float8(FunctionCallInfo fcinfo, int n)
{
	int64		microseconds = duration_float8(fcinfo, n);

	return microseconds < 0 ? -1 : exact_from_microseconds(microseconds);
}

typedef int128 (*ExactReader) (FunctionCallInfo fcinfo, int n);

/* (part, whole) */
static inline void
ratio_take(RatioSummary *ratio, FunctionCallInfo fcinfo, int64 step, ExactReader part,
		   ExactReader whole)
{
	ratio_count(ratio, part(fcinfo, 1), whole(fcinfo, 2), step);
}

/* (part, rest): the whole is the sum of both */
static inline void
ratio_take_rest(RatioSummary *ratio, FunctionCallInfo fcinfo, int64 step, ExactReader exact)
{
	int128		part = exact(fcinfo, 1);
	int128		rest = exact(fcinfo, 2);

	ratio_count(ratio, part, part < 0 || rest < 0 ? -1 : part + rest, step);
}

/* (handled, logged_in): per hour; logged_in is in seconds */
static inline void
ratio_take_hourly(RatioSummary *ratio, FunctionCallInfo fcinfo, int64 step, ExactReader whole)
{
	ratio_count_per(ratio, exact_float8(fcinfo, 1), whole(fcinfo, 2), SECS_PER_HOUR, step);
}

/* (resolved, created), counts or flags of one ticket: a missing one is 0 */
static int128
exact_or_none(FunctionCallInfo fcinfo, int n, ExactReader exact)
{
	return PG_ARGISNULL(n) ? 0 : exact(fcinfo, n);
}

static inline void
ratio_take_flow(RatioSummary *ratio, FunctionCallInfo fcinfo, int64 step, ExactReader exact)
{
	if (!PG_ARGISNULL(1) || !PG_ARGISNULL(2))
		ratio_count(ratio, exact_or_none(fcinfo, 1, exact), exact_or_none(fcinfo, 2, exact), step);
}

/* (resolutions, reopens): a reopened ticket was resolved at least as often */
static inline void
ratio_take_resolutions(RatioSummary *ratio, FunctionCallInfo fcinfo, int64 step, ExactReader exact)
{
	int64		resolutions = PG_GETARG_INT64(1);
	int64		reopens = PG_GETARG_INT64(2);

	if (reopens > resolutions)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a ticket resolved " INT64_FORMAT
						" times cannot be reopened " INT64_FORMAT " times",
						resolutions, reopens)));
	ratio_count(ratio, exact(fcinfo, 2), exact(fcinfo, 1), step);
}

/* (actual, worst, best, weight): the part is the weight times the part of the way to the best */

static inline void
ratio_count_score(RatioSummary *ratio, double actual, double worst, double best, double weight,
				  int64 step)
{
	double		score;

	if (worst == best)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("worst and best must differ: both are %s", number_text(best))));
	(void) require_not_below_0(weight, "weight");
	score = Min(Max((actual - worst) / (best - worst), 0.0), 1.0);
	ratio_count(ratio, exact_number(weight * score), exact_number(weight), step);
}

/* Reads a number within a range in which no difference overflows */
static inline double
argument_figure(FunctionCallInfo fcinfo, int n)
{
	(void) exact_number(PG_GETARG_FLOAT8(n));
	return PG_GETARG_FLOAT8(n);
}

static inline double
argument_seconds(FunctionCallInfo fcinfo, int n)
{
	return seconds_from_microseconds(duration_interval(fcinfo, n));
}

static inline void
ratio_take_balanced(RatioSummary *ratio, FunctionCallInfo fcinfo, int64 step,
					double (*figure) (FunctionCallInfo fcinfo, int n))
{
	/*
	 * read one after the other, so that every compiler names the same wrong
	 * one
	 */
	double		actual = figure(fcinfo, 1);
	double		worst = figure(fcinfo, 2);
	double		best = figure(fcinfo, 3);

	ratio_count_score(ratio, actual, worst, best, argument_figure(fcinfo, 4), step);
}

#define RATIO_TRANSITION(count, uncount, take, ...) \
static inline void \
count##_take(RatioSummary *ratio, FunctionCallInfo fcinfo, int64 step) \
{ \
	take(ratio, fcinfo, step, __VA_ARGS__); \
} \
SUMMARY_TRANSITION(count, uncount, ratio_summary_family, count##_take)

RATIO_TRANSITION(ratio_summary_count_float8, ratio_summary_uncount_float8,
				 ratio_take, exact_float8, exact_float8);
RATIO_TRANSITION(ratio_summary_count_interval, ratio_summary_uncount_interval,
				 ratio_take, exact_duration_interval, exact_duration_interval);
RATIO_TRANSITION(ratio_summary_count_rest_interval, ratio_summary_uncount_rest_interval,
				 ratio_take_rest, exact_duration_interval);
RATIO_TRANSITION(ratio_summary_count_rest_float8, ratio_summary_uncount_rest_float8,
				 ratio_take_rest, exact_duration_float8);
RATIO_TRANSITION(ratio_summary_count_hourly_interval, ratio_summary_uncount_hourly_interval,
				 ratio_take_hourly, exact_duration_interval);
RATIO_TRANSITION(ratio_summary_count_hourly_float8, ratio_summary_uncount_hourly_float8,
				 ratio_take_hourly, exact_duration_float8);
RATIO_TRANSITION(ratio_summary_count_flow_float8, ratio_summary_uncount_flow_float8,
				 ratio_take_flow, exact_float8);
RATIO_TRANSITION(ratio_summary_count_flow_bool, ratio_summary_uncount_flow_bool,
				 ratio_take_flow, exact_bool);
RATIO_TRANSITION(ratio_summary_count_reopens, ratio_summary_uncount_reopens,
				 ratio_take_resolutions, exact_int8);
RATIO_TRANSITION(ratio_summary_count_balanced_float8, ratio_summary_uncount_balanced_float8,
				 ratio_take_balanced, argument_figure);
RATIO_TRANSITION(ratio_summary_count_balanced_interval, ratio_summary_uncount_balanced_interval,
				 ratio_take_balanced, argument_seconds);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(ratio_summary_n_counted, RatioSummary, moments.n);
SUMMARY_COUNTER_ACCESSOR(ratio_summary_n_excluded, RatioSummary, excluded);
SUM_ACCESSOR(ratio_summary_numerator, RatioSummary, moments.x);
/* A summary of no rows is per 0 */
QUOTIENT_ACCESSOR(ratio_summary_denominator, RatioSummary, moments.y, Max(summary->per, 1),
				  EXACT_FRACTION_BITS);

PG_FUNCTION_INFO_V1(ratio_summary_ratio);
Datum
ratio_summary_ratio(PG_FUNCTION_ARGS)
{
	const RatioSummary *ratio = (const RatioSummary *) PG_GETARG_POINTER(0);
	double		value;

	if (!pair_moments_ratio(&ratio->moments, ratio->per, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* Uncertainty, by the method that an argument names */

typedef enum RatioMethod
{
	RATIO_DELTA,				/* from the differences between the pairs */
	RATIO_POISSON				/* if the parts are counts of events */
} RatioMethod;

static const MethodName ratio_methods[] = {
	{"delta", RATIO_DELTA},
	{"poisson", RATIO_POISSON}
};

static RatioMethod
argument_ratio_method(FunctionCallInfo fcinfo, int n)
{
	return argument_method(fcinfo, n, "method of a ratio", ratio_methods,
						   lengthof(ratio_methods));
}

/* Returns events and exposure, in the unit of the ratio */
static Share
ratio_events(const RatioSummary *ratio)
{
	const PairMoments *moments = &ratio->moments;
	Share		events = {
		wide_quotient(moments->x, MOMENTS_SUM_WORDS, 1, EXACT_FRACTION_BITS),
		wide_quotient(moments->y, MOMENTS_SUM_WORDS, 1, EXACT_FRACTION_BITS)
	};

	if (events.part != floor(events.part))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a number of events must be a whole number: %s",
						number_text(events.part))));
	if (ratio->per != 0)
		events.whole /= ratio->per;
	return events;
}

/* Returns false if there is no ratio */
static bool
ratio_estimate(const RatioSummary *ratio, Estimate *estimate)
{
	const PairMoments *moments = &ratio->moments;

	if (!pair_moments_ratio(moments, ratio->per, &estimate->value))
		return false;
	estimate->degrees = moments->n - 1.0;
	estimate->error = moments->n < 2 ? NAN :
		ratio->per * sqrt(pair_moments_ratio_variance(moments));
	return true;
}

/* No part is negative, so neither is the ratio */
static bool
ratio_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	RatioMethod method = argument_ratio_method(fcinfo, 2);
	Estimate	estimate;
	Share		events;

	if (!ratio_estimate(summary, &estimate))
		return false;
	if (method == RATIO_POISSON)
	{
		events = ratio_events(summary);
		*bounds = garwood_bounds(events.part, events.whole, confidence);
		return true;
	}
	if (!estimate_bounds(&estimate, confidence, bounds))
		return false;
	bounds->lower = Max(bounds->lower, 0.0);
	return true;
}

SUMMARY_CONFIDENCE(ratio_summary_ci_lower, ratio_summary_ci_upper, ratio_bounds);

static bool
ratio_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
			  double confidence, Comparison *comparison)
{
	const RatioSummary *a = summary_a;
	const RatioSummary *b = summary_b;
	RatioMethod method = argument_ratio_method(fcinfo, 3);
	Estimate	estimate_a;
	Estimate	estimate_b;

	if (!ratio_estimate(a, &estimate_a) || !ratio_estimate(b, &estimate_b))
		return false;
	require_same_per(a->per, b->per);
	*comparison = method == RATIO_POISSON ?
		compare_event_rates(ratio_events(a), ratio_events(b), confidence) :
		compare_estimates(&estimate_a, &estimate_b, confidence);
	return true;
}

KPI_COMPARE(ratio_summary_kpi_compare, ratio_compare);

/* Ratios of counts in charts: events by exposure, or hits among trials */

static Share
exposed_events(const void *summary, FunctionCallInfo fcinfo, int n)
{
	Share		events = ratio_events(summary);

	require_exposure(events.whole, "exposure", events.part, "count");
	return events;
}

SUMMARY_CHARTS(ratio_summary_u_chart, ratio_summary_u_prime_chart, exposed_events, COUNTS);

static Share
counted_share(const void *summary, FunctionCallInfo fcinfo, int n)
{
	Share		share = ratio_events(summary);

	if (share.whole != floor(share.whole) || share.part > share.whole)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of %s is not a share of counted trials", number_text(share.part),
						number_text(share.whole)),
				 errhint("Use u_chart for events per exposure.")));
	return share;
}

SUMMARY_CHARTS(ratio_summary_p_chart, ratio_summary_p_prime_chart, counted_share, SHARES);
SHARE_FUNNEL(ratio_summary_funnel, share_funnel, counted_share);

SHARE_AS_RATE(ratio_summary_as_rate, RatioSummary, counted_share, 0, summary->excluded);
