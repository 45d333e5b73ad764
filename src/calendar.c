/*
 * calendar.c
 *		business_calendar: when a team is open, and the time that it is.
 *
 * A calendar is a time zone, hours for each day of the week, and dates with
 * hours of their own.  It is open at the instants whose local time, as a clock
 * on the wall shows it, is in these hours.  Between two changes of a zone's
 * offset local time runs as time does, so with
 *
 *		F(x) = open local time from a fixed local time up to x
 *
 * business time is the sum of F(end) - F(start) over the stretches of constant
 * offset.  F is whole weeks, plus what the week and the dates have up to the
 * day, plus what the day has: no loop over days or weeks, a search over dates.
 *
 * Hours that go past midnight belong to the day on which they begin.  They are
 * cut there when a calendar is made, so that a day is all that F looks at.
 */
#include "postgres.h"

#include <ctype.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "calendar.h"
#include "clock.h"
#include "server.h"
#include "varlena.h"
#include "zone.h"

#define WEEKDAYS		7
#define MOST_PERIODS	48		/* in the hours of a day */
#define MOST_DATES		10000

#define SPACE			" \t\n\r"

/* 2000-01-01, day 0 of timestamps, was a Saturday */
#define WEEKDAY_OF_DAY_0	5

/* Open from and up to, in microseconds from midnight */
typedef struct Period
{
	int64		from;
	int64		to;
} Period;

typedef struct Day
{
	int64		before;			/* open time of the days of the week before,
								 * or by which the dates before differ from
								 * their weekdays */
	int64		open;			/* open time of the day */
	int32		date;			/* days from 2000-01-01, of a date */
	int32		first;			/* which of the periods */
	int32		nperiods;
	int32		unused;			/* always zero */
} Day;

struct Calendar
{
	int32		vl_len_;
	int32		form;
	int32		ndates;			/* days that differ from their weekday, in
								 * order */
	int32		nperiods;
	int32		zone_length;	/* of the names and texts behind, each with
								 * its end */
	int32		text_length;
	int64		week_open;
	Day			weekdays[WEEKDAYS]; /* from Monday */
	Day			dates[FLEXIBLE_ARRAY_MEMBER];	/* one more, for what all
												 * dates differ */
	/* the periods, the name of the zone and the text form follow */
};

static inline const Period *
periods_of(const Calendar *calendar)
{
	return (const Period *) &calendar->dates[calendar->ndates + 1];
}

static inline const char *
zone_of(const Calendar *calendar)
{
	return (const char *) &periods_of(calendar)[calendar->nperiods];
}

static inline const char *
text_of(const Calendar *calendar)
{
	return zone_of(calendar) + calendar->zone_length;
}

const Calendar *
argument_calendar(FunctionCallInfo fcinfo, int n)
{
	return (const Calendar *) PG_GETARG_VARLENA_P(n);
}

/* Open local time */

static inline int64
day_of(int64 local)
{
	return floor_divide(local, USECS_PER_DAY);
}

/* The first date that is not before a day; the one behind the last if there is none */
static const Day *
date_from(const Calendar *calendar, int64 day)
{
	int32		low = 0;
	int32		high = calendar->ndates;

	while (low < high)
	{
		int32		middle = (low + high) / 2;

		if (calendar->dates[middle].date < day)
			low = middle + 1;
		else
			high = middle;
	}
	return &calendar->dates[low];
}

/* The hours of a day, and the open time before it */
static const Day *
find_day(const Calendar *calendar, int64 day, int64 *before)
{
	int64		from_monday = day + WEEKDAY_OF_DAY_0;
	int64		week = floor_divide(from_monday, WEEKDAYS);
	const Day  *weekday = &calendar->weekdays[from_monday - week * WEEKDAYS];
	const Day  *date = date_from(calendar, day);

	*before = week * calendar->week_open + weekday->before + date->before;
	return date < &calendar->dates[calendar->ndates] && date->date == day ? date : weekday;
}

/* F */
static int64
open_before(const Calendar *calendar, int64 local)
{
	int64		date = day_of(local);
	int64		time = local - date * USECS_PER_DAY;
	int64		open;
	const Day  *day = find_day(calendar, date, &open);
	const Period *period = &periods_of(calendar)[day->first];

	for (int32 i = 0; i < day->nperiods && period[i].from < time; i++)
		open += Min(period[i].to, time) - period[i].from;
	return open;
}

