/* cli/inputs.c */
#include "cli/inputs.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "batch/pages.h"
#include "cli/messages.h"
#include "cli/setup.h"

fl_exit fl_inputs_walk(fl_arena *a, const fl_settings *s, fl_members *members, const char *output,
                       fl_walk *out)
{
    struct stat is;
    const char *list = fl_option_value(s, FL_OPTION_FILES_FROM, NULL);
    *out = (fl_walk){ .arena = a,
                      .keep_names = s->operand_count > 1,
                      .globs = fl_option_list(a, s, FL_OPTION_GLOB, false) };
    if (output && stat(output, &is) == 0) {
        out->has_output = true;
        out->output_device = (uint64_t)is.st_dev;
        out->output_file = (uint64_t)is.st_ino;
    }
    for (size_t i = 0; i < s->operand_count; i++) fl_walk_add(out, s->operand[i]);
    if (!list) {
        fl_members_list(members, out, SIZE_MAX);
        if (fl_option_given(s, FL_OPTION_JOIN_PAGES)) fl_pages_join(out);
        return FL_EXIT_DONE;
    }
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_loaded loaded = { NULL, 0, 0 };
    if (fl_setup_load(list, &loaded, &error)) {
        fl_message_error(stderr, list, &error);
        fl_loaded_free(&loaded);
        return FL_EXIT_USAGE;
    }
    char separator = fl_option_given(s, FL_OPTION_NULL_ENDED) ? '\0' : '\n';
    fl_walk_add_list(out, (fl_span){ loaded.bytes, loaded.length }, separator);
    fl_loaded_free(&loaded);
    fl_members_list(members, out, SIZE_MAX);
    if (fl_option_given(s, FL_OPTION_JOIN_PAGES)) fl_pages_join(out);
    return FL_EXIT_DONE;
}

size_t fl_inputs_unused(fl_arena *a, const fl_corrections *c, bool quiet, const fl_input *input,
                        size_t count)
{
    if (!c) return 0;
    bool *used = fl_alloc(a, c->count + 1, sizeof *used);
    for (size_t i = 0; i < count; i++) {
        const fl_correction *found = fl_corrections_find(c, input[i].path,
                                                         input[i].path + input[i].place);
        if (found) used[found - c->item] = true;
    }
    size_t unused = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (used[i]) continue;
        char text[400];
        (void)snprintf(text, sizeof text, "no input '%.300s'", c->item[i].path);
        if (!quiet)
            fl_message(stderr, (fl_place){ c->name, c->item[i].line, 0 }, "warning", text,
                       "metadata");
        unused++;
    }
    return unused;
}

bool fl_inputs_say(const fl_walk *w, size_t *said, size_t until)
{
    bool failed = false;
    for (; *said < until; (*said)++) {
        const fl_walk_notice *n = &w->notice[*said];
        fl_message_notice(n, false);
        failed |= n->failed;
    }
    return failed;
}

fl_exit fl_inputs_one(fl_arena *a, fl_members *members, const char *operand, fl_input *out)
{
    fl_walk w = { .arena = a };
    size_t said = 0;
    *out = (fl_input){ .path = operand };
    if (strcmp(operand, "-") == 0) return FL_EXIT_DONE;
    fl_walk_add(&w, operand);
    if (w.folders) return FL_EXIT_DONE; /* said when it is opened */
    fl_members_list(members, &w, 2);
    if (w.count == 1) {
        *out = w.item[0];
        return FL_EXIT_DONE;
    }
    if (w.count == 0) {
        if (fl_inputs_say(&w, &said, w.notice_count)) return FL_EXIT_FAILED;
        fl_message(stderr, (fl_place){ operand, 0, 0 }, "error", "there is no document in it",
                   "io");
        return FL_EXIT_FAILED;
    }
    char what[600], shown[400];
    (void)fl_printable(shown, sizeof shown, fl_span_of(w.item[0].path));
    (void)snprintf(what, sizeof what,
                   "a container of several documents: name one, such as '%s'; 'fairleaf detect' "
                   "lists them",
                   shown);
    fl_message(stderr, (fl_place){ operand, 0, 0 }, "error", what, "argument");
    return FL_EXIT_USAGE;
}
