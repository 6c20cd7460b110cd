/* tests/unit/title.c - which heading says the title, and the document without it. */
#include "model/keys.h"
#include "tap.h"
#include "write/title.h"

#include <stdlib.h>

static fl_block *leaf(fl_arena *a, fl_block_kind kind, unsigned level, const char *text)
{
    fl_block *b = fl_block_new(a, kind);
    b->level = (uint8_t)level;
    b->inlines = fl_inline_new(a, FL_STRONG, FL_SPAN(""));
    b->inlines->first = fl_inline_new(a, FL_TEXT, fl_span_of(text));
    return b;
}

static const struct {
    const char *about, *property, *rule;
    struct {
        unsigned level; /* 0: paragraph */
        const char *text;
    } block[3];
    const char *text;
    int heading; /* index; -1: none */
} row[] = {
    { "property and heading say the same", "甲乙", "meta.title", { { 1, "甲 乙" } }, "甲乙", 0 },
    { "they do not", "甲乙", "meta.title", { { 1, "甲乙丙" } }, "甲乙", -1 },
    { "the caller's title stands for the heading", "丁", FL_RULE_GIVEN, { { 1, "甲" } }, "丁", 0 },
    { "no property", NULL, NULL, { { 1, " 甲 " } }, "甲", 0 },
    { "a paragraph above it", NULL, NULL, { { 0, "x" }, { 1, "甲" } }, "甲", 1 },
    { "a heading above it", NULL, NULL, { { 2, "x" }, { 1, "甲" } }, "", -1 },
    { "no heading", "甲", "meta.title", { { 0, "甲" } }, "甲", -1 },
    { "nothing", NULL, NULL, { { 0, NULL } }, "", -1 },
};

static void check(fl_arena *a, size_t i)
{
    fl_doc d = { .root = fl_block_new(a, FL_DOCUMENT) };
    const fl_block *made[3] = { NULL, NULL, NULL };
    size_t count = 0;
    for (; count < 3 && row[i].block[count].text; count++) {
        unsigned level = row[i].block[count].level;
        fl_block *b = leaf(a, level ? FL_HEADING : FL_PARAGRAPH, level, row[i].block[count].text);
        fl_block_append(d.root, b);
        made[count] = b;
    }
    if (row[i].property)
        fl_meta_set(a, &d.meta, "title", row[i].rule, fl_span_of(row[i].property), 90);
    fl_title title = fl_title_find(a, &d);
    TEXT(row[i].about, title.text, row[i].text);
    OK("  its heading", title.heading == (row[i].heading < 0 ? NULL : made[row[i].heading]));
    fl_doc rest = fl_doc_without(a, &d, title.heading);
    size_t left = 0;
    for (const fl_block *b = rest.root->first; b; b = b->next) left++;
    NUMBER("  blocks left", left, count - (row[i].heading >= 0));
    size_t before = 0;
    for (const fl_block *b = d.root->first; b; b = b->next) before++;
    NUMBER("  the document is as it was", before, count);
}

int main(void)
{
    fl_arena *a = fl_arena_new(1 << 20);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) check(a, i);
    fl_arena_free(a);
    return DONE();
}
