/* read/marked.c - the source of a line beside its literals: what is in both is kept, the rest is
 * markup. */
#include "read/marked.h"

#include "base/utf8.h"

enum { ENTITY_LENGTH = 32 };

/* ---- lines ---- */

/* Offsets of lines as cmark counts them: LF, CRLF and CR end one. */
static void find_lines(fl_marked *r)
{
    size_t count = 1;
    for (size_t i = 0; i < r->text.n; i++) count += r->text.p[i] == '\n' || r->text.p[i] == '\r';
    r->start = fl_alloc(r->t->arena, count + 1, sizeof *r->start);
    r->covered = fl_alloc(r->t->arena, count + 1, sizeof *r->covered);
    size_t n = 1;
    for (size_t i = 0; i < r->text.n; i++) {
        if (r->text.p[i] == '\r' && i + 1 < r->text.n && r->text.p[i + 1] == '\n') continue;
        if (r->text.p[i] == '\n' || r->text.p[i] == '\r') r->start[n++] = i + 1;
    }
    if (r->start[n - 1] != r->text.n) r->start[n++] = r->text.n;
    r->line_count = n - 1;
}

fl_marked fl_marked_new(const fl_task *t, fl_span text, fl_lines *out)
{
    fl_marked r = { .t = t, .out = out, .text = text, .base = (size_t)(text.p - out->source.p) };
    r.rule = fl_trail_rule(t->trail, "markdown.markup",
                           "Markdown markup: what it means is kept, the characters are not");
    find_lines(&r);
    return r;
}

fl_marked_point fl_marked_here(const fl_marked *r)
{
    return (fl_marked_point){ r->out->count, r->out->mark_count, r->out->container_count,
                              r->t->trail->loose_count, r->after_rule };
}

void fl_marked_back(fl_marked *r, fl_marked_point point)
{
    r->out->count = point.lines;
    r->out->mark_count = point.marks;
    r->out->container_count = point.containers;
    r->t->trail->loose_count = point.loose;
    r->after_rule = point.after_rule;
    r->hints = 0;
    r->level = 0;
}

fl_span fl_marked_line(const fl_marked *r, size_t line)
{
    return fl_span_trim(fl_span_sub(r->text, r->start[line], r->start[line + 1]));
}

fl_line *fl_marked_add(fl_marked *r, size_t line, fl_span text)
{
    fl_line *added = fl_lines_add(r->t->arena, r->out);
    added->text = text;
    added->from = (uint32_t)(r->base + (size_t)(text.p - r->text.p));
    added->to = (uint32_t)(r->base + r->start[line + 1]);
    added->number = (uint32_t)line + 1;
    added->container = r->container;
    bool blank = line == 0 || fl_marked_line(r, line - 1).n == 0;
    added->hints = (uint16_t)(r->hints | (blank ? FL_HINT_BLANK_BEFORE : 0) |
                              (r->after_rule ? FL_HINT_RULE : 0));
    added->level = r->level;
    r->after_rule = false;
    r->covered[line] = true;
    return added;
}

void fl_marked_drop(fl_marked *r, size_t line)
{
    fl_span text = fl_marked_line(r, line);
    uint32_t from = (uint32_t)(r->base + (size_t)(text.p - r->text.p));
    if (text.n)
        fl_trail_remove_bytes(r->t->trail, from, (uint32_t)(r->base + r->start[line + 1]), r->rule,
                              100);
    r->covered[line] = true;
}

/* ---- marks ---- */

static void add_mark(fl_marked *r, const fl_open_mark *open)
{
    if (r->mark_count == r->mark_capacity) {
        size_t wanted = r->mark_capacity ? r->mark_capacity * 2 : 16;
        r->mark = fl_grow(r->t->arena, r->mark, r->mark_count * sizeof *r->mark,
                          wanted * sizeof *r->mark);
        r->order = fl_grow(r->t->arena, r->order, r->mark_count * sizeof *r->order,
                           wanted * sizeof *r->order);
        r->mark_capacity = wanted;
    }
    r->order[r->mark_count] = open->order;
    r->mark[r->mark_count++] = (fl_mark){ .from = open->from,
                                          .to = r->kept,
                                          .target = open->target,
                                          .kind = open->kind,
                                          .title = open->title,
                                          .goes_on = open->goes_on };
}

