/*
 * backlog.c
 *		backlog_summary: tickets opened and closed from point to point in time.
 *
 * Open at t is what was created up to t and not resolved up to t.  With points
 * start, start + step, ... up to stop, the summary counts what was opened and
 * closed in each step, and before the first point:
 *
 *		backlog(i) = backlog(i - 1) + opened(i) - closed(i)
 *		backlog days = last backlog / closed per day
 *
 * One pass over the tickets, whatever the number of points.  A summary has the
 * same form as the state of an aggregate, for the points are known from the
 * first row on: nothing in it grows.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "backlog.h"
#include "record.h"
#include "server.h"
#include "summary.h"
#include "varlena.h"

#define MOST_STEPS	1000000

static Backlog *
make_backlog(int64 npoints)
{
	size_t		size = offsetof(Backlog, steps) + npoints * sizeof(Step);
	Backlog    *backlog = palloc0(size);

	SET_VARSIZE(backlog, size);
	backlog->npoints = npoints;
	return backlog;
}

/* Rows: (created, resolved, start, stop, step) */

/* The number of points from start to stop; the error says the limit */
static int64
count_points(int64 start, int64 stop, int64 step)
{
	int128		steps = ((int128) stop - start) / require_longer_than_0(step, "step");

	if (stop < start)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("stop must not be before start: %s seconds", number_text(((double) stop - (double) start) / MICROSECONDS))));
	if (steps > MOST_STEPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a backlog_summary has at most %d steps: %s", MOST_STEPS, number_text((double) steps)),
				 errhint("Take a longer step or a shorter time.")));
	return (int64) steps + 1;
}

static void
points_differ(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("start, stop, step and type of time must be the same in every row and summary of a backlog")));
}

static bool
same_points(const Backlog *a, const Backlog *b)
{
	return a->clock == b->clock && a->start == b->start && a->step == b->step && a->npoints == b->npoints;
}

static void
copy_points(Backlog *to, const Backlog *from)
{
	to->clock = from->clock;
	to->start = from->start;
	to->step = from->step;
}

/* From a time to one that is not before it: 64 bits without sign hold any */
static inline uint64
distance(int64 from, int64 to)
{
	return (uint64) to - (uint64) from;
}

/* The summary with the points of a row, which the first row gives it */
static Backlog *
take_points(Backlog *backlog, int32 clock, int64 start, int64 stop, int64 step)
{
	if (backlog->tickets == 0)
	{
		backlog = make_backlog(count_points(start, stop, step));
		backlog->clock = clock;
		backlog->start = start;
		backlog->step = step;
	}
	else if (backlog->clock != clock || backlog->start != start || backlog->step != step ||
			 stop < start || distance(start, stop) / step != (uint64) backlog->npoints - 1)
		points_differ();
	return backlog;
}

/* The first point that is not before a time; npoints where there is none */
static int64
point_of(const Backlog *backlog, int64 time)
{
	uint64		step = backlog->step;
	uint64		point = time <= backlog->start ? 0 : (distance(backlog->start, time) - 1) / step + 1;

	return point < (uint64) backlog->npoints ? (int64) point : backlog->npoints;
}

static void
count_ticket(Backlog *backlog, int64 created, bool is_resolved, int64 resolved, int64 step)
{
	int64		opened_by = point_of(backlog, created);

	summary_count(&backlog->tickets, step);
	if (is_resolved && resolved < created)
		backlog->excluded += step;
	else if (opened_by == backlog->npoints)
		backlog->later += step;
	else
	{
		int64		closed_by = is_resolved ? point_of(backlog, resolved) : backlog->npoints;

		backlog->steps[opened_by].opened += step;
		if (closed_by < backlog->npoints)
			backlog->steps[closed_by].closed += step;
	}
}

