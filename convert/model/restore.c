/* model/restore.c - the lines are gone through once, with the removed lines that come back between
 * them; a line of which an edit is undone is made anew from the source and the edits that are left.
 */
#include "model/restore.h"

#include <stdlib.h>

typedef struct restoring {
    const fl_task *task;
    fl_trail *trail;
    fl_lines *lines;
    const fl_edit *edit;
    const fl_edit_verdict *verdict;
    size_t count;
    uint16_t other;
    fl_line *made; /* the lines as they will be */
    size_t made_count, made_capacity;
    uint32_t at, number; /* a place in the source and its line; only moves on */
} restoring;

/* ---- line ends ---- */

/* The line of the source at `place`; asked in rising order. */
static uint32_t number_at(restoring *r, uint32_t place)
{
    if (place < r->at) return r->number;
    while (r->at < place) {
        size_t n = fl_line_end_at(r->lines->source, r->at);
        if (n && r->at + n > place) break;
        r->number += n > 0;
        r->at += n ? (uint32_t)n : 1;
    }
    return r->number;
}

/* True when a blank line stands above `place`, the first character of a line. */
static bool is_blank_above(fl_span source, uint32_t place)
{
    int ends = 0;
    fl_span above = fl_span_sub(source, 0, place), text = fl_span_trim(above);
    size_t at = text.n ? (size_t)(text.p - source.p) + text.n : 0;
    while (at < place) {
        size_t n = fl_line_end_at(source, at);
        ends += n > 0;
        at += n ? n : 1;
    }
    return ends > (text.n > 0);
}

/* ---- verdicts ---- */

/* The verdict on an edit of the trail, or NULL when the edit is absorbed by another. */
static const fl_edit_verdict *verdict_on(const restoring *r, const fl_edit *e)
{
    size_t low = 0, high = r->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->edit[middle].from < e->from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->count && r->edit[low].from == e->from; low++)
        if (r->edit[low].to == e->to && r->edit[low].rule == e->rule &&
            r->edit[low].kind == e->kind)
            return &r->verdict[low];
    return NULL;
}

static bool is_flag(const fl_edit *e) { return e->kind == FAIRLEAF_EDIT_NOTE; }

/* Where the last line end of source bytes [from, to) begins, when they end with one; else `to`. */
static uint32_t without_line_end(fl_span source, uint32_t from, uint32_t to)
{
    for (uint32_t at = to > from + 3 ? to - 3 : from; at < to; at++)
        if (at + fl_line_end_at(source, at) == to) return at;
    return to;
}

/* What is left of an edit: true when it stays, with what the verdict makes of it. */
static bool apply(const restoring *r, const fl_edit_verdict *v, fl_edit *e)
{
    if (!v || v->kind == FL_EDIT_STANDS) return true;
    if (v->kind == FL_EDIT_UNDONE || (v->kind == FL_EDIT_CONFIRMED && is_flag(e))) return false;
    e->confidence = 100;
    if (v->kind == FL_EDIT_CONFIRMED) return true;
    if (e->kind == FAIRLEAF_EDIT_REMOVE && v->text.n)
        e->to = without_line_end(r->lines->source, e->from, e->to);
    e->after = (uint32_t)r->trail->texts.n;
    e->after_length = (uint32_t)v->text.n;
    fl_buf_span(&r->trail->texts, v->text);
    e->kind = v->text.n == 0     ? FAIRLEAF_EDIT_REMOVE
              : e->from == e->to ? FAIRLEAF_EDIT_INSERT
                                 : FAIRLEAF_EDIT_REPLACE;
    e->rule = r->other;
    e->why = 0;
    return true;
}

static fl_line *add_line(restoring *r)
{
    if (r->made_count == r->made_capacity) {
        size_t wanted = r->made_capacity ? r->made_capacity * 2 : 64;
        r->made = fl_grow(r->task->arena, r->made, r->made_count * sizeof *r->made,
                          wanted * sizeof *r->made);
        r->made_capacity = wanted;
    }
    fl_line *line = &r->made[r->made_count++];
    *line = (fl_line){ .from = 0 };
    return line;
}

