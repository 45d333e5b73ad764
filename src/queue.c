/*
 * queue.c
 *		queue_summary: the outcomes of the contacts offered to a queue.
 *
 * Every contact is judged against its target when it is counted.  How the
 * judged contacts make a service level differs by vendor and is chosen when
 * the summary is read.  With AN answered, AB abandoned, an and ab those of
 * them within the target, ab5 those abandoned within the short threshold, and
 * W contacts that still wait past their target, which is a miss already:
 *
 *		offered						an / (AN + AB + W)				ICMI 3, Genesys, Cisco
 *		answered_only				an / AN							ICMI 2, Asterisk Perf
 *		credit_abandons_in_target	(an + ab) / (AN + AB + W)		ICMI 1, Cisco, Asterisk
 *		exclude_abandons_in_target	an / (AN + AB + W - ab)			ICMI 4, Bright Pattern, Cisco
 *		credit_short_abandons		(an + ab5) / (AN + AB + W)		ICMI 5
 *		exclude_short_abandons		an / (AN + AB + W - ab5)		Genesys option, RingCentral
 *		include_flow_outs			an / (AN + AB + W + FO)			Genesys option
 *		amazon_connect				(an + ab + cb) / (AN + AB + W + FO + CB)
 *
 * FO contacts flowed out to another queue, voicemail or the end of opening
 * hours, and CB took a callback, cb of them within the target.  They are in
 * neither part, except for the last two methods.
 *
 * Thresholds are inclusive.  Waits are whole microseconds, summed in 128
 * bits.  The squares of the waits of the answered are summed in 192 bits, for
 * the uncertainty of the speed of answer.
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "chart.h"
#include "comparison.h"
#include "confidence.h"
#include "exact.h"
#include "funnel.h"
#include "moments.h"
#include "rate.h"
#include "share.h"
#include "summary.h"

typedef struct QueueSummary
{
	int64		contacts;		/* all contacts, including excluded ones: no
								 * smaller than any other counter */
	int64		answered;
	int64		answered_in_target;
	int64		answered_delayed;	/* waited more than 0 */
	int64		abandoned;
	int64		abandoned_in_target;
	int64		abandoned_delayed;
	int64		abandoned_without_wait; /* no wait recorded */
	int64		abandoned_judged;	/* judged against a short threshold */
	int64		abandoned_short;
	int64		waiting_past_target;
	int64		waiting;		/* waiting within the target: pending */
	int64		flowed_out;
	int64		callbacks;
	int64		callbacks_in_target;
	uint64		answered_wait[SUM_WORDS];	/* microseconds */
	uint64		answered_wait_squares[SUM_OF_SQUARES_WORDS];
	uint64		abandoned_wait[SUM_WORDS];
} QueueSummary;

static const SummaryField queue_fields[] = {
	COUNTER("contacts"),
	COUNTER("answered"),
	COUNTER("answered_in_target"),
	COUNTER("answered_delayed"),
	COUNTER("abandoned"),
	COUNTER("abandoned_in_target"),
	COUNTER("abandoned_delayed"),
	COUNTER("abandoned_without_wait"),
	COUNTER("abandoned_judged"),
	COUNTER("abandoned_short"),
	COUNTER("waiting_past_target"),
	COUNTER("waiting"),
	COUNTER("flowed_out"),
	COUNTER("callbacks"),
	COUNTER("callbacks_in_target"),
	WIDE_SUM("answered_wait_us", SUM_WORDS, 0),
	WIDE_SUM("answered_wait_us_squares", SUM_OF_SQUARES_WORDS, 0),
	WIDE_SUM("abandoned_wait_us", SUM_WORDS, 0)
};

/* Each of the delayed contacts waited a microsecond or more, but no longer than int64 holds */
static bool
wait_possible(const uint64 *sum, int64 delayed)
{
	int128		total = words_total(sum);

	return total >= delayed && total <= (int128) delayed * PG_INT64_MAX;
}

/*
 * Returns the moments of the waits of answered contacts, all or only the
 * delayed, in units of 2^-64
 */