/* What no rows could have produced, as "its ... is ...", or NULL */
static const char *
backlog_invalid(const Backlog *backlog)
{
	int128		opened = 0;
	int128		closed = 0;

	if (backlog->tickets < 0 || backlog->excluded < 0 || backlog->later < 0)
		return "a counter is negative";
	if (backlog->clock != CLOCK_TIMESTAMPTZ && backlog->clock != CLOCK_TIMESTAMP)
		return "its clock is unknown";
	if (backlog->tickets == 0 ? backlog->npoints > 0 || backlog->start != 0 || backlog->step != 0 || backlog->clock != 0 :
		backlog->npoints <= 0 || backlog->npoints > MOST_STEPS + 1 || backlog->step <= 0 || !IS_VALID_TIMESTAMP(backlog->start) ||
		(int128) backlog->start + (int128) backlog->step * (backlog->npoints - 1) >= END_TIMESTAMP)
		return "its points are not those of a summary";
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		if (backlog->steps[i].opened < 0 || backlog->steps[i].closed < 0)
			return "a counter is negative";
		opened += backlog->steps[i].opened;
		closed += backlog->steps[i].closed;
		if (closed > opened)
			return "it has more tickets closed than opened";
	}
	return opened + backlog->excluded + backlog->later != backlog->tickets ? "its tickets are not those opened, later or excluded" : NULL;
}

/* A summary of no rows has no points */
static Backlog *
taken_away(Backlog *backlog)
{
	if (backlog_invalid(backlog) == NULL)
		return backlog;
	if (backlog->tickets != 0 || backlog->excluded != 0 || backlog->later != 0)
		summary_not_contained("backlog_summary");
	for (int64 i = 0; i < backlog->npoints; i++)
		if (backlog->steps[i].opened != 0 || backlog->steps[i].closed != 0)
			summary_not_contained("backlog_summary");
	return make_backlog(0);
}

static Datum
backlog_row(FunctionCallInfo fcinfo, int32 clock, int64 step)
{
	Backlog    *backlog = varlena_state(fcinfo);
	bool		is_resolved = !PG_ARGISNULL(2);
	int64		created;
	int64		resolved;
	int64		start;
	int64		stop;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(backlog);
	created = argument_timestamp(fcinfo, 1, "time of creation");
	resolved = is_resolved ? argument_timestamp(fcinfo, 2, "time of resolution") : 0;
	start = argument_timestamp(fcinfo, 3, "start");
	stop = argument_timestamp(fcinfo, 4, "stop");
	argument_not_null(fcinfo, 5, "step");

	backlog = take_points(backlog, clock, start, stop, duration_interval(fcinfo, 5));
	count_ticket(backlog, created, is_resolved, resolved, step);

	/* a window takes out what it put in; only the last row leaves another form */
	if (step < 0 && (backlog->tickets == 0 || !summary_in_aggregate(fcinfo)))
		backlog = taken_away(backlog);
	PG_RETURN_POINTER(backlog);
}

#define BACKLOG_TRANSITION(name, clock, step) \
PG_FUNCTION_INFO_V1(backlog_summary_##name); \
Datum \
backlog_summary_##name(PG_FUNCTION_ARGS) \
{ \
	return backlog_row(fcinfo, clock, step); \
} \
extern int	no_such_variable

BACKLOG_TRANSITION(count_timestamptz, CLOCK_TIMESTAMPTZ, 1);
BACKLOG_TRANSITION(uncount_timestamptz, CLOCK_TIMESTAMPTZ, -1);
BACKLOG_TRANSITION(count_timestamp, CLOCK_TIMESTAMP, 1);
BACKLOG_TRANSITION(uncount_timestamp, CLOCK_TIMESTAMP, -1);

/* Merge and un-merge */

static void
add_steps(Backlog *backlog, const Backlog *other, int64 sign)
{
	summary_count(&backlog->tickets, sign * other->tickets);
	backlog->excluded += sign * other->excluded;
	backlog->later += sign * other->later;
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		backlog->steps[i].opened += sign * other->steps[i].opened;
		backlog->steps[i].closed += sign * other->steps[i].closed;
	}
}

static Datum
backlog_add(const void *family, FunctionCallInfo fcinfo)
{
	Backlog    *backlog = varlena_state(fcinfo);
	Backlog    *other = varlena_argument(fcinfo, 1);

	if (other->tickets == 0)
		PG_RETURN_POINTER(backlog);
	if (backlog->tickets == 0)
	{
		backlog = make_backlog(other->npoints);
		copy_points(backlog, other);
	}
	if (!same_points(backlog, other))
		points_differ();
	add_steps(backlog, other, 1);
	varlena_end(fcinfo, 1, other);
	PG_RETURN_POINTER(backlog);
}

