/*
 * demand.c
 *		demand_summary: how many contacts came when.
 *
 * Contacts are counted in short steps of time.  season.c reads buckets in the
 * local time of a zone from them.  A summary stores a counter for each step
 * from the first contact to the last.  The state of an aggregate is the same
 * with room for more steps at both ends.
 *
 * Text form: the labels, then TIME=CONTACTS,CONTACTS,... for each run of
 * steps; a run ends before ten or more steps without contacts.  The number of
 * entries is the number of steps with contacts.  Binary form: number of steps,
 * clock, step, bucket, unit, zone in 64 bytes, first step, contacts of each
 * step.
 */
#include "postgres.h"

#include <ctype.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "clock.h"
#include "demand.h"
#include "server.h"
#include "varlena.h"
#include "zone.h"

#define MOST_STEPS		1000000
#define CONTACT_TIME	"time of a contact"

/* The offsets of all present zones are multiples of this; a step divides it */
#define LONGEST_STEP	(15 * USECS_PER_MINUTE)

static const MethodName units[] = {
	{"hour", UNIT_HOUR},
	{"dow", UNIT_DOW},
	{"month", UNIT_MONTH}
};

#define FIRST_ROOM	32

/* This many steps without contacts in a row take as much text as another time does */
#define LONGEST_PAUSE	9
#define SPACE		" \t\n\r\v\f"

#define FORM_STATE	1
#define EMPTY_SIZE	offsetof(Demand, counts)

static Demand *
make_demand(int32 form, const Labels *labels, int64 first, int64 nsteps)
{
	Demand	   *demand = varlena_make(EMPTY_SIZE + nsteps * sizeof(int64), form);

	if (labels != NULL)
		demand->labels = *labels;
	demand->first = first;
	demand->nsteps = nsteps;
	return demand;
}

/* The steps from the first contact to the last */
typedef struct Extent
{
	int64		first;
	int64		nsteps;
	const int64 *counts;
} Extent;

static Extent
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
copy_demand(int32 form, const Demand *demand)
{
	Extent		extent = demand_extent(demand);
	Demand	   *copy;

	if (demand->contacts == 0)
		return make_demand(form, NULL, 0, 0);
	copy = make_demand(form, &demand->labels, extent.first, extent.nsteps);
	copy->contacts = demand->contacts;
	memcpy(copy->counts, extent.counts, extent.nsteps * sizeof(int64));
	return copy;
}

static void *
demand_make_state(const VarlenaFamily *family, const void *stored, bool in_window)
{
	return copy_demand(FORM_STATE, stored);
}

static void *
demand_make_stored(const VarlenaFamily *family, void *state, bool is_ours)
{
	return copy_demand(FORM_STORED, state);
}

/* Steps */

/* Makes room for more steps, in a larger state if necessary */
static Demand *
make_room(Demand *demand, int64 first, int64 nsteps)
{
	Extent		extent = demand_extent(demand);
	int64		begin = first;
	int64		end = first + nsteps;
	int64		room;
	Demand	   *larger;

	if (extent.nsteps > 0)
	{
		begin = Min(extent.first, begin);
		end = Max(extent.first + extent.nsteps, end);
	}
	room = end - begin;
	if (room > MOST_STEPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a demand_summary has at most %d steps of %s seconds: " INT64_FORMAT,
						MOST_STEPS, number_text(demand->labels.step / MICROSECONDS), room),
				 errhint("Use a longer step or a shorter period.")));

	/*
	 * doubles the room, half of it on each side, because rows may come in any
	 * order; a state with enough room is within the limit
	 */
	room = Min(Max(2 * room, FIRST_ROOM), MOST_STEPS);
	larger = make_demand(FORM_STATE, &demand->labels, begin - (room - (end - begin)) / 2, room);
	larger->contacts = demand->contacts;
	if (extent.nsteps > 0)
		memcpy(larger->counts + (extent.first - larger->first), extent.counts,
			   extent.nsteps * sizeof(int64));
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

static const char *
unit_name(int unit)
{
	return units[unit - UNIT_HOUR].name;
}

