/* tests/api/account.c - the account of each report: replaying the edits over the source gives the
 * clean text, undoing them gives the source, nothing is unaccounted for, and the clean text is what
 * the format "text" writes, white space aside. */
#include <fairleaf.h>

#include <stdlib.h>

#include "tap.h"
#include "api/reports.h"

typedef struct text {
    char *bytes;
    size_t length, capacity;
} text;

static bool append(void *context, const char *bytes, size_t length)
{
    text *t = context;
    if (t->length + length > t->capacity) {
        t->capacity = (t->length + length) * 2;
        t->bytes = realloc(t->bytes, t->capacity);
        if (!t->bytes) exit(1);
    }
    if (length) memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    return true;
}

static bool changes(const fairleaf_edit *e)
{
    return e->kind != FAIRLEAF_EDIT_MARK && e->kind != FAIRLEAF_EDIT_NOTE;
}

/* Where an edit starts in the source: UTF-8 without a mark, so bytes are the same before and after
 * decoding. */
static text replay(const fairleaf_account *a)
{
    text out = { NULL, 0, 0 };
    size_t at = 0;
    for (size_t i = 0; i < a->edit_count; i++) {
        const fairleaf_edit *e = &a->edits[i];
        append(&out, a->source.bytes + at, (size_t)e->byte - at);
        fairleaf_text now = changes(e) ? e->after : e->before;
        append(&out, now.bytes, now.length);
        at = (size_t)(e->byte + e->bytes);
    }
    append(&out, a->source.bytes + at, a->source.length - at);
    return out;
}

/* From the clean text back: between two edits stands what was kept. */
static text undo(const fairleaf_account *a)
{
    text out = { NULL, 0, 0 };
    size_t at = 0, source = 0;
    for (size_t i = 0; i < a->edit_count; i++) {
        const fairleaf_edit *e = &a->edits[i];
        size_t kept = (size_t)e->byte - source;
        append(&out, a->clean.bytes + at, kept);
        at += kept + (changes(e) ? e->after.length : e->before.length);
        append(&out, e->before.bytes, e->before.length);
        source = (size_t)(e->byte + e->bytes);
    }
    append(&out, a->clean.bytes + at, a->clean.length - at);
    return out;
}

/* Without ASCII white space and the ideographic space. */
static text squeezed(const char *bytes, size_t length)
{
    text out = { NULL, 0, 0 };
    for (size_t i = 0; i < length; i++) {
        if (strchr(" \t\r\n\f\v", bytes[i])) continue;
        if (length - i >= 3 && memcmp(bytes + i, "\xE3\x80\x80", 3) == 0)
            i += 2;
        else
            append(&out, bytes + i, 1);
    }
    return out;
}

static void check_order(const fairleaf_account *a)
{
    bool sorted = true, counted = true, reasons = true;
    uint64_t at = 0;
    uint32_t line = 1;
    for (size_t i = 0; i < a->edit_count; i++) {
        const fairleaf_edit *e = &a->edits[i];
        sorted &= e->byte >= at && e->line >= line;
        counted &= e->bytes == e->before.length &&
                   memcmp(a->source.bytes + e->byte, e->before.bytes, e->before.length) == 0;
        reasons &=
            e->rule && e->rule[0] && e->why && e->why[0] && e->confidence > 0 && e->confidence <= 1;
        at = e->byte + e->bytes;
        line = e->line;
    }
    OK("  edits are sorted and disjoint", sorted);
    OK("  an edit's bytes are what it says was there", counted);
    OK("  every edit has a rule, a reason and a confidence", reasons);
}

static void check_report(const fairleaf *f, const report *r)
{
    fairleaf_source source = { r->name, r->bytes, r->length, NULL };
    fairleaf_document *d;
    const fairleaf_account *a;
    fairleaf_error error;
    NUMBER(r->name, fairleaf_read(f, &source, NULL, &d, &error), FAIRLEAF_OK);
    NUMBER("  account", fairleaf_document_account(d, &a, &error), FAIRLEAF_OK);
    BYTES("  source", a->source.bytes, a->source.length, r->bytes, r->length);
    check_order(a);
    const fairleaf_balance *b = &a->balance;
    NUMBER("  nothing is unaccounted for", b->unaccounted, 0);
    NUMBER("  in = kept + removed + replaced", b->kept + b->removed + b->replaced, b->input);
    text again = replay(a), back = undo(a), written = { NULL, 0, 0 };
    BYTES("  replay gives the clean text", again.bytes, again.length, a->clean.bytes,
          a->clean.length);
    BYTES("  undo gives the source", back.bytes, back.length, r->bytes, r->length);
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.format = "text";
    NUMBER("  text", fairleaf_write(d, &how, append, &written, &error), FAIRLEAF_OK);
    text x = squeezed(written.bytes, written.length), y = squeezed(a->clean.bytes, a->clean.length);
    BYTES("  clean text is what the format text writes", x.bytes, x.length, y.bytes, y.length);
    free(again.bytes);
    free(back.bytes);
    free(written.bytes);
    free(x.bytes);
    free(y.bytes);
    fairleaf_account_free(a);
    fairleaf_document_free(d);
}

int main(void)
{
    report all[REPORTS];
    load_reports(all);
    fairleaf *f;
    NUMBER("made", fairleaf_new(NULL, &f, NULL), FAIRLEAF_OK);
    for (int i = 0; i < REPORTS; i++) check_report(f, &all[i]);
    fairleaf_free(f);
    free_reports(all);
    return DONE();
}
