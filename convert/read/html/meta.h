/* read/html/meta.h - what a page says about the report: title, date, author, source, site, section,
 * description, keywords, address.
 *
 * In the order of trust: names of <meta> (Open Graph, Dublin Core, those of Chinese government
 * sites) and JSON-LD, itemprop and <time>, labels and dates beside the title, the address. The
 * values and where they stood become properties; a place that says it better takes the key over. */
#ifndef FL_READ_HTML_META_H
#define FL_READ_HTML_META_H

#include "model/doc.h"
#include "read/html/measure.h"
#include "read/html/names.h"
#include "read/html/title.h"

/* names: one a node. m: as measured before anything was left out; NULL, and so title, when only
 * the head is wanted. */
void fl_page_meta(const fl_task *t, const fl_page *page, const fl_names *names, const fl_measure *m,
                  const fl_title_of_page *title);

/* One more candidate, which stands at `node`; nothing when t->meta is NULL. */
void fl_page_meta_add(const fl_task *t, const fl_page *page, uint32_t node, const char *key,
                      fl_span value, unsigned confidence);

#endif
