/*
 * backlog.c
 *		backlog_summary: tickets opened and closed from point to point in time.
 *
 * A ticket is open at t if it was created up to t and not resolved up to t.
 * With points start, start + step, ... up to stop, the summary counts the
 * tickets opened and closed in each step, and before the first point:
 *
 *		backlog(i) = backlog(i - 1) + opened(i) - closed(i)
 *		backlog days = last backlog / closed per day
 *
 * A ticket's age at a point is the time since it was created.  For each step
 * the summary holds the ages, at its point, of the tickets opened minus those
 * of the tickets closed; tickets that stay open grow older by a step:
 *
 *		age(i) = age(i - 1) + step backlog(i - 1) + age of step i
 *		mean age(i) = age(i) / backlog(i)
 *
 * One pass over the tickets is enough for any number of points.  A summary has
 * the same form as the state of an aggregate, because the points are known
 * from the first row on and nothing in it grows.
 *
 * Text form: start, step in seconds, number of points, excluded, later, then
 * POINT=OPENED-CLOSED:AGE for each point at which a ticket was opened or
 * closed, with its age in microseconds.  Binary form: number of points, clock,
 * start, step, tickets, excluded, later, then opened, closed and age of each
 * point, the age from the most significant word on.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "backlog.h"
#include "clock.h"
#include "record.h"
#include "server.h"
#include "varlena.h"

#define MOST_STEPS	1000000

#define EMPTY_SIZE	offsetof(Backlog, steps)

static Backlog *
make_backlog(int64 npoints)
{
	Backlog    *backlog = varlena_make(EMPTY_SIZE + npoints * sizeof(Step), FORM_STORED);

	backlog->npoints = npoints;
	return backlog;
}

/* Points: start, start + step, ... */

/* Counts the points from start to stop; the error states the limit */
static int64
count_points(int64 start, int64 stop, int64 step)
{
	int128		steps = ((int128) stop - start) / require_longer_than_0(step, "step");

	if (stop < start)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("stop must not be before start: %s seconds",
						number_text(((double) stop - (double) start) / MICROSECONDS))));
	if (steps > MOST_STEPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a backlog_summary has at most %d steps: %s",
						MOST_STEPS, number_text((double) steps)),
				 errhint("Use a longer step or a shorter period.")));
	return (int64) steps + 1;
}

static const char *
points_text(Clock clock, int64 start, int64 stop, int64 step)
{
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoString(&text, "start=");
	timestamp_print(&text, start, clock);
	appendStringInfoString(&text, " stop=");
	timestamp_print(&text, stop, clock);
	appendStringInfoString(&text, " step=");
	signed_seconds_print(&text, step);
	return text.data;
}

static const char *
points_of(const Backlog *backlog)
{
	return points_text(backlog->clock, backlog->start,
					   backlog->start + (backlog->npoints - 1) * backlog->step, backlog->step);
}

static void
points_differ(const Backlog *backlog, const char *other)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("start, stop, step and type of time must be the same "
					"in every row and summary of a backlog"),
			 errdetail("One has %s, another has %s.", points_of(backlog), other)));
}

static bool
same_points(const Backlog *a, const Backlog *b)
{
	return a->clock == b->clock && a->start == b->start && a->step == b->step &&
		a->npoints == b->npoints;
}

static void
copy_points(Backlog *to, const Backlog *from)
{
	to->clock = from->clock;
	to->start = from->start;
	to->step = from->step;
}

/* Returns the time from one time to a later one; 64 unsigned bits hold any */
static inline uint64
time_between(int64 from, int64 to)
{
	return (uint64) to - (uint64) from;
}

/* Returns the summary with the points of a row; the first row sets them */
static Backlog *
take_points(Backlog *backlog, Clock clock, int64 start, int64 stop, int64 step)
{
	if (backlog->tickets == 0)
	{
		backlog = make_backlog(count_points(start, stop, step));
		backlog->clock = clock;
		backlog->start = start;
		backlog->step = step;
	}
	else if (backlog->clock != (int64) clock || backlog->start != start || backlog->step != step ||
			 stop < start || time_between(start, stop) / step != (uint64) backlog->npoints - 1)
		points_differ(backlog, points_text(clock, start, stop, step));
	return backlog;
}

