/*
 * rules.c
 *		The rules of a business_calendar: their text, and which rule sets the
 *		hours of a day.
 *
 * Rules that are the same have one text, however they are written: hours of
 * weekdays in the order of their dates, then yearly dates, then dates.
 * Consecutive days of the same hours become one rule, unless joining them
 * would change which of two overlapping rules is the narrower one.
 */
#include "postgres.h"

#include <ctype.h>

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "rules.h"
#include "zone.h"

#define MOST_RULES		10000

#define SPACE			" \t\n\r"

const char *const weekday_names[WEEKDAYS] = {
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
};

/* Days of the year before each month, in a leap year */
static const int32 days_before_month[MONTHS_PER_YEAR + 1] = {
	0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, YEAR_DAYS
};

bool
is_leap_year(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
day_of_year(int32 date, int *year)
{
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, year, &month, &day);
	return days_before_month[month - 1] + day - 1;
}

/* Periods and hours */

static int
period_cmp(const void *a, const void *b)
{
	const Period *x = a;
	const Period *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Unites periods unless the union is longer than a period can be written */
int32
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

static int
hours_cmp(const Hours *a, const Hours *b)
{
	if (a->nperiods != b->nperiods)
		return a->nperiods < b->nperiods ? -1 : 1;
	return memcmp(a->periods, b->periods, a->nperiods * sizeof(Period));
}

/* Orders of rules */

static inline int
int32_cmp(int32 a, int32 b)
{
	return (a > b) - (a < b);
}

int
rule_rank_cmp(const Rule *a, const Rule *b)
{
	if (a->kind != b->kind)
		return a->kind > b->kind ? -1 : 1;
	return int32_cmp(a->length, b->length);
}

/* Orders rules of one rank so that those that may clash are near each other */
static int
clash_order(const void *a, const void *b)
{
	const Rule *x = a;
	const Rule *y = b;
	int			order = rule_rank_cmp(x, y);

	if (order == 0 && x->kind == RULE_WEEKLY)
		order = int32_cmp(x->weekdays, y->weekdays);
	return order != 0 ? order : int32_cmp(x->from, y->from);
}

static int
place_cmp(const Rule *a, const Rule *b)
{
	int			order;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if ((order = int32_cmp(a->first, b->first)) != 0 ||
		(order = int32_cmp(a->last, b->last)) != 0 ||
		(order = int32_cmp(a->from, b->from)) != 0)
		return order;
	return int32_cmp(a->until, b->until);
}

/* Orders rules that only differ in their weekdays next to each other */
static int
hours_order(const void *a, const void *b)
{
	int			order = place_cmp(a, b);

	return order != 0 ? order : hours_cmp(((const Rule *) a)->hours, ((const Rule *) b)->hours);
}

/* Orders rules as in the text form */
static int
text_order(const void *a, const void *b)
{
	int			order = place_cmp(a, b);

	return order != 0 ? order :
		int32_cmp(((const Rule *) a)->weekdays, ((const Rule *) b)->weekdays);
}

static void
rules_sort(Rules *rules, int (*order) (const void *, const void *))
{
	qsort(rules->rules, rules->n, sizeof(Rule), order);
}

/* Print */

void
rule_time_print(StringInfo out, int64 time)
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
		rule_time_print(out, period->from);
		appendStringInfoChar(out, '-');
		rule_time_print(out, period->to > USECS_PER_DAY ? period->to - USECS_PER_DAY : period->to);
	}
}

void
rule_date_print(StringInfo out, int32 date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	appendStringInfo(out, "%04d-%02d-%02d", year, month, day);
}

void
rule_year_day_print(StringInfo out, int32 day)
{
	int			month = 1;

	while (days_before_month[month] <= day)
		month++;
	appendStringInfo(out, "%02d-%02d", month, day - days_before_month[month - 1] + 1);
}

/* Prints consecutive days as a range */
static void
weekdays_print(StringInfo out, int32 weekdays)
{
	const char *separator = "";
	int			last;

	for (int first = 0; first < WEEKDAYS; first = last + 1)
	{
		last = first;
		if ((weekdays & 1 << first) == 0)
			continue;
		while ((weekdays & 1 << (last + 1)) != 0)
			last++;
		appendStringInfo(out, "%s%.3s", separator, weekday_names[first]);
		if (last > first)
			appendStringInfo(out, "-%.3s", weekday_names[last]);
		separator = ",";
	}
}

