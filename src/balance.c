/*
 * balance.c
 *		balance_summary: how evenly work is spread over a team.
 *
 * With the utilizations x of n agents, the whole team and not a sample of it:
 *
 *		coefficient of variation = sqrt(sum (x - mean)^2 / n) / mean
 *		Gini coefficient = sum over pairs of |x - x'| / (n sum x)
 *
 * Both are 0 if all agents carry the same load.  The summary holds every
 * value, because the Gini coefficient has no shorter summary.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "argument.h"
#include "exact.h"
#include "multiset.h"
#include "number.h"
#include "record.h"

/* The exponent of the largest value after scaling */
#define LARGEST_EXPONENT	40

static bool
balance_valid(int64 item)
{
	return item >= 0 && number_item_valid(item);
}

static const char *
balance_parse(char *string, const int64 *before, int64 *item)
{
	if (number_item_parse(string, item) && balance_valid(*item))
		return NULL;
	return psprintf("\"%s\" is not a number from 0 to 2^62.", string);
}

MULTISET_FAMILY(balance_summary,
				.name = "values",
				.list = "values",
				.print = number_item_print,
				.number = item_number,
				.parse = balance_parse,
				.valid = balance_valid);

/* Rows: (utilization) */
static void *
balance_take(void *state, FunctionCallInfo fcinfo, int64 step)
{
	double		value = argument_number(fcinfo, 1, "utilization");

	if (!balance_valid(number_item(value)))
		ereport(ERROR,
				(errcode(value < 0.0 ? ERRCODE_INVALID_PARAMETER_VALUE :
						 ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("utilization must lie between 0 and 2^62: %s", number_text(value))));
	return multiset_take(&balance_summary_family, state, number_item(value), step);
}

MULTISET_TRANSITION(balance_summary_count, balance_summary_uncount,
					balance_summary_family, balance_take);

PG_FUNCTION_INFO_V1(balance_summary_n_counted);
Datum
balance_summary_n_counted(PG_FUNCTION_ARGS)
{
	int64		n;

	(void) multiset_items(&balance_summary_family, fcinfo, 0, &n);
	PG_RETURN_INT64(n);
}

/*
 * Scales an item by a power of two: exact sums hold the largest values and
 * their neighbours, but not the smallest numbers there are
 */
static double
scaled_item(int64 item, int exponent)
{
	return ldexp(item_number(item), exponent);
}

static Moments
balance_moments(const int64 *items, int64 n, int exponent)
{
	Moments		moments = {.n = n};

	for (int64 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		moments_add(&moments, exact_from_double(scaled_item(items[i], exponent)));
	}
	return moments;
}

/*
 * The gap between two neighbours in order counts once for each pair across it:
 * the items below times the items above
 */
static double
sum_of_differences(const int64 *items, int64 n, int exponent)
{
	double		differences = 0.0;

	for (int64 i = 1; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		differences += (double) i * (double) (n - i) *
			(scaled_item(items[i], exponent) - scaled_item(items[i - 1], exponent));
	}
	return differences;
}

PG_FUNCTION_INFO_V1(balance_summary_utilization_balance);
Datum
balance_summary_utilization_balance(PG_FUNCTION_ARGS)
{
	int64		n;
	const int64 *items = multiset_items(&balance_summary_family, fcinfo, 0, &n);
	int			exponent;
	Moments		moments;
	double		mean;
	double		reading[2];

	if (n == 0 || item_number(items[n - 1]) == 0.0)
		PG_RETURN_NULL();
	(void) frexp(item_number(items[n - 1]), &exponent);
	exponent = LARGEST_EXPONENT - exponent;
	moments = balance_moments(items, n, exponent);
	mean = moments_mean(&moments);
	reading[0] = sqrt(moments_squared_deviations(&moments) / n) / mean;
	reading[1] = sum_of_differences(items, n, exponent) / ((double) n * n * mean);
	return record_of_numbers(fcinfo, reading, lengthof(reading));
}
