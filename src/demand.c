/*
 * demand.c
 *		demand_summary: how many contacts came when.
 *
 * Contacts are counted in short steps of time, from which season.c reads buckets
 * in the local time of a zone.  What is stored is a counter for each step from
 * the first contact to the last.  The state of an aggregate is the same with room
 * for more steps at both ends.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "demand.h"
#include "server.h"
#include "summary.h"
#include "varlena.h"
#include "zone.h"

#define MOST_STEPS		1000000
#define CONTACT_TIME	"time of a contact"

/* What the offsets of all zones are multiples of, in our days; a step divides it */
#define LONGEST_STEP	(15 * USECS_PER_MINUTE)

static const MethodName units[] = {
	{"hour", UNIT_HOUR},
	{"dow", UNIT_DOW},
	{"month", UNIT_MONTH}
};

#define FIRST_ROOM	32
#define SPACE		" \t\n\r\v\f"

static Demand *
make_demand(const Labels *labels, int64 first, int64 nsteps)
{
	size_t		size = offsetof(Demand, counts) + nsteps * sizeof(int64);
	Demand	   *demand = palloc0(size);

	SET_VARSIZE(demand, size);
	if (labels != NULL)
		demand->labels = *labels;
	demand->first = first;
	demand->nsteps = nsteps;
	return demand;
}

Extent
demand_extent(const Demand *demand)
{
	Extent		extent = {demand->first, demand->nsteps, demand->counts};

	while (extent.nsteps > 0 && extent.counts[extent.nsteps - 1] == 0)
		extent.nsteps--;
	while (extent.nsteps > 0 && *extent.counts == 0)
	{
		extent.first++;
		extent.nsteps--;
		extent.counts++;
	}
	return extent;
}

static Demand *
stored_from_state(const Demand *demand)
{
	Extent		extent = demand_extent(demand);
	Demand	   *stored;

	if (demand->contacts == 0)
		return make_demand(NULL, 0, 0);
	stored = make_demand(&demand->labels, extent.first, extent.nsteps);
	stored->contacts = demand->contacts;
	memcpy(stored->counts, extent.counts, extent.nsteps * sizeof(int64));
	return stored;
}

static bool
is_canonical(const Demand *demand)
{
	return demand_extent(demand).nsteps == demand->nsteps;
}

/* A state goes back to the executor, a summary to SQL */
static Datum
demand_result(FunctionCallInfo fcinfo, Demand *demand)
{
	return PointerGetDatum(summary_in_aggregate(fcinfo) ? demand : stored_from_state(demand));
}

/* Steps */

/* With room for some steps too: in the same state, or in a larger one that the executor takes over */
static Demand *
make_room(Demand *demand, int64 first, int64 nsteps)
{
	Extent		extent = demand_extent(demand);
	int64		begin = extent.nsteps > 0 ? Min(extent.first, first) : first;
	int64		end = extent.nsteps > 0 ? Max(extent.first + extent.nsteps, first + nsteps) : first + nsteps;
	int64		room = end - begin;
	Demand	   *larger;

	if (room > MOST_STEPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a demand_summary has at most %d steps of %s seconds: " INT64_FORMAT,
						MOST_STEPS, number_text(demand->labels.step / MICROSECONDS), room),
				 errhint("Take a longer step or a shorter time.")));

	/* as much again, on the side to which it grows; what has room then is not too much */
	room = Min(Max(2 * room, FIRST_ROOM), MOST_STEPS);
	larger = make_demand(&demand->labels, begin == first ? end - room : begin, room);
	larger->contacts = demand->contacts;
	if (extent.nsteps > 0)
		memcpy(larger->counts + (extent.first - larger->first), extent.counts, extent.nsteps * sizeof(int64));
	return larger;
}

static inline bool
has_room(const Demand *demand, int64 first, int64 nsteps)
{
	return first >= demand->first && first + nsteps <= demand->first + demand->nsteps;
}

