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
};

static pcre2_code *compile(const fl_pattern *p, int *error, PCRE2_SIZE *byte)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    if (p->whole) options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    return pcre2_compile((PCRE2_SPTR)p->text.p, p->text.n, options, error, byte, NULL);
}

/* The compiled pattern. Two threads may compile at once: the first to store wins, the other frees
 * its own. */
static pcre2_code *code_of(fl_pattern *p)
{
    void *code = atomic_load_explicit(&p->code, memory_order_acquire);
    if (code) return code;
    int error;
    PCRE2_SIZE byte;
    pcre2_code *made = compile(p, &error, &byte);
    if (!made) return NULL;
    (void)pcre2_jit_compile(made, PCRE2_JIT_COMPLETE); /* without it the interpreter matches */
    if (atomic_compare_exchange_strong_explicit(&p->code, &code, made, memory_order_acq_rel,
                                                memory_order_acquire))
        return made;
    pcre2_code_free(made);
    return code;
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
        out->item[out->count++] =
            (fl_group){ i ? name_of(code, i) : NULL, (uint32_t)at[2 * i], (uint32_t)at[2 * i + 1] };
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
        int groups =
            pcre2_match(code, (PCRE2_SPTR)line.p, line.n, from, PCRE2_NO_UTF_CHECK, data, limits);
        if (groups == PCRE2_ERROR_NOMATCH) found = FL_FOUND_NO;
        else if (groups > 0) found = FL_FOUND_YES;
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

void fl_pattern_close(fl_pattern *p) { pcre2_code_free(atomic_exchange(&p->code, NULL)); }
