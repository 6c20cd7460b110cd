/* model/trail.c - composing changes of lines into edits of the source.
 *
 * A line's present text is its stretch of the source with its edits done. Both are walked together:
 * between two edits the offsets in source and text differ by a constant. */
#include "model/trail.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

fl_trail *fl_trail_new(fl_arena *a)
{
    fl_trail *t = fl_alloc(a, 1, sizeof *t);
    t->arena = a;
    t->texts = fl_buf_new(a, 256);
    fl_buf_byte(&t->texts, '\0');
    return t;
}

uint16_t fl_trail_rule(fl_trail *t, const char *name, const char *why)
{
    for (size_t i = 0; i < t->rule_count; i++)
        if (t->rule[i].name == name || strcmp(t->rule[i].name, name) == 0) return (uint16_t)i;
    if (t->rule_count == t->rule_capacity) {
        size_t wanted = t->rule_capacity ? t->rule_capacity * 2 : 32;
        t->rule = fl_grow(t->arena, t->rule, t->rule_count * sizeof *t->rule,
                          wanted * sizeof *t->rule);
        t->rule_capacity = wanted;
    }
    t->rule[t->rule_count] = (fl_rule){ name, why };
    return (uint16_t)t->rule_count++;
}

bool fl_glob(const char *pattern, const char *name)
{
    const char *star = NULL, *from = NULL;
    while (*name) {
        if (*pattern == '*') {
            star = pattern++;
            from = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star + 1;
            name = ++from;
        } else {
            return false;
        }
    }
    while (*pattern == '*') pattern++;
    return *pattern == '\0';
}

static bool listed(const char *const *patterns, const char *name)
{
    for (; patterns && *patterns; patterns++)
        if (fl_glob(*patterns, name)) return true;
    return false;
}

bool fl_task_allows(const fl_task *t, const char *rule, unsigned confidence)
{
    if (t->options->as_is) return false;
    if (listed(t->options->disable, rule)) return false;
    if (listed(t->options->enable, rule)) return true;
    unsigned least = t->options->level == FAIRLEAF_CAUTIOUS ? 95
                     : t->options->level == FAIRLEAF_EAGER  ? 60
                                                            : 80;
    return confidence >= least;
}

/* ---- storing ---- */

fl_edit *fl_trail_push(fl_trail *t)
{
    uint32_t block = fl_pool_block((uint32_t)t->count);
    size_t bytes = ((size_t)FL_POOL_FIRST << block) * sizeof **t->pool;
    if (!t->pool[block]) /* not zeroed: memory that is never used is never touched */
        t->pool[block] = (fl_edit *)(void *)fl_alloc_bytes(t->arena, bytes);
    return fl_trail_edit(t, (uint32_t)t->count++);
}

fl_edit *fl_trail_push_loose(fl_trail *t)
{
    if (t->loose_count == t->loose_capacity) {
        size_t wanted = t->loose_capacity ? t->loose_capacity * 2 : 8;
        t->loose = fl_grow(t->arena, t->loose, t->loose_count * sizeof *t->loose,
                           wanted * sizeof *t->loose);
        t->loose_capacity = wanted;
    }
    return &t->loose[t->loose_count++];
}

static uint32_t keep_text(fl_trail *t, fl_span s)
{
    size_t at = t->texts.n;
    fl_buf_span(&t->texts, s);
    return (uint32_t)at;
}

/* For a person: without the two bytes that end its parts. */
static uint32_t keep_words(fl_trail *t, fl_span s)
{
    uint32_t at = keep_text(t, s);
    for (char *p = t->texts.p + at; p < t->texts.p + t->texts.n; p++)
        if (*p == FL_ALTERNATIVE || *p == '\0') *p = ' ';
    return at;
}

static uint32_t keep_why(fl_trail *t, fl_span why)
{
    if (why.n == 0) return 0;
    uint32_t at = keep_words(t, why);
    fl_buf_byte(&t->texts, '\0');
    return at;
}

