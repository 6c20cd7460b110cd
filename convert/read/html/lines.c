/* read/html/lines.c - a walk from one node without content to the next, in the order of the source;
 * between two of them elements are left and entered.
 *
 * Where the parser moved text (text of a table that stands in no cell goes before the table), tree
 * and source are in different order: the source's counts, since the trail knows no other. */
#include "read/html/lines.h"

#include <stdlib.h>

#include "read/html/address.h"
#include "read/html/srcdoc.h"
#include "read/html/tables.h"

/* What holds inside an element; restored when it is left. */
typedef struct state {
    uint32_t container;  /* of lines */
    uint32_t list;       /* that items belong to */
    uint32_t table, row; /* of data; containers */
    uint16_t standing;   /* hints of lines */
    uint8_t level;
    uint8_t reading;    /* reason by which all text is left out, such as the readings of ruby */
    bool code, wrapped; /* white space counts; line ends do */
    bool cell;          /* of data: what is in it is one line after the other */
    bool links, strong;
} state;

typedef struct frame {
    uint32_t node;
    uint32_t text; /* length of the layer when it was entered */
    unsigned marks;
    state before;
} frame;

typedef struct walk {
    const fl_task *t;
    const fl_page *page;
    fl_choice *choice;
    fl_lines *out;
    fl_flow *flow;
    state now;
    frame *open;
    uint32_t depth, *path;
    const uint8_t *data; /* tables */
    fl_span base;
} walk;

static const fl_node *node(const walk *w, uint32_t i) { return &w->page->node[i]; }

static fl_span attribute(const walk *w, uint32_t i, const char *name)
{
    return fl_node_attribute(w->t->arena, w->page, i, name);
}

/* ---- containers ---- */

static uint32_t add_container(walk *w, uint32_t parent, fl_container_kind kind)
{
    return fl_lines_add_container(w->t->arena, w->out, parent, kind);
}

static fl_container *container(const walk *w, uint32_t i) { return &w->out->container[i]; }

/* A list holds items only: what stands in it without one gets one. */
static uint32_t parent_for_content(walk *w)
{
    uint32_t c = w->now.container;
    if (c == 0) return 0;
    unsigned kind = container(w, c)->kind;
    if (kind == FL_CONTAINER_BULLET_LIST || kind == FL_CONTAINER_ORDERED_LIST)
        w->now.container = add_container(w, c, FL_CONTAINER_ITEM);
    return w->now.container;
}

static long number_of(fl_span s, long least, long most, long otherwise)
{
    char digits[12];
    s = fl_span_trim(s);
    if (s.n == 0) return otherwise;
    size_t n = s.n < sizeof digits - 1 ? s.n : sizeof digits - 1;
    memcpy(digits, s.p, n);
    digits[n] = '\0';
    char *end;
    long value = strtol(digits, &end, 10);
    if (end == digits) return otherwise;
    return value < least ? least : value > most ? most : value;
}

/* No item holds more than text and further lists. */
static bool is_tight(const walk *w, uint32_t list)
{
    for (uint32_t i = fl_node_first(w->page, list); i; i = fl_node_next(w->page, i))
        for (uint32_t k = fl_node_first(w->page, i); k; k = fl_node_next(w->page, k)) {
            unsigned tag = node(w, k)->tag;
            if (tag == FL_TAG_P || tag == FL_TAG_PRE || tag == FL_TAG_BLOCKQUOTE ||
                tag == FL_TAG_TABLE)
                return false;
        }
    return true;
}

static void enter_list(walk *w, uint32_t i)
{
    bool ordered = node(w, i)->tag == FL_TAG_OL;
    uint32_t list = add_container(w, parent_for_content(w),
                                  ordered ? FL_CONTAINER_ORDERED_LIST : FL_CONTAINER_BULLET_LIST);
    fl_container *c = container(w, list);
    c->tight = is_tight(w, i);
    if (ordered) {
        c->start = (uint32_t)number_of(attribute(w, i, "start"), 0, 999999999, 1);
        c->delimiter = '.';
    }
    w->now.list = w->now.container = list;
}

