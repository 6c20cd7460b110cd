# A full disk: one message, the run ends early, every output that can be seen is whole, the next run finishes.
mkdir disk in
mount -t tmpfs -o size=256k tmpfs disk 2>/dev/null || { echo "skip: no disk can be mounted here"; exit 0; }
trap 'umount disk' EXIT
for i in 1 2 3 4 5 6 7 8; do yes 一行不长的文字。 | head -n 2000 > in/$i.txt; done
"$FAIRLEAF" convert -j 1 in -o disk/out 2> err; echo "exit $?"
sed 's/[0-9][0-9]*/N/g' err
for f in disk/out/*.md; do test $(wc -c < "$f") -gt 50000 || echo "$f is cut"; done
find disk -name '.fairleaf-*'
mount -o remount,size=4m disk
"$FAIRLEAF" convert -j 1 in -o disk/out > /dev/null 2>&1; echo "exit $?"
ls disk/out
