/* read/mhtml.c - parts are looked through in their order, parts in parts with them. */
#include "read/mhtml.h"

#include "base/base64.h"
#include "base/error.h"
#include "read/header.h"

enum { DEEPEST = 8, LONGEST_BOUNDARY = 200 };

bool fl_mhtml_is(fl_span head)
{
    if (head.n > 16 << 10) head.n = 16 << 10;
    if (head.n == 0 || !memchr(head.p, ':', head.n < 80 ? head.n : 80)) return false;
    head.n = fl_header_length(head);
    return fl_header_field(head, "mime-version").p &&
           fl_header_is(fl_header_field(head, "content-type"), "multipart/");
}

/* ---- parts ---- */

typedef struct part {
    fl_span head, body;
} part;

/* The end of the line that begins at `at`. */
static size_t line_end(fl_span s, size_t at)
{
    const char *end = memchr(s.p + at, '\n', s.n - at);
    return end ? (size_t)(end - s.p) + 1 : s.n;
}

/* The line at or behind `at` that is the boundary; s.n: there is none. */
static size_t find_boundary(fl_span s, size_t at, fl_span boundary)
{
    while (at < s.n) {
        fl_span line = fl_span_sub(s, at, line_end(s, at));
        if (fl_span_starts(line, FL_SPAN("--")) &&
            fl_span_starts(fl_span_sub(line, 2, line.n), boundary))
            return at;
        at += line.n;
    }
    return s.n;
}

static fl_span without_line_end(fl_span s)
{
    if (s.n && s.p[s.n - 1] == '\n') s.n--;
    if (s.n && s.p[s.n - 1] == '\r') s.n--;
    return s;
}

static part part_of(fl_span whole)
{
    size_t n = fl_header_length(whole);
    return (part){ fl_span_sub(whole, 0, n), fl_span_sub(whole, n, whole.n) };
}

/* Goes through the parts of `multipart`; the first that is HTML comes to *page, and else the first
 * that is text. */
static bool find_page(fl_member *m, part multipart, unsigned depth, part *page)
{
    char boundary[LONGEST_BOUNDARY];
    fl_header_parameter(fl_header_field(multipart.head, "content-type"), "boundary", &m->type);
    if (m->type.n == 0 || m->type.n > sizeof boundary) return false;
    memcpy(boundary, m->type.p, m->type.n);
    fl_span mark = { boundary, m->type.n }, all = multipart.body;
    size_t at = find_boundary(all, 0, mark);
    while (at < all.n) {
        fl_span line = fl_span_sub(all, at, line_end(all, at));
        if (fl_span_starts(fl_span_sub(line, 2 + mark.n, line.n), FL_SPAN("--"))) break;
        size_t from = at + line.n, next = find_boundary(all, from, mark);
        part one = part_of(without_line_end(fl_span_sub(all, from, next)));
        fl_span type = fl_header_field(one.head, "content-type");
        if (fl_header_is(type, "text/html") || fl_header_is(type, "application/xhtml+xml")) {
            *page = one;
            return true;
        }
        if (fl_header_is(type, "multipart/") && depth < DEEPEST &&
            find_page(m, one, depth + 1, page))
            return true;
        if (!page->head.p && (type.n == 0 || fl_header_is(type, "text/plain"))) *page = one;
        at = next;
    }
    return false;
}

/* ---- encodings of parts (RFC 2045) ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What is not as it should be is kept as it stands. */
static void decode_quoted(fl_span s, fl_buf *out)
{
    for (size_t at = 0; at < s.n;) {
        if (s.p[at] != '=') {
            fl_buf_byte(out, s.p[at++]);
            continue;
        }
        size_t end = at + 1;
        while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t' || s.p[end] == '\r')) end++;
        int high = at + 2 < s.n ? hex_digit(s.p[at + 1]) : -1;
        int low = high >= 0 ? hex_digit(s.p[at + 2]) : -1;
        if (end == s.n || s.p[end] == '\n') {
            at = end + 1; /* a soft line break */
        } else if (low >= 0) {
            fl_buf_byte(out, (char)(high * 16 + low));
            at += 3;
        } else {
            fl_buf_byte(out, s.p[at++]);
        }
    }
}

static bool decode(fl_span coding, fl_span body, fl_buf *out)
{
    out->n = 0;
    if (fl_header_is(coding, "quoted-printable")) {
        decode_quoted(body, out);
        return true;
    }
    if (!fl_header_is(coding, "base64")) {
        fl_buf_span(out, body);
        return true;
    }
    for (size_t i = 0; i < body.n; i++)
        if (body.p[i] != ' ' && body.p[i] != '\t') fl_buf_byte(out, body.p[i]);
    return fl_base64_decode(out);
}

fairleaf_status fl_mhtml_read(fl_member *m, fairleaf_error *error)
{
    part whole = part_of(fl_buf_view(&m->payload)), page = { { NULL, 0 }, { NULL, 0 } };
    (void)find_page(m, whole, 0, &page);
    if (!page.head.p) return fl_fail(error, FAIRLEAF_IO, 0, "there is no page in it");
    fl_span type = fl_header_field(page.head, "content-type");
    fl_header_copy(fl_header_type(type), &m->mime);
    fl_header_parameter(type, "charset", &m->charset);
    fl_span url = fl_header_field(whole.head, "snapshot-content-location");
    if (url.n == 0) url = fl_header_field(page.head, "content-location");
    fl_header_copy(url, &m->url);
    fl_header_copy(fl_header_field(whole.head, "date"), &m->retrieved);
    if (!decode(fl_header_field(page.head, "content-transfer-encoding"), page.body, &m->unpacked))
        return fl_fail(error, FAIRLEAF_IO, (uint64_t)(page.body.p - m->payload.p),
                       "the page is not base64");
    m->bytes = fl_buf_view(&m->unpacked);
    return FAIRLEAF_OK;
}