static Moments
answered_moments(const QueueSummary *queue, int64 n)
{
	Moments		moments = {n, {0}, {0}};

	memcpy(moments.sum, queue->answered_wait, sizeof(queue->answered_wait));
	memcpy(moments.squares, queue->answered_wait_squares, sizeof(queue->answered_wait_squares));
	return moments;
}

static const char *
queue_invalid(const void *summary)
{
	const QueueSummary *queue = summary;
	Moments		delayed = answered_moments(queue, queue->answered_delayed);
	int128		outcomes = (int128) queue->answered + queue->abandoned +
		queue->waiting_past_target + queue->waiting + queue->flowed_out + queue->callbacks;
	int64		abandoned_with_wait = queue->abandoned - queue->abandoned_without_wait;

	if (outcomes > queue->contacts)
		return "its contacts are fewer than their outcomes";
	if (queue->callbacks_in_target > queue->callbacks)
		return "it has more callbacks in target than callbacks";
	if (queue->answered_in_target > queue->answered || queue->answered_delayed > queue->answered)
		return "it has more contacts answered in target or delayed than answered";
	if (abandoned_with_wait < 0 || queue->abandoned_in_target > abandoned_with_wait ||
		queue->abandoned_delayed > abandoned_with_wait ||
		queue->abandoned_short > abandoned_with_wait)
		return "it has more contacts abandoned in target, delayed, short or without wait "
			"than abandoned";
	if (queue->abandoned_judged > queue->abandoned ||
		queue->abandoned_short > queue->abandoned_judged)
		return "it has more short abandons than were judged";
	/* no wait at all is within every target and below every short threshold */
	if (queue->answered - queue->answered_delayed > queue->answered_in_target ||
		abandoned_with_wait - queue->abandoned_delayed > queue->abandoned_in_target ||
		abandoned_with_wait - queue->abandoned_delayed > queue->abandoned -
		queue->abandoned_judged + queue->abandoned_short)
		return "it has contacts that did not wait and yet missed their target or short threshold";
	if (!wait_possible(queue->answered_wait, queue->answered_delayed) ||
		!wait_possible(queue->abandoned_wait, queue->abandoned_delayed))
		return "its waits do not fit the contacts that waited";
	if (wide_is_negative(queue->answered_wait_squares, SUM_OF_SQUARES_WORDS))
		return "its sum of squares is negative";
	return moments_invalid(&delayed);
}

SUMMARY_FAMILY(queue_summary, QueueSummary, queue_fields, queue_invalid);

/* Rows: inlined, so that step, the reader of thresholds and the kind of judgement are constants */

typedef enum QueueOutcome
{
	WAITING,
	ANSWERED,
	ABANDONED,
	FLOWED_OUT,
	CALLBACK
} QueueOutcome;

typedef struct Contact
{
	QueueOutcome outcome;
	bool		timed;			/* its wait is recorded */
	bool		judged;			/* judged against a short threshold */
	int64		wait;
	int64		target;
	int64		short_threshold;
} Contact;

static pg_attribute_always_inline void
count_answered(QueueSummary *queue, const Contact *contact, int64 step)
{
	queue->answered += step;
	queue->answered_in_target += contact->wait <= contact->target ? step : 0;
	queue->answered_delayed += contact->wait > 0 ? step : 0;
	words_add(queue->answered_wait, contact->wait * step);
	words_add_square(queue->answered_wait_squares, contact->wait, step);
}

static pg_attribute_always_inline void
count_abandoned(QueueSummary *queue, const Contact *contact, int64 step)
{
	queue->abandoned += step;
	queue->abandoned_judged += contact->judged ? step : 0;
	if (!contact->timed)
	{
		queue->abandoned_without_wait += step;
		return;
	}
	queue->abandoned_in_target += contact->wait <= contact->target ? step : 0;
	queue->abandoned_delayed += contact->wait > 0 ? step : 0;
	queue->abandoned_short += contact->judged &&
		contact->wait <= contact->short_threshold ? step : 0;
	words_add(queue->abandoned_wait, contact->wait * step);
}

