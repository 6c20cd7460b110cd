/* clean/entities.h - characters that came out of their source still escaped: `&ldquo;`,
 * `&amp;ldquo;`,
 * `&#xff0c;`, `#xff0c;` (the ampersand was lost) and `\u653f\u5e9c`.
 *
 * Source: the character references of HTML 4; numbers 128 to 159 mean windows-1252, as in HTML 5.
 * Lines that speak about markup or code keep theirs.
 *
 * Rules: characters.entity characters.escape */
#ifndef FL_CLEAN_ENTITIES_H
#define FL_CLEAN_ENTITIES_H

#include "clean/edits.h"

void fl_decode_entities(fl_edits *e);
void fl_decode_escapes(fl_edits *e);

/* What windows-1252 has at a byte of 0x80 to 0x9F; 0 for the five holes. */
uint32_t fl_windows_1252(unsigned byte);

#endif
