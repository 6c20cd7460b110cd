/* decisions.c - the file becomes tables when a `fairleaf` is made; a document finds its own by
 * binary search, so that a file about 10,000 reports costs each of them nothing. */
#include "decisions.h"

#include <errno.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/yaml.h"
#include "model/restore.h"
#include "read/layer.h"

#define SCHEMA "fairleaf.decisions/1"

enum { DEPTH = 8 };

typedef enum what { ACCEPT, REJECT, TEXT } what;

typedef struct decision {
    const char *rule;  /* a glob when it is about a whole rule */
    fl_span before;    /* what must stand there; p NULL: not said */
    fl_span text;      /* TEXT */
    uint64_t from, to; /* bytes; from > to: not said */
    uint32_t line, id; /* 0: not said */
    uint32_t at;       /* line of the file */
    uint8_t what;
} decision;

typedef struct decisions {
    decision *item;
    size_t count;
} decisions;

typedef struct document {
    fl_span source; /* without ./ before it; p NULL: not said */
    fl_digest digest;
    bool has_digest;
    uint32_t at; /* line of the file */
    decisions decisions;
} document;

struct fl_decisions {
    const char *name;
    decisions rules; /* for every document */
    document *document;
    size_t count;
    uint32_t *by_digest, *by_source; /* sorted; indices of documents */
    size_t digest_count, source_count;
};

/* ---- reading ---- */

typedef struct reading {
    fl_arena *a;
    const char *name;
    fairleaf_error *error;
} reading;

static fairleaf_status refuse(const reading *r, fl_yaml_place at, const char *says,
                              const char *detail)
{
    return fl_fail_at(r->error, FAIRLEAF_DECISIONS, at.line, at.column, at.byte, "%s%s%s%s", says,
                      detail ? " '" : "", detail ? detail : "", detail ? "'" : "");
}

static bool is_key(const fl_yaml *v, const char *key)
{
    return fl_span_equal(v->key, fl_span_of(key));
}

/* A whole number; false when it is none, or larger than `most`. */
static bool number_of(const fl_yaml *v, uint64_t most, uint64_t *out)
{
    if (v->kind != FL_YAML_SCALAR || v->text.n == 0 || v->text.n > 19) return false;
    uint64_t n = 0;
    for (size_t i = 0; i < v->text.n; i++) {
        if (v->text.p[i] < '0' || v->text.p[i] > '9') return false;
        n = n * 10 + (uint64_t)(v->text.p[i] - '0');
    }
    *out = n;
    return n <= most;
}

static bool is_rule(fl_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                    c == '*';
        if (!fits) return false;
    }
    return s.n > 0;
}

static bool has_line_end(fl_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) return true;
        if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0) return true;
        if (c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 &&
            ((unsigned char)s.p[i + 2] & 0xFE) == 0xA8)
            return true;
    }
    return false;
}

static fairleaf_status read_member(const reading *r, const fl_yaml *v, decision *d)
{
    uint64_t n;
    bool scalar = v->kind == FL_YAML_SCALAR;
    if (is_key(v, "rule") && scalar && is_rule(v->text)) {
        d->rule = v->text.p;
    } else if (is_key(v, "line") && number_of(v, UINT32_MAX, &n) && n) {
        d->line = (uint32_t)n;
    } else if (is_key(v, "edit") && number_of(v, UINT32_MAX, &n) && n) {
        d->id = (uint32_t)n;
    } else if (is_key(v, "byte") && v->kind == FL_YAML_SEQUENCE && v->count == 2 &&
               number_of(v->first, UINT64_MAX, &d->from) &&
               number_of(v->first->next, UINT64_MAX, &d->to) && d->from <= d->to) {
        return FAIRLEAF_OK;
    } else if (is_key(v, "before") && scalar) {
        d->before = v->text;
    } else if (is_key(v, "text") && scalar && !has_line_end(v->text)) {
        d->text = v->text;
    } else if (is_key(v, "do") && scalar) {
        static const char *const word[] = { "accept", "reject", "text" };
        for (d->what = ACCEPT; d->what <= TEXT; d->what++)
            if (strcmp(v->text.p, word[d->what]) == 0) return FAIRLEAF_OK;
        return refuse(r, v->at, "'do' is accept, reject or text, not", v->text.p);
    } else if (is_key(v, "text")) {
        return refuse(r, v->at, "a text is one line without control characters", NULL);
    } else if (is_key(v, "byte")) {
        return refuse(r, v->at, "'byte' is a list of two numbers, [from, to]", NULL);
    } else {
        bool known = is_key(v, "rule") || is_key(v, "line") || is_key(v, "edit") ||
                     is_key(v, "before");
        return refuse(r, v->key_at, known ? "not a value for" : "a decision has no member",
                      fl_copy(r->a, v->key));
    }
    return FAIRLEAF_OK;
}

