/* clean/unread.c - the cheapest grouping by dynamic programming over (place in the run, bytes of
 * the open character), then the characters. Linear in the run. */
#include "clean/unread.h"

#include "base/utf8.h"
#include "clean/gbk.h"
#include "clean/logarithm.h"

enum { LONGEST = 2000 };       /* characters of one run; the next run begins behind it */
static const float SURE = .9f; /* probability from which on a lost byte is filled in: of 600 lines
                                * 98 in 100 of those without an open character are right then */
static const unsigned NEVER = 1u << 20;

typedef struct piece { /* a misread character, or a '?' */
    uint32_t from;
    uint16_t bytes; /* 0: a '?' */
} piece;

typedef struct state {    /* reached before a piece with 0, 1 or 2 bytes of a character open */
    unsigned cost;        /* bytes lost so far */
    uint8_t before, lost; /* open bytes in the state before; bytes that a '?' stood for */
} state;

static bool is_lead(unsigned b) { return b >= 0xE2 && b <= 0xEF; }
static bool is_continuation(unsigned b) { return (b & 0xC0) == 0x80; }
static bool fits(unsigned b, unsigned open) { return open ? is_continuation(b) : is_lead(b); }

static size_t pieces_of(fl_span s, size_t at, piece *p)
{
    size_t n = 0;
    while (at < s.n && n < LONGEST) {
        uint32_t c;
        size_t behind = fl_utf8_next(s, at, &c);
        unsigned bytes = c >= 0x80 ? fl_gbk_bytes(c) : 0;
        if (!bytes && c != '?' && c != 0xFFFD) break;
        p[n++] = (piece){ (uint32_t)at, (uint16_t)bytes };
        at = behind;
    }
    p[n].from = (uint32_t)at;
    return n;
}

static void reach(state *to, unsigned cost, unsigned before, unsigned lost)
{
    if (cost < to->cost) *to = (state){ cost, (uint8_t)before, (uint8_t)lost };
}

/* Fills states [1..]; returns the last piece behind which no byte is open, with the least loss. */
static size_t group(const piece *p, size_t n, state (*s)[3])
{
    size_t last = 0;
    for (size_t i = 0; i <= n; i++)
        for (int k = 0; k < 3; k++) s[i][k].cost = NEVER;
    s[0][0].cost = 0;
    for (size_t i = 0; i < n; i++) {
        bool alive = false;
        for (unsigned k = 0; k < 3; k++) {
            unsigned cost = s[i][k].cost, hi = p[i].bytes >> 8, lo = p[i].bytes & 0xFF;
            if (cost == NEVER) continue;
            alive = true;
            if (p[i].bytes == 0) {
                reach(&s[i + 1][(k + 1) % 3], cost + 1, k, 1);
                reach(&s[i + 1][(k + 2) % 3], cost + 2, k, 2);
            } else if (fits(hi, k) && fits(lo, (k + 1) % 3)) {
                reach(&s[i + 1][(k + 2) % 3], cost, k, 0);
            }
        }
        if (!alive) break;
        if (s[i + 1][0].cost < NEVER) last = i + 1;
    }
    return last;
}

/* One character out of three bytes; -1 is a lost one. Nearly certain ones are filled in. `around`:
 * two tokens before it and the one behind, 0 when that is not known. */
static uint32_t complete(const fl_frequency *f, const int b[3], const fl_token around[3])
{
    fl_token last = around[1], next = around[2];
    uint32_t best = 0;
    float best_score = 0, sum = 0, score[64 * 8];
    size_t n = 0;
    int place = b[0] < 0 ? 0 : b[1] < 0 ? 1 : 2;
    for (int value = place ? 0x80 : 0xE3; value <= (place ? 0xBF : 0xE9); value++, n++) {
        int x[3] = { b[0], b[1], b[2] };
        x[place] = value;
        uint32_t c = (uint32_t)(x[0] & 15) << 12 | (uint32_t)(x[1] & 63) << 6 |
                     (uint32_t)(x[2] & 63);
        fl_token t = fl_frequency_token(c);
        score[n] = fl_frequency_of(f, around[0], last, t);
        if (next) score[n] += fl_frequency_of(f, last, t, next);
        if (n == 0 || score[n] > best_score) {
            best_score = score[n];
            best = c;
        }
    }
    for (size_t i = 0; i < n; i++) sum += fl_exp(score[i] - best_score);
    return sum * SURE <= 1 ? best : 0;
}

static uint32_t whole_of(const int *b)
{
    if (b[0] < 0 || b[1] < 0 || b[2] < 0) return 0;
    return (uint32_t)(b[0] & 15) << 12 | (uint32_t)(b[1] & 63) << 6 | (uint32_t)(b[2] & 63);
}

/* Bytes of the run in order, -1 for lost ones; `lost` of each '?' is in the states on the way back.
 */
static size_t bytes_of(const piece *p, size_t last, state (*s)[3], int *bytes)
{
    size_t n = 0;
    unsigned k = 0;
    for (size_t i = last; i > 0; i--) { /* backwards, then turned around */
        const state *here = &s[i][k];
        if (p[i - 1].bytes) {
            bytes[n++] = p[i - 1].bytes & 0xFF;
            bytes[n++] = p[i - 1].bytes >> 8;
        } else {
            for (unsigned lost = 0; lost < here->lost; lost++) bytes[n++] = -1;
        }
        k = here->before;
    }
    for (size_t i = 0; i < n / 2; i++) {
        int swap = bytes[i];
        bytes[i] = bytes[n - 1 - i];
        bytes[n - 1 - i] = swap;
    }
    return n;
}

/* The two tokens before what comes next: from the end of `text`, which stands for the line from
 * `at` on, and before that from the line itself. */
static void before_it(fl_span line, size_t at, fl_span text, fl_token around[3])
{
    size_t end = text.n;
    for (int k = 1; k >= 0; k--) {
        uint32_t c;
        if (end > 0)
            end = fl_utf8_prev(text, end, &c);
        else if (at > 0)
            at = fl_utf8_prev(line, at, &c);
        else
            return;
        around[k] = fl_frequency_token(c);
    }
}

bool fl_unread_gbk(const fl_frequency *f, fl_span line, size_t at, fl_unread *out)
{
    piece p[LONGEST + 1];
    state s[LONGEST + 1][3];
    int bytes[2 * LONGEST];
    size_t n = pieces_of(line, at, p);
    n = group(p, n, s);
    out->text.n = out->whole = out->guessed = out->open = 0;
    out->end = p[n].from;
    if (n == 0) return false;
    size_t count = bytes_of(p, n, s, bytes);
    for (size_t i = 0; i + 3 <= count; i += 3) {
        uint32_t c = whole_of(bytes + i), next = i + 6 <= count ? whole_of(bytes + i + 3) : 0;
        bool one_lost = (bytes[i] < 0) + (bytes[i + 1] < 0) + (bytes[i + 2] < 0) == 1;
        fl_token around[3] = { FL_TOKEN_EDGE, FL_TOKEN_EDGE, next ? fl_frequency_token(next) : 0 };
        before_it(line, at, fl_buf_view(&out->text), around);
        if (i + 6 > count && out->end == line.n) around[2] = FL_TOKEN_EDGE;
        if (c && fl_utf8_width(c) == 0) return false; /* no letter: chance */
        if (c) {
            out->whole++;
        } else if (one_lost && (c = complete(f, bytes + i, around)) != 0) {
            out->guessed++;
        } else {
            c = '?';
            out->open++;
        }
        fl_buf_code_point(&out->text, c);
    }
    return true;
}
