/*
 * discrete.c
 *		Limits of counts under chance alone: binomial and Poisson.
 *
 * A limit leaves a tail p beyond it: .025 on each side for 95 %.  No whole
 * number leaves exactly that, so the limit is interpolated (Spiegelhalter
 * 2005, A.1.1).  If r is the outermost count with P(R at r or beyond) of at
 * least p:
 *
 *		limit = r -/+ (P(R at r or beyond) - p) / P(R = r)
 *
 * Counts beyond a limit have a probability of less than p.  For the lower
 * limit, this is Spiegelhalter's own.  His upper limit is one count lower:
 * beyond it lies r too, whose probability is more than p, and 5 hits of 5
 * would be beyond any limit.  Here, the limits of misses mirror those of hits;
 * Seaton and Manktelow (2012) recommend such limits.
 *
 * Probabilities of single counts are Loader's (2000), which keep their digits
 * up to 2^63 trials; tails are sums of them, over a few standard deviations.
 * If such a sum is long, the expansion of Cornish and Fisher finds the limit
 * to a hundredth of a count.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "discrete.h"

#define LOG_SQRT_TWO_PI	0.91893853320467274178

/* From this variance on, tails are long and the expansion is close */
#define LARGE_VARIANCE	1e4

/* log(n!) minus Stirling's formula for it (DLMF 5.11.1), to 1e-16 if n >= 10 */
static double
stirling_error(double n)
{
	double		b = 1.0 / (n * n);
	double		rest = 1.0 / 1680.0 - b * (1.0 / 1188.0 - b * 691.0 / 360360.0);

	if (n < 10.0)
		return lgamma(n + 1.0) - (n + 0.5) * log(n) + n - LOG_SQRT_TWO_PI;
	return (1.0 / 12.0 - b * (1.0 / 360.0 - b * (1.0 / 1260.0 - b * rest))) / n;
}

/* x log(x / mean) + mean - x, without the cancellation if x is near the mean */
static double
deviance(double x, double mean)
{
	double		v = (x - mean) / (x + mean);
	double		term = 2.0 * x * v;
	double		sum = (x - mean) * v;

	if (fabs(v) >= 0.1)
		return x * log(x / mean) + mean - x;
	for (int i = 3; i < 1000; i += 2)
	{
		double		before = sum;

		term *= v * v;
		sum += term / i;
		if (sum == before)
			break;
	}
	return sum;
}

/* P(R = r) of Poisson's distribution; r may be fractional */
double
poisson_probability(double r, double mean)
{
	if (r == 0.0)
		return exp(-mean);
	return exp(-stirling_error(r) - deviance(r, mean) - LOG_SQRT_TWO_PI) / sqrt(r);
}

/* P(R = r) of the binomial distribution */
static double
binomial_probability(double r, double trials, double rate)
{
	double		misses = trials - r;

	if (r == 0.0 || misses <= 0.0)
		return exp(trials * (r == 0.0 ? log1p(-rate) : log(rate)));
	return exp(stirling_error(trials) - stirling_error(r) - stirling_error(misses) -
			   deviance(r, trials * rate) - deviance(misses, trials * (1.0 - rate)) -
			   LOG_SQRT_TWO_PI) * sqrt(trials / r / misses);
}

static double
count_probability(const CountModel *model, double r)
{
	return model->kind == SHARES ? binomial_probability(r, model->size, model->rate) :
		poisson_probability(r, model->size * model->rate);
}

/* P(R = r + side) / P(R = r), side being 1 or -1 */
static double
ratio_towards(const CountModel *model, double r, double side)
{
	double		less = side > 0.0 ? r : r - 1.0;
	double		of_more = model->size * model->rate;
	double		of_less = less + 1.0;

	if (model->kind == SHARES)
	{
		of_more = Max(model->size - less, 0.0) * model->rate;
		of_less *= 1.0 - model->rate;
	}
	return side > 0.0 ? of_more / of_less : of_less / of_more;
}

/* P(R at r or beyond), from P(R = r) */
static double
tail_from(const CountModel *model, double r, double side, double probability)
{
	double		sum = probability;

	while (probability > sum * DBL_EPSILON)
	{
		probability *= ratio_towards(model, r, side);
		r += side;
		sum += probability;
	}
	return sum;
}

static double
count_variance(const CountModel *model)
{
	double		mean = model->size * model->rate;

	return model->kind == SHARES ? mean * (1.0 - model->rate) : mean;
}

/* Starts from a count near the limit, then searches step by step */
static double
exact_limit(const CountModel *model, double tail, double side)
{
	double		most = model->kind == SHARES ? floor(model->size) : HUGE_VAL;
	double		r = rint(model->size * model->rate +
						 side * normal_quantile(tail) * sqrt(count_variance(model)));
	double		probability;
	double		reached;

	r = Min(Max(r, 0.0), most);
	probability = count_probability(model, r);
	reached = tail_from(model, r, side, probability);

	/*
	 * for fractional counts, probabilities may end before the tail is reached
	 */
	while (reached < tail && probability > 0.0)
	{
		probability *= ratio_towards(model, r, -side);
		r -= side;
		reached += probability;
	}
	while (reached - probability >= tail && probability > 0.0)
	{
		reached -= probability;
		probability *= ratio_towards(model, r, side);
		r += side;
	}
	return probability > 0.0 ? r + side * (reached - tail) / probability : r;
}

/* Uses the cumulants of a smooth distribution that agrees with this one at all half counts */
static double
expanded_limit(const CountModel *model, double tail, double side)
{
	double		z = side * normal_quantile(tail);
	double		z2 = z * z;
	double		rate = model->kind == SHARES ? model->rate : 0.0;
	double		variance = count_variance(model);
	double		skewness = (1.0 - 2.0 * rate) / sqrt(variance);
	double		excess = (1.0 - 6.0 * rate * (1.0 - rate)) / variance;

	return model->size * model->rate + side / 2.0 + sqrt(variance - 1.0 / 12.0) *
		(z + skewness * (z2 - 1.0) / 6.0 + excess * z * (z2 - 3.0) / 24.0 -
		 skewness * skewness * z * (2.0 * z2 - 5.0) / 36.0);
}

static double
count_limit(const CountModel *model, double tail, double side)
{
	return count_variance(model) < LARGE_VARIANCE ? exact_limit(model, tail, side) :
		expanded_limit(model, tail, side);
}

/* Returns limits of the share or rate, count / size; they are the rate itself if nothing varies */
Bounds
count_limits(const CountModel *model, double confidence)
{
	double		tail = upper_tail(confidence);
	Bounds		bounds = {model->rate, model->rate};

	if (count_variance(model) == 0.0)
		return bounds;
	bounds.lower = Max(count_limit(model, tail, -1.0) / model->size, 0.0);
	bounds.upper = count_limit(model, tail, 1.0) / model->size;
	if (model->kind == SHARES)
		bounds.upper = Min(bounds.upper, 1.0);
	return bounds;
}
