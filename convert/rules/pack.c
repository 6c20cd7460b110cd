/* rules/pack.c - loading. */
#include "rules/pack.h"

#include "rules/embed.h"

struct fl_packs { size_t count; };
static const fl_list nothing = { "", "", NULL, 0 };

fairleaf_status fl_packs_load(fl_arena *a, bool built_in, const fl_span *files, const char *const *names, size_t count,
                              fl_packs **out, fairleaf_error *error)
{
    (void)built_in; (void)files; (void)names; (void)count; (void)error;
    *out = fl_alloc(a, 1, sizeof **out);
    return FAIRLEAF_OK;
}
void fl_packs_close(fl_packs *p) { (void)p; }
size_t fl_packs_rules(const fl_packs *p, const fl_pack_rule **out) { (void)p; *out = NULL; return 0; }
size_t fl_packs_enumerators(const fl_packs *p, const fl_enumerator_row **out) { (void)p; *out = NULL; return 0; }
const fl_list *fl_packs_list(const fl_packs *p, const char *lang, const char *name)
{
    (void)p; (void)lang; (void)name;
    return &nothing;
}
bool fl_match_line(const fl_packs *p, const char *family, unsigned zones, fl_span line, size_t from, fl_match *out,
                   bool *gave_up)
{
    (void)p; (void)family; (void)zones; (void)line; (void)from; (void)out; (void)gave_up;
    return false;
}
bool fl_list_starts(const fl_list *list, fl_span line, fl_span *item) { (void)list; (void)line; (void)item; return false; }
bool fl_list_ends(const fl_list *list, fl_span line, fl_span *item) { (void)list; (void)line; (void)item; return false; }
bool fl_list_has(const fl_list *list, fl_span line) { (void)list; (void)line; return false; }
