/* read/html/tree.c - gumbo's tree becomes an array; what gumbo allocated is then given back.
 *
 * Nothing of gumbo's strings is kept: text and attributes are read again from the source, where
 * every node says that it stands. */
#include "read/html/tree.h"

#include <gumbo.h>

#include "base/shared.h"
#include "read/html/guard.h"
#include "read/html/references.h"
#include "read/html/scan.h"

/* ---- memory for gumbo: sizes are rounded up to powers of two, and what is freed is used again */

enum { SMALLEST = 5, SIZES = 40, HEADER = 16 };

typedef struct store {
    fl_arena *arena;
    void *unused[SIZES]; /* lists by size; each block begins with the next one */
} store;

static void *store_take(void *object, size_t size)
{
    store *s = object;
    unsigned k = SMALLEST;
    while (k < SIZES && ((size_t)1 << k) < size + HEADER) k++;
    if (k == SIZES) fl_arena_fail(s->arena);
    char *block = s->unused[k];
    if (block)
        memcpy(&s->unused[k], block + HEADER, sizeof s->unused[k]);
    else
        block = fl_alloc_bytes(s->arena, (size_t)1 << k);
    memcpy(block, &k, sizeof k);
    return block + HEADER;
}

static void store_give(void *object, void *p)
{
    store *s = object;
    unsigned k;
    if (!p) return;
    memcpy(&k, (char *)p - HEADER, sizeof k);
    memcpy(p, &s->unused[k], sizeof s->unused[k]);
    s->unused[k] = (char *)p - HEADER;
}

/* ---- gumbo's tree, copied ---- */

static const uint8_t tag_of[GUMBO_TAG_LAST + 1] = {
#define FL_TAG_FROM_GUMBO(name, text, class) [GUMBO_TAG_##name] = FL_TAG_##name,
    FL_TAG_MAP(FL_TAG_FROM_GUMBO)
#undef FL_TAG_FROM_GUMBO
};

typedef struct copier {
    const fl_task *t;
    fl_page *page;
    uint32_t capacity;
} copier;

static const GumboVector *children_of(const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_DOCUMENT:
        return &node->v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
        return &node->v.element.children;
    default:
        return NULL;
    }
}

static void place(const fl_page *page, fl_node *node, const GumboStringPiece *where)
{
    if (!where->data || where->length == 0) return;
    node->from = (uint32_t)(where->data - page->source.p);
    node->to = (uint32_t)(node->from + where->length);
}

static uint32_t add_node(copier *c, const GumboNode *node, uint32_t parent)
{
    fl_page *page = c->page;
    if (page->count == c->capacity) {
        uint32_t wanted = c->capacity * 2;
        page->node = fl_grow(c->t->arena, page->node, c->capacity * sizeof *page->node,
                             (size_t)wanted * sizeof *page->node);
        c->capacity = wanted;
    }
    uint32_t i = page->count++;
    fl_node *n = &page->node[i];
    *n = (fl_node){ .parent = parent };
    if (i) n->depth = (uint16_t)(page->node[parent].depth + 1);
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
        const GumboElement *e = &node->v.element;
        bool html = e->tag_namespace == GUMBO_NAMESPACE_HTML;
        bool root = e->tag == GUMBO_TAG_SVG || e->tag == GUMBO_TAG_MATH;
        n->foreign = !html;
        n->tag = html || root ? tag_of[e->tag] : FL_TAG_OTHER;
        if (n->tag == FL_TAG_TEXT) n->tag = FL_TAG_OTHER;
        place(page, n, &e->original_tag);
    } else if (node->type != GUMBO_NODE_DOCUMENT) {
        n->foreign = i && page->node[parent].foreign;
        place(page, n, &node->v.text.original_text);
    } else {
        n->tag = FL_TAG_OTHER;
    }
    return i;
}

/* All nodes but comments, in document order. */
static void copy_tree(copier *c, const GumboNode *root)
{
    const GumboNode *node = root;
    uint32_t parent = 0;
    while (node) {
        bool comment = node->type == GUMBO_NODE_COMMENT;
        uint32_t i = comment ? parent : add_node(c, node, parent);
        const GumboVector *children = children_of(node);
        if (children && children->length) {
            parent = i;
            node = children->data[0];
            continue;
        }
        if (!comment) c->page->node[i].end = i + 1;
        for (;;) { /* the next node: beside this one, or beside one that it stands in */
            const GumboNode *up = node->parent;
            if (node == root || !up) return;
            const GumboVector *beside = children_of(up);
            if (node->index_within_parent + 1 < beside->length) {
                node = beside->data[node->index_within_parent + 1];
                break;
            }
            c->page->node[parent].end = c->page->count;
            parent = c->page->node[parent].parent;
            node = up;
        }
    }
}

/* Opened with the first page: linked, it would make every start some 5 % slower. */
typedef struct parser {
    GumboOutput *(*parse)(const GumboOptions *options, const char *buffer, size_t length);
} parser;

static bool open_parser(parser *p)
{
    static const char *const symbol[] = { "gumbo_parse_with_options" };
    return fl_shared_open("libgumbo.so.1", symbol, 1, p);
}

