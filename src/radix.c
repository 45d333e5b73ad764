/*
 * radix.c
 *		Sorting 64-bit integers by their bytes.
 *
 * From the last byte to the first, items are dealt into 256 piles, and the
 * piles are put together.  Items that are equal in this byte keep the order
 * that the later bytes gave them.  So a million items take a few passes, while
 * comparing them takes twenty.  A byte that is equal in all items, like the
 * first bytes of most times, needs no pass.  Items that are nearly in order
 * are sorted block by block, in the processor's cache, and merged where blocks
 * overlap.
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "radix.h"
#include "sort.h"

#define NBYTES		8
#define NPILES		256

/* Sorting this few by comparison takes less time than counting the piles */
#define FEW			1024

/* This many items, and as many again, fit into a cache near the processor */
#define BLOCK		INT64CONST(16384)

static int
int64_cmp(const void *a, const void *b)
{
	int64		left = *(const int64 *) a;
	int64		right = *(const int64 *) b;

	return (left > right) - (left < right);
}

/* Returns the pile of a byte; the sign bit makes negative numbers the lesser ones */
static inline int
pile_of(int64 item, int shift)
{
	return ((uint64) item ^ ((uint64) 1 << 63)) >> shift & (NPILES - 1);
}

/* The bytes in which items differ, from the last one on, as distances from the end */
typedef struct DifferingBytes
{
	int			n;
	int			shift[NBYTES];
} DifferingBytes;

/* Finds the differing bytes; none if the items are in order already */
static DifferingBytes
find_differing_bytes(const int64 *items, int64 n)
{
	DifferingBytes bytes = {0};
	uint64		differing = 0;
	bool		in_order = true;

	for (int64 i = 1; i < n; i++)
	{
		check_now_and_then(i);
		in_order &= items[i - 1] <= items[i];
		differing |= (uint64) (items[i - 1] ^ items[i]);
	}
	for (int shift = 0; !in_order && shift < NBYTES * 8; shift += 8)
		if ((differing >> shift & (NPILES - 1)) != 0)
			bytes.shift[bytes.n++] = shift;
	return bytes;
}

/* Counts the items for each pile, for every differing byte */
static void
count_piles(const int64 *items, int64 n, const DifferingBytes *bytes,
			int64 counts[NBYTES][NPILES])
{
	memset(counts, 0, bytes->n * sizeof(counts[0]));
	for (int64 i = 0; i < n; i++)
	{
		check_now_and_then(i);
		for (int byte = 0; byte < bytes->n; byte++)
			counts[byte][pile_of(items[i], bytes->shift[byte])]++;
	}
}

static void
deal(const int64 *from, int64 *to, int64 n, int shift, const int64 *counts)
{
	int64	   *next[NPILES];	/* where the next item of each pile goes */

	for (int pile = 0; pile < NPILES; pile++)
	{
		next[pile] = to;
		to += counts[pile];
	}
	for (int64 i = 0; i < n; i++)
	{
		check_now_and_then(i);
		*next[pile_of(from[i], shift)]++ = from[i];
	}
}

/* Sorts with room for as many items again */
static void
sort_by_bytes(int64 *items, int64 n, int64 *room)
{
	int64		counts[NBYTES][NPILES];
	DifferingBytes bytes = find_differing_bytes(items, n);
	int64	   *from = items;
	int64	   *to = room;

	count_piles(items, n, &bytes, counts);
	for (int byte = 0; byte < bytes.n; byte++)
	{
		int64	   *dealt = to;

		deal(from, to, n, bytes.shift[byte], counts[byte]);
		to = from;
		from = dealt;
	}
	if (from != items)
		memcpy(items, from, n * sizeof(int64));
}

/* Returns whether a sorted block overlaps far with the one before */
static bool
is_mixed(const int64 *items)
{
	return items[BLOCK] < items[BLOCK / 2];
}

/*
 * Sorts items that are nearly in order, such as rows by time, in blocks in
 * which few bytes differ, and merges the blocks where they overlap; false if
 * the order is otherwise
 */
static bool
sort_blocks(int64 *items, int64 n, int64 *room)
{
	for (int64 from = 0; from < n; from += BLOCK)
	{
		sort_by_bytes(items + from, Min(BLOCK, n - from), room);
		if (from > 0 && is_mixed(items + from - BLOCK))
			return false;
	}
	for (int64 width = BLOCK; width < n; width *= 2)
		for (int64 from = 0; from + width < n; from += 2 * width)
			merge_in_order((char *) (items + from), width, Min(2 * width, n - from),
						   sizeof(int64), int64_cmp);
	return true;
}

void
radix_sort(int64 *items, int64 n)
{
	int64	   *room;

	if (n <= FEW)
	{
		qsort(items, n, sizeof(int64), int64_cmp);
		return;
	}
	room = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(int64));
	if (!sort_blocks(items, n, room))
		sort_by_bytes(items, n, room);
	pfree(room);
}
