/*
 * rules.h
 *		The rules of a business_calendar: their text, and which of them says
 *		what the hours of a day are.
 *
 * The narrower rule wins: a date before a range of dates, that before a date of
 * every year, and that before hours of weekdays.  Of two ranges it is the
 * shorter one.  A rule whose dates or weekdays are others says nothing about a
 * day; a day of which no rule says anything is closed.
 */
#ifndef RULES_H
#define RULES_H

#include "postgres.h"

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

/* Wider ones first */
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
	int32		first;			/* first and last day of the year, which may
								 * be of the next, of a yearly rule */
	int32		last;
	int32		length;			/* in days, of what is dated or yearly */
	int32		weekdays;		/* a bit for each, from Monday */
	bool		is_alone;		/* no other says anything of its days */
	const Hours *hours;			/* one address where they are the same */
	const char *text;			/* as it was given */
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

/* Whether a rule says something about a day of the year on a weekday, when its dates are those */
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

/* To sort the rule that wins first; 0 where the two must not say something of one day */
extern int	rule_rank_cmp(const Rule *a, const Rule *b);

/* Sorts periods and unites those that touch; how many are left */
extern int32 unite_periods(Period *periods, int32 nperiods);

/* Reads rules, in the order of their text form; what is wrong as a sentence, or NULL */
extern const char *rules_parse(const char *string, Rules *rules);

/* The one text of rules that are the same */
extern char *rules_print(const Rules *rules);

#endif
