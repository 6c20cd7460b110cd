/* batch/record.c - a question is read into spans of the line and of its arena; the answer is
 * written behind it. */
#include "batch/record.h"

#include <string.h>
#include <strings.h>

#include "base/base64.h"
#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "batch/ledger.h"

typedef struct question {
    fl_span id; /* as it stands in the line; empty: none */
    fl_span payload;
    const char *url, *encoding, *content_type;
    const char *input; /* forced kind of input; NULL: not */
    bool has_payload;
} question;

const char *fl_status_code(fairleaf_status status)
{
    static const char *const codes[] = { "ok",        "no-memory", "io",       "encoding",
                                         "not-text",  "limit",     "argument", "rules",
                                         "decisions", "verify",    "stopped",  "template" };
#define ONE(name, text) +1
    _Static_assert(sizeof codes / sizeof *codes == 0 FAIRLEAF_STATUS_MAP(ONE), "a code a status");
#undef ONE
    size_t i = (size_t)status;
    return i < sizeof codes / sizeof *codes ? codes[i] : "unknown";
}

/* ---- question ---- */

static bool read_string(fl_json_reader *j, fl_arena *a, const char **out)
{
    fl_buf text = fl_buf_new(a, 0);
    if (fl_json_null(j)) return true;
    if (!fl_json_text(j, &text)) return false;
    *out = fl_buf_string(&text);
    return true;
}

/* Text as it is, or bytes. False: it is no string, or not base64. */
static bool read_payload(fl_json_reader *j, fl_arena *a, bool base64, question *q)
{
    fl_buf text = fl_buf_new(a, 0);
    if (!fl_json_text(j, &text) || (base64 && !fl_base64_decode(&text))) return false;
    q->payload = fl_buf_view(&text);
    q->has_payload = true;
    return true;
}

static const char *read_question(fl_span line, fl_arena *a, question *q)
{
    fl_json_reader j = fl_json_read(line);
    fl_span key;
    if (fl_utf8_valid(line) != line.n) return "the record is not UTF-8";
    for (fl_json_object(&j); fl_json_member(&j, &key);) {
        size_t from = j.at;
        bool text = fl_span_equal(key, FL_SPAN("text")), html = fl_span_equal(key, FL_SPAN("html"));
        bool bytes = fl_span_equal(key, FL_SPAN("bytes_b64"));
        if (text || html || bytes) {
            if (fl_json_null(&j)) continue;
            if (q->has_payload) return "the record has more than one of text, html, bytes_b64";
            if (!read_payload(&j, a, bytes, q))
                return bytes ? "bytes_b64 is not base64" : "the text is no string";
            if (!bytes) q->encoding = "UTF-8";
            if (html) q->input = "html";
        } else if (fl_span_equal(key, FL_SPAN("id"))) {
            fl_json_skip(&j);
            q->id = fl_span_trim(fl_span_sub(line, from, j.at));
        } else if (fl_span_equal(key, FL_SPAN("url"))) {
            read_string(&j, a, &q->url);
        } else if (fl_span_equal(key, FL_SPAN("encoding"))) {
            const char *encoding = NULL;
            if (read_string(&j, a, &encoding) && encoding && !q->encoding) q->encoding = encoding;
        } else if (fl_span_equal(key, FL_SPAN("content_type"))) {
            read_string(&j, a, &q->content_type);
        } else {
            fl_json_skip(&j);
        }
    }
    if (!fl_json_end(&j)) {
        if (j.wrong) q->id = (fl_span){ NULL, 0 }; /* what was read of it may not be it */
        return "the record is not a JSON object";
    }
    return q->has_payload ? NULL : "the record has none of text, html, bytes_b64";
}

/* The charset parameter of a content type; NULL: none. */
static const char *charset_of(fl_arena *a, const char *content_type)
{
    const char *at = content_type;
    while (at && (at = strchr(at, ';')) != NULL) {
        at++;
        while (*at == ' ') at++;
        if (strncasecmp(at, "charset=", 8) != 0) continue;
        at += 8;
        at += *at == '"';
        return fl_copy(a, (fl_span){ at, strcspn(at, "\"; ") });
    }
    return NULL;
}

/* The kind of input that has this MIME type; NULL: none, so it is told from the bytes. */
static const char *input_of(const char *content_type)
{
    size_t n = content_type ? strcspn(content_type, "; ") : 0;
    for (size_t i = 0; n && fairleaf_input(i); i++) {
        const char *mime = fairleaf_input(i)->mime;
        bool plain = strcmp(mime, "text/plain") == 0; /* what servers say of anything */
        if (!plain && strlen(mime) == n && strncasecmp(mime, content_type, n) == 0)
            return fairleaf_input(i)->name;
    }
    return NULL;
}

/* ---- answer ---- */

static void write_head(fl_buf *out, fl_span id, const char *status)
{
    fl_buf_text(out, "{\"schema\":\"fairleaf.record/1\",\"id\":");
    if (id.n)
        fl_buf_span(out, id);
    else
        fl_buf_text(out, "null");
    fl_buf_format(out, ",\"status\":\"%s\"", status);
}

static void write_error(fl_buf *out, fl_span id, const char *code, const fairleaf_error *error)
{
    write_head(out, id, "error");
    fl_buf_format(out, ",\"error\":{\"code\":\"%s\",\"message\":", code);
    fl_json_string(out, fl_span_of(error->message));
    if (error->line)
        fl_buf_format(out, ",\"line\":%u,\"byte\":%llu", error->line,
                      (unsigned long long)error->byte);
    fl_buf_text(out, "}}\n");
}

