/* account.c - offsets of the decoded source become lines and bytes of the source as found; walks
 * are linear. */
#include "account.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/layer.h"

/* Finds line numbers and source bytes for offsets asked in rising order. */
typedef struct place {
    const fl_decoded *d;
    fl_decode_cursor cursor;
    uint32_t at, line, line_start;
    size_t step; /* cursor in the layer of a page */
} place;

static place place_of(const fl_decoded *d) { return (place){ .d = d, .line = 1 }; }

static void move_to(place *p, uint32_t at)
{
    while (p->at < at) {
        p->at = (uint32_t)fl_line_end_next(p->d->text, p->at, at);
        if (p->at == at) return;
        size_t n = fl_line_end_at(p->d->text, p->at);
        if (p->at + n > at) return; /* inside a line end: still the line that it ends */
        p->at += (uint32_t)n;
        p->line++;
        p->line_start = p->at;
    }
}

/* Offsets of a page's text as offsets of its markup: where a character starts, and behind it. */
static uint32_t start_in_markup(place *p, uint32_t at)
{
    return p->d->layer ? fl_layer_from(p->d->layer, &p->step, at) : at;
}
static uint32_t end_in_markup(place *p, uint32_t from, uint32_t at)
{
    if (!p->d->layer) return at;
    return at > from ? fl_layer_to(p->d->layer, &p->step, at) : start_in_markup(p, at);
}

static uint64_t byte_at(place *p, uint32_t at) { return fl_decoded_byte(p->d, &p->cursor, at); }

/* ---- the account ---- */

typedef struct account {
    fairleaf_account account; /* first: what the caller holds */
    fl_arena *arena;
} account;

fl_arena *fl_account_arena(const fairleaf_account *given)
{
    return ((const account *)given)->arena;
}

/* The reason of an edit and what else might stand in its place: the trail keeps both in one text.
 */
static void add_reason(fl_arena *a, const fl_trail *t, const fl_edit *e, fairleaf_edit *out)
{
    const char *why = e->why ? t->texts.p + e->why : "";
    size_t n = strcspn(why, (const char[]){ FL_ALTERNATIVE, '\0' }), count = 0;
    out->why = n == 0 ? t->rule[e->rule].why : why[n] ? fl_copy(a, (fl_span){ why, n }) : why;
    for (const char *p = why + n; *p; p++) count += *p == FL_ALTERNATIVE;
    if (count == 0) return;
    fairleaf_text *alternative = fl_alloc(a, count, sizeof *alternative);
    const char *p = why + n + 1;
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(p, (const char[]){ FL_ALTERNATIVE, '\0' });
        alternative[i] = (fairleaf_text){ p, length };
        p += length + 1;
    }
    out->alternatives = alternative;
    out->alternative_count = count;
}

static void add_edits(account *made, const fl_trail *t, const fl_lines *lines, const fl_decoded *d,
                      const fl_edit *edit, size_t count)
{
    fairleaf_edit *out = fl_alloc(made->arena, count + 1, sizeof *out);
    fairleaf_balance *balance = &made->account.balance;
    place here = place_of(d);
    for (size_t i = 0; i < count; i++) {
        const fl_edit *e = &edit[i];
        fl_span before = fl_span_sub(lines->source, e->from, e->to),
                after = fl_edit_after(t, lines, e);
        uint32_t starts = start_in_markup(&here, e->from);
        move_to(&here, starts);
        uint64_t from = byte_at(&here, starts),
                 to = byte_at(&here, end_in_markup(&here, e->from, e->to));
        out[i] = (fairleaf_edit){ .kind = (fairleaf_edit_kind)e->kind,
                                  .rule = t->rule[e->rule].name,
                                  .line = here.line,
                                  .byte = from,
                                  .bytes = to - from,
                                  .confidence = (float)e->confidence / 100,
                                  .before = { before.p, before.n },
                                  .after = { after.p, after.n } };
        add_reason(made->arena, t, e, &out[i]);
        uint64_t n = fl_utf8_count(before);
        if (e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE) continue;
        if (after.n == 0)
            balance->removed += n;
        else if (n)
            balance->replaced += n;
        balance->inserted += fl_utf8_count(after);
    }
    made->account.edits = out;
    made->account.edit_count = count;
}

