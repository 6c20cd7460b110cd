/* clean/latin.c - windows-1252 back to bytes, and those to UTF-8, GBK, EUC-KR, EUC-JP or
 * windows-1251. */
#include "clean/latin.h"

#include "base/utf8.h"
#include "clean/entities.h"
#include "clean/gbk.h"

unsigned fl_latin_byte(uint32_t c)
{
    if (c >= 0x80 && c <= 0xFF) return c;
    if (c < 0x152 || c > 0x2122) return 0;
    for (unsigned byte = 0x80; byte <= 0x9F; byte++)
        if (fl_windows_1252(byte) == c) return byte;
    return 0;
}

/* ---- UTF-8 ---- */

/* One character of UTF-8 whose bytes stand as characters from `at` on; returns where they end, or
 * 0. */
static size_t sequence_at(fl_span s, size_t at, uint32_t *c)
{
    unsigned char bytes[4];
    uint32_t character;
    size_t n = 0, length = 0, end = at;
    while (end < s.n && n < 4 && (n == 0 || n < length)) {
        end = fl_utf8_next(s, end, &character);
        unsigned byte = fl_latin_byte(character);
        if (!byte) return 0;
        bytes[n++] = (unsigned char)byte;
        if (n == 1)
            length = byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0;
        if (length == 0) return 0;
    }
    if (n != length || fl_utf8_valid((fl_span){ (char *)bytes, n }) != n) return 0;
    (void)fl_utf8_next((fl_span){ (char *)bytes, n }, 0, c);
    return end;
}

/* Characters that are worth a longer sequence: letters, marks and signs that texts have. */
static bool is_plausible(uint32_t c)
{
    if (c >= 0x1F300 && c <= 0x1FAFF) return true;
    if (c >= 0x2010 && c <= 0x203B) return true;
    if (c == 0x20AC || (c >= 0x2100 && c <= 0x2126) || (c >= 0x2150 && c <= 0x218B)) return true;
    if ((c >= 0x2190 && c <= 0x22FF) || (c >= 0x2460 && c <= 0x27BF)) return true;
    if (c >= 0x3000 && c <= 0x303F) return true;
    if (fl_is_han(c) || fl_is_kana(c) || fl_is_hangul(c) || (c >= 0xFF01 && c <= 0xFFE6))
        return true;
    return c == 0xFEFF || (c >= 0x900 && c <= 0x109F) || (c >= 0x1E00 && c <= 0x1EFF);
}

static bool is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

/* What a line says in favour of a sequence of two bytes, which chance writes as well (`É»`). */
typedef struct company {
    unsigned longer, shorter; /* sequences of three and four bytes, and of two */
    unsigned natural;         /* characters above ASCII that are in no sequence */
} company;

static company count_sequences(fl_span s)
{
    company all = { 0 };
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c, decoded;
        end = fl_utf8_next(s, at, &c);
        if (c < 0x80) continue;
        size_t behind = c >= 0xC2 && c <= 0xF4 ? sequence_at(s, at, &decoded) : 0;
        if (!behind) {
            all.natural += c < 0x250 && fl_is_letter(c);
            continue;
        }
        if (decoded >= 0x800)
            all.longer += is_plausible(decoded);
        else
            all.shorter++;
        end = behind;
    }
    return all;
}

/* Two bytes: Latin, Greek, Cyrillic, Hebrew and Arabic, not the phonetic letters between them. */
static bool is_plausible_letter(uint32_t c)
{
    return c <= 0x17F || (c >= 0x370 && c <= 0x52F) || (c >= 0x590 && c <= 0x6FF);
}

/* At `at` begins a sequence for `decoded`, behind which `next` stands. */
static bool accepts(fl_span s, size_t at, uint32_t decoded, uint32_t next, const company *all)
{
    uint32_t first = fl_utf8_at(s, at);
    if (decoded >= 0x1E00 && decoded < 0x2000) return all->longer > 1;
    if (decoded >= 0x800) return is_plausible(decoded);
    if (!is_plausible_letter(decoded)) return false;
    if (decoded < 0xA0) return all->longer + all->shorter > 2; /* a control: only in company */
    if (all->longer || all->shorter >= 3) return all->natural * 2 <= all->longer + all->shorter;
    if (all->natural || decoded > 0xFF) return false;
    /* One or two pairs of C2 or C3: `Ã©`, `Â·`; not at the end of a word in capitals. */
    bool sign = first == 0xC2 && !fl_is_letter(decoded),
         letter = first == 0xC3 && fl_is_letter(decoded);
    bool in_word = next >= 'a' && next <= 'z';
    return (sign || letter) && (in_word || !is_upper(fl_utf8_before(s, at)));
}

