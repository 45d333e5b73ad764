/*
 * state.h
 *		state_summary: the state of an agent, a ticket or a line over time.
 */
#ifndef STATE_H
#define STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "calendar.h"
#include "clock.h"
#include "multiset.h"

/* The time in one state, until the next */
typedef struct StateSpell
{
	int64		name;
	int64		from;
	int64		to;
	bool		ended;			/* all but the last one have ended */
} StateSpell;

/* A log in order, read spell by spell */
typedef struct StateLog
{
	ItemList	list;
	Clock		clock;
	int64		next;			/* the next row to read */
	int64		end;			/* end of the time to read */
} StateLog;

/* Reads the summary in the first argument; false if it has no rows */
extern bool read_state_log(FunctionCallInfo fcinfo, StateLog *log);

/* Returns the next spell that begins before the end; false if there is none */
extern bool next_state_spell(StateLog *log, StateSpell *spell);

/* Returns, for the number of each name, whether it is one of those in the n-th argument */
extern bool *argument_states(FunctionCallInfo fcinfo, int n, const char *option,
							 const StateLog *log);

/*
 * Passes on the periods in any of the states in the second argument, from the
 * time in the third to that in the fourth; false if nothing is known about
 * them
 */
extern bool state_periods(FunctionCallInfo fcinfo, TimeType type, PeriodTaker take, void *state);

#endif