/* The first local time by which so much is open, from a time when less is up to one when it is */
static int64
local_when_open(const Calendar *calendar, int64 open, int64 from, int64 to)
{
	int64		low = day_of(from);
	int64		high = day_of(to);
	int64		before;
	const Period *period;

	/* the last day before which less is open */
	while (low < high)
	{
		int64		middle = low + (high - low + 1) / 2;

		find_day(calendar, middle, &before);
		if (before < open)
			low = middle;
		else
			high = middle - 1;
	}
	period = &periods_of(calendar)[find_day(calendar, low, &before)->first];
	for (open -= before; open > period->to - period->from; period++)
		open -= period->to - period->from;
	return low * USECS_PER_DAY + period->from + open;
}

/* Zones */

static pg_tz *
calendar_zone(const Calendar *calendar)
{
	return zone_named(zone_of(calendar));
}

static int64
calendar_local(const Calendar *calendar, int64 at)
{
	int64		offset;

	zone_stretch_end(calendar_zone(calendar), at, &offset);
	return at + offset;
}

int64
calendar_instant(const Calendar *calendar, int64 local)
{
	return zone_instant(calendar_zone(calendar), local);
}

/* What a calendar tells */

int64
calendar_business_time(const Calendar *calendar, int64 from, int64 to)
{
	pg_tz	   *zone = calendar_zone(calendar);
	int64		open = 0;
	int64		elapsed;
	int64		end;

	if (from > to)
		return -calendar_business_time(calendar, to, from);

	/*
	 * all the time that the server knows is longer than an interval can be;
	 * what is open of it is not longer
	 */
	if (pg_sub_s64_overflow(to, from, &elapsed))
		duration_out_of_range(((double) to - (double) from) / MICROSECONDS);
	for (int64 at = from; at < to; at = end)
	{
		int64		offset;

		CHECK_FOR_INTERRUPTS();
		end = Min(zone_stretch_end(zone, at, &offset), to);
		open += open_before(calendar, end + offset) - open_before(calendar, at + offset);
	}
	return open;
}

/* The first instant by which so much business time has passed; false if there is none */
static bool
find_deadline(const Calendar *calendar, int64 from, int64 duration, int64 *deadline)
{
	pg_tz	   *zone = calendar_zone(calendar);
	int64		end;

	*deadline = from;
	for (int64 at = from; duration > 0; at = end)
	{
		int64		offset;
		int64		open;
		uint64		there;

		CHECK_FOR_INTERRUPTS();
		if (at >= END_TIMESTAMP)
			return false;
		end = zone_stretch_end(zone, at, &offset);
		open = open_before(calendar, at + offset);
		/* unsigned, as of all time it does not fit an int64 */
		there = (uint64) open_before(calendar, end + offset) - (uint64) open;
		if (there >= (uint64) duration)
		{
			*deadline =
				local_when_open(calendar, open + duration, at + offset, end + offset) - offset;
			return true;
		}
		duration -= there;
		/* open on some dates only, and they are over */
		if (calendar->week_open == 0 &&
			date_from(calendar, day_of(end + offset)) == &calendar->dates[calendar->ndates])
			return false;
	}
	return true;
}

static bool
local_is_open(const Calendar *calendar, int64 local)
{
	int64		date = day_of(local);
	int64		time = local - date * USECS_PER_DAY;
	int64		before;
	const Day  *day = find_day(calendar, date, &before);
	const Period *period = &periods_of(calendar)[day->first];

	for (int32 i = 0; i < day->nperiods; i++)
		if (period[i].from <= time && time < period[i].to)
			return true;
	return false;
}

