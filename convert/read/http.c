/* read/http.c - head, chunks, codings, in that order. */
#include "read/http.h"

#include "base/shared.h"
#include "read/header.h"

/* ---- chunks ---- */

/* The size at the start of a chunk's line; the offset behind the line is *next. False: none. */
static bool chunk_size(fl_span s, size_t at, uint64_t *size, size_t *next)
{
    size_t digits = 0;
    *size = 0;
    for (; at < s.n && digits < 15; at++, digits++) {
        char c = s.p[at];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) break;
        *size = *size * 16 + (unsigned)digit;
    }
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t')) at++;
    if (!digits || at == s.n || (s.p[at] != ';' && s.p[at] != '\r' && s.p[at] != '\n'))
        return false;
    const char *end = memchr(s.p + at, '\n', s.n - at);
    *next = end ? (size_t)(end - s.p) + 1 : s.n;
    return end != NULL;
}

/* Puts the chunks of a body together, in place. False: it is damaged. What does not begin with a
 * chunk is left as it is. */
static bool join_chunks(char *p, fl_span *body)
{
    uint64_t size;
    size_t next, out = 0, at = 0;
    if (!chunk_size(*body, 0, &size, &next)) return true;
    while (chunk_size(*body, at, &size, &next)) {
        if (size == 0) {
            body->n = out;
            return true;
        }
        if (size > body->n - next) break;
        memmove(p + out, p + next, (size_t)size);
        out += (size_t)size;
        at = next + (size_t)size;
        if (at < body->n && p[at] == '\r') at++;
        if (at < body->n && p[at] == '\n') at++;
    }
    return false;
}

/* ---- Brotli (RFC 7932), by libbrotlidec, whose interface is declared as its header has it ---- */

typedef struct brotli {
    void *(*make)(void *alloc, void *free, void *opaque);
    void (*destroy)(void *state);
    int (*step)(void *state, size_t *left, const unsigned char **in, size_t *room,
                unsigned char **out, size_t *total);
} brotli;

static const char *const brotli_symbols[] = { "BrotliDecoderCreateInstance",
                                              "BrotliDecoderDestroyInstance",
                                              "BrotliDecoderDecompressStream" };
enum { BROTLI_DONE = 1, BROTLI_WANTS_ROOM = 3, BROTLI_SYMBOLS = 3 };

typedef struct brotli_state {
    brotli b;
    void *open;
} brotli_state;

static void close_brotli(void *object)
{
    brotli_state *s = object;
    if (s->open) s->b.destroy(s->open);
    s->open = NULL;
}

static fairleaf_status unpack_brotli(fl_codings *c, fl_span body, fl_buf *out,
                                     fairleaf_error *error)
{
    brotli_state *s = fl_alloc(c->arena, 1, sizeof *s);
    const unsigned char *in = (const unsigned char *)body.p;
    size_t left = body.n;
    int result = BROTLI_WANTS_ROOM;
    if (!fl_shared_open("libbrotlidec.so.1", brotli_symbols, BROTLI_SYMBOLS, &s->b))
        return fl_fail(error, FAIRLEAF_IO, 0,
                       "the body is packed with Brotli, and libbrotlidec is not installed "
                       "(Debian: libbrotli1)");
    fl_arena_defer(c->arena, close_brotli, s); /* when memory ends in between */
    s->open = s->b.make(NULL, NULL, NULL);
    while (s->open && result == BROTLI_WANTS_ROOM && out->n <= c->most) {
        fl_buf_reserve(out, 64 << 10);
        size_t room = out->capacity - out->n, before = room;
        unsigned char *to = (unsigned char *)out->p + out->n;
        result = s->b.step(s->open, &left, &in, &room, &to, NULL);
        out->n += before - room;
    }
    close_brotli(s);
    if (!fl_meter_count(c->meter, out->n, error)) return FAIRLEAF_LIMIT;
    if (result == BROTLI_DONE) return FAIRLEAF_OK;
    return fl_fail(error, out->n > c->most ? FAIRLEAF_LIMIT : FAIRLEAF_IO, 0,
                   "the body packed with Brotli %s",
                   out->n > c->most ? "is too large when it is unpacked" : "is damaged");
}

/* ---- codings ---- */

/* True for bytes that are text as they stand: the coding was taken off before. */
static bool looks_like_text(fl_span body)
{
    size_t n = body.n < 512 ? body.n : 512;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)body.p[i] < ' ' && !memchr("\t\n\f\r\x1B", body.p[i], 5)) return false;
    return true;
}

static bool is_gzip(fl_span body) { return body.n > 2 && memcmp(body.p, "\x1F\x8B", 2) == 0; }

static fairleaf_status unpack_body(fl_codings *c, fl_span coding, fl_member *m,
                                   fairleaf_error *error)
{
    bool gzip = fl_header_is(coding, "gzip") || fl_header_is(coding, "x-gzip");
    bool deflate = fl_header_is(coding, "deflate"), br = fl_header_is(coding, "br");
    if (coding.n == 0 || fl_header_is(coding, "identity") || m->bytes.n == 0) return FAIRLEAF_OK;
    if (gzip ? !is_gzip(m->bytes) : looks_like_text(m->bytes)) return FAIRLEAF_OK;
    if (!gzip && !deflate && !br)
        return fl_fail(error, FAIRLEAF_IO, 0, "the body is packed with '%.*s', which is not known",
                       coding.n > 40 ? 40 : (int)coding.n, coding.p);
    m->unpacked.n = 0;
    fairleaf_status status = FAIRLEAF_OK;
    if (!br && !c->zlib) status = fl_inflate_new(c->arena, c->meter, &c->zlib, error);
    if (!status)
        status = br ? unpack_brotli(c, m->bytes, &m->unpacked, error)
                    : fl_inflate_body(c->zlib, m->bytes, c->most, &m->unpacked, error);
    m->bytes = fl_buf_view(&m->unpacked);
    return status;
}

/* ---- head ---- */

static unsigned status_code(fl_span s)
{
    unsigned code = 0;
    const char *space = memchr(s.p, ' ', s.n < 16 ? s.n : 16);
    size_t at = space ? (size_t)(space - s.p) + 1 : s.n;
    for (size_t i = at; i < at + 3 && i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        code = code * 10 + (unsigned)(s.p[i] - '0');
    return code;
}

fairleaf_status fl_http_read(fl_codings *c, fl_member *m, unsigned *code, fairleaf_error *error)
{
    fl_span all = fl_buf_view(&m->payload);
    *code = 0;
    m->bytes = all;
    if (!fl_span_starts(all, FL_SPAN("HTTP/")))
        return fl_fail(error, FAIRLEAF_IO, 0, "the response is not HTTP");
    *code = status_code(all);
    fl_span head = fl_span_sub(all, 0, fl_header_length(all));
    fl_span type = fl_header_field(head, "content-type");
    fl_header_copy(fl_header_type(type), &m->mime);
    fl_header_parameter(type, "charset", &m->charset);
    m->bytes = fl_span_sub(all, head.n, all.n);
    fl_span transfer = fl_header_field(head, "transfer-encoding");
    if (transfer.n && !fl_header_is(transfer, "identity") &&
        !join_chunks(m->payload.p + head.n, &m->bytes))
        return fl_fail(error, FAIRLEAF_IO, 0, "the chunks of the body are damaged");
    return unpack_body(c, fl_header_field(head, "content-encoding"), m, error);
}
