/*
 * erlang.h
 *		Queues of calls and agents: Erlang B, C and A.
 */
#ifndef ERLANG_H
#define ERLANG_H

#include "postgres.h"

/* Recursions go through all agents, so there is a limit; no queue comes near the one on loads */
#define MOST_AGENTS		1000000
#define LARGEST_LOAD	1e9

/* A queue without its agents; times in seconds */
typedef struct Workload
{
	double		load;			/* erlangs: calls per second * handle time */
	double		handle_time;	/* mean */
	double		patience;		/* mean; infinite: nobody abandons, Erlang C */
} Workload;

/* Agents, and the probability that all of them are busy where nobody can wait */
typedef struct Blocking
{
	double		agents;
	double		probability;
} Blocking;

/* What calls meet, those of no calls and others that are not known NaN */
typedef struct QueueFigures
{
	double		wait_probability;
	double		abandon_rate;
	double		average_wait;	/* of all, in seconds */
	double		asa;			/* of the answered, in seconds */
	double		service_level;	/* answered within a target / all */
	double		occupancy;
} QueueFigures;

/* What the figures are to be; NaN where nothing is required */
typedef struct StaffingRequirements
{
	double		service_level;	/* at least, within the target */
	double		target;			/* seconds */
	double		asa;			/* at most, and so the next two */
	double		occupancy;
	double		abandon_rate;
} StaffingRequirements;

extern double erlang_b(double load, double agents);
extern double erlang_c(double load, double agents);
extern QueueFigures queue_figures(const Workload *workload, double agents, double target);
extern double agents_required(const Workload *workload, const StaffingRequirements *requirements,
							  bool fractional);

#endif
