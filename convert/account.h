/* account.h - what the public functions hand out about a document: its account, properties, outline
 * and warnings. */
#ifndef FL_ACCOUNT_H
#define FL_ACCOUNT_H

#include <fairleaf.h>

#include "model/doc.h"
#include "model/trail.h"
#include "read/decode.h"

/* Everything lives in `a`; the texts point into the document as well. */
const fairleaf_account *fl_account_new(fl_arena *a, const fl_trail *t, const fl_lines *lines,
                                       const fl_decoded *d);
fl_arena *fl_account_arena(const fairleaf_account *account);

/* offset[i]: of the decoded character that holds byte[i] of the source; byte[] rises. */
void fl_account_offsets(const fl_decoded *d, const uint64_t *byte, size_t count, uint64_t *offset);

fairleaf_property *fl_account_properties(fl_arena *a, const fl_meta *meta, const fl_decoded *d,
                                         const fl_lines *lines, size_t *count);
fairleaf_heading *fl_account_outline(fl_arena *a, const fl_block *root, size_t *count);
fairleaf_warning *fl_account_warnings(fl_arena *a, const fl_trail *t, const fl_decoded *d,
                                      size_t *count);

/* The byte of the source where each of its lines starts, and behind the last its length. */
const uint64_t *fl_account_line_bytes(fl_arena *a, const fl_decoded *d, size_t *lines);

#endif
