/* batch/manifest.c - read whole, found by a hash of the stem, appended to while a run lasts,
 * written anew at its end. */
#include "batch/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "batch/load.h"

enum { MOST_PRODUCTS = 32, LONGEST_PATH = 8192, APPEND_BYTES = 64 << 10, PATIENCE = 20 };

#define MANIFEST FL_MANIFEST_FOLDER "/manifest.jsonl"
#define LOCK FL_MANIFEST_FOLDER "/lock"

typedef struct slot {
    uint32_t number; /* index of a record + 1; 0: free */
    uint32_t hash;   /* part of that of its stem: spares a look at other stems */
} slot;

struct fl_manifest {
    fl_store *store;
    fl_record **record; /* in the order of the file; an overwritten one is NULL */
    size_t count;
    slot *slot;      /* open addressing */
    size_t slots;    /* a power of two */
    int file, lock;  /* -1: not open */
    fl_arena *arena; /* of what is being appended */
    fl_buf pending;
    bool torn; /* the last line may have been cut: begin with a line end */
};

/* ---- index ---- */

/* FNV-1a over words of eight bytes. */
static uint64_t hash_of(const char *text)
{
    uint64_t h = 14695981039346656037u, word;
    size_t n = strlen(text);
    for (; n >= sizeof word; text += sizeof word, n -= sizeof word) {
        memcpy(&word, text, sizeof word);
        h = (h ^ word) * 1099511628211u;
        h ^= h >> 32;
    }
    for (; n; text++, n--) h = (h ^ (unsigned char)*text) * 1099511628211u;
    return h ^ h >> 32;
}

/* The slot of a stem: that of its record, or the free one where it belongs. Part of the hash goes
 * to *part. */
static size_t slot_of(const fl_manifest *m, const char *stem, uint32_t *part)
{
    uint64_t hash = hash_of(stem);
    size_t at = (size_t)hash & (m->slots - 1);
    *part = (uint32_t)(hash >> 32);
    while (m->slot[at].number && (m->slot[at].hash != *part ||
                                  strcmp(m->record[m->slot[at].number - 1]->stem, stem) != 0))
        at = (at + 1) & (m->slots - 1);
    return at;
}

fl_record *fl_manifest_find(const fl_manifest *m, const char *stem)
{
    if (!m->slots) return NULL;
    uint32_t part;
    size_t at = slot_of(m, stem, &part);
    return m->slot[at].number ? m->record[m->slot[at].number - 1] : NULL;
}

size_t fl_manifest_records(const fl_manifest *m, fl_record *const **out)
{
    *out = m->record;
    return m->count;
}

/* A later line takes the place of the earlier one for its stem. */
static void add(fl_manifest *m, fl_record *r)
{
    uint32_t part;
    size_t at = slot_of(m, r->stem, &part);
    if (m->slot[at].number) {
        m->record[m->slot[at].number - 1] = r;
        return;
    }
    m->record[m->count++] = r;
    m->slot[at] = (slot){ (uint32_t)m->count, part };
}

/* ---- reading ---- */

static const char *read_text(fl_json_reader *j, fl_arena *a)
{
    const fl_json_reader before = *j;
    fl_span plain;
    if (fl_json_plain(j, &plain)) return fl_copy(a, plain);
    *j = before;
    fl_buf text = fl_buf_new(a, 0);
    return fl_json_text(j, &text) ? fl_buf_string(&text) : NULL;
}

static uint64_t read_number(fl_json_reader *j)
{
    int64_t n = 0;
    return fl_json_integer(j, &n) && n >= 0 ? (uint64_t)n : 0;
}

/* A stem that is not UTF-8, as hexadecimal digits. */
static const char *read_hex(fl_json_reader *j, fl_arena *a)
{
    const char *hex = read_text(j, a);
    size_t n = hex ? strlen(hex) / 2 : 0;
    char *text = fl_alloc_bytes(a, n + 1);
    for (size_t i = 0; i < n; i++) {
        unsigned byte;
        if (sscanf(hex + 2 * i, "%2x", &byte) != 1) return NULL;
        text[i] = (char)byte;
    }
    text[n] = '\0';
    return text;
}

