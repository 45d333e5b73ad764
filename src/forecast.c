/*
 * forecast.c
 *		Forecasts of a series by Holt and Winters' method, and of a backlog.
 *
 * holt_winters.c has the formulas.  The interval of a forecast is forecast -/+
 * t times its standard error.  The degrees of freedom of Student's t are the
 * number of values minus the number of parameters learnt from them.
 *
 * Projected backlog, from the flow f = opened - closed of each step:
 *
 *		backlog(h) = max(0, backlog(h-1) + forecast of f)
 *
 * with the mean of f as forecast, and an interval of t s sqrt(h + h^2 / n)
 * around it; or with f by Holt and Winters, and t times the standard error of
 * the sum of h forecasts.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
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
	{"multiplicative", SEASON_MULTIPLICATIVE}, {"proportional", SEASON_PROPORTIONAL},
	{"none", SEASON_NONE}
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
				 errhint("Give NULL if there is no season.")));
	return season;
}

static void
wrong_seasons(const char *reason, int a, int b)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("seasons %d and %d %s", a, b, reason),
			 errhint("The longer season must be a multiple of the shorter one, "
					 "as a week of 336 half-hours is of a day of 48.")));
}

/* Takes two seasons in either order; the longer must be a multiple of the shorter */
static void
put_two_seasons(HoltWinters *model, int a, int b)
{
	model->season = Min(a, b);
	model->long_season = Max(a, b);
	if (a == b)
		wrong_seasons("are the same", a, b);
	if (model->long_season % model->season != 0)
		wrong_seasons("are not multiples of each other", a, b);
}

/* Reads the one or two seasons of the n-th argument */
static void
put_seasons(FunctionCallInfo fcinfo, int n, HoltWinters *model)
{
	Datum	   *seasons;
	bool	   *nulls;
	int			nseasons;

	deconstruct_array(argument_vector(fcinfo, n, "seasons"), INT4OID, sizeof(int32), true, 'i',
					  &seasons, &nulls, &nseasons);
	if (nseasons < 1 || nseasons > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("seasons must have one or two elements: %d", nseasons),
				 errhint("Give NULL if there is no season.")));
	for (int i = 0; i < nseasons; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("season %d of seasons must not be null", i + 1)));
		model->season = require_season(DatumGetInt32(seasons[i]));
	}
	if (nseasons == 2)
		put_two_seasons(model, DatumGetInt32(seasons[0]), DatumGetInt32(seasons[1]));
}

/*
 * Reads the season of one argument or the seasons of another; 1 step means no
 * season, if both are NULL
 */
static void
argument_seasons(FunctionCallInfo fcinfo, int one, int several, HoltWinters *model)
{
	model->season = model->long_season = 1;
	if (!PG_ARGISNULL(one) && !PG_ARGISNULL(several))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("season and seasons are both given"),
				 errhint("Give one season or two: seasons => '{48,336}'.")));
	if (!PG_ARGISNULL(one))
		model->season = require_season(PG_GETARG_INT32(one));
	if (!PG_ARGISNULL(several))
		put_seasons(fcinfo, several, model);
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

/* Reads a smoothing parameter from 0 to 1, with or without 0; NaN if it is to be fitted */
static double
smoothing_parameter(NullableDatum argument, const char *option, bool from_zero)
{
	double		parameter = argument.isnull ? NAN : DatumGetFloat8(argument.value);

	/* written so that NaN is rejected */
	if (!argument.isnull &&
		!(parameter <= 1.0 && (from_zero ? parameter >= 0.0 : parameter > 0.0)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must lie between 0 and 1%s: %s", option,
						from_zero ? "" : ", 0 excluded", number_text(parameter))));
	return parameter;
}

/* Rejects a given parameter that has no effect */
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

/* Reads omega, rho and kappa, which only exist with two seasons */
static void
read_double_parameters(HoltWinters *model, const NullableDatum *arguments)
{
	static const char *const options[] = {"omega", "rho", "kappa"};

	for (size_t i = 0; i < lengthof(options); i++)
	{
		model->parameters[OMEGA + i] = smoothing_parameter(arguments[i], options[i], true);
		parameter_without_use(!arguments[i].isnull && model->long_season == 1, options[i],
							  "there are no two seasons");
	}
}

/*
 * Reads series, season, other arguments, and from the n-th on alpha, beta,
 * gamma, seasonal, trend, phi, gaps, start, seasons, omega, rho, kappa
 */
