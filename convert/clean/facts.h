/* clean/facts.h - what the furniture of a page says about the report: its place in the site, its
 * date. */
#ifndef FL_CLEAN_FACTS_H
#define FL_CLEAN_FACTS_H

#include "model/doc.h"
#include "model/line.h"
#include "rules/pack.h"

/* `2022-03-04 10:21`, `2022年3月4日`, `113-01-15` (years of the Republic of China), `4 March 2022`
 * as `2022-03-04`; empty when it is not such a date. */
fl_span fl_fact_date(fl_arena *a, fl_span text);

/* `首页 > 政务公开 > 正文` as the list property `breadcrumb`. A longer one replaces a shorter one;
 * NULL when it does not. */
fl_property *fl_fact_breadcrumb(fl_arena *a, fl_meta *meta, const char *rule, fl_span text,
                                unsigned confidence);

/* Where the last word of the breadcrumb `text` starts; text.n when it has only one. */
size_t fl_fact_last_crumb(fl_span text);

/* A breadcrumb of one word a line (`首页`, `>`, `政务公开`, `>`, …) among the first `count` lines:
 * its lines are
 * [*first, *end). False when there is none. */
bool fl_fact_crumb_lines(const fl_packs *packs, const fl_lines *lines, size_t count, size_t *first,
                         size_t *end);

/* True for a line that holds nothing but a separator of breadcrumbs. */
bool fl_fact_is_separator(fl_span line);

#endif
