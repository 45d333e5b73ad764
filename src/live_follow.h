/*
 * live_follow.h
 *		The tables that a live roll-up follows, and its triggers on them.
 */
#ifndef LIVE_FOLLOW_H
#define LIVE_FOLLOW_H

#include "postgres.h"

#include "storage/lockdefs.h"
#include "utils/reltrigger.h"

#include "live_definition.h"

extern List *live_parents(Oid table);
extern List *live_lock_tree(Oid table, LOCKMODE lock);
extern bool live_is_below(Oid table, Oid source);
extern void live_require_top(Oid source);

extern Oid	live_trigger_function(Oid function);
extern List *live_triggers(Oid table, Oid function);
extern Oid	live_definition_of(const Trigger *trigger);
extern void live_follow(const LiveDefinition *definition, Oid table, Oid function);
extern void live_unfollow(Oid view, Oid table, Oid function);

extern uint64 live_count_all(const LiveDefinition *definition);
extern void live_count_table(const LiveDefinition *definition, Oid table, bool taken);

#endif
