/* commonmark/style.c */
#include "commonmark/style.h"

#include "base/error.h"
#include "base/span.h"

static const char *const strong_words[] = { "auto", "exact", "html", "plain", NULL };
static const char *const table_words[] = { "pipe", "html", "text", NULL };

static bool word_of(const char *word, const char *const *words, int *out)
{
    *out = 0;
    if (!word) return true;
    for (; words[*out]; ++*out)
        if (strcmp(word, words[*out]) == 0) return true;
    return false;
}

fairleaf_status fl_style_read(const fairleaf_output *how, fl_style *out, fairleaf_error *error)
{
    int strong, tables;
    if (!word_of(how->strong, strong_words, &strong))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       "unknown form of strong '%s': auto, exact, html or plain", how->strong);
    if (!word_of(how->tables, table_words, &tables))
        return fl_fail(error, FAIRLEAF_ARGUMENT, 0,
                       "unknown form of tables '%s': pipe, html or text", how->tables);
    *out = (fl_style){ (fl_strong)strong, (fl_tables)tables, how->footnotes, how->width };
    return FAIRLEAF_OK;
}
