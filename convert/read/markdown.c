/* read/markdown.c - cmark says which characters are text; walking the source beside them finds the
 * markup.
 *
 * cmark gives no byte positions of inlines. But the text of a block is a subsequence of its source:
 * the source is walked along it, and what is passed over is markup. Any such walk gives the same
 * text, so it does not matter which of two equal characters is taken as the one that was kept. */
#include "read/markdown.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "commonmark/parse.h"
#include "read/text.h"

enum { MOST_OPEN = 32, ENTITY_LENGTH = 32 };

typedef struct open_mark {
    uint8_t kind;
    uint32_t from;
    fl_span target, title;
    bool goes_on; /* it was open when the line began */
    bool tag;     /* opened by a tag */
} open_mark;

typedef struct reader {
    const fl_task *t;
    fl_lines *out;
    fl_span text;
    size_t base;   /* of `text` in out->source */
    size_t *start; /* offset of each line in `text`; start[count] is text.n */
    size_t line_count;
    bool *covered; /* lines that some block has taken or removed */
    uint16_t rule;
    uint32_t container;
    bool after_rule; /* a thematic break was the last thing seen */
    /* the line at hand */
    size_t at_line; /* index, from 0 */
    size_t last_line;
    fl_span source; /* its trimmed text */
    size_t cursor;  /* in source */
    fl_change *change;
    size_t change_count, change_capacity;
    uint32_t kept; /* bytes of the new text so far */
    fl_mark *mark;
    size_t mark_count, mark_capacity;
    open_mark open[MOST_OPEN];
    size_t open_count, too_deep;
    bool behind_link; /* a link or image was closed last */
    bool lost;        /* the walk failed: the block stays as found */
    uint16_t hints;
    uint8_t level;
} reader;

/* ---- score ---- */

/* `line` as it stands, with the blanks before it: four of them make it code. */
static bool is_heading(fl_span line)
{
    size_t n = 0, blanks = 0;
    while (blanks < line.n && line.p[blanks] == ' ') blanks++;
    if (blanks > 3) return false;
    line = fl_span_sub(line, blanks, line.n);
    while (n < line.n && line.p[n] == '#') n++;
    return n >= 1 && n <= 6 && n < line.n && line.p[n] == ' ';
}

static bool has_strong_run(fl_span line)
{
    size_t open = fl_span_find(line, FL_SPAN("**"), 0);
    if (open == SIZE_MAX || open + 3 >= line.n || line.p[open + 2] == ' ' ||
        line.p[open + 2] == '*')
        return false;
    size_t close = fl_span_find(line, FL_SPAN("**"), open + 3);
    return close != SIZE_MAX && line.p[close - 1] != ' ';
}

static bool has_link(fl_span line)
{
    size_t middle = fl_span_find(line, FL_SPAN("]("), 1);
    return middle != SIZE_MAX && middle + 3 < line.n && line.p[middle + 2] != ')' &&
           fl_span_find(line, FL_SPAN(")"), middle + 3) != SIZE_MAX &&
           memchr(line.p, '[', middle) != NULL;
}

unsigned fl_markdown_score(fl_span text)
{
    enum { SAMPLE = 256 << 10 };
    size_t headings = 0, alone = 0, strong = 0, links = 0, fences = 0;
    bool blank = true, heading = false; /* the line above; heading: with a blank line above it */
    for (size_t at = 0; at < text.n && at < SAMPLE;) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        size_t next = end ? (size_t)(end - text.p) + 1 : text.n;
        fl_span whole = fl_span_sub(text, at, next), line = fl_span_trim(whole);
        bool marked = is_heading(whole);
        alone += heading && line.n == 0;
        headings += marked;
        strong += has_strong_run(line);
        links += has_link(line);
        fences += fl_span_starts(line, FL_SPAN("```"));
        heading = marked && blank;
        blank = line.n == 0;
        at = next;
    }
    bool sure = alone || headings >= 2 || strong >= 2 || links >= 3 || fences >= 2;
    return sure || (headings && strong + links) ? 60 : 0;
}

/* ---- lines ---- */

/* Offsets of lines as cmark counts them: LF, CRLF and CR end one. */
static void find_lines(reader *r)
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

static fl_span line_text(const reader *r, size_t line)
{
    return fl_span_trim(fl_span_sub(r->text, r->start[line], r->start[line + 1]));
}

static fl_line *add_line(reader *r, size_t line, fl_span text)
{
    fl_line *added = fl_lines_add(r->t->arena, r->out);
    added->text = text;
    added->from = (uint32_t)(r->base + (size_t)(text.p - r->text.p));
    added->to = (uint32_t)(r->base + r->start[line + 1]);
    added->number = (uint32_t)line + 1;
    added->container = r->container;
    bool blank = line == 0 || line_text(r, line - 1).n == 0;
    added->hints = (uint16_t)(r->hints | (blank ? FL_HINT_BLANK_BEFORE : 0) |
                              (r->after_rule ? FL_HINT_RULE : 0));
    added->level = r->level;
    r->after_rule = false;
    r->covered[line] = true;
    return added;
}