static void
labels_print(StringInfo out, const Labels *labels)
{
	if (labels->clock == CLOCK_TIMESTAMP)
		appendStringInfoString(out, " clock=local step=");
	else
		appendStringInfo(out, " zone=%s step=", labels->zone);
	seconds_print(out, labels->step);
	if (labels->bucket > 0)
	{
		appendStringInfoString(out, " bucket=");
		seconds_print(out, labels->bucket);
	}
	if (labels->unit != UNIT_NONE)
		appendStringInfo(out, " unit=%s", unit_name(labels->unit));
}

static void
labels_differ(const Labels *one, const Labels *other)
{
	StringInfoData both;

	initStringInfo(&both);
	appendStringInfoString(&both, "One has");
	labels_print(&both, one);
	appendStringInfoString(&both, ", another has");
	labels_print(&both, other);
	appendStringInfoChar(&both, '.');
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("zone, step, bucket, unit and type of time must be the same "
					"in every row and summary of a demand"),
			 errdetail_internal("%s", both.data)));
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
	if (labels->bucket < 0 || labels->bucket > LONGEST_BUCKET ||
		labels->bucket % labels->step != 0)
		return "its bucket is not a multiple of its step";
	if (labels->unit < UNIT_NONE || labels->unit > UNIT_MONTH)
		return "its unit is unknown";
	if (labels->clock == CLOCK_TIMESTAMP)
		return labels->zone[0] != '\0' ? "it has local times and a zone" : NULL;
	zone = zone_find(labels->zone);
	if (labels->clock != CLOCK_TIMESTAMPTZ || zone == NULL ||
		strpbrk(labels->zone, SPACE) != NULL ||
		strcmp(pg_get_timezone_name(zone), labels->zone) != 0)
		return "its time zone is not the name of one that the server knows";
	return NULL;
}

static void
take_zone(Labels *labels, const char *name)
{
	const char *known = pg_get_timezone_name(zone_named(name));

	/* the text form of a summary consists of words between spaces */
	if (strlen(known) >= ZONE_SIZE || strpbrk(known, SPACE) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("name of a time zone must be shorter than %d bytes and must not contain "
						"spaces: \"%s\"",
						ZONE_SIZE, known)));
	memset(labels->zone, 0, ZONE_SIZE);
	strcpy(labels->zone, known);
}

/* Looks the zone up only if its name differs from that of the previous row */
static void
argument_zone(FunctionCallInfo fcinfo, int n, const Labels *before, Labels *labels)
{
	text	   *name;
	size_t		length;

	argument_not_null(fcinfo, n, "time zone");
	name = PG_GETARG_TEXT_PP(n);
	length = VARSIZE_ANY_EXHDR(name);
	if (before->zone[0] != '\0' && strlen(before->zone) == length &&
		memcmp(before->zone, VARDATA_ANY(name), length) == 0)
		memcpy(labels->zone, before->zone, ZONE_SIZE);
	else
		take_zone(labels, text_to_cstring(name));
}

static int64
argument_positive_interval(FunctionCallInfo fcinfo, int n, const char *what)
{
	argument_not_null(fcinfo, n, what);
	return require_longer_than_0(duration_option(fcinfo, n, what), what);
}

static void
argument_step(FunctionCallInfo fcinfo, int n, Labels *labels)
{
	labels->step = argument_positive_interval(fcinfo, n, "step");
	if (LONGEST_STEP % labels->step != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("step must divide 15 minutes: %s seconds",
						number_text(labels->step / MICROSECONDS)),
				 errhint("Buckets consist of steps and may be longer.")));
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
						number_text(LONGEST_BUCKET / MICROSECONDS),
						number_text(width / MICROSECONDS))));
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

/* Merge and un-merge */

static void *
demand_add(const VarlenaFamily *family, void *state, const void *stored)
{
	Demand	   *demand = state;
	const Demand *other = stored;

	if (other->contacts == 0)
		return demand;
	if (demand->contacts == 0)
		demand = make_demand(FORM_STATE, &other->labels, other->first, other->nsteps);
	if (!same_labels(&demand->labels, &other->labels))
		labels_differ(&demand->labels, &other->labels);
	demand = include_steps(demand, other->first, other->nsteps);
	summary_count(&demand->contacts, other->contacts);
	for (int64 i = 0; i < other->nsteps; i++)
		demand->counts[other->first - demand->first + i] += other->counts[i];
	return demand;
}

