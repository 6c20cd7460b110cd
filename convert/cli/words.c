/* cli/words.c */
#include "cli/words.h"

#include <string.h>

#include "site/generators.h"
#include "site/words.h"

size_t fl_option_words(fl_option_id id, const char *out[FL_MOST_WORDS + 1])
{
    static const char *const notations[] = { "none", "yaml", "toml", "json" };
    static const char *const levels[] = { "normal", "cautious", "eager" }; /* as fairleaf_level */
    static const char *const strong[] = { "auto", "exact", "html", "plain" };
    static const char *const scripts[] = { "simplified", "traditional", "tw", "hk" };
    static const char *const tables[] = { "pipe", "html", "text" };
    static const char *const points[] = { "list", "strong", "keep" }; /* as fairleaf_points */
    size_t n = 0;
    if (id == FL_OPTION_FROM) {
        out[n++] = "auto";
        for (size_t i = 0; n < FL_MOST_WORDS && fairleaf_input(i); i++)
            out[n++] = fairleaf_input(i)->name;
    } else if (id == FL_OPTION_TO) {
        for (; n < FL_MOST_WORDS && fairleaf_format(n); n++) out[n] = fairleaf_format(n)->name;
    } else if (id == FL_OPTION_LEVEL) {
        for (; n < sizeof levels / sizeof *levels; n++) out[n] = levels[n];
    } else if (id == FL_OPTION_GENERATOR) {
        for (; n < FL_MOST_WORDS && fl_generator_at(n); n++) out[n] = fl_generator_at(n)->name;
    } else if (id == FL_OPTION_LANGUAGE) {
        for (; n < FL_MOST_WORDS && fl_site_language(n); n++) out[n] = fl_site_language(n);
    } else if (id == FL_OPTION_POINTS) {
        for (; n < sizeof points / sizeof *points; n++) out[n] = points[n];
    } else if (id == FL_OPTION_BY) {
        out[n++] = "section";
        out[n++] = "document";
    } else if (id == FL_OPTION_SCRIPT) {
        for (; n < sizeof scripts / sizeof *scripts; n++) out[n] = scripts[n];
    } else if (id == FL_OPTION_STRONG) {
        for (; n < sizeof strong / sizeof *strong; n++) out[n] = strong[n];
    } else if (id == FL_OPTION_TABLES) {
        for (; n < sizeof tables / sizeof *tables; n++) out[n] = tables[n];
    } else if (id == FL_OPTION_FRONT_MATTER) {
        for (; n < sizeof notations / sizeof *notations; n++) out[n] = notations[n];
    }
    out[n] = NULL;
    return n;
}

const fairleaf_format_info *fl_format_find(const char *name)
{
    const fairleaf_format_info *f;
    for (size_t i = 0; name && (f = fairleaf_format(i)) != NULL; i++)
        if (strcmp(f->name, name) == 0) return f;
    return NULL;
}
