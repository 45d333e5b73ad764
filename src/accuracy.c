/*
 * accuracy.c
 *		accuracy_summary: how far forecasts were from the actual values.
 *
 * With the forecast f, the actual a, and the error f - a of each row:
 *
 *		wape	sum |f - a| / sum |a|
 *		mape	mean of |f - a| / |a| over rows whose actual is not 0
 *		bias	sum (f - a) / sum a
 *		mae		mean of |f - a|
 *		rmse	root of the mean of (f - a)^2
 *		mase	sum |f - a| / sum |naive - a| over rows that have a naive forecast
 *
 * The error of two fixed-point numbers is exact, and so are its sums; |f - a|
 * / |a| is rounded to a double and then to 2^-64, whatever the other rows
 * are.  There is no confidence interval, because the errors of neighbouring
 * forecasts are correlated.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "moments.h"
#include "summary.h"

typedef struct AccuracySummary
{
	int64		n;
	uint64		errors[MOMENTS_SUM_WORDS];
	uint64		absolute_errors[MOMENTS_SUM_WORDS];
	uint64		squared_errors[MOMENTS_SQUARES_WORDS];
	uint64		actuals[MOMENTS_SUM_WORDS];
	uint64		absolute_actuals[MOMENTS_SUM_WORDS];
	int64		zero_actuals;	/* rows whose actual is 0 */
	uint64		relative_errors[QUOTIENTS_WORDS];	/* of the rows whose
													 * actual is not 0 */
	int64		n_naive;		/* rows with a naive forecast */
	uint64		compared_errors[MOMENTS_SUM_WORDS]; /* absolute errors of the
													 * rows with a naive
													 * forecast */
	uint64		naive_errors[MOMENTS_SUM_WORDS];
} AccuracySummary;

#define NUMBER_SUM(name)	WIDE_SUM(name, MOMENTS_SUM_WORDS, EXACT_FRACTION_BITS)

static const SummaryField accuracy_fields[] = {
	COUNTER("n"),
	NUMBER_SUM("errors"),
	NUMBER_SUM("absolute_errors"),
	WIDE_SUM("squared_errors", MOMENTS_SQUARES_WORDS, 2 * EXACT_FRACTION_BITS),
	NUMBER_SUM("actuals"),
	NUMBER_SUM("absolute_actuals"),
	COUNTER("zero_actuals"),
	WIDE_SUM("relative_errors", QUOTIENTS_WORDS, EXACT_FRACTION_BITS),
	COUNTER("n_naive"),
	NUMBER_SUM("compared_errors"),
	NUMBER_SUM("naive_errors")
};

static const char *
errors_invalid(const AccuracySummary *accuracy)
{
	Moments		absolute = {.n = accuracy->n};
	const char *wrong;

	memcpy(absolute.sum, accuracy->absolute_errors, sizeof(absolute.sum));
	memcpy(absolute.squares, accuracy->squared_errors, sizeof(absolute.squares));
	if ((wrong = moments_invalid(&absolute)) != NULL)
		return wrong;
	return sum_within(accuracy->errors, accuracy->absolute_errors) ? NULL :
		"its sum of errors is larger than its sum of absolute errors";
}

static const char *
actuals_invalid(const AccuracySummary *accuracy)
{
	if (accuracy->zero_actuals > accuracy->n)
		return "it has more actuals of 0 than rows";
	if (!sum_within(accuracy->actuals, accuracy->absolute_actuals))
		return "its sum of actuals is larger than its sum of absolute actuals";
	if (!sum_of_rows(accuracy->absolute_actuals, accuracy->n - accuracy->zero_actuals))
		return "its sum of actuals is too large for its number of actuals other than 0";
	if (!quotients_of_rows(accuracy->relative_errors, accuracy->n - accuracy->zero_actuals))
		return "its relative errors do not fit its number of actuals other than 0";
	return NULL;
}

