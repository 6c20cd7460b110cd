/* clean/clean.c - the table of passes. */
#include "clean/clean.h"

const fl_pass fl_passes[] = {                           /* order matters: each pass sees what the one above left */
    { NULL, NULL, NULL },
};

void fl_clean(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    for (const fl_pass *pass = fl_passes; pass->name; pass++) {
        pass->run(t, lines, meta);
        fl_lines_compact(lines);
    }
}