static uint32_t keep_reason(fl_trail *t, const fl_change *c)
{
    if (c->alternative_count == 0) return keep_why(t, c->why);
    uint32_t at = keep_words(t, c->why);
    for (uint32_t i = 0; i < c->alternative_count; i++) {
        fl_buf_byte(&t->texts, FL_ALTERNATIVE);
        (void)keep_words(t, c->alternative[i]);
    }
    fl_buf_byte(&t->texts, '\0');
    return at;
}

static bool keeps_text(unsigned kind)
{
    return kind == FAIRLEAF_EDIT_MARK || kind == FAIRLEAF_EDIT_NOTE;
}

/* ---- composing ---- */

/* A walk over a line's edits that knows where in the text it stands. */
typedef struct walk {
    const fl_trail *t;
    uint32_t edit, end; /* indices in the pool */
    int64_t shift; /* source offset = text offset + shift, for kept text before the next edit */
} walk;

/* Where the next edit's result starts and ends in the line's text. */
static uint32_t next_start(const walk *w)
{
    return (uint32_t)((int64_t)fl_trail_edit(w->t, w->edit)->from - w->shift);
}

static uint32_t next_length(const walk *w)
{
    const fl_edit *e = fl_trail_edit(w->t, w->edit);
    return keeps_text(e->kind) ? e->to - e->from : e->after_length;
}

static void pass_edit(walk *w)
{
    const fl_edit *e = fl_trail_edit(w->t, w->edit);
    int64_t text_end = (int64_t)next_start(w) + next_length(w);
    w->shift = (int64_t)e->to - text_end;
    w->edit++;
}

static walk walk_of(const fl_trail *t, const fl_line *line)
{
    return (walk){ t, line->edit_first, line->edit_first + line->edit_count, line->from };
}

static void make_text(fl_trail *t, fl_span old, const fl_change *change, size_t count,
                      fl_line *line)
{
    size_t n = old.n;
    for (size_t i = 0; i < count; i++)
        if (!keeps_text(change[i].kind)) n += change[i].after.n - (change[i].to - change[i].from);
    char *p = fl_alloc_bytes(t->arena, n + 1);
    size_t at = 0, out = 0;
    for (size_t i = 0; i < count; i++) {
        if (keeps_text(change[i].kind)) continue;
        memcpy(p + out, old.p + at, change[i].from - at);
        out += change[i].from - at;
        if (change[i].after.n) memcpy(p + out, change[i].after.p, change[i].after.n);
        out += change[i].after.n;
        at = change[i].to;
    }
    memcpy(p + out, old.p + at, old.n - at);
    p[n] = '\0';
    line->text = (fl_span){ p, n };
}

static void shift_marks(fl_lines *lines, const fl_line *line, const fl_change *change, size_t count)
{
    fl_mark *mark = lines->mark + line->mark_first;
    for (size_t m = 0; m < line->mark_count; m++) {
        uint32_t *end[2] = { &mark[m].from, &mark[m].to };
        for (int e = 0; e < 2; e++) {
            int64_t moved = *end[e];
            for (size_t i = 0; i < count && change[i].from < *end[e]; i++) {
                if (keeps_text(change[i].kind)) continue;
                uint32_t within = *end[e] < change[i].to ? *end[e] - change[i].from
                                                         : change[i].to - change[i].from;
                int64_t into = e == 0 && *end[e] < change[i].to ? 0 : (int64_t)change[i].after.n;
                moved += into - within;
            }
            *end[e] = (uint32_t)moved;
        }
    }
}

/* Takes up the older edits that touch [from, to) of the text; returns where the last of them ends
 * in it, at least `to`. */
static uint32_t take_up(walk *w, uint32_t from, uint32_t to, bool *taken)
{
    while (w->edit < w->end && (next_start(w) < to || (next_start(w) == to && from == to))) {
        uint32_t stop = next_start(w) + next_length(w);
        pass_edit(w);
        if (stop > to) to = stop;
        *taken = true;
    }
    return to;
}

