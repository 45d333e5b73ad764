/*
 * chart.h
 *		Summaries as points of a control chart of shares.
 */
#ifndef CHART_H
#define CHART_H

#include "postgres.h"

#include "confidence.h"
#include "fmgr.h"

/* How a family's summary looks to a chart: hits among trials */
typedef Share (*ShareReader) (const void *summary);

extern Datum share_p_chart(FunctionCallInfo fcinfo, ShareReader reader);
extern Datum share_p_prime_chart(FunctionCallInfo fcinfo, ShareReader reader);

#define SHARE_CHART(type, chart, reader) \
PG_FUNCTION_INFO_V1(type##_##chart); \
Datum \
type##_##chart(PG_FUNCTION_ARGS) \
{ \
	return share_##chart(fcinfo, reader); \
} \
extern int	no_such_variable

#define SHARE_CHARTS(type, reader) \
SHARE_CHART(type, p_chart, reader); \
SHARE_CHART(type, p_prime_chart, reader)

#endif
