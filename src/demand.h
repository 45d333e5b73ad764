/*
 * demand.h
 *		demand_summary: what its buckets are read from.
 */
#ifndef DEMAND_H
#define DEMAND_H

#include "postgres.h"

#include "fmgr.h"

#include "clock.h"

/* All common times: the ends of buckets fit in an int64 then */
#define LONGEST_BUCKET	(COMMON_TIME_END - COMMON_TIME_BEGIN)

typedef enum Unit
{
	UNIT_NONE,
	UNIT_HOUR,
	UNIT_DOW,
	UNIT_MONTH
} Unit;

#define ZONE_SIZE	64

/* What rows and summaries must agree in; padded with zeros */
typedef struct Labels
{
	int64		step;
	int64		bucket;			/* to be read, by aggregates that read one;
								 * else 0 */
	int32		unit;			/* the same */
	int32		clock;
	char		zone[ZONE_SIZE];	/* of instants; local times have none */
} Labels;

/*
 * A summary of no contacts has no labels and no steps.  What is stored begins
 * and ends with steps that have contacts; a state has room at both ends.
 */
typedef struct Demand
{
	int32		vl_len_;
	int32		form;
	int64		contacts;		/* all of them: bounds every other counter */
	Labels		labels;
	int64		first;			/* number of the first step from 2000 on */
	int64		nsteps;
	int64		counts[FLEXIBLE_ARRAY_MEMBER];
} Demand;

/* Of the n-th argument, as it is stored */
extern const Demand *argument_demand(FunctionCallInfo fcinfo, int n);

/* Arguments of rows and of readings */
extern int64 argument_bucket_width(FunctionCallInfo fcinfo, int n);
extern Unit argument_unit(FunctionCallInfo fcinfo, int n);

#endif
