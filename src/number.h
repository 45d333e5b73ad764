/*
 * number.h
 *		Numbers as items of a multiset, and their range.
 *
 * The bits of a double that is not negative sort like the integer of the same
 * bits; for a negative one all bits except the sign are inverted.  So items in
 * order are numbers in order.  There is one zero: no -0.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include "postgres.h"

#include "lib/stringinfo.h"

static inline int64
item_bits(int64 item)
{
	return item >= 0 ? item : item ^ PG_INT64_MAX;
}

static inline double
item_number(int64 item)
{
	int64		bits = item_bits(item);
	double		number;

	memcpy(&number, &bits, sizeof(number));
	return number;
}

static inline int64
number_item(double number)
{
	int64		bits;

	memcpy(&bits, &number, sizeof(bits));
	return item_bits(bits);
}

extern bool number_item_valid(int64 item);
extern void number_item_print(StringInfo out, int64 item, const int64 *before);
extern bool number_item_parse(const char *string, int64 *item);
extern double require_number(double number, const char *what);
extern void require_count(double count, const char *what);
extern void require_exposure(double exposure, const char *what, double count,
							 const char *counted);

#endif