static void
range_print(StringInfo out, void (*print) (StringInfo, int32), int32 first, int32 last)
{
	print(out, first);
	if (last == first)
		return;
	appendStringInfoString(out, "..");
	print(out, last);
}

static void
rule_print(StringInfo out, const Rule *rule)
{
	appendStringInfoString(out, "; ");
	if (rule->kind == RULE_DATED)
		range_print(out, rule_date_print, rule->from, rule->until);
	if (rule->kind == RULE_YEARLY)
		range_print(out, rule_year_day_print, rule->first, rule->last);
	if (rule->kind != RULE_WEEKLY && rule->weekdays != EVERY_WEEKDAY)
		appendStringInfoChar(out, ' ');
	if (rule->kind == RULE_WEEKLY || rule->weekdays != EVERY_WEEKDAY)
		weekdays_print(out, rule->weekdays);
	hours_print(out, rule->hours);
	if (rule->kind == RULE_DATED)
		return;
	if (rule->from != ALWAYS_FROM)
	{
		appendStringInfoString(out, " from ");
		rule_date_print(out, rule->from);
	}
	if (rule->until != ALWAYS_UNTIL)
	{
		appendStringInfoString(out, " until ");
		rule_date_print(out, rule->until);
	}
}

/*
 * Returns how many rules from the i-th on are written as one, and that rule:
 * consecutive weekdays with the same hours
 */
int32
rules_written_as_one(const Rules *rules, int32 i, Rule *rule)
{
	int32		n = 1;

	*rule = rules->rules[i];
	for (; rule->kind == RULE_WEEKLY && i + n < rules->n; n++)
	{
		const Rule *next = &rules->rules[i + n];

		if (place_cmp(next, rule) != 0 || next[-1].weekdays << 1 != next->weekdays ||
			next->hours != rule->hours)
			break;
		rule->weekdays |= next->weekdays;
	}
	return n;
}

char *
rules_print(const Rules *rules)
{
	StringInfoData out;
	Rule		rule;

	initStringInfo(&out);
	appendStringInfoString(&out, rules->zone);
	for (int32 i = 0; i < rules->n;)
	{
		i += rules_written_as_one(rules, i, &rule);
		rule_print(&out, &rule);
	}
	return out.data;
}

/* Parsing: returns what is wrong with a text at a place of its rule, or NULL */

static const char *
expected(const char *what, const char *place)
{
	return *place == '\0' ? psprintf("%s is missing at its end", what) :
		psprintf("%s is expected at \"%s\"", what, place);
}

static void
skip_space(const char **string)
{
	*string += strspn(*string, SPACE);
}

/* Moves behind a mark, and the space around it; false if it is not there */
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

/* Moves behind a word, and the space after it, like mark_parse */
static bool
word_parse(const char **string, const char *word)
{
	size_t		length = strlen(word);

	if (pg_strncasecmp(*string, word, length) != 0 || isalpha((unsigned char) (*string)[length]))
		return false;
	*string += length;
	skip_space(string);
	return true;
}

static bool
digits_parse(const char **string, int least, int most, int *value)
{
	int			ndigits = 0;

	for (*value = 0; ndigits <= most && isdigit((unsigned char) **string); ndigits++)
		*value = *value * 10 + (*(*string)++ - '0');
	return ndigits >= least && ndigits <= most;
}

static bool
time_parse(const char **string, int64 *time)
{
	int			hours;
	int			minutes;
	int			seconds = 0;

	if (!digits_parse(string, 1, 2, &hours) || *(*string)++ != ':' ||
		!digits_parse(string, 2, 2, &minutes))
		return false;
	if (**string == ':')
	{
		(*string)++;
		if (!digits_parse(string, 2, 2, &seconds))
			return false;
	}
	*time = ((hours * (int64) MINS_PER_HOUR + minutes) * SECS_PER_MINUTE + seconds) *
		USECS_PER_SEC;
	return minutes < MINS_PER_HOUR && seconds < SECS_PER_MINUTE && *time <= USECS_PER_DAY;
}

