/*
 * scale.c
 *		Scales of scores: from the lowest to the highest in equal steps.
 */
#include "postgres.h"

#include "argument.h"
#include "scale.h"

#define MOST_SCORES	1001

/* Prints like seconds, which have as many decimals or more */
void
score_number_print(StringInfo out, int64 thousandths)
{
	signed_seconds_print(out, thousandths * (USECS_PER_SEC / THOUSANDTHS));
}

bool
score_number_parse(const char *string, int64 *thousandths)
{
	int64		millionths;

	if (!signed_seconds_parse(string, &millionths) ||
		millionths % (USECS_PER_SEC / THOUSANDTHS) != 0)
		return false;
	*thousandths = millionths / (USECS_PER_SEC / THOUSANDTHS);
	return true;
}

const char *
score_number_text(int64 thousandths)
{
	StringInfoData out;

	initStringInfo(&out);
	score_number_print(&out, thousandths);
	return out.data;
}

/* Returns the name of a scale in errors: "1 to 5", "0 to 5 by 0.5" */
const char *
scale_text(ScoreScale scale)
{
	const char *range = psprintf("%s to %s", score_number_text(scale.min),
								 score_number_text(scale.max));

	return scale.step == THOUSANDTHS ? range :
		psprintf("%s by %s", range, score_number_text(scale.step));
}

/* Says why it is not a scale, or returns NULL */
const char *
scale_wrong(ScoreScale scale)
{
	const int64 most = MOST_SCORE * THOUSANDTHS;

	if (scale.min < -most || scale.max > most)
		return psprintf("its scale reaches beyond " INT64_FORMAT, MOST_SCORE);
	if (scale.max <= scale.min)
		return "its scale_max is not greater than its scale_min";
	if (scale.step <= 0)
		return "its score_step is not greater than 0";
	if ((scale.max - scale.min) % scale.step != 0)
		return "its scale_max is not a whole number of steps from its scale_min";
	if (count_scores(scale) > MOST_SCORES)
		return psprintf("it has " INT64_FORMAT " scores, but at most %d are allowed",
						count_scores(scale), MOST_SCORES);
	return NULL;
}

void
require_scale_possible(ScoreScale scale)
{
	const char *wrong = scale_wrong(scale);

	if (wrong != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not a scale: %s", scale_text(scale), wrong)));
}

/* Scales that rows give */

int64
argument_scale_max(FunctionCallInfo fcinfo, int n)
{
	int64		max;

	argument_not_null(fcinfo, n, "largest score of a scale");
	max = PG_GETARG_INT64(n);
	if (max < 2 || max > MOST_SCORES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("largest score of a scale must be between 2 and %d: " INT64_FORMAT,
						MOST_SCORES, max),
				 errhint("The arguments are the score, then the scale.")));
	return max;
}

static int64
argument_thousandths(FunctionCallInfo fcinfo, int n, const char *option)
{
	int64		thousandths = 0;

	argument_not_null(fcinfo, n, option);
	if (!thousandths_of(PG_GETARG_FLOAT8(n), &thousandths))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a number with at most three decimals between "
						INT64_FORMAT " and " INT64_FORMAT ": %s",
						option, -MOST_SCORE, MOST_SCORE, number_text(PG_GETARG_FLOAT8(n)))));
	return thousandths;
}

/* Reads the arguments after the score: smallest score, largest, and the step if there is one */
ScoreScale
argument_scale(FunctionCallInfo fcinfo)
{
	ScoreScale	scale;

	scale.min = argument_thousandths(fcinfo, 2, "smallest score of a scale");
	scale.max = argument_thousandths(fcinfo, 3, "largest score of a scale");
	scale.step = PG_NARGS() == 4 ? THOUSANDTHS :
		argument_thousandths(fcinfo, 4, "step of a scale");
	return scale;
}
