/*
 * funnel_picture.c
 *		Funnels as pictures in SVG.
 *
 * Each group is a point, with its size to the right and its rate upwards,
 * between the limits that the window function has for the same groups.  A
 * point beyond a limit has another colour, which colour-blind people can
 * distinguish (Okabe and Ito), another shape, and its name.
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "argument.h"
#include "funnel.h"
#include "series.h"
#include "server.h"
#include "svg.h"

/* Margins around the plot, for text */
#define MARGIN_LEFT		56
#define MARGIN_RIGHT	16
#define MARGIN_TOP		28
#define MARGIN_BOTTOM	48

#define PIXELS_OF_TICK_X	60
#define PIXELS_OF_TICK_Y	24

/* Number of places at which limits are computed */
#define CURVE_STEPS		120

#define COLOR_INSIDE	"#0072b2"
#define COLOR_BEYOND	"#d55e00"
#define COLOR_LINE		"#606060"

/* Width of a letter and height of a line; as many names as people can read */
#define LETTER_WIDTH	6.5
#define LINE_HEIGHT		12.0
#define MOST_NAMES		100

/* The arguments that all functions end with */
typedef enum PictureOption
{
	OPTION_LABELS,
	OPTION_TITLE,
	OPTION_TARGET,
	OPTION_OVERDISPERSION,
	OPTION_WIDTH,
	OPTION_HEIGHT,
	PICTURE_OPTIONS
} PictureOption;

/* The place of a name */
typedef struct Box
{
	double		left;
	double		right;
	double		base;
} Box;

typedef struct FunnelPicture
{
	ChartPoint *points;
	int		   *places;			/* places of the points in the arrays */
	int			n;
	Texts		labels;
	const char *title;
	int			width;
	int			height;
	Funnel		funnel;
	Axis		x;
	Axis		y;
	Box			names[MOST_NAMES];
	int			nnames;
	StringInfo	svg;
} FunnelPicture;

static double
x_of(const FunnelPicture *picture, double size)
{
	return MARGIN_LEFT +
		(picture->width - MARGIN_LEFT - MARGIN_RIGHT) * axis_place(&picture->x, size);
}

static double
y_of(const FunnelPicture *picture, double rate)
{
	return picture->height - MARGIN_BOTTOM -
		(picture->height - MARGIN_TOP - MARGIN_BOTTOM) * axis_place(&picture->y, rate);
}

/* Axes, from size 0 on, and upwards over the points and the 95 % limits of the smallest size */

static double
smallest_size(const FunnelPicture *picture)
{
	double		smallest = picture->points[0].size;

	for (int i = 1; i < picture->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		smallest = Min(smallest, picture->points[i].size);
	}
	return smallest;
}

static void
find_axes(FunnelPicture *picture)
{
	Bounds		widest = funnel_limits(&picture->funnel, smallest_size(picture)).of_95;
	Range		sizes = {0.0, 0.0};
	Range		rates = no_range;
	int			pixels = picture->width - MARGIN_LEFT - MARGIN_RIGHT;
	int			pixels_of_trial;

	for (int i = 0; i < picture->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		range_include(&sizes, picture->points[i].size);
		range_include(&rates, point_value(&picture->points[i]));
	}
	range_include(&rates, picture->funnel.center);
	range_include(&rates, widest.lower);
	range_include(&rates, widest.upper);

	/* ticks of trials are whole */
	pixels_of_trial = picture->funnel.kind == SHARES ? (int) ceil(pixels / sizes.greatest) : 0;
	picture->x = axis_over(sizes, pixels, Max(PIXELS_OF_TICK_X, pixels_of_trial));
	picture->y = axis_over(rates, picture->height - MARGIN_TOP - MARGIN_BOTTOM, PIXELS_OF_TICK_Y);
}