static void *
demand_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	Demand	   *demand = state;
	const Demand *other = stored;

	if (other->contacts == 0)
		return demand;
	if (demand->contacts > 0 && !same_labels(&demand->labels, &other->labels))
		labels_differ(&demand->labels, &other->labels);
	if (!has_room(demand, other->first, other->nsteps))
		return NULL;
	for (int64 i = 0; i < other->nsteps; i++)
	{
		int64	   *count = &demand->counts[other->first - demand->first + i];

		if (*count < other->counts[i])
			return NULL;
		*count -= other->counts[i];
	}
	demand->contacts -= other->contacts;
	return demand;
}

/* Text form */

static int64
demand_count_entries(const void *stored)
{
	const Demand *demand = stored;
	int64		entries = 0;

	for (int64 i = 0; i < demand->nsteps; i++)
		entries += demand->counts[i] != 0;
	return entries;
}

/* Returns the next step that has contacts; nsteps if there is none */
static int64
next_with_contacts(const Demand *demand, int64 step)
{
	while (step < demand->nsteps && demand->counts[step] == 0)
		step++;
	return step;
}

/* Prints steps from one that has contacts on; returns the first step after the run */
static int64
run_print(StringInfo out, const Demand *demand, int64 step)
{
	int64		next;

	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		counter_print(out, demand->counts[step]);
		next = next_with_contacts(demand, step + 1);
		if (next == demand->nsteps || next - step - 1 > LONGEST_PAUSE)
			return next;
		while (++step < next)
			appendStringInfoString(out, ",0");
		appendStringInfoChar(out, ',');
	}
}

static void
demand_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	const Demand *demand = stored;
	const Labels *labels = &demand->labels;
	int64		step = 0;

	labels_print(out, labels);
	while (step < demand->nsteps)
	{
		appendStringInfoChar(out, ' ');
		timestamp_print(out, (demand->first + step) * labels->step, labels->clock);
		appendStringInfoChar(out, '=');
		step = run_print(out, demand, step);
	}
}

/* As jsonb */

static void
labels_to_json(Json *json, const Labels *labels)
{
	json_word(json, "zone", labels->zone[0] != '\0' ? labels->zone : NULL);
	json_label(json, "step_us", labels->step);
	json_label(json, "bucket_us", labels->bucket);
	json_word(json, "unit", labels->unit != UNIT_NONE ? unit_name(labels->unit) : NULL);
}

static void
demand_write(const VarlenaFamily *family, Json *json, const void *stored)
{
	const Demand *demand = stored;

	json_count(json, "n", demand->contacts);
	labels_to_json(json, &demand->labels);
	json_list_begin(json, "steps");
	for (int64 i = next_with_contacts(demand, 0); i < demand->nsteps;
		 i = next_with_contacts(demand, i + 1))
	{
		CHECK_FOR_INTERRUPTS();
		json_object_begin(json, NULL);
		json_time(json, "at", (demand->first + i) * demand->labels.step, demand->labels.clock);
		json_count(json, "contacts", demand->counts[i]);
		json_object_end(json);
	}
	json_list_end(json);
}

static bool
width_parse(int64 *width, const char *value)
{
	uint64		microseconds;

	if (*width != 0 || !seconds_parse(value, &microseconds) ||
		microseconds > (uint64) PG_INT64_MAX)
		return false;
	*width = (int64) microseconds;
	return true;
}

/* Returns false if there is no such label, its value is invalid, or it was given before */
static bool
label_parse(Labels *labels, const char *name, const char *value)
{
	if (strcmp(name, "step") == 0)
		return width_parse(&labels->step, value);
	if (strcmp(name, "bucket") == 0)
		return width_parse(&labels->bucket, value);
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
		labels->unit = find_method(value, strlen(value), units, lengthof(units));
		return labels->unit > UNIT_NONE;
	}
	return false;
}

/* Returns whether, with more steps, the distance from first to last stays within the limit */
static bool
steps_fit(const Demand *demand, int64 first, int64 nsteps)
{
	Extent		extent;

	if (has_room(demand, first, nsteps))
		return true;
	extent = demand_extent(demand);
	return extent.nsteps == 0 ? nsteps <= MOST_STEPS :
		Max(extent.first + extent.nsteps, first + nsteps) - Min(extent.first, first) <= MOST_STEPS;
}

