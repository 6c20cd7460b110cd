/* read/unpack.c - a stack of layers, each reading from the one below: gzip, in it a tar, in it a
 * crawl. The layers of one depth are used again and again, for an archive may hold many. */
#include "read/unpack.h"

#include <stdio.h>
#include <strings.h>

#include "base/error.h"
#include "read/inflate.h"
#include "read/jsonl.h"
#include "read/mhtml.h"
#include "read/warc.h"

enum { KINDS = 24, KIND_BYTES = 48 };

typedef struct layer {
    fl_box box;
    bool over;     /* an archive that cannot be read on */
    fl_inflow *in; /* what it reads: the source, or the one below's `out` */
    fl_inflow out; /* what a decompressor gives, or the current entry of an archive */
    fl_buf name;   /* of the container, below the outermost */
    fl_buf whole;  /* a zip in another container, read at any place */
    fl_inflate *zlib;
    fl_archive *archive;
    fl_warc warc;
    fl_jsonl jsonl;
} layer;

struct fl_unpack {
    fl_arena *arena;
    fl_unpacking how;
    fl_meter meter;
    fl_inflow source;
    uint64_t byte; /* of the source, for the inflow */
    layer *layer;
    unsigned depth; /* layers in use */
    bool started;
    fl_names *names;
    fl_codings codings;
    fl_member member;
    char kind[KINDS][KIND_BYTES];
    uint64_t passed[KINDS];
    size_t kinds;
};

/* ---- what it is ---- */

static bool has_magic(fl_span head, const char *bytes, size_t n)
{
    return head.n >= n && memcmp(head.p, bytes, n) == 0;
}

/* A zip whose first entry says that an office program wrote it, or a reader of books will. */
static bool is_office(fl_span head)
{
    static const char *const first[] = { "[Content_Types].xml",
                                         "mimetype",
                                         "_rels/",
                                         "META-INF/",
                                         "docProps/",
                                         "word/",
                                         "xl/",
                                         "ppt/",
                                         "OFD.xml",
                                         "Doc_0/" };
    if (head.n < 46) return false;
    fl_span name = fl_span_sub(head, 30, head.n);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (fl_span_starts(name, fl_span_of(first[i]))) return true;
    return false;
}

/* The sum of a tar's first header (POSIX.1, ustar; the older formats have it as well). */
static bool is_tar(fl_span head)
{
    unsigned long sum = 0, told = 0;
    if (head.n < 512 || head.p[0] == '\0') return false;
    for (size_t i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? ' ' : (unsigned char)head.p[i];
    size_t at = 148;
    while (at < 156 && (head.p[at] == ' ' || head.p[at] == '\0')) at++;
    for (; at < 156 && head.p[at] >= '0' && head.p[at] <= '7'; at++)
        told = told * 8 + (unsigned long)(head.p[at] - '0');
    return told == sum;
}

/* `name` without the suffixes of compression ends in `suffix`. */
static bool is_called(const char *name, const char *suffix)
{
    static const char *const packed[] = { ".gz", ".zst", ".xz", ".bz2", ".lz4", ".lzma" };
    size_t n = name ? strlen(name) : 0, m = strlen(suffix);
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        size_t k = strlen(packed[i]);
        if (n > k && strncasecmp(name + n - k, packed[i], k) == 0) {
            n -= k;
            break;
        }
    }
    return n > m && strncasecmp(name + n - m, suffix, m) == 0;
}

fl_box fl_box_of(fl_span head, const char *name, const char *const *roles)
{
    if (has_magic(head, "\x1F\x8B\x08", 3)) return FL_BOX_GZIP;
    if (has_magic(head, "\x28\xB5\x2F\xFD", 4) || has_magic(head, "\xFD\x37zXZ\0", 6) ||
        (has_magic(head, "BZh", 3) && head.n > 9 && memcmp(head.p + 4, "1AY&SY", 6) == 0) ||
        has_magic(head, "\x04\x22\x4D\x18", 4) ||
        (has_magic(head, "\x5D\0\0", 3) && is_called(name, ".lzma")) ||
        (has_magic(head, "\x1F\x9D", 2) && is_called(name, ".Z")))
        return FL_BOX_PACKED;
    if (has_magic(head, "PK\x03\x04", 4)) return is_office(head) ? FL_BOX_NONE : FL_BOX_ZIP;
    if (has_magic(head, "PK\x05\x06", 4) || has_magic(head, "7z\xBC\xAF\x27\x1C", 6))
        return FL_BOX_ZIP;
    if (fl_warc_is(head) || (head.n && (is_called(name, ".warc") || is_called(name, ".wet"))))
        return FL_BOX_WARC;
    if (is_tar(head)) return FL_BOX_TAR;
    if (fl_jsonl_is(head, roles)) return FL_BOX_JSONL;
    if (head.n && (is_called(name, ".jsonl") || is_called(name, ".ndjson"))) return FL_BOX_JSONL;
    if (fl_mhtml_is(head)) return FL_BOX_MHTML;
    return FL_BOX_NONE;
}

/* ---- layers ---- */

