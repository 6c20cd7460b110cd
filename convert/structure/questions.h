/* structure/questions.h - questions and answers: `问：…` and `答：…`. */
#ifndef FL_STRUCTURE_QUESTIONS_H
#define FL_STRUCTURE_QUESTIONS_H

#include "structure/draft.h"

/* Marks parts that begin with the label of a question or an answer as FL_SPOKEN: they are
 * paragraphs, neither headings nor leads. Where two questions and two answers stand, a question of
 * one sentence is strong, of a longer one its label. */
void fl_find_questions(fl_draft *d);

#endif
