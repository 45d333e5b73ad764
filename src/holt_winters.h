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
	TREND_DAMPED,
	TREND_AUTO
} SmoothedTrend;

typedef enum SmoothedSeason
{
	SEASON_NONE,
	SEASON_ADDITIVE,
	SEASON_MULTIPLICATIVE,
	SEASON_PROPORTIONAL,
	SEASON_AUTO
} SmoothedSeason;

typedef enum SmoothingStart
{
	START_BACKCAST,
	START_DECOMPOSE
} SmoothingStart;

typedef enum SmoothingParameter
{
	ALPHA,
	BETA,
	GAMMA,
	PHI,
	OMEGA,
	RHO,
	KAPPA
} SmoothingParameter;

#define SMOOTHING_PARAMETERS	7

typedef struct HoltWinters
{
	int			season;			/* steps, of the shorter where there are two;
								 * 1 where there is none */
	int			long_season;	/* steps of the longer, a multiple; 1 where
								 * there are no two */
	SmoothedSeason seasonal;	/* AUTO until chosen */
	SmoothedTrend trend;		/* AUTO until chosen */
	SmoothingStart start;
	double		parameters[SMOOTHING_PARAMETERS];	/* NaN until fitted */

	/* at the end of the series */
	double		level;
	double		slope;
	double	   *seasons;		/* of the next steps */
	double	   *long_seasons;	/* of the next steps */
	double		kept;			/* what the next error has of those before */
	double		sse;
	double		mean_square;	/* of proportional seasons, at the start */
	int			nvalues;
	int			nlearnt;		/* fitted parameters and starting states */
	double		criterion;		/* for the choice; infinite for too few values */
	double		variance;		/* of the errors of one step; NaN where none
								 * is left over */
} HoltWinters;

/* Whether seasons are parts of the level, which is above 0 then, or are added to it */
static inline bool
has_parts(const HoltWinters *model)
{
	return model->seasonal == SEASON_MULTIPLICATIVE || model->seasonal == SEASON_PROPORTIONAL;
}

extern int	longest_season(const HoltWinters *model);
extern int	smoothing_least_values(const HoltWinters *model);
extern int	smoothing_degrees(const HoltWinters *model);
extern bool holt_winters_fit(HoltWinters *model, const double *values, int n);
extern double holt_winters_forecast(const HoltWinters *model, int steps);
extern double *holt_winters_errors(const HoltWinters *model, int horizon);
extern double *holt_winters_sum_errors(const HoltWinters *model, int horizon);

#endif
