/* decisions.h - what a person decided about changes: the file read once, found again for each
 * document, and acted on when its cleaning is done (model/restore.h). docs/fairleaf-decisions.5
 * says what the file looks like. */
#ifndef FL_DECISIONS_H
#define FL_DECISIONS_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/digest.h"
#include "model/trail.h"
#include "read/decode.h"

typedef struct fl_decisions fl_decisions;

/* Reads the file; `name` is for messages. Texts are copied into `a`. An empty text: no decisions.
 * Fails: DECISIONS with the place in the file. */
fairleaf_status fl_decisions_read(fl_arena *a, fl_span text, const char *name,
                                  const fl_decisions **out, fairleaf_error *error);

/* What is decided about one document. */
typedef struct fl_decided {
    const fl_decisions *decisions;
    const uint32_t *document; /* which documents of the file are this one */
    size_t document_count;
    const uint32_t *line; /* where they stand in the file */
    const char *const
        *accepted; /* globs of rules that may act however sure they are; ended by NULL */
} fl_decided;

/* Finds the document by the digest of its bytes, or by `place` and `name` when the file gives no
 * digest. In `a`. Fails: DECISIONS when it is there by name with the digest of another content. */
fairleaf_status fl_decisions_find(fl_arena *a, const fl_decisions *d, const fairleaf_source *source,
                                  const char *place, fl_decided *out, fairleaf_error *error);

/* Does what was decided. Fails: DECISIONS when a decision names a change that is not there. */
fairleaf_status fl_decisions_act(const fl_task *t, const fl_decided *decided, fl_lines *lines,
                                 const fl_decoded *decoded, fairleaf_error *error);

#endif
