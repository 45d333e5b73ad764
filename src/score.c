/*
 * score.c
 *		score_summary: answers on a scale, one counter per score.
 *
 * A scale goes from its lowest score to its highest in equal steps: 0 to 10, 1
 * to 5, 0 to 5 by 0.5.  The lowest n scores and the highest n are its boxes.
 * Every figure is a share, a net score or a mean of the answers.  That decides
 * its interval: Wilson's, a normal one, or Student's t.
 *
 *		nps				100 (9 to 10 - 0 to 6) / n, scale 0 to 10 (Reichheld 2003)
 *		top_box			good / n; good are the highest scores, as many as
 *						requested, or 3 of 3, 3 and 4 of 4, 4 and 5 of 5, 6 and
 *						7 of 7, 8 to 10 of 10
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
 * into an NPS of -100.  A score between two steps is an error too.
 *
 * The words of a summary are the scale, in thousandths, so that 4.5 and 0.1
 * are exact, the number of answers, and a counter for each score.  The scale
 * is known from the first row on, so a state has the form of a stored summary,
 * and nothing in it grows.  A summary of no rows has room for the scale 0 to
 * 10, so the state of most groups is created once.
 *
 * Text form: scale_min, scale_max, score_step if it is not 1, then
 * SCORE=ANSWERS,ANSWERS,... for each run of consecutive scores with answers.
 * Binary form: the words, n first.
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "argument.h"
#include "chart.h"
#include "comparison.h"
#include "confidence.h"
#include "exact.h"
#include "funnel.h"
#include "rate.h"
#include "sample.h"
#include "scale.h"
#include "share.h"
#include "varlena.h"

#define NPS_MAX		10
#define EASE_MAX	7

/* A summary of no rows has no scale, and 0 everywhere */
typedef struct ScoreSummary
{
	int32		vl_len_;
	int32		form;
	ScoreScale	scale;
	int64		n;				/* answers: no smaller than any other counter */
	int64		count[FLEXIBLE_ARRAY_MEMBER];	/* from the lowest score on */
} ScoreSummary;

#define SCORE_SIZE(scores)	(offsetof(ScoreSummary, count) + (scores) * sizeof(int64))
#define EMPTY_SIZE			SCORE_SIZE(NPS_MAX + 1)

/* Summaries of a scale */

static ScoreSummary *
make_score(ScoreScale scale)
{
	ScoreSummary *score = varlena_make(SCORE_SIZE(count_scores(scale)), FORM_STORED);

	score->scale = scale;
	return score;
}

static inline int64
scores_held(const ScoreSummary *score)
{
	return (VARSIZE(score) - offsetof(ScoreSummary, count)) / sizeof(int64);
}

static inline int64
number_at(const ScoreSummary *score, int64 position)
{
	return score->scale.min + position * score->scale.step;
}

static ScoreSummary *
make_empty(void)
{
	return varlena_make(EMPTY_SIZE, FORM_STORED);
}

static void
scale_changes(ScoreScale before, ScoreScale now)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("scale changes within a group: %s, then %s", scale_text(before),
					scale_text(now))));
}

/* Returns the state with the scale of a row; the first row sets it */
static ScoreSummary *
take_scale(ScoreSummary *score, ScoreScale scale)
{
	size_t		size = SCORE_SIZE(count_scores(scale));

	if (score->n != 0)
		scale_changes(score->scale, scale);
	if (size > EMPTY_SIZE)
		return make_score(scale);

	/* a state without rows has room for the scale */
	SET_VARSIZE(score, size);
	score->scale = scale;
	return score;
}

/* Rows */

static void
off_scale(const char *score, ScoreScale scale)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("score %s is off the scale %s", score, scale_text(scale))));
}

static void
not_whole(const char *score)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("score %s is not a whole number", score)));
}

static void
between_steps(const char *score, ScoreScale scale)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("score %s is not a step of the scale %s", score, scale_text(scale)),
			 errdetail("Its scores are %s, %s, and so on up to %s.", score_number_text(scale.min),
					   score_number_text(scale.min + scale.step), score_number_text(scale.max))));
}

/*
 * Counts the answer at a position of the scale.  Inlined, so that the scale is
 * a constant if it is always the same.
 */
static pg_attribute_always_inline void *
score_count(ScoreSummary *score, ScoreScale scale, int64 position, int64 step)
{
	if (unlikely(!same_scale(score->scale, scale)))
		score = take_scale(score, scale);
	summary_count(&score->n, step);
	score->count[position] += step;
	if (step < 0)
	{
		if (unlikely(score->count[position] < 0))
			return NULL;
		if (unlikely(score->n == 0))
			return make_empty();
	}
	return score;
}

/* Returns the position of a score on a scale of whole numbers, whatever its type */

static pg_attribute_always_inline int64
whole_position(int64 score, int64 min, int64 max)
{
	if (unlikely(score < min || score > max))
		off_scale(psprintf(INT64_FORMAT, score), whole_scale(min, max));
	return score - min;
}

static pg_attribute_always_inline int64
whole_position_int2(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	return whole_position(PG_GETARG_INT16(1), min, max);
}

static pg_attribute_always_inline int64
whole_position_int4(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	return whole_position(PG_GETARG_INT32(1), min, max);
}

static pg_attribute_always_inline int64
whole_position_int8(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	return whole_position(PG_GETARG_INT64(1), min, max);
}

static int64
whole_position_float8(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	double		value = PG_GETARG_FLOAT8(1);

	/* written so that NaN is off the scale */
	if (!(value > min - 1 && value < max + 1))
		off_scale(number_text(value), whole_scale(min, max));
	if (value != floor(value))
		not_whole(number_text(value));
	return whole_position((int64) value, min, max);
}

