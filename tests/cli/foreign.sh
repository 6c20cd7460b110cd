# A file that fairleaf did not write is not replaced without --force; one that it wrote is.
mkdir in out && echo 甲 > in/a.txt && echo 乙 > in/b.txt && echo mine > out/a.md
"$FAIRLEAF" convert in -o out; echo "exit $?"
cat out/a.md out/b.md
"$FAIRLEAF" convert in/a.txt -o out; echo "exit $?"
"$FAIRLEAF" convert --force in -o out; echo "exit $?"
cat out/a.md
echo 丙 > in/a.txt
"$FAIRLEAF" convert in -o out; echo "exit $?"
cat out/a.md
mkdir out/c.md && echo 丁 > in/c.txt
"$FAIRLEAF" convert --force in -o out; echo "exit $?"
