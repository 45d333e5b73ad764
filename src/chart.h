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

#define SHARE_CHARTS(p_chart, p_prime_chart, reader) \
PG_FUNCTION_INFO_V1(p_chart); \
Datum \
p_chart(PG_FUNCTION_ARGS) \
{ \
	return share_p_chart(fcinfo, reader); \
} \
PG_FUNCTION_INFO_V1(p_prime_chart); \
Datum \
p_prime_chart(PG_FUNCTION_ARGS) \
{ \
	return share_p_prime_chart(fcinfo, reader); \
} \
extern int	no_such_variable

#endif
