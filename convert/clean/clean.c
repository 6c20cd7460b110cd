/* clean/clean.c - the table of passes. */
#include "clean/clean.h"

#include "clean/duplicates.h"
#include "clean/joins.h"
#include "clean/pages.h"
#include "clean/punctuation.h"
#include "clean/residue.h"

const fl_pass fl_passes[] = {                           /* order matters: each pass sees what the one above left */
    { "residue", "what tables and images left behind", fl_drop_residue },
    { "paragraphs", "paragraphs glued into one line", fl_cut_paragraphs },
    { "jumps", "jump lines of newspapers", fl_drop_jumps },
    { "pages", "page numbers, running heads, contents", fl_drop_pages },
    { "joins", "paragraphs cut in two", fl_join_lines },        /* before any rule that looks at a line's length */
    { "duplicates", "a title given twice", fl_drop_duplicates },
    { "punctuation", "Chinese punctuation folded to ASCII", fl_unfold_punctuation },    /* last: the proof wants clean text */
    { NULL, NULL, NULL },
};

void fl_clean(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    for (const fl_pass *pass = fl_passes; pass->name; pass++) {
        pass->run(t, lines, meta);
        fl_lines_compact(lines);
    }
}
