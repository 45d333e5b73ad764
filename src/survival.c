/*
 * survival.c
 *		Readings of a duration_summary that take the unfinished into account.
 *
 * With n(t) at risk and d(t) finished at t, if unfinished durations leave
 * after those finished at the same time (Kaplan and Meier 1958):
 *
 *		S(t) = product over times up to t of (1 - d / n)
 *		Var ln(-ln S) = sum of d / (n (n - d)) / (ln S)^2		(Greenwood, log-log)
 *		restricted mean(t) = integral of S from 0 to t
 *
 * Greenwood's variance of a restricted mean of m finished durations has the
 * factor m / (m - 1), and its interval has m - 1 degrees of freedom: if all
 * have finished, this is the interval of a mean.
 *
 * The log-rank test (Mantel 1966) compares, at each time at which some finish,
 * the number finished in the first group with the number expected if both
 * groups finished alike; E and V are its expectation and variance given the
 * others:
 *
 *		ln(hazard ratio) = sum of (d_1 - E) / sum of V, +/- z / sqrt(sum of V)
 *																(Peto 1977)
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "argument.h"
#include "comparison.h"
#include "confidence.h"
#include "duration.h"

typedef struct SurvivalStep
{
	double		time;			/* microseconds: the end of the bucket */
	double		at_risk;
	double		finished;
	double		survival;		/* after that time */
} SurvivalStep;

typedef struct Survival
{
	int64		n;				/* counters in the bucket */
	SurvivalStep *steps;		/* one for each bucket with finished durations */
	int			nsteps;
	double		last;			/* end of the longest duration */
} Survival;

static Survival
survival_curve(const Durations *durations)
{
	int64		n = duration_ncounters(durations);
	Survival	curve = {n, palloc((n + 1) * sizeof(SurvivalStep)), 0, 0.0};
	uint64		at_risk = 0;
	double		survival = 1.0;

	for (int64 i = 0; i < n; i++)
		at_risk += duration_counter(durations, i).count;
	for (int64 i = 0; i < n; i++)
	{
		DurationCounter counter = duration_counter(durations, i);

		curve.last = counter.longest;
		if (!counter.unfinished)
		{
			SurvivalStep *step = &curve.steps[curve.nsteps++];

			/* exactly 0 when none is left */
			survival *= (double) (at_risk - counter.count) / (double) at_risk;
			step->time = curve.last;
			step->at_risk = at_risk;
			step->finished = counter.count;
			step->survival = survival;
		}
		at_risk -= counter.count;
	}
	return curve;
}

/*
 * Returns whether the curve is known at a time: after the longest duration
 * only if all have finished
 */
static bool
is_known(const Survival *curve, double time)
{
	if (time <= curve->last)
		return true;
	return curve->nsteps > 0 && curve->steps[curve->nsteps - 1].survival == 0.0;
}

static double
greenwood_term(const SurvivalStep *step)
{
	return step->finished / (step->at_risk * (step->at_risk - step->finished));
}

/* Returns S(t), and the sum of Greenwood's terms up to t */
static double
survival_at(const Survival *curve, double time, double *greenwood)
{
	double		survival = 1.0;

	*greenwood = 0.0;
	for (int i = 0; i < curve->nsteps && curve->steps[i].time <= time; i++)
	{
		survival = curve->steps[i].survival;
		*greenwood += greenwood_term(&curve->steps[i]);
	}
	return survival;
}

/* exp(-exp(ln(-ln S) -/+ z se)), within 0 and 1; unknown at the ends */
static Bounds
survival_bounds(double survival, double greenwood, double confidence)
{
	double		factor =
		exp(normal_quantile(upper_tail(confidence)) * sqrt(greenwood) / -log(survival));
	Bounds		bounds = {pow(survival, factor), pow(survival, 1.0 / factor)};

	return bounds;
}

/* Integral of S from 0 to t */
static double
restricted_mean(const Survival *curve, double time)
{
	double		area = 0.0;
	double		from = 0.0;
	double		survival = 1.0;

	for (int i = 0; i < curve->nsteps && curve->steps[i].time < time; i++)
	{
		area += survival * (curve->steps[i].time - from);
		from = curve->steps[i].time;
		survival = curve->steps[i].survival;
	}
	return area + survival * (time - from);
}

/* Sum of Greenwood's terms, each times the square of the area after it */
static double
greenwood_of_areas(const Survival *curve, double time)
{
	double		behind = restricted_mean(curve, time);
	double		from = 0.0;
	double		survival = 1.0;
	double		sum = 0.0;

	for (int i = 0; i < curve->nsteps && curve->steps[i].time < time; i++)
	{
		const SurvivalStep *step = &curve->steps[i];

		behind -= survival * (step->time - from);
		if (step->survival > 0.0)
			sum += greenwood_term(step) * behind * behind;
		from = step->time;
		survival = step->survival;
	}
	return sum;
}

