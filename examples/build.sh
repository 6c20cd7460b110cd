#!/bin/sh
# Builds fairleaf and converts the example reports: Markdown and HTML appear in ./clean. Missing packages are installed.
set -eu
cd "$(dirname "$0")/.."
sh .ci/packages build
make -s -j"$(nproc)" all
./fairleaf convert -t markdown,html examples/reports -o clean
ls clean
