#!/bin/sh
# Every example runs: the programs of examples/library and the scripts of examples/shell.
n=0
report() { # STATUS ABOUT
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
reports=$(ls examples/reports/*.txt)

for program in examples/library/*.c; do
    name=$(basename "$program" .c)
    for r in $reports; do
        "$OUT/examples/$name" <"$r" >"$folder/library" && "$FAIRLEAF" convert "$r" >"$folder/program" 2>/dev/null &&
            cmp "$folder/library" "$folder/program"
        report $? "$program with $(basename "$r") writes what the program writes"
    done
    printf 'a\0b' | "$OUT/examples/$name" >/dev/null 2>"$folder/error"
    test $? -eq 1 && grep -q '^-:1: ' "$folder/error"
    report $? "$program says what is wrong and where"
done

sh examples/shell/removed.sh $reports >"$folder/removed" && test -s "$folder/removed"
report $? "removed.sh lists what was left out"
sh examples/shell/metadata.sh $reports >"$folder/metadata" && test "$(wc -l <"$folder/metadata")" -eq 6
report $? "metadata.sh has a line for each report"
sh examples/shell/archive.sh examples/reports "$folder/clean" 2>/dev/null &&
    test "$(find "$folder/clean" -name '*.md' | wc -l)" -eq 5 &&
    test "$(find "$folder/clean" -name '*.ledger.json' | wc -l)" -eq 5
report $? "archive.sh writes reports and ledgers"
sh examples/shell/archive.sh missing "$folder/none" 2>/dev/null
test $? -eq 1
report $? "archive.sh fails when something failed"
echo "1..$n"
