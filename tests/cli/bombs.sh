# What unpacks to far more than it is, is refused, unless the user allows it.
perl "$ROOT/tests/containers/make.pl" bomb.txt.gz report.txt.gz cut.txt.gz damaged.txt.gz tail.txt.gz twofold.txt.gz || exit
"$FAIRLEAF" convert bomb.txt.gz; echo "exit $?"
"$FAIRLEAF" convert bomb.txt.gz --unpack-ratio 5000 2>&1 | cut -c 1-60
"$FAIRLEAF" convert report.txt.gz --unpack-most 50; echo "exit $?"
"$FAIRLEAF" convert report.txt.gz --unpack-most 1k | head -1
"$FAIRLEAF" convert report.txt.gz --unpack-most 5x; echo "exit $?"
"$FAIRLEAF" convert bomb.txt.gz report.txt.gz cut.txt.gz damaged.txt.gz tail.txt.gz twofold.txt.gz -o out/; echo "exit $?"
ls out
