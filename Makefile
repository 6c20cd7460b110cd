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

PACKAGES := libcmark libutf8proc yaml-0.1 libpcre2-8 nettle
# Their libraries are opened when they are first needed.
HEADERS := gumbo
PACKAGE_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) $(HEADERS) 2>/dev/null)
PACKAGE_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null || echo -lcmark -lutf8proc -lyaml -lpcre2-8 -lnettle)

# The program carries what is there as an archive: to find and load five small libraries takes as
# long as a short report does. LINK=shared leaves them outside, as the libraries of fairleaf do.
LINK ?= static
archive_of = $(wildcard $(shell $(CC) -print-file-name=lib$(1).a))
PROGRAM_PACKAGE_LIBS := $(PACKAGE_LIBS)
ifeq ($(LINK)$(MODE),staticrelease)
PROGRAM_PACKAGE_LIBS := $(foreach l,$(PACKAGE_LIBS),$(or $(if $(filter -l%,$l),$(call archive_of,$(l:-l%=%))),$l))
endif

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
ASSETS := $(sort $(wildcard templates/review.* templates/index.* templates/site/*))
PACKS := $(sort $(wildcard data/lang/*.yaml data/rules/*.yaml))
TEMPLATES := $(filter-out $(ASSETS),$(sort $(wildcard templates/*.html templates/*.css)))
GENERATED := $(OUT)/classes.c $(OUT)/cells.c $(OUT)/packs.c $(OUT)/inverse.c $(OUT)/templates.c

LIBRARY_OBJECTS := $(LIBRARY_SOURCES:convert/%.c=$(OUT)/%.o) $(OUT)/classes.o $(OUT)/cells.o $(OUT)/packs.o $(OUT)/inverse.o $(OUT)/templates.o
PROGRAM_OBJECTS := $(PROGRAM_SOURCES:convert/%.c=$(OUT)/%.o) $(OUT)/assets.o $(OUT)/build.o
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/*.c))
API_TESTS := $(patsubst tests/api/%.c,$(OUT)/api/%,$(wildcard tests/api/*.c))
EXAMPLES := $(patsubst examples/library/%.c,$(OUT)/examples/%,$(wildcard examples/library/*.c))

.PHONY: check-site fuzz all library program check examples clean help install uninstall lint bench
.DELETE_ON_ERROR:

all: fairleaf library ## the program at ./fairleaf and both libraries

FORCE:

fairleaf: $(OUT)/fairleaf FORCE
	@cmp -s $< $@ || cp -f $< $@

library: $(OUT)/libfairleaf.a $(OUT)/libfairleaf.so.$(SONAME)

$(OUT)/libfairleaf.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	ar rcsD $@ $^

$(OUT)/libfairleaf.so.$(SONAME): $(LIBRARY_OBJECTS)
	$(CC) -shared -Wl,-soname,libfairleaf.so.$(SONAME) -o $@ $^ $(ALL_LDFLAGS) $(LIBS)

$(OUT)/fairleaf: $(PROGRAM_OBJECTS) $(OUT)/libfairleaf.a
	$(CC) -o $@ $^ $(ALL_LDFLAGS) $(PROGRAM_PACKAGE_LIBS) -lpthread

$(OUT)/%.o: convert/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# What utf8proc says about characters, as tables.
$(OUT)/classes: data/classes.c convert/base/utf8.h
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $< $(ALL_LDFLAGS) $(LIBS)

$(OUT)/classes.c: $(OUT)/classes
	$(OUT)/classes > $@

$(OUT)/classes.o: $(OUT)/classes.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# What iconv says about characters of two bytes, as tables.
CELLS_OBJECTS := $(patsubst %,$(OUT)/%.o,classes base/arena base/buf base/charset base/error base/span base/utf8)

$(OUT)/cells: data/cells.c $(CELLS_OBJECTS)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(CELLS_OBJECTS) $(ALL_LDFLAGS) $(LIBS)

$(OUT)/cells.c: $(OUT)/cells
	$(OUT)/cells > $@

$(OUT)/cells.o: $(OUT)/cells.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# The built-in packs as C tables, written by a program that is linked with the loader of packs.
EMBED_OBJECTS := $(patsubst %,$(OUT)/%.o,classes base/arena base/buf base/error base/span base/utf8 base/yaml \
                   rules/enumerators rules/literals rules/load rules/match rules/numerals rules/pack \
                   rules/pattern)

$(OUT)/embed: data/embed.c $(EMBED_OBJECTS)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(EMBED_OBJECTS) $(ALL_LDFLAGS) $(LIBS)

$(OUT)/packs.c: $(PACKS) $(OUT)/embed
	$(OUT)/embed $(PACKS) > $@

$(OUT)/packs.o: $(OUT)/packs.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# The tables of GBK, frequencies and readings turned round.
INVERSE_OBJECTS := $(patsubst %,$(OUT)/%.o,classes base/arena base/buf base/span base/utf8 clean/gbk clean/readings)

$(OUT)/inverse: data/inverse.c data/frequency/pairs.inc data/frequency/triples.inc $(INVERSE_OBJECTS)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(INVERSE_OBJECTS) $(ALL_LDFLAGS) $(LIBS)

$(OUT)/inverse.c: $(OUT)/inverse
	$(OUT)/inverse > $@

$(OUT)/inverse.o: $(OUT)/inverse.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# The review page's parts as bytes, for the program.
$(OUT)/files: data/files.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(ALL_LDFLAGS)

$(OUT)/assets.c: $(ASSETS) $(OUT)/files Makefile
	$(OUT)/files $(ASSETS) > $@

$(OUT)/assets.o: $(OUT)/assets.c convert/report/assets.h
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# What the program is made of, as a digest: ledgers name the program that wrote them.
BUILT_FROM := $(sort $(wildcard convert/*.[ch] convert/*/*.[ch] convert/*/*/*.[ch] include/*.h \
                data/*.c data/*/* templates/*.* templates/*/*))

