/*
 * conversation.c
 *		conversation_summary: the messages of a chat, and how fast agents answer.
 *
 * A turn begins with a message of the customer when no turn is open.  It ends
 * with the first message of an agent, its answer, or without an answer when
 * the chat is resolved.  It is pending as long as neither has come.  Response
 * time = answer - first (or last) message of the turn.  Messages that agents
 * write without a question answer nothing.  A time open runs from a message of
 * the customer, when the chat is not open, until the chat is resolved.
 *
 * The aggregate takes messages in any order and keeps them all, because a late
 * message may split any turn.  At equal times the customer writes first, and
 * the chat is resolved last.  The window function takes the rows in the order
 * of the window.
 */
#include "postgres.h"

#include "miscadmin.h"

#include "argument.h"
#include "calendar.h"
#include "clock.h"
#include "comparison.h"
#include "confidence.h"
#include "moments.h"
#include "multiset.h"
#include "record.h"
#include "timed.h"
#include "window.h"

/* Kinds in their order at one time */
typedef enum MessageKind
{
	CUSTOMER,
	AGENT,
	RESOLVED
} MessageKind;

static const MethodName message_kinds[] = {
	{"customer", CUSTOMER},
	{"agent", AGENT},
	{"resolved", RESOLVED}
};

#define MESSAGE_TIME	"time of a message"

typedef enum StartingPoint
{
	FIRST_MESSAGE,
	LAST_MESSAGE
} StartingPoint;

#define STARTING_POINT	"starting point"

static const MethodName starting_points[] = {
	{"first_message", FIRST_MESSAGE},
	{"last_message", LAST_MESSAGE}
};

/* Turns, from messages in order */

typedef struct Turn
{
	bool		open;			/* waits: neither answered nor resolved */
	int64		first;
	int64		last;
} Turn;

/* Takes a message; returns whether it ends the turn */
static inline bool
turn_take(Turn *turn, int64 at, MessageKind kind)
{
	bool		ended = turn->open && kind != CUSTOMER;

	if (kind == CUSTOMER && !turn->open)
		turn->first = at;
	if (kind == CUSTOMER)
		turn->last = at;
	turn->open = kind == CUSTOMER;
	return ended;
}

static inline int64
turn_start(const Turn *turn, StartingPoint starting_point)
{
	return starting_point == FIRST_MESSAGE ? turn->first : turn->last;
}

typedef struct Conversation
{
	Moments		response[2];	/* one for each starting point */
	int64		unanswered;		/* number of turns that ended this way */
	Turn		turn;			/* the turn that the next message continues or
								 * ends */
	int64		first_end;		/* end of the turn of the first message */
	int64		first_end_known;
} Conversation;

StaticAssertDecl(sizeof(Conversation) % sizeof(int64) == 0, "a reading consists of 64-bit words");

static void
count_response(Conversation *conversation, StartingPoint starting_point, int64 from, int64 to,
			   int64 step)
{
	moments_count(&conversation->response[starting_point], exact_from_microseconds(to - from),
				  step);
}

static void
reading_take(void *reading, int64 item)
{
	Conversation *conversation = reading;
	int64		at = timed_at(item);

	if (!turn_take(&conversation->turn, at, timed_kind(item)))
		return;
	if (timed_kind(item) == RESOLVED)
		conversation->unanswered++;
	else
		for (int i = FIRST_MESSAGE; i <= LAST_MESSAGE; i++)
			count_response(conversation, i, turn_start(&conversation->turn, i), at, 1);
}

/* Finds the end of the first message's turn; it is only searched once in each turn */
static int64
first_end(Conversation *conversation, const int64 *items)
{
	if (!conversation->first_end_known)
	{
		int64		i = 1;

		while (timed_kind(items[i]) == CUSTOMER)
		{
			CHECK_FOR_INTERRUPTS();
			i++;
		}
		conversation->first_end = items[i];
		conversation->first_end_known = true;
	}
	return conversation->first_end;
}

/* Removes the first message of an open turn; no turn before it has ended */
static void
let_go_of_pending(Conversation *conversation, const int64 *items, bool whole_turn)
{
	conversation->turn.open = !whole_turn;
	conversation->turn.first = whole_turn ? 0 : timed_at(items[1]);
}