/* One time; false when the line had nothing. */
static bool repair_once(fl_edits *e)
{
    fl_span s = e->line->text;
    company all = count_sequences(s);
    if (all.longer + all.shorter == 0) return false;
    fl_edits_rule(e, "mojibake.latin", "UTF-8 that was read as windows-1252", all.longer ? 97 : 90);
    fl_buf run = fl_buf_new(e->t->arena, 64);
    size_t from = 0, behind = 0; /* the run that is being read */
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t c, decoded = 0;
        end = fl_utf8_next(s, at, &c);
        if (c < 0xC2 || c > 0xF4) continue;
        size_t stop = sequence_at(s, at, &decoded);
        if (!stop || !accepts(s, at, decoded, fl_utf8_at(s, stop), &all)) continue;
        if (at != behind || run.n == 0) {
            if (run.n) fl_edits_replace(e, from, behind, fl_buf_view(&run));
            run.n = 0;
            from = at;
        }
        fl_buf_code_point(&run, decoded);
        end = behind = stop;
    }
    if (run.n) fl_edits_replace(e, from, behind, fl_buf_view(&run));
    bool changed = e->count > 0;
    fl_edits_make(e);
    return changed;
}

void fl_repair_latin(fl_edits *e)
{
    enum { TIMES = 3 }; /* text that was encoded twice, or three times */
    for (int i = 0; i < TIMES; i++)
        if (!repair_once(e)) return;
}

/* ---- older encodings ---- */

enum { LEAST_BYTES = 8 };

bool fl_looks_legacy(fl_span s)
{
    size_t high = 0, letters = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        if (c >= 0x80 && !fl_latin_byte(c)) return false;
        high += c >= 0x80;
        letters += c < 0x80 && fl_is_ascii_alnum(c) && !fl_is_digit(c);
    }
    return high >= LEAST_BYTES && high >= 2 * letters;
}

/* The line's bytes, and where in the line each stands. */
static fl_buf bytes_of(fl_edits *e)
{
    fl_span s = e->line->text;
    fl_buf bytes = fl_buf_new(e->t->arena, s.n);
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        fl_buf_byte(&bytes, (char)(c < 0x80 ? c : fl_latin_byte(c)));
    }
    return bytes;
}

/* GBK, strictly; false when it is not. */
static bool as_gbk(const fl_buf *bytes, fl_buf *out)
{
    for (size_t i = 0; i < bytes->n; i++) {
        unsigned lead = (unsigned char)bytes->p[i];
        if (lead < 0x80) {
            fl_buf_byte(out, (char)lead);
            continue;
        }
        unsigned trail = i + 1 < bytes->n ? (unsigned char)bytes->p[i + 1] : 0;
        if (!fl_gbk_knows(lead, trail)) return false;
        fl_buf_code_point(out, fl_gbk_character(lead, trail));
        i++;
    }
    return true;
}

/* Chinese: many neighbours are ones that the table lists; of chance ones, one in two hundred is. */
static bool reads_chinese(const fl_frequency *f, fl_span s)
{
    size_t pairs = 0, listed = 0;
    fl_token last = FL_TOKEN_EDGE;
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        fl_token t = fl_frequency_token(c);
        if (c >= 0x80 && last != FL_TOKEN_EDGE) {
            pairs++;
            listed += fl_frequency_lists(f, last, t);
        }
        last = t;
    }
    return pairs >= 3 && listed * 5 >= pairs * 2;
}

/* windows-1251: its letters are A8, B8 and C0 to FF. */
static bool as_cyrillic(const fl_buf *bytes, fl_buf *out)
{
    size_t letters = 0, common = 0, word = 0, words = 0;
    for (size_t i = 0; i < bytes->n; i++) {
        unsigned b = (unsigned char)bytes->p[i];
        uint32_t c = b < 0x80    ? b
                     : b >= 0xC0 ? b + 0x350
                     : b == 0xA8 ? 0x401
                     : b == 0xB8 ? 0x451
                                 : 0;
        if (b == 0xAB || b == 0xBB || b == 0xB7) c = b;
        if (b == 0xB9) c = 0x2116;
        if (b >= 0x80 && b <= 0x9F) c = fl_windows_1252(b); /* dashes and quotes are the same */
        if (c == 0) return false;
        fl_buf_code_point(out, c);
        bool letter = c >= 0x401 && c <= 0x451;
        letters += letter;
        word = letter ? word + 1 : 0;
        words += word == 3;
        common += letter && strchr("\xEE\xE5\xE0\xE8\xED\xF2\xF1\xF0\xE2\xEB", (int)b) != NULL;
    }
    return words >= 2 && common * 2 >= letters; /* о е а и н т с р в л: two thirds of Russian */
}

void fl_repair_legacy(fl_edits *e, const fl_frequency *f)
{
    fl_edits_rule(e, "mojibake.legacy", "text of an older encoding that was read as windows-1252",
                  90);
    fl_buf bytes = bytes_of(e), out = fl_buf_new(e->t->arena, bytes.n * 2);
    bool read = as_gbk(&bytes, &out) && reads_chinese(f, fl_buf_view(&out));
    if (!read) {
        out.n = 0;
        read = as_cyrillic(&bytes, &out);
    }
    if (read) fl_edits_replace(e, 0, e->line->text.n, fl_buf_view(&out));
    fl_edits_make(e);
}
