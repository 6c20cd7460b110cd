/* tests/unit/pack.c - loading packs, refusing wrong ones with the place, finding lists and rules.
 */
#include "rules/pack.h"
#include "rules/load.h"
#include "tap.h"

#define HEAD "rules:\n- id: test.one\n  about: a test\n  where: tail\n"
#define REST "  matches: ['编辑:王某']\n  spares: ['编辑出版']\n"
#define GOOD HEAD "  pattern: '编辑[:：]\\p{Han}+'\n" REST

static fl_packs *packs_of(fl_arena *a, bool built_in, const char *first, const char *second)
{
    fl_span files[] = { fl_span_of(first), fl_span_of(second) };
    fl_packs *p = NULL;
    fairleaf_error error;
    if (fl_packs_load(a, built_in, files, NULL, second ? 2 : first ? 1 : 0, &p, &error))
        printf("# %s\n", error.message);
    return p;
}

static const struct {
    const char *about, *text, *message;
    uint32_t line, column;
} refused[] = {
    { "not YAML", "rules: [", "did not find expected node content", 2, 1 },
    { "not a mapping", "- a\n", "a mapping is wanted", 1, 1 },
    { "unknown key above", "rulse: []\n", "unknown key 'rulse'", 1, 1 },
    { "unknown key in a rule", HEAD "  patern: x\n", "unknown key 'patern'", 5, 3 },
    { "no pattern", HEAD REST, "a rule lacks 'pattern'", 2, 3 },
    { "pattern that does not compile", HEAD "  pattern: '编辑('\n" REST,
      "missing closing parenthesis", 5, 12 },
    { "no line that it must match", HEAD "  pattern: '编辑'\n  spares: ['x']\n",
      "in `matches`: 'test.one'", 2, 3 },
    { "no line that it must spare", HEAD "  pattern: '编辑'\n  matches: ['编辑']\n  spares: []\n",
      "in `spares`: 'test.one'", 7, 11 },
    { "example that does not match", HEAD "  pattern: '编辑'\n" REST,
      "does not match its example '编辑:王某'", 6, 13 },
    { "example that is not spared", HEAD "  pattern: '编辑.*'\n" REST,
      "matches what it must spare: '编辑出版'", 7, 12 },
    { "pattern that runs away",
      HEAD
      "  part: true\n  pattern: '(a+)+$'\n  matches: ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab']\n"
      "  spares: ['b']\n",
      "takes too long", 7, 13 },
    { "zone", "rules:\n- where: middle\n", "not one of the words allowed here: 'middle'", 2, 10 },
    { "confidence", "rules:\n- confidence: 95\n", "not '95'", 2, 15 },
    { "longest", "rules:\n- longest: 70000\n", "not a number that fits here: '70000'", 2, 12 },
    { "metadata key", "rules:\n- meta: editr\n", "allowed here: 'editr'", 2, 9 },
    { "id without a family", "rules:\n- id: editor\n", "not 'editor'", 2, 7 },
    { "two rules of one id", GOOD "- id: test.one\n", "two rules have the id 'test.one'", 8, 7 },
    { "lists without a language", "lists: {a: [b]}\n", "need `lang`", 1, 1 },
    { "enumerator without a kind", "lang: xx\nenumerators:\n- {id: a, template: b, rank: 1}\n",
      "lacks 'kind'", 3, 3 },
    { "template that cannot be read",
      "lang: xx\nenumerators:\n- {id: a, template: '{no}.', rank: 1, kind: h}\n", "read: '{no}.'",
      3, 21 },
    { "enumerator of no kind", "lang: xx\nenumerators:\n- {id: a, template: b, rank: 1, kind: z}\n",
      "here: 'z'", 3, 39 },
};

static void refusals(fl_arena *a)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        fairleaf_error error = { .status = FAIRLEAF_OK };
        fl_span file = fl_span_of(refused[i].text);
        const char *name = "my.yaml";
        fl_packs *p;
        NUMBER(refused[i].about, fl_packs_load(a, false, &file, &name, 1, &p, &error),
               FAIRLEAF_RULES);
        NUMBER("  line", error.line, refused[i].line);
        NUMBER("  column", error.column, refused[i].column);
        OK(refused[i].message, strstr(error.message, refused[i].message) != NULL);
        if (!strstr(error.message, refused[i].message)) printf("# %s\n", error.message);
        OK("  the pack's name", strstr(error.message, "pack 'my.yaml'") != NULL);
    }
}