static const char *
numeric_text(Datum value)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, value));
}

static double
numeric_near(Datum value)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, value));
}

/*
 * Near the scale, only one whole number is close to the double, so the numeric
 * can only be that one
 */
static bool
numeric_is(Datum value, int64 whole)
{
	return DatumGetBool(DirectFunctionCall2(numeric_eq, value,
											DirectFunctionCall1(int8_numeric,
																Int64GetDatum(whole))));
}

static int64
whole_position_numeric(FunctionCallInfo fcinfo, int64 min, int64 max)
{
	Datum		value = PG_GETARG_DATUM(1);
	double		near = rint(numeric_near(value));

	if (!(near >= min - 1 && near <= max + 1))
		off_scale(numeric_text(value), whole_scale(min, max));
	if (!numeric_is(value, (int64) near))
		not_whole(numeric_text(value));
	return whole_position((int64) near, min, max);
}

/* Does the same on any scale */

static int64
position_at(int64 thousandths, ScoreScale scale)
{
	int64		distance = thousandths - scale.min;

	if (unlikely(thousandths < scale.min || thousandths > scale.max))
		off_scale(score_number_text(thousandths), scale);
	if (unlikely(distance % scale.step != 0))
		between_steps(score_number_text(thousandths), scale);
	return distance / scale.step;
}

static int64
position_of_integer(int64 score, ScoreScale scale)
{
	if (unlikely(score < -MOST_SCORE || score > MOST_SCORE))
		off_scale(psprintf(INT64_FORMAT, score), scale);
	return position_at(score * THOUSANDTHS, scale);
}

static int64
position_int2(FunctionCallInfo fcinfo, ScoreScale scale)
{
	return position_of_integer(PG_GETARG_INT16(1), scale);
}

static int64
position_int4(FunctionCallInfo fcinfo, ScoreScale scale)
{
	return position_of_integer(PG_GETARG_INT32(1), scale);
}

static int64
position_int8(FunctionCallInfo fcinfo, ScoreScale scale)
{
	return position_of_integer(PG_GETARG_INT64(1), scale);
}

/* Reports a score that is not a number of thousandths, and the double near it */
static void
no_position(const char *score, double near, ScoreScale scale)
{
	/* written so that NaN is off the scale */
	if (!(near * THOUSANDTHS >= scale.min && near * THOUSANDTHS <= scale.max))
		off_scale(score, scale);
	between_steps(score, scale);
}

static int64
position_float8(FunctionCallInfo fcinfo, ScoreScale scale)
{
	double		value = PG_GETARG_FLOAT8(1);
	int64		thousandths = 0;

	if (!thousandths_of(value, &thousandths))
		no_position(number_text(value), value, scale);
	return position_at(thousandths, scale);
}

static int64
position_numeric(FunctionCallInfo fcinfo, ScoreScale scale)
{
	Datum		value = PG_GETARG_DATUM(1);
	double		near = numeric_near(value);
	Datum		thousand = DirectFunctionCall1(int8_numeric, Int64GetDatum(THOUSANDTHS));

	if (!(fabs(near) <= MOST_SCORE) ||
		!numeric_is(DirectFunctionCall2(numeric_mul, value, thousand),
					(int64) rint(near * THOUSANDTHS)))
		no_position(numeric_text(value), near, scale);
	return position_at((int64) rint(near * THOUSANDTHS), scale);
}

/* Checks the scale of the arguments if it is not that of the row before */
static pg_attribute_always_inline void *
score_count_of(ScoreSummary *score, FunctionCallInfo fcinfo, int64 step,
			   int64 (*whole_position) (FunctionCallInfo, int64, int64),
			   int64 (*position) (FunctionCallInfo, ScoreScale))
{
	ScoreScale	scale;

	if (PG_ARGISNULL(1))
		return score;
	scale = argument_scale(fcinfo);
	if (unlikely(!same_scale(score->scale, scale)))
		require_scale_possible(scale);
	return score_count(score, scale, is_whole(scale) ?
					   whole_position(fcinfo, scale.min / THOUSANDTHS, scale.max / THOUSANDTHS) :
					   position(fcinfo, scale), step);
}

/*
 * For each type of score: rows of (score) on the scale 0 to 10, of (ease) on
 * the scale 1 to 7, of (score, scale_max) on the scale 1 to scale_max, and of
 * (score, scale_min, scale_max) with or without a step
 */
#define SCORE_TAKES(type) \
static pg_attribute_always_inline void * \
score_take_##type(void *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	return score_count(score, whole_scale(0, NPS_MAX), \
					   whole_position_##type(fcinfo, 0, NPS_MAX), step); \
} \
static pg_attribute_always_inline void * \
score_take_ease_##type(void *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	return score_count(score, whole_scale(1, EASE_MAX), \
					   whole_position_##type(fcinfo, 1, EASE_MAX), step); \
} \
static pg_attribute_always_inline void * \
score_take_scaled_##type(void *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	int64		max; \
\
	if (PG_ARGISNULL(1)) \
		return score; \
	max = argument_scale_max(fcinfo, 2); \
	return score_count(score, whole_scale(1, max), whole_position_##type(fcinfo, 1, max), step); \
} \
static void * \
score_take_stepped_##type(void *score, FunctionCallInfo fcinfo, int64 step) \
{ \
	return score_count_of(score, fcinfo, step, whole_position_##type, position_##type); \
} \
extern int	no_such_variable

SCORE_TAKES(int2);
SCORE_TAKES(int4);
SCORE_TAKES(int8);
SCORE_TAKES(float8);
SCORE_TAKES(numeric);

/* Says what no rows could have produced */

static const char *
score_invalid(const void *stored)
{
	const ScoreSummary *score = stored;
	uint64		total = 0;

	if (score->n == 0)
		return VARSIZE(score) == EMPTY_SIZE && score->scale.step == 0 && score->scale.min == 0 &&
			score->scale.max == 0 ? NULL : "it has a scale but no answers";
	if (score->n < 0)
		return psprintf("its n is " INT64_FORMAT, score->n);
	for (int64 i = 0; i < scores_held(score); i++)
	{
		if (score->count[i] < 0)
			return psprintf("its counter score_%s is " INT64_FORMAT,
							score_number_text(number_at(score, i)),
							score->count[i]);
		total += score->count[i];
		if (total > (uint64) score->n)
			break;
	}
	return total != (uint64) score->n ? "its n is not the sum of its scores" : NULL;
}

/* Merge and un-merge */

static void
require_one_scale(const ScoreSummary *a, const ScoreSummary *b)
{
	if (unlikely(!same_scale(a->scale, b->scale)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot combine a score_summary of the scale %s with one of %s",
						scale_text(a->scale), scale_text(b->scale))));
}

