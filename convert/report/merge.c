/* report/merge.c - decisions stay nodes of the files they came from; documents are found by a hash
 * of what they are known by. */
#include "report/merge.h"

#include "base/json.h"
#include "base/yaml.h"

enum { DEPTH = 8 };

typedef struct list {
    const fl_yaml **item; /* decisions */
    size_t count, capacity;
} list;

typedef struct document {
    fl_span source, digest; /* p NULL: not known */
    list decisions;
} document;

struct fl_merge {
    fl_arena *arena;
    list rules;
    document *document;
    size_t count, capacity;
    size_t *slot; /* open addressing: index + 1 */
    size_t slots; /* a power of two */
};

fl_merge *fl_merge_new(fl_arena *a)
{
    fl_merge *m = fl_alloc(a, 1, sizeof *m);
    m->arena = a;
    return m;
}

/* ---- documents ---- */

static fl_span key_of(fl_span source, fl_span digest) { return digest.p ? digest : source; }

static size_t slot_of(const fl_merge *m, fl_span key)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 1099511628211u;
    size_t at = (size_t)(h ^ h >> 32) & (m->slots - 1);
    for (; m->slot[at]; at = (at + 1) & (m->slots - 1)) {
        const document *d = &m->document[m->slot[at] - 1];
        if (fl_span_equal(key_of(d->source, d->digest), key)) break;
    }
    return at;
}

static void grow_slots(fl_merge *m)
{
    if (m->count * 2 < m->slots) return;
    m->slots = m->slots ? m->slots * 2 : 64;
    m->slot = fl_alloc(m->arena, m->slots, sizeof *m->slot);
    for (size_t i = 0; i < m->count; i++)
        m->slot[slot_of(m, key_of(m->document[i].source, m->document[i].digest))] = i + 1;
}

static document *document_of(fl_merge *m, fl_span source, fl_span digest)
{
    grow_slots(m);
    size_t at = slot_of(m, key_of(source, digest));
    if (m->slot[at]) return &m->document[m->slot[at] - 1];
    if (m->count == m->capacity) {
        size_t wanted = m->capacity ? m->capacity * 2 : 32;
        m->document = fl_grow(m->arena, m->document, m->count * sizeof *m->document,
                              wanted * sizeof *m->document);
        m->capacity = wanted;
    }
    m->document[m->count] = (document){ .source = source, .digest = digest };
    m->slot[at] = ++m->count;
    return &m->document[m->count - 1];
}

/* ---- decisions ---- */

static fl_span member(const fl_yaml *decision, const char *key)
{
    const fl_yaml *v = fl_yaml_get(decision, key);
    return v && v->kind == FL_YAML_SCALAR ? v->text : (fl_span){ NULL, 0 };
}

/* The numbers of `byte`; false when there are none. */
static bool bytes_of(const fl_yaml *decision, fl_span out[2])
{
    const fl_yaml *v = fl_yaml_get(decision, "byte");
    if (!v || v->kind != FL_YAML_SEQUENCE || v->count != 2) return false;
    out[0] = v->first->text;
    out[1] = v->first->next->text;
    return true;
}

static bool is_about_the_same(const fl_yaml *a, const fl_yaml *b)
{
    static const char *const place[] = { "rule", "line", "edit" };
    fl_span x[2] = { { NULL, 0 }, { NULL, 0 } }, y[2] = { { NULL, 0 }, { NULL, 0 } };
    bool has_x = bytes_of(a, x), has_y = bytes_of(b, y);
    if (!fl_span_equal(member(a, "rule"), member(b, "rule")) || has_x != has_y) return false;
    if (has_x) return fl_span_equal(x[0], y[0]) && fl_span_equal(x[1], y[1]);
    for (size_t i = 1; i < sizeof place / sizeof *place; i++)
        if (!fl_span_equal(member(a, place[i]), member(b, place[i]))) return false;
    return true;
}

static void add(fl_merge *m, list *all, const fl_yaml *decision)
{
    for (size_t i = 0; i < all->count; i++)
        if (is_about_the_same(all->item[i], decision)) {
            all->item[i] = decision;
            return;
        }
    if (all->count == all->capacity) {
        size_t wanted = all->capacity ? all->capacity * 2 : 8;
        all->item = fl_grow(m->arena, all->item, all->count * sizeof *all->item,
                            wanted * sizeof *all->item);
        all->capacity = wanted;
    }
    all->item[all->count++] = decision;
}

static void add_all(fl_merge *m, list *all, const fl_yaml *decisions)
{
    for (const fl_yaml *d = decisions ? decisions->first : NULL; d; d = d->next) add(m, all, d);
}

