/*
 * forecast.c
 *		Forecasts of a series by Holt and Winters, and of a backlog.
 *
 * holt_winters.c has the formulas.  Interval of a forecast: forecast -/+ t times
 * its standard error, Student's t with the values less what was learnt from them
 * as degrees of freedom.
 *
 * Projected backlog, from the flow f = opened - closed of each step:
 *
 *		backlog(h) = max(0, backlog(h-1) + forecast of f)
 *
 * with the mean of f as forecast, and t s sqrt(h + h^2 / n) around it; or f by
 * Holt and Winters, and t times the standard error of the sum of h forecasts.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "argument.h"
#include "backlog.h"
#include "clock.h"
#include "confidence.h"
#include "holt_winters.h"
#include "record.h"
#include "series.h"
#include "server.h"

#define LARGEST_HORIZON	10000

static const MethodName seasonals[] = {
	{"auto", SEASON_AUTO}, {"additive", SEASON_ADDITIVE},
	{"multiplicative", SEASON_MULTIPLICATIVE}, {"none", SEASON_NONE}
};
static const MethodName trends[] = {
	{"auto", TREND_AUTO}, {"linear", TREND_LINEAR}, {"damped", TREND_DAMPED}, {"none", TREND_NONE}
};
static const MethodName gap_fillings[] = {
	{"error", GAPS_ERROR}, {"zero", GAPS_ZERO}, {"carry", GAPS_CARRY}
};
static const MethodName starts[] = {{"backcast", START_BACKCAST}, {"decompose", START_DECOMPOSE}};

#define ARGUMENT_NAME(fcinfo, n, option, names) \
	argument_method(fcinfo, n, option, names, lengthof(names))

/* Options */

static int
require_season(int season)
{
	if (season < 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("season must be 2 steps or more: %d", season),
				 errhint("Without a season, give NULL.")));
	return season;
}

/* The season of the n-th argument; 1 where it is NULL, for none */
static int
argument_season(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? 1 : require_season(PG_GETARG_INT32(n));
}

static int
require_horizon(int horizon)
{
	if (horizon < 1 || horizon > LARGEST_HORIZON)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("horizon must be from 1 to %d steps: %d", LARGEST_HORIZON, horizon)));
	return horizon;
}

static int
argument_horizon(FunctionCallInfo fcinfo, int n)
{
	argument_not_null(fcinfo, n, "horizon");
	return require_horizon(PG_GETARG_INT32(n));
}

/* A smoothing parameter within 0 and 1, the first included or not; NaN where it is to be fitted */
static double
smoothing_parameter(NullableDatum argument, const char *option, bool from_zero)
{
	double		parameter = argument.isnull ? NAN : DatumGetFloat8(argument.value);

	/* written so that NaN is refused */
	if (!argument.isnull &&
		!(parameter <= 1.0 && (from_zero ? parameter >= 0.0 : parameter > 0.0)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must lie between 0 and 1%s: %s", option,
						from_zero ? "" : ", 0 excluded", number_text(parameter))));
	return parameter;
}

/* What is given must be of use */
static void
parameter_without_use(bool given, const char *option, const char *reason)
{
	if (given)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is given, but %s", option, reason)));
}

static void
read_parameters(HoltWinters *model, const NullableDatum *alpha_beta_gamma, NullableDatum phi)
{
	model->parameters[ALPHA] = smoothing_parameter(alpha_beta_gamma[0], "alpha", true);
	model->parameters[BETA] = smoothing_parameter(alpha_beta_gamma[1], "beta", true);
	model->parameters[GAMMA] = smoothing_parameter(alpha_beta_gamma[2], "gamma", true);
	model->parameters[PHI] = smoothing_parameter(phi, "phi", false);
	parameter_without_use(!alpha_beta_gamma[1].isnull &&
						  model->trend == TREND_NONE, "beta", "there is no trend");
	parameter_without_use(!alpha_beta_gamma[2].isnull &&
						  model->seasonal == SEASON_NONE, "gamma", "there is no season");
	parameter_without_use(!phi.isnull && model->trend != TREND_DAMPED &&
						  model->trend != TREND_AUTO, "phi", "the trend is not damped");
}

