# Names that meet are settled from the whole list, whatever their order; long and odd names are kept.
mkdir in
for f in a.txt a.html B.TXT b.md c.txt c; do echo $f > in/$f; done
"$FAIRLEAF" convert in -o out -j 3; echo "exit $?"
(cd out && for f in *; do echo "$f: $(cat "$f")"; done)
"$FAIRLEAF" convert in/a.html in/c in/a.txt in/b.md in/c.txt in/B.TXT -o other
diff -r -x .fairleaf out other && echo same
mkdir odd
long=$(printf '%0251d' 0)
echo long > "odd/$long.txt"; echo dash > odd/-o.txt
echo line > "odd/$(printf 'new\nline').txt"; echo escape > "odd/$(printf 'esc\033[31m').txt"
echo bytes > "odd/$(printf 'bytes\377').txt"; : > "odd/$(printf 'no\nway').txt"
"$FAIRLEAF" convert -v odd -o odd-out; echo "exit $?"
ls -b odd-out
