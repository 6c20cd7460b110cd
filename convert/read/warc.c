/* read/warc.c - a record is believed as far as it keeps to its Content-Length; where it does not,
 * the next line that begins one is looked for. */
#include "read/warc.h"

#include <stdio.h>

#include "base/error.h"
#include "read/header.h"

enum { MOST_HEAD = 256 << 10, MOST_LINE = 64 << 10 };

bool fl_warc_is(fl_span head)
{
    return fl_span_starts(head, FL_SPAN("WARC/0.")) || fl_span_starts(head, FL_SPAN("WARC/1."));
}

/* ---- between records ---- */

/* Passes over line ends. False: nothing follows. */
static bool to_record(fl_inflow *in)
{
    while (fl_inflow_want(in, 1)) {
        char c = in->p[in->at];
        if (c != '\r' && c != '\n') return true;
        fl_inflow_take(in, 1);
    }
    return false;
}

/* Goes to the next line that begins a record behind the one at `byte`. */
static void to_next_record(fl_inflow *in, uint64_t byte)
{
    (void)fl_inflow_want(in, 7);
    if (in->taken > byte && fl_warc_is(fl_inflow_view(in))) return;
    while (fl_inflow_want(in, 1)) {
        size_t n = fl_inflow_line(in, MOST_LINE);
        fl_inflow_take(in, n > MOST_LINE ? MOST_LINE : n);
        (void)fl_inflow_want(in, 7);
        if (fl_warc_is(fl_inflow_view(in))) return;
    }
}

static fl_found fail(const fl_warc *w, fairleaf_error *error, uint64_t byte, const char *what)
{
    fl_fail(error, FAIRLEAF_IO, byte, "record %llu at byte %llu: %s", (unsigned long long)w->number,
            (unsigned long long)byte, what);
    return FL_FOUND_FAILED;
}

/* Says what is wrong with a record that began at `byte`, or what the layer below had to say. */
static fl_found broken(fl_warc *w, fairleaf_error *error, uint64_t byte, const char *what)
{
    fl_inflow *in = w->in;
    char text[sizeof error->message];
    fairleaf_status status = in->problem.status;
    if (status) (void)snprintf(text, sizeof text, "%s", in->problem.message);
    fl_found result = fail(w, error, byte, status ? text : what);
    if (!status)
        to_next_record(in, byte);
    else if (!fl_inflow_resume(in))
        fl_inflow_close(in);
    if (status == FAIRLEAF_LIMIT) error->status = status;
    return result;
}

/* A block that is shorter than its Content-Length says has swallowed the next record: back to where
 * that begins. */
static fl_found broken_length(fl_warc *w, const fl_member *m, fairleaf_error *error, uint64_t byte)
{
    fl_span block = fl_buf_view(&m->payload);
    const char *what = "its Content-Length does not fit: no record follows";
    for (size_t at = 0; at < block.n;) {
        if (fl_warc_is(fl_span_sub(block, at, block.n))) {
            fl_inflow_give_back(w->in, fl_span_sub(block, at, block.n));
            return fail(w, error, byte, what);
        }
        const char *end = memchr(block.p + at, '\n', block.n - at);
        at = end ? (size_t)(end - block.p) + 1 : block.n;
    }
    return broken(w, error, byte, what);
}

/* ---- one record ---- */

/* Reads the head up to the empty line. False: there is no end of it. */
static bool read_head(fl_warc *w)
{
    w->head.n = 0;
    while (w->head.n < MOST_HEAD) {
        size_t n = fl_inflow_line(w->in, MOST_LINE);
        if (n == 0 || n > MOST_LINE || w->in->p[w->in->at + n - 1] != '\n') return false;
        const char *line = w->in->p + w->in->at;
        bool empty = n == 1 || (n == 2 && *line == '\r');
        fl_buf_bytes(&w->head, line, n);
        fl_inflow_take(w->in, n);
        if (empty) return true;
    }
    return false;
}

static fl_span field(const fl_warc *w, const char *name)
{
    return fl_header_field(fl_buf_view(&w->head), name);
}

static fl_found other(fl_warc *w, const char *before, fl_span what)
{
    char text[24];
    (void)fl_printable(text, sizeof text, what.n > 20 ? fl_span_sub(what, 0, 20) : what);
    (void)snprintf(w->other, sizeof w->other, "%s%s", before, text);
    return FL_FOUND_OTHER;
}

/* What may be a document, by its declared type: pages bring along images, scripts and styles by the
 * thousand. */
