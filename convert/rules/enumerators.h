/* rules/enumerators.h - numbering templates (`（{cn}）`, `第{cn}章~`, `{ar}[.．]`) compiled to
 * small matchers.
 *
 * Templates are the `enumerators` of the language packs. In a template
 *     （ ）      stand for brackets of either width;  full-width digits count as digits
 *     _  ~       one space or more / none or more (any of U+0020, U+00A0, U+3000, tab)
 *     [.．]      one of these characters
 *     (a|b)      one of these, not nested; a trailing ? makes a class or a choice optional
 *     {cn} 一 to 九千九百九十九   {cnf} 壹 拾   {jia} 甲   {ar} 1 to 9999   {fw} full-width digits
 * only   {circ} ① ㉑ {par} ⑴   {pcn} ㈠   {pnt} ⒈   {rom} IV   {roml} iv   {romc} Ⅳ   {al} a   {AL}
 * A   {kana} ア   {iroha} イロハ {gana} 가   {cyr} а   {dec} 1.2 1.2.3 (two parts or more)   {adec}
 * A.1 Everything else stands for itself. A slot gives the marker its ordinal; a template without
 * one counts nothing (0). */
#ifndef FL_RULES_ENUMERATORS_H
#define FL_RULES_ENUMERATORS_H

#include "base/arena.h"
#include "base/span.h"
#include "rules/numerals.h"
#include "rules/rule.h"

/* One piece of a template. */
typedef struct fl_enumerator_step {
    uint32_t text;   /* where its characters start in fl_enumerators.characters */
    uint16_t length; /* their bytes */
    uint8_t kind, slot;
} fl_enumerator_step;

/* One way through the choices of a template. */
typedef struct fl_enumerator_way {
    uint32_t step; /* the first one in fl_enumerators.step */
    uint16_t step_count, row;
    uint64_t first; /* bit c % 64 of every character c with which it may start */
} fl_enumerator_way;

/* Compiled templates. Numbers, not addresses, so that those of the built-in packs can be constants
 * (data/embed.c). */
typedef struct fl_enumerators {
    const char *characters;
    const fl_enumerator_step *step;
    const fl_enumerator_way *way;
    const uint16_t *list;    /* runs of numbers of ways, each ended by UINT16_MAX */
    const uint32_t *by_byte; /* 256: the run in `list` of the ways that may start with the byte */
    const uint64_t *points;  /* FL_POINT_BITS bits: the first characters of all ways */
    uint32_t length, step_count, way_count, list_count; /* of the arrays */
} fl_enumerators;

enum { FL_POINT_BITS = 2048 };

/* Compiles the rows for which `keep` is true (NULL: all). The rows must live as long as the result.
 * A template that cannot be read is left out; *bad (may be NULL) is then the index of the first
 * such row, else `count`. */
fl_enumerators *fl_enumerators_compile(fl_arena *a, const fl_enumerator_row *rows, size_t count,
                                       const bool *keep, size_t *bad);

/* False when no marker starts at byte `at` of `line`: one look, for places of which most have none.
 */
bool fl_enumerators_may_match(const fl_enumerators *e, fl_span line, size_t at);

/* Markers that start at byte `at` of `line`, longest first, rows in their order among equals; at
 * most `room`. A marker that ends in a dot is none when a digit follows (`3.5%`). */
size_t fl_enumerators_match(const fl_enumerators *e, fl_span line, size_t at, fl_marker *out,
                            size_t room);

#endif