/*
 * Series, season, other arguments, and from the n-th on alpha, beta, gamma,
 * seasonal, trend, phi, gaps, start
 */
static HoltWinters
argument_model(FunctionCallInfo fcinfo, int n)
{
	HoltWinters model = {.season = argument_season(fcinfo, 1)};

	model.seasonal = ARGUMENT_NAME(fcinfo, n + 3, "seasonal", seasonals);
	if (model.season == 1)
		model.seasonal = SEASON_NONE;
	if (model.seasonal == SEASON_NONE)
		model.season = 1;
	model.trend = ARGUMENT_NAME(fcinfo, n + 4, "trend", trends);
	model.start = ARGUMENT_NAME(fcinfo, n + 7, "start", starts);
	read_parameters(&model, &fcinfo->args[n], fcinfo->args[n + 5]);
	return model;
}

/* Fitting */

static void
require_positive(const Series *series)
{
	for (int i = 0; i < series->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!(series->values[i] > 0.0))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value %d of series must be greater than 0 "
							"for multiplicative seasons: %s",
							i + 1, number_text(series->values[i])),
					 errhint("Take additive seasons.")));
	}
}

static void
no_finite_figures(const HoltWinters *model)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("smoothing the series leaves the range of %s",
					model->seasonal == SEASON_MULTIPLICATIVE ? "positive numbers" :
					"double precision"),
			 errhint(model->seasonal == SEASON_MULTIPLICATIVE ?
					 "Take additive seasons, or no trend." : "Scale the values down.")));
}

/* Fits the model to a series without gaps; false where that is too short for a trend */
static bool
fit(HoltWinters *model, const Series *series)
{
	if (model->season > 1 && series->n / 2 < model->season)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("season must be at most half of the series: %d of %d steps", model->season,
						series->n),
				 errhint("It takes two seasons to know one.")));
	if (model->seasonal == SEASON_MULTIPLICATIVE)
		require_positive(series);
	if (series->n < smoothing_least_values(model))
		return false;
	if (!holt_winters_fit(model, series->values, series->n))
		no_finite_figures(model);
	return true;
}

/* The model of the arguments, fitted; false where there are no data for it */
static bool
fit_arguments(FunctionCallInfo fcinfo, int n, HoltWinters *model)
{
	GapFilling	gaps = ARGUMENT_NAME(fcinfo, n + 6, "gaps", gap_fillings);
	Series		series;

	*model = argument_model(fcinfo, n);
	if (PG_ARGISNULL(0))
		return false;
	series = argument_series(fcinfo, 0, "series");
	if (series.nvalues == 0)
		return false;
	series_fill_gaps(&series, gaps);
	return fit(model, &series);
}

static double
finite_forecast(const HoltWinters *model, int steps)
{
	double		forecast = holt_winters_forecast(model, steps);

	if (!isfinite(forecast))
		no_finite_figures(model);
	return forecast;
}

/* A bound of a figure, or NULL where its error is not known */
static void
set_bound(Datum *value, bool *isnull, double bound)
{
	*isnull = !isfinite(bound);
	*value = Float8GetDatum(bound);
}

/* holt_winters(series, season, horizon, ...): rows (step, forecast, lower, upper) */

typedef struct ForecastState
{
	HoltWinters model;
	double	   *errors;
	double		quantile;
} ForecastState;

/* NaN where no error is left over */
static double
forecast_quantile(const HoltWinters *model, double confidence)
{
	int			degrees = smoothing_degrees(model);

	return degrees < 1 ? NAN : student_t_quantile(upper_tail(confidence), degrees);
}

static void *
begin_forecast(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	ForecastState *state = palloc0(sizeof(ForecastState));
	int			horizon = argument_horizon(fcinfo, 2);
	double		confidence = argument_confidence(fcinfo, 11);

	if (fit_arguments(fcinfo, 3, &state->model))
	{
		state->errors = holt_winters_errors(&state->model, horizon);
		state->quantile = forecast_quantile(&state->model, confidence);
		*nrows = horizon;
	}
	else
		*nrows = 0;
	return state;
}

