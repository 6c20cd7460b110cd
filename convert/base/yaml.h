/* base/yaml.h - YAML as a small tree with places. The only door to libyaml.
 *
 * Packs, configuration and front matter are read with it. Every scalar is a string: what `yes` or
 * `1.10` means is for the reader of a key to say, never for YAML to guess. Anchors, aliases and
 * tags are refused (a few bytes of aliases can stand for gigabytes), as are two documents in one
 * file and a key that stands twice in a mapping. */
#ifndef FL_BASE_YAML_H
#define FL_BASE_YAML_H

#include <fairleaf.h>

#include "base/arena.h"
#include "base/span.h"

typedef enum fl_yaml_kind { FL_YAML_SCALAR, FL_YAML_SEQUENCE, FL_YAML_MAPPING } fl_yaml_kind;

typedef struct fl_yaml_place {
    uint32_t line, column; /* from 1, column in bytes */
    uint64_t byte;         /* from 0 */
} fl_yaml_place;

typedef struct fl_yaml {
    struct fl_yaml *first, *next;   /* items or values, in the order of the file */
    fl_span key;    /* of a mapping's value */
    fl_span text;   /* of a scalar; a NUL stands behind it that does not count */
    fl_yaml_place at, key_at;
    uint32_t count; /* items or values */
    uint8_t kind;   /* fl_yaml_kind */
    bool plain;     /* a scalar without quotes: an empty one is what YAML calls null */
} fl_yaml;

/* Reads one document; *root is NULL when there is none (an empty file). `bytes` may start with a
 * byte order mark and is not used afterwards. `depth` is the most collections that may stand inside
 * each other. Fails: RULES with the place; the message does not name the file. */
fairleaf_status fl_yaml_read(fl_arena *a, fl_span bytes, uint32_t depth, fl_yaml **root,
                             fairleaf_error *error);

/* The value of `key` in a mapping, or NULL. */
const fl_yaml *fl_yaml_get(const fl_yaml *mapping, const char *key);

#endif
