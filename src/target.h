/*
 * target.h
 *		Which way a figure is better, as analysts say it.
 */
#ifndef TARGET_H
#define TARGET_H

#include "postgres.h"

#include "control.h"
#include "fmgr.h"

extern Better argument_better(FunctionCallInfo fcinfo, int n);

#endif