static ptrdiff_t read_source(void *context, char *out, size_t room, fairleaf_error *problem)
{
    fl_unpack *u = context;
    ptrdiff_t n = u->how.source.read(u->how.source.context, u->byte, out, room);
    if (n < 0) fl_fail(problem, FAIRLEAF_IO, u->byte, "cannot be read");
    if (n > 0) u->byte += (uint64_t)n;
    return n;
}

static ptrdiff_t read_whole(void *context, uint64_t byte, char *out, size_t room)
{
    const fl_buf *whole = context;
    size_t left = byte < whole->n ? whole->n - (size_t)byte : 0;
    if (room > left) room = left;
    if (room) memcpy(out, whole->p + byte, room);
    return (ptrdiff_t)room;
}

fl_unpack *fl_unpack_new(fl_arena *a, const fl_unpacking *how)
{
    fl_unpack *u = fl_alloc(a, 1, sizeof *u);
    u->arena = a;
    u->how = *how;
    u->meter = how->limits;
    u->source = (fl_inflow){ .arena = a, .fill = read_source, .context = u };
    u->layer = fl_alloc(a, how->depth + 1, sizeof *u->layer);
    u->names = fl_names_new(a);
    u->codings = (fl_codings){ .arena = a, .meter = &u->meter, .most = how->most };
    fl_member_new(a, &u->member);
    return u;
}

static void pass_over(fl_unpack *u, const char *kind)
{
    size_t i = 0;
    while (i < u->kinds && strcmp(u->kind[i], kind) != 0) i++;
    if (i == KINDS) i = KINDS - 1;
    if (i == u->kinds) (void)snprintf(u->kind[u->kinds++], KIND_BYTES, "%s", kind);
    u->passed[i]++;
}

const char *fl_unpack_passed(const fl_unpack *u, size_t index, uint64_t *count)
{
    if (index >= u->kinds) return NULL;
    *count = u->passed[index];
    return u->kind[index];
}

static void set_name(fl_buf *to, fl_span name)
{
    to->n = 0;
    fl_buf_span(to, name);
}

static fairleaf_status open_zip(fl_unpack *u, layer *l, fairleaf_error *error)
{
    if (l->in == &u->source) return fl_archive_open(l->archive, NULL, &u->how.source, error);
    l->whole.n = 0;
    (void)fl_inflow_copy(l->in, u->how.most + 1, &l->whole);
    if (l->in->problem.status) {
        *error = l->in->problem;
        return error->status;
    }
    if (l->whole.n > u->how.most)
        return fl_fail(error, FAIRLEAF_LIMIT, 0, "larger than %llu bytes",
                       (unsigned long long)u->how.most);
    fl_positioned at = { read_whole, &l->whole, l->whole.n };
    return fl_archive_open(l->archive, NULL, &at, error);
}

/* Puts a layer for `box`, which comes from `in` and is called `name`, onto the stack. */
static fairleaf_status push(fl_unpack *u, fl_box box, fl_inflow *in, fl_span name,
                            fairleaf_error *error)
{
    fairleaf_status status = FAIRLEAF_OK;
    if (u->depth == u->how.depth)
        return fl_fail(error, FAIRLEAF_LIMIT, 0, "more than %u containers in one another",
                       u->how.depth);
    layer *l = &u->layer[u->depth];
    if (!l->out.arena) {
        l->out.arena = u->arena;
        l->name = l->whole = l->warc.head = fl_buf_new(u->arena, 0);
    }
    l->box = box;
    l->over = false;
    l->in = in;
    set_name(&l->name, name);
    bool archive = box == FL_BOX_PACKED || box == FL_BOX_TAR || box == FL_BOX_ZIP;
    if (archive && !l->archive) l->archive = fl_archive_new(u->arena, &u->meter);
    if (box == FL_BOX_GZIP && !l->zlib)
        status = fl_inflate_new(u->arena, &u->meter, &l->zlib, error);
    if (!status && box == FL_BOX_GZIP)
        fl_inflate_stream(l->zlib, in, &l->out);
    else if (box == FL_BOX_PACKED)
        status = fl_archive_stream(l->archive, in, &l->out, error);
    else if (box == FL_BOX_TAR)
        status = fl_archive_open(l->archive, in, NULL, error);
    else if (box == FL_BOX_ZIP)
        status = open_zip(u, l, error);
    else if (box == FL_BOX_WARC)
        l->warc = (fl_warc){ .in = in, .codings = &u->codings, .head = l->warc.head };
    else if (box == FL_BOX_JSONL)
        l->jsonl = (fl_jsonl){ .in = in, .most = u->how.most, .roles = u->how.roles };
    if (!status) u->depth++;
    return status;
}

static void pop(fl_unpack *u)
{
    layer *l = &u->layer[--u->depth];
    if (l->archive) fl_archive_close(l->archive);
}

/* ---- one document ---- */

