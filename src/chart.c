/*
 * chart.c
 *		Control charts: XmR, p, p', u, u' and EWMA.
 *
 * A chart learns on the first row from all rows, those of the partition of a
 * window or the elements of arrays, or from those of them that are in the
 * baseline.  Each row then gets its point, its limits and the rules that the
 * point completes together with those before it.  The frame of a window plays
 * no part.  A row without a point is skipped: the points around it are
 * neighbours.  The formulas are in control.c, and those of the EWMA
 * (Roberts 1959) here:
 *
 *		z_i = lambda x_i + (1 - lambda) z_(i - 1),  z_0 = start
 *		limits = start -/+ width sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 i)))
 *
 * NaN stands for an unknown figure and becomes NULL.
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "argument.h"
#include "chart.h"
#include "control.h"
#include "elements.h"
#include "number.h"
#include "record.h"
#include "rows.h"
#include "server.h"

#define LIMIT_SIGMAS	3.0

#define UNKNOWN		((double) NAN)

/*
 * How to read values as numbers and return figures: as numbers, or as
 * intervals of that many seconds
 */
typedef struct ValueType
{
	double		(*number_of) (Datum value);
	Datum		(*datum_of) (double number);
} ValueType;

static double
number_of_float8(Datum value)
{
	return DatumGetFloat8(value);
}

static double
number_of_interval(Datum value)
{
	return seconds_from_microseconds(microseconds_from_interval(DatumGetIntervalP(value)));
}

static Datum
datum_of_float8(double number)
{
	return Float8GetDatum(number);
}

static Datum
datum_of_interval(double number)
{
	return IntervalPGetDatum(interval_from_seconds(number));
}

static const ValueType float8_values = {number_of_float8, datum_of_float8};
static const ValueType interval_values = {number_of_interval, datum_of_interval};

/* Points */

typedef struct PointSource
{
	PointKind	kind;
	const ValueType *values;	/* reader of individual values */
	ShareReader share_of;		/* reader of summaries */
	int			baseline;		/* argument that marks the baseline; 0: all
								 * rows are in it */
} PointSource;

static bool
read_value(const PointSource *source, const Rows *rows, int64 row, ChartPoint *point)
{
	bool		isnull;
	Datum		value = rows_argument(rows, 0, row, &isnull);

	if (isnull)
		return false;
	point->total = require_number(source->values->number_of(value), "value");
	point->size = 1.0;
	return true;
}

/* The arguments between the summary and the baseline are options of the reader */
static bool
read_summary(const PointSource *source, const Rows *rows, int64 row, ChartPoint *point)
{
	Share		share;

	if (!rows_share(rows, source->share_of, source->baseline - 1, row, &share))
		return false;
	point->total = share.part;
	point->size = share.whole;
	return true;
}

static bool
read_count(const Rows *rows, int64 row, ChartPoint *point)
{
	bool		count_isnull;
	bool		exposure_isnull;
	Datum		count = rows_argument(rows, 0, row, &count_isnull);
	Datum		exposure = rows_argument(rows, 1, row, &exposure_isnull);

	if (count_isnull || exposure_isnull)
		return false;
	point->total = DatumGetFloat8(count);
	point->size = DatumGetFloat8(exposure);
	require_count(point->total, "count");
	require_exposure(point->size, "exposure", point->total, "count");
	if (point->size == 0.0)
		return false;
	(void) require_number(point_value(point), "count per unit of exposure");
	return true;
}

/* Reads the point of a row; false if it has none */
static bool
read_point(const PointSource *source, const Rows *rows, int64 row, ChartPoint *point)
{
	bool		isnull = false;

	if (!(source->values != NULL ? read_value(source, rows, row, point) :
		  source->share_of != NULL ? read_summary(source, rows, row, point) :
		  read_count(rows, row, point)))
		return false;
	point->in_baseline = source->baseline == 0 ||
		(DatumGetBool(rows_argument(rows, source->baseline, row, &isnull)) && !isnull);
	return true;
}

/* Learning */

static bool
gather_point(const Rows *rows, int64 row, const void *source, void *point)
{
	return read_point(source, rows, row, point);
}