/* Reads MM-DD, of a common or a leap year */
static bool
month_and_day_parse(const char **string, bool is_leap, int *month, int *day)
{
	int			last;

	if (!digits_parse(string, 2, 2, month) || *(*string)++ != '-' ||
		!digits_parse(string, 2, 2, day) || *month < 1 || *month > MONTHS_PER_YEAR)
		return false;
	last = days_before_month[*month] - days_before_month[*month - 1];
	return *day >= 1 && *day <= (*month == 2 && !is_leap ? last - 1 : last);
}

static bool
date_parse(const char **string, int32 *date)
{
	int			year;
	int			month;
	int			day;

	if (!digits_parse(string, 4, 4, &year) || *(*string)++ != '-' || year < 1 ||
		!month_and_day_parse(string, is_leap_year(year), &month, &day))
		return false;
	*date = date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
	return true;
}

static bool
year_day_parse(const char **string, int32 *year_day)
{
	int			month;
	int			day;

	if (!month_and_day_parse(string, true, &month, &day))
		return false;
	*year_day = days_before_month[month - 1] + day - 1;
	return true;
}

/* Reads three letters or more of an English name */
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

/* Reads weekdays; the error names what is expected if there are none */
static const char *
weekdays_parse(const char **string, int32 *weekdays, const char *what)
{
	do
	{
		const char *place = *string;
		int			first;
		int			last;

		if (!weekday_parse(string, &first))
			return expected(what, place);
		last = first;
		if (mark_parse(string, "-"))
		{
			place = *string;
			if (!weekday_parse(string, &last))
				return expected("a day from Mon to Sun", place);
		}
		for (int day = first;; day = (day + 1) % WEEKDAYS)
		{
			if ((*weekdays & 1 << day) != 0)
				return psprintf("%s is given twice", weekday_names[day]);
			*weekdays |= 1 << day;
			if (day == last)
				break;
		}
	} while (mark_parse(string, ","));
	return NULL;
}

/* Reads a date, or two with ".." between them; the error names what is expected after that */
static const char *
dates_parse(const char **string, bool (*parse) (const char **, int32 *), const char *what,
			int32 *first, int32 *last)
{
	const char *place = *string;

	if (!parse(string, first))
		return expected("a date such as 2026-12-25 or 12-25", place);
	*last = *first;
	if (mark_parse(string, ".."))
	{
		place = *string;
		if (!parse(string, last))
			return expected(what, place);
	}
	return NULL;
}

/* Reads a rule of dates: a date has a year of four digits, a yearly date has none */
static const char *
rule_dates_parse(const char **string, Rule *rule)
{
	const char *wrong;

	if (!isdigit((unsigned char) (*string)[1]) || !isdigit((unsigned char) (*string)[2]))
	{
		rule->kind = RULE_YEARLY;
		return dates_parse(string, year_day_parse, "a yearly date such as 12-25",
						   &rule->first, &rule->last);
	}
	rule->kind = RULE_DATED;
	wrong = dates_parse(string, date_parse, "a date such as 2026-12-25", &rule->from,
						&rule->until);
	return wrong == NULL && rule->until < rule->from ?
		"the last date is before the first" : wrong;
}

static const char *
hours_parse(const char **string, Hours *hours)
{
	if (word_parse(string, "closed"))
		return NULL;
	do
	{
		const char *place = *string;
		Period		period;

		if (!time_parse(string, &period.from) || period.from == USECS_PER_DAY)
			return expected("a time from 00:00 to 23:59, or \"closed\",", place);
		if (!mark_parse(string, "-"))
			return expected("\"-\"", *string);
		place = *string;
		if (!time_parse(string, &period.to))
			return expected("a time from 00:00 to 24:00", place);
		if (period.from == period.to)
			return "a period ends where it begins; the whole day is 00:00-24:00";
		if (period.to < period.from)
			period.to += USECS_PER_DAY;
		if (hours->nperiods == MOST_PERIODS)
			return psprintf("a day has at most %d periods", MOST_PERIODS);
		hours->periods[hours->nperiods++] = period;
	} while (mark_parse(string, ","));
	hours->nperiods = unite_periods(hours->periods, hours->nperiods);
	skip_space(string);
	return NULL;
}