static void enter_row(walk *w, uint32_t i)
{
    bool head = true, any = false;
    w->now.row = add_container(w, w->now.table, FL_CONTAINER_ROW);
    for (uint32_t k = fl_node_first(w->page, i); k; k = fl_node_next(w->page, k)) {
        head = head && node(w, k)->tag != FL_TAG_TD;
        any = any || node(w, k)->tag == FL_TAG_TH;
    }
    bool in_head = node(w, node(w, i)->parent)->tag == FL_TAG_THEAD;
    container(w, w->now.row)->head = in_head || (head && any);
}

static void enter_cell(walk *w, uint32_t i)
{
    if (!w->now.row) return;
    fl_container *row = container(w, w->now.row);
    uint32_t place = ++row->columns;
    uint32_t cell = add_container(w, w->now.row, FL_CONTAINER_CELL);
    fl_container *c = container(w, cell);
    c->start = place;
    long columns = number_of(attribute(w, i, "colspan"), 1, 1000, 1);
    long rows = number_of(attribute(w, i, "rowspan"), 0, 1000, 1);
    c->columns = (uint16_t)(columns > 1 ? columns : 0);
    c->rows = (uint16_t)(rows > 1 ? rows : 0);
    w->now.container = cell;
    w->now.cell = true;
}

/* The language that the class of a code block names: `language-c`, `lang-c`. */
static fl_span language_of(const walk *w, uint32_t pre)
{
    for (uint32_t i = pre; i && i <= pre + 1 && i < node(w, pre)->end; i++) {
        fl_span s = attribute(w, i, "class");
        static const char *const prefix[] = { "language-", "lang-", "brush:" };
        for (size_t k = 0; s.n && k < sizeof prefix / sizeof *prefix; k++) {
            size_t at = fl_span_find(s, fl_span_of(prefix[k]), 0), end;
            if (at == SIZE_MAX || (at && s.p[at - 1] != ' ')) continue;
            at += strlen(prefix[k]);
            while (at < s.n && s.p[at] == ' ') at++;
            for (end = at; end < s.n && s.p[end] != ' ' && s.p[end] != ';';) end++;
            return fl_span_sub(s, at, end);
        }
    }
    return (fl_span){ NULL, 0 };
}

static void enter_code(walk *w, uint32_t i)
{
    bool inside = w->now.code;
    w->now.code = true;
    if (w->now.cell || inside) return;
    uint32_t parent = parent_for_content(w);
    w->now.container = add_container(w, parent, FL_CONTAINER_CODE);
    container(w, w->now.container)->info = language_of(w, i);
}

/* ---- blocks ---- */

static bool says(fl_span style, const char *property, const char *value)
{
    size_t at = style.n ? fl_span_find(style, fl_span_of(property), 0) : SIZE_MAX;
    if (at == SIZE_MAX) return false;
    size_t end = fl_span_find(style, FL_SPAN(";"), at);
    fl_span rest = fl_span_sub(style, at, end == SIZE_MAX ? style.n : end);
    return fl_span_find(rest, fl_span_of(value), 0) != SIZE_MAX;
}

static void read_style(walk *w, uint32_t i)
{
    fl_span align = attribute(w, i, "align"), style = attribute(w, i, "style");
    bool centred = node(w, i)->tag == FL_TAG_CENTER || says(style, "text-align", "center") ||
                   (align.n == 6 && fl_span_ends(align, FL_SPAN("enter")));
    bool elsewhere = align.n || says(style, "text-align", "");
    if (centred)
        w->now.standing |= FL_HINT_CENTRED;
    else if (elsewhere)
        w->now.standing &= (uint16_t)~FL_HINT_CENTRED;
    if (says(style, "white-space", "pre")) w->now.wrapped = true;
}

