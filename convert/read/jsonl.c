/* read/jsonl.c - a line is read once; what is not asked for is passed over. */
#include "read/jsonl.h"

#include <stdio.h>

#include "base/base64.h"
#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "read/header.h"

/* In the order in which texts are preferred. */
typedef enum role { HTML, TEXT, CONTENT, BYTES, ID, URL, TYPE, ENCODING, RETRIEVED, ROLES } role;

static const char *const role_names[ROLES] = { "html",         "text",     "content",
                                               "bytes_b64",    "id",       "url",
                                               "content_type", "encoding", "retrieved" };

/* The role that `key` plays; ROLES: none of its own, and then *metadata is the key of metadata that
 * it is, or NULL. A role that was given another name has not its own any more. */
static role role_of(const char *const *roles, fl_span key, const char **metadata, fl_span *name)
{
    unsigned renamed = 0;
    *metadata = NULL;
    for (const char *const *given = roles; given && *given; given++) {
        const char *equals = strchr(*given, '=');
        if (!equals) continue;
        fl_span word = { *given, (size_t)(equals - *given) };
        role is = HTML;
        while (is < ROLES && !fl_span_equal(word, fl_span_of(role_names[is]))) is++;
        if (is < ROLES) renamed |= 1u << is;
        if (!fl_span_equal(key, fl_span_of(equals + 1))) continue;
        if (is < ROLES) return is;
        *metadata = *given;
        *name = word;
        return ROLES;
    }
    for (role is = HTML; is < ROLES; is++)
        if (!(renamed & 1u << is) && fl_span_equal(key, fl_span_of(role_names[is]))) return is;
    return ROLES;
}

bool fl_jsonl_is(fl_span head, const char *const *roles)
{
    const char *metadata;
    fl_span key, name;
    if (fl_span_starts(head, FL_SPAN("\xEF\xBB\xBF"))) head = fl_span_sub(head, 3, head.n);
    const char *end = head.n ? memchr(head.p, '\n', head.n) : NULL;
    if (end) head.n = (size_t)(end - head.p);
    head = fl_span_trim(head);
    if (head.n < 2 || *head.p != '{' || (end && head.p[head.n - 1] != '}')) return false;
    head.n = fl_utf8_valid(head);
    fl_json_reader j = fl_json_read(head);
    for (fl_json_object(&j); fl_json_member(&j, &key);) {
        if (role_of(roles, key, &metadata, &name) <= BYTES) return true;
        fl_json_skip(&j);
    }
    return false;
}

/* ---- one line ---- */

/* Any scalar as text: an id may be a number. */
static bool read_word(fl_json_reader *j, fl_buf *out)
{
    out->n = 0;
    if (j->at < j->text.n) {
        fl_json_reader before = *j;
        if (fl_json_text(j, out)) return true;
        *j = before;
        out->n = 0;
    }
    size_t from = j->at;
    if (!fl_json_skip(j)) return false;
    fl_span value = fl_span_trim(fl_span_sub(j->text, from, j->at));
    bool scalar = value.n && *value.p != '{' && *value.p != '[' &&
                  !fl_span_equal(value, FL_SPAN("null"));
    if (scalar) fl_buf_span(out, value);
    return true;
}

static void add_field(fl_member *m, fl_json_reader *j, fl_span name)
{
    size_t i = m->fields;
    if (i == FL_MEMBER_FIELDS) {
        fl_json_skip(j);
        return;
    }
    if (!read_word(j, &m->value[i]) || m->value[i].n == 0) return;
    m->key[i].n = 0;
    fl_buf_span(&m->key[i], name);
    m->field[i].key = fl_buf_string(&m->key[i]);
    m->field[i].value = fl_buf_string(&m->value[i]);
    m->fields++;
}

/* The text, unless a better one came before. Returns what is wrong, or NULL. */
static const char *read_text(fl_json_reader *j, fl_member *m, role is, role *best)
{
    if (fl_json_null(j)) return NULL;
    if (is >= *best) {
        fl_json_skip(j);
        return NULL;
    }
    m->payload.n = 0;
    fl_json_reader before = *j;
    if (!fl_json_text(j, &m->payload)) {
        fl_json_reader other = before;
        if (fl_json_skip(&other)) *j = other; /* JSON, but no string */
        return "the text is no string";
    }
    if (is == BYTES && !fl_base64_decode(&m->payload)) return "bytes_b64 is not base64";
    *best = is;
    return NULL;
}

