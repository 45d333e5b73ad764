/*
 * holt_winters.c
 *		Exponential smoothing of level, trend and season.
 *
 * Of the series y with season of m steps, additive (Winters 1960, and damped
 * after Gardner and McKenzie 1985; phi = 1 where the trend is linear):
 *
 *		level	l(t) = alpha (y(t) - s(t-m)) + (1 - alpha) (l(t-1) + phi b(t-1))
 *		trend	b(t) = beta (l(t) - l(t-1)) + (1 - beta) phi b(t-1)
 *		season	s(t) = gamma (y(t) - l(t)) + (1 - gamma) s(t-m)
 *		forecast of h steps = l + (phi + ... + phi^h) b + s
 *
 * and multiplicative with y / s, y / l and (l + ...) s.
 *
 * Start by backcasting: from the line and the seasons of the whole series, by
 * least squares, the same smoothing runs from the end to the beginning, and
 * begins there.  Of a series that is a line and seasons all errors are then 0,
 * whatever the parameters; of a multiplicative one the line is moved until the
 * seasons have the mean 1, and the same holds.  Start by decomposition: as R's
 * HoltWinters, the least-squares line of the moving average of the first two
 * seasons, and the seasons by decompose().
 *
 * What is not given is fitted: least sum of squared errors of one step, over
 * [0, 1], phi over [.8, .98], by a grid and then Nelder and Mead's simplex
 * from its valleys.
 *
 * Trend and kind of season that are not given are those with the least
 *
 *		n log(SSE / n) + 2 (k + s) + 2 k (k + 1) / (n - s - k - 1)
 *
 * of n values, with s = m - 1 starting seasons, or none, and k that counts the
 * fitted parameters, level, slope and the variance.  It is Akaike's, with the
 * correction for small samples (Hurvich and Tsai 1989) of what the seasons
 * leave: with theirs too hardly a series of two years would have any.
 *
 * An error e of one step moves the forecast j steps later by psi(j) e,
 *
 *		psi(0) = 1, psi(j) = alpha (1 + beta (phi + ... + phi^j)) + [m divides j] gamma (1 - alpha)
 *
 * so that Var(h) = variance of e * sum of psi(j)^2 over j < h (Hyndman, Koehler,
 * Ord and Snyder 2008, class 1).  Multiplicative: psi(j) times the ratio of the
 * season forecast to that of the error, as in Chatfield and Yar (1991), which
 * takes the later level for the present one.  The variance of e is SSE over the
 * values less what was learnt from them, fitted parameters and starting states;
 * what was learnt is not sure, and adds as much as it adds in the mean of a
 * regression, that number / n.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "holt_winters.h"

#define SMALLEST_PHI	0.8
#define LARGEST_PHI		0.98

/* Of the simplex, in angles: how far it first reaches, and when it is done */
#define LONG_REACH		0.4
#define SHORT_REACH		0.2
#define ROUGH_SIZE		0.01
#define FINAL_SIZE		1e-7
#define SMALL_GAIN		1e-10
#define AT_BOUND		1e-10
#define SIMPLEX_STEPS	400
#define RESTARTS		6

/* So many valleys of the grid begin a simplex */
#define MOST_VALLEYS	16

/* Errors that are rounding, as a part of the largest value */
#define ROUNDING		1e-10

#define SLIDES			256

/* Where the smoothing begins */
typedef struct Start
{
	double		level;
	double		slope;
	double	   *seasons;
	int			first;			/* value that is forecast first */
} Start;

/* How many values a start needs */
int
smoothing_least_values(const HoltWinters *model)
{
	bool		has_trend = model->trend == TREND_AUTO ?
		!isnan(model->parameters[BETA]) || !isnan(model->parameters[PHI]) :
		model->trend != TREND_NONE;

	return model->season > 1 ? 2 * model->season : has_trend ? 2 : 1;
}

/* Values that are left over by what was learnt */
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