void
calendar_open_periods(const Calendar *calendar, int64 from, int64 to, PeriodTaker take,
					  void *state)
{
	pg_tz	   *zone = calendar_zone(calendar);
	int64		end;

	for (int64 at = from; at < to; at = end)
	{
		int64		offset;
		int64		local;
		int64		local_end;

		end = Min(zone_stretch_end(zone, at, &offset), to);
		local = at + offset;
		local_end = end + offset;
		for (int64 date = day_of(local); date * USECS_PER_DAY < local_end; date++)
		{
			int64		before;
			const Day  *day = find_day(calendar, date, &before);
			const Period *period = &periods_of(calendar)[day->first];

			CHECK_FOR_INTERRUPTS();
			for (int32 i = 0; i < day->nperiods; i++)
			{
				int64		opens = Max(date * USECS_PER_DAY + period[i].from, local);
				int64		closes = Min(date * USECS_PER_DAY + period[i].to, local_end);

				if (opens < closes)
					take(state, opens - offset, closes - offset, offset);
			}
		}
	}
}

/* Functions of SQL: of instants, and of local times of the calendar's zone */

static const void *
take_out_calendar(FunctionCallInfo fcinfo, int n)
{
	return argument_calendar(fcinfo, n);
}

/* A calendar of a column is much the same in every row, and taking it out is most of the work */
const Calendar *
repeated_calendar(FunctionCallInfo fcinfo, int n)
{
	const struct varlena *stored = (const struct varlena *) PG_GETARG_POINTER(n);

	if (!VARATT_IS_EXTERNAL_ONDISK(stored) && !VARATT_IS_4B_C(stored))
		return argument_calendar(fcinfo, n);
	return repeated_argument(fcinfo, n, stored, VARSIZE_ANY(stored), take_out_calendar);
}

int64
argument_instant(FunctionCallInfo fcinfo, int n, TimeType type, const Calendar *calendar,
				 const char *what)
{
	int64		time = argument_time(fcinfo, n, type, what);

	return clock_of(type) == CLOCK_TIMESTAMP ? calendar_instant(calendar, time) : time;
}

static Datum
business_time(FunctionCallInfo fcinfo, TimeType type)
{
	const Calendar *calendar = repeated_calendar(fcinfo, 0);
	int64		from = argument_instant(fcinfo, 1, type, calendar, "start");
	int64		to = argument_instant(fcinfo, 2, type, calendar, "end");

	require_one_clock(fcinfo);
	PG_RETURN_INTERVAL_P(interval_from_microseconds(calendar_business_time(calendar, from, to)));
}

PG_FUNCTION_INFO_V1(business_calendar_business_time_timestamptz);
Datum
business_calendar_business_time_timestamptz(PG_FUNCTION_ARGS)
{
	return business_time(fcinfo, TIME_TIMESTAMPTZ);
}

PG_FUNCTION_INFO_V1(business_calendar_business_time_timestamp);
Datum
business_calendar_business_time_timestamp(PG_FUNCTION_ARGS)
{
	return business_time(fcinfo, TIME_TIMESTAMP);
}

PG_FUNCTION_INFO_V1(business_calendar_business_time_date);
Datum
business_calendar_business_time_date(PG_FUNCTION_ARGS)
{
	return business_time(fcinfo, TIME_DATE);
}

static Datum
business_deadline(FunctionCallInfo fcinfo, TimeType type)
{
	const Calendar *calendar = repeated_calendar(fcinfo, 0);
	int64		from = argument_instant(fcinfo, 1, type, calendar, "start");
	int64		duration = threshold_interval(fcinfo, 2, "duration");
	int64		deadline;

	if (!find_deadline(calendar, from, duration, &deadline))
		PG_RETURN_NULL();
	if (clock_of(type) == CLOCK_TIMESTAMP)
		deadline = calendar_local(calendar, deadline);
	PG_RETURN_TIMESTAMP(require_valid_timestamp(deadline));
}

PG_FUNCTION_INFO_V1(business_calendar_business_deadline_timestamptz);
Datum
business_calendar_business_deadline_timestamptz(PG_FUNCTION_ARGS)
{
	return business_deadline(fcinfo, TIME_TIMESTAMPTZ);
}

PG_FUNCTION_INFO_V1(business_calendar_business_deadline_timestamp);
Datum
business_calendar_business_deadline_timestamp(PG_FUNCTION_ARGS)
{
	return business_deadline(fcinfo, TIME_TIMESTAMP);
}