/* Reads "from" and "until" with a date, in either order */
static const char *
validity_parse(const char **string, Rule *rule)
{
	bool		has_from = false;
	bool		has_until = false;

	for (;;)
	{
		const char *place = *string;
		bool		is_from = !has_from && word_parse(string, "from");

		if (!is_from && (has_until || !word_parse(string, "until")))
			break;
		place = *string;
		if (!date_parse(string, is_from ? &rule->from : &rule->until))
			return expected("a date such as 2026-12-25", place);
		*(is_from ? &has_from : &has_until) = true;
		skip_space(string);
	}
	return rule->until < rule->from ? "it ends before it begins" : NULL;
}

static void
set_length(Rule *rule)
{
	if (rule->kind == RULE_DATED)
		rule->length = rule->until - rule->from + 1;
	if (rule->kind == RULE_YEARLY)
		rule->length = (rule->last - rule->first + YEAR_DAYS) % YEAR_DAYS + 1;
}

static const char *
rule_parse(const char *string, Rule *rule)
{
	Hours	   *hours = palloc0(sizeof(Hours));
	const char *weekdays_follow = NULL;
	const char *wrong = NULL;

	rule->from = ALWAYS_FROM;
	rule->until = ALWAYS_UNTIL;
	rule->text = string;
	rule->hours = hours;
	if (!isdigit((unsigned char) string[0]))
		weekdays_follow = "a day from Mon to Sun, or a date such as 2026-12-25 or 12-25,";
	else
	{
		wrong = rule_dates_parse(&string, rule);
		skip_space(&string);
		if (isalpha((unsigned char) *string) && pg_strncasecmp(string, "closed", 6) != 0)
			weekdays_follow = "a time, \"closed\" or a day from Mon to Sun";
	}
	if (wrong == NULL && weekdays_follow != NULL)
	{
		wrong = weekdays_parse(&string, &rule->weekdays, weekdays_follow);
		skip_space(&string);
	}
	else
		rule->weekdays = EVERY_WEEKDAY;
	set_length(rule);
	if (wrong == NULL)
		wrong = hours_parse(&string, hours);
	if (wrong == NULL && rule->kind != RULE_DATED)
		wrong = validity_parse(&string, rule);
	if (wrong == NULL && *string != '\0')
		wrong = expected(rule->kind == RULE_DATED ? "the end" : "\"from\", \"until\" or the end",
						 string);
	return wrong;
}

static const char *
zone_parse(const char *name, Rules *rules)
{
	pg_tz	   *zone;

	if (zone_is_offset(name))
		return "an offset is not a time zone, because POSIX reads its sign backwards; "
			"name a zone such as America/Bogota";
	zone = zone_find(name);
	if (zone == NULL)
		return "a time zone that the server knows, such as America/Bogota, must come first";
	rules->zone = pg_get_timezone_name(zone);
	return NULL;
}

static Rule *
add_rule(Rules *rules)
{
	Rule	   *rule;

	if (rules->n == rules->room)
	{
		rules->room = Max(16, 2 * rules->room);
		rules->rules = rules->rules == NULL ? palloc(rules->room * sizeof(Rule)) :
			repalloc(rules->rules, rules->room * sizeof(Rule));
	}
	rule = &rules->rules[rules->n++];
	memset(rule, 0, sizeof(Rule));
	return rule;
}

/* Days that two rules of one rank both cover */

/* Returns whether a range of dates has one of some weekdays */
static bool
has_weekday(int64 from, int64 until, int32 weekdays, int32 *date)
{
	for (int64 day = from; day <= until && day < from + WEEKDAYS; day++)
	{
		if ((weekdays & 1 << weekday_of(day)) != 0)
		{
			*date = (int32) day;
			return true;
		}
	}
	return false;
}

/* Finds the first day that two ranges of days of the year, of one length, share */
static bool
has_common_day(const Rule *a, const Rule *b, int32 *day)
{
	if ((b->first - a->first + YEAR_DAYS) % YEAR_DAYS < a->length)
		*day = b->first;
	else if ((a->first - b->first + YEAR_DAYS) % YEAR_DAYS < b->length)
		*day = a->first;
	else
		return false;
	return true;
}

