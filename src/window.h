/*
 * window.h
 *		Reading the arguments of window functions: options, and rows in order.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "postgres.h"

#include "windowapi.h"

/* A row of a partition, counted from 0, or the current one */
#define CURRENT_ROW	(-1)

typedef void (*RowVisitor) (WindowObject window, int64 row, void *state);

/* Reads the element of a row; false if the row has none */
typedef bool (*ElementReader) (WindowObject window, int64 row, const void *source, void *element);

extern WindowObject window_of(FunctionCallInfo fcinfo);
extern Datum window_option(WindowObject window, int n, const char *option);
extern Datum window_argument(WindowObject window, int n, int64 row, bool *isnull);
extern void window_visit_rows(WindowObject window, RowVisitor visit, void *state);
extern void *window_gather(WindowObject window, size_t element_size, ElementReader read,
						   const void *source, int64 *nelements);
extern void window_not_in_order(const char *rows, int64 before,
								int64 after) __attribute__((noreturn));

/* Lets PG_GETARG and similar macros read the n-th argument in a row of the partition */
static inline void
window_pass_argument(WindowObject window, FunctionCallInfo fcinfo, int n, int64 row)
{
	fcinfo->args[n].value = window_argument(window, n, row, &fcinfo->args[n].isnull);
}

#endif