void fl_merge_add(fl_merge *m, fl_span yaml)
{
    fl_yaml *root = NULL;
    if (fl_yaml_read(m->arena, yaml, DEPTH, &root, NULL) || !root || root->kind != FL_YAML_MAPPING)
        return;
    add_all(m, &m->rules, fl_yaml_get(root, "rules"));
    const fl_yaml *documents = fl_yaml_get(root, "documents");
    for (const fl_yaml *d = documents ? documents->first : NULL; d; d = d->next) {
        document *of = document_of(m, member(d, "source"), member(d, "sha256"));
        add_all(m, &of->decisions, fl_yaml_get(d, "decisions"));
    }
}

size_t fl_merge_documents(const fl_merge *m) { return m->count; }

size_t fl_merge_decisions(const fl_merge *m)
{
    size_t n = m->rules.count;
    for (size_t i = 0; i < m->count; i++) n += m->document[i].decisions.count;
    return n;
}

/* ---- writing ---- */

static const char *const scalars[] = { "line", "edit", "before", "do", "text" };

static void write_list(fl_buf *out, const list *all, const char *indent)
{
    for (size_t i = 0; i < all->count; i++) {
        const fl_yaml *d = all->item[i];
        fl_span byte[2];
        fl_buf_format(out, "%s- rule: ", indent);
        fl_json_string(out, member(d, "rule"));
        fl_buf_byte(out, '\n');
        if (bytes_of(d, byte))
            fl_buf_format(out, "%s  byte: [%.*s, %.*s]\n", indent, (int)byte[0].n, byte[0].p,
                          (int)byte[1].n, byte[1].p);
        for (size_t k = 0; k < sizeof scalars / sizeof *scalars; k++) {
            fl_span value = member(d, scalars[k]);
            if (!value.p) continue;
            fl_buf_format(out, "%s  %s: ", indent, scalars[k]);
            if (k < 2 || k == 3)
                fl_buf_span(out, value);
            else
                fl_json_string(out, value);
            fl_buf_byte(out, '\n');
        }
    }
}

void fl_merge_write(const fl_merge *m, fl_buf *out)
{
    fl_buf_text(out, "schema: fairleaf.decisions/1\n");
    if (m->rules.count) fl_buf_text(out, "rules:\n");
    write_list(out, &m->rules, "  ");
    fl_buf_text(out, m->count ? "documents:\n" : "documents: []\n");
    for (size_t i = 0; i < m->count; i++) {
        const document *d = &m->document[i];
        const char *dash = "- ";
        if (d->source.p) {
            fl_buf_format(out, "  %ssource: ", dash);
            fl_json_string(out, d->source);
            fl_buf_byte(out, '\n');
            dash = "  ";
        }
        if (d->digest.p)
            fl_buf_format(out, "  %ssha256: %.*s\n", dash, (int)d->digest.n, d->digest.p);
        fl_buf_text(out, d->decisions.count ? "    decisions:\n" : "    decisions: []\n");
        write_list(out, &d->decisions, "      ");
    }
}

static void write_json(fl_buf *out, const fl_yaml *d)
{
    fl_span byte[2];
    fl_buf_text(out, "{\"rule\":");
    fl_json_string(out, member(d, "rule"));
    if (bytes_of(d, byte))
        fl_buf_format(out, ",\"byte\":\"%.*s,%.*s\"", (int)byte[0].n, byte[0].p, (int)byte[1].n,
                      byte[1].p);
    for (size_t k = 0; k < sizeof scalars / sizeof *scalars; k++) {
        fl_span value = member(d, scalars[k]);
        if (!value.p) continue;
        fl_buf_byte(out, ',');
        fl_json_key(out, scalars[k]);
        fl_json_string(out, value);
    }
    fl_buf_byte(out, '}');
}

size_t fl_merge_json(const fl_merge *m, const fl_digest *digest, const char *path, fl_buf *out)
{
    const list *found[2] = { NULL, NULL };
    size_t written = 0;
    if (!path) {
        found[0] = &m->rules;
    } else if (m->slots) {
        char hex[FL_DIGEST_HEX + 1];
        fl_digest_hex(digest, hex);
        size_t by_digest = m->slot[slot_of(m, fl_span_of(hex))];
        size_t by_name = m->slot[slot_of(m, fl_span_of(path))];
        if (by_digest) found[0] = &m->document[by_digest - 1].decisions;
        if (by_name && by_name != by_digest) found[1] = &m->document[by_name - 1].decisions;
    }
    fl_buf_byte(out, '[');
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; found[k] && i < found[k]->count; i++) {
            if (written++) fl_buf_byte(out, ',');
            write_json(out, found[k]->item[i]);
        }
    fl_buf_byte(out, ']');
    return written;
}
