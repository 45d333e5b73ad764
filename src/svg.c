/*
 * svg.c
 *		Functions shared by pictures in SVG: arguments, axes, text.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "argument.h"
#include "series.h"
#include "svg.h"

#define MOST_PIXELS		10000
#define LARGEST_SHOWN	1e100
#define SMALLEST_SHOWN	1e-100

/* Arguments */

Texts
argument_texts(FunctionCallInfo fcinfo, int n, const char *name)
{
	Texts		texts = {0, NULL, NULL};

	if (!PG_ARGISNULL(n))
		deconstruct_array(argument_vector(fcinfo, n, name), TEXTOID, -1, false, 'i', &texts.texts,
						  &texts.nulls, &texts.n);
	return texts;
}

const char *
text_at(const Texts *texts, int i)
{
	return i < texts->n && !texts->nulls[i] ? TextDatumGetCString(texts->texts[i]) : NULL;
}

int
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

/* Axes */

/* Returns 1, 2 or 5 times a power of ten, at least the given number */
static double
tick_of(double least)
{
	double		power = pow(10.0, floor(log10(least)));

	return least <= power ? power :
		least <= 2 * power ? 2 * power :
		least <= 5 * power ? 5 * power : 10 * power;
}

/* Makes an axis over that many pixels, with ticks far enough apart to be read */
Axis
axis_over(Range range, int pixels, int pixels_of_tick)
{
	Axis		axis;

	if (fabs(range.least) > LARGEST_SHOWN || fabs(range.greatest) > LARGEST_SHOWN)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("values in a chart must be between -1e100 and 1e100: %s",
						number_text(fabs(range.least) > LARGEST_SHOWN ?
									range.least : range.greatest))));

	/*
	 * all values are the same, as far as doubles distinguish them over the
	 * axis: they go to the middle
	 */
	if (range.greatest - range.least <=
		Max(SMALLEST_SHOWN, 1e-9 * Max(fabs(range.least), fabs(range.greatest))))
	{
		double		around = fabs(range.greatest) < SMALLEST_SHOWN ? 1 : fabs(range.greatest) / 2;

		range.least -= around;
		range.greatest += around;
	}
	axis.tick = tick_of((range.greatest - range.least) * pixels_of_tick / pixels);
	axis.range.least = floor(range.least / axis.tick) * axis.tick;
	axis.range.greatest = ceil(range.greatest / axis.tick) * axis.tick;
	return axis;
}

/* Prints enough digits to distinguish a tick from the next */
const char *
tick_text(const Axis *axis, double value)
{
	int			decimals = Max(0, -(int) floor(log10(axis->tick)));

	if (Max(fabs(axis->range.least), fabs(axis->range.greatest)) >= 1e9 || decimals > 6)
		return psprintf("%.3g", value);
	/* no minus before zero */
	return psprintf("%.*f", decimals, fabs(value) < axis->tick / 2 ? 0.0 : value);
}

/* Text */

void
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

/* Appends a note between other texts, which are markup already; nothing if there is none */
void
append_note(StringInfo svg, const char *before, const char *string, const char *after)
{
	if (string == NULL)
		return;
	appendStringInfoString(svg, before);
	append_escaped(svg, string);
	appendStringInfoString(svg, after);
}

void
append_text(StringInfo svg, double x, double y, const char *anchor, const char *string)
{
	appendStringInfo(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
	append_escaped(svg, string);
	appendStringInfoString(svg, "</text>\n");
}

/* Draws a line for each tick of a vertical axis, and its number on the left */
void
append_value_axis(StringInfo svg, const Axis *axis, int left, int right, int top, int bottom)
{
	for (int i = 0; i <= axis_ticks(axis); i++)
	{
		double		value = axis->range.least + i * axis->tick;
		double		y = bottom - (bottom - top) * axis_place(axis, value);

		appendStringInfo(svg, "<path d=\"M%d %.1fH%d\" stroke=\"#e0e0e0\"/>\n", left, y, right);
		append_text(svg, left - 6, y + 4, "end", tick_text(axis, value));
	}
}

/* Begins a document, with a white background */
void
append_head(StringInfo svg, int width, int height, const char *title)
{
	appendStringInfo(svg,
					 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
					 "width=\"%d\" height=\"%d\" role=\"img\" "
					 "font-family=\"sans-serif\" font-size=\"12\" fill=\"#404040\">\n",
					 width, height, width, height);
	append_note(svg, "<title>", title, "</title>\n");
	appendStringInfo(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", width, height);
}
