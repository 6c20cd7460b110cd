#!/bin/sh
# From raw reports to a finished site: sh examples/site/sphinx/build.sh [REPORTS [FOLDER]]
# The site is in FOLDER/_build; run again, only what has changed is converted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reports=${1:-$here/../../reports}
out=${2:-build/site-sphinx}
mkdir -p "$out"
cp -R "$here/." "$out"
"${FAIRLEAF:-$here/../../../fairleaf}" site --for sphinx "$reports" -o "$out"
sphinx-build -q -W --keep-going "$out" "$out/_build"
echo "$out/_build/index.html"
