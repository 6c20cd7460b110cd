/* tests/unit/documents.h - documents made by hand for the tests of output formats. */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include "model/doc.h"

static inline fl_inline *text_of(fl_arena *a, const char *text)
{
    return fl_inline_new(a, FL_TEXT, fl_span_of(text));
}

/* An inline around a text. */
static inline fl_inline *styled(fl_arena *a, fl_inline_kind kind, const char *text)
{
    fl_inline *node = fl_inline_new(a, kind, FL_SPAN(""));
    if (kind == FL_CODE)
        node->text = fl_span_of(text);
    else if (text)
        node->first = text_of(a, text);
    return node;
}

static inline fl_inline *to(fl_arena *a, fl_inline_kind kind, const char *target, const char *text)
{
    fl_inline *node = styled(a, kind, text);
    node->target = fl_span_of(target);
    return node;
}

static inline void add_inline(fl_block *b, fl_inline *node)
{
    fl_inline **last = &b->inlines;
    while (*last) last = &(*last)->next;
    *last = node;
}

static inline fl_block *add_block(fl_arena *a, fl_block *parent, fl_block_kind kind, uint32_t line)
{
    fl_block *b = fl_block_new(a, kind);
    b->line_first = b->line_last = line;
    fl_block_append(parent, b);
    return b;
}

static inline fl_block *paragraph(fl_arena *a, fl_block *parent, uint32_t line, const char *text)
{
    fl_block *b = add_block(a, parent, FL_PARAGRAPH, line);
    if (text) add_inline(b, text_of(a, text));
    return b;
}

static inline fl_block *heading(fl_arena *a, fl_block *parent, uint32_t line, unsigned level,
                                const char *text)
{
    fl_block *b = add_block(a, parent, FL_HEADING, line);
    b->level = (uint8_t)level;
    add_inline(b, text_of(a, text));
    return b;
}

static inline fl_block *item(fl_arena *a, fl_block *list, uint32_t line, const char *marker,
                             const char *text)
{
    fl_block *b = add_block(a, list, FL_ITEM, line);
    if (marker)
        b->enumerator = (fl_enumerator){ fl_span_of(marker), (uint32_t)(list->first == b ? 1 : 2),
                                         1 };
    paragraph(a, b, line, text);
    return b;
}

static inline fl_block *cell(fl_arena *a, fl_block *row, unsigned columns, unsigned rows,
                             const char *text)
{
    fl_block *b = add_block(a, row, FL_CELL, row->line_first);
    b->columns = (uint16_t)columns;
    b->rows = (uint16_t)rows;
    if (text) add_inline(b, text_of(a, text));
    return b;
}

/* A report with one of everything. */
static inline fl_doc whole_report(fl_arena *a)
{
    fl_doc d = { .root = fl_block_new(a, FL_DOCUMENT) };
    fl_block *root = d.root;
    d.origin = (fl_origin){ .name = FL_SPAN("2021/a.txt"), .input = "text", .encoding = "GB18030" };
    fl_meta_set(a, &d.meta, "title", "meta.title", FL_SPAN("市政协工作报告"), 98);
    fl_meta_set(a, &d.meta, "subtitle", "meta.subtitle", FL_SPAN("——2021年2月6日在第六次会议上"),
                95);
    fl_meta_set(a, &d.meta, "date", "meta.date", FL_SPAN("2021-02-06"), 95);
    fl_meta_set(a, &d.meta, "author", "meta.author", FL_SPAN("王瑞"), 90);
    fl_meta_add(a, &d.meta, "reporters", "meta.dateline", FL_SPAN("王某"), 95);
    fl_meta_add(a, &d.meta, "reporters", "meta.dateline", FL_SPAN("李某"), 95);
    fl_meta_set(a, &d.meta, "lang", "meta.language", FL_SPAN("zh-Hans"), 98);
    fl_meta_set(a, &d.meta, "collection", "metadata.given", FL_SPAN("a \"b\", c"), 100);

    heading(a, root, 1, 1, "市政协工作报告");
    paragraph(a, root, 2, "——2021年2月6日在第六次会议上");
    paragraph(a, root, 3, "市政协主席 王瑞");
    paragraph(a, root, 4, "各位委员：");
    fl_block *b = paragraph(a, root, 5,
                            "我受委托，向大会报告工作，请予审议，并请列席会议的同志提出意见。");
    heading(a, root, 6, 2, "一、工作回顾")->enumerator = (fl_enumerator){ FL_SPAN("一、"), 1, 1 };
    b = paragraph(a, root, 7, NULL);
    add_inline(b, styled(a, FL_STRONG, "加强学习"));
    add_inline(b, text_of(a, "。见"));
    add_inline(b, to(a, FL_LINK, "https://example.org/a?b=1&c=2#d", "网页"));
    b->inlines->next->next->text = FL_SPAN("题目 \"一\"");
    add_inline(b, text_of(a, "，"));
    add_inline(b, styled(a, FL_EMPH, "强调"));
    add_inline(b, styled(a, FL_CODE, "a < b"));
    add_inline(b, to(a, FL_IMAGE, "图/一 1.png", "照片"));
    add_inline(b, fl_inline_new(a, FL_LINE_BREAK, FL_SPAN("")));
    add_inline(b, text_of(a, "5<6 & \"7\""));
    b->line_last = 8;
    heading(a, root, 9, 3, "（一）要点");
    fl_block *list = add_block(a, root, FL_LIST, 10);
    list->tight = true;
    item(a, list, 10, "一是", "一是坚持协商。");
    item(a, list, 11, "二是", "二是坚持监督。");
    list = add_block(a, root, FL_LIST, 12);
    list->ordered = true;
    list->start = 3;
    list->delimiter = ')';
    fl_block *outer = item(a, list, 12, "3)", "外层");
    list = add_block(a, outer, FL_LIST, 13);
    list->tight = true;
    item(a, list, 13, NULL, "内层");
    heading(a, root, 14, 2, "二、表格");
    fl_block *table = add_block(a, root, FL_TABLE, 15);
    fl_block *row = add_block(a, table, FL_ROW, 15);
    row->head = true;
    cell(a, row, 0, 0, "年份");
    cell(a, row, 2, 0, "提案 | 办复");
    row = add_block(a, table, FL_ROW, 16);
    cell(a, row, 0, 2, "2020");
    cell(a, row, 0, 0, "120");
    cell(a, row, 0, 0, "118");
    row = add_block(a, table, FL_ROW, 17);
    cell(a, row, 0, 0, "140");
    b = add_block(a, root, FL_BLOCK_QUOTE, 18);
    paragraph(a, b, 18, "引文");
    b = add_block(a, root, FL_CODE_BLOCK, 19);
    b->info = FL_SPAN("c");
    b->text = FL_SPAN("int x = 1 < 2;\n");
    add_block(a, root, FL_THEMATIC_BREAK, 21);
    paragraph(a, root, 22, "谢谢大家！");
    return d;
}

#endif
