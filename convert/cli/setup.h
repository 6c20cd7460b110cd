/* cli/setup.h - from options to what the library is given: the same for every command that reads
 * documents. */
#ifndef FL_CLI_SETUP_H
#define FL_CLI_SETUP_H

#include <fairleaf.h>

#include "batch/ledger.h"
#include "batch/members.h"
#include "cli/command.h"
#include "cli/decided.h"

typedef struct fl_setup {
    fairleaf *library; /* freed with the arena */
    fairleaf_options options;
    const fairleaf_text *packs; /* those of --rules */
    size_t pack_count;
    fl_decided_file *decisions; /* that of --decisions; NULL: none */
    fl_members *members;        /* freed with the arena */
    const char *const *roles;   /* those of --fields; NULL: none */
    fl_ledger_recipe ledger;    /* the program, its rules and decisions */
} fl_setup;

/* The `fairleaf` and how documents are read. Anything but DONE: it failed and has been said. */
fl_exit fl_setup_make(fl_arena *a, const fl_settings *s, fl_setup *out);

/* The `fairleaf` alone, with the files of these options or without them. */
enum { FL_WITH_RULES = 1, FL_WITH_DECISIONS = 2 };
fl_exit fl_setup_library(fl_arena *a, const fl_settings *s, unsigned with, fl_setup *out);

/* What opens containers, as the options about them say; freed with the arena. Anything but DONE: it
 * has been said. */
fl_exit fl_setup_members(fl_arena *a, const fl_settings *s, const fairleaf *library,
                         fl_members **out);

/* Which of its words an option was given, the first when it was not; `what` is what the words are.
 * USAGE: another word was given, and it has been said. */
fl_exit fl_setup_word(const fl_settings *s, fl_option_id id, const char *what, size_t *out);

/* The number that an option was given, between both; *out stays when it was not given. */
typedef struct fl_range {
    long least, most;
} fl_range;
fl_exit fl_setup_number(const fl_settings *s, fl_option_id id, fl_range range, long *out);

/* One input from its path, "-" being standard input. */
fairleaf_status fl_setup_load(const char *path, fl_loaded *out, fairleaf_error *error);

/* The one operand of a command that takes one; "-" when there is none and standard input is no
 * terminal; NULL when it has been said that the use is wrong. */
const char *fl_setup_operand(const fl_settings *s, const char *command);

/* Most bytes of one source that the library takes. */
#define FL_MOST_BYTES (128ull << 20)

#endif