/* Removes a message of the customer: its turn disappears, or begins with the next message */
static void
reading_let_go(void *reading, const int64 *items, int64 n)
{
	Conversation *conversation = reading;
	int64		at = timed_at(items[0]);
	bool		whole_turn = n == 1 || timed_kind(items[1]) != CUSTOMER;
	int64		end;

	if (timed_kind(items[0]) != CUSTOMER)
		return;
	if (conversation->response[FIRST_MESSAGE].n == 0 && conversation->unanswered == 0)
	{
		let_go_of_pending(conversation, items, whole_turn);
		return;
	}

	end = first_end(conversation, items);
	if (whole_turn)
		conversation->first_end_known = false;
	if (timed_kind(end) == RESOLVED)
	{
		conversation->unanswered -= whole_turn;
		return;
	}
	count_response(conversation, FIRST_MESSAGE, at, timed_at(end), -1);
	if (whole_turn)
		count_response(conversation, LAST_MESSAGE, at, timed_at(end), -1);
	else
		count_response(conversation, FIRST_MESSAGE, timed_at(items[1]), timed_at(end), 1);
}

static void
message_print(StringInfo out, int64 item, const int64 *before)
{
	timed_print(out, item, before, message_kinds);
}

static void
message_write(Json *json, int64 item)
{
	timed_write(json, item, message_kinds);
}

static const char *
message_parse(char *string, const int64 *before, int64 *item)
{
	return timed_parse(string, before, item, message_kinds, lengthof(message_kinds));
}

static bool
message_valid(int64 item)
{
	return timed_valid(item, lengthof(message_kinds));
}

MULTISET_FAMILY(conversation_summary,
				.name = "messages",
				.list = "messages",
				.print = message_print,
				.write = message_write,
				.parse = message_parse,
				.valid = message_valid,
				.label = TIMED_LABEL,
				.label_means = TIMED_LABEL_MEANS,
				.reading_words = sizeof(Conversation) / sizeof(int64),
				.take = reading_take,
				.let_go = reading_let_go);

/* Rows: (at, is_agent) or (at, event) */

/* How the second column says who wrote */
typedef enum RowForm
{
	ROW_IS_AGENT,
	ROW_EVENT
} RowForm;

static inline MessageKind
argument_message_kind(FunctionCallInfo fcinfo, int n, RowForm form)
{
	if (form == ROW_IS_AGENT)
		return PG_GETARG_BOOL(n) ? AGENT : CUSTOMER;
	return require_method(PG_GETARG_TEXT_PP(n), "event", message_kinds, lengthof(message_kinds));
}

/* Inlined, so that type and form are constants */
static pg_attribute_always_inline void *
conversation_take(void *state, FunctionCallInfo fcinfo, TimeType type, RowForm form, int64 step)
{
	int64		at = argument_common_time(fcinfo, 1, type, MESSAGE_TIME);
	MessageKind kind = argument_message_kind(fcinfo, 2, form);

	return multiset_take(&conversation_summary_family, state,
						 timed_item(at, clock_of(type), kind), step);
}