static bool is_placed(const decision *d) { return d->line || d->id || d->from <= d->to; }

static fairleaf_status read_decision(const reading *r, const fl_yaml *v, bool placed, decision *d)
{
    *d = (decision){ .at = v->at.line, .from = 1, .what = TEXT + 1 };
    if (v->kind != FL_YAML_MAPPING)
        return refuse(r, v->at, "a decision has the members rule and do", NULL);
    for (const fl_yaml *m = v->first; m; m = m->next) {
        fairleaf_status status = read_member(r, m, d);
        if (status) return status;
    }
    if (!d->rule) return refuse(r, v->at, "a decision without a rule", NULL);
    if (d->what > TEXT) return refuse(r, v->at, "a decision without 'do'", NULL);
    if (d->text.p && d->what != TEXT) return refuse(r, v->at, "a text needs 'do: text'", NULL);
    if (d->what == TEXT && !d->text.p) return refuse(r, v->at, "'do: text' without a text", NULL);
    if (is_placed(d) && !placed)
        return refuse(r, v->at, "a decision for all documents is about a whole rule", NULL);
    if (is_placed(d) && strchr(d->rule, '*'))
        return refuse(r, v->at, "a decision about one place names one rule, not", d->rule);
    if (!is_placed(d) && (d->what == TEXT || d->before.p))
        return refuse(r, v->at, "a decision about one place needs its line or byte", NULL);
    return FAIRLEAF_OK;
}

static fairleaf_status read_list(const reading *r, const fl_yaml *list, bool placed, decisions *out)
{
    if (list->kind == FL_YAML_SCALAR && list->plain && list->text.n == 0) return FAIRLEAF_OK;
    if (list->kind != FL_YAML_SEQUENCE) return refuse(r, list->at, "decisions are a list", NULL);
    out->item = fl_alloc(r->a, list->count + 1u, sizeof *out->item);
    for (const fl_yaml *v = list->first; v; v = v->next) {
        fairleaf_status status = read_decision(r, v, placed, &out->item[out->count++]);
        if (status) return status;
    }
    return FAIRLEAF_OK;
}

static fl_span bare_path(fl_span s)
{
    while (fl_span_starts(s, FL_SPAN("./"))) s = fl_span_sub(s, 2, s.n);
    return s;
}

static fairleaf_status read_document(const reading *r, const fl_yaml *v, document *d)
{
    *d = (document){ .at = v->at.line };
    if (v->kind != FL_YAML_MAPPING)
        return refuse(r, v->at, "a document has the members source, sha256 and decisions", NULL);
    for (const fl_yaml *m = v->first; m; m = m->next) {
        fairleaf_status status = FAIRLEAF_OK;
        if (is_key(m, "source") && m->kind == FL_YAML_SCALAR && m->text.n)
            d->source = bare_path(m->text);
        else if (is_key(m, "sha256") && m->kind == FL_YAML_SCALAR)
            d->has_digest = fl_digest_from_hex(m->text, &d->digest);
        else if (is_key(m, "decisions"))
            status = read_list(r, m, true, &d->decisions);
        else
            status = refuse(r, m->key_at, "a document has no such member, or not this value:",
                            fl_copy(r->a, m->key));
        if (!status && is_key(m, "sha256") && !d->has_digest)
            status = refuse(r, m->at, "a sha256 is 64 hexadecimal digits in lower case", NULL);
        if (status) return status;
    }
    if (!d->source.p && !d->has_digest)
        return refuse(r, v->at, "a document needs its source or its sha256", NULL);
    return FAIRLEAF_OK;
}

