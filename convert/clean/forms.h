/* clean/forms.h - other code points for the same characters: what PDF text layers, old Japanese
 * systems and file systems make of them. NFC and NFKC of whole texts would do it too, and would
 * lose compatibility ideographs in names, ①, ㎡, ½ and the Kelvin sign; so only these forms are
 * touched.
 *
 * Rules: characters.half-kana   ﾃﾞｰﾀ
 *        characters.radical     ⼤会 (a radical for the ideograph; where radicals are meant they
 * stay) characters.ligature    ofﬁce characters.compose     letters and their marks as single code
 * points characters.full-width  ２０２３, Ａ: a matter of house style, so only at the level eager
 */
#ifndef FL_CLEAN_FORMS_H
#define FL_CLEAN_FORMS_H

#include "clean/edits.h"

void fl_widen_kana(fl_edits *e);
void fl_replace_radicals(fl_edits *e);
void fl_narrow_letters(fl_edits *e);
void fl_split_ligatures(fl_edits *e);
void fl_compose_marks(fl_edits *e);

#endif
