/*
 * ticket.h
 *		ticket_summary: reading the life of the ticket.
 */
#ifndef TICKET_H
#define TICKET_H

#include "postgres.h"

#include "fmgr.h"

#include "clock.h"
#include "life.h"

/*
 * Reads the summary in the first argument, up to the time in the n-th, if
 * there is one; false if no event had happened
 */
extern bool read_life(FunctionCallInfo fcinfo, int n, TimeType type, Life *life);

/*
 * Does the same for functions that return times of a type, with the name that
 * require_reader_clock needs
 */
extern bool read_life_by(FunctionCallInfo fcinfo, int n, TimeType type, const char *name,
						 Life *life);

/* Reads the statuses in the array of the n-th argument, in our words or in those of the log */
extern Statuses argument_statuses(FunctionCallInfo fcinfo, int n, const char *option,
								  const Life *life);

#endif