static HoltWinters
argument_model(FunctionCallInfo fcinfo, int n)
{
	HoltWinters model = {.season = 1};

	argument_seasons(fcinfo, 1, n + 8, &model);
	model.seasonal = ARGUMENT_NAME(fcinfo, n + 3, "seasonal", seasonals);
	if (model.season == 1)
		model.seasonal = SEASON_NONE;
	if (model.seasonal == SEASON_NONE)
		model.season = model.long_season = 1;
	model.trend = ARGUMENT_NAME(fcinfo, n + 4, "trend", trends);
	model.start = ARGUMENT_NAME(fcinfo, n + 7, "start", starts);
	read_parameters(&model, &fcinfo->args[n], fcinfo->args[n + 5]);
	read_double_parameters(&model, &fcinfo->args[n + 9]);
	return model;
}

/* Fitting */

/* Seasons that are parts of the level need values above 0; proportional ones also allow 0 */
static void
require_parts(const Series *series, SmoothedSeason seasonal)
{
	bool		may_be_zero = seasonal == SEASON_PROPORTIONAL;

	for (int i = 0; i < series->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!(series->values[i] > 0.0 || (may_be_zero && series->values[i] == 0.0)))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value %d of series must %s for %s seasons: %s", i + 1,
							may_be_zero ? "not be negative" : "be greater than 0",
							may_be_zero ? "proportional" : "multiplicative",
							number_text(series->values[i])),
					 errhint("Use additive seasons.")));
	}
}

static void
no_finite_figures(const HoltWinters *model)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("smoothing the series leaves the range of %s",
					has_parts(model) ? "positive numbers" : "double precision"),
			 errhint(has_parts(model) ? "Use additive seasons, or no trend." :
					 "Scale the values down.")));
}

/* Fits the model to a series without gaps; false if it is too short for a trend */
static bool
fit(HoltWinters *model, const Series *series)
{
	int			season = longest_season(model);

	if (season > 1 && series->n / 2 < season)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("season must be at most half of the series: %d of %d steps", season,
						series->n),
				 errhint("Two seasons of data are needed to estimate one.")));
	if (has_parts(model))
		require_parts(series, model->seasonal);
	if (series->n < smoothing_least_values(model))
		return false;
	if (!holt_winters_fit(model, series->values, series->n))
		no_finite_figures(model);
	return true;
}

/* Fits the model of the arguments; false if there are no data for it */
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

static double *
finite_forecasts(const HoltWinters *model, int horizon)
{
	double	   *forecasts = palloc(horizon * sizeof(double));

	for (int i = 0; i < horizon; i++)
	{
		CHECK_FOR_INTERRUPTS();
		forecasts[i] = finite_forecast(model, i + 1);
	}
	return forecasts;
}

/* Returns a figure, or NULL if it is unknown */
static void
set_figure(Datum *values, bool *nulls, int column, double figure)
{
	set_number(values, nulls, column, isfinite(figure) ? figure : NAN);
}

/* holt_winters(series, season, horizon, ...): rows (step, forecast, lower, upper) */

typedef struct ForecastState
{
	HoltWinters model;
	double	   *errors;
	double		quantile;
} ForecastState;

/* Returns NaN if no degrees of freedom are left for errors */
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
	double		confidence = argument_confidence(fcinfo, 15);

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
	set_figure(values, nulls, 2, expected - state->quantile * state->errors[n]);
	set_figure(values, nulls, 3, expected + state->quantile * state->errors[n]);
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

static void
set_seasons(Datum *value, bool *isnull, const double *seasons, int m)
{
	*isnull = m == 1;
	*value = *isnull ? (Datum) 0 : float8_array(seasons, m);
}

