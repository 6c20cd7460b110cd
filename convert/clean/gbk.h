/* clean/gbk.h - the two-byte characters of GBK, both ways, for undoing what a wrong decoder did.
 *
 * Not a decoder of files (that is base/charset.h): characters are asked for one by one, with bytes
 * that may be wrong. The areas for user-defined characters map to U+E000..U+E765, as most decoders
 * have it. */
#ifndef FL_CLEAN_GBK_H
#define FL_CLEAN_GBK_H

#include <stdbool.h>
#include <stdint.h>

/* The character of two bytes, 0 when there is none. */
uint32_t fl_gbk_character(unsigned lead, unsigned trail);

/* Like it, without the user-defined areas: whether a decoder of plain GBK knows the pair. */
bool fl_gbk_knows(unsigned lead, unsigned trail);

/* The way back: lead byte * 256 + trail byte, 0 when GBK has no such two-byte character. */
unsigned fl_gbk_bytes(uint32_t code_point);

#endif
