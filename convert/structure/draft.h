/* structure/draft.h - a document in the making: one part for each kept line, what was measured of
 * it, and what the stages have decided about it so far. Stages run in the order of structure.c;
 * each fills its own members and reads those of the stages before it. */
#ifndef FL_STRUCTURE_DRAFT_H
#define FL_STRUCTURE_DRAFT_H

#include "model/doc.h"
#include "model/trail.h"
#include "rules/enumerators.h"
#include "rules/pack.h"

typedef enum fl_role {
    FL_PLAIN,    /* paragraph */
    FL_KEPT,     /* stands in a container of the source: goes through as it is */
    FL_CONTENTS, /* entry of a table of contents */
    FL_BEFORE_TITLE,
    FL_TITLE,
    FL_SUBTITLE,
    FL_BYLINE,
    FL_PAGE_META,
    FL_CAPTION,
    FL_SALUTATION,
    FL_HEAD,    /* heading; its level is in `level` */
    FL_MORE,    /* goes on with the heading or title of the part before it */
    FL_LEADER,  /* a sentence on a line of its own that leads the paragraph in the next part */
    FL_POINT,   /* item of a list */
    FL_SECTION, /* paragraph that begins with a section marker */
    FL_ARTICLE, /* paragraph that begins with the number of an article */
    FL_VERSE    /* line of verse */
} fl_role;

enum {              /* fl_part.flags */
       FL_ENDS = 1, /* ends a sentence: 。 ！ ？ . ! ? and closing marks behind them */
       FL_ENDS_COLON = 2,
       FL_ENDS_SEMICOLON = 4,
       FL_ENDS_COMMA = 8,
       FL_ALONE = 16,          /* could be a heading: short, one sentence or less, not broken off */
       FL_LATIN_CAPITALS = 32, /* all letters are capitals */
       FL_TITLE_CASE = 64,     /* the words that titles write large are large */
       FL_MEMBER = 128,        /* of a supported segment */
       FL_OPEN_LINE = 256,     /* by itself it could be a heading without number */
       FL_SPOKEN = 512,        /* begins with the label of a question or an answer */
       FL_LABELLED = 1024,     /* begins with a word that labels a question, an answer or a note */
       FL_COUNTED = 2048       /* its first character may begin a marker */
};

enum { FL_LONG = 160 }; /* characters; a part is not counted further */

typedef struct fl_part {
    const fl_line *line;
    uint32_t chars;          /* code points, at most FL_LONG */
    uint32_t stop, sentence; /* bytes of the first sentence, without and with its closing mark */
    uint32_t segment;        /* index + 1 in segments; 0: none */
    uint32_t next;           /* next member of the segment; 0: none */
    uint32_t lead;           /* bytes at the start that are strong */
    uint16_t marker;         /* bytes of its marker, 0: none */
    uint16_t ordinal;
    uint16_t row; /* of the marker, in draft rows */
    uint16_t flags;
    uint8_t style; /* heading style, index in styles */
    uint8_t role, level;
    uint8_t depth;  /* parts of a decimal number, else 1 */
    uint8_t label;  /* bytes before the marker: 附件：1. …; the marker counts them, too */
    uint8_t indent; /* columns of blanks before the line (not in Chinese and Japanese) */
} fl_part;

/* A run of markers of one style that count up. */
typedef struct fl_segment {
    uint32_t first, last; /* parts */
    uint32_t count;
    uint16_t row, start; /* the first ordinal */
    uint8_t style, role; /* FL_PLAIN: not supported, its markers are text */
    uint8_t depth;
} fl_segment;

/* Headings and markers that look alike. */
typedef struct fl_style {
    uint16_t row;   /* UINT16_MAX: without number */
    uint8_t markup; /* 0; 1..6 heading level of the source; 7 strong */
    uint8_t form;   /* without number: fl_form; decimal: parts */
    uint8_t rank;
    uint8_t level;  /* worked out by levels.c */
    uint32_t heads; /* headings that have it */
} fl_style;

enum { FL_STYLES = 64 };

/* Word lists of the document's language; never NULL. */
typedef struct fl_words {
#define FL_WORD_LISTS(X)                                                                         \
    X(title_words)                                                                               \
    X(body_ends)                                                                                 \
    X(salutations)                                                                               \
    X(offices)                                                                                   \
    X(surnames)                                                                                  \
    X(lead_stops)                                                                                \
    X(actors)                                                                                    \
    X(actor_ends)                                                                                \
    X(lead_breaks)                                                                               \
    X(announce)                                                                                  \
    X(frame_words)                                                                               \
    X(contents_words)                                                                            \
    X(captions)                                                                                  \
    X(ordinal_counters)                                                                          \
    X(marker_traps)                                                                              \
    X(article_traps)                                                                             \
    X(sequence_first)                                                                            \
    X(sequence_next)                                                                             \
    X(label_source) X(label_date) X(label_author) X(label_other) X(reporter_labels)              \
        X(correspondent_labels) X(dateline_words) X(session_ends) X(place_ends) X(small_words)   \
            X(units) X(lead_openings) X(colon_breaks) X(enactment) X(double_surnames)            \
                X(figure_words) X(note_labels) X(genre_words) X(label_editor) X(question_labels) \
                    X(answer_labels) X(abbreviations)
#define FL_WORD_LIST_MEMBER(name) const fl_list *name;
    FL_WORD_LISTS(FL_WORD_LIST_MEMBER)
#undef FL_WORD_LIST_MEMBER
} fl_words;

typedef struct fl_draft {
    const fl_task *task;
    fl_arena *arena;
    const fl_lines *lines;
    fl_part *part;
    size_t count;
    const char *lang;    /* of the packs: zh ja ko en ..., "" when unknown */
    bool cjk;            /* zh or ja: no spaces between words, sentences end in 。 */
    bool headings_stop;  /* zh: a heading may end in a full stop */
    bool outlined;       /* Markdown with headings of its own: other lines are none, strong aside */
    uint8_t body_indent; /* columns by which text is set in from its headings; 0: it is not */
    fl_words words;
    uint8_t *lead_signs;           /* what the words of leads.c begin with, made there */
    const fl_enumerator_row *rows; /* those of the language first */
    size_t row_count;
    const uint16_t *row_index; /* of each row in the packs, from 1 */
    const fl_enumerators *enumerators;
    fl_segment *segment;
    size_t segment_count, segment_capacity;
    fl_style style[FL_STYLES];
    size_t style_count; /* style 0 is none */
    size_t title, body; /* part of the title (SIZE_MAX: none); first part behind the title zone */
    fl_meta *meta;
} fl_draft;

static inline fl_span fl_part_text(const fl_part *p) { return p->line->text; }

/* Is the part set in like text, where headings are not? */
static inline bool fl_part_set_in(const fl_draft *d, const fl_part *p)
{
    return d->body_indent && p->indent >= d->body_indent;
}

/* The text behind the marker. */
static inline fl_span fl_part_rest(const fl_part *p)
{
    return fl_span_sub(p->line->text, p->marker, p->line->text.n);
}

/* The style with these properties, made when it is new; 0 when there are too many. */
uint8_t fl_draft_style(fl_draft *d, uint16_t row, unsigned markup, unsigned form, unsigned rank);

/* How the source marked the line: 0, its heading level, or 7 when all of it is strong. */
static inline unsigned fl_part_markup(const fl_part *p)
{
    if (p->line->hints & FL_HINT_HEADING) return p->line->level;
    return p->line->hints & FL_HINT_STRONG ? 7 : 0;
}

#endif