static void rules(fl_arena *a)
{
    fl_match m;
    fl_packs *p = packs_of(a, false, GOOD, NULL);
    OK("matches in its zone",
       fl_match_line(p, "test", FL_ZONE_TAIL, FL_SPAN("编辑:张三"), 0, &m, NULL));
    OK("not in another",
       !fl_match_line(p, "test", FL_ZONE_HEAD, FL_SPAN("编辑:张三"), 0, &m, NULL));
    OK("not in another family",
       !fl_match_line(p, "tset", FL_ZONE_TAIL, FL_SPAN("编辑:张三"), 0, &m, NULL));
    OK("any family", fl_match_line(p, NULL, FL_ZONE_TAIL, FL_SPAN("编辑:张三"), 0, &m, NULL));
    OK("the whole line or nothing",
       !fl_match_line(p, "test", FL_ZONE_TAIL, FL_SPAN("编辑:张三,李四"), 0, &m, NULL));
    fl_packs_close(p);

    p = packs_of(
        a, false, GOOD,
        "rules:\n- id: test.one\n  about: another\n  where: anywhere\n  part: true\n  meta: editor\n"
        "  pattern: '主编(\\p{Han}+)'\n  matches: ['主编张三']\n  spares: ['主 编']\n"
        "- id: test.two\n  about: named groups\n  where: head\n"
        "  pattern: '(?i)from (?<source>.+) on (?<date>[\\d-]+)'\n"
        "  matches: ['From here on 2020']\n  spares: ['from']\n");
    const fl_pack_rule *all;
    NUMBER("a later pack replaces a rule", fl_packs_rules(p, &all), 2);
    TEXT("examples are kept", fl_span_of(all[0].matches), "主编张三");
    OK("part of a line",
       fl_match_line(p, "test", FL_ZONE_TAIL, FL_SPAN("本期主编李四,"), 0, &m, NULL));
    NUMBER("from", m.from, 6);
    NUMBER("to", m.to, 18);
    NUMBER("one value", m.value_count, 1);
    TEXT("its key", fl_span_of(m.value[0].key), "editor");
    NUMBER("group", m.value[0].from, 12);
    OK("behind", !fl_match_line(p, "test", FL_ZONE_TAIL, FL_SPAN("本期主编李四,"), 9, &m, NULL));
    OK("named", fl_match_line(p, "test", FL_ZONE_HEAD, FL_SPAN("FROM Harbour Trust on 2020-01"), 0,
                              &m, NULL));
    NUMBER("two values", m.value_count, 2);
    TEXT("source", fl_span_of(m.value[0].key), "source");
    TEXT("date", fl_span_of(m.value[1].key), "date");
    fl_packs_close(p);
}

/* Patterns behind their words: a rule is found whether its words are known or not. */
static const struct {
    const char *pattern, *line;
    uint32_t words;
} needs[] = {
    { "编辑[:：].*", "编辑：某", 1 },
    { "(?:责任)?编[辑輯]", "编輯", 2 },
    { "(?:责任|執行)编辑", "责任编辑", 2 },
    { "(?:打印|關閉|关闭)(?:本页|窗口)?", "关闭窗口", 3 },
    { "(?i)copyright .*", "COPYRIGHT 2020", 1 },
    { "(?i)[é].*x", "É x", 1 },
    { ".*", "anything", 0 },
    { "a?b*c{0,2}", "b", 0 },
    { "©", "©", 1 },
    { "\\d{4}年\\d+月", "2020年1月", 1 },
    { "(?<date>\\d+)日(?=止)止", "7日止", 1 },
    { "(?!不得)转载", "转载", 1 },
    { "x{2}y", "xxy", 1 },
    { "[^a]b|c", "c", 2 },
    { "\\[打印\\]", "[打印]", 1 },
    { "[\\]a]尾", "]尾", 2 },
    { "\\x{7F16}辑", "编辑", 1 },
    { "\\p{Han}{2}县", "青溪县", 1 },
    { "(?:(?:甲|乙)丙|丁)+戊", "甲丙丁戊", 1 },
};

static void words(fl_arena *a)
{
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        fl_pattern p = { .text = fl_span_of(needs[i].pattern), .whole = true };
        fl_literals found = fl_literals_of(a, p.text);
        NUMBER(needs[i].pattern, found.count, needs[i].words);
        bool any = found.count == 0;
        for (uint32_t w = 0; w < found.count; w++) {
            char line[64];
            size_t n = strlen(needs[i].line);
            for (size_t k = 0; k <= n; k++) {
                char c = needs[i].line[k];
                line[k] = found.nocase && c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
            }
            any = any || fl_span_find(fl_span_of(line), found.item[w], 0) != SIZE_MAX;
        }
        OK("  one of them is in the line", any);
        OK("  which the pattern matches",
           fl_pattern_find(&p, fl_span_of(needs[i].line), 0, NULL) == FL_FOUND_YES);
        fl_pattern_close(&p);
    }
}

static void runaway(fl_arena *a)
{
    fl_packs *p = packs_of(
        a, false,
        "rules:\n- id: test.evil\n  about: runs away\n  where: anywhere\n  part: true\n"
        "  pattern: '(a+)+$'\n  matches: ['aaa']\n  spares: ['b']\n",
        NULL);
    static char line[100001];
    fl_match m;
    const fl_pack_rule *gave_up = NULL;
    memset(line, 'a', 100000);
    line[100000] = 'b';
    OK("no match",
       !fl_match_line(p, "test", FL_ZONE_TAIL, (fl_span){ line, 100001 }, 0, &m, &gave_up));
    OK("it says which rule gave up", gave_up && strcmp(gave_up->id, "test.evil") == 0);
    fl_packs_close(p);
}