static const char *
naive_invalid(const AccuracySummary *accuracy)
{
	if (accuracy->n_naive > accuracy->n)
		return "it has more naive forecasts than rows";
	if (wide_is_negative(accuracy->compared_errors, MOMENTS_SUM_WORDS) ||
		wide_is_negative(accuracy->naive_errors, MOMENTS_SUM_WORDS))
		return "it has a negative sum of absolute errors";
	if (!sum_within(accuracy->compared_errors, accuracy->absolute_errors))
		return "its sum of compared errors is larger than its sum of absolute errors";
	if (!sum_of_rows(accuracy->compared_errors, accuracy->n_naive) ||
		!sum_of_rows(accuracy->naive_errors, accuracy->n_naive))
		return "its naive errors are too large for its number of naive forecasts";
	return NULL;
}

static const char *
accuracy_invalid(const void *summary)
{
	const char *wrong;

	if ((wrong = errors_invalid(summary)) != NULL || (wrong = actuals_invalid(summary)) != NULL)
		return wrong;
	return naive_invalid(summary);
}

SUMMARY_FAMILY(accuracy_summary, AccuracySummary, accuracy_fields, accuracy_invalid);

/* Rows */

/* forecast - actual; numbers farther apart than 2^62 have a square that is too large */
static int128
exact_error(FunctionCallInfo fcinfo, int forecast, int actual)
{
	const int128 largest = (int128) EXACT_LARGEST << EXACT_FRACTION_BITS;
	int128		error = (int128) ((uint128) exact_float8(fcinfo, forecast) -
								  (uint128) exact_float8(fcinfo, actual));

	if (unlikely(error < -largest || error > largest))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a forecast of %s for %s cannot be scored exactly",
						number_text(PG_GETARG_FLOAT8(forecast)),
						number_text(PG_GETARG_FLOAT8(actual))),
				 errdetail("They must differ by at most 2^62 (4611686018427387904).")));
	return error;
}

static inline int128
absolute_value(int128 q)
{
	return q < 0 ? -q : q;
}

static inline void
relative_error_count(AccuracySummary *accuracy, FunctionCallInfo fcinfo, int128 actual, int64 step)
{
	double		a = PG_GETARG_FLOAT8(2);

	/* an actual that is 0 as a fixed-point number has no quotient that fits */
	if (actual == 0)
		accuracy->zero_actuals += step;
	else
		quotients_add(accuracy->relative_errors, fabs((PG_GETARG_FLOAT8(1) - a) / a), step);
}

/* (forecast, actual): returns the error */
static inline int128
accuracy_take(AccuracySummary *accuracy, FunctionCallInfo fcinfo, int64 step)
{
	int128		actual = exact_float8(fcinfo, 2);
	int128		error = exact_error(fcinfo, 1, 2);

	summary_count(&accuracy->n, step);
	sum_add(accuracy->errors, step * error);
	sum_add(accuracy->absolute_errors, step * absolute_value(error));
	sum_add_product(accuracy->squared_errors, step * error, error);
	sum_add(accuracy->actuals, step * actual);
	sum_add(accuracy->absolute_actuals, step * absolute_value(actual));
	relative_error_count(accuracy, fcinfo, actual, step);
	return error;
}

static inline void
accuracy_take_pair(AccuracySummary *accuracy, FunctionCallInfo fcinfo, int64 step)
{
	(void) accuracy_take(accuracy, fcinfo, step);
}

/* (forecast, actual, naive): only naive may be NULL */
static inline void
accuracy_take_naive(AccuracySummary *accuracy, FunctionCallInfo fcinfo, int64 step)
{
	int128		error;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return;
	error = accuracy_take(accuracy, fcinfo, step);
	if (PG_ARGISNULL(3))
		return;
	accuracy->n_naive += step;
	sum_add(accuracy->compared_errors, step * absolute_value(error));
	sum_add(accuracy->naive_errors, step * absolute_value(exact_error(fcinfo, 3, 2)));
}

SUMMARY_TRANSITION(accuracy_summary_count, accuracy_summary_uncount,
				   accuracy_summary_family, accuracy_take_pair);
SUMMARY_TRANSITION(accuracy_summary_count_naive, accuracy_summary_uncount_naive,
				   accuracy_summary_family, accuracy_take_naive);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(accuracy_summary_n_counted, AccuracySummary, n);