static inline Demand *
include_steps(Demand *demand, int64 first, int64 nsteps)
{
	if (likely(has_room(demand, first, nsteps)))
		return demand;
	return make_room(demand, first, nsteps);
}

/* Labels */

static void
labels_differ(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("zone, step, bucket, unit and type of time must be the same in every row and summary of a demand")));
}

static bool
same_labels(const Labels *a, const Labels *b)
{
	return memcmp(a, b, sizeof(Labels)) == 0;
}

static const char *
labels_invalid(const Labels *labels)
{
	pg_tz	   *zone;

	if (labels->step <= 0 || LONGEST_STEP % labels->step != 0)
		return "its step does not divide 15 minutes";
	if (labels->bucket < 0 || labels->bucket > LONGEST_BUCKET || labels->bucket % labels->step != 0)
		return "its bucket is no multiple of its step";
	if (labels->unit < UNIT_NONE || labels->unit > UNIT_MONTH)
		return "its unit is unknown";
	if (labels->clock == CLOCK_TIMESTAMP)
		return labels->zone[0] != '\0' ? "it has local times and a zone" : NULL;
	zone = zone_find(labels->zone);
	if (labels->clock != CLOCK_TIMESTAMPTZ || zone == NULL || strpbrk(labels->zone, SPACE) != NULL || strcmp(pg_get_timezone_name(zone), labels->zone) != 0)
		return "its time zone is not one that the server knows, by its name";
	return NULL;
}

static void
take_zone(Labels *labels, const char *name)
{
	const char *known = pg_get_timezone_name(zone_named(name));

	/* the text form of a summary is words between spaces */
	if (strlen(known) >= ZONE_SIZE || strpbrk(known, SPACE) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("name of a time zone must be shorter than %d bytes and without spaces: \"%s\"", ZONE_SIZE, known)));
	memset(labels->zone, 0, ZONE_SIZE);
	strcpy(labels->zone, known);
}

/* Looked up only where it is not called as in the row before */
static void
argument_zone(FunctionCallInfo fcinfo, int n, const Labels *before, Labels *labels)
{
	text	   *name;

	argument_not_null(fcinfo, n, "time zone");
	name = PG_GETARG_TEXT_PP(n);
	if (before->zone[0] != '\0' && strlen(before->zone) == VARSIZE_ANY_EXHDR(name) && memcmp(before->zone, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)) == 0)
		memcpy(labels->zone, before->zone, ZONE_SIZE);
	else
		take_zone(labels, text_to_cstring(name));
}

static int64
argument_positive_interval(FunctionCallInfo fcinfo, int n, const char *what)
{
	argument_not_null(fcinfo, n, what);
	return require_longer_than_0(duration_interval(fcinfo, n), what);
}

static void
argument_step(FunctionCallInfo fcinfo, int n, Labels *labels)
{
	labels->step = argument_positive_interval(fcinfo, n, "step");
	if (LONGEST_STEP % labels->step != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("step must divide 15 minutes: %s seconds", number_text(labels->step / MICROSECONDS)),
				 errhint("Buckets may be longer; steps are what they are made of.")));
}

static int64
greatest_common_divisor(int64 a, int64 b)
{
	while (b != 0)
	{
		int64		rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

int64
argument_bucket_width(FunctionCallInfo fcinfo, int n)
{
	int64		width = argument_positive_interval(fcinfo, n, "bucket");

	if (width > LONGEST_BUCKET)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("bucket must not be longer than %s seconds: %s seconds",
						number_text(LONGEST_BUCKET / MICROSECONDS), number_text(width / MICROSECONDS))));
	return width;
}

Unit
argument_unit(FunctionCallInfo fcinfo, int n)
{
	return argument_method(fcinfo, n, "unit", units, lengthof(units));
}

static void
argument_bucket(FunctionCallInfo fcinfo, int n, Labels *labels)
{
	labels->bucket = argument_bucket_width(fcinfo, n);
	labels->step = greatest_common_divisor(labels->bucket, LONGEST_STEP);
}

/* Rows: (at [, zone] ...) */