/* Without text only an image is seen, or a link around one. */
static void close_mark(fl_marked *r, const fl_open_mark *open)
{
    bool image = open->kind == FL_MARK_IMAGE;
    for (size_t i = open->marks; open->kind == FL_MARK_LINK && i < r->mark_count && !image; i++)
        image = r->mark[i].kind == FL_MARK_IMAGE;
    if (open->from < r->kept || image) add_mark(r, open);
}

void fl_marked_break(fl_marked *r)
{
    fl_open_mark stop = { .kind = FL_MARK_BREAK, .from = r->kept, .order = r->opened++ };
    add_mark(r, &stop);
}

/* In the order in which they were opened: outer before inner, and others as they stand. Insertion
 * sort: a line has few marks, mostly sorted already. */
static void sort_marks(fl_mark *mark, size_t *order, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        fl_mark m = mark[i];
        size_t o = order[i], k = i;
        for (; k > 0 && order[k - 1] > o; k--) {
            mark[k] = mark[k - 1];
            order[k] = order[k - 1];
        }
        mark[k] = m;
        order[k] = o;
    }
}

void fl_marked_take_marks(fl_marked *r, size_t first, size_t count, fl_line *line, uint32_t from)
{
    sort_marks(r->mark + first, r->order + first, count);
    line->mark_first = (uint32_t)r->out->mark_count;
    line->mark_count = (uint32_t)count;
    for (size_t i = first; i < first + count; i++) {
        fl_mark *mark = fl_lines_add_mark(r->t->arena, r->out);
        *mark = r->mark[i];
        mark->from -= from;
        mark->to -= from;
    }
}

fl_open_mark *fl_marked_open(fl_marked *r, uint8_t kind, fl_span target)
{
    if (r->open_count == FL_MOST_OPEN) { /* a reader sees no difference inside of so many */
        r->too_deep++;
        return NULL;
    }
    r->open[r->open_count] = (fl_open_mark){ .kind = kind,
                                             .from = r->kept,
                                             .order = r->opened++,
                                             .marks = r->mark_count,
                                             .target = target };
    return &r->open[r->open_count++];
}

void fl_marked_close(fl_marked *r)
{
    if (r->too_deep) {
        r->too_deep--;
        return;
    }
    if (r->open_count == 0) return;
    r->open_count--;
    if (!r->lost) close_mark(r, &r->open[r->open_count]);
}

/* ---- the walk along one line ---- */

void fl_marked_change(fl_marked *r, size_t from, size_t to, fl_span after)
{
    if (from == to && after.n == 0) return;
    if (r->change_count == r->change_capacity) {
        size_t wanted = r->change_capacity ? r->change_capacity * 2 : 64;
        r->change = fl_grow(r->t->arena, r->change, r->change_count * sizeof *r->change,
                            wanted * sizeof *r->change);
        r->change_capacity = wanted;
    }
    r->change[r->change_count++] = (fl_change){ .from = (uint32_t)from,
                                                .to = (uint32_t)to,
                                                .after = after,
                                                .rule = r->rule,
                                                .confidence = 100,
                                                .kind = after.n ? FAIRLEAF_EDIT_REPLACE
                                                                : FAIRLEAF_EDIT_REMOVE };
}

void fl_marked_start_line(fl_marked *r, size_t line)
{
    r->at_line = line;
    r->source = line < r->line_count ? fl_marked_line(r, line)
                                     : (fl_span){ r->text.p + r->text.n, 0 };
    r->cursor = 0;
    r->kept = 0;
    r->change_count = r->mark_count = 0;
    for (size_t i = 0; i < r->open_count; i++) {
        r->open[i].from = 0;
        r->open[i].marks = 0;
        r->open[i].goes_on = true;
    }
}

