/*
 * quality.c
 *		quality_summary: critical errors found in monitored contacts.
 *
 * Accuracy of a class of errors = contacts without such an error / contacts
 * scored for the class, after COPC's critical-error accuracy.  An evaluator
 * may score a contact for the customer's errors, for the business's, or for
 * both; the overall accuracy is of the contacts scored for both:
 *
 *		overall = contacts without an error of either class / contacts scored for both
 *
 * or, with weights, the weighted mean of the accuracies of the two classes.
 * Intervals: Wilson's score interval; of a weighted mean, the two intervals
 * combined (Zou and Donner 2008) under the correlation of the two classes.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "chart.h"
#include "comparison.h"
#include "confidence.h"
#include "funnel.h"
#include "rate.h"
#include "record.h"
#include "share.h"
#include "summary.h"

/* Counters by result: customer errors first, then business errors */
typedef struct QualitySummary
{
	int64		right_right;
	int64		right_wrong;
	int64		right_unscored;
	int64		wrong_right;
	int64		wrong_wrong;
	int64		wrong_unscored;
	int64		unscored_right;
	int64		unscored_wrong;
} QualitySummary;

static const SummaryField quality_fields[] = {
	COUNTER("right_right"),
	COUNTER("right_wrong"),
	COUNTER("right_unscored"),
	COUNTER("wrong_right"),
	COUNTER("wrong_wrong"),
	COUNTER("wrong_unscored"),
	COUNTER("unscored_right"),
	COUNTER("unscored_wrong")
};

SUMMARY_FAMILY(quality_summary, QualitySummary, quality_fields, NULL);

/* Rows: (customer_error, business_error), NULL if the contact was not scored for the class */

static int64 *
quality_counter(QualitySummary *quality, bool customer_scored, bool customer_error,
				bool business_scored, bool business_error)
{
	if (!customer_scored)
		return business_error ? &quality->unscored_wrong : &quality->unscored_right;
	if (!business_scored)
		return customer_error ? &quality->wrong_unscored : &quality->right_unscored;
	if (customer_error)
		return business_error ? &quality->wrong_wrong : &quality->wrong_right;
	return business_error ? &quality->right_wrong : &quality->right_right;
}

static inline void
quality_take(QualitySummary *quality, FunctionCallInfo fcinfo, int64 step)
{
	bool		customer_scored = !PG_ARGISNULL(1);
	bool		business_scored = !PG_ARGISNULL(2);

	if (customer_scored || business_scored)
		summary_count(quality_counter(quality, customer_scored, customer_scored &&
									  PG_GETARG_BOOL(1),
									  business_scored, business_scored && PG_GETARG_BOOL(2)),
					  step);
}

SUMMARY_TRANSITION(quality_summary_count, quality_summary_uncount,
				   quality_summary_family, quality_take);

/* Readings */

typedef enum QualityPart
{
	OVERALL,
	CUSTOMER,
	BUSINESS
} QualityPart;

static const MethodName quality_parts[] = {
	{"overall", OVERALL},
	{"customer", CUSTOMER},
	{"business", BUSINESS}
};

/* Adds counters as doubles: only each alone is sure to fit into an integer */
static double
scored_for_both(const QualitySummary *quality)
{
	return (double) quality->right_right + quality->right_wrong + quality->wrong_right +
		quality->wrong_wrong;
}

static Share
quality_accuracy(const QualitySummary *quality, QualityPart part)
{
	Share		accuracy = {quality->right_right, scored_for_both(quality)};

	switch (part)
	{
		case OVERALL:
			break;
		case CUSTOMER:
			accuracy.part += (double) quality->right_wrong + quality->right_unscored;
			accuracy.whole += (double) quality->right_unscored + quality->wrong_unscored;
			break;
		case BUSINESS:
			accuracy.part += (double) quality->wrong_right + quality->unscored_right;
			accuracy.whole += (double) quality->unscored_right + quality->unscored_wrong;
			break;
	}

	/* the sums of very large counts are rounded */
	accuracy.part = Min(accuracy.part, accuracy.whole);
	return accuracy;
}

PG_FUNCTION_INFO_V1(quality_summary_n_counted);
Datum
quality_summary_n_counted(PG_FUNCTION_ARGS)
{
	int64		contacts = 0;

	for (size_t i = 0; i < lengthof(quality_fields); i++)
		summary_count(&contacts, ((const int64 *) PG_GETARG_POINTER(0))[i]);
	PG_RETURN_INT64(contacts);
}

/* An accuracy and its interval; NaN, which a record shows as NULL, if nothing was scored */
typedef struct AccuracyReading
{
	double		value;
	Bounds		bounds;
} AccuracyReading;

static AccuracyReading
read_accuracy(const QualitySummary *quality, QualityPart part, double confidence)
{
	Share		accuracy = quality_accuracy(quality, part);
	AccuracyReading reading = {NAN, {NAN, NAN}};

	if (accuracy.whole > 0.0)
	{
		reading.value = accuracy.part / accuracy.whole;
		reading.bounds = wilson_bounds(accuracy.part, accuracy.whole, confidence);
	}
	return reading;
}

