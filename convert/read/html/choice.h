/* read/html/choice.h - which nodes of a page are the report: what read/html/content.c decides and
 * read/html/lines.c does.
 *
 * Every text (and every image, by its alternative text) that is left out becomes an edit of the
 * trail with the rule, reason and confidence named here. */
#ifndef FL_READ_HTML_CHOICE_H
#define FL_READ_HTML_CHOICE_H

#include "read/html/tree.h"

enum { FL_CHOICE_REASONS = 255 };

/* Why something is left out. */
typedef struct fl_reason {
    const char *rule;   /* static, such as "html.hidden" */
    const char *why;    /* static or in the arena */
    uint8_t confidence; /* in hundredths */
} fl_reason;

enum {                          /* fl_verdict.hints */
       FL_VERDICT_TITLE = 1,    /* the text of this node is the title of the report */
       FL_VERDICT_LINKS = 2,    /* a list of links */
       FL_VERDICT_LAYOUT = 4,   /* a table: only for layout */
       FL_VERDICT_DATA = 8,     /* a table: of data */
       FL_VERDICT_NAMELESS = 16 /* an image: kept, but its alternative text is none */
};

typedef struct fl_verdict_of_node {
    uint8_t reason; /* index in fl_choice.reason; 0: kept */
    uint8_t hints;
} fl_verdict_of_node;

typedef struct fl_choice {
    fl_verdict_of_node *node; /* one a node of the page. Only the entries of texts, images and
                                 other nodes without content are looked at for `reason`, so that a
                                 kept node may stand in one that is left out, and the reverse */
    fl_reason reason[FL_CHOICE_REASONS + 1];
    unsigned reason_count; /* at least 1: reason 0 is "kept" */
    fl_span title;         /* of the page, folded; empty when none is known */
} fl_choice;

/* With options->as_is everything is kept but what no browser shows: head, script, style, template,
 * hidden. */
fl_choice *fl_page_choose(const fl_task *t, const fl_page *page);

/* The index of a reason, made when it is new; the last one when there are too many. */
uint8_t fl_choice_reason(fl_choice *c, const char *rule, const char *why, unsigned confidence);

/* Leaves out everything inside node i (and itself). */
void fl_choice_leave_out(fl_choice *c, const fl_page *page, uint32_t i, uint8_t reason);

#endif
