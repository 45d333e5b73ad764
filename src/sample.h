/*
 * sample.h
 *		Summaries as groups that are damped, by a given prior or by a learnt
 *		one.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "postgres.h"

#include "damping.h"
#include "fmgr.h"

/*
 * Reads the summary that is the first argument as a sample, by the options of
 * the n-th argument and those after it.  The memory lasts from group to group
 * of a partition, for what the groups must share; it is zero at first.
 */
typedef Sample (*SampleReader) (FunctionCallInfo fcinfo, int n, void *memory);

#define GROUP_MEMORY	(4 * sizeof(int64))

extern double argument_prior_mean(FunctionCallInfo fcinfo, int n);
extern double argument_prior_weight(FunctionCallInfo fcinfo, int n);
extern Datum sample_damped_mean(FunctionCallInfo fcinfo, SampleReader reader);
extern Datum sample_damped_mean_over(FunctionCallInfo fcinfo, SampleReader reader);
extern Datum sample_damped_lower_over(FunctionCallInfo fcinfo, SampleReader reader);
extern Datum sample_damped_upper_over(FunctionCallInfo fcinfo, SampleReader reader);
extern Datum sample_damping_weight_over(FunctionCallInfo fcinfo, SampleReader reader);

#define SAMPLE_FUNCTION(function, sample_function, reader) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	return sample_function(fcinfo, reader); \
} \
extern int	no_such_variable

#endif