static Process
learn(const Rows *rows, const PointSource *source)
{
	int64		npoints;
	ChartPoint *points = rows_gather(rows, sizeof(ChartPoint), gather_point, source, &npoints);
	Process		process = process_learn(points, npoints, source->kind);

	pfree(points);
	return process;
}

typedef struct Partition
{
	bool		learnt;
	Process		process;
	Runs		runs;
	bool		begun;
	double		before;			/* value of the point before */
} Partition;

static Partition *
chart_partition(const Rows *rows, const PointSource *source)
{
	Partition  *partition = rows_memory(rows, sizeof(Partition));

	if (!partition->learnt)
	{
		partition->process = learn(rows, source);
		partition->learnt = true;
	}
	return partition;
}

/* Results */

/* Sets some figures, and a signal after them */
static void
set_reading(Datum *values, bool *nulls, const double *figures, int nfigures,
			Datum (*datum_of) (double number), const char *signal)
{
	for (int i = 0; i < nfigures; i++)
	{
		nulls[i] = isnan(figures[i]);
		values[i] = nulls[i] ? (Datum) 0 : datum_of(figures[i]);
	}
	set_name(values, nulls, nfigures, signal);
}

/* Names the rules that the next point completes; NULL if there are none */
static const char *
runs_signal(Runs *runs, double value, double center, double sigma)
{
	const char *completed[RULES];
	int			ncompleted = runs_take(runs, value, center, sigma, completed);
	StringInfoData signal;

	if (ncompleted == 0)
		return NULL;
	initStringInfo(&signal);
	for (int i = 0; i < ncompleted; i++)
		appendStringInfo(&signal, "%s%s", i == 0 ? "" : ", ", completed[i]);
	return signal.data;
}

/* xmr(x, in_baseline, lowest, highest) */

/* Reads a bound that values cannot exceed; the default if there is none */
static double
bound_option(const Rows *rows, int n, const ValueType *values, double otherwise)
{
	bool		isnull;
	Datum		bound = rows_argument(rows, n, CURRENT_ROW, &isnull);

	return isnull ? otherwise : require_number(values->number_of(bound), "bound");
}

static void
require_within(double value, double lowest, double highest)
{
	if (value < lowest || value > highest)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value %s is not between the bounds %s and %s", number_text(value),
						number_text(lowest), number_text(highest))));
}

/* The value itself comes before the record of a chart of values */
#define VALUE_BEFORE	1

static bool
read_xmr(const Rows *rows, const void *form, Datum *values, bool *nulls)
{
	const ValueType *type = form;
	PointSource source = {
		.kind = INDIVIDUALS,
		.values = type,
		.baseline = 1
	};
	Partition  *partition = chart_partition(rows, &source);
	double		center = partition->process.center;
	double		sigma = process_sigma(&partition->process);
	double		lowest = bound_option(rows, 2, type, -HUGE_VAL);
	double		highest = bound_option(rows, 3, type, HUGE_VAL);
	double		reading[] = {
		center, center - LIMIT_SIGMAS * sigma, center + LIMIT_SIGMAS * sigma,
		UNKNOWN, partition->process.mean_range, process_range_limit(&partition->process)
	};
	const char *signal = NULL;
	ChartPoint	point;

	/* these comparisons keep NaN */
	if (reading[1] < lowest)
		reading[1] = lowest;
	if (reading[2] > highest)
		reading[2] = highest;
	if (read_point(&source, rows, CURRENT_ROW, &point))
	{
		require_within(point.total, lowest, highest);
		if (partition->begun)
			reading[3] = fabs(point.total - partition->before);
		partition->begun = true;
		partition->before = point.total;
		signal = runs_signal(&partition->runs, point.total, center, sigma);
	}
	values[0] = rows_argument(rows, 0, CURRENT_ROW, &nulls[0]);
	set_reading(values + VALUE_BEFORE, nulls + VALUE_BEFORE, reading, lengthof(reading),
				type->datum_of, signal);
	return true;
}

/* Charts of points that have sizes */

typedef struct RateForm
{
	PointKind	kind;
	ShareReader share_of;		/* NULL if points are counts in columns */
	bool		prime;
} RateForm;

