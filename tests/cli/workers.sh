# The number of workers changes nothing: neither bytes nor messages nor their order.
mkdir in
i=0
while [ $i -lt 120 ]; do
    head -c $((i * 97 % 4000)) "$ROOT"/examples/reports/001*.txt > in/$i.txt
    i=$((i + 1))
done
printf '\0' > in/50.txt; ln -s nowhere in/70.txt.link
for j in 1 2 4 16; do
    "$FAIRLEAF" convert -j $j in -o out$j -t markdown,text --ledger 2> err$j
    echo "exit $?"
done
for j in 2 4 16; do
    diff -r -x .fairleaf out1 out$j > /dev/null && cmp err1 err$j && echo "as with one worker"
done
find out1 -name '*.md' | wc -l
tail -n 1 err1 | sed 's/; .*//'
