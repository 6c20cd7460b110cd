/* tests/unit/pattern.c - many threads meet a pattern that nobody has compiled yet, and use it until it
 * becomes machine code. */
#include "rules/pattern.h"
#include "tap.h"

#include <pthread.h>

enum { THREADS = 8, PATTERNS = 50 };

static fl_pattern pattern[PATTERNS];

static void *match_all(void *wrong)
{
    for (int round = 0; round < 60; round++)
        for (int i = 0; i < PATTERNS; i++) {
            fl_groups groups;
            fl_found found = fl_pattern_find(&pattern[i], FL_SPAN("责任编辑：王某某"), 0, &groups);
            if (found != FL_FOUND_YES || groups.count != 2 ||
                strcmp(groups.item[1].name, "editor") != 0)
                ++*(int *)wrong;
        }
    return NULL;
}

int main(void)
{
    pthread_t thread[THREADS];
    int wrong[THREADS] = { 0 }, all = 0;
    for (int i = 0; i < PATTERNS; i++)
        pattern[i] =
            (fl_pattern){ .text = FL_SPAN("(?:责任)?编辑[:：]\\s*(?<editor>\\p{Han}{2,4})"),
                          .whole = true };
    for (int i = 0; i < THREADS; i++) pthread_create(&thread[i], NULL, match_all, &wrong[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(thread[i], NULL);
        all += wrong[i];
    }
    NUMBER("every thread sees the same", all, 0);
    for (int i = 0; i < PATTERNS; i++) fl_pattern_close(&pattern[i]);
    return DONE();
}
