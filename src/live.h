/*
 * live.h
 *		Keeping live roll-ups: what the rooms of tables and of their trees share.
 */
#ifndef LIVE_H
#define LIVE_H

#include "postgres.h"

#include "catalog/pg_namespace.h"
#include "storage/lockdefs.h"
#include "utils/acl.h"
#include "utils/reltrigger.h"

#include "live_definition.h"

/* Owners of objects are asked for otherwise since 16 */
#if PG_VERSION_NUM >= 160000
#define owns_relation(relation, user)	object_ownercheck(RelationRelationId, relation, user)
#define owns_schema(schema, user)	object_ownercheck(NamespaceRelationId, schema, user)
#else
#define owns_relation(relation, user)	pg_class_ownercheck(relation, user)
#define owns_schema(schema, user)	pg_namespace_ownercheck(schema, user)
#endif

/* Whose rights and settings were there before those of a roll-up's owner */
typedef struct LiveScope
{
	Oid			user;
	int			security;
	int			settings;		/* 0 where they stay as they are */
} LiveScope;

extern LiveScope live_enter_as(Oid owner);
extern LiveScope live_enter(Oid owner);
extern void live_leave(LiveScope scope);
extern void live_set(const char *setting, const char *value);
extern uint64 live_run(const char *statement);
extern uint64 live_run_latest(const char *statement);

extern Oid	live_definition_of(const Trigger *trigger);
extern Oid	live_trigger_function(Oid function);
extern List *live_parents(Oid table);
extern List *live_lock_tree(Oid table, LOCKMODE lock);
extern bool live_is_below(Oid table, Oid source);
extern void live_require_top(Oid source);
extern void live_follow(const LiveDefinition *definition, Oid table, Oid function);
extern void live_unfollow(Oid view, Oid table, Oid function);
extern void live_count_table(const LiveDefinition *definition, Oid table, bool taken);

#endif
