/* rules/pattern.c - compiling and matching with PCRE2. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "rules/pattern.h"

#include <pcre2.h>
#include <stdlib.h>

enum {
    /* The dearest built-in pattern needs 3,000 steps on its longest line; this many take about 20
       ms interpreted. */
    MATCH_LIMIT = 500000,
    DEPTH_LIMIT = 10000,
    HEAP_LIMIT = 4096,     /* KiB */
    POOL_BYTES = 24 << 10, /* the interpreter begins with 20 KiB */
    OFTEN = 40,           /* uses */
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

/* Its machine code, or what the interpreter takes where there is none; NULL: out of memory. */
static pcre2_code *fast_code_of(fl_pattern *p, const pcre2_code *code)
{
    void *fast = atomic_load_explicit(&p->fast, memory_order_acquire);
    if (fast) return fast;
    pcre2_code *copy = pcre2_code_copy(code);
    if (!copy) return NULL;
    (void)pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE);
    return keep_first(&p->fast, copy);
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
    pcre2_code *copy = fast_code_of(p, code);
    return copy ? copy : code;
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

/* ---- matching ---- */

/* Memory of one match: on the stack, as far as it reaches. */
typedef struct pool {
    size_t used;
    _Alignas(16) unsigned char bytes[POOL_BYTES];
} pool;

static void *pool_get(size_t n, void *context)
{
    pool *p = context;
    if (n > POOL_BYTES || p->used > POOL_BYTES - n) return malloc(n);
    void *got = p->bytes + p->used;
    p->used = (p->used + n + 15) & ~(size_t)15;
    return got;
}

static void pool_put(void *memory, void *context)
{
    const pool *p = context;
    if ((uintptr_t)memory - (uintptr_t)p->bytes >= POOL_BYTES) free(memory);
}

static bool is_limit(int result) { return result < 0 && result != PCRE2_ERROR_NOMATCH; }

/* Both engines count their steps differently, and which one a line meets depends on how often the
 * pattern was used before: so the second is asked when the first gives up. */
static int match(fl_pattern *p, pcre2_code *code, fl_span line, size_t from, pcre2_match_data *data,
                 pcre2_match_context *limits)
{
    PCRE2_SPTR text = (PCRE2_SPTR)line.p;
    (void)pcre2_set_match_limit(limits, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(limits, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(limits, HEAP_LIMIT);
    int result = pcre2_match(code, text, line.n, from, PCRE2_NO_UTF_CHECK, data, limits);
    if (!is_limit(result) || result == PCRE2_ERROR_NOMEMORY) return result;
    pcre2_code *fast = fast_code_of(p, code);
    if (!fast) return result;
    uint32_t other = code == fast ? PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT : PCRE2_NO_UTF_CHECK;
    return pcre2_match(fast, text, line.n, from, other, data, limits);
}

fl_found fl_pattern_find(fl_pattern *p, fl_span line, size_t from, fl_groups *out)
{
    fl_found found = FL_FOUND_NO_MEMORY;
    pool own;
    own.used = 0; /* and no more: its bytes need no value */
    pcre2_code *code = code_of(p);
    pcre2_general_context *memory = pcre2_general_context_create(pool_get, pool_put, &own);
    pcre2_match_data *data = code ? pcre2_match_data_create_from_pattern(code, memory) : NULL;
    pcre2_match_context *limits = pcre2_match_context_create(memory);
    if (memory && data && limits) {
        int groups = match(p, code, line, from, data, limits);
        if (groups == PCRE2_ERROR_NOMATCH)
            found = FL_FOUND_NO;
        else if (groups > 0)
            found = FL_FOUND_YES;
        else if (groups != PCRE2_ERROR_NOMEMORY)
            found = FL_FOUND_GAVE_UP;
        if (groups > 0 && out) take_groups(code, data, (uint32_t)groups, out);
    }
    pcre2_match_context_free(limits);
    pcre2_match_data_free(data);
    pcre2_general_context_free(memory);
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
