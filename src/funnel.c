/*
 * funnel.c
 *		Funnels: which of many groups differ from the rest.
 *
 * A funnel learns on the first row from all of them: those of the partition of
 * a window, or the elements of arrays.  Each row then gets the limits for its
 * size, and a flag if it is beyond them.  Neither the order of the rows nor
 * the frame of a window plays a part.  The formulas are in dispersion.c.
 */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/memutils.h"

#include "argument.h"
#include "elements.h"
#include "funnel.h"
#include "number.h"
#include "record.h"
#include "rows.h"
#include "server.h"

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

typedef struct FunnelForm
{
	PointKind	kind;
	ShareReader share_of;		/* reader of summaries */
} FunnelForm;

/* Reads the point of a row; false if it has none */
static bool
read_point(const Rows *rows, const FunnelForm *form, int64 row, ChartPoint *point)
{
	FunctionCallInfo fcinfo = rows->fcinfo;
	Share		share;

	if (form->kind == SHARES)
	{
		if (!rows_share(rows, form->share_of, PG_NARGS() - 3, row, &share))
			return false;
		point->total = share.part;
		point->size = share.whole;
		return true;
	}
	rows_pass_argument(rows, 0, row);
	rows_pass_argument(rows, 1, row);
	return !PG_ARGISNULL(0) && !PG_ARGISNULL(1) &&
		observed_point(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1), point);
}

/* Learning */

static bool
gather_point(const Rows *rows, int64 row, const void *form, void *point)
{
	return read_point(rows, form, row, point);
}

/* Learns from points, which this reorders; an error if they differ beyond all numbers */
Funnel
require_funnel(ChartPoint *points, int64 npoints, PointKind kind, double target,
			   Overdispersion method)
{
	Funnel		funnel = funnel_learn(points, npoints, kind, target, method);

	if (isinf(funnel.dispersion))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("dispersion around %s is out of range", number_text(funnel.center))));
	return funnel;
}

static Funnel
learn(const Rows *rows, const FunnelForm *form, double target, Overdispersion method)
{
	int64		npoints;
	ChartPoint *points = rows_gather(rows, sizeof(ChartPoint), gather_point, form, &npoints);
	Funnel		funnel = require_funnel(points, npoints, form->kind, target, method);

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
current_options(const Rows *rows, int n, PointKind kind)
{
	FunnelOptions options;
	bool		isnull;
	Datum		target = rows_argument(rows, n, CURRENT_ROW, &isnull);

	options.target = !isnull ? require_target(DatumGetFloat8(target), kind) :
		kind == COUNTS ? 1.0 : (double) NAN;
	options.method =
		require_overdispersion(DatumGetTextPP(rows_option(rows, n + 1, OVERDISPERSION)));
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
partition_funnel(const Rows *rows, const FunnelForm *form)
{
	Partition  *partition = rows_memory(rows, sizeof(Partition));
	FunnelOptions options = current_options(rows, rows->fcinfo->nargs - 2, form->kind);

	if (partition->learnt)
		require_same_options(&partition->options, &options);
	else
		partition->funnel = learn(rows, form, options.target, options.method);
	partition->options = options;
	partition->learnt = true;
	return &partition->funnel;
}

/* Results */

/* Size and value of the point come before the record */
#define COLUMNS_BEFORE	2

static bool
read_funnel(const Rows *rows, const void *form, Datum *values, bool *nulls)
{
	const FunnelForm *funnel_form = form;
	const Funnel *funnel = partition_funnel(rows, funnel_form);
	double		figures[] = {
		NAN, NAN, funnel->center, NAN, NAN, NAN, NAN, NAN, funnel->dispersion
	};
	const char *flag = NULL;
	ChartPoint	point;

	if (read_point(rows, funnel_form, CURRENT_ROW, &point))
	{
		FunnelLimits limits = funnel_limits(funnel, point.size);

		figures[0] = point.size;
		figures[1] = point_value(&point);
		figures[3] = limits.of_95.lower;
		figures[4] = require_number(limits.of_95.upper, "limit");
		figures[5] = limits.of_998.lower;
		figures[6] = require_number(limits.of_998.upper, "limit");
		figures[7] = funnel_z(funnel, &point);
		flag = funnel_flag(&limits, figures[1]);
	}
	for (int i = 0; i < (int) lengthof(figures); i++)
		set_number(values, nulls, i, figures[i]);
	set_name(values, nulls, lengthof(figures), flag);
	return true;
}

/* funnel(summary, options, target, overdispersion) */
Datum
share_funnel(FunctionCallInfo fcinfo, ShareReader share_of)
{
	FunnelForm	form = {SHARES, share_of};

	return return_reading(fcinfo, read_funnel, &form, COLUMNS_BEFORE);
}

/* funnel(observed, expected, target, overdispersion) */
PG_FUNCTION_INFO_V1(funnel_observed);
Datum
funnel_observed(PG_FUNCTION_ARGS)
{
	FunnelForm	form = {COUNTS, NULL};

	return return_reading(fcinfo, read_funnel, &form, COLUMNS_BEFORE);
}