static void enter_block(walk *w, uint32_t i)
{
    unsigned tag = node(w, i)->tag;
    fl_flow_end(w->flow);
    read_style(w, i);
    if (tag >= FL_TAG_H1 && tag <= FL_TAG_H6 && !w->now.cell && !w->now.code) {
        (void)parent_for_content(w);
        w->now.level = (uint8_t)(tag - FL_TAG_H1 + 1);
        w->now.standing |= FL_HINT_HEADING;
    }
    if (tag == FL_TAG_TABLE) {
        bool data = w->data[i] && !w->now.cell && !w->now.code;
        w->now.row = 0;
        w->now.table = data ? add_container(w, parent_for_content(w), FL_CONTAINER_TABLE) : 0;
    } else if (tag == FL_TAG_TR) {
        if (w->now.table) enter_row(w, i);
    } else if (tag == FL_TAG_TD || tag == FL_TAG_TH) {
        enter_cell(w, i);
    } else if (tag == FL_TAG_PRE || tag == FL_TAG_LISTING || tag == FL_TAG_XMP) {
        enter_code(w, i);
    } else if (w->now.cell || w->now.code) {
        return;
    } else if (tag == FL_TAG_UL || tag == FL_TAG_OL || tag == FL_TAG_MENU || tag == FL_TAG_DIR) {
        enter_list(w, i);
    } else if (tag == FL_TAG_LI) {
        if (w->now.list) w->now.container = add_container(w, w->now.list, FL_CONTAINER_ITEM);
    } else if (tag == FL_TAG_BLOCKQUOTE) {
        w->now.container = add_container(w, parent_for_content(w), FL_CONTAINER_QUOTE);
        w->now.list = 0;
    }
}

/* ---- inlines ---- */

/* White space and controls become one space. */
static fl_span on_one_line(const walk *w, fl_span title)
{
    fl_buf out = fl_buf_new(w->t->arena, title.n);
    for (size_t at = 0; at < title.n; at++) {
        bool space = (unsigned char)title.p[at] <= ' ' || title.p[at] == 0x7F;
        if (!space) fl_buf_byte(&out, title.p[at]);
        if (space && out.n && out.p[out.n - 1] != ' ') fl_buf_byte(&out, ' ');
    }
    while (out.n && out.p[out.n - 1] == ' ') out.n--;
    return fl_buf_view(&out);
}

static fl_span title_of(const walk *w, uint32_t i)
{
    return on_one_line(w, attribute(w, i, "title"));
}

static void enter_link(walk *w, uint32_t i)
{
    fl_span address = attribute(w, i, "href"), title = title_of(w, i);
    bool inside = w->now.links;
    w->now.links = true;
    if (!address.n || inside) return;
    fl_flow_open(w->flow, FL_MARK_LINK, fl_address_resolve(w->t->arena, w->base, address), title);
}

static void enter_inline(walk *w, uint32_t i)
{
    static const fl_span none = { NULL, 0 };
    switch (node(w, i)->tag) {
    case FL_TAG_A:
        enter_link(w, i);
        break;
    case FL_TAG_B:
    case FL_TAG_STRONG:
        if (!w->now.strong) fl_flow_open(w->flow, FL_MARK_STRONG, none, none);
        w->now.strong = true;
        break;
    case FL_TAG_I:
    case FL_TAG_EM:
        fl_flow_open(w->flow, FL_MARK_EMPH, none, none);
        break;
    case FL_TAG_CODE:
    case FL_TAG_TT:
    case FL_TAG_KBD:
    case FL_TAG_SAMP:
        fl_flow_open(w->flow, FL_MARK_CODE, none, none);
        break;
    case FL_TAG_DT:
        fl_flow_open(w->flow, FL_MARK_STRONG, none, none);
        w->now.strong = true;
        break;
    case FL_TAG_RT:
    case FL_TAG_RTC:
    case FL_TAG_RP:
        w->now.reading = fl_choice_reason(w->choice, "html.reading",
                                          "how the characters before it are read", 95);
        break;
    case FL_TAG_TEXTAREA:
        w->now.wrapped = true;
        break;
    default:
        break;
    }
}

