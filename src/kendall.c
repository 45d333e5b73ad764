/*
 * kendall.c
 *		Kendall's S of a series, and the slopes between the points of a plane.
 *
 *		S = number of pairs i < j with y_i < y_j, minus those with y_i > y_j
 *		Var S = (n (n-1) (2n+5) - sum t (t-1) (2t+5)) / 18, over groups of t equal values
 *		tau = S / sqrt(P (P - sum t (t-1) / 2)), P = n (n-1) / 2
 *
 * S is counted while the values are merged in order (Knight 1966).
 *
 * The slope of the pair (i, j) is above s exactly if y - s x is larger at j
 * than at i, so the slopes above any s are counted in the same way, without
 * looking at each of the n (n-1) / 2 pairs (Cole, Salowe, Steiger and
 * Szemeredi 1989).  To find the slope of a rank, the search starts between two
 * slopes of a sample of pairs (Matousek 1991) and halves the interval until it
 * holds few slopes for each point.  These slopes are listed, as the pairs that
 * change their order from one end to the other, and sorted.  The sample is the
 * same at every call.
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "kendall.h"
#include "sort.h"

/* Up to this many slopes are all listed */
#define FEW_SLOPES		65536
#define SLOPES_A_POINT	8

/*
 * After this many steps the interval is halved by the number of doubles in it,
 * which ends after 64 more
 */
#define PLAIN_HALVINGS	40

struct SlopeOrder
{
	const PlanePoint *points;
	int			n;
	int64		nslopes;		/* pairs that differ in x */
	double		limit;			/* twice as large as any slope can be */
	double	   *sample;			/* slopes of some pairs, in order */
	int			nsample;
	double	   *listed;			/* all slopes in order, if they are few, or
								 * room for some */
	int64		room;
	double	   *residuals;		/* scratch space */
	double	   *scratch;
};

/* Merges two consecutive runs; returns the number of pairs, one of each, that rise */
static int64
merge_runs(const double *from, int64 left, int64 right, int64 end, double *to)
{
	int64		i = left;
	int64		j = right;
	int64		rising = 0;

	for (int64 k = left; k < end; k++)
	{
		check_now_and_then(k);
		if (i < right && (j >= end || from[i] < from[j]))
			to[k] = from[i++];
		else
		{
			to[k] = from[j++];
			rising += i - left;
		}
	}
	return rising;
}

/* Sorts the values and returns the number of pairs i < j with values[i] < values[j] */
static int64
count_rising(double *values, double *scratch, int64 n)
{
	double	   *from = values;
	double	   *to = scratch;
	int64		rising = 0;

	for (int64 width = 1; width < n; width *= 2)
	{
		double	   *merged = to;

		for (int64 left = 0; left < n; left += 2 * width)
			rising += merge_runs(from, left, Min(left + width, n), Min(left + 2 * width, n), to);
		to = from;
		from = merged;
	}
	if (from != values)
		memcpy(values, from, n * sizeof(double));
	return rising;
}

/* Over the groups of t equal values in order: sums of t (t-1), t (t-1) (t-2) and t (t-1) (2t+5) */
typedef struct Ties
{
	double		pairs;
	double		triples;
	double		variance;
} Ties;

static void
count_group(Ties *ties, double t)
{
	ties->pairs += t * (t - 1.0);
	ties->triples += t * (t - 1.0) * (t - 2.0);
	ties->variance += t * (t - 1.0) * (2.0 * t + 5.0);
}

static Ties
count_ties(const double *sorted, int64 n)
{
	Ties		ties = {0.0, 0.0, 0.0};
	int64		first = 0;

	for (int64 i = 1; i <= n; i++)
	{
		check_now_and_then(i);
		if (i == n || sorted[i] != sorted[first])
		{
			count_group(&ties, (double) (i - first));
			first = i;
		}
	}
	return ties;
}