/* One edit out of change[i] and those behind it that touch the same older edits; returns the index
 * behind them. */
static size_t compose_one(fl_trail *t, fl_span old, walk *w, const fl_change *change, size_t i,
                          size_t count)
{
    const fl_change *c = &change[i];
    fl_edit e = { .rule = c->rule, .kind = c->kind, .confidence = c->confidence };
    uint32_t at = c->from;
    if (w->edit < w->end && next_start(w) < c->from)
        at = next_start(w); /* inside an older edit: from its start */
    e.from = at < c->from || (w->edit < w->end && next_start(w) == at)
                 ? fl_trail_edit(t, w->edit)->from
                 : (uint32_t)(at + w->shift);
    bool taken = false, text = !keeps_text(c->kind);
    uint32_t tail = take_up(w, c->from, c->to, &taken);
    uint32_t after = (uint32_t)t->texts.n;
    for (;;) {
        if (!keeps_text(c->kind)) {
            (void)keep_text(t, fl_span_sub(old, at, c->from));
            (void)keep_text(t, c->after);
            at = c->to;
        }
        if (++i == count || change[i].from >= tail) break;
        c = &change[i];
        text |= !keeps_text(c->kind);
        tail = take_up(w, c->from, c->to > tail ? c->to : tail, &taken);
    }
    if (text || taken) {
        (void)keep_text(t, fl_span_sub(old, at, tail));
        e.after = after;
        e.after_length = (uint32_t)t->texts.n - after;
        if (keeps_text(e.kind)) e.kind = FAIRLEAF_EDIT_REPLACE;
        if (e.kind == FAIRLEAF_EDIT_REMOVE && e.after_length) e.kind = FAIRLEAF_EDIT_REPLACE;
        if (e.kind == FAIRLEAF_EDIT_REPLACE && !e.after_length) e.kind = FAIRLEAF_EDIT_REMOVE;
    }
    e.to = (uint32_t)(tail + w->shift);
    e.why = keep_reason(t, &change[i - 1]);
    *fl_trail_push(t) = e;
    return i;
}

/* The edits of one line after `change`: older ones that a change touches are taken up into it.
 * Appends to the pool. */
static void compose(fl_trail *t, fl_span old, fl_line *line, const fl_change *change, size_t count)
{
    uint32_t first = (uint32_t)t->count;
    walk w = walk_of(t, line);
    for (size_t i = 0; i < count;) {
        const fl_change *c = &change[i];
        while (w.edit < w.end &&
               (next_start(&w) + next_length(&w) < c->from ||
                (next_start(&w) + next_length(&w) == c->from && c->from < c->to))) {
            fl_edit copy = *fl_trail_edit(t, w.edit);
            pass_edit(&w);
            *fl_trail_push(t) = copy;
        }
        i = compose_one(t, old, &w, change, i, count);
    }
    while (w.edit < w.end) {
        fl_edit copy = *fl_trail_edit(t, w.edit++);
        *fl_trail_push(t) = copy;
    }
    line->edit_first = first;
    line->edit_count = (uint32_t)t->count - first;
}

void fl_line_change(const fl_task *task, fl_lines *lines, fl_line *line, const fl_change *change,
                    size_t count)
{
    if (count == 0) return;
    fl_span old = line->text;
    for (size_t i = 0; i < count; i++) {
        assert(change[i].from <= change[i].to && change[i].to <= old.n);
        assert(i == 0 || change[i - 1].to <= change[i].from);
    }
    compose(task->trail, old, line, change, count);
    make_text(task->trail, old, change, count, line);
    shift_marks(lines, line, change, count);
}

