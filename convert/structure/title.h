/* structure/title.h - the title zone: everything above the first long line, salutation or marker.
 */
#ifndef FL_STRUCTURE_TITLE_H
#define FL_STRUCTURE_TITLE_H

#include "structure/draft.h"

/* A title that a page says outside of its text with this confidence is the title. */
enum { FL_TOLD = 80 };

/* Finds the title and says what stands around it: subtitle, byline, lines about the page, captions,
 * salutation. Sets `title`, `body` and the roles of the zone's parts; salutations further down too.
 */
void fl_find_title(fl_draft *d);

/* The office and the name in `伊春市政协主席 王瑞`, as spans of `s`; office may be empty. False
 * when it is no byline. */
bool fl_read_byline(const fl_draft *d, fl_span s, fl_span *office, fl_span *name);

/* A date and nothing else but brackets, weekday or time. */
bool fl_is_date_line(const fl_part *p);

/* True when `s` is the name of a person in Han characters: a known surname and one to three more,
 * or parts with a dot; one space may stand between two characters. */
bool fl_is_person(const fl_draft *d, fl_span s);

/* The label of `list` that starts at or after `from` and stands before a colon; the value behind it
 * ends at the next wide gap or label. False when there is none. */
bool fl_find_label(const fl_draft *d, const fl_list *list, fl_span s, fl_span *value);

/* True when the part is the value of a label that stands alone on the line above in the source
 * (`来源：`, then `四川日报`), whether or not the label was kept. */
bool fl_is_value_below(const fl_draft *d, const fl_list *labels, const fl_part *p);

/* What stands between part `at` of the heading or title that begins at `first` and the next part:
 * nothing inside a Chinese phrase. */
fl_span fl_heading_glue(const fl_draft *d, size_t first, size_t at);

#endif
