/*
 * control.h
 *		Control limits, and the runs of points that break them.
 */
#ifndef CONTROL_H
#define CONTROL_H

#include "postgres.h"

/* Kinds of points: values, shares of trials, counts per unit of exposure */
typedef enum PointKind
{
	INDIVIDUALS,
	SHARES,
	COUNTS
} PointKind;

/* total / size is charted; for a value, the size is 1 */
typedef struct ChartPoint
{
	double		total;
	double		size;
	bool		in_baseline;
} ChartPoint;

/* What is learnt from the baseline; NaN if it is unknown */
typedef struct Process
{
	double		center;
	double		mean_range;		/* mean range of values, or of z if points
								 * have sizes */
} Process;

#define RULES			4
#define LONGEST_RUN		8

/*
 * For each rule, above and below the center, a bit for each of the last
 * points: whether it was beyond
 */
typedef struct Runs
{
	uint8		beyond[RULES][2];
} Runs;

StaticAssertDecl(LONGEST_RUN <= 8 * sizeof(uint8), "a run is longer than its bits");

static inline double
point_value(const ChartPoint *point)
{
	return point->total / point->size;
}

extern Process process_learn(const ChartPoint *points, int64 npoints, PointKind kind);
extern double process_sigma(const Process *process);
extern double process_range_limit(const Process *process);
extern double point_sigma(double center, const ChartPoint *point, PointKind kind);

/* The better direction, and what the limits say about a target, a signal about the process */
typedef enum Better
{
	BETTER_HIGHER,
	BETTER_LOWER
} Better;

typedef enum Assurance
{
	PASS,
	FAIL,
	HIT_OR_MISS
} Assurance;

typedef enum Variation
{
	IMPROVEMENT,
	CONCERN,
	COMMON_CAUSE
} Variation;

extern Assurance assurance(double target, double lower, double upper, Better better);
extern Variation variation(bool has_signal, double value, double center, Better better);
extern const char *assurance_name(Assurance assurance);
extern const char *variation_name(Variation variation);
extern int	runs_take(Runs *runs, double value, double center, double sigma,
					  const char **completed);

#endif
