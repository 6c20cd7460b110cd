# Outputs whose inputs are gone are counted, and removed only when asked; never when the walk was not whole.
mkdir -p in/sub && echo 甲 > in/a.txt && echo 乙 > in/b.txt && echo 丙 > in/sub/c.txt
"$FAIRLEAF" convert -t markdown,text in -o out
rm in/b.txt in/sub/c.txt; echo edited >> out/b.md
echo "== counted"; "$FAIRLEAF" convert -t markdown,text in -o out; ls out out/sub
echo "== one file alone says nothing"; "$FAIRLEAF" convert in/a.txt -o out
echo "== not with a failure"; ln -s nowhere in/dead; "$FAIRLEAF" convert --prune -t markdown,text in -o out; echo "exit $?"; rm in/dead
echo "== not with a glob"; "$FAIRLEAF" convert --prune -g 'a*' -t markdown,text in -o out
echo "== dry"; "$FAIRLEAF" convert --prune -n -t markdown,text in -o out
echo "== removed"; "$FAIRLEAF" convert --prune -v -t markdown,text in -o out; echo "exit $?"; ls out
echo "== again"; "$FAIRLEAF" convert --prune -t markdown,text in -o out
grep -c '"stem"' out/.fairleaf/manifest.jsonl
