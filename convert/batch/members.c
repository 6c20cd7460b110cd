/* batch/members.c - a few containers stay open, each where it was read last. One lock for all:
 * unpacking is ten times faster than what is done with the documents. */
#include "batch/members.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "batch/pages.h"
#include "batch/pool.h"

enum { MOST_OPEN = 4, HEAD_BYTES = 4096 };
#define ROOM_KEPT (64ull << 20) /* bytes of members that are kept for those who have not asked */

/* A member that was read on the way to another. */
typedef struct kept {
    struct kept *next;
    char *name;
    fl_fetched fetched;
} kept;

typedef struct holder {
    char *path; /* malloc; NULL: free */
    int descriptor;
    fairleaf_unpacking *unpacking;
    uint64_t read; /* members handed out since it was opened */
    uint64_t used; /* when it was used last */
    kept *first, *last;
    uint64_t kept_bytes;
} holder;

struct fl_members {
    fl_members_how how;
    fl_lock *lock;
    holder holder[MOST_OPEN];
    uint64_t clock;
};

/* ---- containers ---- */

static ptrdiff_t read_at(void *context, uint64_t byte, char *out, size_t room)
{
    const int *descriptor = context;
    for (;;) {
        ssize_t n = pread(*descriptor, out, room, (off_t)byte);
        if (n >= 0 || errno != EINTR) return n;
    }
}

static fairleaf_container container_of(const fl_members *m, const char *path)
{
    fairleaf_container c = FAIRLEAF_CONTAINER_INIT;
    c.name = path;
    c.most = m->how.most_unpacked;
    c.ratio = m->how.ratio;
    c.roles = m->how.roles;
    return c;
}

static int open_file(const char *path, uint64_t *length)
{
    struct stat is;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return -1;
    if (fstat(descriptor, &is) == 0 && S_ISREG(is.st_mode)) {
        *length = (uint64_t)is.st_size;
        return descriptor;
    }
    (void)close(descriptor);
    errno = EINVAL;
    return -1;
}

static fairleaf_status fail_open(fairleaf_error *error)
{
    return fl_fail(error, FAIRLEAF_IO, 0, "cannot open: %s", strerror(errno));
}

static fairleaf_status open_container(const fl_members *m, const char *path, int *descriptor,
                                      fairleaf_unpacking **out, fairleaf_error *error)
{
    fairleaf_container c = container_of(m, path);
    *out = NULL;
    *descriptor = open_file(path, &c.length);
    if (*descriptor < 0) return fail_open(error);
    c.read = read_at;
    c.context = descriptor;
    fairleaf_status status = fairleaf_unpack(m->how.library, &c, out, error);
    if (status) (void)close(*descriptor);
    return status;
}

static void free_kept(kept *k)
{
    fl_fetched_free(&k->fetched);
    free(k->name);
    free(k);
}

static void close_stream(holder *h)
{
    if (h->unpacking) (void)close(h->descriptor);
    fairleaf_unpack_free(h->unpacking);
    h->unpacking = NULL;
    h->read = 0;
}

static void close_holder(holder *h)
{
    close_stream(h);
    for (kept *k = h->first, *next; k; k = next) {
        next = k->next;
        free_kept(k);
    }
    free(h->path);
    *h = (holder){ .path = NULL };
}

static void free_members(void *object)
{
    fl_members *m = object;
    for (size_t i = 0; i < MOST_OPEN; i++) close_holder(&m->holder[i]);
    fl_lock_free(m->lock);
}

fl_members *fl_members_new(fl_arena *a, const fl_members_how *how)
{
    fl_members *m = fl_alloc(a, 1, sizeof *m);
    m->how = *how;
    fl_arena_defer(a, free_members, m);
    m->lock = fl_lock_new();
    if (!m->lock) fl_arena_fail(a);
    return m;
}

/* ---- one member in memory ---- */

void fl_fetched_free(fl_fetched *f)
{
    fl_loaded_free(&f->loaded);
    *f = (fl_fetched){ .fields = 0 };
}

