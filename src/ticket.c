/*
 * ticket.c
 *		ticket_summary: the log of one ticket, and what it tells of its life.
 *
 * An event is a change of state (new, open, pending, hold, solved, closed,
 * withdrawn) or something that was done (created, contacted, assigned, touched,
 * replied, escalated).  From all events up to an as-of time, in order:
 *
 *		first reply		first replied
 *		first touch		first touched, replied or escalated, first state after the
 *						one at creation, or first resolution
 *		resolution		solved or closed after a state that is neither, or at the beginning
 *		reopening		a state that is neither after one that is
 *
 * A withdrawn ticket (merged, spam) is neither open nor resolved, and came to no
 * resolution; what came before is as if it had not been, should it be taken back.
 *
 * At equal times events are in the order of their sequence, where they have one.
 * Else states are in the order in which none repeats the one before it, nor the
 * one that comes after; where that is none or more than one, they are in the
 * order of a life, the one in which events are listed below.  A log in which a
 * state comes again where nothing is in doubt tells of updates and not of
 * changes; there the state that lasts comes first, then the order of a life.
 * A state that comes again while it lasts changes nothing, so a ticket closed
 * twice is closed since the first time.
 *
 * Creation is the first event created; without one, the time of the first state
 * if that is new.  Any other log begins in the middle, and nothing is counted
 * from creation then.  From creation to its first state a ticket is new.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "calendar.h"
#include "clock.h"
#include "multiset.h"
#include "record.h"
#include "server.h"
#include "sort.h"

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
#define IGNORED		NEVENTS

static const MethodName event_names[NEVENTS] = {
	{"created", CREATED},
	{"contacted", CONTACTED},
	{"new", NEW},
	{"assigned", ASSIGNED},
	{"touched", TOUCHED},
	{"replied", REPLIED},
	{"escalated", ESCALATED},
	{"open", OPEN},
	{"pending", PENDING},
	{"hold", HOLD},
	{"solved", SOLVED},
	{"closed", CLOSED},
	{"withdrawn", WITHDRAWN}
};

static const MethodName status_names[] = {
	{"new", NEW},
	{"open", OPEN},
	{"pending", PENDING},
	{"hold", HOLD},
	{"solved", SOLVED},
	{"closed", CLOSED},
	{"withdrawn", WITHDRAWN}
};

#define EVENT_TIME	"time of an event"

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

static inline int
item_event(int64 item)
{
	return item & ((1 << CLOCK_BIT) - 1);
}

/* Text form: EVENT=TIME */

static void
event_print(StringInfo out, int64 item)
{
	appendStringInfo(out, "%s=", event_names[item_event(item)].name);
	timestamp_print(out, item_time(item), item_clock(item));
}

static const char *
event_parse(char *string, int64 *item)
{
	size_t		length = strcspn(string, "=");
	int			event = find_method(string, length, event_names, NEVENTS);
	int64		at;
	Clock		clock;

	if (string[length] == '\0')
		return psprintf("\"%s\" is not of the form event=time.", string);
	if (event < 0)
		return psprintf("\"%.*s\" is no event; known are: %s.", (int) length, string,
						list_methods(event_names, NEVENTS));
	if (!timestamp_parse(string + length + 1, &at, &clock))
		return psprintf("\"%s\" is no time of the form 2026-03-01T09:00:00.5Z, "
						"without Z if it is local.",
						string + length + 1);
	*item = item_of(at, clock, event);
	return NULL;
}

static bool
event_valid(int64 item)
{
	return item_event(item) < NEVENTS && is_common_time(item_time(item));
}

MULTISET_FAMILY(ticket_summary,
				.name = "events",
				.print = event_print,
				.parse = event_parse,
				.valid = event_valid,
				.label = 1 << CLOCK_BIT,
				.label_means = "all timestamps with time zone or all without",
				.sequenced = true);

/* Rows: (at, event [, states] [, sequence]) */

static void
no_event(text *word, const char *mapped_to)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 mapped_to == NULL ? errmsg("unknown event \"%s\"", text_to_cstring(word)) :
			 errmsg("event \"%s\" is mapped to %s", text_to_cstring(word), mapped_to),
			 errhint("Known are: %s. The argument states maps your own words to these, "
					 "as in {\"Resolved\": \"solved\"}, or to null to leave them out.",
					 list_methods(event_names, NEVENTS))));
}

