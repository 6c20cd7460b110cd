/* cli/cmd_templates.c - `fairleaf templates`: the built-in templates, to be copied and changed. */
#include <stdio.h>
#include <string.h>

#include <fairleaf.h>

#include "cli/messages.h"

fl_exit fl_run_templates(fl_arena *a, const fl_settings *s)
{
    const fairleaf_template *t;
    size_t count = 0;
    while (fairleaf_built_in_template(count)) count++;
    if (s->operand_count == 0) {
        for (size_t i = 0; (t = fairleaf_built_in_template(i)) != NULL; i++) puts(t->name);
        return FL_EXIT_DONE;
    }
    if (s->operand_count > 1)
        return fl_usage("templates", "one template at a time: '%s' is one too many", s->operand[1]);
    const char **names = fl_alloc(a, count + 1, sizeof *names);
    for (size_t i = 0; (t = fairleaf_built_in_template(i)) != NULL; i++) {
        names[i] = t->name;
        if (strcmp(t->name, s->operand[0]) != 0) continue;
        (void)fwrite(t->text.bytes, 1, t->text.length, stdout);
        return FL_EXIT_DONE;
    }
    return fl_usage_unknown("templates", "template", s->operand[0], names);
}
