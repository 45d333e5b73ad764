/*
 * holt_winters.c
 *		Exponential smoothing of level, trend and season.
 *
 * For the series y with a season of m steps, additive (Winters 1960, damped
 * after Gardner and McKenzie 1985; phi = 1 if the trend is linear):
 *
 *		level	l(t) = alpha (y(t) - s(t-m)) + (1 - alpha) (l(t-1) + phi b(t-1))
 *		trend	b(t) = beta (l(t) - l(t-1)) + (1 - beta) phi b(t-1)
 *		season	s(t) = gamma (y(t) - l(t)) + (1 - gamma) s(t-m)
 *		forecast of h steps = l + (phi + ... + phi^h) b + s
 *
 * and multiplicative with y / s, y / l and (l + ...) s.  The proportional
 * model is for volumes that may be 0: the level moves by alpha e s / q, with
 * the error e and the mean square q of the starting seasons; season and
 * forecast are those of the multiplicative model.
 *
 * With two seasons (Taylor 2003), the longer, w, is a multiple of the shorter,
 * d: s is d + w, or d w if they multiply.  Each moves as above by what the
 * other leaves of y and l, d by gamma and w by omega.  Errors persist in part:
 *
 *		e = r + fresh error, then r = rho r + kappa fresh error
 *
 * and the forecast of h steps adds rho^(h-1) r.  Taylor's model has kappa =
 * rho.  With a separate kappa, the level does not have to follow deviations
 * that last half a day.
 *
 * Start by backcasting: the same smoothing runs from the end to the beginning,
 * from the least-squares line and seasons of the whole series, and the forward
 * run begins there.  For a series that is a line and seasons all errors are
 * then 0, whatever the parameters.  For a multiplicative one the line is moved
 * until the seasons have the mean 1, and the same holds.  Start by
 * decomposition: as in R's HoltWinters, the least-squares line of the moving
 * average of the first two seasons, and the seasons of decompose(); for two
 * seasons as in R's dshw, with the trend of Taylor.
 *
 * Parameters that are not given are fitted by the least sum of squared errors
 * of one step, over [0, 1], phi over [.8, .98], rho over [0, .99]; see
 * simplex.c.
 *
 * A trend and a kind of season that are not given are those with the least
 *
 *		n log(SSE / n) + 2 (k + s) + 2 k (k + 1) / (n - s - k - 1)
 *
 * for n values, with s = m - 1 starting seasons, or none, and k that counts
 * the fitted parameters, level, slope and the variance.  This is Akaike's
 * criterion, corrected for small samples (Hurvich and Tsai 1989) of the values
 * left after the seasons: if k counted the seasons too, hardly any series of
 * two years would have one.
 *
 * An error e of one step moves the forecast j steps later by psi(j) e,
 *
 *		psi(0) = 1, psi(j) = alpha (1 + beta (phi + ... + phi^j)) + [m divides j] gamma (1 - alpha)
 *
 * so that Var(h) = variance of e * sum of psi(j)^2 over j < h (Hyndman,
 * Koehler, Ord and Snyder 2008, class 1).  For multiplicative models, psi(j)
 * is multiplied by the ratio of the season forecast to that of the error, as
 * in Chatfield and Yar (1991), which uses the present level in place of the
 * later one.  Persistent errors add the moves of later errors, see
 * squared_moves.  The variance of e is SSE over the number of values minus the
 * number of fitted parameters and starting states.  These are uncertain, and
 * add as much variance as they do on average in a regression: their number /
 * n.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "holt_winters.h"
#include "simplex.h"

#define SMALLEST_PHI	0.8
#define LARGEST_PHI		0.98
#define LARGEST_RHO		0.99

/* Errors up to this part of the largest value count as rounding */
#define ROUNDING		1e-10

#define SLIDES			256

/* The state in which the smoothing begins */
typedef struct Start
{
	double		level;
	double		slope;
	double	   *seasons;
	double	   *long_seasons;
	int			first;			/* the first value to forecast */
} Start;

/* Returns the longer season if there are two; 1 if there is none */
int
longest_season(const HoltWinters *model)
{
	return Max(model->season, model->long_season);
}

static inline bool
has_two_seasons(const HoltWinters *model)
{
	return model->long_season > 1;
}