void fl_members_options(const fl_fetched *f, fairleaf_options *options)
{
    bool told = options->input && strcmp(options->input, "auto") != 0;
    if (!told && f->input) options->input = f->input;
    for (size_t i = 0; i < f->fields && !options->base; i++)
        if (strcmp(f->field[i].key, "url") == 0) options->base = f->field[i].value;
}

/* The kind of input that has this MIME type; NULL: none, so it is told from the bytes. */
static const char *input_of(const char *mime)
{
    size_t n = mime ? strcspn(mime, "; ") : 0;
    if (n == 21 && strncasecmp(mime, "application/xhtml+xml", n) == 0) return input_of("text/html");
    for (size_t i = 0; n && fairleaf_input(i); i++) {
        const char *known = fairleaf_input(i)->mime;
        bool plain = strcmp(known, "text/plain") == 0; /* what servers say of anything */
        if (!plain && strlen(known) == n && strncasecmp(known, mime, n) == 0)
            return fairleaf_input(i)->name;
    }
    return NULL;
}

static const char *put(char **at, const char *text)
{
    size_t n = strlen(text) + 1;
    char *to = memcpy(*at, text, n);
    *at += n;
    return to;
}

/* Copies a member; *out keeps its room. False: out of memory. */
static bool take(const fairleaf_member *m, fl_fetched *out)
{
    size_t fields = m->metadata_count < FL_FETCHED_FIELDS ? m->metadata_count : FL_FETCHED_FIELDS;
    size_t room = m->source.length + 1;
    if (m->source.declared) room += strlen(m->source.declared) + 1;
    for (size_t i = 0; i < fields; i++)
        room += strlen(m->metadata[i].key) + strlen(m->metadata[i].value) + 2;
    if (out->loaded.capacity < room) {
        fl_loaded_free(&out->loaded);
        out->loaded.bytes = malloc(room);
        if (!out->loaded.bytes) return false;
        out->loaded.capacity = room;
    }
    if (m->source.length) memcpy(out->loaded.bytes, m->source.bytes, m->source.length);
    out->loaded.length = m->source.length;
    char *at = out->loaded.bytes + m->source.length;
    out->declared = m->source.declared ? put(&at, m->source.declared) : NULL;
    out->input = input_of(m->mime);
    out->fields = fields;
    for (size_t i = 0; i < fields; i++) {
        out->field[i].key = put(&at, m->metadata[i].key);
        out->field[i].value = put(&at, m->metadata[i].value);
        out->field[i].rule = m->metadata[i].rule; /* static */
    }
    return true;
}

/* ---- fetching ---- */

static holder *holder_of(fl_members *m, const char *path)
{
    holder *oldest = m->holder;
    for (size_t i = 0; i < MOST_OPEN; i++) {
        holder *h = &m->holder[i];
        if (h->path && strcmp(h->path, path) == 0) {
            h->used = ++m->clock;
            return h;
        }
        if (h->used < oldest->used) oldest = h;
    }
    close_holder(oldest);
    oldest->path = strdup(path);
    oldest->used = ++m->clock;
    return oldest->path ? oldest : NULL;
}

/* Hands over a member that was kept. */
static bool take_kept(holder *h, const char *name, fl_fetched *out)
{
    kept **link = &h->first, *before = NULL;
    for (; *link && strcmp((*link)->name, name) != 0; link = &(*link)->next) before = *link;
    kept *found = *link;
    if (!found) return false;
    *link = found->next;
    if (h->last == found) h->last = before;
    h->kept_bytes -= found->fetched.loaded.length;
    fl_loaded_free(&out->loaded);
    *out = found->fetched;
    free(found->name);
    free(found);
    return true;
}

static void keep(holder *h, const fairleaf_member *m)
{
    kept *k = calloc(1, sizeof *k);
    if (!k) return;
    k->name = strdup(m->name);
    if (!k->name || !take(m, &k->fetched)) {
        free_kept(k);
        return;
    }
    if (h->last)
        h->last->next = k;
    else
        h->first = k;
    h->last = k;
    h->kept_bytes += m->source.length;
    while (h->kept_bytes > ROOM_KEPT && h->first != k) { /* the oldest: it may be read again */
        kept *oldest = h->first;
        h->first = oldest->next;
        h->kept_bytes -= oldest->fetched.loaded.length;
        free_kept(oldest);
    }
}

