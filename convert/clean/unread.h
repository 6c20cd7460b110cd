/* clean/unread.h - takes text that was UTF-8 read as GBK back to its bytes and groups them by
 * three.
 *
 * Every misread character is two bytes. A byte that could not pair with the next one became a '?',
 * which stands for one byte lost, or for two. The lead bytes (E2 to EF) and the others (80 to BF)
 * say which byte is which, so that the grouping is found for runs with losses too; it is the one
 * with the fewest. */
#ifndef FL_CLEAN_UNREAD_H
#define FL_CLEAN_UNREAD_H

#include "base/buf.h"
#include "clean/frequency.h"

typedef struct fl_unread {
    fl_buf text;    /* what stood there; a '?' where it stays open */
    size_t end;     /* where the run ends in the line */
    size_t whole;   /* characters of which every byte is there */
    size_t guessed; /* characters of which one byte was lost and is nearly certain */
    size_t open;
} fl_unread;

/* Reads the run that starts at `at`; false when there is none. `out->text` must be a buffer. */
bool fl_unread_gbk(const fl_frequency *f, fl_span line, size_t at, fl_unread *out);

#endif