/* Returns how many values a start needs */
int
smoothing_least_values(const HoltWinters *model)
{
	bool		has_trend = model->trend == TREND_AUTO ?
		!isnan(model->parameters[BETA]) || !isnan(model->parameters[PHI]) :
		model->trend != TREND_NONE;

	return model->season > 1 ? 2 * longest_season(model) : has_trend ? 2 : 1;
}

/* Returns the number of values minus the number of learnt parameters */
int
smoothing_degrees(const HoltWinters *model)
{
	return model->nvalues - model->nlearnt;
}

static double
mean_of(const double *values, int n)
{
	double		sum = 0.0;

	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		sum += values[i];
	}
	return sum / n;
}

/* A value without its level, and without its season */
static inline double
without_level(const HoltWinters *model, double value, double level)
{
	return has_parts(model) ? value / level : value - level;
}

static inline double
with_level(const HoltWinters *model, double level, double part)
{
	return has_parts(model) ? level * part : level + part;
}

/* One season from both, and both from each */

static inline double
without_season(const HoltWinters *model, double both, double other)
{
	return model->seasonal == SEASON_MULTIPLICATIVE ? both / other : both - other;
}

static inline double
with_season(const HoltWinters *model, double season, double long_season)
{
	return model->seasonal == SEASON_MULTIPLICATIVE ? season * long_season : season + long_season;
}

/* Returns the neutral element that replaces a missing long season */
static double
no_season(const HoltWinters *model)
{
	return model->seasonal == SEASON_MULTIPLICATIVE ? 1.0 : 0.0;
}

/* Sums what the line leaves of the values, with the line moved to a level */
static double
left_by_line(const double *values, int n, double level, double slope)
{
	double		sum = 0.0;

	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		sum += values[i] / (level + slope * i);
	}
	return sum;
}

/*
 * Returns the level before the first value at which the mean of value / line
 * is 1.  That mean falls from infinity to 0 as the line rises from where it
 * touches 0, so the interval is halved until no numbers lie between.
 */
static double
multiplicative_level(const double *values, int n, double slope)
{
	double		lower = Max(0.0, -slope * (n - 1));
	double		upper = Max(2.0 * lower, 1.0);

	while (left_by_line(values, n, upper, slope) > n && isfinite(upper))
		upper *= 2.0;
	for (;;)
	{
		double		middle = lower + (upper - lower) / 2.0;

		if (middle <= lower || middle >= upper)
			return upper;
		if (left_by_line(values, n, middle, slope) > n)
			lower = middle;
		else
			upper = middle;
	}
}

/*
 * Returns the slope of the least-squares line through that many seasons, which
 * stay one season apart
 */
static double
slope_of_seasons(const double *values, int m, int nseasons, double mean)
{
	double		products = 0.0;
	double		squares = 0.0;

	for (int i = 0; i < m * nseasons; i++)
	{
		double		seasons_from_middle = i / m - (nseasons - 1) / 2.0;

		CHECK_FOR_INTERRUPTS();
		products += seasons_from_middle * (values[i] - mean);
		squares += seasons_from_middle * seasons_from_middle;
	}
	return products / squares / m;
}

/* The long season holds both; its mean over each step of the short one becomes the short one */
static void
split_seasons(const HoltWinters *model, Start *start)
{
	int			m = model->season;
	int			times = model->long_season / m;

	memset(start->seasons, 0, m * sizeof(double));
	for (int i = 0; i < model->long_season; i++)
		start->seasons[i % m] += start->long_seasons[i] / times;
	for (int i = 0; i < model->long_season; i++)
	{
		CHECK_FOR_INTERRUPTS();
		start->long_seasons[i] =
			without_season(model, start->long_seasons[i], start->seasons[i % m]);
	}
}

/*
 * Computes line and seasons from all whole seasons of the series; without
 * seasons, one step is a season
 */
static void
line_start(const HoltWinters *model, const double *values, int n, Start *start)
{
	int			m = longest_season(model);
	double	   *seasons = has_two_seasons(model) ? start->long_seasons : start->seasons;
	int			nseasons = n / m;
	double		mean = mean_of(values, m * nseasons);
	double		slope =
		model->trend == TREND_NONE ? 0.0 : slope_of_seasons(values, m, nseasons, mean);
	double		level = mean - slope * (m * nseasons - 1) / 2.0;

	if (has_parts(model))
		level = multiplicative_level(values, m * nseasons, slope);
	memset(seasons, 0, m * sizeof(double));
	for (int i = 0; i < m * nseasons && m > 1; i++)
	{
		CHECK_FOR_INTERRUPTS();
		seasons[i % m] += without_level(model, values[i], level + slope * i) / nseasons;
	}
	if (has_two_seasons(model))
		split_seasons(model, start);
	start->level = level - slope;
	start->slope = slope;
	start->first = 0;
}

