/*
 * funnel.c
 *		Funnels as window functions: which of many groups differ from the rest.
 *
 * A funnel learns from its whole partition on the first row.  Each row then
 * gets the limits for its size, and a flag if it is beyond them.  Neither the
 * order of the window nor the frame plays a part.  The formulas are in
 * dispersion.c.
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "argument.h"
#include "funnel.h"
#include "number.h"
#include "record.h"
#include "server.h"
#include "window.h"

#define OVERDISPERSION	"overdispersion"

static const MethodName overdispersions[] = {
	{"auto", OVERDISPERSION_AUTO},
	{"none", OVERDISPERSION_NONE},
	{"additive", OVERDISPERSION_ADDITIVE},
	{"multiplicative", OVERDISPERSION_MULTIPLICATIVE}
};

Overdispersion
require_overdispersion(text *name)
{
	return require_method(name, OVERDISPERSION, overdispersions, lengthof(overdispersions));
}

double
require_target(double target, PointKind kind)
{
	/* written so that NaN is rejected */
	if (kind == SHARES && !(target > 0.0 && target < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("target must be greater than 0 and less than 1: %s", number_text(target)),
				 hint_of_percent(target)));
	if (kind == COUNTS && require_number(target, "target") <= 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("target must be greater than 0: %s", number_text(target))));
	return target;
}

/* Points */

/* Returns false if nothing was expected and nothing observed */
bool
observed_point(double observed, double expected, ChartPoint *point)
{
	require_count(observed, "observed");
	require_exposure(expected, "expected", observed, "observed");
	point->total = observed;
	point->size = expected;
	if (expected == 0.0)
		return false;
	(void) require_number(point_value(point), "observed per expected");
	return true;
}

typedef struct FunnelSource
{
	PointKind	kind;
	ShareReader share_of;		/* reader of summaries */
	FunctionCallInfo fcinfo;
} FunnelSource;

/* Reads the point of a row; false if it has none */
static bool
read_point(const FunnelSource *source, WindowObject window, int64 row, ChartPoint *point)
{
	FunctionCallInfo fcinfo = source->fcinfo;
	Share		share;

	if (source->kind == SHARES)
	{
		if (!window_share(window, fcinfo, source->share_of, PG_NARGS() - 3, row, &share))
			return false;
		point->total = share.part;
		point->size = share.whole;
		return true;
	}
	window_pass_argument(window, fcinfo, 0, row);
	window_pass_argument(window, fcinfo, 1, row);
	return !PG_ARGISNULL(0) && !PG_ARGISNULL(1) &&
		observed_point(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1), point);
}

/* Learning */

static bool
gather_point(WindowObject window, int64 row, const void *source, void *point)
{
	return read_point(source, window, row, point);
}

static Funnel
learn(WindowObject window, const FunnelSource *source, double target, Overdispersion method)
{
	int64		npoints;
	ChartPoint *points =
		window_gather(window, sizeof(ChartPoint), gather_point, source, &npoints);
	Funnel		funnel = funnel_learn(points, npoints, source->kind, target, method);

	pfree(points);
	return funnel;
}

/* Options, which are the same in all rows of a partition */
typedef struct FunnelOptions
{
	double		target;			/* NaN if the groups determine the center */
	Overdispersion method;
} FunnelOptions;

static FunnelOptions
window_options(WindowObject window, int n, PointKind kind)
{
	FunnelOptions options;
	bool		isnull;
	Datum		target = WinGetFuncArgCurrent(window, n, &isnull);

	options.target = !isnull ? require_target(DatumGetFloat8(target), kind) :
		kind == COUNTS ? 1.0 : (double) NAN;
	options.method =
		require_overdispersion(DatumGetTextPP(window_option(window, n + 1, OVERDISPERSION)));
	return options;
}

static const char *
target_text(double target)
{
	return isnan(target) ? "null" : number_text(target);
}

static void
require_same_options(const FunnelOptions *before, const FunnelOptions *options)
{
	if (options->target != before->target && !(isnan(options->target) && isnan(before->target)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("target changes within a partition: %s, then %s",
						target_text(before->target), target_text(options->target)),
				 errhint("Partition by what it depends on.")));
	if (options->method != before->method)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("overdispersion changes within a partition: %s, then %s",
						overdispersions[before->method].name,
						overdispersions[options->method].name),
				 errhint("Partition by what it depends on.")));
}

typedef struct Partition
{
	bool		learnt;
	FunnelOptions options;
	Funnel		funnel;
} Partition;

static const Funnel *
partition_funnel(WindowObject window, const FunnelSource *source)
{
	Partition  *partition = WinGetPartitionLocalMemory(window, sizeof(Partition));
	FunnelOptions options =
		window_options(window, source->fcinfo->nargs - 2, source->kind);

	if (partition->learnt)
		require_same_options(&partition->options, &options);
	else
		partition->funnel = learn(window, source, options.target, options.method);
	partition->options = options;
	partition->learnt = true;
	return &partition->funnel;
}

/* Results */

#define FUNNEL_FIGURES	7

static Datum
funnel_record(FunctionCallInfo fcinfo, const double *figures, const char *flag)
{
	Datum		values[FUNNEL_FIGURES + 1];
	bool		nulls[FUNNEL_FIGURES + 1];

	for (int i = 0; i < FUNNEL_FIGURES; i++)
		set_number(values, nulls, i, figures[i]);
	nulls[FUNNEL_FIGURES] = flag == NULL;
	values[FUNNEL_FIGURES] = flag == NULL ? (Datum) 0 : CStringGetTextDatum(flag);
	return return_record(fcinfo, values, nulls);
}

static Datum
funnel(FunctionCallInfo fcinfo, const FunnelSource *source)
{
	WindowObject window = window_of(fcinfo);
	const Funnel *funnel = partition_funnel(window, source);
	double		figures[FUNNEL_FIGURES] = {
		funnel->center, NAN, NAN, NAN, NAN, NAN, funnel->dispersion
	};
	const char *flag = NULL;
	ChartPoint	point;

	if (read_point(source, window, CURRENT_ROW, &point))
	{
		FunnelLimits limits = funnel_limits(funnel, point.size);

		figures[1] = limits.of_95.lower;
		figures[2] = require_number(limits.of_95.upper, "limit");
		figures[3] = limits.of_998.lower;
		figures[4] = require_number(limits.of_998.upper, "limit");
		figures[5] = funnel_z(funnel, &point);
		flag = funnel_flag(&limits, point_value(&point));
	}
	return funnel_record(fcinfo, figures, flag);
}

/* funnel(summary, options, target, overdispersion) */
Datum
share_funnel(FunctionCallInfo fcinfo, ShareReader share_of)
{
	FunnelSource source = {SHARES, share_of, fcinfo};

	return funnel(fcinfo, &source);
}

/* funnel(observed, expected, target, overdispersion) */
PG_FUNCTION_INFO_V1(funnel_observed);
Datum
funnel_observed(PG_FUNCTION_ARGS)
{
	FunnelSource source = {COUNTS, NULL, fcinfo};

	return funnel(fcinfo, &source);
}