/* What the user's word is mapped to: an event or IGNORED; -1 where it is not mapped */
static int
mapped_event(const Jsonb *states, text *word)
{
	JsonbValue	value;
	int			event = -1;

	if (!JB_ROOT_IS_OBJECT(states))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("states must be a JSON object, "
						"such as {\"Resolved\": \"solved\", \"Comment added\": null}")));
	if (getKeyJsonValueFromContainer((JsonbContainer *) &states->root, VARDATA_ANY(word),
									 VARSIZE_ANY_EXHDR(word), &value) == NULL)
		return -1;
	if (value.type == jbvNull)
		return IGNORED;
	if (value.type == jbvString)
		event = find_method(value.val.string.val, value.val.string.len, event_names, NEVENTS);
	if (event < 0)
		no_event(word, value.type != jbvString ? "what is no text" :
				 psprintf("\"%.*s\", which is no event", value.val.string.len,
						  value.val.string.val));
	return event;
}

/* The type of an argument states; that of jsonb needs no reading */
typedef enum StatesType
{
	STATES_NONE,
	STATES_JSONB,
	STATES_TEXT					/* or json */
} StatesType;

static const void *
read_states(FunctionCallInfo fcinfo, int n)
{
	char	   *written = text_to_cstring(PG_GETARG_TEXT_PP(n));

	return DatumGetPointer(DirectFunctionCall1(jsonb_in, CStringGetDatum(written)));
}

/* They are much the same in every row, and are read once */
static const Jsonb *
repeated_states(FunctionCallInfo fcinfo, int n)
{
	text	   *written = PG_GETARG_TEXT_PP(n);

	return repeated_argument(fcinfo, n, VARDATA_ANY(written), VARSIZE_ANY_EXHDR(written),
							 read_states);
}

static Event
argument_event(FunctionCallInfo fcinfo, int n, StatesType states)
{
	text	   *word = PG_GETARG_TEXT_PP(n);
	int			event = -1;

	if (states != STATES_NONE)
	{
		argument_not_null(fcinfo, n + 1, "states");
		event = mapped_event(states == STATES_JSONB ? PG_GETARG_JSONB_P(n + 1) :
							 repeated_states(fcinfo, n + 1), word);
	}
	if (event < 0)
		event = find_method(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word), event_names, NEVENTS);
	if (event < 0)
		no_event(word, NULL);
	return event;
}

/* Inlined, so that types and what is there are constants */
static pg_attribute_always_inline void *
ticket_take(void *state, FunctionCallInfo fcinfo, TimeType type, StatesType states, bool sequenced,
			int64 step)
{
	int			n = states == STATES_NONE ? 3 : 4;
	int64		at;
	Event		event;
	int64		sequence;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state;
	at = argument_common_time(fcinfo, 1, type, EVENT_TIME);
	event = argument_event(fcinfo, 2, states);
	if (event == IGNORED)
		return state;
	if (!sequenced)
		return multiset_take(&ticket_summary_family, state,
							 item_of(at, clock_of(type), event), step);
	argument_not_null(fcinfo, n, "sequence");
	sequence = PG_GETARG_INT64(n);
	return multiset_take_with(&ticket_summary_family, state,
							  item_of(at, clock_of(type), event), &sequence, NULL, step);
}

