/*
 * exact.c
 *		Wide integers, and the exact moments of a column of numbers.
 *
 * Everything that must not depend on the order of the rows is computed here in
 * integers.  Results become doubles at the end: a mean is rounded once, to the
 * double nearest to the true mean of the fixed-point values.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"

#include "exact.h"

/* Room for n * sum(q^2): 63 + 319 bits */
#define PRODUCT_WORDS	6
/* Room for the product of two of these */
#define WIDEST_WORDS	12
/* A dividend with two more words, so that a quotient keeps 64 leading bits */
#define DIVIDEND_WORDS	(WIDEST_WORDS + 2)

/* Decimal digits are read and printed in chunks that a word holds */
#define CHUNK_DIGITS	19
#define TEN_TO_19		UINT64CONST(10000000000000000000)

/*
 * Decimals that distinguish a multiple of 2^-64 or 2^-128 from its neighbours:
 * 20 and 39, fewer than half of those of its exact decimal form
 */
#define DECIMALS(fraction_words)	(CHUNK_DIGITS * (fraction_words) + 1)
#define MOST_FRACTION_WORDS	2
/* That many decimals need 130 bits */
#define DECIMALS_WORDS	3

/* *word += addend + carry; returns the carry out */
static inline uint64
add_word(uint64 *word, uint64 addend, uint64 carry)
{
	uint128		total = (uint128) *word + addend + carry;

	*word = (uint64) total;
	return (uint64) (total >> 64);
}

/* *word -= subtrahend + borrow; returns the borrow out */
static inline uint64
subtract_word(uint64 *word, uint64 subtrahend, uint64 borrow)
{
	uint128		difference = (uint128) *word - subtrahend - borrow;

	*word = (uint64) difference;
	return (uint64) (difference >> 64) & 1;
}

/* a += b; returns whether the signed sum overflowed */
bool
wide_add(uint64 *a, const uint64 *b, int words)
{
	bool		negative = wide_is_negative(a, words);
	bool		same_sign = negative == wide_is_negative(b, words);
	uint64		carry = 0;

	for (int i = 0; i < words; i++)
		carry = add_word(&a[i], b[i], carry);
	return same_sign && negative != wide_is_negative(a, words);
}

/* a -= b; the signed difference must fit */
void
wide_subtract(uint64 *a, const uint64 *b, int words)
{
	uint64		borrow = 0;

	for (int i = 0; i < words; i++)
		borrow = subtract_word(&a[i], b[i], borrow);
}

bool
wide_is_zero(const uint64 *value, int words)
{
	for (int i = 0; i < words; i++)
		if (value[i] != 0)
			return false;
	return true;
}

static void
wide_negate(uint64 *value, int words)
{
	uint64		carry = 1;

	for (int i = 0; i < words; i++)
	{
		value[i] = ~value[i] + carry;
		carry = carry && value[i] == 0;
	}
}

/* Copies |value| and returns whether value is negative */
static bool
wide_magnitude(uint64 *magnitude, const uint64 *value, int words)
{
	bool		negative = wide_is_negative(value, words);

	memcpy(magnitude, value, words * sizeof(uint64));
	if (negative)
		wide_negate(magnitude, words);
	return negative;
}

/* value = value * factor + addend, unsigned; returns the word carried out */
static uint64
wide_scale(uint64 *value, int words, uint64 factor, uint64 addend)
{
	uint64		carry = addend;

	for (int i = 0; i < words; i++)
	{
		uint128		product = (uint128) value[i] * factor + carry;

		value[i] = (uint64) product;
		carry = (uint64) (product >> 64);
	}
	return carry;
}

/* value = value / divisor, unsigned; returns the remainder */
static uint64
wide_divide(uint64 *value, int words, uint64 divisor)
{
	uint64		remainder = 0;

	while (words > 0 && value[words - 1] == 0)
		words--;
	for (int i = words - 1; i >= 0; i--)
	{
		uint128		dividend = (uint128) remainder << 64 | value[i];

		value[i] = (uint64) (dividend / divisor);
		remainder = (uint64) (dividend % divisor);
	}
	return remainder;
}

