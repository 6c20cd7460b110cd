#!/bin/sh
# From raw reports to a finished site: sh examples/site/hugo/build.sh [REPORTS [FOLDER]]
# The site is in FOLDER/public; run again, only what has changed is converted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reports=${1:-$here/../../reports}
out=${2:-build/site-hugo}
mkdir -p "$out"
cp -R "$here/." "$out"
"${FAIRLEAF:-$here/../../../fairleaf}" site --for hugo "$reports" -o "$out/content"
hugo --quiet --source "$out"
echo "$out/public/index.html"
