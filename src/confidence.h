/*
 * confidence.h
 *		Confidence intervals, from counts and moments to bounds.
 */
#ifndef CONFIDENCE_H
#define CONFIDENCE_H

#include "postgres.h"

#include "damping.h"

typedef struct Bounds
{
	double		lower;
	double		upper;
} Bounds;

/* Counts whose ratio is a proportion */
typedef struct Share
{
	double		part;
	double		whole;
} Share;

/*
 * A figure with its standard error, and the degrees of freedom of that error:
 * below 1 if the spread is unknown
 */
typedef struct Estimate
{
	double		value;
	double		error;
	double		degrees;
} Estimate;

/* The correlation of n pairs, with Fisher's z = atanh(r), which is infinite if r is 1 or -1 */
typedef struct Correlation
{
	double		r;
	double		z;
	double		n;
} Correlation;

/*
 * Two groups: the difference of their figures, its interval and p-value; NaN
 * if they are unknown
 */
typedef struct Comparison
{
	double		difference;
	Bounds		bounds;
	double		p_value;
} Comparison;

extern double normal_quantile(double tail);
extern double student_t_quantile(double tail, double degrees);
extern double upper_tail(double confidence);
extern double normal_p_value(double difference, double error);
extern double estimate_p_value(const Estimate *estimate);
extern double chi_squared_p_value(double chi_squared, double degrees);

extern Bounds wilson_bounds(double hits, double trials, double confidence);
extern bool share_bounds(Share share, double confidence, Bounds *bounds);
extern Bounds garwood_bounds(double events, double exposure, double confidence);
extern bool estimate_bounds(const Estimate *estimate, double confidence, Bounds *bounds);
extern bool mean_bounds(const Sample *sample, double confidence, Bounds *bounds);
extern Bounds normal_bounds(double center, double error, double confidence);
extern bool correlation_bounds(const Correlation *correlation, double confidence, Bounds *bounds);
extern Bounds weighted_bounds(double weight_a, double a, Bounds of_a, double weight_b, double b,
							  Bounds of_b, double correlation);
extern double net_standard_error(double promoters, double detractors, double n);

/* These return false if one of the groups has no data */
extern bool compare_shares(Share a, Share b, double confidence, Comparison *comparison);
extern bool compare_means(const Sample *a, const Sample *b, double confidence,
						  Comparison *comparison);
extern Comparison compare_estimates(const Estimate *a, const Estimate *b, double confidence);
extern Comparison compare_correlations(const Correlation *a, const Correlation *b,
									   double confidence);
extern Comparison compare_event_rates(Share a, Share b, double confidence);
extern Comparison difference_only(double difference);
extern Comparison compare_normal(double difference, double error, double confidence);

#endif
