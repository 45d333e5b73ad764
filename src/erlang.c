/*
 * erlang.c
 *		Queues of calls and agents: Erlang B, C and A.
 *
 * Calls come at random at rate lambda, each takes an agent a random time of
 * mean 1 / mu, and with agents n the load is A = lambda / mu erlangs.
 *
 * Erlang B (Erlang 1917): a caller who finds all agents busy is lost, with
 * probability
 *
 *		B(0) = 1,  B(n) = A B(n - 1) / (n + A B(n - 1))
 *
 * For fractions of agents, such as the average of a half-hour or a share of a
 * pool, the same recursion begins at the fraction f (Jagers and van Doorn
 * 1986):
 *
 *		1 / B(f) = A int_0^inf exp(-A t) (1 + t)^f dt = exp(A) / A^f Gamma(1 + f, A)
 *
 * Erlang C: a caller who finds all agents busy waits until one is free.  If A
 * < n,
 *
 *		C = P(wait > 0) = n B / (n - A (1 - B))
 *		P(wait > t) = C exp(-(n - A) mu t),  E[wait] = C / ((n - A) mu)
 *
 * and if A >= n all wait, without end.
 *
 * Erlang A (Palm 1957; Garnett, Mandelbaum and Reiman 2002; Mandelbaum and
 * Zeltyn 2007): a caller who waits abandons after a random patience of mean 1
 * / theta.  The virtual wait V is that of a caller who would never abandon.
 * In units of the mean patience, with x = n mu / theta and y = lambda / theta,
 * its density at u > 0 is proportional to (Baccelli and Hebuterne 1981)
 *
 *		f(u) = exp(y (1 - exp(-u)) - x u)
 *
 * and a call with that virtual wait is still there with probability exp(-u).
 * With
 *
 *		I = int_0^inf f,  G = x I,  S = int_0^inf exp(-u) f(u) du
 *		P(wait > 0) = G B / (1 - B + G B)
 *		P(answered | wait > 0) = S / I
 *		P(answered within t) = 1 - P(wait > 0) (1 - int_0^(theta t) exp(-u) f(u) du / I)
 *		E[wait] = P(abandoned) / theta
 *
 * G is Palm's function A(x, y), which in terms of the incomplete gamma function
 * is x exp(y) / y^x gamma(x, y).  It may be beyond any double, and the series
 * for it long, so all integrals are of
 *
 *		g(u) = exp(-u) f(u) = exp(y (1 - exp(-u)) - X u),  X = x + 1
 *
 * divided by its maximum, and f follows from g by parts: x I = 1 + y S.  The
 * logarithm of g is concave, so g has a single peak.  Gauss and Legendre's
 * rule on each side of it integrates g to eleven digits or more, as fast for a
 * hundred thousand agents and endless patience as for one agent.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "erlang.h"

/* Nodes and weights of the 32-point rule on -1 to 1, one node of each pair */
#define NODE_PAIRS	16

static const struct
{
	double		node;
	double		weight;
}			legendre[NODE_PAIRS] = {
	{0.997263861849481564, 0.00701861000947009660},
	{0.985611511545268335, 0.0162743947309056706},
	{0.964762255587506431, 0.0253920653092620595},
	{0.934906075937739689, 0.0342738629130214331},
	{0.896321155766052124, 0.0428358980222266807},
	{0.849367613732569970, 0.0509980592623761762},
	{0.794483795967942407, 0.0586840934785355471},
	{0.732182118740289680, 0.0658222227763618468},
	{0.663044266930215201, 0.0723457941088485062},
	{0.587715757240762329, 0.0781938957870703065},
	{0.506899908932229390, 0.0833119242269467552},
	{0.421351276130635345, 0.0876520930044038111},
	{0.331868602282127650, 0.0911738786957638847},
	{0.239287362252137075, 0.0938443990808045656},
	{0.144471961582796493, 0.0956387200792748594},
	{0.0483076656877383162, 0.0965400885147278006}
};

/* Below exp(-36) of its maximum, g is negligible */
#define NEGLIGIBLE	36.0

