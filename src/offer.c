/*
 * offer.c
 *		offer_summary: how offers of chats to agents ended.
 *
 * chat acceptance rate = accepted / offers.  An offer ends accepted, rejected,
 * expired, with the customer gone, or taken by another agent.  The last two
 * are not the agent's choice, so methods leave them out of the offers.  An
 * offer that still rings is pending.  Interval: Wilson's score interval.
 */
#include "postgres.h"

#include "argument.h"
#include "chart.h"
#include "comparison.h"
#include "confidence.h"
#include "funnel.h"
#include "rate.h"
#include "share.h"
#include "summary.h"

typedef enum Outcome
{
	ACCEPTED,
	REJECTED,
	EXPIRED,
	CUSTOMER_LEFT,
	TAKEN_BY_OTHER,
	RINGING
} Outcome;

typedef struct OfferSummary
{
	int64		count[RINGING + 1];
} OfferSummary;

static const SummaryField offer_fields[] = {
	COUNTER("accepted"),
	COUNTER("rejected"),
	COUNTER("expired"),
	COUNTER("customer_left"),
	COUNTER("taken_by_other"),
	COUNTER("ringing")
};

static const MethodName outcomes[] = {
	{"accepted", ACCEPTED},
	{"rejected", REJECTED},
	{"expired", EXPIRED},
	{"customer_left", CUSTOMER_LEFT},
	{"taken_by_other", TAKEN_BY_OTHER}
};

SUMMARY_FAMILY(offer_summary, OfferSummary, offer_fields, NULL);

static inline void
offer_take(OfferSummary *offer, FunctionCallInfo fcinfo, int64 step)
{
	int			outcome = PG_ARGISNULL(1) ? RINGING :
		argument_method(fcinfo, 1, "outcome of an offer", outcomes, lengthof(outcomes));

	summary_count(&offer->count[outcome], step);
}

SUMMARY_TRANSITION(offer_summary_count, offer_summary_uncount,
				   offer_summary_family, offer_take);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(offer_summary_n_pending, OfferSummary, count[RINGING]);

PG_FUNCTION_INFO_V1(offer_summary_n_counted);
Datum
offer_summary_n_counted(PG_FUNCTION_ARGS)
{
	int64		ended = 0;

	for (int i = ACCEPTED; i <= TAKEN_BY_OTHER; i++)
		summary_count(&ended, ((const OfferSummary *) PG_GETARG_POINTER(0))->count[i]);
	PG_RETURN_INT64(ended);
}

/* The outcomes that a method leaves out of the offers */
#define LEAVE_OUT(outcome)	(1 << (outcome))

static const MethodName acceptance_methods[] = {
	{"offers", 0},
	{"exclude_customer_left", LEAVE_OUT(CUSTOMER_LEFT)},
	{"exclude_taken_by_other", LEAVE_OUT(TAKEN_BY_OTHER)},
	{"exclude_both", LEAVE_OUT(CUSTOMER_LEFT) | LEAVE_OUT(TAKEN_BY_OTHER)}
};

/*
 * Returns the share under the method that the n-th argument names, or of all
 * offers if there is none
 */
static Share
acceptance_share(const void *summary, FunctionCallInfo fcinfo, int n)
{
	const OfferSummary *offer = summary;
	int			left_out = PG_NARGS() <= n ? 0 :
		argument_method(fcinfo, n, "acceptance rate method", acceptance_methods,
						lengthof(acceptance_methods));
	Share		share = {offer->count[ACCEPTED], 0.0};

	for (int i = ACCEPTED; i <= TAKEN_BY_OTHER; i++)
		if ((left_out & LEAVE_OUT(i)) == 0)
			share.whole += offer->count[i];
	return share;
}

PG_FUNCTION_INFO_V1(offer_summary_chat_acceptance_rate);
Datum
offer_summary_chat_acceptance_rate(PG_FUNCTION_ARGS)
{
	Share		share;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	share = acceptance_share((const OfferSummary *) PG_GETARG_POINTER(0), fcinfo, 1);
	RETURN_RATIO(share.part, share.whole);
}

SHARE_READINGS(offer_summary_ci_lower, offer_summary_ci_upper, offer_summary_kpi_compare,
			   acceptance_share);
SUMMARY_CHARTS(offer_summary_p_chart, offer_summary_p_prime_chart, acceptance_share, SHARES);
SHARE_FUNNEL(offer_summary_funnel, share_funnel, acceptance_share);

SHARE_AS_RATE(offer_summary_as_rate, OfferSummary, acceptance_share, summary->count[RINGING], 0);
