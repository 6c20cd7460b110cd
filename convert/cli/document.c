/* cli/document.c */
#include "cli/document.h"

#include <string.h>

#include "cli/inputs.h"
#include "cli/messages.h"

static void close_document(void *object)
{
    fl_opened *opened = object;
    fairleaf_account_free(opened->account);
    fairleaf_document_free(opened->document);
    fl_fetched_free(&opened->loaded);
}

fl_exit fl_document_open(fl_arena *a, const fl_settings *s, const char *command, bool account,
                         fl_opened **out)
{
    fl_opened *opened = *out = fl_alloc(a, 1, sizeof *opened);
    opened->path = fl_setup_operand(s, command);
    if (!opened->path) return FL_EXIT_USAGE;
    fl_exit failed = fl_setup_make(a, s, &opened->setup);
    if (failed) return failed;
    fl_input input;
    failed = fl_inputs_one(a, opened->setup.members, opened->path, &input);
    if (failed) return failed;
    opened->path = input.path;
    if (input.container) opened->container = strlen(input.container);
    fl_arena_defer(a, close_document, opened); /* after the library, so freed before it */
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fairleaf_status status = fl_members_load(opened->setup.members, &input, FL_MOST_BYTES,
                                             &opened->loaded, &error);
    fairleaf_source source = { opened->path, opened->loaded.loaded.bytes,
                               opened->loaded.loaded.length, opened->loaded.declared };
    fairleaf_options *options = &opened->options;
    *options = opened->setup.options;
    fl_members_options(&opened->loaded, options);
    options->metadata = opened->loaded.field;
    options->metadata_count = opened->loaded.fields;
    if (!status)
        status = fairleaf_read(opened->setup.library, &source, options, &opened->document, &error);
    if (!status && account)
        status = fairleaf_document_account(opened->document, &opened->account, &error);
    if (!status) {
        (void)fl_decided_check(opened->setup.decisions, opened->document, opened->path);
        return FL_EXIT_DONE;
    }
    fl_message_error(stderr, opened->path, &error);
    return FL_EXIT_FAILED;
}
