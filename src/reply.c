/*
 * reply.c
 *		Replies to the requester of a ticket, from the ticket's life.
 *
 * A turn begins with a message of the requester, such as the creation, when no
 * turn is open.  It ends with the next reply of an agent, or without one when
 * the ticket becomes solved or closed.  It waits as long as neither has come.
 *
 *		reply time		reply - first message of the turn
 *		update time		time in some statuses from a reply to the next
 *		first reply		in each time open, from its opening to its resolution, both
 *						included; a reply counts once
 *
 * Among events whose order is unknown, messages come before replies, and a
 * resolution comes last.
 */
#include "postgres.h"

#include "miscadmin.h"

#include "argument.h"
#include "calendar.h"
#include "record.h"
#include "server.h"
#include "ticket.h"

/* The first reply in each time open */

/* Searches from the next event on, both ends included: a reply counts once */
static bool
reply_in_spell(const Life *life, const Spell *spell, int64 *next, int64 *at)
{
	while (*next < life->log.n)
	{
		int64		item = list_item(&life->log, *next);

		CHECK_FOR_INTERRUPTS();
		*at = item_time(item);
		if (spell->ended && *at > spell->to)
			return false;
		(*next)++;
		if (item_event(item) == REPLIED && *at >= spell->from)
			return true;
	}
	return false;
}

/* Adds NULL if there is no reply, and there is no as-of time or the ticket is resolved */
static ArrayBuildState *
add_first_reply(ArrayBuildState *times, const Life *life, const Calendar *calendar,
				const Spell *spell, int64 *next)
{
	int64		at;
	int64		time;

	if (!reply_in_spell(life, spell, next, &at))
	{
		if (spell->ended || !life->has_as_of)
			return add_interval(times, NULL);
		at = life->as_of;
	}
	time = calendar_elapsed(calendar, life->clock, spell->from, at);
	return add_interval(times, &time);
}

static Datum
first_reply_times(FunctionCallInfo fcinfo, TimeType type)
{
	const Calendar *calendar = optional_calendar(fcinfo, 2);
	ArrayBuildState *times = NULL;
	Life		life;
	bool		opening_unknown;
	int64		next = 0;

	if (!read_life(fcinfo, 1, type, &life) || life.nspells == 0)
		PG_RETURN_NULL();
	/* the log begins in the middle */
	opening_unknown = !life.has_created && !is_in(ENDED, life.spells[0].status);
	unite_open_spells(&life);
	if (opening_unknown)
		times = add_interval(times, NULL);
	for (int64 i = opening_unknown; i < life.nspells; i++)
		times = add_first_reply(times, &life, calendar, &life.spells[i], &next);
	RETURN_INTERVALS(times);
}

TIME_FUNCTIONS(ticket_summary_first_reply_times_timestamptz,
			   ticket_summary_first_reply_times_timestamp,
			   ticket_summary_first_reply_times_date,
			   first_reply_times(fcinfo, type));

/* Rows (from, to, time) of the requester's turns, or of updates */

typedef struct ReplyRow
{
	int64		from;
	int64		to;
	int64		time;
	bool		has_to;
	bool		has_time;
} ReplyRow;

typedef struct Replies
{
	Life		life;
	const Calendar *calendar;
	bool		waiting;		/* a turn is open */
	int64		asked_at;		/* when it began */
	ReplyRow   *rows;
	int64		nrows;
} Replies;

/*
 * Returns the place of the as-of time, before the n-th argument; a place
 * beyond all arguments if the function has no as-of time
 */
static inline int
as_of_before(int n)
{
	return n > 1 ? n - 1 : FUNC_MAX_ARGS;
}

/* A set-returning function uses fn_extra, in which other calls keep a calendar */
static const Calendar *
calendar_of_rows(FunctionCallInfo fcinfo, int n)
{
	return PG_NARGS() <= n || PG_ARGISNULL(n) ? NULL : argument_calendar(fcinfo, n);
}

