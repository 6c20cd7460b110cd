/* batch/members.h - documents that stand in containers, as inputs.
 *
 * A member is called as its container is, with its own name behind a slash: crawl.warc.gz/000017.
 * Containers are gone through twice, first for the names and then for the bytes; in between only
 * names are in memory. Workers ask for members in any order; what is read on the way to one is kept
 * for the others, as far as there is room, and read again otherwise. */
#ifndef FL_BATCH_MEMBERS_H
#define FL_BATCH_MEMBERS_H

#include <fairleaf.h>

#include "batch/load.h"
#include "batch/walk.h"

typedef struct fl_members_how {
    const fairleaf *library;
    uint64_t most_unpacked; /* as in fairleaf_container */
    uint32_t ratio;
    const char *const *roles;
} fl_members_how;

typedef struct fl_members fl_members;

/* In `a`, and freed with it. */
fl_members *fl_members_new(fl_arena *a, const fl_members_how *how);

/* Puts the members of every container of the walk in its place. Files that were named are looked
 * into; files of folders only when they are called as containers are. What cannot be read, and
 * what was passed over, becomes a notice. `most`: list no more inputs than that; SIZE_MAX: all. */
void fl_members_list(fl_members *m, fl_walk *w, size_t most);

enum { FL_FETCHED_FIELDS = 24 };

/* An input in memory, and what its container says about it. Begin with zeros. */
typedef struct fl_fetched {
    fl_loaded loaded;     /* behind its length stand the texts below */
    const char *declared; /* charset; NULL: not */
    const char *input;    /* the kind of input that its MIME type means; NULL: not told */
    fairleaf_field field[FL_FETCHED_FIELDS];
    size_t fields;
} fl_fetched;

/* Loads an input of the walk. Fails as fl_load_file does, and with what a member fails with. By
 * several workers at once. */
fairleaf_status fl_members_load(fl_members *m, const fl_input *input, uint64_t most,
                                fl_fetched *out, fairleaf_error *error);

/* The same by name: `path` is a container, and `name` that of a member, or empty for the only one
 * of a container that holds one. Fails also with IO when there is none. */
fairleaf_status fl_members_fetch(fl_members *m, const char *path, const char *name, fl_fetched *out,
                                 fairleaf_error *error);

/* The only document of what stands in memory, such as standard input: the same bytes when they are
 * no container. Fails with ARGUMENT when there are several. */
fairleaf_status fl_members_only(fl_members *m, fl_fetched *loaded, fairleaf_error *error);

/* Takes the kind of input, and the address that is the base of a page, from what the container
 * tells, unless the options name them. */
void fl_members_options(const fl_fetched *f, fairleaf_options *options);

void fl_fetched_free(fl_fetched *f);

#endif