/* Says what is wrong with two rules of one rank, or returns NULL */
static const char *
rules_clash(const Rule *a, const Rule *b)
{
	StringInfoData what;
	int32		day;

	if (!has_weekday(Max(a->from, b->from), Min(a->until, b->until), a->weekdays & b->weekdays,
					 &day) ||
		(a->kind == RULE_YEARLY && !has_common_day(a, b, &day)))
		return NULL;
	initStringInfo(&what);
	if (a->kind == RULE_WEEKLY)
		appendStringInfoString(&what, weekday_names[weekday_of(day)]);
	else if (a->kind == RULE_YEARLY)
		rule_year_day_print(&what, day);
	else
		rule_date_print(&what, day);
	return psprintf("\"%s\" and \"%s\" both set the hours of %s: %s.", a->text, b->text,
					what.data,
					a->kind == RULE_WEEKLY ?
					"separate all its periods by commas, or say from and until when each rule "
					"holds" :
					a->length == 1 ? "separate all its periods by commas" :
					"neither is the narrower one");
}

static const char *
find_clash(Rules *rules)
{
	rules_sort(rules, clash_order);
	for (int32 i = 0; i < rules->n; i++)
	{
		const Rule *rule = &rules->rules[i];

		CHECK_FOR_INTERRUPTS();
		for (int32 j = i + 1; j < rules->n; j++)
		{
			const Rule *other = &rules->rules[j];
			const char *clash;

			if (rule_rank_cmp(rule, other) != 0 ||
				(rule->kind == RULE_WEEKLY && rule->weekdays != other->weekdays) ||
				(rule->kind != RULE_YEARLY && rule->until < other->from))
				break;
			clash = rules_clash(rule, other);
			if (clash != NULL)
				return clash;
		}
	}
	return NULL;
}

/* One form for equal rules */

/* Splits each rule of weekdays into one for each weekday */
static void
split_weekdays(Rules *rules)
{
	int32		n = rules->n;

	for (int32 i = 0; i < n; i++)
	{
		Rule		rule = rules->rules[i];

		if (rule.kind != RULE_WEEKLY)
			continue;
		rules->rules[i].weekdays = rule.weekdays & -rule.weekdays;
		for (int32 rest = rule.weekdays & (rule.weekdays - 1); rest != 0; rest &= rest - 1)
		{
			Rule	   *part = add_rule(rules);

			*part = rule;
			part->weekdays = rest & -rest;
		}
	}
}

/* Returns whether the second of two rules, sorted by weekdays and dates, continues the first */
static bool
weekly_joins(Rule *rule, const Rule *next)
{
	if (rule->kind != RULE_WEEKLY || next->kind != RULE_WEEKLY ||
		rule->weekdays != next->weekdays || rule->hours != next->hours ||
		(int64) rule->until + 1 != next->from)
		return false;
	rule->until = next->until;
	return true;
}

/* Returns whether two rules, sorted by dates and hours, only differ in their weekdays */
static bool
weekdays_join(Rule *rule, const Rule *next)
{
	if (rule->kind == RULE_WEEKLY || place_cmp(rule, next) != 0 ||
		rule->hours != next->hours)
		return false;
	rule->weekdays |= next->weekdays;
	return true;
}

/* Returns whether two lone rules, sorted by dates, are of consecutive days */
static bool
days_join(Rule *rule, const Rule *next)
{
	bool		dated = rule->kind == RULE_DATED;

	if (rule->kind == RULE_WEEKLY || rule->kind != next->kind || !rule->is_alone ||
		!next->is_alone || rule->hours != next->hours ||
		(dated ? rule->until + 1 != next->from : rule->last + 1 != next->first) ||
		(!dated && (rule->from != next->from || rule->until != next->until)))
		return false;
	if (dated)
		rule->until = next->until;
	else
		rule->last = next->last;
	set_length(rule);
	return true;
}

static void
join_neighbours(Rules *rules, bool (*joins) (Rule *rule, const Rule *next))
{
	int32		n = 0;

	for (int32 i = 1; i < rules->n; i++)
		if (!joins(&rules->rules[n], &rules->rules[i]))
			rules->rules[++n] = rules->rules[i];
	rules->n = Min(rules->n, n + 1);
}

