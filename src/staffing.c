/*
 * staffing.c
 *		How many agents a volume of calls needs, and how long callers wait.
 *
 *		load = calls * average handle time / concurrency / period, in erlangs
 *		agents to schedule = agents required / (1 - shrinkage), rounded up
 *
 * The figures are those of Erlang's B, C and A, which erlang.c computes.  They
 * are long-run figures: without calls there are none, and a period begins as
 * the one before it ended.
 *
 * An agent who handles c chats at once, each of which takes the handle time,
 * counts as an agent who handles them one by one, in handle time / c each.  If
 * such an agent counted as c agents, the occupancy would be the same, but
 * fewer contacts would wait, because many agents are less often all busy.  So
 * the model errs towards too many agents.
 *
 * Work that can wait within the period, such as tickets and mail, has no
 * queue:
 *
 *		agents = (volume + backlog) * handle time / period / occupancy, rounded up
 */
#include "postgres.h"

#include <math.h>

#include "argument.h"
#include "erlang.h"
#include "server.h"

/* More than anybody handles at once; far beyond it, times would become 0 */
#define LARGEST_CONCURRENCY	1000.0

/* Arguments */

static double
require_load(double load)
{
	(void) require_not_below_0(load, "traffic load");

	/* a quotient may have been infinite */
	if (!(load <= LARGEST_LOAD))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("traffic load must be at most %s erlangs: %s", number_text(LARGEST_LOAD),
						number_text(load))));
	return load;
}

/* Reads seconds; a mean of 0 is not a mean duration */
static double
argument_longer_than_zero(FunctionCallInfo fcinfo, int n, const char *what)
{
	return seconds_from_microseconds(require_longer_than_0(duration_option(fcinfo, n, what),
														   what));
}

static double
argument_agents(FunctionCallInfo fcinfo, int n)
{
	double		agents = argument_number(fcinfo, n, "agents");

	if (agents < 0.0 || agents > MOST_AGENTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("agents must lie between 0 and %d: %s", MOST_AGENTS,
						number_text(agents))));
	return agents;
}

static double
argument_target(FunctionCallInfo fcinfo, int n)
{
	return seconds_from_microseconds(threshold_interval(fcinfo, n, "target"));
}

static double
argument_concurrency(FunctionCallInfo fcinfo, int n)
{
	double		concurrency = argument_number(fcinfo, n, "concurrency");

	if (concurrency < 1.0 || concurrency > LARGEST_CONCURRENCY)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("concurrency must lie between 1 and %s: %s",
						number_text(LARGEST_CONCURRENCY), number_text(concurrency))));
	return concurrency;
}

/*
 * (calls, period, aht, ..., concurrency); nobody abandons.  Without calls the
 * handle time does not matter.
 */
static Workload
argument_workload(FunctionCallInfo fcinfo)
{
	double		calls = argument_not_below_0(fcinfo, 0, "calls");
	double		period = argument_longer_than_zero(fcinfo, 1, "period");
	double		concurrency = argument_concurrency(fcinfo, PG_NARGS() - 1);
	Workload	workload = {0.0, 0.0, INFINITY};

	if (calls == 0.0)
		return workload;
	workload.handle_time =
		argument_longer_than_zero(fcinfo, 2, "average handle time") / concurrency;
	workload.load = require_load(calls * workload.handle_time / period);
	return workload;
}

/* Figures */

