/*
 * confidence.c
 *		Confidence intervals, from counts and moments to bounds.
 *
 * Proportions: Wilson's score interval (Wilson 1927; Newcombe 1998, method 3).
 * Means: Student's t.  Net scores: the variance of a difference of two shares
 * of one multinomial sample.  Counts: the exact interval of a Poisson mean
 * (Garwood 1936).  Correlations: Fisher's z (Fisher 1921).  Quantiles are found
 * by Newton's method on libm's erfc and on the incomplete beta and gamma
 * functions, to 1e-9.
 *
 * Two groups: shares by Newcombe's hybrid score interval (Newcombe 1998,
 * method 10) and the pooled z test, means by Welch's t (Welch 1947), rates of
 * counts by the binomial distribution of one count given both (Przyborowski
 * and Wilenski 1940), correlations by Fisher's z and Zou's interval (Zou
 * 2007), the rest by the normal approximation.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "confidence.h"
#include "discrete.h"

#define SQRT_TWO_PI		2.50662827463100050242

/*
 * From this many degrees of freedom on, the Cornish-Fisher expansion of t is
 * closer to the truth than 1e-11 and the continued fraction is slow.
 */
#define MANY_DEGREES	1e4

/* Returns the part above a two-sided interval: not 1 - (1 + confidence) / 2, which rounds to 0 */
double
upper_tail(double confidence)
{
	return (1.0 - confidence) / 2.0;
}

/* Returns z >= 0 with P(Z > z) = tail, for 0 < tail <= 0.5 */
double
normal_quantile(double tail)
{
	double		t;
	double		z;

	/* Abramowitz and Stegun 26.2.23 is within 4.5e-4 of the upper quantile */
	t = sqrt(-2.0 * log(tail));
	z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
		(1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));

	/* Halley's step more than doubles the number of right digits */
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
	double		front =
		exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a;
	double		c = 1.0;
	double		d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
	double		fraction = d;

	for (int m = 1; m < 1000000; m++)
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

