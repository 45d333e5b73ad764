/*
 * clock.c
 *		Times that analysts pass: instants, or local times of some zone, never
 *		both in one call, and none that depends on the session's zone.
 *
 * If a function takes timestamptz, the server casts a date or a timestamp to
 * it in the session's zone, and figures would depend on who runs the query.
 * Overloads prevent this if all times are local.  If some times have a zone,
 * only the parsed call shows that there was a cast.
 */
#include "postgres.h"

#include <ctype.h>
#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "nodes/execnodes.h"
#include "nodes/nodeFuncs.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "clock.h"
#include "server.h"

Timestamp
midnight_of(Datum date)
{
	return DatumGetTimestamp(DirectFunctionCall1(date_timestamp, date));
}

int64
require_finite_timestamp(Timestamp timestamp, const char *what)
{
	if (unlikely(TIMESTAMP_NOT_FINITE(timestamp)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be finite: %s", what, timestamp < 0 ? "-infinity" : "infinity")));
	return timestamp;
}

void
refuse_uncommon_time(int64 at, const char *what)
{
	require_finite_timestamp(at, what);
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("%s must be in the years 1 to 9999: %s", what,
					DatumGetCString(DirectFunctionCall1(timestamp_out,
														TimestampGetDatum(at))))));
}

/* In microseconds */
int64
require_common_seconds(double seconds, const char *what)
{
	double		microseconds = rint(seconds * MICROSECONDS);

	/* written so that NaN is out of range */
	if (!(fabs(microseconds) < COMMON_SECONDS_END))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s is out of range: %s seconds", what, number_text(seconds)),
				 errdetail("It must be finite and within 2^59 microseconds (about 18,000 years) "
						   "of its origin.")));
	return (int64) microseconds;
}

/* Prints common timestamps: 2026-03-01T09:00:00.5Z, without Z if they are local */

void
timestamp_print(StringInfo out, int64 at, Clock clock)
{
	struct pg_tm tm;
	fsec_t		microseconds;
	char		string[sizeof("yyyy-mm-ddThh:mm:ss")];
	char	   *end = string;

	if (timestamp2tm(at, NULL, &tm, &microseconds, NULL, NULL) != 0)
		elog(ERROR, "timestamp out of range");
	end = pg_ultostr_zeropad(end, tm.tm_year, 4);
	*end++ = '-';
	end = pg_ultostr_zeropad(end, tm.tm_mon, 2);
	*end++ = '-';
	end = pg_ultostr_zeropad(end, tm.tm_mday, 2);
	*end++ = 'T';
	end = pg_ultostr_zeropad(end, tm.tm_hour, 2);
	*end++ = ':';
	end = pg_ultostr_zeropad(end, tm.tm_min, 2);
	*end++ = ':';
	end = pg_ultostr_zeropad(end, tm.tm_sec, 2);
	appendBinaryStringInfo(out, string, (int) (end - string));
	decimals_print(out, microseconds);
	if (clock == CLOCK_TIMESTAMPTZ)
		appendStringInfoChar(out, 'Z');
}

void
time_print(StringInfo out, int64 at, Clock clock)
{
	if (clock == CLOCK_SECONDS)
		signed_seconds_print(out, at);
	else
		timestamp_print(out, at, clock);
}

/* Reads that many digits and the character that ends them, and moves behind it */
static bool
digits_parse(const char **string, int ndigits, char end, int *value)
{
	*value = 0;
	for (; ndigits > 0; ndigits--)
	{
		char		digit = *(*string)++;

		if (!isdigit((unsigned char) digit))
			return false;
		*value = *value * 10 + (digit - '0');
	}
	return end == '\0' || *(*string)++ == end;
}

