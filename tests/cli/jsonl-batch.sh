# JSON lines as input of a batch: an output each, other names by --fields.
perl "$ROOT/tests/containers/make.pl" pages.jsonl pages.jsonl.gz || exit
"$FAIRLEAF" convert pages.jsonl -o out/; echo "exit $?"
(cd out/pages.jsonl && ls && cat ./*.md)
"$FAIRLEAF" convert pages.jsonl.gz -o out2/ -q 2> /dev/null; echo "exit $?"
(cd out2/pages.jsonl.gz && ls)
"$FAIRLEAF" convert pages.jsonl -o out3/ --fields text=body,title=headline,part=n --front-matter yaml -q 2> /dev/null
cat out3/pages.jsonl/000010.md
"$FAIRLEAF" convert pages.jsonl -o out4/ --fields text; echo "exit $?"
