/*
 * number.c
 *		Numbers as items of a multiset, and their range.
 *
 * Numbers lie between -2^62 and 2^62, as in exact sums, so differences and
 * sums of them are finite.
 */
#include "postgres.h"

#include "common/shortest_dec.h"

#include "argument.h"
#include "exact.h"
#include "number.h"

bool
number_item_valid(int64 item)
{
	double		number = item_number(item);

	return exact_in_range(number) && number_item(number + 0.0) == item;
}

void
number_item_print(StringInfo out, int64 item, const int64 *before)
{
	char		digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	/* one of many, so it gets no memory of its own */
	(void) double_to_shortest_decimal_buf(item_number(item), digits);
	appendStringInfoString(out, digits);
}

/* Returns false if the text is not a number in range */
bool
number_item_parse(const char *string, int64 *item)
{
	double		number;

	if (!number_parse(string, &number) || !exact_in_range(number))
		return false;
	*item = number_item(number);
	return true;
}

/* Returns the number, with one zero */
double
require_number(double number, const char *what)
{
	if (unlikely(!exact_in_range(number)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must lie between -2^62 and 2^62: %s", what, number_text(number))));
	return number + 0.0;
}

void
require_count(double count, const char *what)
{
	if (require_number(count, what) < 0.0 || count != rint(count))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a whole number and not negative: %s", what,
						number_text(count))));
}

/* Nothing can be counted if there was no exposure */
void
require_exposure(double exposure, const char *what, double count, const char *counted)
{
	(void) require_not_below_0(require_number(exposure, what), what);
	if (exposure == 0.0 && count > 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be 0 if %s is 0: %s", counted, what, number_text(count))));
}