static void
read_forecast(void *forecast, int64 n, Datum *values, bool *nulls)
{
	ForecastState *state = forecast;
	double		expected = finite_forecast(&state->model, (int) n + 1);

	values[0] = Int32GetDatum((int32) n + 1);
	values[1] = Float8GetDatum(expected);
	set_bound(&values[2], &nulls[2], expected - state->quantile * state->errors[n]);
	set_bound(&values[3], &nulls[3], expected + state->quantile * state->errors[n]);
}

PG_FUNCTION_INFO_V1(forecast_holt_winters);
Datum
forecast_holt_winters(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_forecast, 0, NULL, read_forecast);
}

/* holt_winters_fit(series, season, ...) */

static Datum
float8_array(const double *numbers, int n)
{
	Datum	   *elements = palloc(n * sizeof(Datum));

	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		elements[i] = Float8GetDatum(numbers[i]);
	}
	return PointerGetDatum(construct_array(elements, n, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
										   'd'));
}

static Datum
method_text(int method, const MethodName *names, int nnames)
{
	int			n = 0;

	while (n < nnames - 1 && names[n].method != method)
		n++;
	return CStringGetTextDatum(names[n].name);
}

PG_FUNCTION_INFO_V1(forecast_holt_winters_fit);
Datum
forecast_holt_winters_fit(PG_FUNCTION_ARGS)
{
	HoltWinters model;
	Datum		values[13];
	bool		nulls[13] = {false};

	if (!fit_arguments(fcinfo, 2, &model))
		PG_RETURN_NULL();
	for (int i = 0; i < SMOOTHING_PARAMETERS; i++)
		values[i] = Float8GetDatum(model.parameters[i]);
	nulls[BETA] = model.trend == TREND_NONE;
	nulls[GAMMA] = model.seasonal == SEASON_NONE;
	nulls[PHI] = model.trend != TREND_DAMPED;
	values[4] = Float8GetDatum(model.level);
	values[5] = Float8GetDatum(model.slope);
	nulls[5] = model.trend == TREND_NONE;
	nulls[6] = model.seasonal == SEASON_NONE;
	values[6] = nulls[6] ? (Datum) 0 : float8_array(model.seasons, model.season);
	values[7] = Float8GetDatum(model.sse);
	set_bound(&values[8], &nulls[8], sqrt(model.variance));
	values[9] = Int32GetDatum(smoothing_degrees(&model));
	values[10] = method_text(model.seasonal, seasonals, lengthof(seasonals));
	values[11] = method_text(model.trend, trends, lengthof(trends));
	set_bound(&values[12], &nulls[12], model.criterion);
	return return_record(fcinfo, values, nulls);
}

/*
 * The aggregate holt_winters(value, season, alpha, beta, gamma, horizon): its
 * state is an array of the options, which all rows share, and the values.
 */

#define NOPTIONS		5

enum
{
	OPTION_SEASON,
	OPTION_ALPHA,
	OPTION_BETA,
	OPTION_GAMMA,
	OPTION_HORIZON
};

static const char *const option_names[NOPTIONS] = {"season", "alpha", "beta", "gamma", "horizon"};

static Datum
append_number(ExpandedArrayHeader *array, NullableDatum number)
{
	int			place = array->ndims == 0 ? 1 : array->lbound[0] + array->dims[0];

	return array_set_element(EOHPGetRWDatum(&array->hdr), 1, &place, number.value, number.isnull,
							 -1, sizeof(float8), FLOAT8PASSBYVAL, 'd');
}

static void
no_state(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the array is no state of holt_winters")));
}

static void
require_same_options(ExpandedArrayHeader *state, const NullableDatum *options)
{
	deconstruct_expanded_array(state);
	if (state->ndims != 1 || state->nelems < NOPTIONS)
		no_state();
	for (int i = 0; i < NOPTIONS; i++)
	{
		bool		isnull = state->dnulls != NULL && state->dnulls[i];

		if (isnull != options[i].isnull ||
			(!isnull && DatumGetFloat8(state->dvalues[i]) != DatumGetFloat8(options[i].value)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must be the same in every row", option_names[i]),
					 errhint("Group by what it depends on.")));
	}
}

static NullableDatum
option_number(FunctionCallInfo fcinfo, int n)
{
	NullableDatum number = fcinfo->args[n];

	if (!number.isnull)
		number.value = Float8GetDatum((double) PG_GETARG_INT32(n));
	return number;
}

