/*
 * argument.c
 *		Reading the arguments of analysts: durations, options, names of
 *		methods.
 *
 * A duration is a whole number of microseconds.  A day of an interval is 24
 * hours; a month has no fixed length and is an error.
 */
#include "postgres.h"

#include <ctype.h>
#include <math.h>

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "argument.h"
#include "exact.h"
#include "server.h"

/* Prints all digits that distinguish the number: "score 9 is not whole" would not help */
const char *
number_text(double number)
{
	return double_to_shortest_decimal(number);
}

/* Reads a finite number; there is one zero, so -0 becomes 0 */
bool
number_parse(const char *string, double *number)
{
	char	   *end;

	*number = strtod(string, &end) + 0.0;

	/* strtod accepts spaces, hexadecimal digits and words as well */
	return end != string && *end == '\0' && string[strspn(string, "0123456789.eE+-")] == '\0' &&
		isfinite(*number);
}

/* Appends a whole number; it may be one of many, so no memory is allocated */
void
counter_print(StringInfo out, int64 number)
{
	char		digits[INT64_DIGITS + 1];
	uint64		magnitude = number < 0 ? -(uint64) number : (uint64) number;

	if (number < 0)
		appendStringInfoChar(out, '-');
	appendBinaryStringInfo(out, digits, pg_ulltoa_n(magnitude, digits));
}

/*
 * Reads digits as a counter and moves behind them; returns false if there are
 * none, if there are too many, or if the number needs more than 64 bits
 */
bool
counter_parse(const char **string, int most_digits, int64 *value)
{
	const char *digit = *string;
	uint64		number = 0;

	/*
	 * the largest number of 19 digits still fits into 64 bits without a sign
	 */
	Assert(most_digits <= INT64_DIGITS);
	for (; is_digit(*digit); digit++)
	{
		if (digit - *string == most_digits)
			return false;
		number = number * 10 + (*digit - '0');
	}
	*value = (int64) number;
	if (digit == *string || number > (uint64) PG_INT64_MAX)
		return false;
	*string = digit;
	return true;
}

/* Prints the fraction of a second: a point and the decimals that it needs, or nothing */

void
decimals_print(StringInfo out, int microseconds)
{
	char		digits[SECOND_DECIMALS + 1];
	int			ndigits = SECOND_DECIMALS;

	if (microseconds == 0)
		return;
	digits[0] = '.';
	(void) pg_ultostr_zeropad(digits + 1, microseconds, SECOND_DECIMALS);
	while (digits[ndigits] == '0')
		ndigits--;
	appendBinaryStringInfo(out, digits, 1 + ndigits);
}

/* Reads decimals and moves behind them; false if a point has no decimals or too many behind it */
bool
decimals_parse(const char **string, int *microseconds)
{
	const char *digit = *string;
	int			unit = USECS_PER_SEC;

	*microseconds = 0;
	if (*digit != '.')
		return true;
	for (digit++; is_digit(*digit); digit++)
	{
		unit /= 10;
		if (unit == 0)
			return false;
		*microseconds += (*digit - '0') * unit;
	}
	*string = digit;
	return digit[-1] != '.';
}

/* Appends seconds with the decimals that they need */
void
seconds_print(StringInfo out, uint64 microseconds)
{
	counter_print(out, (int64) (microseconds / USECS_PER_SEC));
	decimals_print(out, (int) (microseconds % USECS_PER_SEC));
}

/*
 * Reads seconds with at most six decimals; returns false if the text is
 * something else or has more than 13 digits before the decimals
 */
bool
seconds_parse(const char *string, uint64 *microseconds)
{
	int64		seconds;
	int			decimals;

	if (!counter_parse(&string, 13, &seconds) || !decimals_parse(&string, &decimals) ||
		*string != '\0')
		return false;
	*microseconds = (uint64) seconds * USECS_PER_SEC + decimals;
	return true;
}

/* Does the same for times before and after an origin */

void
signed_seconds_print(StringInfo out, int64 microseconds)
{
	if (microseconds < 0)
		appendStringInfoChar(out, '-');
	seconds_print(out, microseconds < 0 ? -(uint64) microseconds : (uint64) microseconds);
}

bool
signed_seconds_parse(const char *string, int64 *microseconds)
{
	bool		negative = *string == '-';
	uint64		distance;

	if (!seconds_parse(string + negative, &distance) || distance > (uint64) PG_INT64_MAX)
		return false;
	*microseconds = negative ? -(int64) distance : (int64) distance;
	return true;
}

/* Takes seconds, also NaN and infinite ones */
void
duration_out_of_range(double seconds)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("duration of %s seconds is out of range", number_text(seconds)),
			 errdetail("A duration must be finite and shorter than 2^63 microseconds (about "
					   "292,000 years).")));
}

static void
no_fixed_length(const Interval *interval, const char *option)
{
#ifdef INTERVAL_NOT_FINITE
	if (INTERVAL_NOT_FINITE(interval))
		duration_out_of_range(interval->month > 0 ? HUGE_VAL : -HUGE_VAL);
#endif
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s \"%s\" has no fixed length", option == NULL ? "interval" : option,
					DatumGetCString(DirectFunctionCall1(interval_out,
														IntervalPGetDatum(interval)))),
			 errdetail("Months differ in length."),
			 option == NULL ? errhint("Subtract the timestamps instead of using age().") :
			 errhint("Give it in days, hours or shorter units.")));
}