/* Reads on until the member comes. False: it did not, or *status says what it came with. */
static bool read_to(holder *h, const char *name, fl_fetched *out, fairleaf_status *status,
                    fairleaf_error *error)
{
    const fairleaf_member *member;
    for (;;) {
        *status = fairleaf_unpack_next(h->unpacking, &member, error);
        if (!member) return false;
        h->read++;
        bool found = strcmp(member->name, name) == 0;
        if (found && !*status && !take(member, out))
            *status = fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
        if (found) return true;
        if (!*status) keep(h, member);
        *status = FAIRLEAF_OK; /* another one's failure */
    }
}

static fairleaf_status fetch(fl_members *m, const char *path, const char *name, fl_fetched *out,
                             fairleaf_error *error)
{
    fairleaf_status status = FAIRLEAF_OK;
    holder *h = holder_of(m, path);
    if (!h) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (take_kept(h, name, out)) return FAIRLEAF_OK;
    for (int round = 0; round < 2; round++) {
        bool fresh = h->read == 0;
        if (!h->unpacking) {
            status = open_container(m, h->path, &h->descriptor, &h->unpacking, error);
            if (status) return status;
        }
        if (read_to(h, name, out, &status, error)) return status;
        close_stream(h); /* at its end: it may have stood before */
        if (status) return status;
        if (fresh) break;
    }
    return fl_fail(error, FAIRLEAF_IO, 0, "there is no '%.150s' in the container", name);
}

/* Without the lock: a container of one document is open only as long as that is read. */
static fairleaf_status fetch_only(const fl_members *m, const char *path, fl_fetched *out,
                                  fairleaf_error *error)
{
    int descriptor;
    fairleaf_unpacking *u;
    const fairleaf_member *member;
    fairleaf_status status = open_container(m, path, &descriptor, &u, error);
    if (status) return status;
    status = fairleaf_unpack_next(u, &member, error);
    if (!status && (!member || *member->name))
        status = fl_fail(error, FAIRLEAF_IO, 0, "it has changed while it was read");
    else if (!status && !take(member, out))
        status = fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    fairleaf_unpack_free(u);
    (void)close(descriptor);
    return status;
}

static fairleaf_status load_pages(const char *path, const char *name, uint64_t most,
                                  fl_fetched *out, fairleaf_error *error)
{
    out->declared = NULL;
    out->input = "html";
    out->fields = 0;
    return fl_pages_load(path, name, most, &out->loaded, error);
}

fairleaf_status fl_members_fetch(fl_members *m, const char *path, const char *name, fl_fetched *out,
                                 fairleaf_error *error)
{
    if (!*name) return fetch_only(m, path, out, error);
    if (fl_pages_are(path, name)) return load_pages(path, name, FL_PAGES_MOST, out, error);
    fl_lock_take(m->lock);
    fairleaf_status status = fetch(m, path, name, out, error);
    fl_lock_give(m->lock);
    return status;
}

fairleaf_status fl_members_load(fl_members *m, const fl_input *input, uint64_t most,
                                fl_fetched *out, fairleaf_error *error)
{
    if (input->container && fl_pages_are(input->container, input->path + input->member))
        return load_pages(input->container, input->path + input->member, most, out, error);
    if (input->container)
        return fl_members_fetch(m, input->container, input->path + input->member, out, error);
    out->declared = out->input = NULL;
    out->fields = 0;
    if (strcmp(input->path, "-") == 0) {
        fairleaf_status status = fl_load_descriptor(STDIN_FILENO, most, &out->loaded, error);
        return status ? status : fl_members_only(m, out, error);
    }
    return fl_load_file(input->path, most, &out->loaded, error);
}

