/* read/archive.c - libarchive's interface is declared here as version 3 has it (soname 13), so that
 * building needs no header of it. */
#include "read/archive.h"

#include <locale.h>
#include <sys/types.h>

#include "base/shared.h"

struct archive;
struct archive_entry;

enum { ARCHIVE_EOF = 1, ARCHIVE_OK = 0, ARCHIVE_WARN = -20, ARCHIVE_FATAL = -30 };
enum { FILE_TYPE = 0170000, REGULAR = 0100000, FOLDER = 0040000, SYMBOLIC = 0120000 };
enum { BLOCK = 128 << 10 };

typedef ssize_t read_callback(struct archive *, void *context, const void **block);
typedef int64_t seek_callback(struct archive *, void *context, int64_t offset, int whence);

typedef struct libarchive {
    struct archive *(*read_new)(void);
    int (*free)(struct archive *);
    const char *(*error_string)(struct archive *);
    int (*set_read)(struct archive *, read_callback *);
    int (*set_seek)(struct archive *, seek_callback *);
    int (*set_context)(struct archive *, void *);
    int (*open)(struct archive *);
    int (*next_header)(struct archive *, struct archive_entry **);
    ssize_t (*data)(struct archive *, void *, size_t);
    const char *(*name)(struct archive_entry *);
    const char *(*name_utf8)(struct archive_entry *);
    unsigned (*file_type)(struct archive_entry *);
    const char *(*hard_link)(struct archive_entry *);
    int (*is_encrypted)(struct archive_entry *);
    int (*tar)(struct archive *);
    int (*zip)(struct archive *);
    int (*seven)(struct archive *);
    int (*raw)(struct archive *);
    int (*bzip2)(struct archive *);
    int (*xz)(struct archive *);
    int (*lzma)(struct archive *);
    int (*zstd)(struct archive *);
    int (*lz4)(struct archive *);
    int (*compress)(struct archive *);
} libarchive;

static const char *const symbols[] = {
    "archive_read_new",
    "archive_read_free",
    "archive_error_string",
    "archive_read_set_read_callback",
    "archive_read_set_seek_callback",
    "archive_read_set_callback_data",
    "archive_read_open1",
    "archive_read_next_header",
    "archive_read_data",
    "archive_entry_pathname",
    "archive_entry_pathname_utf8",
    "archive_entry_filetype",
    "archive_entry_hardlink",
    "archive_entry_is_encrypted",
    "archive_read_support_format_tar",
    "archive_read_support_format_zip",
    "archive_read_support_format_7zip",
    "archive_read_support_format_raw",
    "archive_read_support_filter_bzip2",
    "archive_read_support_filter_xz",
    "archive_read_support_filter_lzma",
    "archive_read_support_filter_zstd",
    "archive_read_support_filter_lz4",
    "archive_read_support_filter_compress",
};
enum { SYMBOLS = sizeof symbols / sizeof *symbols };
_Static_assert(sizeof(libarchive) == SYMBOLS * sizeof(void *), "a pointer a symbol");

struct fl_archive {
    fl_arena *arena;
    fl_meter *meter;
    libarchive l;
    bool there;
    struct archive *open;
    fl_inflow *in; /* NULL: at is read */
    size_t lent;   /* bytes of `in` that libarchive has and that are taken when it wants more */
    fl_positioned at;
    uint64_t byte;   /* of `at` */
    char *block;     /* for `at` */
    uint64_t given;  /* from the current entry */
    bool compressed; /* what comes out counts */
    bool started;
    locale_t utf8; /* 0: none */
};

static void close_it(void *object)
{
    fl_archive *x = object;
    fl_archive_close(x);
    if (x->utf8) freelocale(x->utf8);
    x->utf8 = (locale_t)0;
}

fl_archive *fl_archive_new(fl_arena *a, fl_meter *meter)
{
    fl_archive *x = fl_alloc(a, 1, sizeof *x);
    x->arena = a;
    x->meter = meter;
    fl_arena_defer(a, close_it, x);
    return x;
}

void fl_archive_close(fl_archive *x)
{
    if (x->open) (void)x->l.free(x->open);
    x->open = NULL;
}

/* ---- what libarchive reads ---- */

static ssize_t lend(struct archive *unused, void *context, const void **block)
{
    fl_archive *x = context;
    (void)unused;
    if (!x->in) {
        ptrdiff_t n = x->at.read(x->at.context, x->byte, x->block, BLOCK);
        if (n > 0) x->byte += (uint64_t)n;
        *block = x->block;
        return n;
    }
    fl_inflow_take(x->in, x->lent);
    x->lent = 0;
    (void)fl_inflow_want(x->in, 1);
    fl_span s = fl_inflow_view(x->in);
    *block = s.p;
    x->lent = s.n;
    return s.n == 0 && x->in->problem.status ? -1 : (ssize_t)s.n;
}

static int64_t seek(struct archive *unused, void *context, int64_t offset, int whence)
{
    fl_archive *x = context;
    (void)unused;
    int64_t from = whence == 0 ? 0 : whence == 1 ? (int64_t)x->byte : (int64_t)x->at.length;
    int64_t to;
    if (__builtin_add_overflow(from, offset, &to) || to < 0 || to > (int64_t)x->at.length)
        return ARCHIVE_FATAL;
    x->byte = (uint64_t)to;
    return to;
}

