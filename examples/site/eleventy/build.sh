#!/bin/sh
# From raw reports to a finished site: sh examples/site/eleventy/build.sh [REPORTS [FOLDER]]
# The site is in FOLDER/_site; run again, only what has changed is converted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reports=${1:-$here/../../reports}
out=${2:-build/site-eleventy}
mkdir -p "$out"
cp -R "$here/." "$out"
"${FAIRLEAF:-$here/../../../fairleaf}" site --for eleventy "$reports" -o "$out"
(cd "$out" && npm install --silent --no-audit --no-fund && npx eleventy --quiet)
echo "$out/_site/index.html"