$(OUT)/build.c: $(BUILT_FROM)
	@mkdir -p $(@D)
	@digest=$$(cat $^ | sha256sum | cut -c1-16); \
	  printf '#include "batch/build.h"\n\nconst char fl_build[] = "%s";\n' "$$digest" > $@

$(OUT)/build.o: $(OUT)/build.c convert/batch/build.h
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# The built-in templates, in the same way.
EMBED_TEMPLATES_OBJECTS := $(patsubst %,$(OUT)/%.o,classes base/arena base/buf base/error base/span base/utf8 base/template base/value)

$(OUT)/embed-templates: templates/embed.c $(EMBED_TEMPLATES_OBJECTS)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(EMBED_TEMPLATES_OBJECTS) $(ALL_LDFLAGS) $(LIBS)

$(OUT)/templates.c: $(TEMPLATES) $(OUT)/embed-templates
	$(OUT)/embed-templates $(TEMPLATES) > $@

$(OUT)/templates.o: $(OUT)/templates.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(OUT)/unit/%: tests/unit/%.c $(OUT)/libfairleaf.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $@.d -o $@ $< $(OUT)/libfairleaf.a $(ALL_LDFLAGS) $(LIBS)

# Programs that know only <fairleaf.h>.
OUTSIDE = -std=c17 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -Iinclude -Itests $(CFLAGS) $(MODE_$(MODE)) $(CPPFLAGS) -MMD -MP -MF $@.d

$(OUT)/api/%: tests/api/%.c $(OUT)/libfairleaf.a
	@mkdir -p $(@D)
	$(CC) $(OUTSIDE) -o $@ $< $(OUT)/libfairleaf.a $(ALL_LDFLAGS) $(LIBS)

$(OUT)/examples/%: examples/library/%.c $(OUT)/libfairleaf.a
	@mkdir -p $(@D)
	$(CC) $(OUTSIDE) -o $@ $< $(OUT)/libfairleaf.a $(ALL_LDFLAGS) $(LIBS)

examples: $(EXAMPLES)

# Damaged documents: with libFuzzer (make CC=clang MODE=fuzz fuzz), and replayed in `make check`.
$(OUT)/replay-%: tests/fuzz/%.c tests/fuzz/replay.h $(OUT)/libfairleaf.a
	$(CC) -std=c17 -DREPLAY $(WARNINGS) -Iinclude $(CFLAGS) $(MODE_$(MODE)) $(CPPFLAGS) -UNDEBUG -o $@ $< \
		$(OUT)/libfairleaf.a $(ALL_LDFLAGS) $(LIBS)

$(OUT)/fuzz-%: tests/fuzz/%.c $(OUT)/libfairleaf.a
	$(CC) -std=c17 $(WARNINGS) -Iinclude $(CFLAGS) $(MODE_$(MODE)) -fsanitize=fuzzer -o $@ $< \
		$(OUT)/libfairleaf.a $(ALL_LDFLAGS) $(LIBS)

FUZZED := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))