void fl_line_remove(const fl_task *task, fl_lines *lines, fl_line *line, uint16_t rule,
                    unsigned confidence, fl_span why)
{
    (void)lines;
    fl_edit *e = fl_trail_push_loose(task->trail);
    *e = (fl_edit){ .from = line->from,
                    .to = line->to,
                    .rule = rule,
                    .kind = FAIRLEAF_EDIT_REMOVE,
                    .confidence = (uint8_t)confidence };
    e->why = keep_why(task->trail, why);
    line->text = (fl_span){ NULL, 0 };
    line->edit_count = line->mark_count = 0;
}

void fl_trail_remove_bytes(fl_trail *t, uint32_t from, uint32_t to, uint16_t rule,
                           unsigned confidence)
{
    *fl_trail_push_loose(t) = (fl_edit){ .from = from,
                                         .to = to,
                                         .rule = rule,
                                         .kind = FAIRLEAF_EDIT_REMOVE,
                                         .confidence = (uint8_t)confidence };
}

uint32_t fl_line_source(const fl_trail *t, const fl_lines *lines, const fl_line *line, size_t at)
{
    (void)lines;
    walk w = walk_of(t, line);
    while (w.edit < w.end && next_start(&w) <= at) {
        if (at < (size_t)next_start(&w) + next_length(&w)) return fl_trail_edit(t, w.edit)->from;
        pass_edit(&w);
    }
    return (uint32_t)((int64_t)at + w.shift);
}

/* Where the line's text ends in the source: its line end and trailing white space come behind. */
static uint32_t text_end(const fl_trail *t, const fl_line *line)
{
    walk w = walk_of(t, line);
    while (w.edit < w.end) pass_edit(&w);
    return (uint32_t)((int64_t)line->text.n + w.shift);
}

enum { MOST_TOUCHING = 64 };

/* The marks that end where a line ends, as places in lines->mark. */
typedef struct touching {
    uint32_t item[MOST_TOUCHING];
    size_t count;
} touching;

/* Makes the mark longer that `mark` goes on from; false when there is none. */
static bool prolong(fl_lines *lines, touching *t, const fl_mark *mark)
{
    for (size_t i = 0; mark->goes_on && i < t->count; i++) {
        fl_mark *one = &lines->mark[t->item[i]];
        if (one->kind != mark->kind || one->target.p != mark->target.p) continue;
        one->to = mark->to;
        return true;
    }
    return false;
}

/* Moves the marks of lines [first, last] to the end of the array as one run; offsets grow by where
 * each line's text starts in the joined text. */
static void join_marks(const fl_task *task, fl_lines *lines, size_t first, size_t last,
                       const fl_seam *seam)
{
    uint32_t count = 0;
    for (size_t i = first; i <= last; i++)
        if (!fl_line_gone(&lines->item[i])) count += lines->item[i].mark_count;
    if (count == 0) return;
    uint32_t run = (uint32_t)lines->mark_count, shift = 0;
    touching ends = { { 0 }, 0 };
    for (size_t i = first; i <= last; i++) {
        const fl_line *line = &lines->item[i];
        if (fl_line_gone(line)) continue;
        if (i > first) shift += (uint32_t)seam[i - first - 1].glue.n;
        uint32_t end = shift + (uint32_t)line->text.n;
        touching above = ends;
        ends.count = 0;
        for (uint32_t m = 0; m < line->mark_count; m++) {
            fl_mark moved = lines->mark[line->mark_first + m];
            moved.from += shift;
            moved.to += shift;
            if (!prolong(lines, &above, &moved)) *fl_lines_add_mark(task->arena, lines) = moved;
        }
        for (size_t k = 0; k < above.count; k++)
            if (lines->mark[above.item[k]].to == end) ends.item[ends.count++] = above.item[k];
        for (size_t m = lines->mark_count; m > run && ends.count < MOST_TOUCHING; m--) {
            if (lines->mark[m - 1].from < shift) break;
            if (lines->mark[m - 1].to == end) ends.item[ends.count++] = (uint32_t)(m - 1);
        }
        shift = end;
    }
    count = (uint32_t)lines->mark_count - run;
    lines->item[first].mark_first = run;
    lines->item[first].mark_count = (uint32_t)count;
}

