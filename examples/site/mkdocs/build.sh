#!/bin/sh
# From raw reports to a finished site: sh examples/site/mkdocs/build.sh [REPORTS [FOLDER]]
# The site is in FOLDER/site; run again, only what has changed is converted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reports=${1:-$here/../../reports}
out=${2:-build/site-mkdocs}
mkdir -p "$out"
cp -R "$here/." "$out"
"${FAIRLEAF:-$here/../../../fairleaf}" site --for mkdocs "$reports" -o "$out/docs"
mkdocs build --quiet --strict --config-file "$out/mkdocs.yml"
echo "$out/site/index.html"
