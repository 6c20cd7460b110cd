/* read/html/names.h - what the names that a page gives to its elements say: id, class, role.
 *
 * Knowledge: data/html/names.inc. */
#ifndef FL_READ_HTML_NAMES_H
#define FL_READ_HTML_NAMES_H

#include "read/html/tree.h"

enum { FL_NAME_ROWS = 256 };

enum {                        /* fl_names.says */
       FL_NAME_FURNITURE = 1, /* not of the report */
       FL_NAME_NOTE = 2,      /* about the report: date, author, keywords */
       FL_NAME_TEXT = 4,      /* likely the report's */
       FL_NAME_HIDDEN = 8,    /* no browser shows it */
       FL_NAME_COMMENT = 32,  /* furniture that readers of the page wrote */
       FL_NAME_SHARING = 64,  /* furniture, or a post that the report quotes */
       FL_NAME_CAPTION = 128, /* furniture that says what a picture shows */
       FL_NAME_SPARES = 16    /* speaks of the layout: what else it says does not count */
};

typedef struct fl_names {
    unsigned says;
    unsigned container; /* 0; 1: likely the report's container, 2: surely one by its name */
    uint8_t row;        /* of that word among the words of names.inc */
    const char *word;   /* static: the word that says FURNITURE or NOTE; NULL when none does */
} fl_names;

/* Reads the start tag of element i once. */
fl_names fl_names_of(const fl_page *p, uint32_t i);

#endif
