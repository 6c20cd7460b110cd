/* rules/pattern.h - patterns of rules: compiled on first use, safe between threads, bounded. The
 * only door to PCRE2.
 *
 * The syntax is PCRE2's in UTF mode with Unicode properties: \d takes digits of every width, \s the
 * ideographic space, \p{Han} an ideograph. Text must be valid UTF-8. */
#ifndef FL_RULES_PATTERN_H
#define FL_RULES_PATTERN_H

#include <stdatomic.h>

#include "base/span.h"
#include "rules/literals.h"

typedef struct fl_pattern {
    fl_span text;
    fl_literals needs;    /* of these words one must occur in a line, or the pattern is not tried */
    bool whole;           /* must match the whole line */
    _Atomic(void *) code; /* compiled; NULL until first used */
    _Atomic(void *) fast; /* the same as machine code; NULL until it was used often */
    atomic_uint uses;
} fl_pattern;

enum { FL_GROUPS_MOST = 6 };

/* A group that took part. name is NULL for one without a name, and lives as long as the pattern. */
typedef struct fl_group {
    const char *name;
    uint32_t from, to;
} fl_group;

typedef struct fl_groups {
    fl_group item[FL_GROUPS_MOST]; /* item 0: the whole match */
    size_t count;
} fl_groups;

typedef enum fl_found { FL_FOUND_NO, FL_FOUND_YES, FL_FOUND_GAVE_UP, FL_FOUND_NO_MEMORY } fl_found;

/* Looks in `line` at or after `from`. Gives up when a match, depth or heap limit is reached. It
 * does not look at `needs`: that is the caller's index (rules/match.h). */
fl_found fl_pattern_find(fl_pattern *p, fl_span line, size_t from, fl_groups *out);

/* Compiles to see whether it can be done: false with PCRE2's message (NUL-terminated) and the byte
 * in the pattern. */
bool fl_pattern_check(fl_pattern *p, char *message, size_t capacity, size_t *byte);

void fl_pattern_close(fl_pattern *p); /* frees the compiled pattern; it may be used again */

#endif
