/* tests/unit/roundtrip.c - thousands of documents of nasty characters, nested at random: cmark must
 * read back what was meant, with and without a width, and no format may fail. The same documents on
 * every machine. SEED=n starts elsewhere, ROUNDS=n makes more. */
#include <stdio.h>
#include <stdlib.h>

#include "doc.h"
#include "tap.h"

static const char *const atoms[] = {
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "#",
    "+",
    "-",
    ".",
    "!",
    "~",
    "$",
    "^",
    "|",
    "&",
    "\"",
    "'",
    "=",
    ":",
    "@",
    "%",
    "?",
    "{",
    "}",
    "\\",
    "/",
    ",",
    ";",
    "1",
    "a",
    "甲",
    "乙",
    "。",
    "，",
    "“",
    "”",
    "（",
    "）",
    "—",
    "…",
    "·",
    "　",
    "①",
    "℃",
    "￥",
    "～",
    "、",
    "《",
    "》",
    "「",
    "」",
    "**",
    "__",
    "``",
    "```",
    "~~",
    "==",
    "--",
    "---",
    "...",
    "1.",
    "1)",
    "- ",
    "# ",
    "> ",
    "+ ",
    "* ",
    "[x]",
    "[ ]",
    "[^1]",
    "![",
    "](",
    "](u)",
    "<b>",
    "</b>",
    "<!--",
    "&amp;",
    "&#x41;",
    "&copy",
    "{{",
    "}}",
    "{%",
    "%}",
    "$$",
    "http://a.cn/b",
    "https://x.org",
    "www.a.cn",
    "a@b.cn",
    ":a:",
    "[a]: b",
    "| a |",
    "\\*",
    "\\\\",
    "  ",
    " ",
    "汉字",
    "English",
    "10~20",
    "a_b_c",
    "2021年",
    "é",
    "🎉",
    "\xC2\xA0",
    "\xCC\x81",
    "\t",
};
static const char *const addresses[] = { "https://e.example/?a=1&b=2",
                                         "a b.html",
                                         "图(1).png",
                                         "#节",
                                         "/x|y",
                                         "u*v_w",
                                         "a\"b'c",
                                         "x\\y",
                                         "?&copy;=1",
                                         "javascript:x" };

static uint64_t state;

static unsigned pick(unsigned n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % n;
}

static const char *text(unsigned most)
{
    fl_buf b = fl_buf_new(doc_arena, 32);
    for (unsigned n = 1 + pick(most); n > 0; n--)
        fl_buf_text(&b, atoms[pick(sizeof atoms / sizeof *atoms)]);
    return fl_buf_string(&b);
}

static fl_inline *some_inlines(unsigned depth);

static fl_inline *some_inline(unsigned depth)
{
    static const fl_inline_kind spans[] = { FL_STRONG, FL_EMPH, FL_LINK };
    unsigned kind = pick(depth > 3 ? 8 : 14);
    if (kind < 5) return T(text(6));
    if (kind == 5) return CODE(text(4));
    if (kind == 6) return pick(2) ? BREAK : SOFT;
    const char *address = addresses[pick(sizeof addresses / sizeof *addresses)];
    if (kind == 7) return IMAGE(address, T(text(3)), EMPH(T(text(2))));
    fl_inline *span = doc_inline(spans[kind % 3], NULL, address);
    span->first = some_inlines(depth + 1);
    if (kind % 3 == 2 && pick(3) == 0) span->text = fl_span_of(text(3));
    return span;
}

static fl_inline *some_inlines(unsigned depth)
{
    fl_inline *first = some_inline(depth), *last = first;
    for (unsigned n = pick(4); n > 0; n--) last = last->next = some_inline(depth);
    return first;
}

static fl_block *with_inlines(fl_block_kind kind)
{
    fl_block *block = fl_block_new(doc_arena, kind);
    block->level = (uint8_t)(1 + pick(6));
    block->inlines = some_inlines(0);
    block->columns = (uint16_t)(pick(8) ? 0 : pick(4));
    block->rows = (uint16_t)(pick(8) ? 0 : pick(4));
    return block;
}

