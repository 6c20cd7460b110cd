/* batch/store.h - files that appear whole or not at all.
 *
 * An output is written beside its place under a name of its own (".fairleaf-…") and then renamed: a
 * reader sees the old file, or the new one, never a part. Nothing below the output folder is
 * reached through a link, and a link in the place of an output is replaced, not followed. What a
 * killed run left beside is swept when its folder is next written to. */
#ifndef FL_BATCH_STORE_H
#define FL_BATCH_STORE_H

#include <fairleaf.h>

#include <sys/stat.h>

/* Writes below one folder; used by one thread. */
typedef struct fl_store fl_store;

/* Opens `folder` and makes it, and those above it, when it is not there. Fails: IO, NO_MEMORY. */
fairleaf_status fl_store_new(const char *folder, fl_store **out, fairleaf_error *error);
/* The same for the folder that the file `path` is in; `name` gets its name there, in `path`. */
fairleaf_status fl_store_new_for(const char *path, fl_store **out, const char **name,
                                 fairleaf_error *error);
/* From now on an output is on the disk before it gets its name: no power failure shows a part of
 * it. */
void fl_store_make_durable(fl_store *s);
/* Durable as well, but of many outputs at once: a commit leaves the output beside its place, and
 * after fl_store_sync fl_store_settle puts it there (both by any one store of the folder). False:
 * this system cannot, the store is durable. */
bool fl_store_make_grouped(fl_store *s);
/* The caller has made sure (by the manifest's lock) that no other run writes to the folder. */
void fl_store_make_alone(fl_store *s);
void fl_store_free(fl_store *s); /* NULL is allowed */

/* Begins the output `path` (below the folder; folders in it are made). Then any number of appends,
 * then commit or drop. Fails: IO. */
fairleaf_status fl_store_begin(fl_store *s, const char *path, fairleaf_error *error);
/* A fairleaf_sink; context is the fl_store. After false, commit says what was wrong. */
bool fl_store_append(void *context, const char *bytes, size_t length);
/* Puts the output in its place. Fails: IO; then nothing has changed. */
fairleaf_status fl_store_commit(fl_store *s, fairleaf_error *error);
/* Size and time of what was committed last. */
typedef struct fl_stored {
    uint64_t bytes;
    int64_t changed; /* nanoseconds */
    uint32_t held;   /* which file beside its place it is, for settle; 0: it is in its place */
} fl_stored;
fl_stored fl_store_last(const fl_store *s);
/* Brings to the disk what was written by all stores of the folder. When it fails each file is by
 * itself in settle. */
void fl_store_sync(fl_store *s);
/* Puts the output `path`, which a commit left as `held`, into its place. Fails: IO; then it is
 * gone.
 */
fairleaf_status fl_store_settle(fl_store *s, const char *path, uint32_t held,
                                fairleaf_error *error);
/* Takes an output away, and the folders that are empty then. False: it is not there, or cannot be
 * removed. */
bool fl_store_remove(fl_store *s, const char *path);
void fl_store_drop(fl_store *s);

/* True when the last failure will meet every further output too: disk full, quota used up,
 * read-only. */
bool fl_store_is_full(const fl_store *s);

/* When a file was changed, in nanoseconds. */
static inline int64_t fl_file_time(const struct stat *is)
{
    return (int64_t)is->st_mtim.tv_sec * 1000000000 + is->st_mtim.tv_nsec;
}

/* The folder as a descriptor, for looking around in it. */
int fl_store_descriptor(const fl_store *s);

/* Writes straight to a device or pipe, where a rename would replace it. Fails: IO. */
typedef struct fl_device {
    int descriptor, problem;
} fl_device;
fairleaf_status fl_device_open(const char *path, fl_device *out, fairleaf_error *error);
bool fl_device_append(void *context, const char *bytes, size_t length); /* a fairleaf_sink */
fairleaf_status fl_device_close(fl_device *d, const char *path, fairleaf_error *error);

#endif