static pg_attribute_always_inline void
queue_count(QueueSummary *queue, const Contact *contact, int64 step)
{
	summary_count(&queue->contacts, step);

	/*
	 * excluded: a negative wait, or a missing wait of an answered contact,
	 * has no meaning
	 */
	if (contact->timed ? contact->wait < 0 : contact->outcome == ANSWERED)
		return;
	if (contact->outcome == ANSWERED)
		count_answered(queue, contact, step);
	else if (contact->outcome == ABANDONED)
		count_abandoned(queue, contact, step);
	else if (contact->outcome == FLOWED_OUT)
		queue->flowed_out += step;
	else if (contact->outcome == CALLBACK)
	{
		queue->callbacks += step;
		queue->callbacks_in_target += contact->timed &&
			contact->wait <= contact->target ? step : 0;
	}
	else if (contact->wait > contact->target)
		queue->waiting_past_target += step;
	else
		queue->waiting += step;
}

static const MethodName outcome_names[] = {
	{"answered", ANSWERED},
	{"abandoned", ABANDONED},
	{"flowed_out", FLOWED_OUT},
	{"callback", CALLBACK}
};

/* The ways in which rows say how a contact ended that no longer waits */
typedef QueueOutcome (*OutcomeReader) (FunctionCallInfo fcinfo, int n);

static pg_attribute_always_inline QueueOutcome
outcome_boolean(FunctionCallInfo fcinfo, int n)
{
	return PG_GETARG_BOOL(n) ? ANSWERED : ABANDONED;
}

static pg_attribute_always_inline QueueOutcome
outcome_text(FunctionCallInfo fcinfo, int n)
{
	return argument_method(fcinfo, n, "outcome", outcome_names, lengthof(outcome_names));
}

/*
 * (wait, outcome, target [, short]).  The caller knows the types: it has read
 * wait, and passes how to read the outcome and a threshold.
 */
static pg_attribute_always_inline void
queue_take(QueueSummary *queue, FunctionCallInfo fcinfo, int64 step, int64 wait,
		   OutcomeReader outcome, bool judged, NamedReader threshold)
{
	Contact		contact;

	contact.timed = !PG_ARGISNULL(1);
	contact.outcome = PG_ARGISNULL(2) ? WAITING : outcome(fcinfo, 2);
	if (!contact.timed && contact.outcome == WAITING)
		return;
	contact.wait = wait;
	contact.target = threshold(fcinfo, 3, "service level target");
	contact.judged = judged;
	contact.short_threshold = judged ? threshold(fcinfo, 4, "short-abandon threshold") : 0;
	queue_count(queue, &contact, step);
}

static pg_attribute_always_inline int64
no_target(FunctionCallInfo fcinfo, int n, const char *option)
{
	return PG_INT64_MAX;
}

