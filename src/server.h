/*
 * server.h
 *		Differences between the versions of the server, and what all need.
 */
#ifndef SERVER_H
#define SERVER_H

#include "postgres.h"

#include "fmgr.h"

/* Exact sums have words of 64 bits, whose products and carries need 128 */
#ifndef HAVE_INT128
#error "kpi needs 128-bit integers: a 64-bit machine, and gcc or clang"
#endif

/*
 * From 16 on, a library only exports what SQL calls; before, the prototypes
 * did not say so.  The names of our other functions must not clash with those
 * of another library in one server.
 */
#if PG_VERSION_NUM < 160000
#undef PGDLLEXPORT
#define PGDLLEXPORT	__attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(name) \
extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
extern PGDLLEXPORT const Pg_finfo_record *pg_finfo_##name(void); \
const Pg_finfo_record * \
pg_finfo_##name(void) \
{ \
	static const Pg_finfo_record info = {1}; \
\
	return &info; \
} \
extern int	no_such_variable
#endif

/*
 * Varlena macros have had their own header since 16, which postgres.h no
 * longer includes from 19 on
 */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* From 16 on, a caller may ask for input errors without an exception */
#if PG_VERSION_NUM >= 160000
#define input_error(fcinfo, ...)	ereturn((fcinfo)->context, (Datum) 0, __VA_ARGS__)
#else
#define input_error(fcinfo, ...)	ereport(ERROR, __VA_ARGS__)
#endif

/*
 * Up to PostgreSQL 15 a walker of expressions has no prototype, and compilers
 * for C23 read that as no parameters: hence the pointer without a type
 */
#define WALKER(function)	((void *) (function))

/*
 * From 19 on, any window function may be called with IGNORE NULLS and has to
 * declare whether it allows that
 */
#if PG_VERSION_NUM >= 190000
#define refuse_null_treatment(window, fcinfo) \
	WinCheckAndInitializeNullTreatment(window, false, fcinfo)
#else
#define refuse_null_treatment(window, fcinfo)	((void) 0)
#endif

#endif