fuzz: $(FUZZED:%=$(OUT)/fuzz-%) ## a minute of libFuzzer each; needs CC=clang MODE=fuzz
	@mkdir -p $(OUT)/corpus $(OUT)/corpus-containers/seeds
	cd $(OUT)/corpus-containers/seeds && perl $(CURDIR)/tests/containers/make.pl --all
	$(OUT)/fuzz-convert -max_total_time=60 -max_len=20000 $(OUT)/corpus tests/cases/*
	$(OUT)/fuzz-containers -max_total_time=60 -max_len=20000 $(OUT)/corpus-containers $(OUT)/corpus-containers/seeds

tests: $(UNIT_TESTS) $(API_TESTS) $(EXAMPLES) $(FUZZED:%=$(OUT)/replay-%)

check: all tests ## every test that runs without a network
	@MODE=$(MODE) OUT=$(OUT) sh tests/run.sh

check-site: ## builds examples/site with the generators themselves, and asks checkers about an archive; installs what it needs
	@sh .ci/packages build
	@$(MAKE) -s all
	@FAIRLEAF=$(CURDIR)/$(OUT)/fairleaf sh tests/site/generators.sh

# Where `make install` puts things, below DESTDIR.
BINDIR ?= $(PREFIX)/bin
INCLUDEDIR ?= $(PREFIX)/include
LIBDIR ?= $(PREFIX)/lib
MANDIR ?= $(PREFIX)/share/man
BASH_COMPLETIONS ?= $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS ?= $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS ?= $(PREFIX)/share/fish/vendor_completions.d
INSTALL ?= install
MANUALS := $(wildcard docs/*.[1-9])
INSTALLED = $(BINDIR)/fairleaf $(INCLUDEDIR)/fairleaf.h $(LIBDIR)/libfairleaf.a $(LIBDIR)/libfairleaf.so.$(SONAME) \
            $(LIBDIR)/libfairleaf.so $(LIBDIR)/pkgconfig/fairleaf.pc $(BASH_COMPLETIONS)/fairleaf \
            $(ZSH_COMPLETIONS)/_fairleaf $(FISH_COMPLETIONS)/fairleaf.fish \
            $(foreach m,$(MANUALS),$(MANDIR)/man$(subst .,,$(suffix $m))/$(notdir $m))

install: all ## program, library, header, pkg-config file, manuals and completions, below $(DESTDIR)$(PREFIX)
	@mkdir -p $(sort $(dir $(addprefix $(DESTDIR),$(INSTALLED))))
	$(INSTALL) -m 755 $(OUT)/fairleaf $(DESTDIR)$(BINDIR)/fairleaf
	$(INSTALL) -m 644 include/fairleaf.h $(DESTDIR)$(INCLUDEDIR)/fairleaf.h
	$(INSTALL) -m 644 $(OUT)/libfairleaf.a $(DESTDIR)$(LIBDIR)/libfairleaf.a
	$(INSTALL) -m 644 $(OUT)/libfairleaf.so.$(SONAME) $(DESTDIR)$(LIBDIR)/libfairleaf.so.$(SONAME)
	ln -sf libfairleaf.so.$(SONAME) $(DESTDIR)$(LIBDIR)/libfairleaf.so
	@printf '%s\n' 'prefix=$(PREFIX)' 'includedir=$(INCLUDEDIR)' 'libdir=$(LIBDIR)' '' 'Name: fairleaf' \
		'Description: Turns raw scraped reports into clean Markdown and HTML' 'Version: $(VERSION)' \
		'Requires.private: $(PACKAGES)' 'Libs: -L$${libdir} -lfairleaf' 'Libs.private: -lpthread' \
		'Cflags: -I$${includedir}' > $(DESTDIR)$(LIBDIR)/pkgconfig/fairleaf.pc
	$(OUT)/fairleaf completion bash > $(DESTDIR)$(BASH_COMPLETIONS)/fairleaf
	$(OUT)/fairleaf completion zsh > $(DESTDIR)$(ZSH_COMPLETIONS)/_fairleaf
	$(OUT)/fairleaf completion fish > $(DESTDIR)$(FISH_COMPLETIONS)/fairleaf.fish
	for m in $(MANUALS); do $(INSTALL) -m 644 $$m $(DESTDIR)$(MANDIR)/man$${m##*.}/; done

uninstall: ## takes away what install put there
	rm -f $(addprefix $(DESTDIR),$(INSTALLED))

bench: all ## documents a second, beside cmark where it is installed
	@MODE=$(MODE) FAIRLEAF=$(OUT)/fairleaf perl tests/bench/run.pl

C_FILES = $(wildcard convert/*.[ch] convert/*/*.[ch] convert/*/*/*.[ch] include/*.h tests/*/*.[ch] examples/library/*.c)
lint: $(GENERATED) ## what clang-format, gcc -fanalyzer, clang-tidy and cppcheck say, as far as they are installed
	@if command -v clang-format >/dev/null; then clang-format --dry-run $(C_FILES); fi
	@for f in $(LIBRARY_SOURCES) $(PROGRAM_SOURCES); do \
		$(CC) $(BASE_FLAGS) -O2 -fanalyzer -c -o /dev/null $$f || exit 1; done
	@if command -v clang-tidy >/dev/null; then clang-tidy --quiet $(LIBRARY_SOURCES) $(PROGRAM_SOURCES) -- $(BASE_FLAGS); fi
	@if command -v cppcheck >/dev/null; then cppcheck --quiet --enable=warning,portability --std=c11 \
		--inline-suppr -Iinclude -Iconvert convert; fi

clean: ## forget everything that was built
	rm -rf build fairleaf

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

-include $(wildcard $(OUT)/*.d $(OUT)/*/*.d $(OUT)/*/*/*.d)
