/*
 * zone.c
 *		Time zones: the stretches of time in which the offset does not change.
 */
#include "postgres.h"

#include <ctype.h>

#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "zone.h"

#define EPOCH_SECONDS	((pg_time_t) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY)

bool
zone_is_offset(const char *name)
{
	const char *offset = name;

	if (*name == '<' && strchr(name, '>') != NULL)
		offset = strchr(name, '>') + 1;
	while (isalpha((unsigned char) *offset))
		offset++;
	return strpbrk(offset, "123456789") != NULL &&
		offset[strspn(offset, "+-0123456789:")] == '\0';
}

pg_tz *
zone_find(const char *name)
{
	pg_tz	   *zone;

	if (*name == '\0' || strlen(name) > TZ_STRLEN_MAX || zone_is_offset(name))
		return NULL;
	zone = pg_tzset(name);
	return zone != NULL && pg_tz_acceptable(zone) ? zone : NULL;
}

pg_tz *
zone_named(const char *name)
{
	pg_tz	   *zone = zone_find(name);

	if (zone == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("time zone \"%s\" not recognized", name),
				 !zone_is_offset(name) ? 0 :
				 errdetail("It is an offset, whose sign POSIX reads backwards."),
				 !zone_is_offset(name) ? 0 :
				 errhint("Name a time zone, such as America/Bogota.")));
	return zone;
}

static void
timestamp_out_of_range(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("timestamp out of range")));
}

int64
require_valid_timestamp(int64 at)
{
	if (!IS_VALID_TIMESTAMP(at))
		timestamp_out_of_range();
	return at;
}

int64
zone_stretch_end(pg_tz *zone, int64 at, int64 *offset)
{
	pg_time_t	seconds = floor_divide(at, USECS_PER_SEC) + EPOCH_SECONDS;
	pg_time_t	boundary;
	long int	before;
	long int	after;
	int			before_isdst;
	int			after_isdst;
	int			found;

	found = pg_next_dst_boundary(&seconds, &before, &before_isdst, &boundary, &after, &after_isdst,
								 zone);
	if (found < 0)
		timestamp_out_of_range();
	*offset = before * USECS_PER_SEC;
	if (found == 0)
		return END_TIMESTAMP;
	boundary -= EPOCH_SECONDS;
	return boundary < END_TIMESTAMP / USECS_PER_SEC ? boundary * USECS_PER_SEC : END_TIMESTAMP;
}

/* Follows the server's rule for local times that occur twice or not at all */
int64
zone_instant(pg_tz *zone, int64 local)
{
	struct pg_tm tm;
	fsec_t		fraction;

	if (timestamp2tm(local, NULL, &tm, &fraction, NULL, NULL) != 0)
		timestamp_out_of_range();
	return require_valid_timestamp(local + DetermineTimeZoneOffset(&tm, zone) * USECS_PER_SEC);
}
