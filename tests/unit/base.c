/* tests/unit/base.c - spans, code points, messages, memory. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/utf8.h"
#include "base/scan.h"
#include "tap.h"

static void validity(void)
{
    static const struct {
        const char *about, *bytes;
        size_t n, valid;
    } row[] = {
        { "ASCII", "abc", 3, 3 },
        { "Han", "\xE6\xBC\xA2\xE5\xAD\x97", 6, 6 },
        { "cut Han", "\xE6\xBC\xA2\xE5\xAD", 5, 3 },
        { "overlong", "\xC0\xAF", 2, 0 },
        { "overlong, three bytes", "\xE0\x80\x80", 3, 0 },
        { "surrogate", "\xED\xA0\x80", 3, 0 },
        { "last code point", "\xF4\x8F\xBF\xBF", 4, 4 },
        { "above the last, which glibc takes", "\xF4\x90\x80\x80", 4, 0 },
        { "stray continuation", "a\x80", 2, 1 },
        { "long ASCII, then a bad byte", "0123456789abcdef\xFF", 17, 16 },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        NUMBER(row[i].about, fl_utf8_valid((fl_span){ row[i].bytes, row[i].n }), row[i].valid);
}

static void classes(void)
{
    static const struct {
        const char *about;
        uint32_t c;
        bool punctuation, symbol, letter;
        int width;
    } row[] = {
        { "Han", 0x4E00, false, false, true, 2 },
        { "ideographic comma", 0x3001, true, false, false, 2 },
        { "degree Celsius, a symbol since CommonMark 0.31", 0x2103, false, true, false, 1 },
        { "plus", '+', false, true, false, 1 },
        { "full-width comma", 0xFF0C, true, false, false, 2 },
        { "combining acute", 0x301, false, false, false, 0 },
        { "kana", 0x3042, false, false, true, 2 },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        NUMBER(row[i].about, fl_is_punctuation(row[i].c), row[i].punctuation);
        NUMBER(row[i].about, fl_is_symbol(row[i].c), row[i].symbol);
        NUMBER(row[i].about, fl_is_letter(row[i].c), row[i].letter);
        NUMBER(row[i].about, fl_utf8_width(row[i].c), row[i].width);
    }
}

static void messages(void)
{
    fairleaf_error error;
    NUMBER("fl_fail returns its status",
           fl_fail(&error, FAIRLEAF_IO, 7, "no '%s'",
                   "a\x1B[31m\xFF"
                   "b"),
           FAIRLEAF_IO);
    TEXT("control characters and bad bytes are escaped", fl_span_of(error.message),
         "no 'a\\x1B[31m\\xFFb'");
    char small[8];
    (void)fl_printable(small, sizeof small, FL_SPAN("\xE6\xBC\xA2\xE5\xAD\x97\xE5\xAD\x97"));
    TEXT("cut between characters", fl_span_of(small), "\xE6\xBC\xA2\xE5\xAD\x97");
    (void)fl_printable(small, sizeof small, FL_SPAN("a\xE2\x80\xAE"));
    TEXT("what does not fit is cut whole", fl_span_of(small), "a");
}

static void trimming(void)
{
    TEXT("ideographic and no-break spaces go",
         fl_span_trim(FL_SPAN(" \xE3\x80\x80\xC2\xA0x y\xE3\x80\x80\r\n")), "x y");
    NUMBER("all white space", fl_span_trim(FL_SPAN(" \xE3\x80\x80\t")).n, 0);
}

static void searching(void)
{
    static const struct {
        const char *about, *text, *part;
        size_t from, at;
    } row[] = {
        { "at the start", "目录：目", "目录", 0, 0 },
        { "behind the start", "目录：目录", "目录", 1, 9 },
        { "at the very end", "各位代表。", "。", 0, 12 },
        { "third byte met before", "aab", "aab", 0, 0 },
        { "third byte met twice before", "aaaab", "aab", 0, 2 },
        { "overlaps itself", "。。。", "。。", 3, 3 },
        { "all but its last byte", "ababac", "abad", 0, SIZE_MAX },
        { "longer than the text", "目", "目录", 0, SIZE_MAX },
        { "two bytes", "a--b", "--", 0, 1 },
        { "not behind `from`", "目录", "目录", 1, SIZE_MAX },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        NUMBER(row[i].about,
               fl_span_find(fl_span_of(row[i].text), fl_span_of(row[i].part), row[i].from),
               row[i].at);
}

/* A pair, and a byte of two-byte characters, at every place of texts of every length. */
static void scanning(void)
{
    enum { LONGEST = 100 };
    char text[LONGEST + 2];
    size_t wrong_pairs = 0, wrong_bytes = 0;
    for (size_t n = 0; n <= LONGEST; n++)
        for (size_t at = 0; at <= n; at++) {
            memset(text, ' ', sizeof text);
            text[at] = '\xC2';
            text[at + 1] = '\xA0';
            fl_span s = { text, n };
            wrong_pairs += fl_scan_pair(s, 0xC2, 0xA0) != (at + 2 <= n);
            wrong_bytes += fl_scan_two_byte(s) != (at + 1 <= n);
        }
    NUMBER("pairs, in and across blocks, not behind the end", wrong_pairs, 0);
    NUMBER("bytes, in every place, not behind the end", wrong_bytes, 0);
}

