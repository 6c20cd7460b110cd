# A second run does only what is needed: unchanged inputs are left alone, whatever else changed is made again.
mkdir -p in/sub && echo 甲 > in/a.txt && echo 乙 > in/b.txt && echo 丙 > in/sub/c.txt && echo 丁 > in/d.txt
touch -d '2021-01-01 12:00:00' in/*.txt in/sub/*.txt
say() { echo "== $*"; }
run() { "$FAIRLEAF" convert -v "$@" in -o out 2>&1; echo "exit $?"; }
say first; run
say nothing changed; cp -p out/.fairleaf/manifest.jsonl before; run
cmp before out/.fairleaf/manifest.jsonl && test ! out/.fairleaf/manifest.jsonl -nt before && echo "nothing was written"
say an input changed; echo 戊 > in/a.txt; run
say an input was touched; touch in/b.txt; run; run
say an output was removed; rm out/sub/c.md; run
say an output was edited; echo x >> out/d.md; run; cat out/d.md
say other options; run --width 40
say another format too; run -t markdown,text
say the first format again; run --width 40; run --again -q
say a new input; echo 己 > in/e.txt; run
say a broken manifest; printf 'x\n{"stem":"../evil","input":"x","outputs":[]}\n{"stem"' >> out/.fairleaf/manifest.jsonl; run