static fl_block *some_table(void)
{
    fl_block *table = TABLE(NO_BLOCK);
    for (unsigned rows = 1 + pick(3); rows > 0; rows--) {
        fl_block *row = ROW(NO_BLOCK);
        row->head = pick(2);
        for (unsigned cells = pick(4); cells > 0; cells--)
            fl_block_append(row, with_inlines(FL_CELL));
        fl_block_append(table, row);
    }
    return table;
}

static void add_blocks(fl_block *parent, unsigned depth, unsigned most);

static fl_block *some_list(unsigned depth)
{
    static const int starts[] = { -1, -1, 0, 1, 1, 2, 9, 100, 999999999 };
    fl_block *list = doc_blocks(FL_LIST, starts[pick(9)], pick(2), NO_BLOCK);
    if (pick(4) == 0) list->delimiter = ')';
    for (unsigned items = pick(4); items > 0; items--) {
        fl_block *item = ITEM(NO_BLOCK);
        if (pick(10)) add_blocks(item, depth + 1, 3);
        fl_block_append(list, item);
    }
    return list;
}

static fl_block *some_block(unsigned depth)
{
    static const char *const infos[] = { "", "c", "a`b", "x\\y &amp;" };
    unsigned kind = pick(depth > 3 ? 8 : 14);
    if (kind < 5) return with_inlines(FL_PARAGRAPH);
    if (kind == 5) return with_inlines(FL_HEADING);
    if (kind == 6) return pick(3) ? PRE(infos[pick(4)], text(8)) : RULE;
    if (kind == 7) return some_table();
    if (kind > 9) return some_list(depth);
    fl_block *quote = QUOTE(NO_BLOCK);
    add_blocks(quote, depth + 1, 3);
    return quote;
}

static void add_blocks(fl_block *parent, unsigned depth, unsigned most)
{
    for (unsigned n = 1 + pick(most); n > 0; n--) fl_block_append(parent, some_block(depth));
}

/* Text is text in every format: nothing is lost on the way that is more than white space. */
static int failures(fl_block *root)
{
    static const char *const formats[] = { "html", "text", "xml", "latex", "man" };
    static const char *const strong[] = { "exact", "html", "plain" };
    static const char *const tables[] = { "html", "text", NULL };
    int failed = 0;
    fl_span once = doc_write(root, "markdown", 0);
    failed += doc_error.status != FAIRLEAF_OK;
    fl_span again = doc_write(root, "markdown", 0);
    failed += !fl_span_equal(once, again);
    doc_write(root, "markdown", 20);
    failed += doc_error.status != FAIRLEAF_OK;
    for (size_t i = 0; i < sizeof strong / sizeof *strong; i++) {
        fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
        how.strong = strong[i];
        how.tables = tables[i];
        how.width = (int)i * 30;
        doc_write_as(root, &how);
        failed += doc_error.status != FAIRLEAF_OK;
    }
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        doc_write(root, formats[i], i % 2 ? 30 : 0);
        failed += doc_error.status != FAIRLEAF_OK;
    }
    return failed;
}

int main(void)
{
    const char *seed = getenv("SEED"), *rounds = getenv("ROUNDS");
    size_t bytes = 0;
    int failed = 0, first = seed ? atoi(seed) : 1, count = rounds ? atoi(rounds) : 1000;
    for (int round = first; round < first + count; round++) {
        doc_arena = fl_arena_new((size_t)1 << 28);
        state = (uint64_t)round * 0x9E3779B97F4A7C15u;
        pick(1);
        fl_block *root = DOC(NO_BLOCK);
        add_blocks(root, 0, 4);
        int wrong = failures(root);
        bytes += doc_written.n;
        if (wrong) printf("# round %d\n", round);
        failed += wrong;
        fl_arena_free(doc_arena);
    }
    OK("they are not all tiny", bytes > (size_t)count * 500);
    NUMBER("random documents read back as they were meant", failed, 0);
    return DONE();
}
