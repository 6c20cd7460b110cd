/* tests/fuzz/replay.h - main() for fuzz targets in `make check`: ROUNDS FILE... feeds each file as it is and ROUNDS - 1
 * times damaged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Flips, cuts, doubles and moves bytes; the same every time. */
static size_t damage(char *bytes, size_t length, unsigned round)
{
    unsigned state = round * 2654435761u + 1;
    for (unsigned i = 0; i < 1 + round % 7 && length > 4; i++) {
        state = state * 1664525u + 1013904223u;
        size_t at = state % (length - 2), n = (state >> 16) % 40 + 1;
        if (at + n > length) n = length - at;
        switch ((state >> 8) % 5) {
        case 0:
            bytes[at] = (char)(bytes[at] ^ (1 << (state >> 28) % 8));
            break;
        case 1:
            memmove(bytes + at, bytes + at + n, length - at - n);
            length -= n;
            break;
        case 2:
            bytes[at] = "\n\r *#>-|[]()!&`_~\\?:"[(state >> 20) % 21];
            break;
        case 3:
            memmove(bytes + at, bytes + length - n, n);
            break;
        default:
            length = at + 1;
            break;
        }
    }
    return length;
}

int main(int argc, char **argv)
{
    unsigned rounds = (unsigned)atoi(argv[1]), n = 0;
    for (int i = 2; i < argc; i++) {
        static char whole[1 << 17], bytes[1 << 17];
        FILE *file = fopen(argv[i], "rb");
        if (!file) continue;
        size_t length = fread(whole, 1, sizeof whole, file);
        fclose(file);
        for (unsigned round = 0; round < rounds; round++, n++) {
            memcpy(bytes, whole, length);
            size_t left = round ? damage(bytes, length, round + (unsigned)i * 977u) : length;
            char *exact = malloc(left ? left : 1); /* so that the sanitizer sees a byte too far */
            if (!exact) return 1;
            memcpy(exact, bytes, left);
            (void)LLVMFuzzerTestOneInput((const uint8_t *)exact, left);
            free(exact);
        }
    }
    printf("ok 1 - %u damaged inputs\n1..1\n", n);
    return 0;
}
