/*
 * pair.c
 *		pair_summary: exact moments of pairs (x, y), to show what influences
 *		what.
 *
 * x is the driver, such as the time that a caller waited, and y the outcome,
 * such as the rating that the caller gave.  With Sxx, Syy and Sxy the sums of
 * squared deviations from the means and of their products,
 *
 *		correlation r	Sxy / sqrt(Sxx Syy)
 *		slope			Sxy / Sxx: by how much y changes for each unit of x
 *		intercept		mean(y) - slope mean(x): y at x = 0
 *
 * of the line of least squares.  The deviations are differences of integers
 * (exact.h), which lose no digit, however far the numbers are from 0.  An
 * interval is a duration: it counts as its seconds, and a pair with a negative
 * one is excluded and counted.
 *
 * Confidence intervals: of r by Fisher's z, of slope and intercept by
 * Student's t of n - 2 degrees of freedom.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "comparison.h"
#include "confidence.h"
#include "moments.h"
#include "summary.h"

typedef struct PairSummary
{
	PairMoments moments;
	int64		excluded;		/* a negative duration */
} PairSummary;

static const SummaryField pair_fields[] = {
	PAIR_MOMENTS_FIELDS("x", "y"),
	COUNTER("excluded")
};

static const char *
pair_invalid(const void *summary)
{
	return pair_moments_invalid(&((const PairSummary *) summary)->moments);
}

SUMMARY_FAMILY(pair_summary, PairSummary, pair_fields, pair_invalid);

/* Rows */

/* Reads the n-th argument as fixed-point number; false if it is a negative duration */
typedef bool (*PairReader) (FunctionCallInfo fcinfo, int n, int128 *number);

static inline bool
number_float8(FunctionCallInfo fcinfo, int n, int128 *number)
{
	*number = exact_float8(fcinfo, n);
	return true;
}

static inline bool
number_interval(FunctionCallInfo fcinfo, int n, int128 *number)
{
	int64		microseconds = duration_interval(fcinfo, n);

	*number = microseconds < 0 ? 0 : exact_from_microseconds(microseconds);
	return microseconds >= 0;
}

static inline void
pair_take(PairSummary *pair, FunctionCallInfo fcinfo, int64 step, PairReader read_x,
		  PairReader read_y)
{
	int128		x;
	int128		y;
	bool		x_counts = read_x(fcinfo, 1, &x);
	bool		y_counts = read_y(fcinfo, 2, &y);

	if (x_counts && y_counts)
		pair_moments_count(&pair->moments, x, y, step);
	else
		summary_count(&pair->excluded, step);
}