static void
draw_axes(const FunnelPicture *picture)
{
	double		bottom = picture->height - MARGIN_BOTTOM;

	append_value_axis(picture->svg, &picture->y, MARGIN_LEFT, picture->width - MARGIN_RIGHT,
					  MARGIN_TOP, picture->height - MARGIN_BOTTOM);
	for (int i = 0; i <= axis_ticks(&picture->x); i++)
	{
		double		value = picture->x.range.least + i * picture->x.tick;

		append_text(picture->svg, x_of(picture, value), bottom + 16,
					value == picture->x.range.greatest ? "end" : "middle",
					tick_text(&picture->x, value));
	}
	append_text(picture->svg, picture->width - MARGIN_RIGHT, bottom + 36, "end",
				picture->funnel.kind == SHARES ? "trials" : "expected");
	if (picture->title != NULL)
		append_text(picture->svg, MARGIN_LEFT, 18, "start", picture->title);
}

/* Limits */

#define STYLE_95	"stroke-dasharray=\"4 3\""
#define STYLE_998	"stroke-width=\"1.5\""

typedef struct Curve
{
	int			n;
	double		sizes[CURVE_STEPS + 1];
	FunnelLimits limits[CURVE_STEPS + 1];
} Curve;

/*
 * Computes limits at sizes that are closer where the curves are steeper; for
 * trials, at whole sizes
 */
static void
compute_curve(const FunnelPicture *picture, Curve *curve)
{
	bool		is_whole = picture->funnel.kind == SHARES;
	double		from = smallest_size(picture) / 2.0;

	if (is_whole)
		from = Max(floor(from), 1.0);
	curve->n = 0;
	for (int i = 0; i <= CURVE_STEPS; i++)
	{
		double		place = (double) i / CURVE_STEPS;
		double		size = from + (picture->x.range.greatest - from) * place * place;

		CHECK_FOR_INTERRUPTS();
		if (is_whole)
			size = floor(size);
		if (curve->n > 0 && size <= curve->sizes[curve->n - 1])
			continue;
		curve->sizes[curve->n] = size;
		curve->limits[curve->n++] = funnel_limits(&picture->funnel, size);
	}
}

static void
draw_curve(const FunnelPicture *picture, const Curve *curve, bool is_998, bool is_upper)
{
	appendStringInfoString(picture->svg, "<path d=\"");
	for (int i = 0; i < curve->n; i++)
	{
		const Bounds *bounds = is_998 ? &curve->limits[i].of_998 : &curve->limits[i].of_95;
		double		rate = is_upper ? bounds->upper : bounds->lower;

		/* limited a little outside the plot, so that coordinates stay short */
		rate = Min(rate, 2.0 * picture->y.range.greatest - picture->y.range.least);
		appendStringInfo(picture->svg, "%c%.1f %.1f", i == 0 ? 'M' : 'L',
						 x_of(picture, curve->sizes[i]), y_of(picture, rate));
	}
	appendStringInfo(picture->svg, "\" %s/>\n", is_998 ? STYLE_998 : STYLE_95);
}

static void
draw_limits(const FunnelPicture *picture)
{
	Curve		curve;

	compute_curve(picture, &curve);
	appendStringInfo(picture->svg,
					 "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" viewBox=\"%d %d %d %d\" "
					 "fill=\"none\" stroke=\"" COLOR_LINE "\">\n",
					 MARGIN_LEFT, MARGIN_TOP, picture->width - MARGIN_LEFT - MARGIN_RIGHT,
					 picture->height - MARGIN_TOP - MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_TOP,
					 picture->width - MARGIN_LEFT - MARGIN_RIGHT,
					 picture->height - MARGIN_TOP - MARGIN_BOTTOM);
	appendStringInfo(picture->svg, "<path d=\"M%d %.1fH%d\"/>\n", MARGIN_LEFT,
					 y_of(picture, picture->funnel.center), picture->width - MARGIN_RIGHT);
	for (int i = 0; i < 4; i++)
		draw_curve(picture, &curve, i / 2 == 1, i % 2 == 1);
	appendStringInfoString(picture->svg, "</svg>\n");
}

static void
draw_legend(const FunnelPicture *picture)
{
	double		y = picture->height - MARGIN_BOTTOM + 36;

	appendStringInfo(picture->svg,
					 "<path d=\"M%d %.1fh24\" stroke=\"" COLOR_LINE "\" " STYLE_95 "/>\n"
					 "<path d=\"M%d %.1fh24\" stroke=\"" COLOR_LINE "\" " STYLE_998 "/>\n",
					 MARGIN_LEFT, y - 4, MARGIN_LEFT + 84, y - 4);
	append_text(picture->svg, MARGIN_LEFT + 30, y, "start", "95 %");
	append_text(picture->svg, MARGIN_LEFT + 114, y, "start", "99.8 %");
}

