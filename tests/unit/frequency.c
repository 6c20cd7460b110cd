/* tests/unit/frequency.c - many tokens asked for at once have the probabilities that they have one
 * by one. */
#include "clean/frequency.h"

#include "base/span.h"
#include "base/utf8.h"
#include "clean/logarithm.h"
#include "tap.h"

enum { MOST = 200 };

static size_t tokens_of(const char *text, fl_token *out)
{
    fl_span s = fl_span_of(text);
    size_t n = 0;
    for (size_t at = 0; at < s.n && n < MOST;) {
        uint32_t c;
        at = fl_utf8_next(s, at, &c);
        out[n++] = fl_frequency_token(c);
    }
    return n;
}

static int differences(fl_frequency *f, const fl_token *pair, const fl_token *next, size_t count)
{
    int differ = 0;
    fl_frequency_ask(f, next, count);
    for (size_t i = 0; i + 1 < count; i++) {
        const float *answer = fl_frequency_answer(f, pair[i], pair[i + 1]);
        for (size_t k = 0; k < count; k++)
            differ += fl_ln(answer[k]) != fl_frequency_of(f, pair[i], pair[i + 1], next[k]);
    }
    return differ;
}

int main(void)
{
    static const char text[] = "全市政协工作报告，全市政协委员工作，经济社会发展2021年a?鱉龘";
    fl_arena *a = fl_arena_new(8 << 20);
    fl_token token[MOST], twice[MOST];
    size_t n = tokens_of(text, token);
    for (size_t i = 0; i < n; i++) twice[i] = token[n - 1 - i];
    fl_frequency *f = fl_frequency_new(a);
    NUMBER("by the tables alone", differences(f, token, token, n), 0);
    fl_frequency_expect(f, n);
    fl_frequency_learn(f, token, n);
    NUMBER("with the document", differences(f, token, token, n), 0);
    NUMBER("of another list, other pairs", differences(f, twice, token, n), 0);
    OK("a pair of the table",
       fl_frequency_lists(f, fl_frequency_token(0x653F), fl_frequency_token(0x534F)));
    OK("no pair of the table",
       !fl_frequency_lists(f, fl_frequency_token(0x9F98), fl_frequency_token(0x534F)));
    fl_arena_free(a);
    return DONE();
}