#define PAIR_TRANSITION(count, uncount, read_x, read_y) \
static inline void \
count##_take(PairSummary *pair, FunctionCallInfo fcinfo, int64 step) \
{ \
	pair_take(pair, fcinfo, step, read_x, read_y); \
} \
SUMMARY_TRANSITION(count, uncount, pair_summary_family, count##_take)

PAIR_TRANSITION(pair_summary_count_float8_float8, pair_summary_uncount_float8_float8,
				number_float8, number_float8);
PAIR_TRANSITION(pair_summary_count_interval_float8, pair_summary_uncount_interval_float8,
				number_interval, number_float8);
PAIR_TRANSITION(pair_summary_count_float8_interval, pair_summary_uncount_float8_interval,
				number_float8, number_interval);
PAIR_TRANSITION(pair_summary_count_interval_interval, pair_summary_uncount_interval_interval,
				number_interval, number_interval);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(pair_summary_n_counted, PairSummary, moments.n);
SUM_ACCESSOR(pair_summary_sum_of_x, PairSummary, moments.x);
SUM_ACCESSOR(pair_summary_sum_of_y, PairSummary, moments.y);
SQUARES_ACCESSOR(pair_summary_sum_of_x_squares, PairSummary, moments.x_squares);
SQUARES_ACCESSOR(pair_summary_sum_of_y_squares, PairSummary, moments.y_squares);
SQUARES_ACCESSOR(pair_summary_sum_of_products, PairSummary, moments.products);
SUMMARY_COUNTER_ACCESSOR(pair_summary_n_excluded, PairSummary, excluded);

static Datum
mean_of(FunctionCallInfo fcinfo, const uint64 *sum, int64 n)
{
	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(wide_quotient(sum, MOMENTS_SUM_WORDS, n, EXACT_FRACTION_BITS));
}

PG_FUNCTION_INFO_V1(pair_summary_mean_x);
Datum
pair_summary_mean_x(PG_FUNCTION_ARGS)
{
	const PairMoments *moments = &((const PairSummary *) PG_GETARG_POINTER(0))->moments;

	return mean_of(fcinfo, moments->x, moments->n);
}

PG_FUNCTION_INFO_V1(pair_summary_mean_y);
Datum
pair_summary_mean_y(PG_FUNCTION_ARGS)
{
	const PairMoments *moments = &((const PairSummary *) PG_GETARG_POINTER(0))->moments;

	return mean_of(fcinfo, moments->y, moments->n);
}

/* Returns false if x or y does not vary, or there are no pairs */
static bool
pair_correlation(const PairMoments *moments, Correlation *correlation)
{
	PairDeviations deviations = pair_moments_deviations(moments);
	double		most = sqrt(deviations.x * deviations.y);
	double		size;

	if (most == 0.0)
		return false;
	/* if all pairs lie on a line, r is 1 to the last digit */
	size = deviations.off_line == 0.0 ? 1.0 : Min(fabs(deviations.both) / most, 1.0);
	correlation->r = copysign(size, deviations.both);
	/* atanh(r), computed from 1 - r^2 before rounding */
	correlation->z = copysign(log((1.0 + size) / (sqrt(deviations.off_line) / most)),
							  deviations.both);
	correlation->n = moments->n;
	return true;
}

/* Returns false if x does not vary */
static bool
pair_slope(const PairMoments *moments, Estimate *slope)
{
	PairDeviations deviations = pair_moments_deviations(moments);

	if (deviations.x == 0.0)
		return false;
	slope->value = deviations.both / deviations.x;
	slope->degrees = moments->n - 2.0;
	slope->error = moments->n < 3 ? NAN :
		sqrt(deviations.off_line / slope->degrees) / deviations.x;
	return true;
}

/* The standard error is that of the slope, times the root of the mean of x^2 */
static bool
pair_intercept(const PairMoments *moments, Estimate *intercept)
{
	if (!pair_slope(moments, intercept))
		return false;
	intercept->value = pair_moments_on_line(moments, 0);
	intercept->error *= sqrt(wide_quotient(moments->x_squares, MOMENTS_SQUARES_WORDS, moments->n,
										   2 * EXACT_FRACTION_BITS));
	return true;
}

PG_FUNCTION_INFO_V1(pair_summary_corr);
Datum
pair_summary_corr(PG_FUNCTION_ARGS)
{
	Correlation correlation;

	if (!pair_correlation(&((const PairSummary *) PG_GETARG_POINTER(0))->moments, &correlation))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(correlation.r);
}

PG_FUNCTION_INFO_V1(pair_summary_r_squared);
Datum
pair_summary_r_squared(PG_FUNCTION_ARGS)
{
	Correlation correlation;

	if (!pair_correlation(&((const PairSummary *) PG_GETARG_POINTER(0))->moments, &correlation))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(correlation.r * correlation.r);
}

PG_FUNCTION_INFO_V1(pair_summary_slope);
Datum
pair_summary_slope(PG_FUNCTION_ARGS)
{
	Estimate	slope;

	if (!pair_slope(&((const PairSummary *) PG_GETARG_POINTER(0))->moments, &slope))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(slope.value);
}

/* y at x; NULL if x does not vary */
static Datum
pair_predicted(FunctionCallInfo fcinfo, int128 x)
{
	const PairMoments *moments = &((const PairSummary *) PG_GETARG_POINTER(0))->moments;
	Estimate	slope;

	if (!pair_slope(moments, &slope))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(pair_moments_on_line(moments, x));
}

PG_FUNCTION_INFO_V1(pair_summary_intercept);
Datum
pair_summary_intercept(PG_FUNCTION_ARGS)
{
	return pair_predicted(fcinfo, 0);
}

PG_FUNCTION_INFO_V1(pair_summary_predicted_float8);
Datum
pair_summary_predicted_float8(PG_FUNCTION_ARGS)
{
	return pair_predicted(fcinfo, exact_float8(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(pair_summary_predicted_interval);
Datum
pair_summary_predicted_interval(PG_FUNCTION_ARGS)
{
	int64		x = require_not_negative(duration_interval(fcinfo, 1), "x");

	return pair_predicted(fcinfo, exact_from_microseconds(x));
}

/* P-value that y does not depend on x: r and slope have the same t.  Both must vary. */
PG_FUNCTION_INFO_V1(pair_summary_p_value);
Datum
pair_summary_p_value(PG_FUNCTION_ARGS)
{
	const PairMoments *moments = &((const PairSummary *) PG_GETARG_POINTER(0))->moments;
	Correlation correlation;
	Estimate	slope;

	if (moments->n < 3 || !pair_correlation(moments, &correlation) || !pair_slope(moments, &slope))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(estimate_p_value(&slope));
}

/* Uncertainty of the figure that an argument names */

typedef enum PairFigure
{
	PAIR_CORRELATION,
	PAIR_SLOPE,
	PAIR_INTERCEPT
} PairFigure;

static const MethodName pair_figures[] = {
	{"corr", PAIR_CORRELATION},
	{"slope", PAIR_SLOPE},
	{"intercept", PAIR_INTERCEPT}
};

static PairFigure
argument_figure(FunctionCallInfo fcinfo, int n)
{
	return argument_method(fcinfo, n, "method of pairs", pair_figures, lengthof(pair_figures));
}

static bool
line_estimate(const PairMoments *moments, PairFigure figure, Estimate *estimate)
{
	return figure == PAIR_SLOPE ? pair_slope(moments, estimate) :
		pair_intercept(moments, estimate);
}

static bool
pair_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	const PairMoments *moments = &((const PairSummary *) summary)->moments;
	PairFigure	figure = argument_figure(fcinfo, 2);
	Correlation correlation;
	Estimate	estimate;

	if (figure == PAIR_CORRELATION)
		return pair_correlation(moments, &correlation) &&
			correlation_bounds(&correlation, confidence, bounds);
	return line_estimate(moments, figure, &estimate) &&
		estimate_bounds(&estimate, confidence, bounds);
}

SUMMARY_CONFIDENCE(pair_summary_ci_lower, pair_summary_ci_upper, pair_bounds);

static bool
correlations_compare(const PairMoments *a, const PairMoments *b, double confidence,
					 Comparison *comparison)
{
	Correlation of_a;
	Correlation of_b;

	if (!pair_correlation(a, &of_a) || !pair_correlation(b, &of_b))
		return false;
	*comparison = compare_correlations(&of_a, &of_b, confidence);
	return true;
}

static bool
pair_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
			 double confidence, Comparison *comparison)
{
	const PairMoments *a = &((const PairSummary *) summary_a)->moments;
	const PairMoments *b = &((const PairSummary *) summary_b)->moments;
	PairFigure	figure = argument_figure(fcinfo, 3);
	Estimate	of_a;
	Estimate	of_b;

	if (figure == PAIR_CORRELATION)
		return correlations_compare(a, b, confidence, comparison);
	if (!line_estimate(a, figure, &of_a) || !line_estimate(b, figure, &of_b))
		return false;
	*comparison = compare_estimates(&of_a, &of_b, confidence);
	return true;
}

KPI_COMPARE(pair_summary_kpi_compare, pair_compare);
