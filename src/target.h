/*
 * target.h
 *		The direction in which a figure is better, in the words of analysts.
 */
#ifndef TARGET_H
#define TARGET_H

#include "postgres.h"

#include "control.h"
#include "fmgr.h"

extern Better argument_better(FunctionCallInfo fcinfo, int n);

#endif
