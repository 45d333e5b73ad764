/*
 * life.c
 *		The life of a ticket, read from a log of events.
 *
 * An event is a change of state (new, open, pending, hold, solved, closed,
 * withdrawn) or an action (created, contacted, assigned, touched, replied,
 * escalated).  All events up to an as-of time, in order, determine:
 *
 *		first reply		first replied
 *		first touch		first touched, replied or escalated, first state after the
 *						one at creation, or first resolution
 *		resolution		solved or closed after a state that is neither, or at the beginning
 *		reopening		a state that is neither after one that is
 *
 * A withdrawn ticket (merged, spam) is neither open nor resolved, and has no
 * resolution.  If the withdrawal is taken back, the next state follows the
 * state before the withdrawal.
 *
 * Events of equal times are in the order of their sequence, if they have one.
 * Otherwise states are in the order in which none repeats the one before it or
 * the one after it.  If there is no such order, or more than one, they are in
 * the order of a life, in which life.h lists the events.  A log in which a
 * state repeats although no order is in doubt records updates and not changes;
 * there the state that lasts comes first, then the order of a life.  A state
 * that repeats while it lasts changes nothing, so a ticket closed twice is
 * closed from the first time on.
 *
 * Several words of a user may be mapped to one state.  Each word is a separate
 * spell, and consecutive spells of the same state are still one state.
 *
 * Creation is the first event created, or, without one, the time of the first
 * state if that is new.  Any other log begins in the middle, and then nothing
 * is counted from creation.  From creation to its first state a ticket is new.
 */
#include "postgres.h"

#include "miscadmin.h"

#include "life.h"
#include "sort.h"

static void
add_spell(Spell *spells, int64 *nspells, Event status, int64 name, int64 from, int64 to,
		  bool ended)
{
	Spell	   *spell = &spells[(*nspells)++];

	spell->status = status;
	spell->name = name;
	spell->from = from;
	spell->to = to;
	spell->ended = ended;
	spell->nevents = 0;
}

/* Takes a status; one that already lasts, under the same word of the user, continues */
static void
take_status(Life *life, Event status, int64 name, int64 at)
{
	if (life->nspells > 0)
	{
		Spell	   *last = &life->spells[life->nspells - 1];

		if (last->status == status && last->name == name)
			return;
		last->to = at;
		last->ended = true;
	}
	add_spell(life->spells, &life->nspells, status, name, at, at, false);
	life->spells[life->nspells - 1].nevents = life->ntaken;
}

/* Begins with creation: until its first status, a ticket is new */
static void
begin_with_creation(Life *life)
{
	Spell	   *first = life->spells;

	if (life->nspells > 0 && first->from <= life->created)
		return;
	if (life->nspells > 0 && first->status == NEW)
	{
		first->from = life->created;
		return;
	}
	memmove(first + 1, first, life->nspells * sizeof(Spell));
	first->status = NEW;
	first->name = NO_NAME;
	first->nevents = 0;
	first->from = life->created;
	first->to = life->nspells > 0 ? first[1].from : life->created;
	first->ended = life->nspells > 0;
	life->nspells++;
}

/* Events of one time whose order is unknown; without a sequence, all events of that time */

#define NO_STATUS	(-1)

typedef struct Tie
{
	int64		counts[NEVENTS];	/* number of each status */
	int64		n;				/* number of statuses */
	int			different;		/* number of different statuses */
} Tie;

static inline bool
is_tied(const ItemList *log, int64 a, int64 b)
{
	return item_time(list_item(log, a)) == item_time(list_item(log, b)) &&
		list_sequence(log, a) == list_sequence(log, b);
}

static void
count_status(Tie *tie, Event status)
{
	if (tie->counts[status]++ == 0)
		tie->different++;
	tie->n++;
}

static Tie
read_tie(const ItemList *log, int64 begin, int64 end)
{
	Tie			tie = {0};

	for (int64 i = begin; i < end; i++)
	{
		Event		event = item_event(list_item(log, i));

		CHECK_FOR_INTERRUPTS();
		if (is_in(STATUSES, event))
			count_status(&tie, event);
	}
	return tie;
}

