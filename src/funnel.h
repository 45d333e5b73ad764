/*
 * funnel.h
 *		Summaries as points of a funnel.
 */
#ifndef FUNNEL_H
#define FUNNEL_H

#include "postgres.h"

#include "confidence.h"
#include "control.h"
#include "dispersion.h"
#include "fmgr.h"
#include "share.h"

/*
 * Reads the options target and overdispersion, with which the arguments of all
 * functions here end
 */
extern Overdispersion require_overdispersion(text *name);
extern double require_target(double target, PointKind kind);
extern bool observed_point(double observed, double expected, ChartPoint *point);

extern Funnel require_funnel(ChartPoint *points, int64 npoints, PointKind kind, double target,
							 Overdispersion method);

extern Datum share_funnel(FunctionCallInfo fcinfo, ShareReader share_of);
extern Datum share_svg_funnel(FunctionCallInfo fcinfo, ShareReader share_of);

#define SHARE_FUNNEL(function, share_funnel, share_of) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	return share_funnel(fcinfo, share_of); \
} \
extern int	no_such_variable

#endif
