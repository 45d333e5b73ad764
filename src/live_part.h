/*
 * live_part.h
 *		Writing the parts of a live roll-up.
 */
#ifndef LIVE_PART_H
#define LIVE_PART_H

#include "postgres.h"

#include "live_definition.h"

typedef struct LiveMerger LiveMerger;

/* The table of parts, open while groups are written */
typedef struct LiveWriter LiveWriter;

extern LiveMerger *live_merger(const LiveDefinition *definition);
extern bool live_merger_runs_more(const LiveMerger *merger);
extern LiveWriter *live_open(LiveMerger *merger);
extern void live_put(LiveWriter *writer, bool taken, const Datum *columns, const bool *nulls);
extern void live_close(LiveWriter *writer);

#endif
