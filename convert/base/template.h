/* base/template.h - Mustache: text with holes, filled from a tree of values (base/value.h).
 *
 *     {{name}} escaped, {{{name}}} and {{&name}} as it is, {{#name}}…{{/name}} once for each item
 * of a list or when true, {{^name}}…{{/name}} when not, {{! comment }}, {{> partial}}, {{=<% %>=}}
 *     other delimiters, {{a.b}} names inside of names, {{.}} the item itself
 *
 * Source: the public specification of Mustache (tests/template has its cases): all of its core but
 * lambdas, which would be code. Limits: sections and partials nest 64 deep, each for itself. */
#ifndef FL_BASE_TEMPLATE_H
#define FL_BASE_TEMPLATE_H

#include <fairleaf.h>

#include "base/buf.h"
#include "base/value.h"

typedef struct fl_template_how {
    void (*escape)(fl_buf *out, fl_span text); /* NULL: as it is */
    /* Finds a partial. False: there is none, which fails when `strict` and else is empty. NULL:
     * there are no partials. */
    bool (*partial)(void *context, fl_span name, fl_span *text);
    void *context;
    bool strict;
} fl_template_how;

/* Appends what the template gives for `data`. `text` is UTF-8. Fails: TEMPLATE with the place in
 * the template, or in the partial that the message then names. */
fairleaf_status fl_template_render(fl_span text, const fl_value *data, const fl_template_how *how,
                                   fl_buf *out, fairleaf_error *error);

/* Reads the template without filling it. `seen`, unless NULL, is called for the name of each
 * partial. Fails: TEMPLATE with the place. */
fairleaf_status fl_template_check(fl_arena *a, fl_span text,
                                  void (*seen)(void *context, fl_span name), void *context,
                                  fairleaf_error *error);

/* For HTML and XML, in text and in attributes: & < > " ' */
void fl_escape_html(fl_buf *out, fl_span text);

#endif