/* I_x(a, b) for any x */
static double
regularized_beta(double a, double b, double x)
{
	if (x <= 0.0 || x >= 1.0)
		return x <= 0.0 ? 0.0 : 1.0;
	return x < (a + 1.0) / (a + b + 2.0) ? incomplete_beta(a, b, x) :
		1.0 - incomplete_beta(b, a, 1.0 - x);
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

/* Density of t, computed by its logarithm so that many degrees do not overflow */
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
 * The tail is convex to the right of its inflection, so Newton's steps from
 * the normal quantile, which lies to the left of the root, never pass it.
 * With few degrees of freedom the tail is like a power of t.  The steps are
 * then taken on logarithms, on which a power is a line.
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

/*
 * x^a exp(-x) / Gamma(a), the density of the gamma distribution times x.  It
 * is a times the probability of a events under Poisson's distribution.
 */
static double
gamma_front(double a, double x)
{
	return a * poisson_probability(a, x);
}

/* P(X <= x), by its power series (DLMF 8.7.1) */
static double
gamma_series(double a, double x)
{
	double		term = 1.0 / a;
	double		sum = term;

	for (double n = a + 1.0; term > sum * DBL_EPSILON; n++)
	{
		term *= x / n;
		sum += term;
	}
	return sum * gamma_front(a, x);
}

/* P(X > x) for x > a + 1, by Lentz's evaluation of its continued fraction (DLMF 8.9.2) */
static double
gamma_fraction(double a, double x)
{
	double		b = x + 1.0 - a;
	double		c = HUGE_VAL;
	double		d = 1.0 / b;
	double		fraction = d;

	for (int n = 1; n < 10000; n++)
	{
		double		term = n * (a - n);
		double		delta;

		b += 2.0;
		d = 1.0 / (b + term * d);
		c = b + term / c;
		delta = c * d;
		fraction *= delta;
		if (fabs(delta - 1.0) < DBL_EPSILON)
			break;
	}
	return fraction * gamma_front(a, x);
}

/* x from z for a large shape, by Cornish and Fisher's expansion (Goldberg and Levine 1946) */
static double
gamma_expansion(double a, double z)
{
	double		root = sqrt(2.0 * a);
	double		z2 = z * z;

	return 0.5 * (root * root + root * z * M_SQRT2 + 2.0 / 3.0 * (z2 - 1.0) +
				  z * (z2 - 7.0) / (9.0 * M_SQRT2 * root) -
				  (z2 * (6.0 * z2 + 14.0) - 32.0) / (405.0 * root * root) +
				  z * (z2 * (9.0 * z2 + 256.0) - 433.0) /
				  (4860.0 * M_SQRT2 * root * root * root));
}

/*
 * Returns x with P(X > x) = tail, or P(X < x) for the lower tail, of the gamma
 * distribution of shape a >= 1.  The logarithms of both tails are concave, so
 * Newton's steps on them stay on the safe side once they are there.
 */
static double
gamma_quantile(double a, double tail, bool lower)
{
	double		z = normal_quantile(tail) * (lower ? -1.0 : 1.0);
	double		x = a * pow(Max(1.0 - 1.0 / (9.0 * a) + z / (3.0 * sqrt(a)), 0.0), 3.0);

	if (a >= MANY_DEGREES)
		return gamma_expansion(a, z);
	if (x <= 0.0)
		x = exp((log(tail) + lgamma(a + 1.0)) / a);
	for (int i = 0; i < 100; i++)
	{
		double		below = x < a + 1.0 ? gamma_series(a, x) : 1.0 - gamma_fraction(a, x);
		double		above = x < a + 1.0 ? 1.0 - below : gamma_fraction(a, x);
		double		reached = lower ? below : above;
		double		step = log(reached / tail) * reached / gamma_front(a, x);

		/* relative to x */
		step = lower ? -step : step;
		x *= Max(1.0 + step, 0.5);
		if (fabs(step) < 1e-14)
			break;
	}
	return x;
}

/*
 * P of a chi-squared at least as large, if all degrees of freedom are chance;
 * there must be some
 */
double
chi_squared_p_value(double chi_squared, double degrees)
{
	double		a = degrees / 2.0;
	double		x = chi_squared / 2.0;

	return x < a + 1.0 ? 1.0 - gamma_series(a, x) : gamma_fraction(a, x);
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

	/* with no hits or only hits, one bound is exactly the end of the scale */
	bounds.lower = hits <= 0.0 ? 0.0 : Max((center - reach) / (1.0 + z2), 0.0);
	bounds.upper = hits >= trials ? 1.0 : Min((center + reach) / (1.0 + z2), 1.0);
	return bounds;
}

bool
share_bounds(Share share, double confidence, Bounds *bounds)
{
	if (share.whole == 0.0)
		return false;
	*bounds = wilson_bounds(share.part, share.whole, confidence);
	return true;
}

/* Interval of the events per exposure; the exposure must not be 0 */
Bounds
garwood_bounds(double events, double exposure, double confidence)
{
	double		tail = upper_tail(confidence);
	Bounds		bounds;

	bounds.lower = events == 0.0 ? 0.0 : gamma_quantile(events, tail, true) / exposure;
	bounds.upper = gamma_quantile(events + 1.0, tail, false) / exposure;
	return bounds;
}

/* center -/+ t times its standard error */
static Bounds
student_t_bounds(double center, double error, double degrees, double confidence)
{
	double		reach = student_t_quantile(upper_tail(confidence), degrees) * error;
	Bounds		bounds = {center - reach, center + reach};

	return bounds;
}

bool
estimate_bounds(const Estimate *estimate, double confidence, Bounds *bounds)
{
	if (estimate->degrees < 1.0)
		return false;
	*bounds = student_t_bounds(estimate->value, estimate->error, estimate->degrees, confidence);
	return true;
}

static Estimate
mean_estimate(const Sample *sample)
{
	double		degrees = sample->n - 1.0;
	Estimate	estimate = {
		sample->mean, sqrt(sample->squared_deviations / degrees / sample->n), degrees
	};

	return estimate;
}

/* Interval of the mean of a sample, which needs two values */
bool
mean_bounds(const Sample *sample, double confidence, Bounds *bounds)
{
	Estimate	estimate = mean_estimate(sample);

	return estimate_bounds(&estimate, confidence, bounds);
}

/* center -/+ z times its standard error */
Bounds
normal_bounds(double center, double error, double confidence)
{
	double		reach = normal_quantile(upper_tail(confidence)) * error;
	Bounds		bounds = {center - reach, center + reach};

	return bounds;
}

/* Standard error of Fisher's z, for more than 3 pairs */
static double
fisher_error(const Correlation *correlation)
{
	return 1.0 / sqrt(correlation->n - 3.0);
}

/* Fisher's interval: computed for z, and transformed back to r */
bool
correlation_bounds(const Correlation *correlation, double confidence, Bounds *bounds)
{
	Bounds		of_z;

	if (correlation->n <= 3.0)
		return false;
	of_z = normal_bounds(correlation->z, fisher_error(correlation), confidence);
	bounds->lower = tanh(of_z.lower);
	bounds->upper = tanh(of_z.upper);
	return true;
}

/*
 * Bounds of weight_a a + weight_b b from the bounds of a and b (Zou and Donner
 * 2008): each bound of the sum recovers its variance from the bounds of the
 * parts on the side that moves it.
 */
Bounds
weighted_bounds(double weight_a, double a, Bounds of_a, double weight_b, double b, Bounds of_b,
				double correlation)
{
	double		below_a = weight_a * (a - (weight_a > 0.0 ? of_a.lower : of_a.upper));
	double		above_a = weight_a * ((weight_a > 0.0 ? of_a.upper : of_a.lower) - a);
	double		below_b = weight_b * (b - (weight_b > 0.0 ? of_b.lower : of_b.upper));
	double		above_b = weight_b * ((weight_b > 0.0 ? of_b.upper : of_b.lower) - b);
	double		sum = weight_a * a + weight_b * b;
	double		together =
		2.0 * ((weight_a > 0.0) == (weight_b > 0.0) ? correlation : -correlation);
	double		below = below_a * below_a + below_b * below_b + together * below_a * below_b;
	double		above = above_a * above_a + above_b * above_b + together * above_a * above_b;
	Bounds		bounds = {sum - sqrt(Max(below, 0.0)), sum + sqrt(Max(above, 0.0))};

	return bounds;
}

/* Standard error in points of the score: 100 * sqrt((p + d - (p - d)^2) / n) */
double
net_standard_error(double promoters, double detractors, double n)
{
	double		p = promoters / n;
	double		d = detractors / n;

	return 100.0 * sqrt(Max(p + d - (p - d) * (p - d), 0.0) / n);
}

/*
 * P that a normal deviate lies farther from 0, on either side, than the
 * difference; without any spread the difference is certain
 */
double
normal_p_value(double difference, double error)
{
	if (error == 0.0)
		return difference == 0.0 ? 1.0 : 0.0;
	return erfc(fabs(difference) / error / M_SQRT2);
}

/* Hill's (1970) normal deviate of t, for many degrees of freedom */
static double
normal_deviate(double t, double degrees)
{
	double		a = degrees - 0.5;
	double		b = 48.0 * a * a;
	double		z2 = a * log1p(t * t / degrees);

	return sqrt(z2) * (1.0 + (z2 + 3.0) / b);
}

static double
student_t_p_value(double difference, double error, double degrees)
{
	double		t = fabs(difference) / error;

	if (error == 0.0)
		return normal_p_value(difference, error);
	if (degrees >= MANY_DEGREES)
		return erfc(normal_deviate(t, degrees) / M_SQRT2);
	return 2.0 * student_t_tail(t, degrees);
}

/* P-value of no difference from 0; the caller has checked that there are degrees of freedom */
double
estimate_p_value(const Estimate *estimate)
{
	return student_t_p_value(estimate->value, estimate->error, estimate->degrees);
}

/* Compares p1 - p2 */
bool
compare_shares(Share a, Share b, double confidence, Comparison *comparison)
{
	double		share_a = a.part / a.whole;
	double		share_b = b.part / b.whole;
	double		pooled = (a.part + b.part) / (a.whole + b.whole);

	if (a.whole == 0.0 || b.whole == 0.0)
		return false;
	comparison->difference = share_a - share_b;
	comparison->bounds = weighted_bounds(1.0, share_a, wilson_bounds(a.part, a.whole, confidence),
										 -1.0, share_b, wilson_bounds(b.part, b.whole, confidence),
										 0.0);
	comparison->p_value = normal_p_value(share_a - share_b,
										 sqrt(pooled * (1.0 - pooled) *
											  (1.0 / a.whole + 1.0 / b.whole)));
	return true;
}

/*
 * Compares rates of counted events per exposure.  Given all events, those of a
 * are binomial, with a's share of the exposure as probability; the p-value is
 * twice that of the smaller tail.  The interval combines Garwood's intervals.
 */
Comparison
compare_event_rates(Share a, Share b, double confidence)
{
	double		rate_a = a.part / a.whole;
	double		rate_b = b.part / b.whole;
	double		share = a.whole / (a.whole + b.whole);
	double		as_many = a.part == 0.0 ? 1.0 : regularized_beta(a.part, b.part + 1.0, share);
	double		as_few = b.part == 0.0 ? 1.0 : regularized_beta(b.part, a.part + 1.0, 1.0 - share);
	Comparison	comparison;

	comparison.difference = rate_a - rate_b;
	comparison.bounds =
		weighted_bounds(1.0, rate_a, garwood_bounds(a.part, a.whole, confidence),
						-1.0, rate_b, garwood_bounds(b.part, b.whole, confidence), 0.0);
	comparison.p_value = Min(2.0 * Min(as_many, as_few), 1.0);
	return comparison;
}

Comparison
difference_only(double difference)
{
	Comparison	comparison = {difference, {NAN, NAN}, NAN};

	return comparison;
}

Comparison
compare_normal(double difference, double error, double confidence)
{
	Comparison	comparison = {
		difference, normal_bounds(difference, error, confidence), normal_p_value(difference, error)
	};

	return comparison;
}

/* By Welch and Satterthwaite; returns only the difference if either spread is unknown */
Comparison
compare_estimates(const Estimate *a, const Estimate *b, double confidence)
{
	double		error = hypot(a->error, b->error);
	double		degrees = a->degrees + b->degrees;
	Comparison	comparison = difference_only(a->value - b->value);

	if (a->degrees < 1.0 || b->degrees < 1.0)
		return comparison;
	if (error > 0.0)
	{
		/* computed from shares of the variance, which cannot overflow */
		double		share_a = a->error / error * (a->error / error);
		double		share_b = b->error / error * (b->error / error);

		degrees = 1.0 / (share_a * share_a / a->degrees + share_b * share_b / b->degrees);
	}
	comparison.bounds = student_t_bounds(comparison.difference, error, degrees, confidence);
	comparison.p_value = student_t_p_value(comparison.difference, error, degrees);
	return comparison;
}

/* Returns only the difference if either spread is unknown */
Comparison
compare_correlations(const Correlation *a, const Correlation *b, double confidence)
{
	Comparison	comparison = difference_only(a->r - b->r);
	Bounds		of_a;
	Bounds		of_b;

	if (!correlation_bounds(a, confidence, &of_a) || !correlation_bounds(b, confidence, &of_b))
		return comparison;
	comparison.bounds = weighted_bounds(1.0, a->r, of_a, -1.0, b->r, of_b, 0.0);
	/* both may be infinite */
	comparison.p_value = normal_p_value(a->z == b->z ? 0.0 : a->z - b->z,
										hypot(fisher_error(a), fisher_error(b)));
	return comparison;
}

bool
compare_means(const Sample *a, const Sample *b, double confidence, Comparison *comparison)
{
	Estimate	estimate_a = mean_estimate(a);
	Estimate	estimate_b = mean_estimate(b);

	if (a->n == 0.0 || b->n == 0.0)
		return false;
	*comparison = compare_estimates(&estimate_a, &estimate_b, confidence);
	return true;
}