static void write_metadata(fl_buf *out, const fairleaf_document *d)
{
    const fairleaf_property *p;
    size_t n = fairleaf_document_properties(d, &p);
    fl_buf_text(out, ",\"metadata\":{");
    for (size_t i = 0; i < n; i++) {
        if (i) fl_buf_byte(out, ',');
        fl_json_key(out, p[i].key);
        if (p[i].is_list) fl_buf_byte(out, '[');
        for (size_t k = 0; k < p[i].count; k++) {
            if (k) fl_buf_byte(out, ',');
            fl_json_string(out, (fl_span){ p[i].values[k].bytes, p[i].values[k].length });
        }
        if (p[i].is_list) fl_buf_byte(out, ']');
    }
    fl_buf_byte(out, '}');
}

static void free_account(void *object)
{
    fairleaf_account_free(*(const fairleaf_account **)object);
}

/* The ledger writes line ends between members, which a record must not have. */
static void join_lines(fl_buf *out, size_t from)
{
    for (size_t i = from; i < out->n; i++)
        if (out->p[i] == '\n') out->p[i] = ' ';
}

/* The member of one output. */
static fairleaf_status write_output(const fl_recipe *r, const fl_wanted *wanted,
                                    const fl_reading *reading, fl_buf *out, fairleaf_error *error)
{
    if (!wanted->format) {
        const fairleaf_account **account = fl_alloc(out->arena, 1, sizeof *account);
        fl_arena_defer(out->arena, free_account, account);
        fairleaf_status status = fairleaf_document_account(reading->document, account, error);
        if (status) return status;
        fl_buf_text(out, ",\"ledger\":");
        size_t from = out->n;
        fl_ledger_recipe recipe = fl_convert_recipe(r, reading);
        fl_ledger_source source = { .path = reading->path,
                                    .bytes = reading->bytes,
                                    .digest = reading->digest,
                                    .recipe = &recipe };
        fl_ledger_write(out, &source, reading->document, *account);
        join_lines(out, from);
        return FAIRLEAF_OK;
    }
    fairleaf_output how = r->output;
    how.format = wanted->format;
    fl_collected *text = fl_alloc(out->arena, 1, sizeof *text);
    fl_arena_defer(out->arena, fl_collected_free, text);
    fairleaf_status status = fl_convert_write(reading->document, &how, fl_collect, text, error);
    if (status == FAIRLEAF_STOPPED) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (status) return status;
    fl_buf_byte(out, ',');
    fl_json_key(out, wanted->format);
    fl_json_string(out, (fl_span){ text->bytes, text->length });
    return FAIRLEAF_OK;
}

static fairleaf_status write_document(const fl_recipe *r, fl_span id, const fl_reading *reading,
                                      fl_buf *out, fairleaf_error *error)
{
    const fairleaf_detection *found = fairleaf_document_detection(reading->document);
    write_head(out, id, "ok");
    fl_buf_text(out, ",\"encoding\":");
    if (found->encoding)
        fl_json_string(out, fl_span_of(found->encoding));
    else
        fl_buf_text(out, "null");
    for (size_t i = 0; i < r->wanted_count; i++) {
        fairleaf_status status = write_output(r, &r->wanted[i], reading, out, error);
        if (status) return status;
    }
    write_metadata(out, reading->document);
    fl_buf_text(out, ",\"warnings\":");
    size_t from = out->n;
    fl_ledger_warnings(out, reading->document);
    join_lines(out, from);
    fl_buf_text(out, "}\n");
    return FAIRLEAF_OK;
}

static void free_document(void *object)
{
    fairleaf_document **d = object;
    fairleaf_document_free(*d);
}

void fl_record_answer(const fl_recipe *r, fl_span line, uint64_t number, fl_buf *out)
{
    question q = { .has_payload = false };
    fairleaf_error error = { .status = FAIRLEAF_OK };
    size_t from = out->n;
    const char *wrong = read_question(line, out->arena, &q);
    if (wrong) {
        fl_fail(&error, FAIRLEAF_ARGUMENT, 0, "record %llu: %s", (unsigned long long)number, wrong);
        write_error(out, q.id, "record", &error);
        return;
    }
    fairleaf_options options = *r->options;
    if (q.encoding) options.encoding = q.encoding;
    if (q.input || !options.input) options.input = q.input ? q.input : input_of(q.content_type);
    fl_reading reading = { .path = q.url ? q.url : "record",
                           .bytes = q.payload.n,
                           .digest = fl_digest_of(q.payload) };
    reading.options = options;
    reading.declared = charset_of(out->arena, q.content_type);
    fairleaf_source source = { reading.path, q.payload.p, q.payload.n, reading.declared };
    fairleaf_document **document = fl_alloc(out->arena, 1, sizeof(fairleaf_document *));
    fl_arena_defer(out->arena, free_document, document);
    fairleaf_status status = fairleaf_read(r->library, &source, &options, document, &error);
    reading.document = *document;
    if (!status) status = write_document(r, q.id, &reading, out, &error);
    if (!status) return;
    out->n = from; /* nothing of a document that failed half-way */
    write_error(out, q.id, fl_status_code(status), &error);
}
