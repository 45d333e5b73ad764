/*
 * kendall.h
 *		Kendall's S of a series, and the slopes between the points of a plane.
 */
#ifndef KENDALL_H
#define KENDALL_H

#include "postgres.h"

/* The largest number of points whose slopes can be ordered */
#define MOST_POINTS		1000000

typedef struct MannKendall
{
	int64		s;				/* pairs that rise minus pairs that fall */
	double		variance;
	double		tau;			/* NaN if all values are equal */
} MannKendall;

/* Sorted by x, and by y in descending order if x is equal */
typedef struct PlanePoint
{
	double		x;
	double		y;
} PlanePoint;

typedef struct SlopeOrder SlopeOrder;

extern MannKendall mann_kendall_statistic(double *values, int64 n);
extern double median_of(double *values, int64 n);
extern SlopeOrder *order_slopes(PlanePoint *points, int n);
extern int64 slope_count(const SlopeOrder *order);
extern double slope_variance(const SlopeOrder *order);
extern double slope_of_rank(SlopeOrder *order, int64 rank);
extern double median_slope(SlopeOrder *order);

#endif