#define TICKET_TRANSITION(count, uncount, type, states, sequenced) \
static void * \
count##_take(void *state, FunctionCallInfo fcinfo, int64 step) \
{ \
	return ticket_take(state, fcinfo, type, states, sequenced, step); \
} \
MULTISET_TRANSITION(count, uncount, ticket_summary_family, count##_take)

TICKET_TRANSITION(ticket_summary_count_timestamptz,
				  ticket_summary_uncount_timestamptz,
				  TIME_TIMESTAMPTZ, STATES_NONE, false);
TICKET_TRANSITION(ticket_summary_count_timestamp,
				  ticket_summary_uncount_timestamp,
				  TIME_TIMESTAMP, STATES_NONE, false);
TICKET_TRANSITION(ticket_summary_count_date,
				  ticket_summary_uncount_date,
				  TIME_DATE, STATES_NONE, false);
TICKET_TRANSITION(ticket_summary_count_states_timestamptz,
				  ticket_summary_uncount_states_timestamptz,
				  TIME_TIMESTAMPTZ, STATES_JSONB, false);
TICKET_TRANSITION(ticket_summary_count_states_timestamp,
				  ticket_summary_uncount_states_timestamp,
				  TIME_TIMESTAMP, STATES_JSONB, false);
TICKET_TRANSITION(ticket_summary_count_states_date,
				  ticket_summary_uncount_states_date,
				  TIME_DATE, STATES_JSONB, false);
TICKET_TRANSITION(ticket_summary_count_states_text_timestamptz,
				  ticket_summary_uncount_states_text_timestamptz,
				  TIME_TIMESTAMPTZ, STATES_TEXT, false);
TICKET_TRANSITION(ticket_summary_count_states_text_timestamp,
				  ticket_summary_uncount_states_text_timestamp,
				  TIME_TIMESTAMP, STATES_TEXT, false);
TICKET_TRANSITION(ticket_summary_count_states_text_date,
				  ticket_summary_uncount_states_text_date,
				  TIME_DATE, STATES_TEXT, false);
TICKET_TRANSITION(ticket_summary_count_sequence_timestamptz,
				  ticket_summary_uncount_sequence_timestamptz,
				  TIME_TIMESTAMPTZ, STATES_NONE, true);
TICKET_TRANSITION(ticket_summary_count_sequence_timestamp,
				  ticket_summary_uncount_sequence_timestamp,
				  TIME_TIMESTAMP, STATES_NONE, true);
TICKET_TRANSITION(ticket_summary_count_sequence_date,
				  ticket_summary_uncount_sequence_date,
				  TIME_DATE, STATES_NONE, true);
TICKET_TRANSITION(ticket_summary_count_states_sequence_timestamptz,
				  ticket_summary_uncount_states_sequence_timestamptz,
				  TIME_TIMESTAMPTZ, STATES_JSONB, true);
TICKET_TRANSITION(ticket_summary_count_states_sequence_timestamp,
				  ticket_summary_uncount_states_sequence_timestamp,
				  TIME_TIMESTAMP, STATES_JSONB, true);
TICKET_TRANSITION(ticket_summary_count_states_sequence_date,
				  ticket_summary_uncount_states_sequence_date,
				  TIME_DATE, STATES_JSONB, true);
TICKET_TRANSITION(ticket_summary_count_states_text_sequence_timestamptz,
				  ticket_summary_uncount_states_text_sequence_timestamptz,
				  TIME_TIMESTAMPTZ, STATES_TEXT, true);
TICKET_TRANSITION(ticket_summary_count_states_text_sequence_timestamp,
				  ticket_summary_uncount_states_text_sequence_timestamp,
				  TIME_TIMESTAMP, STATES_TEXT, true);
TICKET_TRANSITION(ticket_summary_count_states_text_sequence_date,
				  ticket_summary_uncount_states_text_sequence_date,
				  TIME_DATE, STATES_TEXT, true);

/* The life of a ticket, as it was known at a time */

/* Events in their order but for ties: words of each, and how many up to the as-of time */
typedef struct Log
{
	const int64 *items;
	int			width;
	int64		n;
} Log;

typedef struct Spell
{
	Event		status;
	int64		from;
	int64		to;
	bool		ended;			/* all but the last */
} Spell;

typedef struct Life
{
	Log			log;
	Clock		clock;
	bool		has_as_of;
	int64		as_of;
	bool		has_created;
	int64		created;
	int64		ambiguous;		/* times at which the order of a life decided */
	int64		count[NEVENTS];
	int64		first[NEVENTS]; /* where the count is not 0 */
	Spell	   *spells;
	int64		nspells;
} Life;

static void
add_spell(Spell *spells, int64 *nspells, Event status, int64 from, int64 to, bool ended)
{
	Spell	   *spell = &spells[(*nspells)++];

	spell->status = status;
	spell->from = from;
	spell->to = to;
	spell->ended = ended;
}

/* A status that lasts goes on */
static void
take_status(Life *life, Event status, int64 at)
{
	if (life->nspells > 0)
	{
		Spell	   *last = &life->spells[life->nspells - 1];

		if (last->status == status)
			return;
		last->to = at;
		last->ended = true;
	}
	add_spell(life->spells, &life->nspells, status, at, at, false);
}

/* Up to its first status, a ticket is new */
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
	first->from = life->created;
	first->to = life->nspells > 0 ? first[1].from : life->created;
	first->ended = life->nspells > 0;
	life->nspells++;
}

/* Events of one time that nothing else tells apart; without a sequence, all of that time */

#define NO_STATUS	(-1)

typedef struct Tie
{
	int64		counts[NEVENTS];	/* of statuses */
	int64		n;				/* statuses */
	int			different;		/* statuses that are not the same */
} Tie;

static inline int64
log_item(const Log *log, int64 n)
{
	return log->items[n * log->width];
}

static inline bool
is_tied(const Log *log, int64 a, int64 b)
{
	return item_time(log_item(log, a)) == item_time(log_item(log, b)) &&
		(log->width == 1 || log->items[a * 2 + 1] == log->items[b * 2 + 1]);
}

