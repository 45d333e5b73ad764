/*
 * live_part.h
 *		Merging into the parts of a live roll-up.
 */
#ifndef LIVE_PART_H
#define LIVE_PART_H

#include "postgres.h"

#include "live_definition.h"

typedef struct LiveMerger LiveMerger;

/* Of what is merged: values[0] is whether it was taken, the columns of the parts follow */
extern LiveMerger *live_merger(const LiveDefinition *definition);
extern bool live_merger_runs_more(const LiveMerger *merger);
extern bool live_merge(LiveMerger *merger, const Datum *values, const bool *nulls);

#endif
