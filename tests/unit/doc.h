/* tests/unit/doc.h - documents in a line or two, and what the writers make of them.
 *
 *     DOC(HEADING(2, T("甲")), P(T("乙"), STRONG(T("丙。")), T("丁")))
 */
#ifndef TEST_DOC_H
#define TEST_DOC_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "model/doc.h"
#include "write/write.h"

static fl_arena *doc_arena; /* set by main */
static fl_span doc_written;
static fairleaf_error doc_error;

static inline fl_inline *doc_inline(fl_inline_kind kind, const char *text, const char *target)
{
    fl_inline *node = fl_inline_new(doc_arena, kind, fl_span_of(text));
    node->target = fl_span_of(target);
    return node;
}

static inline fl_inline *doc_chain(fl_inline *first, va_list rest)
{
    for (fl_inline *at = first; at; at = at->next) at->next = va_arg(rest, fl_inline *);
    return first;
}

static inline fl_inline *doc_span(fl_inline_kind kind, const char *target, fl_inline *first, ...)
{
    fl_inline *node = doc_inline(kind, NULL, target);
    va_list rest;
    va_start(rest, first);
    node->first = doc_chain(first, rest);
    va_end(rest);
    return node;
}

static inline fl_block *doc_leaf(fl_block_kind kind, unsigned level, fl_inline *first, ...)
{
    fl_block *block = fl_block_new(doc_arena, kind);
    block->level = (uint8_t)level;
    va_list rest;
    va_start(rest, first);
    block->inlines = doc_chain(first, rest);
    va_end(rest);
    return block;
}

static inline fl_block *doc_code(const char *info, const char *text)
{
    fl_block *block = fl_block_new(doc_arena, FL_CODE_BLOCK);
    block->info = fl_span_of(info);
    block->text = fl_span_of(text);
    return block;
}

/* start < 0: bullets. flag: tight lists, head rows. */
static inline fl_block *doc_blocks(fl_block_kind kind, int start, bool flag, fl_block *first, ...)
{
    fl_block *block = fl_block_new(doc_arena, kind);
    block->tight = block->head = flag;
    block->ordered = kind == FL_LIST && start >= 0;
    block->start = start < 0 ? 0 : (uint32_t)start;
    block->delimiter = '.';
    va_list rest;
    va_start(rest, first);
    for (fl_block *child = first; child; child = va_arg(rest, fl_block *))
        fl_block_append(block, child);
    va_end(rest);
    return block;
}

/* The bytes are the writer's until it returns: what the last four writes gave is kept here. */
static inline bool doc_take(void *context, const char *bytes, size_t length)
{
    static char *kept[4];
    static unsigned turn;
    (void)context;
    char **mine = &kept[turn++ % 4];
    *mine = realloc(*mine, length + 1);
    if (!*mine) abort();
    memcpy(*mine, bytes, length);
    doc_written = (fl_span){ *mine, length };
    return true;
}

/* The document as `how` says, verified if it is Markdown; "" when that fails, with why in
 * doc_error.
 */
static inline fl_span doc_write_as(fl_block *root, const fairleaf_output *how)
{
    fl_doc d = { .root = root };
    fairleaf_output verified = *how;
    verified.verify = true;
    doc_written = (fl_span){ "", 0 };
    doc_error = (fairleaf_error){ .status = FAIRLEAF_OK };
    if (fl_write(doc_arena, &d, &verified, doc_take, NULL, &doc_error))
        printf("# %s\n", doc_error.message);
    return doc_written;
}

static inline fl_span doc_write(fl_block *root, const char *format, int width)
{
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.format = format;
    how.width = width;
    return doc_write_as(root, &how);
}

#define NONE ((fl_inline *)NULL)
#define T(text) doc_inline(FL_TEXT, text, NULL)
#define CODE(text) doc_inline(FL_CODE, text, NULL)
#define BREAK doc_inline(FL_LINE_BREAK, NULL, NULL)
#define SOFT doc_inline(FL_SOFT_BREAK, NULL, NULL)
#define STRONG(...) doc_span(FL_STRONG, NULL, __VA_ARGS__, NONE)
#define EMPH(...) doc_span(FL_EMPH, NULL, __VA_ARGS__, NONE)
#define LINK(target, ...) doc_span(FL_LINK, target, __VA_ARGS__, NONE)
#define IMAGE(target, ...) doc_span(FL_IMAGE, target, __VA_ARGS__, NONE)

#define NO_BLOCK ((fl_block *)NULL)
#define P(...) doc_leaf(FL_PARAGRAPH, 0, __VA_ARGS__, NONE)
#define HEADING(level, ...) doc_leaf(FL_HEADING, level, __VA_ARGS__, NONE)
#define PRE(info, text) doc_code(info, text)
#define RULE doc_leaf(FL_THEMATIC_BREAK, 0, NONE)
#define QUOTE(...) doc_blocks(FL_BLOCK_QUOTE, -1, false, __VA_ARGS__, NO_BLOCK)
#define ITEM(...) doc_blocks(FL_ITEM, -1, false, __VA_ARGS__, NO_BLOCK)
#define EMPTY_ITEM doc_blocks(FL_ITEM, -1, false, NO_BLOCK)
#define TIGHT(...) doc_blocks(FL_LIST, -1, true, __VA_ARGS__, NO_BLOCK)
#define LOOSE(...) doc_blocks(FL_LIST, -1, false, __VA_ARGS__, NO_BLOCK)
#define NUMBERED(start, ...) doc_blocks(FL_LIST, start, true, __VA_ARGS__, NO_BLOCK)
#define CELL(...) doc_leaf(FL_CELL, 0, __VA_ARGS__, NONE)
#define ROW(...) doc_blocks(FL_ROW, -1, false, __VA_ARGS__, NO_BLOCK)
#define HEAD(...) doc_blocks(FL_ROW, -1, true, __VA_ARGS__, NO_BLOCK)
#define TABLE(...) doc_blocks(FL_TABLE, -1, false, __VA_ARGS__, NO_BLOCK)
#define DOC(...) doc_blocks(FL_DOCUMENT, -1, false, __VA_ARGS__, NO_BLOCK)

#endif