PG_FUNCTION_INFO_V1(forecast_holt_winters_fit);
Datum
forecast_holt_winters_fit(PG_FUNCTION_ARGS)
{
	HoltWinters model;
	Datum		values[17];
	bool		nulls[17] = {false};
	const double *parameters = model.parameters;

	if (!fit_arguments(fcinfo, 2, &model))
		PG_RETURN_NULL();
	set_number(values, nulls, 0, parameters[ALPHA]);
	set_number(values, nulls, 1, model.trend != TREND_NONE ? parameters[BETA] : NAN);
	set_number(values, nulls, 2, model.season > 1 ? parameters[GAMMA] : NAN);
	set_number(values, nulls, 3, model.trend == TREND_DAMPED ? parameters[PHI] : NAN);
	set_number(values, nulls, 4, model.level);
	set_number(values, nulls, 5, model.trend != TREND_NONE ? model.slope : NAN);
	set_seasons(&values[6], &nulls[6], model.seasons, model.season);
	values[7] = Float8GetDatum(model.sse);
	set_figure(values, nulls, 8, sqrt(model.variance));
	values[9] = Int32GetDatum(smoothing_degrees(&model));
	values[10] = method_text(model.seasonal, seasonals, lengthof(seasonals));
	values[11] = method_text(model.trend, trends, lengthof(trends));
	set_figure(values, nulls, 12, model.criterion);
	set_number(values, nulls, 13, model.long_season > 1 ? parameters[OMEGA] : NAN);
	set_number(values, nulls, 14, model.long_season > 1 ? parameters[RHO] : NAN);
	set_number(values, nulls, 15, model.long_season > 1 ? parameters[KAPPA] : NAN);
	set_seasons(&values[16], &nulls[16], model.long_seasons, model.long_season);
	return return_record(fcinfo, values, nulls);
}

/*
 * backtest(series, season, horizon, folds, ...): rows (fold, step, forecast,
 * actual, naive).  Before each origin it does the same as holt_winters.
 */

typedef struct Backtest
{
	HoltWinters model;			/* model of the arguments, before each fit */
	Series		filled;			/* before the last origin */
	const double *actual;		/* the whole series, with gaps */
	int			first_value;	/* index of the row, from 0 */
	int			season;			/* season of the naive forecast */
	int			horizon;
	int64		first_origin;	/* values before the origin */
	int			stride;

	MemoryContext memory;		/* memory of one fold */
	double	   *forecasts;		/* forecasts of one fold; NULL without values
								 * before it */
	int			origin;
} Backtest;

static int
argument_steps(FunctionCallInfo fcinfo, int n, const char *option)
{
	argument_not_null(fcinfo, n, option);
	if (PG_GETARG_INT32(n) < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be 1 or more: %d", option, PG_GETARG_INT32(n))));
	return PG_GETARG_INT32(n);
}

/* Returns how many values before an origin the model and the naive forecast need */
static int64
least_before_origin(const Backtest *test)
{
	int64		season = longest_season(&test->model);

	return season > 1 ? 2 * season : Max(smoothing_least_values(&test->model), test->season);
}

/* Places the folds, so that the last one ends with the series of n values */
static void
place_folds(Backtest *test, int n, int folds)
{
	int64		room = (int64) n - test->horizon - least_before_origin(test);
	int64		possible = room < 0 ? 0 : room / test->stride + 1;

	if (folds > possible)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("folds must be at most " INT64_FORMAT " for a series of %d steps: %d",
						possible, n, folds),
				 errdetail("The first fold needs " INT64_FORMAT " steps before it and has %d "
						   "steps; each fold begins %d steps after the one before.",
						   least_before_origin(test), test->horizon, test->stride)));
	test->first_origin = (int64) n - test->horizon - (int64) (folds - 1) * test->stride;
}

/* Keeps the series as it is, and fills the gaps before the last origin */
static void
keep_series(Backtest *test, Series series, GapFilling gaps)
{
	test->actual = series.values;
	while (isnan(series.values[test->first_value]))
		test->first_value++;
	test->filled.n = series.n - test->horizon;
	test->filled.values = palloc(test->filled.n * sizeof(double));
	memcpy(test->filled.values, series.values, test->filled.n * sizeof(double));
	series_fill_gaps(&test->filled, gaps);
}

static void *
begin_backtest(FunctionCallInfo fcinfo, int kind, const char *string, int64 *nrows)
{
	Backtest   *test = palloc0(sizeof(Backtest));
	int			folds = argument_steps(fcinfo, 3, "folds");
	GapFilling	gaps = ARGUMENT_NAME(fcinfo, 10, "gaps", gap_fillings);
	HoltWinters seasons;
	Series		series;

	test->horizon = argument_horizon(fcinfo, 2);
	test->stride = PG_ARGISNULL(16) ? test->horizon : argument_steps(fcinfo, 16, "stride");
	test->model = argument_model(fcinfo, 4);
	argument_seasons(fcinfo, 1, 12, &seasons);
	test->season = longest_season(&seasons);
	*nrows = 0;
	if (PG_ARGISNULL(0))
		return test;
	series = argument_series(fcinfo, 0, "series");
	if (series.nvalues == 0)
		return test;
	place_folds(test, series.n, folds);
	keep_series(test, series, gaps);
	test->memory = AllocSetContextCreate(CurrentMemoryContext, "backtest", ALLOCSET_DEFAULT_SIZES);
	*nrows = (int64) folds * test->horizon;
	return test;
}

