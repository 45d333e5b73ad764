/*
 * demand.h
 *		demand_summary: the contents from which buckets are read.
 */
#ifndef DEMAND_H
#define DEMAND_H

#include "postgres.h"

#include "fmgr.h"

#include "clock.h"

/* The range of all common times, so that the ends of buckets fit into an int64 */
#define LONGEST_BUCKET	(COMMON_TIME_END - COMMON_TIME_BEGIN)

typedef enum Unit
{
	UNIT_NONE,
	UNIT_HOUR,
	UNIT_DOW,
	UNIT_MONTH
} Unit;

#define ZONE_SIZE	64

/* The labels that rows and summaries must share; padded with zeros */
typedef struct Labels
{
	int64		step;
	int64		bucket;			/* width to read, for aggregates that return a
								 * reading; else 0 */
	int32		unit;			/* unit to read, likewise */
	int32		clock;
	char		zone[ZONE_SIZE];	/* zone of instants; local times have none */
} Labels;

/*
 * A summary of no contacts has no labels and no steps.  A stored summary
 * begins and ends with steps that have contacts; a state has room at both
 * ends.
 */
typedef struct Demand
{
	int32		vl_len_;
	int32		form;
	int64		contacts;		/* all contacts: no smaller than any other
								 * counter */
	Labels		labels;
	int64		first;			/* number of the first step, counted from 2000 */
	int64		nsteps;
	int64		counts[FLEXIBLE_ARRAY_MEMBER];
} Demand;

/* Reads the summary in the n-th argument, as it is stored */
extern const Demand *argument_demand(FunctionCallInfo fcinfo, int n);

/* Arguments of rows and of readings */
extern int64 argument_bucket_width(FunctionCallInfo fcinfo, int n);
extern Unit argument_unit(FunctionCallInfo fcinfo, int n);

#endif
