EXTENSION = kpi
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" kpi.control)
MODULE_big = kpi
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c))

# Scripts of the rooms; those in ABSENT need types that the server lacks
ROOMS = $(sort $(patsubst sql/%.sql.in,%,$(filter-out sql/type.% sql/summary.%,$(wildcard sql/*.sql.in))))
ABSENT = $(if $(filter 13,$(MAJORVERSION)),schedule)
ASSEMBLE = awk -v directory=sql -f sql/assemble.awk
SCRIPT = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA_built = $(SCRIPT)
DATA = $(filter-out $(SCRIPT),$(wildcard sql/kpi--*.sql))

TESTS = $(wildcard test/sql/*.sql)
REGRESS = $(filter-out $(ABSENT),$(patsubst test/sql/%.sql,%,$(TESTS)))
REGRESS_OPTS = --inputdir=test --load-extension=$(EXTENSION)
# Whatever the cluster's own encoding and locale are
ENCODING = UTF8
NOLOCALE = --no-locale

EXTRA_CLEAN = $(SCRIPT)

PG_CPPFLAGS = -DKPI_VERSION='"$(EXTVERSION)"'
# The server's own headers and calling convention leave parameters unused.  Multiplication and addition stay
# separate on machines that can fuse them, so that figures are the same on all machines, and in JIT
SAME_FIGURES = -ffp-contract=off
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -fvisibility=hidden $(SAME_FIGURES)

# Our installcheck is below
NO_INSTALLCHECK = yes

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
SERVER_INCLUDES := $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)
ifneq ($(and $(wildcard $(PGXS)),$(wildcard $(SERVER_INCLUDES)/postgres.h)),)
include $(PGXS)
BITCODE_CFLAGS += $(SAME_FIGURES)

# A machine that cannot build kpi gets one message instead of those of every file
.PHONY: machine
machine:
	@$(CC) $(CFLAGS) $(CPPFLAGS) -fsyntax-only -x c src/server.h
$(OBJS): | machine

# Like that of PGXS, but if all tests pass, nothing is left behind
.PHONY: installcheck
installcheck:
	$(pg_regress_installcheck) $(REGRESS_OPTS) $(REGRESS)
	@'$(bindir)/dropdb' $(CONTRIB_TESTDB)
	@rm -rf $(pg_regress_clean_files)

# Views over the tables of other systems, which users run with psql: not DATA, which PGXS installs without its directories
VIEWS = $(wildcard views/*.sql) $(wildcard views/common/*.sql)
VIEWS_DIRECTORY = $(DESTDIR)$(datadir)/contrib/$(EXTENSION)
.PHONY: install-views uninstall-views
install: install-views
install-views:
	$(MKDIR_P) '$(VIEWS_DIRECTORY)/views/common'
	$(foreach file,$(VIEWS),$(INSTALL_DATA) $(srcdir)/$(file) '$(VIEWS_DIRECTORY)/$(file)' &&) true
uninstall: uninstall-views
uninstall-views:
	rm -rf '$(VIEWS_DIRECTORY)'
else
all install installcheck:
	@sh test/prepare --explain
endif

$(OBJS): $(wildcard src/*.h)
src/summary.o: kpi.control

# Always assembled, because it depends on the server's version, and replaced only if it differs
$(SCRIPT): FORCE
	@$(ASSEMBLE) $(patsubst %,sql/%.sql.in,$(filter-out $(ABSENT),$(ROOMS))) >$@.tmp || { rm -f $@.tmp; false; }
	@cmp -s $@.tmp $@ && rm $@.tmp || mv $@.tmp $@

.PHONY: FORCE

# Formats the C code in PostgreSQL's layout, with PostgreSQL's tools
.PHONY: indent
indent:
	@for tool in pgindent pg_bsd_indent; do \
		command -v $$tool >/dev/null || \
			{ echo "$$tool is missing; it is in src/tools/$$tool of PostgreSQL's sources, from 16 on" >&2; exit 1; }; \
	done
	@pgindent --typedefs=src/typedefs.list src/*.h src/*.c test/*/*.c

# Writes the lists of functions and types in doc/ from the comments in the rooms, and copies code blocks into the translations
DOC = doc
.PHONY: doc
doc:
	@$(ASSEMBLE) $(ROOMS:%=sql/%.sql.in) | perl sql/document.pl $(EXTVERSION) $(wildcard $(DOC)/*.md)
	@perl doc/translations.pl $(filter-out $(DOC)/systems/%,$(wildcard $(DOC)/*/*.md))

# Writes tags for editors, including functions that macros define
TAGS = tags
.PHONY: tags
tags:
	@{ ctags --sort=no -f - src/*.h src/*.c && perl src/tags src/*.h src/*.c; } | LC_ALL=C sort >$(TAGS)

# The following targets install what is missing, then use private, temporary servers

.PHONY: test test-versions test-hard dist demo demo-all psql dashboard bench bench-live bench-shards
SERVER = PG_CONFIG=$$(sh test/prepare) && export PG_CONFIG && sh test/with-server

# Runs all tests, or ONLY some: names of files in test/sql, paths of scripts in test/t
test:
	@export COPT=-Werror; $(SERVER) sh test/run $(ONLY)

# Runs all tests on VERSIONS of PostgreSQL, by default all that Debian ships; needs root
test-versions:
	@sh test/versions $(VERSIONS)

# Runs the tests that take too long for every change: STAGES, or all; needs root
test-hard:
	@sh test/hard/run $(STAGES)

# Prints the report of a simulated call centre: its beginning, or all of it
demo demo-all:
	@$(SERVER) sh demo/run $(@:demo%=%)

# Opens psql on the server of the demo, with its tables
psql:
	@$(SERVER) sh demo/run psql

# Serves the dashboard of the demo, or of DATABASE
dashboard:
	@sh dashboard/run

# Makes the zip for PGXN from the last commit
dist:
	@git archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(EXTENSION)-$(EXTVERSION).zip HEAD
	@echo $(CURDIR)/$(EXTENSION)-$(EXTVERSION).zip

bench:
	@$(SERVER) sh bench/run

# Measures live roll-ups with CALLS, by default 100 million
bench-live:
	@$(SERVER) sh bench/live

# Measures summaries that travel, as text and in binary form
bench-shards:
	@$(SERVER) sh bench/shards
