/* tests/unit/csv.c - tables as spreadsheets write them, and cells that they would run. */
#include "base/csv.h"
#include "tap.h"

#include <stdlib.h>

static const struct {
    const char *about, *text, *cells; /* cells with | between, rows with / */
} read[] = {
    { "plain", "path,title\na.txt,甲\n", "path|title/a.txt|甲/" },
    { "no line end behind the last row", "a,b\nc,d", "a|b/c|d/" },
    { "CRLF and a byte order mark",
      "\xEF\xBB\xBF"
      "a,b\r\nc,\r\n",
      "a|b/c|/" },
    { "quotes, commas and line ends in quotes", "a,b\n\"x \"\"y\"\", z\",\"1\n2\"\n",
      "a|b/x \"y\", z|1\n2/" },
    { "semicolons, as some languages' spreadsheets write", "a;b\n1,5;2\n", "a|b/1,5|2/" },
    { "tabs", "a\tb\n1\t2,3\n", "a|b/1|2,3/" },
    { "a comma in quotes separates nothing", "\"a,b\";c\n", "a,b|c/" },
    { "blank rows are left out", "a,b\n\n,\nc,d\n", "a|b/c|d/" },
    { "an apostrophe before a formula is not part of it", "a\n'=1+1\n'甲\n", "a/=1+1/'甲/" },
    { "a quote inside a cell is a quote", "a\n5\" disk\n", "a/5\" disk/" },
    { "nothing", "", "" },
};

static void reading(fl_arena *a)
{
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        fl_csv table;
        fl_buf got = fl_buf_new(a, 64);
        NUMBER(read[i].about, fl_csv_read(a, fl_span_of(read[i].text), &table, NULL), FAIRLEAF_OK);
        for (size_t r = 0; r < table.count; r++) {
            for (size_t c = 0; c < table.row[r].count; c++) {
                if (c) fl_buf_byte(&got, '|');
                fl_buf_span(&got, table.row[r].cell[c]);
            }
            fl_buf_byte(&got, '/');
        }
        TEXT("  its cells", fl_buf_view(&got), read[i].cells);
    }
}

static void refusing(fl_arena *a)
{
    static const struct {
        const char *about, *text;
        uint32_t line;
    } row[] = {
        { "a quote that does not end", "a\nb\n\"c\nd\n", 3 },
        { "text behind a quote", "a\n\"b\" c\n", 2 },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_csv table;
        fairleaf_error error;
        NUMBER(row[i].about, fl_csv_read(a, fl_span_of(row[i].text), &table, &error),
               FAIRLEAF_ARGUMENT);
        NUMBER("  its line", error.line, row[i].line);
    }
}

static void writing(fl_arena *a)
{
    static const struct {
        const char *about, *cell, *wanted;
    } row[] = {
        { "plain", "甲", "甲" },
        { "nothing", "", "" },
        { "a comma", "a, b", "\"a, b\"" },
        { "quotes", "a\"b", "\"a\"\"b\"" },
        { "a line end", "a\nb", "\"a\nb\"" },
        { "spaces at the ends", " a", "\" a\"" },
        { "a formula", "=HYPERLINK(1)", "'=HYPERLINK(1)" },
        { "a formula with a comma", "=A(1,2)", "\"'=A(1,2)\"" },
        { "a dash is no minus", "——甲", "——甲" },
        { "a lone mark is none", "-", "-" },
        { "a sign", "-1", "'-1" },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        fl_buf out = fl_buf_new(a, 16);
        fl_csv_cell(&out, fl_span_of(row[i].cell));
        TEXT(row[i].about, fl_buf_view(&out), row[i].wanted);
        fl_csv table;
        NUMBER("  read again", fl_csv_read(a, fl_buf_view(&out), &table, NULL), FAIRLEAF_OK);
        if (row[i].cell[0]) TEXT("  it is the same", table.row[0].cell[0], row[i].cell);
    }
}

int main(void)
{
    fl_arena *a = fl_arena_new(1 << 20);
    reading(a);
    refusing(a);
    writing(a);
    fl_arena_free(a);
    return DONE();
}