/* The edit of one border: source bytes [from, to) between two parts. */
static void add_seam(fl_trail *t, uint32_t from, uint32_t to, const fl_seam *seam, fl_span glue)
{
    if (from >= to && glue.n == 0) return;
    fl_edit e = { .from = from,
                  .to = to,
                  .rule = seam->rule,
                  .kind = FAIRLEAF_EDIT_JOIN,
                  .confidence = seam->confidence };
    e.after = keep_text(t, glue);
    e.after_length = (uint32_t)glue.n;
    *fl_trail_push(t) = e;
}

/* ---- what was removed between lines that are joined ---- */

static int by_place(const void *a, const void *b)
{
    const fl_edit *x = *(const fl_edit *const *)a, *y = *(const fl_edit *const *)b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to > y->to ? -1 : 1;
    return 0;
}

/* The loose edits sorted by place, sorted again only when there are new ones. */
static fl_edit **sort_loose(fl_trail *t)
{
    if (t->sorted_count == t->loose_count) return t->sorted;
    t->sorted = fl_alloc(t->arena, t->loose_count, sizeof *t->sorted);
    for (size_t i = 0; i < t->loose_count; i++) t->sorted[i] = &t->loose[i];
    qsort(t->sorted, t->loose_count, sizeof *t->sorted, by_place);
    t->sorted_count = t->loose_count;
    return t->sorted;
}

/* The border [from, to) of two parts. Lines that were removed there keep their own edits, which
 * move into the run at hand, so that a walk over the joined line knows of them; the seam is what is
 * left. */
static void add_border(fl_trail *t, uint32_t from, uint32_t to, const fl_seam *seam)
{
    fl_edit **sorted = sort_loose(t);
    size_t low = 0, high = t->loose_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sorted[middle]->from < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < t->loose_count && sorted[low]->from < to; low++) {
        fl_edit *e = sorted[low];
        if (e->from < from || e->to > to || e->from == e->to) continue; /* absorbed, or moved */
        add_seam(t, from, e->from, seam, (fl_span){ NULL, 0 });
        fl_edit copy = *e;
        *fl_trail_push(t) = copy;
        from = e->to;
        e->to = e->from;
    }
    add_seam(t, from, to, seam, seam->glue);
}

void fl_lines_join(const fl_task *task, fl_lines *lines, size_t first, size_t last,
                   const fl_seam *seam)
{
    fl_trail *t = task->trail;
    fl_line *a = &lines->item[first];
    size_t n = 0;
    for (size_t i = first; i <= last; i++)
        if (!fl_line_gone(&lines->item[i]))
            n += lines->item[i].text.n + (i > first ? seam[i - first - 1].glue.n : 0);
    fl_buf text = fl_buf_new(t->arena, n + 1);
    join_marks(task, lines, first, last, seam);
    uint32_t run = (uint32_t)t->count, end = 0;
    for (size_t i = first; i <= last; i++) {
        fl_line *line = &lines->item[i];
        if (fl_line_gone(line)) continue;
        if (i > first) {
            add_border(t, end, line->from, &seam[i - first - 1]);
            fl_buf_span(&text, seam[i - first - 1].glue);
        }
        for (uint32_t k = 0; k < line->edit_count; k++) {
            fl_edit copy = *fl_trail_edit(t, line->edit_first + k);
            *fl_trail_push(t) = copy;
        }
        end = text_end(t, line);
        fl_buf_span(&text, line->text);
        a->to = line->to;
        if (i > first) line->text = (fl_span){ NULL, 0 };
    }
    a->text = fl_buf_view(&text);
    a->edit_first = run;
    a->edit_count = (uint32_t)t->count - run;
    a->hints |= FL_HINT_JOINED;
}

