/*
 * reply.c
 *		Replies to the requester of a ticket, from its life.
 *
 * The first reply in each time that the ticket was open is the first from its
 * opening to its resolution, both included; a reply counts once.
 */
#include "postgres.h"

#include "miscadmin.h"

#include "calendar.h"
#include "record.h"
#include "server.h"
#include "ticket.h"

/* The first reply in each time open */

/* Looks for it from the next event on, both ends included: a reply counts once */
static bool
reply_in_spell(const Life *life, const Spell *spell, int64 *next, int64 *at)
{
	while (*next < life->log.n)
	{
		int64		item = log_item(&life->log, *next);

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

/* NULL where there is none, and nobody asks as of when or it is resolved */
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