#define CONVERSATION_TRANSITION(count, uncount, type, form) \
static void * \
count##_take(void *state, FunctionCallInfo fcinfo, int64 step) \
{ \
	return conversation_take(state, fcinfo, type, form, step); \
} \
MULTISET_TRANSITION(count, uncount, conversation_summary_family, count##_take)

CONVERSATION_TRANSITION(conversation_summary_count_timestamptz,
						conversation_summary_uncount_timestamptz,
						TIME_TIMESTAMPTZ, ROW_IS_AGENT);
CONVERSATION_TRANSITION(conversation_summary_count_timestamp,
						conversation_summary_uncount_timestamp,
						TIME_TIMESTAMP, ROW_IS_AGENT);
CONVERSATION_TRANSITION(conversation_summary_count_date,
						conversation_summary_uncount_date,
						TIME_DATE, ROW_IS_AGENT);
CONVERSATION_TRANSITION(conversation_summary_count_float8,
						conversation_summary_uncount_float8,
						TIME_SECONDS, ROW_IS_AGENT);
CONVERSATION_TRANSITION(conversation_summary_count_event_timestamptz,
						conversation_summary_uncount_event_timestamptz,
						TIME_TIMESTAMPTZ, ROW_EVENT);
CONVERSATION_TRANSITION(conversation_summary_count_event_timestamp,
						conversation_summary_uncount_event_timestamp,
						TIME_TIMESTAMP, ROW_EVENT);
CONVERSATION_TRANSITION(conversation_summary_count_event_date,
						conversation_summary_uncount_event_date,
						TIME_DATE, ROW_EVENT);
CONVERSATION_TRANSITION(conversation_summary_count_event_float8,
						conversation_summary_uncount_event_float8,
						TIME_SECONDS, ROW_EVENT);

/* Readings of all answered turns; they can slide */

/* Reads the summary in the n-th argument */
static const Conversation *
conversation_of(FunctionCallInfo fcinfo, int n)
{
	return multiset_reading(&conversation_summary_family, fcinfo, n);
}

static StartingPoint
argument_starting_point(FunctionCallInfo fcinfo, int n)
{
	return argument_method(fcinfo, n, STARTING_POINT, starting_points, lengthof(starting_points));
}

/* Returns an interval for intervals, and a number for aggregates over seconds */

PG_FUNCTION_INFO_V1(conversation_summary_average_response_time);
Datum
conversation_summary_average_response_time(PG_FUNCTION_ARGS)
{
	RETURN_MEAN_INTERVAL(&conversation_of(fcinfo, 0)->response[FIRST_MESSAGE]);
}

PG_FUNCTION_INFO_V1(conversation_summary_response_time_float8);
Datum
conversation_summary_response_time_float8(PG_FUNCTION_ARGS)
{
	RETURN_MEAN(&conversation_of(fcinfo, 0)->response[FIRST_MESSAGE]);
}

PG_FUNCTION_INFO_V1(conversation_summary_average_response_time_from_last_message);
Datum
conversation_summary_average_response_time_from_last_message(PG_FUNCTION_ARGS)
{
	RETURN_MEAN_INTERVAL(&conversation_of(fcinfo, 0)->response[LAST_MESSAGE]);
}

PG_FUNCTION_INFO_V1(conversation_summary_response_time_from_last_message_float8);
Datum
conversation_summary_response_time_from_last_message_float8(PG_FUNCTION_ARGS)
{
	RETURN_MEAN(&conversation_of(fcinfo, 0)->response[LAST_MESSAGE]);
}

/* Student's t; a third argument names the starting point */
static bool
conversation_bounds(const void *summary, FunctionCallInfo fcinfo,
					double confidence, Bounds *bounds)
{
	StartingPoint starting_point = argument_starting_point(fcinfo, 2);
	Sample		sample = moments_sample(&conversation_of(fcinfo, 0)->response[starting_point]);

	if (!mean_bounds(&sample, confidence, bounds))
		return false;
	bounds->lower = Max(bounds->lower, 0.0);
	return true;
}

SUMMARY_CONFIDENCE(conversation_summary_ci_lower, conversation_summary_ci_upper,
				   conversation_bounds);

static bool
conversation_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
					 double confidence, Comparison *comparison)
{
	StartingPoint starting_point = argument_starting_point(fcinfo, 3);
	Sample		a = moments_sample(&conversation_of(fcinfo, 0)->response[starting_point]);
	Sample		b = moments_sample(&conversation_of(fcinfo, 1)->response[starting_point]);

	return compare_means(&a, &b, confidence, comparison);
}

KPI_COMPARE(conversation_summary_kpi_compare, conversation_compare);

/* Readings as of a time, by a calendar */

typedef struct Talk
{
	const int64 *items;
	int64		n;				/* number of messages up to the as-of time */
	int64		next;			/* the message to look at next */
	Turn		turn;			/* the turn of the messages before */
	Clock		clock;
	bool		has_as_of;
	int64		as_of;
	StartingPoint starting_point;
	const Calendar *calendar;
} Talk;