/* Kendall's (1975) variance of S, with ties in both variables */
static double
variance_of_s(double n, Ties x, Ties y)
{
	double		variance = (n * (n - 1.0) * (2.0 * n + 5.0) - x.variance - y.variance) / 18.0;

	if (n > 1.0)
		variance += x.pairs * y.pairs / (2.0 * n * (n - 1.0));
	if (n > 2.0)
		variance += x.triples * y.triples / (9.0 * n * (n - 1.0) * (n - 2.0));

	/* if all are equal it is 0, except for rounding */
	return Max(variance, 0.0);
}

/* Takes values in order of time, and sorts them */
MannKendall
mann_kendall_statistic(double *values, int64 n)
{
	const Ties	none = {0.0, 0.0, 0.0};
	double	   *scratch = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(double));
	int64		pairs = n * (n - 1) / 2;
	int64		rising = count_rising(values, scratch, n);
	Ties		ties = count_ties(values, n);
	int64		untied = pairs - (int64) (ties.pairs / 2.0);
	MannKendall result;

	result.s = 2 * rising - untied;
	result.variance = variance_of_s(n, none, ties);
	result.tau = untied == 0 ? NAN : result.s / sqrt((double) pairs) / sqrt((double) untied);
	pfree(scratch);
	return result;
}

/*
 * Returns the median of n > 0 values, which it sorts; halves them before it
 * adds, so the sum cannot overflow
 */
double
median_of(double *values, int64 n)
{
	sort_in_order(values, n, sizeof(double), double_cmp);
	if (n % 2 == 1)
		return values[n / 2];
	return values[n / 2 - 1] == values[n / 2] ? values[n / 2] :
		values[n / 2 - 1] / 2.0 + values[n / 2] / 2.0;
}

/* Slopes */

static int
point_cmp(const void *a, const void *b)
{
	const PlanePoint *p = a;
	const PlanePoint *q = b;

	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return (p->y < q->y) - (p->y > q->y);
}

static inline double
slope_between(const PlanePoint *a, const PlanePoint *b)
{
	return (b->y - a->y) / (b->x - a->x);
}

/* Returns twice the largest slope that the points can have; not finite if it is out of range */
static double
slope_limit(const PlanePoint *points, int n)
{
	double		lowest = points[0].y;
	double		highest = points[0].y;
	double		gap = HUGE_VAL;

	for (int i = 1; i < n; i++)
	{
		lowest = Min(lowest, points[i].y);
		highest = Max(highest, points[i].y);
		if (points[i].x > points[i - 1].x)
			gap = Min(gap, points[i].x - points[i - 1].x);
	}
	return isinf(gap) ? 0.0 : 2.0 * ((highest - lowest) / gap);
}

static void
list_all_slopes(SlopeOrder *order)
{
	int64		listed = 0;

	for (int i = 0; i < order->n; i++)
		for (int j = i + 1; j < order->n; j++)
			if (order->points[j].x > order->points[i].x)
				order->listed[listed++] = slope_between(&order->points[i], &order->points[j]);
	sort_in_order(order->listed, listed, sizeof(double), double_cmp);
}

/*
 * Takes the slopes of as many pairs as there are points, by Knuth's linear
 * congruential generator
 */
static void
take_sample(SlopeOrder *order)
{
	uint64		state = 1;

	while (order->nsample < order->n)
	{
		const PlanePoint *a;
		const PlanePoint *b;

		CHECK_FOR_INTERRUPTS();
		state = state * UINT64CONST(6364136223846793005) + UINT64CONST(1442695040888963407);
		a = &order->points[(state >> 33) % order->n];
		state = state * UINT64CONST(6364136223846793005) + UINT64CONST(1442695040888963407);
		b = &order->points[(state >> 33) % order->n];
		if (a->x != b->x)
			order->sample[order->nsample++] = slope_between(a, b);
	}
	sort_in_order(order->sample, order->nsample, sizeof(double), double_cmp);
}

