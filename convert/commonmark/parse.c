/* commonmark/parse.c - cmark's tree, walked once. */
#include "commonmark/parse.h"

#include "base/buf.h"
#include "commonmark/guard.h"
#include "commonmark/prepare.h"

typedef struct events {
    fl_arena *arena;
    fl_prepared prepared;
    fl_cm_event *item;
    size_t count, capacity;
    fl_buf text;  /* of text nodes in a row; flushed by the next other node */
    fl_span only; /* the text of the first of them while it is the only one */
    bool pending;
} events;

static uint8_t kind_of(cmark_node_type type)
{
    switch (type) {
    case CMARK_NODE_BLOCK_QUOTE:
        return FL_CM_BLOCK_QUOTE;
    case CMARK_NODE_LIST:
        return FL_CM_LIST;
    case CMARK_NODE_ITEM:
        return FL_CM_ITEM;
    case CMARK_NODE_CODE_BLOCK:
        return FL_CM_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK:
        return FL_CM_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH:
        return FL_CM_PARAGRAPH;
    case CMARK_NODE_HEADING:
        return FL_CM_HEADING;
    case CMARK_NODE_THEMATIC_BREAK:
        return FL_CM_THEMATIC_BREAK;
    case CMARK_NODE_SOFTBREAK:
        return FL_CM_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK:
        return FL_CM_LINE_BREAK;
    case CMARK_NODE_CODE:
        return FL_CM_CODE;
    case CMARK_NODE_HTML_INLINE:
        return FL_CM_HTML_INLINE;
    case CMARK_NODE_EMPH:
        return FL_CM_EMPH;
    case CMARK_NODE_STRONG:
        return FL_CM_STRONG;
    case CMARK_NODE_LINK:
        return FL_CM_LINK;
    case CMARK_NODE_IMAGE:
        return FL_CM_IMAGE;
    case CMARK_NODE_TEXT:
        return FL_CM_TEXT;
    default:
        return FL_CM_DOCUMENT;
    }
}

static fl_cm_event *add(events *e)
{
    if (e->count == e->capacity) {
        size_t wanted = e->capacity ? e->capacity * 2 : 256;
        e->item = fl_grow(e->arena, e->item, e->count * sizeof *e->item, wanted * sizeof *e->item);
        e->capacity = wanted;
    }
    fl_cm_event *event = &e->item[e->count++];
    memset(event, 0, sizeof *event);
    return event;
}

static fl_span restored(events *e, const char *literal)
{
    return fl_prepared_restore(e->arena, &e->prepared, fl_span_of(literal));
}

/* cmark cuts a text at every mark that could have meant something. */
static void add_text(events *e, const char *literal)
{
    fl_span text = fl_span_of(literal);
    if (!e->pending) {
        e->only = text;
        e->pending = true;
        return;
    }
    if (e->only.p) fl_buf_span(&e->text, e->only);
    e->only.p = NULL;
    fl_buf_span(&e->text, text);
}

static void flush_text(events *e)
{
    if (!e->pending) return;
    fl_span text = e->only.p ? e->only
                             : (fl_span){ fl_copy(e->arena, fl_buf_view(&e->text)), e->text.n };
    e->text.n = 0;
    e->pending = false;
    text = fl_prepared_restore(e->arena, &e->prepared, text);
    if (text.n == 0) return;
    fl_cm_event *event = add(e);
    event->kind = FL_CM_TEXT;
    event->enter = true;
    event->literal = text;
}

static void describe(events *e, fl_cm_event *event, cmark_node *node)
{
    switch (event->kind) {
    case FL_CM_HEADING:
        event->level = (uint8_t)cmark_node_get_heading_level(node);
        break;
    case FL_CM_LIST:
        event->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        event->tight = cmark_node_get_list_tight(node);
        event->start = (uint32_t)cmark_node_get_list_start(node);
        if (event->ordered)
            event->delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
        break;
    case FL_CM_CODE_BLOCK:
        event->target = restored(e, cmark_node_get_fence_info(node));
        event->literal = restored(e, cmark_node_get_literal(node));
        break;
    case FL_CM_HTML_BLOCK:
    case FL_CM_CODE:
    case FL_CM_HTML_INLINE:
        event->literal = restored(e, cmark_node_get_literal(node));
        break;
    case FL_CM_LINK:
    case FL_CM_IMAGE:
        event->target = restored(e, cmark_node_get_url(node));
        event->title = restored(e, cmark_node_get_title(node));
        break;
    default:
        break;
    }
    if (event->kind <= FL_CM_THEMATIC_BREAK) {
        event->line_first = (uint32_t)cmark_node_get_start_line(node);
        event->line_last = (uint32_t)cmark_node_get_end_line(node);
    }
}

size_t fl_commonmark_events(fl_arena *a, fl_span markdown, const fl_cm_event **out)
{
    events e = { .arena = a,
                 .prepared = fl_prepare_markdown(a, markdown),
                 .text = { NULL, 0, 0, a } };
    cmark_mem *mem = fl_cmark_begin(a);
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_VALIDATE_UTF8, mem);
    cmark_parser_feed(parser, e.prepared.text.p, e.prepared.text.n);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_iter *walk = cmark_iter_new(root);
    cmark_event_type type;
    while ((type = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(walk);
        uint8_t kind = kind_of(cmark_node_get_type(node));
        if (kind == FL_CM_TEXT) {
            add_text(&e, cmark_node_get_literal(node));
            continue;
        }
        flush_text(&e);
        fl_cm_event *event = add(&e);
        event->kind = kind;
        event->enter = type == CMARK_EVENT_ENTER;
        describe(&e, event, node);
    }
    fl_cmark_end();
    *out = e.item;
    return e.count;
}
