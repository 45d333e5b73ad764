/*
 * confidence.h
 *		Confidence intervals, from counts and moments to bounds.
 */
#ifndef CONFIDENCE_H
#define CONFIDENCE_H

#include "postgres.h"

typedef struct Bounds
{
	double		lower;
	double		upper;
} Bounds;

extern double normal_quantile(double tail);
extern double student_t_quantile(double tail, double degrees);
extern double upper_tail(double confidence);

extern Bounds wilson_bounds(double hits, double trials, double confidence);
extern Bounds student_t_bounds(double center, double error, double degrees, double confidence);
extern double nps_standard_error(double promoters, double detractors, double n);

#endif
