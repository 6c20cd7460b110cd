/* commonmark/escape.h - plain text as Markdown that every renderer reads as just that text.
 *
 * Nothing is escaped that cannot act where it stands: ordinary prose comes out as it is. What acts
 * is known for CommonMark and GFM (18 renderers), for site generators as they are set up, and for
 * the dialects (kramdown, Python-Markdown, Pandoc's, MyST, MDX, lowdown, discount, …). It is
 * escaped
 *
 * - by backslash where all of them know it: \ ` * _ [ ] { } ( ) # + - . !
 * - by character reference elsewhere, since half of them show the backslash.
 *
 * Marks that need a partner to act (`~`, `$`, `==`) stay when the block has one of them. Marks that
 * typographers exchange (`"`, `'`, `--`, `...`) are pinned in blocks with characters beyond Latin,
 * where they guess wrong, and in blocks without letters; in English prose they may do their work.
 * An address without brackets (`https://…`, `www.…`) stays when GFM would link just the address,
 * and loses its colon (or dot) to a reference when GFM would take Chinese text behind it for a part
 * of it.
 *
 * Source: the specifications (CommonMark 0.30, GFM 0.29) and measurements with 37 renderers. */
#ifndef FL_COMMONMARK_ESCAPE_H
#define FL_COMMONMARK_ESCAPE_H

#include "base/buf.h"
#include "commonmark/context.h"

void fl_escape_scan(fl_scan *scan, fl_span text);

/* Writes `text`, which has no line ends, as Markdown. Linear. */
void fl_escape_text(fl_buf *out, fl_span text, const fl_text_context *context);

#endif
