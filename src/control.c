/*
 * control.c
 *		Control limits, and the runs of points that break them.
 *
 * Individual values x (Shewhart 1931; Wheeler: XmR), mR the moving range
 * |x - the value before|, all means over the baseline:
 *
 *		center = mean x,  sigma = mean mR / d2,  limits = center -/+ 3 sigma
 *		range center = mean mR,  range limit = D4 mean mR
 *
 * Shares p = hits / n and counts per unit of exposure u = count / n, each
 * point with the limits of its own n:
 *
 *		center = sum of hits or counts / sum of n
 *		sigma = sqrt(p (1 - p) / n) or sqrt(u / n), p and u of the center
 *
 * Laney (2002) multiplies that sigma by sigma_z = mean moving range of z = (p
 * - center) / sigma, / d2.  It is 1 if the points scatter as much as chance
 * alone makes them.
 *
 * d2 and D4 are those of ranges of two values, with the digits that tables
 * print and that everybody uses: NIST/SEMATECH e-Handbook of Statistical
 * Methods, 6.3.2.2; Montgomery, Introduction to Statistical Quality Control.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "control.h"

#define D2	1.128
#define D4	3.267

/*
 * The second pass restores what the first lost to rounding, so that points
 * that are all equal have exactly that mean: none lies off the center
 */
static double
baseline_center(const ChartPoint *points, int64 npoints)
{
	double		total = 0.0;
	double		size = 0.0;
	double		deviation = 0.0;
	double		mean;

	for (int64 i = 0; i < npoints; i++)
	{
		CHECK_FOR_INTERRUPTS();
		total += points[i].in_baseline ? points[i].total : 0.0;
		size += points[i].in_baseline ? points[i].size : 0.0;
	}
	mean = total / size;
	for (int64 i = 0; i < npoints; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (points[i].in_baseline)
			deviation += points[i].size * (point_value(&points[i]) - mean);
	}
	return mean + deviation / size;
}

/*
 * Returns the value whose ranges are taken: the value itself, or z if points
 * have different sizes
 */
static double
standard_value(double center, const ChartPoint *point, PointKind kind)
{
	if (kind == INDIVIDUALS)
		return point->total;
	return (point_value(point) - center) / point_sigma(center, point, kind);
}

/*
 * Averages ranges over neighbours that are both in the baseline; NaN if there
 * are none, or no sigma
 */
static double
baseline_mean_range(const ChartPoint *points, int64 npoints, double center, PointKind kind)
{
	double		sum = 0.0;
	int64		n = 0;

	for (int64 i = 1; i < npoints; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!points[i].in_baseline || !points[i - 1].in_baseline)
			continue;
		sum += fabs(standard_value(center, &points[i], kind) -
					standard_value(center, &points[i - 1], kind));
		n++;
	}
	return sum / n;
}

/*
 * Learns from all points of a partition, in order; NaN comes from 0 / 0 if the
 * baseline is empty
 */
Process
process_learn(const ChartPoint *points, int64 npoints, PointKind kind)
{
	Process		process;

	process.center = baseline_center(points, npoints);
	process.mean_range = baseline_mean_range(points, npoints, process.center, kind);
	return process;
}

/* Returns sigma of individual values; for ranges of z it is Laney's sigma_z */
double
process_sigma(const Process *process)
{
	return process->mean_range / D2;
}

double
process_range_limit(const Process *process)
{
	return D4 * process->mean_range;
}

/*
 * Returns sigma by chance alone, for a point with a size; the roots are taken
 * apart because the quotient may overflow
 */
double
point_sigma(double center, const ChartPoint *point, PointKind kind)
{
	return sqrt(kind == SHARES ? center * (1.0 - center) : center) / sqrt(point->size);
}

/*
 * The zone rules of the Western Electric Statistical Quality Control Handbook
 * (1956).  A point completes a rule if the point itself is beyond the zone,
 * and enough of the last points, including this one, are beyond it on the same
 * side.
 */
static const struct
{
	const char *name;
	double		sigmas;
	int			needed;
	int			run;
}			rules[RULES] = {
	{"beyond_3_sigma", 3.0, 1, 1},
	{"2_of_3_beyond_2_sigma", 2.0, 2, 3},
	{"4_of_5_beyond_1_sigma", 1.0, 4, 5},
	{"8_on_one_side", 0.0, 8, LONGEST_RUN}
};

static bool
run_take(uint8 *beyond, bool is_beyond, int needed, int run)
{
	*beyond = (uint8) (*beyond << 1 | (is_beyond ? 1 : 0));
	return is_beyond && (int) pg_popcount32(*beyond & ((1U << run) - 1)) >= needed;
}

/* Takes the next point; returns the number of rules that it completes, and their names */
int
runs_take(Runs *runs, double value, double center, double sigma, const char **completed)
{
	int			ncompleted = 0;

	for (int i = 0; i < RULES; i++)
	{
		double		distance = rules[i].sigmas * sigma;
		bool		above =
			run_take(&runs->beyond[i][0], value > center + distance, rules[i].needed,
					 rules[i].run);
		bool		below =
			run_take(&runs->beyond[i][1], value < center - distance, rules[i].needed,
					 rules[i].run);

		if (above || below)
			completed[ncompleted++] = rules[i].name;
	}
	return ncompleted;
}

/*
 * Judgements of NHS England, Making Data Count.  A process passes a target if
 * the target lies beyond the limits on the worse side, and fails it if the
 * target lies beyond them on the better side.  It hits or misses a target
 * between the limits by chance.  A signal on the better side of the center is
 * an improvement.
 */
Assurance
assurance(double target, double lower, double upper, Better better)
{
	if (lower > target)
		return better == BETTER_HIGHER ? PASS : FAIL;
	if (upper < target)
		return better == BETTER_HIGHER ? FAIL : PASS;
	return HIT_OR_MISS;
}

Variation
variation(bool has_signal, double value, double center, Better better)
{
	if (!has_signal)
		return COMMON_CAUSE;
	return (value > center) == (better == BETTER_HIGHER) ? IMPROVEMENT : CONCERN;
}

const char *
assurance_name(Assurance assurance)
{
	static const char *const names[] = {"pass", "fail", "hit_or_miss"};

	return names[assurance];
}

const char *
variation_name(Variation variation)
{
	static const char *const names[] = {"improvement", "concern", "common_cause"};

	return names[variation];
}
