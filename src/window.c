/*
 * window.c
 *		Reading the arguments of window functions: options, and rows in order.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "argument.h"
#include "server.h"
#include "window.h"

/* All arguments count rows: with IGNORE NULLS the n-th row would be the n-th row with a value */
WindowObject
window_of(FunctionCallInfo fcinfo)
{
	WindowObject window = PG_WINDOW_OBJECT();

	refuse_null_treatment(window, fcinfo);
	return window;
}

/* Returns the n-th argument of the current row, which must not be null */
Datum
window_option(WindowObject window, int n, const char *option)
{
	bool		isnull;
	Datum		value = WinGetFuncArgCurrent(window, n, &isnull);

	if (isnull)
		argument_must_not_be_null(option);
	return value;
}

/* Returns the n-th argument in a row of the partition */
Datum
window_argument(WindowObject window, int n, int64 row, bool *isnull)
{
	bool		isout;

	if (row == CURRENT_ROW)
		return WinGetFuncArgCurrent(window, n, isnull);
	return WinGetFuncArgInPartition(window, n, (int) row, WINDOW_SEEK_HEAD, false, isnull, &isout);
}

/* Visits every row of the partition in order; memory that a visit allocates is freed after it */
void
window_visit_rows(WindowObject window, RowVisitor visit, void *state)
{
	int64		nrows = WinGetPartitionRowCount(window);
	MemoryContext row_context;
	MemoryContext old_context;

	if (nrows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a partition of " INT64_FORMAT " rows is too large to learn from",
						nrows)));
	row_context = AllocSetContextCreate(CurrentMemoryContext, "kpi row", ALLOCSET_SMALL_SIZES);
	old_context = MemoryContextSwitchTo(row_context);
	for (int64 row = 0; row < nrows; row++)
	{
		CHECK_FOR_INTERRUPTS();
		visit(window, row, state);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(row_context);
}

typedef struct Gathering
{
	ElementReader read;
	const void *source;
	size_t		element_size;
	char	   *elements;
	int64		n;
} Gathering;

static void
gather_row(WindowObject window, int64 row, void *state)
{
	Gathering  *gathering = state;
	char	   *element = gathering->elements + gathering->n * gathering->element_size;

	if (gathering->read(window, row, gathering->source, element))
		gathering->n++;
}

/* Collects an element from each row of the partition, in order, in memory that may be huge */
void *
window_gather(WindowObject window, size_t element_size, ElementReader read, const void *source,
			  int64 *nelements)
{
	Gathering	gathering = {
		read, source, element_size,
		MemoryContextAllocHuge(CurrentMemoryContext,
							   WinGetPartitionRowCount(window) * element_size),
		0
	};

	window_visit_rows(window, gather_row, &gathering);
	*nelements = gathering.n;
	return gathering.elements;
}

/* Takes times in microseconds */
void
window_not_in_order(const char *rows, int64 before, int64 after)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s are not in order of time: "
					"one is %s seconds earlier than the one before it",
					rows, number_text((double) ((int128) before - after) / MICROSECONDS)),
			 errhint("Order the window by the time of the %s.", rows)));
}
