/* tests/unit/enumerators.c - what each template takes for a marker and what it leaves alone. */
#include "rules/enumerators.h"
#include "tap.h"

static const struct {
    const char *about, *template, *line, *marker;
    int ordinal;
} row[] = {
    { "section", "{cn}、", "一、过去五年的工作", "一、", 1 },
    { "number of two characters", "{cn}、", "十二、附则", "十二、", 12 },
    { "twenty and more", "{cn}、", "二十三、", "二十三、", 23 },
    { "a year in characters is no number", "{cn}、", "二〇二四、", "", 0 },
    { "two digits side by side are no number", "{cn}、", "二三、", "", 0 },
    { "hundreds with a zero", "第{cn}条~", "第一百零五条　为了", "第一百零五条　", 105 },
    { "a hundred as Japanese writes it", "第{cn}条~", "第百十四条　削除", "第百十四条　", 114 },
    { "ten hundreds are none", "第{cn}条~", "第十百条", "", 0 },
    { "brackets of either width", "（{cn}）", "(十)强化", "(十)", 10 },
    { "full-width brackets", "（{cn}）", "（三）项", "（三）", 3 },
    { "no closing bracket", "（{cn}）", "（三、", "", 0 },
    { "formal numerals", "{cnf}、", "壹、前言", "壹、", 1 },
    { "stems", "{jia}、", "乙、", "乙、", 2 },
    { "digits and a dot", "{ar}[.．、]", "3.强化", "3.", 3 },
    { "a decimal fraction", "{ar}[.．、]", "3.5%的", "", 0 },
    { "a date", "{ar}[.．、]", "2023.1 起", "", 0 },
    { "full-width digits count too", "{ar}[.．、]", "１２．第", "１２．", 12 },
    { "full-width digits only", "{fw}[　．. ]", "1 目的", "", 0 },
    { "full-width digit, ideographic space", "{fw}[　．. ]", "２　前項の", "２　", 2 },
    { "five digits are no marker", "{ar}[.．、]", "10000.", "", 0 },
    { "padded to two digits", "{ar}[.．、]", "01.", "01.", 1 },
    { "padded to three", "{ar}[.．、]", "001.", "", 0 },
    { "circled", "{circ}", "⑩完善", "⑩", 10 },
    { "parenthesised digits in one character", "{par}", "⑵", "⑵", 2 },
    { "digit with its dot in one character", "{pnt}", "⒊畅通", "⒊", 3 },
    { "roman", "{rom}[.)]_", "IV. Results", "IV. ", 4 },
    { "roman written badly", "{rom}[.)]_", "IIII. Results", "", 0 },
    { "roman characters", "{romc}[.．、]~", "Ⅲ. 추진", "Ⅲ. ", 3 },
    { "roman in brackets", "（{roml}）_", "(xiv) the", "(xiv) ", 14 },
    { "capital letter", "{AL}[.)]_", "B. Scope", "B. ", 2 },
    { "no space behind", "{AL}[.)]_", "B.Scope", "", 0 },
    { "kana", "{kana}[　．. ]", "ウ　その他", "ウ　", 3 },
    { "iroha", "{iroha}　", "ハ　その他", "ハ　", 3 },
    { "hangul", "{gana}[.)]_", "다. 기타", "다. ", 3 },
    { "decimal", "{dec}[.．]?_", "1.2.3 Name", "1.2.3 ", 3 },
    { "decimal with a dot behind", "{dec}[.．]?_", "4.10.  Name", "4.10.  ", 10 },
    { "one part is no decimal", "{dec}[.．]?_", "4 Name", "", 0 },
    { "letter and number", "{adec}[.]?_", "A.1.  Bar", "A.1.  ", 1 },
    { "choice, first", "(PART|Part)_({rom}|{ar})", "PART II", "PART II", 2 },
    { "choice, second", "(PART|Part)_({rom}|{ar})", "Part 12", "Part 12", 12 },
    { "choice left out", "제{ar}조(의{ar})?", "제3조(목적)", "제3조", 3 },
    { "choice taken", "제{ar}조(의{ar})?", "제63조의2", "제63조의2", 63 },
    { "spaces inside", "附[　 ]?則", "附　則", "附　則", 0 },
    { "nothing inside", "附[　 ]?則", "附則", "附則", 0 },
    { "line ends behind the marker", "第{ar}章_", "第2章", "第2章", 2 },
    { "dashes", "(——|――|－－)", "——坚持", "——", 0 },
};