/*
 * Computes the mean of a season's steps around each step that has them; a
 * season of even length takes half of both ends.  The sum slides, and is
 * computed anew now and then, because its rounding adds up.
 */
static int
moving_average(const double *values, int m, double *average)
{
	int			half = m / 2;
	int			from = m % 2 == 0 ? 1 - half : -half;
	int			to = m % 2 == 0 ? half - 1 : half;
	double		sum = 0.0;
	int			n = 0;

	for (int t = half; t + half < 2 * m; t++)
	{
		CHECK_FOR_INTERRUPTS();
		if (n % SLIDES == 0)
		{
			sum = 0.0;
			for (int i = from; i <= to; i++)
				sum += values[t + i];
		}
		else
			sum += values[t + to] - values[t - 1 + from];
		average[n++] = (m % 2 == 0 ? sum + 0.5 * (values[t - half] + values[t + half]) : sum) / m;
	}
	return n;
}

static void
decompose_start(const HoltWinters *model, const double *values, Start *start)
{
	int			m = model->season;
	int			half = m / 2;
	double	   *average = palloc(2 * m * sizeof(double));
	int			n = moving_average(values, m, average);
	double		mean = mean_of(average, n);
	double		center = (n + 1) / 2.0;
	double		products = 0.0;
	double		squares = 0.0;

	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		products += (i + 1 - center) * (average[i] - mean);
		squares += (i + 1 - center) * (i + 1 - center);
	}
	start->slope = products / squares;
	start->level = mean - start->slope * center;
	if (model->trend == TREND_NONE)
		start->slope = 0.0;
	start->first = m;

	for (int i = 0; i < m; i++)
	{
		double		sum = 0.0;
		int			times = 0;

		CHECK_FOR_INTERRUPTS();
		for (int t = i; t < 2 * m; t += m)
			if (t >= half && t - half < n)
			{
				sum += without_level(model, values[t], average[t - half]);
				times++;
			}
		start->seasons[i] = sum / times;
	}
	mean = mean_of(start->seasons, m);
	for (int i = 0; i < m; i++)
	{
		CHECK_FOR_INTERRUPTS();
		start->seasons[i] = without_level(model, start->seasons[i], mean);
	}
	pfree(average);
}

/* Relates each step of a season to the moving average around it, over the first two seasons */
static void
season_indices(const HoltWinters *model, int m, const double *values, double *indices)
{
	int			half = m / 2;
	double	   *average = palloc(2 * m * sizeof(double));

	(void) moving_average(values, m, average);
	for (int i = 0; i < m; i++)
	{
		int			t = i < half ? i + m : i;

		CHECK_FOR_INTERRUPTS();
		indices[i] = without_level(model, values[t], average[t - half]);
	}
	pfree(average);
}

/*
 * Taylor's start of two seasons: the trend is the mean of two trends, that
 * from the first long season to the second, and that within the first.
 */
static void
double_start(const HoltWinters *model, const double *values, Start *start)
{
	int			m = model->long_season;
	double		first = mean_of(values, m);
	double		second = mean_of(values + m, m);
	double		slope = ((second - first) + (values[m - 1] - values[0])) / m / 2.0;

	start->slope = model->trend == TREND_NONE ? 0.0 : slope;
	start->level = (first + second) / 2.0 - (m + 0.5) * start->slope;
	start->first = 0;
	season_indices(model, model->season, values, start->seasons);
	season_indices(model, m, values, start->long_seasons);
	for (int i = 0; i < m; i++)
	{
		CHECK_FOR_INTERRUPTS();
		start->long_seasons[i] =
			without_season(model, start->long_seasons[i], start->seasons[i % model->season]);
	}
}

/* Without seasons, starts from the first two values, or at the first */
static void
plain_start(const HoltWinters *model, const double *values, Start *start)
{
	start->first = model->trend == TREND_NONE ? 1 : 2;
	start->level = values[start->first - 1];
	start->slope = model->trend == TREND_NONE ? 0.0 : values[1] - values[0];
	start->seasons[0] = 0.0;
}