static inline double
without(const HoltWinters *model, double value, double part)
{
	return model->seasonal == SEASON_MULTIPLICATIVE ? value / part : value - part;
}

/* Sum of what the line leaves of the values, with the line moved to a level */
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
 * The level before the first value, at which the mean of value / line is 1.
 * That mean falls from infinity to 0 while the line rises from where it
 * touches 0; so it is halved until there are no numbers between.
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

/* Slope of the least-squares line through so many seasons, which keep their distances */
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

/* Line and seasons of all whole seasons of the series; without seasons they are of one step */
static void
line_start(const HoltWinters *model, const double *values, int n, Start *start)
{
	int			m = model->season;
	int			nseasons = n / m;
	double		mean = mean_of(values, m * nseasons);
	double		slope =
		model->trend == TREND_NONE ? 0.0 : slope_of_seasons(values, m, nseasons, mean);
	double		level = mean - slope * (m * nseasons - 1) / 2.0;

	if (model->seasonal == SEASON_MULTIPLICATIVE)
		level = multiplicative_level(values, m * nseasons, slope);
	memset(start->seasons, 0, m * sizeof(double));
	for (int i = 0; i < m * nseasons && m > 1; i++)
	{
		CHECK_FOR_INTERRUPTS();
		start->seasons[i % m] += without(model, values[i], level + slope * i) / nseasons;
	}
	start->level = level - slope;
	start->slope = slope;
	start->first = 0;
}

/*
 * The mean of a season's steps around each of those that have them; a season
 * of even length takes half of both ends.  The sum of the others slides, and
 * is taken anew now and then, as its rounding adds up.
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
				sum += without(model, values[t], average[t - half]);
				times++;
			}
		start->seasons[i] = sum / times;
	}
	mean = mean_of(start->seasons, m);
	for (int i = 0; i < m; i++)
	{
		CHECK_FOR_INTERRUPTS();
		start->seasons[i] = without(model, start->seasons[i], mean);
	}
	pfree(average);
}

/* Without seasons, through the first two values, or at the first */
static void
plain_start(const HoltWinters *model, const double *values, Start *start)
{
	start->first = model->trend == TREND_NONE ? 1 : 2;
	start->level = values[start->first - 1];
	start->slope = model->trend == TREND_NONE ? 0.0 : values[1] - values[0];
	start->seasons[0] = 0.0;
}

/*
 * Smoothes the series; returns the sum of squared errors, infinite where a
 * multiplicative model loses its level
 */
static double
smooth(HoltWinters *model, const Start *start, const double *parameters, const double *values,
	   int n)
{
	double		alpha = parameters[ALPHA];
	double		beta = parameters[BETA];
	double		gamma = parameters[GAMMA];
	double		phi = parameters[PHI];
	double		level = start->level;
	double		slope = start->slope;
	bool		multiplicative = model->seasonal == SEASON_MULTIPLICATIVE;
	double		sse = 0.0;
	int			place = start->first % model->season;

	memcpy(model->seasons, start->seasons, model->season * sizeof(double));
	for (int t = start->first; t < n; t++)
	{
		double	   *season = &model->seasons[place];
		double		expected = level + phi * slope;
		double		error =
			values[t] - (multiplicative ? expected * *season : expected + *season);
		double		next = alpha * without(model, values[t], *season) + (1.0 - alpha) * expected;

		CHECK_FOR_INTERRUPTS();
		sse += error * error;
		slope = beta * (next - level) + (1.0 - beta) * phi * slope;
		level = next;
		if (multiplicative && !(level > 0.0))
			return HUGE_VAL;
		if (model->season > 1)
			*season = gamma * without(model, values[t], level) + (1.0 - gamma) * *season;
		place = place + 1 == model->season ? 0 : place + 1;
	}
	model->level = level;
	model->slope = slope;
	model->sse = sse;
	return isfinite(sse) && isfinite(level) && isfinite(slope) ? sse : HUGE_VAL;
}