static void *
score_add(const VarlenaFamily *family, void *state, const void *stored)
{
	ScoreSummary *score = state;
	const ScoreSummary *other = stored;

	if (other->n == 0)
		return score;
	if (unlikely(score->n == 0))
		score = take_scale(score, other->scale);
	require_one_scale(score, other);
	summary_count(&score->n, other->n);
	for (int64 i = 0; i < scores_held(score); i++)
		score->count[i] += other->count[i];
	return score;
}

static void *
score_subtract(const VarlenaFamily *family, void *state, const void *stored)
{
	ScoreSummary *score = state;
	const ScoreSummary *other = stored;

	if (other->n == 0)
		return score;
	if (score->n < other->n)
		return NULL;
	require_one_scale(score, other);
	score->n -= other->n;
	for (int64 i = 0; i < scores_held(score); i++)
	{
		score->count[i] -= other->count[i];
		if (score->count[i] < 0)
			return NULL;
	}
	return score->n == 0 ? make_empty() : score;
}

/* Text form */

static int64
score_count_entries(const void *stored)
{
	return ((const ScoreSummary *) stored)->n;
}

static void
score_print(const VarlenaFamily *family, StringInfo out, const void *stored)
{
	const ScoreSummary *score = stored;

	appendStringInfoString(out, " scale_min=");
	score_number_print(out, score->scale.min);
	appendStringInfoString(out, " scale_max=");
	score_number_print(out, score->scale.max);
	if (score->scale.step != THOUSANDTHS)
	{
		appendStringInfoString(out, " score_step=");
		score_number_print(out, score->scale.step);
	}
	for (int64 i = 0; i < scores_held(score); i++)
		if (score->count[i] > 0)
		{
			bool		is_in_run = i > 0 && score->count[i - 1] > 0;

			appendStringInfoChar(out, is_in_run ? ',' : ' ');
			if (!is_in_run)
			{
				score_number_print(out, number_at(score, i));
				appendStringInfoChar(out, '=');
			}
			counter_print(out, score->count[i]);
		}
}

/* As jsonb */

/* Thousandths are at most 10^9, so the double with the fewest digits is the number itself */
static void
thousandths_to_json(Json *json, const char *key, int64 thousandths, bool known)
{
	if (known)
		json_number(json, key, (double) thousandths / THOUSANDTHS);
	else
		json_null(json, key);
}

static void
score_write(const VarlenaFamily *family, Json *json, const void *stored)
{
	const ScoreSummary *score = stored;
	bool		has_scale = score->n > 0;

	json_count(json, "n", score->n);
	thousandths_to_json(json, "scale_min", score->scale.min, has_scale);
	thousandths_to_json(json, "scale_max", score->scale.max, has_scale);
	thousandths_to_json(json, "score_step", score->scale.step, has_scale);
	json_list_begin(json, "scores");
	for (int64 i = 0; has_scale && i < scores_held(score); i++)
	{
		json_object_begin(json, NULL);
		thousandths_to_json(json, "score", number_at(score, i), true);
		json_count(json, "n", score->count[i]);
		json_object_end(json);
	}
	json_list_end(json);
}

/* Reads the counter of a score and moves behind it; returns what is wrong with it, or NULL */
static const char *
counter_parse_at(ScoreSummary *score, int64 position, const char **counters)
{
	int64	   *count = &score->count[position];

	if (position >= scores_held(score))
		return "has more numbers of answers than the scale has scores";
	if (*count != 0)
		return "gives a score twice";
	if (!counter_parse(counters, INT64_DIGITS, count) || *count == 0 ||
		(**counters != ',' && **counters != '\0'))
		return "has a number of answers that is not a positive whole number";
	if (pg_add_s64_overflow(score->n, *count, &score->n))
		return "makes the number of all answers too large";
	return NULL;
}

/* Reads the counters of consecutive scores; returns what is wrong with them, or NULL */
static const char *
run_parse(ScoreSummary *score, const char *name, const char *value)
{
	ScoreScale	scale = score->scale;
	const char *counters = value;
	const char *wrong;
	int64		thousandths;
	int64		position;

	if (!score_number_parse(name, &thousandths) || thousandths < scale.min ||
		thousandths > scale.max || (thousandths - scale.min) % scale.step != 0)
		return psprintf("%s is not a score of the scale %s.", name, scale_text(scale));
	position = (thousandths - scale.min) / scale.step;
	while ((wrong = counter_parse_at(score, position, &counters)) == NULL && *counters == ',')
	{
		counters++;
		position++;
	}
	return wrong == NULL ? NULL : psprintf("\"%s=%s\" %s.", name, value, wrong);
}

