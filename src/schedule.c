/*
 * schedule.c
 *		Figures of multiranges of time: planned, worked and busy time.
 *
 *		occupancy	time busy / time staffed; chats that overlap count once
 *		adherence	time worked as scheduled / time scheduled
 *		conformance	time worked at any time / time scheduled, which may exceed 1
 *
 * A multirange is a union already (range_agg makes it), so these figures are
 * lengths, and the server's own functions intersect and contain.  PostgreSQL
 * has multiranges from version 14 on, so the functions that return a
 * calendar's or a log's periods as one are here too.
 */
#include "postgres.h"

#if PG_VERSION_NUM >= 140000

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"

#include "argument.h"
#include "calendar.h"
#include "clock.h"
#include "state.h"
#include "summary.h"

static bool
is_infinite(const RangeBound *bound)
{
	return bound->infinite || TIMESTAMP_NOT_FINITE(DatumGetTimestamp(bound->val));
}

/* Only names the unbounded end: the multirange may be long */
static void
no_length(TypeCacheEntry *range_type, const RangeBound *lower, const RangeBound *upper)
{
	const RangeBound *known = is_infinite(lower) ? upper : lower;
	Oid			output;
	bool		isvarlena;

	getTypeOutputInfo(range_type->rngelemtype->type_id, &output, &isvarlena);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 is_infinite(known) ? errmsg("a range of all time has no length") :
			 errmsg("a range of time without %s has no length: %s %s",
					known == upper ? "beginning" : "end", known == upper ? "up to" : "from",
					OidOutputFunctionCall(output, known->val)),
			 errhint("Intersect it with the reporting period.")));
}

/* Sums the lengths of the ranges, in microseconds */
static int128
covered(TypeCacheEntry *range_type, MultirangeType *multirange)
{
	int128		total = 0;

	for (uint32 i = 0; i < multirange->rangeCount; i++)
	{
		RangeBound	lower;
		RangeBound	upper;

		CHECK_FOR_INTERRUPTS();
		multirange_get_bounds(range_type, multirange, i, &lower, &upper);
		if (is_infinite(&lower) || is_infinite(&upper))
			no_length(range_type, &lower, &upper);
		total += (int128) DatumGetTimestamp(upper.val) - DatumGetTimestamp(lower.val);
	}
	return total;
}

static TypeCacheEntry *
range_type_of(FunctionCallInfo fcinfo, MultirangeType *multirange)
{
	return multirange_get_typcache(fcinfo, MultirangeTypeGetOid(multirange))->rngtype;
}

PG_FUNCTION_INFO_V1(schedule_total_duration);
Datum
schedule_total_duration(PG_FUNCTION_ARGS)
{
	MultirangeType *multirange = PG_GETARG_MULTIRANGE_P(0);
	int128		total = covered(range_type_of(fcinfo, multirange), multirange);

	if (total > PG_INT64_MAX)
		duration_out_of_range((double) total / MICROSECONDS);
	PG_RETURN_INTERVAL_P(interval_from_microseconds((int64) total));
}

/* (busy, staffed) */
PG_FUNCTION_INFO_V1(schedule_occupancy);
Datum
schedule_occupancy(PG_FUNCTION_ARGS)
{
	MultirangeType *busy = PG_GETARG_MULTIRANGE_P(0);
	MultirangeType *staffed = PG_GETARG_MULTIRANGE_P(1);
	TypeCacheEntry *range_type = range_type_of(fcinfo, busy);
	int128		busy_time = covered(range_type, busy);
	int128		staffed_time = covered(range_type, staffed);

	if (!multirange_contains_multirange_internal(range_type, staffed, busy))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("busy time lies outside staffed time"),
				 errdetail("Not all of the %s seconds busy are within the %s seconds staffed.",
						   number_text((double) busy_time / MICROSECONDS),
						   number_text((double) staffed_time / MICROSECONDS)),
				 errhint("To leave out what lies outside, "
						 "pass the intersection: busy * staffed.")));
	RETURN_RATIO(busy_time, staffed_time);
}

static MultirangeType *
intersection(TypeCacheEntry *range_type, MultirangeType *a, MultirangeType *b)
{
	int32		na;
	int32		nb;
	RangeType **ranges_a;
	RangeType **ranges_b;

	multirange_deserialize(range_type, a, &na, &ranges_a);
	multirange_deserialize(range_type, b, &nb, &ranges_b);
	return multirange_intersect_internal(MultirangeTypeGetOid(a), range_type, na, ranges_a, nb,
										 ranges_b);
}