/* ---- the walk along one line ---- */

static void add_change(reader *r, size_t from, size_t to, fl_span after)
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

static void add_mark(reader *r, const open_mark *open)
{
    if (open->from == r->kept && open->kind != FL_MARK_IMAGE && open->kind != FL_MARK_BREAK) return;
    if (r->mark_count == r->mark_capacity) {
        size_t wanted = r->mark_capacity ? r->mark_capacity * 2 : 16;
        r->mark = fl_grow(r->t->arena, r->mark, r->mark_count * sizeof *r->mark,
                          wanted * sizeof *r->mark);
        r->mark_capacity = wanted;
    }
    r->mark[r->mark_count++] = (fl_mark){ .from = open->from,
                                          .to = r->kept,
                                          .target = open->target,
                                          .kind = open->kind,
                                          .title = open->title,
                                          .goes_on = open->goes_on };
}

/* Outer before inner: inner ones were closed first. Insertion sort: a line has few marks, mostly
 * sorted already. */
static void sort_marks(fl_mark *mark, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        fl_mark m = mark[i];
        size_t k = i;
        while (k > 0 && (mark[k - 1].from > m.from ||
                         (mark[k - 1].from == m.from && mark[k - 1].to <= m.to))) {
            mark[k] = mark[k - 1];
            k--;
        }
        mark[k] = m;
    }
}

static void start_line(reader *r, size_t line)
{
    r->at_line = line;
    r->source = line < r->line_count ? line_text(r, line) : (fl_span){ r->text.p + r->text.n, 0 };
    r->cursor = 0;
    r->kept = 0;
    r->change_count = r->mark_count = 0;
    for (size_t i = 0; i < r->open_count; i++) {
        r->open[i].from = 0;
        r->open[i].goes_on = true;
    }
}

/* Writes the line at hand: what the walk did not keep is markup. */
static void end_line(reader *r)
{
    if (r->at_line >= r->line_count || r->source.n == 0) return;
    add_change(r, r->cursor, r->source.n, (fl_span){ NULL, 0 });
    for (size_t i = r->open_count; i-- > 0;) add_mark(r, &r->open[i]);
    fl_line *line = add_line(r, r->at_line, r->source);
    fl_line_change(r->t, r->out, line, r->change, r->change_count);
    if (line->text.n == 0 && r->mark_count == 0) { /* nothing but markup */
        fl_line_remove(r->t, r->out, line, r->rule, 100, (fl_span){ NULL, 0 });
        return;
    }
    sort_marks(r->mark, r->mark_count);
    line->mark_first = (uint32_t)r->out->mark_count;
    line->mark_count = (uint32_t)r->mark_count;
    for (size_t i = 0; i < r->mark_count; i++) *fl_lines_add_mark(r->t->arena, r->out) = r->mark[i];
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
static bool walk_character(reader *r, fl_span character, uint32_t wanted)
{
    for (size_t at = r->cursor, behind; at < r->source.n; at = behind) {
        uint32_t c;
        behind = fl_utf8_next(r->source, at, &c);
        size_t reference = c != wanted && wanted != '&' ? reference_at(r->source, at) : 0;
        if (c != wanted && !reference) continue;
        add_change(r, r->cursor, at, (fl_span){ NULL, 0 });
        if (reference) add_change(r, at, at + reference, character);
        r->cursor = reference ? at + reference : behind;
        r->kept += (uint32_t)character.n;
        return true;
    }
    return false;
}

static void break_line(reader *r, bool hard)
{
    if (hard) {
        open_mark stop = { .kind = FL_MARK_BREAK, .from = r->kept };
        add_mark(r, &stop);
    }
    end_line(r);
    r->hints |= FL_HINT_SOFT;
    start_line(r, r->at_line + 1);
}

/* Walks the source along a literal; a space of code may be a line end of the source, and so may
 * white space in the address and title of a link before it. False when it is not found. */
static bool walk_literal(reader *r, fl_span literal)
{
    for (size_t i = 0; i < literal.n;) {
        uint32_t wanted;
        size_t next = fl_utf8_next(literal, i, &wanted);
        bool found = walk_character(r, fl_span_sub(literal, i, next), wanted);
        bool space = wanted == ' ' || wanted == '\n', target = i == 0 && r->behind_link;
        if (!found) {
            if (r->at_line >= r->last_line || (!space && !target)) return false;
            break_line(r, false);
        }
        if (found || space) i = next;
    }
    return true;
}

/* ---- blocks ---- */

static void open_range(reader *r, uint8_t kind, fl_span target)
{
    if (r->open_count == MOST_OPEN) { /* a reader sees no difference inside of so many */
        r->too_deep++;
        return;
    }
    r->open[r->open_count++] = (open_mark){ .kind = kind, .from = r->kept, .target = target };
}

static void close_range(reader *r)
{
    if (r->too_deep) {
        r->too_deep--;
        return;
    }
    if (r->open_count == 0) return;
    r->open_count--;
    if (!r->lost) add_mark(r, &r->open[r->open_count]);
}

/* The lines of a block as they are: for raw HTML, and where the walk failed. */
static void keep_as_found(reader *r, size_t first, size_t last)
{
    for (size_t i = first; i <= last && i < r->line_count; i++) {
        fl_span text = line_text(r, i);
        if (text.n) (void)add_line(r, i, text);
        r->covered[i] = true;
    }
}

/* The HTML that our own Markdown may hold (commonmark/markdown.h, --strong html); other HTML is
 * text. True when it was one of these. */
static bool own_html(reader *r, fl_span html)
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
    const open_mark *top = r->open_count ? &r->open[r->open_count - 1] : NULL;
    bool closes = top && top->tag && top->kind == tags[i].kind && !r->too_deep;
    if (!tags[i].enter && !closes) return false;
    add_change(r, r->cursor, at + html.n, (fl_span){ NULL, 0 });
    r->cursor = at + html.n;
    if (tags[i].kind == FL_MARK_BREAK) {
        open_mark stop = { .kind = FL_MARK_BREAK, .from = r->kept };
        add_mark(r, &stop);
    } else if (tags[i].enter) {
        open_range(r, tags[i].kind, (fl_span){ NULL, 0 });
        if (!r->too_deep) r->open[r->open_count - 1].tag = true;
    } else
        close_range(r);
    return true;
}

