/* tests/unit/page.c - pages from documents that mean harm: whatever a report holds, the page has
 * the elements and attributes of its template and of plain text, and no others. Also tables whose
 * spans do not hold, addresses, and titles. */
#include "base/buf.h"
#include "tap.h"
#include "unit/documents.h"
#include "write/grid.h"
#include "write/inlines.h"
#include "write/words.h"
#include "write/write.h"

#include <stdlib.h>

static bool keep(void *context, const char *p, size_t n)
{
    fl_buf_bytes(context, p, n);
    return true;
}

static fl_span page_of(fl_arena *a, const fl_doc *d)
{
    fl_buf *out = fl_alloc(a, 1, sizeof *out);
    *out = fl_buf_new(a, 4096);
    fairleaf_output how = FAIRLEAF_OUTPUT_INIT;
    how.format = "html";
    how.standalone = true;
    if (fl_write(a, d, &how, keep, out, NULL)) return FL_SPAN("");
    return fl_buf_view(out);
}

/* ---- harm ---- */

static const char *const payloads[] = {
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=\"alert(1)",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "//evil.example/<script>",
    "https://example.org/\"onclick=\"alert(1)",
    "{{{content}}}",
    "{{#meta}}{{> page.css}}{{/meta}}",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<!--",
    "<![CDATA[",
    "<?php",
    "<",
    "&",
    "\"",
    "'",
    "`",
    "\xEF\xBF\xBF\xEF\xB7\x90", /* noncharacters */
    "a\nb\r\nc\x7F\xC2\x85\xE2\x80\xA8",
};

