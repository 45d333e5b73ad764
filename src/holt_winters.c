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
 * Unbiased start, from the first two seasons: trend = difference of their means
 * / m, the line through the mean of both, seasons = means of what the line
 * leaves.  Of a series that is a line and seasons all errors are then 0,
 * whatever the parameters; of a multiplicative one the line is moved until the
 * seasons have the mean 1, and the same holds.  Start by decomposition: as R's
 * HoltWinters, the least-squares line of the moving average of a season, and
 * the seasons by decompose().
 *
 * What is not given is fitted: least sum of squared errors of one step, over
 * [0, 1], phi over [.8, .98], by a grid and then Nelder and Mead's simplex.
 *
 * An error e of one step moves the forecast j steps later by psi(j) e,
 *
 *		psi(0) = 1, psi(j) = alpha (1 + beta (phi + ... + phi^j)) + [m divides j] gamma (1 - alpha)
 *
 * so that Var(h) = variance of e * sum of psi(j)^2 over j < h (Hyndman, Koehler,
 * Ord and Snyder 2008, class 1).  Multiplicative: psi(j) times the ratio of the
 * season forecast to that of the error, as in Chatfield and Yar (1991), which
 * takes the later level for the present one.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "holt_winters.h"

#define SMALLEST_PHI	0.8
#define LARGEST_PHI		0.98

/* Of the simplex: how far it first reaches, and when it is done */
#define FIRST_REACH		0.1
#define SMALL_GAIN		1e-12
#define SIMPLEX_STEPS	400
#define RESTARTS		6

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
	return model->season > 1 ? 2 * model->season : model->trend == TREND_NONE ? 1 : 2;
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
	return model->multiplicative ? value / part : value - part;
}

/* Sum of what the line leaves of two seasons, with the line moved to a level */
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

static void
unbiased_start(const HoltWinters *model, const double *values, Start *start)
{
	int			m = model->season;
	double		first = mean_of(values, m);
	double		second = mean_of(values + m, m);
	double		slope = model->trend == TREND_NONE ? 0.0 : (second - first) / m;
	double		level = (first + second) / 2.0 - slope * (2 * m - 1) / 2.0;

	if (model->multiplicative)
		level = multiplicative_level(values, 2 * m, slope);
	for (int i = 0; i < m; i++)
	{
		CHECK_FOR_INTERRUPTS();
		start->seasons[i] = (without(model, values[i], level + slope * i) +
							 without(model, values[m + i], level + slope * (m + i))) / 2.0;
	}
	start->level = level + slope * (m - 1);
	start->slope = slope;
	start->first = m;
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
	start->seasons[0] = model->multiplicative ? 1.0 : 0.0;
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
	double		sse = 0.0;
	double		sum = 0.0;
	int			place = start->first % model->season;

	memcpy(model->seasons, start->seasons, model->season * sizeof(double));
	for (int t = start->first; t < n; t++)
	{
		double	   *season = &model->seasons[place];
		double		expected = level + phi * slope;
		double		error =
			values[t] - (model->multiplicative ? expected * *season : expected + *season);
		double		next = alpha * without(model, values[t], *season) + (1.0 - alpha) * expected;

		CHECK_FOR_INTERRUPTS();
		sse += error * error;
		sum += error;
		slope = beta * (next - level) + (1.0 - beta) * phi * slope;
		level = next;
		if (model->multiplicative && !(level > 0.0))
			return HUGE_VAL;
		if (model->season > 1)
			*season = gamma * without(model, values[t], level) + (1.0 - gamma) * *season;
		place = place + 1 == model->season ? 0 : place + 1;
	}
	model->level = level;
	model->slope = slope;
	model->sse = sse;
	model->variance = n - start->first < 2 ? NAN :
		Max(sse - sum * (sum / (n - start->first)), 0.0) / (n - start->first - 1);
	return isfinite(sse) && isfinite(level) && isfinite(slope) ? sse : HUGE_VAL;
}

/* Fitting */

typedef struct Fit
{
	HoltWinters *model;
	const Start *start;
	const double *values;
	int			n;
	SmoothingParameter free[SMOOTHING_PARAMETERS];
	int			nfree;
	double		best[SMOOTHING_PARAMETERS];
	double		least;
} Fit;

typedef struct Vertex
{
	double		at[SMOOTHING_PARAMETERS];	/* of the free parameters */
	double		sse;
} Vertex;