static void parse(const fl_task *t, const parser *gumbo, fl_page *page, fl_span text)
{
    store s = { .arena = t->arena };
    GumboOptions options = { .allocator = store_take,
                             .deallocator = store_give,
                             .userdata = &s,
                             .tab_stop = 8,
                             .fragment_context = GUMBO_TAG_LAST,
                             .fragment_namespace = GUMBO_NAMESPACE_HTML };
    uint32_t capacity = page->count;
    page->count = 0;
    copier c = { t, page, capacity };
    fl_node *expected = page->node;
    fl_arena_mark before = fl_arena_here(t->arena);
    const GumboOutput *out = gumbo->parse(&options, text.p, text.n);
    copy_tree(&c, out->document);
    if (page->node == expected) fl_arena_back(t->arena, before);
}

fl_page *fl_page_parse(const fl_task *t, fl_span source, fl_span text)
{
    fl_page *page = fl_alloc(t->arena, 1, sizeof *page);
    page->source = source;
    fl_survey found = fl_page_survey(t, text);
    page->cut = found.cut;
    page->second = found.second ? (uint32_t)(text.p - source.p) + found.second : 0;
    if (found.second) text.n = found.second;
    parser gumbo = { NULL };
    if (!found.why && !open_parser(&gumbo)) found.why = "libgumbo.so.1 is not there";
    if (found.why) {
        page->why = found.why;
        fl_page_flatten(t, page, text, &found);
        return page;
    }
    /* an element for each start tag, a text behind each tag, and what the parser adds */
    page->count = found.starts * 2 + found.ends + 64;
    page->node = fl_alloc(t->arena, page->count, sizeof *page->node);
    parse(t, &gumbo, page, text);
    return page;
}

/* ---- nodes ---- */

uint32_t fl_node_around(const fl_page *p, uint32_t i, fl_tag tag)
{
    while (i && p->node[i].tag != tag) i = p->node[i].parent;
    return i;
}

static fl_span start_tag(const fl_page *p, uint32_t i)
{
    return fl_span_sub(p->source, p->node[i].from, p->node[i].to);
}

fl_span fl_node_name(const fl_page *p, uint32_t i)
{
    if (p->node[i].tag > FL_TAG_OTHER) return fl_span_of(fl_tag_name((fl_tag)p->node[i].tag));
    if (p->node[i].tag == FL_TAG_TEXT || p->node[i].from == p->node[i].to) return FL_SPAN("");
    return fl_markup_name(start_tag(p, i), 0);
}

bool fl_node_attributes(const fl_page *p, uint32_t i, uint32_t *at, fl_span *name, fl_span *value)
{
    size_t next = *at;
    if (p->node[i].tag == FL_TAG_TEXT) return false;
    bool found = fl_markup_attribute(start_tag(p, i), &next, name, value);
    *at = (uint32_t)next;
    return found;
}

static bool same_name(fl_span name, const char *wanted, size_t n)
{
    if (name.n != n) return false;
    for (size_t i = 0; i < n; i++) {
        char c = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] + 32) : name.p[i];
        if (c != wanted[i]) return false;
    }
    return true;
}

fl_span fl_node_attribute(fl_arena *a, const fl_page *p, uint32_t i, const char *name)
{
    uint32_t at = 0;
    size_t n = strlen(name);
    fl_span found, value;
    while (fl_node_attributes(p, i, &at, &found, &value)) {
        if (!same_name(found, name, n)) continue;
        if (!value.n || (!memchr(value.p, '&', value.n) && !memchr(value.p, '\0', value.n)))
            return value;
        fl_buf decoded = fl_buf_new(a, value.n + 1);
        fl_reference_decode(value, &decoded);
        return fl_buf_view(&decoded);
    }
    return (fl_span){ NULL, 0 };
}

void fl_reference_decode(fl_span value, fl_buf *out)
{
    for (size_t at = 0; at < value.n;) {
        char text[8];
        size_t n, length = value.p[at] == '&' ? fl_reference_read(value, at, true, text, &n) : 0;
        if (length) {
            fl_buf_bytes(out, text, n);
            at += length;
            continue;
        }
        size_t end = at + 1;
        while (end < value.n && value.p[end] != '&' && value.p[end]) end++;
        if (value.p[at]) fl_buf_span(out, fl_span_sub(value, at, end));
        at = end;
    }
}

/* ---- text ---- */

/* How the content of a text's parent is to be read: classes of fl_tag_class. */
static unsigned content_class(const fl_page *p, uint32_t i)
{
    unsigned tag = p->node[p->node[i].parent].tag;
    if (p->node[i].foreign || tag == FL_TAG_NOFRAMES) return 0; /* there are never frames here */
    return tag == FL_TAG_PLAINTEXT ? FL_TAG_RAW : fl_tag_class((fl_tag)tag);
}

