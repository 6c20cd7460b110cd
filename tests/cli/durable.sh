# --durable writes the same.
mkdir -p in/sub && echo 甲 > in/a.txt && echo 乙 > in/sub/b.txt
"$FAIRLEAF" convert in -o usual && "$FAIRLEAF" convert --durable in -o durable && diff -r -x .fairleaf usual durable && echo same
"$FAIRLEAF" convert --durable in/a.txt -o a.md && cmp a.md usual/a.md