/* Brings the vertex inside its bounds, and tells its sum of squares */
static void
evaluate(Fit *fit, Vertex *vertex)
{
	double		parameters[SMOOTHING_PARAMETERS];

	memcpy(parameters, fit->model->parameters, sizeof(parameters));
	for (int i = 0; i < fit->nfree; i++)
	{
		bool		is_phi = fit->free[i] == PHI;

		vertex->at[i] =
			Min(Max(vertex->at[i], is_phi ? SMALLEST_PHI : 0.0), is_phi ? LARGEST_PHI : 1.0);
		parameters[fit->free[i]] = vertex->at[i];
	}
	vertex->sse = smooth(fit->model, fit->start, parameters, fit->values, fit->n);
	if (vertex->sse < fit->least)
	{
		fit->least = vertex->sse;
		memcpy(fit->best, vertex->at, sizeof(fit->best));
	}
}

static void
search_grid(Fit *fit, Vertex *vertex, int i)
{
	static const double rates[] = {0.02, 0.1, 0.3, 0.6, 0.95};
	static const double dampings[] = {0.8, 0.9, 0.98};
	bool		is_phi = i < fit->nfree && fit->free[i] == PHI;

	if (i == fit->nfree)
	{
		evaluate(fit, vertex);
		return;
	}
	for (size_t j = 0; j < (is_phi ? lengthof(dampings) : lengthof(rates)); j++)
	{
		vertex->at[i] = is_phi ? dampings[j] : rates[j];
		search_grid(fit, vertex, i + 1);
	}
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

/* From the best parameters that are known */
static void
search_simplex(Fit *fit)
{
	Vertex		simplex[SMOOTHING_PARAMETERS + 1];

	for (int j = 0; j <= fit->nfree; j++)
	{
		memcpy(simplex[j].at, fit->best, sizeof(fit->best));
		if (j > 0)
			simplex[j].at[j - 1] += simplex[j].at[j - 1] > 0.9 ? -FIRST_REACH : FIRST_REACH;
		/* evaluating may find a better one to begin with, which the next does */
		evaluate(fit, &simplex[j]);
	}
	for (int step = 0; step < SIMPLEX_STEPS; step++)
	{
		qsort(simplex, fit->nfree + 1, sizeof(Vertex), vertex_cmp);
		if (simplex_size(fit, simplex) < 1e-9)
			break;
		move_simplex(fit, simplex);
	}
}

static void
fit_parameters(Fit *fit)
{
	Vertex		vertex = {{0.0}, 0.0};
	double		before;

	fit->least = HUGE_VAL;
	search_grid(fit, &vertex, 0);
	for (int i = 0; i < RESTARTS && fit->nfree > 0 && isfinite(fit->least) &&
		 fit->least > 0.0; i++)
	{
		before = fit->least;
		search_simplex(fit);
		if (before - fit->least < SMALL_GAIN * before)
			break;
	}
	for (int i = 0; i < fit->nfree && isfinite(fit->least); i++)
		fit->model->parameters[fit->free[i]] = fit->best[i];
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

/* Fits what is not given; n is enough for a start.  False where there are no finite figures. */
bool
holt_winters_fit(HoltWinters *model, const double *values, int n)
{
	Start		start;
	Fit			fit = {
		.model = model,
		.start = &start,
		.values = values,
		.n = n
	};
	bool		found;

	start.seasons = palloc(model->season * sizeof(double));
	model->seasons = palloc(model->season * sizeof(double));
	if (model->season == 1)
		plain_start(model, values, &start);
	else if (model->start == START_DECOMPOSE)
		decompose_start(model, values, &start);
	else
		unbiased_start(model, values, &start);

	settle_parameters(model);
	for (int i = 0; i < SMOOTHING_PARAMETERS; i++)
		if (isnan(model->parameters[i]))
			fit.free[fit.nfree++] = i;
	fit_parameters(&fit);
	found = isfinite(fit.least) && isfinite(smooth(model, &start, model->parameters, values, n));
	turn_seasons(model, n);
	pfree(start.seasons);
	return found;
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

	return model->multiplicative ? line * season : line + season;
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
		double		sum = 0.0;

		CHECK_FOR_INTERRUPTS();
		squares[h % m] += psi(model, h) * psi(model, h);
		for (int i = 0; i < m && i <= h; i++)
		{
			double		ratio = model->multiplicative ?
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
		errors[h] = sqrt(model->variance * sum);
	}
	return errors;
}
