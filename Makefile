EXTENSION = kpi
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" kpi.control)
MODULE_big = kpi
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c))

# Rooms in the order in which their objects depend on each other; without those the server has no types for
ROOMS = $(filter-out $(ABSENT),comparison rate score queue mean damped ratio quality offer conversation balance duration repeat backlog demand calendar ticket picture outlier chart staffing mix trend forecast schedule)
ABSENT = $(if $(filter 13,$(MAJORVERSION)),schedule)
SCRIPT = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA_built = $(SCRIPT)
DATA = $(filter-out $(SCRIPT),$(wildcard sql/kpi--*.sql))

TESTS = $(wildcard test/sql/*.sql)
REGRESS = $(filter-out $(ABSENT),$(patsubst test/sql/%.sql,%,$(TESTS)))
REGRESS_OPTS = --inputdir=test --load-extension=$(EXTENSION)

EXTRA_CLEAN = $(SCRIPT)

# The server's own headers and calling convention leave parameters unused
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifneq ($(wildcard $(PGXS)),)
include $(PGXS)
else
all install installcheck:
	@echo "$(PG_CONFIG) finds no server headers: install PostgreSQL's server development package, or name another with PG_CONFIG=" >&2; false
endif

$(OBJS): $(wildcard src/*.h)

# Assembled always, as it depends on the server's version, and moved where it differs
$(SCRIPT): FORCE
	@awk -v directory=sql -f sql/assemble.awk $(ROOMS:%=sql/%.sql.in) > $@.tmp
	@cmp -s $@.tmp $@ && rm $@.tmp || mv $@.tmp $@

.PHONY: FORCE

# These install what is missing, then use private throw-away servers

.PHONY: test test-versions test-hard dist demo bench
test test-hard demo bench: packages

.PHONY: packages
packages:
	@sh test/install-packages

test:
	@COPT=-Werror sh test/with-server sh test/run

# On VERSIONS of PostgreSQL, all that Debian ships if none are named; needs root
test-versions:
	@sh test/versions $(VERSIONS)

# What takes too long for every change: STAGES, or all; needs root
test-hard:
	@sh test/hard/run $(STAGES)

# The zip for PGXN, of what is committed
dist:
	@git archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(EXTENSION)-$(EXTVERSION).zip HEAD
	@echo $(CURDIR)/$(EXTENSION)-$(EXTVERSION).zip

demo:
	@sh test/with-server sh demo/run

bench:
	@sh test/with-server psql -X -q -f bench/bench.sql