static Datum
backlog_subtract(const void *family, FunctionCallInfo fcinfo)
{
	Backlog    *backlog = varlena_state(fcinfo);
	Backlog    *other = varlena_argument(fcinfo, 1);

	if (other->tickets == 0)
		PG_RETURN_POINTER(backlog);
	if (backlog->tickets < other->tickets)
		summary_not_contained("backlog_summary");
	if (!same_points(backlog, other))
		points_differ();
	add_steps(backlog, other, -1);
	varlena_end(fcinfo, 1, other);
	PG_RETURN_POINTER(taken_away(backlog));
}

/* Text form: name=value pairs, start and step in seconds, then POINT=OPENED-CLOSED where there was something */

static Datum
backlog_out(const void *family, FunctionCallInfo fcinfo)
{
	Backlog    *backlog = varlena_argument(fcinfo, 0);
	StringInfoData out;

	if (backlog->tickets == 0)
		PG_RETURN_CSTRING(pstrdup("empty"));
	initStringInfo(&out);
	appendStringInfo(&out, "clock=%s start=", backlog->clock == CLOCK_TIMESTAMP ? "local" : "utc");
	print_signed_seconds(&out, backlog->start);
	appendStringInfoString(&out, " step=");
	print_signed_seconds(&out, backlog->step);
	appendStringInfo(&out, " points=" INT64_FORMAT, backlog->npoints);
	if (backlog->excluded > 0)
		appendStringInfo(&out, " excluded=" INT64_FORMAT, backlog->excluded);
	if (backlog->later > 0)
		appendStringInfo(&out, " later=" INT64_FORMAT, backlog->later);
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		const Step *step = &backlog->steps[i];

		CHECK_FOR_INTERRUPTS();
		if (step->opened > 0 || step->closed > 0)
			appendStringInfo(&out, " " INT64_FORMAT "=" INT64_FORMAT "-" INT64_FORMAT, i, step->opened, step->closed);
	}
	PG_RETURN_CSTRING(out.data);
}

static bool
parse_whole(const char *text, int64 *value)
{
	return parse_counter(&text, INT64_DIGITS, value) && *text == '\0';
}

static bool
parse_step(Backlog *backlog, const char *name, const char *value)
{
	int64		point;
	Step		step;

	if (!parse_whole(name, &point) || point >= backlog->npoints || !parse_counter(&value, INT64_DIGITS, &step.opened) ||
		*value++ != '-' || !parse_whole(value, &step.closed))
		return false;
	/* told before */
	if (backlog->steps[point].opened != 0 || backlog->steps[point].closed != 0)
		return false;
	backlog->steps[point] = step;
	return true;
}

/* Reads one token; false if it is none.  The number of points comes before the steps. */
static bool
parse_field(Backlog **backlog, char *token)
{
	char	   *value = strchr(token, '=');
	int64		npoints;

	if (value == NULL)
		return false;
	*value++ = '\0';
	if (strcmp(token, "clock") == 0)
	{
		(*backlog)->clock = strcmp(value, "local") == 0 ? CLOCK_TIMESTAMP : CLOCK_TIMESTAMPTZ;
		return strcmp(value, "local") == 0 || strcmp(value, "utc") == 0;
	}
	if (strcmp(token, "start") == 0)
		return parse_signed_seconds(value, &(*backlog)->start);
	if (strcmp(token, "step") == 0)
		return parse_signed_seconds(value, &(*backlog)->step);
	if (strcmp(token, "excluded") == 0)
		return parse_whole(value, &(*backlog)->excluded);
	if (strcmp(token, "later") == 0)
		return parse_whole(value, &(*backlog)->later);
	if (strcmp(token, "points") == 0)
	{
		Backlog    *with_points;

		if (!parse_whole(value, &npoints) || npoints == 0 || npoints > MOST_STEPS + 1 || (*backlog)->npoints > 0)
			return false;
		with_points = make_backlog(npoints);
		copy_points(with_points, *backlog);
		with_points->excluded = (*backlog)->excluded;
		with_points->later = (*backlog)->later;
		*backlog = with_points;
		return true;
	}
	return parse_step(*backlog, token, value);
}

