/*
 * trend.c
 *		Trends of a series: the Theil-Sen line and the Mann-Kendall test.
 *
 * Theil-Sen: slope = median of (y_j - y_i) / (x_j - x_i) over all pairs that
 * differ in x, intercept = median of y - slope x.  Its interval (Sen 1968): of
 * the N slopes in order, that of rank M = (N - z sqrt(Var S)) / 2, rounded
 * down, and that of rank N + 1 - M.
 *
 * Mann-Kendall: z = (S - sign S) / sqrt(Var S), two-sided p by the normal
 * distribution.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "argument.h"
#include "confidence.h"
#include "kendall.h"
#include "record.h"
#include "series.h"
#include "server.h"

#define SERIES	"series"
#define TIMES	"x"

static void
require_same_length(const Series *y, const Series *x)
{
	if (y->n != x->n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("series and x must be of the same length: %d and %d", y->n, x->n)));
}

/* Reads the points that have both numbers, of a series at given x or at 1, 2, ... */
static PlanePoint *
read_points(const Series *y, const Series *x, int *npoints)
{
	PlanePoint *points;
	int			n = 0;

	if (y->nvalues > MOST_POINTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("theil_sen takes at most %d points: %d", MOST_POINTS, y->nvalues),
				 errhint("Aggregate the series to longer steps.")));
	points = palloc(Max(y->nvalues, 1) * sizeof(PlanePoint));
	for (int i = 0; i < y->n; i++)
	{
		PlanePoint	point = {x == NULL ? i + 1 : x->values[i], y->values[i]};

		CHECK_FOR_INTERRUPTS();
		if (!isnan(point.x) && !isnan(point.y))
			points[n++] = point;
	}
	*npoints = n;
	return points;
}

static double
median_intercept(const PlanePoint *points, int n, double slope)
{
	double	   *intercepts = palloc(n * sizeof(double));

	for (int i = 0; i < n; i++)
		intercepts[i] = points[i].y - slope * points[i].x;
	return median_of(intercepts, n);
}

static Bounds
sen_bounds(SlopeOrder *order, double confidence)
{
	double		reach = normal_quantile(upper_tail(confidence)) * sqrt(slope_variance(order));
	int64		rank = (int64) floor((slope_count(order) - reach) / 2.0);
	Bounds		bounds = {NAN, NAN};

	if (rank >= 1)
	{
		bounds.lower = slope_of_rank(order, rank);
		bounds.upper = slope_of_rank(order, slope_count(order) + 1 - rank);
	}
	return bounds;
}

static Datum
theil_sen(FunctionCallInfo fcinfo, const Series *y, const Series *x, double confidence)
{
	int			n;
	PlanePoint *points = read_points(y, x, &n);
	SlopeOrder *order;
	double		slope;
	double		intercept;
	Bounds		bounds;
	double		reading[4];

	if (n == 0)
		PG_RETURN_NULL();
	order = order_slopes(points, n);
	if (order == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("slopes between the points are out of range"),
				 errdetail("Values differ too much, or x too little.")));
	if (slope_count(order) == 0)
		PG_RETURN_NULL();
	slope = median_slope(order);
	intercept = median_intercept(points, n, slope);
	if (!isfinite(intercept))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("intercept of a line of slope %s is out of range", number_text(slope))));
	bounds = sen_bounds(order, confidence);
	reading[0] = slope;
	reading[1] = intercept;
	reading[2] = bounds.lower;
	reading[3] = bounds.upper;
	return record_of_numbers(fcinfo, reading, lengthof(reading));
}

PG_FUNCTION_INFO_V1(trend_theil_sen);
Datum
trend_theil_sen(PG_FUNCTION_ARGS)
{
	Series		y = argument_series(fcinfo, 0, SERIES);

	return theil_sen(fcinfo, &y, NULL, DEFAULT_CONFIDENCE);
}

PG_FUNCTION_INFO_V1(trend_theil_sen_at);
Datum
trend_theil_sen_at(PG_FUNCTION_ARGS)
{
	double		confidence = argument_confidence(fcinfo, 2);
	Series		y;
	Series		x;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	y = argument_series(fcinfo, 0, SERIES);
	if (PG_ARGISNULL(1))
		return theil_sen(fcinfo, &y, NULL, confidence);
	x = argument_series(fcinfo, 1, TIMES);
	require_same_length(&y, &x);
	return theil_sen(fcinfo, &y, &x, confidence);
}

/* Moves the values together; returns their number */
static int
close_gaps(Series *series)
{
	int			n = 0;

	for (int i = 0; i < series->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!isnan(series->values[i]))
			series->values[n++] = series->values[i];
	}
	return n;
}

PG_FUNCTION_INFO_V1(trend_mann_kendall);
Datum
trend_mann_kendall(PG_FUNCTION_ARGS)
{
	Series		series = argument_series(fcinfo, 0, SERIES);
	int			n = close_gaps(&series);
	MannKendall test;
	double		corrected;
	double		error;
	Datum		values[5];
	bool		nulls[5] = {false};

	if (n == 0)
		PG_RETURN_NULL();
	test = mann_kendall_statistic(series.values, n);
	corrected = (double) (test.s - ((test.s > 0) - (test.s < 0)));
	error = sqrt(test.variance);
	values[0] = Int64GetDatum(test.s);
	values[1] = Float8GetDatum(test.variance);
	values[2] = Float8GetDatum(corrected / error);
	values[3] = Float8GetDatum(normal_p_value(corrected, error));
	values[4] = Float8GetDatum(test.tau);

	/* if all values are equal, there is nothing to test */
	nulls[2] = nulls[3] = nulls[4] = isnan(test.tau);
	return return_record(fcinfo, values, nulls);
}
