/* cli/options.h - what the user asked for: the command line read against the table in
 * cli/options.def.
 *
 * GNU habits: `--name=value`, `--name value`, `-nvalue`, `-n value`, flags in one word (`-qv`),
 * options after operands,
 * `--` ends the options, a lone `-` is an operand. Long names are not abbreviated: scripts must
 * keep their meaning. */
#ifndef FL_CLI_OPTIONS_H
#define FL_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/span.h"

enum {
    FL_FOR_NONE = 1, /* before a command */
    FL_FOR_CONVERT = 2,
    FL_FOR_DETECT = 4,
    FL_FOR_EXPLAIN = 8,
    FL_FOR_OUTLINE = 16,
    FL_FOR_RULES = 32,
    FL_FOR_COMPLETION = 64,
    FL_FOR_TEMPLATES = 128,
    FL_FOR_VERIFY = 256,
    FL_FOR_REVIEW = 512,
    FL_FOR_SITE = 1024,
    FL_FOR_LEARN = 2048,
    FL_FOR_DOCUMENTS = FL_FOR_CONVERT | FL_FOR_EXPLAIN | FL_FOR_OUTLINE | FL_FOR_SITE,
    FL_FOR_ALL = 4095,
};

typedef enum fl_group {
    FL_GROUP_INPUT,
    FL_GROUP_CLEANING,
    FL_GROUP_OUTPUT,
    FL_GROUP_BATCH,
    FL_GROUP_MESSAGES,
    FL_GROUPS
} fl_group;

typedef enum fl_option_id {
#define OPTION(id, name, letter, argument, commands, group, about) FL_OPTION_##id,
#include "cli/options.def"
#undef OPTION
    FL_OPTIONS
} fl_option_id;

typedef struct fl_option_info {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* what stands for it in the help; NULL: takes none */
    unsigned commands;    /* FL_FOR_… */
    fl_group group;
    const char *about;
} fl_option_info;

extern const fl_option_info fl_option_table[FL_OPTIONS];
extern const char *const fl_group_names[FL_GROUPS];

typedef struct fl_given {
    fl_option_id id;
    const char *value; /* NULL for an option without argument */
} fl_given;

typedef struct fl_settings {
    unsigned command; /* the FL_FOR_… whose options these are */
    fl_given *given;  /* in the order of the command line */
    size_t given_count;
    const char **operand; /* NULL behind the last */
    size_t operand_count;
} fl_settings;

enum { FL_PROBLEM = 300 };

typedef struct fl_words {
    int count;
    char **word;
} fl_words;

/* Reads the words behind the command. Strings stay borrowed from `words`, arrays are in `a`. False:
 * what is wrong and how to mend it stands in `problem`, printable; *out then holds what was read
 * before it. */
bool fl_options_read(fl_arena *a, fl_words words, unsigned command, fl_settings *out,
                     char problem[FL_PROBLEM]);

bool fl_option_given(const fl_settings *s, fl_option_id id);
/* The value given last, or `otherwise`. */
const char *fl_option_value(const fl_settings *s, fl_option_id id, const char *otherwise);
/* The values of all its occurrences, split at commas when `commas`, ended by NULL; in `a`. NULL
 * when not given. */
const char *const *fl_option_list(fl_arena *a, const fl_settings *s, fl_option_id id, bool commas);

/* The name in `names` (ended by NULL) that `word` was most likely meant to be, or NULL when none is
 * near. */
const char *fl_nearest(const char *word, const char *const *names);

#endif
