/*
 * outlier.c
 *		Outliers, by measures of spread that outliers do not affect; and
 *		spread_summary, all values of a column.
 *
 *		MAD = median of |x - median|, without the factor 1.4826
 *		modified z = .6745 (x - median) / MAD     (Iglewicz and Hoaglin 1993)
 *		outside the fences Q1 - k IQR, Q3 + k IQR, with IQR = Q3 - Q1   (Tukey 1977)
 *
 * Quantiles are those of percentile_cont, between the two values at p (n - 1)
 * in order.  With a spread of 0, no distance can be judged.  Durations crowd
 * near 0 and have a long tail: the scale "log" uses the logarithms of values,
 * which must all be positive.
 *
 * A window function learns from its whole partition on the first row.  The
 * order of the rows and the frame play no part.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "argument.h"
#include "exact.h"
#include "multiset.h"
#include "number.h"
#include "window.h"

#define NORMAL_CONSISTENCY	.6745

/* The summary */

static const char *
spread_parse(char *string, const int64 *before, int64 *item)
{
	if (number_item_parse(string, item))
		return NULL;
	return psprintf("\"%s\" is not a number between -2^62 and 2^62.", string);
}

MULTISET_FAMILY(spread_summary,
				.name = "values",
				.list = "values",
				.print = number_item_print,
				.number = item_number,
				.parse = spread_parse,
				.valid = number_item_valid);

/* Rows: (x) */

static void *
spread_take(void *state, double value, int64 step)
{
	return multiset_take(&spread_summary_family, state, number_item(value), step);
}

static void *
spread_take_float8(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return spread_take(state, require_number(PG_GETARG_FLOAT8(1), "value"), step);
}

static void *
spread_take_interval(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return spread_take(state, seconds_from_microseconds(duration_interval(fcinfo, 1)), step);
}

MULTISET_TRANSITION(spread_summary_count_float8, spread_summary_uncount_float8,
					spread_summary_family, spread_take_float8);
MULTISET_TRANSITION(spread_summary_count_interval, spread_summary_uncount_interval,
					spread_summary_family, spread_take_interval);

/* Quantiles of items in order */

static double
quantile(const int64 *items, int64 n, double p)
{
	double		position = p * (double) (n - 1);
	int64		below = (int64) floor(position);
	double		lower = item_number(items[below]);

	if (below == n - 1)
		return lower;
	return lower + (position - (double) below) * (item_number(items[below + 1]) - lower);
}

static double
median(const int64 *items, int64 n)
{
	return quantile(items, n, 0.5);
}

/* Returns the median deviation: walks outwards from the median in order, on both sides */
static double
median_deviation(const int64 *items, int64 n)
{
	double		center = median(items, n);
	int64		above = n / 2;
	int64		below = above - 1;
	double		lower = 0.0;
	double		deviation = 0.0;

	for (int64 i = 0; i <= n / 2; i++)
	{
		double		down = below >= 0 ? center - item_number(items[below]) : HUGE_VAL;
		double		up = above < n ? item_number(items[above]) - center : HUGE_VAL;

		CHECK_FOR_INTERRUPTS();
		lower = deviation;
		deviation = Min(down, up);
		if (down < up)
			below--;
		else
			above++;
	}
	return n % 2 == 1 ? deviation : lower + 0.5 * (deviation - lower);
}

/* Readings */

PG_FUNCTION_INFO_V1(spread_summary_n_counted);
Datum
spread_summary_n_counted(PG_FUNCTION_ARGS)
{
	int64		n;

	(void) multiset_items(&spread_summary_family, fcinfo, 0, &n);
	PG_RETURN_INT64(n);
}

/* Returns the figure of the items in order, as a number and as an interval */
#define SPREAD_READING(as_number, as_interval, figure) \
PG_FUNCTION_INFO_V1(as_number); \
Datum \
as_number(PG_FUNCTION_ARGS) \
{ \
	int64		n; \
	const int64 *items = multiset_items(&spread_summary_family, fcinfo, 0, &n); \
\
	if (n == 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(figure(items, n)); \
} \
PG_FUNCTION_INFO_V1(as_interval); \
Datum \
as_interval(PG_FUNCTION_ARGS) \
{ \
	int64		n; \
	const int64 *items = multiset_items(&spread_summary_family, fcinfo, 0, &n); \
\
	if (n == 0) \
		PG_RETURN_NULL(); \
	PG_RETURN_INTERVAL_P(interval_from_seconds(figure(items, n))); \
} \
extern int	no_such_variable

SPREAD_READING(spread_summary_mad, spread_summary_mad_interval, median_deviation);
SPREAD_READING(spread_summary_median, spread_summary_median_interval, median);

/* Window functions */

typedef enum Scale
{
	SCALE_LINEAR,
	SCALE_LOG
} Scale;

#define SCALE	"scale"

static const MethodName scales[] = {
	{"linear", SCALE_LINEAR},
	{"log", SCALE_LOG}
};

typedef double (*NumberReader) (Datum value);

static double
number_of_float8(Datum value)
{
	return require_number(DatumGetFloat8(value), "value");
}

static double
number_of_interval(Datum value)
{
	return seconds_from_microseconds(microseconds_from_interval(DatumGetIntervalP(value)));
}

typedef struct Spread
{
	bool		learnt;
	Scale		scale;
	bool		known;			/* there are values */
	double		median;
	double		mad;
	double		lower_quartile;
	double		upper_quartile;
} Spread;

/* Reads the value in a row, on its scale; false if there is none */
static bool
scaled_value(const Rows *rows, int64 row, NumberReader number_of, Scale scale, double *scaled)
{
	bool		isnull;
	Datum		value = rows_argument(rows, 0, row, &isnull);
	double		number;

	if (isnull)
		return false;
	number = number_of(value);
	if (scale == SCALE_LOG && number <= 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value must be greater than 0 on the scale log: %s", number_text(number)),
				 errhint("nullif(x, 0) skips zeros.")));
	*scaled = scale == SCALE_LOG ? log(number) : number;
	return true;
}

