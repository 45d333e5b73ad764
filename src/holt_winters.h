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
	int			season;			/* steps, of the shorter season if there are
								 * two; 1 if there is none */
	int			long_season;	/* steps of the longer season, a multiple; 1
								 * if there are not two */
	SmoothedSeason seasonal;	/* AUTO until chosen */
	SmoothedTrend trend;		/* AUTO until chosen */
	SmoothingStart start;
	double		parameters[SMOOTHING_PARAMETERS];	/* NaN until fitted */

	/* state at the end of the series */
	double		level;
	double		slope;
	double	   *seasons;		/* indices of the next steps */
	double	   *long_seasons;	/* indices of the next steps */
	double		kept;			/* the part of earlier errors in the next one */
	double		sse;
	double		mean_square;	/* mean square of proportional seasons, at the
								 * start */
	int			nvalues;
	int			nlearnt;		/* number of fitted parameters and starting
								 * states */
	double		criterion;		/* for the choice of a model; infinite for too
								 * few values */
	double		variance;		/* variance of the errors of one step; NaN if
								 * there are no degrees of freedom */
} HoltWinters;

/*
 * Returns whether seasons are parts of the level, which must be above 0 then,
 * or are added to it
 */
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
