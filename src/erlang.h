/*
 * erlang.h
 *		Queues of calls and agents: Erlang B, C and A.
 */
#ifndef ERLANG_H
#define ERLANG_H

#include "postgres.h"

/* Recursions go through all agents, so there is a limit; no queue comes near the limit on loads */
#define MOST_AGENTS		1000000
#define LARGEST_LOAD	1e9

/* A queue without its agents; times are in seconds */
typedef struct Workload
{
	double		load;			/* erlangs: calls per second * handle time */
	double		handle_time;	/* mean */
	double		patience;		/* mean; infinite if nobody abandons, as in
								 * Erlang C */
} Workload;

/* Agents, and the probability that all of them are busy if nobody can wait */
typedef struct Blocking
{
	double		agents;
	double		probability;
} Blocking;

/* What callers meet; figures without calls and other unknown ones are NaN */
typedef struct QueueFigures
{
	double		wait_probability;
	double		abandon_rate;
	double		average_wait;	/* mean of all calls, in seconds */
	double		asa;			/* mean of the answered calls, in seconds */
	double		service_level;	/* answered within a target / all */
	double		occupancy;
} QueueFigures;

/* The required figures; NaN if nothing is required */
typedef struct StaffingRequirements
{
	double		service_level;	/* the least share within the target */
	double		target;			/* seconds */
	double		asa;			/* the highest value, as for the next two */
	double		occupancy;
	double		abandon_rate;
} StaffingRequirements;

extern double erlang_b(double load, double agents);
extern double erlang_c(double load, double agents);
extern QueueFigures queue_figures(const Workload *workload, double agents, double target);
extern double agents_required(const Workload *workload, const StaffingRequirements *requirements,
							  bool fractional);

#endif