static void
require_times(const Talk *talk)
{
	if (talk->calendar != NULL && talk->clock == CLOCK_SECONDS)
		clocks_differ("conversation_summary", talk->clock, "which a calendar cannot read",
					  "Build it from timestamps; to_timestamp converts seconds since 1970 to a "
					  "timestamp.");
}

/*
 * Reads the summary in the first argument, the as-of time in the n-th and the
 * calendar in the next one, if they are given; false if there are no messages
 */
static bool
read_talk(FunctionCallInfo fcinfo, int n, TimeType type, Talk *talk)
{
	ItemList	list;

	memset(talk, 0, sizeof(Talk));
	if (PG_ARGISNULL(0))
		return false;
	list = multiset_list(&conversation_summary_family, fcinfo, 0);
	if (list.n == 0)
		return false;
	talk->items = list.words;
	talk->clock = timed_clock(talk->items[0]);
	talk->calendar = optional_calendar(fcinfo, n + 1);
	require_times(talk);
	talk->has_as_of = argument_as_of(fcinfo, n, type, "conversation_summary", talk->clock,
									 &talk->as_of);
	talk->n = talk->has_as_of ? list_up_to(&list, timed_last(talk->as_of)) : list.n;
	return talk->n > 0;
}

/* Does the same for a function of (summary [, starting_point], as_of [, calendar]) */
static bool
read_talk_from(FunctionCallInfo fcinfo, TimeType type, Talk *talk)
{
	/* times that are numbers have no calendar */
	int			n = PG_NARGS() - (type == TIME_SECONDS ? 1 : 2);
	StartingPoint starting_point = FIRST_MESSAGE;

	if (n > 1 && !PG_ARGISNULL(0))
		starting_point = argument_starting_point(fcinfo, 1);
	if (!read_talk(fcinfo, n, type, talk))
		return false;
	talk->starting_point = starting_point;
	return true;
}

static int64
talk_elapsed(const Talk *talk, int64 from, int64 to)
{
	return calendar_elapsed(talk->calendar, talk->clock, from, to);
}

/* Returns the next message; false at the end */
static bool
next_message(Talk *talk, int64 *at, MessageKind *kind)
{
	int64		item;

	CHECK_FOR_INTERRUPTS();
	if (talk->next == talk->n)
		return false;
	item = talk->items[talk->next++];
	*at = timed_at(item);
	*kind = timed_kind(item);
	return true;
}

/* Returns the next message that ends a turn; false at the end */
static bool
next_end(Talk *talk, int64 *at, MessageKind *kind)
{
	while (next_message(talk, at, kind))
		if (turn_take(&talk->turn, *at, *kind))
			return true;
	return false;
}

/* Returns how long the last turn has waited; false if nobody waits or there is no as-of time */
static bool
wait_so_far(const Talk *talk, int64 *wait)
{
	if (!talk->turn.open || !talk->has_as_of)
		return false;
	*wait = talk_elapsed(talk, turn_start(&talk->turn, talk->starting_point), talk->as_of);
	return true;
}

/* Returns the next response time, and last the wait of the pending turn; false at the end */
static bool
next_response(Talk *talk, int64 *response)
{
	int64		at;
	MessageKind kind;
	bool		waits;

	while (next_end(talk, &at, &kind))
		if (kind == AGENT)
		{
			*response = talk_elapsed(talk, turn_start(&talk->turn, talk->starting_point), at);
			return true;
		}
	waits = wait_so_far(talk, response);
	talk->turn.open = false;
	return waits;
}

static Datum
average_response_time(FunctionCallInfo fcinfo, TimeType type)
{
	Moments		responses = {0};
	Talk		talk;
	int64		response;

	if (!read_talk_from(fcinfo, type, &talk))
		PG_RETURN_NULL();
	while (next_response(&talk, &response))
		moments_count(&responses, exact_from_microseconds(response), 1);
	RETURN_MEAN_INTERVAL(&responses);
}

