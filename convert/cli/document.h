/* cli/document.h - one document for a command that looks into it (explain, outline). */
#ifndef FL_CLI_DOCUMENT_H
#define FL_CLI_DOCUMENT_H

#include <fairleaf.h>

#include "cli/setup.h"

typedef struct fl_opened {
    const char *path;
    size_t container; /* bytes of `path` that name the container; 0: it is a file */
    fl_setup setup;
    fl_fetched loaded;
    fairleaf_options options; /* of this document */
    fairleaf_document *document;
    const fairleaf_account *account; /* NULL unless asked for */
} fl_opened;

/* Reads the one operand; what fails has been said. All is freed with the arena. */
fl_exit fl_document_open(fl_arena *a, const fl_settings *s, const char *command, bool account,
                         fl_opened **out);

#endif