static fairleaf_status begin(fl_archive *x, fl_inflow *in, const fl_positioned *at,
                             fairleaf_error *error)
{
    fl_archive_close(x);
    if (!x->there) x->there = fl_shared_open("libarchive.so.13", symbols, SYMBOLS, &x->l);
    if (!x->there)
        return fl_fail(error, FAIRLEAF_IO, 0,
                       "this needs libarchive, which is not installed (Debian: apt install "
                       "libarchive13)");
    x->in = in;
    x->lent = 0;
    x->byte = x->given = 0;
    x->started = false;
    if (at) x->at = *at;
    if (at && !x->block) x->block = fl_alloc_bytes(x->arena, BLOCK);
    x->open = x->l.read_new();
    if (!x->open) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    x->l.set_read(x->open, lend);
    if (at) x->l.set_seek(x->open, seek);
    x->l.set_context(x->open, x);
    return FAIRLEAF_OK;
}

static fairleaf_status failed(fl_archive *x, const char *what, fairleaf_error *error)
{
    const char *why = x->l.error_string(x->open);
    if (x->in && x->in->problem.status)
        *error = x->in->problem;
    else
        fl_fail(error, FAIRLEAF_IO, x->in ? x->in->taken : x->byte, "%s%s%s", what, why ? ": " : "",
                why ? why : "");
    return error->status;
}

/* ---- compressions ---- */

/* Reads the data of the current entry. */
static ptrdiff_t fill(void *context, char *out, size_t room, fairleaf_error *problem)
{
    fl_archive *x = context;
    if (!x->open) return 0;
    if (!x->started) { /* raw: the one entry */
        struct archive_entry *entry;
        int result = x->l.next_header(x->open, &entry);
        x->started = true;
        if (result == ARCHIVE_EOF) return 0;
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            failed(x, "the compressed data is damaged", problem);
            return -1;
        }
    }
    ssize_t n = x->l.data(x->open, out, room);
    if (n < 0) {
        failed(x, "the compressed data is damaged", problem);
        return -1;
    }
    x->given += (uint64_t)n;
    if (x->compressed) return fl_meter_count(x->meter, (uint64_t)n, problem) ? n : -1;
    /* A tar gives what it takes, but that holes in sparse files are written out. */
    if (x->in && x->given > FL_METER_FREE && x->given / x->meter->ratio > x->in->taken) {
        fl_fail(problem, FAIRLEAF_LIMIT, 0, "holds little but holes");
        return -1;
    }
    return n;
}

fairleaf_status fl_archive_stream(fl_archive *x, fl_inflow *in, fl_inflow *out,
                                  fairleaf_error *error)
{
    fairleaf_status status = begin(x, in, NULL, error);
    if (status) return status;
    (void)x->l.raw(x->open);
    (void)x->l.bzip2(x->open);
    (void)x->l.xz(x->open);
    (void)x->l.lzma(x->open);
    (void)x->l.zstd(x->open);
    (void)x->l.lz4(x->open);
    (void)x->l.compress(x->open);
    x->compressed = true;
    out->fill = fill;
    out->resume = NULL;
    out->context = x;
    fl_inflow_begin(out);
    if (x->l.open(x->open) == ARCHIVE_OK) return FAIRLEAF_OK;
    return failed(x, "the compressed data is damaged", error);
}

/* ---- archives ---- */

fairleaf_status fl_archive_open(fl_archive *x, fl_inflow *in, const fl_positioned *at,
                                fairleaf_error *error)
{
    fairleaf_status status = begin(x, at ? NULL : in, at, error);
    if (status) return status;
    if (at) {
        (void)x->l.zip(x->open);
        (void)x->l.seven(x->open);
    } else {
        (void)x->l.tar(x->open);
    }
    x->compressed = at != NULL;
    if (x->l.open(x->open) == ARCHIVE_OK) return FAIRLEAF_OK;
    return failed(x, "the archive is damaged", error);
}

/* What the archive says is UTF-8 comes as such, all else as it stands. */
static const char *name_of(const fl_archive *x, struct archive_entry *entry)
{
    const char *name = x->l.name(entry);
    if (!name) name = x->l.name_utf8(entry);
    return name ? name : "";
}

/* libarchive turns names into the locale's charset and gives none where that cannot be, so the
 * next header is read in a locale of UTF-8: this thread's alone, and only as long as it lasts. */
static int next_header(fl_archive *x, struct archive_entry **entry, const char **name)
{
    if (!x->utf8) x->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = x->utf8 ? uselocale(x->utf8) : (locale_t)0;
    int result = x->l.next_header(x->open, entry);
    *name = "";
    if (result != ARCHIVE_EOF && result > ARCHIVE_FATAL) *name = name_of(x, *entry);
    if (x->utf8) (void)uselocale(before);
    return result;
}

fl_entry_kind fl_archive_next(fl_archive *x, const char **name, fl_inflow *out,
                              fairleaf_error *error)
{
    struct archive_entry *entry;
    x->started = true;
    x->given = 0;
    int result = next_header(x, &entry, name);
    if (result == ARCHIVE_EOF) return FL_ENTRY_END;
    if (result == ARCHIVE_FATAL) {
        failed(x, "the archive is damaged", error);
        return FL_ENTRY_END;
    }
    if (result < ARCHIVE_WARN) {
        failed(x, "the entry is damaged", error);
        return FL_ENTRY_WRONG;
    }
    unsigned type = x->l.file_type(entry) & FILE_TYPE;
    if (type == FOLDER) return FL_ENTRY_FOLDER;
    if (type == SYMBOLIC || x->l.hard_link(entry)) return FL_ENTRY_LINK;
    if (type && type != REGULAR) return FL_ENTRY_SPECIAL;
    if (x->l.is_encrypted(entry)) return FL_ENTRY_ENCRYPTED;
    out->fill = fill;
    out->resume = NULL;
    out->context = x;
    fl_inflow_begin(out);
    return FL_ENTRY_FILE;
}
