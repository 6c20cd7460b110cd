/* batch/ledger.c - the members in the order of the header, each by a function of its own. */
#include "batch/ledger.h"

#include <string.h>

#include "base/json.h"
#include "base/utf8.h"

const char *fl_ledger_action(fairleaf_edit_kind kind)
{
    static const char *const names[] = { "remove", "replace", "join", "insert", "mark", "note" };
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "note";
}

static void text(fl_buf *out, const char *key, fairleaf_text value)
{
    fl_json_key(out, key);
    fl_json_string(out, (fl_span){ value.bytes, value.length });
}

static void string(fl_buf *out, const char *key, const char *value)
{
    fl_json_key(out, key);
    if (value)
        fl_json_string(out, fl_span_of(value));
    else
        fl_buf_text(out, "null");
}

static void span(fl_buf *out, uint32_t line, uint64_t byte, uint64_t bytes)
{
    fl_buf_text(out, "\"span\":{\"line\":");
    fl_buf_number(out, line);
    fl_buf_text(out, ",\"byte\":[");
    fl_buf_number(out, byte);
    fl_buf_byte(out, ',');
    fl_buf_number(out, byte + bytes);
    fl_buf_text(out, "]}");
}

static void confidence(fl_buf *out, float share)
{
    fl_json_key(out, "confidence");
    fl_json_share(out, share);
}

static void digest(fl_buf *out, const fl_digest *d)
{
    char hex[FL_DIGEST_HEX + 1];
    fl_digest_hex(d, hex);
    string(out, "sha256", hex);
}

static void write_source(fl_buf *out, const fl_ledger_source *source,
                         const fairleaf_detection *found)
{
    fl_buf_text(out, "{");
    string(out, "path", source->path);
    if (source->container) {
        const char *member = source->path + source->container;
        fl_buf_text(out, ",\"container\":");
        fl_json_string(out, (fl_span){ source->path, source->container });
        fl_buf_byte(out, ',');
        string(out, "member", *member == '/' ? member + 1 : member);
    }
    fl_buf_format(out, ",\"bytes\":%llu,", (unsigned long long)source->bytes);
    digest(out, &source->digest);
    fl_buf_byte(out, ',');
    string(out, "encoding", found->encoding);
    fl_buf_byte(out, ',');
    confidence(out, found->confidence);
    fl_buf_byte(out, ',');
    string(out, "how", found->how);
    fl_buf_byte(out, ',');
    string(out, "input", found->input);
    fl_buf_byte(out, '}');
}

static void write_edit(fl_buf *out, size_t id, const fairleaf_edit *e)
{
    fl_buf_text(out, "\n  {\"id\":");
    fl_buf_number(out, id);
    fl_buf_byte(out, ',');
    string(out, "rule", e->rule);
    fl_buf_byte(out, ',');
    string(out, "action", fl_ledger_action(e->kind));
    fl_buf_byte(out, ',');
    span(out, e->line, e->byte, e->bytes);
    fl_buf_byte(out, ',');
    text(out, "before", e->before);
    fl_buf_byte(out, ',');
    text(out, "after", e->after);
    fl_buf_byte(out, ',');
    confidence(out, e->confidence);
    fl_buf_byte(out, ',');
    string(out, "why", e->why);
    for (size_t i = 0; i < e->alternative_count; i++) {
        fl_buf_text(out, i ? "," : ",\"alternatives\":[");
        fl_json_string(out, (fl_span){ e->alternatives[i].bytes, e->alternatives[i].length });
    }
    fl_buf_text(out, e->alternative_count ? "]}" : "}");
}

static void write_property(fl_buf *out, const fairleaf_property *p)
{
    fl_json_key(out, p->key);
    fl_buf_text(out, p->is_list ? "{\"value\":[" : "{\"value\":");
    for (size_t i = 0; i < p->count; i++) {
        if (i) fl_buf_byte(out, ',');
        fl_json_string(out, (fl_span){ p->values[i].bytes, p->values[i].length });
    }
    fl_buf_text(out, p->is_list ? "]," : ",");
    string(out, "rule", p->rule);
    if (p->line) {
        fl_buf_byte(out, ',');
        span(out, p->line, p->byte, p->bytes);
    }
    fl_buf_byte(out, ',');
    confidence(out, p->confidence);
    fl_buf_byte(out, '}');
}

void fl_ledger_metadata(fl_buf *out, const fairleaf_document *d)
{
    const fairleaf_property *p;
    size_t n = fairleaf_document_properties(d, &p);
    fl_buf_byte(out, '{');
    for (size_t i = 0; i < n; i++) {
        fl_buf_text(out, i ? ",\n  " : "\n  ");
        write_property(out, &p[i]);
    }
    fl_buf_byte(out, '}');
}