/* product = a * b, unsigned; the true product must fit its words */
static void
wide_multiply(uint64 *product, int words, const uint64 *a, int a_words, const uint64 *b,
			  int b_words)
{
	memset(product, 0, words * sizeof(uint64));

	/*
	 * sums of whole numbers have no low words, and most sums have no high
	 * ones
	 */
	while (b_words > 0 && b[b_words - 1] == 0)
		b_words--;
	for (int i = 0; i < a_words; i++)
	{
		int			end = Min(b_words, words - i);
		uint64		carry = 0;

		if (a[i] == 0)
			continue;
		for (int j = 0; j < end; j++)
		{
			uint128		term = (uint128) a[i] * b[j] + product[i + j] + carry;

			product[i + j] = (uint64) term;
			carry = (uint64) (term >> 64);
		}
		if (i + b_words < words)
			product[i + b_words] = carry;
	}
}

/* Does the same for signed numbers of at most PRODUCT_WORDS */
static void
wide_multiply_signed(uint64 *product, int words, const uint64 *a, int a_words, const uint64 *b,
					 int b_words)
{
	uint64		a_magnitude[PRODUCT_WORDS];
	uint64		b_magnitude[PRODUCT_WORDS];
	bool		a_negative = wide_magnitude(a_magnitude, a, a_words);
	bool		b_negative = wide_magnitude(b_magnitude, b, b_words);

	wide_multiply(product, words, a_magnitude, a_words, b_magnitude, b_words);
	if (a_negative != b_negative)
		wide_negate(product, words);
}

/* Compares unsigned numbers */
int
wide_cmp(const uint64 *a, const uint64 *b, int words)
{
	for (int i = words - 1; i >= 0; i--)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

/* Returns the double nearest to value / (divisor * 2^fraction_bits). */
double
wide_quotient(const uint64 *value, int words, int64 divisor, int fraction_bits)
{
	uint64		dividend[DIVIDEND_WORDS] = {0};
	int			top = words + 1;
	bool		negative;
	bool		sticky;
	uint64		leading;
	int			shift;
	double		result;

	Assert(words <= WIDEST_WORDS && divisor > 0);

	negative = wide_magnitude(dividend + 2, value, words);
	sticky = wide_divide(dividend, words + 2, (uint64) divisor) != 0;

	while (top > 0 && dividend[top] == 0)
		top--;
	if (dividend[top] == 0)
		return 0.0;

	leading = dividend[top];
	shift = 0;
	while ((leading >> 63) == 0)
	{
		leading <<= 1;
		shift++;
	}
	if (top > 0)
	{
		if (shift > 0)
			leading |= dividend[top - 1] >> (64 - shift);
		sticky = sticky || dividend[top - 1] << shift != 0 || !wide_is_zero(dividend, top - 1);
	}
	result = ldexp((double) (leading | sticky), top * 64 - shift - 128 - fraction_bits);
	return negative ? -result : result;
}

/* Text form: decimal digits by chunks */

static const uint64 power_of_ten[CHUNK_DIGITS + 1] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
	UINT64CONST(10000000000), UINT64CONST(100000000000), UINT64CONST(1000000000000),
	UINT64CONST(10000000000000), UINT64CONST(100000000000000), UINT64CONST(1000000000000000),
	UINT64CONST(10000000000000000), UINT64CONST(100000000000000000),
	UINT64CONST(1000000000000000000), TEN_TO_19
};

/* Prints a chunk with leading zeros, up to that many digits */
static void
chunk_print(StringInfo out, uint64 chunk, int most_digits)
{
	char		digits[CHUNK_DIGITS + 1];
	int			ndigits = pg_ulltoa_n(chunk, digits);

	for (int i = ndigits; i < most_digits; i++)
		appendStringInfoChar(out, '0');
	appendBinaryStringInfo(out, digits, ndigits);
}

static void
whole_print(StringInfo out, uint64 *whole, int words)
{
	uint64		chunks[WIDE_MAX_WORDS + 2];
	int			nchunks = 0;

	do
		chunks[nchunks++] = wide_divide(whole, words, TEN_TO_19);
	while (!wide_is_zero(whole, words));
	chunk_print(out, chunks[--nchunks], 1);
	while (nchunks > 0)
		chunk_print(out, chunks[--nchunks], CHUNK_DIGITS);
}

