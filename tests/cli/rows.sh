# Many documents into one file: CSV with one header, lines of JSON; in the order of the inputs, whoever is ready first.
mkdir -p raw/2021
printf '# 乙\n\n正文，乙。\n' > raw/b.md
printf '# 甲\n\n前言。\n\n## 一\n\n正文，甲。\n' > raw/2021/a.md
printf '# =SUM(1)\n\n正文。\n' > raw/c.md
"$FAIRLEAF" convert -j 2 -t csv --columns path,title,place,characters,headings -M place=山西省 raw missing.md; echo "exit $?"
"$FAIRLEAF" convert -t jsonl raw -o all.jsonl; echo "exit $?"
sed 's/,"metadata.*//' all.jsonl
"$FAIRLEAF" convert -t jsonl --by document raw/b.md raw/c.md -o - | grep -c '"kind":"document"'
echo "== the bytes that a record names"
bytes=$(sed -n 's/.*"id":"2021\/a.md#s1".*"bytes":\[\([0-9]*\),\([0-9]*\)\].*/\1 \2/p' all.jsonl)
set -- $bytes; tail -c +$(($1 + 1)) raw/2021/a.md | head -c $(($2 - $1))
echo "== an output below the input is no input; it is replaced"
"$FAIRLEAF" convert -q -t csv raw -o raw/all.csv; "$FAIRLEAF" convert -q -t csv raw -o raw/all.csv; wc -l < raw/all.csv
echo "== corrected and given back"
"$FAIRLEAF" convert -q -t csv --columns path,title,date raw | sed 's/乙,/丙,2021-02-06/' > meta.csv
"$FAIRLEAF" convert -t csv --columns title,date --metadata-file meta.csv raw -g '*.md'
echo "== a folder, and what is wrong"
"$FAIRLEAF" convert -t csv raw -o out/ -g '*.md' && ls out out/2021
"$FAIRLEAF" convert -t csv --columns a,a raw; echo "exit $?"
"$FAIRLEAF" convert -t csv --columns 'a b' raw; echo "exit $?"
"$FAIRLEAF" convert -t jsonl --by page raw; echo "exit $?"
"$FAIRLEAF" convert -t csv,jsonl raw; echo "exit $?"
