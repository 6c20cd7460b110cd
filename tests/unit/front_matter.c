/* tests/unit/front_matter.c - metadata before the text, and what becomes of the title below it. */
#include <fairleaf.h>

#include "base/yaml.h"
#include "tap.h"
#include "write/front_matter.h"

#include <stdlib.h>

static char written[4096];
static size_t length;

static bool keep(void *context, const char *bytes, size_t n)
{
    (void)context;
    if (n > sizeof written - length) return false;
    memcpy(written + length, bytes, n);
    length += n;
    return true;
}

static fairleaf_status convert(const fairleaf *f, const char *text, const fairleaf_field *field,
                               const fairleaf_output *how)
{
    fairleaf_source source = { NULL, text, strlen(text), NULL };
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    options.as_is = true;
    options.metadata = field;
    while (field && field[options.metadata_count].key) options.metadata_count++;
    fairleaf_document *d = NULL;
    length = 0;
    fairleaf_status status = fairleaf_read(f, &source, &options, &d, NULL);
    if (!status) status = fairleaf_write(d, how, keep, NULL, NULL);
    fairleaf_document_free(d);
    return status;
}

static void notations(const fairleaf *f)
{
    static const fairleaf_field field[] = {
        { "lang", "zh", NULL },      { "yes", "no", NULL },          { "reporters", "甲", NULL },
        { "reporters", "乙", NULL }, { "date", "2021-02-06", NULL }, { "title", "a: \"b\"", NULL },
        { NULL, NULL, NULL }
    };
    static const struct {
        const char *name, *wanted;
    } row[] = {
        { "yaml",
          "---\ntitle: \"a: \\\"b\\\"\"\ndate: 2021-02-06\nreporters:\n  - \"甲\"\n  - \"乙\"\n"
          "lang: \"zh\"\n\"yes\": \"no\"\n---\n\nx\n" },
        { "toml", "+++\ntitle = \"a: \\\"b\\\"\"\ndate = 2021-02-06\nreporters = [\"甲\", \"乙\"]\n"
                  "lang = \"zh\"\n\"yes\" = \"no\"\n+++\n\nx\n" },
        { "json",
          "{\n  \"title\": \"a: \\\"b\\\"\",\n  \"date\": \"2021-02-06\",\n"
          "  \"reporters\": [\"甲\", \"乙\"],\n  \"lang\": \"zh\",\n  \"yes\": \"no\"\n}\n\nx\n" },
        { "none", "x\n" },
    };
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        how.front_matter = row[i].name;
        NUMBER(row[i].name, convert(f, "x\n", field, &how), FAIRLEAF_OK);
        BYTES("  written", written, length, row[i].wanted, strlen(row[i].wanted));
    }
    how.front_matter = "xml";
    NUMBER("no such notation", convert(f, "x\n", NULL, &how), FAIRLEAF_ARGUMENT);
    how.front_matter = "yaml";
    how.format = "latex";
    NUMBER("a format that has none", convert(f, "x\n", NULL, &how), FAIRLEAF_ARGUMENT);
}

static void days(void)
{
    static const struct {
        const char *text;
        bool day;
    } row[] = {
        { "2021-02-06", true },  { "2020-02-29", true },  { "2021-02-29", false },
        { "1900-02-29", false }, { "2021-13-01", false }, { "2021-00-01", false },
        { "0000-01-01", false }, { "2021-2-6", false },   { "2021年2月6日", false },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        NUMBER(row[i].text, fl_is_day(fl_span_of(row[i].text)), row[i].day);
}

static void fields(const fairleaf *f)
{
    static const struct {
        const char *about;
        fairleaf_field field;
        fairleaf_status status;
    } row[] = {
        { "a key of the caller's", { .key = "collection-2", .value = "甲" }, FAIRLEAF_OK },
        { "not a key", { .key = "a b", .value = "甲" }, FAIRLEAF_ARGUMENT },
        { "not a key: a digit first", { .key = "2a", .value = "甲" }, FAIRLEAF_ARGUMENT },
        { "not UTF-8", { .key = "a", .value = "\xFF" }, FAIRLEAF_ARGUMENT },
    };
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fairleaf_field field[] = { row[i].field, { .key = NULL } };
        NUMBER(row[i].about, convert(f, "x\n", field, &how), row[i].status);
    }
}

int main(void)
{
    fairleaf *f = NULL;
    if (fairleaf_new(NULL, &f, NULL)) return 1;
    notations(f);
    days();
    fields(f);
    fairleaf_free(f);
    return DONE();
}
