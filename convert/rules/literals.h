/* rules/literals.h - words of which a pattern needs one: read off its text, so that most lines
 * never meet the pattern.
 *
 * `(?:责任|執行)编[辑輯][:：].+` needs 编辑 or 编輯. What is not understood needs nothing, which is
 * always right, only slower. */
#ifndef FL_RULES_LITERALS_H
#define FL_RULES_LITERALS_H

#include "base/arena.h"
#include "base/span.h"

/* count 0: nothing is known, every text may match. nocase: ASCII letters of either case (the words
 * are lower case). */
typedef struct fl_literals {
    const fl_span *item;
    uint32_t count;
    bool nocase;
} fl_literals;

enum { FL_LITERALS_MOST = 96 };

/* `pattern` is in PCRE2's syntax and compiles. The words live in `a`. */
fl_literals fl_literals_of(fl_arena *a, fl_span pattern);

#endif