PG_FUNCTION_INFO_V1(forecast_holt_winters_accum);
Datum
forecast_holt_winters_accum(PG_FUNCTION_ARGS)
{
	NullableDatum options[NOPTIONS] = {
		option_number(fcinfo, 2), fcinfo->args[3], fcinfo->args[4], fcinfo->args[5],
		option_number(fcinfo, 6)
	};
	MemoryContext context = CurrentMemoryContext;
	ExpandedArrayHeader *state;

	if (!PG_ARGISNULL(1))
		(void) argument_number(fcinfo, 1, "value");
	for (int i = OPTION_ALPHA; i <= OPTION_GAMMA; i++)
		(void) smoothing_parameter(options[i], option_names[i], true);
	if (!PG_ARGISNULL(0))
	{
		state = PG_GETARG_EXPANDED_ARRAY(0);
		require_same_options(state, options);
		PG_RETURN_DATUM(append_number(state, fcinfo->args[1]));
	}
	(void) AggCheckCallContext(fcinfo, &context);
	state = construct_empty_expanded_array(FLOAT8OID, context, NULL);
	for (int i = 0; i < NOPTIONS; i++)
		(void) append_number(state, options[i]);
	PG_RETURN_DATUM(append_number(state, fcinfo->args[1]));
}

/* An option of the state that was an integer */
static int
whole_option(double option)
{
	if (option != rint(option) || fabs(option) > PG_INT32_MAX)
		no_state();
	return (int) option;
}

PG_FUNCTION_INFO_V1(forecast_holt_winters_final);
Datum
forecast_holt_winters_final(PG_FUNCTION_ARGS)
{
	HoltWinters model = {.trend = TREND_AUTO};
	NullableDatum parameters[3];
	NullableDatum phi = {(Datum) 0, true};
	Series		series = argument_series(fcinfo, 0, "state of holt_winters");
	double	   *forecasts;
	int			horizon;

	if (series.n < NOPTIONS)
		no_state();
	for (int i = 0; i < NOPTIONS; i++)
		series.nvalues -= !isnan(series.values[i]);
	if (series.nvalues == 0)
		PG_RETURN_NULL();

	model.season = isnan(series.values[OPTION_SEASON]) ? 1 :
		require_season(whole_option(series.values[OPTION_SEASON]));
	model.seasonal = model.season == 1 ? SEASON_NONE : SEASON_AUTO;
	if (isnan(series.values[OPTION_HORIZON]))
		argument_must_not_be_null("horizon");
	horizon = require_horizon(whole_option(series.values[OPTION_HORIZON]));
	for (size_t i = 0; i < lengthof(parameters); i++)
	{
		parameters[i].value = Float8GetDatum(series.values[OPTION_ALPHA + i]);
		parameters[i].isnull = isnan(series.values[OPTION_ALPHA + i]);
	}
	read_parameters(&model, parameters, phi);

	series.values += NOPTIONS;
	series.n -= NOPTIONS;
	series_fill_gaps(&series, GAPS_ERROR);
	if (!fit(&model, &series))
		PG_RETURN_NULL();
	forecasts = palloc(horizon * sizeof(double));
	for (int i = 0; i < horizon; i++)
		forecasts[i] = finite_forecast(&model, i + 1);
	PG_RETURN_DATUM(float8_array(forecasts, horizon));
}

/*
 * projected_backlog(summary, horizon, season, trend, confidence): rows (at,
 * backlog, lower, upper)
 */

typedef struct ProjectionState
{
	int64		last;			/* point */
	int64		step;
	double		backlog;
	HoltWinters model;			/* of the flow */
	double	   *errors;			/* of its sums */
	double		quantile;
} ProjectionState;

static Series
net_flow(const Backlog *backlog)
{
	Series		flow = {NULL, (int) backlog->npoints - 1, (int) backlog->npoints - 1};

	flow.values = palloc(backlog->npoints * sizeof(double));
	for (int i = 0; i < flow.n; i++)
		flow.values[i] = (double) (backlog->steps[i + 1].opened - backlog->steps[i + 1].closed);
	return flow;
}

