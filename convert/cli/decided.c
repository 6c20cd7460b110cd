/* cli/decided.c - a document is known by the line of the file at which it stands. */
#include "cli/decided.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/error.h"
#include "base/yaml.h"
#include "batch/load.h"
#include "cli/messages.h"

enum { DEPTH = 8, MOST_SHOWN = 20, MOST_BYTES = 64 << 20 };

struct fl_decided_file {
    const char *path;
    fl_loaded loaded;
    atomic_bool *met; /* by line */
    uint32_t lines;
    const fl_yaml *first; /* document; what is wrong with the file is for the library to say */
};

static void free_file(void *object)
{
    fl_decided_file *f = object;
    fl_loaded_free(&f->loaded);
}

fairleaf_status fl_decided_load(fl_arena *a, const char *path, fl_decided_file **out,
                                fairleaf_error *error)
{
    fl_decided_file *f = *out = fl_alloc(a, 1, sizeof *f);
    f->path = path;
    fl_arena_defer(a, free_file, f);
    fairleaf_status status = fl_load_file(path, MOST_BYTES, &f->loaded, error);
    if (status) return status;
    f->lines = 2;
    for (size_t i = 0; i < f->loaded.length; i++)
        f->lines += f->loaded.bytes[i] == '\n' || f->loaded.bytes[i] == '\r';
    f->met = fl_alloc(a, f->lines, sizeof *f->met);
    fl_yaml *root = NULL;
    fl_span text = { f->loaded.bytes, f->loaded.length };
    if (fl_yaml_read(a, text, DEPTH, &root, NULL) || !root) return FAIRLEAF_OK;
    const fl_yaml *documents = root->kind == FL_YAML_MAPPING ? fl_yaml_get(root, "documents")
                                                             : NULL;
    if (documents && documents->kind == FL_YAML_SEQUENCE) f->first = documents->first;
    return FAIRLEAF_OK;
}

fairleaf_text fl_decided_text(const fl_decided_file *f)
{
    return (fairleaf_text){ f->loaded.bytes, f->loaded.length };
}

void fl_decided_met(fl_decided_file *f, const fairleaf_document *d)
{
    const uint32_t *line;
    if (!f || !d) return;
    size_t n = fairleaf_document_decisions(d, &line);
    for (size_t i = 0; i < n; i++)
        if (line[i] < f->lines) atomic_store(&f->met[line[i]], true);
}

static bool is_called(const fl_yaml *document, const char *key, const char *name)
{
    const fl_yaml *called = document->kind == FL_YAML_MAPPING ? fl_yaml_get(document, key) : NULL;
    return called && fl_span_equal(called->text, fl_span_of(name));
}

void fl_decided_named(fl_decided_file *f, const char *name, const char *place,
                      const fl_digest *digest)
{
    char hex[FL_DIGEST_HEX + 1] = "";
    if (!f) return;
    if (digest) fl_digest_hex(digest, hex);
    for (const fl_yaml *d = f->first; d; d = d->next)
        if (d->at.line < f->lines && (is_called(d, "source", name) ||
                                      is_called(d, "source", place) || is_called(d, "sha256", hex)))
            atomic_store(&f->met[d->at.line], true);
}

size_t fl_decided_check(const fl_decided_file *f, const fairleaf_document *d, const char *path)
{
    const uint32_t *line;
    if (!f || !d || fairleaf_document_decisions(d, &line)) return 0;
    if (!f->first) return 0;
    char text[200];
    (void)snprintf(text, sizeof text, "no document of '%.160s' is this one", f->path);
    fl_message(stderr, (fl_place){ path, 0, 0 }, "warning", text, "decisions");
    return 1;
}

size_t fl_decided_say_unmet(const fl_decided_file *f)
{
    size_t unmet = 0;
    for (const fl_yaml *d = f ? f->first : NULL; d; d = d->next) {
        if (d->at.line >= f->lines || atomic_load(&f->met[d->at.line])) continue;
        const fl_yaml *name = fl_yaml_get(d, "source");
        if (!name) name = fl_yaml_get(d, "sha256");
        char text[200];
        (void)snprintf(text, sizeof text, "no input was '%.160s': nothing was decided by this",
                       name ? name->text.p : "");
        if (unmet++ < MOST_SHOWN)
            fl_message(stderr, (fl_place){ f->path, d->at.line, d->at.column }, "warning", text,
                       "decisions");
    }
    if (unmet > MOST_SHOWN)
        fprintf(stderr, "%s: and %zu more documents\n", f->path, unmet - MOST_SHOWN);
    return unmet;
}
