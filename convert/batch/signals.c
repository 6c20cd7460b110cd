/* batch/signals.c - the one variable of the program that is not const: a handler can reach no
 * other. */
#include "batch/signals.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t seen;

static void remember(int number) { seen = number; }

void fl_signals_install(void)
{
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction action = { .sa_handler = remember,
                                .sa_flags = (int)SA_RESETHAND }; /* no SA_RESTART: reads end */
    sigemptyset(&action.sa_mask);
#ifdef SIGXFSZ
    (void)signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error of write */
#endif
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction before;
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN)
            continue; /* nohup */
        (void)sigaction(numbers[i], &action, NULL);
    }
}

bool fl_signals_seen(void) { return seen != 0; }

void fl_signals_die(void)
{
    if (!seen) return;
    (void)signal(seen, SIG_DFL);
    (void)raise(seen);
}
