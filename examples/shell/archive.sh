#!/bin/sh
# Converts a folder into Markdown and HTML with a ledger beside each, and stops a pipeline when something failed.
# usage: archive.sh RAW CLEAN
set -eu
: "${FAIRLEAF:=fairleaf}"
"$FAIRLEAF" convert -t markdown,html --ledger "$1" -o "$2" || {
    echo "some reports failed: they are named above, all others are in $2" >&2
    exit 1
}
