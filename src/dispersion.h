/*
 * dispersion.h
 *		Funnels: limits for many groups at once, and a test whether the groups
 *		scatter more than by chance.
 */
#ifndef DISPERSION_H
#define DISPERSION_H

#include "postgres.h"

#include "confidence.h"
#include "control.h"

/* What to do if groups scatter more than by chance */
typedef enum Overdispersion
{
	OVERDISPERSION_AUTO,		/* additive if the test finds overdispersion */
	OVERDISPERSION_NONE,
	OVERDISPERSION_ADDITIVE,
	OVERDISPERSION_MULTIPLICATIVE
} Overdispersion;

/* What is learnt from all groups */
typedef struct Funnel
{
	PointKind	kind;			/* SHARES or COUNTS */
	double		center;			/* NaN if there are no groups */
	double		dispersion;		/* phi; NaN if it is unknown */
	double		between;		/* tau^2; 0 if nothing is added */
	double		multiplier;		/* multiplier of the errors by chance */
} Funnel;

typedef struct FunnelLimits
{
	Bounds		of_95;
	Bounds		of_998;
} FunnelLimits;

extern Funnel funnel_learn(ChartPoint *points, int64 npoints, PointKind kind, double target,
						   Overdispersion method);
extern FunnelLimits funnel_limits(const Funnel *funnel, double size);
extern double funnel_z(const Funnel *funnel, const ChartPoint *point);
extern const char *funnel_flag(const FunnelLimits *limits, double value);

#endif
