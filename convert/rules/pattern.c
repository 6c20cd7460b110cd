/* rules/pattern.c - compiling and matching with PCRE2. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/pattern.h"

#include <pcre2.h>

enum {
    /* The dearest built-in pattern needs 3,000 steps on its longest line; this many take about 20
       ms interpreted. */
    MATCH_LIMIT = 500000,
    DEPTH_LIMIT = 10000,
    HEAP_LIMIT = 4096, /* KiB */
    OFTEN = 200,       /* uses */
};

static pcre2_code *compile(const fl_pattern *p, int *error, PCRE2_SIZE *byte)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    if (p->whole) options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    return pcre2_compile((PCRE2_SPTR)p->text.p, p->text.n, options, error, byte, NULL);
}

/* Stores what was made unless another thread was first: then that is taken and ours is freed. */
static pcre2_code *keep_first(_Atomic(void *) *place, pcre2_code *made)
{
    void *other = NULL;
    if (atomic_compare_exchange_strong_explicit(place, &other, made, memory_order_acq_rel,
                                                memory_order_acquire))
        return made;
    pcre2_code_free(made);
    return other;
}

/* The compiled pattern. Machine code costs ten times as much to make as it saves in one use, and a
 * small report uses few patterns more than once: it is made, as a second copy since other threads
 * may be using the first, when a pattern was used OFTEN. */
static pcre2_code *code_of(fl_pattern *p)
{
    void *fast = atomic_load_explicit(&p->fast, memory_order_acquire);
    if (fast) return fast;
    pcre2_code *code = atomic_load_explicit(&p->code, memory_order_acquire);
    if (!code) {
        int error;
        PCRE2_SIZE byte;
        pcre2_code *made = compile(p, &error, &byte);
        return made ? keep_first(&p->code, made) : NULL;
    }
    if (atomic_fetch_add_explicit(&p->uses, 1, memory_order_relaxed) != OFTEN) return code;
    pcre2_code *copy = pcre2_code_copy(code);
    if (!copy) return code;
    (void)pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE); /* without it the interpreter goes on */
    return keep_first(&p->fast, copy);
}

static const char *name_of(const pcre2_code *code, uint32_t group)
{
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    for (uint32_t i = 0; i < count; i++, table += size)
        if ((uint32_t)(table[0] << 8 | table[1]) == group) return (const char *)table + 2;
    return NULL;
}

static void take_groups(const pcre2_code *code, pcre2_match_data *data, uint32_t groups,
                        fl_groups *out)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
    out->count = 0;
    for (uint32_t i = 0; i < groups && out->count < FL_GROUPS_MOST; i++) {
        if (at[2 * i] == PCRE2_UNSET || at[2 * i] > at[2 * i + 1]) continue;
        out->item[out->count++] = (fl_group){ i ? name_of(code, i) : NULL, (uint32_t)at[2 * i],
                                              (uint32_t)at[2 * i + 1] };
    }
}

fl_found fl_pattern_find(fl_pattern *p, fl_span line, size_t from, fl_groups *out)
{
    fl_found found = FL_FOUND_GAVE_UP;
    const pcre2_code *code = code_of(p);
    if (!code) return found;
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    if (data && limits) {
        (void)pcre2_set_match_limit(limits, MATCH_LIMIT);
        (void)pcre2_set_depth_limit(limits, DEPTH_LIMIT);
        (void)pcre2_set_heap_limit(limits, HEAP_LIMIT);
        int groups = pcre2_match(code, (PCRE2_SPTR)line.p, line.n, from, PCRE2_NO_UTF_CHECK, data,
                                 limits);
        if (groups == PCRE2_ERROR_NOMATCH)
            found = FL_FOUND_NO;
        else if (groups > 0)
            found = FL_FOUND_YES;
        if (groups > 0 && out) take_groups(code, data, (uint32_t)groups, out);
    }
    pcre2_match_context_free(limits);
    pcre2_match_data_free(data);
    return found;
}

bool fl_pattern_check(fl_pattern *p, char *message, size_t capacity, size_t *byte)
{
    int error;
    PCRE2_SIZE at = 0;
    pcre2_code *code = compile(p, &error, &at);
    *byte = at;
    if (!code) {
        (void)pcre2_get_error_message(error, (PCRE2_UCHAR *)message, capacity);
        return false;
    }
    pcre2_code_free(code);
    return true;
}

void fl_pattern_close(fl_pattern *p)
{
    pcre2_code_free(atomic_exchange(&p->code, NULL));
    pcre2_code_free(atomic_exchange(&p->fast, NULL));
}
