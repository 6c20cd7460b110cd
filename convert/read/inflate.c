/* read/inflate.c - zlib's interface is declared here as zlib.h has it (it is stable since 1.2.0),
 * so that building needs no header of it. */
#include "read/inflate.h"

#include "base/shared.h"

/* ---- zlib ---- */

typedef struct z_stream {
    const unsigned char *next_in;
    unsigned avail_in;
    unsigned long total_in;
    unsigned char *next_out;
    unsigned avail_out;
    unsigned long total_out;
    const char *msg;
    void *state;
    void *(*zalloc)(void *, unsigned, unsigned);
    void (*zfree)(void *, void *);
    void *opaque;
    int data_type;
    unsigned long adler, reserved;
} z_stream;

enum { Z_NO_FLUSH = 0, Z_OK = 0, Z_STREAM_END = 1, Z_BUF_ERROR = -5 };
enum { GZIP = 15 + 16, ZLIB = 15, BARE = -15 }; /* windowBits */

typedef struct zlib {
    int (*init)(z_stream *z, int window, const char *version, int size);
    int (*inflate)(z_stream *z, int flush);
    int (*reset)(z_stream *z, int window);
    int (*end)(z_stream *z);
} zlib;

static const char *const symbols[] = { "inflateInit2_", "inflate", "inflateReset2", "inflateEnd" };
enum { SYMBOLS = sizeof symbols / sizeof *symbols };
_Static_assert(sizeof(zlib) == SYMBOLS * sizeof(void *), "a pointer a symbol");

struct fl_inflate {
    zlib z;
    z_stream stream;
    bool open;
    fl_meter *meter;
    fl_inflow *in, *out;
    bool inside; /* a member */
    bool gave;   /* the current member gave something */
    bool damaged;
};

static void end(void *object)
{
    fl_inflate *z = object;
    if (z->open) (void)z->z.end(&z->stream);
    z->open = false;
}

fairleaf_status fl_inflate_new(fl_arena *a, fl_meter *meter, fl_inflate **out,
                               fairleaf_error *error)
{
    fl_inflate *z = fl_alloc(a, 1, sizeof *z);
    z->meter = meter;
    if (!fl_shared_open("libz.so.1", symbols, SYMBOLS, &z->z))
        return fl_fail(error, FAIRLEAF_IO, 0,
                       "gzip data needs zlib, which is not installed (Debian: zlib1g)");
    fl_arena_defer(a, end, z);
    if (z->z.init(&z->stream, GZIP, "1.2.11", (int)sizeof z->stream) != Z_OK)
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    z->open = true;
    *out = z;
    return FAIRLEAF_OK;
}

/* ---- members, one behind another ---- */

static ptrdiff_t damage(fl_inflate *z, fairleaf_error *problem, const char *what)
{
    z->damaged = true;
    z->out->spoilt = z->gave;
    fl_fail(problem, FAIRLEAF_IO, z->in->taken, "the gzip data %s", what);
    if (z->in->problem.status) *problem = z->in->problem;
    return -1;
}

/* True when a member begins here: its magic number, method and flags. */
static bool is_member(fl_span s)
{
    return s.n >= 4 && (unsigned char)s.p[0] == 0x1F && (unsigned char)s.p[1] == 0x8B &&
           s.p[2] == 8 && ((unsigned char)s.p[3] & 0xE0) == 0;
}

/* Begins the next member; zeros behind the last one are padding. False: there is none, or it is
 * none. */
static bool begin_member(fl_inflate *z)
{
    while (fl_inflow_want(z->in, 1) && z->in->p[z->in->at] == '\0') fl_inflow_take(z->in, 1);
    (void)fl_inflow_want(z->in, 4);
    if (!is_member(fl_inflow_view(z->in))) return false;
    z->inside = true;
    z->gave = false;
    return z->z.reset(&z->stream, GZIP) == Z_OK;
}