/* In microseconds / unit; with fewer than two durations finished by then, the spread is unknown */
static Estimate
restricted_estimate(const Survival *curve, double time, double unit)
{
	double		finished = 0.0;
	Estimate	estimate;

	for (int i = 0; i < curve->nsteps && curve->steps[i].time <= time; i++)
		finished += curve->steps[i].finished;
	estimate.degrees = finished - 1.0;
	estimate.value = restricted_mean(curve, time) / unit;
	estimate.error =
		sqrt(greenwood_of_areas(curve, time) * finished / estimate.degrees) / unit;
	return estimate;
}

/* Returns the first time by which the share has finished; NULL if it has not yet */
static double
read_survival_quantile(const Durations *durations, FunctionCallInfo fcinfo)
{
	double		left = 1.0 - argument_quantile(fcinfo, 1, false);
	Survival	curve = survival_curve(durations);

	/*
	 * a product of fractions that equals such a share only does so to the
	 * last digits
	 */
	for (int i = 0; i < curve.nsteps; i++)
		if (curve.steps[i].survival <= left + 1e-12 * Min(left, 1.0 - left))
			return duration_whole(curve.steps[i].time, duration_unit(durations, false));
	return NAN;
}

DURATION_ACCESSOR(duration_summary_survival_quantile, read_survival_quantile);

typedef enum SurvivalFigure
{
	SURVIVAL_AT,
	SURVIVAL_LOWER,
	SURVIVAL_UPPER,
	RESTRICTED_MEAN,
	RESTRICTED_LOWER,
	RESTRICTED_UPPER
} SurvivalFigure;

/* Takes a time in microseconds; returns a mean in microseconds; NaN if it is unknown */
static double
survival_figure(const Survival *curve, SurvivalFigure figure, double time, double confidence)
{
	double		greenwood;
	double		survival;
	Estimate	mean;
	Bounds		bounds;

	switch (figure)
	{
		case SURVIVAL_AT:
			return survival_at(curve, time, &greenwood);
		case SURVIVAL_LOWER:
		case SURVIVAL_UPPER:
			survival = survival_at(curve, time, &greenwood);
			if (survival == 0.0 || survival == 1.0)
				return NAN;
			bounds = survival_bounds(survival, greenwood, confidence);
			return figure == SURVIVAL_LOWER ? bounds.lower : bounds.upper;
		case RESTRICTED_MEAN:
			return restricted_mean(curve, time);
		case RESTRICTED_LOWER:
		case RESTRICTED_UPPER:
			mean = restricted_estimate(curve, time, 1.0);
			if (!estimate_bounds(&mean, confidence, &bounds))
				return NAN;
			return figure == RESTRICTED_LOWER ? Max(bounds.lower, 0.0) : Min(bounds.upper, time);
	}
	pg_unreachable();
}

/* (summary, time [, confidence]) */
static double
read_survival(FunctionCallInfo fcinfo, SurvivalFigure figure, int64 time)
{
	double		confidence = PG_NARGS() > 2 ? argument_confidence(fcinfo, 2) : DEFAULT_CONFIDENCE;
	Survival	curve = survival_curve(argument_durations(fcinfo, 0));

	if (curve.n == 0 || !is_known(&curve, (double) time))
		return NAN;
	return survival_figure(&curve, figure, (double) time, confidence);
}

#define SURVIVAL_ACCESSOR(function, figure, RETURN) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	double		reading = NAN; \
\
	if (!PG_ARGISNULL(0)) \
		reading = read_survival(fcinfo, figure, threshold_interval(fcinfo, 1, "time")); \
	if (isnan(reading)) \
		PG_RETURN_NULL(); \
	RETURN; \
} \
extern int	no_such_variable

#define RETURN_SHARE	PG_RETURN_FLOAT8(reading)
#define RETURN_TIME		PG_RETURN_INTERVAL_P(interval_from_reading(reading))

SURVIVAL_ACCESSOR(duration_summary_survival_at, SURVIVAL_AT, RETURN_SHARE);
SURVIVAL_ACCESSOR(duration_summary_survival_lower, SURVIVAL_LOWER, RETURN_SHARE);
SURVIVAL_ACCESSOR(duration_summary_survival_upper, SURVIVAL_UPPER, RETURN_SHARE);
SURVIVAL_ACCESSOR(duration_summary_restricted_mean, RESTRICTED_MEAN, RETURN_TIME);
SURVIVAL_ACCESSOR(duration_summary_restricted_mean_lower, RESTRICTED_LOWER, RETURN_TIME);
SURVIVAL_ACCESSOR(duration_summary_restricted_mean_upper, RESTRICTED_UPPER, RETURN_TIME);

