#!/bin/sh
# Writes a C file that holds the files named as arguments as bytes, with a table of names: fl_embedded[].
set -eu
echo '#include "rules/embed.h"'
i=0
for f in "$@"; do
    printf 'static const unsigned char file_%d[] = {' $i
    od -An -v -tu1 "$f" | sed 's/  */,/g; s/^,//; s/$/,/'
    echo '0};'
    i=$((i + 1))
done
echo 'const fl_embedded_file fl_embedded[] = {'
i=0
for f in "$@"; do
    printf '    { "%s", file_%d, sizeof file_%d - 1 },\n' "$f" $i $i
    i=$((i + 1))
done
echo '    { 0, 0, 0 } };'
