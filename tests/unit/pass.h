/* tests/unit/pass.h - runs one cleaning pass over a text and checks that its trail replays and undoes to the byte. */
#ifndef TESTS_UNIT_PASS_H
#define TESTS_UNIT_PASS_H

#include "model/doc.h"
#include "model/trail.h"
#include "tap.h"

typedef void (*pass_run)(const fl_task *t, fl_lines *lines, fl_meta *meta);

typedef struct pass_result {
    fl_span text;               /* the lines that are left, each ended by LF */
    fl_trail *trail;
    fl_lines lines;
    bool exact;                 /* replaying the trail gives `text`, undoing it gives the source */
} pass_result;

static inline fl_lines pass_lines(fl_arena *a, const char *text)
{
    fl_lines lines = { .source = fl_span_of(text) };
    (void)fl_lines_add_container(a, &lines, 0, FL_CONTAINER_NONE);
    uint32_t number = 1;
    for (const char *p = text; *p; number++) {
        const char *end = strchr(p, '\n');
        fl_span bare = fl_span_trim((fl_span){ p, end ? (size_t)(end - p) : strlen(p) });
        const char *next = end ? end + 1 : p + strlen(p);
        if (bare.n) {
            fl_line *line = fl_lines_add(a, &lines);
            line->text = bare;
            line->from = (uint32_t)(bare.p - text);
            line->to = (uint32_t)(next - text);
            line->number = number;
        }
        p = next;
    }
    return lines;
}

static inline fl_span pass_shown(fl_arena *a, const fl_lines *lines)
{
    fl_buf out = fl_buf_new(a, 256);
    for (size_t i = 0; i < lines->count; i++) {
        fl_buf_span(&out, lines->item[i].text);
        fl_buf_byte(&out, '\n');
    }
    return fl_buf_view(&out);
}

/* Walks edits and source together; both directions at once. */
static inline bool pass_replays(fl_arena *a, const pass_result *r)
{
    size_t count;
    const fl_edit *e = fl_trail_collect(a, r->trail, &r->lines, &count);
    fl_buf done = fl_buf_new(a, 256);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (e[i].from < at || e[i].to > r->lines.source.n) return false;
        fl_buf_span(&done, fl_span_sub(r->lines.source, at, e[i].from));
        fl_buf_span(&done, fl_edit_after(r->trail, &r->lines, &e[i]));
        at = e[i].to;
    }
    fl_buf_span(&done, fl_span_sub(r->lines.source, at, r->lines.source.n));
    fl_lines again = pass_lines(a, fl_buf_string(&done));
    return fl_span_equal(pass_shown(a, &again), r->text);
}

static inline pass_result pass_over(fl_arena *a, pass_run run, const char *text, fairleaf_level level)
{
    static const fairleaf_limits limits = { 1u << 27, 1u << 25, 1u << 23, 1u << 30, 1000 };
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    options.level = level;
    fl_task t = { a, NULL, &options, &limits, fl_trail_new(a), NULL };
    fl_meta meta = { 0 };
    pass_result r = { .trail = t.trail, .lines = pass_lines(a, text) };
    run(&t, &r.lines, &meta);
    fl_lines_compact(&r.lines);
    r.text = pass_shown(a, &r.lines);
    r.exact = pass_replays(a, &r);
    return r;
}

/* A row of a table: `after` NULL means that the pass must leave the text alone. A line end is put behind both. */
typedef struct pass_row {
    const char *about, *before, *after;
} pass_row;

static inline void pass_table(pass_run run, const pass_row *row, size_t count, fairleaf_level level)
{
    for (size_t i = 0; i < count; i++) {
        fl_arena *a = fl_arena_new(64 << 20);
        fl_buf wanted = fl_buf_new(a, 64);
        fl_buf_format(&wanted, "%s\n", row[i].after ? row[i].after : row[i].before);
        pass_result r = pass_over(a, run, row[i].before, level);
        BYTES(row[i].about, r.text.p, r.text.n, wanted.p, wanted.n);
        if (!r.exact) OK("its trail replays to the text", false);
        fl_arena_free(a);
    }
}

#endif