static void
count_status(Tie *tie, Event status)
{
	if (tie->counts[status]++ == 0)
		tie->different++;
	tie->n++;
}

static Tie
read_tie(const Log *log, int64 begin, int64 end)
{
	Tie			tie = {0};

	for (int64 i = begin; i < end; i++)
	{
		Event		event = item_event(log_item(log, i));

		CHECK_FOR_INTERRUPTS();
		if (is_in(STATUSES, event))
			count_status(&tie, event);
	}
	return tie;
}

/*
 * Whether there is an order of the statuses in which none repeats the one
 * before it, nor the last the one after: each has places enough that do not
 * touch
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

/* How many may come first; one that may, if any */
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
 * What is closed after was solved: the last status of a tie that has it, so
 * that others must not end in the same
 */
static int
solve_before_closing(Tie *tie, int after)
{
	if (after != CLOSED || tie->counts[SOLVED] == 0)
		return after;
	take_out_status(tie, SOLVED);
	return SOLVED;
}

/* A ticket is new before it is anything else */
static bool
new_comes_first(const Tie *tie, int before, int after)
{
	return after != NEW && tie->counts[NEW] <= (before == NO_STATUS ? 1 : 0);
}

/* The only order of the statuses of a tie that repeats none; false if that is none or several */
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

/* The only status that can come first in a tie; NO_STATUS if it may be one or another */
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

/* What is around the ties of a log */
typedef struct Surroundings
{
	bool		of_updates;		/* a status comes again, and no tie can
								 * explain it */
	int8	   *after;			/* for the event with which a tie begins, the
								 * status that must come after it; NO_STATUS
								 * where there is none or it may be one or
								 * another */
} Surroundings;