static ptrdiff_t fill(void *context, char *out, size_t room, fairleaf_error *problem)
{
    fl_inflate *z = context;
    if (room > 1u << 30) room = 1u << 30;
    z->stream.next_out = (unsigned char *)out;
    z->stream.avail_out = (unsigned)room;
    if (z->damaged) return damage(z, problem, "is damaged");
    while (z->stream.avail_out == room) {
        if (!z->inside && !begin_member(z)) {
            if (fl_inflow_left(z->in)) return damage(z, problem, "is followed by something else");
            if (z->in->problem.status) return damage(z, problem, "");
            return 0;
        }
        if (!fl_inflow_want(z->in, 1)) return damage(z, problem, "ends too early");
        size_t left = fl_inflow_left(z->in);
        if (left > 1u << 30) left = 1u << 30;
        z->stream.next_in = (const unsigned char *)z->in->p + z->in->at;
        z->stream.avail_in = (unsigned)left;
        int result = z->z.inflate(&z->stream, Z_NO_FLUSH);
        fl_inflow_take(z->in, left - z->stream.avail_in);
        z->gave |= z->stream.avail_out < room;
        if (result == Z_STREAM_END)
            z->inside = false;
        else if (result != Z_OK && result != Z_BUF_ERROR && z->stream.avail_out == room)
            return damage(z, problem, "is damaged");
        else if (result != Z_OK && result != Z_BUF_ERROR)
            z->damaged = true; /* said when it is asked for more */
    }
    size_t n = room - z->stream.avail_out;
    return fl_meter_count(z->meter, n, problem) ? (ptrdiff_t)n : -1;
}

/* The next place that looks like the start of a member, behind the start of the damaged one. */
static bool resume(void *context)
{
    fl_inflate *z = context;
    if (!z->damaged) return false;
    z->damaged = z->inside = z->gave = false;
    while (fl_inflow_want(z->in, 4)) {
        fl_span s = fl_inflow_view(z->in);
        const char *found = memchr(s.p, 0x1F, s.n - 3);
        fl_inflow_take(z->in, found ? (size_t)(found - s.p) : s.n - 3);
        if (!found) continue;
        if (is_member(fl_inflow_view(z->in))) return true;
        fl_inflow_take(z->in, 1);
    }
    fl_inflow_take(z->in, fl_inflow_left(z->in));
    return false;
}

void fl_inflate_stream(fl_inflate *z, fl_inflow *in, fl_inflow *out)
{
    z->in = in;
    z->out = out;
    z->inside = z->damaged = z->gave = false;
    out->fill = fill;
    out->resume = resume;
    out->context = z;
    fl_inflow_begin(out);
}

/* ---- bodies ---- */

static int unpack(fl_inflate *z, fl_span body, int window, uint64_t most, fl_buf *out)
{
    size_t from = out->n;
    int result = z->z.reset(&z->stream, window);
    z->stream.next_in = (const unsigned char *)body.p;
    z->stream.avail_in = (unsigned)body.n;
    while (result == Z_OK && out->n - from <= most) {
        fl_buf_reserve(out, 64 << 10);
        size_t room = out->capacity - out->n;
        if (room > 1u << 30) room = 1u << 30;
        z->stream.next_out = (unsigned char *)out->p + out->n;
        z->stream.avail_out = (unsigned)room;
        result = z->z.inflate(&z->stream, Z_NO_FLUSH);
        out->n += room - z->stream.avail_out;
    }
    return result;
}

fairleaf_status fl_inflate_body(fl_inflate *z, fl_span body, uint64_t most, fl_buf *out,
                                fairleaf_error *error)
{
    size_t from = out->n;
    unsigned char first = body.n ? (unsigned char)body.p[0] : 0,
                  second = body.n > 1 ? (unsigned char)body.p[1] : 0;
    bool zlibs = (first & 15) == 8 && (first << 8 | second) % 31 == 0; /* RFC 1950, CMF and FLG */
    int window = is_member(body) ? GZIP : zlibs ? ZLIB : BARE;
    if (body.n > 1u << 30) return fl_fail(error, FAIRLEAF_LIMIT, 0, "the body is too long");
    int result = unpack(z, body, window, most, out);
    if (result != Z_STREAM_END && window == ZLIB) {
        out->n = from; /* bare after all */
        result = unpack(z, body, BARE, most, out);
    }
    if (!fl_meter_count(z->meter, out->n - from, error)) return FAIRLEAF_LIMIT;
    if (out->n - from > most)
        return fl_fail(error, FAIRLEAF_LIMIT, 0, "larger than %llu bytes when it is unpacked",
                       (unsigned long long)most);
    if (result == Z_STREAM_END) return FAIRLEAF_OK;
    return fl_fail(error, FAIRLEAF_IO, 0, "the compressed body %s",
                   result == Z_BUF_ERROR || result == Z_OK ? "ends too early" : "is damaged");
}
