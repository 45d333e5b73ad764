/*
 * window.c
 *		The rows of a partition, as window functions read them.
 */
#include "postgres.h"

#include "argument.h"
#include "server.h"
#include "window.h"

static Datum
window_argument(void *source, int n, int64 row, bool *isnull)
{
	bool		isout;

	if (row == CURRENT_ROW)
		return WinGetFuncArgCurrent(source, n, isnull);
	return WinGetFuncArgInPartition(source, n, (int) row, WINDOW_SEEK_HEAD, false, isnull, &isout);
}

static int64
window_count(void *source)
{
	return WinGetPartitionRowCount(source);
}

static void *
window_memory(void *source, size_t size)
{
	return WinGetPartitionLocalMemory(source, size);
}

static const RowMethods window_methods = {window_argument, window_count, window_memory};

/* All arguments count rows: with IGNORE NULLS the n-th row would be the n-th row with a value */
Rows
window_rows(FunctionCallInfo fcinfo)
{
	Rows		rows = {&window_methods, PG_WINDOW_OBJECT(), fcinfo};

	refuse_null_treatment(PG_WINDOW_OBJECT(), fcinfo);
	return rows;
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
