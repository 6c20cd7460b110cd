/* batch/ledger.c */
#include "batch/ledger.h"

#include "base/json.h"

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
    fl_buf_format(out, "\"span\":{\"line\":%u,\"byte\":[%llu,%llu]}", line,
                  (unsigned long long)byte, (unsigned long long)(byte + bytes));
}

static void confidence(fl_buf *out, float share)
{
    fl_json_key(out, "confidence");
    fl_json_share(out, share);
}

static void write_source(fl_buf *out, fl_ledger_source source, const fairleaf_detection *found)
{
    fl_buf_text(out, "{");
    string(out, "path", source.path);
    fl_buf_format(out, ",\"bytes\":%llu,", (unsigned long long)source.bytes);
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
    fl_buf_format(out, "\n  {\"id\":%zu,", id);
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
    fl_buf_byte(out, '}');
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

void fl_ledger_write(fl_buf *out, fl_ledger_source source, const fairleaf_document *d,
                     const fairleaf_account *account)
{
    fl_buf_text(out, "{\"schema\":\"fairleaf.ledger/1\",");
    fl_buf_format(out, "\"tool\":\"fairleaf %s\",\n \"source\":", fairleaf_version());
    write_source(out, source, fairleaf_document_detection(d));
    fl_buf_text(out, ",\n \"edits\":[");
    for (size_t i = 0; i < account->edit_count; i++) {
        if (i) fl_buf_byte(out, ',');
        write_edit(out, i + 1, &account->edits[i]);
    }
    fl_buf_text(out, "],\n \"metadata\":");
    fl_ledger_metadata(out, d);
    fl_buf_text(out, ",\n \"balance\":");
    write_balance(out, &account->balance);
    fl_buf_text(out, ",\n \"warnings\":");
    fl_ledger_warnings(out, d);
    fl_buf_text(out, "}\n");
}
