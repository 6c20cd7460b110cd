#!/bin/sh
# Builds and runs tests/slips/trial.c over the clean texts that are named; see there.
set -eu
cd "$(dirname "$0")/../.."
make -s library >&2
out=build/release/slips-trial
cc -std=c17 -D_POSIX_C_SOURCE=200809L -O2 -w -Iinclude -Iconvert -Itests -I. -DFAIRLEAF_BUILD -o "$out" tests/slips/trial.c \
    build/release/libfairleaf.a $(pkg-config --libs libcmark libutf8proc yaml-0.1 libpcre2-8 jansson)
"$out" "$@"
