/*
 * duration.h
 *		duration_summary: reading its histogram.
 */
#ifndef DURATION_H
#define DURATION_H

#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "fmgr.h"

typedef struct Durations Durations;

/* The durations of a bucket that have finished, or those that have not */
typedef struct DurationCounter
{
	double		longest;		/* the longest duration in the bucket, in
								 * microseconds */
	bool		unfinished;
	int64		count;
} DurationCounter;

/*
 * Reads the summary in the n-th argument, its counters in order of their
 * buckets, the finished before the unfinished
 */
extern const Durations *argument_durations(FunctionCallInfo fcinfo, int n);
extern int64 duration_ncounters(const Durations *durations);
extern DurationCounter duration_counter(const Durations *durations, int64 i);

/* Readings of those that have finished, or of those that have not */
extern int64 duration_count(const Durations *durations, bool unfinished);
extern bool duration_mean(const Durations *durations, bool unfinished, int64 *microseconds);
extern double duration_quantile(const Durations *durations, bool unfinished, double quantile);
extern int64 duration_unit(const Durations *durations, bool unfinished);

extern double duration_whole(double microseconds, int64 unit);
extern double argument_quantile(FunctionCallInfo fcinfo, int n, bool ends);
extern Interval *interval_from_reading(double microseconds);

/* Defines a reading of microseconds as an interval; NaN becomes NULL */
#define DURATION_ACCESSOR(function, reader) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	double		microseconds = NAN; \
\
	if (!PG_ARGISNULL(0)) \
		microseconds = reader(argument_durations(fcinfo, 0), fcinfo); \
	if (isnan(microseconds)) \
		PG_RETURN_NULL(); \
	PG_RETURN_INTERVAL_P(interval_from_reading(microseconds)); \
} \
extern int	no_such_variable

#endif