static fairleaf_status read_documents(const reading *r, const fl_yaml *list, fl_decisions *d)
{
    if (list->kind == FL_YAML_SCALAR && list->plain && list->text.n == 0) return FAIRLEAF_OK;
    if (list->kind != FL_YAML_SEQUENCE) return refuse(r, list->at, "documents are a list", NULL);
    d->document = fl_alloc(r->a, list->count + 1u, sizeof *d->document);
    for (const fl_yaml *v = list->first; v; v = v->next) {
        fairleaf_status status = read_document(r, v, &d->document[d->count++]);
        if (status) return status;
    }
    return FAIRLEAF_OK;
}

/* ---- order ---- */

static int compare_spans(fl_span a, fl_span b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : a.n < b.n ? -1 : a.n > b.n;
}

typedef struct sortable {
    const document *document;
    uint32_t index;
} sortable;

static int by_digest(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    int order = memcmp(x->document->digest.bytes, y->document->digest.bytes, FL_DIGEST_BYTES);
    return order ? order : x->index < y->index ? -1 : 1;
}

static int by_source(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    int order = compare_spans(x->document->source, y->document->source);
    return order ? order : x->index < y->index ? -1 : 1;
}

static uint32_t *sorted(fl_arena *a, const fl_decisions *d, bool digests, size_t *count)
{
    sortable *all = fl_alloc(a, d->count + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++)
        if (digests ? d->document[i].has_digest : d->document[i].source.p != NULL)
            all[n++] = (sortable){ &d->document[i], (uint32_t)i };
    qsort(all, n, sizeof *all, digests ? by_digest : by_source);
    uint32_t *out = fl_alloc(a, n + 1, sizeof *out);
    for (size_t i = 0; i < n; i++) out[i] = all[i].index;
    *count = n;
    return out;
}

fairleaf_status fl_decisions_read(fl_arena *a, fl_span text, const char *name,
                                  const fl_decisions **out, fairleaf_error *error)
{
    fl_decisions *d = fl_alloc(a, 1, sizeof *d);
    reading r = { a, name ? name : "decisions", error };
    d->name = fl_copy(a, fl_span_of(r.name));
    *out = d;
    if (text.n == 0) return FAIRLEAF_OK; /* libyaml asks for 80 KB to read nothing */
    fl_yaml *root = NULL;
    fairleaf_status status = fl_yaml_read(a, text, DEPTH, &root, error);
    if (status) {
        if (error) error->status = FAIRLEAF_DECISIONS;
        return FAIRLEAF_DECISIONS;
    }
    if (!root) return FAIRLEAF_OK;
    const fl_yaml *schema = root->kind == FL_YAML_MAPPING ? fl_yaml_get(root, "schema") : NULL;
    if (!schema || !fl_span_equal(schema->text, FL_SPAN(SCHEMA)))
        return refuse(&r, schema ? schema->at : root->at,
                      "decisions begin with 'schema: " SCHEMA "'; this is",
                      schema ? fl_copy(a, schema->text) : "something else");
    for (const fl_yaml *m = root->first; m && !status; m = m->next) {
        if (is_key(m, "rules"))
            status = read_list(&r, m, false, &d->rules);
        else if (is_key(m, "documents"))
            status = read_documents(&r, m, d);
        else if (!is_key(m, "schema"))
            status = refuse(&r, m->key_at, "there is no member", fl_copy(a, m->key));
    }
    d->by_digest = sorted(a, d, true, &d->digest_count);
    d->by_source = sorted(a, d, false, &d->source_count);
    return status;
}

/* ---- finding ---- */

