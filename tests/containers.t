#!/bin/sh
# Damaged copies of one container of each kind, the same each time; see tests/fuzz/containers.c.
rounds=300
[ "${MODE:-release}" = release ] || rounds=60
made=$(mktemp -d) && top=$(pwd) || exit
trap 'rm -rf "$made"' EXIT
(cd "$made" && perl "$top/tests/containers/make.pl" --all && rm bomb.txt.gz) || exit
"$OUT/replay-containers" $rounds "$made"/*