/* Returns durations that can be rolled up over chats */
static Datum
response_times(FunctionCallInfo fcinfo, TimeType type)
{
	ArrayBuildState *times = NULL;
	Talk		talk;
	int64		response;

	if (!read_talk_from(fcinfo, type, &talk))
		PG_RETURN_NULL();
	while (next_response(&talk, &response))
		times = add_interval(times, &response);
	RETURN_INTERVALS(times);
}

static Datum
pending_time(FunctionCallInfo fcinfo, TimeType type)
{
	Talk		talk;
	int64		at;
	MessageKind kind;
	int64		wait;

	if (!read_talk_from(fcinfo, type, &talk))
		PG_RETURN_NULL();
	while (next_end(&talk, &at, &kind))
		;
	if (!wait_so_far(&talk, &wait))
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(interval_from_microseconds(wait));
}

/* Adds the time from the opening to the reply, if there is one */
static ArrayBuildState *
add_first_reply(ArrayBuildState *times, const Talk *talk, int64 opened, const int64 *replied)
{
	int64		time;

	if (replied == NULL)
		return add_interval(times, NULL);
	time = talk_elapsed(talk, opened, *replied);
	return add_interval(times, &time);
}

/*
 * Returns the response to the first turn of each time open; NULL if it was
 * resolved without one, or if none has come yet and there is no as-of time
 */
static Datum
first_reply_times(FunctionCallInfo fcinfo, TimeType type)
{
	ArrayBuildState *times = NULL;
	Talk		talk;
	int64		at;
	MessageKind kind;
	bool		is_open = false;
	bool		waits = false;
	int64		opened = 0;

	read_talk(fcinfo, 1, type, &talk);
	while (next_message(&talk, &at, &kind))
	{
		if (kind == CUSTOMER && !is_open)
		{
			opened = at;
			is_open = waits = true;
		}
		if (kind != CUSTOMER && waits)
		{
			times = add_first_reply(times, &talk, opened, kind == AGENT ? &at : NULL);
			waits = false;
		}
		if (kind == RESOLVED)
			is_open = false;
	}
	if (waits)
		times = add_first_reply(times, &talk, opened, talk.has_as_of ? &talk.as_of : NULL);
	RETURN_INTERVALS(times);
}

/* Counts turns by how they ended, or those that have not */

static Datum
count_turns(FunctionCallInfo fcinfo, TimeType type, MessageKind end)
{
	Talk		talk;
	int64		at;
	MessageKind kind;
	int64		n = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	read_talk(fcinfo, 1, type, &talk);
	while (next_end(&talk, &at, &kind))
		n += kind == end;
	PG_RETURN_INT64(end == CUSTOMER ? talk.turn.open : n);
}

/* Each reading, for as-of times of every type */

TIME_FUNCTIONS(conversation_summary_average_response_time_timestamptz,
			   conversation_summary_average_response_time_timestamp,
			   conversation_summary_average_response_time_date,
			   average_response_time(fcinfo, type));
TIME_FUNCTION(conversation_summary_average_response_time_float8,
			  TIME_SECONDS, average_response_time(fcinfo, type));
TIME_FUNCTIONS(conversation_summary_response_times_timestamptz,
			   conversation_summary_response_times_timestamp,
			   conversation_summary_response_times_date,
			   response_times(fcinfo, type));
TIME_FUNCTION(conversation_summary_response_times_float8,
			  TIME_SECONDS, response_times(fcinfo, type));
TIME_FUNCTIONS(conversation_summary_pending_time_timestamptz,
			   conversation_summary_pending_time_timestamp,
			   conversation_summary_pending_time_date,
			   pending_time(fcinfo, type));
TIME_FUNCTION(conversation_summary_pending_time_float8,
			  TIME_SECONDS, pending_time(fcinfo, type));
TIME_FUNCTIONS(conversation_summary_first_reply_times_timestamptz,
			   conversation_summary_first_reply_times_timestamp,
			   conversation_summary_first_reply_times_date,
			   first_reply_times(fcinfo, type));
TIME_FUNCTIONS(conversation_summary_n_counted_timestamptz,
			   conversation_summary_n_counted_timestamp,
			   conversation_summary_n_counted_date,
			   count_turns(fcinfo, type, AGENT));