/* Sorts the points; returns NULL if their slopes are beyond the range of doubles */
SlopeOrder *
order_slopes(PlanePoint *points, int n)
{
	SlopeOrder *order = palloc0(sizeof(SlopeOrder));
	int64		same = 0;
	int			first = 0;

	sort_in_order(points, n, sizeof(PlanePoint), point_cmp);
	for (int i = 0; i < n; i++)
	{
		if (points[i].x != points[first].x)
			first = i;
		same += i - first;
	}
	order->points = points;
	order->n = n;
	order->nslopes = (int64) n * (n - 1) / 2 - same;
	if (order->nslopes == 0)
		return order;
	order->limit = slope_limit(points, n);
	if (!isfinite(order->limit) || !isfinite(order->limit * (points[n - 1].x - points[0].x)))
		return NULL;

	if (order->nslopes <= FEW_SLOPES)
	{
		order->listed = palloc(order->nslopes * sizeof(double));
		list_all_slopes(order);
		return order;
	}
	order->room = (int64) n * SLOPES_A_POINT;
	order->listed = palloc(order->room * sizeof(double));
	order->sample = palloc(n * sizeof(double));
	order->residuals = palloc(n * sizeof(double));
	order->scratch = palloc(n * sizeof(double));
	/* if few pairs differ in x, a sample takes too long to find */
	if (same <= order->nslopes)
		take_sample(order);
	return order;
}

int64
slope_count(const SlopeOrder *order)
{
	return order->nslopes;
}

/* Returns the variance of the number of rising pairs minus that of falling ones */
double
slope_variance(const SlopeOrder *order)
{
	double	   *sorted = palloc(order->n * sizeof(double));
	Ties		x;
	Ties		y;

	for (int i = 0; i < order->n; i++)
		sorted[i] = order->points[i].x;
	x = count_ties(sorted, order->n);
	for (int i = 0; i < order->n; i++)
		sorted[i] = order->points[i].y;
	sort_in_order(sorted, order->n, sizeof(double), double_cmp);
	y = count_ties(sorted, order->n);
	pfree(sorted);
	return variance_of_s(order->n, x, y);
}

/* Returns y - s x, relative to the first point, which keeps digits that large x would cost */
static inline double
residual(const SlopeOrder *order, int i, double slope)
{
	const PlanePoint *origin = &order->points[0];

	return (order->points[i].y - origin->y) - slope * (order->points[i].x - origin->x);
}

/* Counts the slopes up to s; points of the same x never count, because y falls among them */
static int64
slopes_up_to(const SlopeOrder *order, double s)
{
	for (int i = 0; i < order->n; i++)
		order->residuals[i] = residual(order, i, s);
	return order->nslopes - count_rising(order->residuals, order->scratch, order->n);
}

/* A point, for a line that turns from one slope to another */
typedef struct Turning
{
	double		before;
	double		after;
	int			i;
} Turning;

/*
 * Orders points as the line meets them before the turn; of two points on the
 * line, the later one first, so that the slope between them does not count as
 * above
 */
static int
before_cmp(const void *a, const void *b)
{
	const Turning *p = a;
	const Turning *q = b;

	if (p->before != q->before)
		return p->before < q->before ? -1 : 1;
	return (p->i < q->i) - (p->i > q->i);
}

static inline bool
first_after(const Turning *p, const Turning *q)
{
	return p->after < q->after || (p->after == q->after && p->i > q->i);
}

/*
 * Merges two runs by their order after the turn, and lists the slopes of the
 * pairs that change their order, as far as there is room
 */
static int64
merge_turning(SlopeOrder *order, const Turning *from, int left, int right, int end, Turning *to,
			  int64 listed)
{
	int			i = left;
	int			j = right;

	for (int k = left; k < end; k++)
	{
		check_now_and_then(k);
		if (i < right && (j >= end || first_after(&from[i], &from[j])))
		{
			to[k] = from[i++];
			continue;
		}
		for (int passed = i; passed < right && listed < order->room; passed++)
			if (from[passed].i < from[j].i)
				order->listed[listed++] =
					slope_between(&order->points[from[passed].i], &order->points[from[j].i]);
		to[k] = from[j++];
	}
	return listed;
}

/*
 * Lists the slopes above lower and up to upper in order, as far as there is
 * room; returns their number
 */
