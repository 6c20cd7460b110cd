/* cli/templates.c - a list that grows while it is read: each template may name further ones. */
#include "cli/templates.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "cli/messages.h"
#include "cli/setup.h"

typedef struct list {
    fl_arena *arena;
    fairleaf_template *item; /* text.bytes NULL until it is read */
    const char **path;
    size_t count, capacity;
    bool unsafe; /* a name that is a path */
} list;

static void free_loaded(void *object) { fl_loaded_free(object); }

static void add(list *l, const char *name, const char *path)
{
    if (l->count == l->capacity) {
        size_t wanted = l->capacity ? l->capacity * 2 : 8;
        l->item = fl_grow(l->arena, l->item, l->count * sizeof *l->item, wanted * sizeof *l->item);
        l->path = fl_grow(l->arena, l->path, l->count * sizeof *l->path, wanted * sizeof *l->path);
        l->capacity = wanted;
    }
    l->path[l->count] = path;
    l->item[l->count++] = (fairleaf_template){ name, { NULL, 0 } };
}

/* A name of letters, digits, dots, - and _, as files of templates have; no path, not hidden. */
static bool is_file_name(fl_span name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && (i == 0 || !strchr(".-_", c))) return false;
    }
    return name.n > 0;
}

static void note_partial(void *context, fairleaf_text text)
{
    list *l = context;
    fl_span name = { text.bytes, text.length };
    for (size_t i = 0; i < l->count; i++)
        if (fl_span_equal(fl_span_of(l->item[i].name), name)) return;
    l->unsafe = l->unsafe || !is_file_name(name);
    add(l, fl_copy(l->arena, name), NULL);
}

static bool is_built_in(const char *name)
{
    const fairleaf_template *t;
    for (size_t i = 0; (t = fairleaf_built_in_template(i)) != NULL; i++)
        if (strcmp(t->name, name) == 0) return true;
    return false;
}

/* The file of a partial: beside the first template. */
static const char *path_beside(fl_arena *a, const char *first, const char *name)
{
    const char *slash = strrchr(first, '/');
    fl_buf path = fl_buf_new(a, 64);
    if (slash) fl_buf_bytes(&path, first, (size_t)(slash - first) + 1);
    fl_buf_text(&path, name);
    return fl_buf_string(&path);
}

static fl_exit read_one(list *l, size_t i, uint64_t *hash)
{
    fairleaf_error error = { .status = FAIRLEAF_OK };
    fl_loaded *file = fl_alloc(l->arena, 1, sizeof *file);
    fl_arena_defer(l->arena, free_loaded, file);
    fairleaf_status status = fl_setup_load(l->path[i], file, &error);
    fairleaf_text text = { file->bytes ? file->bytes : "", file->length };
    if (!status) status = fairleaf_check_template(text, note_partial, l, &error);
    if (status) {
        fl_message_error(stderr, l->path[i], &error);
        return FL_EXIT_USAGE;
    }
    l->item[i].text = text;
    fl_hash_text(hash, l->item[i].name);
    fl_hash_span(hash, (fl_span){ text.bytes, text.length });
    return FL_EXIT_DONE;
}

fl_exit fl_templates_read(fl_arena *a, const char *path, const char *name, fairleaf_output *out,
                          uint64_t *hash)
{
    list l = { .arena = a };
    size_t kept = 0;
    add(&l, name, path);
    for (size_t i = 0; i < l.count; i++) {
        struct stat is;
        if (l.unsafe)
            return fl_usage("convert", "'%s' in '%s' is no name of a template: no path, no spaces",
                            l.item[l.count - 1].name, path);
        if (!l.path[i]) l.path[i] = path_beside(a, path, l.item[i].name);
        bool there = i == 0 || stat(l.path[i], &is) == 0;
        if (!there && !is_built_in(l.item[i].name))
            return fl_usage("convert",
                            "the template '%s' names '%s', which is neither beside it nor built in",
                            path, l.item[i].name);
        fl_exit status = there ? read_one(&l, i, hash) : FL_EXIT_DONE;
        if (status) return status;
    }
    fairleaf_template *read = fl_alloc(a, l.count, sizeof *read);
    for (size_t i = 0; i < l.count; i++)
        if (l.item[i].text.bytes) read[kept++] = l.item[i];
    out->templates = read;
    out->template_count = kept;
    return FL_EXIT_DONE;
}
