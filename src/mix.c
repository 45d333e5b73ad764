/*
 * mix.c
 *		mix_summary: whether a rate changed by the rates or by the mix of the
 *		segments.
 *
 * Segment i has the size n and the rate r, before (0) and after (1); s = n / N
 * is its share of all, R = sum of s r the overall rate.  Kitagawa (1955):
 *
 *		R1 - R0 = sum (r0 + r1)/2 (s1 - s0)  +  sum (s0 + s1)/2 (r1 - r0)
 *				  mix effect					rate effect
 *
 * With the sums S_i = sum n_i and P_ij = sum n_i r_j, which merge,
 *
 *		mix effect	= ((P10 + P11) / N1 - (P00 + P01) / N0) / 2
 *		rate effect = ((P01 - P00) / N0 + (P11 - P10) / N1) / 2
 *
 * The mix effect of one segment is computed with rates as differences from the
 * mean of R0 and R1.  The sum is the same, because shares add up to 1, and a
 * segment that grows adds to the overall rate only if its own rate is above
 * the mean.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "elements.h"
#include "moments.h"
#include "record.h"
#include "rows.h"
#include "summary.h"

typedef struct MixSummary
{
	int64		segments;
	uint64		size[2][MOMENTS_SUM_WORDS];
	uint64		product[2][2][MOMENTS_SQUARES_WORDS];	/* the size in one
														 * period times the rate
														 * in one period */
} MixSummary;

#define SIZE_SUM(name)		WIDE_SUM(name, MOMENTS_SUM_WORDS, EXACT_FRACTION_BITS)
#define PRODUCT_SUM(name)	WIDE_SUM(name, MOMENTS_SQUARES_WORDS, 2 * EXACT_FRACTION_BITS)

static const SummaryField mix_fields[] = {
	COUNTER("segments"),
	SIZE_SUM("n0"),
	SIZE_SUM("n1"),
	PRODUCT_SUM("n0_r0"),
	PRODUCT_SUM("n0_r1"),
	PRODUCT_SUM("n1_r0"),
	PRODUCT_SUM("n1_r1")
};

static double
total_size(const MixSummary *mix, int period)
{
	return wide_quotient(mix->size[period], MOMENTS_SUM_WORDS, 1, EXACT_FRACTION_BITS);
}

static double
total_product(const MixSummary *mix, int size, int rate)
{
	return wide_quotient(mix->product[size][rate], MOMENTS_SQUARES_WORDS, 1,
						 2 * EXACT_FRACTION_BITS);
}

static const char *
mix_invalid(const void *summary)
{
	const MixSummary *mix = summary;

	/* doubles are rounded, but rounding never changes their order */
	for (int i = 0; i < 2; i++)
	{
		double		size = total_size(mix, i);

		if (size < 0.0)
			return "a size is negative";
		if (size > mix->segments * EXACT_LARGEST)
			return "a size is too large for its number of segments";
		for (int j = 0; j < 2; j++)
			if (fabs(total_product(mix, i, j)) > size * EXACT_LARGEST)
				return "a product of sizes and rates is too large for its sizes";
	}
	return total_size(mix, 0) == 0.0 &&
		total_size(mix, 1) == 0.0 ? "its segments have no size" : NULL;
}

SUMMARY_FAMILY(mix_summary, MixSummary, mix_fields, mix_invalid);

/* Rows: (n0, r0, n1, r1) */

#define SEGMENT_NUMBERS	4

/* One entry for each period: 0 before, 1 after */
typedef struct Segment
{
	double		size[2];
	double		rate[2];
} Segment;

static void
read_period(Segment *segment, int period, const NullableDatum *numbers)
{
	const NullableDatum *size = &numbers[2 * period];
	const NullableDatum *rate = &numbers[2 * period + 1];

	/* exact sums count so small a size as 0 */
	segment->size[period] = size->isnull ||
		exact_number(DatumGetFloat8(size->value)) == 0 ? 0.0 : DatumGetFloat8(size->value);
	segment->rate[period] = rate->isnull ? NAN : DatumGetFloat8(rate->value);
	if (segment->size[period] < 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("size of a segment must not be negative: %s",
						number_text(segment->size[period]))));
	if (rate->isnull && segment->size[period] != 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("rate of a segment of size %s must not be null",
						number_text(segment->size[period])),
				 errhint("Give as size the number that the rate refers to, "
						 "such as the number of surveys answered.")));
}

/* Reads a row; false if the segment has no size in either period */
static bool
read_segment(Segment *segment, const NullableDatum *numbers)
{
	for (int i = 0; i < 2; i++)
		read_period(segment, i, numbers);
	if (segment->size[0] == 0.0 && segment->size[1] == 0.0)
		return false;

	/*
	 * a segment that is new or gone has one rate: its whole effect is mix
	 * effect
	 */
	for (int i = 0; i < 2; i++)
		if (numbers[2 * i + 1].isnull)
			segment->rate[i] = segment->rate[1 - i];
	return true;
}