/* An error calls an option by its name; without a name, the value is data of a row */
int64
microseconds_from_long_interval(const Interval *interval, const char *option)
{
	/* 128 bits, because one large part may offset the other */
	int128		microseconds = (int128) interval->day * USECS_PER_DAY + interval->time;

	/* infinite intervals have months too */
	if (interval->month != 0)
		no_fixed_length(interval, option);
	if (microseconds < PG_INT64_MIN || microseconds > PG_INT64_MAX)
		duration_out_of_range((double) microseconds / MICROSECONDS);
	return (int64) microseconds;
}

Interval *
interval_from_microseconds(int64 microseconds)
{
	Interval   *interval = palloc0(sizeof(Interval));

	interval->time = microseconds;
	return interval;
}

Interval *
interval_from_seconds(double seconds)
{
	return interval_from_microseconds(microseconds_from_seconds(seconds));
}

double
seconds_from_microseconds(int64 microseconds)
{
	return microseconds / MICROSECONDS;
}

void
argument_must_not_be_null(const char *option)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s must not be null", option)));
}

void
argument_must_not_be_negative(const char *option, int64 microseconds)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must not be negative: %s seconds", option,
					number_text(microseconds / MICROSECONDS))));
}

int64
require_longer_than_0(int64 microseconds, const char *what)
{
	if (microseconds <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be longer than 0: %s seconds", what,
						number_text(microseconds / MICROSECONDS))));
	return microseconds;
}

double
require_not_below_0(double number, const char *what)
{
	if (unlikely(number < 0.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative: %s", what, number_text(number))));
	return number;
}

/* Adds, to an error about a share, a hint for a caller who gave per cent */
int
hint_of_percent(double share)
{
	return share > 1.0 && share <= 100.0 ?
		errhint("A share is a fraction: %s %% is %s.", number_text(share),
				number_text(share / 100.0)) : 0;
}

double
require_confidence(double confidence)
{
	/* written so that NaN is rejected */
	if (!(confidence > 0.0 && confidence < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence must be greater than 0 and less than 1: %s",
						number_text(confidence)),
				 hint_of_percent(confidence)));
	return confidence;
}

/* Reads a finite number; there is one zero, so -0 becomes 0 */
double
argument_number(FunctionCallInfo fcinfo, int n, const char *option)
{
	double		number;

	argument_not_null(fcinfo, n, option);
	number = PG_GETARG_FLOAT8(n);
	if (unlikely(isnan(number) || isinf(number)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be finite: %s", option, number_text(number))));
	return number + 0.0;
}

double
argument_not_below_0(FunctionCallInfo fcinfo, int n, const char *option)
{
	return require_not_below_0(argument_number(fcinfo, n, option), option);
}

double
argument_confidence(FunctionCallInfo fcinfo, int n)
{
	argument_not_null(fcinfo, n, "confidence");
	return require_confidence(PG_GETARG_FLOAT8(n));
}

char *
list_methods(const MethodName *names, int nnames)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < nnames; i++)
		appendStringInfo(&list, "%s%s", i == 0 ? "" : ", ", names[i].name);
	return list.data;
}

/* Finds the method of a name that does not end with a zero byte; -1 if there is none */
int
find_method(const char *name, size_t length, const MethodName *names, int nnames)
{
	for (int i = 0; i < nnames; i++)
		if (strncmp(names[i].name, name, length) == 0 && names[i].name[length] == '\0')
			return names[i].method;
	return -1;
}

/* Finds the method that a text names; the error lists all names */
int
require_method(text *name, const char *option, const MethodName *names, int nnames)
{
	/* an aggregate calls this for every row, so it does not copy the name */
	int			method = find_method(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), names, nnames);

	if (unlikely(method < 0))
	{
		const char *string = text_to_cstring(name);

		/* where an overload takes a time, a literal time is read as a text */
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown %s \"%s\"", option, string),
				 errhint("Known values are: %s.%s", list_methods(names, nnames),
						 !isdigit((unsigned char) string[0]) ? "" :
						 " A time needs its type, as in timestamp '2026-03-01 09:00'.")));
	}
	return method;
}

int
argument_method(FunctionCallInfo fcinfo, int n, const char *option, const MethodName *names,
				int nnames)
{
	argument_not_null(fcinfo, n, option);
	return require_method(PG_GETARG_TEXT_PP(n), option, names, nnames);
}

/* The value made from an argument in the previous row, and the argument's bytes */
typedef struct Repeated
{
	void	   *made;
	size_t		size;
	char		key[FLEXIBLE_ARRAY_MEMBER];
} Repeated;

/*
 * Returns a varlena made from the n-th argument, whose bytes are the key.  It
 * is made anew only if the key differs from that of the previous row.  A
 * function can have one such argument.
 */
const void *
repeated_argument(FunctionCallInfo fcinfo, int n, const void *key, size_t size,
				  const void *(*make) (FunctionCallInfo fcinfo, int n))
{
	FmgrInfo   *function = fcinfo->flinfo;
	Repeated   *kept = function->fn_extra;
	const void *made;

	if (kept != NULL && kept->size == size && memcmp(kept->key, key, size) == 0)
		return kept->made;

	/*
	 * make may leave behind all it needs in the memory of the row, which does
	 * not last
	 */
	made = make(fcinfo, n);
	function->fn_extra = NULL;
	if (kept != NULL)
	{
		pfree(kept->made);
		pfree(kept);
	}
	kept = MemoryContextAlloc(function->fn_mcxt, offsetof(Repeated, key) + size);
	kept->made = MemoryContextAlloc(function->fn_mcxt, VARSIZE(made));
	memcpy(kept->made, made, VARSIZE(made));
	kept->size = size;
	memcpy(kept->key, key, size);
	function->fn_extra = kept;
	return kept->made;
}