static void one_row(fl_arena *a, size_t i)
{
    fl_enumerator_row r = { "x", "zh", row[i].template, "", 1, 'b' };
    size_t bad;
    fl_enumerators *e = fl_enumerators_compile(a, &r, 1, NULL, &bad);
    NUMBER("compiles", bad, 1);
    fl_marker m = { .length = 0 };
    fl_span line = fl_span_of(row[i].line);
    size_t found = fl_enumerators_match(e, line, 0, &m, 1);
    TEXT(row[i].about, fl_span_sub(line, 0, m.length), row[i].marker);
    if (found) NUMBER(row[i].about, m.ordinal, row[i].ordinal);
}

static void several(fl_arena *a)
{
    fl_enumerator_row r[] = {
        { "en.AL", "en", "{AL}[.)]_", "", 5, 'b' },
        { "en.rom", "en", "{rom}[.)]_", "", 4, 'b' },
        { "en.dec", "en", "{dec}[.]?_", "", 4, 'b' },
        { "en.bad", "en", "{what}", "", 4, 'b' },
    };
    size_t bad;
    fl_enumerators *e = fl_enumerators_compile(a, r, 4, NULL, &bad);
    NUMBER("a slot that does not exist", bad, 3);
    fl_marker m[4];
    NUMBER("a letter that is also a number", fl_enumerators_match(e, FL_SPAN("V. Test"), 0, m, 4),
           2);
    NUMBER("row order among equals", m[0].row, 0);
    NUMBER("as a letter", m[0].ordinal, 22);
    NUMBER("as a number", m[1].ordinal, 5);
    NUMBER("parts", (fl_enumerators_match(e, FL_SPAN("10.2.7 T"), 0, m, 4), m[0].depth), 3);
    NUMBER("first part", m[0].part[0], 10);
    bool keep[] = { false, true, true, true };
    e = fl_enumerators_compile(a, r, 4, keep, NULL);
    NUMBER("rows left out", fl_enumerators_match(e, FL_SPAN("B. Test"), 0, m, 4), 0);
    NUMBER("at the end of the line", fl_enumerators_match(e, FL_SPAN("B"), 1, m, 4), 0);
}

/* Quick looks: by the first character, which has to tell apart more than its first byte does. */
static void at_a_glance(fl_arena *a)
{
    fl_enumerator_row r[] = { { "zh.cn", "zh", "{cn}、", "", 5, 'b' },
                              { "zh.jia", "zh", "{jia}、", "", 5, 'b' } };
    size_t bad;
    fl_enumerators *e = fl_enumerators_compile(a, r, 2, NULL, &bad);
    fl_marker m[4];
    NUMBER("a number", fl_enumerators_may_match(e, FL_SPAN("四、财政"), 0), 1);
    NUMBER("a stem", fl_enumerators_may_match(e, FL_SPAN("乙、财政"), 0), 1);
    NUMBER("a word", fl_enumerators_may_match(e, FL_SPAN("财政"), 0), 0);
    NUMBER("nothing", fl_enumerators_may_match(e, FL_SPAN("四"), 3), 0);
    NUMBER("one that is a number", fl_enumerators_match(e, FL_SPAN("四、"), 0, m, 4), 1);
    NUMBER("one that looks like it: U+56DB + 0x800",
           fl_enumerators_match(e, FL_SPAN("廛、"), 0, m, 4), 0);
}

int main(void)
{
    fl_arena *a = fl_arena_new(64 << 20);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) one_row(a, i);
    several(a);
    at_a_glance(a);
    fl_arena_free(a);
    return DONE();
}
