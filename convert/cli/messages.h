/* cli/messages.h - what the user is told on standard error.
 *
 * One line a message, compiler style: `path:line:column: warning: what [rule]`. Paths and texts are
 * made printable first (base/error.h): no byte of a file name or a document reaches a terminal
 * unescaped. */
#ifndef FL_CLI_MESSAGES_H
#define FL_CLI_MESSAGES_H

#include <stdio.h>

#include <fairleaf.h>

#include "batch/walk.h"
#include "cli/command.h"

/* Where a message belongs; line 0: the place is not known. */
typedef struct fl_place {
    const char *path;
    uint32_t line, column;
} fl_place;

/* kind: "error" or "warning". tag: rule or status; NULL: none. */
void fl_message(FILE *to, fl_place place, const char *kind, const char *what, const char *tag);

/* What a walk met, on standard error; when `quiet` only what failed. */
void fl_message_notice(const fl_walk_notice *n, bool quiet);

/* The failure of one input, with byte when the place is known and the status as tag. */
void fl_message_error(FILE *to, const char *path, const fairleaf_error *error);

/* All warnings of a document; returns how many. */
size_t fl_message_warnings(FILE *to, const char *path, const fairleaf_document *d);

/* Wrong use: "fairleaf: what", then where help is found. command NULL: none in particular. Returns
 * FL_EXIT_USAGE. */
fl_exit fl_usage(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "unknown WHAT 'WORD'", with the nearest of `names` and then all of them. */
fl_exit fl_usage_unknown(const char *command, const char *what, const char *word,
                         const char *const *names);

/* Flushes standard output and says whether everything written to it arrived. When its reader has
 * gone (a pipe into `head`) the program ends here as other filters do, by SIGPIPE. */
bool fl_stdout_done(void);

#endif