/*
 * Returns the correlation of the two accuracies: that of the two classes among
 * the contacts scored for both, reduced as more contacts were scored for one
 * only
 */
static double
accuracy_correlation(const QualitySummary *quality)
{
	Share		customer = quality_accuracy(quality, CUSTOMER);
	Share		business = quality_accuracy(quality, BUSINESS);
	double		both = scored_for_both(quality);
	double		customer_right = (double) quality->right_right + quality->right_wrong;
	double		business_right = (double) quality->right_right + quality->wrong_right;
	double		spread =
		sqrt(customer_right * (both - customer_right)) *
		sqrt(business_right * (both - business_right));

	if (spread == 0.0)
		return 0.0;
	return ((double) quality->right_right * quality->wrong_wrong - (double) quality->right_wrong *
			quality->wrong_right) / spread *
		both / sqrt(customer.whole * business.whole);
}

static AccuracyReading
weighted_accuracy(const QualitySummary *quality, const AccuracyReading *customer,
				  double customer_weight,
				  const AccuracyReading *business, double business_weight)
{
	/* in this order, the largest numbers do not overflow */
	double		customer_share = 1.0 / (1.0 + business_weight / customer_weight);
	double		business_share = 1.0 - customer_share;
	AccuracyReading reading;

	/* a class without weight need not have been scored */
	if (business_share == 0.0)
		return *customer;
	if (customer_share == 0.0)
		return *business;
	reading.value = business->value + customer_share * (customer->value - business->value);
	reading.bounds = weighted_bounds(customer_share, customer->value, customer->bounds,
									 business_share, business->value, business->bounds,
									 accuracy_correlation(quality));
	if (!isnan(reading.value))
	{
		reading.bounds.lower = Max(reading.bounds.lower, 0.0);
		reading.bounds.upper = Min(reading.bounds.upper, 1.0);
	}
	return reading;
}

static bool
is_unscored(const AccuracyReading *customer, const AccuracyReading *business)
{
	return isnan(customer->value) && isnan(business->value);
}

static Datum
quality_record(FunctionCallInfo fcinfo, const AccuracyReading *customer,
			   const AccuracyReading *business, const AccuracyReading *overall)
{
	double		reading[] = {
		customer->value, business->value, overall->value,
		customer->bounds.lower, customer->bounds.upper,
		business->bounds.lower, business->bounds.upper,
		overall->bounds.lower, overall->bounds.upper
	};

	return record_of_numbers(fcinfo, reading, lengthof(reading));
}

PG_FUNCTION_INFO_V1(quality_summary_quality_index);
Datum
quality_summary_quality_index(PG_FUNCTION_ARGS)
{
	const QualitySummary *quality = (const QualitySummary *) PG_GETARG_POINTER(0);
	AccuracyReading customer = read_accuracy(quality, CUSTOMER, DEFAULT_CONFIDENCE);
	AccuracyReading business = read_accuracy(quality, BUSINESS, DEFAULT_CONFIDENCE);
	AccuracyReading overall = read_accuracy(quality, OVERALL, DEFAULT_CONFIDENCE);

	if (is_unscored(&customer, &business))
		PG_RETURN_NULL();
	return quality_record(fcinfo, &customer, &business, &overall);
}

/* (summary, customer_weight, business_weight, confidence) */
PG_FUNCTION_INFO_V1(quality_summary_quality_index_weighted);
Datum
quality_summary_quality_index_weighted(PG_FUNCTION_ARGS)
{
	const QualitySummary *quality;
	double		customer_weight;
	double		business_weight;
	double		confidence;
	AccuracyReading customer;
	AccuracyReading business;
	AccuracyReading overall;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	quality = (const QualitySummary *) PG_GETARG_POINTER(0);
	customer_weight = argument_not_below_0(fcinfo, 1, "customer weight");
	business_weight = argument_not_below_0(fcinfo, 2, "business weight");
	if (customer_weight + business_weight == 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("customer weight and business weight must not both be 0")));
	confidence = argument_confidence(fcinfo, 3);

	customer = read_accuracy(quality, CUSTOMER, confidence);
	business = read_accuracy(quality, BUSINESS, confidence);
	if (is_unscored(&customer, &business))
		PG_RETURN_NULL();
	overall = weighted_accuracy(quality, &customer, customer_weight, &business, business_weight);
	return quality_record(fcinfo, &customer, &business, &overall);
}

/* Returns the accuracy of the part that the n-th argument names */
static Share
argument_accuracy(const void *summary, FunctionCallInfo fcinfo, int n)
{
	return quality_accuracy(summary,
							argument_method(fcinfo, n, "part of quality", quality_parts,
											lengthof(quality_parts)));
}

SHARE_READINGS(quality_summary_ci_lower, quality_summary_ci_upper, quality_summary_kpi_compare,
			   argument_accuracy);
SUMMARY_CHARTS(quality_summary_p_chart, quality_summary_p_prime_chart, argument_accuracy, SHARES);
SHARE_FUNNEL(quality_summary_funnel, share_funnel, argument_accuracy);

SHARE_AS_RATE(quality_summary_as_rate, QualitySummary, argument_accuracy, 0, 0);