/* What follows the time and says how it is counted */
typedef enum Shape
{
	SHAPE_PLAIN,
	SHAPE_STEP,
	SHAPE_BUCKET,
	SHAPE_UNIT
} Shape;

/* Of a row; the zone is the last argument where buckets or units are read, and comes before a step */
static Labels
row_labels(FunctionCallInfo fcinfo, Clock clock, Shape shape, const Labels *before)
{
	bool		has_zone = clock == CLOCK_TIMESTAMPTZ;
	Labels		labels = {LONGEST_STEP, 0, UNIT_NONE, clock, ""};

	if (has_zone)
		argument_zone(fcinfo, shape == SHAPE_BUCKET || shape == SHAPE_UNIT ? 3 : 2, before, &labels);
	if (shape == SHAPE_STEP)
		argument_step(fcinfo, has_zone ? 3 : 2, &labels);
	if (shape == SHAPE_BUCKET)
		argument_bucket(fcinfo, 2, &labels);
	if (shape == SHAPE_UNIT)
		labels.unit = argument_unit(fcinfo, 2);
	return labels;
}

static Datum
demand_row(FunctionCallInfo fcinfo, Clock clock, Shape shape, int64 times)
{
	Demand	   *demand = varlena_state(fcinfo);
	Labels		labels;
	int64		at;
	int64		step;

	if (PG_ARGISNULL(1))
		return demand_result(fcinfo, demand);
	at = require_common_time(argument_timestamp(fcinfo, 1, CONTACT_TIME), CONTACT_TIME);
	labels = row_labels(fcinfo, clock, shape, &demand->labels);
	step = whole(at, labels.step);
	if (demand->contacts == 0)
		demand = make_demand(&labels, step, times > 0 ? FIRST_ROOM : 0);
	else if (!same_labels(&demand->labels, &labels))
		labels_differ();

	if (times < 0 && (!has_room(demand, step, 1) || demand->counts[step - demand->first] == 0))
		summary_not_contained("demand_summary");
	demand = include_steps(demand, step, 1);
	summary_count(&demand->contacts, times);
	demand->counts[step - demand->first] += times;
	return demand_result(fcinfo, demand->contacts > 0 ? demand : make_demand(NULL, 0, 0));
}

