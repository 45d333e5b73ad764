/*
 * window.c
 *		Reading what window functions are given: options, and rows in order.
 */
#include "postgres.h"

#include "argument.h"
#include "window.h"

/* The n-th argument of the current row, which must not be null */
Datum
window_option(WindowObject window, int n, const char *option)
{
	bool		isnull;
	Datum		value = WinGetFuncArgCurrent(window, n, &isnull);

	if (isnull)
		argument_must_not_be_null(option);
	return value;
}

/* Of times in microseconds */
void
window_not_in_order(const char *rows, int64 before, int64 after)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s are not in order of time: one is %s seconds earlier than the one before it",
					rows, number_text((double) ((int128) before - after) / MICROSECONDS)),
			 errhint("Order the window by the time of the %s.", rows)));
}