static void enter(walk *w, uint32_t i)
{
    w->open[w->depth++] = (frame){ .node = i, .marks = w->flow->open_count, .before = w->now };
    if (fl_tag_class((fl_tag)node(w, i)->tag) & FL_TAG_BLOCK) enter_block(w, i);
    enter_inline(w, i);
    w->open[w->depth - 1].text = (uint32_t)w->flow->text.n;
}

/* A row without text stands where nothing is cleaned; the page's text is the same everywhere. */
static void leave_empty_row(walk *w, uint32_t i)
{
    if (!container(w, w->now.row)->columns || node(w, i)->to <= node(w, i)->from) return;
    w->flow->container = add_container(w, w->now.row, FL_CONTAINER_CELL);
    container(w, w->flow->container)->start = 1;
    w->flow->reason = w->choice->node[i].reason;
    fl_flow_empty(w->flow, node(w, i)->from + 1, 0);
}

static void leave(walk *w)
{
    frame *f = &w->open[--w->depth];
    unsigned tag = node(w, f->node)->tag;
    bool block = fl_tag_class((fl_tag)tag) & FL_TAG_BLOCK;
    if (block) fl_flow_end(w->flow);
    if (tag == FL_TAG_LI && w->now.list && !w->now.cell && !w->now.code &&
        w->flow->text.n == f->text && node(w, f->node)->to > node(w, f->node)->from) {
        w->flow->container = w->now.container;
        w->flow->reason = w->choice->node[f->node].reason;
        fl_flow_empty(w->flow, node(w, f->node)->from + 1, 0);
    }
    if (tag == FL_TAG_TR && w->now.row && w->flow->text.n == f->text) leave_empty_row(w, f->node);
    fl_flow_close(w->flow, f->marks);
    w->now = f->before;
}

/* ---- images ---- */

/* Where the value of an attribute stands in the source. */
static fl_span value_of(const walk *w, uint32_t i, const char *name)
{
    uint32_t at = 0;
    fl_span found, value;
    while (fl_node_attributes(w->page, i, &at, &found, &value))
        if (found.n == strlen(name) && strncmp(found.p, name, found.n) == 0) return value;
    return (fl_span){ NULL, 0 };
}

/* Lazy pages keep the address of an image elsewhere, until it is scrolled to. */
static fl_span image_address(const walk *w, uint32_t i)
{
    static const char *const lazy[] = { "data-src", "data-original",     "data-lazy-src",
                                        "data-url", "data-original-src", "data-actualsrc" };
    for (size_t k = 0; k < sizeof lazy / sizeof *lazy; k++) {
        fl_span s = attribute(w, i, lazy[k]);
        if (s.n) return s;
    }
    fl_span s = attribute(w, i, "src");
    if (s.n && !fl_span_starts(s, FL_SPAN("data:"))) return s;
    fl_span set = attribute(w, i, "srcset");
    if (!set.n) set = attribute(w, i, "data-srcset");
    set = fl_span_trim(set);
    size_t end = 0;
    while (end < set.n && (unsigned char)set.p[end] > ' ') end++;
    return end ? fl_span_sub(set, 0, end) : s;
}

static bool is_small(fl_span s)
{
    s = fl_span_trim(s);
    return s.n && s.p[0] >= '0' && s.p[0] <= '2' &&
           (s.n == 1 || fl_span_equal(fl_span_sub(s, 1, s.n), FL_SPAN("px")));
}

static bool is_caption(const walk *w, uint32_t i)
{
    const char *rule = w->choice->reason[w->choice->node[i].reason].rule;
    return fl_node_is_text(w->page, i) && w->choice->node[i].reason &&
           strcmp(rule, "html.caption") == 0;
}

/* The captions inside `box` that belong to image i: those up to the next image. False when another
 * image comes first, or there is none. */
