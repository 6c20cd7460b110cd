/* site/passage.h - one report on its way from its source to its outputs. */
#ifndef FL_SITE_PASSAGE_H
#define FL_SITE_PASSAGE_H

#include "site/build.h"

typedef struct fl_passage {
    fl_build *build;
    fl_site_worker *worker;
    fl_arena *arena; /* of this report alone */
    fl_store *store;
    fl_reading *reading;
    fl_report *report;
    const fl_input *input;
    fl_span date; /* empty: none */
    const char *stem;
} fl_passage;

/* A fairleaf_sink; context is an fl_buf. */
bool fl_passage_to_buf(void *context, const char *bytes, size_t length);

/* A new record of report->made; those before it may move. `suffixes` end with NULL. */
fl_record *fl_passage_record(fl_passage *p, const char *stem, const char *const *suffixes);

/* Writes one output of a record that was claimed. Fails: IO. */
fairleaf_status fl_passage_store(fl_passage *p, fl_record *r, const char *suffix, fl_span bytes,
                                 fairleaf_error *error);

#endif
