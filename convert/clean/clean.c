/* clean/clean.c - the table of passes. */
#include "clean/clean.h"

#include <string.h>

#include "clean/annotations.h"
#include "clean/boilerplate.h"
#include "clean/characters.h"
#include "clean/duplicates.h"
#include "clean/joins.h"
#include "clean/mojibake.h"
#include "clean/pages.h"
#include "clean/punctuation.h"
#include "clean/residue.h"
#include "clean/slips.h"
#include "clean/tables.h"

const fl_pass fl_passes[] = {
    /* order matters: each pass sees what the one above left */
    /* damaged characters: before anything that reads words */
    { "mojibake", "text that was decoded with the wrong encoding", fl_repair_mojibake },
    { "characters", "characters that came out escaped, invisible or in another form",
      fl_repair_characters },
    { "slips", "bytes that were lost from text in an old encoding", fl_repair_slips },
    { "annotations", "readings that a converter left behind characters", fl_drop_annotations },
    /* lines: before any rule that looks at a line's length */
    { "residue", "what tables and images left behind", fl_drop_residue },
    { "tables", "tables written in text", fl_find_tables },
    { "paragraphs", "paragraphs glued into one line", fl_cut_paragraphs },
    { "jumps", "jump lines of newspapers", fl_drop_jumps },
    { "pages", "page numbers, running heads, contents", fl_drop_pages },
    { "joins", "paragraphs cut in two", fl_join_lines },
    /* what does not belong to the report */
    { "boilerplate", "furniture of the page that the report stood on", fl_drop_boilerplate },
    { "duplicates", "a title given twice", fl_drop_duplicates },
    /* last: its proof wants clean text */
    { "punctuation", "Chinese punctuation folded to ASCII", fl_unfold_punctuation },
    { NULL, NULL, NULL },
};

void fl_clean(const fl_task *t, fl_lines *lines, fl_meta *meta)
{
    fl_clean_until(t, lines, meta, "");
}

void fl_clean_until(const fl_task *t, fl_lines *lines, fl_meta *meta, const char *name)
{
    for (const fl_pass *pass = fl_passes; pass->name && strcmp(pass->name, name) != 0; pass++) {
        pass->run(t, lines, meta);
        fl_lines_compact(lines);
    }
}
