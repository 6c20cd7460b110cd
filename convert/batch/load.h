/* batch/load.h - one input as bytes in memory. */
#ifndef FL_BATCH_LOAD_H
#define FL_BATCH_LOAD_H

#include <fairleaf.h>

/* Bytes of an input; the memory is kept from one input to the next. Begin with zeros. */
typedef struct fl_loaded {
    char *bytes;
    size_t length, capacity;
} fl_loaded;

/* Reads a regular file, or what the shell hands over as /dev/stdin or /dev/fd/N. Anything else that
 * is not a regular file is refused without being opened: a FIFO could hang and a device has no end.
 * Fails: IO (with the system's reason), LIMIT (larger than `most`), NO_MEMORY. */
fairleaf_status fl_load_file(const char *path, uint64_t most, fl_loaded *out,
                             fairleaf_error *error);
/* Reads the first `most` bytes of a regular file, or all when it has no more. Fails: IO, NO_MEMORY.
 */
fairleaf_status fl_load_head(const char *path, size_t most, fl_loaded *out, fairleaf_error *error);
/* Reads `descriptor` to its end; fails as above, and with STOPPED after a signal. */
fairleaf_status fl_load_descriptor(int descriptor, uint64_t most, fl_loaded *out,
                                   fairleaf_error *error);
void fl_loaded_free(fl_loaded *loaded);

#endif
