/* read/html/tables.c - one pass over the nodes with a stack of open tables. */
#include "read/html/tables.h"

/* Bytes of source: what a cell of data rarely has more of, on average and at most. */
enum { USUAL_CELL = 160, LONG_CELL = 900 };

typedef struct table {
    uint32_t node, rows, columns, widest, regular; /* columns: of the row at hand */
    uint32_t cells, bytes, longest, cell_bytes;
    bool header, nested, blocks, presentation, border;
    uint32_t cell_end; /* behind the cell at hand */
} table;

static void end_row(table *t)
{
    if (t->columns > t->widest) t->widest = t->columns;
    t->regular += t->columns >= 2;
    t->columns = 0;
}

static bool is_data(const table *t, unsigned hints)
{
    if (hints & FL_VERDICT_DATA) return true;
    if (hints & FL_VERDICT_LAYOUT) return false;
    if (t->nested || t->presentation || t->rows == 0) return false;
    if (t->header) return t->widest >= 2 || !t->blocks;
    if (t->blocks || t->widest < 2 || t->rows < 2) return false;
    uint32_t average = t->cells ? t->bytes / t->cells : 0;
    if (average > USUAL_CELL || t->longest > LONG_CELL) return false;
    return t->border || t->regular * 3 >= t->rows * 2;
}

static table open_table(const fl_task *task, const fl_page *p, uint32_t i)
{
    table t = { .node = i };
    fl_span role = fl_node_attribute(task->arena, p, i, "role");
    fl_span border = fl_node_attribute(task->arena, p, i, "border");
    t.presentation = fl_span_equal(role, FL_SPAN("presentation")) ||
                     fl_span_equal(role, FL_SPAN("none"));
    t.border = border.n && border.p[0] >= '1' && border.p[0] <= '9';
    return t;
}

static void see(table *t, const fl_page *p, uint32_t i)
{
    const fl_node *n = &p->node[i];
    switch (n->tag) {
    case FL_TAG_TR:
        end_row(t);
        t->rows++;
        break;
    case FL_TAG_TH:
        t->header = true;
        /* fall through */
    case FL_TAG_TD:
        t->columns++;
        t->cells++;
        t->cell_bytes = 0;
        break;
    case FL_TAG_CAPTION:
        t->header = true;
        break;
    case FL_TAG_H1:
    case FL_TAG_H2:
    case FL_TAG_H3:
    case FL_TAG_UL:
    case FL_TAG_OL:
    case FL_TAG_FORM:
    case FL_TAG_PRE:
    case FL_TAG_BLOCKQUOTE:
    case FL_TAG_ARTICLE:
    case FL_TAG_SECTION:
        t->blocks = true;
        break;
    case FL_TAG_TEXT:
        if (n->to - n->from < 3) break;
        t->bytes += n->to - n->from;
        t->cell_bytes += n->to - n->from;
        if (t->cell_bytes > t->longest) t->longest = t->cell_bytes;
        break;
    default:
        break;
    }
}

const uint8_t *fl_tables_of_data(const fl_task *task, const fl_page *page, const fl_choice *choice)
{
    uint8_t *data = fl_alloc(task->arena, page->count, 1);
    size_t depth = 0, capacity = 0;
    table *open = NULL;
    for (uint32_t i = 0; i <= page->count; i++) {
        while (depth && (i == page->count || i >= page->node[open[depth - 1].node].end)) {
            table *t = &open[--depth];
            end_row(t);
            data[t->node] = is_data(t, choice->node[t->node].hints);
        }
        if (i == page->count) break;
        if (page->node[i].tag == FL_TAG_TABLE) {
            if (depth) open[depth - 1].nested = true;
            if (depth == capacity) {
                size_t wanted = capacity ? capacity * 2 : 16;
                open = fl_grow(task->arena, open, capacity * sizeof *open, wanted * sizeof *open);
                capacity = wanted;
            }
            open[depth++] = open_table(task, page, i);
        } else if (depth) {
            see(&open[depth - 1], page, i);
        }
    }
    return data;
}