static bool
times_possible(const Demand *demand, int64 first, int64 nsteps)
{
	int64		step = demand->labels.step;

	return first >= COMMON_TIME_BEGIN / step && first <= COMMON_TIME_END / step - nsteps;
}

/* Finds the number of the step that begins at a time; returns what is wrong with it, or NULL */
static const char *
step_time_parse(const Demand *demand, const char *time, int64 *step)
{
	int64		at;
	Clock		clock;

	if (!timestamp_parse(time, &at, &clock))
		return no_timestamp(time);
	*step = floor_divide(at, demand->labels.step);
	if ((int) clock != demand->labels.clock || *step * demand->labels.step != at)
		return psprintf("\"%s\" is not the beginning of a step.", time);
	return NULL;
}

/* Returns how many counters a run has */
static int64
run_length(const char *run)
{
	int64		n = 1;

	for (; *run != '\0'; run++)
		n += *run == ',';
	return n;
}

/*
 * Adds the contacts of one step, and moves behind them; returns what is wrong
 * with them, or NULL
 */
static const char *
contacts_parse(Demand *demand, int64 *count, const char **run)
{
	const char *digits = *run;
	int64		contacts;

	if (!counter_parse(run, INT64_DIGITS, &contacts) || (*digits == '0' && *run > digits + 1))
		return psprintf("\"%s\" is not a number of contacts.", digits);
	if (*count != 0 && contacts != 0)
		return "A step is given twice.";
	if (pg_add_s64_overflow(demand->contacts, contacts, &demand->contacts))
		return "It has too many contacts.";
	*count += contacts;
	return NULL;
}

/* Reads CONTACTS,CONTACTS,... from a step on, which has contacts at both ends */
static const char *
run_parse(Demand **demand, int64 first, const char *run)
{
	int64		nsteps = run_length(run);
	const char *wrong = NULL;
	Demand	   *larger;
	int64	   *count;

	if (!steps_fit(*demand, first, nsteps))
		return psprintf("It has more than %d steps.", MOST_STEPS);
	if (!times_possible(*demand, first, nsteps))
		return summary_impossible("its times are not in the years 1 to 9999");
	larger = include_steps(*demand, first, nsteps);
	if (larger != *demand)
		pfree(*demand);
	*demand = larger;
	count = &larger->counts[first - larger->first];
	for (int64 i = 0; i < nsteps && wrong == NULL; i++, count++)
	{
		CHECK_FOR_INTERRUPTS();
		wrong = contacts_parse(larger, count, &run);
		if (wrong == NULL && *count == 0 && (i == 0 || i == nsteps - 1))
			wrong = "A run of steps must begin and end with a step that has contacts.";
		if (wrong == NULL && *run++ != (i < nsteps - 1 ? ',' : '\0'))
			wrong = psprintf("\"%s\" is not a number of contacts.", run - 1);
	}
	return wrong;
}

/* TIME=CONTACTS,CONTACTS,... */
static const char *
steps_parse(Demand **demand, const char *time, const char *run)
{
	const char *wrong = NULL;
	int64		first = 0;

	if ((*demand)->contacts == 0)
		wrong = summary_impossible(labels_invalid(&(*demand)->labels));
	if (wrong == NULL)
		wrong = step_time_parse(*demand, time, &first);
	return wrong != NULL ? wrong : run_parse(demand, first, run);
}

/* Labels come before steps */
static const char *
demand_parse(const VarlenaFamily *family, void **state, char *token)
{
	Demand	  **demand = (Demand **) state;
	char	   *value = strchr(token, '=');

	if (value == NULL)
		return psprintf("\"%s\" is not of the form name=value.", token);
	*value++ = '\0';
	if (isdigit((unsigned char) *token))
		return steps_parse(demand, token, value);
	if ((*demand)->contacts > 0 || !label_parse(&(*demand)->labels, token, value))
		return psprintf("\"%s=%s\" is not a field of a demand_summary, or is out of place.", token,
						value);
	return NULL;
}

/* Binary form */

