/* read/mhtml.h - a page saved with all that belongs to it (MHTML, RFC 2557), and mail with such a
 * page: the one document in it is its first part that is HTML, else its first text. */
#ifndef FL_READ_MHTML_H
#define FL_READ_MHTML_H

#include "read/member.h"

/* True when mail with several parts begins so. */
bool fl_mhtml_is(fl_span head);

/* Reads m->payload: fills bytes, mime, charset, url and retrieved. Fails: IO. */
fairleaf_status fl_mhtml_read(fl_member *m, fairleaf_error *error);

#endif