/* exp(x) / x^(a - 1) Gamma(a, x) for a from 1 to 2; by a series if x is small */
static double
scaled_gamma_by_series(double a, double x)
{
	double		term = x / a;
	double		sum = term;

	for (double n = a + 1.0; term > sum * DBL_EPSILON; n += 1.0)
	{
		term *= x / n;
		sum += term;
	}
	return exp(x) * pow(x, 1.0 - a) * tgamma(a) - sum;
}

/* Otherwise by Legendre's continued fraction, computed from the front by Lentz's method */
static double
scaled_gamma_by_fraction(double a, double x)
{
	double		b = x + 1.0 - a;
	double		c = 1.0 / DBL_MIN;
	double		d = 1.0 / b;
	double		fraction = d;
	double		change;
	double		n = 0.0;

	do
	{
		double		numerator = -(n + 1.0) * (n + 1.0 - a);

		n += 1.0;
		b += 2.0;
		d = 1.0 / (b + numerator * d);
		c = b + numerator / c;
		change = c * d;
		fraction *= change;
	} while (fabs(change - 1.0) > DBL_EPSILON);
	return x * fraction;
}

static Blocking
with_fraction(double load, double fraction)
{
	Blocking	blocking = {fraction, fraction == 0.0 ? 1.0 : 0.0};

	if (fraction > 0.0 && load > 0.0)
		blocking.probability = 1.0 / (load < 1.0 ? scaled_gamma_by_series(1.0 + fraction, load) :
									  scaled_gamma_by_fraction(1.0 + fraction, load));
	return blocking;
}

/* Continues the recursion from fewer agents with the same fraction */
static Blocking
with_more_agents(Blocking blocking, double load, double agents)
{
	for (double more = rint(agents - blocking.agents); more > 0.0; more -= 1.0)
	{
		double		offered = load * blocking.probability;

		blocking.agents += 1.0;
		blocking.probability = offered / (blocking.agents + offered);
	}
	return blocking;
}

static Blocking
with_agents(double load, double agents)
{
	Blocking	blocking =
		with_more_agents(with_fraction(load, agents - floor(agents)), load, agents);

	/* exactly this number, not the sum of the fraction and ones */
	blocking.agents = agents;
	return blocking;
}

double
erlang_b(double load, double agents)
{
	return with_agents(load, agents).probability;
}

/* Requires a load that is less than the agents */
static double
wait_probability_c(double load, Blocking blocking)
{
	return blocking.agents * blocking.probability /
		(blocking.agents - load * (1.0 - blocking.probability));
}

double
erlang_c(double load, double agents)
{
	if (load >= agents)
		return 1.0;
	return wait_probability_c(load, with_agents(load, agents));
}

static QueueFigures
figures_c(const Workload *workload, Blocking blocking, double target)
{
	double		free_agents = blocking.agents - workload->load;
	QueueFigures figures = {1.0, 0.0, NAN, NAN, 0.0, blocking.agents > 0 ? 1.0 : NAN};

	/* the queue grows without end */
	if (free_agents <= 0.0)
		return figures;
	figures.wait_probability = wait_probability_c(workload->load, blocking);
	figures.average_wait = figures.wait_probability * workload->handle_time / free_agents;
	figures.asa = figures.average_wait;
	figures.service_level =
		1.0 - figures.wait_probability * exp(-free_agents * target / workload->handle_time);
	figures.occupancy = workload->load / blocking.agents;
	return figures;
}

/* exp(-v) - 1 + v; near 0 the series keeps more digits */
static double
excess(double v)
{
	double		series = 0.0;

	if (fabs(v) > 1.0 / 16.0)
		return expm1(-v) + v;
	for (int k = 10; k >= 2; k--)
		series = (1.0 - v * series) * (1.0 / k);
	return v * v * series;
}

/*
 * The function g, relative to its maximum, which is where u is 0 or y exp(-u)
 * is X: g(peak + v) / g(peak) = exp(-slope v - bend (exp(-v) - 1 + v))
 */
