/* base/hash.h - FNV-1a over parts, each with an end: "ab", "c" is not "a", "bc". Header only. */
#ifndef FL_BASE_HASH_H
#define FL_BASE_HASH_H

#include "base/span.h"

#define FL_HASH_START 14695981039346656037u

static inline void fl_hash_span(uint64_t *h, fl_span s)
{
    for (size_t i = 0; i < s.n; i++) *h = (*h ^ (unsigned char)s.p[i]) * 1099511628211u;
    *h = (*h ^ 0x100u) * 1099511628211u;
}

/* NULL is the empty text. */
static inline void fl_hash_text(uint64_t *h, const char *text)
{
    fl_hash_span(h, fl_span_of(text ? text : ""));
}

/* NULL is the empty list. */
static inline void fl_hash_list(uint64_t *h, const char *const *list)
{
    for (; list && *list; list++) fl_hash_text(h, *list);
    fl_hash_text(h, "");
}

#endif