/* Points */

static bool
is_free(const FunnelPicture *picture, const Box *box)
{
	if (box->left < MARGIN_LEFT || box->right > picture->width || box->base < LINE_HEIGHT ||
		box->base > picture->height - MARGIN_BOTTOM)
		return false;
	for (int i = 0; i < picture->nnames; i++)
		if (box->left < picture->names[i].right && box->right > picture->names[i].left &&
			fabs(box->base - picture->names[i].base) < LINE_HEIGHT)
			return false;
	return true;
}

/*
 * Draws the name on the outer side of the point, or next to it; not at all if
 * other names are in the way
 */
static void
draw_name(FunnelPicture *picture, double x, double y, bool is_above, const char *name)
{
	double		width = LETTER_WIDTH * pg_mbstrlen(name);
	double		outside = is_above ? y - 8.0 : y + 16.0;
	Box			boxes[] = {
		{x - width / 2.0, x + width / 2.0, outside},
		{x + 8.0, x + 8.0 + width, y + 4.0},
		{x - 8.0 - width, x - 8.0, y + 4.0},
		{x, x + width, outside},
		{x - width, x, outside}
	};

	for (int i = 0; i < (int) lengthof(boxes) && picture->nnames < MOST_NAMES; i++)
	{
		if (!is_free(picture, &boxes[i]))
			continue;
		append_text(picture->svg, (boxes[i].left + boxes[i].right) / 2.0, boxes[i].base, "middle",
					name);
		picture->names[picture->nnames++] = boxes[i];
		return;
	}
}

#define STYLE_INSIDE		"r=\"3\" fill=\"" COLOR_INSIDE "\" fill-opacity=\"0.7\""
#define STYLE_BEYOND_95	\
	"r=\"4\" fill=\"#ffffff\" stroke=\"" COLOR_BEYOND "\" stroke-width=\"2\""
#define STYLE_BEYOND_998	"r=\"4.5\" fill=\"" COLOR_BEYOND "\""

/* Draws a point with a note that browsers show when the mouse is over it */
static void
draw_point(FunnelPicture *picture, const ChartPoint *point, const char *name)
{
	FunnelLimits limits = funnel_limits(&picture->funnel, point->size);
	const char *flag = funnel_flag(&limits, point_value(point));
	double		x = x_of(picture, point->size);
	double		y = y_of(picture, point_value(point));

	appendStringInfo(picture->svg, "<circle cx=\"%.1f\" cy=\"%.1f\" %s><title>", x, y,
					 flag == NULL ? STYLE_INSIDE :
					 strstr(flag, "998") == NULL ? STYLE_BEYOND_95 : STYLE_BEYOND_998);
	append_note(picture->svg, "", name, ": ");
	appendStringInfo(picture->svg, "%.4g, %s of %s", point_value(point),
					 number_text(point->total), number_text(point->size));
	if (flag != NULL)
		appendStringInfo(picture->svg, ", %s", flag);
	appendStringInfoString(picture->svg, "</title></circle>\n");
	if (flag != NULL && name != NULL)
		draw_name(picture, x, y, point_value(point) > picture->funnel.center, name);
}

static void
draw_funnel(FunnelPicture *picture)
{
	append_head(picture->svg, picture->width, picture->height, picture->title);
	draw_axes(picture);
	draw_limits(picture);
	draw_legend(picture);
	for (int i = 0; i < picture->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		draw_point(picture, &picture->points[i],
				   text_at(&picture->labels, picture->places[i]));
	}
	appendStringInfoString(picture->svg, "</svg>");
}

/* Learns from the points, which this reorders */
static Funnel
learn(FunctionCallInfo fcinfo, const FunnelPicture *picture, PointKind kind)
{
	int			option = PG_NARGS() - PICTURE_OPTIONS;
	ChartPoint *points = MemoryContextAllocHuge(CurrentMemoryContext,
												picture->n * sizeof(ChartPoint));
	double		target = kind == COUNTS ? 1.0 : (double) NAN;
	Overdispersion method;

	argument_not_null(fcinfo, option + OPTION_OVERDISPERSION, "overdispersion");
	method = require_overdispersion(PG_GETARG_TEXT_PP(option + OPTION_OVERDISPERSION));
	if (!PG_ARGISNULL(option + OPTION_TARGET))
		target = require_target(PG_GETARG_FLOAT8(option + OPTION_TARGET), kind);
	memcpy(points, picture->points, picture->n * sizeof(ChartPoint));
	return require_funnel(points, picture->n, kind, target, method);
}