static bool
read_rate(const Rows *rows, const void *form, Datum *values, bool *nulls)
{
	const RateForm *rate = form;
	PointSource source = {
		.kind = rate->kind,
		.share_of = rate->share_of,
		.baseline = rows->fcinfo->nargs - 1
	};
	Partition  *partition = chart_partition(rows, &source);
	double		center = partition->process.center;
	double		sigma_z = process_sigma(&partition->process);
	double		lower = UNKNOWN;
	double		upper = UNKNOWN;
	double		value = UNKNOWN;
	double		reading[5];
	const char *signal = NULL;
	ChartPoint	point;

	if (read_point(&source, rows, CURRENT_ROW, &point))
	{
		double		sigma = point_sigma(center, &point, rate->kind);

		/*
		 * if chance leaves no variation, there is none to widen and no
		 * sigma_z
		 */
		if (rate->prime && sigma != 0.0)
			sigma *= sigma_z;
		value = point_value(&point);
		lower = center - LIMIT_SIGMAS * sigma;
		upper = center + LIMIT_SIGMAS * sigma;
		signal = runs_signal(&partition->runs, value, center, sigma);
	}

	/* these comparisons keep NaN */
	if (lower < 0.0)
		lower = 0.0;
	if (rate->kind == SHARES && upper > 1.0)
		upper = 1.0;
	reading[0] = value;
	reading[1] = center;
	reading[2] = lower;
	reading[3] = upper;
	reading[4] = sigma_z;
	set_reading(values, nulls, reading, lengthof(reading), datum_of_float8, signal);
	return true;
}

/* p_chart, p_prime_chart, u_chart and u_prime_chart of (summary, options, in_baseline) */
Datum
summary_chart(FunctionCallInfo fcinfo, ShareReader share_of, PointKind kind, bool prime)
{
	RateForm	form = {kind, share_of, prime};

	return return_reading(fcinfo, read_rate, &form, 0);
}

/* u_chart(count, exposure, in_baseline) */

static Datum
count_chart(FunctionCallInfo fcinfo, bool prime)
{
	RateForm	form = {COUNTS, NULL, prime};

	return return_reading(fcinfo, read_rate, &form, 0);
}

PG_FUNCTION_INFO_V1(chart_u_chart);
Datum
chart_u_chart(PG_FUNCTION_ARGS)
{
	return count_chart(fcinfo, false);
}

PG_FUNCTION_INFO_V1(chart_u_prime_chart);
Datum
chart_u_prime_chart(PG_FUNCTION_ARGS)
{
	return count_chart(fcinfo, true);
}

/* ewma(x, lambda [, in_baseline]) and ewma(x, lambda, start [, sigma [, width]]) */

typedef enum EwmaOption
{
	EWMA_LAMBDA,
	EWMA_START,
	EWMA_SIGMA,
	EWMA_WIDTH,
	EWMA_OPTIONS
} EwmaOption;

static const char *const ewma_option_names[EWMA_OPTIONS] = {"lambda", "start", "sigma", "width"};

typedef struct EwmaPartition
{
	bool		begun;
	double		options[EWMA_OPTIONS];	/* as given in the first row */
	double		center;
	double		sigma;
	double		ewma;			/* up to the previous point */
	double		settled;		/* 1 - (1 - lambda)^(2 i) */
} EwmaPartition;

static double
ewma_option(const Rows *rows, EwmaOption option, const ValueType *values)
{
	Datum		value = rows_option(rows, 1 + option, ewma_option_names[option]);
	bool		is_value = option == EWMA_START || option == EWMA_SIGMA;
	double		number = is_value ? values->number_of(value) : DatumGetFloat8(value);

	/* written so that NaN is rejected */
	if (option == EWMA_LAMBDA && !(number > 0.0 && number <= 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lambda must be greater than 0 and at most 1: %s", number_text(number))));
	(void) require_number(number, ewma_option_names[option]);
	if (option > EWMA_START && number <= 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be greater than 0: %s", ewma_option_names[option],
						number_text(number))));
	return number;
}

/* Reads the options that are given, which must be the same in all rows */
static void
ewma_read_options(const Rows *rows, EwmaPartition *partition, int noptions,
				  const ValueType *values)
{
	for (int i = 0; i < noptions; i++)
	{
		double		number = ewma_option(rows, i, values);

		if (!partition->begun)
			partition->options[i] = number;
		else if (number != partition->options[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s changes within a partition: %s, then %s", ewma_option_names[i],
							number_text(partition->options[i]), number_text(number)),
					 errhint("Partition by what it depends on.")));
	}
}

