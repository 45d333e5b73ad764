/*
 * rows.h
 *		Rows that a function reads several times: those of the partition of a
 *		window, or the elements of arrays.
 *
 * The functions that learn from all rows and return figures of one row, such
 * as control charts, know rows only by this header.
 */
#ifndef ROWS_H
#define ROWS_H

#include "postgres.h"

#include "fmgr.h"

/* A row, counted from 0, or the current one */
#define CURRENT_ROW	(-1)

/* Where rows come from */
typedef struct RowMethods
{
	/* the n-th argument in a row */
	Datum		(*argument) (void *source, int n, int64 row, bool *isnull);
	int64		(*count) (void *source);
	/* memory that lasts as long as the rows, and is zero at first */
	void	   *(*memory) (void *source, size_t size);
} RowMethods;

typedef struct Rows
{
	const RowMethods *methods;
	void	   *source;
	FunctionCallInfo fcinfo;	/* as that of a window function: its arguments
								 * are those of one row */
} Rows;

typedef void (*RowVisitor) (const Rows *rows, int64 row, void *state);

/* Reads the element of a row; false if the row has none */
typedef bool (*ElementReader) (const Rows *rows, int64 row, const void *source, void *element);

static inline Datum
rows_argument(const Rows *rows, int n, int64 row, bool *isnull)
{
	return rows->methods->argument(rows->source, n, row, isnull);
}

static inline void *
rows_memory(const Rows *rows, size_t size)
{
	return rows->methods->memory(rows->source, size);
}

/* Lets PG_GETARG and similar macros read the n-th argument in a row */
static inline void
rows_pass_argument(const Rows *rows, int n, int64 row)
{
	NullableDatum *argument = &rows->fcinfo->args[n];

	argument->value = rows_argument(rows, n, row, &argument->isnull);
}

extern Datum rows_option(const Rows *rows, int n, const char *option);
extern void rows_visit(const Rows *rows, RowVisitor visit, void *state);
extern void *rows_gather(const Rows *rows, size_t element_size, ElementReader read,
						 const void *source, int64 *nelements);

#endif