/* Fitting */

/*
 * A simplex knows no bounds, and one that is held at them is pressed flat; so a
 * parameter is the squared sine of an angle, which may be any
 */
typedef struct Vertex
{
	double		at[SMOOTHING_PARAMETERS];	/* angles of the free parameters */
	double		sse;
} Vertex;

typedef struct Fit
{
	HoltWinters *model;
	Start		start;
	Start		end;			/* of the series backwards */
	const double *values;
	double	   *backwards;		/* NULL where the start is no backcast */
	int			n;
	SmoothingParameter free[SMOOTHING_PARAMETERS];
	int			nfree;
	Vertex		valleys[MOST_VALLEYS];	/* in order */
	int			nvalleys;
} Fit;

/* The start is where the series backwards ended: the first forecast is the level there */
static void
turn_around(Fit *fit, double phi, double level, double slope, const double *seasons)
{
	int			m = fit->model->season;

	for (int i = 0; i < m; i++)
		fit->start.seasons[i] = seasons[(fit->n - 1 - i) % m];
	fit->start.level = level + phi * slope;
	fit->start.slope = -slope;
}

/*
 * Smoothes the series from its end to its beginning.  Where a multiplicative
 * model loses its level on the way, the line itself leads there.
 */
static void
backcast_start(Fit *fit, const double *parameters)
{
	HoltWinters *model = fit->model;
	const Start *end = &fit->end;

	if (isfinite(smooth(model, end, parameters, fit->backwards, fit->n)))
		turn_around(fit, parameters[PHI], model->level, model->slope, model->seasons);
	else
		turn_around(fit, parameters[PHI], end->level + fit->n * end->slope, end->slope,
					end->seasons);
}

static double
smooth_from_start(Fit *fit, const double *parameters)
{
	if (fit->backwards != NULL)
		backcast_start(fit, parameters);
	return smooth(fit->model, &fit->start, parameters, fit->values, fit->n);
}

/* Keeps the vertex where it is among the lowest */
static void
keep_valley(Fit *fit, const Vertex *vertex)
{
	int			place = fit->nvalleys;

	while (place > 0 && vertex->sse < fit->valleys[place - 1].sse)
		place--;
	if (place >= MOST_VALLEYS)
		return;
	fit->nvalleys = Min(fit->nvalleys + 1, MOST_VALLEYS);
	memmove(&fit->valleys[place + 1], &fit->valleys[place],
			(fit->nvalleys - 1 - place) * sizeof(Vertex));
	fit->valleys[place] = *vertex;
}

static double
lower_bound(const Fit *fit, int i)
{
	return fit->free[i] == PHI ? SMALLEST_PHI : 0.0;
}

static double
upper_bound(const Fit *fit, int i)
{
	return fit->free[i] == PHI ? LARGEST_PHI : 1.0;
}

/* A free parameter from its angle; what is nearly a bound is one */
static double
parameter_at(const Fit *fit, const Vertex *vertex, int i)
{
	double		lower = lower_bound(fit, i);
	double		upper = upper_bound(fit, i);
	double		part = sin(vertex->at[i]) * sin(vertex->at[i]);

	if (part < AT_BOUND)
		return lower;
	if (1.0 - part < AT_BOUND)
		return upper;
	return lower + part * (upper - lower);
}

static double
angle_of(const Fit *fit, int i, double parameter)
{
	double		lower = lower_bound(fit, i);

	return asin(sqrt((parameter - lower) / (upper_bound(fit, i) - lower)));
}

static void
put_parameters(const Fit *fit, const Vertex *vertex, double *parameters)
{
	memcpy(parameters, fit->model->parameters, SMOOTHING_PARAMETERS * sizeof(double));
	for (int i = 0; i < fit->nfree; i++)
		parameters[fit->free[i]] = parameter_at(fit, vertex, i);
}