/*
 * Returns whether there is an order of the statuses in which none repeats the
 * one before it, nor the last one the status after: each status needs enough
 * places that do not touch
 */
static bool
can_be_ordered(const Tie *tie, int before, int after)
{
	if (tie->n == 0)
		return before == NO_STATUS || before != after;
	for (int status = 0; status < NEVENTS; status++)
	{
		int64		places = tie->n - (status == before) - (status == after);

		if (tie->counts[status] > (places + 1) / 2)
			return false;
	}
	return true;
}

static Event
any_status(const Tie *tie)
{
	Event		status = 0;

	while (tie->counts[status] == 0)
		status++;
	return status;
}

static void
take_out_status(Tie *tie, Event status)
{
	if (--tie->counts[status] == 0)
		tie->different--;
	tie->n--;
}

/* Counts the statuses that may come first, and finds one of them */
static int
count_first(const Tie *tie, int before, int after, int *first)
{
	int			n = 0;

	for (int status = 0; status < NEVENTS; status++)
	{
		Tie			rest = *tie;

		if (tie->counts[status] == 0 || status == before)
			continue;
		take_out_status(&rest, status);
		if (can_be_ordered(&rest, status, after))
		{
			*first = status;
			n++;
		}
	}
	return n;
}

/*
 * If a ticket is closed after a tie, solved is the last status of a tie that
 * has it; takes it out, so that the other statuses must not end with solved
 */
static int
solve_before_closing(Tie *tie, int after)
{
	if (after != CLOSED || tie->counts[SOLVED] == 0)
		return after;
	take_out_status(tie, SOLVED);
	return SOLVED;
}

/* A ticket is new before it has any other status */
static bool
new_comes_first(const Tie *tie, int before, int after)
{
	return after != NEW && tie->counts[NEW] <= (before == NO_STATUS ? 1 : 0);
}

/*
 * Finds the only order of the statuses of a tie without repetition; false if
 * there is none or more than one
 */
static bool
find_order(Tie tie, int before, int after, Event *order)
{
	int			last;

	if (!new_comes_first(&tie, before, after))
		return false;
	if (tie.counts[NEW] > 0)
	{
		take_out_status(&tie, NEW);
		*order++ = before = NEW;
	}
	last = solve_before_closing(&tie, after);
	while (tie.n > 0)
	{
		int			first;

		CHECK_FOR_INTERRUPTS();
		if (count_first(&tie, before, last, &first) != 1)
			return false;
		take_out_status(&tie, first);
		*order++ = before = first;
	}
	if (last != after)
		*order = last;
	return true;
}

/* Finds the only status that can come first in a tie; NO_STATUS if several can */
static int
find_first(Tie tie, int after)
{
	int			first;

	if (tie.different == 1)
		return any_status(&tie);
	if (tie.counts[NEW] > 0)
		return new_comes_first(&tie, NO_STATUS, after) ? NEW : NO_STATUS;
	after = solve_before_closing(&tie, after);
	return count_first(&tie, NO_STATUS, after, &first) == 1 ? first : NO_STATUS;
}

/* The statuses around the ties of a log */
typedef struct Surroundings
{
	bool		of_updates;		/* a status repeats, and no tie can explain it */
	int8	   *after;			/* for the event with which a tie begins, the
								 * status that must follow the tie; NO_STATUS
								 * if there is none or several are possible */
} Surroundings;

static Surroundings
read_surroundings(const ItemList *log)
{
	Surroundings surroundings = {false, MemoryContextAllocHuge(CurrentMemoryContext, log->n)};
	int			next = NO_STATUS;	/* the first status of those that follow */
	int			alone = NO_STATUS;	/* the same, if only one is possible */
	int64		begin;

	for (int64 end = log->n; end > 0; end = begin)
	{
		Tie			tie;

		for (begin = end - 1; begin > 0 && is_tied(log, begin - 1, begin);)
			begin--;
		surroundings.after[begin] = next;
		tie = read_tie(log, begin, end);
		if (tie.different == 0)
			continue;
		next = find_first(tie, next);
		if (tie.different == 1 && (tie.n > 1 || alone == next))
			surroundings.of_updates = true;
		alone = tie.different == 1 ? next : NO_STATUS;
	}
	return surroundings;
}

