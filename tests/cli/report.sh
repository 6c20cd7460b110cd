# --report says what became of every input, and lists near-duplicates; nothing is dropped for it.
mkdir -p in/sub && cp "$ROOT"/examples/reports/002_64986036f6018bcb.txt in/a.txt
{ echo '某网 > 新闻 > 正文'; cat in/a.txt; echo '版权所有 某网'; } > in/sub/from-another-site.txt
cp "$ROOT"/examples/reports/003_98903d0b0f3c8107.txt in/b.txt
printf '甲\n' > in/short.txt && printf '甲\n' > in/short-too.txt && printf 'a\0b' > in/binary.txt && ln -s nowhere in/link.txt
name=$(printf 'in/\377.txt') && echo 乙 > "$name"
run() { "$FAIRLEAF" convert -q in -o out "$@" 2>/dev/null; echo "exit $?"; }
echo "== first"; run --report report.jsonl; sed 's/"sha256":"[0-9a-f]*"/"sha256":"…"/' report.jsonl; find out -type f -name '*.md' | sort | cat -v
echo "== nothing changed: the sketches are known"; cp -p out/.fairleaf/manifest.jsonl before; run --report again.jsonl; tail -2 again.jsonl
cmp before out/.fairleaf/manifest.jsonl && echo "the manifest is the same"
echo "== they are not: the inputs are read again, the outputs left alone"; rm -r out; run; cp -p out/a.md kept.md; run --report later.jsonl
tail -2 later.jsonl; test ! out/a.md -nt kept.md && echo "not written again"; grep -c sketch out/.fairleaf/manifest.jsonl
echo "== any number of workers"; for j in 1 2 7; do rm -r out; run -j$j --report $j.jsonl; cmp report.jsonl $j.jsonl; done
echo "== to standard output"; run --report - | tail -2
echo "== into a folder that is not there"; run --report new/report.jsonl; ls new
echo "== that cannot be"; "$FAIRLEAF" convert in -o out2 --report in/a.txt/report.jsonl; echo "exit $?"; ls out2/*.md 2>/dev/null | wc -l
echo "== with --dry-run"; "$FAIRLEAF" convert in -o out -n --report r; echo "exit $?"
