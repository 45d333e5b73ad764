/*
 * share.c
 *		Summaries whose figure is a share, in rows.
 */
#include "postgres.h"

#include "share.h"

/*
 * Reads the share in a row.  The summary is the first argument, followed by
 * its options.  Returns false if there is no summary or nothing in it
 */
bool
rows_share(const Rows *rows, ShareReader share_of, int noptions, int64 row, Share *share)
{
	FunctionCallInfo fcinfo = rows->fcinfo;

	for (int n = 0; n <= noptions; n++)
		rows_pass_argument(rows, n, row);
	if (PG_ARGISNULL(0))
		return false;
	*share = share_of(PG_GETARG_POINTER(0), fcinfo, 1);
	return share->whole > 0.0;
}