static void
demand_send(StringInfo out, const void *stored)
{
	const Demand *demand = stored;
	const Labels *labels = &demand->labels;

	pq_sendint64(out, demand->nsteps);
	pq_sendint64(out, labels->clock);
	pq_sendint64(out, labels->step);
	pq_sendint64(out, labels->bucket);
	pq_sendint64(out, labels->unit);
	pq_sendbytes(out, labels->zone, ZONE_SIZE);
	pq_sendint64(out, demand->first);
	for (int64 i = 0; i < demand->nsteps; i++)
		pq_sendint64(out, demand->counts[i]);
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

/* Says what is wrong with received labels, or NULL */
static const char *
labels_receive(StringInfo message, Labels *labels)
{
	int64		clock = pq_getmsgint64(message);
	int64		unit;

	memset(labels, 0, sizeof(Labels));
	labels->step = pq_getmsgint64(message);
	labels->bucket = pq_getmsgint64(message);
	unit = pq_getmsgint64(message);
	pq_copymsgbytes(message, labels->zone, ZONE_SIZE);
	if (clock < 0 || clock > CLOCK_TIMESTAMP || unit < UNIT_NONE || unit > UNIT_MONTH ||
		!ends_in_zeros(labels->zone))
		return "its labels are invalid";
	labels->clock = (int32) clock;
	labels->unit = (int32) unit;
	return NULL;
}

static bool
labels_empty(const Labels *labels)
{
	static const Labels none = {0};

	return same_labels(labels, &none);
}

/* Says what is wrong with the steps, or NULL; counts the contacts */
static const char *
steps_invalid(Demand *demand)
{
	if (!times_possible(demand, demand->first, demand->nsteps))
		return "its times are not in the years 1 to 9999";
	for (int64 i = 0; i < demand->nsteps; i++)
		if (demand->counts[i] < 0 ||
			pg_add_s64_overflow(demand->contacts, demand->counts[i], &demand->contacts))
			return "a counter is negative, or the sum of its counters is too large";
	return demand->counts[0] == 0 || demand->counts[demand->nsteps - 1] == 0 ?
		"it does not begin and end with steps that have contacts" : NULL;
}

static const char *
demand_receive(const VarlenaFamily *family, StringInfo message, void **state)
{
	int64		nsteps = pq_getmsgint64(message);
	Labels		labels;
	const char *wrong = labels_receive(message, &labels);
	int64		first = pq_getmsgint64(message);
	Demand	   *demand;

	if (nsteps == 0 && first == 0 && wrong == NULL && labels_empty(&labels))
		return NULL;
	if (nsteps <= 0 || nsteps > MOST_STEPS)
		return psprintf("its number of steps is " INT64_FORMAT, nsteps);
	if (wrong == NULL)
		wrong = labels_invalid(&labels);
	if (wrong != NULL)
		return wrong;

	demand = make_demand(FORM_STATE, &labels, first, nsteps);
	for (int64 i = 0; i < nsteps; i++)
		demand->counts[i] = pq_getmsgint64(message);
	*state = demand;
	return steps_invalid(demand);
}

static const VarlenaFamily demand_summary_family = {
	.type_name = "demand_summary",
	.empty_size = EMPTY_SIZE,
	.make_state = demand_make_state,
	.make_stored = demand_make_stored,
	.count_entries = demand_count_entries,
	.print = demand_print,
	.write = demand_write,
	.parse = demand_parse,
	.send = demand_send,
	.receive = demand_receive,
	.add = demand_add,
	.subtract = demand_subtract
};

VARLENA_FAMILY(demand_summary);

/* Rows: (at [, zone] ...) */

/* The arguments after the time, which say how it is counted */
typedef enum Shape
{
	SHAPE_PLAIN,
	SHAPE_STEP,
	SHAPE_BUCKET,
	SHAPE_UNIT
} Shape;

/*
 * Reads the labels of a row; the zone is the last argument if buckets or units
 * are read, else it comes before a step
 */
static Labels
row_labels(FunctionCallInfo fcinfo, Clock clock, Shape shape, const Labels *before)
{
	bool		has_zone = clock == CLOCK_TIMESTAMPTZ;
	Labels		labels = {LONGEST_STEP, 0, UNIT_NONE, clock, ""};

	if (has_zone)
		argument_zone(fcinfo, shape == SHAPE_BUCKET || shape == SHAPE_UNIT ? 3 : 2,
					  before, &labels);
	if (shape == SHAPE_STEP)
		argument_step(fcinfo, has_zone ? 3 : 2, &labels);
	if (shape == SHAPE_BUCKET)
		argument_bucket(fcinfo, 2, &labels);
	if (shape == SHAPE_UNIT)
		labels.unit = argument_unit(fcinfo, 2);
	return labels;
}

/* Returns NULL if a contact is subtracted that was not counted */
static void *
demand_take(Demand *demand, FunctionCallInfo fcinfo, Clock clock, Shape shape, int64 times)
{
	Labels		labels;
	int64		at;
	int64		step;

	if (clock == CLOCK_TIMESTAMPTZ)
		rows_by_one_clock(fcinfo);
	if (PG_ARGISNULL(1))
		return demand;
	at = require_common_time(argument_timestamp(fcinfo, 1, CONTACT_TIME), CONTACT_TIME);
	labels = row_labels(fcinfo, clock, shape, &demand->labels);
	step = floor_divide(at, labels.step);
	if (demand->contacts == 0)
		demand = make_demand(FORM_STATE, &labels, step, times > 0 ? FIRST_ROOM : 0);
	else if (!same_labels(&demand->labels, &labels))
		labels_differ(&demand->labels, &labels);

	if (times < 0 &&
		(!has_room(demand, step, 1) || demand->counts[step - demand->first] == 0))
		return NULL;
	demand = include_steps(demand, step, 1);
	summary_count(&demand->contacts, times);
	demand->counts[step - demand->first] += times;
	return demand;
}

#define DEMAND_TRANSITION(function, clock, shape, times) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	void	   *state = varlena_state(&demand_summary_family, fcinfo); \
\
	state = demand_take(state, fcinfo, clock, shape, times); \
	return varlena_result(&demand_summary_family, fcinfo, state); \
} \
extern int	no_such_variable

