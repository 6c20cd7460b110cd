/* clean/verdict.h - what one line is by itself: a sentence of a text, or furniture of the page that
 * it stood on.
 *
 * Three ways make a line furniture: a rule of a pack matches it whole; it is a bar, which means
 * that rules with `part` cover it from separator to separator (`2022-03-04 来源:… 字体:大 中 小
 * 【打印】`); or it lists words of navigation
 * (`关于我们 | 联系我们 | 网站地图`; lists `navigation` of the packs). Whether it goes is for
 * boilerplate.c to say, which sees its neighbours. */
#ifndef FL_CLEAN_VERDICT_H
#define FL_CLEAN_VERDICT_H

#include "rules/pack.h"

enum { FL_VERDICT_VALUES = 8 };

typedef struct fl_verdict {
    const char *rule, *why; /* rule NULL: nothing speaks against the line */
    uint8_t confidence;     /* in hundredths, without what its neighbours add */
    uint8_t action;         /* fl_rule_action */
    bool whole;             /* one rule matches the whole line */
    bool strong, opens;     /* as in fl_pack_rule */
    fl_match_value value[FL_VERDICT_VALUES];
    uint32_t value_count;
} fl_verdict;

/* gave_up (may be NULL): set to the rule whose pattern reached a limit, else left alone. */
fl_verdict fl_verdict_of(const fl_packs *packs, unsigned zones, fl_span line,
                         const fl_pack_rule **gave_up);

typedef enum fl_prose { FL_PROSE_NONE, FL_PROSE_SENTENCE, FL_PROSE_SENTENCES } fl_prose;

/* Whether the line is running text: one sentence that ends (or is long), or several. */
fl_prose fl_prose_of(fl_span line);

#endif