static fl_product read_product(fl_json_reader *j, fl_arena *a)
{
    fl_product p = { .suffix = NULL };
    fl_span key;
    for (fl_json_object(j); fl_json_member(j, &key);) {
        if (fl_span_equal(key, FL_SPAN("suffix")))
            p.suffix = read_text(j, a);
        else if (fl_span_equal(key, FL_SPAN("bytes")))
            p.bytes = read_number(j);
        else if (fl_span_equal(key, FL_SPAN("changed")))
            p.changed = (int64_t)read_number(j);
        else if (fl_span_equal(key, FL_SPAN("recipe"))) {
            fl_span hex;
            if (fl_json_plain(j, &hex)) p.recipe = strtoull(hex.p, NULL, 16);
        } else
            fl_json_skip(j);
    }
    return p;
}

static void read_products(fl_json_reader *j, fl_arena *a, fl_record *r)
{
    fl_product product[MOST_PRODUCTS];
    size_t n = 0;
    for (fl_json_array(j); fl_json_element(j);) {
        fl_product p = read_product(j, a);
        if (p.suffix && *p.suffix == '.' && !strchr(p.suffix, '/') && n < MOST_PRODUCTS)
            product[n++] = p;
    }
    r->product = fl_alloc(a, n + 1, sizeof *r->product);
    memcpy(r->product, product, n * sizeof *product);
    r->products = n;
}

/* False for a path that leads out of the folder: somebody wrote it who is not fairleaf. */
static bool is_inside(const char *path)
{
    if (*path == '/' || *path == '\0') return false;
    for (size_t at = 0; path[at];) {
        size_t n = strcspn(path + at, "/");
        if (n == 2 && path[at] == '.' && path[at + 1] == '.') return false;
        at += n + (path[at + n] == '/');
    }
    return true;
}

static const fl_sketch *read_sketch(fl_json_reader *j, fl_arena *a)
{
    const char *hex = read_text(j, a);
    fl_sketch *s = fl_alloc(a, 1, sizeof *s);
    return hex && fl_sketch_from_hex(hex, s) ? s : NULL;
}

/* NULL when the line is none of ours. */
static fl_record *read_record(fl_arena *a, fl_span line)
{
    fl_record *r = fl_alloc(a, 1, sizeof *r);
    fl_json_reader j = fl_json_read(line);
    fl_span key;
    for (fl_json_object(&j); fl_json_member(&j, &key);) {
        if (fl_span_equal(key, FL_SPAN("stem")))
            r->stem = read_text(&j, a);
        else if (fl_span_equal(key, FL_SPAN("stem_hex")))
            r->stem = read_hex(&j, a);
        else if (fl_span_equal(key, FL_SPAN("input")))
            r->place = read_text(&j, a);
        else if (fl_span_equal(key, FL_SPAN("bytes")))
            r->bytes = read_number(&j);
        else if (fl_span_equal(key, FL_SPAN("changed")))
            r->changed = (int64_t)read_number(&j);
        else if (fl_span_equal(key, FL_SPAN("file")))
            r->file = read_number(&j);
        else if (fl_span_equal(key, FL_SPAN("outputs")))
            read_products(&j, a, r);
        else if (fl_span_equal(key, FL_SPAN("sketch")))
            r->sketch = read_sketch(&j, a);
        else if (fl_span_equal(key, FL_SPAN("sha256"))) {
            fl_span hex;
            if (fl_json_plain(&j, &hex)) (void)fl_digest_from_hex(hex, &r->digest);
        } else
            fl_json_skip(&j);
    }
    return fl_json_end(&j) && r->stem && is_inside(r->stem) && r->place && r->product ? r : NULL;
}

