/* report/merge.h - many files of decisions become one.
 *
 * Later files go before earlier ones: what they say about the same change, or the same rule,
 * replaces what was there. Documents are the same when their digests are, or without a digest their
 * names. Every file has been read by the library before (fairleaf_config.decisions), so that it is
 * known to be in order. */
#ifndef FL_REPORT_MERGE_H
#define FL_REPORT_MERGE_H

#include <fairleaf.h>

#include "base/buf.h"
#include "base/digest.h"

typedef struct fl_merge fl_merge;

fl_merge *fl_merge_new(fl_arena *a);
void fl_merge_add(fl_merge *m, fl_span yaml);
/* Documents that are decided on, and decisions about them. */
size_t fl_merge_documents(const fl_merge *m);
size_t fl_merge_decisions(const fl_merge *m);

/* The whole as a file of decisions. */
void fl_merge_write(const fl_merge *m, fl_buf *out);

/* The decisions about one document, or about all of them (path NULL), as a JSON array of objects
 * whose members are strings: rule, do, and as far as they are given line, byte ("from,to"), edit,
 * before, text. Returns their number. */
size_t fl_merge_json(const fl_merge *m, const fl_digest *digest, const char *path, fl_buf *out);

#endif