/* The first of `order` whose document does not come before the key: a digest, or a source. */
static size_t first_of(const fl_decisions *d, const fl_digest *digest, fl_span source)
{
    size_t low = 0, high = digest ? d->digest_count : d->source_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const document *at = &d->document[(digest ? d->by_digest : d->by_source)[middle]];
        int order = digest ? memcmp(at->digest.bytes, digest->bytes, FL_DIGEST_BYTES)
                           : compare_spans(at->source, source);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct finding {
    const fl_decisions *d;
    uint32_t *found;
    size_t count;
    const document *stale; /* ours by name, but of another content */
} finding;

static void add_found(finding *f, uint32_t index)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->found[i] == index) return;
    f->found[f->count++] = index;
}

static void find_by_name(finding *f, const char *name)
{
    fl_span source = bare_path(fl_span_of(name));
    if (!name) return;
    for (size_t i = first_of(f->d, NULL, source); i < f->d->source_count; i++) {
        const document *at = &f->d->document[f->d->by_source[i]];
        if (compare_spans(at->source, source) != 0) return;
        if (at->has_digest)
            f->stale = at; /* were it of this content, its digest would have found it */
        else
            add_found(f, f->d->by_source[i]);
    }
}

static void add_accepted(const decisions *all, const char **out, size_t *count)
{
    for (size_t i = 0; i < all->count; i++)
        if (!is_placed(&all->item[i]) && all->item[i].what == ACCEPT)
            out[(*count)++] = all->item[i].rule;
}

fairleaf_status fl_decisions_find(fl_arena *a, const fl_decisions *d, const fairleaf_source *source,
                                  const char *place, fl_decided *out, fairleaf_error *error)
{
    *out = (fl_decided){ .decisions = d };
    finding f = { .d = d, .found = fl_alloc(a, d->count + 1, sizeof *f.found) };
    if (d->digest_count) {
        fl_digest digest = fl_digest_of((fl_span){ source->bytes, source->length });
        for (size_t i = first_of(d, &digest, FL_SPAN("")); i < d->digest_count; i++) {
            if (!fl_digest_equal(&d->document[d->by_digest[i]].digest, &digest)) break;
            add_found(&f, d->by_digest[i]);
        }
    }
    bool by_digest_found = f.count > 0;
    find_by_name(&f, source->name);
    find_by_name(&f, place);
    if (f.stale && !by_digest_found)
        return fl_fail(error, FAIRLEAF_DECISIONS, 0,
                       "has changed since it was decided on: '%s' line %u gives another sha256; "
                       "review it again",
                       d->name, f.stale->at);
    size_t accepted = d->rules.count, n = 0;
    for (size_t i = 0; i < f.count; i++) accepted += d->document[f.found[i]].decisions.count;
    const char **globs = fl_alloc(a, accepted + 1, sizeof *globs);
    uint32_t *line = fl_alloc(a, f.count + 1, sizeof *line);
    add_accepted(&d->rules, globs, &n);
    for (size_t i = 0; i < f.count; i++) {
        add_accepted(&d->document[f.found[i]].decisions, globs, &n);
        line[i] = d->document[f.found[i]].at;
    }
    *out = (fl_decided){ d, f.found, f.count, line, globs };
    return FAIRLEAF_OK;
}

/* ---- acting ---- */

typedef struct acting {
    const fl_task *task;
    const fl_decisions *decisions;
    const fl_edit *edit;
    size_t count;
    fl_span source;
    const fl_decoded *decoded;
    uint64_t *from, *to; /* of each edit, in the source as found */
    uint32_t *line;
    fl_edit_verdict *verdict;
    const decision **because; /* the decision about the one place; NULL: none */
    fairleaf_error *error;
} acting;

static const char *rule_of(const acting *x, size_t i)
{
    return x->task->trail->rule[x->edit[i].rule].name;
}