/* Without a trend, given or chosen, or a season the flow is projected by its mean */
static bool
is_mean_flow(const HoltWinters *model)
{
	return model->season == 1 && model->trend == TREND_NONE;
}

/* The mean flow, as a model whose level does not move, and the errors of its sums */
static void
project_mean(ProjectionState *state, const Series *flow, int horizon, double confidence)
{
	double		sum = 0.0;
	double		squares = 0.0;

	for (int i = 0; i < flow->n; i++)
		sum += flow->values[i];
	state->model.level = sum / flow->n;
	state->model.slope = 0.0;
	state->model.parameters[PHI] = 1.0;
	state->model.seasons = palloc0(sizeof(double));
	for (int i = 0; i < flow->n; i++)
		squares += (flow->values[i] - state->model.level) * (flow->values[i] - state->model.level);
	state->quantile = flow->n < 2 ? NAN :
		student_t_quantile(upper_tail(confidence), flow->n - 1.0);
	state->errors = palloc(horizon * sizeof(double));
	for (int i = 0; i < horizon; i++)
	{
		double		steps = i + 1.0;

		state->errors[i] = sqrt(squares / (flow->n - 1.0) * (steps + steps * steps / flow->n));
	}
}

static void
require_time_in_range(const Backlog *backlog, int horizon)
{
	int128		end =
		(int128) backlog->start + (int128) backlog->step * (backlog->npoints - 1 + horizon);

	if (end >= END_TIMESTAMP)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("projection of %d steps ends after the last timestamp", horizon)));
}

static void *
begin_projection(FunctionCallInfo fcinfo, int clock, const char *other, int64 *nrows)
{
	ProjectionState *state = palloc0(sizeof(ProjectionState));
	int			horizon = argument_horizon(fcinfo, 1);
	double		confidence = argument_confidence(fcinfo, 4);
	Backlog    *backlog;
	Series		flow;

	state->model.season = argument_season(fcinfo, 2);
	state->model.seasonal = state->model.season == 1 ? SEASON_NONE : SEASON_ADDITIVE;
	state->model.trend = ARGUMENT_NAME(fcinfo, 3, "trend", trends);
	for (int i = 0; i < SMOOTHING_PARAMETERS; i++)
		state->model.parameters[i] = NAN;
	*nrows = 0;
	if (PG_ARGISNULL(0))
		return state;
	backlog = argument_backlog_of(fcinfo, 0, clock, other);
	if (backlog->npoints < 2)
		return state;

	require_time_in_range(backlog, horizon);
	state->last = backlog->start + backlog->step * (backlog->npoints - 1);
	state->step = backlog->step;
	state->backlog = (double) last_backlog(backlog);
	flow = net_flow(backlog);
	if (!is_mean_flow(&state->model) && !fit(&state->model, &flow))
		return state;
	if (is_mean_flow(&state->model))
		project_mean(state, &flow, horizon, confidence);
	else
	{
		state->errors = holt_winters_sum_errors(&state->model, horizon);
		state->quantile = forecast_quantile(&state->model, confidence);
	}
	*nrows = horizon;
	return state;
}

static void
read_projection(void *projection, int64 n, Datum *values, bool *nulls)
{
	ProjectionState *state = projection;
	double		reach = state->quantile * state->errors[n];

	/* nobody closes what is not open */
	state->backlog = Max(state->backlog + finite_forecast(&state->model, (int) n + 1), 0.0);
	values[0] = TimestampGetDatum(state->last + (n + 1) * state->step);
	values[1] = Float8GetDatum(state->backlog);
	set_bound(&values[2], &nulls[2], isfinite(reach) ? Max(state->backlog - reach, 0.0) : NAN);
	set_bound(&values[3], &nulls[3], state->backlog + reach);
}

PG_FUNCTION_INFO_V1(forecast_projected_backlog);
Datum
forecast_projected_backlog(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_projection, CLOCK_TIMESTAMPTZ, "projected_backlog_local",
					   read_projection);
}

PG_FUNCTION_INFO_V1(forecast_projected_backlog_local);
Datum
forecast_projected_backlog_local(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_projection, CLOCK_TIMESTAMP, "projected_backlog",
					   read_projection);
}
