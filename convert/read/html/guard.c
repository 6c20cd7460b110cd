/* read/html/guard.c - one walk along the tags with a rough stack of what is open; where it is wrong
 * it says too much rather than too little. */
#include "read/html/guard.h"

#include "read/html/scan.h"

enum {
    MOST_BYTES = 64 << 20,
    MOST_TAGS = 2000000,
    MOST_DEPTH = 1000,
    MOST_FORMATTING = 200,
    MOST_ATTRIBUTES = 500,
    MOST_CLONES = 4000000,  /* formatting elements opened again, some 200 bytes each */
    MOST_STEPS = 500000000, /* along the stack of open elements: some 2 s */
    MOST_ROWS = 200000
};

typedef struct survey {
    fl_survey found;
    uint8_t *stack; /* open elements that nest, innermost last */
    uint32_t depth;
    uint32_t open[FL_TAG_COUNT];  /* how many of each are on the stack */
    uint32_t *formatting;         /* open formatting elements, for each open table */
    uint32_t begun[FL_TAG_COUNT]; /* formatting elements by name, not ended yet */
    uint64_t clones, steps;
    bool ended, is_open; /* `</html>` was there; `<html>` was, without its end */
} survey;

static void too_much(survey *s, const char *why)
{
    if (!s->found.why) s->found.why = why;
}

/* Elements that end when the next one begins, or of which a page has one. */
static bool ends_itself(unsigned tag)
{
    switch (tag) {
    case FL_TAG_P:
    case FL_TAG_LI:
    case FL_TAG_DT:
    case FL_TAG_DD:
    case FL_TAG_OPTION:
    case FL_TAG_OPTGROUP:
    case FL_TAG_COLGROUP:
    case FL_TAG_RB:
    case FL_TAG_RT:
    case FL_TAG_RP:
    case FL_TAG_RTC:
    case FL_TAG_HTML:
    case FL_TAG_HEAD:
    case FL_TAG_BODY:
        return true;
    default:
        return false;
    }
}

static bool is_table_part(unsigned tag)
{
    return tag == FL_TAG_TD || tag == FL_TAG_TH || tag == FL_TAG_TR || tag == FL_TAG_TBODY ||
           tag == FL_TAG_THEAD || tag == FL_TAG_TFOOT || tag == FL_TAG_CAPTION;
}

static void pop(survey *s) { s->open[s->stack[--s->depth]]--; }

static void close_cell(survey *s)
{
    if (!s->open[FL_TAG_TABLE]) return;
    while (s->stack[s->depth - 1] != FL_TAG_TABLE) pop(s);
    s->formatting[s->open[FL_TAG_TABLE]] = 0;
}

static void start_tag(survey *s, unsigned tag, unsigned classes)
{
    uint32_t *active = &s->formatting[s->open[FL_TAG_TABLE]];
    s->steps += s->depth;
    if (classes & FL_TAG_BLOCK) s->clones += *active;
    if (is_table_part(tag)) {
        close_cell(s);
    } else if (classes & FL_TAG_FORMATTING) {
        if (tag == FL_TAG_A && s->begun[tag]) return;
        s->begun[tag]++;
        if (++*active > MOST_FORMATTING) {
            too_much(s, "more than 200 open formatting elements");
            *active = 0;
        }
    } else if (!(classes & FL_TAG_VOID) && !ends_itself(tag)) {
        if (s->depth == MOST_DEPTH) {
            too_much(s, "elements nested deeper than 1,000");
            while (s->depth) pop(s);
        }
        s->stack[s->depth++] = (uint8_t)tag;
        s->open[tag]++;
        if (tag == FL_TAG_TABLE) s->formatting[s->open[tag]] = 0;
    }
}

static void end_tag(survey *s, unsigned tag, unsigned classes)
{
    uint32_t *active = &s->formatting[s->open[FL_TAG_TABLE]];
    s->steps += s->depth;
    if (is_table_part(tag)) {
        close_cell(s);
    } else if (classes & FL_TAG_FORMATTING) {
        if (s->begun[tag]) s->begun[tag]--;
        if (*active) --*active;
    } else if (s->open[tag]) {
        uint32_t at = s->depth - 1;
        while (s->stack[at] != tag && (s->stack[at] != FL_TAG_TABLE || tag == FL_TAG_TABLE)) at--;
        if (s->stack[at] != tag) return; /* outside the table */
        while (s->depth > at) pop(s);
    }
}