/* The source with all edits done, made from the edits alone: what the kept lines say is compared
 * with it in the tests. */
static fl_span replay(fl_arena *a, const fl_trail *t, const fl_lines *lines, const fl_edit *edit,
                      size_t count, uint64_t *kept)
{
    fl_buf out = fl_buf_new(a, lines->source.n + 1);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const fl_edit *e = &edit[i];
        fl_span between = fl_span_sub(lines->source, at, e->from),
                after = fl_edit_after(t, lines, e);
        *kept += fl_utf8_count(between);
        if (e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE)
            *kept += fl_utf8_count(after);
        fl_buf_span(&out, between);
        fl_buf_span(&out, after);
        at = e->to;
    }
    fl_span rest = fl_span_sub(lines->source, at, lines->source.n);
    *kept += fl_utf8_count(rest);
    fl_buf_span(&out, rest);
    return fl_buf_view(&out);
}

const fairleaf_account *fl_account_new(fl_arena *a, const fl_trail *t, const fl_lines *lines,
                                       const fl_decoded *d)
{
    account *made = fl_alloc(a, 1, sizeof *made);
    made->arena = a;
    size_t count;
    const fl_edit *edit = fl_trail_collect(a, t, lines, &count);
    add_edits(made, t, lines, d, edit, count);
    fairleaf_balance *balance = &made->account.balance;
    fl_span clean = replay(a, t, lines, edit, count, &balance->kept);
    balance->input = fl_utf8_count(lines->source);
    balance->unaccounted = balance->input - balance->kept - balance->removed - balance->replaced;
    made->account.source = (fairleaf_text){ lines->source.p, lines->source.n };
    made->account.clean = (fairleaf_text){ clean.p, clean.n };
    return &made->account;
}

void fl_account_offsets(const fl_decoded *d, const uint64_t *byte, size_t count, uint64_t *offset)
{
    fl_decode_cursor cursor = { 0 };
    uint32_t at = 0, next, code_point;
    size_t step = 0;
    for (size_t i = 0; i < count; i++) {
        while (at < d->text.n) { /* `next` is behind the character at `at` */
            next = (uint32_t)fl_utf8_next(d->text, at, &code_point);
            if (fl_decoded_byte(d, &cursor, next) > byte[i]) break;
            at = next;
        }
        offset[i] = d->layer ? fl_layer_at(d->layer, &step, at) : at;
    }
}

/* ---- properties, outline, warnings ---- */

/* A property and its place in the markup, or in the text where there is none. */
typedef struct placed {
    const fl_property *property;
    uint32_t from, to;
} placed;

