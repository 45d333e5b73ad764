/*
 * score.c
 *		score_summary: answers on a whole-number scale, one counter per score.
 *
 * Every figure is a share, a net score or a mean of the answers, and that
 * decides its interval: Wilson's, a normal one, Student's t.
 *
 *		nps				100 (9 to 10 - 0 to 6) / n, scale 0 to 10 (Reichheld 2003)
 *		top_box			good / n; good are 3 of 3, 3 and 4 of 4, 4 and 5 of 5,
 *						6 and 7 of 7, 8 to 10 of 10
 *		good_over_rated	good / (good + bad); as many scores are bad, at the
 *						other end of the scale, and those between are neutral
 *		net				100 (good - bad) / n
 *		mean			sum of scores / n
 *		normalized		(mean - lowest) / (highest - lowest score of the scale)
 *		mean_of_scale	mean / highest score of the scale
 *		share_easy		5 to 7 / n, scale 1 to 7
 *		net_easy		100 (6 to 7 - 1 to 3) / n, scale 1 to 7
 *
 * A score off its scale is an error: clamping it would turn a five-star survey
 * into an NPS of -100.
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"

#include "argument.h"
#include "comparison.h"
#include "confidence.h"
#include "summary.h"

#define SCORE_MAX	10
#define EASE_MAX	7

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
			 errmsg("score %s is off the scale " INT64_FORMAT " to " INT64_FORMAT, score, min,
					max)));
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
	double		near =
		rint(DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, value)));
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
	int64		max;

	argument_not_null(fcinfo, n, "largest score of a scale");
	max = PG_GETARG_INT64(n);
	if (!is_scale(1, max))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("largest score of a scale must be between 2 and %d: " INT64_FORMAT,
						SCORE_MAX, max)));
	return max;
}

/*
 * For each type of score, rows of (score) on the scale 0 to 10, of (ease) on
 * the scale 1 to 7, and of (score, scale_max) on the scale 1 to scale_max
 */
#define SCORE_TAKES(type) \
static pg_attribute_always_inline void \
score_take_##type(ScoreSummary *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	score_count(score, score_##type(fcinfo, 0, SCORE_MAX), 0, SCORE_MAX, step); \
} \
static pg_attribute_always_inline void \
score_take_ease_##type(ScoreSummary *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	score_count(score, score_##type(fcinfo, 1, EASE_MAX), 1, EASE_MAX, step); \
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
extern int	no_such_variable

SCORE_TAKES(int2);
SCORE_TAKES(int4);
SCORE_TAKES(int8);
SCORE_TAKES(float8);
SCORE_TAKES(numeric);

SUMMARY_TRANSITION(score_summary_count_int2, score_summary_uncount_int2,
				   score_summary_family, score_take_int2);
SUMMARY_TRANSITION(score_summary_count_ease_int2, score_summary_uncount_ease_int2,
				   score_summary_family, score_take_ease_int2);
SUMMARY_TRANSITION(score_summary_count_scaled_int2, score_summary_uncount_scaled_int2,
				   score_summary_family, score_take_scaled_int2);
SUMMARY_TRANSITION(score_summary_count_int4, score_summary_uncount_int4,
				   score_summary_family, score_take_int4);
SUMMARY_TRANSITION(score_summary_count_ease_int4, score_summary_uncount_ease_int4,
				   score_summary_family, score_take_ease_int4);
SUMMARY_TRANSITION(score_summary_count_scaled_int4, score_summary_uncount_scaled_int4,
				   score_summary_family, score_take_scaled_int4);
SUMMARY_TRANSITION(score_summary_count_int8, score_summary_uncount_int8,
				   score_summary_family, score_take_int8);
SUMMARY_TRANSITION(score_summary_count_ease_int8, score_summary_uncount_ease_int8,
				   score_summary_family, score_take_ease_int8);
SUMMARY_TRANSITION(score_summary_count_scaled_int8, score_summary_uncount_scaled_int8,
				   score_summary_family, score_take_scaled_int8);
SUMMARY_TRANSITION(score_summary_count_float8, score_summary_uncount_float8,
				   score_summary_family, score_take_float8);
SUMMARY_TRANSITION(score_summary_count_ease_float8, score_summary_uncount_ease_float8,
				   score_summary_family, score_take_ease_float8);
SUMMARY_TRANSITION(score_summary_count_scaled_float8, score_summary_uncount_scaled_float8,
				   score_summary_family, score_take_scaled_float8);
SUMMARY_TRANSITION(score_summary_count_numeric, score_summary_uncount_numeric,
				   score_summary_family, score_take_numeric);
SUMMARY_TRANSITION(score_summary_count_ease_numeric, score_summary_uncount_ease_numeric,
				   score_summary_family, score_take_ease_numeric);