/* of_this: about this document, where a rule that did nothing is worth a word. */
static void rule_on_all(const acting *x, const decisions *all, bool of_this)
{
    for (size_t k = 0; k < all->count; k++) {
        const decision *d = &all->item[k];
        size_t met = 0;
        if (is_placed(d)) continue;
        for (size_t i = 0; i < x->count; i++) {
            if (!fl_glob(d->rule, rule_of(x, i))) continue;
            x->verdict[i].kind = d->what == REJECT ? FL_EDIT_UNDONE : FL_EDIT_STANDS;
            met++;
        }
        if (met || !of_this) continue;
        uint16_t rule = fl_trail_rule(x->task->trail, "decisions.nothing",
                                      "a rule that was decided on changed nothing");
        fl_trail_warn(x->task->trail, 0, rule, "'%.80s' line %u: '%.80s' changes nothing here",
                      x->decisions->name, d->at, d->rule);
    }
}

static bool is_about(const acting *x, const decision *d, size_t i)
{
    if (strcmp(d->rule, rule_of(x, i)) != 0) return false;
    if (d->id && d->id != i + 1) return false;
    if (d->line && d->line != x->line[i]) return false;
    if (d->from <= d->to && (d->from != x->from[i] || d->to != x->to[i])) return false;
    fl_span before = fl_span_sub(x->source, x->edit[i].from, x->edit[i].to);
    return !d->before.p || fl_span_equal(d->before, before);
}

/* Where a decision means to be, as line and byte of the source: one of them it may have left out.
 */
static void place_meant(const acting *x, const decision *d, uint32_t *line, uint64_t *byte)
{
    fl_decode_cursor cursor = { 0 };
    bool has_bytes = d->from <= d->to;
    uint32_t number = 1;
    *line = 1;
    *byte = has_bytes ? d->from : 0;
    fl_span text = x->decoded->text;
    for (size_t at = 0; at < text.n;) {
        size_t n = fl_line_end_at(text, at);
        at += n ? n : 1;
        if (n == 0) continue;
        uint64_t start = fl_decoded_byte(x->decoded, &cursor, (uint32_t)at);
        number++;
        if (has_bytes ? start > d->from : number > d->line) return;
        *line = number;
        if (!has_bytes) *byte = start;
    }
}

static fairleaf_status miss(const acting *x, const decision *d, size_t found)
{
    uint32_t line;
    uint64_t byte;
    fl_buf place = fl_buf_new(x->task->arena, 80);
    if (d->id) fl_buf_format(&place, ", edit %u", d->id);
    if (d->line) fl_buf_format(&place, ", line %u", d->line);
    if (d->from <= d->to)
        fl_buf_format(&place, ", bytes %llu to %llu", (unsigned long long)d->from,
                      (unsigned long long)d->to);
    place_meant(x, d, &line, &byte);
    if (found)
        return fl_fail_at(
            x->error, FAIRLEAF_DECISIONS, line, 0, byte,
            "'%s' line %u does not say which of %zu changes of '%s'%s: give its bytes",
            x->decisions->name, d->at, found, d->rule, fl_buf_string(&place));
    return fl_fail_at(x->error, FAIRLEAF_DECISIONS, line, 0, byte,
                      "'%s' line %u names a change that is not there: '%s'%s; review it again",
                      x->decisions->name, d->at, d->rule, fl_buf_string(&place));
}