static void count_attributes(survey *s, fl_span tag)
{
    size_t at = 0;
    uint64_t count = 0;
    fl_span name, value;
    if (tag.n < 2 * MOST_ATTRIBUTES / 10) return; /* a few cost nothing */
    while (count <= MOST_ATTRIBUTES && fl_markup_attribute(tag, &at, &name, &value)) count++;
    s->steps += count * count / 2;
    if (count > MOST_ATTRIBUTES) too_much(s, "more than 500 attributes of one tag");
}

/* An XML file whose first element is not `html`: a feed, a sitemap. */
static bool is_other_xml(fl_span text)
{
    if (!fl_span_starts(text, FL_SPAN("<?xml"))) return false;
    for (size_t at = 0; at < text.n;) {
        const char *p = memchr(text.p + at, '<', text.n - at);
        if (!p) return true;
        at = (size_t)(p - text.p);
        size_t end = fl_markup_end(text, at);
        if (end == at) return true;
        if (text.p[at + 1] != '?' && text.p[at + 1] != '!')
            return fl_tag_find(fl_markup_name(text, at)) != FL_TAG_HTML;
        at = end;
    }
    return true;
}

/* `<html` behind `</html>`. */
static void find_second(survey *s, size_t at, bool ends)
{
    s->ended = s->ended || ends;
    s->is_open = !ends;
    if (!ends && s->ended && !s->found.second) s->found.second = (uint32_t)at;
}

/* A page that has begun, but ends in the midst of a text. */
static bool ends_in_text(const survey *s, fl_span text)
{
    while (text.n && (unsigned char)text.p[text.n - 1] <= ' ') text.n--;
    return s->is_open && text.n && text.p[text.n - 1] != '>';
}

fl_survey fl_page_survey(const fl_task *t, fl_span text)
{
    survey *s = fl_alloc(t->arena, 1, sizeof *s);
    s->stack = fl_alloc(t->arena, MOST_DEPTH + 1, sizeof *s->stack);
    s->formatting = fl_alloc(t->arena, MOST_DEPTH + 2, sizeof *s->formatting);
    if (text.n > MOST_BYTES) too_much(s, "more than 64 MiB");
    s->found.xml = is_other_xml(text);
    if (s->found.xml) too_much(s, "XML that is not a page");
    for (size_t at = 0; at < text.n;) {
        const char *p = memchr(text.p + at, '<', text.n - at);
        if (!p) break;
        at = (size_t)(p - text.p);
        size_t end = fl_markup_end(text, at);
        s->found.cut = end > at && end == text.n && text.p[end - 1] != '>';
        if (end == at || text.p[at + 1] == '!' || text.p[at + 1] == '?') {
            at = end > at ? end : at + 1;
            continue;
        }
        fl_span name = fl_markup_name(text, at);
        unsigned tag = fl_tag_find(name), classes = fl_tag_class((fl_tag)tag);
        bool ends = text.p[at + 1] == '/';
        if (tag == FL_TAG_HTML) find_second(s, at, ends);
        if (s->found.second) break;
        *(ends ? &s->found.ends : &s->found.starts) += 1;
        s->found.blocks += tag == FL_TAG_BR || s->found.xml ||
                           ((classes & FL_TAG_BLOCK) && tag != FL_TAG_TD && tag != FL_TAG_TH);
        s->found.rows += tag == FL_TAG_TR;
        if (ends)
            end_tag(s, tag, classes);
        else
            start_tag(s, tag, classes);
        if (!ends) count_attributes(s, fl_span_sub(text, at, end));
        at = end;
        if (!ends && !s->found.xml && (classes & (FL_TAG_RAW | FL_TAG_RCDATA)))
            s->found.cut = (at = fl_markup_content_end(text, end, name)) == text.n;
        else if (!ends && tag == FL_TAG_PLAINTEXT && !s->found.xml)
            break;
    }
    s->found.cut = s->found.cut || ends_in_text(s, text);
    if (s->found.starts + s->found.ends > MOST_TAGS) too_much(s, "more than 2,000,000 tags");
    if (s->clones > MOST_CLONES || s->steps > MOST_STEPS)
        too_much(s, "elements left open too often");
    return s->found;
}