SUMMARY_TRANSITION(score_summary_count_scaled_numeric, score_summary_uncount_scaled_numeric,
				   score_summary_family, score_take_scaled_numeric);

/* Figures */

SUMMARY_COUNTER_ACCESSOR(score_summary_n_counted, ScoreSummary, n);

typedef enum ScoreMethod
{
	NPS,
	TOP_BOX,
	GOOD_OVER_RATED,
	NET,
	MEAN,
	NORMALIZED,
	MEAN_OF_SCALE,
	MEAN_EASE,
	SHARE_EASY,
	NET_EASY,
	BY_SCALE					/* net promoter score or top box */
} ScoreMethod;

static const MethodName csat_methods[] = {
	{"top_box", TOP_BOX},
	{"good_over_rated", GOOD_OVER_RATED},
	{"net", NET},
	{"mean", MEAN},
	{"normalized", NORMALIZED},
	{"mean_of_scale", MEAN_OF_SCALE}
};

static const MethodName ces_methods[] = {
	{"mean", MEAN_EASE},
	{"share_easy", SHARE_EASY},
	{"net", NET_EASY}
};

static const MethodName esat_methods[] = {
	{"top_box", TOP_BOX},
	{"mean_of_scale", MEAN_OF_SCALE}
};

static const MethodName score_methods[] = {
	{"nps", NPS},
	{"top_box", TOP_BOX},
	{"good_over_rated", GOOD_OVER_RATED},
	{"net", NET},
	{"mean", MEAN},
	{"normalized", NORMALIZED},
	{"mean_of_scale", MEAN_OF_SCALE},
	{"share_easy", SHARE_EASY},
	{"net_easy", NET_EASY},
	{"by_scale", BY_SCALE}
};

typedef struct Figure
{
	enum
	{
		FIGURE_SHARE,			/* good / n */
		FIGURE_NET,				/* 100 (good - bad) / n */
		FIGURE_MEAN				/* (mean - zero) / unit */
	}			kind;
	double		n;				/* 0: not known */
	double		good;
	double		bad;
	double		mean;
	double		squared_deviations;
	double		zero;
	double		unit;
	double		least;			/* that the scale allows */
	double		most;
} Figure;

static int64
answers_between(const ScoreSummary *score, int lowest, int highest)
{
	int64		answers = 0;

	for (int i = lowest; i <= highest; i++)
		answers += score->count[i];
	return answers;
}

static void
require_scale(const ScoreSummary *score, const char *figure, int64 min, int64 max)
{
	if (score->scale_min != min || score->scale_max != max)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s needs the scale " INT64_FORMAT " to " INT64_FORMAT
						", not " INT64_FORMAT " to " INT64_FORMAT,
						figure, min, max, score->scale_min, score->scale_max)));
}

/* How many scores at each end of the scale are good, and bad */
static int
box_size(const ScoreSummary *score)
{
	/* of the scales up to 3, 4, 5, 7 and 10 */
	static const int size[SCORE_MAX + 1] = {0, 0, 0, 1, 2, 2, 0, 2, 0, 0, 3};

	if (score->scale_min != 1 || size[score->scale_max] == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no top box is defined on the scale " INT64_FORMAT " to " INT64_FORMAT,
						score->scale_min, score->scale_max),
				 errdetail("It is on the scales from 1 to 3, 4, 5, 7 and 10.")));
	return size[score->scale_max];
}

static Figure
share_figure(double good, double n)
{
	Figure		figure = {
		.kind = FIGURE_SHARE,
		.good = good,
		.n = n
	};

	return figure;
}

static Figure
net_figure(double good, double bad, double n)
{
	Figure		figure = {
		.kind = FIGURE_NET,
		.good = good,
		.bad = bad,
		.n = n
	};

	return figure;
}

static Figure
mean_figure(const ScoreSummary *score, double zero, double unit)
{
	Figure		figure = {
		.kind = FIGURE_MEAN,
		.n = score->n,
		.zero = zero,
		.unit = unit,
		.least = (score->scale_min - zero) / unit,
		.most = (score->scale_max - zero) / unit
	};
	int128		total = 0;

	for (int i = 0; i <= SCORE_MAX; i++)
		total += (int128) score->count[i] * i;
	figure.mean = (double) total / figure.n;
	for (int i = 0; i <= SCORE_MAX; i++)
		figure.squared_deviations += score->count[i] * (i - figure.mean) * (i - figure.mean);
	return figure;
}

