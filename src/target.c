/*
 * target.c
 *		Judgements of a control chart on a target and on a signal.
 *
 * control.c has the judgements and their sources.  They use a chart's own
 * figures: the assurance of a target uses the limits, the variation of a
 * signal uses its value and the center.
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "argument.h"
#include "server.h"
#include "target.h"

static const MethodName betters[] = {{"higher", BETTER_HIGHER}, {"lower", BETTER_LOWER}};

Better
argument_better(FunctionCallInfo fcinfo, int n)
{
	return argument_method(fcinfo, n, "better direction", betters, lengthof(betters));
}

typedef double (*FigureReader) (FunctionCallInfo fcinfo, int n, const char *what);

static double
argument_seconds(FunctionCallInfo fcinfo, int n, const char *what)
{
	return seconds_from_microseconds(duration_interval(fcinfo, n));
}

/* (target, lower, upper, better) */
static inline Datum
read_assurance(FunctionCallInfo fcinfo, FigureReader figure)
{
	double		target;
	double		lower;
	double		upper;
	Better		better;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	target = figure(fcinfo, 0, "target");
	lower = figure(fcinfo, 1, "lower limit");
	upper = figure(fcinfo, 2, "upper limit");
	better = argument_better(fcinfo, 3);
	if (lower > upper)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lower limit must not be above the upper limit, %s: %s",
						number_text(upper), number_text(lower))));
	PG_RETURN_TEXT_P(cstring_to_text(assurance_name(assurance(target, lower, upper, better))));
}

/* (signal, value, center, better): a signal is a text, and NULL if there is none */
static inline Datum
read_variation(FunctionCallInfo fcinfo, FigureReader figure)
{
	double		value;
	double		center;
	Better		better;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	value = figure(fcinfo, 1, "value");
	center = figure(fcinfo, 2, "center");
	better = argument_better(fcinfo, 3);
	if (!PG_ARGISNULL(0) && value == center)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a value with a signal must not equal the center: %s",
						number_text(value))));
	PG_RETURN_TEXT_P(cstring_to_text(variation_name(variation(!PG_ARGISNULL(0), value, center,
															  better))));
}

/* The functions for each type of figures */
#define JUDGEMENTS(assurance_function, variation_function, figure) \
PG_FUNCTION_INFO_V1(assurance_function); \
Datum \
assurance_function(PG_FUNCTION_ARGS) \
{ \
	return read_assurance(fcinfo, figure); \
} \
PG_FUNCTION_INFO_V1(variation_function); \
Datum \
variation_function(PG_FUNCTION_ARGS) \
{ \
	return read_variation(fcinfo, figure); \
} \
extern int	no_such_variable

JUDGEMENTS(target_assurance_float8, target_variation_float8, argument_number);
JUDGEMENTS(target_assurance_interval, target_variation_interval, argument_seconds);
