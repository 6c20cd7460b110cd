/* clean/clean.c - the table of passes. */
#include "clean/clean.h"

#include "clean/annotations.h"

const fl_pass fl_passes[] = {                           /* order matters: each pass sees what the one above left */
    { "annotations", "readings that a script converter left behind characters", fl_drop_annotations },
    { NULL, NULL, NULL },
};

void fl_clean(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    for (const fl_pass *pass = fl_passes; pass->name; pass++) {
        pass->run(t, lines, meta);
        fl_lines_compact(lines);
    }
}
