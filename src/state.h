/*
 * state.h
 *		state_summary: in which state an agent, a ticket or a line was when.
 */
#ifndef STATE_H
#define STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "calendar.h"
#include "clock.h"
#include "multiset.h"

/* Time in one state, until another came */
typedef struct StateSpell
{
	int64		name;
	int64		from;
	int64		to;
	bool		ended;			/* all but the last */
} StateSpell;

/* A log in order, of which spell after spell is read */
typedef struct StateLog
{
	ItemList	list;
	Clock		clock;
	int64		next;			/* row to look at */
	int64		end;			/* of what is read */
} StateLog;

/* Of the summary in the first argument; false where it has no rows */
extern bool read_state_log(FunctionCallInfo fcinfo, StateLog *log);

/* The next spell that begins before the end; false where there is none */
extern bool next_state_spell(StateLog *log, StateSpell *spell);

/* For the number of each name, whether it is one of those in the n-th argument */
extern bool *argument_states(FunctionCallInfo fcinfo, int n, const char *option,
							 const StateLog *log);

/*
 * Takes the periods in any of the states in the second argument, from the time
 * in the third to that in the fourth; false where nothing is known of them
 */
extern bool state_periods(FunctionCallInfo fcinfo, TimeType type, PeriodTaker take, void *state);

#endif