PG_FUNCTION_INFO_V1(business_calendar_business_deadline_date);
Datum
business_calendar_business_deadline_date(PG_FUNCTION_ARGS)
{
	return business_deadline(fcinfo, TIME_DATE);
}

static Datum
is_open(FunctionCallInfo fcinfo, TimeType type)
{
	const Calendar *calendar = repeated_calendar(fcinfo, 0);
	int64		at = argument_time(fcinfo, 1, type, "time");

	if (clock_of(type) == CLOCK_TIMESTAMPTZ)
		at = calendar_local(calendar, at);
	PG_RETURN_BOOL(local_is_open(calendar, at));
}

PG_FUNCTION_INFO_V1(business_calendar_is_open_timestamptz);
Datum
business_calendar_is_open_timestamptz(PG_FUNCTION_ARGS)
{
	return is_open(fcinfo, TIME_TIMESTAMPTZ);
}

PG_FUNCTION_INFO_V1(business_calendar_is_open_timestamp);
Datum
business_calendar_is_open_timestamp(PG_FUNCTION_ARGS)
{
	return is_open(fcinfo, TIME_TIMESTAMP);
}

PG_FUNCTION_INFO_V1(business_calendar_is_open_date);
Datum
business_calendar_is_open_date(PG_FUNCTION_ARGS)
{
	return is_open(fcinfo, TIME_DATE);
}

/* Making a calendar: the hours of a day as they were given, which may go past midnight */

typedef struct Hours
{
	bool		given;
	int32		nperiods;
	Period		periods[MOST_PERIODS];
} Hours;

typedef struct DatedHours
{
	int32		date;
	const Hours *hours;
} DatedHours;

typedef struct Draft
{
	const char *zone;
	Hours		weekdays[WEEKDAYS];
	int32		ndates;
	DatedHours	dates[MOST_DATES];
} Draft;

