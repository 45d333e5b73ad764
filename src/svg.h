/*
 * svg.h
 *		Functions shared by pictures in SVG: arguments, axes, text.
 */
#ifndef SVG_H
#define SVG_H

#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "lib/stringinfo.h"

/* Texts of points, in an array; none if there is no array */
typedef struct Texts
{
	int			n;
	Datum	   *texts;
	bool	   *nulls;
} Texts;

/* From the least value to the greatest */
typedef struct Range
{
	double		least;
	double		greatest;
} Range;

/* From tick to tick */
typedef struct Axis
{
	Range		range;
	double		tick;
} Axis;

static const Range no_range = {HUGE_VAL, -HUGE_VAL};

static inline bool
range_is_empty(const Range *range)
{
	return range->least > range->greatest;
}

static inline void
range_include(Range *range, double value)
{
	range->least = Min(range->least, value);
	range->greatest = Max(range->greatest, value);
}

/* Returns the place of a value, from 0 at the beginning of the axis to 1 at its end */
static inline double
axis_place(const Axis *axis, double value)
{
	return (value - axis->range.least) / (axis->range.greatest - axis->range.least);
}

static inline int
axis_ticks(const Axis *axis)
{
	return (int) rint((axis->range.greatest - axis->range.least) / axis->tick);
}

extern Texts argument_texts(FunctionCallInfo fcinfo, int n, const char *name);
extern const char *text_at(const Texts *texts, int i);
extern int	argument_pixels(FunctionCallInfo fcinfo, int n, const char *name, int least);
extern Axis axis_over(Range range, int pixels, int pixels_of_tick);
extern void append_value_axis(StringInfo svg, const Axis *axis, int left, int right, int top,
							  int bottom);
extern const char *tick_text(const Axis *axis, double value);
extern void append_head(StringInfo svg, int width, int height, const char *title);
extern void append_escaped(StringInfo svg, const char *string);
extern void append_note(StringInfo svg, const char *before, const char *string,
						const char *after);
extern void append_text(StringInfo svg, double x, double y, const char *anchor,
						const char *string);

#endif
