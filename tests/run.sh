#!/bin/sh
# Runs every test: unit and API programs, golden cases, command line, checks. Last line: N passed, N failed.
# MODE and OUT come from the Makefile.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${MODE:=release}" "${OUT:=build/$MODE}"
FAIRLEAF=$PWD/$OUT/fairleaf
export MODE OUT FAIRLEAF
programs=$(find "$OUT/unit" "$OUT/api" -type f -perm -u+x ! -name '*.d' 2>/dev/null | sort)
scripts=$(find tests -maxdepth 2 -name '*.t' | sort)
log=$OUT/tests.log
# Two at once: the command line, which waits a lot, and all others.
others=$(echo "$scripts" | grep -v '^tests/cli\.t$')
prove --merge --verbose --exec '' tests/cli.t >"$log.cli" 2>&1 &
prove --merge --verbose --exec '' $programs $others >"$log" 2>&1
status=$?
wait $! || status=1
cat "$log.cli" >>"$log" && rm -f "$log.cli"
passed=$(grep -ac '^ok ' "$log")
failed=$(grep -ac '^not ok ' "$log")
if [ $status -ne 0 ]; then
    grep -aA6 '^not ok ' "$log" | head -200
    sed -n '/^Test Summary Report/,$p' "$log"
    [ "$failed" -gt 0 ] || failed=1
fi
echo "$passed passed, $failed failed"
exit $status