/* Labels come first and in this order; the form counts them until the scale is known */
static const char *
label_field_parse(ScoreSummary *score, const char *name, const char *value)
{
	static const char *const labels[] = {"scale_min", "scale_max", "score_step"};
	int64	   *words[] = {&score->scale.min, &score->scale.max, &score->scale.step};
	int32		label = score->n > 0 ? (int32) lengthof(labels) : score->form++;

	if (label >= (int32) lengthof(labels) || strcmp(name, labels[label]) != 0)
		return psprintf("\"%s=%s\" is not a field of a score_summary, or is out of place.", name,
						value);
	if (!score_number_parse(value, words[label]))
		return psprintf("The value \"%s\" of %s is not a number with at most three decimals, "
						"or is too large.", value, name);
	return NULL;
}

/* Gives the summary the counters of the scale in its labels */
static const char *
labels_end(ScoreSummary **score)
{
	ScoreScale	scale = (*score)->scale;
	const char *wrong;

	if ((*score)->form < 2)
		return "Its scale_min and scale_max must come before its scores.";
	if ((*score)->form == 2)
		scale.step = THOUSANDTHS;
	wrong = summary_impossible(scale_wrong(scale));
	if (wrong == NULL)
		*score = make_score(scale);
	return wrong;
}

static const char *
score_parse(const VarlenaFamily *family, void **state, char *token)
{
	ScoreSummary **score = (ScoreSummary **) state;
	char	   *value = strchr(token, '=');
	bool		has_counters = (*score)->form == FORM_STORED && (*score)->scale.step > 0;
	bool		is_counter = *token == '-' || is_digit(*token);
	const char *wrong = NULL;

	if (value == NULL)
		return psprintf("\"%s\" is not of the form name=value.", token);
	*value++ = '\0';
	if (!is_counter)
		return label_field_parse(*score, token, value);
	if (!has_counters)
		wrong = labels_end(score);
	return wrong != NULL ? wrong : run_parse(*score, token, value);
}

/* Binary form */

static void
score_send(StringInfo out, const void *stored)
{
	const ScoreSummary *score = stored;

	pq_sendint64(out, score->n);
	pq_sendint64(out, score->scale.min);
	pq_sendint64(out, score->scale.max);
	pq_sendint64(out, score->scale.step);
	if (score->n > 0)
		for (int64 i = 0; i < scores_held(score); i++)
			pq_sendint64(out, score->count[i]);
}

static const char *
score_receive(const VarlenaFamily *family, StringInfo message, void **state)
{
	ScoreSummary *score = *state;
	int64		n = pq_getmsgint64(message);
	const char *wrong;

	score->scale.min = pq_getmsgint64(message);
	score->scale.max = pq_getmsgint64(message);
	score->scale.step = pq_getmsgint64(message);
	if (n == 0)
		return NULL;
	wrong = scale_wrong(score->scale);
	if (wrong != NULL)
		return wrong;
	score = make_score(score->scale);
	score->n = n;
	for (int64 i = 0; i < scores_held(score); i++)
		score->count[i] = pq_getmsgint64(message);
	*state = score;
	return NULL;
}

static const VarlenaFamily score_summary_family = {
	.type_name = "score_summary",
	.empty_size = EMPTY_SIZE,
	.invalid = score_invalid,
	.count_entries = score_count_entries,
	.print = score_print,
	.write = score_write,
	.parse = score_parse,
	.send = score_send,
	.receive = score_receive,
	.add = score_add,
	.subtract = score_subtract
};

VARLENA_FAMILY(score_summary);

/* Rows */

VARLENA_TRANSITION(score_summary_count_int2, score_summary_uncount_int2,
				   &score_summary_family, score_take_int2);
VARLENA_TRANSITION(score_summary_count_ease_int2, score_summary_uncount_ease_int2,
				   &score_summary_family, score_take_ease_int2);
VARLENA_TRANSITION(score_summary_count_scaled_int2, score_summary_uncount_scaled_int2,
				   &score_summary_family, score_take_scaled_int2);
VARLENA_TRANSITION(score_summary_count_stepped_int2, score_summary_uncount_stepped_int2,
				   &score_summary_family, score_take_stepped_int2);
VARLENA_TRANSITION(score_summary_count_int4, score_summary_uncount_int4,
				   &score_summary_family, score_take_int4);
VARLENA_TRANSITION(score_summary_count_ease_int4, score_summary_uncount_ease_int4,
				   &score_summary_family, score_take_ease_int4);
VARLENA_TRANSITION(score_summary_count_scaled_int4, score_summary_uncount_scaled_int4,
				   &score_summary_family, score_take_scaled_int4);
VARLENA_TRANSITION(score_summary_count_stepped_int4, score_summary_uncount_stepped_int4,
				   &score_summary_family, score_take_stepped_int4);
VARLENA_TRANSITION(score_summary_count_int8, score_summary_uncount_int8,
				   &score_summary_family, score_take_int8);
VARLENA_TRANSITION(score_summary_count_ease_int8, score_summary_uncount_ease_int8,
				   &score_summary_family, score_take_ease_int8);
VARLENA_TRANSITION(score_summary_count_scaled_int8, score_summary_uncount_scaled_int8,
				   &score_summary_family, score_take_scaled_int8);
VARLENA_TRANSITION(score_summary_count_stepped_int8, score_summary_uncount_stepped_int8,
				   &score_summary_family, score_take_stepped_int8);
VARLENA_TRANSITION(score_summary_count_float8, score_summary_uncount_float8,
				   &score_summary_family, score_take_float8);
VARLENA_TRANSITION(score_summary_count_ease_float8, score_summary_uncount_ease_float8,
				   &score_summary_family, score_take_ease_float8);
