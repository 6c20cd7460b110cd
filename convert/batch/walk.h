/* batch/walk.h - which files a command line means.
 *
 * Files are taken as they are named. Folders are walked in the byte order of their names; in them
 * hidden entries and the output folder are left out, links to folders are not followed (so there
 * are no loops), and what is neither file nor folder is never opened. */
#ifndef FL_BATCH_WALK_H
#define FL_BATCH_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/arena.h"

typedef struct fl_input {
    const char *path; /* what is opened and named in messages */
    uint32_t place;   /* offset in `path` of the path under the output folder */
    uint32_t line;    /* how many messages of the walk come before it */
    uint64_t bytes;
    int64_t changed;       /* nanoseconds */
    uint64_t device, file; /* st_dev, st_ino */
} fl_input;

/* Something that the walk met and did not take. */
typedef struct fl_walk_notice {
    const char *path, *what;
    bool failed; /* an input that was wanted; else it was only passed over */
} fl_walk_notice;

typedef struct fl_walk {
    fl_arena *arena;
    bool keep_names; /* several operands: what a folder holds goes into a folder of its name */
    bool has_output; /* device and file of the output folder, which is never an input */
    uint64_t output_device, output_file;
    fl_input *item;
    size_t count, capacity;
    fl_walk_notice *notice;
    size_t notice_count, notice_capacity;
} fl_walk;

/* Begin with zeros and an arena. */
void fl_walk_add(fl_walk *w, const char *operand);

#endif