static Surroundings
read_surroundings(const Log *log)
{
	Surroundings surroundings = {false, MemoryContextAllocHuge(CurrentMemoryContext, log->n)};
	int			next = NO_STATUS;	/* the first of what comes after */
	int			alone = NO_STATUS;	/* the same, where there is no other */
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

static void
take_in_order_of_life(Life *life, const Tie *tie, int lasting, int64 at)
{
	life->ambiguous++;
	for (int status = 0; status < NEVENTS; status++)
		if (tie->counts[status] > 0 && status != lasting)
			take_status(life, status, at);
}

static void
take_tie(Life *life, const Tie *tie, const Surroundings *surroundings, int64 begin, int64 at)
{
	int			before = life->nspells > 0 ?
		(int) life->spells[life->nspells - 1].status : NO_STATUS;
	Event	   *order = MemoryContextAllocHuge(CurrentMemoryContext, tie->n * sizeof(Event));

	if (surroundings->of_updates)
		take_in_order_of_life(life, tie, before, at);
	else if (!find_order(*tie, before, surroundings->after[begin], order))
		take_in_order_of_life(life, tie, NO_STATUS, at);
	else
		for (int64 i = 0; i < tie->n; i++)
			take_status(life, order[i], at);
	pfree(order);
}

static int
sequenced_event_cmp(const void *a, const void *b)
{
	const int64 *left = a;
	const int64 *right = b;
	int64		left_key = item_time(left[0]);
	int64		right_key = item_time(right[0]);

	if (left_key == right_key)
	{
		left_key = left[1];
		right_key = right[1];
	}
	return (left_key > right_key) - (left_key < right_key);
}

/* Of the summary in the first argument; events are sorted by time, sequence */
static Log
read_log(FunctionCallInfo fcinfo)
{
	Log			log;
	ItemList	list = multiset_list(&ticket_summary_family, fcinfo, 0);

	log.items = list.words;
	log.n = list.n;
	log.width = list.width;
	if (log.width > 1)
	{
		size_t		size = log.n * log.width * sizeof(int64);
		int64	   *items = MemoryContextAllocHuge(CurrentMemoryContext, size);

		memcpy(items, log.items, size);
		sort_in_order(items, log.n, log.width * sizeof(int64), sequenced_event_cmp);
		log.items = items;
	}
	return log;
}

static inline void
count_event(Life *life, int64 item)
{
	Event		event = item_event(item);

	if (life->count[event]++ == 0)
		life->first[event] = item_time(item);
}

static void
take_events(Life *life, const Log *log)
{
	Surroundings surroundings = {false, NULL};
	int64		end;

	/* one more than events, for creation */
	life->spells = MemoryContextAllocHuge(CurrentMemoryContext, (log->n + 1) * sizeof(Spell));
	for (int64 i = 0; i < log->n; i = end)
	{
		int64		item = log_item(log, i);
		int64		at = item_time(item);
		Tie			tie;

		CHECK_FOR_INTERRUPTS();
		count_event(life, item);
		for (end = i + 1; end < log->n && is_tied(log, i, end); end++)
			count_event(life, log_item(log, end));
		if (likely(end == i + 1))
		{
			if (is_in(STATUSES, item_event(item)))
				take_status(life, item_event(item), at);
			continue;
		}
		tie = read_tie(log, i, end);
		if (tie.different > 1 && surroundings.after == NULL)
			surroundings = read_surroundings(log);
		if (tie.different > 1)
			take_tie(life, &tie, &surroundings, i, at);
		else if (tie.different == 1)
			take_status(life, any_status(&tie), at);
	}
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

/*
 * Of the summary in the first argument, up to the time in the n-th, if there
 * is one; false where no event had happened
 */
static bool
read_life(FunctionCallInfo fcinfo, int n, TimeType type, Life *life)
{
	Log			log;

	memset(life, 0, sizeof(Life));
	if (PG_ARGISNULL(0))
		return false;
	log = read_log(fcinfo);
	if (log.n == 0)
		return false;
	life->clock = item_clock(log_item(&log, 0));
	life->has_as_of = argument_as_of(fcinfo, n, type, "ticket_summary", life->clock,
									 &life->as_of);
	while (life->has_as_of && log.n > 0 && item_time(log_item(&log, log.n - 1)) > life->as_of)
	{
		CHECK_FOR_INTERRUPTS();
		log.n--;
	}
	life->log = log;
	take_events(life, &log);
	return log.n > 0;
}

/* The one before a spell, which a withdrawal only interrupts; -1 where there is none */
static int64
spell_before(const Life *life, int64 spell)
{
	do
		spell--;
	while (spell >= 0 && life->spells[spell].status == WITHDRAWN);
	return spell;
}

static bool
is_resolved_from(const Life *life, int64 spell)
{
	int64		before = spell_before(life, spell);

	return is_in(RESOLVED, life->spells[spell].status) &&
		(before < 0 || !is_in(RESOLVED, life->spells[before].status));
}

static bool
is_reopened_from(const Life *life, int64 spell)
{
	int64		before = spell_before(life, spell);

	return before >= 0 && !is_in(ENDED, life->spells[spell].status) &&
		is_in(RESOLVED, life->spells[before].status);
}

static bool
status_is_in(const Life *life, int statuses)
{
	return life->nspells > 0 && is_in(statuses, life->spells[life->nspells - 1].status);
}

/* Moments of a life: whether it has come to them, and when */
typedef bool (*Moment) (const Life *life, int64 *at);

static bool
first_event(const Life *life, Event event, int64 *at)
{
	if (life->count[event] > 0)
		*at = life->first[event];
	return life->count[event] > 0;
}

static bool
first_reply(const Life *life, int64 *at)
{
	return first_event(life, REPLIED, at);
}

static bool
is_withdrawn(const Life *life)
{
	return status_is_in(life, STATUS(WITHDRAWN));
}

/* Also of a ticket that was withdrawn later */
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

static bool
first_resolution(const Life *life, int64 *at)
{
	return !is_withdrawn(life) && first_time_resolved(life, at);
}

static bool
first_touch(const Life *life, int64 *at)
{
	int64		first = PG_INT64_MAX;

	for (Event event = TOUCHED; event <= ESCALATED; event++)
		if (life->count[event] > 0)
			first = Min(first, life->first[event]);
	if (first_time_resolved(life, at))
		first = Min(first, *at);
	for (int64 i = 1; i < life->nspells; i++)
		if (life->spells[i].status != WITHDRAWN &&
			(!life->has_created || life->spells[i].from > life->created))
		{
			first = Min(first, life->spells[i].from);
			break;
		}
	*at = first;
	return first != PG_INT64_MAX;
}

/* That of a ticket that is resolved, and not open again */
static bool
full_resolution(const Life *life, int64 *at)
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

static bool
closing(const Life *life, int64 *at)
{
	if (!status_is_in(life, STATUS(CLOSED)))
		return false;
	*at = life->spells[life->nspells - 1].from;
	return true;
}

/* Times between moments */

/*
 * From a moment to another, or so far; NULL where the first has not come, or
 * nobody asks as of when
 */
static Datum
read_time_between(FunctionCallInfo fcinfo, TimeType type, Moment from, Moment to)
{
	Life		life;
	int64		start;
	int64		end;
	int64		time;

	if (!read_life(fcinfo, 1, type, &life) || !from(&life, &start))
		PG_RETURN_NULL();
	if (!to(&life, &end))
	{
		/* of a withdrawn ticket nobody waits for it */
		if (!life.has_as_of || is_withdrawn(&life))
			PG_RETURN_NULL();
		end = life.as_of;
	}
	time = calendar_elapsed(optional_calendar(fcinfo, 2), life.clock, start, end);
	PG_RETURN_INTERVAL_P(interval_from_microseconds(time));
}

/*
 * NULL where it depends on the status, and the log tells nothing of that or
 * the ticket was withdrawn
 */
static Datum
whether(FunctionCallInfo fcinfo, TimeType type, Moment moment, bool of_status)
{
	Life		life;
	int64		at;

	if (!read_life(fcinfo, 1, type, &life) ||
		(of_status && (life.nspells == 0 || is_withdrawn(&life))))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(moment(&life, &at));
}

static Datum
whether_withdrawn(FunctionCallInfo fcinfo, TimeType type)
{
	Life		life;

	if (!read_life(fcinfo, 1, type, &life) || life.nspells == 0)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(is_withdrawn(&life));
}

static Datum
n_ambiguous(FunctionCallInfo fcinfo, TimeType type)
{
	Life		life;

	if (!read_life(fcinfo, 1, type, &life))
		PG_RETURN_NULL();
	PG_RETURN_INT64(life.ambiguous);
}

static bool
creation(const Life *life, int64 *at)
{
	*at = life->created;
	return life->has_created;
}

/*
 * In one of the statuses, as far as it is known; what still goes on has no
 * time unless somebody asks as of when
 */
static Datum
time_in_statuses(FunctionCallInfo fcinfo, TimeType type, int statuses, int n)
{
	Life		life;
	const Calendar *calendar;
	int64		total = 0;

	if (!read_life(fcinfo, n, type, &life) || life.nspells == 0)
		PG_RETURN_NULL();
	if (!life.has_as_of && (!status_is_in(&life, ENDED) || status_is_in(&life, statuses)))
		PG_RETURN_NULL();
	calendar = optional_calendar(fcinfo, n + 1);
	if (life.has_as_of)
		life.spells[life.nspells - 1].to = life.as_of;
	for (int64 i = 0; i < life.nspells; i++)
		if (is_in(statuses, life.spells[i].status))
			total += calendar_elapsed(calendar, life.clock, life.spells[i].from,
									  life.spells[i].to);
	PG_RETURN_INTERVAL_P(interval_from_microseconds(total));
}

static int
argument_statuses(FunctionCallInfo fcinfo, int n)
{
	int			statuses = 0;
	Datum	   *names;
	bool	   *nulls;
	int			nnames;

	argument_not_null(fcinfo, n, "status");
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), TEXTOID, -1, false, TYPALIGN_INT,
					  &names, &nulls, &nnames);
	for (int i = 0; i < nnames; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			argument_must_not_be_null("status");
		statuses |= STATUS(require_method(DatumGetTextPP(names[i]), "status",
										  status_names, lengthof(status_names)));
	}
	return statuses;
}