static void lists(fl_arena *a)
{
    fl_packs *p = packs_of(
        a, false, "lang: xx\nlists: {title: [报告, 工作报告], salutation: [各位]}\n",
        "lang: yy\nlists: {title: [Report, 'R']}\nenumerators: [{id: yy.a, template: '{ar}.', rank: 3, kind: b}]\n");
    const fl_list *title = fl_packs_list(p, NULL, "title");
    fl_span item;
    NUMBER("all languages", title->count, 4);
    NUMBER("one language", fl_packs_list(p, "xx", "title")->count, 2);
    NUMBER("no such list", fl_packs_list(p, "xx", "none")->count, 0);
    OK("ends", fl_list_ends(fl_packs_list(p, "xx", "title"), FL_SPAN("常委会工作报告"), &item));
    TEXT("with the longest word", item, "工作报告");
    OK("does not end so",
       !fl_list_ends(fl_packs_list(p, "xx", "title"), FL_SPAN("工作总结"), NULL));
    OK("starts", fl_list_starts(fl_packs_list(p, "xx", "salutation"), FL_SPAN("各位委员:"), NULL));
    OK("a line shorter than the word",
       !fl_list_starts(fl_packs_list(p, "xx", "salutation"), FL_SPAN("各"), NULL));
    OK("a word of one byte", fl_list_starts(title, FL_SPAN("R. 1"), NULL));
    OK("has", fl_list_has(title, FL_SPAN("报告")));
    OK("has not", !fl_list_has(title, FL_SPAN("报告书")));
    const fl_enumerator_row *row;
    NUMBER("an enumerator", fl_packs_enumerators(p, &row), 1);
    TEXT("its template", fl_span_of(row->template), "{ar}.");
    fl_packs_close(p);
}

/* The language's own templates come before those of English, compiled and as rows. */
static void numbering(fl_arena *a)
{
    fl_packs *p = packs_of(
        a, false, "lang: en\nenumerators: [{id: en.a, template: '{ar}.', rank: 3, kind: b}]\n",
        "lang: xx\nenumerators: [{id: xx.a, template: '{ar}:', rank: 3, kind: b}]\n");
    fl_enumerator_row row[2];
    uint16_t index[2];
    fl_marker m[2];
    NUMBER("both", fl_packs_rows(p, "xx", row, index), 2);
    TEXT("its own first", fl_span_of(row[0].id), "xx.a");
    NUMBER("which stands second in the packs", index[0], 2);
    const fl_enumerators *e = fl_packs_numbering(p, "xx");
    NUMBER("its own marker", fl_enumerators_match(e, FL_SPAN("1: a"), 0, m, 2), 1);
    NUMBER("is of the first row", m[0].row, 0);
    NUMBER("a marker of English", fl_enumerators_match(e, FL_SPAN("1. a"), 0, m, 2), 1);
    NUMBER("is of the second row", m[0].row, 1);
    NUMBER("a language without templates", fl_packs_rows(p, "yy", row, index), 1);
    e = fl_packs_numbering(p, "yy");
    NUMBER("has those of English", fl_enumerators_match(e, FL_SPAN("1. a"), 0, m, 2), 1);
    NUMBER("and no others", fl_enumerators_match(e, FL_SPAN("1: a"), 0, m, 2), 0);
    fl_packs_close(p);
    p = packs_of(a, false, NULL, NULL);
    NUMBER("no packs at all",
           fl_enumerators_match(fl_packs_numbering(p, "zh"), FL_SPAN("1."), 0, m, 2), 0);
    fl_packs_close(p);
}

/* Built-in rules were tried on their own examples when they were built; here on those of all the
 * others, through the index. */
static void built_in(fl_arena *a)
{
    fl_packs *p = packs_of(a, true, NULL, NULL);
    const fl_pack_rule *rule;
    size_t count = fl_packs_rules(p, &rule), wrong = 0;
    OK("there are built-in rules", count > 0);
    for (size_t i = 0; i < count; i++) {
        fl_span rest = fl_span_of(rule[i].matches);
        while (rest.n) {
            size_t end = fl_span_find(rest, FL_SPAN("\n"), 0);
            fl_match m;
            fl_span line = fl_span_sub(rest, 0, end == SIZE_MAX ? rest.n : end);
            if (!fl_match_line(p, rule[i].family, rule[i].zones, line, 0, &m, NULL)) {
                printf("# %s: %.*s\n", rule[i].id, (int)line.n, line.p);
                wrong++;
            }
            rest = end == SIZE_MAX ? (fl_span){ NULL, 0 } : fl_span_sub(rest, end + 1, rest.n);
        }
    }
    NUMBER("every example is found through the index", wrong, 0);
    fl_packs_close(p);
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    refusals(a);
    rules(a);
    words(a);
    runaway(a);
    lists(a);
    numbering(a);
    built_in(a);
    fl_arena_free(a);
    return DONE();
}