fairleaf_status fl_members_only(fl_members *m, fl_fetched *loaded, fairleaf_error *error)
{
    fairleaf_text head = { loaded->loaded.bytes, loaded->loaded.length };
    if (!fairleaf_container_kind(head, NULL, m->how.roles)) return FAIRLEAF_OK;
    fairleaf_container c = container_of(m, NULL);
    c.bytes = loaded->loaded.bytes;
    c.length = loaded->loaded.length;
    fairleaf_unpacking *u;
    const fairleaf_member *member;
    fl_fetched only = { .fields = 0 };
    fairleaf_status status = fairleaf_unpack(m->how.library, &c, &u, error);
    if (!status) status = fairleaf_unpack_next(u, &member, error);
    if (!status && !member)
        status = fl_fail(error, FAIRLEAF_ARGUMENT, 0, "there is no document in the container");
    if (!status && !take(member, &only))
        status = fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (!status && fairleaf_unpack_next(u, &member, NULL) == FAIRLEAF_OK && member)
        status = fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                         "a container of several documents: save it in a file, and name a folder "
                         "with -o");
    fairleaf_unpack_free(u);
    if (!status) {
        fl_fetched_free(loaded);
        *loaded = only;
    } else {
        fl_fetched_free(&only);
    }
    return status;
}

/* ---- listing ---- */

typedef struct listing {
    fl_members *members;
    fl_walk *walk;
    fl_walk result; /* its inputs and notices */
    size_t most;
    fl_loaded head;
} listing;

static bool is_called_so(const char *name)
{
    static const char *const suffixes[] = { ".gz",   ".tgz",   ".zst",    ".tzst",  ".xz",
                                            ".txz",  ".bz2",   ".tbz2",   ".tbz",   ".lz4",
                                            ".lzma", ".zip",   ".7z",     ".tar",   ".warc",
                                            ".wet",  ".jsonl", ".ndjson", ".mhtml", ".mht" };
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t m = strlen(suffixes[i]);
        if (n > m && name[n - m] == '.' && strcasecmp(name + n - m, suffixes[i]) == 0) return true;
    }
    return false;
}

static void add_notice(listing *l, fl_walk_notice notice)
{
    fl_walk *w = &l->result;
    if (w->notice_count == w->notice_capacity) {
        size_t used = w->notice_count * sizeof *w->notice;
        w->notice_capacity = w->notice_capacity * 2 + 8;
        w->notice = fl_grow(w->arena, w->notice, used, w->notice_capacity * sizeof *w->notice);
    }
    w->notice[w->notice_count++] = notice;
}

static void add_input(listing *l, const fl_input *input)
{
    fl_walk *w = &l->result;
    if (w->count == w->capacity) {
        size_t used = w->count * sizeof *w->item;
        w->capacity = w->capacity * 2 + 16;
        w->item = fl_grow(w->arena, w->item, used, w->capacity * sizeof *w->item);
    }
    w->item[w->count] = *input;
    w->item[w->count++].line = (uint32_t)w->notice_count;
}

static void add_failure(listing *l, const char *path, const char *what)
{
    add_notice(l,
               (fl_walk_notice){ path, fl_copy(l->result.arena, fl_span_of(what)), true, false });
}

/* The container's path with the name behind it. */
static const char *member_path(fl_arena *a, const char *container, const char *name)
{
    size_t n = strlen(container), m = strlen(name);
    char *path = fl_alloc_bytes(a, n + m + 2);
    memcpy(path, container, n);
    if (m) path[n++] = '/';
    memcpy(path + n, name, m + 1);
    return path;
}

/* True for the member that was asked for, by its name, a folder of it or its number. */
static bool is_asked(const char *asked, const char *name)
{
    size_t n = strlen(asked);
    if (n == 0 || strcmp(asked, name) == 0) return true;
    if (strncmp(asked, name, n) == 0 && (name[n] == '/' || asked[n - 1] == '/')) return true;
    char *end, *name_end;
    unsigned long long number = strtoull(asked, &end, 10), own = strtoull(name, &name_end, 10);
    return *end == '\0' && *asked >= '0' && *asked <= '9' && name_end - name >= 6 &&
           own == number && (*name_end == '\0' || *name_end == '-');
}

