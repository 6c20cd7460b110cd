# A reader that goes away ends the program without a word.
yes 一行不长的文字。 | head -n 200000 > a.txt
("$FAIRLEAF" convert a.txt; echo "exit $?" >&2) | sed 1q
