/* site/page.h - pages of an archive from templates: templates/site/, or what the user has put in
 * their place.
 *
 * The page of a report is written when the report is read, all but what depends on the other
 * reports (its neighbours, the lists in which it stands) or on its ledger: two places that are
 * marked by comments stay empty, and are filled when all is known. */
#ifndef FL_SITE_PAGE_H
#define FL_SITE_PAGE_H

#include "base/value.h"
#include "site/entry.h"
#include "site/passage.h"

#define FL_PAGE_DATED "reports/{year}/{slug}/index"
#define FL_PAGE_UNDATED "reports/undated/{slug}/index"
#define FL_PAGE_ROOT "../../../" /* from such a page to the home page */

/* Reads and checks all templates and sets b->templates. Fails: TEMPLATE, which names the template.
 */
fairleaf_status fl_page_templates(fl_build *b, fairleaf_error *error);

/* The text of a template. */
fl_span fl_page_template(const fl_site *site, const char *name);

/* Values that every page has: site, word. `root` leads from the page to the home page. In `a`. */
fl_value *fl_page_data(const fl_build *b, fl_arena *a, const char *root);

/* Appends a template filled with `data`. Fails: TEMPLATE. */
fairleaf_status fl_page_render(const fl_site *site, const char *name, const fl_value *data,
                               fl_buf *out, fairleaf_error *error);

/* All outputs of one report. Fails: IO, TEMPLATE, NO_MEMORY. */
fairleaf_status fl_page_write_report(fl_passage *p, fairleaf_error *error);

/* Fills the places of all reports' pages that are not filled so already. Fails: NO_MEMORY; what
 * single pages meet is said and counted. */
fairleaf_status fl_page_fill(fl_build *b, const fl_entries *entries, fairleaf_error *error);

/* A name that lists are called by: ten digits of the SHA-256 of `name`. */
const char *fl_page_list_name(fl_arena *a, const char *name);

#endif