#define QUEUE_TRANSITION(count, uncount, duration, outcome, judged, threshold) \
static pg_attribute_always_inline void \
count##_take(QueueSummary *queue, FunctionCallInfo fcinfo, int64 step) \
{ \
	int64		wait = PG_ARGISNULL(1) ? 0 : duration(fcinfo, 1); \
\
	queue_take(queue, fcinfo, step, wait, outcome, judged, threshold); \
} \
SUMMARY_TRANSITION(count, uncount, queue_summary_family, count##_take)

QUEUE_TRANSITION(queue_summary_count_interval, queue_summary_uncount_interval,
				 duration_interval, outcome_boolean, false, threshold_interval);
QUEUE_TRANSITION(queue_summary_count_interval_short, queue_summary_uncount_interval_short,
				 duration_interval, outcome_boolean, true, threshold_interval);
QUEUE_TRANSITION(queue_summary_count_interval_no_target, queue_summary_uncount_interval_no_target,
				 duration_interval, outcome_boolean, false, no_target);
QUEUE_TRANSITION(queue_summary_count_float8, queue_summary_uncount_float8,
				 duration_float8, outcome_boolean, false, threshold_float8);
QUEUE_TRANSITION(queue_summary_count_float8_short, queue_summary_uncount_float8_short,
				 duration_float8, outcome_boolean, true, threshold_float8);
QUEUE_TRANSITION(queue_summary_count_float8_no_target, queue_summary_uncount_float8_no_target,
				 duration_float8, outcome_boolean, false, no_target);
QUEUE_TRANSITION(queue_summary_count_outcome_interval, queue_summary_uncount_outcome_interval,
				 duration_interval, outcome_text, false, threshold_interval);
QUEUE_TRANSITION(queue_summary_count_outcome_interval_short,
				 queue_summary_uncount_outcome_interval_short,
				 duration_interval, outcome_text, true, threshold_interval);
QUEUE_TRANSITION(queue_summary_count_outcome_float8, queue_summary_uncount_outcome_float8,
				 duration_float8, outcome_text, false, threshold_float8);
QUEUE_TRANSITION(queue_summary_count_outcome_float8_short,
				 queue_summary_uncount_outcome_float8_short,
				 duration_float8, outcome_text, true, threshold_float8);

/* Counters */

SUMMARY_COUNTER_ACCESSOR(queue_summary_answered, QueueSummary, answered);
SUMMARY_COUNTER_ACCESSOR(queue_summary_answered_in_target, QueueSummary, answered_in_target);
SUMMARY_COUNTER_ACCESSOR(queue_summary_abandoned, QueueSummary, abandoned);
SUMMARY_COUNTER_ACCESSOR(queue_summary_answered_delayed, QueueSummary, answered_delayed);
SUMMARY_COUNTER_ACCESSOR(queue_summary_abandoned_in_target, QueueSummary, abandoned_in_target);
SUMMARY_COUNTER_ACCESSOR(queue_summary_abandoned_delayed, QueueSummary, abandoned_delayed);
SUMMARY_COUNTER_ACCESSOR(queue_summary_abandoned_without_wait, QueueSummary,
						 abandoned_without_wait);
SUMMARY_COUNTER_ACCESSOR(queue_summary_flowed_out, QueueSummary, flowed_out);
SUMMARY_COUNTER_ACCESSOR(queue_summary_callbacks, QueueSummary, callbacks);
SUMMARY_COUNTER_ACCESSOR(queue_summary_callbacks_in_target, QueueSummary, callbacks_in_target);
SUMMARY_COUNTER_ACCESSOR(queue_summary_n_pending, QueueSummary, waiting);

/* Counts the base of a service level: contacts that are neither pending nor excluded */
static inline int64
offered(const QueueSummary *queue)
{
	return queue->answered + queue->abandoned + queue->waiting_past_target;
}

PG_FUNCTION_INFO_V1(queue_summary_offered);
Datum
queue_summary_offered(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(offered((const QueueSummary *) PG_GETARG_POINTER(0)));
}

/* Counts the contacts that are in no other counter */
static inline int64
excluded(const QueueSummary *queue)
{
	return queue->contacts - offered(queue) - queue->waiting - queue->flowed_out -
		queue->callbacks;
}

PG_FUNCTION_INFO_V1(queue_summary_n_excluded);
Datum
queue_summary_n_excluded(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(excluded((const QueueSummary *) PG_GETARG_POINTER(0)));
}

/* Rates */

typedef enum QueueMethod
{
	OFFERED,
	ANSWERED_ONLY,
	CREDIT_ABANDONS_IN_TARGET,
	EXCLUDE_ABANDONS_IN_TARGET,
	CREDIT_SHORT_ABANDONS,
	EXCLUDE_SHORT_ABANDONS,
	INCLUDE_FLOW_OUTS,
	AMAZON_CONNECT,
	ABANDON_RATE,
	ABANDON_RATE_EXCLUDE_SHORT,
	ABANDON_RATE_INCLUDE_FLOW_OUTS,
	ASA
} QueueMethod;

/* Service levels, then abandon rates, then methods that are not shares */
static const MethodName queue_methods[] = {
	{"offered", OFFERED},
	{"answered_only", ANSWERED_ONLY},
	{"credit_abandons_in_target", CREDIT_ABANDONS_IN_TARGET},
	{"exclude_abandons_in_target", EXCLUDE_ABANDONS_IN_TARGET},
	{"credit_short_abandons", CREDIT_SHORT_ABANDONS},
	{"exclude_short_abandons", EXCLUDE_SHORT_ABANDONS},
	{"include_flow_outs", INCLUDE_FLOW_OUTS},
	{"amazon_connect", AMAZON_CONNECT},
	{"icmi_1", CREDIT_ABANDONS_IN_TARGET},
	{"icmi_2", ANSWERED_ONLY},
	{"icmi_3", OFFERED},
	{"icmi_4", EXCLUDE_ABANDONS_IN_TARGET},
	{"icmi_5", CREDIT_SHORT_ABANDONS},
	{"cisco_negative", OFFERED},
	{"cisco_positive", CREDIT_ABANDONS_IN_TARGET},
	{"cisco_ignore", EXCLUDE_ABANDONS_IN_TARGET},
	{"genesys", OFFERED},
	{"genesys_exclude_short", EXCLUDE_SHORT_ABANDONS},
	{"ringcentral", EXCLUDE_SHORT_ABANDONS},
	{"bright_pattern", EXCLUDE_ABANDONS_IN_TARGET},
	{"asterisk_perf", ANSWERED_ONLY},
	{"asterisk_perf2", CREDIT_ABANDONS_IN_TARGET},
	{"abandon_rate", ABANDON_RATE},
	{"abandon_rate_exclude_short", ABANDON_RATE_EXCLUDE_SHORT},
	{"abandon_rate_include_flow_outs", ABANDON_RATE_INCLUDE_FLOW_OUTS},
	{"asa", ASA}
};

#define QUEUE_SHARES	((int) lengthof(queue_methods) - 1)
#define SERVICE_LEVELS	(QUEUE_SHARES - 3)

static const MethodName abandon_rate_methods[] = {
	{"offered", ABANDON_RATE},
	{"exclude_short", ABANDON_RATE_EXCLUDE_SHORT},
	{"include_flow_outs", ABANDON_RATE_INCLUDE_FLOW_OUTS}
};

/* Short abandons are only known if a short threshold was given */

static inline bool
knows_short_abandons(const QueueSummary *queue)
{
	return queue->abandoned_judged == queue->abandoned;
}

PG_FUNCTION_INFO_V1(queue_summary_abandoned_short);
Datum
queue_summary_abandoned_short(PG_FUNCTION_ARGS)
{
	const QueueSummary *queue = (const QueueSummary *) PG_GETARG_POINTER(0);

	if (!knows_short_abandons(queue))
		PG_RETURN_NULL();
	PG_RETURN_INT64(queue->abandoned_short);
}

static int64
short_abandons(const QueueSummary *queue)
{
	if (!knows_short_abandons(queue))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this queue_summary does not know its short abandons"),
				 errdetail(INT64_FORMAT " of " INT64_FORMAT
						   " abandoned contacts were counted without a short threshold.",
						   queue->abandoned - queue->abandoned_judged, queue->abandoned),
				 errhint("Build it with queue_agg(wait, answered, target, short).")));
	return queue->abandoned_short;
}