static void
ewma_begin(const Rows *rows, EwmaPartition *partition, int noptions, const PointSource *source)
{
	Process		process = {UNKNOWN, UNKNOWN};

	if (noptions <= EWMA_SIGMA)
		process = learn(rows, source);
	partition->center = noptions > EWMA_START ? partition->options[EWMA_START] : process.center;
	partition->sigma = noptions > EWMA_SIGMA ? partition->options[EWMA_SIGMA] :
		process_sigma(&process);
	if (noptions <= EWMA_WIDTH)
		partition->options[EWMA_WIDTH] = LIMIT_SIGMAS;
	partition->ewma = partition->center;
	partition->begun = true;
}

/* Takes the next point; returns half of the distance between the limits */
static double
ewma_take(EwmaPartition *partition, double value)
{
	double		lambda = partition->options[EWMA_LAMBDA];

	/*
	 * written so that a value equal to the average does not move it, and that
	 * lambda = 1 returns the value
	 */
	partition->ewma = value + (1.0 - lambda) * (partition->ewma - value);
	partition->settled += (1.0 - partition->settled) * lambda * (2.0 - lambda);
	return partition->options[EWMA_WIDTH] * partition->sigma *
		sqrt(lambda / (2.0 - lambda) * partition->settled);
}

typedef struct EwmaForm
{
	const ValueType *values;
	bool		has_baseline;
} EwmaForm;

static bool
read_ewma(const Rows *rows, const void *form, Datum *values, bool *nulls)
{
	const EwmaForm *ewma = form;
	PointSource source = {
		.kind = INDIVIDUALS,
		.values = ewma->values,
		.baseline = ewma->has_baseline ? 2 : 0
	};
	EwmaPartition *partition = rows_memory(rows, sizeof(EwmaPartition));
	int			noptions = ewma->has_baseline ? 1 : rows->fcinfo->nargs - 1;
	double		average = UNKNOWN;
	double		distance = UNKNOWN;
	double		reading[4];
	bool		is_beyond;
	ChartPoint	point;

	ewma_read_options(rows, partition, noptions, ewma->values);
	if (!partition->begun)
		ewma_begin(rows, partition, noptions, &source);
	if (read_point(&source, rows, CURRENT_ROW, &point))
	{
		distance = ewma_take(partition, point.total);
		average = partition->ewma;
	}
	is_beyond = average > partition->center + distance || average < partition->center - distance;
	reading[0] = average;
	reading[1] = partition->center;
	reading[2] = partition->center - distance;
	reading[3] = partition->center + distance;
	values[0] = rows_argument(rows, 0, CURRENT_ROW, &nulls[0]);
	set_reading(values + VALUE_BEFORE, nulls + VALUE_BEFORE, reading, lengthof(reading),
				ewma->values->datum_of, is_beyond ? "beyond_limits" : NULL);
	return true;
}

static Datum
ewma(FunctionCallInfo fcinfo, const ValueType *values, bool has_baseline)
{
	EwmaForm	form = {values, has_baseline};

	return return_reading(fcinfo, read_ewma, &form, VALUE_BEFORE);
}

/* The functions for each type of values */
#define VALUE_CHARTS(xmr_function, ewma_function, ewma_baseline_function, values) \
PG_FUNCTION_INFO_V1(xmr_function); \
Datum \
xmr_function(PG_FUNCTION_ARGS) \
{ \
	return return_reading(fcinfo, read_xmr, &values, VALUE_BEFORE); \
} \
PG_FUNCTION_INFO_V1(ewma_function); \
Datum \
ewma_function(PG_FUNCTION_ARGS) \
{ \
	return ewma(fcinfo, &values, false); \
} \
PG_FUNCTION_INFO_V1(ewma_baseline_function); \
Datum \
ewma_baseline_function(PG_FUNCTION_ARGS) \
{ \
	return ewma(fcinfo, &values, true); \
} \
extern int	no_such_variable

VALUE_CHARTS(chart_xmr_float8, chart_ewma_float8, chart_ewma_baseline_float8, float8_values);
VALUE_CHARTS(chart_xmr_interval, chart_ewma_interval, chart_ewma_baseline_interval,
			 interval_values);