/* Makes rows; there are at most as many as events that may begin one */
static void
make_rows(Replies *replies, int64 most)
{
	replies->rows = MemoryContextAllocHuge(CurrentMemoryContext, (most + 1) * sizeof(ReplyRow));
	replies->nrows = 0;
}

static ReplyRow *
add_row(Replies *replies, int64 from)
{
	ReplyRow   *row = &replies->rows[replies->nrows++];

	memset(row, 0, sizeof(ReplyRow));
	row->from = from;
	return row;
}

static void
reply_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const ReplyRow *row = &((const Replies *) state)->rows[n];

	values[0] = TimestampGetDatum(row->from);
	values[1] = TimestampGetDatum(row->to);
	nulls[1] = !row->has_to;
	values[2] = IntervalPGetDatum(interval_from_microseconds(row->time));
	nulls[2] = !row->has_time;
}

/* Turns */

static void
begin_turn(Replies *replies, int64 at)
{
	if (!replies->waiting)
		replies->asked_at = at;
	replies->waiting = true;
}

static ReplyRow *
end_turn(Replies *replies)
{
	replies->waiting = false;
	return add_row(replies, replies->asked_at);
}

static void
set_time(ReplyRow *row, const Replies *replies, int64 to)
{
	row->time = calendar_elapsed(replies->calendar, replies->life.clock, row->from, to);
	row->has_time = true;
}

static void
take_reply(Replies *replies, int64 at)
{
	ReplyRow   *row;

	if (!replies->waiting)
		return;
	row = end_turn(replies);
	row->to = at;
	row->has_to = true;
	set_time(row, replies, at);
}

/* Returns whether the item is the event created, or else new */
static bool
is_creation(const Life *life, int64 item)
{
	return life->has_created && item_time(item) == life->created &&
		item_event(item) == (life->count[CREATED] > 0 ? CREATED : NEW);
}

static void
take_message(Replies *replies, int64 item)
{
	if (item_event(item) == CONTACTED || is_creation(&replies->life, item))
		begin_turn(replies, item_time(item));
	else if (item_event(item) == REPLIED)
		take_reply(replies, item_time(item));
}

/* Ends the open turn if the ticket is resolved up to an event, from the next spell on */
static void
take_resolutions(Replies *replies, int64 nevents, int64 *next)
{
	const Life *life = &replies->life;

	for (; *next < life->nspells && life->spells[*next].nevents <= nevents; (*next)++)
		if (is_in(RESOLVED, life->spells[*next].status) && begins_status(life, *next) &&
			replies->waiting)
			(void) end_turn(replies);
}

/* Finds all turns that have ended, and whether one is open */
static void
take_turns(Replies *replies)
{
	const Life *life = &replies->life;
	int64		next = 0;

	make_rows(replies, life->count[CONTACTED] + life->count[CREATED] + life->count[NEW]);
	for (int64 i = 0; i < life->log.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		take_resolutions(replies, i, &next);
		take_message(replies, list_item(&life->log, i));
	}
	take_resolutions(replies, life->log.n, &next);
}

/* (summary [, as_of], calendar); nobody waits in the turn of a withdrawn ticket */
static void *
begin_reply_times(FunctionCallInfo fcinfo, int type, const char *name, int64 *nrows)
{
	Replies    *replies = palloc0(sizeof(Replies));
	const Life *life = &replies->life;
	int			calendar = PG_NARGS() - 1;

	*nrows = 0;
	if (!read_life_by(fcinfo, as_of_before(calendar), type, name, &replies->life))
		return replies;
	replies->calendar = calendar_of_rows(fcinfo, calendar);
	take_turns(replies);
	if (replies->waiting)
	{
		ReplyRow   *row = end_turn(replies);

		if (life->has_as_of && !is_withdrawn(life))
			set_time(row, replies, life->as_of);
	}
	*nrows = replies->nrows;
	return replies;
}

TIME_FUNCTIONS(ticket_summary_reply_times_timestamptz,
			   ticket_summary_reply_times_timestamp,
			   ticket_summary_reply_times_date,
			   return_rows(fcinfo, begin_reply_times, type, "reply_times", reply_row));
