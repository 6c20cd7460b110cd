# 100 MB of one line are over a limit, said with line and byte; the others are converted.
mkdir in
head -c 104857600 /dev/zero | tr '\0' a > in/long.txt
echo 甲 > in/short.txt
"$FAIRLEAF" convert in -o out
status=$?
find out -name '*.md'
exit $status