PG_FUNCTION_INFO_V1(staffing_erlang_b);
Datum
staffing_erlang_b(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(erlang_b(require_load(argument_number(fcinfo, 0, "traffic load")),
							  argument_agents(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(staffing_erlang_c);
Datum
staffing_erlang_c(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(erlang_c(require_load(argument_number(fcinfo, 0, "traffic load")),
							  argument_agents(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(staffing_traffic_load);
Datum
staffing_traffic_load(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(argument_workload(fcinfo).load);
}

/* (calls, period, aht, agents [, target], concurrency) */
static QueueFigures
figures_c(FunctionCallInfo fcinfo)
{
	Workload	workload = argument_workload(fcinfo);
	double		target = PG_NARGS() > 5 ? argument_target(fcinfo, 4) : NAN;

	return queue_figures(&workload, argument_agents(fcinfo, 3), target);
}

/* (calls, period, aht, patience, agents [, target], concurrency) */
static QueueFigures
figures_a(FunctionCallInfo fcinfo)
{
	Workload	workload = argument_workload(fcinfo);
	double		target = PG_NARGS() > 6 ? argument_target(fcinfo, 5) : NAN;

	workload.patience = argument_longer_than_zero(fcinfo, 3, "patience");
	return queue_figures(&workload, argument_agents(fcinfo, 4), target);
}

#define FIGURE(function, figures, figure, RETURN) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	double		value = figures(fcinfo).figure; \
\
	if (isnan(value)) \
		PG_RETURN_NULL(); \
	RETURN; \
} \
extern int	no_such_variable

#define RETURN_SHARE	PG_RETURN_FLOAT8(value)
#define RETURN_TIME		PG_RETURN_INTERVAL_P(interval_from_seconds(value))

FIGURE(staffing_erlang_c_service_level, figures_c, service_level, RETURN_SHARE);
FIGURE(staffing_erlang_c_asa, figures_c, asa, RETURN_TIME);
FIGURE(staffing_erlang_c_occupancy, figures_c, occupancy, RETURN_SHARE);

FIGURE(staffing_erlang_a_wait_probability, figures_a, wait_probability, RETURN_SHARE);
FIGURE(staffing_erlang_a_abandon_rate, figures_a, abandon_rate, RETURN_SHARE);
FIGURE(staffing_erlang_a_average_wait, figures_a, average_wait, RETURN_TIME);
FIGURE(staffing_erlang_a_asa, figures_a, asa, RETURN_TIME);
FIGURE(staffing_erlang_a_service_level, figures_a, service_level, RETURN_SHARE);
FIGURE(staffing_erlang_a_occupancy, figures_a, occupancy, RETURN_SHARE);

/* Agents required */

enum
{
	ARGUMENT_SERVICE_LEVEL = 3,
	ARGUMENT_TARGET,
	ARGUMENT_ASA,
	ARGUMENT_OCCUPANCY,
	ARGUMENT_PATIENCE,
	ARGUMENT_ABANDON_RATE,
	ARGUMENT_SHRINKAGE,
	ARGUMENT_FRACTIONAL			/* and concurrency, the last argument
								 * everywhere */
};

/* Reads a required share; NaN if it is not required */
static double
required_share(FunctionCallInfo fcinfo, int n, const char *what)
{
	double		share = PG_ARGISNULL(n) ? NAN : argument_number(fcinfo, n, what);

	if (share <= 0.0 || share >= 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be greater than 0 and less than 1: %s", what,
						number_text(share)),
				 hint_of_percent(share)));
	return share;
}

/* An argument that would have no effect is a mistake */
static void
check_requirements(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(ARGUMENT_SERVICE_LEVEL) != PG_ARGISNULL(ARGUMENT_TARGET))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 PG_ARGISNULL(ARGUMENT_TARGET) ?
				 errmsg("a service level needs a target") :
				 errmsg("a target needs a service level"),
				 errhint("A service level of 80 %% within 20 seconds is "
						 "service_level => 0.8, target => '20 s'.")));
	if (!PG_ARGISNULL(ARGUMENT_ABANDON_RATE) && PG_ARGISNULL(ARGUMENT_PATIENCE))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an abandon rate needs a patience"),
				 errhint("Estimate the mean patience by "
						 "exponential_mean(duration_agg(wait, NOT answered)).")));
	if (PG_ARGISNULL(ARGUMENT_SERVICE_LEVEL) && PG_ARGISNULL(ARGUMENT_ASA) &&
		PG_ARGISNULL(ARGUMENT_OCCUPANCY) && PG_ARGISNULL(ARGUMENT_ABANDON_RATE))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("nothing is required of the agents"),
				 errhint("Give a service level and its target, an ASA, an occupancy or, "
						 "with a patience, an abandon rate.")));
}

static StaffingRequirements
argument_requirements(FunctionCallInfo fcinfo)
{
	StaffingRequirements required;

	check_requirements(fcinfo);
	required.service_level = required_share(fcinfo, ARGUMENT_SERVICE_LEVEL, "service level");
	required.target = PG_ARGISNULL(ARGUMENT_TARGET) ? NAN :
		argument_target(fcinfo, ARGUMENT_TARGET);
	required.asa = PG_ARGISNULL(ARGUMENT_ASA) ? NAN :
		argument_longer_than_zero(fcinfo, ARGUMENT_ASA, "average speed of answer");
	required.occupancy = required_share(fcinfo, ARGUMENT_OCCUPANCY, "occupancy");
	required.abandon_rate = required_share(fcinfo, ARGUMENT_ABANDON_RATE, "abandon rate");
	return required;
}

/*
 * A whole quotient may only be whole up to the last digits: 21 / (1 - 0.3).
 * No forecast has that many digits.
 */
static double
whole_agents(double agents)
{
	return ceil(agents * (1.0 - 1e-12));
}

