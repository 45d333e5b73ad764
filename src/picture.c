/*
 * picture.c
 *		Series as pictures: a line of block characters, a chart in SVG.
 *
 * A sparkline has a character for each value, eight heights from the least to
 * the greatest, and a space for a NULL.  A chart has a point for each value, a
 * line through those that follow each other, steps for limits that change from
 * point to point, and a mark with a note on points that have a signal.  Both are
 * text, which any client shows: the one in a terminal, the other in a browser.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "argument.h"
#include "series.h"
#include "server.h"
#include "target.h"

static bool
is_there(const Series *series, int i)
{
	return i < series->n && !isnan(series->values[i]);
}

/* Of the n-th argument; without values where that is NULL */
static Series
optional_series(FunctionCallInfo fcinfo, int n, const char *name)
{
	Series		none = {NULL, 0, 0};

	return PG_ARGISNULL(n) ? none : argument_series(fcinfo, n, name);
}

/* From the least value to the greatest */
typedef struct Range
{
	double		least;
	double		greatest;
} Range;

static const Range no_range = {HUGE_VAL, -HUGE_VAL};

static bool
is_empty(const Range *range)
{
	return range->least > range->greatest;
}

static void
include_series(Range *range, const Series *series)
{
	for (int i = 0; i < series->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (is_there(series, i))
		{
			range->least = Min(range->least, series->values[i]);
			range->greatest = Max(range->greatest, series->values[i]);
		}
	}
}

/* Sparkline: (series [, minimum, maximum]) */

static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

#define LEVELS	((int) lengthof(blocks))

/* A level of the range that a value is in; in the middle where there is but one value */
static int
level_of(double value, const Range *range)
{
	/* by halves, as the difference of large numbers may overflow */
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
	if (!is_empty(values) && (values->least < range->least || values->greatest > range->greatest))
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
	if (is_empty(&values))
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

#define MOST_PIXELS		10000
#define LARGEST_SHOWN	1e100
#define SMALLEST_SHOWN	1e-100

/* Around the plot, for what is written */
#define MARGIN_LEFT		56
#define MARGIN_RIGHT	16
#define MARGIN_TOP		28
#define MARGIN_BOTTOM	28

/* At least so far apart, to be read */
#define PIXELS_OF_TICK	20

typedef struct Texts
{
	int			n;
	Datum	   *texts;
	bool	   *nulls;
} Texts;

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
	bool		is_judged;		/* it is known which way figures are better */
	Better		better;
	int			width;
	int			height;
	Range		range;			/* of the axis */
	double		tick;
	StringInfo	svg;
} Chart;

static Texts
argument_texts(FunctionCallInfo fcinfo, int n, const char *name)
{
	Texts		texts = {0, NULL, NULL};

	if (!PG_ARGISNULL(n))
		deconstruct_array(argument_vector(fcinfo, n, name), TEXTOID, -1, false, 'i', &texts.texts,
						  &texts.nulls, &texts.n);
	return texts;
}

static const char *
text_at(const Texts *texts, int i)
{
	return i < texts->n && !texts->nulls[i] ? TextDatumGetCString(texts->texts[i]) : NULL;
}

/* One for each point, or none; a limit may be one for all points */
static void
require_length(int n, int points, bool may_be_one, const char *name)
{
	if (n != 0 && n != points && !(may_be_one && n == 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have as many elements as the series, %d: %d", name, points, n)));
}

static int
argument_pixels(FunctionCallInfo fcinfo, int n, const char *name, int least)
{
	int			pixels;

	argument_not_null(fcinfo, n, name);
	pixels = PG_GETARG_INT32(n);
	if (pixels < least || pixels > MOST_PIXELS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be from %d to %d pixels: %d", name, least, MOST_PIXELS, pixels)));
	return pixels;
}

/* A limit at a point */
static double
limit_at(const Series *limit, int i)
{
	return limit->n == 0 ? NAN : limit->values[limit->n == 1 ? 0 : i];
}

/* 1, 2 or 5 times a power of ten, and no less */
static double
tick_of(double least)
{
	double		power = pow(10.0, floor(log10(least)));

	return least <= power ? power :
		least <= 2 * power ? 2 * power :
		least <= 5 * power ? 5 * power : 10 * power;
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
	if (fabs(range.least) > LARGEST_SHOWN || fabs(range.greatest) > LARGEST_SHOWN)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a chart shows values up to 1e100: %s",
						number_text(fabs(range.least) > LARGEST_SHOWN ?
									range.least : range.greatest))));

	/*
	 * all values the same, as far as a double tells them apart over the axis:
	 * somewhere in the middle
	 */
	if (range.greatest - range.least <=
		Max(SMALLEST_SHOWN, 1e-9 * Max(fabs(range.least), fabs(range.greatest))))
	{
		double		around = fabs(range.greatest) < SMALLEST_SHOWN ? 1 : fabs(range.greatest) / 2;

		range.least -= around;
		range.greatest += around;
	}
	chart->tick =
		tick_of((range.greatest - range.least) * PIXELS_OF_TICK /
				(chart->height - MARGIN_TOP - MARGIN_BOTTOM));
	chart->range.least = floor(range.least / chart->tick) * chart->tick;
	chart->range.greatest = ceil(range.greatest / chart->tick) * chart->tick;
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

	return MARGIN_TOP + plot * (chart->range.greatest - value) /
		(chart->range.greatest - chart->range.least);
}

