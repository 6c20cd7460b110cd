/* structure/questions.c - labels of the pack in front of a colon or a full stop. */
#include "structure/questions.h"

#include "base/utf8.h"

enum { LEAST = 2 };

/* The length of the label with its number (`问1`), 0: none. */
static size_t label_of(const fl_list *labels, fl_span s)
{
    fl_span word;
    uint32_t c;
    if (!fl_list_starts(labels, s, &word)) return 0;
    size_t at = word.n;
    while (at < s.n && (fl_is_digit((unsigned char)s.p[at]) || s.p[at] == ' ')) at++;
    c = fl_utf8_at(s, at);
    bool latin = (unsigned char)word.p[word.n - 1] < 0x80;
    return c == 0xFF1A || c == ':' || (latin && word.n < at && c == '.') ? at : 0;
}

void fl_find_questions(fl_draft *d)
{
    size_t questions = 0, answers = 0;
    for (size_t i = 0; i < d->count; i++) {
        fl_part *p = &d->part[i];
        if (p->role != FL_PLAIN || !(p->flags & FL_LABELLED)) continue;
        bool question = label_of(d->words.question_labels, fl_part_text(p)) > 0;
        bool answer = !question && label_of(d->words.answer_labels, fl_part_text(p)) > 0;
        questions += question;
        answers += answer;
        if (question || answer) p->flags |= FL_SPOKEN;
    }
    if (questions < LEAST || answers < LEAST) return;
    for (size_t i = 0; i < d->count; i++) {
        fl_part *p = &d->part[i];
        size_t label = p->flags & FL_SPOKEN ? label_of(d->words.question_labels, fl_part_text(p))
                                            : 0;
        if (label)
            p->lead = p->sentence >= p->line->text.n && p->chars < FL_LONG ? p->stop
                                                                           : (uint32_t)label;
    }
}
