/*
 * elements.h
 *		Functions that return a record for each row of a window, or the same
 *		as plain columns for each element of arrays.
 */
#ifndef ELEMENTS_H
#define ELEMENTS_H

#include "postgres.h"

#include "fmgr.h"
#include "rows.h"

/*
 * Computes the columns of the current row: those that only a set of rows has,
 * then those of the record.  Returns false if the record is NULL.
 */
typedef bool (*RecordReader) (const Rows *rows, const void *form, Datum *values, bool *nulls);

/* The most columns that one may compute */
#define MOST_COLUMNS	12

/*
 * The result of the SQL functions "name" over a window and "name_series" of
 * arrays, which share a C function; nbefore columns come before the record
 */
extern Datum return_reading(FunctionCallInfo fcinfo, RecordReader read, const void *form,
							int nbefore);

#endif
