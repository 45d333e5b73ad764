/*
 * simplex.h
 *		The minimum of a function of a few numbers within bounds.
 */
#ifndef SIMPLEX_H
#define SIMPLEX_H

#include "postgres.h"

#define MOST_DIMENSIONS	7
#define MOST_GRID_POINTS	9

/* A number, its bounds, and the places at which the grid evaluates it */
typedef struct Dimension
{
	double		lower;
	double		upper;
	int			npoints;
	double		points[MOST_GRID_POINTS];
} Dimension;

/* The searched function: returns its value at a place; infinite if it has none */
typedef double (*ValueAt) (void *searched, const double *place);

typedef struct Search
{
	ValueAt		value_at;
	void	   *searched;
	const Dimension *dimensions[MOST_DIMENSIONS];
	int			ndimensions;
} Search;

extern double least_value(const Search *search, double *place);

#endif