VARLENA_TRANSITION(score_summary_count_scaled_float8, score_summary_uncount_scaled_float8,
				   &score_summary_family, score_take_scaled_float8);
VARLENA_TRANSITION(score_summary_count_stepped_float8, score_summary_uncount_stepped_float8,
				   &score_summary_family, score_take_stepped_float8);
VARLENA_TRANSITION(score_summary_count_numeric, score_summary_uncount_numeric,
				   &score_summary_family, score_take_numeric);
VARLENA_TRANSITION(score_summary_count_ease_numeric, score_summary_uncount_ease_numeric,
				   &score_summary_family, score_take_ease_numeric);
VARLENA_TRANSITION(score_summary_count_scaled_numeric, score_summary_uncount_scaled_numeric,
				   &score_summary_family, score_take_scaled_numeric);
VARLENA_TRANSITION(score_summary_count_stepped_numeric, score_summary_uncount_stepped_numeric,
				   &score_summary_family, score_take_stepped_numeric);

/* Figures */

static inline const ScoreSummary *
argument_score(FunctionCallInfo fcinfo, int n, ShortRoom *room)
{
	return varlena_look(&score_summary_family, fcinfo, n, room);
}

PG_FUNCTION_INFO_V1(score_summary_n_counted);
Datum
score_summary_n_counted(PG_FUNCTION_ARGS)
{
	ShortRoom	room;

	PG_RETURN_INT64(argument_score(fcinfo, 0, &room)->n);
}

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
	PROMOTERS,
	PASSIVES,
	DETRACTORS,
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
	{"promoters", PROMOTERS},
	{"passives", PASSIVES},
	{"detractors", DETRACTORS},
	{"by_scale", BY_SCALE}
};

static const MethodName share_methods[] = {
	{"top_box", TOP_BOX},
	{"good_over_rated", GOOD_OVER_RATED},
	{"share_easy", SHARE_EASY},
	{"promoters", PROMOTERS},
	{"passives", PASSIVES},
	{"detractors", DETRACTORS}
};

/*
 * How to read the answers; boxes is the number of scores at an end of the
 * scale that are good, or bad
 */
typedef struct Reading
{
	ScoreMethod method;
	int64		boxes;
} Reading;

#define USUAL_BOXES	0

/* Returns the name of a method that all readings know */
static const char *
method_name(ScoreMethod method)
{
	for (int i = 0; i < (int) lengthof(score_methods); i++)
		if (score_methods[i].method == (int) method)
			return score_methods[i].name;
	pg_unreachable();
}

typedef struct Figure
{
	enum
	{
		FIGURE_SHARE,			/* good / n */
		FIGURE_NET,				/* 100 (good - bad) / n */
		FIGURE_MEAN				/* mean */
	}			kind;
	double		n;				/* 0: unknown */
	double		good;
	double		bad;
	double		pretended;		/* answers that an interval adds at each end
								 * of a net score, and twice as many between
								 * them */
	double		mean;
	double		squared_deviations;
	double		least;			/* the least figure that the scale allows */
	double		most;
} Figure;

/* Counts the answers at positions of the scale */
static int64
answers_between(const ScoreSummary *score, int64 first, int64 last)
{
	int64		answers = 0;

	for (int64 i = first; i <= last; i++)
		answers += score->count[i];
	return answers;
}

static int64
argument_position(const ScoreSummary *score, FunctionCallInfo fcinfo, int n)
{
	double		value = PG_GETARG_FLOAT8(n);
	int64		thousandths = 0;

	if (!thousandths_of(value, &thousandths))
		no_position(number_text(value), value, score->scale);
	return position_at(thousandths, score->scale);
}

/* (summary, lowest, highest): a summary of no answers has no scale to compare with */
PG_FUNCTION_INFO_V1(score_summary_score_count);
Datum
score_summary_score_count(PG_FUNCTION_ARGS)
{
	ShortRoom	room;
	const ScoreSummary *score = argument_score(fcinfo, 0, &room);
	int64		lowest;
	int64		highest;

	if (score->n == 0)
		PG_RETURN_INT64(0);
	lowest = argument_position(score, fcinfo, 1);
	highest = argument_position(score, fcinfo, 2);
	if (lowest > highest)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lowest score must not be above the highest: %s is above %s",
						score_number_text(number_at(score, lowest)),
						score_number_text(number_at(score, highest)))));
	PG_RETURN_INT64(answers_between(score, lowest, highest));
}

PG_FUNCTION_INFO_V1(score_summary_total);
Datum
score_summary_total(PG_FUNCTION_ARGS)
{
	ShortRoom	room;
	const ScoreSummary *score = argument_score(fcinfo, 0, &room);
	int128		total = 0;

	for (int64 i = 0; i < scores_held(score); i++)
		total += (int128) score->count[i] * number_at(score, i);
	PG_RETURN_FLOAT8((double) total / THOUSANDTHS);
}

/* None of the squares is negative, so nothing cancels */
PG_FUNCTION_INFO_V1(score_summary_sum_of_squares);
Datum
score_summary_sum_of_squares(PG_FUNCTION_ARGS)
{
	ShortRoom	room;
	const ScoreSummary *score = argument_score(fcinfo, 0, &room);
	double		total = 0.0;

	for (int64 i = 0; i < scores_held(score); i++)
	{
		double		number = (double) number_at(score, i);

		total += (double) score->count[i] * number * number;
	}
	PG_RETURN_FLOAT8(total / (THOUSANDTHS * THOUSANDTHS));
}

static int64
lowest_answers(const ScoreSummary *score, int64 boxes)
{
	return answers_between(score, 0, boxes - 1);
}

