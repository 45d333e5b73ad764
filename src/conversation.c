/*
 * conversation.c
 *		conversation_summary: the messages of a chat, and how fast agents answer.
 *
 * A turn is a run of messages of the customer; its answer is the first message
 * of an agent after it.  Response time = answer - first message of the turn, or
 * its last.  A turn that nobody has answered yet is pending; what agents write
 * without being asked answers nothing.
 *
 * The aggregate takes messages in any order and keeps them all, since a message
 * that comes late may split any turn.  At equal times the customer writes first.
 * The window function takes the rows as the window orders them.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "argument.h"
#include "clock.h"
#include "comparison.h"
#include "confidence.h"
#include "moments.h"
#include "multiset.h"
#include "window.h"

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

/* A message as an item: its time in microseconds, doubled, and 1 for an agent's */
#define LARGEST_TIME	(INT64CONST(1) << 62)

static inline int64
message_time(int64 item)
{
	return item >> 1;
}

static inline bool
message_is_agents(int64 item)
{
	return item & 1;
}

static inline int64
message_item(int64 at, bool is_agent)
{
	return (int64) ((uint64) at << 1 | is_agent);
}

static inline bool
time_in_range(int64 at)
{
	return at > -LARGEST_TIME && at < LARGEST_TIME;
}

/* Turns, from messages in order */

typedef struct Turn
{
	bool		open;			/* not answered */
	int64		first;
	int64		last;
} Turn;

/* Whether the message answers the turn */
static bool
turn_take(Turn *turn, int64 at, bool is_agent)
{
	bool		answered = turn->open && is_agent;

	if (!is_agent && !turn->open)
		turn->first = at;
	if (!is_agent)
		turn->last = at;
	turn->open = !is_agent;
	return answered;
}

static inline int64
turn_start(const Turn *turn, StartingPoint starting_point)
{
	return starting_point == FIRST_MESSAGE ? turn->first : turn->last;
}

typedef struct Conversation
{
	Moments		response[2];	/* by starting point */
	Turn		turn;			/* that the next message continues or answers */
	int64		first_answer;	/* to the turn that the first message is in */
	int64		first_answer_known;
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
	int64		at = message_time(item);

	if (turn_take(&conversation->turn, at, message_is_agents(item)))
		for (int i = FIRST_MESSAGE; i <= LAST_MESSAGE; i++)
			count_response(conversation, i, turn_start(&conversation->turn, i), at, 1);
}

/* The time of the answer to the turn of the first message, looked for once in each turn */
static int64
first_answer(Conversation *conversation, const int64 *items)
{
	if (!conversation->first_answer_known)
	{
		int64		i = 1;

		while (!message_is_agents(items[i]))
		{
			CHECK_FOR_INTERRUPTS();
			i++;
		}
		conversation->first_answer = message_time(items[i]);
		conversation->first_answer_known = true;
	}
	return conversation->first_answer;
}

/* A message of the customer leaves: its turn goes with it, or begins with the next message */
static void
reading_let_go(void *reading, const int64 *items, int64 n)
{
	Conversation *conversation = reading;
	int64		at = message_time(items[0]);
	bool		whole_turn = n == 1 || message_is_agents(items[1]);

	if (message_is_agents(items[0]))
		return;
	if (conversation->response[FIRST_MESSAGE].n == 0)
	{
		conversation->turn.open = !whole_turn;
		conversation->turn.first = whole_turn ? 0 : message_time(items[1]);
		return;
	}

	count_response(conversation, FIRST_MESSAGE, at, first_answer(conversation, items), -1);
	if (whole_turn)
	{
		count_response(conversation, LAST_MESSAGE, at, conversation->first_answer, -1);
		conversation->first_answer_known = false;
	}
	else
		count_response(conversation, FIRST_MESSAGE, message_time(items[1]),
					   conversation->first_answer, 1);
}

/* Text form: customer=SECONDS and agent=SECONDS */

static void
message_print(StringInfo out, int64 item)
{
	appendStringInfoString(out, message_is_agents(item) ? "agent=" : "customer=");
	signed_seconds_print(out, message_time(item));
}

static const char *
message_parse(char *string, int64 *item)
{
	char	   *value = strchr(string, '=');
	int64		at;

	if (value == NULL)
		return psprintf("\"%s\" is not of the form name=value.", string);
	*value++ = '\0';
	if (strcmp(string, "agent") != 0 && strcmp(string, "customer") != 0)
		return psprintf("\"%s\" is neither customer nor agent.", string);
	if (!signed_seconds_parse(value, &at) || !time_in_range(at))
		return psprintf("The time \"%s\" is not a number of seconds, to the microsecond, "
						"less than 2^62 microseconds.", value);
	*item = message_item(at, strcmp(string, "agent") == 0);
	return NULL;
}

