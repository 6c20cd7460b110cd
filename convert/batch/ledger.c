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

/* ---- the recipe: what differs from the defaults ---- */

static void write_word(fl_buf *out, const char *key, const char *value)
{
    if (!value) return;
    fl_buf_byte(out, ',');
    string(out, key, value);
}

static void write_true(fl_buf *out, const char *key, bool value)
{
    if (value) fl_buf_format(out, ",\"%s\":true", key);
}

static void write_list(fl_buf *out, const char *key, const char *const *list)
{
    if (!list || !*list) return;
    fl_buf_format(out, ",\"%s\":[", key);
    for (size_t i = 0; list[i]; i++) {
        if (i) fl_buf_byte(out, ',');
        fl_json_string(out, fl_span_of(list[i]));
    }
    fl_buf_byte(out, ']');
}

static size_t write_fields(fl_buf *out, size_t before, const fairleaf_field *field, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fl_buf_text(out, before + i ? ",{" : ",\"metadata\":[{");
        string(out, "key", field[i].key);
        write_word(out, "value", field[i].value);
        write_word(out, "rule", field[i].rule);
        fl_buf_byte(out, '}');
    }
    return before + count;
}

static void write_rules_file(fl_buf *out, const fl_ledger_rules *file)
{
    fl_buf_byte(out, '{');
    string(out, "name", file->name);
    fl_buf_byte(out, ',');
    digest(out, &file->digest);
    fl_buf_byte(out, '}');
}

static void write_options(fl_buf *out, const fl_ledger_recipe *r)
{
    static const char *const levels[] = { NULL, "cautious", "eager" };
    static const char *const points[] = { NULL, "strong", "keep" };
    const fairleaf_options *o = r->options;
    write_word(out, "from", o->input && strcmp(o->input, "auto") != 0 ? o->input : NULL);
    write_word(out, "encoding",
               o->encoding && strcmp(o->encoding, "auto") != 0 ? o->encoding : NULL);
    write_word(out, "declared", r->declared);
    write_word(out, "base", o->base);
    write_word(out, "level", levels[o->level]);
    write_list(out, "enable", o->enable);
    write_list(out, "disable", o->disable);
    write_word(out, "points", points[o->points]);
    write_true(out, "as_is", o->as_is);
    write_word(out, "script", o->script);
    write_true(out, "join_pages", o->join_pages);
    size_t n = write_fields(out, 0, o->metadata, o->metadata_count);
    if (write_fields(out, n, r->told, r->told_count)) fl_buf_byte(out, ']');
}

static void write_how_written(fl_buf *out, const fl_ledger_recipe *r)
{
    const fairleaf_output *o = r->output;
    fl_buf_text(out, ",\"output\":{");
    size_t from = out->n;
    if (o->width) fl_buf_format(out, ",\"width\":%d", o->width);
    write_word(out, "front_matter", o->front_matter);
    write_true(out, "title_heading", o->title_heading);
    write_true(out, "standalone", o->standalone);
    write_word(out, "by", o->by);
    write_list(out, "columns", o->columns);
    write_word(out, "strong", o->strong);
    write_word(out, "tables", o->tables);
    write_true(out, "footnotes", o->footnotes);
    write_word(out, "templates", r->templates);
    if (out->n > from) { /* no comma before the first */
        memmove(out->p + from, out->p + from + 1, out->n - from - 1);
        out->n--;
    }
    fl_buf_byte(out, '}');
}

const char *fl_ledger_templates(fl_arena *a, const fairleaf_output *output)
{
    if (!output->template_count) return NULL;
    char *hex = fl_alloc_bytes(a, FL_DIGEST_HEX + 1);
    fl_digester d;
    fl_digest_begin(&d);
    for (size_t i = 0; i < output->template_count; i++) {
        const fairleaf_template *t = &output->templates[i];
        fl_digest_add(&d, t->name, strlen(t->name) + 1);
        fl_digest_add(&d, t->text.bytes, t->text.length);
        fl_digest_add(&d, "", 1);
    }
    fl_digest all = fl_digest_end(&d);
    fl_digest_hex(&all, hex);
    return hex;
}

static void write_recipe(fl_buf *out, const fl_ledger_source *source)
{
    const fl_ledger_recipe *r = source->recipe;
    fl_buf_text(out, ",\n \"recipe\":{");
    string(out, "build", r->build);
    write_options(out, r);
    for (size_t i = 0; i < r->pack_count; i++) {
        fl_buf_text(out, i ? "," : ",\"rules\":[");
        write_rules_file(out, &r->pack[i]);
    }
    if (r->pack_count) fl_buf_byte(out, ']');
    if (r->decisions) {
        fl_buf_text(out, ",\"decisions\":");
        write_rules_file(out, r->decisions);
    }
    if (r->output && source->output_count) write_how_written(out, r);
    fl_buf_byte(out, '}');
}

/* ---- edits, metadata, outputs ---- */

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

/* ---- the seal ---- */

#define SEAL ",\n \"sha256\":\""
#define SEAL_END "\"}\n"

static void write_seal(fl_buf *out, size_t from)
{
    char hex[FL_DIGEST_HEX + 1];
    fl_buf_text(out, ",\n");
    fl_digest sum = fl_digest_of((fl_span){ out->p + from, out->n - from });
    fl_digest_hex(&sum, hex);
    fl_buf_format(out, "%s%s%s", SEAL + 2, hex, SEAL_END);
}

bool fl_ledger_seal(fl_span ledger, size_t *line, fl_digest *out)
{
    size_t n = strlen(SEAL) - 2 + FL_DIGEST_HEX + strlen(SEAL_END);
    if (ledger.n < n + 2) return false;
    *line = ledger.n - n;
    fl_span seal = fl_span_sub(ledger, *line - 2, ledger.n);
    fl_span hex = fl_span_sub(seal, strlen(SEAL), strlen(SEAL) + FL_DIGEST_HEX);
    return fl_span_starts(seal, FL_SPAN(SEAL)) && fl_span_ends(seal, FL_SPAN(SEAL_END)) &&
           fl_digest_from_hex(hex, out);
}

void fl_ledger_write(fl_buf *out, const fl_ledger_source *source, const fairleaf_document *d,
                     const fairleaf_account *account)
{
    size_t from = out->n;
    fl_buf_text(out, "{\"schema\":\"fairleaf.ledger/1\",");
    fl_buf_format(out, "\"tool\":\"fairleaf %s\",\n \"source\":", fairleaf_version());
    write_source(out, source, fairleaf_document_detection(d));
    write_recipe(out, source);
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
    fl_buf_byte(out, ']');
    if (source->sealed)
        write_seal(out, from);
    else
        fl_buf_text(out, "}\n");
}