/* The share of contacts that no longer wait */
static Share
abandoned_share(const QueueSummary *queue, int64 left_out, int64 flowed_out)
{
	Share		share = {
		queue->abandoned - left_out,
		queue->answered + queue->abandoned - left_out + flowed_out
	};

	return share;
}

static Share
queue_share(const QueueSummary *queue, QueueMethod method)
{
	Share		share = {queue->answered_in_target, offered(queue)};

	switch (method)
	{
		case OFFERED:
			break;
		case ANSWERED_ONLY:
			share.whole = queue->answered;
			break;
		case CREDIT_ABANDONS_IN_TARGET:
			share.part += queue->abandoned_in_target;
			break;
		case EXCLUDE_ABANDONS_IN_TARGET:
			share.whole -= queue->abandoned_in_target;
			break;
		case CREDIT_SHORT_ABANDONS:
			share.part += short_abandons(queue);
			break;
		case EXCLUDE_SHORT_ABANDONS:
			share.whole -= short_abandons(queue);
			break;
		case INCLUDE_FLOW_OUTS:
			share.whole += queue->flowed_out;
			break;
		case AMAZON_CONNECT:
			share.part += queue->abandoned_in_target + queue->callbacks_in_target;
			share.whole += queue->flowed_out + queue->callbacks;
			break;
		case ABANDON_RATE:
			return abandoned_share(queue, 0, 0);
		case ABANDON_RATE_EXCLUDE_SHORT:
			return abandoned_share(queue, short_abandons(queue), 0);
		case ABANDON_RATE_INCLUDE_FLOW_OUTS:
			return abandoned_share(queue, 0, queue->flowed_out);
		case ASA:
			pg_unreachable();
	}
	return share;
}

