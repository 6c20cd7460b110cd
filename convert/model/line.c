/* model/line.c - growing arrays of lines, marks and containers. */
#include "model/line.h"

/* Makes room for one more item; returns the array. */
static void *room_for_one(fl_arena *a, void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) return array;
    size_t wanted = *capacity ? *capacity * 2 : 64;
    array = fl_grow(a, array, count * size, wanted * size);
    *capacity = wanted;
    return array;
}

void fl_lines_expect(fl_arena *a, fl_lines *lines, size_t count)
{
    if (lines->capacity - lines->count >= count) return;
    lines->capacity = lines->count + count;
    lines->item = fl_grow(a, lines->item, lines->count * sizeof *lines->item,
                          lines->capacity * sizeof *lines->item);
}

fl_line *fl_lines_add(fl_arena *a, fl_lines *lines)
{
    lines->item = room_for_one(a, lines->item, lines->count, &lines->capacity, sizeof *lines->item);
    fl_line *line = &lines->item[lines->count++];
    memset(line, 0, sizeof *line);
    return line;
}

fl_mark *fl_lines_add_mark(fl_arena *a, fl_lines *lines)
{
    lines->mark = room_for_one(a, lines->mark, lines->mark_count, &lines->mark_capacity,
                               sizeof *lines->mark);
    fl_mark *mark = &lines->mark[lines->mark_count++];
    memset(mark, 0, sizeof *mark);
    return mark;
}

uint32_t fl_lines_add_container(fl_arena *a, fl_lines *lines, uint32_t parent,
                                fl_container_kind kind)
{
    if (lines->container_count == 0 && kind != FL_CONTAINER_NONE)
        (void)fl_lines_add_container(a, lines, 0, FL_CONTAINER_NONE);
    lines->container = room_for_one(a, lines->container, lines->container_count,
                                    &lines->container_capacity, sizeof *lines->container);
    fl_container *container = &lines->container[lines->container_count];
    memset(container, 0, sizeof *container);
    container->parent = parent;
    container->kind = (uint8_t)kind;
    return (uint32_t)lines->container_count++;
}
