/* clean/learn.h - lines that recur over the pages of a site, for a person to make rules of.
 *
 * A page gives its lines as hashes (digits folded), those near its edges with what they are. Pages
 * whose text is nearly that of an earlier one do not count: a report that stands under two
 * addresses would make furniture of itself. A line becomes a rule when it stands on three pages and
 * a twentieth of all at least, always in the head or the tail, never in the text of any page, and
 *
 *   in the head   above a line that may be the title, with a line between them that the rules
 *                 know, or in a run of three lines that recur on half of the pages;
 *   in the tail   below a line that the rules know without doubt, or in such a run.
 *
 * What recurs in head or tail without that is written as a comment: a signature, a name of an
 * office and a yearly title recur too. Headings, salutations, dates, rows of tables are never
 * written. */
#ifndef FL_CLEAN_LEARN_H
#define FL_CLEAN_LEARN_H

#include "base/buf.h"
#include "base/sketch.h"
#include "model/doc.h"
#include "model/trail.h"

typedef struct fl_page {
    const char *name; /* for messages and comments */
    uint64_t *line;   /* hash, with what the line is (fl_boilerplate_see) in the lowest byte */
    fl_span *text;    /* of the first `head` lines and the last `tail` lines; else empty */
    uint32_t count;
    uint32_t head, tail; /* lines at the edges that were looked at */
    bool has_text;       /* a sentence */
    fl_sketch sketch;    /* of its text; none when that is too short, */
    uint64_t whole;      /* and then this, a hash of the text */
    fl_span sentence;    /* one of its text */
} fl_page;

/* Looks at a page; *out lives in `keep`. `lines` are those of the source as read: they are cleaned
 * on the way. */
void fl_page_look(const fl_task *t, fl_lines *lines, fl_arena *keep, fl_page *out);

typedef struct fl_learner fl_learner;

fl_learner *fl_learner_new(fl_arena *a);
/* Takes what it needs of the page. The order of pages decides which of two that are alike counts,
 * and which spellings stand as examples. */
void fl_learner_add(fl_learner *l, const fl_page *page);

typedef struct fl_learned {
    fl_span fold;       /* the line, digits folded: what the order depends on */
    fl_span example[3]; /* as they stood */
    size_t example_count;
    const char *page; /* one on which it stands */
    uint32_t pages;   /* on how many it stands */
    bool head;        /* else in the tail */
    bool sentence;    /* running text */
    bool sure;        /* a rule; else a line for a person to look at */
} fl_learned;

typedef struct fl_lessons {
    fl_learned *item; /* rules before doubtful ones, head before tail, commonest first */
    size_t count;
    uint32_t pages, alike, empty; /* pages that count; left out: like another, without text */
    fl_span sentence;             /* of a text: what rules must spare */
} fl_lessons;

/* What was learned so far. */
fl_lessons fl_learner_lessons(fl_learner *l);

/* Appends a pack (fairleaf-pack(5)) with the rules, and the rest as comments. */
void fl_lessons_write(const fl_lessons *lessons, fl_buf *out);

#endif
