/*
 * ticket.c
 *		ticket_summary: the log of one ticket, and the readings of its life.
 *
 * An event is a change of state (new, open, pending, hold, solved, closed,
 * withdrawn) or an action (created, contacted, assigned, touched, replied,
 * escalated).  life.c describes their order and meaning.
 */
#include "postgres.h"

#include "miscadmin.h"
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
#include "ticket.h"

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

/*
 * Text form: EVENT=TIME of the first event, EVENT+SECONDS since the previous
 * one for those that follow
 */

static ListedTime
event_time(int64 item)
{
	ListedTime	time = {item_time(item), item_clock(item)};

	return time;
}

static void
event_print(StringInfo out, int64 item, const int64 *before)
{
	appendStringInfoString(out, event_names[item_event(item)].name);
	listed_time_print(out, "=", event_time, item, before);
}

static void
event_write(Json *json, int64 item)
{
	json_time(json, "at", item_time(item), item_clock(item));
	json_word(json, "event", event_names[item_event(item)].name);
}

static const char *
event_parse(char *string, const int64 *before, int64 *item)
{
	size_t		length = strcspn(string, "=+");
	int			event = find_method(string, length, event_names, NEVENTS);
	const char *at = string + length + (string[length] == '=');
	ListedTime	time;

	if (string[length] == '\0')
		return psprintf("\"%s\" is not of the form event=time.", string);
	if (event < 0)
		return psprintf("\"%.*s\" is not an event; known events are: %s.", (int) length, string,
						list_methods(event_names, NEVENTS));
	if (!listed_time_parse(at, timestamp_parse, event_time, before, &time))
		return no_listed_timestamp(at, before);
	*item = item_of(time.at, time.clock, event);
	return NULL;
}

static bool
event_valid(int64 item)
{
	return item_event(item) < NEVENTS && is_common_time(item_time(item));
}

MULTISET_FAMILY(ticket_summary,
				.name = "events",
				.list = "events",
				.print = event_print,
				.write = event_write,
				.parse = event_parse,
				.valid = event_valid,
				.label = 1 << CLOCK_BIT,
				.label_means = "all timestamps with time zone or all without",
				.sequenced = true,
				.names = "words",
				.name_field = "name");

/* Rows: (at, event [, states] [, sequence]) */

static void
no_event(text *word, const char *mapped_to)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 mapped_to == NULL ? errmsg("unknown event \"%s\"", text_to_cstring(word)) :
			 errmsg("event \"%s\" is mapped to %s", text_to_cstring(word), mapped_to),
			 errhint("Known values are: %s. The argument states maps your own words to these, "
					 "as in {\"Resolved\": \"solved\"}, or to null to leave them out.",
					 list_methods(event_names, NEVENTS))));
}

/* Returns the event that the user's word is mapped to, or IGNORED; -1 if it is not mapped */
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
		no_event(word, value.type != jbvString ? "something that is not text" :
				 psprintf("\"%.*s\", which is not an event", value.val.string.len,
						  value.val.string.val));
	return event;
}

/* The type of the argument states; jsonb needs no parsing */
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

/* States are mostly the same in every row, and are parsed once */
static const Jsonb *
repeated_states(FunctionCallInfo fcinfo, int n)
{
	text	   *written = PG_GETARG_TEXT_PP(n);

	return repeated_argument(fcinfo, n, VARDATA_ANY(written), VARSIZE_ANY_EXHDR(written),
							 read_states);
}

/* Returns the event of a word.  A user's own word for a status is kept; else bytes is NULL. */
static Event
argument_event(FunctionCallInfo fcinfo, int n, StatesType states, ItemName *kept)
{
	text	   *word = PG_GETARG_TEXT_PP(n);
	int			event = -1;

	kept->bytes = NULL;
	if (states != STATES_NONE)
	{
		argument_not_null(fcinfo, n + 1, "states");
		event = mapped_event(states == STATES_JSONB ? PG_GETARG_JSONB_P(n + 1) :
							 repeated_states(fcinfo, n + 1), word);
	}
	if (event >= 0 && event != IGNORED && is_in(STATUSES, event))
		*kept = item_name_of(word, "event");
	if (event < 0)
		event = find_method(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word), event_names, NEVENTS);
	if (event < 0)
		no_event(word, NULL);
	if (kept->bytes != NULL && is_item_name(*kept, event_names[event].name))
		kept->bytes = NULL;
	return event;
}