#define DEMAND_TRANSITION(name, clock, shape, times) \
PG_FUNCTION_INFO_V1(demand_summary_##name); \
Datum \
demand_summary_##name(PG_FUNCTION_ARGS) \
{ \
	return demand_row(fcinfo, clock, shape, times); \
} \
extern int	no_such_variable

#define DEMAND_TRANSITIONS(shape_name, shape) \
DEMAND_TRANSITION(count##shape_name##_timestamptz, CLOCK_TIMESTAMPTZ, shape, 1); \
DEMAND_TRANSITION(uncount##shape_name##_timestamptz, CLOCK_TIMESTAMPTZ, shape, -1); \
DEMAND_TRANSITION(count##shape_name##_timestamp, CLOCK_TIMESTAMP, shape, 1); \
DEMAND_TRANSITION(uncount##shape_name##_timestamp, CLOCK_TIMESTAMP, shape, -1)

DEMAND_TRANSITIONS(, SHAPE_PLAIN);
DEMAND_TRANSITIONS(_step, SHAPE_STEP);
DEMAND_TRANSITIONS(_bucket, SHAPE_BUCKET);
DEMAND_TRANSITIONS(_unit, SHAPE_UNIT);

/* Merge and un-merge */

static Datum
demand_add(const void *family, FunctionCallInfo fcinfo)
{
	Demand	   *demand = varlena_state(fcinfo);
	Demand	   *other = varlena_argument(fcinfo, 1);
	Extent		extent = demand_extent(other);

	if (other->contacts > 0)
	{
		if (demand->contacts == 0)
			demand = make_demand(&other->labels, extent.first, extent.nsteps);
		if (!same_labels(&demand->labels, &other->labels))
			labels_differ();
		demand = include_steps(demand, extent.first, extent.nsteps);
		summary_count(&demand->contacts, other->contacts);
		for (int64 i = 0; i < extent.nsteps; i++)
			demand->counts[extent.first - demand->first + i] += extent.counts[i];
	}
	varlena_end(fcinfo, 1, other);
	return demand_result(fcinfo, demand);
}

static Datum
demand_subtract(const void *family, FunctionCallInfo fcinfo)
{
	Demand	   *demand = varlena_state(fcinfo);
	Demand	   *other = varlena_argument(fcinfo, 1);
	Extent		extent = demand_extent(other);

	if (other->contacts > 0)
	{
		if (demand->contacts > 0 && !same_labels(&demand->labels, &other->labels))
			labels_differ();
		if (!has_room(demand, extent.first, extent.nsteps))
			summary_not_contained("demand_summary");
		for (int64 i = 0; i < extent.nsteps; i++)
		{
			int64	   *count = &demand->counts[extent.first - demand->first + i];

			if (*count < extent.counts[i])
				summary_not_contained("demand_summary");
			*count -= extent.counts[i];
		}
		demand->contacts -= other->contacts;
	}
	varlena_end(fcinfo, 1, other);
	return demand_result(fcinfo, demand->contacts > 0 ? demand : make_demand(NULL, 0, 0));
}

static Datum
demand_stored(const void *family, FunctionCallInfo fcinfo)
{
	return PointerGetDatum(stored_from_state(varlena_argument(fcinfo, 0)));
}

/* Text form: name=value pairs, then TIME=CONTACTS of the steps that have any */

static const char *
unit_name(int unit)
{
	return units[unit - UNIT_HOUR].name;
}

static Datum
demand_out(const void *family, FunctionCallInfo fcinfo)
{
	Demand	   *demand = varlena_argument(fcinfo, 0);
	const Labels *labels = &demand->labels;
	StringInfoData out;

	if (demand->contacts == 0)
		PG_RETURN_CSTRING(pstrdup("empty"));
	initStringInfo(&out);
	appendStringInfo(&out, labels->clock == CLOCK_TIMESTAMP ? "clock=local" : "zone=%s", labels->zone);
	appendStringInfoString(&out, " step=");
	print_seconds(&out, labels->step);
	if (labels->bucket > 0)
	{
		appendStringInfoString(&out, " bucket=");
		print_seconds(&out, labels->bucket);
	}
	if (labels->unit != UNIT_NONE)
		appendStringInfo(&out, " unit=%s", unit_name(labels->unit));
	for (int64 i = 0; i < demand->nsteps; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (demand->counts[i] == 0)
			continue;
		appendStringInfoChar(&out, ' ');
		print_timestamp(&out, (demand->first + i) * labels->step, labels->clock);
		appendStringInfo(&out, "=" INT64_FORMAT, demand->counts[i]);
	}
	PG_RETURN_CSTRING(out.data);
}

static bool
parse_width(int64 *width, const char *value)
{
	uint64		microseconds;

	if (*width != 0 || !parse_seconds(value, &microseconds) || microseconds > (uint64) PG_INT64_MAX)
		return false;
	*width = (int64) microseconds;
	return true;
}

/* False where there is no such label, its value is none, or it has one */
static bool
parse_label(Labels *labels, const char *name, const char *value)
{
	if (strcmp(name, "step") == 0)
		return parse_width(&labels->step, value);
	if (strcmp(name, "bucket") == 0)
		return parse_width(&labels->bucket, value);
	if (strcmp(name, "clock") == 0 && labels->clock == CLOCK_TIMESTAMPTZ)
	{
		labels->clock = CLOCK_TIMESTAMP;
		return strcmp(value, "local") == 0;
	}
	if (strcmp(name, "zone") == 0 && labels->zone[0] == '\0' && strlen(value) < ZONE_SIZE)
	{
		strcpy(labels->zone, value);
		return true;
	}
	if (strcmp(name, "unit") == 0 && labels->unit == UNIT_NONE)
	{
		labels->unit = find_name(value, strlen(value), units, lengthof(units));
		return labels->unit > UNIT_NONE;
	}
	return false;
}

/* Whether a step more leaves not too many from the first to the last */
static bool
step_fits(const Demand *demand, int64 step)
{
	Extent		extent;

	if (has_room(demand, step, 1))
		return true;
	extent = demand_extent(demand);
	return extent.nsteps == 0 || (Max(extent.first + extent.nsteps, step + 1) - Min(extent.first, step) <= MOST_STEPS);
}

/* What is wrong with TIME=CONTACTS, or NULL */
static const char *
parse_step(Demand **demand, const char *time, const char *value)
{
	const Labels *labels = &(*demand)->labels;
	const char *wrong;
	const char *end = value;
	int64		at;
	int64		step;
	Clock		clock;
	int64		contacts;

	if (*value == '0' || !parse_counter(&end, INT64_DIGITS, &contacts) || *end != '\0' || !parse_timestamp(time, &at, &clock))
		return psprintf("\"%s=%s\" is no field of a demand_summary.", time, value);
	if ((*demand)->contacts == 0 && (wrong = labels_invalid(labels)) != NULL)
		return summary_impossible(wrong);
	step = whole(at, labels->step);
	if ((int) clock != labels->clock || step * labels->step != at)
		return psprintf("\"%s\" is not the beginning of a step.", time);
	if (!step_fits(*demand, step))
		return psprintf("It has more than %d steps.", MOST_STEPS);
	*demand = include_steps(*demand, step, 1);
	if (pg_add_s64_overflow((*demand)->contacts, contacts, &(*demand)->contacts))
		return "It has too many contacts.";
	(*demand)->counts[step - (*demand)->first] += contacts;
	return NULL;
}

/* Labels come before steps */
static const char *
parse_token(void *state, char *token)
{
	Demand	  **demand = state;
	char	   *value = strchr(token, '=');

	if (value == NULL)
		return psprintf("\"%s\" is not of the form name=value.", token);
	*value++ = '\0';
	if (*token >= '0' && *token <= '9')
		return parse_step(demand, token, value);
	if ((*demand)->contacts > 0 || !parse_label(&(*demand)->labels, token, value))
		return psprintf("\"%s=%s\" is no field of a demand_summary, or not in its place.", token, value);
	return NULL;
}

static Datum
demand_in(const void *family, FunctionCallInfo fcinfo)
{
	static const Labels none = {0};
	const char *text = PG_GETARG_CSTRING(0);
	Demand	   *demand = make_demand(NULL, 0, 0);
	const char *wrong = summary_parse_tokens(text, parse_token, &demand);

	if (wrong == NULL && demand->contacts == 0 && !same_labels(&demand->labels, &none))
		wrong = "It has no contacts.";
	if (wrong != NULL)
		RETURN_INPUT_ERROR(fcinfo, "demand_summary", text, wrong);
	return PointerGetDatum(stored_from_state(demand));
}

/* Binary form: version, clock, step, bucket, unit, zone in 64 bytes, first step, number of steps, their counters */

static Datum
demand_send(const void *family, FunctionCallInfo fcinfo)
{
	Demand	   *demand = varlena_argument(fcinfo, 0);
	const Labels *labels = &demand->labels;
	Extent		extent = demand_extent(demand);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	pq_sendint64(&out, labels->clock);
	pq_sendint64(&out, labels->step);
	pq_sendint64(&out, labels->bucket);
	pq_sendint64(&out, labels->unit);
	pq_sendbytes(&out, labels->zone, ZONE_SIZE);
	pq_sendint64(&out, extent.nsteps > 0 ? extent.first : 0);
	pq_sendint64(&out, extent.nsteps);
	for (int64 i = 0; i < extent.nsteps; i++)
		pq_sendint64(&out, extent.counts[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static bool
ends_in_zeros(const char *zone)
{
	size_t		length = strnlen(zone, ZONE_SIZE);

	for (size_t i = length; i < ZONE_SIZE; i++)
		if (zone[i] != '\0')
			return false;
	return length < ZONE_SIZE;
}

/* What is wrong with the steps, or NULL; counts the contacts */
static const char *
steps_invalid(Demand *demand)
{
	int64		step = demand->labels.step;

	if (demand->first < COMMON_TIME_BEGIN / step || demand->first > COMMON_TIME_END / step - demand->nsteps)
		return "its times are not in the years 1 to 9999";
	for (int64 i = 0; i < demand->nsteps; i++)
		if (demand->counts[i] < 0 || pg_add_s64_overflow(demand->contacts, demand->counts[i], &demand->contacts))
			return "a counter is negative, or their sum too large";
	return is_canonical(demand) ? NULL : "it does not begin and end with steps that have contacts";
}

static Datum
demand_recv(const void *family, FunctionCallInfo fcinfo)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	Labels		labels;
	int64		clock;
	int64		unit;
	int64		first;
	int64		nsteps;
	Demand	   *demand;
	const char *wrong;

	memset(&labels, 0, sizeof(labels));
	summary_binary_version("demand_summary", pq_getmsgbyte(message));
	clock = pq_getmsgint64(message);
	labels.step = pq_getmsgint64(message);
	labels.bucket = pq_getmsgint64(message);
	unit = pq_getmsgint64(message);
	pq_copymsgbytes(message, labels.zone, ZONE_SIZE);
	first = pq_getmsgint64(message);
	nsteps = pq_getmsgint64(message);
	if (clock == 0 && labels.step == 0 && labels.bucket == 0 && unit == 0 && first == 0 && nsteps == 0 && labels.zone[0] == '\0')
		PG_RETURN_POINTER(make_demand(NULL, 0, 0));
	if (nsteps <= 0 || nsteps > MOST_STEPS || clock < 0 || clock > CLOCK_TIMESTAMP ||
		unit < UNIT_NONE || unit > UNIT_MONTH || !ends_in_zeros(labels.zone))
		summary_binary_invalid("demand_summary", "its steps are not those of a summary");
	labels.clock = (int32) clock;
	labels.unit = (int32) unit;
	wrong = labels_invalid(&labels);
	if (wrong != NULL)
		summary_binary_invalid("demand_summary", wrong);

	demand = make_demand(&labels, first, nsteps);
	for (int64 i = 0; i < nsteps; i++)
		demand->counts[i] = pq_getmsgint64(message);
	wrong = steps_invalid(demand);
	if (wrong != NULL)
		summary_binary_invalid("demand_summary", wrong);
	PG_RETURN_POINTER(demand);
}

/* Comparison: of what follows the length, as words */

/* Of the n-th argument, as it is stored */
static Demand *
argument_stored(FunctionCallInfo fcinfo, int n)
{
	Demand	   *demand = varlena_argument(fcinfo, n);
	Demand	   *stored;

	if (is_canonical(demand))
		return demand;
	stored = stored_from_state(demand);
	varlena_end(fcinfo, n, demand);
	return stored;
}

#define HEADER	offsetof(Demand, contacts)

static int
demand_compare(const void *family, FunctionCallInfo fcinfo)
{
	return varlena_compare(fcinfo, argument_stored(fcinfo, 0), argument_stored(fcinfo, 1), HEADER);
}

static Datum
demand_hash(const void *family, FunctionCallInfo fcinfo)
{
	return varlena_hash(fcinfo, argument_stored(fcinfo, 0), HEADER);
}

static Datum
demand_hash_extended(const void *family, FunctionCallInfo fcinfo)
{
	return varlena_hash_extended(fcinfo, argument_stored(fcinfo, 0), HEADER);
}

/* All families of this kind are one */
static const int demand_summary_family = 0;

SUMMARY_METHODS(demand_summary, demand);
SUMMARY_METHOD(demand_summary, demand, stored);

PG_FUNCTION_INFO_V1(demand_summary_n_counted);
Datum
demand_summary_n_counted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(((const Demand *) varlena_argument(fcinfo, 0))->contacts);
}
