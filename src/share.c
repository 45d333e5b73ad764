/*
 * share.c
 *		Summaries whose figure is a share, as rows of a window.
 */
#include "postgres.h"

#include "share.h"

/*
 * Reads the share in a row of the partition.  The summary is the first
 * argument, followed by its options.  Returns false if there is no summary or
 * nothing in it
 */
bool
window_share(WindowObject window, FunctionCallInfo fcinfo, ShareReader share_of, int noptions,
			 int64 row, Share *share)
{
	for (int n = 0; n <= noptions; n++)
		window_pass_argument(window, fcinfo, n, row);
	if (PG_ARGISNULL(0))
		return false;
	*share = share_of(PG_GETARG_POINTER(0), fcinfo, 1);
	return share->whole > 0.0;
}