/*
 * Prints the decimals that distinguish the fraction, rounded and without
 * trailing zeros.  No fraction is so near to 1 that it rounds to 1.
 */
static void
fraction_print(StringInfo out, uint64 *fraction, int words)
{
	uint64		chunks[MOST_FRACTION_WORDS];
	uint64		last;

	if (wide_is_zero(fraction, words))
		return;
	for (int i = 0; i < words; i++)
		chunks[i] = wide_scale(fraction, words, TEN_TO_19, 0);
	last = wide_scale(fraction, words, 10, 0);
	last += wide_is_negative(fraction, words);	/* a half or more */
	for (int i = words - 1; last == 10 && i >= 0; i--)
	{
		bool		is_full = chunks[i] == TEN_TO_19 - 1;

		chunks[i] = is_full ? 0 : chunks[i] + 1;
		last = is_full ? 10 : 0;
	}
	appendStringInfoChar(out, '.');
	for (int i = 0; i < words; i++)
		chunk_print(out, chunks[i], CHUNK_DIGITS);
	chunk_print(out, last, 1);
	while (out->data[out->len - 1] == '0')
		out->data[--out->len] = '\0';
}

/*
 * Appends value / 2^fraction_bits as a decimal, with enough decimals to
 * distinguish it from its neighbours
 */
void
wide_print(StringInfo out, const uint64 *value, int words, int fraction_bits)
{
	uint64		magnitude[WIDE_MAX_WORDS];
	int			fraction_words = fraction_bits / 64;

	if (wide_magnitude(magnitude, value, words))
		appendStringInfoChar(out, '-');
	whole_print(out, magnitude + fraction_words, words - fraction_words);
	fraction_print(out, magnitude, fraction_words);
}

/* Reads that many digits, at most a chunk, and moves behind them */
static uint64
chunk_parse(const char **digits, int ndigits)
{
	uint64		chunk = 0;

	for (; ndigits > 0; ndigits--)
		chunk = chunk * 10 + (*(*digits)++ - '0');
	return chunk;
}

/* Reads decimal digits into an unsigned wide integer, which must be 0; false on overflow */
static bool
wide_read_digits(const char *digits, int64 ndigits, uint64 *value, int words)
{
	while (ndigits > 0)
	{
		int			n = (int) Min(ndigits, CHUNK_DIGITS);

		/* there may be any number of leading zeros */
		CHECK_FOR_INTERRUPTS();
		if (wide_scale(value, words, power_of_ten[n], chunk_parse(&digits, n)) != 0)
			return false;
		ndigits -= n;
	}
	return true;
}

/* 2^256 / 10^20 and 2^320 / 10^39; multiplying by them is faster than dividing by those powers */
static const uint64 reciprocals[MOST_FRACTION_WORDS][DECIMALS_WORDS] = {
	{UINT64CONST(0x0607AA0167DD94CA), UINT64CONST(0xA23D2EC729AF3D61),
	UINT64CONST(0x2F394219248446BA)},
	{UINT64CONST(0x451DB70D5904029B), UINT64CONST(0xD5F64BAF0506840D),
	UINT64CONST(0x571CBEC554B60DBB)}
};

/*
 * Reads ndigits decimals behind the point into a value whose fraction is 0, as
 * the nearest multiple of 2^-fraction_bits.  They are taken as a fraction of
 * one more word.  The decimals of a multiple lie so near to it that the digits
 * cut off there do not matter.
 */
