#!/bin/sh
# From raw reports to a finished site: sh examples/site/pelican/build.sh [REPORTS [FOLDER]]
# The site is in FOLDER/output; run again, only what has changed is converted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reports=${1:-$here/../../reports}
out=${2:-build/site-pelican}
mkdir -p "$out"
cp -R "$here/." "$out"
"${FAIRLEAF:-$here/../../../fairleaf}" site --for pelican "$reports" -o "$out/content"
pelican --quiet "$out/content" --output "$out/output" --settings "$out/pelicanconf.py"
echo "$out/output/index.html"