void fl_line_split(const fl_task *task, fl_lines *lines, fl_line *line, size_t at, fl_line *rest)
{
    const fl_trail *t = task->trail;
    *rest = *line;
    walk w = walk_of(t, line);
    while (w.edit < w.end && next_start(&w) + next_length(&w) <= at) pass_edit(&w);
    uint32_t border = (uint32_t)((int64_t)at + w.shift);
    rest->text = fl_span_sub(line->text, at, line->text.n);
    rest->from = border;
    rest->edit_first = w.edit;
    rest->edit_count = w.end - w.edit;
    line->text.n = at;
    line->to = border;
    line->edit_count = w.edit - line->edit_first;
    uint32_t m = 0; /* marks across the border stay with the first part */
    while (m < line->mark_count && lines->mark[line->mark_first + m].from < at) {
        if (lines->mark[line->mark_first + m].to > at)
            lines->mark[line->mark_first + m].to = (uint32_t)at;
        m++;
    }
    rest->mark_first = line->mark_first + m;
    rest->mark_count = line->mark_count - m;
    line->mark_count = m;
    for (uint32_t k = 0; k < rest->mark_count; k++) {
        lines->mark[rest->mark_first + k].from -= (uint32_t)at;
        lines->mark[rest->mark_first + k].to -= (uint32_t)at;
    }
}

void fl_lines_compact(fl_lines *lines)
{
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (!fl_line_gone(&lines->item[i])) lines->item[kept++] = lines->item[i];
    lines->count = kept;
}

void fl_trail_warn(fl_trail *t, uint32_t at, uint16_t rule, const char *format, ...)
{
    if (t->notice_count == t->notice_capacity) {
        size_t wanted = t->notice_capacity ? t->notice_capacity * 2 : 16;
        t->notice = fl_grow(t->arena, t->notice, t->notice_count * sizeof *t->notice,
                            wanted * sizeof *t->notice);
        t->notice_capacity = wanted;
    }
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(text, sizeof text, format, arguments) < 0) text[0] = '\0';
    va_end(arguments);
    t->notice[t->notice_count++] = (fl_notice){ at, rule, fl_copy(t->arena, fl_span_of(text)) };
}

/* ---- collecting ---- */

fl_edit *fl_trail_collect(fl_arena *a, const fl_trail *t, const fl_lines *lines, size_t *count)
{
    size_t n = 0, kept = 0, l = 0;
    for (size_t i = 0; i < lines->count; i++) n += lines->item[i].edit_count;
    const fl_edit **loose = fl_alloc(a, t->loose_count + 1, sizeof *loose);
    for (size_t i = 0; i < t->loose_count; i++) loose[i] = &t->loose[i];
    qsort(loose, t->loose_count, sizeof *loose, by_place);
    fl_edit *all = fl_alloc(a, n + t->loose_count + 1, sizeof *all);
    uint32_t end = 0; /* of the last loose edit: what lies inside it is absorbed */
    for (size_t i = 0; i <= lines->count;
         i++) { /* edits of lines are in order; loose ones are merged in */
        uint32_t next = i < lines->count ? lines->item[i].edit_first : 0;
        uint32_t left = i < lines->count ? lines->item[i].edit_count : 0;
        while (left || (i == lines->count && l < t->loose_count)) {
            const fl_edit *e = left ? fl_trail_edit(t, next) : NULL;
            bool line_first = left && (l == t->loose_count || e->from < loose[l]->from ||
                                       (e->from == e->to && e->from == loose[l]->from));
            if (line_first) {
                if (e->from >= end) all[kept++] = *e;
                next++;
                left--;
            } else {
                if (loose[l]->from >= end && loose[l]->to > loose[l]->from) {
                    all[kept++] = *loose[l];
                    end = loose[l]->to;
                }
                l++;
            }
        }
    }
    *count = kept;
    return all;
}