static int64
highest_answers(const ScoreSummary *score, int64 boxes)
{
	return answers_between(score, scores_held(score) - boxes, scores_held(score) - 1);
}

static void
require_scale(const ScoreSummary *score, const char *figure, int64 min, int64 max)
{
	if (!same_scale(score->scale, whole_scale(min, max)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s needs the scale %s, not %s", figure,
						scale_text(whole_scale(min, max)), scale_text(score->scale))));
}

/* Returns how many scores at each end of the scale are good, and bad, by default */
static int64
usual_boxes(const ScoreSummary *score)
{
	/* for the scales up to 3, 4, 5, 7 and 10 */
	static const int boxes[] = {0, 0, 0, 1, 2, 2, 0, 2, 0, 0, 3};
	int64		max = scores_held(score);

	if (!same_scale(score->scale, whole_scale(1, max)) || max >= (int64) lengthof(boxes) ||
		boxes[max] == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no top box is defined on the scale %s", scale_text(score->scale)),
				 errdetail("It is defined on the scales from 1 to 3, 4, 5, 7 and 10."),
				 errhint("Say how many of the highest scores are good, as in boxes => 2.")));
	return boxes[max];
}

/* Good and bad scores must not meet; if none is bad, not all may be good */
static int64
box_count(const ScoreSummary *score, int64 boxes, bool at_both_ends)
{
	int64		most = at_both_ends ? scores_held(score) / 2 : scores_held(score) - 1;

	if (boxes == USUAL_BOXES)
		return usual_boxes(score);
	if (boxes > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("boxes must be at most " INT64_FORMAT
						" %s of the scale %s, not " INT64_FORMAT, most,
						at_both_ends ? "at each end" : "at the top", scale_text(score->scale),
						boxes)));
	return boxes;
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

/* Mean of scores above zero, in units; all in thousandths, so that nothing cancels */
static Figure
mean_figure(const ScoreSummary *score, int64 zero, int64 unit)
{
	Figure		figure = {
		.kind = FIGURE_MEAN,
		.n = score->n,
		.least = (double) (score->scale.min - zero) / unit,
		.most = (double) (score->scale.max - zero) / unit
	};
	int128		total = 0;

	for (int64 i = 0; i < scores_held(score); i++)
		total += (int128) score->count[i] * (number_at(score, i) - zero);
	figure.mean = (double) total / (figure.n * unit);
	for (int64 i = 0; i < scores_held(score); i++)
	{
		double		deviation = (double) (number_at(score, i) - zero) / unit - figure.mean;

		figure.squared_deviations += score->count[i] * deviation * deviation;
	}
	return figure;
}

static Figure
mean_of_scale_figure(const ScoreSummary *score)
{
	if (score->scale.max <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mean_of_scale needs a scale that ends above 0, not %s",
						scale_text(score->scale)),
				 errhint("normalized works on any scale.")));
	return mean_figure(score, 0, score->scale.max);
}

/* Figures of promoters or of ease need one particular scale */
static void
require_scale_of_method(const ScoreSummary *score, ScoreMethod method)
{
	switch (method)
	{
		case NPS:
		case PROMOTERS:
		case PASSIVES:
		case DETRACTORS:
			require_scale(score, "a net promoter score", 0, NPS_MAX);
			break;
		case MEAN_EASE:
		case SHARE_EASY:
		case NET_EASY:
			require_scale(score, "a customer effort score", 1, EASE_MAX);
			break;
		default:
			break;
	}
}

/* Good scores among all answers, or among the good and the bad, or good minus bad */
static Figure
box_figure(const ScoreSummary *score, Reading reading)
{
	int64		boxes = box_count(score, reading.boxes, reading.method != TOP_BOX);
	int64		good = highest_answers(score, boxes);

	if (reading.method == TOP_BOX)
		return share_figure(good, score->n);
	if (reading.method == GOOD_OVER_RATED)
		return share_figure(good, good + lowest_answers(score, boxes));
	return net_figure(good, lowest_answers(score, boxes), score->n);
}

/* Returns the figure of the answers by a method; without n if there is none */
static Figure
score_figure(const ScoreSummary *score, Reading reading)
{
	if (score->n == 0)
		return share_figure(0, 0);
	require_scale_of_method(score, reading.method);
	switch (reading.method)
	{
		case NPS:
			return net_figure(answers_between(score, 9, 10), answers_between(score, 0, 6),
							  score->n);
		case PROMOTERS:
			return share_figure(answers_between(score, 9, 10), score->n);
		case PASSIVES:
			return share_figure(answers_between(score, 7, 8), score->n);
		case DETRACTORS:
			return share_figure(answers_between(score, 0, 6), score->n);
		case TOP_BOX:
		case GOOD_OVER_RATED:
		case NET:
			return box_figure(score, reading);
		case MEAN:
		case MEAN_EASE:
			return mean_figure(score, 0, THOUSANDTHS);
		case NORMALIZED:
			return mean_figure(score, score->scale.min, score->scale.max - score->scale.min);
		case MEAN_OF_SCALE:
			return mean_of_scale_figure(score);
		case SHARE_EASY:
			return share_figure(highest_answers(score, 3), score->n);
		case NET_EASY:
			return net_figure(highest_answers(score, 2), lowest_answers(score, 3), score->n);
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
			return figure->mean;
	}
	pg_unreachable();
}

/* Adds the additional answers, so that a unanimous sample does not seem certain */
static Figure
adjusted_figure(const Figure *figure)
{
	Figure		adjusted = *figure;

	adjusted.good += figure->pretended;
	adjusted.bad += figure->pretended;
	adjusted.n += 4.0 * figure->pretended;
	return adjusted;
}