typedef struct Hill
{
	double		peak;
	double		left;			/* exp(-peak) */
	double		gone;			/* 1 - exp(-peak) */
	double		slope;
	double		bend;
} Hill;

/* Integrals over u > 0, divided by g(peak) */
typedef struct HillIntegrals
{
	double		answered;		/* integral of g(u) */
	double		abandoning;		/* integral of (1 - exp(-u)) g(u) */
	double		waiting;		/* integral of u g(u) */
} HillIntegrals;

/* From X and y; the difference X - y is an argument because they may be too large to compute it */
static Hill
hill_of(double x, double y, double difference)
{
	Hill		at_zero = {0.0, 1.0, 0.0, difference, y};
	Hill		inside = {0.0, x / y, -difference / y, 0.0, x};

	if (difference >= 0.0)
		return at_zero;
	/* each form is used where the other would cancel */
	inside.peak = x < y / 2.0 ? log(y / x) : -log1p(difference / y);
	return inside;
}

/* -log of g(peak + v) / g(peak) */
static double
descent(const Hill *hill, double v)
{
	return hill->slope * v + hill->bend * excess(v);
}

static void
add_point(HillIntegrals *integrals, const Hill *hill, double v, double weight)
{
	double		bent = excess(v);
	double		part = weight * exp(-hill->slope * v - hill->bend * bent);

	integrals->answered += part;
	integrals->abandoning += part * (hill->gone + hill->left * (v - bent));
	integrals->waiting += part * (hill->peak + v);
}

static void
add_side(HillIntegrals *integrals, const Hill *hill, double from, double to)
{
	double		middle = (from + to) / 2.0;
	double		half = (to - from) / 2.0;

	for (int i = 0; i < NODE_PAIRS; i++)
	{
		add_point(integrals, hill, middle - half * legendre[i].node, half * legendre[i].weight);
		add_point(integrals, hill, middle + half * legendre[i].node, half * legendre[i].weight);
	}
}

/*
 * A square root shows where the hill ends: exp(-v) - 1 + v is at least v^2 / 2
 * left of 0 and v^2 / (2 + v) right of it
 */
static HillIntegrals
integrate(const Hill *hill)
{
	HillIntegrals integrals = {0.0, 0.0, 0.0};
	double		rise = 2.0 * hill->slope - NEGLIGIBLE;
	double		foot =
		4.0 * NEGLIGIBLE /
		(rise + sqrt(rise * rise + 8.0 * (hill->slope + hill->bend) * NEGLIGIBLE));

	if (hill->peak > 0.0)
		add_side(&integrals, hill, -Min(hill->peak, sqrt(2.0 * NEGLIGIBLE / hill->bend)), 0.0);
	add_side(&integrals, hill, 0.0, foot);
	return integrals;
}

static QueueFigures
figures_a(const Workload *workload, Blocking blocking, double target)
{
	double		scale = workload->patience / workload->handle_time;
	double		x = blocking.agents * scale;
	double		y = workload->load * scale;
	double		difference = (blocking.agents - workload->load) * scale + 1.0;
	Hill		hill = hill_of(x + 1.0, y, difference);
	HillIntegrals all = integrate(&hill);
	double		palm = (x + 1.0) * all.answered + y * all.abandoning;	/* G, by parts */
	double		at_zero = exp(-descent(&hill, -hill.peak));
	double		waiting =
		palm * blocking.probability /
		(at_zero * (1.0 - blocking.probability) + palm * blocking.probability);
	double		answered = 1.0 - waiting + waiting * x * all.answered / palm;
	QueueFigures figures = {
		.wait_probability = waiting,
		.service_level = NAN
	};

	figures.abandon_rate = waiting * (all.answered + y * all.abandoning) / palm;
	figures.average_wait = figures.abandon_rate * workload->patience;
	figures.asa = waiting * x * all.waiting / palm / answered * workload->patience;
	/* rounding may lead past 1; NaN stays NaN */
	figures.occupancy = Min(1.0, workload->load * answered / blocking.agents);
	if (!isnan(target))
	{
		double		within = target / workload->patience;
		Hill		rest = hill_of(x + 1.0, y * exp(-within), difference - y * expm1(-within));
		double		late =
			exp(-descent(&hill, Max(within - hill.peak, 0.0))) * integrate(&rest).answered;

		figures.service_level = Max(answered - waiting * x * late / palm, 0.0);
	}
	return figures;
}

