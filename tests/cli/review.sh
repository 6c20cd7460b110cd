# A batch looked over: an index, pages of what is unusual, decisions merged and done.
mkdir -p raw/sub && for i in 0 1 2 3 4; do cp "$ROOT"/examples/reports/00$i*.txt raw/00$i.txt; done
cp raw/002.txt raw/sub/002.txt; echo 'one more line' >> raw/sub/002.txt
"$FAIRLEAF" convert -q --ledger raw -o clean
say() { echo "$ review $*" >&2; "$FAIRLEAF" review "$@"; echo "$?"; }
say clean -o review
(cd review && find . -type f | sort)
sed -n 's/.*<a href="\(pages[^"]*\)">.*/\1/p' review/index.html
echo 'some pages'; say clean -o one --pages 1; (cd one && find pages -type f)
say clean -o named -g 'sub/*' -g 004; (cd named && find pages -type f | sort)
cat review/decisions.yaml

echo 'decisions: of a page, of another one, of the index; later ones go first'
mkdir saved
digest=$(sha256sum raw/002.txt | cut -d ' ' -f 1)
printf 'schema: fairleaf.decisions/1\ndocuments:\n  - source: 002.txt\n    sha256: %s\n    decisions:\n' "$digest" > saved/a.yaml
printf '      - {rule: boilerplate.breadcrumb.zh, byte: [0, 78], before: "首頁>筑夢現(xiàn)代化 共繪新圖景·地方政協(xié)工作巡禮\\n", do: reject}\n' >> saved/a.yaml
printf '      - {rule: boilerplate.editor.zh, line: 11, do: reject}\n' >> saved/a.yaml
printf 'schema: fairleaf.decisions/1\ndocuments:\n  - {source: 000.txt, decisions: [{rule: "duplicates.*", do: reject}]}\n' > saved/b.yaml
printf '  - source: moved/002.txt\n    sha256: %s\n    decisions:\n      - {rule: boilerplate.editor.zh, line: 11, do: text, text: "編輯：\\"張\\""}\n' "$digest" >> saved/b.yaml
printf 'schema: fairleaf.decisions/1\nrules:\n  - {rule: punctuation.folded, do: reject}\n' > saved/c.yaml
say clean -o review --decisions saved
cat review/decisions.yaml
grep -o '"prior":\[[^]]*\]' review/pages/002.html
grep -o '<template id="data">.*</template>' review/index.html
"$FAIRLEAF" convert -q --decisions review/decisions.yaml --ledger raw -o clean; echo "$?"
"$FAIRLEAF" explain --decisions review/decisions.yaml raw/002.txt | grep -c 'punctuation.folded'
head -n 1 clean/002.md; tail -n 1 clean/002.md
"$FAIRLEAF" verify clean --sources raw
say clean -o review --decisions review/decisions.yaml

echo 'what is wrong'
echo more >> raw/sub/002.txt; rm raw/004.txt; say clean -o again
sed -i 's,ledger/1,ledger/9,' clean/000.ledger.json; say clean -o again --pages 0; grep -o 'cannot be read</b>[^<]*' again/index.html
echo 'schema: other' > saved/d.yaml; say clean -o again --decisions saved
mkdir empty
say; say raw/000.txt -o x; say clean; say clean -o clean; say empty -o x; say clean -o x --pages many; say clean -o x --decisions none.yaml
