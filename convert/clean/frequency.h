/* clean/frequency.h - how likely a character is behind two others, in Chinese reports and in this
 * document.
 *
 * A table of pairs and triples ships with the program (data/frequency/, made from public
 * documents); the document's own characters, pairs and triples are mixed in, since reports repeat
 * their words. Used to choose between readings of damaged text, never to judge clean text. */
#ifndef FL_CLEAN_FREQUENCY_H
#define FL_CLEAN_FREQUENCY_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* A folded character: simplified, ASCII width, '0' for digits, 'a' for ASCII letters, '$' for the
 * edge of a line. */
typedef uint16_t fl_token;
enum { FL_TOKEN_UNKNOWN = 1, FL_TOKEN_EDGE = '$' };

typedef struct fl_frequency fl_frequency;

fl_frequency *fl_frequency_new(fl_arena *a);

fl_token fl_frequency_token(uint32_t code_point);

/* True when the table says more of the pair than of its characters alone: hardly so in garbage. */
bool fl_frequency_lists(const fl_frequency *f, fl_token last, fl_token next);

/* Makes room for what will be learnt; without it, room is made on the way. */
void fl_frequency_expect(fl_frequency *f, size_t tokens);

/* Adds a run of the document. Only the first 100,000 tokens of all runs count: enough for its
 * words, bounded in memory. */
void fl_frequency_learn(fl_frequency *f, const fl_token *run, size_t n);

size_t fl_frequency_learned(const fl_frequency *f); /* tokens of the document so far */

/* The natural logarithm of the probability of `next` behind `before` and `last`; from about -13 to
 * 0. */
float fl_frequency_of(const fl_frequency *f, fl_token before, fl_token last, fl_token next);

/* Many tokens, asked for behind one pair after another: what does not depend on the pair is looked
 * up once. At most 65,535. `next` must stay until the next call. */
void fl_frequency_ask(fl_frequency *f, const fl_token *next, size_t count);

/* The probabilities of the tokens asked for, in their order; valid until the next call. Their
 * logarithms are what fl_frequency_of says. */
const float *fl_frequency_answer(fl_frequency *f, fl_token before, fl_token last);

#endif