/* Comparison up to the time in the fourth argument, by the method that the fifth names */

typedef enum SurvivalComparison
{
	COMPARE_RESTRICTED_MEANS,
	COMPARE_LOG_RANKS
} SurvivalComparison;

static const MethodName survival_comparisons[] = {
	{"restricted_mean", COMPARE_RESTRICTED_MEANS},
	{"log_rank", COMPARE_LOG_RANKS}
};

/* Returns the time up to which a curve is known: forever if all have finished */
static double
known_end(const Survival *curve)
{
	return is_known(curve, HUGE_VAL) ? HUGE_VAL : curve->last;
}

/*
 * Compares the means of all, if all have finished; else the means up to the
 * time to which both curves are known
 */
static bool
compare_restricted_means(const Durations *durations_a, const Durations *durations_b, double up_to,
						 double confidence, Comparison *comparison)
{
	Survival	a = survival_curve(durations_a);
	Survival	b = survival_curve(durations_b);
	Estimate	mean_a;
	Estimate	mean_b;

	if (isinf(up_to))
		up_to = Min(known_end(&a), known_end(&b));
	if (isinf(up_to))
		up_to = Max(a.last, b.last);
	if (a.n == 0 || b.n == 0 || !is_known(&a, up_to) || !is_known(&b, up_to))
		return false;
	mean_a = restricted_estimate(&a, up_to, MICROSECONDS);
	mean_b = restricted_estimate(&b, up_to, MICROSECONDS);
	*comparison = compare_estimates(&mean_a, &mean_b, confidence);
	return true;
}

/* A group, while its durations end one after the other */
typedef struct Leaving
{
	const Durations *durations;
	int64		n;
	int64		next;
	double		at_risk;
} Leaving;

static Leaving
begin_leaving(const Durations *durations)
{
	Leaving		leaving = {durations, duration_ncounters(durations), 0, 0.0};

	for (int64 i = 0; i < leaving.n; i++)
		leaving.at_risk += duration_counter(durations, i).count;
	return leaving;
}

static double
next_time(const Leaving *leaving)
{
	return leaving->next < leaving->n ?
		duration_counter(leaving->durations, leaving->next).longest : HUGE_VAL;
}

/* Removes the durations that end at a time; returns how many of them have finished */
static double
let_go(Leaving *leaving, double time)
{
	double		finished = 0.0;

	for (; next_time(leaving) == time; leaving->next++)
	{
		DurationCounter counter = duration_counter(leaving->durations, leaving->next);

		leaving->at_risk -= counter.count;
		if (!counter.unfinished)
			finished += counter.count;
	}
	return finished;
}

static bool
compare_log_ranks(const Durations *durations_a, const Durations *durations_b, double up_to,
				  double confidence, Comparison *comparison)
{
	Leaving		a = begin_leaving(durations_a);
	Leaving		b = begin_leaving(durations_b);
	double		excess = 0.0;
	double		variance = 0.0;
	double		time;

	while ((time = Min(next_time(&a), next_time(&b))) <= up_to && a.at_risk > 0.0 &&
		   b.at_risk > 0.0)
	{
		double		share = a.at_risk / (a.at_risk + b.at_risk);
		double		at_risk = a.at_risk + b.at_risk;
		double		finished_a = let_go(&a, time);
		double		finished = finished_a + let_go(&b, time);

		CHECK_FOR_INTERRUPTS();
		excess += finished_a - finished * share;
		variance += finished * (at_risk - finished) / (at_risk - 1.0) * share * (1.0 - share);
	}
	if (variance == 0.0)
		return false;
	*comparison = compare_normal(excess / variance, 1.0 / sqrt(variance), confidence);
	return true;
}

static bool
duration_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
				 double confidence, Comparison *comparison)
{
	const Durations *a = argument_durations(fcinfo, 0);
	const Durations *b = argument_durations(fcinfo, 1);
	double		up_to = PG_ARGISNULL(3) ? HUGE_VAL :
		(double) threshold_interval(fcinfo, 3, "up_to");

	if (argument_method(fcinfo, 4, "method of comparison", survival_comparisons,
						lengthof(survival_comparisons)) == COMPARE_LOG_RANKS)
		return compare_log_ranks(a, b, up_to, confidence, comparison);
	return compare_restricted_means(a, b, up_to, confidence, comparison);
}

KPI_COMPARE(duration_summary_kpi_compare, duration_compare);
