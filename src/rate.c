/*
 * rate.c
 *		rate_summary: the share of yes among yes and no.
 *
 * rate = hits / trials, a fraction.  Rows with an unknown outcome are pending
 * and in neither part.  Interval: Wilson's score interval.  Two rates are
 * compared by Newcombe's hybrid interval and the pooled z test.
 */
#include "postgres.h"

#include "argument.h"
#include "clock.h"
#include "chart.h"
#include "comparison.h"
#include "confidence.h"
#include "funnel.h"
#include "rate.h"
#include "sample.h"
#include "share.h"
#include "summary.h"

typedef struct RateSummary
{
	int64		hits;
	int64		trials;
	int64		pending;
	int64		excluded;		/* negative durations */
} RateSummary;

static const SummaryField rate_fields[] = {
	COUNTER("hits"),
	COUNTER("trials"),
	COUNTER("pending"),
	COUNTER("excluded")
};

static const char *
rate_invalid(const void *summary)
{
	const RateSummary *rate = summary;

	return rate->hits > rate->trials ? "its hits are more than its trials" : NULL;
}

SUMMARY_FAMILY(rate_summary, RateSummary, rate_fields, rate_invalid);

/* Rows */

static inline void
rate_count(RateSummary *rate, bool hit, int64 step)
{
	summary_count(&rate->trials, step);
	rate->hits += hit ? step : 0;
}

static inline void
rate_take(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_count(rate, PG_GETARG_BOOL(1), step);
}

/* (hit, pending): a pending row counts as pending, whatever hit says */
static inline void
rate_take_pending(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	if (!PG_ARGISNULL(2) && PG_GETARG_BOOL(2))
		summary_count(&rate->pending, step);
	else if (!PG_ARGISNULL(1))
		rate_count(rate, PG_GETARG_BOOL(1), step);
}

