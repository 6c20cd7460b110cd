/* clean/slips.h - mends text that lost a byte on its way, as far as the bytes that are left tell.
 *
 * Rules: slips.lead  a '?' at the start of a line where a blank stood that the old encoding did not
 * have slips.gbk   one byte of GBK text was lost and the characters behind it were read one byte
 * late (clean/shift.h)
 *
 * What slips.gbk writes is a guess, so its confidence is calibrated: among changes that are as sure
 * as this one, that share is right on a thousand damaged sentences (tests/slips.t). Below the level
 * that the caller asks for, what the bytes determine is restored, the open character stays a '?',
 * and a warning names the candidates. */
#ifndef FL_CLEAN_SLIPS_H
#define FL_CLEAN_SLIPS_H

#include "model/doc.h"
#include "model/trail.h"

/* Runs before the annotations: a gloss behind a damaged character says what the character is. */
void fl_repair_slips(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