/* Computes the forecasts of all steps from the values before the n-th fold */
static void
begin_fold(Backtest *test, int64 n)
{
	MemoryContext old_context;
	HoltWinters model = test->model;
	Series		before = test->filled;

	MemoryContextReset(test->memory);
	old_context = MemoryContextSwitchTo(test->memory);
	test->origin = (int) (test->first_origin + n * test->stride);
	test->forecasts = NULL;
	before.n = test->origin;
	if (test->first_value < test->origin && fit(&model, &before))
		test->forecasts = finite_forecasts(&model, test->horizon);
	MemoryContextSwitchTo(old_context);
}

/* Repeats the value of one season before */
static double
naive_forecast(const Backtest *test, int step)
{
	return test->forecasts == NULL ? NAN :
		test->filled.values[test->origin - test->season + step % test->season];
}

static void
read_backtest(void *backtest, int64 n, Datum *values, bool *nulls)
{
	Backtest   *test = backtest;
	int			step = (int) (n % test->horizon);

	if (step == 0)
		begin_fold(test, n / test->horizon);
	values[0] = Int32GetDatum((int32) (n / test->horizon) + 1);
	values[1] = Int32GetDatum(step + 1);
	set_figure(values, nulls, 2, test->forecasts == NULL ? NAN : test->forecasts[step]);
	set_figure(values, nulls, 3, test->actual[test->origin + step]);
	set_figure(values, nulls, 4, naive_forecast(test, step));
}

PG_FUNCTION_INFO_V1(forecast_backtest);
Datum
forecast_backtest(PG_FUNCTION_ARGS)
{
	return return_rows(fcinfo, begin_backtest, 0, NULL, read_backtest);
}

/*
 * The aggregate holt_winters(value, season, alpha, beta, gamma, horizon).  Its
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
			 errmsg("the array is not a state of holt_winters")));
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

/* Reads an option of the state that was an integer */
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
	HoltWinters model = {.trend = TREND_AUTO,.long_season = 1};
	NullableDatum parameters[3];
	const NullableDatum not_given[3] = {{(Datum) 0, true}, {(Datum) 0, true}, {(Datum) 0, true}};
	Series		series = argument_series(fcinfo, 0, "state of holt_winters");
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
	read_parameters(&model, parameters, not_given[0]);
	read_double_parameters(&model, not_given);

	series.values += NOPTIONS;
	series.n -= NOPTIONS;
	series_fill_gaps(&series, GAPS_ERROR);
	if (!fit(&model, &series))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(float8_array(finite_forecasts(&model, horizon), horizon));
}

/*
 * projected_backlog(summary, horizon, season, trend, confidence, seasons): rows
 * (at, backlog, lower, upper)
 */

typedef struct ProjectionState
{
	int64		last;			/* index of the point */
	int64		step;
	double		backlog;
	HoltWinters model;			/* model of the flow */
	double	   *errors;			/* standard errors of its sums */
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

/* Without a trend or a season, given or chosen, the flow is projected by its mean */
static bool
is_mean_flow(const HoltWinters *model)
{
	return model->season == 1 && model->trend == TREND_NONE;
}

/* Projects the mean flow as a model with a constant level, with the errors of its sums */
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
	state->model.parameters[RHO] = 0.0;
	state->model.kept = 0.0;
	state->model.seasons = palloc0(sizeof(double));
	state->model.long_seasons = palloc0(sizeof(double));
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

	argument_seasons(fcinfo, 2, 5, &state->model);
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

	/* a backlog is never negative */
	state->backlog = Max(state->backlog + finite_forecast(&state->model, (int) n + 1), 0.0);
	values[0] = TimestampGetDatum(state->last + (n + 1) * state->step);
	values[1] = Float8GetDatum(state->backlog);
	set_figure(values, nulls, 2, isfinite(reach) ? Max(state->backlog - reach, 0.0) : NAN);
	set_figure(values, nulls, 3, state->backlog + reach);
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