/* All of `in`, as a document. */
static fairleaf_status load(fl_unpack *u, fl_inflow *in, fl_box box, fairleaf_error *error)
{
    fl_member *m = &u->member;
    fl_member_clear(m);
    m->number = 0;
    (void)fl_inflow_copy(in, u->how.most + 1, &m->payload);
    m->bytes = fl_buf_view(&m->payload);
    if (in->problem.status) {
        *error = in->problem;
        return error->status;
    }
    if (m->bytes.n > u->how.most)
        return fl_fail(error, FAIRLEAF_LIMIT, u->how.most, "larger than %llu bytes",
                       (unsigned long long)u->how.most);
    return box == FL_BOX_MHTML ? fl_mhtml_read(m, error) : FAIRLEAF_OK;
}

/* What `in`, called m->name, is: a document, or a container that is put onto the stack. Goes
 * through layers of compression. END: a container. */
static fl_found open_input(fl_unpack *u, fl_inflow *in, fairleaf_error *error)
{
    fl_member *m = &u->member;
    for (;;) {
        (void)fl_inflow_want(in, FL_BOX_HEAD);
        const char *name = m->name.n ? fl_buf_string(&m->name) : u->how.name;
        fl_box box = fl_box_of(fl_inflow_view(in), name, u->how.roles);
        if (box == FL_BOX_NONE || box == FL_BOX_MHTML)
            return load(u, in, box, error) ? FL_FOUND_FAILED : FL_FOUND_MEMBER;
        if (push(u, box, in, fl_buf_view(&m->name), error)) return FL_FOUND_FAILED;
        if (box != FL_BOX_GZIP && box != FL_BOX_PACKED) return FL_FOUND_END;
        in = &u->layer[u->depth - 1].out;
    }
}

static fl_found next_entry(fl_unpack *u, layer *l, fairleaf_error *error)
{
    static const char *const kinds[] = { NULL, NULL, "links", "devices and FIFOs" };
    const char *name;
    fl_member *m = &u->member;
    if (l->over) return FL_FOUND_END;
    fl_entry_kind kind = fl_archive_next(l->archive, &name, &l->out, error);
    if (kind == FL_ENTRY_END) {
        if (error->status) set_name(&m->name, fl_buf_view(&l->name));
        l->over = true;
        return error->status ? FL_FOUND_FAILED : FL_FOUND_END;
    }
    m->number = 0;
    if (kind == FL_ENTRY_FOLDER) return FL_FOUND_OTHER;
    if (kind == FL_ENTRY_LINK || kind == FL_ENTRY_SPECIAL) {
        pass_over(u, kinds[kind]);
        return FL_FOUND_OTHER;
    }
    if (!fl_names_entry(u->names, fl_buf_view(&l->name), name, &m->name)) {
        pass_over(u, "hidden files");
        return FL_FOUND_OTHER;
    }
    if (kind == FL_ENTRY_WRONG) return FL_FOUND_FAILED;
    if (kind == FL_ENTRY_ENCRYPTED) {
        fl_fail(error, FAIRLEAF_NOT_TEXT, 0, "is encrypted");
        return FL_FOUND_FAILED;
    }
    fl_found found = open_input(u, &l->out, error);
    return found == FL_FOUND_END ? FL_FOUND_OTHER : found;
}

/* The next of the uppermost layer. END: it has no more. */
static fl_found next_of(fl_unpack *u, layer *l, fairleaf_error *error)
{
    fl_member *m = &u->member;
    fl_found found = FL_FOUND_END;
    fl_span about = { "", 0 };
    switch (l->box) {
    case FL_BOX_TAR:
    case FL_BOX_ZIP:
        return next_entry(u, l, error);
    case FL_BOX_WARC:
        found = fl_warc_next(&l->warc, m, error);
        if (found == FL_FOUND_OTHER) pass_over(u, l->warc.other);
        about = fl_buf_view(&m->url);
        break;
    case FL_BOX_JSONL:
        found = fl_jsonl_next(&l->jsonl, m, error);
        about = fl_buf_view(m->id.n ? &m->id : &m->url);
        break;
    default:
        return FL_FOUND_END;
    }
    if (found == FL_FOUND_FAILED) about.n = 0;
    fl_names_record(fl_buf_view(&l->name), m->number, about, &m->name);
    return found;
}

/* Over the limits of the whole container nothing more is read. */
static bool is_over(const fl_meter *m)
{
    return m->out > m->most || (m->out > FL_METER_FREE && m->out / m->ratio > m->length);
}

fl_found fl_unpack_next(fl_unpack *u, const fl_member **out, fairleaf_error *error)
{
    *out = &u->member;
    fl_found found = FL_FOUND_OTHER;
    *error = (fairleaf_error){ .status = FAIRLEAF_OK };
    if (!u->started) {
        u->started = true;
        found = open_input(u, &u->source, error);
        if (found == FL_FOUND_END) found = FL_FOUND_OTHER;
    }
    while (found == FL_FOUND_OTHER || found == FL_FOUND_END) {
        if (u->depth == 0) return FL_FOUND_END;
        found = next_of(u, &u->layer[u->depth - 1], error);
        if (found == FL_FOUND_END) pop(u);
    }
    if (found == FL_FOUND_FAILED && is_over(&u->meter)) {
        while (u->depth) pop(u);
        u->member.name.n = 0;
    }
    return found;
}
