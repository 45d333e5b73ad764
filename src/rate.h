/*
 * rate.h
 *		A share of another family as rate_summary.
 */
#ifndef RATE_H
#define RATE_H

#include "postgres.h"

#include "confidence.h"
#include "fmgr.h"

extern Datum rate_of_share(Share share, int64 pending, int64 excluded);

#endif
