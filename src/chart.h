/*
 * chart.h
 *		Summaries as points of a control chart.
 */
#ifndef CHART_H
#define CHART_H

#include "postgres.h"

#include "control.h"
#include "fmgr.h"
#include "share.h"

extern Datum summary_chart(FunctionCallInfo fcinfo, ShareReader share_of, PointKind kind,
						   bool prime);

/* Defines a family's chart, and the one with limits widened after Laney */
#define SUMMARY_CHARTS(chart, prime_chart, share_of, kind) \
PG_FUNCTION_INFO_V1(chart); \
Datum \
chart(PG_FUNCTION_ARGS) \
{ \
	return summary_chart(fcinfo, share_of, kind, false); \
} \
PG_FUNCTION_INFO_V1(prime_chart); \
Datum \
prime_chart(PG_FUNCTION_ARGS) \
{ \
	return summary_chart(fcinfo, share_of, kind, true); \
} \
extern int	no_such_variable

#endif
