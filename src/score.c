/*
 * score.c
 *		score_summary: answers on a whole-number scale, one counter per score.
 *
 * NPS = 100 * (promoters - detractors) / n on the scale 0 to 10, where 9 and
 * 10 promote and 0 to 6 detract (Reichheld 2003).  A score off its scale is an
 * error: clamping it would turn a five-star survey into an NPS of -100.
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "argument.h"
#include "confidence.h"
#include "summary.h"

#define SCORE_MAX	10

typedef struct ScoreSummary
{
	int64		scale_min;
	int64		scale_max;
	int64		n;
	int64		count[SCORE_MAX + 1];	/* by score, whatever the scale */
} ScoreSummary;

static const SummaryField score_fields[] = {
	LABEL_INTEGER("scale_min"),
	LABEL_INTEGER("scale_max"),
	COUNTER("n"),
	COUNTER("score_0"),
	COUNTER("score_1"),
	COUNTER("score_2"),
	COUNTER("score_3"),
	COUNTER("score_4"),
	COUNTER("score_5"),
	COUNTER("score_6"),
	COUNTER("score_7"),
	COUNTER("score_8"),
	COUNTER("score_9"),
	COUNTER("score_10")
};

/* 0 to 10, or 1 to something between 2 and 10 */
static inline bool
is_scale(int64 min, int64 max)
{
	return (min == 0 && max == SCORE_MAX) || (min == 1 && max >= 2 && max <= SCORE_MAX);
}

static const char *
score_invalid(const void *summary)
{
	const ScoreSummary *score = summary;
	uint64		total = 0;

	if (!is_scale(score->scale_min, score->scale_max))
		return "its scale is neither 0 to 10 nor 1 to at most 10";
	for (int i = 0; i <= SCORE_MAX; i++)
	{
		if (score->count[i] > 0 && (i < score->scale_min || i > score->scale_max))
			return psprintf("its score_%d is off its scale", i);
		total += score->count[i];
		if (total > (uint64) score->n)
			break;
	}
	return total != (uint64) score->n ? "its n is not the sum of its scores" : NULL;
}

SUMMARY_FAMILY(score_summary, ScoreSummary, score_fields, score_invalid);

/* Rows */

static void
off_scale(const char *score, int64 min, int64 max)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("score %s is off the scale " INT64_FORMAT " to " INT64_FORMAT, score, min, max)));
}

static void
set_scale(ScoreSummary *score, int64 min, int64 max)
{
	if (score->n > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scale changes within a group: " INT64_FORMAT " to " INT64_FORMAT
						", then " INT64_FORMAT " to " INT64_FORMAT,
						score->scale_min, score->scale_max, min, max)));
	score->scale_min = min;
	score->scale_max = max;
}

static pg_attribute_always_inline void
score_count(ScoreSummary *score, int64 value, int64 min, int64 max, int64 step)
{
	if (unlikely(score->scale_max != max || score->scale_min != min))
		set_scale(score, min, max);
	if (unlikely(value < min || value > max))
		off_scale(psprintf(INT64_FORMAT, value), min, max);
	summary_count(&score->n, step);
	score->count[value] += step;
}

/* The score of a row as an integer, whatever its type, if it is whole */

static inline int64
score_int2(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	return PG_GETARG_INT16(1);
}

static inline int64
score_int4(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	return PG_GETARG_INT32(1);
}

static inline int64
score_int8(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	return PG_GETARG_INT64(1);
}

static void
not_whole(const char *score)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("score %s is not a whole number", score)));
}

static int64
score_float8(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	double		value = PG_GETARG_FLOAT8(1);

	/* written so that NaN is off the scale */
	if (!(value > min - 1 && value < max + 1))
		off_scale(number_text(value), min, max);
	if (value != floor(value))
		not_whole(number_text(value));
	return (int64) value;
}

/* Near the scale, a double tells the only whole number that the numeric can be */
static int64
score_numeric(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	Datum		value = PG_GETARG_DATUM(1);
	double		near = rint(DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, value)));
	Datum		whole;

	if (!(near >= min - 1 && near <= max + 1))
		off_scale(DatumGetCString(DirectFunctionCall1(numeric_out, value)), min, max);
	whole = DirectFunctionCall1(int8_numeric, Int64GetDatum((int64) near));
	if (!DatumGetBool(DirectFunctionCall2(numeric_eq, value, whole)))
		not_whole(DatumGetCString(DirectFunctionCall1(numeric_out, value)));
	return (int64) near;
}

static int64
argument_scale_max(FunctionCallInfo fcinfo, int n)
{
	int32		max;

	argument_not_null(fcinfo, n, "largest score of a scale");
	max = PG_GETARG_INT32(n);
	if (!is_scale(1, max))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("largest score of a scale must be between 2 and %d: %d", SCORE_MAX, max)));
	return max;
}