static bool captions_in(const walk *w, uint32_t box, uint32_t i, fl_buf *out)
{
    enum { NEAR = 400 };
    for (uint32_t k = box + 1; k < node(w, box)->end && k < box + NEAR; k++) {
        if (node(w, k)->tag == FL_TAG_IMG && k < i) return false;
        if (node(w, k)->tag == FL_TAG_IMG && k > i) break;
        if (!is_caption(w, k)) continue;
        fl_buf_byte(out, ' ');
        fl_node_text(w->page, k, out);
    }
    return fl_span_trim(fl_buf_view(out)).n > 0;
}

/* The caption of image i that was left out of the text (`html.caption`), from the elements around
 * it. */
static fl_span caption_of(const walk *w, uint32_t i)
{
    enum { LEVELS = 4 };
    for (uint32_t box = node(w, i)->parent, up = 0; box && up < LEVELS; up++) {
        fl_buf text = fl_buf_new(w->t->arena, 64);
        if (captions_in(w, box, i, &text)) return on_one_line(w, fl_span_trim(fl_buf_view(&text)));
        box = node(w, box)->parent;
    }
    return (fl_span){ NULL, 0 };
}

static void image(walk *w, uint32_t i)
{
    fl_span alt = value_of(w, i, "alt"), address = image_address(w, i);
    fl_mark mark = { .from = node(w, i)->from + 1, .title = title_of(w, i) };
    mark.target = fl_address_resolve(w->t->arena, w->base, address);
    if (!mark.title.n) mark.title = caption_of(w, i);
    uint32_t from = alt.p ? (uint32_t)(alt.p - w->page->source.p) : node(w, i)->to;
    bool spacer = is_small(attribute(w, i, "width")) || is_small(attribute(w, i, "height")) ||
                  !address.n || (!alt.n && fl_span_starts(address, FL_SPAN("data:")));
    if (spacer && !w->flow->reason)
        w->flow->reason = fl_choice_reason(w->choice, "html.spacer", "an image that shows nothing",
                                           95);
    bool nameless = w->choice->node[i].hints & FL_VERDICT_NAMELESS;
    uint8_t unnamed = nameless ? fl_choice_reason(w->choice, "html.alternative",
                                                  "says nothing about the image", 85)
                               : 0;
    fl_flow_image(w->flow, &mark, from, from + (uint32_t)alt.n, unnamed);
}

/* A frame is a link to the page in it. */
static void frame_of_page(walk *w, uint32_t i)
{
    static const fl_span none = { NULL, 0 };
    fl_span address = value_of(w, i, "src");
    if (!address.n) return;
    fl_span target = fl_address_resolve(w->t->arena, w->base, attribute(w, i, "src"));
    uint32_t from = (uint32_t)(address.p - w->page->source.p);
    fl_flow_open(w->flow, FL_MARK_LINK, target, none);
    fl_flow_attribute(w->flow, node(w, i)->from, from, from + (uint32_t)address.n);
    fl_flow_close(w->flow, w->flow->open_count - 1);
}

/* ---- the walk ---- */

static void leaf(walk *w, uint32_t i)
{
    fl_flow *f = w->flow;
    unsigned tag = node(w, i)->tag;
    f->reason = w->choice->node[i].reason;
    if (!f->reason) f->reason = w->now.reading;
    f->code = w->now.code;
    f->standing = w->now.standing;
    f->level = w->now.level;
    f->links = w->now.links;
    f->strong = w->now.strong;
    f->container = w->now.container;
    if (tag == FL_TAG_TEXT) {
        if (w->page->flat) fl_flow_end(f);
        if (f->container) f->container = parent_for_content(w);
        f->wrapped = w->now.wrapped;
        fl_flow_text(f, i);
    } else if (tag == FL_TAG_BR) {
        fl_flow_break(f);
    } else if (tag == FL_TAG_IMG || tag == FL_TAG_IMAGE) {
        image(w, i);
    } else if (tag == FL_TAG_FRAME) {
        frame_of_page(w, i);
    } else if (tag == FL_TAG_IFRAME) {
        fl_span page = value_of(w, i, "srcdoc");
        uint32_t from = page.n ? (uint32_t)(page.p - w->page->source.p) : 0;
        if (page.n) fl_srcdoc_lines(f, node(w, i)->from, from, from + (uint32_t)page.n);
    } else if (tag == FL_TAG_HR && !w->now.cell && !w->now.code) {
        if (!f->reason) f->container = parent_for_content(w);
        fl_flow_empty(f, node(w, i)->from + 1, FL_HINT_RULE);
    }
}