/* The first edit that may be meant, by bytes, id or line: all are sorted. */
static size_t first_meant(const acting *x, const decision *d)
{
    size_t low = 0, high = x->count;
    if (d->id) return d->id - 1u;
    while (low < high) {
        size_t middle = (low + high) / 2;
        bool before = d->from <= d->to ? x->from[middle] < d->from : x->line[middle] < d->line;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool may_be_meant(const acting *x, const decision *d, size_t i)
{
    if (i >= x->count) return false;
    if (d->id) return i == d->id - 1u;
    return d->from <= d->to ? x->from[i] == d->from : x->line[i] == d->line;
}

static fairleaf_status rule_on_place(const acting *x, const decision *d)
{
    size_t found = 0, meant = 0;
    for (size_t i = first_meant(x, d); may_be_meant(x, d, i); i++) {
        if (!is_about(x, d, i)) continue;
        meant = i;
        found++;
    }
    if (found != 1) return miss(x, d, found);
    const decision *other = x->because[meant];
    if (other && (other->what != d->what || !fl_span_equal(other->text, d->text)))
        return fl_fail_at(x->error, FAIRLEAF_DECISIONS, x->line[meant], 0, x->from[meant],
                          "'%s' decides on one change in two ways: lines %u and %u",
                          x->decisions->name, other->at, d->at);
    x->because[meant] = d;
    x->verdict[meant].text = d->text;
    x->verdict[meant].kind = d->what == ACCEPT   ? FL_EDIT_CONFIRMED
                             : d->what == REJECT ? FL_EDIT_UNDONE
                                                 : FL_EDIT_OTHER;
    return FAIRLEAF_OK;
}

/* Where an edit starts and ends in the decoded source; of a page: in its markup. */
static void place_in_source(const acting *x, size_t i, size_t *step, uint32_t *from, uint32_t *to)
{
    const fl_edit *e = &x->edit[i];
    const fl_layer *layer = x->decoded->layer;
    *from = layer ? fl_layer_from(layer, step, e->from) : e->from;
    *to = !layer ? e->to : e->to > e->from ? fl_layer_to(layer, step, e->to) : *from;
}

/* Line numbers of the edits, as read/text.c counts lines. */
static void number_lines(const acting *x)
{
    uint32_t line = 1, from, to;
    size_t at = 0, step = 0;
    for (size_t i = 0; i < x->count; i++) {
        place_in_source(x, i, &step, &from, &to);
        while (at < from) {
            size_t n = fl_line_end_at(x->decoded->text, at);
            if (at + n > from) break;
            line += n > 0;
            at += n ? n : 1;
        }
        x->line[i] = line;
    }
}

static void find_places(acting *x)
{
    fl_arena *a = x->task->arena;
    fl_decode_cursor cursor = { 0 };
    size_t step = 0;
    x->from = fl_alloc(a, x->count + 1, sizeof *x->from);
    x->to = fl_alloc(a, x->count + 1, sizeof *x->to);
    x->line = fl_alloc(a, x->count + 1, sizeof *x->line);
    for (size_t i = 0; i < x->count; i++) {
        uint32_t from, to;
        place_in_source(x, i, &step, &from, &to);
        x->from[i] = fl_decoded_byte(x->decoded, &cursor, from);
        x->to[i] = fl_decoded_byte(x->decoded, &cursor, to);
    }
    number_lines(x);
}

fairleaf_status fl_decisions_act(const fl_task *t, const fl_decided *decided, fl_lines *lines,
                                 const fl_decoded *decoded, fairleaf_error *error)
{
    const fl_decisions *d = decided->decisions;
    if (decided->document_count == 0 && d->rules.count == 0) return FAIRLEAF_OK;
    acting x = {
        .task = t, .decisions = d, .source = lines->source, .decoded = decoded, .error = error
    };
    x.edit = fl_trail_collect(t->arena, t->trail, lines, &x.count);
    x.verdict = fl_alloc(t->arena, x.count + 1, sizeof *x.verdict);
    x.because = fl_alloc(t->arena, x.count + 1, sizeof *x.because);
    find_places(&x);
    rule_on_all(&x, &d->rules, false);
    for (size_t i = 0; i < decided->document_count; i++)
        rule_on_all(&x, &d->document[decided->document[i]].decisions, true);
    for (size_t i = 0; i < decided->document_count; i++) {
        const decisions *all = &d->document[decided->document[i]].decisions;
        for (size_t k = 0; k < all->count; k++) {
            fairleaf_status status = FAIRLEAF_OK;
            if (is_placed(&all->item[k])) status = rule_on_place(&x, &all->item[k]);
            if (status) return status;
        }
    }
    size_t decided_on = 0;
    for (size_t i = 0; i < x.count; i++) decided_on += x.verdict[i].kind != FL_EDIT_STANDS;
    if (decided_on == 0) return FAIRLEAF_OK;
    uint16_t other = fl_trail_rule(t->trail, "decisions.text",
                                   "a person's text, in place of what a rule proposed");
    fl_trail_restore(t, lines, x.edit, x.verdict, x.count, other);
    return FAIRLEAF_OK;
}