/* Tells the vertex its sum of squares */
static void
evaluate(Fit *fit, Vertex *vertex)
{
	double		parameters[SMOOTHING_PARAMETERS];

	put_parameters(fit, vertex, parameters);
	vertex->sse = smooth_from_start(fit, parameters);
}

/* From bound to bound; valleys are narrow where the level hardly moves */
typedef struct GridLine
{
	int			n;
	double		parameters[9];
} GridLine;

static const GridLine grid_lines[SMOOTHING_PARAMETERS] = {
	[ALPHA] = {9, {0.0, 0.005, 0.02, 0.06, 0.15, 0.3, 0.6, 0.85, 1.0}},
	[BETA] = {6, {0.0, 0.02, 0.08, 0.25, 0.6, 1.0}},
	[GAMMA] = {5, {0.0, 0.1, 0.3, 0.6, 1.0}},
	[PHI] = {2, {SMALLEST_PHI, LARGEST_PHI}}
};

static Vertex
grid_vertex(Fit *fit, int place)
{
	Vertex		vertex = {{0.0}, 0.0};

	for (int i = 0; i < fit->nfree; i++)
	{
		const GridLine *line = &grid_lines[fit->free[i]];

		vertex.at[i] = angle_of(fit, i, line->parameters[place % line->n]);
		place /= line->n;
	}
	evaluate(fit, &vertex);
	return vertex;
}

/*
 * Whether no neighbour on the grid is lower.  Where a parameter does nothing
 * its points are equal, and any may lead down.
 */
static bool
is_valley(const Fit *fit, const Vertex *grid, int place)
{
	int			stride = 1;

	for (int i = 0; i < fit->nfree; i++)
	{
		int			size = grid_lines[fit->free[i]].n;
		int			step = place / stride % size;

		if (step > 0 && grid[place - stride].sse < grid[place].sse)
			return false;
		if (step + 1 < size && grid[place + stride].sse < grid[place].sse)
			return false;
		stride *= size;
	}
	return true;
}

/* Keeps the lowest valleys of the grid */
static void
search_grid(Fit *fit)
{
	int			npoints = 1;
	Vertex	   *grid;

	for (int i = 0; i < fit->nfree; i++)
		npoints *= grid_lines[fit->free[i]].n;
	grid = palloc(npoints * sizeof(Vertex));
	for (int i = 0; i < npoints; i++)
		grid[i] = grid_vertex(fit, i);
	for (int i = 0; i < npoints; i++)
		if (is_valley(fit, grid, i))
			keep_valley(fit, &grid[i]);
	pfree(grid);
}

static int
vertex_cmp(const void *a, const void *b)
{
	double		x = ((const Vertex *) a)->sse;
	double		y = ((const Vertex *) b)->sse;

	return (x > y) - (x < y);
}

/* The vertex at so many times the way from the worst one to the middle of the others */
static Vertex
across(Fit *fit, const Vertex *simplex, double times)
{
	const Vertex *worst = &simplex[fit->nfree];
	Vertex		vertex = {{0.0}, 0.0};

	for (int i = 0; i < fit->nfree; i++)
	{
		double		middle = 0.0;

		for (int j = 0; j < fit->nfree; j++)
			middle += simplex[j].at[i] / fit->nfree;
		vertex.at[i] = worst->at[i] + times * (middle - worst->at[i]);
	}
	evaluate(fit, &vertex);
	return vertex;
}

