/* model/trail.h - the trail: every change of one document, and the only way to make one.
 *
 * A pass proposes changes in offsets of a line's present text; fl_line_change makes the new text
 * and composes the changes with those made before, so that the trail always speaks of the decoded
 * source: sorted, disjoint spans, each with what stands there now. Hence replay and undo are exact
 * by construction, whatever the passes do and in which order. White space at the edges of lines and
 * blank lines are layout: no edits. */
#ifndef FL_MODEL_TRAIL_H
#define FL_MODEL_TRAIL_H

#include <fairleaf.h>

#include "base/arena.h"
#include "model/line.h"
#include "model/packed.h"

typedef struct fl_rule {
    const char *name, *why;
} fl_rule; /* static, or as long-lived as the packs */

typedef struct fl_notice { /* a warning for a person */
    uint32_t at;           /* in fl_lines.source */
    uint16_t rule;
    const char *message; /* in the arena */
} fl_notice;

typedef struct fl_trail {
    fl_arena *arena;
    fl_packed run;  /* runs of edits, each run belonging to one line; old runs are left behind */
    fl_edit *loose; /* edits that belong to no line: removed lines, byte order mark; in any order.
                       One with from == to has moved into a line's run */
    size_t loose_count, loose_capacity;
    fl_edit **sorted; /* the loose ones by place, as many as there were when they were sorted */
    size_t sorted_count;
    fl_rule *rule;
    size_t rule_count, rule_capacity;
    fl_notice *notice;
    size_t notice_count, notice_capacity;
    fl_buf texts; /* what `after` and `why` point into; starts with a NUL */
} fl_trail;

/* What one document's way through the house carries. */
struct fl_packs;
typedef struct fl_task {
    fl_arena *arena;
    const struct fl_packs *packs;
    const fairleaf_options *options; /* never NULL */
    const fairleaf_limits *limits;   /* never NULL, no zeros */
    fl_trail *trail;
    struct fl_meta *meta; /* what the source itself says about the document; NULL: not wanted */
} fl_task;

/* Stands before each alternative behind the reason of an edit; in either it becomes a space. */
#define FL_ALTERNATIVE '\x1F'

/* A proposed change: bytes [from, to) of the line's present text become `after`. */
typedef struct fl_change {
    uint32_t from, to;
    fl_span after;              /* copied */
    fl_span why;                /* what is special about this one; empty: the rule's own reason */
    const fl_span *alternative; /* what else might stand there, best first; copied */
    uint32_t alternative_count;
    uint16_t rule;      /* from fl_trail_rule */
    uint8_t kind;       /* fairleaf_edit_kind */
    uint8_t confidence; /* in hundredths */
} fl_change;

fl_trail *fl_trail_new(fl_arena *a);

/* Entry `i` of the runs. */
static inline fl_edit fl_trail_edit(const fl_trail *t, uint32_t i)
{
    return fl_packed_at(&t->run, i);
}
/* Adds an entry to the run at hand, and one to the loose ones: for the trail itself. `mark`: how
 * long `texts` was before the texts of the edit were written. */
static inline void fl_trail_add(fl_trail *t, const fl_edit *e, size_t mark)
{
    fl_packed_add(t->arena, &t->run, &t->texts, e, mark);
}
fl_edit *fl_trail_push_loose(fl_trail *t);

/* The number of a rule; the same name gives the same number. name, why: static, or as long-lived as
 * the document. */
uint16_t fl_trail_rule(fl_trail *t, const char *name, const char *why);

/* True when `name` fits `pattern`, in which * stands for any run of characters. */
bool fl_glob(const char *pattern, const char *name);

/* True when the caller's options allow `rule` to act at `confidence` (hundredths): enabled, and
 * sure enough for the level. */
bool fl_task_allows(const fl_task *t, const char *rule, unsigned confidence);

/* Does `count` changes of one line, sorted by `from` and disjoint; marks move along. A NOTE or MARK
 * keeps the text. An older change that is touched is taken up into the new one. */
void fl_line_change(const fl_task *t, fl_lines *lines, fl_line *line, const fl_change *change,
                    size_t count);

/* Removes the line: it keeps its place in `lines` with text.p == NULL until fl_lines_compact. The
 * edit covers its bytes with the line end and absorbs what was changed inside. */
void fl_line_remove(const fl_task *t, fl_lines *lines, fl_line *line, uint16_t rule,
                    unsigned confidence, fl_span why);
static inline bool fl_line_gone(const fl_line *line) { return line->text.p == NULL; }

/* What becomes of the border between two lines that are joined. */
typedef struct fl_seam {
    fl_span glue; /* usually empty or one space */
    uint16_t rule;
    uint8_t confidence; /* in hundredths */
} fl_seam;

/* Joins lines [first, last] of `lines` into the first; seam[i] is the border before line first + 1
 * + i. What lay between (line ends, blank lines, indents) is one JOIN edit a seam. Removed lines
 * between them stay removed: their edits become the joined line's. The others become gone. */
void fl_lines_join(const fl_task *t, fl_lines *lines, size_t first, size_t last,
                   const fl_seam *seam);

/* Cuts a line in two at offset `at` of its present text (a character border outside any change).
 * The second part goes to *rest, which the caller puts in its place. Not an edit: a line end is
 * white space. */
void fl_line_split(const fl_task *t, fl_lines *lines, fl_line *line, size_t at, fl_line *rest);

/* Removes bytes of the source that belong to no line. */
void fl_trail_remove_bytes(fl_trail *t, uint32_t from, uint32_t to, uint16_t rule,
                           unsigned confidence);

void fl_lines_compact(fl_lines *lines); /* drops the gone lines from the array */

void fl_trail_warn(fl_trail *t, uint32_t at, uint16_t rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The byte of the decoded source that stands at offset `at` of the line's present text (the next
 * one that is kept). */
uint32_t fl_line_source(const fl_trail *t, const fl_lines *lines, const fl_line *line, size_t at);

/* All edits sorted by place, in `a`; call when the passes are done. Loose edits absorb what lies
 * inside them. */
fl_edit *fl_trail_collect(fl_arena *a, const fl_trail *t, const fl_lines *lines, size_t *count);

/* What stands in the place of an edit now; for a MARK or NOTE the source's own text. */
static inline fl_span fl_edit_after(const fl_trail *t, const fl_lines *lines, const fl_edit *e)
{
    if (e->kind == FAIRLEAF_EDIT_MARK || e->kind == FAIRLEAF_EDIT_NOTE)
        return fl_span_sub(lines->source, e->from, e->to);
    return (fl_span){ t->texts.p + e->after, e->after_length };
}

#endif
