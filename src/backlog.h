/*
 * backlog.h
 *		The contents of a backlog_summary, for modules that read its steps.
 */
#ifndef BACKLOG_H
#define BACKLOG_H

#include "postgres.h"

#include "fmgr.h"

#include "clock.h"
#include "exact.h"

typedef struct Step
{
	int64		opened;
	int64		closed;
	uint64		age[SUM_WORDS]; /* ages at the point, of the opened minus the
								 * closed; microseconds */
} Step;

/* A summary of no rows has no points, and 0 everywhere */
typedef struct Backlog
{
	int32		vl_len_;
	int32		form;
	int64		clock;
	int64		start;			/* microseconds, as timestamps have them */
	int64		step;
	int64		npoints;
	int64		tickets;		/* all tickets: no smaller than any other
								 * counter */
	int64		excluded;		/* resolved before they were created */
	int64		later;			/* created after the last point */
	Step		steps[FLEXIBLE_ARRAY_MEMBER];	/* one for each point */
} Backlog;

extern Backlog *argument_backlog_of(FunctionCallInfo fcinfo, int n, Clock clock,
									const char *other);
extern int64 last_backlog(const Backlog *backlog);

#endif
