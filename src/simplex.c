/*
 * simplex.c
 *		The minimum of a function of a few numbers within bounds.
 *
 * The search evaluates a grid with its corners, then runs the simplex of
 * Nelder and Mead (1965) from each valley of the grid, and again from the
 * lowest place.  It uses no random numbers.
 */
#include "postgres.h"

#include <math.h>

#include "simplex.h"

/* Size of the simplex at the beginning and at the end, in angles */
#define LONG_REACH		0.4
#define SHORT_REACH		0.2
#define ROUGH_SIZE		0.01
#define FINAL_SIZE		1e-7
#define SMALL_GAIN		1e-10
#define AT_BOUND		1e-10
#define SIMPLEX_STEPS	400
#define RESTARTS		6

/* Up to this many valleys of the grid begin a simplex */
#define MOST_VALLEYS	16

/*
 * A simplex does not respect bounds, and one that is held at them becomes
 * flat; so a number is the squared sine of an angle, which is unbounded
 */
typedef struct Vertex
{
	double		at[MOST_DIMENSIONS];	/* angles */
	double		value;
} Vertex;

typedef struct Valleys
{
	Vertex		lowest[MOST_VALLEYS];	/* in order */
	int			n;
} Valleys;

/* Keeps the vertex if it is among the lowest */
static void
keep_valley(Valleys *valleys, const Vertex *vertex)
{
	int			place = valleys->n;

	while (place > 0 && vertex->value < valleys->lowest[place - 1].value)
		place--;
	if (place >= MOST_VALLEYS)
		return;
	valleys->n = Min(valleys->n + 1, MOST_VALLEYS);
	memmove(&valleys->lowest[place + 1], &valleys->lowest[place],
			(valleys->n - 1 - place) * sizeof(Vertex));
	valleys->lowest[place] = *vertex;
}

/* Returns a number from its angle; a number that is nearly a bound becomes that bound */
static double
number_at(const Dimension *dimension, double angle)
{
	double		part = sin(angle) * sin(angle);

	if (part < AT_BOUND)
		return dimension->lower;
	if (1.0 - part < AT_BOUND)
		return dimension->upper;
	return dimension->lower + part * (dimension->upper - dimension->lower);
}

static double
angle_of(const Dimension *dimension, double number)
{
	return asin(sqrt((number - dimension->lower) / (dimension->upper - dimension->lower)));
}

static void
place_of(const Search *search, const Vertex *vertex, double *place)
{
	for (int i = 0; i < search->ndimensions; i++)
		place[i] = number_at(search->dimensions[i], vertex->at[i]);
}

/* Sets the value of the vertex */
static void
evaluate(const Search *search, Vertex *vertex)
{
	double		place[MOST_DIMENSIONS];

	place_of(search, vertex, place);
	vertex->value = search->value_at(search->searched, place);
}

static Vertex
grid_vertex(const Search *search, int place)
{
	Vertex		vertex = {{0.0}, 0.0};

	for (int i = 0; i < search->ndimensions; i++)
	{
		const Dimension *line = search->dimensions[i];

		vertex.at[i] = angle_of(line, line->points[place % line->npoints]);
		place /= line->npoints;
	}
	evaluate(search, &vertex);
	return vertex;
}

/*
 * Returns whether no neighbour on the grid is lower.  If a number has no
 * effect its points are equal, and any may lead down.
 */
static bool
is_valley(const Search *search, const Vertex *grid, int place)
{
	int			stride = 1;

	for (int i = 0; i < search->ndimensions; i++)
	{
		int			size = search->dimensions[i]->npoints;
		int			step = place / stride % size;

		if (step > 0 && grid[place - stride].value < grid[place].value)
			return false;
		if (step + 1 < size && grid[place + stride].value < grid[place].value)
			return false;
		stride *= size;
	}
	return true;
}

/* Finds the lowest valleys of the grid */
static void
search_grid(const Search *search, Valleys *valleys)
{
	int			npoints = 1;
	Vertex	   *grid;

	for (int i = 0; i < search->ndimensions; i++)
		npoints *= search->dimensions[i]->npoints;
	grid = palloc(npoints * sizeof(Vertex));
	for (int i = 0; i < npoints; i++)
		grid[i] = grid_vertex(search, i);
	for (int i = 0; i < npoints; i++)
		if (is_valley(search, grid, i))
			keep_valley(valleys, &grid[i]);
	pfree(grid);
}

