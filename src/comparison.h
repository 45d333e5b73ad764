/*
 * comparison.h
 *		kpi_compare: whether the figures of two summaries really differ.
 */
#ifndef COMPARISON_H
#define COMPARISON_H

#include "postgres.h"

#include "confidence.h"
#include "fmgr.h"
#include "summary.h"

/*
 * Compares two summaries of a family at a valid confidence, or returns false
 * where one has no data.  What options follow the confidence it reads from
 * fcinfo itself.
 */
typedef bool (*Comparer) (const void *a, const void *b, FunctionCallInfo fcinfo,
						  double confidence, Comparison *comparison);

extern Datum kpi_compare(FunctionCallInfo fcinfo, Comparer comparer);

#define KPI_COMPARE(function, comparer) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	return kpi_compare(fcinfo, comparer); \
} \
extern int	no_such_variable

/*
 * ci_lower, ci_upper and kpi_compare of a family whose figure is a share:
 * share_of(summary, fcinfo, n) reads it by the method that the n-th argument
 * names, where the family has methods
 */
#define SHARE_READINGS(ci_lower, ci_upper, compare, share_of) \
static bool \
share_of##_bounds(const void *summary, FunctionCallInfo fcinfo, \
				  double confidence, Bounds *bounds) \
{ \
	return share_bounds(share_of(summary, fcinfo, 2), confidence, bounds); \
} \
static bool \
share_of##_compare(const void *a, const void *b, FunctionCallInfo fcinfo, \
				   double confidence, Comparison *comparison) \
{ \
	return compare_shares(share_of(a, fcinfo, 3), share_of(b, fcinfo, 3), confidence, \
			comparison); \
} \
SUMMARY_CONFIDENCE(ci_lower, ci_upper, share_of##_bounds); \
KPI_COMPARE(compare, share_of##_compare)

#endif
