/*
 * moments.h
 *		Exact moments as families hold them: fields, rows, readings.
 */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "postgres.h"

#include "argument.h"
#include "damping.h"
#include "exact.h"
#include "fmgr.h"
#include "summary.h"

/* The fields of a struct Moments */
#define MOMENTS_FIELDS \
	COUNTER("n"), \
	WIDE_SUM("sum", MOMENTS_SUM_WORDS, EXACT_FRACTION_BITS), \
	WIDE_SUM("squares", MOMENTS_SQUARES_WORDS, 2 * EXACT_FRACTION_BITS)

/* The fields of a struct PairMoments, with the names of the two numbers */
#define PAIR_MOMENTS_FIELDS(x, y) \
	COUNTER("n"), \
	WIDE_SUM(x, MOMENTS_SUM_WORDS, EXACT_FRACTION_BITS), \
	WIDE_SUM(y, MOMENTS_SUM_WORDS, EXACT_FRACTION_BITS), \
	WIDE_SUM(x "_squares", MOMENTS_SQUARES_WORDS, 2 * EXACT_FRACTION_BITS), \
	WIDE_SUM(y "_squares", MOMENTS_SQUARES_WORDS, 2 * EXACT_FRACTION_BITS), \
	WIDE_SUM("products", MOMENTS_SQUARES_WORDS, 2 * EXACT_FRACTION_BITS)

extern int128 exact_number(double x);
extern int128 exact_float8(FunctionCallInfo fcinfo, int n);
extern int128 exact_int8(FunctionCallInfo fcinfo, int n);
extern int128 exact_bool(FunctionCallInfo fcinfo, int n);

/* Counts a row of value q step (1 or -1) times */
static inline void
moments_count(Moments *moments, int128 q, int64 step)
{
	summary_count(&moments->n, step);
	if (step > 0)
		moments_add(moments, q);
	else
		moments_remove(moments, q);
}

static inline void
pair_moments_count(PairMoments *moments, int128 x, int128 y, int64 step)
{
	summary_count(&moments->n, step);
	if (step > 0)
		pair_moments_add(moments, x, y);
	else
		pair_moments_remove(moments, x, y);
}

extern Sample moments_sample(const Moments *moments);
extern Interval *total_interval(const uint64 *sum);

/*
 * Defines a function that reads a sum, divided by a number and rounded once; 0
 * if there are no rows, so that sums of such sums miss no row
 */
#define QUOTIENT_ACCESSOR(function, Summary, sum, divisor, fraction_bits) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	const Summary *summary = (const Summary *) PG_GETARG_POINTER(0); \
\
	PG_RETURN_FLOAT8(wide_quotient(summary->sum, lengthof(summary->sum), divisor, \
								   fraction_bits)); \
} \
extern int	no_such_variable

/* Does the same for a sum of numbers, or of their squares or products */

#define SUM_ACCESSOR(function, Summary, sum) \
QUOTIENT_ACCESSOR(function, Summary, sum, 1, EXACT_FRACTION_BITS)

#define SQUARES_ACCESSOR(function, Summary, squares) \
QUOTIENT_ACCESSOR(function, Summary, squares, 1, 2 * EXACT_FRACTION_BITS)

/*
 * Returns the mean of a struct Moments, as a number or as an interval; NULL if
 * there are no values
 */
#define RETURN_MEAN(moments) \
do { \
	const Moments *values = (moments); \
\
	if (values->n == 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(moments_mean(values)); \
} while (0)

#define RETURN_MEAN_INTERVAL(moments) \
do { \
	const Moments *values = (moments); \
	int64		microseconds; \
\
	if (values->n == 0) \
		PG_RETURN_NULL(); \
	if (!moments_mean_microseconds(values, &microseconds)) \
		duration_out_of_range(moments_mean(values)); \
	PG_RETURN_INTERVAL_P(interval_from_microseconds(microseconds)); \
} while (0)

#endif