static void
wide_read_fraction(const char *digits, int ndigits, uint64 *value, int words, int fraction_words)
{
	uint64		decimals[DECIMALS_WORDS] = {0};
	uint64		product[2 * DECIMALS_WORDS];
	uint64	   *scaled = product + 2;
	uint64		carry;

	(void) wide_read_digits(digits, ndigits, decimals, DECIMALS_WORDS);
	for (int left = DECIMALS(fraction_words) - ndigits; left > 0; left -= CHUNK_DIGITS)
		(void) wide_scale(decimals, DECIMALS_WORDS, power_of_ten[Min(left, CHUNK_DIGITS)], 0);
	wide_multiply(product, lengthof(product), decimals, DECIMALS_WORDS,
				  reciprocals[fraction_words - 1], DECIMALS_WORDS);
	carry = scaled[0] >> 63;
	for (int i = 0; i < words; i++)
		carry = add_word(&value[i], i < fraction_words ? scaled[1 + i] : 0, carry);
}

/*
 * Reads what wide_print wrote.  Returns NULL, or what is wrong with the text
 * as the end of a sentence that begins with the text.
 */
const char *
wide_parse(const char *string, uint64 *value, int words, int fraction_bits)
{
	int			fraction_words = fraction_bits / 64;
	bool		negative = *string == '-';
	const char *whole = string + negative;
	const char *end = whole;
	const char *fraction;

	while (is_digit(*end))
		end++;
	fraction = end;
	if (end > whole && *end == '.' && is_digit(end[1]) && fraction_bits > 0)
		for (fraction = ++end; is_digit(*end); end++)
			;
	if (end == whole || *end != '\0')
		return fraction_bits > 0 ? "is not a decimal number" : "is not a whole number";
	if (end - fraction > DECIMALS(fraction_words))
		return "has digits beyond the precision of an exact sum";

	memset(value, 0, words * sizeof(uint64));
	if (!wide_read_digits(whole, fraction - whole - (end > fraction), value + fraction_words,
						  words - fraction_words))
		return "is out of range";
	if (end > fraction)
		wide_read_fraction(fraction, (int) (end - fraction), value, words, fraction_words);
	if (wide_is_negative(value, words))
		return "is out of range";
	if (negative)
		wide_negate(value, words);
	return NULL;
}

/*
 * q = round(x * 2^64); the caller has checked the range.
 *
 * The whole part, the next 32 bits and the last 32 bits are converted apart:
 * the first two are exact, the last is rounded, and each fits a conversion
 * that the processor has.
 */
int128
exact_from_double(double x)
{
	const double two_to_32 = 4294967296.0;
	int64		whole = (int64) x;
	double		rest = (x - (double) whole) * two_to_32;
	int64		middle = (int64) rest;
	int64		last = (int64) rint((rest - (double) middle) * two_to_32);

	Assert(exact_in_range(x));
	return ((int128) whole << 64) + ((int128) middle << 32) + last;
}

/*
 * Converts whole microseconds, none negative, to seconds; rounds from the
 * integer and not from a double
 */
int128
exact_from_microseconds(int64 microseconds)
{
	uint128		rest = (uint128) (microseconds % 1000000) << 64;

	Assert(microseconds >= 0);
	return ((int128) (microseconds / 1000000) << 64) + (int128) ((rest + 500000) / 1000000);
}

/* a * b in four words; both <= 2^126 */
static inline void
product(uint64 *result, uint128 a, uint128 b)
{
	uint64		a_low = (uint64) a;
	uint64		a_high = (uint64) (a >> 64);
	uint64		b_low = (uint64) b;
	uint64		b_high = (uint64) (b >> 64);
	uint128		low = (uint128) a_low * b_low;
	uint128		middle = (uint128) a_low * b_high;
	uint128		other_middle = (uint128) a_high * b_low;
	uint128		high = (uint128) a_high * b_high;
	uint128		second = (low >> 64) + (uint64) middle + (uint64) other_middle;

	result[0] = (uint64) low;
	result[1] = (uint64) second;
	high += (middle >> 64) + (other_middle >> 64) + (second >> 64);
	result[2] = (uint64) high;
	result[3] = (uint64) (high >> 64);
}

static inline uint128
magnitude(int128 q)
{
	return q < 0 ? -(uint128) q : (uint128) q;
}

/* Adds word by word, because this runs for every row; the caller's count n bounds all sums */
static inline void
add_to_sum(uint64 *sum, int128 q)
{
	uint64		carry = add_word(&sum[0], (uint64) q, 0);

	carry = add_word(&sum[1], (uint64) (q >> 64), carry);
	sum[2] += (q < 0 ? PG_UINT64_MAX : 0) + carry;
}

