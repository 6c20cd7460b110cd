/* read/escapes.c - finds escapes, then reads what they enclose and asks how common its characters
 * are. */
#include "read/escapes.h"

#include "base/charset.h"
#include "read/models.h"
#include "read/multibyte.h"

enum { MOST = 2048 };

/* What stands between shifts, as the bytes of the EUC form: what is no half of a pair stays among
 * them, so that a lost or a foreign byte is weighed as one. Returns how many bytes. */
static size_t read_enclosed(fl_charset_model model, fl_span s, char out[MOST])
{
    uint8_t state = 0;
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = 0;
    out[n++] = ' '; /* so that no cut is assumed at the start */
    for (size_t at = 0; at < s.n && n + 3 < MOST;) {
        fl_step step = fl_model_step(model, p + at, s.n - at, &state);
        bool shifted = state >= 3; /* two bytes a character: see read/models.c */
        for (size_t i = 0; shifted && !step.shift && i < step.length; i++)
            out[n++] = (char)(p[at + i] > ' ' ? p[at + i] | 0x80 : p[at + i]);
        at += step.length;
    }
    return n;
}

/* Text has -5 to -8 nats a character, letters that are none -12. evidence: what the escapes count
 * by themselves. */
static bool makes_sense(fl_charset_model shape, fl_charset_model model, fl_span s, float evidence)
{
    char enclosed[MOST];
    size_t n = read_enclosed(shape, s, enclosed);
    if (n < 3) return false;
    float sum = fl_multibyte_likelihood(model, (fl_span){ enclosed, n });
    return sum + evidence > -10.5f * (float)(n - 1) / 2 + FL_ASCII_COST;
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
    if (pairs && makes_sense(FL_MODEL_ISO_2022_JP, FL_MODEL_EUC_JP, s, 40)) return "ISO-2022-JP";
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
        makes_sense(FL_MODEL_ISO_2022_KR, FL_MODEL_EUC_KR, bytes, 10)) {
        *language = "ko";
        return "ISO-2022-KR";
    }
    if (has(bytes, "~{") &&
        makes_sense(FL_MODEL_HZ, FL_MODEL_GB18030, bytes, has(bytes, "~}") ? 4 : 0)) {
        *language = "zh-Hans";
        return "HZ-GB-2312";
    }
    *language = NULL;
    return NULL;
}