static void
mix_count(MixSummary *mix, const Segment *segment, int64 step)
{
	summary_count(&mix->segments, step);
	for (int i = 0; i < 2; i++)
	{
		int128		size = exact_number(segment->size[i]);

		sum_add(mix->size[i], step * size);
		for (int j = 0; j < 2; j++)
			sum_add_product(mix->product[i][j], step * size, exact_number(segment->rate[j]));
	}
}

static inline void
mix_take(MixSummary *mix, FunctionCallInfo fcinfo, int64 step)
{
	Segment		segment;

	/* the last four; the name of the segment may come before them */
	if (read_segment(&segment, &fcinfo->args[PG_NARGS() - SEGMENT_NUMBERS]))
		mix_count(mix, &segment, step);
}

SUMMARY_TRANSITION(mix_summary_count, mix_summary_uncount,
				   mix_summary_family, mix_take);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(mix_summary_n_counted, MixSummary, segments);

/* sum or difference of two products, computed before anything is rounded */
static double
combined_products(const MixSummary *mix, int size, bool add)
{
	uint64		combined[MOMENTS_SQUARES_WORDS];

	memcpy(combined, mix->product[size][1], sizeof(combined));
	if (add)
		(void) wide_add(combined, mix->product[size][0], MOMENTS_SQUARES_WORDS);
	else
		wide_subtract(combined, mix->product[size][0], MOMENTS_SQUARES_WORDS);
	return wide_quotient(combined, MOMENTS_SQUARES_WORDS, 1, 2 * EXACT_FRACTION_BITS);
}

/* The overall rate of a period; NaN if the period has no size */
static double
overall_rate(const MixSummary *mix, int period)
{
	double		size = total_size(mix, period);

	return size == 0.0 ? NAN : total_product(mix, period, period) / size;
}

PG_FUNCTION_INFO_V1(mix_summary_mix_shift);
Datum
mix_summary_mix_shift(PG_FUNCTION_ARGS)
{
	const MixSummary *mix = (const MixSummary *) PG_GETARG_POINTER(0);
	double		before = overall_rate(mix, 0);
	double		after = overall_rate(mix, 1);
	double		size_before = total_size(mix, 0);
	double		size_after = total_size(mix, 1);
	double		reading[] = {before, after, after - before, NAN, NAN};

	if (mix->segments == 0)
		PG_RETURN_NULL();
	if (size_before > 0.0 && size_after > 0.0)
	{
		reading[3] =
			(combined_products(mix, 1, true) / size_after - combined_products(mix, 0, true) /
			 size_before) / 2.0;
		reading[4] =
			(combined_products(mix, 0, false) / size_before + combined_products(mix, 1, false) /
			 size_after) / 2.0;
	}
	return record_of_numbers(fcinfo, reading, lengthof(reading));
}

/* Effects of each segment among all of them */

typedef struct PartitionMix
{
	bool		known;
	MixSummary	mix;
} PartitionMix;

/* Reads the segment of a row; false if it has no size */
static bool
row_segment(const Rows *rows, int64 row, Segment *segment)
{
	NullableDatum numbers[SEGMENT_NUMBERS];

	for (int i = 0; i < SEGMENT_NUMBERS; i++)
		numbers[i].value = rows_argument(rows, i, row, &numbers[i].isnull);
	return read_segment(segment, numbers);
}

static void
gather_segment(const Rows *rows, int64 row, void *state)
{
	Segment		segment;

	if (row_segment(rows, row, &segment))
		mix_count(state, &segment, 1);
}

static const MixSummary *
partition_mix(const Rows *rows)
{
	PartitionMix *partition = rows_memory(rows, sizeof(PartitionMix));

	if (!partition->known)
		rows_visit(rows, gather_segment, &partition->mix);
	partition->known = true;
	return &partition->mix;
}

static bool
read_effect(const Rows *rows, const void *form, Datum *values, bool *nulls)
{
	const MixSummary *mix = partition_mix(rows);
	double		size_before = total_size(mix, 0);
	double		size_after = total_size(mix, 1);
	Segment		segment;
	double		share_before;
	double		share_after;
	double		mean_rate;

	nulls[0] = nulls[1] = true;
	if (size_before == 0.0 || size_after == 0.0 || !row_segment(rows, CURRENT_ROW, &segment))
		return false;
	share_before = segment.size[0] / size_before;
	share_after = segment.size[1] / size_after;
	mean_rate = (overall_rate(mix, 0) + overall_rate(mix, 1)) / 2.0;
	set_number(values, nulls, 0, ((segment.rate[0] + segment.rate[1]) / 2.0 - mean_rate) *
			   (share_after - share_before));
	set_number(values, nulls, 1,
			   (share_before + share_after) / 2.0 * (segment.rate[1] - segment.rate[0]));
	return true;
}

/* mix_effect(n0, r0, n1, r1) */
PG_FUNCTION_INFO_V1(mix_mix_effect);
Datum
mix_mix_effect(PG_FUNCTION_ARGS)
{
	return return_reading(fcinfo, read_effect, NULL, 0);
}
