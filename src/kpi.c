/*
 * kpi.c
 *		Module magic.
 */
#include "postgres.h"

#include "fmgr.h"

#include "server.h"

PG_MODULE_MAGIC;