#define DEMAND_TRANSITIONS(count, uncount, clock, shape) \
DEMAND_TRANSITION(count, clock, shape, 1); \
DEMAND_TRANSITION(uncount, clock, shape, -1)

DEMAND_TRANSITIONS(demand_summary_count_timestamptz,
				   demand_summary_uncount_timestamptz,
				   CLOCK_TIMESTAMPTZ, SHAPE_PLAIN);
DEMAND_TRANSITIONS(demand_summary_count_timestamp,
				   demand_summary_uncount_timestamp,
				   CLOCK_TIMESTAMP, SHAPE_PLAIN);
DEMAND_TRANSITIONS(demand_summary_count_step_timestamptz,
				   demand_summary_uncount_step_timestamptz,
				   CLOCK_TIMESTAMPTZ, SHAPE_STEP);
DEMAND_TRANSITIONS(demand_summary_count_step_timestamp,
				   demand_summary_uncount_step_timestamp,
				   CLOCK_TIMESTAMP, SHAPE_STEP);
DEMAND_TRANSITIONS(demand_summary_count_bucket_timestamptz,
				   demand_summary_uncount_bucket_timestamptz,
				   CLOCK_TIMESTAMPTZ, SHAPE_BUCKET);
DEMAND_TRANSITIONS(demand_summary_count_bucket_timestamp,
				   demand_summary_uncount_bucket_timestamp,
				   CLOCK_TIMESTAMP, SHAPE_BUCKET);
DEMAND_TRANSITIONS(demand_summary_count_unit_timestamptz,
				   demand_summary_uncount_unit_timestamptz,
				   CLOCK_TIMESTAMPTZ, SHAPE_UNIT);
DEMAND_TRANSITIONS(demand_summary_count_unit_timestamp,
				   demand_summary_uncount_unit_timestamp,
				   CLOCK_TIMESTAMP, SHAPE_UNIT);

const Demand *
argument_demand(FunctionCallInfo fcinfo, int n)
{
	return varlena_stored(&demand_summary_family, fcinfo, n);
}

PG_FUNCTION_INFO_V1(demand_summary_n_counted);
Datum
demand_summary_n_counted(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(argument_demand(fcinfo, 0)->contacts);
}