TIME_FUNCTION(ticket_summary_reply_times_local, TIME_TIMESTAMP,
			  return_rows(fcinfo, begin_reply_times, type, "reply_times", reply_row));

static Datum
waiting_since(FunctionCallInfo fcinfo, TimeType type)
{
	Replies		replies = {.waiting = false};

	if (!read_life_by(fcinfo, 1, type, "waiting_since", &replies.life))
		PG_RETURN_NULL();
	take_turns(&replies);
	if (!replies.waiting || is_withdrawn(&replies.life))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMP(replies.asked_at);
}

TIME_FUNCTIONS(ticket_summary_waiting_since_timestamptz,
			   ticket_summary_waiting_since_timestamp,
			   ticket_summary_waiting_since_date,
			   waiting_since(fcinfo, type));
TIME_FUNCTION(ticket_summary_waiting_since_local, TIME_TIMESTAMP, waiting_since(fcinfo, type));

/* Updates */

/*
 * Returns the time in some statuses, from a time on that is not before that of
 * the previous call
 */
static int64
time_in(const Replies *replies, const Statuses *statuses, int64 from, int64 to, int64 *next)
{
	const Life *life = &replies->life;
	int64		time = 0;

	while (*next < life->nspells - 1 && life->spells[*next].to <= from)
		(*next)++;
	for (int64 i = *next; i < life->nspells && life->spells[i].from < to; i++)
	{
		const Spell *spell = &life->spells[i];

		CHECK_FOR_INTERRUPTS();
		if (spell_is_in(spell, statuses))
			time += calendar_elapsed(replies->calendar, life->clock, Max(from, spell->from),
									 spell->ended ? Min(to, spell->to) : to);
	}
	return time;
}

/* Makes a row for each reply, which the next reply ends */
static void
take_updates(Replies *replies)
{
	const Life *life = &replies->life;

	make_rows(replies, life->count[REPLIED]);
	for (int64 i = 0; i < life->log.n; i++)
	{
		int64		item = list_item(&life->log, i);

		CHECK_FOR_INTERRUPTS();
		if (item_event(item) != REPLIED)
			continue;
		(void) add_row(replies, item_time(item));
		if (replies->nrows > 1)
		{
			replies->rows[replies->nrows - 2].to = item_time(item);
			replies->rows[replies->nrows - 2].has_to = true;
		}
	}
}

/* (summary [, as_of], runs_in, calendar) */
static void *
begin_update_times(FunctionCallInfo fcinfo, int type, const char *name, int64 *nrows)
{
	Replies    *replies = palloc0(sizeof(Replies));
	const Life *life = &replies->life;
	int			runs_in = PG_NARGS() - 2;
	Statuses	statuses;
	int64		next = 0;

	*nrows = 0;
	argument_not_null(fcinfo, runs_in, "runs_in");
	if (!read_life_by(fcinfo, as_of_before(runs_in), type, name, &replies->life))
		return replies;
	statuses = argument_statuses(fcinfo, runs_in, "runs_in", life);
	replies->calendar = calendar_of_rows(fcinfo, runs_in + 1);
	take_updates(replies);
	*nrows = replies->nrows;
	for (int64 i = 0; i < replies->nrows; i++)
	{
		ReplyRow   *row = &replies->rows[i];

		/* the last update continues unless the ticket has ended */
		row->has_time = life->nspells > 0 &&
			(row->has_to || (life->has_as_of && !status_is_in(life, ENDED)));
		if (row->has_time)
			row->time = time_in(replies, &statuses, row->from,
								row->has_to ? row->to : life->as_of, &next);
	}
	return replies;
}

TIME_FUNCTIONS(ticket_summary_update_times_timestamptz,
			   ticket_summary_update_times_timestamp,
			   ticket_summary_update_times_date,
			   return_rows(fcinfo, begin_update_times, type, "update_times", reply_row));
TIME_FUNCTION(ticket_summary_update_times_local, TIME_TIMESTAMP,
			  return_rows(fcinfo, begin_update_times, type, "update_times", reply_row));
