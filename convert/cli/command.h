/* cli/command.h - the commands of the program: one row in the table of cli/main.c, one file
 * cli/cmd_NAME.c each. */
#ifndef FL_CLI_COMMAND_H
#define FL_CLI_COMMAND_H

#include "cli/options.h"

typedef enum fl_exit {
    FL_EXIT_DONE = 0,   /* all converted */
    FL_EXIT_FAILED = 1, /* some documents failed, each named on standard error */
    FL_EXIT_USAGE = 2,  /* wrong use: nothing was done */
    FL_EXIT_WARNED = 3  /* warnings under --fail-if-warnings */
} fl_exit;

typedef struct fl_command {
    const char *name, *operands, *about, *example;
    unsigned bit; /* FL_FOR_… */
    fl_exit (*run)(fl_arena *a, const fl_settings *s);
} fl_command;

extern const fl_command fl_commands[]; /* ended by a name of NULL */

fl_exit fl_run_convert(fl_arena *a, const fl_settings *s);
fl_exit fl_run_detect(fl_arena *a, const fl_settings *s);
fl_exit fl_run_explain(fl_arena *a, const fl_settings *s);
fl_exit fl_run_review(fl_arena *a, const fl_settings *s);
fl_exit fl_run_site(fl_arena *a, const fl_settings *s);
fl_exit fl_run_verify(fl_arena *a, const fl_settings *s);
fl_exit fl_run_outline(fl_arena *a, const fl_settings *s);
fl_exit fl_run_learn(fl_arena *a, const fl_settings *s);
fl_exit fl_run_rules(fl_arena *a, const fl_settings *s);
fl_exit fl_run_templates(fl_arena *a, const fl_settings *s);
fl_exit fl_run_completion(fl_arena *a, const fl_settings *s);

/* What --help prints: about the program, or about one command. */
void fl_help(void);
void fl_help_command(const fl_command *c);

#endif
