/* batch/record.h - a document as one line of JSON, and the answer as one line: the interface for
 * programs that feed many documents through a pipe. Schema fairleaf.record/1.
 *
 * Question: an object with one of `text` (a string), `html` (a string), `bytes_b64` (base64 of the
 * bytes as found), and any of `id` (anything, comes back as it is), `url` (for messages),
 * `content_type` (MIME type and charset, as a header declared them), `encoding` (a charset that is
 * certain). Other members are passed over.
 *
 * Answer: either
 *     {"schema":…,"id":…,"status":"ok","encoding":…,FORMAT:…,"metadata":{key:value},"warnings":[…],
 *      "ledger":{…}}
 * with one member a format that is wanted and the ledger only when it is, or
 *     {"schema":…,"id":…,"status":"error","error":{"code":…,"message":…,"line":…,"byte":…}}
 * A question that is wrong gets an error for an answer, never none. */
#ifndef FL_BATCH_RECORD_H
#define FL_BATCH_RECORD_H

#include "base/buf.h"
#include "batch/convert.h"

/* Appends the answer to `line`, with its line end, to `out`. `number` is that of the line, for
 * messages. */
void fl_record_answer(const fl_recipe *r, fl_span line, uint64_t number, fl_buf *out);

/* A status as a code: FAIRLEAF_NOT_TEXT is "not-text". Static. */
const char *fl_status_code(fairleaf_status status);

#endif