/* One report that is the payload in every place where a text can stand. */
static fl_doc harmful(fl_arena *a, const char *payload)
{
    fl_doc d = { .root = fl_block_new(a, FL_DOCUMENT), .origin = { .name = fl_span_of(payload) } };
    static const char *const keys[] = { "title", "subtitle", "date", "author", "source",
                                        "lang",  "place",    "body", "x",      "description" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        fl_meta_set(a, &d.meta, keys[i], "metadata.given", fl_span_of(payload), 100);
    for (unsigned level = 1; level <= 6; level++) heading(a, d.root, 1, level, payload);
    fl_block *b = paragraph(a, d.root, 1, payload);
    add_inline(b, to(a, FL_LINK, payload, payload));
    add_inline(b, to(a, FL_IMAGE, payload, payload));
    for (fl_inline *node = b->inlines; node; node = node->next) node->text = fl_span_of(payload);
    add_inline(b, styled(a, FL_CODE, payload));
    b = add_block(a, d.root, FL_CODE_BLOCK, 1);
    b->text = b->info = fl_span_of(payload);
    b = add_block(a, d.root, FL_LIST, 1);
    item(a, b, 1, payload, payload);
    b = add_block(a, add_block(a, d.root, FL_TABLE, 1), FL_ROW, 1);
    cell(a, b, 1, 1, payload);
    return d;
}

static bool is_one_of(fl_span name, const char *const *names)
{
    for (; *names; names++)
        if (fl_span_equal(name, fl_span_of(*names))) return true;
    return false;
}

static const char *const elements[] = {
    "!DOCTYPE", "html",   "head", "meta", "title", "link",    "style",  "body",       "main",
    "article",  "header", "h1",   "h2",   "h3",    "h4",      "h5",     "h6",         "p",
    "nav",      "ol",     "li",   "a",    "div",   "section", "strong", "em",         "code",
    "img",      "br",     "pre",  "ul",   "table", "thead",   "tbody",  "tr",         "th",
    "td",       "footer", "dl",   "dt",   "dd",    "time",    "hr",     "blockquote", NULL
};
static const char *const attributes[] = { "html",
                                          "lang",
                                          "charset",
                                          "http-equiv",
                                          "content",
                                          "name",
                                          "rel",
                                          "href",
                                          "itemscope",
                                          "itemtype",
                                          "itemprop",
                                          "class",
                                          "aria-labelledby",
                                          "aria-label",
                                          "id",
                                          "src",
                                          "alt",
                                          "scope",
                                          "colspan",
                                          "rowspan",
                                          "title",
                                          "datetime",
                                          "start",
                                          NULL };

static size_t name_end(fl_span s, size_t at)
{
    while (at < s.n && !strchr(" \n>=\"'", s.p[at])) at++;
    return at;
}

/* Reads the tag at `at` (`<`) and returns the offset behind it; 0 when it is none that may be. */
static size_t read_tag(fl_span s, size_t at)
{
    size_t from = at + 1 + (at + 1 < s.n && s.p[at + 1] == '/'), to = name_end(s, from);
    if (!is_one_of(fl_span_sub(s, from, to), elements)) return 0;
    while (to < s.n && s.p[to] != '>') {
        if (s.p[to] == ' ' || s.p[to] == '\n') {
            to++;
            continue;
        }
        from = to;
        to = name_end(s, from);
        if (to == from || !is_one_of(fl_span_sub(s, from, to), attributes)) return 0;
        if (to >= s.n || s.p[to] != '=') continue;
        if (++to >= s.n || s.p[to] != '"') return 0;
        size_t value = to + 1;
        to = fl_span_find(s, FL_SPAN("\""), value);
        if (to == SIZE_MAX) return 0;
        fl_span text = fl_span_sub(s, value, to++), name = fl_span_sub(s, from, value - 2);
        bool address = fl_span_equal(name, FL_SPAN("href")) || fl_span_equal(name, FL_SPAN("src"));
        if (address && (fl_span_find(text, FL_SPAN("script:"), 0) != SIZE_MAX ||
                        fl_span_starts(text, FL_SPAN("data:"))))
            return 0;
    }
    return to + 1;
}

static void safety(fl_arena *a)
{
    for (size_t i = 0; i < sizeof payloads / sizeof *payloads; i++) {
        fl_doc d = harmful(a, payloads[i]);
        fl_span page = page_of(a, &d);
        size_t style = fl_span_find(page, FL_SPAN("<style>"), 0);
        size_t style_end = fl_span_find(page, FL_SPAN("</style>"), 0), at = 0;
        char about[100];
        (void)snprintf(about, sizeof about, "harmless: %.60s", payloads[i]);
        for (char *c = about; *c; c++)
            if ((unsigned char)*c < ' ') *c = '?';
        bool sound = page.n > 0;
        while (sound && (at = fl_span_find(page, FL_SPAN("<"), at)) != SIZE_MAX) {
            size_t next = at > style && at < style_end ? style_end : read_tag(page, at);
            if (next == 0) printf("# at: %.*s\n", 60, page.p + at);
            sound = next > 0;
            at = next;
        }
        OK(about, sound);
    }
}

/* ---- tables ---- */

static const struct {
    const char *about;
    struct {
        unsigned columns, rows;
    } cell[3][4];       /* {0, 0}: no cell */
    bool head;          /* the first row is one */
    const char *wanted; /* rows with `/`, cells as COLUMNSxROWS */
} tables[] = {
    { "plain", { { { 1, 1 }, { 1, 1 } }, { { 1, 1 }, { 1, 1 } } }, false, "1x1 1x1 /1x1 1x1 /" },
    { "a short row is filled",
      { { { 1, 1 }, { 1, 1 } }, { { 1, 1 } } },
      false,
      "1x1 1x1 /1x1 1x1 /" },
    { "a span over the last row is cut",
      { { { 1, 9 }, { 1, 1 } }, { { 1, 1 } } },
      false,
      "1x2 1x1 /1x1 /" },
    { "a span out of the head is cut", { { { 1, 2 } }, { { 1, 1 } } }, true, "1x1 /1x1 /" },
    { "spans that meet", { { { 1, 1 }, { 1, 2 } }, { { 2, 1 } } }, false, "1x1 1x2 /1x1 /" },
    { "a column in which nothing begins", { { { 2, 1 } }, { { 2, 1 } } }, false, "1x1 /1x1 /" },
    { "a row in which nothing begins", { { { 1, 2 } }, { { 0, 0 } } }, false, "1x1 /" },
    { "far too wide", { { { 60000, 60000 } }, { { 60000, 1 } } }, false, "1x1 /1x1 /" },
};

static void grids(fl_arena *a)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        fl_block *table = fl_block_new(a, FL_TABLE);
        for (size_t r = 0; r < 3; r++) {
            if (r == 2 && !tables[i].cell[r][0].columns) break;
            fl_block *row = add_block(a, table, FL_ROW, 1);
            row->head = tables[i].head && r == 0;
            for (size_t c = 0; c < 4 && tables[i].cell[r][c].columns; c++)
                cell(a, row, tables[i].cell[r][c].columns, tables[i].cell[r][c].rows, "x");
        }
        fl_grid_table grid = fl_grid_make(a, table);
        fl_buf got = fl_buf_new(a, 64);
        for (size_t r = 0; r < grid.count; r++) {
            for (size_t c = 0; c < grid.row[r].count; c++)
                fl_buf_format(&got, "%ux%u ", grid.row[r].place[c].columns,
                              grid.row[r].place[c].rows);
            fl_buf_byte(&got, '/');
        }
        TEXT(tables[i].about, fl_buf_view(&got), tables[i].wanted);
    }
}