/* Inlined, so that types and the presence of arguments are constants */
static pg_attribute_always_inline void *
ticket_take(void *state, FunctionCallInfo fcinfo, TimeType type, StatesType states, bool sequenced,
			int64 step)
{
	int			n = states == STATES_NONE ? 3 : 4;
	int64		at;
	Event		event;
	ItemName	word;
	int64		sequence = 0;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state;
	at = argument_common_time(fcinfo, 1, type, EVENT_TIME);
	event = argument_event(fcinfo, 2, states, &word);
	if (event == IGNORED)
		return state;
	if (sequenced)
	{
		argument_not_null(fcinfo, n, "sequence");
		sequence = PG_GETARG_INT64(n);
	}
	return multiset_take_with(&ticket_summary_family, state, item_of(at, clock_of(type), event),
							  sequenced ? &sequence : NULL, word.bytes != NULL ? &word : NULL,
							  step);
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

/* Orders by time and sequence, then as stored */
static int
sequenced_event_cmp(const void *a, const void *b)
{
	const int64 *left = a;
	const int64 *right = b;
	int64		left_key = item_time(left[0]);
	int64		right_key = item_time(right[0]);

	for (int word = 1; left_key == right_key && word >= 0; word--)
	{
		left_key = left[word];
		right_key = right[word];
	}
	return (left_key > right_key) - (left_key < right_key);
}

/* Orders also by the words, if there are any */
static int
named_event_cmp(const void *a, const void *b)
{
	int			order = sequenced_event_cmp(a, b);
	int64		left = ((const int64 *) a)[2];
	int64		right = ((const int64 *) b)[2];

	return order != 0 ? order : (left > right) - (left < right);
}

/* Reads the summary in the first argument; events are sorted by time and sequence */
static ItemList
read_log(FunctionCallInfo fcinfo)
{
	ItemList	list = multiset_list(&ticket_summary_family, fcinfo, 0);

	if (list.sequenced)
	{
		size_t		size = list.width * sizeof(int64);
		int64	   *words = MemoryContextAllocHuge(CurrentMemoryContext, list.n * size);

		memcpy(words, list.words, list.n * size);
		sort_in_order(words, list.n, size, list.named ? named_event_cmp : sequenced_event_cmp);
		list.words = words;
	}
	return list;
}

bool
read_life(FunctionCallInfo fcinfo, int n, TimeType type, Life *life)
{
	ItemList	log;

	memset(life, 0, sizeof(Life));
	if (PG_ARGISNULL(0))
		return false;
	log = read_log(fcinfo);
	if (log.n == 0)
		return false;
	life->clock = item_clock(list_item(&log, 0));
	life->has_as_of = argument_as_of(fcinfo, n, type, "ticket_summary", life->clock,
									 &life->as_of);
	if (life->has_as_of)
		log.n = list_up_to(&log, last_item_of(life->as_of));
	take_log(life, &log);
	return log.n > 0;
}

/* Times between moments */

/*
 * Returns the time from one moment to another, or so far; NULL if the first
 * has not come, or there is no as-of time
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
		/* nobody waits for a withdrawn ticket */
		if (!life.has_as_of || is_withdrawn(&life))
			PG_RETURN_NULL();
		end = life.as_of;
	}
	time = calendar_elapsed(optional_calendar(fcinfo, 2), life.clock, start, end);
	PG_RETURN_INTERVAL_P(interval_from_microseconds(time));
}

/*
 * Returns NULL if the answer depends on the status, and the log has no status
 * or the ticket was withdrawn
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


/*
 * Returns the time in one of the statuses, as far as it is known; a status
 * that still lasts has no time without an as-of time
 */
static Datum
time_in_statuses(FunctionCallInfo fcinfo, const Life *life, const Statuses *statuses, int n)
{
	const Spell *last = &life->spells[life->nspells - 1];
	const Calendar *calendar = optional_calendar(fcinfo, n + 1);
	int64		total = 0;

	if (!life->has_as_of && (!is_in(ENDED, last->status) || spell_is_in(last, statuses)))
		PG_RETURN_NULL();
	for (int64 i = 0; i < life->nspells; i++)
	{
		const Spell *spell = &life->spells[i];

		if (spell_is_in(spell, statuses))
			total += calendar_elapsed(calendar, life->clock, spell->from,
									  spell == last && life->has_as_of ? life->as_of : spell->to);
	}
	PG_RETURN_INTERVAL_P(interval_from_microseconds(total));
}

