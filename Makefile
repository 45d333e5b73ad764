EXTENSION = kpi
EXTVERSION = 0.1.0
MODULE_big = kpi
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c))

# Rooms in the order in which their objects depend on each other
ROOMS = rate score queue mean damped
SCRIPT = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA_built = $(SCRIPT)
DATA = $(filter-out $(SCRIPT),$(wildcard sql/kpi--*.sql))

TESTS = $(wildcard test/sql/*.sql)
REGRESS = $(patsubst test/sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --inputdir=test --load-extension=$(EXTENSION)

EXTRA_CLEAN = $(SCRIPT)

PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(OBJS): $(wildcard src/*.h)

$(SCRIPT): sql/assemble.awk sql/summary.sql $(ROOMS:%=sql/%.sql)
	awk -v directory=sql -f sql/assemble.awk $(ROOMS:%=sql/%.sql) > $@.tmp
	mv $@.tmp $@
