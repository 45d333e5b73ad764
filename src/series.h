/*
 * series.h
 *		Series of numbers in order of time, as arrays hold them.
 */
#ifndef SERIES_H
#define SERIES_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/array.h"

/* NaN stands for a NULL, which is a gap */
typedef struct Series
{
	double	   *values;
	int			n;
	int			nvalues;		/* without gaps */
} Series;

/* What fills a gap */
typedef enum GapFilling
{
	GAPS_ERROR,
	GAPS_ZERO,
	GAPS_CARRY
} GapFilling;

extern ArrayType *argument_vector(FunctionCallInfo fcinfo, int n, const char *name);
extern Series argument_series(FunctionCallInfo fcinfo, int n, const char *name);
extern void series_fill_gaps(Series *series, GapFilling filling);

#endif
