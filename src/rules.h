/*
 * rules.h
 *		The rules of a business_calendar: their text, and which rule sets the
 *		hours of a day.
 *
 * The narrower rule wins: a date wins over a range of dates, a range over a
 * yearly date, and a yearly date over hours of weekdays.  The shorter of two
 * ranges wins.  A rule says nothing about a day that is not of its dates or
 * weekdays; a day without any rule is closed.
 */
#ifndef RULES_H
#define RULES_H

#include "postgres.h"

#include "lib/stringinfo.h"

#define WEEKDAYS		7
#define MOST_PERIODS	48		/* in the hours of a day */

/* Open from and up to, in microseconds from midnight */
typedef struct Period
{
	int64		from;
	int64		to;
} Period;

/* The hours that begin on a day, in order; they may go past midnight */
typedef struct Hours
{
	int32		nperiods;
	Period		periods[MOST_PERIODS];
} Hours;

/* Kinds of rules, the widest first */
typedef enum RuleKind
{
	RULE_WEEKLY,
	RULE_YEARLY,
	RULE_DATED
} RuleKind;

/* Dates are days from 2000-01-01; days of a year are counted as in a leap year */
#define ALWAYS_FROM		PG_INT32_MIN
#define ALWAYS_UNTIL	PG_INT32_MAX
#define EVERY_WEEKDAY	((1 << WEEKDAYS) - 1)
#define YEAR_DAYS		366
#define LEAP_DAY		59		/* February 29 */

typedef struct Rule
{
	RuleKind	kind;
	int32		from;			/* first and last date */
	int32		until;
	int32		first;			/* first and last day of the year of a yearly
								 * rule; the last one may be in the next year */
	int32		last;
	int32		length;			/* days of a dated or yearly rule */
	int32		weekdays;		/* a bit for each weekday, from Monday */
	bool		is_alone;		/* no other rule covers any of its days */
	const Hours *hours;			/* equal hours have one address */
	const char *text;			/* the rule as the user wrote it */
} Rule;

typedef struct Rules
{
	const char *zone;			/* name of the time zone */
	int32		n;
	int32		room;
	Rule	   *rules;
} Rules;

/* Monday is 0; 2000-01-01 was a Saturday */
#define WEEKDAY_OF_DAY_0	5

static inline int
weekday_of(int64 date)
{
	return (int) (((date + WEEKDAY_OF_DAY_0) % WEEKDAYS + WEEKDAYS) % WEEKDAYS);
}

extern int	day_of_year(int32 date, int *year);
extern bool is_leap_year(int year);

/* Returns whether a rule covers a day of the year on a weekday, on dates when it holds */
static inline bool
rule_applies(const Rule *rule, int weekday, int day)
{
	if ((rule->weekdays & 1 << weekday) == 0)
		return false;
	if (rule->kind != RULE_YEARLY)
		return true;
	return rule->first <= rule->last ? day >= rule->first && day <= rule->last :
		day >= rule->first || day <= rule->last;
}

/* Sorts the rule that wins first; 0 if the two must not cover one day */
extern int	rule_rank_cmp(const Rule *a, const Rule *b);

/* Sorts periods and unites those that touch; returns how many are left */
extern int32 unite_periods(Period *periods, int32 nperiods);

/*
 * Reads rules, in the order of their text form; says in a sentence what is
 * wrong, or returns NULL
 */
extern const char *rules_parse(const char *string, Rules *rules);

/* Prints the one text of equal rules */
extern char *rules_print(const Rules *rules);

/* How the parts of that text are written */
extern const char *const weekday_names[WEEKDAYS];
extern int32 rules_written_as_one(const Rules *rules, int32 i, Rule *rule);
extern void rule_time_print(StringInfo out, int64 time);
extern void rule_date_print(StringInfo out, int32 date);
extern void rule_year_day_print(StringInfo out, int32 day);

#endif
