/*
 * rate.h
 *		The share of another family as a rate_summary.
 */
#ifndef RATE_H
#define RATE_H

#include "postgres.h"

#include "confidence.h"
#include "fmgr.h"

extern Datum rate_of_share(Share share, int64 pending, int64 excluded);

/* as_rate(summary, options): includes the pending and excluded of the summary */
#define SHARE_AS_RATE(function, type, share_of, pending, excluded) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	const type *summary; \
\
	if (PG_ARGISNULL(0)) \
		PG_RETURN_NULL(); \
	summary = (const type *) PG_GETARG_POINTER(0); \
	return rate_of_share(share_of(summary, fcinfo, 1), pending, excluded); \
} \
extern int	no_such_variable

#endif
