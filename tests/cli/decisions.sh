# What a person decided: rejected changes do not happen, other texts stand in their place, whole rules are switched for
# one document or all; what does not fit is refused by name, and nothing is guessed.
cp "$ROOT"/examples/reports/002*.txt report.txt
say() { echo "$ $*" >&2; "$FAIRLEAF" "$@"; echo "$?"; }
file() { cat > "$1"; }
digest=$(sha256sum report.txt | cut -d ' ' -f 1)
heads() { "$FAIRLEAF" convert -t text "$@" report.txt | tr -d '\n' | perl -CS -Mutf8 -ne 'print substr($_, 0, 40), "\n"'; }
heads
file one.yaml <<END
schema: fairleaf.decisions/1
documents:
  - source: ./report.txt
    sha256: $digest
    decisions:
      - rule: boilerplate.breadcrumb.zh
        line: 1
        do: reject
      - rule: annotations.pinyin
        byte: [105, 112]
        do: text
        text: 現
      - rule: boilerplate.editor.*
        do: reject
END
heads --decisions one.yaml
"$FAIRLEAF" explain --decisions one.yaml report.txt | grep -E 'decisions|boilerplate' | head -3
echo 'a rule for all documents'
printf 'schema: fairleaf.decisions/1\nrules:\n  - {rule: annotations.*, do: reject}\n' > all.yaml
heads --decisions all.yaml

echo 'what does not fit'
sed 's/byte: .*/byte: [106, 112]/' one.yaml > gone.yaml; say convert --decisions gone.yaml report.txt
sed 's/line: 1/line: 4/; s/breadcrumb.zh/editor.zh/' one.yaml > moved.yaml; say convert --decisions moved.yaml report.txt
sed 's/    byte:.*/    line: 4/' one.yaml > which.yaml; say convert --decisions which.yaml report.txt
sed 's/sha256: ...../sha256: 00000/' one.yaml > changed.yaml; say convert --decisions changed.yaml report.txt
sed '/editor/,$d' one.yaml > twice.yaml; printf '      - {rule: annotations.pinyin, byte: [105, 112], do: reject}\n' >> twice.yaml
say convert --decisions twice.yaml report.txt
cp report.txt other.txt; echo more >> other.txt
say convert --decisions one.yaml other.txt -o other.md

echo 'a batch: the others are converted, a document that was not met is named'
mkdir in; cp report.txt in; cp "$ROOT"/examples/reports/003*.txt in/003.txt
sed 's/source: .*/source: report.txt/' changed.yaml > batch.yaml
printf '  - source: nowhere.txt\n    decisions: []\n' >> batch.yaml
say convert --decisions batch.yaml in -o out -t text
find out -name '*.txt' | sort

echo 'files that are no decisions'
bad() { printf '%b' "$1" > bad.yaml; "$FAIRLEAF" convert --decisions bad.yaml report.txt; echo "$?"; }
bad 'schema: fairleaf.decisions/2\n'
bad 'documents: []\n'
bad 'schema: fairleaf.decisions/1\ndocuments:\n  - decisions: []\n'
bad 'schema: fairleaf.decisions/1\nrules:\n  - {rule: a.b, line: 3, do: reject}\n'
bad 'schema: fairleaf.decisions/1\nrules:\n  - {rule: a.b, do: drop}\n'
bad 'schema: fairleaf.decisions/1\nrules:\n  - {rule: A B, do: reject}\n'
bad 'schema: fairleaf.decisions/1\ndocuments:\n  - source: a\n    decisions:\n      - {rule: a.b, line: 1, do: text}\n'
bad 'schema: fairleaf.decisions/1\ndocuments:\n  - source: a\n    decisions:\n      - {rule: a.b, byte: [5], do: reject}\n'
bad 'schema: fairleaf.decisions/1\ndocuments:\n  - source: a\n    sha256: 12\n'
bad 'schema: [\n'
say convert --decisions missing.yaml report.txt
say convert --decisions one.yaml --decisions all.yaml report.txt
