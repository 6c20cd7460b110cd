/* clean/characters.h - single characters that came out wrong: escaped, invisible, of another form,
 * doubled, or from the wrong end of a code page. What cannot be undone is flagged and kept.
 *
 * Rules: characters.entity characters.escape (clean/entities.h), characters.half-kana .radical
 * .ligature .compose .full-width (clean/forms.h), and characters.c1         windows-1252
 * punctuation that was left as C1 controls characters.control    controls and noncharacters, which
 * no output may have: U+FFFD characters.invisible  zero-width spaces, byte order marks inside,
 * direction marks, soft hyphens; joiners stay where a script or an emoji needs them
 *        characters.doubled    `，，` and the like, exactly two
 *        characters.space      a blank inside a bracket, beside Han
 *        characters.spaced     a title set with a blank between all its characters
 *        characters.bullet     the bullets of symbol fonts at the start of a line
 *        characters.lost       U+FFFD, private use, 锟斤拷: flagged */
#ifndef FL_CLEAN_CHARACTERS_H
#define FL_CLEAN_CHARACTERS_H

#include "model/doc.h"
#include "model/trail.h"

void fl_repair_characters(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