typedef struct ValueSource
{
	NumberReader number_of;
	Scale		scale;
} ValueSource;

static bool
gather_value(const Rows *rows, int64 row, const void *source, void *item)
{
	const ValueSource *values = source;
	double		scaled;

	if (!scaled_value(rows, row, values->number_of, values->scale, &scaled))
		return false;
	*(int64 *) item = number_item(scaled + 0.0);
	return true;
}

static void
learn(const Rows *rows, NumberReader number_of, Spread *spread)
{
	ValueSource source = {number_of, spread->scale};
	int64		n;
	int64	   *items = rows_gather(rows, sizeof(int64), gather_value, &source, &n);

	items_sort(items, n);
	spread->known = n > 0;
	if (spread->known)
	{
		spread->median = median(items, n);
		spread->mad = median_deviation(items, n);
		spread->lower_quartile = quantile(items, n, 0.25);
		spread->upper_quartile = quantile(items, n, 0.75);
	}
	spread->learnt = true;
	pfree(items);
}

/* Learns from the partition, on the scale that the n-th argument names in all rows */
static const Spread *
partition_spread(const Rows *rows, NumberReader number_of, int n)
{
	Spread	   *spread = rows_memory(rows, sizeof(Spread));
	Scale		scale = require_method(DatumGetTextPP(rows_option(rows, n, SCALE)), SCALE,
									   scales, lengthof(scales));

	if (spread->learnt && scale != spread->scale)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scale changes within a partition: %s, then %s",
						scales[spread->scale].name, scales[scale].name),
				 errhint("Partition by what it depends on.")));
	spread->scale = scale;
	if (!spread->learnt)
		learn(rows, number_of, spread);
	return spread;
}

/* modified_z(x, scale) */
static Datum
modified_z(FunctionCallInfo fcinfo, NumberReader number_of)
{
	Rows		rows = window_rows(fcinfo);
	const Spread *spread = partition_spread(&rows, number_of, 1);
	double		value;
	double		z;

	if (!scaled_value(&rows, CURRENT_ROW, number_of, spread->scale, &value) || spread->mad == 0.0)
		PG_RETURN_NULL();
	z = NORMAL_CONSISTENCY * (value - spread->median) / spread->mad;
	if (isinf(z))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("modified z of %s is out of range: the median absolute deviation is %s",
						number_text(value), number_text(spread->mad))));
	PG_RETURN_FLOAT8(z);
}

static double
window_fence(const Rows *rows)
{
	double		fence = DatumGetFloat8(rows_option(rows, 1, "k"));

	return require_not_below_0(require_number(fence, "k"), "k");
}

/* tukey_outlier(x, k, scale) */
static Datum
tukey_outlier(FunctionCallInfo fcinfo, NumberReader number_of)
{
	Rows		rows = window_rows(fcinfo);
	double		fence = window_fence(&rows);
	const Spread *spread = partition_spread(&rows, number_of, 2);
	double		interquartile_range = spread->upper_quartile - spread->lower_quartile;
	double		value;

	if (!scaled_value(&rows, CURRENT_ROW, number_of, spread->scale, &value) ||
		interquartile_range == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(value < spread->lower_quartile - fence * interquartile_range ||
				   value > spread->upper_quartile + fence * interquartile_range);
}

/* The functions for each type of values */
#define OUTLIER_FUNCTION(function, outlier, number_of) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	return outlier(fcinfo, number_of); \
} \
extern int	no_such_variable

OUTLIER_FUNCTION(outlier_modified_z_float8, modified_z, number_of_float8);
OUTLIER_FUNCTION(outlier_modified_z_interval, modified_z, number_of_interval);
OUTLIER_FUNCTION(outlier_tukey_outlier_float8, tukey_outlier, number_of_float8);
OUTLIER_FUNCTION(outlier_tukey_outlier_interval, tukey_outlier, number_of_interval);
