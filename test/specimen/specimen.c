/*
 * specimen.c
 *		Two families of summaries, to test what the interfaces require and provide.
 *
 * order share = order / (order + other).  Number of callers = distinct items.
 */
#include "postgres.h"

#include "argument.h"
#include "multiset.h"
#include "record.h"
#include "summary.h"

typedef struct TopicSummary
{
	int64		order;
	int64		other;
} TopicSummary;

static const SummaryField topic_fields[] = {COUNTER("order"), COUNTER("other")};

SUMMARY_FAMILY(topic_summary, TopicSummary, topic_fields, NULL);

static inline void
topic_take(TopicSummary *topic, FunctionCallInfo fcinfo, int64 step)
{
	summary_count(PG_GETARG_BOOL(1) ? &topic->order : &topic->other, step);
}

SUMMARY_TRANSITION(topic_summary_count, topic_summary_uncount, topic_summary_family, topic_take);

PG_FUNCTION_INFO_V1(topic_summary_n_counted);
Datum
topic_summary_n_counted(PG_FUNCTION_ARGS)
{
	const TopicSummary *topic = (const TopicSummary *) PG_GETARG_POINTER(0);
	int64		n = topic->order;

	summary_count(&n, topic->other);
	PG_RETURN_INT64(n);
}

PG_FUNCTION_INFO_V1(topic_summary_order_share);
Datum
topic_summary_order_share(PG_FUNCTION_ARGS)
{
	const TopicSummary *topic = (const TopicSummary *) PG_GETARG_POINTER(0);

	RETURN_RATIO(topic->order, (double) topic->order + (double) topic->other);
}

/* A list of 64-bit values: only the text of an item differs from other lists */

static void
caller_print(StringInfo out, int64 item, const int64 *before)
{
	appendStringInfo(out, INT64_FORMAT, item);
}

static void
caller_write(Json *json, int64 item)
{
	json_count(json, "caller", item);
}

static const char *
caller_parse(char *string, const int64 *before, int64 *item)
{
	const char *end = string;

	if (counter_parse(&end, 19, item) && *end == '\0')
		return NULL;
	return psprintf("\"%s\" is not the number of a caller, from 0 on.", string);
}

static bool
caller_valid(int64 item)
{
	return item >= 0;
}

MULTISET_FAMILY(caller_summary,
				.name = "callers",
				.list = "callers",
				.print = caller_print,
				.write = caller_write,
				.parse = caller_parse,
				.valid = caller_valid);

static void *
caller_take(void *state, FunctionCallInfo fcinfo, int64 step)
{
	int64		caller = PG_GETARG_INT64(1);

	if (caller < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of a caller must not be negative: " INT64_FORMAT, caller)));
	return multiset_take(&caller_summary_family, state, caller, step);
}

MULTISET_TRANSITION(caller_summary_count, caller_summary_uncount,
					caller_summary_family, caller_take);

PG_FUNCTION_INFO_V1(caller_summary_n_counted);
Datum
caller_summary_n_counted(PG_FUNCTION_ARGS)
{
	int64		n;

	(void) multiset_items(&caller_summary_family, fcinfo, 0, &n);
	PG_RETURN_INT64(n);
}

PG_FUNCTION_INFO_V1(caller_summary_callers);
Datum
caller_summary_callers(PG_FUNCTION_ARGS)
{
	int64		n;
	const int64 *items = multiset_items(&caller_summary_family, fcinfo, 0, &n);
	int64		callers = 0;

	if (n == 0)
		PG_RETURN_NULL();
	for (int64 i = 0; i < n; i++)
		callers += i == 0 || items[i] != items[i - 1];
	PG_RETURN_INT64(callers);
}