PG_FUNCTION_INFO_V1(queue_summary_service_level);
Datum
queue_summary_service_level(PG_FUNCTION_ARGS)
{
	QueueMethod method = OFFERED;
	Share		share;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_NARGS() > 1)
		method = argument_method(fcinfo, 1, "service level method", queue_methods,
								 SERVICE_LEVELS);
	share = queue_share((const QueueSummary *) PG_GETARG_POINTER(0), method);
	RETURN_RATIO(share.part, share.whole);
}

PG_FUNCTION_INFO_V1(queue_summary_abandon_rate);
Datum
queue_summary_abandon_rate(PG_FUNCTION_ARGS)
{
	QueueMethod method = ABANDON_RATE;
	Share		share;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_NARGS() > 1)
		method = argument_method(fcinfo, 1, "abandon rate method", abandon_rate_methods,
								 lengthof(abandon_rate_methods));
	share = queue_share((const QueueSummary *) PG_GETARG_POINTER(0), method);
	RETURN_RATIO(share.part, share.whole);
}

/* The reading of an aggregate with a short threshold */
PG_FUNCTION_INFO_V1(queue_summary_abandon_rate_short);
Datum
queue_summary_abandon_rate_short(PG_FUNCTION_ARGS)
{
	Share		share = queue_share((const QueueSummary *) PG_GETARG_POINTER(0),
									ABANDON_RATE_EXCLUDE_SHORT);

	RETURN_RATIO(share.part, share.whole);
}

/* Returns the share by the method that the n-th argument names */
static Share
argument_share(const void *summary, FunctionCallInfo fcinfo, int n)
{
	return queue_share(summary, argument_method(fcinfo, n, "method of a share", queue_methods,
												QUEUE_SHARES));
}

SUMMARY_CHARTS(queue_summary_p_chart, queue_summary_p_prime_chart, argument_share, SHARES);
SHARE_FUNNEL(queue_summary_funnel, share_funnel, argument_share);

SHARE_AS_RATE(queue_summary_as_rate, QueueSummary, argument_share, summary->waiting,
			  excluded(summary));

/* Total waits */

PG_FUNCTION_INFO_V1(queue_summary_answered_wait);
Datum
queue_summary_answered_wait(PG_FUNCTION_ARGS)
{
	const QueueSummary *queue = (const QueueSummary *) PG_GETARG_POINTER(0);

	PG_RETURN_INTERVAL_P(total_interval(queue->answered_wait));
}

PG_FUNCTION_INFO_V1(queue_summary_abandoned_wait);
Datum
queue_summary_abandoned_wait(PG_FUNCTION_ARGS)
{
	const QueueSummary *queue = (const QueueSummary *) PG_GETARG_POINTER(0);

	PG_RETURN_INTERVAL_P(total_interval(queue->abandoned_wait));
}

/*
 * Mean waits: asa of the answered, average_wait of all contacts whose wait is
 * over and recorded, delay_of_delayed of those of them that waited more than 0
 */

typedef struct MeanWait
{
	int128		total;			/* microseconds */
	int64		contacts;
} MeanWait;