/* (scheduled, actual) */
PG_FUNCTION_INFO_V1(schedule_adherence);
Datum
schedule_adherence(PG_FUNCTION_ARGS)
{
	MultirangeType *scheduled = PG_GETARG_MULTIRANGE_P(0);
	MultirangeType *actual = PG_GETARG_MULTIRANGE_P(1);
	TypeCacheEntry *range_type = range_type_of(fcinfo, scheduled);
	int128		scheduled_time = covered(range_type, scheduled);

	RETURN_RATIO(covered(range_type, intersection(range_type, scheduled, actual)), scheduled_time);
}

/* (scheduled, actual) */
PG_FUNCTION_INFO_V1(schedule_conformance);
Datum
schedule_conformance(PG_FUNCTION_ARGS)
{
	MultirangeType *scheduled = PG_GETARG_MULTIRANGE_P(0);
	MultirangeType *actual = PG_GETARG_MULTIRANGE_P(1);
	TypeCacheEntry *range_type = range_type_of(fcinfo, scheduled);
	int128		scheduled_time = covered(range_type, scheduled);

	RETURN_RATIO(covered(range_type, actual), scheduled_time);
}

/* Periods of a business_calendar or a state_summary */

#define MOST_RANGES		1000000

typedef struct Ranges
{
	TypeCacheEntry *type;
	bool		local;
	int32		nranges;
	int32		size;
	RangeType **ranges;
} Ranges;

static void
take_period(void *state, int64 from, int64 to, int64 offset)
{
	Ranges	   *ranges = state;
	int64		ahead = ranges->local ? offset : 0;
	RangeBound	lower = {
		.val = TimestampGetDatum(from + ahead),
		.inclusive = true,
		.lower = true
	};
	RangeBound	upper = {.val = TimestampGetDatum(to + ahead)};

	if (ranges->nranges == MOST_RANGES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("more than %d periods", MOST_RANGES),
				 errhint("Use a shorter period.")));
	if (ranges->nranges == ranges->size)
	{
		ranges->size *= 2;
		ranges->ranges = repalloc(ranges->ranges, ranges->size * sizeof(RangeType *));
	}
#if PG_VERSION_NUM >= 160000
	ranges->ranges[ranges->nranges++] =
		make_range(ranges->type->rngtype, &lower, &upper, false, NULL);
#else
	ranges->ranges[ranges->nranges++] = make_range(ranges->type->rngtype, &lower, &upper, false);
#endif
}

static Ranges
make_ranges(FunctionCallInfo fcinfo, TimeType type)
{
	bool		local = clock_of(type) == CLOCK_TIMESTAMP;
	Oid			result = local ? TSMULTIRANGEOID : TSTZMULTIRANGEOID;
	Ranges		ranges =
	{multirange_get_typcache(fcinfo, result), local, 0, 64, palloc(64 * sizeof(RangeType *))};

	return ranges;
}

static Datum
return_ranges(const Ranges *ranges)
{
	PG_RETURN_MULTIRANGE_P(make_multirange(ranges->type->type_id, ranges->type->rngtype,
										   ranges->nranges, ranges->ranges));
}

static Datum
open_periods(FunctionCallInfo fcinfo, TimeType type)
{
	const Calendar *calendar = argument_calendar(fcinfo, 0);
	int64		from = argument_instant(fcinfo, 1, type, calendar, "start");
	int64		to = argument_instant(fcinfo, 2, type, calendar, "end");
	Ranges		ranges = make_ranges(fcinfo, type);

	require_one_clock(fcinfo);
	calendar_open_periods(calendar, from, to, take_period, &ranges);
	return return_ranges(&ranges);
}

static Datum
periods_in_states(FunctionCallInfo fcinfo, TimeType type)
{
	Ranges		ranges = make_ranges(fcinfo, type);

	if (!state_periods(fcinfo, type, take_period, &ranges))
		PG_RETURN_NULL();
	return return_ranges(&ranges);
}

TIME_FUNCTIONS(schedule_open_periods_timestamptz,
			   schedule_open_periods_timestamp,
			   schedule_open_periods_date,
			   open_periods(fcinfo, type));
TIME_FUNCTIONS(schedule_state_periods_timestamptz,
			   schedule_state_periods_timestamp,
			   schedule_state_periods_date,
			   periods_in_states(fcinfo, type));

#endif