static inline void
add_product(uint64 *products, uint128 a, uint128 b)
{
	uint64		added[4];
	uint64		carry;

	product(added, a, b);
	carry = add_word(&products[0], added[0], 0);
	carry = add_word(&products[1], added[1], carry);
	carry = add_word(&products[2], added[2], carry);
	products[4] += add_word(&products[3], added[3], carry);
}

static inline void
remove_product(uint64 *products, uint128 a, uint128 b)
{
	uint64		removed[4];
	uint64		borrow;

	product(removed, a, b);
	borrow = subtract_word(&products[0], removed[0], 0);
	borrow = subtract_word(&products[1], removed[1], borrow);
	borrow = subtract_word(&products[2], removed[2], borrow);
	products[4] -= subtract_word(&products[3], removed[3], borrow);
}

/*
 * A sum of numbers and a sum of products of two numbers, of either sign; the
 * caller counts the rows
 */

void
sum_add(uint64 *sum, int128 q)
{
	add_to_sum(sum, q);
}

void
sum_add_product(uint64 *products, int128 a, int128 b)
{
	if ((a < 0) == (b < 0))
		add_product(products, magnitude(a), magnitude(b));
	else
		remove_product(products, magnitude(a), magnitude(b));
}

/* Adds a quotient of 0 or more, below 2^127, rounded to 2^-64; subtracts it if step is -1 */
void
quotients_add(uint64 *quotients, double quotient, int64 step)
{
	const double two_to_64 = 18446744073709551616.0;
	uint128		whole = (uint128) quotient;
	uint64		q[QUOTIENTS_WORDS] = {
		(uint64) rint((quotient - (double) whole) * two_to_64),
		(uint64) whole, (uint64) (whole >> 64), 0
	};

	if (step > 0)
		(void) wide_add(quotients, q, QUOTIENTS_WORDS);
	else
		wide_subtract(quotients, q, QUOTIENTS_WORDS);
}

/* Returns whether n such quotients can have the sum */
bool
quotients_of_rows(const uint64 *quotients, int64 n)
{
	uint64		most[QUOTIENTS_WORDS] = {0, 0, (uint64) n << 63, (uint64) n >> 1};

	return !wide_is_negative(quotients, QUOTIENTS_WORDS) &&
		wide_cmp(quotients, most, QUOTIENTS_WORDS) <= 0;
}

/* Returns whether |sum| <= limit */
bool
sum_within(const uint64 *sum, const uint64 *limit)
{
	uint64		absolute[MOMENTS_SUM_WORDS];

	(void) wide_magnitude(absolute, sum, MOMENTS_SUM_WORDS);
	return !wide_is_negative(limit, MOMENTS_SUM_WORDS) &&
		wide_cmp(absolute, limit, MOMENTS_SUM_WORDS) <= 0;
}

/* Returns whether n numbers, each at most 2^126, can have the sum */
bool
sum_of_rows(const uint64 *sum, int64 n)
{
	uint64		most[MOMENTS_SUM_WORDS] = {0, (uint64) n << 62, (uint64) n >> 2};

	return sum_within(sum, most);
}

void
moments_add(Moments *moments, int128 q)
{
	add_to_sum(moments->sum, q);
	add_product(moments->squares, magnitude(q), magnitude(q));
}

void
moments_remove(Moments *moments, int128 q)
{
	add_to_sum(moments->sum, -q);
	remove_product(moments->squares, magnitude(q), magnitude(q));
}

/* difference = n * sum(q^2) - (sum q)^2; false if it is negative */
static bool
scaled_deviations(const Moments *moments, uint64 *difference)
{
	uint64		n = (uint64) moments->n;
	uint64		sum[MOMENTS_SUM_WORDS];
	uint64		subtrahend[PRODUCT_WORDS];

	(void) wide_magnitude(sum, moments->sum, MOMENTS_SUM_WORDS);
	wide_multiply(difference, PRODUCT_WORDS, moments->squares, MOMENTS_SQUARES_WORDS, &n, 1);
	wide_multiply(subtrahend, PRODUCT_WORDS, sum, MOMENTS_SUM_WORDS, sum, MOMENTS_SUM_WORDS);
	if (wide_cmp(difference, subtrahend, PRODUCT_WORDS) < 0)
		return false;
	wide_subtract(difference, subtrahend, PRODUCT_WORDS);
	return true;
}

