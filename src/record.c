/*
 * record.c
 *		Returning several numbers at once.
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "funcapi.h"

#include "record.h"

/* The record of double precision columns that the function is declared to return; NaN, which no figure is, stands for NULL */
Datum
record_of_numbers(FunctionCallInfo fcinfo, const double *numbers, int nnumbers)
{
	TupleDesc	descriptor;
	Datum	   *values = palloc(nnumbers * sizeof(Datum));
	bool	   *nulls = palloc(nnumbers * sizeof(bool));

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE || descriptor->natts != nnumbers)
		elog(ERROR, "function is not declared to return %d columns", nnumbers);
	for (int i = 0; i < nnumbers; i++)
	{
		nulls[i] = isnan(numbers[i]);
		values[i] = Float8GetDatum(numbers[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor), values, nulls));
}
