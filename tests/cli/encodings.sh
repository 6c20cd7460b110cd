# The reports in other encodings, named or told from the bytes, give the same output byte for byte.
for report in "$ROOT"/examples/reports/*.txt; do
    "$FAIRLEAF" convert -q "$report" > utf-8.md
    for encoding in GB18030 BIG5-HKSCS UTF-16LE; do
        iconv -f UTF-8 -t $encoding "$report" > report.txt 2> /dev/null || continue
        "$FAIRLEAF" convert -q --encoding $encoding report.txt | cmp - utf-8.md && echo "$encoding named"
        "$FAIRLEAF" convert -q report.txt | cmp - utf-8.md && echo "$encoding told"
    done
done | sort | uniq -c
# Wide encodings by any of their names, and marked ones whatever is named.
report=$(ls "$ROOT"/examples/reports/*.txt | head -1)
"$FAIRLEAF" convert -q "$report" > utf-8.md
wide() { # ICONV-NAME NAME...
    iconv -f UTF-8 -t "$1" "$report" > report.txt
    shift
    for name; do "$FAIRLEAF" convert -q --encoding "$name" report.txt | cmp - utf-8.md && echo "$name"; done
}
wide UTF-16LE utf-16le UTF16LE ucs-2le
wide UTF-16BE utf-16be unicodebig
wide UTF-16 utf-16 UCS-2 unicode gbk
wide UTF-32LE utf-32le ucs-4le
wide UTF-32 utf-32 UCS-4
