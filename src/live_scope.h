/*
 * live_scope.h
 *		Acting for the owner of a live roll-up.
 */
#ifndef LIVE_SCOPE_H
#define LIVE_SCOPE_H

#include "postgres.h"

#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "utils/acl.h"

/* From 16 on, the check for the owner of an object has another name */
#if PG_VERSION_NUM >= 160000
#define owns_relation(relation, user)	object_ownercheck(RelationRelationId, relation, user)
#define owns_schema(schema, user)	object_ownercheck(NamespaceRelationId, schema, user)
#else
#define owns_relation(relation, user)	pg_class_ownercheck(relation, user)
#define owns_schema(schema, user)	pg_namespace_ownercheck(schema, user)
#endif

/* The rights and settings from before those of a roll-up's owner */
typedef struct LiveScope
{
	Oid			user;
	int			security;
	int			settings;		/* 0 if the settings stay as they are */
} LiveScope;

extern LiveScope live_enter_as(Oid owner);
extern LiveScope live_enter(Oid owner);
extern void live_leave(LiveScope scope);
extern int	live_set_search_path(void);
extern void live_see_all_rows(void);
extern void live_avoid_sorts(void);

extern uint64 live_run(const char *statement);
extern uint64 live_run_latest(const char *statement);
extern uint64 live_select(const char *statement, bool read_only);
extern Datum live_value(uint64 row);

#endif
