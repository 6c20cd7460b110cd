/* tests/tap.h - the Test Anything Protocol in a page: prove(1) reads it. End main with `return DONE();`. */
#ifndef TAP_H
#define TAP_H

#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

static void tap_report(int passed, const char *file, int line, const char *about)
{
    printf("%sok %d - %s\n", passed ? "" : "not ", ++tap_count, about);
    if (!passed) {
        tap_failed++;
        printf("# at %s:%d\n", file, line);
    }
}

#define OK(about, passed) tap_report(!!(passed), __FILE__, __LINE__, about)
#define NUMBER(about, got, wanted)                                                                                     \
    do {                                                                                                               \
        long long tap_g = (long long)(got), tap_w = (long long)(wanted);                                               \
        tap_report(tap_g == tap_w, __FILE__, __LINE__, about);                                                         \
        if (tap_g != tap_w) printf("# got %lld, wanted %lld\n", tap_g, tap_w);                                         \
    } while (0)
#define BYTES(about, got, got_n, wanted, wanted_n)                                                                     \
    do {                                                                                                               \
        size_t tap_gn = (got_n), tap_wn = (wanted_n);                                                                  \
        int tap_same = tap_gn == tap_wn && (tap_gn == 0 || memcmp((got), (wanted), tap_gn) == 0);                      \
        tap_report(tap_same, __FILE__, __LINE__, about);                                                               \
        if (!tap_same) printf("# got '%.*s'\n# wanted '%.*s'\n", (int)tap_gn, (got), (int)tap_wn, (wanted));           \
    } while (0)
#define TEXT(about, span, wanted) BYTES(about, (span).p, (span).n, (wanted), strlen(wanted))
#define DONE() (printf("1..%d\n", tap_count), tap_failed != 0)

#endif
