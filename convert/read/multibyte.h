/* read/multibyte.h - how well bytes read as text of a multi-byte charset.
 *
 * A likelihood is a sum of natural logarithms over the same bytes, so that charsets can be compared
 * directly: each character counts with its frequency in the charset's language, each byte that
 * cannot be decoded with a fixed cost. Of all ways to step over bytes the best counts, so a lost or
 * a foreign byte costs its own place and not all that follows. */
#ifndef FL_READ_MULTIBYTE_H
#define FL_READ_MULTIBYTE_H

#include "base/charset.h"
#include "base/span.h"

/* What an ASCII character counts, whatever the charset: so it does not decide between them. */
#define FL_ASCII_COST (-3.4f)
/* What a byte counts that cannot be decoded, or that is a control character. */
#define FL_BAD_COST (-22.0f)
#define FL_CONTROL_COST (-20.0f)

/* Models: GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR, JOHAB, EUC_TW, UTF8 and the four of UTF-16 and
 * UTF-32 with a byte order. */
float fl_multibyte_likelihood(fl_charset_model model, fl_span s);

/* The same, given up (-1e9) when it is sure to end below `least`. */
float fl_multibyte_likelihood_above(fl_charset_model model, fl_span s, float least);

/* The same of one code point; of a byte below 0x80. */
float fl_point_likelihood(uint32_t c);
float fl_ascii_likelihood(unsigned char c);

/* Length of what is shaped like a character of UTF-8 at the first of `left` bytes, whether it is
 * one or not (surrogates as CESU-8 writes them, code points above 10FFFF); 1 for anything else. */
size_t fl_utf8_shape(const unsigned char *p, size_t left);

/* The language of text in a script of East Asia, from the characters of the sample: "zh-Hans",
 * "zh-Hant", "ja", "ko"; NULL when it has none of these scripts. */
const char *fl_multibyte_language(fl_charset_model model, fl_span s);

#endif
