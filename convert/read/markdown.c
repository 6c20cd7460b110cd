/* read/markdown.c - blocks of Markdown, as cmark finds them. */
#include "read/markdown.h"

#include "base/utf8.h"
#include "commonmark/prepare.h"
#include "read/grids.h"
#include "read/marked.h"

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

/* ---- blocks ---- */

/* The lines of a block as they are: for raw HTML, and where the walk failed. */
static void keep_as_found(fl_marked *r, size_t first, size_t last)
{
    for (size_t i = first; i <= last && i < r->line_count; i++) {
        fl_span text = fl_marked_line(r, i);
        if (text.n) (void)fl_marked_add(r, i, text);
        r->covered[i] = true;
    }
}

static void end_block(fl_marked *r, size_t first, fl_marked_point here)
{
    while (!r->lost && r->behind_link && r->at_line < r->last_line) fl_marked_next_line(r, false);
    if (!r->lost) fl_marked_end_line(r);
    if (!r->lost) return;
    fl_marked_back(r, here);
    keep_as_found(r, first, r->last_line);
}

/* A paragraph or heading: events from e[0] (its enter) to its exit; returns their number. */
static size_t text_block(fl_marked *r, const fl_cm_event *e, size_t left)
{
    size_t first = e->line_first ? e->line_first - 1 : 0,
           last = e->line_last ? e->line_last - 1 : first, n = 1;
    uint8_t kind = e->kind;
    bool table = kind == FL_CM_PARAGRAPH && fl_read_bars(r, first, last);
    fl_marked_point here = fl_marked_here(r);
    r->hints = kind == FL_CM_HEADING ? FL_HINT_HEADING : 0;
    r->level = kind == FL_CM_HEADING ? e->level : 0;
    if (!table) fl_marked_begin(r, first, last);
    for (; n < left && !(e[n].kind == kind && !e[n].enter); n++)
        if (!table && !r->lost) fl_marked_inline(r, &e[n]);
    if (!table) end_block(r, first, here);
    r->hints = 0;
    r->level = 0;
    return n + 1;
}

/* A line of which the first `gone` bytes are markup. */
static fl_line *line_behind(fl_marked *r, size_t line, fl_span text, size_t gone)
{
    fl_change markup = {
        .to = (uint32_t)gone, .rule = r->rule, .confidence = 100, .kind = FAIRLEAF_EDIT_REMOVE
    };
    fl_line *added = fl_marked_add(r, line, text);
    if (gone) fl_line_change(r->t, r->out, added, &markup, 1);
    return added;
}

static void empty_line(fl_marked *r, size_t line, uint16_t hints)
{
    fl_span text = fl_marked_line(r, line);
    fl_line *added = line_behind(r, line, text, text.n);
    added->hints |= hints;
}

