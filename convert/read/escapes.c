/* read/escapes.c - finds escapes, then reads what they enclose and asks how common its characters
 * are. */
#include "read/escapes.h"

#include "base/charset.h"
#include "read/models.h"
#include "read/multibyte.h"

enum { MOST_PAIRS = 1024 };

/* What stands between shifts, read by the charset's own steps. */
typedef struct enclosed {
    char pairs[2 * MOST_PAIRS]; /* with the high bit set: the charset's EUC form */
    size_t n;
    size_t broken; /* bytes in a shifted state that are no half of a pair */
} enclosed;

static void read_enclosed(fl_charset_model model, fl_span s, enclosed *e)
{
    uint8_t state = 0;
    const unsigned char *p = (const unsigned char *)s.p;
    e->n = e->broken = 0;
    for (size_t at = 0; at < s.n && e->n < sizeof e->pairs;) {
        fl_step step = fl_model_step(model, p + at, s.n - at, &state);
        bool shifted = state >= 3; /* two bytes a character: see read/models.c */
        if (!step.shift && shifted && step.length == 2) {
            e->pairs[e->n++] = (char)(p[at] | 0x80);
            e->pairs[e->n++] = (char)(p[at + 1] | 0x80);
        } else if (!step.shift && shifted && p[at] > ' ') {
            e->broken++;
        }
        at += step.length;
    }
}

/* -10.5 nats a character: text has -5 to -8, pairs of letters that are none -12. */
static bool makes_sense(fl_charset_model shape, fl_charset_model model, fl_span s)
{
    enclosed e;
    read_enclosed(shape, s, &e);
    if (e.n == 0 || e.broken > e.n / 8 + 2) return false;
    float sum = fl_multibyte_likelihood(model, (fl_span){ e.pairs, e.n });
    return sum > -10.5f * (float)(e.n / 2);
}

static bool has(fl_span s, const char *text) { return fl_span_find(s, fl_span_of(text), 0) < s.n; }

static const char *iso_2022(fl_span s, const char **language)
{
    *language = "zh";
    if (has(s, "\x1B$)A") || has(s, "\x1B$)G")) return "ISO-2022-CN";
    *language = "ko";
    if (has(s, "\x1B$)C")) return "ISO-2022-KR";
    *language = "ja";
    if (has(s, "\x1B$(O") || has(s, "\x1B$(Q") || has(s, "\x1B$(P")) return "ISO-2022-JP-3";
    bool pairs = has(s, "\x1B$B") || has(s, "\x1B$@") || has(s, "\x1B$(D");
    if (has(s, "\x1B$A") || has(s, "\x1B$(C") || has(s, "\x1B.A")) return "ISO-2022-JP-2";
    if (pairs && makes_sense(FL_MODEL_ISO_2022_JP, FL_MODEL_EUC_JP, s)) return "ISO-2022-JP";
    if (has(s, "\x1B(I") && !pairs) return "ISO-2022-JP";
    return NULL;
}

const char *fl_escapes_find(fl_span bytes, const char **language)
{
    if (bytes.n == 0) return NULL;
    if (memchr(bytes.p, 0x1B, bytes.n)) {
        const char *name = iso_2022(bytes, language);
        if (name) return name;
    }
    if (memchr(bytes.p, 0x0E, bytes.n) && memchr(bytes.p, 0x0F, bytes.n) &&
        makes_sense(FL_MODEL_ISO_2022_KR, FL_MODEL_EUC_KR, bytes)) {
        *language = "ko";
        return "ISO-2022-KR";
    }
    if (has(bytes, "~{") && makes_sense(FL_MODEL_HZ, FL_MODEL_GB18030, bytes)) {
        *language = "zh-Hans";
        return "HZ-GB-2312";
    }
    *language = NULL;
    return NULL;
}