static int
vertex_cmp(const void *a, const void *b)
{
	double		x = ((const Vertex *) a)->value;
	double		y = ((const Vertex *) b)->value;

	return (x > y) - (x < y);
}

/* Returns the vertex that many times the way from the worst one to the middle of the others */
static Vertex
across(const Search *search, const Vertex *simplex, double times)
{
	int			n = search->ndimensions;
	const Vertex *worst = &simplex[n];
	Vertex		vertex = {{0.0}, 0.0};

	for (int i = 0; i < n; i++)
	{
		double		middle = 0.0;

		for (int j = 0; j < n; j++)
			middle += simplex[j].at[i] / n;
		vertex.at[i] = worst->at[i] + times * (middle - worst->at[i]);
	}
	evaluate(search, &vertex);
	return vertex;
}

/* Halves the simplex towards its best vertex */
static void
shrink_simplex(const Search *search, Vertex *simplex)
{
	for (int j = 1; j <= search->ndimensions; j++)
	{
		for (int i = 0; i < search->ndimensions; i++)
			simplex[j].at[i] = (simplex[j].at[i] + simplex[0].at[i]) / 2.0;
		evaluate(search, &simplex[j]);
	}
}

/* One step of Nelder and Mead's simplex, which is in order */
static void
move_simplex(const Search *search, Vertex *simplex)
{
	Vertex	   *worst = &simplex[search->ndimensions];
	Vertex		reflected = across(search, simplex, 2.0);
	Vertex		other;

	if (reflected.value < simplex[0].value)
	{
		other = across(search, simplex, 3.0);
		*worst = other.value < reflected.value ? other : reflected;
		return;
	}
	if (reflected.value < simplex[search->ndimensions - 1].value)
	{
		*worst = reflected;
		return;
	}
	other = across(search, simplex, reflected.value < worst->value ? 1.5 : 0.5);
	if (other.value < Min(reflected.value, worst->value))
		*worst = other;
	else
		shrink_simplex(search, simplex);
}

static double
simplex_size(const Search *search, const Vertex *simplex)
{
	double		size = 0.0;

	for (int j = 1; j <= search->ndimensions; j++)
		for (int i = 0; i < search->ndimensions; i++)
			size = Max(size, fabs(simplex[j].at[i] - simplex[0].at[i]));
	return size;
}

/* Moves the vertex to the minimum that a simplex of a given size finds from it */
static void
search_simplex(const Search *search, Vertex *vertex, double reach, double size)
{
	Vertex		simplex[MOST_DIMENSIONS + 1];
	int			n = search->ndimensions;

	for (int j = 0; j <= n; j++)
	{
		simplex[j] = *vertex;
		if (j == 0)
			continue;
		simplex[j].at[j - 1] += simplex[j].at[j - 1] > M_PI_4 ? -reach : reach;
		evaluate(search, &simplex[j]);
	}
	for (int step = 0; step < SIMPLEX_STEPS; step++)
	{
		qsort(simplex, n + 1, sizeof(Vertex), vertex_cmp);
		if (simplex_size(search, simplex) < size)
			break;
		move_simplex(search, simplex);
	}
	qsort(simplex, n + 1, sizeof(Vertex), vertex_cmp);
	*vertex = simplex[0];
}

/*
 * Goes to the bottom; there the simplex begins again, with another size, until
 * that gains nothing
 */
static void
search_bottom(const Search *search, Vertex *least)
{
	for (int i = 0; i < RESTARTS && least->value > 0.0; i++)
	{
		double		before = least->value;

		search_simplex(search, least, i % 2 == 0 ? SHORT_REACH : LONG_REACH, FINAL_SIZE);
		if (i > 0 && before - least->value <= SMALL_GAIN * before)
			break;
	}
}

/*
 * Returns the minimum and its place.  There may be several valleys: a simplex
 * descends roughly from each of the lowest grid points, and then from the best
 * to the bottom.
 */
double
least_value(const Search *search, double *place)
{
	Valleys		valleys = {.n = 0};
	Vertex		least;

	search_grid(search, &valleys);
	least = valleys.lowest[0];
	if (search->ndimensions > 0 && isfinite(least.value))
	{
		for (int i = 0; i < valleys.n; i++)
		{
			Vertex		vertex = valleys.lowest[i];

			search_simplex(search, &vertex, LONG_REACH, ROUGH_SIZE);
			if (vertex.value < least.value)
				least = vertex;
		}
		search_bottom(search, &least);
	}
	place_of(search, &least, place);
	return least.value;
}