static bool is_silent(const walk *w, uint32_t i)
{
    return fl_tag_class((fl_tag)node(w, i)->tag) & FL_TAG_SILENT;
}

/* Leaves what does not hold node i, enters what does, and does the node. */
static void visit(walk *w, uint32_t i)
{
    while (w->depth && !fl_node_inside(w->page, i, w->open[w->depth - 1].node)) leave(w);
    uint32_t top = w->depth ? w->open[w->depth - 1].node : 0, n = 0;
    for (uint32_t k = node(w, i)->parent; k && k != top; k = node(w, k)->parent) {
        if (is_silent(w, k)) return;
        w->path[n++] = k;
    }
    while (n) enter(w, w->path[--n]);
    bool element = node(w, i)->tag != FL_TAG_TEXT;
    if (element && !(fl_tag_class((fl_tag)node(w, i)->tag) & FL_TAG_VOID)) {
        if (node(w, i)->tag == FL_TAG_IFRAME) leaf(w, i);
        if (is_silent(w, i)) return;
        enter(w, i);
        leave(w);
        return;
    }
    if (node(w, i)->tag == FL_TAG_HR) fl_flow_end(w->flow);
    leaf(w, i);
}

typedef struct place {
    uint32_t from, node;
} place;

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->node < y->node ? -1 : 1;
}

/* The nodes without content in the order of the source; those that the parser made stand behind
 * the one before them. */
static place *leaves(const walk *w, uint32_t *count)
{
    place *out = fl_alloc(w->t->arena, w->page->count, sizeof *out);
    bool sorted = true;
    uint32_t n = 0, last = 0;
    for (uint32_t i = 1; i < w->page->count; i++) {
        const fl_node *k = node(w, i);
        if (k->end > i + 1) continue;
        uint32_t from = k->from < k->to ? k->from : last;
        sorted = sorted && from >= last;
        last = from;
        out[n++] = (place){ from, i };
    }
    if (!sorted) qsort(out, n, sizeof *out, by_place);
    *count = n;
    return out;
}

static fl_span base_of(const walk *w)
{
    fl_span given = fl_span_of(w->t->options->base ? w->t->options->base : "");
    for (uint32_t i = 0; i < w->page->count; i++) {
        if (node(w, i)->tag == FL_TAG_BODY) break;
        if (node(w, i)->tag != FL_TAG_BASE) continue;
        fl_span base = attribute(w, i, "href");
        if (base.n) return fl_address_resolve(w->t->arena, given, base);
    }
    return given;
}

void fl_page_lines(fl_flow *flow, const fl_page *page, fl_choice *choice)
{
    const fl_task *t = flow->t;
    walk w = { .t = t, .page = page, .choice = choice, .out = flow->out, .flow = flow };
    uint32_t count, deepest = 0;
    for (uint32_t i = 0; i < page->count; i++)
        if (page->node[i].depth > deepest) deepest = page->node[i].depth;
    w.open = fl_alloc(t->arena, deepest + 2u, sizeof *w.open);
    w.path = fl_alloc(t->arena, deepest + 2u, sizeof *w.path);
    w.data = fl_tables_of_data(t, page, choice);
    w.base = base_of(&w);
    fl_flow_turn(flow, page, choice);
    w.out->marked = true;
    const place *order = leaves(&w, &count);
    for (uint32_t i = 0; i < count; i++) visit(&w, order[i].node);
    while (w.depth) leave(&w);
}