/* Takes a status from the events of a tie as often as it occurs there; returns the next place */
static int64
take_status_of(Life *life, Event status, int64 begin, int64 end, bool once)
{
	for (int64 i = begin; i < end; i++)
	{
		int64		item = list_item(&life->log, i);

		CHECK_FOR_INTERRUPTS();
		if (item_event(item) != (int) status)
			continue;
		take_status(life, status, list_name(&life->log, i), item_time(item));
		if (once)
			return i + 1;
	}
	return end;
}

/* Takes the lasting status first */
static void
take_in_order_of_life(Life *life, int lasting, int64 begin, int64 end)
{
	life->ambiguous++;
	if (lasting != NO_STATUS)
		(void) take_status_of(life, lasting, begin, end, false);
	for (int status = 0; status < NEVENTS; status++)
		if (is_in(STATUSES, status) && status != lasting)
			(void) take_status_of(life, status, begin, end, false);
}

static void
take_in_order(Life *life, const Event *order, int64 n, int64 begin, int64 end)
{
	int64		next[NEVENTS];	/* the event to look at for each status */

	for (int status = 0; status < NEVENTS; status++)
		next[status] = begin;
	for (int64 i = 0; i < n; i++)
		next[order[i]] = take_status_of(life, order[i], next[order[i]], end, true);
}

static void
take_tie(Life *life, const Tie *tie, const Surroundings *surroundings, int64 begin, int64 end)
{
	int			before = life->nspells > 0 ?
		(int) life->spells[life->nspells - 1].status : NO_STATUS;
	Event	   *order = MemoryContextAllocHuge(CurrentMemoryContext, tie->n * sizeof(Event));

	if (surroundings->of_updates)
		take_in_order_of_life(life, before, begin, end);
	else if (!find_order(*tie, before, surroundings->after[begin], order))
		take_in_order_of_life(life, NO_STATUS, begin, end);
	else
		take_in_order(life, order, tie->n, begin, end);
	pfree(order);
}

/* Returns whether several words stand for the one status of a tie, in an unknown order */
static bool
words_differ(const ItemList *log, int64 begin, int64 end)
{
	int64		name = -1;

	for (int64 i = begin; i < end; i++)
	{
		check_now_and_then(i);
		if (!is_in(STATUSES, item_event(list_item(log, i))))
			continue;
		if (name >= 0 && name != list_name(log, i))
			return true;
		name = list_name(log, i);
	}
	return false;
}

static inline void
count_event(Life *life, int64 item)
{
	Event		event = item_event(item);

	if (life->count[event]++ == 0)
		life->first[event] = item_time(item);
}

/* Finds the first event created; without one, the first status if that is new */
static void
find_creation(Life *life)
{
	life->has_created = life->count[CREATED] > 0 ||
		(life->nspells > 0 && life->spells[0].status == NEW);
	if (life->count[CREATED] > 0)
	{
		life->created = life->first[CREATED];
		begin_with_creation(life);
	}
	else if (life->has_created)
		life->created = life->spells[0].from;
}

void
take_log(Life *life, const ItemList *log)
{
	Surroundings surroundings = {false, NULL};
	int64		end;

	life->log = *log;
	/* one more than events, for creation */
	life->spells = MemoryContextAllocHuge(CurrentMemoryContext, (log->n + 1) * sizeof(Spell));
	for (int64 i = 0; i < log->n; i = end)
	{
		int64		item = list_item(log, i);
		Tie			tie;

		CHECK_FOR_INTERRUPTS();
		count_event(life, item);
		for (end = i + 1; end < log->n && is_tied(log, i, end); end++)
			count_event(life, list_item(log, end));
		life->ntaken = end;
		if (likely(end == i + 1))
		{
			if (is_in(STATUSES, item_event(item)))
				take_status(life, item_event(item), list_name(log, i), item_time(item));
			continue;
		}
		tie = read_tie(log, i, end);
		if (tie.different > 1 && surroundings.after == NULL)
			surroundings = read_surroundings(log);
		if (tie.different > 1)
			take_tie(life, &tie, &surroundings, i, end);
		else if (tie.different == 1)
		{
			life->ambiguous += words_differ(log, i, end);
			(void) take_status_of(life, any_status(&tie), i, end, false);
		}
	}
	find_creation(life);
}

