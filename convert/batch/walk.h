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
#include "base/span.h"

typedef struct fl_input {
    const char *path; /* what is named in messages, and opened when it is no member */
    uint32_t place;   /* offset in `path` of the path under the output folder */
    uint32_t line;    /* how many messages of the walk come before it */
    uint64_t bytes;
    int64_t changed;       /* nanoseconds */
    uint64_t device, file; /* st_dev, st_ino */
    bool named;            /* a file that the command line names, not one of a folder */
    const char *inside;    /* what was named behind a file: a member of it; NULL: nothing */
    /* batch/members.h: the path of the container that holds it, NULL when it is a file; `path` is
     * then that of the container and the member's name, which begins at `member`. */
    const char *container;
    uint32_t member;
} fl_input;

/* Something that the walk met and did not take. */
typedef struct fl_walk_notice {
    const char *path, *what;
    bool failed; /* an input that was wanted; else it was only passed over */
    bool note;   /* nothing to worry about: no warning either */
} fl_walk_notice;

typedef struct fl_walk {
    fl_arena *arena;
    const char *const
        *globs;      /* which files of folders are taken; a leading ! excludes; NULL: all */
    size_t folders;  /* operands that were folders */
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
/* Adds every path of a list, each ended by `separator` (a line end or NUL). A listed file keeps the
 * folders of its path in its place: 2021/a.txt goes to OUTPUT/2021/a.md. */
void fl_walk_add_list(fl_walk *w, fl_span list, char separator);

#endif