/* ---- addresses, languages, days ---- */

static void addresses(fl_arena *a)
{
    static const struct {
        const char *address, *wanted; /* NULL: none */
    } row[] = {
        { "https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&amp;c=2#d" },
        { "http://例子.中国/路", "http://例子.中国/%E8%B7%AF" },
        { "a b\"c<d>.html", "a%20b%22c%3Cd%3E.html" },
        { "100%.html", "100%25.html" },
        { "%E4%B8%80", "%E4%B8%80" },
        { "a#b#c", "a#b%23c" },
        { "#", "#" },
        { "mailto:a@b.cn", "mailto:a@b.cn" },
        { "https:/x", NULL },
        { "https://", NULL },
        { "http://a..b/", NULL },
        { "http://[::1]/", NULL },
        { "http://a:999999/", NULL },
        { "http://user@host/", NULL },
        { "//evil\\x/", NULL },
        { "javascript:alert(1)", NULL },
        { "file:///etc/passwd", NULL },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_buf out = fl_buf_new(a, 64);
        NUMBER(row[i].address, fl_html_address(&out, fl_span_of(row[i].address)),
               row[i].wanted != NULL);
        TEXT("  written", fl_buf_view(&out), row[i].wanted ? row[i].wanted : "");
    }
}

static void words(fl_arena *a)
{
    static const struct {
        const char *lang, *contents, *day, *attribute;
    } row[] = {
        { "zh-Hans", "目录", "2021年2月6日", "zh-Hans" },
        { "zh-hant-TW", "目錄", "2021年2月6日", "zh-hant-TW" },
        { "ja", "目次", "2021年2月6日", "ja" },
        { "en", "Contents", "2021-02-06", "en" },
        { "", "Contents", "2021-02-06", "und" },
        { "zhx", "Contents", "2021-02-06", "zhx" },
        { "zh\" x", "Contents", "2021-02-06", "und" },
        { "chinese", "Contents", "2021-02-06", "und" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_buf day = fl_buf_new(a, 16);
        fl_span lang = fl_span_of(row[i].lang);
        fl_word_day(&day, lang, FL_SPAN("2021-02-06"));
        TEXT(row[i].lang, fl_span_of(fl_word(lang, "contents")), row[i].contents);
        TEXT("  day", fl_buf_view(&day), row[i].day);
        TEXT("  attribute", fl_word_language(lang), row[i].attribute);
    }
}

int main(void)
{
    fl_arena *a = fl_arena_new(256 << 20);
    safety(a);
    grids(a);
    addresses(a);
    words(a);
    fl_arena_free(a);
    return DONE();
}