/* Returns the spell before a spell, ignoring withdrawals between them; -1 if there is none */
static int64
spell_before(const Life *life, int64 spell)
{
	do
		spell--;
	while (spell >= 0 && life->spells[spell].status == WITHDRAWN);
	return spell;
}

bool
is_resolved_from(const Life *life, int64 spell)
{
	int64		before = spell_before(life, spell);

	return is_in(RESOLVED, life->spells[spell].status) &&
		(before < 0 || !is_in(RESOLVED, life->spells[before].status));
}

bool
is_reopened_from(const Life *life, int64 spell)
{
	int64		before = spell_before(life, spell);

	return before >= 0 && !is_in(ENDED, life->spells[spell].status) &&
		is_in(RESOLVED, life->spells[before].status);
}

/* Moments */

static bool
first_event(const Life *life, Event event, int64 *at)
{
	if (life->count[event] > 0)
		*at = life->first[event];
	return life->count[event] > 0;
}

bool
life_first_reply(const Life *life, int64 *at)
{
	return first_event(life, REPLIED, at);
}

/* Also true of a ticket that was withdrawn later */
static bool
first_time_resolved(const Life *life, int64 *at)
{
	for (int64 i = 0; i < life->nspells; i++)
		if (is_resolved_from(life, i))
		{
			*at = life->spells[i].from;
			return true;
		}
	return false;
}

bool
life_first_resolution(const Life *life, int64 *at)
{
	return !is_withdrawn(life) && first_time_resolved(life, at);
}

bool
life_first_touch(const Life *life, int64 *at)
{
	int64		first = PG_INT64_MAX;

	for (Event event = TOUCHED; event <= ESCALATED; event++)
		if (life->count[event] > 0)
			first = Min(first, life->first[event]);
	if (first_time_resolved(life, at))
		first = Min(first, *at);
	for (int64 i = 1; i < life->nspells; i++)
		if (life->spells[i].status != WITHDRAWN && begins_status(life, i) &&
			(!life->has_created || life->spells[i].from > life->created))
		{
			first = Min(first, life->spells[i].from);
			break;
		}
	*at = first;
	return first != PG_INT64_MAX;
}

/* Returns the resolution of a ticket that is resolved and not open again */
bool
life_full_resolution(const Life *life, int64 *at)
{
	if (!status_is_in(life, RESOLVED))
		return false;
	for (int64 i = life->nspells - 1; i >= 0; i--)
		if (is_resolved_from(life, i))
		{
			*at = life->spells[i].from;
			break;
		}
	return true;
}

bool
life_closing(const Life *life, int64 *at)
{
	int64		first = life->nspells - 1;

	if (!status_is_in(life, STATUS(CLOSED)))
		return false;
	while (first > 0 && life->spells[first - 1].status == CLOSED)
		first--;
	*at = life->spells[first].from;
	return true;
}

bool
life_creation(const Life *life, int64 *at)
{
	*at = life->created;
	return life->has_created;
}

/*
 * Unites the statuses between two ends into one spell; a ticket that was
 * resolved or withdrawn at its creation was never open
 */
void
unite_open_spells(Life *life)
{
	Spell	   *open = MemoryContextAllocHuge(CurrentMemoryContext,
											  (life->nspells + 1) * sizeof(Spell));
	int64		n = 0;

	if (life->has_created && is_in(ENDED, life->spells[0].status))
		add_spell(open, &n, OPEN, NO_NAME, life->created, life->spells[0].from, true);
	for (int64 i = 0; i < life->nspells; i++)
	{
		const Spell *spell = &life->spells[i];

		if (is_in(ENDED, spell->status))
			continue;
		if (i == 0 || is_in(ENDED, spell[-1].status))
			open[n++] = *spell;
		else
		{
			open[n - 1].to = spell->to;
			open[n - 1].ended = spell->ended;
		}
	}
	life->spells = open;
	life->nspells = n;
}