static bool
date_parse(const char **string, int64 *at)
{
	int			year;
	int			month;
	int			day;

	if (!digits_parse(string, 4, '-', &year) || !digits_parse(string, 2, '-', &month) ||
		!digits_parse(string, 2, 'T', &day) || year < 1 || month < 1 ||
		month > MONTHS_PER_YEAR || day < 1 || day > day_tab[isleap(year)][month - 1])
		return false;
	*at = (int64) (date2j(year, month, day) - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY;
	return true;
}

/* Reads what timestamp_print prints; false for anything else */
bool
timestamp_parse(const char *string, int64 *at, Clock *clock)
{
	int			hour;
	int			minute;
	int			second;
	const char *decimals;
	int			microseconds;

	if (!date_parse(&string, at) || !digits_parse(&string, 2, ':', &hour) ||
		!digits_parse(&string, 2, ':', &minute) || !digits_parse(&string, 2, '\0', &second) ||
		hour >= HOURS_PER_DAY || minute >= MINS_PER_HOUR || second >= SECS_PER_MINUTE)
		return false;
	decimals = string;
	/* a time has only one text form, without trailing zeros */
	if (!decimals_parse(&string, &microseconds) || (string > decimals && string[-1] == '0'))
		return false;
	*at += ((hour * MINS_PER_HOUR + minute) * SECS_PER_MINUTE + second) * USECS_PER_SEC +
		microseconds;
	*clock = *string == 'Z' ? CLOCK_TIMESTAMPTZ : CLOCK_TIMESTAMP;
	return string[*clock == CLOCK_TIMESTAMPTZ] == '\0';
}

/* Says in a sentence what is wrong with a text that timestamp_parse rejects */
char *
no_timestamp(const char *string)
{
	return psprintf("\"%s\" is not a time of the form 2026-03-01T09:00:00.5Z (without Z if it "
					"is local).", string);
}

/*
 * Prints the times of a list in order: the first one, then +50.25, the seconds
 * since the time of the item before, which is NULL if there is none
 */

/* The mark separates the time from a name before it */
void
listed_time_print(StringInfo out, const char *mark, TimeOfItem time_of, int64 item,
				  const int64 *before)
{
	ListedTime	time = time_of(item);

	if (before == NULL)
	{
		appendStringInfoString(out, mark);
		time_print(out, time.at, time.clock);
		return;
	}
	appendStringInfoChar(out, '+');
	seconds_print(out, time.at - time_of(*before).at);
}

/* A time that does not follow another is read by the parser; false for anything else */
bool
listed_time_parse(const char *string, TimeParser parse, TimeOfItem time_of, const int64 *before,
				  ListedTime *time)
{
	uint64		distance;

	if (*string != '+')
		return parse(string, &time->at, &time->clock);
	/* times lie within 2^59 microseconds, so nothing overflows */
	if (before == NULL || !seconds_parse(string + 1, &distance) ||
		distance > 2 * COMMON_SECONDS_END)
		return false;
	*time = time_of(*before);
	time->at += (int64) distance;
	return is_common_time_of(time->clock, time->at);
}

/* Says what is wrong with a listed time that timestamp_parse rejects */
char *
no_listed_timestamp(const char *string, const int64 *before)
{
	if (*string != '+')
		return no_timestamp(string);
	return before == NULL ? psprintf("\"%s\" does not follow a time.", string) :
		psprintf("\"%s\" is not a number of seconds, with at most six decimals, "
				 "from the time before it to a time in the years 1 to 9999.", string);
}

/* Summaries by one clock */

static const char *const clock_names[] = {
	"timestamps with time zone",
	"timestamps without time zone",
	"numbers of seconds"
};

void
clocks_differ(const char *type_name, Clock clock, const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("this %s was built from %s, %s", type_name, clock_names[clock], what),
			 errhint("%s", hint)));
}

/* Endings of function names that return times, if each clock has a function */
static const char *const reader_endings[] = {"", "_local", "_seconds"};

char *
hint_of_reader(const char *name, Clock clock)
{
	return psprintf("Read it with %s%s.", name, reader_endings[clock]);
}

/*
 * For a function that returns times of a type, with its name without the
 * ending; NULL if the as-of time also has that type
 */
void
require_reader_clock(const char *type_name, Clock clock, TimeType type, const char *name)
{
	if (clock != clock_of(type))
		clocks_differ(type_name, clock, "this function returns the other kind",
					  name == NULL ? "Read it with an as-of time of the same kind." :
					  hint_of_reader(name, clock));
}

/* A literal or a parameter without a type becomes a timestamptz, so the hint shows the cast */
static const char *
hint_of_given_time(Clock clock)
{
	return clock == CLOCK_TIMESTAMP ?
		"Write timestamp '2026-03-01 09:00' for a literal, $1::timestamp for a parameter, "
		"or now() AT TIME ZONE 'Europe/Madrid'." :
		"Write at AT TIME ZONE 'Europe/Madrid' for a timestamp, "
		"and day::timestamp AT TIME ZONE 'Europe/Madrid' for a date.";
}

/*
 * Requires that a given time is by the clock of the summary.  The hint is for
 * numbers, which have other functions in some modules.
 */
void
require_given_clock(const char *type_name, Clock clock, TimeType type, const char *what,
					const char *hint_of_numbers)
{
	bool		numbers = clock == CLOCK_SECONDS || type == TIME_SECONDS;

	if (clock != clock_of(type))
		clocks_differ(type_name, clock,
					  psprintf("and the %s %s", what,
							   type == TIME_SECONDS ? "is a number" :
							   numbers ? "is a timestamp" :
							   type == TIME_TIMESTAMPTZ ? "has one" : "has none"),
					  numbers ? hint_of_numbers : hint_of_given_time(clock));
}

/*
 * Reads the as-of time in the n-th argument for a summary by a clock; false if
 * there is no as-of time
 */
bool
argument_as_of(FunctionCallInfo fcinfo, int n, TimeType type, const char *type_name, Clock clock,
			   int64 *as_of)
{
	if (PG_NARGS() <= n || PG_ARGISNULL(n))
		return false;
	*as_of = argument_common_time(fcinfo, n, type, "as-of time");
	require_given_clock(type_name, clock, type, "as-of time",
						"Give a number as the as-of time for numbers, "
						"and a timestamp for timestamps.");
	return true;
}

