/*
 * summary.h
 *		The contract that every family of fixed-length summaries keeps.
 *
 * A summary is a C struct of 64-bit words: first its labels (which must be
 * equal before two summaries can be merged, such as a scale), then its
 * counters and wide sums (which are added).  A table of fields describes the
 * words.  From it come text form, binary form and jsonb, merge, un-merge,
 * comparison and hash, written once in summary.c.  One value has one sequence
 * of bytes: there is no padding, and a summary of no rows is all zero, labels
 * included.
 *
 * A family is then:
 *
 *		typedef struct RateSummary { int64 hits; ... } RateSummary;
 *		static const SummaryField rate_fields[] = {COUNTER("hits"), ...};
 *		static const char *rate_invalid(const void *summary) { ... }
 *		SUMMARY_FAMILY(rate_summary, RateSummary, rate_fields, rate_invalid);
 *
 * with a SUMMARY_TRANSITION for each shape of row, SUMMARY_CONFIDENCE for its
 * interval, and accessors that read.  Families of variable length keep the
 * contract of varlena.h.
 *
 * The name of a function that SQL calls is written out where the function is
 * defined, also where a macro defines it, so that a search finds it.  Only the
 * functions that make a type of a family are named by a rule: SUMMARY_FAMILY,
 * VARLENA_FAMILY and MULTISET_FAMILY of a TYPE define TYPE_in, TYPE_out,
 * TYPE_recv, TYPE_send, TYPE_add, TYPE_subtract, TYPE_final, TYPE_eq, TYPE_ne,
 * TYPE_lt, TYPE_le, TYPE_gt, TYPE_ge, TYPE_cmp, TYPE_hash, TYPE_hash_extended
 * and TYPE_to_jsonb.
 */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "postgres.h"

#include "common/int.h"
#include "fmgr.h"
#include "nodes/nodes.h"

#include "confidence.h"
#include "server.h"

typedef enum SummaryFieldKind
{
	FIELD_LABEL_INTEGER,
	FIELD_LABEL_REAL,
	FIELD_COUNTER,				/* one word, never negative */
	FIELD_SUM					/* some words, signed, fixed-point */
} SummaryFieldKind;

typedef struct SummaryField
{
	const char *name;
	SummaryFieldKind kind;
	int			words;
	int			fraction_bits;
} SummaryField;

#define LABEL_INTEGER(name)				{name, FIELD_LABEL_INTEGER, 1, 0}
#define LABEL_REAL(name)				{name, FIELD_LABEL_REAL, 1, 0}
#define COUNTER(name)					{name, FIELD_COUNTER, 1, 0}
#define WIDE_SUM(name, words, fraction)	{name, FIELD_SUM, words, fraction}

typedef struct SummaryFamily
{
	const char *type_name;
	const SummaryField *fields;
	int			nfields;
	int			words;

	/*
	 * Says what no rows could have produced, as "its ... is ...", or returns
	 * NULL.  Called when no counter is negative; NULL if there is nothing
	 * else to check.
	 */
	const char *(*invalid) (const void *summary);
} SummaryFamily;

