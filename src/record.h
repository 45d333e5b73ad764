/*
 * record.h
 *		Returning several values at once: records, arrays and sets of rows.
 */
#ifndef RECORD_H
#define RECORD_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"

/* Returns the record that the function is declared to return */
extern Datum return_record(FunctionCallInfo fcinfo, Datum *values, bool *nulls);
extern void set_number(Datum *values, bool *nulls, int column, double number);
extern void set_name(Datum *values, bool *nulls, int column, const char *name);
extern Datum record_of_numbers(FunctionCallInfo fcinfo, const double *numbers, int nnumbers);

extern ArrayBuildState *add_interval(ArrayBuildState *array, const int64 *microseconds);

/* Returns NULL for no intervals, not an empty array */
#define RETURN_INTERVALS(array) \
do { \
	ArrayBuildState *intervals = (array); \
\
	if (intervals == NULL) \
		PG_RETURN_NULL(); \
	PG_RETURN_DATUM(makeArrayResult(intervals, CurrentMemoryContext)); \
} while (0)

/*
 * The result of a set-returning function. begin reads the arguments, in memory
 * that lasts, returns the number of rows, and the source of each row; kind and
 * string distinguish functions that share it.
 */
typedef void *(*RowsBegin) (FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows);
typedef void (*RowReader) (void *state, int64 n, Datum *values, bool *nulls);

extern Datum return_rows(FunctionCallInfo fcinfo, RowsBegin begin, int kind, const char *string,
						 RowReader read);

/* Its two steps, for a source that depends on more; memory of the first call must last */
extern void begin_rows(FunctionCallInfo fcinfo, FuncCallContext *rows, void *source, int64 nrows);
extern Datum return_next_row(FunctionCallInfo fcinfo, RowReader read);

#endif
