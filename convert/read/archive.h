/* read/archive.h - archives (tar, zip, 7z) and the compressions besides gzip (zstd, xz, bzip2,
 * lzma, lz4, compress). The only door to libarchive, which is opened when it is first needed:
 * linked, it would make every start four times slower. */
#ifndef FL_READ_ARCHIVE_H
#define FL_READ_ARCHIVE_H

#include "read/inflow.h"
#include "read/meter.h"

typedef struct fl_archive fl_archive;

/* Bytes that can be read at any place, as zip and 7z want them. */
typedef struct fl_positioned {
    ptrdiff_t (*read)(void *context, uint64_t byte, char *out, size_t room);
    void *context;
    uint64_t length;
} fl_positioned;

/* In `a`, for one source after another; nothing is opened yet. */
fl_archive *fl_archive_new(fl_arena *a, fl_meter *meter);

/* Makes `out` give what the compressed `in` holds. Fails: IO (libarchive is not there). */
fairleaf_status fl_archive_stream(fl_archive *x, fl_inflow *in, fl_inflow *out,
                                  fairleaf_error *error);
/* Opens a tar that comes from `in`, or an archive at any place of `at`. Fails: IO. */
fairleaf_status fl_archive_open(fl_archive *x, fl_inflow *in, const fl_positioned *at,
                                fairleaf_error *error);

typedef enum fl_entry_kind {
    FL_ENTRY_FILE,
    FL_ENTRY_FOLDER,
    FL_ENTRY_LINK,
    FL_ENTRY_SPECIAL, /* a device, FIFO or socket */
    FL_ENTRY_ENCRYPTED,
    FL_ENTRY_WRONG, /* this one cannot be read; the next one may */
    FL_ENTRY_END,   /* also when the archive is damaged: then *error says so */
} fl_entry_kind;

/* The next entry; `name` is as it stands in the archive and lives until the next call. Its bytes
 * come from `out`. */
fl_entry_kind fl_archive_next(fl_archive *x, const char **name, fl_inflow *out,
                              fairleaf_error *error);

/* Closes what is open. */
void fl_archive_close(fl_archive *x);

#endif