static const char *
parse_token(void *state, char *token)
{
	char	   *copy = pstrdup(token);

	if (!parse_field(state, token))
		return psprintf("\"%s\" is no field of a backlog_summary, or not in its place.", copy);
	/* one of many */
	pfree(copy);
	return NULL;
}

static Datum
backlog_in(const void *family, FunctionCallInfo fcinfo)
{
	const char *text = PG_GETARG_CSTRING(0);
	Backlog    *backlog = make_backlog(0);
	const char *wrong = summary_parse_tokens(text, parse_token, &backlog);
	int128		tickets = (int128) backlog->excluded + backlog->later;

	for (int64 i = 0; i < backlog->npoints; i++)
		tickets += backlog->steps[i].opened;
	backlog->tickets = (int64) Min(tickets, PG_INT64_MAX);
	if (wrong == NULL)
		wrong = summary_impossible(backlog_invalid(backlog));
	if (wrong != NULL)
		RETURN_INPUT_ERROR(fcinfo, "backlog_summary", text, wrong);
	PG_RETURN_POINTER(backlog);
}

/* Binary form: version, clock, start, step, number of points, tickets, excluded, later, opened and closed of each point */

static Datum
backlog_send(const void *family, FunctionCallInfo fcinfo)
{
	Backlog    *backlog = varlena_argument(fcinfo, 0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	pq_sendint64(&out, backlog->clock);
	pq_sendint64(&out, backlog->start);
	pq_sendint64(&out, backlog->step);
	pq_sendint64(&out, backlog->npoints);
	pq_sendint64(&out, backlog->tickets);
	pq_sendint64(&out, backlog->excluded);
	pq_sendint64(&out, backlog->later);
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		pq_sendint64(&out, backlog->steps[i].opened);
		pq_sendint64(&out, backlog->steps[i].closed);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static Datum
backlog_recv(const void *family, FunctionCallInfo fcinfo)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	Backlog    *backlog;
	const char *wrong;
	int64		clock;
	int64		start;
	int64		step;
	int64		npoints;

	summary_binary_version("backlog_summary", pq_getmsgbyte(message));
	clock = pq_getmsgint64(message);
	start = pq_getmsgint64(message);
	step = pq_getmsgint64(message);
	npoints = pq_getmsgint64(message);
	if (clock < 0 || clock > CLOCK_TIMESTAMP || npoints < 0 || npoints > MOST_STEPS + 1)
		summary_binary_invalid("backlog_summary", "its points are not those of a summary");

	backlog = make_backlog(npoints);
	backlog->clock = (int32) clock;
	backlog->start = start;
	backlog->step = step;
	backlog->tickets = pq_getmsgint64(message);
	backlog->excluded = pq_getmsgint64(message);
	backlog->later = pq_getmsgint64(message);
	for (int64 i = 0; i < npoints; i++)
	{
		backlog->steps[i].opened = pq_getmsgint64(message);
		backlog->steps[i].closed = pq_getmsgint64(message);
	}
	wrong = backlog_invalid(backlog);
	if (wrong != NULL)
		summary_binary_invalid("backlog_summary", wrong);
	PG_RETURN_POINTER(backlog);
}

/* Comparison: of what follows the length, as words */

#define HEADER	offsetof(Backlog, start)

static int
backlog_compare(const void *family, FunctionCallInfo fcinfo)
{
	const Backlog *a = varlena_argument(fcinfo, 0);
	const Backlog *b = varlena_argument(fcinfo, 1);
	int			clocks = (a->clock > b->clock) - (a->clock < b->clock);
	int			order = varlena_compare(fcinfo, a, b, HEADER);

	return order != 0 ? order : clocks;
}

static Datum
backlog_hash(const void *family, FunctionCallInfo fcinfo)
{
	return varlena_hash(fcinfo, varlena_argument(fcinfo, 0), HEADER);
}

static Datum
backlog_hash_extended(const void *family, FunctionCallInfo fcinfo)
{
	return varlena_hash_extended(fcinfo, varlena_argument(fcinfo, 0), HEADER);
}

/* All families of this kind are one */
static const int backlog_summary_family = 0;

SUMMARY_METHODS(backlog_summary, backlog);

/* Readings */

PG_FUNCTION_INFO_V1(backlog_summary_n_counted);
Datum
backlog_summary_n_counted(PG_FUNCTION_ARGS)
{
	Backlog    *backlog = varlena_argument(fcinfo, 0);

	PG_RETURN_INT64(backlog->tickets - backlog->excluded - backlog->later);
}

PG_FUNCTION_INFO_V1(backlog_summary_n_excluded);
Datum
backlog_summary_n_excluded(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(((const Backlog *) varlena_argument(fcinfo, 0))->excluded);
}

/* What is open at the last point */
int64
last_backlog(const Backlog *backlog)
{
	int64		open = 0;

	for (int64 i = 0; i < backlog->npoints; i++)
		open += backlog->steps[i].opened - backlog->steps[i].closed;
	return open;
}

PG_FUNCTION_INFO_V1(backlog_summary_backlog);
Datum
backlog_summary_backlog(PG_FUNCTION_ARGS)
{
	Backlog    *backlog = varlena_argument(fcinfo, 0);

	if (backlog->tickets == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(last_backlog(backlog));
}

/* Days that the last backlog lasts if nothing comes in and as many are closed a day as from the first point to the last */
PG_FUNCTION_INFO_V1(backlog_summary_backlog_days);
Datum
backlog_summary_backlog_days(PG_FUNCTION_ARGS)
{
	Backlog    *backlog = varlena_argument(fcinfo, 0);
	double		days = (double) backlog->step * (backlog->npoints - 1) / USECS_PER_DAY;
	double		closed = 0.0;

	for (int64 i = 1; i < backlog->npoints; i++)
		closed += backlog->steps[i].closed;
	RETURN_RATIO(last_backlog(backlog) * days, closed);
}

/* Rows (at, opened, closed, backlog); what came before the first point has no rate */

typedef struct SeriesState
{
	Backlog    *backlog;
	int64		open;
} SeriesState;

/* Of the n-th argument, which must have been built from times of the clock; the other function reads others */
Backlog *
argument_backlog_of(FunctionCallInfo fcinfo, int n, Clock clock, const char *other)
{
	Backlog    *backlog = (Backlog *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(n));

	if (backlog->tickets > 0 && backlog->clock != (int32) clock)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this backlog_summary was built from timestamps %s time zone", clock == CLOCK_TIMESTAMP ? "with" : "without"),
				 errhint("Read it with %s.", other)));
	return backlog;
}