static void
drop_closed_weekdays(Rules *rules)
{
	int32		n = 0;

	for (int32 i = 0; i < rules->n; i++)
		if (rules->rules[i].kind != RULE_WEEKLY || rules->rules[i].hours->nperiods > 0)
			rules->rules[n++] = rules->rules[i];
	rules->n = n;
}

/* A range shorter than a week may only name weekdays that it has, so it need not name them */
static void
name_no_weekdays(Rules *rules)
{
	int32		date;

	for (int32 i = 0; i < rules->n; i++)
	{
		Rule	   *rule = &rules->rules[i];

		if (rule->kind == RULE_DATED &&
			!has_weekday(rule->from, rule->until, EVERY_WEEKDAY & ~rule->weekdays, &date))
			rule->weekdays = EVERY_WEEKDAY;
	}
}

/* Where a rule of dates begins and ends among the rules of its kind */
static inline int64
place_from(const Rule *rule)
{
	return rule->kind == RULE_DATED ? rule->from : rule->first;
}

static inline int64
place_until(const Rule *rule)
{
	return place_from(rule) + rule->length - 1;
}

/* Returns how far the yearly rules that end before they begin reach into the next year */
static int64
reached_by_last_year(const Rules *rules)
{
	int64		reached = -1;

	for (int32 i = 0; i < rules->n; i++)
		if (rules->rules[i].kind == RULE_YEARLY && rules->rules[i].last < rules->rules[i].first)
			reached = Max(reached, rules->rules[i].last);
	return reached;
}

/* Finds the rules of dates whose days no other rule of their kind covers */
static void
find_lone_rules(Rules *rules)
{
	int64		reached = PG_INT64_MIN;
	RuleKind	kind = RULE_WEEKLY;

	for (int32 i = 0; i < rules->n; i++)
	{
		Rule	   *rule = &rules->rules[i];
		const Rule *next = i + 1 < rules->n && rule[1].kind == rule->kind ? &rule[1] : NULL;

		if (rule->kind != kind)
			reached = rule->kind == RULE_YEARLY ? reached_by_last_year(rules) : PG_INT64_MIN;
		kind = rule->kind;
		rule->is_alone = rule->weekdays == EVERY_WEEKDAY && reached < place_from(rule) &&
			(next == NULL || place_until(rule) < place_from(next)) &&
			(kind != RULE_YEARLY || rule->first <= rule->last);
		reached = Max(reached, place_until(rule));
	}
}

static int
rule_hours_cmp(const void *a, const void *b)
{
	return hours_cmp((*(Rule *const *) a)->hours, (*(Rule *const *) b)->hours);
}

static void
share_hours(Rules *rules)
{
	Rule	  **by_hours = palloc((rules->n + 1) * sizeof(Rule *));

	for (int32 i = 0; i < rules->n; i++)
		by_hours[i] = &rules->rules[i];
	qsort(by_hours, rules->n, sizeof(Rule *), rule_hours_cmp);
	for (int32 i = 1; i < rules->n; i++)
		if (hours_cmp(by_hours[i - 1]->hours, by_hours[i]->hours) == 0)
			by_hours[i]->hours = by_hours[i - 1]->hours;
}

static const char *
rules_settle(Rules *rules)
{
	const char *clash;

	share_hours(rules);
	split_weekdays(rules);
	clash = find_clash(rules);
	if (clash != NULL)
		return clash;
	join_neighbours(rules, weekly_joins);
	drop_closed_weekdays(rules);
	rules_sort(rules, hours_order);
	join_neighbours(rules, weekdays_join);
	name_no_weekdays(rules);
	rules_sort(rules, text_order);
	/* joining would make others narrower or wider */
	find_lone_rules(rules);
	join_neighbours(rules, days_join);
	return NULL;
}

/* Zone and rules are separated by semicolons */
const char *
rules_parse(const char *string, Rules *rules)
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
		if (rules->n == MOST_RULES)
			return psprintf("A business_calendar has at most %d rules.", MOST_RULES);
		wrong = is_zone ? zone_parse(part, rules) : rule_parse(part, add_rule(rules));
		if (wrong != NULL)
			return psprintf("In \"%s\": %s.", part, wrong);
		is_zone = false;
	}
	return rules_settle(rules);
}
