/*
 * repeat.c
 *		Repeat contacts: who had to contact again, and who was helped at once.
 *
 * With a partition of the contacts of a customer (and topic), in order of
 * time:
 *
 *		a contact is a repeat if the one before it was less than a gap ago;
 *		it was resolved at first contact if none follows in less than a gap,
 *		which is unknown before the gap is over.
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "argument.h"
#include "clock.h"
#include "server.h"
#include "window.h"

#define CONTACT_TIME	"time of a contact"

/* How a function reads its times and gaps, both in microseconds */
typedef struct TimeReader
{
	int64		(*time_of) (Datum time, const char *what);
	int64		(*gap_of) (Datum gap);
} TimeReader;

static int64
time_of_timestamp(Datum time, const char *what)
{
	return require_finite_timestamp(DatumGetTimestamp(time), what);
}

static int64
time_of_date(Datum time, const char *what)
{
	return require_finite_timestamp(midnight_of(time), what);
}

static int64
time_of_float8(Datum time, const char *what)
{
	return microseconds_from_seconds(DatumGetFloat8(time));
}

static int64
gap_of_interval(Datum gap)
{
	return microseconds_from_option(DatumGetIntervalP(gap), "gap");
}

static int64
gap_of_float8(Datum gap)
{
	return microseconds_from_seconds(DatumGetFloat8(gap));
}

static const TimeReader timestamp_reader = {time_of_timestamp, gap_of_interval};
static const TimeReader date_reader = {time_of_date, gap_of_interval};
static const TimeReader float8_reader = {time_of_float8, gap_of_float8};

static int64
window_gap(const Rows *rows, const TimeReader *reader)
{
	return require_not_negative(reader->gap_of(rows_option(rows, 1, "gap")), "gap");
}

/* Reads the time of the current contact; false if it has none */
static bool
current_time(const Rows *rows, const TimeReader *reader, int64 *time)
{
	bool		isnull;
	Datum		value = rows_argument(rows, 0, CURRENT_ROW, &isnull);

	if (!isnull)
		*time = reader->time_of(value, CONTACT_TIME);
	return !isnull;
}

/* Reads the time of the contact that many rows later; false if there is none */
static bool
neighbour_time(FunctionCallInfo fcinfo, const TimeReader *reader, int distance, int64 *time)
{
	bool		isnull;
	bool		isout;
	Datum		value =
		WinGetFuncArgInPartition(PG_WINDOW_OBJECT(), 0, distance, WINDOW_SEEK_CURRENT, true,
								 &isnull, &isout);

	if (isnull || isout)
		return false;
	*time = reader->time_of(value, CONTACT_TIME);
	return true;
}

/*
 * Returns the microseconds between two consecutive contacts: more than 64 bits
 * if they are far apart
 */
static int128
time_between(int64 before, int64 after)
{
	if (after < before)
		window_not_in_order("contacts", before, after);
	return (int128) after - before;
}

static Datum
is_repeat_contact(FunctionCallInfo fcinfo, const TimeReader *reader)
{
	Rows		rows = window_rows(fcinfo);
	int64		gap = window_gap(&rows, reader);
	int64		time;
	int64		before;

	if (!current_time(&rows, reader, &time))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(neighbour_time(fcinfo, reader, -1, &before) &&
				   time_between(before, time) < gap);
}

static Datum
is_first_contact_resolution(FunctionCallInfo fcinfo, const TimeReader *reader)
{
	Rows		rows = window_rows(fcinfo);
	int64		gap = window_gap(&rows, reader);
	int64		as_of = reader->time_of(rows_option(&rows, 2, "as-of time"), "as-of time");
	int64		time;
	int64		next;

	require_one_clock(fcinfo);
	if (!current_time(&rows, reader, &time))
		PG_RETURN_NULL();

	/* contacts after the as-of time were not known then */
	if (neighbour_time(fcinfo, reader, 1, &next) && time_between(time, next) < gap &&
		next <= as_of)
		PG_RETURN_BOOL(false);
	if ((int128) time + gap > as_of)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(true);
}

#define REPEAT_FUNCTION(window_function, reading, reader) \
PG_FUNCTION_INFO_V1(window_function); \
Datum \
window_function(PG_FUNCTION_ARGS) \
{ \
	return reading(fcinfo, &reader); \
} \
extern int	no_such_variable

REPEAT_FUNCTION(repeat_is_repeat_contact_timestamp, is_repeat_contact, timestamp_reader);
REPEAT_FUNCTION(repeat_is_repeat_contact_date, is_repeat_contact, date_reader);
REPEAT_FUNCTION(repeat_is_repeat_contact_float8, is_repeat_contact, float8_reader);
REPEAT_FUNCTION(repeat_is_first_contact_resolution_timestamp, is_first_contact_resolution,
				timestamp_reader);
REPEAT_FUNCTION(repeat_is_first_contact_resolution_date, is_first_contact_resolution,
				date_reader);
REPEAT_FUNCTION(repeat_is_first_contact_resolution_float8, is_first_contact_resolution,
				float8_reader);
