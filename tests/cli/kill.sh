# Killed at any moment: every output that can be seen is whole, and the same command again finishes the work.
mkdir in
i=0
while [ $i -lt 60 ]; do
    perl -e 'print "第 $ARGV[0] 份报告的一行文字。" x 60, "\n" for 1 .. 60' $i > in/$i.txt
    i=$((i + 1))
done
"$FAIRLEAF" convert in -o whole 2> /dev/null
for pause in 0 0.005 0.01 0.02 0.03 0.04 0.05 0.07; do
    rm -rf out
    ("$FAIRLEAF" convert -j 2 in -o out > /dev/null 2>&1 & sleep $pause; kill -9 $!) 2> /dev/null
    for f in out/*.md; do
        test ! -e "$f" || cmp "$f" whole/${f#out/}
    done
    "$FAIRLEAF" convert in -o out > /dev/null 2> err || { echo "exit $?"; cat err; }
    diff -r -x .fairleaf whole out
    cmp whole/.fairleaf/lock out/.fairleaf/lock
    find out -name '.fairleaf-*'
done
"$FAIRLEAF" convert in -o out
