# fairleaf - build, test, install. `make help` lists what can be asked for.
#
# CC CFLAGS CPPFLAGS LDFLAGS PREFIX DESTDIR PKG_CONFIG belong to the user: only ever appended to.

CC ?= cc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
MODE ?= release

VERSION := $(shell sed -n 's/^.define FAIRLEAF_VERSION "\(.*\)"/\1/p' include/fairleaf.h)
SONAME := 0
OUT := build/$(MODE)

PACKAGES := libcmark libutf8proc yaml-0.1 libpcre2-8 jansson
PACKAGE_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
PACKAGE_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null || echo -lcmark -lutf8proc -lyaml -lpcre2-8 -ljansson)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
HARDENING := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection
BASE_FLAGS := -std=c17 -D_POSIX_C_SOURCE=200809L -fvisibility=hidden -fPIC -ffile-prefix-map=$(CURDIR)=. \
              -Iinclude -Iconvert -I. -DFAIRLEAF_BUILD $(WARNINGS) $(PACKAGE_CFLAGS)
ifdef WERROR
BASE_FLAGS += -Werror
endif
MODE_release := -DNDEBUG $(HARDENING)
MODE_debug := -O0 -g3
MODE_asan := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
MODE_tsan := -O1 -g3 -fsanitize=thread
MODE_cov := -O0 -g3 --coverage
MODE_fuzz := -O1 -g3 -fsanitize=fuzzer-no-link,address,undefined
ALL_CFLAGS = $(BASE_FLAGS) $(CFLAGS) $(MODE_$(MODE)) $(CPPFLAGS)
ALL_LDFLAGS = $(filter -fsanitize% --coverage,$(MODE_$(MODE))) -Wl,-z,relro,-z,now $(LDFLAGS)
LIBS = $(PACKAGE_LIBS) -lpthread

PROGRAM_ROOMS := batch cli site report
LIBRARY_SOURCES := $(sort $(filter-out $(foreach r,$(PROGRAM_ROOMS),convert/$(r)/%),$(wildcard convert/*.c convert/*/*.c convert/*/*/*.c)))
PROGRAM_SOURCES := $(sort $(foreach r,$(PROGRAM_ROOMS),$(wildcard convert/$(r)/*.c)))
PACKS := $(sort $(wildcard data/lang/*.yaml data/rules/*.yaml))
GENERATED := $(OUT)/packs.c

LIBRARY_OBJECTS := $(LIBRARY_SOURCES:convert/%.c=$(OUT)/%.o) $(OUT)/packs.o
PROGRAM_OBJECTS := $(PROGRAM_SOURCES:convert/%.c=$(OUT)/%.o)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/*.c))
API_TESTS := $(patsubst tests/api/%.c,$(OUT)/api/%,$(wildcard tests/api/*.c))

.PHONY: all library program check examples clean help install uninstall lint bench
.DELETE_ON_ERROR:

all: fairleaf library ## the program at ./fairleaf and both libraries

fairleaf: $(OUT)/fairleaf
	@cp -f $< $@

library: $(OUT)/libfairleaf.a $(OUT)/libfairleaf.so.$(SONAME)

$(OUT)/libfairleaf.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	ar rcsD $@ $^

$(OUT)/libfairleaf.so.$(SONAME): $(LIBRARY_OBJECTS)
	$(CC) -shared -Wl,-soname,libfairleaf.so.$(SONAME) -o $@ $^ $(ALL_LDFLAGS) $(LIBS)

$(OUT)/fairleaf: $(PROGRAM_OBJECTS) $(OUT)/libfairleaf.a
	$(CC) -o $@ $^ $(ALL_LDFLAGS) $(LIBS)

$(OUT)/%.o: convert/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The built-in packs as C tables, written by a program that is linked with the loader of packs.
EMBED_OBJECTS := $(patsubst %,$(OUT)/%.o,base/arena base/buf base/error base/span base/utf8 base/yaml \
                   rules/literals rules/load rules/pattern)

$(OUT)/embed: data/embed.c $(EMBED_OBJECTS)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(EMBED_OBJECTS) $(ALL_LDFLAGS) $(LIBS)

$(OUT)/packs.c: $(PACKS) $(OUT)/embed
	$(OUT)/embed $(PACKS) > $@

$(OUT)/packs.o: $(OUT)/packs.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(OUT)/unit/%: tests/unit/%.c $(OUT)/libfairleaf.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $@.d -o $@ $< $(OUT)/libfairleaf.a $(ALL_LDFLAGS) $(LIBS)

# Programs that know only <fairleaf.h>.
$(OUT)/api/%: tests/api/%.c $(OUT)/libfairleaf.a
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -Iinclude -Itests $(CFLAGS) $(MODE_$(MODE)) $(CPPFLAGS) -MMD -MP -MF $@.d -o $@ $< \
		$(OUT)/libfairleaf.a $(ALL_LDFLAGS) $(LIBS)

tests: $(UNIT_TESTS) $(API_TESTS)

check: all tests ## every test that runs without a network
	@MODE=$(MODE) OUT=$(OUT) sh tests/run.sh

clean: ## forget everything that was built
	rm -rf build fairleaf

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

-include $(wildcard $(OUT)/*.d $(OUT)/*/*.d $(OUT)/*/*/*.d)
