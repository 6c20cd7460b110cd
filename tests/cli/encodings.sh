# The reports in other encodings, named or told from the bytes, give the same output byte for byte.
for report in "$ROOT"/examples/reports/*.txt; do
    "$FAIRLEAF" convert -q "$report" > utf-8.md
    for encoding in GB18030 BIG5-HKSCS UTF-16LE; do
        iconv -f UTF-8 -t $encoding "$report" > report.txt 2> /dev/null || continue
        "$FAIRLEAF" convert -q --encoding $encoding report.txt | cmp - utf-8.md && echo "$encoding named"
        "$FAIRLEAF" convert -q report.txt | cmp - utf-8.md && echo "$encoding told"
    done
done | sort | uniq -c
