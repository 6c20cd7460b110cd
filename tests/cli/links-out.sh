# Nothing is written through a link in the output folder: a link in the place of an output is replaced, one in the place
# of a folder is refused.
mkdir -p in/sub elsewhere out && echo 甲 > in/a.txt && echo 乙 > in/sub/b.txt && echo mine > elsewhere/mine
ln -s ../elsewhere out/sub; ln -s ../elsewhere/mine out/a.md
"$FAIRLEAF" convert in -o out; echo "exit $?"
"$FAIRLEAF" convert --force in -o out; echo "exit $?"
cat elsewhere/mine out/a.md
ls elsewhere
