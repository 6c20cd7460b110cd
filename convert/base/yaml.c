/* base/yaml.c - events of libyaml become a tree, without recursion.
 *
 * libyaml counts places in characters, so a cursor walks along the bytes with it. Parser and event
 * are libyaml's own memory: both stand in one struct whose deletion is deferred to the arena before
 * anything is opened. */
#include "base/yaml.h"

#include <stdlib.h>

#include <yaml.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"

typedef struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    bool parser_open, event_open;
    fl_span bytes;
    size_t mark;             /* length of the byte order mark */
    size_t index, byte;      /* the cursor: the same place in characters and in bytes */
    size_t line, line_start; /* of the cursor; the byte where its line starts */
    fl_yaml **parent;        /* open collections, outermost first */
    fl_yaml **last;          /* of each, its newest child */
    uint32_t open, depth;
    bool has_key; /* a mapping's key was read, its value is awaited */
    fl_span key;
    fl_yaml_place key_at;
    fl_yaml *root;
    uint32_t documents;
    fl_arena *arena;
} reader;

static void close_reader(void *object)
{
    reader *r = object;
    if (r->event_open) yaml_event_delete(&r->event);
    if (r->parser_open) yaml_parser_delete(&r->parser);
    r->event_open = r->parser_open = false;
}

/* ---- places ---- */

static bool is_lead(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

static fl_yaml_place place_of(reader *r, const yaml_mark_t *mark)
{
    fl_span s = r->bytes;
    while (r->index < mark->index && r->byte < s.n) {
        do r->byte++;
        while (r->byte < s.n && !is_lead(s.p[r->byte]));
        r->index++;
    }
    while (r->index > mark->index && r->byte > r->mark) {
        do r->byte--;
        while (r->byte > r->mark && !is_lead(s.p[r->byte]));
        r->index--;
    }
    if (mark->line != r->line || r->byte < r->line_start) {
        r->line = mark->line;
        r->line_start = r->byte; /* `column` characters before */
        for (size_t i = 0; i < mark->column && r->line_start > 0; i++) {
            do r->line_start--;
            while (r->line_start > 0 && !is_lead(s.p[r->line_start]));
        }
    }
    return (fl_yaml_place){ (uint32_t)mark->line + 1, (uint32_t)(r->byte - r->line_start) + 1,
                            r->byte };
}

static fairleaf_status fail_at(fl_yaml_place at, fairleaf_error *error, const char *message)
{
    return fl_fail_at(error, FAIRLEAF_RULES, at.line, at.column, at.byte, "%s", message);
}

static fairleaf_status parser_failed(reader *r, fairleaf_error *error)
{
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_MEMORY_ERROR) fl_arena_fail(r->arena);
    const char *problem = p->problem ? p->problem : "not YAML";
    if (p->error == YAML_READER_ERROR) {
        yaml_mark_t mark = { 0, 0, 0 };
        size_t end = p->problem_offset < r->bytes.n ? p->problem_offset : r->bytes.n;
        for (size_t i = r->mark; i < end; i++) {
            if (is_lead(r->bytes.p[i])) {
                mark.index++;
                mark.column++;
            }
            if (r->bytes.p[i] == '\n') {
                mark.line++;
                mark.column = 0;
            }
        }
        return fail_at(place_of(r, &mark), error, problem);
    }
    return fail_at(place_of(r, &p->problem_mark), error, problem);
}

/* ---- building ---- */

static fl_span copy_of(fl_arena *a, const yaml_char_t *p, size_t n)
{
    fl_span s = { (const char *)p, n };
    return (fl_span){ fl_copy(a, s), n };
}

/* A node in its place below the innermost open collection. */
static fl_yaml *add_node(reader *r, fl_yaml_kind kind)
{
    fl_yaml *node = fl_alloc(r->arena, 1, sizeof *node);
    node->kind = (uint8_t)kind;
    node->at = place_of(r, &r->event.start_mark);
    if (r->open == 0) {
        r->root = node;
        return node;
    }
    fl_yaml *parent = r->parent[r->open - 1];
    if (parent->kind == FL_YAML_MAPPING) {
        node->key = r->key;
        node->key_at = r->key_at;
        r->has_key = false;
    }
    if (r->last[r->open - 1])
        r->last[r->open - 1]->next = node;
    else
        parent->first = node;
    r->last[r->open - 1] = node;
    parent->count++;
    return node;
}

static bool awaits_key(const reader *r)
{
    return r->open && r->parent[r->open - 1]->kind == FL_YAML_MAPPING && !r->has_key;
}

static fairleaf_status open_collection(reader *r, fl_yaml_kind kind, fairleaf_error *error)
{
    if (awaits_key(r))
        return fail_at(place_of(r, &r->event.start_mark), error, "a key must be a word");
    if (r->open == r->depth)
        return fail_at(place_of(r, &r->event.start_mark), error, "nested too deep");
    fl_yaml *node = add_node(r, kind);
    r->parent[r->open] = node;
    r->last[r->open++] = NULL;
    return FAIRLEAF_OK;
}