/* (summary, as_of, calendar) */
static Datum
time_in_events(FunctionCallInfo fcinfo, TimeType type, int events)
{
	Statuses	statuses = {events, NULL};
	Life		life;

	if (!read_life(fcinfo, 1, type, &life) || life.nspells == 0)
		PG_RETURN_NULL();
	return time_in_statuses(fcinfo, &life, &statuses, 1);
}

/* (summary, status, as_of, calendar) */
static Datum
time_in_status(FunctionCallInfo fcinfo, TimeType type)
{
	Statuses	statuses;
	Life		life;

	argument_not_null(fcinfo, 1, "status");
	if (!read_life(fcinfo, 2, type, &life) || life.nspells == 0)
		PG_RETURN_NULL();
	statuses = argument_statuses(fcinfo, 1, "status", &life);
	return time_in_statuses(fcinfo, &life, &statuses, 2);
}

Statuses
argument_statuses(FunctionCallInfo fcinfo, int n, const char *option, const Life *life)
{
	int			nnames;
	ItemName   *names = argument_names(fcinfo, n, option, &nnames);
	Statuses	statuses = {0, vocabulary_has(&life->log.vocabulary, names, nnames)};

	for (int i = 0; i < nnames; i++)
	{
		int			status = find_method(names[i].bytes, names[i].length, status_names,
										 lengthof(status_names));

		CHECK_FOR_INTERRUPTS();
		if (status >= 0)
			statuses.events |= STATUS(status);
	}
	return statuses;
}

/* Counts: how often something happened up to the as-of time */

/* Counts spells that begin with something */
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

/* The first assignment gives the ticket to somebody; each other one takes it from somebody else */
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

/* Returns the status as the word of the user, if it was mapped from one */
static Datum
status_datum(const Life *life, const Spell *spell)
{
	return spell->name == NO_NAME ? CStringGetTextDatum(event_names[spell->status].name) :
		PointerGetDatum(vocabulary_text(&life->log.vocabulary, spell->name));
}

