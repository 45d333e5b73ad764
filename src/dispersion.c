/*
 * dispersion.c
 *		Funnels: limits for many groups at once, and a test whether the groups
 *		scatter more than by chance.
 *
 * Spiegelhalter, Funnel plots for comparing institutional performance (2005)
 * and Handling over-dispersion of performance indicators (2005).  For group i
 * the value y is hits / n or observed / expected, and n is its size:
 *
 *		z = (y - center) / sigma,  sigma by chance, as in control.c
 *		phi = sum of z^2 / I, z winsorised at 10 % on each side
 *		overdispersed: phi > 1 + 2 sqrt(2 / I)
 *		tau^2 = (I phi - (I - 1)) / (sum w - sum w^2 / sum w),  w = 4 n
 *
 * tau^2 is the variance between the groups on the scale of arcsin sqrt y, or
 * of sqrt y, on which the error by chance is s = 1 / (2 sqrt(n)) whatever the
 * center; limits there are center -/+ z sqrt(s^2 + tau^2), and are transformed
 * back.  The z are not computed on that scale: for rates of .9 with 10 trials,
 * z^2 would be 1.8 by chance alone there, while it is 1 on this one, whatever
 * the size.
 */
#include "postgres.h"

#include <math.h>

#include "discrete.h"
#include "dispersion.h"
#include "sort.h"

#define WINSORISED	0.1

#define CONFIDENCE		0.95
#define HIGH_CONFIDENCE	0.998

static int
point_cmp(const void *a, const void *b)
{
	const ChartPoint *x = a;
	const ChartPoint *y = b;
	int			order = double_cmp(&x->size, &y->size);

	return order != 0 ? order : double_cmp(&x->total, &y->total);
}

typedef struct Totals
{
	double		total;
	double		size;
	double		squared_size;
} Totals;

/* Adds in order of size, so that sums do not depend on the order of the rows */
static Totals
add_points(ChartPoint *points, int64 npoints)
{
	Totals		totals = {0.0, 0.0, 0.0};

	sort_in_order(points, npoints, sizeof(ChartPoint), point_cmp);
	for (int64 i = 0; i < npoints; i++)
	{
		CHECK_FOR_INTERRUPTS();
		totals.total += points[i].total;
		totals.size += points[i].size;
		totals.squared_size += points[i].size * points[i].size;
	}
	return totals;
}

/* Interpolates between two values in order, as percentile_cont does */
static double
quantile(const double *values, int64 n, double p)
{
	double		place = p * (n - 1);
	int64		below = (int64) floor(place);
	int64		above = Min(below + 1, n - 1);

	return values[below] + (place - below) * (values[above] - values[below]);
}

/* Returns phi: the mean square of the z, the outermost of which are moved to quantiles */
static double
winsorised_dispersion(double *z, int64 n)
{
	double		sum = 0.0;
	double		lowest;
	double		highest;

	sort_in_order(z, n, sizeof(double), double_cmp);
	lowest = quantile(z, n, WINSORISED);
	highest = quantile(z, n, 1.0 - WINSORISED);
	for (int64 i = 0; i < n; i++)
	{
		double		kept = Min(Max(z[i], lowest), highest);

		CHECK_FOR_INTERRUPTS();
		sum += kept * kept;
	}
	return sum / n;
}

static double
learn_dispersion(const Funnel *funnel, const ChartPoint *points, int64 n)
{
	double	   *z = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(double));
	double		dispersion;

	for (int64 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		z[i] = funnel_z(funnel, &points[i]);
	}
	dispersion = winsorised_dispersion(z, n);
	pfree(z);
	return dispersion;
}

static bool
is_overdispersed(double dispersion, int64 n)
{
	return dispersion > 1.0 + 2.0 * sqrt(2.0 / n);
}

static double
variance_between(double dispersion, int64 n, const Totals *totals)
{
	double		excess = n * dispersion - (n - 1);

	return Max(excess, 0.0) / (4.0 * (totals->size - totals->squared_size / totals->size));
}

/* Learns from points with a size; without a target (NaN), the center is their own */
Funnel
funnel_learn(ChartPoint *points, int64 npoints, PointKind kind, double target,
			 Overdispersion method)
{
	Totals		totals = add_points(points, npoints);
	Funnel		funnel = {kind, target, (double) NAN, 0.0, 1.0};

	if (isnan(target))
		funnel.center = totals.total / totals.size;

	/* one group shows nothing, nor do groups without variation */
	if (npoints < 2 || (kind == SHARES && funnel.center * (1.0 - funnel.center) == 0.0))
		return funnel;
	funnel.dispersion = learn_dispersion(&funnel, points, npoints);
	if (method == OVERDISPERSION_ADDITIVE ||
		(method == OVERDISPERSION_AUTO && is_overdispersed(funnel.dispersion, npoints)))
		funnel.between = variance_between(funnel.dispersion, npoints, &totals);
	if (method == OVERDISPERSION_MULTIPLICATIVE)
		funnel.multiplier = sqrt(Max(funnel.dispersion, 1.0));
	return funnel;
}

/* Returns how many times as far from the center groups of a size are as by chance */
static double
funnel_spread(const Funnel *funnel, double size)
{
	return funnel->multiplier * sqrt(1.0 + 4.0 * size * funnel->between);
}

/*
 * Returns limits that many errors from the center, on the scale where errors
 * only depend on the size
 */
static Bounds
transformed_limits(const Funnel *funnel, double errors, double size)
{
	double		reach = errors / (2.0 * sqrt(size));
	double		root = sqrt(funnel->center);
	Bounds		bounds;

	if (funnel->kind == SHARES)
	{
		bounds.lower = sin(Max(asin(root) - reach, 0.0));
		bounds.upper = sin(Min(asin(root) + reach, M_PI_2));
	}
	else
	{
		bounds.lower = Max(root - reach, 0.0);
		bounds.upper = root + reach;
	}
	bounds.lower *= bounds.lower;
	bounds.upper *= bounds.upper;
	return bounds;
}

static Bounds
bounds_at(const Funnel *funnel, double size, double confidence)
{
	CountModel	model = {funnel->kind, size, funnel->center};
	Bounds		bounds = count_limits(&model, confidence);
	double		spread = funnel_spread(funnel, size);
	Bounds		wider;

	if (spread <= 1.0)
		return bounds;
	wider = transformed_limits(funnel, spread * normal_quantile(upper_tail(confidence)), size);

	/*
	 * with few trials, the normal approximation would lie inside the limits
	 * of chance alone
	 */
	bounds.lower = Min(bounds.lower, wider.lower);
	bounds.upper = Max(bounds.upper, wider.upper);
	return bounds;
}

FunnelLimits
funnel_limits(const Funnel *funnel, double size)
{
	FunnelLimits limits = {
		bounds_at(funnel, size, CONFIDENCE), bounds_at(funnel, size, HIGH_CONFIDENCE)
	};

	return limits;
}

/* Returns errors from the center, including those between groups; NaN if nothing varies */
double
funnel_z(const Funnel *funnel, const ChartPoint *point)
{
	return (point_value(point) - funnel->center) /
		(point_sigma(funnel->center, point, funnel->kind) * funnel_spread(funnel, point->size));
}

const char *
funnel_flag(const FunnelLimits *limits, double value)
{
	return value > limits->of_998.upper ? "above_998" :
		value < limits->of_998.lower ? "below_998" :
		value > limits->of_95.upper ? "above_95" :
		value < limits->of_95.lower ? "below_95" : NULL;
}
