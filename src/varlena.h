/*
 * varlena.h
 *		Summaries of variable length as arguments.
 *
 * What is stored has a four-byte header and no compression when it comes here.
 * The state of an aggregate has the same struct; one that must grow is made anew
 * and taken over by the executor.
 */
#ifndef VARLENA_H
#define VARLENA_H

#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"

#include "server.h"
#include "summary.h"

/* Of the n-th argument, to look at */
static inline void *
varlena_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_GETARG_VARLENA_P(n);
}

/* A comparison may be one of millions in the same memory */
static inline void
varlena_end(FunctionCallInfo fcinfo, int n, const void *summary)
{
	if (summary != PG_GETARG_POINTER(n))
		pfree((void *) summary);
}

/* Whether it is the executor's own in an aggregate, which may be changed in place */
static inline bool
varlena_is_state(FunctionCallInfo fcinfo, const void *summary)
{
	return summary_in_aggregate(fcinfo) && VARATT_IS_4B_U(summary);
}

/* Of the first argument, ours to change: the executor's own, or a copy */
static inline void *
varlena_state(FunctionCallInfo fcinfo)
{
	if (unlikely(PG_ARGISNULL(0)))
		summary_no_state();
	if (likely(varlena_is_state(fcinfo, PG_GETARG_POINTER(0))))
		return PG_GETARG_POINTER(0);
	return PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
}

/* Comparison and hash of what follows a header, as words; the two arguments, or the one, are let go */

static inline int64
varlena_words(const void *summary, size_t header)
{
	return (VARSIZE(summary) - header) / sizeof(int64);
}

static inline int
varlena_compare(FunctionCallInfo fcinfo, const void *a, const void *b, size_t header)
{
	int			order = compare_words((const int64 *) ((const char *) a + header), varlena_words(a, header),
									  (const int64 *) ((const char *) b + header), varlena_words(b, header));

	varlena_end(fcinfo, 0, a);
	varlena_end(fcinfo, 1, b);
	return order;
}

static inline Datum
varlena_hash(FunctionCallInfo fcinfo, const void *summary, size_t header)
{
	Datum		hash = hash_any((const unsigned char *) summary + header, VARSIZE(summary) - header);

	varlena_end(fcinfo, 0, summary);
	return hash;
}

static inline Datum
varlena_hash_extended(FunctionCallInfo fcinfo, const void *summary, size_t header)
{
	Datum		hash = hash_any_extended((const unsigned char *) summary + header, VARSIZE(summary) - header, PG_GETARG_INT64(1));

	varlena_end(fcinfo, 0, summary);
	return hash;
}

#endif