static int
period_cmp(const void *a, const void *b)
{
	const Period *x = a;
	const Period *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Sorts periods and unites those that touch, unless the union is longer than can be written */
static int32
unite_periods(Period *periods, int32 nperiods)
{
	int32		n = 0;

	qsort(periods, nperiods, sizeof(Period), period_cmp);
	for (int32 i = 1; i < nperiods; i++)
	{
		int64		to = Max(periods[n].to, periods[i].to);
		int64		length = to - periods[n].from;

		if (periods[i].from <= periods[n].to &&
			(length < USECS_PER_DAY || (length == USECS_PER_DAY && periods[n].from == 0)))
			periods[n].to = to;
		else
			periods[++n] = periods[i];
	}
	return nperiods == 0 ? 0 : n + 1;
}

/* Appends the part of the hours that falls on the day so many days after theirs */
static int32
append_part(Period *periods, int32 nperiods, const Hours *hours, int days_after)
{
	for (int32 i = 0; i < hours->nperiods; i++)
	{
		Period		part = {
			Max(hours->periods[i].from - days_after * USECS_PER_DAY, 0),
			Min(hours->periods[i].to - days_after * USECS_PER_DAY, USECS_PER_DAY)
		};

		if (part.from < part.to)
			periods[nperiods++] = part;
	}
	return nperiods;
}

/*
 * The day with its own hours and those that the day before leaves it; its
 * periods go to the end of all
 */
static Day
compile_day(const Hours *own, const Hours *day_before, Period *all, int32 *nall)
{
	Day			day = {0};
	Period	   *periods = &all[*nall];
	int32		n = append_part(periods, append_part(periods, 0, own, 0), day_before, 1);

	day.first = *nall;
	day.nperiods = unite_periods(periods, n);
	for (int32 i = 0; i < day.nperiods; i++)
		day.open += periods[i].to - periods[i].from;
	*nall += day.nperiods;
	return day;
}

static int
weekday_of(int32 date)
{
	return ((date + WEEKDAY_OF_DAY_0) % WEEKDAYS + WEEKDAYS) % WEEKDAYS;
}

static int
dated_hours_cmp(const void *a, const void *b)
{
	int32		x = ((const DatedHours *) a)->date;
	int32		y = ((const DatedHours *) b)->date;

	return (x > y) - (x < y);
}

/* The date's own hours, if the i-th is the date; or those of its weekday */
static const Hours *
hours_of(const Draft *draft, int32 i, int32 date)
{
	if (i >= 0 && i < draft->ndates && draft->dates[i].date == date)
		return draft->dates[i].hours;
	return &draft->weekdays[weekday_of(date)];
}

/* Text form */

static const char *const weekday_names[WEEKDAYS] = {
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
};

static void
time_print(StringInfo out, int64 time)
{
	int64		seconds = time / USECS_PER_SEC;

	appendStringInfo(out, "%02d:%02d", (int) (seconds / SECS_PER_HOUR),
					 (int) (seconds / SECS_PER_MINUTE % MINS_PER_HOUR));
	if (seconds % SECS_PER_MINUTE != 0)
		appendStringInfo(out, ":%02d", (int) (seconds % SECS_PER_MINUTE));
}

static void
hours_print(StringInfo out, const Hours *hours)
{
	if (hours->nperiods == 0)
		appendStringInfoString(out, " closed");
	for (int32 i = 0; i < hours->nperiods; i++)
	{
		const Period *period = &hours->periods[i];

		appendStringInfoChar(out, i == 0 ? ' ' : ',');
		time_print(out, period->from);
		appendStringInfoChar(out, '-');
		time_print(out, period->to > USECS_PER_DAY ? period->to - USECS_PER_DAY : period->to);
	}
}

static bool
same_hours(const Hours *a, const Hours *b)
{
	return a->nperiods == b->nperiods &&
		memcmp(a->periods, b->periods, a->nperiods * sizeof(Period)) == 0;
}

static void
date_print(StringInfo out, int32 date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	appendStringInfo(out, "%04d-%02d-%02d", year, month, day);
}

/* Days of the same hours that follow each other are written as one */
static char *
draft_print(const Draft *draft)
{
	StringInfoData out;
	int			n;

	initStringInfo(&out);
	appendStringInfoString(&out, draft->zone);
	for (int first = 0; first < WEEKDAYS; first += n)
	{
		const Hours *hours = &draft->weekdays[first];

		for (n = 1; first + n < WEEKDAYS && same_hours(hours, &draft->weekdays[first + n]); n++)
			;
		if (hours->nperiods == 0)
			continue;
		appendStringInfo(&out, "; %.3s", weekday_names[first]);
		if (n > 1)
			appendStringInfo(&out, "-%.3s", weekday_names[first + n - 1]);
		hours_print(&out, hours);
	}
	for (int first = 0; first < draft->ndates; first += n)
	{
		const DatedHours *dates = &draft->dates[first];

		for (n = 1; first + n < draft->ndates && dates[n].date == dates[0].date + n &&
			 same_hours(dates[n].hours, dates[0].hours); n++)
			;
		appendStringInfoString(&out, "; ");
		date_print(&out, dates[0].date);
		if (n > 1)
		{
			appendStringInfoString(&out, "..");
			date_print(&out, dates[n - 1].date);
		}
		hours_print(&out, dates[0].hours);
	}
	return out.data;
}

static void
skip_space(const char **string)
{
	*string += strspn(*string, SPACE);
}

/* Moves behind a mark, with space around it; false if it is not there */
static bool
mark_parse(const char **string, const char *mark)
{
	const char *at = *string;

	skip_space(&at);
	if (strncmp(at, mark, strlen(mark)) != 0)
		return false;
	at += strlen(mark);
	skip_space(&at);
	*string = at;
	return true;
}

/* Exactly so many digits */
static bool
digits_parse(const char **string, int ndigits, int *value)
{
	*value = 0;
	for (int i = 0; i < ndigits; i++)
	{
		if (!isdigit((unsigned char) (*string)[i]))
			return false;
		*value = *value * 10 + ((*string)[i] - '0');
	}
	*string += ndigits;
	return !isdigit((unsigned char) **string);
}

static bool
time_parse(const char **string, int64 *time)
{
	int			hours;
	int			minutes;
	int			seconds = 0;

	if (!digits_parse(string, 2, &hours) || *(*string)++ != ':' ||
		!digits_parse(string, 2, &minutes))
		return false;
	if (**string == ':')
	{
		(*string)++;
		if (!digits_parse(string, 2, &seconds))
			return false;
	}
	*time = ((hours * (int64) MINS_PER_HOUR + minutes) * SECS_PER_MINUTE + seconds) *
		USECS_PER_SEC;
	return minutes < MINS_PER_HOUR && seconds < SECS_PER_MINUTE && *time <= USECS_PER_DAY;
}

static bool
date_parse(const char **string, int32 *date)
{
	int			year;
	int			month;
	int			day;
	int			real_year;
	int			real_month;
	int			real_day;

	if (!digits_parse(string, 4, &year) || *(*string)++ != '-' ||
		!digits_parse(string, 2, &month) || *(*string)++ != '-' ||
		!digits_parse(string, 2, &day) || year < 1 || month < 1 || month > MONTHS_PER_YEAR)
		return false;
	j2date(date2j(year, month, day), &real_year, &real_month, &real_day);
	*date = date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
	return real_month == month && real_day == day;
}

/* Three letters or more of an English name */
static bool
weekday_parse(const char **string, int *weekday)
{
	size_t		letters = 0;

	while (isalpha((unsigned char) (*string)[letters]))
		letters++;
	for (*weekday = 0; letters >= 3 && *weekday < WEEKDAYS; (*weekday)++)
	{
		if (letters <= strlen(weekday_names[*weekday]) &&
			pg_strncasecmp(*string, weekday_names[*weekday], letters) == 0)
		{
			*string += letters;
			return true;
		}
	}
	return false;
}

/*
 * What is wrong with the text, which stands at a place of its rule, or NULL:
 * of what follows, too
 */

static const char *
expected(const char *what, const char *place)
{
	return *place == '\0' ? psprintf("%s is missing at its end", what) :
		psprintf("%s is expected at \"%s\"", what, place);
}

static const char *
hours_parse(const char *string, Hours *hours)
{
	hours->given = true;
	hours->nperiods = 0;
	if (pg_strncasecmp(string, "closed", 6) == 0)
		string += 6;
	else
	{
		do
		{
			const char *place = string;
			Period		period;

			if (!time_parse(&string, &period.from) || period.from == USECS_PER_DAY)
				return expected("a time from 00:00 to 23:59, or \"closed\",", place);
			if (!mark_parse(&string, "-"))
				return expected("\"-\"", string);
			place = string;
			if (!time_parse(&string, &period.to))
				return expected("a time from 00:00 to 24:00", place);
			if (period.from == period.to)
				return "a period ends where it begins; the whole day is 00:00-24:00";
			if (period.to < period.from)
				period.to += USECS_PER_DAY;
			if (hours->nperiods == MOST_PERIODS)
				return psprintf("a day has at most %d periods", MOST_PERIODS);
			hours->periods[hours->nperiods++] = period;
		} while (mark_parse(&string, ","));
	}
	skip_space(&string);
	if (*string != '\0')
		return expected("the end", string);
	hours->nperiods = unite_periods(hours->periods, hours->nperiods);
	return NULL;
}

static const char *
weekdays_parse(const char *string, Draft *draft)
{
	bool		named[WEEKDAYS] = {false};
	Hours		hours;
	const char *wrong;

	do
	{
		const char *place = string;
		int			first;
		int			last;

		if (!weekday_parse(&string, &first))
			return expected("a day from Mon to Sun or a date such as 2026-12-25", place);
		last = first;
		if (mark_parse(&string, "-"))
		{
			place = string;
			if (!weekday_parse(&string, &last))
				return expected("a day from Mon to Sun", place);
		}
		for (int day = first;; day = (day + 1) % WEEKDAYS)
		{
			if (named[day] || draft->weekdays[day].given)
				return psprintf("%s is given twice; write its periods with commas",
								weekday_names[day]);
			named[day] = true;
			if (day == last)
				break;
		}
	} while (mark_parse(&string, ","));

	skip_space(&string);
	wrong = hours_parse(string, &hours);
	for (int day = 0; wrong == NULL && day < WEEKDAYS; day++)
		if (named[day])
			draft->weekdays[day] = hours;
	return wrong;
}

static const char *
dates_parse(const char *string, Draft *draft)
{
	const char *place = string;
	Hours	   *hours = palloc(sizeof(Hours));
	int32		first;
	int32		last;

	if (!date_parse(&string, &first))
		return expected("a date such as 2026-12-25", place);
	last = first;
	if (mark_parse(&string, ".."))
	{
		place = string;
		if (!date_parse(&string, &last))
			return expected("a date such as 2026-12-25", place);
		if (last < first)
			return "the last date is before the first";
	}
	if (last - first >= MOST_DATES - draft->ndates)
		return psprintf("a business_calendar has at most %d dates", MOST_DATES);
	for (int32 date = first; date <= last; date++)
	{
		DatedHours *dated = &draft->dates[draft->ndates++];

		dated->date = date;
		dated->hours = hours;
	}
	skip_space(&string);
	return hours_parse(string, hours);
}

static const char *
rule_parse(const char *rule, Draft *draft)
{
	return isdigit((unsigned char) *rule) ? dates_parse(rule, draft) : weekdays_parse(rule, draft);
}

static const char *
zone_parse(const char *name, Draft *draft)
{
	pg_tz	   *zone = zone_find(name);

	if (zone == NULL)
		return "a time zone that the server knows, such as America/Bogota, comes first";
	draft->zone = pg_get_timezone_name(zone);
	return NULL;
}

static const char *
check_dates(Draft *draft)
{
	StringInfoData date;

	qsort(draft->dates, draft->ndates, sizeof(DatedHours), dated_hours_cmp);
	for (int32 i = 1; i < draft->ndates; i++)
	{
		if (draft->dates[i].date == draft->dates[i - 1].date)
		{
			initStringInfo(&date);
			date_print(&date, draft->dates[i].date);
			return psprintf("%s is given twice; write its periods with commas.", date.data);
		}
	}
	return NULL;
}

/* Reads zone and rules between semicolons; what is wrong as a sentence, or NULL */
static const char *
draft_parse(const char *string, Draft *draft)
{
	bool		is_zone = true;

	while (string != NULL)
	{
		const char *end = strchr(string, ';');
		char	   *part;
		const char *wrong;

		CHECK_FOR_INTERRUPTS();
		skip_space(&string);
		part = end == NULL ? pstrdup(string) : pnstrdup(string, end - string);
		for (size_t length = strlen(part); length > 0 &&
			 strchr(SPACE, part[length - 1]) != NULL; length--)
		{
			CHECK_FOR_INTERRUPTS();
			part[length - 1] = '\0';
		}
		string = end == NULL ? NULL : end + 1;

		/* a semicolon may end the last rule */
		if (*part == '\0' && string == NULL && !is_zone)
			break;
		wrong = is_zone ? zone_parse(part, draft) : rule_parse(part, draft);
		if (wrong != NULL)
			return psprintf("In \"%s\": %s.", part, wrong);
		is_zone = false;
	}
	return check_dates(draft);
}

/* Adds the last day compiled as a date, unless it is as its weekday */
static void
add_date(Calendar *calendar, Day day, int32 date, const Period *periods)
{
	const Day  *weekday = &calendar->weekdays[weekday_of(date)];
	Day		   *to = &calendar->dates[calendar->ndates];

	if (day.nperiods == weekday->nperiods &&
		memcmp(&periods[day.first], &periods[weekday->first], day.nperiods * sizeof(Period)) == 0)
	{
		calendar->nperiods = day.first;
		return;
	}
	day.date = date;
	day.before = to->before;
	*to = day;
	to[1].before = day.before + day.open - weekday->open;
	calendar->ndates++;
}

static void
compile_weekdays(const Draft *draft, Calendar *calendar, Period *periods)
{
	for (int day = 0; day < WEEKDAYS; day++)
	{
		const Hours *day_before = &draft->weekdays[(day + WEEKDAYS - 1) % WEEKDAYS];
		Day			compiled = compile_day(&draft->weekdays[day], day_before, periods,
										   &calendar->nperiods);

		compiled.before = calendar->week_open;
		calendar->weekdays[day] = compiled;
		calendar->week_open += compiled.open;
	}
}

/* The day after a date may differ from its weekday too */
static void
compile_dates(const Draft *draft, Calendar *calendar, Period *periods)
{
	for (int32 i = 0; i < draft->ndates; i++)
	{
		int32		date = draft->dates[i].date;
		const Hours *own = draft->dates[i].hours;
		const Hours *next = &draft->weekdays[weekday_of(date + 1)];

		add_date(calendar, compile_day(own, hours_of(draft, i - 1, date - 1), periods,
									   &calendar->nperiods), date, periods);
		if (hours_of(draft, i + 1, date + 1) == next)
			add_date(calendar, compile_day(next, own, periods, &calendar->nperiods),
					 date + 1, periods);
	}
}

static Calendar *
compile_draft(const Draft *draft)
{
	/* a day has its own periods and those of the day before */
	size_t		most_dates = 2 * (size_t) draft->ndates;
	Calendar   *largest = palloc0(offsetof(Calendar, dates) + (most_dates + 1) * sizeof(Day));
	Period	   *periods = palloc((WEEKDAYS + most_dates) * 2 * MOST_PERIODS * sizeof(Period));
	const char *string = draft_print(draft);
	size_t		days_size;
	size_t		periods_size;
	Calendar   *calendar;

	compile_weekdays(draft, largest, periods);
	compile_dates(draft, largest, periods);

	largest->zone_length = strlen(draft->zone) + 1;
	largest->text_length = strlen(string) + 1;
	days_size = offsetof(Calendar, dates) + (largest->ndates + 1) * sizeof(Day);
	periods_size = largest->nperiods * sizeof(Period);
	calendar = varlena_make(days_size + periods_size + largest->zone_length + largest->text_length,
							FORM_STORED);
	memcpy(&calendar->ndates, &largest->ndates, days_size - offsetof(Calendar, ndates));
	memcpy((char *) periods_of(calendar), periods, periods_size);
	memcpy((char *) zone_of(calendar), draft->zone, largest->zone_length);
	memcpy((char *) text_of(calendar), string, largest->text_length);
	return calendar;
}

PG_FUNCTION_INFO_V1(business_calendar_in);
Datum
business_calendar_in(PG_FUNCTION_ARGS)
{
	const char *string = PG_GETARG_CSTRING(0);
	Draft	   *draft = palloc0(sizeof(Draft));
	const char *wrong = draft_parse(string, draft);

	if (wrong != NULL)
		RETURN_INPUT_ERROR(fcinfo, "business_calendar", string, wrong);
	PG_RETURN_POINTER(compile_draft(draft));
}

PG_FUNCTION_INFO_V1(business_calendar_out);
Datum
business_calendar_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(pstrdup(text_of(argument_calendar(fcinfo, 0))));
}