static Datum
ticket_status(FunctionCallInfo fcinfo, TimeType type)
{
	Life		life;

	if (!read_life(fcinfo, 1, type, &life) || life.nspells == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(status_datum(&life, &life.spells[life.nspells - 1]));
}

/* Each reading, for as-of times of every type */

TIME_FUNCTIONS(ticket_summary_first_reply_time_timestamptz,
			   ticket_summary_first_reply_time_timestamp,
			   ticket_summary_first_reply_time_date,
			   read_time_between(fcinfo, type, life_creation, life_first_reply));
TIME_FUNCTIONS(ticket_summary_first_touch_time_timestamptz,
			   ticket_summary_first_touch_time_timestamp,
			   ticket_summary_first_touch_time_date,
			   read_time_between(fcinfo, type, life_creation, life_first_touch));
TIME_FUNCTIONS(ticket_summary_first_resolution_time_timestamptz,
			   ticket_summary_first_resolution_time_timestamp,
			   ticket_summary_first_resolution_time_date,
			   read_time_between(fcinfo, type, life_creation, life_first_resolution));
TIME_FUNCTIONS(ticket_summary_full_resolution_time_timestamptz,
			   ticket_summary_full_resolution_time_timestamp,
			   ticket_summary_full_resolution_time_date,
			   read_time_between(fcinfo, type, life_creation, life_full_resolution));
TIME_FUNCTIONS(ticket_summary_cycle_time_timestamptz,
			   ticket_summary_cycle_time_timestamp,
			   ticket_summary_cycle_time_date,
			   read_time_between(fcinfo, type, life_creation, life_closing));
TIME_FUNCTIONS(ticket_summary_resolution_gap_timestamptz,
			   ticket_summary_resolution_gap_timestamp,
			   ticket_summary_resolution_gap_date,
			   read_time_between(fcinfo, type, life_first_resolution, life_full_resolution));

TIME_FUNCTIONS(ticket_summary_is_replied_timestamptz,
			   ticket_summary_is_replied_timestamp,
			   ticket_summary_is_replied_date,
			   whether(fcinfo, type, life_first_reply, false));
TIME_FUNCTIONS(ticket_summary_is_touched_timestamptz,
			   ticket_summary_is_touched_timestamp,
			   ticket_summary_is_touched_date,
			   whether(fcinfo, type, life_first_touch, false));
TIME_FUNCTIONS(ticket_summary_was_resolved_timestamptz,
			   ticket_summary_was_resolved_timestamp,
			   ticket_summary_was_resolved_date,
			   whether(fcinfo, type, life_first_resolution, true));
TIME_FUNCTIONS(ticket_summary_is_resolved_timestamptz,
			   ticket_summary_is_resolved_timestamp,
			   ticket_summary_is_resolved_date,
			   whether(fcinfo, type, life_full_resolution, true));
TIME_FUNCTIONS(ticket_summary_is_closed_timestamptz,
			   ticket_summary_is_closed_timestamp,
			   ticket_summary_is_closed_date,
			   whether(fcinfo, type, life_closing, true));

TIME_FUNCTIONS(ticket_summary_is_withdrawn_timestamptz,
			   ticket_summary_is_withdrawn_timestamp,
			   ticket_summary_is_withdrawn_date,
			   whether_withdrawn(fcinfo, type));

TIME_FUNCTIONS(ticket_summary_time_in_status_timestamptz,
			   ticket_summary_time_in_status_timestamp,
			   ticket_summary_time_in_status_date,
			   time_in_status(fcinfo, type));
TIME_FUNCTIONS(ticket_summary_requester_wait_time_timestamptz,
			   ticket_summary_requester_wait_time_timestamp,
			   ticket_summary_requester_wait_time_date,
			   time_in_events(fcinfo, type, STATUS(NEW) | STATUS(OPEN) | STATUS(HOLD)));
TIME_FUNCTIONS(ticket_summary_agent_wait_time_timestamptz,
			   ticket_summary_agent_wait_time_timestamp,
			   ticket_summary_agent_wait_time_date,
			   time_in_events(fcinfo, type, STATUS(PENDING)));
TIME_FUNCTIONS(ticket_summary_on_hold_time_timestamptz,
			   ticket_summary_on_hold_time_timestamp,
			   ticket_summary_on_hold_time_date,
			   time_in_events(fcinfo, type, STATUS(HOLD)));

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

/* Times of the log itself, by its clock */

bool
read_life_by(FunctionCallInfo fcinfo, int n, TimeType type, const char *name, Life *life)
{
	if (!read_life(fcinfo, n, type, life))
		return false;
	require_reader_clock("ticket_summary", life->clock, type, name);
	return true;
}

static Datum
created_at(FunctionCallInfo fcinfo, TimeType type)
{
	Life		life;

	if (!read_life_by(fcinfo, 1, type, "created_at", &life) || !life.has_created)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMP(life.created);
}

TIME_FUNCTION(ticket_summary_created_at, TIME_TIMESTAMPTZ, created_at(fcinfo, type));
TIME_FUNCTION(ticket_summary_created_at_local, TIME_TIMESTAMP, created_at(fcinfo, type));

/* Rows (status, started, ended), the last of which has not ended, or (opened, resolved) */

static void *
begin_spells(FunctionCallInfo fcinfo, int type, const char *name, int64 *nrows)
{
	Life	   *life = palloc(sizeof(Life));

	read_life_by(fcinfo, 1, type, name, life);
	*nrows = life->nspells;
	return life;
}

static void *
begin_open_spells(FunctionCallInfo fcinfo, int type, const char *name, int64 *nrows)
{
	Life	   *life = begin_spells(fcinfo, type, name, nrows);

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

	values[0] = status_datum(state, spell);
	open_spell_row(state, n, values + 1, nulls + 1);
}

TIME_FUNCTION(ticket_summary_status_history, TIME_TIMESTAMPTZ,
			  return_rows(fcinfo, begin_spells, type, "status_history", spell_row));
TIME_FUNCTION(ticket_summary_status_history_local, TIME_TIMESTAMP,
			  return_rows(fcinfo, begin_spells, type, "status_history", spell_row));
TIME_FUNCTION(ticket_summary_open_spells, TIME_TIMESTAMPTZ,
			  return_rows(fcinfo, begin_open_spells, type, "open_spells", open_spell_row));
TIME_FUNCTION(ticket_summary_open_spells_local, TIME_TIMESTAMP,
			  return_rows(fcinfo, begin_open_spells, type, "open_spells", open_spell_row));
