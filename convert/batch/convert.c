/* batch/convert.c */
#include "batch/convert.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "batch/ledger.h"

enum { LONGEST_PATH = 8192 };

fairleaf_status fl_convert_read(const fl_recipe *r, fl_loaded *loaded, fl_reading *out,
                                fairleaf_error *error)
{
    out->document = NULL;
    bool standard_input = strcmp(out->path, "-") == 0;
    fairleaf_status status = standard_input
                                 ? fl_load_descriptor(STDIN_FILENO, r->most, loaded, error)
                                 : fl_load_file(out->path, r->most, loaded, error);
    if (status) return status;
    out->bytes = loaded->length;
    fairleaf_source source = { out->path, loaded->bytes, loaded->length, NULL };
    fairleaf_options options = *r->options;
    const fl_correction *own =
        r->corrections ? fl_corrections_find(r->corrections, out->path, out->place) : NULL;
    if (own) {
        options.metadata = own->field;
        options.metadata_count = own->count;
    }
    return fairleaf_read(r->library, &source, &options, &out->document, error);
}

static fairleaf_status store_format(const fl_recipe *r, const fl_reading *reading, fl_store *store,
                                    const char *path, const char *format, fairleaf_error *error)
{
    fairleaf_output how = r->output;
    how.format = format;
    fairleaf_status status = fl_store_begin(store, path, error);
    if (!status) status = fairleaf_write(reading->document, &how, fl_store_append, store, error);
    if (!status || status == FAIRLEAF_STOPPED)
        return fl_store_commit(store, error); /* it knows what stopped it */
    fl_store_drop(store);
    return status;
}

static fairleaf_status write_ledger(fl_arena *a, const fl_reading *reading,
                                    const fairleaf_account *account, fl_store *store,
                                    fairleaf_error *error)
{
    if (FL_ARENA_FAILED(a))
        return fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while writing the ledger");
    fl_buf out = fl_buf_new(a, 64 << 10);
    fl_ledger_write(&out, (fl_ledger_source){ reading->place, reading->bytes }, reading->document,
                    account);
    (void)fl_store_append(store, out.p, out.n);
    return fl_store_commit(store, error);
}

static fairleaf_status store_ledger(const fl_reading *reading, fl_store *store, const char *path,
                                    fairleaf_error *error)
{
    const fairleaf_account *account = NULL;
    fairleaf_status status = fairleaf_document_account(reading->document, &account, error);
    if (status) return status;
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    if (!a)
        status = fl_fail(error, FAIRLEAF_NO_MEMORY, 0, "out of memory while writing the ledger");
    if (!status) status = fl_store_begin(store, path, error);
    if (!status) status = write_ledger(a, reading, account, store, error);
    fl_store_drop(store);
    fl_arena_free(a);
    fairleaf_account_free(account);
    return status;
}

/* stem + suffix; false when it is too long. */
static bool join(char out[LONGEST_PATH], const char *stem, const char *suffix,
                 fairleaf_error *error)
{
    int n = snprintf(out, LONGEST_PATH, "%s%s", stem, suffix);
    if (n > 0 && n < LONGEST_PATH) return true;
    fl_fail(error, FAIRLEAF_IO, 0, "the path of the output is too long");
    return false;
}

fairleaf_status fl_convert_store(const fl_recipe *r, const fl_reading *reading, fl_store *store,
                                 const char *stem, fairleaf_error *error)
{
    char path[LONGEST_PATH];
    for (const fairleaf_format_info *const *f = r->formats; *f; f++) {
        if (!join(path, stem, (*f)->suffix, error)) return FAIRLEAF_IO;
        fairleaf_status status = store_format(r, reading, store, path, (*f)->name, error);
        if (status) return status;
    }
    if (!r->ledger) return FAIRLEAF_OK;
    if (!join(path, stem, FL_LEDGER_SUFFIX, error)) return FAIRLEAF_IO;
    return store_ledger(reading, store, path, error);
}

fairleaf_status fl_convert_store_as(const fl_recipe *r, const fl_reading *reading, fl_store *store,
                                    const char *path, fairleaf_error *error)
{
    char ledger[LONGEST_PATH];
    fairleaf_status status = store_format(r, reading, store, path, r->formats[0]->name, error);
    if (status || !r->ledger) return status;
    if (!join(ledger, path, FL_LEDGER_SUFFIX, error)) return FAIRLEAF_IO;
    return store_ledger(reading, store, ledger, error);
}
