/*
 * calendar.c
 *		business_calendar: when a team is open, and for how long.
 *
 * A calendar is a time zone and rules (rules.h) for the hours of every day.
 * It is open at the instants whose local time, as a clock on the wall shows
 * it, is in these hours.  Between two changes of a zone's offset local time
 * advances as time does, so with
 *
 *		F(x) = open local time from a fixed local time up to x
 *
 * business time is the sum of F(end) - F(start) over the stretches of constant
 * offset.  All days are divided into stretches in which the same rules hold.
 * In each stretch F is the sum of whole weeks, the part of the week up to the
 * day, the amount by which yearly dates differ from their weekdays, which
 * repeats every 400 years, and the part of the day.  So there is no loop over
 * days or weeks, only a search over stretches.
 *
 * Hours that go past midnight belong to the day on which they begin.  They are
 * split at midnight when a calendar is made, so F only looks at one day.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/hsearch.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "calendar.h"
#include "clock.h"
#include "json.h"
#include "rules.h"
#include "server.h"
#include "varlena.h"
#include "zone.h"

/* Limits the days of yearly rules, in all stretches */
#define MOST_YEAR_DAYS	50000

/* Gregorian years repeat after 400 years, with their weekdays; 2001 began on a Monday */
#define FIRST_YEAR		2001
#define YEARS_OF_CYCLE	400
#define WEEKS_OF_CYCLE	20871

/* Length of a round of years: every fourth of them is a leap year */
#define YEARS_OF_ROUND	28

typedef struct Day
{
	int64		open;			/* open time of the day */
	int32		first;			/* the first of its periods */
	int32		nperiods;
} Day;

/* A day of the year that may differ from its weekday */
typedef struct YearDay
{
	int32		day;			/* day of the year */
	int32		in_years;		/* COMMON_YEARS, LEAP_YEARS */
	int32		days[WEEKDAYS]; /* the day to use, by weekday */
} YearDay;

#define COMMON_YEARS	1
#define LEAP_YEARS		2

/* The open time of every week of a stretch, and of its yearly dates */
typedef struct Week
{
	int64		open;
	int64		before[WEEKDAYS];	/* open time of the weekdays before */
	int32		days[WEEKDAYS]; /* the day to use, from Monday */
	int32		first_year_day;
	int32		nyear_days;
	int32		unused;			/* always zero */

	/*
	 * How much the days of a year differ from their weekdays: by whether it
	 * is a leap year and the weekday on which it begins; in all years of a
	 * round, and of a cycle
	 */
	int64		year[2][WEEKDAYS];
	int64		round;
	int64		cycle;
} Week;

/* The days from a date up to the next stretch */
typedef struct Stretch
{
	int64		before;			/* open time before: all of it if this is one
								 * day, else the part of F that is not weeks
								 * and years */
	int32		date;
	int32		week;			/* number of the week; or, if this is one day,
								 * -1 - the number of the day */
} Stretch;

struct Calendar
{
	int32		vl_len_;
	int32		form;
	int32		nstretches;
	int32		nweeks;
	int32		ndays;
	int32		nperiods;
	int32		nyear_days;
	int32		unused;			/* always zero */
	int32		zone_length;	/* lengths of the names and texts at the end,
								 * each with its zero byte */
	int32		text_length;
	Stretch		stretches[FLEXIBLE_ARRAY_MEMBER];
	/* weeks, days, periods, days of the year, zone and text form follow */
};

static inline const Week *
weeks_of(const Calendar *calendar)
{
	return (const Week *) &calendar->stretches[calendar->nstretches];
}

static inline const Day *
days_of(const Calendar *calendar)
{
	return (const Day *) &weeks_of(calendar)[calendar->nweeks];
}

static inline const Period *
periods_of(const Calendar *calendar)
{
	return (const Period *) &days_of(calendar)[calendar->ndays];
}

static inline const YearDay *
year_days_of(const Calendar *calendar)
{
	return (const YearDay *) &periods_of(calendar)[calendar->nperiods];
}

