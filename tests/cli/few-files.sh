# With few files that may be open there are fewer workers, and the same outputs.
mkdir in
for i in 1 2 3 4 5 6 7 8; do echo "$i" > in/$i.txt; done
"$FAIRLEAF" convert in -o all
(ulimit -n 12; "$FAIRLEAF" convert -j 8 in -o few; echo "exit $?")
diff -r -x .fairleaf all few && echo same
