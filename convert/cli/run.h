/* cli/run.h - a batch: many inputs into one folder. */
#ifndef FL_CLI_RUN_H
#define FL_CLI_RUN_H

#include "batch/convert.h"
#include "batch/plan.h"
#include "cli/setup.h"

typedef struct fl_run {
    fl_arena *arena;
    fl_setup setup;
    fl_recipe recipe;
    unsigned workers;
    uint64_t outputs; /* hash of what the options of cli/outputs.h say */
    bool quiet, verbose, prune;
    fl_plan_how how;
    const char *report; /* path, "-" standard output; NULL: none */
} fl_run;

/* Converts the operands into the folder `output`; messages in input order, a summary when there was
 * more than one input. */
fl_exit fl_run_folder(const fl_settings *s, fl_run *run, const char *output);

/* Converts the operands into one file of rows or lines (NULL: standard output), in a format that
 * has them; in input order, whoever is ready first. */
fl_exit fl_run_rows(const fl_settings *s, fl_run *run, const char *output);

/* Answers every line of the input ("-" or a file) with one on standard output, in order
 * (batch/record.h). */
fl_exit fl_run_stream(fl_run *run, const char *input);

#endif