/* Says what no rows could have produced; NULL if the moments are possible */
const char *
moments_invalid(const Moments *moments)
{
	uint64		most[MOMENTS_SQUARES_WORDS] = {0};
	uint64		n = (uint64) moments->n;
	uint64		difference[PRODUCT_WORDS];

	/* n * 2^252, because q^2 of a row is at most 2^252 */
	most[3] = n << 60;
	most[4] = n >> 4;

	if (wide_is_negative(moments->squares, MOMENTS_SQUARES_WORDS))
		return "its sum of squares is negative";
	if (wide_cmp(moments->squares, most, MOMENTS_SQUARES_WORDS) > 0)
		return "its sum of squares is too large for its number of rows";
	if (!scaled_deviations(moments, difference))
		return "its sum of squares is too small for its sum";
	if (n == 1 && !wide_is_zero(difference, PRODUCT_WORDS))
		return "its sum of squares is not the square of its only value";
	return NULL;
}

/* Mean of x; the caller has checked that n > 0 */
double
moments_mean(const Moments *moments)
{
	return wide_quotient(moments->sum, MOMENTS_SUM_WORDS, moments->n, EXACT_FRACTION_BITS);
}

/*
 * Mean of x in millionths, rounded half away from zero; false beyond 64 bits;
 * the caller has checked that n > 0.  A millionth is not a multiple of 2^-64
 * and each x was rounded, so a mean less than 2^-44 of a millionth below a
 * half counts as a half.
 */
bool
moments_mean_microseconds(const Moments *moments, int64 *microseconds)
{
	uint64		mean[MOMENTS_SUM_WORDS + 1] = {0};
	bool		negative = wide_magnitude(mean, moments->sum, MOMENTS_SUM_WORDS);
	uint128		whole;

	(void) wide_scale(mean, MOMENTS_SUM_WORDS + 1, 1000000, 0);
	(void) wide_divide(mean, MOMENTS_SUM_WORDS + 1, (uint64) moments->n);
	whole = (uint128) mean[1] + (mean[0] >= (UINT64CONST(1) << 63) - (UINT64CONST(1) << 20));
	if (mean[2] != 0 || mean[3] != 0 || whole > (uint128) PG_INT64_MAX + negative)
		return false;
	*microseconds = (int64) (negative ? -(uint64) whole : (uint64) whole);
	return true;
}

/* Sum of (x - mean)^2; the caller has checked that n > 0 */
double
moments_squared_deviations(const Moments *moments)
{
	uint64		difference[PRODUCT_WORDS];

	if (!scaled_deviations(moments, difference))
		elog(ERROR, "moments of no possible rows");
	return wide_quotient(difference, PRODUCT_WORDS, moments->n, 2 * EXACT_FRACTION_BITS);
}

/* Pairs of numbers */

void
pair_moments_add(PairMoments *moments, int128 x, int128 y)
{
	add_to_sum(moments->x, x);
	add_to_sum(moments->y, y);
	add_product(moments->x_squares, magnitude(x), magnitude(x));
	add_product(moments->y_squares, magnitude(y), magnitude(y));
	sum_add_product(moments->products, x, y);
}

void
pair_moments_remove(PairMoments *moments, int128 x, int128 y)
{
	add_to_sum(moments->x, -x);
	add_to_sum(moments->y, -y);
	remove_product(moments->x_squares, magnitude(x), magnitude(x));
	remove_product(moments->y_squares, magnitude(y), magnitude(y));
	sum_add_product(moments->products, -x, y);
}

static Moments
margin(int64 n, const uint64 *sum, const uint64 *squares)
{
	Moments		moments = {.n = n};

	memcpy(moments.sum, sum, sizeof(moments.sum));
	memcpy(moments.squares, squares, sizeof(moments.squares));
	return moments;
}