static bool may_be_document(fl_span mime)
{
    static const char *const texts[] = { "application/xhtml+xml", "application/xml",
                                         "application/x-httpd-php", "application/txt" };
    static const char *const others[] = { "text/css",         "text/javascript", "text/ecmascript",
                                          "text/x-component", "text/calendar",   "text/vcard" };
    if (mime.n == 0 || !memchr(mime.p, '/', mime.n)) return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (fl_header_is(mime, others[i])) return false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (fl_header_is(mime, texts[i])) return true;
    return fl_header_is(mime, "text/");
}

static bool is_document(fl_span type)
{
    return fl_span_equal(type, FL_SPAN("response")) || fl_span_equal(type, FL_SPAN("resource")) ||
           fl_span_equal(type, FL_SPAN("conversion"));
}

/* What the payload is; the block stands in m->payload. */
static fl_found read_block(fl_warc *w, fl_member *m, uint64_t byte, fairleaf_error *error)
{
    fl_span type = field(w, "content-type");
    m->bytes = fl_buf_view(&m->payload);
    if (fl_header_is(type, "application/http") ||
        (type.n == 0 && fl_span_starts(m->bytes, FL_SPAN("HTTP/")))) {
        unsigned code;
        fairleaf_status status = fl_http_read(w->codings, m, &code, error);
        if (code && (code < 200 || code > 299)) {
            char text[4];
            (void)snprintf(text, sizeof text, "%u", code % 1000);
            return other(w, "status ", fl_span_of(text));
        }
        if (!may_be_document(fl_buf_view(&m->mime))) return other(w, "", fl_buf_view(&m->mime));
        if (status) {
            char text[sizeof error->message];
            (void)snprintf(text, sizeof text, "%s", error->message);
            (void)fail(w, error, byte, text);
            error->status = status;
            return FL_FOUND_FAILED;
        }
    } else {
        fl_header_copy(fl_header_type(type), &m->mime);
        fl_header_parameter(type, "charset", &m->charset);
        if (!may_be_document(fl_buf_view(&m->mime))) return other(w, "", fl_buf_view(&m->mime));
    }
    if (fl_span_trim(m->bytes).n == 0) return other(w, "without content", FL_SPAN(""));
    return FL_FOUND_MEMBER;
}

static void read_fields(const fl_warc *w, fl_member *m)
{
    fl_span url = field(w, "warc-target-uri");
    if (url.n > 1 && *url.p == '<' && url.p[url.n - 1] == '>') /* WARC 1.0, as its grammar has it */
        url = fl_span_sub(url, 1, url.n - 1);
    fl_header_copy(url, &m->url);
    fl_header_copy(field(w, "warc-record-id"), &m->id);
    fl_header_copy(field(w, "warc-date"), &m->retrieved);
    fl_header_copy(field(w, "warc-truncated"), &m->truncated);
}

fl_found fl_warc_next(fl_warc *w, fl_member *m, fairleaf_error *error)
{
    fl_inflow *in = w->in;
    uint64_t length;
    fl_member_clear(m);
    if (!to_record(in) && !in->problem.status) return FL_FOUND_END;
    uint64_t byte = in->taken;
    m->number = ++w->number;
    (void)fl_inflow_want(in, 7);
    if (!fl_warc_is(fl_inflow_view(in))) {
        if (in->ended && in->problem.status == FAIRLEAF_OK && fl_inflow_left(in) == 0)
            return FL_FOUND_END;
        return broken(w, error, byte, "no WARC record begins here");
    }
    if (!read_head(w)) return broken(w, error, byte, "its header does not end");
    read_fields(w, m);
    if (!fl_header_number(field(w, "content-length"), &length))
        return broken(w, error, byte, "Content-Length is missing or no number");
    fl_span type = field(w, "warc-type");
    bool wanted = is_document(type), large = length > w->codings->most;
    uint64_t came = fl_inflow_copy(in, length, wanted && !large ? &m->payload : NULL);
    if (came < length) {
        char text[120];
        (void)snprintf(text, sizeof text, "it ends after %llu of %llu bytes",
                       (unsigned long long)came, (unsigned long long)length);
        return broken(w, error, byte, text);
    }
    bool more = to_record(in);
    if (in->spoilt && !more) return broken(w, error, byte, "");
    (void)fl_inflow_want(in, 7);
    if (more && !in->problem.status && !fl_warc_is(fl_inflow_view(in)))
        return broken_length(w, m, error, byte);
    if (!wanted) return other(w, "", type);
    if (large) {
        (void)fail(w, error, byte, "larger than a document may be");
        error->status = FAIRLEAF_LIMIT;
        return FL_FOUND_FAILED;
    }
    return read_block(w, m, byte, error);
}
