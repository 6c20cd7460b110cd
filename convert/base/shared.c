/* base/shared.c - POSIX promises that a function's address fits a pointer to an object; C does not,
 * hence the copying. */
#include "base/shared.h"

#include <dlfcn.h>
#include <string.h>

_Static_assert(sizeof(void *) == sizeof(void (*)(void)), "dlsym gives pointers to functions");

bool fl_shared_open(const char *name, const char *const *symbol, size_t count, void *table)
{
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!library) return false;
    for (size_t i = 0; i < count; i++) {
        void *address = dlsym(library, symbol[i]);
        if (!address) return false;
        memcpy((char *)table + i * sizeof address, &address, sizeof address);
    }
    return true;
}