static bool
message_valid(int64 item)
{
	return message_time(item) > -LARGEST_TIME;
}

MULTISET_FAMILY(conversation_summary,
				.name = "messages",
				.print = message_print,
				.parse = message_parse,
				.valid = message_valid,
				.reading_words = sizeof(Conversation) / sizeof(int64),
				.take = reading_take,
				.let_go = reading_let_go);

/* Rows: (at, is_agent) */

static void
time_out_of_range(double seconds)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("time of a message is out of range: %s seconds", number_text(seconds)),
			 errdetail("It must be finite and within 2^62 microseconds, some 146,000 years, "
					   "of its origin, for timestamps the year 2000.")));
}

static int64
require_time(int64 at)
{
	if (!time_in_range(at))
		time_out_of_range(!TIMESTAMP_NOT_FINITE(at) ? at / MICROSECONDS :
						  at < 0 ? -HUGE_VAL : HUGE_VAL);
	return at;
}

static int64
require_seconds(double seconds)
{
	/* written so that NaN is out of range */
	if (!(fabs(seconds) < LARGEST_TIME / MICROSECONDS))
		time_out_of_range(seconds);
	return require_time(microseconds_from_seconds(seconds));
}

static void *
conversation_take(void *state, int64 at, FunctionCallInfo fcinfo, int64 step)
{
	return multiset_take(&conversation_summary_family, state,
						 message_item(at, PG_GETARG_BOOL(2)), step);
}

static void *
conversation_take_timestamp(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return conversation_take(state, require_time(PG_GETARG_TIMESTAMP(1)), fcinfo, step);
}

static void *
conversation_take_date(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return conversation_take(state, require_time(midnight_of(PG_GETARG_DATUM(1))), fcinfo, step);
}

static void *
conversation_take_float8(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return conversation_take(state, require_seconds(PG_GETARG_FLOAT8(1)), fcinfo, step);
}

MULTISET_TRANSITION(conversation_summary_count_timestamp, conversation_summary_uncount_timestamp,
					conversation_summary_family, conversation_take_timestamp);
MULTISET_TRANSITION(conversation_summary_count_timestamptz,
					conversation_summary_uncount_timestamptz,
					conversation_summary_family, conversation_take_timestamp);
MULTISET_TRANSITION(conversation_summary_count_date, conversation_summary_uncount_date,
					conversation_summary_family, conversation_take_date);
MULTISET_TRANSITION(conversation_summary_count_float8, conversation_summary_uncount_float8,
					conversation_summary_family, conversation_take_float8);

/* Readings */

/* Of the summary in the n-th argument */
static const Conversation *
conversation_of(FunctionCallInfo fcinfo, int n)
{
	return multiset_reading(&conversation_summary_family, fcinfo, n);
}

/* The starting point that the n-th argument names; the first message where there is none */
static StartingPoint
argument_starting_point(FunctionCallInfo fcinfo, int n)
{
	if (PG_NARGS() <= n)
		return FIRST_MESSAGE;
	return argument_method(fcinfo, n, STARTING_POINT, starting_points, lengthof(starting_points));
}

PG_FUNCTION_INFO_V1(conversation_summary_n_counted);
Datum
conversation_summary_n_counted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(conversation_of(fcinfo, 0)->response[FIRST_MESSAGE].n);
}

PG_FUNCTION_INFO_V1(conversation_summary_n_pending);
Datum
conversation_summary_n_pending(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(conversation_of(fcinfo, 0)->turn.open ? 1 : 0);
}

/* Moments of the response times from the starting point that the second argument names */
static const Moments *
responses(FunctionCallInfo fcinfo)
{
	static const Moments none = {0};
	StartingPoint starting_point;

	if (PG_ARGISNULL(0))
		return &none;
	starting_point = argument_starting_point(fcinfo, 1);
	return &conversation_of(fcinfo, 0)->response[starting_point];
}

/* Of a summary as an interval, of an aggregate over seconds as a number */

PG_FUNCTION_INFO_V1(conversation_summary_average_response_time);
Datum
conversation_summary_average_response_time(PG_FUNCTION_ARGS)
{
	RETURN_MEAN_INTERVAL(responses(fcinfo));
}