static int undone;
static void undo(void *object) { undone = undone * 10 + *(int *)object; }

/* Every place, in texts of every length and at every distance from a word's start. */
static void line_ends(void)
{
    static const char *const row[] = { "\n",       "\r\n",         "\r",           "\v",
                                       "\f",       "\xC2\x85",     "\xE2\x80\xA8", "\xE2\x80\xA9",
                                       "\xC2\xA0", "\xE2\x80\x94", "\t",           "\x0E" };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (size_t before = 0; before < 20; before++)
            for (size_t behind = 0; behind < 10; behind++) {
                char text[64];
                size_t n = strlen(row[i]);
                memset(text, 'x', sizeof text);
                memcpy(text + before, row[i], n);
                fl_span s = { text, before + n + behind };
                size_t wanted = 0;
                while (wanted < s.n && !fl_line_end_at(s, wanted)) wanted++;
                wrong += fl_line_end_next(s, 0, s.n) != wanted;
                wrong += fl_line_end_next(s, 0, before) != before;
            }
    NUMBER("the next line end, wherever it stands", wrong, 0);
}

static void memory(void)
{
    fl_arena *a = fl_arena_new(1 << 20);
    static int one = 1, two = 2;
    if (FL_ARENA_FAILED(a)) {
        OK("what does not fit jumps back", 1);
        fl_arena_free(a);
        NUMBER("deferred: last first", undone, 21);
        return;
    }
    fl_arena_defer(a, undo, &one);
    fl_arena_defer(a, undo, &two);
    char *p = fl_alloc(a, 10, 10);
    p[99] = 1;
    fl_arena_mark mark = fl_arena_here(a);
    (void)fl_alloc(a, 1, 100000);
    fl_arena_back(a, mark);
    OK("rolled back: earlier bytes stay", p[99] == 1);
    char *grown = fl_grow(a, NULL, 0, 10);
    memcpy(grown, "123456789", 10);
    grown = fl_grow(a, grown, 10, 5000);
    TEXT("grown", fl_span_of(grown), "123456789");
    (void)fl_alloc(a, 2, 1 << 20);
    OK("not reached: over the limit", 0);
}

/* Blocks with a chunk of their own grow there; what stands around them stays, and they end at the
 * limit. */
