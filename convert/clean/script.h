/* clean/script.h - Chinese text in the script that the caller wants: simplified, traditional, or as
 * it is written in Taiwan or Hong Kong.
 *
 * Only on request: what two characters were may become one, and the other way is a guess by the
 * words around. Done by OpenCC (libopencc 1.1), which is opened when it is first needed; its tables
 * of characters and phrases are used, those of regional words are not. Every change goes through
 * the trail, rule script.converted, in runs of characters; code, and lines with kana, stay. */
#ifndef FL_CLEAN_SCRIPT_H
#define FL_CLEAN_SCRIPT_H

#include "model/doc.h"
#include "model/trail.h"

/* Converts lines and values of metadata as options->script says; NULL there: nothing is done.
 * Fails: ARGUMENT for another word, and when OpenCC is not installed. */
fairleaf_status fl_convert_script(const fl_task *t, fl_lines *lines, fl_meta *meta,
                                  fairleaf_error *error);

#endif
