# A reader that goes away ends the program without a word.
perl -e 'print "一行不长的文字。" x 60, "\n" for 1 .. 4000' > a.txt
("$FAIRLEAF" convert a.txt; echo "exit $?" >&2) | head -c 1 | wc -c
