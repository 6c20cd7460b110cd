/* read/member.h - one document in a container, and what it is called.
 *
 * The name is a path of folders and a file: valid UTF-8, relative, without `.`, `..`, empty or
 * hidden parts, without control characters, no longer than file systems take, and another one for
 * each member. Whatever an archive says, an output named so stays in its folder. */
#ifndef FL_READ_MEMBER_H
#define FL_READ_MEMBER_H

#include <fairleaf.h>

#include "base/buf.h"

enum { FL_MEMBER_FIELDS = 16 };

typedef struct fl_member {
    fl_buf name;     /* empty: the container holds one document, which is called as it is */
    uint64_t number; /* of the record in its container, from 1 */
    fl_span bytes;   /* as found, until the next member is asked for */
    fl_buf url, id, mime, charset;          /* as declared; empty: not */
    fl_buf retrieved;                       /* when it was fetched, as declared */
    fl_buf truncated;                       /* why the crawler cut it; empty: it did not */
    fl_buf payload, unpacked;               /* room for the bytes */
    fl_buf type;                            /* a whole Content-Type, while it is taken apart */
    fairleaf_field field[FL_MEMBER_FIELDS]; /* further metadata, of JSON lines */
    fl_buf key[FL_MEMBER_FIELDS], value[FL_MEMBER_FIELDS];
    size_t fields;
} fl_member;

/* With room in `a`. */
void fl_member_new(fl_arena *a, fl_member *m);
/* Forgets what the last one said, but not its name. */
void fl_member_clear(fl_member *m);

typedef enum fl_found {
    FL_FOUND_END,
    FL_FOUND_MEMBER,
    FL_FOUND_FAILED, /* one that cannot be read: its name and the error say which and why */
    FL_FOUND_OTHER   /* one that is no document */
} fl_found;

typedef struct fl_names fl_names;
fl_names *fl_names_new(fl_arena *a);

/* Writes the name of an archive's entry behind `folder`, which is a name or empty, to `out`.
 * False: it is hidden. */
bool fl_names_entry(fl_names *n, fl_span folder, const char *entry, fl_buf *out);
/* The same for a record that has a number and perhaps something to be told by (an address, an id).
 */
void fl_names_record(fl_span folder, uint64_t number, fl_span about, fl_buf *out);

#endif
