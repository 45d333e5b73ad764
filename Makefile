EXTENSION = kpi
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" kpi.control)
MODULE_big = kpi
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c))

# Scripts of the rooms; the server has no types for those that are absent
ROOMS = $(sort $(patsubst sql/%.sql.in,%,$(filter-out sql/type.% sql/summary.%,$(wildcard sql/*.sql.in))))
ABSENT = $(if $(filter 13,$(MAJORVERSION)),schedule)
ASSEMBLE = awk -v directory=sql -f sql/assemble.awk
SCRIPT = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA_built = $(SCRIPT)
DATA = $(filter-out $(SCRIPT),$(wildcard sql/kpi--*.sql))

TESTS = $(wildcard test/sql/*.sql)
REGRESS = $(filter-out $(ABSENT),$(patsubst test/sql/%.sql,%,$(TESTS)))
REGRESS_OPTS = --inputdir=test --load-extension=$(EXTENSION)
# Whatever the cluster has
ENCODING = UTF8
NOLOCALE = --no-locale

EXTRA_CLEAN = $(SCRIPT)

PG_CPPFLAGS = -DKPI_VERSION='"$(EXTVERSION)"'
# The server's own headers and calling convention leave parameters unused
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -fvisibility=hidden

# Ours is below
NO_INSTALLCHECK = yes

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
SERVER_INCLUDES := $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)
ifneq ($(and $(wildcard $(PGXS)),$(wildcard $(SERVER_INCLUDES)/postgres.h)),)
include $(PGXS)

# As PGXS has it, but nothing is left behind where all tests pass
.PHONY: installcheck
installcheck:
	$(pg_regress_installcheck) $(REGRESS_OPTS) $(REGRESS)
	@'$(bindir)/dropdb' $(CONTRIB_TESTDB)
	@rm -rf $(pg_regress_clean_files)
else
all install installcheck:
	@sh test/prepare --explain
endif

$(OBJS): $(wildcard src/*.h)
src/summary.o: kpi.control

# Assembled always, as it depends on the server's version, and moved where it differs
$(SCRIPT): FORCE
	@$(ASSEMBLE) $(patsubst %,sql/%.sql.in,$(filter-out $(ABSENT),$(ROOMS))) >$@.tmp || { rm -f $@.tmp; false; }
	@cmp -s $@.tmp $@ && rm $@.tmp || mv $@.tmp $@

.PHONY: FORCE

# The C code in PostgreSQL's own layout, by its own tools
.PHONY: indent
indent:
	@for tool in pgindent pg_bsd_indent; do \
		command -v $$tool >/dev/null || \
			{ echo "$$tool is missing; it is in src/tools/$$tool of PostgreSQL's sources, from 16 on" >&2; exit 1; }; \
	done
	@pgindent --typedefs=src/typedefs.list src/*.h src/*.c test/*/*.c

# The lists of functions and types in the pages of doc/, from the comments in the rooms; and the code in their translations
DOC = doc
.PHONY: doc
doc:
	@$(ASSEMBLE) $(ROOMS:%=sql/%.sql.in) | perl sql/document.pl $(EXTVERSION) $(wildcard $(DOC)/*.md)
	@perl doc/translations.pl $(wildcard $(DOC)/*/*.md)

# Tags for editors, of functions that macros define too
TAGS = tags
.PHONY: tags
tags:
	@{ ctags --sort=no -f - src/*.h src/*.c && perl src/tags src/*.h src/*.c; } | LC_ALL=C sort >$(TAGS)

# What follows installs what is missing, then uses private throw-away servers

.PHONY: test test-versions test-hard dist demo demo-all psql bench bench-live bench-shards
SERVER = PG_CONFIG=$$(sh test/prepare) && export PG_CONFIG && sh test/with-server

# All of them, or ONLY some: names of files in test/sql, paths of scripts in test/t
test:
	@export COPT=-Werror; $(SERVER) sh test/run $(ONLY)

# On VERSIONS of PostgreSQL, all that Debian ships if none are named; needs root
test-versions:
	@sh test/versions $(VERSIONS)

# What takes too long for every change: STAGES, or all; needs root
test-hard:
	@sh test/hard/run $(STAGES)

# The report of a simulated call centre: its beginning, or all of it
demo demo-all:
	@$(SERVER) sh demo/run $(@:demo%=%)

# A psql on the server of the demo, with its tables
psql:
	@$(SERVER) sh demo/run psql

# The zip for PGXN, of what is committed
dist:
	@git archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(EXTENSION)-$(EXTVERSION).zip HEAD
	@echo $(CURDIR)/$(EXTENSION)-$(EXTVERSION).zip

bench:
	@$(SERVER) sh bench/run

# Of live roll-ups, of CALLS, 100 million if not said
bench-live:
	@$(SERVER) sh bench/live

# Of summaries as they travel, as text and in binary form
bench-shards:
	@$(SERVER) sh bench/shards
