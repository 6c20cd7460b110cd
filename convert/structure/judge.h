/* structure/judge.h - what the members of each segment are. */
#ifndef FL_STRUCTURE_JUDGE_H
#define FL_STRUCTURE_JUDGE_H

#include "structure/draft.h"

/* Decides for each segment together: headings (short lines with something between them), section
 * paragraphs, points or articles. Segments that nothing supports become text again. Sets role,
 * FL_MEMBER and FL_MORE of the parts. */
void fl_judge_segments(fl_draft *d);

#endif