static void read_lines(fl_manifest *m, fl_arena *a, fl_span text)
{
    size_t lines = 1;
    for (const char *end = text.p + text.n, *p = text.p;
         text.n && (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        lines++;
    for (m->slots = 16; m->slots < lines * 2;) m->slots *= 2;
    m->slot = fl_alloc(a, m->slots, sizeof *m->slot);
    m->record = fl_alloc(a, lines + 1, sizeof(fl_record *));
    for (size_t at = 0; at < text.n;) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        size_t to = end ? (size_t)(end - text.p) : text.n;
        fl_span line = fl_span_sub(text, at, to);
        fl_arena_mark mark = fl_arena_here(a);
        fl_record *r = line.n && fl_utf8_valid(line) == line.n ? read_record(a, line) : NULL;
        if (r)
            add(m, r);
        else
            fl_arena_back(a, mark);
        at = to + 1;
    }
    m->torn = text.n > 0 && text.p[text.n - 1] != '\n';
}

/* ---- opening ---- */

static void free_loaded(void *object) { fl_loaded_free(object); }

static fairleaf_status take_lock(fl_manifest *m, int root, fairleaf_error *error)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    if (mkdirat(root, FL_MANIFEST_FOLDER, 0777) != 0 && errno != EEXIST)
        return fl_fail(error, FAIRLEAF_IO, 0, "cannot make '%s': %s", FL_MANIFEST_FOLDER,
                       strerror(errno));
    m->lock = openat(root, LOCK, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (m->lock < 0)
        return fl_fail(error, FAIRLEAF_IO, 0, "cannot open '%s': %s", LOCK, strerror(errno));
    int taken = fcntl(m->lock, F_SETLK, &whole);
    for (int i = 0; taken != 0 && (errno == EACCES || errno == EAGAIN) && i < PATIENCE; i++) {
        const struct timespec pause = { 0,
                                        50000000 }; /* a run that was killed may not be gone yet */
        (void)nanosleep(&pause, NULL);
        taken = fcntl(m->lock, F_SETLK, &whole);
    }
    if (taken == 0) {
        fl_store_make_alone(m->store);
        return FAIRLEAF_OK;
    }
    if (errno == EACCES || errno == EAGAIN)
        return fl_fail(error, FAIRLEAF_IO, 0, "another fairleaf is writing to this folder");
    return FAIRLEAF_OK; /* a file system without locks */
}

fairleaf_status fl_manifest_open(fl_arena *a, fl_store *store, bool write, fl_manifest **out,
                                 fairleaf_error *error)
{
    fl_manifest *m = *out = fl_alloc(a, 1, sizeof *m);
    int root = fl_store_descriptor(store);
    m->store = store;
    m->file = m->lock = -1;
    if (write) {
        fairleaf_status status = take_lock(m, root, error);
        if (status) return status;
    }
    int flags = O_NOFOLLOW | O_CLOEXEC | (write ? O_RDWR | O_CREAT | O_APPEND : O_RDONLY);
    m->file = openat(root, MANIFEST, flags, 0666);
    if (m->file < 0 && (write || errno != ENOENT))
        return fl_fail(error, FAIRLEAF_IO, 0, "cannot open '%s': %s", MANIFEST, strerror(errno));
    fl_loaded *loaded = fl_alloc(a, 1, sizeof *loaded);
    fl_arena_defer(a, free_loaded, loaded); /* also when memory ends while it is read */
    fairleaf_status status = FAIRLEAF_OK;
    if (m->file >= 0) status = fl_load_descriptor(m->file, SIZE_MAX / 2, loaded, error);
    if (!status) read_lines(m, a, (fl_span){ loaded->bytes, loaded->length });
    fl_loaded_free(loaded);
    m->arena = fl_arena_new(SIZE_MAX / 2);
    if (!status && !m->arena) status = fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    m->pending = fl_buf_new(m->arena, 0);
    return status;
}

void fl_manifest_close(fl_manifest *m)
{
    if (!m) return;
    if (m->file >= 0) (void)close(m->file);
    if (m->lock >= 0) (void)close(m->lock);
    m->file = m->lock = -1;
    fl_arena_free(m->arena);
    m->arena = NULL;
}

/* ---- writing ---- */

static void write_stem(fl_buf *out, const char *stem)
{
    fl_span s = fl_span_of(stem);
    if (fl_utf8_valid(s) == s.n) {
        fl_json_key(out, "stem");
        fl_json_string(out, s);
        return;
    }
    fl_json_key(out, "stem_hex");
    fl_buf_byte(out, '"');
    for (size_t i = 0; i < s.n; i++) fl_buf_format(out, "%02x", (unsigned char)s.p[i]);
    fl_buf_byte(out, '"');
}

static void write_record(fl_buf *out, const fl_record *r)
{
    char hex[FL_DIGEST_HEX + 1];
    fl_digest_hex(&r->digest, hex);
    fl_buf_byte(out, '{');
    write_stem(out, r->stem);
    fl_buf_text(out, ",\"input\":");
    fl_json_string(out, fl_span_of(r->place));
    fl_buf_format(out, ",\"bytes\":%" PRIu64 ",\"changed\":%" PRId64 ",\"file\":%" PRIu64, r->bytes,
                  r->changed, r->file);
    fl_buf_format(out, ",\"sha256\":\"%s\"", hex);
    if (r->sketch) {
        char sketch[FL_SKETCH_HEX + 1];
        fl_sketch_hex(r->sketch, sketch);
        fl_buf_format(out, ",\"sketch\":\"%s\"", sketch);
    }
    fl_buf_text(out, ",\"outputs\":[");
    for (size_t i = 0; i < r->products; i++) {
        const fl_product *p = &r->product[i];
        fl_buf_text(out, i ? ",{\"suffix\":" : "{\"suffix\":");
        fl_json_string(out, fl_span_of(p->suffix));
        if (p->changed)
            fl_buf_format(
                out, ",\"recipe\":\"%016" PRIx64 "\",\"bytes\":%" PRIu64 ",\"changed\":%" PRId64,
                p->recipe, p->bytes, p->changed);
        fl_buf_byte(out, '}');
    }
    fl_buf_text(out, "]}\n");
}

static void write_head(fl_buf *out)
{
    fl_buf_format(out, "{\"schema\":\"fairleaf.manifest/1\",\"tool\":\"fairleaf %s\"}\n",
                  fairleaf_version());
}

void fl_manifest_append(fl_manifest *m, const fl_record *r)
{
    if (FL_ARENA_FAILED(m->arena)) return;
    if (m->torn) fl_buf_byte(&m->pending, '\n');
    m->torn = false;
    write_record(&m->pending, r);
    if (m->pending.n >= APPEND_BYTES) fl_manifest_flush(m);
}

void fl_manifest_flush(fl_manifest *m)
{
    const char *p = m->pending.p;
    size_t left = m->pending.n;
    while (left > 0) {
        ssize_t n = write(m->file, p, left);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) break;
        p += n;
        left -= (size_t)n;
    }
    m->torn |= left > 0;
    m->pending.n = 0;
}