void fl_marked_begin(fl_marked *r, size_t first, size_t last)
{
    r->open_count = r->opened = r->too_deep = 0;
    r->behind_link = false;
    r->lost = false;
    r->last_line = last;
    fl_marked_start_line(r, first);
}

void fl_marked_end_line(fl_marked *r)
{
    if (r->at_line >= r->line_count || r->source.n == 0) return;
    fl_marked_change(r, r->cursor, r->source.n, (fl_span){ NULL, 0 });
    for (size_t i = r->open_count; i-- > 0;) close_mark(r, &r->open[i]);
    fl_line *line = fl_marked_add(r, r->at_line, r->source);
    fl_line_change(r->t, r->out, line, r->change, r->change_count);
    if (line->text.n == 0 && r->mark_count == 0) { /* nothing but markup */
        fl_line_remove(r->t, r->out, line, r->rule, 100, (fl_span){ NULL, 0 });
        return;
    }
    fl_marked_take_marks(r, 0, r->mark_count, line, 0);
    if (r->mark_count && r->mark[0].kind == FL_MARK_STRONG && r->mark[0].from == 0 &&
        r->mark[0].to == line->text.n)
        line->hints |= FL_HINT_STRONG;
}

/* Length of the character reference at `at`, 0 if none stands there. */
static size_t reference_at(fl_span s, size_t at)
{
    if (s.p[at] != '&') return 0;
    for (size_t i = at + 1; i < s.n && i < at + ENTITY_LENGTH; i++)
        if (s.p[i] == ';') return i + 1 - at;
    return 0;
}

/* Finds one character of a literal in what is left of the line, as itself or as a reference. */
static bool walk_character(fl_marked *r, fl_span character, uint32_t wanted)
{
    for (size_t at = r->cursor, behind; at < r->source.n; at = behind) {
        uint32_t c;
        behind = fl_utf8_next(r->source, at, &c);
        size_t reference = c != wanted && wanted != '&' ? reference_at(r->source, at) : 0;
        if (c != wanted && !reference) continue;
        fl_marked_change(r, r->cursor, at, (fl_span){ NULL, 0 });
        if (reference) fl_marked_change(r, at, at + reference, character);
        r->cursor = reference ? at + reference : behind;
        r->kept += (uint32_t)character.n;
        return true;
    }
    return false;
}

/* How many bytes of `s` stand in the source where the walk is, in whole characters. */
static size_t same_bytes(const fl_marked *r, fl_span s)
{
    size_t most = r->source.n - r->cursor < s.n ? r->source.n - r->cursor : s.n, n = 0;
    const char *p = r->source.p + r->cursor;
    while (n < most && p[n] == s.p[n]) n++;
    while (n > 0 && n < s.n && (s.p[n] & 0xC0) == 0x80) n--;
    return n;
}

void fl_marked_next_line(fl_marked *r, bool hard)
{
    if (hard) fl_marked_break(r);
    fl_marked_end_line(r);
    r->hints |= FL_HINT_SOFT;
    fl_marked_start_line(r, r->at_line + 1);
}

/* White space other than ASCII at either end of a line was taken off the source, not off the
 * literal; a reference to it was not. */
static bool is_edge_blank(const fl_marked *r, uint32_t c)
{
    if (c < 0x80 || !fl_is_space(c)) return false;
    if (r->cursor == r->source.n) return true;
    size_t at = r->cursor;
    while (at < r->source.n && strchr(" \t>-+*.)#_[0123456789", r->source.p[at])) at++;
    return r->kept == 0 && (at == r->source.n || reference_at(r->source, at) == 0);
}

/* Walks the source along a literal; a space of code may be a line end of the source, and so may
 * white space in the address and title of a link before it. False when it is not found. */
