/*
 * sort.h
 *		Sorting and merging millions of elements, with checks for cancellation.
 *
 * The server's qsort does not check for interrupts.  So it sorts blocks, which
 * are merged here; this takes no longer.  If the compiler knows the size and
 * the comparison, it makes of these functions what one would write for that
 * type.
 */
#ifndef SORT_H
#define SORT_H

#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#define SORT_BLOCK	INT64CONST(65536)

typedef int (*ElementOrder) (const void *a, const void *b);

static inline int
double_cmp(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/* For loops that are too short to check for interrupts in every iteration */
static inline void
check_now_and_then(int64 i)
{
	if ((i & (SORT_BLOCK - 1)) == 0)
		CHECK_FOR_INTERRUPTS();
}

/* Counts the elements, of n in order, that are less than another, or not greater */
static pg_attribute_always_inline int64
count_before(const char *elements, int64 n, size_t size, ElementOrder compare,
			 const char *element, bool or_same)
{
	int64		low = 0;

	while (low < n)
	{
		int64		middle = low + (n - low) / 2;
		int			order = compare(elements + middle * size, element);

		if (order < 0 || (or_same && order == 0))
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}

/*
 * Merges the elements after the first ones with these, both in order, from the
 * end backwards.  Elements that are in their place stay there, which are most
 * in data that are nearly in order
 */
static pg_attribute_always_inline void
merge_in_order(char *elements, int64 nfirst, int64 n, size_t size, ElementOrder compare)
{
	int64		nlast = n - nfirst;
	int64		nplaced;
	char	   *last;

	if (nfirst == 0 || nlast == 0 ||
		compare(elements + (nfirst - 1) * size, elements + nfirst * size) <= 0)
		return;
	nlast = count_before(elements + nfirst * size, nlast, size, compare,
						 elements + (nfirst - 1) * size, false);
	nplaced = count_before(elements, nfirst, size, compare, elements + nfirst * size, true);
	elements += nplaced * size;
	nfirst -= nplaced;
	n = nfirst + nlast;
	last = MemoryContextAllocHuge(CurrentMemoryContext, nlast * size);
	memcpy(last, elements + nfirst * size, nlast * size);
	while (nlast > 0)
	{
		check_now_and_then(n);
		if (nfirst > 0 && compare(elements + (nfirst - 1) * size, last + (nlast - 1) * size) > 0)
			memcpy(elements + --n * size, elements + --nfirst * size, size);
		else
			memcpy(elements + --n * size, last + --nlast * size, size);
	}
	pfree(last);
}

static pg_attribute_always_inline void
sort_in_order(void *elements, int64 n, size_t size, ElementOrder compare)
{
	char	   *start = elements;

	for (int64 from = 0; from < n; from += SORT_BLOCK)
	{
		CHECK_FOR_INTERRUPTS();
		qsort(start + from * size, Min(SORT_BLOCK, n - from), size, compare);
	}
	for (int64 width = SORT_BLOCK; width < n; width *= 2)
		for (int64 from = 0; from + width < n; from += 2 * width)
			merge_in_order(start + from * size, width, Min(2 * width, n - from), size, compare);
}

#endif
