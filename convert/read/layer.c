/* read/layer.c - steps are found by a cursor when questions rise, else by halving. */
#include "read/layer.h"

static bool is_plain(uint32_t length, const fl_layer_step *s) { return length == s->to - s->from; }

void fl_layer_add(fl_arena *a, fl_layer *l, uint32_t length, const fl_layer_step *step)
{
    fl_layer_step *last = l->count ? &l->step[l->count - 1] : NULL;
    if (last && length && last->to == step->from && is_plain(step->at - last->at, last) &&
        is_plain(length, step)) {
        last->to = step->to;
        return;
    }
    if (l->count == l->capacity) {
        size_t wanted = l->capacity ? l->capacity * 2 : 256;
        l->step = fl_grow(a, l->step, l->count * sizeof *l->step, wanted * sizeof *l->step);
        l->capacity = wanted;
    }
    l->step[l->count++] = *step;
}

/* The last step that starts at or before `at`. */
static const fl_layer_step *step_of(const fl_layer *l, size_t *cursor, uint32_t at)
{
    size_t low = 0, high = l->count;
    if (*cursor < l->count && l->step[*cursor].at <= at) {
        for (int tries = 0; tries < 8; tries++) {
            if (*cursor + 1 == l->count || l->step[*cursor + 1].at > at) return &l->step[*cursor];
            ++*cursor;
        }
        low = *cursor;
    }
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (l->step[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    *cursor = low;
    return &l->step[low];
}

static uint32_t length_of(const fl_layer *l, const fl_layer_step *s)
{
    return s + 1 < l->step + l->count ? s[1].at - s->at : 0;
}

uint32_t fl_layer_from(const fl_layer *l, size_t *cursor, uint32_t at)
{
    const fl_layer_step *s = step_of(l, cursor, at);
    return is_plain(length_of(l, s), s) ? s->from + (at - s->at) : s->from;
}

uint32_t fl_layer_to(const fl_layer *l, size_t *cursor, uint32_t at)
{
    if (at == 0) return fl_layer_from(l, cursor, 0);
    const fl_layer_step *s = step_of(l, cursor, at - 1);
    return is_plain(length_of(l, s), s) ? s->from + (at - s->at) : s->to;
}

uint32_t fl_layer_at(const fl_layer *l, size_t *cursor, uint32_t markup)
{
    size_t low = 0, high = l->count - 1; /* the first step that ends behind the place */
    if (*cursor < l->count && (*cursor == 0 || l->step[*cursor - 1].to <= markup)) low = *cursor;
    for (int tries = 0; tries < 8 && low < high && l->step[low].to <= markup; tries++) low++;
    if (low < high && l->step[low].to <= markup) {
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (l->step[middle].to <= markup)
                low = middle + 1;
            else
                high = middle;
        }
    }
    *cursor = low;
    const fl_layer_step *s = &l->step[low];
    if (low == l->count - 1 || markup <= s->from || !is_plain(length_of(l, s), s)) return s->at;
    uint32_t at = s->at + (markup - s->from);
    while (at > s->at && ((unsigned char)l->text.p[at] & 0xC0) == 0x80) at--;
    return at;
}
