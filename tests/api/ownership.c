/* tests/api/ownership.c - who owns what: several documents of one fairleaf, accounts, outputs,
 * failures, NULL. */
#include <fairleaf.h>

#include <stdlib.h>

#include "tap.h"

typedef struct text {
    char bytes[4096];
    size_t length;
    int calls, stop_at; /* the sink stops at this call; 0: never */
} text;

static bool collect(void *context, const char *bytes, size_t length)
{
    text *t = context;
    if (++t->calls == t->stop_at || t->length + length > sizeof t->bytes) return false;
    memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    return true;
}

static fairleaf_source source_of(const char *bytes)
{
    return (fairleaf_source){ "source", bytes, strlen(bytes), NULL };
}

static void check_documents(const fairleaf *f)
{
    fairleaf_document *first, *second;
    fairleaf_error error;
    fairleaf_source a = source_of("第一份报告的正文。\n"), b = source_of("第二份报告的正文。\n");
    NUMBER("the first document", fairleaf_read(f, &a, NULL, &first, &error), FAIRLEAF_OK);
    NUMBER("the second document", fairleaf_read(f, &b, NULL, &second, NULL), FAIRLEAF_OK);
    text out = { .length = 0 };
    NUMBER("it is written", fairleaf_write(second, NULL, collect, &out, &error), FAIRLEAF_OK);
    BYTES("what was written", out.bytes, out.length, b.bytes, b.length);
    fairleaf_document_free(second);
    out.length = 0;
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.format = "text";
    NUMBER("the other lives on", fairleaf_write(first, &how, collect, &out, &error), FAIRLEAF_OK);
    BYTES("what was written of it", out.bytes, out.length, a.bytes, a.length);

    const fairleaf_account *account;
    NUMBER("an account", fairleaf_document_account(first, &account, &error), FAIRLEAF_OK);
    BYTES("its source", account->source.bytes, account->source.length, a.bytes, a.length);
    NUMBER("nothing unaccounted for", account->balance.unaccounted, 0);
    fairleaf_account_free(account);

    out = (text){ .stop_at = 1 };
    NUMBER("a sink may stop", fairleaf_write(first, NULL, collect, &out, &error), FAIRLEAF_STOPPED);
    how.format = "no such format";
    NUMBER("an unknown format", fairleaf_write(first, &how, collect, &out, &error),
           FAIRLEAF_ARGUMENT);
    OK("says which", strstr(error.message, "no such format") != NULL);
    fairleaf_document_free(first);
}

static void check_failures(const fairleaf *f)
{
    fairleaf_document *d = NULL;
    fairleaf_error error;
    fairleaf_source nul = { "nul", "ab\ncd\0e", 7, NULL };
    NUMBER("not text", fairleaf_read(f, &nul, NULL, &d, &error), FAIRLEAF_NOT_TEXT);
    OK("no document", d == NULL);
    NUMBER("its line", error.line, 2);
    NUMBER("its byte", error.byte, 5);
    fairleaf_options how = FAIRLEAF_OPTIONS_INIT;
    fairleaf_source good = source_of("a\n");
    how.input = "no such input";
    NUMBER("an unknown input", fairleaf_read(f, &good, &how, &d, &error), FAIRLEAF_ARGUMENT);
    how = (fairleaf_options)FAIRLEAF_OPTIONS_INIT;
    how.encoding = "no-such-charset";
    NUMBER("an unknown charset", fairleaf_read(f, &good, &how, &d, &error), FAIRLEAF_ENCODING);
    fairleaf_source empty = { NULL, NULL, 0, NULL };
    NUMBER("no bytes at all", fairleaf_read(f, &empty, NULL, &d, NULL), FAIRLEAF_OK);
    fairleaf_document_free(d);
}

static void check_limits(void)
{
    fairleaf_config config = FAIRLEAF_CONFIG_INIT;
    config.limits = (fairleaf_limits){ .bytes = 64, .line_bytes = 20, .lines = 3 };
    fairleaf *f;
    fairleaf_document *d = NULL;
    fairleaf_error error;
    NUMBER("small limits", fairleaf_new(&config, &f, &error), FAIRLEAF_OK);
    static const struct {
        const char *about, *text;
    } row[] = {
        { "too many bytes",
          "aaaaaaaaaaaaaaa\naaaaaaaaaaaaaaa\naaaaaaaaaaaaaaa\naaaaaaaaaaaaaaaaaaaaaa\n" },
        { "too long a line", "a\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n" },
        { "too many lines", "a\n\nb\n\nc\n\nd\n" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fairleaf_source s = source_of(row[i].text);
        NUMBER(row[i].about, fairleaf_read(f, &s, NULL, &d, &error), FAIRLEAF_LIMIT);
        OK("  no document", d == NULL);
    }
    fairleaf_source s = source_of("a\n");
    NUMBER("within all limits", fairleaf_read(f, &s, NULL, &d, &error), FAIRLEAF_OK);
    fairleaf_document_free(d);
    fairleaf_free(f);
}

/* A caller built against an older header: its structs are shorter. */
static void check_growth(const fairleaf *f)
{
    fairleaf_options how = FAIRLEAF_OPTIONS_INIT;
    how.size = offsetof(fairleaf_options, level);
    how.as_is = true;
    how.enable = (const char *const *)(uintptr_t)1; /* beyond its size: must not be looked at */
    fairleaf_source s = source_of("a\n");
    fairleaf_document *d;
    NUMBER("a shorter struct", fairleaf_read(f, &s, &how, &d, NULL), FAIRLEAF_OK);
    fairleaf_document_free(d);
}

int main(void)
{
    fairleaf *f;
    fairleaf_error error;
    NUMBER("made", fairleaf_new(NULL, &f, &error), FAIRLEAF_OK);
    check_documents(f);
    check_failures(f);
    check_limits();
    check_growth(f);
    OK("version of the library", strcmp(fairleaf_version(), FAIRLEAF_VERSION) == 0);
    OK("text of a status", strcmp(fairleaf_status_text(FAIRLEAF_OK), "done") == 0);
    OK("text of no status",
       strcmp(fairleaf_status_text((fairleaf_status)999), "unknown status") == 0);
    size_t formats = 0;
    while (fairleaf_format(formats)) formats++;
    OK("formats", formats >= 2 && fairleaf_format(formats + 1) == NULL);
    fairleaf_document_free(NULL);
    fairleaf_account_free(NULL);
    fairleaf_free(f);
    fairleaf_free(NULL);
    return DONE();
}