/* Returns the effect of the seasons that many steps after their beginning */
static double
seasonal_part(const HoltWinters *model, int step)
{
	return with_season(model, model->seasons[step % model->season],
					   model->long_seasons[step % model->long_season]);
}

/* The present state of the smoothing */
typedef struct Smoothing
{
	double		level;
	double		slope;
	double		kept;			/* the part of earlier errors in the next one */
	double		sse;
} Smoothing;

/* Returns the mean of the squares of all steps of the seasons */
static double
mean_square(const HoltWinters *model)
{
	int			m = longest_season(model);
	double		sum = 0.0;

	for (int i = 0; i < m; i++)
	{
		double		part = seasonal_part(model, i);

		CHECK_FOR_INTERRUPTS();
		sum += part * part;
	}
	return sum / m;
}

/*
 * Takes the error left by the forecast of one step, which includes the seasons
 * and earlier errors
 */
static inline void
take_error(Smoothing *at, const double *parameters, double error)
{
	double		fresh = error - at->kept;

	at->sse += fresh * fresh;
	at->kept = parameters[RHO] * at->kept + parameters[KAPPA] * fresh;
}

/*
 * Returns the level after a value.  Proportional seasons may be 0, and the
 * value then says nothing about the level: so the level moves by the error,
 * weighted by the season.
 */
static inline double
next_level(const HoltWinters *model, double alpha, double value, double expected, double part)
{
	if (model->seasonal == SEASON_PROPORTIONAL)
		return expected + alpha * (value - expected * part) * part / model->mean_square;
	return alpha * without_level(model, value, part) + (1.0 - alpha) * expected;
}

static inline void
move_seasons(const HoltWinters *model, const double *parameters, double both, double *season,
			 double *long_season)
{
	double		before = *season;

	if (model->season > 1)
		*season = parameters[GAMMA] * without_season(model, both, *long_season) +
			(1.0 - parameters[GAMMA]) * before;
	if (has_two_seasons(model))
		*long_season = parameters[OMEGA] * without_season(model, both, before) +
			(1.0 - parameters[OMEGA]) * *long_season;
}

/* Takes one step; false if the level of multiplicative seasons is lost */
static inline bool
smooth_value(const HoltWinters *model, Smoothing *at, const double *parameters, double value,
			 double *season, double *long_season)
{
	double		part = with_season(model, *season, *long_season);
	double		expected = at->level + parameters[PHI] * at->slope;
	double		level = next_level(model, parameters[ALPHA], value, expected, part);

	take_error(at, parameters, value - with_level(model, expected, part));
	at->slope = parameters[BETA] * (level - at->level) +
		(1.0 - parameters[BETA]) * parameters[PHI] * at->slope;
	at->level = level;
	if (has_parts(model) && !(level > 0.0))
		return false;
	move_seasons(model, parameters, without_level(model, value, level), season, long_season);
	return true;
}

static inline int
next_place(int place, int season)
{
	return place + 1 == season ? 0 : place + 1;
}

/* Smoothes the series; returns the sum of squared errors, infinite if there is none */
static double
smooth(HoltWinters *model, const Start *start, const double *parameters, const double *values,
	   int n)
{
	Smoothing	at = {start->level, start->slope, 0.0, 0.0};
	int			place = start->first % model->season;
	int			long_place = start->first % model->long_season;

	memcpy(model->seasons, start->seasons, model->season * sizeof(double));
	memcpy(model->long_seasons, start->long_seasons, model->long_season * sizeof(double));
	if (model->seasonal == SEASON_PROPORTIONAL)
		model->mean_square = mean_square(model);
	for (int t = start->first; t < n; t++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!smooth_value(model, &at, parameters, values[t], &model->seasons[place],
						  &model->long_seasons[long_place]))
			return HUGE_VAL;
		place = next_place(place, model->season);
		long_place = next_place(long_place, model->long_season);
	}
	model->level = at.level;
	model->slope = at.slope;
	model->kept = at.kept;
	model->sse = at.sse;
	return isfinite(at.sse) && isfinite(at.level) && isfinite(at.slope) ? at.sse : HUGE_VAL;
}

/* Fitting */

typedef struct Fit
{
	HoltWinters *model;
	Start		start;
	Start		end;			/* state at the end of the reversed series */
	const double *values;
	double	   *backwards;		/* NULL if the start is not a backcast */
	int			n;
	SmoothingParameter free[SMOOTHING_PARAMETERS];
	int			nfree;
} Fit;