extern Datum summary_in(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_out(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_recv(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_send(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_add(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_subtract(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern int	summary_cmp(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_hash(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_hash_extended(const SummaryFamily *family, FunctionCallInfo fcinfo);
extern Datum summary_to_jsonb(const SummaryFamily *family, FunctionCallInfo fcinfo);

/* Functions shared by the kinds of summaries */
typedef const char *(*TokenParser) (void *state, char *token);

extern const char *summary_parse_tokens(const char *string, TokenParser parse, void *state);
extern const char *summary_impossible(const char *wrong);
extern int	words_cmp(const int64 *a, int64 a_words, const int64 *b, int64 b_words);
extern void summary_not_contained(const char *type_name) __attribute__((noreturn));
extern void summary_taken_away(const SummaryFamily *family, void *summary);
extern void summary_binary_version(const char *type_name, int version);
extern void binary_invalid(const char *type_name, const char *wrong) __attribute__((noreturn));
extern void summary_binary_invalid(const char *type_name,
								   const char *wrong) __attribute__((noreturn));
extern void summary_full(void) __attribute__((noreturn));
extern void summary_no_state(void) __attribute__((noreturn));

/* Ends an input function whose text is not a summary */
#define RETURN_INPUT_ERROR(fcinfo, type_name, string, wrong) \
	input_error(fcinfo, \
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION), \
				 errmsg("invalid input syntax for type %s: \"%s\"", type_name, string), \
				 errdetail("%s", wrong)))

/* The first byte of every binary form */
#define BINARY_VERSION	1

/*
 * Defines a function that the SQL type of a family needs, from the function of
 * its kind: fixed-length, as in this file, or another
 */
#define SUMMARY_METHOD(type, kind, family, method) \
PG_FUNCTION_INFO_V1(type##_##method); \
Datum \
type##_##method(PG_FUNCTION_ARGS) \
{ \
	return kind##_##method(family, fcinfo); \
} \
extern int	no_such_variable

#define COMPARISON_METHOD(type, kind, family, method, operator) \
PG_FUNCTION_INFO_V1(type##_##method); \
Datum \
type##_##method(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(kind##_cmp(family, fcinfo) operator 0); \
} \
extern int	no_such_variable

#define COMPARISON_METHODS(type, kind, family) \
COMPARISON_METHOD(type, kind, family, eq, ==); \
COMPARISON_METHOD(type, kind, family, ne, !=); \
COMPARISON_METHOD(type, kind, family, lt, <); \
COMPARISON_METHOD(type, kind, family, le, <=); \
COMPARISON_METHOD(type, kind, family, gt, >); \
COMPARISON_METHOD(type, kind, family, ge, >=); \
PG_FUNCTION_INFO_V1(type##_cmp); \
Datum \
type##_cmp(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_INT32(kind##_cmp(family, fcinfo)); \
} \
SUMMARY_METHOD(type, kind, family, hash); \
SUMMARY_METHOD(type, kind, family, hash_extended)

#define SUMMARY_METHODS(type, kind, family) \
SUMMARY_METHOD(type, kind, family, in); \
SUMMARY_METHOD(type, kind, family, out); \
SUMMARY_METHOD(type, kind, family, recv); \
SUMMARY_METHOD(type, kind, family, send); \
SUMMARY_METHOD(type, kind, family, add); \
SUMMARY_METHOD(type, kind, family, subtract); \
SUMMARY_METHOD(type, kind, family, to_jsonb); \
COMPARISON_METHODS(type, kind, family)

#define SUMMARY_FAMILY(type, Summary, field_table, invalid_function) \
static const SummaryFamily type##_family = { \
	#type, field_table, lengthof(field_table), sizeof(Summary) / sizeof(int64), invalid_function \
}; \
StaticAssertDecl(sizeof(Summary) % sizeof(int64) == 0, #Summary " must consist of 64-bit words"); \
SUMMARY_METHODS(type, summary, &type##_family)

/* The test of AggCheckCallContext, without a call for every row */
static inline bool
summary_in_window(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL && IsA(fcinfo->context, WindowAggState);
}

static inline bool
summary_in_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL &&
		(IsA(fcinfo->context, AggState) || summary_in_window(fcinfo));
}

/*
 * Returns the summary in the first argument, to be changed.  Inside an
 * aggregate it is changed in place: the executor owns it, and copies nothing
 * when it gets the same pointer back.  If the function is called from SQL, it
 * is a copy.
 */
static inline void *
summary_state(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	size_t		size = family->words * sizeof(int64);

	if (unlikely(PG_ARGISNULL(0)))
		summary_no_state();
	if (likely(summary_in_aggregate(fcinfo)))
		return PG_GETARG_POINTER(0);
	return memcpy(palloc(size), PG_GETARG_POINTER(0), size);
}

/*
 * Adds step to the counter that bounds all others of a summary.  Only this one
 * can overflow, so the others are changed without a check.
 */
static inline void
summary_count(int64 *counter, int64 step)
{
	if (unlikely(pg_add_s64_overflow(*counter, step, counter)))
		summary_full();
}

/*
 * Defines the two transition functions of one shape of row: TYPE_count... adds
 * the row and TYPE_uncount... subtracts it.  take(summary, fcinfo, step) reads
 * the arguments from the second on and counts the row step (1 or -1) times.
 * It is inlined, so step is a constant and a row costs less than a call would.
 */
#define SUMMARY_TRANSITION(count, uncount, family, take) \
PG_FUNCTION_INFO_V1(count); \
Datum \
count(PG_FUNCTION_ARGS) \
{ \
	void	   *summary = summary_state(&family, fcinfo); \
\
	take(summary, fcinfo, 1); \
	PG_RETURN_POINTER(summary); \
} \
PG_FUNCTION_INFO_V1(uncount); \
Datum \
uncount(PG_FUNCTION_ARGS) \
{ \
	void	   *summary = summary_state(&family, fcinfo); \
\
	take(summary, fcinfo, -1); \
	summary_taken_away(&family, summary); \
	PG_RETURN_POINTER(summary); \
} \
extern int	no_such_variable

/* Defines a function that reads one counter of a summary */
#define SUMMARY_COUNTER_ACCESSOR(function, Summary, counter) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_INT64(((const Summary *) PG_GETARG_POINTER(0))->counter); \
} \
extern int	no_such_variable

/*
 * ci_lower and ci_upper of a family.  The reader sets the bounds at a valid
 * confidence, or returns false if there are too few data.  It reads the
 * options after the confidence from fcinfo itself.
 */
typedef bool (*BoundsReader) (const void *summary, FunctionCallInfo fcinfo,
							  double confidence, Bounds *bounds);

extern bool summary_bounds(FunctionCallInfo fcinfo, BoundsReader reader, Bounds *bounds);

#define SUMMARY_BOUND(function, reader, bound) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	Bounds		bounds; \
\
	if (!summary_bounds(fcinfo, reader, &bounds)) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(bounds.bound); \
} \
extern int	no_such_variable

#define SUMMARY_CONFIDENCE(ci_lower, ci_upper, reader) \
SUMMARY_BOUND(ci_lower, reader, lower); \
SUMMARY_BOUND(ci_upper, reader, upper)

/* No data is NULL, never 0 */
#define RETURN_RATIO(part, whole) \
do { \
	double		dividend = (double) (part); \
	double		divisor = (double) (whole); \
\
	if (divisor == 0.0) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(dividend / divisor); \
} while (0)

#endif
