/* clean/boilerplate.h - leaves out the furniture of the page that a report stood on.
 *
 * A page dumped as text is head, body, tail. The head ends at the first body line (a sentence, a
 * numbered heading, a salutation), the tail starts behind the last. In both, lines that rules know
 * go (clean/verdict.h). A doubtful line goes only beside one that goes; behind two adjacent strong
 * lines, or behind one that opens a list of the site, short lines that no rule knows go too. Inside
 * the body only rules for `anywhere` act, and never on running text.
 *
 * Never left out: what a rule of the family `keep` matches (dates, appendix lists), numbered
 * headings, salutations, table rows that no strong rule knows, sentences unless a whole-line rule
 * knows them. What the lines say about the report (editor, source, breadcrumb, date) becomes
 * metadata. */
#ifndef FL_CLEAN_BOILERPLATE_H
#define FL_CLEAN_BOILERPLATE_H

#include "model/doc.h"
#include "model/trail.h"

/* What a line is by itself, for who looks at many pages (clean/learn.h). */
typedef enum fl_seen {
    FL_SEEN_SHORT,     /* a short line that no rule is sure of */
    FL_SEEN_SENTENCE,  /* running text that no rule knows */
    FL_SEEN_PROTECTED, /* a salutation, a marker, a row, a date: never furniture */
    FL_SEEN_KNOWN,     /* a rule leaves it out without help of its neighbours */
} fl_seen;
enum { FL_SEEN_KIND = 3, FL_SEEN_TITLE_LIKE = 4, FL_SEEN_TITLE_WORD = 8 }; /* bits of the result */

/* Kind and bits of line `i`; side: FL_ZONE_HEAD or FL_ZONE_TAIL, where it would stand. */
unsigned fl_boilerplate_see(const fl_task *t, fl_lines *lines, size_t i, unsigned side);

void fl_drop_boilerplate(const fl_task *t, fl_lines *lines, fl_meta *meta);

#endif
