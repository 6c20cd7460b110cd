#!/bin/sh
# Damaged copies of every case and example report, the same each time; see tests/fuzz/convert.c.
rounds=20
[ "${MODE:-release}" = release ] || rounds=6
"$OUT/replay-convert" $rounds $(find tests/cases -name '*.in' | sort) examples/reports/*.txt