/* ---- a line made anew ---- */

static fl_span after_of(const restoring *r, const fl_edit *e)
{
    return fl_edit_after(r->trail, r->lines, e);
}

/* Where the line's text ends in the source. */
static uint32_t text_end(const fl_trail *t, const fl_line *line)
{
    int64_t shift = line->from;
    for (uint32_t k = 0; k < line->edit_count; k++) {
        const fl_deed *d = fl_packed_deed(&t->run, line->edit_first + k);
        bool stands = d->kind == FAIRLEAF_EDIT_NOTE || d->kind == FAIRLEAF_EDIT_MARK;
        shift += (int64_t)d->length - (stands ? d->length : d->after_length);
    }
    return (uint32_t)((int64_t)line->text.n + shift);
}

/* The part of a line that is being written: source bytes [from, ...) with edits from `first` on. */
typedef struct part {
    const fl_line *whole;
    fl_buf text;
    uint32_t from, first; /* first: in the pool */
    size_t kept_first;    /* bytes of text before its first edit */
    size_t kept_last;     /* bytes of text behind its last one */
    bool edited, last;
} part;

static void begin_part(const restoring *r, part *p, uint32_t from)
{
    p->text = fl_buf_new(r->task->arena, 64);
    p->from = from;
    p->first = (uint32_t)r->trail->run.count;
    p->kept_first = p->kept_last = 0;
    p->edited = false;
}

/* Where the text of a part starts and ends: white space at the ends is no part of it, as far as it
 * is the source's own. */
static void trim_part(const part *p, size_t *start, size_t *end)
{
    fl_span text = fl_buf_view(&p->text);
    *start = 0;
    *end = text.n;
    if (p->whole->hints & FL_HINT_PREFORMATTED) return;
    fl_span head = fl_span_sub(text, 0, p->kept_first), bare = fl_span_trim(head);
    *start = bare.n ? (size_t)(bare.p - head.p) : head.n;
    size_t last = text.n - p->kept_last;
    fl_span tail = fl_span_sub(text, last > *start ? last : *start, text.n);
    bare = fl_span_trim(tail);
    *end = bare.n ? (size_t)(bare.p - text.p) + bare.n : text.n - tail.n;
}

static void end_part(restoring *r, part *p, uint32_t to)
{
    size_t start, end;
    trim_part(p, &start, &end);
    if (fl_span_trim(fl_span_sub(fl_buf_view(&p->text), start, end)).n == 0) { /* no line is left */
        for (uint32_t k = p->first; k < r->trail->run.count; k++)
            *fl_trail_push_loose(r->trail) = fl_trail_edit(r->trail, k);
        r->trail->run.count = p->first;
        return;
    }
    fl_line *line = add_line(r);
    *line = *p->whole;
    line->text = fl_span_sub(fl_buf_view(&p->text), start, end);
    line->from = p->from + (uint32_t)start;
    line->to = to;
    line->number = number_at(r, line->from);
    line->edit_first = p->first;
    line->edit_count = (uint32_t)r->trail->run.count - p->first;
    line->mark_count = 0;
    if (p->from == p->whole->from) return;
    line->hints &= (uint16_t) ~(FL_HINT_HEADING | FL_HINT_SOFT | FL_HINT_BLANK_BEFORE);
    if (is_blank_above(r->lines->source, line->from)) line->hints |= FL_HINT_BLANK_BEFORE;
}

/* The source's own text [from, to); line ends in it part the line. */
static void keep_source(restoring *r, part *p, uint32_t from, uint32_t to)
{
    fl_span source = r->lines->source;
    uint32_t start = from;
    for (uint32_t at = from; at < to;) {
        size_t n = fl_line_end_at(source, at);
        if (n == 0) {
            at++;
            continue;
        }
        fl_buf_span(&p->text, fl_span_sub(source, start, at));
        p->kept_last += at - start;
        if (!p->edited) p->kept_first = p->text.n;
        at += (uint32_t)n;
        end_part(r, p, at);
        begin_part(r, p, at);
        start = at;
    }
    fl_buf_span(&p->text, fl_span_sub(source, start, to));
    p->kept_last += to - start;
    if (!p->edited) p->kept_first = p->text.n;
}

