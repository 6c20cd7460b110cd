/* tests/fuzz/convert.c - any bytes at all: no crash, and the account stays true.
 *
 * libFuzzer and AFL++ take LLVMFuzzerTestOneInput (`make CC=clang MODE=fuzz fuzz`). With -DREPLAY
 * it is a program of its own that damages the files named as arguments in a fixed way and feeds
 * them in; tests/fuzz.t runs that in `make check`. */
#include <fairleaf.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct text {
    char *bytes;
    size_t length, capacity;
} text;

static bool gather(void *context, const char *bytes, size_t length)
{
    text *t = context;
    if (t->length + length > t->capacity) {
        t->capacity = (t->length + length) * 2;
        t->bytes = realloc(t->bytes, t->capacity);
        if (!t->bytes) abort();
    }
    if (length) memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    return true;
}

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    abort();
}

/* Length of the white space at `at`, 0 if there is none: ASCII, U+0085, U+00A0, U+1680,
 * U+2000..200A, U+2028/9, U+202F, U+205F, U+3000, U+FEFF. */
static size_t space_at(const char *p, size_t at, size_t n)
{
    const unsigned char *c = (const unsigned char *)p + at;
    if (*c == ' ' || (*c >= '\t' && *c <= '\r') || (*c >= 0x1C && *c <= 0x1F)) return 1;
    if (n - at >= 2 && c[0] == 0xC2 && (c[1] == 0x85 || c[1] == 0xA0)) return 2;
    if (n - at < 3) return 0;
    if (c[0] == 0xE1 && c[1] == 0x9A && c[2] == 0x80) return 3;
    if (c[0] == 0xE2 && c[1] == 0x80 &&
        (c[2] <= 0x8A || c[2] == 0xA8 || c[2] == 0xA9 || c[2] == 0xAF))
        return 3;
    if (c[0] == 0xE2 && c[1] == 0x81 && c[2] == 0x9F) return 3;
    if (c[0] == 0xE3 && c[1] == 0x80 && c[2] == 0x80) return 3;
    return c[0] == 0xEF && c[1] == 0xBB && c[2] == 0xBF ? 3 : 0;
}

static void compare(const char *a, size_t an, const char *b, size_t bn)
{
    size_t i = 0, k = 0, s;
    for (;;) {
        while (i < an && (s = space_at(a, i, an)) != 0) i += s;
        while (k < bn && (s = space_at(b, k, bn)) != 0) k += s;
        if (i == an && k == bn) return;
        if (i == an || k == bn || a[i] != b[k]) {
            fprintf(stderr, "clean text '%.*s' against text output '%.*s'\n",
                    (int)(an - i < 60 ? an - i : 60), a + i, (int)(bn - k < 60 ? bn - k : 60),
                    b + k);
            fail("the clean text is not what the format text writes");
        }
        i++;
        k++;
    }
}

static void check_account(const fairleaf_document *d)
{
    const fairleaf_account *a;
    if (fairleaf_document_account(d, &a, NULL)) return;
    const fairleaf_balance *b = &a->balance;
    if (b->unaccounted || b->input != b->kept + b->removed + b->replaced)
        fail("the balance does not add up");
    uint64_t at = 0;
    for (size_t i = 0; i < a->edit_count; i++) {
        if (a->edits[i].byte < at) fail("edits overlap");
        at = a->edits[i].byte + a->edits[i].bytes;
    }
    text out = { NULL, 0, 0 };
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.format = "text";
    if (fairleaf_write(d, &how, gather, &out, NULL) == FAIRLEAF_OK)
        compare(a->clean.bytes, a->clean.length, out.bytes, out.length);
    free(out.bytes);
    fairleaf_account_free(a);
}

/* A page takes whatever the document holds, and adds no element that runs. */
static void check_page(const fairleaf_document *d)
{
    text out = { NULL, 0, 0 };
    fairleaf_error error;
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.format = "html";
    how.standalone = true;
    if (fairleaf_write(d, &how, gather, &out, &error)) fail(error.message);
    gather(&out, "", 1);
    if (strstr(out.bytes, "<script") || !strstr(out.bytes, "</html>")) fail("a page that is none");
    out.length = 0;
    how.standalone = false;
    how.front_matter = "yaml";
    if (fairleaf_write(d, &how, gather, &out, &error)) fail(error.message);
    free(out.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static fairleaf *f;
    fairleaf_error error;
    if (!f && fairleaf_new(NULL, &f, &error)) fail(error.message);
    fairleaf_source source = { "input", (const char *)bytes, length, NULL };
    fairleaf_options options = FAIRLEAF_OPTIONS_INIT;
    options.as_is = length % 5 == 0;
    if (length % 3 == 1) options.encoding = length % 2 ? "GB18030" : "UTF-8";
    fairleaf_document *d;
    if (fairleaf_read(f, &source, &options, &d, &error)) {
        if (error.status == FAIRLEAF_OK || !error.message[0]) fail("a failure without a reason");
        return 0;
    }
    check_account(d);
    for (size_t i = 0; fairleaf_format(i); i++) {
        text out = { NULL, 0, 0 };
        fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
        how.format = fairleaf_format(i)->name;
        how.verify = true;
        fairleaf_status status = fairleaf_write(d, &how, gather, &out, &error);
        if (status == FAIRLEAF_VERIFY) fail(error.message);
        free(out.bytes);
    }
    check_page(d);
    fairleaf_document_free(d);
    return 0;
}

#ifdef REPLAY
#include "replay.h"
#endif