/* Times of one call */

static Expr *
call_argument(List *arguments, int n)
{
	Node	   *argument = list_nth(arguments, n);

	/* an argument of an aggregate is an entry of a target list */
	return IsA(argument, TargetEntry) ? ((TargetEntry *) argument)->expr : (Expr *) argument;
}

/* Returns whether the server casts the argument implicitly, using the session's zone */
static bool
is_shifted(Expr *argument)
{
	FuncExpr   *cast = (FuncExpr *) argument;
	Oid			type;

	if (!IsA(argument, FuncExpr) || cast->funcformat != COERCE_IMPLICIT_CAST ||
		cast->funcresulttype != TIMESTAMPTZOID)
		return false;
	type = exprType(linitial(cast->args));
	return type == DATEOID || type == TIMESTAMPOID;
}

/* Returns the name of the n-th argument of a function */
static const char *
argument_name(Oid function, int n)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	Oid		   *types;
	char	  **names = NULL;
	char	   *modes;

	if (HeapTupleIsValid(tuple))
	{
		get_func_arg_info(tuple, &types, &names, &modes);
		ReleaseSysCache(tuple);
	}
	return names != NULL && names[n][0] != '\0' ? names[n] : psprintf("argument %d", n + 1);
}

static void
check_call(Oid function, List *arguments)
{
	int			narguments = get_func_nargs(function);
	int			local = -1;
	int			instant = -1;
	int		   *first;

	/* the arguments of an aggregate's ORDER BY may follow */
	for (int i = 0; i < narguments; i++)
	{
		Expr	   *argument = call_argument(arguments, i);

		if (exprType((Node *) argument) != TIMESTAMPTZOID)
			continue;
		first = is_shifted(argument) ? &local : &instant;
		if (*first < 0)
			*first = i;
	}
	if (local < 0)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 instant < 0 ?
			 errmsg("%s of %s must have a time zone", argument_name(function, local),
					get_func_name(function)) :
			 errmsg("%s of %s has a time zone, and %s has none", argument_name(function, instant),
					get_func_name(function), argument_name(function, local)),
			 instant < 0 ?
			 errhint("Leave out the zone if the times are local.") :
			 errhint("AT TIME ZONE converts a timestamptz to a timestamp, "
					 "as in now() AT TIME ZONE 'Europe/Madrid', "
					 "and a timestamp to a timestamptz; cast a date to timestamp first.")));
}

/* Returns whether an aggregate has this transition function */
static bool
is_aggregate_over(Oid aggregate, Oid transition)
{
	HeapTuple	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(aggregate));
	Form_pg_aggregate form;
	bool		is_over;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_aggregate) GETSTRUCT(tuple);
	is_over = form->aggtransfn == transition || form->aggmtransfn == transition;
	ReleaseSysCache(tuple);
	return is_over;
}

/* Raises an error if some times of a call were given with a zone and others without */
void
require_one_clock(FunctionCallInfo fcinfo)
{
	Node	   *call = fcinfo->flinfo->fn_expr;
	Aggref	   *aggref = AggGetAggref(fcinfo);

	if (aggref != NULL)
		check_call(aggref->aggfnoid, aggref->args);
	else if (fcinfo->context != NULL && IsA(fcinfo->context, WindowAggState))
	{
		/*
		 * an aggregate does not know which of the calls in this node it
		 * serves
		 */
		ListCell   *cell;

		foreach(cell, ((WindowAggState *) fcinfo->context)->funcs)
		{
			WindowFunc *window_call = ((WindowFuncExprState *) lfirst(cell))->wfunc;

			if (is_aggregate_over(window_call->winfnoid, fcinfo->flinfo->fn_oid))
				check_call(window_call->winfnoid, window_call->args);
		}
	}
	else if (call != NULL && IsA(call, FuncExpr))
		check_call(((FuncExpr *) call)->funcid, ((FuncExpr *) call)->args);
	else if (call != NULL && IsA(call, WindowFunc))
		check_call(((WindowFunc *) call)->winfnoid, ((WindowFunc *) call)->args);
}

/* Periods */

static void
period_is_empty(int64 start, int64 end, Clock clock)
{
	StringInfoData times;

	initStringInfo(&times);
	time_print(&times, start, clock);
	appendStringInfoString(&times, " is not before ");
	time_print(&times, end, clock);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("start_at must be before end_at: %s", times.data)));
}

/* Reads from start_at in the n-th argument to end_at in the next one, by one clock */
void
argument_period(FunctionCallInfo fcinfo, int n, TimeType type, int64 *start, int64 *end)
{
	*start = argument_common_time(fcinfo, n, type, "start_at");
	*end = argument_common_time(fcinfo, n + 1, type, "end_at");
	require_one_clock(fcinfo);
	if (*start >= *end)
		period_is_empty(*start, *end, clock_of(type));
}