static int by_from(const void *a, const void *b)
{
    const placed *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

fairleaf_property *fl_account_properties(fl_arena *a, const fl_meta *meta, const fl_decoded *d,
                                         const fl_lines *lines, size_t *count)
{
    (void)lines;
    fairleaf_property *out = fl_alloc(a, meta->count + 1, sizeof *out);
    placed *order = fl_alloc(a, meta->count + 1, sizeof *order);
    for (size_t i = 0; i < meta->count; i++) {
        const fl_property *p = &meta->item[i];
        place here = place_of(d);
        order[i] = (placed){ p, p->from, p->to };
        if (p->of_markup || p->to <= p->from) continue;
        order[i].from = start_in_markup(&here, p->from);
        order[i].to = end_in_markup(&here, p->from, p->to);
    }
    qsort(order, meta->count, sizeof *order,
          by_from); /* places are asked in rising order; the keys keep their own */
    place here = place_of(d), ends = place_of(d);
    for (size_t i = 0; i < meta->count; i++) {
        const fl_property *p = order[i].property;
        fairleaf_property *q = &out[p - meta->item];
        fairleaf_text *values = fl_alloc(a, p->count, sizeof *values);
        for (size_t v = 0; v < p->count; v++)
            values[v] = (fairleaf_text){ p->values[v].p, p->values[v].n };
        *q = (fairleaf_property){ .key = p->key,
                                  .is_list = p->is_list,
                                  .values = values,
                                  .count = p->count,
                                  .rule = p->rule,
                                  .confidence = (float)p->confidence / 100 };
        if (p->to <= p->from) continue;
        move_to(&here, order[i].from);
        q->line = here.line;
        q->byte = byte_at(&here, order[i].from);
        if (order[i].to < ends.at)
            ends = place_of(d); /* spans may overlap: an end before the last one starts anew */
        ends.at = order[i].to;
        q->bytes = byte_at(&ends, order[i].to) - q->byte;
    }
    *count = meta->count;
    return out;
}

static void plain_text(const fl_inline *node, fl_buf *out)
{
    for (; node; node = node->next) {
        if (node->kind == FL_TEXT || node->kind == FL_CODE)
            fl_buf_span(out, node->text);
        else if (node->kind == FL_SOFT_BREAK || node->kind == FL_LINE_BREAK)
            fl_buf_byte(out, ' ');
        else
            plain_text(node->first, out); /* depth is bounded by limits.depth */
    }
}

fairleaf_heading *fl_account_outline(fl_arena *a, const fl_block *root, size_t *count)
{
    size_t n = 0;
    for (const fl_block *b = root->first; b; b = b->next) n += b->kind == FL_HEADING;
    fairleaf_heading *out = fl_alloc(a, n + 1, sizeof *out);
    n = 0;
    for (const fl_block *b = root->first; b; b = b->next) {
        if (b->kind != FL_HEADING) continue;
        fl_buf text = fl_buf_new(a, 64);
        plain_text(b->inlines, &text);
        out[n++] = (fairleaf_heading){ .level = b->level,
                                       .text = { text.p, text.n },
                                       .line = b->line_first,
                                       .marker = { b->enumerator.text.p, b->enumerator.text.n } };
    }
    *count = n;
    return out;
}

/* By place; at one place in the order in which the rules came to act. */
static int by_at(const void *a, const void *b)
{
    const fl_notice *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

fairleaf_warning *fl_account_warnings(fl_arena *a, const fl_trail *t, const fl_decoded *d,
                                      size_t *count)
{
    size_t n = t->notice_count;
    fairleaf_warning *out = fl_alloc(a, n + 1, sizeof *out);
    fl_notice *sorted = fl_alloc(a, n + 1, sizeof *sorted);
    if (n) memcpy(sorted, t->notice, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, by_at);
    place here = place_of(d);
    fl_decode_cursor starts = { 0 };
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && sorted[i].at == sorted[i - 1].at) continue; /* the first one has said it */
        uint32_t at = start_in_markup(&here, sorted[i].at);
        move_to(&here, at);
        uint64_t line_byte = fl_decoded_byte(d, &starts, here.line_start);
        uint64_t byte = byte_at(&here, at);
        out[kept++] = (fairleaf_warning){ .line = here.line,
                                          .column = (uint32_t)(byte - line_byte) + 1,
                                          .byte = byte,
                                          .rule = t->rule[sorted[i].rule].name,
                                          .message = sorted[i].message };
    }
    *count = kept;
    return out;
}

const uint64_t *fl_account_line_bytes(fl_arena *a, const fl_decoded *d, size_t *lines)
{
    fl_span s = d->text;
    size_t count = 1, capacity = 256;
    uint64_t *start = fl_alloc(a, capacity, sizeof *start);
    place here = place_of(d);
    for (size_t at = 0, n; at < s.n; at += n ? n : 1) {
        n = fl_line_end_at(s, at);
        if (!n) continue;
        if (count + 1 >= capacity) {
            start = fl_grow(a, start, count * sizeof *start, capacity * 2 * sizeof *start);
            capacity *= 2;
        }
        start[count++] = byte_at(&here, (uint32_t)(at + n));
    }
    start[count] = d->bytes.n;
    *lines = count;
    return start;
}
