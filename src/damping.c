/*
 * damping.c
 *		Means shrunk towards a prior mean, and priors learnt from groups.
 *
 * The damped mean of n values with sum S is (S + k mu) / (n + k), as if there
 * were k more values of size mu. k and mu are learnt from r groups by the
 * credibility model of Buehlmann and Straub (1970):
 *
 *		s^2   = sum_i sum_j (x_ij - xbar_i)^2 / sum_i (n_i - 1)
 *		tau^2 = [sum_i n_i (xbar_i - xbar)^2 - (r - 1) s^2] / (N - sum_i n_i^2 / N)
 *		k     = s^2 / tau^2
 *		mu    = sum_i Z_i xbar_i / sum_i Z_i,  Z_i = n_i / (n_i + k)
 *
 * If tau^2 is not positive, the groups do not differ by more than chance: k is
 * infinite and mu is the pooled mean.  If no group has two values, s^2 is
 * unknown, and with it all the rest.
 *
 * The error of a mean damped by a learnt prior includes the error of what was
 * learnt (Prasad and Rao 1990):
 *
 *		tau^2 (1 - Z) + (1 - Z)^2 Var(mu)
 *		Var(mu) = tau^2 / sum_i Z_i, or s^2 / N if k is infinite
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "damping.h"
#include "sort.h"

static int
sample_cmp(const void *left, const void *right)
{
	const Sample *a = left;
	const Sample *b = right;
	int			order = double_cmp(&a->n, &b->n);

	if (order == 0)
		order = double_cmp(&a->mean, &b->mean);
	return order != 0 ? order : double_cmp(&a->squared_deviations, &b->squared_deviations);
}

/* The totals that the model needs over all groups */
typedef struct Pool
{
	double		groups;			/* groups with values */
	double		n;
	double		pairs;			/* sum of n_i n_j over i < j: half of N^2 -
								 * sum n_i^2, without its cancellation */
	double		mean;
	double		variance;		/* s^2 */
} Pool;

static Pool
pool_samples(const Sample *samples, int64 nsamples)
{
	Pool		pool = {0.0, 0.0, 0.0, 0.0, 0.0};
	double		center = nsamples > 0 ? samples[nsamples - 1].mean : 0.0;
	double		offsets = 0.0;
	double		within = 0.0;

	for (int64 i = 0; i < nsamples; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pool.groups += samples[i].n > 0.0;
		pool.pairs += samples[i].n * pool.n;
		pool.n += samples[i].n;
		offsets += samples[i].n * (samples[i].mean - center);
		within += samples[i].squared_deviations;
	}

	/* computed from a center, so that equal means pool to exactly that mean */
	pool.mean = center + (pool.n > 0.0 ? offsets / pool.n : 0.0);
	pool.variance = pool.n > pool.groups ? within / (pool.n - pool.groups) : 0.0;
	return pool;
}

/* Returns tau^2; not positive if the groups do not differ by more than chance */
static double
variance_between(const Sample *samples, int64 nsamples, const Pool *pool)
{
	double		between = 0.0;

	if (pool->groups < 2.0)
		return 0.0;
	for (int64 i = 0; i < nsamples; i++)
	{
		CHECK_FOR_INTERRUPTS();
		between += samples[i].n * (samples[i].mean - pool->mean) * (samples[i].mean - pool->mean);
	}
	return (between - (pool->groups - 1.0) * pool->variance) / (2.0 * pool->pairs / pool->n);
}

/* Returns Z: the weight of the group's own mean */
static double
credibility(const Sample *sample, double prior_weight)
{
	return sample->n > 0.0 ? sample->n / (sample->n + prior_weight) : 0.0;
}

/* Computes mu, the mean of the means by their credibility, and its variance */
static void
learn_prior_mean(const Sample *samples, int64 nsamples, Damping *damping)
{
	double		weights = 0.0;
	double		weighted = 0.0;

	for (int64 i = 0; i < nsamples; i++)
	{
		double		weight = credibility(&samples[i], damping->prior_weight);

		CHECK_FOR_INTERRUPTS();
		weights += weight;
		weighted += weight * samples[i].mean;
	}
	damping->prior_mean = weighted / weights;
	damping->prior_mean_variance = damping->between / weights;
}

/* Sorts the samples, so that the sums do not depend on the order of the rows */
Damping
damping_learn(Sample *samples, int64 nsamples)
{
	Damping		damping = {.prior_weight = HUGE_VAL};
	Pool		pool;
	double		between;

	sort_in_order(samples, nsamples, sizeof(Sample), sample_cmp);
	pool = pool_samples(samples, nsamples);
	if (pool.n <= pool.groups)
		return damping;

	damping.known = true;
	damping.prior_mean = pool.mean;
	damping.prior_mean_variance = pool.variance / pool.n;
	between = variance_between(samples, nsamples, &pool);
	if (between > 0.0)
	{
		damping.between = between;
		damping.prior_weight = pool.variance / between;
		learn_prior_mean(samples, nsamples, &damping);
	}
	return damping;
}

/* (n * mean + k * mu) / (n + k); a group without values has the prior mean, whatever its weight */
double
damping_mean(const Sample *sample, double prior_mean, double prior_weight)
{
	if (sample->n == 0.0 || isinf(prior_weight))
		return prior_mean;
	if (prior_weight == 0.0)
		return sample->mean;
	return (sample->n * sample->mean + prior_weight * prior_mean) / (sample->n + prior_weight);
}

/* Standard error of a mean damped by a given prior: sqrt(s^2 / (n + k)) */
double
damping_error(const Sample *sample, double variance, double prior_weight)
{
	return variance == 0.0 ? 0.0 : sqrt(variance / (sample->n + prior_weight));
}

/* Standard error of a mean damped by a learnt prior */
double
damping_learnt_error(const Sample *sample, const Damping *damping)
{
	double		rest = 1.0 - credibility(sample, damping->prior_weight);

	return sqrt(rest * damping->between + rest * rest * damping->prior_mean_variance);
}