PG_FUNCTION_INFO_V1(conversation_summary_response_time_float8);
Datum
conversation_summary_response_time_float8(PG_FUNCTION_ARGS)
{
	RETURN_MEAN(responses(fcinfo));
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

/* Each response time, in order, to be rolled up over chats; NULL where there is none */
PG_FUNCTION_INFO_V1(conversation_summary_response_times);
Datum
conversation_summary_response_times(PG_FUNCTION_ARGS)
{
	StartingPoint starting_point;
	Turn		turn = {false, 0, 0};
	const int64 *items;
	int64		n;
	Datum	   *times;
	int			ntimes = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	starting_point = argument_starting_point(fcinfo, 1);
	items = multiset_items(&conversation_summary_family, fcinfo, 0, &n);
	times = palloc((n / 2 + 1) * sizeof(Datum));
	for (int64 i = 0; i < n; i++)
	{
		int64		at = message_time(items[i]);

		CHECK_FOR_INTERRUPTS();
		if (turn_take(&turn, at, message_is_agents(items[i])))
		{
			int64		response = at - turn_start(&turn, starting_point);

			times[ntimes++] = IntervalPGetDatum(interval_from_microseconds(response));
		}
	}
	if (ntimes == 0)
		PG_RETURN_NULL();
	PG_RETURN_ARRAYTYPE_P(construct_array(times, ntimes, INTERVALOID, sizeof(Interval), false,
										  'd'));
}

/* Window function: response_time(at, is_agent [, starting_point]) */

typedef struct PartitionTurn
{
	bool		begun;
	int64		before;			/* time of the message before */
	Turn		turn;
} PartitionTurn;

static StartingPoint
window_starting_point(WindowObject window, FunctionCallInfo fcinfo)
{
	if (PG_NARGS() <= 2)
		return FIRST_MESSAGE;
	return require_method(DatumGetTextPP(window_option(window, 2, STARTING_POINT)), STARTING_POINT,
						  starting_points, lengthof(starting_points));
}

static void
require_order(PartitionTurn *partition, int64 at)
{
	if (partition->begun && at < partition->before)
		window_not_in_order("messages", partition->before, at);
	partition->begun = true;
	partition->before = at;
}

/* Microseconds from the turn to the message of the current row; false where it answers none */
static bool
window_response(FunctionCallInfo fcinfo, int64 (*time_of) (Datum at), int64 *response)
{
	WindowObject window = window_of(fcinfo);
	PartitionTurn *partition = WinGetPartitionLocalMemory(window, sizeof(PartitionTurn));
	StartingPoint starting_point = window_starting_point(window, fcinfo);
	bool		at_isnull;
	bool		is_agent_isnull;
	Datum		at_value = WinGetFuncArgCurrent(window, 0, &at_isnull);
	bool		is_agent = DatumGetBool(WinGetFuncArgCurrent(window, 1, &is_agent_isnull));
	int64		at;

	if (at_isnull || is_agent_isnull)
		return false;
	at = time_of(at_value);
	require_order(partition, at);
	if (!turn_take(&partition->turn, at, is_agent))
		return false;
	*response = at - turn_start(&partition->turn, starting_point);
	return true;
}

static int64
time_of_timestamp(Datum at)
{
	return require_time(DatumGetTimestamp(at));
}

static int64
time_of_date(Datum at)
{
	return require_time(midnight_of(at));
}

static int64
time_of_float8(Datum at)
{
	return require_seconds(DatumGetFloat8(at));
}

static Datum
response_time_interval(FunctionCallInfo fcinfo, int64 (*time_of) (Datum at))
{
	int64		response;

	if (!window_response(fcinfo, time_of, &response))
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(interval_from_microseconds(response));
}

PG_FUNCTION_INFO_V1(conversation_response_time_timestamp);
Datum
conversation_response_time_timestamp(PG_FUNCTION_ARGS)
{
	return response_time_interval(fcinfo, time_of_timestamp);
}

PG_FUNCTION_INFO_V1(conversation_response_time_date);
Datum
conversation_response_time_date(PG_FUNCTION_ARGS)
{
	return response_time_interval(fcinfo, time_of_date);
}

PG_FUNCTION_INFO_V1(conversation_response_time_float8);
Datum
conversation_response_time_float8(PG_FUNCTION_ARGS)
{
	int64		response;

	if (!window_response(fcinfo, time_of_float8, &response))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(seconds_from_microseconds(response));
}