static MeanWait
answered_wait(const QueueSummary *queue)
{
	MeanWait	wait = {words_total(queue->answered_wait), queue->answered};

	return wait;
}

static MeanWait
ended_wait(const QueueSummary *queue)
{
	MeanWait	wait = {
		words_total(queue->answered_wait) + words_total(queue->abandoned_wait),
		queue->answered + queue->abandoned - queue->abandoned_without_wait
	};

	return wait;
}

static MeanWait
delayed_wait(const QueueSummary *queue)
{
	MeanWait	wait = ended_wait(queue);

	wait.contacts = queue->answered_delayed + queue->abandoned_delayed;
	return wait;
}

/*
 * Readings: an interval for a summary, rounded half up to a whole microsecond;
 * a number for an aggregate over seconds
 */
#define WAIT_ACCESSORS(as_interval, as_float8, mean_wait) \
PG_FUNCTION_INFO_V1(as_interval); \
Datum \
as_interval(PG_FUNCTION_ARGS) \
{ \
	MeanWait	wait = mean_wait((const QueueSummary *) PG_GETARG_POINTER(0)); \
	int64		microseconds; \
\
	if (wait.contacts == 0) \
		PG_RETURN_NULL(); \
	microseconds = (int64) ((wait.total + wait.contacts / 2) / wait.contacts); \
	PG_RETURN_INTERVAL_P(interval_from_microseconds(microseconds)); \
} \
PG_FUNCTION_INFO_V1(as_float8); \
Datum \
as_float8(PG_FUNCTION_ARGS) \
{ \
	MeanWait	wait = mean_wait((const QueueSummary *) PG_GETARG_POINTER(0)); \
\
	RETURN_RATIO(wait.total, wait.contacts * MICROSECONDS); \
} \
extern int	no_such_variable

WAIT_ACCESSORS(queue_summary_asa, queue_summary_asa_float8, answered_wait);
WAIT_ACCESSORS(queue_summary_average_wait, queue_summary_average_wait_float8, ended_wait);
WAIT_ACCESSORS(queue_summary_delay_of_delayed, queue_summary_delay_of_delayed_float8,
			   delayed_wait);

/* Uncertainty of a share, or of the speed of answer in seconds */

static QueueMethod
argument_queue_method(FunctionCallInfo fcinfo, int n)
{
	return argument_method(fcinfo, n, "queue method", queue_methods, lengthof(queue_methods));
}

static Sample
answered_sample(const QueueSummary *queue)
{
	Moments		moments = answered_moments(queue, queue->answered);
	Sample		sample = {queue->answered, 0.0, 0.0};

	if (queue->answered > 0)
	{
		sample.mean = ldexp(moments_mean(&moments), EXACT_FRACTION_BITS) / MICROSECONDS;
		sample.squared_deviations =
			ldexp(moments_squared_deviations(&moments), 2 * EXACT_FRACTION_BITS) /
			MICROSECONDS / MICROSECONDS;
	}
	return sample;
}

static bool
queue_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	QueueMethod method = argument_queue_method(fcinfo, 2);
	Sample		sample;

	if (method != ASA)
		return share_bounds(queue_share(summary, method), confidence, bounds);
	sample = answered_sample(summary);
	if (!mean_bounds(&sample, confidence, bounds))
		return false;
	bounds->lower = Max(bounds->lower, 0.0);
	return true;
}

SUMMARY_CONFIDENCE(queue_summary_ci_lower, queue_summary_ci_upper, queue_bounds);

static bool
queue_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
			  double confidence, Comparison *comparison)
{
	QueueMethod method = argument_queue_method(fcinfo, 3);
	Sample		a;
	Sample		b;

	if (method != ASA)
		return compare_shares(queue_share(summary_a, method), queue_share(summary_b, method),
							  confidence, comparison);
	a = answered_sample(summary_a);
	b = answered_sample(summary_b);
	return compare_means(&a, &b, confidence, comparison);
}

KPI_COMPARE(queue_summary_kpi_compare, queue_compare);