/* Binary form: version, length of the text and text, for the rest is made from it */

PG_FUNCTION_INFO_V1(business_calendar_recv);
Datum
business_calendar_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	Draft	   *draft = palloc0(sizeof(Draft));
	const char *wrong;
	int64		length;
	int			converted_length;

	summary_binary_version("business_calendar", pq_getmsgbyte(message));
	length = pq_getmsgint64(message);
	if (length < 0 || length > message->len - message->cursor)
		binary_invalid("business_calendar", "Its text is shorter than it says.");
	wrong = draft_parse(pq_getmsgtext(message, (int) length, &converted_length), draft);
	if (wrong != NULL)
		binary_invalid("business_calendar", wrong);
	PG_RETURN_POINTER(compile_draft(draft));
}

PG_FUNCTION_INFO_V1(business_calendar_send);
Datum
business_calendar_send(PG_FUNCTION_ARGS)
{
	const Calendar *calendar = argument_calendar(fcinfo, 0);
	StringInfoData string;
	StringInfoData out;

	/* in the encoding of the client, as its length must be known */
	initStringInfo(&string);
	pq_sendtext(&string, text_of(calendar), calendar->text_length - 1);
	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	pq_sendint64(&out, string.len);
	pq_sendbytes(&out, string.data, string.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

/* Comparison: calendars of one text are one, however they were compiled */

static const void *
calendar_key(const void *stored, size_t *length)
{
	const Calendar *calendar = stored;

	*length = calendar->text_length;
	return text_of(calendar);
}

static const VarlenaFamily business_calendar_family = {
	.type_name = "business_calendar",
	.key = calendar_key
};

COMPARISON_METHODS(business_calendar, varlena, &business_calendar_family);
