/*
 * timed.c
 *		Items of a multiset that record when something happened, by which
 *		clock, and what it was.
 *
 * Text form: KIND=TIME, or KIND=SECONDS for numbers, of the first item;
 * KIND+SECONDS since the previous one for those that follow.  The kinds are
 * named in their order, from 0 on.
 */
#include "postgres.h"

#include "timed.h"

static ListedTime
timed_time(int64 item)
{
	ListedTime	time = {timed_at(item), timed_clock(item)};

	return time;
}

void
timed_print(StringInfo out, int64 item, const int64 *before, const MethodName *kinds)
{
	appendStringInfoString(out, kinds[timed_kind(item)].name);
	listed_time_print(out, "=", timed_time, item, before);
}

void
timed_write(Json *json, int64 item, const MethodName *kinds)
{
	json_time(json, "at", timed_at(item), timed_clock(item));
	json_word(json, "event", kinds[timed_kind(item)].name);
}

static bool
timed_time_parse(const char *string, int64 *at, Clock *clock)
{
	if (timestamp_parse(string, at, clock))
		return true;
	*clock = CLOCK_SECONDS;
	return signed_seconds_parse(string, at) && is_common_time_of(CLOCK_SECONDS, *at);
}

/* Says what is wrong with the text, or returns NULL */
const char *
timed_parse(char *string, const int64 *before, int64 *item, const MethodName *kinds, int nkinds)
{
	size_t		length = strcspn(string, "=+");
	int			kind = find_method(string, length, kinds, nkinds);
	const char *at = string + length + (string[length] == '=');
	ListedTime	time;

	if (string[length] == '\0')
		return psprintf("\"%s\" is not of the form name=value.", string);
	if (kind < 0)
		return psprintf("\"%.*s\" is none of these: %s.", (int) length, string,
						list_methods(kinds, nkinds));
	if (!listed_time_parse(at, timed_time_parse, timed_time, before, &time))
		return psprintf("\"%s\" is neither a time of the form 2026-03-01T09:00:00.5Z (without Z "
						"if it is local) nor a number of seconds, with at most six decimals, "
						"within 2^59 microseconds of 0.", at);
	*item = timed_item(time.at, time.clock, kind);
	return NULL;
}

bool
timed_valid(int64 item, int nkinds)
{
	return timed_kind(item) < nkinds && timed_clock(item) <= CLOCK_SECONDS &&
		is_common_time_of(timed_clock(item), timed_at(item));
}
