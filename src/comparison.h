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
 * if one has no data.  It reads the options after the confidence from fcinfo
 * itself.
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

#endif