static void
append_escaped(StringInfo svg, const char *string)
{
	for (; *string != '\0'; string++)
	{
		CHECK_FOR_INTERRUPTS();
		switch (*string)
		{
			case '&':
				appendStringInfoString(svg, "&amp;");
				break;
			case '<':
				appendStringInfoString(svg, "&lt;");
				break;
			case '>':
				appendStringInfoString(svg, "&gt;");
				break;
			case '"':
				appendStringInfoString(svg, "&quot;");
				break;
			default:
				/* XML has no other control characters */
				appendStringInfoChar(svg, (unsigned char) *string < ' ' &&
									 strchr("\t\n\r", *string) == NULL ? ' ' : *string);
		}
	}
}

static void
append_text(Chart *chart, double x, double y, const char *anchor, const char *string)
{
	appendStringInfo(chart->svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
	append_escaped(chart->svg, string);
	appendStringInfoString(chart->svg, "</text>\n");
}

/* Digits enough to tell a tick from the next */
static const char *
tick_text(const Chart *chart, double value)
{
	int			decimals = Max(0, -(int) floor(log10(chart->tick)));

	if (Max(fabs(chart->range.least), fabs(chart->range.greatest)) >= 1e9 || decimals > 6)
		return psprintf("%.3g", value);
	/* without a minus before zero */
	return psprintf("%.*f", decimals, fabs(value) < chart->tick / 2 ? 0.0 : value);
}

static void
draw_axis(Chart *chart)
{
	int			ticks = (int) rint((chart->range.greatest - chart->range.least) / chart->tick);

	for (int i = 0; i <= ticks; i++)
	{
		double		value = chart->range.least + i * chart->tick;
		double		y = y_of(chart, value);

		appendStringInfo(chart->svg, "<path d=\"M%d %.1fH%d\" stroke=\"#e0e0e0\"/>\n", MARGIN_LEFT,
						 y, chart->width - MARGIN_RIGHT);
		append_text(chart, MARGIN_LEFT - 6, y + 4, "end", tick_text(chart, value));
	}
	for (int i = 0; i < chart->series.n; i += Max(chart->series.n - 1, 1))
		if (text_at(&chart->labels, i) != NULL)
			append_text(chart, x_of(chart, i), chart->height - 8,
						chart->series.n == 1 ? "middle" : i == 0 ? "start" : "end",
						text_at(&chart->labels, i));
	if (chart->title != NULL)
		append_text(chart, MARGIN_LEFT, 18, "start", chart->title);
}

/* A step from half a point before each point that has the limit to half a point after it */
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
 * Colours that people who do not see red from green can tell (Okabe and Ito):
 * blue is better, vermilion worse, grey neither
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

/* The name of what a signal means, and its colour */
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

static void
append_note(Chart *chart, const char *before, const char *string, const char *after)
{
	if (string == NULL)
		return;
	appendStringInfoString(chart->svg, before);
	append_escaped(chart->svg, string);
	appendStringInfoString(chart->svg, after);
}

/* With a note that browsers show when one points at it; smaller where they would touch */
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
		append_note(chart, "", text_at(&chart->labels, i), ": ");
		appendStringInfoString(chart->svg, number_text(chart->series.values[i]));
		append_note(chart, ", ", signal, "");
		append_note(chart, ", ", judgement, "");
		appendStringInfoString(chart->svg, "</title></circle>\n");
	}
}

/* What the limits at the end of the series say of the target there */
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
	append_text(chart, chart->width - MARGIN_RIGHT, y_of(chart, target) - 3, "end", note);
}

static void
draw_chart(Chart *chart)
{
	appendStringInfo(chart->svg,
					 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
					 "width=\"%d\" height=\"%d\" role=\"img\" "
					 "font-family=\"sans-serif\" font-size=\"12\" fill=\"#404040\">\n",
					 chart->width, chart->height, chart->width, chart->height);
	if (chart->title != NULL)
	{
		appendStringInfoString(chart->svg, "<title>");
		append_escaped(chart->svg, chart->title);
		appendStringInfoString(chart->svg, "</title>\n");
	}
	appendStringInfo(chart->svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n",
					 chart->width, chart->height);
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
	if (is_empty(&values))
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