static bool walk_literal(fl_marked *r, fl_span literal)
{
    for (size_t i = 0; i < literal.n;) {
        size_t same = same_bytes(r, fl_span_sub(literal, i, literal.n));
        r->cursor += same;
        r->kept += (uint32_t)same;
        i += same;
        if (i == literal.n) break;
        uint32_t wanted;
        size_t next = fl_utf8_next(literal, i, &wanted);
        if (is_edge_blank(r, wanted)) {
            i = next;
            continue;
        }
        bool found = walk_character(r, fl_span_sub(literal, i, next), wanted);
        bool space = wanted == ' ' || wanted == '\n', target = i == 0 && r->behind_link;
        if (!found) {
            if (r->at_line >= r->last_line || (!space && !target)) return false;
            fl_marked_next_line(r, false);
        }
        if (found || space) i = next;
    }
    return true;
}

/* ---- events ---- */

/* The HTML that our own Markdown may hold (commonmark/markdown.h, --strong html); other HTML is
 * text. True when it was one of these. */
static bool own_html(fl_marked *r, fl_span html)
{
    static const struct {
        const char *tag;
        uint8_t kind;
        bool enter;
    } tags[] = {
        { "<br/>", FL_MARK_BREAK, true },       { "<br />", FL_MARK_BREAK, true },
        { "<br>", FL_MARK_BREAK, true },        { "<strong>", FL_MARK_STRONG, true },
        { "</strong>", FL_MARK_STRONG, false }, { "<em>", FL_MARK_EMPH, true },
        { "</em>", FL_MARK_EMPH, false },
    };
    size_t i = 0, n = sizeof tags / sizeof *tags;
    while (i < n && !fl_span_equal(html, fl_span_of(tags[i].tag))) i++;
    if (i == n) return false;
    size_t at = fl_span_find(r->source, html, r->cursor);
    if (at == SIZE_MAX) return false;
    const fl_open_mark *top = r->open_count ? &r->open[r->open_count - 1] : NULL;
    bool closes = top && top->tag && top->kind == tags[i].kind && !r->too_deep;
    if (!tags[i].enter && !closes) return false;
    fl_marked_change(r, r->cursor, at + html.n, (fl_span){ NULL, 0 });
    r->cursor = at + html.n;
    if (tags[i].kind == FL_MARK_BREAK) {
        fl_marked_break(r);
    } else if (tags[i].enter) {
        fl_open_mark *open = fl_marked_open(r, tags[i].kind, (fl_span){ NULL, 0 });
        if (open) open->tag = true;
    } else
        fl_marked_close(r);
    return true;
}

static void span_event(fl_marked *r, const fl_cm_event *e, uint8_t kind)
{
    if (e->enter) {
        fl_open_mark *open = fl_marked_open(r, kind, e->target);
        if (open) open->title = e->title;
        return;
    }
    while (r->open_count && !r->too_deep && r->open[r->open_count - 1].tag) fl_marked_close(r);
    fl_marked_close(r);
    r->behind_link = kind == FL_MARK_LINK || kind == FL_MARK_IMAGE;
}

void fl_marked_inline(fl_marked *r, const fl_cm_event *e)
{
    switch (e->kind) {
    case FL_CM_HTML_INLINE:
        if (e->enter && own_html(r, e->literal)) break;
        /* fall through */
    case FL_CM_TEXT:
        if (e->enter && !walk_literal(r, e->literal)) r->lost = true;
        r->behind_link = false;
        break;
    case FL_CM_CODE:
        if (!e->enter) break;
        (void)fl_marked_open(r, FL_MARK_CODE, (fl_span){ NULL, 0 });
        if (!walk_literal(r, e->literal)) r->lost = true;
        fl_marked_close(r);
        break;
    case FL_CM_SOFT_BREAK:
    case FL_CM_LINE_BREAK:
        if (e->enter) fl_marked_next_line(r, e->kind == FL_CM_LINE_BREAK);
        break;
    case FL_CM_STRONG:
        span_event(r, e, FL_MARK_STRONG);
        break;
    case FL_CM_EMPH:
        span_event(r, e, FL_MARK_EMPH);
        break;
    case FL_CM_LINK:
        span_event(r, e, FL_MARK_LINK);
        break;
    case FL_CM_IMAGE:
        span_event(r, e, FL_MARK_IMAGE);
        break;
    default:
        break;
    }
}