/* Counts: how often something happened up to the as-of time */

/* Spells that begin with something */
static Datum
count_spells(FunctionCallInfo fcinfo, TimeType type,
			 bool (*begins) (const Life *life, int64 spell))
{
	Life		life;
	int64		n = 0;

	if (!read_life(fcinfo, 1, type, &life))
		PG_RETURN_NULL();
	for (int64 i = 0; i < life.nspells; i++)
		n += begins(&life, i);
	PG_RETURN_INT64(n);
}

/* The first assignment gives the ticket to somebody, each other one takes it from somebody else */
static Datum
count_handoffs(FunctionCallInfo fcinfo, TimeType type)
{
	Life		life;

	if (!read_life(fcinfo, 1, type, &life))
		PG_RETURN_NULL();
	PG_RETURN_INT64(Max(life.count[ASSIGNED] - 1, 0));
}

static Datum
event_count(FunctionCallInfo fcinfo, TimeType type)
{
	Life		life;

	if (!read_life(fcinfo, 2, type, &life))
		PG_RETURN_NULL();
	PG_RETURN_INT64(life.count[argument_method(fcinfo, 1, "event", event_names, NEVENTS)]);
}

static Datum
ticket_status(FunctionCallInfo fcinfo, TimeType type)
{
	Life		life;

	if (!read_life(fcinfo, 1, type, &life) || life.nspells == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(event_names[life.spells[life.nspells - 1].status].name));
}

/* Each reading for as-of times of every type */

TIME_FUNCTIONS(ticket_summary_first_reply_time_timestamptz,
			   ticket_summary_first_reply_time_timestamp,
			   ticket_summary_first_reply_time_date,
			   read_time_between(fcinfo, type, creation, first_reply));
