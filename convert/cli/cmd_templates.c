/* cli/cmd_templates.c - `fairleaf templates`: the built-in templates, to be copied and changed. */
#include <stdio.h>
#include <string.h>

#include <fairleaf.h>

#include "cli/messages.h"
#include "report/assets.h"

#define SITE "site/" /* of all files that are built in, those for sites are templates */

static bool is_site(const fl_asset *asset)
{
    return strncmp(asset->name, SITE, sizeof SITE - 1) == 0;
}

static void print(const char *bytes, size_t length) { (void)fwrite(bytes, 1, length, stdout); }

fl_exit fl_run_templates(fl_arena *a, const fl_settings *s)
{
    const fairleaf_template *t;
    size_t count = 0, n = 0;
    while (fairleaf_built_in_template(count)) count++;
    for (const fl_asset *asset = fl_assets; asset->name; asset++) count++;
    if (s->operand_count > 1)
        return fl_usage("templates", "one template at a time: '%s' is one too many", s->operand[1]);
    const char **names = fl_alloc(a, count + 1, sizeof *names);
    for (size_t i = 0; (t = fairleaf_built_in_template(i)) != NULL; i++) {
        names[n++] = t->name;
        if (s->operand_count == 0 || strcmp(t->name, s->operand[0]) != 0) continue;
        print(t->text.bytes, t->text.length);
        return FL_EXIT_DONE;
    }
    for (const fl_asset *asset = fl_assets; asset->name; asset++) {
        if (!is_site(asset)) continue;
        names[n++] = asset->name;
        if (s->operand_count == 0 || strcmp(asset->name, s->operand[0]) != 0) continue;
        print(asset->bytes, asset->length);
        return FL_EXIT_DONE;
    }
    if (s->operand_count) return fl_usage_unknown("templates", "template", s->operand[0], names);
    for (size_t i = 0; i < n; i++) puts(names[i]);
    return FL_EXIT_DONE;
}