/* Returns the first point that is not before a time; npoints if there is none */
static int64
point_of(const Backlog *backlog, int64 time)
{
	uint64		step = backlog->step;
	uint64		point = 0;

	if (time > backlog->start)
		point = (time_between(backlog->start, time) - 1) / step + 1;
	return point < (uint64) backlog->npoints ? (int64) point : backlog->npoints;
}

static inline int64
time_of_point(const Backlog *backlog, int64 point)
{
	return backlog->start + point * backlog->step;
}

/* Returns the age at a point of a ticket created by then */
static inline int128
age_at(const Backlog *backlog, int64 point, int64 created)
{
	return time_between(created, time_of_point(backlog, point));
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
		Step	   *steps = backlog->steps;

		steps[opened_by].opened += step;
		words_add(steps[opened_by].age, step * age_at(backlog, opened_by, created));
		if (closed_by < backlog->npoints)
		{
			steps[closed_by].closed += step;
			words_add(steps[closed_by].age, -step * age_at(backlog, closed_by, created));
		}
	}
}

/* The tickets open at a point, computed from those open at the point before */

typedef struct OpenTickets
{
	int64		n;
	int128		age;
} OpenTickets;

static inline void
go_to_point(OpenTickets *open, const Backlog *backlog, int64 point)
{
	const Step *step = &backlog->steps[point];

	open->age += (int128) open->n * backlog->step + words_total(step->age);
	open->n += step->opened - step->closed;
}

/* Checks that rows could have produced a summary */

static bool
points_possible(const Backlog *backlog)
{
	if (backlog->tickets == 0)
		return backlog->npoints == 0 && backlog->start == 0 && backlog->step == 0 &&
			backlog->clock == 0;
	return backlog->npoints > 0 && backlog->npoints <= MOST_STEPS + 1 && backlog->step > 0 &&
		is_common_time(backlog->start) &&
		backlog->start + (int128) backlog->step * (backlog->npoints - 1) < COMMON_TIME_END;
}

/*
 * Returns whether the ages of a step are possible, given the tickets open at
 * the point before.  Tickets opened since then are younger than a step, and
 * nothing is older than the first timestamp.
 */
static bool
age_possible(const Backlog *backlog, int64 point, const OpenTickets *before)
{
	const Step *step = &backlog->steps[point];
	int128		oldest = age_at(backlog, point, MIN_TIMESTAMP);
	int128		age = words_total(step->age);
	OpenTickets open = *before;

	if (age < -oldest * step->closed ||
		age > (point == 0 ? oldest : backlog->step - 1) * step->opened)
		return false;
	go_to_point(&open, backlog, point);
	return open.age >= 0 && open.age <= oldest * open.n;
}

static const char *
backlog_invalid(const void *stored)
{
	const Backlog *backlog = stored;
	OpenTickets open = {0, 0};
	int128		opened = 0;

	if (backlog->tickets < 0 || backlog->excluded < 0 || backlog->later < 0)
		return "a counter is negative";
	if (backlog->clock != CLOCK_TIMESTAMPTZ && backlog->clock != CLOCK_TIMESTAMP)
		return "its clock is unknown";
	if (!points_possible(backlog))
		return "its start, step and number of points do not fit each other";
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		const Step *step = &backlog->steps[i];

		if (step->opened < 0 || step->closed < 0)
			return "a counter is negative";
		opened += step->opened;
		if (opened > backlog->tickets)
			break;
		if (step->closed > open.n + step->opened)
			return "it has more tickets closed than opened";
		if (!age_possible(backlog, i, &open))
			return "its ages do not fit its tickets";
		go_to_point(&open, backlog, i);
	}
	return opened + backlog->excluded + backlog->later != backlog->tickets ?
		"its tickets are not the sum of those opened, later and excluded" : NULL;
}

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
		words_add(backlog->steps[i].age, sign * words_total(other->steps[i].age));
	}
}

