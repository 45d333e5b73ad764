/*
 * share.h
 *		Summaries whose figure is a share: uncertainty, and rows.
 */
#ifndef SHARE_H
#define SHARE_H

#include "postgres.h"

#include "comparison.h"
#include "confidence.h"
#include "fmgr.h"
#include "rows.h"
#include "summary.h"

/* Reads a summary by the options, such as a method, in the n-th argument and those after it */
typedef Share (*ShareReader) (const void *summary, FunctionCallInfo fcinfo, int n);

extern bool rows_share(const Rows *rows, ShareReader share_of, int noptions, int64 row,
					   Share *share);

#define SHARE_CONFIDENCE(ci_lower, ci_upper, share_of) \
static bool \
share_of##_bounds(const void *summary, FunctionCallInfo fcinfo, \
				  double confidence, Bounds *bounds) \
{ \
	return share_bounds(share_of(summary, fcinfo, 2), confidence, bounds); \
} \
SUMMARY_CONFIDENCE(ci_lower, ci_upper, share_of##_bounds)

/* Also defines kpi_compare of two such shares */
#define SHARE_READINGS(ci_lower, ci_upper, compare, share_of) \
SHARE_CONFIDENCE(ci_lower, ci_upper, share_of); \
static bool \
share_of##_compare(const void *a, const void *b, FunctionCallInfo fcinfo, \
				   double confidence, Comparison *comparison) \
{ \
	return compare_shares(share_of(a, fcinfo, 3), share_of(b, fcinfo, 3), confidence, \
			comparison); \
} \
KPI_COMPARE(compare, share_of##_compare)

#endif