static void write_outputs(fl_buf *out, const fl_ledger_source *source)
{
    if (source->output_count == 0) return;
    fl_buf_text(out, ",\n \"outputs\":[");
    for (size_t i = 0; i < source->output_count; i++) {
        const fl_ledger_output *o = &source->output[i];
        fl_buf_text(out, i ? ",{" : "{");
        string(out, "path", o->path);
        fl_buf_byte(out, ',');
        string(out, "format", o->format);
        fl_buf_format(out, ",\"bytes\":%llu,", (unsigned long long)o->bytes);
        digest(out, &o->digest);
        fl_buf_byte(out, '}');
    }
    fl_buf_byte(out, ']');
}

/* The edits of one rule and action, counted. */
typedef struct tally {
    const char *rule;
    fairleaf_edit_kind kind;
    size_t edits, uncertain;
    uint64_t characters;
    float least; /* confidence */
} tally;

typedef struct tallies {
    fl_arena *arena;
    tally *item;
    size_t count, capacity;
} tallies;

static tally *tally_of(tallies *all, const fairleaf_edit *e)
{
    for (size_t i = 0; i < all->count; i++) {
        tally *t = &all->item[i];
        if (t->kind == e->kind && (t->rule == e->rule || strcmp(t->rule, e->rule) == 0)) return t;
    }
    if (all->count == all->capacity) {
        size_t wanted = all->capacity ? all->capacity * 2 : 32;
        all->item = fl_grow(all->arena, all->item, all->count * sizeof *all->item,
                            wanted * sizeof *all->item);
        all->capacity = wanted;
    }
    all->item[all->count] = (tally){ .rule = e->rule, .kind = e->kind, .least = 1 };
    return &all->item[all->count++];
}

/* In the order in which they are met. */
static void write_rules(fl_buf *out, const fairleaf_account *account)
{
    tallies all = { .arena = out->arena };
    for (size_t i = 0; i < account->edit_count; i++) {
        const fairleaf_edit *e = &account->edits[i];
        tally *t = tally_of(&all, e);
        t->edits++;
        t->characters += fl_utf8_count((fl_span){ e->before.bytes, e->before.length });
        t->uncertain += e->kind == FAIRLEAF_EDIT_NOTE || e->confidence < FL_LEDGER_UNCERTAIN;
        if (e->confidence < t->least) t->least = e->confidence;
    }
    fl_buf_byte(out, '[');
    for (size_t i = 0; i < all.count; i++) {
        const tally *t = &all.item[i];
        fl_buf_text(out, i ? ",\n  {" : "\n  {");
        string(out, "rule", t->rule);
        fl_buf_byte(out, ',');
        string(out, "action", fl_ledger_action(t->kind));
        fl_buf_format(out, ",\"edits\":%zu,\"uncertain\":%zu,\"characters\":%llu,", t->edits,
                      t->uncertain, (unsigned long long)t->characters);
        confidence(out, t->least);
        fl_buf_byte(out, '}');
    }
    fl_buf_byte(out, ']');
}

static void write_balance(fl_buf *out, const fairleaf_balance *b)
{
    const struct {
        const char *name;
        uint64_t count;
    } row[] = { { "input", b->input },       { "kept", b->kept },
                { "removed", b->removed },   { "replaced", b->replaced },
                { "inserted", b->inserted }, { "unaccounted", b->unaccounted } };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        fl_buf_format(out, "%c\"%s\":%llu", i ? ',' : '{', row[i].name,
                      (unsigned long long)row[i].count);
    fl_buf_byte(out, '}');
}

void fl_ledger_warnings(fl_buf *out, const fairleaf_document *d)
{
    const fairleaf_warning *w;
    size_t n = fairleaf_document_warnings(d, &w);
    fl_buf_byte(out, '[');
    for (size_t i = 0; i < n; i++) {
        fl_buf_format(out, "%s\n  {\"line\":%u,\"column\":%u,\"byte\":%llu,", i ? "," : "",
                      w[i].line, w[i].column, (unsigned long long)w[i].byte);
        string(out, "rule", w[i].rule);
        fl_buf_byte(out, ',');
        string(out, "message", w[i].message);
        fl_buf_byte(out, '}');
    }
    fl_buf_byte(out, ']');
}

void fl_ledger_write(fl_buf *out, const fl_ledger_source *source, const fairleaf_document *d,
                     const fairleaf_account *account)
{
    fl_buf_text(out, "{\"schema\":\"fairleaf.ledger/1\",");
    fl_buf_format(out, "\"tool\":\"fairleaf %s\",\n \"source\":", fairleaf_version());
    write_source(out, source, fairleaf_document_detection(d));
    write_outputs(out, source);
    fl_buf_text(out, ",\n \"balance\":");
    write_balance(out, &account->balance);
    fl_buf_text(out, ",\n \"rules\":");
    write_rules(out, account);
    fl_buf_text(out, ",\n \"warnings\":");
    fl_ledger_warnings(out, d);
    fl_buf_text(out, ",\n \"metadata\":");
    fl_ledger_metadata(out, d);
    fl_buf_text(out, ",\n \"edits\":[");
    for (size_t i = 0; i < account->edit_count; i++) {
        if (i) fl_buf_byte(out, ',');
        write_edit(out, i + 1, &account->edits[i]);
    }
    fl_buf_text(out, "]}\n");
}
