# --durable writes the same.
mkdir -p in/sub && echo 甲 > in/a.txt && echo 乙 > in/sub/b.txt
"$FAIRLEAF" convert in -o usual && "$FAIRLEAF" convert --durable in -o durable && diff -r -x .fairleaf usual durable && echo same
"$FAIRLEAF" convert --durable in/a.txt -o a.md && cmp a.md usual/a.md
# In memory where that is possible: what is brought to a busy disk takes its time.
memory=$(mktemp -d /dev/shm/fairleaf-XXXXXX 2> /dev/null) && trap 'rm -rf "$memory"' EXIT && cd "$memory"
# More than one group, over several folders and workers, one failure among them; then killed at some moment.
mkdir -p many/x many/y && i=0 && while [ $i -lt 300 ]; do echo "第 $i 份" > many/$([ $((i % 2)) = 0 ] && echo x || echo y)/$i.txt; i=$((i + 1)); done
printf 'a\0b' > many/x/5000.txt
"$FAIRLEAF" convert -q -j 1 many -o many-usual 2> /dev/null; echo "exit $?"
"$FAIRLEAF" convert --durable -v -j 3 many -o many-durable 2> said; echo "exit $?"
diff -r -x .fairleaf many-usual many-durable && grep -c -- '->' said && tail -1 said
for pause in 0.01 0.03 0.06; do
    rm -rf many-durable
    ("$FAIRLEAF" convert --durable -j 2 many -o many-durable > /dev/null 2>&1 & sleep $pause; kill -9 $!) 2> /dev/null
    find many-durable -name '*.md' -size 0 2> /dev/null
    "$FAIRLEAF" convert -q --durable many -o many-durable 2> /dev/null
    diff -r -x .fairleaf many-usual many-durable; find many-durable -name '.fairleaf-*'
done