/* One step of Nelder and Mead's simplex, which is in order */
static void
move_simplex(Fit *fit, Vertex *simplex)
{
	Vertex	   *worst = &simplex[fit->nfree];
	Vertex		reflected = across(fit, simplex, 2.0);
	Vertex		other;

	if (reflected.sse < simplex[0].sse)
	{
		other = across(fit, simplex, 3.0);
		*worst = other.sse < reflected.sse ? other : reflected;
		return;
	}
	if (reflected.sse < simplex[fit->nfree - 1].sse)
	{
		*worst = reflected;
		return;
	}
	other = across(fit, simplex, reflected.sse < worst->sse ? 1.5 : 0.5);
	if (other.sse < Min(reflected.sse, worst->sse))
	{
		*worst = other;
		return;
	}
	for (int j = 1; j <= fit->nfree; j++)
	{
		for (int i = 0; i < fit->nfree; i++)
			simplex[j].at[i] = (simplex[j].at[i] + simplex[0].at[i]) / 2.0;
		evaluate(fit, &simplex[j]);
	}
}

static double
simplex_size(const Fit *fit, const Vertex *simplex)
{
	double		size = 0.0;

	for (int j = 1; j <= fit->nfree; j++)
		for (int i = 0; i < fit->nfree; i++)
			size = Max(size, fabs(simplex[j].at[i] - simplex[0].at[i]));
	return size;
}

/* Moves the vertex to the least sum that a simplex of some reach finds from it, down to a size */
static void
search_simplex(Fit *fit, Vertex *vertex, double reach, double size)
{
	Vertex		simplex[SMOOTHING_PARAMETERS + 1];

	for (int j = 0; j <= fit->nfree; j++)
	{
		simplex[j] = *vertex;
		if (j == 0)
			continue;
		simplex[j].at[j - 1] += simplex[j].at[j - 1] > M_PI_4 ? -reach : reach;
		evaluate(fit, &simplex[j]);
	}
	for (int step = 0; step < SIMPLEX_STEPS; step++)
	{
		qsort(simplex, fit->nfree + 1, sizeof(Vertex), vertex_cmp);
		if (simplex_size(fit, simplex) < size)
			break;
		move_simplex(fit, simplex);
	}
	qsort(simplex, fit->nfree + 1, sizeof(Vertex), vertex_cmp);
	*vertex = simplex[0];
}

/*
 * A sum of squares may have several valleys: a simplex goes down the lowest of
 * the grid roughly, and the best then to the bottom, where it begins again,
 * of another size, until that gains nothing.
 */
static Vertex
least_squares(Fit *fit)
{
	Vertex		least;

	search_grid(fit);
	least = fit->valleys[0];
	if (fit->nfree == 0 || !isfinite(least.sse))
		return least;
	for (int i = 0; i < fit->nvalleys; i++)
	{
		Vertex		vertex = fit->valleys[i];

		search_simplex(fit, &vertex, LONG_REACH, ROUGH_SIZE);
		if (vertex.sse < least.sse)
			least = vertex;
	}
	for (int i = 0; i < RESTARTS && least.sse > 0.0; i++)
	{
		double		before = least.sse;

		search_simplex(fit, &least, i % 2 == 0 ? SHORT_REACH : LONG_REACH, FINAL_SIZE);
		if (i > 0 && before - least.sse <= SMALL_GAIN * before)
			break;
	}
	return least;
}

/*
 * What the model has no use for is left out: no trend moves, nothing is
 * damped, no season changes
 */
static void
settle_parameters(HoltWinters *model)
{
	if (model->trend == TREND_NONE)
		model->parameters[BETA] = 0.0;
	if (model->trend != TREND_DAMPED)
		model->parameters[PHI] = 1.0;
	if (model->season == 1)
		model->parameters[GAMMA] = 0.0;
}