SUMMARY_COUNTER_ACCESSOR(accuracy_summary_n_zero_actual, AccuracySummary, zero_actuals);
SUMMARY_COUNTER_ACCESSOR(accuracy_summary_n_naive, AccuracySummary, n_naive);
SUM_ACCESSOR(accuracy_summary_sum_of_errors, AccuracySummary, errors);
SUM_ACCESSOR(accuracy_summary_sum_of_absolute_errors, AccuracySummary, absolute_errors);
SQUARES_ACCESSOR(accuracy_summary_sum_of_squared_errors, AccuracySummary, squared_errors);
SUM_ACCESSOR(accuracy_summary_sum_of_actuals, AccuracySummary, actuals);
SUM_ACCESSOR(accuracy_summary_sum_of_absolute_actuals, AccuracySummary, absolute_actuals);
SUM_ACCESSOR(accuracy_summary_sum_of_relative_errors, AccuracySummary, relative_errors);
SUM_ACCESSOR(accuracy_summary_sum_of_compared_errors, AccuracySummary, compared_errors);
SUM_ACCESSOR(accuracy_summary_sum_of_naive_errors, AccuracySummary, naive_errors);

static double
sum_value(const uint64 *sum)
{
	return wide_quotient(sum, MOMENTS_SUM_WORDS, 1, EXACT_FRACTION_BITS);
}

PG_FUNCTION_INFO_V1(accuracy_summary_wape);
Datum
accuracy_summary_wape(PG_FUNCTION_ARGS)
{
	const AccuracySummary *accuracy = (const AccuracySummary *) PG_GETARG_POINTER(0);

	RETURN_RATIO(sum_value(accuracy->absolute_errors), sum_value(accuracy->absolute_actuals));
}

PG_FUNCTION_INFO_V1(accuracy_summary_bias);
Datum
accuracy_summary_bias(PG_FUNCTION_ARGS)
{
	const AccuracySummary *accuracy = (const AccuracySummary *) PG_GETARG_POINTER(0);

	RETURN_RATIO(sum_value(accuracy->errors), sum_value(accuracy->actuals));
}

PG_FUNCTION_INFO_V1(accuracy_summary_mase);
Datum
accuracy_summary_mase(PG_FUNCTION_ARGS)
{
	const AccuracySummary *accuracy = (const AccuracySummary *) PG_GETARG_POINTER(0);

	RETURN_RATIO(sum_value(accuracy->compared_errors), sum_value(accuracy->naive_errors));
}

/* Returns sum / n for a sum of that many words and fraction bits; NULL if n is 0 */
#define RETURN_MEAN_OF(sum, words, n, fraction_bits) \
do { \
	int64		divisor = (n); \
\
	if (divisor == 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(wide_quotient(sum, words, divisor, fraction_bits)); \
} while (0)

PG_FUNCTION_INFO_V1(accuracy_summary_mape);
Datum
accuracy_summary_mape(PG_FUNCTION_ARGS)
{
	const AccuracySummary *accuracy = (const AccuracySummary *) PG_GETARG_POINTER(0);

	RETURN_MEAN_OF(accuracy->relative_errors, QUOTIENTS_WORDS,
				   accuracy->n - accuracy->zero_actuals, EXACT_FRACTION_BITS);
}

PG_FUNCTION_INFO_V1(accuracy_summary_mae);
Datum
accuracy_summary_mae(PG_FUNCTION_ARGS)
{
	const AccuracySummary *accuracy = (const AccuracySummary *) PG_GETARG_POINTER(0);

	RETURN_MEAN_OF(accuracy->absolute_errors, MOMENTS_SUM_WORDS, accuracy->n,
				   EXACT_FRACTION_BITS);
}

PG_FUNCTION_INFO_V1(accuracy_summary_rmse);
Datum
accuracy_summary_rmse(PG_FUNCTION_ARGS)
{
	const AccuracySummary *accuracy = (const AccuracySummary *) PG_GETARG_POINTER(0);

	if (accuracy->n == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sqrt(wide_quotient(accuracy->squared_errors, MOMENTS_SQUARES_WORDS,
										accuracy->n, 2 * EXACT_FRACTION_BITS)));
}