static void inline_event(reader *r, const fl_cm_event *e)
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
        open_range(r, FL_MARK_CODE, (fl_span){ NULL, 0 });
        if (!walk_literal(r, e->literal)) r->lost = true;
        close_range(r);
        break;
    case FL_CM_SOFT_BREAK:
    case FL_CM_LINE_BREAK:
        if (e->enter) break_line(r, e->kind == FL_CM_LINE_BREAK);
        break;
    case FL_CM_STRONG:
    case FL_CM_EMPH:
    case FL_CM_LINK:
    case FL_CM_IMAGE:
        if (!e->enter) {
            while (r->open_count && !r->too_deep && r->open[r->open_count - 1].tag) close_range(r);
            close_range(r);
            r->behind_link = e->kind == FL_CM_LINK || e->kind == FL_CM_IMAGE;
            break;
        }
        open_range(r,
                   e->kind == FL_CM_STRONG ? FL_MARK_STRONG
                   : e->kind == FL_CM_EMPH ? FL_MARK_EMPH
                   : e->kind == FL_CM_LINK ? FL_MARK_LINK
                                           : FL_MARK_IMAGE,
                   e->target);
        if (!r->too_deep) r->open[r->open_count - 1].title = e->title;
        break;
    default:
        break;
    }
}

/* A paragraph or heading: events from e[0] (its enter) to its exit; returns their number. */
static size_t text_block(reader *r, const fl_cm_event *e, size_t left)
{
    size_t first = e->line_first ? e->line_first - 1 : 0,
           last = e->line_last ? e->line_last - 1 : first, n = 1;
    size_t lines = r->out->count, marks = r->out->mark_count, loose = r->t->trail->loose_count;
    bool after_rule = r->after_rule;
    uint8_t kind = e->kind;
    r->hints = kind == FL_CM_HEADING ? FL_HINT_HEADING : 0;
    r->level = kind == FL_CM_HEADING ? e->level : 0;
    r->open_count = r->too_deep = 0;
    r->behind_link = false;
    r->lost = false;
    r->last_line = last;
    start_line(r, first);
    for (; n < left && !(e[n].kind == kind && !e[n].enter); n++)
        if (!r->lost) inline_event(r, &e[n]);
    while (!r->lost && r->behind_link && r->at_line < last) break_line(r, false);
    if (!r->lost) end_line(r);
    if (r->lost) {
        r->out->count = lines;
        r->out->mark_count = marks;
        r->t->trail->loose_count = loose;
        r->after_rule = after_rule;
        r->hints = 0;
        r->level = 0;
        keep_as_found(r, first, last);
    }
    r->hints = 0;
    r->level = 0;
    return n + 1;
}