/* ---- marks ---- */

/* The source byte for offset `at` of a line's text. At an edit the end that lies towards the marked
 * text is taken: its end for the start of a mark, its start for the end of one. */
static uint32_t source_of(const restoring *r, const fl_line *line, uint32_t at, bool start)
{
    int64_t shift = line->from;
    for (uint32_t k = 0; k < line->edit_count; k++) {
        const fl_edit e = fl_trail_edit(r->trail, line->edit_first + k);
        int64_t begins = (int64_t)e.from - shift, ends = begins + (int64_t)after_of(r, &e).n;
        if (at < begins || (at == begins && !start)) break;
        if (at < ends) return start ? e.from : e.to;
        if (at == ends && !start) return e.to;
        shift = (int64_t)e.to - ends;
    }
    return (uint32_t)(at + shift);
}

/* The offset in a line's text of the source byte `place`, cut to the text. */
static uint32_t offset_of(const restoring *r, const fl_line *line, uint32_t place)
{
    int64_t shift = line->from, at;
    for (uint32_t k = 0; k < line->edit_count; k++) {
        const fl_edit e = fl_trail_edit(r->trail, line->edit_first + k);
        if (place <= e.from) break;
        int64_t ends = (int64_t)e.from - shift + (int64_t)after_of(r, &e).n;
        shift = (int64_t)e.to - ends;
        if (place < e.to) place = e.to;
    }
    at = (int64_t)place - shift;
    return (uint32_t)(at < 0 ? 0 : at > (int64_t)line->text.n ? (int64_t)line->text.n : at);
}

/* Gives the marks of a line to the lines that it became. */
static void move_marks(restoring *r, const fl_line *old, size_t first)
{
    fl_lines *lines = r->lines;
    for (size_t i = first; i < r->made_count && old->mark_count; i++) {
        fl_line *line = &r->made[i];
        line->mark_first = (uint32_t)lines->mark_count;
        for (uint32_t m = 0; m < old->mark_count; m++) {
            fl_mark mark = lines->mark[old->mark_first + m];
            uint32_t from = source_of(r, old, mark.from, true);
            uint32_t to = source_of(r, old, mark.to, false);
            if (from > to) to = from;
            if (from >= line->to || (to <= line->from && line->from > old->from)) continue;
            mark.from = offset_of(r, line, from > line->from ? from : line->from);
            mark.to = offset_of(r, line, to > line->from ? to : line->from);
            if (mark.from > mark.to) continue;
            *fl_lines_add_mark(r->task->arena, lines) = mark;
            line->mark_count++;
        }
    }
}

/* ---- lines ---- */

static void renew_line(restoring *r, const fl_line *old)
{
    part p = { .whole = old };
    size_t first = r->made_count;
    uint32_t at = old->from, end = text_end(r->trail, old);
    begin_part(r, &p, at);
    for (uint32_t k = 0; k < old->edit_count; k++) {
        fl_edit e = fl_trail_edit(r->trail, old->edit_first + k);
        if (!apply(r, verdict_on(r, &e), &e)) continue;
        keep_source(r, &p, at, e.from);
        fl_trail_add(r->trail, &e, r->trail->texts.n);
        fl_buf_span(&p.text, after_of(r, &e));
        p.edited = true;
        p.kept_last = 0;
        at = e.to;
    }
    keep_source(r, &p, at, end > at ? end : at);
    end_part(r, &p, old->to);
    move_marks(r, old, first);
}

static void take_line(restoring *r, const fl_line *line)
{
    bool undone = false;
    for (uint32_t k = 0; k < line->edit_count; k++) {
        const fl_edit e = fl_trail_edit(r->trail, line->edit_first + k);
        const fl_edit_verdict *v = verdict_on(r, &e);
        undone |= v && v->kind != FL_EDIT_STANDS;
    }
    if (undone)
        renew_line(r, line);
    else
        *add_line(r) = *line;
}

