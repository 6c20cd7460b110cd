/* write/templates.h - the files of templates/ as they were when fairleaf was built. */
#ifndef FL_WRITE_TEMPLATES_H
#define FL_WRITE_TEMPLATES_H

#include <fairleaf.h>

extern const fairleaf_template fl_templates[]; /* sorted by name; ends with a name of NULL */

#endif