static double
argument_shrinkage(FunctionCallInfo fcinfo, int n)
{
	double		shrinkage = argument_number(fcinfo, n, "shrinkage");

	if (shrinkage < 0.0 || shrinkage >= 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("shrinkage must be at least 0 and less than 1: %s",
						number_text(shrinkage)),
				 hint_of_percent(shrinkage)));
	return shrinkage;
}

/* Agents to schedule; a negative number of agents is more than can be counted */
static double
with_shrinkage(double agents, double shrinkage, double load, bool fractional)
{
	double		scheduled = agents / (1.0 - shrinkage);

	if (!fractional)
		scheduled = whole_agents(scheduled);
	if (agents < 0.0 || scheduled > MOST_AGENTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("more than %d agents would be required for a load of %s erlangs",
						MOST_AGENTS, number_text(load))));
	return scheduled;
}

static bool
argument_fractional(FunctionCallInfo fcinfo, int n)
{
	argument_not_null(fcinfo, n, "fractional");
	return PG_GETARG_BOOL(n);
}

PG_FUNCTION_INFO_V1(staffing_agents_required);
Datum
staffing_agents_required(PG_FUNCTION_ARGS)
{
	Workload	workload;
	StaffingRequirements requirements;
	bool		fractional;
	double		shrinkage;
	double		agents;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) ||
		(PG_ARGISNULL(2) && PG_GETARG_FLOAT8(0) != 0.0))
		PG_RETURN_NULL();
	workload = argument_workload(fcinfo);
	requirements = argument_requirements(fcinfo);
	if (!PG_ARGISNULL(ARGUMENT_PATIENCE))
		workload.patience = argument_longer_than_zero(fcinfo, ARGUMENT_PATIENCE, "patience");
	fractional = argument_fractional(fcinfo, ARGUMENT_FRACTIONAL);
	shrinkage = argument_shrinkage(fcinfo, ARGUMENT_SHRINKAGE);
	agents = agents_required(&workload, &requirements, fractional);
	PG_RETURN_FLOAT8(with_shrinkage(agents, shrinkage, workload.load, fractional));
}

/* Work that can wait */

enum
{
	ARGUMENT_VOLUME,
	ARGUMENT_HANDLE_TIME,
	ARGUMENT_PERIOD,
	ARGUMENT_WORK_OCCUPANCY,
	ARGUMENT_WORK_SHRINKAGE,
	ARGUMENT_BACKLOG,
	ARGUMENT_WORK_FRACTIONAL
};

/* With work that can wait, agents may be busy all the time */
static double
argument_work_occupancy(FunctionCallInfo fcinfo)
{
	double		occupancy = argument_number(fcinfo, ARGUMENT_WORK_OCCUPANCY, "occupancy");

	if (occupancy <= 0.0 || occupancy > 1.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("occupancy must be greater than 0 and at most 1: %s",
						number_text(occupancy)),
				 hint_of_percent(occupancy)));
	return occupancy;
}

/* Returns the load in erlangs; without items the handle time does not matter */
static double
work_load(FunctionCallInfo fcinfo, double items)
{
	double		period = argument_longer_than_zero(fcinfo, ARGUMENT_PERIOD, "period");

	if (items == 0.0)
		return 0.0;
	return require_load(items *
						argument_longer_than_zero(fcinfo, ARGUMENT_HANDLE_TIME, "handle time") /
						period);
}

PG_FUNCTION_INFO_V1(staffing_workload_agents);
Datum
staffing_workload_agents(PG_FUNCTION_ARGS)
{
	bool		fractional;
	double		items;
	double		load;
	double		agents;

	if (PG_ARGISNULL(ARGUMENT_VOLUME) || PG_ARGISNULL(ARGUMENT_PERIOD) ||
		PG_ARGISNULL(ARGUMENT_BACKLOG))
		PG_RETURN_NULL();
	items = argument_not_below_0(fcinfo, ARGUMENT_VOLUME, "volume") +
		argument_not_below_0(fcinfo, ARGUMENT_BACKLOG, "backlog");
	if (PG_ARGISNULL(ARGUMENT_HANDLE_TIME) && items > 0.0)
		PG_RETURN_NULL();
	load = work_load(fcinfo, items);
	agents = load / argument_work_occupancy(fcinfo);
	fractional = argument_fractional(fcinfo, ARGUMENT_WORK_FRACTIONAL);
	if (!fractional)
		agents = whole_agents(agents);
	PG_RETURN_FLOAT8(with_shrinkage(agents,
									argument_shrinkage(fcinfo, ARGUMENT_WORK_SHRINKAGE),
									load, fractional));
}