static void *
backlog_add(const VarlenaFamily *family, void *state, const void *stored)
{
	Backlog    *backlog = state;
	const Backlog *other = stored;

	if (other->tickets == 0)
		return backlog;
	if (backlog->tickets == 0)
	{
		backlog = make_backlog(other->npoints);
		copy_points(backlog, other);
	}
	if (!same_points(backlog, other))
		points_differ(backlog, points_of(other));
	add_steps(backlog, other, 1);
	return backlog;
}

static bool
no_tickets(const Backlog *backlog)
{
	for (int64 i = 0; i < backlog->npoints; i++)
		if (backlog->steps[i].opened != 0 || backlog->steps[i].closed != 0 ||
			words_total(backlog->steps[i].age) != 0)
			return false;
	return backlog->tickets == 0 && backlog->excluded == 0 && backlog->later == 0;
}

/* Clears a summary of no rows; returns NULL if more was subtracted than there was */
static Backlog *
taken_away(Backlog *backlog)
{
	if (no_tickets(backlog))
		return make_backlog(0);
	return backlog_invalid(backlog) == NULL ? backlog : NULL;
}

static void *
backlog_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Backlog    *backlog = state;
	const Backlog *other = stored;

	if (other->tickets == 0)
		return backlog;
	if (backlog->tickets < other->tickets)
		return NULL;
	if (!same_points(backlog, other))
		points_differ(backlog, points_of(other));
	add_steps(backlog, other, -1);
	return taken_away(backlog);
}

/* Text form */

static bool
is_listed(const Step *step)
{
	return step->opened > 0 || step->closed > 0;
}

static int64
backlog_count_entries(const void *stored)
{
	const Backlog *backlog = stored;
	int64		entries = 0;

	for (int64 i = 0; i < backlog->npoints; i++)
		entries += is_listed(&backlog->steps[i]);
	return entries;
}

static void
backlog_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	const Backlog *backlog = stored;

	appendStringInfoString(out, " start=");
	timestamp_print(out, backlog->start, backlog->clock);
	appendStringInfoString(out, " step=");
	seconds_print(out, backlog->step);
	appendStringInfo(out, " points=" INT64_FORMAT, backlog->npoints);
	if (backlog->excluded > 0)
		appendStringInfo(out, " excluded=" INT64_FORMAT, backlog->excluded);
	if (backlog->later > 0)
		appendStringInfo(out, " later=" INT64_FORMAT, backlog->later);
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		const Step *step = &backlog->steps[i];

		CHECK_FOR_INTERRUPTS();
		if (!is_listed(step))
			continue;
		appendStringInfoChar(out, ' ');
		counter_print(out, i);
		appendStringInfoChar(out, '=');
		counter_print(out, step->opened);
		appendStringInfoChar(out, '-');
		counter_print(out, step->closed);
		appendStringInfoChar(out, ':');
		wide_print(out, step->age, SUM_WORDS, 0);
	}
}

/* As jsonb: every point, as backlog_series returns them */

static void
point_to_json(Json *json, const Backlog *backlog, int64 point)
{
	const Step *step = &backlog->steps[point];

	json_object_begin(json, NULL);
	json_time(json, "at", time_of_point(backlog, point), backlog->clock);
	json_count(json, "opened", step->opened);
	json_count(json, "closed", step->closed);
	json_wide(json, "age_us", step->age, SUM_WORDS, 0);
	json_object_end(json);
}

