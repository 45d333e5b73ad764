/*
 * life.h
 *		The life of a ticket, read from a log of events.
 */
#ifndef LIFE_H
#define LIFE_H

#include "postgres.h"

#include "clock.h"
#include "multiset.h"

/* Events, in the order of a life */
typedef enum Event
{
	CREATED,
	CONTACTED,
	NEW,
	ASSIGNED,
	TOUCHED,
	REPLIED,
	ESCALATED,
	OPEN,
	PENDING,
	HOLD,
	SOLVED,
	CLOSED,
	WITHDRAWN
} Event;

#define NEVENTS		(WITHDRAWN + 1)

#define STATUS(event)		(1 << (event))
#define RESOLVED			(STATUS(SOLVED) | STATUS(CLOSED))
#define ENDED				(RESOLVED | STATUS(WITHDRAWN))
#define STATUSES			(STATUS(NEW) | STATUS(OPEN) | STATUS(PENDING) | STATUS(HOLD) | ENDED)

static inline bool
is_in(int statuses, Event event)
{
	return (statuses >> event) & 1;
}

/*
 * An event as an item: its time in microseconds, then a bit for the clock and
 * four for the event
 */
#define ITEM_BITS		5
#define CLOCK_BIT		4

static inline int64
item_of(int64 at, Clock clock, Event event)
{
	return at * (1 << ITEM_BITS) + ((int) clock << CLOCK_BIT) + event;
}

static inline int64
item_time(int64 item)
{
	return item >> ITEM_BITS;
}

static inline Clock
item_clock(int64 item)
{
	return (item >> CLOCK_BIT) & 1;
}

/* Returns the last possible item of a time */
static inline int64
last_item_of(int64 at)
{
	return at * (1 << ITEM_BITS) + (1 << ITEM_BITS) - 1;
}

static inline int
item_event(int64 item)
{
	return item & ((1 << CLOCK_BIT) - 1);
}

typedef struct Spell
{
	Event		status;
	int64		name;			/* the word of the user that was mapped to it */
	int64		from;
	int64		to;
	bool		ended;			/* all but the last one have ended */
	int64		nevents;		/* events of the log, up to the tie that began
								 * the spell */
} Spell;

typedef struct Life
{
	ItemList	log;			/* in order except for ties, up to the as-of
								 * time */
	Clock		clock;
	bool		has_as_of;
	int64		as_of;
	bool		has_created;
	int64		created;
	int64		ntaken;			/* events of the log read so far */
	int64		ambiguous;		/* times at which the order of a life decided */
	int64		count[NEVENTS];
	int64		first[NEVENTS]; /* for which counts is not 0 */
	Spell	   *spells;
	int64		nspells;
} Life;

/* Takes a log into a life that only has its clock and as-of time */
extern void take_log(Life *life, const ItemList *log);

/* Replaces its spells by those in which it was open */
extern void unite_open_spells(Life *life);

/* Return whether a spell begins with a resolution, or with a reopening */
extern bool is_resolved_from(const Life *life, int64 spell);
extern bool is_reopened_from(const Life *life, int64 spell);

/*
 * The requested statuses and, if words are requested, whether the number of
 * each word of the log is among them
 */
typedef struct Statuses
{
	int			events;
	const bool *words;
} Statuses;

static inline bool
spell_is_in(const Spell *spell, const Statuses *statuses)
{
	return is_in(statuses->events, spell->status) ||
		(statuses->words != NULL && statuses->words[spell->name]);
}

/* Returns whether a spell begins a status, and is not only another word for the one before */
static inline bool
begins_status(const Life *life, int64 spell)
{
	return spell == 0 || life->spells[spell].status != life->spells[spell - 1].status;
}

static inline bool
status_is_in(const Life *life, int statuses)
{
	return life->nspells > 0 && is_in(statuses, life->spells[life->nspells - 1].status);
}

static inline bool
is_withdrawn(const Life *life)
{
	return status_is_in(life, STATUS(WITHDRAWN));
}

/* Moments of a life: whether they have come, and when */
typedef bool (*Moment) (const Life *life, int64 *at);

extern bool life_creation(const Life *life, int64 *at);
extern bool life_first_reply(const Life *life, int64 *at);
extern bool life_first_touch(const Life *life, int64 *at);
extern bool life_first_resolution(const Life *life, int64 *at);
extern bool life_full_resolution(const Life *life, int64 *at);
extern bool life_closing(const Life *life, int64 *at);

#endif
