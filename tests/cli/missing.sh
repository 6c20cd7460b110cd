# A missing file fails with its name; the others are converted.
echo 甲 > a.txt; echo 乙 > b.txt
"$FAIRLEAF" convert a.txt missing.txt b.txt -o out
status=$?
cat out/a.md out/b.md
exit $status