static void
backlog_write(const VarlenaFamily *family, Json *json, const void *stored)
{
	const Backlog *backlog = stored;

	json_count(json, "n", backlog->tickets - backlog->excluded - backlog->later);
	json_count(json, "excluded", backlog->excluded);
	json_count(json, "later", backlog->later);
	json_label(json, "step_us", backlog->step);
	json_list_begin(json, "points");
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		CHECK_FOR_INTERRUPTS();
		point_to_json(json, backlog, i);
	}
	json_list_end(json);
}

static bool
whole_counter_parse(const char *string, int64 *value)
{
	return counter_parse(&string, INT64_DIGITS, value) && *string == '\0';
}

/* POINT=OPENED-CLOSED:AGE; the tickets are the opened ones, as far as 64 bits count them */
static bool
step_parse(Backlog *backlog, const char *name, const char *value)
{
	int64		point;
	Step		step;

	if (!whole_counter_parse(name, &point) || point >= backlog->npoints ||
		!counter_parse(&value, INT64_DIGITS, &step.opened) || *value++ != '-' ||
		!counter_parse(&value, INT64_DIGITS, &step.closed) || *value++ != ':' ||
		wide_parse(value, step.age, SUM_WORDS, 0) != NULL)
		return false;
	/* the point was given before */
	if (is_listed(&backlog->steps[point]))
		return false;
	backlog->steps[point] = step;
	return !pg_add_s64_overflow(backlog->tickets, step.opened, &backlog->tickets);
}

/* Reads a counter of tickets that is not of a point */
static bool
tickets_parse(Backlog *backlog, int64 *counter, const char *value)
{
	return *counter == 0 && whole_counter_parse(value, counter) &&
		!pg_add_s64_overflow(backlog->tickets, *counter, &backlog->tickets);
}

/* Reads the number of points */
static bool
points_parse(Backlog **backlog, const char *value)
{
	Backlog    *with_points;
	int64		npoints;

	if (!whole_counter_parse(value, &npoints) || npoints == 0 || npoints > MOST_STEPS + 1)
		return false;
	with_points = make_backlog(npoints);
	copy_points(with_points, *backlog);
	*backlog = with_points;
	return true;
}

/*
 * Labels come first, each once and in this order; the form counts them until
 * the points give the summary its final form
 */
static bool
label_parse(Backlog **backlog, const char *name, const char *value)
{
	static const char *const labels[] = {"start", "step", "points"};
	int32		label = (*backlog)->form++;
	Clock		clock;

	if (label >= (int32) lengthof(labels) || strcmp(name, labels[label]) != 0)
		return false;
	switch (label)
	{
		case 0:
			if (!timestamp_parse(value, &(*backlog)->start, &clock))
				return false;
			(*backlog)->clock = clock;
			return true;
		case 1:
			return signed_seconds_parse(value, &(*backlog)->step);
	}
	return points_parse(backlog, value);
}

static bool
field_parse(Backlog **backlog, const char *name, const char *value)
{
	if ((*backlog)->npoints == 0)
		return label_parse(backlog, name, value);
	if (strcmp(name, "excluded") == 0)
		return tickets_parse(*backlog, &(*backlog)->excluded, value);
	if (strcmp(name, "later") == 0)
		return tickets_parse(*backlog, &(*backlog)->later, value);
	return step_parse(*backlog, name, value);
}

static const char *
backlog_parse(const VarlenaFamily *family, void **state, char *token)
{
	char	   *value = strchr(token, '=');

	if (value == NULL)
		return psprintf("\"%s\" is not of the form name=value.", token);
	*value++ = '\0';
	if (field_parse((Backlog **) state, token, value))
		return NULL;
	return psprintf("\"%s=%s\" is not a field of a backlog_summary, or is out of place.", token,
					value);
}

/* Binary form */

