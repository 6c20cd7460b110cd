/* read/unpack.h - the documents of a container, one after another, whatever it is made of: a
 * compressed text, an archive, a crawl, JSON lines, a page with its parts, and any of these in
 * another. Only what is wanted of one member is in memory. */
#ifndef FL_READ_UNPACK_H
#define FL_READ_UNPACK_H

#include "read/archive.h"
#include "read/member.h"

typedef enum fl_box {
    FL_BOX_NONE, /* a document */
    FL_BOX_GZIP,
    FL_BOX_PACKED, /* what libarchive unpacks: zstd, xz, bzip2, lzma, lz4, compress */
    FL_BOX_TAR,
    FL_BOX_ZIP, /* also 7z */
    FL_BOX_WARC,
    FL_BOX_JSONL,
    FL_BOX_MHTML
} fl_box;

/* How many bytes of the beginning fl_box_of looks at. */
enum { FL_BOX_HEAD = 64 << 10 };

/* What begins so. name (may be NULL): its suffix decides what the bytes leave open. Documents of
 * office programs, which are zip too, are none. */
fl_box fl_box_of(fl_span head, const char *name, const char *const *roles);

typedef struct fl_unpacking {
    const char *name;
    fl_positioned source;
    uint64_t most;            /* bytes of a member */
    fl_meter limits;          /* length is that of the source */
    unsigned depth;           /* of containers in one another */
    const char *const *roles; /* of JSON lines (read/jsonl.h) */
} fl_unpacking;

typedef struct fl_unpack fl_unpack;
fl_unpack *fl_unpack_new(fl_arena *a, const fl_unpacking *how);

/* The next member, valid until the next call. FAILED: it, or the rest of the container it stands
 * in, cannot be read; the error says why and the next call goes on. */
fl_found fl_unpack_next(fl_unpack *u, const fl_member **out, fairleaf_error *error);

/* What was passed over so far, by kind: *count of each; NULL behind the last. */
const char *fl_unpack_passed(const fl_unpack *u, size_t index, uint64_t *count);

#endif