static void large_blocks(void)
{
    enum { START = 300000, ROUNDS = 6, LIMIT = 16 << 20 };
    fl_arena *a = fl_arena_new(LIMIT);
    char *small = NULL, *block = NULL;
    size_t used = START;
    int wrong = 0;
    if (FL_ARENA_FAILED(a)) {
        OK("a large block does not grow beyond the limit", fl_arena_total(a) <= LIMIT);
        fl_arena_free(a);
        return;
    }
    small = fl_copy(a, FL_SPAN("before"));
    block = fl_alloc_bytes(a, used);
    for (int round = 0; round < ROUNDS; round++) {
        memset(block, 'a' + round, used);
        char *between = fl_copy(a, FL_SPAN("between"));
        block = fl_grow(a, block, used, used * 3 / 2);
        for (size_t i = 0; i < used; i++) wrong += block[i] != 'a' + round;
        wrong += strcmp(between, "between") != 0 || strcmp(small, "before") != 0;
        used = used * 3 / 2;
    }
    NUMBER("a large block grows with what is in it", wrong, 0);
    OK("its size counts once", fl_arena_total(a) < 2 * used);
    (void)fl_grow(a, block, used, LIMIT);
    OK("not reached: over the limit", 0);
}

/* Eight bytes at a time, and one by one. */
static void next_ascii(void)
{
    char text[40];
    int wrong = 0;
    for (size_t n = 0; n <= sizeof text; n++)
        for (size_t at = 0; at <= n; at++) {
            memset(text, '\xE4', sizeof text);
            if (at < n) text[at] = ',';
            wrong += fl_scan_ascii((fl_span){ text, n }, 0) != at;
        }
    NUMBER("the next byte of ASCII, wherever it stands", wrong, 0);
}

static void controls(void)
{
    char text[80];
    int wrong = 0;
    for (size_t at = 0; at + 2 < sizeof text; at++) {
        fl_span s = { text, sizeof text };
        memset(text, 'a', sizeof text);
        wrong += fl_scan_control(s) != s.n;
        memcpy(text + at, "\xE2\x80\xA8", 3);
        wrong += fl_scan_control(s) > at + 1;
        memcpy(text + at,
               "a\x7F"
               "a",
               3);
        wrong += fl_scan_control(s) > at + 1;
    }
    NUMBER("the block of a control or a line separator", wrong, 0);
}

static void formats(void)
{
    fl_arena *a = fl_arena_new(SIZE_MAX / 2);
    fl_buf b = fl_buf_new(a, 0);
    fl_buf_format(&b, "%s %c %d %u %lu %llu %zu %d%%", "s", 'c', -2147483647 - 1, 7u, 8ul,
                  18446744073709551615ull, (size_t)0, 5);
    TEXT("what most formats ask for", fl_buf_view(&b),
         "s c -2147483648 7 8 18446744073709551615 0 5%");
    b.n = 0;
    fl_buf_format(&b, "%u|%04d|%.2f|%.*s|%llx", 3u, 42, 0.5, 2, "abc", 255ull);
    TEXT("the others, behind one of these", fl_buf_view(&b), "3|0042|0.50|ab|ff");
    fl_arena_free(a);
}

/* Characters are counted in blocks: the same wherever a block ends. */
static void counts(void)
{
    static const char *const pattern[] = { "a", "é", "四", "𠮷", "第a章é、" };
    char text[400];
    for (size_t k = 0; k < sizeof pattern / sizeof *pattern; k++) {
        fl_span one = fl_span_of(pattern[k]);
        size_t each = k == 4 ? 5 : 1, wrong = 0;
        for (size_t n = 0; n * one.n <= sizeof text; n++) {
            wrong += fl_utf8_count((fl_span){ text, n * one.n }) != n * each;
            if ((n + 1) * one.n <= sizeof text) memcpy(text + n * one.n, one.p, one.n);
        }
        NUMBER(pattern[k], wrong, 0);
    }
}

int main(void)
{
    validity();
    counts();
    classes();
    messages();
    trimming();
    searching();
    scanning();
    line_ends();
    memory();
    large_blocks();
    next_ascii();
    controls();
    formats();
    return DONE();
}