/*
 * For each type of score, rows of (score) on the scale 0 to 10 and rows of
 * (score, scale_max) on the scale 1 to scale_max
 */
#define SCORE_TRANSITIONS(type) \
static pg_attribute_always_inline void \
score_take_##type(ScoreSummary *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	score_count(score, score_##type(fcinfo, 0, SCORE_MAX), 0, SCORE_MAX, step); \
} \
static pg_attribute_always_inline void \
score_take_scaled_##type(ScoreSummary *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	int64		max; \
\
	if (PG_ARGISNULL(1)) \
		return; \
	max = argument_scale_max(fcinfo, 2); \
	score_count(score, score_##type(fcinfo, 1, max), 1, max, step); \
} \
SUMMARY_TRANSITION(score_summary, _##type, score_take_##type); \
SUMMARY_TRANSITION(score_summary, _scaled_##type, score_take_scaled_##type)

SCORE_TRANSITIONS(int2);
SCORE_TRANSITIONS(int4);
SCORE_TRANSITIONS(int8);
SCORE_TRANSITIONS(float8);
SCORE_TRANSITIONS(numeric);

/* Readings */

SUMMARY_COUNTER_ACCESSOR(score_summary_n_counted, ScoreSummary, n);

typedef struct NetPromoters
{
	double		n;
	double		promoters;
	double		passives;
	double		detractors;
} NetPromoters;

/* Of an answered summary on the scale 0 to 10; false where there is no answer */
static bool
net_promoters(const ScoreSummary *score, NetPromoters *net)
{
	if (score->n == 0)
		return false;
	if (score->scale_min != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a net promoter score needs the scale 0 to 10, not " INT64_FORMAT " to " INT64_FORMAT,
						score->scale_min, score->scale_max)));
	net->n = score->n;
	net->promoters = score->count[9] + score->count[10];
	net->passives = score->count[7] + score->count[8];
	net->detractors = score->n - (score->count[7] + score->count[8] + score->count[9] + score->count[10]);
	return true;
}

static double
net_score(const NetPromoters *net)
{
	double		points = 100.0 * (net->promoters - net->detractors) / net->n;

	/* the product of very large counts may round up */
	return Max(Min(points, 100.0), -100.0);
}

#define NET_ACCESSOR(function, share) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	NetPromoters net; \
\
	if (!net_promoters((const ScoreSummary *) PG_GETARG_POINTER(0), &net)) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(share); \
} \
extern int	no_such_variable

NET_ACCESSOR(score_summary_nps, net_score(&net));
NET_ACCESSOR(score_summary_promoters, net.promoters / net.n);
NET_ACCESSOR(score_summary_passives, net.passives / net.n);
NET_ACCESSOR(score_summary_detractors, net.detractors / net.n);

PG_FUNCTION_INFO_V1(score_summary_nps_difference);
Datum
score_summary_nps_difference(PG_FUNCTION_ARGS)
{
	NetPromoters a;
	NetPromoters b;

	if (!net_promoters((const ScoreSummary *) PG_GETARG_POINTER(0), &a) ||
		!net_promoters((const ScoreSummary *) PG_GETARG_POINTER(1), &b))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(net_score(&a) - net_score(&b));
}

static double
standard_error(const NetPromoters *net)
{
	return nps_standard_error(net->promoters, net->detractors, net->n);
}

/* Pretends three more answers, so that a unanimous sample is not taken for certainty */
static void
adjust(NetPromoters *net)
{
	net->promoters += 0.75;
	net->passives += 1.5;
	net->detractors += 0.75;
	net->n += 3.0;
}

static bool
argument_adjusted(FunctionCallInfo fcinfo, int n)
{
	argument_not_null(fcinfo, n, "adjusted");
	return PG_GETARG_BOOL(n);
}

PG_FUNCTION_INFO_V1(score_summary_standard_error);
Datum
score_summary_standard_error(PG_FUNCTION_ARGS)
{
	NetPromoters net;
	bool		adjusted;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	adjusted = argument_adjusted(fcinfo, 1);
	if (!net_promoters((const ScoreSummary *) PG_GETARG_POINTER(0), &net))
		PG_RETURN_NULL();
	if (adjusted)
		adjust(&net);
	PG_RETURN_FLOAT8(standard_error(&net));
}

/* NPS -/+ z SE, clipped to its range; a third argument adjusts for small samples */
static bool
score_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	double		z = normal_quantile(upper_tail(confidence));
	bool		adjusted = argument_adjusted(fcinfo, 2);
	NetPromoters net;

	if (!net_promoters(summary, &net))
		return false;
	if (adjusted)
		adjust(&net);
	bounds->lower = Max(net_score(&net) - z * standard_error(&net), -100.0);
	bounds->upper = Min(net_score(&net) + z * standard_error(&net), 100.0);
	return true;
}

SUMMARY_CONFIDENCE(score_summary, score_bounds);
