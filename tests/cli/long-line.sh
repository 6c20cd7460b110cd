# A file that is one line of 40 MB is converted, whole.
mkdir in
head -c 41943040 /dev/zero | tr '\0' a > in/long.txt
echo 甲 > in/short.txt
"$FAIRLEAF" convert in -o out; echo "exit $?"
echo >> in/long.txt && cmp in/long.txt out/long.md && echo same
