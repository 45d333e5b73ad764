/*
 * window.h
 *		Reading what window functions are given: options, and rows in order.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "postgres.h"

#include "windowapi.h"

extern Datum window_option(WindowObject window, int n, const char *option);
extern void window_not_in_order(const char *rows, int64 before, int64 after) __attribute__((noreturn));

#endif