/* The figure that a method makes of the answers; without n where there is none */
static Figure
score_figure(const ScoreSummary *score, ScoreMethod method)
{
	int			max = score->scale_max;
	int			box;

	if (score->n == 0)
		return share_figure(0, 0);
	switch (method)
	{
		case NPS:
			require_scale(score, "a net promoter score", 0, SCORE_MAX);
			return net_figure(answers_between(score, 9, 10), answers_between(score, 0, 6),
							  score->n);
		case TOP_BOX:
			box = box_size(score);
			return share_figure(answers_between(score, max - box + 1, max), score->n);
		case GOOD_OVER_RATED:
			box = box_size(score);
			return share_figure(answers_between(score, max - box + 1, max),
								answers_between(score, max - box + 1, max) +
								answers_between(score, 1, box));
		case NET:
			box = box_size(score);
			return net_figure(answers_between(score, max - box + 1, max),
							  answers_between(score, 1, box), score->n);
		case MEAN:
			return mean_figure(score, 0, 1);
		case NORMALIZED:
			return mean_figure(score, score->scale_min, max - score->scale_min);
		case MEAN_OF_SCALE:
			return mean_figure(score, 0, max);
		case MEAN_EASE:
			require_scale(score, "a customer effort score", 1, EASE_MAX);
			return mean_figure(score, 0, 1);
		case SHARE_EASY:
			require_scale(score, "a customer effort score", 1, EASE_MAX);
			return share_figure(answers_between(score, 5, EASE_MAX), score->n);
		case NET_EASY:
			require_scale(score, "a customer effort score", 1, EASE_MAX);
			return net_figure(answers_between(score, 6, EASE_MAX), answers_between(score, 1, 3),
							  score->n);
		case BY_SCALE:
			break;
	}
	pg_unreachable();
}

static double
figure_value(const Figure *figure)
{
	double		points;

	switch (figure->kind)
	{
		case FIGURE_SHARE:
			return figure->good / figure->n;
		case FIGURE_NET:
			/* the product of very large counts may round up */
			points = 100.0 * (figure->good - figure->bad) / figure->n;
			return Max(Min(points, 100.0), -100.0);
		case FIGURE_MEAN:
			return (figure->mean - figure->zero) / figure->unit;
	}
	pg_unreachable();
}

static double
figure_error(const Figure *figure)
{
	return net_standard_error(figure->good, figure->bad, figure->n);
}

static Sample
figure_sample(const Figure *figure)
{
	Sample		sample =
	{figure->n, figure_value(figure), figure->squared_deviations / (figure->unit * figure->unit)};

	return sample;
}

static bool
figure_bounds(const Figure *figure, double confidence, Bounds *bounds)
{
	Sample		sample;

	if (figure->n == 0.0)
		return false;
	switch (figure->kind)
	{
		case FIGURE_SHARE:
			*bounds = wilson_bounds(figure->good, figure->n, confidence);
			return true;
		case FIGURE_NET:
			*bounds = normal_bounds(figure_value(figure), figure_error(figure), confidence);
			bounds->lower = Max(bounds->lower, -100.0);
			bounds->upper = Min(bounds->upper, 100.0);
			return true;
		case FIGURE_MEAN:
			sample = figure_sample(figure);
			if (!mean_bounds(&sample, confidence, bounds))
				return false;
			bounds->lower = Max(bounds->lower, figure->least);
			bounds->upper = Min(bounds->upper, figure->most);
			return true;
	}
	pg_unreachable();
}

/* Of two figures of one method */
static bool
figure_compare(const Figure *a, const Figure *b, double confidence, Comparison *comparison)
{
	Share		share_a = {a->good, a->n};
	Share		share_b = {b->good, b->n};
	Sample		sample_a;
	Sample		sample_b;

	if (a->n == 0.0 || b->n == 0.0)
		return false;
	switch (a->kind)
	{
		case FIGURE_SHARE:
			return compare_shares(share_a, share_b, confidence, comparison);
		case FIGURE_NET:
			*comparison =
				compare_normal(figure_value(a) - figure_value(b),
							   hypot(figure_error(a), figure_error(b)), confidence);
			comparison->bounds.lower = Max(comparison->bounds.lower, -200.0);
			comparison->bounds.upper = Min(comparison->bounds.upper, 200.0);
			return true;
		case FIGURE_MEAN:
			sample_a = figure_sample(a);
			sample_b = figure_sample(b);
			return compare_means(&sample_a, &sample_b, confidence, comparison);
	}
	pg_unreachable();
}

/* Readings: of a summary, and of a method that the second argument names, if there is one */

static bool
argument_adjusted(FunctionCallInfo fcinfo, int n)
{
	argument_not_null(fcinfo, n, "adjusted");
	return PG_GETARG_BOOL(n);
}

static Datum
score_reading(FunctionCallInfo fcinfo, const char *option, const MethodName *names, int nnames)
{
	int			method = names[0].method;
	Figure		figure;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_NARGS() > 1)
		method = argument_method(fcinfo, 1, option, names, nnames);
	figure = score_figure((const ScoreSummary *) PG_GETARG_POINTER(0), method);
	if (figure.n == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(figure_value(&figure));
}