static QueueFigures
figures_of(const Workload *workload, Blocking blocking, double target)
{
	QueueFigures none = {NAN, NAN, NAN, NAN, NAN, blocking.agents > 0 ? 0.0 : NAN};

	if (workload->load == 0.0)
		return none;
	return isinf(workload->patience) ? figures_c(workload, blocking, target) :
		figures_a(workload, blocking, target);
}

QueueFigures
queue_figures(const Workload *workload, double agents, double target)
{
	return figures_of(workload, with_agents(workload->load, agents), target);
}

/*
 * A figure that equals the requirement except for the last digits meets it:
 * 2.1 erlangs are .7 of 3 agents.  Written so that an unknown figure does not
 * meet it.
 */
static bool
meets(const Workload *workload, Blocking blocking, const StaffingRequirements *required)
{
	QueueFigures figures = figures_of(workload, blocking, required->target);

	const double digits = 1.0 + 4.0 * DBL_EPSILON;

	return (isnan(required->service_level) ||
			figures.service_level * digits >= required->service_level) &&
		(isnan(required->asa) || figures.asa <= required->asa * digits) &&
		(isnan(required->occupancy) || figures.occupancy <= required->occupancy * digits) &&
		(isnan(required->abandon_rate) ||
		 figures.abandon_rate <= required->abandon_rate * digits);
}

/*
 * Returns a number of agents that is surely too few: agents who work all the
 * time answer agents / load of the calls at most
 */
static double
too_few(const Workload *workload, const StaffingRequirements *required)
{
	double		answered = isinf(workload->patience) ? 1.0 : 0.0;

	if (required->service_level > answered)
		answered = required->service_level;
	if (1.0 - required->abandon_rate > answered)
		answered = 1.0 - required->abandon_rate;
	return floor(Min(workload->load * answered, MOST_AGENTS));
}

/*
 * Searches between a whole number of agents that is enough and one fewer,
 * which is too few: halves the interval until no number lies inside
 */
static double
fraction_required(const Workload *workload, const StaffingRequirements *requirements,
				  double enough)
{
	double		few = enough - 1.0;

	for (;;)
	{
		double		middle = few + (enough - few) / 2.0;

		if (middle <= few || middle >= enough)
			return enough;
		if (meets(workload, with_agents(workload->load, middle), requirements))
			enough = middle;
		else
			few = middle;
	}
}

/*
 * Returns the fewest agents that meet all requirements; -1 if more than
 * MOST_AGENTS are needed.  More agents never make a figure worse, so the
 * number lies between one that is too few and one that is enough, searched
 * from as many agents as erlangs on.  The recursion continues from the lower
 * end.
 */
double
agents_required(const Workload *workload, const StaffingRequirements *requirements,
				bool fractional)
{
	double		load = workload->load;
	Blocking	few = with_agents(load, too_few(workload, requirements));
	Blocking	enough = with_more_agents(few, load, floor(Min(load, MOST_AGENTS)));

	if (load == 0.0)
		return 0.0;
	if (enough.agents == few.agents || !meets(workload, enough, requirements))
		for (int step = 1;; step *= 2)
		{
			few = enough;
			if (few.agents == MOST_AGENTS)
				return -1.0;
			enough = with_more_agents(few, load, Min(few.agents + step, MOST_AGENTS));
			if (meets(workload, enough, requirements))
				break;
		}

	while (enough.agents - few.agents > 1.0)
	{
		double		agents = few.agents + floor((enough.agents - few.agents) / 2.0);
		Blocking	middle = with_more_agents(few, load, agents);

		if (meets(workload, middle, requirements))
			enough = middle;
		else
			few = middle;
	}
	return fractional ? fraction_required(workload, requirements, enough.agents) : enough.agents;
}
