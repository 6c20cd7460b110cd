#!/bin/sh
# From raw reports to a finished site: sh examples/site/jekyll/build.sh [REPORTS [FOLDER]]
# The site is in FOLDER/_site; run again, only what has changed is converted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reports=${1:-$here/../../reports}
out=${2:-build/site-jekyll}
mkdir -p "$out"
cp -R "$here/." "$out"
"${FAIRLEAF:-$here/../../../fairleaf}" site --for jekyll "$reports" -o "$out"
jekyll build --quiet --source "$out" --destination "$out/_site"
echo "$out/_site/index.html"