/* ---- flat ---- */

typedef struct flat {
    fl_arena *arena;
    fl_page *page;
    fl_span text;
    uint32_t base, body, capacity;
} flat;

static uint32_t add(flat *f, uint32_t parent, unsigned tag, size_t from, size_t to)
{
    fl_page *page = f->page;
    if (page->count == f->capacity) {
        page->node = fl_grow(f->arena, page->node, f->capacity * sizeof *page->node,
                             f->capacity * 2 * sizeof *page->node);
        f->capacity *= 2;
    }
    uint32_t i = page->count++;
    page->node[i] = (fl_node){ .parent = parent,
                               .end = i + 1,
                               .from = (uint32_t)(f->base + from),
                               .to = (uint32_t)(f->base + to),
                               .tag = (uint8_t)tag };
    page->node[i].depth = i ? (uint16_t)(page->node[parent].depth + 1) : 0;
    return i;
}

static bool is_blank(fl_span s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] > ' ') return false;
    return true;
}

static void add_text(flat *f, size_t from, size_t to)
{
    if (to <= from || is_blank(fl_span_sub(f->text, from, to))) return;
    if (!f->body) f->body = add(f, 1, FL_TAG_BODY, from, from);
    (void)add(f, f->body, FL_TAG_TEXT, from, to);
}

/* The title, when it comes before all other text, stands in a head. */
static void add_title(flat *f, size_t from, size_t to)
{
    if (f->body || f->page->count > 2) {
        add_text(f, from, to);
        return;
    }
    uint32_t head = add(f, 1, FL_TAG_HEAD, from, from);
    uint32_t title = add(f, head, FL_TAG_TITLE, from, from);
    (void)add(f, title, FL_TAG_TEXT, from, to);
    f->page->node[head].end = f->page->node[title].end = f->page->count;
}

void fl_page_flatten(const fl_task *t, fl_page *page, fl_span text, const fl_survey *found)
{
    flat f = { t->arena, page, text, (uint32_t)(text.p - page->source.p), 0, found->blocks + 8 };
    bool rows = found->rows <= MOST_ROWS;
    page->flat = true;
    page->xml = found->xml;
    page->count = 0;
    page->node = fl_alloc(t->arena, f.capacity, sizeof *page->node);
    (void)add(&f, 0, FL_TAG_OTHER, 0, 0);
    (void)add(&f, 0, FL_TAG_HTML, 0, 0);
    size_t start = 0;
    for (size_t at = 0; at < text.n;) {
        const char *p = memchr(text.p + at, '<', text.n - at);
        if (!p) break;
        at = (size_t)(p - text.p);
        size_t end = fl_markup_end(text, at);
        bool cdata = page->xml && fl_span_starts(fl_span_sub(text, at, text.n), FL_CDATA);
        if (end == at || text.p[at + 1] == '!' || text.p[at + 1] == '?') {
            at = cdata ? at + FL_CDATA.n : end > at ? end : at + 1;
            continue;
        }
        fl_span name = fl_markup_name(text, at);
        unsigned tag = fl_tag_find(name), classes = fl_tag_class((fl_tag)tag);
        bool ends = text.p[at + 1] == '/';
        bool parts = tag == FL_TAG_BR || ((classes & FL_TAG_BLOCK) && tag != FL_TAG_TD &&
                                          tag != FL_TAG_TH && (tag != FL_TAG_TR || rows));
        if (parts || (page->xml && tag == FL_TAG_OTHER)) {
            add_text(&f, start, at);
            start = end;
        }
        at = end;
        if (page->xml || ends || !(classes & (FL_TAG_RAW | FL_TAG_RCDATA))) continue;
        at = fl_markup_content_end(text, end, name);
        if (tag == FL_TAG_TITLE) {
            add_title(&f, end, at);
            start = at;
        }
    }
    add_text(&f, start, text.n);
    for (uint32_t i = 0; i < 2; i++) page->node[i].end = page->count;
    if (f.body) page->node[f.body].end = page->count;
}
