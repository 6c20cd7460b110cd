/* tests/unit/yaml.c - the tree, its places, and what is refused where. */
#include "base/yaml.h"
#include "tap.h"

#include <stdlib.h>

static fl_yaml *tree(fl_arena *a, const char *text)
{
    fl_yaml *root = NULL;
    fairleaf_error error;
    if (fl_yaml_read(a, fl_span_of(text), 8, &root, &error)) printf("# %s\n", error.message);
    return root;
}

static void places(fl_arena *a)
{
    const fl_yaml *root = tree(a, "\xEF\xBB\xBF编: 'a'\n\"輯\":\n  - 王某: x\n  - yes\nempty:\n");
    NUMBER("a mapping", root->kind, FL_YAML_MAPPING);
    NUMBER("three values", root->count, 3);
    const fl_yaml *list = fl_yaml_get(root, "輯");
    NUMBER("key on line 2", list->key_at.line, 2);
    NUMBER("byte behind mark and ideograph", list->key_at.byte, 3 + 9);
    const fl_yaml *inner = fl_yaml_get(list->first, "王某");
    NUMBER("line", inner->at.line, 3);
    NUMBER("column counts bytes", inner->at.column, 4 + 6 + 3);
    NUMBER("byte", inner->at.byte, 12 + 7 + 4 + 6 + 2);
    TEXT("yes is a word", list->first->next->text, "yes");
    OK("quoted", !root->first->plain);
    OK("nothing there is an empty plain word",
       fl_yaml_get(root, "empty")->plain && !fl_yaml_get(root, "empty")->text.n);
    OK("no such key", fl_yaml_get(root, "none") == NULL);
    OK("an empty file has no tree", tree(a, "# only a comment\n") == NULL);
}

static const struct {
    const char *about, *text;
    uint32_t line, column;
} refused[] = {
    { "a key twice", "a: 1\nb: 2\na: 3\n", 3, 1 },
    { "alias", "a: &x 1\nb: *x\n", 1, 4 },
    { "tag", "a: !!binary eA==\n", 1, 4 },
    { "second document", "a: 1\n---\nb: 1\n", 2, 1 },
    { "a list for a key", "? [a]\n: b\n", 1, 3 },
    { "bracket left open", "a: [1, 2\nb: 3\n", 2, 2 },
    { "tab indents", "a:\n\tb: 1\n", 2, 1 },
    { "not UTF-8", "a: 1\nb: \xFF\n", 2, 4 },
    { "control character", "甲: 1\nb: \x01\n", 2, 4 },
    { "deeper than allowed", "a: [[[[[[[[1]]]]]]]]\n", 1, 11 },
};

static void refusals(fl_arena *a)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        fairleaf_error error = { .status = FAIRLEAF_OK };
        fl_yaml *root;
        NUMBER(refused[i].about, fl_yaml_read(a, fl_span_of(refused[i].text), 8, &root, &error),
               FAIRLEAF_RULES);
        NUMBER("  its line", error.line, refused[i].line);
        NUMBER("  its column", error.column, refused[i].column);
        OK("  a reason", error.message[0] != '\0');
    }
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    places(a);
    refusals(a);
    fl_arena_free(a);
    return DONE();
}