static const char *read_object(const fl_jsonl *l, fl_span line, fl_member *m)
{
    role best = ROLES;
    fl_span key, name;
    const char *metadata, *wrong = NULL;
    fl_json_reader j = fl_json_read(line);
    if (fl_utf8_valid(line) != line.n) return "it is not UTF-8";
    for (fl_json_object(&j); !wrong && fl_json_member(&j, &key);) {
        role is = role_of(l->roles, key, &metadata, &name);
        if (is <= BYTES)
            wrong = read_text(&j, m, is, &best);
        else if (is == ROLES && metadata)
            add_field(m, &j, name);
        else if (is == ROLES)
            fl_json_skip(&j);
        else
            (void)read_word(&j, is == ID         ? &m->id
                                : is == URL      ? &m->url
                                : is == TYPE     ? &m->type
                                : is == ENCODING ? &m->unpacked
                                                 : &m->retrieved);
    }
    if (wrong && !j.wrong) return wrong;
    if (wrong || !fl_json_end(&j)) return "it is not a JSON object";
    if (best == ROLES) return "it has none of html, text, content and bytes_b64";
    fl_header_copy(fl_header_type(fl_buf_view(&m->type)), &m->mime);
    if (best == BYTES) fl_header_parameter(fl_buf_view(&m->type), "charset", &m->charset);
    if (best == BYTES && m->unpacked.n) fl_header_copy(fl_buf_view(&m->unpacked), &m->charset);
    if (best != BYTES) fl_buf_text(&m->charset, "UTF-8");
    if (best == HTML && m->mime.n == 0) fl_buf_text(&m->mime, "text/html");
    m->bytes = fl_buf_view(&m->payload);
    return NULL;
}

fl_found fl_jsonl_next(fl_jsonl *l, fl_member *m, fairleaf_error *error)
{
    fl_inflow *in = l->in;
    size_t most = (size_t)l->most * 2, n;
    fl_member_clear(m);
    for (;;) {
        uint64_t byte = in->taken;
        n = fl_inflow_line(in, most);
        if (n == 0 && !in->problem.status) return FL_FOUND_END;
        m->number = ++l->number;
        if (in->problem.status && (n == 0 || n > most || in->p[in->at + n - 1] != '\n')) {
            fl_fail(error, in->problem.status, byte, "line %llu at byte %llu: %s",
                    (unsigned long long)l->number, (unsigned long long)byte, in->problem.message);
            if (!fl_inflow_resume(in)) fl_inflow_close(in);
            return FL_FOUND_FAILED;
        }
        fl_span line = fl_span_sub(fl_inflow_view(in), 0, n > most ? 0 : n);
        if (l->number == 1 && fl_span_starts(line, FL_SPAN("\xEF\xBB\xBF")))
            line = fl_span_sub(line, 3, line.n);
        const char *wrong = "it is too long";
        bool blank = n <= most && fl_span_trim(line).n == 0;
        if (n <= most && !blank) wrong = read_object(l, fl_span_trim(line), m);
        while (n > most && fl_inflow_want(in, 1)) { /* the rest of a line that is too long */
            const char *end = memchr(in->p + in->at, '\n', fl_inflow_left(in));
            fl_inflow_take(in, end ? (size_t)(end - in->p) - in->at : fl_inflow_left(in));
            if (end) n = 1;
        }
        if (fl_inflow_left(in) >= n) fl_inflow_take(in, n);
        if (blank) continue;
        if (!wrong && m->bytes.n > l->most) wrong = "larger than a document may be";
        if (!wrong) return FL_FOUND_MEMBER;
        fl_fail(error, FAIRLEAF_ARGUMENT, byte, "line %llu at byte %llu: %s",
                (unsigned long long)l->number, (unsigned long long)byte, wrong);
        return FL_FOUND_FAILED;
    }
}