/* Starts where the reversed series ended: the first forecast is the level there */
static void
turn_around(Fit *fit, double phi, double level, double slope, const double *seasons,
			const double *long_seasons)
{
	int			m = fit->model->season;
	int			long_m = fit->model->long_season;

	for (int i = 0; i < m; i++)
		fit->start.seasons[i] = seasons[(fit->n - 1 - i) % m];
	for (int i = 0; i < long_m; i++)
		fit->start.long_seasons[i] = long_seasons[(fit->n - 1 - i) % long_m];
	fit->start.level = level + phi * slope;
	fit->start.slope = -slope;
}

/*
 * Smoothes the series from its end to its beginning.  If a multiplicative
 * model loses its level on the way, the start follows the line itself.
 */
static void
backcast_start(Fit *fit, const double *parameters)
{
	HoltWinters *model = fit->model;
	const Start *end = &fit->end;

	if (isfinite(smooth(model, end, parameters, fit->backwards, fit->n)))
		turn_around(fit, parameters[PHI], model->level, model->slope, model->seasons,
					model->long_seasons);
	else
		turn_around(fit, parameters[PHI], end->level + fit->n * end->slope, end->slope,
					end->seasons, end->long_seasons);
}

static double
smooth_from_start(Fit *fit, const double *parameters)
{
	if (fit->backwards != NULL)
		backcast_start(fit, parameters);
	return smooth(fit->model, &fit->start, parameters, fit->values, fit->n);
}

static void
put_parameters(const Fit *fit, const double *place, double *parameters)
{
	memcpy(parameters, fit->model->parameters, SMOOTHING_PARAMETERS * sizeof(double));
	for (int i = 0; i < fit->nfree; i++)
		parameters[fit->free[i]] = place[i];
}

/* Returns the sum of squared errors with the free parameters of a place */
static double
squares_at(void *searched, const double *place)
{
	Fit		   *fit = searched;
	double		parameters[SMOOTHING_PARAMETERS];

	put_parameters(fit, place, parameters);
	return smooth_from_start(fit, parameters);
}

/* Valleys are narrow at parameters for which the level hardly moves */
static const Dimension lines[SMOOTHING_PARAMETERS] = {
	[ALPHA] = {0.0, 1.0, 9, {0.0, 0.005, 0.02, 0.06, 0.15, 0.3, 0.6, 0.85, 1.0}},
	[BETA] = {0.0, 1.0, 6, {0.0, 0.02, 0.08, 0.25, 0.6, 1.0}},
	[GAMMA] = {0.0, 1.0, 5, {0.0, 0.1, 0.3, 0.6, 1.0}},
	[PHI] = {SMALLEST_PHI, LARGEST_PHI, 2, {SMALLEST_PHI, LARGEST_PHI}}
};

/* Coarser lines for two seasons: their series are long and their parameters many */
static const Dimension coarse_lines[SMOOTHING_PARAMETERS] = {
	[ALPHA] = {0.0, 1.0, 4, {0.0, 0.01, 0.1, 0.5}},
	[BETA] = {0.0, 1.0, 2, {0.0, 0.1}},
	[GAMMA] = {0.0, 1.0, 3, {0.0, 0.1, 0.5}},
	[PHI] = {SMALLEST_PHI, LARGEST_PHI, 2, {SMALLEST_PHI, LARGEST_PHI}},
	[OMEGA] = {0.0, 1.0, 3, {0.0, 0.1, 0.5}},
	[RHO] = {0.0, LARGEST_RHO, 3, {0.0, 0.6, 0.9}},
	[KAPPA] = {0.0, 1.0, 2, {0.1, 0.5}}
};

/* Searches the free parameters */
static void
least_squares(Fit *fit, double *parameters)
{
	const Dimension *grid = has_two_seasons(fit->model) ? coarse_lines : lines;
	Search		search = {.value_at = squares_at,.searched = fit,.ndimensions = fit->nfree};
	double		place[MOST_DIMENSIONS];

	for (int i = 0; i < fit->nfree; i++)
		search.dimensions[i] = &grid[fit->free[i]];
	(void) least_value(&search, place);
	put_parameters(fit, place, parameters);
}

