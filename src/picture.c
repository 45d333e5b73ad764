/*
 * picture.c
 *		Series as pictures: a line of block characters, a chart in SVG.
 *
 * A sparkline has a character for each value, with eight heights from the
 * least to the greatest, and a space for a NULL.  A chart has a point for each
 * value, a line through consecutive points, steps for limits that change from
 * point to point, and a mark with a note on points that have a signal.  Both
 * are text, which any client shows: sparklines in a terminal, charts in a
 * browser.
 */
#include "postgres.h"

#include <math.h>

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "argument.h"
#include "series.h"
#include "server.h"
#include "svg.h"
#include "target.h"

static bool
is_there(const Series *series, int i)
{
	return i < series->n && !isnan(series->values[i]);
}

/* Reads the series in the n-th argument; without values if that is NULL */
static Series
optional_series(FunctionCallInfo fcinfo, int n, const char *name)
{
	Series		none = {NULL, 0, 0};

	return PG_ARGISNULL(n) ? none : argument_series(fcinfo, n, name);
}

static void
include_series(Range *range, const Series *series)
{
	for (int i = 0; i < series->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (is_there(series, i))
			range_include(range, series->values[i]);
	}
}

/* Sparkline: (series [, minimum, maximum]) */

static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

#define LEVELS	((int) lengthof(blocks))

/* Returns the level of a value in the range; the middle if there is only one value */
static int
level_of(double value, const Range *range)
{
	/* halved first, because the difference of large numbers may overflow */
	double		span = range->greatest / 2 - range->least / 2;

	if (span <= 0)
		return LEVELS / 2 - 1;
	return Min((int) ((value / 2 - range->least / 2) / span * LEVELS), LEVELS - 1);
}

static double
argument_bound(FunctionCallInfo fcinfo, int n, const char *name, double found)
{
	return PG_NARGS() <= n || PG_ARGISNULL(n) ? found : argument_number(fcinfo, n, name);
}

static void
require_within(const Range *values, const Range *range)
{
	if (!range_is_empty(values) &&
		(values->least < range->least || values->greatest > range->greatest))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a value of the series is not between minimum and maximum, %s and %s: %s",
						number_text(range->least), number_text(range->greatest),
						number_text(values->least < range->least ?
									values->least : values->greatest))));
}

PG_FUNCTION_INFO_V1(picture_sparkline);
Datum
picture_sparkline(PG_FUNCTION_ARGS)
{
	Series		series = optional_series(fcinfo, 0, "series");
	Range		values = no_range;
	Range		range;
	StringInfoData line;

	include_series(&values, &series);
	if (range_is_empty(&values))
		PG_RETURN_NULL();
	range.least = argument_bound(fcinfo, 1, "minimum", values.least);
	range.greatest = argument_bound(fcinfo, 2, "maximum", values.greatest);
	require_within(&values, &range);

	initStringInfo(&line);
	for (int i = 0; i < series.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(&line,
							   is_there(&series, i) ?
							   blocks[level_of(series.values[i], &range)] : " ");
	}
	PG_RETURN_TEXT_P(cstring_to_text(pg_any_to_server(line.data, line.len, PG_UTF8)));
}

/* Chart: (series, center, lower, upper, signals, labels, title, width, height, target, better) */

/* Margins around the plot, for text */
#define MARGIN_LEFT		56
#define MARGIN_RIGHT	16
#define MARGIN_TOP		28
#define MARGIN_BOTTOM	28

/* Ticks at least this far apart can be read */
#define PIXELS_OF_TICK	20

typedef struct Chart
{
	Series		series;
	Series		center;
	Series		lower;
	Series		upper;
	Series		target;
	Texts		signals;
	Texts		labels;
	const char *title;
	bool		is_judged;		/* the better direction is known */
	Better		better;
	int			width;
	int			height;
	Axis		axis;
	StringInfo	svg;
} Chart;

