/*
 * season.c
 *		Readings of a demand_summary: peaks, seasons, the busy hour.
 *
 *		peak demand			the busiest bucket of time; its contacts / mean per bucket
 *		seasonal index		mean per hour of a kind / mean per hour, and so for weekdays and months
 *		busy hour			the hour of the day with the largest mean
 *
 * Buckets run from that of the first contact to that of the last, including
 * those without contacts.  They are buckets of local time: when the clocks go
 * forward there is one hour fewer, and when they go back one hour comes twice.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/datetime.h"

#include "argument.h"
#include "clock.h"
#include "demand.h"
#include "record.h"
#include "server.h"
#include "zone.h"

/* Buckets are counted from a Monday, 2000-01-03 */
#define ORIGIN			(2 * USECS_PER_DAY)

/* Buckets of local time, from that of the first contact to that of the last */

typedef struct Bucket
{
	int64		number;			/* from the origin; some numbers occur twice,
								 * some not at all */
	int64		contacts;
} Bucket;

typedef struct Buckets
{
	int64		width;
	int64		n;
	int64		size;
	Bucket	   *buckets;
} Buckets;

static void
append_bucket(Buckets *buckets, int64 number, int64 contacts)
{
	Bucket	   *bucket;

	if (buckets->n == buckets->size)
	{
		buckets->size *= 2;
		buckets->buckets = repalloc_huge(buckets->buckets, buckets->size * sizeof(Bucket));
	}
	bucket = &buckets->buckets[buckets->n++];
	bucket->number = number;
	bucket->contacts = contacts;
}

/*
 * Adds contacts to the bucket of that number, which is the last one, or one
 * before it if clocks went back, or a new one
 */
static void
put_contacts(Buckets *buckets, int64 number, int64 contacts)
{
	int64		i = buckets->n - 1;

	while (i >= 0 && buckets->buckets[i].number > number)
		i--;
	if (i >= 0 && buckets->buckets[i].number == number)
		buckets->buckets[i].contacts += contacts;
	else
		append_bucket(buckets, number, contacts);
}

/*
 * Takes the steps from one to another with one offset of local time.  If
 * clocks have gone back by a bucket or more, whole buckets come a second time
 * and are separate buckets.  If they have gone back by less, the bucket they
 * went back to is longer.
 */
static void
take_stretch(Buckets *buckets, const Demand *demand, int64 from, int64 to, int64 offset,
			 bool again)
{
	int64		step = demand->labels.step;

	while (from < to)
	{
		int64		number = floor_divide(from * step + offset - ORIGIN, buckets->width);
		int64		end = Min(to, ((number + 1) * buckets->width + ORIGIN - offset) / step);
		int64		contacts = 0;

		CHECK_FOR_INTERRUPTS();
		for (int64 i = from; i < end; i++)
			contacts += demand->counts[i - demand->first];
		if (again)
			append_bucket(buckets, number, contacts);
		else
			put_contacts(buckets, number, contacts);
		again = false;
		from = end;
	}
}

static void
zone_not_in_steps(const Labels *labels, int64 offset)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("local time of %s was %s seconds ahead of UTC, which is not a multiple of a "
					"step of %s seconds", labels->zone,
					number_text(offset / MICROSECONDS), number_text(labels->step / MICROSECONDS)),
			 errhint("Old offsets need a step of one second.")));
}

static Buckets
read_buckets(const Demand *demand, int64 width)
{
	const Labels *labels = &demand->labels;
	bool		local = labels->clock == CLOCK_TIMESTAMP;
	pg_tz	   *zone = local ? NULL : zone_named(labels->zone);
	int64		end = demand->first + demand->nsteps;
	int64		offset_before = 0;
	Buckets		buckets = {width, 0, 64, palloc(64 * sizeof(Bucket))};
	int64		stretch_end;

	for (int64 from = demand->first; from < end; from = stretch_end)
	{
		int64		offset = 0;
		int64		at_end = END_TIMESTAMP;
		bool		again;

		if (!local)
			at_end = zone_stretch_end(zone, from * labels->step, &offset);
		if (offset % labels->step != 0)
			zone_not_in_steps(labels, offset);

		/*
		 * a step in which clocks change, such as at 00:01, belongs to the
		 * time before
		 */
		stretch_end = Min(floor_divide(at_end + labels->step - 1, labels->step), end);
		again = from > demand->first && offset_before - offset >= width;
		take_stretch(&buckets, demand, from, stretch_end, offset, again);
		offset_before = offset;
	}
	return buckets;
}

