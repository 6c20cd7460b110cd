# Metadata that the caller gives: on the command line, and in a side file for many inputs.
mkdir -p raw/2021
echo text > raw/a.txt; echo text > raw/2021/b.txt; echo text > raw/c.txt
cat > meta.yaml <<'END'
raw/a.txt: {title: "甲: \"x\"", reporters: [王某, 李某], place: 伊春市}
2021/b.txt:
  title: 乙
  place:
no/such.txt: {title: 丙}
END
"$FAIRLEAF" convert --front-matter yaml -M place=山西省 --metadata-file meta.yaml raw -o out && cat out/a.md out/2021/b.md out/c.md
echo "== CSV, as a spreadsheet wrote it"
printf '\357\273\277path,title,reporters,characters\r\na.txt,"甲, 乙",王某; 李某,12\r\n2021/b.txt,,,\r\n' > meta.csv
"$FAIRLEAF" convert --front-matter toml --metadata-file meta.csv raw -o out && cat out/a.md out/2021/b.md
echo "== what is wrong"
printf 'a.txt:\n  a b: 1\n' > wrong.yaml
"$FAIRLEAF" convert --metadata-file wrong.yaml raw -o none; echo "exit $?"
printf 'path,title,title\n' > wrong.csv
"$FAIRLEAF" convert --metadata-file wrong.csv raw -o none; echo "exit $?"
printf 'path,title\na.txt,x\n./a.txt,y\n' > twice.csv
"$FAIRLEAF" convert --metadata-file twice.csv raw -o none; echo "exit $?"
"$FAIRLEAF" convert -M 'a b=1' raw/a.txt; echo "exit $?"
"$FAIRLEAF" convert --metadata-file missing.csv raw/a.txt; echo "exit $?"
ls none 2>&1 | sed 's/.*none/none/'
echo "== metadata decides whether an output stands"
for place in 甲 甲 乙; do "$FAIRLEAF" convert -M place=$place --front-matter yaml raw -o again 2>&1; done
