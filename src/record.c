/*
 * record.c
 *		Returning several values at once: records, arrays and sets of rows.
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "record.h"

Datum
return_record(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc	descriptor;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "function is not declared to return a record");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor), values, nulls));
}

/* NaN, which is never a figure, stands for NULL */
void
set_number(Datum *values, bool *nulls, int column, double number)
{
	nulls[column] = isnan(number);
	values[column] = Float8GetDatum(number);
}

/* NULL stands for NULL */
void
set_name(Datum *values, bool *nulls, int column, const char *name)
{
	nulls[column] = name == NULL;
	values[column] = name == NULL ? (Datum) 0 : CStringGetTextDatum(name);
}

/* Returns the record of double precision columns that the function is declared to return */
Datum
record_of_numbers(FunctionCallInfo fcinfo, const double *numbers, int nnumbers)
{
	Datum	   *values = palloc(nnumbers * sizeof(Datum));
	bool	   *nulls = palloc(nnumbers * sizeof(bool));

	for (int i = 0; i < nnumbers; i++)
		set_number(values, nulls, i, numbers[i]);
	return return_record(fcinfo, values, nulls);
}

/*
 * Adds an interval to an array, which is NULL while it is empty; adds a NULL
 * if there are no microseconds
 */
ArrayBuildState *
add_interval(ArrayBuildState *array, const int64 *microseconds)
{
	Interval	interval = {0};

	if (microseconds != NULL)
		interval.time = *microseconds;
	return accumArrayResult(array, IntervalPGetDatum(&interval), microseconds == NULL,
							INTERVALOID, CurrentMemoryContext);
}

void
begin_rows(FunctionCallInfo fcinfo, FuncCallContext *rows, void *source, int64 nrows)
{
	TupleDesc	descriptor;

	rows->user_fctx = source;
	rows->max_calls = nrows;
	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "function is not declared to return rows");
	rows->tuple_desc = BlessTupleDesc(descriptor);
}

static Datum
next_row(FuncCallContext *rows, RowReader read)
{
	Datum	   *values = palloc(rows->tuple_desc->natts * sizeof(Datum));
	bool	   *nulls = palloc0(rows->tuple_desc->natts * sizeof(bool));

	read(rows->user_fctx, rows->call_cntr, values, nulls);
	return HeapTupleGetDatum(heap_form_tuple(rows->tuple_desc, values, nulls));
}

Datum
return_next_row(FunctionCallInfo fcinfo, RowReader read)
{
	FuncCallContext *rows = SRF_PERCALL_SETUP();

	if (rows->call_cntr < rows->max_calls)
	{
		/* the macro moves on before it evaluates its argument */
		Datum		row = next_row(rows, read);

		SRF_RETURN_NEXT(rows, row);
	}
	SRF_RETURN_DONE(rows);
}

Datum
return_rows(FunctionCallInfo fcinfo, RowsBegin begin, int kind, const char *string, RowReader read)
{
	if (SRF_IS_FIRSTCALL())
	{
		FuncCallContext *rows = SRF_FIRSTCALL_INIT();
		MemoryContext old_context = MemoryContextSwitchTo(rows->multi_call_memory_ctx);
		int64		nrows;
		void	   *source = begin(fcinfo, kind, string, &nrows);

		begin_rows(fcinfo, rows, source, nrows);
		MemoryContextSwitchTo(old_context);
	}
	return return_next_row(fcinfo, read);
}