/* n * sum(x * y) - sum(x) * sum(y), signed */
static void
scaled_covariation(const PairMoments *moments, uint64 *difference)
{
	uint64		n = (uint64) moments->n;
	uint64		subtrahend[PRODUCT_WORDS];

	wide_multiply_signed(difference, PRODUCT_WORDS, moments->products, MOMENTS_SQUARES_WORDS,
						 &n, 1);
	wide_multiply_signed(subtrahend, PRODUCT_WORDS, moments->x, MOMENTS_SUM_WORDS, moments->y,
						 MOMENTS_SUM_WORDS);
	wide_subtract(difference, subtrahend, PRODUCT_WORDS);
}

/* The parts of PairDeviations before they are rounded */
typedef struct ScaledPair
{
	uint64		x[PRODUCT_WORDS];
	uint64		y[PRODUCT_WORDS];
	uint64		both[PRODUCT_WORDS];
	uint64		off_line[WIDEST_WORDS];
} ScaledPair;

/* Returns false if off_line is negative, which Cauchy and Schwarz rule out for any pairs */
static bool
scaled_pair(const PairMoments *moments, ScaledPair *scaled)
{
	Moments		x = margin(moments->n, moments->x, moments->x_squares);
	Moments		y = margin(moments->n, moments->y, moments->y_squares);
	uint64		size[PRODUCT_WORDS];
	uint64		square[WIDEST_WORDS];

	(void) scaled_deviations(&x, scaled->x);
	(void) scaled_deviations(&y, scaled->y);
	scaled_covariation(moments, scaled->both);
	wide_multiply(scaled->off_line, WIDEST_WORDS, scaled->x, PRODUCT_WORDS, scaled->y,
				  PRODUCT_WORDS);
	(void) wide_magnitude(size, scaled->both, PRODUCT_WORDS);
	wide_multiply(square, WIDEST_WORDS, size, PRODUCT_WORDS, size, PRODUCT_WORDS);
	if (wide_cmp(scaled->off_line, square, WIDEST_WORDS) < 0)
		return false;
	wide_subtract(scaled->off_line, square, WIDEST_WORDS);
	return true;
}

const char *
pair_moments_invalid(const PairMoments *moments)
{
	Moments		x = margin(moments->n, moments->x, moments->x_squares);
	Moments		y = margin(moments->n, moments->y, moments->y_squares);
	ScaledPair	scaled;
	const char *wrong;

	if ((wrong = moments_invalid(&x)) != NULL || (wrong = moments_invalid(&y)) != NULL)
		return wrong;
	if (moments->n == 0 && !wide_is_zero(moments->products, MOMENTS_SQUARES_WORDS))
		return "it has products but no rows";
	return scaled_pair(moments, &scaled) ? NULL :
		"its sum of products does not fit its other sums";
}

/* Divides sum(x) / sum(y); false if the divisor is 0 */
bool
pair_moments_ratio(const PairMoments *moments, double per, double *ratio)
{
	if (wide_is_zero(moments->y, MOMENTS_SUM_WORDS))
		return false;
	*ratio = per * wide_quotient(moments->x, MOMENTS_SUM_WORDS, 1, 0) /
		wide_quotient(moments->y, MOMENTS_SUM_WORDS, 1, 0);
	return true;
}

/*
 * Variance of R = sum(x) / sum(y) by the delta method,
 *
 *		sum((x - R y)^2) / (n (n - 1) mean(y)^2)
 *
 * which, with the sums X, Y, XX, YY and XY, is
 *
 *		n / (n - 1) * (XX Y^2 - 2 X Y XY + X^2 YY) / Y^4
 *
 * The difference is computed in integers, in which nothing cancels.  The
 * caller has checked that n > 1, that Y > 0, and that no number is negative.
 */
