/* structure/language.h - which language a document is in, and, for Chinese, which script. */
#ifndef FL_STRUCTURE_LANGUAGE_H
#define FL_STRUCTURE_LANGUAGE_H

#include "structure/draft.h"

/* Sets lang, cjk, words, rows and enumerators of the draft, and the property `lang` (BCP 47) when
 * it is certain enough. Looks at a sample of at most 40 KiB, spread over the document. */
void fl_find_language(fl_draft *d);

#endif
