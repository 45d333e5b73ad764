/*
 * live_scope.c
 *		Acting for the owner of a live roll-up: the rights and settings of its
 *		statements, and running them.
 *
 * This works as in the server's own referential triggers and REFRESH:
 * expressions of the definition run with the rights of its owner.  They cannot
 * leave anything behind in the owner's name, and only find names of the
 * server.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/snapmgr.h"

#include "live_scope.h"

/* Rights and settings */

static void
set(const char *setting, const char *value)
{
	(void) set_config_option(setting, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
}

/* Sets search_path for a while; returns what AtEOXact_GUC needs to reset it */
int
live_set_search_path(void)
{
	int			settings = NewGUCNestLevel();

	set("search_path", "pg_catalog, pg_temp");
	return settings;
}

/* If a policy would hide rows from a count, that is an error */
void
live_see_all_rows(void)
{
	set("row_security", "off");
}

/* The planner does not know the number of a statement's rows, and would sort all to group them */
void
live_avoid_sorts(void)
{
	set("enable_sort", "off");
}

/* Acts with the rights of the owner, with a search_path that finds no names of users */
LiveScope
live_enter_as(Oid owner)
{
	LiveScope	scope;

	GetUserIdAndSecContext(&scope.user, &scope.security);
	SetUserIdAndSecContext(owner, scope.security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	scope.settings = 0;
	return scope;
}

LiveScope
live_enter(Oid owner)
{
	LiveScope	scope = live_enter_as(owner);

	scope.settings = live_set_search_path();
	return scope;
}

void
live_leave(LiveScope scope)
{
	if (scope.settings > 0)
		AtEOXact_GUC(false, scope.settings);
	SetUserIdAndSecContext(scope.user, scope.security);
}

/* Statements */

static uint64
run(const char *statement, Snapshot snapshot)
{
	SPIPlanPtr	plan;
	uint64		nrows;

	SPI_connect();
	plan = SPI_prepare(statement, 0, NULL);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	if (SPI_execute_snapshot(plan, NULL, NULL, snapshot, InvalidSnapshot, false, true, 0) < 0)
		elog(ERROR, "SPI_execute_snapshot failed");
	nrows = SPI_processed;
	SPI_finish();
	return nrows;
}

uint64
live_run(const char *statement)
{
	return run(statement, InvalidSnapshot);
}

/*
 * Runs the statement with a new snapshot, whatever the transaction's is: rows
 * that a TRUNCATE or a new partition adds or removes change for everybody
 */
uint64
live_run_latest(const char *statement)
{
	uint64		nrows;

	PushActiveSnapshot(GetLatestSnapshot());
	nrows = run(statement, GetActiveSnapshot());
	PopActiveSnapshot();
	return nrows;
}

/* Leaves the rows of a query in SPI_tuptable; must be called between SPI_connect and SPI_finish */
uint64
live_select(const char *statement, bool read_only)
{
	if (SPI_execute(statement, read_only, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute failed");
	return SPI_processed;
}

/* Returns the first column of a row there, which must not be NULL */
Datum
live_value(uint64 row)
{
	bool		is_null;

	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, 1, &is_null);
}