static fairleaf_status write_all(fl_manifest *m, fl_record *const *record, size_t count,
                                 fairleaf_error *error)
{
    if (FL_ARENA_FAILED(m->arena)) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    fl_buf *out = &m->pending;
    out->n = 0;
    write_head(out);
    for (size_t i = 0; i < count; i++) {
        write_record(out, record[i]);
        if (out->n < APPEND_BYTES) continue;
        if (!fl_store_append(m->store, out->p, out->n)) break;
        out->n = 0;
    }
    (void)fl_store_append(m->store, out->p, out->n);
    out->n = 0;
    return fl_store_commit(m->store, error);
}

fairleaf_status fl_manifest_write(fl_manifest *m, fl_record *const *record, size_t count,
                                  fairleaf_error *error)
{
    fairleaf_status status = fl_store_begin(m->store, MANIFEST, error);
    if (status) return status;
    status = write_all(m, record, count, error);
    fl_store_drop(m->store);
    return status;
}

static bool look(int root, const char *stem, const char *suffix, struct stat *is)
{
    char path[LONGEST_PATH];
    int n = snprintf(path, sizeof path, "%s%s", stem, suffix);
    return n > 0 && (size_t)n < sizeof path && fstatat(root, path, is, AT_SYMLINK_NOFOLLOW) == 0;
}

bool fl_product_is_there(int root, const char *stem, const char *suffix)
{
    struct stat is;
    return look(root, stem, suffix, &is);
}

bool fl_product_stands(int root, const char *stem, const fl_product *p)
{
    struct stat is;
    if (!look(root, stem, p->suffix, &is)) return false;
    return S_ISREG(is.st_mode) && (uint64_t)is.st_size == p->bytes &&
           fl_file_time(&is) == p->changed;
}