double
pair_moments_ratio_variance(const PairMoments *moments)
{
	uint64		square[PRODUCT_WORDS];
	uint64		y_square[PRODUCT_WORDS];
	uint64		total[WIDEST_WORDS];
	uint64		term[WIDEST_WORDS];
	double		divisor;

	wide_multiply(y_square, PRODUCT_WORDS, moments->y, MOMENTS_SUM_WORDS, moments->y,
				  MOMENTS_SUM_WORDS);
	wide_multiply(total, WIDEST_WORDS, y_square, PRODUCT_WORDS, moments->x_squares,
				  MOMENTS_SQUARES_WORDS);

	wide_multiply(square, PRODUCT_WORDS, moments->x, MOMENTS_SUM_WORDS, moments->x,
				  MOMENTS_SUM_WORDS);
	wide_multiply(term, WIDEST_WORDS, square, PRODUCT_WORDS, moments->y_squares,
				  MOMENTS_SQUARES_WORDS);
	(void) wide_add(total, term, WIDEST_WORDS);

	wide_multiply(square, PRODUCT_WORDS, moments->x, MOMENTS_SUM_WORDS, moments->y,
				  MOMENTS_SUM_WORDS);
	wide_multiply(term, WIDEST_WORDS, square, PRODUCT_WORDS, moments->products,
				  MOMENTS_SQUARES_WORDS);
	wide_subtract(total, term, WIDEST_WORDS);
	wide_subtract(total, term, WIDEST_WORDS);

	divisor = wide_quotient(y_square, PRODUCT_WORDS, 1, 0);
	return wide_quotient(total, WIDEST_WORDS, 1, 0) / divisor / divisor *
		(moments->n / (moments->n - 1.0));
}

PairDeviations
pair_moments_deviations(const PairMoments *moments)
{
	PairDeviations deviations;
	ScaledPair	scaled;

	if (!scaled_pair(moments, &scaled))
		elog(ERROR, "moments of no possible pairs");
	deviations.x = wide_quotient(scaled.x, PRODUCT_WORDS, 1, 2 * EXACT_FRACTION_BITS);
	deviations.y = wide_quotient(scaled.y, PRODUCT_WORDS, 1, 2 * EXACT_FRACTION_BITS);
	deviations.both = wide_quotient(scaled.both, PRODUCT_WORDS, 1, 2 * EXACT_FRACTION_BITS);
	deviations.off_line = wide_quotient(scaled.off_line, WIDEST_WORDS, 1, 4 * EXACT_FRACTION_BITS);
	return deviations;
}

/*
 * The value of the least-squares line at x; the caller has checked that not
 * all x are the same.  With the sums X, Y, XX and XY it is
 *
 *		(XX Y - X XY + x (n XY - X Y)) / (n XX - X^2)
 *
 * The dividend is computed as an integer, so that nothing cancels if x is far
 * from the pairs, or the pairs are far from 0.
 */
double
pair_moments_on_line(const PairMoments *moments, int128 x)
{
	Moments		of_x = margin(moments->n, moments->x, moments->x_squares);
	uint64		x_words[2] = {(uint64) x, (uint64) (x >> 64)};
	uint64		covariation[PRODUCT_WORDS];
	uint64		divisor[PRODUCT_WORDS];
	uint64		dividend[WIDEST_WORDS];
	uint64		term[WIDEST_WORDS];

	(void) scaled_deviations(&of_x, divisor);
	scaled_covariation(moments, covariation);
	wide_multiply_signed(dividend, WIDEST_WORDS, covariation, PRODUCT_WORDS, x_words, 2);
	wide_multiply_signed(term, WIDEST_WORDS, moments->x_squares, MOMENTS_SQUARES_WORDS,
						 moments->y, MOMENTS_SUM_WORDS);
	(void) wide_add(dividend, term, WIDEST_WORDS);
	wide_multiply_signed(term, WIDEST_WORDS, moments->x, MOMENTS_SUM_WORDS, moments->products,
						 MOMENTS_SQUARES_WORDS);
	wide_subtract(dividend, term, WIDEST_WORDS);
	return wide_quotient(dividend, WIDEST_WORDS, 1, 3 * EXACT_FRACTION_BITS) /
		wide_quotient(divisor, PRODUCT_WORDS, 1, 2 * EXACT_FRACTION_BITS);
}