/* Clears parameters that have no effect: those of no trend, no damping or no season */
static void
settle_parameters(HoltWinters *model)
{
	if (model->trend == TREND_NONE)
		model->parameters[BETA] = 0.0;
	if (model->trend != TREND_DAMPED)
		model->parameters[PHI] = 1.0;
	if (model->season == 1)
		model->parameters[GAMMA] = 0.0;
	if (has_two_seasons(model))
		return;
	model->parameters[OMEGA] = 0.0;
	model->parameters[RHO] = 0.0;
	model->parameters[KAPPA] = 0.0;
}

/* Returns a season in the order of the steps that follow the series of n values */
static double *
turned_season(double *seasons, int m, int n)
{
	double	   *turned = palloc(m * sizeof(double));

	for (int i = 0; i < m; i++)
	{
		CHECK_FOR_INTERRUPTS();
		turned[i] = seasons[(n + i) % m];
	}
	pfree(seasons);
	return turned;
}

static double *
backwards_from(const double *values, int n)
{
	double	   *backwards = palloc(n * sizeof(double));

	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		backwards[i] = values[n - 1 - i];
	}
	return backwards;
}

static void
make_seasons(const HoltWinters *model, double **seasons, double **long_seasons)
{
	*seasons = palloc0(model->season * sizeof(double));
	*long_seasons = palloc(model->long_season * sizeof(double));
	(*long_seasons)[0] = no_season(model);
}

static void
begin_start(Fit *fit)
{
	HoltWinters *model = fit->model;

	make_seasons(model, &fit->start.seasons, &fit->start.long_seasons);
	make_seasons(model, &fit->end.seasons, &fit->end.long_seasons);
	make_seasons(model, &model->seasons, &model->long_seasons);
	if (model->start == START_BACKCAST)
	{
		fit->backwards = backwards_from(fit->values, fit->n);
		line_start(model, fit->backwards, fit->n, &fit->end);
	}
	else if (has_two_seasons(model))
		double_start(model, fit->values, &fit->start);
	else if (model->season == 1)
		plain_start(model, fit->values, &fit->start);
	else
		decompose_start(model, fit->values, &fit->start);
}

static void
end_start(Fit *fit)
{
	pfree(fit->start.seasons);
	pfree(fit->start.long_seasons);
	pfree(fit->end.seasons);
	pfree(fit->end.long_seasons);
	if (fit->backwards != NULL)
		pfree(fit->backwards);
}

/* Computes Akaike's criterion, as above */
static double
choice_criterion(const HoltWinters *model)
{
	double		n = model->nvalues;
	double		seasons = longest_season(model) - 1.0;
	double		k = model->nlearnt - seasons + 1.0;
	double		room = n - seasons - k - 1.0;

	if (room < 1.0)
		return HUGE_VAL;
	return n * log(model->sse / n) + 2.0 * (k + seasons) + 2.0 * k * (k + 1.0) / room;
}

/* Records how much the fitted model has learnt, and what its nerrors errors show */
static void
judge(HoltWinters *model, int nfitted, int nvalues, int nerrors)
{
	model->nvalues = nvalues;
	model->nlearnt = nfitted + (model->trend == TREND_NONE ? 1 : 2) +
		longest_season(model) - 1;
	model->variance =
		smoothing_degrees(model) < 1 ? NAN : model->sse / smoothing_degrees(model);
	model->criterion = choice_criterion(model);
	if (nerrors < nvalues)
		model->criterion += nvalues * log((double) nvalues / nerrors);
}

/*
 * Fits the parameters that are not given, of a model of a known kind; false if
 * there are no finite figures
 */
static bool
fit_parameters(HoltWinters *model, const double *values, int n)
{
	Fit			fit = {
		.model = model,
		.values = values,
		.n = n
	};
	bool		found;

	settle_parameters(model);
	for (int i = 0; i < SMOOTHING_PARAMETERS; i++)
		if (isnan(model->parameters[i]))
			fit.free[fit.nfree++] = i;
	begin_start(&fit);
	least_squares(&fit, model->parameters);
	found = isfinite(smooth_from_start(&fit, model->parameters));
	judge(model, fit.nfree, n, n - fit.start.first);
	model->seasons = turned_season(model->seasons, model->season, n);
	model->long_seasons = turned_season(model->long_seasons, model->long_season, n);
	end_start(&fit);
	return found;
}

/* Choosing trend and season */