TIME_FUNCTIONS(conversation_summary_n_unanswered_timestamptz,
			   conversation_summary_n_unanswered_timestamp,
			   conversation_summary_n_unanswered_date,
			   count_turns(fcinfo, type, RESOLVED));
TIME_FUNCTIONS(conversation_summary_n_pending_timestamptz,
			   conversation_summary_n_pending_timestamp,
			   conversation_summary_n_pending_date,
			   count_turns(fcinfo, type, CUSTOMER));

/*
 * Window function: response_time(at, is_agent or event [, starting_point
 * [, calendar]])
 */

typedef struct PartitionTurn
{
	bool		begun;
	StartingPoint starting_point;
	bool		has_before;
	int64		before;			/* time of the previous message */
	Turn		turn;
} PartitionTurn;

/* Reads options from the first row: they are the same in all rows, and reading them takes time */
static void
begin_partition(PartitionTurn *partition, const Rows *rows)
{
	text	   *name = DatumGetTextPP(rows_option(rows, 2, STARTING_POINT));

	partition->starting_point = require_method(name, STARTING_POINT, starting_points,
											   lengthof(starting_points));
	partition->begun = true;
}

/* Returns the calendar of the row that answers; times that are numbers have none */
static const Calendar *
row_calendar(const Rows *rows)
{
	FunctionCallInfo fcinfo = rows->fcinfo;

	if (PG_NARGS() > 3)
		rows_pass_argument(rows, 3, CURRENT_ROW);
	return optional_calendar(fcinfo, 3);
}

static void
require_order(PartitionTurn *partition, int64 at)
{
	if (partition->has_before && at < partition->before)
		window_not_in_order("messages", partition->before, at);
	partition->has_before = true;
	partition->before = at;
}

/*
 * Returns the microseconds from the turn to the message of the current row;
 * false if the message answers none
 */
static pg_attribute_always_inline bool
window_response(FunctionCallInfo fcinfo, TimeType type, RowForm form, int64 *response)
{
	Rows		rows = window_rows(fcinfo);
	PartitionTurn *partition = rows_memory(&rows, sizeof(PartitionTurn));
	MessageKind kind;
	int64		at;

	if (unlikely(!partition->begun))
		begin_partition(partition, &rows);
	rows_pass_argument(&rows, 0, CURRENT_ROW);
	rows_pass_argument(&rows, 1, CURRENT_ROW);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return false;
	at = argument_common_time(fcinfo, 0, type, MESSAGE_TIME);
	kind = argument_message_kind(fcinfo, 1, form);
	require_order(partition, at);
	if (!turn_take(&partition->turn, at, kind) || kind != AGENT)
		return false;
	*response = calendar_elapsed(row_calendar(&rows), clock_of(type),
								 turn_start(&partition->turn, partition->starting_point), at);
	return true;
}

#define RESPONSE_TIME(function, type, form) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	int64		response; \
\
	if (!window_response(fcinfo, type, form, &response)) \
		PG_RETURN_NULL(); \
	if (type == TIME_SECONDS) \
		PG_RETURN_FLOAT8(seconds_from_microseconds(response)); \
	PG_RETURN_INTERVAL_P(interval_from_microseconds(response)); \
} \
extern int	no_such_variable

RESPONSE_TIME(conversation_response_time_timestamptz, TIME_TIMESTAMPTZ, ROW_IS_AGENT);
RESPONSE_TIME(conversation_response_time_timestamp, TIME_TIMESTAMP, ROW_IS_AGENT);
RESPONSE_TIME(conversation_response_time_date, TIME_DATE, ROW_IS_AGENT);
RESPONSE_TIME(conversation_response_time_float8, TIME_SECONDS, ROW_IS_AGENT);
RESPONSE_TIME(conversation_response_time_event_timestamptz, TIME_TIMESTAMPTZ, ROW_EVENT);
RESPONSE_TIME(conversation_response_time_event_timestamp, TIME_TIMESTAMP, ROW_EVENT);
RESPONSE_TIME(conversation_response_time_event_date, TIME_DATE, ROW_EVENT);
RESPONSE_TIME(conversation_response_time_event_float8, TIME_SECONDS, ROW_EVENT);
