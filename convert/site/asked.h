/* site/asked.h - what is asked of a site, and whom it tells what it meets: an archive that needs no
 * other program, or content for a site generator (site/generators.h). */
#ifndef FL_SITE_ASKED_H
#define FL_SITE_ASKED_H

#include <stdatomic.h>

#include <fairleaf.h>

#include "batch/convert.h"
#include "batch/plan.h"
#include "site/generators.h"

typedef struct fl_site_how {
    bool force; /* files that fairleaf did not write may be replaced */
    bool again; /* outputs that stand are made again */
    bool prune; /* reports whose sources are gone are taken out */
    bool durable;
    bool review; /* pages for looking over what was changed */
} fl_site_how;

/* Whom the site tells what it meets; every function is given `context`. */
typedef struct fl_site_say {
    void *context;
    /* What one input met, in a worker; document NULL: it was not read. */
    void (*input)(void *context, size_t index, const fairleaf_document *d,
                  const fairleaf_error *error);
    /* What became of it; one at a time, in the order of the inputs. */
    void (*turn)(void *context, size_t index, fl_state state);
    /* Something else that a person must know. */
    void (*note)(void *context, const char *path, const char *kind, const char *what);
    bool (*stop)(void *context);
} fl_site_say;

typedef struct fl_site {
    fl_arena *arena;
    const fl_recipe *recipe; /* how reports are read; what it wants is not looked at */
    uint64_t base;           /* hash of all options that decide what outputs hold */
    const fl_walk *walk;
    const char *output;
    unsigned workers;
    fl_site_how how;
    const fl_generator *generator; /* NULL: an archive of its own */
    const char *title;             /* of the site; NULL: a usual one */
    const char *address;           /* where it will be found, ended by a slash; NULL: not known */
    const char *language;          /* of what stands around the reports: zh-Hans, zh-Hant, en */
    const fairleaf_template *templates; /* in the place of built-in ones */
    size_t template_count;
    fl_site_say say;
    /* filled by fl_site_make */
    size_t made, unchanged, failed, removed, left, written;
} fl_site;

#endif