/* Puts the seasons into the order of the steps that follow the series */
static void
turn_seasons(HoltWinters *model, int n)
{
	double	   *turned = palloc(model->season * sizeof(double));

	for (int i = 0; i < model->season; i++)
	{
		CHECK_FOR_INTERRUPTS();
		turned[i] = model->seasons[(n + i) % model->season];
	}
	pfree(model->seasons);
	model->seasons = turned;
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
begin_start(Fit *fit)
{
	HoltWinters *model = fit->model;
	int			m = model->season;

	fit->start.seasons = palloc0(m * sizeof(double));
	fit->end.seasons = palloc0(m * sizeof(double));
	model->seasons = palloc0(m * sizeof(double));
	if (model->start == START_BACKCAST)
	{
		fit->backwards = backwards_from(fit->values, fit->n);
		line_start(model, fit->backwards, fit->n, &fit->end);
	}
	else if (m == 1)
		plain_start(model, fit->values, &fit->start);
	else
		decompose_start(model, fit->values, &fit->start);
}

static void
end_start(Fit *fit)
{
	pfree(fit->start.seasons);
	pfree(fit->end.seasons);
	if (fit->backwards != NULL)
		pfree(fit->backwards);
}

/* Akaike's criterion, as above */
static double
choice_criterion(const HoltWinters *model)
{
	double		n = model->nvalues;
	double		seasons = model->season - 1.0;
	double		k = model->nlearnt - seasons + 1.0;
	double		room = n - seasons - k - 1.0;

	if (room < 1.0)
		return HUGE_VAL;
	return n * log(model->sse / n) + 2.0 * (k + seasons) + 2.0 * k * (k + 1.0) / room;
}

/* What the fitted model has learnt, and what its errors say, nerrors of them */
static void
judge(HoltWinters *model, int nfitted, int nvalues, int nerrors)
{
	model->nvalues = nvalues;
	model->nlearnt = nfitted + (model->trend == TREND_NONE ? 1 : 2) + model->season - 1;
	model->variance =
		smoothing_degrees(model) < 1 ? NAN : model->sse / smoothing_degrees(model);
	model->criterion = choice_criterion(model);
	if (nerrors < nvalues)
		model->criterion += nvalues * log((double) nvalues / nerrors);
}

/* Fits what is not given of a model whose kind is; false where there are no finite figures */
static bool
fit_parameters(HoltWinters *model, const double *values, int n)
{
	Fit			fit = {
		.model = model,
		.values = values,
		.n = n
	};
	Vertex		least;
	bool		found;

	settle_parameters(model);
	for (int i = 0; i < SMOOTHING_PARAMETERS; i++)
		if (isnan(model->parameters[i]))
			fit.free[fit.nfree++] = i;
	begin_start(&fit);
	least = least_squares(&fit);
	put_parameters(&fit, &least, model->parameters);
	found = isfinite(smooth_from_start(&fit, model->parameters));
	judge(model, fit.nfree, n, n - fit.start.first);
	turn_seasons(model, n);
	end_start(&fit);
	return found;
}

/* Choosing trend and season */

/* Whether a given parameter is of use, and the values can be those of the model */
static bool
is_candidate(const HoltWinters *model, bool are_positive, int n)
{
	if (n < smoothing_least_values(model))
		return false;
	if (!isnan(model->parameters[BETA]) && model->trend == TREND_NONE)
		return false;
	if (!isnan(model->parameters[PHI]) && model->trend != TREND_DAMPED)
		return false;
	if (!isnan(model->parameters[GAMMA]) && model->seasonal == SEASON_NONE)
		return false;
	return model->seasonal != SEASON_MULTIPLICATIVE || are_positive;
}

/* No errors at all, of more values than any would fit */
static bool
is_exact(const HoltWinters *model, double largest)
{
	int			nstates = model->season + (model->trend == TREND_NONE ? 0 : 1);

	return model->nvalues > nstates &&
		sqrt(model->sse / model->nvalues) <= ROUNDING * largest;
}

/* What is exact comes first, then the criterion, then what has less to learn; ties stay */
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

/*
 * Chooses trend and season where they are not given, and fits what is not
 * given; n is enough for a start.  False where there are no finite figures.
 */
bool
holt_winters_fit(HoltWinters *model, const double *values, int n)
{
	static const SmoothedSeason seasons[] = {SEASON_NONE, SEASON_ADDITIVE, SEASON_MULTIPLICATIVE};
	static const SmoothedTrend trends[] = {TREND_NONE, TREND_LINEAR, TREND_DAMPED};
	HoltWinters best = {.seasons = NULL};
	bool		are_positive = true;
	double		largest = 0.0;

	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		are_positive &= values[i] > 0.0;
		largest = Max(largest, fabs(values[i]));
	}
	for (size_t i = 0; i < lengthof(seasons) * lengthof(trends); i++)
	{
		HoltWinters candidate = *model;

		candidate.seasonal = seasons[i / lengthof(trends)];
		candidate.trend = trends[i % lengthof(trends)];
		if ((model->seasonal != SEASON_AUTO && model->seasonal != candidate.seasonal) ||
			(model->trend != TREND_AUTO && model->trend != candidate.trend))
			continue;
		if (candidate.seasonal == SEASON_NONE)
			candidate.season = 1;
		if (!is_candidate(&candidate, are_positive, n) ||
			!fit_parameters(&candidate, values, n))
			continue;
		if (best.seasons == NULL || is_better(&candidate, &best, largest))
			best = candidate;
	}
	if (best.seasons == NULL)
		return false;
	*model = best;
	return true;
}

