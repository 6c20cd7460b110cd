/* cli/cmd_detect.c - `fairleaf detect`: what each file is, one line a file. */
#include "base/json.h"
#include "batch/signals.h"
#include "cli/inputs.h"
#include "cli/messages.h"
#include "cli/setup.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"

static void print_json(fl_arena *a, const char *path, const fairleaf_detection *d)
{
    const struct {
        const char *name, *value;
    } row[] = { { "kind", d->input },        { "encoding", d->encoding }, { "how", d->how },
                { "language", d->language }, { "line_end", d->line_end }, { "second", d->second } };
    fl_arena_mark mark = fl_arena_here(a);
    fl_buf out = fl_buf_new(a, 256);
    fl_buf_text(&out, "{\"path\":");
    fl_json_string(&out, fl_span_of(path));
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_buf_byte(&out, ',');
        fl_json_key(&out, row[i].name);
        if (row[i].value)
            fl_json_string(&out, fl_span_of(row[i].value));
        else
            fl_buf_text(&out, "null");
    }
    fl_buf_text(&out, ",\"confidence\":");
    fl_json_share(&out, d->confidence);
    fl_buf_text(&out, "}\n");
    (void)fwrite(out.p, 1, out.n, stdout);
    fl_arena_back(a, mark);
}

static void print_text(const char *path, const fairleaf_detection *d)
{
    char shown[4096];
    (void)fl_printable(shown, sizeof shown, fl_span_of(path));
    printf("%s: ", shown);
    if (d->input && strcmp(d->input, "binary") == 0) {
        puts("binary");
        return;
    }
    if (d->encoding)
        printf("%s (%s, %.2f)", d->encoding, d->how, (double)d->confidence);
    else
        printf("unknown encoding%s%s", d->second ? ", perhaps " : "", d->second ? d->second : "");
    if (d->language) printf(", %s", d->language);
    if (d->line_end) printf(", %s", d->line_end);
    if (d->input) printf(", %s", d->input);
    putchar('\n');
}

static fairleaf_status detect_one(fl_arena *a, const fl_settings *s, const fl_setup *setup,
                                  const fl_input *input, fl_fetched *loaded)
{
    const char *path = input->path;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fairleaf_detection found;
    fairleaf_status status = fl_members_load(setup->members, input, FL_MOST_BYTES, loaded, &error);
    if (!status) {
        fairleaf_source source = { path, loaded->loaded.bytes, loaded->loaded.length,
                                   loaded->declared };
        status = fairleaf_detect(setup->library, &source, &found, &error);
    }
    if (status)
        fl_message_error(stderr, path, &error);
    else if (fl_option_given(s, FL_OPTION_JSON))
        print_json(a, path, &found);
    else
        print_text(path, &found);
    return status;
}

fl_exit fl_run_detect(fl_arena *a, const fl_settings *s)
{
    fl_setup setup;
    fl_exit status = fl_setup_make(a, s, &setup);
    if (status) return status;
    if (s->operand_count == 0 && isatty(STDIN_FILENO))
        return fl_usage("detect", "no input named; '-' is standard input");
    fl_fetched loaded = { .fields = 0 };
    bool failed = false;
    fl_signals_install();
    static const char *const standard_input[] = { "-", NULL };
    const char *const *operand = s->operand_count ? s->operand : standard_input;
    for (; *operand && !fl_signals_seen(); operand++) {
        if (strcmp(*operand, "-") == 0) {
            const fl_input input = { .path = "-" };
            failed |= detect_one(a, s, &setup, &input, &loaded) != FAIRLEAF_OK;
            continue;
        }
        fl_walk walk = { .arena = a };
        size_t said = 0;
        fl_walk_add(&walk, *operand);
        fl_members_list(setup.members, &walk, SIZE_MAX);
        for (size_t i = 0; i < walk.count && !fl_signals_seen(); i++) {
            failed |= fl_inputs_say(&walk, &said, walk.item[i].line);
            failed |= detect_one(a, s, &setup, &walk.item[i], &loaded) != FAIRLEAF_OK;
        }
        failed |= fl_inputs_say(&walk, &said, walk.notice_count);
    }
    fl_fetched_free(&loaded);
    if (fl_signals_seen()) {
        (void)fl_stdout_done();
        fl_signals_die();
    }
    return failed ? FL_EXIT_FAILED : FL_EXIT_DONE;
}
