/*
 * window.h
 *		The rows of a partition, as window functions read them.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "postgres.h"

#include "windowapi.h"

#include "rows.h"

extern Rows window_rows(FunctionCallInfo fcinfo);
extern void window_not_in_order(const char *rows, int64 before,
								int64 after) __attribute__((noreturn));

#endif
