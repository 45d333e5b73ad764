/*
 * scale.h
 *		Scales of scores: from the lowest to the highest in equal steps.
 *
 * Scales are stored in thousandths, so that 4.5 and 0.1 are exact.
 */
#ifndef SCALE_H
#define SCALE_H

#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "lib/stringinfo.h"

#define THOUSANDTHS	1000
#define MOST_SCORE	INT64CONST(1000000000)

typedef struct ScoreScale
{
	int64		min;
	int64		max;
	int64		step;
} ScoreScale;

extern void score_number_print(StringInfo out, int64 thousandths);
extern bool score_number_parse(const char *string, int64 *thousandths);
extern const char *score_number_text(int64 thousandths);
extern const char *scale_text(ScoreScale scale);
extern const char *scale_wrong(ScoreScale scale);
extern void require_scale_possible(ScoreScale scale);
extern int64 argument_scale_max(FunctionCallInfo fcinfo, int n);
extern ScoreScale argument_scale(FunctionCallInfo fcinfo);

/* A scale of whole numbers with steps of 1 */
static inline ScoreScale
whole_scale(int64 min, int64 max)
{
	ScoreScale	scale = {min * THOUSANDTHS, max * THOUSANDTHS, THOUSANDTHS};

	return scale;
}

static inline bool
is_whole(ScoreScale scale)
{
	return scale.step == THOUSANDTHS && scale.min % THOUSANDTHS == 0;
}

static inline bool
same_scale(ScoreScale a, ScoreScale b)
{
	return a.min == b.min && a.max == b.max && a.step == b.step;
}

/* Counts the scores of a possible scale */
static inline int64
count_scores(ScoreScale scale)
{
	return (scale.max - scale.min) / scale.step + 1;
}

/* Returns whether the number is a number of thousandths: no other double is nearer to it */
static inline bool
thousandths_of(double number, int64 *thousandths)
{
	double		nearest = number * THOUSANDTHS;

	/* written so that NaN is rejected */
	if (!(fabs(number) <= MOST_SCORE))
		return false;
	*thousandths = (int64) (nearest + (nearest < 0.0 ? -0.5 : 0.5));
	return (double) *thousandths / THOUSANDTHS == number;
}

#endif
