# Sources, outputs and ledgers that agree, and each way in which they do not: named, exit status 1.
mkdir raw && cp "$ROOT"/examples/reports/00[0-2]*.txt raw
iconv -f UTF-8 -t GB18030 raw/000*.txt > raw/gb.txt
for f in raw/00*; do mv "$f" "raw/$(basename "$f" | cut -c 1-3).txt"; done
"$FAIRLEAF" convert raw -o clean --ledger -t markdown,html,text 2> /dev/null
try() { echo "$ verify $*" >&2; "$FAIRLEAF" verify "$@"; echo "$?"; }
try clean
try clean --sources raw
(cd clean && try .)
try clean --sources nowhere 2>&1 | head -2
save() { rm -rf clean2 raw2; cp -Rp clean clean2; cp -Rp raw raw2; }
broken() { try clean2 --sources raw2 2>&1 | sed 's/sha256 [0-9a-f]*/sha256 …/g'; }
spoil() { perl -0pi -e "$1" "$2"; }

echo 'a source has changed'; save; echo more >> raw2/000.txt; broken
echo 'a source is gone'; save; rm raw2/000.txt; broken
echo 'an output has changed'; save; spoil 's/的/地/' clean2/001.md; broken
echo 'an output is gone'; save; rm clean2/001.html; broken
echo 'a ledger is gone'; save; rm clean2/001.ledger.json; broken
echo 'a ledger leaves out an edit'; save; spoil 's/\n  \{"id":1,[^\n]*//; my $n = 0; s/"id":\d+/"\"id\":" . ++$n/ge' clean2/001.ledger.json; broken
echo 'a ledger says what was not there'; save; spoil 's/"before":"(\[圖片])?/"before":"x/' clean2/002.ledger.json; broken
echo 'a ledger puts in another text'; save; spoil 's/"after":"（"/"after":"["/' clean2/002.ledger.json; broken
echo 'a ledger names another place'; save; spoil 's/"byte":\[(\d+),(\d+)\]\},"before":"編/"\"byte\":[" . ($1 - 3) . ",$2]},\"before\":\"編"/e' clean2/002.ledger.json; broken
echo 'edits that overlap'; save; spoil 's/("id":3,.*?"byte":\[)\d+/${1}95/' clean2/002.ledger.json; broken
echo 'a balance that is not theirs'; save; spoil 's/"kept":\d+/"kept":7/' clean2/gb.ledger.json; broken
echo 'a ledger of another version'; save; spoil 's,ledger/1,ledger/2,' clean2/000.ledger.json; broken
echo 'no ledger at all'; save; printf '{"a":1}' > clean2/000.ledger.json; broken
echo 'half a ledger'; save; head -c 3000 clean/000.ledger.json > clean2/000.ledger.json; broken
seal() { { head -n -1 "$1"; printf ' "sha256":"%s"}\n' "$(head -n -1 "$1" | sha256sum | cut -c 1-64)"; } > sealed; mv sealed "$1"; }
echo 'a reason'; save; spoil 's/"why":"a byte was lost/"why":"a byte was found/' clean2/002.ledger.json; broken
echo 'a reason, sealed again'; seal clean2/002.ledger.json; broken
echo 'how sure'; save; spoil 's/("after":"[^"]*","confidence":0\.)\d/${1}2/' clean2/001.ledger.json; seal clean2/001.ledger.json; broken
echo 'what else it may be'; save; spoil 's/"alternatives":\["取/"alternatives":["去/' clean2/002.ledger.json; seal clean2/002.ledger.json; broken
echo 'metadata'; save; spoil 's/"value":"政協/"value":"政协/' clean2/000.ledger.json; seal clean2/000.ledger.json; broken
echo 'an output and its sum'; save; spoil 's/的/地/' clean2/001.md
sum=$(sha256sum < clean2/001.md | cut -c 1-64); export sum; spoil 's/("path":"001.md".*?"sha256":")[0-9a-f]*/$1$ENV{sum}/' clean2/001.ledger.json
seal clean2/001.ledger.json; broken
echo 'the seal is gone'; save; spoil 's/,\n "sha256":"[0-9a-f]*"\}\n\z/}\n/' clean2/001.ledger.json; broken
echo 'another program wrote it'; save; spoil 's/"build":"/"build":"x/; s/("why":")a/${1}A/' clean2/001.ledger.json; seal clean2/001.ledger.json; broken | sed 's/x[0-9a-f]\{16\}/…/'
echo 'rules and decisions that are not at hand'
printf 'rules:\n  - {id: mine.place, about: a place, where: anywhere, part: true, pattern: 伊春市, confidence: 0.9, matches: [伊春市], spares: [其他]}\n' > mine.yaml
printf 'schema: fairleaf.decisions/1\ndocuments:\n  - source: 002.txt\n    decisions:\n      - {rule: slips.gbk, do: reject}\n' > decisions.yaml
"$FAIRLEAF" convert raw -o ours --ledger --rules mine.yaml 2>&1 | grep error; try ours
try ours --rules mine.yaml
"$FAIRLEAF" convert raw -o ours --ledger --rules mine.yaml --decisions decisions.yaml -M editor=Li --level cautious --width 60 --front-matter yaml 2>&1 | grep error
try ours --rules mine.yaml; try ours --rules mine.yaml --decisions decisions.yaml
mkdir empty; try empty
try; try raw/000.txt; try raw clean