static inline const char *
zone_of(const Calendar *calendar)
{
	return (const char *) &year_days_of(calendar)[calendar->nyear_days];
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

/* Finds the last stretch that does not begin after a day */
static const Stretch *
find_stretch(const Calendar *calendar, int64 day)
{
	int32		low = 0;
	int32		high = calendar->nstretches - 1;

	while (low < high)
	{
		int32		middle = high - (high - low) / 2;

		if (calendar->stretches[middle].date > day)
			high = middle - 1;
		else
			low = middle;
	}
	return &calendar->stretches[low];
}

/* Sums how much the years differ from their weekdays, from the start of a cycle up to a year */
static int64
years_before(const Week *week, int last)
{
	int64		open = 0;
	int			weekday = 0;
	int			year = FIRST_YEAR;

	while (year < last)
	{
		/*
		 * this century year may be no leap year although every fourth year is
		 */
		int			century = (year + 99) / 100 * 100;
		bool		is_leap = is_leap_year(year);

		if (year + YEARS_OF_ROUND <= Min(century, last))
		{
			open += week->round;
			year += YEARS_OF_ROUND;
			continue;
		}
		open += week->year[is_leap][weekday];
		weekday = (weekday + (is_leap ? 2 : 1)) % WEEKDAYS;
		year++;
	}
	return open;
}

/* Returns how many days of its year precede a day of the year */
static inline int
days_before(int day, bool is_leap)
{
	return day > LEAP_DAY && !is_leap ? day - 1 : day;
}

/*
 * Sums how much the yearly dates before a date differ from their weekdays, and
 * finds the date's day
 */
static int64
year_days_before(const Week *week, const YearDay *year_days, const Day *days, int64 date,
				 int32 *which)
{
	const YearDay *year_day = &year_days[week->first_year_day];
	const YearDay *end = year_day + week->nyear_days;
	int			year;
	int			day = day_of_year(date, &year);
	bool		is_leap = is_leap_year(year);
	int			first_weekday = weekday_of(date - days_before(day, is_leap));
	int64		cycle = floor_divide(year - FIRST_YEAR, YEARS_OF_CYCLE);
	int64		open = cycle * week->cycle +
		years_before(week, (int) (year - cycle * YEARS_OF_CYCLE));

	for (; year_day < end && year_day->day <= day; year_day++)
	{
		int			weekday = (first_weekday + days_before(year_day->day, is_leap)) % WEEKDAYS;

		if ((year_day->in_years & (is_leap ? LEAP_YEARS : COMMON_YEARS)) == 0)
			continue;
		if (year_day->day == day)
			*which = year_day->days[weekday];
		else
			open += days[year_day->days[weekday]].open - days[week->days[weekday]].open;
	}
	return open;
}

/* Returns the part of F that is weeks and years before a date, and finds the date's day */
static inline int64
weeks_before(const Week *week, const YearDay *year_days, const Day *days, int64 date,
			 int32 *which)
{
	int64		from_monday = date + WEEKDAY_OF_DAY_0;
	int64		weeks = floor_divide(from_monday, WEEKDAYS);
	int			weekday = (int) (from_monday - weeks * WEEKDAYS);
	int64		open = weeks * week->open + week->before[weekday];

	*which = week->days[weekday];
	if (week->nyear_days > 0)
		open += year_days_before(week, year_days, days, date, which);
	return open;
}

/* Finds a day of a stretch, and the open time before it */
static const Day *
stretch_day(const Calendar *calendar, const Stretch *stretch, int64 date, int64 *before)
{
	const Day  *days = days_of(calendar);
	int32		which;

	*before = stretch->before;
	if (stretch->week < 0)
		return &days[-1 - stretch->week];
	*before += weeks_before(&weeks_of(calendar)[stretch->week], year_days_of(calendar), days, date,
							&which);
	return &days[which];
}

static const Day *
find_day(const Calendar *calendar, int64 day, int64 *before)
{
	return stretch_day(calendar, find_stretch(calendar, day), day, before);
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

/*
 * Finds the first local time by which that much is open, between a time when
 * less is open and one when it is
 */
static int64
local_when_open(const Calendar *calendar, int64 open, int64 from, int64 to)
{
	int64		low = day_of(from);
	int64		high = day_of(to);
	int64		before;
	const Period *period;

	/* finds the last day before which less is open */
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

int64
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

/* Readings of a calendar */

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
	 * all time that the server knows is longer than the longest interval; the
	 * open part of a shorter time is not longer than that
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

/* Returns whether the calendar is only open on some dates, all of them in the past */
static bool
is_closed_for_ever(const Calendar *calendar, int64 day)
{
	const Stretch *last = &calendar->stretches[calendar->nstretches - 1];
	const Week *week = &weeks_of(calendar)[last->week];

	return last->date <= day && WEEKS_OF_CYCLE * week->open + week->cycle == 0;
}

bool
calendar_deadline(const Calendar *calendar, int64 from, int64 duration, int64 *deadline)
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

		/*
		 * unsigned, because over all time the difference does not fit into an
		 * int64
		 */
		there = (uint64) open_before(calendar, end + offset) - (uint64) open;
		if (there >= (uint64) duration)
		{
			*deadline =
				local_when_open(calendar, open + duration, at + offset, end + offset) - offset;
			return true;
		}
		duration -= there;
		if (is_closed_for_ever(calendar, day_of(end + offset)))
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

/* SQL functions of instants, and of local times in the calendar's zone */

static const void *
take_out_calendar(FunctionCallInfo fcinfo, int n)
{
	return argument_calendar(fcinfo, n);
}

/* A calendar in a column is mostly the same in every row, and detoasting it is most of the work */
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

TIME_FUNCTIONS(business_calendar_business_time_timestamptz,
			   business_calendar_business_time_timestamp,
			   business_calendar_business_time_date,
			   business_time(fcinfo, type));

static Datum
business_deadline(FunctionCallInfo fcinfo, TimeType type)
{
	const Calendar *calendar = repeated_calendar(fcinfo, 0);
	int64		from = argument_instant(fcinfo, 1, type, calendar, "start");
	int64		duration = threshold_interval(fcinfo, 2, "duration");
	int64		deadline;

	if (!calendar_deadline(calendar, from, duration, &deadline))
		PG_RETURN_NULL();
	if (clock_of(type) == CLOCK_TIMESTAMP)
		deadline = calendar_local(calendar, deadline);
	PG_RETURN_TIMESTAMP(require_valid_timestamp(deadline));
}

TIME_FUNCTIONS(business_calendar_business_deadline_timestamptz,
			   business_calendar_business_deadline_timestamp,
			   business_calendar_business_deadline_date,
			   business_deadline(fcinfo, type));

static Datum
is_open(FunctionCallInfo fcinfo, TimeType type)
{
	const Calendar *calendar = repeated_calendar(fcinfo, 0);
	int64		at = argument_time(fcinfo, 1, type, "time");

	if (clock_of(type) == CLOCK_TIMESTAMPTZ)
		at = calendar_local(calendar, at);
	PG_RETURN_BOOL(local_is_open(calendar, at));
}

TIME_FUNCTIONS(business_calendar_is_open_timestamptz,
			   business_calendar_is_open_timestamp,
			   business_calendar_is_open_date,
			   is_open(fcinfo, type));

/* Making a calendar */

/* The hours that begin on a day and on the day before; NULL if there are none */
typedef struct DayKey
{
	const Hours *own;
	const Hours *before;
} DayKey;

typedef struct DayEntry
{
	DayKey		key;
	int32		which;
} DayEntry;

typedef struct WeekKey
{
	const Hours *hours[WEEKDAYS];
	int32		yearly_weekdays;	/* weekdays on which yearly rules count */
	int32		yearly_rules;	/* which yearly rules; 0 if none */
} WeekKey;

typedef struct Making
{
	/* rules that hold, the winner first, and rules still to come, by date */
	const Rule **active;
	const Rule **coming;
	int32		nactive;
	int32		ncoming;
	int32		nyearly;		/* yearly rules that hold */
	int32		yearly_rules;	/* counts the changes of those */

	/* the arrays of the calendar */
	StringInfoData stretches;
	StringInfoData weeks;
	StringInfoData days;
	StringInfoData periods;
	StringInfoData year_days;

	HTAB	   *day_numbers;
	StringInfoData week_keys;
} Making;

#define ARRAY_OF(type, buffer)	((type *) (buffer).data)
#define LENGTH_OF(type, buffer) ((int32) ((buffer).len / sizeof(type)))
#define APPEND(buffer, element) \
	appendBinaryStringInfo(&(buffer), (char *) &(element), sizeof(element))

/* Returns the hours that begin on a day of the year and weekday */
static const Hours *
hours_of(const Making *making, int weekday, int day)
{
	for (int32 i = 0; i < making->nactive; i++)
		if (rule_applies(making->active[i], weekday, day))
			return making->active[i]->hours->nperiods == 0 ? NULL : making->active[i]->hours;
	return NULL;
}

static const Hours *
hours_on(const Making *making, int32 date)
{
	int			year;
	int			day = making->nyearly > 0 ? day_of_year(date, &year) : 0;

	return hours_of(making, weekday_of(date), day);
}

static bool
goes_past_midnight(const Hours *hours)
{
	for (int32 i = 0; hours != NULL && i < hours->nperiods; i++)
		if (hours->periods[i].to > USECS_PER_DAY)
			return true;
	return false;
}

/* Appends the part of the hours that falls on the day that many days after theirs */
static int32
append_part(Period *periods, int32 nperiods, const Hours *hours, int days_after)
{
	for (int32 i = 0; hours != NULL && i < hours->nperiods; i++)
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

/* Finds or adds the day with its own hours and those left over from the day before */
static int32
day_number(Making *making, const Hours *own, const Hours *before)
{
	DayKey		key = {own, goes_past_midnight(before) ? before : NULL};
	Period		periods[2 * MOST_PERIODS];
	Day			day = {0};
	DayEntry   *entry;
	bool		found;

	entry = hash_search(making->day_numbers, &key, HASH_ENTER, &found);
	if (found)
		return entry->which;
	entry->which = LENGTH_OF(Day, making->days);
	day.first = LENGTH_OF(Period, making->periods);
	day.nperiods = unite_periods(periods, append_part(periods, append_part(periods, 0, own, 0),
													  before, 1));
	for (int32 i = 0; i < day.nperiods; i++)
	{
		day.open += periods[i].to - periods[i].from;
		APPEND(making->periods, periods[i]);
	}
	APPEND(making->days, day);
	return entry->which;
}

/* Adds a day of the year if it differs from its weekday, in common years or in leap years */
static void
add_year_day(Making *making, const Week *week, int day)
{
	YearDay		common = {.day = day,.in_years = COMMON_YEARS};
	YearDay		leap = {.day = day,.in_years = LEAP_YEARS};
	int			before = (day + YEAR_DAYS - 1) % YEAR_DAYS;

	for (int weekday = 0; weekday < WEEKDAYS; weekday++)
	{
		int			weekday_before = (weekday + WEEKDAYS - 1) % WEEKDAYS;
		const Hours *own = hours_of(making, weekday, day);

		leap.days[weekday] = day_number(making, own, hours_of(making, weekday_before, before));
		common.days[weekday] = before != LEAP_DAY ? leap.days[weekday] :
			day_number(making, own, hours_of(making, weekday_before, before - 1));
	}
	if (day != LEAP_DAY)
	{
		if (memcmp(common.days, leap.days, sizeof(leap.days)) == 0)
			leap.in_years |= COMMON_YEARS;
		else if (memcmp(common.days, week->days, sizeof(week->days)) != 0)
			APPEND(making->year_days, common);
	}
	if (memcmp(leap.days, week->days, sizeof(week->days)) != 0)
		APPEND(making->year_days, leap);
}

/* Adds the days that yearly rules cover, and the days after them */
static void
add_year_days(Making *making, Week *week)
{
	bool		named[YEAR_DAYS] = {false};

	for (int32 i = 0; i < making->nactive; i++)
	{
		const Rule *rule = making->active[i];

		for (int32 j = 0; rule->kind == RULE_YEARLY && j < rule->length; j++)
			named[(rule->first + j) % YEAR_DAYS] = true;
	}
	for (int day = 0; day < YEAR_DAYS; day++)
	{
		CHECK_FOR_INTERRUPTS();
		if (named[day] || named[(day + YEAR_DAYS - 1) % YEAR_DAYS] ||
			(day == LEAP_DAY + 1 && named[LEAP_DAY - 1]))
			add_year_day(making, week, day);
	}
	week->nyear_days = LENGTH_OF(YearDay, making->year_days) - week->first_year_day;
	if (LENGTH_OF(YearDay, making->year_days) > MOST_YEAR_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many yearly rules together with rules of other dates"),
				 errdetail("The days of yearly rules, counted again whenever another rule "
						   "begins or ends, are more than %d.", MOST_YEAR_DAYS)));
}

static void
sum_years(const Making *making, Week *week)
{
	const Day  *days = ARRAY_OF(Day, making->days);
	const YearDay *year_days = &ARRAY_OF(YearDay, making->year_days)[week->first_year_day];

	for (int is_leap = 0; is_leap < 2; is_leap++)
		for (int first = 0; first < WEEKDAYS; first++)
		{
			int64		open = 0;

			for (int32 i = 0; i < week->nyear_days; i++)
			{
				int			weekday = (first + days_before(year_days[i].day, is_leap)) % WEEKDAYS;

				if ((year_days[i].in_years & (is_leap ? LEAP_YEARS : COMMON_YEARS)) != 0)
					open += days[year_days[i].days[weekday]].open - days[week->days[weekday]].open;
			}
			week->year[is_leap][first] = open;
			week->round += is_leap ? open : 3 * open;
		}
	week->cycle = years_before(week, FIRST_YEAR + YEARS_OF_CYCLE);
}

/* Returns the hours of each weekday, whatever the day of the year */
static WeekKey
week_key(const Making *making)
{
	WeekKey		key = {.yearly_weekdays = making->nyearly > 0 ? EVERY_WEEKDAY : 0};

	for (int weekday = 0; weekday < WEEKDAYS; weekday++)
		for (int32 i = 0; i < making->nactive; i++)
		{
			const Rule *rule = making->active[i];

			if (rule->kind == RULE_YEARLY || (rule->weekdays & 1 << weekday) == 0)
				continue;
			key.hours[weekday] = rule->hours->nperiods == 0 ? NULL : rule->hours;
			if (rule->kind == RULE_DATED)
				key.yearly_weekdays &= ~(1 << weekday);
			break;
		}
	key.yearly_rules = key.yearly_weekdays == 0 ? 0 : making->yearly_rules;
	return key;
}

/* Finds or adds the week that the rules that hold make */
static int32
week_number(Making *making)
{
	WeekKey		key = week_key(making);
	const WeekKey *keys = ARRAY_OF(WeekKey, making->week_keys);
	int32		n = LENGTH_OF(WeekKey, making->week_keys);
	Week		week = {.first_year_day = LENGTH_OF(YearDay, making->year_days)};

	for (int32 i = 0; i < n; i++)
		if (memcmp(&keys[i], &key, sizeof(WeekKey)) == 0)
			return i;
	for (int day = 0; day < WEEKDAYS; day++)
	{
		week.days[day] = day_number(making, key.hours[day],
									key.hours[(day + WEEKDAYS - 1) % WEEKDAYS]);
		week.before[day] = week.open;
		week.open += ARRAY_OF(Day, making->days)[week.days[day]].open;
	}
	if (key.yearly_weekdays != 0)
	{
		add_year_days(making, &week);
		sum_years(making, &week);
	}
	APPEND(making->week_keys, key);
	APPEND(making->weeks, week);
	return n;
}

/* Returns which day a date has in a week */
static int32
day_in_week(const Making *making, int32 week, int32 date)
{
	int32		which;

	weeks_before(&ARRAY_OF(Week, making->weeks)[week], ARRAY_OF(YearDay, making->year_days),
				 ARRAY_OF(Day, making->days), date, &which);
	return which;
}

static Stretch *
last_stretch(const Making *making)
{
	int32		n = LENGTH_OF(Stretch, making->stretches);

	return n == 0 ? NULL : &ARRAY_OF(Stretch, making->stretches)[n - 1];
}

/* Adds a date as a stretch, unless the stretch before is of weeks that give it the same day */
static void
add_day(Making *making, int32 date, int32 day)
{
	const Stretch *last = last_stretch(making);
	Stretch		stretch = {.date = date,.week = -1 - day};

	if (last->week < 0 || day_in_week(making, last->week, date) != day)
		APPEND(making->stretches, stretch);
}

/* Adds weeks from a date on; dates just before it that have the day of these weeks join them */
static void
add_weeks(Making *making, int32 date, int32 week)
{
	const Stretch *last = last_stretch(making);
	Stretch		stretch = {.date = date,.week = week};

	while (last != NULL && last->week < 0 && last->date == stretch.date - 1 &&
		   day_in_week(making, week, last->date) == -1 - last->week)
	{
		stretch.date--;
		making->stretches.len -= sizeof(Stretch);
		last = last_stretch(making);
	}
	if (last == NULL || last->week != week)
		APPEND(making->stretches, stretch);
}

/* From a date on, applies the rules that begin on it and drops those that have ended */
static void
change_rules(Making *making, int32 date)
{
	int32		n = 0;
	int32		yearly_before = making->nyearly;
	bool		yearly_changes;

	making->nyearly = 0;
	for (int32 i = 0; i < making->nactive; i++)
	{
		if (making->active[i]->until < date)
			continue;
		making->nyearly += making->active[i]->kind == RULE_YEARLY;
		making->active[n++] = making->active[i];
	}
	yearly_changes = making->nyearly != yearly_before;
	for (; making->ncoming > 0 && (*making->coming)->from == date; making->coming++)
	{
		const Rule *rule = *making->coming;
		int32		place = n++;

		CHECK_FOR_INTERRUPTS();
		for (; place > 0 && rule_rank_cmp(rule, making->active[place - 1]) < 0; place--)
			making->active[place] = making->active[place - 1];
		making->active[place] = rule;
		making->ncoming--;
		making->nyearly += rule->kind == RULE_YEARLY;
		yearly_changes |= rule->kind == RULE_YEARLY;
	}
	making->nactive = n;
	making->yearly_rules += yearly_changes;
}

static int
rule_from_cmp(const void *a, const void *b)
{
	int32		x = (*(const Rule *const *) a)->from;
	int32		y = (*(const Rule *const *) b)->from;

	return (x > y) - (x < y);
}

static int
date_cmp(const void *a, const void *b)
{
	int32		x = *(const int32 *) a;
	int32		y = *(const int32 *) b;

	return (x > y) - (x < y);
}

/* Returns the dates on which rules begin or cease to hold, in order */
static int32 *
dates_of_change(const Rules *rules, int32 *ndates)
{
	int32	   *dates = palloc((2 * rules->n + 1) * sizeof(int32));
	int32		n = 0;

	for (int32 i = 0; i < rules->n; i++)
	{
		if (rules->rules[i].from != ALWAYS_FROM)
			dates[n++] = rules->rules[i].from;
		if (rules->rules[i].until != ALWAYS_UNTIL)
			dates[n++] = rules->rules[i].until + 1;
	}
	qsort(dates, n, sizeof(int32), date_cmp);
	*ndates = 0;
	for (int32 i = 0; i < n; i++)
		if (i == 0 || dates[i] != dates[i - 1])
			dates[(*ndates)++] = dates[i];
	return dates;
}

static void
begin_making(Making *making, const Rules *rules)
{
	HASHCTL		control = {
		.keysize = sizeof(DayKey),
		.entrysize = sizeof(DayEntry),
		.hcxt = CurrentMemoryContext
	};

	memset(making, 0, sizeof(Making));
	making->active = palloc((rules->n + 1) * sizeof(Rule *));
	making->coming = palloc((rules->n + 1) * sizeof(Rule *));
	making->ncoming = rules->n;
	for (int32 i = 0; i < rules->n; i++)
		making->coming[i] = &rules->rules[i];
	qsort(making->coming, rules->n, sizeof(Rule *), rule_from_cmp);
	initStringInfo(&making->stretches);
	initStringInfo(&making->weeks);
	initStringInfo(&making->days);
	initStringInfo(&making->periods);
	initStringInfo(&making->year_days);
	initStringInfo(&making->week_keys);
	making->day_numbers = hash_create("days of a calendar", 64, &control,
									  HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/*
 * Adds the days from one change of the rules to the next.  The first may
 * differ from the others in the hours left over from the day before.
 */
static void
make_stretches(Making *making, int32 date, int32 end)
{
	const Hours *before = hours_on(making, date - 1);
	const Hours *before_by_rules;

	change_rules(making, date);
	before_by_rules = hours_on(making, date - 1);
	if (end == date + 1 ||
		(before != before_by_rules &&
		 (goes_past_midnight(before) || goes_past_midnight(before_by_rules))))
	{
		add_day(making, date, day_number(making, hours_on(making, date), before));
		date++;
	}
	if (date < end)
		add_weeks(making, date, week_number(making));
}

/* Sums the open time before each stretch, so that F continues where the one before ends */
static void
sum_stretches(Calendar *calendar)
{
	const Day  *days = days_of(calendar);
	int64		open;
	int64		in_weeks;

	for (int32 i = 1; i < calendar->nstretches; i++)
	{
		Stretch    *stretch = &calendar->stretches[i];
		const Stretch *before = &stretch[-1];

		if (before->week < 0)
			open = before->before + days[-1 - before->week].open;
		else
			stretch_day(calendar, before, stretch->date, &open);
		stretch_day(calendar, stretch, stretch->date, &in_weeks);
		stretch->before = open - in_weeks;
	}
}

static void
append_array(char **to, const StringInfoData *array)
{
	memcpy(*to, array->data, array->len);
	*to += array->len;
}

static Calendar *
assemble(const Making *making, const char *zone, const char *text)
{
	size_t		zone_length = strlen(zone) + 1;
	size_t		text_length = strlen(text) + 1;
	size_t		arrays = (size_t) making->stretches.len + making->weeks.len + making->days.len +
		making->periods.len + making->year_days.len;
	Calendar   *calendar = varlena_make(offsetof(Calendar, stretches) + arrays + zone_length +
										text_length, FORM_STORED);
	char	   *to = (char *) calendar->stretches;

	calendar->nstretches = LENGTH_OF(Stretch, making->stretches);
	calendar->nweeks = LENGTH_OF(Week, making->weeks);
	calendar->ndays = LENGTH_OF(Day, making->days);
	calendar->nperiods = LENGTH_OF(Period, making->periods);
	calendar->nyear_days = LENGTH_OF(YearDay, making->year_days);
	calendar->zone_length = zone_length;
	calendar->text_length = text_length;
	append_array(&to, &making->stretches);
	append_array(&to, &making->weeks);
	append_array(&to, &making->days);
	append_array(&to, &making->periods);
	append_array(&to, &making->year_days);
	memcpy(to, zone, zone_length);
	memcpy(to + zone_length, text, text_length);
	sum_stretches(calendar);
	return calendar;
}

static Calendar *
make_calendar(const Rules *rules)
{
	Making		making;
	int32		ndates;
	int32	   *dates = dates_of_change(rules, &ndates);

	begin_making(&making, rules);
	change_rules(&making, ALWAYS_FROM);
	add_weeks(&making, ALWAYS_FROM, week_number(&making));
	for (int32 i = 0; i < ndates; i++)
	{
		CHECK_FOR_INTERRUPTS();
		make_stretches(&making, dates[i], i + 1 < ndates ? dates[i + 1] : ALWAYS_UNTIL);
	}
	return assemble(&making, rules->zone, rules_print(rules));
}

PG_FUNCTION_INFO_V1(business_calendar_in);
Datum
business_calendar_in(PG_FUNCTION_ARGS)
{
	const char *string = PG_GETARG_CSTRING(0);
	Rules		rules = {0};
	const char *wrong = rules_parse(string, &rules);

	if (wrong != NULL)
		RETURN_INPUT_ERROR(fcinfo, "business_calendar", string, wrong);
	PG_RETURN_POINTER(make_calendar(&rules));
}

PG_FUNCTION_INFO_V1(business_calendar_out);
Datum
business_calendar_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(pstrdup(text_of(argument_calendar(fcinfo, 0))));
}

/* Binary form: version, length of the text, text; all else is made from the text */

PG_FUNCTION_INFO_V1(business_calendar_recv);
Datum
business_calendar_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	Rules		rules = {0};
	const char *wrong;
	int64		length;
	int			converted_length;

	summary_binary_version("business_calendar", pq_getmsgbyte(message));
	length = pq_getmsgint64(message);
	if (length < 0 || length > message->len - message->cursor)
		binary_invalid("business_calendar", "Its text is shorter than its stated length.");
	wrong = rules_parse(pq_getmsgtext(message, (int) length, &converted_length), &rules);
	if (wrong != NULL)
		binary_invalid("business_calendar", wrong);
	PG_RETURN_POINTER(make_calendar(&rules));
}

PG_FUNCTION_INFO_V1(business_calendar_send);
Datum
business_calendar_send(PG_FUNCTION_ARGS)
{
	const Calendar *calendar = argument_calendar(fcinfo, 0);
	StringInfoData string;
	StringInfoData out;

	/* in the encoding of the client, because its length must be known */
	initStringInfo(&string);
	pq_sendtext(&string, text_of(calendar), calendar->text_length - 1);
	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	pq_sendint64(&out, string.len);
	pq_sendbytes(&out, string.data, string.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

/* As jsonb: the rules as the text has them */

static void
printed_to_json(Json *json, const char *key, void (*print) (StringInfo, int32), int32 day)
{
	StringInfoData text;

	initStringInfo(&text);
	print(&text, day);
	json_string(json, key, text.data, text.len);
}

static void
time_to_json(Json *json, const char *key, int64 time)
{
	StringInfoData text;

	initStringInfo(&text);
	rule_time_print(&text, time);
	json_string(json, key, text.data, text.len);
}

static void
hours_to_json(Json *json, const Hours *hours)
{
	json_list_begin(json, "hours");
	for (int32 i = 0; i < hours->nperiods; i++)
	{
		const Period *period = &hours->periods[i];

		json_object_begin(json, NULL);
		time_to_json(json, "from", period->from);
		time_to_json(json, "to",
					 period->to > USECS_PER_DAY ? period->to - USECS_PER_DAY : period->to);
		json_object_end(json);
	}
	json_list_end(json);
}

static void
weekdays_to_json(Json *json, int32 weekdays)
{
	json_list_begin(json, "weekdays");
	for (int day = 0; day < WEEKDAYS; day++)
		if (weekdays & 1 << day)
			json_string(json, NULL, weekday_names[day], 3);
	json_list_end(json);
}

static void
rule_to_json(Json *json, const Rule *rule)
{
	static const char *const kinds[] = {"weekly", "yearly", "dates"};

	json_object_begin(json, NULL);
	json_word(json, "kind", kinds[rule->kind]);
	if (rule->from != ALWAYS_FROM)
		printed_to_json(json, "from", rule_date_print, rule->from);
	else
		json_null(json, "from");
	if (rule->until != ALWAYS_UNTIL)
		printed_to_json(json, "until", rule_date_print, rule->until);
	else
		json_null(json, "until");
	if (rule->kind == RULE_YEARLY)
	{
		printed_to_json(json, "first_day", rule_year_day_print, rule->first);
		printed_to_json(json, "last_day", rule_year_day_print, rule->last);
	}
	else
	{
		json_null(json, "first_day");
		json_null(json, "last_day");
	}
	weekdays_to_json(json, rule->weekdays);
	hours_to_json(json, rule->hours);
	json_object_end(json);
}

PG_FUNCTION_INFO_V1(business_calendar_to_jsonb);
Datum
business_calendar_to_jsonb(PG_FUNCTION_ARGS)
{
	const Calendar *calendar = argument_calendar(fcinfo, 0);
	Json		json = {0};
	Rules		rules = {0};
	Rule		rule;
	const char *wrong = rules_parse(text_of(calendar), &rules);

	/* the server may have forgotten a time zone since the calendar was stored */
	if (wrong != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the rules of a business_calendar cannot be read any more"),
				 errdetail("%s", wrong)));
	json_object_begin(&json, NULL);
	json_word(&json, "zone", zone_of(calendar));
	json_list_begin(&json, "rules");
	for (int32 i = 0; i < rules.n;)
	{
		CHECK_FOR_INTERRUPTS();
		i += rules_written_as_one(&rules, i, &rule);
		rule_to_json(&json, &rule);
	}
	json_list_end(&json);
	json_object_end(&json);
	return json_result(&json);
}

/* Comparison: two calendars with the same text are equal, however they were compiled */

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