/* Returns whether each given parameter has an effect, and the values are possible in the model */
static bool
is_candidate(const HoltWinters *model, double least, double largest, int n)
{
	bool		is_doubled = !isnan(model->parameters[OMEGA]) || !isnan(model->parameters[RHO]) ||
		!isnan(model->parameters[KAPPA]);

	if (n < smoothing_least_values(model))
		return false;
	if (!isnan(model->parameters[BETA]) && model->trend == TREND_NONE)
		return false;
	if (!isnan(model->parameters[PHI]) && model->trend != TREND_DAMPED)
		return false;
	if (!isnan(model->parameters[GAMMA]) && model->seasonal == SEASON_NONE)
		return false;
	if (is_doubled && !has_two_seasons(model))
		return false;
	if (model->seasonal == SEASON_PROPORTIONAL)
		return least >= 0.0 && largest > 0.0;
	return model->seasonal != SEASON_MULTIPLICATIVE || least > 0.0;
}

/* Returns whether there are no errors at all, with more values than any model could fit */
static bool
is_exact(const HoltWinters *model, double largest)
{
	int			nstates = longest_season(model) + (model->trend == TREND_NONE ? 0 : 1);

	return model->nvalues > nstates &&
		sqrt(model->sse / model->nvalues) <= ROUNDING * largest;
}

/* Prefers an exact model, then the criterion, then the model that has less to learn; ties stay */
static bool
is_better(const HoltWinters *a, const HoltWinters *b, double largest)
{
	bool		a_exact = is_exact(a, largest);
	bool		b_exact = is_exact(b, largest);

	if (a_exact != b_exact)
		return a_exact;
	if (!a_exact && a->criterion != b->criterion)
		return a->criterion < b->criterion;
	return a->nlearnt < b->nlearnt;
}

/* Returns whether the kind is the given one, or is to be tried because none is given */
static bool
is_wanted(const HoltWinters *model, SmoothedSeason seasonal, SmoothedTrend trend)
{
	if (model->trend != TREND_AUTO && model->trend != trend)
		return false;
	if (model->seasonal == SEASON_AUTO)
		return seasonal != SEASON_PROPORTIONAL || has_two_seasons(model);
	return model->seasonal == seasonal;
}

static void
range_of(const double *values, int n, double *least, double *largest)
{
	*least = *largest = values[0];
	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		*least = Min(*least, values[i]);
		*largest = Max(*largest, values[i]);
	}
}

/*
 * Chooses trend and season if they are not given, and fits all other
 * parameters that are not given; n must be enough for a start.  Returns false
 * if there are no finite figures.
 */
bool
holt_winters_fit(HoltWinters *model, const double *values, int n)
{
	static const SmoothedSeason seasons[] = {
		SEASON_NONE, SEASON_ADDITIVE, SEASON_MULTIPLICATIVE, SEASON_PROPORTIONAL
	};
	static const SmoothedTrend trends[] = {TREND_NONE, TREND_LINEAR, TREND_DAMPED};
	HoltWinters best = {.seasons = NULL};
	double		least;
	double		largest;

	range_of(values, n, &least, &largest);
	for (size_t i = 0; i < lengthof(seasons) * lengthof(trends); i++)
	{
		HoltWinters candidate = *model;

		candidate.seasonal = seasons[i / lengthof(trends)];
		candidate.trend = trends[i % lengthof(trends)];
		if (!is_wanted(model, candidate.seasonal, candidate.trend))
			continue;
		if (candidate.seasonal == SEASON_NONE)
			candidate.season = candidate.long_season = 1;
		if (!is_candidate(&candidate, least, largest, n) ||
			!fit_parameters(&candidate, values, n))
			continue;
		if (best.seasons == NULL || is_better(&candidate, &best, Max(largest, -least)))
			best = candidate;
	}
	if (best.seasons == NULL)
		return false;
	*model = best;
	return true;
}

/* Forecasts */

/* phi + ... + phi^steps; 0 without a trend */
static double
damped_steps(const HoltWinters *model, int steps)
{
	double		phi = model->parameters[PHI];

	return phi == 1.0 ? steps : phi * (1.0 - pow(phi, steps)) / (1.0 - phi);
}

/* Returns the forecast for that many steps; persistent errors fade by rho a step */
double
holt_winters_forecast(const HoltWinters *model, int steps)
{
	double		line = model->level + damped_steps(model, steps) * model->slope;

	return with_level(model, line, seasonal_part(model, steps - 1)) +
		pow(model->parameters[RHO], steps - 1.0) * model->kept;
}

/* How an error moves level and trend that many steps later, and how it moves the seasons */

