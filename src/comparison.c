/*
 * comparison.c
 *		kpi_compare: whether the figures of two summaries really differ.
 *
 * (a, b, confidence, options of the family) returns the difference a - b, its
 * interval and the two-sided p-value of no difference.  Each family knows how
 * to compute them.
 */
#include "postgres.h"

#include "argument.h"
#include "comparison.h"
#include "record.h"

Datum
kpi_compare(FunctionCallInfo fcinfo, Comparer comparer)
{
	Comparison	comparison;
	double		confidence;
	double		reading[4];

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	confidence = argument_confidence(fcinfo, 2);
	if (!comparer(PG_GETARG_POINTER(0), PG_GETARG_POINTER(1), fcinfo, confidence, &comparison))
		PG_RETURN_NULL();
	reading[0] = comparison.difference;
	reading[1] = comparison.bounds.lower;
	reading[2] = comparison.bounds.upper;
	reading[3] = comparison.p_value;
	return record_of_numbers(fcinfo, reading, lengthof(reading));
}
