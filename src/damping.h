/*
 * damping.h
 *		Means pulled towards a prior mean, and priors learnt from groups.
 */
#ifndef DAMPING_H
#define DAMPING_H

#include "postgres.h"

/* What one group says: how many values, their mean, the sum of (x - mean)^2 */
typedef struct Sample
{
	double		n;
	double		mean;
	double		squared_deviations;
} Sample;

typedef struct Damping
{
	bool		known;			/* false: the groups do not tell */
	double		prior_mean;
	double		prior_weight;	/* infinite: the groups do not differ */
	double		variance;		/* within the groups */
} Damping;

extern Damping damping_learn(Sample *samples, int64 nsamples);
extern double damping_mean(const Sample *sample, double prior_mean, double prior_weight);
extern double damping_error(const Sample *sample, double variance, double prior_weight);

#endif
