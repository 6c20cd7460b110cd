/* data/cells.c - runs while fairleaf is built: asks about every character of two bytes in GB18030
 * and Big5-HKSCS and prints the tables that convert/base/charset.h declares. */
#include <stdio.h>

#include "base/charset.h"

/* What is about to be made. */
const uint16_t fl_cells_gb18030[FL_KNOWN_LEADS][FL_KNOWN_TRAILS] = { { 0 } };
const uint16_t fl_cells_big5[FL_KNOWN_LEADS][FL_KNOWN_TRAILS] = { { 0 } };

/* 0 for what is no character, is two, or lies beyond the basic plane: that is asked when it comes.
 */
static unsigned cell_of(fl_charset_map *m, unsigned lead, unsigned trail)
{
    unsigned char pair[2] = { (unsigned char)lead, (unsigned char)trail };
    if (trail == 0x7F || trail == 0xFF) return 0;
    uint32_t cell = fl_charset_ask(m, pair, 2);
    return cell < 0x10000 ? (unsigned)cell : 0;
}

static fairleaf_status print(fl_arena *a, const char *label, const char *name)
{
    fl_charset_map *m;
    fairleaf_status status = fl_charset_open(a, label, &m, NULL);
    if (status) return status;
    printf("const uint16_t %s[%d][%d] = {\n", name, FL_KNOWN_LEADS, FL_KNOWN_TRAILS);
    for (unsigned i = 0; i < FL_KNOWN_LEADS; i++) {
        fputs("{ ", stdout);
        for (unsigned k = 0; k < FL_KNOWN_TRAILS; k++)
            printf("%u%s", cell_of(m, i + FL_KNOWN_LEAD, k + FL_KNOWN_TRAIL),
                   k % 16 == 15 ? ",\n" : ",");
        puts("},");
    }
    puts("};");
    return FAIRLEAF_OK;
}

int main(void)
{
    fl_arena *a = fl_arena_new(1 << 20);
    if (!a || FL_ARENA_FAILED(a)) return 1;
    puts("/* Written by data/cells.c from what iconv and data/charset/settled.inc say. */\n"
         "#include \"base/charset.h\"");
    if (print(a, "GB18030", "fl_cells_gb18030") || print(a, "Big5-HKSCS", "fl_cells_big5"))
        return 1;
    fl_arena_free(a);
    return ferror(stdout) != 0;
}