static int64
list_slopes(SlopeOrder *order, double lower, double upper)
{
	Turning    *from = palloc(order->n * sizeof(Turning));
	Turning    *to = palloc(order->n * sizeof(Turning));
	int64		listed = 0;

	for (int i = 0; i < order->n; i++)
	{
		from[i].before = residual(order, i, lower);
		from[i].after = residual(order, i, upper);
		from[i].i = i;
	}
	sort_in_order(from, order->n, sizeof(Turning), before_cmp);
	for (int64 width = 1; width < order->n && listed < order->room; width *= 2)
	{
		Turning    *merged = to;

		for (int64 left = 0; left < order->n; left += 2 * width)
			listed = merge_turning(order, from, left, Min(left + width, order->n),
								   Min(left + 2 * width, order->n), to, listed);
		to = from;
		from = merged;
	}
	pfree(from);
	pfree(to);
	sort_in_order(order->listed, listed, sizeof(double), double_cmp);
	return listed;
}

/* Integers in the order of the doubles */
static uint64
place_of(double number)
{
	uint64		bits;

	memcpy(&bits, &number, sizeof(bits));
	return bits >> 63 ? ~bits : bits | UINT64CONST(1) << 63;
}

static double
double_at(uint64 place)
{
	uint64		bits = place >> 63 ? place & ~(UINT64CONST(1) << 63) : ~place;
	double		number;

	memcpy(&number, &bits, sizeof(number));
	return number;
}

/* Returns a number between two; the lower one if there is none */
static double
halfway(double lower, double upper, int step)
{
	uint64		below = place_of(lower);

	if (step < PLAIN_HALVINGS && lower / 2.0 + upper / 2.0 > lower &&
		lower / 2.0 + upper / 2.0 < upper)
		return lower / 2.0 + upper / 2.0;
	return double_at(below + (place_of(upper) - below) / 2);
}

/* An interval of slopes with the numbers of slopes up to its ends */
typedef struct Bracket
{
	double		lower;
	double		upper;
	int64		up_to_lower;	/* less than the rank */
	int64		up_to_upper;	/* the rank or more */
} Bracket;

static void
narrow(const SlopeOrder *order, Bracket *bracket, double s, int64 rank)
{
	int64		up_to;

	if (s <= bracket->lower || s >= bracket->upper)
		return;
	up_to = slopes_up_to(order, s);
	if (up_to < rank)
	{
		bracket->lower = s;
		bracket->up_to_lower = up_to;
	}
	else
	{
		bracket->upper = s;
		bracket->up_to_upper = up_to;
	}
}

/* Returns the slope of a rank, counted from 1 */
double
slope_of_rank(SlopeOrder *order, int64 rank)
{
	Bracket		bracket = {-order->limit, order->limit, 0, order->nslopes};
	double		share = (double) rank / order->nslopes;
	int			place = (int) (share * order->nsample);
	int			reach = (int) (3.0 * sqrt(order->nsample * share * (1.0 - share))) + 2;
	int64		listed;

	Assert(rank >= 1 && rank <= order->nslopes);
	if (order->nslopes <= FEW_SLOPES)
		return order->listed[rank - 1];
	if (order->limit == 0.0)
		return 0.0;
	if (place - reach >= 0)
		narrow(order, &bracket, order->sample[place - reach], rank);
	if (place + reach < order->nsample)
		narrow(order, &bracket, order->sample[place + reach], rank);
	for (int step = 0; bracket.up_to_upper - bracket.up_to_lower > order->room; step++)
	{
		double		middle = halfway(bracket.lower, bracket.upper, step);

		if (middle <= bracket.lower || middle >= bracket.upper)
			break;
		narrow(order, &bracket, middle, rank);
	}
	listed = list_slopes(order, bracket.lower, bracket.upper);

	/*
	 * between neighbouring doubles all slopes are equal, however many there
	 * are; rounding may move some beyond the ends
	 */
	if (listed == 0)
		return bracket.upper;
	return order->listed[Max(Min(rank - bracket.up_to_lower, listed), 1) - 1];
}

double
median_slope(SlopeOrder *order)
{
	double		middle[2] = {
		slope_of_rank(order, (order->nslopes + 1) / 2),
		slope_of_rank(order, order->nslopes / 2 + 1)
	};

	return median_of(middle, 2);
}
