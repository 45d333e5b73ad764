/*
 * damping.h
 *		Means shrunk towards a prior mean, and priors learnt from groups.
 */
#ifndef DAMPING_H
#define DAMPING_H

#include "postgres.h"

#include "exact.h"

/* The data of one group: number of values, their mean, the sum of (x - mean)^2 */
typedef struct Sample
{
	double		n;
	double		mean;
	double		squared_deviations;
} Sample;

/*
 * A prior larger than any mean of exact sums, or of more values than can be
 * counted, is a mistake
 */
#define PRIOR_MEAN_LARGEST		EXACT_LARGEST
#define PRIOR_WEIGHT_LARGEST	9223372036854775808.0	/* 2^63 */

typedef struct Damping
{
	bool		known;			/* false: the groups have too few data */
	double		prior_mean;
	double		prior_weight;	/* infinite: the groups do not differ */
	double		between;		/* variance between the groups; 0 if they do
								 * not differ */
	double		prior_mean_variance;	/* variance of the error of the prior
										 * mean */
} Damping;

extern Damping damping_learn(Sample *samples, int64 nsamples);
extern double damping_mean(const Sample *sample, double prior_mean, double prior_weight);
extern double damping_error(const Sample *sample, double variance, double prior_weight);
extern double damping_learnt_error(const Sample *sample, const Damping *damping);

#endif
