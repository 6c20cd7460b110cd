/* batch/convert.c */
#include "batch/convert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { LONGEST_PATH = 8192, NAME_BYTES = 255, MOST_OUTPUTS = 32 };

fl_reading fl_convert_reading(const fl_input *input)
{
    size_t place = input->place;
    return (fl_reading){ .path = input->path,
                         .place = input->path + place,
                         .container = input->container ? strlen(input->container) - place : 0 };
}

fairleaf_status fl_convert_load(const fl_recipe *r, const fl_input *input, fl_fetched *out,
                                fairleaf_error *error)
{
    return fl_members_load(r->members, input, r->most, out, error);
}

/* What the container says of the document, but for what the user says himself. */
static size_t merge_fields(const fl_fetched *loaded, const fairleaf_options *own,
                           fairleaf_field out[FL_FETCHED_FIELDS])
{
    size_t n = 0;
    for (size_t i = 0; i < loaded->fields; i++) {
        bool given = false;
        for (size_t k = 0; k < own->metadata_count && !given; k++)
            given = strcmp(own->metadata[k].key, loaded->field[i].key) == 0;
        if (!given) out[n++] = loaded->field[i];
    }
    return n;
}

fairleaf_status fl_convert_read(const fl_recipe *r, const fl_fetched *loaded, fl_reading *reading,
                                fairleaf_error *error)
{
    fairleaf_source source = { reading->path, loaded->loaded.bytes, loaded->loaded.length,
                               loaded->declared };
    fairleaf_options options = *r->options;
    const fl_correction *own =
        r->corrections ? fl_corrections_find(r->corrections, reading->path, reading->place) : NULL;
    options.place = reading->place;
    if (own) {
        options.metadata = own->field;
        options.metadata_count = own->count;
    }
    fl_members_options(loaded, &options);
    reading->bytes = loaded->loaded.length;
    reading->options = options;
    reading->declared = loaded->declared;
    reading->told_count = merge_fields(loaded, &options, reading->told);
    if (reading->told_count == 0)
        return fairleaf_read(r->library, &source, &options, &reading->document, error);
    size_t n = reading->told_count, given = options.metadata_count;
    fairleaf_field *all = malloc((n + given) * sizeof *all + 1);
    if (!all) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory");
    if (given) memcpy(all, options.metadata, given * sizeof *all);
    memcpy(all + given, reading->told, n * sizeof *all);
    options.metadata = all;
    options.metadata_count = given + n;
    fairleaf_status status = fairleaf_read(r->library, &source, &options, &reading->document,
                                           error);
    free(all);
    return status;
}

fairleaf_status fl_convert_write(const fairleaf_document *d, const fairleaf_output *how,
                                 fairleaf_sink sink, void *context, fairleaf_error *error)
{
    fairleaf_error own = { .status = FAIRLEAF_OK };
    fairleaf_status status = fairleaf_write(d, how, sink, context, &own);
    if (status == FAIRLEAF_TEMPLATE)
        return fl_fail(error, status, 0, "line %u of the template: %.180s", own.line, own.message);
    if (status && error) *error = own;
    return status;
}

bool fl_collect(void *collected, const char *bytes, size_t length)
{
    fl_collected *c = collected;
    if (c->capacity - c->length < length) {
        size_t wanted = (c->length + length) * 2;
        char *more = realloc(c->bytes, wanted);
        if (!more) return false;
        c->bytes = more;
        c->capacity = wanted;
    }
    if (length) memcpy(c->bytes + c->length, bytes, length);
    c->length += length;
    return true;
}

void fl_collected_free(void *collected) { free(((fl_collected *)collected)->bytes); }

/* The outputs of one document, as its ledger names them. */
typedef struct made {
    fl_ledger_output output[MOST_OUTPUTS];
    char name[MOST_OUTPUTS][NAME_BYTES + 1];
    size_t count;
} made;

/* A sink that also takes the digest of what goes through it. */
typedef struct tap {
    fl_store *store;
    fl_digester digester;
    uint64_t bytes;
} tap;

static bool append_and_digest(void *context, const char *bytes, size_t length)
{
    tap *t = context;
    fl_digest_add(&t->digester, bytes, length);
    t->bytes += length;
    return fl_store_append(t->store, bytes, length);
}