static double
figure_error(const Figure *figure)
{
	return net_standard_error(figure->good, figure->bad, figure->n);
}

/* Returns answers as numbers whose mean is the figure: 1 and 0, or 100, 0 and -100, or scores */
static Sample
figure_sample(const Figure *figure)
{
	double		net = figure->good - figure->bad;
	Sample		sample = {figure->n, figure->mean, figure->squared_deviations};

	if (figure->n == 0.0 || figure->kind == FIGURE_MEAN)
		return sample;
	sample.mean = figure_value(figure);
	if (figure->kind == FIGURE_SHARE)
		sample.squared_deviations = figure->good * (figure->n - figure->good) / figure->n;
	else
		sample.squared_deviations =
			1e4 * (figure->good + figure->bad - net * net / figure->n);
	return sample;
}

static bool
figure_bounds(const Figure *figure, double confidence, Bounds *bounds)
{
	Figure		adjusted;
	Sample		sample;

	if (figure->n == 0.0)
		return false;
	switch (figure->kind)
	{
		case FIGURE_SHARE:
			*bounds = wilson_bounds(figure->good, figure->n, confidence);
			return true;
		case FIGURE_NET:
			adjusted = adjusted_figure(figure);
			if (adjusted.n < 2.0)
				return false;
			*bounds =
				normal_bounds(figure_value(&adjusted), figure_error(&adjusted), confidence);
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

/* The difference is that of the scores; interval and p-value are those of the adjusted scores */
static Comparison
compare_net_scores(const Figure *a, const Figure *b, double confidence)
{
	Figure		adjusted_a = adjusted_figure(a);
	Figure		adjusted_b = adjusted_figure(b);
	Comparison	comparison = difference_only(figure_value(a) - figure_value(b));

	if (adjusted_a.n < 2.0 || adjusted_b.n < 2.0)
		return comparison;
	comparison = compare_normal(figure_value(&adjusted_a) - figure_value(&adjusted_b),
								hypot(figure_error(&adjusted_a), figure_error(&adjusted_b)),
								confidence);
	comparison.difference = figure_value(a) - figure_value(b);
	comparison.bounds.lower = Max(comparison.bounds.lower, -200.0);
	comparison.bounds.upper = Min(comparison.bounds.upper, 200.0);
	return comparison;
}

/* Compares two figures of one method */
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
			*comparison = compare_net_scores(a, b, confidence);
			return true;
		case FIGURE_MEAN:
			sample_a = figure_sample(a);
			sample_b = figure_sample(b);
			return compare_means(&sample_a, &sample_b, confidence, comparison);
	}
	pg_unreachable();
}

/* Readings of a summary, and of a method that the second argument names, if there is one */

/* Reads boxes; NULL means the default */
static int64
argument_boxes(FunctionCallInfo fcinfo, int n, ScoreMethod method)
{
	if (PG_ARGISNULL(n))
		return USUAL_BOXES;
	if (method != TOP_BOX && method != GOOD_OVER_RATED && method != NET)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("boxes are for top_box, good_over_rated and net, not for %s",
						method_name(method))));
	if (PG_GETARG_INT64(n) < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("boxes must be at least 1: " INT64_FORMAT, PG_GETARG_INT64(n))));
	return PG_GETARG_INT64(n);
}

static Datum
score_reading(FunctionCallInfo fcinfo, const char *option, const MethodName *names, int nnames)
{
	Reading		reading = {names[0].method, USUAL_BOXES};
	ShortRoom	room;
	Figure		figure;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_NARGS() > 1)
		reading.method = argument_method(fcinfo, 1, option, names, nnames);
	if (PG_NARGS() > 2)
		reading.boxes = argument_boxes(fcinfo, 2, reading.method);
	figure = score_figure(argument_score(fcinfo, 0, &room), reading);
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

static Figure
method_figure(FunctionCallInfo fcinfo, int n, ScoreMethod method)
{
	Reading		reading = {method, USUAL_BOXES};
	ShortRoom	room;

	return score_figure(argument_score(fcinfo, n, &room), reading);
}

/* Readings whose method is that of the function's name */
#define METHOD_ACCESSOR(function, method) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	Figure		figure = method_figure(fcinfo, 0, method); \
\
	if (figure.n == 0.0) \
		PG_RETURN_NULL(); \
	PG_RETURN_FLOAT8(figure_value(&figure)); \
} \
extern int	no_such_variable

METHOD_ACCESSOR(score_summary_nps, NPS);
METHOD_ACCESSOR(score_summary_promoters, PROMOTERS);
METHOD_ACCESSOR(score_summary_passives, PASSIVES);
METHOD_ACCESSOR(score_summary_detractors, DETRACTORS);

PG_FUNCTION_INFO_V1(score_summary_nps_difference);
Datum
score_summary_nps_difference(PG_FUNCTION_ARGS)
{
	Figure		a = method_figure(fcinfo, 0, NPS);
	Figure		b = method_figure(fcinfo, 1, NPS);

	if (a.n == 0.0 || b.n == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(figure_value(&a) - figure_value(&b));
}

/* Returns a share, by the method in the n-th argument and the boxes in the next one */
static Share
argument_share(const void *summary, FunctionCallInfo fcinfo, int n)
{
	ShortRoom	room;
	Reading		reading;
	Figure		figure;
	Share		share;

	reading.method = argument_method(fcinfo, n, "method of a share", share_methods,
									 lengthof(share_methods));
	reading.boxes = argument_boxes(fcinfo, n + 1, reading.method);
	figure = score_figure(argument_score(fcinfo, 0, &room), reading);
	share.part = figure.good;
	share.whole = figure.n;
	return share;
}

SUMMARY_CHARTS(score_summary_p_chart, score_summary_p_prime_chart, argument_share, SHARES);
SHARE_FUNNEL(score_summary_funnel, share_funnel, argument_share);

SHARE_AS_RATE(score_summary_as_rate, ScoreSummary, argument_share, 0, 0);

/* Uncertainty of a named method, and by default of the method that goes with the scale */

#define PRETENDED	0.75

/*
 * Reads the number of additional answers in the n-th argument; by default only
 * net scores have some
 */
static double
argument_pretended(FunctionCallInfo fcinfo, int n, const Figure *figure)
{
	bool		is_net = figure->kind == FIGURE_NET || figure->n == 0.0;

	if (!PG_ARGISNULL(n) && PG_GETARG_BOOL(n) && !is_net)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("only a net score can be adjusted")));
	return is_net && (PG_ARGISNULL(n) || PG_GETARG_BOOL(n)) ? PRETENDED : 0.0;
}

