/*
 * rows.c
 *		Reading all rows in order, and options that are in every row.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "argument.h"
#include "rows.h"

/* Returns the n-th argument of the current row, which must not be null */
Datum
rows_option(const Rows *rows, int n, const char *option)
{
	bool		isnull;
	Datum		value = rows_argument(rows, n, CURRENT_ROW, &isnull);

	if (isnull)
		argument_must_not_be_null(option);
	return value;
}

/* Visits every row in order; memory that a visit allocates is freed after it */
void
rows_visit(const Rows *rows, RowVisitor visit, void *state)
{
	int64		nrows = rows->methods->count(rows->source);
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
		visit(rows, row, state);
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
gather_row(const Rows *rows, int64 row, void *state)
{
	Gathering  *gathering = state;
	char	   *element = gathering->elements + gathering->n * gathering->element_size;

	if (gathering->read(rows, row, gathering->source, element))
		gathering->n++;
}

/* Collects an element from each row, in order, in memory that may be huge */
void *
rows_gather(const Rows *rows, size_t element_size, ElementReader read, const void *source,
			int64 *nelements)
{
	Gathering	gathering = {
		read, source, element_size,
		MemoryContextAllocHuge(CurrentMemoryContext,
							   rows->methods->count(rows->source) * element_size),
		0
	};

	rows_visit(rows, gather_row, &gathering);
	*nelements = gathering.n;
	return gathering.elements;
}