static inline int64
argument_times(FunctionCallInfo fcinfo, int n, const char *what)
{
	int64		times = PG_GETARG_INT64(n);

	if (unlikely(times < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of %s must not be negative: " INT64_FORMAT, what, times)));
	return times;
}

/* (resolved, contacts, reopened, escalated) */
static inline void
rate_take_first_contact(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_count(rate,
			   argument_times(fcinfo, 2, "contacts") == 1 &&
			   PG_GETARG_BOOL(1) && !PG_GETARG_BOOL(3) && !PG_GETARG_BOOL(4),
			   step);
}

/* (resolved, reopens): a reopened ticket had been resolved, even if it is open again */
static inline void
rate_take_reopens(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	int64		reopens = argument_times(fcinfo, 2, "reopens");

	if (PG_GETARG_BOOL(1) || reopens > 0)
		rate_count(rate, reopens > 0, step);
}

/* (answered): a contact that was not answered was abandoned */
static inline void
rate_take_abandoned(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_count(rate, !PG_GETARG_BOOL(1), step);
}

/* (elapsed, target, finished), durations; an unfinished one may have missed its target already */
static inline void
rate_count_attainment(RateSummary *rate, int64 elapsed, int64 target, bool finished, int64 step)
{
	if (elapsed < 0)
		summary_count(&rate->excluded, step);
	else if (finished || elapsed > target)
		rate_count(rate, elapsed <= target, step);
	else
		summary_count(&rate->pending, step);
}

static inline void
rate_take_attainment(RateSummary *rate, FunctionCallInfo fcinfo, int64 step,
					 DurationReader duration, NamedReader threshold)
{
	int64		elapsed;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return;
	elapsed = duration(fcinfo, 1);
	rate_count_attainment(rate, elapsed, threshold(fcinfo, 2, "target"), PG_GETARG_BOOL(3), step);
}

static inline void
rate_take_attainment_interval(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_take_attainment(rate, fcinfo, step, duration_interval, threshold_interval);
}

static inline void
rate_take_attainment_float8(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_take_attainment(rate, fcinfo, step, duration_float8, threshold_float8);
}

/*
 * (resolved_at, reopened_at, gap, as_of), in microseconds: of resolved
 * tickets, those reopened in less than the gap; a ticket that was not may
 * still be reopened until the gap is over
 */
static inline void
rate_count_reopened_within(RateSummary *rate, int64 resolved, bool reopened, int64 reopened_at,
						   int64 gap, int64 as_of, int64 step)
{
	if (reopened && reopened_at < resolved)
		summary_count(&rate->excluded, step);
	else if (reopened && reopened_at <= as_of && (int128) reopened_at - resolved < gap)
		rate_count(rate, true, step);
	else if ((int128) resolved + gap > as_of)
		summary_count(&rate->pending, step);
	else
		rate_count(rate, false, step);
}

static inline int64
argument_time_float8(FunctionCallInfo fcinfo, int n, const char *what)
{
	argument_not_null(fcinfo, n, what);
	return duration_float8(fcinfo, n);
}

static inline void
rate_take_reopened_within(RateSummary *rate, FunctionCallInfo fcinfo, int64 step,
						  NamedReader time, NamedReader threshold)
{
	bool		reopened = !PG_ARGISNULL(2);
	int64		resolved_at;
	int64		reopened_at;
	int64		gap;

	if (PG_ARGISNULL(1))
		return;
	resolved_at = time(fcinfo, 1, "time of resolution");
	reopened_at = reopened ? time(fcinfo, 2, "time of reopening") : 0;
	gap = threshold(fcinfo, 3, "gap");
	rate_count_reopened_within(rate, resolved_at, reopened, reopened_at, gap,
							   time(fcinfo, 4, "as-of time"), step);
}

static inline void
rate_take_reopened_within_timestamptz(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rows_by_one_clock(fcinfo);
	rate_take_reopened_within(rate, fcinfo, step, argument_timestamp, threshold_interval);
}

static inline void
rate_take_reopened_within_timestamp(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_take_reopened_within(rate, fcinfo, step, argument_timestamp, threshold_interval);
}

static inline void
rate_take_reopened_within_date(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_take_reopened_within(rate, fcinfo, step, argument_date, threshold_interval);
}

static inline void
rate_take_reopened_within_float8(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_take_reopened_within(rate, fcinfo, step, argument_time_float8, threshold_float8);
}

/*
 * (created, resolved, as_of): a ticket is open if it was created up to then
 * and not resolved up to then
 */
static inline void
rate_take_open_at(RateSummary *rate, FunctionCallInfo fcinfo, int64 step, NamedReader time)
{
	bool		is_resolved = !PG_ARGISNULL(2);
	int64		created;
	int64		resolved;
	int64		at;

	if (PG_ARGISNULL(1))
		return;
	created = time(fcinfo, 1, "time of creation");
	resolved = is_resolved ? time(fcinfo, 2, "time of resolution") : 0;
	at = time(fcinfo, 3, "as-of time");
	if (is_resolved && resolved < created)
		summary_count(&rate->excluded, step);
	else
		rate_count(rate, created <= at && (!is_resolved || resolved > at), step);
}

static inline void
rate_take_open_at_timestamptz(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rows_by_one_clock(fcinfo);
	rate_take_open_at(rate, fcinfo, step, argument_timestamp);
}

static inline void
rate_take_open_at_timestamp(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_take_open_at(rate, fcinfo, step, argument_timestamp);
}

static inline void
rate_take_open_at_date(RateSummary *rate, FunctionCallInfo fcinfo, int64 step)
{
	rate_take_open_at(rate, fcinfo, step, argument_date);
}

SUMMARY_TRANSITION(rate_summary_count, rate_summary_uncount,
				   rate_summary_family, rate_take);
SUMMARY_TRANSITION(rate_summary_count_pending, rate_summary_uncount_pending,
				   rate_summary_family, rate_take_pending);
SUMMARY_TRANSITION(rate_summary_count_first_contact, rate_summary_uncount_first_contact,
				   rate_summary_family, rate_take_first_contact);
SUMMARY_TRANSITION(rate_summary_count_reopens, rate_summary_uncount_reopens,
				   rate_summary_family, rate_take_reopens);
SUMMARY_TRANSITION(rate_summary_count_abandoned, rate_summary_uncount_abandoned,
				   rate_summary_family, rate_take_abandoned);
SUMMARY_TRANSITION(rate_summary_count_open_at_timestamptz,
				   rate_summary_uncount_open_at_timestamptz,
				   rate_summary_family, rate_take_open_at_timestamptz);
SUMMARY_TRANSITION(rate_summary_count_open_at_timestamp, rate_summary_uncount_open_at_timestamp,
				   rate_summary_family, rate_take_open_at_timestamp);
SUMMARY_TRANSITION(rate_summary_count_open_at_date, rate_summary_uncount_open_at_date,
				   rate_summary_family, rate_take_open_at_date);
SUMMARY_TRANSITION(rate_summary_count_reopened_within_timestamptz,
				   rate_summary_uncount_reopened_within_timestamptz,
				   rate_summary_family, rate_take_reopened_within_timestamptz);
SUMMARY_TRANSITION(rate_summary_count_reopened_within_timestamp,
				   rate_summary_uncount_reopened_within_timestamp,
				   rate_summary_family, rate_take_reopened_within_timestamp);
SUMMARY_TRANSITION(rate_summary_count_reopened_within_date,
				   rate_summary_uncount_reopened_within_date,
				   rate_summary_family, rate_take_reopened_within_date);
SUMMARY_TRANSITION(rate_summary_count_reopened_within_float8,
				   rate_summary_uncount_reopened_within_float8,
				   rate_summary_family, rate_take_reopened_within_float8);
SUMMARY_TRANSITION(rate_summary_count_attainment_interval,
				   rate_summary_uncount_attainment_interval,
				   rate_summary_family, rate_take_attainment_interval);
SUMMARY_TRANSITION(rate_summary_count_attainment_float8, rate_summary_uncount_attainment_float8,
				   rate_summary_family, rate_take_attainment_float8);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(rate_summary_n_hits, RateSummary, hits);
SUMMARY_COUNTER_ACCESSOR(rate_summary_n_counted, RateSummary, trials);
SUMMARY_COUNTER_ACCESSOR(rate_summary_n_pending, RateSummary, pending);
SUMMARY_COUNTER_ACCESSOR(rate_summary_n_excluded, RateSummary, excluded);

/* The count of backlog_at; NULL if there was nothing to count */
PG_FUNCTION_INFO_V1(rate_summary_backlog_at);
Datum
rate_summary_backlog_at(PG_FUNCTION_ARGS)
{
	const RateSummary *rate = (const RateSummary *) PG_GETARG_POINTER(0);

	if (rate->trials == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(rate->hits);
}

PG_FUNCTION_INFO_V1(rate_summary_rate);
Datum
rate_summary_rate(PG_FUNCTION_ARGS)
{
	const RateSummary *rate = (const RateSummary *) PG_GETARG_POINTER(0);

	RETURN_RATIO(rate->hits, rate->trials);
}

static Share
rate_share(const void *summary, FunctionCallInfo fcinfo, int n)
{
	const RateSummary *rate = summary;
	Share		share = {rate->hits, rate->trials};

	return share;
}

SHARE_READINGS(rate_summary_ci_lower, rate_summary_ci_upper, rate_summary_kpi_compare, rate_share);
SUMMARY_CHARTS(rate_summary_p_chart, rate_summary_p_prime_chart, rate_share, SHARES);
SHARE_FUNNEL(rate_summary_funnel, share_funnel, rate_share);
SHARE_FUNNEL(rate_summary_svg_funnel, share_svg_funnel, rate_share);

/* The result of as_rate of another family */
Datum
rate_of_share(Share share, int64 pending, int64 excluded)
{
	RateSummary *rate = palloc(sizeof(RateSummary));

	/*
	 * sums of very large counts are rounded, but never up to 2^63, and hits
	 * never exceed trials
	 */
	if (share.whole >= -(double) PG_INT64_MIN)
		summary_full();
	rate->hits = (int64) Min(share.part, share.whole);
	rate->trials = (int64) share.whole;
	rate->pending = pending;
	rate->excluded = excluded;
	PG_RETURN_POINTER(rate);
}

/* Damping: a rate is the mean of zeros and ones */

static Sample
rate_sample(FunctionCallInfo fcinfo, int n, void *memory)
{
	const RateSummary *rate = (const RateSummary *) PG_GETARG_POINTER(0);
	Sample		sample = {rate->trials, 0.0, 0.0};

	if (rate->trials > 0)
	{
		sample.mean = (double) rate->hits / (double) rate->trials;
		sample.squared_deviations =
			(double) rate->hits * (double) (rate->trials - rate->hits) / (double) rate->trials;
	}
	return sample;
}

SAMPLE_FUNCTION(rate_summary_damped_mean, sample_damped_mean, rate_sample);
SAMPLE_FUNCTION(rate_summary_damped_mean_over, sample_damped_mean_over, rate_sample);
SAMPLE_FUNCTION(rate_summary_damped_lower_over, sample_damped_lower_over, rate_sample);
SAMPLE_FUNCTION(rate_summary_damped_upper_over, sample_damped_upper_over, rate_sample);
SAMPLE_FUNCTION(rate_summary_damping_weight_over, sample_damping_weight_over, rate_sample);
