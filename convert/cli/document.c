/* cli/document.c */
#include "cli/document.h"

#include "cli/messages.h"

static void close_document(void *object)
{
    fl_opened *opened = object;
    fairleaf_account_free(opened->account);
    fairleaf_document_free(opened->document);
    fl_loaded_free(&opened->loaded);
}

fl_exit fl_document_open(fl_arena *a, const fl_settings *s, const char *command, bool account,
                         fl_opened **out)
{
    fl_opened *opened = *out = fl_alloc(a, 1, sizeof *opened);
    opened->path = fl_setup_operand(s, command);
    if (!opened->path) return FL_EXIT_USAGE;
    fl_exit failed = fl_setup_make(a, s, &opened->setup);
    if (failed) return failed;
    fl_arena_defer(a, close_document, opened); /* after the library, so freed before it */
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fairleaf_status status = fl_setup_load(opened->path, &opened->loaded, &error);
    fairleaf_source source = { opened->path, opened->loaded.bytes, opened->loaded.length, NULL };
    if (!status)
        status = fairleaf_read(opened->setup.library, &source, &opened->setup.options,
                               &opened->document, &error);
    if (!status && account)
        status = fairleaf_document_account(opened->document, &opened->account, &error);
    if (!status) {
        (void)fl_decided_check(opened->setup.decisions, opened->document, opened->path);
        return FL_EXIT_DONE;
    }
    fl_message_error(stderr, opened->path, &error);
    return FL_EXIT_FAILED;
}
