/*
 * series.c
 *		Series of numbers in order of time, as arrays hold them.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "argument.h"
#include "series.h"

static void
require_one_dimension(const ArrayType *array, const char *name)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must be an array of one dimension: it has %d", name, ARR_NDIM(array))));
}

/* The series in the n-th argument, which is an array of double precision */
Series
argument_series(FunctionCallInfo fcinfo, int n, const char *name)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(n);
	Series		series = {NULL, 0, 0};
	Datum	   *elements;
	bool	   *nulls;

	require_one_dimension(array, name);
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, 'd', &elements, &nulls, &series.n);
	series.values = palloc(Max(series.n, 1) * sizeof(double));
	for (int i = 0; i < series.n; i++)
	{
		series.values[i] = nulls[i] ? NAN : DatumGetFloat8(elements[i]);
		if (!nulls[i] && !isfinite(series.values[i]))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value %d of %s must be finite: %s", i + 1, name, number_text(series.values[i]))));
		series.nvalues += !nulls[i];
	}
	pfree(elements);
	pfree(nulls);
	return series;
}
