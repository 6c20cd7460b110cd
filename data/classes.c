/* data/classes.c - runs while fairleaf is built: asks utf8proc about every character of the basic
 * plane and prints the tables that convert/base/utf8.h declares. */
#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

enum { PAGES = 256, SIZE = 256 };

static unsigned of_category(uint32_t c)
{
    utf8proc_category_t g = utf8proc_category((utf8proc_int32_t)c);
    unsigned found = 0;
    if (g == UTF8PROC_CATEGORY_ZS) found |= FL_CLASS_SPACE;
    if (g >= UTF8PROC_CATEGORY_PC && g <= UTF8PROC_CATEGORY_PO) found |= FL_CLASS_PUNCTUATION;
    if (g >= UTF8PROC_CATEGORY_SM && g <= UTF8PROC_CATEGORY_SO) found |= FL_CLASS_SYMBOL;
    if (g >= UTF8PROC_CATEGORY_LU && g <= UTF8PROC_CATEGORY_LO) found |= FL_CLASS_LETTER;
    if (g >= UTF8PROC_CATEGORY_MN && g <= UTF8PROC_CATEGORY_ME && c >= 0x300)
        found |= FL_CLASS_MARK;
    if (g == UTF8PROC_CATEGORY_PS || g == UTF8PROC_CATEGORY_PI) found |= FL_CLASS_OPENING;
    if (g == UTF8PROC_CATEGORY_PE || g == UTF8PROC_CATEGORY_PF) found |= FL_CLASS_CLOSING;
    return found;
}

static unsigned class_of(uint32_t c)
{
    if (fl_is_han(c)) return FL_CLASS_LETTER | FL_CLASS_WIDE;
    unsigned found = of_category(c);
    int width = c < 0x7F ? c >= 0x20 : utf8proc_charwidth((utf8proc_int32_t)c);
    if ((c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029)
        found |= FL_CLASS_SPACE;
    return found | (width == 2 ? FL_CLASS_WIDE : width == 1 ? FL_CLASS_NARROW : 0);
}

int main(void)
{
    static uint16_t page[PAGES][SIZE];
    unsigned number[PAGES], used = 0;
    puts("/* Written by data/classes.c from the tables of utf8proc. */\n#include \"base/utf8.h\"\n"
         "const uint16_t fl_class_pages[][256] = {");
    for (unsigned i = 0; i < PAGES; i++) {
        for (unsigned k = 0; k < SIZE; k++) page[used][k] = (uint16_t)class_of(i * SIZE + k);
        unsigned same = 0;
        while (memcmp(page[same], page[used], sizeof page[used]) != 0) same++;
        number[i] = same;
        if (same < used) continue;
        fputs("{ ", stdout);
        for (int k = 0; k < SIZE; k++) printf("%u%s", page[used][k], k % 16 == 15 ? ",\n" : ",");
        puts("},");
        used++;
    }
    puts("};\nconst uint8_t fl_class_page[256] = {");
    for (int i = 0; i < PAGES; i++) printf("%u,", number[i]);
    puts("};");
    return ferror(stdout) != 0;
}