static void note_passed(listing *l, const char *path, const fairleaf_unpacking *u)
{
    fl_buf what = fl_buf_new(l->result.arena, 0);
    const char *kind;
    uint64_t count;
    for (size_t i = 0; (kind = fairleaf_unpack_passed(u, i, &count)) != NULL; i++)
        fl_buf_format(&what, "%s%s (%llu)", i ? ", " : "passed over: ", kind,
                      (unsigned long long)count);
    if (what.n) add_notice(l, (fl_walk_notice){ path, fl_buf_string(&what), false, true });
}

typedef struct opened {
    int descriptor;
    fairleaf_unpacking *unpacking;
} opened;

static void close_opened(void *object)
{
    opened *o = object;
    if (o->unpacking) (void)close(o->descriptor);
    fairleaf_unpack_free(o->unpacking);
    o->unpacking = NULL;
}

static void list_container(listing *l, const fl_input *file, const char *asked)
{
    fl_arena *a = l->result.arena;
    const fairleaf_member *member;
    fairleaf_error error = { .status = FAIRLEAF_OK };
    size_t before = l->result.count, notices = l->result.notice_count;
    opened *o = fl_alloc(a, 1, sizeof *o);
    fl_arena_defer(a, close_opened, o); /* when memory ends in between */
    fairleaf_status status = open_container(l->members, file->path, &o->descriptor, &o->unpacking,
                                            &error);
    if (status) add_failure(l, file->path, error.message);
    while (!status && l->result.count < l->most) {
        status = fairleaf_unpack_next(o->unpacking, &member, &error);
        bool only = member && !*member->name;
        if (member && is_asked(asked, member->name)) {
            const char *path = member_path(a, file->path, member->name);
            fl_input input = *file;
            input.path = path;
            input.container = file->path;
            input.member = (uint32_t)(strlen(file->path) + (*member->name != '\0'));
            input.bytes = member->source.length;
            if (status)
                add_failure(l, path, error.message);
            else
                add_input(l, &input);
        }
        if (!member && status) add_failure(l, file->path, error.message);
        if (!member || only) break;
        status = FAIRLEAF_OK;
    }
    if (o->unpacking && !*asked) note_passed(l, file->path, o->unpacking);
    if (o->unpacking && *asked && before == l->result.count && notices == l->result.notice_count)
        add_failure(l, member_path(a, file->path, asked), "is not in the container");
    close_opened(o);
}

/* True when the file is a container by its bytes. */
static bool is_container(listing *l, const char *path)
{
    fl_loaded *head = &l->head;
    return fl_load_head(path, HEAD_BYTES, head, NULL) == FAIRLEAF_OK &&
           fairleaf_container_kind((fairleaf_text){ head->bytes, head->length }, path,
                                   l->members->how.roles) != NULL;
}

void fl_members_list(fl_members *m, fl_walk *w, size_t most)
{
    listing l = { .members = m, .walk = w, .result = { .arena = w->arena }, .most = most };
    size_t said = 0, first = 0;
    while (first < w->count && !w->item[first].inside && !w->item[first].named &&
           !is_called_so(w->item[first].path))
        first++;
    if (first == w->count) return; /* no container at all: the walk stays as it is */
    for (size_t i = 0; i < w->count && l.result.count < most; i++) {
        const fl_input *input = &w->item[i];
        for (; said < input->line; said++) add_notice(&l, w->notice[said]);
        bool look = input->inside || input->named || is_called_so(input->path);
        if (look && is_container(&l, input->path))
            list_container(&l, input, input->inside ? input->inside : "");
        else if (input->inside)
            add_failure(&l, member_path(w->arena, input->path, input->inside),
                        "cannot open: Not a directory");
        else
            add_input(&l, input);
    }
    for (; said < w->notice_count; said++) add_notice(&l, w->notice[said]);
    fl_loaded_free(&l.head);
    w->item = l.result.item;
    w->count = l.result.count;
    w->capacity = l.result.capacity;
    w->notice = l.result.notice;
    w->notice_count = l.result.notice_count;
    w->notice_capacity = l.result.notice_capacity;
}
