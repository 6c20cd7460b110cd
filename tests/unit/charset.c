/* tests/unit/charset.c - names of charsets, and characters asked one by one. */
#include "tap.h"

#include <stdlib.h>

#include "base/charset.h"
#include "base/span.h"

static const struct { const char *about, *label, *name; } row[] = {
    { "a name", "GB18030", "GB18030" },
    { "a label of the web", "gb2312", "GB18030" },
    { "case and signs do not count", "Shift-JIS", "Shift_JIS" },
    { "blanks neither", " utf_8 ", "UTF-8" },
    { "ISO 8859-1 is read as windows-1252", "iso-8859-1", "windows-1252" },
    { "and so is ASCII", "us-ascii", "windows-1252" },
    { "a number of Microsoft", "cp1251", "windows-1251" },
    { "Big5 has the characters of Hong Kong", "big5", "Big5-HKSCS" },
    { "no name", "no-such-charset", NULL },
    { "the start of a name", "utf", NULL },
    { "nothing", "", NULL },
};

static void names(void)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const fl_charset *c = fl_charset_find(row[i].label);
        const char *name = c ? c->name : NULL;
        bool right = name && row[i].name ? strcmp(name, row[i].name) == 0 : name == row[i].name;
        OK(row[i].about, right);
        if (!right) printf("# %s\n", name ? name : "unknown");
    }
    OK("two labels of one charset", fl_charset_same("gbk", "GB18030"));
    OK("two charsets", !fl_charset_same("gbk", "big5"));
    OK("two unknown names are not the same", !fl_charset_same("x", "x"));
    OK("UTF-16 is wide", fl_charset_is_wide("utf-16le"));
    OK("UTF-8 is not", !fl_charset_is_wide("UTF-8"));
}

static void cells(fl_arena *a)
{
    static const struct { const char *about, *charset, *bytes; uint32_t cell; } ask[] = {
        { "two bytes", "GB18030", "\xD6\xD0", 0x4E2D },
        { "the same two in another charset", "EUC-KR", "\xD6\xD0", 0x6AD3 },
        { "none", "GB18030", "\xFF\xFF", FL_CELL_NONE },
        { "two code points", "Big5-HKSCS", "\x88\x62", FL_CELL_PAIR | 0x304u << 16 | 0xCA },
        { "a mark that decoders differ in", "Big5-HKSCS", "\xA1\x45", 0x2027 },
    };
    for (size_t i = 0; i < sizeof ask / sizeof *ask; i++) {
        fl_charset_map *m;
        if (fl_charset_open(a, ask[i].charset, &m, NULL)) exit(1);
        NUMBER(ask[i].about, fl_charset_ask(m, (const unsigned char *)ask[i].bytes, 2), ask[i].cell);
    }
}

static void opening(fl_arena *a)
{
    fl_charset_map *m;
    fairleaf_error error;
    NUMBER("a name that iconv does not know either",
           fl_charset_open(a, "no-such-charset", &m, &error), FAIRLEAF_ENCODING);
    TEXT("it says so", fl_span_of(error.message), "no decoder for 'no-such-charset'");
    NUMBER("no name", fl_charset_open(a, "", &m, &error), FAIRLEAF_ENCODING);
    NUMBER("options of iconv are no name", fl_charset_open(a, "ASCII//TRANSLIT", &m, &error),
           FAIRLEAF_ENCODING);
    if (fl_charset_open(a, "cp1252", &m, NULL)) exit(1);
    NUMBER("all bytes of one are there from the start", m->row[0][0x80], 0x20AC);
    NUMBER("a hole of windows-1252 is a control character", m->row[0][0x81], 0x81);
    if (fl_charset_open(a, "ISO-8859-7", &m, NULL)) exit(1);
    NUMBER("one of ISO 8859-7 is none", m->row[0][0xFF], FL_CELL_NONE);
}

int main(void)
{
    fl_arena *a = fl_arena_new((size_t)1 << 26);
    if (!a || FL_ARENA_FAILED(a)) return 1;
    names();
    cells(a);
    opening(a);
    fl_arena_free(a);
    return DONE();
}
