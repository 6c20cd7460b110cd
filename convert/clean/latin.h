/* clean/latin.h - runs of text as the bytes of windows-1252 or ISO 8859-1 that they may have been.
 */
#ifndef FL_CLEAN_LATIN_H
#define FL_CLEAN_LATIN_H

#include "clean/edits.h"
#include "clean/frequency.h"

/* The byte 0x80 to 0xFF that a decoder of windows-1252 or ISO 8859-1 turned into the character; 0
 * when none gives it. */
unsigned fl_latin_byte(uint32_t code_point);

/* mojibake.latin */
void fl_repair_latin(fl_edits *e);

/* mojibake.legacy, in two steps: a cheap look, then the decoders. */
bool fl_looks_legacy(fl_span line);
void fl_repair_legacy(fl_edits *e, const fl_frequency *frequency);

#endif