TIME_FUNCTIONS(ticket_summary_first_touch_time_timestamptz,
			   ticket_summary_first_touch_time_timestamp,
			   ticket_summary_first_touch_time_date,
			   read_time_between(fcinfo, type, creation, first_touch));
TIME_FUNCTIONS(ticket_summary_first_resolution_time_timestamptz,
			   ticket_summary_first_resolution_time_timestamp,
			   ticket_summary_first_resolution_time_date,
			   read_time_between(fcinfo, type, creation, first_resolution));
TIME_FUNCTIONS(ticket_summary_full_resolution_time_timestamptz,
			   ticket_summary_full_resolution_time_timestamp,
			   ticket_summary_full_resolution_time_date,
			   read_time_between(fcinfo, type, creation, full_resolution));
TIME_FUNCTIONS(ticket_summary_cycle_time_timestamptz,
			   ticket_summary_cycle_time_timestamp,
			   ticket_summary_cycle_time_date,
			   read_time_between(fcinfo, type, creation, closing));
TIME_FUNCTIONS(ticket_summary_resolution_gap_timestamptz,
			   ticket_summary_resolution_gap_timestamp,
			   ticket_summary_resolution_gap_date,
			   read_time_between(fcinfo, type, first_resolution, full_resolution));

TIME_FUNCTIONS(ticket_summary_is_replied_timestamptz,
			   ticket_summary_is_replied_timestamp,
			   ticket_summary_is_replied_date,
			   whether(fcinfo, type, first_reply, false));
TIME_FUNCTIONS(ticket_summary_is_touched_timestamptz,
			   ticket_summary_is_touched_timestamp,
			   ticket_summary_is_touched_date,
			   whether(fcinfo, type, first_touch, false));
TIME_FUNCTIONS(ticket_summary_was_resolved_timestamptz,
			   ticket_summary_was_resolved_timestamp,
			   ticket_summary_was_resolved_date,
			   whether(fcinfo, type, first_resolution, true));
TIME_FUNCTIONS(ticket_summary_is_resolved_timestamptz,
			   ticket_summary_is_resolved_timestamp,
			   ticket_summary_is_resolved_date,
			   whether(fcinfo, type, full_resolution, true));
TIME_FUNCTIONS(ticket_summary_is_closed_timestamptz,
			   ticket_summary_is_closed_timestamp,
			   ticket_summary_is_closed_date,
			   whether(fcinfo, type, closing, true));

TIME_FUNCTIONS(ticket_summary_is_withdrawn_timestamptz,
			   ticket_summary_is_withdrawn_timestamp,
			   ticket_summary_is_withdrawn_date,
			   whether_withdrawn(fcinfo, type));

TIME_FUNCTIONS(ticket_summary_time_in_status_timestamptz,
			   ticket_summary_time_in_status_timestamp,
			   ticket_summary_time_in_status_date,
			   time_in_statuses(fcinfo, type, argument_statuses(fcinfo, 1), 2));
TIME_FUNCTIONS(ticket_summary_requester_wait_time_timestamptz,
			   ticket_summary_requester_wait_time_timestamp,
			   ticket_summary_requester_wait_time_date,
			   time_in_statuses(fcinfo, type, STATUS(NEW) | STATUS(OPEN) | STATUS(HOLD), 1));
TIME_FUNCTIONS(ticket_summary_agent_wait_time_timestamptz,
			   ticket_summary_agent_wait_time_timestamp,
			   ticket_summary_agent_wait_time_date,
			   time_in_statuses(fcinfo, type, STATUS(PENDING), 1));
TIME_FUNCTIONS(ticket_summary_on_hold_time_timestamptz,
			   ticket_summary_on_hold_time_timestamp,
			   ticket_summary_on_hold_time_date,
			   time_in_statuses(fcinfo, type, STATUS(HOLD), 1));

TIME_FUNCTIONS(ticket_summary_reopens_timestamptz,
			   ticket_summary_reopens_timestamp,
			   ticket_summary_reopens_date,
			   count_spells(fcinfo, type, is_reopened_from));
TIME_FUNCTIONS(ticket_summary_resolutions_timestamptz,
			   ticket_summary_resolutions_timestamp,
			   ticket_summary_resolutions_date,
			   count_spells(fcinfo, type, is_resolved_from));
TIME_FUNCTIONS(ticket_summary_handoffs_timestamptz,
			   ticket_summary_handoffs_timestamp,
			   ticket_summary_handoffs_date,
			   count_handoffs(fcinfo, type));
