/*
 * record.h
 *		Returning several numbers at once.
 */
#ifndef RECORD_H
#define RECORD_H

#include "postgres.h"

#include "fmgr.h"

extern Datum record_of_numbers(FunctionCallInfo fcinfo, const double *numbers, int nnumbers);

#endif
