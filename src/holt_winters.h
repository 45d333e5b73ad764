/*
 * holt_winters.h
 *		Exponential smoothing of level, trend and season.
 */
#ifndef HOLT_WINTERS_H
#define HOLT_WINTERS_H

#include "postgres.h"

typedef enum SmoothedTrend
{
	TREND_NONE,
	TREND_LINEAR,
	TREND_DAMPED
} SmoothedTrend;

typedef enum SmoothingStart
{
	START_UNBIASED,
	START_DECOMPOSE
} SmoothingStart;

typedef enum SmoothingParameter
{
	ALPHA,
	BETA,
	GAMMA,
	PHI
} SmoothingParameter;

#define SMOOTHING_PARAMETERS	4

typedef struct HoltWinters
{
	int			season;			/* steps; 1 where there is none */
	bool		multiplicative;
	SmoothedTrend trend;
	SmoothingStart start;
	double		parameters[SMOOTHING_PARAMETERS];	/* NaN until fitted */

	/* at the end of the series */
	double		level;
	double		slope;
	double	   *seasons;		/* of the next steps */
	double		sse;
	double		variance;		/* of the errors of one step; NaN below two */
} HoltWinters;

extern int	smoothing_least_values(const HoltWinters *model);
extern bool holt_winters_fit(HoltWinters *model, const double *values, int n);
extern double holt_winters_forecast(const HoltWinters *model, int steps);
extern double *holt_winters_errors(const HoltWinters *model, int horizon);
extern double *holt_winters_sum_errors(const HoltWinters *model, int horizon);

#endif