static void *
begin_series(FunctionCallInfo fcinfo, int clock, const char *other, int64 *nrows)
{
	SeriesState *state = palloc0(sizeof(SeriesState));

	state->backlog = argument_backlog_of(fcinfo, 0, clock, other);
	*nrows = state->backlog->npoints;
	return state;
}

static void
read_point(void *series, int64 point, Datum *values, bool *nulls)
{
	SeriesState *state = series;
	const Backlog *backlog = state->backlog;

	state->open += backlog->steps[point].opened - backlog->steps[point].closed;
	values[0] = TimestampGetDatum(backlog->start + point * backlog->step);
	values[1] = Int64GetDatum(backlog->steps[point].opened);
	values[2] = Int64GetDatum(backlog->steps[point].closed);
	values[3] = Int64GetDatum(state->open);
	nulls[1] = nulls[2] = point == 0;
}

PG_FUNCTION_INFO_V1(backlog_summary_backlog_series);
Datum
backlog_summary_backlog_series(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_series, CLOCK_TIMESTAMPTZ, "backlog_series_local", read_point);
}

PG_FUNCTION_INFO_V1(backlog_summary_backlog_series_local);
Datum
backlog_summary_backlog_series_local(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_series, CLOCK_TIMESTAMP, "backlog_series", read_point);
}