static void add_scalar(reader *r)
{
    fl_span text = copy_of(r->arena, r->event.data.scalar.value, r->event.data.scalar.length);
    if (awaits_key(r)) {
        r->key = text;
        r->key_at = place_of(r, &r->event.start_mark);
        r->has_key = true;
        return;
    }
    fl_yaml *node = add_node(r, FL_YAML_SCALAR);
    node->text = text;
    node->plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static int by_key(const void *a, const void *b)
{
    const fl_yaml *x = *(const fl_yaml *const *)a, *y = *(const fl_yaml *const *)b;
    size_t n = x->key.n < y->key.n ? x->key.n : y->key.n;
    int order = memcmp(x->key.p, y->key.p, n);
    if (order) return order;
    if (x->key.n != y->key.n) return x->key.n < y->key.n ? -1 : 1;
    return x->at.byte < y->at.byte ? -1 : 1;
}

static fairleaf_status close_mapping(reader *r, const fl_yaml *mapping, fairleaf_error *error)
{
    if (mapping->count < 2) return FAIRLEAF_OK;
    fl_arena_mark here = fl_arena_here(r->arena);
    const fl_yaml **value = fl_alloc(r->arena, mapping->count, sizeof *value), *twice = NULL;
    size_t n = 0;
    for (const fl_yaml *v = mapping->first; v; v = v->next) value[n++] = v;
    qsort(value, n, sizeof *value, by_key);
    for (size_t i = 1; i < n; i++)
        if (fl_span_equal(value[i]->key, value[i - 1]->key) &&
            (!twice || value[i]->at.byte < twice->at.byte))
            twice = value[i];
    fl_arena_back(r->arena, here);
    if (!twice) return FAIRLEAF_OK;
    return fl_fail_at(error, FAIRLEAF_RULES, twice->key_at.line, twice->key_at.column,
                      twice->key_at.byte, "key '%s' stands twice", twice->key.p);
}

static bool is_named(const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_ALIAS_EVENT:
        return true;
    case YAML_SCALAR_EVENT:
        return e->data.scalar.anchor || e->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return e->data.sequence_start.anchor || e->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return e->data.mapping_start.anchor || e->data.mapping_start.tag;
    default:
        return false;
    }
}

static fairleaf_status take_event(reader *r, fairleaf_error *error)
{
    if (is_named(&r->event))
        return fail_at(place_of(r, &r->event.start_mark), error,
                       "anchors, aliases and tags are not read");
    switch (r->event.type) {
    case YAML_DOCUMENT_START_EVENT:
        if (r->documents++)
            return fail_at(place_of(r, &r->event.start_mark), error, "a second document");
        return FAIRLEAF_OK;
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(r, FL_YAML_SEQUENCE, error);
    case YAML_MAPPING_START_EVENT:
        return open_collection(r, FL_YAML_MAPPING, error);
    case YAML_SCALAR_EVENT:
        add_scalar(r);
        return FAIRLEAF_OK;
    case YAML_SEQUENCE_END_EVENT:
        r->open--;
        return FAIRLEAF_OK;
    case YAML_MAPPING_END_EVENT:
        return close_mapping(r, r->parent[--r->open], error);
    default:
        return FAIRLEAF_OK;
    }
}

fairleaf_status fl_yaml_read(fl_arena *a, fl_span bytes, uint32_t depth, fl_yaml **root,
                             fairleaf_error *error)
{
    *root = NULL;
    reader *r = fl_alloc(a, 1, sizeof *r);
    r->arena = a;
    r->bytes = bytes;
    r->depth = depth;
    r->parent = fl_alloc(a, depth, sizeof *r->parent);
    r->last = fl_alloc(a, depth, sizeof *r->last);
    r->mark = r->byte = r->line_start = fl_span_starts(bytes, FL_SPAN("\xEF\xBB\xBF")) ? 3 : 0;
    fl_arena_defer(a, close_reader, r);
    if (!yaml_parser_initialize(&r->parser)) fl_arena_fail(a);
    r->parser_open = true;
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    const char *text = bytes.n ? bytes.p + r->mark : "";
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)text, bytes.n - r->mark);
    fairleaf_status status = FAIRLEAF_OK;
    bool end = false;
    while (!status && !end) {
        if (!yaml_parser_parse(&r->parser, &r->event)) {
            status = parser_failed(r, error);
            break;
        }
        r->event_open = true;
        end = r->event.type == YAML_STREAM_END_EVENT;
        status = take_event(r, error);
        yaml_event_delete(&r->event);
        r->event_open = false;
    }
    close_reader(r);
    if (!status) *root = r->root;
    return status;
}

const fl_yaml *fl_yaml_get(const fl_yaml *mapping, const char *key)
{
    for (const fl_yaml *v = mapping->first; v; v = v->next)
        if (fl_span_equal(v->key, fl_span_of(key))) return v;
    return NULL;
}
