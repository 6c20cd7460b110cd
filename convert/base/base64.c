/* base/base64.c - four letters are three bytes. */
#include "base/base64.h"

static int digit_of(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

bool fl_base64_decode(fl_buf *b)
{
    size_t out = 0, digits = 0, padding = 0;
    uint32_t group = 0;
    for (size_t i = 0; i < b->n; i++) {
        char c = b->p[i];
        int digit = digit_of(c);
        if (c == '\n' || c == '\r') continue;
        if (c == '=') {
            padding++;
            continue;
        }
        if (digit < 0 || padding) return false;
        group = group << 6 | (uint32_t)digit;
        if (++digits % 4 != 0) continue;
        b->p[out++] = (char)(group >> 16);
        b->p[out++] = (char)(group >> 8);
        b->p[out++] = (char)group;
    }
    if (digits % 4 == 1 || padding > 2) return false;
    if (digits % 4 == 2) b->p[out++] = (char)(group >> 4);
    if (digits % 4 == 3) {
        b->p[out++] = (char)(group >> 10);
        b->p[out++] = (char)(group >> 2);
    }
    b->n = out;
    return true;
}