/* Forecasts */

/* phi + ... + phi^steps; without a trend there is none to add up */
static double
damped_steps(const HoltWinters *model, int steps)
{
	double		phi = model->parameters[PHI];

	return phi == 1.0 ? steps : phi * (1.0 - pow(phi, steps)) / (1.0 - phi);
}

double
holt_winters_forecast(const HoltWinters *model, int steps)
{
	double		line = model->level + damped_steps(model, steps) * model->slope;
	double		season = model->seasons[(steps - 1) % model->season];

	return model->seasonal == SEASON_MULTIPLICATIVE ? line * season : line + season;
}

/* How an error moves the forecast so many steps later */
static double
psi(const HoltWinters *model, int later)
{
	const double *parameters = model->parameters;
	double		moved = parameters[ALPHA] * (1.0 + parameters[BETA] * damped_steps(model, later));

	if (later == 0)
		return 1.0;
	if (model->season > 1 && later % model->season == 0)
		moved += parameters[GAMMA] * (1.0 - parameters[ALPHA]);
	return moved;
}

/* What the doubt about all that was learnt adds to that of a forecast, in variances of an error */
static double
learnt_variance(const HoltWinters *model)
{
	return (double) model->nlearnt / model->nvalues;
}

/* Standard errors of the forecasts of 1 to horizon steps; NaN where the variance is not known */
double *
holt_winters_errors(const HoltWinters *model, int horizon)
{
	double	   *errors = palloc(horizon * sizeof(double));
	int			m = model->season;

	/* the ratios of seasons repeat, so those of one season are added up apart */
	double	   *squares = palloc0(m * sizeof(double));

	for (int h = 0; h < horizon; h++)
	{
		double		sum = learnt_variance(model);

		CHECK_FOR_INTERRUPTS();
		squares[h % m] += psi(model, h) * psi(model, h);
		for (int i = 0; i < m && i <= h; i++)
		{
			double		ratio = model->seasonal == SEASON_MULTIPLICATIVE ?
				model->seasons[h % m] / model->seasons[(h - i) % m] : 1.0;

			sum += squares[i] * ratio * ratio;
		}
		errors[h] = sqrt(model->variance * sum);
	}
	pfree(squares);
	return errors;
}

/* The same of the sums of the forecasts of 1 to h steps, of an additive model */
double *
holt_winters_sum_errors(const HoltWinters *model, int horizon)
{
	double	   *errors = palloc(horizon * sizeof(double));
	double		moved = 0.0;
	double		sum = 0.0;

	for (int h = 0; h < horizon; h++)
	{
		moved += psi(model, h);
		sum += moved * moved;
		errors[h] = sqrt(model->variance * (sum + (h + 1.0) * (h + 1.0) * learnt_variance(model)));
	}
	return errors;
}