/* Requires one element for each point, or none; a limit may have one for all points */
static void
require_length(int n, int points, bool may_be_one, const char *name)
{
	if (n != 0 && n != points && !(may_be_one && n == 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have as many elements as the series, %d: %d", name, points, n)));
}

/* Returns a limit at a point */
static double
limit_at(const Series *limit, int i)
{
	return limit->n == 0 ? NAN : limit->values[limit->n == 1 ? 0 : i];
}

static void
find_axis(Chart *chart)
{
	Range		range = no_range;

	include_series(&range, &chart->series);
	include_series(&range, &chart->center);
	include_series(&range, &chart->lower);
	include_series(&range, &chart->upper);
	include_series(&range, &chart->target);
	chart->axis = axis_over(range, chart->height - MARGIN_TOP - MARGIN_BOTTOM, PIXELS_OF_TICK);
}

static double
x_of(const Chart *chart, double i)
{
	double		plot = chart->width - MARGIN_LEFT - MARGIN_RIGHT;

	return MARGIN_LEFT + plot * (i + 0.5) / chart->series.n;
}

static double
y_of(const Chart *chart, double value)
{
	double		plot = chart->height - MARGIN_TOP - MARGIN_BOTTOM;

	return MARGIN_TOP + plot * (1.0 - axis_place(&chart->axis, value));
}

static void
draw_axis(Chart *chart)
{
	append_value_axis(chart->svg, &chart->axis, MARGIN_LEFT, chart->width - MARGIN_RIGHT,
					  MARGIN_TOP, chart->height - MARGIN_BOTTOM);
	for (int i = 0; i < chart->series.n; i += Max(chart->series.n - 1, 1))
		if (text_at(&chart->labels, i) != NULL)
			append_text(chart->svg, x_of(chart, i), chart->height - 8,
						chart->series.n == 1 ? "middle" : i == 0 ? "start" : "end",
						text_at(&chart->labels, i));
	if (chart->title != NULL)
		append_text(chart->svg, MARGIN_LEFT, 18, "start", chart->title);
}

/* Draws steps from half a point before each point that has the limit to half a point after it */
static void
draw_limit(Chart *chart, const Series *limit, const char *style)
{
	StringInfoData path;
	double		before = NAN;

	initStringInfo(&path);
	for (int i = 0; i <= chart->series.n; i++)
	{
		double		value = i < chart->series.n ? limit_at(limit, i) : NAN;

		CHECK_FOR_INTERRUPTS();
		if (value == before || (isnan(value) && isnan(before)))
			continue;
		if (!isnan(before))
			appendStringInfo(&path, "H%.1f", x_of(chart, i - 0.5));
		if (!isnan(value) && isnan(before))
			appendStringInfo(&path, "M%.1f %.1f", x_of(chart, i - 0.5), y_of(chart, value));
		else if (!isnan(value))
			appendStringInfo(&path, "V%.1f", y_of(chart, value));
		before = value;
	}
	if (path.len > 0)
		appendStringInfo(chart->svg, "<path d=\"%s\" fill=\"none\" %s/>\n", path.data, style);
}

/*
 * Colours that colour-blind people can distinguish (Okabe and Ito): blue is
 * better, vermilion worse, grey neither
 */
static const char *const variation_colours[] = {"#0072b2", "#d55e00", "#767676"};

static void
draw_line(Chart *chart)
{
	const Series *series = &chart->series;

	appendStringInfoString(chart->svg, "<path d=\"");
	for (int i = 0; i < series->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (is_there(series, i))
			appendStringInfo(chart->svg, "%c%.1f %.1f", i > 0 &&
							 is_there(series, i - 1) ? 'L' : 'M',
							 x_of(chart, i), y_of(chart, series->values[i]));
	}
	appendStringInfo(chart->svg, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n",
					 chart->is_judged ? variation_colours[COMMON_CAUSE] : "#1f5fa8");
}

/* Returns the name of a signal's meaning, and its colour */
static const char *
judge_point(const Chart *chart, int i, const char **colour)
{
	double		center = limit_at(&chart->center, i);
	const char *signal = text_at(&chart->signals, i);
	Variation	judgement;

	*colour = signal != NULL ? "#c62828" : "#1f5fa8";
	if (!chart->is_judged || isnan(center))
		return NULL;
	judgement = variation(signal != NULL, chart->series.values[i], center, chart->better);
	*colour = variation_colours[judgement];
	return signal != NULL ? variation_name(judgement) : NULL;
}

/*
 * Draws points with a note that browsers show when the mouse is over them;
 * smaller if they would touch
 */
static void
draw_points(Chart *chart)
{
	bool		apart = x_of(chart, 1) - x_of(chart, 0) > 6;

	for (int i = 0; i < chart->series.n; i++)
	{
		const char *signal = text_at(&chart->signals, i);
		const char *colour;
		const char *judgement;

		CHECK_FOR_INTERRUPTS();
		if (!is_there(&chart->series, i))
			continue;
		judgement = judge_point(chart, i, &colour);
		appendStringInfo(chart->svg,
						 "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" fill=\"%s\"><title>",
						 x_of(chart, i), y_of(chart, chart->series.values[i]),
						 signal != NULL ? "4.5" : apart ? "2.5" : "1.2", colour);
		append_note(chart->svg, "", text_at(&chart->labels, i), ": ");
		appendStringInfoString(chart->svg, number_text(chart->series.values[i]));
		append_note(chart->svg, ", ", signal, "");
		append_note(chart->svg, ", ", judgement, "");
		appendStringInfoString(chart->svg, "</title></circle>\n");
	}
}

/* Draws the target, with the judgement of the limits at the end of the series */
static void
draw_target(Chart *chart)
{
	int			last = chart->series.n - 1;
	double		target = limit_at(&chart->target, last);
	double		lower = limit_at(&chart->lower, last);
	double		upper = limit_at(&chart->upper, last);
	const char *note = "target";

	draw_limit(chart, &chart->target, "stroke=\"#000000\" stroke-dasharray=\"2 2\"");
	if (isnan(target))
		return;
	if (chart->is_judged && !isnan(lower) && !isnan(upper))
		note = psprintf("target: %s",
						assurance_name(assurance(target, lower, upper, chart->better)));
	append_text(chart->svg, chart->width - MARGIN_RIGHT, y_of(chart, target) - 3, "end", note);
}

static void
draw_chart(Chart *chart)
{
	append_head(chart->svg, chart->width, chart->height, chart->title);
	draw_axis(chart);
	draw_limit(chart, &chart->center, "stroke=\"#606060\"");
	draw_limit(chart, &chart->lower, "stroke=\"#c62828\" stroke-dasharray=\"5 3\"");
	draw_limit(chart, &chart->upper, "stroke=\"#c62828\" stroke-dasharray=\"5 3\"");
	draw_target(chart);
	draw_line(chart);
	draw_points(chart);
	appendStringInfoString(chart->svg, "</svg>");
}

PG_FUNCTION_INFO_V1(picture_svg_chart);
Datum
picture_svg_chart(PG_FUNCTION_ARGS)
{
	StringInfoData svg;
	Range		values = no_range;
	Chart		chart = {
		.series = optional_series(fcinfo, 0, "series"),
		.center = optional_series(fcinfo, 1, "center"),
		.lower = optional_series(fcinfo, 2, "lower"),
		.upper = optional_series(fcinfo, 3, "upper"),
		.signals = argument_texts(fcinfo, 4, "signals"),
		.labels = argument_texts(fcinfo, 5, "labels"),
		.title = PG_ARGISNULL(6) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(6)),
		.width = argument_pixels(fcinfo, 7, "width", 160),
		.height = argument_pixels(fcinfo, 8, "height", 80),
		.target = optional_series(fcinfo, 9, "target"),
		.is_judged = !PG_ARGISNULL(10),
		.svg = &svg
	};

	if (chart.is_judged)
		chart.better = argument_better(fcinfo, 10);
	include_series(&values, &chart.series);
	if (range_is_empty(&values))
		PG_RETURN_NULL();
	require_length(chart.center.n, chart.series.n, true, "center");
	require_length(chart.lower.n, chart.series.n, true, "lower");
	require_length(chart.upper.n, chart.series.n, true, "upper");
	require_length(chart.target.n, chart.series.n, true, "target");
	require_length(chart.signals.n, chart.series.n, false, "signals");
	require_length(chart.labels.n, chart.series.n, false, "labels");
	initStringInfo(&svg);
	find_axis(&chart);
	draw_chart(&chart);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(svg.data, svg.len));
}