static double
level_weight(const HoltWinters *model, int later)
{
	return model->parameters[ALPHA] *
		(1.0 + model->parameters[BETA] * damped_steps(model, later));
}

static double
season_weight(const HoltWinters *model, int later)
{
	double		weight = 0.0;

	if (model->season > 1 && later % model->season == 0)
		weight += model->parameters[GAMMA];
	if (has_two_seasons(model) && later % model->long_season == 0)
		weight += model->parameters[OMEGA];
	return weight;
}

/* The moves of forecasts, by the steps between error and forecast, and their seasons */
typedef struct Moves
{
	const HoltWinters *model;
	double	   *level_weights;
	double	   *season_weights;
	double	   *parts;
} Moves;

static Moves
moves_of(const HoltWinters *model, int horizon)
{
	Moves		moves = {
		model, palloc(horizon * sizeof(double)), palloc(horizon * sizeof(double)),
		palloc(horizon * sizeof(double))
	};

	for (int i = 0; i < horizon; i++)
	{
		CHECK_FOR_INTERRUPTS();
		moves.level_weights[i] = level_weight(model, i);
		moves.season_weights[i] = season_weight(model, i);
		moves.parts[i] = seasonal_part(model, i);
	}
	return moves;
}

static void
free_moves(Moves *moves)
{
	pfree(moves->level_weights);
	pfree(moves->season_weights);
	pfree(moves->parts);
}

/* Returns how the error of one step moves the forecast of another through level and seasons */
static double
move_by_smoothing(const Moves *moves, int from, int to)
{
	double		level = moves->level_weights[to - from];
	double		season = moves->season_weights[to - from];
	double		alpha = moves->model->parameters[ALPHA];
	double		part = moves->parts[from];

	if (from == to)
		return 1.0;
	if (moves->model->seasonal == SEASON_PROPORTIONAL)
		return level * part * moves->parts[to] / moves->model->mean_square +
			season * (1.0 - alpha * part * part / moves->model->mean_square);
	level += season * (1.0 - alpha);
	return has_parts(moves->model) ? level * moves->parts[to] / part : level;
}

/*
 * Sums the squares of how the fresh errors of all steps up to the last one
 * move its forecast, backwards from there.  A fresh error persists in those
 * that follow, so it moves the forecast by itself and by them.
 */
static double
squared_moves(const Moves *moves, int last)
{
	const double *parameters = moves->model->parameters;
	double		sum = 0.0;
	double		later = 0.0;	/* effect of the following errors, each step
								 * rho times the one before */

	for (int i = last; i >= 0; i--)
	{
		double		moved = move_by_smoothing(moves, i, last);
		double		fresh = moved + parameters[KAPPA] * later;

		sum += fresh * fresh;
		later = moved + parameters[RHO] * later;
	}
	return sum;
}

/*
 * Returns the variance added by the uncertainty of all that was learnt, in
 * variances of an error
 */
static double
learnt_variance(const HoltWinters *model)
{
	return (double) model->nlearnt / model->nvalues;
}

/*
 * Returns the standard errors of the forecasts of 1 to horizon steps; NaN if
 * the variance is unknown
 */
double *
holt_winters_errors(const HoltWinters *model, int horizon)
{
	double	   *errors = palloc(horizon * sizeof(double));
	Moves		moves = moves_of(model, horizon);

	for (int h = 0; h < horizon; h++)
	{
		CHECK_FOR_INTERRUPTS();
		errors[h] = sqrt(model->variance * (learnt_variance(model) + squared_moves(&moves, h)));
	}
	free_moves(&moves);
	return errors;
}

/* Does the same for the sums of the forecasts of 1 to h steps, of an additive model */
double *
holt_winters_sum_errors(const HoltWinters *model, int horizon)
{
	double	   *errors = palloc(horizon * sizeof(double));
	Moves		moves = moves_of(model, horizon);
	const double *parameters = model->parameters;
	double		later = 0.0;
	double		moved_sum = 0.0;
	double		sum = 0.0;

	for (int h = 0; h < horizon; h++)
	{
		double		moved = move_by_smoothing(&moves, 0, h);

		CHECK_FOR_INTERRUPTS();
		moved_sum += moved + parameters[KAPPA] * later;
		later = moved + parameters[RHO] * later;
		sum += moved_sum * moved_sum;
		errors[h] = sqrt(model->variance * (sum + (h + 1.0) * (h + 1.0) * learnt_variance(model)));
	}
	free_moves(&moves);
	return errors;
}
