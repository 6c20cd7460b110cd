/* structure/dates.h - full dates in text. */
#ifndef FL_STRUCTURE_DATES_H
#define FL_STRUCTURE_DATES_H

#include "base/span.h"

typedef struct fl_date {
    int year, month, day;
    size_t from, to; /* bytes in the text */
} fl_date;

/* The first date of `s` that has year, month and day: 2021年2月6日, 二〇二一年二月六日,
 * 令和3年2月6日, 民國110年2月6日, 2021-02-06, 2021/2/6, 2021.2.6, 2021년 2월 6일, 6 February 2021,
 * February 6, 2021. A month or day that does not exist is no date. */
bool fl_find_date(fl_span s, fl_date *out);

/* The same for a month of a year, with no day: `June 1999`, `2024年3月`; day is then 1. */
bool fl_find_month(fl_span s, fl_date *out);

#endif
