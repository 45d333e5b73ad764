/*
 * discrete.h
 *		Limits of counts under chance alone: binomial and Poisson.
 */
#ifndef DISCRETE_H
#define DISCRETE_H

#include "postgres.h"

#include "confidence.h"
#include "control.h"

/* Hits among a number of trials at a rate, or events of which size times the rate are expected */
typedef struct CountModel
{
	PointKind	kind;			/* SHARES: binomial; COUNTS: Poisson */
	double		size;
	double		rate;
} CountModel;

extern double poisson_probability(double r, double mean);
extern Bounds count_limits(const CountModel *model, double confidence);

#endif
