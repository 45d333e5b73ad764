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

#endif