/* Chooses net promoters on their scale; but boxes request a top box */
static ScoreMethod
method_by_scale(const ScoreSummary *score, bool has_boxes)
{
	return !has_boxes && same_scale(score->scale, whole_scale(0, NPS_MAX)) ? NPS : TOP_BOX;
}

static ScoreMethod
argument_score_method(FunctionCallInfo fcinfo, int n, const ScoreSummary *score, bool has_boxes)
{
	ScoreMethod method =
		argument_method(fcinfo, n, "score method", score_methods, lengthof(score_methods));

	return method == BY_SCALE ? method_by_scale(score, has_boxes) : method;
}

/*
 * Returns a figure by the method in the n-th argument, and in the next ones
 * whether to adjust, and boxes
 */
static Figure
argument_figure(const ScoreSummary *score, FunctionCallInfo fcinfo, int n)
{
	Reading		reading;
	Figure		figure;

	reading.method = argument_score_method(fcinfo, n, score, !PG_ARGISNULL(n + 2));
	reading.boxes = argument_boxes(fcinfo, n + 2, reading.method);
	figure = score_figure(score, reading);
	figure.pretended = argument_pretended(fcinfo, n + 1, &figure);
	return figure;
}

static bool
score_bounds(const void *summary, FunctionCallInfo fcinfo, double confidence, Bounds *bounds)
{
	ShortRoom	room;
	Figure		figure = argument_figure(argument_score(fcinfo, 0, &room), fcinfo, 2);

	return figure_bounds(&figure, confidence, bounds);
}

SUMMARY_CONFIDENCE(score_summary_ci_lower, score_summary_ci_upper, score_bounds);

static void
require_same_scale(const ScoreSummary *a, const ScoreSummary *b)
{
	if (a->n > 0 && b->n > 0 && !same_scale(a->scale, b->scale))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot compare answers on the scale %s with answers on the scale %s",
						scale_text(a->scale), scale_text(b->scale))));
}

static bool
score_compare(const void *summary_a, const void *summary_b, FunctionCallInfo fcinfo,
			  double confidence, Comparison *comparison)
{
	ShortRoom	room_a;
	ShortRoom	room_b;
	const ScoreSummary *score_a = argument_score(fcinfo, 0, &room_a);
	const ScoreSummary *score_b = argument_score(fcinfo, 1, &room_b);
	Figure		a = argument_figure(score_a, fcinfo, 3);
	Figure		b = argument_figure(score_b, fcinfo, 3);

	require_same_scale(score_a, score_b);
	return figure_compare(&a, &b, confidence, comparison);
}

KPI_COMPARE(score_summary_kpi_compare, score_compare);

PG_FUNCTION_INFO_V1(score_summary_standard_error);
Datum
score_summary_standard_error(PG_FUNCTION_ARGS)
{
	Figure		figure;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	argument_not_null(fcinfo, 1, "adjusted");
	figure = method_figure(fcinfo, 0, NPS);
	if (figure.n == 0.0)
		PG_RETURN_NULL();
	if (PG_GETARG_BOOL(1))
	{
		figure.pretended = PRETENDED;
		figure = adjusted_figure(&figure);
	}
	PG_RETURN_FLOAT8(figure_error(&figure));
}

/* Damping, by the method that the n-th argument names */

static void
require_scale_of_groups(const ScoreSummary *score, ScoreScale *scale)
{
	if (scale->step != 0 && !same_scale(*scale, score->scale))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("groups with answers on the scales %s and %s cannot damp each other",
						scale_text(*scale), scale_text(score->scale)),
				 errhint("Partition by the scale.")));
	*scale = score->scale;
}

StaticAssertDecl(sizeof(ScoreScale) <= GROUP_MEMORY, "a scale does not fit the memory of groups");

static Sample
score_sample(FunctionCallInfo fcinfo, int n, void *memory)
{
	ShortRoom	room;
	const ScoreSummary *score = argument_score(fcinfo, 0, &room);
	Reading		reading = {MEAN, USUAL_BOXES};
	Figure		figure;

	reading.method = argument_score_method(fcinfo, n, score, false);
	if (score->n > 0)
		require_scale_of_groups(score, memory);
	figure = score_figure(score, reading);
	return figure_sample(&figure);
}

SAMPLE_FUNCTION(score_summary_damped_mean, sample_damped_mean, score_sample);
SAMPLE_FUNCTION(score_summary_damped_mean_over, sample_damped_mean_over, score_sample);
SAMPLE_FUNCTION(score_summary_damped_lower_over, sample_damped_lower_over, score_sample);
SAMPLE_FUNCTION(score_summary_damped_upper_over, sample_damped_upper_over, score_sample);
SAMPLE_FUNCTION(score_summary_damping_weight_over, sample_damping_weight_over, score_sample);
