/* cli/messages.c - messages go out with one write each, so that those of several processes do not
 * mix. */
#include "cli/messages.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "batch/record.h"

enum { PATH_SHOWN = 2048, TEXT_SHOWN = 1024 };

void fl_message(FILE *to, fl_place place, const char *kind, const char *what, const char *tag)
{
    char path[PATH_SHOWN], text[TEXT_SHOWN], numbers[32] = "";
    (void)fl_printable(path, sizeof path, fl_span_of(place.path));
    (void)fl_printable(text, sizeof text, fl_span_of(what));
    if (place.line && place.column)
        (void)snprintf(numbers, sizeof numbers, ":%u:%u", place.line, place.column);
    else if (place.line)
        (void)snprintf(numbers, sizeof numbers, ":%u", place.line);
    fprintf(to, "%s%s: %s: %s%s%s%s\n", path, numbers, kind, text, tag ? " [" : "", tag ? tag : "",
            tag ? "]" : "");
}

void fl_message_notice(const fl_walk_notice *n, bool quiet)
{
    fl_place place = { n->path, 0, 0 };
    if (n->failed)
        fl_message(stderr, place, "error", n->what, "io");
    else if (!quiet)
        fl_message(stderr, place, n->note ? "note" : "warning", n->what, n->note ? NULL : "walk");
}

void fl_message_error(FILE *to, const char *path, const fairleaf_error *error)
{
    char text[sizeof error->message + 40];
    const char *what = error->message[0] ? error->message : fairleaf_status_text(error->status);
    if (error->line || error->byte)
        (void)snprintf(text, sizeof text, "%s (byte %llu)", what, (unsigned long long)error->byte);
    else
        (void)snprintf(text, sizeof text, "%s", what);
    fl_message(to, (fl_place){ path, error->line, error->column }, "error", text,
               fl_status_code(error->status));
}

size_t fl_message_warnings(FILE *to, const char *path, const fairleaf_document *d)
{
    const fairleaf_warning *warning;
    size_t n = fairleaf_document_warnings(d, &warning);
    for (size_t i = 0; i < n; i++)
        fl_message(to, (fl_place){ path, warning[i].line, warning[i].column }, "warning",
                   warning[i].message, warning[i].rule);
    return n;
}

/* ---- wrong use ---- */

fl_exit fl_usage(const char *command, const char *format, ...)
{
    char text[TEXT_SHOWN], shown[TEXT_SHOWN];
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(text, sizeof text, format, arguments) < 0) text[0] = '\0';
    va_end(arguments);
    (void)fl_printable(shown, sizeof shown, fl_span_of(text));
    fprintf(stderr, "fairleaf: %s\nTry 'fairleaf %s%s--help'.\n", shown, command ? command : "",
            command ? " " : "");
    return FL_EXIT_USAGE;
}

fl_exit fl_usage_unknown(const char *command, const char *what, const char *word,
                         const char *const *names)
{
    char all[512] = "";
    size_t n = 0;
    const char *near = fl_nearest(word, names);
    for (; *names && n < sizeof all; names++) {
        int more = snprintf(all + n, sizeof all - n, "%s%s", n ? ", " : "", *names);
        if (more < 0) break;
        n += (size_t)more;
    }
    if (near)
        return fl_usage(command, "unknown %s '%s'; did you mean '%s'? There is %s", what, word,
                        near, all);
    return fl_usage(command, "unknown %s '%s'; there is %s", what, word, all);
}

/* ---- standard output ---- */

bool fl_stdout_done(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return true;
    if (errno != EPIPE) return false;
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
    return false;
}
