/* clean/gbk.c - a table by lead and trail byte, and its inverse (clean/inverse.h). */
#include "clean/gbk.h"

#include <uchar.h>

#include "clean/inverse.h"

#include "data/gbk/gbk.inc"

/* Place in a row of the table, or -1. */
static int place_of(unsigned trail)
{
    if (trail >= 0x40 && trail <= 0x7E) return (int)trail - 0x40;
    if (trail >= 0x80 && trail <= 0xFE) return (int)trail - 0x41;
    return -1;
}

/* User-defined areas: AAA1..AFFE, F8A1..FEFE, then A140..A7A0. */
static uint32_t user_defined(unsigned lead, unsigned trail)
{
    if (trail >= 0xA1 && trail <= 0xFE) {
        if (lead >= 0xAA && lead <= 0xAF) return 0xE000 + (lead - 0xAA) * 94 + (trail - 0xA1);
        if (lead >= 0xF8 && lead <= 0xFE) return 0xE234 + (lead - 0xF8) * 94 + (trail - 0xA1);
    } else if (trail <= 0xA0 && lead >= 0xA1 && lead <= 0xA7) {
        return 0xE4C6 + (lead - 0xA1) * 96 + (uint32_t)place_of(trail);
    }
    return 0;
}

bool fl_gbk_knows(unsigned lead, unsigned trail)
{
    int place = place_of(trail);
    return place >= 0 && lead >= 0x81 && lead <= 0xFE && gbk_rows[lead - 0x81][place] != ' ';
}

uint32_t fl_gbk_character(unsigned lead, unsigned trail)
{
    int place = place_of(trail);
    if (place < 0 || lead < 0x81 || lead > 0xFE) return 0;
    char16_t c = gbk_rows[lead - 0x81][place];
    return c != ' ' ? c : user_defined(lead, trail);
}

unsigned fl_gbk_bytes(uint32_t c)
{
    return c < 0x10000 ? fl_gbk_pages[fl_gbk_page[c >> 8]][c & 0xFF] : 0;
}