/* A code block: its lines keep their white space. */
static void code_block(reader *r, const fl_cm_event *e)
{
    size_t line = e->line_first ? e->line_first - 1 : 0,
           last = e->line_last ? e->line_last : r->line_count;
    uint32_t parent = r->container;
    r->container = fl_lines_add_container(r->t->arena, r->out, parent, FL_CONTAINER_CODE);
    r->out->container[r->container].info = e->target;
    r->hints = FL_HINT_PREFORMATTED;
    for (size_t at = 0; at < e->literal.n;) {
        const char *end = memchr(e->literal.p + at, '\n', e->literal.n - at);
        size_t stop = end ? (size_t)(end - e->literal.p) : e->literal.n;
        fl_span code = fl_span_sub(e->literal, at, stop);
        for (; line < last && line < r->line_count; line++) { /* fences are passed over */
            fl_span whole = fl_span_sub(r->text, r->start[line], r->start[line + 1]);
            size_t found = code.n                  ? fl_span_find(whole, code, 0)
                           : fl_span_trim(whole).n ? SIZE_MAX
                                                   : 0;
            if (found == SIZE_MAX ||
                (line + 1 == e->line_first && memchr("`~", fl_span_trim(whole).p[0], 2)))
                continue;
            if (code.n) (void)add_line(r, line, fl_span_sub(whole, found, found + code.n));
            line++;
            break;
        }
        at = stop + 1;
    }
    r->hints = 0;
    r->container = parent;
}

static bool has_word(fl_span s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (fl_is_ascii_alnum(c) || (c >= 0x80 && fl_is_letter(c))) return true;
    }
    return false;
}

/* Lines above `line` that no block took: markup goes through the trail, anything with words stays
 * (link definitions). */
static void settle(reader *r, size_t *settled, size_t line)
{
    for (; *settled < line && *settled < r->line_count; (*settled)++) {
        fl_span text = line_text(r, *settled);
        if (r->covered[*settled] || text.n == 0) continue;
        bool fence = fl_span_starts(text, FL_SPAN("```")) || fl_span_starts(text, FL_SPAN("~~~"));
        if (has_word(text) && !fence) {
            (void)add_line(r, *settled, text);
            continue;
        }
        uint32_t from = (uint32_t)(r->base + (size_t)(text.p - r->text.p));
        fl_trail_remove_bytes(r->t->trail, from, (uint32_t)(r->base + r->start[*settled + 1]),
                              r->rule, 100);
        r->covered[*settled] = true;
    }
}

static void container_event(reader *r, const fl_cm_event *e)
{
    if (!e->enter) {
        r->container = r->out->container[r->container].parent;
        return;
    }
    fl_container_kind kind = e->kind == FL_CM_BLOCK_QUOTE ? FL_CONTAINER_QUOTE
                             : e->kind == FL_CM_ITEM      ? FL_CONTAINER_ITEM
                             : e->ordered                 ? FL_CONTAINER_ORDERED_LIST
                                                          : FL_CONTAINER_BULLET_LIST;
    r->container = fl_lines_add_container(r->t->arena, r->out, r->container, kind);
    fl_container *c = &r->out->container[r->container];
    c->tight = e->tight;
    c->start = e->start;
    c->delimiter = e->delimiter;
}

void fl_markdown_lines(const fl_task *t, fl_span text, fl_lines *out)
{
    reader r = { .t = t, .out = out, .text = text, .base = (size_t)(text.p - out->source.p) };
    r.rule = fl_trail_rule(t->trail, "markdown.markup",
                           "Markdown markup: what it means is kept, the characters are not");
    out->marked = true;
    find_lines(&r);
    const fl_cm_event *event;
    size_t count = fl_commonmark_events(t->arena, text, &event), settled = 0;
    for (size_t i = 0; i < count;) {
        const fl_cm_event *e = &event[i];
        if (e->enter && e->line_first && e->kind != FL_CM_DOCUMENT)
            settle(&r, &settled, e->line_first - 1);
        switch (e->kind) {
        case FL_CM_PARAGRAPH:
        case FL_CM_HEADING:
            i += text_block(&r, e, count - i);
            continue;
        case FL_CM_CODE_BLOCK:
            if (e->enter) code_block(&r, e);
            break;
        case FL_CM_HTML_BLOCK:
            if (e->enter)
                keep_as_found(&r, e->line_first - 1,
                              e->line_last ? e->line_last - 1 : e->line_first - 1);
            break;
        case FL_CM_THEMATIC_BREAK:
            if (e->enter) {
                settle(&r, &settled, e->line_first);
                r.after_rule = true;
            }
            break;
        case FL_CM_BLOCK_QUOTE:
        case FL_CM_LIST:
        case FL_CM_ITEM:
            container_event(&r, e);
            break;
        default:
            break;
        }
        i++;
    }
    settle(&r, &settled, r.line_count);
    fl_lines_compact(out);
}
