# A device that takes nothing: an error, exit status 1, nothing else.
echo 甲 > a.txt
"$FAIRLEAF" convert a.txt > /dev/full; echo "exit $?"
"$FAIRLEAF" convert a.txt -o /dev/full; echo "exit $?"
"$FAIRLEAF" detect a.txt > /dev/full; echo "exit $?"
"$FAIRLEAF" explain a.txt > /dev/full; echo "exit $?"
"$FAIRLEAF" --help > /dev/full; echo "exit $?"
"$FAIRLEAF" convert a.txt -o /dev/null; echo "exit $?"
test -c /dev/full && test -c /dev/null
