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
#include "rules/pack.h"

typedef struct fl_enumerators fl_enumerators;

/* Compiles the rows for which `keep` is true (NULL: all). The rows must live as long as the result.
 * A template that cannot be read is left out; *bad (may be NULL) is then the index of the first
 * such row, else `count`. */
fl_enumerators *fl_enumerators_compile(fl_arena *a, const fl_enumerator_row *rows, size_t count,
                                       const bool *keep, size_t *bad);

/* Markers that start at byte `at` of `line`, longest first, rows in their order among equals; at
 * most `room`. A marker that ends in a dot is none when a digit follows (`3.5%`). */
size_t fl_enumerators_match(const fl_enumerators *e, fl_span line, size_t at, fl_marker *out,
                            size_t room);

#endif