static void
backlog_send(StringInfo out, const void *stored)
{
	const Backlog *backlog = stored;

	pq_sendint64(out, backlog->npoints);
	pq_sendint64(out, backlog->clock);
	pq_sendint64(out, backlog->start);
	pq_sendint64(out, backlog->step);
	pq_sendint64(out, backlog->tickets);
	pq_sendint64(out, backlog->excluded);
	pq_sendint64(out, backlog->later);
	for (int64 i = 0; i < backlog->npoints; i++)
	{
		pq_sendint64(out, backlog->steps[i].opened);
		pq_sendint64(out, backlog->steps[i].closed);
		pq_sendint64(out, backlog->steps[i].age[1]);
		pq_sendint64(out, backlog->steps[i].age[0]);
	}
}

static const char *
backlog_receive(const VarlenaFamily *family, StringInfo message, void **state)
{
	int64		npoints = pq_getmsgint64(message);
	Backlog    *backlog;

	if (npoints < 0 || npoints > MOST_STEPS + 1)
		return "its number of points is out of range";
	backlog = make_backlog(npoints);
	backlog->clock = pq_getmsgint64(message);
	backlog->start = pq_getmsgint64(message);
	backlog->step = pq_getmsgint64(message);
	backlog->tickets = pq_getmsgint64(message);
	backlog->excluded = pq_getmsgint64(message);
	backlog->later = pq_getmsgint64(message);
	for (int64 i = 0; i < npoints; i++)
	{
		backlog->steps[i].opened = pq_getmsgint64(message);
		backlog->steps[i].closed = pq_getmsgint64(message);
		backlog->steps[i].age[1] = pq_getmsgint64(message);
		backlog->steps[i].age[0] = pq_getmsgint64(message);
	}
	*state = backlog;
	return NULL;
}

static const VarlenaFamily backlog_summary_family = {
	.type_name = "backlog_summary",
	.empty_size = EMPTY_SIZE,
	.invalid = backlog_invalid,
	.count_entries = backlog_count_entries,
	.print = backlog_print,
	.write = backlog_write,
	.parse = backlog_parse,
	.send = backlog_send,
	.receive = backlog_receive,
	.add = backlog_add,
	.subtract = backlog_subtract
};

VARLENA_FAMILY(backlog_summary);

/* Rows: (created, resolved, start, stop, step) */

/* Inlined, so that the type of times is a constant for the compiler */
static pg_attribute_always_inline void *
backlog_take(Backlog *backlog, FunctionCallInfo fcinfo, TimeType type, int64 step)
{
	bool		is_resolved = !PG_ARGISNULL(2);
	int64		created;
	int64		resolved;
	int64		start;
	int64		stop;

	if (PG_ARGISNULL(1))
		return backlog;
	created = argument_time(fcinfo, 1, type, "time of creation");
	resolved = is_resolved ? argument_time(fcinfo, 2, type, "time of resolution") : 0;
	start = argument_common_time(fcinfo, 3, type, "start");
	stop = argument_common_time(fcinfo, 4, type, "stop");
	argument_not_null(fcinfo, 5, "step");

	backlog = take_points(backlog, clock_of(type), start, stop,
						  duration_option(fcinfo, 5, "step"));
	count_ticket(backlog, created, is_resolved, resolved, step);

	/*
	 * a window takes out only what it put in, and only the last row to leave
	 * changes the form
	 */
	if (step < 0 && (backlog->tickets <= 0 || !summary_in_aggregate(fcinfo)))
		return taken_away(backlog);
	return backlog;
}

static void *
backlog_take_timestamptz(void *state, FunctionCallInfo fcinfo, int64 step)
{
	rows_by_one_clock(fcinfo);
	return backlog_take(state, fcinfo, TIME_TIMESTAMPTZ, step);
}

static void *
backlog_take_timestamp(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return backlog_take(state, fcinfo, TIME_TIMESTAMP, step);
}

static void *
backlog_take_date(void *state, FunctionCallInfo fcinfo, int64 step)
{
	return backlog_take(state, fcinfo, TIME_DATE, step);
}

VARLENA_TRANSITION(backlog_summary_count_timestamptz, backlog_summary_uncount_timestamptz,
				   &backlog_summary_family, backlog_take_timestamptz);
