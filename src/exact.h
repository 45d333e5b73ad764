/*
 * exact.h
 *		Wide integers, and the exact moments of a column of numbers.
 *
 * A number x is stored as the fixed-point integer q = round(x * 2^64), with
 * |x| <= 2^62.  Sums of q need 192 bits and sums of q^2 need 320, which fewer
 * than 2^63 rows cannot overflow.  Integer sums do not depend on the order of
 * the rows and can be subtracted exactly, which no floating-point sum can.
 *
 * A wide integer is an array of 64-bit words, least significant first.  Signed
 * ones are in two's complement.
 */
#ifndef EXACT_H
#define EXACT_H

#include "postgres.h"

#include "lib/stringinfo.h"

#ifndef HAVE_INT128
#error "kpi needs a compiler with 128-bit integers"
#endif

#define EXACT_FRACTION_BITS		64
#define EXACT_LARGEST			4611686018427387904.0	/* 2^62 */

/* The widest signed sum that has a text form */
#define WIDE_MAX_WORDS			5

#define MOMENTS_SUM_WORDS		3
#define MOMENTS_SQUARES_WORDS	5

/*
 * Width of a sum of quotients; a quotient can be as large as the largest
 * number divided by the smallest step
 */
#define QUOTIENTS_WORDS			4

typedef struct Moments
{
	int64		n;
	uint64		sum[MOMENTS_SUM_WORDS];
	uint64		squares[MOMENTS_SQUARES_WORDS];
} Moments;

/* Moments of pairs of numbers: sums, sums of squares, sum of products */
typedef struct PairMoments
{
	int64		n;
	uint64		x[MOMENTS_SUM_WORDS];
	uint64		y[MOMENTS_SUM_WORDS];
	uint64		x_squares[MOMENTS_SQUARES_WORDS];
	uint64		y_squares[MOMENTS_SQUARES_WORDS];
	uint64		products[MOMENTS_SQUARES_WORDS];
} PairMoments;

/*
 * How the numbers of pairs vary, and how they vary together: n times the sums
 * of (x - mean)^2, (y - mean)^2 and (x - mean)(y - mean); and x * y - both^2,
 * which is 0 if all pairs lie on a line.  Each is rounded once.
 */
typedef struct PairDeviations
{
	double		x;
	double		y;
	double		both;
	double		off_line;
} PairDeviations;

/* Wide integers */
extern bool wide_add(uint64 *a, const uint64 *b, int words);
extern void wide_subtract(uint64 *a, const uint64 *b, int words);
extern bool wide_is_zero(const uint64 *value, int words);
extern int	wide_cmp(const uint64 *a, const uint64 *b, int words);
extern double wide_quotient(const uint64 *value, int words, int64 divisor, int fraction_bits);
extern void wide_print(StringInfo out, const uint64 *value, int words, int fraction_bits);
extern const char *wide_parse(const char *string, uint64 *value, int words, int fraction_bits);

static inline bool
wide_is_negative(const uint64 *value, int words)
{
	return (int64) value[words - 1] < 0;
}

/* Width of a signed sum of words */

#define SUM_WORDS	2

static inline int128
words_total(const uint64 *sum)
{
	return (int128) ((uint128) sum[1] << 64 | sum[0]);
}

static inline void
words_add(uint64 *sum, int128 x)
{
	uint128		total = (uint128) words_total(sum) + (uint128) x;

	sum[0] = (uint64) total;
	sum[1] = (uint64) (total >> 64);
}

/* Width of a sum of squares of fewer than 2^63 numbers of 64 bits */

#define SUM_OF_SQUARES_WORDS	3

/* Adds the square of x, or subtracts it if step is -1 */
static inline void
words_add_square(uint64 *squares, int64 x, int64 step)
{
	uint128		square = (uint128) ((int128) x * x);
	uint128		before = (uint128) squares[1] << 64 | squares[0];
	uint128		after = step > 0 ? before + square : before - square;

	squares[0] = (uint64) after;
	squares[1] = (uint64) (after >> 64);
	if (step > 0)
		squares[2] += after < before ? 1 : 0;
	else
		squares[2] -= after > before ? 1 : 0;
}

/* Fixed-point numbers */
extern int128 exact_from_double(double x);
extern int128 exact_from_microseconds(int64 microseconds);

static inline bool
exact_in_range(double x)
{
	/* written so that NaN is out of range */
	return x >= -EXACT_LARGEST && x <= EXACT_LARGEST;
}

/* Sums of numbers and of products of two, MOMENTS_SUM_WORDS and MOMENTS_SQUARES_WORDS wide */
extern void sum_add(uint64 *sum, int128 q);
extern bool sum_within(const uint64 *sum, const uint64 *limit);
extern bool sum_of_rows(const uint64 *sum, int64 n);
extern void sum_add_product(uint64 *products, int128 a, int128 b);

/* Sums of quotients, none of which is negative */
extern void quotients_add(uint64 *quotients, double quotient, int64 step);
extern bool quotients_of_rows(const uint64 *quotients, int64 n);

/* Moments */
extern void moments_add(Moments *moments, int128 q);
extern void moments_remove(Moments *moments, int128 q);
extern const char *moments_invalid(const Moments *moments);
extern double moments_mean(const Moments *moments);
extern bool moments_mean_microseconds(const Moments *moments, int64 *microseconds);
extern double moments_squared_deviations(const Moments *moments);

/* Moments of pairs */
extern void pair_moments_add(PairMoments *moments, int128 x, int128 y);
extern void pair_moments_remove(PairMoments *moments, int128 x, int128 y);
extern const char *pair_moments_invalid(const PairMoments *moments);
extern bool pair_moments_ratio(const PairMoments *moments, double per, double *ratio);
extern double pair_moments_ratio_variance(const PairMoments *moments);
extern PairDeviations pair_moments_deviations(const PairMoments *moments);
extern double pair_moments_on_line(const PairMoments *moments, int128 x);

/* As isdigit in the locale C, without a call and a table for each character */
static inline bool
is_digit(char character)
{
	return character >= '0' && character <= '9';
}

#endif
