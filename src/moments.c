/*
 * moments.c
 *		Exact moments as families hold them: fields, rows, readings.
 */
#include "postgres.h"

#include "argument.h"
#include "moments.h"

static void
beyond_exact(const char *value)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value %s cannot be summed exactly", value),
			 errdetail("Values must lie between -2^62 and 2^62 (4611686018427387904).")));
}

int128
exact_number(double x)
{
	if (unlikely(!exact_in_range(x)))
		beyond_exact(number_text(x));
	return exact_from_double(x);
}

/* The n-th argument as fixed-point number */
int128
exact_float8(FunctionCallInfo fcinfo, int n)
{
	return exact_number(PG_GETARG_FLOAT8(n));
}

int128
exact_int8(FunctionCallInfo fcinfo, int n)
{
	int64		x = PG_GETARG_INT64(n);
	const int64 largest = INT64CONST(1) << 62;

	if (unlikely(x < -largest || x > largest))
		beyond_exact(psprintf(INT64_FORMAT, x));
	return (int128) x << EXACT_FRACTION_BITS;
}

/* true is 1 */
int128
exact_bool(FunctionCallInfo fcinfo, int n)
{
	return (int128) PG_GETARG_BOOL(n) << EXACT_FRACTION_BITS;
}

Sample
moments_sample(const Moments *moments)
{
	Sample		sample = {moments->n, 0.0, 0.0};

	if (moments->n > 0)
	{
		sample.mean = moments_mean(moments);
		sample.squared_deviations = moments_squared_deviations(moments);
	}
	return sample;
}

/* Returns a sum of SUM_WORDS of microseconds, none of which is negative */
Interval *
total_interval(const uint64 *sum)
{
	int128		total = words_total(sum);

	if (total > PG_INT64_MAX)
		duration_out_of_range((double) total / MICROSECONDS);
	return interval_from_microseconds((int64) total);
}