/* `<![CDATA[…]]>` in SVG and MathML is text. */
static bool cdata(fl_span text, uint32_t *at, fl_piece *piece)
{
    static const fl_span close = { "]]>", 3 };
    if (!fl_span_starts(fl_span_sub(text, *at, text.n), FL_CDATA)) return false;
    size_t end = fl_span_find(text, close, *at + FL_CDATA.n);
    if (end == SIZE_MAX) end = text.n;
    piece->from = (uint32_t)(*at + FL_CDATA.n);
    piece->to = (uint32_t)end;
    piece->text = fl_span_sub(text, piece->from, end);
    *at = (uint32_t)(end == text.n ? end : end + close.n);
    return true;
}

/* Behind markup at `at` that the parser passed over; `at` when the `<` is text. A table cell that a
 * flat page passes over is a space: it must not glue two cells together. */
static size_t skipped(const fl_page *p, fl_span text, size_t at)
{
    if (p->xml && fl_span_starts(fl_span_sub(text, at, text.n), FL_CDATA)) return at + FL_CDATA.n;
    size_t end = fl_markup_end(text, at);
    if (end == at || p->xml || !p->flat || text.p[at + 1] == '!' || text.p[at + 1] == '?')
        return end;
    fl_span name = fl_markup_name(text, at);
    unsigned classes = fl_tag_class(fl_tag_find(name));
    if (text.p[at + 1] != '/' && (classes & FL_TAG_RAW))
        end = fl_markup_content_end(text, end, name);
    return end;
}

static bool is_cell(fl_span text, size_t at)
{
    if (text.p[at + 1] == '/') return false;
    unsigned tag = fl_tag_find(fl_markup_name(text, at));
    return tag == FL_TAG_TD || tag == FL_TAG_TH;
}

/* A tag between two lines of `noframes`, which is one text. */
static bool parts_noframes(const fl_page *p, uint32_t i, fl_span text, size_t at)
{
    if (p->node[p->node[i].parent].tag != FL_TAG_NOFRAMES) return false;
    return fl_tag_class(fl_tag_find(fl_markup_name(text, at))) & FL_TAG_BLOCK;
}

bool fl_node_piece(const fl_page *p, uint32_t i, uint32_t *at, fl_piece *piece)
{
    fl_span text = fl_span_sub(p->source, 0, p->node[i].to);
    unsigned classes = content_class(p, i);
    bool markup = !(classes & (FL_TAG_RAW | FL_TAG_RCDATA)), references = !(classes & FL_TAG_RAW);
    while (*at < text.n) {
        size_t from = *at, end = from;
        if (p->node[i].foreign && cdata(text, at, piece)) return true;
        if (markup && text.p[from] == '<' && (end = skipped(p, text, from)) > from) {
            *at = (uint32_t)end;
            if (p->flat ? !is_cell(text, from) : !parts_noframes(p, i, text, from)) continue;
            *piece =
                (fl_piece){ .from = (uint32_t)from, .to = (uint32_t)end, .text = FL_SPAN(" ") };
            return true;
        }
        if (references && text.p[from] == '&') {
            size_t n, length = fl_reference_read(text, from, false, piece->decoded, &n);
            if (length) {
                piece->from = (uint32_t)from;
                *at = piece->to = (uint32_t)(from + length);
                piece->text = (fl_span){ piece->decoded, n };
                return true;
            }
        }
        if (p->xml && fl_span_starts(fl_span_sub(text, from, text.n), FL_SPAN("]]>"))) {
            *at = (uint32_t)from + 3;
            continue;
        }
        if (!text.p[from]) { /* no browser shows it */
            ++*at;
            continue;
        }
        end = from + 1;
        while (end < text.n && text.p[end] && !(p->xml && text.p[end] == ']') &&
               !(markup && text.p[end] == '<') && !(references && text.p[end] == '&'))
            end++;
        piece->from = (uint32_t)from;
        *at = piece->to = (uint32_t)end;
        piece->text = fl_span_sub(text, from, end);
        return true;
    }
    return false;
}

bool fl_value_piece(const fl_page *p, uint32_t end, uint32_t *at, fl_piece *piece)
{
    fl_span text = fl_span_sub(p->source, 0, end);
    while (*at < end && !text.p[*at]) ++*at;
    if (*at >= end) return false;
    size_t n,
        from = *at, next = from + 1,
        length = text.p[from] == '&' ? fl_reference_read(text, from, true, piece->decoded, &n) : 0;
    while (!length && next < end && text.p[next] != '&' && text.p[next]) next++;
    piece->from = (uint32_t)from;
    *at = piece->to = (uint32_t)(length ? from + length : next);
    piece->text = length ? (fl_span){ piece->decoded, n } : fl_span_sub(text, from, piece->to);
    return true;
}

void fl_node_text(const fl_page *p, uint32_t i, fl_buf *out)
{
    for (uint32_t k = i; k < p->node[i].end;) {
        if (k > i && (fl_tag_class((fl_tag)p->node[k].tag) & FL_TAG_SILENT)) {
            k = p->node[k].end;
            continue;
        }
        fl_piece piece;
        for (uint32_t at = p->node[k].from; p->node[k].tag == FL_TAG_TEXT;)
            if (!fl_node_piece(p, k, &at, &piece))
                break;
            else
                fl_buf_span(out, piece.text);
        k++;
    }
}