/* Returns the width that the n-th argument gives, or else the width of the rows */
static int64
argument_width(FunctionCallInfo fcinfo, int n, const Labels *labels)
{
	int64		width = PG_NARGS() > n ? argument_bucket_width(fcinfo, n) : labels->bucket;

	if (width <= 0 || width % labels->step != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bucket must be a multiple of the step of the summary, "
						"%s seconds: %s seconds",
						number_text(labels->step / MICROSECONDS),
						number_text(width / MICROSECONDS)),
				 errhint("Give demand_agg a step that divides the bucket and 15 minutes.")));
	return width;
}

static int64
bucket_begin(const Buckets *buckets, int64 i)
{
	return require_valid_timestamp(buckets->buckets[i].number * buckets->width + ORIGIN);
}

/* (summary [, bucket]) */
PG_FUNCTION_INFO_V1(demand_summary_peak_demand);
Datum
demand_summary_peak_demand(PG_FUNCTION_ARGS)
{
	const Demand *demand = argument_demand(fcinfo, 0);
	Buckets		buckets;
	int64		peak = 0;
	Datum		values[3];
	bool		nulls[3] = {false};

	if (demand->contacts == 0)
		PG_RETURN_NULL();
	buckets = read_buckets(demand, argument_width(fcinfo, 1, &demand->labels));
	for (int64 i = 1; i < buckets.n; i++)
		if (buckets.buckets[i].contacts > buckets.buckets[peak].contacts)
			peak = i;
	values[0] = TimestampGetDatum(bucket_begin(&buckets, peak));
	values[1] = Int64GetDatum(buckets.buckets[peak].contacts);
	values[2] =
		Float8GetDatum((double) buckets.buckets[peak].contacts * buckets.n / demand->contacts);
	return return_record(fcinfo, values, nulls);
}

/* Rows (at, contacts) */

static void *
begin_series(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	const Demand *demand = argument_demand(fcinfo, 0);
	Buckets    *buckets = palloc0(sizeof(Buckets));

	if (demand->contacts > 0)
		*buckets = read_buckets(demand, argument_width(fcinfo, 1, &demand->labels));
	*nrows = buckets->n;
	return buckets;
}

static void
read_bucket(void *state, int64 n, Datum *values, bool *nulls)
{
	const Buckets *buckets = state;

	values[0] = TimestampGetDatum(bucket_begin(buckets, n));
	values[1] = Int64GetDatum(buckets->buckets[n].contacts);
}

PG_FUNCTION_INFO_V1(demand_summary_demand_series);
Datum
demand_summary_demand_series(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_series, 0, NULL, read_bucket);
}

/* Seasons: hours of the day, days of the week, months of the year, as extract() numbers them */

#define WEEKDAYS	7
#define MOST_SEASONS	24

typedef struct Season
{
	int64		contacts;
	int64		occurrences;
} Season;

typedef struct Seasons
{
	int			first;			/* the number of the first season */
	int			n;
	Season		seasons[MOST_SEASONS];
	Season		all;
} Seasons;

