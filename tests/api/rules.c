/* tests/api/rules.c - rules that need code: each acts in the document that is given as its example,
 * and not in the one that it must spare. */
#include <fairleaf.h>

#include "tap.h"

static bool acts(const fairleaf *f, const char *rule, const char *text)
{
    fairleaf_options how = FAIRLEAF_OPTIONS_INIT;
    fairleaf_source source = { .name = "example", .bytes = text, .length = strlen(text) };
    fairleaf_document *d;
    const fairleaf_account *account;
    bool found = false;
    how.level = FAIRLEAF_EAGER;
    how.encoding = "UTF-8";
    if (strcmp(rule, "joins.soft-break") == 0) how.input = "markdown";
    if (fairleaf_read(f, &source, &how, &d, NULL)) return false;
    if (fairleaf_document_account(d, &account, NULL) == FAIRLEAF_OK)
        for (size_t i = 0; i < account->edit_count; i++)
            found |= strcmp(account->edits[i].rule, rule) == 0;
    fairleaf_account_free(account);
    fairleaf_document_free(d);
    return found;
}

int main(void)
{
    fairleaf *f;
    const fairleaf_rule_info *rule;
    size_t packs = 0, coded = 0;
    if (fairleaf_new(NULL, &f, NULL)) return 1;
    size_t count = fairleaf_rules(f, &rule);
    for (size_t i = 0; i < count; i++) {
        packs += rule[i].pattern && rule[i].file && rule[i].line && rule[i].confidence > 0;
        if (rule[i].pattern) continue;
        coded++;
        char about[120];
        snprintf(about, sizeof about, "%s acts in its example", rule[i].name);
        OK(about, acts(f, rule[i].name, rule[i].matches));
        snprintf(about, sizeof about, "%s spares what looks alike", rule[i].name);
        OK(about, !acts(f, rule[i].name, rule[i].spares));
    }
    NUMBER("every other rule has a pattern, a place and a confidence", packs, count - coded);
    fairleaf_free(f);
    return DONE();
}
