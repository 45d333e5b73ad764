/*
 * series.c
 *		Series of numbers in order of time, as arrays hold them.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "argument.h"
#include "series.h"

/* Reads the array in the n-th argument, which has one dimension */
ArrayType *
argument_vector(FunctionCallInfo fcinfo, int n, const char *name)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(n);

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must be an array of one dimension: it has %d", name,
						ARR_NDIM(array))));
	return array;
}

/* Reads the series in the n-th argument, which is an array of double precision */
Series
argument_series(FunctionCallInfo fcinfo, int n, const char *name)
{
	ArrayType  *array = argument_vector(fcinfo, n, name);
	Series		series = {NULL, 0, 0};
	Datum	   *elements;
	bool	   *nulls;

	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, 'd', &elements, &nulls,
					  &series.n);
	series.values = palloc(Max(series.n, 1) * sizeof(double));
	for (int i = 0; i < series.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		series.values[i] = nulls[i] ? NAN : DatumGetFloat8(elements[i]);
		if (!nulls[i] && !isfinite(series.values[i]))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value %d of %s must be finite: %s", i + 1, name,
							number_text(series.values[i]))));
		series.nvalues += !nulls[i];
	}
	pfree(elements);
	pfree(nulls);
	return series;
}

static void
gap_not_filled(int place, const char *reason, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("value %d of series %s", place, reason),
			 errhint("%s", hint)));
}

/* Fills gaps with 0, for volumes, or with the value before, for levels */
void
series_fill_gaps(Series *series, GapFilling filling)
{
	for (int i = 0; i < series->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (filling == GAPS_ZERO && series->values[i] < 0.0)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value %d of series must not be negative if gaps are filled with "
							"zero: %s",
							i + 1, number_text(series->values[i])),
					 errhint("Only volumes are 0 if nothing is there; fill the gaps of levels "
							 "with \"carry\".")));
		if (!isnan(series->values[i]))
			continue;
		if (filling == GAPS_ERROR)
			gap_not_filled(i + 1, "must not be null",
						   "Say how to fill a gap: gaps => 'zero' for volumes, "
						   "'carry' for levels.");
		if (filling == GAPS_CARRY && i == 0)
			gap_not_filled(1, "is null, and there is no value before it to carry",
						   "Begin the series with a value.");
		series->values[i] = filling == GAPS_ZERO ? 0.0 : series->values[i - 1];
	}
}
