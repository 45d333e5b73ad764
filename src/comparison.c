/*
 * comparison.c
 *		kpi_compare: whether the figures of two summaries really differ.
 *
 * (a, b, confidence, options of the family) gives the difference a - b, its
 * interval and the two-sided p-value of no difference; how, each family knows.
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

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	confidence = argument_confidence(fcinfo, 2);
	if (!comparer(PG_GETARG_POINTER(0), PG_GETARG_POINTER(1), fcinfo, confidence, &comparison))
		PG_RETURN_NULL();
	return record_of_numbers(fcinfo, (double[]) {
		comparison.difference, comparison.bounds.lower, comparison.bounds.upper, comparison.p_value
	}, 4);
}