#define SCORE_ACCESSOR(function, option, names) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	return score_reading(fcinfo, option, names, lengthof(names)); \
} \
extern int	no_such_variable

SCORE_ACCESSOR(score_summary_csat, "csat method", csat_methods);
SCORE_ACCESSOR(score_summary_ces, "ces method", ces_methods);
SCORE_ACCESSOR(score_summary_esat, "esat method", esat_methods);

PG_FUNCTION_INFO_V1(score_summary_nps);
Datum
score_summary_nps(PG_FUNCTION_ARGS)
{
	Figure		figure = score_figure((const ScoreSummary *) PG_GETARG_POINTER(0), NPS);

	if (figure.n == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(figure_value(&figure));
}

/* Shares of the answers that make a net promoter score */
#define NPS_SHARE(function, lowest, highest) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	const ScoreSummary *score = (const ScoreSummary *) PG_GETARG_POINTER(0); \
\
	if (score->n > 0) \
		require_scale(score, "a net promoter score", 0, SCORE_MAX); \
	RETURN_RATIO(answers_between(score, lowest, highest), score->n); \
} \
extern int	no_such_variable

NPS_SHARE(score_summary_promoters, 9, 10);
NPS_SHARE(score_summary_passives, 7, 8);
NPS_SHARE(score_summary_detractors, 0, 6);

PG_FUNCTION_INFO_V1(score_summary_nps_difference);
Datum
score_summary_nps_difference(PG_FUNCTION_ARGS)
{
	Figure		a = score_figure((const ScoreSummary *) PG_GETARG_POINTER(0), NPS);
	Figure		b = score_figure((const ScoreSummary *) PG_GETARG_POINTER(1), NPS);

	if (a.n == 0.0 || b.n == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(figure_value(&a) - figure_value(&b));
}

/* Uncertainty: of a named method, and by default of the one that goes with the scale */

/* Pretends three more answers, so that a unanimous sample is not taken for certainty */
static Figure
adjusted_figure(const ScoreSummary *score, Figure figure)
{
	if (figure.n == 0.0)
		return figure;
	require_scale(score, "an adjusted score", 0, SCORE_MAX);
	if (figure.kind != FIGURE_NET)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("only a net promoter score can be adjusted")));
	figure.good += 0.75;
	figure.bad += 0.75;
	figure.n += 3.0;
	return figure;
}

/* By the n-th argument, a method, and the next, whether to adjust */
static Figure
argument_figure(const ScoreSummary *score, FunctionCallInfo fcinfo, int n)
{
	int			method =
		argument_method(fcinfo, n, "score method", score_methods, lengthof(score_methods));
	Figure		figure;

	if (method == BY_SCALE)
		method = score->scale_min == 0 ? NPS : TOP_BOX;
	figure = score_figure(score, method);
	return argument_adjusted(fcinfo, n + 1) ? adjusted_figure(score, figure) : figure;
}

static bool
score_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	Figure		figure = argument_figure(summary, fcinfo, 2);

	return figure_bounds(&figure, confidence, bounds);
}

SUMMARY_CONFIDENCE(score_summary_ci_lower, score_summary_ci_upper, score_bounds);

static void
require_same_scale(const ScoreSummary *a, const ScoreSummary *b)
{
	if (a->n > 0 && b->n > 0 && (a->scale_min != b->scale_min || a->scale_max != b->scale_max))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot compare answers on the scale " INT64_FORMAT " to " INT64_FORMAT
						" with answers on the scale " INT64_FORMAT " to " INT64_FORMAT,
						a->scale_min, a->scale_max, b->scale_min, b->scale_max)));
}

static bool
score_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
			  double confidence, Comparison *comparison)
{
	Figure		a = argument_figure(summary_a, fcinfo, 3);
	Figure		b = argument_figure(summary_b, fcinfo, 3);

	require_same_scale(summary_a, summary_b);
	return figure_compare(&a, &b, confidence, comparison);
}

KPI_COMPARE(score_summary_kpi_compare, score_compare);

PG_FUNCTION_INFO_V1(score_summary_standard_error);
Datum
score_summary_standard_error(PG_FUNCTION_ARGS)
{
	const ScoreSummary *score;
	Figure		figure;
	bool		adjusted;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	score = (const ScoreSummary *) PG_GETARG_POINTER(0);
	adjusted = argument_adjusted(fcinfo, 1);
	figure = score_figure(score, NPS);
	if (figure.n == 0.0)
		PG_RETURN_NULL();
	if (adjusted)
		figure = adjusted_figure(score, figure);
	PG_RETURN_FLOAT8(figure_error(&figure));
}
