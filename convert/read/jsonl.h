/* read/jsonl.h - JSON lines: one object a line, each a document.
 *
 * The text is the first there is of `html`, `text`, `content` and `bytes_b64`; `id`, `url`,
 * `content_type` and `encoding` are what they are called. Other names for these, and members that
 * are metadata, are given as ROLE=NAME. */
#ifndef FL_READ_JSONL_H
#define FL_READ_JSONL_H

#include "read/inflow.h"
#include "read/member.h"

typedef struct fl_jsonl {
    fl_inflow *in;
    uint64_t number;          /* of the last line */
    uint64_t most;            /* bytes of a document */
    const char *const *roles; /* ROLE=NAME, ended by NULL; NULL: none */
} fl_jsonl;

/* True when `head`, which may be cut, begins with an object that holds one of the members of
 * text. */
bool fl_jsonl_is(fl_span head, const char *const *roles);

/* The next line into `m`. FAILED: it is no such object; the next call goes on behind it. */
fl_found fl_jsonl_next(fl_jsonl *j, fl_member *m, fairleaf_error *error);

#endif
