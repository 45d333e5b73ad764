/*
 * ticket.h
 *		ticket_summary: the life that it tells of, to be read.
 */
#ifndef TICKET_H
#define TICKET_H

#include "postgres.h"

#include "fmgr.h"

#include "clock.h"
#include "life.h"

/*
 * Of the summary in the first argument, up to the time in the n-th, if there
 * is one; false where no event had happened
 */
extern bool read_life(FunctionCallInfo fcinfo, int n, TimeType type, Life *life);

/* The same for what gives times of a type, by its name as require_reader_clock has it */
extern bool read_life_by(FunctionCallInfo fcinfo, int n, TimeType type, const char *name,
						 Life *life);

/* The statuses that an array of the n-th argument names, by our words or those of the log */
extern Statuses argument_statuses(FunctionCallInfo fcinfo, int n, const char *option,
								  const Life *life);

#endif
