/*
 * damping.c
 *		Means pulled towards a prior mean, and priors learnt from groups.
 *
 * The damped mean of n values with sum S is (S + k mu) / (n + k): k values of
 * size mu are pretended besides.  k and mu are learnt from r groups by the
 * credibility model of Buehlmann and Straub (1970):
 *
 *		s^2   = sum_i sum_j (x_ij - xbar_i)^2 / sum_i (n_i - 1)
 *		tau^2 = [sum_i n_i (xbar_i - xbar)^2 - (r - 1) s^2] / (N - sum_i n_i^2 / N)
 *		k     = s^2 / tau^2
 *		mu    = sum_i Z_i xbar_i / sum_i Z_i,  Z_i = n_i / (n_i + k)
 *
 * Where tau^2 is not positive the groups do not differ by more than chance:
 * k is infinite and mu the pooled mean.  Where no group has two values, s^2
 * and with it everything is unknown.
 */
#include "postgres.h"

#include <math.h>

#include "damping.h"

static int
compare_doubles(double a, double b)
{
	return (a > b) - (a < b);
}

static int
compare_samples(const void *left, const void *right)
{
	const Sample *a = left;
	const Sample *b = right;
	int			order = compare_doubles(a->n, b->n);

	if (order == 0)
		order = compare_doubles(a->mean, b->mean);
	return order != 0 ? order : compare_doubles(a->squared_deviations, b->squared_deviations);
}

/* Sorts the groups, so that the sums do not depend on the order they came in */
Damping
damping_learn(Sample *samples, int64 nsamples)
{
	Damping		damping = {false, 0.0, 0.0, 0.0};
	double		n = 0.0;
	double		pairs = 0.0;	/* sum of n_i n_j over i < j: half of N^2 - sum n_i^2, without its cancellation */
	double		sum = 0.0;
	double		within = 0.0;
	double		between = 0.0;
	double		filled = 0.0;
	double		pooled;
	double		variance_between;
	double		weights = 0.0;
	double		weighted = 0.0;

	qsort(samples, nsamples, sizeof(Sample), compare_samples);

	for (int64 i = 0; i < nsamples; i++)
	{
		pairs += samples[i].n * n;
		n += samples[i].n;
		sum += samples[i].n * samples[i].mean;
		within += samples[i].squared_deviations;
		filled += samples[i].n > 0.0;
	}
	if (n - filled <= 0.0)
		return damping;

	damping.known = true;
	damping.variance = within / (n - filled);
	pooled = sum / n;
	for (int64 i = 0; i < nsamples; i++)
		between += samples[i].n * (samples[i].mean - pooled) * (samples[i].mean - pooled);

	variance_between = filled > 1.0 ?
		(between - (filled - 1.0) * damping.variance) / (2.0 * pairs / n) : 0.0;
	if (variance_between <= 0.0)
	{
		damping.prior_weight = HUGE_VAL;
		damping.prior_mean = pooled;
		return damping;
	}

	damping.prior_weight = damping.variance / variance_between;
	for (int64 i = 0; i < nsamples; i++)
	{
		double		credibility = samples[i].n > 0.0 ? samples[i].n / (samples[i].n + damping.prior_weight) : 0.0;

		weights += credibility;
		weighted += credibility * samples[i].mean;
	}
	damping.prior_mean = weighted / weights;
	return damping;
}

/* (n * mean + k * mu) / (n + k); the caller has checked that n + k > 0 */
double
damping_mean(const Sample *sample, double prior_mean, double prior_weight)
{
	if (sample->n == 0.0 || isinf(prior_weight))
		return prior_mean;
	return (sample->n * sample->mean + prior_weight * prior_mean) / (sample->n + prior_weight);
}

/* Standard error of a damped mean: sqrt(s^2 / (n + k)) = sqrt(tau^2 (1 - Z)) */
double
damping_error(const Sample *sample, double variance, double prior_weight)
{
	return variance == 0.0 ? 0.0 : sqrt(variance / (sample->n + prior_weight));
}