/* Draws points from arrays with that many elements; NULL if there are none */
static Datum
svg_funnel(FunctionCallInfo fcinfo, FunnelPicture *picture, PointKind kind, int nelements)
{
	int			option = PG_NARGS() - PICTURE_OPTIONS;
	StringInfoData svg;

	picture->labels = argument_texts(fcinfo, option + OPTION_LABELS, "labels");
	if (picture->labels.n != 0 && picture->labels.n != nelements)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("labels must have one element for each group, %d: %d", nelements,
						picture->labels.n)));
	picture->title = PG_ARGISNULL(option + OPTION_TITLE) ? NULL :
		text_to_cstring(PG_GETARG_TEXT_PP(option + OPTION_TITLE));
	picture->width = argument_pixels(fcinfo, option + OPTION_WIDTH, "width", 160);
	picture->height = argument_pixels(fcinfo, option + OPTION_HEIGHT, "height", 120);
	picture->funnel = learn(fcinfo, picture, kind);
	if (picture->n == 0)
		PG_RETURN_NULL();
	initStringInfo(&svg);
	picture->svg = &svg;
	find_axes(picture);
	draw_funnel(picture);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(svg.data, svg.len));
}

static void
begin_points(FunnelPicture *picture, int nelements)
{
	picture->points = MemoryContextAllocHuge(CurrentMemoryContext,
											 Max(nelements, 1) * sizeof(ChartPoint));
	picture->places = palloc(Max(nelements, 1) * sizeof(int));
	picture->n = 0;
}

static void
add_point(FunnelPicture *picture, const ChartPoint *point, int place)
{
	picture->points[picture->n] = *point;
	picture->places[picture->n++] = place;
}

/* svg_funnel(summaries, labels, title, target, overdispersion, width, height) */
Datum
share_svg_funnel(FunctionCallInfo fcinfo, ShareReader share_of)
{
	FunnelPicture picture = {0};
	ArrayType  *array;
	Datum	   *summaries;
	bool	   *nulls;
	ChartPoint	point = {0.0, 0.0, true};
	int			n;
	int16		length;
	bool		by_value;
	char		alignment;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	array = argument_vector(fcinfo, 0, "summaries");
	get_typlenbyvalalign(ARR_ELEMTYPE(array), &length, &by_value, &alignment);
	deconstruct_array(array, ARR_ELEMTYPE(array), length, by_value, alignment, &summaries, &nulls,
					  &n);
	begin_points(&picture, n);
	for (int i = 0; i < n; i++)
	{
		Share		share;

		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			continue;
		share = share_of(DatumGetPointer(summaries[i]), fcinfo, 1);
		point.total = share.part;
		point.size = share.whole;
		if (point.size > 0.0)
			add_point(&picture, &point, i);
	}
	return svg_funnel(fcinfo, &picture, SHARES, n);
}

/* svg_funnel(observed, expected, labels, title, target, overdispersion, width, height) */
PG_FUNCTION_INFO_V1(funnel_svg_funnel);
Datum
funnel_svg_funnel(PG_FUNCTION_ARGS)
{
	FunnelPicture picture = {0};
	Series		observed;
	Series		expected;
	ChartPoint	point = {0.0, 0.0, true};

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	observed = argument_series(fcinfo, 0, "observed");
	expected = argument_series(fcinfo, 1, "expected");
	if (observed.n != expected.n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("expected must have as many elements as observed, %d: %d", observed.n,
						expected.n)));
	begin_points(&picture, observed.n);
	for (int i = 0; i < observed.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!isnan(observed.values[i]) && !isnan(expected.values[i]) &&
			observed_point(observed.values[i], expected.values[i], &point))
			add_point(&picture, &point, i);
	}
	return svg_funnel(fcinfo, &picture, COUNTS, observed.n);
}
