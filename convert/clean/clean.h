/* clean/clean.h - the room `clean`: a table of passes, each of which proposes changes through the
 * trail. */
#ifndef FL_CLEAN_CLEAN_H
#define FL_CLEAN_CLEAN_H

#include "model/doc.h"
#include "model/trail.h"

typedef struct fl_pass {
    const char *name, *about;
    void (*run)(const fl_task *t, fl_lines *lines,
                fl_meta *meta); /* meta: for what a pass learns of the report */
} fl_pass;
extern const fl_pass fl_passes[]; /* in order; ends with a name of NULL */

/* Runs every pass over `lines`; afterwards no line in it is gone. Properties that boilerplate lines
 * gave (editor, breadcrumb, source) are added to *meta. */
void fl_clean(const fl_task *t, fl_lines *lines, fl_meta *meta);

/* The same up to the pass of that name, which is not run. */
void fl_clean_until(const fl_task *t, fl_lines *lines, fl_meta *meta, const char *name);

#endif