TIME_FUNCTIONS(ticket_summary_event_count_timestamptz,
			   ticket_summary_event_count_timestamp,
			   ticket_summary_event_count_date,
			   event_count(fcinfo, type));
TIME_FUNCTIONS(ticket_summary_n_ambiguous_timestamptz,
			   ticket_summary_n_ambiguous_timestamp,
			   ticket_summary_n_ambiguous_date,
			   n_ambiguous(fcinfo, type));
TIME_FUNCTIONS(ticket_summary_ticket_status_timestamptz,
			   ticket_summary_ticket_status_timestamp,
			   ticket_summary_ticket_status_date,
			   ticket_status(fcinfo, type));

PG_FUNCTION_INFO_V1(ticket_summary_n_counted);
Datum
ticket_summary_n_counted(PG_FUNCTION_ARGS)
{
	int64		n;

	(void) multiset_items(&ticket_summary_family, fcinfo, 0, &n);
	PG_RETURN_INT64(n);
}

/* Times of the log itself, by the clock that it has */

static bool
read_life_by(FunctionCallInfo fcinfo, TimeType type, const char *other, Life *life)
{
	if (!read_life(fcinfo, 1, type, life))
		return false;
	if (life->clock != clock_of(type))
		clocks_differ("ticket_summary", life->clock, "this function gives the other kind",
					  psprintf("Read it with %s.", other));
	return true;
}

static Datum
created_at(FunctionCallInfo fcinfo, TimeType type, const char *other)
{
	Life		life;

	if (!read_life_by(fcinfo, type, other, &life) || !life.has_created)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMP(life.created);
}

PG_FUNCTION_INFO_V1(ticket_summary_created_at);
Datum
ticket_summary_created_at(PG_FUNCTION_ARGS)
{
	return created_at(fcinfo, TIME_TIMESTAMPTZ, "created_at_local");
}

PG_FUNCTION_INFO_V1(ticket_summary_created_at_local);
Datum
ticket_summary_created_at_local(PG_FUNCTION_ARGS)
{
	return created_at(fcinfo, TIME_TIMESTAMP, "created_at");
}

/* Rows (status, started, ended), the last of which has not ended, or (opened, resolved) */

/*
 * Statuses between two ends are one spell; resolved or withdrawn at its
 * creation, a ticket was open for no time
 */
static void
unite_open_spells(Life *life)
{
	Spell	   *open = MemoryContextAllocHuge(CurrentMemoryContext,
											  (life->nspells + 1) * sizeof(Spell));
	int64		n = 0;

	if (life->has_created && is_in(ENDED, life->spells[0].status))
		add_spell(open, &n, OPEN, life->created, life->spells[0].from, true);
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

static void *
begin_spells(FunctionCallInfo fcinfo, int type, const char *other, int64 *nrows)
{
	Life	   *life = palloc(sizeof(Life));

	read_life_by(fcinfo, type, other, life);
	*nrows = life->nspells;
	return life;
}

static void *
begin_open_spells(FunctionCallInfo fcinfo, int type, const char *other, int64 *nrows)
{
	Life	   *life = begin_spells(fcinfo, type, other, nrows);

	unite_open_spells(life);
	*nrows = life->nspells;
	return life;
}

static void
open_spell_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const Spell *spell = &((const Life *) state)->spells[n];

	values[0] = TimestampGetDatum(spell->from);
	values[1] = TimestampGetDatum(spell->to);
	nulls[1] = !spell->ended;
}

static void
spell_row(void *state, int64 n, Datum *values, bool *nulls)
{
	const Spell *spell = &((const Life *) state)->spells[n];

	values[0] = CStringGetTextDatum(event_names[spell->status].name);
	open_spell_row(state, n, values + 1, nulls + 1);
}

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

PG_FUNCTION_INFO_V1(ticket_summary_status_history);
Datum
ticket_summary_status_history(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_spells, TIME_TIMESTAMPTZ, "status_history_local", spell_row);
}

PG_FUNCTION_INFO_V1(ticket_summary_status_history_local);
Datum
ticket_summary_status_history_local(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_spells, TIME_TIMESTAMP, "status_history", spell_row);
}

PG_FUNCTION_INFO_V1(ticket_summary_open_spells);
Datum
ticket_summary_open_spells(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_open_spells, TIME_TIMESTAMPTZ, "open_spells_local",
					   open_spell_row);
}

PG_FUNCTION_INFO_V1(ticket_summary_open_spells_local);
Datum
ticket_summary_open_spells_local(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_open_spells, TIME_TIMESTAMP, "open_spells",
					   open_spell_row);
}