static fairleaf_status append_output(const fl_reading *reading, const fairleaf_output *how,
                                     fl_store *store, const char *path, made *m,
                                     fairleaf_error *error)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (!m || m->count == MOST_OUTPUTS || strlen(name) > NAME_BYTES)
        return fl_convert_write(reading->document, how, fl_store_append, store, error);
    tap t = { .store = store };
    fl_digest_begin(&t.digester);
    fairleaf_status status = fl_convert_write(reading->document, how, append_and_digest, &t, error);
    memcpy(m->name[m->count], name, strlen(name) + 1);
    m->output[m->count] = (fl_ledger_output){ m->name[m->count], how->format, t.bytes,
                                              fl_digest_end(&t.digester) };
    m->count++;
    return status;
}

/* The source of the ledger but its outputs. */
static fl_ledger_source source_of(const fl_reading *reading, const fl_ledger_recipe *recipe)
{
    return (fl_ledger_source){ .path = reading->place,
                               .container = reading->container,
                               .bytes = reading->bytes,
                               .digest = reading->digest,
                               .recipe = recipe,
                               .sealed = true };
}

fl_ledger_recipe fl_convert_recipe(const fl_recipe *r, const fl_reading *reading)
{
    fl_ledger_recipe recipe = r->ledger;
    recipe.options = &reading->options;
    recipe.declared = reading->declared;
    recipe.told = reading->told;
    recipe.told_count = reading->told_count;
    recipe.output = &r->output;
    return recipe;
}

static void free_account(void *object)
{
    fairleaf_account_free(*(const fairleaf_account **)object);
}

/* Writes the ledger of `source` into the output that was begun; the arena is its own. */
static fairleaf_status write_ledger(fl_arena *a, const fl_ledger_source *source,
                                    const fl_reading *reading, fl_store *store,
                                    fairleaf_error *error)
{
    if (FL_ARENA_FAILED(a))
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while writing the ledger");
    const fairleaf_account **own = fl_alloc(a, 1, sizeof *own), *account = reading->account;
    fl_arena_defer(a, free_account, own);
    if (!account) {
        fairleaf_status status = fairleaf_document_account(reading->document, own, error);
        if (status) return status;
        account = *own;
    }
    fl_buf out = fl_buf_new(a, 64 << 10);
    fl_ledger_write(&out, source, reading->document, account);
    (void)fl_store_append(store, out.p, out.n); /* what went wrong is said by the commit */
    return FAIRLEAF_OK;
}

/* Appends the account as JSON to the output that was begun. */
static fairleaf_status append_ledger(const fl_recipe *r, const fl_reading *reading, const made *m,
                                     fl_store *store, fairleaf_error *error)
{
    fl_ledger_recipe recipe = fl_convert_recipe(r, reading);
    fl_ledger_source source = source_of(reading, &recipe);
    source.output = m->output;
    source.output_count = m->count;
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a) return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while writing the ledger");
    fairleaf_status status = write_ledger(a, &source, reading, store, error);
    fl_arena_free(a);
    return status;
}

static fairleaf_status store_one(const fl_recipe *r, const fl_reading *reading,
                                 const fl_wanted *wanted, const fl_target *target, made *m,
                                 fairleaf_error *error)
{
    char path[LONGEST_PATH];
    const char *suffix = target->exact && wanted->format ? "" : wanted->suffix;
    int n = snprintf(path, sizeof path, "%s%s", target->stem, suffix);
    if (n < 0 || (size_t)n >= sizeof path)
        return fl_fail(error, FAIRLEAF_IO, 0, "the path of the output is too long");
    fairleaf_status status = fl_store_begin(target->store, path, error);
    if (status) return status;
    fairleaf_output how = r->output;
    how.format = wanted->format;
    if (wanted->format)
        status = append_output(reading, &how, target->store, path, m, error);
    else
        status = append_ledger(r, reading, m, target->store, error);
    if (!status || status == FAIRLEAF_STOPPED)
        return fl_store_commit(target->store, error); /* it knows why */
    fl_store_drop(target->store);
    return status;
}

fairleaf_status fl_convert_store(const fl_recipe *r, const fl_reading *reading,
                                 const fl_target *target, fairleaf_error *error)
{
    made m = { .count = 0 };
    bool ledger = false; /* it comes last */
    for (size_t i = 0; i < r->wanted_count; i++) ledger |= !r->wanted[i].format;
    for (size_t i = 0; i < r->wanted_count; i++) {
        fairleaf_status status = store_one(r, reading, &r->wanted[i], target, ledger ? &m : NULL,
                                           error);
        if (status) return status;
        if (!target->made) continue;
        fl_stored stored = fl_store_last(target->store);
        target->made[i].recipe = r->wanted[i].recipe;
        target->made[i].bytes = stored.bytes;
        target->made[i].changed = stored.changed;
        target->made[i].held = stored.held;
    }
    return FAIRLEAF_OK;
}
