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
    const char *corrections_path; /* of --metadata-file */
    bool quiet, verbose, prune;
    fl_plan_how how;
} fl_run;

/* Warns of sources that the side file of metadata names and that are no input; returns how many. */
size_t fl_run_unused(fl_arena *a, const fl_run *run, const fl_input *input, size_t count);

/* Converts the operands into the folder `output`; messages in input order, a summary when there was
 * more than one input. */
fl_exit fl_run_folder(const fl_settings *s, fl_run *run, const char *output);

/* Answers every line of the input ("-" or a file) with one on standard output, in order
 * (batch/record.h). */
fl_exit fl_run_stream(fl_run *run, const char *input);

#endif
