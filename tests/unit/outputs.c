/* tests/unit/outputs.c - one report in every format, compared with the files of tests/documents.
 * UPDATE=1 rewrites them; read the diff. */
#include "tap.h"
#include "unit/documents.h"
#include "write/write.h"

#include <stdlib.h>

typedef struct bytes {
    char p[1 << 16];
    size_t n;
} bytes;

static bool keep(void *context, const char *p, size_t n)
{
    bytes *b = context;
    if (n > sizeof b->p - b->n) return false;
    memcpy(b->p + b->n, p, n);
    b->n += n;
    return true;
}

static void read_file(const char *path, bytes *out)
{
    FILE *file = fopen(path, "rb");
    out->n = file ? fread(out->p, 1, sizeof out->p, file) : 0;
    if (file) fclose(file);
}

static void compare(const char *path, const bytes *got)
{
    static bytes wanted;
    read_file(path, &wanted);
    if (getenv("UPDATE")) {
        FILE *file = fopen(path, "wb");
        if (file && fwrite(got->p, 1, got->n, file) == got->n) wanted = *got;
        if (file) fclose(file);
    }
    BYTES(path, got->p, got->n, wanted.p, wanted.n);
}

static const char *const columns[] = { "path",       "date", "collection", "reporters",
                                       "characters", "none", NULL };

static const struct {
    const char *file, *format;
    fairleaf_output how;
} rows[] = {
    { "report.json", "json", FAIRLEAF_OUTPUT_INIT },
    { "report.html", "html", { .standalone = true } },
    { "report.jsonl", "jsonl", FAIRLEAF_OUTPUT_INIT },
    { "report.document.jsonl", "jsonl", { .by = "document" } },
    { "report.csv", "csv", FAIRLEAF_OUTPUT_INIT },
    { "report.columns.csv", "csv", { .columns = columns } },
    { "report.pandoc.json", "pandoc", FAIRLEAF_OUTPUT_INIT },
};

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    fl_doc d = whole_report(a);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static bytes got;
        char path[100];
        (void)snprintf(path, sizeof path, "tests/documents/%s", rows[i].file);
        fairleaf_output how = rows[i].how;
        fairleaf_error error = { .status = FAIRLEAF_OK };
        how.format = rows[i].format;
        got.n = 0;
        NUMBER(rows[i].file, fl_write(a, &d, &how, keep, &got, &error), FAIRLEAF_OK);
        if (error.status) printf("# %s\n", error.message);
        compare(path, &got);
    }
    fl_arena_free(a);
    return DONE();
}