/* Returns the number, from 0 on, of the season of a bucket of an hour or a day */
static int
season_of(Unit unit, int64 number)
{
	int			year;
	int			month;
	int			day;

	if (unit == UNIT_HOUR)
		return (int) (number - floor_divide(number, HOURS_PER_DAY) * HOURS_PER_DAY);
	if (unit == UNIT_DOW)
		return (int) (number + 1 - floor_divide(number + 1, WEEKDAYS) * WEEKDAYS);
	j2date((int) (number + ORIGIN / USECS_PER_DAY) + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return month - 1;
}

/* A month begins with its first existing day */
static Seasons
read_seasons(const Demand *demand, Unit unit)
{
	Seasons		seasons =
	{.n = unit == UNIT_HOUR ? HOURS_PER_DAY : unit == UNIT_DOW ? WEEKDAYS : MONTHS_PER_YEAR};
	Buckets		buckets = read_buckets(demand, unit == UNIT_HOUR ? USECS_PER_HOUR : USECS_PER_DAY);
	int			before = -1;

	seasons.first = unit == UNIT_MONTH ? 1 : 0;
	for (int64 i = 0; i < buckets.n; i++)
	{
		int			season = season_of(unit, buckets.buckets[i].number);
		bool		begins = unit != UNIT_MONTH || season != before;

		seasons.seasons[season].contacts += buckets.buckets[i].contacts;
		seasons.seasons[season].occurrences += begins;
		seasons.all.contacts += buckets.buckets[i].contacts;
		seasons.all.occurrences += begins;
		before = season;
	}
	pfree(buckets.buckets);
	return seasons;
}

static double
mean_contacts(const Season *season)
{
	return (double) season->contacts / season->occurrences;
}

static double
season_index(const Seasons *seasons, int i)
{
	return mean_contacts(&seasons->seasons[i]) / mean_contacts(&seasons->all);
}

/* Returns the unit that the n-th argument gives, or else the unit of the rows */
static Unit
unit_of(FunctionCallInfo fcinfo, int n, const Labels *labels)
{
	Unit		unit = PG_NARGS() > n ? argument_unit(fcinfo, n) : (Unit) labels->unit;

	if (unit == UNIT_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this demand_summary was built without a unit")));
	return unit;
}

/* (summary [, unit]): subscripts are the numbers of extract() */
PG_FUNCTION_INFO_V1(demand_summary_seasonal_index);
Datum
demand_summary_seasonal_index(PG_FUNCTION_ARGS)
{
	const Demand *demand = argument_demand(fcinfo, 0);
	Seasons		seasons;
	Datum		indexes[MOST_SEASONS];
	bool		nulls[MOST_SEASONS];

	if (demand->contacts == 0)
		PG_RETURN_NULL();
	seasons = read_seasons(demand, unit_of(fcinfo, 1, &demand->labels));
	for (int i = 0; i < seasons.n; i++)
	{
		nulls[i] = seasons.seasons[i].occurrences == 0;
		if (!nulls[i])
			indexes[i] = Float8GetDatum(season_index(&seasons, i));
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(indexes, nulls, 1, &seasons.n, &seasons.first,
											 FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, 'd'));
}

/* Rows (season, contacts, occurrences, index) */

static void *
begin_seasons(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	const Demand *demand = argument_demand(fcinfo, 0);
	Unit		unit = unit_of(fcinfo, 1, &demand->labels);
	Seasons    *seasons = palloc0(sizeof(Seasons));

	if (demand->contacts > 0)
		*seasons = read_seasons(demand, unit);
	*nrows = seasons->n;
	return seasons;
}

static void
read_season(void *state, int64 n, Datum *values, bool *nulls)
{
	const Seasons *seasons = state;
	const Season *season = &seasons->seasons[n];

	values[0] = Int32GetDatum(seasons->first + (int) n);
	values[1] = Int64GetDatum(season->contacts);
	values[2] = Int64GetDatum(season->occurrences);
	nulls[3] = season->occurrences == 0;
	if (!nulls[3])
		values[3] = Float8GetDatum(season_index(seasons, (int) n));
}

PG_FUNCTION_INFO_V1(demand_summary_seasonal_profile);
Datum
demand_summary_seasonal_profile(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_seasons, 0, NULL, read_season);
}

PG_FUNCTION_INFO_V1(demand_summary_busy_hour);
Datum
demand_summary_busy_hour(PG_FUNCTION_ARGS)
{
	const Demand *demand = argument_demand(fcinfo, 0);
	Seasons		seasons;
	int			busiest = -1;

	if (demand->contacts == 0)
		PG_RETURN_NULL();
	seasons = read_seasons(demand, UNIT_HOUR);
	for (int i = 0; i < seasons.n; i++)
		if (seasons.seasons[i].occurrences > 0 &&
			(busiest < 0 ||
			 mean_contacts(&seasons.seasons[i]) > mean_contacts(&seasons.seasons[busiest])))
			busiest = i;
	PG_RETURN_INT32(busiest);
}