static size_t count_lines(fl_span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

/* Is the line the first of a code block with fences? */
static bool is_fence(fl_span s)
{
    return fl_span_find(s, FL_SPAN("```"), 0) != SIZE_MAX ||
           fl_span_find(s, FL_SPAN("~~~"), 0) != SIZE_MAX;
}

/* A line of code stands as it is. A blank one between two others is known by the next one's hint;
 * more of them, and those at either end, are lines themselves. */
static void code_line(fl_marked *r, size_t line, fl_span code, bool alone, bool after_blank)
{
    fl_span whole = fl_span_sub(r->text, r->start[line], r->start[line + 1]);
    size_t at = code.n ? fl_span_find(whole, code, 0) : SIZE_MAX;
    if (at != SIZE_MAX) {
        size_t from = 0; /* the marks of quotes and items stand before it */
        while (from < at && (whole.p[from] == ' ' || whole.p[from] == '\t')) from++;
        fl_span text = fl_span_sub(whole, from, at + code.n);
        fl_line *added = line_behind(r, line, text, at - from);
        added->hints &= (uint16_t)~FL_HINT_BLANK_BEFORE;
        if (after_blank) added->hints |= FL_HINT_BLANK_BEFORE;
    } else if (alone || code.n) {
        empty_line(r, line, 0);
        r->out->item[r->out->count - 1].hints &= (uint16_t)~FL_HINT_BLANK_BEFORE;
    }
}

static void code_block(fl_marked *r, const fl_cm_event *e)
{
    size_t first = e->line_first ? e->line_first - 1 : 0,
           last = e->line_last ? e->line_last : r->line_count, n = count_lines(e->literal);
    bool fenced = first < r->line_count && is_fence(fl_marked_line(r, first)) && last - first > n;
    uint32_t parent = r->container;
    r->container = fl_lines_add_container(r->t->arena, r->out, parent, FL_CONTAINER_CODE);
    r->out->container[r->container].info = e->target;
    r->hints = FL_HINT_PREFORMATTED;
    size_t line = first + fenced;
    bool blank = true, single = false; /* the line before is blank; it is known by a hint */
    for (size_t at = 0; at < e->literal.n && line < last && line < r->line_count; line++) {
        const char *end = memchr(e->literal.p + at, '\n', e->literal.n - at);
        size_t stop = end ? (size_t)(end - e->literal.p) : e->literal.n;
        fl_span code = fl_span_sub(e->literal, at, stop);
        at = stop + 1;
        bool alone = blank || at >= e->literal.n || e->literal.p[at] == '\n';
        code_line(r, line, code, alone, single);
        blank = code.n == 0;
        single = blank && !alone;
    }
    r->hints = 0;
    if (fenced) fl_marked_drop(r, first);
    if (fenced && line < last && line < r->line_count) fl_marked_drop(r, line);
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
static void settle(fl_marked *r, size_t *settled, size_t line)
{
    for (; *settled < line && *settled < r->line_count; (*settled)++) {
        fl_span text = fl_marked_line(r, *settled);
        if (r->covered[*settled] || text.n == 0) continue;
        bool fence = fl_span_starts(text, FL_SPAN("```")) || fl_span_starts(text, FL_SPAN("~~~"));
        if (has_word(text) && !fence) {
            (void)fl_marked_add(r, *settled, text);
            continue;
        }
        fl_marked_drop(r, *settled);
    }
}

static void enter_container(fl_marked *r, const fl_cm_event *e)
{
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

static bool is_empty_item(const fl_cm_event *e)
{
    return e->kind == FL_CM_ITEM && e[1].kind == FL_CM_ITEM && !e[1].enter;
}

/* An item without text stands only where nothing is cleaned, as in pages. */
static void empty_item(fl_marked *r, const fl_cm_event *e)
{
    size_t line = e->line_first ? e->line_first - 1 : 0;
    if (r->t->options->as_is && line < r->line_count && !r->covered[line]) empty_line(r, line, 0);
}

static void rule_event(fl_marked *r, const fl_cm_event *e)
{
    size_t line = e->line_first - 1;
    if (r->t->options->as_is && line < r->line_count)
        empty_line(r, line, FL_HINT_RULE);
    else
        r->after_rule = true;
}

static void html_block(fl_marked *r, const fl_cm_event *e)
{
    size_t first = e->line_first - 1, last = e->line_last ? e->line_last - 1 : first;
    if (!fl_read_html_table(r, first, last)) keep_as_found(r, first, last);
}

/* The blocks of a document, one after another. */
typedef struct blocks {
    fl_marked *marked;
    const fl_cm_event *event;
    size_t count, settled;
} blocks;

static size_t take_block(blocks *b, size_t i)
{
    fl_marked *r = b->marked;
    const fl_cm_event *e = &b->event[i];
    switch (e->kind) {
    case FL_CM_PARAGRAPH:
    case FL_CM_HEADING:
        return text_block(r, e, b->count - i);
    case FL_CM_CODE_BLOCK:
        if (e->enter) code_block(r, e);
        break;
    case FL_CM_HTML_BLOCK:
        if (e->enter) html_block(r, e);
        break;
    case FL_CM_THEMATIC_BREAK:
        if (e->enter) rule_event(r, e);
        if (e->enter) settle(r, &b->settled, e->line_first);
        break;
    case FL_CM_BLOCK_QUOTE:
    case FL_CM_LIST:
    case FL_CM_ITEM:
        if (e->enter) enter_container(r, e);
        if (e->enter && is_empty_item(e)) empty_item(r, e);
        if (!e->enter) r->container = r->out->container[r->container].parent;
        break;
    default:
        break;
    }
    return 1;
}

/* Says where containers are nested too deep for the parser. */
static void warn_of_depth(const fl_marked *r)
{
    size_t deep = fl_commonmark_too_deep(r->text);
    if (deep == SIZE_MAX) return;
    uint16_t rule = fl_trail_rule(r->t->trail, "markdown.nested",
                                  "quotes and lists nested too deep for the parser");
    fl_trail_warn(
        r->t->trail, (uint32_t)(r->base + deep), rule,
        "more than 200 quotes or 100 lists in each other: the marks of the others are text");
}

void fl_markdown_lines(const fl_task *t, fl_span text, fl_lines *out)
{
    fl_marked r = fl_marked_new(t, text, out);
    blocks b = { .marked = &r };
    out->marked = true;
    b.count = fl_commonmark_events(t->arena, text, &b.event);
    fl_bars_prepare(&r, b.event, b.count);
    warn_of_depth(&r);
    for (size_t i = 0; i < b.count;) {
        const fl_cm_event *e = &b.event[i];
        if (e->enter && e->line_first && e->kind != FL_CM_DOCUMENT)
            settle(&r, &b.settled, e->line_first - 1);
        i += take_block(&b, i);
    }
    settle(&r, &b.settled, r.line_count);
    fl_lines_compact(out);
}