/* What a line between `before` and the next one stands in: what both stand in. */
static uint32_t container_between(const restoring *r, size_t next)
{
    if (r->made_count == 0 || next >= r->lines->count) return 0;
    uint32_t above = r->made[r->made_count - 1].container;
    return above == r->lines->item[next].container ? above : 0;
}

/* Lines that were removed come back, or another text in their place. */
static void bring_back(restoring *r, fl_edit e, const fl_edit_verdict *v, size_t next)
{
    fl_line whole = { .from = e.from,
                      .to = e.to,
                      .hints = is_blank_above(r->lines->source, e.from) ? FL_HINT_BLANK_BEFORE : 0,
                      .container = container_between(r, next) };
    part p = { .whole = &whole };
    begin_part(r, &p, e.from);
    uint32_t to = e.to;
    if (v->kind == FL_EDIT_OTHER) {
        if (apply(r, v, &e)) {
            fl_trail_add(r->trail, &e, r->trail->texts.n);
            fl_buf_span(&p.text, v->text);
        }
        p.edited = true;
    } else {
        keep_source(r, &p, e.from, e.to);
    }
    end_part(r, &p, to);
}

/* ---- the whole ---- */

static int by_place(const void *a, const void *b)
{
    const fl_edit *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->to > y->to ? -1 : x->to < y->to;
}

/* The loose edits that stay, confirmed ones made sure; those that go are put into `back`, sorted.
 * Returns their number. */
static size_t sort_out(restoring *r, fl_edit *back)
{
    fl_trail *t = r->trail;
    size_t kept = 0, count = 0;
    uint32_t end = 0;
    if (t->loose_count) qsort(t->loose, t->loose_count, sizeof *t->loose, by_place);
    for (size_t i = 0; i < t->loose_count; i++) {
        fl_edit e = t->loose[i];
        if (e.from == e.to || e.from < end) continue; /* moved into a line, or absorbed */
        end = e.to;
        const fl_edit_verdict *v = verdict_on(r, &e);
        if (v && (v->kind == FL_EDIT_UNDONE || (v->kind == FL_EDIT_OTHER && v->text.n)))
            back[count++] = e;
        else if (apply(r, v, &e))
            t->loose[kept++] = e;
    }
    t->loose_count = kept;
    t->sorted_count = 0;
    return count;
}

static void settle_warnings(const restoring *r)
{
    fl_trail *t = r->trail;
    size_t kept = 0;
    for (size_t i = 0; i < t->notice_count; i++) {
        const fl_notice *n = &t->notice[i];
        size_t low = 0, high = r->count; /* the first edit that ends behind the place */
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (r->edit[middle].to <= n->at && r->edit[middle].from < n->at)
                low = middle + 1;
            else
                high = middle;
        }
        bool settled = false;
        for (; low < r->count && r->edit[low].from <= n->at; low++)
            settled |= r->verdict[low].kind != FL_EDIT_STANDS && r->edit[low].rule == n->rule;
        if (!settled) t->notice[kept++] = *n;
    }
    t->notice_count = kept;
}

void fl_trail_restore(const fl_task *t, fl_lines *lines, const fl_edit *edit,
                      const fl_edit_verdict *verdict, size_t count, uint16_t other)
{
    restoring r = { .task = t,
                    .trail = t->trail,
                    .lines = lines,
                    .edit = edit,
                    .verdict = verdict,
                    .count = count,
                    .other = other,
                    .number = 1 };
    fl_edit *back = fl_alloc(t->arena, t->trail->loose_count + 1, sizeof *back);
    size_t returning = sort_out(&r, back), k = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const fl_line line = lines->item[i];
        if (fl_line_gone(&line)) continue;
        for (; k < returning && back[k].from < line.from; k++)
            bring_back(&r, back[k], verdict_on(&r, &back[k]), i);
        take_line(&r, &line);
    }
    for (; k < returning; k++) bring_back(&r, back[k], verdict_on(&r, &back[k]), lines->count);
    settle_warnings(&r);
    lines->item = r.made;
    lines->count = r.made_count;
    lines->capacity = r.made_capacity;
}
