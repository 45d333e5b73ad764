/*
 * confidence.c
 *		Confidence intervals, from counts and moments to bounds.
 *
 * Proportions: Wilson's score interval (Wilson 1927; Newcombe 1998, method 3).
 * Means: Student's t.  Net promoter scores: the variance of a difference of
 * two shares of one multinomial sample.  Quantiles are found by Newton's
 * method on libm's erfc and on the incomplete beta function, to 1e-9.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "confidence.h"

#define SQRT_TWO_PI		2.50662827463100050242

/*
 * From this many degrees of freedom on, the Cornish-Fisher expansion of t is
 * closer to the truth than 1e-11 and the continued fraction is slow.
 */
#define MANY_DEGREES	1e5

/* What a two-sided interval leaves above it: not 1 - (1 + confidence) / 2, which rounds to 0 */
double
upper_tail(double confidence)
{
	return (1.0 - confidence) / 2.0;
}

/* z >= 0 with P(Z > z) = tail, for 0 < tail <= 0.5 */
double
normal_quantile(double tail)
{
	double		t;
	double		z;

	/* Abramowitz and Stegun 26.2.23 is within 4.5e-4 of the upper quantile */
	t = sqrt(-2.0 * log(tail));
	z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
		(1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));

	/* Halley's step squares the number of right digits and more */
	for (int i = 0; i < 3; i++)
	{
		double		excess = 0.5 * erfc(z / M_SQRT2) - tail;
		double		step = excess * SQRT_TWO_PI * exp(0.5 * z * z);

		z += step / (1.0 + 0.5 * z * step);
	}
	return z;
}

/*
 * Regularized incomplete beta function I_x(a, b) for x < (a + 1)/(a + b + 2),
 * by Lentz's evaluation of its continued fraction (DLMF 8.17.22).
 */
static double
incomplete_beta(double a, double b, double x)
{
	double		front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a;
	double		c = 1.0;
	double		d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
	double		fraction = d;

	for (int m = 1; m < 10000; m++)
	{
		double		even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m));
		double		odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0));
		double		delta;

		d = 1.0 / (1.0 + even * d);
		c = 1.0 + even / c;
		fraction *= d * c;
		d = 1.0 / (1.0 + odd * d);
		c = 1.0 + odd / c;
		delta = d * c;
		fraction *= delta;
		if (fabs(delta - 1.0) < DBL_EPSILON)
			break;
	}
	return front * fraction;
}

/* P(T > t) for t >= 0 */
static double
student_t_tail(double t, double degrees)
{
	double		x = degrees / (degrees + t * t);
	double		a = degrees / 2.0;

	if (x < (a + 1.0) / (a + 2.5))
		return 0.5 * incomplete_beta(a, 0.5, x);
	return 0.5 * (1.0 - incomplete_beta(0.5, a, t * t / (degrees + t * t)));
}

/* Density of t by its logarithm, so that many degrees do not overflow */
static double
student_t_density(double t, double degrees)
{
	return exp(lgamma((degrees + 1.0) / 2.0) - lgamma(degrees / 2.0)
			   - 0.5 * log(degrees * M_PI) - (degrees + 1.0) / 2.0 * log1p(t * t / degrees));
}

/* t from z for many degrees of freedom (Abramowitz and Stegun 26.7.5) */
static double
student_t_expansion(double z, double degrees)
{
	double		z2 = z * z;
	double		first = z * (z2 + 1.0) / 4.0;
	double		second = z * (3.0 + z2 * (16.0 + z2 * 5.0)) / 96.0;
	double		third = z * (-15.0 + z2 * (17.0 + z2 * (19.0 + z2 * 3.0))) / 384.0;

	return z + (first + (second + third / degrees) / degrees) / degrees;
}

/*
 * t with P(T <= t) = p, for 0.5 <= p < 1.
 *
 * The tail is convex right of its inflection, so Newton's steps from the
 * normal quantile, which lies left of the root, never pass it.  Few degrees
 * of freedom have a tail like a power of t: there the steps are taken on
 * logarithms, where a power is a line.
 */
double
student_t_quantile(double tail, double degrees)
{
	double		t = normal_quantile(tail);

	if (degrees >= MANY_DEGREES || t <= 0.0)
		return student_t_expansion(t, degrees);

	for (int i = 0; i < 100; i++)
	{
		double		reached = student_t_tail(t, degrees);
		double		slope = t * student_t_density(t, degrees) / reached;
		double		step = log(reached / tail) / slope;

		t *= exp(step);
		if (fabs(step) < 1e-14)
			break;
	}
	return t;
}

/* Wilson's score interval; the caller has checked that trials > 0 */
Bounds
wilson_bounds(double hits, double trials, double confidence)
{
	double		z = normal_quantile(upper_tail(confidence));
	double		share = hits / trials;
	double		z2 = z * z / trials;
	double		center = share + z2 / 2.0;
	double		reach = sqrt(z2 * share * (1.0 - share) + z2 * z2 / 4.0);
	Bounds		bounds;

	/* no hit and only hits have an end of the scale as exact bound */
	bounds.lower = hits <= 0.0 ? 0.0 : Max((center - reach) / (1.0 + z2), 0.0);
	bounds.upper = hits >= trials ? 1.0 : Min((center + reach) / (1.0 + z2), 1.0);
	return bounds;
}

/* center -/+ t times its standard error */
Bounds
student_t_bounds(double center, double error, double degrees, double confidence)
{
	double		reach = student_t_quantile(upper_tail(confidence), degrees) * error;
	Bounds		bounds = {center - reach, center + reach};

	return bounds;
}

/* In points of the score: 100 * sqrt((p + d - (p - d)^2) / n) */
double
nps_standard_error(double promoters, double detractors, double n)
{
	double		p = promoters / n;
	double		d = detractors / n;

	return 100.0 * sqrt(Max(p + d - (p - d) * (p - d), 0.0) / n);
}
