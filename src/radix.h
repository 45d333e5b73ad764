/*
 * radix.h
 *		Sorting 64-bit integers by their bytes.
 */
#ifndef RADIX_H
#define RADIX_H

#include "postgres.h"

extern void radix_sort(int64 *items, int64 n);

#endif
