/*
 * radix.c
 *		Sort of 64-bit integers by their bytes.
 *
 * From the last byte to the first, items are dealt into 256 piles, and the piles
 * are put together: each time, items that are equal in this byte stay in the
 * order that the bytes behind it gave them.  So a million take a few passes, where
 * comparing them takes twenty.  A byte in which all are equal, as the first ones
 * of times mostly are, needs no pass.
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "radix.h"
#include "sort.h"

#define NBYTES		8
#define NPILES		256

/* So few are compared in less time than the piles are counted in */
#define FEW			1024

static int
int64_cmp(const void *a, const void *b)
{
	int64		left = *(const int64 *) a;
	int64		right = *(const int64 *) b;

	return (left > right) - (left < right);
}

/* The n-th byte from behind; the sign makes the first one of those below 0 the less */
static inline int
byte_of(int64 item, int n)
{
	return ((uint64) item ^ ((uint64) 1 << 63)) >> (8 * n) & (NPILES - 1);
}

/* How many items go to each pile, of every byte; whether they are in order already */
static bool
count_piles(const int64 *items, int64 n, int64 counts[NBYTES][NPILES])
{
	bool		in_order = true;

	for (int64 i = 0; i < n; i++)
	{
		check_now_and_then(i);
		in_order &= i == 0 || items[i - 1] <= items[i];
		for (int byte = 0; byte < NBYTES; byte++)
			counts[byte][byte_of(items[i], byte)]++;
	}
	return in_order;
}

static void
deal(const int64 *from, int64 *to, int64 n, int byte, const int64 *counts)
{
	int64		next[NPILES];	/* where the next item of each pile goes */
	int64		before = 0;

	for (int pile = 0; pile < NPILES; pile++)
	{
		next[pile] = before;
		before += counts[pile];
	}
	for (int64 i = 0; i < n; i++)
	{
		check_now_and_then(i);
		to[next[byte_of(from[i], byte)]++] = from[i];
	}
}

static void
sort_by_bytes(int64 *items, int64 n)
{
	int64		counts[NBYTES][NPILES] = {{0}};
	int64	   *room;
	int64	   *from = items;
	int64	   *to;

	if (count_piles(items, n, counts))
		return;
	room = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(int64));
	to = room;
	for (int byte = 0; byte < NBYTES; byte++)
	{
		int64	   *dealt = to;

		/* all in one pile */
		if (counts[byte][byte_of(from[0], byte)] == n)
			continue;
		deal(from, to, n, byte, counts[byte]);
		to = from;
		from = dealt;
	}
	if (from != items)
		memcpy(items, from, n * sizeof(int64));
	pfree(room);
}

void
radix_sort(int64 *items, int64 n)
{
	if (n <= FEW)
		qsort(items, n, sizeof(int64), int64_cmp);
	else
		sort_by_bytes(items, n);
}