VARLENA_TRANSITION(backlog_summary_count_timestamp, backlog_summary_uncount_timestamp,
				   &backlog_summary_family, backlog_take_timestamp);
VARLENA_TRANSITION(backlog_summary_count_date, backlog_summary_uncount_date,
				   &backlog_summary_family, backlog_take_date);

/* Readings */

static const Backlog *
argument_backlog(FunctionCallInfo fcinfo, int n)
{
	return varlena_stored(&backlog_summary_family, fcinfo, n);
}

PG_FUNCTION_INFO_V1(backlog_summary_n_counted);
Datum
backlog_summary_n_counted(PG_FUNCTION_ARGS)
{
	const Backlog *backlog = argument_backlog(fcinfo, 0);

	PG_RETURN_INT64(backlog->tickets - backlog->excluded - backlog->later);
}

PG_FUNCTION_INFO_V1(backlog_summary_n_excluded);
Datum
backlog_summary_n_excluded(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(argument_backlog(fcinfo, 0)->excluded);
}

/* Returns the tickets open at the last point */
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
	const Backlog *backlog = argument_backlog(fcinfo, 0);

	if (backlog->tickets == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(last_backlog(backlog));
}

/*
 * Days that the last backlog lasts if no tickets come in and as many are
 * closed a day as from the first point to the last
 */
PG_FUNCTION_INFO_V1(backlog_summary_backlog_days);
Datum
backlog_summary_backlog_days(PG_FUNCTION_ARGS)
{
	const Backlog *backlog = argument_backlog(fcinfo, 0);
	double		days = (double) backlog->step * (backlog->npoints - 1) / USECS_PER_DAY;
	double		closed = 0.0;

	for (int64 i = 1; i < backlog->npoints; i++)
		closed += backlog->steps[i].closed;
	RETURN_RATIO(last_backlog(backlog) * days, closed);
}

/* Rows (at, opened, closed, backlog, mean_age); tickets before the first point have no rate */

typedef struct SeriesState
{
	Backlog    *backlog;
	OpenTickets open;			/* at the last point read */
} SeriesState;

/*
 * Returns the backlog in the n-th argument, which must have been built from
 * times of the clock; the other function reads backlogs of other times
 */
Backlog *
argument_backlog_of(FunctionCallInfo fcinfo, int n, Clock clock, const char *other)
{
	Backlog    *backlog = (Backlog *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(n));

	if (backlog->tickets > 0 && backlog->clock != (int64) clock)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this backlog_summary was built from timestamps %s time zone",
						clock == CLOCK_TIMESTAMP ? "with" : "without"),
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

/* Rounds half up to a whole microsecond; no ticket is older than 15,000 years at a point */
static Datum
mean_age(const OpenTickets *open)
{
	int128		age = (open->age + open->n / 2) / open->n;

	return IntervalPGetDatum(interval_from_microseconds((int64) age));
}

static void
read_point(void *series, int64 point, Datum *values, bool *nulls)
{
	SeriesState *state = series;
	const Backlog *backlog = state->backlog;

	go_to_point(&state->open, backlog, point);
	values[0] = TimestampGetDatum(time_of_point(backlog, point));
	values[1] = Int64GetDatum(backlog->steps[point].opened);
	values[2] = Int64GetDatum(backlog->steps[point].closed);
	values[3] = Int64GetDatum(state->open.n);
	nulls[1] = nulls[2] = point == 0;
	nulls[4] = state->open.n == 0;
	if (state->open.n > 0)
		values[4] = mean_age(&state->open);
}

PG_FUNCTION_INFO_V1(backlog_summary_backlog_series);
Datum
backlog_summary_backlog_series(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_series, CLOCK_TIMESTAMPTZ, "backlog_series_local",
					   read_point);
}

PG_FUNCTION_INFO_V1(backlog_summary_backlog_series_local);
Datum
backlog_summary_backlog_series_local(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_series, CLOCK_TIMESTAMP, "backlog_series", read_point);
}
