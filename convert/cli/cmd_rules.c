/* cli/cmd_rules.c - `fairleaf rules`: every rule of the packs. */
#include "base/json.h"
#include "cli/setup.h"

#include <stdio.h>

static void print_json(fl_arena *a, const fairleaf_rule_info *rule, size_t count)
{
    fl_buf out = fl_buf_new(a, 4096);
    for (size_t i = 0; i < count; i++) {
        const fairleaf_rule_info *r = &rule[i];
        const struct {
            const char *name, *value;
        } row[] = { { "rule", r->name },     { "about", r->about },     { "zone", r->zone },
                    { "action", r->action }, { "matches", r->matches }, { "spares", r->spares } };
        for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
            fl_buf_byte(&out, k ? ',' : '{');
            fl_json_key(&out, row[k].name);
            if (row[k].value)
                fl_json_string(&out, fl_span_of(row[k].value));
            else
                fl_buf_text(&out, "null");
        }
        fl_buf_text(&out, "}\n");
    }
    (void)fwrite(out.p, 1, out.n, stdout);
}

fl_exit fl_run_rules(fl_arena *a, const fl_settings *s)
{
    fl_setup setup;
    fl_exit failed = fl_setup_make(a, s, &setup);
    if (failed) return failed;
    const fairleaf_rule_info *rule;
    size_t count = fairleaf_rules(setup.library, &rule);
    if (fl_option_given(s, FL_OPTION_JSON)) {
        print_json(a, rule, count);
        return FL_EXIT_DONE;
    }
    for (size_t i = 0; i < count; i++)
        printf("%-32s %-8s %-8s %s\n", rule[i].name, rule[i].zone ? rule[i].zone : "-",
               rule[i].action ? rule[i].action : "-", rule[i].about ? rule[i].about : "");
    return FL_EXIT_DONE;
}
